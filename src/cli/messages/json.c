/* JSON lines: an object a finding. Columns count code points, from 1. */
#include "cli/cli.h"

static void
put_number(struct pl_buffer *out, const char *key, uint32_t number, bool is_known)
{
	if (is_known) {
		pl_buffer_printf(out, ",\"%s\":%u", key, (unsigned)number);
	} else {
		pl_buffer_printf(out, ",\"%s\":null", key);
	}
}

void
cli_diagnose_json(struct cli *cli, struct pl_buffer *out, const struct cli_findings *findings)
{
	(void)cli;
	for (size_t i = 0; i < findings->count; i++) {
		const struct cli_finding *finding = &findings->list[i];
		bool has_place = finding->position.line > 0;
		const char *page = cli_finding_text(findings, finding->page);
		pl_buffer_put_text(out, "{\"schema\":1,\"file\":");
		cli_put_json(out, cli_input_name(findings->input));
		put_number(out, "line", finding->position.line, has_place);
		put_number(out, "column", finding->position.column, has_place);
		put_number(out, "end_line", finding->position.line, has_place);
		put_number(out, "end_column", finding->end_column, has_place);
		pl_buffer_printf(out, ",\"severity\":\"%s\",\"id\":\"%s\",\"message\":",
				 cli_severity_word(finding->severity), finding->id);
		cli_put_json(out, cli_finding_text(findings, finding->message));
		pl_buffer_put_text(out, ",\"page\":");
		if (*page == '\0') {
			pl_buffer_put_text(out, "null");
		} else {
			cli_put_json(out, page);
		}
		pl_buffer_put_text(out, "}\n");
	}
}
