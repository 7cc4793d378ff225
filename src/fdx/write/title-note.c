/*
 * A note with the keys of the title page and their order, for our own reader, where the page alone
 * does not show them.
 */
#include "fdx/write/writer.h"

/* "Key: first value", further values indented below, as Fountain has them. */
static void
describe(struct pl_buffer *text, const struct platen_node *entry)
{
	if (text->length > 0) {
		pl_buffer_put_byte(text, '\n');
	}
	pl_buffer_put(text, pl_node_more(entry)->label);
	pl_buffer_put_byte(text, ':');
	struct pl_lines lines = {entry->text, pl_node_more(entry)->value_count == 0};
	struct pl_str line;
	const char *separator = " ";
	while (pl_lines_next(&lines, &line)) {
		pl_buffer_put(text, pl_str_of(separator));
		pl_buffer_put(text, line);
		separator = "\n    ";
	}
}

/* The reader takes a line for what it looks like, or, where it looks like nothing, for what its
 * place says. */
static bool
shows_role(struct pl_str text, enum pl_title_role role)
{
	enum pl_title_role look = pl_fdx_title_look(text);
	look = look == PL_TITLE_DRAFT ? PL_TITLE_DATE : look;
	if (role == PL_TITLE_TITLE) {
		return look != PL_TITLE_CREDIT;
	}
	if (role == PL_TITLE_AUTHOR) {
		return look == PL_TITLE_UNKNOWN;
	}
	if (role == PL_TITLE_CONTACT) {
		return look != PL_TITLE_DATE && look != PL_TITLE_COPYRIGHT;
	}
	return look == role;
}

/* A reader of the page alone finds the entry's key. */
static bool
shows_key(const struct platen_node *entry)
{
	enum pl_title_role role = pl_node_more(entry)->role;
	bool is_one = role == PL_TITLE_CREDIT || role == PL_TITLE_SOURCE;
	if (pl_node_more(entry)->value_count == 0 ||
	    (is_one && pl_node_more(entry)->value_count > 1)) {
		return false;
	}
	struct pl_lines lines = {entry->text, false};
	struct pl_str line;
	while (pl_lines_next(&lines, &line)) {
		if (line.length == 0 || !shows_role(line, role)) {
			return false;
		}
	}
	return true;
}

/* A reader of the page alone finds all keys, in this order. */
static bool
shows_all_keys(const struct platen_node *page)
{
	static const char *const usual[] = {"Title",  "Credit",     "Author",    "Authors",
					    "Source", "Draft date", "Copyright", "Contact"};
	size_t next = 0;
	for (const struct platen_node *entry = page->first; entry != NULL; entry = entry->next) {
		if (entry->kind != PLATEN_TITLE_ENTRY || pl_fdx_is_layout(entry)) {
			continue;
		}
		while (next < sizeof(usual) / sizeof(usual[0]) &&
		       !pl_str_equal(pl_node_more(entry)->label, pl_str_of(usual[next]))) {
			next++;
		}
		bool is_many = pl_str_equal(pl_node_more(entry)->label, PL_STR("Authors"));
		bool is_author = pl_str_equal(pl_node_more(entry)->label, PL_STR("Author"));
		if (next++ == sizeof(usual) / sizeof(usual[0]) || !shows_key(entry) ||
		    (is_many && pl_node_more(entry)->value_count == 1) ||
		    (is_author && pl_node_more(entry)->value_count > 1)) {
			return false;
		}
	}
	return true;
}

/* The page as Fountain has it, from which our reader restores keys and order. Of a page copied from
 * the script's own file only what is not printed needs to be noted. */
static void
add_keys(struct pl_fdx_writer *writer, const struct platen_node *page)
{
	const struct platen_document *document = writer->job->document;
	bool is_copied = (document->title_row_count > 0 &&
			  pl_fdx_part_named(document->fdx, "TitlePage") != NULL) ||
			 writer->has_same_title;
	struct pl_buffer text;
	if (!is_copied && shows_all_keys(page)) {
		return;
	}
	pl_buffer_init(&text);
	for (const struct platen_node *entry = page->first; entry != NULL; entry = entry->next) {
		bool is_printed =
			pl_title_place_of(pl_node_more(entry)->role, false) != PL_PLACE_NOWHERE;
		if (entry->kind == PLATEN_TITLE_ENTRY && !pl_fdx_is_layout(entry) &&
		    !(is_copied && is_printed)) {
			describe(&text, entry);
		}
	}
	writer->failed |= text.failed;
	if (text.length > 0) {
		struct pl_str kept = pl_arena_copy(&writer->arena, pl_buffer_str(&text));
		writer->failed |= kept.data == NULL;
		pl_fdx_add_note(writer, "Fountain: title page", kept, 0);
	}
	pl_buffer_fini(&text);
}

void
pl_fdx_add_title_notes(struct pl_fdx_writer *writer)
{
	const struct platen_node *page = pl_fdx_title_page(writer);
	if (page == NULL || (writer->template != NULL && !writer->has_new_title_page)) {
		return;
	}
	add_keys(writer, page);
	for (const struct platen_node *node = page->first; node != NULL; node = node->next) {
		pl_fdx_add_comment(writer, node, NULL, 0, false);
		for (const struct pl_comment *comment = pl_node_more(node)->comments;
		     comment != NULL; comment = comment->next) {
			pl_fdx_add_comment(writer, node, comment, 0, false);
		}
	}
}
