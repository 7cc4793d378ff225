/*
 * Settings are resolved here, and nowhere else. From the weakest to the strongest: the default, an
 * option which yields to the title page, the title page (`Paper:`, `Profile:`, `Language:`,
 * `Header:` ...), any other option. setup.c adds what a Final Draft file asks for.
 *
 * Each value is kept with who decided it, so that a program can show both.
 */
#include "layout/options.h"

/* What is known of a setting before it is resolved. */
struct question {
	enum platen_option option;
	const char *asked;               /* by the options; NULL: nothing */
	const struct platen_node *entry; /* of the title page; NULL: none */
	bool is_known;                   /* the value of the entry means something */
	const char *usual;               /* the default */
};

static struct pl_str
value_of(const struct platen_node *entry)
{
	return entry == NULL ? (struct pl_str){0} : pl_str_trim_ascii(entry->text);
}

/* If the title page has a say, but its value means nothing, the entry is kept with the setting. */
static struct pl_setting
resolve(const struct platen_layout_options *options, struct question question)
{
	bool yields = (options->yields & 1u << question.option) != 0;
	bool is_open = question.entry != NULL && (question.asked == NULL || yields);
	struct pl_setting setting = {.entry = is_open ? question.entry : NULL};
	if (is_open && question.is_known) {
		setting.origin = PLATEN_ORIGIN_SCRIPT;
		setting.text = value_of(question.entry);
	} else if (question.asked != NULL) {
		setting.origin = PLATEN_ORIGIN_CALLER;
		setting.text = pl_str_of(question.asked);
	} else {
		setting.text = pl_str_of(question.usual);
	}
	return setting;
}

static void
report_unknown(const struct platen_layout_options *options, const struct pl_setting *setting,
	       const char *message)
{
	struct pl_diag diag = {options->report, options->user};
	if (setting->origin != PLATEN_ORIGIN_SCRIPT && value_of(setting->entry).length > 0) {
		pl_report(&diag, PL_TITLE_VALUE, setting->entry->from, message);
	}
}

static void
choose_paper(const struct platen_document *document, const struct platen_layout_options *options,
	     struct pl_settings *settings)
{
	static const char *const names[] = {
		[PLATEN_PAPER_BY_SCRIPT] = NULL, [PLATEN_LETTER] = "letter", [PLATEN_A4] = "a4"};
	const struct platen_node *entry = pl_document_title_entry(document, PL_TITLE_PAPER);
	struct pl_str value = value_of(entry);
	bool is_letter = pl_str_equal_ascii_case(value, PL_STR("letter"));
	struct pl_setting *setting = &settings->values[PLATEN_OPTION_PAPER];
	*setting = resolve(options, (struct question){
					    .option = PLATEN_OPTION_PAPER,
					    .asked = names[options->paper],
					    .entry = entry,
					    .is_known = is_letter || pl_str_equal_ascii_case(
									     value, PL_STR("a4")),
					    .usual = "letter",
				    });
	report_unknown(options, setting, "paper is letter or a4");
	is_letter = pl_str_equal_ascii_case(setting->text, PL_STR("letter"));
	settings->paper = is_letter ? PLATEN_LETTER : PLATEN_A4;
	setting->text = pl_str_of(names[settings->paper]);
}

/* NULL: the options name a profile which does not exist. */
static const struct platen_profile *
choose_profile(const struct platen_document *document, const struct platen_layout_options *options,
	       struct pl_settings *settings)
{
	const struct platen_node *entry = pl_document_title_entry(document, PL_TITLE_PROFILE);
	struct pl_setting *setting = &settings->values[PLATEN_OPTION_PROFILE];
	*setting = resolve(options,
			   (struct question){
				   .option = PLATEN_OPTION_PROFILE,
				   .asked = options->profile,
				   .entry = entry,
				   .is_known = pl_profile_by_name(options, value_of(entry)) != NULL,
				   .usual = pl_profile_standard()->name,
			   });
	report_unknown(options, setting, "there is no such profile");
	const struct platen_profile *profile = pl_profile_by_name(options, setting->text);
	setting->text = profile == NULL ? setting->text : pl_str_of(profile->name);
	return profile;
}

/* What is printed where a speech or a scene goes on: what was asked for, else what the profile
 * has, else the words of the language. */
static void
choose_page_ends(const struct platen_document *document,
		 const struct platen_layout_options *options, const struct platen_profile *profile,
		 struct pl_settings *settings)
{
	const struct platen_node *entry = pl_document_title_entry(document, PL_TITLE_LANGUAGE);
	const struct pl_language *language = pl_document_language(document);
	const struct pl_language_continued words = pl_language_continued(language);
	const struct {
		enum platen_option option;
		const char *asked, *of_profile, *of_language;
	} rows[] = {
		{PLATEN_OPTION_MORE, options->more, profile->more, words.more},
		{PLATEN_OPTION_CONTD, options->contd, profile->contd, words.contd},
		{PLATEN_OPTION_SCENE_BOTTOM, options->scene_bottom, profile->scene_bottom,
		 words.scene_bottom},
		{PLATEN_OPTION_SCENE_TOP, options->scene_top, profile->scene_top, words.scene_top},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct pl_setting *setting = &settings->values[rows[i].option];
		*setting = resolve(options,
				   (struct question){
					   .option = rows[i].option,
					   .asked = rows[i].asked,
					   .entry = entry,
					   .is_known = language != NULL && language->more != NULL,
					   .usual = rows[i].of_language,
				   });
		if (setting->origin == PLATEN_ORIGIN_SCRIPT) {
			setting->text = pl_str_of(rows[i].of_language);
		}
		if (setting->origin != PLATEN_ORIGIN_CALLER && rows[i].of_profile != NULL) {
			*setting = (struct pl_setting){.text = pl_str_of(rows[i].of_profile)};
		}
	}
}

static void
choose_texts(const struct platen_document *document, const struct platen_layout_options *options,
	     struct pl_settings *settings)
{
	const struct {
		enum platen_option option;
		enum pl_title_role role;
		const char *asked;
	} rows[] = {
		{PLATEN_OPTION_HEADER, PL_TITLE_HEADER, options->header},
		{PLATEN_OPTION_FOOTER, PL_TITLE_FOOTER, options->footer},
		{PLATEN_OPTION_WATERMARK, PL_TITLE_WATERMARK, options->watermark},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		settings->values[rows[i].option] = resolve(
			options, (struct question){
					 .option = rows[i].option,
					 .asked = rows[i].asked,
					 .entry = pl_document_title_entry(document, rows[i].role),
					 .is_known = true,
					 .usual = "",
				 });
	}
}

bool
pl_settings_choose(const struct platen_document *document,
		   const struct platen_layout_options *options, struct pl_settings *settings)
{
	*settings = (struct pl_settings){
		.has_more = options->continued,
		.has_contd = options->continued,
		.has_auto_contd = options->continued,
		.has_scene_bottom = options->scene_continued,
		.has_scene_top = options->scene_continued,
	};
	const struct platen_profile *profile = choose_profile(document, options, settings);
	if (profile == NULL || !pl_profile_make(profile, &settings->profile)) {
		return false;
	}
	settings->lines_letter = profile->lines_letter;
	settings->lines_a4 = profile->lines_a4;
	choose_paper(document, options, settings);
	choose_page_ends(document, options, profile, settings);
	choose_texts(document, options, settings);
	pl_settings_apply_setup(settings, document == NULL ? NULL : document->setup);
	return true;
}

bool
platen_document_option(const struct platen_document *document,
		       const struct platen_layout_options *options, enum platen_option option,
		       struct platen_option_value *value)
{
	struct pl_settings settings;
	struct platen_layout_options silent = *options;
	silent.report = NULL;
	if (!pl_settings_choose(document, &silent, &settings)) {
		return false;
	}
	const struct pl_setting *setting = &settings.values[option];
	*value = (struct platen_option_value){
		.text = {setting->text.data, setting->text.length},
		.origin = setting->origin,
		.entry = setting->entry,
	};
	return true;
}
