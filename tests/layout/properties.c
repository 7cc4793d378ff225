/*
 * Terms. A *block* is what moves as one: the child of the document that a line belongs to, an
 * action or a whole speech. A *column* is what a speech of a dual dialogue is set in; elsewhere it
 * is the block itself. A page boundary is a *cut* if the same block stands on both sides.
 */
#include "properties.h"

#include <stdlib.h>

#include "layout/style.h"

#define ROWS_KEPT 2

struct checker {
	const struct platen_pages *pages;
	struct pl_profile profile;
	struct broken broken;
};

static void
expect(struct checker *checker, bool holds, const char *rule, uint32_t page, int32_t slot)
{
	if (!holds && checker->broken.rule == NULL) {
		uint32_t body = page + 1 - checker->pages->title_page_count;
		checker->broken = (struct broken){rule, body, slot};
	}
}

/* --------------------------------------------------------------------------- looking */

static bool
is_body(const struct pl_line *line)
{
	return line->role == PL_ROLE_BODY;
}

static const struct pl_line *
first_body_line(const struct pl_page *page)
{
	for (uint32_t i = 0; i < page->line_count; i++) {
		if (is_body(&page->lines[i])) {
			return &page->lines[i];
		}
	}
	return NULL;
}

static const struct pl_line *
last_body_line(const struct pl_page *page)
{
	const struct pl_line *last = NULL;
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_line *line = &page->lines[i];
		if (is_body(line) && (last == NULL || line->slot >= last->slot)) {
			last = line;
		}
	}
	return last;
}

static const struct platen_node *
block_of(const struct pl_line *line)
{
	const struct platen_node *node = line->node;
	while (node->parent->parent != NULL) {
		node = node->parent;
	}
	return node;
}

/* The speech, or the block. */
static const struct platen_node *
column_of(const struct pl_line *line)
{
	const struct platen_node *parent = line->node->parent;
	return parent->kind == PLATEN_SPEECH ? parent : line->node;
}

static bool
is_dual(const struct pl_line *line)
{
	return block_of(line)->kind == PLATEN_DUAL_DIALOGUE;
}

static const struct pl_line *
find_role(const struct pl_page *page, enum pl_role role, const struct platen_node *speech)
{
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_line *line = &page->lines[i];
		if (line->role == role && (speech == NULL || line->node->parent == speech)) {
			return line;
		}
	}
	return NULL;
}

/* Rows which `column` has on a page: of text, or all of them, cue and empty rows included. */
static uint32_t
rows_of(const struct pl_page *page, const struct platen_node *column, bool is_any)
{
	uint32_t rows = 0;
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_line *line = &page->lines[i];
		bool is_text = line->stretch_count > 0 && line->kind != PLATEN_CHARACTER;
		rows += is_body(line) && column_of(line) == column && (is_any || is_text);
	}
	return rows;
}

/* -------------------------------------------------------------------------- the page */

static enum pl_side
side_of(const struct pl_line *line)
{
	if (!is_dual(line)) {
		return PL_SIDE_NONE;
	}
	return column_of(line) == block_of(line)->first ? PL_SIDE_LEFT : PL_SIDE_RIGHT;
}

static void
check_width(struct checker *checker, const struct pl_line *line, uint32_t page)
{
	const struct pl_style *style = &checker->profile.styles[side_of(line)][line->kind];
	int32_t left = line->is_continued ? style->left : style->first_left;
	uint32_t width = 0;
	bool ends_in_hyphen = false;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		struct pl_str text = line->stretches[i].text;
		expect(checker, text.length > 0, "no stretch is empty", page, line->slot);
		width += line->stretches[i].width;
		ends_in_hyphen = text.length > 0 && text.data[text.length - 1] == '-';
	}
	uint32_t hanging = ends_in_hyphen ? PL_SIXTHS : 0;
	expect(checker, width <= pl_style_capacity(style->right - left) + hanging,
	       "no line is wider than its measure", page, line->slot);
}

/* A row of double-spaced text is higher than a page of one line. */
static int32_t
lines_of(const struct checker *checker)
{
	int32_t lines = (int32_t)checker->pages->lines_per_page;
	return lines < 2 ? 2 : lines;
}

/* A page has lines without end where a block is one; so each line is held against the one before.
 */
static void
check_slots(struct checker *checker, const struct pl_page *page, uint32_t number)
{
	const struct pl_line *before = NULL;
	int32_t last = 0;
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_line *line = &page->lines[i];
		if (!is_body(line)) {
			continue;
		}
		expect(checker, line->slot >= 1 && line->slot <= lines_of(checker),
		       "lines stand on the page", number, line->slot);
		bool is_right = before != NULL && is_dual(line) &&
				block_of(line) == block_of(before) &&
				column_of(line) != column_of(before);
		expect(checker, before == NULL || is_right || line->slot > last,
		       "no two lines of a column share a slot", number, line->slot);
		check_width(checker, line, number);
		last = is_right || line->slot > last ? line->slot : last;
		before = line;
	}
	expect(checker, before != NULL, "no page is empty", number, 0);
}

static void
check_added(struct checker *checker, const struct pl_page *page, uint32_t number)
{
	int32_t lines = lines_of(checker);
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_line *line = &page->lines[i];
		int32_t slot = line->slot;
		switch (line->role) {
		case PL_ROLE_MORE:
			expect(checker, slot <= lines + 2, "(MORE) follows its text", number, slot);
			break;
		case PL_ROLE_CONTD:
			expect(checker, slot >= 0, "a cue stands above its text", number, slot);
			break;
		case PL_ROLE_SCENE_BOTTOM:
			expect(checker, slot <= lines, "(CONTINUED) is inside the budget", number,
			       slot);
			break;
		case PL_ROLE_SCENE_TOP:
			expect(checker, slot == 1, "CONTINUED: opens its page", number, slot);
			break;
		case PL_ROLE_FOOTER:
			expect(checker, slot > 0, "footers stand at the foot", number, slot);
			break;
		case PL_ROLE_HEADER:
		case PL_ROLE_PAGE_NUMBER:
			expect(checker, slot < 0, "numbers stand in the header", number, slot);
			break;
		case PL_ROLE_TITLE:
			expect(checker, false, "titles stand on the title page", number, slot);
			break;
		case PL_ROLE_BODY:
		case PL_ROLE_SCENE_NUMBER: break;
		}
	}
}

/* ---------------------------------------------------------------------- the boundary */

static bool
is_forced_between(const struct platen_node *before, const struct platen_node *after)
{
	for (const struct platen_node *n = before; n != NULL && n != after; n = n->next) {
		if (n->kind == PLATEN_PAGE_BREAK) {
			return true;
		}
	}
	return false;
}

/* Nothing but headings stands above the block: moving it would not help. */
static bool
is_alone(const struct pl_page *page, const struct platen_node *block)
{
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_line *line = &page->lines[i];
		if (is_body(line) && block_of(line) != block &&
		    line->kind != PLATEN_SCENE_HEADING) {
			return false;
		}
	}
	return true;
}

static bool
is_one_of(uint32_t c, const uint32_t *set, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (set[i] == c) {
			return true;
		}
	}
	return false;
}

/* A full stop, or what closes after one, is the last of the line. */
static bool
ends_sentence(const struct pl_line *line)
{
	static const uint32_t stops[] = {'.',    '!',    '?',    0x2026, 0x203D, 0x061F,
					 0x06D4, 0x0964, 0x0965, 0x0589, 0x1362, 0x3002,
					 0xFF01, 0xFF0E, 0xFF1F, 0xFF61};
	static const uint32_t closers[] = {'\'',   '"',    ')',    ']',    '}',    0xBB,   0x2019,
					   0x201D, 0x201C, 0x203A, 0x300B, 0x300D, 0x300F, 0xFF09};
	bool is_end = false;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		struct pl_str text = line->stretches[i].text;
		for (size_t at = 0; at < text.length;) {
			uint32_t c;
			at += pl_utf8_decode(text.data + at, text.data + text.length, &c);
			bool is_closer = is_one_of(c, closers, sizeof(closers) / sizeof(*closers));
			is_end = is_one_of(c, stops, sizeof(stops) / sizeof(*stops)) ||
				 (is_end && is_closer);
		}
	}
	return is_end;
}

/* Rule 1 of a cut: two rows on either side, at the end of a sentence or of a paragraph of a speech.
 */
static void
check_cut(struct checker *checker, uint32_t number, const struct pl_line *last,
	  const struct pl_line *first)
{
	const struct pl_page *page = &checker->pages->pages[number];
	const struct platen_node *block = block_of(last);
	if (is_alone(page, block) || block->kind == PLATEN_TRANSITION) {
		return;
	}
	int32_t slot = last->slot;
	expect(checker, block->kind != PLATEN_SCENE_HEADING && block->kind != PLATEN_DUAL_DIALOGUE,
	       "headings and dual dialogue are not cut", number, slot);
	const struct platen_node *column = column_of(last);
	expect(checker, rows_of(page, column, false) >= ROWS_KEPT, "two rows stand before a cut",
	       number, slot);
	const struct pl_line *end = last_body_line(page + 1);
	bool goes_on = number + 2 < checker->pages->page_count && block_of(end) == block &&
		       block_of(first_body_line(page + 2)) == block;
	expect(checker, goes_on || rows_of(page + 1, column, false) >= ROWS_KEPT,
	       "two rows stand behind a cut", number, slot);
	expect(checker, last->kind != PLATEN_CHARACTER, "a cue is not last", number, slot);
	bool is_between = last->node != first->node;
	expect(checker, is_between || (last->kind != PLATEN_PARENTHETICAL && ends_sentence(last)),
	       "cuts are at the end of a sentence or a paragraph", number, slot);
}

static void
check_heading_is_not_last(struct checker *checker, uint32_t number, const struct pl_line *last,
			  const struct pl_line *first)
{
	const struct pl_page *page = &checker->pages->pages[number];
	expect(checker,
	       last->kind != PLATEN_SCENE_HEADING || first->kind == PLATEN_SCENE_HEADING ||
		       is_forced_between(last->node, block_of(first)) || is_alone(page, last->node),
	       "a heading is not last on a page", number, last->slot);
	bool is_cue = last->kind == PLATEN_CHARACTER && last->node->next != NULL;
	expect(checker, !is_cue || is_alone(page, block_of(last)), "a cue is not last on a page",
	       number, last->slot);
}

/* (MORE) below each column which goes on, and its cue above the rest. */
static void
check_more(struct checker *checker, uint32_t number)
{
	const struct pl_page *page = &checker->pages->pages[number];
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_line *line = &page->lines[i];
		if (line->role != PL_ROLE_MORE) {
			continue;
		}
		bool goes_on = number + 1 < checker->pages->page_count &&
			       rows_of(page + 1, line->node->parent, true) > 0;
		expect(checker, goes_on, "(MORE) promises more", number, line->slot);
	}
}

static void
check_speech_goes_on(struct checker *checker, uint32_t number)
{
	const struct platen_pages *pages = checker->pages;
	const struct pl_page *page = &pages->pages[number];
	const struct pl_line *last = last_body_line(page), *first = first_body_line(page + 1);
	bool is_cut = block_of(last) == block_of(first);
	const struct platen_node *before = NULL;
	for (uint32_t i = 0; i < page[1].line_count; i++) {
		const struct pl_line *line = &page[1].lines[i];
		if (!is_body(line) || line->node->parent->kind != PLATEN_SPEECH ||
		    column_of(line) == before) {
			continue;
		}
		before = column_of(line);
		bool goes_on = is_cut && block_of(line) == block_of(first) &&
			       line->kind != PLATEN_CHARACTER;
		bool has_more = find_role(page, PL_ROLE_MORE, before) != NULL;
		bool has_cue = find_role(page + 1, PL_ROLE_CONTD, before) != NULL;
		/* the rest of a cue is no speech which goes on: the cue is not repeated over itself
		 */
		if (line->kind == PLATEN_CHARACTER && is_cut) {
			continue;
		}
		bool has_text = pages->has_auto_contd && pages->more.length > 0;
		expect(checker, has_more == (goes_on && has_text), "(MORE) ends a page if need be",
		       number, last->slot);
		has_text = pages->has_auto_contd && pages->contd.length > 0;
		expect(checker, has_cue == (goes_on && has_text), "a cue is repeated if need be",
		       number + 1, line->slot);
	}
}

static void
check_scene_goes_on(struct checker *checker, uint32_t number, bool is_in_scene)
{
	const struct pl_page *page = &checker->pages->pages[number];
	const struct pl_line *first = first_body_line(page + 1);
	bool goes_on = (checker->pages->has_scene_bottom || checker->pages->has_scene_top) && is_in_scene &&
		       first->kind != PLATEN_SCENE_HEADING;
	const struct pl_line *bottom = find_role(page, PL_ROLE_SCENE_BOTTOM, NULL);
	const struct pl_line *top = find_role(page + 1, PL_ROLE_SCENE_TOP, NULL);
	int32_t last = last_body_line(page)->slot;
	expect(checker, (bottom != NULL) == goes_on, "(CONTINUED) says that a scene goes on",
	       number, last);
	expect(checker, (top != NULL) == goes_on, "CONTINUED: says that a scene goes on",
	       number + 1, 1);
	if (goes_on && bottom != NULL) {
		expect(checker, bottom->slot > last + 1, "(CONTINUED) stands below an empty line",
		       number, bottom->slot);
		expect(checker, first->slot > 2, "CONTINUED: stands above an empty line",
		       number + 1, first->slot);
	} else {
		expect(checker, first->slot <= 2, "pages begin at the top", number + 1,
		       first->slot);
	}
}

/* A transition does not open a page, but where what it would have to bring along is all that stands on the
 * page before. */
static void
check_transition_is_not_first(struct checker *checker, uint32_t number, const struct pl_line *first)
{
	const struct pl_page *page = &checker->pages->pages[number];
	const struct platen_node *block = block_of(first);
	enum platen_page_reason reason = page[1].why.reason;
	if (block->kind != PLATEN_TRANSITION || reason == PLATEN_PAGE_FORCED ||
	    block_of(last_body_line(page)) == block) {
		return;
	}
	bool is_all = true;
	for (uint32_t i = page->line_count; i > 0 && is_all; i--) {
		const struct pl_line *line = &page->lines[i - 1];
		if (!is_body(line) || block_of(line) == block) {
			continue;
		}
		is_all = block->kind == PLATEN_TRANSITION ||
			 block_of(line)->kind == PLATEN_SCENE_HEADING;
		block = block_of(line);
	}
	expect(checker, is_all, "a transition does not open a page", number + 1, first->slot);
}

/* ---------------------------------------------------------------------- the reasons */

/* A sentence ends somewhere in the line. */
static bool
holds_sentence_end(const struct pl_line *line)
{
	struct pl_buffer text;
	pl_buffer_init(&text);
	bool holds = false;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		pl_buffer_put(&text, line->stretches[i].text);
	}
	struct pl_str whole = pl_buffer_str(&text), typed = line->node->text;
	bool is_word_over = line->end >= typed.length || typed.data[line->end] == ' ' ||
			    typed.data[line->end] == '\n';
	for (size_t i = 0; i <= whole.length && !holds; i++) {
		struct pl_stretch stretch = {.text = pl_str_slice(whole, 0, i)};
		struct pl_line part = {.stretches = &stretch, .stretch_count = 1};
		bool is_blank = i < whole.length ? whole.data[i] == ' ' : is_word_over;
		holds = is_blank && i > 0 && whole.data[i - 1] != ' ' && ends_sentence(&part);
	}
	pl_buffer_fini(&text);
	return holds;
}

static bool
is_text_of(const struct pl_line *line, const struct platen_node *column)
{
	return is_body(line) && column_of(line) == column && line->kind != PLATEN_CHARACTER;
}

/* Row number `row`, from 1, of the text which `column` has on a page, empty rows included; NULL past the
 * last. */
static const struct pl_line *
text_row(const struct pl_page *page, const struct platen_node *column, uint32_t row)
{
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_line *line = &page->lines[i];
		if (is_text_of(line, column) && --row == 0) {
			return line;
		}
	}
	return NULL;
}

static uint32_t
count_text_rows(const struct pl_page *page, const struct platen_node *column, uint32_t from,
		uint32_t to, bool with_empty)
{
	uint32_t count = 0, row = 0;
	for (uint32_t i = 0; i < page->line_count && row < to; i++) {
		const struct pl_line *line = &page->lines[i];
		if (is_text_of(line, column) && ++row >= from) {
			count += with_empty || line->stretch_count > 0;
		}
	}
	return count;
}

/* What is said of a block which moved as a whole holds of its rows, where they are now. */
static void
check_moved(struct checker *checker, const struct pl_page *page,
	    const struct platen_page_break *why, uint32_t number)
{
	const struct platen_node *column = why->block;
	const struct pl_page *next = page + 1;
	bool is_last = next == checker->pages->pages + checker->pages->page_count;
	bool goes_on = !is_last && block_of(last_body_line(page)) == why->block &&
		       block_of(first_body_line(next)) == why->block;
	uint32_t rows = count_text_rows(page, column, 1, why->rows + 1, true);
	if (why->reason == PLATEN_PAGE_KEPT && rows == 0) {
		return; /* what it brought along fills the page */
	}
	expect(checker, goes_on || (rows == why->rows && !why->has_more_rows),
	       "the rows of what did not fit are counted", number, 1);
	expect(checker, why->has_more_rows || why->fit < why->rows || why->rows == 0,
	       "what did not fit did not", number, 1);
	if (!why->may_be_cut) {
		return;
	}
	for (uint32_t row = why->cut_from; row <= why->cut_to; row++) {
		const struct pl_line *line = text_row(page, column, row);
		expect(checker,
		       line == NULL || line->kind == PLATEN_PARENTHETICAL ||
			       !holds_sentence_end(line),
		       "no sentence ends where it could have been cut", number, (int32_t)row);
	}
	if (why->cut_from > why->cut_to && !why->has_more_rows) {
		/* the most rows which fit and leave two behind them */
		uint32_t most = why->fit;
		while (most > 0 && count_text_rows(page, column, most + 1, why->rows, false) < ROWS_KEPT) {
			most--;
		}
		expect(checker, goes_on || count_text_rows(page, column, 1, most, false) < ROWS_KEPT,
		       "there was no line to cut in", number, 1);
	}
}

/* As many lines were left as the page before has, save for the space above the block. */
static void
check_left(struct checker *checker, const struct platen_page_break *why, uint32_t number)
{
	const struct pl_page *before = &checker->pages->pages[number - 1];
	const struct platen_node *node = why->block, *first = node;
	while (first->kind == PLATEN_SPEECH || first->kind == PLATEN_DUAL_DIALOGUE) {
		first = first->first;
	}
	const struct pl_style *style = &checker->profile.styles[PL_SIDE_NONE][first->kind];
	uint32_t space = style->space_above > node->blank_before ? style->space_above
								 : node->blank_before;
	uint32_t lines = checker->pages->lines_per_page;
	uint32_t unused = before->last_slot < lines ? lines - before->last_slot : 0;
	expect(checker, why->left <= unused && why->left + space >= unused,
	       "the lines left are those unused", number, 1);
	expect(checker, why->kept <= why->left && why->fit <= why->left - why->kept,
	       "no more fit than were left", number, 1);
}

static void
check_explanation(struct checker *checker, uint32_t number, bool is_cut)
{
	const struct pl_page *page = &checker->pages->pages[number];
	const struct platen_page_break *why = &page->why;
	expect(checker, why->is_cut == is_cut, "a cut is told of", number, 1);
	bool is_moved = why->reason == PLATEN_PAGE_FULL || why->reason == PLATEN_PAGE_KEPT;
	if (is_moved && !why->is_rest && why->block->kind != PLATEN_DUAL_DIALOGUE) {
		check_moved(checker, page, why, number);
	}
	if (why->reason == PLATEN_PAGE_FULL) {
		check_left(checker, why, number);
	}
	if (why->reason == PLATEN_PAGE_CUT && !why->is_rest) {
		uint32_t rows = count_text_rows(page - 1, why->block, 1, why->fit, true);
		expect(checker, rows >= why->cut_from && rows <= why->cut_to,
		       "it is cut where a cut leaves two lines on either side", number, 1);
		expect(checker, text_row(page - 1, why->block, rows + 1) == NULL,
		       "no more is printed than fit", number, 1);
	}
}

static void
check_reason(struct checker *checker, uint32_t number, const struct pl_line *last,
	     const struct pl_line *first)
{
	const struct pl_page *page = &checker->pages->pages[number + 1];
	bool is_cut = block_of(last) == block_of(first);
	bool is_forced = !is_cut && is_forced_between(block_of(last), block_of(first));
	enum platen_page_reason reason = page->why.reason;
	bool tells_cut =
		reason == PLATEN_PAGE_CUT || reason == PLATEN_PAGE_LAST_RESORT ||
		(is_cut && (reason == PLATEN_PAGE_PULLED || reason == PLATEN_PAGE_SCENE_CONTINUED));
	expect(checker, tells_cut == is_cut, "the reason is a cut where there is one", number + 1,
	       1);
	expect(checker, !is_forced || reason == PLATEN_PAGE_FORCED,
	       "the reason is a page break where there is one", number + 1, 1);
	expect(checker, is_forced || reason != PLATEN_PAGE_FORCED,
	       "a page break is the reason only where there is one", number + 1, 1);
	check_explanation(checker, number + 1, is_cut);
}

static void
check_boundary(struct checker *checker, uint32_t number, bool is_in_scene)
{
	const struct pl_page *page = &checker->pages->pages[number];
	const struct pl_line *last = last_body_line(page), *first = first_body_line(page + 1);
	if (last == NULL || first == NULL) {
		return;
	}
	if (block_of(last) == block_of(first)) {
		check_cut(checker, number, last, first);
	}
	check_heading_is_not_last(checker, number, last, first);
	check_transition_is_not_first(checker, number, first);
	check_more(checker, number);
	check_speech_goes_on(checker, number);
	check_scene_goes_on(checker, number, is_in_scene);
	check_reason(checker, number, last, first);
}

/* ------------------------------------------------------------------------- the words */

/* A text, read code point by code point without blanks. */
struct reader {
	struct pl_str parts[3];
	size_t part, at;
};

static bool
read_next(struct reader *reader, uint32_t *c)
{
	while (reader->part < 3) {
		struct pl_str text = reader->parts[reader->part];
		while (reader->at < text.length) {
			reader->at +=
				pl_utf8_decode(text.data + reader->at, text.data + text.length, c);
			if (*c > ' ' && !pl_is_space_separator(*c)) {
				*c = pl_to_upper(*c);
				return true;
			}
		}
		reader->part++;
		reader->at = 0;
	}
	return false;
}

struct placed {
	const struct pl_line *line;
	uint32_t page;
	size_t index;
};

static int
compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	uint32_t p = a->line->node->from.offset, q = b->line->node->from.offset;
	if (p != q) {
		return p < q ? -1 : 1;
	}
	return a->index < b->index ? -1 : 1;
}

static bool
is_printed(const struct platen_node *node)
{
	switch (node->kind) {
	case PLATEN_SCENE_HEADING:
	case PLATEN_ACTION:
	case PLATEN_CHARACTER:
	case PLATEN_PARENTHETICAL:
	case PLATEN_DIALOGUE:
	case PLATEN_LYRIC:
	case PLATEN_TRANSITION:
	case PLATEN_SHOT:
	case PLATEN_CENTERED: return true;
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_TITLE_ENTRY:
	case PLATEN_SPEECH:
	case PLATEN_DUAL_DIALOGUE:
	case PLATEN_SECTION:
	case PLATEN_SYNOPSIS:
	case PLATEN_NOTE:
	case PLATEN_BONEYARD:
	case PLATEN_PAGE_BREAK: return false;
	}
	return false;
}

/* The lines of one node have its text, and a cue may have (CONT'D) more. Returns how many they are.
 */
static size_t
check_words_of(struct checker *checker, const struct platen_node *node, const struct placed *lines,
	       size_t left)
{
	bool is_cue = node->kind == PLATEN_CHARACTER;
	struct reader typed = {
		.parts = {node->text, is_cue ? node->label : PL_STR(""), PL_STR("")}};
	struct reader added = {.parts = {checker->pages->contd, PL_STR(""), PL_STR("")}};
	size_t count = 0;
	for (; count < left && lines[count].line->node == node; count++) {
		const struct pl_line *line = lines[count].line;
		for (uint32_t i = 0; i < line->stretch_count; i++) {
			struct reader printed = {.parts = {line->stretches[i].text}};
			uint32_t c, d;
			while (read_next(&printed, &c)) {
				bool is_known =
					read_next(&typed, &d) || (is_cue && read_next(&added, &d));
				expect(checker, is_known && c == d, "the words are those typed",
				       lines[count].page, line->slot);
			}
		}
	}
	uint32_t c;
	uint32_t page = count > 0 ? lines[count - 1].page : 0;
	expect(checker, count > 0, "every element is printed", page, 0);
	expect(checker, !read_next(&typed, &c), "no word is lost", page, 0);
	return count;
}

static size_t
collect(const struct platen_pages *pages, struct placed *placed)
{
	size_t count = 0;
	for (uint32_t i = pages->title_page_count; i < pages->page_count; i++) {
		for (uint32_t j = 0; j < pages->pages[i].line_count; j++) {
			const struct pl_line *line = &pages->pages[i].lines[j];
			if (!is_body(line)) {
				continue;
			}
			if (placed != NULL) {
				placed[count] = (struct placed){line, i, count};
			}
			count++;
		}
	}
	return count;
}

static void
check_words(struct checker *checker)
{
	size_t count = collect(checker->pages, NULL), at = 0;
	struct placed *placed = calloc(count + 1, sizeof(*placed));
	collect(checker->pages, placed);
	for (size_t i = 1; i < count; i++) {
		const struct pl_line *before = placed[i - 1].line, *line = placed[i].line;
		expect(checker,
		       before->node->from.offset <= line->node->from.offset ||
			       (is_dual(line) && block_of(line) == block_of(before)),
		       "lines stand in reading order", placed[i].page, line->slot);
	}
	qsort(placed, count, sizeof(*placed), compare_placed);
	for (const struct platen_node *node = checker->pages->document->root; node != NULL;
	     node = pl_node_following(node)) {
		if (is_printed(node)) {
			at += check_words_of(checker, node, placed + at, count - at);
		}
	}
	expect(checker, at == count, "nothing is printed twice", checker->pages->title_page_count,
	       0);
	free(placed);
}

/* ------------------------------------------------------------------------ all of them */

static void
check_numbers(struct checker *checker)
{
	const struct platen_pages *pages = checker->pages;
	expect(checker, platen_pages_count(pages) + pages->title_page_count == pages->page_count,
	       "the count is that of the pages drawn", 0, 0);
	bool is_labelled = false;
	for (uint32_t i = 0; i < pages->page_count; i++) {
		const struct pl_page *page = &pages->pages[i];
		bool is_title = i < pages->title_page_count;
		uint32_t number = 0;
		is_labelled = is_labelled || page->has_given_label;
		for (size_t j = 0; j < page->label.length && !is_title; j++) {
			number = number * 10 + (uint32_t)(page->label.data[j] - '0');
		}
		expect(checker, page->is_title == is_title, "title pages come first", i, 0);
		expect(checker, is_title || is_labelled || number == i - pages->title_page_count + 1,
		       "pages are numbered", i, 0);
		expect(checker, is_title == (page->label.length == 0), "pages have labels", i, 0);
		expect(checker,
		       is_title || (page->why.reason == PLATEN_PAGE_FIRST) ==
					   (i == pages->title_page_count),
		       "one page is the first", i, 0);
	}
}

struct broken
properties_broken(const struct platen_pages *pages,
		  const struct platen_layout_options *options)
{
	struct checker checker = {.pages = pages};
	bool is_in_scene = false;
	struct pl_str name = pl_str_of(options->profile);
	expect(&checker, pl_profile_make(pl_profile_by_name(options, name), &checker.profile),
	       "the profile makes pages", 0, 0);
	check_numbers(&checker);
	for (uint32_t i = pages->title_page_count; i < pages->page_count; i++) {
		const struct pl_page *page = &pages->pages[i];
		check_slots(&checker, page, i);
		check_added(&checker, page, i);
		for (uint32_t j = 0; j < page->line_count; j++) {
			is_in_scene = is_in_scene || (is_body(&page->lines[j]) &&
						      page->lines[j].kind == PLATEN_SCENE_HEADING);
		}
		if (i + 1 < pages->page_count) {
			check_boundary(&checker, i, is_in_scene);
		}
	}
	check_words(&checker);
	return checker.broken;
}
