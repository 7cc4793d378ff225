/* Properties of the reason that a page gives for beginning where it does. */
#include "checker.h"

/* A sentence ends somewhere in the line. */
static bool
holds_sentence_end(const struct pl_layout_line *line)
{
	struct pl_buffer text;
	pl_buffer_init(&text);
	bool holds = false;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		pl_buffer_put(&text, line->stretches[i].text);
	}
	struct pl_str whole = pl_buffer_str(&text), typed = line->printed->text;
	bool is_word_over = line->end >= typed.length || typed.data[line->end] == ' ' ||
			    typed.data[line->end] == '\n';
	for (size_t i = 0; i <= whole.length && !holds; i++) {
		struct pl_layout_stretch stretch = {.text = pl_str_slice(whole, 0, i)};
		struct pl_layout_line part = {.stretches = &stretch, .stretch_count = 1};
		bool is_blank = i < whole.length ? whole.data[i] == ' ' : is_word_over;
		holds = is_blank && i > 0 && whole.data[i - 1] != ' ' && ends_sentence(&part);
	}
	pl_buffer_fini(&text);
	return holds;
}

static bool
is_text_of(const struct pl_layout_line *line, const struct platen_node *column)
{
	return is_body(line) && column_of(line) == column && line->kind != PLATEN_CHARACTER;
}

/* Row number `row`, from 1, of the text which `column` has on a page, empty rows included; NULL
 * past the last. */
static const struct pl_layout_line *
text_row(const struct pl_layout_page *page, const struct platen_node *column, uint32_t row)
{
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		if (is_text_of(line, column) && --row == 0) {
			return line;
		}
	}
	return NULL;
}

/* A row of control characters has no width: like an empty row, it is none of the two which a cut
 * leaves on either side. */
static bool
is_empty(const struct pl_layout_line *line)
{
	uint32_t width = 0;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		width += line->stretches[i].width;
	}
	return width == 0;
}

static uint32_t
count_text_rows(const struct pl_layout_page *page, const struct platen_node *column, uint32_t from,
		uint32_t to, bool with_empty)
{
	uint32_t count = 0, row = 0;
	for (uint32_t i = 0; i < page->line_count && row < to; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		if (is_text_of(line, column) && ++row >= from) {
			count += with_empty || !is_empty(line);
		}
	}
	return count;
}

/* What is said of a block which moved as a whole holds of its rows, where they are now. */
static void
check_moved(struct checker *checker, const struct pl_layout_page *page,
	    const struct pl_layout_break *why, uint32_t number)
{
	const struct platen_node *column = why->block;
	const struct pl_layout_page *next = page + 1;
	bool is_last = next == checker->pages->pages + checker->pages->page_count;
	bool goes_on = !is_last && block_of(last_body_line(page)) == why->block &&
		       block_of(first_body_line(next)) == why->block;
	uint32_t rows = count_text_rows(page, column, 1, why->rows + 1, true);
	if (why->reason == PL_REASON_KEPT && rows == 0) {
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
		const struct pl_layout_line *line = text_row(page, column, row);
		expect(checker,
		       line == NULL || line->kind == PLATEN_PARENTHETICAL ||
			       !holds_sentence_end(line),
		       "no sentence ends where it could have been cut", number, (int32_t)row);
	}
	if (why->cut_from > why->cut_to && !why->has_more_rows) {
		/* the most rows which fit and leave two behind them */
		uint32_t most = why->fit;
		while (most > 0 &&
		       count_text_rows(page, column, most + 1, why->rows, false) < ROWS_KEPT) {
			most--;
		}
		expect(checker,
		       goes_on || count_text_rows(page, column, 1, most, false) < ROWS_KEPT,
		       "there was no line to cut in", number, 1);
	}
}

/* As many lines were left as the page before has, save for the space above the block. */
static void
check_left(struct checker *checker, const struct pl_layout_break *why, uint32_t number)
{
	const struct pl_layout_page *before = &checker->pages->pages[number - 1];
	const struct platen_node *node = why->block, *first = node;
	while (first->kind == PLATEN_SPEECH || first->kind == PLATEN_DUAL_DIALOGUE) {
		first = first->first;
	}
	const struct platen_style *style = &checker->profile.styles[PLATEN_SIDE_NONE][first->kind];
	uint32_t space =
		style->space_above > node->blank_before ? style->space_above : node->blank_before;
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
	const struct pl_layout_page *page = &checker->pages->pages[number];
	const struct pl_layout_break *why = &page->why;
	expect(checker, why->is_cut == is_cut, "a cut is told of", number, 1);
	bool is_moved = why->reason == PL_REASON_FULL || why->reason == PL_REASON_KEPT;
	if (is_moved && !why->is_rest && why->block->kind != PLATEN_DUAL_DIALOGUE) {
		check_moved(checker, page, why, number);
	}
	if (why->reason == PL_REASON_FULL) {
		check_left(checker, why, number);
	}
	if (why->reason == PL_REASON_CUT && !why->is_rest) {
		uint32_t rows = count_text_rows(page - 1, why->block, 1, why->fit, true);
		expect(checker, rows >= why->cut_from && rows <= why->cut_to,
		       "it is cut where a cut leaves two lines on either side", number, 1);
		expect(checker, text_row(page - 1, why->block, rows + 1) == NULL,
		       "no more is printed than fit", number, 1);
	}
}

void
check_reason(struct checker *checker, uint32_t number, const struct pl_layout_line *last,
	     const struct pl_layout_line *first)
{
	const struct pl_layout_page *page = &checker->pages->pages[number + 1];
	bool is_cut = block_of(last) == block_of(first);
	bool is_forced = !is_cut && is_forced_between(block_of(last), block_of(first));
	enum pl_layout_reason reason = page->why.reason;
	bool tells_cut =
		reason == PL_REASON_CUT || reason == PL_REASON_LAST_RESORT ||
		(is_cut && (reason == PL_REASON_PULLED || reason == PL_REASON_SCENE_CONTINUED));
	expect(checker, tells_cut == is_cut, "the reason is a cut where there is one", number + 1,
	       1);
	expect(checker, !is_forced || reason == PL_REASON_FORCED,
	       "the reason is a page break where there is one", number + 1, 1);
	expect(checker, is_forced || reason != PL_REASON_FORCED,
	       "a page break is the reason only where there is one", number + 1, 1);
	check_explanation(checker, number + 1, is_cut);
}
