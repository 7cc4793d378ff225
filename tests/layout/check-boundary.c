/* Properties of two pages, one after the other: docs/pages.md, rules 1 to 4. */
#include "checker.h"

/* Nothing but what leads on stands above the block: moving it would not help. */
static bool
is_alone(const struct pl_layout_page *page, const struct platen_node *block)
{
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		if (is_body(line) && block_of(line) != block && !leads(block_of(line))) {
			return false;
		}
	}
	return true;
}

/* A line of a song is like a paragraph. */
static bool
ends_verse(const struct pl_layout_line *line, const struct pl_layout_line *next)
{
	struct pl_str text = line->printed->text;
	return line->kind == PLATEN_LYRIC && line->node == next->node && next->start > line->end &&
	       next->start <= text.length && text.data[next->start - 1] == '\n';
}

/* Rule 1 of a cut: two rows on either side, at the end of a sentence or of a paragraph of a speech.
 */
static void
check_cut(struct checker *checker, uint32_t number, const struct pl_layout_line *last,
	  const struct pl_layout_line *first)
{
	const struct pl_layout_page *page = &checker->pages->pages[number];
	const struct platen_node *block = block_of(last);
	if (is_alone(page, block) || block->kind == PLATEN_TRANSITION) {
		return;
	}
	int32_t slot = last->slot;
	expect(checker, !leads(block) && block->kind != PLATEN_DUAL_DIALOGUE,
	       "headings and dual dialogue are not cut", number, slot);
	const struct platen_node *column = column_of(last);
	expect(checker, rows_of(page, column, false) >= ROWS_KEPT, "two rows stand before a cut",
	       number, slot);
	const struct pl_layout_line *end = last_body_line(page + 1);
	bool goes_on = number + 2 < checker->pages->page_count && block_of(end) == block &&
		       block_of(first_body_line(page + 2)) == block;
	expect(checker, goes_on || rows_of(page + 1, column, false) >= ROWS_KEPT,
	       "two rows stand behind a cut", number, slot);
	expect(checker, last->kind != PLATEN_CHARACTER, "a cue is not last", number, slot);
	bool is_between = last->node != first->node || ends_verse(last, first);
	expect(checker, is_between || (last->kind != PLATEN_PARENTHETICAL && ends_sentence(last)),
	       "cuts are at the end of a sentence or a paragraph", number, slot);
}

static void
check_heading_is_not_last(struct checker *checker, uint32_t number,
			  const struct pl_layout_line *last, const struct pl_layout_line *first)
{
	const struct pl_layout_page *page = &checker->pages->pages[number];
	bool are_headings = is_heading(block_of(last)) && is_heading(block_of(first));
	expect(checker,
	       !leads(block_of(last)) || are_headings || block_of(last) == block_of(first) ||
		       is_forced_between(last->node, block_of(first)) || is_alone(page, last->node),
	       "a heading is not last on a page", number, last->slot);
	const struct platen_node *said = last->node->next;
	while (said != NULL && said->kind == PLATEN_NOTE && !checker->options->notes) {
		said = said->next;
	}
	bool is_cue = last->kind == PLATEN_CHARACTER && said != NULL;
	expect(checker, !is_cue || is_alone(page, block_of(last)), "a cue is not last on a page",
	       number, last->slot);
}

/* (MORE) below each column which goes on, and its cue above the rest. */
static void
check_more(struct checker *checker, uint32_t number)
{
	const struct pl_layout_page *page = &checker->pages->pages[number];
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		if (line->role != PLATEN_ROLE_MORE) {
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
	const struct pl_layout_page *page = &pages->pages[number];
	const struct pl_layout_line *last = last_body_line(page),
				    *first = first_body_line(page + 1);
	bool is_cut = block_of(last) == block_of(first);
	const struct platen_node *before = NULL;
	for (uint32_t i = 0; i < page[1].line_count; i++) {
		const struct pl_layout_line *line = &page[1].lines[i];
		if (!is_body(line) || line->node->parent->kind != PLATEN_SPEECH ||
		    column_of(line) == before) {
			continue;
		}
		before = column_of(line);
		bool goes_on = is_cut && block_of(line) == block_of(first) &&
			       line->kind != PLATEN_CHARACTER;
		bool has_more = find_role(page, PLATEN_ROLE_MORE, before) != NULL;
		bool has_cue = find_role(page + 1, PLATEN_ROLE_CONTD, before) != NULL;
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
	const struct pl_layout_page *page = &checker->pages->pages[number];
	const struct pl_layout_line *first = first_body_line(page + 1);
	bool goes_on = (checker->pages->has_scene_bottom || checker->pages->has_scene_top) &&
		       is_in_scene && first->kind != PLATEN_SCENE_HEADING &&
		       block_of(first)->kind != PLATEN_SECTION;
	const struct pl_layout_line *bottom = find_role(page, PLATEN_ROLE_SCENE_BOTTOM, NULL);
	const struct pl_layout_line *top = find_role(page + 1, PLATEN_ROLE_SCENE_TOP, NULL);
	int32_t last = last_body_line(page)->slot;
	expect(checker, (bottom != NULL) == goes_on, "(CONTINUED) says that a scene goes on",
	       number, last);
	expect(checker, (top != NULL) == goes_on, "CONTINUED: says that a scene goes on",
	       number + 1, 1);
	if (goes_on && bottom != NULL && top != NULL) {
		expect(checker, bottom->slot > last + 1, "(CONTINUED) stands below an empty line",
		       number, bottom->slot);
		expect(checker, first->slot > top->slot + 1,
		       "CONTINUED: stands above an empty line", number + 1, first->slot);
	} else {
		expect(checker, first->slot <= 2, "pages begin at the top", number + 1,
		       first->slot);
	}
}

/* A transition does not open a page, but where what it would have to bring along is all that stands
 * on the page before. */
static void
check_transition_is_not_first(struct checker *checker, uint32_t number,
			      const struct pl_layout_line *first)
{
	const struct pl_layout_page *page = &checker->pages->pages[number];
	const struct platen_node *block = block_of(first);
	enum pl_layout_reason reason = page[1].why.reason;
	if (block->kind != PLATEN_TRANSITION || reason == PL_REASON_FORCED ||
	    block_of(last_body_line(page)) == block) {
		return;
	}
	bool is_all = true;
	for (uint32_t i = page->line_count; i > 0 && is_all; i--) {
		const struct pl_layout_line *line = &page->lines[i - 1];
		if (!is_body(line) || block_of(line) == block) {
			continue;
		}
		is_all = block->kind == PLATEN_TRANSITION || leads(block_of(line));
		block = block_of(line);
	}
	expect(checker, is_all, "a transition does not open a page", number + 1, first->slot);
}

void
check_boundary(struct checker *checker, uint32_t number, bool is_in_scene)
{
	const struct pl_layout_page *page = &checker->pages->pages[number];
	const struct pl_layout_line *last = last_body_line(page),
				    *first = first_body_line(page + 1);
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
