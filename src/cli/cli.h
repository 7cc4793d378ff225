/*
 * cli - the program: it reads options and files, calls platen.h, and publishes what comes out
 *
 *	main.c		the way through: descriptors, options, command, status
 *	command.c	the table of commands: the dispatcher, the help and the hints read it
 *	options.c	the table of options
 *	parse.c		the command line, read as the table says
 *	values.c	words of the command line to values
 *	hint.c		"did you mean"
 *	completions.c	for shells, printed from the tables
 *	help.c, list.c	what is printed from the tables
 *	check.c, convert.c, count.c, fmt.c, pages.c, report.c	one file a command
 *	diff.c		what fmt would change
 *	screenplay.c	a file, parsed and laid out as the options say
 *	input.c, output.c	files in, files out
 *	template.c		a file to put the script into
 *	config.c		.platen.ini and the environment; --print-config
 *	profile.c		page formats of the user's, in .platen.ini
 *	title.c			what the title page says about options
 *	range.c			--pages
 *	pictures.c		pages as files of their own
 *	rules.c			-W
 *	jobs.c, walk.c	many inputs; folders of them (jobs.h)
 *	message.c		words to the user
 *	findings.c, diagnose-*.c	those about a screenplay, by place (findings.h)
 *	table.c			rows as text, CSV, JSON, Markdown (table.h)
 *	baseline.c		page counts from before
 *	buffer.c, json.c	bytes
 *
 * `cli_` is shared inside the program, no prefix means static. Data goes to stdout, messages to
 * stderr. The whole output is made in memory before the first byte is published, so that nothing
 * half made is ever seen, and no global state is needed to tidy up after a signal.
 */
#ifndef CLI_H
#define CLI_H

#include <sys/stat.h>

#include "platen.h"

/* Exit statuses, permanent. Of several inputs the greatest wins. */
enum cli_exit {
	CLI_DONE = 0,
	CLI_CHANGED = 1, /* fmt --check: a file is not in canonical form */
	CLI_FOUND = 1,   /* something is at or above --fail-on */
	CLI_USAGE = 2,
	CLI_INPUT = 3,
	CLI_OUTPUT = 4,
	CLI_RESOURCE = 5,
	CLI_INTERNAL = 70,
};

struct cli;

/* ---------------------------------------------------------------------- buffer */

/* Growing bytes. `failed` sticks when memory runs out; who publishes the buffer asks. */
struct cli_buffer {
	char *data;
	size_t length, capacity;
	bool failed;
};

void cli_buffer_fini(struct cli_buffer *buffer);
void cli_put_bytes(struct cli_buffer *buffer, const void *bytes, size_t length);
__attribute__((format(printf, 2, 3))) void cli_put(struct cli_buffer *buffer, const char *format,
						   ...);
/* `text` with control characters and bytes which are not UTF-8 made visible: a name cannot drive a
 * terminal, nor break a line which a program reads. */
void cli_put_visible(struct cli_buffer *buffer, const char *text);
/* The bytes as a string, owned by the buffer; NULL if memory ran out. */
const char *cli_buffer_text(struct cli_buffer *buffer);
/* The write function of a platen_sink whose `user` is a buffer. */
bool cli_put_to_buffer(void *user, const void *bytes, size_t length);
/* `text` as a JSON string, with its quotes. */
void cli_put_json(struct cli_buffer *buffer, const char *text);
/* How many bytes of `text` make one UTF-8 character; 0 if it does not begin with one. */
size_t cli_utf8_length(const char *text);

/* --------------------------------------------------------------------- options */

/* Commands as bits: an option names the commands which take it. */
#define CLI_CONVERT 1u
#define CLI_COUNT 2u
#define CLI_FORMATS 4u
#define CLI_RULES 8u
#define CLI_HELP 16u
#define CLI_VERSION 32u
#define CLI_PAGES 64u
#define CLI_FMT 128u
#define CLI_CHECK 256u
#define CLI_REPORT 512u
#define CLI_COMPLETIONS 1024u
#define CLI_ANY 2047u

/* In the order of the option's choices. */
enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER };

/* What -W says of a message. */
enum cli_rule_setting { CLI_RULE_DEFAULT, CLI_RULE_OFF, CLI_RULE_WARNING, CLI_RULE_ERROR };
#define CLI_RULES_MAX 256

struct cli_options {
	const char *output;                 /* NULL: beside the input */
	const struct platen_format *format; /* NULL: by the name of the output */
	struct platen_read_options read;    /* but for `input` and `prefixes` */
	char prefixes[200];                 /* of --prefix, with commas between */
	enum platen_input from;             /* PLATEN_INPUT_ANY: as name and content say */
	struct platen_layout_options layout;
	bool renumber;                 /* scenes 1, 2, 3 ... */
	bool number_scenes;            /* those without a number */
	bool with_layout;              /* in the output */
	const char *pages;             /* "12-20,44"; NULL: all */
	const char *font;              /* NULL: Courier Prime */
	uint32_t dpi;                  /* of png; 0: the usual */
	struct platen_fdx_options fdx; /* without the template, which is a file */
	const char *fdx_template;      /* NULL: none */
	int64_t date;
	bool date_given;
	bool eighths, json;      /* of count */
	bool explain;            /* of pages */
	bool check, write, diff; /* of fmt */
	bool quiet, verbose;
	unsigned color; /* enum cli_color */
	bool recursive;
	uint32_t jobs; /* at a time */
	struct platen_check_options limits;
	const char *baseline; /* NULL: none */
	bool update_baseline;
	unsigned fail_on;                   /* enum platen_severity */
	unsigned char rules[CLI_RULES_MAX]; /* enum cli_rule_setting, in the catalogue's order */
	unsigned diagnostics;               /* the form; see diagnostics.c */
	const char *diagnostics_output;     /* NULL: none */
	unsigned table;                     /* the form of report; see table.c */
	const char *config;                 /* NULL: the nearest .platen.ini */
	bool no_config, print_config;
	bool help, version;
};

struct cli_option {
	char letter;          /* 'o'; 0 if there is only the long form */
	unsigned commands;    /* CLI_ bits */
	const char *name;     /* "output" */
	const char *argument; /* "FILE", or the choices: "letter|a4"; NULL: takes none */
	const char *help;     /* lines joined by LF */
	/* False: the value is not one of those which `wants` names. */
	bool (*set)(struct cli *cli, const struct cli_option *option, const char *value);
	const char *wants;   /* NULL: `argument` says it */
	const char *initial; /* the default as a word; NULL: none */
	size_t target;       /* of cli_set_word and others: where in struct cli_options */
};

/* Row number `index`, from 0; NULL past the end. The order is that of the help. */
const struct cli_option *cli_option_at(size_t index);

/* Read the whole command line into `cli`; CLI_DONE, or CLI_USAGE after a message. */
enum cli_exit cli_options_parse(struct cli *cli, int argc, char **argv);

/* Make cli->settings, and reset; false: no memory. */
bool cli_options_init(struct cli *cli);

/* Every option as if nobody had set it. */
void cli_options_reset(struct cli *cli);

/* Setters of the option table. */
typedef bool cli_set_fn(struct cli *cli, const struct cli_option *option, const char *value);
cli_set_fn cli_set_choice;
cli_set_fn cli_set_count;
cli_set_fn cli_set_count_format;
cli_set_fn cli_set_date;
cli_set_fn cli_set_either;
cli_set_fn cli_set_dpi;
cli_set_fn cli_set_extension;
cli_set_fn cli_set_flag;
cli_set_fn cli_set_format;
cli_set_fn cli_set_from;
cli_set_fn cli_set_jobs;
cli_set_fn cli_set_lines_per_page;
cli_set_fn cli_set_fdx_sections;
cli_set_fn cli_set_fdx_version;
cli_set_fn cli_set_number;
cli_set_fn cli_set_paper;
cli_set_fn cli_set_prefix;
cli_set_fn cli_set_profile;
cli_set_fn cli_set_rule;
cli_set_fn cli_set_scene_numbers;
cli_set_fn cli_set_text;
cli_set_fn cli_set_word;

/* Seconds since 1970 from `1767225600` or `2026-01-01`; false if `text` is neither. */
bool cli_date_parse(const char *text, int64_t *date);
/* --date, else SOURCE_DATE_EPOCH, else none: the clock is never asked. Says what is wrong. */
enum cli_exit cli_date_find(struct cli *cli);
/* `2026-01-01`, of a date which cli_date_parse gives. */
#define CLI_DATE_SIZE 16
void cli_date_print(int64_t date, char text[CLI_DATE_SIZE]);
/* As strcmp, with A-Z and a-z alike, whatever the locale. */
bool cli_equal_any_case(const char *a, const char *b);
/* The same with `b` of `length` bytes. */
bool cli_equal_any_case_n(const char *a, const char *b, size_t length);
/* Which of the choices in "letter|a4" is `value`; -1 for none. */
int cli_choose(const char *choices, const char *value);

/* What -W says of message `id`. */
enum cli_rule_setting cli_rule_setting(const struct cli *cli, const char *id);

/* -------------------------------------------------------------------- settings */

/* Who has set an option; the later ones win. */
enum cli_origin {
	CLI_ORIGIN_DEFAULT,
	CLI_ORIGIN_FILE,
	CLI_ORIGIN_ENVIRONMENT,
	CLI_ORIGIN_LINE,
};

struct cli_setting {
	enum cli_origin origin;
	const char *value; /* NULL for an option without one */
	unsigned line;     /* of the file */
};

/* Set an option; false if `value` is not one of its values. */
bool cli_option_set(struct cli *cli, const struct cli_option *option, const char *value,
		    enum cli_origin origin, unsigned line);

/* What its values are, in words. */
const char *cli_option_wants(const struct cli_option *option);

/* The long option `name` of `commands`; NULL if there is none. */
const struct cli_option *cli_option_by_name(const char *name, unsigned commands);

/* The option's value came from the configuration file, and nobody said otherwise. */
bool cli_is_from_file(const struct cli *cli, const char *name);
/* The option was typed. */
bool cli_is_from_line(const struct cli *cli, const char *name);

/* The environment or the command line has set it. */
bool cli_is_outside(const struct cli *cli, const struct cli_option *option);

/* The entry of the title page of cli->screenplay which decides an option; NULL if there is none, or
 * if it is overruled. */
const struct platen_node *cli_title_entry(const struct cli *cli, const struct cli_option *option);

/* Of what the configuration file says the title page has the last word, where it has one. */
void cli_yield_to_title_page(const struct cli *cli, struct platen_layout_options *layout);

/* Read .platen.ini and the environment. Says what is wrong. */
enum cli_exit cli_config_read(struct cli *cli);

/* What --print-config prints. */
enum cli_exit cli_config_print(struct cli *cli);

/* `value` as the file would have it, in quotes where it needs them. */
void cli_put_config_value(struct cli_buffer *out, const char *value);

/* A line of the configuration file. */
struct cli_place {
	const char *path;
	unsigned line;
};

/* Page formats of the user's own: what is in them, and which line says so. */
struct cli_profile_origin;
struct cli_profiles {
	struct platen_profile *list;
	struct cli_profile_origin *origins; /* one for each of the list */
	size_t count;
};

/* A section [profile NAME] begins, has a key, is over. What is wrong is said; texts are borrowed.
 */
enum cli_exit cli_profile_open(struct cli *cli, const struct cli_place *place, const char *name);
enum cli_exit cli_profile_set(struct cli *cli, const struct cli_place *place, const char *name,
			      const char *value);
enum cli_exit cli_profile_close(struct cli *cli, const struct cli_place *place);

/* The profile of this name, in any case: the user's, or one of platen's, which is put into *ours.
 * NULL if there is none. */
const struct platen_profile *cli_profile_by_name(const struct cli *cli, const char *name,
						 struct platen_profile *ours);

/* The user's profiles as --print-config prints them; `path` is that of the file. */
void cli_put_profiles(struct cli_buffer *out, const struct cli *cli, const char *path);

/* The word of the list nearest to `word`, if it is near enough to be what was meant; else NULL. */
struct cli_hint {
	const char *word;
	const char *best;
	size_t distance;
};

void cli_hint_init(struct cli_hint *hint, const char *word);
void cli_hint_offer(struct cli_hint *hint, const char *candidate);

/* Read the file of --fdx-template. On CLI_DONE *document is the caller's; else it has been said
 * why. */
enum cli_exit cli_template_open(const struct cli *cli, struct platen_document **document);

/* -------------------------------------------------------------------- commands */

struct cli_command {
	const char *name;
	unsigned bit;
	const char *arguments; /* "[OPTION]... IN..." */
	const char *summary;   /* one line */
	const char *details;   /* lines joined by LF; NULL: the summary says it all */
	const char *examples;  /* lines joined by LF */
	enum cli_exit (*run)(struct cli *cli);
	const char
		*operands; /* what its first word may be: "scenes|cast"; NULL: the name of a file */
};

/* Row number `index`, from 0; NULL past the end. */
const struct cli_command *cli_command_at(size_t index);
const struct cli_command *cli_command_by_name(const char *name);
/* Say that there is no command `name`, and which there are. Answers CLI_USAGE. */
enum cli_exit cli_unknown_command(struct cli *cli, const char *name);

enum cli_exit cli_check(struct cli *cli);
enum cli_exit cli_completions(struct cli *cli);
enum cli_exit cli_convert(struct cli *cli);
enum cli_exit cli_count(struct cli *cli);
enum cli_exit cli_fmt(struct cli *cli);
enum cli_exit cli_formats(struct cli *cli);
enum cli_exit cli_rules(struct cli *cli);
enum cli_exit cli_help(struct cli *cli);
enum cli_exit cli_version(struct cli *cli);
enum cli_exit cli_pages(struct cli *cli);
enum cli_exit cli_report(struct cli *cli);

/* The help of `command`, or of the program if it is NULL. */
void cli_put_help(struct cli_buffer *out, const struct cli_command *command);

/* ----------------------------------------------------------------- screenplays */

/* A file's identity; two names of one file have the same. */
struct cli_identity {
	dev_t device;
	ino_t inode;
};

struct cli_identities {
	struct cli_identity *list;
	size_t count, capacity;
};

/* Page counts from before. Begins as zero. */
struct cli_baseline_entry;
struct cli_baseline {
	struct cli_buffer text;
	struct cli_baseline_entry *entries; /* parts of the text, sorted by the file's name */
	size_t count;
};

struct cli_screenplay {
	struct platen_document *document;
	struct platen_pages *pages; /* NULL if no pages were asked for */
};

/* All that is known in one run. */
struct cli {
	const struct cli_command *command; /* NULL: none, and no input */
	bool is_bare;                      /* `platen IN`: convert was not named */
	struct cli_options options;
	char **inputs; /* as typed; "-" is stdin */
	size_t input_count;
	struct cli_setting *settings;   /* one for each row of the option table */
	struct cli_buffer config_path;  /* of the .platen.ini which was found */
	struct cli_buffer config_text;  /* which values of options are parts of */
	struct cli_buffer profile_text; /* the same, for profiles */
	struct cli_profiles profiles;
	bool color;       /* of messages */
	bool shows_lines; /* of the source, below messages */
	bool shows_progress;
	struct cli_buffer *held;        /* of a worker: messages, until it is their turn */
	struct cli_buffer told;         /* diagnostics */
	size_t told_count, told_inputs; /* findings and inputs in it */
	bool has_failed;                /* something is at or above --fail-on */
	bool lost_messages;             /* no memory for them */
	struct cli_baseline baseline;
	struct cli_buffer font;              /* the file of --font, where something is drawn */
	struct cli_identities read, written; /* files which must not be overwritten */
	/* The latest one. The next takes its place; the last one is left to the system. */
	struct cli_screenplay screenplay;
};

/* ", 3 pages and a title page". */
void cli_put_page_count(struct cli_buffer *out, const struct platen_pages *pages);

/* Leave out the pages of cli->screenplay which --pages does not name. Says what is wrong. */
enum cli_exit cli_pages_choose(struct cli *cli, const char *input);

/* Read, parse and, if `pages`, lay out `input` into cli->screenplay. Says what is wrong. */
enum cli_exit cli_screenplay_read(struct cli *cli, const char *input, bool pages);

/* The same, but what is heard stays with the caller, who settles and publishes it. */
struct cli_findings;
enum cli_exit cli_screenplay_open(struct cli *cli, struct cli_findings *findings, bool pages);
void cli_screenplay_close(struct cli *cli);

/* Parse `bytes`, which are those of `input`, into cli->screenplay. Says what is wrong. */
enum cli_exit cli_screenplay_parse(struct cli *cli, const char *input,
				   const struct cli_buffer *bytes);

/* Say what `status`, which is not PLATEN_OK, means for `input`, and answer the exit status. */
enum cli_exit cli_refuse(const struct cli *cli, const char *input, enum platen_status status);

/* The bytes of `input`, into an empty buffer. Says what is wrong. */
enum cli_exit cli_input_read(const struct cli *cli, const char *input, struct cli_buffer *bytes);

/* The bytes of any file. Says what is wrong. */
enum cli_exit cli_file_read(const struct cli *cli, const char *path, struct cli_buffer *bytes);

/* With -r, put in place of folders among the inputs what is in them. Says what is wrong. */
enum cli_exit cli_inputs_expand(struct cli *cli);

bool cli_is_stdin(const char *input);
/* Whether `path` ends in `extension`, in any case, and is more than that. */
bool cli_has_extension(const char *path, const char *extension);
/* The extension of `path` which says what screenplay is in it, and *input what that is; NULL if it
 * has none of them. */
const char *cli_input_extension(const char *path, enum platen_input *input);

/* ---------------------------------------------------------------------- output */

/* Write all bytes to `fd`: 0, or the errno. */
int cli_write_all(int fd, const void *bytes, size_t length);

/* Publish `bytes` as `path`, or on stdout if that is "-". Says what is wrong. */
enum cli_exit cli_publish(struct cli *cli, const struct cli_buffer *bytes, const char *path);

/* Whether writing to `path` would destroy what this run reads or has written, which is said. */
bool cli_is_taken(const struct cli *cli, const char *path);

/* Remember which files are read, and have room to remember which are written. */
bool cli_identities_init(struct cli *cli);

/* What must change to make `after` of `before`, as a unified diff; nothing if they are the same. */
void cli_put_diff(struct cli_buffer *out, const char *name, const struct cli_buffer *before,
		  const struct cli_buffer *after);

/* -------------------------------------------------------------------- messages */

/* `FILE: error: ...` on stderr. */
__attribute__((format(printf, 3, 4))) void cli_error(const struct cli *cli, const char *file,
						     const char *format, ...);
/* The name of an input for people and programs: <stdin> for -. */
const char *cli_input_name(const char *input);

/* "warning" */
const char *cli_severity_word(enum platen_severity severity);

/* `platen: error: ...` on stderr, with where to read on. Answers CLI_USAGE. */
__attribute__((format(printf, 2, 3))) enum cli_exit cli_misused(const struct cli *cli,
								const char *format, ...);
/* The same for a command without an input. */
enum cli_exit cli_no_input(const struct cli *cli);
/* A diagnostic as a line, in the form which editors know from compilers. */
void cli_put_diagnostic(struct cli_buffer *out, const struct cli *cli, const char *file,
			const struct platen_diagnostic *diagnostic);

/* A line on stderr which is not about anything wrong. */
void cli_say(const struct cli *cli, const struct cli_buffer *line);

#endif
