/* The settings of a file: its page, its types, the words at page breaks. */
#include "fdx/read/read.h"

#define SHEET_MIN (2 * 7200)
#define NUMBER_MAX 1000000
#define ROOM_MIN 7200 /* of text, from margin to margin */

enum value_kind {
	WORD, /* a string which ends in NUL */
	YES,
	NO,
	SHOWN,  /* Hidden="No" or Paragraphs="Show" */
	NUMBER, /* less than a million */
	INCHES,
	POINTS,
	SPACING,
	ALIGNMENT,
	LEADING,
};

/* An attribute, and the member of a struct which its value goes to. */
struct setting {
	const char *element; /* NULL: any */
	const char *name;
	enum value_kind kind;
	size_t offset;
	unsigned given; /* PL_FDX_HAS_... */
};

#define FORMAT(name_, kind_, member_, given_)                                                      \
	{                                                                                          \
		NULL, name_, kind_, offsetof(struct pl_fdx_format, member_), given_                \
	}

static const struct setting format_settings[] = {
	FORMAT("Alignment", ALIGNMENT, alignment, PL_FDX_HAS_ALIGNMENT),
	FORMAT("Leading", LEADING, leading, PL_FDX_HAS_LEADING),
	FORMAT("FirstIndent", INCHES, first_indent, PL_FDX_HAS_FIRST),
	FORMAT("LeftIndent", INCHES, left_indent, PL_FDX_HAS_LEFT),
	FORMAT("RightIndent", INCHES, right_indent, PL_FDX_HAS_RIGHT),
	FORMAT("SpaceBefore", POINTS, space_before, PL_FDX_HAS_SPACE),
	FORMAT("Spacing", SPACING, half_lines, PL_FDX_HAS_SPACING),
	FORMAT("StartsNewPage", YES, starts_new_page, PL_FDX_HAS_PAGE),
};

#define SETUP(element_, name_, kind_, member_)                                                     \
	{                                                                                          \
		element_, name_, kind_, offsetof(struct pl_setup, member_), 0                      \
	}

static const struct setting setup_settings[] = {
	SETUP("PageLayout", "TopMargin", POINTS, top),
	SETUP("PageLayout", "BottomMargin", POINTS, bottom),
	SETUP("PageLayout", "BreakDialogueAndActionAtSentences", NO, ignores_sentences),
	SETUP("PageSize", "Height", INCHES, height),
	SETUP("PageSize", "Width", INCHES, width),
	SETUP("HeaderAndFooter", "HeaderVisible", YES, has_header),
	SETUP("HeaderAndFooter", "HeaderFirstPage", YES, has_header_first),
	SETUP("HeaderAndFooter", "FooterVisible", YES, has_footer),
	SETUP("HeaderAndFooter", "FooterFirstPage", YES, has_footer_first),
	SETUP("HeaderAndFooter", "StartingPage", NUMBER, starting_page),
	SETUP("SceneNumberOptions", "LeftLocation", INCHES, scene_number_left),
	SETUP("SceneNumberOptions", "RightLocation", INCHES, scene_number_right),
	SETUP("Revisions", "Location", INCHES, revision_mark),
	SETUP("Outlines", "Hidden", SHOWN, has_outline),
	SETUP("Outlines", "Paragraphs", SHOWN, has_outline),
	SETUP("SceneNumberOptions", "ShowNumbersOnLeft", NO, hides_numbers_left),
	SETUP("SceneNumberOptions", "ShowNumbersOnRight", NO, hides_numbers_right),
	SETUP("DialogueBreaks", "DialogueBottom", WORD, more),
	SETUP("DialogueBreaks", "DialogueTop", WORD, contd),
	SETUP("DialogueBreaks", "BottomOfPage", YES, has_more),
	SETUP("DialogueBreaks", "TopOfNext", YES, has_contd),
	SETUP("DialogueBreaks", "AutomaticCharacterContinueds", YES, has_auto_contd),
	SETUP("SceneBreaks", "SceneBottom", WORD, scene_bottom),
	SETUP("SceneBreaks", "SceneTop", WORD, scene_top),
	SETUP("SceneBreaks", "SceneBottomOfPage", YES, has_scene_bottom),
	SETUP("SceneBreaks", "SceneTopOfNext", YES, has_scene_top),
};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* False, and *to as it was: the value makes no sense. */
static bool
parse(struct pl_fdx_reader *reader, enum value_kind kind, struct pl_str value, void *to)
{
	uint64_t number;
	switch (kind) {
	case WORD: *(const char **)to = pl_fdx_keep(reader, pl_str_trim_ascii(value)).data; break;
	case YES: *(bool *)to = pl_fdx_parse_yes(value); break;
	case NO: *(bool *)to = pl_str_equal_ascii_case(value, PL_STR("no")); break;
	case SHOWN:
		*(bool *)to = pl_str_equal_ascii_case(value, PL_STR("no")) ||
			      pl_str_equal_ascii_case(value, PL_STR("show"));
		break;
	case NUMBER:
		if (!pl_fdx_parse_number(value, &number) || number >= NUMBER_MAX) {
			return false;
		}
		*(uint32_t *)to = (uint32_t)number;
		break;
	case INCHES: return pl_fdx_parse_inches(value, to);
	case POINTS: return pl_fdx_parse_points(value, to);
	case SPACING: return pl_fdx_parse_spacing(value, to);
	case ALIGNMENT: *(enum pl_fdx_alignment *)to = pl_fdx_parse_alignment(value); break;
	case LEADING: return pl_fdx_parse_leading(value, to);
	}
	return true;
}

/* Read those of the settings which the element has; returns the PL_FDX_HAS_... of them. */
static unsigned
read(struct pl_fdx_reader *reader, const struct pl_fdx_element *element,
     const struct setting *settings, size_t count, void *to)
{
	unsigned given = 0;
	struct pl_str value;
	for (const struct setting *s = settings; s < settings + count; s++) {
		bool is_here = s->element == NULL || pl_fdx_is_named(element, s->element);
		if (is_here && pl_fdx_get(element, s->name, &value) &&
		    parse(reader, s->kind, value, (char *)to + s->offset)) {
			given |= s->given;
		}
	}
	return given;
}

struct pl_fdx_format
pl_fdx_read_format(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_fdx_format format = {0};
	format.given = read(reader, element, format_settings, COUNT(format_settings), &format);
	format.space_before = format.space_before < 0 ? 0 : format.space_before;
	return format;
}

static void
read_document_leading(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	static const char *const others[] = {"Tight", "Very Tight", "Loose"};
	struct pl_str value;
	for (size_t i = 0; i < COUNT(others); i++) {
		if (pl_fdx_get(element, "DocumentLeading", &value) &&
		    pl_str_equal_ascii_case(pl_str_trim_ascii(value), pl_str_of(others[i]))) {
			reader->leading = others[i];
		}
	}
}

static void
read_type(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_str value = {0};
	pl_fdx_get(element, "Type", &value);
	struct pl_fdx_type *type = pl_fdx_find_type(reader, value);
	if (type == NULL) {
		return;
	}
	for (const struct pl_fdx_element *e = element->first; e != NULL; e = e->next) {
		if (pl_fdx_is_named(e, "FontSpec")) {
			value.length = 0;
			pl_fdx_get(e, "Style", &value);
			type->style = pl_fdx_parse_style(value) &
				      (PL_FDX_EMPHASIS | PL_FDX_CAPS | PL_FDX_HIDDEN);
			type->has_style = true;
		} else if (pl_fdx_is_named(e, "ParagraphSpec")) {
			struct pl_fdx_format format = pl_fdx_read_format(reader, e);
			type->format = pl_fdx_format_over(&format, &type->format);
		} else if (pl_fdx_is_named(e, "Behavior")) {
			pl_fdx_keep_attribute(reader, e, "PaginateAs", &type->paginate_as);
		}
	}
	type->settings = reader->last_part;
}

void
pl_fdx_read_settings(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	if (pl_fdx_is_named(element, "ElementSettings")) {
		read_type(reader, element);
		return;
	}
	if (pl_fdx_is_named(element, "PageLayout")) {
		read_document_leading(reader, element);
	}
	for (const struct pl_fdx_element *e = element; e != NULL;
	     e = pl_fdx_walk(element, e, true)) {
		read(reader, e, setup_settings, COUNT(setup_settings), &reader->setup);
	}
}

/* What the file leaves open, or asks nonsense for, stays open. */
void
pl_fdx_build_setup(struct pl_fdx_reader *reader)
{
	struct pl_setup *setup = pl_fdx_need(reader, sizeof(*setup));
	if (setup == NULL) {
		return;
	}
	*setup = reader->setup;
	if (setup->width < SHEET_MIN || setup->height < SHEET_MIN) {
		setup->width = setup->height = 0;
	}
	int32_t height = setup->height > 0 ? setup->height : 11 * 7200;
	if (setup->top < 0 || setup->bottom < 0 || height - setup->top - setup->bottom < ROOM_MIN) {
		setup->top = setup->bottom = -1;
	}
	reader->document->setup = setup;
}
