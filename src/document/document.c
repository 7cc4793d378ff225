/* The tree: making nodes, linking and moving them, walking over all of them. */
#include <stdlib.h>

#include "document/document.h"

struct platen_document *
pl_document_new(void)
{
	struct platen_document *document = calloc(1, sizeof(*document));
	if (document == NULL) {
		return NULL;
	}
	pl_arena_init(&document->arena);
	document->root = pl_arena_alloc(&document->arena, sizeof(*document->root));
	if (document->root == NULL) {
		platen_document_free(document);
		return NULL;
	}
	document->root->kind = PLATEN_DOCUMENT;
	document->root->from = (struct platen_position){.line = 1, .column = 1};
	return document;
}

void
platen_document_free(struct platen_document *document)
{
	if (document != NULL) {
		pl_arena_fini(&document->arena);
		free(document->owned);
		free(document);
	}
}

bool
pl_document_keep_prefixes(struct platen_document *document, const char *prefixes)
{
	size_t length = prefixes == NULL ? 0 : strlen(prefixes);
	struct pl_str copy = pl_arena_copy(
		&document->arena, (struct pl_str){prefixes == NULL ? "" : prefixes, length + 1});
	document->prefixes.more = (struct pl_str){copy.data, length};
	return copy.data != NULL;
}

static void
link_last(struct platen_node *node, struct platen_node *parent)
{
	node->parent = parent;
	node->next = NULL;
	node->previous = parent->last;
	if (parent->last != NULL) {
		parent->last->next = node;
	} else {
		parent->first = node;
	}
	parent->last = node;
}

static void
unlink_node(struct platen_node *node)
{
	struct platen_node *parent = node->parent;
	if (node->previous != NULL) {
		node->previous->next = node->next;
	} else {
		parent->first = node->next;
	}
	if (node->next != NULL) {
		node->next->previous = node->previous;
	} else {
		parent->last = node->previous;
	}
}

/* Progress is asked once for so many nodes. */
#define NODES_PER_STEP 1024

struct platen_node *
pl_node_append(struct platen_document *document, struct platen_node *parent, enum platen_kind kind,
	       struct platen_position from)
{
	document->is_too_large |= document->node_count == PLATEN_NODES_MAX;
	document->is_cancelled |=
		document->node_count % NODES_PER_STEP == 0 &&
		!pl_progress_step(document->progress, from.offset, document->source.length);
	if (document->is_too_large || document->is_cancelled) {
		return NULL;
	}
	struct platen_node *node = pl_arena_alloc(&document->arena, sizeof(*node));
	if (node == NULL) {
		return NULL;
	}
	document->node_count++;
	node->kind = kind;
	node->from = from;
	node->source_end = from.offset;
	link_last(node, parent);
	return node;
}

const struct pl_node_more pl_node_nothing_more;

struct pl_node_more *
pl_node_need_more(struct platen_document *document, struct platen_node *node)
{
	if (node->more == NULL) {
		node->more = pl_arena_alloc(&document->arena, sizeof(*node->more));
	}
	return node->more;
}

bool
pl_node_set_label(struct platen_document *document, struct platen_node *node, struct pl_str label)
{
	if (label.length == 0 && node->more == NULL) {
		return true;
	}
	struct pl_node_more *more = pl_node_need_more(document, node);
	if (more == NULL) {
		return false;
	}
	more->label = pl_arena_copy(&document->arena, label);
	return more->label.data != NULL;
}

/* Whether a node need not keep this run, its only one: it has no style, and begins in the line
 * where the node does, so close to it that `head` can say where. */
static bool
is_plain_run(const struct platen_node *node, const struct pl_run *run)
{
	uint32_t head = run->from.offset - node->from.offset;
	return run->style == 0 && !run->is_escaped && run->from.line == node->from.line &&
	       run->from.offset >= node->from.offset && head <= UINT8_MAX &&
	       run->from.column - node->from.column == head;
}

bool
pl_node_set_runs(struct platen_document *document, struct platen_node *node,
		 const struct pl_run *runs, size_t count)
{
	if (count == 0) {
		return true;
	}
	if (count == 1 && is_plain_run(node, runs)) {
		node->head = (uint8_t)(runs->from.offset - node->from.offset);
		return true;
	}
	struct pl_run *copy = pl_arena_array(&document->arena, count, sizeof(*copy));
	struct pl_node_more *more = pl_node_need_more(document, node);
	if (copy == NULL || more == NULL) {
		return false;
	}
	memcpy(copy, runs, count * sizeof(*copy));
	more->runs = copy;
	more->run_count = (uint32_t)count;
	return true;
}

void
pl_node_move(struct platen_node *node, struct platen_node *parent)
{
	unlink_node(node);
	link_last(node, parent);
}

void
pl_node_move_behind(struct platen_node *node, struct platen_node *sibling)
{
	struct platen_node *next = sibling->next;
	unlink_node(node);
	node->parent = sibling->parent;
	node->previous = sibling;
	node->next = next;
	sibling->next = node;
	if (next != NULL) {
		next->previous = node;
	} else {
		sibling->parent->last = node;
	}
}

void
platen_walk_init(struct platen_walk *walk, const struct platen_node *root)
{
	*walk = (struct platen_walk){.root = root};
}

bool
platen_walk_next(struct platen_walk *walk)
{
	const struct platen_node *node = walk->node;
	if (node == NULL) {
		walk->node = walk->root;
		walk->visit = PLATEN_ENTER;
	} else if (walk->visit == PLATEN_ENTER) {
		if (node->first != NULL) {
			walk->node = node->first;
		} else {
			walk->visit = PLATEN_LEAVE;
		}
	} else if (node == walk->root) {
		return false;
	} else if (node->next != NULL) {
		walk->node = node->next;
		walk->visit = PLATEN_ENTER;
	} else {
		walk->node = node->parent;
	}
	return true;
}

const struct platen_node *
pl_node_following(const struct platen_node *node)
{
	if (node->first != NULL) {
		return node->first;
	}
	while (node != NULL && node->next == NULL) {
		node = node->parent;
	}
	return node == NULL ? NULL : node->next;
}
