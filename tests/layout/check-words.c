/* Properties of the words: all of them are printed, once, in order. */
#include "checker.h"

#include <stdlib.h>

/* A text, read code point by code point without blanks. */
#define PARTS 2
struct reader {
	const struct pl_language *language;
	struct pl_str parts[PARTS];
	size_t part, at;
};

static bool
read_next(struct reader *reader, uint32_t *c)
{
	while (reader->part < PARTS) {
		struct pl_str text = reader->parts[reader->part];
		while (reader->at < text.length) {
			reader->at +=
				pl_utf8_decode(text.data + reader->at, text.data + text.length, c);
			if (*c > ' ' && (*c < 0x80 || !pl_is_space_separator(*c))) {
				*c = pl_language_upper(reader->language, *c);
				return true;
			}
		}
		reader->part++;
		reader->at = 0;
	}
	return false;
}

struct placed {
	const struct pl_layout_line *line;
	uint32_t page;
	size_t index;
};

static int
compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	uint32_t p = a->line->node->from.offset, q = b->line->node->from.offset;
	if (p != q) {
		return p < q ? -1 : 1;
	}
	return a->index < b->index ? -1 : 1;
}

static bool
is_printed_note(const struct checker *checker, struct pl_str note)
{
	return checker->options->notes && pl_str_trim(note).length > 0 && !pl_note_is_setting(note);
}

static void
put_note(struct pl_buffer *typed, struct pl_str note)
{
	pl_buffer_put(typed, PL_STR("[["));
	pl_buffer_put(typed, note);
	pl_buffer_put(typed, PL_STR("]]"));
}

/* What of a node is to be printed: with its notes, if these are. */
static void
put_typed(const struct checker *checker, const struct platen_node *node, struct pl_buffer *typed)
{
	uint32_t at = 0;
	if (node->kind == PLATEN_NOTE) {
		if (is_printed_note(checker, node->text)) {
			put_note(typed, node->text);
		}
		return;
	}
	for (const struct pl_comment *comment = pl_node_more(node)->comments; comment != NULL;
	     comment = comment->next) {
		if (comment->kind == PLATEN_NOTE && is_printed_note(checker, comment->text)) {
			pl_buffer_put(typed, pl_str_slice(node->text, at, comment->at));
			put_note(typed, comment->text);
			at = comment->at;
		}
	}
	pl_buffer_put(typed, pl_str_slice(node->text, at, node->text.length));
}

static bool
is_printed(const struct checker *checker, const struct platen_node *node)
{
	return pl_kind_is(node->kind, PL_PRINTED) ||
	       (node->kind == PLATEN_SECTION && checker->options->sections) ||
	       (node->kind == PLATEN_SYNOPSIS && checker->options->synopses) ||
	       (node->kind == PLATEN_NOTE && checker->options->notes &&
		node->parent->kind != PLATEN_TITLE_PAGE);
}

/* The lines of one node have its text, and a cue may have (CONT'D) more. Returns how many they are.
 */
static size_t
check_words_of(struct checker *checker, const struct platen_node *node, const struct placed *lines,
	       size_t left)
{
	bool is_cue = node->kind == PLATEN_CHARACTER;
	struct pl_buffer text;
	pl_buffer_init(&text);
	put_typed(checker, node, &text);
	const struct pl_language *language = pl_document_language(checker->pages->document);
	struct reader typed = {
		language,
		.parts = {pl_buffer_str(&text), is_cue ? pl_node_more(node)->label : PL_STR("")}};
	struct reader added = {language, .parts = {checker->pages->contd, PL_STR("")}};
	bool is_aside = node->kind == PLATEN_SECTION || node->kind == PLATEN_SYNOPSIS ||
			node->kind == PLATEN_NOTE;
	bool is_empty = is_aside && text.length == 0;
	/* an empty line at the top of a page is left out, and no page has nothing else */
	bool may_be_missing = text.length == 0;
	size_t count = 0;
	for (; count < left && lines[count].line->node == node; count++) {
		const struct pl_layout_line *line = lines[count].line;
		for (uint32_t i = 0; i < line->stretch_count; i++) {
			struct reader printed = {language, .parts = {line->stretches[i].text}};
			uint32_t c, d;
			while (read_next(&printed, &c)) {
				bool is_known =
					read_next(&typed, &d) || (is_cue && read_next(&added, &d));
				expect(checker, is_known && c == d, "the words are those typed",
				       lines[count].page, line->slot);
			}
		}
	}
	uint32_t c;
	uint32_t page = count > 0 ? lines[count - 1].page : 0;
	expect(checker, count > 0 ? !is_empty : may_be_missing, "every element is printed", page,
	       0);
	expect(checker, !read_next(&typed, &c), "no word is lost", page, 0);
	pl_buffer_fini(&text);
	return count;
}

static size_t
collect(const struct platen_pages *pages, struct placed *placed)
{
	size_t count = 0;
	for (uint32_t i = pages->title_page_count; i < pages->page_count; i++) {
		for (uint32_t j = 0; j < pages->pages[i].line_count; j++) {
			const struct pl_layout_line *line = &pages->pages[i].lines[j];
			if (!is_body(line)) {
				continue;
			}
			if (placed != NULL) {
				placed[count] = (struct placed){line, i, count};
			}
			count++;
		}
	}
	return count;
}

void
check_words(struct checker *checker)
{
	size_t count = collect(checker->pages, NULL), at = 0;
	struct placed *placed = calloc(count + 1, sizeof(*placed));
	collect(checker->pages, placed);
	for (size_t i = 1; i < count; i++) {
		const struct pl_layout_line *before = placed[i - 1].line, *line = placed[i].line;
		expect(checker,
		       before->node->from.offset <= line->node->from.offset ||
			       (is_dual(line) && block_of(line) == block_of(before)),
		       "lines stand in reading order", placed[i].page, line->slot);
	}
	qsort(placed, count, sizeof(*placed), compare_placed);
	for (const struct platen_node *node = checker->pages->document->root; node != NULL;
	     node = pl_node_following(node)) {
		if (is_printed(checker, node)) {
			at += check_words_of(checker, node, placed + at, count - at);
		}
	}
	expect(checker, at == count, "nothing is printed twice", checker->pages->title_page_count,
	       0);
	free(placed);
}
