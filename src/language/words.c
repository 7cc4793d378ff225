/* The hash of a word: scripts/gen-words.c fills the table by it, language.c looks it up. */
#include "language/words.h"
#include "unicode/unicode.h"

#define LETTERS 32     /* of a word count; some scripts have no blanks between words */
#define DOTTED_I 0x130 /* its small letter is i: in some languages, equal to I in others */

static bool
is_end(const char *at, const char *end)
{
	return *at == '.' || *at == '/' || *at == ' ' ||
	       (!(*at > ' ' && *at < 0x7F) && pl_blank_at(at, end) > 0);
}

/* FNV-1a. */
static uint32_t
add(uint32_t hash, uint32_t letter)
{
	uint32_t capital = pl_to_upper(letter);
	return (hash ^ (capital == DOTTED_I ? 'I' : capital)) * 16777619u;
}

size_t
pl_word_slot(enum pl_word_list list, struct pl_str text)
{
	uint32_t hash = 2166136261u ^ (uint32_t)list, letter = 0;
	size_t count = 0;
	const char *at = text.data, *end = pl_str_end(text);
	while (at < end && count < LETTERS && !is_end(at, end)) {
		uint32_t next, composed;
		at += pl_utf8_decode(at, end, &next);
		/* with the marks behind it, as where words are compared */
		composed = next < 0x80 ? 0 : pl_compose(letter, next);
		if (composed == 0) {
			hash = add(hash, letter);
			count++;
		}
		letter = composed == 0 ? next : composed;
	}
	hash = count < LETTERS ? add(hash, letter) : hash;
	return (hash ^ hash >> 15) % PL_WORD_SLOTS;
}
