/* The title page, and what at the beginning of a screenplay would be taken for one. */
#include "fountain/write/writer.h"

/* Go through the lines of `text`, up to the first which is none of a title page; false if there is
 * one. */
static bool
look_for_title(struct pl_fountain_title_scan *title, struct pl_str text)
{
	struct pl_lines lines = {text, text.length == 0};
	struct pl_str line;
	while (pl_lines_next(&lines, &line)) {
		/* with a backslash before it a marker is none */
		line = pl_fountain_has_marker(line) ? PL_STR("\\") : line;
		if (line.length == 0 ||
		    pl_fountain_scan_title(title, line, false) == PL_TITLE_LINE_END) {
			return false;
		}
	}
	return true;
}

bool
pl_fountain_is_like_title(const struct pl_fountain_writer *writer, const struct platen_node *node,
			  struct pl_str seen)
{
	struct pl_fountain_title_scan title = {.dialect = writer->dialect};
	if (writer->has_text || !look_for_title(&title, seen)) {
		return false;
	}
	size_t end = pl_fountain_line_end(node->text, 0), length = node->text.length;
	struct pl_str rest = pl_str_slice(node->text, end < length ? end + 1 : length, length);
	bool goes_on = look_for_title(&title, rest);
	struct pl_fountain_place place = writer->place;
	uint32_t blanks;
	while (goes_on && (node = pl_fountain_next_leaf(&place, &blanks)) != NULL) {
		bool is_text = node->kind == PLATEN_ACTION || node->kind == PLATEN_DIALOGUE ||
			       node->kind == PLATEN_PARENTHETICAL;
		goes_on = (blanks == 0 || pl_fountain_is_in(node, PLATEN_SPEECH)) &&
			  (pl_fountain_is_comment(node) ||
			   (is_text && look_for_title(&title, node->text)));
	}
	return pl_fountain_is_title_page(&title);
}

/* Write the values which stand below their key. An empty one is a held line, which needs a value
 * below it, and its notes stand on the next line. Those of an empty first value stand behind the
 * key, as they would be no part of the entry if nothing followed. */
static bool
put_values(struct pl_fountain_writer *writer, struct pl_fountain_line *line)
{
	bool done = true, is_first = true;
	size_t solid = line->node->text.length;
	while (solid > 0 && line->node->text.data[solid - 1] == '\n') {
		solid--;
	}
	do {
		bool is_empty = line->start == line->end;
		bool has_comment = line->comment != NULL && line->comment->at <= line->end;
		if (is_first && is_empty) {
			done = pl_fountain_put_line(writer, line, PL_STR(" "), PL_STR(""));
		} else if (is_first) {
			pl_sink_put_byte(writer->sink, '\n');
		}
		if (is_empty && line->start < solid) {
			pl_sink_put_text(writer->sink, "    \n");
		}
		if (!is_empty || (has_comment && !is_first)) {
			done = done &&
			       pl_fountain_put_line(writer, line, PL_STR("    "), PL_STR(""));
		}
		is_first = false;
	} while (done && pl_fountain_next_line(line));
	return done;
}

bool
pl_fountain_put_entry(struct pl_fountain_writer *writer, const struct platen_node *entry)
{
	struct pl_fountain_line line = pl_fountain_first_line(entry);
	pl_fountain_begin(writer, pl_node_more(entry)->label);
	pl_sink_put(writer->sink, pl_node_more(entry)->label);
	pl_sink_put_byte(writer->sink, ':');
	if (pl_node_more(entry)->value_count > 1) {
		return put_values(writer, &line);
	}
	return pl_fountain_put_line(writer, &line, PL_STR(" "), PL_STR(""));
}
