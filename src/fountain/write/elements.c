/*
 * The lines of each kind of element
 *
 * Does a line need a marker, to be what it is or not to be something else? The writer builds it
 * without one and asks syntax/ what the reader would take it for.
 */
#include "fountain/write/writer.h"

/* All of the text in one line: for the kinds which cannot have more. */
static struct pl_fountain_line
only_line(const struct platen_node *node)
{
	struct pl_fountain_line line = pl_fountain_first_line(node);
	line.end = (uint32_t)node->text.length;
	return line;
}

/* Put a label behind the text, unless it is empty. */
static void
add_label(struct pl_fountain_line *line, struct pl_str before, struct pl_str label,
	  struct pl_str behind)
{
	if (label.length > 0) {
		line->label[0] = before;
		line->label[1] = label;
		line->label[2] = behind;
	}
}

/* All lines alike. An empty one gets `before` and `behind` without their blanks. */
static bool
put_lines(struct pl_fountain_writer *writer, const struct platen_node *node, struct pl_str before,
	  struct pl_str behind)
{
	struct pl_fountain_line line = pl_fountain_first_line(node);
	bool done;
	do {
		bool is_empty = line.start == line.end;
		done = pl_fountain_put_line(writer, &line, is_empty ? pl_str_trim(before) : before,
					    is_empty ? pl_str_trim(behind) : behind);
	} while (done && pl_fountain_next_line(&line));
	return done;
}

/* --------------------------------------------------------------------------- action */

/* The length of the blanks before the text which the reader keeps there. Others must follow a `!`.
 */
static uint32_t
indentation(const struct pl_fountain_line *line)
{
	struct pl_str text = pl_str_slice(line->node->text, line->start, line->end);
	const char *end = pl_str_end(text);
	size_t at = 0;
	while (at < text.length && pl_is_space_separator(pl_code_point_at(text, at))) {
		at += pl_blank_at(text.data + at, end);
	}
	if (line->comment != NULL && line->comment->at < line->start + at) {
		return line->comment->at - line->start;
	}
	return at == text.length || pl_blank_at(text.data + at, end) == 0 ? (uint32_t)at : 0;
}

/* The marker without which the line would not be action. */
static struct pl_str
action_marker(const struct pl_fountain_line *line, const struct pl_fountain_line_place *place)
{
	const char *text = line->node->text.data;
	uint32_t at = line->start + line->indent;
	bool is_lost = at < line->end && pl_blank_at(text + at, text + line->end) > 0;
	if (place->line.length == 0 || is_lost) {
		return PL_STR("!");
	}
	enum pl_fountain_form form = pl_fountain_form_of(place);
	if (form == PL_FORM_ACTION || form == PL_FORM_ESCAPED) {
		return PL_STR("");
	}
	return pl_fountain_is_escapable_first(place->line.data[0]) ? PL_STR("\\") : PL_STR("!");
}

/* Is this action right below a cue, whose speech it must end? */
static bool
ends_silent_speech(const struct platen_node *action)
{
	const struct platen_node *above = action->previous;
	while (above != NULL && above->last != NULL) {
		above = above->last;
	}
	return pl_fountain_is_silent(above);
}

/* The place of a line with others of its text below; an empty one of those is a `!`. */
static struct pl_fountain_line_place
place_above(const struct pl_fountain_line *line, struct pl_fountain_line_place place)
{
	struct pl_str text = line->node->text;
	place.below = pl_str_trim(pl_str_slice(text, line->end + 1, text.length));
	place.below = place.below.length == 0 ? PL_STR("!") : place.below;
	place.is_above_text = true;
	return place;
}

static bool
put_action(struct pl_fountain_writer *writer, const struct platen_node *node,
	   struct pl_fountain_line_place place)
{
	struct pl_fountain_line line = pl_fountain_first_line(node);
	do {
		bool is_first = line.start == 0, is_last = line.end == node->text.length;
		place.is_below_blank &= is_first;
		line.indent = indentation(&line);
		struct pl_fountain_line_place here = is_last ? place : place_above(&line, place);
		if (!pl_fountain_build_line(writer, &line, &here.line)) {
			return false;
		}
		bool is_forced = is_first && (ends_silent_speech(node) ||
					      pl_fountain_is_like_title(writer, node, here.line));
		struct pl_str marker = is_forced ? PL_STR("!") : action_marker(&line, &here);
		pl_fountain_write_line(writer, PL_STR(""), marker, PL_STR(""));
	} while (pl_fountain_next_line(&line));
	return true;
}

/* In dialects without shots it is action. */
static bool
put_shot(struct pl_fountain_writer *writer, const struct platen_node *node,
	 struct pl_fountain_line_place place)
{
	return (writer->dialect->extensions & PLATEN_SHOTS) != 0
		       ? put_lines(writer, node, PL_STR("!!"), PL_STR(""))
		       : put_action(writer, node, place);
}

/* ------------------------------------------------------------------------------- cues */

/* A cue needs its @ if it would be none without, and to keep its lower case in print. Fountain has
 * no cue without words below, unless action ends its speech: such a cue is written as action, so
 * that what follows does not become its words. */
static bool
put_cue(struct pl_fountain_writer *writer, const struct platen_node *cue,
	struct pl_fountain_line_place place)
{
	const struct platen_node *speech = cue->parent;
	bool is_lone = pl_fountain_says_nothing(speech) && !pl_fountain_is_silent(cue);
	bool is_dual = pl_fountain_is_in(speech, PLATEN_DUAL_DIALOGUE) &&
		       speech->previous != NULL && !is_lone;
	struct pl_fountain_line line = only_line(cue);
	add_label(&line, PL_STR(" "), pl_node_more(cue)->label, PL_STR(""));
	if (!pl_fountain_build_line(writer, &line, &place.line)) {
		return false;
	}
	bool keeps_case =
		cue->is_forced && (pl_fountain_has_small_letter(cue->text) ||
				   pl_fountain_has_small_letter(pl_node_more(cue)->label));
	bool is_plain = !keeps_case && pl_fountain_form_of(&place) == PL_FORM_CUE &&
			!pl_fountain_is_like_title(writer, cue, place.line);
	struct pl_str marker = is_plain ? PL_STR("") : PL_STR("@");
	pl_fountain_write_line(writer, PL_STR(""), is_lone ? PL_STR("!") : marker,
			       is_dual ? PL_STR(" ^") : PL_STR(""));
	writer->closing = pl_fountain_find_closing(speech);
	return true;
}

/* ----------------------------------------------------------------------- other kinds */

/* Write a line which needs `marker` unless the reader takes it for `form` anyway. */
static bool
put_as(struct pl_fountain_writer *writer, const struct pl_fountain_line *line,
       struct pl_fountain_line_place place, enum pl_fountain_form form, struct pl_str marker)
{
	if (!pl_fountain_build_line(writer, line, &place.line)) {
		return false;
	}
	if (pl_fountain_form_of(&place) == form) {
		marker = PL_STR("");
	} else if (form == PL_FORM_HEADING &&
		   pl_fountain_is_heading_sign(pl_code_point_at(place.line, 0))) {
		marker = PL_STR(".\\");
	}
	pl_fountain_write_line(writer, PL_STR(""), marker, PL_STR(""));
	return true;
}

static bool
put_heading(struct pl_fountain_writer *writer, const struct platen_node *node,
	    struct pl_fountain_line_place place)
{
	struct pl_fountain_line line = only_line(node);
	if (node->text.length == 0) {
		return put_action(writer, node, place); /* in Fountain a heading has text */
	}
	add_label(&line, PL_STR(" #"), pl_node_more(node)->label, PL_STR("#"));
	return put_as(writer, &line, place, PL_FORM_HEADING, PL_STR("."));
}

static bool
put_transition(struct pl_fountain_writer *writer, const struct platen_node *node,
	       struct pl_fountain_line_place place)
{
	struct pl_fountain_line line = only_line(node);
	return put_as(writer, &line, place, PL_FORM_TRANSITION, PL_STR("> "));
}

static bool
put_outline(struct pl_fountain_writer *writer, const struct platen_node *node)
{
	struct pl_fountain_line line = only_line(node);
	line.is_verbatim = true;
	for (uint32_t i = 1; i < pl_node_more(node)->level; i++) {
		pl_sink_put_byte(writer->sink, '#');
	}
	return pl_fountain_put_line(writer, &line,
				    node->kind == PLATEN_SECTION ? PL_STR("# ") : PL_STR("= "),
				    PL_STR(""));
}

/* Is there a note in the page break which labels the page? It is written itself. */
static bool
has_page_note(const struct platen_node *page_break)
{
	const struct pl_comment *comment = pl_node_more(page_break)->comments;
	while (comment != NULL && (comment->kind != PLATEN_NOTE ||
				   pl_fountain_note_label(comment->text).length == 0)) {
		comment = comment->next;
	}
	return comment != NULL;
}

static bool
put_page_break(struct pl_fountain_writer *writer, const struct platen_node *node)
{
	struct pl_fountain_line line = only_line(node);
	if ((writer->dialect->extensions & PLATEN_LOCKED_PAGES) != 0 && !has_page_note(node)) {
		add_label(&line, PL_STR(" "), pl_node_more(node)->page_label, PL_STR(""));
	}
	return pl_fountain_put_line(writer, &line, PL_STR("==="), PL_STR(""));
}

static bool
put_comment(struct pl_fountain_writer *writer, const struct platen_node *node)
{
	writer->line.length = 0;
	pl_fountain_put_aside(&writer->line, node->kind, node->text, pl_node_more(node)->typed,
			      true, &writer->above_line);
	pl_buffer_put_byte(&writer->line, '\n');
	pl_sink_put(writer->sink, pl_buffer_str(&writer->line));
	return !writer->line.failed;
}

bool
pl_fountain_put_leaf(struct pl_fountain_writer *writer, const struct platen_node *node,
		     struct pl_fountain_line_place place)
{
	switch (node->kind) {
	case PLATEN_TITLE_ENTRY: return pl_fountain_put_entry(writer, node);
	case PLATEN_SCENE_HEADING: return put_heading(writer, node, place);
	case PLATEN_ACTION: return put_action(writer, node, place);
	case PLATEN_CHARACTER: return put_cue(writer, node, place);
	case PLATEN_PARENTHETICAL: return pl_fountain_put_parenthetical(writer, node);
	case PLATEN_DIALOGUE: return pl_fountain_put_dialogue(writer, node);
	case PLATEN_LYRIC: return put_lines(writer, node, PL_STR("~"), PL_STR(""));
	case PLATEN_TRANSITION: return put_transition(writer, node, place);
	case PLATEN_SHOT: return put_shot(writer, node, place);
	case PLATEN_CENTERED: return put_lines(writer, node, PL_STR("> "), PL_STR(" <"));
	case PLATEN_SECTION:
	case PLATEN_SYNOPSIS: return put_outline(writer, node);
	case PLATEN_NOTE:
	case PLATEN_BONEYARD: return put_comment(writer, node);
	case PLATEN_PAGE_BREAK: return put_page_break(writer, node);
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_SPEECH:
	case PLATEN_DUAL_DIALOGUE: return true;
	}
	return true;
}
