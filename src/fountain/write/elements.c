/*
 * The lines of each kind of element
 *
 * Whether a line needs a marker, to be what it is or not to be something else, is asked of syntax/:
 * what would it be without?
 */
#include "fountain/write/writer.h"
#include "input/input.h"

/* ------------------------------------------------------------------------- one line */

/* Before the first bytes of all: a file which begins like one of another type would be refused. */
static void
put_start(struct pl_fountain_writer *writer, struct pl_str bytes)
{
	if (!writer->has_text && pl_foreign_type(bytes) != NULL) {
		pl_sink_put_byte(writer->sink, '\n');
	}
}

bool
pl_fountain_put_line(struct pl_fountain_writer *writer, const struct pl_fountain_text *text)
{
	if (!pl_fountain_spell(&writer->speller, text)) {
		return false;
	}
	struct pl_str line = pl_buffer_str(&writer->speller.line);
	while (line.length > 0 && line.data[line.length - 1] == ' ') {
		line.length--;
	}
	put_start(writer, line);
	pl_sink_put(writer->sink, line);
	pl_sink_put_byte(writer->sink, '\n');
	writer->has_text = true;
	pl_fountain_keep(&writer->speller);
	return true;
}

bool
pl_fountain_try_line(struct pl_fountain_writer *writer, const struct pl_fountain_text *text,
		     struct pl_str *seen)
{
	if (!pl_fountain_spell(&writer->speller, text)) {
		return false;
	}
	*seen = pl_str_trim(pl_buffer_str(&writer->speller.seen));
	return true;
}

struct pl_fountain_text
pl_fountain_first_line(const struct platen_node *node)
{
	struct pl_str text = node->text;
	const char *line_feed = text.length == 0 ? NULL : memchr(text.data, '\n', text.length);
	return (struct pl_fountain_text){
		.node = node,
		.end = (uint32_t)(line_feed == NULL ? text.length
						    : (size_t)(line_feed - text.data)),
		.cut = node->cuts,
	};
}

bool
pl_fountain_next_line(struct pl_fountain_text *text)
{
	const struct platen_node *node = text->node;
	if (text->end == node->text.length) {
		return false;
	}
	text->start = text->end + 1;
	size_t rest = node->text.length - text->start;
	const char *from = node->text.data + text->start;
	const char *line_feed = rest == 0 ? NULL : memchr(from, '\n', rest);
	text->end = text->start + (uint32_t)(line_feed == NULL ? rest : (size_t)(line_feed - from));
	while (text->run < node->run_count && node->runs[text->run].end <= text->start) {
		text->run++;
	}
	while (text->cut != NULL && text->cut->at < text->start) {
		text->cut = text->cut->next;
	}
	text->indent = 0;
	text->marker = 0;
	text->escapes_all = false;
	return true;
}

/* All in one line: the kinds which cannot have more. */
static struct pl_fountain_text
only_line(const struct platen_node *node)
{
	struct pl_fountain_text text = pl_fountain_first_line(node);
	text.end = (uint32_t)node->text.length;
	return text;
}

/* ----------------------------------------------------------------------- first lines */

static bool
is_known(struct pl_str key)
{
	return pl_title_role_of(key) != PL_TITLE_UNKNOWN;
}

/* Go through the lines of `text` up to the first which is none of a title page; false if there is
 * one. */
static bool
look_for_title(struct pl_title_lines *title, struct pl_str text)
{
	size_t at = 0;
	while (at < text.length) {
		const char *line_feed = memchr(text.data + at, '\n', text.length - at);
		size_t end = line_feed == NULL ? text.length : (size_t)(line_feed - text.data);
		struct pl_str line = pl_str_slice(text, at, end);
		/* with a backslash before it a marker is none */
		line = pl_has_marker(line) ? PL_STR("\\") : line;
		if (line.length == 0 || pl_title_line(title, line, false) == PL_TITLE_LINE_END) {
			return false;
		}
		at = end + 1;
	}
	return true;
}

/* Nothing but notes stands below its cue. */
static bool
says_nothing(const struct platen_node *speech)
{
	const struct platen_node *node = speech->first->next;
	while (node != NULL && pl_fountain_is_cut(node->kind)) {
		node = node->next;
	}
	return node == NULL;
}

bool
pl_fountain_is_silent(const struct platen_node *leaf)
{
	if (leaf == NULL || !pl_fountain_is_in(leaf, PLATEN_SPEECH) ||
	    !says_nothing(leaf->parent)) {
		return false;
	}
	const struct platen_node *next = pl_fountain_next_leaf(leaf->parent->last);
	return next != NULL && (next->kind == PLATEN_ACTION || next->kind == PLATEN_SHOT);
}

/* The leaf which is written right below, if it may be a line of a title page. */
static const struct platen_node *
line_below(const struct platen_node *node)
{
	const struct platen_node *next = pl_fountain_next_leaf(node);
	if (next == NULL || pl_fountain_is_silent(node)) {
		return next;
	}
	if (pl_fountain_is_in(node, PLATEN_SPEECH) || pl_fountain_is_in(next, PLATEN_SPEECH)) {
		return next->parent == node->parent ? next : NULL;
	}
	bool is_glued = pl_fountain_is_cut(next->kind) ||
			(next->kind == PLATEN_ACTION && pl_fountain_is_cut(node->kind));
	return is_glued && next->blank_before == 0 ? next : NULL;
}

/* Would the first text of the screenplay, whose first line is `seen`, be read as a title page? */
static bool
is_like_title(const struct pl_fountain_writer *writer, const struct platen_node *node,
	      struct pl_str seen)
{
	struct pl_title_lines title = {.is_known = is_known, .dialect = writer->dialect};
	if (writer->has_text || !look_for_title(&title, seen)) {
		return false;
	}
	const char *line_feed =
		node->text.length == 0 ? NULL : memchr(node->text.data, '\n', node->text.length);
	size_t rest =
		line_feed == NULL ? node->text.length : (size_t)(line_feed - node->text.data) + 1;
	bool goes_on = look_for_title(&title, pl_str_slice(node->text, rest, node->text.length));
	while (goes_on && (node = line_below(node)) != NULL) {
		goes_on = pl_fountain_is_cut(node->kind) || look_for_title(&title, node->text);
	}
	return pl_title_is_one(&title);
}

/* --------------------------------------------------------------------------- action */

/* Blanks before the text, unless the reader would not keep them there: then they must follow a `!`.
 */
static uint32_t
indentation(const struct pl_fountain_text *text)
{
	const char *start = text->node->text.data + text->start, *at = start;
	const char *end = text->node->text.data + text->end;
	while (at < end && (*at == ' ' || pl_is_space_separator(pl_code_point_at(
						  (struct pl_str){at, (size_t)(end - at)}, 0)))) {
		at += pl_blank_at(at, end);
	}
	bool is_kept = at == end || pl_blank_at(at, end) == 0;
	uint32_t blanks = (uint32_t)(at - start);
	bool is_cut = text->cut != NULL && text->cut->at < text->start + blanks;
	return is_cut ? text->cut->at - text->start : is_kept ? blanks : 0;
}

/* The marker without which this line would not be action, 0 if it needs none. */
static bool
find_action_marker(struct pl_fountain_writer *writer, struct pl_fountain_text *text,
		   struct pl_line_place *place)
{
	if (!pl_fountain_try_line(writer, text, &place->line)) {
		return false;
	}
	uint32_t at = text->start + text->indent;
	bool is_lost = at < text->end && pl_blank_at(text->node->text.data + at,
						     text->node->text.data + text->end) > 0;
	if (place->line.length == 0 || is_lost) {
		text->marker = '!';
		return true;
	}
	enum pl_line_form form = pl_line_form(place);
	if (form == PL_FORM_ACTION || form == PL_FORM_ESCAPED) {
		return true;
	}
	text->marker = pl_is_escapable_first(place->line.data[0]) ? '\\' : '!';
	return true;
}

/* Does this action stand right below a cue, whose speech it must end? */
static bool
ends_silent_speech(const struct platen_node *action)
{
	const struct platen_node *above = action->previous;
	while (above != NULL && above->last != NULL) {
		above = above->last;
	}
	return pl_fountain_is_silent(above);
}

static bool
put_action(struct pl_fountain_writer *writer, const struct platen_node *node,
	   struct pl_line_place place)
{
	struct pl_fountain_text text = pl_fountain_first_line(node);
	bool is_first = true, is_last;
	do {
		is_last = text.end == node->text.length;
		text.indent = indentation(&text);
		struct pl_line_place here = {.dialect = writer->dialect,
					     .is_below_blank = is_first && place.is_below_blank};
		if (is_last) {
			here.below = place.below;
			here.is_above_text = place.is_above_text;
		} else {
			here.below = pl_str_slice(node->text, text.end + 1, node->text.length);
			here.is_above_text = true;
		}
		here.below = pl_str_trim(here.below);
		here.below = here.below.length == 0 && !is_last ? PL_STR("!") : here.below;
		if (!find_action_marker(writer, &text, &here)) {
			return false;
		}
		if (is_first &&
		    (ends_silent_speech(node) || is_like_title(writer, node, here.line))) {
			text.marker = '!';
		}
		if (!pl_fountain_put_line(writer, &text)) {
			return false;
		}
		is_first = false;
	} while (pl_fountain_next_line(&text));
	return true;
}

/* --------------------------------------------------------------------------- speeches */

static bool
has_lower_case(struct pl_str text)
{
	const char *at = text.data, *end = text.data + text.length;
	while (at < end) {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		if (pl_is_lower(code_point)) {
			return true;
		}
	}
	return false;
}

/* A cue needs its @ if it would be none without, and to keep its lower case in print. One which
 * nobody speaks below has no spelling, unless action ends its speech: it is action then, so that
 * what follows does not become its words. */
static bool
put_cue(struct pl_fountain_writer *writer, const struct platen_node *cue,
	struct pl_line_place place)
{
	const struct platen_node *speech = cue->parent;
	bool is_lone = says_nothing(speech) && !pl_fountain_is_silent(cue);
	bool is_dual = pl_fountain_is_in(speech, PLATEN_DUAL_DIALOGUE) &&
		       speech->previous != NULL && !is_lone;
	struct pl_fountain_text text = only_line(cue);
	text.label = cue->label;
	text.behind = is_dual ? PL_STR(" ^") : PL_STR("");
	if (!pl_fountain_try_line(writer, &text, &place.line)) {
		return false;
	}
	bool keeps_case =
		cue->is_forced && (has_lower_case(cue->text) || has_lower_case(cue->label));
	bool is_plain = !keeps_case && pl_line_form(&place) == PL_FORM_CUE &&
			!is_like_title(writer, cue, place.line);
	text.marker = is_lone ? '!' : is_plain ? 0 : '@';
	return pl_fountain_put_line(writer, &text);
}

/* ----------------------------------------------------------------------- other kinds */

static bool
put_lines(struct pl_fountain_writer *writer, const struct platen_node *node, struct pl_str before,
	  struct pl_str behind)
{
	struct pl_fountain_text text = pl_fountain_first_line(node);
	text.before = before;
	text.behind = behind;
	do {
		if (!pl_fountain_put_line(writer, &text)) {
			return false;
		}
	} while (pl_fountain_next_line(&text));
	return true;
}

static bool
put_centered(struct pl_fountain_writer *writer, const struct platen_node *node)
{
	struct pl_fountain_text text = pl_fountain_first_line(node);
	do {
		bool is_empty = text.start == text.end;
		text.before = is_empty ? PL_STR(">") : PL_STR("> ");
		text.behind = is_empty ? PL_STR("<") : PL_STR(" <");
		if (!pl_fountain_put_line(writer, &text)) {
			return false;
		}
	} while (pl_fountain_next_line(&text));
	return true;
}

static bool
put_heading(struct pl_fountain_writer *writer, const struct platen_node *node,
	    struct pl_line_place place)
{
	struct pl_fountain_text text = only_line(node);
	text.label = node->label;
	text.label_mark = '#';
	if (!pl_fountain_try_line(writer, &text, &place.line)) {
		return false;
	}
	text.marker = pl_line_form(&place) == PL_FORM_HEADING ? 0 : '.';
	return pl_fountain_put_line(writer, &text);
}

static bool
put_transition(struct pl_fountain_writer *writer, const struct platen_node *node,
	       struct pl_line_place place)
{
	struct pl_fountain_text text = only_line(node);
	if (!pl_fountain_try_line(writer, &text, &place.line)) {
		return false;
	}
	bool is_plain = pl_line_form(&place) == PL_FORM_TRANSITION;
	text.before = is_plain ? PL_STR("") : PL_STR("> ");
	return pl_fountain_put_line(writer, &text);
}

static bool
put_outline(struct pl_fountain_writer *writer, const struct platen_node *node)
{
	struct pl_fountain_text text = only_line(node);
	for (uint32_t i = 1; i < node->level; i++) {
		pl_sink_put_byte(writer->sink, '#');
	}
	text.before = node->kind == PLATEN_SECTION ? PL_STR("# ") : PL_STR("= ");
	text.is_verbatim = true;
	return pl_fountain_put_line(writer, &text);
}

/* A note in the page break labels the page: it is written itself. */
static bool
says_page(const struct platen_node *page_break)
{
	const struct pl_cut *cut = page_break->cuts;
	while (cut != NULL &&
	       (cut->kind != PLATEN_NOTE || pl_page_note_label(cut->text).length == 0)) {
		cut = cut->next;
	}
	return cut != NULL;
}

static bool
put_page_break(struct pl_fountain_writer *writer, const struct platen_node *node)
{
	struct pl_fountain_text text = only_line(node);
	text.before = PL_STR("===");
	if ((writer->dialect->extensions & PLATEN_LOCKED_PAGES) != 0 &&
	    node->page_label.length > 0 && !says_page(node)) {
		text.label = node->page_label;
	}
	return pl_fountain_put_line(writer, &text);
}

static bool
put_cut(struct pl_fountain_writer *writer, const struct platen_node *node)
{
	struct pl_buffer *line = &writer->speller.line;
	line->length = 0;
	writer->speller.yards = writer->speller.kept;
	pl_fountain_put_alone(line, node, &writer->speller.yards);
	pl_fountain_keep(&writer->speller);
	pl_buffer_put_byte(line, '\n');
	pl_sink_put(writer->sink, pl_buffer_str(line));
	return !line->failed;
}

/* ------------------------------------------------------------------------ title page */

/* A value which is empty is a held line; its notes stand on the next one. */
static bool
put_empty_value(struct pl_fountain_writer *writer, struct pl_fountain_text *text)
{
	pl_sink_put_text(writer->sink, "    \n");
	bool has_cut = text->cut != NULL && text->cut->at <= text->end;
	return !has_cut || pl_fountain_put_line(writer, text);
}

/* End the line of a key whose values stand below. Notes before an empty one stand here, as they
 * would be no part of the entry there if nothing followed. */
static bool
put_bare_end(struct pl_fountain_writer *writer, struct pl_fountain_text *text)
{
	if (text->end > 0 || text->cut == NULL || text->cut->at > 0) {
		pl_sink_put_byte(writer->sink, '\n');
		return true;
	}
	struct pl_fountain_text notes = *text;
	notes.before = PL_STR(" ");
	while (text->cut != NULL && text->cut->at == 0) {
		text->cut = text->cut->next;
	}
	return pl_fountain_put_line(writer, &notes);
}

static bool
put_entry(struct pl_fountain_writer *writer, const struct platen_node *entry)
{
	struct pl_fountain_text text = pl_fountain_first_line(entry);
	struct pl_sink *sink = writer->sink;
	put_start(writer, entry->label);
	writer->has_text = true;
	pl_sink_put(sink, entry->label);
	pl_sink_put_byte(sink, ':');
	bool is_inline =
		entry->value_count == 0 || (entry->value_count == 1 && entry->text.length > 0);
	if (is_inline && entry->text.length == 0 && entry->cuts == NULL) {
		pl_sink_put_byte(sink, '\n');
		return true;
	}
	text.before = is_inline ? PL_STR(" ") : PL_STR("    ");
	if (is_inline) {
		return pl_fountain_put_line(writer, &text);
	}
	if (!put_bare_end(writer, &text)) {
		return false;
	}
	do {
		bool done = text.start == text.end ? put_empty_value(writer, &text)
						   : pl_fountain_put_line(writer, &text);
		if (!done) {
			return false;
		}
	} while (pl_fountain_next_line(&text));
	return true;
}

/* Where shots are not known it is action. */
static bool
put_shot(struct pl_fountain_writer *writer, const struct platen_node *node,
	 struct pl_line_place place)
{
	return (writer->dialect->extensions & PLATEN_SHOTS) != 0
		       ? put_lines(writer, node, PL_STR("!!"), PL_STR(""))
		       : put_action(writer, node, place);
}

static bool
put_leaf(struct pl_fountain_writer *writer, const struct platen_node *node,
	 struct pl_line_place place)
{
	switch (node->kind) {
	case PLATEN_TITLE_ENTRY: return put_entry(writer, node);
	case PLATEN_SCENE_HEADING: return put_heading(writer, node, place);
	case PLATEN_ACTION: return put_action(writer, node, place);
	case PLATEN_CHARACTER: return put_cue(writer, node, place);
	case PLATEN_PARENTHETICAL: return pl_fountain_put_parenthetical(writer, node);
	case PLATEN_DIALOGUE: return pl_fountain_put_dialogue(writer, node);
	case PLATEN_LYRIC: return put_lines(writer, node, PL_STR("~"), PL_STR(""));
	case PLATEN_TRANSITION: return put_transition(writer, node, place);
	case PLATEN_SHOT: return put_shot(writer, node, place);
	case PLATEN_CENTERED: return put_centered(writer, node);
	case PLATEN_SECTION:
	case PLATEN_SYNOPSIS: return put_outline(writer, node);
	case PLATEN_NOTE:
	case PLATEN_BONEYARD: return put_cut(writer, node);
	case PLATEN_PAGE_BREAK: return put_page_break(writer, node);
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_SPEECH:
	case PLATEN_DUAL_DIALOGUE: return true;
	}
	return true;
}

bool
pl_fountain_put_leaf(struct pl_fountain_writer *writer, const struct platen_node *node,
		     struct pl_line_place place)
{
	if (node->kind == PLATEN_CHARACTER) {
		writer->closing = pl_fountain_last_closing(node->parent);
	}
	bool done = put_leaf(writer, node, place);
	writer->closing = writer->closing == node ? NULL : writer->closing;
	return done;
}
