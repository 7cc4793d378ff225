/*
 * properties - what must hold on the pages of any script, under any options
 *
 * These are the rules of docs/pages.md, checked on the pages alone: no number that layout keeps for
 * itself is trusted. check-pages (tests/layout) and the fuzzer use them.
 */
#ifndef PL_PROPERTIES_H
#define PL_PROPERTIES_H

#include "layout/layout.h"

/* The property that does not hold, and where. */
struct broken {
	const char *rule; /* NULL: all of them hold */
	uint32_t page;    /* from 1, the title page not counted; 0: no page is to blame */
	int32_t slot;
};

/* `options` are those that the pages were laid out with; they name the profile. Running out of
 * memory is not handled: this is for tests. */
struct broken properties_broken(const struct platen_pages *pages,
				const struct platen_layout_options *options);

#endif
