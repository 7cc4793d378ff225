/*
 * The keys of Fountain, from the note in which our own writer keeps them:
 *
 *	Title: The Cup			printed on the page
 *	X-Draft: 3			not printed
 *	Authors: R. Ito
 *	    B. Okoro
 *
 * If the page still has the values of the note, in their places, keys and order are taken from the
 * note, and the values, with their emphasis, from the page. If somebody has changed the page, the
 * page counts, and of the note only what is not printed.
 */
#include "fdx/read/title.h"

/* The key which the line begins with; empty: it is a value of the one before. */
static struct pl_str
key_of(struct pl_str line)
{
	const char *colon = line.length == 0 || line.data[0] == ' '
				    ? NULL
				    : memchr(line.data, ':', line.length);
	return colon == NULL ? PL_STR("") : pl_str_slice(line, 0, (size_t)(colon - line.data));
}

void
pl_fdx_title_note_read(struct pl_fdx_reader *reader, struct pl_fdx_title_note *title_note)
{
	const struct pl_fdx_note *note = reader->notes.first;
	if (note == NULL || note->offset != 0 ||
	    !pl_str_equal(note->name, PL_STR("Fountain: title page"))) {
		return;
	}
	reader->notes.first = note->next;
	reader->notes.last = note->next == NULL ? NULL : reader->notes.last;
	title_note->note = note;
	size_t capacity = 0;
	enum pl_title_place place = PL_PLACE_NOWHERE;
	for (const struct pl_fdx_paragraph *p = note->body.first; p != NULL; p = p->next) {
		struct pl_str raw = pl_fdx_raw_text(reader, p), own = key_of(raw);
		struct pl_fdx_title_note_line *lines =
			pl_arena_grow(&reader->arena, title_note->lines, title_note->count,
				      &capacity, sizeof(*lines));
		if (lines == NULL) {
			pl_fdx_fail(reader, PLATEN_NO_MEMORY);
			return;
		}
		place = own.length > 0 ? pl_title_place_of(pl_title_role_of(own), false) : place;
		size_t start = own.length + (own.length > 0);
		while (start < raw.length && raw.data[start] == ' ') {
			start++;
		}
		title_note->lines = lines;
		lines[title_note->count++] = (struct pl_fdx_title_note_line){
			.paragraph = p,
			.key = own,
			.value = pl_str_trim_ascii(pl_str_slice(raw, start, raw.length)),
			.start = (uint32_t)start,
			.place = place,
		};
	}
}

/* The lines of the page from `at` on which make this value: one, or two which a credit was cut into
 * ("Story by", "Nora"). 0: it is another text. */
static size_t
match_value(const struct pl_fdx_title *title, size_t at, struct pl_str value)
{
	const struct pl_fdx_title_line *lines = title->lines + at;
	if (at < title->count && pl_str_equal(lines[0].text, value)) {
		return 1;
	}
	if (title->count - at < 2 || lines[0].paragraph != lines[1].paragraph) {
		return 0;
	}
	const char *end = lines[1].text.data + lines[1].text.length;
	struct pl_str both = {lines[0].text.data, (size_t)(end - lines[0].text.data)};
	return pl_str_equal(both, value) ? 2 : 0;
}

/* The page has the values of this place, from line *at on; *at moves on. */
static bool
match_place(struct pl_fdx_title_note *note, enum pl_title_place place, struct pl_fdx_title *title,
	    size_t *at)
{
	for (size_t i = 0; i < note->count; i++) {
		struct pl_fdx_title_note_line *line = &note->lines[i];
		if (line->place != place || line->value.length == 0) {
			continue;
		}
		size_t count = match_value(title, *at, line->value);
		if (count == 0 || title->lines[*at].is_centered != (place != PL_PLACE_FOOT)) {
			return false;
		}
		line->printed = title->lines[*at].paragraph;
		line->printed_start = title->lines[*at].start;
		line->printed_end = title->lines[*at + count - 1].end;
		*at += count;
	}
	return true;
}

/* Of several credits, each stands above its names. */
static void
place_credits(struct pl_fdx_title_note *note)
{
	size_t count = 0;
	bool is_counted = false;
	for (size_t i = 0; i < note->count; i++) {
		const struct pl_fdx_title_note_line *line = &note->lines[i];
		is_counted &= line->key.length == 0;
		if (line->place == PL_PLACE_CREDIT && line->value.length > 0 && !is_counted) {
			is_counted = true;
			count++;
		}
	}
	for (size_t i = 0; count > 1 && i < note->count; i++) {
		if (note->lines[i].place == PL_PLACE_AUTHOR) {
			note->lines[i].place = PL_PLACE_CREDIT;
		}
	}
}

void
pl_fdx_title_note_match(struct pl_fdx_title_note *note, struct pl_fdx_title *title)
{
	place_credits(note);
	size_t at = 0;
	bool is_same = note->note != NULL;
	for (enum pl_title_place place = 0; place < PL_PLACE_NOWHERE; place++) {
		is_same = is_same && match_place(note, place, title, &at);
	}
	note->holds = is_same && at == title->count;
}

/* ------------------------------------------------------------------------- entries */

static void
add_value(struct pl_fdx_text *text, const struct pl_fdx_title_note *note,
	  const struct pl_fdx_title_note_line *line)
{
	bool is_empty = line->value.length == 0;
	if (is_empty && line->key.length > 0) {
		return; /* values, if there are any, stand below */
	}
	if (text->node->more->value_count++ > 0) {
		pl_fdx_text_break(text, line->paragraph->from);
	}
	if (is_empty) {
		return;
	}
	if (note->holds && line->printed != NULL) {
		pl_fdx_text_add(text, line->printed, line->printed_start, line->printed_end);
	} else {
		pl_fdx_text_add(text, line->paragraph, line->start, UINT32_MAX);
	}
}

/* The values of lines [from, to) have the style which the template gives to titles. */
static bool
is_template_style(const struct pl_fdx_title_note *note, size_t from, size_t to)
{
	while (from < to && note->lines[from].printed == NULL) {
		from++;
	}
	return from < to && pl_fdx_has_caps(note->lines[from].printed);
}

/* An entry of the note, lines [from, to). */
static void
add_entry(const struct pl_fdx_title_note *note, const struct pl_fdx_title *title,
	  struct platen_node *page, size_t from, size_t to)
{
	struct pl_fdx_reader *reader = title->reader;
	const struct pl_fdx_title_note_line *first = &note->lines[from];
	struct platen_node *node =
		pl_fdx_append_node(reader, page, PLATEN_TITLE_ENTRY, first->paragraph->from);
	pl_title_entry_set_key(
		reader->document, node,
		pl_fdx_keep(reader, first->key.length > 0 ? first->key : PL_STR("Notes")));
	struct pl_fdx_shape shape = {
		.is_plain = first->place == PL_PLACE_TITLE && is_template_style(note, from, to),
		.keeps_case = true,
	};
	struct pl_fdx_text text;
	pl_fdx_text_init(&text, reader, node, shape);
	for (size_t i = from; i < to; i++) {
		add_value(&text, note, &note->lines[i]);
		node->source_end = note->lines[i].paragraph->source_end;
	}
	pl_fdx_text_end(&text);
}

void
pl_fdx_title_note_add(const struct pl_fdx_title_note *note, const struct pl_fdx_title *title,
		      struct platen_node *page)
{
	for (size_t from = 0, to; from < note->count; from = to) {
		for (to = from + 1; to < note->count && note->lines[to].key.length == 0;) {
			to++;
		}
		if (note->holds || note->lines[from].place == PL_PLACE_NOWHERE) {
			add_entry(note, title, page, from, to);
		}
	}
}
