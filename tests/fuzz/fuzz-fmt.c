/*
 * Canonical Fountain: reading what was written gives the same tree, and writing that the same
 * bytes.
 *
 * tests/fountain/test_roundtrip.py asks the same of whole screenplays and of their pages.
 */
#include "fuzz.h"

#include "formats.h"

static bool
take(void *user, const void *data, size_t length)
{
	pl_buffer_put(user, (struct pl_str){data, length});
	return true;
}

static void
write_fountain(const struct platen_document *document, struct pl_buffer *out)
{
	pl_buffer_init(out);
	struct platen_sink sink = {take, out};
	enum platen_status status =
		platen_write(platen_format_by_name("fountain"), document, NULL, NULL, &sink);
	HOLDS(status == PLATEN_OK && pl_utf8_is_valid(pl_buffer_str(out)), "Fountain is written");
}

static void
fail(void *user, const struct platen_node *node, const char *what)
{
	(void)user;
	(void)node;
	HOLDS(false, what);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct platen_document *document = fuzz_parse(bytes, length);
	if (document == NULL) {
		return 0;
	}
	struct pl_buffer written, again;
	write_fountain(document, &written);
	struct platen_document *other = fuzz_parse((const uint8_t *)written.data, written.length);
	HOLDS(other != NULL, "what is written can be read");
	pl_document_compare(document, other, fail, NULL);
	write_fountain(other, &again);
	HOLDS(pl_str_equal(pl_buffer_str(&written), pl_buffer_str(&again)),
	      "written twice, nothing changes");
	pl_buffer_fini(&written);
	pl_buffer_fini(&again);
	platen_document_free(other);
	platen_document_free(document);
	return 0;
}
