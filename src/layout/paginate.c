/*
 * The paginator: blocks of rows to pages.
 *
 * THE MODEL. A page has `lines_per_page` slots. Blocks are placed one below the other; a block has
 * empty rows above it (none at the top of a page) and then its rows. Blocks and rows carry their break
 * rules with them, and nothing else is looked at: not what kind of element they are, nor their text.
 * A new kind of element changes no line of this file.
 *
 *	block	space_above	empty rows above
 *		keeps_next	may not be last on a page		(a heading)
 *		keeps_previous	may not be first on a page		(a transition)
 *		is_cuttable	may be continued on the next page	(a speech, a long action)
 *		lead		rows at its beginning which are no text	(the cue)
 *	row	may_cut		a sentence or a paragraph ends in it
 *
 * THE ALGORITHM is Final Draft's, measured (design page pagination/final-draft.md section 4: 556 of 556
 * page breaks). First fit: place until a block does not fit. Of that block let N be its rows of text, F
 * those which fit, k = min(F, N - 2).
 *
 *	1. k >= 2 and one of the rows 2 .. k may be cut: cut in the last of them.
 *
 *		 page n   |  NORA                      |
 *		          |  One. Two. Three is        |  row 1
 *		          |  longer. Four.             |  row 2, k = 2: cut here
 *		          +----------------------------+
 *		          |  (MORE)                       costs no slot
 *
 *		 page n+1    NORA (CONT'D)                costs no slot
 *		          +----------------------------+
 *		          |  Five is what is left.     |  wrapped anew from its first word
 *		          |  ...                       |  at least two rows
 *
 *	2. Else the block moves to the next page, and with it what may not be parted from it: before it
 *	   any chain of blocks that keep with the next, and, if it keeps with the previous, that one,
 *	   which may itself be cut by rule 1 with F = N.
 *
 *	3. If that would move all there is on the page, or nothing stands on the page but the block, it is
 *	   longer than a page, or kept by too long a chain. Then it is cut where the page is full: at a
 *	   sentence end if there is one, else after the row. Nothing is ever lost, and every page takes
 *	   at least one row, so the loop ends.
 *
 * COST. A block which is moved is placed twice; a page holds at most as many blocks as slots, so the
 * work is linear in the rows printed. Cutting wraps a page ahead and no further (flow.c).
 *
 * REJECTED. Optimal breaking over several pages, as for books: a writer must be able to predict where
 * a page ends, and Final Draft is first fit. Scoring of candidates (fuller page, balanced halves): the
 * probes of the design page show that no score is needed.
 */
#include "layout/block.h"

#define ROWS_KEPT 2 /* on either side of a cut */

struct paginator {
	struct pl_flow *flow;
	struct pl_fragments *fragments;
	size_t page_first;	/* first fragment of the page under work */
	uint32_t page;
	uint32_t slot;		/* last one used; 0: the page is empty */
};

static bool
is_page_empty(const struct paginator *p)
{
	return p->fragments->count == p->page_first;
}

static uint32_t
space_above(const struct paginator *p, const struct pl_block *block)
{
	return is_page_empty(p) ? 0 : block->space_above;
}

/* Rows which fit on the page, below the block's own space. */
static uint32_t
room_for(const struct paginator *p, const struct pl_block *block)
{
	uint32_t left = p->flow->lines_per_page - p->slot, space = space_above(p, block);
	return space < left ? left - space : 0;
}

static bool
fits(const struct paginator *p, const struct pl_block *block)
{
	return block->is_complete && (block->beside == NULL || block->beside->is_complete) &&
	       pl_block_height(block) <= room_for(p, block);
}

static bool
place(struct paginator *p, struct pl_block *block)
{
	struct pl_fragments *to = p->fragments;
	struct pl_fragment *items = pl_arena_grow(p->flow->arena, to->items, to->count,
						  &to->capacity, sizeof(*items));
	if (items == NULL) {
		return false;
	}
	uint32_t space = space_above(p, block);
	to->items = items;
	items[to->count++] = (struct pl_fragment){block, p->page, p->slot + space + 1, space};
	p->slot += space + pl_block_height(block);
	return true;
}

static void
end_page(struct paginator *p)
{
	p->page++;
	p->slot = 0;
	p->page_first = p->fragments->count;
}

/* Take back all fragments from number `first` on. */
static void
take_back(struct paginator *p, size_t first)
{
	const struct pl_fragment *fragment = &p->fragments->items[first];
	p->slot = fragment->slot - fragment->space - 1;
	p->fragments->count = first;
}

/* Rule 1: the row to cut a block in if `room` of its rows fit; false if it may not be cut there. */
static bool
find_cut(const struct pl_block *block, uint32_t room, uint32_t *row)
{
	if (!block->is_cuttable || room <= block->lead) {
		return false;
	}
	uint32_t k = room - block->lead, n = block->row_count - block->lead;
	if (block->is_complete && k + ROWS_KEPT > n) {
		k = n < ROWS_KEPT ? 0 : n - ROWS_KEPT;
	}
	for (uint32_t i = k; i >= ROWS_KEPT; i--) {
		if (block->rows[block->lead + i - 1].may_cut) {
			*row = block->lead + i - 1;
			return true;
		}
	}
	return false;
}

/* Rule 3: the row in which a block must be cut, come what may. */
static uint32_t
find_last_resort(const struct pl_block *block, uint32_t room)
{
	if (block->row_count <= room) {
		return block->row_count == 0 ? 0 : block->row_count - 1;
	}
	for (uint32_t i = room; i > block->lead + 1; i--) {
		if (block->rows[i - 1].may_cut) {
			return i - 1;
		}
	}
	if (block->is_complete && block->row_count - room == 1 && room > block->lead + ROWS_KEPT) {
		return room - 2;
	}
	return room - 1;
}

/* Put the first part of a block on this page and start the next; *block is then its rest. */
static bool
cut(struct paginator *p, struct pl_block **block, uint32_t row, bool is_beside_cut, uint32_t room)
{
	struct pl_block *head = *block, *rest, *beside_rest = NULL;
	if (!pl_block_cut(p->flow, head, row, &rest)) {
		return false;
	}
	if (is_beside_cut && head->beside != NULL && head->beside->row_count > 0) {
		uint32_t beside_row = find_last_resort(head->beside, room);
		if (!pl_block_cut(p->flow, head->beside, beside_row, &beside_rest)) {
			return false;
		}
	}
	rest->beside = beside_rest;
	rest->next = head->next;
	head->next = rest;
	*block = rest;
	if (!place(p, head)) {
		return false;
	}
	end_page(p);
	return true;
}

static bool
cut_by_force(struct paginator *p, struct pl_block **block)
{
	uint32_t room = room_for(p, *block);
	return cut(p, block, find_last_resort(*block, room), true, room);
}

/*
 * Rule 2: the first fragment which must move to the next page together with `block`. *row is set, and
 * true returned in *is_cut, where that fragment is not moved but cut.
 */
static size_t
find_chain(const struct paginator *p, const struct pl_block *block, bool *is_cut, uint32_t *row)
{
	const struct pl_fragment *items = p->fragments->items;
	size_t first = p->fragments->count;
	*is_cut = false;
	while (first > p->page_first) {
		const struct pl_block *previous = items[first - 1].block;
		if (block->keeps_previous) {
			*is_cut = find_cut(previous, previous->row_count, row);
		} else if (!previous->keeps_next) {
			break;
		}
		first--;
		if (*is_cut) {
			break;
		}
		block = previous;
	}
	return first;
}

/* `*block` does not fit: end the page. *block is then what the next page begins with. */
static bool
break_page(struct paginator *p, struct pl_block **block)
{
	uint32_t row;
	if (find_cut(*block, room_for(p, *block), &row)) {
		return cut(p, block, row, false, 0);
	}
	bool is_cut;
	size_t first = find_chain(p, *block, &is_cut, &row);
	if (is_cut) {
		*block = p->fragments->items[first].block;
		take_back(p, first);
		return cut(p, block, row, false, 0);
	}
	if (first > p->page_first) {
		if (first < p->fragments->count) {
			*block = p->fragments->items[first].block;
			take_back(p, first);
		}
		end_page(p);
		return true;
	}
	if (room_for(p, *block) > (*block)->lead || is_page_empty(p)) {
		return cut_by_force(p, block);
	}
	end_page(p);
	return true;
}

bool
pl_paginate(struct pl_flow *flow, struct pl_block *first, struct pl_fragments *fragments)
{
	struct paginator p = {.flow = flow, .fragments = fragments};
	struct pl_block *block = first;
	while (block != NULL) {
		if (block->starts_page && !is_page_empty(&p)) {
			end_page(&p);
		}
		if (!fits(&p, block)) {
			if (!break_page(&p, &block)) {
				return false;
			}
			continue;
		}
		if (!place(&p, block)) {
			return false;
		}
		block = block->next;
	}
	return true;
}
