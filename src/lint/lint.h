/*
 * check - what is to be said of a laid out screenplay: limits, lint rules, figures
 *
 * It looks at document and pages and changes neither. Figures are counted first; the rules read
 * them.
 */
#ifndef PL_LINT_H
#define PL_LINT_H

#include "diag/diag.h"
#include "document/document.h"
#include "layout/layout.h"

/* Check; platen_check says the rest. */
enum platen_status pl_check(const struct platen_pages *pages,
			    const struct platen_check_options *options, const struct pl_diag *diag);

/* What notes switch off; platen_silence_new says the rest. `diag` is told of notes which name no
 * message. */
enum platen_status pl_silence_new(const struct platen_document *document,
				  const struct pl_diag *diag, struct platen_silence **silence);

#endif
