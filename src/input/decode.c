/*
 * Bytes to text. What is not text is refused by name; what is not UTF-8 is read as Windows-1252,
 * the whole file: a script which was typed on an old machine has its accents right, and nothing is
 * lost.
 */
#include <stdio.h>

#include "input/input.h"
#include "unicode/unicode.h"

/* Told once, for the first. */
static void
report_nul(const struct pl_diag *diag, const struct pl_decoded *decoded)
{
	if (decoded->first_nul != SIZE_MAX) {
		struct platen_position position = {0, 1, 1};
		pl_position_advance(decoded->text, &position, (uint32_t)decoded->first_nul);
		pl_report(diag, PL_NUL, position, NULL);
	}
}

static bool
is_control(unsigned char byte)
{
	return (byte < ' ' && (byte < '\t' || byte > '\r')) || byte == 0x7F;
}

/* Told once, too: a file has none, or is full of them. */
static void
report_control(const struct pl_diag *diag, struct pl_str source)
{
	size_t at = 0;
	while (at < source.length && !is_control((unsigned char)source.data[at])) {
		at++;
	}
	if (at < source.length) {
		char name[16];
		snprintf(name, sizeof(name), "U+%04X", (unsigned)(unsigned char)source.data[at]);
		struct platen_position position = {0, 1, 1};
		pl_position_advance(source, &position, (uint32_t)at);
		pl_report(diag, PL_CONTROL, position, name);
	}
}

/* Told at the first byte which is not UTF-8. Before it lie `length` bytes, and each of them, too,
 * has become a character of its own. */
static void
report_not_utf8(const struct pl_diag *diag, struct pl_str source, size_t length)
{
	struct platen_position position = {0, 1, 1};
	size_t at = 0;
	for (; length > 0; length--) {
		uint32_t code_point;
		at += pl_utf8_decode(source.data + at, source.data + source.length, &code_point);
	}
	pl_position_advance(source, &position, (uint32_t)at);
	pl_report(diag, PL_NOT_UTF8, position, NULL);
}

enum platen_status
pl_input_decode(struct pl_arena *arena, struct pl_str bytes, const struct pl_diag *diag,
		struct pl_str *source)
{
	const struct platen_position nowhere = {0};
	const char *other = pl_foreign_type(bytes);
	if (other != NULL) {
		pl_report(diag, PL_NOT_TEXT, nowhere, other);
		return PLATEN_BAD_INPUT;
	}
	enum pl_encoding encoding = PL_UTF8;
	size_t valid_length = 0;
	if (pl_str_starts(bytes, PL_STR("\xFF\xFE")) || pl_str_starts(bytes, PL_STR("\xFE\xFF"))) {
		pl_report(diag, PL_UTF16, nowhere, NULL);
		encoding = bytes.data[0] == '\xFE' ? PL_UTF16_BE : PL_UTF16_LE;
		bytes = pl_str_slice(bytes, 2, bytes.length);
	} else {
		if (pl_str_starts(bytes, PL_STR("\xEF\xBB\xBF"))) {
			bytes = pl_str_slice(bytes, 3, bytes.length);
		}
		valid_length = pl_utf8_valid_length(bytes);
		encoding = valid_length < bytes.length ? PL_WINDOWS_1252 : PL_UTF8;
	}
	struct pl_decoded decoded;
	if (!pl_text_decode(arena, bytes, encoding, &decoded)) {
		return PLATEN_NO_MEMORY;
	}
	*source = decoded.text;
	other = pl_foreign_type(*source);
	if (other != NULL) {
		pl_report(diag, PL_NOT_TEXT, nowhere, other);
		return PLATEN_BAD_INPUT;
	}
	if (encoding == PL_WINDOWS_1252) {
		report_not_utf8(diag, *source, valid_length);
	}
	report_nul(diag, &decoded);
	report_control(diag, *source);
	return PLATEN_OK;
}
