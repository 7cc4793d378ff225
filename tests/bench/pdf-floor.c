/*
 * pdf-floor FONT - set the pages on standard input as a PDF on standard output, by cairo
 *
 * The input is what `platen convert -f text` writes: form feeds between pages. All text is in one
 * face, and cairo is given a page in one call. So this is what the PDF costs if cairo does all.
 */
#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>

#define PAGE_MAX 8192 /* characters */

static cairo_status_t
put(void *user, const unsigned char *bytes, unsigned length)
{
	(void)user;
	return fwrite(bytes, 1, length, stdout) == length ? CAIRO_STATUS_SUCCESS
							  : CAIRO_STATUS_WRITE_ERROR;
}

/* Continuation bytes of UTF-8 are left out: nearly all of a screenplay is ASCII. */
static int
read_page(FT_Face face, cairo_glyph_t glyphs[PAGE_MAX], int *count)
{
	double x = 72, y = 72;
	int byte;
	*count = 0;
	while ((byte = getchar()) != EOF && byte != '\f') {
		if (byte == '\n') {
			x = 72;
			y += 12;
		} else if ((byte & 0xC0) != 0x80) {
			if (byte != ' ' && *count < PAGE_MAX) {
				unsigned long glyph = FT_Get_Char_Index(face, (FT_ULong)byte);
				glyphs[(*count)++] = (cairo_glyph_t){glyph, x, y};
			}
			x += 1228.0 / 2048 * 12;
		}
	}
	return byte;
}

int
main(int argument_count, char **arguments)
{
	FT_Library library;
	FT_Face face;
	static cairo_glyph_t glyphs[PAGE_MAX];
	if (argument_count < 2 || FT_Init_FreeType(&library) != 0 ||
	    FT_New_Face(library, arguments[1], 0, &face) != 0) {
		return 1;
	}
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(put, NULL, 612, 792);
	cairo_t *cairo = cairo_create(surface);
	cairo_set_font_face(cairo, cairo_ft_font_face_create_for_ft_face(face, 0));
	cairo_set_font_size(cairo, 12);
	for (int count, byte = 0; byte != EOF;) {
		byte = read_page(face, glyphs, &count);
		cairo_show_glyphs(cairo, glyphs, count);
		cairo_show_page(cairo);
	}
	cairo_destroy(cairo);
	cairo_surface_finish(surface);
	return cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS;
}
