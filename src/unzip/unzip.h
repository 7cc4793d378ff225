/*
 * unzip - the screenplay in a zip archive: Highland's and Fade In's files are such
 */
#ifndef PL_UNZIP_H
#define PL_UNZIP_H

#include "diag/diag.h"

/* The bytes begin as a zip archive does. */
bool pl_is_zip(struct pl_str bytes);

/*
 * Unpack the member which is a screenplay into `text`, an empty buffer of the caller's. On PLATEN_OK
 * *found says if there is one. PLATEN_BAD_INPUT: the diag was told why. PLATEN_NO_FONT: the module
 * which unpacks is not installed.
 */
enum platen_status pl_unzip(struct pl_str bytes, const struct pl_diag *diag, struct pl_buffer *text,
			    bool *found);

/* The unpacking itself, in its module. */
typedef enum platen_status pl_unzip_fn(struct pl_str bytes, const struct pl_diag *diag,
				       struct pl_buffer *text, bool *found);
pl_unzip_fn pl_unzip_member;

#endif
