/*
 * The page which a document asks for itself, as Final Draft's files do: sheet, margins, what is
 * printed at page ends. It stands between the options and what is usual; a profile which is asked
 * for by name puts all of it aside but the sheet.
 */
#include "layout/options.h"

#define TOP_MARGIN (72 * PL_POINT)
#define LETTER_WIDTH (612 * PL_POINT)
#define LETTER_HEIGHT (792 * PL_POINT)
#define A4_WIDTH 59528
#define A4_HEIGHT 84189
/* Final Draft's A4 is 8.26 by 11.69 in */
#define SAME_SHEET 100

static bool
is_near(int32_t a, int32_t b)
{
	return a - b <= SAME_SHEET && b - a <= SAME_SHEET;
}

static bool
is_sheet(const struct pl_setup *setup, int32_t width, int32_t height)
{
	return is_near(setup->width, width) && is_near(setup->height, height);
}

static void
set_paper(struct pl_settings *settings, enum platen_paper paper)
{
	bool is_a4 = paper == PLATEN_A4;
	settings->paper = paper;
	settings->width = is_a4 ? A4_WIDTH : LETTER_WIDTH;
	settings->height = is_a4 ? A4_HEIGHT : LETTER_HEIGHT;
	settings->lines_per_page = is_a4 ? settings->lines_a4 : settings->lines_letter;
}

/* A sheet which is neither Letter nor A4 is taken as it is. */
static void
set_sheet(struct pl_settings *settings, const struct pl_setup *setup)
{
	if (setup->height == 0 || is_sheet(setup, LETTER_WIDTH, LETTER_HEIGHT)) {
		set_paper(settings, PLATEN_LETTER);
	} else if (is_sheet(setup, A4_WIDTH, A4_HEIGHT)) {
		set_paper(settings, PLATEN_A4);
	} else {
		settings->width = setup->width;
		settings->height = setup->height;
		settings->lines_per_page = (uint32_t)((setup->height - 2 * TOP_MARGIN) / PL_LINE);
	}
}

/* Lines from margin to margin; the sheet says how many are usual. */
static void
set_margins(struct pl_settings *settings, const struct pl_setup *setup)
{
	if (setup->top < 0) {
		return;
	}
	int32_t height = settings->height - setup->top - setup->bottom;
	settings->lines_per_page = height > PL_LINE ? (uint32_t)(height / PL_LINE) : 1;
	settings->profile.top += setup->top - TOP_MARGIN;
}

static void
set_page_ends(struct pl_settings *settings, const struct platen_layout_options *options,
	      const struct pl_setup *setup)
{
	settings->more = pl_either(options->more, pl_either(setup->more, settings->more));
	settings->contd = pl_either(options->contd, pl_either(setup->contd, settings->contd));
	settings->scene_bottom = pl_either(options->scene_bottom,
					   pl_either(setup->scene_bottom, settings->scene_bottom));
	settings->scene_top =
		pl_either(options->scene_top, pl_either(setup->scene_top, settings->scene_top));
	settings->has_more &= setup->has_more;
	settings->has_contd &= setup->has_contd;
	settings->has_auto_contd &= setup->has_auto_contd;
	settings->has_scene_bottom |= setup->has_scene_bottom;
	settings->has_scene_top |= setup->has_scene_top;
}

void
pl_settings_apply_setup(struct pl_settings *settings, const struct pl_setup *setup,
			const struct platen_layout_options *options)
{
	set_paper(settings, settings->paper);
	if (setup == NULL) {
		return;
	}
	if (settings->is_paper_by_script) {
		set_sheet(settings, setup);
	}
	if (settings->is_profile_named) {
		return;
	}
	settings->has_own_styles = true;
	set_margins(settings, setup);
	if (setup->scene_number_left > 0) {
		settings->profile.scene_number_left = setup->scene_number_left;
	}
	if (setup->scene_number_right > 0) {
		settings->profile.scene_number_right = setup->scene_number_right;
	}
	set_page_ends(settings, options, setup);
}
