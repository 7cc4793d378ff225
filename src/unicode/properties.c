#include "unicode/properties.h"

static bool
has_category(uint32_t code_point, enum pl_category category)
{
	return pl_property_of(code_point)->category == category;
}

bool
pl_is_upper(uint32_t code_point)
{
	return has_category(code_point, PL_CATEGORY_LU);
}

bool
pl_is_titlecase(uint32_t code_point)
{
	return has_category(code_point, PL_CATEGORY_LT);
}

bool
pl_is_lower(uint32_t code_point)
{
	return has_category(code_point, PL_CATEGORY_LL);
}

bool
pl_is_letter(uint32_t code_point)
{
	uint8_t category = pl_property_of(code_point)->category;
	return category >= PL_CATEGORY_LU && category <= PL_CATEGORY_LETTER;
}

bool
pl_is_number(uint32_t code_point)
{
	return has_category(code_point, PL_CATEGORY_NUMBER);
}

bool
pl_is_mark(uint32_t code_point)
{
	return has_category(code_point, PL_CATEGORY_MARK);
}

bool
pl_is_space_separator(uint32_t code_point)
{
	return has_category(code_point, PL_CATEGORY_SPACE);
}

bool
pl_is_punctuation(uint32_t code_point)
{
	return has_category(code_point, PL_CATEGORY_PUNCTUATION);
}

bool
pl_is_cjk(uint32_t code_point)
{
	return (pl_property_of(code_point)->flags & PL_IS_CJK) != 0;
}

bool
pl_is_rtl(uint32_t code_point)
{
	return (pl_property_of(code_point)->flags & PL_IS_RTL) != 0;
}

uint32_t
pl_to_upper(uint32_t code_point)
{
	if (code_point < 0x80) {
		return code_point >= 'a' && code_point <= 'z' ? code_point - ('a' - 'A')
							      : code_point;
	}
	size_t low = 0, high = pl_upper_range_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (pl_upper_ranges[middle].last < code_point) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	if (low == pl_upper_range_count) {
		return code_point;
	}
	const struct pl_upper_range *range = &pl_upper_ranges[low];
	if (code_point < range->first || (code_point - range->first) % range->step != 0) {
		return code_point;
	}
	return (uint32_t)((int32_t)code_point + range->offset);
}

/* Hangul is arithmetic: 19 leading consonants, 21 vowels, 27 trailing ones or none. */
static uint32_t
compose_hangul(uint32_t first, uint32_t second)
{
	const uint32_t syllables = 0xAC00, leads = 0x1100, vowels = 0x1161, trails = 0x11A7;
	if (first - leads < 19 && second - vowels < 21) {
		return syllables + ((first - leads) * 21 + second - vowels) * 28;
	}
	bool is_open = first - syllables < 19 * 21 * 28 && (first - syllables) % 28 == 0;
	return is_open && second > trails && second - trails < 28 ? first + second - trails : 0;
}

uint32_t
pl_compose(uint32_t first, uint32_t second)
{
	size_t low = 0, high = pl_pair_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct pl_pair *pair = &pl_pairs[middle];
		if (pair->first < first || (pair->first == first && pair->second < second)) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	bool is_pair = low < pl_pair_count && pl_pairs[low].first == first &&
		       pl_pairs[low].second == second;
	return is_pair ? pl_pairs[low].composed : compose_hangul(first, second);
}
