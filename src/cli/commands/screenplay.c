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
	case PLATEN_BAD_FONT:
	case PLATEN_WIDE_FONT:
		cli_error(cli, cli->options.font, "%s; leave --font out, or name another one",
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

void
cli_screenplay_close(struct cli *cli)
{
	platen_pages_free(cli->screenplay.pages);
	platen_document_free(cli->screenplay.document);
	cli->screenplay = (struct cli_screenplay){0};
}

static enum cli_exit
parse_bytes(struct cli *cli, const struct pl_buffer *bytes, struct cli_findings *findings)
{
	const char *input = findings->input;
	enum platen_input from = cli->options.from;
	if (from == PLATEN_INPUT_ANY && cli_input_extension(input, &from) != NULL &&
	    from == PLATEN_INPUT_FOUNTAIN) {
		from = PLATEN_INPUT_ANY; /* .txt may be anything */
	}
	struct platen_read_options options = cli->options.read;
	options.input = from;
	options.prefixes = cli->options.prefixes;
	options.report = cli_findings_hear;
	options.user = findings;
	enum platen_status status = platen_document_read(bytes->data, bytes->length, &options,
							 &cli->screenplay.document);
	if (status == PLATEN_BAD_INPUT && findings->heard_error) {
		return CLI_INPUT;
	}
	if (status == PLATEN_OK && cli->options.renumber) {
		status = platen_document_renumber(cli->screenplay.document);
	} else if (status == PLATEN_OK && cli->options.number_scenes) {
		status = platen_document_number(cli->screenplay.document);
	}
	return cli_refuse(cli, input, status);
}

static enum cli_exit
parse(struct cli *cli, struct cli_findings *findings)
{
	struct pl_buffer bytes = {0};
	enum cli_exit status = cli_input_read(cli, findings->input, &bytes);
	if (status == CLI_DONE) {
		status = parse_bytes(cli, &bytes, findings);
	}
	pl_buffer_fini(&bytes);
	return status;
}

enum cli_exit
cli_screenplay_parse(struct cli *cli, const char *input, const struct pl_buffer *bytes)
{
	cli_screenplay_close(cli);
	struct cli_findings findings = {.cli = cli, .input = input};
	enum cli_exit status = parse_bytes(cli, bytes, &findings);
	cli_findings_settle(&findings, &cli->screenplay);
	cli_findings_publish(cli, &findings);
	return status;
}

void
cli_put_page_count(struct pl_buffer *out, const struct platen_pages *pages)
{
	unsigned count = platen_pages_count(pages);
	struct platen_page_info first;
	bool has_title = platen_pages_at(pages, 0, &first) && first.is_title;
	pl_buffer_printf(out, ", %u page%s%s", count, count == 1 ? "" : "s",
			 has_title ? " and a title page" : "");
}

static void
say_read(const struct cli *cli, const char *input)
{
	struct pl_buffer line = {0};
	pl_buffer_put_text(&line, "read ");
	cli_put_visible(&line, cli_input_name(input));
	cli_put_page_count(&line, cli->screenplay.pages);
	cli_say(cli, &line);
	pl_buffer_fini(&line);
}

static enum cli_exit
lay_out(struct cli *cli, struct cli_findings *findings)
{
	struct platen_layout_options layout = cli->options.layout;
	char date[CLI_DATE_SIZE];
	if (cli->options.date != 0) {
		cli_date_print(cli->options.date, date);
		layout.date = date;
	}
	layout.report = cli_findings_hear;
	layout.user = findings;
	cli_yield_to_title_page(cli, &layout);
	enum platen_status status =
		platen_pages_new(cli->screenplay.document, &layout, &cli->screenplay.pages);
	bool is_written = cli->command->bit == CLI_CONVERT; /* and told of then */
	if (status == PLATEN_OK && cli->options.verbose && !is_written) {
		say_read(cli, findings->input);
	}
	return cli_refuse(cli, findings->input, status);
}

enum cli_exit
cli_screenplay_open(struct cli *cli, struct cli_findings *findings, bool pages)
{
	cli_screenplay_close(cli);
	enum cli_exit status = parse(cli, findings);
	return status == CLI_DONE && pages ? lay_out(cli, findings) : status;
}

enum cli_exit
cli_screenplay_read(struct cli *cli, const char *input, bool pages)
{
	struct cli_findings findings = {.cli = cli, .input = input};
	enum cli_exit status = cli_screenplay_open(cli, &findings, pages);
	cli_findings_settle(&findings, &cli->screenplay);
	cli_findings_publish(cli, &findings);
	return status;
}
