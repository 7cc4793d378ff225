/* style - the numbers of a page format, one row per element kind. See style.c. */
#ifndef PL_STYLE_H
#define PL_STYLE_H

#include "layout/layout.h"

/* How an element stands on the page. Lengths in hundredths of a point from the left paper edge. */
struct pl_style {
	int32_t left, right;	/* the box which text is wrapped in */
	int32_t first_left;	/* left edge of the first line; a hanging bracket stands further left */
	enum pl_align align;
	uint32_t space_above;	/* empty lines, none at the top of a page */
	uint32_t extra_leading;	/* empty lines above each row: 1 for double-spaced text */
	uint32_t emphasis;	/* added to the text's own */
	bool is_caps;		/* shown in capitals, however it was typed */
	bool keeps_next;	/* not last on a page */
	bool keeps_previous;	/* not first on a page */
	bool is_stacked;	/* between two of these the typed number of empty lines is printed */
};

/* Where in a dual dialogue a speech stands. */
enum pl_side {
	PL_SIDE_NONE,
	PL_SIDE_LEFT,
	PL_SIDE_RIGHT,
};
#define PL_SIDE_COUNT 3

struct pl_profile {
	const char *name;
	const char *summary;
	uint32_t lines_letter, lines_a4;
	int32_t first_baseline;		/* of slot 1 */
	int32_t header_baseline;	/* of the page number */
	int32_t page_number_right;	/* right edge of the page number */
	int32_t scene_number_left;	/* left edge of the left scene number */
	int32_t scene_number_right;	/* right edge of the right one */
	int32_t continued_left;		/* left edge of CONTINUED: */
	int32_t continued_right;	/* right edge of (CONTINUED) */
	struct pl_style styles[PL_SIDE_COUNT][PLATEN_KIND_COUNT];
};

/* Profile number `index`, from 0, the standard one first; NULL past the end. */
const struct pl_profile *pl_profile_at(size_t index);

/* The profile of this name, in any case; NULL if there is none. */
const struct pl_profile *pl_profile_by_name(struct pl_str name);

/* Sixths of a cell which fit into a box; final-draft.md section 2. */
uint32_t pl_style_capacity(int32_t width);

#endif
