/*
 * Mixed styles come from two writers, or from pasted text. Each is reported once, at the first
 * place of the rarer style, because only the writer knows which is right. Blanks at line ends are
 * reported once, too.
 */
#include "lint/rules.h"

/* A place where one of two styles was chosen. */
struct place {
	size_t at;         /* byte of the text at which it is reported */
	size_t start, end; /* what another style would change */
	unsigned style;    /* 0 or 1 */
};

/* Find the first place from byte `from` of the text on; false if there is none. `from` moves behind
 * it. */
typedef bool find_fn(struct pl_str text, size_t *from, struct place *place);

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
	for (size_t at = *from; (at = pl_find_any(text, at, ".!?.")) < text.length; at++) {
		if (!ends_sentence(text, at)) {
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
			*place = (struct place){at, space, next, (unsigned)(next - space) - 1};
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
	for (size_t at = *from; (at = pl_find_any(text, at, "\"'\342\342")) < text.length; at++) {
		char c = text.data[at];
		bool is_curly = text.length - at > 2 &&
				memcmp(text.data + at, "\342\200", 2) == 0 &&
				memchr("\230\231\234\235", text.data[at + 2], 4) != NULL;
		if (c == '"' || c == '\'' || is_curly) {
			*from = at + (is_curly ? 3 : 1);
			*place = (struct place){at, at, *from, is_curly};
			return true;
		}
	}
	return false;
}

/* What stands in the other style in place of what was found; NULL if that takes a guess. */
typedef const char *change_fn(struct pl_str text, const struct place *place);

static const char *
change_gap(struct pl_str text, const struct place *place)
{
	(void)text;
	return place->style == 0 ? "  " : " ";
}

/* U+2019 closes, and is an apostrophe. A straight single quote that opens a word can be either of
 * the two. */
static const char *
curl_quote(struct pl_str text, const struct place *place)
{
	uint32_t before = pl_code_point_before(text, place->start);
	uint32_t after = pl_code_point_at(text, place->end);
	bool is_double = text.data[place->start] == '"';
	bool opens = before == 0 || before == '\n' || before == ' ' || before == '(';
	/* strchr finds 0, the end of the text, too */
	bool closes = after == '\n' || after == ' ' ||
		      (after < 0x80 && strchr(".,;:!?)-", (int)after) != NULL);
	if (opens == closes && !(pl_is_letter(before) && pl_is_letter(after) && !is_double)) {
		return NULL;
	}
	if (opens) {
		return is_double ? "\342\200\234" : NULL;
	}
	return is_double ? "\342\200\235" : "\342\200\231";
}

static const char *
change_quote(struct pl_str text, const struct place *place)
{
	if (place->style == 0) {
		return curl_quote(text, place);
	}
	return (unsigned char)text.data[place->start + 2] < 0x9C ? "'" : "\"";
}

static const struct choice {
	enum pl_rule rule;
	find_fn *find;
	change_fn *change;
	const char *rare[2], *common[2]; /* what the styles are called in the message */
} choices[] = {
	{PL_SPACES_MIXED, find_gap, change_gap, {"one space", "two spaces"}, {"one", "two"}},
	{PL_QUOTES_MIXED,
	 find_quote,
	 change_quote,
	 {"a straight", "a curly"},
	 {"straight", "curly"}},
};
#define CHOICE_COUNT (sizeof(choices) / sizeof(choices[0]))

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
	uint32_t index = 0;
	while (index + 1 < pl_node_run_count(node) && pl_node_run(node, index + 1).start <= at) {
		index++;
	}
	const struct pl_run run = pl_node_run(node, index);
	struct platen_position position = run.from;
	const char *from = node->text.data + run.start, *to = node->text.data + at;
	while (from < to) {
		uint32_t c;
		from += pl_utf8_decode(from, to, &c);
		position.column++;
	}
	position.offset += (uint32_t)(at - run.start);
	return position;
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

/* A script has a style if nine places of ten have it, and there are enough of them to tell. */
#define LEAST_COUNT 10

/* Count both styles. Returns the rarer one if the script has the other; -1 if it has neither, or
 * only one. */
static int
find_rare(const struct platen_document *document, const struct choice *choice,
	  struct style styles[2])
{
	const struct platen_node *node = document->root;
	for (; node != NULL; node = pl_node_following(node)) {
		if (pl_kind_is(node->kind, PL_PROSE)) {
			count(node, choice->find, styles);
		}
	}
	uint32_t total = styles[0].count + styles[1].count;
	int rare = styles[1].count < styles[0].count;
	bool is_rare = styles[rare].count > 0 && styles[rare].count <= total / 10;
	return is_rare && total >= LEAST_COUNT ? rare : -1;
}

bool
pl_lint_mixed_styles(struct pl_lint *lint)
{
	for (size_t i = 0; i < CHOICE_COUNT; i++) {
		const struct choice *choice = &choices[i];
		struct style styles[2] = {{0}};
		int rare = find_rare(lint->document, choice, styles);
		if (rare >= 0) {
			PL_REPORT(lint->diag, choice->rule,
				  position_of(styles[rare].node, styles[rare].at),
				  pl_word_text(pl_str_of(choice->rare[rare])),
				  pl_word_text(pl_str_of(choice->common[!rare])),
				  pl_word_number(styles[!rare].count),
				  pl_word_number(styles[0].count + styles[1].count));
		}
	}
	return true;
}

/* --------------------------------------------------------------------- pairs */

/* The double quotes of a text. */
struct quotes {
	size_t straight, first;    /* how many are straight, and where the first of them is */
	int open, low;             /* curly quotes which are open; those that are U+201E */
	bool is_inside, is_in_low; /* the first straight one is between curly ones */
};

static struct quotes
read_quotes(struct pl_str text)
{
	struct quotes quotes = {0};
	for (size_t at = 0; (at = pl_find_any(text, at, "\"\342\"\342")) < text.length; at++) {
		uint32_t c = pl_code_point_at(text, at);
		bool is_inch = c == '"' && at > 0 && pl_is_digit(text.data[at - 1]);
		if (c == '"' && !is_inch && quotes.straight++ == 0) {
			quotes.first = at;
			quotes.is_inside = quotes.open > 0;
			quotes.is_in_low = quotes.low > 0;
		} else if (c == 0x201D || (c == 0x201C && quotes.low > 0)) {
			quotes.low -= quotes.low > 0;
			quotes.open--;
		} else if (c == 0x201C || c == 0x201E) {
			quotes.low += c == 0x201E;
			quotes.open++;
		}
	}
	return quotes;
}

/* Each straight quote of the text has a curly partner. */
static bool
is_unpaired(const struct quotes *quotes)
{
	size_t open = (size_t)(quotes->open < 0 ? -quotes->open : quotes->open);
	return quotes->straight > 0 && quotes->straight == open;
}

const char *
pl_lint_quote_partner(struct pl_str text, size_t *at)
{
	const struct quotes quotes = read_quotes(text);
	*at = quotes.first;
	if (!is_unpaired(&quotes) || quotes.is_inside != (quotes.open > 0)) {
		return NULL;
	}
	return quotes.is_inside && !quotes.is_in_low ? "\342\200\235" : "\342\200\234";
}

/* Where most quotes are of one style, PL-331 says so. */
bool
pl_lint_unpaired_quotes(struct pl_lint *lint)
{
	struct style styles[2] = {{0}};
	bool has_style = find_rare(lint->document, &choices[1], styles) >= 0;
	const struct platen_node *node = has_style ? NULL : lint->document->root;
	for (; node != NULL; node = pl_node_following(node)) {
		if (pl_kind_is(node->kind, PL_PROSE)) {
			const struct quotes quotes = read_quotes(node->text);
			if (is_unpaired(&quotes)) {
				pl_report(lint->diag, PL_QUOTES_UNPAIRED,
					  position_of(node, quotes.first), NULL);
			}
		}
	}
	return true;
}

/* -------------------------------------------------------------------- line ends */

static bool
has_small_letter(struct pl_str line)
{
	size_t at = 0;
	while (at < line.length && (line.data[at] < 'a' || line.data[at] > 'z')) {
		at++;
	}
	return at < line.length;
}

/* Find the first line from byte *from of the source on that ends in blanks which mean nothing; they
 * are [start, end) then. *from moves behind the line. Blanks behind a transition make it action, so
 * lines without small letters are passed. */
static bool
find_line_end(struct pl_str source, size_t *from, size_t *start, size_t *end)
{
	const char *stop = source.data + source.length;
	while (*from < source.length) {
		size_t at = *from, first = at, length = 0;
		while ((at += pl_plain_length(pl_str_slice(source, at, source.length))) <
			       source.length &&
		       (length = pl_line_break_at(source.data + at, stop)) == 0) {
			at++;
		}
		*from = at + (at < source.length ? length : 0);
		*start = *end = at;
		while (*start > first && strchr(" \t", source.data[*start - 1]) != NULL) {
			--*start;
		}
		if (*start < *end && has_small_letter(pl_str_slice(source, first, *start))) {
			return true;
		}
	}
	return false;
}

bool
pl_lint_line_ends(struct pl_lint *lint)
{
	struct pl_str source = lint->document->source;
	struct platen_position position = {0, 1, 1};
	uint32_t lines = 0;
	size_t from = 0, start, end;
	while (lint->document->dialect != NULL && find_line_end(source, &from, &start, &end)) {
		if (lines++ == 0) {
			pl_position_advance(source, &position, (uint32_t)start);
		}
	}
	if (lines > 0) {
		PL_REPORT(lint->diag, PL_LINE_END_SPACES, position,
			  pl_word_count(lines, "such line"));
	}
	return true;
}

/* ------------------------------------------------------------------------ fixes */

/* The source of bytes [start, end) of the text, if it is the same; `run` is the run with the last
 * place, or 0. False: it is something else, such as a tab or a mark. */
static bool
find_source(struct pl_str source, const struct platen_node *node, const struct place *place,
	    uint32_t *run, size_t *start)
{
	while (*run + 1 < pl_node_run_count(node) &&
	       pl_node_run(node, *run + 1).start <= place->start) {
		++*run;
	}
	const struct pl_run found = pl_node_run(node, *run);
	size_t length = place->end - place->start;
	*start = found.from.offset + (place->start - found.start);
	return *start + length <= source.length &&
	       memcmp(source.data + *start, node->text.data + place->start, length) == 0;
}

static void
fix_node(struct pl_lint_edits *edits, const struct platen_node *node, const struct choice *choice,
	 unsigned rare)
{
	uint32_t run = 0;
	struct place place;
	size_t start;
	for (size_t from = 0; choice->find(node->text, &from, &place);) {
		const char *text = choice->change(node->text, &place);
		if (place.style == rare && text != NULL &&
		    find_source(edits->document->source, node, &place, &run, &start)) {
			pl_lint_put_edit(edits, start, start + place.end - place.start, text);
		}
	}
}

void
pl_lint_fix_style(struct pl_lint_edits *edits, enum pl_rule rule)
{
	const struct platen_document *document = edits->document;
	size_t from = 0, start, end;
	while (rule == PL_LINE_END_SPACES && find_line_end(document->source, &from, &start, &end)) {
		pl_lint_put_edit(edits, start, end, "");
	}
	for (size_t i = 0; i < CHOICE_COUNT; i++) {
		struct style styles[2] = {{0}};
		int rare = choices[i].rule == rule ? find_rare(document, &choices[i], styles) : -1;
		const struct platen_node *node = rare < 0 ? NULL : document->root;
		for (; node != NULL; node = pl_node_following(node)) {
			if (pl_kind_is(node->kind, PL_PROSE)) {
				fix_node(edits, node, &choices[i], (unsigned)rare);
			}
		}
	}
}
