/* Rules about pages: lines and pages that cutting a word or two would save. */
#include <stdio.h>

#include "lint/rules.h"

/* Gaps of up to an eighth of a page are the usual price of good page breaks. */
#define SHORT_PART 8

static bool
is_moved(enum pl_layout_reason reason)
{
	switch (reason) {
	case PL_REASON_FULL:
	case PL_REASON_KEPT:
	case PL_REASON_PULLED: return true;
	case PL_REASON_FIRST:
	case PL_REASON_FORCED:
	case PL_REASON_CUT:
	case PL_REASON_SCENE_CONTINUED:
	case PL_REASON_LAST_RESORT: return false;
	}
	return false;
}

/* The lines of a song cannot be cut to fill the page. */
static bool
is_song(const struct platen_node *block)
{
	const struct platen_node *node = block->kind == PLATEN_SPEECH ? block->first : NULL;
	while (node != NULL && node->kind != PLATEN_LYRIC) {
		node = node->next;
	}
	return node != NULL || block->kind == PLATEN_LYRIC;
}

bool
pl_lint_short_pages(struct pl_lint *lint)
{
	const struct platen_pages *pages = lint->pages;
	for (uint32_t i = pages->title_page_count + 1; i < pages->page_count; i++) {
		uint32_t used = pages->pages[i - 1].last_slot;
		uint32_t left = used < pages->lines_per_page ? pages->lines_per_page - used : 0;
		const struct pl_layout_break *why = &pages->pages[i].why;
		if (is_moved(why->reason) && !is_song(why->block) &&
		    SHORT_PART * left > pages->lines_per_page) {
			PL_REPORT(lint->diag, PL_PAGE_SHORT, pages->pages[i].from,
				  pl_word_count(left, "line"));
		}
	}
	return true;
}

/* ------------------------------------------------------------------ one-word lines */

/*
 * Every fifth paragraph ends in a line of one word: too many to report each. So only those are
 * reported which cost more than their line: where the next block missed this page by one line and
 * left the rest of it white, and where the last page has so little on it that it can be saved.
 */
#define SHOWN 5

struct one_word {
	struct pl_str word; /* empty: none */
	struct platen_position position;
};

/* The state of the walk along the paragraphs. */
struct search {
	const struct pl_lint *lint;
	struct platen_position cheapest[SHOWN]; /* a ring of the latest ones */
	uint32_t count;                         /* of all met */
	uint32_t page;
	struct one_word latest; /* on this page */
	const struct platen_node
		*moved; /* the block that missed the page before by a line, or NULL */
};

/* The only word in the last line of a wrapped paragraph. Empty if that line has more words, or was
 * typed as a line. A line saved in one column of a dual dialogue saves nothing. */
static struct pl_str
last_word(const struct pl_layout_lines *lines)
{
	const struct pl_layout_line *last = lines->first[lines->count - 1].line;
	const struct platen_node *node = last->node;
	bool is_prose =
		node->kind == PLATEN_ACTION || (node->kind == PLATEN_DIALOGUE &&
						node->parent->parent->kind != PLATEN_DUAL_DIALOGUE);
	struct pl_str text = last->printed->text;
	if (!is_prose || lines->count < 2 || last->start == 0 ||
	    text.data[last->start - 1] != ' ') {
		return PL_STR("");
	}
	struct pl_str line = pl_str_trim_ascii(pl_str_slice(text, last->start, last->end));
	bool is_one = line.length > 0 && memchr(line.data, ' ', line.length) == NULL;
	return is_one ? line : PL_STR("");
}

/* The block moved to this page for want of one line. Not if a transition below would have pulled it
 * along anyway. Nothing is known of dual dialogue but its longer column. */
static bool
is_missed_by_a_line(const struct pl_layout_break *why)
{
	const struct platen_node *node = why->block;
	return is_moved(why->reason) && why->left > 0 && why->rows == why->fit + 1 &&
	       !why->has_more_rows && node->kind != PLATEN_DUAL_DIALOGUE &&
	       !(node->next != NULL && node->next->kind == PLATEN_TRANSITION);
}

static void
report_page_end(const struct search *search, uint32_t page, const struct one_word *line)
{
	const struct pl_layout_page *begun = &search->lint->pages->pages[page];
	PL_REPORT(search->lint->diag, PL_ONE_WORD_PAGE, line->position, pl_word_text(line->word),
		  pl_word_number(begun->from.line), pl_word_text(begun->label));
}

static void
turn_page(struct search *search)
{
	const struct pl_layout_break *why = &search->lint->pages->pages[++search->page].why;
	/* cuts before a forced page break save nothing after it */
	search->count = why->reason == PL_REASON_FORCED ? 0 : search->count;
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
meet_one_word_line(struct search *search, const struct pl_layout_lines *lines,
		   const struct one_word *line)
{
	const struct pl_lint *lint = search->lint;
	const struct platen_node *node = lines->first->line->node;
	PL_REPORT(lint->diag, PL_ONE_WORD_LINE, line->position, pl_word_text(line->word));
	search->cheapest[search->count++ % SHOWN] = line->position;
	if (search->moved != NULL && (search->moved == node || search->moved == node->parent)) {
		report_page_end(search, search->page, line);
		search->moved = NULL;
	}
	/* a paragraph cut at a page end may save its line on either page: not reliable */
	if (lines->first->page == lines->first[lines->count - 1].page) {
		search->latest = *line;
	}
}

/* "12, 40 and 88": the lines nearest to the end first, as page ends after a cut may absorb it. */
static void
put_cheapest(const struct search *search, char *to, size_t size)
{
	uint32_t shown = search->count < SHOWN ? search->count : SHOWN;
	size_t at = 0;
	for (uint32_t i = 0; i < shown; i++) {
		uint32_t slot = (search->count - 1 - i) % SHOWN;
		const char *before = i == 0 ? "" : i + 1 == shown ? " and " : ", ";
		at += (size_t)snprintf(to + at, size - at, "%s%lu", before,
				       (unsigned long)search->cheapest[slot].line);
	}
}

/* Report the last page if it has no more than an eighth of a page on it, no forced page break
 * begins it, and there are lines to cut. */
static void
report_last_page(const struct search *search)
{
	const struct platen_pages *pages = search->lint->pages;
	char cheapest[SHOWN * 16];
	if (platen_pages_count(pages) < 2 || search->count == 0) {
		return;
	}
	const struct pl_layout_page *last = &pages->pages[pages->page_count - 1];
	if (last->why.reason != PL_REASON_FORCED &&
	    SHORT_PART * last->last_slot <= pages->lines_per_page) {
		put_cheapest(search, cheapest, sizeof(cheapest));
		PL_REPORT(search->lint->diag, PL_LAST_PAGE, last->from,
			  pl_word_count(last->last_slot, "line"),
			  pl_word_text(pl_str_of(cheapest)));
	}
}

bool
pl_lint_one_word_lines(struct pl_lint *lint)
{
	struct search search = {.lint = lint, .page = lint->pages->title_page_count};
	struct pl_layout_lines lines = {0};
	while (pl_layout_lines_next(lint->pages, &lines)) {
		const struct pl_layout_printed *last = &lines.first[lines.count - 1];
		while (search.page < last->page) {
			turn_page(&search);
		}
		struct one_word line = {last_word(&lines), pl_layout_position(last->line)};
		if (line.word.length > 0) {
			meet_one_word_line(&search, &lines, &line);
		}
	}
	report_last_page(&search);
	return true;
}

/* ----------------------------------------------------- speeches and parentheticals */

/* A song may be long: lyrics do not count. */
bool
pl_lint_long_speeches(struct pl_lint *lint)
{
	const struct platen_figures *figures = lint->figures;
	uint32_t most = lint->options->long_speech;
	uint32_t *sung = pl_arena_array(&lint->arena, figures->speech_count + 1, sizeof(*sung));
	struct pl_layout_lines lines = {0};
	size_t at = 0;
	while (sung != NULL && pl_layout_lines_next(lint->pages, &lines)) {
		const struct pl_layout_line *line = lines.first->line;
		const struct pl_figures_speech *speech = pl_figures_speech_of(figures, line, &at);
		if (speech != NULL && line->kind == PLATEN_LYRIC) {
			sung[speech - figures->speeches] += (uint32_t)lines.count;
		}
	}
	/* PL-904 takes the place of PL-304 */
	bool has_limit = lint->options->max_speech_lines > 0;
	for (size_t i = 0; sung != NULL && !has_limit && i < figures->speech_count; i++) {
		const struct pl_figures_speech *speech = &figures->speeches[i];
		if (speech->lines - sung[i] > most) {
			PL_REPORT(lint->diag, PL_SPEECH_LONG, speech->node->first->from,
				  pl_word_text(figures->characters[speech->character].name),
				  pl_word_number(speech->lines - sung[i]), pl_word_number(most));
		}
	}
	return sung != NULL;
}

bool
pl_lint_long_parentheticals(struct pl_lint *lint)
{
	struct pl_layout_lines lines = {0};
	uint32_t most = lint->options->long_parenthetical;
	while (pl_layout_lines_next(lint->pages, &lines)) {
		const struct platen_node *node = lines.first->line->node;
		if (node->kind == PLATEN_PARENTHETICAL && lines.count > most) {
			PL_REPORT(lint->diag, PL_PARENTHETICAL_LONG, node->from,
				  pl_word_number((uint32_t)lines.count), pl_word_number(most));
		}
	}
	return true;
}
