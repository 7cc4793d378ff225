/* spans - the parts of a line that move as one; shape.c explains them. In platen-shape.so. */
#ifndef PL_SPANS_H
#define PL_SPANS_H

#include <pango/pango.h>

#include "draw/font/choose.h"
#include "draw/font/shape.h"

struct pl_font_span {
	uint32_t first, end; /* clusters */
	bool is_own;
	bool is_space; /* drawn in the font of the word before it, a cell wide */
	uint8_t level;
	GUnicodeScript script;
	struct pl_font_choice *choice; /* NULL: own, or no font has it */
	struct pl_font_choice *marks;  /* for the marks of an own cluster; NULL: it has none */
	double size;                   /* of the font, in points */
	double x, width;
	guint first_piece, piece_count;
};

struct pl_font_shaper {
	struct pl_font_chooser *chooser;
	bool is_rtl;
	bool no_memory;       /* sticks */
	GHashTable *pictures; /* text of an emoji -> cairo_surface_t */
	GArray *spans;        /* struct pl_font_span, in logical order */
	GArray *order;        /* guint: spans in visual order */
	GArray *pieces;       /* struct pl_font_piece, span by span */
	GArray *glyphs;       /* cairo_glyph_t */
	GArray *placed;       /* the pieces, from left to right: the result */
	PangoGlyphString *shaped;
};

static inline struct pl_font_span *
pl_font_span_at(const struct pl_font_shaper *shaper, guint index)
{
	return &g_array_index(shaper->spans, struct pl_font_span, index);
}

/* The text of clusters [first, end). */
static inline struct pl_str
pl_font_text_of(const struct pl_font_line *line, uint32_t first, uint32_t end)
{
	return pl_str_slice(line->text, line->clusters[first].start, line->clusters[end - 1].end);
}

/* At most this many bytes of a cluster are drawn. Real text has fewer, and shaping takes quadratic
 * time. */
#define PL_FONT_DRAWN_MAX 256

static inline bool
pl_font_is_overlong(const struct pl_font_cluster *cluster)
{
	return cluster->end - cluster->start > PL_FONT_DRAWN_MAX;
}

/* Whether the caller draws it. */
static inline bool
pl_font_is_own(const struct pl_font_cluster *cluster)
{
	return cluster->is_own && !cluster->wants_other;
}

static inline bool
pl_font_has_marks(const struct pl_font_cluster *cluster)
{
	return cluster->is_own && cluster->marks < cluster->end;
}

/* The marks of an own cluster on a carrier, to be shaped. The carrier is about as high as the
 * letter itself, but composes with no mark, as HarfBuzz would make one glyph of an e and its acute.
 * To be freed with g_free. */
char *pl_font_marks_text(const struct pl_font_line *line, uint32_t cluster);

/* The part of a span's text that is drawn. An overlong cluster is a span of its own. */
static inline struct pl_str
pl_font_drawn_text(const struct pl_font_line *line, uint32_t first, uint32_t end)
{
	struct pl_str text = pl_font_text_of(line, first, end);
	if (end - first == 1 && pl_font_is_overlong(&line->clusters[first])) {
		text = pl_str_clip(text, PL_FONT_DRAWN_MAX);
	}
	return text;
}

/* Steps 1 and 2: fill shaper->spans. */
void pl_font_find_spans(struct pl_font_shaper *shaper, const struct pl_font_line *line);

/* Step 4: fill shaper->order with the spans as they stand on the page, from the left. */
void pl_font_put_in_visual_order(struct pl_font_shaper *shaper);

#endif
