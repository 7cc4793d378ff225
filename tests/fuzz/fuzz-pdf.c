/* The update of a PDF: it watches a file go by, and appends to it. The file itself goes through as
 * it is, and how it was cut into pieces does not matter. */
#include "fuzz.h"

#include "draw/archive.h"

static enum platen_status
update(struct pl_str file, struct fuzz_choices *choices, struct pl_buffer *out)
{
	static const struct platen_write_options options = {.size = sizeof(options)};
	struct platen_document *document = fuzz_parse((const uint8_t *)"Title: A\n\nB.\n", 13);
	struct platen_pages *pages = NULL;
	HOLDS(document != NULL && platen_pages_new(document, NULL, &pages) == PLATEN_OK,
	      "there is memory for a document");
	struct pl_job job = {.document = document, .pages = pages, .options = &options};
	struct platen_sink sink = {pl_buffer_write, out};
	struct pl_sink *buffered = malloc(sizeof(*buffered));
	struct pl_draw_archive archive;
	HOLDS(buffered != NULL, "there is memory for the sink");
	pl_sink_init(buffered, &sink, NULL);
	job.sink = buffered;
	pl_draw_archive_init(&archive, &job);
	for (size_t at = 0; at < file.length;) {
		size_t piece = choices == NULL ? file.length : 1 + fuzz_choose(choices, 64);
		pl_draw_archive_put(&archive, pl_str_slice(file, at,
							   at + piece < file.length ? at + piece
										    : file.length));
		at += piece;
	}
	enum platen_status status = pl_draw_archive_finish(&archive, &job);
	HOLDS(pl_sink_finish(buffered) == PLATEN_OK && !out->failed, "there is memory for it");
	pl_draw_archive_fini(&archive);
	free(buffered);
	platen_pages_free(pages);
	platen_document_free(document);
	return status;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct pl_str file = {(const char *)bytes, length};
	struct fuzz_choices choices = {bytes, length};
	struct pl_buffer whole = {0}, pieces = {0};
	enum platen_status status = update(file, NULL, &whole);
	HOLDS(status == PLATEN_OK, "any file can be updated, or stays as it is");
	HOLDS(update(file, &choices, &pieces) == status, "the pieces do not matter");
	HOLDS(pl_str_equal(pl_buffer_str(&whole), pl_buffer_str(&pieces)), "nor for the bytes");
	HOLDS(pl_str_starts(pl_buffer_str(&whole), file), "the file itself does not change");
	pl_buffer_fini(&whole);
	pl_buffer_fini(&pieces);
	return 0;
}
