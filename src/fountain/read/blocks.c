/*
 * Lines to nodes
 *
 * Fountain has no block structure but this: a line is judged by what it looks like and by whether
 *the lines above and below it are blank. So one walk down the lines does it, and three things are
 *carried along: whether the line above counts as blank, which speech is open, and which text goes
 *on if the next line is of its kind.
 *
 *	INT. DINER - NIGHT	scene heading: prefix, blank above and below
 *				empty: ends whatever is open
 *	Rain.			action ...
 *	Nobody looks up.	... goes on
 *				empty
 *	NORA			cue: capitals, blank above, text below; a speech is open now
 *	(dry)			parenthetical
 *	That one's mine.	dialogue
 *				empty: ends the speech
 *
 * What a line may be is a table in order of precedence, and that table is in syntax/rules.c, since
 *who writes Fountain must know it, too. Here a line's form leads to the function which takes it.
 *
 * A rule looks at its own line, and at the kind of the lines around; no further. The one exception
 *is a parenthetical over several lines, and all of those in a speech are found in one go when the
 *speech opens (pl_fountain_find_groups), so that a million opening brackets do not look for their
 *end one by one.
 *
 * Notes and boneyards are out of the lines already. One alone on its line becomes a node of its
 *own, in place; it leaves a ghost of a line, which counts as blank for the neighbours' tests but
 *does not end a speech. (docs/fountain.md says how blank lines are counted around it.)
 */
#include "fountain/read/reader.h"

struct blocks {
	struct pl_fountain_reader *reader;
	uint32_t index;             /* of the line */
	struct pl_str line;         /* its text without blanks at the edges */
	bool is_below_blank;        /* the line above counts as blank */
	struct pl_str below;        /* if so, the text right below; gone once this line is taken */
	struct platen_node *speech; /* open, or NULL */
	struct platen_node *open;   /* text which a line of its kind goes on with, or NULL */
	uint32_t held;              /* held lines since that text's last line */
	uint32_t blanks;            /* blank lines just above */
	uint32_t gap;               /* the largest group of them since the last node in print */
	bool is_over;               /* all that is left is a boneyard */
};

static const struct pl_fountain_dialect *
dialect_of(const struct blocks *blocks)
{
	return &blocks->reader->dialect;
}

/* --------------------------------------------------------------------- neighbours */

/* What stands below matters only to a line below a blank one. */
static bool
look_below(const struct blocks *blocks, struct pl_fountain_line_place *place)
{
	struct pl_fountain_reader *reader = blocks->reader;
	uint32_t below = blocks->index + 1;
	while (below < reader->line_count && (reader->lines[below].kind == PL_LINE_HELD ||
					      reader->lines[below].kind == PL_LINE_ASIDE)) {
		below++;
	}
	if (below == reader->line_count || reader->lines[below].kind != PL_LINE_TEXT) {
		return true;
	}
	if (!pl_fountain_show_line(reader, &reader->ahead, below)) {
		return false;
	}
	struct pl_str text = pl_fountain_content(&reader->ahead);
	place->is_above_text = !pl_fountain_is_page_break(text, dialect_of(blocks));
	if (below == blocks->index + 1) {
		place->below = text;
	}
	return true;
}

/* ------------------------------------------------------------------------- takers */

/* How long the marker is which the line starts with; 0 if it does not. */
static size_t
marker_length(const struct blocks *blocks, char marker)
{
	return pl_fountain_marker(blocks->line, marker, dialect_of(blocks));
}

static const struct pl_fountain_source_line *
current(const struct blocks *blocks)
{
	return &blocks->reader->lines[blocks->index];
}

/* Something was found at the start of the line. */
static void
report(const struct blocks *blocks, enum pl_rule rule, const char *word)
{
	struct pl_fountain_reader *reader = blocks->reader;
	struct platen_position position = reader->at;
	pl_position_advance(reader->source, &position,
			    pl_fountain_source_at(&reader->view, reader->view.from));
	pl_report(reader->diag, rule, position, word);
}

static struct platen_node *
parent_of_next(const struct blocks *blocks)
{
	return blocks->speech != NULL ? blocks->speech : blocks->reader->document->root;
}

static void
end_speech(struct blocks *blocks)
{
	blocks->speech = NULL;
	blocks->open = NULL;
	blocks->held = 0;
}

/* Start a node with text at the line; it stays open for the next line if `goes_on`. */
static bool
open_node(struct blocks *blocks, enum platen_kind kind, bool goes_on)
{
	struct pl_fountain_reader *reader = blocks->reader;
	uint32_t start = pl_fountain_node_start(&reader->view, kind == PLATEN_ACTION);
	struct platen_node *node = pl_fountain_append(reader, parent_of_next(blocks), kind, start);
	if (node == NULL || !pl_fountain_text_begin(reader, node)) {
		return false;
	}
	bool is_printed = kind != PLATEN_SECTION && kind != PLATEN_SYNOPSIS;
	blocks->gap = blocks->blanks > blocks->gap ? blocks->blanks : blocks->gap;
	node->blank_before = is_printed ? blocks->gap : blocks->blanks;
	blocks->gap = is_printed ? 0 : blocks->gap;
	blocks->blanks = blocks->held = 0;
	blocks->open = goes_on ? node : NULL;
	blocks->is_below_blank = false;
	pl_fountain_extend(node, current(blocks)->end);
	return true;
}

/* The text which the line goes on with, or a new one. */
static bool
continue_node(struct blocks *blocks, enum platen_kind kind)
{
	if (blocks->open == NULL || blocks->open->kind != kind) {
		return open_node(blocks, kind, true);
	}
	for (; blocks->held > 0; blocks->held--) {
		if (!pl_fountain_text_empty_line(blocks->reader)) {
			return false;
		}
	}
	blocks->blanks = 0;
	pl_fountain_extend(blocks->open, current(blocks)->end);
	return true;
}

/* The line without `head` bytes at its start and `tail` at its end, and without blanks there. */
static bool
put_line(struct blocks *blocks, size_t head, size_t tail)
{
	struct pl_str rest =
		pl_str_trim(pl_str_slice(blocks->line, head, blocks->line.length - tail));
	uint32_t from = (uint32_t)(rest.data - blocks->reader->view.text.data);
	return pl_fountain_text_inline(blocks->reader, 0, from, from + (uint32_t)rest.length);
}

/* An action line, whose indentation and blanks behind a marker are text. */
static bool
put_action(struct blocks *blocks, uint32_t head)
{
	const struct pl_fountain_visible *view = &blocks->reader->view;
	uint32_t from = view->from + head;
	return pl_fountain_text_inline(blocks->reader, from < view->to ? view->from : 0, from,
				       view->to);
}

static bool
take_escaped(struct blocks *blocks)
{
	return continue_node(blocks, PLATEN_ACTION) && put_action(blocks, 1);
}

static bool
take_forced_action(struct blocks *blocks)
{
	if (blocks->speech != NULL) {
		end_speech(blocks);
	}
	const struct platen_node *above = blocks->open;
	if (!continue_node(blocks, PLATEN_ACTION)) {
		return false;
	}
	blocks->open->is_forced |= blocks->open != above;
	return put_action(blocks, (uint32_t)marker_length(blocks, '!'));
}

static bool
take_shot(struct blocks *blocks)
{
	struct pl_str line = blocks->line;
	size_t marker = marker_length(blocks, '!');
	marker += pl_fountain_marker(pl_str_slice(line, marker, line.length), '!',
				     dialect_of(blocks));
	end_speech(blocks);
	return open_node(blocks, PLATEN_SHOT, false) && put_line(blocks, marker, 0);
}

/* A line which nearly was something else. */
static void
report_near_miss(const struct blocks *blocks)
{
	const char *where = blocks->is_below_blank ? "below" : "above";
	if (pl_fountain_has_capital_prefix(blocks->line, dialect_of(blocks))) {
		report(blocks, PL_HEADING_NOT_ALONE, where);
	} else if (pl_fountain_is_transition(blocks->line, dialect_of(blocks)) &&
		   !blocks->reader->view.ends_in_blank) {
		report(blocks, PL_TRANSITION_NOT_ALONE, where);
	}
}

/* INT-HOUSE, or EXTERIOR, FIELD: no heading, even if it stands alone. */
static void
report_nearly_heading(const struct blocks *blocks, const char *taken_as)
{
	if (blocks->is_below_blank && pl_fountain_is_nearly_heading(blocks->line)) {
		report(blocks, PL_HEADING_PREFIX, taken_as);
	}
}

static bool
take_action(struct blocks *blocks)
{
	report_near_miss(blocks);
	report_nearly_heading(blocks, "action");
	return continue_node(blocks, PLATEN_ACTION) && put_action(blocks, 0);
}

static bool
take_page_break(struct blocks *blocks)
{
	end_speech(blocks);
	if (!open_node(blocks, PLATEN_PAGE_BREAK, false)) {
		return false;
	}
	blocks->is_below_blank = true;
	struct pl_fountain_reader *reader = blocks->reader;
	struct pl_str label = pl_fountain_page_label(blocks->line);
	return pl_fountain_label_page(reader, reader->text.node, label) &&
	       pl_fountain_text_spans(reader);
}

/* `#1 COP` right above text was meant as a cue. */
static bool
is_numbered(const struct blocks *blocks)
{
	struct pl_str line = blocks->line, below = blocks->below;
	return line.length > 1 && line.data[0] == '#' && line.data[1] >= '0' &&
	       line.data[1] <= '9' && below.length > 0 &&
	       !pl_fountain_has_prefix(below, dialect_of(blocks)) && !pl_fountain_has_marker(below);
}

/* A section or synopsis: `head` bytes of marker, then text in which nothing is markup. */
static bool
take_outline(struct blocks *blocks, enum platen_kind kind, uint32_t head)
{
	struct pl_fountain_reader *reader = blocks->reader;
	bool touches = blocks->open != NULL && blocks->open->kind == PLATEN_ACTION;
	if (touches || is_numbered(blocks)) {
		report(blocks, PL_VANISHING_LINE, platen_kind_name(kind));
	}
	if (!open_node(blocks, kind, false)) {
		return false;
	}
	blocks->is_below_blank = true;
	struct pl_str text = pl_str_trim(pl_str_slice(blocks->line, head, blocks->line.length));
	uint32_t from = (uint32_t)(text.data - reader->view.text.data);
	return pl_fountain_text_verbatim(reader, from, from + (uint32_t)text.length);
}

/* # Boneyard, as some programs call what is not printed any more. */
static void
meet_boneyard(struct blocks *blocks)
{
	if ((dialect_of(blocks)->extensions & PLATEN_STOP_AT_BONEYARD) != 0) {
		blocks->is_over = true;
	} else {
		report(blocks, PL_BONEYARD_SECTION, NULL);
	}
}

static bool
take_section(struct blocks *blocks)
{
	uint32_t level = 0, head = 0;
	size_t length;
	struct pl_str rest = blocks->line;
	while ((length = pl_fountain_marker(rest, '#', dialect_of(blocks))) > 0) {
		rest = pl_str_slice(rest, length, rest.length);
		head += (uint32_t)length;
		level++;
	}
	if (!take_outline(blocks, PLATEN_SECTION, head)) {
		return false;
	}
	blocks->reader->text.node->level = level;
	struct pl_str name = pl_str_trim(pl_str_slice(blocks->line, head, blocks->line.length));
	if (level == 1 && pl_str_equal_ascii_case(name, PL_STR("boneyard"))) {
		meet_boneyard(blocks);
	}
	return true;
}

static bool
take_synopsis(struct blocks *blocks)
{
	return take_outline(blocks, PLATEN_SYNOPSIS, 1);
}

static bool
take_lyric(struct blocks *blocks)
{
	return continue_node(blocks, PLATEN_LYRIC) &&
	       put_line(blocks, marker_length(blocks, '~'), 0);
}

static bool
take_centered(struct blocks *blocks)
{
	return continue_node(blocks, PLATEN_CENTERED) &&
	       put_line(blocks, marker_length(blocks, '>'),
			pl_fountain_end_marker(blocks->line, dialect_of(blocks)));
}

static bool
take_transition(struct blocks *blocks)
{
	if (!open_node(blocks, PLATEN_TRANSITION, false)) {
		return false;
	}
	size_t marker = marker_length(blocks, '>');
	blocks->reader->text.node->is_forced = marker > 0;
	return put_line(blocks, marker, 0);
}

/* Move [start, end) of the text to the node's label and keep what stands before `keep`, without
 * blanks at its end. */
static bool
split_label(struct pl_fountain_reader *reader, size_t keep, size_t start, size_t end)
{
	struct pl_str text = pl_buffer_str(&reader->text.text);
	struct pl_str label = pl_str_slice(text, start, end);
	reader->text.node->label = pl_arena_copy(&reader->document->arena, label);
	while (keep > 0 && pl_blank_before(text.data, text.data + keep) > 0) {
		keep -= pl_blank_before(text.data, text.data + keep);
	}
	pl_fountain_text_truncate(reader, keep);
	return reader->text.node->label.data != NULL;
}

/* It may be one by PLATEN_LENIENT_HEADINGS alone. */
static void
report_glued_heading(const struct blocks *blocks)
{
	struct pl_str below = blocks->below;
	bool is_above_blank = below.length == 0 || pl_fountain_is_outline(below) ||
			      pl_fountain_is_page_break(below, dialect_of(blocks));
	if (!blocks->is_below_blank || !is_above_blank) {
		report(blocks, PL_HEADING_LENIENT, blocks->is_below_blank ? "below" : "above");
	}
}

static bool
take_heading(struct blocks *blocks)
{
	struct pl_fountain_reader *reader = blocks->reader;
	size_t marker = pl_fountain_heading_marker(blocks->line, dialect_of(blocks));
	if (marker == 0) {
		report_glued_heading(blocks);
	}
	if (!open_node(blocks, PLATEN_SCENE_HEADING, false) || !put_line(blocks, marker, 0)) {
		return false;
	}
	reader->text.node->is_forced = marker > 0;
	struct pl_str text = pl_buffer_str(&reader->text.text);
	size_t number = pl_fountain_find_number(text);
	if (number == 0 || number == text.length) {
		return true;
	}
	return split_label(reader, number, number + 1, text.length - 1);
}

/* The speech which one with a caret, about to be opened, stands beside; NULL if there is none. */
static struct platen_node *
find_partner(const struct blocks *blocks)
{
	struct platen_node *node = blocks->reader->document->root->last;
	while (node != NULL && (node->kind == PLATEN_NOTE || node->kind == PLATEN_BONEYARD ||
				node->kind == PLATEN_SECTION || node->kind == PLATEN_SYNOPSIS)) {
		node = node->previous;
	}
	return node != NULL && node->kind == PLATEN_SPEECH ? node : NULL;
}

/* Put `left`, and what stands behind it, into a dual dialogue. */
static struct platen_node *
add_dual(struct blocks *blocks, struct platen_node *left)
{
	struct platen_document *document = blocks->reader->document;
	struct platen_node *dual =
		pl_node_append(document, document->root, PLATEN_DUAL_DIALOGUE, left->from);
	if (dual == NULL) {
		return NULL;
	}
	dual->blank_before = left->blank_before;
	dual->page_label = left->page_label;
	left->page_label = (struct pl_str){0};
	for (struct platen_node *node = left, *next; node != dual; node = next) {
		next = node->next;
		pl_node_move(node, dual);
	}
	return dual;
}

static bool
open_speech(struct blocks *blocks, bool is_dual)
{
	struct pl_fountain_reader *reader = blocks->reader;
	struct platen_node *parent = reader->document->root;
	struct platen_node *left = is_dual ? find_partner(blocks) : NULL;
	if (is_dual && left == NULL) {
		report(blocks, PL_DUAL_ALONE, NULL);
	}
	if (left != NULL && (parent = add_dual(blocks, left)) == NULL) {
		return false;
	}
	blocks->speech = pl_fountain_append(reader, parent, PLATEN_SPEECH,
					    pl_fountain_node_start(&reader->view, false));
	if (blocks->speech == NULL || !open_node(blocks, PLATEN_CHARACTER, false)) {
		return false;
	}
	blocks->speech->blank_before = reader->text.node->blank_before;
	reader->text.node->is_forced = marker_length(blocks, '@') > 0;
	return true;
}

static bool
take_cue(struct blocks *blocks)
{
	struct pl_fountain_reader *reader = blocks->reader;
	bool is_dual = pl_str_ends(blocks->line, PL_STR("^"));
	report_nearly_heading(blocks, "a cue");
	if (!open_speech(blocks, is_dual) || !put_line(blocks, marker_length(blocks, '@'), 0)) {
		return false;
	}
	struct pl_str cue = pl_fountain_drop_carets(pl_buffer_str(&reader->text.text));
	size_t extension = pl_fountain_find_extension(cue, dialect_of(blocks));
	extension = extension > 0 ? extension : cue.length;
	return split_label(reader, extension, extension, cue.length) &&
	       pl_fountain_find_groups(reader, blocks->index + 1);
}

static bool
take_parenthetical(struct blocks *blocks)
{
	return open_node(blocks, PLATEN_PARENTHETICAL, false) && put_line(blocks, 0, 0);
}

/* Make the next line the current one. */
static bool
show_line(struct blocks *blocks)
{
	struct pl_fountain_reader *reader = blocks->reader;
	pl_position_advance(reader->source, &reader->at, current(blocks)->start);
	if (!pl_fountain_show_line(reader, &reader->view, blocks->index)) {
		return false;
	}
	blocks->line = pl_fountain_content(&reader->view);
	return true;
}

/* A line of a speech, without the backslash which makes it plain text. */
static bool
put_speech_line(struct blocks *blocks)
{
	bool is_escaped =
		pl_fountain_speech_form(blocks->line, dialect_of(blocks)) == PL_FORM_ESCAPED;
	return put_line(blocks, is_escaped, 0);
}

static bool
take_long_parenthetical(struct blocks *blocks)
{
	uint32_t last = current(blocks)->group_end;
	if (!take_parenthetical(blocks)) {
		return false;
	}
	while (blocks->index < last) {
		blocks->index++;
		if (!show_line(blocks) || !put_speech_line(blocks)) {
			return false;
		}
	}
	pl_fountain_extend(blocks->reader->text.node, current(blocks)->end);
	return true;
}

static bool
take_escaped_dialogue(struct blocks *blocks)
{
	return continue_node(blocks, PLATEN_DIALOGUE) && put_line(blocks, 1, 0);
}

static bool
take_dialogue(struct blocks *blocks)
{
	if (current(blocks)->group_end > 0) {
		return take_long_parenthetical(blocks);
	}
	if (pl_fountain_has_capital_prefix(blocks->line, dialect_of(blocks))) {
		report(blocks, PL_HEADING_IN_DIALOGUE, NULL);
	} else if (pl_fountain_is_transition(blocks->line, dialect_of(blocks))) {
		report(blocks, PL_TRANSITION_IN_DIALOGUE, NULL);
	}
	return continue_node(blocks, PLATEN_DIALOGUE) && put_line(blocks, 0, 0);
}

/* -------------------------------------------------------------------------- forms */

/* Who takes a line of this form; rules.c says which form it has. */
static bool (*const takers[PL_FORM_COUNT])(struct blocks *blocks) = {
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
	[PL_FORM_FORCED_CUE] = take_cue,
	[PL_FORM_HEADING] = take_heading,
	[PL_FORM_TRANSITION] = take_transition,
	[PL_FORM_CUE] = take_cue,
	[PL_FORM_PARENTHETICAL] = take_parenthetical,
	[PL_FORM_DIALOGUE] = take_dialogue,
	[PL_FORM_ACTION] = take_action,
};

static bool
take_text(struct blocks *blocks)
{
	if (blocks->speech != NULL) {
		enum pl_fountain_form form =
			pl_fountain_speech_form(blocks->line, dialect_of(blocks));
		return form == PL_FORM_ESCAPED ? take_escaped_dialogue(blocks)
					       : takers[form](blocks);
	}
	struct pl_fountain_line_place place = {
		.dialect = dialect_of(blocks),
		.line = blocks->line,
		.ends_in_blank = blocks->reader->view.ends_in_blank,
		.is_below_blank = blocks->is_below_blank,
	};
	if (place.is_below_blank && !look_below(blocks, &place)) {
		return false;
	}
	blocks->below = place.below;
	return takers[pl_fountain_form_of(&place)](blocks);
}

/* ------------------------------------------------------------- lines without text */

static void
take_empty(struct blocks *blocks)
{
	end_speech(blocks);
	blocks->blanks++;
	blocks->is_below_blank = true;
}

static void
take_held(struct blocks *blocks)
{
	if (blocks->speech == NULL) {
		take_empty(blocks);
	} else {
		blocks->held++;
		blocks->blanks++;
	}
}

/* Notes and boneyards with no text beside them. Of the blank lines on either side the larger group
 * counts, not the sum. */
static bool
take_cuts(struct blocks *blocks)
{
	if (!pl_fountain_append_spans(blocks->reader, parent_of_next(blocks), blocks->blanks)) {
		return false;
	}
	blocks->gap = blocks->blanks > blocks->gap ? blocks->blanks : blocks->gap;
	blocks->blanks = blocks->held = 0;
	blocks->open = NULL;
	blocks->is_below_blank = true;
	return true;
}

static bool
take_void(struct blocks *blocks)
{
	end_speech(blocks);
	if (!take_cuts(blocks)) {
		return false;
	}
	blocks->gap = blocks->gap > 0 ? blocks->gap : 1;
	return true;
}

static bool
take_line(struct blocks *blocks)
{
	switch (current(blocks)->kind) {
	case PL_LINE_TEXT: return show_line(blocks) && take_text(blocks);
	case PL_LINE_EMPTY: take_empty(blocks); return true;
	case PL_LINE_HELD: take_held(blocks); return true;
	case PL_LINE_ASIDE: return show_line(blocks) && take_cuts(blocks);
	case PL_LINE_BONEYARD: return show_line(blocks) && take_void(blocks);
	}
	return true;
}

/* What is left below # Boneyard. */
static bool
take_rest(const struct blocks *blocks)
{
	const struct pl_fountain_reader *reader = blocks->reader;
	uint32_t start = blocks->index, at = start;
	while (at < reader->line_count && (reader->lines[at].kind == PL_LINE_EMPTY ||
					   reader->lines[at].kind == PL_LINE_HELD)) {
		at++;
	}
	return at == reader->line_count ||
	       pl_fountain_append_rest(blocks->reader, reader->lines[at].start, at - start);
}

bool
pl_fountain_read_blocks(struct pl_fountain_reader *reader, uint32_t first)
{
	struct blocks blocks = {.reader = reader, .index = first, .is_below_blank = true};
	for (; blocks.index < reader->line_count && !blocks.is_over; blocks.index++) {
		if (!take_line(&blocks)) {
			return false;
		}
	}
	return pl_fountain_text_end(reader) && take_rest(&blocks);
}
