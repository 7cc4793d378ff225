/*
 * Emoji: a picture, and text which can be found and copied.
 *
 * The text needs an invisible glyph. A space will not do: cairo drops a run of text without ink,
 * and its text with it. So it is a letter as wide as the picture, in nearly transparent ink.
 *
 * cairo 1.16 names a picture in the page's dictionary once for each time it is drawn there, but a
 * dictionary must not have a key twice. So the second time on a page we draw a copy, the third time
 * another copy; the next page begins with the original again.
 */
#include <stdlib.h>

#include "draw/draw.h"

#define DESCENT 0.15  /* share of an emoji's height which hangs below the baseline */
#define FAINT 0.005   /* cairo ignores ink which is more transparent */
#define COPIES_MAX 64 /* beyond that keys may repeat, which readers accept */

/* The copies of a picture, kept with it. */
struct copies {
	uint32_t page; /* number of the page on which `used` of them are drawn */
	uint32_t used, count;
	cairo_surface_t *surfaces[COPIES_MAX];
};

static const cairo_user_data_key_t copies_key;

static void
free_copies(void *user)
{
	struct copies *copies = user;
	for (uint32_t i = 0; i < copies->count; i++) {
		cairo_surface_destroy(copies->surfaces[i]);
	}
	free(copies);
}

static struct copies *
copies_of(cairo_surface_t *image)
{
	struct copies *copies = cairo_surface_get_user_data(image, &copies_key);
	if (copies != NULL) {
		return copies;
	}
	copies = calloc(1, sizeof(*copies));
	if (copies != NULL && cairo_surface_set_user_data(image, &copies_key, copies,
							  free_copies) != CAIRO_STATUS_SUCCESS) {
		free(copies);
		return NULL;
	}
	return copies;
}

static cairo_surface_t *
copy_of(cairo_surface_t *image)
{
	cairo_surface_t *copy = cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
							   cairo_image_surface_get_width(image),
							   cairo_image_surface_get_height(image));
	cairo_t *cairo = cairo_create(copy);
	cairo_set_source_surface(cairo, image, 0, 0);
	cairo_paint(cairo);
	cairo_destroy(cairo);
	return copy;
}

/* The picture, or the next copy which this page has not used. */
static cairo_surface_t *
unused_copy(struct pl_drawing *drawing, cairo_surface_t *image)
{
	struct copies *copies = copies_of(image);
	if (copies == NULL) {
		drawing->no_memory = true;
		return image;
	}
	if (copies->page != drawing->page + 1) {
		copies->page = drawing->page + 1;
		copies->used = 0;
		return image;
	}
	if (copies->used == COPIES_MAX) {
		return image;
	}
	if (copies->used == copies->count) {
		copies->surfaces[copies->count++] = copy_of(image);
	}
	return copies->surfaces[copies->used++];
}

static void
draw_picture(cairo_t *cairo, cairo_surface_t *image, double x, double y, double width)
{
	double scale = width / cairo_image_surface_get_width(image);
	double height = scale * cairo_image_surface_get_height(image);
	cairo_save(cairo);
	cairo_translate(cairo, x, y + height * DESCENT - height);
	cairo_scale(cairo, scale, scale);
	cairo_set_source_surface(cairo, image, 0, 0);
	cairo_paint(cairo);
	cairo_restore(cairo);
}

/* The text behind a picture. */
static void
put_hidden_text(struct pl_drawing *drawing, const struct pl_font_piece *piece, struct pl_str text,
		double x, double y)
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
	pl_draw_put_glyph(batch, face->glyphs['M'], x, y);
	cairo_set_source_rgba(drawing->cairo, 0, 0, 0, FAINT);
	pl_draw_flush_batch(drawing);
	cairo_set_source_rgb(drawing->cairo, 0, 0, 0);
}

void
pl_draw_emoji(struct pl_drawing *drawing, const struct pl_font_piece *piece, struct pl_str text,
	      double x, double y)
{
	/* the batch is drawn in other ink */
	pl_draw_flush_batch(drawing);
	if (!drawing->is_picture) {
		put_hidden_text(drawing, piece, text, x, y);
	}
	draw_picture(drawing->cairo, unused_copy(drawing, piece->image), x, y, piece->width);
}
