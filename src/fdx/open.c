/* Loads the reader, which needs libxml2, when the first FDX is read. */
#include "base/module.h"
#include "fdx/fdx.h"
#include "input/input.h"

static enum platen_status
read_document(struct platen_document *document, const struct platen_read_options *options,
	      const struct platen_reporter *diag)
{
#if PL_MODULES
	const struct pl_module *module = pl_module_load("fdxread");
	if (module == NULL) {
		return PLATEN_NO_MODULE;
	}
	return ((pl_fdx_read_fn *)module->function)(document, options, diag);
#else
	return pl_fdx_read_source(document, options, diag);
#endif
}

static bool
has_part(const struct pl_fdx_file *file, const char *name)
{
	const struct pl_fdx_part *part = file->parts;
	while (part != NULL && !pl_str_equal(part->name, pl_str_of(name))) {
		part = part->next;
	}
	return part != NULL;
}

/* Other programs declare it otherwise, or leave out what only Final Draft needs. Its text documents
 * have less. */
bool
pl_fdx_is_own_file(const struct pl_fdx_file *file)
{
	static const char *const names[] = {"HeaderAndFooter",    "PageLayout",
					    "ElementSettings",    "Revisions",
					    "MoresAndContinueds", "SplitState"};
	const size_t count = file->is_text ? 2 : sizeof(names) / sizeof(names[0]);
	bool is_own = file->input == PLATEN_INPUT_FDX &&
		      pl_str_contains(file->head, PL_STR("standalone=\"no\""));
	for (size_t i = 0; is_own && i < count; i++) {
		is_own = has_part(file, names[i]);
	}
	return is_own;
}

/* Names with a prefix mean nothing without the root which declares it. */
bool
pl_fdx_is_template(const struct pl_fdx_file *file)
{
	return file->input == PLATEN_INPUT_FDX && !pl_str_contains(file->head, PL_STR("xmlns"));
}

enum platen_status
pl_fdx_read_again(const struct platen_document *document, struct platen_document **again)
{
	const struct platen_reporter silent = {0};
	struct platen_read_options options = {
		.extensions = document->extensions,
		.fdx_shot_headings = document->fdx->has_shot_headings,
		.splits_dual = document->fdx->splits_dual,
	};
	struct platen_document *new = pl_document_new();
	if (new == NULL) {
		return PLATEN_NO_MEMORY;
	}
	new->source = document->source;
	enum platen_status status = read_document(new, &options, &silent);
	if (status == PLATEN_OK) {
		*again = new;
	} else {
		platen_document_free(new);
	}
	return status;
}

enum platen_status
pl_fdx_read(struct pl_str bytes, const struct platen_read_options *options,
	    const struct platen_reporter *diag, struct platen_document **document)
{
	struct platen_document *new = pl_document_new();
	if (new == NULL) {
		return PLATEN_NO_MEMORY;
	}
	new->progress = &options->progress;
	enum platen_status status = pl_input_decode_xml(&new->arena, bytes, diag, &new->source);
	if (status == PLATEN_OK) {
		status = read_document(new, options, diag);
	}
	new->progress = NULL;
	if (new->is_cancelled) {
		status = PLATEN_CANCELLED;
	} else if (new->is_too_large) {
		status = pl_input_refuse_nodes(diag);
	}
	if (status == PLATEN_OK) {
		*document = new;
	} else {
		platen_document_free(new);
	}
	return status;
}
