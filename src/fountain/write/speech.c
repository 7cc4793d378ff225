/*
 * What is said: dialogue and parentheticals
 *
 * A parenthetical over several lines begins with a bracket which a later line of the speech ends
 * in. So a line of dialogue which opens one needs a backslash only if there is such a line below;
 * where the last one stands is found once for a speech.
 */
#include "fountain/write/writer.h"

/* The line ends in a bracket which was opened above it. */
static bool
is_closing(struct pl_str line)
{
	line = pl_fountain_drop_marks(line);
	size_t depth = 0;
	for (size_t at = 0; at + 1 < line.length; at++) {
		depth += line.data[at] == '(';
		depth -= line.data[at] == ')' && depth > 0;
	}
	return depth == 0 && pl_str_ends(line, PL_STR(")"));
}

static bool
has_closing_line(struct pl_str text)
{
	struct pl_lines lines = {.rest = text};
	struct pl_str line;
	bool is_found = false;
	while (!is_found && pl_lines_next(&lines, &line)) {
		is_found = is_closing(line);
	}
	return is_found;
}

const struct platen_node *
pl_fountain_find_closing(const struct platen_node *speech)
{
	const struct platen_node *leaf = speech->last;
	while (leaf != NULL &&
	       ((leaf->kind != PLATEN_DIALOGUE && leaf->kind != PLATEN_PARENTHETICAL) ||
		!has_closing_line(leaf->text))) {
		leaf = leaf->previous;
	}
	return leaf;
}

/* The line opens a bracket and does not close it. */
static bool
is_opening(struct pl_str line)
{
	line = pl_fountain_drop_marks(line);
	size_t depth = 0, at = 0;
	do {
		depth += at < line.length && line.data[at] == '(';
		depth -= depth > 0 && line.data[at] == ')';
	} while (depth > 0 && ++at < line.length);
	return depth > 0;
}

/* Would the line be something else than dialogue? */
static bool
is_taken(const struct pl_fountain_writer *writer, struct pl_str seen, bool is_above_closing)
{
	enum pl_fountain_form form = pl_fountain_speech_form(seen, writer->dialect);
	return (form != PL_FORM_DIALOGUE && form != PL_FORM_ESCAPED) ||
	       (is_above_closing && is_opening(seen));
}

/* Before an emphasis mark no backslash helps: (x) in bold becomes a parenthetical. */
static bool
put_spoken_line(struct pl_fountain_writer *writer, struct pl_fountain_line *line,
		bool is_above_closing)
{
	struct pl_str seen;
	if (!pl_fountain_build_line(writer, line, &seen)) {
		return false;
	}
	if (seen.length == 0) {
		pl_sink_put_text(writer->sink, "  \n");
		return true;
	}
	bool needs_backslash = is_taken(writer, seen, is_above_closing);
	if (needs_backslash && (seen.data[0] == '*' || seen.data[0] == '_')) {
		line->escapes_all = true;
		needs_backslash = false;
		if (!pl_fountain_build_line(writer, line, &seen)) {
			return false;
		}
	}
	pl_fountain_write_line(writer, PL_STR(""), needs_backslash ? PL_STR("\\") : PL_STR(""),
			       PL_STR(""));
	return true;
}

bool
pl_fountain_put_dialogue(struct pl_fountain_writer *writer, const struct platen_node *node)
{
	struct pl_fountain_line line = pl_fountain_first_line(node);
	bool done;
	do {
		done = put_spoken_line(writer, &line, writer->closing != NULL);
	} while (done && pl_fountain_next_line(&line));
	return done;
}

bool
pl_fountain_put_parenthetical(struct pl_fountain_writer *writer, const struct platen_node *node)
{
	struct pl_fountain_line line = pl_fountain_first_line(node);
	bool done = pl_fountain_put_line(writer, &line, PL_STR(""), PL_STR(""));
	while (done && pl_fountain_next_line(&line)) {
		done = put_spoken_line(writer, &line, false);
	}
	return done;
}
