/* How the script falls on its pages: lines and pages which could be had for a word or two. */
#include <stdio.h>

#include "lint/rules.h"

/* Of a page: shorter ones end where the rules of page breaks would have them, and nobody minds. */
#define SHORT_PART 8

static bool
is_moved(enum platen_page_reason reason)
{
	switch (reason) {
	case PLATEN_PAGE_FULL:
	case PLATEN_PAGE_KEPT:
	case PLATEN_PAGE_PULLED: return true;
	case PLATEN_PAGE_FIRST:
	case PLATEN_PAGE_FORCED:
	case PLATEN_PAGE_CUT:
	case PLATEN_PAGE_SCENE_CONTINUED:
	case PLATEN_PAGE_LAST_RESORT: return false;
	}
	return false;
}

bool
pl_check_short_pages(struct pl_checker *checker)
{
	const struct platen_pages *pages = checker->pages;
	for (uint32_t i = pages->title_page_count + 1; i < pages->page_count; i++) {
		uint32_t used = pages->pages[i - 1].last_slot;
		uint32_t left = used < pages->lines_per_page ? pages->lines_per_page - used : 0;
		struct pl_word word;
		if (is_moved(pages->pages[i].why.reason) &&
		    SHORT_PART * left > pages->lines_per_page) {
			pl_report(checker->diag, PL_PAGE_SHORT, pages->pages[i].from,
				  pl_word_count(&word, left, "line"));
		}
	}
	return true;
}

/* ------------------------------------------------------------------ one-word lines */

/*
 * Every fifth paragraph ends in a line of one word, and a writer who hears of each stops listening.
 * So it is said of those which cost more than their line: where what begins the next page misses
 * this one by a line, and has left it white; and of the last page, if it has so little that it can
 * be saved.
 */
#define SHOWN 5

struct one_word {
	struct pl_str word; /* empty: there is none */
	struct platen_position position;
};

/* What the walk along the paragraphs has in hand. */
struct search {
	const struct pl_checker *checker;
	struct platen_position cheapest[SHOWN]; /* those which were met last, in a ring */
	uint32_t count;                         /* of those met */
	uint32_t page;
	struct one_word latest;          /* on this page */
	const struct platen_node *moved; /* what missed the page before by a line; NULL: nothing */
};

static struct pl_str
without_spaces_behind(struct pl_str text)
{
	while (text.length > 0 && text.data[text.length - 1] == ' ') {
		text.length--;
	}
	return text;
}

/* The word which alone makes the last line of a wrapped paragraph; empty if there are more, or if
 * the writer has begun that line himself. A line less on one side of a dual dialogue is none less.
 */
static struct pl_str
last_word(const struct pl_set_paragraph *paragraph)
{
	const struct platen_node *node = paragraph->node;
	const struct pl_layout_line *last = paragraph->last;
	bool is_prose =
		node->kind == PLATEN_ACTION || (node->kind == PLATEN_DIALOGUE &&
						node->parent->parent->kind != PLATEN_DUAL_DIALOGUE);
	struct pl_str text = last->printed->text;
	if (!is_prose || paragraph->lines < 2 || last->start == 0 ||
	    text.data[last->start - 1] != ' ') {
		return PL_STR("");
	}
	struct pl_str line = without_spaces_behind(pl_str_slice(text, last->start, last->end));
	bool is_one = line.length > 0 && memchr(line.data, ' ', line.length) == NULL;
	return is_one ? line : PL_STR("");
}

/* The block which moved here lacked no more than one line, and left some white for want of it. A
 * transition below it would have pulled it along all the same; of a dual dialogue only the taller
 * side is known. */
static bool
is_missed_by_a_line(const struct platen_page_break *why)
{
	const struct platen_node *node = why->block;
	return is_moved(why->reason) && why->left > 0 && why->rows == why->fit + 1 &&
	       !why->has_more_rows && node->kind != PLATEN_DUAL_DIALOGUE &&
	       !(node->next != NULL && node->next->kind == PLATEN_TRANSITION);
}

static void
report_page_end(const struct search *search, uint32_t page, const struct one_word *line)
{
	const struct pl_layout_page *begun = &search->checker->pages->pages[page];
	struct pl_word words[3];
	pl_report_words(search->checker->diag, PL_ONE_WORD_PAGE, line->position,
			(const char *[PL_WORDS_MAX]){pl_word_text(&words[0], line->word),
						     pl_word_number(&words[1], begun->from.line),
						     pl_word_text(&words[2], begun->label)});
}

static void
turn_page(struct search *search)
{
	const struct platen_page_break *why = &search->checker->pages->pages[++search->page].why;
	/* cuts before a page which is begun by hand save nothing behind it */
	search->count = why->reason == PLATEN_PAGE_FORCED ? 0 : search->count;
	search->moved = NULL;
	if (is_missed_by_a_line(why)) {
		if (search->latest.word.length > 0) {
			report_page_end(search, search->page, &search->latest);
		} else {
			search->moved = why->block;
		}
	}
	search->latest.word = PL_STR("");
}

static void
meet_one_word_line(struct search *search, const struct pl_set_paragraph *paragraph,
		   const struct one_word *line)
{
	const struct pl_checker *checker = search->checker;
	const struct platen_node *node = paragraph->node;
	struct pl_word word;
	if (checker->options->one_word_lines) {
		pl_report(checker->diag, PL_ONE_WORD_LINE, line->position,
			  pl_word_text(&word, line->word));
	}
	search->cheapest[search->count++ % SHOWN] = line->position;
	if (search->moved != NULL && (search->moved == node || search->moved == node->parent)) {
		report_page_end(search, search->page, line);
		search->moved = NULL;
	}
	/* where a paragraph is cut depends on its length: less of it may be less on the page before
	 */
	if (paragraph->first_page == paragraph->page) {
		search->latest = *line;
	}
}

/* "lines 12, 40 and 88", the nearest to the end first: what is cut there is not soaked up by the
 * page ends between. */
static void
put_cheapest(const struct search *search, struct pl_word *to)
{
	uint32_t shown = search->count < SHOWN ? search->count : SHOWN;
	size_t at = 0;
	if (shown == 0) {
		snprintf(to->text, sizeof(to->text), "its own");
		return;
	}
	for (uint32_t i = 0; i < shown; i++) {
		uint32_t slot = (search->count - 1 - i) % SHOWN;
		const char *before = i == 0 ? "" : i + 1 == shown ? " and " : ", ";
		at += (size_t)snprintf(to->text + at, sizeof(to->text) - at, "%s%lu", before,
				       (unsigned long)search->cheapest[slot].line);
	}
}

/* The last page, if it has no more than an eighth: it can be saved. */
static void
report_last_page(const struct search *search)
{
	const struct platen_pages *pages = search->checker->pages;
	if (platen_pages_count(pages) < 2) {
		return;
	}
	const struct pl_layout_page *last = &pages->pages[pages->page_count - 1];
	if (SHORT_PART * last->last_slot > pages->lines_per_page) {
		return;
	}
	struct pl_word lines, cuts;
	put_cheapest(search, &cuts);
	pl_report_words(search->checker->diag, PL_LAST_PAGE, last->from,
			(const char *[PL_WORDS_MAX]){pl_word_count(&lines, last->last_slot, "line"),
						     cuts.text});
}

bool
pl_check_one_word_lines(struct pl_checker *checker)
{
	struct search search = {.checker = checker, .page = checker->pages->title_page_count};
	struct pl_set_paragraph paragraph = {.ahead.pages = checker->pages};
	while (pl_paragraph_next(&paragraph)) {
		while (search.page < paragraph.page) {
			turn_page(&search);
		}
		struct one_word line = {last_word(&paragraph), pl_printed_position(paragraph.last)};
		if (line.word.length > 0) {
			meet_one_word_line(&search, &paragraph, &line);
		}
	}
	report_last_page(&search);
	return true;
}

/* ------------------------------------------------------------------- what is long */

bool
pl_check_long_speeches(struct pl_checker *checker)
{
	const struct platen_figures *figures = checker->figures;
	uint32_t most = checker->options->long_speech;
	/* a limit says it better, with the line */
	if (checker->options->max_speech_lines > 0) {
		return true;
	}
	for (size_t i = 0; i < figures->speech_count; i++) {
		const struct pl_counted_speech *speech = &figures->speeches[i];
		struct pl_word words[3];
		if (speech->lines > most) {
			pl_report_words(
				checker->diag, PL_SPEECH_LONG, speech->node->first->from,
				(const char *[PL_WORDS_MAX]){
					pl_word_text(&words[0],
						     figures->characters[speech->character].name),
					pl_word_number(&words[1], speech->lines),
					pl_word_number(&words[2], most)});
		}
	}
	return true;
}

bool
pl_check_long_parentheticals(struct pl_checker *checker)
{
	struct pl_set_paragraph paragraph = {.ahead.pages = checker->pages};
	uint32_t most = checker->options->long_parenthetical;
	while (pl_paragraph_next(&paragraph)) {
		struct pl_word words[2];
		if (paragraph.node->kind == PLATEN_PARENTHETICAL && paragraph.lines > most) {
			pl_report_words(checker->diag, PL_PARENTHETICAL_LONG, paragraph.node->from,
					(const char *[PL_WORDS_MAX]){
						pl_word_number(&words[0], paragraph.lines),
						pl_word_number(&words[1], most)});
		}
	}
	return true;
}
