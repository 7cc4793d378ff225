/*
 * What the files of the PDF writer share: drawing.c (surface and pages), pdf-text.c (lines to
 * glyphs), pdf-shaped.c (lines which need other fonts), pdf-image.c (emoji), pdf-coverage.c
 * (questions about the whole script), pdf-outline.c (bookmarks and metadata), pdf-picture.c (SVG
 * and PNG, drawn alike).
 */
#ifndef PL_WRITE_PDF_H
#define PL_WRITE_PDF_H

#include <cairo-pdf.h>

#include "draw/font/font.h"
#include "draw/font/shape.h"
#include "formats.h"

/* Glyphs of one font on their way to cairo, which takes a page of them in one call almost as fast
 * as a line. The font is borrowed. */
struct pl_draw_batch {
	cairo_scaled_font_t *font;
	cairo_glyph_t *glyphs;
	cairo_text_cluster_t *clusters;
	char *text;
	size_t glyph_count, cluster_count, text_length;
	size_t glyph_room, cluster_room, text_room;
};

/* An underline. They are filled together, when the text of the page stands. */
struct pl_draw_bar {
	double x, y, width;
};

struct pl_drawing {
	const struct pl_job *job;
	cairo_surface_t *surface;
	cairo_t *cairo;
	struct pl_font_set *fonts;
	/* Courier Prime, small, for code points; as wide as an emoji. NULL until they are needed.
	 */
	cairo_scaled_font_t *code_font, *image_font;
	const struct pl_font_shaper_calls *shaper_calls;
	struct pl_font_shaper *shaper; /* NULL until it is needed */
	struct pl_draw_batch batch;
	struct pl_draw_bar *bars;
	size_t bar_count, bar_room;
	uint32_t page;                    /* index of the page which is being drawn */
	struct pl_font_cluster *clusters; /* of the line which is being shaped */
	size_t cluster_count, cluster_room;
	struct pl_buffer line;   /* its text */
	unsigned char *told;     /* a bit for each code point without glyph, or NULL */
	bool is_latin_elsewhere; /* letters are drawn in other fonts, all of them */
	bool is_picture;         /* SVG or PNG: there is no text to be found behind the glyphs */
	bool is_png;
	bool no_memory; /* sticks */
	bool no_shaper; /* sticks: shaping was needed, and there is no module */
};

/* An array from malloc with room for `wanted` elements: the same or, moved, a larger one. NULL, and
 * drawing->no_memory, when memory runs out; then the old one stays. */
void *pl_draw_grow(struct pl_drawing *drawing, void *array, size_t *room, size_t wanted,
		   size_t size);

/* Draw what stands on a page. */
void pl_draw_page(struct pl_drawing *drawing, const struct pl_page *page);

/* Write each page as a picture. What it answers is cairo's; the sink and drawing->no_memory say
 * more.
 */
cairo_status_t pl_draw_write_pictures(struct pl_drawing *drawing);

/* Draw a line. The glyphs stay in the batch until the page is finished. */
void pl_draw_line(struct pl_drawing *drawing, const struct pl_line *line);
/* Draw what was collected for the page. */
void pl_draw_flush_page(struct pl_drawing *drawing);
void pl_draw_text_fini(struct pl_drawing *drawing);

/* The same for a line which the shaper must see. */
void pl_draw_shaped_line(struct pl_drawing *drawing, const struct pl_line *line);
void pl_draw_shaped_fini(struct pl_drawing *drawing);

/* The batch for glyphs of `font`, with room for so much more; NULL when memory runs out. */
struct pl_draw_batch *pl_draw_batch_for(struct pl_drawing *drawing, cairo_scaled_font_t *font,
					size_t glyphs, size_t bytes);

/* Add a cluster of text; its glyphs have been added, or will be. Room is there. */
static inline void
pl_draw_put_cluster(struct pl_draw_batch *batch, const char *text, size_t length, size_t glyphs)
{
	memcpy(batch->text + batch->text_length, text, length);
	batch->text_length += length;
	batch->clusters[batch->cluster_count++] = (cairo_text_cluster_t){(int)length, (int)glyphs};
}

static inline void
pl_draw_put_glyph(struct pl_draw_batch *batch, uint32_t glyph, double x, double y)
{
	batch->glyphs[batch->glyph_count++] = (cairo_glyph_t){glyph, x, y};
}

/* Show the glyphs of the batch. */
void pl_draw_flush_batch(struct pl_drawing *drawing);

/* Underline text on the baseline y. */
void pl_draw_put_underline(struct pl_drawing *drawing, double x, double y, double width);

/* An emoji which brings its picture along. */
void pl_draw_image(struct pl_drawing *drawing, const struct pl_font_piece *piece,
		   struct pl_str text, double x, double y);

/* Courier Prime in another size, kept in *font for the next time. */
cairo_scaled_font_t *pl_draw_resized(cairo_scaled_font_t **font, const struct pl_font_face *face,
				     double width, double height);

/* The cluster is one glyph of Courier Prime, or nothing, in one cell. */
bool pl_draw_is_plain(const struct pl_font_face *face, struct pl_str text,
		      const struct pl_cluster *cluster);

static inline bool
pl_draw_are_adjacent(const struct pl_stretch *stretch, const struct pl_stretch *next)
{
	return stretch->x + (int32_t)stretch->width * PL_SIXTH == next->x;
}

/* Put text as cairo and Pango take it: UTF-8, with spaces for controls. They refuse the whole text
 * for one noncharacter or ill-formed byte, so these are U+FFFD. */
void pl_draw_put_text(struct pl_buffer *to, struct pl_str text);

/* What the shaper cannot see in a line. */
struct pl_font_hints pl_draw_hints(const struct platen_pages *pages);
/* So many words have Latin letters which Courier Prime lacks (as in Vietnamese) that the page would
 * be patchwork: better all letters in another font. */
bool pl_draw_lacks_latin(struct pl_drawing *drawing);

/* Bookmarks and metadata. */
void pl_draw_outline(struct pl_drawing *drawing);
void pl_draw_metadata(struct pl_drawing *drawing);

#endif
