/*
 * The types of paragraph: ours, and those of a Final Draft file which is written again.
 *
 * Such a file may have an "Action" of its own, so a paragraph is compared with the file's types to
 * see which attributes it needs. Ours are for what the file lacks.
 */
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
		.half_lines = pl_layout_leading(style) + 2,
	};
}

uint32_t
pl_fdx_style_of(const struct platen_style *style)
{
	return style->emphasis | (style->is_caps ? PL_FDX_CAPS : 0);
}

/* --------------------------------------------------------------------- of nodes */

/* The first of our types which means this kind, but General: that is for what has none. */
static enum pl_fdx_standard
type_for(enum platen_kind kind)
{
	enum pl_fdx_standard type = PL_FDX_GENERAL + 1;
	while (type < PL_FDX_WRITTEN_COUNT && pl_fdx_standard_types[type].type.kind != kind) {
		type++;
	}
	return type < PL_FDX_WRITTEN_COUNT ? type : PL_FDX_GENERAL;
}

enum pl_fdx_standard
pl_fdx_usual_type(const struct platen_node *node)
{
	bool is_centered = node->kind == PLATEN_CENTERED; /* action, with an alignment of its own */
	uint32_t deeper = node->kind == PLATEN_SECTION && pl_node_more(node)->level > 1
				  ? pl_node_more(node)->level - 1
				  : 0;
	return type_for(is_centered ? PLATEN_ACTION : node->kind) + (deeper > 3 ? 3 : deeper);
}

/* Ours, placed as the page format in use places what they are for. */
static void
place_own_types(struct pl_fdx_writer *writer)
{
	for (enum pl_fdx_standard i = 0; i < PL_FDX_WRITTEN_COUNT; i++) {
		struct pl_fdx_type *type = &writer->own[i];
		const struct platen_style *style =
			&writer->job->pages->profile.styles[PLATEN_SIDE_NONE][type->kind];
		if (pl_kind_is(type->kind, PL_PRINTED) && type_for(type->kind) == i) {
			type->format = pl_fdx_format_of(style);
			type->style = pl_fdx_style_of(style);
		}
	}
	writer->own[PL_FDX_LYRICS].format.space_before = 0; /* it is made for speeches */
}

/* ----------------------------------------------------------------- those of a file */

/* The file's type of this name, in any case; NULL: it has none. */
static const struct pl_fdx_type *
type_named(const struct pl_fdx_writer *writer, struct pl_str name)
{
	const struct pl_fdx_type *type =
		writer->file == NULL ? NULL : pl_fdx_type_named(writer->file, name);
	return type != NULL && (type->is_used || type->settings != NULL) ? type : NULL;
}

void
pl_fdx_find_types(struct pl_fdx_writer *writer)
{
	for (enum pl_fdx_standard i = 0; i < PL_FDX_WRITTEN_COUNT; i++) {
		writer->own[i] = pl_fdx_standard_types[i].type;
		const struct pl_fdx_type *named = type_named(writer, writer->own[i].name);
		writer->usual[i] = named != NULL ? named : &writer->own[i];
	}
	if (writer->file == NULL) {
		place_own_types(writer);
	}
}

const struct pl_fdx_paragraph *
pl_fdx_source_of(const struct pl_fdx_writer *writer, const struct platen_node *node)
{
	return writer->source != NULL ? pl_node_more(node)->fdx : NULL;
}

const struct pl_fdx_type *
pl_fdx_type_of(const struct pl_fdx_writer *writer, const struct platen_node *node)
{
	const struct pl_fdx_paragraph *source = pl_fdx_source_of(writer, node);
	if (source == NULL) {
		return writer->usual[pl_fdx_usual_type(node)];
	}
	const struct pl_fdx_type *type = source->type;
	const struct pl_fdx_type *named =
		writer->template_file != NULL ? type_named(writer, type->name) : NULL;
	return named != NULL ? named : type;
}

/* -------------------------------------------------------------------- settings */

static void
put_new_settings(struct pl_fdx_writer *writer, const struct pl_fdx_type *type)
{
	static const struct pl_fdx_standard_type unknown = {
		.behavior = {"Action", "", "", "No", "1"}};
	const struct pl_fdx_standard_type *row = pl_fdx_standard_named(type->name);
	row = row == NULL || row->behavior.return_key == NULL ? &unknown : row;
	const struct pl_fdx_change changes[] = {
		{"ElementSettings", "Type", type->name},
		{"Behavior", "PaginateAs",
		 type->paginate_as.length > 0 ? type->paginate_as : row->type.paginate_as},
		{"Behavior", "ReturnKey", pl_str_of(row->behavior.return_key)},
		{"Behavior", "Shortcut", pl_str_of(row->behavior.shortcut)},
		{"Behavior", "WinShortcut", pl_str_of(row->behavior.win_shortcut)},
		{"Outline", "CanHide", pl_str_of(row->behavior.can_hide)},
		{"Outline", "Level", pl_str_of(row->behavior.outline_level)},
	};
	pl_fdx_complete_part(writer, "ElementSettings", PL_STR(""), type, changes,
			     sizeof(changes) / sizeof(changes[0]));
}

static void
put_settings(struct pl_fdx_writer *writer, const struct pl_fdx_type *type)
{
	if (type->settings == NULL) {
		put_new_settings(writer, type);
	} else {
		pl_fdx_complete_part(writer, "ElementSettings", type->settings->xml, type, NULL, 0);
	}
}

/* The nine standard types always; lyrics and outlines if the script has them. The five outline
 * types name each other, so they come together. */
static bool
is_wanted(const struct pl_fdx_writer *writer, enum pl_fdx_standard type)
{
	if (type == PL_FDX_LYRICS) {
		return writer->has_lyrics;
	}
	return type < PL_FDX_LYRICS || writer->has_outline;
}

static bool
has_settings(const struct pl_fdx_writer *writer, struct pl_str name)
{
	const struct pl_fdx_type *type = type_named(writer, name);
	return type != NULL && type->settings != NULL;
}

/* The script uses a type of this name from its own file. */
static bool
is_used(const struct pl_fdx_type *type, struct pl_str name)
{
	while (type != NULL && !(type->is_used && pl_str_equal_ascii_case(type->name, name))) {
		type = type->next;
	}
	return type != NULL;
}

/* Settings of a file that is written again, then those it lacks. A template has its own already. */
void
pl_fdx_put_element_settings(struct pl_fdx_writer *writer)
{
	bool is_rewritten =
		writer->file != NULL && (writer->template_file == NULL || writer->completes);
	const struct pl_fdx_part *part = is_rewritten ? writer->file->parts : NULL;
	for (; part != NULL; part = part->next) {
		if (part->type != NULL) {
			put_settings(writer, part->type);
		}
	}
	const struct pl_fdx_type *first = writer->source == NULL ? NULL : writer->source->types;
	for (const struct pl_fdx_type *type = first; type != NULL; type = type->next) {
		if (type->is_used && !has_settings(writer, type->name)) {
			put_settings(writer, type);
		}
	}
	for (enum pl_fdx_standard i = 0; i < PL_FDX_WRITTEN_COUNT; i++) {
		struct pl_str name = pl_fdx_standard_types[i].type.name;
		if (is_wanted(writer, i) && !has_settings(writer, name) && !is_used(first, name)) {
			put_settings(writer, writer->usual[i]);
		}
	}
}
