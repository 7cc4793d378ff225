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

/* Bytes [from, end) are printed, without the spaces at their end. */
static void
set_plain(struct pl_layout_span *span, struct pl_str text, uint32_t from, uint32_t end)
{
	while (end > from && text.data[end - 1] == ' ') {
		end--;
	}
	span->end = end;
	span->width = (end - from) * PL_SIXTHS;
}

/* The last place in (from, over] of plain text where the next row may begin; `over` if there is
 * none. */
static uint32_t
last_break(struct pl_str text, uint32_t from, uint32_t over)
{
	for (uint32_t at = over; at > from; at--) {
		char before = text.data[at - 1];
		if ((before == ' ' || before == '-') && text.data[at] != ' ') {
			return at;
		}
	}
	return over;
}

#define HANGING 8 /* bytes that are looked at beyond the measure */

/*
 * The quick road for a row of printable ASCII: its length says which byte is over the measure, and
 * where the row may end is found from there backwards. False if it is not so simple. (Measured on a
 * feature film: a tenth of the instructions of `count`.)
 *
 *	                 measure|
 *	Nobody ever comes here -   but you
 *	                         '-' spaces, and one hyphen, hang over the end
 *	                           ^ over
 */
static bool
wrap_plain(struct pl_str text, uint32_t from, uint32_t capacity, struct pl_layout_span *span)
{
	uint32_t room = capacity / PL_SIXTHS, left = (uint32_t)text.length - from;
	uint32_t seen = room + HANGING < left ? room + HANGING : left;
	uint32_t plain = (uint32_t)pl_plain_length(pl_str_slice(text, from, from + seen));
	uint32_t end = from + plain, over = end;
	bool is_end = plain == left || (plain < seen && text.data[end] == '\n');
	if (plain > room) {
		over = from + room + (text.data[from + room] == '-');
		while (over < end && text.data[over] == ' ') {
			over++;
		}
	}
	if (room == 0 || (over == end && !is_end)) {
		return false;
	}
	if (over == end) {
		set_plain(span, text, from, end);
		span->next = plain == left ? end : end + 1;
		span->is_last = plain == left;
		return true;
	}
	/* a mark may follow the byte that is over; French has spaces before these */
	uint32_t next = last_break(text, from, over);
	if ((over + 1 == end && !is_end) || strchr("!?:;", text.data[next]) != NULL) {
		return false;
	}
	set_plain(span, text, from, next);
	span->next = next;
	span->is_last = false;
	return true;
}

void
pl_layout_wrap_by_cluster(struct pl_str text, uint32_t from, uint32_t capacity,
			  struct pl_layout_span *span)
{
	struct pl_clusters walk;
	pl_clusters_init(&walk, text);
	walk.at = from;
	span->start = from;

	struct row row = {.end = from, .next = from};
	struct row before_break = row;
	enum pl_break best = PL_BREAK_NO;
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
			finish(span, best == PL_BREAK_NO ? &row : &before_break, text);
			return;
		}
		row.width += cluster.width;
		row.next = cluster.end;
		if (!cluster.is_space) {
			row.printed = row.width;
			row.end = cluster.end;
		}
		if (cluster.break_after != PL_BREAK_NO && cluster.break_after >= best) {
			before_break = row;
			best = cluster.break_after;
		}
	}
	finish(span, &row, text);
}

void
pl_layout_wrap_row(struct pl_str text, uint32_t from, uint32_t capacity,
		   struct pl_layout_span *span)
{
	span->start = from;
	if (!wrap_plain(text, from, capacity, span)) {
		pl_layout_wrap_by_cluster(text, from, capacity, span);
	}
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
	case 0x0700: /* Syriac */
	case 0x0701:
	case 0x0702:
	case 0x07F9: /* N'Ko ! */
	case 0x0F0D: /* Tibetan shad, */
	case 0x0F0E: /* two of them */
	case 0x104B: /* Burmese */
	case 0x1362: /* Ethiopic full stop, */
	case 0x1367: /* ? */
	case 0x166E: /* Canadian syllabics */
	case 0x17D4: /* Khmer */
	case 0x17D5:
	case 0x1803: /* Mongolian, */
	case 0x1809: /* Manchu */
	case 0x1C7E: /* Ol Chiki */
	case 0xA4FF: /* Lisu */
	case 0xA60E: /* Vai */
	case 0xABEB: /* Meetei Mayek */
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

/* Thai and Lao have no full stop; a space ends a sentence or a clause. */
static bool
ends_at_space(uint32_t c)
{
	return c >= 0x0E00 && c < 0x0F00;
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
		if (!pl_is_white_space(c)) {
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
		if (ends_sentence(c) || ends_at_space(c)) {
			stop = c;
		} else if (!closes(c)) {
			if (stop != 0 && (pl_is_white_space(c) || needs_no_space(stop))) {
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
		if (pl_is_white_space(c) ||
		    (needs_no_space(stop) && !closes(c) && !ends_sentence(c))) {
			*end = to;
			found = true;
		}
	}
	if (found) {
		*rest = rest_after(text, *end);
	}
	return found;
}
