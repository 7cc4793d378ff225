/*
 * The command line is read item by item: an option with its value, or an operand. Each reader of it
 * begins at the first word again, so that the options of any command can be read from it. The first
 * operand may be the command (`platen -q count X` is a count). To find it, options before it are
 * looked up among those of all commands; that works because options of one name take a value in all
 * commands or in none.
 */
#include <stdio.h>

#include "cli/options/values.h"

enum item_kind {
	ITEM_OPERAND,
	ITEM_OPTION,
	ITEM_UNKNOWN,
	ITEM_AMBIGUOUS,
	ITEM_NO_VALUE, /* the option needs one and has none */
};

struct item {
	enum item_kind kind;
	const struct cli_option *option;
	char **word;       /* the whole word it began in */
	char letter;       /* 0: a long option */
	const char *value; /* "yes" or "no" of a flag */
	bool is_literal;   /* an operand behind -- */
};

/* ----------------------------------------------------------------------- scanning */

struct scanner {
	char **next;         /* the rest of argv, which ends with NULL */
	const char *letters; /* the rest of -qo, in the word before; NULL or empty: none */
	unsigned commands;   /* whose options count */
	bool is_ended;       /* behind -- */
};

static struct scanner
start(const struct cli_request *request, unsigned commands)
{
	return (struct scanner){.next = request->words, .commands = commands};
}

/* A long option by its name, or by a unique beginning of it. */
static enum item_kind
find_name(struct pl_str name, unsigned commands, const struct cli_option **found)
{
	enum item_kind kind = ITEM_UNKNOWN;
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & commands) == 0 ||
		    !pl_str_starts(pl_str_of(option->name), name)) {
			continue;
		}
		*found = option;
		if (option->name[name.length] == '\0') {
			return ITEM_OPTION;
		}
		kind = kind == ITEM_UNKNOWN ? ITEM_OPTION : ITEM_AMBIGUOUS;
	}
	return name.length == 0 ? ITEM_UNKNOWN : kind;
}

/* --name, --name=VALUE, --name VALUE, and --no-name of what is yes or no. */
static void
scan_long(struct scanner *scanner, struct item *item)
{
	const char *text = *item->word + 2;
	struct pl_str name = {text, strcspn(text, "=")};
	item->value = text[name.length] == '=' ? text + name.length + 1 : NULL;
	item->kind = find_name(name, scanner->commands, &item->option);
	if (item->kind == ITEM_UNKNOWN && item->value == NULL &&
	    pl_str_starts(name, PL_STR("no-"))) {
		name = pl_str_slice(name, 3, name.length);
		item->kind = find_name(name, scanner->commands, &item->option);
		item->value = "no";
		if (item->kind == ITEM_OPTION && !cli_value_is_yes_or_no(&item->option->value)) {
			item->kind = ITEM_UNKNOWN;
		}
	}
}

/* NULL if there is none. */
static const struct cli_option *
find_letter(char letter, unsigned commands)
{
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if (option->letter == letter && (option->commands & commands) != 0) {
			break;
		}
	}
	return option;
}

/* -q, -oFILE or -o FILE */
static void
scan_letter(struct scanner *scanner, struct item *item)
{
	item->letter = *scanner->letters++;
	const struct cli_option *option = find_letter(item->letter, scanner->commands);
	item->kind = option == NULL ? ITEM_UNKNOWN : ITEM_OPTION;
	item->option = option;
	if (item->kind == ITEM_OPTION && !cli_value_is_flag(&option->value) &&
	    *scanner->letters != '\0') {
		item->value = scanner->letters;
		scanner->letters = NULL;
	}
}

/* The next word begins an item. */
static void
scan_word(struct scanner *scanner, struct item *item)
{
	const char *word = *scanner->next++;
	item->is_literal = scanner->is_ended;
	if (scanner->is_ended || word[0] != '-' || word[1] == '\0') {
		return;
	}
	if (word[1] == '-') {
		scan_long(scanner, item);
	} else {
		scanner->letters = word + 1;
		scan_letter(scanner, item);
	}
}

/* False at the end of the command line. */
static bool
next_item(struct scanner *scanner, struct item *item)
{
	*item = (struct item){.word = scanner->next};
	if (scanner->letters != NULL && *scanner->letters != '\0') {
		item->word--;
		scan_letter(scanner, item);
	} else {
		if (!scanner->is_ended && *scanner->next != NULL &&
		    strcmp(*scanner->next, "--") == 0) {
			scanner->is_ended = true;
			item->word = ++scanner->next;
		}
		if (*scanner->next == NULL) {
			return false;
		}
		scan_word(scanner, item);
	}
	if (item->kind != ITEM_OPTION || item->value != NULL) {
		return true;
	}
	if (cli_value_is_flag(&item->option->value)) {
		item->value = "yes";
	} else if (*scanner->next != NULL) {
		item->value = *scanner->next++;
	} else {
		item->kind = ITEM_NO_VALUE;
	}
	return true;
}

void
cli_line_find_command(struct cli_request *request)
{
	struct scanner scanner = start(request, CLI_ANY);
	struct item item;
	const struct cli_command *commands = request->settings.commands, *command = NULL;
	while (next_item(&scanner, &item)) {
		if (item.kind == ITEM_OPERAND) {
			command =
				item.is_literal ? NULL : cli_command_by_name(commands, *item.word);
			request->command_word = command == NULL ? NULL : item.word;
			break;
		}
	}
	request->is_bare = command == NULL;
	request->settings.command =
		command == NULL ? cli_command_by_name(commands, "convert") : command;
}

/* ------------------------------------------------------------------------- errors */

/* The name of one command that takes the option. */
static const char *
command_with(const struct cli_settings *settings, const struct cli_option *option)
{
	const struct cli_command *command = settings->commands;
	while (command->name != NULL && (option->commands & command->bit) == 0) {
		command++;
	}
	return command->name;
}

/* -pages for --pages, and -O for -o. */
static enum cli_exit
report_unknown_letter(const struct cli_settings *settings, const struct item *item)
{
	const char *word = *item->word + 1;
	struct cli_hint hint = cli_hint_option((struct pl_str){word, strcspn(word, "=")},
					       settings->command->bit, false);
	char other = (char)(item->letter ^ ('a' ^ 'A'));
	if (word[1] != '\0' && hint.best.length > 0) {
		return cli_usage_error(settings->messages,
				       "unknown option '-%c'; did you mean '--%.*s'?", item->letter,
				       CLI_STR(hint.best));
	}
	if (find_letter(other, settings->command->bit) != NULL) {
		return cli_usage_error(settings->messages,
				       "unknown option '-%c'; did you mean '-%c'?", item->letter,
				       other);
	}
	return cli_usage_error(settings->messages, "unknown option '-%c'", item->letter);
}

static enum cli_exit
report_unknown(const struct cli_settings *settings, const struct item *item)
{
	const struct cli_messages *messages = settings->messages;
	if (item->letter != 0) {
		return report_unknown_letter(settings, item);
	}
	const char *word = *item->word + 2;
	struct pl_str name = {word, strcspn(word, "=")};
	const struct cli_option *option = NULL;
	find_name(name, CLI_ANY, &option);
	if (option != NULL && strlen(option->name) == name.length) {
		return cli_usage_error(messages, "--%s is an option of %s, not of %s", option->name,
				       command_with(settings, option), settings->command->name);
	}
	if (platen_format_by_name(word) != NULL) {
		return cli_usage_error(
			messages, "unknown option '--%s'; for this format, use -f %s", word, word);
	}
	if (cli_command_by_name(settings->commands, word) != NULL) {
		return cli_usage_error(
			messages, "unknown option '--%s'; the command has no dashes: platen %s",
			word, word);
	}
	struct cli_hint hint = cli_hint_option(name, settings->command->bit, false);
	if (hint.best.length > 0) {
		return cli_usage_error(messages, "unknown option '--%.*s'; did you mean '--%.*s'?",
				       CLI_STR(name), CLI_STR(hint.best));
	}
	bool is_long = name.length > 64;
	return cli_usage_error(messages, "unknown option '--%.*s%s'",
			       is_long ? 64 : (int)name.length, name.data, is_long ? "..." : "");
}

static enum cli_exit
report_unknown_format(const struct cli_settings *settings, const struct item *item)
{
	struct cli_hint hint;
	struct pl_str name;
	cli_hint_init(&hint, pl_str_of(item->value));
	for (size_t i = 0; (name = cli_value_choice(&item->option->value, i)).length > 0; i++) {
		cli_hint_offer(&hint, name);
	}
	return cli_usage_error(settings->messages, "unknown format '%s'; %s%.*s%s", item->value,
			       hint.best.length > 0 ? "did you mean '"
						    : "'platen formats' lists them",
			       CLI_STR(hint.best), hint.best.length > 0 ? "'?" : "");
}

static enum cli_exit
report_value(const struct cli_settings *settings, const struct item *item)
{
	char name[CLI_NAME_SIZE];
	if (item->option->value.type == CLI_TYPE_FORMAT) {
		return report_unknown_format(settings, item);
	}
	snprintf(name, sizeof(name), "--%s", item->option->name);
	return cli_value_error(settings, name, &item->option->value, item->value);
}

static enum cli_exit
report_no_value(const struct cli_settings *settings, const struct item *item)
{
	struct pl_buffer argument = {0};
	cli_value_put_argument(&argument, &item->option->value);
	const char *text = pl_buffer_text(&argument);
	enum cli_exit status = cli_usage_error(settings->messages, "'%s' needs a value: %s",
					       *item->word, text == NULL ? "" : text);
	pl_buffer_fini(&argument);
	return status;
}

/* ------------------------------------------------------------------------ reading */

/* Errors are left to cli_line_read. */
void
cli_line_read_early(struct cli_settings *settings, const struct cli_request *request)
{
	static const char *const early[] = {"config", "no-config", "help", "version"};
	struct scanner scanner = start(request, settings->command->bit);
	struct item item;
	while (next_item(&scanner, &item)) {
		for (size_t i = 0; i < sizeof(early) / sizeof(early[0]); i++) {
			if (item.kind == ITEM_OPTION && strcmp(item.option->name, early[i]) == 0) {
				cli_option_set(settings, item.option, item.value, CLI_ORIGIN_LINE,
					       0);
			}
		}
	}
}

enum cli_exit
cli_line_read(struct cli_settings *settings, const struct cli_request *request)
{
	struct scanner scanner = start(request, settings->command->bit);
	struct item item;
	while (next_item(&scanner, &item)) {
		if (item.kind == ITEM_OPTION &&
		    !cli_option_set(settings, item.option, item.value, CLI_ORIGIN_LINE, 0)) {
			return report_value(settings, &item);
		}
	}
	return CLI_DONE;
}

/* A word without a dot and a slash can only be meant as a command, so that the result of a script
 * does not depend on which files there are. */
static bool
is_command_like(const struct item *item)
{
	return !item->is_literal && strpbrk(*item->word, "./") == NULL &&
	       !cli_is_stdin(*item->word);
}

static enum cli_exit
check_item(struct cli_request *request, const struct item *item)
{
	const struct cli_settings *settings = &request->settings;
	switch (item->kind) {
	case ITEM_OPTION: break;
	case ITEM_OPERAND:
		if (request->is_bare && request->inputs.count == 0 && is_command_like(item)) {
			return cli_unknown_command(request, *item->word);
		}
		if (item->word != request->command_word) {
			request->inputs.list[request->inputs.count++] = *item->word;
		}
		break;
	case ITEM_UNKNOWN: return report_unknown(settings, item);
	case ITEM_AMBIGUOUS:
		return cli_usage_error(settings->messages,
				       "'%s' is the beginning of several options; write more of it",
				       *item->word);
	case ITEM_NO_VALUE: return report_no_value(settings, item);
	}
	return CLI_DONE;
}

enum cli_exit
cli_line_check(struct cli_request *request)
{
	struct scanner scanner = start(request, request->settings.command->bit);
	struct item item;
	enum cli_exit status = CLI_DONE;
	while (status == CLI_DONE && next_item(&scanner, &item)) {
		status = check_item(request, &item);
	}
	return status;
}
