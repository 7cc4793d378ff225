/*
 * One name in two forms. NORAH, who speaks once, is likely to be NORA, who speaks forty times, with
 * a slip of the finger; a schedule would hire an actress for her.
 *
 * Two names are one slip apart if, and about only if, they give the same text when a character is
 * left out of one, or of both. So each name that speaks often is entered with all its shortened
 * forms, and each that hardly speaks looks itself up with all of its own: linear, where comparing
 * every name with every other is not.
 */
#include "lint/rules.h"

#define RARE 2        /* speeches at most */
#define LETTERS_MIN 4 /* shorter names are often one letter apart: TIM, KIM */
#define LETTERS_MAX 40

struct letters {
	uint32_t list[LETTERS_MAX];
	size_t count;
};

/* False: too short or too long to say anything about. */
static bool
read_letters(struct pl_str name, struct letters *letters)
{
	const char *at = name.data, *end = at + name.length;
	letters->count = 0;
	while (at < end && letters->count < LETTERS_MAX) {
		at += pl_utf8_decode(at, end, &letters->list[letters->count++]);
	}
	return at == end && letters->count >= LETTERS_MIN;
}

/* The name without letter number `without`; all of it if that is past its end. */
static struct pl_str
shortened(const struct letters *letters, size_t without, char bytes[4 * LETTERS_MAX])
{
	size_t length = 0;
	for (size_t i = 0; i < letters->count; i++) {
		if (i != without) {
			length += pl_utf8_encode(letters->list[i], bytes + length);
		}
	}
	return (struct pl_str){bytes, length};
}

static bool
is_letter_at(const struct letters *letters, size_t at)
{
	return at < letters->count && pl_is_letter(letters->list[at]);
}

/* GUARD A and GUARD B, COP 1 and COP 2, GUARD and GUARDS, MR. and MRS. are told apart on purpose.
 */
static bool
is_on_purpose(const struct letters *longer, size_t at, bool is_longer)
{
	uint32_t c = longer->list[at];
	bool is_word = !(at > 0 && is_letter_at(longer, at - 1)) && !is_letter_at(longer, at + 1);
	return !pl_is_letter(c) || is_word ||
	       (is_longer && c == 'S' && !is_letter_at(longer, at + 1));
}

/* A letter more, less, changed, or swapped with its neighbour. `a` is not the shorter one. */
static bool
is_one_slip(const struct letters *a, const struct letters *b)
{
	size_t start = 0, end = 0;
	while (start < b->count && a->list[start] == b->list[start]) {
		start++;
	}
	while (end < b->count - start &&
	       a->list[a->count - 1 - end] == b->list[b->count - 1 - end]) {
		end++;
	}
	size_t a_rest = a->count - start - end, b_rest = b->count - start - end;
	if (a_rest == 2 && b_rest == 2) {
		return a->list[start] == b->list[start + 1] && a->list[start + 1] == b->list[start];
	}
	if (a_rest != 1 || b_rest > 1 || is_on_purpose(a, start, b_rest == 0)) {
		return false;
	}
	return b_rest == 0 || !is_on_purpose(b, start, false);
}

/* Enter the forms of a name which speaks often. Of several with one form the most talkative stays.
 */
static bool
enter(struct pl_index *forms, const struct platen_figures *figures, uint32_t number)
{
	struct letters letters;
	char bytes[4 * LETTERS_MAX];
	if (!read_letters(figures->characters[number].key, &letters)) {
		return true;
	}
	for (size_t i = 0; i <= letters.count; i++) {
		struct pl_entry *entry = pl_index_put(forms, shortened(&letters, i, bytes));
		if (entry == NULL) {
			return false;
		}
		if (entry->number == PL_NONE || figures->characters[entry->number].speeches <
							figures->characters[number].speeches) {
			entry->number = number;
		}
	}
	return true;
}

static const struct pl_counted_character *
find_neighbour(const struct pl_index *forms, const struct platen_figures *figures,
	       const struct pl_counted_character *character)
{
	struct letters letters, other;
	char bytes[4 * LETTERS_MAX];
	if (!read_letters(character->key, &letters)) {
		return NULL;
	}
	for (size_t i = 0; i <= letters.count; i++) {
		const struct pl_entry *entry = pl_index_find(forms, shortened(&letters, i, bytes));
		if (entry == NULL) {
			continue;
		}
		const struct pl_counted_character *near = &figures->characters[entry->number];
		bool is_longer = read_letters(near->key, &other) && letters.count >= other.count;
		if (is_longer ? is_one_slip(&letters, &other) : is_one_slip(&other, &letters)) {
			return near;
		}
	}
	return NULL;
}

bool
pl_check_cue_variants(struct pl_checker *checker)
{
	const struct platen_figures *figures = checker->figures;
	struct pl_index forms = {.arena = &checker->arena};
	for (uint32_t i = 0; i < figures->character_count; i++) {
		if (figures->characters[i].speeches > RARE && !enter(&forms, figures, i)) {
			return false;
		}
	}
	for (size_t i = 0; i < figures->character_count; i++) {
		const struct pl_counted_character *character = &figures->characters[i], *near;
		if (character->speeches > RARE ||
		    (near = find_neighbour(&forms, figures, character)) == NULL) {
			continue;
		}
		struct pl_word words[2];
		pl_report_words(
			checker->diag, PL_CUE_VARIANT, character->first_cue->from,
			(const char *[PL_WORDS_MAX]){pl_word_text(&words[0], character->name),
						     pl_word_text(&words[1], near->name)});
	}
	return true;
}

bool
pl_check_cue_case(struct pl_checker *checker)
{
	const struct platen_figures *figures = checker->figures;
	bool *is_told = pl_arena_array(&checker->arena, figures->character_count + 1, sizeof(bool));
	for (size_t i = 0; i < figures->speech_count && is_told != NULL; i++) {
		const struct platen_node *cue = figures->speeches[i].node->first;
		uint32_t number = figures->speeches[i].character;
		const struct pl_counted_character *character = &figures->characters[number];
		/* of another length it differs in spaces or apostrophes */
		if (is_told[number] || cue->text.length != character->name.length ||
		    pl_str_equal(cue->text, character->name)) {
			continue;
		}
		is_told[number] = true;
		struct pl_word words[3];
		pl_report_words(
			checker->diag, PL_CUE_CASE, cue->from,
			(const char *[PL_WORDS_MAX]){
				pl_word_text(&words[0], cue->text),
				pl_word_text(&words[1], character->name),
				pl_word_number(&words[2], character->first_cue->from.line)});
	}
	return is_told != NULL;
}

/* A dialogue of "..." or "?!" is acted, so punctuation is speech. */
static bool
is_said(const struct platen_node *node)
{
	if (node->kind == PLATEN_PARENTHETICAL) {
		return pl_count_words(node->text) > 0;
	}
	return pl_kind_is(node->kind, PL_SPOKEN) && pl_str_trim(node->text).length > 0;
}

bool
pl_check_silent_cues(struct pl_checker *checker)
{
	const struct platen_figures *figures = checker->figures;
	for (size_t i = 0; i < figures->speech_count; i++) {
		const struct platen_node *cue = figures->speeches[i].node->first, *node = cue->next;
		while (node != NULL && !is_said(node)) {
			node = node->next;
		}
		if (node == NULL) {
			struct pl_word name;
			pl_report(checker->diag, PL_CUE_SILENT, cue->from,
				  pl_word_text(&name, cue->text));
		}
	}
	return true;
}
