/* Linear time: a slice of the input is repeated, then read, laid out and written. The time limit of
 * libFuzzer is the only test: what takes quadratic time does not end in time. */
#include "fuzz.h"

#include "formats.h"

#define LENGTH ((size_t)128 * 1024)

static bool
drop(void *user, const void *data, size_t length)
{
	(void)user, (void)data, (void)length;
	return true;
}

static void
use(struct pl_str text, struct fuzz_choices *choices)
{
	struct platen_layout_options options;
	struct platen_document *document = fuzz_parse((const uint8_t *)text.data, text.length);
	if (document == NULL) {
		return;
	}
	struct platen_pages *pages = fuzz_lay_out(document, choices, &options);
	struct platen_sink sink = {drop, NULL};
	const struct pl_writer *writer;
	for (size_t i = 0; (writer = pl_writer_at(i)) != NULL; i++) {
		if (writer->write != NULL) {
			platen_write(&writer->format, document, pages, NULL, &sink);
		}
	}
	platen_check(pages, NULL);
	platen_pages_free(pages);
	platen_document_free(document);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct fuzz_choices choices = {bytes, length};
	size_t start = fuzz_choose(&choices, 256) % (length + 1);
	size_t end = start + fuzz_choose(&choices, 64) % (length - start + 1);
	struct pl_str input = {(const char *)bytes, length};
	struct pl_buffer text = {0};
	pl_buffer_put(&text, pl_str_slice(input, 0, end));
	while (end > start && text.length < LENGTH) {
		pl_buffer_put(&text, pl_str_slice(input, start, end));
	}
	pl_buffer_put(&text, pl_str_slice(input, end, length));
	HOLDS(!text.failed, "there is memory for the text");
	use(pl_buffer_str(&text), &choices);
	pl_buffer_fini(&text);
	return 0;
}
