/*
 * The title page
 *
 *	Title: Salt			a key and its value
 *	    A Harbour Story		indented: one more value of the same key
 *	Contact:			a bare key
 *	rosa@example.org		not indented, but nothing else either: its value
 *					an empty line ends the page
 *
 * Any script whose first line has a colon could be taken for one, and would then lose that line:
 * FADE IN: is such a line. So the lines are gone through twice, first to find out how far the page
 * would reach, and whether it is one: it must have a known key, or at least two keys, each with a
 * value.
 */
#include "fountain/read/reader.h"

struct title {
	struct pl_fountain_reader *reader;
	struct pl_fountain_title_scan scan;
	uint32_t end; /* the line behind the page */
	/* Where notes and boneyards alone on their lines are taken: */
	uint32_t next; /* the next line which has text or is held, */
	bool is_value; /* which is one more value of the entry above them */
};

/* What the visible line is. */
static enum pl_fountain_title_line
scan_line(struct title *title, enum pl_fountain_line_kind kind)
{
	enum pl_fountain_title_line what = pl_fountain_scan_title(
		&title->scan, title->reader->visible.text, kind == PL_LINE_HELD);
	bool is_key = what == PL_TITLE_LINE_KEY;
	title->scan.known_count += is_key && pl_title_role_of(title->scan.key) != PL_TITLE_UNKNOWN;
	return what;
}

/* Report a title page which ends at line `end` (visible if it is text), or is none although it
 * begins at line `first` like one, where its writer hardly meant that. */
static void
report_end(struct pl_fountain_reader *reader, const struct title *title, uint32_t first,
	   uint32_t end)
{
	bool is_one = pl_fountain_is_title_page(&title->scan);
	uint32_t index = is_one ? end : first;
	if (is_one ? end == reader->line_count || reader->lines[end].kind != PL_LINE_TEXT
		   : title->scan.key_count < 2) {
		return;
	}
	struct pl_str line = pl_fountain_content(&reader->visible);
	if (is_one &&
	    (pl_fountain_has_marker(line) || pl_fountain_has_prefix(line, &reader->dialect))) {
		return;
	}
	struct platen_position position = {0, 1, 1};
	pl_position_advance(reader->source, &position, reader->lines[index].start);
	pl_report(reader->diag, is_one ? PL_TITLE_BROKEN : PL_TITLE_NONE, position, NULL);
}

/* How far would a title page reach which begins at line `first`, and is it one? Sets *end to the
 * line behind it, or to `first` if it is none. */
static bool
survey(struct pl_fountain_reader *reader, uint32_t first, uint32_t *end)
{
	struct title title = {.reader = reader, .scan = {.dialect = &reader->dialect}};
	uint32_t i = first;
	for (; i < reader->line_count; i++) {
		enum pl_fountain_line_kind kind = reader->lines[i].kind;
		if (kind == PL_LINE_EMPTY || kind == PL_LINE_BONEYARD) {
			break;
		}
		if (kind == PL_LINE_ASIDE) {
			continue;
		}
		if (!pl_fountain_show_line(reader, &reader->visible, i)) {
			return false;
		}
		if (scan_line(&title, kind) == PL_TITLE_LINE_END) {
			break;
		}
	}
	report_end(reader, &title, first, i);
	*end = pl_fountain_is_title_page(&title.scan) ? i : first;
	return true;
}

static struct platen_node *
add_entry(struct title *title, struct platen_node *page)
{
	struct pl_fountain_reader *reader = title->reader;
	struct platen_node *entry = pl_fountain_append(
		reader, page, PLATEN_TITLE_ENTRY, pl_fountain_node_start(&reader->visible, false));
	if (entry == NULL) {
		return NULL;
	}
	entry->label = pl_arena_copy(&reader->document->arena, title->scan.key);
	return entry->label.data != NULL && pl_fountain_text_begin(reader, entry) ? entry : NULL;
}

/* Look at what stands below the notes and boneyards on line `index` and the lines below. */
static bool
look_below_spans(struct title *title, uint32_t index)
{
	struct pl_fountain_reader *reader = title->reader;
	if (index < title->next) {
		return true;
	}
	uint32_t next = index + 1;
	while (next < title->end && reader->lines[next].kind == PL_LINE_ASIDE) {
		next++;
	}
	title->next = next;
	title->is_value = next < title->end && reader->lines[next].kind == PL_LINE_HELD;
	if (next == title->end || title->is_value) {
		return true;
	}
	if (!pl_fountain_show_line(reader, &reader->ahead, next)) {
		return false;
	}
	struct pl_fountain_title_scan scan = title->scan;
	title->is_value =
		pl_fountain_scan_title(&scan, reader->ahead.text, false) == PL_TITLE_LINE_VALUE;
	return true;
}

/* Take notes and boneyards alone on line `index`. They are nodes, or part of the entry if that goes
 * on below them. */
static bool
take_spans(struct title *title, uint32_t index, struct platen_node *page,
	   const struct platen_node *entry)
{
	if (!look_below_spans(title, index)) {
		return false;
	}
	return entry != NULL && title->is_value ? pl_fountain_text_spans(title->reader)
						: pl_fountain_append_spans(title->reader, page, 0);
}

/* Take a line of the page; *entry is the one it belongs to, NULL before the first. */
static bool
take_line(struct title *title, uint32_t index, struct platen_node *page, struct platen_node **entry)
{
	struct pl_fountain_reader *reader = title->reader;
	enum pl_fountain_line_kind kind = reader->lines[index].kind;
	if (kind != PL_LINE_TEXT && kind != PL_LINE_HELD) {
		return take_spans(title, index, page, *entry);
	}
	bool is_key = scan_line(title, kind) == PL_TITLE_LINE_KEY;
	if (is_key && (*entry = add_entry(title, page)) == NULL) {
		return false;
	}
	pl_fountain_extend(*entry, reader->lines[index].end);
	uint32_t to = reader->visible.to;
	if (is_key && title->scan.is_bare) {
		return pl_fountain_text_spans(reader);
	}
	(*entry)->value_count++;
	return pl_fountain_text_inline(reader, 0, title->scan.value_from, to);
}

static bool
build(struct pl_fountain_reader *reader, uint32_t end)
{
	struct title title = {
		.reader = reader,
		.scan = {.dialect = &reader->dialect},
		.end = end,
	};
	struct platen_node *page = NULL, *entry = NULL;
	for (uint32_t i = 0; i < end; i++) {
		const struct pl_fountain_source_line *line = &reader->lines[i];
		if (entry == NULL && (line->kind == PL_LINE_EMPTY || line->kind == PL_LINE_HELD)) {
			continue;
		}
		pl_position_advance(reader->source, &reader->at, line->start);
		if (!pl_fountain_show_line(reader, &reader->visible, i)) {
			return false;
		}
		if (page == NULL) {
			page = pl_fountain_append(reader, reader->document->root, PLATEN_TITLE_PAGE,
						  pl_fountain_node_start(&reader->visible, false));
		}
		if (page == NULL || !take_line(&title, i, page, &entry)) {
			return false;
		}
		pl_fountain_extend(page, line->end);
	}
	return pl_fountain_text_end(reader);
}

bool
pl_fountain_read_title(struct pl_fountain_reader *reader, uint32_t *next)
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
