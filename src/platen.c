/*
 * The public calls, but for those which write (platen-write.c). These two files are the only ones
 * that see every room; they join them.
 */

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

static enum platen_status
read_text(struct pl_str text, bool may_borrow, const struct platen_read_options *options,
	  const struct platen_reporter *diag, struct platen_document **document)
{
	return pl_input_type_of(text).kind == PL_INPUT_XML
		       ? pl_fdx_read(text, options, diag, document)
		       : pl_fountain_read(text, may_borrow, options, diag, document);
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
				 ? read_text(pl_buffer_str(&text), false, options, diag, document)
				 : pl_fountain_read(bytes, false, options, diag, document);
	}
	pl_buffer_fini(&text);
	return status;
}

static enum platen_status
read_input(struct pl_str text, bool may_borrow, const struct platen_read_options *options,
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
		return pl_fountain_read(text, may_borrow, options, reporter, document);
	}
	if (pl_input_type_of(text).kind == PL_INPUT_ARCHIVE) {
		return read_archive(text, limit, options, reporter, document);
	}
	if (options->input == PLATEN_INPUT_ANY || options->input == PLATEN_INPUT_HIGHLAND) {
		return read_text(text, may_borrow, options, reporter, document);
	}
	return pl_fdx_read(text, options, reporter, document);
}

static enum platen_status
parse(const void *bytes, size_t length, bool may_borrow, const struct platen_read_options *options,
      struct platen_document **document)
{
	struct platen_read_options taken;
	if ((bytes == NULL && length > 0) || document == NULL ||
	    !pl_take_options(&taken, options, sizeof(taken)) ||
	    taken.max_mebibytes > PLATEN_MEBIBYTES_MAX) {
		return PLATEN_BAD_ARGUMENT;
	}
	return read_input((struct pl_str){bytes == NULL ? "" : bytes, length}, may_borrow, &taken,
			  document);
}

enum platen_status
platen_document_parse(const void *bytes, size_t length, const struct platen_read_options *options,
		      struct platen_document **document)
{
	return parse(bytes, length, false, options, document);
}

enum platen_status
pl_document_parse_taking(void *bytes, size_t length, const struct platen_read_options *options,
			 struct platen_document **document, bool *is_taken)
{
	enum platen_status status = parse(bytes, length, true, options, document);
	uintptr_t start = (uintptr_t)bytes;
	uintptr_t source = status == PLATEN_OK ? (uintptr_t)(*document)->source.data : 0;
	*is_taken = length > 0 && source >= start && source < start + length;
	if (*is_taken) {
		(*document)->owned = bytes;
	}
	return status;
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
	if (document == NULL || pages == NULL || !pl_take_options(&taken, options, sizeof(taken)) ||
	    !are_profiles(&taken)) {
		return PLATEN_BAD_ARGUMENT;
	}
	return pl_layout(document, &taken, pages);
}

enum platen_status
platen_check(const struct platen_pages *pages, const struct platen_check_options *options)
{
	struct platen_check_options taken;
	return pages != NULL && !pages->has_no_lines &&
			       pl_take_options(&taken, options, sizeof(taken))
		       ? pl_lint(pages, &taken, NULL, NULL)
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
