/*
 * Resolves settings; nothing else does. From the weakest to the strongest: the default, an option
 * which the title page may override, the title page (`Paper:`, `Profile:`, `Language:`, `Header:`
 * ...), any other option. setup.c adds what a Final Draft file asks for.
 *
 * Each value is kept with what decided it, so that a program can show both.
 */
#include "layout/flow.h"

/* A page which is shorter has no room for (CONTINUED) and CONTINUED:. */
#define LINES_WITH_SCENE_CONTINUED 10

static struct pl_str
value_of(const struct platen_node *entry)
{
	return entry == NULL ? PL_STR("") : pl_str_trim_ascii(entry->text);
}

/* `asked` is the caller's value, `usual` the default; `is_valid` is about the title entry. An entry
 * which could decide, but is not valid, is kept with the setting. */
static struct pl_layout_setting *
resolve(struct pl_layout_settings *settings, enum platen_option option, const char *asked,
	const struct platen_node *entry, bool is_valid, const char *usual)
{
	bool yields = (settings->options->overridable & 1u << option) != 0;
	bool is_open = entry != NULL && (asked == NULL || yields);
	struct pl_layout_setting *setting = &settings->values[option];
	*setting = (struct pl_layout_setting){.text = pl_str_of(usual),
					      .entry = is_open ? entry : NULL};
	if (is_open && is_valid) {
		setting->decider = PL_DECIDED_BY_SCRIPT;
		setting->text = value_of(entry);
	} else if (asked != NULL) {
		setting->decider = PL_DECIDED_BY_CALLER;
		setting->text = pl_str_of(asked);
	}
	return setting;
}

static void
report_invalid(const struct pl_layout_settings *settings, const struct pl_layout_setting *setting,
	       const char *message)
{
	if (setting->decider != PL_DECIDED_BY_SCRIPT && value_of(setting->entry).length > 0) {
		pl_report(&settings->options->reporter, PL_TITLE_VALUE, setting->entry->from,
			  message);
	}
}

static void
choose_paper(struct pl_layout_settings *settings)
{
	static const char *const names[] = {
		[PLATEN_PAPER_BY_SCRIPT] = NULL, [PLATEN_LETTER] = "letter", [PLATEN_A4] = "a4"};
	const struct platen_node *entry =
		pl_document_title_entry(settings->document, PL_TITLE_PAPER);
	struct pl_str value = value_of(entry);
	bool is_valid = pl_str_equal_ascii_case(value, PL_STR("letter")) ||
			pl_str_equal_ascii_case(value, PL_STR("a4"));
	struct pl_layout_setting *setting =
		resolve(settings, PLATEN_OPTION_PAPER, names[settings->options->paper], entry,
			is_valid, "letter");
	report_invalid(settings, setting, "paper is letter or a4");
	bool is_letter = pl_str_equal_ascii_case(setting->text, PL_STR("letter"));
	settings->pages->paper = is_letter ? PLATEN_LETTER : PLATEN_A4;
	setting->text = pl_str_of(names[settings->pages->paper]);
}

static void
choose_direction(struct pl_layout_settings *settings)
{
	static const char *const names[] = {
		[PLATEN_DIRECTION_BY_SCRIPT] = NULL,
		[PLATEN_DIRECTION_AUTO] = "auto",
		[PLATEN_LEFT_TO_RIGHT] = "ltr",
		[PLATEN_RIGHT_TO_LEFT] = "rtl",
	};
	const struct platen_node *entry =
		pl_document_title_entry(settings->document, PL_TITLE_DIRECTION);
	struct pl_str value = value_of(entry);
	enum platen_direction named = PLATEN_RIGHT_TO_LEFT;
	while (named != PLATEN_DIRECTION_BY_SCRIPT &&
	       !pl_str_equal_ascii_case(value, pl_str_of(names[named]))) {
		named--;
	}
	struct pl_layout_setting *setting =
		resolve(settings, PLATEN_OPTION_DIRECTION, names[settings->options->direction],
			entry, named != PLATEN_DIRECTION_BY_SCRIPT, "auto");
	report_invalid(settings, setting, "direction is ltr, rtl or auto");
	bool is_named = setting->decider == PL_DECIDED_BY_SCRIPT;
	settings->direction = is_named ? named : settings->options->direction;
	setting->text = is_named ? pl_str_of(names[named]) : setting->text;
}

/* NULL: the options name a profile which does not exist. */
static const struct platen_profile *
choose_profile(struct pl_layout_settings *settings)
{
	const struct platen_layout_options *options = settings->options;
	const struct platen_node *entry =
		pl_document_title_entry(settings->document, PL_TITLE_PROFILE);
	bool is_valid = pl_layout_profile_by_name(options, value_of(entry)) != NULL;
	struct pl_layout_setting *setting =
		resolve(settings, PLATEN_OPTION_PROFILE, options->profile, entry, is_valid,
			pl_layout_profile_standard()->name);
	report_invalid(settings, setting, "there is no such profile");
	const struct platen_profile *profile = pl_layout_profile_by_name(options, setting->text);
	setting->text = profile == NULL ? setting->text : pl_str_of(profile->name);
	return profile;
}

/* What the caller asks for, else what the profile has, else the words of the language. */
static void
choose_page_ends(struct pl_layout_settings *settings, const struct platen_profile *profile)
{
	const struct platen_layout_options *options = settings->options;
	const struct platen_node *entry =
		pl_document_title_entry(settings->document, PL_TITLE_LANGUAGE);
	const struct pl_language *language = pl_document_language(settings->document);
	const struct pl_language_continued words = pl_language_continued(language);
	bool is_valid = language != NULL && language->more != NULL;
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
		struct pl_layout_setting *setting = resolve(settings, rows[i].option, rows[i].asked,
							    entry, is_valid, rows[i].of_language);
		if (setting->decider == PL_DECIDED_BY_SCRIPT) {
			setting->text = pl_str_of(rows[i].of_language);
		}
		if (setting->decider != PL_DECIDED_BY_CALLER && rows[i].of_profile != NULL) {
			*setting =
				(struct pl_layout_setting){.text = pl_str_of(rows[i].of_profile)};
		}
	}
}

/* The page setup of a Final Draft file may change these. */
static void
choose_scene_options(struct pl_layout_settings *settings)
{
	static const char *const numbers[] = {NULL, "none", "left", "right", "both"};
	static const char *const continued[] = {NULL, "yes", "no"};
	const struct platen_layout_options *options = settings->options;
	struct platen_pages *pages = settings->pages;
	enum platen_scene_numbers side = options->scene_numbers;
	resolve(settings, PLATEN_OPTION_SCENE_NUMBERS, numbers[side], NULL, false, "both");
	resolve(settings, PLATEN_OPTION_SCENE_CONTINUED, continued[options->scene_continued], NULL,
		false, "no");
	settings->numbers_left = side != PLATEN_NUMBERS_NONE && side != PLATEN_NUMBERS_RIGHT;
	settings->numbers_right = side != PLATEN_NUMBERS_NONE && side != PLATEN_NUMBERS_LEFT;
	pages->has_scene_bottom = pages->has_scene_top = options->scene_continued == PLATEN_YES;
}

static void
choose_text(struct pl_layout_settings *settings, enum platen_option option, const char *asked,
	    enum pl_title_role role)
{
	resolve(settings, option, asked, pl_document_title_entry(settings->document, role), true,
		"");
}

void
pl_layout_change_heading(const struct platen_layout_options *options, struct platen_style *style)
{
	style->emphasis |= options->bold_headings ? PLATEN_BOLD : 0;
	if (options->heading_space > 0) {
		style->space_above = options->heading_space;
	}
}

/* Options change scene headings as the keys of a caller's profile would. */
static bool
make_profile(struct pl_layout_settings *settings, const struct platen_profile *chosen)
{
	const struct platen_layout_options *options = settings->options;
	struct platen_profile profile = *chosen;
	pl_layout_change_heading(options, &profile.styles[PLATEN_SIDE_NONE][PLATEN_SCENE_HEADING]);
	settings->pages->has_changed_headings =
		options->bold_headings || options->heading_space > 0;
	return pl_layout_profile_make(&profile, &settings->pages->profile);
}

bool
pl_layout_settings_choose(struct pl_layout_settings *settings)
{
	const struct platen_layout_options *options = settings->options;
	struct platen_pages *pages = settings->pages;
	pages->has_more = pages->has_contd = pages->has_auto_contd =
		options->continued != PLATEN_NO;
	const struct platen_profile *profile = choose_profile(settings);
	if (profile == NULL || !make_profile(settings, profile)) {
		return false;
	}
	choose_paper(settings);
	choose_direction(settings);
	choose_page_ends(settings, profile);
	choose_scene_options(settings);
	choose_text(settings, PLATEN_OPTION_HEADER, options->header, PL_TITLE_HEADER);
	choose_text(settings, PLATEN_OPTION_FOOTER, options->footer, PL_TITLE_FOOTER);
	choose_text(settings, PLATEN_OPTION_WATERMARK, options->watermark, PL_TITLE_WATERMARK);
	pl_layout_settings_apply_setup(settings);
	settings->title_lines = pages->lines_per_page;
	if (options->lines_per_page > 0) {
		pages->lines_per_page = options->lines_per_page;
	}
	bool is_short = pages->lines_per_page < LINES_WITH_SCENE_CONTINUED;
	pages->has_scene_bottom &= !is_short;
	pages->has_scene_top &= !is_short;
	return true;
}

bool
pl_layout_option(const struct platen_document *document,
		 const struct platen_layout_options *options, enum platen_option option,
		 struct pl_layout_option_value *value)
{
	struct platen_layout_options silent = *options;
	struct platen_pages pages = {.document = document};
	struct pl_layout_settings settings = {
		.document = document, .options = &silent, .pages = &pages};
	silent.reporter.report = NULL;
	if (!pl_layout_settings_choose(&settings)) {
		return false;
	}
	const struct pl_layout_setting *setting = &settings.values[option];
	*value = (struct pl_layout_option_value){
		.text = {setting->text.data, setting->text.length},
		.decider = setting->decider,
		.entry = setting->entry,
	};
	return true;
}
