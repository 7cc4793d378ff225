/*
 * tree - nodes of paragraphs
 *
 *	tree.c	what a paragraph becomes, by its role	nodes.c		what all nodes need
 *	dual.c	two columns				speech.c	cue, parenthetical, dialogue
 *	title.c	the title page				text.c		text, runs, notes in it
 */
#ifndef PL_DRAFT_TREE_H
#define PL_DRAFT_TREE_H

#include "fdx/read/text.h"

struct pl_builder {
	struct pl_draft *draft;
	struct platen_node *root;
	struct platen_node *speech;              /* which is going on, or NULL */
	const struct pl_draft_paragraph *joined; /* with the paragraph before it, or NULL */
	bool has_printed;                        /* something, since the latest page break */
	bool follows_action; /* the latest printed node is action, centered or lyric */
};

static const struct pl_draft_shape pl_one_line = {.is_one_line = true};
static const struct pl_draft_shape pl_many_lines = {0};

/* Paragraphs from `first` up to `end`, as children of the root. False: no memory, here and below.
 */
bool pl_draft_build_paragraphs(struct pl_draft *draft, const struct pl_draft_paragraph *first,
			       const struct pl_draft_paragraph *end);

/* A paragraph, by what its type is, after the page break and the notes which come before it. */
bool pl_build_paragraph(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph);
/* The break before a paragraph which starts a page. */
bool pl_build_page_break(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph);
/* What stands in a DualDialogue; `outer` is the paragraph around it. */
bool pl_build_dual(struct pl_builder *builder, const struct pl_draft_paragraph *outer);

/* A cue, and with it a new speech under `parent`. */
bool pl_build_cue(struct pl_builder *builder, struct platen_node *parent,
		  const struct pl_draft_paragraph *paragraph);
/* Dialogue, a parenthetical or a lyric of the speech which is going on. */
bool pl_build_said(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph);

/* An empty node for a paragraph. NULL: no memory. */
struct platen_node *pl_build_node(struct pl_builder *builder, struct platen_node *parent,
				  enum platen_kind kind,
				  const struct pl_draft_paragraph *paragraph);
/* The node's text is that of the paragraph. */
bool pl_build_text(struct pl_builder *builder, struct platen_node *node,
		   const struct pl_draft_paragraph *paragraph, struct pl_draft_shape shape);
/* A printed node of the root; action, or centered by its alignment; one which is not printed. */
bool pl_build_printed(struct pl_builder *builder, enum platen_kind kind,
		      const struct pl_draft_paragraph *paragraph);
bool pl_build_is_centered(const struct pl_draft_paragraph *paragraph);
bool pl_build_action(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph);
bool pl_build_hidden(struct pl_builder *builder, struct platen_node *parent, enum platen_kind kind,
		     const struct pl_draft_paragraph *paragraph);
/* Notes at the very beginning of a paragraph stand before it. */
bool pl_build_notes_before(struct pl_builder *builder, struct platen_node *parent,
			   const struct pl_draft_paragraph *paragraph);
/* A note of its own under `parent`. */
bool pl_draft_append_note(struct pl_draft *draft, struct platen_node *parent,
			  const struct pl_draft_note *note);

#endif
