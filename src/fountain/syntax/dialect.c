/*
 * Beyond Fountain 1.1: what the caller asks for, and the script itself on its title page.
 *
 *	Language: de				INNEN. KÜCHE is a heading
 *	X-Options: known-transitions		the words are those of the command line
 *
 * Without them a screenplay is Fountain 1.1 and nothing else.
 */
#include "fountain/syntax/syntax.h"

const struct pl_fountain_dialect pl_fountain_1_1 = {0};

static const struct {
	const char *name;
	uint32_t bit;
} extensions[] = {
	{"known-transitions", PLATEN_KNOWN_TRANSITIONS},
	{"lenient-headings", PLATEN_LENIENT_HEADINGS},
	{"locked-pages", PLATEN_LOCKED_PAGES},
	{"wide-markers", PLATEN_WIDE_MARKERS},
	{"shots", PLATEN_SHOTS},
	{"stop-at-boneyard", PLATEN_STOP_AT_BONEYARD},
};

static uint32_t
extension_by_name(struct pl_str name)
{
	for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++) {
		if (pl_str_equal_ascii_case(name, pl_str_of(extensions[i].name))) {
			return extensions[i].bit;
		}
	}
	return 0;
}

struct pl_str
pl_fountain_extend_dialect(struct pl_fountain_dialect *dialect, const struct pl_language *language,
			   struct pl_str options)
{
	struct pl_str word, unknown = {0};
	dialect->prefixes.language = language;
	if (language != NULL && language->has_wide_signs) {
		dialect->by_language = PLATEN_WIDE_MARKERS & ~dialect->off;
	}
	while (pl_str_next_word(&options, ",; \t\n", &word)) {
		word = pl_str_trim(word);
		uint32_t bit = extension_by_name(word);
		dialect->by_options |= bit & ~dialect->off;
		if (bit == 0 && unknown.length == 0) {
			unknown = word;
		}
	}
	dialect->extensions |= dialect->by_language | dialect->by_options;
	return unknown;
}
