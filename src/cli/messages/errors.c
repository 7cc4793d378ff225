/* Messages about the run: errors, wrong usage, warnings, and what was written. */
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/module.h"
#include "cli/messages/messages.h"

#define CHUNK ((size_t)1024 * 1024)

/* Longer messages are cut; names of files stand before the text, in full. */
#define TEXT_MAX 2048

enum cli_exit
cli_worse(enum cli_exit one, enum cli_exit other)
{
	return one > other ? one : other;
}

bool
cli_is_stdin(const char *input)
{
	return strcmp(input, "-") == 0;
}

const char *
cli_input_name(const char *input)
{
	return cli_is_stdin(input) ? "<stdin>" : input;
}

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

/* In one write, so that the lines of two programs on one terminal do not mix. If stderr fails,
 * there is no place left to report that. */
static void
deliver(const struct cli_messages *messages, struct pl_buffer *out)
{
	static const char no_memory[] = "platen: error: out of memory\n";
	pl_buffer_put_byte(out, '\n');
	if (out->failed) {
		cli_write_all(STDERR_FILENO, no_memory, sizeof(no_memory) - 1);
	} else if (messages->held != NULL) {
		pl_buffer_put(messages->held, pl_buffer_str(out));
	} else {
		cli_write_all(STDERR_FILENO, out->data, out->length);
	}
	pl_buffer_fini(out);
}

static void
put_message(struct pl_buffer *out, const struct cli_messages *messages, const char *subject,
	    enum platen_severity severity, const char *format, va_list arguments)
{
	char text[TEXT_MAX];
	vsnprintf(text, sizeof(text), format, arguments);
	cli_put_visible(out, subject);
	pl_buffer_put_text(out, ": ");
	cli_put_severity(out, severity, messages->has_color);
	cli_put_visible(out, text);
}

void
cli_error(const struct cli_messages *messages, const char *file, const char *format, ...)
{
	struct pl_buffer out = {0};
	va_list arguments;
	va_start(arguments, format);
	put_message(&out, messages, cli_input_name(file), PLATEN_SEVERITY_ERROR, format, arguments);
	va_end(arguments);
	deliver(messages, &out);
}

void
cli_errno_error(const struct cli_messages *messages, const char *file, const char *verb, int error,
		const char *advice)
{
	bool is_denied = error == EACCES || error == EPERM;
	bool is_write = strcmp(verb, "write") == 0;
	const char *permission = !is_denied ? ""
				 : is_write
					 ? "; you need permission to write it, and into its folder"
					 : "; you need permission to read it";
	cli_error(messages, file, "cannot %s: %s%s%s%s", verb, strerror(error), permission,
		  *advice == '\0' ? "" : "; ", advice);
}

enum cli_exit
cli_usage_error(const struct cli_messages *messages, const char *format, ...)
{
	struct pl_buffer out = {0};
	va_list arguments;
	va_start(arguments, format);
	put_message(&out, messages, "platen", PLATEN_SEVERITY_ERROR, format, arguments);
	va_end(arguments);
	const char *command = messages->command;
	pl_buffer_printf(&out, "\nTry 'platen %s%s--help'.", command == NULL ? "" : command,
			 command == NULL ? "" : " ");
	deliver(messages, &out);
	return CLI_USAGE;
}

void
cli_warn(const struct cli_messages *messages, const char *format, ...)
{
	struct pl_buffer out = {0};
	va_list arguments;
	va_start(arguments, format);
	put_message(&out, messages, "platen", PLATEN_SEVERITY_WARNING, format, arguments);
	va_end(arguments);
	deliver(messages, &out);
}

void
cli_inform(const struct cli_messages *messages, const char *what, const char *file,
	   struct pl_buffer *details)
{
	struct pl_buffer out = {0};
	if (what != NULL) {
		pl_buffer_printf(&out, "%s ", what);
		cli_put_visible(&out, file);
	}
	pl_buffer_put(&out, pl_buffer_str(details));
	out.failed |= details->failed;
	pl_buffer_fini(details);
	deliver(messages, &out);
}

enum cli_exit
cli_out_of_memory(const struct cli_messages *messages, const char *file)
{
	cli_error(messages, file, "out of memory; close other programs, or split the screenplay");
	return CLI_INTERNAL;
}

static enum cli_exit
report_modules(const struct cli_messages *messages, const char *file, const char *text)
{
	struct pl_buffer modules = {0};
	pl_module_list_missing(&modules);
	const char *missing = pl_buffer_text(&modules);
	cli_error(messages, file, "%s: %s; install %s", text,
		  missing == NULL ? "out of memory" : missing,
		  PL_IS_STATIC ? "the usual build" : "platen again");
	pl_buffer_fini(&modules);
	return CLI_RESOURCE;
}

enum cli_exit
cli_report_status(const struct cli_messages *messages, const char *file, enum platen_status status)
{
	const char *text = platen_status_text(status);
	switch (status) {
	case PLATEN_OK: return CLI_DONE;
	case PLATEN_TOO_LARGE:
	case PLATEN_BAD_INPUT: cli_error(messages, file, "%s", text); return CLI_INPUT;
	case PLATEN_NO_FONT:
		cli_error(messages, file,
			  "%s; install platen again, or choose another format "
			  "('platen formats' lists them)",
			  text);
		return CLI_RESOURCE;
	case PLATEN_NO_MODULE: return report_modules(messages, file, text);
	case PLATEN_BAD_FONT:
	case PLATEN_WIDE_FONT:
		cli_error(messages, file, "%s; leave --font out, or name another one", text);
		return CLI_RESOURCE;
	case PLATEN_IO: /* the sink is memory */
	case PLATEN_NO_MEMORY: return cli_out_of_memory(messages, file);
	case PLATEN_CANCELLED:
	case PLATEN_UNKNOWN_FORMAT:
	case PLATEN_BAD_ARGUMENT: break;
	}
	cli_error(messages, file, "internal error: %s; please report it", text);
	return CLI_INTERNAL;
}
