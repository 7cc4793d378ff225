/*
 * The command line is scanned once, into items: options with their values, and operands. The first
 * operand may be the command (`platen -q count X` is a count). Options before it are looked up
 * among those of all commands, and again once the command is known; that works because options of
 * one name take a value in all commands or in none.
 */
#include <stdio.h>

#include "cli/options/values.h"

enum item_kind {
	ITEM_OPERAND,
	ITEM_OPTION,
	ITEM_UNKNOWN,
	ITEM_AMBIGUOUS,
	ITEM_NO_VALUE,       /* the option needs one and has none */
	ITEM_NEEDLESS_VALUE, /* --quiet=yes */
};

struct cli_item {
	enum item_kind kind;
	const struct cli_option *option;
	char *word;        /* the whole word it began in */
	char letter;       /* 0: a long option */
	const char *value; /* NULL: none */
	bool is_literal;   /* an operand behind -- */
};

/* ----------------------------------------------------------------------- scanning */

struct scanner {
	struct cli_request *request;
	char **next;       /* the rest of argv, which ends with NULL */
	size_t capacity;   /* of request->items */
	unsigned commands; /* whose options count */
	bool is_ended;     /* behind -- */
};

static enum item_kind
find_letter(char letter, unsigned commands, const struct cli_option **found)
{
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if (option->letter == letter && (option->commands & commands) != 0) {
			*found = option;
			return ITEM_OPTION;
		}
	}
	return ITEM_UNKNOWN;
}

/* A long option by its name, or by a beginning which no other has. */
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

static void
look_up(struct cli_item *item, unsigned commands)
{
	const char *name = item->word + 2;
	item->kind = item->letter != 0 ? find_letter(item->letter, commands, &item->option)
				       : find_name((struct pl_str){name, strcspn(name, "=")},
						   commands, &item->option);
	if (item->kind == ITEM_OPTION) {
		bool is_flag = cli_value_is_flag(&item->option->value);
		if (is_flag && item->value != NULL) {
			item->kind = ITEM_NEEDLESS_VALUE;
		} else if (!is_flag && item->value == NULL) {
			item->kind = ITEM_NO_VALUE;
		}
	}
}

static bool
add(struct scanner *scanner, const struct cli_item *item)
{
	struct cli_request *request = scanner->request;
	struct cli_item *items =
		pl_arena_grow(&request->inputs.arena, request->items, request->item_count,
			      &scanner->capacity, sizeof(*items));
	if (items == NULL) {
		return false;
	}
	request->items = items;
	items[request->item_count++] = *item;
	return true;
}

/* The next word is the value, if the option needs one. */
static bool
add_option(struct scanner *scanner, struct cli_item *item)
{
	look_up(item, scanner->commands);
	if (item->kind == ITEM_NO_VALUE && *scanner->next != NULL) {
		item->kind = ITEM_OPTION;
		item->value = *scanner->next++;
	}
	return add(scanner, item);
}

/* -qo FILE */
static bool
scan_letters(struct scanner *scanner, char *word)
{
	for (const char *at = word + 1; *at != '\0'; at++) {
		struct cli_item item = {.word = word, .letter = *at};
		bool is_known = find_letter(*at, scanner->commands, &item.option) == ITEM_OPTION;
		bool has_rest =
			is_known && !cli_value_is_flag(&item.option->value) && at[1] != '\0';
		item.value = has_rest ? at + 1 : NULL;
		if (!add_option(scanner, &item)) {
			return false;
		}
		if (item.value != NULL) {
			break;
		}
	}
	return true;
}

static bool
scan_long(struct scanner *scanner, char *word)
{
	const char *equals = strchr(word, '=');
	return add_option(scanner, &(struct cli_item){
					   .word = word,
					   .value = equals == NULL ? NULL : equals + 1,
				   });
}

static void
set_command(struct scanner *scanner, const struct cli_command *command)
{
	struct cli_request *request = scanner->request;
	request->is_bare = command == NULL;
	if (request->is_bare) {
		command = cli_command_by_name(request->settings.commands, "convert");
	}
	request->settings.command = command;
	scanner->commands = command->bit;
	for (size_t i = 0; i < request->item_count; i++) {
		look_up(&request->items[i], command->bit);
	}
}

static bool
scan_operand(struct scanner *scanner, char *word)
{
	const struct cli_settings *settings = &scanner->request->settings;
	if (settings->command == NULL) {
		const struct cli_command *command = cli_command_by_name(settings->commands, word);
		set_command(scanner, scanner->is_ended ? NULL : command);
		if (!scanner->request->is_bare) {
			return true;
		}
	}
	return add(scanner, &(struct cli_item){.word = word, .is_literal = scanner->is_ended});
}

static bool
scan_word(struct scanner *scanner, char *word)
{
	if (scanner->is_ended || word[0] != '-' || word[1] == '\0') {
		return scan_operand(scanner, word);
	}
	if (word[1] != '-') {
		return scan_letters(scanner, word);
	}
	scanner->is_ended = word[2] == '\0';
	return scanner->is_ended || scan_long(scanner, word);
}

bool
cli_line_scan(struct cli_request *request, char **argv)
{
	struct scanner scanner = {.request = request, .next = argv + 1, .commands = CLI_ANY};
	bool is_kept = true;
	while (is_kept && *scanner.next != NULL) {
		char *word = *scanner.next++;
		is_kept = scan_word(&scanner, word);
	}
	if (request->settings.command == NULL) {
		set_command(&scanner, NULL);
	}
	return is_kept;
}

/* ------------------------------------------------------------------------- errors */

static enum cli_exit
report_unknown(const struct cli_settings *settings, const struct cli_item *item)
{
	const struct cli_messages *messages = settings->messages;
	if (item->letter != 0) {
		return cli_usage_error(messages, "unknown option '-%c'", item->letter);
	}
	struct pl_str name = {item->word + 2, strcspn(item->word + 2, "=")};
	struct cli_hint hint;
	cli_hint_init(&hint, name);
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & settings->command->bit) != 0) {
			cli_hint_offer(&hint, pl_str_of(option->name));
		} else if (pl_str_equal(pl_str_of(option->name), name)) {
			return cli_usage_error(messages, "--%s is not an option of %s",
					       option->name, settings->command->name);
		}
	}
	if (hint.best.length > 0) {
		return cli_usage_error(messages, "unknown option '--%.*s'; did you mean '--%.*s'?",
				       CLI_STR(name), CLI_STR(hint.best));
	}
	bool is_long = name.length > 64;
	return cli_usage_error(messages, "unknown option '--%.*s%s'",
			       is_long ? 64 : (int)name.length, name.data, is_long ? "..." : "");
}

static enum cli_exit
report_unknown_format(const struct cli_settings *settings, const struct cli_item *item)
{
	struct cli_hint hint;
	struct pl_str name;
	cli_hint_init(&hint, pl_str_of(item->value));
	for (size_t i = 0; (name = cli_value_choice(&item->option->value, i)).length > 0; i++) {
		cli_hint_offer(&hint, name);
	}
	if (hint.best.length > 0) {
		return cli_usage_error(settings->messages,
				       "unknown format '%s'; did you mean '%.*s'?", item->value,
				       CLI_STR(hint.best));
	}
	return cli_usage_error(settings->messages,
			       "unknown format '%s'; 'platen formats' lists them", item->value);
}

static enum cli_exit
report_value(const struct cli_settings *settings, const struct cli_item *item)
{
	char name[CLI_NAME_SIZE];
	if (item->option->value.type == CLI_TYPE_FORMAT) {
		return report_unknown_format(settings, item);
	}
	snprintf(name, sizeof(name), "--%s", item->option->name);
	return cli_value_error(settings, name, &item->option->value, item->value);
}

static enum cli_exit
report_no_value(const struct cli_settings *settings, const struct cli_item *item)
{
	struct pl_buffer argument = {0};
	cli_value_put_argument(&argument, &item->option->value);
	const char *text = pl_buffer_text(&argument);
	enum cli_exit status = cli_usage_error(settings->messages, "'%s' needs a value: %s",
					       item->word, text == NULL ? "" : text);
	pl_buffer_fini(&argument);
	return status;
}

/* ------------------------------------------------------------------------ reading */

/* The option of an item, as the command has it whose settings these are; NULL if it has none. */
static const struct cli_option *
option_of(const struct cli_settings *settings, const struct cli_item *item)
{
	return item->kind == ITEM_OPTION
		       ? cli_option_by_name(item->option->name, settings->command->bit)
		       : NULL;
}

static bool
set(struct cli_settings *settings, const struct cli_option *option, const struct cli_item *item)
{
	return cli_option_set(settings, option, item->value == NULL ? "yes" : item->value,
			      CLI_ORIGIN_LINE, 0);
}

/* Errors are left to cli_line_read. */
void
cli_line_read_early(struct cli_settings *settings, const struct cli_request *request)
{
	static const char *const early[] = {"config", "no-config", "help", "version"};
	for (size_t i = 0; i < request->item_count; i++) {
		const struct cli_option *option = option_of(settings, &request->items[i]);
		for (size_t j = 0; option != NULL && j < sizeof(early) / sizeof(early[0]); j++) {
			if (strcmp(option->name, early[j]) == 0) {
				set(settings, option, &request->items[i]);
			}
		}
	}
}

enum cli_exit
cli_line_read(struct cli_settings *settings, const struct cli_request *request)
{
	for (size_t i = 0; i < request->item_count; i++) {
		const struct cli_item *item = &request->items[i];
		const struct cli_option *option = option_of(settings, item);
		if (option != NULL && !set(settings, option, item)) {
			return report_value(settings, item);
		}
	}
	return CLI_DONE;
}

/* A word without a dot and a slash can only be meant as a command, so that the result of a script
 * does not depend on which files there are. */
static bool
is_command_like(const struct cli_item *item)
{
	return !item->is_literal && strpbrk(item->word, "./") == NULL && !cli_is_stdin(item->word);
}

static enum cli_exit
check_item(struct cli_request *request, const struct cli_item *item)
{
	const struct cli_settings *settings = &request->settings;
	switch (item->kind) {
	case ITEM_OPTION: break;
	case ITEM_OPERAND:
		if (request->is_bare && request->inputs.count == 0 && is_command_like(item)) {
			return cli_unknown_command(request, item->word);
		}
		request->inputs.list[request->inputs.count++] = item->word;
		break;
	case ITEM_UNKNOWN: return report_unknown(settings, item);
	case ITEM_AMBIGUOUS:
		return cli_usage_error(settings->messages,
				       "'%s' is the beginning of several options; write more of it",
				       item->word);
	case ITEM_NO_VALUE: return report_no_value(settings, item);
	case ITEM_NEEDLESS_VALUE:
		return cli_usage_error(settings->messages, "--%s takes no value",
				       item->option->name);
	}
	return CLI_DONE;
}

enum cli_exit
cli_line_check(struct cli_request *request)
{
	enum cli_exit status = CLI_DONE;
	for (size_t i = 0; status == CLI_DONE && i < request->item_count; i++) {
		status = check_item(request, &request->items[i]);
	}
	return status;
}
