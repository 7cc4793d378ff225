/* source - the file as UTF-8: its places, and what libxml2 must not see. See source.c. */
#ifndef PL_SOURCE_H
#define PL_SOURCE_H

#include "fdx/draft.h"

/* Move a position on to byte `offset`, which is not before it. */
void pl_source_advance(struct pl_str source, struct platen_position *position, uint32_t offset);

/* A start tag is longer than PL_DRAFT_TAG_MAX; *where is its first byte. */
bool pl_source_has_long_tag(struct pl_str source, uint32_t *where);

#endif
