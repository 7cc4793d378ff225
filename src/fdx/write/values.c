/* Values of attributes in files of any program, as Final Draft writes them. */
#include <stdio.h>

#include "fdx/write/values.h"

static struct pl_str
trim(struct pl_str text)
{
	while (text.length > 0 && strchr(" \t\r\n", text.data[0]) != NULL) {
		text = pl_str_slice(text, 1, text.length);
	}
	while (text.length > 0 && strchr(" \t\r\n", text.data[text.length - 1]) != NULL) {
		text.length--;
	}
	return text;
}

#define THOUSANDTHS_MAX (100 * 1000 * 100)

/* "-12.345" in thousandths. */
static bool
parse_thousandths(struct pl_str text, int32_t *thousandths)
{
	bool is_negative = text.length > 0 && text.data[0] == '-';
	int32_t value = 0, unit = 1000;
	size_t digits = 0;
	bool has_point = false;
	for (size_t at = is_negative; at < text.length; at++) {
		char c = text.data[at];
		if (c == '.' && !has_point) {
			has_point = true;
			continue;
		}
		if (c < '0' || c > '9' || value > THOUSANDTHS_MAX) {
			return false;
		}
		digits++;
		unit = has_point ? unit / 10 : unit;
		value = has_point ? value + (c - '0') * unit : value * 10 + (c - '0') * 1000;
	}
	*thousandths = is_negative ? -value : value;
	return digits > 0 && value <= THOUSANDTHS_MAX;
}

/* The word of the list, which ends with NULL, that the text is in some case. */
static const char *
word_of(struct pl_str text, const char *const *words, const char *usual)
{
	for (; *words != NULL; words++) {
		if (pl_str_equal_ascii_case(text, pl_str_of(*words))) {
			return *words;
		}
	}
	return usual;
}

static const char *const alignments[] = {"Left", "Center", "Right", "Full", NULL};
static const char *const leadings[] = {"Regular", "Tight", "Very Tight", "Loose", NULL};
static const char *const document_leadings[] = {"Normal", "Tight", "Very Tight", "Loose", NULL};
static const char *const tabs[] = {"Left", "Right", "Center", "Decimal", NULL};
static const char *const labels[] = {"Page #", "Last Revised", "Collated Revisions",
				     "Label",  "Date",         NULL};
static const char *const yeses[] = {"Yes", "No", NULL};

static void
put_word(struct pl_fdx *fdx, const char *name, struct pl_str value, const char *const *words,
	 const char *usual)
{
	pl_fdx_put_attribute(fdx, name, pl_str_of(word_of(value, words, usual)));
}

/* The tokens in the order of the file format. */
static void
put_style(struct pl_fdx *fdx, const char *name, struct pl_str value)
{
	static const char *const tokens[] = {"Bold",      "Italic",  "Underline", "WordUnderline",
					     "Strikeout", "AllCaps", "SmallCaps", "HiddenText"};
	char style[100] = "";
	for (size_t i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++) {
		bool is_in = false;
		for (size_t start = 0, at = 0; at <= value.length; at++) {
			if (at == value.length || value.data[at] == '+') {
				struct pl_str token = trim(pl_str_slice(value, start, at));
				is_in |= pl_str_equal_ascii_case(token, pl_str_of(tokens[i]));
				start = at + 1;
			}
		}
		if (is_in) {
			strcat(style, style[0] == '\0' ? "" : "+");
			strcat(style, tokens[i]);
		}
	}
	pl_fdx_put_attribute(fdx, name, pl_str_of(style));
}

static bool
is_color(struct pl_str value)
{
	size_t digits = 0;
	for (size_t at = 1; at < value.length; at++) {
		char c = value.data[at];
		digits += (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
	}
	return value.length == 13 && value.data[0] == '#' && digits == 12;
}

static void
put_number(struct pl_fdx *fdx, const char *name, enum pl_fdx_value kind, struct pl_str value,
	   const char *usual)
{
	int32_t thousandths;
	char text[32];
	if (!parse_thousandths(value, &thousandths) || (kind != PL_FDX_INCHES && thousandths < 0)) {
		pl_fdx_put_attribute(fdx, name, pl_str_of(usual));
	} else if (kind == PL_FDX_INCHES) {
		pl_fdx_put_inches(fdx, name, thousandths * 72 / 10);
	} else if (kind == PL_FDX_POINTS) {
		snprintf(text, sizeof(text), "%d", (int)((thousandths + 500) / 1000));
		pl_fdx_put_attribute(fdx, name, pl_str_of(text));
	} else {
		pl_fdx_put_spacing(fdx, (uint32_t)(thousandths + 250) / 500);
	}
}

void
pl_fdx_put_value(struct pl_fdx *fdx, const char *name, enum pl_fdx_value kind, struct pl_str value,
		 const char *usual)
{
	struct pl_str trimmed = trim(value);
	switch (kind) {
	case PL_FDX_TEXT: pl_fdx_put_attribute(fdx, name, value); break;
	case PL_FDX_NAME:
		pl_fdx_put_attribute(fdx, name, trimmed.length > 0 ? trimmed : pl_str_of(usual));
		break;
	case PL_FDX_INCHES:
	case PL_FDX_POINTS:
	case PL_FDX_SPACING: put_number(fdx, name, kind, trimmed, usual); break;
	case PL_FDX_YES:
		trimmed =
			pl_str_equal_ascii_case(trimmed, PL_STR("true")) ? PL_STR("Yes") : trimmed;
		put_word(fdx, name, trimmed, yeses, usual);
		break;
	case PL_FDX_COLOR:
		pl_fdx_put_attribute(fdx, name, is_color(trimmed) ? trimmed : pl_str_of(usual));
		break;
	case PL_FDX_STYLE: put_style(fdx, name, trimmed); break;
	case PL_FDX_ZERO: pl_fdx_put_attribute(fdx, name, PL_STR("0")); break;
	case PL_FDX_ALIGNMENT:
		trimmed = pl_str_equal_ascii_case(trimmed, PL_STR("centered")) ? PL_STR("Center")
									       : trimmed;
		put_word(fdx, name, trimmed, alignments, usual);
		break;
	case PL_FDX_LEADING: put_word(fdx, name, trimmed, leadings, usual); break;
	case PL_FDX_DOCUMENT_LEADING: put_word(fdx, name, trimmed, document_leadings, usual); break;
	case PL_FDX_TAB: put_word(fdx, name, trimmed, tabs, usual); break;
	case PL_FDX_LABEL: put_word(fdx, name, trimmed, labels, usual); break;
	}
}
