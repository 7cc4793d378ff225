#include <stdlib.h>

#include "unit.h"

#include "figures/figures.h"

/* ------------------------------------------------------------------------- index */

static void
test_an_index_finds_what_was_put(void)
{
	struct pl_arena arena;
	pl_arena_init(&arena);
	struct pl_index index = {.arena = &arena};
	CHECK(pl_index_find(&index, PL_STR("A")) == NULL);
	char name[16];
	for (uint32_t i = 0; i < 1000; i++) {
		struct pl_str text = {name, (size_t)snprintf(name, sizeof(name), "A%u", i * i)};
		struct pl_entry *entry = pl_index_put(&index, text);
		CHECK(entry != NULL && entry->number == PL_NONE);
		entry->number = i;
	}
	for (uint32_t i = 0; i < 1000; i++) {
		struct pl_str text = {name, (size_t)snprintf(name, sizeof(name), "A%u", i * i)};
		const struct pl_entry *entry = pl_index_find(&index, text);
		CHECK(entry != NULL && entry == pl_index_put(&index, text));
		CHECK_INT(entry == NULL ? PL_NONE : entry->number, i);
	}
	CHECK(pl_index_find(&index, PL_STR("A2")) == NULL);
	pl_arena_fini(&arena);
}

static void
test_an_index_tells_beginnings_apart(void)
{
	struct pl_arena arena;
	pl_arena_init(&arena);
	struct pl_index index = {.arena = &arena};
	static const char *const texts[] = {"", "A", "AB", "ABC", "B", "\303\211"};
	for (uint32_t i = 0; i < 6; i++) {
		pl_index_put(&index, pl_str_of(texts[i]))->number = i;
	}
	for (uint32_t i = 0; i < 6; i++) {
		CHECK_INT(pl_index_find(&index, pl_str_of(texts[i]))->number, i);
	}
	pl_arena_fini(&arena);
}

/* ------------------------------------------------------------------- words, names */

static void
test_words_have_a_letter_or_a_digit(void)
{
	CHECK_INT(pl_figures_count_words(PL_STR("")), 0);
	CHECK_INT(pl_figures_count_words(PL_STR("One two\nthree\tfour.")), 4);
	CHECK_INT(pl_figures_count_words(PL_STR(" -- ... - ?! ")), 0);
	CHECK_INT(pl_figures_count_words(PL_STR("well-known can't 1968")), 3);
	CHECK_INT(pl_figures_count_words(PL_STR("a\302\240b\342\200\203c")), 3);
	CHECK_INT(pl_figures_count_words(PL_STR("\303\211cole \320\264\320\260")), 2);
	CHECK_INT(pl_figures_count_words(PL_STR("\346\274\242\345\255\227 ok")), 3);
	CHECK_INT(pl_figures_count_words(PL_STR("\354\247\200\355\230\270 \354\247\200")),
		  2); /* Korean */
	CHECK_INT(pl_figures_count_words(PL_STR("e\314\201t\303\251")), 1);
}

static const char *
key_of(const char *name)
{
	static char text[64];
	struct pl_buffer key;
	pl_buffer_init(&key);
	CHECK(pl_figures_name_key(NULL, pl_str_of(name), &key));
	snprintf(text, sizeof(text), "%.*s", (int)key.length, key.length == 0 ? "" : key.data);
	pl_buffer_fini(&key);
	return text;
}

static void
test_one_name_has_one_key(void)
{
	CHECK_STR(pl_str_of(key_of("")), "");
	CHECK_STR(pl_str_of(key_of("  ")), "");
	CHECK_STR(pl_str_of(key_of("Nora")), "NORA");
	CHECK_STR(pl_str_of(key_of(" THE \t OLD  MAN ")), "THE OLD MAN");
	CHECK_STR(pl_str_of(key_of("NORA\342\200\231S VOICE")), "NORA'S VOICE");
	CHECK_STR(pl_str_of(key_of("\303\251lodie")), "\303\211LODIE");
	CHECK_STR(pl_str_of(key_of("E\314\201LODIE")), "\303\211LODIE");
	/* an accent behind a space belongs to the space, not to the letter before it */
	CHECK_STR(pl_str_of(key_of("E \314\201")), "E \314\201");
	CHECK_STR(pl_str_of(key_of("\314\201")), "\314\201");
}

/* ----------------------------------------------------------------------- figures */

static struct platen_document *document;

static struct platen_pages *
lay_out(const char *text, uint32_t lines_per_page)
{
	struct platen_layout_options options = {.size = sizeof(options)};
	struct platen_pages *pages;
	options.lines_per_page = lines_per_page;
	if (platen_document_parse(text, strlen(text), NULL, &document) != PLATEN_OK ||
	    platen_pages_new(document, &options, &pages) != PLATEN_OK) {
		abort();
	}
	return pages;
}

static void
let_go(struct platen_pages *pages)
{
	platen_pages_free(pages);
	platen_document_free(document);
}

static void
test_paragraphs_are_whole_over_page_ends(void)
{
	struct platen_pages *pages = lay_out("One.\n\na.\nb.\nc.\nd.\ne.\nf.\n\nLast.\n", 6);
	struct pl_layout_lines lines = {0};
	static const uint32_t expected[][3] = {{1, 0, 0}, {6, 0, 1}, {1, 1, 1}};
	for (size_t i = 0; i < 3; i++) {
		CHECK(pl_layout_lines_next(pages, &lines));
		CHECK_INT(lines.count, expected[i][0]);
		CHECK_INT(lines.first[0].page, expected[i][1]);
		CHECK_INT(lines.first[lines.count - 1].page, expected[i][2]);
	}
	CHECK(!pl_layout_lines_next(pages, &lines));
	CHECK(!pl_layout_lines_next(pages, &lines));
	let_go(pages);
}

/* Left, right, left, right: a dual dialogue which is longer than its page. */
static void
test_lines_of_long_dual_dialogue_find_their_speech(void)
{
	struct platen_pages *pages = lay_out(
		"NORA\nA.\nB.\nC.\nD.\nE.\nF.\nG.\nH.\n\nBO ^\nA.\nB.\nC.\nD.\nE.\nF.\n", 5);
	CHECK(platen_pages_count(pages) > 1);
	struct platen_figures *figures;
	CHECK_INT(pl_figures_new(pages, &figures), PLATEN_OK);
	CHECK_INT(figures->speech_count, 2);
	CHECK_INT(figures->speeches[0].lines, 8);
	CHECK_INT(figures->speeches[1].lines, 6);
	CHECK_INT(figures->characters[0].pages, platen_pages_count(pages));
	platen_figures_free(figures);
	let_go(pages);
}

static void
test_continuous_takes_the_time_of_the_scene_before(void)
{
	struct platen_pages *pages =
		lay_out("Before.\n\nINT. A - NIGHT\n\nX.\n\nINT. B - CONTINUOUS\n\nX.\n\n"
			"EXT. C\n\nX.\n\nEXT. D - LATER\n\nX.\n",
			0);
	struct platen_figures *figures;
	CHECK_INT(pl_figures_new(pages, &figures), PLATEN_OK);
	CHECK(pl_figures_make_rows(figures));
	const struct platen_sum_figures *sum = platen_figures_sum(figures);
	CHECK_INT(sum->scenes, 4);
	CHECK_INT(sum->parts[PLATEN_INT][PLATEN_NIGHT].scenes, 2);
	CHECK_INT(sum->parts[PLATEN_EXT][PLATEN_TIME_OTHER].scenes, 2);
	CHECK_INT(sum->words, 5);
	platen_figures_free(figures);
	let_go(pages);
}

/* ------------------------------------------------------------------------- rules */

struct heard {
	char ids[256];
	uint32_t line; /* of the last one */
};

static void
hear(void *user, const struct platen_diagnostic *diagnostic)
{
	struct heard *heard = user;
	size_t length = strlen(heard->ids);
	snprintf(heard->ids + length, sizeof(heard->ids) - length, "%s ", diagnostic->id + 3);
	heard->line = diagnostic->position.line;
}

static struct heard
check_with(const char *text, struct platen_check_options options, uint32_t lines_per_page,
	   const struct pl_lint_baseline *baseline)
{
	struct heard heard = {.ids = ""};
	struct platen_pages *pages = lay_out(text, lines_per_page);
	options.reporter = (struct platen_reporter){hear, &heard};
	CHECK_INT(pl_lint(pages, &options, baseline, NULL), PLATEN_OK);
	let_go(pages);
	return heard;
}

static struct heard
check(const char *text, struct platen_check_options options, uint32_t lines_per_page)
{
	return check_with(text, options, lines_per_page, NULL);
}

static void
test_limits_point_at_the_first_place_past_them(void)
{
	static const char script[] = "INT. A - DAY\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n";
	struct platen_check_options none = {0}, limits = {.max_pages = 1};
	CHECK_STR(pl_str_of(check(script, none, 5).ids), "");
	struct heard heard = check(script, limits, 5);
	CHECK_STR(pl_str_of(heard.ids), "901 ");
	CHECK_INT(heard.line, 7);
	limits = (struct platen_check_options){.min_pages = 3};
	heard = check(script, limits, 5);
	CHECK_STR(pl_str_of(heard.ids), "902 ");
	CHECK_INT(heard.line, 7);
	limits = (struct platen_check_options){.max_scene_eighths = 8};
	heard = check(script, limits, 5);
	CHECK_STR(pl_str_of(heard.ids), "903 ");
	CHECK_INT(heard.line, 7);
	struct pl_lint_baseline baseline = {.is_known = false};
	CHECK_STR(pl_str_of(check_with(script, none, 5, &baseline).ids), "907 ");
	baseline = (struct pl_lint_baseline){.is_known = true, .drift = 2};
	CHECK_STR(pl_str_of(check_with(script, none, 5, &baseline).ids), "");
	baseline.drift = 1;
	heard = check_with(script, none, 5, &baseline);
	CHECK_STR(pl_str_of(heard.ids), "905 ");
	CHECK_INT(heard.line, 7);
}

static void
test_limits_of_an_empty_script(void)
{
	struct platen_check_options limits = {
		.max_pages = 1, .max_scene_eighths = 1, .max_speech_lines = 1};
	CHECK_STR(pl_str_of(check("", limits, 0).ids), "");
	const struct pl_lint_baseline baseline = {.is_known = true, .pages = 3};
	limits = (struct platen_check_options){.min_pages = 1};
	CHECK_STR(pl_str_of(check_with("", limits, 0, &baseline).ids), "902 906 ");
}

static void
test_scene_numbers_are_in_order(void)
{
	struct platen_check_options none = {0};
	static const struct {
		const char *numbers, *ids;
	} rows[] = {
		{"1 2 3", ""},
		{"1 3 2 4", "322 "},
		{"12 12A 12B 13", ""},
		{"12 A12", "322 "},
		{"A12 12", ""},
		{"1 1", "321 "},
		{"1A 1Z 1AA 2", ""},
		{"1AA 1Z", ""}, /* or before it, as the writer likes */
		{"1A A1A", "322 "},
		{"1 A1A 1A A1B 1B", ""},
		{"2 1 3", "322 "},
		{"X Y", ""},
		{"2 1-A 3. 1", "322 "},
		{"9 10 11", ""},
		{"1 99999999999999999999 2", ""},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[512] = "";
		const char *at = rows[i].numbers;
		while (*at != '\0') {
			size_t length = strcspn(at, " "), end = strlen(text);
			snprintf(text + end, sizeof(text) - end, "INT. A - DAY #%.*s#\n\nX.\n\n",
				 (int)length, at);
			at += length + (at[length] == ' ');
		}
		CHECK_STR(pl_str_of(check(text, none, 0).ids), rows[i].ids);
	}
}

static void
test_names_one_slip_apart_are_told(void)
{
	struct platen_check_options none = {0};
	static const struct {
		const char *rare, *common, *ids;
	} rows[] = {
		{"NORAH", "NORA", "310 "},
		{"NROA", "NORA", "310 "},
		{"NOR", "NORA", ""},
		{"MORA", "NORA", "310 "},
		{"GUARDS", "GUARD", ""},
		{"GUARD A", "GUARD B", ""},
		{"COP 12", "COP 13", ""},
		{"MRS. LENZ", "MR. LENZ", ""},
		{"TIM", "KIM", ""},
		{"LENZ", "NORA", ""},
		{"\303\211LODIE", "ELODIE", "310 "},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[512];
		const char *often = rows[i].common;
		snprintf(text, sizeof(text), "%s\nA.\n\n%s\nA.\n\n%s\nA.\n\n%s\nA.\n", often,
			 rows[i].rare, often, often);
		CHECK_STR(pl_str_of(check(text, none, 0).ids), rows[i].ids);
	}
}

/* ----------------------------------------------------------------- suppressions */

static bool
covers(const struct pl_lint_suppressions *suppressions, const char *id, uint32_t offset)
{
	return pl_lint_is_suppressed(suppressions, id, offset);
}

static void
test_notes_switch_messages_off_and_on(void)
{
	static const char script[] = "One.\n\n[[platen: off PL-302, pl-320]]\n\nTwo.\n\n"
				     "[[Platen: on PL-302]]\n\nThree [[platen: off PL-330]] x.\n\n"
				     "Four.\n";
	struct pl_lint_suppressions *suppressions;
	struct platen_pages *pages = lay_out(script, 0);
	const struct platen_reporter nobody = {NULL, NULL};
	CHECK_INT(pl_lint_suppressions_new(document, &nobody, &suppressions), PLATEN_OK);
	static const struct {
		const char *id, *at;
		bool is_covered;
	} rows[] = {
		{"PL-302", "One", false},  {"PL-302", "Two", true},   {"PL-302", "Three", false},
		{"PL-320", "Three", true}, {"PL-330", "Two", false},  {"PL-330", "Three", true},
		{"PL-330", "x.", true},    {"PL-330", "Four", false}, {"PL-901", "Two", false},
		{"PL-1", "Two", false},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint32_t offset = (uint32_t)(strstr(script, rows[i].at) - script);
		CHECK_INT(covers(suppressions, rows[i].id, offset), rows[i].is_covered);
	}
	pl_lint_suppressions_free(suppressions);
	let_go(pages);
}

/* ----------------------------------------------------------------------- fixes */

struct mended {
	const char *at; /* what of the source was not copied yet */
	size_t offset;
	char text[1024];
};

static void
mend(void *user, const struct platen_edit *edit)
{
	struct mended *mended = user;
	size_t length = strlen(mended->text);
	CHECK(edit->start.offset >= mended->offset && edit->end.offset >= edit->start.offset);
	snprintf(mended->text + length, sizeof(mended->text) - length, "%.*s%s",
		 (int)(edit->start.offset - mended->offset), mended->at, edit->text);
	mended->at += edit->end.offset - mended->offset;
	mended->offset = edit->end.offset;
}

/* The script after the fix of a message at `place`. */
static const char *
fixed(const char *script, const char *id, const char *place)
{
	static struct mended mended;
	struct platen_pages *pages = lay_out(script, 0);
	struct platen_position position = {0, 1, 1};
	while (script + position.offset < strstr(script, place)) {
		bool is_end = script[position.offset++] == '\n';
		position.line += is_end;
		position.column = is_end ? 1 : position.column + 1;
	}
	mended = (struct mended){.at = script};
	platen_fix(document, id, position, mend, &mended);
	size_t length = strlen(mended.text);
	snprintf(mended.text + length, sizeof(mended.text) - length, "%s", mended.at);
	let_go(pages);
	return mended.text;
}

static void
test_fixes_put_in_what_is_missing(void)
{
	static const struct {
		const char *id, *place, *before, *after;
	} rows[] = {
		{"PL-201", "INT", "A.\nINT. B\nC.\n", "A.\n\nINT. B\n\nC.\n"},
		{"PL-201", "INT", "A.\r\n\r\n INT. B\r\nC.", "A.\r\n\r\n INT. B\r\n\r\nC."},
		{"PL-201", "INT", "A.\rINT. B", "A.\r\rINT. B"},
		/* a note that goes on below must not be broken */
		{"PL-201", "INT", "A.\n\nINT. B [[c\nd]]\n", "A.\n\nINT. B [[c\nd]]\n"},
		{"PL-201", "INT", "[[a\nb]] INT. B\n", "[[a\nb]] INT. B\n"},
		{"PL-205", "CUT", "BO\nHm.\nCUT TO:\n", "BO\nHm.\n\nCUT TO:\n"},
		{"PL-209", "BO", "A.\nBO\nHm.\n", "A.\n\nBO\nHm.\n"},
		{"PL-214", "[[", "A [[b. \n\nC.\n", "A [[b.]] \n\nC.\n"},
		{"PL-214", "[[", "A [[b.\nC.\n", "A [[b.\nC.\n"},
		{"PL-222", "FADE", "A.\n\n FADE OUT.\n", "A.\n\n > FADE OUT.\n"},
		{"PL-231", "**", "**A b.\n", "**A b.**\n"},
		{"PL-231", "_", "~_A b.", "~_A b._"},
		{"PL-231", "*", "A *b.\n", "A *b.\n"},
		{"PL-302", "A", "A.\n", "A.\n"},
		{"PL-332", " ", "a \nCUT TO: \nb\t \r\n  \nc", "a\nCUT TO: \nb\r\n  \nc"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *after = fixed(rows[i].before, rows[i].id, rows[i].place);
		CHECK_STR(pl_str_of(after), rows[i].after);
		char copy[256];
		snprintf(copy, sizeof(copy), "%s", after);
		CHECK_STR(pl_str_of(fixed(copy, rows[i].id, rows[i].place)), rows[i].after);
	}
}

#define OPEN "\342\200\234"
#define CLOSE "\342\200\235"
#define APOSTROPHE "\342\200\231"

static void
test_fixes_go_by_the_majority(void)
{
	/* the mark between the spaces stays, and so do the three spaces */
	CHECK_STR(pl_str_of(fixed("Aa? Bb? Cc? Dd? Ee? Ff? Gg? Hh? Ii? *Jj? * Kk? Ll?   Mm",
				  "PL-330", "Aa")),
		  "Aa? Bb? Cc? Dd? Ee? Ff? Gg? Hh? Ii? *Jj? * Kk? Ll?   Mm");
	CHECK_STR(pl_str_of(fixed("Aa? Bb?  Cc? Dd? Ee? Ff? Gg? Hh? Ii? Jj? Kk? Ll? Mm", "PL-330",
				  "?  ")),
		  "Aa? Bb? Cc? Dd? Ee? Ff? Gg? Hh? Ii? Jj? Kk? Ll? Mm");
	CHECK_STR(pl_str_of(fixed("'' '' '' '' '' " OPEN "a", "PL-331", OPEN)),
		  "'' '' '' '' '' \"a");
#define CURLY OPEN "a" CLOSE " "
#define MANY CURLY CURLY CURLY CURLY CURLY CURLY CURLY CURLY CURLY CURLY CURLY CURLY CURLY CURLY
	/* only a reader can tell 'a from 'tis */
	CHECK_STR(pl_str_of(fixed(MANY MANY "\"a\" it's 'tis", "PL-331", "\"")),
		  MANY MANY OPEN "a" CLOSE " it" APOSTROPHE "s 'tis");
}

int
main(void)
{
	RUN(test_an_index_finds_what_was_put);
	RUN(test_an_index_tells_beginnings_apart);
	RUN(test_words_have_a_letter_or_a_digit);
	RUN(test_one_name_has_one_key);
	RUN(test_paragraphs_are_whole_over_page_ends);
	RUN(test_lines_of_long_dual_dialogue_find_their_speech);
	RUN(test_continuous_takes_the_time_of_the_scene_before);
	RUN(test_limits_point_at_the_first_place_past_them);
	RUN(test_limits_of_an_empty_script);
	RUN(test_scene_numbers_are_in_order);
	RUN(test_names_one_slip_apart_are_told);
	RUN(test_notes_switch_messages_off_and_on);
	RUN(test_fixes_put_in_what_is_missing);
	RUN(test_fixes_go_by_the_majority);
	return unit_end();
}
