#include "language/words.h"
#include "unicode/unicode.h"

bool
pl_language_next_word(struct pl_str *list, char separator, struct pl_str *word)
{
	if (list->length == 0) {
		return false;
	}
	const char *found = memchr(list->data, separator, list->length);
	size_t end = found == NULL ? list->length : (size_t)(found - list->data);
	*word = pl_str_slice(*list, 0, end);
	*list = pl_str_slice(*list, found == NULL ? end : end + 1, list->length);
	return true;
}

size_t
pl_language_match(struct pl_str text, struct pl_str word)
{
	const char *at = text.data, *end = text.data + text.length;
	const char *wanted = word.data, *last = word.data + word.length;
	while (wanted < last && at < end) {
		uint32_t typed, meant;
		at += pl_utf8_decode(at, end, &typed);
		wanted += pl_utf8_decode(wanted, last, &meant);
		bool is_same = typed == meant || pl_to_upper(typed) == pl_to_upper(meant);
		if (!is_same || (typed < 0x80) != (meant < 0x80)) {
			return 0;
		}
	}
	return wanted < last ? 0 : (size_t)(at - text.data);
}

bool
pl_language_has_word(const char *list, struct pl_str text)
{
	struct pl_str rest = pl_language_list(list), word;
	while (pl_language_next_word(&rest, '|', &word)) {
		if (text.length > 0 && pl_language_match(text, word) == text.length) {
			return true;
		}
	}
	return false;
}

/* ----------------------------------------------------------------------- languages */

/* `de`, `de-AT`, `de_AT` and `German` are all German. */
static bool
is_language(struct pl_str value, const struct pl_language *language)
{
	struct pl_str codes = pl_str_of(language->codes), code;
	while (pl_language_next_word(&codes, '|', &code)) {
		if (pl_language_match(value, code) == code.length &&
		    (value.length == code.length || value.data[code.length] == '-' ||
		     value.data[code.length] == '_')) {
			return true;
		}
	}
	return pl_str_equal_ascii_case(value, pl_str_of(language->name));
}

const struct pl_language *
pl_language_by_name(struct pl_str name)
{
	name = pl_str_trim(name);
	for (size_t i = 0; i < pl_language_row_count; i++) {
		if (is_language(name, &pl_language_rows[i])) {
			return &pl_language_rows[i];
		}
	}
	return NULL;
}

const struct pl_language *
pl_language_english(void)
{
	return &pl_language_rows[0];
}

struct pl_language_continued
pl_language_continued(const struct pl_language *language)
{
	if (language == NULL || language->more == NULL) {
		language = pl_language_english();
	}
	return (struct pl_language_continued){language->more, language->contd,
					      language->scene_bottom, language->scene_top};
}

/* --------------------------------------------------------------------- transitions */

/* The line ends in a word of the list, which is a word of its own. */
static bool
ends_in_word(struct pl_str line, const struct pl_language *language)
{
	struct pl_str list = pl_language_list(language->endings), word;
	while (pl_language_next_word(&list, '|', &word)) {
		if (pl_str_ends(line, word) &&
		    !pl_is_letter_or_digit(pl_code_point_before(line, line.length - word.length))) {
			return true;
		}
	}
	return false;
}

bool
pl_language_ends_transition(const struct pl_language *language, struct pl_str line)
{
	return ends_in_word(line, pl_language_english()) ||
	       (language != NULL && ends_in_word(line, language));
}

static bool
is_transition(struct pl_str line, const struct pl_language *language)
{
	struct pl_str list = pl_language_list(language->transitions), word;
	while (pl_language_next_word(&list, '|', &word)) {
		if (pl_str_equal(line, word)) {
			return true;
		}
	}
	return false;
}

bool
pl_language_is_transition(const struct pl_language *language, struct pl_str line)
{
	return is_transition(line, pl_language_english()) ||
	       (language != NULL && is_transition(line, language));
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

enum pl_title_role
pl_title_role_of(struct pl_str key)
{
	char bytes[64];
	bool is_own = key.length > 2 && pl_language_match(key, PL_STR("X-")) > 0;
	if (normalise_key(&key, bytes)) {
		for (size_t i = 0; i < pl_language_row_count; i++) {
			const struct pl_language *language = &pl_language_rows[i];
			for (enum pl_title_role role = 0; role < PL_TITLE_ROLE_COUNT; role++) {
				if (pl_language_has_word(language->title_keys[role], key)) {
					return role;
				}
			}
		}
	}
	return is_own ? PL_TITLE_SETTING : PL_TITLE_UNKNOWN;
}
