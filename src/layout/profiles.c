/*
 * The page formats. `standard` is Final Draft's screenplay, as measured on its own pages. Lengths
 * are given in thousandths of an inch.
 */
#include "layout/flow.h"

#define MIL(mil) ((mil)*72 / 10)

/* clang-format off */
#define COLUMN(l, r)		HANGING(l, l, r)
#define HANGING(f, l, r)	.left = MIL(l), .first = MIL(f), .right = MIL(r), .half_lines = 2
#define DOUBLE(l, r)		.left = MIL(l), .first = MIL(l), .right = MIL(r), .half_lines = 4
#define CENTER			.align = PLATEN_ALIGN_CENTER
#define RIGHT			.align = PLATEN_ALIGN_RIGHT
#define CAPS			.is_caps = true
#define ITALIC			.emphasis = PLATEN_ITALIC
#define ABOVE(lines)		.space_above = (lines)

#define SHEET(letter, a4) \
	.lines_letter = (letter), .lines_a4 = (a4), .top = MIL(1000), .page_number = MIL(7250), \
	.scene_number_left = MIL(750), .scene_number_right = MIL(7375)

#define DUAL(side, column, l, r) \
	.styles[side] = { \
		[PLATEN_CHARACTER] = {COLUMN(l, r), CENTER, ABOVE(1), CAPS}, \
		[PLATEN_PARENTHETICAL] = {column((l) + 250, (r) - 250)}, \
		[PLATEN_DIALOGUE] = {column(l, r)}, \
		[PLATEN_LYRIC] = {column(l, r), ITALIC}, \
	}
#define DUAL_COLUMNS(column) \
	DUAL(PLATEN_SIDE_LEFT, column, 1500, 4375), DUAL(PLATEN_SIDE_RIGHT, column, 4625, 7500)

static const struct platen_profile profiles[] = {
	{
		.name = "standard",
		.summary = "feature film, as Final Draft sets it",
		SHEET(54, 58),
		.styles[PLATEN_SIDE_NONE] = {
			[PLATEN_SCENE_HEADING] = {COLUMN(1500, 7500), ABOVE(2), CAPS},
			[PLATEN_ACTION] = {COLUMN(1500, 7500), ABOVE(1)},
			[PLATEN_CENTERED] = {COLUMN(1500, 7500), ABOVE(1), CENTER},
			[PLATEN_LYRIC] = {COLUMN(2500, 6000), ABOVE(1), ITALIC},
			[PLATEN_CHARACTER] = {COLUMN(3500, 7250), ABOVE(1), CAPS},
			[PLATEN_PARENTHETICAL] = {HANGING(2900, 3000, 5500)},
			[PLATEN_DIALOGUE] = {COLUMN(2500, 6000)},
			[PLATEN_TRANSITION] = {COLUMN(5500, 7100), ABOVE(1), RIGHT, CAPS},
		},
		DUAL_COLUMNS(COLUMN),
	},
	{
		/* The columns of Final Draft's own multi-camera files. */
		.name = "multicam",
		.summary = "multi-camera sitcom: double-spaced dialogue, action in capitals",
		SHEET(54, 58),
		.styles[PLATEN_SIDE_NONE] = {
			[PLATEN_SCENE_HEADING] = {COLUMN(1500, 7500), ABOVE(2), CAPS,
						  .emphasis = PLATEN_UNDERLINE},
			[PLATEN_ACTION] = {COLUMN(1500, 7500), ABOVE(1), CAPS},
			[PLATEN_CENTERED] = {COLUMN(1500, 7500), ABOVE(1), CENTER},
			[PLATEN_LYRIC] = {DOUBLE(2250, 6000), ABOVE(1), ITALIC},
			[PLATEN_CHARACTER] = {COLUMN(3375, 6250), ABOVE(1), CAPS},
			[PLATEN_PARENTHETICAL] = {.first = MIL(2650), .left = MIL(2750),
						  .right = MIL(5500), .half_lines = 4},
			[PLATEN_DIALOGUE] = {DOUBLE(2250, 6000)},
			[PLATEN_TRANSITION] = {COLUMN(5500, 7250), ABOVE(1), RIGHT, CAPS},
		},
		DUAL_COLUMNS(DOUBLE),
	},
	{
		/* A modern US stage play. */
		.name = "stage",
		.summary = "US stage play: name centred, dialogue full width, directions indented",
		SHEET(54, 58),
		.styles[PLATEN_SIDE_NONE] = {
			[PLATEN_SCENE_HEADING] = {COLUMN(1500, 7500), ABOVE(2), CENTER, CAPS},
			[PLATEN_ACTION] = {COLUMN(2750, 7500), ABOVE(1)},
			[PLATEN_CENTERED] = {COLUMN(1500, 7500), ABOVE(1), CENTER},
			[PLATEN_LYRIC] = {COLUMN(2500, 7500), ABOVE(1), ITALIC},
			[PLATEN_CHARACTER] = {COLUMN(1500, 7500), ABOVE(1), CENTER, CAPS},
			[PLATEN_PARENTHETICAL] = {HANGING(2650, 2750, 6500)},
			[PLATEN_DIALOGUE] = {COLUMN(1500, 7500)},
			[PLATEN_TRANSITION] = {COLUMN(5500, 7500), ABOVE(1), RIGHT, CAPS},
		},
		DUAL_COLUMNS(COLUMN),
	},
	{
		/* The numbers of the browser and editor tools many writers come from: one more line
		 * on a page, one empty line above a heading, one more column of dialogue. */
		.name = "compat-55",
		.summary = "55 lines a page, for page counts like those of other Fountain tools",
		SHEET(55, 57),
		.styles[PLATEN_SIDE_NONE] = {
			[PLATEN_SCENE_HEADING] = {COLUMN(1500, 7500), ABOVE(1), CAPS},
			[PLATEN_ACTION] = {COLUMN(1500, 7500), ABOVE(1)},
			[PLATEN_CENTERED] = {COLUMN(1500, 7500), ABOVE(1), CENTER},
			[PLATEN_LYRIC] = {COLUMN(2500, 6050), ABOVE(1), ITALIC},
			[PLATEN_CHARACTER] = {COLUMN(3500, 7250), ABOVE(1), CAPS},
			[PLATEN_PARENTHETICAL] = {COLUMN(3000, 5550)},
			[PLATEN_DIALOGUE] = {COLUMN(2500, 6050)},
			[PLATEN_TRANSITION] = {COLUMN(1500, 7500), ABOVE(1), RIGHT, CAPS},
		},
		DUAL_COLUMNS(COLUMN),
	},
};
/* clang-format on */

#define PROFILE_COUNT (sizeof(profiles) / sizeof(profiles[0]))

const struct platen_profile *
platen_profile_at(size_t index)
{
	return index < PROFILE_COUNT ? &profiles[index] : NULL;
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
pl_layout_profile_by_name(const struct platen_layout_options *options, struct pl_str name)
{
	const struct platen_profile *own = find(options->profiles, options->profile_count, name);
	return own != NULL ? own : find(profiles, PROFILE_COUNT, name);
}

const struct platen_profile *
pl_layout_profile_standard(void)
{
	return &profiles[0];
}
