/* `platen fmt`: Fountain as platen writes it; shown, compared or written back. */
#include <stdlib.h>

#include "cli/commands/commands.h"

static enum cli_exit
find_contradictions(const struct cli_run *run)
{
	const struct cli_options *set = &run->settings->options;
	const struct cli_inputs *inputs = &run->request->inputs;
	if (set->rewrite && (set->check || set->diff)) {
		return cli_usage_error(run->messages, "--write and --%s contradict each other",
				       set->check ? "check" : "diff");
	}
	if (inputs->count > 1 && !set->rewrite && !set->check && !set->diff) {
		return cli_usage_error(run->messages,
				       "%zu inputs cannot share standard output; "
				       "use --write, --check or --diff",
				       inputs->count);
	}
	for (size_t i = 0; i < inputs->count && set->rewrite; i++) {
		if (cli_is_stdin(inputs->list[i])) {
			return cli_usage_error(run->messages,
					       "standard input cannot be written in place");
		}
	}
	return CLI_DONE;
}

/* A file, as it is and in its canonical form. */
struct file {
	struct pl_buffer bytes, canonical;
	bool is_same; /* both read as the same screenplay */
};

/* The files of a run. */
struct formatting {
	struct cli_run *run;
	struct pl_buffer out; /* goes to standard output at the end */
	size_t changed;       /* files which are not in canonical form */
};

static enum cli_exit
make_canonical(struct cli_job *job, struct file *file, struct cli_screenplay *screenplay)
{
	struct cli_settings settings = *job->settings;
	/* an FDX must not become Fountain under its own name */
	settings.options.read.input = PLATEN_INPUT_FOUNTAIN;
	enum cli_exit status = cli_screenplay_parse(&settings, &job->messages, &job->findings,
						    &file->bytes, screenplay);
	if (status != CLI_DONE) {
		return status;
	}
	size_t count = job->findings.count;
	struct platen_write_options options = {.size = sizeof(options),
					       .reporter = cli_findings_reporter(&job->findings)};
	struct platen_sink sink = {pl_buffer_write, &file->canonical};
	enum platen_status written = platen_write(cli_format_of(PLATEN_INPUT_FOUNTAIN),
						  screenplay->document, NULL, &options, &sink);
	file->is_same = job->findings.count == count;
	return cli_report_status(&job->messages, job->input, written);
}

static void
work(void *user, struct cli_job *job)
{
	struct cli_screenplay screenplay = {0};
	struct file *file = calloc(1, sizeof(*file));
	(void)user;
	if (file == NULL) {
		job->status = cli_out_of_memory(&job->messages, job->input);
		return;
	}
	job->result = file;
	job->status = cli_input_read(&job->messages, job->input, "-r reads what is in it",
				     job->settings->options.read.max_mebibytes, &file->bytes);
	if (job->status == CLI_DONE) {
		job->status = make_canonical(job, file, &screenplay);
	}
	cli_job_close(job, &screenplay);
}

/* Do what the options ask for. */
static enum cli_exit
use(struct formatting *formatting, const char *name, const struct file *file)
{
	struct cli_run *run = formatting->run;
	const struct cli_options *set = &run->settings->options;
	struct pl_str before = pl_buffer_str(&file->bytes), after = pl_buffer_str(&file->canonical);
	bool is_changed = !pl_str_equal(before, after);
	formatting->out.failed |= file->canonical.failed;
	if (set->rewrite && !file->is_same) {
		cli_error(run->messages, name,
			  "not written, as it would read as another screenplay");
		return CLI_CHANGED;
	}
	if (set->rewrite) {
		return is_changed ? cli_publish(run->files, &file->canonical, name) : CLI_DONE;
	}
	if (!set->diff && !set->check) {
		pl_buffer_put(&formatting->out, after);
		return CLI_DONE;
	}
	if (set->diff) {
		cli_put_diff(&formatting->out, name, before, after);
	} else if (is_changed) {
		cli_put_visible(&formatting->out, name);
		pl_buffer_put_byte(&formatting->out, '\n');
	}
	formatting->changed += is_changed;
	return is_changed ? CLI_CHANGED : CLI_DONE;
}

static void
take(void *user, struct cli_job *job)
{
	struct file *file = job->result;
	if (job->status == CLI_DONE) {
		job->status = use(user, job->input, file);
	}
	if (file != NULL) {
		pl_buffer_fini(&file->bytes);
		pl_buffer_fini(&file->canonical);
		free(file);
	}
}

static void
inform_of_changes(const struct formatting *formatting)
{
	struct pl_buffer line = {0};
	size_t count = formatting->run->request->inputs.count;
	const struct cli_options *set = &formatting->run->settings->options;
	pl_buffer_printf(&line,
			 "%zu of %zu file%s would change; run 'platen fmt --write%s' to change %s",
			 formatting->changed, count, count == 1 ? "" : "s",
			 set->renumber        ? " --renumber"
			 : set->number_scenes ? " --number-scenes"
					      : "",
			 formatting->changed == 1 ? "it" : "them");
	cli_inform(formatting->run->messages, NULL, NULL, &line);
}

enum cli_exit
cli_fmt(struct cli_run *run)
{
	struct formatting formatting = {.run = run};
	enum cli_exit worst = cli_inputs_prepare(run);
	enum cli_exit status = worst == CLI_USAGE ? worst : find_contradictions(run);
	if (status != CLI_DONE) {
		return status;
	}
	worst = cli_worse(worst, cli_jobs_run(run, work, take, &formatting));
	if (formatting.out.length > 0 || formatting.out.failed) {
		worst = cli_worse(worst, cli_print(run, &formatting.out));
	}
	if (formatting.changed > 0 && !run->settings->options.filter.quiet) {
		inform_of_changes(&formatting);
	}
	return worst;
}
