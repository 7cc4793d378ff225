#include "cli/cli.h"

enum cli_exit
cli_check_screenplay(struct cli *cli, struct cli_findings *findings)
{
	struct platen_check_options options = cli->options.limits;
	options.report = cli_findings_hear;
	options.user = findings;
	/* there are hundreds of them: only for who asks */
	options.one_word_lines = cli_rule_setting(cli, "PL-302") >= CLI_RULE_WARNING;
	options.has_baseline = cli->options.baseline != NULL && !cli->options.update_baseline;
	options.is_in_baseline =
		options.has_baseline && cli_baseline_find(cli, findings->input, &options.baseline);
	return cli_refuse(cli, findings->input, platen_check(cli->screenplay.pages, &options));
}

static void
take(struct cli *cli, const struct cli_job *job, void *user)
{
	(void)cli;
	if (job->status == CLI_DONE) {
		cli_counts_add(user, job);
	}
}

/* Only if all inputs could be counted: a baseline without one of them would let it pass next time.
 */
static enum cli_exit
update_baseline(struct cli *cli, struct cli_counts *counts, enum cli_exit worst)
{
	cli_counts_end(counts);
	if (worst != CLI_DONE) {
		cli_error(cli, cli->options.baseline,
			  "not updated, as not all inputs could be read");
		return worst;
	}
	return cli_baseline_update(cli, counts);
}

enum cli_exit
cli_check(struct cli *cli)
{
	struct cli_counts counts = {0};
	const struct cli_options *options = &cli->options;
	if (cli->input_count == 0) {
		return cli_no_input(cli);
	}
	if (options->baseline == NULL && (options->update_baseline || options->limits.drift > 0)) {
		return cli_misused(cli, "--drift and --update-baseline need --baseline FILE");
	}
	enum cli_exit worst = cli_inputs_expand(cli);
	if (!cli_identities_init(cli)) {
		return cli_refuse(cli, "platen", PLATEN_NO_MEMORY);
	}
	if (options->baseline != NULL && !options->update_baseline) {
		enum cli_exit read = cli_baseline_read(cli, &cli->baseline);
		if (read != CLI_DONE) {
			return read;
		}
	}
	if (cli->input_count > 0) {
		enum cli_exit run = cli_jobs_run(cli, take, &counts);
		worst = run > worst ? run : worst;
	}
	if (options->update_baseline) {
		worst = update_baseline(cli, &counts, worst);
	}
	pl_buffer_fini(&counts.json);
	return worst;
}
