/*
 * fountain - Fountain 1.1, text to document
 */
#ifndef PL_FOUNTAIN_H
#define PL_FOUNTAIN_H

#include "diag/diag.h"
#include "document/document.h"
#include "unicode/unicode.h"

/* Read `bytes` as Fountain. Of `options`, only those for Fountain count; platen_document_read says
 * the rest. On PLATEN_OK *document is the caller's. */
enum platen_status pl_fountain_read(struct pl_str bytes, const struct platen_read_options *options,
				    const struct pl_diag *diag, struct platen_document **document);

/* Add to `dialect` what the title page asks for: by its language, and by its X-Options if
 * `obeys_options`. Returns the first unknown word of these; empty if there is none. */
struct pl_str pl_fountain_obey_title(struct pl_fountain_dialect *dialect,
				     const struct platen_document *document, bool obeys_options);

/* The entry of the title page which switched this extension on; NULL if none did. */
const struct platen_node *pl_fountain_extension_entry(const struct platen_document *document,
						      uint32_t extension);

/* Set `options` to what `document` was read with; they borrow from it. */
void pl_fountain_read_as_before(const struct platen_document *document,
				struct platen_read_options *options);

#endif
