/*
 * Bytes to text. What is not text is refused by name; what is not UTF-8 is read as Windows-1252, the
 * whole file: a script which was typed on an old machine has its accents right, and nothing is lost.
 */
#include <stdio.h>

#include "fountain/passes.h"

/* Of these bytes of Windows-1252 Unicode says where they are; the rest is Latin-1. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/* The room which a decoded text needs is asked for at once: `units` times the longest that one of
 * them can become. */
struct output {
	char *data;
	size_t length;
	size_t first_nul;	/* where the first U+FFFD for a NUL is, or SIZE_MAX */
};

static bool
reserve(struct output *out, struct pl_arena *arena, size_t units, size_t longest)
{
	out->length = 0;
	out->first_nul = SIZE_MAX;
	out->data = pl_arena_array(arena, units + 1, longest);
	return out->data != NULL;
}

static void
put(struct output *out, uint32_t code_point)
{
	if (code_point == 0) {
		code_point = PL_REPLACEMENT;
		out->first_nul = out->first_nul == SIZE_MAX ? out->length : out->first_nul;
	}
	out->length += pl_utf8_encode(code_point, out->data + out->length);
}

static uint32_t
unit_at(struct pl_str bytes, size_t at, bool is_big_endian)
{
	unsigned char a = (unsigned char)bytes.data[at], b = (unsigned char)bytes.data[at + 1];
	return is_big_endian ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

static bool
decode_utf16(struct output *out, struct pl_arena *arena, struct pl_str bytes, bool is_big_endian)
{
	if (!reserve(out, arena, bytes.length / 2 + 1, 3)) {
		return false;
	}
	size_t at = 0;
	while (at + 1 < bytes.length) {
		uint32_t unit = unit_at(bytes, at, is_big_endian);
		at += 2;
		if (unit >= 0xD800 && unit < 0xDC00 && at + 1 < bytes.length) {
			uint32_t low = unit_at(bytes, at, is_big_endian);
			if (low >= 0xDC00 && low < 0xE000) {
				unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
				at += 2;
			}
		}
		put(out, unit);
	}
	if (at < bytes.length) {
		put(out, PL_REPLACEMENT);
	}
	return true;
}

static bool
decode_windows_1252(struct output *out, struct pl_arena *arena, struct pl_str bytes)
{
	if (!reserve(out, arena, bytes.length, 3)) {
		return false;
	}
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char byte = (unsigned char)bytes.data[i];
		put(out, byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte);
	}
	return true;
}

static size_t
count_nuls(struct pl_str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++) {
		count += text.data[i] == '\0';
	}
	return count;
}

static bool
copy_utf8(struct output *out, struct pl_arena *arena, struct pl_str text)
{
	size_t nuls = count_nuls(text);
	if (!reserve(out, arena, text.length + 2 * nuls, 1)) {
		return false;
	}
	if (nuls == 0) {
		if (text.length > 0) {
			memcpy(out->data, text.data, text.length);
		}
		out->length = text.length;
		return true;
	}
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '\0') {
			put(out, 0);
		} else {
			out->data[out->length++] = text.data[i];
		}
	}
	return true;
}

/* Told once, for the first. */
static void
report_nul(const struct pl_diag *diag, const struct output *out, struct pl_str source)
{
	if (out->first_nul != SIZE_MAX) {
		struct platen_position position = {0, 1, 1};
		pl_position_advance(source, &position, (uint32_t)out->first_nul);
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

enum platen_status
pl_fountain_decode(struct pl_arena *arena, struct pl_str bytes, const struct pl_diag *diag,
		   struct pl_str *source)
{
	const struct platen_position nowhere = {0};
	const char *other = pl_foreign_type(bytes);
	if (other != NULL) {
		pl_report(diag, PL_NOT_TEXT, nowhere, other);
		return PLATEN_BAD_INPUT;
	}
	struct output out;
	bool done;
	if (pl_str_starts(bytes, PL_STR("\xFF\xFE")) || pl_str_starts(bytes, PL_STR("\xFE\xFF"))) {
		pl_report(diag, PL_UTF16, nowhere, NULL);
		done = decode_utf16(&out, arena, pl_str_slice(bytes, 2, bytes.length),
				    bytes.data[0] == '\xFE');
	} else {
		if (pl_str_starts(bytes, PL_STR("\xEF\xBB\xBF"))) {
			bytes = pl_str_slice(bytes, 3, bytes.length);
		}
		if (pl_utf8_is_valid(bytes)) {
			done = copy_utf8(&out, arena, bytes);
		} else {
			pl_report(diag, PL_NOT_UTF8, nowhere, NULL);
			done = decode_windows_1252(&out, arena, bytes);
		}
	}
	if (!done) {
		return PLATEN_NO_MEMORY;
	}
	*source = (struct pl_str){out.data, out.length};
	other = pl_foreign_type(*source);
	if (other != NULL) {
		pl_report(diag, PL_NOT_TEXT, nowhere, other);
		return PLATEN_BAD_INPUT;
	}
	report_nul(diag, &out, *source);
	report_control(diag, *source);
	return PLATEN_OK;
}
