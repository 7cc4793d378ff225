/*
 * document - the tree of a screenplay, how it is built, walked and checked
 *
 * A document owns one arena: its nodes, their strings and its copy of the source. Readers build it
 * through pl_document_new and pl_node_append; layout and writers only look.
 */
#ifndef PL_DOCUMENT_H
#define PL_DOCUMENT_H

#include "base/base.h"
#include "language/language.h"

struct pl_fountain_dialect;
/* What the room fdx remembers of a Final Draft file, for its writer. No other room looks inside. */
struct pl_fdx_file;
struct pl_fdx_paragraph;

/*
 * The kinds of node: what is true of every node of a kind. kinds.c has a row for each, which all
 * rooms read; a switch over kinds is for what a room alone does with each.
 */
struct pl_kind {
	const char *name; /* platen_kind_name */
	uint32_t parents; /* 1 << kind, for each kind that it may stand in */
	uint32_t traits;
};

#define PL_CONTAINER 1u                        /* holds nodes, and no text */
#define PL_PRINTED 2u                          /* its text is a paragraph of the body */
#define PL_OUTLINE 4u                          /* sections and synopses */
#define PL_COMMENT 8u                          /* notes and boneyards */
#define PL_UNPRINTED (PL_OUTLINE | PL_COMMENT) /* unless they are asked for */
#define PL_STACKED 16u  /* outside speeches, typed blank lines between two of these are printed */
#define PL_SPOKEN 32u   /* inside a speech, words that the character says */
#define PL_PROSE 64u    /* sentences */
#define PL_COLORED 128u /* a note in its text may give it a colour */

extern const struct pl_kind pl_kinds[PLATEN_KIND_COUNT];

bool pl_kind_may_stand_in(enum platen_kind kind, enum platen_kind parent);

/* The kind has at least one of the traits. */
static inline bool
pl_kind_is(enum platen_kind kind, uint32_t traits)
{
	return (pl_kinds[kind].traits & traits) != 0;
}

/* A stretch of a node's text in one style, from one line of the source. The runs of a node cover
 * its text without gap or overlap. In Fountain the LF between two lines has no style: it ends the
 * run before it, or is a run of its own which begins where the next line does. Within a run bytes
 * of text and of source correspond one to one, save for tabs (four spaces), the LF and, in XML,
 * references and capitals. */
struct pl_run {
	uint32_t start, end;         /* bytes of the text */
	uint32_t style;              /* PLATEN_BOLD | ... */
	struct platen_position from; /* of its first byte */
	bool is_escaped;             /* a backslash made its first byte, a mark, text */
};

/* A set of revisions, such as the blue ones. In the order of their numbers: a later set is newer.
 */
struct pl_revision_set {
	struct pl_revision_set *next;
	uint32_t number; /* from 1 */
	struct pl_str name, mark;
	uint32_t color; /* of its marks, 0xRRGGBB */
};

/* Bytes [start, end) of a node's text, which a set has revised. A node's are in order and do not
 * overlap. One at the end of the text and without length is what a cue has behind its name. */
struct pl_revision {
	uint32_t start, end;
	const struct pl_revision_set *set;
};

/* A note or boneyard inside a node's text, which is without it. In source order. */
struct pl_comment {
	struct pl_comment *next;
	enum platen_kind kind;       /* PLATEN_NOTE or PLATEN_BONEYARD */
	uint32_t at;                 /* byte of the node's text before which it stood */
	struct pl_str text;          /* without its marks, lines joined by LF */
	struct platen_position from; /* of its opening mark */
	uint32_t source_end;         /* byte of the source after its closing mark */
	struct pl_str typed;         /* as for a note which is a node */
};

/* Where pages may break at an element, and what counts there. */
struct pl_break_rules {
	bool keeps_next;     /* not last on a page */
	bool keeps_previous; /* not first on a page */
	bool is_no_scene;    /* of no scene: what ends an act */
	bool keeps_space;    /* above it, even at the top of a page */
	bool is_stacked;     /* between two of these the typed number of empty lines is printed */
};

/* A text of the document's own header or footer, where {page} and {date} are replaced. */
struct pl_margin_text {
	struct pl_margin_text *next;
	struct pl_str text;
	uint32_t line;           /* of the header, from 0 */
	enum platen_align align; /* it begins at `x`, is centered there, or ends there */
	int32_t x;               /* from the left edge of the sheet; 0 and less: from the right */
};

/* The most empty lines above an element, and half lines from one line to the next. */
#define PL_SPACE_ABOVE_MAX 100
#define PL_HALF_LINES_MAX 8

/* How elements are set. */
struct pl_format_style {
	struct platen_style style;
	uint32_t keeps; /* PL_KEEPS_... */
	bool is_set;
};
#define PL_KEEPS_NEXT 1u
#define PL_KEEPS_PREVIOUS 2u
#define PL_KEEPS_SPACE 4u
#define PL_KEEPS_NO_SCENE 8u

/* The page which the document itself asks for: Final Draft's files do. What is 0, or NULL, it
 * leaves open. Lengths in hundredths of a point. */
struct pl_setup {
	int32_t width, height; /* of the sheet */
	int32_t top, bottom;   /* margins; -1: left open */
	int32_t scene_number_left, scene_number_right;
	bool hides_numbers_left, hides_numbers_right;
	const char *more, *contd, *scene_bottom, *scene_top;
	bool has_more;       /* (MORE) at the bottom of a page */
	bool has_contd;      /* the cue, with (CONT'D), at the top of the next */
	bool has_auto_contd; /* (CONT'D) for a speaker who goes on */
	bool has_scene_bottom, has_scene_top;
	struct pl_margin_text *header, *footer;
	bool has_margin_texts; /* these two say what the header and footer are */
	bool has_header, has_footer;
	bool has_header_first, has_footer_first; /* on the first page, too */
	uint32_t starting_page;                  /* its number; 0: 1 */
	bool ignores_sentences;                  /* a page may end inside one */
	int32_t revision_mark; /* where the marks of revised lines end; 0: 7.75 in */
	bool has_outline;      /* sections and synopses are printed, where they have a style */
	/* How kinds are set, [side][kind]; those which are not set are left open. NULL: all are. */
	const struct pl_format_style (*kinds)[PLATEN_KIND_COUNT];
};

/*
 * What few nodes have: a record beside the node, so that the others are small. A screenplay has a
 * node for each 40 bytes, and memory is time: to touch a page of it for the first time takes as
 * long as reading 2 KB of Fountain. (Nodes of 88 bytes instead of 192, and no run for plain text,
 * took a third of the memory of `count`.)
 */
struct pl_node_more {
	/* Scene heading: number without hashes. Shot of a Final Draft file: its number. Character:
	 * extension with brackets. Title entry: key. Empty where there is none. */
	struct pl_str label;

	const struct pl_run *runs; /* NULL: the text, if there is any, is plain; see pl_node_run */
	uint32_t run_count;

	uint32_t level;       /* section */
	uint32_t value_count; /* title entry: number of value lines in text; it may be 0 */
	uint32_t revision_count;
	const struct pl_revision *revisions;
	struct pl_comment *comments;
	const struct platen_style
		*style;              /* its own; NULL: its kind's, which the page format knows */
	struct pl_break_rules rules; /* its own, if it has a style of its own */
	enum pl_title_role role; /* title entry: what its key is for; see pl_title_entry_set_key */
	const struct pl_fdx_paragraph *fdx; /* NULL: it is from no Final Draft file */

	/* The label of a page, as a production has locked it: "12A". On a page break, of the page
	 * which it begins; on another child of the root, of the page on which that begins, or, if
	 * it is not printed, what follows it. Readers set it there also for a note inside of it.
	 * Else empty. */
	struct pl_str page_label;

	/* Of a note which holds boneyards: all of it, marks included, with LF for line ends. Its
	 * text is without them, but the Fountain writer must keep them. Also of the boneyard below
	 * `# Boneyard`, which has no marks of its own. Else empty. */
	struct pl_str typed;
};

struct platen_node {
	enum platen_kind kind : 8;
	bool is_forced : 1;    /* typed with a marker: . ! @ > */
	uint32_t head : 8;     /* plain text: bytes of the source before it, each a column */
	uint32_t blank_before; /* empty lines before it, as typed; see docs/fountain.md */
	struct platen_position from;
	uint32_t source_end; /* byte of the source after its last line, line end excluded */

	struct platen_node *parent, *first, *last, *next, *previous;

	struct pl_str text;
	struct pl_node_more *more; /* NULL: all in there is zero */
};

extern const struct pl_node_more pl_node_nothing_more;

/* To read what few nodes have. */
static inline const struct pl_node_more *
pl_node_more(const struct platen_node *node)
{
	return node->more != NULL ? node->more : &pl_node_nothing_more;
}

static inline uint32_t
pl_node_run_count(const struct platen_node *node)
{
	const struct pl_node_more *more = pl_node_more(node);
	return more->runs != NULL ? more->run_count : node->text.length > 0;
}

/* Run number `index`, which is less than pl_node_run_count. Plain text, in one style and from one
 * line, has one which is not stored. */
static inline struct pl_run
pl_node_run(const struct platen_node *node, uint32_t index)
{
	const struct pl_node_more *more = pl_node_more(node);
	if (more->runs != NULL) {
		return more->runs[index];
	}
	struct pl_run run = {.end = (uint32_t)node->text.length, .from = node->from};
	run.from.offset += node->head;
	run.from.column += node->head;
	return run;
}

/* A line of a title page which is no template's: bytes [start, end) of an entry's text. */
struct pl_title_row {
	const struct platen_node *entry;
	uint32_t start, end;
	uint32_t above; /* empty lines between it and the one before it, or the page's top */
	bool is_beside; /* it begins in the line where the one before it ends */
	struct platen_style style;
};

struct platen_document {
	struct pl_arena arena;
	struct pl_str source; /* UTF-8, decoded, without BOM; positions are into it */
	void *owned;          /* memory of malloc which holds the source; NULL: the arena does */
	struct platen_node *root;
	uint32_t node_count;                    /* without the root */
	bool is_too_large;                      /* it would have had more than PLATEN_NODES_MAX */
	const struct platen_progress *progress; /* while it is read */
	bool is_cancelled;                      /* by that */
	bool is_reordered;                      /* the tree has another order than the source */
	bool is_edited;               /* numbers, page breaks or notes were added to the tree */
	const struct pl_setup *setup; /* NULL: it asks for nothing */
	struct pl_language_prefixes prefixes; /* of its scene headings; prefixes.more ends in NUL */
	const struct pl_fountain_dialect
		*dialect;    /* of Fountain, which it was read by; NULL: it was no Fountain */
	uint32_t extensions; /* of Fountain, which were asked for when it was read from FDX */
	const struct pl_fdx_file *fdx; /* NULL: it is from no Final Draft file */
	struct pl_revision_set *revision_sets;
	/* The first child of the root which is not front matter: what stands between it and the
	 * title page are further title pages. NULL: there are none. */
	const struct platen_node *body;
	/* The first title page, line by line, as its file has it. None: it is set by what its
	 * entries are. */
	const struct pl_title_row *title_rows;
	size_t title_row_count;
};

/* An empty document with its root; NULL when memory runs out. Freed by platen_document_free. */
struct platen_document *pl_document_new(void);

/* Keep the further prefixes of scene headings that the caller asks for; NULL: none. False: no
 * memory.
 */
bool pl_document_keep_prefixes(struct platen_document *document, const char *prefixes);

/* Make a node and put it last under `parent`. NULL: no memory, or is_too_large or is_cancelled
 * is set. The document owns it. */
struct platen_node *pl_node_append(struct platen_document *document, struct platen_node *parent,
				   enum platen_kind kind, struct platen_position from);

/* To write what few nodes have. NULL: no memory. The document owns it. */
struct pl_node_more *pl_node_need_more(struct platen_document *document, struct platen_node *node);

/* Give a node a copy of its label. False: no memory. */
bool pl_node_set_label(struct platen_document *document, struct platen_node *node,
		       struct pl_str label);

/* Give a node a copy of its runs, which cover its text. False: no memory. */
bool pl_node_set_runs(struct platen_document *document, struct platen_node *node,
		      const struct pl_run *runs, size_t count);

/* A copy of the tree, with the same texts: `document` must outlive it. NULL: no memory. */
struct platen_document *pl_document_copy(const struct platen_document *document);

/* Take `node` out of its place and put it last under `parent`. */
void pl_node_move(struct platen_node *node, struct platen_node *parent);
/* Take `node` out of its place and put it behind `sibling`. */
void pl_node_move_behind(struct platen_node *node, struct platen_node *sibling);

/* The node after `node` in document order (its first child, else what follows it), NULL at the end.
 */
const struct platen_node *pl_node_following(const struct platen_node *node);

/* Where Final Draft's title page has it, from top to bottom. */
enum pl_title_place {
	PL_PLACE_TITLE = PL_TITLE_TITLE,
	PL_PLACE_CREDIT = PL_TITLE_CREDIT,
	PL_PLACE_AUTHOR = PL_TITLE_AUTHOR,
	PL_PLACE_SOURCE = PL_TITLE_SOURCE,
	PL_PLACE_FOOT, /* notes, copyright, contact, draft, date */
	PL_PLACE_NOWHERE,
};

/* `has_credits`: there is more than one credit. Then names stand among the credits. */
enum pl_title_place pl_title_place_of(enum pl_title_role role, bool has_credits);

/* The title page has more than one credit: each is printed above its names. */
bool pl_title_has_credits(const struct platen_node *page);

/* What a note says to a program, beside what it says to people (note.c). */
enum pl_note_class {
	PL_NOTE_PLAIN,  /* nothing; all else is empty */
	PL_NOTE_COLOR,  /* [[red]]			color */
	PL_NOTE_MARKER, /* [[marker red: text]]		text, maybe color */
	PL_NOTE_WORD,   /* [[ASK: text]]		name, text */
};

struct pl_note_meaning {
	enum pl_note_class class;
	struct pl_str color, name, text; /* as typed; slices of the note */
};

struct pl_note_meaning pl_note_meaning(struct pl_str note);
/* It says nothing to people: [[red]], [[page 12A]], [[platen: off PL-330]]. */
bool pl_note_is_setting(struct pl_str note);
const char *pl_note_class_name(enum pl_note_class class);

/* The colour which a note in a scene heading, section or synopsis gives it, as typed; empty: none.
 */
struct pl_str pl_node_color(const struct platen_node *node);
/* A colour as 0xRRGGBB; false if it is one of the writer's own words. */
bool pl_color_rgb(struct pl_str color, uint32_t *rgb);

/* Labels of pages and scenes that are longer are names, from which nothing is counted on. */
#define PL_LABEL_MAX 16
/* Room for such a label and a letter, or for a number. */
#define PL_LABEL_SIZE (PL_LABEL_MAX + 2 > PL_DECIMAL_SIZE ? PL_LABEL_MAX + 2 : PL_DECIMAL_SIZE)

/* 12 to 12A, 12A to 12B, 12Z to 12AA. `text` may be the text of the label. */
struct pl_str pl_label_put_letter(struct pl_str label, char text[PL_LABEL_SIZE]);

/* The number of a scene: digits with letters around them. */
struct pl_scene_number {
	uint32_t digits;
	struct pl_str before, after;
};

/* False if the label is something else, such as 2.10 or 1-A-3, whose order is the writer's. */
bool pl_scene_number_read(struct pl_str label, struct pl_scene_number *number);
/* A12 precedes 12, which precedes 12A; A12A is between them. */
bool pl_scene_number_precedes(const struct pl_scene_number *a, const struct pl_scene_number *b);

/* The number that a label begins with: 12 of 12A, which ends at byte *end; 0 if there is none, or
 * it is too long to count on from. */
uint32_t pl_label_number(struct pl_str label, size_t *end);

/* Some of the node's text is bold, italic or underlined. */
bool pl_node_has_emphasis(const struct platen_node *node);

/* The first entry of the title page with this role; NULL if there is none, or no document. */
const struct platen_node *pl_document_title_entry(const struct platen_document *document,
						  enum pl_title_role role);

/* Give a title entry its key, which is the reader's to keep. False: no memory. */
bool pl_title_entry_set_key(struct platen_document *document, struct platen_node *entry,
			    struct pl_str key);

/* The next one after `entry`; NULL if there is none. */
const struct platen_node *pl_title_entry_next(const struct platen_node *entry,
					      enum pl_title_role role);

/* The title page's `Language:` if it is a tag for PDF and HTML ("en", "pt-BR", "zh-Hans"); else
 * empty. */
struct pl_str pl_document_language_tag(const struct platen_document *document);

/* The language that the title page names; NULL if it names none that is known. */
const struct pl_language *pl_document_language(const struct platen_document *document);

/*
 * The page format which a script brings along in its title page, as `X-Layout:` (format.h).
 */
/* The rules as bits, without is_stacked. */
uint32_t pl_format_keeps(const struct pl_break_rules *rules);
/* The number of the style which a note gives its paragraph: [[platen: style 3]]; 0: it is another
 * note. */
uint32_t pl_note_style(struct pl_str note);

/* Obey `X-Layout:`: give the document its setup, and nodes their styles. Sets *bad to the first
 * line which is not understood, or to an empty one. False: no memory. */
bool pl_document_read_layout(struct platen_document *document, struct pl_str *bad);

/* Write the setup and the styles of a document into its title page, as `X-Layout:`, where they are
 * other than the usual ones, and the numbers of styles into notes. Sets *lost to how many
 * paragraphs have a style which has no number, as there are too many. False: no memory. */
bool pl_document_keep_layout(struct platen_document *document,
			     const struct pl_format_style (*usual)[PLATEN_KIND_COUNT],
			     size_t *lost);

/*
 * The source, piece by piece: what a leaf of the tree was read from, or trivia, which is what
 * stands between two leaves: line ends, blank lines, blanks at the edges of lines. Put together the
 * pieces are the source, byte for byte.
 */
struct pl_source_piece {
	const struct platen_node *leaf; /* NULL: trivia */
	uint32_t start, end;            /* bytes of the source */
};

struct pl_source_pieces {
	const struct platen_document *document;
	const struct platen_node *next; /* leaf */
	uint32_t at;
};

void pl_source_pieces_init(struct pl_source_pieces *pieces, const struct platen_document *document);
/* The next piece; false at the end of the source. */
bool pl_source_pieces_next(struct pl_source_pieces *pieces, struct pl_source_piece *piece);

/* The part of pl_document_check which holds the tree against its source: every byte is in one leaf
 * or is trivia, and every node, run and comment stands where it says. */
const char *pl_document_check_source(const struct platen_document *document);

/* Call `differs` for each node of `one` which is not the same in `other`, with the words where it
 * is not and what is different ("has other emphasis"); not at all if both are the same screenplay,
 * in the sense of compare.c. From an element on which is missing, or of another kind, no more is
 * compared. */
typedef void pl_differs_fn(void *user, const struct platen_node *node, struct pl_str words,
			   const char *what);
void pl_document_compare(const struct platen_document *one, const struct platen_document *other,
			 pl_differs_fn *differs, void *user);

/* Tree invariants, for debug builds and tests: NULL, or the name of the first one that is broken.
 */
const char *pl_document_check(const struct platen_document *document);

#endif
