/*
 * lint - limits and lint rules: what platen check says about a laid out screenplay
 *
 * It reads document, pages and figures, and changes none of them.
 */
#ifndef PL_LINT_H
#define PL_LINT_H

#include "command.h"
#include "diag/diag.h"
#include "document/document.h"
#include "layout/layout.h"

/* See platen_fix. */
void pl_lint_fix(const struct platen_document *document, const char *id,
		 struct platen_position position, platen_edit_fn *put, void *user);

#endif
