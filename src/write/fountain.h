/*
 * fountain - what the files of the Fountain writer share; nobody else includes it
 *
 *	fountain.c		which lines there are, and how many blank ones between them
 *	fountain-line.c		one line: markers, emphasis, escapes, notes in their places
 */
#ifndef PL_WRITE_FOUNTAIN_H
#define PL_WRITE_FOUNTAIN_H

#include "syntax/syntax.h"
#include "write/write.h"

/* What a line is to be made of, in this order. */
struct pl_fountain_text {
	struct pl_str before;		/* "> ", "Title: " */
	const struct platen_node *node;
	uint32_t start, end;		/* bytes of the node's text */
	uint32_t indent;		/* of these: stand before the marker */
	const struct pl_cut *cut;	/* the first one at or behind `start` */
	uint32_t run;			/* the first one which reaches behind `start` */
	char marker;			/* \ ! . @, or 0 */
	bool is_verbatim;		/* no emphasis, no escapes */
	struct pl_str label;		/* behind the text: (V.O.), #12A# ... */
	char label_mark;		/* ... in hashes, or 0 */
	struct pl_str behind;		/* " <", " ^" */
};

/* The lines which are made, one after the other. */
struct pl_fountain_speller {
	struct pl_buffer line;		/* as it is written; a note may reach over several lines */
	struct pl_buffer seen;		/* as it is read: without notes and boneyards */
	struct pl_marks meant;		/* the marks which were put, by place in `seen` */
	struct pl_marks read;		/* those which a reader would find there */
	struct pl_arena arena;
	/* A mark stands behind a slash: that would open a boneyard if one were closed behind it. */
	bool opens;			/* in the line */
	bool is_opened;			/* in those above */
};

/* False when memory runs out; then, too, it is to be ended. */
bool pl_fountain_speller_init(struct pl_fountain_speller *speller);
void pl_fountain_speller_fini(struct pl_fountain_speller *speller);

/* Make the line which says `text`; false when memory runs out. */
bool pl_fountain_spell(struct pl_fountain_speller *speller, const struct pl_fountain_text *text);

/* A note or boneyard in a line, marks included; and one which is a node. There, a boneyard over several
 * lines has its marks on their own. */
void pl_fountain_put_cut(struct pl_buffer *out, const struct pl_cut *cut);
void pl_fountain_put_alone(struct pl_buffer *out, const struct platen_node *node);

#endif
