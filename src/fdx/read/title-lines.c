/*
 * What the lines of a title page are. Final Draft has no keys; a reader knows by the words and by
 * the place. The words are those of the languages in which Final Draft is sold and a few more: a
 * word which is missing makes a Contact of a date, no more.
 */
#include "fdx/read/title.h"

/* ------------------------------------------------------------------------------ words */

/* A letter, or a byte of one beyond ASCII. */
static bool
is_letter(char c)
{
	return (pl_ascii_lower(c) >= 'a' && pl_ascii_lower(c) <= 'z') || (unsigned char)c >= 0x80;
}

/* Take the first word off a list in which `separator` stands between them. */
static struct pl_str
next_word(struct pl_str *list, char separator)
{
	size_t end = 0;
	while (end < list->length && list->data[end] != separator) {
		end++;
	}
	struct pl_str word = pl_str_slice(*list, 0, end);
	*list = pl_str_slice(*list, end < list->length ? end + 1 : end, list->length);
	return word;
}

static bool
begins(struct pl_str text, struct pl_str word)
{
	return text.length >= word.length &&
	       pl_str_equal_ascii_case(pl_str_slice(text, 0, word.length), word);
}

/* The word, or words, in any case, with no letter on either side. */
static bool
has_word(struct pl_str text, struct pl_str word)
{
	for (size_t at = 0; at + word.length <= text.length; at++) {
		size_t end = at + word.length;
		bool is_inside = (at > 0 && is_letter(text.data[at - 1])) ||
				 (end < text.length && is_letter(text.data[end]));
		if (!is_inside && begins(pl_str_slice(text, at, text.length), word)) {
			return true;
		}
	}
	return false;
}

/* The text is, begins with, or has one of the words of "a|b|c d", in any case. */
static bool
matches(struct pl_str text, bool (*is_match)(struct pl_str, struct pl_str), const char *words)
{
	struct pl_str list = pl_str_of(words);
	while (list.length > 0) {
		if (is_match(text, next_word(&list, '|'))) {
			return true;
		}
	}
	return false;
}

static bool
is_one_of(struct pl_str text, const char *words)
{
	return matches(text, pl_str_equal_ascii_case, words);
}

/* ------------------------------------------------------------------------------ looks */

/* How many bytes of "Written by Nora Okoro" are the credit; 0: it is none. "By the Sea" is none, as
 * no name begins small; "Von Stroheim" is a name. */
size_t
pl_fdx_title_credit_length(struct pl_str text)
{
	/* before "by" */
	static const char credited[] =
		"a|an|the|and|&|original|written|screenplay|teleplay|story|script|play|film|"
		"created|book|adapted|revisions|revised|rewritten|current|drehbuch|buch|ein|und|"
		"ecrit|\u00E9crit|\u00C9crit|sc\u00E9nario|un|une|et|escrito|guion|gui\u00F3n|y|"
		"scritto|sceneggiatura|e|escrita|roteiro|manus|skrevet|skriven|geschreven";
	struct pl_str rest = text;
	for (size_t words = 0; rest.length > 0 && words < 8; words++) {
		struct pl_str word = next_word(&rest, ' ');
		rest = pl_str_trim_ascii(rest);
		if (is_one_of(word, "by|by:|von|von:|par|par:|por|por:|da|di|de|av|af|door")) {
			bool is_name = words == 0 && !begins(word, PL_STR("by"));
			bool is_small =
				rest.length > 0 && rest.data[0] >= 'a' && rest.data[0] <= 'z';
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
	while (text.length > 0 && strchr(": ", text.data[text.length - 1]) != NULL) {
		text.length--;
	}
	bool ends_by = text.length < 60 && pl_str_ends_ascii_case(text, PL_STR(" by"));
	return ends_by || pl_fdx_title_credit_length(text) == text.length ||
	       is_one_of(text,
			 "screenplay|teleplay|written|drehbuch|sc\u00E9nario|guion|gui\u00F3n");
}

static bool
is_source(struct pl_str text)
{
	return matches(text, begins,
		       "based |(based |from the |adapted from |inspired |suggested |after the |"
		       "d'apr\u00E8s|d\u2019apr\u00E8s|nach |frei nach |basiert auf |basado en |"
		       "basada en |tratto da|baseado em|naar ");
}

static bool
is_copyright(struct pl_str text)
{
	return matches(text, begins, "(c)|\u00A9") ||
	       matches(text, has_word, "copyright|all rights reserved");
}

static bool
is_draft(struct pl_str text)
{
	return text.length < 80 &&
	       matches(text, has_word,
		       "draft|drafts|revision|revisions|revised|rev|rewrite|version|versions|"
		       "shooting script|production script|polish|fassung|entwurf|versi\u00F3n|"
		       "vers\u00E3o|versione");
}

static size_t
count_digits(struct pl_str text)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.length; i++) {
		digits += pl_is_digit(text.data[i]);
	}
	return digits;
}

/* Only digits, and between them two marks of one kind: 1/20/2012, 2026-01-31, 4.5.21. */
static bool
is_numeric_date(struct pl_str text)
{
	size_t digits = count_digits(text), marks = 0;
	for (size_t i = 1; i + 1 < text.length; i++) {
		marks += strchr("/-.", text.data[i]) != NULL && pl_is_digit(text.data[i - 1]) &&
			 pl_is_digit(text.data[i + 1]);
	}
	return marks == 2 && digits >= 4 && digits <= 8 && digits + marks == text.length;
}

/* 4, 4th, 2021. */
static bool
is_ordinal(struct pl_str word)
{
	size_t digits = count_digits(word);
	return digits >= 1 && digits <= 4 && pl_is_digit(word.data[0]) && word.length - digits <= 2;
}

static bool
is_month(struct pl_str word)
{
	return is_one_of(word,
			 "january|february|march|april|may|june|july|august|september|october|"
			 "november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|"
			 "januar|februar|m\u00E4rz|mai|juni|juli|oktober|dezember|janvier|"
			 "f\u00E9vrier|mars|avril|juin|juillet|ao\u00FBt|septembre|octobre|"
			 "novembre|d\u00E9cembre|enero|febrero|marzo|abril|mayo|junio|julio|"
			 "agosto|septiembre|octubre|noviembre|diciembre|spring|summer|autumn|"
			 "fall|winter");
}

/* "March 4, 2021", "4 mars 2021", "Spring 2020", "2021": nothing but such words, so that a street
 * is none. */
static bool
is_date(struct pl_str text)
{
	bool is_year =
		text.length == 4 && count_digits(text) == 4 && matches(text, begins, "19|20");
	bool has_month = false, has_number = false;
	if (is_year || is_numeric_date(text) || text.length > 60) {
		return text.length <= 60;
	}
	while (text.length > 0) {
		struct pl_str word = next_word(&text, ' ');
		while (word.length > 0 && strchr(",.:;()", word.data[word.length - 1]) != NULL) {
			word.length--;
		}
		bool is_other =
			word.length == 0 ||
			is_one_of(word, "of|as|the|date|dated|updated|de|le|den|vom|monday|"
					"tuesday|wednesday|thursday|friday|saturday|sunday");
		if (is_month(word)) {
			has_month = true;
		} else if (is_ordinal(word)) {
			has_number = true;
		} else if (!is_other) {
			return false;
		}
	}
	return has_month && has_number;
}

static bool
is_contact(struct pl_str text)
{
	return memchr(text.data, '@', text.length) != NULL ||
	       matches(text, has_word,
		       "tel|phone|telephone|e-mail|email|contact|www|http|https|agent") ||
	       (count_digits(text) >= 7 && count_digits(text) * 2 > text.length);
}

/* What the line says on its own. */
static enum pl_title_role
look_at(struct pl_str text)
{
	static const struct {
		bool (*is_match)(struct pl_str text);
		enum pl_title_role role;
	} looks[] = {
		{is_source, PL_TITLE_SOURCE},       {is_credit, PL_TITLE_CREDIT},
		{is_copyright, PL_TITLE_COPYRIGHT}, {is_draft, PL_TITLE_DRAFT},
		{is_date, PL_TITLE_DATE},           {is_contact, PL_TITLE_CONTACT},
	};
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		if (looks[i].is_match(text)) {
			return looks[i].role;
		}
	}
	return PL_TITLE_UNKNOWN;
}

/* ----------------------------------------------------------------------------- groups */

/* "Nora" "&" "Bo" is one group, however far apart. */
static bool
joins_names(struct pl_str text)
{
	return is_one_of(text, "&|and|und|et|y|e|+|with");
}

/* What is known of the centered lines so far. */
struct centered {
	enum pl_title_role next; /* what a plain line is */
	bool has_title;          /* a group has ended */
	bool has_credit;         /* there is a line of credit on the page */
	bool is_credited;        /* and it was met */
};

static void
name_centered_line(struct pl_fdx_title_line *line, struct centered *state)
{
	enum pl_title_role look = line->look;
	if (look == PL_TITLE_CREDIT) {
		line->role = state->is_credited ? PL_TITLE_AUTHOR : PL_TITLE_CREDIT;
		state->is_credited = true;
		state->has_title = true;
		state->next = PL_TITLE_AUTHOR;
	} else if (look == PL_TITLE_UNKNOWN || !state->has_title) {
		line->role = state->next;
	} else if (look == PL_TITLE_SOURCE || look == PL_TITLE_CONTACT) {
		line->role = state->next = look;
	} else {
		line->role = look == PL_TITLE_COPYRIGHT ? PL_TITLE_COPYRIGHT : PL_TITLE_DATE;
	}
}

static void
end_group(struct centered *state, bool is_joined)
{
	state->has_title = true;
	if (state->next == PL_TITLE_TITLE && !state->has_credit) {
		state->next = PL_TITLE_AUTHOR;
	} else if (state->next != PL_TITLE_TITLE && !is_joined) {
		state->next = PL_TITLE_SOURCE;
	}
}

static void
name_centered(struct pl_fdx_title *title)
{
	struct centered state = {.next = PL_TITLE_TITLE};
	for (size_t i = 0; i < title->count; i++) {
		state.has_credit |=
			title->lines[i].is_centered && title->lines[i].look == PL_TITLE_CREDIT;
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
					 line->look == PL_TITLE_CREDIT;
			end_group(&state, is_joined);
		}
	}
}

static void
name_sides(struct pl_fdx_title *title)
{
	enum pl_title_role before = PL_TITLE_UNKNOWN;
	for (size_t i = 0; i < title->count; i++) {
		struct pl_fdx_title_line *line = &title->lines[i];
		enum pl_title_role look = line->look;
		if (look == PL_TITLE_UNKNOWN && line->is_next_line && before == PL_TITLE_DRAFT) {
			look = PL_TITLE_DRAFT; /* "Draft" and its "information", in one paragraph */
		}
		before = look;
		if (!line->is_centered) {
			bool is_date = look == PL_TITLE_DATE || look == PL_TITLE_DRAFT;
			line->role = is_date                      ? PL_TITLE_DATE
				     : look == PL_TITLE_COPYRIGHT ? PL_TITLE_COPYRIGHT
								  : PL_TITLE_CONTACT;
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
		if (end == title->count && title->lines[i].look == PL_TITLE_CREDIT) {
			end = i + 1;
		}
	}
	end = end_of_group(title, end);
	if (end < title->count && title->lines[end].look == PL_TITLE_SOURCE) {
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
