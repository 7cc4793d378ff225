/* "did you mean": the known name that is nearest to a mistyped one. */
#include "cli/messages/messages.h"

#define WORD_MAX 32

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool
is_same(char a, char b)
{
	return pl_ascii_lower(a) == pl_ascii_lower(b);
}

/*
 * The number of typing errors between `a` and `b`: letters left out, added, changed, or swapped
 * with their neighbour (the optimal string alignment distance). Case does not matter. Both are at
 * most WORD_MAX long.
 */
static size_t
edit_distance(struct pl_str a, struct pl_str b)
{
	size_t rows[WORD_MAX + 1][WORD_MAX + 1];
	for (size_t i = 0; i <= a.length; i++) {
		rows[i][0] = i;
	}
	for (size_t j = 0; j <= b.length; j++) {
		rows[0][j] = j;
	}
	for (size_t i = 1; i <= a.length; i++) {
		for (size_t j = 1; j <= b.length; j++) {
			size_t best = rows[i - 1][j - 1] + !is_same(a.data[i - 1], b.data[j - 1]);
			best = smaller(best, rows[i - 1][j] + 1);
			best = smaller(best, rows[i][j - 1] + 1);
			if (i > 1 && j > 1 && is_same(a.data[i - 1], b.data[j - 2]) &&
			    is_same(a.data[i - 2], b.data[j - 1])) {
				best = smaller(best, rows[i - 2][j - 2] + 1);
			}
			rows[i][j] = best;
		}
	}
	return rows[a.length][b.length];
}

/* A third of the word may be wrong, but no more than three letters. */
void
cli_hint_init(struct cli_hint *hint, struct pl_str word)
{
	*hint = (struct cli_hint){.word = word, .distance = smaller((word.length + 2) / 3, 3) + 1};
}

void
cli_hint_offer(struct cli_hint *hint, struct pl_str candidate)
{
	if (hint->word.length == 0 || hint->word.length > WORD_MAX || candidate.length > WORD_MAX) {
		return;
	}
	/* the beginning of a word probably means that word */
	bool is_beginning = pl_str_starts(candidate, hint->word);
	size_t distance = is_beginning ? 0 : edit_distance(hint->word, candidate);
	if (distance < hint->distance) {
		hint->distance = distance;
		hint->best = candidate;
	}
}
