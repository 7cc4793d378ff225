/*
 * Takes a line for a cue, or for what stands in a speech
 *
 * A parenthetical may run over several lines: (a bracket which opens a line, and one which ends a
 * later one). All of those in a speech are found in one go when it opens, so that a million opening
 * brackets do not each look for their end.
 */
#include "fountain/read/blocks.h"

/* -------------------------------------------------- parentheticals over several lines */

/* An opening bracket at the start of a line, waiting for its closing one. */
struct opening {
	uint32_t line;
	size_t depth; /* brackets open before it */
};

struct groups {
	struct pl_fountain_reader *reader;
	struct opening *openings; /* a stack */
	size_t count, capacity;
	size_t depth; /* brackets open now */
};

static bool
push(struct groups *groups, uint32_t line)
{
	struct opening *openings =
		pl_arena_grow(&groups->reader->scratch, groups->openings, groups->count,
			      &groups->capacity, sizeof(*openings));
	if (openings == NULL) {
		return false;
	}
	groups->openings = openings;
	openings[groups->count++] = (struct opening){line, groups->depth};
	return true;
}

/* Go through the brackets of line `index`. */
static bool
scan_brackets(struct groups *groups, struct pl_str line, uint32_t index)
{
	for (size_t at = 0; (at = pl_find_any(line, at, "()()")) < line.length; at++) {
		if (line.data[at] == '(') {
			if (at == 0 && !push(groups, index)) {
				return false;
			}
			groups->depth++;
		} else if (line.data[at] == ')' && groups->depth > 0) {
			groups->depth--;
			if (groups->count == 0 ||
			    groups->openings[groups->count - 1].depth != groups->depth) {
				continue;
			}
			uint32_t opening = groups->openings[--groups->count].line;
			if (at == line.length - 1 && opening < index) {
				groups->reader->lines[opening].group_end = index;
			}
		}
	}
	return true;
}

/* There is an opening bracket in the speech which starts at line `first`: in most there is none. */
static bool
has_bracket(const struct pl_fountain_reader *reader, uint32_t first)
{
	uint32_t end = first;
	while (end < reader->line_count && reader->lines[end].kind != PL_LINE_EMPTY &&
	       reader->lines[end].kind != PL_LINE_BONEYARD) {
		end++;
	}
	if (end == first) {
		return false;
	}
	struct pl_str speech = pl_str_slice(reader->source, reader->lines[first].start,
					    reader->lines[end - 1].end);
	return pl_find_any(speech, 0, "((((") < speech.length;
}

/* Find those of the speech which starts at line `first`. */
static bool
find_groups(struct pl_fountain_reader *reader, uint32_t first)
{
	struct groups groups = {.reader = reader};
	if (!has_bracket(reader, first)) {
		return true;
	}
	for (uint32_t i = first; i < reader->line_count; i++) {
		enum pl_fountain_line_kind kind = reader->lines[i].kind;
		if (kind == PL_LINE_EMPTY || kind == PL_LINE_BONEYARD) {
			break;
		}
		if (!pl_fountain_show_line(reader, &reader->ahead, i)) {
			return false;
		}
		struct pl_str line = pl_fountain_content(&reader->ahead);
		enum pl_fountain_form form = pl_fountain_speech_form(line, &reader->dialect);
		if (form == PL_FORM_PAGE_BREAK || form == PL_FORM_FORCED_ACTION ||
		    form == PL_FORM_SHOT) {
			break;
		}
		if (kind != PL_LINE_TEXT || form == PL_FORM_LYRIC) {
			groups.count = groups.depth = 0;
		} else if (!scan_brackets(&groups, pl_fountain_drop_marks(line), i)) {
			return false;
		}
	}
	return true;
}

/* ------------------------------------------------------------------------- takers */

/* The speech which one with a caret, about to be opened, stands beside; NULL if there is none. */
static struct platen_node *
find_partner(const struct pl_fountain_blocks *blocks)
{
	struct platen_node *node = blocks->reader->document->root->last;
	while (node != NULL && pl_kind_is(node->kind, PL_UNPRINTED)) {
		node = node->previous;
	}
	return node != NULL && node->kind == PLATEN_SPEECH ? node : NULL;
}

/* Put `left`, and what stands behind it, into a dual dialogue. */
static struct platen_node *
add_dual(struct pl_fountain_blocks *blocks, struct platen_node *left)
{
	struct platen_document *document = blocks->reader->document;
	struct platen_node *dual =
		pl_node_append(document, document->root, PLATEN_DUAL_DIALOGUE, left->from);
	if (dual == NULL) {
		return NULL;
	}
	dual->blank_before = left->blank_before;
	if (pl_node_more(left)->page_label.length > 0) {
		/* a speech has nothing else there */
		dual->more = left->more;
		left->more = NULL;
	}
	for (struct platen_node *node = left, *next; node != dual; node = next) {
		next = node->next;
		pl_node_move(node, dual);
	}
	return dual;
}

static bool
open_speech(struct pl_fountain_blocks *blocks, bool is_dual)
{
	struct pl_fountain_reader *reader = blocks->reader;
	struct platen_node *parent = reader->document->root;
	struct platen_node *left = is_dual ? find_partner(blocks) : NULL;
	if (is_dual && left == NULL) {
		pl_fountain_report(blocks, PL_DUAL_ALONE, NULL);
	}
	if (left != NULL && !reader->splits_dual && (parent = add_dual(blocks, left)) == NULL) {
		return false;
	}
	blocks->speech = pl_fountain_append(reader, parent, PLATEN_SPEECH,
					    pl_fountain_node_start(&reader->visible, false));
	if (blocks->speech == NULL || !pl_fountain_open_node(blocks, PLATEN_CHARACTER, false)) {
		return false;
	}
	blocks->speech->blank_before = reader->text.node->blank_before;
	reader->text.node->is_forced = pl_fountain_marker_of(blocks, '@') > 0;
	return true;
}

bool
pl_fountain_take_cue(struct pl_fountain_blocks *blocks)
{
	struct pl_fountain_reader *reader = blocks->reader;
	bool is_dual = pl_str_ends(blocks->place.line, PL_STR("^"));
	pl_fountain_hint_at_line(blocks, "a cue");
	if (!open_speech(blocks, is_dual) ||
	    !pl_fountain_put_text(blocks, pl_fountain_marker_of(blocks, '@'), 0)) {
		return false;
	}
	struct pl_str cue = pl_fountain_drop_carets(pl_buffer_str(&reader->text.text));
	size_t extension = pl_fountain_find_extension(cue, blocks->place.dialect);
	extension = extension > 0 ? extension : cue.length;
	pl_fountain_hint_at_extension(blocks, pl_str_slice(cue, extension, cue.length));
	return pl_fountain_split_label(reader, extension, extension, cue.length) &&
	       find_groups(reader, blocks->index + 1);
}

bool
pl_fountain_take_parenthetical(struct pl_fountain_blocks *blocks)
{
	return pl_fountain_open_node(blocks, PLATEN_PARENTHETICAL, false) &&
	       pl_fountain_put_text(blocks, 0, 0);
}

/* A line of a speech, without the backslash which makes it plain text. */
static bool
put_speech_line(struct pl_fountain_blocks *blocks)
{
	bool is_escaped = pl_fountain_speech_form(blocks->place.line, blocks->place.dialect) ==
			  PL_FORM_ESCAPED;
	return pl_fountain_put_text(blocks, is_escaped, 0);
}

static bool
take_long_parenthetical(struct pl_fountain_blocks *blocks)
{
	uint32_t last = pl_fountain_current(blocks)->group_end;
	if (!pl_fountain_take_parenthetical(blocks)) {
		return false;
	}
	while (blocks->index < last) {
		blocks->index++;
		if (!pl_fountain_show_current(blocks) || !put_speech_line(blocks)) {
			return false;
		}
	}
	pl_fountain_extend(blocks->reader->text.node, pl_fountain_current(blocks)->end);
	return true;
}

bool
pl_fountain_take_dialogue(struct pl_fountain_blocks *blocks)
{
	if (pl_fountain_current(blocks)->group_end > 0) {
		return take_long_parenthetical(blocks);
	}
	pl_fountain_hint_at_speech(blocks);
	return pl_fountain_continue_node(blocks, PLATEN_DIALOGUE) &&
	       pl_fountain_put_text(blocks, 0, 0);
}
