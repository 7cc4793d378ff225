#include <stdlib.h>

#include "write/write.h"

static bool
is_of_body(const struct pl_line *line)
{
	return line->role == PL_ROLE_BODY && line->node != NULL;
}

/* Lines of one page lie in one array: their addresses say which comes first. */
static int
by_place(const void *a, const void *b)
{
	const struct pl_printed *p = a, *q = b;
	uint32_t at = p->line->node->from.offset, other = q->line->node->from.offset;
	if (at != other) {
		return at < other ? -1 : 1;
	}
	if (p->page != q->page) {
		return p->page < q->page ? -1 : 1;
	}
	return p->line < q->line ? -1 : p->line > q->line;
}

bool
pl_printed_lines_init(struct pl_printed_lines *lines, const struct platen_pages *pages)
{
	size_t most = 1;
	for (uint32_t i = 0; i < pages->page_count; i++) {
		most += pages->pages[i].line_count;
	}
	*lines = (struct pl_printed_lines){.items = calloc(most, sizeof(*lines->items))};
	if (lines->items == NULL) {
		return false;
	}
	for (uint32_t i = 0; i < pages->page_count; i++) {
		const struct pl_page *page = &pages->pages[i];
		for (uint32_t j = 0; j < page->line_count; j++) {
			if (is_of_body(&page->lines[j])) {
				lines->items[lines->count++] = (struct pl_printed){&page->lines[j], i};
			}
		}
	}
	qsort(lines->items, lines->count, sizeof(*lines->items), by_place);
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
