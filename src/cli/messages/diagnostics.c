/*
 * Text is told input by input, on stderr. The forms for programs are one text over all inputs, and
 * published at the end: as --diagnostics-output says, else by check on stdout, as they are all that
 * it makes, and by the others, whose stdout is taken, on stderr.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* In the order of the option's choices. */
static const struct cli_diagnostics forms[] = {
	{"text", NULL, cli_diagnose_text, NULL},
	{"json", NULL, cli_diagnose_json, NULL},
	{"sarif", cli_begin_sarif, cli_diagnose_sarif, cli_end_sarif},
	{"junit", cli_begin_junit, cli_diagnose_junit, cli_end_junit},
	{"github", NULL, cli_diagnose_github, NULL},
	{"codeclimate", cli_begin_climate, cli_diagnose_climate, cli_end_climate},
};

#define TEXT 0

static bool
is_told_at_once(const struct cli *cli)
{
	return cli->options.diagnostics == TEXT && cli->options.diagnostics_output == NULL;
}

void
cli_diagnostics_begin(struct cli *cli)
{
	const struct cli_diagnostics *form = &forms[cli->options.diagnostics];
	if (form->begin != NULL) {
		form->begin(cli, &cli->told);
	}
}

void
cli_findings_publish(struct cli *cli, struct cli_findings *findings)
{
	cli->has_failed |= findings->has_failed;
	if (findings->is_short_of_memory) {
		cli_error(cli, findings->input, "out of memory; not all messages are shown");
		cli->lost_messages = true;
	}
	bool is_check = cli->command->bit == CLI_CHECK;
	if (findings->count > 0 || is_check) {
		forms[cli->options.diagnostics].put(cli, &cli->told, findings);
		cli->told_count += findings->count;
		cli->told_inputs++;
	}
	pl_buffer_fini(&findings->text);
	free(findings->list);
	findings->list = NULL;
	findings->count = 0;
	if (is_told_at_once(cli)) {
		cli_write_all(STDERR_FILENO, cli->told.data, cli->told.length);
		pl_buffer_fini(&cli->told);
	}
}

enum cli_exit
cli_diagnostics_end(struct cli *cli)
{
	const struct cli_diagnostics *form = &forms[cli->options.diagnostics];
	const char *output = cli->options.diagnostics_output;
	if (is_told_at_once(cli)) {
		return CLI_DONE;
	}
	if (form->end != NULL) {
		form->end(cli, &cli->told);
	}
	if (output == NULL) {
		output = cli->command->bit == CLI_CHECK ? "-" : "/dev/stderr";
	}
	enum cli_exit status = cli_publish(cli, &cli->told, output);
	pl_buffer_fini(&cli->told);
	return status;
}
