/* Nodes of paragraphs: what all kinds have in common. */
#include "fdx/read/build.h"

static const struct pl_fdx_shape plain_line = {
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
pl_fdx_build_node(struct pl_fdx_builder *builder, struct platen_node *parent, enum platen_kind kind,
		  const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *node =
		pl_node_append(builder->reader->document, parent, kind, paragraph->from);
	if (node == NULL) {
		return NULL;
	}
	node->source_end = paragraph->source_end;
	node->fdx = paragraph;
	if (parent == builder->root) {
		node->blank_before = node->previous == NULL ? 0 : 1;
	}
	return node;
}

bool
pl_fdx_build_text(struct pl_fdx_builder *builder, struct platen_node *node,
		  const struct pl_fdx_paragraph *paragraph, struct pl_fdx_shape shape)
{
	struct pl_fdx_text writing;
	pl_fdx_text_init(&writing, builder->reader, node, shape);
	bool is_done = pl_fdx_text_add(&writing, paragraph, 0, UINT32_MAX);
	pl_fdx_text_trim(&writing);
	return pl_fdx_text_end(&writing) && is_done;
}

bool
pl_fdx_build_bare_text(struct pl_fdx_reader *reader, struct platen_node *node, struct pl_str text)
{
	node->text = text;
	node->runs = pl_fdx_need(reader, sizeof(*node->runs));
	if (node->text.data == NULL || node->runs == NULL) {
		return false;
	}
	node->runs[0] = (struct pl_run){.end = (uint32_t)text.length, .from = node->from};
	node->run_count = text.length > 0;
	return true;
}

/* A printed node of the root, of one paragraph. */
bool
pl_fdx_build_printed(struct pl_fdx_builder *builder, enum platen_kind kind,
		     const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *node = pl_fdx_build_node(builder, builder->root, kind, paragraph);
	if (node == NULL) {
		return false;
	}
	builder->speech = NULL;
	node->style = pl_fdx_style(builder->reader, paragraph);
	if (node->style == NULL) {
		return false;
	}
	node->rules = paragraph->type->rules;
	if (is_stacked(kind) && builder->follows_action) {
		node->blank_before = node->style->space_above;
	}
	builder->follows_action = is_stacked(kind);
	builder->has_printed = true;
	return pl_fdx_build_text(builder, node, paragraph,
				 is_stacked(kind) ? pl_fdx_many_lines : pl_fdx_one_line);
}

bool
pl_fdx_build_is_centered(const struct pl_fdx_paragraph *paragraph)
{
	const struct pl_fdx_format *own = paragraph->format;
	const struct pl_fdx_format *format =
		own->given & PL_FDX_HAS_ALIGNMENT ? own : &paragraph->type->format;
	return format->alignment == PL_FDX_CENTER;
}

bool
pl_fdx_build_action(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	bool is_centered = pl_fdx_build_is_centered(paragraph);
	return pl_fdx_build_printed(builder, is_centered ? PLATEN_CENTERED : PLATEN_ACTION,
				    paragraph);
}

bool
pl_fdx_build_hidden(struct pl_fdx_builder *builder, struct platen_node *parent,
		    enum platen_kind kind, const struct pl_fdx_paragraph *paragraph)
{
	if (kind != PLATEN_SECTION && !pl_fdx_has_text(paragraph)) {
		return true;
	}
	struct platen_node *node = pl_fdx_build_node(builder, parent, kind, paragraph);
	if (node == NULL) {
		return false;
	}
	node->level = kind == PLATEN_SECTION ? paragraph->type->level : 0;
	struct pl_fdx_shape shape = plain_line;
	shape.is_one_line = kind != PLATEN_NOTE;
	return pl_fdx_build_text(builder, node, paragraph, shape);
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
pl_fdx_build_note(struct pl_fdx_reader *reader, struct platen_node *parent,
		  const struct pl_fdx_note *note)
{
	enum platen_kind kind = pl_fdx_note_kind(note);
	if (parent != reader->document->root && kind != PLATEN_BONEYARD) {
		kind = PLATEN_NOTE;
	}
	struct platen_node *node = pl_node_append(reader->document, parent, kind, note->from);
	if (node == NULL) {
		return false;
	}
	node->source_end = note->source_end;
	node->blank_before = parent == reader->document->root && node->previous != NULL;
	if (!pl_fdx_build_bare_text(reader, node, pl_fdx_note_text(reader, note))) {
		return false;
	}
	if (kind == PLATEN_SECTION) {
		take_level(node);
		node->runs[0].end = (uint32_t)node->text.length;
		node->run_count = node->text.length > 0;
	}
	return true;
}

/* Notes at the very beginning of a paragraph stand before it. */
bool
pl_fdx_build_notes_before(struct pl_fdx_builder *builder, struct platen_node *parent,
			  const struct pl_fdx_paragraph *paragraph)
{
	for (const struct pl_fdx_note *note = paragraph->extras->notes.first; note != NULL;
	     note = note->next) {
		if (note->at == 0 && !pl_fdx_build_note(builder->reader, parent, note)) {
			return false;
		}
	}
	return true;
}
