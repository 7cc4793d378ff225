/*
 * The lowest layer: elements, attributes and escaped text, straight into the sink.
 *
 * The writer knows which elements are open, so that indents, `/>` and `>` follow from the order of
 * the calls, as Final Draft has them: two spaces a level, a blank line between the children of the
 * root, and text on one line with its tags, since blanks are part of it.
 */
#include <stdio.h>

#include "fdx/write/writer.h"

static void
put(struct pl_fdx_writer *writer, const char *literal)
{
	pl_sink_put_text(writer->job->sink, literal);
}

/* -------------------------------------------------------------------- elements */

/* The open element has children: end its start tag. */
static void
begin_child(struct pl_fdx_writer *writer)
{
	if (writer->inside == PL_FDX_IN_TAG) {
		put(writer, ">\n");
	}
	writer->inside = PL_FDX_IN_CHILDREN;
	put(writer, writer->depth == 1 ? "\n" : "");
	pl_sink_put_spaces(writer->job->sink, 2 * (size_t)writer->depth);
}

void
pl_fdx_open(struct pl_fdx_writer *writer, const char *name)
{
	if (writer->depth > 0) {
		begin_child(writer);
	}
	put(writer, "<");
	put(writer, name);
	writer->open[writer->depth++] = name;
	writer->inside = PL_FDX_IN_TAG;
}

void
pl_fdx_open_list(struct pl_fdx_writer *writer)
{
	put(writer, ">\n");
	writer->inside = PL_FDX_IN_CHILDREN;
}

void
pl_fdx_close(struct pl_fdx_writer *writer)
{
	const char *name = writer->open[--writer->depth];
	if (writer->inside == PL_FDX_IN_TAG) {
		put(writer, "/>\n");
	} else {
		if (writer->inside == PL_FDX_IN_CHILDREN) {
			put(writer, writer->depth == 0 ? "\n" : "");
			pl_sink_put_spaces(writer->job->sink, 2 * (size_t)writer->depth);
		}
		put(writer, "</");
		put(writer, name);
		put(writer, ">\n");
	}
	writer->inside = PL_FDX_IN_CHILDREN;
}

void
pl_fdx_open_root(struct pl_fdx_writer *writer, struct pl_str tag)
{
	pl_sink_put(writer->job->sink, tag);
	put(writer, "\n");
	writer->open[writer->depth++] = "FinalDraft";
	writer->inside = PL_FDX_IN_CHILDREN;
}

void
pl_fdx_put_source(struct pl_fdx_writer *writer, struct pl_str xml)
{
	begin_child(writer);
	pl_sink_put(writer->job->sink, xml);
	put(writer, "\n");
}

/* --------------------------------------------------------------------- escapes */

/* What is written for a character: NULL for itself, "" for one which XML 1.0 cannot hold. */
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
	/* also what ill-formed UTF-8 decodes to */
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

/* What needs no escape goes out in one piece. */
static uint64_t
put_escaped(struct pl_fdx_writer *writer, struct pl_str text, bool in_attribute)
{
	struct pl_sink *sink = writer->job->sink;
	uint64_t units = 0;
	size_t start = 0;
	for (size_t at = 0; at < text.length;) {
		uint32_t c;
		size_t length = decode(text.data + at, text.data + text.length, &c);
		const char *escape = escape_of(c, in_attribute);
		units += units_of(c, escape);
		if (escape != NULL) {
			pl_sink_put(sink, pl_str_slice(text, start, at));
			put(writer, escape);
			start = at + length;
		}
		at += length;
	}
	pl_sink_put(sink, pl_str_slice(text, start, text.length));
	return units;
}

uint64_t
pl_fdx_put_text(struct pl_fdx_writer *writer, struct pl_str text)
{
	if (writer->inside == PL_FDX_IN_TAG) {
		put(writer, ">");
		writer->inside = PL_FDX_IN_TEXT;
	}
	return put_escaped(writer, text, false);
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

/* ------------------------------------------------------------------ attributes */

void
pl_fdx_put_attribute(struct pl_fdx_writer *writer, const char *name, struct pl_str value)
{
	put(writer, " ");
	put(writer, name);
	put(writer, "=\"");
	put_escaped(writer, value, true);
	put(writer, "\"");
}

void
pl_fdx_put_number(struct pl_fdx_writer *writer, const char *name, uint64_t number)
{
	char digits[PL_DECIMAL_SIZE];
	pl_fdx_put_attribute(writer, name, pl_str_decimal((int64_t)number, digits));
}
