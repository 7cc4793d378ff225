/*
 * What must hold in every tree, whichever reader made it. Writers and layout rely on these and do
 * not look again; tests and the fuzzer ask after each parse.
 */
#include "document/document.h"

static const char *
check_text(const struct platen_node *node)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < pl_node_run_count(node); i++) {
		if (pl_node_run(node, i).start != at || pl_node_run(node, i).end <= at) {
			return "runs cover the text without gap, overlap or empty run";
		}
		at = pl_node_run(node, i).end;
	}
	if (at != node->text.length) {
		return "runs cover the whole text";
	}
	uint32_t last = 0;
	for (const struct pl_comment *comment = pl_node_more(node)->comments; comment != NULL;
	     comment = comment->next) {
		if (comment->at < last || comment->at > node->text.length) {
			return "comments lie in the text, in order";
		}
		last = comment->at;
	}
	return NULL;
}

static const char *
check_links(const struct platen_node *node)
{
	for (const struct platen_node *child = node->first; child != NULL; child = child->next) {
		if (child->parent != node || !pl_kind_may_stand_in(child->kind, node->kind)) {
			return "a child knows its parent and may stand there";
		}
		if ((child->next == NULL) != (child == node->last) ||
		    (child->next != NULL && child->next->previous != child)) {
			return "siblings are linked both ways";
		}
		if (child->kind == PLATEN_TITLE_PAGE && child->previous != NULL) {
			return "the title page is the first child of the document";
		}
	}
	return NULL;
}

static const char *
check_containers(const struct platen_node *node)
{
	if (node->kind == PLATEN_SPEECH &&
	    (node->first == NULL || node->first->kind != PLATEN_CHARACTER)) {
		return "a speech begins with its cue";
	}
	if (node->kind == PLATEN_DUAL_DIALOGUE) {
		int speeches = 0;
		for (const struct platen_node *c = node->first; c != NULL; c = c->next) {
			speeches += c->kind == PLATEN_SPEECH;
		}
		if (speeches != 2 || node->first->kind != PLATEN_SPEECH ||
		    node->last->kind != PLATEN_SPEECH) {
			return "dual dialogue begins and ends with one of its two speeches";
		}
	}
	return NULL;
}

const char *
pl_document_check(const struct platen_document *document)
{
	uint32_t offset = 0;
	for (const struct platen_node *node = document->root; node != NULL;
	     node = pl_node_following(node)) {
		const char *broken = check_text(node);
		broken = broken != NULL ? broken : check_links(node);
		broken = broken != NULL ? broken : check_containers(node);
		if (broken != NULL) {
			return broken;
		}
		bool is_early = node->from.offset < offset && !document->is_reordered;
		if (is_early || node->source_end > document->source.length ||
		    node->source_end < node->from.offset) {
			return "nodes stand in source order";
		}
		offset = node->from.offset;
	}
	/* what is read from XML has markup between its leaves */
	return document->is_reordered ? NULL : pl_document_check_source(document);
}
