/*
 * Canonical Fountain: reading what was written gives the same words in the same order, and writing
 * that gives the same bytes. Emphasis may be lost, and stars at the brackets of a parenthetical
 * make dialogue of it: platen reports that.
 *
 * tests/fountain/test_roundtrip.py compares whole screenplays, and their pages.
 */
#include "fuzz.h"

#include "formats.h"

static bool
take(void *user, const void *data, size_t length)
{
	pl_buffer_put(user, (struct pl_str){data, length});
	return true;
}

static const struct platen_format *
fountain(void)
{
	size_t i = 0;
	while (pl_writer_at(i)->write != pl_write_fountain) {
		i++;
	}
	return &pl_writer_at(i)->format;
}

/* PL-610: it reads as something else, and the user is told. */
static void
note_difference(void *user, const struct platen_diagnostic *diagnostic)
{
	bool *is_same = user;
	*is_same &= strcmp(diagnostic->id, "PL-610") != 0;
}

static void
write_fountain(const struct platen_document *document, bool *is_same, struct pl_buffer *out)
{
	struct platen_write_options options = {.size = sizeof(options),
					       .reporter = {note_difference, is_same}};
	pl_buffer_init(out);
	struct platen_sink sink = {take, out};
	enum platen_status status = platen_write(fountain(), document, NULL, &options, &sink);
	HOLDS(status == PLATEN_OK && pl_utf8_is_valid(pl_buffer_str(out)), "Fountain is written");
}

/* Put the words of all nodes: two of dialogue may have become two lines of one. */
static void
put_words(const struct platen_document *document, struct pl_buffer *out)
{
	pl_buffer_init(out);
	const struct platen_node *node = document->root;
	for (; node != NULL; node = pl_node_following(node)) {
		for (size_t at = 0; at < node->text.length; at++) {
			if (node->text.data[at] != '\n') {
				pl_buffer_put_byte(out, node->text.data[at]);
			}
		}
		pl_buffer_put(out, pl_node_more(node)->label);
		for (const struct pl_comment *comment = pl_node_more(node)->comments;
		     comment != NULL; comment = comment->next) {
			pl_buffer_put(out, comment->text);
		}
	}
}

static void
compare_words(const struct platen_document *one, const struct platen_document *other)
{
	struct pl_buffer words, others;
	put_words(one, &words);
	put_words(other, &others);
	HOLDS(pl_str_equal(pl_buffer_str(&words), pl_buffer_str(&others)), "no word is lost");
	pl_buffer_fini(&words);
	pl_buffer_fini(&others);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct platen_document *document = fuzz_parse(bytes, length);
	if (document == NULL) {
		return 0;
	}
	struct pl_buffer written, again;
	bool is_same = true;
	write_fountain(document, &is_same, &written);
	struct platen_document *other = fuzz_parse((const uint8_t *)written.data, written.length);
	HOLDS(other != NULL, "what is written can be read");
	if (is_same) {
		compare_words(document, other);
	}
	write_fountain(other, &is_same, &again);
	HOLDS(!is_same || pl_str_equal(pl_buffer_str(&written), pl_buffer_str(&again)),
	      "written twice, nothing changes");
	pl_buffer_fini(&written);
	pl_buffer_fini(&again);
	platen_document_free(other);
	platen_document_free(document);
	return 0;
}
