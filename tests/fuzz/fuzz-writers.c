/* Writing: every format that is built in, into a sink that may be full at any byte. */
#include "fuzz.h"

#include "formats.h"

struct bytes {
	struct pl_buffer buffer;
	size_t room;
};

static bool
take(void *user, const void *data, size_t length)
{
	struct bytes *bytes = user;
	if (length > bytes->room) {
		return false;
	}
	bytes->room -= length;
	pl_buffer_put(&bytes->buffer, (struct pl_str){data, length});
	return true;
}

/* Brackets pair, strings end, and nothing in them is a control character: enough to find a writer
 * that has lost its place. */
static void
check_json(struct pl_str json)
{
	bool in_string = false;
	long depth = 0;
	for (size_t i = 0; i < json.length; i++) {
		char c = json.data[i];
		if (in_string) {
			HOLDS((unsigned char)c >= ' ', "json strings have no control characters");
			i += c == '\\';
			in_string = c != '"';
		} else {
			in_string = c == '"';
			depth += (c == '{' || c == '[') - (c == '}' || c == ']');
			HOLDS(depth > 0 || i + 2 >= json.length, "json is one value");
		}
	}
	HOLDS(depth == 0 && !in_string, "json brackets pair");
}

static void
write_all(const struct platen_document *document, const struct platen_pages *pages, size_t room)
{
	const struct pl_writer *writer;
	for (size_t i = 0; (writer = pl_writer_at(i)) != NULL; i++) {
		if (writer->write == NULL) {
			continue;
		}
		struct bytes bytes = {.room = room};
		pl_buffer_init(&bytes.buffer);
		struct platen_sink sink = {take, &bytes};
		enum platen_status status =
			platen_write(&writer->format, document, pages, NULL, &sink);
		struct pl_str made = pl_buffer_str(&bytes.buffer);
		HOLDS(status == (room == SIZE_MAX ? PLATEN_OK : status), "a format is written");
		HOLDS(status == PLATEN_OK || status == PLATEN_IO, "a full sink is an IO error");
		HOLDS(status != PLATEN_OK || pl_utf8_is_valid(made), "output is UTF-8");
		if (status == PLATEN_OK && writer->write == pl_write_json) {
			check_json(made);
		}
		pl_buffer_fini(&bytes.buffer);
	}
}

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
	size_t room = fuzz_choose(&choices, 256);
	write_all(document, pages, room < 224 ? SIZE_MAX : (room - 224) * 64);
	platen_pages_free(pages);
	platen_document_free(document);
	return 0;
}
