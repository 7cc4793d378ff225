/* Layout from end to end: document, blocks, fragments, pages. */
#include <stdlib.h>

#include "layout/block.h"

/* Enough for any sheet; a page of more lines is a mistake, and sums of slots stay small. */
#define LINES_PER_PAGE_MAX 10000

static void
set_sheet(struct platen_pages *pages)
{
	switch (pages->paper) {
	case PLATEN_LETTER:
		pages->width = 612 * PL_POINT;
		pages->height = 792 * PL_POINT;
		return;
	case PLATEN_A4:
		pages->width = 59528;
		pages->height = 84189;
		return;
	}
}

static bool
lay_out(struct pl_flow *flow, const struct platen_layout_options *options,
	struct platen_pages *pages)
{
	struct pl_block *first;
	struct pl_fragments fragments = {0};
	if (!pl_flow_blocks(flow, &first) || !pl_paginate(flow, first, &fragments)) {
		return false;
	}
	uint32_t body =
		fragments.count == 0 ? 0 : fragments.items[fragments.count - 1].page + 1;
	return pl_set_title_pages(flow, body, options->title_page, pages) &&
	       pl_set_body(flow, options->scene_numbers, &fragments, pages) &&
	       pl_measure_scenes(flow, &fragments, pages);
}

enum platen_status
pl_layout(const struct platen_document *document, const struct platen_layout_options *options,
	  struct platen_pages **pages)
{
	if (options->lines_per_page > LINES_PER_PAGE_MAX) {
		return PLATEN_BAD_ARGUMENT;
	}
	struct platen_pages *made = calloc(1, sizeof(*made));
	if (made == NULL) {
		return PLATEN_NO_MEMORY;
	}
	const struct pl_profile *profile = &pl_profile_standard;
	uint32_t sheet_lines =
		options->paper == PLATEN_A4 ? profile->lines_a4 : profile->lines_letter;
	pl_arena_init(&made->arena);
	made->document = document;
	made->paper = options->paper;
	made->lines_per_page =
		options->lines_per_page == 0 ? sheet_lines : options->lines_per_page;
	made->has_auto_contd = options->continued;
	set_sheet(made);
	struct pl_flow flow = {
		.arena = &made->arena,
		.document = document,
		.profile = profile,
		.lines_per_page = made->lines_per_page,
		.title_lines = sheet_lines,
	};
	made->more = pl_arena_copy(&made->arena, pl_str_of(options->more));
	made->contd = pl_arena_copy(&made->arena, pl_str_of(options->contd));
	if (options->continued) {
		flow.more = made->more;
		flow.contd = made->contd;
	}
	if (made->more.data == NULL || made->contd.data == NULL ||
	    !lay_out(&flow, options, made)) {
		platen_pages_free(made);
		return PLATEN_NO_MEMORY;
	}
	*pages = made;
	return PLATEN_OK;
}
