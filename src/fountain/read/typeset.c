/*
 * Text that was copied from printed pages has what stands around the text there: page numbers,
 * (MORE), CONTINUED:. A few such lines are reported together, once.
 */
#include "fountain/read/reader.h"

#define FURNITURE_MIN 3      /* so many lines of it make typeset pages */
#define NUMBER_INDENT_MIN 10 /* of a page number, in columns */
#define TAB_WIDTH 4

/* Where the digits begin which end before byte `end`. */
static size_t
digits_start(struct pl_str text, size_t end)
{
	while (end > 0 && pl_is_digit(text.data[end - 1])) {
		end--;
	}
	return end;
}

/* A number stands at the end of the line, far from the left and from other words: 12. */
static bool
is_page_number(struct pl_str line)
{
	line = pl_str_slice(
		line, 0, (size_t)(pl_str_trim(line).data - line.data) + pl_str_trim(line).length);
	size_t end = line.length - pl_str_ends(line, PL_STR("."));
	size_t start = digits_start(line, end), columns = 0;
	for (size_t at = start; at > 0 && strchr(" \t", line.data[at - 1]) != NULL; at--) {
		columns += line.data[at - 1] == '\t' ? TAB_WIDTH : 1;
	}
	return start < end && end - start <= 3 && columns >= NUMBER_INDENT_MIN;
}

/* What a language prints at the edges of pages: (MORE), (CONTINUED), CONTINUED: */
struct furniture {
	struct pl_str more, bottom, top;
};

static bool
ends_alike(struct pl_str a, struct pl_str b)
{
	return pl_ascii_lower(a.data[a.length - 1]) == pl_ascii_lower(b.data[b.length - 1]);
}

/* The end of a line, which is not empty, tells of most that they are no furniture. */
static bool
may_be_furniture(struct pl_str line, const struct furniture *furniture)
{
	char last = line.data[line.length - 1];
	bool is_number = pl_is_digit(last) || (last == '.' && line.length > 1 &&
					       pl_is_digit(line.data[line.length - 2]));
	return is_number || last == ')' || ends_alike(line, furniture->more) ||
	       ends_alike(line, furniture->bottom) || ends_alike(line, furniture->top);
}

/* The line is what a printed page has around its text: a page number, maybe behind a title, (MORE),
 * (CONTINUED) or CONTINUED: (2). */
static bool
is_page_furniture(struct pl_str line, const struct furniture *furniture)
{
	struct pl_str text = pl_str_trim(line), more = furniture->more;
	size_t behind = text.length;
	if (text.length == 0 || !may_be_furniture(text, furniture)) {
		return false;
	}
	if (pl_str_ends(text, PL_STR(")"))) { /* CONTINUED: (2) */
		behind = digits_start(text, text.length - 1);
		behind -= behind > 0 && text.data[behind - 1] == '(';
	}
	struct pl_str bare = pl_str_trim(pl_str_slice(text, 0, behind));
	return is_page_number(line) || pl_str_equal_ascii_case(text, more) ||
	       pl_str_equal_ascii_case(text, furniture->bottom) ||
	       pl_str_equal_ascii_case(bare, furniture->top) ||
	       (pl_str_ends(text, more) && text.data[text.length - more.length - 1] == ' ');
}

void
pl_fountain_warn_of_typeset_pages(const struct pl_fountain_reader *reader)
{
	const struct pl_language_continued words =
		pl_language_continued(reader->dialect.prefixes.language);
	const struct furniture furniture = {pl_str_of(words.more), pl_str_of(words.scene_bottom),
					    pl_str_of(words.scene_top)};
	uint32_t count = 0, first = 0;
	for (uint32_t i = 0; i < reader->line_count && count < FURNITURE_MIN; i++) {
		const struct pl_fountain_source_line *line = &reader->lines[i];
		if (line->kind == PL_LINE_TEXT &&
		    is_page_furniture(pl_str_slice(reader->source, line->start, line->end),
				      &furniture)) {
			first = count++ == 0 ? line->start : first;
		}
	}
	if (count == FURNITURE_MIN) {
		struct platen_position position = {0, 1, 1};
		pl_position_advance(reader->source, &position, first);
		pl_report(reader->diag, PL_TYPESET, position, NULL);
	}
}
