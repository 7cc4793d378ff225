/*
 * Emphasis and escapes in one line
 *
 * The stars are CommonMark's. A run of them can open a span if what follows is no blank, and
 * close one if what precedes is none; where punctuation stands beside a run the test is finer. A
 * closer takes the nearest opener to its left. Two stars against two are bold, one is italic;
 * what is left over on either side looks on:
 *
 *	***a** b*	run 0: 3 stars, opens
 *			run 1: 2 stars, closes bold
 *			run 2: 1 star, closes italic
 *
 * A run remembers how much it closed, how much it opened and how many of its stars are text. That
 * is all the text builder needs, since depths are counted: bold ends where the last ** around it
 * ends.
 *
 * Finding the opener of each closer is linear by two devices. Openers between a pair leave the
 * stack when the pair is made. And where a closer finds none, `bottoms` keeps how far down its
 * kind has looked in vain. A kind is what the rule of three depends on: whether the closer may
 * also open, and its length modulo 3. So a million `*a ` or `a**b` cost what a million letters
 * do.
 *
 * One change: Chinese, Japanese and Korean have no blanks to put around a mark. So such a
 * neighbour counts as punctuation on the outer side of a mark, and its punctuation as a letter on
 * the inner side.
 *
 * Underscores are paired independently of stars, so that spans of both kinds may overlap. Only
 * single ones count: a run is a line to fill in. A pair with letters on all four sides belongs to
 * a name_with_underscores. For the test for blanks, stars beside an underscore are skipped. And
 * an underscore is text where its span, or that of the stars around it, would otherwise have no
 * text.
 *
 * In a URL stars and underscores are text, except at its end: *see http://example.org/a_b* is
 * italic.
 */
#include "fountain/syntax/syntax.h"

struct finder {
	struct pl_fountain_marks *marks;
	struct pl_str text; /* without markers and indentation: flanking looks no further */
	uint32_t from;      /* where it begins in the line */
};

/* Add a mark at the end; false when out of memory. */
static bool
add_mark(struct pl_fountain_marks *marks, struct pl_fountain_mark mark)
{
	struct pl_fountain_mark *list = pl_arena_grow(marks->arena, marks->list, marks->count,
						      &marks->capacity, sizeof(*list));
	if (list == NULL) {
		return false;
	}
	marks->list = list;
	list[marks->count++] = mark;
	return true;
}

/* 0 is what stands before and behind a line. */
static bool
is_space(uint32_t code_point)
{
	return code_point == 0 || pl_is_white_space(code_point);
}

bool
pl_fountain_is_flanking(uint32_t outer, uint32_t inner)
{
	if (is_space(inner)) {
		return false;
	}
	return !pl_is_punctuation(inner) || pl_is_cjk(inner) || is_space(outer) ||
	       pl_is_punctuation(outer) || pl_is_cjk(outer);
}

static bool
add_stars(const struct finder *finder, uint32_t start, uint32_t length, bool ends_url)
{
	uint32_t before = pl_code_point_before(finder->text, start);
	uint32_t after = pl_code_point_at(finder->text, start + length);
	struct pl_fountain_mark mark = {
		.kind = PL_MARK_STARS,
		.can_open = pl_fountain_is_flanking(before, after),
		.can_close = pl_fountain_is_flanking(after, before),
		.ends_url = ends_url,
		.start = finder->from + start,
		.length = length,
		.left = length,
	};
	return add_mark(finder->marks, mark);
}

static bool
add_underscore(const struct finder *finder, uint32_t start, bool ends_url)
{
	struct pl_str text = finder->text;
	uint32_t before = pl_code_point_before(text, start);
	uint32_t after = pl_code_point_at(text, start + 1);
	size_t left = start, right = start + 1;
	while (left > 0 && text.data[left - 1] == '*') {
		left--;
	}
	while (right < text.length && text.data[right] == '*') {
		right++;
	}
	struct pl_fountain_mark mark = {
		.kind = PL_MARK_UNDERSCORE,
		.can_open = !is_space(pl_code_point_at(text, right)),
		.can_close = !is_space(pl_code_point_before(text, left)),
		.is_intraword = pl_is_letter_or_digit(before) && pl_is_letter_or_digit(after),
		.ends_url = ends_url,
		.start = finder->from + start,
		.length = 1,
		.left = 1,
	};
	return add_mark(finder->marks, mark);
}

static uint32_t
run_length(struct pl_str text, size_t at)
{
	size_t end = at;
	while (end < text.length && text.data[end] == text.data[at]) {
		end++;
	}
	return (uint32_t)(end - at);
}

/* A backslash and what it makes literal: a byte, or both bytes which would open a boneyard. */
static uint32_t
escape_length(struct pl_str text, size_t at)
{
	return pl_str_starts(pl_str_slice(text, at, text.length), PL_STR("\\/*")) ? 3 : 2;
}

/* Does a URL begin at byte `at` with www., or go on there behind http or the like? */
static bool
is_url(struct pl_str text, size_t at)
{
	struct pl_str rest = pl_str_slice(text, at, text.length);
	unsigned char before = at == 0 ? ' ' : (unsigned char)text.data[at - 1];
	bool is_behind_word = before < 0x80 && pl_is_letter_or_digit(before);
	return (is_behind_word && pl_str_starts(rest, PL_STR("://"))) ||
	       (!is_behind_word && pl_str_starts(rest, PL_STR("www.")));
}

/* A URL: marks before `end` are text. Between `end` and `reach` stand marks and punctuation, which
 * may belong to it or not: a mark closes emphasis if it can. */
struct url {
	size_t end, reach;
};

/* The URL around byte `at`: up to a blank, a >, or a bracket that was not opened in it. */
static struct url
find_url(struct pl_str text, size_t at)
{
	const char *end = pl_str_end(text);
	size_t start = at, depth = 0;
	for (; at < text.length && pl_blank_at(text.data + at, end) == 0; at++) {
		bool is_closing = memchr(")]}", text.data[at], 3) != NULL;
		if (text.data[at] == '>' || (is_closing && depth == 0)) {
			break;
		}
		depth += memchr("([{", text.data[at], 3) != NULL;
		depth -= is_closing;
	}
	struct url url = {at, at};
	while (url.end > start && strchr("*_.,:;!?'\"", text.data[url.end - 1]) != NULL) {
		url.end--;
	}
	return url;
}

static bool
find_marks(const struct finder *finder)
{
	struct pl_str text = finder->text;
	uint32_t at = 0;
	struct url url = {0}; /* the last one */
	while (at < text.length) {
		uint32_t length = 1;
		bool done = true;
		if (at >= url.reach && (text.data[at] == ':' || text.data[at] == 'w') &&
		    is_url(text, at)) {
			url = find_url(text, at);
		}
		if (at < url.end && text.data[at] != '\\') {
			/* text */
		} else if (text.data[at] == '*') {
			length = run_length(text, at);
			done = add_stars(finder, at, length, at < url.reach);
		} else if (text.data[at] == '_') {
			length = run_length(text, at);
			done = length > 1 || add_underscore(finder, at, at < url.reach);
		} else if (pl_fountain_is_escape(text, at)) {
			struct pl_fountain_mark mark = {
				.kind = PL_MARK_ESCAPE,
				.start = finder->from + at,
				.length = 1,
			};
			done = add_mark(finder->marks, mark);
			length = escape_length(text, at);
		}
		if (!done) {
			return false;
		}
		at += length;
	}
	return true;
}

/* CommonMark's rule of three: if one of two runs could both open and close, they match only if
 * their lengths do not sum up to a multiple of 3, or both are one. Otherwise **a*b** would be read
 * from the inside. */
static bool
is_match(const struct pl_fountain_mark *opener, const struct pl_fountain_mark *closer)
{
	if (!opener->can_close && !closer->can_open) {
		return true;
	}
	return (opener->length + closer->length) % 3 != 0 ||
	       (opener->length % 3 == 0 && closer->length % 3 == 0);
}

static void
pair_stars_once(struct pl_fountain_mark *opener, struct pl_fountain_mark *closer)
{
	uint32_t count = opener->left >= 2 && closer->left >= 2 ? 2 : 1;
	opener->left -= count;
	closer->left -= count;
	if (count == 2) {
		opener->bold_opened++;
		closer->bold_closed++;
	} else {
		opener->italic_opened++;
		closer->italic_closed++;
	}
}

/* Let mark number `at` close what it can; `top` is the top of the stack of openers. */
static void
close_stars(struct pl_fountain_mark *marks, uint32_t at, uint32_t *top, uint32_t bottoms[2][3])
{
	struct pl_fountain_mark *closer = &marks[at];
	uint32_t *bottom = &bottoms[closer->can_open][closer->length % 3];
	while (closer->left > 0) {
		uint32_t opener = *top;
		while (opener != PL_NONE && opener >= *bottom &&
		       !is_match(&marks[opener], closer)) {
			opener = marks[opener].below;
		}
		if (opener == PL_NONE || opener < *bottom) {
			*bottom = at;
			return;
		}
		pair_stars_once(&marks[opener], closer);
		*top = marks[opener].left > 0 ? opener : marks[opener].below;
	}
}

static void
pair_stars(struct pl_fountain_mark *marks, uint32_t count)
{
	uint32_t top = PL_NONE;
	uint32_t bottoms[2][3] = {{0}}; /* no opener below this mark: looked there already */
	for (uint32_t i = 0; i < count; i++) {
		if (marks[i].kind != PL_MARK_STARS) {
			continue;
		}
		if (marks[i].can_close) {
			close_stars(marks, i, &top, bottoms);
		}
		if (marks[i].can_open && marks[i].left > 0) {
			marks[i].below = top;
			top = i;
		}
	}
}

/* The mark is all there is in a span of stars. If it were not text, that span would have none. */
static bool
is_alone(const struct pl_fountain_mark *marks, uint32_t count, uint32_t at)
{
	if (at == 0 || at + 1 == count) {
		return false;
	}
	const struct pl_fountain_mark *before = &marks[at - 1], *behind = &marks[at + 1];
	return before->start + before->length == marks[at].start &&
	       marks[at].start + marks[at].length == behind->start &&
	       before->italic_opened + before->bold_opened > 0 &&
	       behind->italic_closed + behind->bold_closed > 0;
}

/* Only stars which have partners stand between the two marks: their span would have no text. */
static bool
is_hollow(const struct pl_fountain_mark *marks, uint32_t opener, uint32_t closer)
{
	for (uint32_t i = opener; i < closer; i++) {
		if (marks[i].start + marks[i].length != marks[i + 1].start ||
		    (i > opener && (marks[i].kind != PL_MARK_STARS || marks[i].left > 0))) {
			return false;
		}
	}
	return true;
}

static void
pair_underscores(struct pl_fountain_mark *marks, uint32_t count)
{
	uint32_t top = PL_NONE;
	uint32_t free_openers = 0; /* on the stack: those with a free side */
	for (uint32_t i = 0; i < count; i++) {
		struct pl_fountain_mark *mark = &marks[i];
		if (mark->kind != PL_MARK_UNDERSCORE || is_alone(marks, count, i)) {
			continue;
		}
		bool has_opener = mark->is_intraword ? free_openers > 0 : top != PL_NONE;
		has_opener = has_opener && !is_hollow(marks, top, i);
		if (mark->can_close && has_opener) {
			while (mark->is_intraword && marks[top].is_intraword) {
				top = marks[top].below;
			}
			marks[top].underline_opened = mark->underline_closed = 1;
			marks[top].left = mark->left = 0;
			free_openers -= !marks[top].is_intraword;
			top = marks[top].below;
		} else if (mark->can_open) {
			mark->below = top;
			top = i;
			free_openers += !mark->is_intraword;
		}
	}
}

bool
pl_fountain_find_marks(struct pl_fountain_marks *marks, struct pl_str text, uint32_t from,
		       uint32_t to)
{
	struct finder finder = {marks, pl_str_slice(text, from, to), from};
	marks->count = 0;
	/* a line without these has no marks, and URLs make no difference in it */
	if (pl_find_any(finder.text, 0, "*_\\\\") == finder.text.length) {
		return true;
	}
	if (!find_marks(&finder)) {
		return false;
	}
	pair_stars(marks->list, (uint32_t)marks->count);
	pair_underscores(marks->list, (uint32_t)marks->count);
	return true;
}

bool
pl_fountain_next_range(struct pl_fountain_marks_walk *walk, uint32_t to,
		       struct pl_fountain_range *range)
{
	const struct pl_fountain_mark *mark =
		walk->next < walk->marks->count ? &walk->marks->list[walk->next] : NULL;
	if (mark == NULL && walk->at > to) {
		return false;
	}
	*range = (struct pl_fountain_range){walk->at, mark == NULL ? to : mark->start,
					    (walk->italic > 0 ? PLATEN_ITALIC : 0) |
						    (walk->bold > 0 ? PLATEN_BOLD : 0) |
						    (walk->underline > 0 ? PLATEN_UNDERLINE : 0)};
	if (mark == NULL) {
		walk->at = to + 1;
	} else if (!walk->is_in_mark) {
		walk->italic -= mark->italic_closed;
		walk->bold -= mark->bold_closed;
		walk->underline -= mark->underline_closed;
		walk->at = mark->start + mark->italic_closed + 2 * mark->bold_closed;
		walk->is_in_mark = true;
	} else {
		range->end = walk->at + mark->left;
		walk->italic += mark->italic_opened;
		walk->bold += mark->bold_opened;
		walk->underline += mark->underline_opened;
		walk->at = mark->start + mark->length;
		walk->is_in_mark = false;
		walk->next++;
	}
	return true;
}
