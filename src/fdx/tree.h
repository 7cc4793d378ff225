/* tree - nodes of paragraphs. See tree.c. */
#ifndef PL_DRAFT_TREE_H
#define PL_DRAFT_TREE_H

#include "fdx/draft.h"

/* Paragraphs from `first` up to `end`, as children of the root. False: no memory. */
bool pl_draft_build_paragraphs(struct pl_draft *draft, const struct pl_draft_paragraph *first,
			       const struct pl_draft_paragraph *end);

/* A note of its own under `parent`. False: no memory. */
bool pl_draft_append_note(struct pl_draft *draft, struct platen_node *parent,
			  const struct pl_draft_note *note);

#endif
