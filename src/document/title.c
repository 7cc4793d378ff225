/*
 * The keys of the title page, in one place: the reader knows them, layout and the writers place
 * them. A setting with several keys takes the first of them, in the order of this table, that the
 * page has.
 */
#include "document/document.h"

#define PLACE(role) PL_TITLE_##role, PL_SETTING_NONE
#define SETS(setting) PL_TITLE_SETTING, PL_SETTING_##setting

static const struct {
	const char *key;
	enum pl_title_role role;
	enum pl_title_setting setting;
} keys[] = {
	{"title", PLACE(TITLE)},
	{"credit", PLACE(CREDIT)},
	{"author", PLACE(AUTHOR)},
	{"authors", PLACE(AUTHOR)},
	{"source", PLACE(SOURCE)},
	{"notes", PLACE(NOTES)},
	{"copyright", PLACE(COPYRIGHT)},
	{"contact", PLACE(CONTACT)},
	{"contacts", PLACE(CONTACT)},
	{"contact info", PLACE(CONTACT)},
	{"draft", PLACE(DRAFT)},
	{"revision", PLACE(DRAFT)},
	{"revisions", PLACE(DRAFT)},
	{"draft date", PLACE(DATE)},
	{"date", PLACE(DATE)},
	{"paper", SETS(PAPER)},
	{"profile", SETS(PROFILE)},
	{"language", SETS(LANGUAGE)},
	{"lang", SETS(LANGUAGE)},
	{"header", SETS(HEADER)},
	{"footer", SETS(FOOTER)},
	{"watermark", SETS(WATERMARK)},
	{"x-options", SETS(OPTIONS)},
	/* other programs' */
	{"direction", SETS(NONE)},
	{"fmt", SETS(NONE)},
	{"font", SETS(NONE)},
	{"format", SETS(NONE)},
	{"logline", SETS(NONE)},
	{"tl", PLACE(CORNER)},
	{"tc", PLACE(CORNER)},
	{"tr", PLACE(CORNER)},
	{"cc", PLACE(CORNER)},
	{"bl", PLACE(CORNER)},
	{"br", PLACE(CORNER)},
};
#define KEY_COUNT (sizeof(keys) / sizeof(keys[0]))

bool
pl_title_key_equal(struct pl_str typed, const char *wanted)
{
	size_t i = 0;
	for (; i < typed.length && wanted[i] != '\0'; i++) {
		char c = typed.data[i] == '_' ? ' ' : typed.data[i];
		if (c >= 'A' && c <= 'Z') {
			c = (char)(c - 'A' + 'a');
		}
		if (c != wanted[i]) {
			return false;
		}
	}
	return i == typed.length && wanted[i] == '\0';
}

enum pl_title_role
pl_title_role_of(struct pl_str key)
{
	if (key.length > 2 && pl_str_equal_ascii_case(pl_str_slice(key, 0, 2), PL_STR("X-"))) {
		return PL_TITLE_SETTING;
	}
	for (size_t i = 0; i < KEY_COUNT; i++) {
		if (pl_title_key_equal(key, keys[i].key)) {
			return keys[i].role;
		}
	}
	return PL_TITLE_UNKNOWN;
}

enum pl_title_place
pl_title_place_of(enum pl_title_role role)
{
	switch (role) {
	case PL_TITLE_TITLE: return PL_PLACE_TITLE;
	case PL_TITLE_CREDIT: return PL_PLACE_CREDIT;
	case PL_TITLE_AUTHOR: return PL_PLACE_AUTHOR;
	case PL_TITLE_SOURCE: return PL_PLACE_SOURCE;
	case PL_TITLE_NOTES:
	case PL_TITLE_COPYRIGHT:
	case PL_TITLE_CONTACT:
	case PL_TITLE_DRAFT:
	case PL_TITLE_DATE: return PL_PLACE_FOOT;
	case PL_TITLE_SETTING:
	case PL_TITLE_CORNER:
	case PL_TITLE_UNKNOWN: return PL_PLACE_NOWHERE;
	}
	return PL_PLACE_NOWHERE;
}

const struct platen_node *
pl_document_title_entry(const struct platen_document *document, const char *key)
{
	const struct platen_node *page = document->root->first;
	if (page == NULL || page->kind != PLATEN_TITLE_PAGE) {
		return NULL;
	}
	for (const struct platen_node *entry = page->first; entry != NULL; entry = entry->next) {
		if (entry->kind == PLATEN_TITLE_ENTRY && pl_title_key_equal(entry->label, key)) {
			return entry;
		}
	}
	return NULL;
}

const struct platen_node *
pl_document_setting(const struct platen_document *document, enum pl_title_setting setting)
{
	const struct platen_node *entry = NULL;
	for (size_t i = 0; i < KEY_COUNT && entry == NULL; i++) {
		if (keys[i].setting == setting) {
			entry = pl_document_title_entry(document, keys[i].key);
		}
	}
	return entry;
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
