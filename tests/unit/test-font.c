#include <stdlib.h>

#include "draw/font/font.h"
#include "unit.h"

/* The glyph of the whole cluster. */
static uint32_t
glyph(uint32_t style, const char *cluster)
{
	struct pl_font_set *fonts = pl_font_set_new();
	size_t length;
	uint32_t found =
		pl_font_cluster_glyph(pl_font_face(fonts, style), pl_str_of(cluster), &length);
	pl_font_set_free(fonts);
	return length == strlen(cluster) ? found : PL_FONT_GLYPH_MISSING;
}

static double
ink_left(uint32_t style, const char *character)
{
	struct pl_font_set *fonts = pl_font_set_new();
	cairo_text_extents_t extents;
	cairo_glyph_t bar = {glyph(style, character), 0, 0};
	cairo_scaled_font_glyph_extents(pl_font_face(fonts, style)->font, &bar, 1, &extents);
	pl_font_set_free(fonts);
	return extents.x_bearing;
}

static void
test_faces_are_what_their_styles_say(void)
{
	/* the bar of a bold face is thicker, so it begins further to the left */
	CHECK(ink_left(PLATEN_BOLD, "|") < ink_left(0, "|"));
	CHECK(ink_left(PLATEN_BOLD | PLATEN_ITALIC, "|") < ink_left(PLATEN_ITALIC, "|"));
	CHECK(ink_left(PLATEN_ITALIC, "|") < ink_left(0, "|"));
	/* an underline is no face */
	CHECK(ink_left(PLATEN_UNDERLINE, "|") == ink_left(0, "|"));
}

static void
test_a_face_is_opened_once(void)
{
	struct pl_font_set *fonts = pl_font_set_new();
	const struct pl_font_face *face = pl_font_face(fonts, PLATEN_BOLD);
	CHECK(face != NULL);
	CHECK(face == pl_font_face(fonts, PLATEN_BOLD | PLATEN_UNDERLINE));
	CHECK(face != pl_font_face(fonts, 0));
	CHECK(face->advance > 7.19 && face->advance < 7.2);
	pl_font_set_free(fonts);
}

static void
test_marks_are_composed(void)
{
	CHECK_INT(glyph(0, "e\xCC\x81"), glyph(0, "\xC3\xA9"));          /* é */
	CHECK_INT(glyph(0, "S\xCC\xA6"), glyph(0, "\xC8\x98"));          /* Ș */
	CHECK_INT(glyph(0, "O\xCC\x8B"), glyph(0, "\xC5\x90"));          /* Ő */
	CHECK_INT(glyph(0, "e\xCC\xB6"), PL_FONT_GLYPH_MISSING);         /* e with a stroke */
	CHECK_INT(glyph(0, "e\xCC\x81\xCC\xB6"), PL_FONT_GLYPH_MISSING); /* é with a stroke */
	CHECK_INT(glyph(0, "\xE1\xBA\xBF"), PL_FONT_GLYPH_MISSING);      /* ế, Vietnamese */
}

static void
test_what_is_missing_is_drawn_as_its_like(void)
{
	CHECK_INT(glyph(0, "\xC2\xA0"), glyph(0, " "));                /* no-break space */
	CHECK_INT(glyph(0, "\xE2\x80\xAF"), glyph(0, " "));            /* narrow no-break space */
	CHECK_INT(glyph(0, "\xE2\x80\x90"), glyph(0, "-"));            /* hyphen */
	CHECK_INT(glyph(0, "\xE2\x80\x95"), glyph(0, "\xE2\x80\x94")); /* horizontal bar: em dash */
	CHECK_INT(glyph(0, "\xC4\x90"), glyph(0, "\xC3\x90"));         /* Đ: Ð */
	CHECK(glyph(0, "\xC2\xB5") != PL_FONT_GLYPH_MISSING);          /* micro sign */
	CHECK_INT(glyph(PLATEN_ITALIC, "\xE2\x80\xB2"), glyph(PLATEN_ITALIC, "'"));
	CHECK(glyph(0, "\xE2\x80\xB2") != glyph(0, "'"));
}

static void
test_broken_glyphs_count_as_missing(void)
{
	CHECK_INT(glyph(0, "\xEF\xAC\x81"), PL_FONT_GLYPH_MISSING); /* ﬁ, two cells wide */
	CHECK_INT(glyph(0, "\xCE\xA9"), PL_FONT_GLYPH_MISSING);     /* Ω, too small beside Greek */
	CHECK_INT(glyph(0, "\xD0\x96"), PL_FONT_GLYPH_MISSING);     /* Ж */
	CHECK_INT(glyph(0, "\xD7\xA9"), PL_FONT_GLYPH_MISSING);     /* ש */
}

static void
test_nothing_is_drawn_for_joiners(void)
{
	CHECK_INT(glyph(0, "\xE2\x80\x8D"), PL_FONT_GLYPH_NOTHING);
	CHECK_INT(glyph(0, "\xC2\xAD"), PL_FONT_GLYPH_NOTHING);
	CHECK_INT(glyph(0, "e\xE2\x80\x8D"), glyph(0, "e"));
	CHECK_INT(glyph(0, "e\xEF\xB8\x8F"), glyph(0, "e")); /* which no emoji is */
}

static size_t
base_length(const char *cluster)
{
	struct pl_font_set *fonts = pl_font_set_new();
	size_t length;
	uint32_t found = pl_font_cluster_glyph(pl_font_face(fonts, 0), pl_str_of(cluster), &length);
	pl_font_set_free(fonts);
	return found == PL_FONT_GLYPH_MISSING ? 0 : length;
}

static void
test_base_ends_where_foreign_marks_begin(void)
{
	CHECK_INT((int64_t)base_length("e"), 1);
	CHECK_INT((int64_t)base_length("e\xCC\x81"), 3);                 /* é, composed */
	CHECK_INT((int64_t)base_length("e\xCC\xB6"), 1);                 /* e, and a stroke */
	CHECK_INT((int64_t)base_length("e\xCC\x81\xCC\xB6"), 3);         /* é, and a stroke */
	CHECK_INT((int64_t)base_length("e\xCC\xB6\xCC\x81"), 1);         /* e, stroke and acute */
	CHECK_INT((int64_t)base_length("\xD0\xB6\xCC\x81"), 0);          /* ж is missing */
	CHECK_INT((int64_t)base_length("1\xEF\xB8\x8F\xE2\x83\xA3"), 0); /* keycap: an emoji */
	CHECK_INT((int64_t)base_length("e\xE0\xB8\xB4"), 0);             /* a Thai mark */
	CHECK_INT((int64_t)base_length(""), 0);
}

static void
test_control_characters_have_no_glyph(void)
{
	struct pl_font_set *fonts = pl_font_set_new();
	const struct pl_font_face *face = pl_font_face(fonts, 0);
	for (uint32_t c = 0; c < ' '; c++) {
		CHECK_INT(face->glyphs[c], 0);
		CHECK_INT(pl_font_glyph(face, c), PL_FONT_GLYPH_NOTHING);
	}
	CHECK_INT(pl_font_glyph(face, 0x7F), PL_FONT_GLYPH_NOTHING);
	CHECK_INT(pl_font_glyph(face, 0x85), PL_FONT_GLYPH_NOTHING);
	pl_font_set_free(fonts);
}

int
main(void)
{
	RUN(test_faces_are_what_their_styles_say);
	RUN(test_a_face_is_opened_once);
	RUN(test_marks_are_composed);
	RUN(test_what_is_missing_is_drawn_as_its_like);
	RUN(test_broken_glyphs_count_as_missing);
	RUN(test_nothing_is_drawn_for_joiners);
	RUN(test_base_ends_where_foreign_marks_begin);
	RUN(test_control_characters_have_no_glyph);
	return unit_end();
}
