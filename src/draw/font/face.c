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

/* ------------------------------------------------------------------------- names */

#define NAME_MAX_LENGTH 32
#define NAME_TABLE_SIZE (18 + 2 * NAME_MAX_LENGTH)
#define TABLE_COUNT_AT 4
#define DIRECTORY_AT 12
#define DIRECTORY_ROW 16 /* tag, check sum, offset, length */

static void
put_number(unsigned char *to, size_t bytes, size_t number)
{
	while (bytes > 0) {
		to[--bytes] = (unsigned char)number;
		number >>= 8;
	}
}

/* Append a table of names to a font file, where there is room for it: the PostScript name alone, in
 * UTF-16 for Windows. The directory gets its place. Returns the new length of the file. */
static size_t
put_name(unsigned char *file, size_t length, const char *name)
{
	static const unsigned char head[] = {0, 0, 0, 1, 0, 18, 0, 3, 0, 1, 4, 9, 0, 6};
	unsigned char *table = file + length;
	size_t letters = strlen(name), size = 18 + 2 * letters;
	size_t count = (size_t)file[TABLE_COUNT_AT] << 8 | file[TABLE_COUNT_AT + 1];
	memset(table, 0, size);
	memcpy(table, head, sizeof(head));
	put_number(table + 14, 2, 2 * letters);
	for (size_t i = 0; i < letters; i++) {
		table[18 + 2 * i + 1] = (unsigned char)name[i];
	}
	for (size_t i = 0; i < count; i++) {
		unsigned char *row = file + DIRECTORY_AT + i * DIRECTORY_ROW;
		if (memcmp(row, "name", 4) == 0) {
			put_number(row + 8, 4, length);
			put_number(row + 12, 4, size);
		}
	}
	return length + size;
}

FT_Face
pl_font_open(struct pl_str file, const char *name)
{
	FT_Library library;
	FT_Face ft = NULL;
	unsigned char *copy = malloc(file.length + NAME_TABLE_SIZE);
	if (copy == NULL || FT_Init_FreeType(&library) != 0) {
		free(copy);
		return NULL;
	}
	memcpy(copy, file.data, file.length);
	size_t length = name == NULL ? file.length : put_name(copy, file.length, name);
	if (FT_New_Memory_Face(library, copy, (FT_Long)length, 0, &ft) != 0) {
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
