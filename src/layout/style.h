/* style - the numbers of a page format, one row per element kind. See style.c. */
#ifndef PL_STYLE_H
#define PL_STYLE_H

#include "layout/layout.h"

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
