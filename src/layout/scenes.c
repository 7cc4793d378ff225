/*
 * Length of scenes in eighths of a page, as Final Draft counts them: an eighth for each begun
 * eighth of the slots which the scene covers, its own space above included unless it opens a page;
 * never less than one.
 */
#include "layout/flow.h"

static uint32_t
eighths_of(uint32_t slots, uint32_t lines_per_page)
{
	uint32_t eighths = (8 * slots + lines_per_page - 1) / lines_per_page;
	return eighths == 0 ? 1 : eighths;
}

/* Neither what ends an act is counted, nor empty paragraphs at the end of the script (of four
 * scenes which end in either Final Draft's length is one shorter with them). */
static uint32_t
slots_of(const struct pl_layout_fragment *fragment)
{
	const struct pl_layout_block *block = fragment->block;
	return block->rules.is_no_scene || block->is_tail
		       ? 0
		       : fragment->space + pl_layout_block_height(block);
}

/* A scene ends with its act. After a printed section or synopsis it goes on, and so it does where
 * the next act begins but the last one was not ended (13 of 14 lengths which tell). */
static bool
ends_scene(const struct pl_layout_fragment *fragment)
{
	const struct pl_layout_block *block = fragment->block;
	return block->rules.is_no_scene && !pl_kind_is(block->node->kind, PL_OUTLINE);
}

static bool
starts_scene(const struct pl_layout_fragment *fragment)
{
	return fragment->block->node->kind == PLATEN_SCENE_HEADING && !fragment->block->is_rest;
}

static bool
add_scene(struct pl_layout_flow *flow, const struct pl_layout_fragment *fragment, uint32_t page,
	  struct pl_layout_scenes *scenes)
{
	struct pl_layout_scene *items = pl_arena_grow(flow->arena, scenes->items, scenes->count,
						      &scenes->capacity, sizeof(*items));
	if (items == NULL) {
		return false;
	}
	scenes->items = items;
	items[scenes->count++] = (struct pl_layout_scene){
		.heading = starts_scene(fragment) ? fragment->block->node : NULL, .page = page};
	scenes->slots = 0;
	scenes->has_ended = false;
	return true;
}

bool
pl_layout_measure_scenes(struct pl_layout_flow *flow, const struct pl_layout_fragments *fragments,
			 uint32_t page, struct pl_layout_scenes *scenes)
{
	for (size_t i = 0; i < fragments->count; i++) {
		const struct pl_layout_fragment *fragment = &fragments->items[i];
		bool is_first = scenes->count == 0 || starts_scene(fragment);
		if (is_first && !add_scene(flow, fragment, page, scenes)) {
			return false;
		}
		scenes->has_ended |= ends_scene(fragment);
		scenes->slots += scenes->has_ended ? 0 : slots_of(fragment);
		scenes->items[scenes->count - 1].eighths =
			eighths_of(scenes->slots, flow->lines_per_page);
	}
	return true;
}

uint32_t
platen_pages_eighths(const struct platen_pages *pages)
{
	uint32_t body = pages->page_count - pages->title_page_count;
	if (body == 0) {
		return 0;
	}
	uint32_t last = pages->pages[pages->page_count - 1].last_slot;
	return 8 * (body - 1) + eighths_of(last, pages->lines_per_page);
}
