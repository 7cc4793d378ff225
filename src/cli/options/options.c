/*
 * One table says which options there are; the parser, the help, the hints and the completions of
 * shells read it. docs/platen.1 is compared with it by tests/cli.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options/options.h"

#define LAID_OUT (CLI_CONVERT | CLI_COUNT | CLI_PAGES | CLI_CHECK | CLI_REPORT)
#define MANY (CLI_COUNT | CLI_CHECK)
#define READING (LAID_OUT | CLI_FMT)

#define AT(member) offsetof(struct cli_options, member)
#define NUMBER "a whole number, 1 or more"

static const struct cli_option options[] = {
	{'o', CLI_CONVERT, "output", "FILE",
	 "write to FILE; - is standard output; DIR/ takes\n"
	 "one file for each input",
	 cli_set_word, NULL, NULL, AT(output)},
	{'f', CLI_CONVERT, "format", "FORMAT",
	 "the format to write; without it the extension of\n"
	 "FILE says it, and pdf is written if there is none",
	 cli_set_format, NULL},
	{'f', CLI_COUNT | CLI_FORMATS | CLI_RULES, "format", "text|json",
	 "how to print; default text", cli_set_count_format, NULL, "text"},
	{'f', CLI_REPORT, "format", "text|csv|json|markdown", "how to print; default text",
	 cli_set_choice, NULL, "text", AT(table)},
	{0, READING, "from", "fountain|fdx|highland|fadein|osf",
	 "what every input is; default: what its name or\n"
	 "its content says, else Fountain",
	 cli_set_from, NULL},
	{0, READING, "known-transitions", NULL, "FADE OUT. and the like are transitions without >",
	 cli_set_extension, NULL, NULL, PLATEN_KNOWN_TRANSITIONS},
	{0, READING, "lenient-headings", NULL, "INT. HOUSE is a heading without blank lines, too",
	 cli_set_extension, NULL, NULL, PLATEN_LENIENT_HEADINGS},
	{0, READING, "locked-pages", NULL, "=== 12A begins page 12A", cli_set_extension, NULL, NULL,
	 PLATEN_LOCKED_PAGES},
	{0, READING, "shots", NULL, "!!CLOSE ON THE KEY is a shot", cli_set_extension, NULL, NULL,
	 PLATEN_SHOTS},
	{0, READING, "fdx-shot", "heading|action",
	 "in FDX, what shots are read as: scene headings, or\n"
	 "what Fountain takes for action; default action",
	 cli_set_either, NULL, "action", AT(read.fdx_shot_headings)},
	{0, READING, "stop-at-boneyard", NULL, "# Boneyard and what stands below is not printed",
	 cli_set_extension, NULL, NULL, PLATEN_STOP_AT_BONEYARD},
	{0, READING, "wide-markers", NULL,
	 "full-width signs are markers, too; on by itself in\n"
	 "Chinese, Japanese and Korean",
	 cli_set_extension, NULL, NULL, PLATEN_WIDE_MARKERS},
	{0, READING, "prefix", "WORD",
	 "scene headings begin with WORD, too; may be\n"
	 "repeated",
	 cli_set_prefix, "a word, all of them together of 200 bytes at most"},
	{0, READING, "script-options", "yes|no",
	 "let the title page switch such options on\n"
	 "(X-Options: known-transitions); default yes",
	 cli_set_either, NULL, "yes", AT(read.obeys_script)},
	{0, CLI_FMT, "check", NULL,
	 "list the files which would change; exit 1 if\n"
	 "there are any",
	 cli_set_flag, NULL, NULL, AT(check)},
	{0, CLI_FMT, "write", NULL, "change the files in place", cli_set_flag, NULL, NULL,
	 AT(write)},
	{0, CLI_FMT, "diff", NULL, "print what would change", cli_set_flag, NULL, NULL, AT(diff)},
	{0, CLI_COUNT, "eighths", NULL, "pages and eighths of a page: 12 3/8", cli_set_flag, NULL,
	 NULL, AT(eighths)},
	{0, LAID_OUT, "paper", "letter|a4",
	 "default letter, or what the title page says\n"
	 "(Paper: A4)",
	 cli_set_paper, NULL, "letter"},
	{0, LAID_OUT, "profile", "standard|multicam|stage|compat-55",
	 "the page format, or one of your own from\n"
	 ".platen.ini; default standard, or what the title\n"
	 "page says (Profile: stage)",
	 cli_set_profile, "standard|multicam|stage|compat-55 or a [profile] of .platen.ini",
	 "standard"},
	{0, LAID_OUT, "renumber", NULL, "number the scenes 1, 2, 3 ...", cli_set_flag, NULL, NULL,
	 AT(renumber)},
	{0, LAID_OUT, "number-scenes", NULL, "number the scenes which have no number", cli_set_flag,
	 NULL, NULL, AT(number_scenes)},
	{0, LAID_OUT, "scene-numbers", "none|left|right|both",
	 "where to print the numbers which the script has;\n"
	 "default both",
	 cli_set_scene_numbers, NULL, "both"},
	{0, LAID_OUT, "continued", "yes|no",
	 "(MORE) and (CONT'D) where a speech is broken or\n"
	 "goes on; default yes",
	 cli_set_either, NULL, "yes", AT(layout.continued)},
	{0, LAID_OUT, "scene-continued", "yes|no",
	 "(CONTINUED) and CONTINUED: where a scene goes on\n"
	 "over a page end; default no",
	 cli_set_either, NULL, "no", AT(layout.scene_continued)},
	{0, LAID_OUT, "more", "TEXT",
	 "what to print for (MORE); default by the title\n"
	 "page's Language:",
	 cli_set_text, NULL, NULL, AT(layout.more)},
	{0, LAID_OUT, "contd", "TEXT", "what to print for (CONT'D)", cli_set_text, NULL, NULL,
	 AT(layout.contd)},
	{0, CLI_PAGES, "explain", NULL, "say why each page begins where it does", cli_set_flag,
	 NULL, NULL, AT(explain)},
	{0, LAID_OUT, "header", "TEXT",
	 "on every page; {page} {pages} {title} {date} stand\n"
	 "for what they say; default by the title page",
	 cli_set_text, NULL, NULL, AT(layout.header)},
	{0, LAID_OUT, "footer", "TEXT", "the same at the foot", cli_set_text, NULL, NULL,
	 AT(layout.footer)},
	{0, LAID_OUT, "watermark", "TEXT", "across every page of PDF and HTML", cli_set_text, NULL,
	 NULL, AT(layout.watermark)},
	{0, LAID_OUT, "title-page", "yes|no", "print the title page; default yes", cli_set_either,
	 NULL, "yes", AT(layout.title_page)},
	{0, LAID_OUT, "notes", NULL, "print notes; they take lines, and so pages", cli_set_flag,
	 NULL, NULL, AT(layout.notes)},
	{0, LAID_OUT, "sections", NULL, "print sections; they take lines, too", cli_set_flag, NULL,
	 NULL, AT(layout.sections)},
	{0, LAID_OUT, "synopses", NULL, "print synopses; they take lines, too", cli_set_flag, NULL,
	 NULL, AT(layout.synopses)},
	{0, LAID_OUT, "lines-per-page", "N", "default 54 on letter, 58 on a4",
	 cli_set_lines_per_page, "a whole number from 1 to 999", NULL, AT(layout.lines_per_page)},
	{0, CLI_CONVERT, "pages", "RANGE",
	 "in pdf, text, svg and png: only these, such as\n"
	 "12-20,44, by the numbers printed on them",
	 cli_set_word, NULL, NULL, AT(pages)},
	{0, LAID_OUT, "font", "FILE",
	 "in pdf, svg and png: draw with this font, which\n"
	 "changes no page; it must be as wide as Courier",
	 cli_set_word, NULL, NULL, AT(font)},
	{0, CLI_CONVERT, "dpi", "N", "in png: dots to the inch, 36 to 600; default 150",
	 cli_set_dpi, "a whole number from 36 to 600", "150", AT(dpi)},
	{0, CLI_CONVERT, "layout", NULL, "in json: the pages, and where each element stands",
	 cli_set_flag, NULL, NULL, AT(with_layout)},
	{0, CLI_CONVERT, "fdx-template", "FILE",
	 "in fdx: keep all of FILE, which is FDX, but its\n"
	 "script and title page",
	 cli_set_word, NULL, NULL, AT(fdx_template)},
	{0, CLI_CONVERT, "fdx-sections", "outline|note|drop",
	 "in fdx: what becomes of sections; default outline,\n"
	 "which Final Draft hides",
	 cli_set_fdx_sections, NULL, "outline", 0},
	{0, CLI_CONVERT, "fdx-boneyard", "note|drop",
	 "in fdx: what becomes of boneyards; default drop", cli_set_either, NULL, "drop",
	 AT(fdx.boneyard_notes)},
	{0, CLI_CONVERT, "fdx-version", "3|4|5|6",
	 "in fdx: the version which the file names; default\n"
	 "5, Final Draft 12's",
	 cli_set_fdx_version, NULL, "5", 0},
	{0, LAID_OUT, "date", "DATE",
	 "the date in files and headers: 2026-01-31, or\n"
	 "seconds since 1970; default SOURCE_DATE_EPOCH,\n"
	 "else none",
	 cli_set_date, "a day such as 2026-01-31, or seconds since 1970"},
	{'q', READING, "quiet", NULL, "no notes and no warnings, only errors", cli_set_flag, NULL,
	 NULL, AT(filter.quiet)},
	{'v', LAID_OUT, "verbose", NULL, "say what was read, or written", cli_set_flag, NULL, NULL,
	 AT(verbose)},
	{0, READING, "color", "auto|always|never",
	 "colour in messages; default auto: on a terminal,\n"
	 "unless NO_COLOR is set",
	 cli_set_choice, NULL, "auto", AT(color)},
	{'r', MANY, "recursive", NULL, "take the screenplays in folders", cli_set_flag, NULL, NULL,
	 AT(recursive)},
	{'j', MANY, "jobs", "N", "read N inputs at a time; default 1", cli_set_jobs,
	 "a whole number from 1 to 64", "1", AT(jobs)},
	{0, CLI_CHECK, "max-pages", "N", "no more pages than N", cli_set_number, NUMBER, NULL,
	 AT(limits.max_pages)},
	{0, CLI_CHECK, "min-pages", "N", "no fewer pages than N", cli_set_number, NUMBER, NULL,
	 AT(limits.min_pages)},
	{0, CLI_CHECK, "max-scene-eighths", "N", "no scene longer than N eighths of a page",
	 cli_set_number, NUMBER, NULL, AT(limits.max_scene_eighths)},
	{0, CLI_CHECK, "max-speech-lines", "N", "no speech of more than N printed lines",
	 cli_set_number, NUMBER, NULL, AT(limits.max_speech_lines)},
	{0, CLI_CHECK, "baseline", "FILE",
	 "compare page counts with FILE, which is what\n"
	 "'platen count --format json' prints",
	 cli_set_word, NULL, NULL, AT(baseline)},
	{0, CLI_CHECK, "drift", "N", "let N pages more or less than there pass", cli_set_count,
	 "a whole number", "0", AT(limits.drift)},
	{0, CLI_CHECK, "update-baseline", NULL, "write the page counts to the baseline instead",
	 cli_set_flag, NULL, NULL, AT(update_baseline)},
	{'W', READING, "warning", "ID",
	 "report message ID as a warning; no-ID: not at all;\n"
	 "error=ID: as an error",
	 cli_set_rule, "ID, no-ID or error=ID, with an ID which 'platen rules' lists", NULL, 0},
	{0, READING, "fail-on", "note|warning|error",
	 "exit 1 if there is a message as grave as that;\n"
	 "default error",
	 cli_set_choice, NULL, "error", AT(filter.fail_on)},
	{0, READING, "diagnostics", "text|json|sarif|junit|github|codeclimate",
	 "the form of messages about screenplays; default\n"
	 "text",
	 cli_set_choice, NULL, "text", AT(diagnostics)},
	{0, READING, "diagnostics-output", "FILE", "write them to FILE; - is standard output",
	 cli_set_word, NULL, NULL, AT(diagnostics_output)},
	{0, READING, "config", "FILE", "read FILE, not the nearest .platen.ini", cli_set_word, NULL,
	 NULL, AT(config)},
	{0, READING, "no-config", NULL, "read no .platen.ini", cli_set_flag, NULL, NULL,
	 AT(no_config)},
	{0, READING, "print-config", NULL,
	 "print each option's value and where it comes from;\n"
	 "of a screenplay, what its title page says, too",
	 cli_set_flag, NULL, NULL, AT(print_config)},
	{'h', CLI_ANY, "help", NULL, "print this help", cli_set_flag, NULL, NULL, AT(help)},
	{'V', CLI_ANY, "version", NULL, "print the version", cli_set_flag, NULL, NULL, AT(version)},
};

#define OPTION_COUNT (sizeof(options) / sizeof(options[0]))

const struct cli_option *
cli_option_at(size_t index)
{
	return index < OPTION_COUNT ? &options[index] : NULL;
}

const struct cli_option *
cli_option_by_name(const char *name, unsigned commands)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if ((options[i].commands & commands) != 0 && strcmp(options[i].name, name) == 0) {
			return &options[i];
		}
	}
	return NULL;
}

const char *
cli_option_wants(const struct cli_option *option)
{
	if (option->wants != NULL) {
		return option->wants;
	}
	return option->argument != NULL ? option->argument : "yes|no";
}

bool
cli_option_set(struct cli_settings *settings, const struct cli_option *option, const char *value,
	       enum cli_origin origin, unsigned line)
{
	settings->list[option - options] = (struct cli_setting){origin, value, line};
	return option->set(settings, option, value);
}

bool
cli_is_outside(const struct cli_settings *settings, const struct cli_option *option)
{
	return settings->list[option - options].origin > CLI_ORIGIN_FILE;
}

static bool
is_from(const struct cli_settings *settings, const char *name, enum cli_origin origin)
{
	const struct cli_option *option = cli_option_by_name(name, settings->command->bit);
	return option != NULL && settings->list[option - options].origin == origin;
}

bool
cli_is_from_file(const struct cli_settings *settings, const char *name)
{
	return is_from(settings, name, CLI_ORIGIN_FILE);
}

bool
cli_is_from_line(const struct cli_settings *settings, const char *name)
{
	return is_from(settings, name, CLI_ORIGIN_LINE);
}

void
cli_settings_reset(struct cli_settings *settings)
{
	settings->options =
		(struct cli_options){.filter.fail_on = PLATEN_SEVERITY_ERROR, .jobs = 1};
	platen_read_options_init(&settings->options.read);
	platen_layout_options_init(&settings->options.layout);
	platen_check_options_init(&settings->options.limits);
	memset(settings->list, 0, OPTION_COUNT * sizeof(*settings->list));
}

bool
cli_settings_init(struct cli_settings *settings)
{
	settings->list = calloc(OPTION_COUNT, sizeof(*settings->list));
	if (settings->list == NULL) {
		return false;
	}
	cli_settings_reset(settings);
	return true;
}
