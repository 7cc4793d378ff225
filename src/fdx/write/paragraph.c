/* What the paragraphs of the body, the title page and the notes have in common. */
#include <stdio.h>

#include "fdx/write/writer.h"

/* ---------------------------------------------------------------------- format */

void
pl_fdx_format_inches(int32_t length, char text[PL_FDX_NUMBER_SIZE])
{
	int32_t hundredths = (length < 0 ? -length : length) + PL_FDX_INCH / 200;
	hundredths /= PL_FDX_INCH / 100;
	snprintf(text, PL_FDX_NUMBER_SIZE, "%s%d.%02d", length < 0 && hundredths > 0 ? "-" : "",
		 (int)(hundredths / 100), (int)(hundredths % 100));
}

void
pl_fdx_format_spacing(uint32_t half_lines, char text[PL_FDX_NUMBER_SIZE])
{
	uint32_t halves = half_lines < 2 ? 2 : half_lines > 19 ? 19 : half_lines;
	snprintf(text, PL_FDX_NUMBER_SIZE, "%u%s", (unsigned)(halves / 2),
		 halves % 2 > 0 ? ".5" : "");
}

void
pl_fdx_spell_format(const struct pl_fdx_format *format,
		    struct pl_fdx_spelt spelt[PL_FDX_FORMAT_COUNT])
{
	static const struct pl_fdx_spelt names[PL_FDX_FORMAT_COUNT] = {
		{PL_FDX_HAS_ALIGNMENT, "Alignment", ""}, {PL_FDX_HAS_FIRST, "FirstIndent", ""},
		{PL_FDX_HAS_LEADING, "Leading", ""},     {PL_FDX_HAS_LEFT, "LeftIndent", ""},
		{PL_FDX_HAS_RIGHT, "RightIndent", ""},   {PL_FDX_HAS_SPACE, "SpaceBefore", ""},
		{PL_FDX_HAS_SPACING, "Spacing", ""},     {PL_FDX_HAS_PAGE, "StartsNewPage", ""},
	};
	memcpy(spelt, names, sizeof(names));
	strcpy(spelt[0].value, pl_fdx_alignment_names[format->alignment]);
	pl_fdx_format_inches(format->first_indent, spelt[1].value);
	strcpy(spelt[2].value, pl_fdx_leading_names[format->leading]);
	pl_fdx_format_inches(format->left_indent, spelt[3].value);
	pl_fdx_format_inches(format->right_indent, spelt[4].value);
	snprintf(spelt[5].value, PL_FDX_NUMBER_SIZE, "%d", (int)(format->space_before + 50) / 100);
	pl_fdx_format_spacing(format->half_lines, spelt[6].value);
	strcpy(spelt[7].value, format->starts_new_page ? "Yes" : "No");
}

/* Attributes stand in ASCII order: Number and Type are the body's, the others go together. */
static void
put_attributes(struct pl_fdx_writer *writer, const struct pl_fdx_format *format,
	       struct pl_str number, struct pl_str type)
{
	struct pl_fdx_spelt spelt[PL_FDX_FORMAT_COUNT];
	size_t count = format == NULL ? 0 : PL_FDX_FORMAT_COUNT, i = 0;
	if (format != NULL) {
		pl_fdx_spell_format(format, spelt);
	}
	for (; i < count && strcmp(spelt[i].name, "Number") < 0; i++) {
		pl_fdx_put_attribute(writer, spelt[i].name, pl_str_of(spelt[i].value));
	}
	if (number.length > 0) {
		pl_fdx_put_attribute(writer, "Number", number);
	}
	for (; i < count; i++) {
		pl_fdx_put_attribute(writer, spelt[i].name, pl_str_of(spelt[i].value));
	}
	if (type.length > 0) {
		pl_fdx_put_attribute(writer, "Type", type);
	}
}

void
pl_fdx_put_format(struct pl_fdx_writer *writer, const struct pl_fdx_format *format)
{
	put_attributes(writer, format, PL_STR(""), PL_STR(""));
}

void
pl_fdx_open_paragraph(struct pl_fdx_writer *writer, const struct pl_fdx_format *format,
		      struct pl_str number, struct pl_str type)
{
	pl_fdx_open(writer, "Paragraph");
	put_attributes(writer, format, number, type);
}

/* ------------------------------------------------------------------------ runs */

void
pl_fdx_put_style(struct pl_fdx_writer *writer, uint32_t style)
{
	char text[PL_FDX_STYLE_SIZE];
	pl_fdx_format_style(style, text);
	pl_fdx_put_attribute(writer, "Style", pl_str_of(text));
}

static void
close_text(struct pl_fdx_runs *runs)
{
	if (runs->is_open) {
		pl_fdx_close(runs->writer);
		runs->is_open = false;
	}
}

static void
open_text(struct pl_fdx_runs *runs, uint32_t style)
{
	struct pl_fdx_writer *writer = runs->writer;
	pl_fdx_open(writer, "Text");
	if (runs->font != NULL) {
		pl_fdx_put_attribute(writer, "AdornmentStyle", PL_STR("0"));
		pl_fdx_put_attribute(writer, "Background", PL_STR("#FFFFFFFFFFFF"));
		pl_fdx_put_attribute(writer, "Color", PL_STR("#000000000000"));
		pl_fdx_put_attribute(writer, "Font", pl_str_of(runs->font));
		pl_fdx_put_attribute(writer, "RevisionID", PL_STR("0"));
		pl_fdx_put_attribute(writer, "Size", PL_STR("12"));
	}
	if (runs->font != NULL || style != runs->own_style) {
		pl_fdx_put_style(writer, style);
	}
	runs->style = style;
	runs->is_open = true;
}

void
pl_fdx_put_run(struct pl_fdx_runs *runs, uint32_t style, struct pl_str text)
{
	if (!runs->is_open || runs->style != style) {
		close_text(runs);
		open_text(runs, style);
	}
	runs->units += pl_fdx_put_text(runs->writer, text);
}

void
pl_fdx_end_runs(struct pl_fdx_runs *runs)
{
	if (!runs->is_open) {
		pl_fdx_put_run(runs, runs->own_style, PL_STR(""));
	}
	close_text(runs);
}

const struct pl_fdx_format pl_fdx_card = PL_FDX_PLACED(LEFT, 0, 139, 0, 0);

void
pl_fdx_put_line(struct pl_fdx_writer *writer, const struct pl_fdx_format *format, const char *font,
		struct pl_str text)
{
	struct pl_fdx_runs runs = {.writer = writer, .font = font};
	pl_fdx_open_paragraph(writer, format, PL_STR(""), PL_STR(""));
	pl_fdx_put_run(&runs, 0, text);
	pl_fdx_end_runs(&runs);
	pl_fdx_close(writer);
}
