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

/* A node in the speech which is going on. */
static struct platen_node *
append_said(struct pl_fdx_builder *builder, enum platen_kind kind,
	    const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *speech = builder->speech;
	struct platen_node *node = pl_fdx_build_node(builder, speech, kind, paragraph);
	node->style = pl_fdx_style(builder->reader, paragraph);
	node->rules = paragraph->type->rules;
	if (paragraph->source_end > speech->source_end) {
		speech->source_end = paragraph->source_end;
	}
	return node;
}

void
pl_fdx_build_cue(struct pl_fdx_builder *builder, struct platen_node *parent,
		 const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_reader *reader = builder->reader;
	struct pl_fdx_text text;
	builder->speech = pl_fdx_build_node(builder, parent, PLATEN_SPEECH, paragraph);
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

/* "(looking about" and "the room)" are one, in two paragraphs. NULL: this one is whole, or has no
 * other half. */
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
set_parenthetical(struct pl_fdx_builder *builder, struct platen_node *node,
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

void
pl_fdx_build_said(struct pl_fdx_builder *builder, const struct pl_fdx_paragraph *paragraph)
{
	enum platen_kind kind = paragraph->type->kind;
	if (paragraph == builder->joined) {
		return;
	}
	if (kind == PLATEN_PARENTHETICAL && pl_fdx_has_text(paragraph)) {
		set_parenthetical(builder, append_said(builder, kind, paragraph), paragraph);
	} else {
		kind = kind == PLATEN_LYRIC ? PLATEN_LYRIC : PLATEN_DIALOGUE;
		pl_fdx_build_text(builder, append_said(builder, kind, paragraph), paragraph,
				  (struct pl_fdx_shape){0});
	}
}
