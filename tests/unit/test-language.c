#include "unit.h"

#include "language/language.h"
#include "unicode/unicode.h"

static const struct pl_language_prefixes english = {0};

/* The words of a field of pl_language; NULL has none. */
static struct pl_str
list_of(const char *words)
{
	return pl_str_of(words == NULL ? "" : words);
}

/* ---------------------------------------------------------------------- headings */

static void
test_headings_are_taken_apart(void)
{
	static const struct {
		const char *text, *location, *time;
		enum platen_setting setting;
		enum platen_daytime daytime;
	} rows[] = {
		{"INT. DINER - NIGHT", "DINER", "NIGHT", PLATEN_INT, PLATEN_NIGHT},
		{"EXT. DINER - KITCHEN - DAY", "DINER - KITCHEN", "DAY", PLATEN_EXT, PLATEN_DAY},
		{"int./ext. car - later", "car", "later", PLATEN_INT_EXT, PLATEN_TIME_OTHER},
		{"I/E CAR - DUSK", "CAR", "DUSK", PLATEN_INT_EXT, PLATEN_TIME_OTHER},
		{"EST. CITY - DAWN", "CITY", "DAWN", PLATEN_EXT, PLATEN_TIME_OTHER},
		{"INT. NIGHT CLUB", "NIGHT CLUB", "", PLATEN_INT, PLATEN_NIGHT},
		{"INT. NIGHT CLUB - DAY", "NIGHT CLUB", "DAY", PLATEN_INT, PLATEN_DAY},
		{"INT. HUT - NIGHT - CONTINUOUS", "HUT", "NIGHT - CONTINUOUS", PLATEN_INT,
		 PLATEN_NIGHT},
		{"INT. HUT \342\200\224 NUIT", "HUT", "NUIT", PLATEN_INT, PLATEN_NIGHT},
		{"INT. HUT, EARLY MORNING", "HUT", "EARLY MORNING", PLATEN_INT, PLATEN_DAY},
		{"A ROOM", "A ROOM", "", PLATEN_NO_SETTING, PLATEN_TIME_OTHER},
		{"INTERIOR - DAY", "INTERIOR", "DAY", PLATEN_NO_SETTING, PLATEN_DAY},
		{"INT HUT", "HUT", "", PLATEN_INT, PLATEN_TIME_OTHER},
		{"INT\u00A0HUT", "HUT", "", PLATEN_INT, PLATEN_TIME_OTHER},
		{"E./I. VAN", "VAN", "", PLATEN_INT_EXT, PLATEN_TIME_OTHER},
		{"INT.", "", "", PLATEN_INT, PLATEN_TIME_OTHER},
		{"INT. - ", "-", "", PLATEN_INT, PLATEN_TIME_OTHER},
		{"", "", "", PLATEN_NO_SETTING, PLATEN_TIME_OTHER},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct pl_language_heading heading;
		pl_language_read_heading(&english, pl_str_of(rows[i].text), &heading);
		CHECK_STR(heading.location, rows[i].location);
		CHECK_STR(heading.time, rows[i].time);
		CHECK_INT(heading.setting, rows[i].setting);
		CHECK_INT(heading.daytime, rows[i].daytime);
	}
}

static void
test_further_prefixes_have_no_setting(void)
{
	const struct pl_language_prefixes prefixes = {NULL, PL_STR("SZENE, BILD.,INT")};
	static const struct {
		const char *text, *prefix, *location, *time;
	} rows[] = {
		{"BILD. K\u00DCCHE - TAG", "BILD", "K\u00DCCHE", "TAG"},
		{"szene 12 - nacht", "szene", "12", "nacht"},
		{"SZENEN 12", "", "SZENEN 12", ""},
		{"BILD", "", "BILD", ""},
	};
	struct pl_language_heading heading;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		pl_language_read_heading(&prefixes, pl_str_of(rows[i].text), &heading);
		CHECK_STR(heading.prefix, rows[i].prefix);
		CHECK_STR(heading.location, rows[i].location);
		CHECK_STR(heading.time, rows[i].time);
		CHECK_INT(heading.setting, PLATEN_NO_SETTING);
	}
	pl_language_read_heading(&prefixes, PL_STR("INT. HUT"), &heading);
	CHECK_INT(heading.setting, PLATEN_INT);
}

/* ---------------------------------------------------------------------- the table */

/* Every prefix with every time of day: INT. 12 - DAY. */
static void
check_heading(const struct pl_language *language, struct pl_str prefix, struct pl_str time)
{
	const struct pl_language_prefixes prefixes = {.language = language};
	struct pl_language_heading heading;
	char text[200];
	snprintf(text, sizeof(text), "%.*s. 12 - %.*s", (int)prefix.length, prefix.data,
		 (int)time.length, time.data);
	pl_language_read_heading(&prefixes, pl_str_of(text), &heading);
	CHECK(pl_str_equal(heading.prefix, prefix));
	CHECK_STR(heading.location, "12");
	CHECK(pl_str_equal(heading.time, time));
	if (unit_failures > 0) {
		printf("# %s: %s\n", language->codes, text);
	}
}

static void
check_times(const struct pl_language *language, struct pl_str prefix)
{
	for (size_t time = 0; time <= PL_TIME_SAME; time++) {
		struct pl_str list = list_of(language->times[time]), word;
		while (pl_str_next_word(&list, "|", &word)) {
			check_heading(language, prefix, word);
		}
	}
}

static void
test_every_language_reads_its_headings(void)
{
	for (size_t i = 0; i < pl_language_row_count; i++) {
		const struct pl_language *language = &pl_language_rows[i];
		const struct pl_language_prefixes prefixes = {.language = language};
		for (size_t setting = 0; setting < PLATEN_SETTING_COUNT; setting++) {
			struct pl_str list = list_of(language->prefixes[setting]), word;
			while (pl_str_next_word(&list, "|", &word)) {
				struct pl_language_heading heading;
				char text[100];
				snprintf(text, sizeof(text), "%.*s X", (int)word.length, word.data);
				pl_language_read_heading(&prefixes, pl_str_of(text), &heading);
				CHECK_INT(heading.setting, setting);
				check_times(language, word);
			}
		}
	}
}

static void
test_every_time_of_day_has_its_meaning(void)
{
	for (size_t i = 0; i < pl_language_row_count; i++) {
		const struct pl_language_prefixes prefixes = {.language = &pl_language_rows[i]};
		for (size_t time = 0; time <= PL_TIME_SAME; time++) {
			struct pl_str list = list_of(prefixes.language->times[time]), word;
			while (pl_str_next_word(&list, "|", &word)) {
				struct pl_language_heading heading;
				pl_language_read_heading(&prefixes, word, &heading);
				CHECK(heading.has_time);
				CHECK_INT(heading.is_same_time, time == PL_TIME_SAME);
				CHECK_INT(heading.daytime, time == PL_TIME_SAME ? 0 : time);
			}
		}
	}
}

static void
test_languages_are_found_by_code_and_name(void)
{
	for (size_t i = 0; i < pl_language_row_count; i++) {
		const struct pl_language *language = &pl_language_rows[i];
		struct pl_str codes = pl_str_of(language->codes), code;
		CHECK(pl_language_by_name(pl_str_of(language->name)) == language);
		while (pl_str_next_word(&codes, "|", &code)) {
			CHECK(pl_language_by_name(code) == language);
		}
	}
	CHECK_STR(pl_str_of(pl_language_by_name(PL_STR("de-AT"))->name), "German");
	CHECK_STR(pl_str_of(pl_language_by_name(PL_STR("PT_br"))->name), "Portuguese");
	CHECK_STR(pl_str_of(pl_language_by_name(PL_STR(" german "))->name), "German");
	CHECK_STR(pl_str_of(pl_language_by_name(PL_STR("zh-TW"))->name), "Traditional Chinese");
	CHECK_STR(pl_str_of(pl_language_by_name(PL_STR("zh-CN"))->name), "Chinese");
	CHECK(pl_language_by_name(PL_STR("deu")) == NULL);
	CHECK(pl_language_by_name(PL_STR("d")) == NULL);
	CHECK(pl_language_by_name(PL_STR("")) == NULL);
}

static void
test_a_language_goes_on_in_its_words_or_in_english(void)
{
	const struct pl_language *german = pl_language_by_name(PL_STR("de"));
	const struct pl_language *azerbaijani = pl_language_by_name(PL_STR("az"));
	CHECK_STR(pl_str_of(pl_language_continued(german).more), "(FORTS.)");
	CHECK_STR(pl_str_of(pl_language_continued(azerbaijani).more), "(MORE)");
	CHECK_STR(pl_str_of(pl_language_continued(NULL).scene_top), "CONTINUED:");
}

static void
check_capitals(const char *language, const char *text, const char *expected)
{
	char copy[64];
	size_t length = pl_language_capitals(pl_language_by_name(pl_str_of(language)),
					     pl_str_of(text), copy);
	CHECK_STR(((struct pl_str){copy, length}), expected);
}

static void
test_capitals_are_those_of_the_language(void)
{
	check_capitals("", "straße iıάς", "STRAßE IIΆΣ");
	check_capitals("tr", "iki ı", "İKİ I");
	check_capitals("az", "əli", "ƏLİ");
	check_capitals("nl", "ijs ĳs", "IJS ĲS");
	check_capitals("lt", "i\u0307\u0301 j\u0307 x\u0307", "I\u0301 J X\u0307");
	check_capitals("de", "i\u0307", "I\u0307");
	check_capitals("el", "Μάιος, άυλος, ναι ή όχι", "ΜΑΪΟΣ, ΑΫΛΟΣ, ΝΑΙ Ή ΟΧΙ");
	check_capitals("el", "μα\u0301ιος η\u0301 η\u0301τα", "ΜΑΪΟΣ Ή ΗΤΑ");
	check_capitals("el", "ΐ ϊ ἀρχὴ cafe\u0301", "Ϊ Ϊ ΑΡΧΗ CAFE\u0301");
	check_capitals("ru", "ёж", "ЁЖ");
}

static void
test_title_keys_have_roles(void)
{
	static const struct {
		const char *key;
		enum pl_title_role role;
	} rows[] = {
		{"Title", PL_TITLE_TITLE},         {"AUTHORS", PL_TITLE_AUTHOR},
		{"draft_date", PL_TITLE_DATE},     {"Contact Info", PL_TITLE_CONTACT},
		{"x-options", PL_TITLE_X_OPTIONS}, {"X-Anything", PL_TITLE_SETTING},
		{"X-", PL_TITLE_UNKNOWN},          {"Titles", PL_TITLE_UNKNOWN},
		{"Phone", PL_TITLE_UNKNOWN},       {"", PL_TITLE_UNKNOWN},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		CHECK_INT(pl_title_role_of(pl_str_of(rows[i].key)), rows[i].role);
	}
	for (size_t i = 0; i < pl_language_row_count; i++) {
		for (enum pl_title_role role = 0; role < PL_TITLE_ROLE_COUNT; role++) {
			struct pl_str list = list_of(pl_language_rows[i].title_keys[role]);
			struct pl_str word;
			while (pl_str_next_word(&list, "|", &word)) {
				CHECK_INT(pl_title_role_of(word), role);
			}
		}
	}
}

int
main(void)
{
	RUN(test_headings_are_taken_apart);
	RUN(test_further_prefixes_have_no_setting);
	RUN(test_every_language_reads_its_headings);
	RUN(test_every_time_of_day_has_its_meaning);
	RUN(test_languages_are_found_by_code_and_name);
	RUN(test_a_language_goes_on_in_its_words_or_in_english);
	RUN(test_capitals_are_those_of_the_language);
	RUN(test_title_keys_have_roles);
	return unit_end();
}
