/*
 * properties - the generated tables, as this room reads them
 *
 * scripts/gen-unicode writes tables.c, and decides what it says of each code point.
 */
#ifndef PL_PROPERTIES_H
#define PL_PROPERTIES_H

#include "unicode/unicode.h"

enum pl_category {
	PL_CATEGORY_OTHER, /* controls, formats, unassigned, line separators */
	PL_CATEGORY_LU,
	PL_CATEGORY_LT,
	PL_CATEGORY_LL,
	PL_CATEGORY_LETTER, /* without case */
	PL_CATEGORY_MARK,
	PL_CATEGORY_NUMBER,
	PL_CATEGORY_SPACE, /* Zs */
	PL_CATEGORY_PUNCTUATION,
};

/* Grapheme_Cluster_Break of UAX #29. */
enum pl_grapheme {
	PL_GRAPHEME_OTHER,
	PL_GRAPHEME_CR,
	PL_GRAPHEME_LF,
	PL_GRAPHEME_CONTROL,
	PL_GRAPHEME_EXTEND,
	PL_GRAPHEME_ZWJ,
	PL_GRAPHEME_SPACINGMARK,
	PL_GRAPHEME_PREPEND,
	PL_GRAPHEME_REGIONAL_INDICATOR,
	PL_GRAPHEME_L,
	PL_GRAPHEME_V,
	PL_GRAPHEME_T,
	PL_GRAPHEME_LV,
	PL_GRAPHEME_LVT,
};

/* Line_Break of UAX #14, resolved (LB1) and split or joined where break.c wants it. */
enum pl_line {
	PL_LINE_AL, /* letters, and all that behaves like them */
	PL_LINE_B2, /* em dash */
	PL_LINE_BA,
	PL_LINE_BB,
	PL_LINE_BK, /* a line feed and its kin */
	PL_LINE_CB,
	PL_LINE_CL,
	PL_LINE_CM,
	PL_LINE_CP,
	PL_LINE_EX,
	PL_LINE_GL,
	PL_LINE_HANGUL,
	PL_LINE_HY,
	PL_LINE_ID,
	PL_LINE_IN,
	PL_LINE_IS,
	PL_LINE_NS,
	PL_LINE_NU,
	PL_LINE_OP,
	PL_LINE_PO,
	PL_LINE_PR,
	PL_LINE_QU,
	PL_LINE_QU_PI, /* quotation marks of category Pi: they open in most languages */
	PL_LINE_QU_PF, /* of category Pf: they close in most languages */
	PL_LINE_SA,
	PL_LINE_SA_LEADING,  /* a vowel written before its consonant */
	PL_LINE_SA_TRAILING, /* a letter that never begins a syllable */
	PL_LINE_SP,
	PL_LINE_SY,
	PL_LINE_WJ,
	PL_LINE_ZW,
};

#define PL_IS_CJK 0x01
#define PL_IS_RTL 0x02
#define PL_IS_PICTOGRAPHIC 0x04 /* Extended_Pictographic */
#define PL_IS_EMOJI 0x08
#define PL_IS_AMBIGUOUS 0x10  /* punctuation as wide as its neighbours */
#define PL_IS_EAST_ASIAN 0x20 /* East_Asian_Width F, W or H */
#define PL_IS_KILLER 0x40     /* silences its consonant, which then ends a syllable */
#define PL_IS_STACKER 0x80    /* puts the next consonant under this one */

struct pl_property {
	uint8_t category; /* enum pl_category */
	uint8_t grapheme; /* enum pl_grapheme */
	uint8_t line;     /* enum pl_line */
	uint8_t width;    /* sixths of a cell */
	uint8_t flags;    /* PL_IS_... */
};

#define PL_TABLE_SHIFT 8
/* The first code point without a row: from here on, all are private or unassigned. */
#define PL_TABLE_LIMIT 0xE1000u

/* Code points first, first + step ... last, whose upper case is `offset` further on. */
struct pl_upper_range {
	uint32_t first, last;
	uint32_t step;
	int32_t offset;
};

/* Two code points that compose to a third, sorted by the first, then by the second. */
struct pl_pair {
	uint32_t first, second, composed;
};

extern const uint8_t pl_property_first[PL_TABLE_LIMIT >> PL_TABLE_SHIFT];
extern const uint8_t pl_property_second[];
extern const struct pl_property pl_property_tuples[];
extern const struct pl_upper_range pl_upper_ranges[];
extern const size_t pl_upper_range_count;
extern const struct pl_pair pl_pairs[];
extern const size_t pl_pair_count;

static inline const struct pl_property *
pl_property_of(uint32_t code_point)
{
	/* the last code point of the tables is unassigned, like all beyond them */
	uint32_t known = code_point < PL_TABLE_LIMIT ? code_point : PL_TABLE_LIMIT - 1;
	uint32_t row = pl_property_first[known >> PL_TABLE_SHIFT];
	uint32_t column = known & ((1u << PL_TABLE_SHIFT) - 1);
	return &pl_property_tuples[pl_property_second[row << PL_TABLE_SHIFT | column]];
}

#endif
