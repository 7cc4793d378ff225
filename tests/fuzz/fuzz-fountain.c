/* Reading: whatever the bytes, the tree is sound and no byte of the source is lost. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct platen_document *document = fuzz_parse(bytes, length);
	if (document != NULL) {
		HOLDS(platen_document_number(document) == PLATEN_OK, "scenes can be numbered");
		HOLDS(platen_document_renumber(document) == PLATEN_OK, "and numbered again");
		HOLDS(platen_document_break_scenes(document) == PLATEN_OK, "and broken up");
		const char *broken = pl_document_check(document);
		HOLDS(broken == NULL, broken);
	}
	platen_document_free(document);
	return 0;
}
