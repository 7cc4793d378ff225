/* wrap - text to rows. See wrap.c. */
#ifndef PL_WRAP_H
#define PL_WRAP_H

#include "layout/layout.h"

/* One printed row of a text: bytes [start, end), without the spaces which hang over its end; the
 * next row begins at `next`. */
struct pl_span {
	uint32_t start, end, next;
	uint32_t width; /* sixths of a cell */
	bool is_last;   /* nothing of the text is left after it */
};

/*
 * Set the row of `text` which begins at byte `from`, in a measure of `capacity` sixths. Always
 * takes at least one cluster, if there is one: a caller who goes on at span->next comes to an end.
 */
void pl_wrap_row(struct pl_str text, uint32_t from, uint32_t capacity, struct pl_span *span);

/*
 * The last byte in [from, to] where a sentence is complete: after . ! ? or their like in other
 * scripts, with any closing quotes and brackets, before a space or the end.
 * Sets *rest to the first byte of what follows. False if no sentence ends there. `to` may not cut a
 * cluster.
 */
bool pl_last_sentence_end(struct pl_str text, uint32_t from, uint32_t to, uint32_t *end,
			  uint32_t *rest);

#endif
