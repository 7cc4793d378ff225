/*
 * The types of paragraph: what they are, and how they stand on the page.
 *
 * A type is free text, and its ElementSettings say how it looks and what it is paginated as. The
 * table has the types which Final Draft begins with, as it begins with them: files of other
 * programs often bring no settings. A type which is not in it is what it is paginated as.
 */
#include "fdx/read/text.h"

#define MIL(mil) ((mil)*72 / 10)
#define LEAST_WIDTH MIL(1000)
#define SPACE_MAX 100
#define LEADING_MAX 6 /* half lines */

#define CAPS PL_DRAFT_CAPS
#define HIDDEN PL_DRAFT_HIDDEN
#define ACT (PLATEN_UNDERLINE | CAPS)

#define KEEPS_NEXT 1u
#define KEEPS_PREVIOUS 2u
#define NO_SCENE 4u

static const struct known_type {
	const char *name;
	enum pl_draft_role role;
	uint32_t level;
	uint32_t style;
	unsigned keeps;
	int32_t left, right, first; /* thousandths of an inch */
	enum pl_align align;
	int32_t space_above;
	bool starts_page;
} known_types[] = {
	/* the first row is that of what has no type, or one that is not known */
	{"Action", PL_DRAFT_ACTION, 0, 0, 0, 1500, 7500, 0, PL_ALIGN_LEFT, 1, false},
	{"General", PL_DRAFT_ACTION, 0, 0, 0, 1500, 7500, 0, PL_ALIGN_LEFT, 0, false},
	{"Scene Heading", PL_DRAFT_HEADING, 0, CAPS, KEEPS_NEXT, 1500, 7500, 0, PL_ALIGN_LEFT, 2,
	 false},
	{"Character", PL_DRAFT_CUE, 0, CAPS, 0, 3500, 7250, 0, PL_ALIGN_LEFT, 1, false},
	{"Parenthetical", PL_DRAFT_PARENTHETICAL, 0, 0, 0, 3000, 5500, -100, PL_ALIGN_LEFT, 0,
	 false},
	{"Dialogue", PL_DRAFT_DIALOGUE, 0, 0, 0, 2500, 6000, 0, PL_ALIGN_LEFT, 0, false},
	{"Dialog", PL_DRAFT_DIALOGUE, 0, 0, 0, 2500, 6000, 0, PL_ALIGN_LEFT, 0, false},
	{"Transition", PL_DRAFT_TRANSITION, 0, CAPS, KEEPS_PREVIOUS, 5500, 7100, 0, PL_ALIGN_RIGHT,
	 1, false},
	{"Shot", PL_DRAFT_SHOT, 0, CAPS, KEEPS_NEXT, 1500, 7500, 0, PL_ALIGN_LEFT, 1, false},
	{"Cast List", PL_DRAFT_ACTION, 0, CAPS, 0, 1500, 7500, 0, PL_ALIGN_LEFT, 0, false},
	{"New Act", PL_DRAFT_ACTION, 0, ACT, KEEPS_NEXT | NO_SCENE, 1500, 7500, 0, PL_ALIGN_CENTER,
	 1, true},
	{"End of Act", PL_DRAFT_ACTION, 0, ACT, NO_SCENE, 1500, 7500, 0, PL_ALIGN_CENTER, 2, false},
	{"Cold Opening", PL_DRAFT_ACTION, 0, ACT, 0, 1500, 7500, 0, PL_ALIGN_CENTER, 1, false},
	{"Sequence", PL_DRAFT_ACTION, 0, ACT, KEEPS_NEXT, 1250, 7500, 0, PL_ALIGN_LEFT, 2, false},
	{"Lyrics", PL_DRAFT_LYRIC, 0, PLATEN_ITALIC, 0, 2500, 6000, 0, PL_ALIGN_LEFT, 0, false},
	{"Lyric", PL_DRAFT_LYRIC, 0, PLATEN_ITALIC, 0, 2500, 6000, 0, PL_ALIGN_LEFT, 0, false},
	{"Singing", PL_DRAFT_LYRIC, 0, PLATEN_ITALIC, 0, 2500, 6000, 0, PL_ALIGN_LEFT, 0, false},
	{"Outline 1", PL_DRAFT_SECTION, 1, HIDDEN, 0, 1250, 7500, 0, PL_ALIGN_LEFT, 1, false},
	{"Outline 2", PL_DRAFT_SECTION, 2, HIDDEN, 0, 1250, 7500, 0, PL_ALIGN_LEFT, 1, false},
	{"Outline 3", PL_DRAFT_SECTION, 3, HIDDEN, 0, 1250, 7500, 0, PL_ALIGN_LEFT, 1, false},
	{"Outline 4", PL_DRAFT_SECTION, 4, HIDDEN, 0, 1250, 7500, 0, PL_ALIGN_LEFT, 1, false},
	{"Outline Body", PL_DRAFT_SYNOPSIS, 0, HIDDEN, 0, 1250, 7500, 0, PL_ALIGN_LEFT, 0, false},
	{"Summary", PL_DRAFT_SYNOPSIS, 0, HIDDEN, 0, 1250, 7500, 0, PL_ALIGN_LEFT, 0, false},
	{"Note", PL_DRAFT_NOTE, 0, HIDDEN, 0, 1250, 7500, 0, PL_ALIGN_LEFT, 0, false},
};
#define KNOWN_TYPE_COUNT (sizeof(known_types) / sizeof(known_types[0]))

static const struct known_type *
find_known(struct pl_str name)
{
	for (size_t i = 0; i < KNOWN_TYPE_COUNT; i++) {
		if (pl_str_equal_ascii_case(name, pl_str_of(known_types[i].name))) {
			return &known_types[i];
		}
	}
	return NULL;
}

/* The row of a type's looks: its own, else that of the type it is paginated as. */
static const struct known_type *
looks_of(const struct pl_draft_type *type)
{
	const struct known_type *known = find_known(type->name);
	known = known != NULL ? known : find_known(type->paginate_as);
	return known != NULL ? known : &known_types[0];
}

static unsigned
hash(struct pl_str name)
{
	unsigned sum = 0;
	for (size_t i = 0; i < name.length; i++) {
		sum = sum * 31 + ((unsigned char)name.data[i] | 0x20u);
	}
	return sum % PL_DRAFT_BUCKETS;
}

struct pl_draft_type *
pl_draft_type(struct pl_draft *draft, struct pl_str name)
{
	name = pl_draft_trim(name);
	struct pl_draft_type **bucket = &draft->types[hash(name)], *type = *bucket;
	while (type != NULL && !pl_str_equal_ascii_case(type->name, name)) {
		type = type->next;
	}
	if (type != NULL) {
		return type;
	}
	type = pl_arena_alloc(&draft->arena, sizeof(*type));
	if (type == NULL) {
		return NULL;
	}
	type->name = pl_arena_copy(&draft->arena, name);
	if (type->name.data == NULL) {
		return NULL;
	}
	type->next = *bucket;
	*bucket = type;
	if (draft->last_type == NULL) {
		draft->first_type = type;
	} else {
		draft->last_type->after = type;
	}
	draft->last_type = type;
	return type;
}

void
pl_draft_set_type(struct pl_draft *draft, struct pl_draft_paragraph *paragraph, struct pl_str name)
{
	struct pl_draft_type *type = pl_draft_type(draft, name);
	if (type == NULL) {
		draft->no_memory = true;
	} else {
		paragraph->type = type;
	}
}

/* ------------------------------------------------------------------------- formats */

void
pl_draft_set_format(struct pl_draft *draft, struct pl_draft_paragraph *paragraph,
		    const struct pl_draft_format *format)
{
	struct pl_draft_format *copy = pl_arena_alloc(&draft->arena, sizeof(*copy));
	if (copy == NULL) {
		draft->no_memory = true;
	} else {
		*copy = *format;
		paragraph->format = copy;
	}
}

struct pl_draft_format
pl_draft_format_over(const struct pl_draft_format *format, const struct pl_draft_format *under)
{
	struct pl_draft_format both = *format;
	both.align = format->given & PL_FORMAT_ALIGN ? format->align : under->align;
	both.first = format->given & PL_FORMAT_FIRST ? format->first : under->first;
	both.left = format->given & PL_FORMAT_LEFT ? format->left : under->left;
	both.right = format->given & PL_FORMAT_RIGHT ? format->right : under->right;
	both.space_above =
		format->given & PL_FORMAT_SPACE ? format->space_above : under->space_above;
	both.leading = format->given & PL_FORMAT_LEADING ? format->leading : under->leading;
	both.starts_page =
		format->given & PL_FORMAT_PAGE ? format->starts_page : under->starts_page;
	both.alignment = format->given & PL_FORMAT_ALIGN ? format->alignment : under->alignment;
	both.leading_word =
		format->leading_word != NULL ? format->leading_word : under->leading_word;
	both.space_points =
		format->given & PL_FORMAT_SPACE ? format->space_points : under->space_points;
	both.half_lines =
		format->given & PL_FORMAT_LEADING ? format->half_lines : under->half_lines;
	both.given |= under->given;
	return both;
}

static struct pl_draft_format
format_of_known(const struct known_type *known)
{
	static const char *const alignments[] = {
		[PL_ALIGN_LEFT] = "Left",
		[PL_ALIGN_CENTER] = "Center",
		[PL_ALIGN_RIGHT] = "Right",
	};
	return (struct pl_draft_format){
		.given = PL_FORMAT_ALIGN | PL_FORMAT_FIRST | PL_FORMAT_LEFT | PL_FORMAT_RIGHT |
			 PL_FORMAT_SPACE | PL_FORMAT_LEADING | PL_FORMAT_PAGE,
		.left = MIL(known->left),
		.right = MIL(known->right),
		.first = MIL(known->first),
		.align = known->align,
		.space_above = known->space_above,
		.starts_page = known->starts_page,
		.alignment = alignments[known->align],
		.leading_word = "Regular",
		.space_points = (uint32_t)known->space_above * 12,
		.half_lines = 2,
	};
}

static uint32_t
at_most(int32_t value, uint32_t most)
{
	return (uint32_t)value < most ? (uint32_t)value : most;
}

static const struct pl_style *
make_style(struct pl_draft *draft, const struct pl_draft_type *type,
	   const struct pl_draft_format *format)
{
	struct pl_style *style = pl_arena_alloc(&draft->document->arena, sizeof(*style));
	if (style == NULL) {
		return NULL;
	}
	int32_t sheet = draft->setup.width > 0 ? draft->setup.width : MIL(8500);
	*style = (struct pl_style){
		.left = format->left,
		.right = format->right > 0 ? format->right : sheet + format->right,
		.align = format->align,
		.space_above = at_most(format->space_above, SPACE_MAX),
		.half_leading = at_most(format->leading, LEADING_MAX),
		.emphasis = type->style & PL_DRAFT_EMPHASIS,
		.keeps_next = type->keeps_next,
		.keeps_previous = type->keeps_previous,
		.is_no_scene = type->is_no_scene,
	};
	if (style->left < 0 || style->right - style->left < LEAST_WIDTH) {
		const struct known_type *known = looks_of(type);
		style->left = MIL(known->left);
		style->right = MIL(known->right);
	}
	bool is_inside = format->first >= -style->left &&
			 format->first < style->right - style->left - LEAST_WIDTH / 2;
	style->first_left = style->left + (is_inside ? format->first : 0);
	return style;
}

const struct pl_style *
pl_draft_style(struct pl_draft *draft, const struct pl_draft_paragraph *paragraph)
{
	struct pl_draft_type *type = paragraph->type;
	if ((paragraph->format->given & ~PL_FORMAT_PAGE) != 0) {
		struct pl_draft_format format =
			pl_draft_format_over(paragraph->format, &type->format);
		return make_style(draft, type, &format);
	}
	if (type->node_style == NULL) {
		type->node_style = make_style(draft, type, &type->format);
	}
	return type->node_style;
}

/* --------------------------------------------------------------------------- roles */

/* What a type of the writer's own is. One which is paginated as a heading is not a scene: acts and
 * sequences are paginated so, too. */
static enum pl_draft_role
role_of_unknown(const struct pl_draft_type *type, const struct known_type *looks)
{
	if ((type->style & PL_DRAFT_HIDDEN) != 0) {
		return PL_DRAFT_SYNOPSIS;
	}
	return looks->role == PL_DRAFT_HEADING || looks->role == PL_DRAFT_SECTION ? PL_DRAFT_ACTION
										  : looks->role;
}

static void
resolve(struct pl_draft_type *type, bool has_shot_headings)
{
	const struct known_type *known = find_known(type->name), *looks = looks_of(type);
	struct pl_draft_format usual = format_of_known(looks);
	type->format = pl_draft_format_over(&type->format, &usual);
	if (!type->has_style) {
		type->style = looks->style;
	}
	type->role = known != NULL ? known->role : role_of_unknown(type, looks);
	if (type->role == PL_DRAFT_SHOT && has_shot_headings) {
		type->role = PL_DRAFT_HEADING;
	}
	type->level = known != NULL ? known->level : 0;
	type->is_unknown = looks == &known_types[0] && known == NULL && type->name.length > 0 &&
			   find_known(type->paginate_as) == NULL;
	/* what it is paginated as decides, if the settings say it */
	const struct known_type *paginated = find_known(type->paginate_as);
	unsigned keeps = paginated != NULL ? paginated->keeps : looks->keeps;
	type->keeps_next = (keeps & KEEPS_NEXT) != 0;
	type->keeps_previous = (keeps & KEEPS_PREVIOUS) != 0;
	type->is_no_scene = (looks->keeps & NO_SCENE) != 0;
}

bool
pl_draft_resolve_types(struct pl_draft *draft)
{
	for (struct pl_draft_type *type = draft->first_type; type != NULL; type = type->after) {
		resolve(type, draft->has_shot_headings);
	}
	return true;
}

uint32_t
pl_draft_run_style(const struct pl_draft_paragraph *paragraph, const struct pl_draft_run *run)
{
	return run->has_style ? run->style : paragraph->type->style | run->style;
}
