/* Reading XML: any bytes are either refused, or give a valid tree that can be laid out. The reader
 * is called itself and not as a module, so that libFuzzer sees which branches it takes. */
#include "fuzz.h"

#include "fdx/fdx.h"
#include "input/input.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct platen_reporter nobody = {0};
	struct platen_read_options reading = {0};
	struct platen_document *document = pl_document_new();
	struct pl_str input = {(const char *)bytes, length};
	HOLDS(document != NULL, "there is memory for a document");
	enum platen_status status =
		pl_input_decode_xml(&document->arena, input, &nobody, &document->source);
	if (status == PLATEN_OK) {
		status = pl_fdx_read_source(document, &reading, &nobody);
	}
	HOLDS(status == PLATEN_OK || status == PLATEN_BAD_INPUT, "XML is read or refused");
	if (status != PLATEN_OK) {
		platen_document_free(document);
		return 0;
	}
	const char *broken = pl_document_check(document);
	HOLDS(broken == NULL, broken);
	struct fuzz_choices choices = {bytes, length};
	struct platen_layout_options options;
	platen_pages_free(fuzz_lay_out(document, &choices, &options));
	platen_document_free(document);
	return 0;
}
