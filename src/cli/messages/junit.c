/*
 * JUnit XML, as CI services show it: a suite for each input, a test case for each finding. What is
 * at or above --fail-on is a failure; an input without findings is one case which passed.
 */
#include "cli/cli.h"

/* XML 1.0 has no control characters, not even escaped: they are made visible first. */
static void
put_xml(struct pl_buffer *out, const char *text)
{
	struct pl_buffer visible = {0};
	cli_put_visible(&visible, text);
	const char *at = pl_buffer_text(&visible);
	for (; at != NULL && *at != '\0'; at++) {
		switch (*at) {
		case '&': pl_buffer_put_text(out, "&amp;"); break;
		case '<': pl_buffer_put_text(out, "&lt;"); break;
		case '>': pl_buffer_put_text(out, "&gt;"); break;
		case '"': pl_buffer_put_text(out, "&quot;"); break;
		default: pl_buffer_put_byte(out, *at); break;
		}
	}
	out->failed |= visible.failed;
	pl_buffer_fini(&visible);
}

void
cli_begin_junit(struct cli *cli, struct pl_buffer *out)
{
	(void)cli;
	pl_buffer_put_text(
		out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"platen\">\n");
}

static bool
is_failure(const struct cli *cli, const struct cli_finding *finding)
{
	return finding->severity >= cli->options.fail_on;
}

/* FILE:LINE:COLUMN; the file alone if all of it is meant. */
static void
put_place(struct pl_buffer *out, const struct cli_findings *findings,
	  const struct cli_finding *finding)
{
	put_xml(out, cli_input_name(findings->input));
	if (finding->position.line > 0) {
		pl_buffer_printf(out, ":%u:%u", (unsigned)finding->position.line,
				 (unsigned)finding->position.column);
	}
}

static void
put_case(struct pl_buffer *out, const struct cli *cli, const struct cli_findings *findings,
	 const struct cli_finding *finding)
{
	const char *message = cli_finding_text(findings, finding->message);
	bool failed = is_failure(cli, finding);
	pl_buffer_put_text(out, "    <testcase classname=\"");
	put_xml(out, cli_input_name(findings->input));
	pl_buffer_printf(out, "\" name=\"%s", finding->id);
	if (finding->position.line > 0) {
		pl_buffer_printf(out, " line %u", (unsigned)finding->position.line);
	}
	pl_buffer_put_text(out, "\">\n");
	pl_buffer_printf(out,
			 failed ? "      <failure type=\"%s\" message=\"" : "      <system-out>",
			 finding->id);
	if (failed) {
		put_xml(out, message);
		pl_buffer_put_text(out, "\">");
	}
	put_place(out, findings, finding);
	pl_buffer_printf(out, ": %s: ", cli_severity_word(finding->severity));
	put_xml(out, message);
	pl_buffer_printf(out, "%s\n    </testcase>\n", failed ? "</failure>" : "</system-out>");
}

void
cli_diagnose_junit(struct cli *cli, struct pl_buffer *out, const struct cli_findings *findings)
{
	size_t failures = 0;
	for (size_t i = 0; i < findings->count; i++) {
		failures += is_failure(cli, &findings->list[i]);
	}
	pl_buffer_put_text(out, "  <testsuite name=\"");
	put_xml(out, cli_input_name(findings->input));
	pl_buffer_printf(out, "\" tests=\"%zu\" failures=\"%zu\">\n",
			 findings->count == 0 ? 1 : findings->count, failures);
	for (size_t i = 0; i < findings->count; i++) {
		put_case(out, cli, findings, &findings->list[i]);
	}
	if (findings->count == 0) {
		pl_buffer_put_text(out, "    <testcase classname=\"");
		put_xml(out, cli_input_name(findings->input));
		pl_buffer_put_text(out, "\" name=\"check\"/>\n");
	}
	pl_buffer_put_text(out, "  </testsuite>\n");
}

void
cli_end_junit(struct cli *cli, struct pl_buffer *out)
{
	(void)cli;
	pl_buffer_put_text(out, "</testsuites>\n");
}
