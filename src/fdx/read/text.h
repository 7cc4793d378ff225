/* text - nodes being built, and their text. See text.c. */
#ifndef PL_FDX_TEXT_H
#define PL_FDX_TEXT_H

#include "fdx/read/read.h"

/* How the text of a paragraph becomes that of a node. */
struct pl_fdx_shape {
	bool is_one_line;    /* line breaks are spaces, and there are no blanks before it */
	bool is_plain;       /* no emphasis */
	bool keeps_case;     /* no capitals but those typed */
	bool comments_first; /* notes before its first character are comments of this text, too */
};

/* A place in a paragraph's text. */
struct pl_fdx_spot {
	const struct pl_fdx_paragraph *paragraph;
	const struct pl_fdx_run *run;
	const struct pl_fdx_note *note; /* the next one */
	uint32_t in_run;                /* bytes of the run before it */
	uint32_t at;                    /* bytes of the text before it */
	struct platen_position from;
};

struct pl_fdx_text {
	struct pl_fdx_reader *reader;
	struct platen_node *node;
	struct pl_fdx_shape shape;
	struct pl_buffer bytes;
	struct pl_run *runs, first_run; /* most texts have one */
	uint32_t run_count;
	size_t run_capacity;
	struct pl_revision *revisions;
	uint32_t revision_count;
	size_t revision_capacity;
	struct pl_comment **last_comment;
	bool has_jumped;         /* in the source: the next character needs a run of its own */
	struct pl_fdx_spot spot; /* where the latest addition ended: the next may go on there */
};

/* An empty node, last under `parent`. Never NULL: where memory runs out the reader has failed, and
 * the node is in no tree. */
struct platen_node *pl_fdx_append_node(struct pl_fdx_reader *reader, struct platen_node *parent,
				       enum platen_kind kind, struct platen_position from);
/* The node's text is this one, without emphasis. */
void pl_fdx_set_plain_text(struct platen_node *node, struct pl_str text);

/* Begin the text of `node`; pl_fdx_text_end must follow, whatever fails in between. */
void pl_fdx_text_init(struct pl_fdx_text *text, struct pl_fdx_reader *reader,
		      struct platen_node *node, struct pl_fdx_shape shape);
/* One character. */
void pl_fdx_text_put(struct pl_fdx_text *text, uint32_t c, uint32_t style,
		     struct platen_position from);
/* A line break, which has no style. */
void pl_fdx_text_break(struct pl_fdx_text *text, struct platen_position from);
/* Bytes [start, end) of a paragraph's text, with the notes in it. Of one paragraph add them in
 * order: then each byte is looked at once. */
void pl_fdx_text_add(struct pl_fdx_text *text, const struct pl_fdx_paragraph *paragraph,
		     uint32_t start, uint32_t end);
/* Take off spaces at the end. */
void pl_fdx_text_trim(struct pl_fdx_text *text);
/* Keep the first `length` bytes, without spaces at their end. */
void pl_fdx_text_shorten(struct pl_fdx_text *text, size_t length);
/* What was added from byte `start` on has been revised by the set of this number; 0: it has not. */
void pl_fdx_text_revise(struct pl_fdx_text *text, size_t start, uint32_t number);
/* Give the node its revisions. */
void pl_fdx_text_end_revisions(struct pl_fdx_text *text);
/* Give the node its text. */
void pl_fdx_text_end(struct pl_fdx_text *text);

/* The texts of paragraphs, without emphasis; the document owns it. */
struct pl_str pl_fdx_join(struct pl_fdx_reader *reader, const struct pl_fdx_paragraphs *paragraphs,
			  const char *separator);

/* What a note is: a section, synopsis or boneyard, if our own writer made a note of one. */
enum platen_kind pl_fdx_note_kind(const struct pl_fdx_note *note);
/* "Name: text" of a note, the text of what is none; the document owns it. */
struct pl_str pl_fdx_note_text(struct pl_fdx_reader *reader, const struct pl_fdx_note *note);

#endif
