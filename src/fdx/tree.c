/*
 * Draft to document: the body.
 *
 * Final Draft has a flat list of paragraphs; speeches are made here, of a cue and what follows it. A
 * paragraph which cannot be what its type says (dialogue without a cue, a heading without text) is
 * action which looks as its type does: each node brings the style which its paragraph has on Final
 * Draft's page, so nothing moves.
 */
#include "fdx/text.h"
#include "fdx/tree.h"
#include "syntax/syntax.h"

#define DUAL_GAP 1800		/* between the columns; a parenthetical is set in as much */
#define DUAL_WIDTH_MIN 14400

struct builder {
	struct pl_draft *draft;
	struct platen_node *root;
	struct platen_node *speech;	/* which is going on, or NULL */
	bool has_printed;
	bool follows_action;		/* the latest printed node is action, centered or lyric */
};

static const struct pl_draft_shape one_line = {.is_one_line = true};
static const struct pl_draft_shape many_lines = {0};
static const struct pl_draft_shape plain_line = {.is_one_line = true, .is_plain = true,
						 .keeps_case = true};

/* --------------------------------------------------------------------------- nodes */

static bool
is_stacked(enum platen_kind kind)
{
	return kind == PLATEN_ACTION || kind == PLATEN_CENTERED || kind == PLATEN_LYRIC;
}

/* An empty node for a paragraph. NULL: no memory. */
static struct platen_node *
append(struct builder *builder, struct platen_node *parent, enum platen_kind kind,
       const struct pl_draft_paragraph *paragraph)
{
	struct platen_node *node =
		pl_node_append(builder->draft->document, parent, kind, paragraph->from);
	if (node == NULL) {
		return NULL;
	}
	node->source_end = paragraph->source_end;
	if (parent == builder->root) {
		node->blank_before = node->previous == NULL ? 0 : 1;
	}
	return node;
}

static bool
set_text(struct builder *builder, struct platen_node *node,
	 const struct pl_draft_paragraph *paragraph, struct pl_draft_shape shape)
{
	struct pl_draft_writing writing;
	pl_draft_text_init(&writing, builder->draft, node, shape);
	bool is_done = pl_draft_text_add(&writing, paragraph, 0, UINT32_MAX);
	pl_draft_text_trim(&writing);
	return pl_draft_text_end(&writing) && is_done;
}

/* A printed node of the root, of one paragraph. */
static bool
add_printed(struct builder *builder, enum platen_kind kind,
	    const struct pl_draft_paragraph *paragraph)
{
	struct platen_node *node = append(builder, builder->root, kind, paragraph);
	if (node == NULL) {
		return false;
	}
	builder->speech = NULL;
	node->style = pl_draft_style(builder->draft, paragraph);
	if (node->style == NULL) {
		return false;
	}
	if (is_stacked(kind) && builder->follows_action) {
		node->blank_before = node->style->space_above;
	}
	builder->follows_action = is_stacked(kind);
	builder->has_printed = true;
	return set_text(builder, node, paragraph, is_stacked(kind) ? many_lines : one_line);
}

static bool
add_action(struct builder *builder, const struct pl_draft_paragraph *paragraph)
{
	struct pl_draft_format format =
		pl_draft_format_over(&paragraph->format, &paragraph->type->format);
	bool is_centered = format.align == PL_ALIGN_CENTER;
	return add_printed(builder, is_centered ? PLATEN_CENTERED : PLATEN_ACTION, paragraph);
}

static bool
add_hidden(struct builder *builder, struct platen_node *parent, enum platen_kind kind,
	   const struct pl_draft_paragraph *paragraph)
{
	if (kind != PLATEN_SECTION && !pl_draft_has_text(builder->draft, paragraph)) {
		return true;
	}
	struct platen_node *node = append(builder, parent, kind, paragraph);
	if (node == NULL) {
		return false;
	}
	node->level = kind == PLATEN_SECTION ? paragraph->type->level : 0;
	struct pl_draft_shape shape = plain_line;
	shape.is_one_line = kind != PLATEN_NOTE;
	return set_text(builder, node, paragraph, shape);
}

bool
pl_draft_append_note(struct pl_draft *draft, struct platen_node *parent,
		     const struct pl_draft_note *note)
{
	struct platen_node *node =
		pl_node_append(draft->document, parent, PLATEN_NOTE, note->from);
	if (node == NULL) {
		return false;
	}
	node->source_end = note->source_end;
	node->blank_before = parent == draft->document->root && node->previous != NULL;
	node->text = pl_draft_note_text(draft, note);
	if (node->text.data == NULL) {
		return false;
	}
	node->runs = pl_arena_alloc(&draft->document->arena, sizeof(*node->runs));
	if (node->runs == NULL) {
		return false;
	}
	node->runs[0] = (struct pl_run){.end = (uint32_t)node->text.length, .from = note->from};
	node->run_count = node->text.length > 0;
	return true;
}

/* Notes at the very beginning of a paragraph stand before it. */
static bool
add_notes_before(struct builder *builder, struct platen_node *parent,
		 const struct pl_draft_paragraph *paragraph)
{
	for (const struct pl_draft_note *note = paragraph->notes.first; note != NULL;
	     note = note->next) {
		if (note->at == 0 && !pl_draft_append_note(builder->draft, parent, note)) {
			return false;
		}
	}
	return true;
}

/* ------------------------------------------------------------------------- speeches */

static bool
has_lower_case(struct pl_str text)
{
	for (const char *at = text.data, *end = at + text.length; at < end;) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		if (pl_is_lower(c)) {
			return true;
		}
	}
	return false;
}

static bool
set_cue(struct builder *builder, struct platen_node *node,
	const struct pl_draft_paragraph *paragraph, bool is_dual)
{
	struct pl_draft_shape shape = one_line;
	shape.cuts_first = is_dual; /* there is no place before a column */
	struct pl_draft_writing writing;
	pl_draft_text_init(&writing, builder->draft, node, shape);
	bool is_done = pl_draft_text_add(&writing, paragraph, 0, UINT32_MAX);
	pl_draft_text_trim(&writing);
	struct pl_str cue = pl_buffer_str(&writing.text);
	size_t extension = pl_find_extension(cue);
	if (is_done && extension > 0 && extension < cue.length) {
		node->label = pl_arena_copy(&builder->draft->document->arena,
					    pl_str_slice(cue, extension, cue.length));
		is_done = node->label.data != NULL;
		pl_draft_text_shorten(&writing, extension);
	}
	is_done = pl_draft_text_end(&writing) && is_done;
	node->is_forced = is_done && (has_lower_case(node->text) || has_lower_case(node->label));
	return is_done;
}

/* Brackets which were not typed are added: without them Fountain has no parenthetical. */
static bool
set_parenthetical(struct builder *builder, struct platen_node *node,
		  const struct pl_draft_paragraph *paragraph)
{
	struct pl_draft_writing writing;
	pl_draft_text_init(&writing, builder->draft, node, many_lines);
	char first = pl_draft_first(builder->draft, paragraph);
	bool is_done = first == '(' || pl_draft_text_put(&writing, '(', 0, paragraph->from);
	is_done = is_done && pl_draft_text_add(&writing, paragraph, 0, UINT32_MAX);
	pl_draft_text_trim(&writing);
	struct pl_str text = pl_buffer_str(&writing.text);
	if (is_done && text.data[text.length - 1] != ')') {
		is_done = pl_draft_text_put(&writing, ')', 0, paragraph->from);
	}
	return pl_draft_text_end(&writing) && is_done;
}

/* A node in the speech which is going on. */
static struct platen_node *
append_said(struct builder *builder, enum platen_kind kind,
	    const struct pl_draft_paragraph *paragraph)
{
	struct platen_node *speech = builder->speech;
	struct platen_node *node = append(builder, speech, kind, paragraph);
	if (node != NULL && paragraph->source_end > speech->source_end) {
		speech->source_end = paragraph->source_end;
	}
	return node;
}

static bool
add_cue(struct builder *builder, struct platen_node *parent,
	const struct pl_draft_paragraph *paragraph)
{
	builder->speech = append(builder, parent, PLATEN_SPEECH, paragraph);
	if (builder->speech == NULL) {
		return false;
	}
	struct platen_node *node = append_said(builder, PLATEN_CHARACTER, paragraph);
	if (node == NULL) {
		return false;
	}
	node->style = pl_draft_style(builder->draft, paragraph);
	builder->has_printed = true;
	builder->follows_action = false;
	return node->style != NULL && set_cue(builder, node, paragraph, parent != builder->root);
}

static enum platen_kind
said_kind(const struct builder *builder, const struct pl_draft_paragraph *paragraph)
{
	switch (paragraph->type->role) {
	case PL_DRAFT_LYRIC: return PLATEN_LYRIC;
	case PL_DRAFT_PARENTHETICAL:
		return pl_draft_has_text(builder->draft, paragraph) ? PLATEN_PARENTHETICAL
								     : PLATEN_DIALOGUE;
	case PL_DRAFT_HEADING:
	case PL_DRAFT_ACTION:
	case PL_DRAFT_CUE:
	case PL_DRAFT_DIALOGUE:
	case PL_DRAFT_TRANSITION:
	case PL_DRAFT_SECTION:
	case PL_DRAFT_SYNOPSIS:
	case PL_DRAFT_NOTE: break;
	}
	return PLATEN_DIALOGUE;
}

static bool
add_said(struct builder *builder, const struct pl_draft_paragraph *paragraph)
{
	enum platen_kind kind = said_kind(builder, paragraph);
	struct platen_node *node = append_said(builder, kind, paragraph);
	if (node == NULL) {
		return false;
	}
	node->style = pl_draft_style(builder->draft, paragraph);
	return node->style != NULL && (kind == PLATEN_PARENTHETICAL
					       ? set_parenthetical(builder, node, paragraph)
					       : set_text(builder, node, paragraph, many_lines));
}

/* ----------------------------------------------------------------------- paragraphs */

static bool
add_heading(struct builder *builder, const struct pl_draft_paragraph *paragraph)
{
	if (!add_printed(builder, PLATEN_SCENE_HEADING, paragraph)) {
		return false;
	}
	builder->root->last->label = paragraph->number;
	for (const struct pl_draft_paragraph *p = paragraph->summary.first; p != NULL; p = p->next) {
		if (!add_hidden(builder, builder->root, PLATEN_SYNOPSIS, p)) {
			return false;
		}
	}
	return true;
}

/* A paragraph, by what its type is. */
static bool
add_by_role(struct builder *builder, const struct pl_draft_paragraph *paragraph)
{
	bool has_text = pl_draft_has_text(builder->draft, paragraph);
	bool is_said = builder->speech != NULL;
	switch (paragraph->type->role) {
	case PL_DRAFT_HEADING:
		return has_text ? add_heading(builder, paragraph) : add_action(builder, paragraph);
	case PL_DRAFT_CUE:
		return has_text ? add_cue(builder, builder->root, paragraph)
				: add_action(builder, paragraph);
	case PL_DRAFT_PARENTHETICAL:
	case PL_DRAFT_DIALOGUE:
		return is_said ? add_said(builder, paragraph) : add_action(builder, paragraph);
	case PL_DRAFT_LYRIC:
		return is_said ? add_said(builder, paragraph)
			       : add_printed(builder, PLATEN_LYRIC, paragraph);
	case PL_DRAFT_TRANSITION:
		return has_text ? add_printed(builder, PLATEN_TRANSITION, paragraph)
				: add_action(builder, paragraph);
	case PL_DRAFT_SECTION:
		builder->speech = NULL;
		return add_hidden(builder, builder->root, PLATEN_SECTION, paragraph);
	case PL_DRAFT_SYNOPSIS:
		builder->speech = NULL;
		return add_hidden(builder, builder->root, PLATEN_SYNOPSIS, paragraph);
	case PL_DRAFT_NOTE:
		return add_hidden(builder, is_said ? builder->speech : builder->root, PLATEN_NOTE,
				  paragraph);
	case PL_DRAFT_ACTION: break;
	}
	return add_action(builder, paragraph);
}

static bool
is_said_role(enum pl_draft_role role)
{
	return role == PL_DRAFT_DIALOGUE || role == PL_DRAFT_PARENTHETICAL || role == PL_DRAFT_LYRIC;
}

/* A section which stands right before a page break belongs to what follows it, and the outline under it
 * does: in the file the break hangs on to the next paragraph which is printed. */
static void
move_outline(struct platen_node *page_break)
{
	struct platen_node *root = page_break->parent, *section = NULL;
	for (struct platen_node *n = page_break->previous;
	     n != NULL && (n->kind == PLATEN_SECTION || n->kind == PLATEN_SYNOPSIS ||
			   n->kind == PLATEN_NOTE);
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
start_page(struct builder *builder, const struct pl_draft_paragraph *paragraph)
{
	struct pl_draft_format format =
		pl_draft_format_over(&paragraph->format, &paragraph->type->format);
	if (!format.starts_page || !builder->has_printed) {
		return true;
	}
	builder->speech = NULL;
	struct platen_node *node = append(builder, builder->root, PLATEN_PAGE_BREAK, paragraph);
	if (node != NULL) {
		move_outline(node);
	}
	return node != NULL;
}

static bool
add_paragraph(struct builder *builder, const struct pl_draft_paragraph *paragraph)
{
	enum pl_draft_role role = paragraph->type->role;
	if (!start_page(builder, paragraph)) {
		return false;
	}
	bool is_said = builder->speech != NULL && is_said_role(role);
	builder->draft->lost[PL_LOST_NUMBERS] += paragraph->number.length > 0 &&
						  (role != PL_DRAFT_HEADING ||
						   !pl_draft_has_text(builder->draft, paragraph));
	return add_notes_before(builder, is_said ? builder->speech : builder->root, paragraph) &&
	       add_by_role(builder, paragraph);
}

/* -------------------------------------------------------------------- dual dialogue */

/* The next cue with text, from `paragraph` on. */
static const struct pl_draft_paragraph *
next_cue(const struct builder *builder, const struct pl_draft_paragraph *paragraph)
{
	while (paragraph != NULL && (paragraph->type->role != PL_DRAFT_CUE ||
				     !pl_draft_has_text(builder->draft, paragraph))) {
		paragraph = paragraph->next;
	}
	return paragraph;
}

/* The columns share the box of the paragraph they are in. */
static const struct pl_style *
dual_style(struct builder *builder, const struct platen_node *node, const struct pl_style *outer,
	   bool is_right)
{
	struct pl_style *style =
		pl_arena_alloc(&builder->draft->document->arena, sizeof(*style));
	if (style == NULL) {
		return NULL;
	}
	int32_t left = outer->left, right = outer->right;
	if (right - left < DUAL_WIDTH_MIN) {
		left = 10800;
		right = 54000;
	}
	int32_t column = (right - left - DUAL_GAP) / 2;
	*style = *node->style;
	style->left = is_right ? right - column : left;
	style->right = style->left + column;
	style->align = PL_ALIGN_LEFT;
	if (node->kind == PLATEN_CHARACTER) {
		style->align = PL_ALIGN_CENTER;
		style->space_above = outer->space_above;
	} else if (node->kind == PLATEN_PARENTHETICAL) {
		style->left += DUAL_GAP;
		style->right -= DUAL_GAP;
	}
	style->first_left = style->left;
	return style;
}

/* A column: from the cue to the next one. */
static bool
add_column(struct builder *builder, struct platen_node *dual, const struct pl_style *outer,
	   const struct pl_draft_paragraph *first, const struct pl_draft_paragraph *end)
{
	bool is_right = dual->first != NULL;
	if (!add_cue(builder, dual, first)) {
		return false;
	}
	for (const struct pl_draft_paragraph *p = first->next; p != end; p = p->next) {
		bool is_silent = !pl_draft_has_text(builder->draft, p) &&
				 (p->type->role != PL_DRAFT_DIALOGUE || p->type->name.length == 0);
		if (!add_notes_before(builder, builder->speech, p) ||
		    (!is_silent && !add_said(builder, p))) {
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
add_range(struct builder *builder, const struct pl_draft_paragraph *first,
	  const struct pl_draft_paragraph *end)
{
	for (const struct pl_draft_paragraph *p = first; p != end; p = p->next) {
		bool is_nothing = p->type->name.length == 0 && !pl_draft_has_text(builder->draft, p);
		if (!is_nothing && !add_paragraph(builder, p)) {
			return false;
		}
	}
	return true;
}

static bool
add_dual(struct builder *builder, const struct pl_draft_paragraph *outer)
{
	const struct pl_draft_paragraph *left = next_cue(builder, outer->inner.first);
	const struct pl_draft_paragraph *right = left == NULL ? NULL : next_cue(builder, left->next);
	builder->speech = NULL;
	if (!start_page(builder, outer) || !add_notes_before(builder, builder->root, outer)) {
		return false;
	}
	if (right == NULL) {
		return add_range(builder, outer->inner.first, NULL);
	}
	const struct pl_style *style = pl_draft_style(builder->draft, outer);
	if (style == NULL || !add_range(builder, outer->inner.first, left)) {
		return false;
	}
	struct platen_node *dual = append(builder, builder->root, PLATEN_DUAL_DIALOGUE, outer);
	const struct pl_draft_paragraph *third = next_cue(builder, right->next);
	if (dual == NULL || !add_column(builder, dual, style, left, right) ||
	    !add_column(builder, dual, style, right, third)) {
		return false;
	}
	builder->speech = NULL;
	return add_range(builder, third, NULL);
}

/* ------------------------------------------------------------------- omitted scenes */

static bool
add_omitted(struct builder *builder, const struct pl_draft_paragraph *paragraph)
{
	struct pl_draft *draft = builder->draft;
	if (!add_paragraph(builder, paragraph)) {
		return false;
	}
	struct platen_node *node = append(builder, builder->root, PLATEN_BONEYARD, paragraph);
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
add_any(struct builder *builder, const struct pl_draft_paragraph *paragraph)
{
	switch (paragraph->inner_kind) {
	case PL_INNER_NONE: break;
	case PL_INNER_OMITTED: return add_omitted(builder, paragraph);
	case PL_INNER_DUAL:
		/* what stands beside the DualDialogue is a paragraph of its own */
		return add_dual(builder, paragraph) &&
		       (!pl_draft_has_text(builder->draft, paragraph) ||
			add_action(builder, paragraph));
	}
	return add_paragraph(builder, paragraph);
}

bool
pl_draft_build_paragraphs(struct pl_draft *draft, const struct pl_draft_paragraph *first,
			  const struct pl_draft_paragraph *end)
{
	struct builder builder = {.draft = draft, .root = draft->document->root};
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
