#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/cli.h"

bool
cli_is_stdin(const char *input)
{
	return strcmp(input, "-") == 0;
}

bool
cli_has_extension(const char *path, const char *extension)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	size_t length = strlen(name), end = strlen(extension);
	return length > end && cli_equal_any_case(name + length - end, extension);
}

const char *
cli_input_extension(const char *path, enum platen_input *input)
{
	const struct platen_input_format *format;
	for (size_t i = 0; (format = platen_input_at(i)) != NULL; i++) {
		for (const char *const *extension = format->extensions; *extension != NULL;
		     extension++) {
			if (cli_has_extension(path, *extension)) {
				*input = format->input;
				return *extension;
			}
		}
	}
	return NULL;
}

static enum cli_exit
unreadable(const struct cli *cli, const char *input, int error)
{
	const char *advice = "";
	if (error == ENOENT) {
		advice = "; check the name";
	} else if (error == EACCES) {
		advice = "; ask for the right to read it";
	} else if (error == EISDIR) {
		advice = "; name a file in it";
	}
	cli_error(cli, input, "cannot read: %s%s", strerror(error), advice);
	return CLI_INPUT;
}

static enum cli_exit
too_large(const struct cli *cli, const char *input)
{
	cli_error(cli, input, "larger than %u MiB, the longest input which is read; split it",
		  PLATEN_INPUT_MAX / 1024 / 1024);
	return CLI_INPUT;
}

/* Read at most `length` bytes: how many, 0 at the end, -1 with errno. */
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

/*
 * Read to the end, or to one byte past the limit: that tells an endless device from a long file. A
 * regular file's size is the first guess at the room, and one more byte finds its end without
 * growing.
 */
static enum cli_exit
read_all(const struct cli *cli, const char *input, int fd, size_t guess, struct pl_buffer *bytes)
{
	const size_t most = (size_t)PLATEN_INPUT_MAX + 1;
	const size_t least = (size_t)64 * 1024;
	size_t capacity = guess + 1 < least ? least : guess + 1;
	for (;;) {
		char *moved = realloc(bytes->data, capacity);
		if (moved == NULL) {
			return cli_refuse(cli, input, PLATEN_NO_MEMORY);
		}
		bytes->data = moved;
		bytes->capacity = capacity;
		while (bytes->length < capacity) {
			ssize_t got = read_some(fd, bytes->data + bytes->length,
						capacity - bytes->length);
			if (got < 0) {
				return unreadable(cli, input, errno);
			}
			if (got == 0) {
				return CLI_DONE;
			}
			bytes->length += (size_t)got;
		}
		if (capacity == most) {
			return too_large(cli, input);
		}
		capacity = capacity > most / 2 ? most : capacity * 2;
	}
}

static enum cli_exit
read_descriptor(const struct cli *cli, const char *input, int fd, struct pl_buffer *bytes)
{
	struct stat about;
	if (fstat(fd, &about) != 0) {
		return unreadable(cli, input, errno);
	}
	if (S_ISDIR(about.st_mode)) {
		return unreadable(cli, input, EISDIR);
	}
	size_t guess = 0;
	if (S_ISREG(about.st_mode)) {
		if (about.st_size > (off_t)PLATEN_INPUT_MAX) {
			return too_large(cli, input);
		}
		guess = (size_t)about.st_size;
	}
	return read_all(cli, input, fd, guess, bytes);
}

enum cli_exit
cli_file_read(const struct cli *cli, const char *path, struct pl_buffer *bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		return unreadable(cli, path, errno);
	}
	enum cli_exit status = read_descriptor(cli, path, fd, bytes);
	close(fd);
	return status;
}

enum cli_exit
cli_input_read(const struct cli *cli, const char *input, struct pl_buffer *bytes)
{
	if (cli_is_stdin(input)) {
		return read_descriptor(cli, input, STDIN_FILENO, bytes);
	}
	struct stat about;
	if (stat(input, &about) == 0 && S_ISDIR(about.st_mode)) {
		bool takes_folders = (cli->command->bit & (CLI_COUNT | CLI_CHECK)) != 0;
		cli_error(cli, input, "cannot read: %s; %s", strerror(EISDIR),
			  takes_folders ? "-r reads what is in it" : "name the files in it");
		return CLI_INPUT;
	}
	return cli_file_read(cli, input, bytes);
}
