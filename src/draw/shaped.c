/*
 * Lines with text which Courier Prime lacks. They are shaped as a whole: only so a name in Hebrew
 * between two Latin words comes out in the right order, and only so words in a font which is not on
 * the grid can follow each other without holes.
 */
#include <stdlib.h>
#include <uchar.h>

#include "draw/draw.h"

#include "unicode/unicode.h"

#define CODE_POINTS 0x110000
#define CODE_SIZE 4.0 /* three hexadecimal digits are as wide as a cell */

static void
collect_clusters(struct pl_pdf *pdf, const struct pl_face *face, uint32_t style, size_t start)
{
	struct pl_str text = pl_str_slice(pl_buffer_str(&pdf->line), start, pdf->line.length);
	struct pl_shape_cluster *clusters =
		pl_pdf_grow(pdf, pdf->clusters, &pdf->cluster_room,
			    pdf->cluster_count + text.length, sizeof(*clusters));
	if (clusters == NULL) {
		return;
	}
	pdf->clusters = clusters;
	struct pl_clusters walk;
	struct pl_cluster cluster;
	pl_clusters_init(&walk, text);
	while (pl_clusters_next(&walk, &cluster)) {
		struct pl_shape_cluster *made = &clusters[pdf->cluster_count++];
		*made = (struct pl_shape_cluster){
			.start = (uint32_t)start + cluster.start,
			.end = (uint32_t)start + cluster.end,
			.marks = (uint32_t)start + cluster.end,
			.first = cluster.first,
			.width = cluster.width,
			.style = style,
			.is_own = pl_pdf_is_plain(face, text, &cluster),
			.is_reluctant = pdf->is_latin_elsewhere && pl_is_letter(cluster.first),
		};
		if (!made->is_own && cluster.width == PL_SIXTHS) {
			struct pl_str bytes = pl_str_slice(text, cluster.start, cluster.end);
			size_t base = pl_face_base_length(face, bytes);
			made->is_own = base > 0;
			made->marks = made->start + (uint32_t)base;
		}
	}
}

/* Where in the source byte `at` of the text of these stretches stands. */
static struct platen_position
position_of(const struct pl_stretch *stretch, const struct pl_stretch *last, uint32_t at)
{
	while (at >= stretch->text.length && stretch < last) {
		at -= (uint32_t)stretch->text.length;
		stretch++;
	}
	struct platen_position position = stretch->from;
	if (position.line == 0 || at >= stretch->text.length) {
		return position;
	}
	position.offset += at;
	for (uint32_t i = 0; i < at; i++) {
		position.column += ((unsigned char)stretch->text.data[i] & 0xC0) != 0x80;
	}
	return position;
}

cairo_scaled_font_t *
pl_pdf_resized(cairo_scaled_font_t **font, const struct pl_face *face, double width, double height)
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

/* A code point which no font has: its hexadecimal digits, small and in two rows. The text behind
 * them is the character. */
static void
draw_code(struct pl_pdf *pdf, const struct pl_piece *piece, struct pl_str text, double x, double y)
{
	const struct pl_face *face = pl_fonts_face(pdf->fonts, 0);
	const double advance = face->advance * CODE_SIZE / PL_FONT_SIZE;
	unsigned digits = piece->code_point > 0xFFFF ? 6 : 4, columns = digits / 2;
	cairo_scaled_font_t *font = pl_pdf_resized(&pdf->code_font, face, CODE_SIZE, CODE_SIZE);
	struct pl_pdf_batch *batch = pl_pdf_batch_for(pdf, font, digits, text.length);
	if (batch == NULL || text.length == 0) {
		return;
	}
	double squeeze = advance * columns > piece->width ? piece->width / (advance * columns) : 1;
	double left = x + (piece->width - advance * columns * squeeze) / 2;
	pl_pdf_put_cluster(batch, text.data, text.length, digits);
	for (unsigned i = 0; i < digits; i++) {
		char digit = "0123456789ABCDEF"[piece->code_point >> 4 * (digits - 1 - i) & 15];
		pl_pdf_put_glyph(batch, face->glyphs[(unsigned char)digit],
				 left + advance * squeeze * (i % columns),
				 y + (i < columns ? -CODE_SIZE : 0));
	}
}

static void
draw_glyphs(struct pl_pdf *pdf, const struct pl_piece *piece, struct pl_str text, double x,
	    double y)
{
	struct pl_pdf_batch *batch =
		pl_pdf_batch_for(pdf, piece->font, piece->glyph_count, text.length + 1);
	if (batch == NULL || piece->glyph_count == 0) {
		return;
	}
	pl_pdf_put_cluster(batch, text.data, text.length, piece->glyph_count);
	for (uint32_t i = 0; i < piece->glyph_count; i++) {
		const cairo_glyph_t *glyph = &piece->glyphs[i];
		pl_pdf_put_glyph(batch, (uint32_t)glyph->index, x + glyph->x, y + glyph->y);
	}
}

static void
draw_own(struct pl_pdf *pdf, const struct pl_piece *piece, struct pl_str text, double x, double y)
{
	const struct pl_shape_cluster *cluster = &pdf->clusters[piece->cluster];
	const struct pl_face *face = pl_fonts_face(pdf->fonts, cluster->style);
	struct pl_str base = pl_str_slice(text, 0, cluster->marks - cluster->start);
	uint32_t glyph = piece->code_point != 0 ? pl_face_glyph(face, piece->code_point)
						: pl_face_cluster_glyph(face, base);
	struct pl_pdf_batch *batch = pl_pdf_batch_for(pdf, face->font, 1, text.length);
	if (batch != NULL && glyph != PL_GLYPH_NOTHING && glyph != PL_GLYPH_MISSING) {
		pl_pdf_put_cluster(batch, text.data, text.length, 1);
		pl_pdf_put_glyph(batch, glyph, x, y);
	}
}

static void
draw_piece(struct pl_pdf *pdf, const struct pl_piece *piece, double x, double y)
{
	struct pl_str text = pl_str_slice(pl_buffer_str(&pdf->line), piece->start, piece->end);
	switch (piece->kind) {
	case PL_PIECE_IMAGE: pl_pdf_image(pdf, piece, text, x, y); break;
	case PL_PIECE_OWN: draw_own(pdf, piece, text, x, y); break;
	case PL_PIECE_GLYPHS: draw_glyphs(pdf, piece, text, x, y); break;
	case PL_PIECE_CODE: draw_code(pdf, piece, text, x, y); break;
	}
}

static bool
shape(struct pl_pdf *pdf, struct pl_shape_line *line)
{
	if (pdf->shaper == NULL) {
		pdf->shaper_calls = pl_shaper_load();
		if (pdf->shaper_calls == NULL) {
			pdf->no_shaper = true;
			return false;
		}
		struct pl_shape_hints hints = pl_pdf_hints(pdf->job->pages);
		pdf->shaper = pdf->shaper_calls->start(&hints);
	}
	if (pdf->shaper == NULL || !pdf->shaper_calls->line(pdf->shaper, line)) {
		pdf->no_memory = true;
		return false;
	}
	return true;
}

/* A space at the end of the text, which gets no underline. */
static bool
is_hanging(const struct pl_pdf *pdf, const struct pl_piece *piece)
{
	struct pl_str rest =
		pl_str_slice(pl_buffer_str(&pdf->line), piece->start, pdf->line.length);
	size_t i = 0;
	while (i < rest.length && rest.data[i] == ' ') {
		i++;
	}
	return i == rest.length;
}

/* Nobody was told yet that `code_point` has no glyph: once is enough, there may be pages of it. */
static bool
is_news(struct pl_pdf *pdf, uint32_t code_point)
{
	if (pdf->told == NULL) {
		pdf->told = calloc(CODE_POINTS / 8, 1);
	}
	if (pdf->told == NULL) {
		pdf->no_memory = true;
		return false;
	}
	unsigned char bit = (unsigned char)(1u << code_point % 8);
	bool is_known = (pdf->told[code_point / 8] & bit) != 0;
	pdf->told[code_point / 8] |= bit;
	return !is_known;
}

/* Draw stretches [start, end) of a line, which stand side by side. */
static void
draw_shaped(struct pl_pdf *pdf, const struct pl_line *line, uint32_t start, uint32_t end)
{
	const struct pl_stretch *first = &line->stretches[start];
	pdf->line.length = 0;
	pdf->cluster_count = 0;
	for (uint32_t i = start; i < end; i++) {
		const struct pl_stretch *stretch = &line->stretches[i];
		size_t from = pdf->line.length;
		pl_pdf_put_text(&pdf->line, stretch->text);
		collect_clusters(pdf, pl_fonts_face(pdf->fonts, stretch->style), stretch->style,
				 from);
	}
	pdf->no_memory |= pdf->line.failed;
	struct pl_shape_line shaped = {
		.text = pl_buffer_str(&pdf->line),
		.clusters = pdf->clusters,
		.cluster_count = (uint32_t)pdf->cluster_count,
	};
	if (pdf->no_memory || pdf->cluster_count == 0 || !shape(pdf, &shaped)) {
		return;
	}
	const double x = (double)first->x / PL_POINT, y = (double)line->y / PL_POINT;
	for (uint32_t i = 0; i < shaped.piece_count; i++) {
		const struct pl_piece *piece = &shaped.pieces[i];
		uint32_t style = pdf->clusters[piece->cluster].style;
		draw_piece(pdf, piece, x + piece->x, y);
		bool is_marks = piece->start == piece->end;
		if ((style & PLATEN_UNDERLINE) != 0 && !is_marks && !is_hanging(pdf, piece)) {
			pl_pdf_put_underline(pdf, x + piece->x, y, piece->width);
		}
		if (piece->kind == PL_PIECE_CODE && is_news(pdf, piece->code_point)) {
			pdf->job->no_glyph(
				pdf->job->user,
				position_of(first, &line->stretches[end - 1], piece->start),
				piece->code_point);
		}
	}
}

void
pl_pdf_shaped_line(struct pl_pdf *pdf, const struct pl_line *line)
{
	uint32_t start = 0;
	for (uint32_t i = 1; i <= line->stretch_count; i++) {
		const struct pl_stretch *stretch = &line->stretches[i];
		if (i == line->stretch_count || !pl_pdf_are_adjacent(stretch - 1, stretch)) {
			draw_shaped(pdf, line, start, i);
			start = i;
		}
	}
}

void
pl_pdf_shaped_fini(struct pl_pdf *pdf)
{
	if (pdf->shaper != NULL) {
		pdf->shaper_calls->stop(pdf->shaper);
	}
	cairo_scaled_font_destroy(pdf->code_font);
	cairo_scaled_font_destroy(pdf->image_font);
	free(pdf->clusters);
	free(pdf->told);
}
