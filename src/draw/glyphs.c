/*
 * Collects glyphs for cairo. Drawing glyphs takes 85 % of the time of a PDF, and one call for each
 * line takes 1.4 times as long as one for each page. So glyphs of one font are drawn together.
 */
#include "draw/draw.h"

/* In points: from the baseline down to the line, where Courier has it. */
#define UNDERLINE_TOP 0.9
#define UNDERLINE_THICKNESS 0.6

struct pl_draw_batch *
pl_draw_batch_for(struct pl_draw_context *drawing, cairo_scaled_font_t *font, size_t glyphs,
		  size_t bytes)
{
	struct pl_draw_batch *batch = &drawing->batch;
	if (batch->font != font) {
		pl_draw_flush_batch(drawing);
		batch->font = font;
	}
	/* a cluster has at least one byte */
	bool has_room = pl_buffer_reserve(&batch->glyphs, glyphs * sizeof(cairo_glyph_t)) &&
			pl_buffer_reserve(&batch->clusters, bytes * sizeof(cairo_text_cluster_t)) &&
			pl_buffer_reserve(&batch->text, bytes);
	drawing->no_memory |= !has_room;
	return has_room ? batch : NULL;
}

void
pl_draw_flush_batch(struct pl_draw_context *drawing)
{
	struct pl_draw_batch *batch = &drawing->batch;
	if (batch->glyphs.length > 0) {
		cairo_set_scaled_font(drawing->cairo, batch->font);
		cairo_show_text_glyphs(
			drawing->cairo, batch->text.data, (int)batch->text.length,
			(const cairo_glyph_t *)(const void *)batch->glyphs.data,
			(int)(batch->glyphs.length / sizeof(cairo_glyph_t)),
			(const cairo_text_cluster_t *)(const void *)batch->clusters.data,
			(int)(batch->clusters.length / sizeof(cairo_text_cluster_t)), 0);
	}
	batch->glyphs.length = batch->clusters.length = batch->text.length = 0;
}

void
pl_draw_put_underline(struct pl_draw_context *drawing, double x, double y, double width)
{
	struct pl_draw_underline underline = {x, y + UNDERLINE_TOP, width};
	pl_buffer_put(&drawing->underlines,
		      (struct pl_str){(const char *)&underline, sizeof(underline)});
	drawing->no_memory |= drawing->underlines.failed;
}

void
pl_draw_flush_page(struct pl_draw_context *drawing)
{
	pl_draw_flush_batch(drawing);
	const struct pl_draw_underline *lines = (const void *)drawing->underlines.data;
	for (size_t i = 0; i < drawing->underlines.length / sizeof(*lines); i++) {
		cairo_rectangle(drawing->cairo, lines[i].x, lines[i].y, lines[i].width,
				UNDERLINE_THICKNESS);
	}
	cairo_fill(drawing->cairo);
	drawing->underlines.length = 0;
}

cairo_scaled_font_t *
pl_draw_resized(cairo_scaled_font_t **font, const struct pl_font_face *face, double width,
		double height)
{
	if (*font == NULL) {
		*font = pl_font_scaled(cairo_scaled_font_get_font_face(face->font), width, height,
				       0);
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
	const char *at = text.data, *end = pl_str_end(text);
	while (at < end) {
		uint32_t code_point;
		char bytes[4];
		at += pl_utf8_decode(at, end, &code_point);
		size_t length = pl_utf8_encode(acceptable(code_point), bytes);
		pl_buffer_put(to, (struct pl_str){bytes, length});
	}
}
