/*
 * rules - what the limits and lint rules share
 *
 *	lint.c		the table of rules
 *	limits.c	PL-90x, what the caller set a number for
 *	typeset.c	PL-301 to 306, how the script falls on its pages
 *	cues.c		PL-310 to 312, one name in two forms, cues without a speech
 *	scenes.c	PL-320 to 322, scene headings and their numbers
 *	typing.c	PL-330, 331, one habit and the other
 *	silence.c	PL-340, and what notes switch off
 */
#ifndef PL_CHECK_RULES_H
#define PL_CHECK_RULES_H

#include "figures/figures.h"
#include "lint/lint.h"

struct pl_checker {
	const struct platen_pages *pages;
	const struct platen_document *document;
	const struct platen_check_options *options;
	const struct platen_figures *figures;
	const struct pl_diag *diag;
	struct pl_arena arena; /* for as long as the check takes */
};

/* A rule reports what it finds; false: no memory. */
typedef bool pl_rule_fn(struct pl_checker *checker);

pl_rule_fn pl_check_page_limits, pl_check_baseline, pl_check_scene_limit, pl_check_speech_limit,
	pl_check_short_pages, pl_check_one_word_lines, pl_check_long_speeches,
	pl_check_long_parentheticals, pl_check_cue_variants, pl_check_cue_case,
	pl_check_silent_cues, pl_check_times, pl_check_scene_numbers, pl_check_spaces,
	pl_check_quotes, pl_check_switches;

/* Numbers and texts as words of a message; each needs a place of its own. Returns `to`. */
struct pl_word {
	char text[100];
};

const char *pl_word_number(struct pl_word *to, uint32_t number);
/* "1 page", "2 pages" */
const char *pl_word_count(struct pl_word *to, uint32_t number, const char *one);
/* Cut if need be, at a character. */
const char *pl_word_text(struct pl_word *to, struct pl_str text);

/* Where byte `at` of a node's text stands in the source. */
struct platen_position pl_text_position(const struct platen_node *node, size_t at);

#endif
