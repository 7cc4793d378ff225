/*
 * A line as its writer reads it: without notes and boneyards. Blanks on both sides of a cut become
 *one, at the edge of a line none; nothing is ever put in. The pieces lead back to the source:
 *
 *	source	Rain [[hm]] falls.	view	Rain falls.
 *		0    5      11			0    5
 *						pieces: 0 from 0, 5 from 12
 */
#include "fountain/read/reader.h"

static bool
add_piece(struct pl_fountain_reader *reader, struct pl_fountain_visible *view, size_t at,
	  size_t source)
{
	struct pl_fountain_piece *pieces =
		pl_arena_grow(&reader->scratch, view->pieces, view->piece_count,
			      &view->piece_capacity, sizeof(*pieces));
	if (pieces == NULL) {
		return false;
	}
	view->pieces = pieces;
	pieces[view->piece_count++] = (struct pl_fountain_piece){(uint32_t)at, (uint32_t)source};
	return true;
}

static bool
add_view_cut(struct pl_fountain_reader *reader, struct pl_fountain_visible *view,
	     const struct pl_fountain_span *cut)
{
	struct pl_fountain_visible_span *cuts = pl_arena_grow(
		&reader->scratch, view->cuts, view->cut_count, &view->cut_capacity, sizeof(*cuts));
	if (cuts == NULL) {
		return false;
	}
	view->cuts = cuts;
	cuts[view->cut_count++] =
		(struct pl_fountain_visible_span){(uint32_t)view->buffer.length, cut};
	return true;
}

/* Drop what the view has behind `length`: blanks, and where they came from. */
static void
shorten(struct pl_fountain_visible *view, size_t length)
{
	view->buffer.length = length;
	while (view->piece_count > 0 && view->pieces[view->piece_count - 1].at >= length) {
		view->piece_count--;
	}
	for (size_t i = view->cut_count; i > 0 && view->cuts[i - 1].at > length; i--) {
		view->cuts[i - 1].at = (uint32_t)length;
	}
}

/* Blanks stand on both sides of a cut, or behind one at the start of a line: leave one of those
 * before it, or all if they are the indentation. Returns what remains of the text behind the cut.
 */
static struct pl_str
collapse_blanks(struct pl_fountain_visible *view, struct pl_str behind)
{
	const char *end = behind.data + behind.length;
	size_t visible = view->visible_end, length = pl_blank_at(behind.data, end);
	if (length == 0 || (visible > 0 && visible == view->buffer.length)) {
		return behind;
	}
	if (visible > 0) {
		const char *blank = view->buffer.data + visible;
		shorten(view,
			visible + pl_blank_at(blank, view->buffer.data + view->buffer.length));
	}
	while ((length = pl_blank_at(behind.data, end)) > 0) {
		behind = pl_str_slice(behind, length, behind.length);
	}
	return behind;
}

/* Add source bytes [start, end), which follow a cut if `is_behind_cut`. */
static bool
add_source(struct pl_fountain_reader *reader, struct pl_fountain_visible *view, size_t start,
	   size_t end, bool is_behind_cut)
{
	struct pl_str source = pl_str_slice(reader->source, start, end);
	if (is_behind_cut) {
		source = collapse_blanks(view, source);
	}
	if (source.length == 0) {
		return true;
	}
	struct pl_str visible = pl_str_trim(source);
	if (visible.length > 0) {
		view->visible_end =
			view->buffer.length + (size_t)(visible.data + visible.length - source.data);
	}
	pl_buffer_put(&view->buffer, source);
	return !view->buffer.failed && add_piece(reader, view, view->buffer.length - source.length,
						 (size_t)(source.data - reader->source.data));
}

static void
trim(struct pl_fountain_visible *view, size_t last_cut)
{
	struct pl_str content = pl_str_trim(view->text);
	view->from = (uint32_t)(content.data - view->text.data);
	view->to = view->from + (uint32_t)content.length;
	view->ends_in_blank = view->to < view->text.length && last_cut < view->to;
}

bool
pl_fountain_show_range(struct pl_fountain_reader *reader, struct pl_fountain_visible *view,
		       uint32_t start, uint32_t end, const struct pl_fountain_spans *cuts,
		       size_t first)
{
	view->buffer.length = view->visible_end = 0;
	view->piece_count = view->cut_count = 0;
	if (first >= cuts->count || cuts->data[first].start >= end) {
		view->text = pl_str_slice(reader->source, start, end);
		trim(view, 0);
		return add_piece(reader, view, 0, start);
	}
	size_t at = start, last_cut = 0;
	for (size_t i = first; i < cuts->count && cuts->data[i].start < end; i++) {
		if (!add_source(reader, view, at, cuts->data[i].start, i > first) ||
		    !add_view_cut(reader, view, &cuts->data[i])) {
			return false;
		}
		at = cuts->data[i].end;
		last_cut = view->buffer.length;
	}
	if (!add_source(reader, view, at, end, true)) {
		return false;
	}
	view->text = view->buffer.length > 0 ? pl_buffer_str(&view->buffer) : PL_STR("");
	trim(view, last_cut);
	return true;
}

bool
pl_fountain_show_line(struct pl_fountain_reader *reader, struct pl_fountain_visible *view,
		      uint32_t index)
{
	const struct pl_fountain_source_line *line = &reader->lines[index];
	return pl_fountain_show_range(reader, view, line->start, line->end, &reader->cuts,
				      line->cut);
}

uint32_t
pl_fountain_source_at(const struct pl_fountain_visible *view, uint32_t at)
{
	size_t i = 0;
	while (i + 1 < view->piece_count && view->pieces[i + 1].at <= at) {
		i++;
	}
	return view->pieces[i].source + (at - view->pieces[i].at);
}

uint32_t
pl_fountain_node_start(const struct pl_fountain_visible *view, bool with_indentation)
{
	uint32_t start = PL_NONE;
	if (view->piece_count > 0) {
		start = pl_fountain_source_at(view, with_indentation ? 0 : view->from);
	}
	if (view->cut_count > 0 && view->cuts[0].cut->start < start) {
		start = view->cuts[0].cut->start;
	}
	return start;
}
