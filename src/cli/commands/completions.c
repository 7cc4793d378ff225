/*
 * Completions for shells. The script for a shell hands the words of the line back to `platen
 * completions words`, which answers from the tables of commands and options, so that a new row is
 * completed, too. An answer is a line: the word, a tab, and what it means.
 */
#include "cli/commands/commands.h"

static const char bash_script[] =
	"# platen completions bash >/usr/share/bash-completion/completions/platen\n"
	"_platen() {\n"
	"\tlocal IFS=$'\\n'\n"
	"\tCOMPREPLY=($(platen completions words -- \"${COMP_WORDS[@]:1:COMP_CWORD}\" 2>/dev/null "
	"|\n"
	"\t\tcut -f 1))\n"
	"}\n"
	"complete -o default -F _platen platen\n";

static const char zsh_script[] =
	"#compdef platen\n"
	"# platen completions zsh >_platen, in a folder of $fpath\n"
	"_platen() {\n"
	"\tlocal line\n"
	"\tlocal -a found\n"
	"\tfor line in ${(f)\"$(platen completions words -- \"${(@)words[2,CURRENT]}\" "
	"2>/dev/null)\"}; do\n"
	"\t\tfound+=(\"${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}\")\n"
	"\tdone\n"
	"\t_describe platen found || _files\n"
	"}\n"
	/* the file is either read as a function by that name, or sourced */
	"if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n"
	"\t_platen \"$@\"\n"
	"else\n"
	"\tcompdef _platen platen\n"
	"fi\n";

static const char fish_script[] =
	"# platen completions fish >~/.config/fish/completions/platen.fish\n"
	"complete -c platen -a '(platen completions words -- (commandline -opc)[2..] (commandline "
	"-ct) "
	"2>/dev/null)'\n";

/* ------------------------------------------------------------------------- words */

/* The completions of a line whose last word is being typed. */
struct answers {
	struct pl_buffer out;
	struct pl_str typed;  /* of the word which an answer takes the place of */
	struct pl_str before; /* "--paper=", which stays before the answer */
};

static void
offer(struct answers *answers, struct pl_str word, const char *meaning)
{
	struct pl_buffer *out = &answers->out;
	if (!pl_str_starts(word, answers->typed)) {
		return;
	}
	pl_buffer_put(out, answers->before);
	pl_buffer_put(out, word);
	pl_buffer_put_byte(out, '\t');
	for (; *meaning != '\0'; meaning++) {
		pl_buffer_put_byte(out, *meaning == '\n' ? ' ' : *meaning);
	}
	pl_buffer_put_byte(out, '\n');
}

static void
offer_choices(struct answers *answers, const struct cli_value *value)
{
	struct pl_str choice;
	for (size_t i = 0; (choice = cli_value_choice(value, i)).length > 0; i++) {
		offer(answers, choice, "");
	}
}

static void
offer_commands(struct answers *answers, const struct cli_command *commands)
{
	for (; commands->name != NULL; commands++) {
		offer(answers, pl_str_of(commands->name), commands->summary);
	}
}

static void
offer_rule(struct answers *answers, const struct platen_rule *rule)
{
	static const char *const prefixes[] = {"", "no-", "error="};
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		struct pl_buffer word = {0};
		pl_buffer_printf(&word, "%s%s", prefixes[i], rule->id);
		offer(answers, pl_buffer_str(&word), rule->message);
		answers->out.failed |= word.failed;
		pl_buffer_fini(&word);
	}
}

static void
offer_messages(struct answers *answers)
{
	const struct platen_rule *rule;
	for (size_t i = 0; (rule = platen_rule_at(i)) != NULL; i++) {
		offer(answers, pl_str_of(rule->id), rule->message);
	}
}

static void
offer_values(struct answers *answers, const struct cli_option *option)
{
	const struct platen_format *format;
	const struct platen_rule *rule;
	if (option->value.type == CLI_TYPE_FORMAT) {
		for (size_t i = 0; (format = platen_format_at(i)) != NULL; i++) {
			offer(answers, pl_str_of(format->name), format->summary);
		}
	} else if (option->value.type == CLI_TYPE_MESSAGES) {
		for (size_t i = 0; (rule = platen_rule_at(i)) != NULL; i++) {
			offer_rule(answers, rule);
		}
	} else {
		offer_choices(answers, &option->value);
	}
}

static void
offer_options(struct answers *answers, unsigned command)
{
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		struct pl_buffer word = {0};
		pl_buffer_printf(&word, "--%s", option->name);
		if ((option->commands & command) != 0) {
			offer(answers, pl_buffer_str(&word), option->help);
		}
		answers->out.failed |= word.failed;
		pl_buffer_fini(&word);
	}
}

/* ------------------------------------------------------------------------- lines */

/* The option of `command` that `word` (-o or --output) names; NULL if it names none that takes a
 * value. */
static const struct cli_option *
option_with_value(struct pl_str word, unsigned command)
{
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		bool is_short =
			word.length == 2 && word.data[0] == '-' && word.data[1] == option->letter;
		bool is_long =
			pl_str_starts(word, PL_STR("--")) &&
			pl_str_equal(pl_str_slice(word, 2, word.length), pl_str_of(option->name));
		if ((is_short || is_long) && (option->commands & command) != 0 &&
		    !cli_value_is_flag(&option->value)) {
			return option;
		}
	}
	return NULL;
}

/* The option whose value is being typed; NULL if the word is not a value. */
static const struct cli_option *
find_option(struct answers *answers, char **words, size_t count, unsigned command)
{
	struct pl_str last = pl_str_of(words[count - 1]);
	const char *equals = memchr(last.data, '=', last.length);
	if (pl_str_starts(last, PL_STR("--")) && equals != NULL) {
		size_t length = (size_t)(equals - last.data);
		answers->before = pl_str_slice(last, 0, length + 1);
		answers->typed = pl_str_slice(last, length + 1, last.length);
		return option_with_value(pl_str_slice(last, 0, length), command);
	}
	/* bash hands over --paper=a4 as three words */
	size_t at = count - 1;
	if (strcmp(words[at], "=") == 0) {
		answers->typed = PL_STR("");
	} else if (at > 0 && strcmp(words[at - 1], "=") == 0) {
		at--;
	}
	return at > 0 ? option_with_value(pl_str_of(words[at - 1]), command) : NULL;
}

/* Answer for `count` words, one at least, of which the last one is being typed. */
static void
answer(struct answers *answers, const struct cli_command *commands, char **words, size_t count)
{
	const struct cli_command *command = NULL;
	size_t at = 0;
	for (; command == NULL && at + 1 < count; at++) {
		command = cli_command_by_name(commands, words[at]);
	}
	unsigned bit = command == NULL ? CLI_CONVERT : command->bit;
	answers->typed = pl_str_of(words[count - 1]);
	const struct cli_option *option = find_option(answers, words, count, bit);
	if (option != NULL) {
		offer_values(answers, option);
	} else if (*words[count - 1] == '-') {
		offer_options(answers, bit);
	} else if (bit == CLI_EXPLAIN) {
		offer_messages(answers);
	} else if (command == NULL || (bit == CLI_HELP && at + 1 == count)) {
		offer_commands(answers, commands);
	} else if (command->operands != NULL && at + 1 == count) {
		offer_choices(answers, &(struct cli_value){CLI_TYPE_CHOICE, command->operands});
	}
}

/* ----------------------------------------------------------------------- command */

enum cli_exit
cli_completions(struct cli_run *run)
{
	static const char *const scripts[] = {bash_script, zsh_script, fish_script};
	const struct cli_inputs *inputs = &run->request->inputs;
	const char *names = run->settings->command->operands;
	struct answers answers = {.out = {0}};
	if (inputs->count > 1 && strcmp(inputs->list[0], "words") == 0) {
		answer(&answers, run->settings->commands, inputs->list + 1, inputs->count - 1);
		return cli_print(run, &answers.out);
	}
	if (inputs->count != 1) {
		return cli_usage_error(run->messages, "completions takes one shell: %s", names);
	}
	int shell = cli_value_find(&(struct cli_value){CLI_TYPE_CHOICE, names},
				   pl_str_of(inputs->list[0]));
	if (shell < 0) {
		return cli_usage_error(run->messages, "unknown shell '%s'; use %s", inputs->list[0],
				       names);
	}
	pl_buffer_put_text(&answers.out, scripts[shell]);
	return cli_print(run, &answers.out);
}
