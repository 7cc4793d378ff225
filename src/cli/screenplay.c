#include "cli/cli.h"

enum cli_exit
cli_refuse(const struct cli *cli, const char *input, enum platen_status status)
{
	const char *text = platen_status_text(status);
	switch (status) {
	case PLATEN_OK: return CLI_DONE;
	case PLATEN_TOO_LARGE:
	case PLATEN_BAD_INPUT: cli_error(cli, input, "%s", text); return CLI_INPUT;
	case PLATEN_NO_FONT:
		cli_error(cli, input,
			  "%s; install platen again, or choose another format "
			  "('platen formats' lists them)",
			  text);
		return CLI_RESOURCE;
	case PLATEN_IO: /* the sink is memory */
	case PLATEN_NO_MEMORY:
		cli_error(cli, input,
			  "out of memory; close other programs, or split the screenplay");
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

/* What is heard goes to `listener`, which lays it out for the user at the end. */
static enum cli_exit
parse_bytes(struct cli *cli, const struct cli_buffer *bytes, struct cli_listener *listener)
{
	const char *input = listener->input;
	enum platen_input from = cli->options.from;
	if (from == PLATEN_INPUT_ANY && cli_has_extension(input, ".fdx")) {
		from = PLATEN_INPUT_FDX;
	}
	enum platen_status status = platen_document_parse_as(
		from, bytes->data, bytes->length, cli_listen, listener, &cli->screenplay.document);
	if (status == PLATEN_BAD_INPUT && listener->heard_error) {
		return CLI_INPUT;
	}
	if (status == PLATEN_OK && cli->options.renumber) {
		status = platen_document_renumber(cli->screenplay.document);
	}
	return cli_refuse(cli, input, status);
}

static enum cli_exit
parse(struct cli *cli, struct cli_listener *listener)
{
	struct cli_buffer bytes = {0};
	enum cli_exit status = cli_input_read(cli, listener->input, &bytes);
	if (status == CLI_DONE) {
		status = parse_bytes(cli, &bytes, listener);
	}
	cli_buffer_fini(&bytes);
	return status;
}

enum cli_exit
cli_screenplay_parse(struct cli *cli, const char *input, const struct cli_buffer *bytes)
{
	forget(&cli->screenplay);
	struct cli_listener listener = {.cli = cli, .input = input};
	enum cli_exit status = parse_bytes(cli, bytes, &listener);
	cli_listener_end(&listener);
	return status;
}

static enum cli_exit
lay_out(struct cli *cli, struct cli_listener *listener)
{
	struct platen_layout_options layout = cli->options.layout;
	char date[CLI_DATE_SIZE];
	if (cli->options.date != 0) {
		cli_date_print(cli->options.date, date);
		layout.date = date;
	}
	layout.report = cli_listen;
	layout.user = listener;
	enum platen_status status = platen_pages_new(cli->screenplay.document, &layout,
						     &cli->screenplay.pages);
	return cli_refuse(cli, listener->input, status);
}

enum cli_exit
cli_screenplay_read(struct cli *cli, const char *input, bool pages)
{
	forget(&cli->screenplay);
	struct cli_listener listener = {.cli = cli, .input = input};
	enum cli_exit status = parse(cli, &listener);
	if (status == CLI_DONE && pages) {
		status = lay_out(cli, &listener);
	}
	cli_listener_end(&listener);
	return status;
}
