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
put_pattern(struct cli_buffer *out, const char *pattern)
{
	struct cli_buffer text = {0};
	const char *hole;
	while ((hole = strstr(pattern, "%s")) != NULL) {
		cli_put_bytes(&text, pattern, (size_t)(hole - pattern));
		cli_put(&text, "...");
		pattern = hole + 2;
	}
	cli_put(&text, "%s", pattern);
	const char *whole = cli_buffer_text(&text);
	cli_put_json(out, whole == NULL ? "" : whole);
	out->failed |= text.failed;
	cli_buffer_fini(&text);
}

void
cli_begin_sarif(struct cli *cli, struct cli_buffer *out)
{
	(void)cli;
	cli_put(out,
		"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
		"\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":\"utf16CodeUnits\",\"tool\":"
		"{\"driver\":{\"name\":\"platen\",\"version\":\"%s\",\"rules\":[",
		platen_version());
	struct platen_diagnostic rule;
	for (size_t i = 0; platen_rule(i, &rule); i++) {
		cli_put(out,
			"%s\n{\"id\":\"%s\",\"shortDescription\":{\"text\":", i == 0 ? "" : ",",
			rule.id);
		put_pattern(out, rule.message);
		cli_put(out, "},\"defaultConfiguration\":{\"level\":\"%s\"}}",
			level_of(rule.severity));
	}
	cli_put(out, "]}},\"results\":[");
}

/* RFC 3986: what is neither unreserved nor a slash is percent-encoded. */
static void
put_uri(struct cli_buffer *out, const char *input)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/";
	if (cli_is_stdin(input)) {
		cli_put(out, "stdin");
		return;
	}
	cli_put(out, "%s", *input == '/' ? "file://" : "");
	for (const char *at = input; *at != '\0'; at++) {
		if (strchr(plain, *at) != NULL) {
			cli_put(out, "%c", *at);
		} else {
			cli_put(out, "%%%02X", (unsigned)(unsigned char)*at);
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
cli_diagnose_sarif(struct cli *cli, struct cli_buffer *out, const struct cli_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct cli_finding *finding = &findings->list[i];
		cli_put(out, "%s\n{\"ruleId\":\"%s\",\"ruleIndex\":%u,\"level\":\"%s\",",
			cli->told_count + i == 0 ? "" : ",", finding->id, rule_index(finding->id),
			level_of(finding->severity));
		cli_put(out, "\"message\":{\"text\":");
		cli_put_json(out, cli_finding_text(findings, finding->message));
		cli_put(out, "},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
			     "{\"uri\":\"");
		put_uri(out, findings->input);
		cli_put(out, "\"}");
		if (finding->position.line > 0) {
			cli_put(out,
				",\"region\":{\"startLine\":%u,\"startColumn\":%u,"
				"\"endLine\":%u,\"endColumn\":%u}",
				(unsigned)finding->position.line, (unsigned)finding->utf16_column,
				(unsigned)finding->position.line,
				(unsigned)finding->utf16_end_column);
		}
		cli_put(out, "}}]}");
	}
}

void
cli_end_sarif(struct cli *cli, struct cli_buffer *out)
{
	(void)cli;
	cli_put(out, "]}]}\n");
}
