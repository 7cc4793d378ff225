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

static void
begin_line(struct pl_fdx_writer *writer, bool is_after_blank)
{
	put(writer, is_after_blank ? "\n\n" : "\n");
	pl_sink_put_spaces(writer->job->sink, 2 * (size_t)writer->depth);
}

static void
end_start_tag(struct pl_fdx_writer *writer)
{
	put(writer, writer->depth > 0 && writer->inside == PL_FDX_IN_TAG ? ">" : "");
	writer->inside = PL_FDX_IN_CHILDREN;
}

/* The open element has children: end its start tag. */
static void
begin_child(struct pl_fdx_writer *writer)
{
	end_start_tag(writer);
	begin_line(writer, writer->depth == 1);
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
	end_start_tag(writer);
}

void
pl_fdx_close(struct pl_fdx_writer *writer)
{
	const char *name = writer->open[--writer->depth];
	if (writer->inside == PL_FDX_IN_TAG) {
		put(writer, "/>");
	} else {
		if (writer->inside == PL_FDX_IN_CHILDREN) {
			begin_line(writer, writer->depth == 0);
		}
		put(writer, "</");
		put(writer, name);
		put(writer, ">");
	}
	writer->inside = PL_FDX_IN_CHILDREN;
}

/* ------------------------------------------------------- pieces of another file */

void
pl_fdx_put_kept(struct pl_fdx_writer *writer, struct pl_str lead, struct pl_str xml)
{
	end_start_tag(writer);
	pl_sink_put(writer->job->sink, lead);
	pl_sink_put(writer->job->sink, xml);
}

void
pl_fdx_open_kept(struct pl_fdx_writer *writer, struct pl_str tag, const char *name)
{
	end_start_tag(writer);
	pl_sink_put(writer->job->sink, tag);
	writer->open[writer->depth++] = name;
}

void
pl_fdx_close_kept(struct pl_fdx_writer *writer, struct pl_str tag)
{
	pl_sink_put(writer->job->sink, tag);
	writer->depth--;
	writer->inside = PL_FDX_IN_CHILDREN;
}

/* --------------------------------------------------------------------- escapes */

/* What is written for a character: NULL for itself, "" for one which XML 1.0 cannot hold. */
static const char *
escape_of(uint32_t c, bool in_attribute)
{
	switch (c) {
	case '"': return in_attribute ? pl_xml_escape(c) : NULL;
	case '\t': return in_attribute ? "&#x9;" : NULL;
	case '\n': return in_attribute ? "&#xA;" : NULL;
	case 0xFFFE:
	case 0xFFFF: return "";
	/* also what ill-formed UTF-8 decodes to */
	case PL_REPLACEMENT: return "\xEF\xBF\xBD";
	}
	return c < ' ' ? "" : pl_xml_escape(c);
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
		size_t plain = pl_plain_until(text.data + at, text.data + text.length, "&<>\"");
		units += plain;
		at += plain;
		if (at == text.length) {
			break;
		}
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

void
pl_fdx_put_clean(struct pl_buffer *buffer, struct pl_str text)
{
	for (size_t at = 0, length; at < text.length; at += length) {
		uint32_t c;
		length = decode(text.data + at, text.data + text.length, &c);
		const char *escape = escape_of(c, false);
		if (c == PL_REPLACEMENT) {
			pl_buffer_put_text(buffer, escape);
		} else if (escape == NULL || escape[0] != '\0') {
			pl_buffer_put(buffer, pl_str_slice(text, at, at + length));
		}
	}
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
