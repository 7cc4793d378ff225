/*
 * Flow: document to blocks. Only here is it decided which rows an element becomes. The break rules
 * that they carry come from style.c, which has a row for each kind.
 *
 * A block's rows are wrapped only as far as the paginator can look: a page and a few rows. What
 * lies beyond is wrapped when a cut has made it the next block. So a speech of a hundred thousand
 * lines, whose rest is wrapped anew after each of two thousand cuts, costs no more than wrapping it
 * once.
 */
#include "layout/flow.h"

/* A cut leaves at least two rows on either side; the paginator need not see further than a page and
 * that. */
#define LOOK_AHEAD 4

/* ------------------------------------------------------------------------ rows */

static uint32_t
capacity_of(const struct platen_style *style, bool is_first)
{
	return pl_layout_style_capacity(style->right - (is_first ? style->first : style->left));
}

/* The row before byte `next` ends a line of a song, which is like a paragraph of its speech. In a
 * Final Draft file such lines are paragraphs. */
static bool
ends_verse(const struct pl_layout_paragraph *paragraph, uint32_t next)
{
	const struct platen_node *node = paragraph->node;
	return node->kind == PLATEN_LYRIC && node->parent->kind == PLATEN_SPEECH &&
	       pl_node_more(node)->fdx == NULL && next < paragraph->text.length &&
	       paragraph->text.data[next - 1] == '\n';
}

bool
pl_layout_may_cut(const struct pl_layout_block *block, const struct pl_layout_row *row)
{
	const struct pl_layout_paragraph *paragraph = &block->paragraphs[row->paragraph];
	if (paragraph == block->cue) {
		return false;
	}
	if (row->ends_paragraph) {
		return row->paragraph + 1 < block->paragraph_count;
	}
	if (ends_verse(paragraph, row->next)) {
		return true;
	}
	if (block->ignores_sentences) {
		return paragraph->kind != PLATEN_PARENTHETICAL;
	}
	uint32_t end, rest;
	return paragraph->kind != PLATEN_PARENTHETICAL &&
	       pl_layout_last_sentence_end(paragraph->text, row->start, row->end, &end, &rest) &&
	       rest < paragraph->text.length;
}

/* Slots above row number `number` of a paragraph, from 0. There are no half slots: of one and a
 * half lines of spacing the first row takes two, the second one, and so on. */
static uint32_t
leading_of(const struct platen_style *style, uint32_t number)
{
	uint32_t halves = pl_layout_leading(style);
	return ((number + 1) * halves + 1) / 2 - (number * halves + 1) / 2;
}

static bool
add_row(struct pl_layout_flow *flow, const struct pl_layout_block *block, uint32_t index,
	const struct pl_layout_span *span)
{
	struct pl_layout_rows *rows = &flow->rows;
	struct pl_layout_row *grown = pl_arena_grow(flow->arena, rows->items, rows->count,
						    &rows->capacity, sizeof(*grown));
	if (grown == NULL) {
		return false;
	}
	rows->items = grown;
	bool is_first = rows->count == 0 || grown[rows->count - 1].paragraph != index;
	rows->in_paragraph = is_first ? 0 : rows->in_paragraph + 1;
	grown[rows->count++] = (struct pl_layout_row){
		.paragraph = index,
		.start = span->start,
		.end = span->end,
		.next = span->next,
		.ends_paragraph = span->is_last,
		.width = span->width,
		.height = 1 + leading_of(block->paragraphs[index].style, rows->in_paragraph) +
			  (span->start == 0 ? block->paragraphs[index].gap : 0),
		.is_continued = span->start > 0,
	};
	return true;
}

static void
set_row_count(struct pl_layout_block *block, uint32_t count)
{
	block->row_count = count;
	block->height = 0;
	for (uint32_t i = 0; i < count; i++) {
		block->height += block->rows[i].height;
	}
}

/* Wrap a block from its beginning, as far as the paginator can look. */
static bool
fill(struct pl_layout_flow *flow, struct pl_layout_block *block)
{
	const uint32_t enough = flow->lines_per_page + LOOK_AHEAD;
	const struct pl_layout_rows *rows = &flow->rows;
	uint32_t lead = 0;
	flow->rows.count = 0;
	block->is_complete = true;
	for (uint32_t i = block->from.paragraph; i < block->paragraph_count; i++) {
		const struct pl_layout_paragraph *paragraph = &block->paragraphs[i];
		struct pl_layout_span span = {.next = i == block->from.paragraph ? block->from.at
										 : 0};
		do {
			if (rows->count >= enough + (lead < enough ? lead : enough)) {
				block->is_complete = false;
				goto done;
			}
			uint32_t capacity = capacity_of(paragraph->style, span.next == 0);
			pl_layout_wrap_row(paragraph->text, span.next, capacity, &span);
			if (!add_row(flow, block, i, &span)) {
				return false;
			}
			lead += paragraph == block->cue;
		} while (!span.is_last);
	}
done:
	block->rows =
		pl_arena_array(pl_layout_block_arena(flow), rows->count, sizeof(*block->rows));
	if (block->rows == NULL) {
		return false;
	}
	/* a block without paragraphs has no rows */
	if (rows->count > 0) {
		memcpy(block->rows, rows->items, rows->count * sizeof(*block->rows));
	}
	block->lead = lead;
	set_row_count(block, (uint32_t)rows->count);
	return true;
}

uint32_t
pl_layout_block_height(const struct pl_layout_block *block)
{
	bool is_beside_taller = block->beside != NULL && block->beside->height > block->height;
	return is_beside_taller ? block->beside->height : block->height;
}

/* ------------------------------------------------------------------- paragraphs */

static bool
has_own_style(const struct pl_layout_flow *flow, const struct platen_node *node)
{
	return flow->pages->has_own_styles && pl_node_more(node)->style != NULL;
}

/* Its own style, which options change in scene headings. NULL: no memory. */
static const struct platen_style *
own_style(const struct pl_layout_flow *flow, const struct platen_node *node)
{
	if (node->kind != PLATEN_SCENE_HEADING || !flow->pages->has_changed_headings) {
		return pl_node_more(node)->style;
	}
	struct platen_style *style = pl_arena_alloc(flow->arena, sizeof(*style));
	if (style != NULL) {
		*style = *pl_node_more(node)->style;
		pl_layout_change_heading(flow->settings->options, style);
	}
	return style;
}

/* Asides of a speech stand in the column of its dialogue. NULL: no memory. */
static const struct platen_style *
style_of(const struct pl_layout_flow *flow, const struct platen_node *node, enum platen_side side)
{
	bool is_in_body = node->parent->parent == NULL;
	if (has_own_style(flow, node)) {
		return own_style(flow, node);
	}
	bool is_aside = pl_kind_is(node->kind, PL_UNPRINTED) && !is_in_body;
	return &flow->profile->styles[side][is_aside ? PLATEN_DIALOGUE : node->kind];
}

/* False: no memory. */
static bool
paragraph_of(struct pl_layout_flow *flow, const struct platen_node *node, enum platen_side side,
	     struct pl_layout_paragraph *paragraph)
{
	const struct platen_node *printed;
	const struct platen_style *style = style_of(flow, node, side);
	bool is_own = has_own_style(flow, node);
	if (style == NULL || !pl_layout_node_printed(flow, node, &printed)) {
		return false;
	}
	*paragraph = (struct pl_layout_paragraph){
		.node = node,
		.printed = printed,
		.style = style,
		.gap = is_own && node->kind != PLATEN_CHARACTER &&
				       node->parent->kind == PLATEN_SPEECH
			       ? pl_node_more(node)->style->space_above
			       : 0,
		.kind = node->kind,
		.text = printed->text,
		.runs = pl_node_more(printed)->runs,
		.run_count = pl_node_run_count(printed),
	};
	return true;
}

/* An aside without text takes no line. */
static bool
is_left_out(const struct pl_layout_paragraph *paragraph)
{
	return pl_kind_is(paragraph->kind, PL_UNPRINTED) && paragraph->text.length == 0;
}

/* It is printed: always, or because its file or the options ask for it. */
static bool
is_printed(const struct pl_layout_flow *flow, const struct platen_node *node)
{
	const struct platen_layout_options *options = flow->settings->options;
	enum platen_kind kind = node->kind;
	return pl_kind_is(kind, PL_PRINTED) || has_own_style(flow, node) ||
	       (kind == PLATEN_SECTION && options->sections) ||
	       (kind == PLATEN_SYNOPSIS && options->synopses) ||
	       (kind == PLATEN_NOTE && options->notes);
}

/* The node after `node` in its column, NULL at the end. What stands between the speeches of a dual
 * dialogue belongs to the left one. */
static const struct platen_node *
next_in_column(const struct platen_node *node)
{
	const struct platen_node *next = node->next, *speech = node->parent;
	if (next == NULL && speech->parent->kind == PLATEN_DUAL_DIALOGUE) {
		next = speech->next;
	}
	return next == NULL || next->kind == PLATEN_SPEECH ? NULL : next;
}

/* ----------------------------------------------------------------------- blocks */

static struct pl_layout_block *
new_block(struct pl_layout_maker *maker, const struct platen_node *node, enum platen_side side,
	  uint32_t paragraph_count)
{
	struct pl_arena *arena = pl_layout_block_arena(maker->flow);
	struct pl_layout_block *block = pl_arena_alloc(arena, sizeof(*block));
	if (block == NULL) {
		return NULL;
	}
	block->node = node;
	block->generation = maker->flow->generation;
	block->side = side;
	block->ignores_sentences = maker->flow->pages->has_own_styles &&
				   maker->flow->document->setup->ignores_sentences;
	block->paragraph_count = paragraph_count;
	block->paragraphs = pl_arena_array(arena, paragraph_count, sizeof(*block->paragraphs));
	return block->paragraphs == NULL ? NULL : block;
}

static void
append(struct pl_layout_maker *maker, struct pl_layout_block *block)
{
	struct pl_layout_block *last = maker->last;
	block->starts_page = maker->starts_page && last != NULL;
	bool is_heading = block->node->kind == PLATEN_SCENE_HEADING;
	block->goes_on = maker->is_in_scene && !is_heading &&
			 !(block->rules.is_no_scene && pl_kind_is(block->node->kind, PL_OUTLINE));
	maker->is_in_scene = is_heading || block->goes_on;
	maker->starts_page = false;
	block->page_label = maker->page_label;
	maker->page_label = (struct pl_str){0};
	if (last != NULL) {
		last->next = block;
		/* a heading before a heading has nothing to keep; one before its synopsis has */
		if (block->rules.keeps_next && !pl_kind_is(block->node->kind, PL_UNPRINTED) &&
		    !pl_kind_is(last->node->kind, PL_UNPRINTED)) {
			last->rules.keeps_next = false;
		}
		/* as many empty lines as were typed */
		if (last->rules.is_stacked && block->rules.is_stacked) {
			block->space_above = block->node->blank_before;
		}
	}
	maker->last = block;
}

/* A node which is a block of its own. */
static bool
add_single(struct pl_layout_maker *maker, const struct platen_node *node)
{
	struct pl_layout_block *block = new_block(maker, node, PLATEN_SIDE_NONE, 1);
	if (block == NULL) {
		return false;
	}
	if (!paragraph_of(maker->flow, node, PLATEN_SIDE_NONE, block->paragraphs)) {
		return false;
	}
	if (is_left_out(block->paragraphs)) {
		return true;
	}
	const struct platen_style *style = block->paragraphs->style;
	bool is_own = has_own_style(maker->flow, node);
	block->space_above = style->space_above;
	block->rules = is_own ? pl_node_more(node)->rules : *pl_layout_break_rules_of(node->kind);
	block->is_cuttable = !block->rules.keeps_next && !block->rules.keeps_previous;
	append(maker, block);
	return fill(maker->flow, block);
}

static struct pl_layout_block *
speech_block(struct pl_layout_maker *maker, const struct platen_node *speech, enum platen_side side)
{
	struct pl_layout_flow *flow = maker->flow;
	uint32_t count = 0;
	for (const struct platen_node *n = speech->first; n != NULL; n = next_in_column(n)) {
		count += is_printed(flow, n);
	}
	struct pl_layout_block *block = new_block(maker, speech, side, count);
	if (block == NULL) {
		return NULL;
	}
	block->paragraph_count = 0;
	for (const struct platen_node *n = speech->first; n != NULL; n = next_in_column(n)) {
		struct pl_layout_paragraph *paragraph = &block->paragraphs[block->paragraph_count];
		if (!is_printed(flow, n)) {
			continue;
		}
		if (!paragraph_of(flow, n, side, paragraph)) {
			return NULL;
		}
		block->paragraph_count += !is_left_out(paragraph);
	}
	block->cue = block->paragraphs;
	block->space_above = block->cue->style->space_above;
	block->is_cuttable = side == PLATEN_SIDE_NONE;
	if (!pl_layout_continued_cue(&maker->continued, flow, block->paragraphs) ||
	    !fill(flow, block)) {
		return NULL;
	}
	return block;
}

static bool
add_speech(struct pl_layout_maker *maker, const struct platen_node *speech)
{
	struct pl_layout_block *block = speech_block(maker, speech, PLATEN_SIDE_NONE);
	if (block == NULL) {
		return false;
	}
	pl_layout_continued_end_block(&maker->continued);
	append(maker, block);
	return true;
}

static bool
add_dual(struct pl_layout_maker *maker, const struct platen_node *dual)
{
	struct pl_layout_block *left = speech_block(maker, dual->first, PLATEN_SIDE_LEFT);
	struct pl_layout_block *right =
		left == NULL ? NULL : speech_block(maker, dual->last, PLATEN_SIDE_RIGHT);
	if (right == NULL) {
		return false;
	}
	left->node = dual;
	left->beside = right;
	if (right->space_above > left->space_above) {
		left->space_above = right->space_above;
	}
	pl_layout_continued_end_block(&maker->continued);
	append(maker, left);
	return true;
}

/* What stands before a page break is not of its page. */
static void
take_page_label(struct pl_layout_maker *maker, const struct platen_node *node)
{
	bool is_free = maker->page_label.length == 0 || node->kind == PLATEN_PAGE_BREAK;
	if (pl_node_more(node)->page_label.length > 0 && is_free) {
		maker->page_label = pl_node_more(node)->page_label;
	}
}

static bool
add_node(struct pl_layout_maker *maker, const struct platen_node *node)
{
	take_page_label(maker, node);
	if (node->kind == PLATEN_SPEECH) {
		return add_speech(maker, node);
	}
	if (node->kind == PLATEN_DUAL_DIALOGUE) {
		return add_dual(maker, node);
	}
	if (node->kind == PLATEN_SCENE_HEADING) {
		pl_layout_continued_end_scene(&maker->continued);
	}
	/* two page breaks in a row are one: nobody wants an empty page */
	maker->starts_page |= node->kind == PLATEN_PAGE_BREAK;
	return !is_printed(maker->flow, node) || add_single(maker, node);
}

/* Control characters have no width, but are text. */
static bool
is_blank(const struct pl_layout_block *block)
{
	const struct pl_layout_row *row = &block->rows[0];
	if (block->row_count != 1 || row->width != 0) {
		return false;
	}
	struct pl_str text = block->paragraphs[row->paragraph].text;
	return pl_str_trim(pl_str_slice(text, row->start, row->end)).length == 0;
}

/* Scripts end in an empty paragraph more often than not; Final Draft turns no page for it. */
static void
mark_tail(struct pl_layout_block *tail)
{
	for (; tail != NULL; tail = tail->next) {
		tail->is_tail = true;
	}
}

/* Make blocks until there is one more. False: no memory. */
static bool
make_block(struct pl_layout_maker *maker)
{
	const struct pl_layout_block *before = maker->last;
	while (maker->last == before && maker->next != maker->end) {
		const struct platen_node *node = maker->next;
		maker->next = node->next;
		if (!add_node(maker, node)) {
			return false;
		}
	}
	struct pl_layout_block *last = maker->last;
	if (last != before) {
		maker->tail = !is_blank(last) ? NULL : maker->tail == NULL ? last : maker->tail;
	}
	if (maker->next == maker->end) {
		mark_tail(maker->tail);
	}
	return true;
}

bool
pl_layout_first_block(struct pl_layout_maker *maker, struct pl_layout_block **first)
{
	bool is_made = make_block(maker);
	*first = maker->last;
	return is_made;
}

bool
pl_layout_need_next_block(struct pl_layout_maker *maker, const struct pl_layout_block *block)
{
	while (maker->next != maker->end &&
	       (maker->last == block || (maker->tail != NULL && is_blank(block)))) {
		if (!make_block(maker)) {
			return false;
		}
	}
	return true;
}

void
pl_layout_free_blocks(struct pl_layout_flow *flow, const struct pl_layout_block *block)
{
	/* blocks are made in order, so none behind it is older; a rest is as old as its block */
	if (block->generation != flow->generation) {
		return;
	}
	flow->generation++;
	pl_arena_reset(pl_layout_block_arena(flow));
	flow->cursors[0] = flow->cursors[1] = (struct pl_layout_cursor){0};
}

/* ------------------------------------------------------------------------- cuts */

/* Where the rest begins when the block is cut in `row`, whose end moves to where the cut is. */
static struct pl_layout_place
cut_place(const struct pl_layout_block *block, struct pl_layout_row *row)
{
	const struct pl_layout_paragraph *paragraph = &block->paragraphs[row->paragraph];
	struct pl_str text = paragraph->text;
	uint32_t end, rest = row->next;
	if (pl_layout_may_cut(block, row) && !row->ends_paragraph && !ends_verse(paragraph, rest) &&
	    !block->ignores_sentences &&
	    pl_layout_last_sentence_end(text, row->start, row->end, &end, &rest)) {
		row->end = end;
		row->width = pl_text_width(pl_str_slice(text, row->start, end));
	}
	return row->ends_paragraph ? (struct pl_layout_place){row->paragraph + 1, 0}
				   : (struct pl_layout_place){row->paragraph, rest};
}

bool
pl_layout_block_cut(struct pl_layout_flow *flow, struct pl_layout_block *block, uint32_t row,
		    struct pl_layout_block **rest)
{
	struct pl_layout_block *made = pl_arena_alloc(pl_layout_block_arena(flow), sizeof(*made));
	if (made == NULL) {
		return false;
	}
	*made = *block;
	if (block->row_count > 0) {
		made->from = cut_place(block, &block->rows[row]);
		set_row_count(block, row + 1);
	}
	made->is_rest = true;
	made->space_above = 0;
	made->starts_page = false;
	made->rules.keeps_previous = false;
	made->beside = NULL;
	if (!fill(flow, made)) {
		return false;
	}
	block->is_complete = true;
	block->is_cut = made->row_count > 0;
	block->rules.keeps_next = false;
	*rest = made;
	return true;
}
