/* Slices of text: cutting, trimming, comparing. ASCII only; unicode/ has the rest. */
#include "base/base.h"

struct pl_str
pl_str_clip(struct pl_str text, size_t most)
{
	if (text.length <= most) {
		return text;
	}
	while (most > 0 && ((unsigned char)text.data[most] & 0xC0) == 0x80) {
		most--;
	}
	return (struct pl_str){text.data, most};
}

struct pl_str
pl_str_decimal(int64_t number, char room[PL_DECIMAL_SIZE])
{
	size_t at = PL_DECIMAL_SIZE;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	do {
		room[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (number < 0) {
		room[--at] = '-';
	}
	return (struct pl_str){room + at, PL_DECIMAL_SIZE - at};
}

bool
pl_str_next_word(struct pl_str *list, const char *separators, struct pl_str *word)
{
	if (list->length == 0) {
		return false;
	}
	const char *found = memchr(list->data, separators[0], list->length);
	size_t end = found == NULL ? list->length : (size_t)(found - list->data);
	for (size_t at = 0; separators[1] != '\0' && at < end; at++) {
		end = strchr(separators, list->data[at]) != NULL ? at : end;
	}
	*word = pl_str_slice(*list, 0, end);
	*list = pl_str_slice(*list, end < list->length ? end + 1 : end, list->length);
	return true;
}

struct pl_str
pl_str_trim_ascii(struct pl_str str)
{
	while (str.length > 0 && pl_is_space(str.data[0])) {
		str = pl_str_slice(str, 1, str.length);
	}
	while (str.length > 0 && pl_is_space(str.data[str.length - 1])) {
		str.length--;
	}
	return str;
}

int
pl_str_compare_ascii_case(struct pl_str a, struct pl_str b)
{
	for (size_t i = 0; i < a.length && i < b.length; i++) {
		unsigned char one = (unsigned char)pl_ascii_lower(a.data[i]);
		unsigned char other = (unsigned char)pl_ascii_lower(b.data[i]);
		if (one != other) {
			return one < other ? -1 : 1;
		}
	}
	return (a.length > b.length) - (a.length < b.length);
}

bool
pl_str_equal_ascii_case(struct pl_str a, struct pl_str b)
{
	return a.length == b.length && pl_str_compare_ascii_case(a, b) == 0;
}

bool
pl_str_ends_ascii_case(struct pl_str str, struct pl_str suffix)
{
	return str.length >= suffix.length &&
	       pl_str_equal_ascii_case(pl_str_slice(str, str.length - suffix.length, str.length),
				       suffix);
}

bool
pl_str_contains(struct pl_str str, struct pl_str part)
{
	size_t at = 0;
	while (at < str.length && !pl_str_starts(pl_str_slice(str, at, str.length), part)) {
		at++;
	}
	return at < str.length;
}

bool
pl_lines_next(struct pl_lines *lines, struct pl_str *line)
{
	struct pl_str rest = lines->rest;
	if (lines->has_ended) {
		return false;
	}
	const char *feed = rest.length == 0 ? NULL : memchr(rest.data, '\n', rest.length);
	size_t length = feed == NULL ? rest.length : (size_t)(feed - rest.data);
	*line = pl_str_slice(rest, 0, length);
	lines->has_ended = feed == NULL;
	lines->rest = feed == NULL ? rest : pl_str_slice(rest, length + 1, rest.length);
	return true;
}
