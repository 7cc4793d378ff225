/*
 * Notes of Final Draft 12 and 13 stand apart from the text, each with a range of offsets into it:
 * UTF-16 units, one more for the end of each paragraph, and two more for one which holds a dual
 * dialogue, whose inner text counts nothing. Here each is tied to its paragraph, as in older
 * versions, in one walk over the text with the notes in order of their offsets.
 */
#include <stdlib.h>

#include "fdx/read/read.h"

static int
compare_notes(const void *a, const void *b)
{
	const struct pl_fdx_note *one = *(struct pl_fdx_note *const *)a;
	const struct pl_fdx_note *other = *(struct pl_fdx_note *const *)b;
	int order = pl_compare(one->offset, other->offset);
	return order != 0 ? order : pl_compare(one->from.offset, other->from.offset);
}

/* The notes in order of their offsets, as an array which ends with NULL. NULL: no memory. */
static struct pl_fdx_note **
sort_notes(struct pl_fdx_reader *reader)
{
	size_t count = 0;
	for (struct pl_fdx_note *note = reader->notes.first; note != NULL; note = note->next) {
		count++;
	}
	struct pl_fdx_note **sorted = pl_arena_array(&reader->arena, count + 1, sizeof(*sorted));
	if (sorted == NULL) {
		pl_fdx_fail(reader, PLATEN_NO_MEMORY);
		return NULL;
	}
	count = 0;
	for (struct pl_fdx_note *note = reader->notes.first; note != NULL; note = note->next) {
		sorted[count++] = note;
	}
	if (count > 1) {
		qsort(sorted, count, sizeof(struct pl_fdx_note *), compare_notes);
	}
	return sorted;
}

struct placing {
	struct pl_fdx_reader *reader;
	struct pl_fdx_note **next;
	uint64_t offset; /* of the text reached */
};

/* Tie the notes up to `offset` to byte `at` of the paragraph. */
static void
place(struct placing *placing, struct pl_fdx_paragraph *paragraph, uint32_t at, uint64_t offset)
{
	for (; *placing->next != NULL && (*placing->next)->offset <= offset; placing->next++) {
		struct pl_fdx_extras *extras = pl_fdx_need_extras(placing->reader, paragraph);
		if (extras == NULL) {
			return;
		}
		(*placing->next)->at = at;
		pl_fdx_append_note(&extras->notes, *placing->next);
	}
}

static void
walk(struct placing *placing, struct pl_fdx_paragraph *paragraph)
{
	uint32_t at = 0;
	for (const struct pl_fdx_run *run = paragraph->first; run != NULL; run = run->next) {
		for (const char *c = run->text.data, *end = pl_str_end(run->text); c < end;) {
			uint32_t code_point;
			place(placing, paragraph, at, placing->offset);
			size_t length = pl_utf8_decode(c, end, &code_point);
			placing->offset += code_point >= 0x10000 ? 2 : 1;
			c += length;
			at += (uint32_t)length;
		}
	}
	placing->offset += paragraph->extras->inner_kind == PL_FDX_INNER_DUAL ? 3 : 1;
	if (paragraph->next != NULL) {
		place(placing, paragraph, at, placing->offset - 1);
	}
}

void
pl_fdx_place_notes(struct pl_fdx_reader *reader)
{
	struct placing placing = {.reader = reader, .next = sort_notes(reader)};
	if (placing.next == NULL) {
		return;
	}
	for (struct pl_fdx_paragraph *p = reader->body.first; p != NULL && *placing.next != NULL;
	     p = p->next) {
		walk(&placing, p);
	}
	for (; *placing.next != NULL; placing.next++) {
		pl_fdx_append_note(&reader->unanchored, *placing.next);
	}
}
