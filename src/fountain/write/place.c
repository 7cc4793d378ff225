/*
 * From leaf to leaf
 *
 * The leaves of the tree are written one after the other. What stands between two of them is
 * decided by blanks_before alone, from the two and from what was written since the last leaf that
 * is printed. So the writer can look ahead, too: whether a line in capitals needs a marker depends
 * on the line below it.
 */
#include "fountain/write/writer.h"

bool
pl_fountain_says_nothing(const struct platen_node *speech)
{
	const struct platen_node *node = speech->first->next;
	while (node != NULL && pl_fountain_is_comment(node)) {
		node = node->next;
	}
	return node == NULL;
}

bool
pl_fountain_is_silent(const struct platen_node *leaf)
{
	if (leaf == NULL || !pl_fountain_is_in(leaf, PLATEN_SPEECH) ||
	    !pl_fountain_says_nothing(leaf->parent)) {
		return false;
	}
	const struct platen_node *next = leaf->parent->last;
	do {
		next = pl_node_following(next);
	} while (next != NULL && next->first != NULL);
	return next != NULL && (next->kind == PLATEN_ACTION || next->kind == PLATEN_SHOT);
}

/* Also a shot of a Final Draft file, which is written as action if shots are not known. */
static bool
is_action(const struct platen_node *node)
{
	return node->kind == PLATEN_ACTION ||
	       (node->kind == PLATEN_SHOT && pl_node_more(node)->fdx != NULL);
}

/* Between two of these the blank lines are printed as they were typed. */
static bool
is_stacked(const struct platen_node *node)
{
	return is_action(node) || node->kind == PLATEN_CENTERED ||
	       (node->kind == PLATEN_LYRIC && !pl_fountain_is_in(node, PLATEN_SPEECH));
}

/* Would two paragraphs be one if no blank line stood between them? */
static bool
goes_on(const struct platen_node *above, const struct platen_node *node)
{
	return is_action(above) == is_action(node) && above->parent == node->parent &&
	       (is_action(node) || above->kind == node->kind);
}

/* Of the blank lines on both sides of what is not printed the larger group counts. */
static uint32_t
larger_group(const struct pl_fountain_place *place, uint32_t wanted)
{
	return wanted > place->gap ? wanted : wanted > 0;
}

/* How many blank lines to write between what was written and `node`, the next leaf. */
static uint32_t
blanks_before(const struct pl_fountain_place *place, const struct platen_node *node)
{
	const struct platen_node *above = place->at;
	if (above->parent == NULL || pl_fountain_is_in(node, PLATEN_TITLE_PAGE)) {
		return 0;
	}
	if (pl_fountain_is_spoken(node)) {
		bool is_counted = pl_fountain_is_comment(node) || node->blank_before > place->gap;
		return is_counted ? node->blank_before : 0;
	}
	if (pl_fountain_is_silent(above)) {
		return 0;
	}
	if (pl_fountain_is_in(above, PLATEN_SPEECH) ||
	    pl_fountain_is_in(above, PLATEN_TITLE_PAGE)) {
		return 1;
	}
	if (pl_kind_is(node->kind, PL_UNPRINTED)) {
		return node->blank_before > 0;
	}
	if (place->printed != NULL && is_stacked(place->printed) && is_stacked(node)) {
		uint32_t blanks = larger_group(place, node->blank_before);
		return blanks == 0 && goes_on(above, node) ? 1 : blanks;
	}
	return 1;
}

const struct platen_node *
pl_fountain_next_leaf(struct pl_fountain_place *place, uint32_t *blanks)
{
	const struct platen_node *node = place->at;
	do {
		node = pl_node_following(node);
	} while (node != NULL && node->first != NULL);
	if (node == NULL) {
		return NULL;
	}
	*blanks = blanks_before(place, node);
	place->at = node;
	if (pl_kind_is(node->kind, PL_UNPRINTED)) {
		place->gap = *blanks > place->gap ? *blanks : place->gap;
	} else {
		place->gap = 0;
		place->printed = node;
	}
	return node;
}
