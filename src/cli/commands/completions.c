/*
 * Completions for shells, made from the tables of commands and options: a new row is completed,
 * too.
 *
 * The shells know that they complete `platen`, and call upon what is printed here with the words of
 * the line. Bash is told words only; zsh and fish show the help beside them.
 */
#include "cli/commands/commands.h"

/* ------------------------------------------------------------------------- tables */

/* What stands for the value of an option, or an operand of a command. */
enum value {
	VALUE_NONE,
	VALUE_CHOICE,
	VALUE_FILE,
	VALUE_OTHER,
};

static enum value
value_of(const struct cli_option *option)
{
	if (option->argument == NULL) {
		return VALUE_NONE;
	}
	if (strcmp(option->argument, "FILE") == 0) {
		return VALUE_FILE;
	}
	bool is_choice = strchr(option->argument, '|') != NULL || option->set == cli_set_format ||
			 option->set == cli_set_rule;
	return is_choice ? VALUE_CHOICE : VALUE_OTHER;
}

/* "letter|a4" with spaces. */
static void
put_words(struct pl_buffer *out, const char *choices)
{
	for (const char *at = choices; *at != '\0'; at++) {
		pl_buffer_put_byte(out, *at == '|' ? ' ' : *at);
	}
}

static void
put_commands(struct pl_buffer *out, const struct cli_command *commands, const char *between)
{
	const struct cli_command *command;
	for (command = commands; command->name != NULL; command++) {
		pl_buffer_printf(out, "%s%s", command == commands ? "" : between, command->name);
	}
}

static void
put_choices(struct pl_buffer *out, const struct cli_option *option)
{
	const struct platen_format *format;
	struct platen_diagnostic rule;
	if (option->set == cli_set_format) {
		for (size_t i = 0; (format = platen_format_at(i)) != NULL; i++) {
			pl_buffer_printf(out, "%s%s", i == 0 ? "" : " ", format->name);
		}
	} else if (option->set == cli_set_rule) {
		for (size_t i = 0; platen_rule(i, &rule); i++) {
			pl_buffer_printf(out, "%s%s no-%s error=%s", i == 0 ? "" : " ", rule.id,
					 rule.id, rule.id);
		}
	} else {
		put_words(out, option->argument);
	}
}

/* What a command is told first: `report scenes`. False: nothing but files. */
static bool
put_operands(struct pl_buffer *out, const struct cli_command *commands,
	     const struct cli_command *command)
{
	if (command->bit == CLI_HELP) {
		put_commands(out, commands, " ");
	} else if (command->operands != NULL) {
		put_words(out, command->operands);
	}
	return command->bit == CLI_HELP || command->operands != NULL;
}

/* Lines in one, and a backslash before each of the `special` characters. A quote ends a quoted text
 * of zsh, so that it is written as `quote`. */
static void
put_escaped(struct pl_buffer *out, const char *text, const char *special, const char *quote)
{
	for (const char *at = text; *at != '\0'; at++) {
		if (*at == '\'') {
			pl_buffer_put_text(out, quote);
		} else if (*at == '\n') {
			pl_buffer_put_text(out, " ");
		} else {
			pl_buffer_put_text(out, strchr(special, *at) == NULL ? "" : "\\");
			pl_buffer_put_byte(out, *at);
		}
	}
}

/* --------------------------------------------------------------------------- bash */

/* "count:--format|count:-f", a pattern for the command and the word before. */
static void
put_bash_pattern(struct pl_buffer *out, const struct cli_command *commands,
		 const struct cli_option *option)
{
	const struct cli_command *command;
	const char *before = "";
	for (command = commands; command->name != NULL; command++) {
		if ((option->commands & command->bit) == 0) {
			continue;
		}
		const char *name = command->name;
		pl_buffer_printf(out, "%s%s:--%s", before, name, option->name);
		if (option->letter != 0) {
			pl_buffer_printf(out, "|%s:-%c", name, option->letter);
		}
		if (command->bit == CLI_CONVERT) {
			pl_buffer_printf(out, "|:--%s", option->name);
		}
		before = "|";
	}
}

static void
put_bash_values(struct pl_buffer *out, const struct cli_command *commands)
{
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		enum value value = value_of(option);
		if (value == VALUE_NONE) {
			continue;
		}
		pl_buffer_put_text(out, "\t");
		put_bash_pattern(out, commands, option);
		pl_buffer_put_text(out, ") choices='");
		if (value == VALUE_CHOICE) {
			put_choices(out, option);
		}
		pl_buffer_put_text(out, "' ;;\n");
	}
	const struct cli_command *command;
	for (command = commands; command->name != NULL; command++) {
		struct pl_buffer operands = {0};
		if (put_operands(&operands, commands, command)) {
			pl_buffer_printf(out, "\t%s:%s) choices='", command->name, command->name);
			pl_buffer_put(out, (struct pl_str){operands.data, operands.length});
			pl_buffer_put_text(out, "' ;;\n");
		}
		out->failed |= operands.failed;
		pl_buffer_fini(&operands);
	}
}

static void
put_bash_options(struct pl_buffer *out, unsigned command)
{
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & command) != 0) {
			pl_buffer_printf(out, " --%s", option->name);
		}
	}
}

static void
put_bash(struct pl_buffer *out, const struct cli_command *commands)
{
	pl_buffer_put_text(
		out,
		"# platen completions bash >/usr/share/bash-completion/completions/platen\n"
		"_platen() {\n"
		"\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
		"\tlocal command= choices= i\n"
		"\t# --paper=a4 comes in three words\n"
		"\tif [[ $word == = ]]; then\n\t\tword=\n"
		"\telif [[ $before == = ]]; then\n"
		"\t\tbefore=${COMP_WORDS[COMP_CWORD - 2]}\n\tfi\n"
		"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n\t\tcase ${COMP_WORDS[i]} in\n\t\t");
	put_commands(out, commands, "|");
	pl_buffer_put_text(out,
			   ")\n\t\t\tcommand=${COMP_WORDS[i]}\n\t\t\tbreak ;;\n\t\tesac\n\tdone\n"
			   "\tcase $command:$before in\n");
	put_bash_values(out, commands);
	pl_buffer_put_text(out, "\t*)\n\t\tcase $command:$word in\n\t\t:-*) choices='");
	put_bash_options(out, CLI_CONVERT);
	pl_buffer_put_text(out, "' ;;\n\t\t:*) choices='");
	put_commands(out, commands, " ");
	pl_buffer_put_text(out, "' ;;\n");
	const struct cli_command *command;
	for (command = commands; command->name != NULL; command++) {
		pl_buffer_printf(out, "\t\t%s:-*) choices='", command->name);
		put_bash_options(out, command->bit);
		pl_buffer_put_text(out, "' ;;\n");
	}
	pl_buffer_put_text(out,
			   "\t\tesac ;;\n\tesac\n"
			   "\tmapfile -t COMPREPLY < <(compgen -W \"$choices\" -- \"$word\")\n}\n"
			   "complete -o default -F _platen platen\n");
}

/* ---------------------------------------------------------------------------- zsh */

/* A specification of _arguments: '(-o --output)'{-o,--output=}'[write to FILE]:FILE:_files' */
static void
put_zsh_option(struct pl_buffer *out, const struct cli_option *option)
{
	const char *equals = option->argument == NULL ? "" : "=";
	const char *again = option->set == cli_set_rule ? "*" : "";
	pl_buffer_put_text(out, " \\\n\t\t\t");
	if (option->letter == 0) {
		pl_buffer_printf(out, "'%s--%s%s[", again, option->name, equals);
	} else if (*again != '\0') {
		pl_buffer_printf(out, "'*'{-%c,--%s%s}'[", option->letter, option->name, equals);
	} else {
		pl_buffer_printf(out, "'(-%c --%s)'{-%c,--%s%s}'[", option->letter, option->name,
				 option->letter, option->name, equals);
	}
	put_escaped(out, option->help, "[]:\\", "'\\''");
	pl_buffer_put_text(out, "]");
	switch (value_of(option)) {
	case VALUE_NONE: break;
	case VALUE_CHOICE:
		pl_buffer_printf(out, ":%s:(", option->name);
		put_choices(out, option);
		pl_buffer_put_text(out, ")");
		break;
	case VALUE_FILE: pl_buffer_put_text(out, ":file:_files"); break;
	case VALUE_OTHER: pl_buffer_printf(out, ":%s: ", option->name); break;
	}
	pl_buffer_put_text(out, "'");
}

static void
put_zsh_command(struct pl_buffer *out, const struct cli_command *commands,
		const struct cli_command *command)
{
	const struct cli_option *option;
	pl_buffer_printf(out, "\t%s)\n\t\t_arguments -s -S", command->name);
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & command->bit) != 0) {
			put_zsh_option(out, option);
		}
	}
	struct pl_buffer operands = {0};
	if (put_operands(&operands, commands, command)) {
		pl_buffer_put_text(out, " \\\n\t\t\t'1:what:(");
		pl_buffer_put(out, (struct pl_str){operands.data, operands.length});
		pl_buffer_put_text(out, ")'");
	}
	out->failed |= operands.failed;
	pl_buffer_fini(&operands);
	pl_buffer_put_text(out, " \\\n\t\t\t'*:file:_files' ;;\n");
}

static void
put_zsh(struct pl_buffer *out, const struct cli_command *commands)
{
	const struct cli_command *command;
	pl_buffer_put_text(out,
			   "#compdef platen\n# platen completions zsh >_platen, in a folder of "
			   "$fpath\n_platen() {\n"
			   "\tlocal command= i\n\tlocal -a commands\n"
			   "\tfor ((i = 2; i < CURRENT; i++)); do\n\t\tcase $words[i] in\n\t\t");
	put_commands(out, commands, "|");
	pl_buffer_put_text(out, ")\n\t\t\tcommand=$words[i]\n\t\t\twords=(\"${(@)words[i,-1]}\")\n"
				"\t\t\t((CURRENT -= i - 1))\n\t\t\tbreak ;;\n\t\tesac\n\tdone\n"
				"\tif [[ -z $command && $PREFIX != -* ]]; then\n\t\tcommands=(");
	for (command = commands; command->name != NULL; command++) {
		pl_buffer_printf(out, "\n\t\t\t'%s:", command->name);
		put_escaped(out, command->summary, ":\\", "'\\''");
		pl_buffer_put_text(out, "'");
	}
	pl_buffer_put_text(out, ")\n\t\t_describe command commands\n\t\t_files\n\t\treturn\n\tfi\n"
				"\tcase ${command:-convert} in\n");
	for (command = commands; command->name != NULL; command++) {
		put_zsh_command(out, commands, command);
	}
	/* the file is either read as a function by that name, or sourced */
	pl_buffer_put_text(
		out, "\tesac\n}\nif [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n\t_platen "
		     "\"$@\"\nelse\n"
		     "\tcompdef _platen platen\nfi\n");
}

/* --------------------------------------------------------------------------- fish */

static void
put_fish_option(struct pl_buffer *out, const struct cli_command *commands,
		const struct cli_option *option)
{
	const struct cli_command *command;
	pl_buffer_put_text(out, "complete -c platen -n '__fish_seen_subcommand_from");
	for (command = commands; command->name != NULL; command++) {
		if ((option->commands & command->bit) != 0) {
			pl_buffer_printf(out, " %s", command->name);
		}
	}
	pl_buffer_put_text(out, "'");
	if (option->letter != 0) {
		pl_buffer_printf(out, " -s %c", option->letter);
	}
	pl_buffer_printf(out, " -l %s", option->name);
	switch (value_of(option)) {
	case VALUE_NONE: break;
	case VALUE_CHOICE:
		pl_buffer_put_text(out, " -x -a '");
		put_choices(out, option);
		pl_buffer_put_text(out, "'");
		break;
	case VALUE_FILE: pl_buffer_put_text(out, " -r -F"); break;
	case VALUE_OTHER: pl_buffer_put_text(out, " -x"); break;
	}
	pl_buffer_put_text(out, " -d '");
	put_escaped(out, option->help, "\\", "\\'");
	pl_buffer_put_text(out, "'\n");
}

static void
put_fish(struct pl_buffer *out, const struct cli_command *commands)
{
	const struct cli_command *command;
	const struct cli_option *option;
	pl_buffer_put_text(out,
			   "# platen completions fish >~/.config/fish/completions/platen.fish\n");
	for (command = commands; command->name != NULL; command++) {
		pl_buffer_printf(out, "complete -c platen -n __fish_use_subcommand -a %s -d '",
				 command->name);
		put_escaped(out, command->summary, "\\", "\\'");
		pl_buffer_put_text(out, "'\n");
		struct pl_buffer operands = {0};
		if (put_operands(&operands, commands, command)) {
			pl_buffer_printf(
				out, "complete -c platen -n '__fish_seen_subcommand_from %s' -a '",
				command->name);
			pl_buffer_put(out, (struct pl_str){operands.data, operands.length});
			pl_buffer_put_text(out, "'\n");
		}
		out->failed |= operands.failed;
		pl_buffer_fini(&operands);
	}
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		put_fish_option(out, commands, option);
	}
}

/* ------------------------------------------------------------------------ command */

enum cli_exit
cli_completions(struct cli_run *run)
{
	static void (*const shells[])(struct pl_buffer *,
				      const struct cli_command *) = {put_bash, put_zsh, put_fish};
	const struct cli_inputs *inputs = &run->request->inputs;
	const char *names = run->settings->command->operands;
	if (inputs->count != 1) {
		return cli_usage_error(run->messages, "completions are for one shell: %s", names);
	}
	int shell = cli_choose(names, inputs->list[0]);
	if (shell < 0) {
		return cli_usage_error(run->messages,
				       "no completions for '%s'; there are some for %s",
				       inputs->list[0], names);
	}
	struct pl_buffer out = {0};
	shells[shell](&out, run->settings->commands);
	return cli_print(run, &out);
}
