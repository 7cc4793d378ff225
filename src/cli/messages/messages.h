/*
 * messages - words to the user: errors, and what was found in a screenplay, in the forms which
 * programs read
 */
#ifndef CLI_MESSAGES_H
#define CLI_MESSAGES_H

#include "base/base.h"

struct cli;
struct cli_screenplay;

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

/* ------------------------------------------------------------------------ text */

/* `text` with control characters and bytes which are not UTF-8 made visible, so that a file name
 * can neither drive a terminal nor break a line which a program reads. */
void cli_put_visible(struct pl_buffer *buffer, const char *text);
/* `text` as a JSON string, with its quotes. */
void cli_put_json(struct pl_buffer *buffer, const char *text);
/* How many bytes of `text` make one UTF-8 character; 0 if it does not begin with one. */
size_t cli_utf8_length(const char *text);

/* -------------------------------------------------------------------- messages */

/* Say what `status`, which is not PLATEN_OK, means for `input`, and answer the exit status. */
enum cli_exit cli_refuse(const struct cli *cli, const char *input, enum platen_status status);

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
void cli_put_diagnostic(struct pl_buffer *out, const struct cli *cli, const char *file,
			const struct platen_diagnostic *diagnostic);

/* A line on stderr which is not about anything wrong. */
void cli_say(const struct cli *cli, const struct pl_buffer *line);

/* -------------------------------------------------------------------- findings */

/* Texts are places in the findings' buffer, where each ends in NUL: the buffer moves while it
 * grows. */
struct cli_finding {
	const char *id;
	enum platen_severity severity;
	struct platen_position position; /* line 0: the whole input */
	uint32_t order;                  /* of discovery */
	size_t message;
	/* known once they are settled */
	uint32_t end_column; /* on the same line, behind the last character */
	uint32_t utf16_column, utf16_end_column;
	size_t page;    /* printed label; empty: not on a page */
	size_t excerpt; /* of the source's line */
	uint32_t caret; /* bytes of the excerpt before the column */
};

/* Begins as zero but for cli and input. */
struct cli_findings {
	const struct cli *cli;
	const char *input;
	bool heard_error;        /* of the reader: the input is no screenplay */
	bool has_failed;         /* something is at or above --fail-on */
	bool is_short_of_memory; /* something was not kept */
	struct cli_finding *list;
	size_t count, capacity;
	struct pl_buffer text;
};

/* The platen_report_fn whose `user` is a cli_findings. */
void cli_findings_hear(void *user, const struct platen_diagnostic *diagnostic);

/* All is heard: leave out what is switched off, sort by place, look up pages and lines in
 * `screenplay`, whose document may be NULL. Afterwards the screenplay is not needed any more. */
void cli_findings_settle(struct cli_findings *findings, const struct cli_screenplay *screenplay);

/* Tell them in the form that was asked for, and give their memory back. */
void cli_findings_publish(struct cli *cli, struct cli_findings *findings);

const char *cli_finding_text(const struct cli_findings *findings, size_t place);

/* A form of diagnostics. What is NULL has nothing to say. */
struct cli_diagnostics {
	const char *name;
	void (*begin)(struct cli *cli, struct pl_buffer *out);
	/* One input and what was found in it, in the order of the inputs. */
	void (*put)(struct cli *cli, struct pl_buffer *out, const struct cli_findings *findings);
	void (*end)(struct cli *cli, struct pl_buffer *out);
};

/* Begin and end the telling; the latter answers CLI_OUTPUT if --diagnostics-output cannot be
 * written. */
void cli_diagnostics_begin(struct cli *cli);
enum cli_exit cli_diagnostics_end(struct cli *cli);

typedef void cli_diagnostics_fn(struct cli *cli, struct pl_buffer *out,
				const struct cli_findings *findings);
typedef void cli_diagnostics_edge_fn(struct cli *cli, struct pl_buffer *out);
cli_diagnostics_fn cli_diagnose_text, cli_diagnose_json, cli_diagnose_sarif, cli_diagnose_junit,
	cli_diagnose_github, cli_diagnose_climate;
cli_diagnostics_edge_fn cli_begin_sarif, cli_end_sarif, cli_begin_junit, cli_end_junit,
	cli_begin_climate, cli_end_climate;

#endif
