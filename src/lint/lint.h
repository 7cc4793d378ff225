/*
 * lint - limits and lint rules: what platen check says about a laid out screenplay
 *
 * It reads document, pages and figures, and changes none of them.
 */
#ifndef PL_LINT_H
#define PL_LINT_H

#include "diag/diag.h"
#include "document/document.h"
#include "layout/layout.h"

/* See platen_check. */
enum platen_status pl_lint(const struct platen_pages *pages,
			   const struct platen_check_options *options, const struct pl_diag *diag);

/* See platen_suppressions_new. Ids that no message has are reported to `diag`. */
enum platen_status pl_lint_suppressions_new(const struct platen_document *document,
					    const struct pl_diag *diag,
					    struct platen_suppressions **suppressions);

/* See platen_fix. */
void pl_lint_fix(const struct platen_document *document, const struct platen_diagnostic *diagnostic,
		 platen_edit_fn *put, void *user);

#endif
