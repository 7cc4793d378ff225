/* Lines of an INI file, one at a time: sections, keys with values, mistakes. */
#include "base/base.h"

/* A quotation mark at `at` closes the value: nothing but a comment follows. */
static bool
closes(struct pl_str text, size_t at)
{
	struct pl_str rest = pl_str_trim_ascii(pl_str_slice(text, at + 1, text.length));
	bool has_blank = at + 1 < text.length && pl_is_space(text.data[at + 1]);
	return rest.length == 0 || (has_blank && rest.data[0] == '#');
}

/* Up to the quotation mark that closes one at the start, or up to a # after a blank. So a value in
 * quotation marks may hold some. */
static struct pl_str
read_value(struct pl_str text)
{
	text = pl_str_trim_ascii(text);
	bool is_quoted = text.length > 0 && text.data[0] == '"';
	size_t end = 0;
	for (size_t at = 1; is_quoted && at < text.length; at++) {
		if (text.data[at] == '"' && closes(text, at)) {
			return pl_str_slice(text, 1, at);
		}
		end = text.data[at] == '"' && end == 0 ? at : end;
	}
	if (end > 0) {
		return pl_str_slice(text, 1, end); /* what follows is nothing */
	}
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '#' && (i == 0 || pl_is_space(text.data[i - 1]))) {
			return pl_str_trim_ascii(pl_str_slice(text, 0, i));
		}
	}
	return text;
}

/* `text` is neither empty nor a comment. */
static struct pl_ini_line
read_line(struct pl_str text)
{
	bool is_section = text.data[0] == '[';
	const char *ends = is_section ? "]]" : "=:";
	size_t length = 0;
	while (length < text.length && memchr(ends, text.data[length], 2) == NULL) {
		length++;
	}
	if (length == text.length) {
		return (struct pl_ini_line){.kind = PL_INI_BROKEN, .key = text};
	}
	if (is_section) {
		return (struct pl_ini_line){
			.kind = PL_INI_SECTION,
			.key = pl_str_trim_ascii(pl_str_slice(text, 1, length)),
		};
	}
	return (struct pl_ini_line){
		.kind = PL_INI_KEY,
		.key = pl_str_trim_ascii(pl_str_slice(text, 0, length)),
		.value = read_value(pl_str_slice(text, length + 1, text.length)),
	};
}

bool
pl_ini_next(struct pl_ini *ini, struct pl_ini_line *line)
{
	struct pl_str text, *rest = &ini->lines.rest;
	if (ini->number == 0 && pl_str_starts(*rest, PL_STR("\xEF\xBB\xBF"))) {
		*rest = pl_str_slice(*rest, 3, rest->length);
	}
	while (pl_lines_next(&ini->lines, &text)) {
		ini->number++;
		text = pl_str_trim_ascii(text);
		if (text.length > 0 && text.data[0] != '#' && text.data[0] != ';') {
			*line = read_line(text);
			line->number = ini->number;
			return true;
		}
	}
	return false;
}
