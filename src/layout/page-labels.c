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

void
pl_layout_find_label(const struct pl_layout_fragments *fragments, struct pl_layout_page *page)
{
	for (size_t i = 0; i < fragments->count && !page->has_given_label; i++) {
		const struct pl_layout_block *block = fragments->items[i].block;
		if (!block->is_rest && block->page_label.length <= PL_LABEL_MAX) {
			page->label = block->page_label;
			page->has_given_label = page->label.length > 0;
		}
	}
}

/* Give each page its label, counted on from `start`, or, as Final Draft counts for its scenes, from
 * 1. False: no memory. */
static bool
put_labels(struct pl_layout_flow *flow, uint32_t count, uint32_t start, bool is_of_scenes,
	   struct pl_layout_page *pages)
{
	char digits[PL_DECIMAL_SIZE];
	struct pl_str before = pl_str_decimal(is_of_scenes ? 0 : start - 1, digits);
	size_t next = 0;
	for (size_t i = 0; i < count; i++) {
		struct pl_str label = pages[i].label;
		char text[PL_LABEL_SIZE];
		if (!pages[i].has_given_label) {
			while (next < count && (next < i || !pages[next].has_given_label)) {
				next++;
			}
			size_t end;
			bool has_next = next < count;
			label = count_on(before,
					 has_next ? pl_label_number(pages[next].label, &end) : 0,
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
pl_layout_label_pages(struct pl_layout_flow *flow, struct pl_layout_page *pages, uint32_t count)
{
	const struct pl_setup *setup = flow->document->setup;
	bool has_start = flow->pages->has_own_styles && setup->starting_page > 1;
	return put_labels(flow, count, has_start ? setup->starting_page : 1, false, pages) &&
	       (!has_start || put_labels(flow, count, 1, true, pages));
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
