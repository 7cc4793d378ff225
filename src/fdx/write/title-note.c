/*
 * A note with the keys of the title page, and their order, for a reader of our own which cannot
 * tell them from the page.
 */
#include "fdx/write/writer.h"

/* "Key: first value", further values indented below, as Fountain has them. */
static void
describe(struct pl_buffer *text, const struct platen_node *entry)
{
	if (text->length > 0) {
		pl_buffer_put_byte(text, '\n');
	}
	pl_buffer_put(text, entry->label);
	pl_buffer_put_byte(text, ':');
	struct pl_lines lines = {entry->text, entry->value_count == 0};
	struct pl_str line;
	const char *separator = " ";
	while (pl_lines_next(&lines, &line)) {
		pl_buffer_put(text, pl_str_of(separator));
		pl_buffer_put(text, line);
		separator = "\n    ";
	}
}

static bool
begins(struct pl_str text, const char *word)
{
	size_t length = strlen(word);
	return text.length >= length &&
	       pl_str_equal_ascii_case(pl_str_slice(text, 0, length), pl_str_of(word));
}

static bool
begins_with_one_of(struct pl_str text, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (begins(text, *words)) {
			return true;
		}
	}
	return false;
}

/* It may be taken for a date, or for a draft's name. */
static bool
seems_dated(struct pl_str text)
{
	static const char *const words[] = {"jan",   "feb", "mar",     "apr", "may", "jun",
					    "jul",   "aug", "sep",     "oct", "nov", "dec",
					    "draft", "rev", "version", NULL};
	size_t others = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool is_word_start = i == 0 || strchr(" ,.;:(/-", text.data[i - 1]) != NULL;
		if (is_word_start &&
		    begins_with_one_of(pl_str_slice(text, i, text.length), words)) {
			return true;
		}
		others += strchr("0123456789/-.", text.data[i]) == NULL;
	}
	return others == 0;
}

/* The value says itself what it is: "written by", "Based on ...", "March 4, 2026", "(c) 2026". */
static bool
says_its_role(struct pl_str text, enum pl_title_role role)
{
	static const char *const sources[] = {"based on ", "adapted from ", NULL};
	static const char *const copyrights[] = {"(c)", "copyright", NULL};
	bool has_digit = false;
	for (size_t i = 0; i < text.length; i++) {
		has_digit |= text.data[i] >= '0' && text.data[i] <= '9';
	}
	switch (role) {
	case PL_TITLE_CREDIT:
		return text.length > 3 &&
		       pl_str_equal_ascii_case(pl_str_slice(text, text.length - 3, text.length),
					       PL_STR(" by"));
	case PL_TITLE_SOURCE: return begins_with_one_of(text, sources);
	case PL_TITLE_COPYRIGHT: return begins_with_one_of(text, copyrights);
	case PL_TITLE_DATE: return has_digit && text.length < 30 && seems_dated(text);
	case PL_TITLE_TITLE:
	case PL_TITLE_AUTHOR: return true;
	case PL_TITLE_CONTACT: return !begins_with_one_of(text, copyrights) && !seems_dated(text);
	case PL_TITLE_NOTES:
	case PL_TITLE_DRAFT:
	case PL_TITLE_CORNER:
	case PL_TITLE_LANGUAGE:
	case PL_TITLE_PAPER:
	case PL_TITLE_PROFILE:
	case PL_TITLE_HEADER:
	case PL_TITLE_FOOTER:
	case PL_TITLE_WATERMARK:
	case PL_TITLE_X_OPTIONS:
	case PL_TITLE_SETTING:
	case PL_TITLE_UNKNOWN: return false;
	}
	return false;
}

static bool
is_told_by_values(const struct platen_node *entry)
{
	enum pl_title_role role = pl_title_role_of(entry->label);
	bool is_one = role == PL_TITLE_CREDIT || role == PL_TITLE_SOURCE;
	if (entry->value_count == 0 || (is_one && entry->value_count > 1)) {
		return false;
	}
	struct pl_lines lines = {entry->text, false};
	struct pl_str line;
	bool is_told = true;
	while (pl_lines_next(&lines, &line)) {
		is_told = is_told && line.length > 0 && says_its_role(line, role);
	}
	return is_told;
}

/* A reader which has but the page names the keys so, in this order; Authors are two and more. */
static bool
is_told_by_page(const struct platen_node *page)
{
	static const char *const usual[] = {"Title",  "Credit",     "Author",    "Authors",
					    "Source", "Draft date", "Copyright", "Contact"};
	size_t next = 0;
	for (const struct platen_node *entry = page->first; entry != NULL; entry = entry->next) {
		if (entry->kind != PLATEN_TITLE_ENTRY) {
			continue;
		}
		while (next < sizeof(usual) / sizeof(usual[0]) &&
		       !pl_str_equal(entry->label, pl_str_of(usual[next]))) {
			next++;
		}
		bool is_many = pl_str_equal(entry->label, PL_STR("Authors"));
		bool is_author = pl_str_equal(entry->label, PL_STR("Author"));
		if (next++ == sizeof(usual) / sizeof(usual[0]) || !is_told_by_values(entry) ||
		    (is_many && entry->value_count == 1) || (is_author && entry->value_count > 1)) {
			return false;
		}
	}
	return true;
}

/* The page as Fountain has it, for a reader to find keys and order again. Who reads the page which
 * was copied finds again what was found in it, so that only what it does not print needs to be
 * said. */
static void
add_keys(struct pl_fdx_writer *writer, const struct platen_node *page)
{
	const struct platen_document *document = writer->job->document;
	bool is_copied = document->title_row_count > 0 &&
			 pl_fdx_part_named(document->fdx, "TitlePage") != NULL;
	struct pl_buffer text;
	if (!is_copied && is_told_by_page(page)) {
		return;
	}
	pl_buffer_init(&text);
	for (const struct platen_node *entry = page->first; entry != NULL; entry = entry->next) {
		bool is_printed =
			pl_title_place_of(pl_title_role_of(entry->label)) != PL_PLACE_NOWHERE;
		if (entry->kind == PLATEN_TITLE_ENTRY && !(is_copied && is_printed)) {
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

static void
add_note(struct pl_fdx_writer *writer, enum platen_kind kind, struct pl_str text)
{
	if (kind == PLATEN_NOTE) {
		pl_fdx_add_note(writer, "", text, 0);
	} else if (kind == PLATEN_BONEYARD && writer->job->options->fdx.boneyard_notes) {
		pl_fdx_add_note(writer, PL_FDX_BONEYARD, text, 0);
	}
}

void
pl_fdx_add_title_notes(struct pl_fdx_writer *writer)
{
	const struct platen_node *page = pl_fdx_title_page(writer);
	if (page == NULL) {
		return;
	}
	add_keys(writer, page);
	for (const struct platen_node *node = page->first; node != NULL; node = node->next) {
		add_note(writer, node->kind, node->text);
		for (const struct pl_comment *comment = node->comments; comment != NULL;
		     comment = comment->next) {
			add_note(writer, comment->kind, comment->text);
		}
	}
}
