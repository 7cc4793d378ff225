/*
 * What Courier Prime can draw, and how it is made to draw a little more. All of this is about
 * glyphs; the text in a PDF remains what the writer typed.
 */
#include <uchar.h>

#include "draw/font/font.h"

/* For each mark, base letters and what they become with it: all canonical compositions which
 * Courier Prime has. Latin letters with other marks are drawn in another font. */
static const struct {
	uint32_t mark;
	const char *bases;
	const char16_t *composed;
} compositions[] = {
	{0x0300, "AEIOUWYaeiouwy", u"ÀÈÌÒÙẀỲàèìòùẁỳ"},
	{0x0301, "ACEILNORSUWYZaceilnorsuwyz", u"ÁĆÉÍĹŃÓŔŚÚẂÝŹáćéíĺńóŕśúẃýź"},
	{0x0302, "ACEGHIJOSUWYaceghijosuwy", u"ÂĈÊĜĤÎĴÔŜÛŴŶâĉêĝĥîĵôŝûŵŷ"},
	{0x0303, "AINOUainou", u"ÃĨÑÕŨãĩñõũ"},
	{0x0304, "AEIOUaeiou", u"ĀĒĪŌŪāēīōū"},
	{0x0306, "AEGIOUaegiou", u"ĂĔĞĬŎŬăĕğĭŏŭ"},
	{0x0307, "CEGIZcegz", u"ĊĖĠİŻċėġż"},
	{0x0308, "AEIOUWYaeiouwy", u"ÄËÏÖÜẄŸäëïöüẅÿ"},
	{0x030A, "AUau", u"ÅŮåů"},
	{0x030B, "OUou", u"ŐŰőű"},
	{0x030C, "CDELNRSTZcdelnrstz", u"ČĎĚĽŇŘŠŤŽčďěľňřšťž"},
	{0x0326, "STst", u"ȘȚșț"},
	{0x0327, "CGKLNRSTcgklnrst", u"ÇĢĶĻŅŖŞŢçģķļņŗşţ"},
	{0x0328, "AEIUaeiu", u"ĄĘĮŲąęįų"},
	{0x0338, "=", u"≠"},
};

uint32_t
pl_font_compose(uint32_t base, uint32_t mark)
{
	if (base == 0 || base >= 0x80) {
		return 0;
	}
	for (size_t i = 0; i < sizeof(compositions) / sizeof(compositions[0]); i++) {
		const char *at = strchr(compositions[i].bases, (int)base);
		if (compositions[i].mark == mark && at != NULL) {
			return compositions[i].composed[at - compositions[i].bases];
		}
	}
	return 0;
}

uint32_t
pl_font_drawn_as(uint32_t code_point, bool is_italic)
{
	switch (code_point) {
	case 0x00B5: return 0x03BC; /* micro sign: the font has only the Greek letter */
	case 0x0110: return 0x00D0; /* its glyph of Đ is a D with macron */
	case 0x00A0:                /* spaces: no-break, figure, thin, narrow no-break */
	case 0x2007:
	case 0x2009:
	case 0x202F: return ' ';
	case 0x2010: return '-';
	case 0x2015: return 0x2014;
	case 0x2032: return is_italic ? '\'' : code_point; /* empty in the italics */
	case 0x2033: return is_italic ? '"' : code_point;
	case 0x2126:
		return 0; /* Ω and Greek letters are mathematical symbols, too small for text */
	}
	return code_point >= 0x0370 && code_point < 0x0400 ? 0 : code_point;
}
