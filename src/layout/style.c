/*
 * The profiles: all numbers of a page format, one row per element kind.
 *
 * `standard` is Final Draft's screenplay, as measured on its own pages (design page
 * pagination/final-draft.md; section numbers below are its).
 *
 * Final Draft steps 7.0 pt from character to character where 12-point Courier is 7.2 wide. So a box
 * of 3.5 in holds 35 characters, one of 6.0 in 61, and text drawn at 7.2 may end a little right of its
 * box. Both are right: the first decides the line breaks, the second what it looks like.
 */
#include "layout/style.h"

/* Thousandths of an inch to hundredths of a point. */
#define MIL(mil) ((mil)*72 / 10)

#define FINAL_DRAFT_STEP (7 * PL_POINT)

/* The largest n with 7.0 n < width (section 2; strictly less: 252 pt hold 35, not 36). */
uint32_t
pl_style_capacity(int32_t width)
{
	return width <= 0 ? 0 : (uint32_t)((width - 1) / FINAL_DRAFT_STEP) * PL_SIXTHS;
}

#define BOX(l, r) .left = MIL(l), .first_left = MIL(l), .right = MIL(r)

/* Where things stand which are no elements (section 1). */
#define SHEET                                                                                      \
	.first_baseline = 80 * PL_POINT, .header_baseline = 44 * PL_POINT,                         \
	.page_number_right = MIL(7250), .scene_number_left = MIL(750),                             \
	.scene_number_right = MIL(7375), .continued_left = MIL(1500), .continued_right = MIL(7100)

/* What all profiles share: the two columns of a dual dialogue, and the title page, whose box is centred
 * on Letter: 1.0 to 7.5 in (section 7). */
#define TITLE_ENTRY {BOX(1000, 7500), .align = PL_ALIGN_CENTER}
#define DUAL_COLUMNS(leading)                                                                      \
	[PL_SIDE_LEFT] = {                                                                         \
		[PLATEN_CHARACTER] = {BOX(1500, 4375), .align = PL_ALIGN_CENTER,                   \
				      .space_above = 1, .is_caps = true},                          \
		[PLATEN_PARENTHETICAL] = {BOX(1750, 4125), .extra_leading = (leading)},            \
		[PLATEN_DIALOGUE] = {BOX(1500, 4375), .extra_leading = (leading)},                 \
		[PLATEN_LYRIC] = {BOX(1500, 4375), .emphasis = PLATEN_ITALIC,                      \
				  .extra_leading = (leading)},                                     \
	},                                                                                         \
	[PL_SIDE_RIGHT] = {                                                                        \
		[PLATEN_CHARACTER] = {BOX(4625, 7500), .align = PL_ALIGN_CENTER,                   \
				      .space_above = 1, .is_caps = true},                          \
		[PLATEN_PARENTHETICAL] = {BOX(4875, 7250), .extra_leading = (leading)},            \
		[PLATEN_DIALOGUE] = {BOX(4625, 7500), .extra_leading = (leading)},                 \
		[PLATEN_LYRIC] = {BOX(4625, 7500), .emphasis = PLATEN_ITALIC,                      \
				  .extra_leading = (leading)},                                     \
	}

/* Letter and A4 share all columns; A4 has four lines more (section 1). */
static const struct pl_profile profiles[] = {
	{
		.name = "standard",
		.summary = "feature film, as Final Draft sets it",
		.lines_letter = 54,
		.lines_a4 = 58,
		SHEET,
		.styles = {
			[PL_SIDE_NONE] = {
				[PLATEN_SCENE_HEADING] = {BOX(1500, 7500), .space_above = 2,
							  .is_caps = true, .keeps_next = true},
				[PLATEN_ACTION] = {BOX(1500, 7500), .space_above = 1,
						   .is_stacked = true},
				[PLATEN_CENTERED] = {BOX(1500, 7500), .align = PL_ALIGN_CENTER,
						     .space_above = 1, .is_stacked = true},
				[PLATEN_LYRIC] = {BOX(2500, 6000), .space_above = 1,
						  .emphasis = PLATEN_ITALIC, .is_stacked = true},
				[PLATEN_CHARACTER] = {BOX(3500, 7250), .space_above = 1,
						      .is_caps = true},
				[PLATEN_PARENTHETICAL] = {.left = MIL(3000), .first_left = MIL(2900),
							  .right = MIL(5500)},
				[PLATEN_DIALOGUE] = {BOX(2500, 6000)},
				[PLATEN_TRANSITION] = {BOX(5500, 7100), .align = PL_ALIGN_RIGHT,
						       .space_above = 1, .is_caps = true,
						       .keeps_previous = true},
				[PLATEN_TITLE_ENTRY] = TITLE_ENTRY,
			},
			DUAL_COLUMNS(0),
		},
	},
	{
		/* the columns are those of Final Draft's own multi-camera files; capital action, underlined
		 * headings and double-spaced dialogue are how such scripts are told apart */
		.name = "multicam",
		.summary = "multi-camera sitcom: double-spaced dialogue, action in capitals",
		.lines_letter = 54,
		.lines_a4 = 58,
		SHEET,
		.styles = {
			[PL_SIDE_NONE] = {
				[PLATEN_SCENE_HEADING] = {BOX(1500, 7500), .space_above = 2,
							  .emphasis = PLATEN_UNDERLINE,
							  .is_caps = true, .keeps_next = true},
				[PLATEN_ACTION] = {BOX(1500, 7500), .space_above = 1, .is_caps = true,
						   .is_stacked = true},
				[PLATEN_CENTERED] = {BOX(1500, 7500), .align = PL_ALIGN_CENTER,
						     .space_above = 1, .is_stacked = true},
				[PLATEN_LYRIC] = {BOX(2250, 6000), .space_above = 1,
						  .extra_leading = 1, .emphasis = PLATEN_ITALIC,
						  .is_stacked = true},
				[PLATEN_CHARACTER] = {BOX(3375, 6250), .space_above = 1,
						      .is_caps = true},
				[PLATEN_PARENTHETICAL] = {.left = MIL(2750), .first_left = MIL(2650),
							  .right = MIL(5500), .extra_leading = 1},
				[PLATEN_DIALOGUE] = {BOX(2250, 6000), .extra_leading = 1},
				[PLATEN_TRANSITION] = {BOX(5500, 7250), .align = PL_ALIGN_RIGHT,
						       .space_above = 1, .is_caps = true,
						       .keeps_previous = true},
				[PLATEN_TITLE_ENTRY] = TITLE_ENTRY,
			},
			DUAL_COLUMNS(1),
		},
	},
	{
		/* modern US stage play: speeches from margin to margin under a centred name, stage
		 * directions set in */
		.name = "stage",
		.summary = "US stage play: name centred, dialogue full width, directions indented",
		.lines_letter = 54,
		.lines_a4 = 58,
		SHEET,
		.styles = {
			[PL_SIDE_NONE] = {
				[PLATEN_SCENE_HEADING] = {BOX(1500, 7500), .align = PL_ALIGN_CENTER,
							  .space_above = 2, .is_caps = true,
							  .keeps_next = true},
				[PLATEN_ACTION] = {BOX(2750, 7500), .space_above = 1,
						   .is_stacked = true},
				[PLATEN_CENTERED] = {BOX(1500, 7500), .align = PL_ALIGN_CENTER,
						     .space_above = 1, .is_stacked = true},
				[PLATEN_LYRIC] = {BOX(2500, 7500), .space_above = 1,
						  .emphasis = PLATEN_ITALIC, .is_stacked = true},
				[PLATEN_CHARACTER] = {BOX(1500, 7500), .align = PL_ALIGN_CENTER,
						      .space_above = 1, .is_caps = true},
				[PLATEN_PARENTHETICAL] = {.left = MIL(2750), .first_left = MIL(2650),
							  .right = MIL(6500)},
				[PLATEN_DIALOGUE] = {BOX(1500, 7500)},
				[PLATEN_TRANSITION] = {BOX(5500, 7500), .align = PL_ALIGN_RIGHT,
						       .space_above = 1, .is_caps = true,
						       .keeps_previous = true},
				[PLATEN_TITLE_ENTRY] = TITLE_ENTRY,
			},
			DUAL_COLUMNS(0),
		},
	},
	{
		/* the numbers of the browser and editor tools many writers come from: a line more a page,
		 * one empty line above a heading, a column more of dialogue */
		.name = "compat-55",
		.summary = "55 lines a page, for page counts like those of other Fountain tools",
		.lines_letter = 55,
		.lines_a4 = 57,
		SHEET,
		.styles = {
			[PL_SIDE_NONE] = {
				[PLATEN_SCENE_HEADING] = {BOX(1500, 7500), .space_above = 1,
							  .is_caps = true, .keeps_next = true},
				[PLATEN_ACTION] = {BOX(1500, 7500), .space_above = 1,
						   .is_stacked = true},
				[PLATEN_CENTERED] = {BOX(1500, 7500), .align = PL_ALIGN_CENTER,
						     .space_above = 1, .is_stacked = true},
				[PLATEN_LYRIC] = {BOX(2500, 6050), .space_above = 1,
						  .emphasis = PLATEN_ITALIC, .is_stacked = true},
				[PLATEN_CHARACTER] = {BOX(3500, 7250), .space_above = 1,
						      .is_caps = true},
				[PLATEN_PARENTHETICAL] = {BOX(3000, 5550)},
				[PLATEN_DIALOGUE] = {BOX(2500, 6050)},
				[PLATEN_TRANSITION] = {BOX(1500, 7500), .align = PL_ALIGN_RIGHT,
						       .space_above = 1, .is_caps = true,
						       .keeps_previous = true},
				[PLATEN_TITLE_ENTRY] = TITLE_ENTRY,
			},
			DUAL_COLUMNS(0),
		},
	},
};

#define PROFILE_COUNT (sizeof(profiles) / sizeof(profiles[0]))

const struct pl_profile *
pl_profile_at(size_t index)
{
	return index < PROFILE_COUNT ? &profiles[index] : NULL;
}

const struct pl_profile *
pl_profile_by_name(struct pl_str name)
{
	for (size_t i = 0; i < PROFILE_COUNT; i++) {
		if (pl_str_equal_ascii_case(name, pl_str_of(profiles[i].name))) {
			return &profiles[i];
		}
	}
	return NULL;
}
