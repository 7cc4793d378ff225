#include "properties.h"
#include "checker.h"

static void
check_numbers(struct checker *checker)
{
	const struct platen_pages *pages = checker->pages;
	expect(checker, platen_pages_count(pages) + pages->title_page_count == pages->page_count,
	       "the count is that of the pages drawn", 0, 0);
	bool is_labelled = false;
	uint32_t next = 0;
	for (uint32_t i = 0; i < pages->page_count; i++) {
		const struct pl_layout_page *page = &pages->pages[i];
		bool is_title = i < pages->title_page_count;
		uint32_t number = 0, count = i - pages->title_page_count + 1;
		while (next < pages->page_count &&
		       (next < i || !pages->pages[next].has_given_label)) {
			next++;
		}
		/* 14 is followed by 14A where the script calls a later page 15 */
		size_t end;
		is_labelled = is_labelled || page->has_given_label ||
			      (next < pages->page_count &&
			       count >= pl_label_number(pages->pages[next].label, &end));
		for (size_t j = 0; j < page->label.length && !is_title; j++) {
			number = number * 10 + (uint32_t)(page->label.data[j] - '0');
		}
		expect(checker, page->is_title == is_title, "title pages come first", i, 0);
		expect(checker, is_title || is_labelled || number == count, "pages are numbered", i,
		       0);
		expect(checker, is_title == (page->label.length == 0), "pages have labels", i, 0);
		expect(checker,
		       is_title || (page->why.reason == PL_REASON_FIRST) ==
					   (i == pages->title_page_count),
		       "one page is the first", i, 0);
	}
}

struct broken
properties_broken(const struct platen_pages *pages, const struct platen_layout_options *options)
{
	struct checker checker = {.pages = pages, .options = options};
	bool is_in_scene = false;
	struct pl_str name = pl_str_of(options->profile);
	expect(&checker,
	       pl_layout_profile_make(pl_layout_profile_by_name(options, name), &checker.profile),
	       "the profile makes pages", 0, 0);
	check_numbers(&checker);
	for (uint32_t i = pages->title_page_count; i < pages->page_count; i++) {
		const struct pl_layout_page *page = &pages->pages[i];
		check_slots(&checker, page, i);
		check_added(&checker, page, i);
		for (uint32_t j = 0; j < page->line_count; j++) {
			const struct pl_layout_line *line = &page->lines[j];
			enum platen_kind kind =
				is_body(line) ? block_of(line)->kind : PLATEN_DOCUMENT;
			is_in_scene = kind == PLATEN_SCENE_HEADING ||
				      (is_in_scene && kind != PLATEN_SECTION);
		}
		if (i + 1 < pages->page_count) {
			check_boundary(&checker, i, is_in_scene);
		}
	}
	check_words(&checker);
	return checker.broken;
}
