/*
 * font - Courier Prime or the user's font, and other fonts for what it lacks
 *
 * We draw Courier Prime ourselves: four faces from memory, each opened when its style first occurs,
 * glyph by glyph on the grid of cells, without fontconfig or Pango. Lines with characters that it
 * lacks go to the shaper (shape.h), which is a module of its own. The user's font replaces all four
 * faces; what comments say of Courier Prime then applies to that font.
 */
#ifndef PL_FONT_H
#define PL_FONT_H

#include <cairo.h>

#include "base/base.h"

/* All text is set in this size, in points. */
#define PL_FONT_SIZE 12

/* The four font files, embedded unmodified; the style bits PLATEN_BOLD and PLATEN_ITALIC are the
 * index. */
#define PL_FONT_FACE_COUNT 4
struct pl_font_file {
	const unsigned char *data;
	size_t length;
};
extern const struct pl_font_file pl_font_courier_prime[PL_FONT_FACE_COUNT];

/* Glyphs of characters below this are looked up in a table. */
#define PL_FONT_FACE_TABLE 0x180

struct pl_font_face {
	cairo_scaled_font_t *font; /* owned by the pl_font_set */
	double advance; /* of every glyph, in points: 7.195, or a cell in the user's font */
	long units;     /* the same in font units */
	uint16_t glyphs[PL_FONT_FACE_TABLE];
	struct FT_FaceRec_ *ft; /* owned by `font` */
	bool is_italic;         /* Courier Prime's italic */
	bool is_own;            /* the user's font */
};

/* Controls and default ignorable characters: joiners, directional marks, variation selectors, the
 * soft hyphen. Inline, because two modules need it. */
static inline bool
pl_font_is_invisible(uint32_t code_point)
{
	return code_point < ' ' || (code_point >= 0x7F && code_point < 0xA0) ||
	       code_point == 0x00AD || code_point == 0x034F || code_point == 0x061C ||
	       (code_point >= 0x200B && code_point <= 0x200F) ||
	       (code_point >= 0x202A && code_point <= 0x202E) ||
	       (code_point >= 0x2060 && code_point <= 0x206F) ||
	       (code_point >= 0xFE00 && code_point <= 0xFE0F) || code_point == 0xFEFF ||
	       (code_point >= 0xE0100 && code_point <= 0xE01EF);
}

struct pl_font_set;

/* NULL if out of memory. To be freed with pl_font_set_free. */
struct pl_font_set *pl_font_set_new(void);
void pl_font_set_free(struct pl_font_set *fonts);

/* Draw with the font in `file`, which must outlive `fonts`. PLATEN_OK; PLATEN_BAD_FONT: it is no
 * font; PLATEN_WIDE_FONT: its letters are not all about as wide as a cell. */
enum platen_status pl_font_set_use(struct pl_font_set *fonts, struct pl_str file);

/* The face for a style, owned by `fonts`; NULL if out of memory. */
const struct pl_font_face *pl_font_face(struct pl_font_set *fonts, uint32_t style);

/* Results of the following functions that are not glyphs: */
#define PL_FONT_GLYPH_MISSING 0u         /* Courier Prime cannot draw this */
#define PL_FONT_GLYPH_NOTHING UINT32_MAX /* there is nothing to draw: a joiner, a soft hyphen */

/* The glyph of a character. A few are drawn as another character. */
uint32_t pl_font_glyph(const struct pl_font_face *face, uint32_t code_point);

/* The glyph of the first *length bytes of a grapheme cluster. That is all of it, if its marks
 * compose with the base; else what comes before marks that can be drawn over it. */
uint32_t pl_font_cluster_glyph(const struct pl_font_face *face, struct pl_str cluster,
			       size_t *length);

/* ----------------------------------------------------------------------- face.c */

/* These are also in platen-shape.so. */

/* A copy of a font file, with another PostScript name if `name` is not NULL; then the file must be
 * one of ours, and the name at most 32 letters of ASCII. NULL: it is no font, or no memory. To be
 * freed with pl_font_close. */
struct FT_FaceRec_ *pl_font_open(struct pl_str file, const char *name);
void pl_font_close(void *face);

/* The face for cairo, which takes ownership of it. If out of memory, closes it and returns NULL. */
cairo_font_face_t *pl_font_for_cairo(struct FT_FaceRec_ *ft);

/* `face` in a size, without hinting. (cairo 1.16 can also slant letters itself, but in a PDF it
 * slants them backwards.) */
cairo_scaled_font_t *pl_font_scaled(cairo_font_face_t *face, double width, double height,
				    double slant);

/* How far upright letters are slanted to make italics: horizontal over vertical. */
#define PL_FONT_SLANT 0.2

#endif
