/*
 * JUnit XML, as CI services show it: a suite for each input, a test case for each diagnostic. What
 * is at or above --fail-on is a failure; an input without diagnostics is one case, which passed.
 */
#include "cli/messages/messages.h"

/* XML 1.0 has no control characters, not even escaped: they are made visible first. */
static void
put_xml(struct pl_buffer *out, const char *text)
{
	struct pl_buffer visible = {0};
	cli_put_visible(&visible, text);
	pl_buffer_put_xml(out, pl_buffer_str(&visible));
	out->failed |= visible.failed;
	pl_buffer_fini(&visible);
}

static void
begin(struct cli_diagnostics *to)
{
	pl_buffer_put_text(&to->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				     "<testsuites name=\"platen\">\n");
}

static void
put_case_start(struct pl_buffer *out, const struct cli_findings *findings)
{
	pl_buffer_put_text(out, "    <testcase classname=\"");
	put_xml(out, cli_input_name(findings->input));
	pl_buffer_put_text(out, "\" name=\"");
}

static void
begin_input(struct cli_diagnostics *to, const struct cli_findings *findings)
{
	size_t failures = 0;
	for (size_t i = 0; i < findings->count; i++) {
		failures += findings->list[i].fails;
	}
	pl_buffer_put_text(&to->out, "  <testsuite name=\"");
	put_xml(&to->out, cli_input_name(findings->input));
	pl_buffer_printf(&to->out, "\" tests=\"%zu\" failures=\"%zu\">\n",
			 findings->count == 0 ? 1 : findings->count, failures);
	if (findings->count == 0) {
		put_case_start(&to->out, findings);
		pl_buffer_put_text(&to->out, "check\"/>\n");
	}
}

static void
put(struct cli_diagnostics *to, const struct cli_findings *findings,
    const struct cli_finding *finding)
{
	struct pl_buffer *out = &to->out;
	bool has_place = finding->position.line > 0;
	put_case_start(out, findings);
	pl_buffer_put_text(out, finding->id);
	if (has_place) {
		pl_buffer_printf(out, " line %u", (unsigned)finding->position.line);
	}
	pl_buffer_put_text(out, "\">\n");
	if (finding->fails) {
		pl_buffer_printf(out, "      <failure type=\"%s\" message=\"", finding->id);
		put_xml(out, finding->message);
		pl_buffer_put_text(out, "\">");
	} else {
		pl_buffer_put_text(out, "      <system-out>");
	}
	put_xml(out, cli_input_name(findings->input));
	if (has_place) {
		pl_buffer_printf(out, ":%u:%u", (unsigned)finding->position.line,
				 (unsigned)finding->position.column);
	}
	pl_buffer_printf(out, ": %s: ", cli_severity_word(finding->severity));
	put_xml(out, finding->message);
	pl_buffer_printf(out, "</%s>\n    </testcase>\n",
			 finding->fails ? "failure" : "system-out");
}

static void
end_input(struct cli_diagnostics *to, const struct cli_findings *findings)
{
	(void)findings;
	pl_buffer_put_text(&to->out, "  </testsuite>\n");
}

static void
end(struct cli_diagnostics *to)
{
	pl_buffer_put_text(&to->out, "</testsuites>\n");
}

const struct cli_form cli_form_junit = {
	.name = "junit",
	.begin = begin,
	.begin_input = begin_input,
	.put = put,
	.end_input = end_input,
	.end = end,
};
