/*
 * Styles: how many characters a column holds, and which page formats make a page.
 *
 * Final Draft steps 7.0 pt from character to character, although 12-point Courier is 7.2 pt wide.
 * So a column of 3.5 in holds 35 characters and one of 6.0 in holds 61, and text drawn at 7.2 pt
 * may end a little right of its column. Both widths are needed: the first for line breaks, the
 * second for what is drawn.
 */
#include "layout/flow.h"

#define FINAL_DRAFT_STEP (7 * PL_POINT)

#define LENGTH_MAX (20 * PLATEN_INCH)
#define EMPHASIS_MAX (PLATEN_BOLD | PLATEN_ITALIC | PLATEN_UNDERLINE)

/* The largest n with 7.0 n < width (strictly less: 252 pt hold 35, not 36). */
uint32_t
pl_layout_style_capacity(int32_t width)
{
	return width <= 0 ? 0 : (uint32_t)((width - 1) / FINAL_DRAFT_STEP) * PL_SIXTHS;
}

/* ---------------------------------------------------------------- a caller's profile */

static bool
is_style(const struct platen_style *style)
{
	return style->left >= 0 && style->first >= 0 && style->left < style->right &&
	       style->first < style->right && style->right <= LENGTH_MAX &&
	       style->space_above <= PL_SPACE_ABOVE_MAX && style->half_lines >= 2 &&
	       style->half_lines <= PL_HALF_LINES_MAX && style->align <= PLATEN_ALIGN_RIGHT &&
	       style->emphasis <= EMPHASIS_MAX;
}

static bool
is_length(int32_t length)
{
	return length >= 0 && length <= LENGTH_MAX;
}

static bool
is_sheet(const struct platen_profile *profile)
{
	return profile->lines_letter >= 1 && profile->lines_letter <= PL_LINES_PER_PAGE_MAX &&
	       profile->lines_a4 >= 1 && profile->lines_a4 <= PL_LINES_PER_PAGE_MAX &&
	       is_length(profile->top) && is_length(profile->page_number) &&
	       is_length(profile->scene_number_left) && is_length(profile->scene_number_right);
}

static bool
has_styles(const struct platen_profile *profile)
{
	const struct platen_profile *standard = pl_layout_profile_standard();
	for (int side = 0; side < PLATEN_SIDE_COUNT; side++) {
		for (int kind = 0; kind < PLATEN_KIND_COUNT; kind++) {
			const struct platen_style *style = &profile->styles[side][kind];
			bool is_needed = standard->styles[side][kind].right > 0;
			if ((is_needed || style->right != 0) && !is_style(style)) {
				return false;
			}
		}
	}
	return true;
}

static void
set_usual(struct platen_style *style, struct platen_style usual)
{
	if (style->right == 0) {
		*style = usual;
	}
}

/* A shot is a heading within a scene. What Final Draft does not print is set like action, told
 * apart by its letters. */
static void
complete(struct platen_profile *profile)
{
	struct platen_style *styles = profile->styles[PLATEN_SIDE_NONE];
	struct platen_style shot = styles[PLATEN_SCENE_HEADING], note = styles[PLATEN_ACTION];
	shot.space_above = shot.space_above < 1 ? shot.space_above : 1;
	note.is_caps = false;
	struct platen_style synopsis = note, section = note;
	synopsis.emphasis = PLATEN_ITALIC;
	section.emphasis = PLATEN_BOLD;
	section.space_above = styles[PLATEN_SCENE_HEADING].space_above;
	set_usual(&styles[PLATEN_SHOT], shot);
	set_usual(&styles[PLATEN_NOTE], note);
	set_usual(&styles[PLATEN_SYNOPSIS], synopsis);
	set_usual(&styles[PLATEN_SECTION], section);
}

bool
pl_layout_profile_make(const struct platen_profile *from, struct platen_profile *profile)
{
	if (from->name == NULL || !is_sheet(from) || !has_styles(from)) {
		return false;
	}
	*profile = *from;
	profile->name = profile->summary = NULL;
	profile->more = profile->contd = profile->scene_bottom = profile->scene_top = NULL;
	complete(profile);
	return true;
}

void
pl_layout_usual_styles(struct pl_format_style usual[PLATEN_SIDE_COUNT][PLATEN_KIND_COUNT])
{
	struct platen_profile profile;
	pl_layout_profile_make(pl_layout_profile_standard(), &profile);
	for (int side = 0; side < PLATEN_SIDE_COUNT; side++) {
		for (int kind = 0; kind < PLATEN_KIND_COUNT; kind++) {
			usual[side][kind] = (struct pl_format_style){
				profile.styles[side][kind],
				pl_format_keeps(pl_layout_break_rules_of((enum platen_kind)kind)),
				true};
		}
	}
}
