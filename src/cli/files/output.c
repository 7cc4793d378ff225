/*
 * Publishing: an output file is either the old one or the whole new one, never anything between.
 *
 * The bytes are complete in memory when this file sees them. For a regular file they go to a
 * temporary beside the target, which is synced and renamed over it. SIGINT, SIGTERM and SIGHUP are
 * blocked while the temporary exists and looked for between the chunks; when one is waiting the
 * temporary is removed first and the signal let through after. A handler would need the name in a
 * global, and the care of what may be called from one; a blocked signal needs neither. Only SIGKILL
 * can leave a temporary.
 *
 * What is no regular file (pipe, terminal, device) has no old content to protect and is written
 * directly. So are the names of open descriptors, whatever they lead to: who says /dev/stdout means
 * the stream, at its offset, and not a new file in its place.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

#define CHUNK ((size_t)1024 * 1024)
#define LINKS_MAX 40

int
cli_write_all(int fd, const void *bytes, size_t length)
{
	const char *from = bytes;
	while (length > 0) {
		ssize_t written = write(fd, from, length < CHUNK ? length : CHUNK);
		if (written >= 0) {
			from += written;
			length -= (size_t)written;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, -1);
		} else if (errno != EINTR) {
			return errno;
		}
	}
	return 0;
}

static enum cli_exit
unwritable(const struct cli *cli, const char *path, int error)
{
	if (error == 0) {
		return CLI_DONE;
	}
	bool has_place = cli->command != NULL && cli->command->bit == CLI_CONVERT;
	const char *advice = has_place ? "; choose another place with -o" : "";
	if (error == ENOENT) {
		advice = "; make the directory first";
	} else if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
		advice = has_place ? "; free some space, or choose another place with -o"
				   : "; free some space";
	}
	cli_error(cli, strcmp(path, "-") == 0 ? "<stdout>" : path, "cannot write: %s%s",
		  strerror(error), advice);
	return CLI_OUTPUT;
}

/* ------------------------------------------------------------------ identities */

static void
remember(struct cli_identities *files, const struct stat *about)
{
	files->list[files->count++] = (struct cli_identity){about->st_dev, about->st_ino};
}

static bool
is_among(const struct cli_identities *files, const struct stat *about)
{
	for (size_t i = 0; i < files->count; i++) {
		if (files->list[i].device == about->st_dev &&
		    files->list[i].inode == about->st_ino) {
			return true;
		}
	}
	return false;
}

/* Besides its inputs a run may read a template and a font. */
#define OTHER_INPUTS 2
/* Besides an output for each input a run may write a baseline and the diagnostics; or a file for
 * each page. */
#define OTHER_OUTPUTS 2

static bool
allocate(struct cli_identities *files, size_t count)
{
	files->list = calloc(count, sizeof(*files->list));
	files->capacity = count;
	return files->list != NULL;
}

/* For one more. */
static bool
make_room(struct cli_identities *files)
{
	if (files->count < files->capacity) {
		return true;
	}
	size_t more = 2 * files->capacity;
	struct cli_identity *list = realloc(files->list, more * sizeof(*list));
	if (list == NULL) {
		return false;
	}
	files->list = list;
	files->capacity = more;
	return true;
}

static void
remember_input(struct cli *cli, const char *input)
{
	struct stat about;
	int found = cli_is_stdin(input) ? fstat(STDIN_FILENO, &about) : stat(input, &about);
	if (found == 0 && S_ISREG(about.st_mode)) {
		remember(&cli->read, &about);
	}
}

bool
cli_identities_init(struct cli *cli)
{
	if (!allocate(&cli->read, cli->input_count + OTHER_INPUTS) ||
	    !allocate(&cli->written, cli->input_count + OTHER_OUTPUTS)) {
		return false;
	}
	for (size_t i = 0; i < cli->input_count; i++) {
		remember_input(cli, cli->inputs[i]);
	}
	if (cli->options.fdx_template != NULL) {
		remember_input(cli, cli->options.fdx_template);
	}
	if (cli->options.font != NULL) {
		remember_input(cli, cli->options.font);
	}
	return true;
}

/* Whether writing to the file `about` would destroy what this run reads or has written. */
static bool
is_taken(const struct cli *cli, const char *path, const struct stat *about)
{
	const char *name = strcmp(path, "-") == 0 ? "<stdout>" : path;
	if (is_among(&cli->read, about)) {
		cli_error(cli, name,
			  "output is an input, nothing was written; "
			  "name another file with -o");
		return true;
	}
	if (is_among(&cli->written, about)) {
		cli_error(cli, name,
			  "two inputs would be written here, the first one stays; "
			  "convert them one by one with -o");
		return true;
	}
	return false;
}

bool
cli_is_taken(const struct cli *cli, const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 && S_ISREG(about.st_mode) && is_taken(cli, path, &about);
}

/* ----------------------------------------------------------------- descriptors */

/* The descriptor which `path` is a name of; -1 if it is a name of a file. */
static int
named_descriptor(const char *path)
{
	static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};
	if (strcmp(path, "/dev/stdout") == 0) {
		return STDOUT_FILENO;
	}
	if (strcmp(path, "/dev/stderr") == 0) {
		return STDERR_FILENO;
	}
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		size_t length = strlen(folders[i]);
		if (strncmp(path, folders[i], length) != 0) {
			continue;
		}
		size_t digits = strspn(path + length, "0123456789");
		if (digits > 0 && digits < 6 && path[length + digits] == '\0') {
			return (int)strtol(path + length, NULL, 10);
		}
	}
	return -1;
}

/* A reader who has had enough closes the pipe: that is his right and no failure. */
static int
forgive_closed_pipe(int error)
{
	return error == EPIPE ? 0 : error;
}

static enum cli_exit
write_descriptor(struct cli *cli, const struct pl_buffer *bytes, const char *path, int fd)
{
	struct stat about;
	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && is_among(&cli->read, &about)) {
		return is_taken(cli, path, &about) ? CLI_OUTPUT : CLI_DONE;
	}
	return unwritable(cli, path,
			  forgive_closed_pipe(cli_write_all(fd, bytes->data, bytes->length)));
}

static enum cli_exit
write_special(struct cli *cli, const struct pl_buffer *bytes, const char *path)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		return unwritable(cli, path, errno);
	}
	int error = cli_write_all(fd, bytes->data, bytes->length);
	if (close(fd) != 0 && error == 0) {
		error = errno;
	}
	return unwritable(cli, path, forgive_closed_pipe(error));
}

/* --------------------------------------------------------------- regular files */

/* How much of `path` is its folder, the slash included. */
static size_t
folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/*
 * Follow symbolic links by hand to the name which is to be replaced. realpath would do but for the
 * link whose target does not exist yet, and for /dev/stdout. 0 or an errno.
 */
static int
follow_links(const char *path, char target[PATH_MAX])
{
	size_t size = strlen(path) + 1;
	if (size > PATH_MAX) {
		return ENAMETOOLONG;
	}
	memcpy(target, path, size);
	for (int links = 0; links < LINKS_MAX; links++) {
		if (named_descriptor(target) >= 0) {
			return 0;
		}
		char next[PATH_MAX];
		ssize_t length = readlink(target, next, sizeof(next) - 1);
		if (length < 0) {
			return errno == EINVAL || errno == ENOENT ? 0 : errno;
		}
		next[length] = '\0';
		size_t folder = next[0] == '/' ? 0 : folder_length(target);
		if (folder + (size_t)length >= PATH_MAX) {
			return ENAMETOOLONG;
		}
		memcpy(target + folder, next, (size_t)length + 1);
	}
	return ELOOP;
}

/* The signals which are held back, without those which are ignored anyway (nohup). */
static void
hold_signals(sigset_t *held, sigset_t *before)
{
	static const int stops[] = {SIGINT, SIGTERM, SIGHUP};
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
	return (sigismember(held, SIGINT) == 1 && sigismember(&waiting, SIGINT) == 1) ||
	       (sigismember(held, SIGTERM) == 1 && sigismember(&waiting, SIGTERM) == 1) ||
	       (sigismember(held, SIGHUP) == 1 && sigismember(&waiting, SIGHUP) == 1);
}

static mode_t
current_umask(void)
{
	mode_t mask = umask(0);
	umask(mask);
	return mask;
}

/* The owner and the rights of the old file, or those which any new file gets. The owner can often
 * not be kept; then the file is ours, without the bits which lend his rights. */
static int
set_rights(int fd, const struct stat *old)
{
	if (old == NULL) {
		return fchmod(fd, 0666 & ~current_umask());
	}
	bool kept = fchown(fd, old->st_uid, old->st_gid) == 0;
	return fchmod(fd, old->st_mode & (kept ? 07777 : 0777));
}

/* Write and sync; 0 or an errno, EINTR for a signal which asks the program to stop. */
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
	/* EINVAL: a file system which has nothing to sync. */
	if (set_rights(fd, old) != 0 || (fsync(fd) != 0 && errno != EINVAL)) {
		return errno;
	}
	return 0;
}

/* The name is safe once the folder is synced. Not every file system can, and the file is whole
 * already: nothing is said. */
static void
sync_folder(const char *target)
{
	char folder[PATH_MAX] = ".";
	size_t length = folder_length(target);
	if (length > 0) {
		memcpy(folder, target, length);
		folder[length] = '\0';
	}
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

/* mkstemp: O_CREAT with O_EXCL, which follows no link, under a name that cannot be foreseen. */
static int
replace(const char *target, const struct pl_buffer *bytes, const struct stat *old,
	const sigset_t *held)
{
	char temporary[PATH_MAX];
	int length = snprintf(temporary, sizeof(temporary), "%.*s.platen-XXXXXX",
			      (int)folder_length(target), target);
	if ((size_t)length >= sizeof(temporary)) {
		return ENAMETOOLONG;
	}
	int fd = mkstemp(temporary);
	if (fd < 0) {
		return errno;
	}
	int error = fill(fd, bytes, old, held);
	if (close(fd) != 0 && error == 0) {
		error = errno;
	}
	if (error == 0 && rename(temporary, target) != 0) {
		error = errno;
	}
	if (error == 0) {
		sync_folder(target);
	} else {
		unlink(temporary);
	}
	return error;
}

static enum cli_exit
write_file(struct cli *cli, const struct pl_buffer *bytes, const char *path, const char *target,
	   const struct stat *old)
{
	if (old != NULL && faccessat(AT_FDCWD, target, W_OK, AT_EACCESS) != 0) {
		return unwritable(cli, path, errno);
	}
	if (cli->written.list != NULL && !make_room(&cli->written)) {
		return cli_refuse(cli, path, PLATEN_NO_MEMORY);
	}
	sigset_t held, before;
	hold_signals(&held, &before);
	int error = replace(target, bytes, old, &held);
	sigprocmask(SIG_SETMASK, &before, NULL);
	struct stat about;
	if (error == 0 && cli->written.list != NULL && stat(target, &about) == 0) {
		remember(&cli->written, &about);
	}
	return unwritable(cli, path, error);
}

enum cli_exit
cli_publish(struct cli *cli, const struct pl_buffer *bytes, const char *path)
{
	if (bytes->failed) {
		return cli_refuse(cli, path, PLATEN_NO_MEMORY);
	}
	if (strcmp(path, "-") == 0) {
		return write_descriptor(cli, bytes, path, STDOUT_FILENO);
	}
	char target[PATH_MAX];
	int error = follow_links(path, target);
	if (error != 0) {
		return unwritable(cli, path, error);
	}
	int fd = named_descriptor(target);
	if (fd >= 0) {
		return write_descriptor(cli, bytes, path, fd);
	}
	struct stat old;
	if (stat(target, &old) != 0) {
		return errno == ENOENT ? write_file(cli, bytes, path, target, NULL)
				       : unwritable(cli, path, errno);
	}
	if (S_ISDIR(old.st_mode)) {
		return unwritable(cli, path, EISDIR);
	}
	if (!S_ISREG(old.st_mode)) {
		return write_special(cli, bytes, target);
	}
	return is_taken(cli, path, &old) ? CLI_OUTPUT : write_file(cli, bytes, path, target, &old);
}
