/* `platen count`: pages of each input and of all of them. */
#include "cli/commands/commands.h"

/* The results of all inputs. */
struct counting {
	const struct cli_settings *settings;
	bool is_table; /* several inputs: with their names, and a total */
	struct pl_buffer out;
	struct cli_counts counts;
};

/* 99 eighths are 12 3/8. */
static void
put_eighths(struct pl_buffer *out, uint64_t eighths)
{
	unsigned long long whole = eighths / 8, rest = eighths % 8;
	if (rest == 0) {
		pl_buffer_printf(out, "%llu", whole);
	} else if (whole == 0) {
		pl_buffer_printf(out, "%llu/8", rest);
	} else {
		pl_buffer_printf(out, "%llu %llu/8", whole, rest);
	}
}

static void
put_line(struct counting *counting, uint64_t pages, uint64_t eighths, const char *name)
{
	if (counting->settings->options.eighths) {
		put_eighths(&counting->out, eighths);
	} else {
		pl_buffer_printf(&counting->out, "%llu", (unsigned long long)pages);
	}
	if (counting->is_table) {
		pl_buffer_put_byte(&counting->out, '\t');
		cli_put_visible(&counting->out, name);
	}
	pl_buffer_put_byte(&counting->out, '\n');
}

static void
work(void *user, struct cli_job *job)
{
	struct cli_screenplay screenplay = {0};
	(void)user;
	cli_job_open(job, NULL, &screenplay);
	cli_job_close(job, &screenplay);
}

static void
take(void *user, struct cli_job *job)
{
	struct counting *counting = user;
	if (job->status == CLI_DONE) {
		cli_counts_add_job(&counting->counts, job);
		if (counting->settings->options.list_form == CLI_LIST_TEXT) {
			put_line(counting, job->pages, job->eighths, job->input);
		}
	}
}

enum cli_exit
cli_count(struct cli_run *run)
{
	const struct cli_options *options = &run->settings->options;
	struct counting counting = {.settings = run->settings};
	enum cli_exit worst = cli_inputs_prepare(run);
	if (worst == CLI_USAGE) {
		return worst;
	}
	counting.is_table = run->request->inputs.count > 1 || options->recursive;
	cli_counts_init(&counting.counts);
	worst = cli_worse(worst, cli_jobs_run(run, work, take, &counting));
	if (options->list_form == CLI_LIST_JSON) {
		cli_counts_put(&counting.out, &counting.counts);
	} else if (counting.is_table) {
		put_line(&counting, counting.counts.pages, counting.counts.eighths, "total");
	}
	counting.out.failed |= counting.counts.failed;
	cli_counts_fini(&counting.counts);
	return cli_worse(worst, cli_print(run, &counting.out));
}
