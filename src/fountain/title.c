/*
 * The title page
 *
 *	Title: Salt			a key and its value
 *	    A Harbour Story		indented: one more value of the same key
 *	Contact:			a bare key
 *	rosa@example.org		not indented, but nothing else either: its value
 *					an empty line ends the page
 *
 * Any script whose first line has a colon could be taken for one, and then it would vanish from the
 * body: FADE IN: is such a line. So the lines are gone through twice, first to see how far the page
 * would reach and whether it is one: it has a key which we know, or two keys or more, each with a
 * value.
 */
#include "fountain/passes.h"

#define KEY_LENGTH_MAX 40

enum title_line {
	TITLE_KEY,
	TITLE_VALUE,
	TITLE_END,
};

/* What the reading of a title page remembers from line to line. */
struct title {
	struct pl_reader *reader;
	struct pl_str key;		/* of the line just seen, or of the one above */
	bool has_key;
	bool is_bare;			/* the key had no value on its line */
	uint32_t value_from;		/* TITLE_KEY, TITLE_VALUE: where the value begins in the view */
};

static bool
is_known(struct pl_str key)
{
	static const char *const known[] = {
		"title",    "credit",	"author",    "authors",	 "source",	 "notes",
		"draft",    "date",	"draft date", "contact", "contacts",	 "contact info",
		"copyright", "revision", "revisions", "format",	 "font",	 "language",
		"lang",	    "logline",	"watermark", "header",	 "footer",	 "fmt",
		"tl",	    "tc",	"tr",	     "cc",	 "bl",		 "br",
		"paper",    "profile",
	};
	char spelled[KEY_LENGTH_MAX * 4];
	if (key.length > sizeof(spelled)) {
		return false;
	}
	for (size_t i = 0; i < key.length; i++) {
		spelled[i] = key.data[i] == '_' ? ' ' : key.data[i];
	}
	key = (struct pl_str){spelled, key.length};
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (pl_str_equal_ascii_case(key, pl_str_of(known[i]))) {
			return true;
		}
	}
	return key.length > 2 &&
	       pl_str_equal_ascii_case(pl_str_slice(key, 0, 2), PL_STR("X-"));
}

static bool
is_key_character(uint32_t code_point, bool is_first)
{
	if (is_first || code_point >= 0x80) {
		return pl_is_letter(code_point) || (!is_first && pl_is_letter_or_digit(code_point));
	}
	return pl_is_letter_or_digit(code_point) || strchr(" \t_-./&'", (int)code_point) != NULL;
}

/* The key before the first colon of a line; empty if there is none. */
static struct pl_str
find_key(struct pl_str line)
{
	const struct pl_str none = {0};
	const char *at = line.data, *end = line.data + line.length;
	size_t count = 0;
	while (at < end && *at != ':') {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		if (!is_key_character(code_point, count == 0)) {
			return none;
		}
		count++;
		if (count > KEY_LENGTH_MAX && pl_blank_before(line.data, at) == 0) {
			return none;
		}
	}
	return at == end ? none : pl_str_trim(pl_str_slice(line, 0, (size_t)(at - line.data)));
}

/* What the line is in a title page; reader->view shows it. */
static enum title_line
look(struct title *title, enum pl_line_kind kind)
{
	const struct pl_view *view = &title->reader->view;
	struct pl_str content = pl_view_content(view);
	title->value_from = view->from;
	if (kind == PL_LINE_HELD || view->from > 0) {
		return title->has_key ? TITLE_VALUE : TITLE_END;
	}
	if (pl_has_heading_prefix(content)) {
		return TITLE_END;
	}
	struct pl_str key = find_key(content);
	if (key.length > 0) {
		const char *colon = memchr(content.data, ':', content.length);
		struct pl_str value = pl_str_slice(
			content, (size_t)(colon + 1 - content.data), content.length);
		value = pl_str_trim(value);
		title->value_from = (uint32_t)(value.data - view->text.data);
		title->key = key;
		title->has_key = true;
		title->is_bare = value.length == 0;
		return TITLE_KEY;
	}
	return title->is_bare && !pl_has_marker(content) ? TITLE_VALUE : TITLE_END;
}

/* How far would a title page reach which begins at line `first`, and is it one? Sets *end to the line
 * behind it, or to `first` if it is none. */
static bool
survey(struct pl_reader *reader, uint32_t first, uint32_t *end)
{
	struct title title = {.reader = reader};
	uint32_t keys = 0, known = 0, filled = 0, i = first;
	bool is_filled = false;
	for (; i < reader->line_count; i++) {
		enum pl_line_kind kind = reader->lines[i].kind;
		if (kind == PL_LINE_EMPTY || kind == PL_LINE_VOID) {
			break;
		}
		if (kind == PL_LINE_GHOST) {
			continue;
		}
		if (!pl_view_line(reader, &reader->view, i)) {
			return false;
		}
		enum title_line what = look(&title, kind);
		if (what == TITLE_END) {
			break;
		}
		if (what == TITLE_KEY) {
			keys++;
			known += is_known(title.key);
			is_filled = false;
		}
		if (!is_filled && title.value_from < reader->view.to) {
			is_filled = true;
			filled++;
		}
	}
	*end = known > 0 || (keys >= 2 && filled == keys) ? i : first;
	return true;
}

static struct platen_node *
add_entry(struct title *title, struct platen_node *page)
{
	struct pl_reader *reader = title->reader;
	struct platen_node *entry = pl_reader_append(reader, page, PLATEN_TITLE_ENTRY,
						     pl_view_start(&reader->view, false));
	if (entry == NULL) {
		return NULL;
	}
	entry->label = pl_arena_copy(&reader->document->arena, title->key);
	return entry->label.data != NULL && pl_text_begin(reader, entry) ? entry : NULL;
}

/* A line of the page; *entry is the one it belongs to, NULL before the first. */
static bool
take_line(struct title *title, enum pl_line_kind kind, struct platen_node *page,
	  struct platen_node **entry)
{
	struct pl_reader *reader = title->reader;
	if (kind != PL_LINE_TEXT && kind != PL_LINE_HELD) {
		return *entry == NULL ? pl_append_cuts(reader, page, 0) : pl_text_cuts(reader);
	}
	bool is_key = look(title, kind) == TITLE_KEY;
	if (is_key && (*entry = add_entry(title, page)) == NULL) {
		return false;
	}
	uint32_t to = reader->view.to;
	if (is_key && title->is_bare) {
		return pl_text_cuts(reader);
	}
	(*entry)->value_count++;
	return pl_text_inline(reader, 0, title->value_from, to);
}

static bool
build(struct pl_reader *reader, uint32_t end)
{
	struct title title = {.reader = reader};
	struct platen_node *page = NULL, *entry = NULL;
	for (uint32_t i = 0; i < end; i++) {
		const struct pl_source_line *line = &reader->lines[i];
		if (entry == NULL && (line->kind == PL_LINE_EMPTY || line->kind == PL_LINE_HELD)) {
			continue;
		}
		pl_position_advance(reader->source, &reader->at, line->start);
		if (!pl_view_line(reader, &reader->view, i)) {
			return false;
		}
		if (page == NULL) {
			page = pl_reader_append(reader, reader->document->root, PLATEN_TITLE_PAGE,
						pl_view_start(&reader->view, false));
		}
		if (page == NULL || !take_line(&title, line->kind, page, &entry)) {
			return false;
		}
		pl_node_extend(entry != NULL ? entry : page, line->end);
	}
	return pl_text_end(reader);
}

bool
pl_fountain_title(struct pl_reader *reader, uint32_t *next)
{
	uint32_t first = 0, end;
	while (first < reader->line_count && reader->lines[first].kind != PL_LINE_TEXT) {
		first++;
	}
	if (!survey(reader, first, &end)) {
		return false;
	}
	*next = end > first ? end : 0;
	return end == first || build(reader, end);
}
