/*
 * How to mend what a message reports. A fix is a list of edits to the source that needs no guess.
 * It inserts or removes blanks, line breaks and marks, or changes quotes; it never touches a letter
 * or a digit. Applied twice, it changes nothing more.
 */
#include <stdlib.h>

#include "lint/rules.h"

/* The line of the source with the place of a message. */
struct line {
	struct pl_str source;
	uint32_t start, place, end; /* end: without blanks, and the line break */
	uint32_t next;              /* where the next line starts */
};

static uint32_t
line_start(struct pl_str source, uint32_t at)
{
	while (at > 0 && source.data[at - 1] != '\n' && source.data[at - 1] != '\r') {
		at--;
	}
	return at;
}

/* The byte after the line, its line break excluded. */
static uint32_t
line_end(struct pl_str source, uint32_t at)
{
	const char *end = pl_str_end(source);
	while (at < source.length && pl_line_break_at(source.data + at, end) == 0) {
		at++;
	}
	return at;
}

static struct line
line_of(struct pl_str source, uint32_t place)
{
	struct line line = {source, line_start(source, place), place, line_end(source, place), 0};
	const char *end = pl_str_end(source);
	line.next = line.end;
	if (line.next < source.length) {
		line.next += (uint32_t)pl_line_break_at(source.data + line.end, end);
	}
	while (line.end > place && pl_is_space(source.data[line.end - 1])) {
		line.end--;
	}
	return line;
}

static bool
is_blank(struct pl_str source, uint32_t start, uint32_t end)
{
	return pl_str_trim_ascii(pl_str_slice(source, start, end)).length == 0;
}

/* Nothing stands before the place but blanks. */
static bool
begins_line(const struct line *line)
{
	return is_blank(line->source, line->start, line->place);
}

/* The line has `pair`, such as [[, behind the place. */
static bool
has_pair(const struct line *line, const char *pair)
{
	for (uint32_t at = line->place + 1; at + 1 < line->end; at++) {
		if (memcmp(line->source.data + at, pair, 2) == 0) {
			return true;
		}
	}
	return false;
}

/* A note or boneyard may go on in the next line, and an empty line there would be part of it. */
static bool
may_go_on(const struct line *line)
{
	return has_pair(line, "[[") || has_pair(line, "/*");
}

static bool
is_above_blank(const struct line *line)
{
	return is_blank(line->source, line->next, line_end(line->source, line->next));
}

static bool
is_below_blank(const struct line *line)
{
	uint32_t end = line->start;
	end -= end > 0 && line->source.data[end - 1] == '\n';
	end -= end > 0 && line->source.data[end - 1] == '\r';
	return line->start == 0 || is_blank(line->source, line_start(line->source, end), end);
}

/* Insert an empty line before byte `at`, where a line begins. */
static void
put_empty_line(struct pl_lint_edits *edits, struct pl_str source, uint32_t at)
{
	bool has_cr = at > 1 && source.data[at - 2] == '\r';
	const char *line_break = source.data[at - 1] == '\r' ? "\r" : has_cr ? "\r\n" : "\n";
	pl_lint_put_edit(edits, at, at, line_break);
}

static void
put_empty_line_above(struct pl_lint_edits *edits, const struct line *line)
{
	if (begins_line(line) && !is_below_blank(line)) {
		put_empty_line(edits, line->source, line->start);
	}
}

static void
put_empty_lines(struct pl_lint_edits *edits, const struct line *line)
{
	put_empty_line_above(edits, line);
	if (begins_line(line) && !is_above_blank(line) && !may_go_on(line)) {
		put_empty_line(edits, line->source, line->next);
	}
}

static void
put_arrow(struct pl_lint_edits *edits, const struct line *line)
{
	if (begins_line(line) && line->source.data[line->place] != '>') {
		pl_lint_put_edit(edits, line->place, line->place, "> ");
	}
}

/* The note cannot go on below its paragraph, so it ends with it. */
static void
close_note(struct pl_lint_edits *edits, const struct line *line)
{
	if (is_above_blank(line) && !may_go_on(line) && !has_pair(line, "]]")) {
		pl_lint_put_edit(edits, line->end, line->end, "]]");
	}
}

/* Where the mark opens the line, all of the line was meant. */
static void
close_mark(struct pl_lint_edits *edits, const struct line *line)
{
	static const char *const marks[] = {"*", "**", "***", "_", "__", "___"};
	const char *place = line->source.data + line->place;
	uint32_t before = line->place;
	before -= before > line->start && place[-1] == '~';
	for (size_t i = 0; i < 6; i++) {
		size_t length = strlen(marks[i]);
		if (line->end - line->place > length && memcmp(place, marks[i], length) == 0 &&
		    place[length] != *marks[i] && is_blank(line->source, line->start, before) &&
		    strchr("*_\\", line->source.data[line->end - 1]) == NULL && !may_go_on(line)) {
			pl_lint_put_edit(edits, line->end, line->end, marks[i]);
		}
	}
}

/* Both quotes stand in the line. */
static void
pair_quote(struct pl_lint_edits *edits, const struct line *line)
{
	size_t at;
	const char *partner =
		pl_lint_quote_partner(pl_str_slice(line->source, line->start, line->end), &at);
	if (partner != NULL && line->start + at == line->place) {
		pl_lint_put_edit(edits, line->place, line->place + 1, partner);
	}
}

static const struct {
	enum pl_rule rule;
	void (*put)(struct pl_lint_edits *edits, const struct line *line);
} fixes[] = {
	{PL_HEADING_NOT_ALONE, put_empty_lines},
	{PL_HEADING_IN_DIALOGUE, put_empty_lines},
	{PL_HEADING_LENIENT, put_empty_lines},
	{PL_TRANSITION_NOT_ALONE, put_empty_lines},
	{PL_TRANSITION_IN_DIALOGUE, put_empty_lines},
	{PL_TRANSITION_PLAIN, put_arrow},
	{PL_CUE_NOT_ALONE, put_empty_line_above},
	{PL_NOTE_UNCLOSED, close_note},
	{PL_MARK_UNCLOSED, close_mark},
	{PL_QUOTES_UNPAIRED, pair_quote},
};

void
pl_lint_fix(const struct platen_document *document, const char *id, struct platen_position position,
	    platen_edit_fn *put, void *user)
{
	struct pl_lint_edits edits = {document, position, put, user};
	if (document->dialect == NULL || strncmp(id, "PL-", strlen("PL-")) != 0 ||
	    position.line == 0 || position.offset >= document->source.length) {
		return;
	}
	enum pl_rule rule = (enum pl_rule)strtol(id + strlen("PL-"), NULL, 10);
	for (size_t i = 0; i < sizeof(fixes) / sizeof(fixes[0]); i++) {
		if (fixes[i].rule == rule) {
			struct line line = line_of(document->source, position.offset);
			fixes[i].put(&edits, &line);
		}
	}
	pl_lint_fix_style(&edits, rule);
}
