/* Wrapping, sentence ends, page breaks, continueds, the title page: on documents built by hand. */
#include <stdlib.h>

#include "layout/flow.h"
#include "script.h"
#include "unit.h"

/* ------------------------------------------------------------------------ wrapping */

/* Wrap `text` at `cells` and join the rows with `|`. Static buffer. */
static struct pl_str
wrapped(const char *text, uint32_t cells)
{
	static char joined[4096];
	size_t length = 0;
	struct pl_str all = pl_str_of(text);
	struct pl_layout_span span = {0};
	do {
		pl_layout_wrap_row(all, span.next, cells * PL_SIXTHS, &span);
		if (span.start > 0) {
			joined[length++] = '|';
		}
		memcpy(joined + length, text + span.start, span.end - span.start);
		length += span.end - span.start;
	} while (!span.is_last);
	return (struct pl_str){joined, length};
}

static void
test_wrap_is_greedy(void)
{
	CHECK_STR(wrapped("one two three", 7), "one two|three");
	CHECK_STR(wrapped("one two three", 6), "one|two|three");
	CHECK_STR(wrapped("", 6), "");
	CHECK_STR(wrapped("one", 3), "one");
}

static void
test_wrap_lets_spaces_hang(void)
{
	CHECK_STR(wrapped("one     two", 3), "one|two");
	CHECK_STR(wrapped("one two   ", 7), "one two");
	CHECK_STR(wrapped("  one", 5), "  one");
	/* double spaces inside a row count */
	CHECK_STR(wrapped("a.  b", 5), "a.  b");
	CHECK_STR(wrapped("a.  b", 4), "a.|b");
}

static void
test_wrap_breaks_after_hyphens(void)
{
	CHECK_STR(wrapped("well-known", 6), "well-|known");
	CHECK_STR(wrapped("out -- in", 6), "out --|in");
	CHECK_STR(wrapped("and/or", 4), "and/|or");
}

static void
test_wrap_lets_one_hyphen_hang(void)
{
	CHECK_STR(wrapped("well-known", 4), "well-|know|n");
	CHECK_STR(wrapped("well--known", 4), "well-|-|know|n");
	CHECK_STR(wrapped("a well-off", 6), "a well-|off");
}

static void
test_wrap_cuts_a_long_word(void)
{
	CHECK_STR(wrapped("abcdefgh", 3), "abc|def|gh");
	CHECK_STR(wrapped("x abcdefgh", 3), "x|abc|def|gh");
	CHECK_STR(wrapped("abc", 0), "a|b|c");
}

static void
test_wrap_obeys_line_feeds(void)
{
	CHECK_STR(wrapped("one\ntwo", 20), "one|two");
	CHECK_STR(wrapped("one\n\ntwo", 20), "one||two");
	CHECK_STR(wrapped("one\n", 20), "one|");
	CHECK_STR(wrapped("\n", 20), "|");
}

static void
test_wrap_counts_clusters(void)
{
	CHECK_STR(wrapped("\xc3\xa9\xc3\xa9 e\xcc\x81", 2), "\xc3\xa9\xc3\xa9|e\xcc\x81");
}

/* The quick road for plain text wraps as the walk over clusters does. */
static void
test_plain_rows_are_wrapped_as_all_others(void)
{
	static const char *const pieces[] = {" ", " ", "-", "a",  "bc",     "def",    "ghij",  "\n",
					     "!", "?", ":", "\t", "\u00E9", "\u0301", "\u4E00"};
	uint32_t dice = 1;
	for (unsigned round = 0; round < 20000; round++) {
		char room[256];
		size_t length = 0;
		/* in every third text only plain pieces */
		uint32_t kinds = round % 3 == 0 ? 11 : sizeof(pieces) / sizeof(pieces[0]);
		for (unsigned i = 0; i < 24; i++) {
			dice = dice * 1664525 + 1013904223;
			const char *piece = pieces[(dice >> 16) % kinds];
			memcpy(room + length, piece, strlen(piece));
			length += strlen(piece);
		}
		struct pl_str text = {room, length};
		struct pl_layout_span one = {0}, other;
		do {
			uint32_t from = one.next, capacity = round % 20 * PL_SIXTHS + round % 7;
			pl_layout_wrap_row(text, from, capacity, &one);
			pl_layout_wrap_by_cluster(text, from, capacity, &other);
			CHECK_INT(one.start, other.start);
			CHECK_INT(one.end, other.end);
			CHECK_INT(one.next, other.next);
			CHECK_INT(one.width, other.width);
			CHECK_INT(one.is_last, other.is_last);
		} while (!one.is_last);
	}
}

static void
test_capacity_is_final_drafts(void)
{
	struct platen_profile profile;
	CHECK(pl_layout_profile_make(pl_layout_profile_standard(), &profile));
	struct platen_style(*styles)[PLATEN_STYLE_COUNT] = profile.styles;
	const struct platen_style *s = &styles[PLATEN_SIDE_NONE][PLATEN_ACTION];
	CHECK_INT(pl_layout_style_capacity(s->right - s->left), 61 * PL_SIXTHS);
	s = &styles[PLATEN_SIDE_NONE][PLATEN_DIALOGUE];
	CHECK_INT(pl_layout_style_capacity(s->right - s->left), 35 * PL_SIXTHS);
	s = &styles[PLATEN_SIDE_NONE][PLATEN_PARENTHETICAL];
	CHECK_INT(pl_layout_style_capacity(s->right - s->first), 26 * PL_SIXTHS);
	CHECK_INT(pl_layout_style_capacity(s->right - s->left), 25 * PL_SIXTHS);
	s = &styles[PLATEN_SIDE_NONE][PLATEN_CHARACTER];
	CHECK_INT(pl_layout_style_capacity(s->right - s->left), 38 * PL_SIXTHS);
	s = &styles[PLATEN_SIDE_NONE][PLATEN_TRANSITION];
	CHECK_INT(pl_layout_style_capacity(s->right - s->left), 16 * PL_SIXTHS);
	s = &styles[PLATEN_SIDE_LEFT][PLATEN_DIALOGUE];
	CHECK_INT(pl_layout_style_capacity(s->right - s->left), 29 * PL_SIXTHS);
	s = &styles[PLATEN_SIDE_RIGHT][PLATEN_DIALOGUE];
	CHECK_INT(pl_layout_style_capacity(s->right - s->left), 29 * PL_SIXTHS);
}

/* ------------------------------------------------------------------- sentence ends */

static long
last_end(const char *text)
{
	struct pl_str all = pl_str_of(text);
	uint32_t end, rest;
	if (!pl_layout_last_sentence_end(all, 0, (uint32_t)all.length, &end, &rest)) {
		return -1;
	}
	return (long)end;
}

static void
test_sentence_ends(void)
{
	CHECK_INT(last_end("One. Two"), 4);
	CHECK_INT(last_end("One! Two? Three"), 9);
	CHECK_INT(last_end("One... two"), 6);
	CHECK_INT(last_end("One\xe2\x80\xa6 two"), 6);
	CHECK_INT(last_end("\"One.\" Two"), 6);
	CHECK_INT(last_end("(One.) Two"), 6);
	CHECK_INT(last_end("One."), 4);
	CHECK_INT(last_end("One.\nTwo"), 4);
}

static void
test_no_sentence_ends(void)
{
	CHECK_INT(last_end("One -- two"), -1);
	CHECK_INT(last_end("One: two; three, four"), -1);
	CHECK_INT(last_end("example.org"), -1);
	CHECK_INT(last_end("3.14"), -1);
	CHECK_INT(last_end(""), -1);
}

static void
test_sentence_ends_of_other_scripts(void)
{
	CHECK_INT(last_end("\xe4\xbb\x96\xe3\x80\x82\xe4\xbb\x96"), 6);
	CHECK_INT(last_end("\xd9\x85\xd8\x9f \xd9\x85"), 4);
	CHECK_INT(last_end("\xe1\x80\x99\xe1\x81\x8b \xe1\x80\x99"), 6); /* Burmese */
	CHECK_INT(last_end("\xe0\xbd\x80\xe0\xbc\x8d \xe0\xbd\x80"), 6); /* Tibetan */
	CHECK_INT(last_end("\xe0\xb8\x81\xe0\xb8\x82 a"), 6);            /* Thai */
}

/* --------------------------------------------------------------------- page breaks */

static void
test_empty_document_has_no_pages(void)
{
	script_start();
	struct platen_pages *pages = script_lay_out(0);
	CHECK_INT(platen_pages_count(pages), 0);
	CHECK_INT(platen_pages_eighths(pages), 0);
	script_end(pages);
}

static void
test_space_above(void)
{
	script_start();
	script_add(script->root, PLATEN_SCENE_HEADING, "int. kitchen");
	script_add(script->root, PLATEN_ACTION, "Rain.");
	script_add_speech("NORA", "Yes.");
	script_add(script->root, PLATEN_SCENE_HEADING, "EXT. YARD");
	script_add(script->root, PLATEN_ACTION, "Sun.");
	struct platen_pages *pages = script_lay_out(0);
	CHECK_STR(script_line(pages, 0, 0), "INT. KITCHEN");
	CHECK_INT(script_slot(pages, 0, 0), 1);
	CHECK_INT(script_slot(pages, 0, 1), 3);
	CHECK_INT(script_slot(pages, 0, 2), 5);
	CHECK_INT(script_slot(pages, 0, 3), 6);
	CHECK_INT(script_slot(pages, 0, 4), 9);
	CHECK_INT(script_slot(pages, 0, 5), 11);
	script_end(pages);
}

static void
test_typed_blank_lines_between_actions(void)
{
	script_start();
	script_add(script->root, PLATEN_ACTION, "One.");
	script_add(script->root, PLATEN_CENTERED, "Two.")->blank_before = 0;
	script_add(script->root, PLATEN_ACTION, "Three.")->blank_before = 3;
	struct platen_node *speech = script_add_speech("NORA", "Four.");
	speech->blank_before = 5;
	struct platen_pages *pages = script_lay_out(0);
	CHECK_INT(script_slot(pages, 0, 1), 2);
	CHECK_INT(script_slot(pages, 0, 2), 6);
	CHECK_INT(script_slot(pages, 0, 3), 8);
	script_end(pages);
}

static void
test_heading_is_not_last(void)
{
	script_start();
	script_add_filler(6);
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. A");
	script_add(script->root, PLATEN_ACTION, "y\ny");
	struct platen_pages *pages = script_lay_out(10);
	CHECK_INT(platen_pages_count(pages), 2);
	CHECK_STR(script_line(pages, 1, 0), "INT. A");
	script_end(pages);
}

static void
test_heading_stays_before_a_heading(void)
{
	script_start();
	script_add_filler(6);
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. A");
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. B");
	struct platen_pages *pages = script_lay_out(10);
	CHECK_STR(script_line(pages, 0, 6), "INT. A");
	CHECK_STR(script_line(pages, 1, 0), "INT. B");
	script_end(pages);
}

static void
test_heading_stays_over_a_cut_action(void)
{
	script_start();
	script_add_filler(4);
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. A");
	script_add(script->root, PLATEN_ACTION, "a.\nb.\nc.\nd.");
	struct platen_pages *pages = script_lay_out(10);
	CHECK_STR(script_line(pages, 0, 4), "INT. A");
	CHECK_STR(script_line(pages, 0, 5), "a.");
	CHECK_STR(script_line(pages, 0, 6), "b.");
	CHECK_STR(script_line(pages, 1, 0), "c.");
	script_end(pages);
}

static void
test_transition_takes_the_block_before_along(void)
{
	script_start();
	script_add_filler(6);
	script_add(script->root, PLATEN_ACTION, "y\ny\ny");
	script_add(script->root, PLATEN_TRANSITION, "CUT TO:");
	struct platen_pages *pages = script_lay_out(10);
	CHECK_STR(script_line(pages, 1, 0), "y");
	CHECK_STR(script_line(pages, 1, 3), "CUT TO:");
	script_end(pages);
}

static void
test_transition_takes_the_end_of_a_cuttable_block_along(void)
{
	script_start();
	script_add_filler(4);
	script_add(script->root, PLATEN_ACTION, "a.\nb.\nc.\nd.\ne.");
	script_add(script->root, PLATEN_TRANSITION, "CUT TO:");
	struct platen_pages *pages = script_lay_out(10);
	CHECK_STR(script_line(pages, 0, 6), "c.");
	CHECK_STR(script_line(pages, 0, 7), "");
	CHECK_STR(script_line(pages, 1, 0), "d.");
	CHECK_STR(script_line(pages, 1, 2), "CUT TO:");
	script_end(pages);
}

static void
test_speech_is_cut_at_a_sentence(void)
{
	script_start();
	script_add_filler(4);
	script_add_speech("NORA", "a\nb.\nc.\nd\ne\nf");
	struct platen_pages *pages = script_lay_out(10);
	CHECK_STR(script_line(pages, 0, 4), "NORA");
	CHECK_STR(script_line(pages, 0, 7), "c.");
	CHECK_STR(script_line(pages, 0, 8), "(MORE)");
	CHECK_INT(script_slot(pages, 0, 8), 10);
	CHECK_STR(script_line(pages, 1, 0), "NORA (CONT'D)");
	CHECK_INT(script_slot(pages, 1, 0), 0);
	CHECK_STR(script_line(pages, 1, 1), "d");
	CHECK_INT(script_slot(pages, 1, 1), 1);
	script_end(pages);
}

static void
test_more_costs_no_slot(void)
{
	script_start();
	script_add_filler(6);
	script_add_speech("NORA", "a.\nb.\nc.\nd.");
	struct platen_pages *pages = script_lay_out(10);
	CHECK_STR(script_line(pages, 0, 8), "b.");
	CHECK_INT(script_slot(pages, 0, 8), 10);
	CHECK_INT(script_slot(pages, 0, 9), 11);
	CHECK_INT(pages->pages[0].last_slot, 10);
	script_end(pages);
}

static void
test_two_lines_either_side_of_a_cut(void)
{
	script_start();
	script_add_filler(7);
	script_add_speech("NORA", "a.\nb.\nc.\nd.");
	struct platen_pages *pages = script_lay_out(10);
	CHECK_STR(script_line(pages, 1, 0), "NORA");
	script_end(pages);
	script_start();
	script_add_filler(6);
	script_add_speech("NORA", "a.\nb.\nc.");
	pages = script_lay_out(10);
	CHECK_STR(script_line(pages, 1, 0), "NORA");
	script_end(pages);
}

static void
test_cut_before_and_after_a_parenthetical(void)
{
	script_start();
	script_add_filler(5);
	struct platen_node *speech = script_add_speech("NORA", "a\nb");
	script_add(speech, PLATEN_PARENTHETICAL, "(then)");
	script_add(speech, PLATEN_DIALOGUE, "c\nd");
	struct platen_pages *pages = script_lay_out(9);
	CHECK_STR(script_line(pages, 0, 7), "b");
	CHECK_STR(script_line(pages, 0, 8), "(MORE)");
	CHECK_STR(script_line(pages, 1, 1), "(then)");
	script_end(pages);
	script_start();
	script_add_filler(4);
	speech = script_add_speech("NORA", "a\nb");
	script_add(speech, PLATEN_PARENTHETICAL, "(then)");
	script_add(speech, PLATEN_DIALOGUE, "c\nd");
	pages = script_lay_out(9);
	CHECK_STR(script_line(pages, 0, 7), "(then)");
	CHECK_STR(script_line(pages, 1, 1), "c");
	script_end(pages);
}

static void
test_rest_is_wrapped_anew(void)
{
	script_start();
	script_add_filler(5);
	script_add_speech("NORA",
			  "x x x x x x x x x x x x x x x x x x\n"
			  "Two. And thirty more letters follow here, then still more and more and "
			  "more and more, to the very end of it");
	struct platen_pages *pages = script_lay_out(10);
	CHECK_STR(script_line(pages, 0, 7), "Two.");
	CHECK_STR(script_line(pages, 1, 1), "And thirty more letters follow");
	script_end(pages);
}

static void
test_block_longer_than_a_page(void)
{
	script_start();
	char text[400] = "y";
	for (int i = 1; i < 150; i++) {
		strcat(text, "\ny");
	}
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. A");
	script_add_speech("NORA", text);
	struct platen_pages *pages = script_lay_out(10);
	uint32_t rows = 0, filler = 0;
	for (uint32_t i = 0; i < pages->page_count; i++) {
		for (uint32_t j = 0; j < pages->pages[i].line_count; j++) {
			const struct pl_layout_line *l = &pages->pages[i].lines[j];
			rows += l->kind == PLATEN_DIALOGUE;
			filler += l->role == PLATEN_ROLE_MORE;
		}
		CHECK(pages->pages[i].last_slot <= 10);
	}
	CHECK_INT(rows, 150);
	CHECK_INT(filler, pages->page_count - 1);
	CHECK_STR(script_line(pages, 0, 0), "INT. A");
	CHECK_STR(script_line(pages, 0, 1), "NORA");
	script_end(pages);
}

static void
test_dual_dialogue_longer_than_a_page(void)
{
	script_start();
	struct platen_node *dual = script_add(script->root, PLATEN_DUAL_DIALOGUE, "");
	const char *texts[] = {"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl", "m\nn"};
	for (int i = 0; i < 2; i++) {
		struct platen_node *speech = script_add(dual, PLATEN_SPEECH, "");
		script_add(speech, PLATEN_CHARACTER, i == 0 ? "NORA" : "TOM");
		script_add(speech, PLATEN_DIALOGUE, texts[i]);
	}
	struct platen_pages *pages = script_lay_out(8);
	CHECK_INT(platen_pages_count(pages), 2);
	CHECK_STR(script_line(pages, 0, 0), "NORA");
	CHECK_STR(script_line(pages, 0, 8), "(MORE)");
	CHECK_STR(script_line(pages, 0, 9), "TOM");
	CHECK_STR(script_line(pages, 0, 12), "");
	CHECK_STR(script_line(pages, 1, 0), "NORA (CONT'D)");
	CHECK_STR(script_line(pages, 1, 1), "h");
	script_end(pages);
}

static void
test_one_line_a_page(void)
{
	script_start();
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. A");
	script_add_speech("NORA", "a. b.\nc\nd");
	script_add(script->root, PLATEN_TRANSITION, "CUT TO:");
	struct platen_pages *pages = script_lay_out(1);
	CHECK_INT(platen_pages_count(pages), 6);
	script_end(pages);
}

static void
test_forced_page_breaks_are_one(void)
{
	script_start();
	script_add(script->root, PLATEN_PAGE_BREAK, "");
	script_add(script->root, PLATEN_ACTION, "One.");
	script_add(script->root, PLATEN_PAGE_BREAK, "");
	script_add(script->root, PLATEN_PAGE_BREAK, "");
	script_add(script->root, PLATEN_ACTION, "Two.");
	script_add(script->root, PLATEN_PAGE_BREAK, "");
	struct platen_pages *pages = script_lay_out(0);
	CHECK_INT(platen_pages_count(pages), 2);
	CHECK_STR(script_line(pages, 1, 0), "Two.");
	script_end(pages);
}

/* ---------------------------------------------------------------------- continueds */

static void
test_speaker_goes_on(void)
{
	script_start();
	script_add_speech("NORA", "One.");
	script_add(script->root, PLATEN_ACTION, "x");
	script_add_speech("NORA", "Two.");
	script_add_speech("TOM", "Three.");
	script_add_speech("NORA", "Four.");
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. B");
	script_add_speech("NORA", "Five.");
	struct platen_pages *pages = script_lay_out(0);
	CHECK_STR(script_line(pages, 0, 3), "NORA (CONT'D)");
	CHECK_STR(script_line(pages, 0, 7), "NORA");
	CHECK_STR(script_line(pages, 0, 10), "NORA");
	script_end(pages);
}

static void
test_voice_over_does_not_go_on(void)
{
	script_start();
	script_add_speech("NORA", "One.");
	script_need_more(script_add_speech("NORA", "Two.")->first)->label = PL_STR("(V.O.)");
	script_add_speech("NORA", "Three.");
	script_need_more(script_add_speech("NORA", "Four.")->first)->label = PL_STR("(O.S.)");
	script_need_more(script_add_speech("NORA", "Five.")->first)->label =
		PL_STR("(cont\u2019d)");
	script_need_more(script_add_speech("NORA", "Six.")->first)->label = PL_STR("(O.S. CONT'D)");
	struct platen_pages *pages = script_lay_out(0);
	CHECK_STR(script_line(pages, 0, 2), "NORA (V.O.)");
	CHECK_STR(script_line(pages, 0, 4), "NORA");
	CHECK_STR(script_line(pages, 0, 6), "NORA (O.S.) (CONT'D)");
	CHECK_STR(script_line(pages, 0, 8), "NORA (CONT\u2019D)");
	CHECK_STR(script_line(pages, 0, 10), "NORA (O.S. CONT'D)");
	script_end(pages);
}

/* ---------------------------------------------------------------------- title page */

static void
test_title_page(void)
{
	script_start();
	struct platen_node *page = script_add(script->root, PLATEN_TITLE_PAGE, "");
	const char *entries[][2] = {{"Contact", "Kettle Pictures\n1 Roaster Row"},
				    {"Title", "The Cup"},
				    {"Credit", "Written by"},
				    {"author", "N. Okoro"},
				    {"Draft date", "May 1"},
				    {"Phone", "555"},
				    {"Language", "en"}};
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		struct platen_node *entry = script_add(page, PLATEN_TITLE_ENTRY, entries[i][1]);
		pl_title_entry_set_key(script, entry, pl_str_of(entries[i][0]));
		entry->more->value_count = i == 0 ? 2 : 1;
	}
	script_add(script->root, PLATEN_ACTION, "Rain.");
	struct platen_pages *pages = script_lay_out(0);
	CHECK_INT(platen_pages_count(pages), 1);
	CHECK_INT(pages->title_page_count, 1);
	const struct pl_layout_line *lines = pages->pages[0].lines;
	CHECK_STR(script_line(pages, 0, 0), "THE CUP");
	CHECK_INT(lines[0].slot, 18);
	CHECK_INT(lines[0].y, 284 * PL_POINT);
	CHECK_INT(lines[1].slot, 22);
	CHECK_INT(lines[2].slot, 25);
	CHECK_STR(script_line(pages, 0, 3), "Kettle Pictures");
	CHECK_STR(script_line(pages, 0, 5), "Phone: 555");
	CHECK_INT(lines[5].slot, 54);
	CHECK_STR(script_line(pages, 0, 6), "May 1");
	CHECK_INT(lines[6].slot, 54);
	CHECK_INT(pages->pages[0].line_count, 7);
	script_end(pages);
}

int
main(void)
{
	RUN(test_wrap_is_greedy);
	RUN(test_wrap_lets_spaces_hang);
	RUN(test_wrap_breaks_after_hyphens);
	RUN(test_wrap_lets_one_hyphen_hang);
	RUN(test_wrap_cuts_a_long_word);
	RUN(test_wrap_obeys_line_feeds);
	RUN(test_wrap_counts_clusters);
	RUN(test_plain_rows_are_wrapped_as_all_others);
	RUN(test_capacity_is_final_drafts);
	RUN(test_sentence_ends);
	RUN(test_no_sentence_ends);
	RUN(test_sentence_ends_of_other_scripts);
	RUN(test_empty_document_has_no_pages);
	RUN(test_space_above);
	RUN(test_typed_blank_lines_between_actions);
	RUN(test_heading_is_not_last);
	RUN(test_heading_stays_before_a_heading);
	RUN(test_heading_stays_over_a_cut_action);
	RUN(test_transition_takes_the_block_before_along);
	RUN(test_transition_takes_the_end_of_a_cuttable_block_along);
	RUN(test_speech_is_cut_at_a_sentence);
	RUN(test_more_costs_no_slot);
	RUN(test_two_lines_either_side_of_a_cut);
	RUN(test_cut_before_and_after_a_parenthetical);
	RUN(test_rest_is_wrapped_anew);
	RUN(test_block_longer_than_a_page);
	RUN(test_dual_dialogue_longer_than_a_page);
	RUN(test_one_line_a_page);
	RUN(test_forced_page_breaks_are_one);
	RUN(test_speaker_goes_on);
	RUN(test_voice_over_does_not_go_on);
	RUN(test_title_page);
	return unit_end();
}
