#include "base/base.h"

static char
lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

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
pl_str_decimal(uint32_t number, char room[10])
{
	size_t at = 10;
	do {
		room[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	return (struct pl_str){room + at, 10 - at};
}

bool
pl_str_equal_ascii_case(struct pl_str a, struct pl_str b)
{
	if (a.length != b.length) {
		return false;
	}
	for (size_t i = 0; i < a.length; i++) {
		if (lower(a.data[i]) != lower(b.data[i])) {
			return false;
		}
	}
	return true;
}

bool
pl_str_ends_ascii_case(struct pl_str str, struct pl_str suffix)
{
	return str.length >= suffix.length &&
	       pl_str_equal_ascii_case(pl_str_slice(str, str.length - suffix.length, str.length),
				       suffix);
}
