/* Opens nodes and adds lines to them. */
#include "fountain/read/blocks.h"

bool
pl_fountain_show_current(struct pl_fountain_blocks *blocks)
{
	struct pl_fountain_reader *reader = blocks->reader;
	pl_position_advance(reader->source, &reader->at, pl_fountain_current(blocks)->start);
	if (!pl_fountain_show_line(reader, &reader->visible, blocks->index)) {
		return false;
	}
	blocks->place.line = pl_fountain_content(&reader->visible);
	return true;
}

void
pl_fountain_end_speech(struct pl_fountain_blocks *blocks)
{
	blocks->speech = NULL;
	blocks->open = NULL;
	blocks->held = 0;
}

bool
pl_fountain_open_node(struct pl_fountain_blocks *blocks, enum platen_kind kind, bool goes_on)
{
	struct pl_fountain_reader *reader = blocks->reader;
	uint32_t start = pl_fountain_node_start(&reader->visible, kind == PLATEN_ACTION);
	struct platen_node *node =
		pl_fountain_append(reader, pl_fountain_parent(blocks), kind, start);
	if (node == NULL || !pl_fountain_text_begin(reader, node)) {
		return false;
	}
	bool is_printed = kind != PLATEN_SECTION && kind != PLATEN_SYNOPSIS;
	blocks->gap = blocks->blanks > blocks->gap ? blocks->blanks : blocks->gap;
	node->blank_before = is_printed ? blocks->gap : blocks->blanks;
	blocks->gap = is_printed ? 0 : blocks->gap;
	blocks->blanks = blocks->held = 0;
	blocks->open = goes_on ? node : NULL;
	blocks->place.is_below_blank = false;
	pl_fountain_extend(node, pl_fountain_current(blocks)->end);
	return true;
}

bool
pl_fountain_continue_node(struct pl_fountain_blocks *blocks, enum platen_kind kind)
{
	if (blocks->open == NULL || blocks->open->kind != kind) {
		return pl_fountain_open_node(blocks, kind, true);
	}
	for (; blocks->held > 0; blocks->held--) {
		if (!pl_fountain_text_empty_line(blocks->reader)) {
			return false;
		}
	}
	blocks->blanks = 0;
	pl_fountain_extend(blocks->open, pl_fountain_current(blocks)->end);
	return true;
}

bool
pl_fountain_put_text(struct pl_fountain_blocks *blocks, size_t head, size_t tail)
{
	struct pl_str rest = pl_str_trim(
		pl_str_slice(blocks->place.line, head, blocks->place.line.length - tail));
	uint32_t from = (uint32_t)(rest.data - blocks->reader->visible.text.data);
	return pl_fountain_text_inline(blocks->reader, 0, from, from + (uint32_t)rest.length);
}

bool
pl_fountain_split_label(struct pl_fountain_reader *reader, size_t keep, size_t start, size_t end)
{
	struct pl_str text = pl_buffer_str(&reader->text.text);
	bool done = pl_node_set_label(reader->document, reader->text.node,
				      pl_str_slice(text, start, end));
	while (keep > 0 && pl_blank_before(text.data, text.data + keep) > 0) {
		keep -= pl_blank_before(text.data, text.data + keep);
	}
	pl_fountain_text_truncate(reader, keep);
	return done;
}
