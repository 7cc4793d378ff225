/*
 * rules - what the files of this room share
 *
 *	lint.c			runs the rules
 *	limits.c		PL-90x: the limits that the caller sets
 *	typeset.c		PL-301 to 306: how the script falls on its pages
 *	cues.c			PL-310 to 312: misspelt names, cues without a speech
 *	scenes.c		PL-320 to 322: scene headings and their numbers
 *	style.c			PL-330, 331: mixed styles of spaces and quotes
 *	suppressions.c		PL-340, and the messages that notes switch off
 */
#ifndef PL_LINT_RULES_H
#define PL_LINT_RULES_H

#include "figures/figures.h"
#include "lint/lint.h"

/* What a rule works with. */
struct pl_lint {
	const struct platen_pages *pages;
	const struct platen_document *document;
	const struct platen_check_options *options;
	const struct platen_figures *figures;
	const struct pl_diag *diag;
	struct pl_arena arena; /* freed after the last rule */
};

/* Report what breaks the rule. False: no memory. */
typedef bool pl_lint_rule_fn(struct pl_lint *lint);

pl_lint_rule_fn pl_lint_page_limits, pl_lint_baseline, pl_lint_scene_limit, pl_lint_speech_limit,
	pl_lint_short_pages, pl_lint_one_word_lines, pl_lint_long_speeches,
	pl_lint_long_parentheticals, pl_lint_cue_variants, pl_lint_cue_case, pl_lint_silent_cues,
	pl_lint_times, pl_lint_scene_numbers, pl_lint_mixed_styles, pl_lint_suppressions;

#endif
