/*
 * rules - what the files of this room share
 *
 *	lint.c			runs the rules
 *	limits.c		PL-90x: the limits that the caller sets
 *	typeset.c		PL-301 to 306: how the script falls on its pages
 *	cues.c			PL-310 to 312: misspelt names, cues without a speech
 *	scenes.c		PL-320 to 322: scene headings and their numbers
 *	style.c			PL-330 to 333: mixed spaces and quotes, blanks at line ends
 *	fix.c			how to mend what is reported
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
	const struct platen_check_options *options; /* with defaults filled in */
	const struct pl_lint_baseline *baseline;    /* NULL: none */
	const struct platen_layout_options *layout; /* NULL: not known */
	const struct platen_figures *figures;
	const struct platen_reporter *diag;
	struct pl_arena arena; /* freed after the last rule */
};

/* Report all places that break the rule. False: no memory. */
typedef bool pl_lint_rule_fn(struct pl_lint *lint);

pl_lint_rule_fn pl_lint_page_limits, pl_lint_baseline, pl_lint_title_page, pl_lint_scene_limit,
	pl_lint_speech_limit, pl_lint_short_pages, pl_lint_one_word_lines, pl_lint_long_speeches,
	pl_lint_long_parentheticals, pl_lint_cue_variants, pl_lint_cue_case, pl_lint_silent_cues,
	pl_lint_times, pl_lint_scene_numbers, pl_lint_mixed_styles, pl_lint_unpaired_quotes,
	pl_lint_line_ends, pl_lint_suppressions;

/* Where the edits of a fix go. */
struct pl_lint_edits {
	const struct platen_document *document;
	struct platen_position at; /* of the message, then of the last edit's end */
	platen_edit_fn *put;
	void *user;
};

/* Replace bytes [start, end) of the source by `text`, which is static. Edits come in the order of
 * the source; the first may begin at the start of the message's line. */
static inline void
pl_lint_put_edit(struct pl_lint_edits *edits, size_t start, size_t end, const char *text)
{
	struct platen_edit edit = {.text = text};
	if (start < edits->at.offset) {
		edits->at = (struct platen_position){(uint32_t)start, edits->at.line, 1};
	}
	pl_position_advance(edits->document->source, &edits->at, (uint32_t)start);
	edit.start = edits->at;
	pl_position_advance(edits->document->source, &edits->at, (uint32_t)end);
	edit.end = edits->at;
	edits->put(edits->user, &edit);
}

/* What the straight quote in the text, at byte *at, should be if its partner is curly; NULL if that
 * takes a guess. */
const char *pl_lint_quote_partner(struct pl_str text, size_t *at);

/* The edits which mend PL-330 to PL-332 in the whole document; none for another rule. */
void pl_lint_fix_style(struct pl_lint_edits *edits, enum pl_rule rule);

#endif
