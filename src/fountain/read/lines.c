/*
 * The source in lines. A line break inside a note or boneyard is no line break, so what stands
 *before and behind the cut is one line:
 *
 *	Rain.[[check the tide		one line, "Rain. Mara runs."
 *	and the moon]] Mara runs.
 *
 * With one exception: where a boneyard over several lines ends and nothing follows it on its last
 * line, that last line is there, and void. Cutting out
 *
 *	CUT TO: slash-star the old end of the scene
 *	still old star-slash
 *	INT. OFFICE - DAY
 *
 * must not glue the transition to the heading.
 */
#include "fountain/read/reader.h"

/* What has been seen of the line so far. */
struct seen {
	bool is_visible; /* some text */
	bool has_cut;
	bool has_void;          /* a boneyard over several lines ... */
	bool is_visible_behind; /* ... and text behind it */
	struct pl_fountain_blanks blanks;
};

static size_t
count_breaks(struct pl_str source)
{
	size_t count = 0;
	const char *at = source.data, *end = source.data + source.length;
	while (at < end) {
		size_t length = (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x80
					? 0
					: pl_line_break_at(at, end);
		count += length > 0;
		at += length > 0 ? length : 1;
	}
	return count;
}

static void
see_cut(struct seen *seen, const struct pl_fountain_span *cut)
{
	seen->has_cut = true;
	if (cut->kind == PLATEN_BONEYARD && cut->spans_lines) {
		seen->has_void = true;
		seen->is_visible_behind = false;
	}
}

size_t
pl_fountain_count_blank(struct pl_fountain_blanks *blanks, const char *at, const char *end)
{
	size_t length = pl_blank_at(at, end);
	if (length == 0) {
		return 0;
	}
	struct pl_str blank = {at, length};
	blanks->has_tab |= *at == '\t';
	blanks->spaces += pl_is_space_separator(pl_code_point_at(blank, 0));
	return length;
}

bool
pl_fountain_is_held(const struct pl_fountain_blanks *blanks)
{
	return blanks->spaces >= 2 && !blanks->has_tab;
}

/* See the character at `at`; returns its length. */
static size_t
see_character(struct seen *seen, const char *at, const char *end)
{
	size_t length = pl_fountain_count_blank(&seen->blanks, at, end);
	if (length == 0) {
		seen->is_visible = seen->is_visible_behind = true;
		return 1;
	}
	return length;
}

static enum pl_fountain_line_kind
kind_of(const struct seen *seen)
{
	if (seen->is_visible) {
		return PL_LINE_TEXT;
	}
	if (seen->has_void) {
		return PL_LINE_BONEYARD;
	}
	if (seen->has_cut) {
		return PL_LINE_ASIDE;
	}
	return pl_fountain_is_held(&seen->blanks) ? PL_LINE_HELD : PL_LINE_EMPTY;
}

/* Behind the first visible character of a line most others tell nothing new. */
static size_t
skip_plain(struct pl_str source, size_t at, size_t limit)
{
	while (at < limit && source.data[at] >= ' ' && source.data[at] < 0x7F) {
		at++;
	}
	return at;
}

/* Read on from `at` to the end of the line, over `*cut` and those behind it. */
static size_t
find_line_end(const struct pl_fountain_reader *reader, size_t at, size_t *cut, struct seen *seen)
{
	struct pl_str source = reader->source;
	const char *end = source.data + source.length;
	while (at < source.length) {
		size_t next_cut =
			*cut < reader->cuts.count ? reader->cuts.data[*cut].start : source.length;
		if (at == next_cut) {
			see_cut(seen, &reader->cuts.data[*cut]);
			at = reader->cuts.data[*cut].end;
			++*cut;
		} else if (pl_line_break_at(source.data + at, end) > 0) {
			break;
		} else {
			at += see_character(seen, source.data + at, end);
			at = seen->is_visible_behind ? skip_plain(source, at, next_cut) : at;
		}
	}
	return at;
}

bool
pl_fountain_split_lines(struct pl_fountain_reader *reader)
{
	struct pl_str source = reader->source;
	const char *end = source.data + source.length;
	size_t most = count_breaks(source) + reader->boneyards.count + 1;
	reader->lines = pl_arena_array(&reader->scratch, most, sizeof(*reader->lines));
	if (reader->lines == NULL) {
		return false;
	}
	size_t at = 0, cut = 0;
	while (at < source.length) {
		struct seen seen = {0};
		struct pl_fountain_source_line *line = &reader->lines[reader->line_count++];
		line->start = (uint32_t)at;
		line->cut = (uint32_t)cut;
		at = find_line_end(reader, at, &cut, &seen);
		line->end = (uint32_t)at;
		line->kind = kind_of(&seen);
		if (seen.is_visible && seen.has_void && !seen.is_visible_behind) {
			reader->lines[reader->line_count++] = (struct pl_fountain_source_line){
				.start = (uint32_t)at,
				.end = (uint32_t)at,
				.cut = (uint32_t)cut,
				.kind = PL_LINE_BONEYARD,
			};
		}
		if (at < source.length) {
			at += pl_line_break_at(source.data + at, end);
		}
	}
	return true;
}
