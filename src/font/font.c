/*
 * The four faces. Who owns what: cairo keeps a scaled font alive after we have let go of it, in a cache
 * which all threads share, and with it the FT_Face. So the FT_Face belongs to the cairo font face, as
 * user data, and has a FreeType library to itself: faces of one library must not be used by two threads
 * at once, and nobody knows which thread will empty the cache. A library costs 0.03 ms.
 */
#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include <stdlib.h>

#include "font/font.h"
#include "unicode/unicode.h"

struct pl_fonts {
	struct pl_face faces[PL_FACE_COUNT];
};

/* The advance of all glyphs but a handful of broken ones, in units of the font. */
#define ADVANCE 1228
#define UNITS_PER_EM 2048

static const cairo_user_data_key_t face_key;

struct pl_fonts *
pl_fonts_new(void)
{
	return calloc(1, sizeof(struct pl_fonts));
}

void
pl_fonts_free(struct pl_fonts *fonts)
{
	if (fonts == NULL) {
		return;
	}
	for (size_t i = 0; i < PL_FACE_COUNT; i++) {
		if (fonts->faces[i].font != NULL) {
			cairo_scaled_font_destroy(fonts->faces[i].font);
		}
	}
	free(fonts);
}

static void
done_face(void *user)
{
	FT_Face face = user;
	FT_Library library = face->glyph->library;
	FT_Done_Face(face);
	FT_Done_FreeType(library);
}

/* `ft` becomes the font's; NULL when memory runs out, and `ft` is closed. */
static cairo_scaled_font_t *
scaled_font_of(FT_Face ft)
{
	cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(ft, FT_LOAD_NO_HINTING);
	if (cairo_font_face_set_user_data(face, &face_key, ft, done_face) != CAIRO_STATUS_SUCCESS) {
		cairo_font_face_destroy(face);
		done_face(ft);
		return NULL;
	}
	cairo_matrix_t size, page;
	cairo_matrix_init_scale(&size, PL_FONT_SIZE, PL_FONT_SIZE);
	cairo_matrix_init_identity(&page);
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_scaled_font_t *font = cairo_scaled_font_create(face, &size, &page, options);
	cairo_font_options_destroy(options);
	cairo_font_face_destroy(face);
	if (cairo_scaled_font_status(font) != CAIRO_STATUS_SUCCESS) {
		cairo_scaled_font_destroy(font);
		return NULL;
	}
	return font;
}

static bool
open_face(struct pl_face *face, size_t index)
{
	const struct pl_font_file *file = &pl_courier_prime[index];
	FT_Library library;
	FT_Face ft;
	if (FT_Init_FreeType(&library) != 0) {
		return false;
	}
	if (FT_New_Memory_Face(library, file->data, (FT_Long)file->length, 0, &ft) != 0) {
		FT_Done_FreeType(library);
		return false;
	}
	cairo_scaled_font_t *font = scaled_font_of(ft);
	if (font == NULL) {
		return false;
	}
	*face = (struct pl_face){
		.font = font,
		.advance = (double)ADVANCE * PL_FONT_SIZE / UNITS_PER_EM,
		.ft = ft,
		.is_italic = (index & PLATEN_ITALIC) != 0,
	};
	for (uint32_t c = ' '; c < PL_FACE_TABLE; c++) {
		uint32_t drawn = pl_latin_drawn_as(c, face->is_italic);
		face->glyphs[c] = (uint16_t)FT_Get_Char_Index(ft, drawn);
	}
	return true;
}

const struct pl_face *
pl_fonts_face(struct pl_fonts *fonts, uint32_t style)
{
	size_t index = style & (PLATEN_BOLD | PLATEN_ITALIC);
	struct pl_face *face = &fonts->faces[index];
	return face->font != NULL || open_face(face, index) ? face : NULL;
}

/* Glyphs of another advance than a cell's are broken in some face: ﬁ is two cells wide. */
static bool
is_one_cell(const struct pl_face *face, uint32_t glyph)
{
	FT_Fixed advance;
	return FT_Get_Advance(face->ft, glyph, FT_LOAD_NO_SCALE, &advance) == 0 &&
	       advance == ADVANCE;
}

uint32_t
pl_face_glyph(const struct pl_face *face, uint32_t code_point)
{
	if (pl_is_invisible(code_point)) {
		return PL_GLYPH_NOTHING;
	}
	if (code_point < PL_FACE_TABLE) {
		return face->glyphs[code_point];
	}
	uint32_t drawn = pl_latin_drawn_as(code_point, face->is_italic);
	uint32_t glyph = drawn == 0 ? 0 : FT_Get_Char_Index(face->ft, drawn);
	return glyph != 0 && is_one_cell(face, glyph) ? glyph : PL_GLYPH_MISSING;
}

/* What goes over a letter of any font: marks of no script of their own. */
static bool
is_common_mark(uint32_t code_point)
{
	return (code_point >= 0x0300 && code_point < 0x0370) ||
	       (code_point >= 0x1AB0 && code_point < 0x1B00) ||
	       (code_point >= 0x1DC0 && code_point < 0x1E00) ||
	       (code_point >= 0x20D0 && code_point < 0x20E0) ||
	       (code_point >= 0xFE20 && code_point < 0xFE30);
}

size_t
pl_face_base_length(const struct pl_face *face, struct pl_str cluster)
{
	const char *at = cluster.data, *end = at + cluster.length, *marks = NULL;
	uint32_t base = 0, next;
	while (at < end) {
		const char *start = at;
		at += pl_utf8_decode(at, end, &next);
		if (base == 0) {
			base = next;
			continue;
		}
		uint32_t composed = marks == NULL ? pl_latin_compose(base, next) : 0;
		if (composed != 0) {
			base = composed;
		} else if (is_common_mark(next)) {
			marks = marks == NULL ? start : marks;
		} else if (!pl_is_invisible(next)) {
			return 0;
		}
	}
	uint32_t glyph = base == 0 ? PL_GLYPH_MISSING : pl_face_glyph(face, base);
	if (glyph == PL_GLYPH_MISSING || glyph == PL_GLYPH_NOTHING) {
		return 0;
	}
	return marks == NULL ? cluster.length : (size_t)(marks - cluster.data);
}

uint32_t
pl_face_cluster_glyph(const struct pl_face *face, struct pl_str cluster)
{
	const uint32_t as_emoji = 0xFE0F;
	const char *at = cluster.data, *end = at + cluster.length;
	uint32_t whole = 0, next;
	while (at < end) {
		at += pl_utf8_decode(at, end, &next);
		if (whole == 0) {
			whole = next;
		} else if (next == as_emoji) {
			return PL_GLYPH_MISSING;
		} else if (!pl_is_invisible(next)) {
			whole = pl_latin_compose(whole, next);
			if (whole == 0) {
				return PL_GLYPH_MISSING;
			}
		}
	}
	return whole == 0 ? PL_GLYPH_NOTHING : pl_face_glyph(face, whole);
}
