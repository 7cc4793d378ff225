/*
 * A page, line by line.
 *
 * Nearly all lines are plain: every cluster is one glyph of Courier Prime. A stretch of such a line
 * starts at its exact place; inside it glyphs follow each other at the font's own advance, 7.195 pt
 * and not a cell's 7.2. A string without corrections between its letters takes cairo half the time
 * and makes the file a tenth smaller; after 60 columns the drift is 0.3 pt.
 *
 * If one cluster of a line needs another font, the whole line goes to shaped.c.
 */
#include "draw/draw.h"

#include "unicode/unicode.h"

/* ----------------------------------------------------------------------- lines */

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

/* Draw a cluster; returns its advance. */
static double
draw_own_cluster(struct pl_draw_batch *batch, const struct pl_font_face *face, struct pl_str text,
		 struct pl_cluster cluster, double x, double y)
{
	struct pl_str bytes = pl_str_slice(text, cluster.start, cluster.end);
	size_t length;
	uint32_t glyph = pl_font_cluster_glyph(face, bytes, &length);
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

/* Draw text; returns where it ends. */
static double
draw_plain_text(struct pl_draw_context *drawing, const struct pl_font_face *face,
		struct pl_str text, double x, double y)
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

/* Underline stretch number `index`: up to the next stretch if that is underlined too, else to its
 * last letter. */
static void
underline(struct pl_draw_context *drawing, const struct pl_layout_line *line, uint32_t index,
	  double end)
{
	const struct pl_layout_stretch *stretch = &line->stretches[index];
	const struct pl_layout_stretch *next = index + 1 < line->stretch_count ? stretch + 1 : NULL;
	double x = (double)stretch->x / PL_POINT;
	if (next != NULL && (next->style & PLATEN_UNDERLINE) != 0 &&
	    pl_layout_are_adjacent(stretch, next)) {
		end = (double)next->x / PL_POINT;
	} else {
		end -= (double)(trailing_spaces(stretch->text) * PL_CELL) / PL_POINT;
	}
	if (end > x) {
		pl_draw_put_underline(drawing, x, (double)line->y / PL_POINT, end - x);
	}
}

static void
draw_plain_line(struct pl_draw_context *drawing, const struct pl_layout_line *line)
{
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		const struct pl_layout_stretch *stretch = &line->stretches[i];
		const struct pl_font_face *face = pl_font_face(drawing->fonts, stretch->style);
		double end =
			draw_plain_text(drawing, face, stretch->text, (double)stretch->x / PL_POINT,
					(double)line->y / PL_POINT);
		if ((stretch->style & PLATEN_UNDERLINE) != 0) {
			underline(drawing, line, i, end);
		}
	}
}

static void
draw_line(struct pl_draw_context *drawing, const struct pl_layout_line *line)
{
	/* on pages from right to left, all punctuation must be put where it belongs */
	bool is_plain = !drawing->is_latin_elsewhere && !drawing->job->pages->is_rtl;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		const struct pl_layout_stretch *stretch = &line->stretches[i];
		const struct pl_font_face *face = pl_font_face(drawing->fonts, stretch->style);
		if (face == NULL) {
			drawing->no_memory = true;
			return;
		}
		is_plain = is_plain &&
			   (is_ascii(stretch->text) || (pl_utf8_is_valid(stretch->text) &&
							is_plain_text(face, stretch->text)));
	}
	if (!is_plain) {
		pl_draw_shaped_line(drawing, line);
	} else if (!drawing->is_dry_run) {
		draw_plain_line(drawing, line);
	}
}

/* The mark of a revised line has the colour of its set. */
static void
draw_mark(struct pl_draw_context *drawing, const struct pl_layout_line *line)
{
	uint32_t color = line->revision->color;
	pl_draw_flush_batch(drawing);
	cairo_set_source_rgb(drawing->cairo, (color >> 16 & 0xFF) / 255.0,
			     (color >> 8 & 0xFF) / 255.0, (color & 0xFF) / 255.0);
	draw_line(drawing, line);
	pl_draw_flush_batch(drawing);
	cairo_set_source_rgb(drawing->cairo, 0, 0, 0);
}

/* ------------------------------------------------------------------------ pages */

/* In light grey below the text, from the lower left to the upper right: three quarters of the
 * sheet's diagonal long, but no letter higher than an inch. */
static void
draw_watermark(struct pl_draw_context *drawing)
{
	const struct platen_pages *pages = drawing->job->pages;
	struct pl_layout_stretch stretch = {
		.text = pages->watermark,
		.width = pl_text_width(pages->watermark),
		.style = PLATEN_BOLD,
	};
	if (stretch.width == 0) {
		return;
	}
	struct pl_layout_line line = {
		.role = PLATEN_ROLE_HEADER, .stretches = &stretch, .stretch_count = 1};
	stretch.x = -(int32_t)stretch.width * PL_SIXTH / 2;
	double width = (double)pages->width / PL_POINT, height = (double)pages->height / PL_POINT;
	/* the sheet's diagonal is nearly that of a 3-4-5 triangle */
	const double along = 0.6, up = 0.8;
	double room = 0.75 * (along * width + up * height);
	double scale = room / ((double)stretch.width * PL_SIXTH / PL_POINT);
	scale = scale > 6 ? 6 : scale;
	cairo_matrix_t matrix;
	cairo_matrix_init(&matrix, along * scale, -up * scale, up * scale, along * scale, width / 2,
			  height / 2);
	cairo_save(drawing->cairo);
	cairo_transform(drawing->cairo, &matrix);
	cairo_set_source_rgb(drawing->cairo, 0.88, 0.88, 0.88);
	draw_line(drawing, &line);
	pl_draw_flush_page(drawing);
	cairo_restore(drawing->cairo);
}

/* Layout leaves out the blank at the end of a line. Reader programs would join the words on either
 * side of it. */
static void
draw_blank(struct pl_draw_context *drawing, const struct pl_layout_line *line,
	   const struct pl_layout_line *next)
{
	if (next->node != line->node || next->role != line->role || next->start == 0 ||
	    line->stretch_count == 0 || !pl_is_space(next->printed->text.data[next->start - 1])) {
		return;
	}
	const struct pl_layout_stretch *last = &line->stretches[line->stretch_count - 1];
	int32_t end = last->x + (int32_t)last->width * PL_SIXTH;
	draw_plain_text(drawing, pl_font_face(drawing->fonts, last->style), PL_STR(" "),
			(double)end / PL_POINT, (double)line->y / PL_POINT);
}

void
pl_draw_page(struct pl_draw_context *drawing, const struct pl_layout_page *page)
{
	pl_draw_begin_artifact(drawing);
	draw_watermark(drawing);
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		pl_draw_begin_line(drawing, page, i);
		if (line->role == PLATEN_ROLE_REVISION) {
			draw_mark(drawing, line);
		} else {
			draw_line(drawing, line);
		}
		if (drawing->is_tagged && i + 1 < page->line_count) {
			draw_blank(drawing, line, line + 1);
		}
	}
	pl_draw_begin_artifact(drawing); /* underlines */
	pl_draw_flush_page(drawing);
	pl_draw_end_leaf(drawing);
}

void
pl_draw_dry_run(struct pl_draw_context *drawing)
{
	const struct platen_pages *pages = drawing->job->pages;
	drawing->is_dry_run = true;
	draw_watermark(drawing);
	for (uint32_t i = 0; i < pages->page_count; i++) {
		for (uint32_t k = 0; k < pages->pages[i].line_count; k++) {
			draw_line(drawing, &pages->pages[i].lines[k]);
		}
	}
	drawing->is_dry_run = false;
}
