/*
 * The printed lines of the script in document order. It differs from page order only where a page
 * cuts a dual dialogue: pages then have left, right, left, right, and the document has left, right.
 */
#include <stdlib.h>

#include "layout/layout.h"

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
part_columns(struct pl_layout_printed *lines, size_t count, const struct platen_node *dual,
	     struct pl_layout_printed *room)
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
put_in_document_order(struct platen_pages *pages, struct pl_layout_printed *room)
{
	for (size_t start = 0, end; start < pages->printed_count; start = end) {
		const struct platen_node *dual = dual_of(pages->printed[start].line);
		end = start + 1;
		while (dual != NULL && end < pages->printed_count &&
		       dual_of(pages->printed[end].line) == dual) {
			end++;
		}
		if (dual != NULL) {
			part_columns(pages->printed + start, end - start, dual, room);
		}
	}
}

bool
pl_layout_collect_printed(struct platen_pages *pages)
{
	size_t most = 0;
	for (uint32_t i = 0; i < pages->page_count; i++) {
		most += pages->pages[i].line_count;
	}
	struct pl_layout_printed *room = calloc(most + 1, sizeof(*room));
	pages->printed = pl_arena_array(&pages->arena, most, sizeof(*pages->printed));
	if (pages->printed == NULL || room == NULL) {
		free(room);
		return false;
	}
	for (uint32_t i = 0; i < pages->page_count; i++) {
		const struct pl_layout_page *page = &pages->pages[i];
		for (uint32_t j = 0; j < page->line_count; j++) {
			if (page->lines[j].role == PLATEN_ROLE_BODY) {
				pages->printed[pages->printed_count++] =
					(struct pl_layout_printed){&page->lines[j], i};
			}
		}
	}
	put_in_document_order(pages, room);
	free(room);
	return true;
}

size_t
pl_layout_lines_take(const struct platen_pages *pages, const struct platen_node *node, size_t *at)
{
	size_t start = *at;
	while (*at < pages->printed_count && pages->printed[*at].line->node == node) {
		++*at;
	}
	return *at - start;
}

bool
pl_layout_lines_next(const struct platen_pages *pages, struct pl_layout_lines *lines)
{
	size_t at =
		lines->first == NULL ? 0 : (size_t)(lines->first - pages->printed) + lines->count;
	while (at < pages->printed_count && pages->printed[at].page < pages->title_page_count) {
		at++;
	}
	if (at == pages->printed_count) {
		return false;
	}
	lines->first = &pages->printed[at];
	lines->count = pl_layout_lines_take(pages, lines->first->line->node, &at);
	return true;
}

struct platen_position
pl_layout_position(const struct pl_layout_line *line)
{
	bool has_place = line->stretch_count > 0 && line->stretches[0].from.line > 0;
	return has_place ? line->stretches[0].from : line->node->from;
}
