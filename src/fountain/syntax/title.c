/* Which lines make a title page; read/title.c says what that is. */
#include "fountain/syntax/syntax.h"

#define KEY_LENGTH_MAX 40

static bool
is_key_character(uint32_t code_point, bool is_first)
{
	if (is_first || code_point >= 0x80) {
		return pl_is_letter(code_point) || (!is_first && pl_is_letter_or_digit(code_point));
	}
	return pl_is_letter_or_digit(code_point) || strchr(" \t_-./&'", (int)code_point) != NULL;
}

/* The key before the first colon of a line; empty if there is none. */
static struct pl_str
find_key(struct pl_str line)
{
	const struct pl_str none = {0};
	const char *at = line.data, *end = line.data + line.length;
	size_t count = 0;
	while (at < end && *at != ':') {
		uint32_t code_point;
		size_t length = pl_utf8_decode(at, end, &code_point);
		if (!is_key_character(code_point, count == 0)) {
			break;
		}
		at += length;
		count++;
		if (count > KEY_LENGTH_MAX && pl_blank_before(line.data, at) == 0) {
			return none;
		}
	}
	struct pl_str key = pl_str_trim(pl_str_slice(line, 0, (size_t)(at - line.data)));
	size_t blank;
	while ((blank = pl_blank_at(at, end)) > 0) { /* French has no-break spaces here */
		at += blank;
	}
	return at < end && *at == ':' ? key : none;
}

static enum pl_fountain_title_line
take_key(struct pl_fountain_title_scan *title, struct pl_str line, struct pl_str key)
{
	const char *colon = memchr(line.data, ':', line.length);
	struct pl_str value =
		pl_str_trim(pl_str_slice(line, (size_t)(colon + 1 - line.data), line.length));
	title->value_from = (uint32_t)(value.data - line.data);
	title->key = key;
	title->is_bare = value.length == 0;
	title->is_filled = false;
	title->key_count++;
	return PL_TITLE_LINE_KEY;
}

/* A second byte order mark before `Title:` is blank, but not visible. */
static bool
is_indented(struct pl_str line)
{
	size_t length, at = 0;
	while ((length = pl_blank_at(line.data + at, line.data + line.length)) > 0) {
		if (length == 1 || pl_is_space_separator(pl_code_point_at(line, at))) {
			return true;
		}
		at += length;
	}
	return false;
}

static enum pl_fountain_title_line
look(struct pl_fountain_title_scan *title, struct pl_str line, bool is_held)
{
	struct pl_str content = pl_str_trim(line);
	title->value_from = (uint32_t)(content.data - line.data);
	if (is_held || is_indented(line)) {
		return title->key_count > 0 ? PL_TITLE_LINE_VALUE : PL_TITLE_LINE_END;
	}
	if (pl_fountain_has_prefix(content, title->dialect)) {
		return PL_TITLE_LINE_END;
	}
	struct pl_str key = find_key(content);
	if (key.length > 0) {
		return take_key(title, line, key);
	}
	return title->is_bare && !pl_fountain_has_marker(content) ? PL_TITLE_LINE_VALUE
								  : PL_TITLE_LINE_END;
}

enum pl_fountain_title_line
pl_fountain_scan_title(struct pl_fountain_title_scan *title, struct pl_str line, bool is_held)
{
	enum pl_fountain_title_line what = look(title, line, is_held);
	struct pl_str content = pl_str_trim(line);
	size_t end = (size_t)(content.data - line.data) + content.length;
	if (what != PL_TITLE_LINE_END && !title->is_filled && title->value_from < end) {
		title->is_filled = true;
		title->filled_count++;
	}
	return what;
}

bool
pl_fountain_is_title_page(const struct pl_fountain_title_scan *title)
{
	return title->known_count > 0 ||
	       (title->key_count >= 2 && title->filled_count == title->key_count);
}
