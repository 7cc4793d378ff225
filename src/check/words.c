#include "check/figures.h"

static bool
is_word_part(uint32_t c)
{
	return pl_is_letter(c) || pl_is_number(c);
}

static bool
is_space(uint32_t c)
{
	return c == '\n' || c == '\t' || pl_is_space_separator(c);
}

uint32_t
pl_count_words(struct pl_str text)
{
	uint32_t count = 0, c;
	bool is_inside = false;
	const char *end = text.data + text.length;
	for (const char *at = text.data; at < end;) {
		at += pl_utf8_decode(at, end, &c);
		if (is_space(c)) {
			is_inside = false;
		} else if (is_word_part(c)) {
			bool is_ideograph = pl_is_cjk(c);
			count += is_ideograph || !is_inside;
			is_inside = !is_ideograph;
		}
	}
	return count;
}

#define RIGHT_SINGLE_QUOTE 0x2019u

bool
pl_name_key(struct pl_str text, struct pl_buffer *key)
{
	const char *end = text.data + text.length;
	bool is_space_due = false;
	uint32_t c;
	key->length = 0;
	for (const char *at = text.data; at < end;) {
		char bytes[4];
		at += pl_utf8_decode(at, end, &c);
		if (is_space(c)) {
			is_space_due = key->length > 0;
			continue;
		}
		if (is_space_due) {
			pl_buffer_put_byte(key, ' ');
			is_space_due = false;
		}
		c = c == RIGHT_SINGLE_QUOTE ? '\'' : pl_to_upper(c);
		pl_buffer_put(key, (struct pl_str){bytes, pl_utf8_encode(c, bytes)});
	}
	return !key->failed;
}
