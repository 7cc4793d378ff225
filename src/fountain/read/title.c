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
#include "fountain/read/reader.h"

struct title {
	struct pl_fountain_reader *reader;
	struct pl_fountain_title_scan lines;
	uint32_t end; /* the line behind the page */
	/* Where cuts alone on their lines are taken: */
	uint32_t next; /* the next line which is not such, */
	bool is_value; /* which is one more value of the entry above them */
};

/* What reader->visible shows. */
static enum pl_fountain_title_line
look(struct title *title, enum pl_fountain_line_kind kind)
{
	return pl_fountain_scan_title(&title->lines, title->reader->visible.text,
				      kind == PL_LINE_HELD);
}

static bool
is_known(struct pl_str key)
{
	return pl_title_role_of(key) != PL_TITLE_UNKNOWN;
}

/* Line `end`, which reader->visible shows if it is text, or the first one if there is no title
 * page, is not where its writer meant it to be. */
static void
report_doubts(struct pl_fountain_reader *reader, const struct title *title, uint32_t first,
	      uint32_t end)
{
	bool is_one = pl_fountain_is_title_page(&title->lines);
	uint32_t index = is_one ? end : first;
	if (is_one ? end == reader->line_count || reader->lines[end].kind != PL_LINE_TEXT
		   : title->lines.key_count < 2) {
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
	struct title title = {.reader = reader,
			      .lines = {.is_known = is_known, .dialect = &reader->dialect}};
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
		if (look(&title, kind) == PL_TITLE_LINE_END) {
			break;
		}
	}
	report_doubts(reader, &title, first, i);
	*end = pl_fountain_is_title_page(&title.lines) ? i : first;
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
	entry->label = pl_arena_copy(&reader->document->arena, title->lines.key);
	return entry->label.data != NULL && pl_fountain_text_begin(reader, entry) ? entry : NULL;
}

/* Look behind the cuts on line `index` and those below. */
static bool
look_behind_cuts(struct title *title, uint32_t index)
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
	struct pl_fountain_title_scan lines = title->lines;
	title->is_value =
		pl_fountain_scan_title(&lines, reader->ahead.text, false) == PL_TITLE_LINE_VALUE;
	return true;
}

/* Cuts alone on line `index`: nodes, unless the entry goes on behind them, whose they are then. */
static bool
take_cuts(struct title *title, uint32_t index, struct platen_node *page,
	  const struct platen_node *entry)
{
	if (!look_behind_cuts(title, index)) {
		return false;
	}
	return entry != NULL && title->is_value ? pl_fountain_text_spans(title->reader)
						: pl_fountain_append_spans(title->reader, page, 0);
}

/* A line of the page; *entry is the one it belongs to, NULL before the first. */
static bool
take_line(struct title *title, uint32_t index, struct platen_node *page, struct platen_node **entry)
{
	struct pl_fountain_reader *reader = title->reader;
	enum pl_fountain_line_kind kind = reader->lines[index].kind;
	if (kind != PL_LINE_TEXT && kind != PL_LINE_HELD) {
		return take_cuts(title, index, page, *entry);
	}
	bool is_key = look(title, kind) == PL_TITLE_LINE_KEY;
	if (is_key && (*entry = add_entry(title, page)) == NULL) {
		return false;
	}
	pl_fountain_extend(*entry, reader->lines[index].end);
	uint32_t to = reader->visible.to;
	if (is_key && title->lines.is_bare) {
		return pl_fountain_text_spans(reader);
	}
	(*entry)->value_count++;
	return pl_fountain_text_inline(reader, 0, title->lines.value_from, to);
}

static bool
build(struct pl_fountain_reader *reader, uint32_t end)
{
	struct title title = {
		.reader = reader,
		.lines = {.is_known = is_known, .dialect = &reader->dialect},
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
