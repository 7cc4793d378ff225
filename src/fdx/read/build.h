/* build - nodes being made of paragraphs: nodes.c makes each, build.c says which */
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

/* An empty node. Never NULL. */
struct platen_node *pl_fdx_build_node(struct pl_fdx_builder *builder, struct platen_node *parent,
				      enum platen_kind kind,
				      const struct pl_fdx_paragraph *paragraph);
/* By its own format, else by its type's. */
bool pl_fdx_starts_page(const struct pl_fdx_paragraph *paragraph);
/* A printed child of the root. */
struct platen_node *pl_fdx_build_printed(struct pl_fdx_builder *builder, enum platen_kind kind,
					 const struct pl_fdx_paragraph *paragraph);
/* A section, synopsis or note. NULL: it has no text. */
struct platen_node *pl_fdx_build_hidden(struct pl_fdx_builder *builder, struct platen_node *parent,
					enum platen_kind kind,
					const struct pl_fdx_paragraph *paragraph);
/* A script note as a node of its own. */
void pl_fdx_build_note(struct pl_fdx_reader *reader, struct platen_node *parent,
		       const struct pl_fdx_note *note);
/* Script notes at the very beginning of a paragraph stand before it. */
void pl_fdx_build_notes_before(struct pl_fdx_builder *builder, struct platen_node *parent,
			       const struct pl_fdx_paragraph *paragraph);
/* A cue, and with it a new speech under `parent`. */
void pl_fdx_build_cue(struct pl_fdx_builder *builder, struct platen_node *parent,
		      const struct pl_fdx_paragraph *paragraph);
/* Dialogue, a parenthetical or a lyric of the speech which is going on. */
void pl_fdx_build_said(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph);

#endif
