/*
 * Lines with characters that Courier Prime lacks. Such a line is shaped as a whole: otherwise
 * Hebrew words between Latin ones would be in the wrong order, and words in fonts off the grid
 * would leave gaps.
 */
#include <stdlib.h>
#include <uchar.h>

#include "draw/draw.h"

#include "base/module.h"
#include "unicode/unicode.h"

#define CODE_POINTS 0x110000
#define CODE_SIZE 4.0 /* three hexadecimal digits are as wide as a cell */

bool
pl_draw_is_plain(const struct pl_font_face *face, struct pl_str text,
		 const struct pl_cluster *cluster)
{
	struct pl_str bytes = pl_str_slice(text, cluster->start, cluster->end);
	size_t length;
	return cluster->width <= PL_SIXTHS &&
	       pl_font_cluster_glyph(face, bytes, &length) != PL_FONT_GLYPH_MISSING &&
	       length == bytes.length;
}

/* Add the clusters of the line's text from byte `start` on. */
static void
collect_clusters(struct pl_draw_context *drawing, const struct pl_font_face *face, uint32_t style,
		 size_t start)
{
	struct pl_str text =
		pl_str_slice(pl_buffer_str(&drawing->line), start, drawing->line.length);
	struct pl_clusters walk;
	struct pl_cluster cluster;
	pl_clusters_init(&walk, text);
	while (pl_clusters_next(&walk, &cluster)) {
		struct pl_str bytes = pl_str_slice(text, cluster.start, cluster.end);
		size_t length;
		uint32_t glyph = pl_font_cluster_glyph(face, bytes, &length);
		bool has_base = glyph != PL_FONT_GLYPH_NOTHING && cluster.width == PL_SIXTHS;
		struct pl_font_cluster made = {
			.start = (uint32_t)start + cluster.start,
			.end = (uint32_t)start + cluster.end,
			.marks = (uint32_t)(start + cluster.start + length),
			.first = cluster.first,
			.width = cluster.width,
			.style = style,
			.is_own = glyph != PL_FONT_GLYPH_MISSING && cluster.width <= PL_SIXTHS &&
				  (length == bytes.length || has_base),
			.wants_other = drawing->is_latin_elsewhere && pl_is_letter(cluster.first),
		};
		pl_buffer_put(&drawing->clusters,
			      (struct pl_str){(const char *)&made, sizeof(made)});
	}
}

static const struct pl_font_cluster *
cluster_of(const struct pl_draw_context *drawing, const struct pl_font_piece *piece)
{
	const struct pl_font_cluster *clusters = (const void *)drawing->clusters.data;
	return &clusters[piece->cluster];
}

/* The source position of byte `at` of the text of these stretches. */
static struct platen_position
position_of(const struct pl_layout_stretch *stretch, const struct pl_layout_stretch *last,
	    uint32_t at)
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
	position.column += (uint32_t)pl_utf8_count(pl_str_slice(stretch->text, 0, at));
	return position;
}

/* Draw a code point that no font has: its hexadecimal digits, small and in two rows. The text in a
 * PDF is the character. */
static void
draw_code(struct pl_draw_context *drawing, const struct pl_font_piece *piece, struct pl_str text,
	  double x, double y)
{
	const struct pl_font_face *face = pl_font_face(drawing->fonts, 0);
	const double advance = face->advance * CODE_SIZE / PL_FONT_SIZE;
	unsigned digits = piece->code_point > 0xFFFF ? 6 : 4, columns = digits / 2;
	cairo_scaled_font_t *font =
		pl_draw_resized(&drawing->code_font, face, CODE_SIZE, CODE_SIZE);
	struct pl_draw_batch *batch = pl_draw_batch_for(drawing, font, digits, text.length);
	if (batch == NULL || text.length == 0) {
		return;
	}
	double squeeze = advance * columns > piece->width ? piece->width / (advance * columns) : 1;
	double left = x + (piece->width - advance * columns * squeeze) / 2;
	pl_draw_put_cluster(batch, text.data, text.length, digits);
	for (unsigned i = 0; i < digits; i++) {
		char digit = "0123456789ABCDEF"[piece->code_point >> 4 * (digits - 1 - i) & 15];
		pl_draw_put_glyph(batch, face->glyphs[(unsigned char)digit],
				  left + advance * squeeze * (i % columns),
				  y + (i < columns ? -CODE_SIZE : 0));
	}
}

static void
draw_glyphs(struct pl_draw_context *drawing, const struct pl_font_piece *piece, struct pl_str text,
	    double x, double y)
{
	struct pl_draw_batch *batch =
		pl_draw_batch_for(drawing, piece->font, piece->glyph_count, text.length + 1);
	if (batch == NULL || piece->glyph_count == 0) {
		return;
	}
	pl_draw_put_cluster(batch, text.data, text.length, piece->glyph_count);
	for (uint32_t i = 0; i < piece->glyph_count; i++) {
		const cairo_glyph_t *glyph = &piece->glyphs[i];
		pl_draw_put_glyph(batch, (uint32_t)glyph->index, x + glyph->x, y + glyph->y);
	}
}

static void
draw_own(struct pl_draw_context *drawing, const struct pl_font_piece *piece, struct pl_str text,
	 double x, double y)
{
	const struct pl_font_cluster *cluster = cluster_of(drawing, piece);
	const struct pl_font_face *face = pl_font_face(drawing->fonts, cluster->style);
	struct pl_str base = pl_str_slice(text, 0, cluster->marks - cluster->start);
	size_t length;
	uint32_t glyph = piece->code_point != 0 ? pl_font_glyph(face, piece->code_point)
						: pl_font_cluster_glyph(face, base, &length);
	struct pl_draw_batch *batch = pl_draw_batch_for(drawing, face->font, 1, text.length);
	if (batch != NULL && glyph != PL_FONT_GLYPH_NOTHING && glyph != PL_FONT_GLYPH_MISSING) {
		pl_draw_put_cluster(batch, text.data, text.length, 1);
		pl_draw_put_glyph(batch, glyph, x, y);
	}
}

static void
draw_piece(struct pl_draw_context *drawing, const struct pl_font_piece *piece, double x, double y)
{
	struct pl_str text = pl_str_slice(pl_buffer_str(&drawing->line), piece->start, piece->end);
	switch (piece->kind) {
	case PL_FONT_PIECE_IMAGE: pl_draw_emoji(drawing, piece, text, x, y); break;
	case PL_FONT_PIECE_OWN: draw_own(drawing, piece, text, x, y); break;
	case PL_FONT_PIECE_GLYPHS: draw_glyphs(drawing, piece, text, x, y); break;
	case PL_FONT_PIECE_CODE: draw_code(drawing, piece, text, x, y); break;
	}
}

/* The functions of the module, or of this binary; NULL if the module is not installed, or the
 * build is static. */
static const struct pl_font_shaper_calls *
load_shaper(void)
{
#if PL_MODULES
	const struct pl_module *module = pl_module_load("shape");
	return module == NULL ? NULL : ((pl_font_shaper_fn *)module->function)();
#elif PL_IS_STATIC
	return NULL;
#else
	return pl_font_shaper_entry();
#endif
}

static bool
shape(struct pl_draw_context *drawing, struct pl_font_line *line)
{
	if (drawing->shaper == NULL) {
		drawing->shaper_calls = load_shaper();
		if (drawing->shaper_calls == NULL) {
			drawing->no_module = true;
			return false;
		}
		struct pl_font_hints hints = pl_draw_scan_hints(drawing->job->pages);
		drawing->shaper = drawing->shaper_calls->start(&hints);
	}
	if (drawing->shaper == NULL || !drawing->shaper_calls->line(drawing->shaper, line)) {
		drawing->no_memory = true;
		return false;
	}
	return true;
}

/* Whether only spaces are left in the line. They get no underline. */
static bool
is_hanging(const struct pl_draw_context *drawing, const struct pl_font_piece *piece)
{
	struct pl_str rest =
		pl_str_slice(pl_buffer_str(&drawing->line), piece->start, drawing->line.length);
	size_t i = 0;
	while (i < rest.length && rest.data[i] == ' ') {
		i++;
	}
	return i == rest.length;
}

/* Mark a code point as reported; false if it is already, since there may be pages of it. */
static bool
mark_reported(struct pl_draw_context *drawing, uint32_t code_point)
{
	if (drawing->reported == NULL) {
		drawing->reported = calloc(CODE_POINTS / 8, 1);
	}
	if (drawing->reported == NULL) {
		drawing->no_memory = true;
		return false;
	}
	unsigned char bit = (unsigned char)(1u << code_point % 8);
	bool is_known = (drawing->reported[code_point / 8] & bit) != 0;
	drawing->reported[code_point / 8] |= bit;
	return !is_known;
}

/* The Debian package with fonts that may have the character. */
static const char *
package_with(uint32_t code_point)
{
	bool is_emoji = code_point >= 0x1F000 && code_point < 0x20000;
	return pl_is_cjk(code_point) ? "fonts-noto-cjk"
	       : is_emoji            ? "fonts-noto-color-emoji"
				     : "fonts-noto-core";
}

/* Report a code point that no font has, once. */
static void
report_code(struct pl_draw_context *drawing, const struct pl_font_piece *piece,
	    const struct pl_layout_stretch *first, const struct pl_layout_stretch *last)
{
	const struct pl_job *job = drawing->job;
	const char *start = drawing->line.data, *at = start + piece->start;
	uint32_t code_point = 0;
	size_t length = 0;
	if (!mark_reported(drawing, piece->code_point)) {
		return;
	}
	while (code_point != piece->code_point && (at += length) < start + piece->end) {
		length = pl_utf8_decode(at, start + piece->end, &code_point);
	}
	job->no_glyph(job->user, position_of(first, last, (uint32_t)(at - start)),
		      piece->code_point, package_with(piece->code_point));
}

/* From the start of these stretches, which end the line, to the edge of its column; 0 if what
 * layout gave them decides. */
static double
room_of(const struct pl_draw_context *drawing, const struct pl_layout_line *line,
	const struct pl_layout_stretch *first)
{
	const struct platen_pages *pages = drawing->job->pages;
	const struct pl_layout_stretch *last = &line->stretches[line->stretch_count - 1];
	if (line->role != PLATEN_ROLE_BODY || line->align != PLATEN_ALIGN_LEFT ||
	    line->style == NULL) {
		return 0;
	}
	int32_t end = last->x + (int32_t)last->width * PL_SIXTH;
	int32_t start = pages->is_rtl ? pages->width - end : first->x;
	return (double)(line->style->right - start) / PL_POINT;
}

/* Draw the adjacent stretches [start, end) of a line. */
static void
draw_shaped(struct pl_draw_context *drawing, const struct pl_layout_line *line, uint32_t start,
	    uint32_t end)
{
	const struct pl_layout_stretch *first = &line->stretches[start];
	drawing->line.length = 0;
	drawing->clusters.length = 0;
	for (uint32_t i = start; i < end; i++) {
		const struct pl_layout_stretch *stretch = &line->stretches[i];
		size_t from = drawing->line.length;
		pl_draw_put_text(&drawing->line, stretch->text);
		collect_clusters(drawing, pl_font_face(drawing->fonts, stretch->style),
				 stretch->style, from);
	}
	drawing->no_memory |= drawing->line.failed || drawing->clusters.failed;
	struct pl_font_line shaped = {
		.text = pl_buffer_str(&drawing->line),
		.clusters = (void *)drawing->clusters.data,
		.cluster_count =
			(uint32_t)(drawing->clusters.length / sizeof(struct pl_font_cluster)),
		.room = end == line->stretch_count ? room_of(drawing, line, first) : 0,
		.is_dry_run = drawing->is_dry_run,
	};
	if (drawing->no_memory || shaped.cluster_count == 0 || !shape(drawing, &shaped)) {
		return;
	}
	if (drawing->is_dry_run) {
		return;
	}
	const double x = (double)first->x / PL_POINT, y = (double)line->y / PL_POINT;
	for (uint32_t i = 0; i < shaped.piece_count; i++) {
		const struct pl_font_piece *piece = &shaped.pieces[i];
		uint32_t style = cluster_of(drawing, piece)->style;
		draw_piece(drawing, piece, x + piece->x, y);
		bool is_marks = piece->start == piece->end;
		if ((style & PLATEN_UNDERLINE) != 0 && !is_marks && !is_hanging(drawing, piece)) {
			pl_draw_put_underline(drawing, x + piece->x, y, piece->width);
		}
		if (piece->kind == PL_FONT_PIECE_CODE) {
			report_code(drawing, piece, first, &line->stretches[end - 1]);
		}
	}
}

void
pl_draw_shaped_line(struct pl_draw_context *drawing, const struct pl_layout_line *line)
{
	uint32_t start = 0;
	for (uint32_t i = 1; i <= line->stretch_count; i++) {
		const struct pl_layout_stretch *stretch = &line->stretches[i];
		if (i == line->stretch_count || !pl_layout_are_adjacent(stretch - 1, stretch)) {
			draw_shaped(drawing, line, start, i);
			start = i;
		}
	}
}

void
pl_draw_free_shaper(struct pl_draw_context *drawing)
{
	if (drawing->shaper != NULL) {
		drawing->shaper_calls->stop(drawing->shaper);
	}
	cairo_scaled_font_destroy(drawing->code_font);
	cairo_scaled_font_destroy(drawing->emoji_font);
	free(drawing->reported);
}
