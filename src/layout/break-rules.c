/* Where pages may break at each kind of element. */
#include "layout/flow.h"

const struct pl_break_rules *
pl_layout_break_rules_of(enum platen_kind kind)
{
	static const struct pl_break_rules rules[PLATEN_KIND_COUNT] = {
		[PLATEN_SCENE_HEADING] = {.keeps_next = true},
		[PLATEN_SHOT] = {.keeps_next = true},
		/* a section begins, as an act does, what is not yet a scene */
		[PLATEN_SECTION] = {.keeps_next = true, .is_no_scene = true},
		[PLATEN_SYNOPSIS] = {.keeps_next = true, .is_stacked = true},
		[PLATEN_NOTE] = {.is_stacked = true},
		[PLATEN_TRANSITION] = {.keeps_previous = true},
		[PLATEN_ACTION] = {.is_stacked = true},
		[PLATEN_CENTERED] = {.is_stacked = true},
		[PLATEN_LYRIC] = {.is_stacked = true},
	};
	return &rules[kind];
}
