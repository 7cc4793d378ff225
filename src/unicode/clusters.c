/*
 * clusters - the walk over a text: where a cluster ends, how wide it is, whether a line may end
 * there
 *
 * A screenplay is mostly ASCII, and this walk is the inner loop of wrapping it. So pl_clusters_next
 * looks at two bytes first: when both are printable ASCII the cluster is one byte, a cell wide, and
 * a line may end after it only if it is a space or a hyphen. Everything else takes the slow path:
 * scan_cluster reads a cluster and measures it, and break.c decides between it and the next one.
 *
 * Every look ahead is bounded or remembered. The slow path scans each cluster at most twice (as the
 * left side of a boundary and as the right side). The width of a run of ambiguous punctuation
 * depends on what follows the run; it is measured once and kept until the run ends.
 */
#include "unicode/break.h"

/* pl_clusters.state */
enum state {
	LEFT,           /* PL_LEFT_... */
	AMBIGUOUS_END,  /* up to this byte the width of ambiguous punctuation is known, */
	AMBIGUOUS_WIDTH /* and is this */
};

struct scan {
	uint32_t end;
	uint32_t first;
	const struct pl_property *property; /* of `first` */
	const struct pl_property *last;     /* of the last code point */
	const struct pl_property *next;     /* of the code point behind, NULL at the end */
	bool is_emoji;  /* marks make it an emoji, whatever its first code point looks like alone */
	bool is_killed; /* PL_IS_KILLER is among its marks */
	bool is_single; /* one code point */
};

/* --------------------------------------------------------------- grapheme clusters */

/* What decides whether the cluster goes on (UAX #29, rules GB11 and GB12). */
struct growth {
	const struct pl_property *last;
	bool is_pictographic; /* a pictograph and marks only */
	bool is_half_flag;    /* an odd number of regional indicators */
};

static bool
hangul_goes_on(uint8_t last, uint8_t next)
{
	if (last == PL_GRAPHEME_L) {
		return next == PL_GRAPHEME_L || next == PL_GRAPHEME_V || next == PL_GRAPHEME_LV ||
		       next == PL_GRAPHEME_LVT;
	}
	bool ends_in_vowel = last == PL_GRAPHEME_LV || last == PL_GRAPHEME_V;
	bool ends_in_trail = last == PL_GRAPHEME_LVT || last == PL_GRAPHEME_T;
	return (ends_in_vowel && (next == PL_GRAPHEME_V || next == PL_GRAPHEME_T)) ||
	       (ends_in_trail && next == PL_GRAPHEME_T);
}

static bool
is_control(uint8_t grapheme)
{
	return grapheme == PL_GRAPHEME_CR || grapheme == PL_GRAPHEME_LF ||
	       grapheme == PL_GRAPHEME_CONTROL;
}

static bool
goes_on(const struct growth *growth, const struct pl_property *next)
{
	uint8_t last = growth->last->grapheme;
	if (is_control(last) || is_control(next->grapheme)) {
		return last == PL_GRAPHEME_CR && next->grapheme == PL_GRAPHEME_LF;
	}
	if (next->grapheme == PL_GRAPHEME_EXTEND || next->grapheme == PL_GRAPHEME_ZWJ ||
	    next->grapheme == PL_GRAPHEME_SPACINGMARK || last == PL_GRAPHEME_PREPEND) {
		return true;
	}
	if (last == PL_GRAPHEME_ZWJ && growth->is_pictographic) {
		return (next->flags & PL_IS_PICTOGRAPHIC) != 0;
	}
	if (growth->is_half_flag && last == PL_GRAPHEME_REGIONAL_INDICATOR) {
		return next->grapheme == PL_GRAPHEME_REGIONAL_INDICATOR;
	}
	return hangul_goes_on(last, next->grapheme);
}

static void
grow(struct growth *growth, const struct pl_property *next)
{
	bool is_mark = next->grapheme == PL_GRAPHEME_EXTEND || next->grapheme == PL_GRAPHEME_ZWJ;
	growth->is_pictographic =
		(next->flags & PL_IS_PICTOGRAPHIC) != 0 || (growth->is_pictographic && is_mark);
	growth->is_half_flag =
		next->grapheme == PL_GRAPHEME_REGIONAL_INDICATOR && !growth->is_half_flag;
	growth->last = next;
}

static bool
makes_emoji(uint32_t mark, const struct pl_property *property)
{
	const uint32_t variation_selector_16 = 0xFE0F, keycap = 0x20E3;
	bool is_skin_tone = mark >= 0x1F3FB && mark <= 0x1F3FF;
	return mark == variation_selector_16 || mark == keycap || is_skin_tone ||
	       (property->flags & PL_IS_PICTOGRAPHIC) != 0;
}

/* The cluster at `at`, which is less than the length of the text. */
static void
scan_cluster(struct pl_str text, uint32_t at, struct scan *scan)
{
	const char *end = pl_str_end(text);
	const char *next = text.data + at;
	next += pl_utf8_decode(next, end, &scan->first);
	const struct pl_property *first = pl_property_of(scan->first);
	const struct pl_property *property = NULL;
	struct growth growth = {0};
	bool is_emoji = false, is_killed = false, is_single = true;
	grow(&growth, first);
	while (next < end) {
		uint32_t code_point;
		size_t length = pl_utf8_decode(next, end, &code_point);
		property = pl_property_of(code_point);
		if (!goes_on(&growth, property)) {
			break;
		}
		grow(&growth, property);
		next += length;
		is_single = false;
		is_killed |= (property->flags & PL_IS_KILLER) != 0;
		is_emoji |= makes_emoji(code_point, property);
	}
	scan->end = (uint32_t)(next - text.data);
	scan->property = first;
	scan->last = growth.last;
	scan->next = next < end ? property : NULL;
	scan->is_emoji = is_emoji && (first->flags & PL_IS_EMOJI) != 0;
	scan->is_killed = is_killed;
	scan->is_single = is_single;
}

/* --------------------------------------------------------------------------- width */

static bool
is_ambiguous(const struct scan *scan)
{
	return (scan->property->flags & PL_IS_AMBIGUOUS) != 0 && !scan->is_emoji;
}

static uint8_t
own_width(const struct scan *scan)
{
	return scan->is_emoji ? PL_WIDE : scan->property->width;
}

/* Ambiguous punctuation is wide when the run of it, starting here, stands between wide clusters. At
 * either end of the text it is narrow, so that a part of a text, such as a line of it, is never
 * wider than it was as a part. */
static void
measure_ambiguous_run(struct pl_clusters *walk, const struct scan *first)
{
	struct scan scan = *first;
	bool is_wide = (walk->state[LEFT] & PL_LEFT_IS_WIDE) != 0 &&
		       (walk->state[LEFT] & PL_LEFT_SPACE) == 0;
	if (is_wide) {
		while (is_ambiguous(&scan) && scan.end < walk->text.length) {
			scan_cluster(walk->text, scan.end, &scan);
		}
		is_wide = own_width(&scan) == PL_WIDE && scan.property->line != PL_LINE_SP;
	}
	walk->state[AMBIGUOUS_END] = scan.end;
	walk->state[AMBIGUOUS_WIDTH] = is_wide ? PL_WIDE : PL_SIXTHS;
}

static uint8_t
width_of(struct pl_clusters *walk, const struct scan *scan)
{
	if (!is_ambiguous(scan)) {
		return own_width(scan);
	}
	if (walk->at >= walk->state[AMBIGUOUS_END]) {
		measure_ambiguous_run(walk, scan);
	}
	return (uint8_t)walk->state[AMBIGUOUS_WIDTH];
}

/* ---------------------------------------------------------------------- the walk */

void
pl_clusters_init(struct pl_clusters *walk, struct pl_str text)
{
	*walk = (struct pl_clusters){.text = text, .state = {[LEFT] = PL_LEFT_IS_START}};
}

/* Two letters of a script with spaces between its words: the common case beyond ASCII. */
static bool
is_inside_word(const struct scan *scan)
{
	return scan->is_single && scan->next != NULL && scan->property->line == PL_LINE_AL &&
	       scan->next->line == PL_LINE_AL &&
	       ((scan->property->flags | scan->next->flags) &
		(PL_IS_EAST_ASIAN | PL_IS_AMBIGUOUS)) == 0;
}

static struct pl_right
right_of(struct pl_str text, uint32_t at)
{
	struct pl_right right = {.at = text.data + at, .end = text.data + text.length};
	pl_utf8_decode(right.at, right.end, &right.first);
	if (pl_property_of(right.first)->line == PL_LINE_SA) {
		struct scan scan;
		scan_cluster(text, at, &scan);
		right.is_killed = scan.is_killed;
		right.is_bare = scan.is_single;
	}
	return right;
}

static void
remember(struct pl_clusters *walk, const struct pl_cluster *cluster, const struct scan *scan)
{
	uint32_t left = walk->state[LEFT];
	if (cluster->is_space) {
		walk->state[LEFT] = pl_left_with_space(left);
		return;
	}
	bool glues =
		scan->last->grapheme == PL_GRAPHEME_ZWJ || (scan->last->flags & PL_IS_STACKER) != 0;
	walk->state[LEFT] = pl_left_with_cluster(left, cluster->first) |
			    (glues ? PL_LEFT_GLUES : 0) |
			    (cluster->width == PL_WIDE ? PL_LEFT_IS_WIDE : 0);
}

static enum pl_break
break_after(const struct pl_clusters *walk, const struct pl_cluster *cluster,
	    const struct scan *scan)
{
	if (scan->property->line == PL_LINE_BK) {
		return PL_BREAK_MUST;
	}
	if (scan->next == NULL) {
		return PL_BREAK_NO;
	}
	struct pl_right right = right_of(walk->text, cluster->end);
	if (!cluster->is_space) {
		return pl_break_between(walk->state[LEFT], &right);
	}
	return pl_break_is_allowed_after_spaces(walk->state[LEFT], &right) ? PL_BREAK_MAY
									   : PL_BREAK_NO;
}

static void
next_of_any_kind(struct pl_clusters *walk, struct pl_cluster *cluster)
{
	struct scan scan;
	scan_cluster(walk->text, walk->at, &scan);
	*cluster = (struct pl_cluster){
		.start = walk->at,
		.end = scan.end,
		.first = scan.first,
		.width = width_of(walk, &scan),
		.is_space = scan.property->line == PL_LINE_SP && scan.is_single,
		.is_hyphen = scan.first == '-',
	};
	if (is_inside_word(&scan)) {
		walk->state[LEFT] = scan.first;
	} else {
		remember(walk, cluster, &scan);
		cluster->break_after = (uint8_t)break_after(walk, cluster, &scan);
	}
	walk->at = scan.end;
}

static bool
is_printable_ascii(char byte)
{
	return (unsigned char)(byte - ' ') < 0x7F - ' ';
}

/* Whether a space before `next` has its English meaning, not the French one. */
static bool
is_plain_space(uint32_t left, char next)
{
	return next != '!' && next != '?' && next != ':' && next != ';' &&
	       (left & PL_LEFT_CODE_POINT) < 0x80;
}

bool
pl_clusters_next(struct pl_clusters *walk, struct pl_cluster *cluster)
{
	size_t at = walk->at;
	if (at >= walk->text.length) {
		return false;
	}
	/* the end of the text is like a line feed: no line may end before it */
	char byte = walk->text.data[at];
	char next = at + 1 < walk->text.length ? walk->text.data[at + 1] : '\n';
	bool is_space = byte == ' ', is_hyphen = byte == '-';
	if (!is_printable_ascii(byte) || (!is_printable_ascii(next) && next != '\n') ||
	    (is_space && !is_plain_space(walk->state[LEFT], next))) {
		next_of_any_kind(walk, cluster);
		return true;
	}
	*cluster = (struct pl_cluster){
		.start = (uint32_t)at,
		.end = (uint32_t)at + 1,
		.first = (uint32_t)byte,
		.width = PL_SIXTHS,
		.break_after = next > ' ' && (is_space || is_hyphen) ? PL_BREAK_MAY : PL_BREAK_NO,
		.is_space = is_space,
		.is_hyphen = is_hyphen,
	};
	walk->state[LEFT] = is_space ? pl_left_with_space(walk->state[LEFT]) : (uint32_t)byte;
	walk->at = (uint32_t)at + 1;
	return true;
}

uint32_t
pl_clusters_skip_plain(struct pl_clusters *walk, uint32_t most)
{
	const char *bytes = walk->text.data;
	uint32_t start = walk->at, end = (uint32_t)walk->text.length, at = start;
	uint32_t last = most < end - start ? start + most : end;
	while (at < last && is_printable_ascii(bytes[at]) && bytes[at] != ' ' && bytes[at] != '-') {
		at++;
	}
	/* a mark may follow and join the last one */
	if (at > start && at < end && !is_printable_ascii(bytes[at]) && bytes[at] != '\n') {
		at--;
	}
	if (at > start) {
		walk->state[LEFT] = (uint32_t)bytes[at - 1];
		walk->at = at;
	}
	return at - start;
}
