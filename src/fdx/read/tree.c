/*
 * Draft to document: the body.
 *
 * Final Draft has a flat list of paragraphs; speeches are made here, of a cue and what follows it.
 * A paragraph which cannot be what its type says (dialogue without a cue, a heading without text)
 * is action which looks as its type does: each node brings the style which its paragraph has on
 * Final Draft's page, so nothing moves.
 */
#include <stdio.h>

#include "fdx/read/tree.h"

/* ----------------------------------------------------------------------- paragraphs */

/* A note of the writer's says this colour. */
static bool
is_noted(struct pl_draft *draft, const struct pl_draft_paragraph *paragraph)
{
	uint32_t rgb;
	for (const struct pl_draft_note *note = paragraph->notes.first; note != NULL;
	     note = note->next) {
		struct pl_str text = pl_draft_note_text(draft, note);
		struct pl_note_meaning meaning = pl_note_meaning(text);
		if (meaning.class == PL_NOTE_COLOR && pl_color_rgb(meaning.color, &rgb) &&
		    rgb == paragraph->color) {
			return true;
		}
	}
	return false;
}

/* The colour of a scene is a note in its heading: [[#FF8800]]. */
static bool
add_color(struct pl_draft *draft, struct platen_node *heading,
	  const struct pl_draft_paragraph *paragraph)
{
	if (!paragraph->has_color || is_noted(draft, paragraph)) {
		return true;
	}
	struct pl_cut *cut = pl_arena_alloc(&draft->document->arena, sizeof(*cut));
	char *text = pl_arena_alloc(&draft->document->arena, sizeof("#RRGGBB"));
	if (cut == NULL || text == NULL) {
		return false;
	}
	int length = snprintf(text, sizeof("#RRGGBB"), "#%06X", (unsigned)paragraph->color);
	*cut = (struct pl_cut){
		.kind = PLATEN_NOTE,
		.at = (uint32_t)heading->text.length,
		.text = {text, (size_t)length},
		.from = paragraph->from,
		.source_end = paragraph->source_end,
	};
	struct pl_cut **end = &heading->cuts;
	while (*end != NULL) {
		end = &(*end)->next;
	}
	*end = cut;
	return true;
}

static bool
add_heading(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph)
{
	if (!pl_build_printed(builder, PLATEN_SCENE_HEADING, paragraph) ||
	    !add_color(builder->draft, builder->root->last, paragraph)) {
		return false;
	}
	builder->root->last->label = paragraph->number;
	for (const struct pl_draft_paragraph *p = paragraph->summary.first; p != NULL;
	     p = p->next) {
		if (!pl_build_hidden(builder, builder->root, PLATEN_SYNOPSIS, p)) {
			return false;
		}
	}
	return true;
}

/* It goes on with the speech before it. A lyric does not if it has space above it which its type
 * has not: so our own writer has those which stand alone. */
static bool
is_said(const struct pl_builder *builder, const struct pl_draft_paragraph *paragraph)
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
add_by_role(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph)
{
	bool has_text = pl_draft_has_text(builder->draft, paragraph);
	bool goes_on = is_said(builder, paragraph);
	switch (paragraph->type->role) {
	case PL_FDX_IS_HEADING:
		return has_text ? add_heading(builder, paragraph)
				: pl_build_action(builder, paragraph);
	case PL_FDX_IS_CHARACTER:
		return has_text ? pl_build_cue(builder, builder->root, paragraph)
				: pl_build_action(builder, paragraph);
	case PL_FDX_IS_PARENTHETICAL:
	case PL_FDX_IS_DIALOGUE:
		return goes_on ? pl_build_said(builder, paragraph)
			       : pl_build_action(builder, paragraph);
	case PL_FDX_IS_LYRIC:
		return goes_on ? pl_build_said(builder, paragraph)
			       : pl_build_printed(builder, PLATEN_LYRIC, paragraph);
	case PL_FDX_IS_TRANSITION:
		return has_text ? pl_build_printed(builder, PLATEN_TRANSITION, paragraph)
				: pl_build_action(builder, paragraph);
	case PL_FDX_IS_SECTION:
		builder->speech = NULL;
		return pl_build_hidden(builder, builder->root, PLATEN_SECTION, paragraph);
	case PL_FDX_IS_SYNOPSIS:
		builder->speech = NULL;
		return pl_build_hidden(builder, builder->root, PLATEN_SYNOPSIS, paragraph);
	case PL_FDX_IS_NOTE:
		return pl_build_hidden(builder,
				       builder->speech != NULL ? builder->speech : builder->root,
				       PLATEN_NOTE, paragraph);
	case PL_FDX_IS_SHOT:
		return has_text && !pl_build_is_centered(paragraph)
			       ? pl_build_printed(builder, PLATEN_SHOT, paragraph)
			       : pl_build_action(builder, paragraph);
	case PL_FDX_IS_ACTION: break;
	}
	return pl_build_action(builder, paragraph);
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

bool
pl_build_page_break(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph)
{
	struct pl_fdx_format format =
		pl_fdx_format_over(paragraph->format, &paragraph->type->format);
	if (!format.starts_new_page || !builder->has_printed) {
		return true;
	}
	builder->speech = NULL;
	struct platen_node *node =
		pl_build_node(builder, builder->root, PLATEN_PAGE_BREAK, paragraph);
	if (node == NULL) {
		return false;
	}
	move_outline(node);
	builder->has_printed = false;
	return true;
}

/* Once for each type: a template has hundreds of paragraphs of one. */
static bool
tell_unknown_type(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph)
{
	struct pl_draft_type *type = paragraph->type;
	if (!type->is_unknown || type->is_told || !pl_draft_has_text(builder->draft, paragraph)) {
		return true;
	}
	char *name = pl_arena_alloc(&builder->draft->arena, type->name.length + 1);
	if (name != NULL) {
		memcpy(name, type->name.data, type->name.length);
		pl_report(builder->draft->diag, PL_FDX_TYPE, paragraph->from, name);
		type->is_told = true;
	}
	return name != NULL;
}

bool
pl_build_paragraph(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph)
{
	enum pl_fdx_role role = paragraph->type->role;
	if (!tell_unknown_type(builder, paragraph) || !pl_build_page_break(builder, paragraph)) {
		return false;
	}
	builder->draft->lost[PL_LOST_NUMBERS] +=
		paragraph->number.length > 0 &&
		(role != PL_FDX_IS_HEADING || !pl_draft_has_text(builder->draft, paragraph));
	struct platen_node *parent = is_said(builder, paragraph) ? builder->speech : builder->root;
	return pl_build_notes_before(builder, parent, paragraph) && add_by_role(builder, paragraph);
}

/* ------------------------------------------------------------------- omitted scenes */

/* The heading which is left of a scene. A file may leave the word to the program which reads it. */
static bool
add_omitted_heading(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph)
{
	static const struct pl_str word = {"OMITTED", 7};
	struct pl_draft *draft = builder->draft;
	if (paragraph->type->role != PL_FDX_IS_HEADING || pl_draft_has_text(draft, paragraph)) {
		return pl_build_paragraph(builder, paragraph);
	}
	struct pl_draft_run run = {.start = (uint32_t)draft->pool.length, .from = paragraph->from};
	pl_buffer_put(&draft->pool, word);
	run.end = (uint32_t)draft->pool.length;
	struct pl_draft_paragraph heading = *paragraph;
	heading.first = heading.last = &run;
	heading.length = (uint32_t)word.length;
	return !draft->pool.failed && pl_build_paragraph(builder, &heading);
}

static bool
add_omitted(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph)
{
	struct pl_draft *draft = builder->draft;
	if (!add_omitted_heading(builder, paragraph)) {
		return false;
	}
	struct platen_node *node =
		pl_build_node(builder, builder->root, PLATEN_BONEYARD, paragraph);
	if (node == NULL) {
		return false;
	}
	builder->speech = NULL;
	node->text = pl_draft_join(draft, &paragraph->inner, PL_STR("\n\n"));
	node->runs = pl_arena_alloc(&draft->document->arena, sizeof(*node->runs));
	if (node->text.data == NULL || node->runs == NULL) {
		return false;
	}
	node->runs[0] = (struct pl_run){.end = (uint32_t)node->text.length, .from = node->from};
	node->run_count = node->text.length > 0;
	return true;
}

static bool
add_any(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph)
{
	switch (paragraph->inner_kind) {
	case PL_INNER_NONE: break;
	case PL_INNER_OMITTED: return add_omitted(builder, paragraph);
	case PL_INNER_DUAL:
		/* what stands beside the DualDialogue is a paragraph of its own */
		return pl_build_dual(builder, paragraph) &&
		       (!pl_draft_has_text(builder->draft, paragraph) ||
			pl_build_action(builder, paragraph));
	}
	return pl_build_paragraph(builder, paragraph);
}

bool
pl_draft_build_paragraphs(struct pl_draft *draft, const struct pl_draft_paragraph *first,
			  const struct pl_draft_paragraph *end)
{
	struct pl_builder builder = {.draft = draft, .root = draft->document->root};
	for (const struct pl_draft_paragraph *p = first; p != end; p = p->next) {
		if (!add_any(&builder, p)) {
			return false;
		}
	}
	return true;
}

bool
pl_draft_build_body(struct pl_draft *draft)
{
	const struct platen_node *before = draft->document->root->last;
	bool has_front = before != NULL && before->kind == PLATEN_PAGE_BREAK;
	const struct pl_draft_paragraph *first = draft->body.first;
	/* an empty script: there must be one paragraph in a file */
	bool is_empty = !has_front && first != NULL && first->next == NULL && first->length == 0 &&
			first->inner_kind == PL_INNER_NONE && first->notes.first == NULL;
	if (!is_empty && !pl_draft_build_paragraphs(draft, draft->body.first, NULL)) {
		return false;
	}
	if (has_front) {
		draft->document->body = before->next;
	}
	for (const struct pl_draft_note *note = draft->unanchored.first; note != NULL;
	     note = note->next) {
		if (!pl_draft_append_note(draft, draft->document->root, note)) {
			return false;
		}
	}
	return true;
}
