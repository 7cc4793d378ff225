/* XML from end to end: bytes, draft, document. */
#include "fdx/read/draft.h"

static bool
build(struct pl_draft *draft)
{
	return pl_draft_resolve_types(draft) && pl_draft_keep_file(draft) &&
	       pl_draft_build_setup(draft) && pl_draft_build_title(draft) &&
	       pl_draft_place_notes(draft) && pl_draft_build_body(draft);
}

static enum platen_status
read_draft(struct pl_draft *draft, struct pl_str bytes)
{
	draft->no_type = pl_draft_type(draft, PL_STR(""));
	if (draft->no_type == NULL) {
		return PLATEN_NO_MEMORY;
	}
	enum platen_status status = pl_draft_decode(draft, bytes);
	status = status == PLATEN_OK ? pl_draft_parse(draft) : status;
	if (status == PLATEN_OK && !build(draft)) {
		status = PLATEN_NO_MEMORY;
	}
	if (status == PLATEN_OK) {
		pl_draft_report_lost(draft);
	}
	return status;
}

enum platen_status
pl_fdx_read_draft(struct pl_str bytes, const struct platen_read_options *options,
		  const struct pl_diag *diag, struct platen_document **document)
{
	struct pl_draft draft = {.diag = diag, .document = pl_document_new()};
	if (draft.document == NULL) {
		return PLATEN_NO_MEMORY;
	}
	draft.has_shot_headings = options->fdx_shot_headings;
	draft.document->extensions = options->extensions;
	draft.document->is_reordered = true;
	/* what a file without settings means: Final Draft's own */
	draft.setup = (struct pl_setup){
		.top = -1,
		.bottom = -1,
		.has_more = true,
		.has_contd = true,
		.has_auto_contd = true,
	};
	pl_arena_init(&draft.arena);
	pl_buffer_init(&draft.pool);
	enum platen_status status = read_draft(&draft, bytes);
	pl_buffer_fini(&draft.pool);
	pl_arena_fini(&draft.arena);
	if (status == PLATEN_OK) {
		*document = draft.document;
	} else {
		platen_document_free(draft.document);
	}
	return status;
}

#if PL_MODULES
#include "base/module.h"

PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, (void (*)(void))pl_fdx_read_draft};
#endif
