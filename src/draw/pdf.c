/*
 * Pages to PDF. cairo 1.16 has traps: it ignores errors of the last bytes (our sink keeps its own),
 * it takes the date from the clock (we always set or remove it), and links of bookmarks
 * need a structure tree (all pages are inside one "Document").
 */
#include "draw/archive.h"

static cairo_status_t
to_sink(void *user, const unsigned char *bytes, unsigned length)
{
	struct pl_draw_archive *archive = user;
	pl_draw_archive_put(archive, (struct pl_str){(const char *)bytes, length});
	return archive->sink->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void
show_page(struct pl_draw_context *drawing, const struct pl_layout_page *page)
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

/* A file has at least one page. cairo writes no structure for one without any drawing. */
static void
show_empty_page(struct pl_draw_context *drawing)
{
	pl_draw_begin_artifact(drawing);
	if (drawing->is_tagged) {
		cairo_set_source_rgb(drawing->cairo, 1, 1, 1);
		cairo_rectangle(drawing->cairo, 0, 0, 1, 1);
		cairo_fill(drawing->cairo);
	}
	cairo_show_page(drawing->cairo);
}

static void
draw_pages(struct pl_draw_context *drawing)
{
	const struct platen_pages *pages = drawing->job->pages;
	cairo_tag_begin(drawing->cairo, "Document", NULL);
	for (uint32_t i = 0; i < pages->page_count; i++) {
		pl_sink_step(drawing->job->sink, &drawing->job->options->progress, i,
			     pages->page_count);
		if (!drawing->job->sink->failed) {
			show_page(drawing, &pages->pages[i]);
		}
		if (drawing->no_memory || drawing->job->sink->failed) {
			return;
		}
	}
	if (pages->page_count == 0) {
		show_empty_page(drawing);
	}
	pl_draw_end_tags(drawing);
	cairo_tag_end(drawing->cairo, "Document");
	pl_draw_outline(drawing);
}

static void
begin_file(struct pl_draw_context *drawing, struct pl_draw_archive *archive)
{
	const struct platen_pages *pages = drawing->job->pages;
	drawing->surface = cairo_pdf_surface_create_for_stream(to_sink, archive,
							       (double)pages->width / PL_POINT,
							       (double)pages->height / PL_POINT);
	pl_draw_set_info(drawing->surface, drawing->job);
	drawing->cairo = cairo_create(drawing->surface);
}

static cairo_status_t
end_file(struct pl_draw_context *drawing)
{
	cairo_status_t status = cairo_status(drawing->cairo);
	cairo_destroy(drawing->cairo);
	cairo_surface_finish(drawing->surface);
	if (status == CAIRO_STATUS_SUCCESS) {
		status = cairo_surface_status(drawing->surface);
	}
	cairo_surface_destroy(drawing->surface);
	return status;
}

cairo_status_t
pl_draw_pdf(struct pl_draw_context *drawing)
{
	struct pl_draw_archive archive;
	pl_draw_archive_init(&archive, drawing->job);
	begin_file(drawing, &archive);
	pl_draw_dry_run(drawing);
	draw_pages(drawing);
	cairo_status_t status = end_file(drawing);
	if (status == CAIRO_STATUS_SUCCESS && !drawing->job->sink->failed) {
		enum platen_status finished = pl_draw_archive_finish(&archive, drawing->job);
		drawing->no_memory |= finished == PLATEN_NO_MEMORY;
		drawing->no_module |= finished == PLATEN_NO_MODULE;
	}
	pl_draw_archive_fini(&archive);
	return status;
}
