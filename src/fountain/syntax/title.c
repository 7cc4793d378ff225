/* Which lines make a title page; read/title.c says what that is. */
#include "fountain/syntax/syntax.h"

#define KEY_LENGTH_MAX 40

#define ZERO_WIDTH_NON_JOINER 0x200C
#define ZERO_WIDTH_JOINER 0x200D

static bool
is_key_character(uint32_t code_point, bool is_first)
{
	if (!is_first && (code_point == ZERO_WIDTH_NON_JOINER || code_point == ZERO_WIDTH_JOINER)) {
		return true; /* letters of Persian words have one between them */
	}
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
	const char *at = line.data, *end = pl_str_end(line);
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

static void
take_key(struct pl_fountain_title_scan *title, struct pl_str line, struct pl_str key)
{
	const char *colon = memchr(line.data, ':', line.length);
	struct pl_str value =
		pl_str_trim(pl_str_slice(line, (size_t)(colon + 1 - line.data), line.length));
	bool is_known = pl_title_role_of(key) != PL_TITLE_UNKNOWN;
	title->value_from = (uint32_t)(value.data - line.data);
	title->key = key;
	title->is_bare = value.length == 0;
	title->is_filled = false;
	title->is_below_stray = title->is_below_stray && !is_known;
	title->seen.keys++;
	title->seen.known_keys += is_known;
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

/* A line which has text. */
static enum pl_fountain_title_line
look(struct pl_fountain_title_scan *title, struct pl_str line, struct pl_str content)
{
	bool is_first = title->seen.keys == 0;
	if (is_first && is_indented(line)) {
		title->indent = pl_str_slice(line, 0, (size_t)(content.data - line.data));
	}
	if (!pl_str_starts(line, title->indent)) {
		return PL_TITLE_LINE_END;
	}
	if (is_indented(pl_str_slice(line, title->indent.length, line.length))) {
		title->is_below_held = false;
		return PL_TITLE_LINE_VALUE;
	}
	if (title->is_below_held || pl_fountain_has_prefix(content, title->dialect)) {
		return PL_TITLE_LINE_END;
	}
	struct pl_str key = find_key(content);
	if (key.length > 0) {
		take_key(title, line, key);
		bool is_none = is_first && title->indent.length > 0 && title->seen.known_keys == 0;
		return is_none ? PL_TITLE_LINE_END : PL_TITLE_LINE_KEY;
	}
	if (is_first || pl_fountain_has_marker(content)) {
		return PL_TITLE_LINE_END;
	}
	title->is_below_stray = title->is_below_stray || !title->is_bare;
	return title->is_bare ? PL_TITLE_LINE_VALUE : PL_TITLE_LINE_STRAY;
}

enum pl_fountain_title_line
pl_fountain_scan_title(struct pl_fountain_title_scan *title, struct pl_str line, bool is_held)
{
	struct pl_str content = pl_str_trim(line);
	enum pl_fountain_title_line what = PL_TITLE_LINE_VALUE;
	title->value_from = (uint32_t)(content.data - line.data);
	if (is_held) {
		title->is_below_held = true;
	} else {
		what = look(title, line, content);
	}
	if (what == PL_TITLE_LINE_END) {
		/* lines which do not all share an indentation are none of a title page */
		title->sure.keys = title->indent.length > 0 ? 0 : title->sure.keys;
		return what;
	}
	size_t end = (size_t)(content.data - line.data) + content.length;
	if (!title->is_filled && title->value_from < end) {
		title->is_filled = true;
		title->seen.filled_keys++;
	}
	title->sure = pl_fountain_is_sure_title(title) ? title->seen : title->sure;
	return what;
}

bool
pl_fountain_is_sure_title(const struct pl_fountain_title_scan *title)
{
	return !title->is_below_held && !title->is_below_stray;
}

bool
pl_fountain_is_title_page(const struct pl_fountain_title_scan *title)
{
	const struct pl_fountain_title_counts *sure = &title->sure;
	return sure->keys > 0 &&
	       (sure->known_keys > 0 || (sure->keys >= 2 && sure->filled_keys == sure->keys));
}
