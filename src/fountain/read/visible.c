/*
 * A visible line is a line as a reader of the page sees it: without notes and boneyards. Blanks on
 * both sides of a span become one, at the edge of the line none; nothing is ever added. The pieces
 * lead back to the source:
 *
 *	source	Rain [[hm]] falls.	visible	Rain falls.
 *		0    5      11			0    5
 *						pieces: 0 from 0, 5 from 12
 */
#include "fountain/read/reader.h"

static bool
add_piece(struct pl_fountain_reader *reader, struct pl_fountain_visible *visible, size_t at,
	  size_t source)
{
	struct pl_fountain_piece *pieces =
		pl_arena_grow(&reader->scratch, visible->pieces, visible->piece_count,
			      &visible->piece_capacity, sizeof(*pieces));
	if (pieces == NULL) {
		return false;
	}
	visible->pieces = pieces;
	pieces[visible->piece_count++] = (struct pl_fountain_piece){(uint32_t)at, (uint32_t)source};
	return true;
}

static bool
add_span(struct pl_fountain_reader *reader, struct pl_fountain_visible *visible,
	 const struct pl_fountain_span *span)
{
	struct pl_fountain_visible_span *spans =
		pl_arena_grow(&reader->scratch, visible->spans, visible->span_count,
			      &visible->span_capacity, sizeof(*spans));
	if (spans == NULL) {
		return false;
	}
	visible->spans = spans;
	spans[visible->span_count++] =
		(struct pl_fountain_visible_span){(uint32_t)visible->buffer.length, span};
	return true;
}

/* Drop what the buffer has behind `length`: blanks, and where they came from. */
static void
shorten(struct pl_fountain_visible *visible, size_t length)
{
	visible->buffer.length = length;
	while (visible->piece_count > 0 && visible->pieces[visible->piece_count - 1].at >= length) {
		visible->piece_count--;
	}
	for (size_t i = visible->span_count; i > 0 && visible->spans[i - 1].at > length; i--) {
		visible->spans[i - 1].at = (uint32_t)length;
	}
}

/* Where blanks stand on both sides of a span, or behind one at the start of a line: leave one of
 * those before it, or all if they are the indentation. Returns what remains of the text behind. */
static struct pl_str
join_blanks(struct pl_fountain_visible *visible, struct pl_str behind)
{
	struct pl_buffer *buffer = &visible->buffer;
	const char *end = pl_str_end(behind);
	size_t seen = visible->visible_end, length = pl_blank_at(behind.data, end);
	if (length == 0 || (seen > 0 && seen == buffer->length)) {
		return behind;
	}
	if (seen > 0) {
		const char *blank = buffer->data + seen;
		shorten(visible, seen + pl_blank_at(blank, buffer->data + buffer->length));
	}
	while ((length = pl_blank_at(behind.data, end)) > 0) {
		behind = pl_str_slice(behind, length, behind.length);
	}
	return behind;
}

/* Add source bytes [start, end). */
static bool
add_source(struct pl_fountain_reader *reader, struct pl_fountain_visible *visible, size_t start,
	   size_t end, bool is_behind_span)
{
	struct pl_str source = pl_str_slice(reader->source, start, end);
	if (is_behind_span) {
		source = join_blanks(visible, source);
	}
	if (source.length == 0) {
		return true;
	}
	size_t at = visible->buffer.length;
	struct pl_str trimmed = pl_str_trim(source);
	if (trimmed.length > 0) {
		visible->visible_end = at + (size_t)(trimmed.data + trimmed.length - source.data);
	}
	pl_buffer_put(&visible->buffer, source);
	return !visible->buffer.failed &&
	       add_piece(reader, visible, at, (size_t)(source.data - reader->source.data));
}

/* Find the edges of the text; the last span stands before byte `last_span` of it. */
static void
trim(struct pl_fountain_visible *visible, size_t last_span)
{
	struct pl_str content = pl_str_trim(visible->text);
	visible->from = (uint32_t)(content.data - visible->text.data);
	visible->to = visible->from + (uint32_t)content.length;
	visible->ends_in_blank = visible->to < visible->text.length && last_span < visible->to;
}

bool
pl_fountain_show_range(struct pl_fountain_reader *reader, struct pl_fountain_visible *visible,
		       uint32_t start, uint32_t end, const struct pl_fountain_spans *spans,
		       size_t first)
{
	visible->buffer.length = visible->visible_end = 0;
	visible->piece_count = visible->span_count = 0;
	if (first >= spans->count || spans->data[first].start >= end) {
		visible->text = pl_str_slice(reader->source, start, end);
		trim(visible, 0);
		return add_piece(reader, visible, 0, start);
	}
	size_t at = start, last_span = 0;
	for (size_t i = first; i < spans->count && spans->data[i].start < end; i++) {
		if (!add_source(reader, visible, at, spans->data[i].start, i > first) ||
		    !add_span(reader, visible, &spans->data[i])) {
			return false;
		}
		at = spans->data[i].end;
		last_span = visible->buffer.length;
	}
	if (!add_source(reader, visible, at, end, true)) {
		return false;
	}
	visible->text = visible->buffer.length > 0 ? pl_buffer_str(&visible->buffer) : PL_STR("");
	trim(visible, last_span);
	return true;
}

bool
pl_fountain_show_line(struct pl_fountain_reader *reader, struct pl_fountain_visible *visible,
		      uint32_t index)
{
	const struct pl_fountain_source_line *line = &reader->lines[index];
	return pl_fountain_show_range(reader, visible, line->start, line->end, &reader->spans,
				      line->span);
}

uint32_t
pl_fountain_source_at(const struct pl_fountain_visible *visible, uint32_t at)
{
	size_t i = 0;
	while (i + 1 < visible->piece_count && visible->pieces[i + 1].at <= at) {
		i++;
	}
	return visible->pieces[i].source + (at - visible->pieces[i].at);
}

uint32_t
pl_fountain_node_start(const struct pl_fountain_visible *visible, bool with_indentation)
{
	uint32_t start = PL_NONE;
	if (visible->piece_count > 0) {
		start = pl_fountain_source_at(visible, with_indentation ? 0 : visible->from);
	}
	if (visible->span_count > 0 && visible->spans[0].span->start < start) {
		start = visible->spans[0].span->start;
	}
	return start;
}
