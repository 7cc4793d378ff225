/* words - lists of words with bars between, for the files of this room */
#ifndef PL_LANGUAGE_WORDS_H
#define PL_LANGUAGE_WORDS_H

#include "language/language.h"

extern const struct pl_language pl_language_rows[];
extern const size_t pl_language_row_count;

/* The words of a field of pl_language; NULL has none. */
static inline struct pl_str
pl_language_list(const char *words)
{
	return pl_str_of(words == NULL ? "" : words);
}

/* The next word of *list, which moves behind it; false at the end. */
bool pl_language_next_word(struct pl_str *list, char separator, struct pl_str *word);

/* How many bytes of `text`, from its start, are `word` in any case; 0 if it does not begin with it.
 * A letter of ASCII is matched by ASCII alone: Turkish has a small dotless i, whose capital is I.
 */
size_t pl_language_match(struct pl_str text, struct pl_str word);

/* `text` is a word of the list, which may be NULL. */
bool pl_language_has_word(const char *list, struct pl_str text);

#endif
