/*
 * Many inputs, several at a time, told of in the order in which they were named.
 *
 * Workers take the next input each, read it and keep what there is to say; the main thread waits
 * for one after the other and says it. The library has no state, so a worker needs nothing but a
 * `struct cli` of its own for what a run writes to.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"

struct pool {
	const struct cli
		cli; /* what a worker begins with: the main thread goes on changing its own */
	struct cli_job *jobs;
	size_t count, next;
	pthread_mutex_t mutex;
	pthread_cond_t done;
};

static void
run(struct cli *cli, struct cli_job *job)
{
	cli->held = &job->held;
	job->findings = (struct cli_findings){.cli = cli, .input = job->input};
	job->status = cli_screenplay_open(cli, &job->findings, true);
	if (job->status == CLI_DONE) {
		job->pages = platen_pages_count(cli->screenplay.pages);
		job->eighths = platen_pages_eighths(cli->screenplay.pages);
		if (cli->command->bit == CLI_CHECK) {
			job->status = cli_check_screenplay(cli, &job->findings);
		}
	}
	cli_findings_settle(&job->findings, &cli->screenplay);
	cli_screenplay_close(cli);
}

static void *
work(void *user)
{
	struct pool *pool = user;
	struct cli cli = pool->cli;
	cli.screenplay = (struct cli_screenplay){0};
	pthread_mutex_lock(&pool->mutex);
	while (pool->next < pool->count) {
		struct cli_job *job = &pool->jobs[pool->next++];
		pthread_mutex_unlock(&pool->mutex);
		run(&cli, job);
		pthread_mutex_lock(&pool->mutex);
		job->is_done = true;
		pthread_cond_broadcast(&pool->done);
	}
	pthread_mutex_unlock(&pool->mutex);
	return NULL;
}

/* "3/12 act-3.fountain", in one line of a terminal which is wiped before anything else is said. */
static void
show_progress(const struct pool *pool, size_t i)
{
	struct pl_buffer line = {0};
	if (!pool->cli.shows_progress) {
		return;
	}
	pl_buffer_put_text(&line, "\r\033[K");
	if (i < pool->count) {
		pl_buffer_printf(&line, "%zu/%zu ", i + 1, pool->count);
		cli_put_visible(&line, pool->jobs[i].input);
	}
	cli_write_all(STDERR_FILENO, line.data, line.length);
	pl_buffer_fini(&line);
}

static enum cli_exit
take_all(struct cli *cli, struct pool *pool, size_t threads, cli_take_fn *take, void *user)
{
	enum cli_exit worst = CLI_DONE;
	struct cli own = *cli;
	for (size_t i = 0; i < pool->count; i++) {
		struct cli_job *job = &pool->jobs[i];
		show_progress(pool, i);
		if (threads == 0) {
			run(&own, job);
		} else {
			pthread_mutex_lock(&pool->mutex);
			while (!job->is_done) {
				pthread_cond_wait(&pool->done, &pool->mutex);
			}
			pthread_mutex_unlock(&pool->mutex);
		}
		show_progress(pool, pool->count);
		cli_write_all(STDERR_FILENO, job->held.data, job->held.length);
		pl_buffer_fini(&job->held);
		job->findings.cli = cli;
		cli_findings_publish(cli, &job->findings);
		worst = job->status > worst ? job->status : worst;
		take(cli, job, user);
	}
	return worst;
}

enum cli_exit
cli_jobs_run(struct cli *cli, cli_take_fn *take, void *user)
{
	struct pool pool = {.cli = *cli, .count = cli->input_count};
	size_t threads = cli->options.jobs < pool.count ? cli->options.jobs : pool.count;
	threads = threads > 1 ? threads : 0;
	pool.jobs = calloc(pool.count, sizeof(*pool.jobs));
	pthread_t *ids = calloc(threads + 1, sizeof(*ids));
	if (pool.jobs == NULL || ids == NULL) {
		free(pool.jobs);
		free(ids);
		return cli_refuse(cli, "platen", PLATEN_NO_MEMORY);
	}
	for (size_t i = 0; i < pool.count; i++) {
		pool.jobs[i].input = cli->inputs[i];
	}
	pthread_mutex_init(&pool.mutex, NULL);
	pthread_cond_init(&pool.done, NULL);
	size_t begun = 0;
	while (begun < threads && pthread_create(&ids[begun], NULL, work, &pool) == 0) {
		begun++;
	}
	enum cli_exit worst = take_all(cli, &pool, begun, take, user);
	for (size_t i = 0; i < begun; i++) {
		pthread_join(ids[i], NULL);
	}
	pthread_cond_destroy(&pool.done);
	pthread_mutex_destroy(&pool.mutex);
	free(pool.jobs);
	free(ids);
	return worst;
}
