/*
 * options - the command line, .platen.ini and the environment
 *
 * An option is a row of the table in options.c, and a field of struct cli_options or of a struct of
 * platen.h in it. Nothing else knows it but the place where it acts: reading, checking, printing,
 * help and completions go by the table.
 *
 * cascade.c resolves the options of a command. From the weakest to the strongest: the default,
 * .platen.ini, the title page, the environment, the command line. Where the title page comes in,
 * the library decides (enum platen_option).
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/files/files.h"
#include "cli/messages/messages.h"

struct cli_run;

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

/* The command of this name, in any case, in a table that ends with a row without a name; NULL if
 * there is none. */
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
#define CLI_EXPLAIN 2048u
#define CLI_LANGUAGES 4096u
#define CLI_WATCH 8192u
#define CLI_INIT 16384u
#define CLI_PREVIEW 32768u
#define CLI_ANY 65535u
#define CLI_SANDBOXED (CLI_CONVERT | CLI_COUNT | CLI_PAGES | CLI_FMT | CLI_CHECK | CLI_REPORT)

/* ---------------------------------------------------------------------- values */

/* What a value is in memory, and how it is written. */
enum cli_type {
	CLI_TYPE_BOOL, /* bool, true for the first of two words; without words a flag, yes or no */
	CLI_TYPE_BIT,  /* of a uint32_t, a flag */
	CLI_TYPE_CHOICE,   /* an enum */
	CLI_TYPE_NUMBER,   /* uint32_t */
	CLI_TYPE_WORD,     /* const char *, not empty */
	CLI_TYPE_TEXT,     /* const char * */
	CLI_TYPE_LIST,     /* const char *: all words it was set to, with commas between */
	CLI_TYPE_DATE,     /* int64_t, seconds since 1970; 0: none */
	CLI_TYPE_FORMAT,   /* const struct platen_format * */
	CLI_TYPE_INPUT,    /* enum platen_input */
	CLI_TYPE_FORMS,    /* struct cli_forms: FORM or FORM=FILE, several with commas between */
	CLI_TYPE_PROFILE,  /* const char *, its name */
	CLI_TYPE_MESSAGES, /* unsigned char[CLI_RULES_MAX]: what -W says of each message */
	CLI_TYPE_FIXES,  /* unsigned char[CLI_RULES_MAX], bool: a flag for all, or a list of IDs */
	CLI_TYPE_LENGTH, /* int32_t, hundredths of a point; written in inches */
	CLI_TYPE_COLUMN, /* int32_t[2], a left and a right edge, as lengths */
	CLI_TYPE_EMPHASIS, /* uint32_t, PLATEN_BOLD | ... */
};

struct cli_value {
	enum cli_type type;
	const char *words; /* "letter|a4"; where there is no choice, "FILE" for the help */
	unsigned first;    /* CHOICE: the enumerator of the first word; BIT: which */
	uint32_t min, max; /* NUMBER */
	uint32_t unit;     /* NUMBER: multiplied by that in memory; 0: by 1 */
	const char *wants; /* what it must be, in words; NULL: as the type says */
};

/* Choice number `index`, from 0; empty past the last. */
struct pl_str cli_value_choice(const struct cli_value *value, size_t index);
/* The number of the choice `text`, in any case; -1 if there is none. */
int cli_value_find(const struct cli_value *value, struct pl_str text);
/* All of them with `separator` between them; nothing if the value is not one of a choice. */
void cli_value_put_choices(struct pl_buffer *out, const struct cli_value *value,
			   const char *separator);
/* Its argument in the help: "letter|a4", or "FILE"; nothing for a flag. */
void cli_value_put_argument(struct pl_buffer *out, const struct cli_value *value);
/* It is yes or no, and --no-NAME on the command line makes it no. */
bool cli_value_is_yes_or_no(const struct cli_value *value);
/* The same, and the option alone on the command line makes it yes. */
bool cli_value_is_flag(const struct cli_value *value);

/* ----------------------------------------------------------------- the options */

/* In the order of the option's choices. */
enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER };
enum cli_list_form { CLI_LIST_TEXT, CLI_LIST_JSON };

/* The options of all commands. */
struct cli_options {
	const char *output;                 /* NULL: beside the input */
	const char *outputs;                /* of watch: files with commas between them */
	const struct platen_format *format; /* NULL: by the name of the output */
	bool force;                         /* overwrite what the user did not name */
	struct platen_read_options read;
	struct platen_layout_options layout;
	struct platen_write_options write;
	struct platen_check_options limits;
	bool renumber;                    /* scenes 1, 2, 3 ... */
	bool number_scenes;               /* those without a number */
	bool scene_on_new_page;           /* each but the first */
	const char *pages;                /* "12-20,44"; NULL: all */
	const char *font;                 /* a file; NULL: Courier Prime */
	const char *fdx_template;         /* a file; NULL: none */
	bool attach_source;               /* into a PDF */
	bool drop_layout;                 /* no X-Layout in Fountain */
	const char *watermark_list;       /* a file; NULL: none */
	bool eighths;                     /* of count */
	unsigned list_form;               /* of count, formats, languages and rules: text, json */
	unsigned report_form;             /* see table.c */
	bool explain;                     /* of pages */
	bool check, rewrite;              /* of fmt */
	bool diff;                        /* of fmt and check */
	unsigned char fix[CLI_RULES_MAX]; /* bool, in the catalogue's order: what check mends */
	struct cli_filter filter;         /* of messages about screenplays */
	bool verbose;
	unsigned color; /* enum cli_color */
	bool recursive;
	uint32_t jobs;        /* at a time */
	const char *baseline; /* a file; NULL: none */
	uint32_t drift;       /* from the baseline, which is allowed */
	bool update_baseline;
	struct cli_forms diagnostics;
	const char *diagnostics_output; /* of forms without a file; NULL: none */
	const char *config;             /* NULL: the nearest .platen.ini */
	bool no_config, print_config;
	bool sandbox; /* limit what files the process may open */
	bool help, version;
	bool all; /* of the help */
};

struct cli_option {
	const char *name;  /* "output" */
	char letter;       /* 'o'; 0 if there is only the long form */
	unsigned commands; /* CLI_ bits */
	struct cli_value value;
	size_t target;             /* where in struct cli_options */
	const char *help;          /* lines joined by LF */
	enum platen_option script; /* the screenplay may set it itself, as this option */
	bool is_line_only;         /* neither .platen.ini nor the environment may set it */
	unsigned common;           /* commands whose help has it without --all, too */
	const char *group;         /* with this row a group of the help begins; NULL: with none */
};

/* Row number `index`, from 0; NULL past the end. The order is that of the help. */
const struct cli_option *cli_option_at(size_t index);
#define CLI_OPTIONS_MAX 96

/* The option `name` of one of the `commands`; NULL if there is none. */
const struct cli_option *cli_option_by_name(const char *name, unsigned commands);

/* -------------------------------------------------------------------- settings */

/* What has set an option; the later ones win. */
enum cli_origin {
	CLI_ORIGIN_DEFAULT,
	CLI_ORIGIN_EPOCH, /* SOURCE_DATE_EPOCH */
	CLI_ORIGIN_FILE,
	CLI_ORIGIN_ENVIRONMENT,
	CLI_ORIGIN_LINE,
};

/* Page formats of the user's own, as sections of .platen.ini have them. */
struct cli_profile;
struct cli_profiles {
	struct platen_profile *list;
	struct cli_profile *places; /* where each of the list is written */
	size_t count, capacity, place_capacity;
};

/* The options of a command, and what set them. */
struct cli_settings {
	const struct cli_messages *messages;
	const struct cli_command *commands; /* the table of all */
	const struct cli_command *command;  /* whose options these are */
	struct cli_options options;
	struct cli_setting {
		enum cli_origin origin;
		unsigned line;                   /* of the file */
	} list[CLI_OPTIONS_MAX];                 /* for each row of the table of options */
	struct cli_setting rules[CLI_RULES_MAX]; /* for what -W says of each message */
	const char *config_path;                 /* NULL: no file was read */
	struct cli_profiles profiles;
	struct pl_arena arena;     /* for texts of the options */
	struct cli_settings *next; /* of inputs with another file, see cli_settings_of */
	enum cli_exit status;      /* of resolving these */
};

/* What set the option `name` of the settings' command. */
enum cli_origin cli_option_origin(const struct cli_settings *settings, const char *name);
/* False: it is a flag which is off. */
bool cli_option_is_on(const struct cli_settings *settings, const char *name);

/* Print the settings as .platen.ini would have them, each with its origin. `document` is the
 * screenplay `input`, whose title page may set some; NULL: none. */
void cli_put_settings(struct pl_buffer *out, const struct cli_settings *settings,
		      const struct platen_document *document, const char *input);
/* The user's profiles in the same way. */
void cli_put_profiles(struct pl_buffer *out, const struct cli_settings *settings);

/* --------------------------------------------------------------------- request */

/* What the user asks for. */
struct cli_request {
	struct cli_messages *messages;
	bool is_bare;                 /* no command was named; it is convert */
	char **words;                 /* of the command line, ending with NULL */
	char **command_word;          /* the one which is the command; NULL: none */
	struct cli_settings settings; /* of the command and its first input */
	struct cli_inputs inputs;
};

/* Read the command line. Before, only `messages` and `settings.commands` are set. Errors are
 * reported. */
enum cli_exit cli_request_parse(struct cli_request *request, int argc, char **argv);

/* Resolve the options of any command, as this command line has them, and the .platen.ini `nearest`,
 * unless that is NULL, or the command line says otherwise. Errors are reported. */
enum cli_exit cli_settings_resolve(struct cli_settings *settings, const struct cli_request *request,
				   const struct cli_command *command, const char *nearest);

/* The settings for an input: those of the .platen.ini nearest to it. The request owns them. Errors
 * are reported, once for each file. */
enum cli_exit cli_settings_of(struct cli_request *request, const char *input,
			      const struct cli_settings **settings);

/* The path of the .platen.ini which is nearest to the folder of `input`, or to the current folder
 * if that is NULL; *found is NULL if there is none. False: no memory. */
bool cli_config_find(struct pl_arena *arena, const char *input, const char **found);

/* Report that there is no command `name`, and which there are. Returns CLI_USAGE. */
enum cli_exit cli_unknown_command(const struct cli_request *request, const char *name);

/* The nearest name of an option of one of these commands; of one which is a key of .platen.ini if
 * `is_key`. */
struct cli_hint cli_hint_option(struct pl_str word, unsigned commands, bool is_key);

#endif
