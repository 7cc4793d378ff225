/*
 * Pages to PDF, by cairo.
 *
 * cairo 1.16 has traps, and this writer is built around them: errors of the last bytes are
 * swallowed (our sink keeps its own), invalid UTF-8 breaks the file (pdf-text.c mends it), the
 * clock gets into the file (the date is always set, or taken out), and links of bookmarks want a
 * structure tree (all is inside one "Document"). Time goes into glyphs, 85 of 100 parts, so
 * pdf-text.c collects them.
 */
#include <stdlib.h>

#include "draw/draw.h"

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

static cairo_status_t
to_sink(void *user, const unsigned char *bytes, unsigned length)
{
	struct pl_sink *sink = user;
	pl_sink_put(sink, (struct pl_str){(const char *)bytes, length});
	return sink->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/* In light grey, from the lower left to the upper right, below the text: three quarters of the
 * sheet's diagonal long, but no letter higher than an inch. */
static void
draw_watermark(struct pl_drawing *drawing)
{
	const struct platen_pages *pages = drawing->job->pages;
	struct pl_stretch stretch = {
		.text = pages->watermark,
		.width = pl_text_width(pages->watermark),
		.style = PLATEN_BOLD,
	};
	if (stretch.width == 0) {
		return;
	}
	struct pl_line line = {.role = PL_ROLE_HEADER, .stretches = &stretch, .stretch_count = 1};
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
	pl_draw_line(drawing, &line);
	pl_draw_flush_page(drawing);
	cairo_restore(drawing->cairo);
}

void
pl_draw_page(struct pl_drawing *drawing, const struct pl_page *page)
{
	draw_watermark(drawing);
	for (uint32_t i = 0; i < page->line_count; i++) {
		pl_draw_line(drawing, &page->lines[i]);
	}
	pl_draw_flush_page(drawing);
}

static void
show_page(struct pl_drawing *drawing, const struct pl_page *page)
{
	char label[32] = "title";
	if (page->label.length > 0 && page->label.length < sizeof(label)) {
		memcpy(label, page->label.data, page->label.length);
		label[page->label.length] = '\0';
	}
	cairo_pdf_surface_set_page_label(drawing->surface, label);
	pl_draw_page(drawing, page);
	cairo_show_page(drawing->cairo);
}

static void
draw_pages(struct pl_drawing *drawing)
{
	const struct platen_pages *pages = drawing->job->pages;
	cairo_tag_begin(drawing->cairo, "Document", NULL);
	for (uint32_t i = 0; i < pages->page_count; i++) {
		drawing->page = i;
		show_page(drawing, &pages->pages[i]);
		if (drawing->no_memory || drawing->job->sink->failed) {
			return;
		}
	}
	if (pages->page_count == 0) {
		cairo_show_page(drawing->cairo);
	}
	cairo_tag_end(drawing->cairo, "Document");
	pl_draw_outline(drawing);
}

static enum platen_status
status_of(const struct pl_drawing *drawing, cairo_status_t cairo)
{
	if (drawing->job->sink->failed) {
		return PLATEN_IO;
	}
	if (drawing->no_memory) {
		return PLATEN_NO_MEMORY;
	}
	if (drawing->no_shaper) {
		return PLATEN_NO_FONT;
	}
	/* of what we ask for, only memory and fonts can fail */
	return cairo == CAIRO_STATUS_SUCCESS     ? PLATEN_OK
	       : cairo == CAIRO_STATUS_NO_MEMORY ? PLATEN_NO_MEMORY
						 : PLATEN_NO_FONT;
}

static cairo_status_t
write_pdf(struct pl_drawing *drawing)
{
	const struct platen_pages *pages = drawing->job->pages;
	drawing->surface = cairo_pdf_surface_create_for_stream(to_sink, drawing->job->sink,
							       (double)pages->width / PL_POINT,
							       (double)pages->height / PL_POINT);
	drawing->cairo = cairo_create(drawing->surface);
	pl_draw_metadata(drawing);
	draw_pages(drawing);
	cairo_status_t status = cairo_status(drawing->cairo);
	cairo_destroy(drawing->cairo);
	cairo_surface_finish(drawing->surface);
	if (status == CAIRO_STATUS_SUCCESS) {
		status = cairo_surface_status(drawing->surface);
	}
	cairo_surface_destroy(drawing->surface);
	return status;
}

/* Afterwards the regular face is there, so that who draws an emoji need not ask. */
static enum platen_status
prepare_fonts(struct pl_drawing *drawing)
{
	struct pl_str own = {drawing->job->options->font, drawing->job->options->font_length};
	enum platen_status status = drawing->fonts == NULL ? PLATEN_NO_MEMORY
				    : own.length > 0       ? pl_font_set_use(drawing->fonts, own)
							   : PLATEN_OK;
	if (status == PLATEN_OK && pl_font_face(drawing->fonts, 0) == NULL) {
		status = PLATEN_NO_MEMORY;
	}
	return status;
}

enum platen_status
pl_write_drawn(const struct pl_job *job)
{
	struct pl_drawing drawing = {
		.job = job,
		.fonts = pl_font_set_new(),
		.is_picture = job->format->is_single,
		.is_png = job->format->is_raster,
	};
	enum platen_status can_draw = prepare_fonts(&drawing);
	if (can_draw != PLATEN_OK) {
		pl_font_set_free(drawing.fonts);
		return can_draw;
	}
	pl_buffer_init(&drawing.line);
	drawing.is_latin_elsewhere = pl_draw_lacks_latin(&drawing);
	cairo_status_t status =
		drawing.is_picture ? pl_draw_write_pictures(&drawing) : write_pdf(&drawing);
	pl_draw_text_fini(&drawing);
	pl_draw_shaped_fini(&drawing);
	pl_buffer_fini(&drawing.line);
	pl_font_set_free(drawing.fonts);
	return status_of(&drawing, status);
}

#if PL_MODULES
#include "base/module.h"

PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, (void (*)(void))pl_write_drawn};
#endif
