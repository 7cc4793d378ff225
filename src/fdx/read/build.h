/*
 * build - nodes of paragraphs
 *
 *	build.c	what a paragraph becomes, by its type	nodes.c		what all nodes need
 *	title.c	the title page				speech.c	cue, parenthetical, dialogue
 *							text.c		text, runs, notes in it
 *
 * Functions return nothing, or something to go on with, if memory runs out: reader->status says so,
 * and the document is thrown away.
 */
#ifndef PL_FDX_BUILD_H
#define PL_FDX_BUILD_H

#include "fdx/read/text.h"

struct pl_fdx_builder {
	struct pl_fdx_reader *reader;
	struct platen_node *root;
	struct platen_node *speech;            /* which is going on, or NULL */
	const struct pl_fdx_paragraph *joined; /* with the paragraph before it, or NULL */
	bool has_printed;                      /* something, since the latest page break */
	bool follows_action; /* the latest printed node is action, centered or lyric */
};

/* Paragraphs from `first` up to `end`, as children of the root. */
void pl_fdx_build_paragraphs(struct pl_fdx_reader *reader, const struct pl_fdx_paragraph *first,
			     const struct pl_fdx_paragraph *end);

/* A cue, and with it a new speech under `parent`. */
void pl_fdx_build_cue(struct pl_fdx_builder *builder, struct platen_node *parent,
		      const struct pl_fdx_paragraph *paragraph);
/* Dialogue, a parenthetical or a lyric of the speech which is going on. */
void pl_fdx_build_said(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph);

/* An empty node; one for a paragraph. Never NULL. */
struct platen_node *pl_fdx_append_node(struct pl_fdx_reader *reader, struct platen_node *parent,
				       enum platen_kind kind, struct platen_position from);
struct platen_node *pl_fdx_build_node(struct pl_fdx_builder *builder, struct platen_node *parent,
				      enum platen_kind kind,
				      const struct pl_fdx_paragraph *paragraph);
/* The node's text is that of the paragraph. */
void pl_fdx_build_text(struct pl_fdx_builder *builder, struct platen_node *node,
		       const struct pl_fdx_paragraph *paragraph, struct pl_fdx_shape shape);
/* The node's text is this one, without emphasis. */
void pl_fdx_build_bare_text(struct pl_fdx_reader *reader, struct platen_node *node,
			    struct pl_str text);
/* A printed node of the root; one which is not printed. */
struct platen_node *pl_fdx_build_printed(struct pl_fdx_builder *builder, enum platen_kind kind,
					 const struct pl_fdx_paragraph *paragraph);
void pl_fdx_build_hidden(struct pl_fdx_builder *builder, struct platen_node *parent,
			 enum platen_kind kind, const struct pl_fdx_paragraph *paragraph);
/* A note of its own under `parent`. */
void pl_fdx_build_note(struct pl_fdx_reader *reader, struct platen_node *parent,
		       const struct pl_fdx_note *note);
/* Notes at the very beginning of a paragraph stand before it. */
void pl_fdx_build_notes_before(struct pl_fdx_builder *builder, struct platen_node *parent,
			       const struct pl_fdx_paragraph *paragraph);

#endif
