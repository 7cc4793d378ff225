/*
 * font - Courier Prime, or a font of the user's, and other fonts for what it lacks
 *
 * Courier Prime is drawn by us: four faces from memory, each opened when its style first occurs,
 * glyph by glyph on the cell grid. No fontconfig, no Pango. A line with a character which Courier
 * Prime lacks is given to the shaper (shape.h), a module of its own. A font of the user's stands in
 * for all four faces; what is said of Courier Prime here is said of it then.
 */
#ifndef PL_FONT_H
#define PL_FONT_H

#include <cairo.h>

#include "base/base.h"

/* All text is set in this size, in points. */
#define PL_FONT_SIZE 12

/* One of the four font files, embedded unmodified. In the order of the style bits PLATEN_BOLD and
 * PLATEN_ITALIC. */
#define PL_FONT_FACE_COUNT 4
struct pl_font_file {
	const unsigned char *data;
	size_t length;
};
extern const struct pl_font_file pl_font_courier_prime[PL_FONT_FACE_COUNT];

/* Characters below this are looked up in a table. */
#define PL_FONT_FACE_TABLE 0x180

struct pl_font_face {
	cairo_scaled_font_t *font; /* owned by the pl_fonts */
	double advance;            /* of every glyph, in points: 7.195, or of the user's a cell */
	long units;                /* the same in units of the font */
	uint16_t glyphs[PL_FONT_FACE_TABLE];
	struct FT_FaceRec_ *ft; /* owned by the font */
	bool is_italic;         /* of Courier Prime */
	bool is_own;            /* the user's */
};

/* Controls and what is default ignorable: joiners, directional marks, variation selectors, the soft
 * hyphen. Here and not in a file, since two modules ask. */
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

/* NULL when memory runs out. Freed with pl_font_set_free. */
struct pl_font_set *pl_font_set_new(void);
void pl_font_set_free(struct pl_font_set *fonts);

/* Draw with this font, a file, which lives as long as `fonts`. PLATEN_OK; PLATEN_BAD_FONT: it is
 * none; PLATEN_WIDE_FONT: it is none with letters of one width, near enough to a cell's. */
enum platen_status pl_font_set_use(struct pl_font_set *fonts, struct pl_str file);

/* The face for a style, owned by `fonts`; NULL when it cannot be opened (no memory). */
const struct pl_font_face *pl_font_face(struct pl_font_set *fonts, uint32_t style);

/* What pl_font_glyph answers besides a glyph: */
#define PL_FONT_GLYPH_MISSING 0u         /* Courier Prime cannot draw this */
#define PL_FONT_GLYPH_NOTHING UINT32_MAX /* there is nothing to draw: a joiner, a soft hyphen */

/* The glyph for one character. A few are drawn by another character's glyph (latin.c). */
uint32_t pl_font_glyph(const struct pl_font_face *face, uint32_t code_point);

/* The glyph for one grapheme cluster: a base and its marks are composed first. */
uint32_t pl_font_cluster_glyph(const struct pl_font_face *face, struct pl_str cluster);

/* How many bytes of `cluster` Courier Prime has one glyph for, if what follows are marks which can
 * be drawn over it: all of them, or those before the marks; 0 if its base is missing. */
size_t pl_font_base_length(const struct pl_font_face *face, struct pl_str cluster);

/* ------------------------------------------------------------ latin.c: tables */

/* The one character which is canonically `base` with `mark`, as far as Courier Prime has it; 0 if
 * there is none. */
uint32_t pl_font_compose(uint32_t base, uint32_t mark);

/* The character whose glyph draws `code_point` in Courier Prime: mostly itself. 0 for a character
 * which Courier Prime must not draw. */
uint32_t pl_font_drawn_as(uint32_t code_point, bool is_italic);

#endif
