/*
 * From the numbers of a profile to styles: lengths become hundredths of a point, and each kind of
 * element gets the break rules which it has in every profile.
 *
 * Final Draft steps 7.0 pt from character to character where 12-point Courier is 7.2 wide. So a box
 * of 3.5 in holds 35 characters, one of 6.0 in 61, and text drawn at 7.2 may end a little right of
 * its box. Both are right: the first decides the line breaks, the second what it looks like.
 */
#include "layout/style.h"

/* Thousandths of an inch to hundredths of a point. */
#define MIL(mil) ((int32_t)(mil)*72 / 10)

#define FINAL_DRAFT_STEP (7 * PL_POINT)

/* From the top margin to the first baseline, and the header's. */
#define ASCENT (8 * PL_POINT)
#define HEADER_BASELINE (44 * PL_POINT)

/* No sheet is larger; and sums of lengths stay small. */
#define LENGTH_MAX 20000
#define SPACE_ABOVE_MAX 100
#define SPACING_MAX 4
#define STYLE_ALL (PLATEN_BOLD | PLATEN_ITALIC | PLATEN_UNDERLINE)

/* The largest n with 7.0 n < width (strictly less: 252 pt hold 35, not 36). */
uint32_t
pl_style_capacity(int32_t width)
{
	return width <= 0 ? 0 : (uint32_t)((width - 1) / FINAL_DRAFT_STEP) * PL_SIXTHS;
}

/* Break rules, and what is stacked: between two of these stand as many empty lines as were typed. A
 * section begins, as an act does, what is no scene yet. */
static const struct pl_style rules[PLATEN_KIND_COUNT] = {
	[PLATEN_SCENE_HEADING] = {.keeps_next = true},
	[PLATEN_SHOT] = {.keeps_next = true},
	[PLATEN_SECTION] = {.keeps_next = true, .is_no_scene = true},
	[PLATEN_SYNOPSIS] = {.keeps_next = true, .is_stacked = true},
	[PLATEN_NOTE] = {.is_stacked = true},
	[PLATEN_TRANSITION] = {.keeps_previous = true},
	[PLATEN_ACTION] = {.is_stacked = true},
	[PLATEN_CENTERED] = {.is_stacked = true},
	[PLATEN_LYRIC] = {.is_stacked = true},
};

static enum pl_align
align_of(enum platen_align align)
{
	switch (align) {
	case PLATEN_ALIGN_LEFT: return PL_ALIGN_LEFT;
	case PLATEN_ALIGN_CENTER: return PL_ALIGN_CENTER;
	case PLATEN_ALIGN_RIGHT: return PL_ALIGN_RIGHT;
	}
	return PL_ALIGN_LEFT;
}

static bool
is_element(const struct platen_element *from)
{
	return from->left < from->right && from->first < from->right && from->right <= LENGTH_MAX &&
	       from->space_above <= SPACE_ABOVE_MAX && from->spacing >= 1 &&
	       from->spacing <= SPACING_MAX && (unsigned)from->align <= PLATEN_ALIGN_RIGHT &&
	       (from->style & ~STYLE_ALL) == 0;
}

static bool
make_style(struct pl_profile *profile, enum pl_side side, enum platen_kind kind,
	   const struct platen_element *from)
{
	struct pl_style *style = &profile->styles[side][kind];
	*style = side == PL_SIDE_NONE ? rules[kind] : (struct pl_style){0};
	style->left = MIL(from->left);
	style->right = MIL(from->right);
	style->first_left = MIL(from->first);
	style->align = align_of(from->align);
	style->space_above = from->space_above;
	style->half_leading = 2 * (from->spacing - 1);
	style->emphasis = from->style;
	style->is_caps = from->is_caps;
	return is_element(from);
}

static bool
make_dual_column(struct pl_profile *profile, enum pl_side side,
		 const struct platen_dual_column *from)
{
	return make_style(profile, side, PLATEN_CHARACTER, &from->character) &&
	       make_style(profile, side, PLATEN_PARENTHETICAL, &from->parenthetical) &&
	       make_style(profile, side, PLATEN_DIALOGUE, &from->dialogue) &&
	       make_style(profile, side, PLATEN_LYRIC, &from->lyric);
}

static bool
make_column(struct pl_profile *profile, const struct platen_profile *from)
{
	/* a shot is a heading within a scene */
	struct platen_element shot = from->scene_heading;
	shot.space_above = shot.space_above < 1 ? shot.space_above : 1;
	/* what Final Draft does not print stands in the column of action, told apart by its letters
	 */
	struct platen_element note = from->action, synopsis, section;
	note.is_caps = false;
	synopsis = section = note;
	synopsis.style = PLATEN_ITALIC;
	section.style = PLATEN_BOLD;
	section.space_above = from->scene_heading.space_above;
	return make_style(profile, PL_SIDE_NONE, PLATEN_SCENE_HEADING, &from->scene_heading) &&
	       make_style(profile, PL_SIDE_NONE, PLATEN_SECTION, &section) &&
	       make_style(profile, PL_SIDE_NONE, PLATEN_SYNOPSIS, &synopsis) &&
	       make_style(profile, PL_SIDE_NONE, PLATEN_NOTE, &note) &&
	       make_style(profile, PL_SIDE_NONE, PLATEN_SHOT, &shot) &&
	       make_style(profile, PL_SIDE_NONE, PLATEN_ACTION, &from->action) &&
	       make_style(profile, PL_SIDE_NONE, PLATEN_CENTERED, &from->centered) &&
	       make_style(profile, PL_SIDE_NONE, PLATEN_LYRIC, &from->lyric) &&
	       make_style(profile, PL_SIDE_NONE, PLATEN_CHARACTER, &from->character) &&
	       make_style(profile, PL_SIDE_NONE, PLATEN_PARENTHETICAL, &from->parenthetical) &&
	       make_style(profile, PL_SIDE_NONE, PLATEN_DIALOGUE, &from->dialogue) &&
	       make_style(profile, PL_SIDE_NONE, PLATEN_TRANSITION, &from->transition);
}

static bool
is_sheet(const struct platen_profile *from)
{
	return from->lines_letter >= 1 && from->lines_letter <= PL_LINES_PER_PAGE_MAX &&
	       from->lines_a4 >= 1 && from->lines_a4 <= PL_LINES_PER_PAGE_MAX &&
	       from->top <= LENGTH_MAX && from->page_number <= LENGTH_MAX &&
	       from->scene_number_left <= LENGTH_MAX && from->scene_number_right <= LENGTH_MAX;
}

bool
pl_profile_make(const struct platen_profile *from, struct pl_profile *profile)
{
	if (from->name == NULL || !is_sheet(from)) {
		return false;
	}
	*profile = (struct pl_profile){
		.first_baseline = MIL(from->top) + ASCENT,
		.header_baseline = HEADER_BASELINE,
		.page_number_right = MIL(from->page_number),
		.scene_number_left = MIL(from->scene_number_left),
		.scene_number_right = MIL(from->scene_number_right),
	};
	if (!make_column(profile, from) ||
	    !make_dual_column(profile, PL_SIDE_LEFT, &from->dual_left) ||
	    !make_dual_column(profile, PL_SIDE_RIGHT, &from->dual_right)) {
		return false;
	}
	profile->continued_left = MIL(from->scene_heading.left);
	profile->continued_right = MIL(from->transition.right);
	return true;
}
