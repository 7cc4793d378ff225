/* From a job to a file: which fonts, which kind of file, and what went wrong. */
#include "draw/draw.h"

static enum platen_status
status_of(const struct pl_draw_context *drawing, cairo_status_t cairo)
{
	if (drawing->job->sink->failed) {
		return PLATEN_IO;
	}
	if (drawing->no_memory) {
		return PLATEN_NO_MEMORY;
	}
	if (drawing->no_module) {
		return PLATEN_NO_MODULE;
	}
	/* in what we ask of cairo, only memory and fonts can fail */
	return cairo == CAIRO_STATUS_SUCCESS     ? PLATEN_OK
	       : cairo == CAIRO_STATUS_NO_MEMORY ? PLATEN_NO_MEMORY
						 : PLATEN_NO_FONT;
}

/* On success the regular face is open: later calls for it cannot fail. */
static enum platen_status
prepare_fonts(struct pl_draw_context *drawing)
{
	const struct platen_write_options *options = drawing->job->options;
	struct pl_str file = {options->font, options->font_length};
	drawing->fonts = pl_font_set_new();
	if (drawing->fonts == NULL) {
		return PLATEN_NO_MEMORY;
	}
	enum platen_status status =
		file.length > 0 ? pl_font_set_use(drawing->fonts, file) : PLATEN_OK;
	if (status != PLATEN_OK) {
		return status;
	}
	const struct pl_font_face *face = pl_font_face(drawing->fonts, 0);
	if (face == NULL) {
		return PLATEN_NO_MEMORY;
	}
	drawing->is_latin_elsewhere = pl_draw_lacks_latin(drawing->job->pages, face);
	return PLATEN_OK;
}

enum platen_status
pl_write_drawn(const struct pl_job *job)
{
	struct pl_draw_context drawing = {.job = job,
					  .is_picture = job->format->is_single,
					  .is_tagged = job->options->tagged};
	enum platen_status status = prepare_fonts(&drawing);
	if (status == PLATEN_OK) {
		cairo_status_t cairo =
			drawing.is_picture ? pl_draw_pictures(&drawing) : pl_draw_pdf(&drawing);
		pl_draw_free_shaper(&drawing);
		pl_buffer_fini(&drawing.batch.glyphs);
		pl_buffer_fini(&drawing.batch.clusters);
		pl_buffer_fini(&drawing.batch.text);
		pl_buffer_fini(&drawing.underlines);
		pl_buffer_fini(&drawing.clusters);
		pl_buffer_fini(&drawing.line);
		status = status_of(&drawing, cairo);
	}
	pl_font_set_free(drawing.fonts);
	return status;
}

#if PL_MODULES
#include "base/module.h"

PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, (void (*)(void))pl_write_drawn};
#endif
