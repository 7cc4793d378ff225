/*
 * shape - lines with text which Courier Prime cannot draw
 *
 * The shaper knows nothing of Courier Prime. It is told which clusters of a line are drawn by
 * somebody else, finds fonts for the others, brings the line into visual order and says where each
 * piece stands. It lives in platen-shape.so, since Pango is 46 libraries; shaper.c loads it.
 */
#ifndef PL_SHAPE_H
#define PL_SHAPE_H

#include <cairo.h>

#include "base/base.h"

/* A grapheme cluster of the line. */
struct pl_font_cluster {
	uint32_t start, end; /* bytes of the text */
	uint32_t marks;    /* where those begin which the caller cannot draw, if it can its base */
	uint32_t first;    /* its first code point */
	uint32_t width;    /* sixths of a cell: the room which layout gave it */
	uint32_t style;    /* PLATEN_BOLD | PLATEN_ITALIC */
	bool is_own;       /* the caller can draw it, or its base; its advance is its room */
	bool is_reluctant; /* but rather another font should, if one can */
};

enum pl_font_piece_kind {
	PL_FONT_PIECE_OWN,    /* one cluster up to its `marks`, to be drawn by the caller */
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
	uint32_t code_point; /* own: its mirror image, if that is to be drawn, else 0 */
	cairo_scaled_font_t *font;
	const cairo_glyph_t *glyphs; /* x as above, y from the baseline */
	uint32_t glyph_count;
	cairo_surface_t *image; /* to be fitted into width x width on the baseline */
};

/* A line, or as much of it as has no gaps. */
struct pl_font_line {
	struct pl_str text;                     /* valid UTF-8 without control characters */
	const struct pl_font_cluster *clusters; /* all of the text, in order */
	uint32_t cluster_count;
	/* The answer, from left to right. Owned by the shaper, until it is asked again. */
	const struct pl_font_piece *pieces;
	uint32_t piece_count;
};

/* What a line alone does not tell. */
enum pl_font_cjk {
	PL_FONT_CJK_SIMPLIFIED,
	PL_FONT_CJK_TRADITIONAL,
	PL_FONT_CJK_JAPANESE,
	PL_FONT_CJK_KOREAN,
};
struct pl_font_hints {
	enum pl_font_cjk cjk; /* the region whose Han shapes are meant */
	bool is_rtl;          /* the script is written from right to left */
};

struct pl_font_shaper;

/* What the module's function returns. */
struct pl_font_shaper_calls {
	struct pl_font_shaper *(*start)(const struct pl_font_hints *hints); /* NULL: no memory */
	void (*stop)(struct pl_font_shaper *shaper);
	bool (*line)(struct pl_font_shaper *shaper,
		     struct pl_font_line *line); /* false: no memory */
};
typedef const struct pl_font_shaper_calls *pl_font_shaper_fn(void);
pl_font_shaper_fn pl_font_shaper_entry;

/* The module's calls; NULL if it is not installed. */
const struct pl_font_shaper_calls *pl_font_shaper_load(void);

#endif
