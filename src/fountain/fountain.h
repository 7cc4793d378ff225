/*
 * fountain - Fountain 1.1, text to document
 */
#ifndef PL_FOUNTAIN_H
#define PL_FOUNTAIN_H

#include "command.h"
#include "diag/diag.h"
#include "document/document.h"
#include "unicode/unicode.h"

/* Read `bytes` as Fountain. Of `options`, only those for Fountain count; platen_document_parse says
 * the rest. On PLATEN_OK *document is the caller's. `may_borrow`: the bytes outlive the document,
 * so they may be its source. */
enum platen_status pl_fountain_read(struct pl_str bytes, bool may_borrow,
				    const struct platen_read_options *options,
				    const struct platen_reporter *diag,
				    struct platen_document **document);

/* Add to `dialect` what the title page asks for: by its language, and by its X-Options if
 * `obeys_options`. Returns the first unknown word of these; empty if there is none. */
struct pl_str pl_fountain_obey_title(struct pl_fountain_dialect *dialect,
				     const struct platen_document *document, bool obeys_options);

/* Set `options` to what `document` was read with; they borrow from it. */
void pl_fountain_read_as_before(const struct platen_document *document,
				struct platen_read_options *options);

#endif
