/* Layout from end to end: document, blocks, fragments, pages. */
#include <stdlib.h>

#include "layout/flow.h"
#include "layout/options.h"

/* An empty slot and the text. A page too short for both ends does without them. */
#define SCENE_CONTINUED_SLOTS 2
#define LINES_WITH_SCENE_CONTINUED 10

static void
set_sheet(struct platen_pages *pages, const struct pl_settings *settings)
{
	pages->paper = settings->paper;
	pages->width = settings->width;
	pages->height = settings->height;
	pages->lines_per_page = settings->lines_per_page;
}

static bool
copy(struct platen_pages *pages, const struct pl_settings *settings, enum platen_option option,
     struct pl_str *to)
{
	*to = pl_arena_copy(&pages->arena, settings->values[option].text);
	return to->data != NULL;
}

static bool
set_texts(struct platen_pages *pages, const struct pl_settings *settings)
{
	return copy(pages, settings, PLATEN_OPTION_MORE, &pages->more) &&
	       copy(pages, settings, PLATEN_OPTION_CONTD, &pages->contd) &&
	       copy(pages, settings, PLATEN_OPTION_SCENE_BOTTOM, &pages->scene_bottom) &&
	       copy(pages, settings, PLATEN_OPTION_SCENE_TOP, &pages->scene_top) &&
	       copy(pages, settings, PLATEN_OPTION_WATERMARK, &pages->watermark);
}

static bool
paginate(struct pl_flow *flow, const struct platen_node *from, const struct platen_node *to,
	 struct pl_fragments *fragments)
{
	struct pl_block *first;
	return pl_flow_blocks(flow, from, to, &first) && pl_paginate(flow, first, fragments);
}

/* Front matter is paginated as the body is, and by itself: its pages are title pages. */
static bool
lay_out(struct pl_flow *flow, const struct platen_layout_options *options,
	struct platen_pages *pages)
{
	const struct platen_node *front = flow->document->root->first;
	const struct platen_node *body = flow->document->body;
	struct pl_fragments matter = {0}, fragments = {0};
	if (body == NULL) {
		body = front;
	}
	if ((options->title_page && !paginate(flow, front, body, &matter)) ||
	    !paginate(flow, body, NULL, &fragments)) {
		return false;
	}
	uint32_t front_count = (uint32_t)matter.break_count;
	return pl_set_title_pages(flow, front_count, (uint32_t)fragments.break_count,
				  options->title_page, pages) &&
	       pl_label_pages(flow, &fragments, pages->pages + pages->title_page_count) &&
	       pl_set_body(flow, options->scene_numbers, &matter, pages,
			   pages->title_page_count - front_count) &&
	       pl_set_body(flow, options->scene_numbers, &fragments, pages,
			   pages->title_page_count) &&
	       pl_check_labels(flow, pages->pages + pages->title_page_count,
			       (uint32_t)fragments.break_count) &&
	       pl_measure_scenes(flow, &fragments, pages);
}

static void
number_pages(struct platen_pages *pages)
{
	for (uint32_t i = 0; i < pages->page_count; i++) {
		pages->pages[i].number = i + (pages->title_page_count == 0);
	}
}

/* What is printed where a page ends in a speech or a scene. */
static void
set_continueds(struct pl_flow *flow, const struct pl_settings *settings, struct platen_pages *pages)
{
	const struct pl_str none = {0};
	bool is_long = pages->lines_per_page >= LINES_WITH_SCENE_CONTINUED;
	bool has_bottom = settings->has_scene_bottom && is_long;
	bool has_top = settings->has_scene_top && is_long;
	pages->has_more = settings->has_more;
	pages->has_contd = settings->has_contd;
	pages->has_auto_contd = settings->has_auto_contd;
	pages->has_own_styles = settings->has_own_styles;
	pages->has_scene_bottom = has_bottom;
	pages->has_scene_top = has_top;
	flow->more = settings->has_more ? pages->more : none;
	flow->contd = settings->has_contd ? pages->contd : none;
	flow->auto_contd = settings->has_auto_contd ? pages->contd : none;
	flow->scene_bottom = has_bottom ? pages->scene_bottom : none;
	flow->scene_top = has_top ? pages->scene_top : none;
	flow->bottom_slots = has_bottom ? SCENE_CONTINUED_SLOTS : 0;
	flow->top_slots = has_top ? SCENE_CONTINUED_SLOTS : 0;
}

static bool
make(struct platen_pages *pages, const struct platen_layout_options *options,
     const struct pl_settings *settings)
{
	struct platen_profile *profile = pl_arena_alloc(&pages->arena, sizeof(*profile));
	if (profile == NULL) {
		return false;
	}
	*profile = settings->profile;
	pages->profile = profile;
	set_sheet(pages, settings);
	struct pl_flow flow = {
		.arena = &pages->arena,
		.document = pages->document,
		.profile = profile,
		.title_lines = pages->lines_per_page,
		.has_own_styles = settings->has_own_styles,
		.has_notes = options->notes,
		.has_sections = options->sections,
		.has_synopses = options->synopses,
		.header = settings->values[PLATEN_OPTION_HEADER],
		.footer = settings->values[PLATEN_OPTION_FOOTER],
		.diag = {options->report, options->user},
		.date = options->date == NULL ? (struct pl_str){0} : pl_str_of(options->date),
	};
	if (options->lines_per_page > 0) {
		pages->lines_per_page = options->lines_per_page;
	}
	flow.lines_per_page = pages->lines_per_page;
	if (!set_texts(pages, settings)) {
		return false;
	}
	set_continueds(&flow, settings, pages);
	if (!lay_out(&flow, options, pages)) {
		return false;
	}
	number_pages(pages);
	return true;
}

enum platen_status
pl_layout(const struct platen_document *document, const struct platen_layout_options *options,
	  struct platen_pages **pages)
{
	struct pl_settings settings;
	if (options->lines_per_page > PL_LINES_PER_PAGE_MAX ||
	    !pl_settings_choose(document, options, &settings)) {
		return PLATEN_BAD_ARGUMENT;
	}
	struct platen_pages *made = calloc(1, sizeof(*made));
	if (made == NULL) {
		return PLATEN_NO_MEMORY;
	}
	pl_arena_init(&made->arena);
	made->document = document;
	if (!make(made, options, &settings)) {
		platen_pages_free(made);
		return PLATEN_NO_MEMORY;
	}
	*pages = made;
	return PLATEN_OK;
}

const char *
pl_role_name(enum pl_role role)
{
	switch (role) {
	case PL_ROLE_BODY: return "body";
	case PL_ROLE_TITLE: return "title";
	case PL_ROLE_PAGE_NUMBER: return "page_number";
	case PL_ROLE_SCENE_NUMBER: return "scene_number";
	case PL_ROLE_MORE: return "more";
	case PL_ROLE_CONTD: return "contd";
	case PL_ROLE_SCENE_BOTTOM: return "scene_bottom";
	case PL_ROLE_SCENE_TOP: return "scene_top";
	case PL_ROLE_HEADER: return "header";
	case PL_ROLE_FOOTER: return "footer";
	}
	return "";
}
