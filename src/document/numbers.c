/* The numbers of scenes which the script has none for, or other ones. */
#include <stdlib.h>

#include "document/document.h"

/* Longer ones are names rather than numbers, and nothing is counted on from them. */
#define DIGITS_MAX 9

static struct platen_node *
next_heading(struct platen_node *node)
{
	while (node != NULL && node->kind != PLATEN_SCENE_HEADING) {
		node = node->next;
	}
	return node;
}

static bool
set_number(struct platen_document *document, struct platen_node *heading, uint32_t number)
{
	char digits[PL_DECIMAL_SIZE];
	struct pl_str label = pl_arena_copy(&document->arena, pl_str_decimal(number, digits));
	if (label.data == NULL) {
		return false;
	}
	heading->label = label;
	return true;
}

enum platen_status
platen_document_renumber(struct platen_document *document)
{
	uint32_t number = 0;
	struct platen_node *heading = next_heading(document->root->first);
	for (; heading != NULL; heading = next_heading(heading->next)) {
		if (!set_number(document, heading, ++number)) {
			return PLATEN_NO_MEMORY;
		}
	}
	return PLATEN_OK;
}

/* What the label begins with: 12 of 12A; 0 if it is no number. */
static uint32_t
leading_number(struct pl_str label, bool *is_whole)
{
	uint32_t number = 0;
	size_t at = 0;
	while (at < label.length && label.data[at] >= '0' && label.data[at] <= '9') {
		number = at < DIGITS_MAX ? number * 10 + (uint32_t)(label.data[at] - '0') : 0;
		at++;
	}
	*is_whole = at == label.length;
	return at <= DIGITS_MAX ? number : 0;
}

/* The numbers which the script gives itself, sorted; they are left behind one by one. */
struct taken {
	struct pl_arena arena;
	uint32_t *list;
	size_t count, capacity, next;
};

static int
compare(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
	return (one > other) - (one < other);
}

static bool
collect(struct taken *taken, struct platen_node *first)
{
	struct platen_node *heading = next_heading(first);
	for (; heading != NULL; heading = next_heading(heading->next)) {
		bool is_whole;
		uint32_t number = leading_number(heading->label, &is_whole);
		if (number == 0 || !is_whole) {
			continue;
		}
		uint32_t *grown = pl_arena_grow(&taken->arena, taken->list, taken->count,
						&taken->capacity, sizeof(*grown));
		if (grown == NULL) {
			return false;
		}
		taken->list = grown;
		taken->list[taken->count++] = number;
	}
	if (taken->count > 0) {
		qsort(taken->list, taken->count, sizeof(*taken->list), compare);
	}
	return true;
}

/* The first number after `number`, which never goes back, that is not taken. */
static uint32_t
next_free(struct taken *taken, uint32_t number)
{
	number++;
	while (taken->next < taken->count && taken->list[taken->next] <= number) {
		number += taken->list[taken->next] == number;
		taken->next++;
	}
	return number;
}

static bool
number_scenes(struct platen_document *document, struct taken *taken)
{
	uint32_t number = 0;
	struct platen_node *heading = next_heading(document->root->first);
	for (; heading != NULL; heading = next_heading(heading->next)) {
		bool is_whole;
		uint32_t own = leading_number(heading->label, &is_whole);
		number = own > number ? own : number;
		if (heading->label.length > 0) {
			continue;
		}
		number = next_free(taken, number);
		if (!set_number(document, heading, number)) {
			return false;
		}
	}
	return true;
}

enum platen_status
platen_document_number(struct platen_document *document)
{
	struct taken taken = {0};
	pl_arena_init(&taken.arena);
	bool done = collect(&taken, document->root->first) && number_scenes(document, &taken);
	pl_arena_fini(&taken.arena);
	return done ? PLATEN_OK : PLATEN_NO_MEMORY;
}
