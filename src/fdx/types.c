/*
 * The types of paragraph which have a meaning of their own: what they become when read, and how
 * Final Draft 12 places them in a new screenplay, which also is what they mean in a file that
 * brings no settings for them.
 *
 * Lyrics are a type of our own: Final Draft has none, but accepts any type that says how it is
 * paginated. "Dialog", "Lyric" and "Singing" are other programs' names.
 */
#include "fdx/fdx.h"

#define LINE 1200 /* hundredths of a point */
#define CAPS PL_FDX_CAPS
#define HIDDEN PL_FDX_HIDDEN
#define ACT (PLATEN_UNDERLINE | CAPS)
#define OUTLINE (PLATEN_BOLD | PLATEN_ITALIC | HIDDEN)

/* clang-format off */
#define TYPE(name_, style_, ...)                                                                   \
	.type = {.name = {name_, sizeof(name_) - 1}, .style = (style_),                            \
		 .format = PL_FDX_PLACED(__VA_ARGS__)}
/* What its ElementSettings say beside that. */
#define BEHAVIOR(paginate_as_, ...)                                                                \
	.type.paginate_as = {paginate_as_, sizeof(paginate_as_) - 1}, .behavior = {__VA_ARGS__}

const struct pl_fdx_standard_type pl_fdx_standard_types[PL_FDX_STANDARD_COUNT] = {
	[PL_FDX_GENERAL] = {
		TYPE("General", 0, LEFT, 150, 750, 0, 0), .type.kind = PLATEN_ACTION,
		BEHAVIOR("General", "General", "0", "0", "No", "1")},
	[PL_FDX_SCENE_HEADING] = {
		TYPE("Scene Heading", CAPS, LEFT, 150, 750, 0, 24),
		.type.kind = PLATEN_SCENE_HEADING,
		BEHAVIOR("Scene Heading", "Action", "1", "1", "No", "2"),
		.type.rules.keeps_next = true},
	[PL_FDX_ACTION] = {
		TYPE("Action", 0, LEFT, 150, 750, 0, 12), .type.kind = PLATEN_ACTION,
		BEHAVIOR("Action", "Action", "2", "2", "No", "1")},
	[PL_FDX_CHARACTER] = {
		TYPE("Character", CAPS, LEFT, 350, 725, 0, 12), .type.kind = PLATEN_CHARACTER,
		BEHAVIOR("Character", "Dialogue", "3", "3", "No", "1")},
	[PL_FDX_PARENTHETICAL] = {
		TYPE("Parenthetical", 0, LEFT, 300, 550, -10, 0), .type.kind = PLATEN_PARENTHETICAL,
		BEHAVIOR("Parenthetical", "Dialogue", "4", "4", "No", "1")},
	[PL_FDX_DIALOGUE] = {
		TYPE("Dialogue", 0, LEFT, 250, 600, 0, 0), .type.kind = PLATEN_DIALOGUE,
		BEHAVIOR("Dialogue", "Action", "5", "5", "No", "1")},
	[PL_FDX_TRANSITION] = {
		TYPE("Transition", CAPS, RIGHT, 550, 710, 0, 12), .type.kind = PLATEN_TRANSITION,
		BEHAVIOR("Transition", "Scene Heading", "6", "6", "No", "1"),
		.type.rules.keeps_previous = true},
	[PL_FDX_SHOT] = {
		TYPE("Shot", CAPS, LEFT, 150, 750, 0, 12), .type.kind = PLATEN_SHOT,
		BEHAVIOR("Scene Heading", "Action", "7", "7", "No", "1"),
		.type.rules.keeps_next = true},
	[PL_FDX_CAST_LIST] = {
		TYPE("Cast List", CAPS, LEFT, 150, 750, 0, 0), .type.kind = PLATEN_ACTION,
		BEHAVIOR("Action", "Action", "8", "8", "No", "1")},
	[PL_FDX_LYRICS] = {
		TYPE("Lyrics", PLATEN_ITALIC, LEFT, 250, 600, 0, 0), .type.kind = PLATEN_LYRIC,
		BEHAVIOR("Dialogue", "Lyrics", "", "", "No", "1")},
	[PL_FDX_OUTLINE_BODY] = {
		TYPE("Outline Body", PLATEN_ITALIC | HIDDEN, LEFT, 125, 750, 0, 0),
		.type.kind = PLATEN_SYNOPSIS,
		BEHAVIOR("General", "Outline Body", "Ctrl+0", "Shift+0", "Yes", "0")},
	[PL_FDX_OUTLINE_1] = {
		TYPE("Outline 1", OUTLINE, LEFT, 125, 750, 0, 12), .type.kind = PLATEN_SECTION,
		BEHAVIOR("General", "Outline Body", "Ctrl+1", "Shift+1", "Yes", "4"),
		.type.level = 1},
	[PL_FDX_OUTLINE_2] = {
		TYPE("Outline 2", OUTLINE, LEFT, 138, 750, 0, 12), .type.kind = PLATEN_SECTION,
		BEHAVIOR("General", "Outline Body", "Ctrl+2", "Shift+2", "Yes", "3"),
		.type.level = 2},
	[PL_FDX_OUTLINE_3] = {
		TYPE("Outline 3", OUTLINE, LEFT, 150, 750, 0, 12), .type.kind = PLATEN_SECTION,
		BEHAVIOR("General", "Outline Body", "Ctrl+3", "Shift+3", "Yes", "2"),
		.type.level = 3},
	[PL_FDX_OUTLINE_4] = {
		TYPE("Outline 4", OUTLINE, LEFT, 163, 750, 0, 12), .type.kind = PLATEN_SECTION,
		BEHAVIOR("General", "Outline Body", "Ctrl+4", "Shift+4", "Yes", "1"),
		.type.level = 4},
	[PL_FDX_NEW_ACT] = {
		TYPE("New Act", ACT, CENTER, 150, 750, 0, 12), .type.kind = PLATEN_ACTION,
		.type.format.starts_new_page = true,
		.type.rules.keeps_next = true},
	[PL_FDX_END_OF_ACT] = {
		TYPE("End of Act", ACT, CENTER, 150, 750, 0, 24), .type.kind = PLATEN_ACTION,
		.type.rules.is_no_scene = true},
	[PL_FDX_COLD_OPENING] = {
		TYPE("Cold Opening", ACT, CENTER, 150, 750, 0, 12), .type.kind = PLATEN_ACTION},
	[PL_FDX_SEQUENCE] = {
		TYPE("Sequence", ACT, LEFT, 125, 750, 0, 24), .type.kind = PLATEN_ACTION,
		.type.rules.keeps_next = true},
	[PL_FDX_SUMMARY] = {
		TYPE("Summary", HIDDEN, LEFT, 125, 750, 0, 0), .type.kind = PLATEN_SYNOPSIS},
	[PL_FDX_NOTE] = {
		TYPE("Note", HIDDEN, LEFT, 125, 750, 0, 0), .type.kind = PLATEN_NOTE},
	[PL_FDX_DIALOG] = {
		TYPE("Dialog", 0, LEFT, 250, 600, 0, 0), .type.kind = PLATEN_DIALOGUE},
	[PL_FDX_LYRIC] = {
		TYPE("Lyric", PLATEN_ITALIC, LEFT, 250, 600, 0, 0), .type.kind = PLATEN_LYRIC},
	[PL_FDX_SINGING] = {
		TYPE("Singing", PLATEN_ITALIC, LEFT, 250, 600, 0, 0), .type.kind = PLATEN_LYRIC},
};
/* clang-format on */

const struct pl_fdx_standard_type *
pl_fdx_standard_named(struct pl_str name)
{
	for (size_t i = 0; i < PL_FDX_STANDARD_COUNT; i++) {
		if (pl_str_equal_ascii_case(name, pl_fdx_standard_types[i].type.name)) {
			return &pl_fdx_standard_types[i];
		}
	}
	return NULL;
}

static unsigned
hash(struct pl_str name)
{
	unsigned sum = 0;
	for (size_t i = 0; i < name.length; i++) {
		sum = sum * 31 + ((unsigned char)name.data[i] | 0x20u);
	}
	return sum % PL_FDX_BUCKETS;
}

struct pl_fdx_type *
pl_fdx_type_named(const struct pl_fdx_file *file, struct pl_str name)
{
	struct pl_fdx_type *type = file->buckets[hash(name)];
	while (type != NULL && !pl_str_equal_ascii_case(type->name, name)) {
		type = type->next_in_bucket;
	}
	return type;
}

void
pl_fdx_add_type(struct pl_fdx_file *file, struct pl_fdx_type *type)
{
	struct pl_fdx_type **bucket = &file->buckets[hash(type->name)];
	type->next_in_bucket = *bucket;
	*bucket = type;
}

struct pl_fdx_format
pl_fdx_format_over(const struct pl_fdx_format *format, const struct pl_fdx_format *under)
{
	struct pl_fdx_format both = *under;
	unsigned given = format->given;
	both.given |= given;
	both.alignment = given & PL_FDX_HAS_ALIGNMENT ? format->alignment : under->alignment;
	both.leading = given & PL_FDX_HAS_LEADING ? format->leading : under->leading;
	both.left_indent = given & PL_FDX_HAS_LEFT ? format->left_indent : under->left_indent;
	both.right_indent = given & PL_FDX_HAS_RIGHT ? format->right_indent : under->right_indent;
	both.first_indent = given & PL_FDX_HAS_FIRST ? format->first_indent : under->first_indent;
	both.space_before = given & PL_FDX_HAS_SPACE ? format->space_before : under->space_before;
	both.half_lines = given & PL_FDX_HAS_SPACING ? format->half_lines : under->half_lines;
	both.starts_new_page =
		given & PL_FDX_HAS_PAGE ? format->starts_new_page : under->starts_new_page;
	return both;
}

enum platen_align
pl_fdx_align(const struct pl_fdx_format *format)
{
	static const enum platen_align aligns[] = {
		[PL_FDX_LEFT] = PLATEN_ALIGN_LEFT,
		[PL_FDX_CENTER] = PLATEN_ALIGN_CENTER,
		[PL_FDX_RIGHT] = PLATEN_ALIGN_RIGHT,
		[PL_FDX_FULL] = PLATEN_ALIGN_LEFT,
	};
	return aligns[format->alignment];
}

uint32_t
pl_fdx_lines_before(const struct pl_fdx_format *format)
{
	return (uint32_t)(format->space_before + LINE / 2) / LINE;
}
