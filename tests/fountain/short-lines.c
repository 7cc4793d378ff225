/*
 * short-lines ALPHABET LENGTH BEFORE BEHIND - of every line of these characters, up to this length,
 * between these two texts: what is written of it reads as the same screenplay, and writing that
 * changes nothing. For test_roundtrip.py; prints each line which does not hold.
 */
#include <stdio.h>
#include <stdlib.h>

#include "fountain/fountain.h"
#include "formats.h"

static bool
take(void *user, const void *data, size_t length)
{
	pl_buffer_put(user, (struct pl_str){data, length});
	return true;
}

/* Read, and write anew; NULL when memory runs out. */
static struct platen_document *
read_and_write(struct pl_str text, struct pl_sink *buffered, struct pl_buffer *out)
{
	struct platen_reporter silent = {NULL, NULL};
	struct platen_read_options options = {.size = sizeof(options)};
	struct platen_document *document = NULL;
	if (pl_fountain_read(text, false, &options, &silent, &document) != PLATEN_OK) {
		return NULL;
	}
	struct platen_sink sink = {take, out};
	struct pl_job job = {.document = document, .sink = buffered};
	out->length = 0;
	pl_sink_init(buffered, &sink, NULL);
	if (pl_write_fountain(&job) != PLATEN_OK || pl_sink_finish(buffered) != PLATEN_OK) {
		platen_document_free(document);
		return NULL;
	}
	return document;
}

static void
note_difference(void *user, const struct platen_node *node, struct pl_str words, const char *what)
{
	const char **said = user;
	(void)node;
	(void)words;
	*said = what;
}

/* What does not hold; NULL if all does. */
static const char *
examine(struct pl_str text, struct pl_sink *buffered, struct pl_buffer *once,
	struct pl_buffer *twice)
{
	const char *said = NULL;
	struct platen_document *document = read_and_write(text, buffered, once), *again;
	if (document == NULL) {
		return NULL; /* a PDF */
	}
	again = read_and_write(pl_buffer_str(once), buffered, twice);
	if (again == NULL) {
		said = "is not read";
	} else {
		pl_document_compare(document, again, note_difference, &said);
		if (said == NULL && !pl_str_equal(pl_buffer_str(once), pl_buffer_str(twice))) {
			said = "written twice";
		}
	}
	platen_document_free(document);
	platen_document_free(again);
	return said;
}

/* The next text over the alphabet: digits of a number which has `*used` of them. */
static void
count_on(size_t *digits, size_t *used, size_t base)
{
	size_t at = 0;
	while (at < *used && ++digits[at] == base) {
		digits[at++] = 0;
	}
	*used += at == *used;
}

int
main(int argc, char **argv)
{
	size_t digits[32] = {0}, used = 1, length = argc == 5 ? (size_t)atoi(argv[2]) : 32;
	struct pl_buffer text, once, twice;
	struct pl_sink *buffered = malloc(sizeof(*buffered));
	if (length >= 32 || buffered == NULL) {
		return 2;
	}
	pl_buffer_init(&text);
	pl_buffer_init(&once);
	pl_buffer_init(&twice);
	for (; used <= length; count_on(digits, &used, strlen(argv[1]))) {
		text.length = 0;
		pl_buffer_put(&text, pl_str_of(argv[3]));
		for (size_t i = 0; i < used; i++) {
			pl_buffer_put_byte(&text, argv[1][digits[i]]);
		}
		pl_buffer_put(&text, pl_str_of(argv[4]));
		const char *said = examine(pl_buffer_str(&text), buffered, &once, &twice);
		if (said != NULL) {
			printf("different: %s\n%.*s\nbecame\n%.*s\n", said, (int)text.length,
			       text.data, (int)once.length, once.data);
		}
	}
	free(buffered);
	pl_buffer_fini(&text);
	pl_buffer_fini(&once);
	pl_buffer_fini(&twice);
	return 0;
}
