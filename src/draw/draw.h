/*
 * draw - pages to PDF, SVG and PNG, by cairo
 *
 *	draw.c		chooses fonts and the kind of file
 *	pdf.c		a PDF
 *	outline.c	its bookmarks
 *	archive.c	what PDF/A asks of it; srgb.c is part of that
 *	metadata.c	what it says about itself
 *	picture.c	SVG and PNG, a file for each page
 *	page.c		a page, line by line
 *	shaped.c	lines that need other fonts than Courier Prime
 *	emoji.c		pictures in the text
 *	tags.c		the structure of a tagged PDF
 *	glyphs.c	collects glyphs for cairo
 *	coverage.c	scans the whole script to choose fonts
 *
 * Each file calls only files below it.
 */
#ifndef PL_DRAW_H
#define PL_DRAW_H

#include <cairo-pdf.h>

#include "draw/font/font.h"
#include "draw/font/shape.h"
#include "formats.h"

/* Glyphs of one font, which cairo draws in one call. */
struct pl_draw_batch {
	cairo_scaled_font_t *font; /* borrowed */
	struct pl_buffer glyphs;   /* cairo_glyph_t */
	struct pl_buffer clusters; /* cairo_text_cluster_t */
	struct pl_buffer text;
};

struct pl_draw_underline {
	double x, y, width;
};

/* The elements of structure that are open; their names are NULL if there is none. */
struct pl_draw_tags {
	const char *sect, *div, *leaf;
	const struct platen_node *scene, *speech, *node; /* what they are for */
};

/* The state of one file. */
struct pl_draw_context {
	const struct pl_job *job;
	cairo_surface_t *surface;
	cairo_t *cairo;
	struct pl_font_set *fonts;
	/* Courier Prime in other sizes: small, for code points, and as wide as an emoji. NULL until
	 * needed. */
	cairo_scaled_font_t *code_font, *emoji_font;
	const struct pl_font_shaper_calls *shaper_calls;
	struct pl_font_shaper *shaper; /* NULL until needed */
	struct pl_draw_batch batch;
	struct pl_buffer underlines; /* struct pl_draw_underline, drawn when the page's text is */
	struct pl_buffer line;       /* text of the line being shaped */
	struct pl_buffer clusters;   /* struct pl_font_cluster, of that line */
	unsigned char *reported;     /* a bit for each code point without a glyph; NULL: none yet */
	bool is_latin_elsewhere;     /* all letters are drawn in other fonts */
	bool is_picture;             /* SVG or PNG, which have no text behind the glyphs */
	bool is_dry_run;             /* see pl_draw_dry_run */
	bool is_tagged;              /* a PDF with more structure than a Document */
	struct pl_draw_tags tags;
	bool no_memory; /* sticks */
	bool no_module; /* sticks: the shaper is needed and not installed, or
			 * an attachment needs another cairo */
};

/* ---------------------------------------------------------------------- glyphs.c */

/* The batch, with room for more glyphs of `font` and more bytes of text; NULL if out of memory. */
struct pl_draw_batch *pl_draw_batch_for(struct pl_draw_context *drawing, cairo_scaled_font_t *font,
					size_t glyphs, size_t bytes);

/* Add the text of a cluster of `glyphs` glyphs. There must be room. */
static inline void
pl_draw_put_cluster(struct pl_draw_batch *batch, const char *text, size_t length, size_t glyphs)
{
	cairo_text_cluster_t cluster = {(int)length, (int)glyphs};
	memcpy(batch->text.data + batch->text.length, text, length);
	memcpy(batch->clusters.data + batch->clusters.length, &cluster, sizeof(cluster));
	batch->text.length += length;
	batch->clusters.length += sizeof(cluster);
}

static inline void
pl_draw_put_glyph(struct pl_draw_batch *batch, uint32_t glyph, double x, double y)
{
	cairo_glyph_t made = {glyph, x, y};
	memcpy(batch->glyphs.data + batch->glyphs.length, &made, sizeof(made));
	batch->glyphs.length += sizeof(made);
}

/* Underline text whose baseline is `y`. */
void pl_draw_put_underline(struct pl_draw_context *drawing, double x, double y, double width);

/* Draw the batch; and all that was collected for the page. */
void pl_draw_flush_batch(struct pl_draw_context *drawing);
void pl_draw_flush_page(struct pl_draw_context *drawing);

/* Courier Prime in another size, created in *font on the first call. */
cairo_scaled_font_t *pl_draw_resized(cairo_scaled_font_t **font, const struct pl_font_face *face,
				     double width, double height);

/* Append text as cairo and Pango accept it: spaces for control characters, U+FFFD for
 * noncharacters and ill-formed bytes. They reject a whole text for one such character. */
void pl_draw_put_text(struct pl_buffer *to, struct pl_str text);

/* ------------------------------------------------------------------------ tags.c */

/* In a tagged PDF, and else nothing: begin the element that line number `index` of the page is in,
 * unless that is open; begin an artifact; end what is open in the page, or all. */
void pl_draw_begin_line(struct pl_draw_context *drawing, const struct pl_layout_page *page,
			uint32_t index);
void pl_draw_begin_artifact(struct pl_draw_context *drawing);
void pl_draw_end_leaf(struct pl_draw_context *drawing);
void pl_draw_end_tags(struct pl_draw_context *drawing);

/* ------------------------------------------------------------- lines, pages, files */

/* Draw an emoji that is a picture. `text` can be found and copied in a PDF. */
void pl_draw_emoji(struct pl_draw_context *drawing, const struct pl_font_piece *piece,
		   struct pl_str text, double x, double y);

/* Draw a line that the shaper must see. */
void pl_draw_shaped_line(struct pl_draw_context *drawing, const struct pl_layout_line *line);
void pl_draw_free_shaper(struct pl_draw_context *drawing);

/* Whether a cluster fits in one cell and is one glyph of Courier Prime, or none at all. */
bool pl_draw_is_plain(const struct pl_font_face *face, struct pl_str text,
		      const struct pl_cluster *cluster);

/* Draw all that is on a page, and its watermark. */
void pl_draw_page(struct pl_draw_context *drawing, const struct pl_layout_page *page);

/* Draw nothing, but let the shaper see all pages: a PDF embeds the glyphs that they need. */
void pl_draw_dry_run(struct pl_draw_context *drawing);

/* Write the file or files. The sink and the drawing hold further errors. */
cairo_status_t pl_draw_pdf(struct pl_draw_context *drawing);
cairo_status_t pl_draw_pictures(struct pl_draw_context *drawing);

void pl_draw_outline(struct pl_draw_context *drawing);

/* -------------------------------------------------------------------- coverage.c */

/* What the shaper must know of the whole script. */
struct pl_font_hints pl_draw_scan_hints(const struct platen_pages *pages);

/* Whether all letters should be drawn in another font, because many words have Latin letters that
 * Courier Prime lacks, as in Vietnamese. */
bool pl_draw_lacks_latin(const struct platen_pages *pages, const struct pl_font_face *face);

#endif
