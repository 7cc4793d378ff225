/* Writes the hash table of words.h as C. A program of the build: see meson.build. */
#include <stdio.h>

#include "language/words.h"

static uint64_t slots[PL_WORD_SLOTS];

static void
add_words(size_t language, enum pl_word_list list, const char *words)
{
	struct pl_str rest = pl_str_of(words == NULL ? "" : words), word;
	while (pl_str_next_word(&rest, "|", &word)) {
		slots[pl_word_slot(list, word)] |= UINT64_C(1) << language;
	}
}

static void
add_language(size_t number)
{
	const struct pl_language *language = &pl_language_rows[number];
	for (size_t i = 0; i < PLATEN_SETTING_COUNT; i++) {
		add_words(number, PL_WORDS_PREFIXES, language->prefixes[i]);
	}
	for (size_t i = 0; i <= PL_TIME_SAME; i++) {
		add_words(number, PL_WORDS_TIMES, language->times[i]);
	}
	add_words(number, PL_WORDS_TRANSITIONS, language->transitions);
	add_words(number, PL_WORDS_TRANSITIONS, language->openings);
	for (size_t i = 0; i < PL_TITLE_ROLE_COUNT; i++) {
		add_words(number, PL_WORDS_TITLE_KEYS, language->title_keys[i]);
	}
}

int
main(void)
{
	if (pl_language_row_count > 63) {
		fprintf(stderr, "a slot has 63 bits for languages\n");
		return 1;
	}
	for (size_t i = 0; i < pl_language_row_count; i++) {
		add_language(i);
	}
	printf("#include \"language/words.h\"\n\nconst uint64_t pl_word_slots[] = {\n");
	for (size_t i = 0; i < PL_WORD_SLOTS; i++) {
		printf("\t0x%llx,\n", (unsigned long long)slots[i]);
	}
	printf("};\n");
	return 0;
}
