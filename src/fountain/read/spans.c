/*
 * Notes and boneyards are found in the source before anything else is looked at, boneyards first: a
 * slash-star hides [[ and not the reverse, and a cue or heading which carries a comment is one
 * still.
 *
 * Both passes go through the source once. What lies ahead is asked for again and again (where is
 * the next closing mark? the next empty line?), but the answer only ever moves forward, so it is
 * kept until the pass has come by: a million [[ without a ]] cost no more than a million other
 * letters.
 */
#include "fountain/read/reader.h"

static bool
add_cut(struct pl_fountain_reader *reader, struct pl_fountain_spans *list,
	struct pl_fountain_span cut)
{
	struct pl_fountain_span *data = pl_arena_grow(&reader->scratch, list->data, list->count,
						      &list->capacity, sizeof(*data));
	if (data == NULL) {
		return false;
	}
	list->data = data;
	data[list->count++] = cut;
	return true;
}

static bool
has_line_break(struct pl_str source, size_t start, size_t end)
{
	for (size_t at = start; at < end; at++) {
		if (pl_line_break_at(source.data + at, source.data + end) > 0) {
			return true;
		}
	}
	return false;
}

/* The first `a` `b` at or behind `at`; the length of the source if there is none. */
static size_t
find_pair(struct pl_str source, size_t at, char a, char b)
{
	while (at + 1 < source.length) {
		const char *found = memchr(source.data + at, a, source.length - at - 1);
		if (found == NULL) {
			break;
		}
		if (found[1] == b) {
			return (size_t)(found - source.data);
		}
		at = (size_t)(found - source.data) + 1;
	}
	return source.length;
}

static bool
find_boneyards(struct pl_fountain_reader *reader)
{
	struct pl_str source = reader->source;
	size_t at = 0;
	while (at + 1 < source.length) {
		const char *mark = source.data + at;
		if (mark[0] == '\\' && pl_fountain_is_escapable(mark[1])) {
			at += 2;
			continue;
		}
		if (mark[0] != '/' || mark[1] != '*') {
			at++;
			continue;
		}
		size_t close = find_pair(source, at + 2, '*', '/');
		if (close == source.length) {
			/* nor is any other one closed behind this */
			struct platen_position position = {0, 1, 1};
			pl_position_advance(source, &position, (uint32_t)at);
			pl_report(reader->diag, PL_BONEYARD_UNCLOSED, position, NULL);
			return true;
		}
		struct pl_fountain_span cut = {
			.start = (uint32_t)at,
			.end = (uint32_t)close + 2,
			.kind = PLATEN_BONEYARD,
			.spans_lines = has_line_break(source, at, close),
		};
		if (!add_cut(reader, &reader->boneyards, cut)) {
			return false;
		}
		at = close + 2;
	}
	return true;
}

/* A way through the source which does not see boneyards. */
struct way {
	const struct pl_fountain_reader *reader;
	size_t at;
	size_t boneyard; /* the next one */
};

/* Leave the boneyard at way->at, if one is there; false at the end of the source. */
static bool
is_on_way(struct way *way)
{
	const struct pl_fountain_spans *boneyards = &way->reader->boneyards;
	while (way->boneyard < boneyards->count &&
	       boneyards->data[way->boneyard].start <= way->at) {
		if (way->at < boneyards->data[way->boneyard].end) {
			way->at = boneyards->data[way->boneyard].end;
		}
		way->boneyard++;
	}
	return way->at < way->reader->source.length;
}

/* Move on to a [, a backslash, a boneyard or the end. */
static void
skip_plain(struct way *way)
{
	const struct pl_fountain_reader *reader = way->reader;
	size_t limit = way->boneyard < reader->boneyards.count
			       ? reader->boneyards.data[way->boneyard].start
			       : reader->source.length;
	while (way->at < limit && reader->source.data[way->at] != '[' &&
	       reader->source.data[way->at] != '\\') {
		way->at++;
	}
}

static bool
is_pair(const struct way *way, char mark)
{
	struct pl_str source = way->reader->source;
	return way->at + 1 < source.length && source.data[way->at] == mark &&
	       source.data[way->at + 1] == mark;
}

/* Move to the next ]] at or behind `from`. */
static size_t
next_close(struct way *way, size_t from)
{
	way->at = way->at > from ? way->at : from;
	while (is_on_way(way) && !is_pair(way, ']')) {
		way->at++;
	}
	return way->at;
}

/* The line at `way`: would it end a note? That is, is it empty, or void. */
static bool
is_breaking_line(struct way way)
{
	const char *source = way.reader->source.data, *end = source + way.reader->source.length;
	struct pl_fountain_blanks blanks = {0};
	bool has_boneyard = false, is_void = false;
	for (;;) {
		size_t before = way.at, boneyard = way.boneyard;
		if (!is_on_way(&way)) {
			return false;
		}
		if (way.at != before) {
			has_boneyard = true;
			is_void |= way.reader->boneyards.data[boneyard].spans_lines;
		}
		size_t length = pl_fountain_count_blank(&blanks, source + way.at, end);
		if (length == 0) {
			break;
		}
		way.at += length;
	}
	if (pl_line_break_at(source + way.at, end) == 0) {
		return false;
	}
	return has_boneyard ? is_void : !pl_fountain_is_held(&blanks);
}

/* Move to the next line break at or behind `from` which is followed by an empty line. */
static size_t
next_empty_line(struct way *way, size_t from)
{
	const char *source = way->reader->source.data, *end = source + way->reader->source.length;
	way->at = way->at > from ? way->at : from;
	while (is_on_way(way)) {
		size_t length = pl_line_break_at(source + way->at, end);
		if (length > 0) {
			struct way line = *way;
			line.at += length;
			if (is_breaking_line(line)) {
				break;
			}
		}
		way->at += length > 0 ? length : 1;
	}
	return way->at;
}

/* A note which an empty line cuts in two is told from one which was never closed by what comes next
 * behind that line: a closing mark, or the opening mark of another note. */
static void
report_open_note(struct pl_fountain_reader *reader, struct platen_position *position, size_t at,
		 struct way behind)
{
	while (is_on_way(&behind) && !is_pair(&behind, ']') && !is_pair(&behind, '[')) {
		behind.at++;
	}
	bool is_closed = is_on_way(&behind) && is_pair(&behind, ']');
	pl_position_advance(reader->source, position, (uint32_t)at);
	pl_report(reader->diag, is_closed ? PL_NOTE_BROKEN : PL_NOTE_UNCLOSED, *position, NULL);
}

/* The boneyards outside notes join the notes, in source order. */
static bool
add_boneyards(struct pl_fountain_reader *reader, size_t *boneyard, size_t before)
{
	const struct pl_fountain_spans *all = &reader->boneyards;
	for (; *boneyard < all->count && all->data[*boneyard].start < before; ++*boneyard) {
		if (!add_cut(reader, &reader->cuts, all->data[*boneyard])) {
			return false;
		}
	}
	return true;
}

static bool
add_note(struct pl_fountain_reader *reader, size_t *boneyard, size_t start, size_t close)
{
	const struct pl_fountain_spans *all = &reader->boneyards;
	if (!add_boneyards(reader, boneyard, start)) {
		return false;
	}
	struct pl_fountain_span cut = {
		.start = (uint32_t)start,
		.end = (uint32_t)close + 2,
		.kind = PLATEN_NOTE,
		.spans_lines = has_line_break(reader->source, start, close),
		.nested = (uint32_t)*boneyard,
	};
	while (*boneyard < all->count && all->data[*boneyard].start < cut.end) {
		++*boneyard;
	}
	return add_cut(reader, &reader->cuts, cut);
}

static bool
find_notes(struct pl_fountain_reader *reader)
{
	struct pl_str source = reader->source;
	struct way way = {reader, 0, 0}, close = way, empty = way;
	struct platen_position position = {0, 1, 1};
	size_t boneyard = 0;
	while (is_on_way(&way)) {
		char next = way.at + 1 < source.length ? source.data[way.at + 1] : '\0';
		if (source.data[way.at] == '\\' && pl_fountain_is_escapable(next)) {
			way.at += 2;
			continue;
		}
		if (!is_pair(&way, '[')) {
			way.at++;
			skip_plain(&way);
			continue;
		}
		size_t end = next_close(&close, way.at + 2);
		size_t limit = next_empty_line(&empty, way.at + 2);
		if (end < limit) {
			if (!add_note(reader, &boneyard, way.at, end)) {
				return false;
			}
			way.at = end + 2;
		} else {
			report_open_note(reader, &position, way.at, empty);
			way.at = limit;
		}
	}
	return add_boneyards(reader, &boneyard, source.length);
}

bool
pl_fountain_find_spans(struct pl_fountain_reader *reader)
{
	return find_boneyards(reader) && find_notes(reader);
}
