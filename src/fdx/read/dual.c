/* Dual dialogue: two speeches, in columns which share the box of the paragraph they are in. */
#include "fdx/read/tree.h"

#define GAP 1800 /* between the columns; a parenthetical is set in as much */
#define WIDTH_MIN 14400

/* The next cue with text, from `paragraph` on. */
static const struct pl_draft_paragraph *
next_cue(const struct pl_builder *builder, const struct pl_draft_paragraph *paragraph)
{
	while (paragraph != NULL && (paragraph->type->role != PL_FDX_IS_CHARACTER ||
				     !pl_draft_has_text(builder->draft, paragraph))) {
		paragraph = paragraph->next;
	}
	return paragraph;
}

/* The columns share the box of the paragraph they are in. */
static const struct platen_style *
dual_style(struct pl_builder *builder, const struct platen_node *node,
	   const struct platen_style *outer, bool is_right)
{
	struct platen_style *style =
		pl_arena_alloc(&builder->draft->document->arena, sizeof(*style));
	if (style == NULL) {
		return NULL;
	}
	int32_t left = outer->left, right = outer->right;
	if (right - left < WIDTH_MIN) {
		left = 10800;
		right = 54000;
	}
	int32_t column = (right - left - GAP) / 2;
	*style = *node->style;
	style->left = is_right ? right - column : left;
	style->right = style->left + column;
	style->align = PLATEN_ALIGN_LEFT;
	if (node->kind == PLATEN_CHARACTER) {
		style->align = PLATEN_ALIGN_CENTER;
		style->space_above = outer->space_above;
	} else if (node->kind == PLATEN_PARENTHETICAL) {
		style->left += GAP;
		style->right -= GAP;
	}
	style->first = style->left;
	return style;
}

/* A column: from the cue to the next one. */
static bool
add_column(struct pl_builder *builder, struct platen_node *dual, const struct platen_style *outer,
	   const struct pl_draft_paragraph *first, const struct pl_draft_paragraph *end)
{
	bool is_right = dual->first != NULL;
	if (!pl_build_cue(builder, dual, first)) {
		return false;
	}
	for (const struct pl_draft_paragraph *p = first->next; p != end; p = p->next) {
		bool is_silent = !pl_draft_has_text(builder->draft, p) &&
				 (p->type->role != PL_FDX_IS_DIALOGUE || p->type->name.length == 0);
		if (!pl_build_notes_before(builder, builder->speech, p) ||
		    (!is_silent && !pl_build_said(builder, p))) {
			return false;
		}
	}
	for (struct platen_node *n = builder->speech->first; n != NULL; n = n->next) {
		if (n->style != NULL &&
		    (n->style = dual_style(builder, n, outer, is_right)) == NULL) {
			return false;
		}
	}
	if (builder->speech->source_end > dual->source_end) {
		dual->source_end = builder->speech->source_end;
	}
	return true;
}

/* Paragraphs from `first` up to `end`, as if they stood outside. */
static bool
add_range(struct pl_builder *builder, const struct pl_draft_paragraph *first,
	  const struct pl_draft_paragraph *end)
{
	for (const struct pl_draft_paragraph *p = first; p != end; p = p->next) {
		bool is_nothing =
			p->type->name.length == 0 && !pl_draft_has_text(builder->draft, p);
		if (!is_nothing && !pl_build_paragraph(builder, p)) {
			return false;
		}
	}
	return true;
}

bool
pl_build_dual(struct pl_builder *builder, const struct pl_draft_paragraph *outer)
{
	const struct pl_draft_paragraph *left = next_cue(builder, outer->inner.first);
	const struct pl_draft_paragraph *right =
		left == NULL ? NULL : next_cue(builder, left->next);
	builder->speech = NULL;
	if (!pl_build_page_break(builder, outer) ||
	    !pl_build_notes_before(builder, builder->root, outer)) {
		return false;
	}
	if (right == NULL) {
		return add_range(builder, outer->inner.first, NULL);
	}
	const struct platen_style *style = pl_draft_style(builder->draft, outer);
	if (style == NULL || !add_range(builder, outer->inner.first, left)) {
		return false;
	}
	struct platen_node *dual =
		pl_build_node(builder, builder->root, PLATEN_DUAL_DIALOGUE, outer);
	const struct pl_draft_paragraph *third = next_cue(builder, right->next);
	if (dual == NULL || !add_column(builder, dual, style, left, right) ||
	    !add_column(builder, dual, style, right, third)) {
		return false;
	}
	builder->speech = NULL;
	return add_range(builder, third, NULL);
}
