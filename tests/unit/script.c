#include "script.h"

#include <stdlib.h>

struct platen_document *script;

void
script_start(void)
{
	script = pl_document_new();
}

void
script_end(struct platen_pages *pages)
{
	platen_pages_free(pages);
	platen_document_free(script);
}

struct platen_node *
script_add(struct platen_node *parent, enum platen_kind kind, const char *text)
{
	struct platen_position from = {0, 1, 1};
	struct platen_node *node = pl_node_append(script, parent, kind, from);
	node->text = pl_arena_copy(&script->arena, pl_str_of(text));
	node->blank_before = 1;
	return node;
}

struct pl_node_more *
script_need_more(struct platen_node *node)
{
	struct pl_node_more *more = pl_node_need_more(script, node);
	if (more == NULL) {
		abort();
	}
	return more;
}

struct platen_node *
script_add_speech(const char *name, const char *text)
{
	struct platen_node *speech = script_add(script->root, PLATEN_SPEECH, "");
	script_add(speech, PLATEN_CHARACTER, name);
	script_add(speech, PLATEN_DIALOGUE, text);
	return speech;
}

void
script_add_title(const char *key, const char *value)
{
	struct platen_node *page = script->root->first;
	if (page == NULL) {
		page = script_add(script->root, PLATEN_TITLE_PAGE, "");
	}
	struct platen_node *entry = script_add(page, PLATEN_TITLE_ENTRY, value);
	pl_title_entry_set_key(script, entry, pl_str_of(key));
	entry->more->value_count = 1;
}

void
script_add_filler(uint32_t lines)
{
	char text[400] = "x";
	for (uint32_t i = 1; i < lines; i++) {
		strcat(text, "\nx");
	}
	script_add(script->root, PLATEN_ACTION, text);
}

struct platen_pages *
script_lay_out(uint32_t lines_per_page)
{
	struct platen_layout_options options = {.size = sizeof(options)};
	options.lines_per_page = lines_per_page;
	struct platen_pages *pages;
	if (platen_pages_new(script, &options, &pages) != PLATEN_OK) {
		abort();
	}
	return pages;
}

struct pl_str
script_line(const struct platen_pages *pages, uint32_t page, uint32_t index)
{
	const struct pl_layout_page *p = &pages->pages[page];
	for (uint32_t i = 0; i < p->line_count; i++) {
		enum platen_role role = p->lines[i].role;
		if (role != PLATEN_ROLE_PAGE_NUMBER && role != PLATEN_ROLE_SCENE_NUMBER &&
		    index-- == 0) {
			return p->lines[i].stretch_count > 0 ? p->lines[i].stretches[0].text
							     : PL_STR("");
		}
	}
	return PL_STR("");
}

int32_t
script_slot(const struct platen_pages *pages, uint32_t page, uint32_t index)
{
	return pages->pages[page].lines[index + (page > 0)].slot;
}
