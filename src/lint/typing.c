/* Two habits in one script: two hands, or pasted text. Each is said once, where the rarer one is
 * met first, and not at every place: which of the two is right is for the writer to say. */
#include "lint/rules.h"

struct habit {
	uint32_t count;
	const struct platen_node *node; /* of the first time */
	size_t at;
};

static void
meet(struct habit *habit, const struct platen_node *node, size_t at)
{
	if (habit->count++ == 0) {
		habit->node = node;
		habit->at = at;
	}
}

/* A script has a habit if it does the same in nine places of ten, and in enough of them to tell. */
#define LEAST_COUNT 10

/* What the two are called: the rarer one, and the other. */
struct names {
	const char *rare[2], *common[2];
};

static void
report(const struct pl_checker *checker, enum pl_rule rule, const struct habit habits[2],
       const struct names *names)
{
	uint32_t total = habits[0].count + habits[1].count;
	bool rare = habits[1].count < habits[0].count;
	if (habits[rare].count == 0 || total < LEAST_COUNT || habits[rare].count > total / 10) {
		return;
	}
	struct pl_word words[2];
	pl_report_words(checker->diag, rule, pl_text_position(habits[rare].node, habits[rare].at),
			(const char *[PL_WORDS_MAX]){names->rare[rare], names->common[!rare],
						     pl_word_number(&words[0], habits[!rare].count),
						     pl_word_number(&words[1], total)});
}

/* ----------------------------------------------------------------------- spaces */

#define SHORT_WORD 4

/* A full stop after Mr, Dr or an initial ends no sentence; one after a long word or a small
 * letter's does. */
static bool
ends_sentence(struct pl_str text, size_t stop)
{
	if (text.data[stop] != '.') {
		return true;
	}
	size_t start = stop;
	while (start > 0 && stop - start <= SHORT_WORD && text.data[start - 1] != ' ' &&
	       text.data[start - 1] != '\n') {
		start--;
	}
	bool is_small = start < stop && text.data[start] >= 'a' && text.data[start] <= 'z';
	return stop - start > SHORT_WORD || (is_small && stop - start > 1);
}

static bool
is_stop(char c)
{
	return c == '.' || c == '!' || c == '?';
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'' || c == ')';
}

static void
meet_spaces(const struct platen_node *node, struct habit habits[2])
{
	struct pl_str text = node->text;
	for (size_t at = 0; at < text.length; at++) {
		if (!is_stop(text.data[at]) || !ends_sentence(text, at)) {
			continue;
		}
		size_t space = at + 1;
		while (space < text.length && is_quote(text.data[space])) {
			space++;
		}
		size_t next = space;
		while (next < text.length && text.data[next] == ' ') {
			next++;
		}
		if (next < text.length && text.data[next] != '\n' && next - space > 0 &&
		    next - space <= 2) {
			meet(&habits[next - space - 1], node, at);
		}
		at = next > at + 1 ? next - 1 : at;
	}
}

bool
pl_check_spaces(struct pl_checker *checker)
{
	static const struct names names = {{"one space", "two spaces"}, {"one", "two"}};
	struct habit habits[2] = {{0}};
	const struct platen_node *node = checker->document->root;
	for (; node != NULL; node = pl_node_following(node)) {
		if (pl_kind_is(node->kind, PL_PROSE)) {
			meet_spaces(node, habits);
		}
	}
	report(checker, PL_SPACES_MIXED, habits, &names);
	return true;
}

/* ----------------------------------------------------------------------- quotes */

/* U+2018, U+2019, U+201C and U+201D are E2 80 and one of these. */
static bool
is_curly(struct pl_str text, size_t at)
{
	if (text.length - at < 3 || memcmp(text.data + at, "\342\200", 2) != 0) {
		return false;
	}
	unsigned char last = (unsigned char)text.data[at + 2];
	return last == 0x98 || last == 0x99 || last == 0x9C || last == 0x9D;
}

static void
meet_quotes(const struct platen_node *node, struct habit habits[2])
{
	struct pl_str text = node->text;
	for (size_t at = 0; at < text.length; at++) {
		char c = text.data[at];
		if (c == '"' || c == '\'') {
			meet(&habits[0], node, at);
		} else if (c == '\342' && is_curly(text, at)) {
			meet(&habits[1], node, at);
		}
	}
}

bool
pl_check_quotes(struct pl_checker *checker)
{
	static const struct names names = {{"a straight", "a curly"}, {"straight", "curly"}};
	struct habit habits[2] = {{0}};
	const struct platen_node *node = checker->document->root;
	for (; node != NULL; node = pl_node_following(node)) {
		if (pl_kind_is(node->kind, PL_PROSE)) {
			meet_quotes(node, habits);
		}
	}
	report(checker, PL_QUOTES_MIXED, habits, &names);
	return true;
}
