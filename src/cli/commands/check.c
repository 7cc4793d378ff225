/* `platen check`: rules and limits over all inputs, fixes, the baseline and the summary. */
#include <unistd.h>

#include <stdlib.h>

#include "command.h"
#include "cli/commands/commands.h"

struct checking {
	struct cli_run *run;
	struct pl_buffer diffs; /* --diff */
	bool has_baseline;      /* compare with it; false: it is written, or none was named */
	struct cli_counts baseline;
	struct cli_counts counts; /* of the inputs */
};

static enum cli_exit
check(const struct checking *checking, struct cli_job *job, const struct platen_pages *pages)
{
	const struct cli_options *set = &job->settings->options;
	struct platen_check_options options = set->limits;
	struct pl_lint_baseline baseline = {.drift = set->drift};
	options.reporter = cli_findings_reporter(&job->findings);
	if (checking->has_baseline) {
		baseline.is_known =
			cli_counts_find_input(&checking->baseline, job->input, &baseline.pages);
	}
	return cli_report_status(
		&job->messages, job->input,
		pl_lint(pages, &options, checking->has_baseline ? &baseline : NULL, &set->layout));
}

static bool
has_fix(const struct cli_options *options)
{
	return options->diff || memchr(options->fix, 1, sizeof(options->fix)) != NULL;
}

static void
work(void *user, struct cli_job *job)
{
	const struct checking *checking = user;
	struct cli_screenplay screenplay = {0};
	const struct pl_buffer *bytes = NULL;
	if (has_fix(&job->settings->options)) {
		struct cli_fix *fix = job->result = calloc(1, sizeof(*fix));
		job->status = fix == NULL ? cli_out_of_memory(&job->messages, job->input)
					  : cli_fix_find(job, fix);
		if (job->status != CLI_DONE) {
			return;
		}
		bytes = job->settings->options.diff ? &fix->before : &fix->after;
	}
	cli_job_open(job, bytes, &screenplay);
	if (job->status == CLI_DONE) {
		job->status = check(checking, job, screenplay.pages);
	}
	cli_job_close(job, &screenplay);
	if (job->result != NULL) {
		((struct cli_fix *)job->result)->left = job->findings.total;
	}
}

/* "mended a.fountain in 5 places; 2 messages are left" */
static void
inform_of_fix(const struct cli_run *run, const char *name, const struct cli_fix *fix)
{
	struct pl_buffer line = {0};
	if (run->settings->options.filter.quiet || (fix->places == 0 && fix->left == 0)) {
		return;
	}
	if (fix->places > 0) {
		pl_buffer_printf(&line, " in %zu place%s", fix->places,
				 fix->places == 1 ? "" : "s");
	}
	pl_buffer_printf(&line, "; %zu message%s left", fix->left,
			 fix->left == 1 ? " is" : "s are");
	cli_inform(run->messages, fix->places > 0 ? "mended" : "nothing to mend in", name, &line);
}

/* Write the file that --fix has mended, or show what would change. */
static enum cli_exit
use_fix(struct checking *checking, const char *name, const struct cli_fix *fix)
{
	struct cli_run *run = checking->run;
	struct pl_str before = pl_buffer_str(&fix->before), after = pl_buffer_str(&fix->after);
	if (fix->after.failed) {
		return cli_out_of_memory(run->messages, name);
	}
	bool is_same = pl_str_equal(before, after);
	if (!fix->is_fountain && !run->settings->options.filter.quiet) {
		cli_warn(run->messages, "%s is not mended, as --fix changes Fountain only", name);
		return CLI_DONE;
	}
	if (run->settings->options.diff) {
		cli_put_diff(&checking->diffs, name, before, after);
		return is_same ? CLI_DONE : CLI_CHANGED;
	}
	enum cli_exit status = is_same ? CLI_DONE : cli_publish(run->files, &fix->after, name);
	if (status == CLI_DONE) {
		inform_of_fix(run, name, fix);
	}
	return status;
}

static void
take(void *user, struct cli_job *job)
{
	struct checking *checking = user;
	struct cli_fix *fix = job->result;
	if (job->status == CLI_DONE) {
		cli_counts_add_job(&checking->counts, job);
	}
	if (fix != NULL) {
		job->status =
			job->status == CLI_DONE ? use_fix(checking, job->input, fix) : job->status;
		cli_fix_fini(fix);
		free(fix);
	}
}

static void
protect_inputs(struct cli_run *run)
{
	for (size_t i = 0; i < run->request->inputs.count; i++) {
		cli_files_protect(run->files, run->request->inputs.list[i]);
	}
}

/* Only if all inputs could be counted: an input that is missing from the baseline would be an error
 * the next time. */
static enum cli_exit
update_baseline(struct cli_run *run, const struct checking *checking, enum cli_exit worst)
{
	if (worst != CLI_DONE) {
		cli_error(run->messages, run->settings->options.baseline,
			  "not updated, as not all inputs could be read");
		return worst;
	}
	return cli_baseline_update(run, &checking->counts);
}

static enum cli_exit
check_all(struct cli_run *run, struct checking *checking, enum cli_exit worst)
{
	const struct cli_options *options = &run->settings->options;
	if (checking->has_baseline) {
		enum cli_exit read = cli_baseline_read(run, &checking->baseline);
		if (read != CLI_DONE) {
			return read;
		}
	}
	if (!has_fix(options)) {
		protect_inputs(run);
	}
	worst = cli_worse(worst, cli_jobs_run(run, work, take, checking));
	if (checking->has_baseline) {
		cli_baseline_find_gone(run, &checking->baseline, &checking->counts);
	}
	protect_inputs(run);
	if (checking->diffs.length > 0 || checking->diffs.failed) {
		worst = cli_worse(worst, cli_print(run, &checking->diffs));
	}
	return options->update_baseline ? update_baseline(run, checking, worst) : worst;
}

/* "2 errors, 5 warnings in 3 of 12 files", on a terminal. */
static void
summarize(const struct cli_run *run)
{
	const struct cli_diagnostics *found = run->diagnostics;
	size_t files = run->request->inputs.count;
	files = files < found->found ? found->found : files;
	struct pl_buffer line = {0};
	if (isatty(STDERR_FILENO) != 1 || run->settings->options.filter.quiet) {
		return;
	}
	cli_put_counts(&line, "", found->counts);
	if (line.length == 0) {
		pl_buffer_printf(&line, "no messages in %zu file%s", files, files == 1 ? "" : "s");
	} else {
		pl_buffer_printf(&line, " in %zu of %zu file%s", found->found, files,
				 files == 1 ? "" : "s");
	}
	cli_inform(run->messages, NULL, NULL, &line);
}

enum cli_exit
cli_check(struct cli_run *run)
{
	const struct cli_options *options = &run->settings->options;
	if (run->request->inputs.count > 0 && options->baseline == NULL &&
	    (options->update_baseline || options->drift > 0)) {
		return cli_usage_error(run->messages,
				       "--drift and --update-baseline need --baseline FILE");
	}
	enum cli_exit worst = cli_inputs_prepare(run);
	if (worst == CLI_USAGE) {
		return worst;
	}
	for (size_t i = 0; i < run->request->inputs.count; i++) {
		if (cli_is_stdin(run->request->inputs.list[i]) && has_fix(options) &&
		    !options->diff) {
			return cli_usage_error(run->messages,
					       "standard input cannot be mended in place; use "
					       "--diff");
		}
	}
	struct checking checking = {
		.run = run,
		.has_baseline = options->baseline != NULL && !options->update_baseline,
	};
	const char *baseline = options->baseline == NULL ? "" : options->baseline;
	cli_counts_init_baseline(&checking.baseline, baseline);
	cli_counts_init_baseline(&checking.counts, baseline);
	worst = check_all(run, &checking, worst);
	summarize(run);
	cli_counts_fini(&checking.baseline);
	cli_counts_fini(&checking.counts);
	return worst;
}
