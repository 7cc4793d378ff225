/*
 * diag - every message about a screenplay, and the function that reports them
 *
 * An id is permanent. It is never reused and never changes its meaning; retired rows stay and are
 * marked. Numbers are not sequential: the gaps let related messages be together.
 */
#ifndef PL_DIAG_H
#define PL_DIAG_H

#include "base/base.h"

/* X(name, number, severity, message). In a message %s stands for a word given to pl_report.
 * docs/rules.md explains each message to writers. */
#define PL_RULES(X)                                                                                \
	X(NOT_UTF8, 101, PLATEN_SEVERITY_WARNING,                                                  \
	  "the file is not UTF-8, read as Windows-1252; --encoding NAME reads another encoding")   \
	X(UTF16, 102, PLATEN_SEVERITY_NOTE, "the file is UTF-16, converted to UTF-8")              \
	X(NUL, 103, PLATEN_SEVERITY_WARNING, "NUL character, replaced by U+FFFD")                  \
	X(CONTROL, 104, PLATEN_SEVERITY_WARNING, "control character %s, left in the text")         \
	X(ENCODING_UNKNOWN, 105, PLATEN_SEVERITY_ERROR,                                            \
	  "the encoding '%s' is not known (iconv -l lists all); nothing was read")                 \
	X(ENCODING_BYTES, 106, PLATEN_SEVERITY_WARNING,                                            \
	  "bytes which mean nothing in %s, replaced by U+FFFD")                                    \
	X(MARKDOWN, 107, PLATEN_SEVERITY_WARNING,                                                  \
	  "by its name this is Markdown, read as Fountain")                                        \
	X(NOT_TEXT, 110, PLATEN_SEVERITY_ERROR,                                                    \
	  "this is %s, not a screenplay in text, nothing was read")                                \
	X(FDX_BROKEN, 111, PLATEN_SEVERITY_ERROR, "the XML is broken here: %s; nothing was read")  \
	X(FDX_REFUSED, 112, PLATEN_SEVERITY_ERROR, "this file is not read: %s")                    \
	X(ARCHIVE_REFUSED, 113, PLATEN_SEVERITY_ERROR, "this archive is not read: %s")             \
	X(TOO_LARGE, 114, PLATEN_SEVERITY_ERROR, "too large: %s")                                  \
	X(FDX_LOST, 120, PLATEN_SEVERITY_WARNING, "not kept %s: %s")                               \
	X(FDX_TYPE, 121, PLATEN_SEVERITY_WARNING,                                                  \
	  "the type '%s' is not known, and nothing says what to paginate it as, taken as action")  \
	X(FDX_VERSION, 122, PLATEN_SEVERITY_NOTE,                                                  \
	  "the file %s, while Final Draft has written 1 to 6; read all the same")                  \
	X(FDX_GONE, 123, PLATEN_SEVERITY_WARNING,                                                  \
	  "not kept of the template, as its text is gone or was joined with another: %s")          \
	X(FDX_LEADING, 124, PLATEN_SEVERITY_WARNING,                                               \
	  "lines stand closer or wider in this file (%s), but are counted as usual: Final "        \
	  "Draft has another number of pages")                                                     \
	X(LAYOUT_LOST, 125, PLATEN_SEVERITY_WARNING,                                               \
	  "this file has too many ways to set a paragraph, so %s paragraphs are set like others "  \
	  "of their kind; the pages may differ")                                                   \
	X(FDX_LEFT_OUT, 126, PLATEN_SEVERITY_NOTE, "not in the FDX file: %s")                      \
	X(HEADING_NOT_ALONE, 201, PLATEN_SEVERITY_WARNING,                                         \
	  "looks like a scene heading but has no blank line %s it, taken as action")               \
	X(HEADING_IN_DIALOGUE, 202, PLATEN_SEVERITY_WARNING,                                       \
	  "looks like a scene heading but stands in dialogue, taken as dialogue")                  \
	X(TRANSITION_NOT_ALONE, 203, PLATEN_SEVERITY_WARNING,                                      \
	  "looks like a transition but has no blank line %s it, taken as action")                  \
	X(VANISHING_LINE, 204, PLATEN_SEVERITY_WARNING,                                            \
	  "this line touches action but is a %s, so it is not printed")                            \
	X(TRANSITION_IN_DIALOGUE, 205, PLATEN_SEVERITY_WARNING,                                    \
	  "looks like a transition but stands in dialogue, taken as dialogue")                     \
	X(CUE_ALONE, 206, PLATEN_SEVERITY_WARNING,                                                 \
	  "a name, but nothing is said below it, taken as action")                                 \
	X(CUE_LOWER_CASE, 207, PLATEN_SEVERITY_WARNING,                                            \
	  "looks like a cue, but has neither capitals alone nor an @, taken as action")            \
	X(NO_CUES, 208, PLATEN_SEVERITY_WARNING,                                                   \
	  "letters without capitals, and no name is marked with @, so nobody speaks")              \
	X(CUE_NOT_ALONE, 209, PLATEN_SEVERITY_WARNING,                                             \
	  "the name of a speaker, but it has no blank line above it, taken as %s")                 \
	X(HEADING_PREFIX, 210, PLATEN_SEVERITY_WARNING,                                            \
	  "looks like a scene heading but does not begin with INT., EXT. or the like, taken as "   \
	  "%s")                                                                                    \
	X(HEADING_LENIENT, 211, PLATEN_SEVERITY_WARNING,                                           \
	  "the scene heading has no blank line %s it, taken as one by --lenient-headings")         \
	X(HEADING_NUMBER, 212, PLATEN_SEVERITY_WARNING,                                            \
	  "looks like a scene heading with its number in front, taken as %s; write #%s# at its "   \
	  "end")                                                                                   \
	X(HEADING_LANGUAGE, 213, PLATEN_SEVERITY_NOTE,                                             \
	  "looks like a scene heading, taken as %s; `Language: %s` on the title page makes it "    \
	  "one")                                                                                   \
	X(NOTE_UNCLOSED, 214, PLATEN_SEVERITY_WARNING,                                             \
	  "note opened here is never closed, taken as text")                                       \
	X(NOTE_BROKEN, 215, PLATEN_SEVERITY_WARNING,                                               \
	  "note opened here is ended by an empty line, taken as text")                             \
	X(BONEYARD_UNCLOSED, 216, PLATEN_SEVERITY_WARNING,                                         \
	  "boneyard opened here is never closed, taken as text")                                   \
	X(BONEYARD_SECTION, 217, PLATEN_SEVERITY_WARNING,                                          \
	  "what stands below # Boneyard is printed, unless --stop-at-boneyard is given")           \
	X(HEADING_NO_PREFIX, 218, PLATEN_SEVERITY_NOTE,                                            \
	  "looks like a scene heading without INT. or EXT., taken as %s")                          \
	X(HEADING_DASH, 219, PLATEN_SEVERITY_NOTE,                                                 \
	  "a space is missing beside the dash, so the time of day is part of the place")           \
	X(DUAL_ALONE, 220, PLATEN_SEVERITY_WARNING,                                                \
	  "^ without a speech before it to stand beside, taken as an ordinary speech")             \
	X(CUE_DOUBTFUL, 221, PLATEN_SEVERITY_WARNING,                                              \
	  "hardly a name, taken as a cue, and what stands below it as speech")                     \
	X(TRANSITION_PLAIN, 222, PLATEN_SEVERITY_NOTE,                                             \
	  "looks like a transition, taken as %s; > before it or --known-transitions makes "        \
	  "it one")                                                                                \
	X(QUOTE, 223, PLATEN_SEVERITY_WARNING, "> does not mark a quote in Fountain, taken as %s") \
	X(PARENTHETICAL_INLINE, 224, PLATEN_SEVERITY_NOTE,                                         \
	  "looks like a parenthetical but has no line of its own, taken as %s")                    \
	X(TYPESET, 225, PLATEN_SEVERITY_WARNING,                                                   \
	  "looks like typeset pages: page numbers, (MORE) and CONTINUED: are taken as part of "    \
	  "the script")                                                                            \
	X(SPEECH_IN_LINE, 226, PLATEN_SEVERITY_WARNING,                                            \
	  "a speaker and the words in one line, as in a play, taken as %s")                        \
	X(MARK_ALONE, 230, PLATEN_SEVERITY_NOTE,                                                   \
	  "emphasis mark without a partner in a line which has others, taken as text")             \
	X(MARK_UNCLOSED, 231, PLATEN_SEVERITY_NOTE,                                                \
	  "emphasis opened here is never closed in this line, taken as text")                      \
	X(TITLE_VALUE, 240, PLATEN_SEVERITY_WARNING,                                               \
	  "%s, so this key of the title page has no effect")                                       \
	X(TITLE_UNKNOWN_KEY, 241, PLATEN_SEVERITY_NOTE,                                            \
	  "this key of the title page is not known, printed with its name")                        \
	X(TITLE_EMPTY, 242, PLATEN_SEVERITY_NOTE, "this key of the title page has no value")       \
	X(TITLE_BROKEN, 243, PLATEN_SEVERITY_WARNING,                                              \
	  "below the title page, but neither indented nor a key, taken as %s")                     \
	X(TITLE_NONE, 244, PLATEN_SEVERITY_WARNING,                                                \
	  "looks like a title page, but %s, taken as the script's")                                \
	X(TITLE_OPTION, 245, PLATEN_SEVERITY_WARNING,                                              \
	  "'%s' is no option for reading, so it has no effect")                                    \
	X(PATTERN_LONG, 246, PLATEN_SEVERITY_WARNING,                                              \
	  "the %s has no room in one line, so its end is not printed")                             \
	X(TITLE_BELOW, 247, PLATEN_SEVERITY_WARNING,                                               \
	  "a key of the title page, but below the blank line which ends that, taken as the "       \
	  "script's")                                                                              \
	X(NUMBER_LONG, 248, PLATEN_SEVERITY_WARNING,                                               \
	  "scene number %s does not fit on the %s of its heading, so it is not printed there")     \
	X(PATTERN_EMPTY, 249, PLATEN_SEVERITY_WARNING, "%s in the %s is empty; %s")                \
	X(LABEL_TWICE, 250, PLATEN_SEVERITY_WARNING,                                               \
	  "this page is called %s, as is the one which begins in line %s; both print it")          \
	X(PATTERN_WORD, 251, PLATEN_SEVERITY_WARNING,                                              \
	  "%s in the %s is none of {page}, {pages}, {title} and {date}, printed as typed")         \
	X(LAYOUT_LINE, 252, PLATEN_SEVERITY_WARNING,                                               \
	  "'%s' is no line of a page format, so it has no effect")                                 \
	X(PAGE_SHORT, 301, PLATEN_SEVERITY_NOTE,                                                   \
	  "the page before ends %s short, because what begins here did not fit there")             \
	X(ONE_WORD_LINE, 302, PLATEN_SEVERITY_HINT,                                                \
	  "the paragraph ends in a line of one word, '%s'; cutting a word would save that line")   \
	X(LAST_PAGE, 303, PLATEN_SEVERITY_NOTE,                                                    \
	  "the last page begins here and has only %s; the cheapest lines to cut are %s")           \
	X(SPEECH_LONG, 304, PLATEN_SEVERITY_WARNING, "the speech of %s has %s lines, over %s")     \
	X(PARENTHETICAL_LONG, 305, PLATEN_SEVERITY_WARNING,                                        \
	  "the parenthetical has %s lines, over %s")                                               \
	X(ONE_WORD_PAGE, 306, PLATEN_SEVERITY_HINT,                                                \
	  "the paragraph ends in a line of one word, '%s'; without that line, line %s would not "  \
	  "have moved to page %s")                                                                 \
	X(CUE_VARIANT, 310, PLATEN_SEVERITY_WARNING,                                               \
	  "%s is one letter away from %s, who speaks more often; counted as someone else")         \
	X(CUE_CASE, 311, PLATEN_SEVERITY_WARNING,                                                  \
	  "%s is written %s in line %s; counted as one character")                                 \
	X(CUE_SILENT, 312, PLATEN_SEVERITY_WARNING, "%s has a cue here, but says nothing")         \
	X(NO_TIME_OF_DAY, 320, PLATEN_SEVERITY_WARNING, "the scene heading has no time of day")    \
	X(NUMBER_TWICE, 321, PLATEN_SEVERITY_WARNING,                                              \
	  "scene number %s is already used in line %s")                                            \
	X(NUMBER_ORDER, 322, PLATEN_SEVERITY_WARNING, "scene number %s comes after %s")            \
	X(SPACES_MIXED, 330, PLATEN_SEVERITY_NOTE,                                                 \
	  "%s after a sentence here, but most places have %s (%s of %s)")                          \
	X(QUOTES_MIXED, 331, PLATEN_SEVERITY_NOTE,                                                 \
	  "%s quote here, but most quotes are %s (%s of %s)")                                      \
	X(LINE_END_SPACES, 332, PLATEN_SEVERITY_HINT,                                              \
	  "this line ends in spaces or tabs; the script has %s")                                   \
	X(QUOTES_UNPAIRED, 333, PLATEN_SEVERITY_NOTE,                                              \
	  "this quote is straight, but its partner is curly")                                      \
	X(OFF_UNKNOWN, 340, PLATEN_SEVERITY_WARNING,                                               \
	  "'%s' is not the id of a message, so it is ignored")                                     \
	X(NO_GLYPH, 601, PLATEN_SEVERITY_WARNING,                                                  \
	  "no installed font has %s, drawn as its code; Debian's package %s may have it")          \
	X(NOT_SAID, 610, PLATEN_SEVERITY_WARNING,                                                  \
	  "Fountain cannot express this: read again, \"%s\" %s")                                   \
	X(FDX_HEADINGS, 611, PLATEN_SEVERITY_WARNING,                                              \
	  "scene headings keep the format of the Final Draft file; --profile replaces it")         \
	X(MAX_PAGES, 901, PLATEN_SEVERITY_ERROR,                                                   \
	  "%s pages, over --max-pages %s; page %s starts here")                                    \
	X(MIN_PAGES, 902, PLATEN_SEVERITY_ERROR,                                                   \
	  "%s, under --min-pages %s; the last one starts here")                                    \
	X(MAX_SCENE_EIGHTHS, 903, PLATEN_SEVERITY_ERROR,                                           \
	  "the scene has %s eighths, over --max-scene-eighths %s; eighth %s starts here")          \
	X(MAX_SPEECH_LINES, 904, PLATEN_SEVERITY_ERROR,                                            \
	  "the speech of %s has %s lines, over --max-speech-lines %s; line %s is here")            \
	X(DRIFT_OVER, 905, PLATEN_SEVERITY_ERROR,                                                  \
	  "%s, %s over the baseline of %s, with --drift %s; page %s starts here")                  \
	X(DRIFT_UNDER, 906, PLATEN_SEVERITY_ERROR,                                                 \
	  "%s, %s under the baseline of %s, with --drift %s; the last one starts here")            \
	X(NO_BASELINE, 907, PLATEN_SEVERITY_ERROR,                                                 \
	  "the baseline has no page count for this file, so nothing was compared")                 \
	X(BASELINE_GONE, 908, PLATEN_SEVERITY_ERROR,                                               \
	  "the baseline has a page count for this file, but the file is not there")                \
	X(TITLE_DECIDES, 909, PLATEN_SEVERITY_NOTE,                                                \
	  "%s: on the title page decides how pages are counted; --%s overrides it")

enum pl_rule {
#define PL_RULE_ENUM(name, number, severity, message) PL_##name = number,
	PL_RULES(PL_RULE_ENUM)
#undef PL_RULE_ENUM
};

/* A word of a message: a text, or a number. */
struct pl_word {
	struct pl_str text;
	uint32_t number;  /* if `text` has no data */
	const char *noun; /* counted by the number: "1 page", "2 pages"; NULL: the number alone */
};

static inline struct pl_word
pl_word_text(struct pl_str text)
{
	return (struct pl_word){.text = text.data == NULL ? PL_STR("") : text};
}

static inline struct pl_word
pl_word_number(uint32_t number)
{
	return (struct pl_word){.number = number};
}

static inline struct pl_word
pl_word_count(uint32_t number, const char *noun)
{
	return (struct pl_word){.number = number, .noun = noun};
}

/* Report `rule` at `position`. The words replace the %s of the message in turn: as many words as
 * there are %s. A text of more than 300 bytes is cut. */
void pl_report_words(const struct platen_reporter *diag, enum pl_rule rule,
		     struct platen_position position, const struct pl_word *words);

#define PL_REPORT(diag, rule, position, ...)                                                       \
	pl_report_words(diag, rule, position, (const struct pl_word[]){__VA_ARGS__})

/* The same for a message with one %s or, if `word` is NULL, with none. */
void pl_report(const struct platen_reporter *diag, enum pl_rule rule,
	       struct platen_position position, const char *word);

#endif
