/*
 * reader - what the passes of the Fountain reader share; nothing outside this folder includes it
 *
 *	bytes --decode--> source --spans.c--> notes, boneyards --lines.c--> lines
 *	                                                                      |
 *	                          document <---title.c, then blocks.c---------+
 *	                                       |
 *	                                       +--- each line: visible.c, marks, text.c
 *
 * All passes are linear in the source. Functions which return bool return false when out of memory,
 * and only then, unless they are predicates (is_, has_) or say otherwise.
 */
#ifndef PL_FOUNTAIN_READER_H
#define PL_FOUNTAIN_READER_H

#include "fountain/fountain.h"
#include "fountain/syntax/syntax.h"

/* A note or boneyard in the source, marks included: [start, end). */
struct pl_fountain_span {
	uint32_t start, end;
	enum platen_kind kind; /* PLATEN_NOTE or PLATEN_BONEYARD */
	bool spans_lines;      /* has a line break inside */
	uint32_t nested;       /* note: the first boneyard (of all) which may stand inside it */
};

struct pl_fountain_spans {
	struct pl_fountain_span *data;
	size_t count, capacity;
};

/* What remains of a line without its spans (docs/fountain.md, "Blank lines"). */
enum pl_fountain_line_kind {
	PL_LINE_TEXT,
	PL_LINE_EMPTY,
	PL_LINE_HELD,     /* two or more spaces: keeps a speech open */
	PL_LINE_ASIDE,    /* only notes and one-line boneyards stood here */
	PL_LINE_BONEYARD, /* a boneyard over several lines stood here: acts as empty */
};

/* What has been seen of a line so far. */
struct pl_fountain_line_state {
	bool is_visible; /* some text */
	bool has_span;
	bool has_boneyard;      /* over several lines ... */
	bool is_visible_behind; /* ... and text behind it */
	bool has_tab;
	uint32_t spaces;
};

/* One line as the blocks see it. Line breaks inside a span do not end it, so it may reach over
 * several lines of the source. */
struct pl_fountain_source_line {
	uint32_t start, end; /* line break excluded */
	uint32_t span;       /* index of the first one at or behind its start */
	uint32_t group_end; /* index of the line which closes the parenthetical opened here, or 0 */
	enum pl_fountain_line_kind kind;
};

/* Bytes of a visible line from `at` on come from the source at `source`, up to the next piece. */
struct pl_fountain_piece {
	uint32_t at, source;
};

/* A span stood before byte `at` of the visible line. */
struct pl_fountain_visible_span {
	uint32_t at;
	const struct pl_fountain_span *span;
};

/* A line without its spans. The text is in the source if there were none, else in `buffer`. */
struct pl_fountain_visible {
	struct pl_str text;
	uint32_t from, to;  /* the text without blanks at its edges */
	bool ends_in_blank; /* typed blanks stand behind `to`, and no span */
	struct pl_fountain_piece *pieces;
	size_t piece_count, piece_capacity;
	struct pl_fountain_visible_span *spans;
	size_t span_count, span_capacity;
	struct pl_buffer buffer;
	size_t visible_end; /* of the buffer, behind its last visible character */
};

/* The text of a node while it is put together line by line. */
struct pl_fountain_text {
	struct platen_node *node; /* NULL: none is being built */
	uint32_t line_count;
	struct pl_buffer text;
	struct pl_run *runs;
	size_t run_count, run_capacity;
	uint32_t next_source; /* where the last run goes on in the source; PL_NONE: nowhere */
	struct pl_comment *first_comment, *last_comment;
};

struct pl_fountain_reader {
	struct platen_document *document;
	const struct platen_reporter *diag;
	bool is_silent; /* likely mistakes are not looked for */
	struct pl_fountain_dialect dialect;
	bool ignores_script;     /* its X-Options: */
	bool splits_dual;        /* dual dialogue is to be two speeches */
	struct pl_arena scratch; /* freed when reading ends */
	struct pl_str source;
	struct pl_fountain_spans boneyards; /* all of them */
	struct pl_fountain_spans spans;     /* notes, and the boneyards which are in no note */
	struct pl_fountain_source_line *lines;
	uint32_t line_count;
	struct platen_position at;          /* start of the line which is being read */
	struct pl_fountain_visible visible; /* that line */
	struct pl_fountain_visible ahead;   /* a line further down, or of a note's inside */
	struct pl_fountain_marks marks;
	struct pl_fountain_text text;
	struct pl_fountain_text aside; /* the text of a note or boneyard */
};

/* -------------------------------------------------------------------- the passes */

/* Fill reader->boneyards and reader->spans. */
bool pl_fountain_find_spans(struct pl_fountain_reader *reader);

/* Fill reader->lines. */
bool pl_fountain_split_lines(struct pl_fountain_reader *reader);

/* Read the title page, if there is one. *next is the index of the first line behind it. */
bool pl_fountain_read_title(struct pl_fountain_reader *reader, uint32_t *next);

/* Read all lines from `first` on. */
bool pl_fountain_read_blocks(struct pl_fountain_reader *reader, uint32_t first);

/* Report what was read as it stands, though something else was probably meant. */
bool pl_fountain_warn(struct pl_fountain_reader *reader);
/* The same for text that was copied from printed pages. */
void pl_fountain_warn_of_typeset_pages(const struct pl_fountain_reader *reader);
/* The same for the marks just found in reader->visible. */
void pl_fountain_warn_of_marks(const struct pl_fountain_reader *reader);

/* -------------------------------------------------------------- the state of a line */

/* Take a character at `at`, a span; returns the length of the character if it is a blank, else 1.
 */
size_t pl_fountain_see_character(struct pl_fountain_line_state *state, const char *at,
				 const char *end);
void pl_fountain_see_span(struct pl_fountain_line_state *state,
			  const struct pl_fountain_span *span);
enum pl_fountain_line_kind pl_fountain_kind_of(const struct pl_fountain_line_state *state);

/* ------------------------------------------------------------------ visible lines */

/* Show bytes [start, end) of the source without those of `spans` which stand in it; `first` is the
 * index of the first that may. */
bool pl_fountain_show_range(struct pl_fountain_reader *reader, struct pl_fountain_visible *visible,
			    uint32_t start, uint32_t end, const struct pl_fountain_spans *spans,
			    size_t first);

/* Show line `index`. */
bool pl_fountain_show_line(struct pl_fountain_reader *reader, struct pl_fountain_visible *visible,
			   uint32_t index);

/* The text without blanks at the edges. */
static inline struct pl_str
pl_fountain_content(const struct pl_fountain_visible *visible)
{
	return pl_str_slice(visible->text, visible->from, visible->to);
}

/* Byte of the source where a node begins whose first line this is: a span before its text is part
 * of it, blanks before its text if `with_indentation`. */
uint32_t pl_fountain_node_start(const struct pl_fountain_visible *visible, bool with_indentation);

/* Byte of the source at which byte `at` of the visible line stands. */
uint32_t pl_fountain_source_at(const struct pl_fountain_visible *visible, uint32_t at);

/* -------------------------------------------------------------------- node by node */

/* Make a node under `parent` which begins at byte `offset` of the source, in the line being read;
 * NULL when out of memory. */
struct platen_node *pl_fountain_append(struct pl_fountain_reader *reader,
				       struct platen_node *parent, enum platen_kind kind,
				       uint32_t offset);

/* The page on which `node` begins is called `label`, if that is not empty. */
bool pl_fountain_label_page(struct pl_fountain_reader *reader, struct platen_node *node,
			    struct pl_str label);

/* Start the text of `node`; one which is still being built is ended. */
bool pl_fountain_text_begin(struct pl_fountain_reader *reader, struct platen_node *node);

/* Add bytes [from, to) of reader->visible as one line, with the spans of that: _inline with
 * emphasis read, _verbatim as they are. `indentation` is the length of the one which is kept. */
bool pl_fountain_text_inline(struct pl_fountain_reader *reader, uint32_t indentation, uint32_t from,
			     uint32_t to);
bool pl_fountain_text_verbatim(struct pl_fountain_reader *reader, uint32_t from, uint32_t to);

/* Add the spans of reader->visible alone: the line has no text for this node. */
bool pl_fountain_text_spans(struct pl_fountain_reader *reader);

/* Add an empty line. */
bool pl_fountain_text_empty_line(struct pl_fountain_reader *reader);

/* Keep bytes [0, end) of the text which is being built. */
void pl_fountain_text_truncate(struct pl_fountain_reader *reader, size_t end);

/* Hand text, runs and spans to the node. */
bool pl_fountain_text_end(struct pl_fountain_reader *reader);

/* `node`, and what it stands in, reach up to byte `end` of the source. */
void pl_fountain_extend(struct platen_node *node, uint32_t end);

/* Make a node under `parent` of each span of reader->visible. */
bool pl_fountain_append_spans(struct pl_fountain_reader *reader, struct platen_node *parent,
			      uint32_t blank_before);

/* Make one boneyard of all the source from byte `start` on. */
bool pl_fountain_append_rest(struct pl_fountain_reader *reader, uint32_t start,
			     uint32_t blank_before);

#endif
