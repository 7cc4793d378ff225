/*
 * The four faces. Who owns what: cairo keeps a scaled font alive after we have let go of it, in a
 * cache which all threads share, and with it the FT_Face. So the FT_Face belongs to the cairo font
 * face, as user data, and has a FreeType library to itself: faces of one library must not be used
 * by two threads at once, and nobody knows which thread will empty the cache. A library costs 0.03
 * ms.
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
	struct pl_str own; /* the user's file; empty: Courier Prime */
};

/* The advance of all glyphs but a handful of broken ones, in units of the font. */
#define ADVANCE 1228
#define UNITS_PER_EM 2048

/* A font of the user's is stretched until it is as wide as a cell, 0.6 of its height. More than so
 * many parts of a thousand would be seen. */
#define CELL_OF_EM 600
#define STRETCH_MAX 25
#define CELL_POINTS 7.2
#define SLANT 0.2

static const cairo_user_data_key_t face_key;

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

static void
done_face(void *user)
{
	FT_Face face = user;
	FT_Library library = face->glyph->library;
	void *bytes = face->generic.data;
	FT_Done_Face(face);
	FT_Done_FreeType(library);
	free(bytes);
}

/* What is made of a file beyond what is in it. */
struct change {
	bool is_bold;
	double stretch, slant; /* 1, 0: none */
};

/* `ft` becomes the font's; NULL when memory runs out, and `ft` is closed. (cairo 1.16 can slant
 * letters, too; in a PDF it slants them backwards.) */
static cairo_scaled_font_t *
scaled_font_of(FT_Face ft, const struct change *change)
{
	cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(ft, FT_LOAD_NO_HINTING);
	if (cairo_font_face_set_user_data(face, &face_key, ft, done_face) != CAIRO_STATUS_SUCCESS) {
		cairo_font_face_destroy(face);
		done_face(ft);
		return NULL;
	}
	cairo_ft_font_face_set_synthesize(face, change->is_bold ? CAIRO_FT_SYNTHESIZE_BOLD : 0);
	cairo_matrix_t size, page;
	cairo_matrix_init(&size, PL_FONT_SIZE * change->stretch, 0, -PL_FONT_SIZE * change->slant,
			  PL_FONT_SIZE, 0, 0);
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

/* A face with a library to itself; NULL if it is no font, or there is no memory. */
static FT_Face
open_file(const void *data, size_t length)
{
	FT_Library library;
	FT_Face ft;
	if (FT_Init_FreeType(&library) != 0) {
		return NULL;
	}
	if (FT_New_Memory_Face(library, data, (FT_Long)length, 0, &ft) != 0) {
		FT_Done_FreeType(library);
		return NULL;
	}
	return ft;
}

static FT_Fixed
advance_of(FT_Face ft, uint32_t glyph)
{
	FT_Fixed advance;
	return FT_Get_Advance(ft, glyph, FT_LOAD_NO_SCALE, &advance) == 0 ? advance : 0;
}

/* Glyphs of another advance than a cell's are broken in some face: ﬁ is two cells wide. A font of
 * the user's has its own characters; where it has not, those which can stand in. */
static uint32_t
glyph_of(const struct pl_font_face *face, uint32_t code_point)
{
	uint32_t drawn = pl_font_drawn_as(code_point, face->is_italic);
	uint32_t glyph = face->is_own ? FT_Get_Char_Index(face->ft, code_point) : 0;
	if (glyph == 0 && drawn != 0) {
		glyph = FT_Get_Char_Index(face->ft, drawn);
	}
	return glyph != 0 && advance_of(face->ft, glyph) == face->units ? glyph
									: PL_FONT_GLYPH_MISSING;
}

/* ------------------------------------------------------------- a font of the user's */

/* All of ASCII is there, and each of it is as wide as an M. */
static bool
is_even(FT_Face ft)
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
	FT_Face ft = open_file(file.data, file.length);
	if (ft == NULL) {
		return PLATEN_BAD_FONT;
	}
	bool is_outlines = FT_IS_SCALABLE(ft) && FT_IS_SFNT(ft) && ft->units_per_EM > 0;
	bool is_usable = is_outlines && is_even(ft);
	done_face(ft);
	if (is_usable) {
		fonts->own = file;
	}
	return is_usable ? PLATEN_OK : is_outlines ? PLATEN_WIDE_FONT : PLATEN_BAD_FONT;
}

/* Bold and italics which the file has not are made of what it has. */
static bool
open_own(struct pl_font_face *face, struct pl_str file, size_t style)
{
	void *bytes = malloc(file.length); /* for as long as cairo keeps the face */
	FT_Face ft = NULL;
	if (bytes != NULL) {
		memcpy(bytes, file.data, file.length);
		ft = open_file(bytes, file.length);
	}
	if (ft == NULL) {
		free(bytes);
		return false;
	}
	ft->generic.data = bytes;
	bool has_bold = (ft->style_flags & FT_STYLE_FLAG_BOLD) != 0;
	bool has_italic = (ft->style_flags & FT_STYLE_FLAG_ITALIC) != 0;
	*face = (struct pl_font_face){
		.units = advance_of(ft, FT_Get_Char_Index(ft, 'M')),
		.advance = CELL_POINTS,
		.ft = ft,
		.is_own = true,
	};
	double natural = (double)face->units * PL_FONT_SIZE / ft->units_per_EM;
	struct change change = {
		.is_bold = (style & PLATEN_BOLD) != 0 && !has_bold,
		.stretch = CELL_POINTS / natural,
		.slant = (style & PLATEN_ITALIC) != 0 && !has_italic ? SLANT : 0,
	};
	face->font = scaled_font_of(ft, &change);
	if (face->font == NULL) {
		return false;
	}
	for (uint32_t c = ' '; c < PL_FONT_FACE_TABLE; c++) {
		uint32_t glyph = glyph_of(face, c);
		face->glyphs[c] = glyph <= UINT16_MAX ? (uint16_t)glyph : 0;
	}
	return true;
}

/* ---------------------------------------------------------------------------- faces */

static bool
open_courier(struct pl_font_face *face, size_t index)
{
	const struct pl_font_file *file = &pl_font_courier_prime[index];
	FT_Face ft = open_file(file->data, file->length);
	if (ft == NULL) {
		return false;
	}
	cairo_scaled_font_t *font = scaled_font_of(ft, &(struct change){.stretch = 1});
	if (font == NULL) {
		return false;
	}
	*face = (struct pl_font_face){
		.font = font,
		.advance = (double)ADVANCE * PL_FONT_SIZE / UNITS_PER_EM,
		.units = ADVANCE,
		.ft = ft,
		.is_italic = (index & PLATEN_ITALIC) != 0,
	};
	for (uint32_t c = ' '; c < PL_FONT_FACE_TABLE; c++) {
		uint32_t drawn = pl_font_drawn_as(c, face->is_italic);
		face->glyphs[c] = (uint16_t)FT_Get_Char_Index(ft, drawn);
	}
	return true;
}

const struct pl_font_face *
pl_font_face(struct pl_font_set *fonts, uint32_t style)
{
	size_t index = style & (PLATEN_BOLD | PLATEN_ITALIC);
	struct pl_font_face *face = &fonts->faces[index];
	if (face->font != NULL) {
		return face;
	}
	bool is_open = fonts->own.length > 0 ? open_own(face, fonts->own, index)
					     : open_courier(face, index);
	return is_open ? face : NULL;
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
pl_font_base_length(const struct pl_font_face *face, struct pl_str cluster)
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
		uint32_t composed = marks == NULL ? pl_font_compose(base, next) : 0;
		if (composed != 0) {
			base = composed;
		} else if (is_common_mark(next)) {
			marks = marks == NULL ? start : marks;
		} else if (!pl_font_is_invisible(next)) {
			return 0;
		}
	}
	uint32_t glyph = base == 0 ? PL_FONT_GLYPH_MISSING : pl_font_glyph(face, base);
	if (glyph == PL_FONT_GLYPH_MISSING || glyph == PL_FONT_GLYPH_NOTHING) {
		return 0;
	}
	return marks == NULL ? cluster.length : (size_t)(marks - cluster.data);
}

uint32_t
pl_font_cluster_glyph(const struct pl_font_face *face, struct pl_str cluster)
{
	const uint32_t as_emoji = 0xFE0F;
	const char *at = cluster.data, *end = at + cluster.length;
	uint32_t whole = 0, next;
	while (at < end) {
		at += pl_utf8_decode(at, end, &next);
		if (whole == 0) {
			whole = next;
		} else if (next == as_emoji) {
			return PL_FONT_GLYPH_MISSING;
		} else if (!pl_font_is_invisible(next)) {
			whole = pl_font_compose(whole, next);
			if (whole == 0) {
				return PL_FONT_GLYPH_MISSING;
			}
		}
	}
	return whole == 0 ? PL_FONT_GLYPH_NOTHING : pl_font_glyph(face, whole);
}
