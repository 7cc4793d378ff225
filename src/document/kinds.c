/* The table of kinds of node. */
#include "document/document.h"

#define IN(kind) (1u << PLATEN_##kind)
#define ANYWHERE (IN(DOCUMENT) | IN(TITLE_PAGE) | IN(SPEECH) | IN(DUAL_DIALOGUE))

/* clang-format off */
const struct pl_kind pl_kinds[PLATEN_KIND_COUNT] = {
	[PLATEN_DOCUMENT] = {"document", 0, PL_CONTAINER},
	[PLATEN_TITLE_PAGE] = {"title_page", IN(DOCUMENT), PL_CONTAINER},
	[PLATEN_TITLE_ENTRY] = {"title_entry", IN(TITLE_PAGE), 0},
	[PLATEN_SCENE_HEADING] = {"scene_heading", IN(DOCUMENT), PL_PRINTED | PL_COLORED},
	[PLATEN_ACTION] = {"action", IN(DOCUMENT), PL_PRINTED | PL_STACKED | PL_PROSE},
	[PLATEN_SPEECH] = {"speech", IN(DOCUMENT) | IN(DUAL_DIALOGUE), PL_CONTAINER},
	[PLATEN_DUAL_DIALOGUE] = {"dual_dialogue", IN(DOCUMENT), PL_CONTAINER},
	[PLATEN_CHARACTER] = {"character", IN(SPEECH), PL_PRINTED},
	[PLATEN_PARENTHETICAL] = {"parenthetical", IN(SPEECH), PL_PRINTED | PL_PROSE},
	[PLATEN_DIALOGUE] = {"dialogue", IN(SPEECH), PL_PRINTED | PL_SPOKEN | PL_PROSE},
	[PLATEN_LYRIC] = {"lyric", IN(DOCUMENT) | IN(SPEECH), PL_PRINTED | PL_SPOKEN | PL_STACKED},
	[PLATEN_TRANSITION] = {"transition", IN(DOCUMENT), PL_PRINTED},
	[PLATEN_SHOT] = {"shot", IN(DOCUMENT), PL_PRINTED},
	[PLATEN_CENTERED] = {"centered", IN(DOCUMENT), PL_PRINTED | PL_STACKED},
	[PLATEN_SECTION] = {"section", IN(DOCUMENT) | IN(DUAL_DIALOGUE), PL_OUTLINE | PL_COLORED},
	[PLATEN_SYNOPSIS] = {"synopsis", IN(DOCUMENT) | IN(DUAL_DIALOGUE), PL_OUTLINE | PL_COLORED},
	[PLATEN_NOTE] = {"note", ANYWHERE, PL_COMMENT},
	[PLATEN_BONEYARD] = {"boneyard", ANYWHERE, PL_COMMENT},
	[PLATEN_PAGE_BREAK] = {"page_break", IN(DOCUMENT), 0},
};
/* clang-format on */

const char *
platen_kind_name(enum platen_kind kind)
{
	return pl_kinds[kind].name;
}

bool
pl_kind_may_stand_in(enum platen_kind kind, enum platen_kind parent)
{
	return (pl_kinds[kind].parents & 1u << parent) != 0;
}
