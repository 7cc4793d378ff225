#include "unicode/break.h"

bool
pl_break_opens(uint32_t left)
{
	return (left & (PL_LEFT_IS_START | PL_LEFT_SPACE)) != 0;
}

bool
pl_break_is_allowed(uint32_t left, const struct pl_right *right)
{
	uint8_t after = pl_property_of(right->first)->line;
	return (left & PL_LEFT_CODE_POINT) == '-' && after != PL_LINE_SP && after != PL_LINE_BK;
}

bool
pl_break_is_allowed_after_spaces(uint32_t left, const struct pl_right *right)
{
	(void)left;
	uint8_t after = pl_property_of(right->first)->line;
	return after != PL_LINE_SP && after != PL_LINE_BK;
}
