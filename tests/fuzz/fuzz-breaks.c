/*
 * Clusters and line ends. The walk keeps a few bits of state and never looks back; here the rules
 * of UAX #29 are read from the text each time, as they are written there, which takes quadratic
 * time. Line ends are compared with those found by walking only part of the text.
 */
#include "fuzz.h"

#include "unicode/properties.h"

#define LENGTH_MAX 2000

struct text {
	uint32_t *code_points;
	size_t count;
};

static enum pl_grapheme
class_at(const struct text *text, size_t at)
{
	return (enum pl_grapheme)pl_property_of(text->code_points[at])->grapheme;
}

static bool is_breaking_control(enum pl_grapheme class)
{
	return class == PL_GRAPHEME_CR || class == PL_GRAPHEME_LF || class == PL_GRAPHEME_CONTROL;
}

/* GB6 to GB8 */
static bool
is_hangul_joined(enum pl_grapheme before, enum pl_grapheme after)
{
	bool is_l =
		before == PL_GRAPHEME_L && (after == PL_GRAPHEME_L || after == PL_GRAPHEME_V ||
					    after == PL_GRAPHEME_LV || after == PL_GRAPHEME_LVT);
	bool is_v = (before == PL_GRAPHEME_LV || before == PL_GRAPHEME_V) &&
		    (after == PL_GRAPHEME_V || after == PL_GRAPHEME_T);
	bool is_t =
		(before == PL_GRAPHEME_LVT || before == PL_GRAPHEME_T) && after == PL_GRAPHEME_T;
	return is_l || is_v || is_t;
}

/* GB11: a pictograph, marks and a joiner stand before the place. */
static bool
is_emoji_sequence(const struct text *text, size_t at)
{
	size_t back = at - 1;
	if (class_at(text, back) != PL_GRAPHEME_ZWJ ||
	    (pl_property_of(text->code_points[at])->flags & PL_IS_PICTOGRAPHIC) == 0) {
		return false;
	}
	while (back > 0 && class_at(text, back - 1) == PL_GRAPHEME_EXTEND) {
		back--;
	}
	return back > 0 &&
	       (pl_property_of(text->code_points[back - 1])->flags & PL_IS_PICTOGRAPHIC) != 0;
}

/* GB12 and GB13: half a flag completes the one before it. */
static bool
is_second_half_of_flag(const struct text *text, size_t at)
{
	size_t halves = 0;
	while (halves < at && class_at(text, at - halves - 1) == PL_GRAPHEME_REGIONAL_INDICATOR) {
		halves++;
	}
	return halves % 2 == 1 && class_at(text, at) == PL_GRAPHEME_REGIONAL_INDICATOR;
}

/* Whether a cluster begins at code point `at`, which is not the first. */
static bool
begins_cluster(const struct text *text, size_t at)
{
	enum pl_grapheme before = class_at(text, at - 1), after = class_at(text, at);
	if (before == PL_GRAPHEME_CR && after == PL_GRAPHEME_LF) {
		return false;
	}
	if (is_breaking_control(before) || is_breaking_control(after)) {
		return true;
	}
	bool is_joined = is_hangul_joined(before, after) || after == PL_GRAPHEME_EXTEND ||
			 after == PL_GRAPHEME_ZWJ || after == PL_GRAPHEME_SPACINGMARK ||
			 before == PL_GRAPHEME_PREPEND;
	return !is_joined && !is_emoji_sequence(text, at) && !is_second_half_of_flag(text, at);
}

/* The clusters cover the text, and begin where the rules say. */
static void
check_clusters(struct pl_str str, const struct text *text)
{
	struct pl_clusters walk;
	struct pl_cluster cluster;
	size_t at = 0;
	uint32_t end = 0, width = 0;
	pl_clusters_init(&walk, str);
	while (pl_clusters_next(&walk, &cluster)) {
		HOLDS(cluster.start == end && cluster.end > end, "clusters follow each other");
		HOLDS(at == 0 || begins_cluster(text, at), "a cluster begins where UAX #29 says");
		HOLDS(cluster.first == text->code_points[at], "it begins with its first character");
		const char *byte = str.data + cluster.start;
		for (bool is_first = true; byte < str.data + cluster.end; at++, is_first = false) {
			uint32_t code_point;
			HOLDS(is_first || !begins_cluster(text, at),
			      "no cluster begins in another");
			byte += pl_utf8_decode(byte, str.data + str.length, &code_point);
		}
		HOLDS(byte == str.data + cluster.end, "clusters end after characters");
		end = cluster.end;
		width += cluster.width;
	}
	HOLDS(end == str.length && at == text->count, "clusters cover the text");
	HOLDS(width == pl_text_width(str), "a text is as wide as its clusters");
}

/* What was decided does not depend on what stands further on, and a line begins anew. */
static void
check_parts(struct pl_str str, uint32_t chosen)
{
	struct pl_clusters walk, part, rest;
	struct pl_cluster cluster, again;
	uint32_t line = 0;
	bool has_line = false;
	pl_clusters_init(&walk, str);
	while (pl_clusters_next(&walk, &cluster) && cluster.end <= chosen) {
		if (cluster.break_after == PL_BREAK_MUST) {
			line = cluster.end;
			has_line = true;
		}
	}
	pl_clusters_init(&walk, str);
	pl_clusters_init(&part, pl_str_slice(str, line, str.length));
	while (has_line && pl_clusters_next(&walk, &cluster)) {
		if (cluster.start >= line) {
			HOLDS(pl_clusters_next(&part, &again), "the line has this cluster, too");
			HOLDS(again.start + line == cluster.start && again.width == cluster.width &&
				      again.break_after == cluster.break_after,
			      "a line is the same without those before it");
		}
	}
	/* the plain letters that may be stepped over are what the walk would report */
	pl_clusters_init(&walk, str);
	for (;;) {
		rest = walk;
		for (uint32_t plain = pl_clusters_skip_plain(&rest, 7); plain > 0; plain--) {
			HOLDS(pl_clusters_next(&walk, &cluster), "a letter is a cluster");
			HOLDS(cluster.end == cluster.start + 1 && cluster.width == PL_SIXTHS &&
				      cluster.break_after == PL_BREAK_NO && !cluster.is_space &&
				      !cluster.is_hyphen,
			      "a letter that was stepped over is plain");
		}
		HOLDS(walk.at == rest.at && memcmp(walk.state, rest.state, sizeof(walk.state)) == 0,
		      "both walks stand at the same place");
		if (!pl_clusters_next(&walk, &cluster)) {
			return;
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct pl_arena arena;
	struct pl_decoded decoded;
	struct fuzz_choices choices = {bytes, length};
	struct pl_str input = {(const char *)bytes, length < LENGTH_MAX ? length : LENGTH_MAX};
	if (length == 0) {
		return 0;
	}
	pl_arena_init(&arena);
	enum pl_encoding encoding = pl_utf8_is_valid(input) ? PL_UTF8 : PL_UTF16_LE;
	HOLDS(pl_text_decode(&arena, input, encoding, &decoded), "there is memory for the text");
	struct text text = {calloc(decoded.text.length + 1, sizeof(uint32_t)), 0};
	HOLDS(text.code_points != NULL, "there is memory for its characters");
	const char *at = decoded.text.data, *end = at + decoded.text.length;
	while (at < end) {
		at += pl_utf8_decode(at, end, &text.code_points[text.count++]);
	}
	check_clusters(decoded.text, &text);
	check_parts(decoded.text, fuzz_choose(&choices, 256) * 8);
	free(text.code_points);
	pl_arena_fini(&arena);
	return 0;
}
