/*
 * fountain - Fountain 1.1, text to document
 */
#ifndef PL_FOUNTAIN_H
#define PL_FOUNTAIN_H

#include "diag/diag.h"
#include "document/document.h"
#include "unicode/unicode.h"

/* Read `bytes` as Fountain; platen_document_parse says the rest. On PLATEN_OK *document is the
 * caller's. */
enum platen_status pl_fountain_read(struct pl_str bytes, const struct pl_diag *diag,
				    struct platen_document **document);

#endif
