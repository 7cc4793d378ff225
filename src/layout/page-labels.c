/*
 * The labels of pages: 1, 2, 3 ..., until the script gives a page a label. A production which has
 * locked its pages keeps their numbers, and what is written later goes on pages 12A, 12B ...
 * between them.
 *
 *	given	12	.	.	13	.	14A	.
 *	printed	12	12A	12B	13	13A	14A	14B
 *
 * A page without a label counts on from the page before it: by number as long as that is less than
 * the next given number, else by letter, which pages after it continue. Of two labels given to one
 * page the first counts. Between 12 and 12A there is no label which everybody would read as such:
 * a page there is also 12A, and this is reported, as are labels which the script gives twice.
 */
#include "layout/flow.h"

/* The label after `before`. `below` is the number of the next given label; 0: there is none. */
static struct pl_str
count_on(struct pl_str before, uint32_t below, char text[PL_LABEL_SIZE])
{
	size_t end;
	uint32_t next = pl_label_number(before, &end) + 1;
	bool is_plain = end == before.length && end < 9 && (below == 0 || next < below);
	return is_plain ? pl_str_decimal(next, text) : pl_label_put_letter(before, text);
}

/* Collect the given label of each page; empty if it has none. False: no memory. */
static bool
find_given(struct pl_layout_flow *flow, const struct pl_layout_fragments *fragments,
	   struct pl_str **given)
{
	*given = pl_arena_array(flow->arena, fragments->break_count, sizeof(**given));
	for (size_t i = 0; *given != NULL && i < fragments->count; i++) {
		const struct pl_layout_fragment *fragment = &fragments->items[i];
		struct pl_str label = fragment->block->page_label;
		bool is_free = (*given)[fragment->page].length == 0;
		if (is_free && !fragment->block->is_rest && label.length <= PL_LABEL_MAX) {
			(*given)[fragment->page] = label;
		}
	}
	return *given != NULL;
}

/* Give each page its label, counted on from `start`, or, as Final Draft counts for its scenes, from
 * 1. False: no memory. */
static bool
put_labels(struct pl_layout_flow *flow, const struct pl_str *given, size_t count, uint32_t start,
	   bool is_of_scenes, struct pl_layout_page *pages)
{
	char digits[PL_DECIMAL_SIZE];
	struct pl_str before = pl_str_decimal(is_of_scenes ? 0 : start - 1, digits);
	size_t next = 0;
	for (size_t i = 0; i < count; i++) {
		struct pl_str label = given[i];
		char text[PL_LABEL_SIZE];
		if (label.length == 0) {
			while (next < count && (next < i || given[next].length == 0)) {
				next++;
			}
			size_t end;
			bool has_next = next < count;
			label = count_on(before, has_next ? pl_label_number(given[next], &end) : 0,
					 text);
		}
		label = pl_arena_copy(flow->arena, label);
		if (label.data == NULL) {
			return false;
		}
		if (is_of_scenes) {
			pages[i].scene_label = label;
		} else {
			pages[i].label = pages[i].scene_label = label;
		}
		before = label;
	}
	return true;
}

bool
pl_layout_label_pages(struct pl_layout_flow *flow, const struct pl_layout_fragments *fragments,
		      struct pl_layout_page *pages)
{
	const struct pl_setup *setup = flow->document->setup;
	bool has_start = flow->pages->has_own_styles && setup->starting_page > 1;
	size_t count = fragments->break_count;
	struct pl_str *given;
	if (!find_given(flow, fragments, &given)) {
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		pages[i].has_given_label = given[i].length > 0;
	}
	return put_labels(flow, given, count, has_start ? setup->starting_page : 1, false, pages) &&
	       (!has_start || put_labels(flow, given, count, 1, true, pages));
}

static void
report_twice(const struct pl_layout_flow *flow, const struct pl_layout_page *first,
	     const struct pl_layout_page *page)
{
	PL_REPORT(&flow->diag, PL_LABEL_TWICE, page->from, pl_word_text(page->label),
		  pl_word_number(first->from.line));
}

bool
pl_layout_check_labels(struct pl_layout_flow *flow, const struct pl_layout_page *pages,
		       uint32_t count)
{
	struct pl_index index = {.arena = flow->arena};
	bool has_given = false;
	for (uint32_t i = 0; i < count; i++) {
		has_given |= pages[i].has_given_label;
	}
	for (uint32_t i = 0; has_given && i < count; i++) {
		struct pl_entry *first = pl_index_put(&index, pages[i].label);
		if (first == NULL) {
			return false;
		}
		if (first->number == PL_NONE) {
			first->number = i;
		} else {
			report_twice(flow, &pages[first->number], &pages[i]);
		}
	}
	return true;
}
