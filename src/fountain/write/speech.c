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
	line = pl_drop_marks(line);
	size_t depth = 0;
	for (size_t at = 0; at + 1 < line.length; at++) {
		depth += line.data[at] == '(';
		depth -= line.data[at] == ')' && depth > 0;
	}
	return depth == 0 && pl_str_ends(line, PL_STR(")"));
}

/* Where in a node's text the last such line begins; PL_NONE if there is none. */
static uint32_t
last_closing_line(struct pl_str text)
{
	uint32_t found = PL_NONE;
	for (size_t at = 0; at < text.length;) {
		const char *line_feed = memchr(text.data + at, '\n', text.length - at);
		size_t end = line_feed == NULL ? text.length : (size_t)(line_feed - text.data);
		found = is_closing(pl_str_slice(text, at, end)) ? (uint32_t)at : found;
		at = end + 1;
	}
	return found;
}

const struct platen_node *
pl_fountain_last_closing(const struct platen_node *speech)
{
	const struct platen_node *leaf = speech->last;
	while (leaf != NULL &&
	       ((leaf->kind != PLATEN_DIALOGUE && leaf->kind != PLATEN_PARENTHETICAL) ||
		last_closing_line(leaf->text) == PL_NONE)) {
		leaf = leaf->previous;
	}
	return leaf;
}

/* The line opens a bracket and does not close it. */
static bool
is_opening(struct pl_str line)
{
	line = pl_drop_marks(line);
	if (!pl_str_starts(line, PL_STR("("))) {
		return false;
	}
	size_t depth = 0;
	for (size_t at = 0; at < line.length; at++) {
		depth += line.data[at] == '(';
		depth -= line.data[at] == ')';
		if (depth == 0) {
			return false;
		}
	}
	return true;
}

/* Would the line be something else than dialogue? */
static bool
is_taken(const struct pl_fountain_writer *writer, struct pl_str seen, bool is_above_closing)
{
	enum pl_line_form form = pl_speech_line_form(seen, writer->dialect);
	return (form != PL_FORM_DIALOGUE && form != PL_FORM_ESCAPED) ||
	       (is_above_closing && is_opening(seen));
}

/* A star behind a bracket is not looked at by who looks for closing ones, but a backslash before it
 * is. */
static bool
hides_bracket(struct pl_str seen)
{
	return is_closing(seen) && !pl_str_ends(seen, PL_STR(")"));
}

/* Marks around a bracket do not count, so *(a)** is a parenthetical; but a star with a backslash is
 * no mark. */
static bool
put_dialogue_line(struct pl_fountain_writer *writer, struct pl_fountain_text *text,
		  bool is_above_closing)
{
	struct pl_str seen;
	if (!pl_fountain_try_line(writer, text, &seen)) {
		return false;
	}
	if (seen.length == 0) {
		pl_sink_put_text(writer->sink, "  \n");
		return true;
	}
	text->escapes_all = hides_bracket(seen);
	if (is_taken(writer, seen, is_above_closing)) {
		text->marker = '\\';
		if (!pl_fountain_try_line(writer, text, &seen)) {
			return false;
		}
		text->escapes_all |= is_taken(writer, seen, is_above_closing);
	}
	return pl_fountain_put_line(writer, text);
}

bool
pl_fountain_put_dialogue(struct pl_fountain_writer *writer, const struct platen_node *node)
{
	struct pl_fountain_text text = pl_fountain_first_line(node);
	bool is_closing_below = writer->closing != NULL && writer->closing != node;
	uint32_t closing = writer->closing == node ? last_closing_line(node->text) : 0;
	do {
		if (!put_dialogue_line(writer, &text, is_closing_below || text.start < closing)) {
			return false;
		}
	} while (pl_fountain_next_line(&text));
	return true;
}

/* The first line of several must not be a parenthetical by itself. Stars around the brackets, be
 * they marks or text, are not looked at by who looks for brackets, but a backslash before them is.
 */
bool
pl_fountain_put_parenthetical(struct pl_fountain_writer *writer, const struct platen_node *node)
{
	struct pl_fountain_text text = pl_fountain_first_line(node);
	struct pl_str seen;
	text.keeps_start = true;
	if (!pl_fountain_try_line(writer, &text, &seen)) {
		return false;
	}
	text.escapes_all = text.end < node->text.length &&
			   pl_speech_line_form(seen, writer->dialect) == PL_FORM_PARENTHETICAL;
	do {
		text.keeps_end = text.end == node->text.length;
		if (!pl_fountain_put_line(writer, &text)) {
			return false;
		}
		text.keeps_start = false;
	} while (pl_fountain_next_line(&text));
	return true;
}
