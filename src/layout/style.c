/*
 * The standard profile: Final Draft's screenplay, as measured on its own pages (design page
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

/* Letter and A4 share all columns; A4 has four lines more (section 1). */
const struct pl_profile pl_profile_standard = {
	.name = "standard",
	.lines_letter = 54,
	.lines_a4 = 58,
	.first_baseline = 80 * PL_POINT,
	.header_baseline = 44 * PL_POINT,
	.page_number_right = MIL(7250),
	.scene_number_left = MIL(750),
	.scene_number_right = MIL(7375),
	.styles = {
		[PL_SIDE_NONE] = {
			[PLATEN_SCENE_HEADING] = {BOX(1500, 7500), .space_above = 2, .is_caps = true,
						  .keeps_next = true},
			[PLATEN_ACTION] = {BOX(1500, 7500), .space_above = 1, .is_stacked = true},
			[PLATEN_CENTERED] = {BOX(1500, 7500), .align = PL_ALIGN_CENTER,
					     .space_above = 1, .is_stacked = true},
			[PLATEN_LYRIC] = {BOX(2500, 6000), .space_above = 1,
					  .emphasis = PLATEN_ITALIC, .is_stacked = true},
			[PLATEN_CHARACTER] = {BOX(3500, 7250), .space_above = 1, .is_caps = true},
			[PLATEN_PARENTHETICAL] = {.left = MIL(3000), .first_left = MIL(2900),
						  .right = MIL(5500)},
			[PLATEN_DIALOGUE] = {BOX(2500, 6000)},
			[PLATEN_TRANSITION] = {BOX(5500, 7100), .align = PL_ALIGN_RIGHT,
					       .space_above = 1, .is_caps = true,
					       .keeps_previous = true},
			/* the title page's box is centred on Letter: 1.0 to 7.5 in (section 7) */
			[PLATEN_TITLE_ENTRY] = {BOX(1000, 7500), .align = PL_ALIGN_CENTER},
		},
		[PL_SIDE_LEFT] = {
			[PLATEN_CHARACTER] = {BOX(1500, 4375), .align = PL_ALIGN_CENTER,
					      .space_above = 1, .is_caps = true},
			[PLATEN_PARENTHETICAL] = {BOX(1750, 4125)},
			[PLATEN_DIALOGUE] = {BOX(1500, 4375)},
			[PLATEN_LYRIC] = {BOX(1500, 4375), .emphasis = PLATEN_ITALIC},
		},
		[PL_SIDE_RIGHT] = {
			[PLATEN_CHARACTER] = {BOX(4625, 7500), .align = PL_ALIGN_CENTER,
					      .space_above = 1, .is_caps = true},
			[PLATEN_PARENTHETICAL] = {BOX(4875, 7250)},
			[PLATEN_DIALOGUE] = {BOX(4625, 7500)},
			[PLATEN_LYRIC] = {BOX(4625, 7500), .emphasis = PLATEN_ITALIC},
		},
	},
};
