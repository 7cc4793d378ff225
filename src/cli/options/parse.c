/*
 * The command line is read twice, with one scanner: first to find the command (`platen -q count X`
 * is a count), which takes to know which options have a value; then, as that command sees its
 * options, to set them.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/options/options.h"

/* --------------------------------------------------------------------- scanner */

/* Where the reading stands. */
struct scanner {
	char **words;        /* argv, NULL at its end */
	size_t at;           /* the next word */
	const char *letters; /* the rest of -qv, or NULL */
	bool ended;          /* behind -- */
	unsigned commands;   /* whose options count */
};

enum item_kind {
	ITEM_END,
	ITEM_OPERAND,
	ITEM_OPTION,
	ITEM_UNKNOWN,
	ITEM_AMBIGUOUS,
	ITEM_NO_VALUE,       /* the option needs one and has none */
	ITEM_NEEDLESS_VALUE, /* --quiet=yes */
};

/* The next thing on the line. */
struct item {
	enum item_kind kind;
	const struct cli_option *option;
	char *word;  /* the whole word it began in */
	size_t at;   /* its place in argv */
	char letter; /* 0: a long option */
	const char *value;
};

static const struct cli_option *
find_letter(char letter, unsigned commands)
{
	const struct cli_option *option;
	size_t i = 0;
	while ((option = cli_option_at(i)) != NULL &&
	       (option->letter != letter || (option->commands & commands) == 0)) {
		i++;
	}
	return option;
}

/* A long option by its name, or by a beginning which no other has. */
static enum item_kind
find_name(const char *name, size_t length, unsigned commands, const struct cli_option **found)
{
	enum item_kind kind = ITEM_UNKNOWN;
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & commands) == 0 ||
		    strncmp(option->name, name, length) != 0) {
			continue;
		}
		if (option->name[length] == '\0') {
			*found = option;
			return ITEM_OPTION;
		}
		kind = kind == ITEM_UNKNOWN ? ITEM_OPTION : ITEM_AMBIGUOUS;
		*found = option;
	}
	return length == 0 ? ITEM_UNKNOWN : kind;
}

static void
take_next_word(struct scanner *scanner, struct item *item)
{
	item->value = scanner->words[scanner->at];
	if (item->value == NULL) {
		item->kind = ITEM_NO_VALUE;
	} else {
		scanner->at++;
	}
}

static void
scan_long(struct scanner *scanner, struct item *item)
{
	const char *name = item->word + 2, *equals = strchr(name, '=');
	size_t length = equals == NULL ? strlen(name) : (size_t)(equals - name);
	item->kind = find_name(name, length, scanner->commands, &item->option);
	if (item->kind != ITEM_OPTION) {
		return;
	}
	if (equals != NULL) {
		item->value = equals + 1;
		item->kind = item->option->argument == NULL ? ITEM_NEEDLESS_VALUE : ITEM_OPTION;
	} else if (item->option->argument != NULL) {
		take_next_word(scanner, item);
	}
}

static void
scan_letter(struct scanner *scanner, struct item *item)
{
	item->letter = *scanner->letters++;
	item->option = find_letter(item->letter, scanner->commands);
	item->kind = item->option == NULL ? ITEM_UNKNOWN : ITEM_OPTION;
	bool last = *scanner->letters == '\0';
	if (item->option != NULL && item->option->argument != NULL) {
		item->value = scanner->letters;
		if (last) {
			take_next_word(scanner, item);
		}
		last = true;
	}
	if (last) {
		scanner->letters = NULL;
	}
}

static struct item
scan(struct scanner *scanner)
{
	if (scanner->letters != NULL) {
		struct item item = {.word = scanner->words[scanner->at - 1], .at = scanner->at - 1};
		scan_letter(scanner, &item);
		return item;
	}
	struct item item = {.at = scanner->at, .word = scanner->words[scanner->at]};
	if (item.word == NULL) {
		item.kind = ITEM_END;
		return item;
	}
	scanner->at++;
	if (scanner->ended || item.word[0] != '-' || item.word[1] == '\0') {
		item.kind = ITEM_OPERAND;
	} else if (strcmp(item.word, "--") == 0) {
		scanner->ended = true;
		return scan(scanner);
	} else if (item.word[1] == '-') {
		scan_long(scanner, &item);
	} else {
		scanner->letters = item.word + 1;
		scan_letter(scanner, &item);
	}
	return item;
}

/* -------------------------------------------------------------------- messages */

static enum cli_exit
say_unknown(const struct cli_request *request, const struct item *item)
{
	if (item->letter != 0) {
		return cli_usage_error(request->messages, "unknown option '-%c'", item->letter);
	}
	char name[64] = {0};
	size_t length = strcspn(item->word + 2, "=");
	if (length >= sizeof(name)) {
		return cli_usage_error(request->messages, "unknown option '%.64s...'", item->word);
	}
	memcpy(name, item->word + 2, length);
	struct cli_hint hint;
	cli_hint_init(&hint, name);
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & request->settings.command->bit) != 0) {
			cli_hint_offer(&hint, option->name);
		} else if (strcmp(option->name, name) == 0) {
			return cli_usage_error(request->messages, "--%s is not an option of %s",
					       name, request->settings.command->name);
		}
	}
	if (hint.best != NULL) {
		return cli_usage_error(request->messages,
				       "unknown option '--%s'; did you mean '--%s'?", name,
				       hint.best);
	}
	return cli_usage_error(request->messages, "unknown option '--%s'", name);
}

static enum cli_exit
say_wrong_value(const struct cli_request *request, const struct cli_option *option,
		const char *value)
{
	struct cli_hint hint;
	cli_hint_init(&hint, value);
	const struct platen_format *format;
	if (option->set == cli_set_format) {
		for (size_t i = 0; (format = platen_format_at(i)) != NULL; i++) {
			cli_hint_offer(&hint, format->name);
		}
		return hint.best == NULL
			       ? cli_usage_error(request->messages,
						 "unknown format '%s'; 'platen formats' lists them",
						 value)
			       : cli_usage_error(request->messages,
						 "unknown format '%s'; did you mean '%s'?", value,
						 hint.best);
	}
	return cli_usage_error(request->messages, "--%s takes %s, not '%s'", option->name,
			       cli_option_wants(option), value);
}

static enum cli_exit
say_what_is_wrong(const struct cli_request *request, const struct item *item)
{
	switch (item->kind) {
	case ITEM_END:
	case ITEM_OPERAND:
	case ITEM_OPTION: break;
	case ITEM_UNKNOWN: return say_unknown(request, item);
	case ITEM_AMBIGUOUS:
		return cli_usage_error(request->messages,
				       "'%s' is the beginning of several options; write more of it",
				       item->word);
	case ITEM_NO_VALUE:
		return cli_usage_error(request->messages, "'%s' needs a value: %s", item->word,
				       item->option->argument);
	case ITEM_NEEDLESS_VALUE:
		return cli_usage_error(request->messages, "--%s takes no value",
				       item->option->name);
	}
	return CLI_DONE;
}

/* --------------------------------------------------------------------- reading */

/* The first word which is no option, if it names a command: its place in argv; else 0, and the
 * command is convert. */
static size_t
find_command(struct cli_request *request, char **argv)
{
	struct scanner scanner = {.words = argv, .at = 1, .commands = CLI_ANY};
	struct item item;
	do {
		item = scan(&scanner);
	} while (item.kind != ITEM_OPERAND && item.kind != ITEM_END);
	if (item.kind == ITEM_OPERAND && !scanner.ended) {
		request->settings.command =
			cli_command_by_name(request->settings.commands, item.word);
	}
	request->is_bare = request->settings.command == NULL;
	if (request->is_bare) {
		request->settings.command =
			cli_command_by_name(request->settings.commands, "convert");
		return 0;
	}
	return item.at;
}

/* A word with a dot or a slash is a file. Any other can only have been meant as a command, so that
 * no file which happens to lie about decides what a script does. */
static bool
is_command_like(const char *word)
{
	return strchr(word, '.') == NULL && strchr(word, '/') == NULL && !cli_is_stdin(word);
}

static enum cli_exit
read_items(struct cli_request *request, char **argv, size_t command_at)
{
	struct scanner scanner = {
		.words = argv, .at = 1, .commands = request->settings.command->bit};
	for (;;) {
		struct item item = scan(&scanner);
		if (item.kind == ITEM_END) {
			return CLI_DONE;
		}
		if (item.kind == ITEM_OPTION) {
			if (!cli_option_set(&request->settings, item.option, item.value,
					    CLI_ORIGIN_LINE, 0)) {
				return say_wrong_value(request, item.option, item.value);
			}
		} else if (item.kind != ITEM_OPERAND) {
			return say_what_is_wrong(request, &item);
		} else if (item.at != command_at) {
			if (request->is_bare && request->inputs.count == 0 && !scanner.ended &&
			    is_command_like(item.word)) {
				return cli_unknown_command(request, item.word);
			}
			request->inputs.list[request->inputs.count++] = item.word;
		}
	}
}

/* Options which must be known before the others: which file to read, and whether to. */
static void
read_early_items(struct cli_request *request, char **argv)
{
	static const char *const early[] = {"config", "no-config", "help", "version"};
	struct scanner scanner = {
		.words = argv, .at = 1, .commands = request->settings.command->bit};
	struct item item;
	while ((item = scan(&scanner)).kind != ITEM_END) {
		for (size_t i = 0; i < sizeof(early) / sizeof(early[0]); i++) {
			if (item.kind == ITEM_OPTION && strcmp(item.option->name, early[i]) == 0) {
				item.option->set(&request->settings, item.option, item.value);
			}
		}
	}
}

static enum cli_exit
read_config(struct cli_request *request, char **argv)
{
	bool has_config = cli_option_by_name("config", request->settings.command->bit) != NULL;
	read_early_items(request, argv);
	if (!has_config || request->settings.options.help || request->settings.options.version) {
		return CLI_DONE;
	}
	if (request->settings.options.config != NULL && request->settings.options.no_config) {
		return cli_usage_error(request->messages,
				       "--config and --no-config contradict each other");
	}
	return cli_config_read(&request->settings);
}

/* What the configuration file says of numbers yields to the other option from elsewhere. */
static bool
settle_numbers(struct cli_request *request)
{
	struct cli_options *set = &request->settings.options;
	if (!set->renumber || !set->number_scenes) {
		return true;
	}
	bool yields = cli_is_from_file(&request->settings, "renumber");
	bool other_yields = cli_is_from_file(&request->settings, "number-scenes");
	set->renumber = !yields;
	set->number_scenes = !other_yields;
	return yields != other_yields;
}

static enum cli_exit
find_contradictions(struct cli_request *request)
{
	const struct cli_options *set = &request->settings.options;
	if (!settle_numbers(request)) {
		return cli_usage_error(request->messages,
				       "--renumber and --number-scenes contradict each other");
	}
	if (set->filter.quiet && set->verbose) {
		return cli_usage_error(request->messages,
				       "--quiet and --verbose contradict each other");
	}
	return CLI_DONE;
}

enum cli_exit
cli_request_parse(struct cli_request *request, int argc, char **argv)
{
	struct cli_settings *settings = &request->settings;
	pl_arena_init(&request->inputs.arena);
	request->inputs.list = pl_arena_array(&request->inputs.arena, (size_t)argc + 1,
					      sizeof(*request->inputs.list));
	settings->messages = request->messages;
	if (request->inputs.list == NULL || !cli_settings_init(settings)) {
		return cli_out_of_memory(request->messages, "platen");
	}
	if (argc <= 1) {
		return cli_usage_error(request->messages, "no command and no input");
	}
	size_t command_at = find_command(request, argv);
	request->messages->command = settings->command->name;
	enum cli_exit status = read_config(request, argv);
	if (status == CLI_DONE) {
		status = read_items(request, argv, command_at);
	}
	return status == CLI_DONE ? find_contradictions(request) : status;
}
