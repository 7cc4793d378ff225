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

/* What platen.h shows as opaque. */
static const struct pl_layout_page *
page_of(const struct platen_page *page)
{
	return (const struct pl_layout_page *)(const void *)page;
}

static const struct pl_layout_line *
line_of(const struct platen_line *line)
{
	return (const struct pl_layout_line *)(const void *)line;
}

const struct platen_page *
platen_pages_at(const struct platen_pages *pages, size_t index)
{
	return index < pages->page_count
		       ? (const struct platen_page *)(const void *)&pages->pages[index]
		       : NULL;
}

void
platen_pages_size(const struct platen_pages *pages, int32_t *width, int32_t *height)
{
	*width = pages->width;
	*height = pages->height;
}

struct platen_text
platen_page_label(const struct platen_page *page)
{
	struct pl_str label = page_of(page)->label;
	return (struct platen_text){label.data, label.length};
}

bool
platen_page_is_title(const struct platen_page *page)
{
	return page_of(page)->is_title;
}

struct platen_position
platen_page_position(const struct platen_page *page)
{
	return page_of(page)->from;
}

const struct pl_layout_break *
pl_layout_break_before(const struct platen_page *page)
{
	return &page_of(page)->why;
}

const struct platen_line *
platen_page_line(const struct platen_page *page, size_t index)
{
	return index < page_of(page)->line_count
		       ? (const struct platen_line *)(const void *)&page_of(page)->lines[index]
		       : NULL;
}

enum platen_role
platen_line_role(const struct platen_line *line)
{
	return line_of(line)->role;
}

const struct platen_node *
platen_line_node(const struct platen_line *line)
{
	return line_of(line)->node;
}

int32_t
platen_line_baseline(const struct platen_line *line)
{
	return line_of(line)->y;
}

bool
platen_line_is_continued(const struct platen_line *line)
{
	return line_of(line)->is_continued;
}

bool
platen_line_run(const struct platen_line *line, size_t index, struct platen_run *run)
{
	if (index >= line_of(line)->stretch_count) {
		return false;
	}
	const struct pl_layout_stretch *stretch = &line_of(line)->stretches[index];
	*run = (struct platen_run){
		.text = {stretch->text.data, stretch->text.length},
		.style = stretch->style,
		.position = stretch->from,
		.x = stretch->x,
		.width = (int32_t)stretch->width * PL_SIXTH,
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

/* ----------------------------------------------------------------- comparing */

static bool
is_same_line(const struct pl_layout_line *a, const struct pl_layout_line *b)
{
	bool is_same = a->y == b->y && a->stretch_count == b->stretch_count;
	for (uint32_t i = 0; is_same && i < a->stretch_count; i++) {
		const struct pl_layout_stretch *one = &a->stretches[i], *other = &b->stretches[i];
		is_same = one->x == other->x && one->style == other->style &&
			  pl_str_equal(one->text, other->text);
	}
	return is_same;
}

/* The next line from *index which shows something and is no scene number; NULL past the last. */
static const struct pl_layout_line *
next_line(const struct pl_layout_page *page, uint32_t *index)
{
	while (*index < page->line_count) {
		const struct pl_layout_line *line = &page->lines[(*index)++];
		if (line->role != PLATEN_ROLE_SCENE_NUMBER && line->stretch_count > 0 &&
		    line->stretches[0].text.length > 0) {
			return line;
		}
	}
	return NULL;
}

static bool
is_same_page(const struct pl_layout_page *a, const struct pl_layout_page *b)
{
	const struct pl_layout_line *one, *other;
	uint32_t i = 0, j = 0;
	do {
		one = next_line(a, &i);
		other = next_line(b, &j);
	} while (one != NULL && other != NULL && is_same_line(one, other));
	return one == NULL && other == NULL;
}

bool
pl_layout_is_same(const struct platen_pages *a, const struct platen_pages *b)
{
	bool is_same =
		a->width == b->width && a->height == b->height && a->page_count == b->page_count;
	for (size_t i = 0; is_same && i < a->page_count; i++) {
		is_same = is_same_page(&a->pages[i], &b->pages[i]);
	}
	return is_same;
}
