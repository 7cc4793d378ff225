/*
 * What is asked for on the command line has the last word, then the title page of the script
 * (`Paper:`, `Profile:`, `Language:`, `Header:` ...), then what is usual.
 */
#include "layout/options.h"

/*
 * What is printed where a speech or a scene goes on, by language. French, German and Spanish as in
 * Final Draft's own templates of these languages, in capitals; the others as screenwriters there
 * write them.
 */
static const struct words {
	const char *language; /* ISO 639-1 */
	const char *name;     /* in English, as a title page may have it */
	const char *more, *contd, *scene_bottom, *scene_top;
} languages[] = {
	{"en", "english", "(MORE)", "(CONT'D)", "(CONTINUED)", "CONTINUED:"},
	{"fr", "french", "(.../...)", "(SUITE)", "(À SUIVRE)", "SUITE :"},
	{"de", "german", "(FORTS.)", "(WEITER)", "(FORTSETZUNG FOLGT)", "FORTSETZUNG:"},
	{"es", "spanish", "(MÁS)", "(CONT.)", "(CONTINÚA)", "CONTINUACIÓN:"},
	{"it", "italian", "(SEGUE)", "(CONT.)", "(CONTINUA)", "CONTINUA:"},
	{"pt", "portuguese", "(MAIS)", "(CONT.)", "(CONTINUA)", "CONTINUAÇÃO:"},
	{"nl", "dutch", "(MEER)", "(VERVOLG)", "(WORDT VERVOLGD)", "VERVOLG:"},
	{"sv", "swedish", "(MER)", "(FORTS.)", "(FORTSÄTTER)", "FORTSÄTTNING:"},
	{"pl", "polish", "(CIĄG DALSZY)", "(C.D.)", "(CIĄG DALSZY)", "CIĄG DALSZY:"},
	{"ru", "russian", "(ДАЛЬШЕ)", "(ПРОД.)", "(ПРОДОЛЖЕНИЕ СЛЕДУЕТ)", "ПРОДОЛЖЕНИЕ:"},
};
#define LANGUAGE_COUNT (sizeof(languages) / sizeof(languages[0]))

/* Value of a title page key, without the blanks around it; empty where there is none. */
static struct pl_str
title_value(const struct platen_document *document, const char *key,
	    const struct platen_node **entry)
{
	*entry = pl_document_title_entry(document, key);
	struct pl_str value = *entry == NULL ? (struct pl_str){0} : (*entry)->text;
	while (value.length > 0 && (value.data[0] == ' ' || value.data[0] == '\n')) {
		value = pl_str_slice(value, 1, value.length);
	}
	while (value.length > 0 &&
	       (value.data[value.length - 1] == ' ' || value.data[value.length - 1] == '\n')) {
		value.length--;
	}
	return value;
}

static void
report(const struct platen_layout_options *options, const struct platen_node *entry,
       const char *what)
{
	struct pl_diag diag = {options->report, options->user};
	pl_report(&diag, PL_TITLE_VALUE, entry->from, what);
}

static enum platen_paper
choose_paper(const struct platen_document *document, const struct platen_layout_options *options)
{
	if (options->paper != PLATEN_PAPER_BY_SCRIPT) {
		return options->paper;
	}
	const struct platen_node *entry;
	struct pl_str value = title_value(document, "paper", &entry);
	if (pl_str_equal_ascii_case(value, PL_STR("a4"))) {
		return PLATEN_A4;
	}
	if (value.length > 0 && !pl_str_equal_ascii_case(value, PL_STR("letter"))) {
		report(options, entry, "paper is letter or a4");
	}
	return PLATEN_LETTER;
}

/* NULL: no such profile was asked for. */
static const struct platen_profile *
choose_profile(const struct platen_document *document, const struct platen_layout_options *options,
	       bool *is_named)
{
	*is_named = options->profile != NULL;
	if (options->profile != NULL) {
		return pl_profile_by_name(options, pl_str_of(options->profile));
	}
	const struct platen_node *entry;
	struct pl_str value = title_value(document, "profile", &entry);
	const struct platen_profile *profile = pl_profile_by_name(options, value);
	if (profile == NULL && value.length > 0) {
		report(options, entry, "there is no such profile");
	}
	*is_named = profile != NULL;
	return profile != NULL ? profile : pl_profile_standard();
}

/* `de`, `de-AT`, `de_AT` and `German` are all German. */
static bool
is_language(struct pl_str value, const struct words *words)
{
	if (pl_str_equal_ascii_case(value, pl_str_of(words->name))) {
		return true;
	}
	return value.length >= 2 &&
	       pl_str_equal_ascii_case(pl_str_slice(value, 0, 2), pl_str_of(words->language)) &&
	       (value.length == 2 || value.data[2] == '-' || value.data[2] == '_');
}

static const struct words *
choose_words(const struct platen_document *document)
{
	const struct platen_node *entry;
	struct pl_str value = title_value(document, "language", &entry);
	if (value.length == 0) {
		value = title_value(document, "lang", &entry);
	}
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		if (is_language(value, &languages[i])) {
			return &languages[i];
		}
	}
	return &languages[0];
}

static struct pl_pattern
choose_text(const struct platen_document *document, const char *asked, const char *key)
{
	const struct platen_node *entry;
	if (asked != NULL) {
		return (struct pl_pattern){.text = pl_str_of(asked)};
	}
	struct pl_pattern pattern = {.text = title_value(document, key, &entry)};
	if (entry != NULL) {
		pattern.from = entry->from;
	}
	return pattern;
}

bool
pl_settings_choose(const struct platen_document *document,
		   const struct platen_layout_options *options, struct pl_settings *settings)
{
	const struct words *words = choose_words(document);
	bool is_profile_named;
	const struct platen_profile *profile = choose_profile(document, options, &is_profile_named);
	if (profile == NULL) {
		return false;
	}
	*settings = (struct pl_settings){
		.paper = choose_paper(document, options),
		.is_paper_by_script = options->paper == PLATEN_PAPER_BY_SCRIPT,
		.lines_letter = profile->lines_letter,
		.lines_a4 = profile->lines_a4,
		.is_profile_named = is_profile_named,
		.has_more = options->continued,
		.has_contd = options->continued,
		.has_auto_contd = options->continued,
		.has_scene_bottom = options->scene_continued,
		.has_scene_top = options->scene_continued,
		.more = pl_either(options->more, pl_either(profile->more, words->more)),
		.contd = pl_either(options->contd, pl_either(profile->contd, words->contd)),
		.scene_bottom = pl_either(options->scene_bottom,
					  pl_either(profile->scene_bottom, words->scene_bottom)),
		.scene_top = pl_either(options->scene_top,
				       pl_either(profile->scene_top, words->scene_top)),
		.header = choose_text(document, options->header, "header"),
		.footer = choose_text(document, options->footer, "footer"),
		.watermark = choose_text(document, options->watermark, "watermark").text,
	};
	if (!pl_profile_make(profile, &settings->profile)) {
		return false;
	}
	pl_settings_apply_setup(settings, document->setup, options);
	return true;
}
