/*
 * language - the words of a language which screenplays are made of, one table for all rooms
 */
#ifndef PL_LANGUAGE_H
#define PL_LANGUAGE_H

#include "base/base.h"

struct pl_language;

/* The language called "de", "de-AT" or "German"; NULL: none that is known. */
const struct pl_language *pl_language_by_name(struct pl_str name);
/* Its keyboards have full-width signs. */
bool pl_language_is_wide(const struct pl_language *language);
/* Its words with bars between; none if it is NULL. */
struct pl_str pl_language_prefixes(const struct pl_language *language);
struct pl_str pl_language_endings(const struct pl_language *language);
struct pl_str pl_language_transitions(const struct pl_language *language);

#endif
