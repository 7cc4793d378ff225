/*
 * messages - what the command says: errors, on stderr; and diagnostics, about a screenplay, in
 * forms for people and for programs
 */
#ifndef CLI_MESSAGES_H
#define CLI_MESSAGES_H

#include "base/base.h"

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

enum cli_exit cli_worse(enum cli_exit one, enum cli_exit other);

/* ---------------------------------------------------------------------- errors */

/* How errors are printed, and where. */
struct cli_messages {
	const char *command; /* whose --help an error about usage names; NULL: the program's */
	bool has_color;
	bool shows_progress;    /* of one input: of several, jobs.c shows which it is */
	struct pl_buffer *held; /* collects them until they are due; NULL: print them at once */
};

/* `FILE: error: ...` */
__attribute__((format(printf, 3, 4))) void cli_error(const struct cli_messages *messages,
						     const char *file, const char *format, ...);

/* `FILE: error: cannot read: Permission denied; you need permission to read it`. `verb` is "read"
 * or "write"; `advice` is what else to do, or "". */
void cli_errno_error(const struct cli_messages *messages, const char *file, const char *verb,
		     int error, const char *advice);

/* `platen: error: ...`, and which help to read. Returns CLI_USAGE. */
__attribute__((format(printf, 2, 3))) enum cli_exit
cli_usage_error(const struct cli_messages *messages, const char *format, ...);

/* `platen: warning: ...` */
__attribute__((format(printf, 2, 3))) void cli_warn(const struct cli_messages *messages,
						    const char *format, ...);

/* The exit status which `status` leads to; unless it is PLATEN_OK, an error about `file`. */
enum cli_exit cli_report_status(const struct cli_messages *messages, const char *file,
				enum platen_status status);

enum cli_exit cli_out_of_memory(const struct cli_messages *messages, const char *file);

/* Print a line that is no error: "wrote FILE" and `details`; only `details` if `what` is NULL. */
void cli_inform(const struct cli_messages *messages, const char *what, const char *file,
		struct pl_buffer *details);

/* Shows on a terminal how far a long task is. */
struct cli_progress {
	const char *name; /* of what is made */
	int64_t due;      /* when it is shown next */
	bool is_shown;
};

/* For the options of the library. The progress must not move until it ends. */
struct platen_progress cli_progress_begin(struct cli_progress *progress,
					  const struct cli_messages *messages, const char *name);
void cli_progress_end(const struct cli_progress *progress);

/* Write all bytes to `fd`: 0 or an errno. */
int cli_write_all(int fd, const void *bytes, size_t length);

/* Whether an input is standard input, "-"; and its name for people and programs, <stdin> then. */
bool cli_is_stdin(const char *input);
const char *cli_input_name(const char *input);

/* "warning" */
const char *cli_severity_word(enum platen_severity severity);

/* `severity` and a colon, in colour if that is wanted. */
void cli_put_severity(struct pl_buffer *out, enum platen_severity severity, bool has_color);

/* `text` with control characters and bytes that are not UTF-8 made visible, so that a file name
 * can neither drive a terminal nor break a line which a program reads. */
void cli_put_visible(struct pl_buffer *out, const char *text);

/* ----------------------------------------------------------------------- hints */

/* The word of a list that was probably meant by `word`. */
struct cli_hint {
	struct pl_str word, best; /* best: empty if there is none */
	size_t distance;
};

void cli_hint_init(struct cli_hint *hint, struct pl_str word);
void cli_hint_offer(struct cli_hint *hint, struct pl_str candidate);

/* -------------------------------------------------------------------- findings */

/* docs/rules.md, compiled in. */
extern const char cli_rules_md[];

/* The section of docs/rules.md about message `id`, in Markdown; its first paragraph is the message.
 * Static; empty if there is no such message. */
struct pl_str cli_rule_page(const char *id);

/* What -W says of a message. */
enum cli_rule_setting { CLI_RULE_DEFAULT, CLI_RULE_OFF, CLI_RULE_WARNING, CLI_RULE_ERROR };
#define CLI_RULES_MAX 256

/* Which messages about a screenplay are shown, and which of them make the run fail. */
struct cli_filter {
	unsigned char rules[CLI_RULES_MAX]; /* enum cli_rule_setting, in the catalogue's order */
	unsigned fail_on;                   /* enum platen_severity */
	bool quiet;                         /* only what makes the run fail */
	bool lists_all;                     /* however often a message is found */
};

/* Where message `id` stands in the catalogue: "PL-214", in any case, or "PL214" or "214". False if
 * there is no such message. */
bool cli_rule_find(struct pl_str id, size_t *index);

/* Whether no warning is shown, or makes the run fail, so that none need be looked for. */
bool cli_filter_is_silent(const struct cli_filter *filter);

/* A part of a fix. */
struct cli_edit {
	struct platen_position start, end;
	uint32_t utf16_column, utf16_end_column;
	const char *text;
};

/* One diagnostic. The findings own its texts. */
struct cli_finding {
	const char *id, *message;
	enum platen_severity severity;
	struct platen_position position; /* line 0: the whole input */
	uint32_t rule;                   /* in the catalogue */
	uint32_t order;                  /* of discovery */
	size_t stands_for;               /* how many: one, or all that are not listed */
	/* known once the findings are settled */
	bool fails;                              /* at or above --fail-on */
	uint32_t end_column;                     /* on the same line, behind the last character */
	uint32_t utf16_column, utf16_end_column; /* the same in UTF-16 units */
	const char *page;                        /* printed label; "": not on a page */
	const char *excerpt;                     /* of the source's line */
	uint32_t caret;                          /* bytes of the excerpt before the column */
	/* Does not change when the line moves: a hash of id and excerpt, and which of those with
	 * this hash it is, from 1. */
	const char *fingerprint;
	struct cli_edit *fix; /* in the order of the source */
	size_t fix_count, fix_capacity;
};

/* Of the same message, this many are listed for an input; of the others, the place and the number.
 * A megabyte can hold half a million mistakes, which nobody reads. */
#define CLI_SAME_MAX 1000

/* A finding that is not listed. */
struct cli_unlisted {
	struct platen_position position;
	enum platen_severity severity;
	uint32_t rule; /* in the catalogue */
};

/* The diagnostics of one input, in the order of discovery, then in that of the source. */
struct cli_findings {
	const char *input;
	const struct cli_filter *filter;
	struct cli_finding *list;
	size_t count, capacity;
	size_t total;                 /* with those that are not listed */
	uint32_t same[CLI_RULES_MAX]; /* found of each message */
	struct cli_unlisted *unlisted;
	size_t unlisted_count, unlisted_capacity;
	struct pl_arena arena;
	bool has_error;     /* the reader reported one: the input is no screenplay */
	bool has_failed;    /* something is at or above --fail-on */
	bool is_incomplete; /* memory ran out for some of them */
};

void cli_findings_init(struct cli_findings *findings, const char *input,
		       const struct cli_filter *filter);
void cli_findings_fini(struct cli_findings *findings);

/* A reporter whose messages are added to the findings. */
struct platen_reporter cli_findings_reporter(struct cli_findings *findings);

/* Call it after the last one was added: drop those that are switched off, sort the others by place,
 * and look up their pages and lines. `document` and `pages` may be NULL, and are not used
 * afterwards. */
void cli_findings_settle(struct cli_findings *findings, const struct platen_document *document,
			 const struct platen_pages *pages);

/* ----------------------------------------------------------------- diagnostics */

/* The forms that the user asks for, and the file of each; NULL: none was named. */
#define CLI_FORMS_MAX 8
struct cli_forms {
	unsigned count;
	struct {
		unsigned form; /* in the order of the option's choices */
		const char *file;
	} list[CLI_FORMS_MAX];
};

#define CLI_SEVERITIES (PLATEN_SEVERITY_ERROR + 1)

/* The diagnostics of a run, in one form. */
struct cli_diagnostics {
	const struct cli_form *form;
	struct cli_diagnostics *next; /* the same in another form; NULL: there is none */
	const char *output;           /* a file, or "-"; NULL: stderr, input by input */
	bool has_color;               /* of text */
	bool shows_source;            /* text has the line of the source, too */
	bool lists_clean;             /* inputs without findings are listed, too */
	struct pl_buffer out;
	struct pl_json json; /* into `out` */
	/* of the first form only: */
	bool has_failed;               /* something is at or above --fail-on */
	bool is_incomplete;            /* memory ran out for some of them */
	size_t counts[CLI_SEVERITIES]; /* of messages */
	size_t found;                  /* inputs which have any */
};

/* A form of diagnostics. NULL: nothing is printed there. */
struct cli_form {
	const char *name;
	void (*begin)(struct cli_diagnostics *to);
	void (*begin_input)(struct cli_diagnostics *to, const struct cli_findings *findings);
	void (*put)(struct cli_diagnostics *to, const struct cli_findings *findings,
		    const struct cli_finding *finding);
	void (*end_input)(struct cli_diagnostics *to, const struct cli_findings *findings);
	void (*end)(struct cli_diagnostics *to);
};

/* `form` is a number of text|json|sarif|junit|github|codeclimate. It writes to to->out; a
 * cli_diagnostics must not move from then on. */
void cli_diagnostics_begin(struct cli_diagnostics *to, unsigned form);
/* Add what was found in an input, and free it. */
void cli_diagnostics_add(struct cli_diagnostics *to, const struct cli_messages *messages,
			 struct cli_findings *findings);
void cli_diagnostics_end(struct cli_diagnostics *to);

/* "2 errors, 5 warnings", with `first` before it; nothing if there are none. */
void cli_put_counts(struct pl_buffer *out, const char *first, const size_t counts[CLI_SEVERITIES]);

extern const struct cli_form cli_form_text, cli_form_json, cli_form_sarif, cli_form_junit,
	cli_form_github, cli_form_codeclimate;

#endif
