/*
 * Paragraphs to nodes: the body.
 *
 * Final Draft has a flat list of paragraphs; speeches are made here, of a cue and what follows it.
 * A paragraph which cannot be what its type says (dialogue without a cue, a heading without text)
 * is action which looks as its type does: each node brings the style which its paragraph has on
 * Final Draft's page, so nothing moves.
 */
#include <stdio.h>

#include "fdx/read/build.h"

/* ----------------------------------------------------------------------- paragraphs */

static bool
is_centered(const struct pl_fdx_paragraph *paragraph)
{
	const struct pl_fdx_format *own = paragraph->format;
	const struct pl_fdx_format *format =
		own->given & PL_FDX_HAS_ALIGNMENT ? own : &paragraph->type->format;
	return format->alignment == PL_FDX_CENTER;
}

static void
add_action(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	pl_fdx_build_printed(builder, is_centered(paragraph) ? PLATEN_CENTERED : PLATEN_ACTION,
			     paragraph);
}

/* A note which the writer typed says this color. */
static bool
is_noted(struct pl_fdx_reader *reader, const struct pl_fdx_paragraph *paragraph)
{
	uint32_t rgb;
	for (const struct pl_fdx_note *note = paragraph->extras->notes.first; note != NULL;
	     note = note->next) {
		struct pl_note_meaning meaning = pl_note_meaning(pl_fdx_note_text(reader, note));
		if (meaning.class == PL_NOTE_COLOR && pl_color_rgb(meaning.color, &rgb) &&
		    rgb == paragraph->extras->color) {
			return true;
		}
	}
	return false;
}

/* The color of a scene is a note in its heading: [[#FF8800]]. */
static void
add_color(struct pl_fdx_reader *reader, struct platen_node *heading,
	  const struct pl_fdx_paragraph *paragraph)
{
	if (!paragraph->extras->has_color || is_noted(reader, paragraph)) {
		return;
	}
	struct pl_comment *comment = pl_fdx_need(reader, sizeof(*comment)),
			  **end = &heading->more->comments;
	char text[sizeof("#RRGGBB")];
	if (comment == NULL) {
		return;
	}
	snprintf(text, sizeof(text), "#%06X", (unsigned)paragraph->extras->color);
	*comment = (struct pl_comment){
		.kind = PLATEN_NOTE,
		.at = (uint32_t)heading->text.length,
		.text = pl_fdx_keep(reader, pl_str_of(text)),
		.from = paragraph->from,
		.source_end = paragraph->source_end,
	};
	while (*end != NULL) {
		end = &(*end)->next;
	}
	*end = comment;
}

static void
add_heading(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *node = pl_fdx_build_printed(builder, PLATEN_SCENE_HEADING, paragraph);
	const struct pl_fdx_paragraph *p = paragraph->extras->summary.first;
	add_color(builder->reader, node, paragraph);
	node->more->label = paragraph->extras->number;
	for (; p != NULL; p = p->next) {
		pl_fdx_build_hidden(builder, builder->root, PLATEN_SYNOPSIS, p);
	}
}

/* It continues the speech before it. A lyric does not if it has space above it and its type has
 * none: our own writer marks lyrics outside of speeches so. */
static bool
is_said(const struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	enum platen_kind kind = paragraph->type->kind;
	bool is_apart = kind == PLATEN_LYRIC && pl_fdx_lines_before(paragraph->format) > 0 &&
			pl_fdx_lines_before(&paragraph->type->format) == 0;
	return builder->speech != NULL && !is_apart &&
	       (kind == PLATEN_DIALOGUE || kind == PLATEN_PARENTHETICAL || kind == PLATEN_LYRIC);
}

/* The file prints its outline, with this paragraph. */
static bool
is_shown_outline(const struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	const struct pl_fdx_type *type = paragraph->type;
	return builder->reader->setup.has_outline &&
	       (type->kind == PLATEN_SECTION ||
		pl_str_equal_ascii_case(type->name, PL_STR("Outline Body")));
}

static void
add_outline(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	bool is_shown = is_shown_outline(builder, paragraph);
	if (is_shown && !pl_fdx_has_text(paragraph)) {
		add_action(builder, paragraph);
		return;
	}
	struct platen_node *node =
		pl_fdx_build_hidden(builder, builder->root, paragraph->type->kind, paragraph);
	if (is_shown) {
		node->more->style = pl_fdx_style(builder->reader, paragraph);
		node->more->rules = paragraph->type->rules;
		node->more->rules.is_no_scene = true;
		builder->has_printed = true;
		builder->follows_action = false;
	}
}

/* A number which is printed: of a heading, which may be empty, or of a shot. */
static bool
has_number(const struct pl_fdx_paragraph *paragraph)
{
	enum platen_kind kind = paragraph->type->kind;
	return paragraph->extras->number.length > 0 &&
	       (kind == PLATEN_SCENE_HEADING ||
		(kind == PLATEN_SHOT && pl_fdx_has_text(paragraph) && !is_centered(paragraph)));
}

/* A hidden note stays in the speech it stands in; a section or synopsis ends it. A paragraph
 * without text, or dialogue without a cue, is action. */
static void
add_by_kind(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	enum platen_kind kind = paragraph->type->kind;
	if (is_said(builder, paragraph)) {
		pl_fdx_build_said(builder, paragraph);
	} else if (kind == PLATEN_NOTE && builder->speech != NULL) {
		pl_fdx_build_hidden(builder, builder->speech, kind, paragraph);
	} else if (kind == PLATEN_SECTION || kind == PLATEN_SYNOPSIS || kind == PLATEN_NOTE) {
		builder->speech = NULL;
		add_outline(builder, paragraph);
	} else if (kind == PLATEN_LYRIC) {
		pl_fdx_build_printed(builder, kind, paragraph);
	} else if (has_number(paragraph) && kind == PLATEN_SHOT) {
		pl_fdx_build_printed(builder, kind, paragraph)->more->label =
			paragraph->extras->number;
		builder->reader->file->losses[PL_FDX_LOST_SHOT_NUMBERS]++;
	} else if (has_number(paragraph)) {
		add_heading(builder, paragraph);
	} else if (!pl_fdx_has_text(paragraph) || kind == PLATEN_ACTION ||
		   kind == PLATEN_PARENTHETICAL || kind == PLATEN_DIALOGUE ||
		   (kind == PLATEN_SHOT && is_centered(paragraph))) {
		add_action(builder, paragraph);
	} else if (kind == PLATEN_SCENE_HEADING) {
		add_heading(builder, paragraph);
	} else if (kind == PLATEN_CHARACTER) {
		pl_fdx_build_cue(builder, builder->root, paragraph);
	} else {
		pl_fdx_build_printed(builder, kind, paragraph);
	}
}

/* A section right before a page break belongs to what follows the break, and so does the outline
 * below it. In the file the break is an attribute of the next printed paragraph. */
static void
move_outline(struct platen_node *page_break)
{
	struct platen_node *root = page_break->parent, *section = NULL;
	for (struct platen_node *n = page_break->previous;
	     n != NULL && pl_node_more(n)->style == NULL &&
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

static void
add_page_break(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	if (pl_fdx_starts_page(paragraph) && builder->has_printed) {
		builder->speech = NULL;
		builder->has_printed = false;
		move_outline(
			pl_fdx_build_node(builder, builder->root, PLATEN_PAGE_BREAK, paragraph));
	}
}

/* Fountain has the type, under whatever name. */
static bool
is_fountain(const struct pl_fdx_type *type)
{
	const struct pl_fdx_standard_type *standard = pl_fdx_standard_named(type->name);
	if (standard == NULL) {
		return type->name.length == 0;
	}
	switch ((enum pl_fdx_standard)(standard - pl_fdx_standard_types)) {
	case PL_FDX_GENERAL:
	case PL_FDX_SHOT:
	case PL_FDX_CAST_LIST:
	case PL_FDX_NEW_ACT:
	case PL_FDX_END_OF_ACT:
	case PL_FDX_COLD_OPENING:
	case PL_FDX_SEQUENCE: return false;
	default: return true;
	}
}

static void
add_paragraph(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_type *type = paragraph->type;
	bool has_text = pl_fdx_has_text(paragraph);
	if (type->is_unknown && has_text) {
		pl_report(builder->reader->diag, PL_FDX_TYPE, paragraph->from, type->name.data);
		type->is_unknown = false; /* a template has hundreds of paragraphs of one type */
	}
	add_page_break(builder, paragraph);
	builder->reader->file->losses[PL_FDX_LOST_TYPES] += has_text && !is_fountain(type);
	builder->reader->leaded_count +=
		has_text &&
		pl_fdx_format_over(paragraph->format, &type->format).leading != PL_FDX_REGULAR;
	builder->reader->file->losses[PL_FDX_LOST_NUMBERS] +=
		paragraph->extras->number.length > 0 && !has_number(paragraph);
	struct platen_node *parent = is_said(builder, paragraph) ? builder->speech : builder->root;
	pl_fdx_build_notes_before(builder, parent, paragraph);
	add_by_kind(builder, paragraph);
}

/* ------------------------------------------------------------------- omitted scenes */

/* The heading that remains of an omitted scene. Some files leave its word to the program which
 * reads them. */
static const struct pl_fdx_paragraph *
omitted_heading(struct pl_fdx_reader *reader, const struct pl_fdx_paragraph *paragraph)
{
	bool is_bare = paragraph->type->kind == PLATEN_SCENE_HEADING && !pl_fdx_has_text(paragraph);
	struct pl_fdx_paragraph *heading = is_bare ? pl_fdx_need(reader, sizeof(*heading)) : NULL;
	if (heading == NULL) {
		return paragraph;
	}
	*heading = *paragraph;
	heading->first = heading->last = NULL;
	heading->length = 0;
	pl_fdx_add_run(reader, heading, paragraph->from, PL_STR("OMITTED"));
	return heading;
}

static void
add_omitted(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_reader *reader = builder->reader;
	add_paragraph(builder, omitted_heading(reader, paragraph));
	builder->speech = NULL;
	pl_fdx_set_plain_text(pl_fdx_build_node(builder, builder->root, PLATEN_BONEYARD, paragraph),
			      pl_fdx_join(reader, &paragraph->extras->inner, "\n\n"));
}

/* ------------------------------------------------------------------ dual dialogue */

#define GAP 1800 /* between the columns; a parenthetical is set in as much */
#define WIDTH_MIN 14400

/* The next cue with text, from `paragraph` on. */
static const struct pl_fdx_paragraph *
next_cue(const struct pl_fdx_paragraph *paragraph)
{
	while (paragraph != NULL &&
	       (paragraph->type->kind != PLATEN_CHARACTER || !pl_fdx_has_text(paragraph))) {
		paragraph = paragraph->next;
	}
	return paragraph;
}

/* The columns share the box of the paragraph they are in. */
static const struct platen_style *
dual_style(struct pl_fdx_builder *builder, const struct platen_node *node,
	   const struct platen_style *outer, bool is_right)
{
	struct platen_style *style = pl_fdx_need(builder->reader, sizeof(*style));
	if (style == NULL) {
		return NULL;
	}
	int32_t left = outer->left, right = outer->right;
	if (right - left < WIDTH_MIN) {
		left = 10800;
		right = 54000;
	}
	int32_t column = (right - left - GAP) / 2;
	*style = *pl_node_more(node)->style;
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
static void
add_column(struct pl_fdx_builder *builder, struct platen_node *dual,
	   const struct platen_style *outer, const struct pl_fdx_paragraph *first,
	   const struct pl_fdx_paragraph *end)
{
	bool is_right = dual->first != NULL;
	pl_fdx_build_cue(builder, dual, first);
	for (const struct pl_fdx_paragraph *p = first->next; p != end; p = p->next) {
		bool is_empty = !pl_fdx_has_text(p) &&
				(p->type->kind != PLATEN_DIALOGUE || p->type->name.length == 0);
		pl_fdx_build_notes_before(builder, builder->speech, p);
		if (!is_empty) {
			pl_fdx_build_said(builder, p);
		}
	}
	for (struct platen_node *n = builder->speech->first; n != NULL; n = n->next) {
		n->more->style =
			n->more->style == NULL ? NULL : dual_style(builder, n, outer, is_right);
	}
	if (builder->speech->source_end > dual->source_end) {
		dual->source_end = builder->speech->source_end;
	}
}

/* Paragraphs from `first` up to `end`, as if they stood outside. */
static void
add_range(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *first,
	  const struct pl_fdx_paragraph *end)
{
	for (const struct pl_fdx_paragraph *p = first; p != end; p = p->next) {
		if (p->type->name.length > 0 || pl_fdx_has_text(p)) {
			add_paragraph(builder, p);
		}
	}
}

/* What stands in a DualDialogue; `outer` is the paragraph around it. Without two cues it is no dual
 * dialogue; a third cue and what follows it stand below. */
static void
add_dual(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *outer)
{
	const struct pl_fdx_paragraph *first = outer->extras->inner.first;
	const struct pl_fdx_paragraph *left = builder->reader->splits_dual ? NULL : next_cue(first);
	const struct pl_fdx_paragraph *right = left == NULL ? NULL : next_cue(left->next);
	builder->speech = NULL;
	add_page_break(builder, outer);
	pl_fdx_build_notes_before(builder, builder->root, outer);
	add_range(builder, first, right == NULL ? NULL : left);
	if (right != NULL) {
		const struct platen_style *style = pl_fdx_style(builder->reader, outer);
		const struct pl_fdx_paragraph *third = next_cue(right->next);
		struct platen_node *dual =
			pl_fdx_build_node(builder, builder->root, PLATEN_DUAL_DIALOGUE, outer);
		add_column(builder, dual, style, left, right);
		add_column(builder, dual, style, right, third);
		builder->speech = NULL;
		add_range(builder, third, NULL);
	}
	/* what stands beside the DualDialogue is a paragraph of its own */
	if (pl_fdx_has_text(outer)) {
		add_action(builder, outer);
	}
}

/* ------------------------------------------------------------------------ the body */

void
pl_fdx_build_paragraphs(struct pl_fdx_reader *reader, const struct pl_fdx_paragraph *first,
			const struct pl_fdx_paragraph *end)
{
	struct pl_fdx_builder builder = {.reader = reader, .root = reader->document->root};
	for (const struct pl_fdx_paragraph *p = first; p != end && reader->status == PLATEN_OK;
	     p = p->next) {
		switch (p->extras->inner_kind) {
		case PL_FDX_INNER_NONE: add_paragraph(&builder, p); break;
		case PL_FDX_INNER_OMITTED: add_omitted(&builder, p); break;
		case PL_FDX_INNER_DUAL: add_dual(&builder, p); break;
		}
	}
}

void
pl_fdx_build_body(struct pl_fdx_reader *reader)
{
	const struct platen_node *before = reader->document->root->last;
	bool has_front = before != NULL && before->kind == PLATEN_PAGE_BREAK;
	const struct pl_fdx_paragraph *first = reader->body.first;
	/* an empty script: a file must have at least one paragraph */
	bool is_empty = !has_front && first != NULL && first->next == NULL && first->length == 0 &&
			first->extras->inner_kind == PL_FDX_INNER_NONE &&
			first->extras->notes.first == NULL;
	if (!is_empty) {
		pl_fdx_build_paragraphs(reader, first, NULL);
	}
	if (has_front) {
		reader->document->body = before->next;
	}
	for (const struct pl_fdx_note *note = reader->unanchored.first; note != NULL;
	     note = note->next) {
		pl_fdx_build_note(reader, reader->document->root, note);
	}
}
