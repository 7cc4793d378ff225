/*
 * The types of paragraph: ours, and those of a Final Draft file which is written again.
 *
 * Such a file may mean something of its own by "Action", so what is written is measured against its
 * types, not ours; ours are for what it lacks.
 */
#include <stdlib.h>

#include "fdx/write/writer.h"

#define CAPS PL_TYPE_CAPS
#define HIDDEN PL_TYPE_HIDDEN
#define OUTLINE (PLATEN_BOLD | PLATEN_ITALIC | HIDDEN)

#define TEXT(literal)                                                                              \
	{                                                                                          \
		literal, sizeof(literal) - 1                                                       \
	}
#define TYPE(name_, paginate_as_, style_, ...)                                                     \
	.type = {.name = TEXT(name_),                                                              \
		 .paginate_as = TEXT(paginate_as_),                                                \
		 .style = (style_),                                                                \
		 .placing = PLACING(__VA_ARGS__)}

/* Indents in inches from the left edge of the paper, as Final Draft 12 has them by default. Lyrics
 * are a type of our own: Final Draft has none, but knows any type which says how it is paginated.
 */
const struct pl_fdx_own_type pl_fdx_own_types[PL_FDX_TYPE_COUNT] = {
	[PL_FDX_GENERAL] = {TYPE("General", "General", 0, "Left", 0, INCH(150), INCH(750), 0),
			    "General", "0", "0", "No", "1"},
	[PL_FDX_SCENE_HEADING] = {TYPE("Scene Heading", "Scene Heading", CAPS, "Left", 0, INCH(150),
				       INCH(750), 24),
				  "Action", "1", "1", "No", "2"},
	[PL_FDX_ACTION] = {TYPE("Action", "Action", 0, "Left", 0, INCH(150), INCH(750), 12),
			   "Action", "2", "2", "No", "1"},
	[PL_FDX_CHARACTER] = {TYPE("Character", "Character", CAPS, "Left", 0, INCH(350), INCH(725),
				   12),
			      "Dialogue", "3", "3", "No", "1"},
	[PL_FDX_PARENTHETICAL] = {TYPE("Parenthetical", "Parenthetical", 0, "Left", INCH(-10),
				       INCH(300), INCH(550), 0),
				  "Dialogue", "4", "4", "No", "1"},
	[PL_FDX_DIALOGUE] = {TYPE("Dialogue", "Dialogue", 0, "Left", 0, INCH(250), INCH(600), 0),
			     "Action", "5", "5", "No", "1"},
	[PL_FDX_TRANSITION] = {TYPE("Transition", "Transition", CAPS, "Right", 0, INCH(550),
				    INCH(710), 12),
			       "Scene Heading", "6", "6", "No", "1"},
	[PL_FDX_SHOT] = {TYPE("Shot", "Scene Heading", CAPS, "Left", 0, INCH(150), INCH(750), 12),
			 "Action", "7", "7", "No", "1"},
	[PL_FDX_CAST_LIST] = {TYPE("Cast List", "Action", CAPS, "Left", 0, INCH(150), INCH(750), 0),
			      "Action", "8", "8", "No", "1"},
	[PL_FDX_LYRICS] = {TYPE("Lyrics", "Dialogue", PLATEN_ITALIC, "Left", 0, INCH(250),
				INCH(600), 0),
			   "Lyrics", "", "", "No", "1"},
	[PL_FDX_OUTLINE_BODY] = {TYPE("Outline Body", "General", PLATEN_ITALIC | HIDDEN, "Left", 0,
				      INCH(125), INCH(750), 0),
				 "Outline Body", "Ctrl+0", "Shift+0", "Yes", "0"},
	[PL_FDX_OUTLINE_1] = {TYPE("Outline 1", "General", OUTLINE, "Left", 0, INCH(125), INCH(750),
				   12),
			      "Outline Body", "Ctrl+1", "Shift+1", "Yes", "4"},
	[PL_FDX_OUTLINE_2] = {TYPE("Outline 2", "General", OUTLINE, "Left", 0, INCH(138), INCH(750),
				   12),
			      "Outline Body", "Ctrl+2", "Shift+2", "Yes", "3"},
	[PL_FDX_OUTLINE_3] = {TYPE("Outline 3", "General", OUTLINE, "Left", 0, INCH(150), INCH(750),
				   12),
			      "Outline Body", "Ctrl+3", "Shift+3", "Yes", "2"},
	[PL_FDX_OUTLINE_4] = {TYPE("Outline 4", "General", OUTLINE, "Left", 0, INCH(163), INCH(750),
				   12),
			      "Outline Body", "Ctrl+4", "Shift+4", "Yes", "1"},
};

/* ------------------------------------------------------------ those of the page format */

struct pl_placing
pl_fdx_placing_of(const struct pl_style *style)
{
	static const char *const alignments[] = {
		[PL_ALIGN_LEFT] = "Left",
		[PL_ALIGN_CENTER] = "Center",
		[PL_ALIGN_RIGHT] = "Right",
	};
	return (struct pl_placing){
		.alignment = alignments[style->align],
		.leading = "Regular",
		.first_indent = style->first_left - style->left,
		.left_indent = style->left,
		.right_indent = style->right,
		.space_before = style->space_above * (PL_LINE / PL_POINT),
		.half_lines = style->half_leading + 2,
	};
}

uint32_t
pl_fdx_style_of(const struct pl_style *style)
{
	return style->emphasis | (style->is_caps ? PL_TYPE_CAPS : 0);
}

/* Ours as it is on these pages, if they are of a page format and not of a file. */
static struct pl_type
own_type(const struct pl_fdx *fdx, enum pl_fdx_type i)
{
	static const enum platen_kind kinds[PL_FDX_TYPE_COUNT] = {
		[PL_FDX_SCENE_HEADING] = PLATEN_SCENE_HEADING,
		[PL_FDX_ACTION] = PLATEN_ACTION,
		[PL_FDX_CHARACTER] = PLATEN_CHARACTER,
		[PL_FDX_PARENTHETICAL] = PLATEN_PARENTHETICAL,
		[PL_FDX_DIALOGUE] = PLATEN_DIALOGUE,
		[PL_FDX_TRANSITION] = PLATEN_TRANSITION,
		[PL_FDX_SHOT] = PLATEN_SHOT,
		[PL_FDX_LYRICS] = PLATEN_LYRIC,
	};
	struct pl_type type = pl_fdx_own_types[i].type;
	if (fdx->file != NULL || kinds[i] == PLATEN_DOCUMENT) {
		return type;
	}
	const struct pl_style *style = &fdx->job->pages->profile->styles[PL_SIDE_NONE][kinds[i]];
	type.placing = pl_fdx_placing_of(style);
	if (i == PL_FDX_LYRICS) {
		type.placing.space_before = 0; /* it is made for speeches */
	}
	type.style = pl_fdx_style_of(style);
	return type;
}

/* ----------------------------------------------------------------- those of a file */

static unsigned char
lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static int
compare_names(struct pl_str a, struct pl_str b)
{
	for (size_t i = 0; i < a.length && i < b.length; i++) {
		if (lower(a.data[i]) != lower(b.data[i])) {
			return lower(a.data[i]) < lower(b.data[i]) ? -1 : 1;
		}
	}
	return (a.length > b.length) - (a.length < b.length);
}

static int
compare(const void *a, const void *b)
{
	const struct pl_type *const *one = a, *const *other = b;
	return compare_names((*one)->name, (*other)->name);
}

static int
compare_with_name(const void *name, const void *type)
{
	const struct pl_type *const *other = type;
	return compare_names(*(const struct pl_str *)name, (*other)->name);
}

/* The file's type of this name, in any case; NULL: it has none. */
static const struct pl_type *
type_named(const struct pl_fdx *fdx, struct pl_str name)
{
	if (fdx->type_count == 0) {
		return NULL;
	}
	const struct pl_type *const *found =
		bsearch(&name, fdx->types, fdx->type_count, sizeof(*fdx->types), compare_with_name);
	return found == NULL ? NULL : *found;
}

static void
sort_types(struct pl_fdx *fdx)
{
	const struct pl_type *type = fdx->file == NULL ? NULL : fdx->file->types;
	size_t count = 0;
	for (const struct pl_type *t = type; t != NULL; t = t->next) {
		count++;
	}
	fdx->types = pl_arena_array(&fdx->arena, count + 1, sizeof(*fdx->types));
	if (fdx->types == NULL) {
		fdx->failed = true;
		return;
	}
	for (; type != NULL; type = type->next) {
		fdx->types[fdx->type_count++] = type;
	}
	qsort(fdx->types, count, sizeof(*fdx->types), compare);
}

void
pl_fdx_find_types(struct pl_fdx *fdx)
{
	sort_types(fdx);
	for (enum pl_fdx_type i = 0; i < PL_FDX_TYPE_COUNT; i++) {
		fdx->own[i] = own_type(fdx, i);
		const struct pl_type *named = type_named(fdx, fdx->own[i].name);
		fdx->usual[i] = named != NULL ? named : &fdx->own[i];
	}
}

const struct pl_origin *
pl_fdx_origin(const struct pl_fdx *fdx, const struct platen_node *node)
{
	return fdx->source != NULL ? node->origin : NULL;
}

const struct pl_type *
pl_fdx_type_of(const struct pl_fdx *fdx, const struct platen_node *node, enum pl_fdx_type usual)
{
	const struct pl_origin *origin = pl_fdx_origin(fdx, node);
	if (origin == NULL) {
		return fdx->usual[usual];
	}
	const struct pl_type *type = origin->type;
	const struct pl_type *named = fdx->is_template ? type_named(fdx, type->name) : NULL;
	return named != NULL ? named : type;
}

/* -------------------------------------------------------------------- their settings */

static const struct pl_fdx_own_type *
own_type_named(struct pl_str name)
{
	for (enum pl_fdx_type i = 0; i < PL_FDX_TYPE_COUNT; i++) {
		if (pl_str_equal_ascii_case(pl_fdx_own_types[i].type.name, name)) {
			return &pl_fdx_own_types[i];
		}
	}
	return NULL;
}

static void
put_settings(struct pl_fdx *fdx, const struct pl_type *type)
{
	static const struct pl_fdx_own_type unknown = {.return_key = "Action",
						       .shortcut = "",
						       .win_shortcut = "",
						       .can_hide = "No",
						       .outline_level = "1"};
	const struct pl_fdx_own_type *row = own_type_named(type->name);
	struct pl_str paginate_as = type->paginate_as;
	if (paginate_as.length == 0) {
		paginate_as = row != NULL ? row->type.paginate_as : PL_STR("Action");
	}
	row = row != NULL ? row : &unknown;
	pl_fdx_put(fdx, "\n  <ElementSettings");
	pl_fdx_put_attribute(fdx, "Type", type->name);
	pl_fdx_put(fdx, ">\n    <FontSpec");
	pl_fdx_put_font(fdx, PL_FDX_COURIER, type->style);
	pl_fdx_put(fdx, "/>\n    <ParagraphSpec");
	pl_fdx_put_placing(fdx, &type->placing, (struct pl_str){0}, (struct pl_str){0});
	pl_fdx_put(fdx, "/>\n    <Behavior");
	pl_fdx_put_attribute(fdx, "PaginateAs", paginate_as);
	pl_fdx_put_attribute(fdx, "ReturnKey", pl_str_of(row->return_key));
	pl_fdx_put_attribute(fdx, "Shortcut", pl_str_of(row->shortcut));
	pl_fdx_put_attribute(fdx, "WinShortcut", pl_str_of(row->win_shortcut));
	pl_fdx_put(fdx, "/>\n    <Outline");
	pl_fdx_put_attribute(fdx, "CanHide", pl_str_of(row->can_hide));
	pl_fdx_put_attribute(fdx, "Level", pl_str_of(row->outline_level));
	pl_fdx_put(fdx, "/>\n  </ElementSettings>\n");
}

static void
put_or_copy_settings(struct pl_fdx *fdx, const struct pl_type *type)
{
	if (type->settings == NULL) {
		put_settings(fdx, type);
	} else {
		pl_fdx_put(fdx, "\n");
		pl_fdx_copy_part(fdx, type->settings, NULL, 0);
	}
}

/* The nine standard types always; ours and the outline's where the script has them. The five types
 * of the outline name each other, so they come together. */
static bool
is_wanted(const struct pl_fdx *fdx, enum pl_fdx_type type)
{
	if (type == PL_FDX_LYRICS) {
		return fdx->has_lyrics;
	}
	return type < PL_FDX_LYRICS || fdx->has_outline;
}

static bool
has_settings(const struct pl_fdx *fdx, struct pl_str name)
{
	const struct pl_type *type = type_named(fdx, name);
	return type != NULL && type->settings != NULL;
}

/* The script uses a type of this name which it brings along. */
static bool
is_brought(const struct pl_type *type, struct pl_str name)
{
	while (type != NULL && !(type->is_used && pl_str_equal_ascii_case(type->name, name))) {
		type = type->next;
	}
	return type != NULL;
}

void
pl_fdx_put_missing_settings(struct pl_fdx *fdx)
{
	const struct pl_type *first = fdx->source == NULL ? NULL : fdx->source->types;
	for (const struct pl_type *type = first; type != NULL; type = type->next) {
		if (type->is_used && !has_settings(fdx, type->name)) {
			put_or_copy_settings(fdx, type);
		}
	}
	for (enum pl_fdx_type i = 0; i < PL_FDX_TYPE_COUNT; i++) {
		struct pl_str name = pl_fdx_own_types[i].type.name;
		if (is_wanted(fdx, i) && !has_settings(fdx, name) && !is_brought(first, name)) {
			put_settings(fdx, fdx->usual[i]);
		}
	}
}

void
pl_fdx_put_element_settings(struct pl_fdx *fdx)
{
	const struct pl_part *part = fdx->file == NULL ? NULL : fdx->file->parts;
	for (; part != NULL; part = part->next) {
		if (part->type != NULL) {
			put_or_copy_settings(fdx, part->type);
		}
	}
	pl_fdx_put_missing_settings(fdx);
}
