/*
 * What a line of a title page says about itself. The words are those of the languages in which
 * Final Draft is sold, and of a few more. Where a word is missing, a date becomes a contact: no
 * worse than that.
 */
#include "fdx/fdx.h"

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

/* "By the Sea" is no credit, as no name begins with a small letter; "Von Stroheim" is a name. */
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

enum pl_title_role
pl_fdx_title_look(struct pl_str text)
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

bool
pl_fdx_title_joins_names(struct pl_str text)
{
	return is_one_of(text, "&|and|und|et|y|e|+|with");
}
