/*
 * SARIF 2.1.0 (OASIS), as code scanning services read it. Columns count UTF-16 units, which is what
 * the log says of itself; file names are relative URIs, so that a service finds them in the
 * repository.
 */
#include <string.h>

#include "cli/cli.h"

static const char *
level_of(enum platen_severity severity)
{
	return severity == PLATEN_SEVERITY_NOTE ? "note" : cli_severity_word(severity);
}

/* The sentence of a rule, an ellipsis where a word goes. */
static void
put_pattern(struct pl_buffer *out, const char *pattern)
{
	struct pl_buffer text = {0};
	const char *hole;
	while ((hole = strstr(pattern, "%s")) != NULL) {
		pl_buffer_put(&text, (struct pl_str){pattern, (size_t)(hole - pattern)});
		pl_buffer_put_text(&text, "...");
		pattern = hole + 2;
	}
	pl_buffer_put_text(&text, pattern);
	const char *whole = pl_buffer_text(&text);
	cli_put_json(out, whole == NULL ? "" : whole);
	out->failed |= text.failed;
	pl_buffer_fini(&text);
}

void
cli_begin_sarif(struct cli *cli, struct pl_buffer *out)
{
	(void)cli;
	pl_buffer_printf(
		out,
		"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
		"\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":\"utf16CodeUnits\",\"tool\":"
		"{\"driver\":{\"name\":\"platen\",\"version\":\"%s\",\"rules\":[",
		platen_version());
	struct platen_diagnostic rule;
	for (size_t i = 0; platen_rule(i, &rule); i++) {
		pl_buffer_printf(out, "%s\n{\"id\":\"%s\",\"shortDescription\":{\"text\":",
				 i == 0 ? "" : ",", rule.id);
		put_pattern(out, rule.message);
		pl_buffer_printf(out, "},\"defaultConfiguration\":{\"level\":\"%s\"}}",
				 level_of(rule.severity));
	}
	pl_buffer_put_text(out, "]}},\"results\":[");
}

/* RFC 3986: what is neither unreserved nor a slash is percent-encoded. */
static void
put_uri(struct pl_buffer *out, const char *input)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/";
	if (cli_is_stdin(input)) {
		pl_buffer_put_text(out, "stdin");
		return;
	}
	pl_buffer_put_text(out, *input == '/' ? "file://" : "");
	for (const char *at = input; *at != '\0'; at++) {
		if (strchr(plain, *at) != NULL) {
			pl_buffer_printf(out, "%c", *at);
		} else {
			pl_buffer_printf(out, "%%%02X", (unsigned)(unsigned char)*at);
		}
	}
}

static unsigned
rule_index(const char *id)
{
	struct platen_diagnostic rule;
	unsigned i = 0;
	while (platen_rule(i, &rule) && strcmp(rule.id, id) != 0) {
		i++;
	}
	return i;
}

void
cli_diagnose_sarif(struct cli *cli, struct pl_buffer *out, const struct cli_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct cli_finding *finding = &findings->list[i];
		pl_buffer_printf(out, "%s\n{\"ruleId\":\"%s\",\"ruleIndex\":%u,\"level\":\"%s\",",
				 cli->told_count + i == 0 ? "" : ",", finding->id,
				 rule_index(finding->id), level_of(finding->severity));
		pl_buffer_put_text(out, "\"message\":{\"text\":");
		cli_put_json(out, cli_finding_text(findings, finding->message));
		pl_buffer_put_text(out,
				   "},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
				   "{\"uri\":\"");
		put_uri(out, findings->input);
		pl_buffer_put_text(out, "\"}");
		if (finding->position.line > 0) {
			pl_buffer_printf(out,
					 ",\"region\":{\"startLine\":%u,\"startColumn\":%u,"
					 "\"endLine\":%u,\"endColumn\":%u}",
					 (unsigned)finding->position.line,
					 (unsigned)finding->utf16_column,
					 (unsigned)finding->position.line,
					 (unsigned)finding->utf16_end_column);
		}
		pl_buffer_put_text(out, "}}]}");
	}
}

void
cli_end_sarif(struct cli *cli, struct pl_buffer *out)
{
	(void)cli;
	pl_buffer_put_text(out, "]}]}\n");
}
