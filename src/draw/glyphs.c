/*
 * Glyphs on their way to cairo. Drawing glyphs takes 85 % of the time of a PDF, and one call a line
 * takes 1.4 times as long as one call a page. So glyphs of one font are collected.
 */
#include <stdlib.h>

#include "draw/draw.h"

/* In points: from the baseline down to the line, where Courier has it. */
#define UNDERLINE_TOP 0.9
#define UNDERLINE_THICKNESS 0.6

void *
pl_draw_grow(struct pl_drawing *drawing, void *array, size_t *room, size_t wanted, size_t size)
{
	if (wanted <= *room) {
		return array;
	}
	size_t more = wanted < 64 ? 64 : wanted * 2;
	void *moved = more > SIZE_MAX / size ? NULL : realloc(array, more * size);
	if (moved == NULL) {
		drawing->no_memory = true;
		return NULL;
	}
	*room = more;
	return moved;
}

struct pl_draw_batch *
pl_draw_batch_for(struct pl_drawing *drawing, cairo_scaled_font_t *font, size_t glyphs,
		  size_t bytes)
{
	struct pl_draw_batch *batch = &drawing->batch;
	if (batch->font != font) {
		pl_draw_flush_batch(drawing);
		batch->font = font;
	}
	void *array = pl_draw_grow(drawing, batch->glyphs, &batch->glyph_room,
				   batch->glyph_count + glyphs, sizeof(*batch->glyphs));
	if (array == NULL) {
		return NULL;
	}
	batch->glyphs = array;
	/* a cluster has at least one byte */
	array = pl_draw_grow(drawing, batch->clusters, &batch->cluster_room,
			     batch->cluster_count + bytes, sizeof(*batch->clusters));
	if (array == NULL) {
		return NULL;
	}
	batch->clusters = array;
	array = pl_draw_grow(drawing, batch->text, &batch->text_room, batch->text_length + bytes,
			     1);
	if (array == NULL) {
		return NULL;
	}
	batch->text = array;
	return batch;
}

void
pl_draw_flush_batch(struct pl_drawing *drawing)
{
	struct pl_draw_batch *batch = &drawing->batch;
	if (batch->glyph_count > 0) {
		cairo_set_scaled_font(drawing->cairo, batch->font);
		cairo_show_text_glyphs(drawing->cairo, batch->text, (int)batch->text_length,
				       batch->glyphs, (int)batch->glyph_count, batch->clusters,
				       (int)batch->cluster_count, 0);
	}
	batch->glyph_count = batch->cluster_count = batch->text_length = 0;
}

void
pl_draw_put_underline(struct pl_drawing *drawing, double x, double y, double width)
{
	struct pl_draw_underline *underlines =
		pl_draw_grow(drawing, drawing->underlines, &drawing->underline_room,
			     drawing->underline_count + 1, sizeof(*underlines));
	if (underlines != NULL) {
		drawing->underlines = underlines;
		underlines[drawing->underline_count++] =
			(struct pl_draw_underline){x, y + UNDERLINE_TOP, width};
	}
}

void
pl_draw_flush_page(struct pl_drawing *drawing)
{
	pl_draw_flush_batch(drawing);
	for (size_t i = 0; i < drawing->underline_count; i++) {
		const struct pl_draw_underline *line = &drawing->underlines[i];
		cairo_rectangle(drawing->cairo, line->x, line->y, line->width, UNDERLINE_THICKNESS);
	}
	cairo_fill(drawing->cairo);
	drawing->underline_count = 0;
}

void
pl_draw_free_glyphs(struct pl_drawing *drawing)
{
	free(drawing->batch.glyphs);
	free(drawing->batch.clusters);
	free(drawing->batch.text);
	free(drawing->underlines);
}

cairo_scaled_font_t *
pl_draw_resized(cairo_scaled_font_t **font, const struct pl_font_face *face, double width,
		double height)
{
	if (*font == NULL) {
		cairo_matrix_t size, page;
		cairo_font_options_t *options = cairo_font_options_create();
		cairo_scaled_font_get_font_options(face->font, options);
		cairo_matrix_init_scale(&size, width, height);
		cairo_matrix_init_identity(&page);
		*font = cairo_scaled_font_create(cairo_scaled_font_get_font_face(face->font), &size,
						 &page, options);
		cairo_font_options_destroy(options);
	}
	return *font;
}

static uint32_t
acceptable(uint32_t code_point)
{
	if (code_point < ' ' || (code_point >= 0x7F && code_point < 0xA0)) {
		return ' ';
	}
	bool is_noncharacter =
		(code_point & 0xFFFE) == 0xFFFE || (code_point >= 0xFDD0 && code_point <= 0xFDEF);
	return is_noncharacter ? PL_REPLACEMENT : code_point;
}

void
pl_draw_put_text(struct pl_buffer *to, struct pl_str text)
{
	const char *at = text.data, *end = at + text.length;
	while (at < end) {
		uint32_t code_point;
		char bytes[4];
		at += pl_utf8_decode(at, end, &code_point);
		size_t length = pl_utf8_encode(acceptable(code_point), bytes);
		pl_buffer_put(to, (struct pl_str){bytes, length});
	}
}
