#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* Longer ones are cut; names of files stand before the text, in full. */
#define TEXT_MAX 2048

static const struct {
	const char *word, *color;
} severities[] = {
	[PLATEN_SEVERITY_NOTE] = {"note", "\033[1;36m"},
	[PLATEN_SEVERITY_WARNING] = {"warning", "\033[1;35m"},
	[PLATEN_SEVERITY_ERROR] = {"error", "\033[1;31m"},
};

const char *
cli_severity_word(enum platen_severity severity)
{
	return severities[severity].word;
}

const char *
cli_input_name(const char *input)
{
	return cli_is_stdin(input) ? "<stdin>" : input;
}

static void
put_severity(struct pl_buffer *out, const struct cli *cli, enum platen_severity severity)
{
	const char *word = cli_severity_word(severity);
	if (cli->color) {
		pl_buffer_printf(out, "%s%s:\033[0m ", severities[severity].color, word);
	} else {
		pl_buffer_printf(out, "%s: ", word);
	}
}

/* In one write, so that the lines of two programs on one terminal do not mix. Nobody is left to be
 * told when it fails. What a worker has to say is held back until it is its input's turn. */
static void
deliver(const struct cli *cli, struct pl_buffer *out)
{
	static const char no_memory[] = "platen: error: out of memory\n";
	pl_buffer_put_text(out, "\n");
	if (cli != NULL && cli->held != NULL && !out->failed) {
		pl_buffer_put(cli->held, (struct pl_str){out->data, out->length});
	} else if (out->failed) {
		cli_write_all(STDERR_FILENO, no_memory, sizeof(no_memory) - 1);
	} else {
		cli_write_all(STDERR_FILENO, out->data, out->length);
	}
	pl_buffer_fini(out);
}

void
cli_error(const struct cli *cli, const char *file, const char *format, ...)
{
	struct pl_buffer out = {0};
	cli_put_visible(&out, cli_input_name(file));
	pl_buffer_put_text(&out, ": ");
	put_severity(&out, cli, PLATEN_SEVERITY_ERROR);
	char text[TEXT_MAX];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	cli_put_visible(&out, text);
	deliver(cli, &out);
}

enum cli_exit
cli_misused(const struct cli *cli, const char *format, ...)
{
	struct pl_buffer out = {0};
	pl_buffer_put_text(&out, "platen: ");
	put_severity(&out, cli, PLATEN_SEVERITY_ERROR);
	char text[TEXT_MAX];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	cli_put_visible(&out, text);
	bool known = cli->command != NULL;
	pl_buffer_printf(&out, "\nTry 'platen %s%s--help'.", known ? cli->command->name : "",
			 known ? " " : "");
	deliver(cli, &out);
	return CLI_USAGE;
}

enum cli_exit
cli_no_input(const struct cli *cli)
{
	return cli_misused(cli, "no input; name a screenplay, or - for standard input");
}

void
cli_put_diagnostic(struct pl_buffer *out, const struct cli *cli, const char *file,
		   const struct platen_diagnostic *diagnostic)
{
	cli_put_visible(out, cli_input_name(file));
	if (diagnostic->position.line > 0) {
		pl_buffer_printf(out, ":%u:%u", (unsigned)diagnostic->position.line,
				 (unsigned)diagnostic->position.column);
	}
	pl_buffer_put_text(out, ": ");
	put_severity(out, cli, diagnostic->severity);
	cli_put_visible(out, diagnostic->message);
	if (diagnostic->id != NULL) {
		pl_buffer_printf(out, " [%s]", diagnostic->id);
	}
	pl_buffer_put_text(out, "\n");
}

void
cli_say(const struct cli *cli, const struct pl_buffer *line)
{
	struct pl_buffer out = {0};
	pl_buffer_put(&out, (struct pl_str){line->data, line->length});
	deliver(cli, &out);
}
