/*
 * The public calls. This is the only file that sees every room; it joins them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "platen.h"

#include "figures/figures.h"
#include "lint/lint.h"
#include "diag/diag.h"
#include "document/document.h"
#include "fdx/fdx.h"
#include "fountain/fountain.h"
#include "layout/layout.h"
#include "input/input.h"
#include "formats.h"

const char *
platen_version(void)
{
	return PLATEN_VERSION;
}

const char *
platen_status_text(enum platen_status status)
{
	switch (status) {
	case PLATEN_OK: return "done";
	case PLATEN_NO_MEMORY: return "out of memory";
	case PLATEN_IO: return "cannot write";
	case PLATEN_TOO_LARGE: return "the input is too large";
	case PLATEN_NO_FONT: return "a font is not installed";
	case PLATEN_NO_MODULE: return "a part of platen is not installed";
	case PLATEN_UNKNOWN_FORMAT: return "unknown format";
	case PLATEN_BAD_ARGUMENT: return "wrong argument";
	case PLATEN_BAD_INPUT: return "input is not a screenplay";
	case PLATEN_BAD_FONT: return "not a TrueType or OpenType font";
	case PLATEN_CANCELLED: return "cancelled";
	case PLATEN_WIDE_FONT: return "the letters of this font are not all 0.6 of its size wide";
	}
	return "unknown status";
}

const struct platen_input_format *
platen_input_at(size_t index)
{
	static const struct platen_input_format inputs[] = {
		{PLATEN_INPUT_FOUNTAIN,
		 "fountain",
		 {".fountain", ".spmd", ".txt"},
		 "Fountain 1.1, plain text"},
		{PLATEN_INPUT_FDX, "fdx", {".fdx", ".fdxt"}, "Final Draft 8 to 13"},
		{PLATEN_INPUT_HIGHLAND,
		 "highland",
		 {".highland"},
		 "Highland: Fountain in an archive"},
		{PLATEN_INPUT_FADEIN,
		 "fadein",
		 {".fadein"},
		 "Fade In: Open Screenplay Format in an archive"},
		{PLATEN_INPUT_OSF, "osf", {".osf"}, "Open Screenplay Format"},
	};
	return index < sizeof(inputs) / sizeof(inputs[0]) ? &inputs[index] : NULL;
}

const struct platen_input_format *
platen_input_by_path(const char *path)
{
	const struct platen_input_format *format;
	const char *slash = strrchr(path, '/');
	struct pl_str name = pl_str_of(slash == NULL ? path : slash + 1);
	for (size_t i = 0; (format = platen_input_at(i)) != NULL; i++) {
		for (const char *const *e = format->extensions; *e != NULL; e++) {
			if (name.length > strlen(*e) &&
			    pl_str_ends_ascii_case(name, pl_str_of(*e))) {
				return format;
			}
		}
	}
	return NULL;
}

/*
 * Copy options of `size` bytes which a caller has made, maybe with another version of platen.h:
 * *from begins with its own size. What an older version lacks is zero; a newer one may have set
 * what this one does not know. False: it has, or there is no size.
 */
static bool
take_options(void *to, const void *from, size_t size)
{
	const unsigned char *bytes = from;
	size_t given = size;
	memset(to, 0, size);
	if (from == NULL) {
		return true;
	}
	memcpy(&given, from, sizeof(given));
	for (size_t i = size; i < given; i++) {
		if (bytes[i] != 0) {
			return false;
		}
	}
	if (given > sizeof(given)) {
		memcpy(to, from, given < size ? given : size);
	}
	return given >= sizeof(given);
}

static enum platen_status
read_text(struct pl_str text, const struct platen_read_options *options,
	  const struct platen_reporter *diag, struct platen_document **document)
{
	return pl_input_type_of(text).kind == PL_INPUT_XML
		       ? pl_fdx_read(text, options, diag, document)
		       : pl_fountain_read(text, options, diag, document);
}

static enum platen_status
read_archive(struct pl_str bytes, size_t limit, const struct platen_read_options *options,
	     const struct platen_reporter *diag, struct platen_document **document)
{
	struct pl_buffer text;
	enum pl_input_kind kind;
	pl_buffer_init(&text);
	enum platen_status status = pl_unzip(bytes, limit, diag, &text, &kind);
	if (status == PLATEN_OK && kind == PL_INPUT_XML) {
		status = pl_fdx_read(pl_buffer_str(&text), options, diag, document);
	} else if (status == PLATEN_OK) {
		/* an archive without a screenplay is refused as binary data */
		status = kind == PL_INPUT_TEXT
				 ? read_text(pl_buffer_str(&text), options, diag, document)
				 : pl_fountain_read(bytes, options, diag, document);
	}
	pl_buffer_fini(&text);
	return status;
}

static enum platen_status
read_input(struct pl_str text, const struct platen_read_options *options,
	   struct platen_document **document)
{
	const struct platen_reporter *reporter = &options->reporter;
	size_t limit = pl_input_limit(options->max_mebibytes);
	if (options->input == PLATEN_INPUT_ANY) {
		pl_input_pdf_source(text, &text);
	}
	if (text.length > limit) {
		return pl_input_refuse_length(reporter, limit);
	}
	if (options->input == PLATEN_INPUT_FOUNTAIN) {
		return pl_fountain_read(text, options, reporter, document);
	}
	if (pl_input_type_of(text).kind == PL_INPUT_ARCHIVE) {
		return read_archive(text, limit, options, reporter, document);
	}
	if (options->input == PLATEN_INPUT_ANY || options->input == PLATEN_INPUT_HIGHLAND) {
		return read_text(text, options, reporter, document);
	}
	return pl_fdx_read(text, options, reporter, document);
}

enum platen_status
platen_document_parse(const void *bytes, size_t length, const struct platen_read_options *options,
		      struct platen_document **document)
{
	struct platen_read_options taken;
	if ((bytes == NULL && length > 0) || document == NULL ||
	    !take_options(&taken, options, sizeof(taken)) ||
	    taken.max_mebibytes > PLATEN_MEBIBYTES_MAX) {
		return PLATEN_BAD_ARGUMENT;
	}
	return read_input((struct pl_str){bytes == NULL ? "" : bytes, length}, &taken, document);
}

bool
platen_pdf_attachment(const void *pdf, size_t length, struct platen_text *attachment)
{
	struct pl_str source;
	if (pdf == NULL || attachment == NULL ||
	    !pl_input_pdf_source((struct pl_str){pdf, length}, &source)) {
		return false;
	}
	*attachment = (struct platen_text){source.data, source.length};
	return true;
}

const struct platen_node *
platen_document_root(const struct platen_document *document)
{
	return document->root;
}

enum platen_input
platen_document_input(const struct platen_document *document)
{
	return document->fdx == NULL ? PLATEN_INPUT_FOUNTAIN : document->fdx->input;
}

struct platen_text
platen_document_source(const struct platen_document *document)
{
	return (struct platen_text){document->source.data, document->source.length};
}

/* The caller's own profiles must have been made with this version of platen.h. */
static bool
are_profiles(const struct platen_layout_options *options)
{
	for (size_t i = 0; i < options->profile_count; i++) {
		const struct platen_profile *profile = &options->profiles[i];
		if (profile->size != sizeof(*profile) || profile->name == NULL) {
			return false;
		}
	}
	return true;
}

enum platen_status
platen_pages_new(const struct platen_document *document,
		 const struct platen_layout_options *options, struct platen_pages **pages)
{
	struct platen_layout_options taken;
	if (document == NULL || pages == NULL || !take_options(&taken, options, sizeof(taken)) ||
	    !are_profiles(&taken)) {
		return PLATEN_BAD_ARGUMENT;
	}
	return pl_layout(document, &taken, pages);
}

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
	if (status == PLATEN_OK) {
		struct platen_read_options options = {0};
		pl_fountain_read_as_before(job->document, &options);
		status = pl_fountain_read(pl_buffer_str(&copy.bytes), &options, &silent, &again);
	}
	if (status == PLATEN_OK) {
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
		status = pl_fountain_read(pl_buffer_str(&bytes), options, &silent, again);
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

#define USUAL_FDX_VERSION 5

/* A Final Draft file to which nothing was done is its own template. */
static bool
is_own_template(const struct pl_job *job)
{
	const struct platen_document *document = job->document;
	const struct platen_write_options *options = job->options;
	bool has_version = options->fdx_version != 0 && options->fdx_version != USUAL_FDX_VERSION;
	return document->fdx != NULL && !document->is_edited && job->pages->is_as_file &&
	       !has_version && options->fdx_sections == PLATEN_SECTIONS_OUTLINE &&
	       !options->fdx_boneyard_notes && pl_fdx_is_own_file(document->fdx);
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

static bool
may_write(const struct pl_job *job, const struct platen_sink *sink)
{
	const struct platen_write_options *options = job->options;
	const struct platen_format *format = job->format;
	const struct platen_document *template = options->fdx_template;
	bool needs_pages = format->needs_pages || options->layout;
	bool has_lines = job->pages == NULL ? !needs_pages : !job->pages->has_no_lines;
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
	if (!take_options(&taken, options, sizeof(taken)) || !may_write(&job, sink)) {
		return PLATEN_BAD_ARGUMENT;
	}
	pl_write_fn *write = pl_writer_function(writer);
	if (write == NULL) {
		return PLATEN_NO_MODULE;
	}
	report_kept_headings(&job);
	if (format->has_fdx_options && taken.fdx_template == NULL && is_own_template(&job)) {
		taken.fdx_template = document;
	}
	if (taken.fdx_template != NULL && format->has_fdx_options) {
		return run_with_template(write, &job, sink);
	}
	bool is_read_back = writer->is_read_back && taken.reporter.report != NULL;
	return is_read_back ? run_and_read_back(write, &job, sink) : run_writer(write, &job, sink);
}

enum platen_status
platen_check(const struct platen_pages *pages, const struct platen_check_options *options)
{
	struct platen_check_options taken;
	return pages != NULL && !pages->has_no_lines && take_options(&taken, options, sizeof(taken))
		       ? pl_lint(pages, &taken, NULL)
		       : PLATEN_BAD_ARGUMENT;
}

void
platen_fix(const struct platen_document *document, const char *id, struct platen_position position,
	   platen_edit_fn *put, void *user)
{
	if (document != NULL && id != NULL && put != NULL) {
		pl_lint_fix(document, id, position, put, user);
	}
}

enum platen_status
platen_figures_new(const struct platen_pages *pages, struct platen_figures **figures)
{
	struct platen_figures *made = NULL;
	if (pages == NULL || pages->has_no_lines || figures == NULL) {
		return PLATEN_BAD_ARGUMENT;
	}
	enum platen_status status = pl_figures_new(pages, &made);
	if (status == PLATEN_OK && !pl_figures_make_rows(made)) {
		status = PLATEN_NO_MEMORY;
	}
	if (status != PLATEN_OK) {
		platen_figures_free(made);
		return status;
	}
	*figures = made;
	return PLATEN_OK;
}
