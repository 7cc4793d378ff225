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

#define EXTENSION_COUNT (sizeof(extensions) / sizeof(extensions[0]))

static uint32_t
extension_by_name(struct pl_str name)
{
	for (size_t i = 0; i < EXTENSION_COUNT; i++) {
		if (pl_str_equal_ascii_case(name, pl_str_of(extensions[i].name))) {
			return extensions[i].bit;
		}
	}
	return 0;
}

/* Take the next word off a list; false if there is none. */
static bool
next_word(struct pl_str *list, const char *separators, struct pl_str *word)
{
	while (list->length > 0) {
		size_t end = 0;
		while (end < list->length && strchr(separators, list->data[end]) == NULL) {
			end++;
		}
		*word = pl_str_trim(pl_str_slice(*list, 0, end));
		*list = pl_str_slice(*list, end < list->length ? end + 1 : end, list->length);
		if (word->length > 0) {
			return true;
		}
	}
	return false;
}

void
pl_fountain_set_language(struct pl_fountain_dialect *dialect, const struct pl_language *language)
{
	dialect->prefixes.language = language;
	if (language != NULL && language->has_wide_signs) {
		dialect->by_language = PLATEN_WIDE_MARKERS & ~dialect->off;
		dialect->extensions |= dialect->by_language;
	}
}

bool
pl_fountain_add_options(struct pl_fountain_dialect *dialect, struct pl_str value,
			struct pl_str *unknown)
{
	struct pl_str word;
	bool is_known = true;
	while (next_word(&value, ",; \t\n", &word)) {
		uint32_t bit = extension_by_name(word);
		dialect->by_options |= bit & ~dialect->off;
		if (bit == 0 && is_known) {
			*unknown = word;
			is_known = false;
		}
	}
	dialect->extensions |= dialect->by_options;
	return is_known;
}
