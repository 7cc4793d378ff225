#include <string.h>

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

static enum cli_exit
parse(struct cli *cli, const char *input)
{
	struct cli_buffer bytes = {0};
	enum cli_exit read = cli_input_read(cli, input, &bytes);
	if (read != CLI_DONE) {
		cli_buffer_fini(&bytes);
		return read;
	}
	struct cli_listener listener = {.cli = cli, .input = input};
	enum platen_status status = platen_document_parse(bytes.data, bytes.length, cli_listen,
							  &listener, &cli->screenplay.document);
	cli_listener_end(&listener);
	cli_buffer_fini(&bytes);
	if (status == PLATEN_BAD_INPUT && listener.heard_error) {
		return CLI_INPUT;
	}
	return cli_refuse(cli, input, status);
}

/* ------------------------------------------------------------ the title page's word */

static bool
is_word(struct platen_text text, const char *word)
{
	char copy[16];
	while (text.length > 0 && (text.data[0] == ' ' || text.data[0] == '\t')) {
		text.data++;
		text.length--;
	}
	while (text.length > 0 &&
	       (text.data[text.length - 1] == ' ' || text.data[text.length - 1] == '\t')) {
		text.length--;
	}
	if (text.length == 0 || text.length >= sizeof(copy)) {
		return false;
	}
	memcpy(copy, text.data, text.length);
	copy[text.length] = '\0';
	return strlen(copy) == text.length && cli_equal_any_case(copy, word);
}

static void
take_paper(const struct cli *cli, const char *input, const struct platen_node *entry,
	   enum platen_paper *paper)
{
	struct platen_text value = platen_node_text(entry);
	if (is_word(value, "letter")) {
		*paper = PLATEN_LETTER;
	} else if (is_word(value, "a4")) {
		*paper = PLATEN_A4;
	} else if (!cli->options.quiet) {
		cli_diagnose(cli, input,
			     &(struct platen_diagnostic){
				     .severity = PLATEN_SEVERITY_WARNING,
				     .position = platen_node_position(entry),
				     .message = "paper is letter or a4, not this, ignored",
			     });
	}
}

/* A script may say `Paper: A4` on its title page; --paper has the last word. */
static enum platen_paper
choose_paper(const struct cli *cli, const char *input)
{
	enum platen_paper paper = cli->options.layout.paper;
	const struct platen_node *node =
		platen_node_first_child(platen_document_root(cli->screenplay.document));
	if (cli->options.paper_given || node == NULL ||
	    platen_node_kind(node) != PLATEN_TITLE_PAGE) {
		return paper;
	}
	for (node = platen_node_first_child(node); node != NULL; node = platen_node_next(node)) {
		if (is_word(platen_node_label(node), "paper")) {
			take_paper(cli, input, node, &paper);
		}
	}
	return paper;
}

enum cli_exit
cli_screenplay_read(struct cli *cli, const char *input, bool pages)
{
	forget(&cli->screenplay);
	enum cli_exit status = parse(cli, input);
	if (status != CLI_DONE || !pages) {
		return status;
	}
	struct platen_layout_options layout = cli->options.layout;
	layout.paper = choose_paper(cli, input);
	return cli_refuse(
		cli, input,
		platen_pages_new(cli->screenplay.document, &layout, &cli->screenplay.pages));
}
