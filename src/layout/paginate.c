/*
 * The paginator: blocks of rows to pages.
 *
 * THE MODEL. A page has `lines_per_page` slots. Blocks are placed one below the other; a block has
 * empty slots above it (none at the top of a page, unless it keeps them), then its rows, most of
 * them a slot high. Blocks and rows carry their break rules with them, and nothing else is looked
 * at: not what kind of element they are, nor their text. A new kind of element changes no line of
 * this file.
 *
 *	block	space_above	empty slots above
 *		keeps_next	may not be last on a page		(a heading)
 *		keeps_previous	may not be first on a page		(a transition)
 *		is_cuttable	may be continued on the next page	(a speech, a long action)
 *		lead		rows at its beginning which are no text	(the cue)
 *		starts_page	forced page break
 *		is_tail		has no text, nor has any block after it
 *		goes_on		continues what the block before it began	(a scene)
 *	row	may be cut	a sentence or a paragraph ends in it
 *
 * THE ALGORITHM is Final Draft's, measured on its pages (556 of 556 page breaks); docs/pages.md
 * explains it to writers, under the same numbers. First fit: place until a block does not fit. Of
 * that block let N be its rows of text, F those which fit, k = min(F, N - 2).
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
 *	2. Else the block moves to the next page, and with it what must stay with it: before it any
 *	   chain of blocks that keep with the next, and, if it keeps with the previous, that one,
 *	   which may itself be cut by rule 1 with F = N.
 *
 *	3. If that would move everything on the page, or the block is alone on it, the block is
 *	   longer than a page, or kept by too long a chain. Then it is cut where the page is full:
 *	   at a sentence end if there is one, else after the row. Nothing is lost, and every page
 *	   takes at least one row, so the loop ends.
 *
 *	4. With --scene-continued a page whose last scene goes on keeps bottom_slots free, and the
 *	   next begins below top_slots. Blocks are placed without regard to this; when the page is
 *	   full, and the scene goes on in the block that opens the next page, the last block gives
 *	   way, by rules 1 to 3 and as often as necessary, until the slots are free; in the end even
 *	   if it is separated from what it keeps.
 *
 * COST. A block which is moved is placed twice; a page holds at most as many blocks as slots, so
 * the work is linear in the rows printed. Cutting wraps a page ahead and no further (flow.c).
 *
 * REJECTED. Optimal breaking over several pages, as for books: a writer must be able to predict
 * where a page ends, and Final Draft is first fit. Scoring of candidates (fuller page, balanced
 * halves): all measured breaks come out without any.
 */
#include "layout/flow.h"

#define ROWS_KEPT 2 /* on either side of a cut */

struct paginator {
	struct pl_layout_flow *flow;
	struct pl_layout_setter *setter;
	struct pl_layout_fragments fragments; /* of the page under work */
	uint32_t page_count;
	uint32_t slot;              /* last one used; 0: the page is empty */
	struct pl_layout_break why; /* of the page which is begun next */
};

static bool
is_page_empty(const struct paginator *p)
{
	return p->fragments.count == 0;
}

static uint32_t
space_above(const struct paginator *p, const struct pl_layout_block *block)
{
	return is_page_empty(p) && !block->rules.keeps_space ? 0 : block->space_above;
}

/* Slots for the rows of a block, below its own space, on a page which keeps `kept` slots free. */
static uint32_t
room_for(const struct paginator *p, const struct pl_layout_block *block, uint32_t kept)
{
	uint32_t used = p->slot + space_above(p, block) + kept;
	return used < p->flow->lines_per_page ? p->flow->lines_per_page - used : 0;
}

/* Slots which stay free at the bottom if the page ends inside `block`. */
static uint32_t
kept_below(const struct paginator *p, const struct pl_layout_block *block)
{
	return block->goes_on ? p->flow->bottom_slots : 0;
}

static bool
fits(const struct paginator *p, const struct pl_layout_block *block)
{
	return block->is_complete && (block->beside == NULL || block->beside->is_complete) &&
	       pl_layout_block_height(block) <= room_for(p, block, 0);
}

/* How many rows of a block fit into `room` slots. */
static uint32_t
rows_in(const struct pl_layout_block *block, uint32_t room)
{
	uint32_t rows = 0;
	while (rows < block->row_count && block->rows[rows].height <= room) {
		room -= block->rows[rows++].height;
	}
	return rows;
}

static bool
place(struct paginator *p, struct pl_layout_block *block)
{
	struct pl_layout_fragments *to = &p->fragments;
	struct pl_layout_fragment *items =
		pl_arena_grow(p->flow->arena, to->items, to->count, &to->capacity, sizeof(*items));
	if (items == NULL) {
		return false;
	}
	uint32_t space = space_above(p, block);
	to->items = items;
	to->items[to->count++] = (struct pl_layout_fragment){block, p->slot + space + 1, space};
	p->slot += space + pl_layout_block_height(block);
	return true;
}

/* Nothing moves from the page any more. `next` opens the next one; NULL: there is none. */
static bool
end_page(struct paginator *p, const struct pl_layout_block *next)
{
	p->fragments.next = next;
	bool is_set = p->page_count == 0 || pl_layout_set_page(p->setter, &p->fragments);
	p->fragments.count = 0;
	return is_set;
}

/* `block` opens the page; p->why says why. */
static bool
start_page(struct paginator *p, const struct pl_layout_block *block)
{
	const struct platen_progress *progress = &p->flow->settings->options->progress;
	p->flow->is_too_large |= p->page_count == PLATEN_PAGES_MAX;
	p->flow->is_cancelled |= !pl_progress_step(progress, block->paragraphs[0].node->from.offset,
						   p->flow->document->source.length);
	if (p->flow->is_too_large || p->flow->is_cancelled || !end_page(p, block)) {
		return false;
	}
	pl_layout_free_blocks(p->flow, block);
	p->fragments.why = p->why;
	p->slot =
		p->page_count > 0 && block->goes_on && !block->starts_page ? p->flow->top_slots : 0;
	p->page_count++;
	return true;
}

/* Take back all fragments from number `first` on. */
static void
take_back(struct paginator *p, size_t first)
{
	const struct pl_layout_fragment *fragment = &p->fragments.items[first];
	p->slot = fragment->slot - fragment->space - 1;
	p->fragments.count = first;
}

/* How many of the first `n` rows of text make ROWS_KEPT; more than `n`: all of them do not. An
 * empty row is none of these. */
static uint32_t
rows_to_keep(const struct pl_layout_block *block, uint32_t n)
{
	uint32_t rows = 0, kept = 0;
	while (rows < n && kept < ROWS_KEPT) {
		kept += block->rows[block->lead + rows++].width > 0;
	}
	return kept < ROWS_KEPT ? n + 1 : rows;
}

/* Of `n` rows of text, those after which a cut still leaves ROWS_KEPT behind it. An empty row is
 * none of these: at the top of a page it is gone. */
static uint32_t
rows_before_kept(const struct pl_layout_block *block, uint32_t n)
{
	for (uint32_t kept = 0; n > 0 && kept < ROWS_KEPT; n--) {
		kept += block->rows[block->lead + n - 1].width > 0;
	}
	return n;
}

/* Rule 1: the rows of text, counted from 1, in one of which a block may be cut if `room` slots are
 * left for it; none of them if *from > *to. */
static void
find_cut_range(const struct pl_layout_block *block, uint32_t room, uint32_t *from, uint32_t *to)
{
	uint32_t fit = rows_in(block, room);
	uint32_t last = rows_before_kept(block, block->row_count - block->lead);
	*to = fit > block->lead ? fit - block->lead : 0;
	if (block->is_complete && *to > last) {
		*to = last;
	}
	*from = rows_to_keep(block, *to);
}

/* Rule 1: the row to cut a block in if `room` slots are left for it; false if it may not be cut. */
static bool
find_cut(const struct pl_layout_block *block, uint32_t room, uint32_t *row)
{
	uint32_t from, to;
	if (!block->is_cuttable) {
		return false;
	}
	find_cut_range(block, room, &from, &to);
	for (uint32_t i = to; i >= from; i--) {
		if (pl_layout_may_cut(block, &block->rows[block->lead + i - 1])) {
			*row = block->lead + i - 1;
			return true;
		}
	}
	return false;
}

/* Rule 3: the row in which a block is cut, whatever its rules. */
static uint32_t
find_last_resort(const struct pl_layout_block *block, uint32_t room)
{
	uint32_t fit = rows_in(block, room);
	if (fit == block->row_count) {
		return fit == 0 ? 0 : fit - 1;
	}
	for (uint32_t i = fit; i > block->lead + 1; i--) {
		if (pl_layout_may_cut(block, &block->rows[i - 1])) {
			return i - 1;
		}
	}
	if (block->is_complete && block->row_count - fit == 1 && fit > block->lead + ROWS_KEPT) {
		return fit - 2;
	}
	/* a row higher than the page is printed all the same */
	return fit == 0 ? 0 : fit - 1;
}

/* `block` ends the page: it does not fit, or must not. */
static void
explain(struct paginator *p, const struct pl_layout_block *block)
{
	const struct pl_layout_block *beside = block->beside;
	const struct pl_layout_block *column =
		beside != NULL && beside->height > block->height ? beside : block;
	uint32_t left = room_for(p, block, 0), room = room_for(p, block, kept_below(p, block));
	uint32_t fit = rows_in(column, room);
	bool is_forced = block->starts_page && !is_page_empty(p);
	p->why = (struct pl_layout_break){
		.reason = is_forced ? PL_REASON_FORCED : PL_REASON_FULL,
		.block = block->node,
		.is_rest = block->is_rest,
		.is_forced = is_forced,
		.left = left,
		.kept = left - room,
		.rows = column->row_count - column->lead,
		.has_more_rows = !column->is_complete,
		.fit = fit > column->lead ? fit - column->lead : 0,
		.may_be_cut = block->is_cuttable,
	};
	find_cut_range(block, room, &p->why.cut_from, &p->why.cut_to);
}

/* What made room for (CONTINUED) did so for no other reason. */
static void
because(struct paginator *p, enum pl_layout_reason reason)
{
	if (p->why.reason != PL_REASON_SCENE_CONTINUED) {
		p->why.reason = reason;
	}
}

/* A cut of `*block` would leave nothing over: its last row is higher than the page, or the page has
 * no room left for (CONTINUED). What follows it opens the next page. */
static bool
end_page_after(struct paginator *p, struct pl_layout_block **block)
{
	struct pl_layout_block *last = *block;
	*block = last->next;
	if (!place(p, last)) {
		return false;
	}
	if (*block == NULL) {
		return true;
	}
	bool was_continued = p->why.reason == PL_REASON_SCENE_CONTINUED;
	explain(p, *block);
	if (was_continued) {
		p->why.reason = PL_REASON_SCENE_CONTINUED;
	}
	return start_page(p, *block);
}

/* Put the first part of a block on this page and start the next; *block is then its rest. */
static bool
cut(struct paginator *p, struct pl_layout_block **block, uint32_t row,
    struct pl_layout_block *beside_rest)
{
	struct pl_layout_block *head = *block, *rest;
	if (!pl_layout_block_cut(p->flow, head, row, &rest)) {
		return false;
	}
	if (rest->row_count == 0 && (beside_rest == NULL || beside_rest->row_count == 0)) {
		return end_page_after(p, block);
	}
	rest->beside = beside_rest;
	rest->next = head->next;
	head->next = rest;
	*block = rest;
	p->why.is_cut = true;
	return place(p, head) && start_page(p, rest);
}

static bool
cut_by_force(struct paginator *p, struct pl_layout_block **block)
{
	struct pl_layout_block *head = *block, *beside = head->beside, *beside_rest = NULL;
	uint32_t room = room_for(p, head, kept_below(p, head));
	if (room == 0) {
		room = room_for(p, head, 0);
	}
	if (beside != NULL && beside->row_count > 0 &&
	    !pl_layout_block_cut(p->flow, beside, find_last_resort(beside, room), &beside_rest)) {
		return false;
	}
	because(p, PL_REASON_LAST_RESORT);
	return cut(p, block, find_last_resort(head, room), beside_rest);
}

/* A block which would open the next page, and where. */
struct chain {
	size_t first; /* the first fragment to move; the number of fragments: only the block moves
		       */
	bool is_cut;  /* that fragment is not moved but cut */
	uint32_t row; /* there */
};

/* Slots from the first row of a placed block to the end of a page which keeps `kept` slots free. */
static uint32_t
room_of(const struct paginator *p, const struct pl_layout_fragment *fragment, uint32_t kept)
{
	uint32_t used = fragment->slot - 1 + kept;
	return used < p->flow->lines_per_page ? p->flow->lines_per_page - used : 0;
}

/* Rule 2: what must move to the next page together with `block`. */
static struct chain
find_chain(const struct paginator *p, const struct pl_layout_block *block)
{
	const struct pl_layout_fragment *items = p->fragments.items;
	struct chain chain = {.first = p->fragments.count};
	while (chain.first > 0 && !chain.is_cut) {
		const struct pl_layout_fragment *before = &items[chain.first - 1];
		if (block->rules.keeps_previous) {
			uint32_t room = room_of(p, before, kept_below(p, before->block));
			chain.is_cut = find_cut(before->block, room, &chain.row);
		} else if (!before->block->rules.keeps_next) {
			break;
		}
		chain.first--;
		block = before->block;
	}
	return chain;
}

/* Rule 4: the page may end before `block`, at `slot`. */
static bool
has_room_for_continued(const struct paginator *p, const struct pl_layout_block *block,
		       uint32_t slot)
{
	return slot + kept_below(p, block) <= p->flow->lines_per_page;
}

/* Rule 4: the last block makes room for (CONTINUED). */
static void
give_way(struct paginator *p, struct pl_layout_block **block)
{
	size_t last = p->fragments.count - 1;
	*block = p->fragments.items[last].block;
	take_back(p, last);
	p->why.reason = PL_REASON_SCENE_CONTINUED;
}

/* Rule 3: what would have to move with `*block` is all there is on the page. */
static bool
end_full_page(struct paginator *p, struct pl_layout_block **block)
{
	while (!is_page_empty(p)) {
		uint32_t fit = rows_in(*block, room_for(p, *block, kept_below(p, *block)));
		bool is_whole = (*block)->is_complete && fit == (*block)->row_count;
		if (fit > (*block)->lead && !is_whole) {
			break;
		}
		if (has_room_for_continued(p, *block, p->slot)) {
			return start_page(p, *block);
		}
		give_way(p, block);
	}
	return cut_by_force(p, block);
}

/* `*block` does not fit, or must not: end the page. *block is then what the next page begins with.
 */
static bool
break_page(struct paginator *p, struct pl_layout_block **block)
{
	const struct pl_layout_fragment *items = p->fragments.items;
	for (;;) {
		uint32_t row;
		if (!(*block)->starts_page &&
		    find_cut(*block, room_for(p, *block, kept_below(p, *block)), &row)) {
			because(p, PL_REASON_CUT);
			return cut(p, block, row, NULL);
		}
		struct chain chain = {.first = p->fragments.count};
		if (!(*block)->starts_page) {
			chain = find_chain(p, *block);
		}
		if (!chain.is_cut && chain.first == 0) {
			break;
		}
		if (chain.first < p->fragments.count) {
			because(p,
				(*block)->rules.keeps_previous ? PL_REASON_PULLED : PL_REASON_KEPT);
			*block = items[chain.first].block;
			take_back(p, chain.first);
		}
		if (chain.is_cut) {
			return cut(p, block, chain.row, NULL);
		}
		if (has_room_for_continued(p, *block, p->slot)) {
			return start_page(p, *block);
		}
		give_way(p, block);
	}
	return end_full_page(p, block);
}

bool
pl_layout_paginate(struct pl_layout_maker *maker, struct pl_layout_setter *setter)
{
	struct paginator p = {.flow = maker->flow, .setter = setter};
	struct pl_layout_block *block;
	if (!pl_layout_first_block(maker, &block) || (block != NULL && !start_page(&p, block))) {
		return false;
	}
	while (block != NULL) {
		if (!pl_layout_need_next_block(maker, block)) {
			return false;
		}
		if (block->is_tail && !is_page_empty(&p) && !fits(&p, block)) {
			break;
		}
		bool is_forced = block->starts_page && !is_page_empty(&p);
		if (is_forced || !fits(&p, block)) {
			explain(&p, block);
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
	return end_page(&p, NULL);
}
