/* Sets of revisions, and which stretches of a node's text they have revised. */
#include "fdx/read/text.h"

#define MARK_MAX 8 /* bytes */

/* A set of this number, with Final Draft's usual mark. NULL: the reader has failed. */
static struct pl_revision_set *
add_set(struct pl_fdx_reader *reader, uint32_t number)
{
	struct pl_revision_set *set = pl_fdx_need(reader, sizeof(*set));
	if (set != NULL) {
		*set = (struct pl_revision_set){
			.next = reader->document->revision_sets,
			.number = number,
			.mark = PL_STR("*"),
			.name = PL_STR(""),
		};
		reader->document->revision_sets = set;
	}
	return set;
}

static struct pl_revision_set *
find_set(struct pl_fdx_reader *reader, uint32_t number)
{
	struct pl_revision_set *set = reader->document->revision_sets;
	while (set != NULL && set->number != number) {
		set = set->next;
	}
	return set != NULL ? set : add_set(reader, number);
}

static void
read_set(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_str value, mark = {0};
	uint64_t number;
	if (!pl_fdx_get(element, "ID", &value) || !pl_fdx_parse_number(value, &number) ||
	    number == 0 || number > PL_FDX_REVISION_MAX) {
		return;
	}
	struct pl_revision_set *set = find_set(reader, (uint32_t)number);
	if (set == NULL) {
		return;
	}
	pl_fdx_keep_attribute(reader, element, "Name", &set->name);
	pl_fdx_keep_attribute(reader, element, "Mark", &mark);
	if (pl_fdx_get(element, "Color", &value)) {
		pl_fdx_parse_color(value, &set->color);
	}
	if (mark.length > 0) {
		set->mark = pl_str_clip(mark, MARK_MAX);
	}
}

void
pl_fdx_read_revisions(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	for (const struct pl_fdx_element *e = element->first; e != NULL; e = e->next) {
		if (pl_fdx_is_named(e, "Revision")) {
			read_set(reader, e);
		}
	}
}

void
pl_fdx_text_revise(struct pl_fdx_text *text, size_t start, uint32_t number)
{
	struct pl_revision *last =
		text->revision_count == 0 ? NULL : &text->revisions[text->revision_count - 1];
	uint32_t end = (uint32_t)text->bytes.length;
	if (number == 0 || start == end) {
		return;
	}
	if (last != NULL && last->end == start && last->set->number == number) {
		last->end = end;
		return;
	}
	struct pl_fdx_reader *reader = text->reader;
	const struct pl_revision_set *set = find_set(reader, number);
	struct pl_revision *grown =
		pl_arena_grow(&reader->document->arena, text->revisions, text->revision_count,
			      &text->revision_capacity, sizeof(*grown));
	if (set == NULL || grown == NULL) {
		pl_fdx_fail(reader, PLATEN_NO_MEMORY);
		return;
	}
	text->revisions = grown;
	grown[text->revision_count++] = (struct pl_revision){(uint32_t)start, end, set};
}

void
pl_fdx_text_end_revisions(struct pl_fdx_text *text)
{
	uint32_t length = (uint32_t)text->bytes.length;
	for (uint32_t i = 0; i < text->revision_count; i++) {
		struct pl_revision *revision = &text->revisions[i];
		revision->start = revision->start < length ? revision->start : length;
		revision->end = revision->end < length ? revision->end : length;
	}
	text->node->more->revisions = text->revisions;
	text->node->more->revision_count = text->revision_count;
}
