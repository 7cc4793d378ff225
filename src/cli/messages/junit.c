/*
 * JUnit XML, as CI services show it: a suite for each input, a test case for each finding. What is
 * at or above --fail-on is a failure; an input without findings is one case which passed.
 */
#include "cli/cli.h"

/* XML 1.0 has no control characters, not even escaped: they are made visible first. */
static void
put_xml(struct cli_buffer *out, const char *text)
{
	struct cli_buffer visible = {0};
	cli_put_visible(&visible, text);
	const char *at = cli_buffer_text(&visible);
	for (; at != NULL && *at != '\0'; at++) {
		switch (*at) {
		case '&': cli_put(out, "&amp;"); break;
		case '<': cli_put(out, "&lt;"); break;
		case '>': cli_put(out, "&gt;"); break;
		case '"': cli_put(out, "&quot;"); break;
		default: cli_put_bytes(out, at, 1); break;
		}
	}
	out->failed |= visible.failed;
	cli_buffer_fini(&visible);
}

void
cli_begin_junit(struct cli *cli, struct cli_buffer *out)
{
	(void)cli;
	cli_put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"platen\">\n");
}

static bool
is_failure(const struct cli *cli, const struct cli_finding *finding)
{
	return finding->severity >= cli->options.fail_on;
}

/* FILE:LINE:COLUMN; the file alone if all of it is meant. */
static void
put_place(struct cli_buffer *out, const struct cli_findings *findings,
	  const struct cli_finding *finding)
{
	put_xml(out, cli_input_name(findings->input));
	if (finding->position.line > 0) {
		cli_put(out, ":%u:%u", (unsigned)finding->position.line,
			(unsigned)finding->position.column);
	}
}

static void
put_case(struct cli_buffer *out, const struct cli *cli, const struct cli_findings *findings,
	 const struct cli_finding *finding)
{
	const char *message = cli_finding_text(findings, finding->message);
	bool failed = is_failure(cli, finding);
	cli_put(out, "    <testcase classname=\"");
	put_xml(out, cli_input_name(findings->input));
	cli_put(out, "\" name=\"%s", finding->id);
	if (finding->position.line > 0) {
		cli_put(out, " line %u", (unsigned)finding->position.line);
	}
	cli_put(out, "\">\n");
	cli_put(out, failed ? "      <failure type=\"%s\" message=\"" : "      <system-out>",
		finding->id);
	if (failed) {
		put_xml(out, message);
		cli_put(out, "\">");
	}
	put_place(out, findings, finding);
	cli_put(out, ": %s: ", cli_severity_word(finding->severity));
	put_xml(out, message);
	cli_put(out, "%s\n    </testcase>\n", failed ? "</failure>" : "</system-out>");
}

void
cli_diagnose_junit(struct cli *cli, struct cli_buffer *out, const struct cli_findings *findings)
{
	size_t failures = 0;
	for (size_t i = 0; i < findings->count; i++) {
		failures += is_failure(cli, &findings->list[i]);
	}
	cli_put(out, "  <testsuite name=\"");
	put_xml(out, cli_input_name(findings->input));
	cli_put(out, "\" tests=\"%zu\" failures=\"%zu\">\n",
		findings->count == 0 ? 1 : findings->count, failures);
	for (size_t i = 0; i < findings->count; i++) {
		put_case(out, cli, findings, &findings->list[i]);
	}
	if (findings->count == 0) {
		cli_put(out, "    <testcase classname=\"");
		put_xml(out, cli_input_name(findings->input));
		cli_put(out, "\" name=\"check\"/>\n");
	}
	cli_put(out, "  </testsuite>\n");
}

void
cli_end_junit(struct cli *cli, struct cli_buffer *out)
{
	(void)cli;
	cli_put(out, "</testsuites>\n");
}
