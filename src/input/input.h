/*
 * input - what a file is, by its bytes; decoding; the screenplay in an archive
 */
#ifndef PL_INPUT_H
#define PL_INPUT_H

#include "diag/diag.h"

/* What else a file is which begins like this: "a PDF file"; NULL: it may be Fountain. */
const char *pl_foreign_type(struct pl_str bytes);

/* Bytes of a file to UTF-8 without BOM and NUL, owned by `arena`. PLATEN_BAD_INPUT if the bytes are
 * of another well-known type. */
enum platen_status pl_input_decode(struct pl_arena *arena, struct pl_str bytes,
				   const struct pl_diag *diag, struct pl_str *source);

/* The bytes begin as a zip archive does. */
bool pl_is_zip(struct pl_str bytes);

/*
 * Unpack the member which is a screenplay into `text`, an empty buffer of the caller's. On
 * PLATEN_OK *found says if there is one. PLATEN_BAD_INPUT: the diag was told why. PLATEN_NO_FONT:
 * the module which unpacks is not installed.
 */
enum platen_status pl_unzip(struct pl_str bytes, const struct pl_diag *diag, struct pl_buffer *text,
			    bool *found);

/* The unpacking itself, in its module. */
typedef enum platen_status pl_unzip_fn(struct pl_str bytes, const struct pl_diag *diag,
				       struct pl_buffer *text, bool *found);
pl_unzip_fn pl_unzip_member;

#endif
