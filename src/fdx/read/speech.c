/* Speeches: a cue, and what is said after it. */
#include "fdx/read/build.h"
#include "fountain/syntax/syntax.h"

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

static bool
set_cue(struct pl_fdx_builder *builder, struct platen_node *node,
	const struct pl_fdx_paragraph *paragraph, bool is_dual)
{
	struct pl_fdx_shape shape = pl_fdx_one_line;
	shape.comments_first = is_dual; /* there is no place before a column */
	struct pl_fdx_text writing;
	pl_fdx_text_init(&writing, builder->reader, node, shape);
	bool is_done = pl_fdx_text_add(&writing, paragraph, 0, UINT32_MAX);
	pl_fdx_text_trim(&writing);
	struct pl_str cue = pl_buffer_str(&writing.bytes);
	size_t extension = pl_fountain_find_extension(cue, &pl_fountain_1_1);
	if (is_done && extension > 0 && extension < cue.length) {
		node->label = pl_arena_copy(&builder->reader->document->arena,
					    pl_str_slice(cue, extension, cue.length));
		is_done = node->label.data != NULL;
		pl_fdx_text_shorten(&writing, extension);
	}
	is_done = pl_fdx_text_end(&writing) && is_done;
	node->is_forced = is_done && (has_lower_case(node->text) || has_lower_case(node->label));
	return is_done;
}

/* "(looking about" and "the room)" are one, in two paragraphs. NULL: this one is whole, or has no
 * other half. */
static const struct pl_fdx_paragraph *
other_half(const struct pl_fdx_paragraph *paragraph)
{
	const struct pl_fdx_paragraph *next = paragraph->next;
	bool is_open = pl_fdx_first(paragraph) == '(' && pl_fdx_last(paragraph) != ')';
	bool is_other = is_open && next != NULL && next->type->role == PL_FDX_IS_PARENTHETICAL &&
			!next->format->starts_new_page && pl_fdx_first(next) != '(' &&
			pl_fdx_last(next) == ')';
	return is_other ? next : NULL;
}

/* Brackets which were not typed are added: without them Fountain has no parenthetical. */
static bool
set_parenthetical(struct pl_fdx_builder *builder, struct platen_node *node,
		  const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_text writing;
	pl_fdx_text_init(&writing, builder->reader, node, pl_fdx_many_lines);
	char first = pl_fdx_first(paragraph);
	bool is_done = first == '(' || pl_fdx_text_put(&writing, '(', 0, paragraph->from);
	is_done = is_done && pl_fdx_text_add(&writing, paragraph, 0, UINT32_MAX);
	pl_fdx_text_trim(&writing);
	builder->joined = other_half(paragraph);
	if (builder->joined != NULL) {
		is_done = is_done && pl_fdx_text_put(&writing, '\n', 0, builder->joined->from) &&
			  pl_fdx_text_add(&writing, builder->joined, 0, UINT32_MAX);
		pl_fdx_text_trim(&writing);
		node->source_end = builder->joined->source_end;
		builder->speech->source_end = node->source_end;
	}
	struct pl_str text = pl_buffer_str(&writing.bytes);
	if (is_done && text.data[text.length - 1] != ')') {
		is_done = pl_fdx_text_put(&writing, ')', 0, paragraph->from);
	}
	return pl_fdx_text_end(&writing) && is_done;
}

/* A node in the speech which is going on. */
static struct platen_node *
append_said(struct pl_fdx_builder *builder, enum platen_kind kind,
	    const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *speech = builder->speech;
	struct platen_node *node = pl_fdx_build_node(builder, speech, kind, paragraph);
	if (node != NULL && paragraph->source_end > speech->source_end) {
		speech->source_end = paragraph->source_end;
	}
	return node;
}

bool
pl_fdx_build_cue(struct pl_fdx_builder *builder, struct platen_node *parent,
		 const struct pl_fdx_paragraph *paragraph)
{
	builder->speech = pl_fdx_build_node(builder, parent, PLATEN_SPEECH, paragraph);
	if (builder->speech == NULL) {
		return false;
	}
	struct platen_node *node = append_said(builder, PLATEN_CHARACTER, paragraph);
	if (node == NULL) {
		return false;
	}
	node->style = pl_fdx_style(builder->reader, paragraph);
	builder->has_printed = true;
	builder->follows_action = false;
	return node->style != NULL && set_cue(builder, node, paragraph, parent != builder->root);
}

static enum platen_kind
said_kind(const struct pl_fdx_paragraph *paragraph)
{
	switch (paragraph->type->role) {
	case PL_FDX_IS_LYRIC: return PLATEN_LYRIC;
	case PL_FDX_IS_PARENTHETICAL:
		return pl_fdx_has_text(paragraph) ? PLATEN_PARENTHETICAL : PLATEN_DIALOGUE;
	case PL_FDX_IS_HEADING:
	case PL_FDX_IS_ACTION:
	case PL_FDX_IS_CHARACTER:
	case PL_FDX_IS_DIALOGUE:
	case PL_FDX_IS_TRANSITION:
	case PL_FDX_IS_SHOT:
	case PL_FDX_IS_SECTION:
	case PL_FDX_IS_SYNOPSIS:
	case PL_FDX_IS_NOTE: break;
	}
	return PLATEN_DIALOGUE;
}

bool
pl_fdx_build_said(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	if (paragraph == builder->joined) {
		return true;
	}
	enum platen_kind kind = said_kind(paragraph);
	struct platen_node *node = append_said(builder, kind, paragraph);
	if (node == NULL) {
		return false;
	}
	node->style = pl_fdx_style(builder->reader, paragraph);
	return node->style != NULL &&
	       (kind == PLATEN_PARENTHETICAL
			? set_parenthetical(builder, node, paragraph)
			: pl_fdx_build_text(builder, node, paragraph, pl_fdx_many_lines));
}
