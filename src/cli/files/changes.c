/*
 * Waiting until a file has changed. What tells is stat: another file under the name, another time
 * or size. inotify, where there is one, only ends the wait at once; it looks at the folder, since
 * editors replace the file by another one when they save. On network file systems it sees nothing
 * of what others do, and it may have run out; so stat is asked from time to time, anyway.
 */
#define _GNU_SOURCE
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files/files.h"

#ifdef __linux__
#include <sys/inotify.h>
#endif

/* Milliseconds. A file is written when it stays the same for QUIET. */
#define QUIET 15
#define WITH_INOTIFY 1000
#define WITHOUT_INOTIFY 200

/* The program's only global variable: a signal handler can reach nothing else. */
static volatile sig_atomic_t is_ended;

static void
end(int number)
{
	(void)number;
	is_ended = 1;
}

static int
open_inotify(const char *path)
{
#ifdef __linux__
	struct pl_buffer folder = {0};
	pl_buffer_put(&folder, (struct pl_str){path, cli_folder_length(path)});
	pl_buffer_put_text(&folder, folder.length == 0 ? "./" : "");
	const char *name = pl_buffer_text(&folder);
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (fd >= 0 &&
	    (name == NULL ||
	     inotify_add_watch(fd, name, IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE) < 0)) {
		close(fd);
		fd = -1;
	}
	pl_buffer_fini(&folder);
	return fd;
#else
	(void)path;
	return -1;
#endif
}

/* One state of the file, to be compared with another; all zero if there is no file. */
static struct cli_file_state
state_of(const char *path)
{
	struct stat about;
	if (stat(path, &about) != 0) {
		return (struct cli_file_state){0};
	}
	return (struct cli_file_state){
		.device = (uint64_t)about.st_dev,
		.file = (uint64_t)about.st_ino,
		.size = (int64_t)about.st_size,
		.seconds = (int64_t)about.st_mtim.tv_sec,
		.nanoseconds = (int64_t)about.st_mtim.tv_nsec,
	};
}

static bool
is_same(const struct cli_file_state *one, const struct cli_file_state *other)
{
	return one->device == other->device && one->file == other->file &&
	       one->size == other->size && one->seconds == other->seconds &&
	       one->nanoseconds == other->nanoseconds;
}

void
cli_changes_begin(struct cli_changes *changes, const char *path)
{
	struct sigaction action = {.sa_handler = end};
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	*changes = (struct cli_changes){
		.path = path, .inotify = open_inotify(path), .state = state_of(path)};
}

void
cli_changes_end(struct cli_changes *changes)
{
	if (changes->inotify >= 0) {
		close(changes->inotify);
	}
}

/* Until something happens in the folder, or for so many milliseconds. */
static void
rest(const struct cli_changes *changes, int milliseconds)
{
	char events[4096];
	struct pollfd waiting = {.fd = changes->inotify, .events = POLLIN};
	if (poll(&waiting, changes->inotify >= 0 ? 1 : 0, milliseconds) > 0) {
		while (read(changes->inotify, events, sizeof(events)) > 0) {
		}
	}
}

bool
cli_changes_wait(struct cli_changes *changes)
{
	struct cli_file_state now = changes->state, before;
	while (!is_ended && is_same(&now, &changes->state)) {
		rest(changes, changes->inotify >= 0 ? WITH_INOTIFY : WITHOUT_INOTIFY);
		now = state_of(changes->path);
	}
	/* an editor may still be writing; what was moved away comes back */
	do {
		before = now;
		poll(NULL, 0, QUIET);
		now = state_of(changes->path);
	} while (!is_ended && (now.file == 0 || !is_same(&now, &before)));
	changes->state = now;
	return !is_ended;
}
