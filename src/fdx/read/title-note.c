/*
 * The keys of Fountain, from the note which our own writer keeps them in:
 *
 *	Title: The Cup			printed on the page
 *	X-Draft: 3			not printed
 *	Authors: R. Ito
 *	    B. Okoro
 *
 * Where the page still has the values which the note says, in their places, keys and order are the
 * note's, and the values, with their emphasis, the page's. Where somebody has changed the page, it
 *is the page which holds, and of the note only what is not printed.
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

static enum pl_title_place
place_of(struct pl_str key)
{
	return key.length == 0 ? PL_PLACE_NOWHERE : pl_title_place_of(pl_title_role_of(key));
}

bool
pl_fdx_title_note_read(struct pl_fdx_reader *reader, struct pl_fdx_title_note *kept)
{
	const struct pl_fdx_note *note = reader->notes.first;
	if (note == NULL || note->offset != 0 ||
	    !pl_str_equal(note->name, PL_STR("Fountain: title page"))) {
		return true;
	}
	reader->notes.first = note->next;
	reader->notes.last = note->next == NULL ? NULL : reader->notes.last;
	kept->note = note;
	size_t capacity = 0;
	struct pl_str key = {0};
	for (const struct pl_fdx_paragraph *p = note->body.first; p != NULL; p = p->next) {
		struct pl_str raw = pl_fdx_raw_text(reader, p);
		struct pl_fdx_title_note_line *lines = pl_arena_grow(
			&reader->arena, kept->lines, kept->count, &capacity, sizeof(*lines));
		if (raw.data == NULL || lines == NULL) {
			return false;
		}
		struct pl_str own = key_of(raw);
		key = own.length > 0 ? own : key;
		size_t start = own.length + (own.length > 0);
		while (start < raw.length && raw.data[start] == ' ') {
			start++;
		}
		kept->lines = lines;
		lines[kept->count++] = (struct pl_fdx_title_note_line){
			.paragraph = p,
			.key = own,
			.value = pl_str_trim_ascii(pl_str_slice(raw, start, raw.length)),
			.start = (uint32_t)start,
			.place = place_of(key),
		};
	}
	return true;
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
match_place(struct pl_fdx_title_note *kept, enum pl_title_place place, struct pl_fdx_title *title,
	    size_t *at)
{
	for (size_t i = 0; i < kept->count; i++) {
		struct pl_fdx_title_note_line *line = &kept->lines[i];
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

void
pl_fdx_title_note_match(struct pl_fdx_title_note *kept, struct pl_fdx_title *title)
{
	size_t at = 0;
	bool is_same = kept->note != NULL;
	for (enum pl_title_place place = 0; place < PL_PLACE_NOWHERE; place++) {
		is_same = is_same && match_place(kept, place, title, &at);
	}
	kept->holds = is_same && at == title->count;
}

/* ------------------------------------------------------------------------- entries */

static bool
add_value(struct pl_fdx_text *writing, const struct pl_fdx_title_note *kept,
	  const struct pl_fdx_title_note_line *line)
{
	bool is_empty = line->value.length == 0;
	if (is_empty && line->key.length > 0) {
		return true; /* values, if there are any, stand below */
	}
	bool is_first = writing->node->value_count++ == 0;
	if (!is_first && !pl_fdx_text_break(writing, line->paragraph->from)) {
		return false;
	}
	if (is_empty) {
		return true;
	}
	if (kept->holds && line->printed != NULL) {
		return pl_fdx_text_add(writing, line->printed, line->printed_start,
				       line->printed_end);
	}
	return pl_fdx_text_add(writing, line->paragraph, line->start, UINT32_MAX);
}

/* An entry of the note, lines [from, to). */
static bool
add_entry(struct pl_fdx_reader *reader, struct platen_node *page,
	  const struct pl_fdx_title_note *kept, size_t from, size_t to)
{
	const struct pl_fdx_title_note_line *first = &kept->lines[from];
	struct platen_node *node =
		pl_node_append(reader->document, page, PLATEN_TITLE_ENTRY, first->paragraph->from);
	if (node == NULL) {
		return false;
	}
	struct pl_str key = first->key.length > 0 ? first->key : PL_STR("Notes");
	node->label = pl_arena_copy(&reader->document->arena, key);
	struct pl_fdx_shape shape = {
		.is_plain = first->place == PL_PLACE_TITLE && kept->has_template_title,
		.keeps_case = true,
	};
	struct pl_fdx_text writing;
	pl_fdx_text_init(&writing, reader, node, shape);
	bool is_done = node->label.data != NULL;
	for (size_t i = from; i < to && is_done; i++) {
		is_done = add_value(&writing, kept, &kept->lines[i]);
		node->source_end = kept->lines[i].paragraph->source_end;
	}
	return pl_fdx_text_end(&writing) && is_done;
}

bool
pl_fdx_title_note_add(struct pl_fdx_reader *reader, struct platen_node *page,
		      const struct pl_fdx_title_note *kept)
{
	for (size_t from = 0, to; from < kept->count; from = to) {
		for (to = from + 1; to < kept->count && kept->lines[to].key.length == 0;) {
			to++;
		}
		bool is_wanted = kept->holds || kept->lines[from].place == PL_PLACE_NOWHERE;
		if (is_wanted && !add_entry(reader, page, kept, from, to)) {
			return false;
		}
	}
	return true;
}
