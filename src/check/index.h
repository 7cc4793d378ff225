/*
 * index - which texts were seen, and the number each of them was given
 *
 * A crit-bit tree: a branch says which bit of the text decides, a leaf is a text. Finding one takes as
 * many steps as it has bits, whatever the others are; a hash table would be as quick on screenplays
 * and quadratic on a file which was made to collide.
 */
#ifndef PL_INDEX_H
#define PL_INDEX_H

#include "base/base.h"

/* A text and its number. The arena owns both. */
struct pl_entry {
	struct pl_str text;
	uint32_t number;	/* PL_NONE until somebody sets it */
};

struct pl_index {
	struct pl_arena *arena;
	struct pl_index_node *root;
};

/* The entry of `text`, which holds no NUL; NULL if there is none. */
struct pl_entry *pl_index_find(const struct pl_index *index, struct pl_str text);

/* The same, but a new entry with a copy of `text` if there was none; NULL: no memory. */
struct pl_entry *pl_index_put(struct pl_index *index, struct pl_str text);

#endif
