/* choose - which installed font draws a word. In platen-shape.so. */
#ifndef PL_CHOOSE_H
#define PL_CHOOSE_H

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pango.h>

#include "draw/font/shape.h"

/* What kind of text a word is, as far as its font depends on it. */
enum pl_font_word_kind {
	PL_FONT_WORD_SCRIPT, /* letters of one script */
	PL_FONT_WORD_EMOJI,
	PL_FONT_WORD_MARKS, /* marks for one of the caller's letters, on a carrier */
};

/* A font in one style, owned by the chooser. */
struct pl_font_choice {
	PangoFont *pango;
	const FcCharSet *characters;    /* owned by it */
	bool is_color;                  /* its glyphs are pictures */
	bool is_emboldened, is_slanted; /* by us, since the family lacks the style */
	hb_set_t *glyphs;               /* those that will be drawn, if it will be embedded */
	cairo_font_face_t *face;        /* NULL until needed */
};

struct pl_font_chooser;

struct pl_font_chooser *pl_font_chooser_new(const struct pl_font_hints *hints);
void pl_font_chooser_free(struct pl_font_chooser *chooser);

/* The best font for `script` that has all characters of `word`; NULL if there is none. */
struct pl_font_choice *pl_font_choose(struct pl_font_chooser *chooser, struct pl_str word,
				      enum pl_font_word_kind kind, GUnicodeScript script,
				      uint32_t style);

/* The character to name in a message about `text`, which no font has in full: the first that no
 * font has, or else the last. */
uint32_t pl_font_missing(struct pl_font_chooser *chooser, struct pl_str text);

/* `choice` for cairo, `size` points high and `stretch` times its width. Owned by the chooser. */
cairo_scaled_font_t *pl_font_choice_scaled(struct pl_font_chooser *chooser,
					   struct pl_font_choice *choice, double size,
					   double stretch);

#endif
