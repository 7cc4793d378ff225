/* source - the file as UTF-8. See source.c. */
#ifndef PL_SOURCE_H
#define PL_SOURCE_H

#include "fdx/read/draft.h"

/* A start tag is longer than PL_DRAFT_TAG_MAX; *where is its first byte. */
bool pl_source_has_long_tag(struct pl_str source, uint32_t *where);

#endif
