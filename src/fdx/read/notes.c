/*
 * Notes of Final Draft 12 and 13 stand apart from the text, each with a range of offsets into it:
 * UTF-16 units, one more for the end of each paragraph, and two more for one which holds a dual
 * dialogue, whose inner text counts nothing. Here each is hung on to its paragraph, as older
 * versions have it, in one walk over the text with the notes in order of their offsets.
 */
#include <stdlib.h>

#include "fdx/read/draft.h"

static int
compare(const void *a, const void *b)
{
	const struct pl_draft_note *one = *(struct pl_draft_note *const *)a;
	const struct pl_draft_note *other = *(struct pl_draft_note *const *)b;
	if (one->offset != other->offset) {
		return one->offset < other->offset ? -1 : 1;
	}
	return one->from.offset < other->from.offset ? -1 : one->from.offset > other->from.offset;
}

static void
hang_on(struct pl_draft_notes *list, struct pl_draft_note *note)
{
	note->next = NULL;
	if (list->last == NULL) {
		list->first = note;
	} else {
		list->last->next = note;
	}
	list->last = note;
}

/* The notes in order of their offsets, as an array which ends with NULL. NULL: no memory. */
static struct pl_draft_note **
sort_notes(struct pl_draft *draft)
{
	size_t count = 0;
	for (struct pl_draft_note *note = draft->notes.first; note != NULL; note = note->next) {
		count++;
	}
	struct pl_draft_note **sorted = pl_arena_array(&draft->arena, count + 1, sizeof(*sorted));
	if (sorted == NULL) {
		return NULL;
	}
	count = 0;
	for (struct pl_draft_note *note = draft->notes.first; note != NULL; note = note->next) {
		sorted[count++] = note;
	}
	if (count > 1) {
		qsort(sorted, count, sizeof(struct pl_draft_note *), compare);
	}
	draft->notes = (struct pl_draft_notes){0};
	return sorted;
}

/* Hang the notes of one paragraph, which begins at `offset`, on to it; returns its end. */
static uint64_t
walk(const struct pl_draft *draft, struct pl_draft_paragraph *paragraph, uint64_t offset,
     struct pl_draft_note ***next)
{
	uint32_t at = 0;
	for (const struct pl_draft_run *run = paragraph->first; run != NULL; run = run->next) {
		for (uint32_t i = run->start; i < run->end;) {
			for (; **next != NULL && (**next)->offset <= offset; ++*next) {
				(**next)->at = at;
				hang_on(&paragraph->notes, **next);
			}
			uint32_t c;
			size_t length = pl_utf8_decode(draft->pool.data + i,
						       draft->pool.data + run->end, &c);
			offset += c >= 0x10000 ? 2 : 1;
			i += (uint32_t)length;
			at += (uint32_t)length;
		}
	}
	uint64_t end = offset + (paragraph->inner_kind == PL_INNER_DUAL ? 3 : 1);
	bool is_last = paragraph->next == NULL;
	for (; **next != NULL && (**next)->offset < end && !is_last; ++*next) {
		(**next)->at = at;
		hang_on(&paragraph->notes, **next);
	}
	return end;
}

bool
pl_draft_place_notes(struct pl_draft *draft)
{
	struct pl_draft_note **next = sort_notes(draft);
	if (next == NULL) {
		return false;
	}
	uint64_t offset = 0;
	for (struct pl_draft_paragraph *p = draft->body.first; p != NULL && *next != NULL;
	     p = p->next) {
		offset = walk(draft, p, offset, &next);
	}
	for (; *next != NULL; next++) {
		hang_on(&draft->unanchored, *next);
	}
	return true;
}
