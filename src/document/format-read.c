/* The lines of `X-Layout:` to the setup of a document and the styles of its nodes. */
#include "document/format.h"

struct reading {
	struct platen_document *document;
	struct pl_format *format;
	struct pl_margin_text **header_end, **footer_end;
	bool failed; /* no memory */
};

static bool
read_page_key(struct reading *reading, struct pl_str name, struct pl_str value)
{
	const struct pl_format_key *key = pl_format_page_keys;
	while (key->name != NULL && !pl_str_equal_ascii_case(pl_str_of(key->name), name)) {
		key++;
	}
	return key->name != NULL &&
	       pl_format_parse(&reading->document->arena, key, value, reading->format);
}

static struct pl_str
take_word(struct pl_str *text)
{
	struct pl_str word = {0};
	*text = pl_str_trim_ascii(*text);
	if (!pl_str_next_word(text, " ", &word)) {
		*text = PL_STR("");
	}
	return word;
}

/* "right 7.25 1 {page}.": how it stands where, in which line, and the text. */
static bool
read_margin_text(struct reading *reading, struct pl_str value, struct pl_margin_text ***end)
{
	struct platen_document *document = reading->document;
	struct pl_margin_text *made = pl_arena_alloc(&document->arena, sizeof(*made));
	const struct pl_format_key align = {
		"", PL_FORMAT_CHOICE, offsetof(struct pl_margin_text, align), PL_FORMAT_ALIGNS, 0};
	const struct pl_format_key x = {"", PL_FORMAT_LENGTH, offsetof(struct pl_margin_text, x),
					NULL, 0};
	const struct pl_format_key line = {"", PL_FORMAT_NUMBER,
					   offsetof(struct pl_margin_text, line), NULL, 20};
	if (made == NULL) {
		reading->failed = true;
		return false;
	}
	bool is_read = pl_format_parse(&document->arena, &align, take_word(&value), made) &&
		       pl_format_parse(&document->arena, &x, take_word(&value), made) &&
		       pl_format_parse(&document->arena, &line, take_word(&value), made);
	if (is_read) {
		made->text = value;
		**end = made;
		*end = &made->next;
	}
	return is_read;
}

/* The style whose lines begin with this name, which is followed by the end, or by a hyphen and one
 * of its keys. NULL: there is none. */
static struct pl_format_style *
find_style(struct reading *reading, struct pl_str *name)
{
	struct pl_format *format = reading->format;
	const struct pl_str word = PL_STR("style-");
	if (pl_str_starts(*name, word)) {
		uint32_t number = 0;
		size_t at = word.length;
		while (at < name->length && pl_is_digit(name->data[at]) &&
		       number <= PL_FORMAT_STYLES_MAX) {
			number = number * 10 + (uint32_t)(name->data[at++] - '0');
		}
		*name = pl_str_slice(*name, at, name->length);
		return number >= 1 && number <= PL_FORMAT_STYLES_MAX ? &format->styles[number]
								     : NULL;
	}
	for (unsigned i = 0; i < PLATEN_SIDE_COUNT * PLATEN_KIND_COUNT; i++) {
		char own[PL_FORMAT_KEY_SIZE];
		enum platen_side side = (enum platen_side)(i / PLATEN_KIND_COUNT);
		enum platen_kind kind = (enum platen_kind)(i % PLATEN_KIND_COUNT);
		pl_format_name_kind(side, kind, own);
		struct pl_str rest, known = pl_str_of(own);
		if (pl_kind_is(kind, PL_PRINTED) && pl_str_starts(*name, known)) {
			rest = pl_str_slice(*name, known.length, name->length);
			if (rest.length == 0 || rest.data[0] == '-') {
				*name = rest;
				return &format->kinds[side][kind];
			}
		}
	}
	return NULL;
}

/* The column comes first, and makes the style. */
static bool
read_style_key(struct reading *reading, struct pl_str name, struct pl_str value)
{
	struct pl_format_style *found = find_style(reading, &name);
	const struct pl_format_key *key = pl_format_style_keys;
	name = pl_str_slice(name, pl_str_starts(name, PL_STR("-")), name.length);
	while (key->name != NULL && !pl_str_equal_ascii_case(pl_str_of(key->name), name)) {
		key++;
	}
	bool is_column = key == pl_format_style_keys;
	if (found == NULL || key->name == NULL || (!is_column && !found->is_set)) {
		return false;
	}
	struct pl_format_style style = *found;
	style.style.half_lines = is_column ? 2 : style.style.half_lines;
	if (!pl_format_parse(&reading->document->arena, key, value, &style)) {
		return false;
	}
	style.style.first = is_column ? style.style.left : style.style.first;
	style.is_set = true;
	bool is_sound = style.style.left >= 0 && style.style.first >= 0 &&
			style.style.left < style.style.right &&
			style.style.first < style.style.right;
	*found = is_sound ? style : *found;
	return is_sound;
}

static bool
read_line(struct reading *reading, struct pl_str line)
{
	const char *equals = line.length == 0 ? NULL : memchr(line.data, '=', line.length);
	size_t at = equals == NULL ? line.length : (size_t)(equals - line.data);
	struct pl_str name = pl_str_trim_ascii(pl_str_slice(line, 0, at));
	struct pl_str value =
		pl_str_trim_ascii(pl_str_slice(line, at + (equals != NULL), line.length));
	if (pl_str_equal_ascii_case(name, PL_STR("header-text"))) {
		return read_margin_text(reading, value, &reading->header_end);
	}
	if (pl_str_equal_ascii_case(name, PL_STR("footer-text"))) {
		return read_margin_text(reading, value, &reading->footer_end);
	}
	return line.length == 0 || read_page_key(reading, name, value) ||
	       read_style_key(reading, name, value);
}

/* ------------------------------------------------------------------------ the nodes */

#define A4_HEIGHT_MIN (11 * PLATEN_INCH + PLATEN_INCH / 2)
#define LINE (PLATEN_INCH / 6)

static void
finish_setup(struct pl_format *format)
{
	struct pl_setup *setup = &format->setup;
	int32_t height = setup->height > 0 ? setup->height : 11 * PLATEN_INCH;
	uint32_t lines = height >= A4_HEIGHT_MIN ? format->lines_a4 : format->lines_letter;
	bool has_margins = setup->top >= 0 || setup->bottom >= 0 || lines > 0;
	setup->top = setup->top < 0 ? PLATEN_INCH : setup->top;
	if (lines > 0) {
		setup->bottom = height - setup->top - (int32_t)lines * LINE;
	}
	setup->bottom = setup->bottom < 0 && lines == 0 ? PLATEN_INCH : setup->bottom;
	if (!has_margins || height - setup->top - setup->bottom < LINE) {
		setup->top = setup->bottom = -1;
	}
	if (setup->width < 2 * PLATEN_INCH || setup->height < 2 * PLATEN_INCH) {
		setup->width = setup->height = 0;
	}
}

static struct pl_break_rules
rules_of(uint32_t keeps)
{
	return (struct pl_break_rules){
		.keeps_next = (keeps & PL_KEEPS_NEXT) != 0,
		.keeps_previous = (keeps & PL_KEEPS_PREVIOUS) != 0,
		.keeps_space = (keeps & PL_KEEPS_SPACE) != 0,
		.is_no_scene = (keeps & PL_KEEPS_NO_SCENE) != 0,
	};
}

/* The style of a number which a note in the node says; NULL: none does. */
static const struct pl_format_style *
style_by_note(const struct pl_format *format, const struct platen_node *node)
{
	for (const struct pl_comment *c = pl_node_more(node)->comments; c != NULL; c = c->next) {
		uint32_t number = c->kind == PLATEN_NOTE ? pl_note_style(c->text) : 0;
		if (number >= 1 && number <= PL_FORMAT_STYLES_MAX &&
		    format->styles[number].is_set) {
			return &format->styles[number];
		}
	}
	return NULL;
}

static bool
style_node(struct platen_document *document, const struct pl_format *format,
	   struct platen_node *node)
{
	const struct pl_format_style *own = style_by_note(format, node);
	const struct pl_format_style *usual = &format->kinds[pl_format_side_of(node)][node->kind];
	bool has_usual = pl_kind_is(node->kind, PL_PRINTED) && usual->is_set;
	if (own == NULL && !has_usual) {
		return true;
	}
	struct pl_node_more *more = pl_node_need_more(document, node);
	if (more == NULL) {
		return false;
	}
	const struct pl_format_style *style = own != NULL ? own : usual;
	more->style = &style->style;
	more->rules = rules_of(style->keeps);
	/* typed empty lines are printed, unless the format has none between elements */
	more->rules.is_stacked = own == NULL && pl_kind_is(node->kind, PL_STACKED) &&
				 style->style.space_above > 0 && !more->rules.keeps_space;
	return true;
}

/* Find where the title pages end. */
static void
find_body(struct platen_document *document, uint32_t front_pages)
{
	const struct platen_node *node = document->root->first;
	for (; node != NULL && front_pages > 0; node = node->next) {
		front_pages -= node->kind == PLATEN_PAGE_BREAK;
		document->body = front_pages == 0 ? node->next : NULL;
	}
}

static bool
style_nodes(struct platen_document *document, const struct pl_format *format)
{
	find_body(document, format->front_pages);
	for (const struct platen_node *n = document->root; n != NULL; n = pl_node_following(n)) {
		/* it is a node of the document, which may be changed */
		if (!pl_kind_is(n->kind, PL_CONTAINER) &&
		    !style_node(document, format, (struct platen_node *)(uintptr_t)n)) {
			return false;
		}
	}
	return true;
}

bool
pl_document_read_layout(struct platen_document *document, struct pl_str *bad)
{
	const struct platen_node *entry = pl_document_title_entry(document, PL_TITLE_X_LAYOUT);
	*bad = PL_STR("");
	if (entry == NULL) {
		return true;
	}
	struct reading reading = {
		.document = document,
		.format = pl_arena_alloc(&document->arena, sizeof(*reading.format)),
	};
	if (reading.format == NULL) {
		return false;
	}
	struct pl_setup *setup = &reading.format->setup;
	*setup = pl_format_usual_setup();
	reading.header_end = &setup->header;
	reading.footer_end = &setup->footer;
	struct pl_lines lines = {entry->text, false};
	struct pl_str line;
	while (pl_lines_next(&lines, &line)) {
		line = pl_str_trim_ascii(line);
		if (!read_line(&reading, line) && bad->length == 0) {
			*bad = line;
		}
	}
	finish_setup(reading.format);
	setup->kinds = (const struct pl_format_style(*)[PLATEN_KIND_COUNT])reading.format->kinds;
	document->setup = setup;
	return style_nodes(document, reading.format) && !reading.failed;
}
