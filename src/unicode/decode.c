/* Bytes of one encoding to UTF-8. */
#include "unicode/unicode.h"

/* The code points of bytes 0x80 to 0x9F in Windows-1252; the other bytes are Latin-1. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/* The room for a decoded text is allocated at once: the number of units times the most bytes that
 * one of them can become. */
struct output {
	char *data;
	size_t length;
	size_t first_nul;
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

static bool
copy_utf8(struct output *out, struct pl_arena *arena, struct pl_str text)
{
	size_t nuls = 0;
	const char *end = pl_str_end(text), *nul = text.data;
	for (; text.length > 0 && (nul = memchr(nul, '\0', (size_t)(end - nul))) != NULL; nul++) {
		nuls++;
	}
	if (!reserve(out, arena, text.length + 2 * nuls, 1)) {
		return false;
	}
	for (const char *at = text.data; at < end; at = nul == NULL ? end : nul + 1) {
		nul = memchr(at, '\0', (size_t)(end - at));
		size_t length = (size_t)((nul == NULL ? end : nul) - at);
		memcpy(out->data + out->length, at, length);
		out->length += length;
		if (nul != NULL) {
			put(out, 0);
		}
	}
	return true;
}

bool
pl_text_decode(struct pl_arena *arena, struct pl_str bytes, enum pl_encoding encoding,
	       struct pl_decoded *decoded)
{
	struct output out;
	bool is_done = false;
	switch (encoding) {
	case PL_UTF8: is_done = copy_utf8(&out, arena, bytes); break;
	case PL_UTF16_LE:
	case PL_UTF16_BE:
		is_done = decode_utf16(&out, arena, bytes, encoding == PL_UTF16_BE);
		break;
	case PL_WINDOWS_1252: is_done = decode_windows_1252(&out, arena, bytes); break;
	}
	if (is_done) {
		*decoded = (struct pl_decoded){{out.data, out.length}, out.first_nul};
	}
	return is_done;
}
