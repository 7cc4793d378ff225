/*
 * The structure of a tagged PDF: what a reader program reads aloud, and in which order.
 *
 *	Document
 *	+-- P ...			title page
 *	+-- Sect			a scene
 *	|   +-- P H1			its number and its heading
 *	|   +-- P			action
 *	|   +-- Div			a speech
 *	|       +-- P P P		cue, parenthetical, dialogue
 *
 * A paragraph which a page cuts is a P on each page. What layout has added, page numbers and
 * underlines are no part of it. cairo 1.16 knows no artifacts, so they are in NonStruct elements,
 * which artifacts.c turns into artifacts. It also loses text that stands beside children in an
 * element, so only leaves have text. Where the pages are not tagged, all is in one Document.
 */
#include "draw/draw.h"

/* The leaf for a line. NULL: it is an artifact. */
static const char *
leaf_of(const struct pl_layout_page *page, uint32_t index)
{
	const struct pl_layout_line *line = &page->lines[index];
	const struct pl_layout_line *next = index + 1 < page->line_count ? line + 1 : NULL;
	if (line->role == PLATEN_ROLE_SCENE_NUMBER && next != NULL) {
		/* read aloud before its heading; the one behind it is the same */
		return next->role == PLATEN_ROLE_BODY && next->node == line->node ? "P" : NULL;
	}
	if (line->role != PLATEN_ROLE_BODY && line->role != PLATEN_ROLE_TITLE) {
		return NULL;
	}
	bool is_heading = line->node->kind == PLATEN_SCENE_HEADING ||
			  (line->node->kind == PLATEN_SECTION && line->role == PLATEN_ROLE_BODY);
	return is_heading ? "H1" : "P";
}

static void
end(struct pl_draw_context *drawing, const char **open)
{
	if (*open != NULL) {
		cairo_tag_end(drawing->cairo, *open);
		*open = NULL;
	}
}

static void
begin(struct pl_draw_context *drawing, const char **open, const char *name)
{
	cairo_tag_begin(drawing->cairo, name, NULL);
	*open = name;
}

void
pl_draw_end_leaf(struct pl_draw_context *drawing)
{
	if (drawing->tags.leaf != NULL) {
		pl_draw_flush_batch(drawing);
	}
	end(drawing, &drawing->tags.leaf);
	drawing->tags.node = NULL;
}

void
pl_draw_begin_artifact(struct pl_draw_context *drawing)
{
	if (drawing->is_tagged && !drawing->is_dry_run) {
		pl_draw_end_leaf(drawing);
		begin(drawing, &drawing->tags.leaf, "NonStruct");
	}
}

/* Open and close what the leaves of a node stand in. */
static void
enter(struct pl_draw_context *drawing, const struct platen_node *node)
{
	struct pl_draw_tags *tags = &drawing->tags;
	const struct platen_node *speech =
		node->parent != NULL && node->parent->kind == PLATEN_SPEECH ? node->parent : NULL;
	if (speech != tags->speech) {
		end(drawing, &tags->div);
	}
	if (node->kind == PLATEN_SCENE_HEADING && node != tags->scene) {
		end(drawing, &tags->div);
		end(drawing, &tags->sect);
		begin(drawing, &tags->sect, "Sect");
		tags->scene = node;
	}
	if (speech != NULL && tags->div == NULL) {
		begin(drawing, &tags->div, "Div");
	}
	tags->speech = speech;
}

void
pl_draw_begin_line(struct pl_draw_context *drawing, const struct pl_layout_page *page,
		   uint32_t index)
{
	struct pl_draw_tags *tags = &drawing->tags;
	const struct platen_node *node = page->lines[index].node;
	const char *leaf = drawing->is_tagged ? leaf_of(page, index) : NULL;
	if (!drawing->is_tagged || drawing->is_dry_run) {
		return;
	}
	if (leaf == NULL) {
		pl_draw_begin_artifact(drawing);
	} else if (tags->node != node || strcmp(tags->leaf, leaf) != 0) {
		pl_draw_end_leaf(drawing);
		enter(drawing, node);
		begin(drawing, &tags->leaf, leaf);
		tags->node = node;
	}
}

void
pl_draw_end_tags(struct pl_draw_context *drawing)
{
	pl_draw_end_leaf(drawing);
	end(drawing, &drawing->tags.div);
	end(drawing, &drawing->tags.sect);
}
