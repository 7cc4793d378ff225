/*
 * scan - the slow twins of the functions that step over text 16 bytes at a time
 *
 * A processor without SSE2 has these alone. The tests compare them with those of base.h on random
 * bytes at every alignment.
 */
#ifndef PL_SCAN_H
#define PL_SCAN_H

#include "base/base.h"

size_t pl_plain_length_by_byte(struct pl_str text, size_t at);
size_t pl_find_any_by_byte(struct pl_str text, size_t at, const char bytes[4]);
size_t pl_plain_until_by_byte(struct pl_str text, size_t at, const char bytes[5]);

#endif
