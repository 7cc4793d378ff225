/* Fragments to lines in fixed places. All decisions have been made before. */
#include "layout/flow.h"

/* No scene number begins further left: printers leave a margin of a quarter of an inch. */
#define NUMBER_EDGE (18 * PL_POINT)

static bool
repeats_cue(const struct pl_layout_flow *flow, const struct pl_layout_block *block)
{
	return block->is_rest && block->cue != NULL && flow->contd.length > 0;
}

/* With an empty slot between it and what `block` opens the page with: its text, or the repeated cue
 * above that. On a page which begins by force it stands in the margin. */
static int32_t
scene_top_slot(const struct pl_layout_flow *flow, const struct pl_layout_block *block)
{
	int32_t text = block->starts_page ? 1 : 1 + (int32_t)flow->top_slots;
	return text - (repeats_cue(flow, block) ? 3 : 2);
}

/* (MORE) stands where the cue begins, in the slot after the last row, and costs none. */
static bool
put_more(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet,
	 const struct pl_layout_block *block, int32_t slot)
{
	int32_t x = pl_layout_row_left(block->cue->style, pl_text_width(flow->more), true);
	return pl_layout_sheet_put_added(flow, sheet, flow->more, x, slot, PLATEN_ROLE_MORE,
					 block->cue->node);
}

/* NAME (CONT'D), one slot above the rest of the speech. */
static bool
put_contd(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet,
	  const struct pl_layout_block *block, int32_t slot)
{
	struct pl_layout_paragraph cue;
	if (!pl_layout_continued_repeat(flow, block->cue, &cue)) {
		return false;
	}
	struct pl_layout_line_spec spec = {
		.paragraph = &cue,
		.end = (uint32_t)cue.text.length,
		.x = pl_layout_row_left(cue.style, pl_text_width(cue.text) - cue.added_width, true),
		.slot = slot,
		.role = PLATEN_ROLE_CONTD,
	};
	/* `cue` is gone soon, and the cursors are needed where the speech goes on */
	struct pl_layout_cursor saved[] = {flow->cursors[0], flow->cursors[1]};
	flow->cursors[0] = flow->cursors[1] = (struct pl_layout_cursor){0};
	bool is_put = pl_layout_sheet_put(flow, sheet, &spec);
	memcpy(flow->cursors, saved, sizeof(saved));
	return is_put;
}

/* ------------------------------------------------------------------------- body */

/* The lines are not asked for, and this one is not the first of its page. (Without them `count`
 * takes a sixth less.) */
static bool
is_left_out(const struct pl_layout_setter *setter)
{
	return setter->flow->pages->has_no_lines && setter->has_position;
}

/* The left edge of a number left of its heading, which begins at `heading`: a long one begins
 * further left, so that it ends before the heading. */
static int32_t
number_left(const struct pl_layout_flow *flow, int32_t heading, struct pl_str number)
{
	int32_t x = flow->profile->scene_number_left;
	int32_t before = pl_layout_right_aligned(heading - PL_CELL, number);
	return x < before ? x : before;
}

/* Right of a heading which ends at `end`: behind a long one further out, as far as the sheet goes.
 */
static int32_t
number_right(const struct pl_layout_flow *flow, struct pl_str number, int32_t end)
{
	int32_t x = pl_layout_right_aligned(flow->profile->scene_number_right, number);
	int32_t most = pl_layout_right_aligned(flow->pages->width - NUMBER_EDGE, number);
	int32_t behind = end + PL_CELL < most ? end + PL_CELL : most;
	return x > behind ? x : behind;
}

/* Put a number beside its heading, unless there is no room for it. */
static bool
put_number(struct pl_layout_setter *setter, const struct pl_layout_line_spec *heading, int32_t x,
	   bool has_room, struct pl_str side)
{
	struct pl_layout_flow *flow = setter->flow;
	const struct platen_node *node = heading->paragraph->node;
	if (!has_room) {
		PL_REPORT(&flow->diag, PL_NUMBER_LONG, node->from,
			  pl_word_text(pl_node_more(node)->label), pl_word_text(side));
		return true;
	}
	return is_left_out(setter) ||
	       pl_layout_sheet_put_added(flow, &setter->sheet, pl_node_more(node)->label, x,
					 heading->slot, PLATEN_ROLE_SCENE_NUMBER, node);
}

static bool
put_text(struct pl_layout_setter *setter, const struct pl_layout_line_spec *spec)
{
	if (is_left_out(setter)) {
		return true;
	}
	setter->has_position |= spec->start < spec->end;
	return pl_layout_sheet_put(setter->flow, &setter->sheet, spec);
}

static bool
put_row(struct pl_layout_setter *setter, const struct pl_layout_block *block,
	const struct pl_layout_row *row, int32_t slot)
{
	const struct pl_layout_paragraph *paragraph = &block->paragraphs[row->paragraph];
	const struct platen_node *node = paragraph->node;
	setter->scene = node->kind == PLATEN_SCENE_HEADING ? node : setter->scene;
	bool is_numbered = (node->kind == PLATEN_SCENE_HEADING || node->kind == PLATEN_SHOT) &&
			   pl_node_more(node)->label.length > 0 && !row->is_continued;
	if (!is_numbered && is_left_out(setter)) {
		return true;
	}
	/* Final Draft centres the cue of a dual dialogue, then adds its (CONT'D) */
	bool is_whole = row->ends_paragraph && !row->is_continued;
	uint32_t width = row->width - (is_whole ? paragraph->added_width : 0);
	struct pl_layout_line_spec spec = {
		.paragraph = paragraph,
		.start = row->start,
		.end = row->end,
		.x = pl_layout_row_left(paragraph->style, width, !row->is_continued),
		.slot = slot,
		.role = PLATEN_ROLE_BODY,
		.is_continued = row->is_continued,
		.revision = pl_layout_revision_of(setter->flow, paragraph, row->start, row->end),
	};
	const struct pl_layout_settings *settings = setter->flow->settings;
	int32_t left = is_numbered ? number_left(setter->flow, paragraph->style->left,
						 pl_node_more(node)->label)
				   : 0;
	int32_t end = spec.x + (int32_t)row->width * PL_SIXTH;
	int32_t right =
		is_numbered ? number_right(setter->flow, pl_node_more(node)->label, end) : 0;
	/* wider than the left margin, it is too wide for the right one, too */
	bool has_room = left >= NUMBER_EDGE;
	return (!is_numbered || !settings->numbers_left ||
		put_number(setter, &spec, left, has_room, PL_STR("left"))) &&
	       put_text(setter, &spec) &&
	       (!is_numbered || !settings->numbers_right ||
		put_number(setter, &spec, right, has_room && right >= end, PL_STR("right")));
}

static bool
put_column(struct pl_layout_setter *setter, const struct pl_layout_block *block, int32_t slot)
{
	struct pl_layout_flow *flow = setter->flow;
	if (block->row_count == 0) {
		return true;
	}
	if (repeats_cue(flow, block) && !put_contd(flow, &setter->sheet, block, slot - 1)) {
		return false;
	}
	int32_t leading = 1;
	for (uint32_t i = 0; i < block->row_count; i++) {
		leading = (int32_t)block->rows[i].height;
		slot += leading;
		if (!put_row(setter, block, &block->rows[i], slot - 1)) {
			return false;
		}
	}
	return !block->is_cut || block->cue == NULL || flow->more.length == 0 ||
	       put_more(flow, &setter->sheet, block, slot + leading - 1);
}

static bool
put_fragment(struct pl_layout_setter *setter, const struct pl_layout_fragment *fragment)
{
	const struct pl_layout_block *block = fragment->block;
	struct pl_layout_page *page = setter->sheet.page;
	if (page->from.line == 0) {
		page->from = block->node->from;
	}
	page->last_slot = fragment->slot + pl_layout_block_height(block) - 1;
	int32_t slot = (int32_t)fragment->slot;
	return put_column(setter, block, slot) &&
	       (block->beside == NULL || put_column(setter, block->beside, slot));
}

/* The line where a page begins: of its first row, which need not be the first of its element. */
static void
set_page_position(struct pl_layout_page *page)
{
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		if (line->role == PLATEN_ROLE_BODY && line->stretch_count > 0) {
			page->from = line->stretches[0].from;
			return;
		}
	}
}

/* Where a scene goes on: (CONTINUED) below the last row and an empty slot. */
static bool
put_scene_bottom(struct pl_layout_setter *setter)
{
	struct pl_layout_flow *flow = setter->flow;
	struct pl_str text = flow->pages->scene_bottom;
	int32_t right = flow->profile->styles[PLATEN_SIDE_NONE][PLATEN_TRANSITION].right;
	int32_t slot = (int32_t)setter->sheet.page->last_slot + 2;
	return flow->bottom_slots == 0 ||
	       pl_layout_sheet_put_added(flow, &setter->sheet, text,
					 pl_layout_right_aligned(right, text), slot,
					 PLATEN_ROLE_SCENE_BOTTOM, NULL);
}

/* A number of the scene beside CONTINUED:. */
static bool
put_continued_number(struct pl_layout_setter *setter, int32_t x, int32_t slot)
{
	const struct platen_node *scene = setter->scene;
	return pl_layout_sheet_put_added(setter->flow, &setter->sheet, pl_node_more(scene)->label,
					 x, slot, PLATEN_ROLE_SCENE_NUMBER, scene);
}

/* CONTINUED: at the top of the page that `block` begins, with the numbers of the scene if there is
 * room for them. */
static bool
put_scene_top(struct pl_layout_setter *setter, const struct pl_layout_block *block)
{
	struct pl_layout_flow *flow = setter->flow;
	const struct pl_layout_settings *settings = flow->settings;
	struct pl_str text = flow->pages->scene_top, number = {0};
	int32_t x = flow->profile->styles[PLATEN_SIDE_NONE][PLATEN_SCENE_HEADING].left;
	int32_t end = x + (int32_t)pl_text_width(text) * PL_SIXTH;
	int32_t slot = scene_top_slot(flow, block);
	if (flow->top_slots == 0) {
		return true;
	}
	number = setter->scene == NULL ? number : pl_node_more(setter->scene)->label;
	int32_t left = number_left(flow, x, number);
	bool is_numbered = number.length > 0 && left >= NUMBER_EDGE;
	return (!is_numbered || !settings->numbers_left ||
		put_continued_number(setter, left, slot)) &&
	       pl_layout_sheet_put_added(flow, &setter->sheet, text, x, slot, PLATEN_ROLE_SCENE_TOP,
					 NULL) &&
	       (!is_numbered || !settings->numbers_right ||
		put_continued_number(setter, number_right(flow, number, end), slot));
}

/* The newest revision on the page. */
static const struct pl_revision_set *
page_revision(const struct pl_layout_flow *flow, const struct pl_layout_fragments *fragments)
{
	const struct pl_revision_set *newest = NULL;
	for (size_t i = 0; flow->settings->options->revisions && i < fragments->count; i++) {
		const struct pl_layout_block *block = fragments->items[i].block;
		newest = pl_layout_newer_revision(newest, pl_layout_block_revision(flow, block));
		newest = block->beside == NULL
				 ? newest
				 : pl_layout_newer_revision(
					   newest, pl_layout_block_revision(flow, block->beside));
	}
	return newest;
}

/* Give the page its lines, and put it behind those which are set. */
static bool
end_page(struct pl_layout_setter *setter)
{
	struct pl_layout_flow *flow = setter->flow;
	if (!pl_layout_put_revision_marks(flow, &setter->sheet) ||
	    !pl_layout_sheet_end(flow, &setter->sheet,
				 setter->is_front ? 0 : pl_layout_header_room(flow))) {
		return false;
	}
	set_page_position(&setter->page);
	struct pl_layout_page *pages = pl_arena_grow(&setter->arena, setter->pages, setter->count,
						     &setter->capacity, sizeof(*pages));
	if (pages == NULL) {
		return false;
	}
	setter->pages = pages;
	pages[setter->count++] = setter->page;
	return true;
}

bool
pl_layout_set_page(struct pl_layout_setter *setter, const struct pl_layout_fragments *fragments)
{
	const struct pl_layout_block *first = fragments->items[0].block, *next = fragments->next;
	bool says_continued = setter->count > 0 && first->goes_on;
	setter->page = (struct pl_layout_page){
		.why = fragments->why,
		.is_title = setter->is_front,
		.revision = page_revision(setter->flow, fragments),
	};
	setter->sheet.page = &setter->page;
	setter->has_position = false;
	pl_layout_find_label(fragments, &setter->page);
	if (!pl_layout_measure_scenes(setter->flow, fragments, setter->count, &setter->scenes) ||
	    (says_continued && !put_scene_top(setter, first))) {
		return false;
	}
	for (size_t i = 0; i < fragments->count; i++) {
		if (!put_fragment(setter, &fragments->items[i])) {
			return false;
		}
	}
	return (next == NULL || !next->goes_on || put_scene_bottom(setter)) && end_page(setter);
}
