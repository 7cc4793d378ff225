#include <string.h>

#include "cli/options/options.h"

#define WORD_MAX 32

/*
 * How many slips of the finger lead from `a` to `b`: letters left out, put in, changed, or swapped
 * with their neighbour (the optimal string alignment distance). Both are at most WORD_MAX long.
 */
static size_t
count_slips(const char *a, const char *b)
{
	size_t rows[WORD_MAX + 1][WORD_MAX + 1];
	size_t a_length = strlen(a), b_length = strlen(b);
	for (size_t i = 0; i <= a_length; i++) {
		rows[i][0] = i;
	}
	for (size_t j = 0; j <= b_length; j++) {
		rows[0][j] = j;
	}
	for (size_t i = 1; i <= a_length; i++) {
		for (size_t j = 1; j <= b_length; j++) {
			size_t best = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			best = rows[i - 1][j] + 1 < best ? rows[i - 1][j] + 1 : best;
			best = rows[i][j - 1] + 1 < best ? rows[i][j - 1] + 1 : best;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    rows[i - 2][j - 2] + 1 < best) {
				best = rows[i - 2][j - 2] + 1;
			}
			rows[i][j] = best;
		}
	}
	return rows[a_length][b_length];
}

/* A third of the word may be wrong, but no more than three letters. */
void
cli_hint_init(struct cli_hint *hint, const char *word)
{
	size_t most = (strlen(word) + 2) / 3;
	*hint = (struct cli_hint){.word = word, .distance = (most < 3 ? most : 3) + 1};
}

void
cli_hint_offer(struct cli_hint *hint, const char *candidate)
{
	if (strlen(hint->word) > WORD_MAX || strlen(candidate) > WORD_MAX) {
		return;
	}
	/* the beginning of a word is meant to be that word */
	bool is_beginning = strncmp(hint->word, candidate, strlen(hint->word)) == 0;
	size_t distance = is_beginning ? 0 : count_slips(hint->word, candidate);
	if (distance < hint->distance) {
		hint->distance = distance;
		hint->best = candidate;
	}
}
