/*
 * Draft to document: the body.
 *
 * Final Draft has a flat list of paragraphs; speeches are made here, of a cue and what follows it.
 * A paragraph which cannot be what its type says (dialogue without a cue, a heading without text)
 * is action which looks as its type does: each node brings the style which its paragraph has on
 * Final Draft's page, so nothing moves.
 */
#include <stdio.h>

#include "fdx/read/build.h"

/* ----------------------------------------------------------------------- paragraphs */

/* A note of the writer's says this colour. */
static bool
is_noted(struct pl_fdx_reader *reader, const struct pl_fdx_paragraph *paragraph)
{
	uint32_t rgb;
	for (const struct pl_fdx_note *note = paragraph->extras->notes.first; note != NULL;
	     note = note->next) {
		struct pl_str text = pl_fdx_note_text(reader, note);
		struct pl_note_meaning meaning = pl_note_meaning(text);
		if (meaning.class == PL_NOTE_COLOR && pl_color_rgb(meaning.color, &rgb) &&
		    rgb == paragraph->extras->color) {
			return true;
		}
	}
	return false;
}

/* The colour of a scene is a note in its heading: [[#FF8800]]. */
static bool
add_color(struct pl_fdx_reader *reader, struct platen_node *heading,
	  const struct pl_fdx_paragraph *paragraph)
{
	if (!paragraph->extras->has_color || is_noted(reader, paragraph)) {
		return true;
	}
	struct pl_comment *comment = pl_arena_alloc(&reader->document->arena, sizeof(*comment));
	char *text = pl_arena_alloc(&reader->document->arena, sizeof("#RRGGBB"));
	if (comment == NULL || text == NULL) {
		return false;
	}
	int length = snprintf(text, sizeof("#RRGGBB"), "#%06X", (unsigned)paragraph->extras->color);
	*comment = (struct pl_comment){
		.kind = PLATEN_NOTE,
		.at = (uint32_t)heading->text.length,
		.text = {text, (size_t)length},
		.from = paragraph->from,
		.source_end = paragraph->source_end,
	};
	struct pl_comment **end = &heading->comments;
	while (*end != NULL) {
		end = &(*end)->next;
	}
	*end = comment;
	return true;
}

static bool
add_heading(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	if (!pl_fdx_build_printed(builder, PLATEN_SCENE_HEADING, paragraph) ||
	    !add_color(builder->reader, builder->root->last, paragraph)) {
		return false;
	}
	builder->root->last->label = paragraph->extras->number;
	for (const struct pl_fdx_paragraph *p = paragraph->extras->summary.first; p != NULL;
	     p = p->next) {
		if (!pl_fdx_build_hidden(builder, builder->root, PLATEN_SYNOPSIS, p)) {
			return false;
		}
	}
	return true;
}

/* It goes on with the speech before it. A lyric does not if it has space above it which its type
 * has not: so our own writer has those which stand alone. */
static bool
is_said(const struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	enum pl_fdx_role role = paragraph->type->role;
	bool is_apart = role == PL_FDX_IS_LYRIC && pl_fdx_lines_before(paragraph->format) > 0 &&
			pl_fdx_lines_before(&paragraph->type->format) == 0;
	return builder->speech != NULL && !is_apart &&
	       (role == PL_FDX_IS_DIALOGUE || role == PL_FDX_IS_PARENTHETICAL ||
		role == PL_FDX_IS_LYRIC);
}

/* A paragraph, by what its type is. */
static bool
add_by_role(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	bool has_text = pl_fdx_has_text(paragraph);
	bool goes_on = is_said(builder, paragraph);
	switch (paragraph->type->role) {
	case PL_FDX_IS_HEADING:
		return has_text ? add_heading(builder, paragraph)
				: pl_fdx_build_action(builder, paragraph);
	case PL_FDX_IS_CHARACTER:
		return has_text ? pl_fdx_build_cue(builder, builder->root, paragraph)
				: pl_fdx_build_action(builder, paragraph);
	case PL_FDX_IS_PARENTHETICAL:
	case PL_FDX_IS_DIALOGUE:
		return goes_on ? pl_fdx_build_said(builder, paragraph)
			       : pl_fdx_build_action(builder, paragraph);
	case PL_FDX_IS_LYRIC:
		return goes_on ? pl_fdx_build_said(builder, paragraph)
			       : pl_fdx_build_printed(builder, PLATEN_LYRIC, paragraph);
	case PL_FDX_IS_TRANSITION:
		return has_text ? pl_fdx_build_printed(builder, PLATEN_TRANSITION, paragraph)
				: pl_fdx_build_action(builder, paragraph);
	case PL_FDX_IS_SECTION:
		builder->speech = NULL;
		return pl_fdx_build_hidden(builder, builder->root, PLATEN_SECTION, paragraph);
	case PL_FDX_IS_SYNOPSIS:
		builder->speech = NULL;
		return pl_fdx_build_hidden(builder, builder->root, PLATEN_SYNOPSIS, paragraph);
	case PL_FDX_IS_NOTE:
		return pl_fdx_build_hidden(
			builder, builder->speech != NULL ? builder->speech : builder->root,
			PLATEN_NOTE, paragraph);
	case PL_FDX_IS_SHOT:
		return has_text && !pl_fdx_build_is_centered(paragraph)
			       ? pl_fdx_build_printed(builder, PLATEN_SHOT, paragraph)
			       : pl_fdx_build_action(builder, paragraph);
	case PL_FDX_IS_ACTION: break;
	}
	return pl_fdx_build_action(builder, paragraph);
}

/* A section which stands right before a page break belongs to what follows it, and the outline
 * under it does: in the file the break hangs on to the next paragraph which is printed. */
static void
move_outline(struct platen_node *page_break)
{
	struct platen_node *root = page_break->parent, *section = NULL;
	for (struct platen_node *n = page_break->previous;
	     n != NULL &&
	     (n->kind == PLATEN_SECTION || n->kind == PLATEN_SYNOPSIS || n->kind == PLATEN_NOTE);
	     n = n->previous) {
		section = n->kind == PLATEN_SECTION ? n : section;
	}
	while (section != NULL && section != page_break) {
		struct platen_node *next = section->next;
		pl_node_move(section, root);
		section = next;
	}
}

static bool
add_page_break(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_format format =
		pl_fdx_format_over(paragraph->format, &paragraph->type->format);
	if (!format.starts_new_page || !builder->has_printed) {
		return true;
	}
	builder->speech = NULL;
	struct platen_node *node =
		pl_fdx_build_node(builder, builder->root, PLATEN_PAGE_BREAK, paragraph);
	if (node == NULL) {
		return false;
	}
	move_outline(node);
	builder->has_printed = false;
	return true;
}

/* Once for each type: a template has hundreds of paragraphs of one. */
static void
report_unknown_type(const struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	if (paragraph->type->is_unknown && pl_fdx_has_text(paragraph)) {
		pl_report(builder->reader->diag, PL_FDX_TYPE, paragraph->from,
			  paragraph->type->name.data);
		paragraph->type->is_unknown = false;
	}
}

static bool
add_paragraph(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	enum pl_fdx_role role = paragraph->type->role;
	report_unknown_type(builder, paragraph);
	if (!add_page_break(builder, paragraph)) {
		return false;
	}
	builder->reader->dropped[PL_FDX_DROPPED_NUMBERS] +=
		paragraph->extras->number.length > 0 &&
		(role != PL_FDX_IS_HEADING || !pl_fdx_has_text(paragraph));
	struct platen_node *parent = is_said(builder, paragraph) ? builder->speech : builder->root;
	return pl_fdx_build_notes_before(builder, parent, paragraph) &&
	       add_by_role(builder, paragraph);
}

/* ------------------------------------------------------------------- omitted scenes */

/* The heading which is left of a scene. A file may leave the word to the program which reads it. */
static bool
add_omitted_heading(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_reader *reader = builder->reader;
	if (paragraph->type->role != PL_FDX_IS_HEADING || pl_fdx_has_text(paragraph)) {
		return add_paragraph(builder, paragraph);
	}
	struct pl_fdx_paragraph *heading = pl_fdx_need(reader, sizeof(*heading));
	if (heading == NULL) {
		return false;
	}
	*heading = *paragraph;
	heading->first = heading->last = NULL;
	heading->length = 0;
	return pl_fdx_add_run(reader, heading, paragraph->from, PL_STR("OMITTED")) != NULL &&
	       add_paragraph(builder, heading);
}

static bool
add_omitted(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_reader *reader = builder->reader;
	if (!add_omitted_heading(builder, paragraph)) {
		return false;
	}
	struct platen_node *node =
		pl_fdx_build_node(builder, builder->root, PLATEN_BONEYARD, paragraph);
	if (node == NULL) {
		return false;
	}
	builder->speech = NULL;
	return pl_fdx_build_bare_text(
		reader, node, pl_fdx_join(reader, &paragraph->extras->inner, PL_STR("\n\n")));
}

/* ------------------------------------------------------------------ dual dialogue */

/* Two speeches, in columns which share the box of the paragraph they are in. */
#define GAP 1800 /* between the columns; a parenthetical is set in as much */
#define WIDTH_MIN 14400

/* The next cue with text, from `paragraph` on. */
static const struct pl_fdx_paragraph *
next_cue(const struct pl_fdx_paragraph *paragraph)
{
	while (paragraph != NULL &&
	       (paragraph->type->role != PL_FDX_IS_CHARACTER || !pl_fdx_has_text(paragraph))) {
		paragraph = paragraph->next;
	}
	return paragraph;
}

/* The columns share the box of the paragraph they are in. */
static const struct platen_style *
dual_style(struct pl_fdx_builder *builder, const struct platen_node *node,
	   const struct platen_style *outer, bool is_right)
{
	struct platen_style *style =
		pl_arena_alloc(&builder->reader->document->arena, sizeof(*style));
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
add_column(struct pl_fdx_builder *builder, struct platen_node *dual,
	   const struct platen_style *outer, const struct pl_fdx_paragraph *first,
	   const struct pl_fdx_paragraph *end)
{
	bool is_right = dual->first != NULL;
	if (!pl_fdx_build_cue(builder, dual, first)) {
		return false;
	}
	for (const struct pl_fdx_paragraph *p = first->next; p != end; p = p->next) {
		bool is_silent = !pl_fdx_has_text(p) &&
				 (p->type->role != PL_FDX_IS_DIALOGUE || p->type->name.length == 0);
		if (!pl_fdx_build_notes_before(builder, builder->speech, p) ||
		    (!is_silent && !pl_fdx_build_said(builder, p))) {
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
add_range(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *first,
	  const struct pl_fdx_paragraph *end)
{
	for (const struct pl_fdx_paragraph *p = first; p != end; p = p->next) {
		bool is_nothing = p->type->name.length == 0 && !pl_fdx_has_text(p);
		if (!is_nothing && !add_paragraph(builder, p)) {
			return false;
		}
	}
	return true;
}

/* What stands in a DualDialogue; `outer` is the paragraph around it. */
static bool
add_dual(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *outer)
{
	const struct pl_fdx_paragraph *left = next_cue(outer->extras->inner.first);
	const struct pl_fdx_paragraph *right = left == NULL ? NULL : next_cue(left->next);
	builder->speech = NULL;
	if (!add_page_break(builder, outer) ||
	    !pl_fdx_build_notes_before(builder, builder->root, outer)) {
		return false;
	}
	if (right == NULL) {
		return add_range(builder, outer->extras->inner.first, NULL);
	}
	const struct platen_style *style = pl_fdx_style(builder->reader, outer);
	if (style == NULL || !add_range(builder, outer->extras->inner.first, left)) {
		return false;
	}
	struct platen_node *dual =
		pl_fdx_build_node(builder, builder->root, PLATEN_DUAL_DIALOGUE, outer);
	const struct pl_fdx_paragraph *third = next_cue(right->next);
	if (dual == NULL || !add_column(builder, dual, style, left, right) ||
	    !add_column(builder, dual, style, right, third)) {
		return false;
	}
	builder->speech = NULL;
	return add_range(builder, third, NULL);
}

/* ------------------------------------------------------------------------ the body */

static bool
add_any(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	switch (paragraph->extras->inner_kind) {
	case PL_FDX_INNER_NONE: break;
	case PL_FDX_INNER_OMITTED: return add_omitted(builder, paragraph);
	case PL_FDX_INNER_DUAL:
		/* what stands beside the DualDialogue is a paragraph of its own */
		return add_dual(builder, paragraph) &&
		       (!pl_fdx_has_text(paragraph) || pl_fdx_build_action(builder, paragraph));
	}
	return add_paragraph(builder, paragraph);
}

bool
pl_fdx_build_paragraphs(struct pl_fdx_reader *reader, const struct pl_fdx_paragraph *first,
			const struct pl_fdx_paragraph *end)
{
	struct pl_fdx_builder builder = {.reader = reader, .root = reader->document->root};
	for (const struct pl_fdx_paragraph *p = first; p != end; p = p->next) {
		if (!add_any(&builder, p)) {
			return false;
		}
	}
	return true;
}

bool
pl_fdx_build_body(struct pl_fdx_reader *reader)
{
	const struct platen_node *before = reader->document->root->last;
	bool has_front = before != NULL && before->kind == PLATEN_PAGE_BREAK;
	const struct pl_fdx_paragraph *first = reader->body.first;
	/* an empty script: there must be one paragraph in a file */
	bool is_empty = !has_front && first != NULL && first->next == NULL && first->length == 0 &&
			first->extras->inner_kind == PL_FDX_INNER_NONE &&
			first->extras->notes.first == NULL;
	if (!is_empty && !pl_fdx_build_paragraphs(reader, reader->body.first, NULL)) {
		return false;
	}
	if (has_front) {
		reader->document->body = before->next;
	}
	for (const struct pl_fdx_note *note = reader->unanchored.first; note != NULL;
	     note = note->next) {
		if (!pl_fdx_build_note(reader, reader->document->root, note)) {
			return false;
		}
	}
	return true;
}
