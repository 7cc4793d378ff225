/*
 * Lines to glyphs.
 *
 * Nearly all lines are plain: every cluster is one glyph of Courier Prime. A stretch of such a line
 * starts on its exact place, and inside it glyphs follow each other at the advance which the font
 * has, 7.195 pt and not a cell's 7.2: a string without corrections between its letters takes cairo
 * half the time and the file a tenth less, and after 60 columns the drift is 0.3 pt. Glyphs of one
 * font are collected through the whole page and handed over in one call (a call a line takes 1.4
 * times as long).
 *
 * As soon as one cluster of a line needs another font, the whole line goes to pdf-shaped.c.
 */
#include <stdlib.h>

#include "draw/draw.h"

#include "unicode/unicode.h"

/* In points, the first below the baseline: where Courier has it. */
#define UNDERLINE_TOP 0.9
#define UNDERLINE_THICKNESS 0.6

static uint32_t
bearable(uint32_t code_point)
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
		size_t length = pl_utf8_encode(bearable(code_point), bytes);
		pl_buffer_put(to, (struct pl_str){bytes, length});
	}
}

/* ------------------------------------------------------------------- the batch */

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
	/* a cluster has a byte at least */
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
pl_draw_put_underline(struct pl_drawing *drawing, double x, double y, double width)
{
	struct pl_draw_bar *bars = pl_draw_grow(drawing, drawing->bars, &drawing->bar_room,
						drawing->bar_count + 1, sizeof(*bars));
	if (bars != NULL) {
		drawing->bars = bars;
		bars[drawing->bar_count++] = (struct pl_draw_bar){x, y + UNDERLINE_TOP, width};
	}
}

void
pl_draw_flush_page(struct pl_drawing *drawing)
{
	pl_draw_flush_batch(drawing);
	for (size_t i = 0; i < drawing->bar_count; i++) {
		const struct pl_draw_bar *bar = &drawing->bars[i];
		cairo_rectangle(drawing->cairo, bar->x, bar->y, bar->width, UNDERLINE_THICKNESS);
	}
	cairo_fill(drawing->cairo);
	drawing->bar_count = 0;
}

/* ----------------------------------------------------------------- plain lines */

bool
pl_draw_is_plain(const struct pl_font_face *face, struct pl_str text,
		 const struct pl_cluster *cluster)
{
	struct pl_str bytes = pl_str_slice(text, cluster->start, cluster->end);
	return cluster->width <= PL_SIXTHS &&
	       pl_font_cluster_glyph(face, bytes) != PL_FONT_GLYPH_MISSING;
}

static bool
is_ascii(struct pl_str text)
{
	unsigned char all = 0;
	for (size_t i = 0; i < text.length; i++) {
		all |= (unsigned char)text.data[i];
	}
	return all < 0x80;
}

static bool
is_plain_text(const struct pl_font_face *face, struct pl_str text)
{
	struct pl_clusters walk;
	struct pl_cluster cluster;
	pl_clusters_init(&walk, text);
	while (pl_clusters_next(&walk, &cluster)) {
		if (!pl_draw_is_plain(face, text, &cluster)) {
			return false;
		}
	}
	return true;
}

/* Draw one cluster; returns what to add to x. */
static double
draw_own_cluster(struct pl_draw_batch *batch, const struct pl_font_face *face, struct pl_str text,
		 struct pl_cluster cluster, double x, double y)
{
	struct pl_str bytes = pl_str_slice(text, cluster.start, cluster.end);
	uint32_t glyph = pl_font_cluster_glyph(face, bytes);
	if (glyph != PL_FONT_GLYPH_NOTHING && glyph != PL_FONT_GLYPH_MISSING) {
		pl_draw_put_cluster(batch, bytes.data, bytes.length, 1);
		pl_draw_put_glyph(batch, glyph, x, y);
	}
	return face->advance * cluster.width / PL_SIXTHS;
}

static double
draw_ascii(struct pl_draw_batch *batch, const struct pl_font_face *face, struct pl_str text,
	   double x, double y)
{
	for (size_t i = 0; i < text.length; i++) {
		uint32_t glyph = face->glyphs[(unsigned char)text.data[i]];
		if (glyph != PL_FONT_GLYPH_MISSING) {
			pl_draw_put_cluster(batch, &text.data[i], 1, 1);
			pl_draw_put_glyph(batch, glyph, x, y);
		}
		x += face->advance;
	}
	return x;
}

/* Returns where the text ends. */
static double
draw_plain_text(struct pl_drawing *drawing, const struct pl_font_face *face, struct pl_str text,
		double x, double y)
{
	struct pl_draw_batch *batch =
		pl_draw_batch_for(drawing, face->font, text.length, text.length);
	if (batch == NULL) {
		return x;
	}
	if (is_ascii(text)) {
		return draw_ascii(batch, face, text, x, y);
	}
	struct pl_clusters walk;
	struct pl_cluster cluster;
	pl_clusters_init(&walk, text);
	while (pl_clusters_next(&walk, &cluster)) {
		x += draw_own_cluster(batch, face, text, cluster, x, y);
	}
	return x;
}

static size_t
trailing_spaces(struct pl_str text)
{
	size_t count = 0;
	while (count < text.length && text.data[text.length - 1 - count] == ' ') {
		count++;
	}
	return count;
}

/* The line under stretch `index`. It meets that of the next stretch, and stops at the last letter
 * if there is none. */
static void
underline(struct pl_drawing *drawing, const struct pl_line *line, uint32_t index, double end)
{
	const struct pl_stretch *stretch = &line->stretches[index];
	const struct pl_stretch *next = index + 1 < line->stretch_count ? stretch + 1 : NULL;
	double x = (double)stretch->x / PL_POINT;
	if (next != NULL && (next->style & PLATEN_UNDERLINE) != 0 &&
	    pl_draw_are_adjacent(stretch, next)) {
		end = (double)next->x / PL_POINT;
	} else {
		end -= (double)(trailing_spaces(stretch->text) * PL_CELL) / PL_POINT;
	}
	if (end > x) {
		pl_draw_put_underline(drawing, x, (double)line->y / PL_POINT, end - x);
	}
}

static void
draw_plain_line(struct pl_drawing *drawing, const struct pl_line *line)
{
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		const struct pl_stretch *stretch = &line->stretches[i];
		const struct pl_font_face *face = pl_font_face(drawing->fonts, stretch->style);
		double end =
			draw_plain_text(drawing, face, stretch->text, (double)stretch->x / PL_POINT,
					(double)line->y / PL_POINT);
		if ((stretch->style & PLATEN_UNDERLINE) != 0) {
			underline(drawing, line, i, end);
		}
	}
}

void
pl_draw_line(struct pl_drawing *drawing, const struct pl_line *line)
{
	bool is_plain = true;
	for (uint32_t i = 0; i < line->stretch_count && is_plain; i++) {
		const struct pl_stretch *stretch = &line->stretches[i];
		const struct pl_font_face *face = pl_font_face(drawing->fonts, stretch->style);
		if (face == NULL) {
			drawing->no_memory = true;
			return;
		}
		is_plain = !drawing->is_latin_elsewhere &&
			   (is_ascii(stretch->text) || (pl_utf8_is_valid(stretch->text) &&
							is_plain_text(face, stretch->text)));
	}
	if (is_plain) {
		draw_plain_line(drawing, line);
	} else {
		pl_draw_shaped_line(drawing, line);
	}
}

void
pl_draw_text_fini(struct pl_drawing *drawing)
{
	free(drawing->batch.glyphs);
	free(drawing->batch.clusters);
	free(drawing->batch.text);
	free(drawing->bars);
}
