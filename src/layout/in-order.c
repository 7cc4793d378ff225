#include <stdlib.h>

#include "layout/layout.h"

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
	if (p->at != q->at) {
		return p->at < q->at ? -1 : 1;
	}
	if (p->page != q->page) {
		return p->page < q->page ? -1 : 1;
	}
	return p->line < q->line ? -1 : p->line > q->line;
}

/* A node, and how many are before it. */
struct numbered {
	uintptr_t node;
	uint32_t at;
};

static int
by_node(const void *a, const void *b)
{
	uintptr_t p = ((const struct numbered *)a)->node, q = ((const struct numbered *)b)->node;
	return p < q ? -1 : p > q;
}

/* In a tree which has the order of the source, a node's byte there will do. In another one (of an
 * FDX, whose notes stand behind the script) all nodes are numbered. False: no memory. */
static bool
number(struct pl_printed_lines *lines, const struct platen_document *document)
{
	size_t count = 0;
	for (size_t i = 0; i < lines->count; i++) {
		lines->items[i].at = lines->items[i].line->node->from.offset;
	}
	if (!document->is_reordered) {
		return true;
	}
	for (const struct platen_node *n = document->root; n != NULL; n = pl_node_following(n)) {
		count++;
	}
	struct numbered *nodes = calloc(count, sizeof(*nodes));
	if (nodes == NULL) {
		return false;
	}
	uint32_t at = 0;
	for (const struct platen_node *n = document->root; n != NULL; n = pl_node_following(n)) {
		nodes[at] = (struct numbered){(uintptr_t)n, at};
		at++;
	}
	qsort(nodes, count, sizeof(*nodes), by_node);
	for (size_t i = 0; i < lines->count; i++) {
		struct numbered key = {.node = (uintptr_t)lines->items[i].line->node};
		const struct numbered *found = bsearch(&key, nodes, count, sizeof(key), by_node);
		lines->items[i].at = found != NULL ? found->at : 0;
	}
	free(nodes);
	return true;
}

bool
pl_printed_lines_init(struct pl_printed_lines *lines, const struct platen_document *document,
		      const struct platen_pages *pages)
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
				lines->items[lines->count++] =
					(struct pl_printed){&page->lines[j], i, 0};
			}
		}
	}
	if (!number(lines, document)) {
		pl_printed_lines_fini(lines);
		return false;
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
