/* Nodes of paragraphs: what all kinds have in common. */
#include "fdx/read/tree.h"

static const struct pl_draft_shape plain_line = {
	.is_one_line = true, .is_plain = true, .keeps_case = true};

/* A shot is action to who does not know shots. */
static bool
is_stacked(enum platen_kind kind)
{
	return kind == PLATEN_ACTION || kind == PLATEN_SHOT || kind == PLATEN_CENTERED ||
	       kind == PLATEN_LYRIC;
}

/* An empty node for a paragraph. NULL: no memory. */
struct platen_node *
pl_build_node(struct pl_builder *builder, struct platen_node *parent, enum platen_kind kind,
	      const struct pl_draft_paragraph *paragraph)
{
	struct platen_node *node =
		pl_node_append(builder->draft->document, parent, kind, paragraph->from);
	if (node == NULL) {
		return NULL;
	}
	node->source_end = paragraph->source_end;
	node->fdx = pl_draft_origin(builder->draft, paragraph);
	if (node->fdx == NULL) {
		return NULL;
	}
	if (parent == builder->root) {
		node->blank_before = node->previous == NULL ? 0 : 1;
	}
	return node;
}

bool
pl_build_text(struct pl_builder *builder, struct platen_node *node,
	      const struct pl_draft_paragraph *paragraph, struct pl_draft_shape shape)
{
	struct pl_draft_writing writing;
	pl_draft_text_init(&writing, builder->draft, node, shape);
	bool is_done = pl_draft_text_add(&writing, paragraph, 0, UINT32_MAX);
	pl_draft_text_trim(&writing);
	return pl_draft_text_end(&writing) && is_done;
}

/* A printed node of the root, of one paragraph. */
bool
pl_build_printed(struct pl_builder *builder, enum platen_kind kind,
		 const struct pl_draft_paragraph *paragraph)
{
	struct platen_node *node = pl_build_node(builder, builder->root, kind, paragraph);
	if (node == NULL) {
		return false;
	}
	builder->speech = NULL;
	node->style = pl_draft_style(builder->draft, paragraph);
	if (node->style == NULL) {
		return false;
	}
	node->rules = paragraph->type->rules;
	if (is_stacked(kind) && builder->follows_action) {
		node->blank_before = node->style->space_above;
	}
	builder->follows_action = is_stacked(kind);
	builder->has_printed = true;
	return pl_build_text(builder, node, paragraph,
			     is_stacked(kind) ? pl_many_lines : pl_one_line);
}

bool
pl_build_is_centered(const struct pl_draft_paragraph *paragraph)
{
	const struct pl_fdx_format *own = paragraph->format;
	const struct pl_fdx_format *format =
		own->given & PL_FDX_HAS_ALIGNMENT ? own : &paragraph->type->format;
	return format->alignment == PL_FDX_CENTER;
}

bool
pl_build_action(struct pl_builder *builder, const struct pl_draft_paragraph *paragraph)
{
	bool is_centered = pl_build_is_centered(paragraph);
	return pl_build_printed(builder, is_centered ? PLATEN_CENTERED : PLATEN_ACTION, paragraph);
}

bool
pl_build_hidden(struct pl_builder *builder, struct platen_node *parent, enum platen_kind kind,
		const struct pl_draft_paragraph *paragraph)
{
	if (kind != PLATEN_SECTION && !pl_draft_has_text(builder->draft, paragraph)) {
		return true;
	}
	struct platen_node *node = pl_build_node(builder, parent, kind, paragraph);
	if (node == NULL) {
		return false;
	}
	node->level = kind == PLATEN_SECTION ? paragraph->type->level : 0;
	struct pl_draft_shape shape = plain_line;
	shape.is_one_line = kind != PLATEN_NOTE;
	return pl_build_text(builder, node, paragraph, shape);
}

/* Take the marks off "## Act two". */
static void
take_level(struct platen_node *section)
{
	struct pl_str text = section->text;
	while (text.length > 0 && text.data[0] == '#') {
		section->level++;
		text = pl_str_slice(text, 1, text.length);
	}
	while (text.length > 0 && text.data[0] == ' ') {
		text = pl_str_slice(text, 1, text.length);
	}
	section->level = section->level == 0 ? 1 : section->level;
	section->text = text;
}

bool
pl_draft_append_note(struct pl_draft *draft, struct platen_node *parent,
		     const struct pl_draft_note *note)
{
	enum platen_kind kind = pl_draft_note_kind(note);
	if (parent != draft->document->root && kind != PLATEN_BONEYARD) {
		kind = PLATEN_NOTE;
	}
	struct platen_node *node = pl_node_append(draft->document, parent, kind, note->from);
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
	if (kind == PLATEN_SECTION) {
		take_level(node);
	}
	node->runs[0] = (struct pl_run){.end = (uint32_t)node->text.length, .from = note->from};
	node->run_count = node->text.length > 0;
	return true;
}

/* Notes at the very beginning of a paragraph stand before it. */
bool
pl_build_notes_before(struct pl_builder *builder, struct platen_node *parent,
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
