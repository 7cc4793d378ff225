/*
 * Notes and boneyards are found in the source before anything else is looked at. Boneyards come
 * first: a slash and a star hide [[, not the reverse. And a cue or heading which carries a comment
 * is still one.
 *
 * Each pass goes through the source once and never looks ahead: a note which is open is closed by
 * the first ]], or given up at the first empty line. So a million [[ without a ]] cost no more than
 * a million other letters.
 */
#include "fountain/read/reader.h"

static bool
add_span(struct pl_fountain_reader *reader, struct pl_fountain_spans *list,
	 struct pl_fountain_span span)
{
	struct pl_fountain_span *data = pl_arena_grow(&reader->scratch, list->data, list->count,
						      &list->capacity, sizeof(*data));
	if (data == NULL) {
		return false;
	}
	list->data = data;
	data[list->count++] = span;
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

static void
report_at(const struct pl_fountain_reader *reader, enum pl_rule rule,
	  struct platen_position *position, size_t at)
{
	pl_position_advance(reader->source, position, (uint32_t)at);
	pl_report(reader->diag, rule, *position, NULL);
}

/* ----------------------------------------------------------------------- boneyards */

/* Where the boneyard which opens at `at` is closed; the length of the source if it is not. */
static size_t
find_close(struct pl_str source, size_t at)
{
	for (at += 2; at < source.length; at++) {
		const char *star = memchr(source.data + at, '*', source.length - at);
		at = star == NULL ? source.length : (size_t)(star - source.data);
		if (pl_fountain_is_pair(source, at, "*/")) {
			return at;
		}
	}
	return source.length;
}

static bool
find_boneyards(struct pl_fountain_reader *reader)
{
	struct pl_str source = reader->source;
	struct platen_position position = {0, 1, 1};
	size_t at = 0;
	while ((at = pl_find_any(source, at, "//\\\\")) < source.length) {
		if (!pl_fountain_is_pair(source, at, "/*")) {
			at += pl_fountain_is_escape(source, at) ? 2 : 1;
			continue;
		}
		size_t close = find_close(source, at);
		if (close == source.length) {
			/* nor is any other one closed behind this */
			report_at(reader, PL_BONEYARD_UNCLOSED, &position, at);
			return true;
		}
		struct pl_fountain_span span = {
			.start = (uint32_t)at,
			.end = (uint32_t)close + 2,
			.kind = PLATEN_BONEYARD,
			.spans_lines = has_line_break(source, at, close),
		};
		if (!add_span(reader, &reader->boneyards, span)) {
			return false;
		}
		at = close + 2;
	}
	return true;
}

/* --------------------------------------------------------------------------- notes */

/* The pass over the source, without boneyards. */
struct pass {
	struct pl_fountain_reader *reader;
	size_t boneyard; /* the next one in the source */
	size_t outside;  /* the next one which is not in reader->spans yet, nor in a note */
	uint32_t open;   /* where the note begins which is not closed yet; PL_NONE: there is none */
	uint32_t broken; /* ... which an empty line has broken */
	struct pl_fountain_line_state line; /* matters in a note only */
	struct platen_position position;
};

/* The boneyards before byte `end` are in no note: they join the notes, in source order. */
static bool
add_boneyards(struct pass *pass, size_t end)
{
	struct pl_fountain_reader *reader = pass->reader;
	const struct pl_fountain_spans *all = &reader->boneyards;
	for (; pass->outside < all->count && all->data[pass->outside].start < end;
	     pass->outside++) {
		if (!add_span(reader, &reader->spans, all->data[pass->outside])) {
			return false;
		}
	}
	return true;
}

/* End the open note at `end`, behind its ]]. */
static bool
close_note(struct pass *pass, size_t end)
{
	struct pl_fountain_reader *reader = pass->reader;
	if (!add_boneyards(pass, pass->open)) {
		return false;
	}
	struct pl_fountain_span span = {
		.start = pass->open,
		.end = (uint32_t)end,
		.kind = PLATEN_NOTE,
		.spans_lines = has_line_break(reader->source, pass->open, end),
		.nested = (uint32_t)pass->outside,
	};
	pass->outside = pass->boneyard;
	pass->open = PL_NONE;
	return add_span(reader, &reader->spans, span);
}

/* Report the broken note, if there is one. If a closing mark comes next behind the empty line, that
 * line broke it; if it is the opening mark of another note, it was never closed. */
static void
report_broken(struct pass *pass, enum pl_rule rule)
{
	if (pass->broken != PL_NONE) {
		report_at(pass->reader, rule, &pass->position, pass->broken);
		pass->broken = PL_NONE;
	}
}

/* Inside a note: take what stands at `at`. Returns its length. */
static size_t
take_in_note(struct pass *pass, size_t at)
{
	struct pl_str source = pass->reader->source;
	const char *end = pl_str_end(source);
	size_t length = pl_line_break_at(source.data + at, end);
	if (length == 0) {
		return pl_fountain_see_character(&pass->line, source.data + at, end);
	}
	enum pl_fountain_line_kind kind = pl_fountain_kind_of(&pass->line);
	if (kind == PL_LINE_EMPTY || kind == PL_LINE_BONEYARD) {
		pass->broken = pass->open;
		pass->open = PL_NONE;
	}
	pass->line = (struct pl_fountain_line_state){0};
	return length;
}

/* Outside: the same, but for ]]. */
static size_t
take_outside(struct pass *pass, size_t at)
{
	struct pl_str source = pass->reader->source;
	if (pl_fountain_is_escape(source, at)) {
		return 2;
	}
	if (!pl_fountain_is_pair(source, at, "[[")) {
		return 1;
	}
	report_broken(pass, PL_NOTE_UNCLOSED);
	pass->open = (uint32_t)at;
	pass->line = (struct pl_fountain_line_state){.is_visible = true};
	return 2;
}

/* Outside: the next byte that a note, an escape or a boneyard may begin or end with. */
static size_t
skip_outside(const struct pass *pass, size_t at)
{
	const struct pl_fountain_spans *all = &pass->reader->boneyards;
	struct pl_str source = pass->reader->source;
	size_t end = pass->boneyard < all->count ? all->data[pass->boneyard].start : source.length;
	return pl_find_any(pl_str_slice(source, 0, end), at, "[]\\\\");
}

static bool
find_notes(struct pl_fountain_reader *reader)
{
	struct pl_str source = reader->source;
	const struct pl_fountain_spans *boneyards = &reader->boneyards;
	struct pass pass = {.reader = reader, .open = PL_NONE, .broken = PL_NONE};
	pass.position = (struct platen_position){0, 1, 1};
	size_t at = 0;
	while ((at = pass.open == PL_NONE ? skip_outside(&pass, at) : at) < source.length) {
		if (pass.boneyard < boneyards->count &&
		    boneyards->data[pass.boneyard].start == at) {
			pl_fountain_see_span(&pass.line, &boneyards->data[pass.boneyard]);
			at = boneyards->data[pass.boneyard++].end;
		} else if (pl_fountain_is_pair(source, at, "]]")) {
			at += 2;
			report_broken(&pass, PL_NOTE_BROKEN);
			if (pass.open != PL_NONE && !close_note(&pass, at)) {
				return false;
			}
		} else {
			at += pass.open == PL_NONE ? take_outside(&pass, at)
						   : take_in_note(&pass, at);
		}
	}
	if (pass.open != PL_NONE) {
		pass.broken = pass.open;
	}
	report_broken(&pass, PL_NOTE_UNCLOSED);
	return add_boneyards(&pass, source.length);
}

bool
pl_fountain_find_spans(struct pl_fountain_reader *reader)
{
	return find_boneyards(reader) && find_notes(reader);
}
