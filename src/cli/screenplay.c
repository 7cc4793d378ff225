#include <string.h>

#include "cli/cli.h"

struct listener {
	const struct cli *cli;
	const char *input;
	bool told_error;
};

static void
report(void *user, const struct platen_diagnostic *diagnostic)
{
	struct listener *listener = user;
	listener->told_error |= diagnostic->severity == PLATEN_SEVERITY_ERROR;
	cli_diagnose(listener->cli, listener->input, diagnostic);
}

enum cli_exit
cli_refuse(const struct cli *cli, const char *input, enum platen_status status)
{
	const char *text = platen_status_text(status);
	switch (status) {
	case PLATEN_OK: return CLI_DONE;
	case PLATEN_TOO_LARGE:
	case PLATEN_BAD_INPUT: cli_error(cli, input, "%s", text); return CLI_INPUT;
	case PLATEN_NO_FONT:
		cli_error(cli, input, "%s; install platen again, or choose another format "
				      "('platen formats' lists them)", text);
		return CLI_RESOURCE;
	case PLATEN_IO:		/* the sink is memory */
	case PLATEN_NO_MEMORY:
		cli_error(cli, input, "out of memory; close other programs, or split the screenplay");
		return CLI_INTERNAL;
	case PLATEN_UNKNOWN_FORMAT:
	case PLATEN_BAD_ARGUMENT: break;
	}
	cli_error(cli, input, "internal error: %s; please report it", text);
	return CLI_INTERNAL;
}

static void
forget(struct cli_screenplay *screenplay)
{
	platen_pages_free(screenplay->pages);
	platen_document_free(screenplay->document);
	*screenplay = (struct cli_screenplay){0};
}

static enum cli_exit
parse(struct cli *cli, const char *input)
{
	struct cli_buffer bytes = {0};
	enum cli_exit read = cli_input_read(cli, input, &bytes);
	if (read != CLI_DONE) {
		cli_buffer_fini(&bytes);
		return read;
	}
	struct listener listener = {cli, input, false};
	enum platen_status status = platen_document_parse(bytes.data, bytes.length, report, &listener,
							  &cli->screenplay.document);
	cli_buffer_fini(&bytes);
	if (status == PLATEN_BAD_INPUT && listener.told_error) {
		return CLI_INPUT;
	}
	return cli_refuse(cli, input, status);
}

enum cli_exit
cli_screenplay_read(struct cli *cli, const char *input, bool pages)
{
	forget(&cli->screenplay);
	enum cli_exit status = parse(cli, input);
	if (status != CLI_DONE || !pages) {
		return status;
	}
	return cli_refuse(cli, input,
			  platen_pages_new(cli->screenplay.document, &cli->options.layout,
					   &cli->screenplay.pages));
}
