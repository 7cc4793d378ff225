/* Layout: what must hold on the pages of any script under any options (tests/layout/properties.h).
 */
#include "fuzz.h"

#include "properties.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct platen_document *document = fuzz_parse(bytes, length);
	if (document == NULL) {
		return 0;
	}
	struct fuzz_choices choices = {bytes, length};
	struct platen_layout_options options;
	struct platen_pages *pages = fuzz_lay_out(document, &choices, &options);
	if (options.profile != NULL) {
		struct broken broken = properties_broken(pages, &options);
		HOLDS(broken.rule == NULL, broken.rule);
	}
	platen_pages_free(pages);
	platen_document_free(document);
	return 0;
}
