/*
 * Wrapping, and where sentences end.
 *
 * Greedy, as Final Draft does it: a row takes as many words as fit. What may hang over its end
 * without being counted: all spaces, and one `-` (of 11 964 paragraphs which Final Draft set every
 * row that is too long is so by one column and ends in a hyphen). A word longer than the measure is
 * cut at a cluster. Where a row may end, and how wide a cluster is, unicode/ says.
 */
#include "layout/flow.h"

/* How far a row has come. */
struct row {
	uint32_t width;   /* of all clusters so far, hanging spaces included */
	uint32_t printed; /* width without hanging spaces */
	uint32_t end;     /* byte after the last cluster which is no space */
	uint32_t next;    /* byte after the last cluster */
};

static void
finish(struct pl_layout_span *span, const struct row *row, struct pl_str text)
{
	span->end = row->end;
	span->next = row->next;
	span->width = row->printed;
	span->is_last = row->next == text.length;
}

static bool
fits(const struct row *row, const struct pl_cluster *cluster, uint32_t capacity)
{
	return row->width + (cluster->is_hyphen ? 0u : cluster->width) <= capacity;
}

/* The quick road: letters of a word, none of which can end the row, as many as fit. */
static void
take_plain(struct row *row, struct pl_clusters *walk, uint32_t capacity)
{
	uint32_t room = row->width < capacity ? (capacity - row->width) / PL_SIXTHS : 0;
	uint32_t count = pl_clusters_skip_plain(walk, room);
	if (count > 0) {
		row->width += count * PL_SIXTHS;
		row->printed = row->width;
		row->end = row->next = walk->at;
	}
}

void
pl_layout_wrap_row(struct pl_str text, uint32_t from, uint32_t capacity,
		   struct pl_layout_span *span)
{
	struct pl_clusters walk;
	pl_clusters_init(&walk, text);
	walk.at = from;
	span->start = from;

	struct row row = {.end = from, .next = from};
	struct row before_break = row;
	bool may_break = false;
	struct pl_cluster cluster;
	for (take_plain(&row, &walk, capacity); pl_clusters_next(&walk, &cluster);
	     take_plain(&row, &walk, capacity)) {
		if (cluster.break_after == PL_BREAK_MUST) {
			row.next = cluster.end;
			finish(span, &row, text);
			/* a line feed at the very end begins one more, empty row */
			span->is_last = false;
			return;
		}
		if (!cluster.is_space && !fits(&row, &cluster, capacity) && row.next > from) {
			finish(span, may_break ? &before_break : &row, text);
			return;
		}
		row.width += cluster.width;
		row.next = cluster.end;
		if (!cluster.is_space) {
			row.printed = row.width;
			row.end = cluster.end;
		}
		if (cluster.break_after == PL_BREAK_MAY) {
			before_break = row;
			may_break = true;
		}
	}
	finish(span, &row, text);
}

static bool
ends_sentence(uint32_t c)
{
	switch (c) {
	case '.':
	case '!':
	case '?':
	case 0x2026: /* … */
	case 0x203D: /* ‽ */
	case 0x061F: /* Arabic ? */
	case 0x06D4: /* Urdu full stop */
	case 0x0964: /* danda */
	case 0x0965:
	case 0x0589: /* Armenian full stop */
	case 0x1362: /* Ethiopic full stop */
	case 0x3002: /* 。 */
	case 0xFF01:
	case 0xFF0E:
	case 0xFF1F:
	case 0xFF61: return true;
	default: return false;
	}
}

static bool
closes(uint32_t c)
{
	switch (c) {
	case '\'':
	case '"':
	case ')':
	case ']':
	case '}':
	case 0xBB:   /* » */
	case 0x2019: /* ’ */
	case 0x201D: /* ” */
	case 0x201C: /* “ closes in German */
	case 0x203A: /* › */
	case 0x300B: /* 》 */
	case 0x300D: /* 」 */
	case 0x300F: /* 』 */
	case 0xFF09: return true;
	default: return false;
	}
}

static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == '\n' || pl_is_space_separator(c);
}

/* Sentences in these scripts follow one another without a space. */
static bool
needs_no_space(uint32_t stop)
{
	return stop == 0x3002 || stop >= 0xFF01;
}

static uint32_t
skip_blanks(struct pl_str text, uint32_t at)
{
	while (at < text.length) {
		uint32_t c;
		size_t length = pl_utf8_decode(text.data + at, text.data + text.length, &c);
		if (!is_blank(c)) {
			break;
		}
		at += (uint32_t)length;
	}
	return at;
}

/* Where the text goes on behind a sentence which ends at `at`. A line that was typed as one of its
 * own keeps its indent; empty lines are gone, as at the top of any page. */
static uint32_t
rest_after(struct pl_str text, uint32_t at)
{
	uint32_t rest = skip_blanks(text, at);
	if (rest == text.length) {
		return rest;
	}
	for (uint32_t i = rest; i > at; i--) {
		if (text.data[i - 1] == '\n') {
			return i;
		}
	}
	return rest;
}

bool
pl_layout_last_sentence_end(struct pl_str text, uint32_t from, uint32_t to, uint32_t *end,
			    uint32_t *rest)
{
	uint32_t stop = 0; /* the stop which the code points since have only closed; 0: none */
	bool found = false;
	uint32_t at = from;
	while (at < to) {
		uint32_t c;
		size_t length = pl_utf8_decode(text.data + at, text.data + text.length, &c);
		if (ends_sentence(c)) {
			stop = c;
		} else if (!closes(c)) {
			if (stop != 0 && (is_blank(c) || needs_no_space(stop))) {
				*end = at;
				found = true;
			}
			stop = 0;
		}
		at += (uint32_t)length;
	}
	if (stop != 0) {
		uint32_t c = ' ';
		if (to < text.length) {
			pl_utf8_decode(text.data + to, text.data + text.length, &c);
		}
		if (is_blank(c) || (needs_no_space(stop) && !closes(c) && !ends_sentence(c))) {
			*end = to;
			found = true;
		}
	}
	if (found) {
		*rest = rest_after(text, *end);
	}
	return found;
}
