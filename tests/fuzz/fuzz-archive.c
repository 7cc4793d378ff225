/* Archives: unpacking stays within its limit, and the bytes alone decide. It is called itself and
 * not as a module, so that libFuzzer sees which branches it takes. */
#include "fuzz.h"

#include "input/input.h"

#define LIMIT ((size_t)256 * 1024)

static enum platen_status
unpack(struct pl_str bytes, struct pl_buffer *text, enum pl_input_kind *kind)
{
	struct platen_reporter nobody = {0};
	enum platen_status status = pl_input_unzip_member(bytes, LIMIT, &nobody, text, kind);
	HOLDS(status == PLATEN_OK || status == PLATEN_BAD_INPUT || status == PLATEN_TOO_LARGE,
	      "an archive is read or refused");
	HOLDS(status != PLATEN_OK || text->length <= LIMIT, "a text is not longer than the limit");
	HOLDS(text->length <= LIMIT + 64 * 1024, "unpacking stops at the limit");
	return status;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct pl_str input = {(const char *)bytes, length};
	struct pl_buffer text = {0}, again = {0};
	enum pl_input_kind kind = PL_INPUT_FOREIGN, same = PL_INPUT_FOREIGN;
	enum platen_status status = unpack(input, &text, &kind);
	HOLDS(unpack(input, &again, &same) == status && same == kind, "the answer is the same");
	HOLDS(status != PLATEN_OK || pl_str_equal(pl_buffer_str(&text), pl_buffer_str(&again)),
	      "so is the text");
	pl_buffer_fini(&text);
	pl_buffer_fini(&again);
	return 0;
}
