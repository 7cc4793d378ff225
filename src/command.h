/*
 * What the command uses of the library beside platen.h
 *
 * Libplaten does not export these functions: they serve the forms of our own reports and messages,
 * and may change with them. The command is linked with the library's objects. Each function is in
 * the room that its name begins with.
 */
#ifndef PL_COMMAND_H
#define PL_COMMAND_H

#include "platen.h"

/* How many columns the text takes in a terminal: two for an ideograph, none for a combining mark.
 */
size_t pl_text_columns(struct platen_text text);

/* -------------------------------------------------------------------- documents */

/* Like platen_document_parse, but memory of malloc which is the source as it is becomes the
 * document's: then *is_taken is set. (Measured on 8 MB: a fifth of the memory of `count`.) In
 * platen.c. */
enum platen_status pl_document_parse_taking(void *bytes, size_t length,
					    const struct platen_read_options *options,
					    struct platen_document **document, bool *is_taken);

/* --------------------------------------------------------------------- options */

/* The title entry which switched this extension on when the document was read: `X-Options:`, or
 * `Language:` for PLATEN_WIDE_MARKERS. NULL if none did. */
const struct platen_node *pl_fountain_extension_entry(const struct platen_document *document,
						      uint32_t extension);

/* Where the value of an option comes from. */
enum pl_layout_decider {
	PL_DECIDED_BY_DEFAULT,
	PL_DECIDED_BY_CALLER, /* platen_layout_options */
	PL_DECIDED_BY_SCRIPT,
};

struct pl_layout_option_value {
	struct platen_text text; /* "a4"; empty: none, or a sheet without a name */
	enum pl_layout_decider decider;
	/* The title entry which decided; if something else did, the entry whose value is not valid.
	 * NULL: none. */
	const struct platen_node *entry;
};

/* The value of an option which platen_pages_new would use; `document` may be NULL, for one that
 * sets nothing. The text is static, or owned by the document or by `options`. False: `options`
 * names a profile which does not exist, or makes no page. */
bool pl_layout_option(const struct platen_document *document,
		      const struct platen_layout_options *options, enum platen_option option,
		      struct pl_layout_option_value *value);

/* ---------------------------------------------------------------- page formats */

/* How the value of a key is written, and in which type it is kept. */
enum pl_format_unit {
	PL_FORMAT_LENGTH, /* int32_t: 1.25, in inches */
	PL_FORMAT_COLUMN, /* two of them */
	PL_FORMAT_NUMBER, /* uint32_t */
	PL_FORMAT_HALVES, /* uint32_t: 2, or 1.5, in half units */
	PL_FORMAT_WORDS,  /* uint32_t: bits, each of which has a word */
	PL_FORMAT_CHOICE, /* an enum: a word */
	PL_FORMAT_YES,    /* bool */
	PL_FORMAT_NO,     /* bool: yes means false */
	PL_FORMAT_TEXT,   /* const char * */
};

/* A key of a page format: of X-Layout, or of a profile in .platen.ini. */
struct pl_format_key {
	const char *name;
	enum pl_format_unit unit;
	size_t offset;
	const char *words; /* "left|center|right": of a choice, or of bits */
	uint32_t max;      /* of a number, or of halves */
};

/* The keys of an element, as they stand behind its name. The first is its column, which has no
 * name of its own. The offsets are in struct platen_style, except that of the last, which a
 * profile does not have. They end with one whose name is NULL. Static. */
extern const struct pl_format_key pl_format_style_keys[];

/* The name of an element: "dual-left-dialogue". */
#define PL_FORMAT_KEY_SIZE 48
void pl_format_name_kind(enum platen_side side, enum platen_kind kind,
			 char name[PL_FORMAT_KEY_SIZE]);

/* ----------------------------------------------------------------------- pages */

/* Why a page begins where it does. "The block" is the paragraph, or the speech with its cue, which
 * did not fit on the page before. */
enum pl_layout_reason {
	PL_REASON_FIRST,  /* the first page */
	PL_REASON_FORCED, /* === */
	PL_REASON_FULL,   /* the block moved whole */
	PL_REASON_CUT,    /* the block was cut at a sentence, or between paragraphs of a speech */
	PL_REASON_KEPT,   /* the block moved, and a heading above it with it */
	PL_REASON_PULLED, /* the block is a transition, and moved with what is above it */
	PL_REASON_SCENE_CONTINUED, /* the last block moved to make room for (CONTINUED) */
	PL_REASON_LAST_RESORT, /* the block is longer than a page, and was cut where the page was
				* full */
};

struct pl_layout_break {
	enum pl_layout_reason reason;
	const struct platen_node *block; /* NULL for the first page */
	bool is_rest;                    /* an earlier page has the first part of the block */
	bool is_forced;                  /* a page break precedes the block, so it need not fit */
	uint32_t left;                   /* lines which the page before had left for it */
	uint32_t kept;                   /* those of them reserved for (CONTINUED) */
	uint32_t rows;      /* its lines of text; in a dual dialogue, those of the longer column */
	bool has_more_rows; /* there are more than `rows`: only about a page is counted */
	uint32_t fit;       /* the lines of text which fitted */
	bool may_be_cut;    /* rule 1 of docs/pages.md allows it; then the next two count */
	uint32_t cut_from, cut_to; /* a cut in these lines leaves two on either side; there are
				    * none if cut_from > cut_to */
	bool is_cut;               /* the page begins inside a paragraph or speech */
};

/* Why this page begins where it does. Owned by the pages. */
const struct pl_layout_break *pl_layout_break_before(const struct platen_page *page);

/* -------------------------------------------------------------------- checking */

/* What earlier page counts say of a screenplay. */
struct pl_lint_baseline {
	bool is_known; /* they have it; otherwise that is reported */
	uint32_t pages;
	uint32_t drift; /* the difference which is allowed */
};

/* As platen_check; `options` must be there, and `baseline` may be NULL. `layout` is what the caller
 * has laid out the pages with; NULL: what the title page changes in that is not reported. */
enum platen_status pl_lint(const struct platen_pages *pages,
			   const struct platen_check_options *options,
			   const struct pl_lint_baseline *baseline,
			   const struct platen_layout_options *layout);

/*
 * The messages which notes in the script switch off: [[platen: off PL-330]]. On lines of its own
 * such a note counts from there on, until [[platen: on PL-330]]; inside an element it counts for
 * that element. Errors cannot be switched off. The caller frees *suppressions, which borrows
 * nothing. Ids that no message has are reported.
 */
struct pl_lint_suppressions;
enum platen_status pl_lint_suppressions_new(const struct platen_document *document,
					    const struct platen_reporter *reporter,
					    struct pl_lint_suppressions **suppressions);
void pl_lint_suppressions_free(struct pl_lint_suppressions *suppressions);

/* Whether the message `id` about the same document is switched off at byte `offset`. */
bool pl_lint_is_suppressed(const struct pl_lint_suppressions *suppressions, const char *id,
			   uint32_t offset);

#endif
