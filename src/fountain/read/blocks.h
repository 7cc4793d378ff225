/*
 * blocks - what the files share which make nodes of lines; nothing else includes it
 *
 *	blocks.c     the walk down the lines
 *	elements.c   takes a line for an element outside speeches; the table of forms
 *	speech.c     ... for a cue, or for one inside a speech
 *	nodes.c      opens nodes and adds lines to them
 *	hints.c      reports lines which were probably meant as something else
 */
#ifndef PL_FOUNTAIN_BLOCKS_H
#define PL_FOUNTAIN_BLOCKS_H

#include "fountain/read/reader.h"

struct pl_fountain_blocks {
	struct pl_fountain_reader *reader;
	uint32_t index; /* of the line */
	struct pl_fountain_line_place
		place;              /* what stands below it matters only below a blank line */
	enum pl_fountain_form form; /* of the line, if it has text */
	struct platen_node *speech; /* open, or NULL */
	struct platen_node *open;   /* text which a line of its kind goes on with, or NULL */
	uint32_t held;              /* held lines since that text's last line */
	uint32_t blanks;            /* blank lines just above */
	uint32_t gap;               /* the largest group of them since the last node in print */
	bool is_over;               /* all that is left is a boneyard */
};

static inline const struct pl_fountain_source_line *
pl_fountain_current(const struct pl_fountain_blocks *blocks)
{
	return &blocks->reader->lines[blocks->index];
}

/* What the next node is under. */
static inline struct platen_node *
pl_fountain_parent(const struct pl_fountain_blocks *blocks)
{
	return blocks->speech != NULL ? blocks->speech : blocks->reader->document->root;
}

/* How long the marker is which the line starts with; 0 if it does not. */
static inline size_t
pl_fountain_marker_of(const struct pl_fountain_blocks *blocks, char marker)
{
	return pl_fountain_marker(blocks->place.line, marker, blocks->place.dialect);
}

/* ------------------------------------------------------------------------- nodes.c */

/* Make the line at blocks->index the current one. */
bool pl_fountain_show_current(struct pl_fountain_blocks *blocks);

/* Start a node with text at the line; it stays open for the next line if `goes_on`. */
bool pl_fountain_open_node(struct pl_fountain_blocks *blocks, enum platen_kind kind, bool goes_on);

/* Go on with the open node if it is of this kind, else start one. */
bool pl_fountain_continue_node(struct pl_fountain_blocks *blocks, enum platen_kind kind);

/* Add the line to the node, without `head` bytes at its start and `tail` at its end, and without
 * blanks there. */
bool pl_fountain_put_text(struct pl_fountain_blocks *blocks, size_t head, size_t tail);

/* Move [start, end) of the node's text to its label, and keep [0, keep) without blanks at its end.
 */
bool pl_fountain_split_label(struct pl_fountain_reader *reader, size_t keep, size_t start,
			     size_t end);

void pl_fountain_end_speech(struct pl_fountain_blocks *blocks);

/* ------------------------------------------------------------------------- hints.c */

/* Report something found at the start of the line. */
void pl_fountain_report(const struct pl_fountain_blocks *blocks, enum pl_rule rule,
			const char *word);
/* Report the number in front of a scene heading. */
void pl_fountain_report_number(const struct pl_fountain_blocks *blocks, struct pl_str number,
			       const char *taken_as);

/* Report a line, outside speeches, which looks like something else: it was taken as action or a
 * cue; as a heading; as a transition with a marker of this length; as dialogue. */
void pl_fountain_hint_at_line(const struct pl_fountain_blocks *blocks, const char *taken_as);
void pl_fountain_hint_at_heading(const struct pl_fountain_blocks *blocks);
void pl_fountain_hint_at_quote(const struct pl_fountain_blocks *blocks, size_t marker);
void pl_fountain_hint_at_speech(const struct pl_fountain_blocks *blocks);
/* The same for the extension of a cue, brackets included. */
void pl_fountain_hint_at_extension(const struct pl_fountain_blocks *blocks,
				   struct pl_str extension);

/* -------------------------------------------------------------------------- takers */

/* Takes the line for what it was found to be. */
typedef bool pl_fountain_take_fn(struct pl_fountain_blocks *blocks);

/* The function for each form of line. */
extern pl_fountain_take_fn *const pl_fountain_takers[PL_FORM_COUNT];

pl_fountain_take_fn pl_fountain_take_cue, pl_fountain_take_parenthetical, pl_fountain_take_dialogue;

#endif
