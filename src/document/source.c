/*
 * The tree and its source: which byte belongs to which node, and whether all say so rightly.
 */
#include "document/document.h"
#include "unicode/unicode.h"

static const struct platen_node *
leaf_from(const struct platen_node *node)
{
	while (node != NULL && node->first != NULL) {
		node = pl_node_following(node);
	}
	return node;
}

void
pl_source_pieces_init(struct pl_source_pieces *pieces, const struct platen_document *document)
{
	const struct platen_node *root = document->root;
	*pieces = (struct pl_source_pieces){.document = document};
	pieces->next = root->first == NULL ? NULL : leaf_from(root);
}

bool
pl_source_pieces_next(struct pl_source_pieces *pieces, struct pl_source_piece *piece)
{
	const struct platen_node *leaf = pieces->next;
	uint32_t end = (uint32_t)pieces->document->source.length;
	if (leaf == NULL && pieces->at == end) {
		return false;
	}
	if (leaf == NULL || leaf->from.offset > pieces->at) {
		*piece = (struct pl_source_piece){NULL, pieces->at,
						  leaf == NULL ? end : leaf->from.offset};
	} else {
		*piece = (struct pl_source_piece){leaf, leaf->from.offset, leaf->source_end};
		pieces->next = leaf_from(pl_node_following(leaf));
	}
	pieces->at = piece->end;
	return true;
}

/* ------------------------------------------------------------------------- checks */

static bool
is_trivia(struct pl_str text)
{
	const char *at = text.data, *end = pl_str_end(text);
	while (at < end) {
		size_t length = pl_blank_at(at, end);
		length = length > 0 ? length : pl_line_break_at(at, end);
		if (length == 0) {
			return false;
		}
		at += length;
	}
	return true;
}

static const char *
check_pieces(const struct platen_document *document)
{
	struct pl_source_pieces pieces;
	struct pl_source_piece piece;
	uint32_t at = 0;
	pl_source_pieces_init(&pieces, document);
	while (pl_source_pieces_next(&pieces, &piece)) {
		if (piece.start != at || piece.end < at || piece.end > document->source.length) {
			return "every byte of the source is in one piece only";
		}
		if (piece.leaf == NULL &&
		    !is_trivia(pl_str_slice(document->source, piece.start, piece.end))) {
			return "no text stands between the leaves";
		}
		at = piece.end;
	}
	return NULL;
}

/* `position` is the one of its offset; `known` moves on to it. */
static bool
is_right(const struct platen_document *document, struct platen_position *known,
	 struct platen_position position)
{
	if (position.offset < known->offset || position.offset > document->source.length) {
		return false;
	}
	pl_position_advance(document->source, known, position.offset);
	return known->line == position.line && known->column == position.column;
}

/* The bytes of the text are those of the source, a tab being four spaces; the LF of a run may be
 * any line end, and more. */
static bool
is_run_of(struct pl_str source, struct pl_str text, const struct pl_run *run)
{
	size_t from = run->from.offset;
	for (uint32_t at = run->start; at < run->end; at++, from++) {
		if (text.data[at] == '\n') {
			return true;
		}
		if (from >= source.length) {
			return false;
		}
		if (source.data[from] == '\t' && run->end - at >= 4 &&
		    memcmp(text.data + at, "    ", 4) == 0) {
			at += 3;
		} else if (source.data[from] != text.data[at]) {
			return false;
		}
	}
	return true;
}

static const char *
check_places(const struct platen_document *document, const struct platen_node *node)
{
	struct platen_position run_at = node->from, comment_at = node->from;
	for (uint32_t i = 0; i < pl_node_run_count(node); i++) {
		const struct pl_run run = pl_node_run(node, i);
		if (!is_right(document, &run_at, run.from) || run.from.offset > node->source_end ||
		    !is_run_of(document->source, node->text, &run)) {
			return "runs stand in the source where they say";
		}
	}
	for (const struct pl_comment *comment = pl_node_more(node)->comments; comment != NULL;
	     comment = comment->next) {
		if (!is_right(document, &comment_at, comment->from) ||
		    comment->source_end > node->source_end ||
		    comment->source_end < comment->from.offset + 4) {
			return "comments stand in the source where they say";
		}
	}
	return NULL;
}

static bool
holds_children(const struct platen_node *node)
{
	return node->first == NULL || (node->from.offset <= node->first->from.offset &&
				       node->source_end >= node->last->source_end);
}

const char *
pl_document_check_source(const struct platen_document *document)
{
	struct platen_position at = {.line = 1, .column = 1};
	const char *broken = check_pieces(document);
	for (const struct platen_node *node = document->root; node != NULL && broken == NULL;
	     node = pl_node_following(node)) {
		if (!is_right(document, &at, node->from)) {
			broken = "nodes stand in the source where they say";
		} else if (!holds_children(node)) {
			broken = "a node reaches over its children";
		} else {
			broken = check_places(document, node);
		}
	}
	return broken;
}
