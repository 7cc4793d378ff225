/*
 * Code Climate's report as GitLab reads it, to show what a merge request adds. A diagnostic is
 * recognized by its fingerprint and its file.
 */
#include "cli/messages/messages.h"

static const char *const severities[] = {
	[PLATEN_SEVERITY_NOTE] = "info",
	[PLATEN_SEVERITY_WARNING] = "minor",
	[PLATEN_SEVERITY_ERROR] = "major",
};

static void
begin(struct cli_diagnostics *to)
{
	pl_json_begin(&to->json, NULL, "[");
}

static void
put(struct cli_diagnostics *to, const struct cli_findings *findings,
    const struct cli_finding *finding)
{
	struct pl_json *json = &to->json;
	uint32_t line = finding->position.line == 0 ? 1 : finding->position.line;
	pl_json_break_line(json);
	pl_json_begin(json, NULL, "{");
	pl_json_text(json, "type", "issue");
	pl_json_text(json, "check_name", finding->id);
	pl_json_text(json, "description", finding->message);
	pl_json_bare(json, "categories", "[\"Style\"]");
	pl_json_text(json, "severity", severities[finding->severity]);
	pl_json_begin_string(json, "fingerprint");
	pl_json_put_text(json, pl_str_of(finding->fingerprint));
	pl_json_put_text(json, PL_STR(":"));
	pl_json_put_text(json, pl_str_of(cli_input_name(findings->input)));
	pl_json_end_string(json);
	pl_json_begin(json, "location", "{");
	pl_json_text(json, "path", cli_input_name(findings->input));
	pl_json_begin(json, "lines", "{");
	pl_json_int(json, "begin", line);
	pl_json_int(json, "end", line);
	pl_json_end(json, "}}}");
}

static void
end(struct cli_diagnostics *to)
{
	pl_json_end(&to->json, "]");
	pl_buffer_put_byte(&to->out, '\n');
}

const struct cli_form cli_form_codeclimate = {
	.name = "codeclimate",
	.begin = begin,
	.put = put,
	.end = end,
};
