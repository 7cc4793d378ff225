/*
 * The public calls which write: sinks, formats, and what is read back or sent to another format
 * first.
 */
#include <stdio.h>
#include <stdlib.h>

#include "platen.h"

#include "diag/diag.h"
#include "document/document.h"
#include "fdx/fdx.h"
#include "fountain/fountain.h"
#include "layout/layout.h"
#include "formats.h"

static void
report_no_glyph(void *user, struct platen_position position, uint32_t code_point,
		const char *package)
{
	const struct platen_reporter *diag = user;
	char name[16];
	snprintf(name, sizeof(name), "U+%04X", (unsigned)code_point);
	PL_REPORT(diag, PL_NO_GLYPH, position, pl_word_text(pl_str_of(name)),
		  pl_word_text(pl_str_of(package)));
}

static const struct pl_writer *
writer_of(const struct platen_format *format)
{
	const struct pl_writer *writer;
	for (size_t i = 0; (writer = pl_writer_at(i)) != NULL; i++) {
		if (&writer->format == format) {
			return writer;
		}
	}
	return NULL;
}

static bool
is_version(uint32_t version)
{
	return version == 0 || (version >= 3 && version <= 6);
}

static bool
is_dpi(uint32_t dpi)
{
	return dpi == 0 || (dpi >= 36 && dpi <= 600);
}

static bool
write_to_file(void *user, const void *bytes, size_t length)
{
	return fwrite(bytes, 1, length, user) == length;
}

struct platen_sink
platen_sink_to_file(FILE *file)
{
	return (struct platen_sink){write_to_file, file};
}

static bool
write_to_memory(void *user, const void *bytes, size_t length)
{
	struct platen_memory *memory = user;
	struct pl_buffer buffer = {memory->data, memory->length, memory->capacity, false};
	pl_buffer_put(&buffer, (struct pl_str){bytes, length});
	bool is_done = pl_buffer_text(&buffer) != NULL;
	*memory = (struct platen_memory){buffer.data, buffer.length, buffer.capacity};
	return is_done;
}

struct platen_sink
platen_sink_to_memory(struct platen_memory *memory)
{
	return (struct platen_sink){write_to_memory, memory};
}

void
platen_memory_free(struct platen_memory *memory)
{
	free(memory->data);
	*memory = (struct platen_memory){0};
}

/* Run the writer, with a buffer in front of the sink. */
static enum platen_status
run_writer(pl_write_fn *write, struct pl_job *job, const struct platen_sink *sink)
{
	job->sink = malloc(sizeof(*job->sink));
	if (job->sink == NULL) {
		return PLATEN_NO_MEMORY;
	}
	const struct platen_progress *progress = &job->options->progress;
	pl_sink_init(job->sink, sink,
		     job->format != NULL && job->format->is_drawn ? NULL : progress);
	enum platen_status status = write(job);
	enum platen_status written = pl_sink_finish(job->sink);
	free(job->sink);
	if (written == PLATEN_IO && sink->write == write_to_memory) {
		written = PLATEN_NO_MEMORY;
	}
	return status == PLATEN_OK || status == PLATEN_IO ? written : status;
}

/* A sink which keeps a copy of what goes through it. */
struct copy {
	struct pl_buffer bytes;
	const struct platen_sink *to;
};

static bool
put_and_copy(void *user, const void *bytes, size_t length)
{
	struct copy *copy = user;
	pl_buffer_put(&copy->bytes, (struct pl_str){bytes, length});
	return copy->to->write(copy->to->user, bytes, length);
}

/* At most this many bytes of a text are quoted. */
#define QUOTE_MAX 40

static void
report_difference(void *user, const struct platen_node *node, struct pl_str words, const char *what)
{
	char quote[QUOTE_MAX + 4] = {0};
	struct pl_str clipped = pl_str_clip(words, QUOTE_MAX);
	snprintf(quote, sizeof(quote), "%.*s%s", (int)clipped.length,
		 clipped.length == 0 ? "" : clipped.data,
		 clipped.length < words.length ? "..." : "");
	PL_REPORT(user, PL_NOT_SAID, node->from, pl_word_text(pl_str_of(quote)),
		  pl_word_text(pl_str_of(what)));
}

static const struct platen_reporter silent;

/* What was written is the source, byte for byte. It reads as the document which was made of it. (Of
 * a film in canonical form, reading it again was a quarter of the instructions of `fmt`.) */
static bool
is_source(const struct platen_document *document, const struct pl_buffer *written)
{
	return document->dialect != NULL && !document->is_edited &&
	       pl_str_equal(document->source, pl_buffer_str(written));
}

/* Run the writer, then read its output, and report what is different. */
static enum platen_status
run_and_read_back(pl_write_fn *write, struct pl_job *job, const struct platen_sink *sink)
{
	struct copy copy = {.to = sink};
	struct platen_document *again = NULL;
	pl_buffer_init(&copy.bytes);
	enum platen_status status =
		run_writer(write, job, &(struct platen_sink){put_and_copy, &copy});
	if (status == PLATEN_OK && copy.bytes.failed) {
		status = PLATEN_NO_MEMORY;
	}
	bool is_compared = status == PLATEN_OK && !is_source(job->document, &copy.bytes);
	if (is_compared) {
		struct platen_read_options options = {0};
		pl_fountain_read_as_before(job->document, &options);
		status = pl_fountain_read(pl_buffer_str(&copy.bytes), true, &options, &silent,
					  &again);
	}
	if (is_compared && status == PLATEN_OK) {
		pl_document_compare(job->document, again, report_difference, job->user);
	}
	platen_document_free(again);
	pl_buffer_fini(&copy.bytes);
	return status;
}

static void
report_not_kept(void *user, const char *what)
{
	pl_report(user, PL_FDX_GONE, (struct platen_position){0}, what);
}

static enum platen_status
keep_layout(struct platen_document *document, const struct platen_reporter *diag)
{
	const struct platen_position nowhere = {0};
	struct pl_format_style usual[PLATEN_SIDE_COUNT][PLATEN_KIND_COUNT];
	size_t lost;
	pl_layout_usual_styles(usual);
	if (!pl_document_keep_layout(
		    document, (const struct pl_format_style(*)[PLATEN_KIND_COUNT])usual, &lost)) {
		return PLATEN_NO_MEMORY;
	}
	if (lost > 0) {
		PL_REPORT(diag, PL_LAYOUT_LOST, nowhere, pl_word_number((uint32_t)lost));
	}
	return PLATEN_OK;
}

/* Write the document as Fountain, with its page format or without, and read that. */
static enum platen_status
read_as_fountain(const struct platen_document *document, bool has_layout,
		 const struct platen_read_options *options, struct platen_document **again)
{
	struct pl_buffer bytes = {0};
	struct platen_document *copy = has_layout ? pl_document_copy(document) : NULL;
	struct pl_job job = {.document = has_layout ? copy : document,
			     .options = &(const struct platen_write_options){0}};
	enum platen_status status = PLATEN_OK;
	if (has_layout) {
		status = copy == NULL ? PLATEN_NO_MEMORY : keep_layout(copy, &silent);
	}
	if (status == PLATEN_OK) {
		status = run_writer(pl_write_fountain, &job,
				    &(struct platen_sink){pl_buffer_write, &bytes});
	}
	if (status == PLATEN_OK) {
		status = pl_fountain_read(pl_buffer_str(&bytes), false, options, &silent, again);
	}
	platen_document_free(copy);
	pl_buffer_fini(&bytes);
	return status;
}

/* Whether it would be set on other pages as Fountain, without its page format. */
static enum platen_status
needs_layout(const struct platen_document *document, bool *needs)
{
	struct platen_read_options options = {0};
	struct platen_document *again = NULL;
	struct platen_pages *own = NULL, *usual = NULL;
	enum platen_status status = platen_pages_new(document, NULL, &own);
	pl_fountain_read_as_before(document, &options);
	if (status == PLATEN_OK) {
		status = read_as_fountain(document, false, &options, &again);
	}
	if (status == PLATEN_OK) {
		status = platen_pages_new(again, NULL, &usual);
	}
	*needs = status == PLATEN_OK && !pl_layout_is_same(own, usual);
	platen_pages_free(own);
	platen_pages_free(usual);
	platen_document_free(again);
	return status;
}

enum platen_status
platen_document_keep_layout(struct platen_document *document,
			    const struct platen_reporter *reporter)
{
	bool needs = false, has_one = document->setup != NULL && document->dialect == NULL;
	enum platen_status status = has_one ? needs_layout(document, &needs) : PLATEN_OK;
	return needs ? keep_layout(document, reporter != NULL ? reporter : &silent) : status;
}

/* Send the template to Fountain and back, as a script which was made of it has been. */
static enum platen_status
read_template_again(const struct platen_document *template, const struct platen_document *script,
		    struct platen_document **again)
{
	struct platen_read_options options = {0};
	pl_fountain_read_as_before(script, &options);
	bool has_layout = pl_document_title_entry(script, PL_TITLE_X_LAYOUT) != NULL;
	return read_as_fountain(template, has_layout, &options, again);
}

/* Write into a template. */
static enum platen_status
run_with_template(pl_write_fn *write, struct pl_job *job, const struct platen_sink *sink)
{
	const struct platen_document *template = job->options->fdx_template;
	struct platen_document *again = NULL;
	bool was_fountain = platen_document_input(job->document) == PLATEN_INPUT_FOUNTAIN;
	enum platen_status status = PLATEN_OK;
	if (was_fountain) {
		status = read_template_again(template, job->document, &again);
	}
	job->template_again = was_fountain ? again : template;
	if (status == PLATEN_OK) {
		status = run_writer(write, job, sink);
	}
	platen_document_free(again);
	return status;
}

/* Nothing was done to it. */
static bool
is_as_read(const struct pl_job *job)
{
	const struct platen_document *document = job->document;
	const struct platen_write_options *options = job->options;
	bool has_version =
		options->fdx_version != 0 && options->fdx_version != document->fdx->version;
	return !document->is_edited && job->pages->is_as_file && !has_version &&
	       options->fdx_sections == PLATEN_SECTIONS_OUTLINE;
}

/* A Final Draft file is its own template, unless it is set in another page format. */
static bool
is_own_template(const struct pl_job *job)
{
	const struct platen_document *document = job->document;
	return job->options->fdx_template == NULL && document->fdx != NULL &&
	       job->pages->has_own_styles && pl_fdx_is_template(document->fdx);
}

/* Write the document into the file which it was read from. */
static enum platen_status
run_with_own_file(pl_write_fn *write, struct pl_job *job, struct platen_write_options *options,
		  const struct platen_sink *sink)
{
	struct platen_document *again = NULL;
	enum platen_status status = PLATEN_OK;
	if (job->document->is_edited) {
		status = pl_fdx_read_again(job->document, &again);
	}
	options->fdx_template = again != NULL ? again : job->document;
	job->template_again = options->fdx_template;
	job->completes_template = !is_as_read(job) || !pl_fdx_is_own_file(job->document->fdx);
	if (status == PLATEN_OK) {
		status = run_writer(write, job, sink);
	}
	platen_document_free(again);
	return status;
}

/* FDX has the formats of the file that it is written from, or into. */
static void
report_kept_headings(const struct pl_job *job)
{
	const struct platen_position nowhere = {0};
	bool is_kept = job->options->fdx_template != NULL ||
		       (job->pages != NULL && job->pages->has_own_styles);
	if (is_kept && job->format->has_fdx_options && job->pages->has_changed_headings) {
		pl_report(&job->options->reporter, PL_FDX_HEADINGS, nowhere, NULL);
	}
}

/* Say what of a Final Draft file is lost. */
static void
report_losses(const struct pl_job *job)
{
	const struct pl_fdx_file *file = job->document->fdx;
	const struct platen_format *format = job->format;
	bool shows_revisions = job->pages != NULL && job->pages->has_revisions;
	enum pl_fdx_target target = format->has_fdx_options                  ? PL_FDX_TO_NEW_FILE
				    : format->input == PLATEN_INPUT_FOUNTAIN ? PL_FDX_TO_FOUNTAIN
				    : format->needs_pages                    ? PL_FDX_TO_PAGES
									     : PL_FDX_TO_DATA;
	if (format->has_fdx_options) {
		pl_fdx_report_left_out(job->document, job->options);
	}
	if (file != NULL && job->options->fdx_template != job->document) {
		pl_fdx_report_losses(file, target, shows_revisions && target != PL_FDX_TO_NEW_FILE,
				     &job->options->reporter);
	}
}

static bool
may_write(const struct pl_job *job, const struct platen_sink *sink)
{
	const struct platen_write_options *options = job->options;
	const struct platen_format *format = job->format;
	const struct platen_document *template = options->fdx_template;
	bool needs_pages = format->needs_pages || options->layout;
	bool needs_lines = format->needs_lines || options->layout;
	bool has_lines =
		job->pages == NULL ? !needs_pages : !needs_lines || !job->pages->has_no_lines;
	return job->document != NULL && sink != NULL && has_lines &&
	       (template == NULL || platen_document_input(template) == PLATEN_INPUT_FDX) &&
	       is_version(options->fdx_version) && is_dpi(options->dpi) &&
	       (!format->is_single || options->next_page != NULL || job->pages->page_count <= 1);
}

enum platen_status
platen_write(const struct platen_format *format, const struct platen_document *document,
	     const struct platen_pages *pages, const struct platen_write_options *options,
	     const struct platen_sink *sink)
{
	const struct pl_writer *writer = writer_of(format);
	struct platen_write_options taken;
	struct pl_job job = {
		.format = format,
		.document = document,
		.pages = pages,
		.options = &taken,
		.no_glyph = report_no_glyph,
		.not_kept = report_not_kept,
		.user = &taken.reporter,
	};
	if (writer == NULL) {
		return PLATEN_UNKNOWN_FORMAT;
	}
	if (!pl_take_options(&taken, options, sizeof(taken)) || !may_write(&job, sink)) {
		return PLATEN_BAD_ARGUMENT;
	}
	pl_write_fn *write = pl_writer_function(writer);
	if (write == NULL) {
		return PLATEN_NO_MODULE;
	}
	report_kept_headings(&job);
	if (format->has_fdx_options && is_own_template(&job)) {
		return run_with_own_file(write, &job, &taken, sink);
	}
	report_losses(&job);
	if (taken.fdx_template != NULL && format->has_fdx_options) {
		return run_with_template(write, &job, sink);
	}
	bool is_read_back = writer->is_read_back && taken.reporter.report != NULL;
	return is_read_back ? run_and_read_back(write, &job, sink) : run_writer(write, &job, sink);
}
