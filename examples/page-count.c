/*
 * page-count FILE: the number of pages of a screenplay, and how its last page is filled.
 *
 *	cc page-count.c $(pkg-config --cflags --libs platen) -o page-count
 */
#include <platen.h>
#include <stdio.h>
#include <stdlib.h>

/* Messages about the file, in the form editors understand. */
static void
report(void *name, const struct platen_diagnostic *message)
{
	fprintf(stderr, "%s:%u:%u: %s [%s]\n", (const char *)name, (unsigned)message->position.line,
		(unsigned)message->position.column, message->message, message->id);
}

static char *
read_whole(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	long size = -1;
	if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0) {
		rewind(file);
		bytes = malloc((size_t)size + 1);
		*length = bytes == NULL ? 0 : fread(bytes, 1, (size_t)size, file);
	}
	if (file != NULL) {
		fclose(file);
	}
	return bytes;
}

int
main(int argc, char **argv)
{
	size_t length = 0;
	char *bytes = argc == 2 ? read_whole(argv[1], &length) : NULL;
	if (bytes == NULL) {
		fprintf(stderr, "usage: page-count FILE\n");
		return 2;
	}
	struct platen_document *document = NULL;
	struct platen_pages *pages = NULL;
	const struct platen_read_options options = {.size = sizeof(options),
						    .reporter = {report, argv[1]}};
	enum platen_status status = platen_document_parse(bytes, length, &options, &document);
	if (status == PLATEN_OK) {
		status = platen_pages_new(document, NULL, &pages);
	}
	if (status == PLATEN_OK) {
		unsigned eighths = (unsigned)platen_pages_eighths(pages);
		printf("%u pages: %u and %u/8\n", (unsigned)platen_pages_count(pages), eighths / 8,
		       eighths % 8);
	} else {
		fprintf(stderr, "%s: %s\n", argv[1], platen_status_text(status));
	}
	platen_pages_free(pages);
	platen_document_free(document);
	free(bytes);
	return status == PLATEN_OK ? 0 : 1;
}
