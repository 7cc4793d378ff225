/*
 * What a line looks like. Each of these asks one question about one line, without its
 * neighbours; rules.c puts the answers together.
 */
#include "fountain/syntax/syntax.h"

/* What a line may start with to be forced to be something. */
#define MARKERS ".!@>~#="

bool
pl_fountain_is_escapable(char byte)
{
	return byte == '*' || byte == '_' || byte == '\\' || byte == '[' || byte == ']' ||
	       byte == '/';
}

bool
pl_fountain_is_escapable_first(char byte)
{
	return byte != '\0' && strchr(MARKERS "(", byte) != NULL;
}

static struct pl_str
skip_marks(struct pl_str line)
{
	size_t at = 0;
	while (at < line.length && (line.data[at] == '*' || line.data[at] == '_')) {
		at++;
	}
	return pl_str_slice(line, at, line.length);
}

struct pl_str
pl_fountain_drop_marks(struct pl_str line)
{
	line = skip_marks(line);
	while (line.length > 0 &&
	       (line.data[line.length - 1] == '*' || line.data[line.length - 1] == '_')) {
		line.length--;
	}
	return line;
}

bool
pl_fountain_has_prefix(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	return pl_language_prefix_length(&dialect->prefixes, skip_marks(line)) > 0;
}

bool
pl_fountain_has_small_letter(struct pl_str text)
{
	for (const char *at = text.data, *end = pl_str_end(text); at < end;) {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		if (pl_is_lower(code_point) && code_point != 0xDF) {
			return true;
		}
	}
	return false;
}

bool
pl_fountain_has_capital_prefix(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	line = skip_marks(line);
	size_t length = pl_language_prefix_length(&dialect->prefixes, line);
	return length > 0 && !pl_fountain_has_small_letter(pl_str_slice(line, 0, length));
}

/* The heading, in any case, has a time of day behind a dash. */
static bool
has_time(struct pl_str heading, const struct pl_fountain_dialect *dialect)
{
	struct pl_language_heading parts;
	pl_language_read_heading(&dialect->prefixes, heading, &parts);
	return parts.time.length > 0;
}

bool
pl_fountain_has_clear_prefix(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	struct pl_str bare = skip_marks(line);
	size_t length = pl_language_prefix_length(&dialect->prefixes, bare);
	if (length == 0 || pl_fountain_has_capital_prefix(line, dialect)) {
		return length > 0;
	}
	bool is_sentence = strchr(".!?", line.data[line.length - 1]) != NULL;
	return !is_sentence &&
	       !pl_str_equal_ascii_case(pl_str_slice(bare, 0, length), PL_STR("est")) &&
	       (bare.data[length] == '.' || has_time(bare, dialect));
}

static bool
is_ascii_letter(char byte)
{
	char lower = pl_ascii_lower(byte);
	return lower >= 'a' && lower <= 'z';
}

/* The length of a scene number at the start of `text`, such as 12, 12A, A12 or 4.1; 0: there is
 * none. */
static size_t
number_length(struct pl_str text)
{
	size_t at = 0;
	bool has_digit = false;
	for (; at < text.length && at < 8; at++) {
		char byte = text.data[at], next = at + 1 < text.length ? text.data[at + 1] : ' ';
		bool is_inner = (byte == '.' || byte == '-') && has_digit && pl_is_digit(next);
		if (!pl_is_digit(byte) && !is_ascii_letter(byte) && !is_inner) {
			break;
		}
		has_digit |= pl_is_digit(byte);
	}
	return has_digit ? at : 0;
}

/* Most lines have none. The loop has no way out, so that compilers take many bytes at once.
 * (Measured on a feature film: 4 % of the instructions of `count`.) */
static bool
has_digit(struct pl_str text)
{
	unsigned char has_any = 0;
	for (size_t at = 0; at < text.length; at++) {
		has_any |= (unsigned char)(text.data[at] - '0') < 10;
	}
	return has_any != 0;
}

/* Skip one word of letters, maybe with a dot, and the blanks behind it: SCENE, SC., SZENE. */
static struct pl_str
skip_word(struct pl_str text)
{
	size_t at = 0, length = 0;
	uint32_t c = 'A';
	while (at < text.length && is_ascii_letter(text.data[at])) {
		at++;
	}
	while (at + length < text.length && pl_is_letter(c)) {
		at += length;
		length = pl_utf8_decode(text.data + at, text.data + text.length, &c);
	}
	at += at > 0 && c == '.';
	bool is_word = at > 0 && at < text.length && text.data[at] == ' ';
	return is_word ? pl_str_trim(pl_str_slice(text, at, text.length)) : text;
}

struct pl_str
pl_fountain_skip_leading_number(struct pl_str line, struct pl_str *number)
{
	*number = PL_STR("");
	if (!has_digit(line)) {
		return PL_STR("");
	}
	struct pl_str rest = skip_word(skip_marks(line));
	size_t at = rest.length > 0 && strchr("([", rest.data[0]) != NULL, start = at;
	at += number_length(pl_str_slice(rest, at, rest.length));
	*number = pl_str_slice(rest, start, at);
	if (number->length == 0) {
		return PL_STR("");
	}
	size_t behind = at;
	while (behind < rest.length && strchr("*_.):]# -", rest.data[behind]) != NULL) {
		behind++;
	}
	struct pl_str heading = pl_str_trim(pl_str_slice(rest, behind, rest.length));
	bool is_parted = heading.length < rest.length - at;
	return is_parted && heading.length > 0 ? heading : PL_STR("");
}

bool
pl_fountain_find_leading_number(struct pl_str line, const struct pl_fountain_dialect *dialect,
				struct pl_str *number, struct pl_str *heading)
{
	*heading = pl_fountain_skip_leading_number(line, number);
	if (heading->length == 0 || !pl_fountain_has_clear_prefix(*heading, dialect)) {
		return false;
	}
	/* many programs print it on both sides */
	struct pl_str bare = pl_str_slice(*heading, 0, heading->length - number->length);
	if (pl_str_ends(*heading, *number) && pl_str_trim(bare).length < bare.length) {
		*heading = pl_str_trim(bare);
	}
	return true;
}

/* Letters, digits, dots and dashes, and one digit at least: 12A, A12, 7.1. */
static bool
is_page_label(struct pl_str label)
{
	const char *at = label.data, *end = pl_str_end(label);
	bool has_digit = false;
	while (at < end) {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		if (!pl_is_letter_or_digit(code_point) && code_point != '-' && code_point != '.') {
			return false;
		}
		has_digit |= pl_is_number(code_point);
	}
	return has_digit && label.length <= 16;
}

static size_t
equals_at_start(struct pl_str line)
{
	size_t at = 0;
	while (at < line.length && line.data[at] == '=') {
		at++;
	}
	return at;
}

struct pl_str
pl_fountain_page_label(struct pl_str line)
{
	line = pl_str_slice(line, equals_at_start(line), line.length);
	while (pl_str_ends(line, PL_STR("="))) {
		line.length--;
	}
	return pl_str_trim(line);
}

bool
pl_fountain_is_page_break(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	size_t at = equals_at_start(line);
	if (at < 3 || at == line.length) {
		return at >= 3;
	}
	return (dialect->extensions & PLATEN_LOCKED_PAGES) != 0 &&
	       is_page_label(pl_fountain_page_label(line));
}

struct pl_str
pl_fountain_note_label(struct pl_str note)
{
	const struct pl_str none = {0}, word = PL_STR("page");
	note = pl_str_trim(note);
	if (note.length <= word.length ||
	    !pl_str_equal_ascii_case(pl_str_slice(note, 0, word.length), word) ||
	    pl_is_letter_or_digit(pl_code_point_at(note, word.length))) {
		return none;
	}
	bool has_colon = note.data[word.length] == ':';
	struct pl_str label = pl_str_trim(pl_str_slice(note, word.length + has_colon, note.length));
	return is_page_label(label) ? label : none;
}

/* -------------------------------------------------------------------------- markers */

/* A full-width form is U+FF01 for ! and so on, in the order of ASCII. */
static bool
is_wide_form(struct pl_str bytes, char sign)
{
	uint32_t code_point = 0xFEE0u + (unsigned char)sign;
	return pl_code_point_at(bytes, 0) == code_point;
}

static bool
has_wide_markers(const struct pl_fountain_dialect *dialect)
{
	return (dialect->extensions & PLATEN_WIDE_MARKERS) != 0;
}

size_t
pl_fountain_marker(struct pl_str line, char marker, const struct pl_fountain_dialect *dialect)
{
	if (line.length > 0 && line.data[0] == marker) {
		return 1;
	}
	return has_wide_markers(dialect) && is_wide_form(line, marker) ? 3 : 0;
}

bool
pl_fountain_is_heading_sign(uint32_t code_point)
{
	return pl_is_punctuation(code_point) && code_point != '*' && code_point != '_' &&
	       code_point != '\\';
}

size_t
pl_fountain_heading_marker(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	size_t marker = pl_fountain_marker(line, '.', dialect);
	if (marker == 0 || marker == line.length || line.data[marker] != '\\') {
		return marker;
	}
	return marker + pl_fountain_is_heading_sign(pl_code_point_at(line, marker + 1));
}

bool
pl_fountain_has_wide_marker(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	const char *markers = "!.@>~#(";
	while (*markers != '\0' && pl_fountain_marker(line, *markers, dialect) != 3) {
		markers++;
	}
	return *markers != '\0';
}

size_t
pl_fountain_end_marker(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	if (pl_str_ends(line, PL_STR("<"))) {
		return 1;
	}
	return has_wide_markers(dialect) && pl_str_ends(line, PL_STR("\uFF1C")) ? 3 : 0;
}

bool
pl_fountain_is_outline(struct pl_str line)
{
	return pl_str_starts(line, PL_STR("#")) ||
	       (pl_str_starts(line, PL_STR("=")) && !pl_str_starts(line, PL_STR("==")));
}

bool
pl_fountain_has_marker(struct pl_str line)
{
	return line.length > 0 && memchr(MARKERS, line.data[0], sizeof(MARKERS) - 1) != NULL;
}

/* ------------------------------------------------------------------------ capitals */

struct letters {
	bool has_upper, has_lower;
};

/* Count the character which starts at `at`. A byte inside one does not count. */
static void
count_letter(struct letters *letters, struct pl_str line, size_t at)
{
	unsigned char byte = (unsigned char)line.data[at];
	if ((byte & 0xC0) == 0x80) {
		return;
	}
	uint32_t code_point = byte < 0x80 ? byte : pl_code_point_at(line, at);
	letters->has_upper |= pl_is_upper(code_point) || pl_is_titlecase(code_point);
	/* German has no capital ß in common use */
	letters->has_lower |= pl_is_lower(code_point) && code_point != 0xDF;
}

/* Brackets count only if they are balanced: MARA (on the is no extension. A closing bracket without
 * an opening one can only stand before all opening ones without a closing one:
 *
 *	a ) b ( c ) d ) e ( f ( g ) h
 *	              ^ this is the last of the first, so depth counts from the left up to here,
 *	                and from the right behind it
 */
static size_t
last_stray_bracket(struct pl_str line)
{
	size_t depth = 0, stray = 0;
	for (size_t at = 0; at < line.length; at++) {
		if (line.data[at] == '(') {
			depth++;
		} else if (line.data[at] == ')') {
			if (depth == 0) {
				stray = at + 1;
			} else {
				depth--;
			}
		}
	}
	return stray;
}

/* A small letter of ASCII stands before all brackets: true of nearly every line that is not in
 * capitals, after a byte or two. */
static bool
begins_with_small_letter(struct pl_str line)
{
	for (size_t at = 0; at < line.length && (unsigned char)line.data[at] < 0x80; at++) {
		char byte = line.data[at];
		if (byte == '(' || byte == ')') {
			break;
		}
		if (byte >= 'a' && byte <= 'z') {
			return true;
		}
	}
	return false;
}

bool
pl_fountain_is_capitals(struct pl_str line)
{
	struct letters letters = {0};
	if (begins_with_small_letter(line)) {
		return false;
	}
	size_t stray = last_stray_bracket(line), depth = 0;
	for (size_t at = 0; at < stray && !letters.has_lower; at++) {
		if (line.data[at] == '(') {
			depth++;
		} else if (line.data[at] == ')') {
			depth -= depth > 0;
		} else if (depth == 0) {
			count_letter(&letters, line, at);
		}
	}
	depth = 0;
	for (size_t at = line.length; at > stray && !letters.has_lower; at--) {
		if (line.data[at - 1] == ')') {
			depth++;
		} else if (line.data[at - 1] == '(') {
			depth -= depth > 0;
		} else if (depth == 0) {
			count_letter(&letters, line, at - 1);
		}
	}
	return letters.has_upper && !letters.has_lower;
}

bool
pl_fountain_is_nearly_heading(struct pl_str line)
{
	static const char *const words[] = {"INTERIOR", "EXTERIOR", "INT", "EXT", "I/E"};
	line = skip_marks(line);
	if (line.length == 0 || (line.data[0] != 'I' && line.data[0] != 'E')) {
		return false;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct pl_str word = pl_str_of(words[i]);
		if (line.length > word.length && pl_str_starts(line, word)) {
			uint32_t next = pl_code_point_at(line, word.length);
			bool is_short = word.length == 3;
			return (is_short ? next < 0x80 && strchr("-:,;/", (int)next) != NULL
					 : !pl_is_letter_or_digit(next)) &&
			       pl_fountain_is_capitals(line);
		}
	}
	return false;
}

bool
pl_fountain_is_transition(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	line = pl_fountain_drop_marks(line);
	return pl_language_ends_transition(dialect->prefixes.language, line) &&
	       pl_fountain_is_capitals(line);
}

/* The line without marks, and without the dots or the colon at its end. */
static struct pl_str
drop_end(struct pl_str line)
{
	line = pl_fountain_drop_marks(line);
	while (pl_str_ends(line, PL_STR(".")) || pl_str_ends(line, PL_STR(":"))) {
		line.length--;
	}
	return pl_str_trim(line);
}

bool
pl_fountain_is_known_transition(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	return pl_language_is_transition(dialect->prefixes.language, drop_end(line));
}

bool
pl_fountain_is_plain_transition(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	return pl_fountain_is_known_transition(line, dialect) &&
	       !pl_language_is_opening(dialect->prefixes.language, drop_end(line));
}

/* ------------------------------------------------------------------------ brackets */

bool
pl_fountain_is_parenthetical(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	line = pl_fountain_drop_marks(line);
	bool is_wide = has_wide_markers(dialect) && pl_str_ends(line, PL_STR("\uFF09"));
	return line.length >= 2 && pl_fountain_marker(line, '(', dialect) > 0 &&
	       (is_wide || line.data[line.length - 1] == ')');
}

/* How long the bracket is which ends before byte `end`; 0 if there is none. */
static size_t
bracket_before(struct pl_str cue, size_t end, char bracket,
	       const struct pl_fountain_dialect *dialect)
{
	if (end > 0 && cue.data[end - 1] == bracket) {
		return 1;
	}
	return has_wide_markers(dialect) && end >= 3 &&
			       is_wide_form(pl_str_slice(cue, end - 3, end), bracket)
		       ? 3
		       : 0;
}

/* Where the group begins whose closing bracket is the last before `end`; `end` if it is not
 * balanced. */
static size_t
group_start(struct pl_str cue, size_t end, const struct pl_fountain_dialect *dialect)
{
	size_t depth = 0;
	for (size_t at = end; at > 0; at--) {
		size_t opens = bracket_before(cue, at, '(', dialect);
		depth += bracket_before(cue, at, ')', dialect) > 0;
		depth -= opens > 0;
		if (depth == 0) {
			return at - opens;
		}
	}
	return end;
}

size_t
pl_fountain_find_extension(struct pl_str cue, const struct pl_fountain_dialect *dialect)
{
	size_t found = cue.length, end = cue.length;
	while (bracket_before(cue, end, ')', dialect) > 0) {
		size_t start = group_start(cue, end, dialect);
		if (start == end) {
			break;
		}
		found = end = start;
		size_t blank;
		while ((blank = pl_blank_before(cue.data, cue.data + end)) > 0) {
			end -= blank;
		}
	}
	return found;
}

/* What Fountain allows in a scene number, and what Final Draft's have beyond that: 1-3-5: and 1&2.
 */
static bool
is_of_scene_number(uint32_t code_point)
{
	return pl_is_letter_or_digit(code_point) ||
	       (code_point < 0x80 && code_point != 0 && strchr("-.:&", (int)code_point) != NULL);
}

size_t
pl_fountain_find_number(struct pl_str heading)
{
	if (heading.length < 3 || heading.data[heading.length - 1] != '#') {
		return heading.length;
	}
	size_t last = heading.length - 1, at = last;
	while (at > 0 && heading.data[at - 1] != '#') {
		at--;
	}
	if (at == 0 || at == last) {
		return heading.length;
	}
	size_t first = at - 1;
	while (at < last) {
		uint32_t code_point;
		at += pl_utf8_decode(heading.data + at, heading.data + last, &code_point);
		if (!is_of_scene_number(code_point)) {
			return heading.length;
		}
	}
	return first;
}

struct pl_str
pl_fountain_drop_carets(struct pl_str cue)
{
	while (pl_str_ends(cue, PL_STR("^"))) {
		cue = pl_str_trim(pl_str_slice(cue, 0, cue.length - 1));
	}
	return cue;
}
