/* Scenes which begin on pages of their own. */
#include "document/document.h"

/* Whether `node` is a scene heading, or a section or synopsis which has nothing but other ones, and
 * notes, between it and a heading. The script ends at `last`. */
static bool
starts_scene(const struct platen_node *node, const struct platen_node *last)
{
	if (pl_kind_is(node->kind, PL_COMMENT)) {
		return false;
	}
	while (node != last && pl_kind_is(node->kind, PL_UNPRINTED)) {
		node = node->next;
	}
	return node->kind == PLATEN_SCENE_HEADING;
}

/* Each child in turn goes to the end, behind its page break, until all are in order again. */
enum platen_status
platen_document_break_scenes(struct platen_document *document)
{
	struct platen_node *root = document->root, *last = root->last, *node = NULL;
	bool has_scene = false, is_outline = false, has_memory = true;
	document->is_edited = true;
	while (node != last) {
		node = root->first;
		bool is_start = !is_outline && starts_scene(node, last);
		if (is_start && has_scene && root->last->kind != PLATEN_PAGE_BREAK) {
			has_memory &= pl_node_append(document, root, PLATEN_PAGE_BREAK,
						     node->from) != NULL;
		}
		has_scene |= is_start;
		is_outline = pl_kind_is(node->kind, is_outline ? PL_UNPRINTED : PL_OUTLINE);
		pl_node_move(node, root);
	}
	return has_memory ? PLATEN_OK : PLATEN_NO_MEMORY;
}
