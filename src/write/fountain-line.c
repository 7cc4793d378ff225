/*
 * One line of Fountain
 *
 * The text of a node is what the reader made of a line; this is the way back. Emphasis becomes marks,
 * notes go where they stood, and what would be taken for markup is escaped.
 *
 * Marks are put by spans: a span is a stretch of the line in bold, italic or underlined. Spans of stars
 * must nest, so of two which cross one is ended early and begun again. Underlining is read for
 * itself and may overlap; its marks stand outside the stars where both change, since a star needs
 * punctuation or a blank on its outer side when the text inside begins with punctuation.
 *
 *	text	one two three		bold	    ----
 *		    italic--------	italic	    ---------
 *	line	one ***two** three*
 *
 * Whether a star or underscore in the text itself needs a backslash depends on all the others in the
 * line: `2 * 3` needs none, nor does `log_file`. Rather than to know the rules of emphasis a second time,
 * the line is made without backslashes and read again by the reader's own pass; only if that finds other
 * marks than were meant, the line is made anew with them.
 */
#include "write/fountain.h"

enum { BOLD, ITALIC, UNDERLINE, SPAN_COUNT };

#define ATTEMPTS 16

static const uint32_t styles[SPAN_COUNT] = {PLATEN_BOLD, PLATEN_ITALIC, PLATEN_UNDERLINE};

/* A stretch of the line in one style: the one which is open, else the next one. */
struct span {
	uint32_t style;
	uint32_t run;		/* where to look for the one after it */
	uint32_t start, end;	/* PL_NONE: there is no more */
	bool is_open;
};

struct spelling {
	struct pl_fountain_speller *speller;
	const struct pl_fountain_text *text;
	bool escapes_stars, escapes_underscores;
	bool has_stars, has_underscores;	/* the text itself */
	bool splits_early;			/* of two spans which cross, the first one */
	bool keeps_touching;			/* no backslash in a run with marks */
	bool has_crossing;
	bool is_muddled;			/* stars of text touch marks on the wrong side */
	bool failed;				/* out of memory */
	struct span spans[SPAN_COUNT];
	int outer;				/* the one of BOLD and ITALIC which was opened first */
	const struct pl_cut *cut;		/* the next one */
	uint32_t at;				/* of the node's text */
	uint32_t from;				/* where the text begins in `seen` */
};

bool
pl_fountain_speller_init(struct pl_fountain_speller *speller)
{
	*speller = (struct pl_fountain_speller){0};
	pl_arena_init(&speller->arena);
	speller->meant.arena = speller->read.arena = &speller->arena;
	/* so that an empty line is a slice of something */
	pl_buffer_put_byte(&speller->line, ' ');
	pl_buffer_put_byte(&speller->seen, ' ');
	return !speller->line.failed && !speller->seen.failed;
}

void
pl_fountain_speller_fini(struct pl_fountain_speller *speller)
{
	pl_buffer_fini(&speller->line);
	pl_buffer_fini(&speller->seen);
	pl_arena_fini(&speller->arena);
}

/* ------------------------------------------------------------------------- text */

static void
put(struct spelling *spelling, struct pl_str bytes)
{
	pl_buffer_put(&spelling->speller->line, bytes);
	pl_buffer_put(&spelling->speller->seen, bytes);
}

static void
put_byte(struct spelling *spelling, char byte)
{
	put(spelling, (struct pl_str){&byte, 1});
}

static bool
is_blank_or_end(char byte)
{
	return byte == ' ' || byte == '\0';
}

/* The star mark which ends where the line does now, NULL if there is none. */
static struct pl_mark *
touching_stars(const struct spelling *spelling)
{
	const struct pl_marks *meant = &spelling->speller->meant;
	struct pl_mark *last = meant->count > 0 ? &meant->list[meant->count - 1] : NULL;
	bool touches = last != NULL && last->kind == PL_MARK_STARS &&
		       last->start + last->length == spelling->speller->seen.length;
	return touches ? last : NULL;
}

/* Does this star or underscore get a backslash? One between blanks never needs it. */
static bool
is_escaped(struct spelling *spelling, char byte, char next)
{
	struct pl_str seen = pl_buffer_str(&spelling->speller->seen);
	bool is_free = is_blank_or_end(seen.length > 0 ? seen.data[seen.length - 1] : '\0') &&
		       is_blank_or_end(next);
	if (byte == '*') {
		spelling->has_stars = true;
		bool is_kept = spelling->keeps_touching &&
			       (touching_stars(spelling) != NULL || next == '*');
		return spelling->escapes_stars && !is_free && !is_kept;
	}
	spelling->has_underscores = true;
	return spelling->escapes_underscores && !is_free;
}

/* A star which is text. Of a run of stars, the reader takes those which close first, then the text, then
 * those which open. */
static void
put_star(struct spelling *spelling)
{
	struct pl_mark *last = touching_stars(spelling);
	struct pl_mark mark = {.kind = PL_MARK_STARS, .length = 1, .left = 1};
	mark.start = (uint32_t)spelling->speller->seen.length;
	put_byte(spelling, '*');
	if (last == NULL) {
		spelling->failed |= !pl_marks_add(&spelling->speller->meant, mark);
		return;
	}
	spelling->is_muddled |= last->italic_opened + last->bold_opened > 0;
	last->length++;
	last->left++;
}

/* Would a slash, written here, close a boneyard? Only if a slash and a star have come together before;
 * a star alone is often followed by one, as in *and* /or. */
static bool
closes_boneyard(const struct spelling *spelling)
{
	const struct pl_fountain_speller *speller = spelling->speller;
	struct pl_str line = pl_buffer_str(&speller->line);
	return (speller->is_opened || speller->opens) && pl_str_ends(line, PL_STR("*")) &&
	       !pl_str_ends(line, PL_STR("/*"));
}

/* Put one byte of text which may be read as markup; `next` is written behind it. */
static void
put_special(struct spelling *spelling, char byte, char next, bool is_first)
{
	bool is_marked = false;
	switch (byte) {
	case '\\':
		is_marked = pl_is_escapable(next) || (is_first && pl_is_escapable_first(next));
		break;
	case '[': is_marked = next == '['; break;
	case '/': is_marked = closes_boneyard(spelling); break;
	case '*':
	case '_': is_marked = is_escaped(spelling, byte, next); break;
	}
	if (byte == '*' && !is_marked) {
		put_star(spelling);
		return;
	}
	if (is_marked) {
		put_byte(spelling, '\\');
	}
	put_byte(spelling, byte);
}

static bool
is_special(char byte)
{
	return byte == '*' || byte == '_' || byte == '\\' || byte == '[' || byte == '/';
}

/* Put `text`; `next` is what will be written behind it, '\0' at the end of the line. */
static void
put_escaped(struct spelling *spelling, struct pl_str text, char next, bool is_first)
{
	size_t at = 0;
	while (at < text.length) {
		size_t plain = at;
		while (at < text.length && !is_special(text.data[at])) {
			at++;
		}
		put(spelling, pl_str_slice(text, plain, at));
		if (at == text.length) {
			return;
		}
		char behind = at + 1 < text.length ? text.data[at + 1] : next;
		if (text.data[at] == '/' && behind == '*' && at + 1 < text.length) {
			put(spelling, PL_STR("\\/*"));	/* an escape for both bytes */
			at += 2;
		} else {
			put_special(spelling, text.data[at], behind, is_first && at == 0);
			at++;
		}
	}
}

/* ------------------------------------------------------------------------ spans */

static bool
is_space(uint32_t code_point)
{
	return code_point == '\t' || pl_is_space_separator(code_point);
}

/* A mark does not hold beside a blank: leave those at the edges of a span out of it. */
static void
trim_span(struct pl_str text, struct span *span)
{
	while (span->start < span->end && is_space(pl_code_point_at(text, span->start))) {
		span->start += (uint32_t)pl_blank_at(text.data + span->start, text.data + span->end);
	}
	while (span->start < span->end && is_space(pl_code_point_before(text, span->end))) {
		span->end -= (uint32_t)pl_blank_before(text.data, text.data + span->end);
	}
}

static void
next_span(const struct pl_fountain_text *text, struct span *span)
{
	const struct platen_node *node = text->node;
	const struct pl_run *runs = node->runs;
	span->start = span->end = 0;
	while (span->start == span->end) {
		uint32_t first = span->run;
		while (first < node->run_count && runs[first].start < text->end &&
		       (runs[first].style & span->style) == 0) {
			first++;
		}
		uint32_t last = first;
		while (last < node->run_count && runs[last].start < text->end &&
		       (runs[last].style & span->style) != 0) {
			last++;
		}
		span->run = last;
		if (first == last) {
			span->start = span->end = PL_NONE;
			return;
		}
		span->start = runs[first].start > text->start ? runs[first].start : text->start;
		span->end = runs[last - 1].end < text->end ? runs[last - 1].end : text->end;
		trim_span(node->text, span);
	}
}

static bool
opens_at(const struct span *span, uint32_t at)
{
	return !span->is_open && span->start == at;
}

static bool
closes_at(const struct span *span, uint32_t at)
{
	return span->is_open && span->end == at;
}

/* Note that a mark was put at the end of what is seen; one which touches the last is part of it. */
static bool
put_mark(struct spelling *spelling, enum pl_mark_kind kind, uint32_t length, struct pl_mark mark)
{
	uint32_t start = (uint32_t)spelling->speller->seen.length;
	struct pl_mark *last = kind == PL_MARK_STARS ? touching_stars(spelling) : NULL;
	spelling->speller->opens |= pl_str_ends(pl_buffer_str(&spelling->speller->line), PL_STR("/"));
	for (uint32_t i = 0; i < length; i++) {
		put_byte(spelling, kind == PL_MARK_STARS ? '*' : '_');
	}
	if (last != NULL) {
		last->length += length;
		last->italic_opened += mark.italic_opened;
		last->bold_opened += mark.bold_opened;
		return true;
	}
	mark.kind = kind;
	mark.start = start;
	mark.length = length;
	return pl_marks_add(&spelling->speller->meant, mark);
}

static bool
close_star(struct spelling *spelling, int which)
{
	struct pl_mark mark = {.bold_closed = which == BOLD, .italic_closed = which == ITALIC};
	struct pl_mark *last = touching_stars(spelling);
	uint32_t length = which == BOLD ? 2 : 1;
	if (last != NULL) {
		spelling->is_muddled |= last->left > 0;
		last->bold_closed += mark.bold_closed;
		last->italic_closed += mark.italic_closed;
		mark = (struct pl_mark){0};
	}
	spelling->spans[which].is_open = false;
	return put_mark(spelling, PL_MARK_STARS, length, mark);
}

static bool
open_star(struct spelling *spelling, int which)
{
	struct pl_mark mark = {.bold_opened = which == BOLD, .italic_opened = which == ITALIC};
	spelling->outer = spelling->spans[1 - which].is_open ? spelling->outer : which;
	spelling->spans[which].is_open = true;
	return put_mark(spelling, PL_MARK_STARS, which == BOLD ? 2 : 1, mark);
}

/* End the spans which end here. The inner one goes with the outer one, and begins anew. */
static bool
close_spans(struct spelling *spelling)
{
	struct span *spans = spelling->spans;
	uint32_t at = spelling->at;
	int outer = spelling->outer, inner = 1 - outer;
	bool ends_outer = closes_at(&spans[outer], at);
	if (spans[inner].is_open && (ends_outer || closes_at(&spans[inner], at))) {
		bool ends = closes_at(&spans[inner], at);
		if (!close_star(spelling, inner)) {
			return false;
		}
		if (ends) {
			next_span(spelling->text, &spans[inner]);
		} else {
			spans[inner].start = at;
			spelling->has_crossing = true;
		}
	}
	if (ends_outer) {
		if (!close_star(spelling, outer)) {
			return false;
		}
		next_span(spelling->text, &spans[outer]);
	}
	if (closes_at(&spans[UNDERLINE], at)) {
		spans[UNDERLINE].is_open = false;
		next_span(spelling->text, &spans[UNDERLINE]);
		return put_mark(spelling, PL_MARK_UNDERSCORE, 1,
				(struct pl_mark){.underline_closed = 1});
	}
	return true;
}

/* End the span which one that begins here would cross, to begin it again inside. */
static bool
split_crossed(struct spelling *spelling)
{
	for (int open = 0; open < 2; open++) {
		struct span *span = &spelling->spans[open];
		const struct span *other = &spelling->spans[1 - open];
		if (span->is_open && opens_at(other, spelling->at) && other->end > span->end) {
			span->start = spelling->at;
			return close_star(spelling, open);
		}
	}
	return true;
}

/* Begin the spans which begin here, the longer one first. */
static bool
open_spans(struct spelling *spelling)
{
	struct span *spans = spelling->spans;
	uint32_t at = spelling->at;
	if (opens_at(&spans[UNDERLINE], at)) {
		spans[UNDERLINE].is_open = true;
		if (!put_mark(spelling, PL_MARK_UNDERSCORE, 1,
			      (struct pl_mark){.underline_opened = 1})) {
			return false;
		}
	}
	if (spelling->splits_early && !split_crossed(spelling)) {
		return false;
	}
	int first = spans[ITALIC].end > spans[BOLD].end ? ITALIC : BOLD;
	for (int i = 0; i < 2; i++) {
		int which = i == 0 ? first : 1 - first;
		if (opens_at(&spans[which], at) && !open_star(spelling, which)) {
			return false;
		}
	}
	return true;
}

/* ------------------------------------------------------------- notes and boneyards */

static void
put_note_line(struct pl_buffer *out, struct pl_str line)
{
	pl_buffer_put(out, line.length > 0 ? line : PL_STR("  "));	/* an empty one would end it */
}

static void
put_note(struct pl_buffer *out, struct pl_str text)
{
	pl_buffer_put(out, PL_STR("[["));
	size_t at = 0;
	while (at < text.length) {
		const char *line_feed = memchr(text.data + at, '\n', text.length - at);
		size_t end = line_feed == NULL ? text.length : (size_t)(line_feed - text.data);
		put_note_line(out, pl_str_slice(text, at, end));
		if (end < text.length) {
			pl_buffer_put_byte(out, '\n');
		}
		at = end + 1;
	}
	/* a]]] would end a bracket too early */
	pl_buffer_put(out, pl_str_ends(text, PL_STR("]")) ? PL_STR(" ]]") : PL_STR("]]"));
}

static void
put_boneyard(struct pl_buffer *out, struct pl_str text, bool is_alone)
{
	bool is_long = memchr(text.data, '\n', text.length) != NULL;
	struct pl_str edge = is_long && is_alone ? PL_STR("\n") : PL_STR(" ");
	pl_buffer_put(out, PL_STR("/*"));
	pl_buffer_put(out, edge);
	pl_buffer_put(out, text);
	pl_buffer_put(out, text.length > 0 ? edge : PL_STR(""));
	pl_buffer_put(out, PL_STR("*/"));
}

void
pl_fountain_put_cut(struct pl_buffer *out, const struct pl_cut *cut)
{
	if (cut->typed.length > 0) {
		pl_buffer_put(out, cut->typed);
	} else if (cut->kind == PLATEN_NOTE) {
		put_note(out, cut->text);
	} else {
		put_boneyard(out, cut->text, false);
	}
}

void
pl_fountain_put_alone(struct pl_buffer *out, const struct platen_node *node)
{
	if (node->typed.length > 0) {
		pl_buffer_put(out, node->typed);
	} else if (node->kind == PLATEN_NOTE) {
		put_note(out, node->text);
	} else {
		put_boneyard(out, node->text, true);
	}
}

/* Is there exactly one blank at the end of what is seen, behind something visible? */
static bool
is_behind_one_blank(struct pl_str seen)
{
	size_t blank = pl_blank_before(seen.data, seen.data + seen.length);
	return blank > 0 && seen.length > blank &&
	       pl_blank_before(seen.data, seen.data + seen.length - blank) == 0;
}

/* Put the cuts which stand here. The reader joins the blanks on both sides of a cut to one, and drops
 * those at the edges of a line; so there may be one on both sides wherever there is one in the text. */
static void
put_cuts(struct spelling *spelling)
{
	const struct pl_fountain_text *text = spelling->text;
	struct pl_buffer *line = &spelling->speller->line;
	for (; spelling->cut != NULL && spelling->cut->at <= spelling->at;
	     spelling->cut = spelling->cut->next) {
		struct pl_str seen = pl_buffer_str(&spelling->speller->seen);
		bool is_first = seen.length == 0, is_last = spelling->at == text->end && !is_first;
		if (is_last && pl_blank_before(line->data, line->data + line->length) == 0) {
			pl_buffer_put_byte(line, ' ');
		}
		pl_fountain_put_cut(line, spelling->cut);
		if (is_first || (!is_last && is_behind_one_blank(seen))) {
			pl_buffer_put_byte(line, ' ');
		}
	}
}

/* -------------------------------------------------------------------- the whole line */

/* Where something happens next. */
static uint32_t
next_stop(const struct spelling *spelling)
{
	uint32_t stop = spelling->text->end;
	for (int i = 0; i < SPAN_COUNT; i++) {
		const struct span *span = &spelling->spans[i];
		uint32_t edge = span->is_open ? span->end : span->start;
		stop = edge < stop ? edge : stop;
	}
	if (spelling->cut != NULL && spelling->cut->at < stop) {
		stop = spelling->cut->at;
	}
	return stop;
}

/* The byte which will be written first at `stop`. */
static char
byte_at_stop(const struct spelling *spelling, uint32_t stop)
{
	for (int i = 0; i < SPAN_COUNT; i++) {
		const struct span *span = &spelling->spans[i];
		if (opens_at(span, stop) || closes_at(span, stop)) {
			return '*';
		}
	}
	if (stop == spelling->text->end) {
		return '\0';
	}
	return spelling->cut->kind == PLATEN_NOTE ? '[' : '/';
}

static void
put_stretch(struct spelling *spelling, uint32_t stop)
{
	const struct pl_fountain_text *text = spelling->text;
	struct pl_str stretch = pl_str_slice(text->node->text, spelling->at, stop);
	if (text->is_verbatim) {
		put(spelling, stretch);
	} else {
		put_escaped(spelling, stretch, byte_at_stop(spelling, stop),
			    spelling->at == text->start + text->indent);
	}
	spelling->at = stop;
}

/* A slash and the star which ends a span would open a boneyard: let the cut which parts them do so. */
static void
put_cuts_behind_slash(struct spelling *spelling)
{
	struct pl_str seen = pl_buffer_str(&spelling->speller->seen);
	bool closes_star = closes_at(&spelling->spans[BOLD], spelling->at) ||
			   closes_at(&spelling->spans[ITALIC], spelling->at);
	for (; closes_star && pl_str_ends(seen, PL_STR("/")) && spelling->cut != NULL &&
	       spelling->cut->at <= spelling->at;
	     spelling->cut = spelling->cut->next) {
		pl_fountain_put_cut(&spelling->speller->line, spelling->cut);
	}
}

static bool
put_text(struct spelling *spelling)
{
	const struct pl_fountain_text *text = spelling->text;
	put(spelling, pl_str_slice(text->node->text, text->start, text->start + text->indent));
	spelling->at = text->start + text->indent;
	put_cuts(spelling);
	if (text->marker != 0) {
		put_byte(spelling, text->marker);
	}
	spelling->from = (uint32_t)spelling->speller->seen.length;
	for (;;) {
		if (!open_spans(spelling)) {
			return false;
		}
		if (spelling->at == text->end) {
			return true;
		}
		put_stretch(spelling, next_stop(spelling));
		put_cuts_behind_slash(spelling);
		if (!close_spans(spelling)) {
			return false;
		}
		put_cuts(spelling);
	}
}

static void
put_label(struct spelling *spelling)
{
	const struct pl_fountain_text *text = spelling->text;
	if (text->label.length == 0) {
		return;
	}
	put_byte(spelling, ' ');
	if (text->label_mark != 0) {
		put_byte(spelling, text->label_mark);
	}
	put_escaped(spelling, text->label, '\0', false);
	if (text->label_mark != 0) {
		put_byte(spelling, text->label_mark);
	}
}

static bool
is_same_mark(const struct pl_mark *read, const struct pl_mark *meant)
{
	return read->start == meant->start && read->length == meant->length && read->left == meant->left &&
	       read->italic_opened == meant->italic_opened &&
	       read->italic_closed == meant->italic_closed &&
	       read->bold_opened == meant->bold_opened &&
	       read->bold_closed == meant->bold_closed &&
	       read->underline_opened == meant->underline_opened &&
	       read->underline_closed == meant->underline_closed;
}

/* Does the reader find the marks which were meant, and no others? Sets *same. */
static bool
read_again(struct spelling *spelling, bool *same)
{
	struct pl_fountain_speller *speller = spelling->speller;
	struct pl_str seen = pl_buffer_str(&speller->seen);
	if (!pl_marks_find(&speller->read, seen, spelling->from, (uint32_t)seen.length)) {
		return false;
	}
	size_t found = 0;
	*same = true;
	for (size_t i = 0; i < speller->read.count && *same; i++) {
		const struct pl_mark *read = &speller->read.list[i];
		if (read->kind == PL_MARK_ESCAPE ||
		    (read->kind == PL_MARK_UNDERSCORE && read->left > 0)) {
			continue;
		}
		*same = found < speller->meant.count && is_same_mark(read, &speller->meant.list[found]);
		found++;
	}
	*same = *same && found == speller->meant.count && !spelling->is_muddled;
	return true;
}

/* One attempt: with backslashes before no stars or underscores, before one kind, or before both; with spans
 * which cross split in one way or the other; and, as the length of a run decides what it may close, with
 * or without the stars of the text in it. */
static bool
spell_once(struct spelling *spelling, unsigned attempt)
{
	const struct pl_fountain_text *text = spelling->text;
	struct pl_fountain_speller *speller = spelling->speller;
	speller->line.length = speller->seen.length = 0;
	speller->meant.count = 0;
	speller->opens = spelling->is_muddled = false;
	spelling->escapes_underscores = (attempt & 1) != 0;
	spelling->escapes_stars = (attempt & 2) != 0;
	spelling->splits_early = (attempt & 4) != 0;
	spelling->keeps_touching = (attempt & 8) != 0;
	spelling->cut = text->cut;
	for (int i = 0; i < SPAN_COUNT; i++) {
		struct span *span = &spelling->spans[i];
		*span = (struct span){.style = styles[i], .run = text->run};
		next_span(text, span);
	}
	put(spelling, text->before);
	if (!put_text(spelling)) {
		return false;
	}
	put_label(spelling);
	return !spelling->failed && !speller->line.failed && !speller->seen.failed;
}

static bool
spell(struct spelling *spelling)
{
	for (unsigned attempt = 0; attempt < ATTEMPTS; attempt++) {
		bool same;
		if (!spell_once(spelling, attempt)) {
			return false;
		}
		if (spelling->text->is_verbatim || (!spelling->has_stars && !spelling->has_underscores &&
						    !spelling->has_crossing)) {
			return true;
		}
		if (!read_again(spelling, &same)) {
			return false;
		}
		if (same) {
			return true;
		}
	}
	return true;
}

bool
pl_fountain_spell(struct pl_fountain_speller *speller, const struct pl_fountain_text *text)
{
	struct spelling spelling = {.speller = speller, .text = text};
	if (!spell(&spelling)) {
		return false;
	}
	put(&spelling, text->behind);
	return !speller->line.failed && !speller->seen.failed;
}
