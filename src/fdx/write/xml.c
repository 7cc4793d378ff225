/*
 * The lowest layer of the FDX writer: literals, escaped text, the Text elements of a paragraph.
 */
#include <stdio.h>

#include <libxml/xmlIO.h>

#include "unicode/unicode.h"
#include "fdx/write/writer.h"

static void
put(struct pl_fdx *fdx, const char *data, size_t length)
{
	if (!fdx->failed && length > 0) {
		fdx->failed = xmlOutputBufferWrite(fdx->out, (int)length, data) < 0;
	}
}

void
pl_fdx_put(struct pl_fdx *fdx, const char *literal)
{
	put(fdx, literal, strlen(literal));
}

void
pl_fdx_put_indent(struct pl_fdx *fdx, uint32_t depth)
{
	static const char spaces[] = "                                ";
	put(fdx, spaces, 2 * (size_t)depth);
}

void
pl_fdx_put_bytes(struct pl_fdx *fdx, struct pl_str bytes)
{
	put(fdx, bytes.data, bytes.length);
}

void
pl_fdx_put_line(struct pl_fdx *fdx, uint32_t depth, const char *literal)
{
	pl_fdx_put_indent(fdx, depth);
	pl_fdx_put(fdx, literal);
	pl_fdx_put(fdx, "\n");
}

void
pl_fdx_put_end(struct pl_fdx *fdx, uint32_t depth, const char *name, bool has_children)
{
	if (!has_children) {
		pl_fdx_put(fdx, "/>\n");
		return;
	}
	pl_fdx_put_indent(fdx, depth);
	pl_fdx_put(fdx, "</");
	pl_fdx_put(fdx, name);
	pl_fdx_put(fdx, ">\n");
}

void
pl_fdx_put_number(struct pl_fdx *fdx, uint64_t number)
{
	char digits[24];
	snprintf(digits, sizeof(digits), "%llu", (unsigned long long)number);
	pl_fdx_put(fdx, digits);
}

/* ---------------------------------------------------------------------- escapes */

/* What stands for a character in the file: NULL for itself, "" for one which XML 1.0 cannot hold.
 */
static const char *
escape_of(uint32_t c, bool in_attribute)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return in_attribute ? "&quot;" : NULL;
	case '\t': return in_attribute ? "&#x9;" : NULL;
	case '\n': return in_attribute ? "&#xA;" : NULL;
	case 0xFFFE:
	case 0xFFFF: return "";
	/* Also written where the bytes were not UTF-8. */
	case PL_REPLACEMENT: return "\xEF\xBF\xBD";
	}
	return c < ' ' ? "" : NULL;
}

static size_t
decode(const char *at, const char *end, uint32_t *c)
{
	if ((unsigned char)*at < 0x80) {
		*c = (unsigned char)*at;
		return 1;
	}
	return pl_utf8_decode(at, end, c);
}

static uint64_t
units_of(uint32_t c, const char *escape)
{
	if (escape != NULL && escape[0] == '\0') {
		return 0;
	}
	return c > 0xFFFF ? 2 : 1;
}

/* Stretches without escapes go out in one piece. */
static uint64_t
put_escaped(struct pl_fdx *fdx, struct pl_str text, bool in_attribute)
{
	uint64_t units = 0;
	const char *start = text.data, *end = text.data + text.length, *at = start;
	while (at < end) {
		uint32_t c;
		size_t length = decode(at, end, &c);
		const char *escape = escape_of(c, in_attribute);
		units += units_of(c, escape);
		if (escape != NULL) {
			put(fdx, start, (size_t)(at - start));
			pl_fdx_put(fdx, escape);
			start = at + length;
		}
		at += length;
	}
	put(fdx, start, (size_t)(end - start));
	return units;
}

uint64_t
pl_fdx_put_text(struct pl_fdx *fdx, struct pl_str text)
{
	return text.length == 0 ? 0 : put_escaped(fdx, text, false);
}

uint64_t
pl_fdx_units(struct pl_str text)
{
	uint64_t units = 0;
	for (size_t at = 0; at < text.length;) {
		uint32_t c;
		at += decode(text.data + at, text.data + text.length, &c);
		units += units_of(c, escape_of(c, false));
	}
	return units;
}

void
pl_fdx_put_attribute(struct pl_fdx *fdx, const char *name, struct pl_str value)
{
	pl_fdx_put(fdx, " ");
	pl_fdx_put(fdx, name);
	pl_fdx_put(fdx, "=\"");
	if (value.length > 0) {
		put_escaped(fdx, value, true);
	}
	pl_fdx_put(fdx, "\"");
}

bool
pl_fdx_next_line(struct pl_fdx_lines *lines, struct pl_str *line)
{
	if (lines->has_ended) {
		return false;
	}
	struct pl_str rest = lines->rest;
	const char *feed = rest.length == 0 ? NULL : memchr(rest.data, '\n', rest.length);
	if (feed == NULL) {
		*line = rest;
		lines->has_ended = true;
		return true;
	}
	size_t length = (size_t)(feed - rest.data);
	*line = pl_str_slice(rest, 0, length);
	lines->rest = pl_str_slice(rest, length + 1, rest.length);
	return true;
}

/* ------------------------------------------------------------------- paragraphs */

const struct pl_fdx_format pl_fdx_card = PLACING(LEFT, 0, 0, INCH(139), 0);

void
pl_fdx_put_inches(struct pl_fdx *fdx, const char *name, int32_t length)
{
	char text[24];
	int32_t hundredths = (length < 0 ? -length : length) + INCH(1) / 2;
	hundredths /= INCH(1);
	snprintf(text, sizeof(text), "%s%d.%02d", length < 0 && hundredths > 0 ? "-" : "",
		 (int)(hundredths / 100), (int)(hundredths % 100));
	pl_fdx_put_attribute(fdx, name, pl_str_of(text));
}

static void
put_points(struct pl_fdx *fdx, const char *name, uint32_t points)
{
	char text[24];
	snprintf(text, sizeof(text), "%u", (unsigned)points);
	pl_fdx_put_attribute(fdx, name, pl_str_of(text));
}

/* "1", "1.5" ... "9.5" lines. */
void
pl_fdx_put_spacing(struct pl_fdx *fdx, uint32_t half_lines)
{
	char text[8];
	uint32_t halves = half_lines < 2 ? 2 : half_lines > 19 ? 19 : half_lines;
	snprintf(text, sizeof(text), "%u%s", (unsigned)(halves / 2), halves % 2 > 0 ? ".5" : "");
	pl_fdx_put_attribute(fdx, "Spacing", pl_str_of(text));
}

void
pl_fdx_put_format(struct pl_fdx *fdx, const struct pl_fdx_format *format, struct pl_str number,
		  struct pl_str type)
{
	if (format != NULL) {
		pl_fdx_put_attribute(fdx, "Alignment",
				     pl_str_of(pl_fdx_alignment_names[format->alignment]));
		pl_fdx_put_inches(fdx, "FirstIndent", format->first_indent);
		pl_fdx_put_attribute(fdx, "Leading",
				     pl_str_of(pl_fdx_leading_names[format->leading]));
		pl_fdx_put_inches(fdx, "LeftIndent", format->left_indent);
	}
	if (number.length > 0) {
		pl_fdx_put_attribute(fdx, "Number", number);
	}
	if (format != NULL) {
		pl_fdx_put_inches(fdx, "RightIndent", format->right_indent);
		put_points(fdx, "SpaceBefore", (uint32_t)(format->space_before + 50) / 100);
		pl_fdx_put_spacing(fdx, format->half_lines);
		pl_fdx_put(fdx, format->starts_new_page ? " StartsNewPage=\"Yes\""
							: " StartsNewPage=\"No\"");
	}
	if (type.length > 0) {
		pl_fdx_put_attribute(fdx, "Type", type);
	}
}

void
pl_fdx_put_style(struct pl_fdx *fdx, uint32_t style)
{
	char text[PL_FDX_STYLE_SIZE];
	pl_fdx_format_style(style, text);
	pl_fdx_put_attribute(fdx, "Style", pl_str_of(text));
}

void
pl_fdx_put_font(struct pl_fdx *fdx, const char *font, uint32_t style)
{
	pl_fdx_put(fdx, " AdornmentStyle=\"0\" Background=\"#FFFFFFFFFFFF\""
			" Color=\"#000000000000\" Font=\"");
	pl_fdx_put(fdx, font);
	pl_fdx_put(fdx, "\" RevisionID=\"0\" Size=\"12\"");
	pl_fdx_put_style(fdx, style);
}

static void
close_text(struct pl_fdx_runs *runs)
{
	if (runs->is_open) {
		pl_fdx_put(runs->fdx, "</Text>\n");
		runs->is_open = false;
	}
}

static void
open_text(struct pl_fdx_runs *runs, uint32_t style)
{
	pl_fdx_put_indent(runs->fdx, runs->depth);
	pl_fdx_put(runs->fdx, "<Text");
	if (runs->font != NULL) {
		pl_fdx_put_font(runs->fdx, runs->font, style);
	} else if (style != runs->own_style) {
		pl_fdx_put_style(runs->fdx, style);
	}
	pl_fdx_put(runs->fdx, ">");
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
	runs->units += pl_fdx_put_text(runs->fdx, text);
}

void
pl_fdx_end_runs(struct pl_fdx_runs *runs)
{
	if (!runs->is_open) {
		open_text(runs, runs->own_style);
	}
	close_text(runs);
}

void
pl_fdx_put_plain(struct pl_fdx *fdx, uint32_t depth, const struct pl_fdx_format *format,
		 const char *font, struct pl_str text)
{
	pl_fdx_put_indent(fdx, depth);
	pl_fdx_put(fdx, "<Paragraph");
	pl_fdx_put_format(fdx, format, (struct pl_str){0}, (struct pl_str){0});
	pl_fdx_put(fdx, ">\n");
	struct pl_fdx_runs runs = {.fdx = fdx, .depth = depth + 1, .font = font};
	pl_fdx_put_run(&runs, 0, text);
	pl_fdx_end_runs(&runs);
	pl_fdx_put_line(fdx, depth, "</Paragraph>");
}
