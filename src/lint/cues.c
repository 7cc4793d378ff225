/*
 * Misspelt names. NORAH, who speaks once, is probably NORA, who speaks forty times, but a schedule
 * would cast an actress for her.
 *
 * Two names that differ by one slip become equal if one letter is left out of one of them, or of
 * each; hardly any others do. So an index gets the names that speak often, each without each of its
 * letters, and the names that speak rarely are looked up in the same way. That takes linear time;
 * comparing every name with every other would not.
 */
#include "lint/rules.h"

#define RARE 2        /* speeches */
#define LETTERS_MIN 4 /* shorter names often differ in one letter: TIM, KIM */
#define LETTERS_MAX 40

struct letters {
	uint32_t list[LETTERS_MAX];
	size_t count;
};

/* False if the name is too short or too long to be compared. */
static bool
read_letters(struct pl_str name, struct letters *letters)
{
	const char *at = name.data, *end = pl_str_end(name);
	letters->count = 0;
	while (at < end && letters->count < LETTERS_MAX) {
		at += pl_utf8_decode(at, end, &letters->list[letters->count++]);
	}
	return at == end && letters->count >= LETTERS_MIN;
}

/* The name without letter number `without`; the whole name if it has no such letter. */
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

/* GUARD A and GUARD B, COP 1 and COP 2, GUARD and GUARDS, MR. and MRS. differ on purpose. */
static bool
is_on_purpose(const struct letters *longer, size_t at, bool is_longer)
{
	uint32_t c = longer->list[at];
	bool is_word = !(at > 0 && is_letter_at(longer, at - 1)) && !is_letter_at(longer, at + 1);
	return !pl_is_letter(c) || is_word ||
	       (is_longer && c == 'S' && !is_letter_at(longer, at + 1));
}

/* One letter is added, missing or changed, or two neighbours are swapped. `a` is not shorter than
 * `b`. */
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

/* Enter the shortened forms of a name. A form that two names share leads to the one that speaks
 * more. */
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

static const struct pl_figures_character *
find_neighbour(const struct pl_index *forms, const struct platen_figures *figures,
	       const struct pl_figures_character *character)
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
		const struct pl_figures_character *near = &figures->characters[entry->number];
		bool is_longer = read_letters(near->key, &other) && letters.count >= other.count;
		if (is_longer ? is_one_slip(&letters, &other) : is_one_slip(&other, &letters)) {
			return near;
		}
	}
	return NULL;
}

bool
pl_lint_cue_variants(struct pl_lint *lint)
{
	const struct platen_figures *figures = lint->figures;
	struct pl_index forms = {.arena = &lint->arena};
	for (uint32_t i = 0; i < figures->character_count; i++) {
		if (figures->characters[i].speeches > RARE && !enter(&forms, figures, i)) {
			return false;
		}
	}
	for (size_t i = 0; i < figures->character_count; i++) {
		const struct pl_figures_character *character = &figures->characters[i], *near;
		if (character->speeches > RARE ||
		    (near = find_neighbour(&forms, figures, character)) == NULL) {
			continue;
		}
		PL_REPORT(lint->diag, PL_CUE_VARIANT, character->first_cue->from,
			  pl_word_text(character->name), pl_word_text(near->name));
	}
	return true;
}

bool
pl_lint_cue_case(struct pl_lint *lint)
{
	const struct platen_figures *figures = lint->figures;
	bool *is_reported =
		pl_arena_array(&lint->arena, figures->character_count + 1, sizeof(bool));
	for (size_t i = 0; i < figures->speech_count && is_reported != NULL; i++) {
		const struct platen_node *cue = figures->speeches[i].node->first;
		uint32_t number = figures->speeches[i].character;
		const struct pl_figures_character *character = &figures->characters[number];
		/* another length means that spaces or apostrophes differ */
		if (is_reported[number] || cue->text.length != character->name.length ||
		    pl_str_equal(cue->text, character->name)) {
			continue;
		}
		is_reported[number] = true;
		PL_REPORT(lint->diag, PL_CUE_CASE, cue->from,

			  pl_word_text(cue->text), pl_word_text(character->name),
			  pl_word_number(character->first_cue->from.line));
	}
	return is_reported != NULL;
}

/* Words in parentheses, or any dialogue: an actor can play "..." and "?!". */
static bool
is_speech(const struct platen_node *node)
{
	if (node->kind == PLATEN_PARENTHETICAL) {
		return pl_figures_count_words(node->text) > 0;
	}
	return pl_kind_is(node->kind, PL_SPOKEN) && pl_str_trim(node->text).length > 0;
}

bool
pl_lint_silent_cues(struct pl_lint *lint)
{
	const struct platen_figures *figures = lint->figures;
	for (size_t i = 0; i < figures->speech_count; i++) {
		const struct platen_node *cue = figures->speeches[i].node->first, *node = cue->next;
		while (node != NULL && !is_speech(node)) {
			node = node->next;
		}
		if (node == NULL) {
			PL_REPORT(lint->diag, PL_CUE_SILENT, cue->from, pl_word_text(cue->text));
		}
	}
	return true;
}
