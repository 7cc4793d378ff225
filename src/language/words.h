/*
 * words - which languages may have a word
 *
 * The table of languages has about 1,500 words, and most lines of a screenplay begin with none of
 * them. So scripts/gen-words.c makes a hash table of their first words when platen is built, and
 * language.c compares a text only with the words of the languages that the table names. (Measured
 * on a feature film: `count` takes half the instructions. A megabyte of unknown title keys takes a
 * third of the time.)
 */
#ifndef PL_LANGUAGE_WORDS_H
#define PL_LANGUAGE_WORDS_H

#include "language/language.h"

/* The lists of a language that the table covers. */
enum pl_word_list {
	PL_WORDS_PREFIXES,
	PL_WORDS_TIMES,
	PL_WORDS_TRANSITIONS, /* and openings */
	PL_WORDS_TITLE_KEYS,
};

#define PL_WORD_SLOTS 4096

/* Slots by hash. Bit n of a slot: language n may have such a word. */
extern const uint64_t pl_word_slots[PL_WORD_SLOTS];

/* The slot of the first word of `text`, which ends before a dot, a slash or a blank. Texts that are
 * equal but for case and form have the same. */
size_t pl_word_slot(enum pl_word_list list, struct pl_str text);

#endif
