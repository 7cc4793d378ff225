/*
 * Writing FDX into a template: a template, a line `====`, and a script in Fountain; without the
 * line the template's own script, which must come back as it was.
 */
#include "fuzz.h"

#include "fdx/fdx.h"
#include "formats.h"
#include "fountain/fountain.h"
#include "input/input.h"

static struct platen_document *
read_fdx(struct pl_str input)
{
	struct platen_reporter nobody = {0};
	struct platen_read_options reading = {.size = sizeof(reading)};
	struct platen_document *document = pl_document_new();
	HOLDS(document != NULL, "there is memory for a document");
	enum platen_status status =
		pl_input_decode_xml(&document->arena, input, &nobody, &document->source);
	if (status == PLATEN_OK) {
		status = pl_fdx_read_source(document, &reading, &nobody);
	}
	if (status == PLATEN_OK && document->fdx->input == PLATEN_INPUT_FDX) {
		return document;
	}
	platen_document_free(document);
	return NULL;
}

static void
ignore_not_kept(void *user, const char *what)
{
	(void)user, (void)what;
}

static void
write_into(const struct platen_document *template, const struct platen_document *script,
	   const struct platen_document *again, struct pl_buffer *out)
{
	struct platen_write_options options = {.size = sizeof(options), .fdx_template = template};
	struct platen_pages *pages = NULL;
	struct platen_sink sink = {pl_buffer_write, out};
	struct pl_sink *buffered = malloc(sizeof(*buffered));
	HOLDS(platen_pages_new(script, NULL, &pages) == PLATEN_OK && buffered != NULL,
	      "there is memory for the pages");
	pl_sink_init(buffered, &sink, NULL);
	struct pl_job job = {
		.document = script,
		.pages = pages,
		.options = &options,
		.sink = buffered,
		.template_again = again,
		.not_kept = ignore_not_kept,
	};
	HOLDS(pl_write_fdx(&job) == PLATEN_OK, "the script is written");
	HOLDS(pl_sink_finish(buffered) == PLATEN_OK && !out->failed, "there is memory for it");
	platen_pages_free(pages);
	free(buffered);
}

/* As platen-write.c does for a script which is Fountain. */
static struct platen_document *
to_fountain_and_back(const struct platen_document *template)
{
	static const struct platen_write_options none = {.size = sizeof(none)};
	struct pl_buffer text = {0};
	struct platen_sink sink = {pl_buffer_write, &text};
	struct pl_sink *buffered = malloc(sizeof(*buffered));
	HOLDS(buffered != NULL, "there is memory for the sink");
	pl_sink_init(buffered, &sink, NULL);
	struct pl_job job = {.document = template, .options = &none, .sink = buffered};
	HOLDS(pl_write_fountain(&job) == PLATEN_OK && pl_sink_finish(buffered) == PLATEN_OK,
	      "the template is written as Fountain");
	free(buffered);
	struct platen_document *again =
		fuzz_parse((const uint8_t *)pl_buffer_str(&text).data, text.length);
	pl_buffer_fini(&text);
	return again;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const struct pl_str mark = {"\n====\n", 6};
	struct pl_str input = {(const char *)bytes, length};
	size_t at = 0;
	while (at < length && !pl_str_starts(pl_str_slice(input, at, length), mark)) {
		at++;
	}
	struct platen_document *template = read_fdx(pl_str_slice(input, 0, at));
	struct platen_document *script = NULL, *again = NULL, *result;
	struct pl_buffer out = {0};
	if (template == NULL) {
		return 0;
	}
	if (at < length) {
		script = fuzz_parse(bytes + at + mark.length, length - at - mark.length);
		again = to_fountain_and_back(template);
	}
	if (at == length || (script != NULL && again != NULL)) {
		write_into(template, script == NULL ? template : script,
			   again == NULL ? template : again, &out);
		result = read_fdx(pl_buffer_str(&out));
		HOLDS(result != NULL, "what was written can be read");
		platen_document_free(result);
	}
	pl_buffer_fini(&out);
	platen_document_free(again);
	platen_document_free(script);
	platen_document_free(template);
	return 0;
}
