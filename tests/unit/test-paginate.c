/* (CONTINUED), profiles, languages, reasons: what options and title page do to the pages. */
#include <stdlib.h>

#include "script.h"
#include "unit.h"

/* ------------------------------------------------------------------------- helpers */

static struct platen_pages *
lay_out(const char *profile, uint32_t lines_per_page, bool scene_continued)
{
	struct platen_layout_options options = {.size = sizeof(options)};
	options.profile = profile;
	options.lines_per_page = lines_per_page;
	options.scene_continued = scene_continued ? PLATEN_YES : PLATEN_NO;
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(script, &options, &pages), PLATEN_OK);
	return pages;
}

/* Slot of the first line of this role on a page; -99 if there is none. */
static int32_t
slot_of(const struct platen_pages *pages, uint32_t page, enum platen_role role)
{
	for (uint32_t i = 0; page < pages->page_count && i < pages->pages[page].line_count; i++) {
		if (pages->pages[page].lines[i].role == role) {
			return pages->pages[page].lines[i].slot;
		}
	}
	return -99;
}

/* The first line of this kind on page 1. */
static const struct pl_layout_line *
line_of(const struct platen_pages *pages, enum platen_kind kind)
{
	const struct pl_layout_page *page = &pages->pages[pages->title_page_count];
	for (uint32_t i = 0; i < page->line_count; i++) {
		if (page->lines[i].kind == kind && page->lines[i].role == PLATEN_ROLE_BODY) {
			return &page->lines[i];
		}
	}
	abort();
}

static void
start_scene(void)
{
	script_start();
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. A");
}

static struct pl_layout_break
break_of(const struct platen_pages *pages, size_t page)
{
	CHECK(platen_pages_at(pages, page) != NULL);
	return *pl_layout_break_before(platen_pages_at(pages, page));
}

/* --------------------------------------------------------------------- (CONTINUED) */

static void
test_scene_continued_is_inside_the_budget(void)
{
	start_scene();
	script_add_filler(6);
	script_add(script->root, PLATEN_ACTION, "a");
	script_add(script->root, PLATEN_ACTION, "b");
	struct platen_pages *pages = lay_out(NULL, 10, true);
	/* heading 1, filler 3 to 8; `a` would stand in 10, which is kept */
	CHECK_INT(pages->pages[0].last_slot, 8);
	CHECK_INT(slot_of(pages, 0, PLATEN_ROLE_SCENE_BOTTOM), 10);
	CHECK_INT(slot_of(pages, 1, PLATEN_ROLE_SCENE_TOP), 1);
	CHECK_INT(slot_of(pages, 1, PLATEN_ROLE_BODY), 3);
	CHECK_STR(script_line(pages, 1, 1), "a");
	CHECK_INT(slot_of(pages, 1, PLATEN_ROLE_SCENE_BOTTOM), -99);
	CHECK_INT(break_of(pages, 1).reason, PL_REASON_SCENE_CONTINUED);
	script_end(pages);
}

static void
test_scene_continued_not_before_a_scene(void)
{
	start_scene();
	script_add_filler(8);
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. B");
	struct platen_pages *pages = lay_out(NULL, 10, true);
	CHECK_INT(pages->pages[0].last_slot, 10);
	CHECK_INT(slot_of(pages, 0, PLATEN_ROLE_SCENE_BOTTOM), -99);
	CHECK_INT(slot_of(pages, 1, PLATEN_ROLE_SCENE_TOP), -99);
	CHECK_INT(slot_of(pages, 1, PLATEN_ROLE_BODY), 1);
	script_end(pages);
}

static void
test_scene_continued_not_before_the_first_scene(void)
{
	script_start();
	script_add_filler(9);
	script_add_filler(3);
	struct platen_pages *pages = lay_out(NULL, 10, true);
	CHECK_INT(platen_pages_count(pages), 2);
	CHECK_INT(slot_of(pages, 0, PLATEN_ROLE_SCENE_BOTTOM), -99);
	script_end(pages);
}

static void
test_scene_continued_round_a_cut_speech(void)
{
	start_scene();
	script_add_speech("NORA", "a.\nb.\nc.\nd.\ne.\nf.\ng.\nh.");
	struct platen_pages *pages = lay_out(NULL, 10, true);
	/* cue 3, text 4 to 9, kept 10; (CONTINUED) stands below the last slot */
	CHECK_INT(slot_of(pages, 0, PLATEN_ROLE_MORE), 10);
	CHECK_INT(slot_of(pages, 0, PLATEN_ROLE_SCENE_BOTTOM), 11);
	CHECK_INT(slot_of(pages, 1, PLATEN_ROLE_SCENE_TOP), 0);
	CHECK_INT(slot_of(pages, 1, PLATEN_ROLE_CONTD), 2);
	CHECK_INT(slot_of(pages, 1, PLATEN_ROLE_BODY), 3);
	CHECK_INT(break_of(pages, 1).reason, PL_REASON_CUT);
	script_end(pages);
}

static void
test_scene_continued_at_a_forced_break(void)
{
	start_scene();
	script_add_filler(8);
	script_add(script->root, PLATEN_PAGE_BREAK, "");
	script_add(script->root, PLATEN_ACTION, "b");
	struct platen_pages *pages = lay_out(NULL, 10, true);
	/* heading 1, action 3 to 10: it is all there is on the page, so it is cut to make room */
	CHECK_INT(slot_of(pages, 0, PLATEN_ROLE_SCENE_BOTTOM), 10);
	CHECK_INT(platen_pages_count(pages), 3);
	/* a forced page begins at its top, and CONTINUED: stands in the margin */
	CHECK_INT(slot_of(pages, 2, PLATEN_ROLE_SCENE_TOP), -1);
	CHECK_INT(slot_of(pages, 2, PLATEN_ROLE_BODY), 1);
	script_end(pages);
}

static void
test_scene_continued_moves_what_a_heading_keeps(void)
{
	script_start();
	script_add_filler(3);
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. B");
	script_add(script->root, PLATEN_ACTION, "x\nx\nx");
	script_add(script->root, PLATEN_ACTION, "y");
	struct platen_pages *pages = lay_out(NULL, 10, true);
	/* heading 6, action 8 to 10: it gives way, and takes the heading along */
	CHECK_INT(pages->pages[0].last_slot, 3);
	CHECK_INT(slot_of(pages, 0, PLATEN_ROLE_SCENE_BOTTOM), -99);
	CHECK_STR(script_line(pages, 1, 0), "INT. B");
	script_end(pages);
}

static void
test_scene_continued_not_on_tiny_pages(void)
{
	start_scene();
	script_add_filler(30);
	struct platen_pages *pages = lay_out(NULL, 9, true);
	CHECK(!pages->has_scene_bottom && !pages->has_scene_top);
	for (uint32_t i = 0; i < pages->page_count; i++) {
		CHECK_INT(slot_of(pages, i, PLATEN_ROLE_SCENE_BOTTOM), -99);
	}
	script_end(pages);
}

/* A transition keeps what stands above it, that fills the page, and (CONTINUED) wants room: the
 * page ends above the transition, and no line stands in the kept slots. */
static void
test_scene_continued_where_all_is_kept(void)
{
	start_scene();
	script_add_filler(6);
	script_add(script->root, PLATEN_TRANSITION, "CUT TO:");
	script_add(script->root, PLATEN_ACTION, "y");
	struct platen_pages *pages = lay_out(NULL, 10, true);
	CHECK_INT(pages->pages[0].last_slot, 8);
	CHECK_INT(slot_of(pages, 0, PLATEN_ROLE_SCENE_BOTTOM), 10);
	CHECK_STR(script_line(pages, 1, 1), "CUT TO:");
	script_end(pages);
}

/* ------------------------------------------------------------------------ page ends */

/* A row which is higher than the page is printed all the same, and no empty page after it. */
static void
test_row_higher_than_a_page(void)
{
	script_start();
	script_add_speech("NORA", "a\nb");
	script_add(script->root, PLATEN_ACTION, "x");
	struct platen_pages *pages = lay_out("multicam", 1, false);
	CHECK_INT(platen_pages_count(pages), 4);
	CHECK_STR(script_line(pages, 2, 1), "b");
	CHECK_STR(script_line(pages, 3, 0), "X");
	CHECK_INT(break_of(pages, 3).reason, PL_REASON_FULL);
	script_end(pages);
}

/* An empty line which was held open is none of the two which a cut leaves. */
static void
test_held_lines_are_not_kept(void)
{
	script_start();
	script_add_filler(3);
	script_add_speech("NORA", "a\nb.\nc.\n\nd");
	struct platen_pages *pages = script_lay_out(8);
	CHECK_STR(script_line(pages, 0, 5), "b.");
	CHECK_STR(script_line(pages, 1, 1), "c.");
	script_end(pages);
}

/* A typed line keeps its indent where a page begins with it: so two rows behind a cut stay two. */
static void
test_indent_stays_behind_a_cut(void)
{
	script_start();
	script_add_filler(2);
	script_add(script->root, PLATEN_ACTION, "a\nb.\n \n    c.\n    d.");
	struct platen_pages *pages = script_lay_out(6);
	CHECK_STR(script_line(pages, 0, 3), "b.");
	CHECK_STR(script_line(pages, 1, 0), "    c.");
	CHECK_STR(script_line(pages, 1, 1), "    d.");
	script_end(pages);
}

/* ------------------------------------------------------------------------- profiles */

static void
test_multicam_is_double_spaced(void)
{
	script_start();
	script_add_speech("NORA", "a.\nb.\nc.\nd.\ne.\nf.");
	struct platen_pages *pages = lay_out("multicam", 8, false);
	CHECK_INT(script_slot(pages, 0, 0), 1);
	CHECK_INT(script_slot(pages, 0, 1), 3);
	CHECK_INT(script_slot(pages, 0, 2), 5);
	CHECK_INT(script_slot(pages, 0, 3), 7);
	CHECK_INT(slot_of(pages, 0, PLATEN_ROLE_MORE), 9);
	CHECK_INT(slot_of(pages, 1, PLATEN_ROLE_CONTD), 0);
	CHECK_INT(slot_of(pages, 1, PLATEN_ROLE_BODY), 2);
	script_end(pages);
}

static void
check_columns(const char *profile, const int32_t left[5])
{
	static const enum platen_kind kinds[] = {PLATEN_SCENE_HEADING, PLATEN_ACTION,
						 PLATEN_CHARACTER, PLATEN_PARENTHETICAL,
						 PLATEN_DIALOGUE};
	start_scene();
	script_add(script->root, PLATEN_ACTION, "Rain.");
	struct platen_node *speech = script_add_speech("NORA", "Yes.");
	script_add(speech, PLATEN_PARENTHETICAL, "(so)");
	struct platen_pages *pages = lay_out(profile, 0, false);
	for (int i = 0; i < 5; i++) {
		CHECK_INT(line_of(pages, kinds[i])->stretches[0].x, left[i]);
	}
	script_end(pages);
}

static void
test_columns_of_the_profiles(void)
{
	check_columns("standard", (int32_t[]){10800, 10800, 25200, 20880, 18000});
	check_columns("multicam", (int32_t[]){10800, 10800, 24300, 19080, 16200});
	check_columns("stage", (int32_t[]){30240, 19800, 30960, 19080, 10800});
	check_columns("compat-55", (int32_t[]){10800, 10800, 25200, 21600, 18000});
}

static void
test_looks_of_the_profiles(void)
{
	start_scene();
	script_add(script->root, PLATEN_ACTION, "Rain.");
	struct platen_pages *pages = lay_out("multicam", 0, false);
	CHECK_STR(line_of(pages, PLATEN_ACTION)->stretches[0].text, "RAIN.");
	CHECK_INT(line_of(pages, PLATEN_SCENE_HEADING)->stretches[0].style, PLATEN_UNDERLINE);
	platen_pages_free(pages);
	pages = lay_out("compat-55", 0, false);
	CHECK_INT(pages->lines_per_page, 55);
	script_end(pages);
}

static void
test_unknown_profile_is_a_bad_argument(void)
{
	script_start();
	struct platen_layout_options options = {.size = sizeof(options)};
	options.profile = "radio";
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(script, &options, &pages), PLATEN_BAD_ARGUMENT);
	CHECK(pages == NULL);
	script_end(pages);
}

static enum platen_status
lay_out_own(const struct platen_profile *own, struct platen_pages **pages)
{
	struct platen_layout_options options = {.size = sizeof(options)};
	options.profiles = own;
	options.profile_count = 1;
	return platen_pages_new(script, &options, pages);
}

static void
test_a_profile_of_the_callers(void)
{
	script_start();
	script_add_title("Profile", "Radio");
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. A");
	script_add_speech("NORA", "Yes. It is.");
	struct platen_profile own = *platen_profile_at(0);
	own.size = sizeof(own);
	own.name = "radio";
	own.lines_letter = 40;
	own.top = 3 * PLATEN_INCH / 2;
	own.more = "(GOES ON)";
	struct platen_style *dialogue = &own.styles[PLATEN_SIDE_NONE][PLATEN_DIALOGUE];
	dialogue->left = dialogue->first = PLATEN_INCH;
	dialogue->right = 3 * PLATEN_INCH / 2;
	dialogue->half_lines = 4;
	own.styles[PLATEN_SIDE_NONE][PLATEN_CHARACTER].emphasis = PLATEN_BOLD;
	struct platen_pages *pages;
	CHECK_INT(lay_out_own(&own, &pages), PLATEN_OK);
	CHECK_INT(pages->lines_per_page, 40);
	CHECK_STR(pages->more, "(GOES ON)");
	CHECK_INT(line_of(pages, PLATEN_SCENE_HEADING)->y, 11600);
	CHECK_INT(line_of(pages, PLATEN_CHARACTER)->stretches[0].style, PLATEN_BOLD);
	CHECK_INT(line_of(pages, PLATEN_DIALOGUE)->stretches[0].x, 7200);
	CHECK_STR(line_of(pages, PLATEN_DIALOGUE)->stretches[0].text, "Yes.");
	CHECK_INT(line_of(pages, PLATEN_DIALOGUE)->slot - line_of(pages, PLATEN_CHARACTER)->slot,
		  2);
	script_end(pages);
}

static void
test_numbers_which_make_no_page(void)
{
	static struct platen_profile bad[12];
	struct platen_profile good = *platen_profile_at(0);
	good.size = sizeof(good);
	for (int i = 0; i < 12; i++) {
		bad[i] = good;
	}
	bad[0].styles[PLATEN_SIDE_NONE][PLATEN_DIALOGUE].right = 18000;
	bad[1].styles[PLATEN_SIDE_NONE][PLATEN_ACTION].first = 54000;
	bad[2].styles[PLATEN_SIDE_NONE][PLATEN_TRANSITION].right = 20 * PLATEN_INCH + 1;
	bad[3].styles[PLATEN_SIDE_LEFT][PLATEN_LYRIC].half_lines = 0;
	bad[4].styles[PLATEN_SIDE_RIGHT][PLATEN_CHARACTER].emphasis = 8;
	bad[5].lines_a4 = 0;
	bad[6].lines_letter = 10001;
	bad[7].styles[PLATEN_SIDE_NONE][PLATEN_CENTERED].space_above = 101;
	bad[8].scene_number_right = -1;
	bad[9].styles[PLATEN_SIDE_NONE][PLATEN_LYRIC].align = (enum platen_align)3;
	bad[10].styles[PLATEN_SIDE_NONE][PLATEN_ACTION] = (struct platen_style){0};
	bad[11].styles[PLATEN_SIDE_NONE][PLATEN_SHOT].right = 100;
	script_start();
	script_add_title("Profile", "standard");
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. A");
	struct platen_pages *pages = NULL;
	for (int i = 0; i < 12; i++) {
		CHECK_INT(lay_out_own(&bad[i], &pages), PLATEN_BAD_ARGUMENT);
	}
	CHECK_INT(lay_out_own(&good, &pages), PLATEN_OK);
	script_end(pages);
}

/* --------------------------------------------------------------------- page labels */

/* A page for each word: the label which it is given, or "."; the labels printed. */
static void
check_labels(const char *given, const char *printed)
{
	script_start();
	for (const char *at = given; *at != '\0';) {
		size_t length = strcspn(at, " ");
		struct platen_node *node = script_add(script->root, PLATEN_PAGE_BREAK, "");
		if (*at != '.') {
			script_need_more(node)->page_label = (struct pl_str){at, length};
		}
		script_add(script->root, PLATEN_ACTION, "Rain.");
		at += length + (at[length] == ' ');
	}
	struct platen_pages *pages = script_lay_out(0);
	struct pl_buffer labels;
	pl_buffer_init(&labels);
	for (uint32_t i = 0; i < pages->page_count; i++) {
		pl_buffer_put(&labels, i == 0 ? PL_STR("") : PL_STR(" "));
		pl_buffer_put(&labels, pages->pages[i].label);
	}
	CHECK_STR(pl_buffer_str(&labels), printed);
	pl_buffer_fini(&labels);
	script_end(pages);
}

static void
test_labels_count_on(void)
{
	check_labels(". . .", "1 2 3");
	check_labels(". . 12A . .", "1 2 12A 12B 12C");
	check_labels("12 . . 13 . 14A .", "12 12A 12B 13 13A 14A 14B");
	check_labels("12 . . 20 . .", "12 13 14 20 21 22");
	check_labels("12 . . . 14", "12 13 13A 13B 14");
	check_labels("12Z . 13 . 7", "12Z 12AA 13 13A 7");
	check_labels("A12 . iv . 999999999 .", "A12 A12A iv ivA 999999999 999999999A");
	check_labels("a-label-which-is-longer . 2 .", "1 1A 2 3");
}

static void
test_a_label_waits_for_what_is_printed(void)
{
	script_start();
	script_add_filler(4);
	script_need_more(script_add(script->root, PLATEN_NOTE, "page 7"))->page_label = PL_STR("7");
	script_need_more(script_add(script->root, PLATEN_NOTE, "page 8"))->page_label = PL_STR("8");
	script_add_filler(4);
	script_need_more(script_add(script->root, PLATEN_NOTE, "page 9"))->page_label = PL_STR("9");
	script_need_more(script_add(script->root, PLATEN_PAGE_BREAK, ""))->page_label =
		PL_STR("20");
	script_add_filler(1);
	script_need_more(script_add(script->root, PLATEN_ACTION, "Rain."))->page_label =
		PL_STR("21");
	script_need_more(script_add(script->root, PLATEN_NOTE, "page 30"))->page_label =
		PL_STR("30");
	struct platen_pages *pages = script_lay_out(5);
	CHECK_INT(pages->page_count, 3);
	CHECK_STR(pages->pages[0].label, "1");
	CHECK_STR(pages->pages[1].label, "7");
	CHECK_STR(pages->pages[2].label, "20");
	CHECK_STR(pages->pages[1].lines[0].stretches[0].text, "7.");
	script_end(pages);
}

/* The first page prints its number if it was given one. */
static void
test_a_first_page_with_a_label(void)
{
	script_start();
	script_need_more(script_add(script->root, PLATEN_ACTION, "Rain."))->page_label =
		PL_STR("3");
	struct platen_pages *pages = script_lay_out(0);
	CHECK_INT(pages->pages[0].lines[0].role, PLATEN_ROLE_PAGE_NUMBER);
	CHECK_STR(pages->pages[0].lines[0].stretches[0].text, "3.");
	script_end(pages);
}

/* ------------------------------------------------------------------------ title page */

static void
count_message(void *user, const struct platen_diagnostic *diagnostic)
{
	uint32_t *count = user;
	CHECK_STR(pl_str_of(diagnostic->id), "PL-240");
	++*count;
}

static void
test_title_page_chooses(void)
{
	script_start();
	script_add_title("Paper", " a4");
	script_add_title("profile", "Stage");
	script_add(script->root, PLATEN_ACTION, "Rain.");
	struct platen_pages *pages = script_lay_out(0);
	CHECK_INT(pages->paper, PLATEN_A4);
	CHECK_INT(pages->lines_per_page, 58);
	CHECK_INT(line_of(pages, PLATEN_ACTION)->stretches[0].x, 19800);
	platen_pages_free(pages);
	pages = lay_out("standard", 0, false);
	CHECK_INT(line_of(pages, PLATEN_ACTION)->stretches[0].x, 10800);
	script_end(pages);
}

static void
test_title_values_without_meaning_are_told(void)
{
	script_start();
	script_add_title("Paper", "papyrus");
	script_add_title("Profile", "radio");
	struct platen_layout_options options = {.size = sizeof(options)};
	uint32_t count = 0;
	options.reporter = (struct platen_reporter){count_message, &count};
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(script, &options, &pages), PLATEN_OK);
	CHECK_INT(count, 2);
	CHECK_INT(pages->paper, PLATEN_LETTER);
	platen_pages_free(pages);
	options.paper = PLATEN_A4;
	options.profile = "stage";
	CHECK_INT(platen_pages_new(script, &options, &pages), PLATEN_OK);
	CHECK_INT(count, 2);
	script_end(pages);
}

static void
check_language(const char *language, const char *more, const char *contd, const char *bottom,
	       const char *top)
{
	script_start();
	script_add_title("Language", language);
	struct platen_pages *pages = script_lay_out(0);
	CHECK_STR(pages->more, more);
	CHECK_STR(pages->contd, contd);
	CHECK_STR(pages->scene_bottom, bottom);
	CHECK_STR(pages->scene_top, top);
	script_end(pages);
}

static void
test_languages(void)
{
	check_language("en", "(MORE)", "(CONT'D)", "(CONTINUED)", "CONTINUED:");
	check_language("de", "(FORTS.)", "(WEITER)", "(FORTSETZUNG FOLGT)", "FORTSETZUNG:");
	check_language("de-AT", "(FORTS.)", "(WEITER)", "(FORTSETZUNG FOLGT)", "FORTSETZUNG:");
	check_language("GERMAN", "(FORTS.)", "(WEITER)", "(FORTSETZUNG FOLGT)", "FORTSETZUNG:");
	check_language("fr_CA", "(.../...)", "(SUITE)", "(\u00c0 SUIVRE)", "SUITE :");
	check_language("Spanish", "(M\u00c1S)", "(CONT.)", "(CONTIN\u00daA)", "CONTINUACI\u00d3N:");
	/* a language which nobody gave texts for, and words which only begin like one */
	check_language("az", "(MORE)", "(CONT'D)", "(CONTINUED)", "CONTINUED:");
	check_language("deutlich", "(MORE)", "(CONT'D)", "(CONTINUED)", "CONTINUED:");
}

static void
test_options_go_before_the_language(void)
{
	script_start();
	script_add_title("Lang", "it");
	struct platen_layout_options options = {.size = sizeof(options)};
	options.more = "(PIU)";
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(script, &options, &pages), PLATEN_OK);
	CHECK_STR(pages->more, "(PIU)");
	CHECK_STR(pages->contd, "(CONT.)");
	script_end(pages);
}

/* --------------------------------------------------------------------------- reasons */

/* A page of ten lines with `filler` of them, then what was added; why its second page begins. */
static struct pl_layout_break
reason_after(uint32_t filler, enum platen_kind kind, const char *text)
{
	script_start();
	script_add_filler(filler);
	if (kind == PLATEN_SPEECH) {
		script_add_speech("NORA", text);
	} else {
		script_add(script->root, kind, text);
	}
	struct platen_pages *pages = script_lay_out(10);
	struct pl_layout_break why = break_of(pages, 1);
	CHECK_INT(break_of(pages, 0).reason, PL_REASON_FIRST);
	CHECK(break_of(pages, 0).block == NULL);
	script_end(pages);
	why.block = NULL;
	return why;
}

static void
test_reasons(void)
{
	struct pl_layout_break why = reason_after(6, PLATEN_SPEECH, "a.\nb.\nc.");
	CHECK_INT(why.reason, PL_REASON_FULL);
	CHECK_INT(why.left, 3);
	CHECK_INT(why.rows, 3);
	CHECK_INT(why.fit, 2);
	why = reason_after(6, PLATEN_SPEECH, "a.\nb.\nc.\nd.");
	CHECK_INT(why.reason, PL_REASON_CUT);
	CHECK_INT(why.rows, 4);
	CHECK_INT(reason_after(10, PLATEN_TRANSITION, "CUT TO:").reason, PL_REASON_FULL);
	CHECK_INT(reason_after(12, PLATEN_ACTION, "a").reason, PL_REASON_LAST_RESORT);
}

static void
test_reasons_of_what_is_kept(void)
{
	script_start();
	script_add_filler(5);
	script_add(script->root, PLATEN_SCENE_HEADING, "INT. A");
	struct platen_node *action = script_add(script->root, PLATEN_ACTION, "x\nx");
	script_add(script->root, PLATEN_ACTION, "y\ny\ny\ny");
	script_add(script->root, PLATEN_TRANSITION, "CUT TO:");
	script_add(script->root, PLATEN_PAGE_BREAK, "");
	struct platen_node *last = script_add(script->root, PLATEN_ACTION, "z");
	struct platen_pages *pages = script_lay_out(9);
	struct pl_layout_break why = break_of(pages, 1);
	CHECK_INT(why.reason, PL_REASON_KEPT);
	CHECK(why.block == action);
	CHECK_INT(break_of(pages, 2).reason, PL_REASON_PULLED);
	why = break_of(pages, 3);
	CHECK_INT(why.reason, PL_REASON_FORCED);
	CHECK(why.block == last);
	script_end(pages);
}

/* --------------------------------------------------------------------------- numbers */

static void
test_renumber(void)
{
	script_start();
	script_need_more(script_add(script->root, PLATEN_SCENE_HEADING, "INT. A"))->label =
		PL_STR("12A");
	script_add(script->root, PLATEN_ACTION, "x");
	struct platen_node *second = script_add(script->root, PLATEN_SCENE_HEADING, "INT. B");
	CHECK_INT(platen_document_renumber(script), PLATEN_OK);
	CHECK_STR(pl_node_more(script->root->first)->label, "1");
	CHECK_STR(pl_node_more(second)->label, "2");
	struct platen_pages *pages = script_lay_out(0);
	CHECK_STR(pages->pages[0].lines[0].stretches[0].text, "1");
	script_end(pages);
}

static void
test_number(void)
{
	const char *typed[] = {"", "2", "", "1-A", ""}, *expected[] = {"1", "2", "3", "1-A", "4"};
	script_start();
	for (int i = 0; i < 5; i++) {
		script_need_more(script_add(script->root, PLATEN_SCENE_HEADING, "INT. A"))->label =
			pl_str_of(typed[i]);
	}
	CHECK_INT(platen_document_number(script), PLATEN_OK);
	const struct platen_node *heading = script->root->first;
	for (int i = 0; i < 5; i++, heading = heading->next) {
		CHECK_STR(pl_node_more(heading)->label, expected[i]);
	}
	script_end(NULL);
}

int
main(void)
{
	RUN(test_scene_continued_is_inside_the_budget);
	RUN(test_scene_continued_not_before_a_scene);
	RUN(test_scene_continued_not_before_the_first_scene);
	RUN(test_scene_continued_round_a_cut_speech);
	RUN(test_scene_continued_at_a_forced_break);
	RUN(test_scene_continued_moves_what_a_heading_keeps);
	RUN(test_scene_continued_not_on_tiny_pages);
	RUN(test_scene_continued_where_all_is_kept);
	RUN(test_row_higher_than_a_page);
	RUN(test_held_lines_are_not_kept);
	RUN(test_indent_stays_behind_a_cut);
	RUN(test_multicam_is_double_spaced);
	RUN(test_columns_of_the_profiles);
	RUN(test_looks_of_the_profiles);
	RUN(test_unknown_profile_is_a_bad_argument);
	RUN(test_a_profile_of_the_callers);
	RUN(test_labels_count_on);
	RUN(test_a_label_waits_for_what_is_printed);
	RUN(test_a_first_page_with_a_label);
	RUN(test_numbers_which_make_no_page);
	RUN(test_title_page_chooses);
	RUN(test_title_values_without_meaning_are_told);
	RUN(test_languages);
	RUN(test_options_go_before_the_language);
	RUN(test_reasons);
	RUN(test_reasons_of_what_is_kept);
	RUN(test_renumber);
	RUN(test_number);
	return unit_end();
}
