/*
 * checker - the properties, by theme, and the questions about pages that they share
 *
 * Terms. A *block* is what moves as one: the child of the document that a line belongs to, an
 * action or a whole speech. A *column* is what a speech of a dual dialogue is set in; elsewhere it
 * is the block itself. A page boundary is a *cut* if the same block stands on both sides.
 */
#ifndef PL_CHECKER_H
#define PL_CHECKER_H

#include "layout/flow.h"
#include "properties.h"

#define ROWS_KEPT 2 /* on either side of a cut */

struct checker {
	const struct platen_pages *pages;
	const struct platen_layout_options *options;
	struct platen_profile profile;
	struct broken broken; /* the first property that does not hold */
};

/* `page` counts from 0 and title pages are counted. */
void expect(struct checker *checker, bool holds, const char *rule, uint32_t page, int32_t slot);

/* check-page.c */
void check_slots(struct checker *checker, const struct pl_layout_page *page, uint32_t number);
void check_added(struct checker *checker, const struct pl_layout_page *page, uint32_t number);

/* check-boundary.c: between page `number` and the next. */
void check_boundary(struct checker *checker, uint32_t number, bool is_in_scene);

/* check-reason.c: of the page behind the boundary, which is between lines `last` and `first`. */
void check_reason(struct checker *checker, uint32_t number, const struct pl_layout_line *last,
		  const struct pl_layout_line *first);

/* check-words.c */
void check_words(struct checker *checker);

/* looking.c */
bool is_body(const struct pl_layout_line *line);
bool is_heading(const struct platen_node *block);
/* A heading, or a section or synopsis: it does not stay behind. */
bool leads(const struct platen_node *block);
bool is_dual(const struct pl_layout_line *line);
const struct pl_layout_line *first_body_line(const struct pl_layout_page *page);
const struct pl_layout_line *last_body_line(const struct pl_layout_page *page);
const struct platen_node *block_of(const struct pl_layout_line *line);
const struct platen_node *column_of(const struct pl_layout_line *line);

/* NULL: the page has no line of this role, nor of this speech, if it is given. */
const struct pl_layout_line *find_role(const struct pl_layout_page *page, enum platen_role role,
				       const struct platen_node *speech);

/* Rows which `column` has on a page: of text, or all of them, cue and empty rows included. */
uint32_t rows_of(const struct pl_layout_page *page, const struct platen_node *column, bool is_any);

/* A page break stands between the two blocks. */
bool is_forced_between(const struct platen_node *before, const struct platen_node *after);

/* A full stop, or what closes after one, is the last of the line. */
bool ends_sentence(const struct pl_layout_line *line);

#endif
