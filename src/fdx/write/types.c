/*
 * The types of paragraph: ours, and those of a Final Draft file which is written again.
 *
 * Such a file may mean something of its own by "Action", so what is written is measured against its
 * types, not ours; ours are for what it lacks.
 */
#include <stdlib.h>

#include "fdx/write/writer.h"

/* ------------------------------------------------------------ those of the page format */

struct pl_fdx_format
pl_fdx_format_of(const struct platen_style *style)
{
	static const enum pl_fdx_alignment alignments[] = {
		[PLATEN_ALIGN_LEFT] = PL_FDX_LEFT,
		[PLATEN_ALIGN_CENTER] = PL_FDX_CENTER,
		[PLATEN_ALIGN_RIGHT] = PL_FDX_RIGHT,
	};
	return (struct pl_fdx_format){
		.given = PL_FDX_HAS_ALL,
		.alignment = alignments[style->align],
		.first_indent = style->first - style->left,
		.left_indent = style->left,
		.right_indent = style->right,
		.space_before = (int32_t)style->space_above * PL_LINE,
		.half_lines = pl_style_leading(style) + 2,
	};
}

uint32_t
pl_fdx_style_of(const struct platen_style *style)
{
	return style->emphasis | (style->is_caps ? PL_FDX_CAPS : 0);
}

/* Ours as it is on these pages, if they are of a page format and not of a file. */
static struct pl_fdx_type
own_type(const struct pl_fdx *fdx, enum pl_fdx_standard i)
{
	static const enum platen_kind kinds[PL_FDX_WRITTEN_COUNT] = {
		[PL_FDX_SCENE_HEADING] = PLATEN_SCENE_HEADING,
		[PL_FDX_ACTION] = PLATEN_ACTION,
		[PL_FDX_CHARACTER] = PLATEN_CHARACTER,
		[PL_FDX_PARENTHETICAL] = PLATEN_PARENTHETICAL,
		[PL_FDX_DIALOGUE] = PLATEN_DIALOGUE,
		[PL_FDX_TRANSITION] = PLATEN_TRANSITION,
		[PL_FDX_SHOT] = PLATEN_SHOT,
		[PL_FDX_LYRICS] = PLATEN_LYRIC,
	};
	struct pl_fdx_type type = pl_fdx_standard_types[i].type;
	if (fdx->file != NULL || kinds[i] == PLATEN_DOCUMENT) {
		return type;
	}
	const struct platen_style *style =
		&fdx->job->pages->profile->styles[PLATEN_SIDE_NONE][kinds[i]];
	type.format = pl_fdx_format_of(style);
	if (i == PL_FDX_LYRICS) {
		type.format.space_before = 0; /* it is made for speeches */
	}
	type.style = pl_fdx_style_of(style);
	return type;
}

/* ----------------------------------------------------------------- those of a file */

static int
compare(const void *a, const void *b)
{
	const struct pl_fdx_type *const *one = a, *const *other = b;
	return pl_str_compare_ascii_case((*one)->name, (*other)->name);
}

static int
compare_with_name(const void *name, const void *type)
{
	const struct pl_fdx_type *const *other = type;
	return pl_str_compare_ascii_case(*(const struct pl_str *)name, (*other)->name);
}

/* The file's type of this name, in any case; NULL: it has none. */
static const struct pl_fdx_type *
type_named(const struct pl_fdx *fdx, struct pl_str name)
{
	if (fdx->type_count == 0) {
		return NULL;
	}
	const struct pl_fdx_type *const *found =
		bsearch(&name, fdx->types, fdx->type_count, sizeof(*fdx->types), compare_with_name);
	return found == NULL ? NULL : *found;
}

static void
sort_types(struct pl_fdx *fdx)
{
	const struct pl_fdx_type *type = fdx->file == NULL ? NULL : fdx->file->types;
	size_t count = 0;
	for (const struct pl_fdx_type *t = type; t != NULL; t = t->next) {
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
	for (enum pl_fdx_standard i = 0; i < PL_FDX_WRITTEN_COUNT; i++) {
		fdx->own[i] = own_type(fdx, i);
		const struct pl_fdx_type *named = type_named(fdx, fdx->own[i].name);
		fdx->usual[i] = named != NULL ? named : &fdx->own[i];
	}
}

const struct pl_fdx_paragraph *
pl_fdx_origin(const struct pl_fdx *fdx, const struct platen_node *node)
{
	return fdx->source != NULL ? node->fdx : NULL;
}

const struct pl_fdx_type *
pl_fdx_type_of(const struct pl_fdx *fdx, const struct platen_node *node, enum pl_fdx_standard usual)
{
	const struct pl_fdx_paragraph *origin = pl_fdx_origin(fdx, node);
	if (origin == NULL) {
		return fdx->usual[usual];
	}
	const struct pl_fdx_type *type = origin->type;
	const struct pl_fdx_type *named = fdx->is_template ? type_named(fdx, type->name) : NULL;
	return named != NULL ? named : type;
}

/* -------------------------------------------------------------------- their settings */

static void
put_settings(struct pl_fdx *fdx, const struct pl_fdx_type *type)
{
	static const struct pl_fdx_standard_type unknown = {
		.behavior = {"Action", "", "", "No", "1"}};
	const struct pl_fdx_standard_type *row = pl_fdx_standard_named(type->name);
	bool is_written = row != NULL && row->behavior.return_key != NULL;
	struct pl_str paginate_as = type->paginate_as;
	if (paginate_as.length == 0) {
		paginate_as = is_written ? row->type.paginate_as : PL_STR("Action");
	}
	row = is_written ? row : &unknown;
	pl_fdx_put(fdx, "\n  <ElementSettings");
	pl_fdx_put_attribute(fdx, "Type", type->name);
	pl_fdx_put(fdx, ">\n    <FontSpec");
	pl_fdx_put_font(fdx, PL_FDX_COURIER, type->style);
	pl_fdx_put(fdx, "/>\n    <ParagraphSpec");
	pl_fdx_put_format(fdx, &type->format, (struct pl_str){0}, (struct pl_str){0});
	pl_fdx_put(fdx, "/>\n    <Behavior");
	pl_fdx_put_attribute(fdx, "PaginateAs", paginate_as);
	pl_fdx_put_attribute(fdx, "ReturnKey", pl_str_of(row->behavior.return_key));
	pl_fdx_put_attribute(fdx, "Shortcut", pl_str_of(row->behavior.shortcut));
	pl_fdx_put_attribute(fdx, "WinShortcut", pl_str_of(row->behavior.win_shortcut));
	pl_fdx_put(fdx, "/>\n    <Outline");
	pl_fdx_put_attribute(fdx, "CanHide", pl_str_of(row->behavior.can_hide));
	pl_fdx_put_attribute(fdx, "Level", pl_str_of(row->behavior.outline_level));
	pl_fdx_put(fdx, "/>\n  </ElementSettings>\n");
}

static void
put_or_copy_settings(struct pl_fdx *fdx, const struct pl_fdx_type *type)
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
is_wanted(const struct pl_fdx *fdx, enum pl_fdx_standard type)
{
	if (type == PL_FDX_LYRICS) {
		return fdx->has_lyrics;
	}
	return type < PL_FDX_LYRICS || fdx->has_outline;
}

static bool
has_settings(const struct pl_fdx *fdx, struct pl_str name)
{
	const struct pl_fdx_type *type = type_named(fdx, name);
	return type != NULL && type->settings != NULL;
}

/* The script uses a type of this name which it brings along. */
static bool
is_brought(const struct pl_fdx_type *type, struct pl_str name)
{
	while (type != NULL && !(type->is_used && pl_str_equal_ascii_case(type->name, name))) {
		type = type->next;
	}
	return type != NULL;
}

void
pl_fdx_put_missing_settings(struct pl_fdx *fdx)
{
	const struct pl_fdx_type *first = fdx->source == NULL ? NULL : fdx->source->types;
	for (const struct pl_fdx_type *type = first; type != NULL; type = type->next) {
		if (type->is_used && !has_settings(fdx, type->name)) {
			put_or_copy_settings(fdx, type);
		}
	}
	for (enum pl_fdx_standard i = 0; i < PL_FDX_WRITTEN_COUNT; i++) {
		struct pl_str name = pl_fdx_standard_types[i].type.name;
		if (is_wanted(fdx, i) && !has_settings(fdx, name) && !is_brought(first, name)) {
			put_settings(fdx, fdx->usual[i]);
		}
	}
}

void
pl_fdx_put_element_settings(struct pl_fdx *fdx)
{
	const struct pl_fdx_part *part = fdx->file == NULL ? NULL : fdx->file->parts;
	for (; part != NULL; part = part->next) {
		if (part->type != NULL) {
			put_or_copy_settings(fdx, part->type);
		}
	}
	pl_fdx_put_missing_settings(fdx);
}
