/*
 * Replacing regular files: each is the old one or the whole new one, never anything between.
 *
 * The bytes go to a temporary beside the target, which is synced and renamed over it. Of several
 * files all temporaries are made before the first is renamed, and an old file keeps a second name
 * until the last is in place. If a call fails, what was done is undone: a series of pictures is
 * replaced as a whole or not at all.
 *
 * SIGINT, SIGTERM and SIGHUP are blocked while temporaries exist, and looked for between chunks; if
 * one is pending, the temporaries are removed before the signal is let through. A handler would
 * need their names in a global, and may call few functions; a blocked signal has neither problem.
 * Only SIGKILL can leave temporaries, or a series replaced in part. The next run that writes into
 * the folder removes them when they are an hour old.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cli/files/replace.h"

#define CHUNK ((size_t)1024 * 1024)

/* Names of temporaries. An old file is kept under the name of its temporary and a tilde. */
#define PREFIX ".platen-"
#define RANDOM "XXXXXX"
#define KEPT "~"
#define STALE_SECONDS 3600

/* ------------------------------------------------------------------------- signals */

static const int stops[] = {SIGINT, SIGTERM, SIGHUP};

/* Block the signals that stop the program, without those that are ignored anyway (nohup). */
static void
hold_signals(sigset_t *held, sigset_t *before)
{
	sigemptyset(held);
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++) {
		struct sigaction action;
		if (sigaction(stops[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
			sigaddset(held, stops[i]);
		}
	}
	sigprocmask(SIG_BLOCK, held, before);
}

static bool
is_stopped(const sigset_t *held)
{
	sigset_t waiting;
	sigpending(&waiting);
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++) {
		if (sigismember(held, stops[i]) == 1 && sigismember(&waiting, stops[i]) == 1) {
			return true;
		}
	}
	return false;
}

/* ---------------------------------------------------------------------- temporaries */

static mode_t
current_umask(void)
{
	mode_t mask = umask(0);
	umask(mask);
	return mask;
}

/* The owner and permissions of the old file, or those of any new file. Often the owner cannot be
 * kept; then the file is ours, without set-user-ID and set-group-ID. */
static int
set_permissions(int fd, const struct stat *old)
{
	if (old == NULL) {
		return fchmod(fd, 0666 & ~current_umask());
	}
	bool kept = fchown(fd, old->st_uid, old->st_gid) == 0;
	return fchmod(fd, old->st_mode & (kept ? 07777 : 0777));
}

/* Write and sync; 0 or an errno, EINTR if a signal is pending. */
static int
fill(int fd, const struct pl_buffer *bytes, const struct stat *old, const sigset_t *held)
{
	for (size_t done = 0; done < bytes->length; done += CHUNK) {
		size_t rest = bytes->length - done;
		int error = cli_write_all(fd, bytes->data + done, rest < CHUNK ? rest : CHUNK);
		if (error != 0) {
			return error;
		}
		if (is_stopped(held)) {
			return EINTR;
		}
	}
	/* EINVAL: the file system has nothing to sync */
	if (set_permissions(fd, old) != 0 || (fsync(fd) != 0 && errno != EINVAL)) {
		return errno;
	}
	return 0;
}

/* mkstemp creates the temporary with O_EXCL, which follows no link, under a name that cannot be
 * predicted. 0 or an errno; the temporary exists if its name is not empty. */
static int
make_temporary(struct cli_replacement *file, const sigset_t *held)
{
	int length = snprintf(file->temporary, sizeof(file->temporary), "%.*s" PREFIX RANDOM,
			      (int)cli_folder_length(file->target), file->target);
	if ((size_t)length >= sizeof(file->temporary)) {
		file->temporary[0] = '\0';
		return ENAMETOOLONG;
	}
	int fd = mkstemp(file->temporary);
	if (fd < 0) {
		file->temporary[0] = '\0';
		return errno;
	}
	int error = fill(fd, file->bytes, file->has_old ? &file->old : NULL, held);
	if (close(fd) != 0 && error == 0) {
		error = errno;
	}
	return error;
}

static bool
is_temporary(const char *name)
{
	static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t prefix = sizeof(PREFIX) - 1, random = sizeof(RANDOM) - 1;
	if (strncmp(name, PREFIX, prefix) != 0 || strspn(name + prefix, letters) != random) {
		return false;
	}
	const char *rest = name + prefix + random;
	return *rest == '\0' || strcmp(rest, KEPT) == 0;
}

void
cli_sweep(const char *folder)
{
	DIR *directory = opendir(folder);
	if (directory == NULL) {
		return;
	}
	time_t now = time(NULL);
	for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
		struct stat about; /* its change time is that of the last write, link or rename */
		int fd = dirfd(directory);
		if (is_temporary(entry->d_name) &&
		    fstatat(fd, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(about.st_mode) && about.st_uid == geteuid() &&
		    about.st_ctime < now - STALE_SECONDS) {
			unlinkat(fd, entry->d_name, 0);
		}
	}
	closedir(directory);
}

void
cli_folder_of(const char *target, char folder[PATH_MAX])
{
	size_t length = cli_folder_length(target);
	memcpy(folder, length > 0 ? target : ".", length > 0 ? length : 1);
	folder[length > 0 ? length : 1] = '\0';
}

/* The names are safe once the folder is synced. Not every file system can do that, and the files
 * are whole already, so a failure is not reported. */
static void
sync_folder(const char *target)
{
	char folder[PATH_MAX];
	cli_folder_of(target, folder);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

/* --------------------------------------------------------------------- replacing */

/* Give the old file a second name, so that it can be put back. Some file systems have no links;
 * there it cannot. */
static void
keep_old(struct cli_replacement *file)
{
	snprintf(file->kept, sizeof(file->kept), "%s" KEPT, file->temporary);
	if (!file->has_old || link(file->target, file->kept) != 0) {
		file->kept[0] = '\0';
	}
}

/* 0 or an errno. */
static int
put_in_place(struct cli_replacement *file)
{
	if (rename(file->temporary, file->target) != 0) {
		return errno;
	}
	file->temporary[0] = '\0';
	file->is_new = true;
	return 0;
}

static void
undo(struct cli_replacement *file)
{
	if (file->temporary[0] != '\0') {
		unlink(file->temporary);
	}
	if (file->is_new && !file->has_old) {
		unlink(file->target);
	} else if (file->is_new && file->kept[0] != '\0') {
		rename(file->kept, file->target);
	} else if (file->kept[0] != '\0') {
		unlink(file->kept);
	}
}

static void
finish(struct cli_replacement *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i].kept[0] != '\0') {
			unlink(list[i].kept);
		}
	}
	for (size_t i = 0; i < count; i++) {
		size_t folder = cli_folder_length(list[i].target);
		if (i == 0 || cli_folder_length(list[i - 1].target) != folder ||
		    memcmp(list[i].target, list[i - 1].target, folder) != 0) {
			sync_folder(list[i].target);
		}
	}
}

static int
replace(struct cli_replacement *list, size_t count, const sigset_t *held, size_t *at)
{
	int error = 0;
	for (*at = 0; *at < count && error == 0; *at += error == 0) {
		error = make_temporary(&list[*at], held);
	}
	for (size_t i = 0; i < count && count > 1 && error == 0; i++) {
		keep_old(&list[i]);
	}
	for (*at = error == 0 ? 0 : *at; *at < count && error == 0; *at += error == 0) {
		error = put_in_place(&list[*at]);
	}
	return error;
}

int
cli_replace(struct cli_replacement *list, size_t count, size_t *failed)
{
	sigset_t held, before;
	hold_signals(&held, &before);
	int error = replace(list, count, &held, failed);
	if (error == 0) {
		finish(list, count);
	}
	for (size_t i = count; i > 0 && error != 0; i--) {
		undo(&list[i - 1]);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return error;
}
