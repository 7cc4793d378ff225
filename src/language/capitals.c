/* Text in capitals, as its language writes it. */
#include "language/language.h"
#include "unicode/unicode.h"

#define DOT_ABOVE 0x0307
#define ACUTE 0x0301

/* A Greek vowel without its accents and breathings, as a capital; 0: it has none. Vowels with an
 * iota below them are left as they are. */
static uint32_t
without_accents(uint32_t c)
{
	static const struct {
		uint16_t first, last, plain;
	} vowels[] = {
		{0x0386, 0x0386, 0x0391}, {0x0388, 0x0388, 0x0395}, {0x0389, 0x0389, 0x0397},
		{0x038A, 0x038A, 0x0399}, {0x038C, 0x038C, 0x039F}, {0x038E, 0x038E, 0x03A5},
		{0x038F, 0x038F, 0x03A9}, {0x0390, 0x0390, 0x03AA}, {0x03AC, 0x03AC, 0x0391},
		{0x03AD, 0x03AD, 0x0395}, {0x03AE, 0x03AE, 0x0397}, {0x03AF, 0x03AF, 0x0399},
		{0x03B0, 0x03B0, 0x03AB}, {0x03CC, 0x03CC, 0x039F}, {0x03CD, 0x03CD, 0x03A5},
		{0x03CE, 0x03CE, 0x03A9}, {0x1F00, 0x1F0F, 0x0391}, {0x1F10, 0x1F1F, 0x0395},
		{0x1F20, 0x1F2F, 0x0397}, {0x1F30, 0x1F3F, 0x0399}, {0x1F40, 0x1F4F, 0x039F},
		{0x1F50, 0x1F5F, 0x03A5}, {0x1F60, 0x1F6F, 0x03A9}, {0x1F70, 0x1F71, 0x0391},
		{0x1F72, 0x1F73, 0x0395}, {0x1F74, 0x1F75, 0x0397}, {0x1F76, 0x1F77, 0x0399},
		{0x1F78, 0x1F79, 0x039F}, {0x1F7A, 0x1F7B, 0x03A5}, {0x1F7C, 0x1F7D, 0x03A9},
	};
	for (size_t i = 0; i < sizeof(vowels) / sizeof(vowels[0]); i++) {
		if (c >= vowels[i].first && c <= vowels[i].last) {
			return vowels[i].plain;
		}
	}
	return 0;
}

/* Whether `c`, which stands between `before` and `rest`, is the word ή, composed or not. */
static bool
is_word_or(uint32_t before, uint32_t c, struct pl_str rest)
{
	const uint32_t eta = 0x3B7, eta_with_accent = 0x3AE;
	bool is_decomposed = c == eta && pl_str_starts(rest, PL_STR("\u0301"));
	if ((c != eta_with_accent && !is_decomposed) || pl_is_letter(before)) {
		return false;
	}
	rest = pl_str_slice(rest, is_decomposed ? strlen("\u0301") : 0, rest.length);
	uint32_t next = ' ';
	if (rest.length > 0) {
		pl_utf8_decode(rest.data, pl_str_end(rest), &next);
	}
	return !pl_is_letter(next);
}

/* The capital of a Greek letter between `before` and `rest`. An iota or upsilon behind a vowel that
 * loses its accent gets a diaeresis, else the two would be read as one: μάιος, ΜΑΪΟΣ. The word ή
 * keeps its accent, which tells it from the article. */
static uint32_t
greek_capital(uint32_t before, uint32_t c, struct pl_str rest)
{
	const uint32_t iota = 0x3B9, upsilon = 0x3C5;
	bool is_apart = without_accents(before) != 0 && before != 0x390 && before != 0x3B0;
	if (is_apart && (c == iota || c == upsilon)) {
		return c == iota ? 0x3AA : 0x3AB;
	}
	if (is_word_or(before, c, rest)) {
		return 0x389;
	}
	return without_accents(c) != 0 ? without_accents(c) : pl_to_upper(c);
}

static bool
is_greek(uint32_t c)
{
	return (c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000);
}

/* Whether a mark behind `before` is left out. */
static bool
is_dropped(const struct pl_language *language, uint32_t before, uint32_t mark)
{
	const uint32_t i_with_ogonek = 0x12F;
	bool is_soft_dotted = before == 'i' || before == 'j' || before == i_with_ogonek;
	return (language->drops_dots && mark == DOT_ABOVE && is_soft_dotted) ||
	       (language->drops_accents && mark == ACUTE && is_greek(before));
}

size_t
pl_language_capitals(const struct pl_language *language, struct pl_str text, char *copy)
{
	const char *end = pl_str_end(text);
	bool drops_accents = language != NULL && language->drops_accents;
	size_t length = 0;
	uint32_t before = 0;
	for (const char *at = text.data; at < end;) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		if (language == NULL || !is_dropped(language, before, c)) {
			struct pl_str rest = {at, (size_t)(end - at)};
			uint32_t capital = drops_accents && is_greek(c)
						   ? greek_capital(before, c, rest)
						   : pl_language_upper(language, c);
			length += pl_utf8_encode(capital, copy + length);
		}
		/* composed and decomposed letters are treated alike */
		uint32_t composed = drops_accents ? pl_compose(before, c) : 0;
		before = composed != 0 ? composed : c;
	}
	return length;
}
