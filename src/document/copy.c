/* A second tree over the same texts, for changes which the first must not see. */
#include "document/document.h"

/* Comments are linked lists, which grow. */
static bool
copy_comments(struct platen_document *document, const struct platen_node *from,
	      struct pl_node_more *to)
{
	struct pl_comment **end = &to->comments;
	*end = NULL;
	for (const struct pl_comment *comment = pl_node_more(from)->comments; comment != NULL;
	     comment = comment->next) {
		struct pl_comment *copy = pl_arena_alloc(&document->arena, sizeof(*copy));
		if (copy == NULL) {
			return false;
		}
		*copy = *comment;
		copy->next = NULL;
		*end = copy;
		end = &copy->next;
	}
	return true;
}

static bool
copy_more(struct platen_document *document, const struct platen_node *from, struct platen_node *to)
{
	to->more = NULL;
	if (from->more == NULL) {
		return true;
	}
	if (pl_node_need_more(document, to) == NULL) {
		return false;
	}
	*to->more = *from->more;
	return copy_comments(document, from, to->more);
}

/* Copy a node, as the last one in `parent`; NULL: no memory. */
static struct platen_node *
copy_node(struct platen_document *document, const struct platen_node *from,
	  struct platen_node *parent)
{
	struct platen_node *to = pl_node_append(document, parent, from->kind, from->from);
	if (to == NULL) {
		return NULL;
	}
	struct platen_node *previous = to->previous;
	*to = *from;
	to->parent = parent;
	to->previous = previous;
	to->first = to->last = to->next = NULL;
	return copy_more(document, from, to) ? to : NULL;
}

static bool
copy_nodes(const struct platen_document *from, struct platen_document *to)
{
	struct platen_node *parent = to->root;
	struct platen_walk walk;
	platen_walk_init(&walk, from->root);
	while (platen_walk_next(&walk)) {
		if (walk.node == from->root) {
			continue;
		}
		if (walk.visit == PLATEN_LEAVE) {
			parent = parent->parent;
			continue;
		}
		parent = copy_node(to, walk.node, parent);
		if (parent == NULL) {
			return false;
		}
		to->body = walk.node == from->body ? parent : to->body;
	}
	return true;
}

struct platen_document *
pl_document_copy(const struct platen_document *document)
{
	struct platen_document *copy = pl_document_new();
	if (copy == NULL) {
		return NULL;
	}
	struct pl_arena arena = copy->arena;
	struct platen_node *root = copy->root;
	*copy = *document;
	copy->arena = arena;
	copy->owned = NULL;
	copy->root = root;
	copy->body = NULL;
	copy->title_rows = NULL;
	copy->title_row_count = 0;
	if (!copy_nodes(document, copy)) {
		platen_document_free(copy);
		return NULL;
	}
	return copy;
}
