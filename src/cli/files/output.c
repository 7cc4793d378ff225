/*
 * Publishing: where an output goes, and whether it may.
 *
 * The bytes are complete in memory before anything is written. Regular files are replaced
 * (replace.c). What is not a regular file (pipe, terminal, device) has no old content to protect
 * and is written directly. So are the names of open descriptors, whatever they lead to: /dev/stdout
 * means the stream, at its offset, and not a new file in its place.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files/replace.h"

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
	const char *advice = has_option ? "choose another place with -o" : "";
	if (error == 0) {
		return CLI_DONE;
	}
	if (error == ENOENT) {
		advice = has_option ? "make the folder first, or end -o in /, which makes it"
				    : "make the folder first";
	} else if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
		advice = has_option ? "free some space, or choose another place with -o"
				    : "free some space";
	}
	cli_errno_error(files->messages, output_name(path), "write", error, advice);
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

bool
cli_is_same_file(const char *one, const char *other)
{
	struct stat a, b;
	return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
	       a.st_ino == b.st_ino;
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

/* The descriptor that `path` names, such as /dev/stdout; -1 if it names a file. */
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

int
cli_follow_links(const char *path, char target[PATH_MAX])
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

/* Whether the old file may be replaced; if not, that is reported. */
static enum cli_exit
refuse_old(const struct cli_files *files, const struct cli_replacement *file)
{
	enum cli_exit status = refuse_protected(files, file->path, &file->old);
	if (status == CLI_DONE && faccessat(AT_FDCWD, file->target, W_OK, AT_EACCESS) != 0) {
		status = unwritable(files, file->path, errno);
	}
	return status;
}

/* Its other names still lead to the old content. */
static void
report_links(const struct cli_files *files, const struct cli_replacement *file)
{
	if (file->has_old && file->old.st_nlink > 1 && !files->is_quiet) {
		cli_warn(files->messages,
			 "%s is replaced; the file had other names (hard links), which keep the "
			 "old content",
			 file->path);
	}
}

/* In each folder once: a run may write many files into one. */
static void
sweep_once(struct cli_files *files, const char *target)
{
	char folder[PATH_MAX];
	struct stat about;
	cli_folder_of(target, folder);
	if (stat(folder, &about) == 0 && !is_among(&files->swept, &about)) {
		remember(&files->swept, &about);
		cli_sweep(folder);
	}
}

/* Replace regular files, all or none, and remember them. */
static enum cli_exit
replace_files(struct cli_files *files, struct cli_replacement *list, size_t count)
{
	size_t failed;
	for (size_t i = 0; i < count; i++) {
		sweep_once(files, list[i].target);
	}
	int error = cli_replace(list, count, &failed);
	if (error != 0) {
		return unwritable(files, list[failed].path, error);
	}
	for (size_t i = 0; i < count; i++) {
		struct stat about;
		if (files->protects_outputs && stat(list[i].target, &about) == 0) {
			remember(&files->outputs, &about);
		}
		report_links(files, &list[i]);
	}
	return CLI_DONE;
}

/* Write to what is no regular file, or make *file the regular file to be replaced. */
static enum cli_exit
direct(struct cli_files *files, const struct pl_buffer *bytes, const char *path,
       struct cli_replacement *file, bool *is_file)
{
	if (bytes->failed) {
		return cli_out_of_memory(files->messages, path);
	}
	if (strcmp(path, "-") == 0) {
		return write_descriptor(files, bytes, path, STDOUT_FILENO);
	}
	int error = cli_follow_links(path, file->target);
	if (error != 0) {
		return unwritable(files, path, error);
	}
	int fd = named_descriptor(file->target);
	if (fd >= 0) {
		return write_descriptor(files, bytes, path, fd);
	}
	file->has_old = stat(file->target, &file->old) == 0;
	if (!file->has_old && errno != ENOENT) {
		return unwritable(files, path, errno);
	}
	if (file->has_old && S_ISDIR(file->old.st_mode)) {
		return unwritable(files, path, EISDIR);
	}
	if (file->has_old && !S_ISREG(file->old.st_mode)) {
		return write_special(files, bytes, file->target);
	}
	file->path = path;
	file->bytes = bytes;
	*is_file = true;
	return file->has_old ? refuse_old(files, file) : CLI_DONE;
}

enum cli_exit
cli_publish(struct cli_files *files, const struct pl_buffer *bytes, const char *path)
{
	struct cli_replacement file = {0};
	bool is_file = false;
	enum cli_exit status = direct(files, bytes, path, &file, &is_file);
	return status == CLI_DONE && is_file ? replace_files(files, &file, 1) : status;
}

enum cli_exit
cli_publish_all(struct cli_files *files, struct cli_output *outputs)
{
	size_t count = 0, file_count = 0;
	for (const struct cli_output *output = outputs; output != NULL; output = output->next) {
		count++;
	}
	struct cli_replacement *list = calloc(count + 1, sizeof(*list));
	if (list == NULL) {
		return cli_out_of_memory(files->messages, "platen");
	}
	enum cli_exit status = CLI_DONE;
	for (; outputs != NULL && status == CLI_DONE; outputs = outputs->next) {
		const char *path = pl_buffer_text(&outputs->name);
		bool is_file = false;
		status = path == NULL ? cli_out_of_memory(files->messages, "platen")
				      : direct(files, &outputs->bytes, path, &list[file_count],
					       &is_file);
		file_count += is_file;
	}
	if (status == CLI_DONE) {
		status = replace_files(files, list, file_count);
	}
	free(list);
	return status;
}
