/* Entries of the title page. */
#include "document/document.h"

enum pl_title_place
pl_title_place_of(enum pl_title_role role, bool has_credits)
{
	if (has_credits && role == PL_TITLE_AUTHOR) {
		return PL_PLACE_CREDIT;
	}
	if (role <= PL_TITLE_SOURCE) {
		return (enum pl_title_place)role;
	}
	return role <= PL_TITLE_DATE ? PL_PLACE_FOOT : PL_PLACE_NOWHERE;
}

bool
pl_title_has_credits(const struct platen_node *page)
{
	size_t count = 0;
	for (const struct platen_node *n = page->first; n != NULL; n = n->next) {
		count += n->kind == PLATEN_TITLE_ENTRY && pl_node_more(n)->value_count > 0 &&
			 pl_node_more(n)->role == PL_TITLE_CREDIT;
	}
	return count > 1;
}

bool
pl_title_entry_set_key(struct platen_document *document, struct platen_node *entry,
		       struct pl_str key)
{
	struct pl_node_more *more = pl_node_need_more(document, entry);
	if (more == NULL) {
		return false;
	}
	more->label = key;
	more->role = pl_title_role_of(key);
	return true;
}

/* From `entry` on. */
static const struct platen_node *
find(const struct platen_node *entry, enum pl_title_role role)
{
	while (entry != NULL &&
	       (entry->kind != PLATEN_TITLE_ENTRY || pl_node_more(entry)->role != role)) {
		entry = entry->next;
	}
	return entry;
}

const struct platen_node *
pl_document_title_entry(const struct platen_document *document, enum pl_title_role role)
{
	const struct platen_node *page = document == NULL ? NULL : document->root->first;
	bool has_page = page != NULL && page->kind == PLATEN_TITLE_PAGE;
	return has_page ? find(page->first, role) : NULL;
}

const struct platen_node *
pl_title_entry_next(const struct platen_node *entry, enum pl_title_role role)
{
	return find(entry->next, role);
}

/* Whether the text may be a language tag (RFC 5646), by its characters. */
static bool
is_language_tag(struct pl_str text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = pl_ascii_lower(text.data[i]);
		bool is_letter = c >= 'a' && c <= 'z';
		if (!is_letter && (i == 0 || !(pl_is_digit(c) || c == '-'))) {
			return false;
		}
	}
	return text.length >= 2 && text.length <= 35;
}

struct pl_str
pl_document_language_tag(const struct platen_document *document)
{
	const struct platen_node *entry = pl_document_title_entry(document, PL_TITLE_LANGUAGE);
	if (entry == NULL) {
		return PL_STR("");
	}
	const struct pl_language *language = pl_language_by_name(entry->text);
	/* "Turkish" and "tr_TR" are no tags */
	if (language != NULL && entry->text.length > 2 && entry->text.data[2] != '-') {
		return (struct pl_str){language->codes, 2};
	}
	return is_language_tag(entry->text) ? entry->text : PL_STR("");
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
	for (uint32_t i = 0; i < pl_node_run_count(node); i++) {
		if (pl_node_run(node, i).style != 0) {
			return true;
		}
	}
	return false;
}
