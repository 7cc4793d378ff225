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
