/*
 * Texts, each with a number.
 *
 * A crit-bit tree: a branch names the bit that decides where to go, a leaf is a text. Finding a
 * text takes at most as many steps as it has bits. A hash table would be as fast on screenplays,
 * but takes quadratic time on a file made to cause collisions.
 */
#include "base/base.h"

struct pl_index_node {
	struct pl_index_node *children[2]; /* of a branch; both NULL in a leaf */
	uint32_t byte;                     /* where the texts below differ for the first time */
	unsigned char bit;                 /* and in which bit */
	struct pl_entry entry;             /* of a leaf */
};

/* The byte there; after its end a text has NULs, which no text contains. */
static unsigned char
byte_at(struct pl_str text, uint32_t at)
{
	return at < text.length ? (unsigned char)text.data[at] : 0;
}

static bool
side_of(struct pl_str text, const struct pl_index_node *branch)
{
	return (byte_at(text, branch->byte) & branch->bit) != 0;
}

/* The only leaf which may be `text`; NULL in an empty index. */
static struct pl_index_node *
descend(const struct pl_index *index, struct pl_str text)
{
	struct pl_index_node *node = index->root;
	while (node != NULL && node->children[0] != NULL) {
		node = node->children[side_of(text, node)];
	}
	return node;
}

struct pl_entry *
pl_index_find(const struct pl_index *index, struct pl_str text)
{
	struct pl_index_node *leaf = descend(index, text);
	bool is_found = leaf != NULL && pl_str_equal(leaf->entry.text, text);
	return is_found ? &leaf->entry : NULL;
}

static struct pl_index_node *
new_leaf(struct pl_index *index, struct pl_str text)
{
	struct pl_index_node *leaf = pl_arena_alloc(index->arena, sizeof(*leaf));
	if (leaf == NULL) {
		return NULL;
	}
	leaf->entry = (struct pl_entry){pl_arena_copy(index->arena, text), PL_NONE};
	return leaf->entry.text.data == NULL ? NULL : leaf;
}

/* Whether a branch that decides at `byte`, `bit` belongs above `node`. */
static bool
is_above(uint32_t byte, unsigned char bit, const struct pl_index_node *node)
{
	return node->children[0] == NULL || node->byte > byte ||
	       (node->byte == byte && node->bit < bit);
}

struct pl_entry *
pl_index_put(struct pl_index *index, struct pl_str text)
{
	struct pl_index_node *near = descend(index, text);
	if (near != NULL && pl_str_equal(near->entry.text, text)) {
		return &near->entry;
	}
	struct pl_index_node *leaf = new_leaf(index, text);
	if (near == NULL || leaf == NULL) {
		index->root = near == NULL ? leaf : index->root;
		return leaf == NULL ? NULL : &leaf->entry;
	}
	struct pl_index_node *branch = pl_arena_alloc(index->arena, sizeof(*branch));
	if (branch == NULL) {
		return NULL;
	}
	while (byte_at(text, branch->byte) == byte_at(near->entry.text, branch->byte)) {
		branch->byte++;
	}
	unsigned difference = byte_at(text, branch->byte) ^ byte_at(near->entry.text, branch->byte);
	branch->bit = 0x80;
	while ((difference & branch->bit) == 0) {
		branch->bit >>= 1;
	}
	struct pl_index_node **place = &index->root;
	while (!is_above(branch->byte, branch->bit, *place)) {
		place = &(*place)->children[side_of(text, *place)];
	}
	bool side = side_of(text, branch);
	branch->children[side] = leaf;
	branch->children[!side] = *place;
	*place = branch;
	return &leaf->entry;
}
