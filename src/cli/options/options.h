/* options - the command line, .platen.ini and the environment */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/files/files.h"
#include "cli/messages/messages.h"

struct cli_run;
struct cli_settings;

/* A command of the program. */
struct cli_command {
	const char *name;
	unsigned bit;
	const char *arguments; /* "[OPTION]... IN..." */
	const char *summary;   /* one line */
	const char *details;   /* lines joined by LF; NULL: the summary says it all */
	const char *examples;  /* lines joined by LF */
	enum cli_exit (*run)(struct cli_run *run);
	const char
		*operands; /* the words which its first operand may be: "scenes|cast"; NULL: any */
};

/* The command of this name in a table, which ends with a row without a name; NULL if there is none.
 */
const struct cli_command *cli_command_by_name(const struct cli_command *commands, const char *name);

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
	bool eighths, json;       /* of count */
	bool explain;             /* of pages */
	bool check, write, diff;  /* of fmt */
	struct cli_filter filter; /* of messages about screenplays */
	bool verbose;
	unsigned color; /* enum cli_color */
	bool recursive;
	uint32_t jobs; /* at a time */
	struct platen_check_options limits;
	const char *baseline; /* NULL: none */
	bool update_baseline;
	unsigned diagnostics;           /* the form; see diagnostics.c */
	const char *diagnostics_output; /* NULL: none */
	unsigned table;                 /* the form of report; see table.c */
	const char *config;             /* NULL: the nearest .platen.ini */
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
	bool (*set)(struct cli_settings *settings, const struct cli_option *option,
		    const char *value);
	const char *wants;   /* NULL: `argument` says it */
	const char *initial; /* the default as a word; NULL: none */
	size_t target;       /* of cli_set_word and others: where in struct cli_options */
};

/* Row number `index`, from 0; NULL past the end. The order is that of the help. */
const struct cli_option *cli_option_at(size_t index);

/* Setters of the option table. */
typedef bool cli_set_fn(struct cli_settings *settings, const struct cli_option *option,
			const char *value);
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
enum cli_exit cli_date_find(struct cli_settings *settings);
/* `2026-01-01`, of a date which cli_date_parse gives. */
#define CLI_DATE_SIZE 16
void cli_date_print(int64_t date, char text[CLI_DATE_SIZE]);
/* As strcmp, with A-Z and a-z alike, whatever the locale. */
bool cli_equal_any_case(const char *a, const char *b);
/* The same with `b` of `length` bytes. */
bool cli_equal_any_case_n(const char *a, const char *b, size_t length);
/* Which of the choices in "letter|a4" is `value`; -1 for none. */
int cli_choose(const char *choices, const char *value);

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

/* Page formats of the user's own: what is in them, and which line says so. */
struct cli_profile_origin;
struct cli_profiles {
	struct platen_profile *list;
	struct cli_profile_origin *origins; /* one for each of the list */
	size_t count;
};

/* The options of a command, and where they come from. */
struct cli_settings {
	const struct cli_messages *messages;
	const struct cli_command *commands; /* the table of all; see cli_command_by_name */
	const struct cli_command *command;  /* whose options these are */
	struct cli_options options;
	struct cli_setting *list;      /* one for each row of the option table */
	struct pl_buffer config_path;  /* of the .platen.ini which was found */
	struct pl_buffer config_text;  /* values of options are parts of it */
	struct pl_buffer profile_text; /* the same, for profiles */
	struct cli_profiles profiles;
};

/* Allocate the list, and reset; false: no memory. */
bool cli_settings_init(struct cli_settings *settings);

/* Every option as if nobody had set it. */
void cli_settings_reset(struct cli_settings *settings);

/* Set an option; false if `value` is not one of its values. */
bool cli_option_set(struct cli_settings *settings, const struct cli_option *option,
		    const char *value, enum cli_origin origin, unsigned line);

/* What its values are, in words. */
const char *cli_option_wants(const struct cli_option *option);

/* The long option `name` of `commands`; NULL if there is none. */
const struct cli_option *cli_option_by_name(const char *name, unsigned commands);

/* The option's value came from the configuration file, and nobody said otherwise. */
bool cli_is_from_file(const struct cli_settings *settings, const char *name);
/* The option was typed. */
bool cli_is_from_line(const struct cli_settings *settings, const char *name);

/* The environment or the command line has set it. */
bool cli_is_outside(const struct cli_settings *settings, const struct cli_option *option);

/* The entry of the document's title page which decides an option; NULL if there is none, or if it
 * is overruled. */
const struct platen_node *cli_title_entry(const struct cli_settings *settings,
					  const struct platen_document *document,
					  const struct cli_option *option);

/* Of what the configuration file says the title page has the last word, where it has one. */
void cli_yield_to_title_page(const struct cli_settings *settings,
			     const struct platen_document *document,
			     struct platen_layout_options *layout);

/* Read .platen.ini and the environment. Says what is wrong. */
enum cli_exit cli_config_read(struct cli_settings *settings);

/* Whether the configuration file and the environment may set it: not what says which file to read,
 * or what to do instead of the command's work. */
bool cli_is_configurable(const struct cli_option *option);

/* The environment variable of an option: --max-pages is PLATEN_MAX_PAGES. */
void cli_put_variable(struct pl_buffer *name, const struct cli_option *option);

/* `value` as the file would have it, in quotes where it needs them. */
void cli_put_config_value(struct pl_buffer *out, const char *value);

/* A line of the configuration file. */
struct cli_place {
	const char *path;
	unsigned line;
};

/* A section [profile NAME] begins, has a key, is over. What is wrong is said; texts are borrowed.
 */
enum cli_exit cli_profile_open(struct cli_settings *settings, const struct cli_place *place,
			       const char *name);
enum cli_exit cli_profile_set(struct cli_settings *settings, const struct cli_place *place,
			      const char *name, const char *value);
enum cli_exit cli_profile_close(struct cli_settings *settings, const struct cli_place *place);

/* The profile of this name, in any case: the user's, or one of platen's, which is put into *ours.
 * NULL if there is none. */
const struct platen_profile *cli_profile_by_name(const struct cli_settings *settings,
						 const char *name, struct platen_profile *ours);

/* The user's profiles as --print-config prints them; `path` is that of the file. */
void cli_put_profiles(struct pl_buffer *out, const struct cli_settings *settings, const char *path);

/* The word of the list nearest to `word`, if it is near enough to be what was meant; else NULL. */
struct cli_hint {
	const char *word;
	const char *best;
	size_t distance;
};

void cli_hint_init(struct cli_hint *hint, const char *word);
void cli_hint_offer(struct cli_hint *hint, const char *candidate);

/* --------------------------------------------------------------------- request */

/* What the user asks for. */
struct cli_request {
	struct cli_messages *messages;
	struct cli_settings settings;
	bool is_bare; /* `platen IN`: convert was not named */
	struct cli_inputs inputs;
};

/* Read the whole command line; settings.commands is set. Errors are reported. */
enum cli_exit cli_request_parse(struct cli_request *request, int argc, char **argv);

/* Report that there is no command `name`. Returns CLI_USAGE. */
enum cli_exit cli_unknown_command(const struct cli_request *request, const char *name);

#endif
