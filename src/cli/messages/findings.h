/*
 * findings - what was heard about one input, and the forms in which it is told
 *
 *	findings.c		hear, switch off, sort, count
 *	diagnostics.c		the table of forms; where they go
 *	diagnose-text.c		as compilers do, with a caret on a terminal
 *	diagnose-json.c ...	one file a form
 */
#ifndef CLI_FINDINGS_H
#define CLI_FINDINGS_H

#include "cli/cli.h"

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
	struct cli_buffer text;
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
	void (*begin)(struct cli *cli, struct cli_buffer *out);
	/* One input and what was found in it, in the order of the inputs. */
	void (*put)(struct cli *cli, struct cli_buffer *out, const struct cli_findings *findings);
	void (*end)(struct cli *cli, struct cli_buffer *out);
};

/* Begin and end the telling; the latter answers CLI_OUTPUT if --diagnostics-output cannot be
 * written. */
void cli_diagnostics_begin(struct cli *cli);
enum cli_exit cli_diagnostics_end(struct cli *cli);

typedef void cli_diagnostics_fn(struct cli *cli, struct cli_buffer *out,
				const struct cli_findings *findings);
typedef void cli_diagnostics_edge_fn(struct cli *cli, struct cli_buffer *out);
cli_diagnostics_fn cli_diagnose_text, cli_diagnose_json, cli_diagnose_sarif, cli_diagnose_junit,
	cli_diagnose_github, cli_diagnose_climate;
cli_diagnostics_edge_fn cli_begin_sarif, cli_end_sarif, cli_begin_junit, cli_end_junit,
	cli_begin_climate, cli_end_climate;

#endif
