/* text - the text of a node in the making. See text.c. */
#ifndef PL_DRAFT_TEXT_H
#define PL_DRAFT_TEXT_H

#include "fdx/read/draft.h"

/* How the text of a paragraph becomes that of a node. */
struct pl_draft_shape {
	bool is_one_line; /* line breaks are spaces, and there are no blanks before it */
	bool is_plain;    /* no emphasis */
	bool keeps_case;  /* no capitals but those typed */
	bool cuts_first;  /* notes before its first character are cuts of this text, too */
};

/* A byte of a paragraph's text. */
struct pl_draft_spot {
	const struct pl_draft_paragraph *paragraph;
	const struct pl_draft_run *run;
	uint32_t in_run; /* bytes of the run before it */
	uint32_t at;     /* bytes of the text before it */
	struct platen_position from;
};

struct pl_draft_writing {
	struct pl_draft *draft;
	struct platen_node *node;
	struct pl_draft_shape shape;
	struct pl_buffer text;
	struct pl_run *runs, first_run; /* most texts have one */
	uint32_t run_count;
	size_t run_capacity;
	struct pl_cut *last_cut;
	bool has_jumped; /* in the source: the next character needs a run of its own */
	struct pl_draft_spot
		reached; /* where the latest addition ended: the next may go on there */
};

/* Begin the text of `node`; pl_draft_text_end must follow, whatever fails in between. */
void pl_draft_text_init(struct pl_draft_writing *writing, struct pl_draft *draft,
			struct platen_node *node, struct pl_draft_shape shape);
/* One character. False: no memory. */
bool pl_draft_text_put(struct pl_draft_writing *writing, uint32_t c, uint32_t style,
		       struct platen_position from);
/* A line break, which belongs to the run before it. False: no memory. */
bool pl_draft_text_break(struct pl_draft_writing *writing, struct platen_position from);
/* Bytes [start, end) of a paragraph's text, with the notes in it. Of one paragraph take them in
 * order: then each byte is looked at once. False: no memory. */
bool pl_draft_text_add(struct pl_draft_writing *writing, const struct pl_draft_paragraph *paragraph,
		       uint32_t start, uint32_t end);
/* Take off spaces at the end. */
void pl_draft_text_trim(struct pl_draft_writing *writing);
/* Keep the first `length` bytes, without spaces at their end. */
void pl_draft_text_shorten(struct pl_draft_writing *writing, size_t length);
/* Give the node what was written. False: no memory. */
bool pl_draft_text_end(struct pl_draft_writing *writing);

/* The style of a run: its own, which replaces the type's, else that. */
uint32_t pl_draft_run_style(const struct pl_draft_paragraph *paragraph,
			    const struct pl_draft_run *run);

/* The text has something to print: not only blanks. */
bool pl_draft_has_text(const struct pl_draft *draft, const struct pl_draft_paragraph *paragraph);

/* The first and the last byte of its text which is no blank; 0 if there is none. */
char pl_draft_first(const struct pl_draft *draft, const struct pl_draft_paragraph *paragraph);
char pl_draft_last(const struct pl_draft *draft, const struct pl_draft_paragraph *paragraph);

/* The texts of paragraphs, without emphasis; the document owns it. .data is NULL: no memory. */
struct pl_str pl_draft_join(struct pl_draft *draft, const struct pl_draft_paragraphs *paragraphs,
			    struct pl_str separator);

/* What a note is: a section, synopsis or boneyard, if our own writer made a note of one. */
enum platen_kind pl_draft_note_kind(const struct pl_draft_note *note);

/* "Name: text" of a note, the text of what is none; the document owns it. .data is NULL: no memory.
 */
struct pl_str pl_draft_note_text(struct pl_draft *draft, const struct pl_draft_note *note);

#endif
