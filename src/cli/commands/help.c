/* Help: of the program, and of a command with its common options or with all. */
#include "cli/commands/commands.h"

#define HELP_COLUMN 30

/* Print `text`, each line indented by `indent`; the first line begins at `column`. */
static void
put_lines(struct pl_buffer *out, const char *text, int indent, int column)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		pl_buffer_printf(out, "%*s%.*s\n", indent > column ? indent - column : 0, "",
				 (int)length, text);
		column = 0;
		text += length + (text[length] == '\n');
	}
}

/* The help of an option: all of it, or what stands before the first semicolon. */
static void
put_option(struct pl_buffer *out, const struct cli_option *option, bool is_whole)
{
	size_t start = out->length;
	char letter[] = {'-', option->letter, ',', '\0'};
	pl_buffer_printf(out, "  %-3s --%s%s", option->letter == 0 ? "" : letter, option->name,
			 cli_value_is_flag(&option->value) ? "" : " ");
	cli_value_put_argument(out, &option->value);
	int length = (int)(out->length - start);
	if (length + 2 > HELP_COLUMN) {
		pl_buffer_put_text(out, "\n");
		length = 0;
	}
	if (is_whole) {
		put_lines(out, option->help, HELP_COLUMN, length);
		return;
	}
	pl_buffer_printf(out, "%*s", HELP_COLUMN - length, "");
	for (const char *at = option->help; *at != '\0' && *at != ';'; at++) {
		pl_buffer_put_byte(out, *at == '\n' ? ' ' : *at);
	}
	pl_buffer_put_byte(out, '\n');
}

#define FEW_OPTIONS 8

/* Print the options of a command in groups; if there are many, only the common ones. Returns
 * whether it printed all. */
static bool
put_options(struct pl_buffer *out, unsigned command, bool wants_all)
{
	const struct cli_option *option;
	const char *group = NULL;
	size_t count = 0;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		count += (option->commands & command) != 0;
	}
	bool has_all = wants_all || count <= FEW_OPTIONS;
	if (!wants_all) {
		pl_buffer_printf(out, "\n%s:\n", has_all ? "Options" : "Common options");
	}
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		group = option->group == NULL ? group : option->group;
		if ((option->commands & command) == 0 ||
		    (!has_all && (option->common & command) == 0)) {
			continue;
		}
		if (wants_all && group != NULL) {
			pl_buffer_printf(out, "\n%s:\n", group);
			group = NULL;
		}
		put_option(out, option, has_all);
	}
	return has_all;
}

static void
put_formats(struct pl_buffer *out)
{
	pl_buffer_put_text(out, "\nFormats:\n");
	const struct platen_format *format;
	for (size_t i = 0; (format = platen_format_at(i)) != NULL; i++) {
		pl_buffer_printf(out, "  %-10s %-10s %s\n", format->name,
				 format->extension == NULL ? "" : format->extension,
				 format->summary);
	}
}

static void
put_command(struct pl_buffer *out, const struct cli_command *command, bool wants_all)
{
	pl_buffer_printf(out, "Usage: platen %s%s%s\n\nplaten %s: %s.\n", command->name,
			 *command->arguments == '\0' ? "" : " ", command->arguments, command->name,
			 command->summary);
	pl_buffer_put_text(out, "\nExamples:\n");
	put_lines(out, command->examples, 2, 0);
	if (command->details != NULL) {
		pl_buffer_printf(out, "\n%s\n", command->details);
	}
	bool has_all = put_options(out, command->bit, wants_all);
	if (command->bit == CLI_CONVERT && has_all) {
		put_formats(out);
	}
	if (!has_all) {
		pl_buffer_printf(out, "\n'platen %s --help --all' explains all options.\n",
				 command->name);
	}
}

static void
put_program(struct pl_buffer *out, const struct cli_command *commands)
{
	pl_buffer_put_text(out,
			   "Usage: platen COMMAND [OPTION]... [IN]...\n"
			   "       platen IN -o OUT\n\n"
			   "Screenplays in Fountain, set on Final Draft's pages.\n\nCommands:\n");
	for (const struct cli_command *command = commands; command->name != NULL; command++) {
		pl_buffer_printf(out, "  %-12s %s\n", command->name, command->summary);
	}
	pl_buffer_put_text(
		out,
		"\nExamples:\n"
		"  platen coffee.fountain -o coffee.pdf\n"
		"  platen count coffee.fountain\n"
		"\n'platen COMMAND --help' explains a command and its common options; with --all,\n"
		"all options.\n"
		"\nExit status: 0 success; 1 check failed, or fmt --check would change a file;\n"
		"2 usage error; 3 input error; 4 output error; 5 a font or module is missing;\n"
		"70 internal error.\n");
}

enum cli_exit
cli_print_help(struct cli_run *run, const struct cli_command *command)
{
	struct pl_buffer out = {0};
	if (command == NULL) {
		put_program(&out, run->settings->commands);
	} else {
		put_command(&out, command, run->settings->options.all);
	}
	return cli_print(run, &out);
}

enum cli_exit
cli_help(struct cli_run *run)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	const struct cli_command *command = NULL;
	if (inputs->count > 1) {
		return cli_usage_error(run->messages, "help explains one command at a time");
	}
	if (inputs->count == 1) {
		command = cli_command_by_name(run->settings->commands, inputs->list[0]);
		if (command == NULL) {
			return cli_unknown_command(run->request, inputs->list[0]);
		}
	}
	return cli_print_help(run, command);
}
