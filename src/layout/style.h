/* style - where the numbers of a profile come from. See style.c and profiles.c. */
#ifndef PL_STYLE_H
#define PL_STYLE_H

#include "layout/layout.h"

/* The profile of this name, in any case: the caller's, else ours; NULL if there is none. */
const struct platen_profile *pl_profile_by_name(const struct platen_layout_options *options,
						struct pl_str name);

const struct platen_profile *pl_profile_standard(void);

/* Copy a profile, without its strings, and set the styles which it leaves unset. False: its numbers
 * make no page. */
bool pl_profile_make(const struct platen_profile *from, struct platen_profile *profile);

/* The break rules of a kind of element, unless a node has its own. Static. */
const struct pl_rules *pl_rules_of(enum platen_kind kind);

/* Sixths of a cell which fit into a box of `width` hundredths of a point. */
uint32_t pl_style_capacity(int32_t width);

#endif
