/* Nodes of paragraphs, and speeches: a cue, and what is said after it. */
#include "fdx/read/build.h"
#include "fountain/syntax/syntax.h"

struct platen_node *
pl_fdx_build_node(struct pl_fdx_builder *builder, struct platen_node *parent, enum platen_kind kind,
		  const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *node =
		pl_fdx_append_node(builder->reader, parent, kind, paragraph->from);
	node->source_end = paragraph->source_end;
	node->more->fdx = paragraph;
	node->blank_before = parent == builder->root && node->previous != NULL;
	return node;
}

static void
build_text(struct pl_fdx_builder *builder, struct platen_node *node,
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

bool
pl_fdx_starts_page(const struct pl_fdx_paragraph *paragraph)
{
	const struct pl_fdx_format *own = paragraph->format;
	return own->given & PL_FDX_HAS_PAGE ? own->starts_new_page
					    : paragraph->type->format.starts_new_page;
}

struct platen_node *
pl_fdx_build_printed(struct pl_fdx_builder *builder, enum platen_kind kind,
		     const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *node = pl_fdx_build_node(builder, builder->root, kind, paragraph);
	node->more->style = pl_fdx_style(builder->reader, paragraph);
	node->more->rules = paragraph->type->rules;
	node->more->rules.keeps_space =
		pl_fdx_starts_page(paragraph) && paragraph->type->is_general;
	if (is_stacked(kind) && builder->follows_action && pl_node_more(node)->style != NULL) {
		node->blank_before = pl_node_more(node)->style->space_above;
	}
	builder->speech = NULL;
	builder->follows_action = is_stacked(kind);
	builder->has_printed = true;
	build_text(builder, node, paragraph,
		   (struct pl_fdx_shape){.is_one_line = !is_stacked(kind)});
	return node;
}

struct platen_node *
pl_fdx_build_hidden(struct pl_fdx_builder *builder, struct platen_node *parent,
		    enum platen_kind kind, const struct pl_fdx_paragraph *paragraph)
{
	if (kind != PLATEN_SECTION && !pl_fdx_has_text(paragraph)) {
		return NULL;
	}
	struct platen_node *node = pl_fdx_build_node(builder, parent, kind, paragraph);
	node->more->level = kind == PLATEN_SECTION ? paragraph->type->level : 0;
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
	text = kind == PLATEN_SECTION ? take_level(text, &node->more->level) : text;
	pl_fdx_set_plain_text(node, text);
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
append_said(struct pl_fdx_builder *builder, enum platen_kind kind,
	    const struct pl_fdx_paragraph *paragraph)
{
	struct platen_node *speech = builder->speech;
	struct platen_node *node = pl_fdx_build_node(builder, speech, kind, paragraph);
	node->more->style = pl_fdx_style(builder->reader, paragraph);
	node->more->rules = paragraph->type->rules;
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
		node->more->label = pl_fdx_keep(reader, pl_str_slice(cue, extension, cue.length));
		pl_fdx_text_shorten(&text, extension);
	}
	pl_fdx_text_end(&text);
	node->is_forced = has_lower_case(node->text) || has_lower_case(pl_node_more(node)->label);
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
		build_text(builder, append_said(builder, kind, paragraph), paragraph,
			   (struct pl_fdx_shape){0});
	}
}
