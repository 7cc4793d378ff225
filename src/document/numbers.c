/* The numbers of scenes which the script has none for, or other ones. */
#include "document/document.h"

/* Longer ones are names rather than numbers, and nothing is counted on from them. */
#define DIGITS_MAX 9

uint32_t
pl_label_number(struct pl_str label, size_t *end)
{
	uint32_t number = 0;
	size_t at = 0;
	for (; at < label.length && pl_is_digit(label.data[at]); at++) {
		number = at < DIGITS_MAX ? number * 10 + (uint32_t)(label.data[at] - '0') : 0;
	}
	*end = at;
	return at <= DIGITS_MAX ? number : 0;
}

static struct platen_node *
next_heading(struct platen_node *node)
{
	while (node != NULL && node->kind != PLATEN_SCENE_HEADING) {
		node = node->next;
	}
	return node;
}

/* Collect the numbers which the script gives itself. False: no memory. */
static bool
collect(struct pl_index *taken, struct platen_node *heading)
{
	char digits[PL_DECIMAL_SIZE];
	for (; heading != NULL; heading = next_heading(heading->next)) {
		size_t end;
		uint32_t number = pl_label_number(pl_node_more(heading)->label, &end);
		if (number > 0 && end == pl_node_more(heading)->label.length &&
		    pl_index_put(taken, pl_str_decimal(number, digits)) == NULL) {
			return false;
		}
	}
	return true;
}

/* A scene without a number gets the first one which is not taken after those before it. False: no
 * memory. */
static bool
number_scenes(struct platen_document *document, const struct pl_index *taken,
	      struct platen_node *heading)
{
	uint32_t number = 0;
	for (; heading != NULL; heading = next_heading(heading->next)) {
		size_t end;
		uint32_t own = pl_label_number(pl_node_more(heading)->label, &end);
		number = own > number ? own : number;
		if (pl_node_more(heading)->label.length > 0) {
			continue;
		}
		char digits[PL_DECIMAL_SIZE];
		struct pl_str label;
		do {
			label = pl_str_decimal(++number, digits);
		} while (pl_index_find(taken, label) != NULL);
		if (!pl_node_set_label(document, heading, label)) {
			return false;
		}
	}
	return true;
}

enum platen_status
platen_document_number(struct platen_document *document)
{
	struct pl_arena arena;
	struct pl_index taken = {.arena = &arena};
	struct platen_node *first = next_heading(document->root->first);
	document->is_edited = true;
	pl_arena_init(&arena);
	bool is_done = collect(&taken, first) && number_scenes(document, &taken, first);
	pl_arena_fini(&arena);
	return is_done ? PLATEN_OK : PLATEN_NO_MEMORY;
}

enum platen_status
platen_document_renumber(struct platen_document *document)
{
	struct platen_node *heading = next_heading(document->root->first);
	for (; heading != NULL; heading = next_heading(heading->next)) {
		if (heading->more != NULL) {
			heading->more->label = (struct pl_str){0};
		}
	}
	return platen_document_number(document);
}
