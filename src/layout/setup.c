/*
 * The page which a document asks for itself, as Final Draft's files do: its sheet, its margins,
 * what is printed at page ends. Options override it, and it overrides the defaults. Where a profile
 * is chosen by name, only the sheet counts.
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

/* A sheet which is neither Letter nor A4 is taken as it is, and has no name. */
static void
set_sheet(struct pl_settings *settings, const struct pl_setup *setup)
{
	struct pl_setting decided = {.origin = PLATEN_ORIGIN_SCRIPT};
	if (setup->height == 0) {
		return;
	}
	if (is_sheet(setup, LETTER_WIDTH, LETTER_HEIGHT)) {
		set_paper(settings, PLATEN_LETTER);
		decided.text = PL_STR("letter");
	} else if (is_sheet(setup, A4_WIDTH, A4_HEIGHT)) {
		set_paper(settings, PLATEN_A4);
		decided.text = PL_STR("a4");
	} else {
		settings->width = setup->width;
		settings->height = setup->height;
		settings->lines_per_page = (uint32_t)((setup->height - 2 * TOP_MARGIN) / PL_LINE);
	}
	settings->values[PLATEN_OPTION_PAPER] = decided;
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
set_text(struct pl_setting *setting, const char *text)
{
	if (text != NULL && setting->origin != PLATEN_ORIGIN_CALLER) {
		*setting = (struct pl_setting){pl_str_of(text), NULL, PLATEN_ORIGIN_SCRIPT};
	}
}

static void
set_page_ends(struct pl_settings *settings, const struct pl_setup *setup)
{
	set_text(&settings->values[PLATEN_OPTION_MORE], setup->more);
	set_text(&settings->values[PLATEN_OPTION_CONTD], setup->contd);
	set_text(&settings->values[PLATEN_OPTION_SCENE_BOTTOM], setup->scene_bottom);
	set_text(&settings->values[PLATEN_OPTION_SCENE_TOP], setup->scene_top);
	settings->has_more &= setup->has_more;
	settings->has_contd &= setup->has_contd;
	settings->has_auto_contd &= setup->has_auto_contd;
	settings->has_scene_bottom |= setup->has_scene_bottom;
	settings->has_scene_top |= setup->has_scene_top;
}

void
pl_settings_apply_setup(struct pl_settings *settings, const struct pl_setup *setup)
{
	set_paper(settings, settings->paper);
	if (setup == NULL) {
		return;
	}
	if (settings->values[PLATEN_OPTION_PAPER].origin != PLATEN_ORIGIN_CALLER) {
		set_sheet(settings, setup);
	}
	if (settings->values[PLATEN_OPTION_PROFILE].origin != PLATEN_ORIGIN_DEFAULT) {
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
	set_page_ends(settings, setup);
}
