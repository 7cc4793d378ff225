/*
 * The four faces: what they can draw, and characters that are drawn as other characters. This
 * affects glyphs only; the text in a PDF is what the writer typed.
 */
#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include <stdlib.h>

#include "draw/font/font.h"
#include "unicode/unicode.h"

struct pl_font_set {
	struct pl_font_face faces[PL_FONT_FACE_COUNT];
	struct pl_str file; /* the user's; empty: Courier Prime */
};

/* A user's font is stretched until its letters are as wide as a cell, 0.6 of its height, if that is
 * too little to be seen. In thousandths of the height. */
#define CELL_OF_EM 600
#define STRETCH_MAX 25
#define CELL_POINTS 7.2

struct pl_font_set *
pl_font_set_new(void)
{
	return calloc(1, sizeof(struct pl_font_set));
}

void
pl_font_set_free(struct pl_font_set *fonts)
{
	if (fonts == NULL) {
		return;
	}
	for (size_t i = 0; i < PL_FONT_FACE_COUNT; i++) {
		if (fonts->faces[i].font != NULL) {
			cairo_scaled_font_destroy(fonts->faces[i].font);
		}
	}
	free(fonts);
}

static FT_Fixed
advance_of(FT_Face ft, uint32_t glyph)
{
	FT_Fixed advance;
	return FT_Get_Advance(ft, glyph, FT_LOAD_NO_SCALE, &advance) == 0 ? advance : 0;
}

/* The character whose glyph draws `code_point` in Courier Prime: usually itself; 0 if Courier Prime
 * must not draw it. */
static uint32_t
drawn_as(uint32_t code_point, bool is_italic)
{
	switch (code_point) {
	case 0x00B5: return 0x03BC; /* micro sign: the font has only the Greek letter */
	case 0x0110: return 0x00D0; /* its glyph of Đ is a D with macron */
	case 0x00A0:                /* spaces: no-break, figure, thin, narrow no-break */
	case 0x2007:
	case 0x2009:
	case 0x202F: return ' ';
	case 0x2010: return '-';
	case 0x2015: return 0x2014;
	case 0x2032: return is_italic ? '\'' : code_point; /* empty in the italics */
	case 0x2033: return is_italic ? '"' : code_point;
	case 0x2126:
		return 0; /* Ω and Greek letters are mathematical symbols, too small for text */
	}
	return code_point >= 0x0370 && code_point < 0x0400 ? 0 : code_point;
}

/* Glyphs with another advance are ignored: in some faces ﬁ is two cells wide. In a user's font,
 * other characters are only drawn for those it lacks. */
static uint32_t
glyph_of(const struct pl_font_face *face, uint32_t code_point)
{
	uint32_t drawn = drawn_as(code_point, face->is_italic);
	uint32_t glyph = face->is_own ? FT_Get_Char_Index(face->ft, code_point) : 0;
	if (glyph == 0 && drawn != 0) {
		glyph = FT_Get_Char_Index(face->ft, drawn);
	}
	return glyph != 0 && advance_of(face->ft, glyph) == face->units ? glyph
									: PL_FONT_GLYPH_MISSING;
}

/* ------------------------------------------------------------- a font of the user's */

/* Whether the font has all of ASCII, and its letters are all about as wide as a cell. */
static bool
is_monospaced(FT_Face ft)
{
	FT_Fixed wanted = advance_of(ft, FT_Get_Char_Index(ft, 'M'));
	for (uint32_t c = ' '; c < 0x7F; c++) {
		uint32_t glyph = FT_Get_Char_Index(ft, c);
		if (glyph == 0 || advance_of(ft, glyph) != wanted) {
			return false;
		}
	}
	FT_Fixed thousandths = wanted * 1000 / ft->units_per_EM;
	return thousandths >= CELL_OF_EM - STRETCH_MAX && thousandths <= CELL_OF_EM + STRETCH_MAX;
}

enum platen_status
pl_font_set_use(struct pl_font_set *fonts, struct pl_str file)
{
	FT_Face ft = pl_font_open(file, NULL);
	if (ft == NULL) {
		return PLATEN_BAD_FONT;
	}
	bool is_font = FT_IS_SCALABLE(ft) && FT_IS_SFNT(ft) && ft->units_per_EM > 0;
	bool is_usable = is_font && is_monospaced(ft);
	pl_font_close(ft);
	if (is_usable) {
		fonts->file = file;
	}
	return is_usable ? PLATEN_OK : is_font ? PLATEN_WIDE_FONT : PLATEN_BAD_FONT;
}

/* ---------------------------------------------------------------------------- faces */

/* If a user's font is not bold or italic, it is emboldened or slanted. Takes ownership of
 * face->ft. NULL: no memory. */
static cairo_scaled_font_t *
scaled_font_of(const struct pl_font_face *face, size_t style)
{
	FT_Face ft = face->ft;
	bool is_bold = (style & PLATEN_BOLD) != 0 && !(ft->style_flags & FT_STYLE_FLAG_BOLD);
	bool is_slanted = (style & PLATEN_ITALIC) != 0 && !(ft->style_flags & FT_STYLE_FLAG_ITALIC);
	double natural = (double)face->units * PL_FONT_SIZE / ft->units_per_EM;
	cairo_font_face_t *made = pl_font_for_cairo(ft);
	if (made == NULL) {
		return NULL;
	}
	cairo_ft_font_face_set_synthesize(made,
					  face->is_own && is_bold ? CAIRO_FT_SYNTHESIZE_BOLD : 0);
	cairo_scaled_font_t *font =
		pl_font_scaled(made, PL_FONT_SIZE * face->advance / natural, PL_FONT_SIZE,
			       face->is_own && is_slanted ? PL_FONT_SLANT : 0);
	cairo_font_face_destroy(made);
	if (cairo_scaled_font_status(font) != CAIRO_STATUS_SUCCESS) {
		cairo_scaled_font_destroy(font);
		return NULL;
	}
	return font;
}

/* False: no memory. */
static bool
open_face(struct pl_font_face *face, const struct pl_font_set *fonts, size_t style)
{
	/* the four files all have the same name, so a PDF would have four fonts of that name */
	static const char *const names[] = {"CourierPrime-Regular", "CourierPrime-Bold",
					    "CourierPrime-Italic", "CourierPrime-BoldItalic"};
	const struct pl_font_file *built_in = &pl_font_courier_prime[style];
	face->is_own = fonts->file.length > 0;
	FT_Face ft = face->is_own ? pl_font_open(fonts->file, NULL)
				  : pl_font_open((struct pl_str){(const char *)built_in->data,
								 built_in->length},
						 names[style]);
	if (ft == NULL) {
		return false;
	}
	face->ft = ft;
	face->is_italic = !face->is_own && (style & PLATEN_ITALIC) != 0;
	face->units = advance_of(ft, FT_Get_Char_Index(ft, 'M'));
	face->advance =
		face->is_own ? CELL_POINTS : (double)face->units * PL_FONT_SIZE / ft->units_per_EM;
	face->font = scaled_font_of(face, style);
	if (face->font == NULL) {
		return false;
	}
	for (uint32_t c = ' '; c < PL_FONT_FACE_TABLE; c++) {
		uint32_t glyph = glyph_of(face, c);
		face->glyphs[c] = glyph <= UINT16_MAX ? (uint16_t)glyph : PL_FONT_GLYPH_MISSING;
	}
	return true;
}

const struct pl_font_face *
pl_font_face(struct pl_font_set *fonts, uint32_t style)
{
	size_t index = style & (PLATEN_BOLD | PLATEN_ITALIC);
	struct pl_font_face *face = &fonts->faces[index];
	return face->font != NULL || open_face(face, fonts, index) ? face : NULL;
}

uint32_t
pl_font_glyph(const struct pl_font_face *face, uint32_t code_point)
{
	if (pl_font_is_invisible(code_point)) {
		return PL_FONT_GLYPH_NOTHING;
	}
	if (code_point < PL_FONT_FACE_TABLE) {
		return face->glyphs[code_point];
	}
	return glyph_of(face, code_point);
}

/* Marks that belong to no script and can be drawn over a letter of any font. */
static bool
is_common_mark(uint32_t code_point)
{
	return (code_point >= 0x0300 && code_point < 0x0370) ||
	       (code_point >= 0x1AB0 && code_point < 0x1B00) ||
	       (code_point >= 0x1DC0 && code_point < 0x1E00) ||
	       (code_point >= 0x20D0 && code_point < 0x20E0) ||
	       (code_point >= 0xFE20 && code_point < 0xFE30);
}

uint32_t
pl_font_cluster_glyph(const struct pl_font_face *face, struct pl_str cluster, size_t *length)
{
	const char *at = cluster.data, *end = pl_str_end(cluster);
	uint32_t base = 0, next;
	*length = 0;
	while (at < end) {
		const char *mark = at;
		at += pl_utf8_decode(at, end, &next);
		if (base == 0) {
			base = next;
			continue;
		}
		uint32_t composed = pl_compose(base, next);
		if (composed != 0 && pl_font_glyph(face, composed) != PL_FONT_GLYPH_MISSING) {
			base = composed;
		} else if (is_common_mark(next)) {
			at = mark;
			break;
		} else if (!pl_font_is_invisible(next)) {
			return PL_FONT_GLYPH_MISSING;
		}
	}
	*length = (size_t)(at - cluster.data);
	return base == 0 ? PL_FONT_GLYPH_NOTHING : pl_font_glyph(face, base);
}
