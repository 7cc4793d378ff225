/* What the lines of a title page are: see title.c. */
#include "fdx/title.h"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
begins(struct pl_str text, const char *word)
{
	size_t length = strlen(word);
	return text.length >= length && pl_str_equal_ascii_case(pl_str_slice(text, 0, length),
								(struct pl_str){word, length});
}

/* Contains the word, in any case, with no letter before it. */
static bool
has_word(struct pl_str text, const char *word)
{
	for (size_t at = 0; at < text.length; at++) {
		bool is_inside = at > 0 && lower(text.data[at - 1]) >= 'a' &&
				 lower(text.data[at - 1]) <= 'z';
		if (!is_inside && begins(pl_str_slice(text, at, text.length), word)) {
			return true;
		}
	}
	return false;
}

/* "by", "Written by", "Screenplay by": nothing after it but a colon. */
static bool
is_credit(struct pl_str text)
{
	while (text.length > 0 &&
	       (text.data[text.length - 1] == ':' || text.data[text.length - 1] == ' ')) {
		text.length--;
	}
	struct pl_str end = pl_str_slice(text, text.length < 2 ? 0 : text.length - 2, text.length);
	return text.length < 60 && pl_str_equal_ascii_case(end, PL_STR("by")) &&
	       (text.length == 2 || text.data[text.length - 3] == ' ');
}

static bool
is_source(struct pl_str text)
{
	static const char *const beginnings[] = {"based ",    "from the ",  "adapted ",
						 "inspired ", "suggested ", "after the "};
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++) {
		if (begins(text, beginnings[i])) {
			return true;
		}
	}
	return false;
}

static bool
is_copyright(struct pl_str text)
{
	return begins(text, "(c)") || begins(text, "copyright") ||
	       pl_str_starts(text, PL_STR("\u00A9"));
}

/* "March 4", "2026-01-31", "1/20/2012", "Second draft". */
static bool
is_date(struct pl_str text)
{
	static const char *const words[] = {"draft", "revision", "revised", "rev.", "version"};
	static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
					     "jul", "aug", "sep", "oct", "nov", "dec"};
	size_t digits = 0, marks = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool is_digit = text.data[i] >= '0' && text.data[i] <= '9';
		digits += is_digit;
		marks += i > 0 && strchr("/-.", text.data[i]) != NULL && text.data[i - 1] >= '0' &&
			 text.data[i - 1] <= '9';
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (has_word(text, words[i])) {
			return true;
		}
	}
	for (size_t i = 0; digits > 0 && i < sizeof(months) / sizeof(months[0]); i++) {
		if (has_word(text, months[i]) && text.length < 30) {
			return true;
		}
	}
	return marks == 2 && digits >= 4 && digits <= 8 && digits + marks == text.length;
}

/* Groups of centered lines, in order. */
static void
name_centered(struct pl_draft_title *title)
{
	enum pl_title_entry next = PL_ENTRY_TITLE;
	size_t credit = title->count;
	for (size_t i = 0; i < title->count && credit == title->count; i++) {
		credit =
			title->lines[i].is_centered && is_credit(title->lines[i].text) ? i : credit;
	}
	for (size_t i = 0; i < title->count; i++) {
		struct pl_title_line *line = &title->lines[i];
		if (!line->is_centered) {
			continue;
		}
		if (i == credit) {
			line->entry = PL_ENTRY_CREDIT;
			next = PL_ENTRY_AUTHOR;
			continue;
		}
		line->entry = is_source(line->text) ? PL_ENTRY_SOURCE : next;
		if (line->ends_group && line->entry == PL_ENTRY_SOURCE) {
			next = PL_ENTRY_SOURCE;
		} else if (line->ends_group &&
			   (next == PL_ENTRY_AUTHOR || credit == title->count)) {
			next = next == PL_ENTRY_TITLE ? PL_ENTRY_AUTHOR : PL_ENTRY_SOURCE;
		} else if (line->entry == PL_ENTRY_SOURCE) {
			next = PL_ENTRY_SOURCE;
		}
	}
}

static void
name_sides(struct pl_draft_title *title)
{
	for (size_t i = 0; i < title->count; i++) {
		struct pl_title_line *line = &title->lines[i];
		if (!line->is_centered) {
			line->entry = is_copyright(line->text) ? PL_ENTRY_COPYRIGHT
				      : is_date(line->text)    ? PL_ENTRY_DRAFT_DATE
							       : PL_ENTRY_CONTACT;
		}
	}
}

void
pl_title_name_lines(struct pl_draft_title *title)
{
	bool has_centered = false;
	for (size_t i = 0; i < title->count; i++) {
		has_centered |= title->lines[i].is_centered;
	}
	name_centered(title);
	name_sides(title);
	for (size_t i = 0; i < title->count && !has_centered; i++) {
		title->lines[i].entry = PL_ENTRY_TITLE;
	}
}
