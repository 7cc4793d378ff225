/*
 * fdx - Final Draft's XML, and Open Screenplay Format, bytes to document
 */
#ifndef PL_FDX_READ_H
#define PL_FDX_READ_H

#include "diag/diag.h"
#include "document/document.h"
#include "unicode/unicode.h"

/* The bytes begin as XML does: with a declaration, or with a root element which is read. */
bool pl_fdx_is_xml(struct pl_str bytes);

/* Read `bytes` as the one or the other; platen_document_read says the rest. On PLATEN_OK *document
 * is the caller's. PLATEN_NO_FONT: the module which holds the reader is not installed. */
enum platen_status pl_fdx_read(struct pl_str bytes, const struct platen_read_options *options,
			       const struct pl_diag *diag, struct platen_document **document);

/* The reader itself, in its module. */
typedef enum platen_status pl_fdx_read_fn(struct pl_str bytes,
					  const struct platen_read_options *options,
					  const struct pl_diag *diag,
					  struct platen_document **document);
pl_fdx_read_fn pl_fdx_read_draft;

#endif
