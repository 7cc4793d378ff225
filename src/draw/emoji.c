/*
 * Emoji: a picture, and text that can be found and copied.
 *
 * The text needs an invisible glyph. That cannot be a space, since cairo drops glyphs without ink
 * together with their text. So it is a letter as wide as the picture, in nearly transparent ink.
 *
 * cairo 1.16 names a picture in the page's dictionary once for each time it is drawn there, but a
 * dictionary must not have a key twice. So in a PDF each picture is drawn in a group, which has
 * a dictionary of its own.
 */
#include "draw/draw.h"

#define DESCENT 0.15 /* share of an emoji's height which hangs below the baseline */
#define FAINT 0.005  /* cairo ignores ink that is more transparent */

static void
draw_picture(const struct pl_draw_context *drawing, cairo_surface_t *image, double x, double y,
	     double width)
{
	cairo_t *cairo = drawing->cairo;
	double scale = width / cairo_image_surface_get_width(image);
	double height = scale * cairo_image_surface_get_height(image);
	cairo_save(cairo);
	cairo_translate(cairo, x, y + height * DESCENT - height);
	if (!drawing->is_picture) {
		cairo_rectangle(cairo, 0, 0, width, height);
		cairo_clip(cairo);
		cairo_push_group(cairo);
	}
	cairo_scale(cairo, scale, scale);
	cairo_set_source_surface(cairo, image, 0, 0);
	if (!drawing->is_picture) {
		/* a PDF's picture must not ask to be interpolated (ISO 19005-2, 6.2.8) */
		cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_FAST);
	}
	cairo_paint(cairo);
	if (!drawing->is_picture) {
		cairo_pop_group_to_source(cairo);
		cairo_paint(cairo);
	}
	cairo_restore(cairo);
}

/* The letter whose glyph has the text. Most programs know the text of a glyph, but not that of one
 * which stands for several; so different emoji nearly always have different letters. */
static unsigned char
letter_for(struct pl_str text)
{
	unsigned sum = 0;
	for (size_t i = 0; i < text.length; i++) {
		sum = sum * 31 + (unsigned char)text.data[i];
	}
	return (unsigned char)('!' + sum % ('~' - '!' + 1));
}

/* The text behind a picture. */
static void
put_hidden_text(struct pl_draw_context *drawing, const struct pl_font_piece *piece,
		struct pl_str text, double x, double y)
{
	const struct pl_font_face *face = pl_font_face(drawing->fonts, 0);
	double width = PL_FONT_SIZE * piece->width / face->advance;
	cairo_scaled_font_t *font =
		pl_draw_resized(&drawing->emoji_font, face, width, PL_FONT_SIZE);
	struct pl_draw_batch *batch = pl_draw_batch_for(drawing, font, 1, text.length);
	if (batch == NULL) {
		return;
	}
	pl_draw_put_cluster(batch, text.data, text.length, 1);
	pl_draw_put_glyph(batch, face->glyphs[letter_for(text)], x, y);
	cairo_set_source_rgba(drawing->cairo, 0, 0, 0, FAINT);
	pl_draw_flush_batch(drawing);
	cairo_set_source_rgb(drawing->cairo, 0, 0, 0);
}

void
pl_draw_emoji(struct pl_draw_context *drawing, const struct pl_font_piece *piece,
	      struct pl_str text, double x, double y)
{
	/* the batch must be drawn before the ink changes */
	pl_draw_flush_batch(drawing);
	if (!drawing->is_picture) {
		put_hidden_text(drawing, piece, text, x, y);
	}
	draw_picture(drawing, piece->image, x, y, piece->width);
}
