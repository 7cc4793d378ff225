/*
 * The three files of the PDF writer: pdf.c (surface and pages), pdf-text.c (lines to glyphs),
 * pdf-outline.c (bookmarks, page labels, metadata).
 */
#ifndef PL_WRITE_PDF_H
#define PL_WRITE_PDF_H

#include <cairo-pdf.h>

#include "font/font.h"
#include "font/shape.h"
#include "write/write.h"

/* Glyphs of one font on their way to cairo, which takes a page of them in one call almost as fast as
 * a line. The font is borrowed. */
struct pl_pdf_batch {
	cairo_scaled_font_t *font;
	cairo_glyph_t *glyphs;
	cairo_text_cluster_t *clusters;
	char *text;
	size_t glyph_count, cluster_count, text_length;
	size_t glyph_room, cluster_room, text_room;
};

/* A filled bar or a picture; they are drawn when the text of the page stands. */
struct pl_pdf_mark {
	double x, y, width;
	cairo_surface_t *image;		/* NULL: an underline */
};

struct pl_pdf {
	const struct pl_job *job;
	cairo_surface_t *surface;
	cairo_t *cairo;
	struct pl_fonts *fonts;
	cairo_scaled_font_t *code_font;	/* Courier Prime in the size of code points; NULL: unused */
	const struct pl_shaper_calls *shaper_calls;
	struct pl_shaper *shaper;	/* NULL until it is needed */
	struct pl_pdf_batch batch;
	struct pl_pdf_mark *marks;
	size_t mark_count, mark_room;
	struct pl_shape_cluster *clusters;	/* of the line which is being shaped */
	size_t cluster_count, cluster_room;
	struct pl_buffer line;		/* its text */
	bool no_memory;			/* sticks */
	bool no_shaper;			/* sticks: a line had to be shaped, and there is no module */
};

/* An array from malloc with room for `wanted` elements: the same or, moved, a larger one. NULL, and
 * pdf->no_memory, when memory runs out; then the old one stays. */
void *pl_pdf_grow(struct pl_pdf *pdf, void *array, size_t *room, size_t wanted, size_t size);

/* Draw a line. The glyphs stay in the batch until the page is finished. */
void pl_pdf_line(struct pl_pdf *pdf, const struct pl_line *line);
/* Draw what was collected for the page. */
void pl_pdf_flush_page(struct pl_pdf *pdf);
void pl_pdf_text_fini(struct pl_pdf *pdf);

/* Bookmarks and metadata, when all pages are drawn. */
void pl_pdf_outline(struct pl_pdf *pdf);
void pl_pdf_metadata(struct pl_pdf *pdf);

#endif
