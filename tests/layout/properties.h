/*
 * properties - what must hold on the pages of any script, under any options
 *
 * The rules of docs/pages.md, asked of the pages alone: no number which layout kept for itself is
 * believed. Used by check-pages (tests/layout) and by the fuzzer.
 */
#ifndef PL_PROPERTIES_H
#define PL_PROPERTIES_H

#include "layout/layout.h"

/* The property which does not hold, and where. */
struct broken {
	const char *rule; /* NULL: all of them hold */
	uint32_t page;    /* from 1, the title page not counted; 0: no page is to blame */
	int32_t slot;
};

/* `options` are those which the pages were laid out with; they name the profile. Memory is taken
 * for granted: this is for tests. */
struct broken properties_broken(const struct platen_pages *pages,
				const struct platen_layout_options *options);

#endif
