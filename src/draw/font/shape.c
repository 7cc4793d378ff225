/*
 * A line with text for other fonts: from clusters to pieces with their places.
 *
 *	line	 N o a h   s a i d   ש ל ו ם   2 5 ,   क ् य ा
 *	spans	 o o o o o o o o o o [   4   ] o o o o [  2   ]
 *
 * A span moves as one: a cluster that the caller draws (o), or a word for one font. Steps:
 *
 *   1. spans	words by script; if one letter of a Latin word needs another font, the whole word
 *		goes there
 *   2. levels	the bidirectional algorithm, by Pango, over the whole line; a span has one level
 *   3. shape	each word, by Pango, in its natural width
 *   4. place	spans in visual order, one after the other; if the line is then wider than its
 *		column, or than what layout gave it, the words of other fonts are drawn narrower
 *
 * Fonts off Courier's grid keep their own widths: on a grid, words of Devanagari would have holes
 * in them. An advance within a hundredth of its cell counts as the cell.
 *
 * Pango's itemizer is not used: it chooses fonts by character, and ends the program when no font is
 * installed.
 *
 * Pieces carry the text that readers of the PDF search and copy. A piece of one glyph maps to its
 * text in the font, a piece of several through ActualText. Readers find words by geometry, and a
 * mark on its letter looks to them like the same place twice, so the word would fall apart.
 * Therefore glyphs which are not side by side are one piece; can_stand_alone has the rule.
 *
 * A cluster can have any number of marks or joined emoji, and HarfBuzz takes quadratic time to
 * attach them. So only PL_FONT_DRAWN_MAX bytes of a cluster are drawn. Its piece has all of its
 * text.
 */
#include <hb.h>
#include <pango/pango.h>
#include <pango/pangoft2.h>

#include "base/module.h"
#include "draw/font/font.h"
#include "draw/font/shape.h"
#include "draw/font/spans.h"
#include "unicode/unicode.h"

#define SIXTH 1.2        /* points */
#define EMOJI_SCALE 8    /* pixels of an emoji's picture for each point */
#define IN_A_ROW_MAX 5   /* emoji in one picture */
#define PICTURE_MAX 8192 /* pixels */
#define STEPS 200.0      /* fonts are narrowed in steps, so that there are few of them */

static struct pl_font_shaper *
shaper_new(const struct pl_font_hints *hints)
{
	struct pl_font_shaper *shaper = g_new0(struct pl_font_shaper, 1);
	shaper->chooser = pl_font_chooser_new(hints);
	shaper->is_rtl = hints->is_rtl;
	shaper->pictures = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						 (GDestroyNotify)cairo_surface_destroy);
	shaper->spans = g_array_new(FALSE, FALSE, sizeof(struct pl_font_span));
	shaper->order = g_array_new(FALSE, FALSE, sizeof(guint));
	shaper->pieces = g_array_new(FALSE, FALSE, sizeof(struct pl_font_piece));
	shaper->glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
	shaper->placed = g_array_new(FALSE, FALSE, sizeof(struct pl_font_piece));
	shaper->shaped = pango_glyph_string_new();
	return shaper;
}

static void
shaper_free(struct pl_font_shaper *shaper)
{
	if (shaper == NULL) {
		return;
	}
	pango_glyph_string_free(shaper->shaped);
	g_array_free(shaper->placed, TRUE);
	g_array_free(shaper->glyphs, TRUE);
	g_array_free(shaper->pieces, TRUE);
	g_array_free(shaper->order, TRUE);
	g_array_free(shaper->spans, TRUE);
	g_hash_table_destroy(shaper->pictures);
	pl_font_chooser_free(shaper->chooser);
	g_free(shaper);
}

/* --------------------------------------------------------------------- 3. shape */

static double
room_of(const struct pl_font_line *line, uint32_t first, uint32_t end)
{
	uint32_t sixths = 0;
	for (uint32_t i = first; i < end; i++) {
		sixths += line->clusters[i].width;
	}
	return sixths * SIXTH;
}

static void
add_simple_piece(struct pl_font_shaper *shaper, const struct pl_font_line *line,
		 struct pl_font_span *span)
{
	const struct pl_font_cluster *cluster = &line->clusters[span->first];
	struct pl_font_piece piece = {
		.kind = span->is_own ? PL_FONT_PIECE_OWN : PL_FONT_PIECE_CODE,
		.start = cluster->start,
		.end = cluster->end,
		.cluster = span->first,
		.width = cluster->width * SIXTH,
		.code_point = span->is_own ? 0
					   : pl_font_missing(shaper->chooser,
							     pl_font_drawn_text(line, span->first,
										span->first + 1)),
	};
	gunichar mirror;
	if (span->is_own && span->level % 2 == 1 &&
	    g_unichar_get_mirror_char(cluster->first, &mirror)) {
		piece.code_point = mirror;
	}
	span->width = piece.width;
	g_array_append_val(shaper->pieces, piece);
}

/* A space after a word of another font is drawn in that font. cairo drops text without ink: a space
 * on its own between two words could not be found or copied. */
static bool
add_space_piece(struct pl_font_shaper *shaper, const struct pl_font_line *line, guint index)
{
	struct pl_font_span *span = pl_font_span_at(shaper, index);
	struct pl_font_choice *choice =
		index > 0 ? pl_font_span_at(shaper, index - 1)->choice : NULL;
	hb_codepoint_t space;
	if (!span->is_own || line->clusters[span->first].first != ' ' || choice == NULL ||
	    choice->is_color ||
	    !hb_font_get_nominal_glyph(pango_font_get_hb_font(choice->pango), ' ', &space)) {
		return false;
	}
	span->is_space = true;
	span->choice = choice;
	span->size = pl_font_span_at(shaper, index - 1)->size;
	span->width = room_of(line, span->first, span->end);
	struct pl_font_piece piece = {
		.kind = PL_FONT_PIECE_GLYPHS,
		.start = line->clusters[span->first].start,
		.end = line->clusters[span->first].end,
		.cluster = span->first,
		.width = span->width,
		.first_glyph = shaper->glyphs->len,
		.glyph_count = 1,
	};
	cairo_glyph_t glyph = {.index = space};
	g_array_append_val(shaper->glyphs, glyph);
	g_array_append_val(shaper->pieces, piece);
	return true;
}

static PangoScript
pango_script_of(GUnicodeScript script)
{
	return (PangoScript)(int)script;
}

/* Shape `text`, which is part of `around`. */
static void
shape_text(struct pl_font_shaper *shaper, struct pl_font_choice *choice,
	   const struct pl_font_span *span, struct pl_str text, struct pl_str around)
{
	PangoAnalysis analysis = {
		.font = choice->pango,
		.level = span->level,
		.script = (guint8)pango_script_of(span->script),
		.language = pango_script_get_sample_language(pango_script_of(span->script)),
	};
	if (analysis.language == NULL) {
		analysis.language = pango_language_from_string("en");
	}
	pango_shape_with_flags(text.data, (int)text.length, around.data, (int)around.length,
			       &analysis, shaper->shaped, PANGO_SHAPE_NONE);
}

/* The room of the clusters from *cluster on which begin before byte `end`; *cluster moves past
 * them. */
static double
room_of_bytes(const struct pl_font_line *line, const struct pl_font_span *span, uint32_t *cluster,
	      uint32_t end)
{
	double room = 0;
	while (*cluster < span->end && line->clusters[*cluster].start < end) {
		room += line->clusters[(*cluster)++].width * SIXTH;
	}
	return room;
}

/* Copy Pango's glyphs [first, end) to `x`; returns where they end. */
static double
copy_glyphs(struct pl_font_shaper *shaper, int first, int end, double scale, double x,
	    bool *is_unknown)
{
	for (int i = first; i < end; i++) {
		const PangoGlyphInfo *info = &shaper->shaped->glyphs[i];
		if ((info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0) {
			*is_unknown = true;
		} else if (info->glyph != PANGO_GLYPH_EMPTY) {
			cairo_glyph_t glyph = {
				.index = info->glyph,
				.x = x + scale * info->geometry.x_offset / PANGO_SCALE,
				.y = scale * info->geometry.y_offset / PANGO_SCALE,
			};
			g_array_append_val(shaper->glyphs, glyph);
		}
		x += scale * info->geometry.width / PANGO_SCALE;
	}
	return x;
}

/* Whether glyphs [first, end) are side by side with those around them, and wide enough for readers
 * to see each as a character. */
static bool
can_stand_alone(const struct pl_font_shaper *shaper, int first, int end, struct pl_str text)
{
	const int narrow = PL_FONT_SIZE * PANGO_SCALE / 8;
	long width = 0;
	for (int i = first; i < end; i++) {
		const PangoGlyphGeometry *geometry = &shaper->shaped->glyphs[i].geometry;
		if (geometry->x_offset != 0 || geometry->y_offset != 0) {
			return false;
		}
		width += geometry->width;
	}
	return width >= narrow * g_utf8_strlen(text.data, (gssize)text.length);
}

/* The glyphs of one of Pango's clusters. */
struct glyph_run {
	int first, end;
	uint32_t from, to; /* bytes of the line's text */
	double room;
};

/* Make a piece of the run, or add it to the piece before it if `is_joined`. */
static void
put_run(struct pl_font_shaper *shaper, const struct pl_font_line *line, struct pl_font_span *span,
	const struct glyph_run *run, uint32_t cluster, bool is_joined)
{
	const double scale = span->size / PL_FONT_SIZE;
	struct pl_font_piece fresh = {
		.kind = PL_FONT_PIECE_GLYPHS,
		.start = run->from,
		.cluster = cluster,
		.first_glyph = shaper->glyphs->len,
	};
	if (!is_joined) {
		g_array_append_val(shaper->pieces, fresh);
	}
	struct pl_font_piece *piece =
		&g_array_index(shaper->pieces, struct pl_font_piece, shaper->pieces->len - 1);
	guint glyph_count = shaper->glyphs->len;
	bool is_unknown = false;
	double width = copy_glyphs(shaper, run->first, run->end, scale, piece->width, &is_unknown) -
		       piece->width;
	if (is_unknown) {
		struct pl_str text = pl_str_slice(line->text, run->from, run->to);
		piece->kind = PL_FONT_PIECE_CODE;
		piece->code_point = pl_font_missing(shaper->chooser, text);
	}
	bool is_on_grid = width > run->room * 0.99 && width < run->room * 1.01;
	width = is_unknown || is_on_grid ? run->room : width;
	piece->end = run->to;
	piece->width += width;
	piece->glyph_count += shaper->glyphs->len - glyph_count;
	span->width += width;
}

/* Pango's next cluster in logical order, when `done` glyphs were taken. Glyphs are in visual order:
 * in text from right to left the last ones come first. */
static struct glyph_run
next_run(const struct pl_font_shaper *shaper, const struct pl_font_line *line,
	 const struct pl_font_span *span, int done)
{
	const PangoGlyphString *shaped = shaper->shaped;
	const uint32_t base = line->clusters[span->first].start;
	const int count = shaped->num_glyphs, step = span->level % 2 == 1 ? -1 : 1;
	int at = step < 0 ? count - 1 - done : done, next = at;
	while (next >= 0 && next < count &&
	       shaped->log_clusters[next] == shaped->log_clusters[at]) {
		next += step;
	}
	bool is_last = next < 0 || next >= count;
	return (struct glyph_run){
		.first = step < 0 ? next + 1 : at,
		.end = step < 0 ? at + 1 : next,
		.from = base + (uint32_t)shaped->log_clusters[at],
		.to = is_last ? line->clusters[span->end - 1].end
			      : base + (uint32_t)shaped->log_clusters[next],
	};
}

/* Make pieces of the shaped span, in logical order. Text from right to left is not joined: readers
 * reverse letters, but not ActualText. */
static void
add_glyph_pieces(struct pl_font_shaper *shaper, const struct pl_font_line *line,
		 struct pl_font_span *span)
{
	uint32_t cluster = span->first;
	bool was_alone = true;
	for (int done = 0; done < shaper->shaped->num_glyphs;) {
		struct glyph_run run = next_run(shaper, line, span, done);
		uint32_t its_cluster = MIN(cluster, span->end - 1);
		struct pl_str text = pl_str_slice(line->text, run.from, run.to);
		bool is_alone =
			span->level % 2 == 1 || can_stand_alone(shaper, run.first, run.end, text);
		run.room = room_of_bytes(line, span, &cluster, run.to);
		put_run(shaper, line, span, &run, its_cluster,
			done > 0 && (!is_alone || !was_alone));
		was_alone = is_alone;
		done += run.end - run.first;
	}
}

/* Move marks, from glyph `first` on, to the middle of the cell that begins at `left`, if they are
 * far from it: some fonts do not say where a mark goes, and then it is drawn beside its letter. */
static void
centre_marks(struct pl_font_shaper *shaper, struct pl_font_choice *choice, guint first, double left,
	     double width)
{
	hb_font_t *font = pango_font_get_hb_font(choice->pango);
	for (guint i = first; i < shaper->glyphs->len; i++) {
		cairo_glyph_t *glyph = &g_array_index(shaper->glyphs, cairo_glyph_t, i);
		hb_glyph_extents_t ink;
		if (hb_font_get_glyph_extents(font, (hb_codepoint_t)glyph->index, &ink)) {
			double middle = (ink.x_bearing + ink.width / 2.0) / PANGO_SCALE;
			double move = left + width / 2 - (glyph->x + middle);
			glyph->x += move < -width / 4 || move > width / 4 ? move : 0;
		}
	}
}

/* The marks of the caller's piece before, shaped on a carrier that is then removed. All of the text
 * belongs to the caller's piece. */
static void
add_marks_piece(struct pl_font_shaper *shaper, const struct pl_font_line *line,
		struct pl_font_span *span)
{
	char *text = pl_font_marks_text(line, span->first);
	const uint32_t end = line->clusters[span->first].end;
	guint first_glyph = shaper->glyphs->len;
	bool is_unknown = false, is_rtl = span->level % 2 == 1;
	uint8_t level = span->level;
	span->level = 0;
	shape_text(shaper, span->marks, span, pl_str_of(text), pl_str_of(text));
	span->level = level;
	double left = is_rtl ? 0 : -span->width;
	copy_glyphs(shaper, 0, shaper->shaped->num_glyphs, 1, left, &is_unknown);
	if (shaper->glyphs->len > first_glyph) {
		g_array_remove_index(shaper->glyphs, first_glyph);
	}
	centre_marks(shaper, span->marks, first_glyph, left, span->width);
	g_free(text);
	struct pl_font_piece piece = {
		.kind = PL_FONT_PIECE_GLYPHS,
		.start = end,
		.end = end,
		.cluster = span->first,
		.first_glyph = first_glyph,
		.glyph_count = shaper->glyphs->len - first_glyph,
	};
	g_array_append_val(shaper->pieces, piece);
}

/* In a PDF cairo draws an emoji of 12 pt as 15 x 15 pixels, so we make a picture with eight times
 * as many. A sequence that the font does not know becomes a row of emoji in the room of one. Only a
 * few of them are drawn: more would be too small to see, and cairo refuses pictures wider than
 * 32,767 pixels. */
static cairo_surface_t *
draw_picture(struct pl_font_shaper *shaper, struct pl_font_choice *choice)
{
	const double size = PL_FONT_SIZE * EMOJI_SCALE;
	cairo_scaled_font_t *font = pl_font_choice_scaled(shaper->chooser, choice, size, 1);
	const guint start = shaper->glyphs->len;
	bool is_unknown = false;
	double width = copy_glyphs(shaper, 0, MIN(shaper->shaped->num_glyphs, IN_A_ROW_MAX),
				   EMOJI_SCALE, 0, &is_unknown);
	cairo_font_extents_t extents;
	cairo_scaled_font_extents(font, &extents);
	double height = extents.ascent + extents.descent;
	cairo_surface_t *picture = cairo_image_surface_create(
		CAIRO_FORMAT_ARGB32, (int)MIN(width, PICTURE_MAX) + 1, (int)height + 1);
	cairo_t *cairo = cairo_create(picture);
	cairo_set_scaled_font(cairo, font);
	cairo_translate(cairo, 0, extents.ascent);
	cairo_show_glyphs(cairo, (cairo_glyph_t *)(void *)shaper->glyphs->data + start,
			  (int)(shaper->glyphs->len - start));
	g_array_set_size(shaper->glyphs, start);
	cairo_destroy(cairo);
	cairo_surface_flush(picture);
	shaper->no_memory |= cairo_surface_status(picture) == CAIRO_STATUS_NO_MEMORY;
	return picture;
}

static void
add_picture_piece(struct pl_font_shaper *shaper, const struct pl_font_line *line,
		  struct pl_font_span *span)
{
	struct pl_str text = pl_font_text_of(line, span->first, span->end);
	char *key = g_strndup(text.data, text.length);
	cairo_surface_t *picture = g_hash_table_lookup(shaper->pictures, key);
	if (picture == NULL) {
		picture = draw_picture(shaper, span->choice);
		g_hash_table_insert(shaper->pictures, g_strdup(key), picture);
	}
	g_free(key);
	span->width = room_of(line, span->first, span->end);
	struct pl_font_piece piece = {
		.kind = PL_FONT_PIECE_IMAGE,
		.start = line->clusters[span->first].start,
		.end = line->clusters[span->end - 1].end,
		.cluster = span->first,
		.width = span->width,
		.image = picture,
	};
	g_array_append_val(shaper->pieces, piece);
}

static void
shape_span(struct pl_font_shaper *shaper, const struct pl_font_line *line, guint index)
{
	struct pl_font_span *span = pl_font_span_at(shaper, index);
	if (add_space_piece(shaper, line, index)) {
		return;
	}
	if (span->choice == NULL) {
		add_simple_piece(shaper, line, span);
		if (span->marks != NULL) {
			add_marks_piece(shaper, line, span);
		}
		return;
	}
	shape_text(shaper, span->choice, span, pl_font_drawn_text(line, span->first, span->end),
		   line->text);
	if (span->choice->is_color) {
		add_picture_piece(shaper, line, span);
	} else {
		add_glyph_pieces(shaper, line, span);
	}
}

static void
shape_spans(struct pl_font_shaper *shaper, const struct pl_font_line *line)
{
	g_array_set_size(shaper->pieces, 0);
	g_array_set_size(shaper->glyphs, 0);
	for (guint i = 0; i < shaper->spans->len; i++) {
		struct pl_font_span *span = pl_font_span_at(shaper, i);
		span->first_piece = shaper->pieces->len;
		shape_span(shaper, line, i);
		span->piece_count = shaper->pieces->len - span->first_piece;
	}
}

/* --------------------------------------------------------------------- 4. place */

/* How much narrower the text of other fonts must be drawn for the line to fit in its room. */
static double
stretch_for(const struct pl_font_shaper *shaper, const struct pl_font_line *line)
{
	double fixed = 0, natural = 0, room = room_of(line, 0, line->cluster_count);
	room = MAX(room, line->room);
	for (guint i = 0; i < shaper->spans->len; i++) {
		const struct pl_font_span *span = pl_font_span_at(shaper, i);
		bool is_glyphs = span->choice != NULL && !span->choice->is_color && !span->is_space;
		*(is_glyphs ? &natural : &fixed) += span->width;
	}
	if (natural <= 0 || fixed + natural <= room + 0.01) {
		return 1;
	}
	double stretch = (double)(int)((room - fixed) / natural * STEPS) / STEPS;
	return MAX(stretch, 0.25);
}

/* The font of the span's glyphs. */
static struct pl_font_choice *
choice_of(const struct pl_font_span *span)
{
	return span->is_own && !span->is_space ? span->marks : span->choice;
}

/* Place the pieces of a span from `x` on, in reverse order if it reads from right to left; returns
 * where they end. */
static double
place_pieces(struct pl_font_shaper *shaper, const struct pl_font_span *span, double x,
	     double stretch)
{
	struct pl_font_choice *choice = choice_of(span);
	const double narrowing = choice == span->marks ? 1 : stretch;
	for (guint i = 0; i < span->piece_count; i++) {
		guint at = span->level % 2 == 1 ? span->piece_count - 1 - i : i;
		struct pl_font_piece *piece = &g_array_index(shaper->pieces, struct pl_font_piece,
							     span->first_piece + at);
		piece->x = x;
		if (piece->kind == PL_FONT_PIECE_GLYPHS) {
			cairo_glyph_t *glyphs =
				(cairo_glyph_t *)(void *)shaper->glyphs->data + piece->first_glyph;
			for (uint32_t k = 0; k < piece->glyph_count; k++) {
				glyphs[k].x *= narrowing;
			}
			piece->glyphs = glyphs;
			piece->width *= span->is_space ? 1 : narrowing;
			piece->font = pl_font_choice_scaled(shaper->chooser, choice, span->size,
							    narrowing);
		}
		x += piece->width;
		g_array_append_val(shaper->placed, *piece);
	}
	return x;
}

static void
note_glyphs(const struct pl_font_shaper *shaper)
{
	for (guint i = 0; i < shaper->spans->len; i++) {
		const struct pl_font_span *span = pl_font_span_at(shaper, i);
		for (guint k = 0; k < span->piece_count; k++) {
			const struct pl_font_piece *piece = &g_array_index(
				shaper->pieces, struct pl_font_piece, span->first_piece + k);
			for (uint32_t g = 0; g < piece->glyph_count; g++) {
				const cairo_glyph_t *glyph = &g_array_index(
					shaper->glyphs, cairo_glyph_t, piece->first_glyph + g);
				hb_set_add(choice_of(span)->glyphs, (hb_codepoint_t)glyph->index);
			}
		}
	}
}

/* Move what is placed, `width` wide, to the right end of its room: there the line begins. */
static void
end_at(struct pl_font_shaper *shaper, double width, double room)
{
	for (guint i = 0; i < shaper->placed->len; i++) {
		g_array_index(shaper->placed, struct pl_font_piece, i).x += room - width;
	}
}

static bool
shape_line(struct pl_font_shaper *shaper, struct pl_font_line *line)
{
	pl_font_find_spans(shaper, line);
	shape_spans(shaper, line);
	if (line->is_dry_run) {
		note_glyphs(shaper);
		return !shaper->no_memory;
	}
	pl_font_put_in_visual_order(shaper);
	g_array_set_size(shaper->placed, 0);
	double stretch = stretch_for(shaper, line), x = 0;
	for (guint i = 0; i < shaper->order->len; i++) {
		guint next = g_array_index(shaper->order, guint, i);
		const struct pl_font_span *span = pl_font_span_at(shaper, next);
		x = place_pieces(shaper, span, x, stretch);
	}
	if (shaper->is_rtl) {
		end_at(shaper, x, room_of(line, 0, line->cluster_count));
	}
	line->pieces = (const struct pl_font_piece *)(const void *)shaper->placed->data;
	line->piece_count = shaper->placed->len;
	return !shaper->no_memory;
}

const struct pl_font_shaper_calls *
pl_font_shaper_entry(void)
{
	static const struct pl_font_shaper_calls calls = {shaper_new, shaper_free, shape_line};
	return &calls;
}

#if PL_MODULES
PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, (void (*)(void))pl_font_shaper_entry};
#endif
