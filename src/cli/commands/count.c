#include <string.h>

#include "cli/cli.h"

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
begin_object(struct cli_counts *counts)
{
	pl_buffer_put_text(&counts->json, counts->files++ == 0 ? "{\"schema\":1,\"files\":[" : ",");
}

void
cli_counts_add(struct cli_counts *counts, const struct cli_job *job)
{
	begin_object(counts);
	pl_buffer_put_text(&counts->json, "{\"file\":");
	cli_put_json(&counts->json, job->input);
	pl_buffer_printf(&counts->json, ",\"pages\":%u,\"eighths\":%u}", (unsigned)job->pages,
			 (unsigned)job->eighths);
	counts->pages += job->pages;
	counts->eighths += job->eighths;
}

void
cli_counts_copy(struct cli_counts *counts, const char *object, size_t length, uint32_t pages)
{
	begin_object(counts);
	pl_buffer_put(&counts->json, (struct pl_str){object, length});
	counts->pages += pages;
}

void
cli_counts_end(struct cli_counts *counts)
{
	pl_buffer_printf(&counts->json, "%s],\"total\":%llu}\n",
			 counts->files == 0 ? "{\"schema\":1,\"files\":[" : "",
			 (unsigned long long)counts->pages);
}

/* What is printed while the counts come in. */
struct table {
	struct pl_buffer out;
	struct cli_counts counts;
};

static bool
is_table(const struct cli *cli)
{
	return cli->input_count > 1 || cli->options.recursive;
}

static void
put_figure(struct pl_buffer *out, const struct cli *cli, uint64_t pages, uint64_t eighths)
{
	if (cli->options.eighths) {
		put_eighths(out, eighths);
	} else {
		pl_buffer_printf(out, "%llu", (unsigned long long)pages);
	}
}

static void
take(struct cli *cli, const struct cli_job *job, void *user)
{
	struct table *table = user;
	if (job->status != CLI_DONE) {
		return;
	}
	cli_counts_add(&table->counts, job);
	put_figure(&table->out, cli, job->pages, job->eighths);
	if (is_table(cli)) {
		pl_buffer_put_text(&table->out, "\t");
		cli_put_visible(&table->out, job->input);
	}
	pl_buffer_put_text(&table->out, "\n");
}

enum cli_exit
cli_count(struct cli *cli)
{
	struct table table = {0};
	if (cli->input_count == 0) {
		return cli_no_input(cli);
	}
	enum cli_exit worst = cli_inputs_expand(cli);
	if (cli->input_count > 0) {
		enum cli_exit run = cli_jobs_run(cli, take, &table);
		worst = run > worst ? run : worst;
	}
	cli_counts_end(&table.counts);
	if (is_table(cli)) {
		put_figure(&table.out, cli, table.counts.pages, table.counts.eighths);
		pl_buffer_put_text(&table.out, "\ttotal\n");
	}
	enum cli_exit status =
		cli_publish(cli, cli->options.json ? &table.counts.json : &table.out, "-");
	pl_buffer_fini(&table.out);
	pl_buffer_fini(&table.counts.json);
	return status > worst ? status : worst;
}
