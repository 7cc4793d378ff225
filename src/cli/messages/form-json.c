/* JSON lines: an object a diagnostic. Columns count code points, from 1. */
#include "cli/messages/messages.h"

static void
put_number(struct pl_json *json, const char *key, uint32_t number, bool is_known)
{
	if (is_known) {
		pl_json_int(json, key, number);
	} else {
		pl_json_bare(json, key, "null");
	}
}

static void
put(struct cli_diagnostics *to, const struct cli_findings *findings,
    const struct cli_finding *finding)
{
	struct pl_json json = pl_json_to_buffer(&to->out);
	bool has_place = finding->position.line > 0;
	pl_json_begin(&json, NULL, "{");
	pl_json_int(&json, "schema", 1);
	pl_json_text(&json, "file", cli_input_name(findings->input));
	put_number(&json, "line", finding->position.line, has_place);
	put_number(&json, "column", finding->position.column, has_place);
	put_number(&json, "end_line", finding->position.line, has_place);
	put_number(&json, "end_column", finding->end_column, has_place);
	pl_json_text(&json, "severity", cli_severity_word(finding->severity));
	pl_json_text(&json, "id", finding->id);
	pl_json_text(&json, "message", finding->message);
	if (*finding->page == '\0') {
		pl_json_bare(&json, "page", "null");
	} else {
		pl_json_text(&json, "page", finding->page);
	}
	pl_json_begin(&json, "fix", "[");
	for (size_t i = 0; i < finding->fix_count; i++) {
		const struct cli_edit *edit = &finding->fix[i];
		pl_json_begin(&json, NULL, "{");
		pl_json_int(&json, "line", edit->start.line);
		pl_json_int(&json, "column", edit->start.column);
		pl_json_int(&json, "end_line", edit->end.line);
		pl_json_int(&json, "end_column", edit->end.column);
		pl_json_text(&json, "text", edit->text);
		pl_json_end(&json, "}");
	}
	pl_json_end(&json, "]}");
	pl_buffer_put_byte(&to->out, '\n');
}

const struct cli_form cli_form_json = {.name = "json", .put = put};
