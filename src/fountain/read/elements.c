/* Takes a line for an element outside speeches. */
#include "fountain/read/blocks.h"

/* An action line, whose indentation and blanks behind a marker are text. */
static bool
put_action(struct pl_fountain_blocks *blocks, uint32_t head)
{
	const struct pl_fountain_visible *visible = &blocks->reader->visible;
	uint32_t from = visible->from + head;
	return pl_fountain_text_inline(blocks->reader, from < visible->to ? visible->from : 0, from,
				       visible->to);
}

static bool
take_escaped(struct pl_fountain_blocks *blocks)
{
	if (blocks->speech != NULL) {
		return pl_fountain_continue_node(blocks, PLATEN_DIALOGUE) &&
		       pl_fountain_put_text(blocks, 1, 0);
	}
	return pl_fountain_continue_node(blocks, PLATEN_ACTION) && put_action(blocks, 1);
}

static bool
take_forced_action(struct pl_fountain_blocks *blocks)
{
	if (blocks->speech != NULL) {
		pl_fountain_end_speech(blocks);
	}
	const struct platen_node *above = blocks->open;
	if (!pl_fountain_continue_node(blocks, PLATEN_ACTION)) {
		return false;
	}
	blocks->open->is_forced |= blocks->open != above;
	return put_action(blocks, (uint32_t)pl_fountain_marker_of(blocks, '!'));
}

static bool
take_shot(struct pl_fountain_blocks *blocks)
{
	struct pl_str line = blocks->place.line;
	size_t marker = pl_fountain_marker_of(blocks, '!');
	marker += pl_fountain_marker(pl_str_slice(line, marker, line.length), '!',
				     blocks->place.dialect);
	pl_fountain_end_speech(blocks);
	return pl_fountain_open_node(blocks, PLATEN_SHOT, false) &&
	       pl_fountain_put_text(blocks, marker, 0);
}

static bool
take_action(struct pl_fountain_blocks *blocks)
{
	pl_fountain_hint_at_line(blocks, "action");
	return pl_fountain_continue_node(blocks, PLATEN_ACTION) && put_action(blocks, 0);
}

static bool
take_page_break(struct pl_fountain_blocks *blocks)
{
	pl_fountain_end_speech(blocks);
	if (!pl_fountain_open_node(blocks, PLATEN_PAGE_BREAK, false)) {
		return false;
	}
	blocks->place.is_below_blank = true;
	struct pl_fountain_reader *reader = blocks->reader;
	struct pl_str label = pl_fountain_page_label(blocks->place.line);
	return pl_fountain_label_page(reader, reader->text.node, label) &&
	       pl_fountain_text_spans(reader);
}

/* `#1 COP` right above text was meant as a cue. */
static bool
is_numbered(const struct pl_fountain_blocks *blocks)
{
	struct pl_str line = blocks->place.line, below = blocks->place.below;
	return line.length > 1 && line.data[0] == '#' && line.data[1] >= '0' &&
	       line.data[1] <= '9' && below.length > 0 &&
	       !pl_fountain_has_prefix(below, blocks->place.dialect) &&
	       !pl_fountain_has_marker(below);
}

/* A section or synopsis: `head` bytes of marker, then text in which nothing is markup. */
static bool
take_outline(struct pl_fountain_blocks *blocks, enum platen_kind kind, uint32_t head)
{
	struct pl_fountain_reader *reader = blocks->reader;
	bool touches = blocks->open != NULL && blocks->open->kind == PLATEN_ACTION;
	struct pl_str number, heading,
		rest = pl_str_slice(blocks->place.line, head, blocks->place.line.length);
	if (pl_fountain_find_leading_number(rest, blocks->place.dialect, &number, &heading)) {
		pl_fountain_report_number(blocks, number, "a section, which is not printed");
	} else if (kind == PLATEN_SECTION &&
		   pl_fountain_has_clear_prefix(pl_str_trim(rest), blocks->place.dialect)) {
		pl_fountain_report(blocks, PL_HEADING_PREFIX, "a section, which is not printed");
	} else if (touches || is_numbered(blocks)) {
		pl_fountain_report(blocks, PL_VANISHING_LINE, platen_kind_name(kind));
	}
	if (!pl_fountain_open_node(blocks, kind, false)) {
		return false;
	}
	blocks->place.is_below_blank = true;
	struct pl_str text =
		pl_str_trim(pl_str_slice(blocks->place.line, head, blocks->place.line.length));
	uint32_t from = (uint32_t)(text.data - reader->visible.text.data);
	return pl_fountain_text_verbatim(reader, from, from + (uint32_t)text.length);
}

/* # Boneyard, as some programs call what is not printed any more. */
static void
meet_boneyard(struct pl_fountain_blocks *blocks)
{
	if ((blocks->place.dialect->extensions & PLATEN_STOP_AT_BONEYARD) != 0) {
		blocks->is_over = true;
	} else {
		pl_fountain_report(blocks, PL_BONEYARD_SECTION, NULL);
	}
}

static bool
take_section(struct pl_fountain_blocks *blocks)
{
	uint32_t level = 0, head = 0;
	size_t length;
	struct pl_str rest = blocks->place.line;
	while ((length = pl_fountain_marker(rest, '#', blocks->place.dialect)) > 0) {
		rest = pl_str_slice(rest, length, rest.length);
		head += (uint32_t)length;
		level++;
	}
	if (!take_outline(blocks, PLATEN_SECTION, head)) {
		return false;
	}
	struct pl_node_more *more =
		pl_node_need_more(blocks->reader->document, blocks->reader->text.node);
	if (more == NULL) {
		return false;
	}
	more->level = level;
	struct pl_str name =
		pl_str_trim(pl_str_slice(blocks->place.line, head, blocks->place.line.length));
	if (level == 1 && pl_str_equal_ascii_case(name, PL_STR("boneyard"))) {
		meet_boneyard(blocks);
	}
	return true;
}

static bool
take_synopsis(struct pl_fountain_blocks *blocks)
{
	return take_outline(blocks, PLATEN_SYNOPSIS, 1);
}

static bool
take_lyric(struct pl_fountain_blocks *blocks)
{
	return pl_fountain_continue_node(blocks, PLATEN_LYRIC) &&
	       pl_fountain_put_text(blocks, pl_fountain_marker_of(blocks, '~'), 0);
}

static bool
take_centered(struct pl_fountain_blocks *blocks)
{
	return pl_fountain_continue_node(blocks, PLATEN_CENTERED) &&
	       pl_fountain_put_text(
		       blocks, pl_fountain_marker_of(blocks, '>'),
		       pl_fountain_end_marker(blocks->place.line, blocks->place.dialect));
}

static bool
take_transition(struct pl_fountain_blocks *blocks)
{
	if (!pl_fountain_open_node(blocks, PLATEN_TRANSITION, false)) {
		return false;
	}
	size_t marker = pl_fountain_marker_of(blocks, '>');
	pl_fountain_hint_at_quote(blocks, marker);
	blocks->reader->text.node->is_forced = marker > 0;
	return pl_fountain_put_text(blocks, marker, 0);
}

/* It may be one by PLATEN_LENIENT_HEADINGS alone. */
static void
report_glued_heading(const struct pl_fountain_blocks *blocks)
{
	if (!blocks->place.is_below_blank || !pl_fountain_is_above_blank(&blocks->place)) {
		pl_fountain_report(blocks, PL_HEADING_LENIENT,
				   blocks->place.is_below_blank ? "below" : "above");
	}
}

/* Move the number at the end of the heading to its label. */
static bool
split_number(struct pl_fountain_reader *reader)
{
	struct pl_str text = pl_buffer_str(&reader->text.text);
	size_t number = pl_fountain_find_number(text);
	return number == 0 || number == text.length ||
	       pl_fountain_split_label(reader, number, number + 1, text.length - 1);
}

/* A heading behind its number, which is one by PLATEN_LENIENT_HEADINGS. */
static bool
take_numbered_heading(struct pl_fountain_blocks *blocks, struct pl_str number,
		      struct pl_str heading)
{
	struct pl_str line = blocks->place.line;
	size_t head = (size_t)(heading.data - line.data);
	pl_fountain_report_number(blocks, number, "one by --lenient-headings");
	if (!pl_fountain_open_node(blocks, PLATEN_SCENE_HEADING, false) ||
	    !pl_fountain_put_text(blocks, head, line.length - head - heading.length) ||
	    !split_number(blocks->reader)) {
		return false;
	}
	struct platen_node *node = blocks->reader->text.node;
	return pl_node_more(node)->label.length > 0 ||
	       pl_node_set_label(blocks->reader->document, node, number);
}

static bool
take_heading(struct pl_fountain_blocks *blocks)
{
	struct pl_fountain_reader *reader = blocks->reader;
	struct pl_str line = blocks->place.line, number, heading;
	size_t marker = pl_fountain_heading_marker(line, blocks->place.dialect);
	if (marker == 0 && !pl_fountain_has_prefix(line, blocks->place.dialect) &&
	    pl_fountain_find_leading_number(line, blocks->place.dialect, &number, &heading)) {
		return take_numbered_heading(blocks, number, heading);
	}
	if (marker == 0) {
		report_glued_heading(blocks);
	}
	pl_fountain_hint_at_heading(blocks);
	if (!pl_fountain_open_node(blocks, PLATEN_SCENE_HEADING, false) ||
	    !pl_fountain_put_text(blocks, marker, 0)) {
		return false;
	}
	reader->text.node->is_forced = marker > 0;
	return split_number(reader);
}

pl_fountain_take_fn *const pl_fountain_takers[PL_FORM_COUNT] = {
	[PL_FORM_ESCAPED] = take_escaped,
	[PL_FORM_PAGE_BREAK] = take_page_break,
	[PL_FORM_SHOT] = take_shot,
	[PL_FORM_FORCED_ACTION] = take_forced_action,
	[PL_FORM_SECTION] = take_section,
	[PL_FORM_SYNOPSIS] = take_synopsis,
	[PL_FORM_LYRIC] = take_lyric,
	[PL_FORM_CENTERED] = take_centered,
	[PL_FORM_FORCED_TRANSITION] = take_transition,
	[PL_FORM_FORCED_HEADING] = take_heading,
	[PL_FORM_FORCED_CUE] = pl_fountain_take_cue,
	[PL_FORM_HEADING] = take_heading,
	[PL_FORM_TRANSITION] = take_transition,
	[PL_FORM_CUE] = pl_fountain_take_cue,
	[PL_FORM_PARENTHETICAL] = pl_fountain_take_parenthetical,
	[PL_FORM_DIALOGUE] = pl_fountain_take_dialogue,
	[PL_FORM_ACTION] = take_action,
};
