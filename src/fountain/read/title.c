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
 * value. syntax/title.c says what each line is.
 */
#include "fountain/read/reader.h"

/* ------------------------------------------------------------- how far the page reaches */

static enum pl_fountain_title_line
scan_visible(const struct pl_fountain_reader *reader, const struct pl_fountain_visible *visible,
	     uint32_t index, struct pl_fountain_title_scan *scan)
{
	return pl_fountain_scan_title(scan, visible->text,
				      reader->lines[index].kind == PL_LINE_HELD);
}

static void
report_line(const struct pl_fountain_reader *reader, enum pl_rule rule, uint32_t index,
	    const char *word)
{
	struct platen_position position = {0, 1, 1};
	pl_position_advance(reader->source, &position, reader->lines[index].start);
	pl_report(reader->diag, rule, position, word);
}

/* Report the first known key below the blank line at `next`, in lines that look like a title page:
 * keys and their values. False: no memory. */
static bool
report_keys_below(struct pl_fountain_reader *reader, uint32_t next)
{
	struct pl_fountain_title_scan scan = {.dialect = &reader->dialect};
	for (; next < reader->line_count; next++) {
		if (reader->lines[next].kind != PL_LINE_TEXT) {
			scan = (struct pl_fountain_title_scan){.dialect = &reader->dialect};
			continue;
		}
		if (!pl_fountain_show_line(reader, &reader->visible, next)) {
			return false;
		}
		enum pl_fountain_title_line what =
			scan_visible(reader, &reader->visible, next, &scan);
		if (scan.seen.known_keys > 0) {
			report_line(reader, PL_TITLE_BELOW, next, NULL);
		}
		if (scan.seen.known_keys > 0 || what == PL_TITLE_LINE_END ||
		    what == PL_TITLE_LINE_STRAY) {
			return true;
		}
	}
	return true;
}

/* Report what stands behind the page, from line `end` on, but was probably meant as part of it. */
static bool
report_behind(struct pl_fountain_reader *reader, uint32_t end)
{
	if (end == reader->line_count || reader->lines[end].kind != PL_LINE_TEXT) {
		return report_keys_below(reader, end);
	}
	if (!pl_fountain_show_line(reader, &reader->visible, end)) {
		return false;
	}
	struct pl_str line = pl_fountain_content(&reader->visible);
	if (!pl_fountain_has_marker(line) && !pl_fountain_has_prefix(line, &reader->dialect)) {
		report_line(reader, PL_TITLE_BROKEN, end, "the start of the script");
	}
	return true;
}

/* How far would a title page reach which begins at line `first`, and is it one? Sets *end to the
 * line behind it, or to `first` if it is none. */
static bool
survey(struct pl_fountain_reader *reader, uint32_t first, uint32_t *end)
{
	struct pl_fountain_title_scan scan = {.dialect = &reader->dialect};
	uint32_t stray = PL_NONE;
	*end = first;
	for (uint32_t i = first; i < reader->line_count; i++) {
		enum pl_fountain_line_kind kind = reader->lines[i].kind;
		if (kind == PL_LINE_EMPTY || kind == PL_LINE_BONEYARD) {
			break;
		}
		if (kind != PL_LINE_ASIDE) {
			if (!pl_fountain_show_line(reader, &reader->visible, i)) {
				return false;
			}
			enum pl_fountain_title_line what =
				scan_visible(reader, &reader->visible, i, &scan);
			if (what == PL_TITLE_LINE_END) {
				break;
			}
			stray = what == PL_TITLE_LINE_STRAY && stray == PL_NONE ? i : stray;
		}
		*end = pl_fountain_is_sure_title(&scan) ? i + 1 : *end;
	}
	if (!pl_fountain_is_title_page(&scan)) {
		bool is_ragged = scan.indent.length > 0 && scan.seen.known_keys > 0;
		*end = first;
		if (is_ragged || scan.sure.keys >= 2) {
			report_line(reader, PL_TITLE_NONE, first,
				    is_ragged ? "its lines do not share one indentation"
					      : "no key is known and one has no value");
		}
		return true;
	}
	if (stray < *end) {
		report_line(reader, PL_TITLE_BROKEN, stray, "a value of the key above it");
	}
	return report_behind(reader, *end);
}

/* ------------------------------------------------------------------------- its entries */

struct title {
	struct pl_fountain_reader *reader;
	struct pl_fountain_title_scan scan;
	struct platen_node *page, *entry; /* NULL before the first */
	uint32_t aside; /* the first of the lines just above which have notes and boneyards alone */
};

/* Make line `index` the current one, and part of the page. */
static bool
show(struct title *title, uint32_t index)
{
	struct pl_fountain_reader *reader = title->reader;
	const struct pl_fountain_source_line *line = &reader->lines[index];
	pl_position_advance(reader->source, &reader->at, line->start);
	if (!pl_fountain_show_line(reader, &reader->visible, index)) {
		return false;
	}
	if (title->page == NULL) {
		title->page = pl_fountain_append(reader, reader->document->root, PLATEN_TITLE_PAGE,
						 pl_fountain_node_start(&reader->visible, false));
	}
	pl_fountain_extend(title->page, line->end);
	return title->page != NULL;
}

/* Take the notes and boneyards alone on the lines above line `index`. They are nodes, or part of
 * the entry if that goes on there. */
static bool
take_asides(struct title *title, uint32_t index, bool goes_on)
{
	struct pl_fountain_reader *reader = title->reader;
	for (; title->aside < index; title->aside++) {
		enum pl_fountain_line_kind kind = reader->lines[title->aside].kind;
		if (kind == PL_LINE_EMPTY || kind == PL_LINE_HELD) {
			continue;
		}
		if (!show(title, title->aside) ||
		    !(goes_on ? pl_fountain_text_spans(reader)
			      : pl_fountain_append_spans(reader, title->page, 0))) {
			return false;
		}
	}
	title->aside = index + 1;
	return true;
}

static bool
add_entry(struct title *title)
{
	struct pl_fountain_reader *reader = title->reader;
	struct platen_node *entry =
		pl_fountain_append(reader, title->page, PLATEN_TITLE_ENTRY,
				   pl_fountain_node_start(&reader->visible, false));
	if (entry == NULL) {
		return false;
	}
	title->entry = entry;
	struct pl_str key = pl_arena_copy(&reader->document->arena, title->scan.key);
	return key.data != NULL && pl_title_entry_set_key(reader->document, entry, key) &&
	       pl_fountain_text_begin(reader, entry);
}

/* Take a key or value, with the notes and boneyards above it. */
static bool
take_line(struct title *title, uint32_t index)
{
	struct pl_fountain_reader *reader = title->reader;
	struct pl_fountain_title_scan scan = title->scan;
	if (!pl_fountain_show_line(reader, &reader->ahead, index)) {
		return false;
	}
	bool is_key = scan_visible(reader, &reader->ahead, index, &scan) == PL_TITLE_LINE_KEY;
	if (!take_asides(title, index, !is_key) || !show(title, index)) {
		return false;
	}
	scan_visible(reader, &reader->visible, index, &title->scan);
	if (is_key && !add_entry(title)) {
		return false;
	}
	pl_fountain_extend(title->entry, reader->lines[index].end);
	if (is_key && title->scan.is_bare) {
		return pl_fountain_text_spans(reader);
	}
	title->entry->more->value_count++;
	return pl_fountain_text_inline(reader, 0, title->scan.value_from, reader->visible.to);
}

static bool
build(struct pl_fountain_reader *reader, uint32_t first, uint32_t end)
{
	struct title title = {.reader = reader, .scan = {.dialect = &reader->dialect}};
	for (uint32_t i = first; i < end; i++) {
		if (reader->lines[i].kind != PL_LINE_ASIDE && !take_line(&title, i)) {
			return false;
		}
	}
	return take_asides(&title, end, false) && pl_fountain_text_end(reader);
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
	return end == first || build(reader, first, end);
}
