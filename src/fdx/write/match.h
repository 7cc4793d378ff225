/* match - what two scripts have in common. See match.c. */
#ifndef PL_FDX_MATCH_H
#define PL_FDX_MATCH_H

#include <libxml/xmlstring.h>
#include <libxml/hash.h>

#include "fdx/fdx.h"

/* The scripts which are listed: the template as it is, after its trip, and the new script. */
enum pl_fdx_side {
	PL_FDX_OLD,
	PL_FDX_AGAIN,
	PL_FDX_NEW,
};
#define PL_FDX_SIDES 3

/* What a node or note is compared by: two with the same key are the same. */
struct pl_fdx_key {
	uint32_t count[PL_FDX_SIDES]; /* items with it, or with these letters */
	uint32_t at[PL_FDX_SIDES];    /* the last of them */
	uint32_t left; /* for match_rest: the first old item which is not matched, or PL_NONE */
};

/* A node with text, or a note inside one. */
struct pl_fdx_item {
	const struct platen_node *node;
	const struct pl_comment *comment; /* NULL: the node itself */
	struct pl_fdx_key *key;           /* all that Fountain shows of it */
	struct pl_fdx_key *letters;       /* its letters and digits only; NULL: it has no text */
	bool starts_page;
	bool counts_blanks;  /* the blank lines above it, as typed, are on the page */
	bool is_edited;      /* it and `match` are not the same, but one was made of the other */
	uint32_t match;      /* the item of the other script, or PL_NONE */
	uint32_t next_left;  /* the next one of those in its key */
	uint32_t first_note; /* of a node: the number of the first note inside it */
};

struct pl_fdx_items {
	struct pl_fdx_item *list;
	size_t count, capacity;
};

/* A script as two lists, in its own order. */
struct pl_fdx_script {
	struct pl_fdx_items nodes, notes;
};

struct pl_fdx_matcher {
	struct pl_arena *arena;
	xmlHashTable *keys;
	struct pl_buffer scratch;
	bool failed; /* out of memory; sticks */
};

void pl_fdx_matcher_init(struct pl_fdx_matcher *matcher, struct pl_arena *arena);
void pl_fdx_matcher_fini(struct pl_fdx_matcher *matcher);

/* List what is in the body of the document. */
void pl_fdx_matcher_list(struct pl_fdx_matcher *matcher, const struct platen_document *document,
			 enum pl_fdx_side side, struct pl_fdx_script *script);

/* The keys of what is printed before the body, on title pages, and of the other entries there.
 * NULL: the matcher has failed. */
const struct pl_fdx_key *pl_fdx_matcher_title(struct pl_fdx_matcher *matcher,
					      const struct platen_document *document,
					      bool is_printed);

/* Find for each new item the old one it is, or was made of. `old` is of PL_FDX_AGAIN, `new` of
 * PL_FDX_NEW. */
void pl_fdx_match(struct pl_fdx_items *old, struct pl_fdx_items *new);

/* Items [first, end) of one list, which became items [other_first, other_end) of another. */
struct pl_fdx_stretch {
	uint32_t first, end, other_first, other_end;
};

/* The next stretch after *stretch, where the second list was made of the first by a program which
 * changes the order of nothing. False at the end. Begin with a stretch of zeros. */
bool pl_fdx_next_stretch(const struct pl_fdx_items *one, const struct pl_fdx_items *other,
			 struct pl_fdx_stretch *stretch);

#endif
