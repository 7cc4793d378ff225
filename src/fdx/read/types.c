/*
 * The types of paragraph: what they are, and how they stand on the page.
 *
 * A type is free text, and its ElementSettings say how it looks and what it is paginated as. The
 * table has the types which Final Draft begins with, as it begins with them: files of other
 * programs often bring no settings. A type which is not in it is what it is paginated as.
 */
#include "fdx/read/read.h"

#define INCH 7200
#define LEAST_WIDTH INCH
#define SPACE_MAX 100
#define LEADING_MAX 6 /* half lines */

/* The standard type which says how one looks: its own, else that of the type it is paginated as. */
static const struct pl_fdx_standard_type *
looks_of(const struct pl_fdx_type *type)
{
	const struct pl_fdx_standard_type *looks = pl_fdx_standard_named(type->name);
	looks = looks != NULL ? looks : pl_fdx_standard_named(type->paginate_as);
	return looks != NULL ? looks : &pl_fdx_standard_types[PL_FDX_ACTION];
}

struct pl_fdx_type *
pl_fdx_find_type(struct pl_fdx_reader *reader, struct pl_str name)
{
	name = pl_str_trim_ascii(name);
	struct pl_fdx_type *type = pl_fdx_type_named(reader->file, name);
	if (type != NULL || (type = pl_fdx_need(reader, sizeof(*type))) == NULL) {
		return type;
	}
	type->name = pl_fdx_keep(reader, name);
	pl_fdx_add_type(reader->file, type);
	if (reader->last_type == NULL) {
		reader->first_type = type;
	} else {
		reader->last_type->next = type;
	}
	reader->last_type = type;
	return type;
}

void
pl_fdx_set_type(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
		struct pl_str name)
{
	struct pl_fdx_type *type = pl_fdx_find_type(reader, name);
	paragraph->type = type != NULL ? type : paragraph->type;
}

/* ------------------------------------------------------------------------- formats */

static uint32_t
at_most(uint32_t value, uint32_t most)
{
	return value < most ? value : most;
}

#define OLD_VERSION_MAX 2 /* of Final Draft 9 */
#define OLD_LINE 1100

/* Up to Final Draft 9 a line of space was 11 points: what has 176 there has 192 in Final Draft 10,
 * which is 16 lines. */
static uint32_t
lines_before(const struct pl_fdx_reader *reader, const struct pl_fdx_format *format)
{
	uint32_t version = reader->file->version, space = (uint32_t)format->space_before;
	bool is_old = version > 0 && version <= OLD_VERSION_MAX && space % OLD_LINE == 0;
	return is_old ? space / OLD_LINE : pl_fdx_lines_before(format);
}

static const struct platen_style *
make_style(struct pl_fdx_reader *reader, const struct pl_fdx_type *type,
	   const struct pl_fdx_format *format)
{
	static const struct platen_style none;
	struct platen_style *style = pl_fdx_need(reader, sizeof(*style));
	if (style == NULL) {
		return &none;
	}
	int32_t sheet = reader->setup.width > 0 ? reader->setup.width : INCH * 17 / 2;
	*style = (struct platen_style){
		.left = format->left_indent,
		.right = format->right_indent > 0 ? format->right_indent
						  : sheet + format->right_indent,
		.align = pl_fdx_align(format),
		.space_above = at_most(lines_before(reader, format), SPACE_MAX),
		.half_lines = 2 + at_most(format->half_lines - 2, LEADING_MAX),
		.emphasis = type->style & PL_FDX_EMPHASIS,
	};
	if (style->left < 0 || style->right - style->left < LEAST_WIDTH) {
		const struct pl_fdx_format *usual = &looks_of(type)->type.format;
		style->left = usual->left_indent;
		style->right = usual->right_indent;
	}
	bool is_inside = format->first_indent >= -style->left &&
			 format->first_indent < style->right - style->left - LEAST_WIDTH / 2;
	style->first = style->left + (is_inside ? format->first_indent : 0);
	return style;
}

const struct platen_style *
pl_fdx_style(struct pl_fdx_reader *reader, const struct pl_fdx_paragraph *paragraph)
{
	struct pl_fdx_type *type = paragraph->type;
	if ((paragraph->format->given & ~PL_FDX_HAS_PAGE) != 0) {
		struct pl_fdx_format format = pl_fdx_format_over(paragraph->format, &type->format);
		return make_style(reader, type, &format);
	}
	if (type->node_style == NULL) {
		type->node_style = make_style(reader, type, &type->format);
	}
	return type->node_style;
}

/* --------------------------------------------------------------------------- kinds */

/* What paragraphs of an unknown type become. One which is paginated as a heading is no scene: acts
 * and sequences are paginated so, too. */
static enum platen_kind
kind_of_unknown(const struct pl_fdx_type *type, const struct pl_fdx_standard_type *looks)
{
	enum platen_kind kind = looks->type.kind;
	bool is_action = kind == PLATEN_SCENE_HEADING || kind == PLATEN_SECTION;
	return (type->style & PL_FDX_HIDDEN) != 0 ? PLATEN_SYNOPSIS
	       : is_action                        ? PLATEN_ACTION
						  : kind;
}

static void
resolve(struct pl_fdx_type *type, const struct pl_fdx_reader *reader)
{
	const struct pl_fdx_standard_type *known = pl_fdx_standard_named(type->name),
					  *looks = looks_of(type);
	/* so Final Draft sets parentheticals of files which have no settings for them */
	if (looks == &pl_fdx_standard_types[PL_FDX_PARENTHETICAL] && type->settings == NULL &&
	    reader->file->input == PLATEN_INPUT_FDX) {
		type->format.given |= PL_FDX_HAS_FIRST;
	}
	type->format = pl_fdx_format_over(&type->format, &looks->type.format);
	if (!type->has_style) {
		type->style = looks->type.style;
	}
	type->kind = known != NULL ? known->type.kind : kind_of_unknown(type, looks);
	if (type->kind == PLATEN_SHOT && reader->has_shot_headings) {
		type->kind = PLATEN_SCENE_HEADING;
	}
	type->level = known != NULL ? known->type.level : 0;
	type->is_unknown = looks == &pl_fdx_standard_types[PL_FDX_ACTION] && known == NULL &&
			   type->name.length > 0 &&
			   pl_fdx_standard_named(type->paginate_as) == NULL;
	/* what it is paginated as decides, if the settings say it */
	const struct pl_fdx_standard_type *paginated = pl_fdx_standard_named(type->paginate_as);
	/* a type paginated as one of the writer's own is as General is */
	bool is_own = paginated == NULL && type->paginate_as.length > 0;
	paginated = paginated != NULL ? paginated : looks;
	type->is_general = is_own || paginated == &pl_fdx_standard_types[PL_FDX_GENERAL];
	type->rules = paginated->type.rules;
	type->rules.is_no_scene = looks->type.rules.is_no_scene;
}

void
pl_fdx_resolve_types(struct pl_fdx_reader *reader)
{
	for (struct pl_fdx_type *type = reader->first_type; type != NULL; type = type->next) {
		resolve(type, reader);
	}
}

/* To writers a paragraph without a type is action. */
static void
name_no_type(struct pl_fdx_reader *reader, struct pl_fdx_type *type)
{
	type->name = PL_STR("Action");
	if (type->is_used && pl_fdx_type_named(reader->file, type->name) == NULL) {
		/* it was added first, so it is the last one in its bucket and may be moved */
		pl_fdx_add_type(reader->file, type);
	}
}

void
pl_fdx_keep_types(struct pl_fdx_reader *reader)
{
	struct pl_fdx_type **end = &reader->file->types;
	for (struct pl_fdx_type *type = reader->first_type; type != NULL; type = type->next) {
		if (type->name.length == 0) {
			name_no_type(reader, type);
		}
		if (type->settings != NULL) {
			type->settings->type = type;
		}
		if (type->is_used || type->settings != NULL) {
			*end = type;
			end = &type->next;
		}
	}
	*end = NULL;
}
