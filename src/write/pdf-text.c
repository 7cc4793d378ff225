/*
 * Lines to glyphs.
 *
 * Nearly all lines are plain: every cluster is one glyph of Courier Prime. A stretch of such a line
 * starts on its exact place, and inside it glyphs follow each other at the advance which the font has,
 * 7.195 pt and not a cell's 7.2: a string without corrections between its letters takes cairo half the
 * time and the file a tenth less, and after 60 columns the drift is 0.3 pt. Glyphs of one font are
 * collected through the whole page and handed over in one call (a call a line takes 1.4 times as long).
 *
 * As soon as one cluster of a line needs another font, the line goes to the shaper as a whole: only so
 * a name in Hebrew between two Latin words comes out in the right order.
 */
#include <stdlib.h>
#include <uchar.h>

#include "write/pdf.h"

#include "unicode/unicode.h"

#define UNDERLINE_TOP 0.9	/* below the baseline, in points: where typewriters and Courier have it */
#define UNDERLINE_THICKNESS 0.6
#define SIXTH ((double)PL_SIXTH / PL_POINT)
#define CODE_SIZE 4.0		/* three hexadecimal digits are as wide as a cell */
#define IMAGE_DESCENT 0.15	/* of its height: how far an emoji hangs below the baseline */

/* ------------------------------------------------------------------- the batch */

static void
flush_batch(struct pl_pdf *pdf)
{
	struct pl_pdf_batch *batch = &pdf->batch;
	if (batch->glyph_count > 0) {
		cairo_set_scaled_font(pdf->cairo, batch->font);
		cairo_show_text_glyphs(pdf->cairo, batch->text, (int)batch->text_length, batch->glyphs,
				       (int)batch->glyph_count, batch->clusters,
				       (int)batch->cluster_count, 0);
	}
	batch->glyph_count = batch->cluster_count = batch->text_length = 0;
}

/* The batch for glyphs of `font`, with room for so much more; NULL when memory runs out. */
static struct pl_pdf_batch *
batch_for(struct pl_pdf *pdf, cairo_scaled_font_t *font, size_t glyphs, size_t bytes)
{
	struct pl_pdf_batch *batch = &pdf->batch;
	if (batch->font != font) {
		flush_batch(pdf);
		batch->font = font;
	}
	void *array = pl_pdf_grow(pdf, batch->glyphs, &batch->glyph_room,
				  batch->glyph_count + glyphs, sizeof(*batch->glyphs));
	if (array == NULL) {
		return NULL;
	}
	batch->glyphs = array;
	/* a cluster has a byte at least */
	array = pl_pdf_grow(pdf, batch->clusters, &batch->cluster_room,
			    batch->cluster_count + bytes, sizeof(*batch->clusters));
	if (array == NULL) {
		return NULL;
	}
	batch->clusters = array;
	array = pl_pdf_grow(pdf, batch->text, &batch->text_room, batch->text_length + bytes, 1);
	if (array == NULL) {
		return NULL;
	}
	batch->text = array;
	return batch;
}

/* Add a cluster of text; its glyphs have been added, or will be. Room is there. */
static inline void
put_cluster(struct pl_pdf_batch *batch, const char *text, size_t length, size_t glyphs)
{
	memcpy(batch->text + batch->text_length, text, length);
	batch->text_length += length;
	batch->clusters[batch->cluster_count++] = (cairo_text_cluster_t){(int)length, (int)glyphs};
}

static inline void
put_glyph(struct pl_pdf_batch *batch, uint32_t glyph, double x, double y)
{
	batch->glyphs[batch->glyph_count++] = (cairo_glyph_t){glyph, x, y};
}

static void
put_mark(struct pl_pdf *pdf, struct pl_pdf_mark mark)
{
	struct pl_pdf_mark *marks = pl_pdf_grow(pdf, pdf->marks, &pdf->mark_room,
						pdf->mark_count + 1, sizeof(*marks));
	if (marks != NULL) {
		pdf->marks = marks;
		marks[pdf->mark_count++] = mark;
	}
}

static void
draw_image(cairo_t *cairo, const struct pl_pdf_mark *mark)
{
	double scale = mark->width / cairo_image_surface_get_width(mark->image);
	double height = scale * cairo_image_surface_get_height(mark->image);
	cairo_save(cairo);
	cairo_translate(cairo, mark->x, mark->y + height * IMAGE_DESCENT - height);
	cairo_scale(cairo, scale, scale);
	cairo_set_source_surface(cairo, mark->image, 0, 0);
	cairo_paint(cairo);
	cairo_restore(cairo);
}

void
pl_pdf_flush_page(struct pl_pdf *pdf)
{
	flush_batch(pdf);
	for (size_t i = 0; i < pdf->mark_count; i++) {
		const struct pl_pdf_mark *mark = &pdf->marks[i];
		if (mark->image == NULL) {
			cairo_rectangle(pdf->cairo, mark->x, mark->y + UNDERLINE_TOP, mark->width,
					UNDERLINE_THICKNESS);
		} else {
			draw_image(pdf->cairo, mark);
		}
	}
	cairo_fill(pdf->cairo);
	pdf->mark_count = 0;
}

/* ----------------------------------------------------------------- plain lines */

/* One glyph of Courier Prime, in one cell. */
static bool
is_plain_cluster(const struct pl_face *face, struct pl_str text, const struct pl_cluster *cluster)
{
	struct pl_str bytes = pl_str_slice(text, cluster->start, cluster->end);
	return cluster->width <= PL_SIXTHS &&
	       pl_face_cluster_glyph(face, bytes) != PL_GLYPH_MISSING;
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
is_plain_text(const struct pl_face *face, struct pl_str text)
{
	struct pl_clusters walk;
	struct pl_cluster cluster;
	pl_clusters_init(&walk, text);
	while (pl_clusters_next(&walk, &cluster)) {
		if (!is_plain_cluster(face, text, &cluster)) {
			return false;
		}
	}
	return true;
}

/* Draw one cluster; returns what to add to x. */
static double
draw_own_cluster(struct pl_pdf_batch *batch, const struct pl_face *face, struct pl_str text,
		 struct pl_cluster cluster, double x, double y)
{
	struct pl_str bytes = pl_str_slice(text, cluster.start, cluster.end);
	uint32_t glyph = pl_face_cluster_glyph(face, bytes);
	if (glyph != PL_GLYPH_NOTHING && glyph != PL_GLYPH_MISSING) {
		put_cluster(batch, bytes.data, bytes.length, 1);
		put_glyph(batch, glyph, x, y);
	}
	return face->advance * cluster.width / PL_SIXTHS;
}

static double
draw_ascii(struct pl_pdf_batch *batch, const struct pl_face *face, struct pl_str text, double x,
	   double y)
{
	for (size_t i = 0; i < text.length; i++) {
		uint32_t glyph = face->glyphs[(unsigned char)text.data[i]];
		if (glyph != PL_GLYPH_MISSING) {
			put_cluster(batch, &text.data[i], 1, 1);
			put_glyph(batch, glyph, x, y);
		}
		x += face->advance;
	}
	return x;
}

/* Returns where the text ends. */
static double
draw_plain_text(struct pl_pdf *pdf, const struct pl_face *face, struct pl_str text, double x,
		double y)
{
	struct pl_pdf_batch *batch = batch_for(pdf, face->font, text.length, text.length);
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

static bool
are_adjacent(const struct pl_stretch *stretch, const struct pl_stretch *next)
{
	return stretch->x + (int32_t)stretch->width * PL_SIXTH == next->x;
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

/* The line under stretch `index`. It meets that of the next stretch, and stops at the last letter if
 * there is none. */
static void
underline(struct pl_pdf *pdf, const struct pl_line *line, uint32_t index, double end)
{
	const struct pl_stretch *stretch = &line->stretches[index];
	const struct pl_stretch *next = index + 1 < line->stretch_count ? stretch + 1 : NULL;
	double x = (double)stretch->x / PL_POINT;
	if (next != NULL && (next->style & PLATEN_UNDERLINE) != 0 && are_adjacent(stretch, next)) {
		end = (double)next->x / PL_POINT;
	} else {
		end -= (double)(trailing_spaces(stretch->text) * PL_CELL) / PL_POINT;
	}
	if (end > x) {
		put_mark(pdf, (struct pl_pdf_mark){x, (double)line->y / PL_POINT, end - x, NULL});
	}
}

static void
draw_plain_line(struct pl_pdf *pdf, const struct pl_line *line)
{
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		const struct pl_stretch *stretch = &line->stretches[i];
		const struct pl_face *face = pl_fonts_face(pdf->fonts, stretch->style);
		double end = draw_plain_text(pdf, face, stretch->text, (double)stretch->x / PL_POINT,
					     (double)line->y / PL_POINT);
		if ((stretch->style & PLATEN_UNDERLINE) != 0) {
			underline(pdf, line, i, end);
		}
	}
}

/* ---------------------------------------------------------------- shaped lines */

/* Put a stretch's text into pdf->line and its clusters into pdf->clusters. Ill-formed bytes become
 * U+FFFD and control characters spaces, which is what cairo and Pango can bear. */
static void
collect_text(struct pl_pdf *pdf, struct pl_str text)
{
	const char *at = text.data, *end = at + text.length;
	while (at < end) {
		uint32_t code_point;
		char bytes[4];
		at += pl_utf8_decode(at, end, &code_point);
		size_t length = pl_utf8_encode(code_point < ' ' ? ' ' : code_point, bytes);
		pl_buffer_put(&pdf->line, (struct pl_str){bytes, length});
	}
}

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
		clusters[pdf->cluster_count++] = (struct pl_shape_cluster){
			.start = (uint32_t)start + cluster.start,
			.end = (uint32_t)start + cluster.end,
			.first = cluster.first,
			.width = cluster.width,
			.style = style,
			.is_own = is_plain_cluster(face, text, &cluster),
		};
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

static cairo_scaled_font_t *
code_font(struct pl_pdf *pdf, const struct pl_face *face)
{
	if (pdf->code_font == NULL) {
		cairo_matrix_t size, page;
		cairo_font_options_t *options = cairo_font_options_create();
		cairo_scaled_font_get_font_options(face->font, options);
		cairo_matrix_init_scale(&size, CODE_SIZE, CODE_SIZE);
		cairo_matrix_init_identity(&page);
		pdf->code_font = cairo_scaled_font_create(
			cairo_scaled_font_get_font_face(face->font), &size, &page, options);
		cairo_font_options_destroy(options);
	}
	return pdf->code_font;
}

/* A code point which no font has: its hexadecimal digits, small and in two rows. The text behind them
 * is the character. */
static void
draw_code(struct pl_pdf *pdf, const struct pl_piece *piece, struct pl_str text, double x, double y)
{
	const struct pl_face *face = pl_fonts_face(pdf->fonts, 0);
	const double advance = face->advance * CODE_SIZE / PL_FONT_SIZE;
	unsigned digits = piece->code_point > 0xFFFF ? 6 : 4, columns = digits / 2;
	struct pl_pdf_batch *batch = batch_for(pdf, code_font(pdf, face), digits, text.length);
	if (batch == NULL || text.length == 0) {
		return;
	}
	double squeeze = advance * columns > piece->width ? piece->width / (advance * columns) : 1;
	double left = x + (piece->width - advance * columns * squeeze) / 2;
	put_cluster(batch, text.data, text.length, digits);
	for (unsigned i = 0; i < digits; i++) {
		char digit = "0123456789ABCDEF"[piece->code_point >> 4 * (digits - 1 - i) & 15];
		put_glyph(batch, face->glyphs[(unsigned char)digit],
			  left + advance * squeeze * (i % columns),
			  y + (i < columns ? -CODE_SIZE : 0));
	}
}

static void
draw_glyphs(struct pl_pdf *pdf, const struct pl_piece *piece, struct pl_str text, double x, double y)
{
	struct pl_pdf_batch *batch = batch_for(pdf, piece->font, piece->glyph_count, text.length);
	if (batch == NULL || piece->glyph_count == 0) {
		return;
	}
	put_cluster(batch, text.data, text.length, piece->glyph_count);
	for (uint32_t i = 0; i < piece->glyph_count; i++) {
		const cairo_glyph_t *glyph = &piece->glyphs[i];
		put_glyph(batch, (uint32_t)glyph->index, x + glyph->x, y + glyph->y);
	}
}

/* A space with the text of `piece`: to be found and copied where there is only a picture. */
static void
draw_own(struct pl_pdf *pdf, const struct pl_piece *piece, uint32_t style, struct pl_str text,
	 double x, double y)
{
	const struct pl_face *face = pl_fonts_face(pdf->fonts, style);
	uint32_t glyph = piece->kind == PL_PIECE_IMAGE ? face->glyphs[' ']
			 : piece->code_point != 0 ? pl_face_glyph(face, piece->code_point)
						  : pl_face_cluster_glyph(face, text);
	struct pl_pdf_batch *batch = batch_for(pdf, face->font, 1, text.length);
	if (batch == NULL || glyph == PL_GLYPH_NOTHING || glyph == PL_GLYPH_MISSING) {
		return;
	}
	put_cluster(batch, text.data, text.length, 1);
	put_glyph(batch, glyph, x, y);
}

static void
draw_piece(struct pl_pdf *pdf, const struct pl_piece *piece, uint32_t style, double x, double y)
{
	struct pl_str text = pl_str_slice(pl_buffer_str(&pdf->line), piece->start, piece->end);
	switch (piece->kind) {
	case PL_PIECE_IMAGE:
		put_mark(pdf, (struct pl_pdf_mark){x, y, piece->width, piece->image});
		draw_own(pdf, piece, style, text, x, y);
		break;
	case PL_PIECE_OWN:
		draw_own(pdf, piece, style, text, x, y);
		break;
	case PL_PIECE_GLYPHS:
		draw_glyphs(pdf, piece, text, x, y);
		break;
	case PL_PIECE_CODE:
		draw_code(pdf, piece, text, x, y);
		break;
	}
	if ((style & PLATEN_UNDERLINE) != 0 && piece->width > 0) {
		put_mark(pdf, (struct pl_pdf_mark){x, y, piece->width, NULL});
	}
}

/* How often the pages have what tells one kind of script from another. */
struct census {
	uint32_t rtl, other_letters, kana, hangul, simplified, traditional;
};

static void
count_character(struct census *census, uint32_t code_point)
{
	/* common words whose simplified and traditional characters differ */
	static const char16_t simplified[] = u"们这来说吗没个对时会过还么";
	static const char16_t traditional[] = u"們這來說嗎沒個對時會過還麼";
	bool is_rtl = pl_is_rtl(code_point);
	census->rtl += is_rtl;
	census->other_letters += !is_rtl && pl_is_letter(code_point);
	census->kana += code_point >= 0x3041 && code_point <= 0x30FF;
	census->hangul += code_point >= 0xAC00 && code_point <= 0xD7A3;
	for (size_t i = 0; code_point >= 0x4E00 && simplified[i] != 0; i++) {
		census->simplified += code_point == simplified[i];
		census->traditional += code_point == traditional[i];
	}
}

static void
count_text(struct census *census, struct pl_str text)
{
	const char *at = text.data, *end = at + text.length;
	while (at < end) {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		count_character(census, code_point);
	}
}

/* What the shaper cannot see in a line, from all pages. */
static struct pl_shape_hints
hints_for(const struct platen_pages *pages)
{
	struct census census = {0};
	for (uint32_t page = 0; page < pages->page_count; page++) {
		for (uint32_t i = 0; i < pages->pages[page].line_count; i++) {
			const struct pl_line *line = &pages->pages[page].lines[i];
			for (uint32_t k = 0; k < line->stretch_count; k++) {
				count_text(&census, line->stretches[k].text);
			}
		}
	}
	return (struct pl_shape_hints){
		.is_rtl = census.rtl > census.other_letters,
		.cjk = census.kana > 0 ? PL_CJK_JAPANESE
		       : census.hangul > 0 ? PL_CJK_KOREAN
		       : census.traditional > census.simplified ? PL_CJK_TRADITIONAL
								: PL_CJK_SIMPLIFIED,
	};
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
		struct pl_shape_hints hints = hints_for(pdf->job->pages);
		pdf->shaper = pdf->shaper_calls->new(&hints);
	}
	if (pdf->shaper == NULL || !pdf->shaper_calls->line(pdf->shaper, line)) {
		pdf->no_memory = true;
		return false;
	}
	return true;
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
		collect_text(pdf, stretch->text);
		collect_clusters(pdf, pl_fonts_face(pdf->fonts, stretch->style), stretch->style, from);
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
	uint32_t cluster = 0;
	for (uint32_t i = 0; i < shaped.piece_count; i++) {
		const struct pl_piece *piece = &shaped.pieces[i];
		while (pdf->clusters[cluster].end <= piece->start) {
			cluster++;
		}
		draw_piece(pdf, piece, pdf->clusters[cluster].style,
			   (double)first->x / PL_POINT + piece->x, (double)line->y / PL_POINT);
		if (piece->kind == PL_PIECE_CODE) {
			struct platen_position position =
				position_of(first, &line->stretches[end - 1], piece->start);
			pdf->job->no_glyph(pdf->job->user, position, piece->code_point);
		}
	}
}

static void
draw_shaped_line(struct pl_pdf *pdf, const struct pl_line *line)
{
	uint32_t start = 0;
	for (uint32_t i = 1; i <= line->stretch_count; i++) {
		const struct pl_stretch *stretch = &line->stretches[i];
		if (i == line->stretch_count || !are_adjacent(stretch - 1, stretch)) {
			draw_shaped(pdf, line, start, i);
			start = i;
		}
	}
}

void
pl_pdf_line(struct pl_pdf *pdf, const struct pl_line *line)
{
	bool is_plain = true;
	for (uint32_t i = 0; i < line->stretch_count && is_plain; i++) {
		const struct pl_stretch *stretch = &line->stretches[i];
		const struct pl_face *face = pl_fonts_face(pdf->fonts, stretch->style);
		if (face == NULL) {
			pdf->no_memory = true;
			return;
		}
		is_plain = is_ascii(stretch->text) ||
			   (pl_utf8_is_valid(stretch->text) && is_plain_text(face, stretch->text));
	}
	if (is_plain) {
		draw_plain_line(pdf, line);
	} else {
		draw_shaped_line(pdf, line);
	}
}

void
pl_pdf_text_fini(struct pl_pdf *pdf)
{
	if (pdf->shaper != NULL) {
		pdf->shaper_calls->free(pdf->shaper);
	}
	if (pdf->code_font != NULL) {
		cairo_scaled_font_destroy(pdf->code_font);
	}
	free(pdf->batch.glyphs);
	free(pdf->batch.clusters);
	free(pdf->batch.text);
	free(pdf->marks);
	free(pdf->clusters);
}
