/*
 * Attribute values, as files of any program spell them. Numbers are parsed by hand: strtod obeys
 * the locale, and takes nan and inf for numbers.
 */
#include "fdx/fdx.h"

#define THOUSANDTHS_MAX (10 * 1000 * 1000)
#define LENGTH_MAX (100 * 72 * 100) /* a hundred inches, in hundredths of a point */

bool
pl_fdx_parse_thousandths(struct pl_str text, int32_t *thousandths)
{
	text = pl_str_trim_ascii(text);
	bool is_negative = text.length > 0 && text.data[0] == '-';
	bool has_sign = is_negative || (text.length > 0 && text.data[0] == '+');
	int32_t value = 0, unit = 1000;
	bool has_digit = false, has_point = false;
	for (size_t at = has_sign; at < text.length; at++) {
		char c = text.data[at];
		if (c == '.' && !has_point) {
			has_point = true;
			continue;
		}
		if (!pl_is_digit(c) || value > THOUSANDTHS_MAX) {
			return false;
		}
		has_digit = true;
		unit = has_point ? unit / 10 : unit;
		value = has_point ? value + (c - '0') * unit : value * 10 + (c - '0') * 1000;
	}
	if (!has_digit || value > THOUSANDTHS_MAX) {
		return false;
	}
	*thousandths = is_negative ? -value : value;
	return true;
}

static bool
parse_length(struct pl_str text, int64_t points, int32_t *length)
{
	int32_t thousandths;
	if (!pl_fdx_parse_thousandths(text, &thousandths)) {
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
pl_fdx_parse_inches(struct pl_str text, int32_t *length)
{
	return parse_length(text, 72, length);
}

bool
pl_fdx_parse_points(struct pl_str text, int32_t *length)
{
	return parse_length(text, 1, length);
}

bool
pl_fdx_parse_spacing(struct pl_str text, uint32_t *half_lines)
{
	int32_t thousandths;
	if (!pl_fdx_parse_thousandths(text, &thousandths)) {
		return false;
	}
	*half_lines = thousandths <= 1000 ? 2 : (uint32_t)(thousandths + 250) / 500;
	return true;
}

bool
pl_fdx_parse_number(struct pl_str text, uint64_t *number)
{
	uint64_t value = 0;
	size_t at = 0;
	text = pl_str_trim_ascii(text);
	while (at < text.length && pl_is_digit(text.data[at])) {
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

bool
pl_fdx_parse_color(struct pl_str text, uint32_t *rgb)
{
	text = pl_str_trim_ascii(text);
	size_t digits = text.length == 13 ? 4 : 2; /* of a channel; the first two count */
	uint32_t value = 0;
	if (text.length != 3 * digits + 1 || text.data[0] != '#') {
		return false;
	}
	for (size_t at = 0; at < 3 * digits; at++) {
		char c = pl_ascii_lower(text.data[at + 1]);
		if (!pl_is_digit(c) && (c < 'a' || c > 'f')) {
			return false;
		}
		if (at % digits < 2) {
			value = value << 4 | (uint32_t)(pl_is_digit(c) ? c - '0' : c - 'a' + 10);
		}
	}
	*rgb = value;
	return true;
}

/* Fade In writes True in places. */
bool
pl_fdx_parse_yes(struct pl_str text)
{
	text = pl_str_trim_ascii(text);
	return pl_str_equal_ascii_case(text, PL_STR("yes")) ||
	       pl_str_equal_ascii_case(text, PL_STR("true"));
}

/* --------------------------------------------------------------------------- words */

const char *const pl_fdx_alignment_names[] = {"Left", "Center", "Right", "Full"};
const char *const pl_fdx_leading_names[] = {"Regular", "Tight", "Very Tight", "Loose"};

/* Which of the four names the text is; 4: none. */
static unsigned
find_name(struct pl_str text, const char *const names[4])
{
	unsigned i = 0;
	while (i < 4 && !pl_str_equal_ascii_case(pl_str_trim_ascii(text), pl_str_of(names[i]))) {
		i++;
	}
	return i;
}

enum pl_fdx_alignment
pl_fdx_parse_alignment(struct pl_str text)
{
	unsigned found = find_name(text, pl_fdx_alignment_names);
	if (found < 4) {
		return found;
	}
	/* Beat's spelling */
	bool is_center = pl_str_equal_ascii_case(pl_str_trim_ascii(text), PL_STR("Centered"));
	return is_center ? PL_FDX_CENTER : PL_FDX_LEFT;
}

bool
pl_fdx_parse_leading(struct pl_str text, enum pl_fdx_leading *leading)
{
	unsigned found = find_name(text, pl_fdx_leading_names);
	*leading = found < 4 ? found : *leading;
	return found < 4;
}

/* In the order of the file format. A token which sets two bits stands before the one which sets but
 * one of them. */
static const struct {
	const char *name;
	uint32_t style;
} tokens[] = {
	{"Bold", PLATEN_BOLD},
	{"Italic", PLATEN_ITALIC},
	{"WordUnderline", PLATEN_UNDERLINE | PL_FDX_WORD_UNDERLINE},
	{"Underline", PLATEN_UNDERLINE},
	{"Strikeout", PL_FDX_STRIKEOUT},
	{"SmallCaps", PL_FDX_CAPS | PL_FDX_SMALL_CAPS},
	{"AllCaps", PL_FDX_CAPS},
	{"HiddenText", PL_FDX_HIDDEN},
};
#define TOKEN_COUNT (sizeof(tokens) / sizeof(tokens[0]))

/* Tokens joined by `+`; unknown ones are left out. */
uint32_t
pl_fdx_parse_style(struct pl_str text)
{
	uint32_t style = 0;
	size_t start = 0;
	for (size_t at = 0; at <= text.length; at++) {
		if (at < text.length && text.data[at] != '+') {
			continue;
		}
		struct pl_str word = pl_str_trim_ascii(pl_str_slice(text, start, at));
		for (size_t i = 0; i < TOKEN_COUNT; i++) {
			if (pl_str_equal_ascii_case(word, pl_str_of(tokens[i].name))) {
				style |= tokens[i].style;
			}
		}
		start = at + 1;
	}
	return style;
}

void
pl_fdx_format_style(uint32_t style, char text[PL_FDX_STYLE_SIZE])
{
	text[0] = '\0';
	for (size_t i = 0; i < TOKEN_COUNT; i++) {
		if ((style & tokens[i].style) == tokens[i].style) {
			strcat(text, text[0] == '\0' ? "" : "+");
			strcat(text, tokens[i].name);
			style &= ~tokens[i].style;
		}
	}
}
