/* The keys of the title page, in one place: the reader knows them, layout and the writers place
 * them. */
#include "document/document.h"

static const struct {
	const char *key;
	enum pl_title_role role;
} keys[] = {
	{"title", PL_TITLE_TITLE},         {"credit", PL_TITLE_CREDIT},
	{"author", PL_TITLE_AUTHOR},       {"authors", PL_TITLE_AUTHOR},
	{"source", PL_TITLE_SOURCE},       {"notes", PL_TITLE_NOTES},
	{"copyright", PL_TITLE_COPYRIGHT}, {"contact", PL_TITLE_CONTACT},
	{"contacts", PL_TITLE_CONTACT},    {"contact info", PL_TITLE_CONTACT},
	{"draft", PL_TITLE_DRAFT},         {"revision", PL_TITLE_DRAFT},
	{"revisions", PL_TITLE_DRAFT},     {"draft date", PL_TITLE_DATE},
	{"date", PL_TITLE_DATE},           {"direction", PL_TITLE_SETTING},
	{"fmt", PL_TITLE_SETTING},         {"font", PL_TITLE_SETTING},
	{"footer", PL_TITLE_SETTING},      {"format", PL_TITLE_SETTING},
	{"header", PL_TITLE_SETTING},      {"lang", PL_TITLE_SETTING},
	{"language", PL_TITLE_SETTING},    {"logline", PL_TITLE_SETTING},
	{"paper", PL_TITLE_SETTING},       {"profile", PL_TITLE_SETTING},
	{"watermark", PL_TITLE_SETTING},   {"tl", PL_TITLE_CORNER},
	{"tc", PL_TITLE_CORNER},           {"tr", PL_TITLE_CORNER},
	{"cc", PL_TITLE_CORNER},           {"bl", PL_TITLE_CORNER},
	{"br", PL_TITLE_CORNER},
};

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
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
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
