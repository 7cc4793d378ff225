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
