/*
 * writer - what the files of the Fountain writer share; nothing outside this folder includes it
 *
 *	write.c      the document, leaf by leaf
 *	place.c      which leaf comes next, and how many blank lines stand above it
 *	elements.c   the lines of each kind of element, and which of them need a marker
 *	speech.c     ... of dialogue and parentheticals
 *	title.c      ... of the title page, and what must not be taken for one
 *	markup.c     one line: emphasis marks, escapes, notes; read back until it is right
 *	stretches.c  which stretches of a line are in which style, and whether they were read so
 *	aside.c      notes, boneyards and other text in which nothing is markup
 *
 * Functions which return bool return false when out of memory, and only then, unless they are
 * predicates (is_, has_) or say otherwise.
 */
#ifndef PL_FOUNTAIN_WRITER_H
#define PL_FOUNTAIN_WRITER_H

#include "fountain/fountain.h"
#include "fountain/syntax/syntax.h"
#include "formats.h"

/* A line of a node's text, and a label behind it. */
struct pl_fountain_line {
	const struct platen_node *node;
	uint32_t start, end;              /* bytes of the text */
	uint32_t indent;                  /* of these: stand before the marker */
	uint32_t run;                     /* the first one which reaches behind `start` */
	const struct pl_comment *comment; /* the first one at or behind `start` */
	bool is_verbatim;                 /* no emphasis, no escapes */
	bool escapes_all;       /* a backslash before each star and underscore of the text */
	struct pl_str label[3]; /* " #", "12A", "#" */
};

/* A stretch of a line in one style. */
struct pl_fountain_stretch {
	struct pl_str text;  /* of the node, or what stands behind it */
	uint32_t style;      /* PLATEN_BOLD | ... */
	uint32_t seen_start; /* where it begins in what the reader sees of the line */
	bool is_misread;     /* the reader finds another text or another style */
};

/* Those of one line; the memory is used again for the next line. */
struct pl_fountain_stretches {
	struct pl_arena *arena;
	struct pl_fountain_stretch *list;
	size_t count, capacity;
};

/*
 * The reader looks for boneyards before all else. So a slash and an emphasis mark behind it would
 * open one if a star and a slash came anywhere below. They may meet only in a document without
 * boneyards; and from there on a slash behind a star needs a backslash.
 */
struct pl_fountain_boneyards {
	bool has_any; /* in the document */
	bool is_open; /* a slash and a star have met */
};

/* Where the writer is in the document; copied to look ahead. */
struct pl_fountain_place {
	const struct platen_node *at;      /* the leaf written last; the root before the first */
	const struct platen_node *printed; /* the last one of those which is printed */
	uint32_t gap;                      /* the largest group of blank lines since */
};

struct pl_fountain_writer {
	struct pl_sink *sink;
	const struct platen_document *document;
	const struct pl_fountain_dialect *dialect; /* what the written file will be read by */
	struct pl_fountain_place place;
	bool has_text; /* something other than notes was written */
	/* The line which was built last, without a marker: */
	struct pl_buffer line; /* as it is written; a note may reach over several lines */
	struct pl_buffer seen; /* as the reader sees it: without notes and boneyards */
	size_t marker_at;      /* where in `line` a marker would stand */
	struct pl_arena arena;
	struct pl_fountain_stretches stretches;
	struct pl_fountain_marks marks; /* as the reader finds them */
	struct pl_fountain_boneyards boneyards;
	struct pl_fountain_boneyards above_line; /* before that line */
	/* In the leaf which is being written an opening [[ or slash and star stays as it was typed,
	 * since nothing closes it, so that it is reported again. */
	bool keeps_notes, keeps_boneyards;
	/* The last leaf of the speech which has a line that pl_fountain_find_closing finds; NULL
	 * behind that leaf. */
	const struct platen_node *closing;
};

static inline bool
pl_fountain_is_comment(const struct platen_node *node)
{
	return pl_kind_is(node->kind, PL_COMMENT);
}

static inline bool
pl_fountain_is_in(const struct platen_node *node, enum platen_kind parent)
{
	return node->parent != NULL && node->parent->kind == parent;
}

/* Below the cue of a speech, where blank lines are held ones. */
static inline bool
pl_fountain_is_spoken(const struct platen_node *node)
{
	return pl_fountain_is_in(node, PLATEN_SPEECH) && node->kind != PLATEN_CHARACTER;
}

/* Where the line ends which begins at byte `at` of `text`. */
static inline size_t
pl_fountain_line_end(struct pl_str text, size_t at)
{
	const char *line_feed =
		at < text.length ? memchr(text.data + at, '\n', text.length - at) : NULL;
	return line_feed == NULL ? text.length : (size_t)(line_feed - text.data);
}

/* Move to the next leaf; *blanks is the number of blank lines above it. NULL at the end. */
const struct platen_node *pl_fountain_next_leaf(struct pl_fountain_place *place, uint32_t *blanks);

/* Nothing but notes stands below the cue of `speech`. */
bool pl_fountain_says_nothing(const struct platen_node *speech);
/* Is `leaf` of a speech without words, which a line of forced action ends? */
bool pl_fountain_is_silent(const struct platen_node *leaf);

/* ---------------------------------------------------------------------------- lines */

/* The first line of a node's text; then the next one, false if there is none. */
struct pl_fountain_line pl_fountain_first_line(const struct platen_node *node);
bool pl_fountain_next_line(struct pl_fountain_line *line);

/* Before the first bytes of a line: a file which began like one of another type would be refused.
 */
void pl_fountain_begin(struct pl_fountain_writer *writer, struct pl_str bytes);

/* Build a line; *seen is what the reader sees of it, without blanks at its edges. */
bool pl_fountain_build_line(struct pl_fountain_writer *writer, const struct pl_fountain_line *line,
			    struct pl_str *seen);
/* Write the line which was built last, with a marker (! . @ \) and what stands around all of it:
 * "> ", " <". */
void pl_fountain_write_line(struct pl_fountain_writer *writer, struct pl_str before,
			    struct pl_str marker, struct pl_str behind);
/* Both, for a line which needs no marker. */
bool pl_fountain_put_line(struct pl_fountain_writer *writer, const struct pl_fountain_line *line,
			  struct pl_str before, struct pl_str behind);

/* Find the stretches of a line; the last one is empty. `narrows`: keep emphasis off punctuation
 * beside which a mark would not be read. */
bool pl_fountain_find_stretches(struct pl_fountain_stretches *stretches,
				const struct pl_fountain_line *line, bool narrows);

/* Does the reader find, in what it sees of the line from byte `from` on, the stretches as they were
 * meant? Sets is_misread in those which it does not. */
bool pl_fountain_check_stretches(struct pl_fountain_stretches *stretches,
				 const struct pl_fountain_marks *marks, struct pl_str seen,
				 uint32_t from);

/* Put a note or boneyard, in a line or as a node: then, a boneyard over several lines has its marks
 * on lines of their own. */
void pl_fountain_put_aside(struct pl_buffer *out, enum platen_kind kind, struct pl_str text,
			   struct pl_str typed, bool is_node,
			   struct pl_fountain_boneyards *boneyards);

/* Put text in which nothing is markup but what begins a note or boneyard: such gets a blank in the
 * middle. */
void pl_fountain_put_verbatim(struct pl_buffer *out, struct pl_str text,
			      struct pl_fountain_boneyards *boneyards);

/* Does anything in the document close a boneyard? */
bool pl_fountain_has_boneyards(const struct platen_document *document);

/* ------------------------------------------------------------------------- elements */

/* `node` is the first text of the screenplay, and its first line reads as `seen`: would the reader
 * take that for a title page? */
bool pl_fountain_is_like_title(const struct pl_fountain_writer *writer,
			       const struct platen_node *node, struct pl_str seen);

/* The last leaf of a speech with a line that ends in a bracket which was opened above it; NULL if
 * there is none. */
const struct platen_node *pl_fountain_find_closing(const struct platen_node *speech);

/* Write the lines of `node`: a title entry, dialogue, a parenthetical; any leaf, at `place`. */
bool pl_fountain_put_entry(struct pl_fountain_writer *writer, const struct platen_node *node);
bool pl_fountain_put_dialogue(struct pl_fountain_writer *writer, const struct platen_node *node);
bool pl_fountain_put_parenthetical(struct pl_fountain_writer *writer,
				   const struct platen_node *node);
bool pl_fountain_put_leaf(struct pl_fountain_writer *writer, const struct platen_node *node,
			  struct pl_fountain_line_place place);

#endif
