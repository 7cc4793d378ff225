/*
 * shape - lines with text that Courier Prime cannot draw
 *
 * The shaper does not know Courier Prime. The caller marks the clusters of a line that it draws
 * itself; the shaper finds fonts for the others, puts the line in visual order and places each
 * piece. It lives in platen-shape.so, since Pango is 46 libraries; shaped.c loads it.
 */
#ifndef PL_SHAPE_H
#define PL_SHAPE_H

#include <cairo.h>

#include "base/base.h"

/* A grapheme cluster of the line. */
struct pl_font_cluster {
	uint32_t start, end; /* bytes of the text */
	uint32_t marks;      /* own: where marks begin that the caller cannot draw, or `end` */
	uint32_t first;      /* its first code point */
	uint32_t width;      /* sixths of a cell: the room that layout gave it */
	uint32_t style;      /* PLATEN_BOLD | PLATEN_ITALIC */
	bool is_own;         /* the caller can draw it, or its base, as wide as its room, */
	bool wants_other;    /* but another font should, if one can */
	uint8_t level;       /* of the bidirectional algorithm; the shaper sets it */
};

enum pl_font_piece_kind {
	PL_FONT_PIECE_OWN,    /* a cluster up to its `marks`, drawn by the caller */
	PL_FONT_PIECE_GLYPHS, /* of another font; without text: marks on the piece before */
	PL_FONT_PIECE_IMAGE,  /* a picture: colour emoji */
	PL_FONT_PIECE_CODE,   /* no font has `code_point` */
};

/* Part of a line. x counts from the line's left edge, in points. */
struct pl_font_piece {
	enum pl_font_piece_kind kind;
	uint32_t start, end; /* bytes of the text */
	uint32_t cluster;    /* its first one */
	double x, width;
	uint32_t code_point; /* OWN: its mirror image, if that must be drawn, else 0 */
	cairo_scaled_font_t *font;
	const cairo_glyph_t *glyphs;       /* x as above, y from the baseline */
	uint32_t first_glyph, glyph_count; /* the first is for the shaper */
	cairo_surface_t *image;            /* to be scaled to `width` and put on the baseline */
};

/* A line, or a part of one without gaps. */
struct pl_font_line {
	struct pl_str text;               /* valid UTF-8 without control characters */
	struct pl_font_cluster *clusters; /* all of the text, in order */
	uint32_t cluster_count;
	double room;     /* how wide it may be at most, if that is more than layout gave it */
	bool is_dry_run; /* only note which glyphs fonts must have that will be embedded */
	/* The result, from left to right. Owned by the shaper, valid until its next call. */
	const struct pl_font_piece *pieces;
	uint32_t piece_count;
};

/* Which regional shapes of Han characters are meant. */
enum pl_font_cjk {
	PL_FONT_CJK_SIMPLIFIED,
	PL_FONT_CJK_TRADITIONAL,
	PL_FONT_CJK_JAPANESE,
	PL_FONT_CJK_KOREAN,
};

/* What only the whole script shows. */
struct pl_font_hints {
	enum pl_font_cjk cjk;
	bool is_rtl; /* most of it is written from right to left */
};

struct pl_font_shaper;

/* The functions of the module. */
struct pl_font_shaper_calls {
	struct pl_font_shaper *(*start)(const struct pl_font_hints *hints); /* NULL: no memory */
	void (*stop)(struct pl_font_shaper *shaper);
	bool (*line)(struct pl_font_shaper *shaper,
		     struct pl_font_line *line); /* false: no memory */
};
typedef const struct pl_font_shaper_calls *pl_font_shaper_fn(void);
pl_font_shaper_fn pl_font_shaper_entry;

#endif
