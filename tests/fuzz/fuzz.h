/*
 * fuzz - what the fuzz targets share
 *
 * libFuzzer calls LLVMFuzzerTestOneInput with bytes of its making; sanitizers end the program when
 * memory is misused, HOLDS when a property of the result is broken. An input is a screenplay, so
 * that the project's own are the first corpus; where a target needs choices, too (paper, profile
 * ...), the last bytes of the screenplay are taken for them.
 */
#ifndef PL_FUZZ_H
#define PL_FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include "document/document.h"
#include "layout/layout.h"

#define HOLDS(condition, what)                                                                     \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, what);          \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Choices, drawn from the end of the input. */
struct fuzz_choices {
	const uint8_t *bytes;
	size_t left;
};

/* One of 0 .. count - 1; 0 when the input is used up. */
uint32_t fuzz_choose(struct fuzz_choices *choices, uint32_t count);

/* Parse, and hold the document against its invariants; NULL if it is no text. */
struct platen_document *fuzz_parse(const uint8_t *bytes, size_t length);

/* Lay out with options drawn from `choices`; *options is what was drawn. */
struct platen_pages *fuzz_lay_out(const struct platen_document *document,
				  struct fuzz_choices *choices,
				  struct platen_layout_options *options);

#endif
