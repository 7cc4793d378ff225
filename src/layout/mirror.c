/*
 * Right to left. Everything before this works in the order of reading, which is that of the text: a
 * line begins at its left edge. The page of a screenplay written from right to left is the mirror
 * image of that page: the margin for binding is at the right, page numbers are at the left, scene
 * numbers and the columns of a dual dialogue swap sides, transitions end at the left. So when all
 * is set, each stretch moves to the other side. Text that stands together moves as one: writers put
 * its letters in order, by the bidirectional algorithm.
 */
#include "layout/flow.h"

/* The edges of what the stretches [first, end) cover swap sides. */
static void
mirror(struct pl_layout_line *line, uint32_t first, uint32_t end, int32_t sheet_width)
{
	const struct pl_layout_stretch *last = &line->stretches[end - 1];
	int32_t left = line->stretches[first].x;
	int32_t right = last->x + (int32_t)last->width * PL_SIXTH;
	for (uint32_t i = first; i < end; i++) {
		line->stretches[i].x += sheet_width - right - left;
	}
}

static void
mirror_line(struct pl_layout_line *line, void *user)
{
	int32_t *sheet_width = user;
	uint32_t first = 0;
	for (uint32_t i = 1; i <= line->stretch_count; i++) {
		const struct pl_layout_stretch *stretch = &line->stretches[i];
		if (i == line->stretch_count || !pl_layout_are_adjacent(stretch - 1, stretch)) {
			mirror(line, first, i, *sheet_width);
			first = i;
		}
	}
}

/* Call `use` for each line of all pages. */
static void
for_each_line(const struct platen_pages *pages,
	      void (*use)(struct pl_layout_line *line, void *user), void *user)
{
	for (uint32_t i = 0; i < pages->page_count; i++) {
		for (uint32_t k = 0; k < pages->pages[i].line_count; k++) {
			use(&pages->pages[i].lines[k], user);
		}
	}
}

struct letters {
	size_t rtl, others;
};

static void
count_letters(struct pl_layout_line *line, void *user)
{
	struct letters *letters = user;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		struct pl_str text = line->stretches[i].text;
		const char *at = text.data, *end = pl_str_end(text);
		while (at < end) {
			uint32_t code_point;
			at += pl_utf8_decode(at, end, &code_point);
			bool is_rtl = pl_is_rtl(code_point);
			letters->rtl += is_rtl;
			letters->others += !is_rtl && pl_is_letter(code_point);
		}
	}
}

/* Passes over ASCII quickly: most screenplays have nothing else. */
static void
find_rtl(struct pl_layout_line *line, void *user)
{
	bool *has_rtl = user;
	for (uint32_t i = 0; i < line->stretch_count && !*has_rtl; i++) {
		struct pl_str text = line->stretches[i].text;
		const char *at = text.data, *end = pl_str_end(text);
		while ((at += pl_plain_length((struct pl_str){at, (size_t)(end - at)})) < end) {
			uint32_t code_point;
			at += pl_utf8_decode(at, end, &code_point);
			*has_rtl |= pl_is_rtl(code_point);
		}
	}
}

static bool
is_mostly_rtl(const struct platen_pages *pages)
{
	bool has_rtl = false;
	struct letters letters = {0};
	for_each_line(pages, find_rtl, &has_rtl);
	if (has_rtl) {
		for_each_line(pages, count_letters, &letters);
	}
	return letters.rtl > letters.others;
}

void
pl_layout_mirror(struct platen_pages *pages, enum platen_direction direction)
{
	pages->is_rtl = direction == PLATEN_RIGHT_TO_LEFT ||
			(direction != PLATEN_LEFT_TO_RIGHT && is_mostly_rtl(pages));
	if (pages->is_rtl) {
		for_each_line(pages, mirror_line, &pages->width);
	}
}
