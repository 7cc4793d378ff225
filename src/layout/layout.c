/* Layout from end to end: document, blocks, fragments, pages. */
#include <stdlib.h>

#include "layout/flow.h"

/* As Final Draft counts them: the empty line above (CONTINUED), which itself stands in the margin;
 * CONTINUED: and an empty line. */
#define BOTTOM_SLOTS 1
#define TOP_SLOTS 2

static bool
paginate(struct pl_layout_setter *setter, const struct platen_node *from,
	 const struct platen_node *to)
{
	struct pl_layout_maker maker = {.flow = setter->flow, .next = from, .end = to};
	return pl_layout_paginate(&maker, setter);
}

/* Put the pages of a setter behind the first `at`. */
static void
take_pages(const struct pl_layout_setter *setter, struct platen_pages *pages, uint32_t at)
{
	if (setter->count > 0) {
		memcpy(pages->pages + at, setter->pages, setter->count * sizeof(*pages->pages));
	}
}

static void
take_scenes(const struct pl_layout_setter *body, struct platen_pages *pages)
{
	pages->scenes = body->scenes.items;
	pages->scene_count = body->scenes.count;
	for (uint32_t i = 0; i < pages->scene_count; i++) {
		pages->scenes[i].page += pages->title_page_count;
	}
}

/* What can be done only when all pages are known. */
static bool
finish(struct pl_layout_flow *flow, const struct pl_layout_setter *front,
       const struct pl_layout_setter *body, struct platen_pages *pages)
{
	bool has_title_page = flow->settings->options->title_page != PLATEN_NO;
	if (!pl_layout_set_title_pages(flow, front->count, body->count, has_title_page, pages)) {
		return false;
	}
	struct pl_layout_page *first = pages->pages + pages->title_page_count;
	take_pages(front, pages, pages->title_page_count - front->count);
	take_pages(body, pages, pages->title_page_count);
	take_scenes(body, pages);
	return pl_layout_label_pages(flow, first, body->count) &&
	       pl_layout_set_headers(flow, first, body->count) &&
	       pl_layout_check_labels(flow, first, body->count) &&
	       pl_layout_set_watermark(flow, pages);
}

/* Front matter is paginated separately, in the same way as the body: its pages are title pages. */
static bool
lay_out(struct pl_layout_flow *flow, struct platen_pages *pages)
{
	const struct platen_node *first = flow->document->root->first;
	const struct platen_node *body = flow->document->body;
	bool has_front = body != NULL && flow->settings->options->title_page != PLATEN_NO;
	struct pl_layout_setter front = {.flow = flow, .is_front = true}, text = {.flow = flow};
	pl_arena_init(&front.arena);
	pl_arena_init(&text.arena);
	bool is_done = (!has_front || paginate(&front, first, body)) &&
		       paginate(&text, body == NULL ? first : body, NULL) &&
		       finish(flow, &front, &text, pages);
	pl_arena_fini(&front.arena);
	pl_arena_fini(&text.arena);
	return is_done;
}

static void
number_pages(struct platen_pages *pages)
{
	for (uint32_t i = 0; i < pages->page_count; i++) {
		pages->pages[i].number = i + (pages->title_page_count == 0);
	}
}

/* The few that were set to find out where pages begin. */
static void
drop_lines(struct platen_pages *pages)
{
	for (uint32_t i = 0; i < pages->page_count; i++) {
		pages->pages[i].lines = NULL;
		pages->pages[i].line_count = 0;
	}
}

static bool
copy_texts(const struct pl_layout_setting *settings, struct platen_pages *pages)
{
	struct pl_str *const texts[PLATEN_OPTION_COUNT] = {
		[PLATEN_OPTION_MORE] = &pages->more,
		[PLATEN_OPTION_CONTD] = &pages->contd,
		[PLATEN_OPTION_SCENE_BOTTOM] = &pages->scene_bottom,
		[PLATEN_OPTION_SCENE_TOP] = &pages->scene_top,
	};
	bool is_copied = true;
	for (size_t i = 0; i < PLATEN_OPTION_COUNT; i++) {
		if (texts[i] != NULL) {
			*texts[i] = pl_arena_copy(&pages->arena, settings[i].text);
			is_copied &= texts[i]->data != NULL;
		}
	}
	return is_copied;
}

static enum platen_status
refuse(const struct pl_layout_flow *flow)
{
	const struct platen_position nowhere = {0};
	if (!flow->is_too_large || flow->is_cancelled) {
		return flow->is_cancelled ? PLATEN_CANCELLED : PLATEN_NO_MEMORY;
	}
	pl_report(&flow->diag, PL_TOO_LARGE, nowhere,
		  "more than 100000 pages; split the screenplay");
	return PLATEN_TOO_LARGE;
}

static enum platen_status
make(const struct pl_layout_settings *settings, struct platen_pages *pages)
{
	const struct platen_layout_options *options = settings->options;
	const struct pl_str none = {0};
	if (!copy_texts(settings->values, pages)) {
		return PLATEN_NO_MEMORY;
	}
	struct pl_layout_flow flow = {
		.arena = &pages->arena,
		.settings = settings,
		.document = pages->document,
		.language = pl_document_language(pages->document),
		.pages = pages,
		.profile = &pages->profile,
		.lines_per_page = pages->lines_per_page,
		.more = pages->has_more ? pages->more : none,
		.contd = pages->has_contd ? pages->contd : none,
		.auto_contd = pages->has_auto_contd ? pages->contd : none,
		.bottom_slots = pages->has_scene_bottom ? BOTTOM_SLOTS : 0,
		.top_slots = pages->has_scene_top ? TOP_SLOTS : 0,
		.diag = options->reporter,
	};
	pl_arena_init(&flow.blocks[0]);
	pl_arena_init(&flow.blocks[1]);
	bool is_done = lay_out(&flow, pages);
	pl_arena_fini(&flow.blocks[0]);
	pl_arena_fini(&flow.blocks[1]);
	if (!is_done) {
		return refuse(&flow);
	}
	pages->contd_cues = flow.contd_cues;
	pages->contd_count = flow.contd_count;
	number_pages(pages);
	if (pages->has_no_lines) {
		drop_lines(pages);
		return PLATEN_OK;
	}
	pl_layout_mirror(pages, settings->direction);
	return pl_layout_collect_printed(pages) ? PLATEN_OK : PLATEN_NO_MEMORY;
}

enum platen_status
pl_layout(const struct platen_document *document, const struct platen_layout_options *options,
	  struct platen_pages **pages)
{
	struct platen_pages *made = calloc(1, sizeof(*made));
	if (made == NULL) {
		return PLATEN_NO_MEMORY;
	}
	pl_arena_init(&made->arena);
	made->document = document;
	made->has_no_lines = options->breaks_only;
	struct pl_layout_settings settings = {
		.document = document, .options = options, .pages = made};
	bool is_valid = options->lines_per_page <= PL_LINES_PER_PAGE_MAX &&
			pl_layout_settings_choose(&settings);
	enum platen_status status = is_valid ? make(&settings, made) : PLATEN_BAD_ARGUMENT;
	if (status != PLATEN_OK) {
		platen_pages_free(made);
		return status;
	}
	*pages = made;
	return PLATEN_OK;
}

const char *
platen_role_name(enum platen_role role)
{
	switch (role) {
	case PLATEN_ROLE_BODY: return "body";
	case PLATEN_ROLE_TITLE: return "title";
	case PLATEN_ROLE_PAGE_NUMBER: return "page_number";
	case PLATEN_ROLE_SCENE_NUMBER: return "scene_number";
	case PLATEN_ROLE_MORE: return "more";
	case PLATEN_ROLE_CONTD: return "contd";
	case PLATEN_ROLE_SCENE_BOTTOM: return "scene_bottom";
	case PLATEN_ROLE_SCENE_TOP: return "scene_top";
	case PLATEN_ROLE_HEADER: return "header";
	case PLATEN_ROLE_FOOTER: return "footer";
	case PLATEN_ROLE_REVISION: return "revision";
	}
	return "";
}
