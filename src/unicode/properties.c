/* Properties of a code point, looked up in the generated tables. */
#include <stdlib.h>

#include "unicode/properties.h"

#define DEFINE_PREDICATE(name, its_category)                                                       \
	bool name(uint32_t code_point)                                                             \
	{                                                                                          \
		return pl_property_of(code_point)->category == (its_category);                     \
	}

DEFINE_PREDICATE(pl_is_upper, PL_CATEGORY_LU)
DEFINE_PREDICATE(pl_is_titlecase, PL_CATEGORY_LT)
DEFINE_PREDICATE(pl_is_lower, PL_CATEGORY_LL)
DEFINE_PREDICATE(pl_is_number, PL_CATEGORY_NUMBER)
DEFINE_PREDICATE(pl_is_mark, PL_CATEGORY_MARK)
DEFINE_PREDICATE(pl_is_space_separator, PL_CATEGORY_SPACE)
DEFINE_PREDICATE(pl_is_punctuation, PL_CATEGORY_PUNCTUATION)

bool
pl_is_letter(uint32_t code_point)
{
	uint8_t category = pl_property_of(code_point)->category;
	return category >= PL_CATEGORY_LU && category <= PL_CATEGORY_LETTER;
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

static int
compare_with_range(const void *code_point, const void *range)
{
	const uint32_t *wanted = code_point;
	const struct pl_upper_range *upper = range;
	return *wanted < upper->first ? -1 : *wanted > upper->last;
}

uint32_t
pl_to_upper(uint32_t code_point)
{
	if (code_point < 0x80) {
		return code_point >= 'a' && code_point <= 'z' ? code_point - ('a' - 'A')
							      : code_point;
	}
	const struct pl_upper_range *range =
		bsearch(&code_point, pl_upper_ranges, pl_upper_range_count, sizeof(*range),
			compare_with_range);
	bool has_upper = range != NULL && (code_point - range->first) % range->step == 0;
	return has_upper ? (uint32_t)((int32_t)code_point + range->offset) : code_point;
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

static int
compare_pairs(const void *a, const void *b)
{
	const struct pl_pair *one = a, *other = b;
	return one->first != other->first     ? (one->first < other->first ? -1 : 1)
	       : one->second != other->second ? (one->second < other->second ? -1 : 1)
					      : 0;
}

uint32_t
pl_compose(uint32_t first, uint32_t second)
{
	struct pl_pair wanted = {first, second, 0};
	const struct pl_pair *pair =
		bsearch(&wanted, pl_pairs, pl_pair_count, sizeof(*pair), compare_pairs);
	return pair != NULL ? pair->composed : compose_hangul(first, second);
}
