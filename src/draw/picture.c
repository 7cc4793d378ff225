/*
 * Each page as a picture in a file of its own: SVG, whose letters are outlines, and PNG.
 *
 * cairo writes into memory, since it does not report write errors. In SVG it numbers what a page
 * uses more than once, such as the picture of an emoji, and goes on counting as long as the process
 * lives. We number these again from 1, so that the same page gives the same bytes.
 */
#include <cairo-svg.h>

#include "draw/draw.h"

#define DPI 150
#define POINTS_PER_INCH 72.0
#define SIDE_MAX 32767.0 /* dots; cairo makes no larger pictures */

static cairo_status_t
to_buffer(void *buffer, const unsigned char *bytes, unsigned length)
{
	return pl_buffer_write(buffer, bytes, length) ? CAIRO_STATUS_SUCCESS
						      : CAIRO_STATUS_NO_MEMORY;
}

/* -------------------------------------------------------------------------- SVG */

/* The new number for one of cairo's; `numbers` are these, in order of appearance. Searches from the
 * end: a page refers to what it has just used. */
static size_t
place_of(struct pl_buffer *numbers, uint64_t number)
{
	const uint64_t *list = (const void *)numbers->data;
	size_t count = numbers->length / sizeof(number);
	for (size_t i = count; i > 0; i--) {
		if (list[i - 1] == number) {
			return i;
		}
	}
	pl_buffer_put(numbers, (struct pl_str){(const char *)&number, sizeof(number)});
	return count + 1;
}

static bool
is_in_name(char byte)
{
	return (byte >= 'a' && byte <= 'z') || byte == '-';
}

/* The end of the name that is defined (id="NAME") or used (#NAME) at `at`; 0 if there is none. */
static size_t
name_at(struct pl_str svg, size_t at)
{
	struct pl_str rest = pl_str_slice(svg, at, svg.length);
	size_t end = pl_str_starts(rest, PL_STR("id=\"")) ? at + 4
		     : svg.data[at] == '#'                ? at + 1
							  : 0;
	size_t start = end;
	while (end > 0 && end < svg.length && is_in_name(svg.data[end])) {
		end++;
	}
	return end > start && end < svg.length && pl_is_digit(svg.data[end]) ? end : 0;
}

/* Glyph names (glyph0-12) need no new numbers: cairo counts them page by page. */
static void
put_svg(struct pl_draw_context *drawing, struct pl_str svg)
{
	struct pl_sink *sink = drawing->job->sink;
	struct pl_buffer numbers = {0};
	size_t from = 0;
	for (size_t at = 0; at < svg.length; at++) {
		size_t end = name_at(svg, at);
		if (end == 0) {
			continue;
		}
		uint64_t number = 0;
		at = end;
		while (at < svg.length && pl_is_digit(svg.data[at])) {
			number = number * 10 + (uint64_t)(svg.data[at++] - '0');
		}
		if (at < svg.length && svg.data[at] != '-') {
			pl_sink_put(sink, pl_str_slice(svg, from, end));
			pl_sink_printf(sink, "%zu", place_of(&numbers, number));
			from = at;
		}
	}
	pl_sink_put(sink, pl_str_slice(svg, from, svg.length));
	drawing->no_memory |= numbers.failed;
	pl_buffer_fini(&numbers);
}

/* ------------------------------------------------------------------------- pages */

static double
scale_of(const struct pl_job *job)
{
	uint32_t dpi = job->options->dpi == 0 ? DPI : job->options->dpi;
	double scale = dpi / POINTS_PER_INCH;
	int32_t longer =
		job->pages->width > job->pages->height ? job->pages->width : job->pages->height;
	double most = SIDE_MAX * PL_POINT / longer;
	return scale < most ? scale : most;
}

static cairo_surface_t *
new_surface(const struct pl_draw_context *drawing, struct pl_buffer *bytes)
{
	const struct platen_pages *pages = drawing->job->pages;
	double width = (double)pages->width / PL_POINT, height = (double)pages->height / PL_POINT;
	if (!drawing->job->format->is_raster) {
		return cairo_svg_surface_create_for_stream(to_buffer, bytes, width, height);
	}
	double scale = scale_of(drawing->job);
	cairo_surface_t *surface = cairo_image_surface_create(
		CAIRO_FORMAT_RGB24, (int)(width * scale + 0.5), (int)(height * scale + 0.5));
	cairo_surface_set_device_scale(surface, scale, scale);
	return surface;
}

/* `page` is NULL if the script has no pages: then the picture is a blank sheet. */
static cairo_status_t
draw(struct pl_draw_context *drawing, const struct pl_layout_page *page, struct pl_buffer *bytes)
{
	drawing->surface = new_surface(drawing, bytes);
	drawing->cairo = cairo_create(drawing->surface);
	cairo_set_source_rgb(drawing->cairo, 1, 1, 1);
	cairo_paint(drawing->cairo);
	cairo_set_source_rgb(drawing->cairo, 0, 0, 0);
	if (page != NULL) {
		pl_draw_page(drawing, page);
	}
	cairo_status_t status = cairo_status(drawing->cairo);
	cairo_destroy(drawing->cairo);
	cairo_surface_flush(drawing->surface);
	if (status == CAIRO_STATUS_SUCCESS && drawing->job->format->is_raster) {
		status = cairo_surface_write_to_png_stream(drawing->surface, to_buffer, bytes);
	}
	cairo_surface_finish(drawing->surface);
	if (status == CAIRO_STATUS_SUCCESS) {
		status = cairo_surface_status(drawing->surface);
	}
	cairo_surface_destroy(drawing->surface);
	drawing->no_memory |= bytes->failed;
	return status;
}

static cairo_status_t
write_page(struct pl_draw_context *drawing, const struct pl_layout_page *page, uint32_t number)
{
	const struct pl_job *job = drawing->job;
	const struct platen_write_options *options = job->options;
	struct pl_buffer bytes = {0};
	pl_sink_finish(job->sink);
	if (options->next_page != NULL && !options->next_page(options->next_page_user, number)) {
		job->sink->failed = true;
	}
	if (job->sink->failed) {
		return CAIRO_STATUS_WRITE_ERROR;
	}
	cairo_status_t status = draw(drawing, page, &bytes);
	if (status == CAIRO_STATUS_SUCCESS && !bytes.failed) {
		if (drawing->job->format->is_raster) {
			pl_sink_put(job->sink, pl_buffer_str(&bytes));
		} else {
			put_svg(drawing, pl_buffer_str(&bytes));
		}
	}
	pl_buffer_fini(&bytes);
	return status;
}

cairo_status_t
pl_draw_pictures(struct pl_draw_context *drawing)
{
	const struct platen_pages *pages = drawing->job->pages;
	cairo_status_t status = CAIRO_STATUS_SUCCESS;
	if (pages->page_count == 0) {
		return write_page(drawing, NULL, 1);
	}
	for (uint32_t i = 0; i < pages->page_count; i++) {
		pl_sink_step(drawing->job->sink, &drawing->job->options->progress, i,
			     pages->page_count);
		status = write_page(drawing, &pages->pages[i], pages->pages[i].number);
		if (status != CAIRO_STATUS_SUCCESS || drawing->no_memory ||
		    drawing->job->sink->failed) {
			break;
		}
	}
	return status;
}
