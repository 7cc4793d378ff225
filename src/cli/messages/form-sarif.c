/*
 * SARIF 2.1.0 (OASIS), as code scanning services read it. Columns count UTF-16 units, and the log
 * says so; file names are relative URIs, so that a service finds them in the repository.
 */
#include <stdio.h>

#include "cli/messages/messages.h"

/* The sentence of a rule, with an ellipsis for each word that a message fills in. */
static void
put_pattern(struct pl_json *json, const char *pattern)
{
	const char *word;
	pl_json_begin_string(json, "text");
	while ((word = strstr(pattern, "%s")) != NULL) {
		pl_json_put_text(json, (struct pl_str){pattern, (size_t)(word - pattern)});
		pl_json_put_text(json, PL_STR("..."));
		pattern = word + 2;
	}
	pl_json_put_text(json, pl_str_of(pattern));
	pl_json_end_string(json);
}

/* A part of docs/rules.md. Its links lead to other pages of docs/, from wherever it is shown. */
static void
put_markdown(struct pl_json *json, struct pl_str page)
{
	const char *at = page.data, *end = pl_str_end(page), *target;
	pl_json_begin_string(json, "markdown");
	while ((target = strstr(at, "](")) != NULL && target < end) {
		target += strlen("](");
		pl_json_put_text(json, (struct pl_str){at, (size_t)(target - at)});
		pl_json_put_text(json, PL_STR(CLI_DOCS_URL "/"));
		at = target;
	}
	pl_json_put_text(json, (struct pl_str){at, (size_t)(end - at)});
	pl_json_end_string(json);
}

/* What docs/rules.md says, and where it is. Code scanning shows Markdown, others the text. */
static void
put_help(struct pl_json *json, const char *id, const char *severity)
{
	struct pl_str page = cli_rule_page(id);
	struct pl_lines lines = {page, false};
	struct pl_str message;
	pl_lines_next(&lines, &message);
	page = pl_str_trim_ascii(pl_str_slice(page, message.length, page.length));
	pl_json_begin(json, "help", "{");
	pl_json_str(json, "text", page);
	put_markdown(json, page);
	pl_json_end(json, "}");
	pl_json_begin_string(json, "helpUri");
	pl_json_put_text(json, PL_STR(CLI_DOCS_URL "/rules.md#"));
	for (const char *at = id; *at != '\0'; at++) {
		pl_json_put_text(json, (struct pl_str){&(char){pl_ascii_lower(*at)}, 1});
	}
	pl_json_put_text(json, PL_STR("-"));
	pl_json_put_text(json, pl_str_of(severity));
	pl_json_end_string(json);
}

static void
put_rule(struct pl_json *json, const struct platen_rule *rule)
{
	pl_json_break_line(json);
	pl_json_begin(json, NULL, "{");
	pl_json_text(json, "id", rule->id);
	pl_json_begin(json, "shortDescription", "{");
	put_pattern(json, rule->message);
	pl_json_end(json, "}");
	pl_json_begin(json, "fullDescription", "{"); /* GitHub wants this, too */
	put_pattern(json, rule->message);
	pl_json_end(json, "}");
	put_help(json, rule->id, cli_severity_word(rule->severity));
	pl_json_begin(json, "defaultConfiguration", "{");
	bool is_hint = rule->severity == PLATEN_SEVERITY_HINT;
	pl_json_bare(json, "enabled", is_hint ? "false" : "true");
	pl_json_text(json, "level", is_hint ? "note" : cli_severity_word(rule->severity));
	pl_json_end(json, "}}");
}

static void
begin(struct cli_diagnostics *to)
{
	struct pl_json *json = &to->json;
	const struct platen_rule *rule;
	pl_json_begin(json, NULL, "{");
	pl_json_text(json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	pl_json_text(json, "version", "2.1.0");
	pl_json_begin(json, "runs", "[{");
	pl_json_text(json, "columnKind", "utf16CodeUnits");
	pl_json_begin(json, "tool", "{");
	pl_json_begin(json, "driver", "{");
	pl_json_text(json, "name", "platen");
	pl_json_text(json, "version", platen_version());
	pl_json_begin(json, "rules", "[");
	for (size_t i = 0; (rule = platen_rule_at(i)) != NULL; i++) {
		put_rule(json, rule);
	}
	pl_json_end(json, "]}}");
	pl_json_begin(json, "results", "[");
}

/* RFC 3986: what is neither unreserved nor a slash is percent-encoded. */
static void
put_uri(struct pl_json *json, const char *input)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/";
	pl_json_begin_string(json, "uri");
	pl_json_put_text(json, pl_str_of(*input == '/' ? "file://" : ""));
	for (const char *at = cli_is_stdin(input) ? "stdin" : input; *at != '\0'; at++) {
		char code[4];
		snprintf(code, sizeof(code), strchr(plain, *at) != NULL ? "%c" : "%%%02X",
			 (unsigned char)*at);
		pl_json_put_text(json, pl_str_of(code));
	}
	pl_json_end_string(json);
}

static void
put_artifact(struct pl_json *json, const char *input)
{
	pl_json_begin(json, "artifactLocation", "{");
	put_uri(json, input);
	pl_json_end(json, "}");
}

static void
put_region(struct pl_json *json, const char *name, uint32_t line, uint32_t column,
	   uint32_t end_line, uint32_t end_column)
{
	pl_json_begin(json, name, "{");
	pl_json_int(json, "startLine", line);
	pl_json_int(json, "startColumn", column);
	pl_json_int(json, "endLine", end_line);
	pl_json_int(json, "endColumn", end_column);
	pl_json_end(json, "}");
}

static void
put_fix(struct pl_json *json, const char *input, const struct cli_finding *finding)
{
	pl_json_begin(json, "fixes", "[{");
	pl_json_begin(json, "artifactChanges", "[{");
	put_artifact(json, input);
	pl_json_begin(json, "replacements", "[");
	for (size_t i = 0; i < finding->fix_count; i++) {
		const struct cli_edit *edit = &finding->fix[i];
		pl_json_begin(json, NULL, "{");
		put_region(json, "deletedRegion", edit->start.line, edit->utf16_column,
			   edit->end.line, edit->utf16_end_column);
		pl_json_begin(json, "insertedContent", "{");
		pl_json_text(json, "text", edit->text);
		pl_json_end(json, "}}");
	}
	pl_json_end(json, "]}]}]");
}

static void
put(struct cli_diagnostics *to, const struct cli_findings *findings,
    const struct cli_finding *finding)
{
	struct pl_json *json = &to->json;
	size_t index;
	cli_rule_find(pl_str_of(finding->id), &index);
	pl_json_break_line(json);
	pl_json_begin(json, NULL, "{");
	pl_json_text(json, "ruleId", finding->id);
	pl_json_int(json, "ruleIndex", (int64_t)index);
	pl_json_text(json, "level", cli_severity_word(finding->severity));
	pl_json_begin(json, "message", "{");
	pl_json_text(json, "text", finding->message);
	pl_json_end(json, "}");
	pl_json_begin(json, "locations", "[{");
	pl_json_begin(json, "physicalLocation", "{");
	put_artifact(json, findings->input);
	if (finding->position.line > 0) {
		put_region(json, "region", finding->position.line, finding->utf16_column,
			   finding->position.line, finding->utf16_end_column);
	}
	pl_json_end(json, "}}]");
	if (finding->fix_count > 0) {
		put_fix(json, findings->input, finding);
	}
	pl_json_begin(json, "partialFingerprints", "{");
	pl_json_text(json, "primaryLocationLineHash", finding->fingerprint);
	pl_json_end(json, "}}");
}

static void
end(struct cli_diagnostics *to)
{
	pl_json_end(&to->json, "]}]}");
	pl_buffer_put_byte(&to->out, '\n');
}

const struct cli_form cli_form_sarif = {.name = "sarif", .begin = begin, .put = put, .end = end};
