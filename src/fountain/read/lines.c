/*
 * The source in lines. A line break inside a note or boneyard is none, so what stands before and
 * behind the span is one line:
 *
 *	Rain.[[check the tide		one line, "Rain. Mara runs."
 *	and the moon]] Mara runs.
 *
 * With one exception: where a boneyard over several lines ends and nothing follows it on its last
 * line, there is a line of its own for it, which acts as empty. To cut out
 *
 *	CUT TO: slash-star the old end of the scene
 *	still old star-slash
 *	INT. OFFICE - DAY
 *
 * must not glue the transition to the heading.
 */
#include "fountain/read/reader.h"

void
pl_fountain_see_span(struct pl_fountain_line_state *state, const struct pl_fountain_span *span)
{
	state->has_span = true;
	if (span->kind == PLATEN_BONEYARD && span->spans_lines) {
		state->has_boneyard = true;
		state->is_visible_behind = false;
	}
}

size_t
pl_fountain_see_character(struct pl_fountain_line_state *state, const char *at, const char *end)
{
	size_t length = pl_blank_at(at, end);
	if (length == 0) {
		state->is_visible = state->is_visible_behind = true;
		return 1;
	}
	state->has_tab |= *at == '\t';
	state->spaces += pl_is_space_separator(pl_code_point_at((struct pl_str){at, length}, 0));
	return length;
}

enum pl_fountain_line_kind
pl_fountain_kind_of(const struct pl_fountain_line_state *state)
{
	if (state->is_visible) {
		return PL_LINE_TEXT;
	}
	if (state->has_span) {
		return state->has_boneyard ? PL_LINE_BONEYARD : PL_LINE_ASIDE;
	}
	return state->spaces >= 2 && !state->has_tab ? PL_LINE_HELD : PL_LINE_EMPTY;
}

/* Read on from `at` to the end of the line, over `*span` and those behind it. */
static size_t
find_line_end(const struct pl_fountain_reader *reader, size_t at, size_t *span,
	      struct pl_fountain_line_state *state)
{
	struct pl_str source = reader->source;
	const struct pl_fountain_spans *spans = &reader->spans;
	const char *end = pl_str_end(source);
	while (at < source.length) {
		size_t next = *span < spans->count ? spans->data[*span].start : source.length;
		if (at == next) {
			pl_fountain_see_span(state, &spans->data[*span]);
			at = spans->data[*span].end;
			++*span;
		} else if (pl_line_break_at(source.data + at, end) > 0) {
			break;
		} else {
			at += pl_fountain_see_character(state, source.data + at, end);
			/* behind the first visible character most make no difference */
			at += state->is_visible_behind
				      ? pl_plain_length(pl_str_slice(source, at, next))
				      : 0;
		}
	}
	return at;
}

static struct pl_fountain_source_line *
add_line(struct pl_fountain_reader *reader, size_t *capacity, size_t at, size_t span)
{
	struct pl_fountain_source_line *lines = pl_arena_grow(
		&reader->scratch, reader->lines, reader->line_count, capacity, sizeof(*lines));
	if (lines == NULL) {
		return NULL;
	}
	reader->lines = lines;
	lines += reader->line_count++;
	*lines = (struct pl_fountain_source_line){
		.start = (uint32_t)at, .end = (uint32_t)at, .span = (uint32_t)span};
	return lines;
}

/* How many there are, if they end in LF alone, as they do on most machines. */
static size_t
count_lines(struct pl_str source)
{
	size_t count = 1;
	for (size_t at = 0; at < source.length; at++) {
		count += source.data[at] == '\n';
	}
	return count;
}

bool
pl_fountain_split_lines(struct pl_fountain_reader *reader)
{
	struct pl_str source = reader->source;
	size_t at = 0, span = 0, capacity = count_lines(source);
	reader->lines = pl_arena_array(&reader->scratch, capacity, sizeof(*reader->lines));
	if (reader->lines == NULL) {
		return false;
	}
	while (at < source.length) {
		struct pl_fountain_line_state state = {0};
		struct pl_fountain_source_line *line = add_line(reader, &capacity, at, span);
		if (line == NULL) {
			return false;
		}
		at = find_line_end(reader, at, &span, &state);
		line->end = (uint32_t)at;
		line->kind = pl_fountain_kind_of(&state);
		if (state.is_visible && state.has_boneyard && !state.is_visible_behind) {
			line = add_line(reader, &capacity, at, span);
			if (line == NULL) {
				return false;
			}
			line->kind = PL_LINE_BONEYARD;
		}
		if (at < source.length) {
			at += pl_line_break_at(source.data + at, source.data + source.length);
		}
	}
	return true;
}
