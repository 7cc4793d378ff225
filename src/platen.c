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

void
platen_read_options_init(struct platen_read_options *options)
{
	*options = (struct platen_read_options){.obeys_script = true};
}

static enum platen_status
read_text(struct pl_str text, const struct platen_read_options *options, const struct pl_diag *diag,
	  struct platen_document **document)
{
	return pl_input_type_of(text).kind == PL_INPUT_XML
		       ? pl_fdx_read(text, options, diag, document)
		       : pl_fountain_read(text, options, diag, document);
}

static enum platen_status
read_archive(struct pl_str bytes, size_t limit, const struct platen_read_options *options,
	     const struct pl_diag *diag, struct platen_document **document)
{
	struct pl_buffer text;
	bool is_found;
	pl_buffer_init(&text);
	enum platen_status status = pl_unzip(bytes, limit, diag, &text, &is_found);
	if (status == PLATEN_OK) {
		/* an archive without a screenplay is refused as binary data */
		status = is_found ? read_text(pl_buffer_str(&text), options, diag, document)
				  : pl_fountain_read(bytes, options, diag, document);
	}
	pl_buffer_fini(&text);
	return status;
}

enum platen_status
platen_document_read(const void *bytes, size_t length, const struct platen_read_options *options,
		     struct platen_document **document)
{
	struct platen_read_options defaults;
	platen_read_options_init(&defaults);
	options = options == NULL ? &defaults : options;
	if ((bytes == NULL && length > 0) || document == NULL ||
	    options->max_mebibytes > PLATEN_MEBIBYTES_MAX) {
		return PLATEN_BAD_ARGUMENT;
	}
	struct pl_diag diag = {options->report, options->user};
	struct pl_str text = {bytes, length};
	size_t limit = pl_input_limit(options->max_mebibytes);
	if (length > limit) {
		return pl_input_refuse_length(&diag, limit);
	}
	if (options->input == PLATEN_INPUT_FOUNTAIN) {
		return pl_fountain_read(text, options, &diag, document);
	}
	if (pl_input_type_of(text).kind == PL_INPUT_ARCHIVE) {
		return read_archive(text, limit, options, &diag, document);
	}
	if (options->input == PLATEN_INPUT_ANY || options->input == PLATEN_INPUT_HIGHLAND) {
		return read_text(text, options, &diag, document);
	}
	return pl_fdx_read(text, options, &diag, document);
}

enum platen_status
platen_document_parse(const void *bytes, size_t length, platen_report_fn *report, void *user,
		      struct platen_document **document)
{
	struct platen_read_options options;
	platen_read_options_init(&options);
	options.report = report;
	options.user = user;
	return platen_document_read(bytes, length, &options, document);
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

const struct platen_node *
platen_document_extension_entry(const struct platen_document *document, uint32_t extension)
{
	return pl_fountain_extension_entry(document, extension);
}

enum platen_kind
platen_node_kind(const struct platen_node *node)
{
	return node->kind;
}

const struct platen_node *
platen_node_first_child(const struct platen_node *node)
{
	return node->first;
}

const struct platen_node *
platen_node_next(const struct platen_node *node)
{
	return node->next;
}

const struct platen_node *
platen_node_parent(const struct platen_node *node)
{
	return node->parent;
}

struct platen_position
platen_node_position(const struct platen_node *node)
{
	return node->from;
}

struct platen_text
platen_node_text(const struct platen_node *node)
{
	return (struct platen_text){node->text.data, node->text.length};
}

struct platen_text
platen_node_label(const struct platen_node *node)
{
	return (struct platen_text){node->label.data, node->label.length};
}

uint32_t
platen_node_level(const struct platen_node *node)
{
	return node->level;
}

void
platen_layout_options_init(struct platen_layout_options *options)
{
	*options = (struct platen_layout_options){
		.continued = true,
		.title_page = true,
	};
}

enum platen_status
platen_pages_new(const struct platen_document *document,
		 const struct platen_layout_options *options, struct platen_pages **pages)
{
	if (document == NULL || pages == NULL) {
		return PLATEN_BAD_ARGUMENT;
	}
	struct platen_layout_options defaults;
	platen_layout_options_init(&defaults);
	return pl_layout(document, options == NULL ? &defaults : options, pages);
}

static void
report_no_glyph(void *user, struct platen_position position, uint32_t code_point,
		const char *package)
{
	const struct pl_diag *diag = user;
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

/* Run the writer, with a buffer in front of the sink. */
static enum platen_status
run_writer(pl_write_fn *write, struct pl_job *job, const struct platen_sink *sink)
{
	job->sink = malloc(sizeof(*job->sink));
	if (job->sink == NULL) {
		return PLATEN_NO_MEMORY;
	}
	pl_sink_init(job->sink, sink);
	enum platen_status status = write(job);
	enum platen_status written = pl_sink_finish(job->sink);
	free(job->sink);
	return status != PLATEN_OK ? status : written;
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

/* Run the writer, then read its output, and report what is different. */
static enum platen_status
run_and_read_back(pl_write_fn *write, struct pl_job *job, const struct platen_sink *sink)
{
	static const struct pl_diag silent = {NULL, NULL};
	struct copy copy = {.to = sink};
	struct platen_document *again = NULL;
	pl_buffer_init(&copy.bytes);
	enum platen_status status =
		run_writer(write, job, &(struct platen_sink){put_and_copy, &copy});
	if (status == PLATEN_OK && copy.bytes.failed) {
		status = PLATEN_NO_MEMORY;
	}
	if (status == PLATEN_OK) {
		struct platen_read_options options;
		platen_read_options_init(&options);
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
	const struct platen_position nowhere = {0};
	pl_report(user, PL_FDX_GONE, nowhere, what);
}

/* Send the template to Fountain and back, as a script which was made of it has been. */
static enum platen_status
read_template_again(const struct platen_document *template, const struct platen_document *script,
		    struct platen_document **again)
{
	static const struct pl_diag silent = {NULL, NULL};
	const struct platen_write_options none = {0};
	struct pl_job job = {.document = template, .options = &none};
	struct pl_buffer bytes = {0};
	struct platen_read_options options;
	platen_read_options_init(&options);
	pl_fountain_read_as_before(script, &options);
	enum platen_status status =
		run_writer(pl_write_fountain, &job, &(struct platen_sink){pl_buffer_write, &bytes});
	if (status == PLATEN_OK) {
		status = pl_fountain_read(pl_buffer_str(&bytes), &options, &silent, again);
	}
	pl_buffer_fini(&bytes);
	return status;
}

/* Write into a template. */
static enum platen_status
run_with_template(pl_write_fn *write, struct pl_job *job, const struct platen_sink *sink)
{
	const struct platen_document *template = job->options->fdx.template_document;
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

enum platen_status
platen_write(const struct platen_format *format, const struct platen_document *document,
	     const struct platen_pages *pages, const struct platen_write_options *options,
	     const struct platen_sink *sink)
{
	const struct pl_writer *writer = writer_of(format);
	if (writer == NULL) {
		return PLATEN_UNKNOWN_FORMAT;
	}
	struct platen_write_options none = {0};
	options = options == NULL ? &none : options;
	bool needs_pages = format->needs_pages || options->layout;
	const struct platen_document *template = options->fdx.template_document;
	if (document == NULL || sink == NULL || (needs_pages && pages == NULL) ||
	    (template != NULL && platen_document_input(template) != PLATEN_INPUT_FDX) ||
	    !is_version(options->fdx.version) || !is_dpi(options->dpi) ||
	    (format->is_single && options->next_page == NULL && pages->page_count > 1)) {
		return PLATEN_BAD_ARGUMENT;
	}
	pl_write_fn *write = pl_writer_function(writer);
	if (write == NULL) {
		return PLATEN_NO_MODULE;
	}
	struct pl_diag diag = {options->report, options->user};
	struct pl_job job = {
		.format = format,
		.document = document,
		.pages = pages,
		.options = options,
		.no_glyph = report_no_glyph,
		.not_kept = report_not_kept,
		.user = &diag,
	};
	if (template != NULL && format->has_fdx_options) {
		return run_with_template(write, &job, sink);
	}
	bool is_read_back = writer->is_read_back && options->report != NULL;
	return is_read_back ? run_and_read_back(write, &job, sink) : run_writer(write, &job, sink);
}

void
platen_check_options_init(struct platen_check_options *options)
{
	*options = (struct platen_check_options){.long_speech = 27, .long_parenthetical = 3};
}

enum platen_status
platen_check(const struct platen_pages *pages, const struct platen_check_options *options)
{
	if (pages == NULL) {
		return PLATEN_BAD_ARGUMENT;
	}
	struct platen_check_options defaults;
	platen_check_options_init(&defaults);
	options = options == NULL ? &defaults : options;
	struct pl_diag diag = {options->report, options->user};
	return pl_lint(pages, options, &diag);
}

void
platen_fix(const struct platen_document *document, const struct platen_diagnostic *diagnostic,
	   platen_edit_fn *put, void *user)
{
	if (document != NULL && diagnostic != NULL && put != NULL) {
		pl_lint_fix(document, diagnostic, put, user);
	}
}

enum platen_status
platen_suppressions_new(const struct platen_document *document,
			struct platen_suppressions **suppressions)
{
	if (document == NULL || suppressions == NULL) {
		return PLATEN_BAD_ARGUMENT;
	}
	struct pl_diag nobody = {NULL, NULL};
	return pl_lint_suppressions_new(document, &nobody, suppressions);
}

enum platen_status
platen_figures_new(const struct platen_pages *pages, struct platen_figures **figures)
{
	if (pages == NULL || figures == NULL) {
		return PLATEN_BAD_ARGUMENT;
	}
	return pl_figures_new(pages, figures);
}
