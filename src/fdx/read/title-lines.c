/*
 * What the lines of a title page are. What a line says on its own (a date, a copyright, "written
 * by") is asked first; the rest is told by the group it stands in. Words are those of the languages
 * in which Final Draft is sold and a few more: a word which is missing makes a Contact of a date,
 * no more.
 */
#include "fdx/read/title.h"

/* ------------------------------------------------------------------------------ words */

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A letter, or a byte of one beyond ASCII. */
static bool
is_letter(char c)
{
	return (lower(c) >= 'a' && lower(c) <= 'z') || (unsigned char)c >= 0x80;
}

static bool
begins(struct pl_str text, const char *word)
{
	size_t length = strlen(word);
	return text.length >= length && pl_str_equal_ascii_case(pl_str_slice(text, 0, length),
								(struct pl_str){word, length});
}

/* The word, or words, in any case, with no letter on either side. */
static bool
has_word(struct pl_str text, const char *word)
{
	size_t length = strlen(word);
	for (size_t at = 0; at + length <= text.length; at++) {
		bool is_inside = (at > 0 && is_letter(text.data[at - 1])) ||
				 (at + length < text.length && is_letter(text.data[at + length]));
		if (!is_inside && begins(pl_str_slice(text, at, text.length), word)) {
			return true;
		}
	}
	return false;
}

static bool
has_one_of(struct pl_str text, const char *const *words)
{
	while (*words != NULL && !has_word(text, *words)) {
		words++;
	}
	return *words != NULL;
}

static bool
begins_with_one_of(struct pl_str text, const char *const *words)
{
	while (*words != NULL && !begins(text, *words)) {
		words++;
	}
	return *words != NULL;
}

static bool
is_one_of(struct pl_str text, const char *const *words)
{
	while (*words != NULL && !pl_str_equal_ascii_case(text, pl_str_of(*words))) {
		words++;
	}
	return *words != NULL;
}

/* Take the first word off. */
static struct pl_str
next_word(struct pl_str *text)
{
	size_t end = 0;
	while (end < text->length && text->data[end] != ' ') {
		end++;
	}
	struct pl_str word = pl_str_slice(*text, 0, end);
	*text = pl_str_trim_ascii(pl_str_slice(*text, end, text->length));
	return word;
}

/* ------------------------------------------------------------------------------ looks */

static const char *const by[] = {"by", "by:", "von", "von:", "par", "par:", "por", "por:",
				 "da", "di",  "de",  "av",   "af",  "door", NULL};

/* Words which stand before "by" in a credit. */
static const char *const credited[] = {"a",
				       "an",
				       "the",
				       "and",
				       "&",
				       "original",
				       "written",
				       "screenplay",
				       "teleplay",
				       "story",
				       "script",
				       "play",
				       "film",
				       "created",
				       "book",
				       "adapted",
				       "revisions",
				       "revised",
				       "rewritten",
				       "current",
				       "drehbuch",
				       "buch",
				       "ein",
				       "und",
				       "ecrit",
				       "\u00E9crit",
				       "\u00C9crit",
				       "sc\u00E9nario",
				       "un",
				       "une",
				       "et",
				       "escrito",
				       "guion",
				       "gui\u00F3n",
				       "y",
				       "scritto",
				       "sceneggiatura",
				       "e",
				       "escrita",
				       "roteiro",
				       "manus",
				       "skrevet",
				       "skriven",
				       "geschreven",
				       NULL};

/* How many bytes of "Written by Nora Okoro" are the credit; 0: it is none. "By the Sea" is none, as
 * no name begins small; "Von Stroheim" is a name. */
size_t
pl_fdx_title_credit_length(struct pl_str text)
{
	struct pl_str rest = text;
	for (size_t words = 0; rest.length > 0 && words < 8; words++) {
		struct pl_str word = next_word(&rest);
		if (is_one_of(word, by)) {
			bool is_name = words == 0 && !begins(word, "by");
			bool is_small = rest.length > 0 && lower(rest.data[0]) == rest.data[0] &&
					is_letter(rest.data[0]) &&
					(unsigned char)rest.data[0] < 0x80;
			return rest.length > 0 && (is_name || is_small)
				       ? 0
				       : (size_t)(word.data + word.length - text.data);
		}
		if (!is_one_of(word, credited)) {
			return 0;
		}
	}
	return 0;
}

/* All of it is a credit, whatever its words are: "Additional dialogue by". */
static bool
is_credit(struct pl_str text)
{
	static const char *const own[] = {"screenplay",    "teleplay", "written",    "drehbuch",
					  "sc\u00E9nario", "guion",    "gui\u00F3n", NULL};
	while (text.length > 0 && strchr(": ", text.data[text.length - 1]) != NULL) {
		text.length--;
	}
	bool ends_by = text.length < 60 && text.length > 2 && text.data[text.length - 3] == ' ' &&
		       pl_str_equal_ascii_case(pl_str_slice(text, text.length - 2, text.length),
					       PL_STR("by"));
	return ends_by || is_one_of(text, own) || pl_fdx_title_credit_length(text) == text.length;
}

static bool
is_source(struct pl_str text)
{
	static const char *const beginnings[] = {
		"based ",        "(based ",      "from the ",
		"adapted from ", "inspired ",    "suggested ",
		"after the ",    "d'apr\u00E8s", "d\u2019apr\u00E8s",
		"nach ",         "frei nach ",   "basiert auf ",
		"basado en ",    "basada en ",   "tratto da",
		"baseado em",    "naar ",        NULL};
	return begins_with_one_of(text, beginnings);
}

static bool
is_copyright(struct pl_str text)
{
	static const char *const words[] = {"copyright", "all rights reserved", NULL};
	return begins(text, "(c)") || pl_str_starts(text, PL_STR("\u00A9")) ||
	       has_one_of(text, words);
}

static bool
is_draft(struct pl_str text)
{
	static const char *const words[] = {"draft",
					    "drafts",
					    "revision",
					    "revisions",
					    "revised",
					    "rev",
					    "rewrite",
					    "version",
					    "versions",
					    "shooting script",
					    "production script",
					    "polish",
					    "fassung",
					    "entwurf",
					    "versi\u00F3n",
					    "vers\u00E3o",
					    "versione",
					    NULL};
	return text.length < 80 && has_one_of(text, words);
}

static size_t
count_digits(struct pl_str text)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.length; i++) {
		digits += is_digit(text.data[i]);
	}
	return digits;
}

/* Only digits, and between them two marks of one kind: 1/20/2012, 2026-01-31, 4.5.21. */
static bool
is_numeric_date(struct pl_str text)
{
	size_t digits = count_digits(text), marks = 0;
	for (size_t i = 1; i + 1 < text.length; i++) {
		marks += strchr("/-.", text.data[i]) != NULL && is_digit(text.data[i - 1]) &&
			 is_digit(text.data[i + 1]);
	}
	return marks == 2 && digits >= 4 && digits <= 8 && digits + marks == text.length;
}

static const char *const months[] = {
	"january",  "february",   "march",         "april",        "may",
	"june",     "july",       "august",        "september",    "october",
	"november", "december",   "jan",           "feb",          "mar",
	"apr",      "jun",        "jul",           "aug",          "sep",
	"sept",     "oct",        "nov",           "dec",          "januar",
	"februar",  "m\u00E4rz",  "mai",           "juni",         "juli",
	"oktober",  "dezember",   "janvier",       "f\u00E9vrier", "mars",
	"avril",    "juin",       "juillet",       "ao\u00FBt",    "septembre",
	"octobre",  "novembre",   "d\u00E9cembre", "enero",        "febrero",
	"marzo",    "abril",      "mayo",          "junio",        "julio",
	"agosto",   "septiembre", "octubre",       "noviembre",    "diciembre",
	"spring",   "summer",     "autumn",        "fall",         "winter",
	NULL};

/* Words which stand beside them. */
static const char *const dated[] = {
	"of",  "as",     "the",     "date",      "dated",    "updated", "de",       "le",     "den",
	"vom", "monday", "tuesday", "wednesday", "thursday", "friday",  "saturday", "sunday", NULL};

/* 4, 4th, 2021. */
static bool
is_ordinal(struct pl_str word)
{
	size_t digits = count_digits(word);
	return digits >= 1 && digits <= 4 && is_digit(word.data[0]) && word.length - digits <= 2;
}

/* "March 4, 2021", "4 mars 2021", "Spring 2020", "2021": nothing but such words, so that a street
 * is none. */
static bool
is_date(struct pl_str text)
{
	bool is_year = text.length == 4 && count_digits(text) == 4 &&
		       (begins(text, "19") || begins(text, "20"));
	bool has_month = false, has_number = false;
	if (is_year || is_numeric_date(text) || text.length > 60) {
		return text.length <= 60;
	}
	while (text.length > 0) {
		struct pl_str word = next_word(&text);
		while (word.length > 0 && strchr(",.:;()", word.data[word.length - 1]) != NULL) {
			word.length--;
		}
		bool is_month = is_one_of(word, months), is_number = is_ordinal(word);
		if (word.length > 0 && !is_month && !is_number && !is_one_of(word, dated)) {
			return false;
		}
		has_month |= is_month;
		has_number |= is_number;
	}
	return has_month && has_number;
}

static bool
is_contact(struct pl_str text)
{
	static const char *const words[] = {"tel",   "phone",   "telephone", "e-mail",
					    "email", "contact", "www",       "http",
					    "https", "agent",   NULL};
	return memchr(text.data, '@', text.length) != NULL || has_one_of(text, words) ||
	       (count_digits(text) >= 7 && count_digits(text) * 2 > text.length);
}

static enum pl_fdx_title_look
look_at(struct pl_str text)
{
	if (is_source(text)) {
		return PL_FDX_LOOK_SOURCE;
	}
	if (is_credit(text)) {
		return PL_FDX_LOOK_CREDIT;
	}
	if (is_copyright(text)) {
		return PL_FDX_LOOK_COPYRIGHT;
	}
	if (is_draft(text)) {
		return PL_FDX_LOOK_DRAFT;
	}
	if (is_date(text)) {
		return PL_FDX_LOOK_DATE;
	}
	return is_contact(text) ? PL_FDX_LOOK_CONTACT : PL_FDX_LOOK_PLAIN;
}

/* ----------------------------------------------------------------------------- groups */

/* "Nora" "&" "Bo" is one group, however far apart. */
static bool
joins_names(struct pl_str text)
{
	static const char *const words[] = {"&", "and", "und", "et", "y", "e", "+", "with", NULL};
	return is_one_of(text, words);
}

/* What is known of the centered lines so far. */
struct centered {
	enum pl_fdx_title_entry next; /* what a plain line is */
	bool has_title;               /* a group has ended */
	bool has_credit;              /* there is a line of credit on the page */
	bool is_credited;             /* and it was met */
};

static void
name_centered_line(struct pl_fdx_title_line *line, struct centered *state)
{
	enum pl_fdx_title_look look = line->look;
	bool is_plain =
		look == PL_FDX_LOOK_PLAIN || (!state->has_title && look != PL_FDX_LOOK_CREDIT);
	if (is_plain) {
		line->entry = state->next;
		return;
	}
	switch (look) {
	case PL_FDX_LOOK_CREDIT:
		line->entry = state->is_credited ? PL_FDX_ENTRY_AUTHOR : PL_FDX_ENTRY_CREDIT;
		state->is_credited = true;
		state->has_title = true;
		state->next = PL_FDX_ENTRY_AUTHOR;
		break;
	case PL_FDX_LOOK_SOURCE: line->entry = state->next = PL_FDX_ENTRY_SOURCE; break;
	case PL_FDX_LOOK_DRAFT:
	case PL_FDX_LOOK_DATE: line->entry = PL_FDX_ENTRY_DRAFT_DATE; break;
	case PL_FDX_LOOK_COPYRIGHT: line->entry = PL_FDX_ENTRY_COPYRIGHT; break;
	case PL_FDX_LOOK_CONTACT: line->entry = state->next = PL_FDX_ENTRY_CONTACT; break;
	case PL_FDX_LOOK_PLAIN: break;
	}
}

static void
end_group(struct centered *state, bool is_joined)
{
	state->has_title = true;
	if (state->next == PL_FDX_ENTRY_TITLE && !state->has_credit) {
		state->next = PL_FDX_ENTRY_AUTHOR;
	} else if (state->next != PL_FDX_ENTRY_TITLE && !is_joined) {
		state->next = PL_FDX_ENTRY_SOURCE;
	}
}

static void
name_centered(struct pl_fdx_title *title)
{
	struct centered state = {.next = PL_FDX_ENTRY_TITLE};
	for (size_t i = 0; i < title->count; i++) {
		state.has_credit |=
			title->lines[i].is_centered && title->lines[i].look == PL_FDX_LOOK_CREDIT;
	}
	for (size_t i = 0; i < title->count; i++) {
		struct pl_fdx_title_line *line = &title->lines[i];
		if (!line->is_centered) {
			continue;
		}
		name_centered_line(line, &state);
		if (line->ends_group) {
			bool is_joined = joins_names(line->text) ||
					 (i + 1 < title->count && joins_names(line[1].text)) ||
					 line->look == PL_FDX_LOOK_CREDIT;
			end_group(&state, is_joined);
		}
	}
}

static void
name_sides(struct pl_fdx_title *title)
{
	enum pl_fdx_title_look before = PL_FDX_LOOK_PLAIN;
	for (size_t i = 0; i < title->count; i++) {
		struct pl_fdx_title_line *line = &title->lines[i];
		enum pl_fdx_title_look look = line->look;
		if (look == PL_FDX_LOOK_PLAIN && line->is_next_line &&
		    before == PL_FDX_LOOK_DRAFT) {
			look = PL_FDX_LOOK_DRAFT; /* "Draft" and its "information", in one paragraph
						   */
		}
		before = look;
		if (!line->is_centered) {
			line->entry = look == PL_FDX_LOOK_COPYRIGHT ? PL_FDX_ENTRY_COPYRIGHT
				      : look == PL_FDX_LOOK_DATE || look == PL_FDX_LOOK_DRAFT
					      ? PL_FDX_ENTRY_DRAFT_DATE
					      : PL_FDX_ENTRY_CONTACT;
		}
	}
}

/* The line after the group which line number `from` is in; all of them, if there is no such line.
 */
static size_t
end_of_group(const struct pl_fdx_title *title, size_t from)
{
	while (from < title->count && !title->lines[from].ends_group) {
		from++;
	}
	return from < title->count ? from + 1 : title->count;
}

/* A page on which nothing is centered, or only by tabs: what comes up to the names, which follow
 * the credit, is taken for centered; without a credit it is all Title. */
static void
center_by_words(struct pl_fdx_title *title)
{
	size_t end = title->count;
	for (size_t i = 0; i < title->count; i++) {
		if (title->lines[i].is_centered) {
			return;
		}
		if (end == title->count && title->lines[i].look == PL_FDX_LOOK_CREDIT) {
			end = i + 1;
		}
	}
	end = end_of_group(title, end);
	if (end < title->count && title->lines[end].look == PL_FDX_LOOK_SOURCE) {
		end++;
	}
	for (size_t i = 0; i < end; i++) {
		title->lines[i].is_centered = true;
	}
}

void
pl_fdx_title_name_lines(struct pl_fdx_title *title)
{
	for (size_t i = 0; i < title->count; i++) {
		title->lines[i].look = look_at(title->lines[i].text);
	}
	center_by_words(title);
	name_centered(title);
	name_sides(title);
}
