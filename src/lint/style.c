/*
 * Mixed styles: two hands, or pasted text. Each is reported once, at the first place of the rarer
 * style, because only the writer knows which of the two is right.
 */
#include "lint/rules.h"

/* A place where one of two styles was chosen: byte `at` of a text. */
struct place {
	size_t at;
	unsigned style; /* 0 or 1 */
};

/* Find the first place from byte `from` of the text on; false if there is none. `from` moves behind
 * it. */
typedef bool find_fn(struct pl_str text, size_t *from, struct place *place);

static bool
is_sentence_end(char c)
{
	return c == '.' || c == '!' || c == '?';
}

#define SHORT_WORD 4

/* A full stop after Mr, Dr or an initial ends no sentence. It does after a longer word, or one in
 * small letters. */
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

/* Style 0: one space after a sentence. Style 1: two. */
static bool
find_gap(struct pl_str text, size_t *from, struct place *place)
{
	for (size_t at = *from; at < text.length; at++) {
		if (!is_sentence_end(text.data[at]) || !ends_sentence(text, at)) {
			continue;
		}
		size_t space = at + 1;
		while (space < text.length && memchr("\"')", text.data[space], 3) != NULL) {
			space++;
		}
		size_t next = space;
		while (next < text.length && text.data[next] == ' ') {
			next++;
		}
		if (next < text.length && text.data[next] != '\n' && next - space > 0 &&
		    next - space <= 2) {
			*place = (struct place){at, (unsigned)(next - space) - 1};
			*from = next;
			return true;
		}
		at = next - 1;
	}
	return false;
}

/* Style 0: straight quotes. Style 1: curly ones: U+2018, U+2019, U+201C, U+201D. */
static bool
find_quote(struct pl_str text, size_t *from, struct place *place)
{
	for (size_t at = *from; at < text.length; at++) {
		char c = text.data[at];
		bool is_curly = text.length - at > 2 &&
				memcmp(text.data + at, "\342\200", 2) == 0 &&
				memchr("\230\231\234\235", text.data[at + 2], 4) != NULL;
		if (c == '"' || c == '\'' || is_curly) {
			*place = (struct place){at, is_curly};
			*from = at + 1;
			return true;
		}
	}
	return false;
}

static const struct choice {
	enum pl_rule rule;
	find_fn *find;
	const char *rare[2], *common[2]; /* what the styles are called in the message */
} choices[] = {
	{PL_SPACES_MIXED, find_gap, {"one space", "two spaces"}, {"one", "two"}},
	{PL_QUOTES_MIXED, find_quote, {"a straight", "a curly"}, {"straight", "curly"}},
};

/* How often a style was met, and where first. */
struct style {
	uint32_t count;
	const struct platen_node *node;
	size_t at;
};

/* Where byte `at` of the text of `node` stands in the source. */
static struct platen_position
position_of(const struct platen_node *node, size_t at)
{
	const struct pl_run *run = node->runs;
	while (run + 1 < node->runs + node->run_count && run[1].start <= at) {
		run++;
	}
	struct platen_position position = run->from;
	const char *from = node->text.data + run->start, *to = node->text.data + at;
	while (from < to) {
		uint32_t c;
		from += pl_utf8_decode(from, to, &c);
		position.column++;
	}
	position.offset += (uint32_t)(at - run->start);
	return position;
}

/* A script has a style if nine places of ten have it, and there are enough of them to tell. */
#define LEAST_COUNT 10

static void
report(const struct pl_lint *lint, const struct choice *choice, const struct style styles[2])
{
	uint32_t total = styles[0].count + styles[1].count;
	bool rare = styles[1].count < styles[0].count;
	if (styles[rare].count > 0 && total >= LEAST_COUNT && styles[rare].count <= total / 10) {
		PL_REPORT(lint->diag, choice->rule, position_of(styles[rare].node, styles[rare].at),
			  pl_word_text(pl_str_of(choice->rare[rare])),
			  pl_word_text(pl_str_of(choice->common[!rare])),
			  pl_word_number(styles[!rare].count), pl_word_number(total));
	}
}

static void
count(const struct platen_node *node, find_fn *find, struct style styles[2])
{
	struct place place;
	for (size_t from = 0; find(node->text, &from, &place);) {
		struct style *style = &styles[place.style];
		if (style->count++ == 0) {
			style->node = node;
			style->at = place.at;
		}
	}
}

bool
pl_lint_mixed_styles(struct pl_lint *lint)
{
	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
		struct style styles[2] = {{0}};
		const struct platen_node *node = lint->document->root;
		for (; node != NULL; node = pl_node_following(node)) {
			if (pl_kind_is(node->kind, PL_PROSE)) {
				count(node, choices[i].find, styles);
			}
		}
		report(lint, &choices[i], styles);
	}
	return true;
}
