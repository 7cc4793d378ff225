/* Progress of one long task, in a line of the terminal which is wiped at the end. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/messages/messages.h"

/* Milliseconds: until the first step is shown, and from one that is shown to the next. */
#define FIRST 500
#define NEXT 100

static int64_t
milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool
step(void *user, uint64_t done, uint64_t total)
{
	struct cli_progress *progress = user;
	int64_t now = milliseconds();
	struct pl_buffer line = {0};
	if (total == 0 || now < progress->due) {
		return true;
	}
	progress->due = now + NEXT;
	progress->is_shown = true;
	pl_buffer_printf(&line, "\r\033[K%llu/%llu ", (unsigned long long)done,
			 (unsigned long long)total);
	cli_put_visible(&line, progress->name);
	cli_write_all(STDERR_FILENO, line.data, line.length);
	pl_buffer_fini(&line);
	return true;
}

struct platen_progress
cli_progress_begin(struct cli_progress *progress, const struct cli_messages *messages,
		   const char *name)
{
	*progress = (struct cli_progress){.name = name, .due = milliseconds() + FIRST};
	return messages->shows_progress ? (struct platen_progress){step, progress}
					: (struct platen_progress){NULL, NULL};
}

void
cli_progress_end(const struct cli_progress *progress)
{
	if (progress->is_shown) {
		cli_write_all(STDERR_FILENO, "\r\033[K", strlen("\r\033[K"));
	}
}
