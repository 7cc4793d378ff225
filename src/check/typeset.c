/* How the script falls on its pages: lines and pages which could be had for a word or two. */
#include <stdio.h>

#include "check/rules.h"

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
				  pl_word_number(&word, left));
		}
	}
	return true;
}

/* ------------------------------------------------------------------ one-word lines */

#define SHOWN 5

/* The one-word lines which were met last, in a ring. */
struct cheapest {
	struct platen_position positions[SHOWN];
	uint32_t count;
};

static struct pl_str
without_spaces_behind(struct pl_str text)
{
	while (text.length > 0 && text.data[text.length - 1] == ' ') {
		text.length--;
	}
	return text;
}

/* Bytes of a line, without the spaces behind it. */
static size_t
printed_length(const struct pl_line *line)
{
	size_t length = 0;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		struct pl_str text = line->stretches[i].text;
		bool is_last = i + 1 == line->stretch_count;
		length += (is_last ? without_spaces_behind(text) : text).length;
	}
	return length;
}

/* The word which alone makes the last line of a wrapped paragraph; empty if there are more, or if the
 * writer has begun that line himself. */
static struct pl_str
last_word(const struct pl_set_paragraph *paragraph)
{
	const struct platen_node *node = paragraph->node;
	struct pl_str text = without_spaces_behind(node->text);
	size_t length = printed_length(paragraph->last);
	bool is_prose = node->kind == PLATEN_ACTION || node->kind == PLATEN_DIALOGUE;
	if (!is_prose || paragraph->lines < 2 || length == 0 || length >= text.length) {
		return PL_STR("");
	}
	struct pl_str line = pl_str_slice(text, text.length - length, text.length);
	bool is_wrapped = text.data[text.length - length - 1] == ' ';
	return is_wrapped && memchr(line.data, ' ', length) == NULL ? line : PL_STR("");
}

/* "lines 12, 40 and 88", the nearest to the end first: what is cut there is not soaked up by the page
 * ends between. */
static void
put_cheapest(const struct cheapest *cheapest, struct pl_word *to)
{
	uint32_t shown = cheapest->count < SHOWN ? cheapest->count : SHOWN;
	size_t at = 0;
	if (shown == 0) {
		snprintf(to->text, sizeof(to->text), "its own");
		return;
	}
	for (uint32_t i = 0; i < shown; i++) {
		uint32_t slot = (cheapest->count - 1 - i) % SHOWN;
		const char *before = i == 0 ? "" : i + 1 == shown ? " and " : ", ";
		at += (size_t)snprintf(to->text + at, sizeof(to->text) - at, "%s%lu", before,
				       (unsigned long)cheapest->positions[slot].line);
	}
}

/* The last page, if it has no more than an eighth: it can be saved. */
static void
report_last_page(const struct pl_checker *checker, const struct cheapest *cheapest)
{
	const struct platen_pages *pages = checker->pages;
	const struct pl_page *last = &pages->pages[pages->page_count - 1];
	if (platen_pages_count(pages) < 2 ||
	    SHORT_PART * last->last_slot > pages->lines_per_page) {
		return;
	}
	char lines[32];
	struct pl_word cuts;
	snprintf(lines, sizeof(lines), "%lu %s", (unsigned long)last->last_slot,
		 last->last_slot == 1 ? "line" : "lines");
	put_cheapest(cheapest, &cuts);
	pl_report_words(checker->diag, PL_LAST_PAGE, last->from,
			(const char *[PL_WORDS_MAX]){lines, cuts.text});
}

bool
pl_check_one_word_lines(struct pl_checker *checker)
{
	const struct platen_pages *pages = checker->pages;
	struct pl_set_paragraph paragraph = {.ahead.pages = pages};
	struct cheapest cheapest = {0};
	uint32_t page = 0;
	while (pl_paragraph_next(&paragraph)) {
		for (; page < paragraph.page; page++) {
			/* cuts before a page which is begun by hand save nothing behind it */
			bool is_forced = pages->pages[page + 1].why.reason == PLATEN_PAGE_FORCED;
			cheapest.count = is_forced ? 0 : cheapest.count;
		}
		struct pl_str word = last_word(&paragraph);
		if (word.length == 0) {
			continue;
		}
		struct pl_word words;
		struct platen_position position = pl_printed_position(paragraph.last);
		pl_report(checker->diag, PL_ONE_WORD_LINE, position, pl_word_text(&words, word));
		cheapest.positions[cheapest.count++ % SHOWN] = position;
	}
	if (pages->page_count > 0) {
		report_last_page(checker, &cheapest);
	}
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
