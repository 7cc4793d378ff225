/* random-script - small screenplays that are likely to have page breaks in awkward places */
#ifndef PL_RANDOM_SCRIPT_H
#define PL_RANDOM_SCRIPT_H

#include "base/base.h"

/* Script number `seed`, always the same. The caller frees the buffer. */
void random_script(uint32_t seed, struct pl_buffer *script);

#endif
