/* What counts as a word, and when two names are one. */
#include "figures/figures.h"

/* Most characters are ASCII, which needs no table. */
static bool
is_word_part(uint32_t c)
{
	if (c < 0x80) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	}
	return pl_is_letter(c) || pl_is_number(c);
}

/* Korean has spaces between its words. */
static bool
is_ideograph(uint32_t c)
{
	bool is_hangul = (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF);
	return c >= 0x80 && !is_hangul && pl_is_cjk(c);
}

uint32_t
pl_figures_count_words(struct pl_str text)
{
	uint32_t count = 0, c;
	bool is_inside = false;
	const char *end = pl_str_end(text);
	for (const char *at = text.data; at < end;) {
		if ((unsigned char)*at < 0x80) { /* nearly all */
			c = (unsigned char)*at++;
			bool is_part = is_word_part(c);
			count += is_part && !is_inside;
			is_inside = is_part || (is_inside && !pl_is_white_space(c));
			continue;
		}
		at += pl_utf8_decode(at, end, &c);
		if (pl_is_white_space(c)) {
			is_inside = false;
		} else if (is_word_part(c)) {
			bool is_alone = is_ideograph(c);
			count += is_alone || !is_inside;
			is_inside = !is_alone;
		}
	}
	return count;
}

#define RIGHT_SINGLE_QUOTE 0x2019u

static void
put(struct pl_buffer *key, uint32_t c)
{
	char bytes[4];
	if (c != 0) {
		pl_buffer_put(key, (struct pl_str){bytes, pl_utf8_encode(c, bytes)});
	}
}

/* Writes a key character by character. The last one is held back, because a mark may be composed
 * with it. */
bool
pl_figures_name_key(const struct pl_language *language, struct pl_str text, struct pl_buffer *key)
{
	const char *end = pl_str_end(text);
	bool is_space_due = false;
	uint32_t last = 0, c;
	key->length = 0;
	for (const char *at = text.data; at < end;) {
		at += pl_utf8_decode(at, end, &c);
		if (pl_is_white_space(c)) {
			is_space_due = last != 0;
			continue;
		}
		c = c == RIGHT_SINGLE_QUOTE ? '\'' : pl_language_upper(language, c);
		uint32_t joined = c < 0x80 || is_space_due ? 0 : pl_compose(last, c);
		if (joined == 0) {
			put(key, last);
			put(key, is_space_due ? ' ' : 0);
		}
		last = joined == 0 ? c : joined;
		is_space_due = false;
	}
	put(key, last);
	return !key->failed;
}
