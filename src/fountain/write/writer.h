/*
 * fountain - what the files of the Fountain writer share; nobody else includes it
 *
 *	fountain.c		which lines there are, and how many blank ones between them
 *	fountain-elements.c	the lines of each kind of element, and which need a marker
 *	fountain-speech.c	... of dialogue and parentheticals
 *	fountain-line.c		one line: emphasis, escapes, notes in their places
 *	fountain-marks.c	where it gets which emphasis marks
 *	fountain-search.c	... and how many stars, if that is not plain
 *	fountain-aside.c	notes and boneyards
 */
#ifndef PL_WRITE_FOUNTAIN_H
#define PL_WRITE_FOUNTAIN_H

#include "fountain/syntax/syntax.h"
#include "formats.h"

/* What a line is to be made of, in this order. */
struct pl_fountain_text {
	struct pl_str before; /* "> ", "Title: " */
	const struct platen_node *node;
	uint32_t start, end;         /* bytes of the node's text */
	uint32_t indent;             /* of these: stand before the marker */
	const struct pl_cut *cut;    /* the first one at or behind `start` */
	uint32_t run;                /* the first one which reaches behind `start` */
	char marker;                 /* \ ! . @, or 0 */
	bool is_verbatim;            /* no emphasis, no escapes */
	bool escapes_all;            /* a backslash before each star and underscore which is text */
	bool keeps_start, keeps_end; /* ... but none before those at the start, at the end */
	struct pl_str label;         /* behind the text: (V.O.), #12A# ... */
	char label_mark;             /* ... in hashes, or 0 */
	struct pl_str behind;        /* " <", " ^" */
};

/* ------------------------------------------------------------------------- marks */

/* The emphasis marks which stand before byte `at` of the node's text. */
struct pl_fountain_edge {
	uint32_t at;
	uint32_t stars_closed, stars_opened;
	bool closes_underline, opens_underline; /* if both: before the stars, and behind them */
	uint32_t star_style;                    /* PLATEN_BOLD and PLATEN_ITALIC from here on */
};

/* Those of one line; used again for the next. */
struct pl_fountain_edges {
	struct pl_arena *arena;
	struct pl_fountain_edge *list;
	size_t count, capacity;
};

enum pl_fountain_way {
	PL_FOUNTAIN_LATE,
	PL_FOUNTAIN_EARLY,
	PL_FOUNTAIN_APART,
	PL_FOUNTAIN_TIGHT,
	PL_FOUNTAIN_DOUBLE,
};
#define PL_FOUNTAIN_WAY_COUNT 5

/* Find the marks of a line, for those of its styles which are in `kept`; false when memory runs
 * out. */
bool pl_fountain_find_edges(struct pl_fountain_edges *edges, const struct pl_fountain_text *text,
			    enum pl_fountain_way way, uint32_t kept);

/* What the search for numbers of stars has found so far; used again for the next line. */
struct pl_fountain_search {
	struct pl_arena *arena;
	struct pl_fountain_stack *list;
	size_t count, capacity;
};

/* Put one star where there are to be any: so that a line can be read for where stars may open and
 * close. */
void pl_fountain_mark_runs(struct pl_fountain_edges *edges);

/* Then, with the marks which were read, find how many there must be; false when memory runs out. */
bool pl_fountain_count_stars(struct pl_fountain_edges *edges, struct pl_fountain_search *search,
			     const struct pl_marks *marks, bool *found);

/* --------------------------------------------------------------- notes, boneyards */

/*
 * A boneyard is found before all else: a slash and a star which are text, or a mark, open one if a
 * star and a slash come anywhere behind. So they may only come together where no boneyard is ahead,
 * and from there on no slash behind a star may stand without a backslash.
 */
struct pl_fountain_yards {
	uint32_t ahead; /* boneyards which are not written yet */
	bool is_open;   /* a slash and a star have come together */
};

/* A note or boneyard in a line, marks included; and one which is a node. There, a boneyard over
 * several lines has its marks on their own. */
void pl_fountain_put_cut(struct pl_buffer *out, const struct pl_cut *cut,
			 struct pl_fountain_yards *yards);
void pl_fountain_put_alone(struct pl_buffer *out, const struct platen_node *node,
			   struct pl_fountain_yards *yards);

/* Text in which nothing is markup but what would begin a note or boneyard; such gets a blank
 * inside. */
void pl_fountain_put_verbatim(struct pl_buffer *out, struct pl_str text,
			      struct pl_fountain_yards *yards);

/* How many boneyards there are to be written. */
uint32_t pl_fountain_count_yards(const struct platen_document *document);

/* -------------------------------------------------------------------------- lines */

/* The lines which are made, one after the other. */
struct pl_fountain_speller {
	struct pl_buffer line; /* as it is written; a note may reach over several lines */
	struct pl_buffer seen; /* as it is read: without notes and boneyards */
	struct pl_buffer tail; /* what stands behind the node's text */
	struct pl_arena arena;
	struct pl_fountain_edges edges;
	struct pl_fountain_search search;
	struct pl_marks marks;                /* those which a reader finds */
	struct pl_fountain_literal *literals; /* stars and underscores which are text */
	size_t literal_count, literal_capacity;
	/* What would make no difference need not be tried: */
	bool has_literals, has_misread; /* the line which was made last has such */
	bool has_slashes;               /* emphasis marks stand behind them */
	struct pl_fountain_yards yards; /* behind the line */
	struct pl_fountain_yards kept;  /* before it */
};

/* False when memory runs out; then, too, it is to be ended. */
bool pl_fountain_speller_init(struct pl_fountain_speller *speller);
void pl_fountain_speller_fini(struct pl_fountain_speller *speller);

/* Make the line which says `text`, or as much of its emphasis as can be said; false when memory
 * runs out. It may be made again and again, until it is kept. */
bool pl_fountain_spell(struct pl_fountain_speller *speller, const struct pl_fountain_text *text);

/* The line which was made last is written. */
void pl_fountain_keep(struct pl_fountain_speller *speller);

/* ----------------------------------------------------------------------- elements */

struct pl_fountain_writer {
	struct pl_sink *sink;
	const struct pl_dialect *dialect; /* which it will be read by again */
	struct pl_fountain_speller speller;
	const struct platen_node *above;   /* the leaf written last */
	const struct platen_node *printed; /* the one of those which is printed */
	uint32_t gap;                      /* the largest group of blank lines since */
	bool has_text;                     /* something but notes was written */
	/* Of the speech, what pl_fountain_last_closing says; NULL behind that leaf. */
	const struct platen_node *closing;
};

static inline bool
pl_fountain_is_cut(enum platen_kind kind)
{
	return kind == PLATEN_NOTE || kind == PLATEN_BONEYARD;
}

static inline bool
pl_fountain_is_in(const struct platen_node *node, enum platen_kind parent)
{
	return node->parent != NULL && node->parent->kind == parent;
}

/* The leaf behind a node, or the first one in it; NULL if there is none. */
const struct platen_node *pl_fountain_next_leaf(const struct platen_node *node);

/* A cue whose speech was ended by a line of forced action before a word was said. */
bool pl_fountain_is_silent(const struct platen_node *leaf);

/* The first line of a node's text, and the one behind it; false if there is none. */
struct pl_fountain_text pl_fountain_first_line(const struct platen_node *node);
bool pl_fountain_next_line(struct pl_fountain_text *text);

/* What the line would be by itself; put it. False when memory runs out. */
bool pl_fountain_try_line(struct pl_fountain_writer *writer, const struct pl_fountain_text *text,
			  struct pl_str *seen);
bool pl_fountain_put_line(struct pl_fountain_writer *writer, const struct pl_fountain_text *text);

/* The last leaf of a speech with a line which ends in a bracket that was opened above it; NULL if
 * there is none. */
const struct platen_node *pl_fountain_last_closing(const struct platen_node *speech);

/* Put the lines of `node`; false when memory runs out. */
bool pl_fountain_put_dialogue(struct pl_fountain_writer *writer, const struct platen_node *node);
bool pl_fountain_put_parenthetical(struct pl_fountain_writer *writer,
				   const struct platen_node *node);

/* The same, whatever it is; they stand at `place`. */
bool pl_fountain_put_leaf(struct pl_fountain_writer *writer, const struct platen_node *node,
			  struct pl_line_place place);

#endif
