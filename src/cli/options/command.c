/* Finds a command by its name, and reports an unknown one. */
#include "cli/options/values.h"

const struct cli_command *
cli_command_by_name(const struct cli_command *commands, const char *name)
{
	struct pl_str word = pl_str_of(name);
	while (commands->name != NULL &&
	       !pl_str_equal_ascii_case(pl_str_of(commands->name), word)) {
		commands++;
	}
	return commands->name == NULL ? NULL : commands;
}

enum cli_exit
cli_unknown_command(const struct cli_request *request, const char *name)
{
	struct cli_hint hint;
	struct pl_buffer list = {0};
	cli_hint_init(&hint, pl_str_of(name));
	for (const struct cli_command *row = request->settings.commands; row->name != NULL; row++) {
		cli_hint_offer(&hint, pl_str_of(row->name));
		pl_buffer_printf(&list, "%s%s", list.length == 0 ? "" : ", ", row->name);
	}
	const char *names = pl_buffer_text(&list);
	names = names == NULL ? "" : names;
	request->messages->command = NULL;
	if (platen_format_by_name(name) != NULL) {
		cli_usage_error(request->messages,
				"unknown command '%s'; for this format, use: platen convert -f %s",
				name, name);
	} else if (hint.best.length > 0) {
		cli_usage_error(request->messages,
				"unknown command '%s'; did you mean '%.*s'? The commands are: %s",
				name, CLI_STR(hint.best), names);
	} else if (request->is_bare) {
		cli_usage_error(request->messages,
				"unknown command '%s'; the commands are: %s. For a file of that "
				"name write ./%s",
				name, names, name);
	} else {
		cli_usage_error(request->messages, "unknown command '%s'; the commands are: %s",
				name, names);
	}
	pl_buffer_fini(&list);
	return CLI_USAGE;
}
