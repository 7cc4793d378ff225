/* Steps over text by code point: line breaks, blanks, letters, positions. */
#include "unicode/unicode.h"

size_t
pl_line_break_at(const char *at, const char *end)
{
	switch ((unsigned char)*at) {
	case '\n': return 1;
	case '\r': return end - at > 1 && at[1] == '\n' ? 2 : 1;
	case 0xC2: return end - at > 1 && (unsigned char)at[1] == 0x85 ? 2 : 0;
	case 0xE2:
		return end - at > 2 && (memcmp(at, "\xE2\x80\xA8", 3) == 0 ||
					memcmp(at, "\xE2\x80\xA9", 3) == 0)
			       ? 3
			       : 0;
	default: return 0;
	}
}

/* For Unicode, U+200B and U+FEFF are not white space. But pasted text often has them at the edges
 * of lines, where an invisible character would keep a heading or cue from being recognized. */
static bool
is_blank(uint32_t code_point)
{
	return code_point == '\t' || code_point == '\v' || code_point == '\f' ||
	       code_point == 0x200B || code_point == 0xFEFF || pl_is_space_separator(code_point);
}

size_t
pl_blank_at(const char *at, const char *end)
{
	if (at == end) {
		return 0;
	}
	unsigned char byte = (unsigned char)*at;
	if (byte < 0x80) {
		return byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f';
	}
	uint32_t code_point;
	size_t length = pl_utf8_decode(at, end, &code_point);
	return is_blank(code_point) ? length : 0;
}

static const char *
step_back(const char *start, const char *at)
{
	at--;
	while (at > start && ((unsigned char)*at & 0xC0) == 0x80) {
		at--;
	}
	return at;
}

size_t
pl_blank_before(const char *start, const char *at)
{
	if (at == start) {
		return 0;
	}
	const char *last = step_back(start, at);
	return pl_blank_at(last, at) == (size_t)(at - last) ? (size_t)(at - last) : 0;
}

uint32_t
pl_code_point_at(struct pl_str text, size_t at)
{
	uint32_t code_point = 0;
	if (at < text.length) {
		pl_utf8_decode(text.data + at, text.data + text.length, &code_point);
	}
	return code_point;
}

uint32_t
pl_code_point_before(struct pl_str text, size_t at)
{
	uint32_t code_point = 0;
	if (at > 0) {
		const char *last = step_back(text.data, text.data + at);
		pl_utf8_decode(last, text.data + at, &code_point);
	}
	return code_point;
}

bool
pl_is_letter_or_digit(uint32_t code_point)
{
	return pl_is_letter(code_point) || pl_is_number(code_point) || pl_is_mark(code_point);
}

static bool
is_visible_ascii(char byte)
{
	return byte > ' ' && byte < 0x7F;
}

struct pl_str
pl_str_trim(struct pl_str text)
{
	const char *start = text.data, *end = pl_str_end(text);
	size_t length;
	/* most lines need no trimming, and are asked for it often */
	if (start != end && is_visible_ascii(*start) && is_visible_ascii(end[-1])) {
		return text;
	}
	while ((length = pl_blank_at(start, end)) > 0) {
		start += length;
	}
	while ((length = pl_blank_before(start, end)) > 0) {
		end -= length;
	}
	return (struct pl_str){start, (size_t)(end - start)};
}

void
pl_position_advance(struct pl_str source, struct platen_position *position, uint32_t offset)
{
	const char *at = source.data + position->offset, *end = pl_str_end(source);
	const char *goal = source.data + offset;
	while (at < goal) {
		size_t plain = pl_plain_length((struct pl_str){at, (size_t)(goal - at)});
		at += plain;
		position->column += (uint32_t)plain;
		if (at == goal) {
			break;
		}
		size_t length = pl_line_break_at(at, end);
		if (length > 0) {
			position->line++;
			position->column = 1;
			at += length;
		} else {
			position->column += ((unsigned char)*at & 0xC0) != 0x80;
			at++;
		}
	}
	position->offset = offset;
}
