/*
 * Paragraphs to nodes: the body.
 *
 * Final Draft has a flat list of paragraphs; speeches are made here, of a cue and what follows it.
 * A paragraph which cannot be what its type says (dialogue without a cue, a heading without text)
 * is action which looks as its type does: each node brings the style which its paragraph has on
 * Final Draft's page, so nothing moves.
 */
#include <stdio.h>

#include "fdx/read/text.h"
#include "fountain/syntax/syntax.h"

struct builder {
	struct pl_fdx_reader *reader;
	struct platen_node *root;
	struct platen_node *speech;            /* which is going on, or NULL */
	const struct pl_fdx_paragraph *joined; /* with the paragraph before it, or NULL */
	bool has_printed;                      /* something, since the latest page break */
	bool follows_action; /* the latest printed node is action, centered or lyric */
};

/* ---------------------------------------------------------------------------- nodes */

static struct platen_node *
build_node(struct builder *builder, struct platen_node *parent, enum platen_kind kind,
	   const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *node =
		pl_fdx_append_node(builder->reader, parent, kind, paragraph->from);
	node->source_end = paragraph->source_end;
	node->fdx = paragraph;
	node->blank_before = parent == builder->root && node->previous != NULL;
	return node;
}

static void
build_text(struct builder *builder, struct platen_node *node,
	   const struct pl_fdx_paragraph *paragraph, struct pl_fdx_shape shape)
{
	struct pl_fdx_text text;
	pl_fdx_text_init(&text, builder->reader, node, shape);
	pl_fdx_text_add(&text, paragraph, 0, UINT32_MAX);
	pl_fdx_text_trim(&text);
	pl_fdx_text_end(&text);
}

/* Between two of these the number of empty lines counts. Readers that do not support shots see
 * action. */
static bool
is_stacked(enum platen_kind kind)
{
	return kind == PLATEN_SHOT || pl_kind_is(kind, PL_STACKED);
}

static bool
starts_page(const struct pl_fdx_paragraph *paragraph)
{
	const struct pl_fdx_format *own = paragraph->format;
	return own->given & PL_FDX_HAS_PAGE ? own->starts_new_page
					    : paragraph->type->format.starts_new_page;
}

static struct platen_node *
build_printed(struct builder *builder, enum platen_kind kind,
	      const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *node = build_node(builder, builder->root, kind, paragraph);
	node->style = pl_fdx_style(builder->reader, paragraph);
	node->rules = paragraph->type->rules;
	node->rules.keeps_space = starts_page(paragraph) && paragraph->type->is_general;
	if (is_stacked(kind) && builder->follows_action && node->style != NULL) {
		node->blank_before = node->style->space_above;
	}
	builder->speech = NULL;
	builder->follows_action = is_stacked(kind);
	builder->has_printed = true;
	build_text(builder, node, paragraph,
		   (struct pl_fdx_shape){.is_one_line = !is_stacked(kind)});
	return node;
}

/* NULL: it has no text. */
static struct platen_node *
build_hidden(struct builder *builder, struct platen_node *parent, enum platen_kind kind,
	     const struct pl_fdx_paragraph *paragraph)
{
	if (kind != PLATEN_SECTION && !pl_fdx_has_text(paragraph)) {
		return NULL;
	}
	struct platen_node *node = build_node(builder, parent, kind, paragraph);
	node->level = kind == PLATEN_SECTION ? paragraph->type->level : 0;
	build_text(builder, node, paragraph,
		   (struct pl_fdx_shape){.is_one_line = kind != PLATEN_NOTE,
					 .is_plain = true,
					 .keeps_case = true});
	return node;
}

/* Take the marks off "## Act two". */
static struct pl_str
take_level(struct pl_str text, uint32_t *level)
{
	for (; text.length > 0 && text.data[0] == '#'; ++*level) {
		text = pl_str_slice(text, 1, text.length);
	}
	while (text.length > 0 && text.data[0] == ' ') {
		text = pl_str_slice(text, 1, text.length);
	}
	*level = *level == 0 ? 1 : *level;
	return text;
}

static void
build_note(struct pl_fdx_reader *reader, struct platen_node *parent, const struct pl_fdx_note *note)
{
	enum platen_kind kind = pl_fdx_note_kind(note);
	bool is_in_root = parent == reader->document->root;
	if (!is_in_root && kind != PLATEN_BONEYARD) {
		kind = PLATEN_NOTE;
	}
	struct platen_node *node = pl_fdx_append_node(reader, parent, kind, note->from);
	struct pl_str text = pl_fdx_note_text(reader, note);
	node->source_end = note->source_end;
	node->blank_before = is_in_root && node->previous != NULL;
	text = kind == PLATEN_SECTION ? take_level(text, &node->level) : text;
	pl_fdx_set_plain_text(reader, node, text);
}

static void
build_notes_before(struct builder *builder, struct platen_node *parent,
		   const struct pl_fdx_paragraph *paragraph)
{
	for (const struct pl_fdx_note *note = paragraph->extras->notes.first; note != NULL;
	     note = note->next) {
		if (note->at == 0) {
			build_note(builder->reader, parent, note);
		}
	}
}

/* ------------------------------------------------------------------------- speeches */

static bool
has_lower_case(struct pl_str text)
{
	for (size_t at = 0; at < text.length;) {
		uint32_t c;
		at += pl_utf8_decode(text.data + at, text.data + text.length, &c);
		if (pl_is_lower(c)) {
			return true;
		}
	}
	return false;
}

/* A node in the speech which is going on. */
static struct platen_node *
append_said(struct builder *builder, enum platen_kind kind,
	    const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *speech = builder->speech;
	struct platen_node *node = build_node(builder, speech, kind, paragraph);
	node->style = pl_fdx_style(builder->reader, paragraph);
	node->rules = paragraph->type->rules;
	if (paragraph->source_end > speech->source_end) {
		speech->source_end = paragraph->source_end;
	}
	return node;
}

static void
build_cue(struct builder *builder, struct platen_node *parent,
	  const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_reader *reader = builder->reader;
	struct pl_fdx_text text;
	builder->speech = build_node(builder, parent, PLATEN_SPEECH, paragraph);
	builder->has_printed = true;
	builder->follows_action = false;
	struct platen_node *node = append_said(builder, PLATEN_CHARACTER, paragraph);
	/* before a column there is no place for notes */
	bool is_dual = parent != builder->root;
	pl_fdx_text_init(&text, reader, node,
			 (struct pl_fdx_shape){.is_one_line = true, .comments_first = is_dual});
	pl_fdx_text_add(&text, paragraph, 0, UINT32_MAX);
	pl_fdx_text_trim(&text);
	struct pl_str cue = pl_buffer_str(&text.bytes);
	size_t extension = pl_fountain_find_extension(cue, &pl_fountain_1_1);
	if (extension > 0 && extension < cue.length) {
		node->label = pl_fdx_keep(reader, pl_str_slice(cue, extension, cue.length));
		pl_fdx_text_shorten(&text, extension);
	}
	pl_fdx_text_end(&text);
	node->is_forced = has_lower_case(node->text) || has_lower_case(node->label);
}

/* The end of a parenthetical in two paragraphs, "(looking about" and "the room)". NULL: this one is
 * whole, or is not continued. */
static const struct pl_fdx_paragraph *
other_half(const struct pl_fdx_paragraph *paragraph)
{
	const struct pl_fdx_paragraph *next = paragraph->next;
	bool is_open = pl_fdx_first(paragraph) == '(' && pl_fdx_last(paragraph) != ')';
	bool is_other = is_open && next != NULL && next->type->kind == PLATEN_PARENTHETICAL &&
			!next->format->starts_new_page && pl_fdx_first(next) != '(' &&
			pl_fdx_last(next) == ')';
	return is_other ? next : NULL;
}

/* Brackets which were not typed are added: without them Fountain has no parenthetical. */
static void
set_parenthetical(struct builder *builder, struct platen_node *node,
		  const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_text text;
	pl_fdx_text_init(&text, builder->reader, node, (struct pl_fdx_shape){0});
	if (pl_fdx_first(paragraph) != '(') {
		pl_fdx_text_put(&text, '(', 0, paragraph->from);
	}
	pl_fdx_text_add(&text, paragraph, 0, UINT32_MAX);
	pl_fdx_text_trim(&text);
	const struct pl_fdx_paragraph *joined = other_half(paragraph);
	if (joined != NULL) {
		pl_fdx_text_put(&text, '\n', 0, joined->from);
		pl_fdx_text_add(&text, joined, 0, UINT32_MAX);
		pl_fdx_text_trim(&text);
		node->source_end = joined->source_end;
		builder->speech->source_end = joined->source_end;
	}
	builder->joined = joined;
	struct pl_str all = pl_buffer_str(&text.bytes);
	if (all.length == 0 || all.data[all.length - 1] != ')') {
		pl_fdx_text_put(&text, ')', 0, paragraph->from);
	}
	pl_fdx_text_end(&text);
}

static void
build_said(struct builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	enum platen_kind kind = paragraph->type->kind;
	if (paragraph == builder->joined) {
		return;
	}
	if (kind == PLATEN_PARENTHETICAL && pl_fdx_has_text(paragraph)) {
		set_parenthetical(builder, append_said(builder, kind, paragraph), paragraph);
	} else {
		kind = kind == PLATEN_LYRIC ? PLATEN_LYRIC : PLATEN_DIALOGUE;
		build_text(builder, append_said(builder, kind, paragraph), paragraph,
			   (struct pl_fdx_shape){0});
	}
}

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
add_action(struct builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	build_printed(builder, is_centered(paragraph) ? PLATEN_CENTERED : PLATEN_ACTION, paragraph);
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
			  **end = &heading->comments;
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
add_heading(struct builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *node = build_printed(builder, PLATEN_SCENE_HEADING, paragraph);
	const struct pl_fdx_paragraph *p = paragraph->extras->summary.first;
	add_color(builder->reader, node, paragraph);
	node->label = paragraph->extras->number;
	for (; p != NULL; p = p->next) {
		build_hidden(builder, builder->root, PLATEN_SYNOPSIS, p);
	}
}

/* It continues the speech before it. A lyric does not if it has space above it and its type has
 * none: our own writer marks lyrics outside of speeches so. */
static bool
is_said(const struct builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	enum platen_kind kind = paragraph->type->kind;
	bool is_apart = kind == PLATEN_LYRIC && pl_fdx_lines_before(paragraph->format) > 0 &&
			pl_fdx_lines_before(&paragraph->type->format) == 0;
	return builder->speech != NULL && !is_apart &&
	       (kind == PLATEN_DIALOGUE || kind == PLATEN_PARENTHETICAL || kind == PLATEN_LYRIC);
}

/* The file prints its outline, with this paragraph. */
static bool
is_shown_outline(const struct builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	const struct pl_fdx_type *type = paragraph->type;
	return builder->reader->setup.has_outline &&
	       (type->kind == PLATEN_SECTION ||
		pl_str_equal_ascii_case(type->name, PL_STR("Outline Body")));
}

static void
add_outline(struct builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	bool is_shown = is_shown_outline(builder, paragraph);
	if (is_shown && !pl_fdx_has_text(paragraph)) {
		add_action(builder, paragraph);
		return;
	}
	struct platen_node *node =
		build_hidden(builder, builder->root, paragraph->type->kind, paragraph);
	if (is_shown) {
		node->style = pl_fdx_style(builder->reader, paragraph);
		node->rules = paragraph->type->rules;
		node->rules.is_no_scene = true;
		builder->has_printed = true;
		builder->follows_action = false;
	}
}

/* A hidden note stays in the speech it stands in; a section or synopsis ends it. A paragraph
 * without text, or dialogue without a cue, is action. */
static void
add_by_kind(struct builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	enum platen_kind kind = paragraph->type->kind;
	if (is_said(builder, paragraph)) {
		build_said(builder, paragraph);
	} else if (kind == PLATEN_NOTE && builder->speech != NULL) {
		build_hidden(builder, builder->speech, kind, paragraph);
	} else if (kind == PLATEN_SECTION || kind == PLATEN_SYNOPSIS || kind == PLATEN_NOTE) {
		builder->speech = NULL;
		add_outline(builder, paragraph);
	} else if (kind == PLATEN_LYRIC) {
		build_printed(builder, kind, paragraph);
	} else if (!pl_fdx_has_text(paragraph) || kind == PLATEN_ACTION ||
		   kind == PLATEN_PARENTHETICAL || kind == PLATEN_DIALOGUE ||
		   (kind == PLATEN_SHOT && is_centered(paragraph))) {
		add_action(builder, paragraph);
	} else if (kind == PLATEN_SCENE_HEADING) {
		add_heading(builder, paragraph);
	} else if (kind == PLATEN_CHARACTER) {
		build_cue(builder, builder->root, paragraph);
	} else {
		build_printed(builder, kind, paragraph);
	}
}

/* A section right before a page break belongs to what follows the break, and so does the outline
 * below it. In the file the break is an attribute of the next printed paragraph. */
static void
move_outline(struct platen_node *page_break)
{
	struct platen_node *root = page_break->parent, *section = NULL;
	for (struct platen_node *n = page_break->previous;
	     n != NULL && n->style == NULL &&
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
add_page_break(struct builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	if (starts_page(paragraph) && builder->has_printed) {
		builder->speech = NULL;
		builder->has_printed = false;
		move_outline(build_node(builder, builder->root, PLATEN_PAGE_BREAK, paragraph));
	}
}

static void
add_paragraph(struct builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_type *type = paragraph->type;
	bool has_text = pl_fdx_has_text(paragraph);
	if (type->is_unknown && has_text) {
		pl_report(builder->reader->diag, PL_FDX_TYPE, paragraph->from, type->name.data);
		type->is_unknown = false; /* a template has hundreds of paragraphs of one type */
	}
	add_page_break(builder, paragraph);
	builder->reader->dropped[PL_FDX_DROPPED_NUMBERS] +=
		paragraph->extras->number.length > 0 &&
		(type->kind != PLATEN_SCENE_HEADING || !has_text);
	struct platen_node *parent = is_said(builder, paragraph) ? builder->speech : builder->root;
	build_notes_before(builder, parent, paragraph);
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
add_omitted(struct builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_reader *reader = builder->reader;
	add_paragraph(builder, omitted_heading(reader, paragraph));
	builder->speech = NULL;
	pl_fdx_set_plain_text(reader,
			      build_node(builder, builder->root, PLATEN_BONEYARD, paragraph),
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
dual_style(struct builder *builder, const struct platen_node *node,
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
static void
add_column(struct builder *builder, struct platen_node *dual, const struct platen_style *outer,
	   const struct pl_fdx_paragraph *first, const struct pl_fdx_paragraph *end)
{
	bool is_right = dual->first != NULL;
	build_cue(builder, dual, first);
	for (const struct pl_fdx_paragraph *p = first->next; p != end; p = p->next) {
		bool is_empty = !pl_fdx_has_text(p) &&
				(p->type->kind != PLATEN_DIALOGUE || p->type->name.length == 0);
		build_notes_before(builder, builder->speech, p);
		if (!is_empty) {
			build_said(builder, p);
		}
	}
	for (struct platen_node *n = builder->speech->first; n != NULL; n = n->next) {
		n->style = n->style == NULL ? NULL : dual_style(builder, n, outer, is_right);
	}
	if (builder->speech->source_end > dual->source_end) {
		dual->source_end = builder->speech->source_end;
	}
}

/* Paragraphs from `first` up to `end`, as if they stood outside. */
static void
add_range(struct builder *builder, const struct pl_fdx_paragraph *first,
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
add_dual(struct builder *builder, const struct pl_fdx_paragraph *outer)
{
	const struct pl_fdx_paragraph *first = outer->extras->inner.first, *left = next_cue(first);
	const struct pl_fdx_paragraph *right = left == NULL ? NULL : next_cue(left->next);
	builder->speech = NULL;
	add_page_break(builder, outer);
	build_notes_before(builder, builder->root, outer);
	add_range(builder, first, right == NULL ? NULL : left);
	if (right != NULL) {
		const struct platen_style *style = pl_fdx_style(builder->reader, outer);
		const struct pl_fdx_paragraph *third = next_cue(right->next);
		struct platen_node *dual =
			build_node(builder, builder->root, PLATEN_DUAL_DIALOGUE, outer);
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
	struct builder builder = {.reader = reader, .root = reader->document->root};
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
		build_note(reader, reader->document->root, note);
	}
}
