/*
 * One table says which options there are. Reading, checking, printing, the help and the completions
 * of shells go by it, and tests/cli compares docs/platen.1 with it.
 */
#include <stddef.h>

#include "cli/options/values.h"

#define LAID_OUT                                                                                   \
	(CLI_CONVERT | CLI_COUNT | CLI_PAGES | CLI_CHECK | CLI_REPORT | CLI_WATCH | CLI_PREVIEW)
#define READING (LAID_OUT | CLI_FMT)
#define LISTING (CLI_COUNT | CLI_FORMATS | CLI_LANGUAGES | CLI_RULES)
#define MANY (CLI_COUNT | CLI_CHECK | CLI_FMT)

#define AT(member) offsetof(struct cli_options, member)

/* clang-format off */
#define FLAG			{CLI_TYPE_BOOL}
#define EITHER(words)		{CLI_TYPE_BOOL, words}
#define EXTENSION(bit)		{CLI_TYPE_BIT, NULL, bit}, AT(read.extensions)
#define CHOICE(words, first)	{CLI_TYPE_CHOICE, words, first}
#define NUMBER(min, max)	{CLI_TYPE_NUMBER, "N", 0, min, max}
#define COUNT			NUMBER(1, CLI_NUMBER_MAX)
#define WORD(argument)		{CLI_TYPE_WORD, argument}
#define FILE_NAME		WORD("FILE")
#define TEXT			{CLI_TYPE_TEXT, "TEXT"}
#define FORMAT			{CLI_TYPE_FORMAT, "FORMAT"}
#define INPUT			{CLI_TYPE_INPUT}
#define PROFILE			{CLI_TYPE_PROFILE}
#define FORMS(words)		{CLI_TYPE_FORMS, words}
#define LIST			{CLI_TYPE_LIST, "WORD"}
#define FILES			{CLI_TYPE_LIST, "FILE"}
#define DATE			{CLI_TYPE_DATE, "DATE"}
#define MESSAGES		{CLI_TYPE_MESSAGES, "ID"}
#define FIXES			{CLI_TYPE_FIXES}
#define BY_SCRIPT(option)	.script = PLATEN_OPTION_##option
#define LINE_ONLY		.is_line_only = true
#define COMMON(commands)	.common = (commands)
#define GROUP(title)		.group = (title)
/* clang-format on */

static const struct cli_option options[] = {
	{"output", 'o', CLI_CONVERT, FILE_NAME, AT(output),
	 "write to FILE; - is standard output; DIR/ takes\n"
	 "a file for each input",
	 COMMON(CLI_CONVERT), GROUP("Output")},
	{"output", 'o', CLI_WATCH, FILES, AT(outputs),
	 "write FILE at first, and whenever IN is saved; may\n"
	 "be repeated",
	 COMMON(CLI_WATCH)},
	{"force", 0, CLI_CONVERT, FLAG, AT(force),
	 "without -o, overwrite a file of an input format", LINE_ONLY},
	{"format", 'f', CLI_CONVERT, FORMAT, AT(format),
	 "the format to write; default: the one for the\n"
	 "extension of FILE, else pdf",
	 COMMON(CLI_ANY)},
	{"format", 'f', LISTING, CHOICE("text|json", 0), AT(list_form),
	 "how to print the list; default text", COMMON(CLI_ANY)},
	{"format", 'f', CLI_REPORT, CHOICE("text|csv|json|markdown", 0), AT(report_form),
	 "how to print the report; default text", COMMON(CLI_ANY)},
	{"eighths", 0, CLI_COUNT, FLAG, AT(eighths), "print pages and eighths of a page: 12 3/8",
	 COMMON(CLI_COUNT)},
	{"explain", 0, CLI_PAGES, FLAG, AT(explain), "say why each page begins where it does",
	 COMMON(CLI_PAGES)},
	{"check", 0, CLI_FMT, FLAG, AT(check),
	 "list the files that would change; exit 1 if there\n"
	 "are any",
	 LINE_ONLY, COMMON(CLI_FMT)},
	{"write", 0, CLI_FMT, FLAG, AT(rewrite), "change the files in place", LINE_ONLY,
	 COMMON(CLI_FMT)},
	{"diff", 0, CLI_FMT | CLI_CHECK, FLAG, AT(diff), "print what would change; change nothing",
	 LINE_ONLY, COMMON(CLI_FMT | CLI_CHECK)},
	{"fix", 0, CLI_CHECK, FIXES, AT(fix),
	 "mend what needs no guess; --fix=ID: only this\n"
	 "message; may be repeated",
	 LINE_ONLY, COMMON(CLI_CHECK)},
	{"pages", 0, CLI_CONVERT, WORD("RANGE"), AT(pages),
	 "print only these pages, such as 12-20,44; by the\n"
	 "numbers printed on them; in pdf, text, svg and png",
	 COMMON(CLI_CONVERT)},
	{"tagged", 0, CLI_CONVERT, FLAG, AT(write.tagged),
	 "in pdf: mark headings, cues and so on for screen\n"
	 "readers; the file is PDF/UA-1 then"},
	{"attach-source", 0, CLI_CONVERT, FLAG, AT(attach_source),
	 "in pdf: put the input itself into the file;\n"
	 "'platen convert' gets it back"},
	{"dpi", 0, CLI_CONVERT, NUMBER(36, 600), AT(write.dpi),
	 "in png: dots per inch, 36 to 600; default 150"},
	{"layout", 0, CLI_CONVERT, FLAG, AT(write.layout),
	 "in json: add the pages, and where each element\n"
	 "stands"},
	{"drop-layout", 0, CLI_CONVERT, FLAG, AT(drop_layout),
	 "in fountain, from fdx: leave out the page format,\n"
	 "which otherwise is on the title page"},
	{"fdx-template", 0, CLI_CONVERT, FILE_NAME, AT(fdx_template),
	 "in fdx: keep everything in FILE, an FDX file, but\n"
	 "its script and title page"},
	{"fdx-sections", 0, CLI_CONVERT, CHOICE("outline|note|drop", PLATEN_SECTIONS_OUTLINE),
	 AT(write.fdx_sections),
	 "in fdx: what sections become; default outline,\n"
	 "which Final Draft hides"},
	{"fdx-boneyard", 0, CLI_CONVERT, EITHER("note|drop"), AT(write.fdx_boneyard_notes),
	 "in fdx: what boneyards become; default drop"},
	{"fdx-version", 0, CLI_CONVERT, CHOICE("3|4|5|6", 3), AT(write.fdx_version),
	 "in fdx: the version that the file names; default\n"
	 "that of an FDX file, else 5, Final Draft 12's"},
	{"max-pages", 0, CLI_CHECK, COUNT, AT(limits.max_pages), "at most N pages",
	 COMMON(CLI_CHECK), GROUP("Limits")},
	{"min-pages", 0, CLI_CHECK, COUNT, AT(limits.min_pages), "at least N pages"},
	{"max-scene-eighths", 0, CLI_CHECK, COUNT, AT(limits.max_scene_eighths),
	 "no scene longer than N eighths of a page"},
	{"max-speech-lines", 0, CLI_CHECK, COUNT, AT(limits.max_speech_lines),
	 "no speech longer than N printed lines"},
	{"baseline", 0, CLI_CHECK, FILE_NAME, AT(baseline),
	 "compare page counts, not messages, with FILE;\n"
	 "--update-baseline writes it",
	 COMMON(CLI_CHECK)},
	{"drift", 0, CLI_CHECK, NUMBER(0, CLI_NUMBER_MAX), AT(drift),
	 "allow N pages more or less than the baseline has;\n"
	 "default 0"},
	{"update-baseline", 0, CLI_CHECK, FLAG, AT(update_baseline),
	 "write the page counts to the baseline instead", LINE_ONLY, COMMON(CLI_CHECK)},
	{"paper", 0, LAID_OUT, CHOICE("letter|a4", PLATEN_LETTER), AT(layout.paper),
	 "the paper; default letter, or what the title page\n"
	 "says (Paper: A4)",
	 BY_SCRIPT(PAPER), COMMON(LAID_OUT), GROUP("Pages")},
	{"direction", 0, LAID_OUT, CHOICE("auto|ltr|rtl", PLATEN_DIRECTION_AUTO),
	 AT(layout.direction),
	 "rtl: mirror the pages, for a script written from\n"
	 "right to left; default auto, by most of its\n"
	 "letters, or what the title page says",
	 BY_SCRIPT(DIRECTION)},
	{"profile", 0, LAID_OUT, PROFILE, AT(layout.profile),
	 "the page format; one of these, or a [profile] of\n"
	 ".platen.ini; default standard, or what the title\n"
	 "page says (Profile: stage)",
	 BY_SCRIPT(PROFILE), COMMON(CLI_CONVERT)},
	{"bold-headings", 0, LAID_OUT, FLAG, AT(layout.bold_headings),
	 "print scene headings in bold"},
	{"heading-space", 0, LAID_OUT, CHOICE("1|2", 1), AT(layout.heading_space),
	 "empty lines above scene headings; default: as in\n"
	 "the profile"},
	{"scene-on-new-page", 0, LAID_OUT, FLAG, AT(scene_on_new_page),
	 "begin each scene but the first on a new page"},
	{"dual", 0, LAID_OUT, EITHER("one-column|two-columns"), AT(read.splits_dual),
	 "print the two speeches of a dual dialogue one\n"
	 "after the other, or side by side; default\n"
	 "two-columns"},
	{"renumber", 0, LAID_OUT, FLAG, AT(renumber), "number the scenes 1, 2, 3 ...",
	 COMMON(CLI_FMT)},
	{"renumber", 0, CLI_FMT, FLAG, AT(renumber), "number the scenes 1, 2, 3 ...", LINE_ONLY,
	 COMMON(CLI_FMT)},
	{"number-scenes", 0, LAID_OUT, FLAG, AT(number_scenes),
	 "number the scenes that have no number", COMMON(CLI_CONVERT | CLI_FMT)},
	{"number-scenes", 0, CLI_FMT, FLAG, AT(number_scenes),
	 "number the scenes that have no number", LINE_ONLY, COMMON(CLI_CONVERT | CLI_FMT)},
	{"scene-numbers", 0, LAID_OUT, CHOICE("none|left|right|both", PLATEN_NUMBERS_NONE),
	 AT(layout.scene_numbers),
	 "where to print the numbers that the script has;\n"
	 "default both, or what a Final Draft file says",
	 BY_SCRIPT(SCENE_NUMBERS)},
	{"continued", 0, LAID_OUT, CHOICE("yes|no", PLATEN_YES), AT(layout.continued),
	 "print (MORE) and (CONT'D) where a speech goes on\n"
	 "after a page break or action; default yes"},
	{"scene-continued", 0, LAID_OUT, CHOICE("yes|no", PLATEN_YES), AT(layout.scene_continued),
	 "print (CONTINUED) and CONTINUED: where a page\n"
	 "breaks a scene; default no, or what a Final Draft\n"
	 "file says",
	 BY_SCRIPT(SCENE_CONTINUED)},
	{"more", 0, LAID_OUT, TEXT, AT(layout.more),
	 "text to print for (MORE); default: by the title\n"
	 "page (Language: de)",
	 BY_SCRIPT(MORE)},
	{"contd", 0, LAID_OUT, TEXT, AT(layout.contd), "text to print for (CONT'D)",
	 BY_SCRIPT(CONTD)},
	{"header", 0, LAID_OUT, TEXT, AT(layout.header),
	 "text at the top of every page, where {page},\n"
	 "{pages}, {title} and {date} are filled in;\n"
	 "default: by the title page (Header:)",
	 BY_SCRIPT(HEADER)},
	{"revisions", 0, CLI_CONVERT, FLAG, AT(layout.revisions),
	 "mark the lines of a Final Draft file that are\n"
	 "revised"},
	{"footer", 0, LAID_OUT, TEXT, AT(layout.footer), "the same at the bottom (Footer:)",
	 BY_SCRIPT(FOOTER)},
	{"watermark", 0, LAID_OUT, TEXT, AT(layout.watermark),
	 "in pdf, svg, png and html: text across every page;\n"
	 "default: by the title page (Watermark:)",
	 BY_SCRIPT(WATERMARK)},
	{"watermark-list", 0, CLI_CONVERT, FILE_NAME, AT(watermark_list),
	 "write a file for each name in FILE, a line each,\n"
	 "with the name as its watermark, or in place of\n"
	 "{name} there; with -o 'out/{name}.pdf'"},
	{"title-page", 0, LAID_OUT, CHOICE("yes|no", PLATEN_YES), AT(layout.title_page),
	 "print the title page; default yes"},
	{"notes", 0, LAID_OUT, FLAG, AT(layout.notes),
	 "print notes; they take lines, so there may be more\n"
	 "pages"},
	{"sections", 0, LAID_OUT, FLAG, AT(layout.sections),
	 "print sections, which take lines, too"},
	{"synopses", 0, LAID_OUT, FLAG, AT(layout.synopses),
	 "print synopses, which take lines, too"},
	{"lines-per-page", 0, LAID_OUT, NUMBER(1, 999), AT(layout.lines_per_page),
	 "default 54 on letter, 58 on a4"},
	{"font", 0, LAID_OUT, FILE_NAME, AT(font),
	 "in pdf, svg and png: draw with this font, which\n"
	 "must be as wide as Courier; pages stay the same"},
	{"date", 0, LAID_OUT, DATE, AT(write.date),
	 "the date in files and headers: 2026-01-31, or\n"
	 "seconds since 1970; default SOURCE_DATE_EPOCH,\n"
	 "else none"},
	{"recursive", 'r', MANY, FLAG, AT(recursive), "read the screenplays in folders",
	 COMMON(MANY), GROUP("Reading")},
	{"jobs", 'j', MANY | CLI_CONVERT, NUMBER(1, 64), AT(jobs),
	 "work on N inputs at a time; default 1", COMMON(MANY)},
	{"from", 0, READING, INPUT, AT(read.input),
	 "the format of every input; default: by its name,\n"
	 "or its content, else Fountain"},
	{"encoding",
	 0,
	 READING,
	 {CLI_TYPE_TEXT, "NAME"},
	 AT(read.encoding),
	 "the encoding of Fountain that is not UTF-8, as\n"
	 "iconv names it; default windows-1252"},
	{"max-input", 0, READING, NUMBER(1, PLATEN_MEBIBYTES_MAX), AT(read.max_mebibytes),
	 "read at most N MiB of text from an input, 1 to\n"
	 "256; default 64"},
	{"known-transitions", 0, READING, EXTENSION(PLATEN_KNOWN_TRANSITIONS),
	 "read FADE OUT. and the like as transitions,\n"
	 "without >"},
	{"lenient-headings", 0, READING, EXTENSION(PLATEN_LENIENT_HEADINGS),
	 "read INT. HOUSE as a scene heading, without blank\n"
	 "lines around it"},
	{"locked-pages", 0, READING, EXTENSION(PLATEN_LOCKED_PAGES),
	 "read === 12A as the start of page 12A"},
	{"shots", 0, READING, EXTENSION(PLATEN_SHOTS), "read !!CLOSE ON THE KEY as a shot"},
	{"fdx-shot", 0, READING, EITHER("heading|action"), AT(read.fdx_shot_headings),
	 "read shots in FDX as scene headings or as action;\n"
	 "default action"},
	{"stop-at-boneyard", 0, READING, EXTENSION(PLATEN_STOP_AT_BONEYARD),
	 "do not print # Boneyard and what follows it"},
	{"wide-markers", 0, READING, EXTENSION(PLATEN_WIDE_MARKERS),
	 "read full-width signs as markers, too; always on\n"
	 "for Language: Chinese, Japanese and Korean"},
	{"prefix", 0, READING, LIST, AT(read.prefixes),
	 "read lines that begin with WORD as scene headings,\n"
	 "too; may be repeated"},
	{"script-options", 0, READING, CHOICE("yes|no", PLATEN_YES), AT(read.by_script),
	 "let the title page switch such options on\n"
	 "(X-Options: known-transitions); default yes"},
	{"quiet", 'q', READING, FLAG, AT(filter.quiet),
	 "print only errors, and what --fail-on fails on", GROUP("Messages")},
	{"verbose", 'v', LAID_OUT, FLAG, AT(verbose), "say what was read or written"},
	{"color", 0, READING, CHOICE("auto|always|never", CLI_COLOR_AUTO), AT(color),
	 "colour in messages; default auto: on a terminal,\n"
	 "unless NO_COLOR is set"},
	{"warning", 'W', READING, MESSAGES, AT(filter.rules),
	 "report message ID as a warning; no-ID: not at all;\n"
	 "error=ID: as an error",
	 COMMON(CLI_CHECK)},
	{"fail-on", 0, READING, CHOICE("note|warning|error", PLATEN_SEVERITY_NOTE),
	 AT(filter.fail_on),
	 "exit 1 on messages of at least this severity;\n"
	 "default error",
	 COMMON(CLI_CHECK)},
	{"diagnostics", 0, READING, FORMS("text|json|sarif|junit|github|codeclimate"),
	 AT(diagnostics),
	 "the form of messages about screenplays; default\n"
	 "text; may be repeated, each with a file: json=FILE",
	 COMMON(CLI_CHECK)},
	{"diagnostics-output", 0, READING, FILE_NAME, AT(diagnostics_output),
	 "write these to FILE; - is standard output"},
	{"config", 0, READING, FILE_NAME, AT(config),
	 "read FILE instead of the nearest .platen.ini", LINE_ONLY, GROUP("General")},
	{"no-config", 0, READING, FLAG, AT(no_config), "do not read .platen.ini", LINE_ONLY},
	{"print-config", 0, READING, FLAG, AT(print_config),
	 "print the value of each option and where it comes\n"
	 "from; given a screenplay, its title page counts",
	 LINE_ONLY},
	{"sandbox", 0, CLI_SANDBOXED, EITHER("yes|no"), AT(sandbox),
	 "on Linux, open no files but those that the run\n"
	 "needs; default yes",
	 LINE_ONLY},
	{"help", 'h', CLI_ANY, FLAG, AT(help), "print this help", LINE_ONLY},
	{"all", 0, CLI_ANY, FLAG, AT(all), "with --help: print the help of all options", LINE_ONLY},
	{"version", 'V', CLI_ANY, FLAG, AT(version), "print the version", LINE_ONLY},
};

#define OPTION_COUNT (sizeof(options) / sizeof(options[0]))
_Static_assert(OPTION_COUNT <= CLI_OPTIONS_MAX, "struct cli_settings has no room for all options");

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

struct cli_hint
cli_hint_option(struct pl_str word, unsigned commands, bool is_key)
{
	struct cli_hint hint;
	const struct cli_option *option;
	cli_hint_init(&hint, word);
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & commands) != 0 && !(is_key && option->is_line_only)) {
			cli_hint_offer(&hint, pl_str_of(option->name));
		}
	}
	return hint;
}
