/*
 * The printed lines of the script, in page order or in document order. These differ only where a
 * page cuts a dual dialogue: pages then have left, right, left, right, and the document has left,
 * right.
 */
#include <stdlib.h>

#include "layout/layout.h"

bool
pl_printed_next(struct pl_printed_walk *walk)
{
	const struct platen_pages *pages = walk->pages;
	if (!walk->has_front_matter && walk->page < pages->title_page_count) {
		walk->page = pages->title_page_count;
	}
	for (; walk->page < pages->page_count; walk->page++, walk->next = 0) {
		const struct pl_layout_page *page = &pages->pages[walk->page];
		while (walk->next < page->line_count) {
			walk->line = &page->lines[walk->next++];
			if (walk->line->role == PL_ROLE_BODY) {
				return true;
			}
		}
	}
	return false;
}

/* The dual dialogue which a line belongs to; NULL if it belongs to none. */
static const struct platen_node *
dual_of(const struct pl_layout_line *line)
{
	const struct platen_node *parent = line->node->parent, *dual = parent;
	if (dual->kind == PLATEN_SPEECH) {
		dual = dual->parent;
	}
	return dual->kind == PLATEN_DUAL_DIALOGUE ? dual : NULL;
}

/* Move the lines of the right column of `dual` behind those of the left one. `room` has space for
 * all of them. */
static void
part_columns(struct pl_printed *lines, size_t count, const struct platen_node *dual,
	     struct pl_printed *room)
{
	size_t left = 0, right = 0;
	for (size_t i = 0; i < count; i++) {
		if (lines[i].line->node->parent == dual->last) {
			room[right++] = lines[i];
		} else {
			lines[left++] = lines[i];
		}
	}
	memcpy(lines + left, room, right * sizeof(*room));
}

static void
put_in_document_order(struct pl_printed_lines *lines, struct pl_printed *room)
{
	for (size_t start = 0, end; start < lines->count; start = end) {
		const struct platen_node *dual = dual_of(lines->items[start].line);
		end = start + 1;
		while (dual != NULL && end < lines->count &&
		       dual_of(lines->items[end].line) == dual) {
			end++;
		}
		if (dual != NULL) {
			part_columns(lines->items + start, end - start, dual, room);
		}
	}
}

bool
pl_printed_lines_init(struct pl_printed_lines *lines, const struct platen_pages *pages)
{
	struct pl_printed_walk walk = {.pages = pages, .has_front_matter = true};
	size_t most = 1;
	for (uint32_t i = 0; i < pages->page_count; i++) {
		most += pages->pages[i].line_count;
	}
	struct pl_printed *room = calloc(most, sizeof(*room));
	*lines = (struct pl_printed_lines){.items = calloc(most, sizeof(*lines->items))};
	if (lines->items == NULL || room == NULL) {
		free(room);
		pl_printed_lines_fini(lines);
		return false;
	}
	while (pl_printed_next(&walk)) {
		lines->items[lines->count++] = (struct pl_printed){walk.line, walk.page};
	}
	put_in_document_order(lines, room);
	free(room);
	return true;
}

void
pl_printed_lines_fini(struct pl_printed_lines *lines)
{
	free(lines->items);
}

size_t
pl_printed_lines_take(struct pl_printed_lines *lines, const struct platen_node *node,
		      const struct pl_printed **first)
{
	size_t start = lines->at;
	*first = &lines->items[start];
	while (lines->at < lines->count && lines->items[lines->at].line->node == node) {
		lines->at++;
	}
	return lines->at - start;
}

struct platen_position
pl_printed_position(const struct pl_layout_line *line)
{
	bool has_place = line->stretch_count > 0 && line->stretches[0].from.line > 0;
	return has_place ? line->stretches[0].from : line->node->from;
}
