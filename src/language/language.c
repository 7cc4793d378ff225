/*
 * Finds words in the table of languages
 *
 *	INT. DINER - KITCHEN - NIGHT #12#
 *	'-.' '--------------'  '---'
 *	prefix  location       time
 *
 * The prefixes are those with which a reader of Fountain knows a heading. For the time of day there
 * is no rule; writers put it last, after a dash. So the heading is cut at its dashes, and the parts
 * at its end that have a word for a time of day are the time. A place may be called NIGHT CLUB: the
 * first part is never the time.
 */
#include "language/words.h"
#include "unicode/unicode.h"

/* ---------------------------------------------------------------------- lists of words */

/* The words of a field of pl_language; NULL has none. */
static struct pl_str
list_of(const char *words)
{
	return pl_str_of(words == NULL ? "" : words);
}

uint32_t
pl_language_upper(const struct pl_language *language, uint32_t character)
{
	bool has_dotted_i = language != NULL && language->has_dotted_i;
	return has_dotted_i && character == 'i' ? 0x130 : pl_to_upper(character);
}

/* The character at the start of *text, composed with the marks behind it and in upper case. *text
 * moves behind it. */
static uint32_t
next_character(const struct pl_language *language, struct pl_str *text)
{
	const char *at = text->data, *end = pl_str_end(*text);
	uint32_t character, mark, composed;
	at += pl_utf8_decode(at, end, &character);
	while (at < end && (unsigned char)*at >= 0x80) { /* no mark is ASCII */
		size_t length = pl_utf8_decode(at, end, &mark);
		composed = pl_compose(character, mark);
		if (composed == 0) {
			break;
		}
		character = composed;
		at += length;
	}
	*text = (struct pl_str){at, (size_t)(end - at)};
	return pl_language_upper(language, character);
}

/* The first character is ASCII, and no mark follows it. */
static inline bool
begins_plain(struct pl_str text)
{
	return text.length > 0 && (unsigned char)text.data[0] < 0x80 &&
	       (text.length == 1 || (unsigned char)text.data[1] < 0x80);
}

/* Nearly always the first letter tells already. Of ASCII only an i can be equal to another letter:
 * to a dotted or a dotless one. */
static inline bool
begin_differently(struct pl_str text, struct pl_str word)
{
	bool is_plain = word.length > 0 && begins_plain(text);
	char first = is_plain ? pl_ascii_lower(text.data[0]) : 'i';
	return first != 'i' && first != pl_ascii_lower(word.data[0]);
}

/* How many bytes of `text`, from its start, are `word` of the language in any case; 0 if it does
 * not begin with it. A small dotless i is an I in languages which have it alone. */
static size_t
match(const struct pl_language *language, struct pl_str text, struct pl_str word)
{
	bool has_dotted_i = language != NULL && language->has_dotted_i;
	size_t length = text.length;
	if (begin_differently(text, word)) {
		return 0;
	}
	while (word.length > 0) {
		if (!has_dotted_i && begins_plain(text) && begins_plain(word)) {
			if (pl_ascii_lower(text.data[0]) != pl_ascii_lower(word.data[0])) {
				return 0;
			}
			text = pl_str_slice(text, 1, text.length);
			word = pl_str_slice(word, 1, word.length);
			continue;
		}
		bool is_dotless = pl_str_starts(text, PL_STR("\u0131"));
		if (text.length == 0 || (is_dotless && !has_dotted_i) ||
		    next_character(language, &text) != next_character(language, &word)) {
			return 0;
		}
	}
	return length - text.length;
}

/* `text` is a word of the list, which is the language's and may be NULL. */
static bool
has_word(const struct pl_language *language, const char *list, struct pl_str text)
{
	while (list != NULL && text.length > 0) {
		const char *end = strchr(list, '|');
		/* most words begin with another letter, and need not be cut out */
		if (!begin_differently(text, (struct pl_str){list, 1})) {
			struct pl_str word = {list,
					      end == NULL ? strlen(list) : (size_t)(end - list)};
			if (match(language, text, word) == text.length) {
				return true;
			}
		}
		list = end == NULL ? NULL : end + 1;
	}
	return false;
}

/* The languages whose list may have a word that `text` begins with: bit n for row n. */
static uint64_t
languages_with(enum pl_word_list list, struct pl_str text)
{
	return pl_word_slots[pl_word_slot(list, text)];
}

/* One of `languages` is this one, which may be NULL. A module has tables of its own, so the
 * addresses of rows say nothing. */
static bool
has_language(uint64_t languages, const struct pl_language *language)
{
	for (size_t i = 0; language != NULL && languages >> i != 0; i++) {
		if ((languages >> i & 1) != 0 &&
		    strcmp(pl_language_rows[i].codes, language->codes) == 0) {
			return true;
		}
	}
	return false;
}

bool
pl_language_contains(struct pl_str text, struct pl_str word)
{
	bool is_found = false;
	for (size_t at = 0; at < text.length && !is_found; at++) {
		is_found = match(NULL, pl_str_slice(text, at, text.length), word) > 0;
	}
	return is_found;
}

/* ----------------------------------------------------------------------- languages */

/* The length of the language's code that `value` begins with: `de`, `de-AT` and `de_AT` are German.
 * 0: none. */
static size_t
code_length(struct pl_str value, const struct pl_language *language)
{
	struct pl_str codes = pl_str_of(language->codes), code;
	size_t longest = 0;
	while (pl_str_next_word(&codes, "|", &code)) {
		if (code.length > longest && match(NULL, value, code) == code.length &&
		    (value.length == code.length || value.data[code.length] == '-' ||
		     value.data[code.length] == '_')) {
			longest = code.length;
		}
	}
	return longest;
}

const struct pl_language *
pl_language_by_name(struct pl_str name)
{
	const struct pl_language *found = NULL;
	size_t longest = 0;
	name = pl_str_trim(name);
	for (size_t i = 0; i < pl_language_row_count; i++) {
		const struct pl_language *language = &pl_language_rows[i];
		if (pl_str_equal_ascii_case(name, pl_str_of(language->name))) {
			return language;
		}
		size_t length = code_length(name, language);
		if (length > longest) {
			found = language;
			longest = length;
		}
	}
	return found;
}

struct pl_language_continued
pl_language_continued(const struct pl_language *language)
{
	if (language == NULL || language->more == NULL) {
		language = &pl_language_rows[0];
	}
	return (struct pl_language_continued){language->more, language->contd,
					      language->scene_bottom, language->scene_top};
}

/* --------------------------------------------------------------------- transitions */

/* The text ends in a byte that ends a word of the list. */
static bool
ends_like_word(const char *list, struct pl_str text)
{
	char last = text.length == 0 ? '|' : text.data[text.length - 1];
	for (; list != NULL && *list != '\0'; list++) {
		if (*list == last && (list[1] == '|' || list[1] == '\0')) {
			return true;
		}
	}
	return false;
}

/* The line ends in an ending of the language, which is a word of its own. */
static bool
has_ending(const struct pl_language *language, struct pl_str line)
{
	/* most lines do not */
	if (!ends_like_word(language->endings, line)) {
		return false;
	}
	struct pl_str list = list_of(language->endings), word;
	while (pl_str_next_word(&list, "|", &word)) {
		if (line.length == 0 || line.data[line.length - 1] != word.data[word.length - 1]) {
			continue;
		}
		/* as many characters as it has, or one more for each mark */
		size_t at = line.length > 2 * word.length ? line.length - 2 * word.length : 0;
		for (; at < line.length; at++) {
			struct pl_str end = pl_str_slice(line, at, line.length);
			if (match(language, end, word) == end.length &&
			    !pl_is_letter_or_digit(pl_code_point_before(line, at))) {
				return true;
			}
		}
	}
	return false;
}

bool
pl_language_ends_transition(const struct pl_language *language, struct pl_str line)
{
	return has_ending(&pl_language_rows[0], line) ||
	       (language != NULL && has_ending(language, line));
}

bool
pl_language_is_opening(const struct pl_language *language, struct pl_str line)
{
	const struct pl_language *english = &pl_language_rows[0];
	uint64_t languages = languages_with(PL_WORDS_TRANSITIONS, line);
	return (has_language(languages, english) && has_word(english, english->openings, line)) ||
	       (has_language(languages, language) && has_word(language, language->openings, line));
}

bool
pl_language_is_transition(const struct pl_language *language, struct pl_str line)
{
	const struct pl_language *english = &pl_language_rows[0];
	uint64_t languages = languages_with(PL_WORDS_TRANSITIONS, line);
	return (has_language(languages, english) &&
		(has_word(english, english->transitions, line) ||
		 has_word(english, english->openings, line))) ||
	       (has_language(languages, language) &&
		(has_word(language, language->transitions, line) ||
		 has_word(language, language->openings, line)));
}

/* ---------------------------------------------------------------------- title page */

/* The key with a space for each `_`. False: it is longer than any key we know. */
static bool
normalise_key(struct pl_str *key, char bytes[64])
{
	if (key->length > 64) {
		return false;
	}
	for (size_t i = 0; i < key->length; i++) {
		bytes[i] = key->data[i] == '_' ? ' ' : key->data[i];
	}
	*key = (struct pl_str){bytes, key->length};
	return true;
}

static enum pl_title_role
role_in(const struct pl_language *language, struct pl_str key)
{
	enum pl_title_role role = 0;
	while (role < PL_TITLE_ROLE_COUNT && !has_word(language, language->title_keys[role], key)) {
		role++;
	}
	return role;
}

enum pl_title_role
pl_title_role_of(struct pl_str key)
{
	char bytes[64];
	bool is_own = key.length > 2 && match(NULL, key, PL_STR("X-")) > 0;
	if (normalise_key(&key, bytes)) {
		uint64_t languages = languages_with(PL_WORDS_TITLE_KEYS, key);
		for (size_t i = 0; languages >> i != 0; i++) {
			enum pl_title_role role = (languages >> i & 1) == 0
							  ? PL_TITLE_UNKNOWN
							  : role_in(&pl_language_rows[i], key);
			if (role < PL_TITLE_ROLE_COUNT) {
				return role;
			}
		}
	}
	return is_own ? PL_TITLE_SETTING : PL_TITLE_UNKNOWN;
}

/* ----------------------------------------------------------------------- the prefix */

/* The longest prefix found so far. */
struct found {
	size_t length;
	enum platen_setting setting;
};

static void
find_prefix(struct found *found, struct pl_str line, const struct pl_language *language,
	    struct pl_str list, const char *separator, enum platen_setting setting)
{
	struct pl_str word;
	while (pl_str_next_word(&list, separator, &word)) {
		word = separator[0] == ',' ? pl_str_trim(word) : word;
		if (begin_differently(line, word)) {
			continue;
		}
		word.length -= pl_str_ends(word, PL_STR("."));
		size_t length = match(language, line, word);
		if (length <= found->length || length == line.length) {
			continue;
		}
		const char *next = line.data + length;
		if (*next == '.' || pl_blank_at(next, line.data + line.length) > 0) {
			*found = (struct found){length, setting};
		}
	}
}

static void
find_prefix_of(struct found *found, struct pl_str line, const struct pl_language *language)
{
	for (enum platen_setting setting = 0; setting < PLATEN_SETTING_COUNT; setting++) {
		find_prefix(found, line, language, list_of(language->prefixes[setting]), "|",
			    setting);
	}
}

/* Most lines of a screenplay are no headings, and two bytes tell: INT, EXT, EST, I/E, I./E. */
static bool
may_begin_in_english(struct pl_str line)
{
	return line.length > 1 && memchr("IEie", line.data[0], 4) != NULL &&
	       memchr("NXSnxs/.", line.data[1], 8) != NULL;
}

static struct found
longest_prefix(const struct pl_language_prefixes *prefixes, struct pl_str line)
{
	const struct pl_language *english = &pl_language_rows[0], *other = prefixes->language;
	struct found found = {0};
	if (other != NULL || may_begin_in_english(line)) {
		uint64_t languages = languages_with(PL_WORDS_PREFIXES, line);
		if (has_language(languages, english)) {
			find_prefix_of(&found, line, english);
		}
		if (has_language(languages, other)) {
			find_prefix_of(&found, line, other);
		}
	}
	if (line.length > 0 && prefixes->more.length > 0) {
		find_prefix(&found, line, other, prefixes->more, ",", PLATEN_NO_SETTING);
	}
	return found;
}

size_t
pl_language_prefix_length(const struct pl_language_prefixes *prefixes, struct pl_str line)
{
	return longest_prefix(prefixes, line).length;
}

/* ------------------------------------------------------------------------- the time */

/* An index of `times`, PL_NONE if `word` is in none of them. */
static uint32_t
time_in(const struct pl_language *language, struct pl_str word)
{
	for (uint32_t time = 0; time <= PL_TIME_SAME; time++) {
		if (has_word(language, language->times[time], word)) {
			return time;
		}
	}
	return PL_NONE;
}

static uint32_t
time_of(const struct pl_language *language, struct pl_str word)
{
	uint64_t languages = languages_with(PL_WORDS_TIMES, word);
	uint32_t time = has_language(languages, language) ? time_in(language, word) : PL_NONE;
	for (size_t i = 0; languages >> i != 0 && time == PL_NONE; i++) {
		const struct pl_language *other = &pl_language_rows[i];
		if ((languages >> i & 1) != 0 && !has_word(other, other->own_times, word)) {
			time = time_in(other, word);
		}
	}
	return time;
}

/* The next word of *text, which moves behind it and one character more: letters and their marks. It
 * may be empty. */
static struct pl_str
next_letters(struct pl_str *text)
{
	const char *start = text->data, *at = start, *end = start + text->length, *word_end = start;
	while (at < end) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		if (!pl_is_letter(c) && !pl_is_mark(c)) {
			break;
		}
		word_end = at;
	}
	*text = (struct pl_str){at, (size_t)(end - at)};
	return (struct pl_str){start, (size_t)(word_end - start)};
}

/* The time that `text` names last, as an index of `times`; PL_NONE if it names none. */
static uint32_t
last_time(const struct pl_language *language, struct pl_str text)
{
	uint32_t last = PL_NONE;
	while (text.length > 0) {
		uint32_t time = time_of(language, next_letters(&text));
		last = time == PL_NONE ? last : time;
	}
	return last;
}

static const char *const dashes[] = {" - ", " \u2013 ", " \u2014 ", " -- ", "\u2014", ", "};

/* The length of the separator at byte `at` of the text; 0 if there is none. */
static size_t
dash_length(struct pl_str text, size_t at)
{
	struct pl_str rest = pl_str_slice(text, at, text.length);
	/* the dash of the first four is their second byte */
	if (rest.length < 2 ||
	    (rest.data[0] == ' ' && rest.data[1] != '-' && rest.data[1] != '\xE2')) {
		return 0;
	}
	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		if (rest.data[0] == dashes[i][0] && pl_str_starts(rest, pl_str_of(dashes[i]))) {
			return strlen(dashes[i]);
		}
	}
	return 0;
}

/* Where the last separator of `text` begins and ends; false if it has none. */
static bool
find_last_dash(struct pl_str text, size_t *start, size_t *end)
{
	for (size_t at = text.length; at-- > 0;) {
		size_t length = dash_length(text, at);
		if (length > 0) {
			*start = at;
			*end = at + length;
			return true;
		}
	}
	return false;
}

bool
pl_language_has_dash(struct pl_str line)
{
	size_t start, end;
	return pl_find_any(line, 0, "-,\xE2-") < line.length && find_last_dash(line, &start, &end);
}

static void
set_time(struct pl_language_heading *heading, uint32_t time)
{
	heading->has_time = true;
	heading->is_same_time = time == PL_TIME_SAME;
	heading->daytime = heading->is_same_time ? PLATEN_TIME_OTHER : (enum platen_daytime)time;
}

/* What stands behind the prefix, and behind its dots and blanks. */
static struct pl_str
skip_prefix(struct pl_str text, size_t length)
{
	const char *at = text.data + length, *end = pl_str_end(text);
	size_t blank;
	while (length > 0 && at < end && (blank = *at == '.' ? 1 : pl_blank_at(at, end)) > 0) {
		at += blank;
	}
	return (struct pl_str){at, (size_t)(end - at)};
}

void
pl_language_read_heading(const struct pl_language_prefixes *prefixes, struct pl_str text,
			 struct pl_language_heading *heading)
{
	struct found prefix = longest_prefix(prefixes, text);
	struct pl_str rest = text.length == 0 ? text : skip_prefix(text, prefix.length);
	struct pl_str location = rest;
	size_t start, end;
	uint32_t time;
	*heading = (struct pl_language_heading){
		.prefix = pl_str_slice(text, 0, prefix.length),
		.setting = prefix.setting,
	};
	while (find_last_dash(location, &start, &end) &&
	       (time = last_time(prefixes->language,
				 pl_str_slice(location, end, location.length))) != PL_NONE) {
		/* of NIGHT - CONTINUOUS it is the NIGHT that says something */
		if (!heading->has_time || heading->is_same_time) {
			set_time(heading, time);
		}
		heading->time = pl_str_trim(pl_str_slice(rest, end, rest.length));
		location.length = start;
	}
	heading->location = pl_str_trim(location);
	if (!heading->has_time && (time = last_time(prefixes->language, rest)) != PL_NONE) {
		set_time(heading, time);
	}
}

static struct pl_str
last_word(struct pl_str text)
{
	struct pl_str word = {0};
	while (text.length > 0) {
		word = next_letters(&text);
	}
	return word;
}

bool
pl_language_ends_in_time(const struct pl_language *language, struct pl_str text)
{
	return time_of(language, last_word(text)) != PL_NONE;
}

const struct pl_language *
pl_language_of_heading(struct pl_str line)
{
	const struct pl_language *first = NULL;
	uint64_t languages = languages_with(PL_WORDS_PREFIXES, line);
	for (size_t i = 1; languages >> i != 0; i++) {
		const struct pl_language *language = &pl_language_rows[i];
		const struct pl_language_prefixes prefixes = {.language = language};
		struct pl_language_heading heading;
		if ((languages >> i & 1) == 0 || longest_prefix(&prefixes, line).length == 0) {
			continue;
		}
		pl_language_read_heading(&prefixes, line, &heading);
		if (time_in(language, last_word(heading.time)) != PL_NONE) {
			return language;
		}
		first = first == NULL ? language : first;
	}
	return first;
}
