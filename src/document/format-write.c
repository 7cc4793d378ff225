/*
 * The setup of a document, and the styles of its nodes, to the lines of `X-Layout:`.
 *
 * Most paragraphs of a kind are set alike: that is the style of the kind. Each other style gets a
 * number, and the paragraphs which have it a note with that number. Typed empty lines say the space
 * above action and the like, where they can.
 */
#include <stdio.h>

#include "document/format.h"

#define SORTS_MAX 256 /* kinds of paragraphs which are told apart */

/* Paragraphs of a kind which are set alike. */
struct sort {
	enum platen_side side;
	enum platen_kind kind;
	struct pl_format_style style;
	size_t count;
	uint32_t number; /* of the style; 0: it has none yet */
};

struct writing {
	struct platen_document *document;
	const struct pl_format_style (*usual)[PLATEN_KIND_COUNT];
	struct pl_format *format;
	struct sort *sorts;
	size_t sort_count, lost;
	bool has_lower[PLATEN_SIDE_COUNT][PLATEN_KIND_COUNT]; /* some text is not in capitals */
	struct pl_buffer lines;
	bool failed; /* no memory */
};

uint32_t
pl_format_keeps(const struct pl_break_rules *rules)
{
	return (rules->keeps_next ? PL_KEEPS_NEXT : 0) |
	       (rules->keeps_previous ? PL_KEEPS_PREVIOUS : 0) |
	       (rules->keeps_space ? PL_KEEPS_SPACE : 0) |
	       (rules->is_no_scene ? PL_KEEPS_NO_SCENE : 0);
}

static bool
are_equal(const struct pl_format_style *a, const struct pl_format_style *b, bool with_space)
{
	const struct platen_style *one = &a->style, *other = &b->style;
	return one->left == other->left && one->right == other->right &&
	       one->first == other->first && one->half_lines == other->half_lines &&
	       one->align == other->align && one->emphasis == other->emphasis &&
	       a->keeps == b->keeps && (!with_space || one->space_above == other->space_above);
}

/* What the Fountain reader will take it for. Shots are action to it. */
static enum platen_kind
kind_of(const struct platen_node *node)
{
	return node->kind == PLATEN_SHOT ? PLATEN_ACTION : node->kind;
}

static bool
is_empty_dialogue(const struct platen_node *node)
{
	return node->kind == PLATEN_DIALOGUE && node->text.length == 0;
}

/* Empty lines above the words of a dialogue, which Fountain reads only below other words of it. */
static uint32_t
count_lost_lines(const struct platen_node *node)
{
	const struct platen_node *above = node->previous;
	uint32_t count = 0, at = 0;
	if (node->kind != PLATEN_DIALOGUE || above == NULL) {
		return 0;
	}
	for (; above->previous != NULL && is_empty_dialogue(above); above = above->previous) {
		count++;
	}
	while (at < node->text.length && node->text.data[at] == '\n') {
		at++;
	}
	return above->kind == PLATEN_DIALOGUE ? 0 : count + at;
}

/* The sort of a node; NULL: it has no style of its own, or there are too many sorts. */
static struct sort *
sort_of(struct writing *writing, const struct platen_node *node)
{
	if (pl_node_more(node)->style == NULL || is_empty_dialogue(node)) {
		return NULL;
	}
	struct sort new = {
		.side = pl_format_side_of(node),
		.kind = kind_of(node),
		.style = {*pl_node_more(node)->style, pl_format_keeps(&pl_node_more(node)->rules),
			  true},
	};
	new.style.style.space_above +=
		count_lost_lines(node) * (pl_node_more(node)->style->half_lines / 2);
	for (size_t i = 0; i < writing->sort_count; i++) {
		struct sort *sort = &writing->sorts[i];
		bool is_same = sort->side == new.side && sort->kind == new.kind;
		if (is_same && are_equal(&sort->style, &new.style, true)) {
			return sort;
		}
	}
	if (writing->sort_count == SORTS_MAX) {
		return NULL;
	}
	writing->sorts[writing->sort_count] = new;
	return &writing->sorts[writing->sort_count++];
}

static bool
has_lower(struct pl_str text)
{
	for (const char *at = text.data, *end = pl_str_end(text); at < end;) {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		if (pl_is_lower(code_point)) {
			return true;
		}
	}
	return false;
}

/* Fountain does not read empty lines at the end of a speech: they become action. */
static void
free_last_lines(struct platen_document *document)
{
	for (struct platen_node *speech = document->root->first; speech != NULL;
	     speech = speech->next) {
		struct platen_node *last = speech->kind == PLATEN_SPEECH ? speech->last : NULL;
		while (last != NULL && is_empty_dialogue(last)) {
			last->kind = PLATEN_ACTION;
			pl_node_move_behind(last, speech);
			last = speech->last;
		}
	}
}

static const struct platen_node *
first_node(const struct writing *writing)
{
	return writing->document->root->first;
}

static void
count_sorts(struct writing *writing)
{
	for (const struct platen_node *n = first_node(writing); n != NULL;
	     n = pl_node_following(n)) {
		struct sort *sort = pl_kind_is(n->kind, PL_PRINTED) ? sort_of(writing, n) : NULL;
		if (sort != NULL) {
			sort->count += n->kind == sort->kind;
			writing->has_lower[sort->side][sort->kind] |= has_lower(n->text);
		}
	}
}

/* The most frequent sort of each kind is that of the kind. */
static void
choose_kinds(struct writing *writing)
{
	size_t counts[PLATEN_SIDE_COUNT][PLATEN_KIND_COUNT] = {0};
	for (size_t i = 0; i < writing->sort_count; i++) {
		const struct sort *sort = &writing->sorts[i];
		struct pl_format_style *kind = &writing->format->kinds[sort->side][sort->kind];
		const struct pl_format_style *usual = &writing->usual[sort->side][sort->kind];
		if (sort->count > counts[sort->side][sort->kind]) {
			counts[sort->side][sort->kind] = sort->count;
			*kind = sort->style;
			kind->style.is_caps =
				usual->style.is_caps && !writing->has_lower[sort->side][sort->kind];
		}
	}
}

/* ------------------------------------------------------------------------ the nodes */

/* The number of a style. 0: there are too many. */
static uint32_t
number_of(struct writing *writing, struct sort *sort)
{
	struct pl_format *format = writing->format;
	uint32_t number = sort->number;
	for (uint32_t i = 1; i <= format->style_count && number == 0; i++) {
		number = are_equal(&format->styles[i], &sort->style, true) ? i : 0;
	}
	if (number == 0 && format->style_count < PL_FORMAT_STYLES_MAX) {
		number = ++format->style_count;
		format->styles[number] = sort->style;
	}
	sort->number = number;
	return number;
}

/* A note at the end of the text. */
static void
put_note(struct writing *writing, struct platen_node *node, uint32_t number)
{
	struct pl_arena *arena = &writing->document->arena;
	struct pl_comment *comment = pl_arena_alloc(arena, sizeof(*comment));
	struct pl_node_more *more = pl_node_need_more(writing->document, node);
	char text[40];
	snprintf(text, sizeof(text), "platen: style %u", (unsigned)number);
	struct pl_str kept = pl_arena_copy(arena, pl_str_of(text));
	if (comment == NULL || kept.data == NULL || more == NULL) {
		writing->failed = true;
		return;
	}
	struct pl_comment **end = &more->comments;
	*comment = (struct pl_comment){
		.kind = PLATEN_NOTE,
		.at = (uint32_t)node->text.length,
		.text = kept,
		.from = node->from,
		.source_end = node->source_end,
	};
	while (*end != NULL) {
		end = &(*end)->next;
	}
	*end = comment;
}

static bool
is_stacked(const struct platen_node *node)
{
	return node != NULL && (node->kind == PLATEN_SHOT || pl_kind_is(node->kind, PL_STACKED)) &&
	       node->parent->parent == NULL;
}

/* The printed node before a child of the root. */
static const struct platen_node *
printed_before(const struct platen_node *node)
{
	const struct platen_node *before = node->previous;
	while (before != NULL && pl_kind_is(before->kind, PL_UNPRINTED) &&
	       pl_node_more(before)->style == NULL) {
		before = before->previous;
	}
	return before;
}

/* The style is that of the kind, or empty lines which are typed make it so. `above` is a node which
 * got no number, or NULL. */
static bool
is_of_kind(const struct writing *writing, const struct sort *sort, const struct platen_node *node,
	   const struct platen_node *above)
{
	const struct pl_format_style *kind = &writing->format->kinds[sort->side][sort->kind];
	if (!pl_kind_is(node->kind, PL_PRINTED) || !kind->is_set ||
	    !are_equal(kind, &sort->style, false)) {
		return false;
	}
	bool is_typed = is_stacked(node) && is_stacked(above) && above == printed_before(node) &&
			kind->style.space_above > 0 && (kind->keeps & PL_KEEPS_SPACE) == 0;
	return is_typed ? sort->style.style.space_above > 0
			: kind->style.space_above == sort->style.style.space_above;
}

static void
mark_node(struct writing *writing, struct platen_node *node, const struct platen_node **above)
{
	struct sort *sort = sort_of(writing, node);
	bool is_of_its_kind = sort != NULL && is_of_kind(writing, sort, node, *above);
	uint32_t number = sort == NULL || is_of_its_kind ? 0 : number_of(writing, sort);
	writing->lost += pl_node_more(node)->style != NULL && !is_of_its_kind && number == 0;
	if (number > 0) {
		put_note(writing, node, number);
	}
	/* without an empty line between them, these would be one paragraph */
	if (is_stacked(node) && is_stacked(printed_before(node)) && node->blank_before == 0) {
		node->blank_before = 1;
	}
	*above = is_of_its_kind ? node : NULL;
}

static void
mark_nodes(struct writing *writing)
{
	const struct platen_node *above = NULL;
	for (const struct platen_node *n = first_node(writing); n != NULL;
	     n = pl_node_following(n)) {
		if (pl_node_more(n)->style != NULL && !pl_kind_is(n->kind, PL_CONTAINER) &&
		    !is_empty_dialogue(n)) {
			mark_node(writing, (struct platen_node *)(uintptr_t)n, &above);
		}
	}
}

/* ------------------------------------------------------------------------ the lines */

static void
put_line(struct writing *writing, const char *prefix, const struct pl_format_key *key,
	 const void *object)
{
	struct pl_buffer *out = &writing->lines;
	const char *hyphen = *prefix != '\0' && *key->name != '\0' ? "-" : "";
	pl_buffer_printf(out, "%s%s%s%s = ", out->length > 0 ? "\n" : "", prefix, hyphen,
			 key->name);
	pl_format_put(out, key, object);
}

static size_t
size_of(enum pl_format_unit unit)
{
	switch (unit) {
	case PL_FORMAT_COLUMN: return 2 * sizeof(int32_t);
	case PL_FORMAT_YES:
	case PL_FORMAT_NO: return sizeof(bool);
	case PL_FORMAT_LENGTH:
	case PL_FORMAT_NUMBER:
	case PL_FORMAT_HALVES:
	case PL_FORMAT_WORDS:
	case PL_FORMAT_CHOICE:
	case PL_FORMAT_TEXT: break;
	}
	return sizeof(int32_t);
}

static bool
is_same(const struct pl_format_key *key, const char *value, const char *usual)
{
	if (key->unit != PL_FORMAT_TEXT) {
		return memcmp(value, usual, size_of(key->unit)) == 0;
	}
	const char *text = *(const char *const *)value;
	return text == NULL || strcmp(text, *(const char *const *)usual) == 0;
}

/* Those keys whose value is not as in `usual`. */
static void
put_keys(struct writing *writing, const char *prefix, const struct pl_format_key *keys,
	 const void *object, const void *usual)
{
	for (const struct pl_format_key *key = keys; key->name != NULL; key++) {
		if (!is_same(key, (const char *)object + key->offset,
			     (const char *)usual + key->offset)) {
			put_line(writing, prefix, key, object);
		}
	}
}

static void
put_style(struct writing *writing, const char *name, const struct pl_format_style *style)
{
	struct pl_format_style plain = {.style.first = style->style.left, .style.half_lines = 2};
	put_keys(writing, name, pl_format_style_keys, style, &plain);
}

static void
put_kinds(struct writing *writing)
{
	for (unsigned i = 0; i < PLATEN_SIDE_COUNT * PLATEN_KIND_COUNT; i++) {
		enum platen_side side = (enum platen_side)(i / PLATEN_KIND_COUNT);
		enum platen_kind kind = (enum platen_kind)(i % PLATEN_KIND_COUNT);
		const struct pl_format_style *style = &writing->format->kinds[side][kind];
		const struct pl_format_style *usual = &writing->usual[side][kind];
		char name[PL_FORMAT_KEY_SIZE];
		if (style->is_set && !are_equal(style, usual, true)) {
			pl_format_name_kind(side, kind, name);
			put_style(writing, name, style);
		}
	}
}

static void
put_margin_texts(struct writing *writing, const char *key, const struct pl_margin_text *text)
{
	for (; text != NULL; text = text->next) {
		pl_buffer_printf(&writing->lines, "%s%s = ", writing->lines.length > 0 ? "\n" : "",
				 key);
		pl_buffer_put(&writing->lines, pl_format_word(PL_FORMAT_ALIGNS, text->align));
		pl_buffer_put_byte(&writing->lines, ' ');
		pl_format_put_length(&writing->lines, text->x);
		pl_buffer_printf(&writing->lines, " %u ", (unsigned)text->line);
		pl_buffer_put(&writing->lines, text->text);
	}
}

/* As on pages whose file says nothing: the number of the page on the right. */
static bool
is_usual_header(const struct pl_setup *setup)
{
	const struct pl_margin_text *text = setup->header;
	return text != NULL && text->next == NULL && setup->footer == NULL && text->line == 0 &&
	       text->align == PLATEN_ALIGN_RIGHT && text->x == 7 * PLATEN_INCH + PLATEN_INCH / 4 &&
	       pl_str_equal(text->text, PL_STR("{page}.")) && setup->has_header &&
	       !setup->has_header_first;
}

/* What Final Draft's pages have where a file says nothing. */
static void
set_usual(struct writing *writing, struct pl_setup *setup)
{
	const struct pl_language_continued words =
		pl_language_continued(pl_document_language(writing->document));
	*setup = pl_format_usual_setup();
	setup->width = 17 * PLATEN_INCH / 2;
	setup->height = 11 * PLATEN_INCH;
	setup->top = setup->bottom = PLATEN_INCH;
	setup->scene_number_left = 3 * PLATEN_INCH / 4;
	setup->scene_number_right = 59 * PLATEN_INCH / 8;
	setup->more = words.more;
	setup->contd = words.contd;
	setup->scene_bottom = words.scene_bottom;
	setup->scene_top = words.scene_top;
}

/* Copy the setup of the document, and fill in what it leaves open. */
static void
set_setup(const struct writing *writing, struct pl_setup *setup, const struct pl_setup *usual)
{
	const struct platen_document *document = writing->document;
	*setup = document->setup != NULL ? *document->setup : *usual;
	if (is_usual_header(setup)) {
		setup->has_margin_texts = setup->has_footer = false;
		setup->has_footer_first = true;
		setup->header = NULL;
	}
	if (setup->height == 0) {
		setup->width = usual->width;
		setup->height = usual->height;
	}
	if (setup->top < 0) {
		setup->top = setup->bottom = PLATEN_INCH;
	}
	setup->starting_page = setup->starting_page > 1 ? setup->starting_page : 0;
	setup->scene_number_left =
		setup->scene_number_left > 0 ? setup->scene_number_left : usual->scene_number_left;
	setup->scene_number_right = setup->scene_number_right > 0 ? setup->scene_number_right
								  : usual->scene_number_right;
}

static uint32_t
count_front_pages(const struct platen_document *document)
{
	uint32_t count = 0;
	const struct platen_node *node = document->body;
	while (node != NULL && (node = node->previous) != NULL) {
		count += node->kind == PLATEN_PAGE_BREAK;
	}
	return count;
}

static void
put_lines(struct writing *writing)
{
	struct pl_format *format = writing->format;
	struct pl_format *usual = pl_arena_alloc(&writing->document->arena, sizeof(*usual));
	if (usual == NULL) {
		writing->failed = true;
		return;
	}
	set_usual(writing, &usual->setup);
	set_setup(writing, &format->setup, &usual->setup);
	format->front_pages = count_front_pages(writing->document);
	put_keys(writing, "", pl_format_page_keys, format, usual);
	put_margin_texts(writing, "header-text", format->setup.header);
	put_margin_texts(writing, "footer-text", format->setup.footer);
	put_kinds(writing);
	for (uint32_t i = 1; i <= format->style_count; i++) {
		char name[PL_FORMAT_KEY_SIZE];
		snprintf(name, sizeof(name), "style-%u", (unsigned)i);
		put_style(writing, name, &format->styles[i]);
	}
	writing->failed |= writing->lines.failed;
}

/* -------------------------------------------------------------------------- the entry */

/* The title page, which is made if there is none. NULL: no memory. */
static struct platen_node *
need_title_page(struct platen_document *document)
{
	struct platen_node *root = document->root, *first = root->first;
	if (first != NULL && first->kind == PLATEN_TITLE_PAGE) {
		return first;
	}
	struct platen_node *page = pl_node_append(document, root, PLATEN_TITLE_PAGE, root->from);
	if (page == NULL || page == first || first == NULL) {
		return page;
	}
	page->source_end = root->from.offset;
	root->last = page->previous;
	root->last->next = NULL;
	page->previous = NULL;
	page->next = first;
	first->previous = page;
	root->first = page;
	return page;
}

static bool
add_entry(struct writing *writing)
{
	struct platen_document *document = writing->document;
	struct platen_node *page = need_title_page(document);
	struct platen_node *entry =
		page == NULL ? NULL
			     : pl_node_append(document, page, PLATEN_TITLE_ENTRY, page->from);
	struct pl_str text = pl_arena_copy(&document->arena, pl_buffer_str(&writing->lines));
	if (entry == NULL || text.data == NULL ||
	    !pl_title_entry_set_key(document, entry, PL_STR("X-Layout"))) {
		return false;
	}
	entry->source_end = entry->from.offset;
	entry->text = text;
	/* the values of the last key stand below it, however few they are */
	entry->more->value_count = 1;
	for (size_t i = 0; i < text.length; i++) {
		entry->more->value_count += text.data[i] == '\n';
	}
	return true;
}

bool
pl_document_keep_layout(struct platen_document *document,
			const struct pl_format_style (*usual)[PLATEN_KIND_COUNT], size_t *lost)
{
	struct pl_arena *arena = &document->arena;
	struct writing writing = {
		.document = document,
		.usual = usual,
		.format = pl_arena_alloc(arena, sizeof(*writing.format)),
		.sorts = pl_arena_array(arena, SORTS_MAX, sizeof(*writing.sorts)),
	};
	*lost = 0;
	if (pl_document_title_entry(document, PL_TITLE_X_LAYOUT) != NULL) {
		return true;
	}
	if (writing.format == NULL || writing.sorts == NULL) {
		return false;
	}
	document->is_edited = true;
	free_last_lines(document);
	count_sorts(&writing);
	choose_kinds(&writing);
	mark_nodes(&writing);
	put_lines(&writing);
	bool is_kept = !writing.failed && (writing.lines.length == 0 || add_entry(&writing));
	pl_buffer_fini(&writing.lines);
	*lost = writing.lost;
	return is_kept;
}
