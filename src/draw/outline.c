/* Bookmarks: one for each scene, and for each section that is printed, above its scenes. The name
 * of a section that is not printed may be private. */
#include <stdio.h>

#include "draw/draw.h"

/* Deeper sections are put beside their parents: 16 levels are more than anyone unfolds, and cairo
 * walks up all levels for each bookmark. */
#define DEEPEST 16

/* The sections around a place in the script, outermost first. */
struct trail {
	struct {
		uint32_t level;
		int bookmark;
	} open[DEEPEST];
	size_t depth;
};

/* The text with a NUL, valid until it changes; NULL if out of memory. */
static const char *
finish_text(struct pl_draw_context *drawing, struct pl_buffer *text)
{
	pl_buffer_put_byte(text, '\0');
	drawing->no_memory |= text->failed;
	return text->failed ? NULL : text->data;
}

static int
add_bookmark(struct pl_draw_context *drawing, const struct trail *trail,
	     const struct platen_node *node, uint32_t page, double y)
{
	struct pl_buffer *text = &drawing->line;
	text->length = 0;
	if (pl_node_more(node)->label.length > 0) {
		pl_draw_put_text(text, pl_node_more(node)->label);
		pl_buffer_put(text, PL_STR("  "));
	}
	pl_draw_put_text(text, node->text);
	const char *name = finish_text(drawing, text);
	if (name == NULL) {
		return 0;
	}
	/* some space above the line */
	char place[64];
	int top = y > 24 ? (int)y - 24 : 0;
	snprintf(place, sizeof(place), "page=%u pos=[0 %d]", (unsigned)page + 1, top);
	int parent =
		trail->depth > 0 ? trail->open[trail->depth - 1].bookmark : CAIRO_PDF_OUTLINE_ROOT;
	return cairo_pdf_surface_add_outline(drawing->surface, parent, name, place,
					     CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

static void
add_section(struct pl_draw_context *drawing, struct trail *trail, const struct platen_node *section,
	    uint32_t page, double y)
{
	while (trail->depth > 0 &&
	       (trail->open[trail->depth - 1].level >= pl_node_more(section)->level ||
		trail->depth == DEEPEST)) {
		trail->depth--;
	}
	int bookmark = add_bookmark(drawing, trail, section, page, y);
	trail->open[trail->depth].level = pl_node_more(section)->level;
	trail->open[trail->depth].bookmark = bookmark;
	trail->depth++;
}

static void
add_printed(struct pl_draw_context *drawing, struct trail *trail,
	    const struct pl_layout_printed *printed)
{
	const struct platen_node *node = printed->line->node;
	double y = (double)printed->line->y / PL_POINT;
	if (node->kind == PLATEN_SCENE_HEADING) {
		add_bookmark(drawing, trail, node, printed->page, y);
	} else if (node->kind == PLATEN_SECTION) {
		add_section(drawing, trail, node, printed->page, y);
	}
}

/* In document order. That is not page order where a page cuts a dual dialogue. */
void
pl_draw_outline(struct pl_draw_context *drawing)
{
	const struct platen_pages *pages = drawing->job->pages;
	const struct platen_node *seen = NULL;
	struct trail trail = {.depth = 0};
	for (size_t i = 0; i < pages->printed_count; i++) {
		if (pages->printed[i].line->node != seen) {
			seen = pages->printed[i].line->node;
			add_printed(drawing, &trail, &pages->printed[i]);
		}
	}
}
