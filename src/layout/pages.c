/* The pages as platen.h shows them. */
#include <stdlib.h>

#include "layout/layout.h"

void
platen_pages_free(struct platen_pages *pages)
{
	if (pages != NULL) {
		pl_arena_fini(&pages->arena);
		free(pages);
	}
}

uint32_t
platen_pages_count(const struct platen_pages *pages)
{
	return pages->page_count - pages->title_page_count;
}

bool
platen_pages_at(const struct platen_pages *pages, size_t index, struct platen_page_info *info)
{
	if (index >= pages->page_count) {
		return false;
	}
	const struct pl_layout_page *page = &pages->pages[index];
	*info = (struct platen_page_info){
		.label = {page->label.data, page->label.length},
		.is_title = page->is_title,
		.position = page->from,
		.why = page->why,
	};
	return true;
}

bool
platen_pages_find(const struct platen_pages *pages, struct platen_position position, size_t *index)
{
	size_t low = pages->title_page_count, high = pages->page_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (pages->pages[middle].from.offset <= position.offset) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	if (low == pages->title_page_count) {
		return false;
	}
	*index = low - 1;
	return true;
}

/* Drop the lines of pages which are not kept, and correct the others' page. */
static void
keep_printed(struct platen_pages *pages, const bool *keep)
{
	size_t count = 0;
	uint32_t page = 0, kept = 0; /* pages before it which are kept */
	for (size_t i = 0; i < pages->printed_count; i++) {
		struct pl_layout_printed printed = pages->printed[i];
		while (page < printed.page) {
			kept += keep[page++];
		}
		while (page > printed.page) {
			kept -= keep[--page];
		}
		if (keep[page]) {
			pages->printed[count++] = (struct pl_layout_printed){printed.line, kept};
		}
	}
	pages->printed_count = count;
}

void
platen_pages_keep(struct platen_pages *pages, const bool *keep)
{
	uint32_t kept = 0, titles = 0, scene = 0, scenes = 0;
	keep_printed(pages, keep);
	for (uint32_t page = 0; page < pages->page_count; page++) {
		for (; scene < pages->scene_count && pages->scenes[scene].page == page; scene++) {
			if (keep[page]) {
				pages->scenes[scenes] = pages->scenes[scene];
				pages->scenes[scenes++].page = kept;
			}
		}
		if (keep[page]) {
			titles += page < pages->title_page_count;
			pages->pages[kept++] = pages->pages[page];
		}
	}
	pages->page_count = kept;
	pages->title_page_count = titles;
	pages->scene_count = scenes;
}
