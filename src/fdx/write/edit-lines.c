/*
 * A speech in several paragraphs, of which something has changed.
 *
 * Fountain shows paragraphs of one type that follow one another in a speech as lines of one
 * element, so the trip makes one node of them:
 *
 *	template	again		new		is written
 *	<First.>	First.		First.		<First.> as it is
 *	<Second.>	Second.		2nd.		<Second.> with what has changed
 *	<Third.>	Third.		Third.		<Third.> as it is
 *
 * A piece is what a paragraph has of the node. Pieces at the beginning and at the end which are in
 * the script as they were stay; those between take the lines between, in order.
 */
#include "fdx/write/template.h"
#include "fdx/write/tree.h"

/* Bytes [from, to) of `again`, and bytes [new_from, new_to) of `new` in their place. */
struct piece {
	uint32_t lines; /* 0: Fountain does not show the paragraph */
	uint32_t from, to, new_from, new_to;
	bool is_same;
	struct pl_fdx_edit *edit;
};

struct pieces {
	struct pl_fdx_template *template;
	const struct pl_fdx_item *again, *new;
	struct pl_fdx_place *places;
	struct piece *list;
	uint32_t count;
};

/* ------------------------------------------------------------------------- the pieces */

static uint32_t
count_lines(struct pl_str text)
{
	uint32_t count = text.length > 0;
	for (size_t i = 0; i < text.length; i++) {
		count += text.data[i] == '\n';
	}
	return count;
}

/* Where the lines which begin at byte `at` end; `at` is then the byte after the line end. */
static uint32_t
pass_lines(struct pl_str text, uint32_t lines, uint32_t *at)
{
	uint32_t end = *at;
	while (lines > 0 && end < text.length) {
		lines -= text.data[end] == '\n';
		end += lines > 0 || text.data[end] != '\n';
	}
	*at = end < text.length ? end + 1 : end;
	return end;
}

/* Count the lines of each place. False: some of them are not spoken as the node is. */
static bool
count_all(struct pieces *pieces, const struct pl_fdx_block *block)
{
	const struct pl_fdx_items *old = &pieces->template->old.nodes;
	for (uint32_t i = block->old_first; i < block->old_end; i++) {
		const struct platen_node *node = old->list[i].node;
		const struct pl_fdx_place *place =
			pl_fdx_template_place(pieces->template, node->from.offset);
		if (place == NULL || node->kind != pieces->new->node->kind || place->is_written ||
		    place->paragraph->extras->inner_kind != PL_FDX_INNER_NONE) {
			return false;
		}
		pieces->list[place - pieces->places].lines += count_lines(node->text);
	}
	return true;
}

/* An empty paragraph among the others is an empty line: if so many are missing, each is one. */
static bool
count_empty(struct pieces *pieces, uint32_t missing)
{
	uint32_t empty = 0;
	for (uint32_t i = 0; i < pieces->count; i++) {
		empty += pieces->list[i].lines == 0;
	}
	for (uint32_t i = 0; i < pieces->count && empty == missing; i++) {
		pieces->list[i].lines += pieces->list[i].lines == 0;
	}
	return empty == missing || missing == 0;
}

static bool
find_pieces(struct pieces *pieces, const struct pl_fdx_block *block)
{
	struct pl_str text = pieces->again->node->text;
	uint32_t at = 0, lines = 0, all = count_lines(text);
	if (!count_all(pieces, block)) {
		return false;
	}
	for (uint32_t i = 0; i < pieces->count; i++) {
		lines += pieces->list[i].lines;
	}
	if (lines > all || !count_empty(pieces, all - lines)) {
		return false;
	}
	for (uint32_t i = 0; i < pieces->count; i++) {
		struct piece *piece = &pieces->list[i];
		piece->is_same = piece->lines == 0;
		piece->from = at;
		piece->to = piece->lines == 0 ? at : pass_lines(text, piece->lines, &at);
	}
	return true;
}

/* ------------------------------------------------------------------------ comparison */

/* Bytes [from, to) of a node as a node of its own. */
static struct platen_node
cut_out(struct pl_fdx_writer *writer, const struct platen_node *node, uint32_t from, uint32_t to,
	struct pl_node_more *more)
{
	struct platen_node piece = *node;
	uint32_t count = pl_node_run_count(node);
	struct pl_run *runs = pl_arena_array(&writer->arena, count, sizeof(*runs));
	*more = (struct pl_node_more){.runs = runs};
	piece.more = more;
	piece.text = pl_str_slice(node->text, from, to);
	for (uint32_t i = 0; runs != NULL && i < count; i++) {
		struct pl_run run = pl_node_run(node, i);
		if (run.start < to && run.end > from) {
			run.start = run.start > from ? run.start - from : 0;
			run.end = (run.end < to ? run.end : to) - from;
			runs[more->run_count++] = run;
		}
	}
	writer->failed |= runs == NULL;
	return piece;
}

/* The piece stands at byte `at` of the new text, as it was. */
static bool
is_at(const struct pieces *pieces, const struct piece *piece, uint32_t at)
{
	const struct platen_node *again = pieces->again->node, *new = pieces->new->node;
	uint32_t length = piece->to - piece->from;
	struct pl_node_more one_more, other_more;
	if (at + length > new->text.length ||
	    !pl_str_equal(pl_str_slice(again->text, piece->from, piece->to),
			  pl_str_slice(new->text, at, at + length))) {
		return false;
	}
	struct pl_fdx_writer *writer = pieces->template->writer;
	const struct platen_node one = cut_out(writer, again, piece->from, piece->to, &one_more);
	const struct platen_node other = cut_out(writer, new, at, at + length, &other_more);
	bool is_same = one_more.run_count == other_more.run_count;
	for (uint32_t i = 0; is_same && i < one_more.run_count; i++) {
		struct pl_run a = pl_node_run(&one, i), b = pl_node_run(&other, i);
		is_same = a.end == b.end && a.style == b.style;
	}
	return is_same;
}

/* ---------------------------------------------------------------------- what has changed */

/* The pieces [*first, *end) and the new text [*from, *to) which are left between those that are as
 * they were. */
static void
find_changed(struct pieces *pieces, uint32_t *first, uint32_t *end, uint32_t *from, uint32_t *to)
{
	struct pl_str text = pieces->new->node->text;
	uint32_t length = (uint32_t)text.length;
	*first = *from = 0;
	*end = pieces->count;
	*to = length;
	for (; *first < *end; ++*first) {
		struct piece *piece = &pieces->list[*first];
		uint32_t after = *from + piece->to - piece->from;
		bool is_line = after == length || (after < length && text.data[after] == '\n');
		if (piece->lines > 0 && (!is_line || !is_at(pieces, piece, *from))) {
			break;
		}
		piece->is_same = true;
		*from = piece->lines == 0 ? *from : after < length ? after + 1 : length;
	}
	for (; *end > *first; --*end) {
		struct piece *piece = &pieces->list[*end - 1];
		uint32_t size = piece->to - piece->from;
		bool has_room = *to >= *from + size;
		uint32_t at = has_room ? *to - size : 0;
		bool is_line = has_room && (at == *from || text.data[at - 1] == '\n');
		if (piece->lines > 0 && (!is_line || !is_at(pieces, piece, at))) {
			break;
		}
		piece->is_same = true;
		*to = piece->lines == 0 ? *to : at > *from ? at - 1 : at;
	}
}

/* Lines were written in between: they become part of the paragraph before them, or behind. */
static void
take_neighbor(struct pieces *pieces, uint32_t *first, uint32_t *end, uint32_t *from, uint32_t *to)
{
	uint32_t length = (uint32_t)pieces->new->node->text.length;
	for (uint32_t i = *first; i-- > 0;) {
		if (pieces->list[i].lines > 0) {
			uint32_t size = pieces->list[i].to - pieces->list[i].from;
			*first = i;
			*from = *from >= size + 1 ? *from - size - 1 : 0;
			return;
		}
	}
	for (uint32_t i = *end; i < pieces->count; i++) {
		if (pieces->list[i].lines > 0) {
			uint32_t size = pieces->list[i].to - pieces->list[i].from;
			*end = i + 1;
			*to = *to + size + 1 < length ? *to + size + 1 : length;
			return;
		}
	}
}

/* Give the pieces [first, end) the new text [from, to), line by line; the last one gets the rest,
 * and those for which none is left are gone. */
static void
share_out(struct pieces *pieces, uint32_t first, uint32_t end, uint32_t from, uint32_t to)
{
	struct pl_str text = pl_str_slice(pieces->new->node->text, 0, to);
	uint32_t last = end;
	while (last > first && pieces->list[last - 1].lines == 0) {
		last--;
	}
	for (uint32_t i = first; i < last; i++) {
		struct piece *piece = &pieces->list[i];
		if (piece->lines == 0) {
			continue;
		}
		piece->is_same = false;
		piece->edit->is_gone = from >= to;
		piece->new_from = from;
		piece->new_to = i + 1 == last ? to : pass_lines(text, piece->lines, &from);
	}
}

/* Make the trees of the paragraphs which have changed. False: one of them cannot be edited. */
static bool
edit_pieces(struct pieces *pieces)
{
	struct pl_fdx_writer *writer = pieces->template->writer;
	bool has_synopses;
	for (uint32_t i = 0; i < pieces->count; i++) {
		struct piece *piece = &pieces->list[i];
		if (piece->is_same || piece->edit->is_gone) {
			continue;
		}
		struct pl_node_more old_more, new_more;
		const struct platen_node old =
			cut_out(writer, pieces->again->node, piece->from, piece->to, &old_more);
		const struct platen_node new = cut_out(writer, pieces->new->node, piece->new_from,
						       piece->new_to, &new_more);
		piece->edit->tree = pl_fdx_edit_tree(
			pieces->template, &pieces->places[i], &(struct pl_fdx_item){.node = &old},
			&(struct pl_fdx_item){.node = &new}, &has_synopses);
		if (piece->edit->tree == NULL) {
			return false;
		}
	}
	return true;
}

static bool
find_edits(struct pieces *pieces, const struct pl_fdx_block *block)
{
	uint32_t first, end, from, to;
	if (!find_pieces(pieces, block)) {
		return false;
	}
	find_changed(pieces, &first, &end, &from, &to);
	if (first == end) {
		take_neighbor(pieces, &first, &end, &from, &to);
	}
	share_out(pieces, first, end, from, to);
	return edit_pieces(pieces);
}

bool
pl_fdx_edit_lines(struct pl_fdx_template *template, uint32_t at, const struct pl_fdx_block *block,
		  struct pl_fdx_edit *edits)
{
	const struct pl_fdx_item *new = &template->new.nodes.list[at];
	const struct pl_fdx_item *again = &template->again.nodes.list[new->match];
	struct pieces pieces = {
		.template = template,
		.again = again,
		.new = new,
		.places = &template->places[block->place_first],
		.count = block->place_end - block->place_first,
	};
	/* notes in the text would have to be shared out, too */
	if (pl_node_more(again->node)->comments != NULL ||
	    pl_node_more(new->node)->comments != NULL || again->node->kind != new->node->kind) {
		return false;
	}
	pieces.list = pl_arena_array(&template->writer->arena, pieces.count, sizeof(*pieces.list));
	if (pieces.list == NULL) {
		template->writer->failed = true;
		return false;
	}
	for (uint32_t i = 0; i < pieces.count; i++) {
		pieces.list[i].edit = &edits[i];
	}
	return find_edits(&pieces, block);
}
