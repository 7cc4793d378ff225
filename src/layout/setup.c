/*
 * The page which the document itself asks for, as Final Draft's files do, and scripts with
 * `X-Layout:`: its sheet, its margins, and what is printed at page ends. Options override it, and
 * it overrides the defaults. If a profile is chosen by name, only the sheet counts.
 */
#include "layout/flow.h"

#define TOP_MARGIN (72 * PL_POINT)
#define LETTER_WIDTH (612 * PL_POINT)
#define LETTER_HEIGHT (792 * PL_POINT)
#define A4_WIDTH 59528
#define A4_HEIGHT 84189
#define SAME_SHEET 100 /* Final Draft's A4 is 8.26 by 11.69 in */

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
set_paper(struct platen_pages *pages, enum platen_paper paper)
{
	bool is_a4 = paper == PLATEN_A4;
	pages->paper = paper;
	pages->width = is_a4 ? A4_WIDTH : LETTER_WIDTH;
	pages->height = is_a4 ? A4_HEIGHT : LETTER_HEIGHT;
	pages->lines_per_page = is_a4 ? pages->profile.lines_a4 : pages->profile.lines_letter;
}

/* A sheet which is neither Letter nor A4 is used as it is, and has no name. */
static void
set_sheet(struct pl_layout_settings *settings, const struct pl_setup *setup)
{
	struct platen_pages *pages = settings->pages;
	struct pl_layout_setting decided = {.decider = PL_DECIDED_BY_SCRIPT};
	if (setup->height == 0) {
		return;
	}
	if (is_sheet(setup, LETTER_WIDTH, LETTER_HEIGHT)) {
		set_paper(pages, PLATEN_LETTER);
		decided.text = PL_STR("letter");
	} else if (is_sheet(setup, A4_WIDTH, A4_HEIGHT)) {
		set_paper(pages, PLATEN_A4);
		decided.text = PL_STR("a4");
	} else {
		pages->width = setup->width;
		pages->height = setup->height;
		pages->lines_per_page = (uint32_t)((setup->height - 2 * TOP_MARGIN) / PL_LINE);
	}
	settings->values[PLATEN_OPTION_PAPER] = decided;
}

static void
set_margins(struct platen_pages *pages, const struct pl_setup *setup)
{
	if (setup->top < 0) {
		return;
	}
	int32_t height = pages->height - setup->top - setup->bottom;
	pages->lines_per_page = height > PL_LINE ? (uint32_t)(height / PL_LINE) : 1;
	pages->profile.top += setup->top - TOP_MARGIN;
}

/* The caller has not decided it. */
static bool
is_open(const struct pl_layout_settings *settings, enum platen_option option)
{
	return settings->values[option].decider != PL_DECIDED_BY_CALLER;
}

static void
set_text(struct pl_layout_settings *settings, enum platen_option option, const char *text)
{
	if (text != NULL && is_open(settings, option)) {
		settings->values[option] =
			(struct pl_layout_setting){pl_str_of(text), NULL, PL_DECIDED_BY_SCRIPT};
	}
}

static void
set_page_ends(struct pl_layout_settings *settings, const struct pl_setup *setup)
{
	struct platen_pages *pages = settings->pages;
	set_text(settings, PLATEN_OPTION_MORE, setup->more);
	set_text(settings, PLATEN_OPTION_CONTD, setup->contd);
	set_text(settings, PLATEN_OPTION_SCENE_BOTTOM, setup->scene_bottom);
	set_text(settings, PLATEN_OPTION_SCENE_TOP, setup->scene_top);
	pages->has_more &= setup->has_more;
	pages->has_contd &= setup->has_contd;
	pages->has_auto_contd &= setup->has_auto_contd;
	if (is_open(settings, PLATEN_OPTION_SCENE_CONTINUED)) {
		bool is_said = setup->has_scene_bottom || setup->has_scene_top;
		pages->has_scene_bottom = setup->has_scene_bottom;
		pages->has_scene_top = setup->has_scene_top;
		set_text(settings, PLATEN_OPTION_SCENE_CONTINUED, is_said ? "yes" : "no");
	}
}

static void
set_scene_numbers(struct pl_layout_settings *settings, const struct pl_setup *setup)
{
	if (setup->scene_number_left > 0) {
		settings->pages->profile.scene_number_left = setup->scene_number_left;
	}
	if (setup->scene_number_right > 0) {
		settings->pages->profile.scene_number_right = setup->scene_number_right;
	}
	if (is_open(settings, PLATEN_OPTION_SCENE_NUMBERS)) {
		bool is_left = !setup->hides_numbers_left, is_right = !setup->hides_numbers_right;
		settings->numbers_left = is_left;
		settings->numbers_right = is_right;
		set_text(settings, PLATEN_OPTION_SCENE_NUMBERS,
			 is_left && is_right ? "both"
			 : is_left           ? "left"
			 : is_right          ? "right"
					     : "none");
	}
}

static void
set_styles(struct platen_profile *profile, const struct pl_setup *setup)
{
	for (int side = 0; setup->kinds != NULL && side < PLATEN_SIDE_COUNT; side++) {
		for (int kind = 0; kind < PLATEN_KIND_COUNT; kind++) {
			if (setup->kinds[side][kind].is_set) {
				profile->styles[side][kind] = setup->kinds[side][kind].style;
			}
		}
	}
}

/* No option of the caller's takes the place of a setting of the file. */
static bool
is_as_file(const struct pl_layout_settings *settings)
{
	static const enum platen_option of_file[] = {
		PLATEN_OPTION_PAPER,          PLATEN_OPTION_MORE,      PLATEN_OPTION_CONTD,
		PLATEN_OPTION_SCENE_BOTTOM,   PLATEN_OPTION_SCENE_TOP, PLATEN_OPTION_SCENE_NUMBERS,
		PLATEN_OPTION_SCENE_CONTINUED};
	const struct platen_layout_options *options = settings->options;
	bool is_same = options->lines_per_page == 0 && options->continued != PLATEN_NO;
	for (size_t i = 0; is_same && i < sizeof(of_file) / sizeof(of_file[0]); i++) {
		is_same = settings->values[of_file[i]].decider != PL_DECIDED_BY_CALLER;
	}
	return is_same;
}

void
pl_layout_settings_apply_setup(struct pl_layout_settings *settings)
{
	const struct platen_document *document = settings->document;
	const struct pl_setup *setup = document == NULL ? NULL : document->setup;
	struct platen_pages *pages = settings->pages;
	set_paper(pages, pages->paper);
	pages->has_revisions = settings->options->revisions;
	if (setup == NULL) {
		return;
	}
	if (settings->values[PLATEN_OPTION_PAPER].decider != PL_DECIDED_BY_CALLER) {
		set_sheet(settings, setup);
	}
	if (settings->values[PLATEN_OPTION_PROFILE].decider != PL_DECIDED_BY_DEFAULT) {
		return;
	}
	pages->has_own_styles = true;
	pages->is_as_file = is_as_file(settings);
	set_styles(&pages->profile, setup);
	set_margins(pages, setup);
	set_scene_numbers(settings, setup);
	set_page_ends(settings, setup);
}
