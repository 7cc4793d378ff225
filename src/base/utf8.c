/* UTF-8: decoding, encoding, counting, and what is not UTF-8. */
#include "base/base.h"

/* The length that a first byte announces, and the bounds of the second byte. They exclude overlong
 * forms, surrogates and what is past U+10FFFF (Unicode, table 3-7). Length 0: not a first byte. */
static size_t
promised_length(unsigned char byte, unsigned char *low, unsigned char *high)
{
	*low = 0x80;
	*high = 0xBF;
	if (byte >= 0xC2 && byte <= 0xDF) {
		return 2;
	}
	if (byte >= 0xE0 && byte <= 0xEF) {
		*low = byte == 0xE0 ? 0xA0 : 0x80;
		*high = byte == 0xED ? 0x9F : 0xBF;
		return 3;
	}
	if (byte >= 0xF0 && byte <= 0xF4) {
		*low = byte == 0xF0 ? 0x90 : 0x80;
		*high = byte == 0xF4 ? 0x8F : 0xBF;
		return 4;
	}
	return 0;
}

static bool
is_continuation(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t
pl_utf8_decode(const char *at, const char *end, uint32_t *code_point)
{
	const unsigned char *bytes = (const unsigned char *)at;
	/* nearly all: ASCII, and two bytes of Latin, Greek, Cyrillic, Hebrew or Arabic */
	if (bytes[0] < 0x80) {
		*code_point = bytes[0];
		return 1;
	}
	if (bytes[0] >= 0xC2 && bytes[0] <= 0xDF && end - at >= 2 && is_continuation(at[1])) {
		*code_point = (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
		return 2;
	}
	unsigned char low, high;
	size_t promised = promised_length(bytes[0], &low, &high);
	size_t room = (size_t)(end - at);
	size_t length = 1;
	uint32_t value = bytes[0] & (0x7Fu >> promised);
	while (length < promised && length < room && bytes[length] >= low &&
	       bytes[length] <= high) {
		value = value << 6 | (bytes[length] & 0x3Fu);
		low = 0x80;
		high = 0xBF;
		length++;
	}
	*code_point = length == promised ? value : PL_REPLACEMENT;
	return length;
}

size_t
pl_utf8_encode(uint32_t code_point, char to[4])
{
	if ((code_point >= 0xD800 && code_point <= 0xDFFF) || code_point > 0x10FFFF) {
		code_point = PL_REPLACEMENT;
	}
	if (code_point < 0x80) {
		to[0] = (char)code_point;
		return 1;
	}
	size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	for (size_t i = length - 1; i > 0; i--) {
		to[i] = (char)(0x80 | (code_point & 0x3F));
		code_point >>= 6;
	}
	to[0] = (char)((0xF00u >> length & 0xFF) | code_point);
	return length;
}

size_t
pl_utf8_valid_length(struct pl_str text)
{
	const uint64_t not_ascii = UINT64_C(0x8080808080808080);
	const struct pl_str replacement = PL_STR("\xEF\xBF\xBD");
	size_t at = 0;
	while (at < text.length) {
		uint64_t eight;
		if (text.length - at >= sizeof(eight)) {
			memcpy(&eight, text.data + at, sizeof(eight));
			if ((eight & not_ascii) == 0) {
				at += sizeof(eight);
				continue;
			}
		}
		uint32_t code_point;
		size_t length =
			pl_utf8_decode(text.data + at, text.data + text.length, &code_point);
		if (code_point == PL_REPLACEMENT &&
		    !pl_str_starts(pl_str_slice(text, at, text.length), replacement)) {
			break;
		}
		at += length;
	}
	return at;
}

bool
pl_utf8_is_valid(struct pl_str text)
{
	return pl_utf8_valid_length(text) == text.length;
}

size_t
pl_control_at(const char *at, const char *end)
{
	unsigned char byte = (unsigned char)*at;
	if (byte == 0xC2 && end - at > 1 && (unsigned char)at[1] < 0xA0) {
		return 2;
	}
	return byte < 0x20 || byte == 0x7F;
}

size_t
pl_utf8_count(struct pl_str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++) {
		count += !is_continuation(text.data[i]);
	}
	return count;
}
