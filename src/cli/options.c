/*
 * One table says which options there are; the parser, the help and the hints read it. docs/platen.1
 * is compared with it by tests/cli.
 *
 * The command line is read twice, with one scanner: first to find the command (`platen -q count X`
 * is a count), which takes to know which options have a value; then, as that command sees its
 * options, to set them.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

#define LAID_OUT (CLI_CONVERT | CLI_COUNT | CLI_PAGES | CLI_CHECK | CLI_REPORT)
#define MANY (CLI_COUNT | CLI_CHECK)
#define READING (LAID_OUT | CLI_FMT)

#define AT(member) offsetof(struct cli_options, member)
#define NUMBER "a whole number, 1 or more"

static const struct cli_option options[] = {
	{'o', CLI_CONVERT, "output", "FILE",
	 "write to FILE; - is standard output; DIR/ takes\n"
	 "one file for each input",
	 cli_set_output, NULL},
	{'f', CLI_CONVERT, "format", "FORMAT",
	 "the format to write; without it the extension of\n"
	 "FILE says it, and pdf is written if there is none",
	 cli_set_format, NULL},
	{'f', CLI_COUNT, "format", "text|json", "how to print the counts; default text",
	 cli_set_count_format, NULL, "text"},
	{'f', CLI_REPORT, "format", "text|csv|json|markdown", "how to print; default text",
	 cli_set_report_format, NULL, "text", 0},
	{0, READING, "from", "fountain|fdx|highland|fadein|osf",
	 "what every input is; default: what its name or\n"
	 "its content says, else Fountain",
	 cli_set_from, NULL},
	{0, CLI_FMT, "check", NULL, "list the files which would change; exit 1 if\n"
	 "there are any", cli_set_flag, NULL, NULL,
	 AT(check)},
	{0, CLI_FMT, "write", NULL, "change the files in place", cli_set_flag, NULL, NULL,
	 AT(write)},
	{0, CLI_FMT, "diff", NULL, "print what would change", cli_set_flag, NULL, NULL,
	 AT(diff)},
	{0, CLI_COUNT, "eighths", NULL, "pages and eighths of a page: 12 3/8", cli_set_flag, NULL, NULL,
	 AT(eighths)},
	{0, LAID_OUT, "paper", "letter|a4",
	 "default letter, or what the title page says\n"
	 "(Paper: A4)",
	 cli_set_paper, NULL, "letter"},
	{0, LAID_OUT, "profile", "standard|multicam|stage|compat-55",
	 "the page format, or one of your own from\n"
	 ".platen.ini; default standard, or what the title\n"
	 "page says (Profile: stage)",
	 cli_set_profile, "standard|multicam|stage|compat-55 or a [profile] of .platen.ini",
	 "standard"},
	{0, LAID_OUT, "renumber", NULL, "number the scenes 1, 2, 3 ...", cli_set_flag, NULL, NULL,
	 AT(renumber)},
	{0, LAID_OUT, "scene-numbers", "none|left|right|both",
	 "where to print the numbers which the script has;\n"
	 "default both",
	 cli_set_scene_numbers, NULL, "both"},
	{0, LAID_OUT, "continued", "yes|no",
	 "(MORE) and (CONT'D) where a speech is broken or\n"
	 "goes on; default yes",
	 cli_set_continued, NULL, "yes"},
	{0, LAID_OUT, "scene-continued", "yes|no",
	 "(CONTINUED) and CONTINUED: where a scene goes on\n"
	 "over a page end; default no",
	 cli_set_scene_continued, NULL, "no"},
	{0, LAID_OUT, "more", "TEXT",
	 "what to print for (MORE); default by the title\n"
	 "page's Language:",
	 cli_set_more, NULL},
	{0, LAID_OUT, "contd", "TEXT", "what to print for (CONT'D)", cli_set_contd, NULL},
	{0, CLI_PAGES, "explain", NULL, "say why each page begins where it does",
	 cli_set_flag, NULL, NULL,
	 AT(explain)},
	{0, LAID_OUT, "header", "TEXT",
	 "on every page; {page} {pages} {title} {date} stand\n"
	 "for what they say; default by the title page",
	 cli_set_header, NULL},
	{0, LAID_OUT, "footer", "TEXT", "the same at the foot", cli_set_footer, NULL},
	{0, LAID_OUT, "watermark", "TEXT", "across every page of a PDF", cli_set_watermark, NULL},
	{0, LAID_OUT, "title-page", "yes|no", "print the title page; default yes",
	 cli_set_title_page, NULL, "yes"},
	{0, LAID_OUT, "lines-per-page", "N", "default 54 on letter, 58 on a4",
	 cli_set_lines_per_page, "a whole number from 1 to 999"},
	{0, CLI_CONVERT, "layout", NULL, "in json: the pages, and where each element stands",
	 cli_set_flag, NULL, NULL,
	 AT(with_layout)},
	{0, CLI_CONVERT, "fdx-template", "FILE",
	 "in fdx: keep all of FILE, which is FDX, but its\n"
	 "script and title page",
	 cli_set_word, NULL, NULL, AT(fdx_template)},
	{0, CLI_CONVERT, "fdx-sections", "outline|note|drop",
	 "in fdx: what becomes of sections; default outline,\n"
	 "which Final Draft hides",
	 cli_set_fdx_sections, NULL, "outline", 0},
	{0, CLI_CONVERT, "fdx-boneyard", "note|drop",
	 "in fdx: what becomes of boneyards; default drop",
	 cli_set_fdx_boneyard, NULL, "drop", 0},
	{0, CLI_CONVERT, "fdx-version", "3|4|5|6",
	 "in fdx: the version which the file names; default\n"
	 "5, Final Draft 12's",
	 cli_set_fdx_version, NULL, "5", 0},
	{0, CLI_CONVERT, "date", "DATE",
	 "the date in the file: 2026-01-31, or seconds since\n"
	 "1970; default SOURCE_DATE_EPOCH, else none",
	 cli_set_date, "a day such as 2026-01-31, or seconds since 1970"},
	{'q', READING, "quiet", NULL, "no notes and no warnings, only errors", cli_set_flag, NULL, NULL,
	 AT(quiet)},
	{'v', CLI_CONVERT, "verbose", NULL, "say what was written", cli_set_flag, NULL, NULL,
	 AT(verbose)},
	{0, READING, "color", "auto|always|never",
	 "colour in messages; default auto: on a terminal,\n"
	 "unless NO_COLOR is set",
	 cli_set_color, NULL, "auto"},
	{'r', MANY, "recursive", NULL, "take the screenplays in folders", cli_set_flag, NULL, NULL,
	 AT(recursive)},
	{'j', MANY, "jobs", "N", "read N inputs at a time; default 1", cli_set_jobs,
	 "a whole number from 1 to 64", "1", AT(jobs)},
	{0, CLI_CHECK, "max-pages", "N", "no more pages than N", cli_set_number, NUMBER, NULL,
	 AT(limits.max_pages)},
	{0, CLI_CHECK, "min-pages", "N", "no fewer pages than N", cli_set_number, NUMBER, NULL,
	 AT(limits.min_pages)},
	{0, CLI_CHECK, "max-scene-eighths", "N", "no scene longer than N eighths of a page",
	 cli_set_number, NUMBER, NULL, AT(limits.max_scene_eighths)},
	{0, CLI_CHECK, "max-speech-lines", "N", "no speech of more than N printed lines",
	 cli_set_number, NUMBER, NULL, AT(limits.max_speech_lines)},
	{0, CLI_CHECK, "baseline", "FILE",
	 "compare page counts with FILE, which is what\n"
	 "'platen count --format json' prints",
	 cli_set_word, NULL, NULL, AT(baseline)},
	{0, CLI_CHECK, "drift", "N", "let N pages more or less than there pass",
	 cli_set_drift, "a whole number", "0", AT(limits.drift)},
	{0, CLI_CHECK, "update-baseline", NULL, "write the page counts to the baseline instead",
	 cli_set_flag, NULL, NULL, AT(update_baseline)},
	{'W', READING, "warning", "ID",
	 "report message ID as a warning; no-ID: not at all;\n"
	 "error=ID: as an error",
	 cli_set_rule, "ID, no-ID or error=ID, with an ID which 'platen rules' lists", NULL, 0},
	{0, READING, "fail-on", "note|warning|error",
	 "exit 1 if there is a message as grave as that;\n"
	 "default error",
	 cli_set_fail_on, NULL, "error", 0},
	{0, READING, "diagnostics", "text|json|sarif|junit|github|codeclimate",
	 "the form of messages about screenplays; default\n"
	 "text",
	 cli_set_diagnostics, NULL, "text", 0},
	{0, READING, "diagnostics-output", "FILE",
	 "write them to FILE; - is standard output",
	 cli_set_word, NULL, NULL, AT(diagnostics_output)},
	{0, READING, "config", "FILE", "read FILE, not the nearest .platen.ini", cli_set_word,
	 NULL, NULL, AT(config)},
	{0, READING, "no-config", NULL, "read no .platen.ini", cli_set_flag, NULL, NULL,
	 AT(no_config)},
	{0, READING, "print-config", NULL, "print each option's value and where it comes from",
	 cli_set_flag, NULL, NULL, AT(print_config)},
	{'h', CLI_ANY, "help", NULL, "print this help", cli_set_flag, NULL, NULL,
	 AT(help)},
	{'V', CLI_ANY, "version", NULL, "print the version", cli_set_flag, NULL, NULL,
	 AT(version)},
};

#define OPTION_COUNT (sizeof(options) / sizeof(options[0]))

const struct cli_option *
cli_option_at(size_t index)
{
	return index < OPTION_COUNT ? &options[index] : NULL;
}

const struct cli_option *
cli_option_by_name(const char *name, unsigned commands)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if ((options[i].commands & commands) != 0 && strcmp(options[i].name, name) == 0) {
			return &options[i];
		}
	}
	return NULL;
}

bool
cli_option_set(struct cli *cli, const struct cli_option *option, const char *value,
	       enum cli_origin origin, unsigned line)
{
	cli->settings[option - options] = (struct cli_setting){origin, value, line};
	return option->set(cli, option, value);
}

bool
cli_is_from_file(const struct cli *cli, const char *name)
{
	const struct cli_option *option = cli_option_by_name(name, cli->command->bit);
	return option != NULL && cli->settings[option - options].origin == CLI_ORIGIN_FILE;
}

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
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (options[i].letter == letter && (options[i].commands & commands) != 0) {
			return &options[i];
		}
	}
	return NULL;
}

/* A long option by its name, or by a beginning which no other has. */
static enum item_kind
find_name(const char *name, size_t length, unsigned commands, const struct cli_option **found)
{
	enum item_kind kind = ITEM_UNKNOWN;
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct cli_option *option = &options[i];
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
say_unknown(const struct cli *cli, const struct item *item)
{
	if (item->letter != 0) {
		return cli_misused(cli, "unknown option '-%c'", item->letter);
	}
	char name[64] = {0};
	size_t length = strcspn(item->word + 2, "=");
	if (length >= sizeof(name)) {
		return cli_misused(cli, "unknown option '%.64s...'", item->word);
	}
	memcpy(name, item->word + 2, length);
	struct cli_hint hint;
	cli_hint_init(&hint, name);
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if ((options[i].commands & cli->command->bit) != 0) {
			cli_hint_offer(&hint, options[i].name);
		} else if (strcmp(options[i].name, name) == 0) {
			return cli_misused(cli, "--%s is not an option of %s", name,
					   cli->command->name);
		}
	}
	if (hint.best != NULL) {
		return cli_misused(cli, "unknown option '--%s'; did you mean '--%s'?", name,
				   hint.best);
	}
	return cli_misused(cli, "unknown option '--%s'", name);
}

static enum cli_exit
say_wrong_value(const struct cli *cli, const struct cli_option *option, const char *value)
{
	struct cli_hint hint;
	cli_hint_init(&hint, value);
	const struct platen_format *format;
	if (option->set == cli_set_format) {
		for (size_t i = 0; (format = platen_format_at(i)) != NULL; i++) {
			cli_hint_offer(&hint, format->name);
		}
		return hint.best == NULL
			       ? cli_misused(cli,
					     "unknown format '%s'; 'platen formats' lists them",
					     value)
			       : cli_misused(cli, "unknown format '%s'; did you mean '%s'?", value,
					     hint.best);
	}
	const char *wants = option->wants == NULL ? option->argument : option->wants;
	return cli_misused(cli, "--%s takes %s, not '%s'", option->name, wants, value);
}

static enum cli_exit
say_what_is_wrong(const struct cli *cli, const struct item *item)
{
	switch (item->kind) {
	case ITEM_END:
	case ITEM_OPERAND:
	case ITEM_OPTION: break;
	case ITEM_UNKNOWN: return say_unknown(cli, item);
	case ITEM_AMBIGUOUS:
		return cli_misused(cli,
				   "'%s' is the beginning of several options; write more of it",
				   item->word);
	case ITEM_NO_VALUE:
		return cli_misused(cli, "'%s' needs a value: %s", item->word,
				   item->option->argument);
	case ITEM_NEEDLESS_VALUE:
		return cli_misused(cli, "--%s takes no value", item->option->name);
	}
	return CLI_DONE;
}

/* --------------------------------------------------------------------- reading */

/* The first word which is no option, if it names a command: its place in argv; else 0, and the
 * command is convert. */
static size_t
find_command(struct cli *cli, char **argv)
{
	struct scanner scanner = {.words = argv, .at = 1, .commands = CLI_ANY};
	struct item item;
	do {
		item = scan(&scanner);
	} while (item.kind != ITEM_OPERAND && item.kind != ITEM_END);
	if (item.kind == ITEM_OPERAND && !scanner.ended) {
		cli->command = cli_command_by_name(item.word);
	}
	cli->is_bare = cli->command == NULL;
	if (cli->is_bare) {
		cli->command = cli_command_by_name("convert");
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
read_items(struct cli *cli, char **argv, size_t command_at)
{
	struct scanner scanner = {.words = argv, .at = 1, .commands = cli->command->bit};
	for (;;) {
		struct item item = scan(&scanner);
		if (item.kind == ITEM_END) {
			return CLI_DONE;
		}
		if (item.kind == ITEM_OPTION) {
			if (!cli_option_set(cli, item.option, item.value, CLI_ORIGIN_LINE, 0)) {
				return say_wrong_value(cli, item.option, item.value);
			}
		} else if (item.kind != ITEM_OPERAND) {
			return say_what_is_wrong(cli, &item);
		} else if (item.at != command_at) {
			if (cli->is_bare && cli->input_count == 0 && !scanner.ended &&
			    is_command_like(item.word)) {
				return cli_unknown_command(cli, item.word);
			}
			cli->inputs[cli->input_count++] = item.word;
		}
	}
}

/* Options which must be known before the others: which file to read, and whether to. */
static void
read_early_items(struct cli *cli, char **argv)
{
	static const char *const early[] = {"config", "no-config", "help", "version"};
	struct scanner scanner = {.words = argv, .at = 1, .commands = cli->command->bit};
	struct item item;
	while ((item = scan(&scanner)).kind != ITEM_END) {
		for (size_t i = 0; i < sizeof(early) / sizeof(early[0]); i++) {
			if (item.kind == ITEM_OPTION && strcmp(item.option->name, early[i]) == 0) {
				item.option->set(cli, item.option, item.value);
			}
		}
	}
}

static enum cli_exit
read_config(struct cli *cli, char **argv)
{
	bool has_config = cli_option_by_name("config", cli->command->bit) != NULL;
	read_early_items(cli, argv);
	if (!has_config || cli->options.help || cli->options.version) {
		return CLI_DONE;
	}
	if (cli->options.config != NULL && cli->options.no_config) {
		return cli_misused(cli, "--config and --no-config contradict each other");
	}
	return cli_config_read(cli);
}

static enum cli_exit
find_contradictions(const struct cli *cli)
{
	const struct cli_options *set = &cli->options;
	if (set->quiet && set->verbose) {
		return cli_misused(cli, "--quiet and --verbose contradict each other");
	}
	return CLI_DONE;
}

void
cli_options_reset(struct cli *cli)
{
	cli->options = (struct cli_options){.fail_on = PLATEN_SEVERITY_ERROR, .jobs = 1};
	platen_layout_options_init(&cli->options.layout);
	platen_check_options_init(&cli->options.limits);
	memset(cli->settings, 0, OPTION_COUNT * sizeof(*cli->settings));
}

enum cli_exit
cli_options_parse(struct cli *cli, int argc, char **argv)
{
	cli->inputs = calloc((size_t)argc + 1, sizeof(*cli->inputs));
	cli->settings = calloc(OPTION_COUNT, sizeof(*cli->settings));
	if (cli->inputs == NULL || cli->settings == NULL) {
		return cli_refuse(cli, "platen", PLATEN_NO_MEMORY);
	}
	cli_options_reset(cli);
	if (argc <= 1) {
		return cli_misused(cli, "no command and no input");
	}
	size_t command_at = find_command(cli, argv);
	enum cli_exit status = read_config(cli, argv);
	if (status == CLI_DONE) {
		status = read_items(cli, argv, command_at);
	}
	return status == CLI_DONE ? find_contradictions(cli) : status;
}
