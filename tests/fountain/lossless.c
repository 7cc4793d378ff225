/* lossless FILE... - is the tree of each file sound, and its source whole? For test_lossless.py,
 * which compares the outcome: the decoded source, put together again from the tree, goes to
 * FILE.whole. */
#include <stdio.h>
#include <stdlib.h>

#include "fountain/fountain.h"

static bool
put_pieces(const struct platen_document *document, const char *path)
{
	FILE *out = fopen(path, "wb");
	if (out == NULL) {
		return false;
	}
	struct pl_source_pieces pieces;
	struct pl_source_piece piece;
	bool done = true;
	pl_source_pieces_init(&pieces, document);
	while (pl_source_pieces_next(&pieces, &piece)) {
		size_t length = piece.end - piece.start;
		done &= fwrite(document->source.data + piece.start, 1, length, out) == length;
	}
	return fclose(out) == 0 && done;
}

/* NULL, or what is wrong. */
static const char *
examine(struct pl_str bytes, const char *path)
{
	struct platen_read_options options = {.size = sizeof(options)};
	struct platen_reporter silent = {NULL, NULL};
	struct platen_document *document = NULL;
	enum platen_status status = pl_fountain_read(bytes, false, &options, &silent, &document);
	if (status == PLATEN_BAD_INPUT) {
		return "skip";
	}
	if (status != PLATEN_OK) {
		return platen_status_text(status);
	}
	const char *broken = pl_document_check(document);
	char whole[4096];
	snprintf(whole, sizeof(whole), "%s.whole", path);
	if (broken == NULL && !put_pieces(document, whole)) {
		broken = "cannot write";
	}
	platen_document_free(document);
	return broken;
}

static bool
read_file(const char *path, struct pl_buffer *bytes)
{
	FILE *in = fopen(path, "rb");
	int byte;
	if (in == NULL) {
		return false;
	}
	while ((byte = getc(in)) != EOF) {
		pl_buffer_put_byte(bytes, (char)byte);
	}
	return fclose(in) == 0 && !bytes->failed;
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct pl_buffer bytes;
		pl_buffer_init(&bytes);
		const char *broken = read_file(argv[i], &bytes)
					     ? examine(pl_buffer_str(&bytes), argv[i])
					     : "cannot read";
		printf("%s\t%s\n", argv[i], broken == NULL ? "ok" : broken);
		pl_buffer_fini(&bytes);
	}
	return 0;
}
