/* Any bytes, as what they look like: text in any encoding, XML, archives, PDFs with an attachment,
 * or something that is refused. */
#include "fuzz.h"

static void
count(void *user, const struct platen_diagnostic *diagnostic)
{
	size_t *errors = user;
	*errors += diagnostic->severity == PLATEN_SEVERITY_ERROR;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	size_t errors = 0;
	struct platen_document *document = NULL;
	struct platen_read_options options = {
		.size = sizeof(options),
		.reporter = {count, &errors},
		.max_mebibytes = 1,
	};
	enum platen_status status = platen_document_parse(bytes, length, &options, &document);
	HOLDS(status == PLATEN_OK || document == NULL, "what is refused gives no document");
	HOLDS(status == PLATEN_OK || status == PLATEN_NO_MODULE || errors > 0,
	      "what is refused is refused with a message");
	HOLDS(status == PLATEN_OK || status == PLATEN_NO_MODULE || status == PLATEN_BAD_INPUT ||
		      status == PLATEN_TOO_LARGE,
	      "any input is read or refused");
	if (status != PLATEN_OK) {
		return 0;
	}
	const char *broken = pl_document_check(document);
	HOLDS(broken == NULL, broken);
	struct fuzz_choices choices = {bytes, length};
	struct platen_layout_options layout;
	platen_pages_free(fuzz_lay_out(document, &choices, &layout));
	platen_document_free(document);
	return 0;
}
