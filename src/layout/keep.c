#include "layout/layout.h"

void
platen_pages_keep(struct platen_pages *pages, const bool *keep)
{
	uint32_t kept = 0, titles = 0, scene = 0, scenes = 0;
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
