/* Values of attributes in files of any program, as Final Draft writes them. */
#include <stdio.h>

#include "fdx/write/values.h"

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
	if (!pl_fdx_parse_thousandths(value, &thousandths) ||
	    (kind != PL_FDX_INCHES && thousandths < 0)) {
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
	struct pl_str trimmed = pl_str_trim_ascii(value);
	enum pl_fdx_leading leading = PL_FDX_REGULAR;
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
	case PL_FDX_STYLE: pl_fdx_put_style(fdx, pl_fdx_parse_style(trimmed)); break;
	case PL_FDX_ZERO: pl_fdx_put_attribute(fdx, name, PL_STR("0")); break;
	case PL_FDX_ALIGNMENT:
		usual = pl_fdx_alignment_names[pl_fdx_parse_alignment(trimmed)];
		pl_fdx_put_attribute(fdx, name, pl_str_of(usual));
		break;
	case PL_FDX_LEADING:
		pl_fdx_parse_leading(trimmed, &leading);
		pl_fdx_put_attribute(fdx, name, pl_str_of(pl_fdx_leading_names[leading]));
		break;
	case PL_FDX_DOCUMENT_LEADING: put_word(fdx, name, trimmed, document_leadings, usual); break;
	case PL_FDX_TAB: put_word(fdx, name, trimmed, tabs, usual); break;
	case PL_FDX_LABEL: put_word(fdx, name, trimmed, labels, usual); break;
	}
}
