/*
 * Reports lines which were taken by the letter of Fountain, though they look like something else.
 * Each hint asks one question of one line; warnings.c has those which need the whole screenplay.
 */
#include "fountain/read/blocks.h"

/* Report something found at the start of the line. The message has as many words, or fewer. */
static void
report(const struct pl_fountain_blocks *blocks, enum pl_rule rule, struct pl_str word,
       struct pl_str second)
{
	struct pl_fountain_reader *reader = blocks->reader;
	struct platen_position position = reader->at;
	pl_position_advance(reader->source, &position,
			    pl_fountain_source_at(&reader->visible, reader->visible.from));
	PL_REPORT(reader->diag, rule, position, pl_word_text(word), pl_word_text(second));
}

void
pl_fountain_report(const struct pl_fountain_blocks *blocks, enum pl_rule rule, const char *word)
{
	report(blocks, rule, pl_str_of(word == NULL ? "" : word), PL_STR(""));
}

void
pl_fountain_report_number(const struct pl_fountain_blocks *blocks, struct pl_str number,
			  const char *taken_as)
{
	report(blocks, PL_HEADING_NUMBER, pl_str_of(taken_as), number);
}

/* ------------------------------------------------------------------- headings, transitions */

#define HEADING_MAX 200 /* bytes: a longer line is no heading */

/* A place and a time of day, KITCHEN - NIGHT, without INT. or EXT. */
static bool
is_place_with_time(const struct pl_fountain_blocks *blocks)
{
	struct pl_str line = pl_fountain_drop_marks(blocks->place.line);
	struct pl_language_heading heading;
	if (!pl_language_has_dash(line)) {
		return false;
	}
	line = pl_str_trim(pl_str_slice(line, 0, pl_fountain_find_number(line)));
	line = pl_str_slice(line, 0, pl_fountain_find_extension(line, blocks->place.dialect));
	line = pl_str_trim(line);
	if (line.length == 0 || !pl_fountain_is_capitals(line) ||
	    memchr(line.data, ':', line.length) != NULL ||
	    memchr(line.data, '"', line.length) != NULL) {
		return false;
	}
	pl_language_read_heading(&blocks->place.dialect->prefixes, line, &heading);
	return heading.location.length > 0 && heading.time.length > 0 && !heading.is_same_time &&
	       pl_language_ends_in_time(blocks->place.dialect->prefixes.language, heading.time);
}

/* The language in which the line is a scene heading: with a prefix in capitals, or with a dot and a
 * time of day. NULL: there is none. */
static const struct pl_language *
language_of(struct pl_str line)
{
	line = pl_fountain_drop_marks(line);
	size_t end = pl_find_any(line, 0, " ./ ");
	bool is_small = pl_fountain_has_small_letter(pl_str_slice(line, 0, end));
	if (end == 0 || end == line.length ||
	    (line.data[end] == ' ' && pl_fountain_has_small_letter(line))) {
		return NULL;
	}
	const struct pl_language *language = pl_language_of_heading(line);
	const struct pl_fountain_dialect dialect = {.prefixes.language = language};
	size_t length = pl_language_prefix_length(&dialect.prefixes, line);
	bool is_dotted = length < line.length && line.data[length] == '.';
	struct pl_language_heading heading;
	if (language == NULL || (!is_dotted && pl_fountain_has_small_letter(line))) {
		return NULL;
	}
	pl_language_read_heading(&dialect.prefixes, line, &heading);
	return !is_small || heading.time.length > 0 ? language : NULL;
}

/* The same for a line that may have its number in front. */
static const struct pl_language *
language_of_numbered(struct pl_str line)
{
	struct pl_str number, heading = pl_fountain_skip_leading_number(line, &number);
	const struct pl_language *language = language_of(line);
	return language != NULL || heading.length == 0 ? language : language_of(heading);
}

/* The same for a line that touches others, which must also have a time of day. Returns whether it
 * was reported. */
static bool
hint_at_touching_line(const struct pl_fountain_blocks *blocks, const char *taken_as)
{
	const struct pl_fountain_line_place *place = &blocks->place;
	struct pl_language_prefixes prefixes = {0};
	struct pl_language_heading heading = {0};
	if (place->dialect->prefixes.language == NULL && place->line.length <= HEADING_MAX &&
	    (prefixes.language = language_of_numbered(place->line)) != NULL) {
		pl_language_read_heading(&prefixes, place->line, &heading);
	}
	if (heading.time.length > 0) {
		report(blocks, PL_HEADING_LANGUAGE, pl_str_of(taken_as),
		       pl_str_of(prefixes.language->name));
	}
	return heading.time.length > 0;
}

/* A first line of a paragraph, or a cue. */
static void
hint_at_first_line(const struct pl_fountain_blocks *blocks, const char *taken_as)
{
	const struct pl_fountain_line_place *place = &blocks->place;
	bool is_alone = blocks->form == PL_FORM_CUE || pl_fountain_is_above_blank(place);
	const struct pl_language *language = NULL;
	struct pl_str number, heading;
	if (place->line.length > HEADING_MAX) {
		return;
	}
	if (pl_fountain_is_nearly_heading(place->line)) {
		pl_fountain_report(blocks, PL_HEADING_PREFIX, taken_as);
	} else if (pl_fountain_find_leading_number(place->line, place->dialect, &number,
						   &heading)) {
		pl_fountain_report_number(blocks, number, taken_as);
	} else if (is_alone && place->dialect->prefixes.language == NULL &&
		   (language = language_of_numbered(place->line)) != NULL) {
		report(blocks, PL_HEADING_LANGUAGE, pl_str_of(taken_as), pl_str_of(language->name));
	} else if (is_alone && is_place_with_time(blocks)) {
		pl_fountain_report(blocks, PL_HEADING_NO_PREFIX, taken_as);
	} else if (is_alone && !pl_fountain_is_no_transition(place) &&
		   pl_fountain_is_plain_transition(place->line, place->dialect)) {
		pl_fountain_report(blocks, PL_TRANSITION_PLAIN, taken_as);
	}
}

void
pl_fountain_hint_at_line(const struct pl_fountain_blocks *blocks, const char *taken_as)
{
	const struct pl_fountain_line_place *place = &blocks->place;
	const char *where = place->is_below_blank ? "below" : "above";
	if (blocks->reader->is_silent) {
		return;
	}
	if (pl_str_equal(place->line, PL_STR(">"))) {
		pl_fountain_report(blocks, PL_QUOTE, taken_as);
	} else if (pl_fountain_has_clear_prefix(place->line, place->dialect)) {
		pl_fountain_report(blocks, PL_HEADING_NOT_ALONE, where);
	} else if (pl_fountain_is_transition(place->line, place->dialect) &&
		   !blocks->reader->visible.ends_in_blank) {
		pl_fountain_report(blocks, PL_TRANSITION_NOT_ALONE, where);
	} else if (place->is_below_blank) {
		hint_at_first_line(blocks, taken_as);
	} else {
		hint_at_touching_line(blocks, taken_as);
	}
}

/* The dash [at, end) of the text has no blank on one side, and a time of day behind it. Where the
 * text is the time of day itself, TWENTY-ONE DAYS LATER and DAY-NIGHT are none of that. */
static bool
is_glued_dash(const struct pl_language *language, struct pl_str text, size_t at, size_t end,
	      bool is_time)
{
	struct pl_str before = pl_str_slice(text, 0, at);
	struct pl_str rest = pl_str_slice(text, end, text.length);
	bool has_before = pl_blank_before(text.data, text.data + at) > 0;
	bool has_behind = pl_blank_at(rest.data, pl_str_end(rest)) > 0;
	bool is_parted = is_time ? has_before == has_behind : has_before && has_behind;
	return !is_parted && pl_language_ends_in_time(language, rest) &&
	       !(is_time && pl_language_ends_in_time(language, before));
}

/* INT. PARK- DAY: the time of day is part of the place. INT. PARK - BENCH- DAY: and the place part
 * of the time. */
void
pl_fountain_hint_at_heading(const struct pl_fountain_blocks *blocks)
{
	static const char *const dashes[] = {"-", "\u2013", "\u2014"};
	const struct pl_fountain_dialect *dialect = blocks->place.dialect;
	struct pl_str line = blocks->place.line;
	struct pl_language_heading heading;
	line = pl_str_trim(pl_str_slice(line, 0, pl_fountain_find_number(line)));
	if (line.length > HEADING_MAX) {
		return;
	}
	pl_language_read_heading(&dialect->prefixes, line, &heading);
	bool is_time = heading.time.length > 0;
	struct pl_str text = is_time ? heading.time : heading.location;
	for (size_t at = heading.has_time ? text.length : 0; at > 1; at--) {
		struct pl_str rest = pl_str_slice(text, at - 1, text.length);
		for (size_t i = 0; i < 3; i++) {
			size_t end = at - 1 + strlen(dashes[i]);
			if (!pl_str_starts(rest, pl_str_of(dashes[i]))) {
				continue;
			}
			if (is_glued_dash(dialect->prefixes.language, text, at - 1, end, is_time)) {
				pl_fountain_report(blocks, PL_HEADING_DASH, NULL);
			}
			return;
		}
	}
}

static bool
is_opening_quote(uint32_t c)
{
	return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201E) || c == 0xAB || c == '>';
}

/* Markdown's sign of a quote makes a transition. Nobody types two transitions in a row. */
void
pl_fountain_hint_at_quote(const struct pl_fountain_blocks *blocks, size_t marker)
{
	const struct pl_fountain_line_place *place = &blocks->place;
	struct pl_str text = pl_str_slice(place->line, marker, place->line.length);
	uint32_t first = pl_code_point_at(pl_fountain_drop_marks(pl_str_trim(text)), 0);
	bool is_above_another =
		pl_str_starts(place->below, PL_STR(">")) && !pl_str_ends(place->below, PL_STR("<"));
	if (marker > 0 && (is_opening_quote(first) || is_above_another)) {
		pl_fountain_report(blocks, PL_QUOTE, "a transition");
	}
}

/* ------------------------------------------------------------------------------ speeches */

/* What a group in brackets says. */
enum direction {
	NO_DIRECTION,
	MANNER,    /* (quietly): it may also be a remark in a sentence, (really) */
	DIRECTION, /* (beat), (laughs), (to Nora): how something is spoken, or what somebody does */
};

static enum direction
direction_of(struct pl_str words)
{
	static const char *const plain[] = {"beat",   "beat.",     "pause",
					    "pause.", "long beat", "then"};
	struct pl_str rest = words, first = words, word;
	size_t count = 0;
	while (pl_str_next_word(&rest, " ", &word)) {
		first = count++ == 0 ? word : first;
	}
	first.length -= pl_str_ends(first, PL_STR(",")) || pl_str_ends(first, PL_STR("."));
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
		if (pl_str_equal_ascii_case(words, pl_str_of(plain[i]))) {
			return DIRECTION;
		}
	}
	bool is_plain = first.length > 3 && count <= 4;
	for (size_t at = 0; at < first.length; at++) {
		char lower = pl_ascii_lower(first.data[at]);
		is_plain = is_plain && lower >= 'a' && lower <= 'z' &&
			   (at == 0 || lower == first.data[at]);
	}
	if (count == 2 && pl_str_equal_ascii_case(first, PL_STR("to"))) {
		return DIRECTION;
	}
	bool is_act = pl_str_ends(first, PL_STR("s")) || pl_str_ends(first, PL_STR("ing"));
	return !is_plain                          ? NO_DIRECTION
	       : is_act                           ? DIRECTION
	       : pl_str_ends(first, PL_STR("ly")) ? MANNER
						  : NO_DIRECTION;
}

/* Byte `at` stands at the start of the text or behind a sentence. */
static bool
is_behind_sentence(struct pl_str text, size_t at)
{
	while (at > 0 && text.data[at - 1] == ' ') {
		at--;
	}
	uint32_t c = pl_code_point_before(text, at);
	return c == 0 || c == 0x2026 || c == 0x2014 || c == 0x2013 ||
	       (c < 0x80 && strchr(".!?-\"'", (int)c) != NULL);
}

#define DIRECTION_MAX 40

/* There is a group in brackets in the text, behind a blank or at its start, which is one. */
static bool
has_direction(struct pl_str text)
{
	size_t at = 0;
	const char *open = text.length == 0 ? NULL : memchr(text.data, '(', text.length);
	for (; open != NULL; open = memchr(open + 1, '(', text.length - at - 1)) {
		at = (size_t)(open - text.data);
		size_t most = text.length - at < DIRECTION_MAX ? text.length - at : DIRECTION_MAX;
		bool is_inside_word = at > 0 && strchr(" *_", text.data[at - 1]) == NULL;
		const char *close = is_inside_word ? NULL : memchr(text.data + at, ')', most);
		if (close == NULL) {
			continue;
		}
		size_t end = (size_t)(close - text.data);
		enum direction what =
			direction_of(pl_fountain_drop_marks(pl_str_slice(text, at + 1, end)));
		if (what == DIRECTION || (what == MANNER && is_behind_sentence(text, at))) {
			return true;
		}
	}
	return false;
}

void
pl_fountain_hint_at_speech(const struct pl_fountain_blocks *blocks)
{
	const struct pl_fountain_line_place *place = &blocks->place;
	struct pl_str number, heading;
	if (blocks->reader->is_silent) {
		return;
	}
	if (pl_fountain_has_clear_prefix(place->line, place->dialect)) {
		pl_fountain_report(blocks, PL_HEADING_IN_DIALOGUE, NULL);
	} else if (pl_fountain_is_transition(place->line, place->dialect) ||
		   (pl_fountain_is_capitals(place->line) &&
		    pl_fountain_is_plain_transition(place->line, place->dialect))) {
		pl_fountain_report(blocks, PL_TRANSITION_IN_DIALOGUE, NULL);
	} else if (pl_fountain_find_leading_number(place->line, place->dialect, &number,
						   &heading)) {
		pl_fountain_report_number(blocks, number, "dialogue");
	} else if (!hint_at_touching_line(blocks, "dialogue") && has_direction(place->line)) {
		pl_fountain_report(blocks, PL_PARENTHETICAL_INLINE, "dialogue");
	}
}

void
pl_fountain_hint_at_extension(const struct pl_fountain_blocks *blocks, struct pl_str extension)
{
	if (has_direction(extension)) {
		pl_fountain_report(blocks, PL_PARENTHETICAL_INLINE, "part of the cue");
	}
}
