/*
 * Text is published input by input, on stderr. Each of the forms for programs is one text over all
 * inputs.
 */
#include <unistd.h>

#include "cli/messages/messages.h"

/* In the order of --diagnostics' choices. */
static const struct cli_form *const forms[] = {&cli_form_text,   &cli_form_json,
					       &cli_form_sarif,  &cli_form_junit,
					       &cli_form_github, &cli_form_codeclimate};

void
cli_diagnostics_begin(struct cli_diagnostics *to, unsigned form)
{
	to->form = forms[form];
	to->json = pl_json_to_buffer(&to->out);
	if (to->form->begin != NULL) {
		to->form->begin(to);
	}
}

static void
put_all(struct cli_diagnostics *to, const struct cli_findings *findings)
{
	if (to->form->begin_input != NULL) {
		to->form->begin_input(to, findings);
	}
	for (size_t i = 0; i < findings->count; i++) {
		to->form->put(to, findings, &findings->list[i]);
	}
	if (to->form->end_input != NULL) {
		to->form->end_input(to, findings);
	}
}

void
cli_diagnostics_add(struct cli_diagnostics *first, const struct cli_messages *messages,
		    struct cli_findings *findings)
{
	first->has_failed |= findings->has_failed;
	first->found += findings->count > 0;
	for (size_t i = 0; i < findings->count; i++) {
		first->counts[findings->list[i].severity] += findings->list[i].stands_for;
	}
	if (findings->is_incomplete) {
		cli_error(messages, findings->input, "out of memory; not all messages are shown");
		first->is_incomplete = true;
	}
	for (struct cli_diagnostics *to = first; to != NULL; to = to->next) {
		if (findings->count > 0 || to->lists_clean) {
			put_all(to, findings);
		}
		if (to->output == NULL) {
			cli_write_all(STDERR_FILENO, to->out.data, to->out.length);
			first->is_incomplete |= to->out.failed;
			pl_buffer_fini(&to->out);
		}
	}
	cli_findings_fini(findings);
}

void
cli_diagnostics_end(struct cli_diagnostics *to)
{
	if (to->form->end != NULL) {
		to->form->end(to);
	}
}

void
cli_put_counts(struct pl_buffer *out, const char *first, const size_t counts[CLI_SEVERITIES])
{
	const char *before = first;
	for (unsigned i = CLI_SEVERITIES; i-- > 0;) {
		if (counts[i] > 0) {
			pl_buffer_printf(out, "%s%zu %s%s", before, counts[i],
					 cli_severity_word((enum platen_severity)i),
					 counts[i] == 1 ? "" : "s");
			before = ", ";
		}
	}
}
