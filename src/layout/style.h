/* style - a profile as layout uses it: a style for each kind of element. See style.c. */
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

/* Where things stand which are no elements, and the elements. In hundredths of a point. */
struct pl_profile {
	int32_t first_baseline;		/* of slot 1 */
	int32_t header_baseline;	/* of the page number */
	int32_t page_number_right;	/* right edge of the page number */
	int32_t scene_number_left;	/* left edge of the left scene number */
	int32_t scene_number_right;	/* right edge of the right one */
	int32_t continued_left;		/* left edge of CONTINUED: */
	int32_t continued_right;	/* right edge of (CONTINUED) */
	struct pl_style styles[PL_SIDE_COUNT][PLATEN_KIND_COUNT];
};

/* The profile of this name, in any case: the caller's, else ours; NULL if there is none. */
const struct platen_profile *pl_profile_by_name(const struct platen_layout_options *options,
						struct pl_str name);

const struct platen_profile *pl_profile_standard(void);

/* False: its numbers make no page. */
bool pl_profile_make(const struct platen_profile *from, struct pl_profile *profile);

/* Sixths of a cell which fit into a box; final-draft.md section 2. */
uint32_t pl_style_capacity(int32_t width);

#endif
