/* Nodes of paragraphs: what all kinds have in common. */
#include "fdx/read/build.h"

/* A node which memory ran out for is made all the same, and is in no tree. */
struct platen_node *
pl_fdx_append_node(struct pl_fdx_reader *reader, struct platen_node *parent, enum platen_kind kind,
		   struct platen_position from)
{
	struct platen_node *node = pl_node_append(reader->document, parent, kind, from);
	if (node == NULL) {
		pl_fdx_fail(reader, PLATEN_NO_MEMORY);
		reader->spare = (struct platen_node){.kind = kind};
		return &reader->spare;
	}
	return node;
}

struct platen_node *
pl_fdx_build_node(struct pl_fdx_builder *builder, struct platen_node *parent, enum platen_kind kind,
		  const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *node =
		pl_fdx_append_node(builder->reader, parent, kind, paragraph->from);
	node->source_end = paragraph->source_end;
	node->fdx = paragraph;
	node->blank_before = parent == builder->root && node->previous != NULL;
	return node;
}

void
pl_fdx_build_text(struct pl_fdx_builder *builder, struct platen_node *node,
		  const struct pl_fdx_paragraph *paragraph, struct pl_fdx_shape shape)
{
	struct pl_fdx_text text;
	pl_fdx_text_init(&text, builder->reader, node, shape);
	pl_fdx_text_add(&text, paragraph, 0, UINT32_MAX);
	pl_fdx_text_trim(&text);
	pl_fdx_text_end(&text);
}

void
pl_fdx_build_bare_text(struct pl_fdx_reader *reader, struct platen_node *node, struct pl_str text)
{
	node->text = text;
	node->runs = pl_fdx_need(reader, sizeof(*node->runs));
	node->run_count = node->runs != NULL && text.length > 0;
	if (node->runs != NULL) {
		node->runs[0] = (struct pl_run){.end = (uint32_t)text.length, .from = node->from};
	}
}

/* Between two of these the number of empty lines counts. Readers that do not support shots see
 * action. */
static bool
is_stacked(enum platen_kind kind)
{
	return kind == PLATEN_SHOT || pl_kind_is(kind, PL_STACKED);
}

struct platen_node *
pl_fdx_build_printed(struct pl_fdx_builder *builder, enum platen_kind kind,
		     const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *node = pl_fdx_build_node(builder, builder->root, kind, paragraph);
	node->style = pl_fdx_style(builder->reader, paragraph);
	node->rules = paragraph->type->rules;
	if (is_stacked(kind) && builder->follows_action && node->style != NULL) {
		node->blank_before = node->style->space_above;
	}
	builder->speech = NULL;
	builder->follows_action = is_stacked(kind);
	builder->has_printed = true;
	pl_fdx_build_text(builder, node, paragraph,
			  (struct pl_fdx_shape){.is_one_line = !is_stacked(kind)});
	return node;
}

void
pl_fdx_build_hidden(struct pl_fdx_builder *builder, struct platen_node *parent,
		    enum platen_kind kind, const struct pl_fdx_paragraph *paragraph)
{
	if (kind != PLATEN_SECTION && !pl_fdx_has_text(paragraph)) {
		return;
	}
	struct platen_node *node = pl_fdx_build_node(builder, parent, kind, paragraph);
	node->level = kind == PLATEN_SECTION ? paragraph->type->level : 0;
	pl_fdx_build_text(builder, node, paragraph,
			  (struct pl_fdx_shape){.is_one_line = kind != PLATEN_NOTE,
						.is_plain = true,
						.keeps_case = true});
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

void
pl_fdx_build_note(struct pl_fdx_reader *reader, struct platen_node *parent,
		  const struct pl_fdx_note *note)
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
	pl_fdx_build_bare_text(reader, node, text);
}

void
pl_fdx_build_notes_before(struct pl_fdx_builder *builder, struct platen_node *parent,
			  const struct pl_fdx_paragraph *paragraph)
{
	for (const struct pl_fdx_note *note = paragraph->extras->notes.first; note != NULL;
	     note = note->next) {
		if (note->at == 0) {
			pl_fdx_build_note(builder->reader, parent, note);
		}
	}
}
