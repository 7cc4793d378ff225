/* The settings of a file: its page, its types, the words at page breaks. */
#include "fdx/read/read.h"

#define SHEET_MIN (2 * 7200)
#define ROOM_MIN 7200 /* of text, from margin to margin */

static void
read_word(struct pl_fdx_reader *reader, const struct pl_fdx_element *element, const char *name,
	  const char **to)
{
	struct pl_str word = {0};
	pl_fdx_keep_attribute(reader, element, name, &word);
	*to = word.data != NULL ? word.data : *to;
}

static void
read_yes(const struct pl_fdx_element *element, const char *name, bool *to)
{
	struct pl_str value;
	if (pl_fdx_get(element, name, &value)) {
		*to = pl_fdx_parse_yes(value);
	}
}

static void
read_inches(const struct pl_fdx_element *element, const char *name, int32_t *to)
{
	struct pl_str value;
	if (pl_fdx_get(element, name, &value)) {
		pl_fdx_parse_inches(value, to);
	}
}

static void
read_points(const struct pl_fdx_element *element, const char *name, int32_t *to)
{
	struct pl_str value;
	if (pl_fdx_get(element, name, &value)) {
		pl_fdx_parse_points(value, to);
	}
}

static unsigned
read_indent(const struct pl_fdx_element *element, const char *name, unsigned bit, int32_t *to)
{
	struct pl_str value;
	return pl_fdx_get(element, name, &value) && pl_fdx_parse_inches(value, to) ? bit : 0;
}

struct pl_fdx_format
pl_fdx_read_format(const struct pl_fdx_element *element)
{
	struct pl_fdx_format format = {0};
	struct pl_str value;
	if (pl_fdx_get(element, "Alignment", &value)) {
		format.given |= PL_FDX_HAS_ALIGNMENT;
		format.alignment = pl_fdx_parse_alignment(value);
	}
	if (pl_fdx_get(element, "Leading", &value) &&
	    pl_fdx_parse_leading(value, &format.leading)) {
		format.given |= PL_FDX_HAS_LEADING;
	}
	format.given |=
		read_indent(element, "FirstIndent", PL_FDX_HAS_FIRST, &format.first_indent) |
		read_indent(element, "LeftIndent", PL_FDX_HAS_LEFT, &format.left_indent) |
		read_indent(element, "RightIndent", PL_FDX_HAS_RIGHT, &format.right_indent);
	if (pl_fdx_get(element, "SpaceBefore", &value) &&
	    pl_fdx_parse_points(value, &format.space_before)) {
		format.given |= PL_FDX_HAS_SPACE;
		format.space_before = format.space_before < 0 ? 0 : format.space_before;
	}
	if (pl_fdx_get(element, "Spacing", &value) &&
	    pl_fdx_parse_spacing(value, &format.half_lines)) {
		format.given |= PL_FDX_HAS_SPACING;
	}
	if (pl_fdx_get(element, "StartsNewPage", &value)) {
		format.given |= PL_FDX_HAS_PAGE;
		format.starts_new_page = pl_fdx_parse_yes(value);
	}
	return format;
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
			struct pl_fdx_format format = pl_fdx_read_format(e);
			type->format = pl_fdx_format_over(&format, &type->format);
		} else if (pl_fdx_is_named(e, "Behavior")) {
			pl_fdx_keep_attribute(reader, e, "PaginateAs", &type->paginate_as);
		}
	}
	type->settings = reader->last_part;
}

static void
read_breaks(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_setup *setup = &reader->setup;
	if (pl_fdx_is_named(element, "DialogueBreaks")) {
		read_word(reader, element, "DialogueBottom", &setup->more);
		read_word(reader, element, "DialogueTop", &setup->contd);
		read_yes(element, "BottomOfPage", &setup->has_more);
		read_yes(element, "TopOfNext", &setup->has_contd);
		read_yes(element, "AutomaticCharacterContinueds", &setup->has_auto_contd);
	} else if (pl_fdx_is_named(element, "SceneBreaks")) {
		read_word(reader, element, "SceneBottom", &setup->scene_bottom);
		read_word(reader, element, "SceneTop", &setup->scene_top);
		read_yes(element, "SceneBottomOfPage", &setup->has_scene_bottom);
		read_yes(element, "SceneTopOfNext", &setup->has_scene_top);
	}
}

void
pl_fdx_read_settings(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_setup *setup = &reader->setup;
	if (pl_fdx_is_named(element, "ElementSettings")) {
		read_type(reader, element);
	} else if (pl_fdx_is_named(element, "PageLayout")) {
		read_points(element, "TopMargin", &setup->top);
		read_points(element, "BottomMargin", &setup->bottom);
	} else if (pl_fdx_is_named(element, "SceneNumberOptions")) {
		read_inches(element, "LeftLocation", &setup->scene_number_left);
		read_inches(element, "RightLocation", &setup->scene_number_right);
	}
	for (const struct pl_fdx_element *e = element->first; e != NULL; e = e->next) {
		if (pl_fdx_is_named(element, "MoresAndContinueds")) {
			read_breaks(reader, e);
		} else if (pl_fdx_is_named(e, "PageSize")) {
			read_inches(e, "Height", &setup->height);
			read_inches(e, "Width", &setup->width);
		}
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
