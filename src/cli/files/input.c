/* Reading a file or standard input as a whole, up to the limit. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files/files.h"

#define ROOM ((size_t)64 * 1024)
#define MIB ((size_t)1024 * 1024)

bool
cli_has_extension(const char *path, const char *extension)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	size_t length = strlen(name), end = strlen(extension);
	return length > end &&
	       pl_str_equal_ascii_case(pl_str_of(name + length - end), pl_str_of(extension));
}

/* Append the name of the file beside `path` which is nearest to its name; nothing if none is near.
 */
static void
put_near_name(struct pl_buffer *out, const char *path)
{
	size_t length = cli_folder_length(path);
	struct pl_buffer folder = {0}, best = {0};
	struct cli_hint hint;
	const struct dirent *entry;
	pl_buffer_put(&folder, (struct pl_str){path, length});
	pl_buffer_put_text(&folder, length == 0 ? "." : "");
	cli_hint_init(&hint, pl_str_of(path + length));
	const char *name = pl_buffer_text(&folder);
	DIR *dir = name == NULL ? NULL : opendir(name);
	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		cli_hint_offer(&hint, pl_str_of(entry->d_name));
		if (hint.best.data == entry->d_name) { /* which lives until the next entry */
			pl_buffer_fini(&best);
			pl_buffer_put(&best, hint.best);
			hint.best = pl_buffer_str(&best);
		}
	}
	if (best.length > 0) {
		pl_buffer_printf(out, "did you mean '%.*s%.*s'?", (int)length, path,
				 (int)best.length, best.data);
	}
	if (dir != NULL) {
		closedir(dir);
	}
	pl_buffer_fini(&folder);
	pl_buffer_fini(&best);
}

static enum cli_exit
unreadable(const struct cli_messages *messages, const char *input, int error)
{
	const char *advice = "";
	struct pl_buffer near = {0};
	if (error == ENOENT && strstr(input, "://") != NULL) {
		advice = "platen reads no addresses of the web: download the file";
	} else if (error == ENOENT && strpbrk(input, "*?") != NULL) {
		advice = "no name fits this pattern";
	} else if (error == ENOENT) {
		put_near_name(&near, input);
		const char *text = pl_buffer_text(&near);
		advice = near.length == 0 || text == NULL ? "check the name" : text;
	} else if (error == EISDIR) {
		advice = "name a file in it";
	}
	cli_errno_error(messages, input, "read", error, advice);
	pl_buffer_fini(&near);
	return CLI_INPUT;
}

static enum cli_exit
too_large(const struct cli_messages *messages, const char *input, uint32_t mebibytes)
{
	cli_error(messages, input, "larger than %u MiB; %s", (unsigned)mebibytes,
		  mebibytes < PLATEN_MEBIBYTES_MAX ? "--max-input raises this limit" : "split it");
	return CLI_INPUT;
}

/* Read at most `length` bytes. Returns how many, 0 at the end, -1 with errno set. */
static ssize_t
read_some(int fd, char *to, size_t length)
{
	for (;;) {
		ssize_t got = read(fd, to, length);
		if (got >= 0) {
			return got;
		}
		if (errno == EAGAIN || errno == EWOULDBLOCK) {
			poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, -1);
		} else if (errno != EINTR) {
			return -1;
		}
	}
}

/* Read to the end, or past the limit, which also ends an endless device. `guess` is the size of a
 * regular file; with room for one byte more, its end is found without growing. */
static enum cli_exit
read_all(const struct cli_messages *messages, const char *input, int fd, size_t guess,
	 uint32_t mebibytes, struct pl_buffer *bytes)
{
	size_t limit = mebibytes * MIB;
	for (size_t room = guess + 1; bytes->length <= limit; room = ROOM) {
		if (bytes->length == bytes->capacity && !pl_buffer_reserve(bytes, room)) {
			return cli_out_of_memory(messages, input);
		}
		ssize_t got =
			read_some(fd, bytes->data + bytes->length, bytes->capacity - bytes->length);
		if (got < 0) {
			return unreadable(messages, input, errno);
		}
		if (got == 0) {
			return CLI_DONE;
		}
		bytes->length += (size_t)got;
	}
	return too_large(messages, input, mebibytes);
}

static enum cli_exit
read_descriptor(const struct cli_messages *messages, const char *input, int fd, uint32_t mebibytes,
		struct pl_buffer *bytes)
{
	mebibytes = mebibytes == 0 ? PLATEN_MEBIBYTES : mebibytes;
	struct stat about;
	if (fstat(fd, &about) != 0) {
		return unreadable(messages, input, errno);
	}
	if (S_ISDIR(about.st_mode)) {
		return unreadable(messages, input, EISDIR);
	}
	size_t guess = ROOM;
	if (S_ISREG(about.st_mode)) {
		if ((uintmax_t)about.st_size > mebibytes * MIB) {
			return too_large(messages, input, mebibytes);
		}
		guess = (size_t)about.st_size;
	}
	return read_all(messages, input, fd, guess, mebibytes, bytes);
}

static enum cli_exit
read_file(const struct cli_messages *messages, const char *path, uint32_t mebibytes,
	  struct pl_buffer *bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		return unreadable(messages, path, errno);
	}
	enum cli_exit status = read_descriptor(messages, path, fd, mebibytes, bytes);
	close(fd);
	return status;
}

enum cli_exit
cli_file_read(const struct cli_messages *messages, const char *path, struct pl_buffer *bytes)
{
	return read_file(messages, path, 0, bytes);
}

bool
cli_is_folder(const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

enum cli_exit
cli_input_read(const struct cli_messages *messages, const char *input, const char *folder_advice,
	       uint32_t max_mebibytes, struct pl_buffer *bytes)
{
	if (cli_is_stdin(input)) {
		return read_descriptor(messages, input, STDIN_FILENO, max_mebibytes, bytes);
	}
	if (cli_is_folder(input)) {
		cli_errno_error(messages, input, "read", EISDIR, folder_advice);
		return CLI_INPUT;
	}
	return read_file(messages, input, max_mebibytes, bytes);
}
