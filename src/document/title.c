/* Entries of the title page. */
#include "document/document.h"

enum pl_title_place
pl_title_place_of(enum pl_title_role role)
{
	if (role <= PL_TITLE_SOURCE) {
		return (enum pl_title_place)role;
	}
	return role <= PL_TITLE_DATE ? PL_PLACE_FOOT : PL_PLACE_NOWHERE;
}

const struct platen_node *
pl_document_title_entry(const struct platen_document *document, enum pl_title_role role)
{
	const struct platen_node *page = document == NULL ? NULL : document->root->first;
	if (page == NULL || page->kind != PLATEN_TITLE_PAGE) {
		return NULL;
	}
	for (const struct platen_node *entry = page->first; entry != NULL; entry = entry->next) {
		if (entry->kind == PLATEN_TITLE_ENTRY && pl_title_role_of(entry->label) == role) {
			return entry;
		}
	}
	return NULL;
}

const struct pl_language *
pl_document_language(const struct platen_document *document)
{
	const struct platen_node *entry = pl_document_title_entry(document, PL_TITLE_LANGUAGE);
	return entry == NULL ? NULL : pl_language_by_name(entry->text);
}

bool
pl_node_has_emphasis(const struct platen_node *node)
{
	for (uint32_t i = 0; i < node->run_count; i++) {
		if (node->runs[i].style != 0) {
			return true;
		}
	}
	return false;
}
