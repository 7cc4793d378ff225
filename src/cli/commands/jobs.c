/*
 * Many inputs, several at a time, and the results in the order of the inputs.
 *
 * Each worker takes the next input, works on it and holds its messages back; the main thread waits
 * for one input after the other, and prints. The library has no state, so workers share nothing
 * which changes but the number of the next input. They do not run far ahead of the main thread, so
 * that few results are in memory.
 */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/commands/commands.h"

struct pool {
	struct cli_job *jobs;
	size_t count, next, taken;
	size_t ahead; /* jobs which may be begun, but not taken */
	cli_work_fn *work;
	void *user;
	pthread_mutex_t mutex;
	pthread_cond_t changed; /* some of the above */
};

void
cli_job_open(struct cli_job *job, const struct pl_buffer *bytes, struct cli_screenplay *screenplay)
{
	const struct cli_settings *settings = job->settings;
	job->status = bytes == NULL ? cli_screenplay_open(settings, &job->messages, &job->findings,
							  true, screenplay)
				    : cli_screenplay_make(settings, &job->messages, &job->findings,
							  bytes, true, screenplay);
	if (job->status == CLI_DONE) {
		job->pages = platen_pages_count(screenplay->pages);
		job->eighths = platen_pages_eighths(screenplay->pages);
	}
}

void
cli_job_close(struct cli_job *job, struct cli_screenplay *screenplay)
{
	cli_findings_settle(&job->findings, screenplay->document, screenplay->pages);
	cli_screenplay_free(screenplay);
}

/* The job has settings, unless there is an error in them. */
static void
work_on(const struct pool *pool, struct cli_job *job)
{
	if (job->status == CLI_DONE) {
		pool->work(pool->user, job);
	}
}

static void *
work(void *user)
{
	struct pool *pool = user;
	pthread_mutex_lock(&pool->mutex);
	while (pool->next < pool->count) {
		if (pool->next >= pool->taken + pool->ahead) {
			pthread_cond_wait(&pool->changed, &pool->mutex);
			continue;
		}
		struct cli_job *job = &pool->jobs[pool->next++];
		pthread_mutex_unlock(&pool->mutex);
		work_on(pool, job);
		pthread_mutex_lock(&pool->mutex);
		job->is_done = true;
		pthread_cond_broadcast(&pool->changed);
	}
	pthread_mutex_unlock(&pool->mutex);
	return NULL;
}

/* "3/12 act-3.fountain" in one line of a terminal, which is wiped before anything else is printed.
 */
static void
show_progress(const struct pool *pool, size_t i)
{
	struct pl_buffer line = {0};
	pl_buffer_put_text(&line, "\r\033[K");
	if (i < pool->count) {
		pl_buffer_printf(&line, "%zu/%zu ", i + 1, pool->count);
		cli_put_visible(&line, pool->jobs[i].input);
	}
	cli_write_all(STDERR_FILENO, line.data, line.length);
	pl_buffer_fini(&line);
}

static void
wait_for(struct pool *pool, size_t i)
{
	pthread_mutex_lock(&pool->mutex);
	pool->taken = i;
	pthread_cond_broadcast(&pool->changed);
	while (!pool->jobs[i].is_done) {
		pthread_cond_wait(&pool->changed, &pool->mutex);
	}
	pthread_mutex_unlock(&pool->mutex);
}

static enum cli_exit
take_all(struct cli_run *run, struct pool *pool, bool has_threads, cli_take_fn *take)
{
	bool shows_progress = isatty(STDERR_FILENO) == 1 && pool->count > 1 &&
			      !run->settings->options.filter.quiet;
	enum cli_exit worst = CLI_DONE;
	for (size_t i = 0; i < pool->count; i++) {
		struct cli_job *job = &pool->jobs[i];
		if (shows_progress) {
			show_progress(pool, i);
		}
		if (has_threads) {
			wait_for(pool, i);
		} else {
			work_on(pool, job);
		}
		if (shows_progress) {
			show_progress(pool, pool->count);
		}
		cli_write_all(STDERR_FILENO, job->held.data, job->held.length);
		if (job->held.failed) {
			job->status = cli_out_of_memory(run->messages, job->input);
		}
		pl_buffer_fini(&job->held);
		cli_diagnostics_add(run->diagnostics, run->messages, &job->findings);
		take(pool->user, job);
		worst = cli_worse(worst, job->status);
	}
	return worst;
}

static void
fill_jobs(struct cli_run *run, struct pool *pool)
{
	for (size_t i = 0; i < pool->count; i++) {
		struct cli_job *job = &pool->jobs[i];
		job->input = run->request->inputs.list[i];
		job->messages = *run->messages;
		job->messages.held = &job->held;
		job->messages.shows_progress &= pool->count == 1;
		job->status = cli_settings_of(run->request, job->input, &job->settings);
		cli_findings_init(&job->findings, job->input, &job->settings->options.filter);
	}
}

enum cli_exit
cli_jobs_run(struct cli_run *run, cli_work_fn *work_fn, cli_take_fn *take, void *user)
{
	struct pool pool = {.count = run->request->inputs.count, .work = work_fn, .user = user};
	size_t threads = run->settings->options.jobs, begun = 0;
	threads = threads < pool.count ? threads : pool.count;
	pool.jobs = calloc(pool.count + 1, sizeof(*pool.jobs));
	pthread_t *ids = calloc(threads + 1, sizeof(*ids));
	if (pool.jobs == NULL || ids == NULL) {
		free(pool.jobs);
		free(ids);
		return cli_out_of_memory(run->messages, "platen");
	}
	pool.ahead = 2 * threads;
	fill_jobs(run, &pool);
	pthread_mutex_init(&pool.mutex, NULL);
	pthread_cond_init(&pool.changed, NULL);
	while (threads > 1 && begun < threads &&
	       pthread_create(&ids[begun], NULL, work, &pool) == 0) {
		begun++;
	}
	enum cli_exit worst = take_all(run, &pool, begun > 0, take);
	for (size_t i = 0; i < begun; i++) {
		pthread_join(ids[i], NULL);
	}
	pthread_cond_destroy(&pool.changed);
	pthread_mutex_destroy(&pool.mutex);
	free(pool.jobs);
	free(ids);
	return worst;
}
