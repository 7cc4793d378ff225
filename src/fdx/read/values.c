/* Attribute values. Numbers by hand: strtod obeys the locale, and takes nan and inf for numbers. */
#include "fdx/read/draft.h"

#define LENGTH_MAX (100 * 72 * 100) /* a hundred inches, in hundredths of a point */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct pl_str
pl_draft_trim(struct pl_str text)
{
	while (text.length > 0 && is_blank(text.data[0])) {
		text = pl_str_slice(text, 1, text.length);
	}
	while (text.length > 0 && is_blank(text.data[text.length - 1])) {
		text.length--;
	}
	return text;
}

/* "-12.345" in thousandths; what comes after the third decimal is not looked at. */
static bool
parse_thousandths(struct pl_str text, int64_t *thousandths)
{
	text = pl_draft_trim(text);
	bool is_negative = text.length > 0 && text.data[0] == '-';
	size_t at = is_negative || (text.length > 0 && text.data[0] == '+') ? 1 : 0;
	int64_t value = 0;
	size_t digits = 0, decimals = 0;
	bool has_point = false;
	for (; at < text.length; at++) {
		char c = text.data[at];
		if (c == '.' && !has_point) {
			has_point = true;
			continue;
		}
		if (c < '0' || c > '9' || value > INT32_MAX) {
			return false;
		}
		digits++;
		if (decimals < 3) {
			value = value * 10 + (c - '0');
			decimals += has_point;
		}
	}
	for (; decimals < 3; decimals++) {
		value *= 10;
	}
	*thousandths = is_negative ? -value : value;
	return digits > 0;
}

static bool
parse_length(struct pl_str text, int64_t points, int32_t *length)
{
	int64_t thousandths;
	if (!parse_thousandths(text, &thousandths)) {
		return false;
	}
	int64_t found = thousandths * points / 10;
	if (found > LENGTH_MAX || found < -LENGTH_MAX) {
		return false;
	}
	*length = (int32_t)found;
	return true;
}

bool
pl_draft_parse_inches(struct pl_str text, int32_t *length)
{
	return parse_length(text, 72, length);
}

bool
pl_draft_parse_points(struct pl_str text, int32_t *length)
{
	return parse_length(text, 1, length);
}

bool
pl_draft_parse_number(struct pl_str text, uint64_t *number)
{
	uint64_t value = 0;
	size_t at = 0;
	text = pl_draft_trim(text);
	while (at < text.length && text.data[at] >= '0' && text.data[at] <= '9') {
		if (value > UINT32_MAX) {
			return false;
		}
		value = value * 10 + (uint64_t)(text.data[at++] - '0');
	}
	if (at == 0 || (at < text.length && text.data[at] != ',')) {
		return false;
	}
	*number = value;
	return true;
}

/* Fade In writes True in places. */
bool
pl_draft_parse_yes(struct pl_str text)
{
	text = pl_draft_trim(text);
	return pl_str_equal_ascii_case(text, PL_STR("yes")) ||
	       pl_str_equal_ascii_case(text, PL_STR("true"));
}

bool
pl_draft_parse_color(struct pl_str text, uint32_t *rgb)
{
	text = pl_draft_trim(text);
	size_t digits = text.length == 13 ? 4 : 2; /* of a channel; the first two count */
	uint32_t value = 0;
	if (text.length != 3 * digits + 1 || text.data[0] != '#') {
		return false;
	}
	for (size_t at = 0; at < 3 * digits; at++) {
		char c = text.data[at + 1];
		char letter = (char)(c | 0x20);
		bool is_digit = c >= '0' && c <= '9';
		if (!is_digit && (letter < 'a' || letter > 'f')) {
			return false;
		}
		if (at % digits < 2) {
			value = value << 4 | (uint32_t)(is_digit ? c - '0' : letter - 'a' + 10);
		}
	}
	*rgb = value;
	return true;
}

/* Tokens joined by `+`; what we do not know is left out. */
uint32_t
pl_draft_parse_style(struct pl_str text)
{
	static const struct {
		const char *name;
		uint32_t style;
	} tokens[] = {
		{"Bold", PLATEN_BOLD},           {"Italic", PLATEN_ITALIC},
		{"Underline", PLATEN_UNDERLINE}, {"WordUnderline", PLATEN_UNDERLINE},
		{"AllCaps", PL_DRAFT_CAPS},      {"SmallCaps", PL_DRAFT_CAPS},
		{"HiddenText", PL_DRAFT_HIDDEN}, {"Strikeout", PL_DRAFT_STRIKEOUT},
	};
	uint32_t style = 0;
	size_t start = 0;
	for (size_t at = 0; at <= text.length; at++) {
		if (at < text.length && text.data[at] != '+') {
			continue;
		}
		struct pl_str word = pl_draft_trim(pl_str_slice(text, start, at));
		for (size_t i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++) {
			if (pl_str_equal_ascii_case(word, pl_str_of(tokens[i].name))) {
				style |= tokens[i].style;
			}
		}
		start = at + 1;
	}
	return style;
}
