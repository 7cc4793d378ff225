/*
 * Publishing: an output file is either the old one or the whole new one, never anything between.
 *
 * The bytes are complete in memory before anything is written. For a regular file they go to a
 * temporary beside the target, which is synced and renamed over it. SIGINT, SIGTERM and SIGHUP are
 * blocked while the temporary exists, and looked for between chunks; if one is pending, the
 * temporary is removed before the signal is let through. A handler would need the name in a global,
 * and may call few functions; a blocked signal has neither problem. Only SIGKILL can leave a
 * temporary.
 *
 * What is not a regular file (pipe, terminal, device) has no old content to protect and is written
 * directly. So are the names of open descriptors, whatever they lead to: /dev/stdout means the
 * stream, at its offset, and not a new file in its place.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files/files.h"

#define CHUNK ((size_t)1024 * 1024)
#define LINKS_MAX 40

static const char *
output_name(const char *path)
{
	return strcmp(path, "-") == 0 ? "<stdout>" : path;
}

static enum cli_exit
unwritable(const struct cli_files *files, const char *path, int error)
{
	bool has_option = files->has_output_option;
	const char *advice = has_option ? "; choose another place with -o" : "";
	if (error == 0) {
		return CLI_DONE;
	}
	if (error == ENOENT) {
		advice = "; make the directory first";
	} else if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
		advice = has_option ? "; free some space, or choose another place with -o"
				    : "; free some space";
	}
	cli_error(files->messages, output_name(path), "cannot write: %s%s", strerror(error),
		  advice);
	return CLI_OUTPUT;
}

/* ----------------------------------------------------------------- protected files */

/* A file, whatever its name; two names of one file have the same. */
struct identity {
	dev_t device;
	ino_t inode;
};

static void
remember(struct pl_buffer *identities, const struct stat *about)
{
	struct identity identity;
	memset(&identity, 0, sizeof(identity));
	identity.device = about->st_dev;
	identity.inode = about->st_ino;
	pl_buffer_put(identities, (struct pl_str){(const char *)&identity, sizeof(identity)});
}

static bool
is_among(const struct pl_buffer *identities, const struct stat *about)
{
	const struct identity *list = (const void *)identities->data;
	for (size_t i = 0; i < identities->length / sizeof(*list); i++) {
		if (list[i].device == about->st_dev && list[i].inode == about->st_ino) {
			return true;
		}
	}
	return false;
}

void
cli_files_protect(struct cli_files *files, const char *input)
{
	struct stat about;
	int found = cli_is_stdin(input) ? fstat(STDIN_FILENO, &about) : stat(input, &about);
	files->protects_outputs = true;
	if (found == 0 && S_ISREG(about.st_mode)) {
		remember(&files->inputs, &about);
	}
}

/* CLI_DONE if the file `about` may be overwritten; else that is reported. */
static enum cli_exit
refuse_protected(const struct cli_files *files, const char *path, const struct stat *about)
{
	const char *reason;
	if (files->inputs.failed || files->outputs.failed) {
		return cli_out_of_memory(files->messages, output_name(path));
	}
	if (is_among(&files->inputs, about)) {
		reason = "output is an input, nothing was written; name another file with -o";
	} else if (is_among(&files->outputs, about)) {
		reason = "two inputs have this output; the first was written, "
			 "name another file for the second with -o";
	} else {
		return CLI_DONE;
	}
	cli_error(files->messages, output_name(path), "%s", reason);
	return CLI_OUTPUT;
}

enum cli_exit
cli_refuse_protected(const struct cli_files *files, const char *path)
{
	struct stat about;
	bool is_file = stat(path, &about) == 0 && S_ISREG(about.st_mode);
	return is_file ? refuse_protected(files, path, &about) : CLI_DONE;
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

/* A reader that has read enough closes the pipe, which is no failure. */
static int
forgive_closed_pipe(int error)
{
	return error == EPIPE ? 0 : error;
}

static enum cli_exit
write_descriptor(struct cli_files *files, const struct pl_buffer *bytes, const char *path, int fd)
{
	struct stat about;
	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && is_among(&files->inputs, &about)) {
		return refuse_protected(files, path, &about);
	}
	int error = cli_write_all(fd, bytes->data, bytes->length);
	return unwritable(files, path, forgive_closed_pipe(error));
}

static enum cli_exit
write_special(struct cli_files *files, const struct pl_buffer *bytes, const char *path)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		return unwritable(files, path, errno);
	}
	int error = cli_write_all(fd, bytes->data, bytes->length);
	if (close(fd) != 0 && error == 0) {
		error = errno;
	}
	return unwritable(files, path, forgive_closed_pipe(error));
}

/* --------------------------------------------------------------- regular files */

/*
 * Follow symbolic links to the name to be replaced. realpath cannot: the last target may not exist
 * yet, and /dev/stdout must stay. 0 or an errno.
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
		size_t folder = next[0] == '/' ? 0 : cli_folder_length(target);
		if (folder + (size_t)length >= PATH_MAX) {
			return ENAMETOOLONG;
		}
		memcpy(target + folder, next, (size_t)length + 1);
	}
	return ELOOP;
}

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

/* The name is safe once the folder is synced. Not every file system can do that, and the file is
 * whole already, so a failure is not reported. */
static void
sync_folder(const char *target)
{
	char folder[PATH_MAX] = ".";
	size_t length = cli_folder_length(target);
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

/* mkstemp creates the temporary with O_EXCL, which follows no link, under a name that cannot be
 * predicted. 0 or an errno. */
static int
replace(const char *target, const struct pl_buffer *bytes, const struct stat *old,
	const sigset_t *held)
{
	char temporary[PATH_MAX];
	int length = snprintf(temporary, sizeof(temporary), "%.*s.platen-XXXXXX",
			      (int)cli_folder_length(target), target);
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
write_file(struct cli_files *files, const struct pl_buffer *bytes, const char *path,
	   const char *target, const struct stat *old)
{
	if (old != NULL && faccessat(AT_FDCWD, target, W_OK, AT_EACCESS) != 0) {
		return unwritable(files, path, errno);
	}
	sigset_t held, before;
	hold_signals(&held, &before);
	int error = replace(target, bytes, old, &held);
	sigprocmask(SIG_SETMASK, &before, NULL);
	struct stat about;
	if (error == 0 && files->protects_outputs && stat(target, &about) == 0) {
		remember(&files->outputs, &about);
	}
	return unwritable(files, path, error);
}

enum cli_exit
cli_folder_make(const struct cli_files *files, const char *path)
{
	char folder[PATH_MAX];
	size_t length = strlen(path);
	if (length >= sizeof(folder)) {
		return unwritable(files, path, ENAMETOOLONG);
	}
	for (size_t end = 1; end <= length; end++) {
		if (path[end] != '/' && path[end] != '\0') {
			continue;
		}
		memcpy(folder, path, end);
		folder[end] = '\0';
		int error = mkdir(folder, 0777) == 0 ? 0 : errno;
		if (error != 0 && !cli_is_folder(folder)) {
			return unwritable(files, folder, error == EEXIST ? ENOTDIR : error);
		}
	}
	return CLI_DONE;
}

enum cli_exit
cli_publish(struct cli_files *files, const struct pl_buffer *bytes, const char *path)
{
	if (bytes->failed) {
		return cli_out_of_memory(files->messages, path);
	}
	if (strcmp(path, "-") == 0) {
		return write_descriptor(files, bytes, path, STDOUT_FILENO);
	}
	char target[PATH_MAX];
	int error = follow_links(path, target);
	if (error != 0) {
		return unwritable(files, path, error);
	}
	int fd = named_descriptor(target);
	if (fd >= 0) {
		return write_descriptor(files, bytes, path, fd);
	}
	struct stat old;
	if (stat(target, &old) != 0) {
		return errno == ENOENT ? write_file(files, bytes, path, target, NULL)
				       : unwritable(files, path, errno);
	}
	if (S_ISDIR(old.st_mode)) {
		return unwritable(files, path, EISDIR);
	}
	if (!S_ISREG(old.st_mode)) {
		return write_special(files, bytes, target);
	}
	enum cli_exit refused = refuse_protected(files, path, &old);
	return refused != CLI_DONE ? refused : write_file(files, bytes, path, target, &old);
}
