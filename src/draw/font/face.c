/*
 * Font files for cairo.
 *
 * Ownership: cairo keeps a scaled font, and with it the FT_Face, in a cache that all threads share,
 * even after we have released it. So the FT_Face, with its copy of the file, belongs to the cairo
 * font face, as user data. It has a FreeType library of its own, since two threads must not use
 * faces of one library at once, and any thread may empty the cache. A library costs 0.03 ms.
 */
#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <stdlib.h>

#include "draw/font/font.h"

static const cairo_user_data_key_t face_key;

FT_Face
pl_font_open(struct pl_str file)
{
	FT_Library library;
	FT_Face ft = NULL;
	void *copy = malloc(file.length);
	if (copy == NULL || FT_Init_FreeType(&library) != 0) {
		free(copy);
		return NULL;
	}
	memcpy(copy, file.data, file.length);
	if (FT_New_Memory_Face(library, copy, (FT_Long)file.length, 0, &ft) != 0) {
		FT_Done_FreeType(library);
		free(copy);
		return NULL;
	}
	ft->generic.data = copy;
	return ft;
}

void
pl_font_close(void *face)
{
	FT_Face ft = face;
	FT_Library library = ft->glyph->library;
	void *copy = ft->generic.data;
	FT_Done_Face(ft);
	FT_Done_FreeType(library);
	free(copy);
}

cairo_font_face_t *
pl_font_for_cairo(FT_Face ft)
{
	cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(ft, FT_LOAD_NO_HINTING);
	if (cairo_font_face_set_user_data(face, &face_key, ft, pl_font_close) !=
	    CAIRO_STATUS_SUCCESS) {
		cairo_font_face_destroy(face);
		pl_font_close(ft);
		return NULL;
	}
	return face;
}

cairo_scaled_font_t *
pl_font_scaled(cairo_font_face_t *face, double width, double height, double slant)
{
	cairo_matrix_t size, page;
	cairo_matrix_init(&size, width, 0, -height * slant, height, 0, 0);
	cairo_matrix_init_identity(&page);
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_scaled_font_t *font = cairo_scaled_font_create(face, &size, &page, options);
	cairo_font_options_destroy(options);
	return font;
}
