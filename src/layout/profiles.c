/*
 * The profiles: all numbers of a page format. Lengths are thousandths of an inch.
 *
 * `standard` is Final Draft's screenplay, as measured on its own pages.
 */
#include "layout/style.h"

#define COLUMN(l, r) .left = (l), .first = (l), .right = (r), .spacing = 1
#define HANGING(f, l, r) .left = (l), .first = (f), .right = (r), .spacing = 1
#define DOUBLE(l, r) .left = (l), .first = (l), .right = (r), .spacing = 2

/* What all of them share. */
#define SHEET .top = 1000, .page_number = 7250, .scene_number_left = 750, .scene_number_right = 7375

#define DUAL_COLUMN(l, r, lines)                                                                   \
	{                                                                                          \
		.character = {COLUMN(l, r), .align = PLATEN_ALIGN_CENTER, .space_above = 1,        \
			      .is_caps = true},                                                    \
		.parenthetical = {.left = (l) + 250,                                               \
				  .first = (l) + 250,                                              \
				  .right = (r)-250,                                                \
				  .spacing = (lines)},                                             \
		.dialogue = {.left = (l), .first = (l), .right = (r), .spacing = (lines)},         \
		.lyric = {.left = (l),                                                             \
			  .first = (l),                                                            \
			  .right = (r),                                                            \
			  .spacing = (lines),                                                      \
			  .style = PLATEN_ITALIC},                                                 \
	}

#define DUAL_COLUMNS(lines)                                                                        \
	.dual_left = DUAL_COLUMN(1500, 4375, lines), .dual_right = DUAL_COLUMN(4625, 7500, lines)

/* Letter and A4 share all columns; A4 has four lines more. */
static const struct platen_profile profiles[] = {
	{
		.name = "standard",
		.summary = "feature film, as Final Draft sets it",
		.lines_letter = 54,
		.lines_a4 = 58,
		SHEET,
		.scene_heading = {COLUMN(1500, 7500), .space_above = 2, .is_caps = true},
		.action = {COLUMN(1500, 7500), .space_above = 1},
		.centered = {COLUMN(1500, 7500), .space_above = 1, .align = PLATEN_ALIGN_CENTER},
		.lyric = {COLUMN(2500, 6000), .space_above = 1, .style = PLATEN_ITALIC},
		.character = {COLUMN(3500, 7250), .space_above = 1, .is_caps = true},
		.parenthetical = {HANGING(2900, 3000, 5500)},
		.dialogue = {COLUMN(2500, 6000)},
		.transition = {COLUMN(5500, 7100), .space_above = 1, .align = PLATEN_ALIGN_RIGHT,
			       .is_caps = true},
		DUAL_COLUMNS(1),
	},
	{
		/* the columns are those of Final Draft's own multi-camera files; capital action,
		 * underlined headings and double-spaced dialogue are how such scripts are told
		 * apart */
		.name = "multicam",
		.summary = "multi-camera sitcom: double-spaced dialogue, action in capitals",
		.lines_letter = 54,
		.lines_a4 = 58,
		SHEET,
		.scene_heading = {COLUMN(1500, 7500), .space_above = 2, .style = PLATEN_UNDERLINE,
				  .is_caps = true},
		.action = {COLUMN(1500, 7500), .space_above = 1, .is_caps = true},
		.centered = {COLUMN(1500, 7500), .space_above = 1, .align = PLATEN_ALIGN_CENTER},
		.lyric = {DOUBLE(2250, 6000), .space_above = 1, .style = PLATEN_ITALIC},
		.character = {COLUMN(3375, 6250), .space_above = 1, .is_caps = true},
		.parenthetical = {.left = 2750, .first = 2650, .right = 5500, .spacing = 2},
		.dialogue = {DOUBLE(2250, 6000)},
		.transition = {COLUMN(5500, 7250), .space_above = 1, .align = PLATEN_ALIGN_RIGHT,
			       .is_caps = true},
		DUAL_COLUMNS(2),
	},
	{
		/* modern US stage play: speeches from margin to margin under a centred name, stage
		 * directions set in */
		.name = "stage",
		.summary = "US stage play: name centred, dialogue full width, directions indented",
		.lines_letter = 54,
		.lines_a4 = 58,
		SHEET,
		.scene_heading = {COLUMN(1500, 7500), .space_above = 2,
				  .align = PLATEN_ALIGN_CENTER, .is_caps = true},
		.action = {COLUMN(2750, 7500), .space_above = 1},
		.centered = {COLUMN(1500, 7500), .space_above = 1, .align = PLATEN_ALIGN_CENTER},
		.lyric = {COLUMN(2500, 7500), .space_above = 1, .style = PLATEN_ITALIC},
		.character = {COLUMN(1500, 7500), .space_above = 1, .align = PLATEN_ALIGN_CENTER,
			      .is_caps = true},
		.parenthetical = {HANGING(2650, 2750, 6500)},
		.dialogue = {COLUMN(1500, 7500)},
		.transition = {COLUMN(5500, 7500), .space_above = 1, .align = PLATEN_ALIGN_RIGHT,
			       .is_caps = true},
		DUAL_COLUMNS(1),
	},
	{
		/* the numbers of the browser and editor tools many writers come from: a line more a
		 * page, one empty line above a heading, a column more of dialogue */
		.name = "compat-55",
		.summary = "55 lines a page, for page counts like those of other Fountain tools",
		.lines_letter = 55,
		.lines_a4 = 57,
		SHEET,
		.scene_heading = {COLUMN(1500, 7500), .space_above = 1, .is_caps = true},
		.action = {COLUMN(1500, 7500), .space_above = 1},
		.centered = {COLUMN(1500, 7500), .space_above = 1, .align = PLATEN_ALIGN_CENTER},
		.lyric = {COLUMN(2500, 6050), .space_above = 1, .style = PLATEN_ITALIC},
		.character = {COLUMN(3500, 7250), .space_above = 1, .is_caps = true},
		.parenthetical = {COLUMN(3000, 5550)},
		.dialogue = {COLUMN(2500, 6050)},
		.transition = {COLUMN(1500, 7500), .space_above = 1, .align = PLATEN_ALIGN_RIGHT,
			       .is_caps = true},
		DUAL_COLUMNS(1),
	},
};

#define PROFILE_COUNT (sizeof(profiles) / sizeof(profiles[0]))

bool
platen_profile_at(size_t index, struct platen_profile *profile)
{
	if (index >= PROFILE_COUNT) {
		return false;
	}
	*profile = profiles[index];
	return true;
}

static const struct platen_profile *
find(const struct platen_profile *list, size_t count, struct pl_str name)
{
	for (size_t i = 0; i < count; i++) {
		if (pl_str_equal_ascii_case(name, pl_str_of(list[i].name))) {
			return &list[i];
		}
	}
	return NULL;
}

const struct platen_profile *
pl_profile_by_name(const struct platen_layout_options *options, struct pl_str name)
{
	const struct platen_profile *own = find(options->profiles, options->profile_count, name);
	return own != NULL ? own : find(profiles, PROFILE_COUNT, name);
}

const struct platen_profile *
pl_profile_standard(void)
{
	return &profiles[0];
}
