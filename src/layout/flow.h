/*
 * flow - what the files of this room share
 *
 *	document --flow--> blocks of rows --paginate--> fragments --body, title--> pages
 *
 * This goes page by page: blocks are made as the paginator comes to them, and are gone when their
 * page is full. (Blocks of the whole script took five times its size, half of what `count` took.)
 *
 * A block is a stretch of rows which belong together: an action paragraph, a speech with its cue,
 * the two speeches of a dual dialogue. Flow decides which rows it has and which break rules they
 * carry. The paginator reads rows and rules and knows nothing of screenplays.
 */
#ifndef PL_FLOW_H
#define PL_FLOW_H

#include "layout/layout.h"

/* ------------------------------------------------------------ style.c, profiles.c */

/* The profile of this name, in any case: the caller's, else ours; NULL if there is none. */
const struct platen_profile *pl_layout_profile_by_name(const struct platen_layout_options *options,
						       struct pl_str name);

const struct platen_profile *pl_layout_profile_standard(void);

/* Copy a profile, without its strings, and set the styles which it leaves unset. False: its numbers
 * make no page. */
bool pl_layout_profile_make(const struct platen_profile *from, struct platen_profile *profile);

/* The break rules of a kind of element, unless a node has its own. Static. */
const struct pl_break_rules *pl_layout_break_rules_of(enum platen_kind kind);

/* Sixths of a cell which fit into a box of `width` hundredths of a point. */
uint32_t pl_layout_style_capacity(int32_t width);

/* ------------------------------------------------------------- options.c, setup.c */

/* The value of a setting. */
struct pl_layout_setting {
	struct pl_str text;
	/* The title entry which decided; if something else did, an entry which is not valid; or
	 * NULL. */
	const struct platen_node *entry;
	enum pl_layout_decider decider;
};

struct pl_layout_settings {
	const struct platen_document *document;
	const struct platen_layout_options *options;
	struct platen_pages
		*pages; /* gets the sheet, the profile and what is printed at page ends */
	struct pl_layout_setting values[PLATEN_OPTION_COUNT];
	enum platen_direction direction;
	uint32_t title_lines;             /* lines of a title page, which options cannot change */
	bool numbers_left, numbers_right; /* scene numbers are printed there */
};

/* Mirror the pages if they are written from right to left; auto: if most letters are. */
void pl_layout_mirror(struct platen_pages *pages, enum platen_direction direction);

/* Bring in what the document itself asks for, if it is a Final Draft file. */
void pl_layout_settings_apply_setup(struct pl_layout_settings *settings);

/* Change the style of scene headings as --bold-headings and --heading-space ask. */
void pl_layout_change_heading(const struct platen_layout_options *options,
			      struct platen_style *style);

/* Resolve all settings. The first three fields are set by the caller. False: the options name a
 * profile which does not exist, or one whose numbers make no page. */
bool pl_layout_settings_choose(struct pl_layout_settings *settings);

/* ------------------------------------------------------------------------- wrap.c */

/* One printed row of a text: bytes [start, end), without the spaces which hang over its end; the
 * next row begins at `next`. */
struct pl_layout_span {
	uint32_t start, end, next;
	uint32_t width; /* sixths of a cell */
	bool is_last;   /* nothing of the text is left after it */
};

/*
 * Set the row of `text` which begins at byte `from`, in a measure of `capacity` sixths. Always
 * takes at least one cluster, if there is one: a caller who goes on at span->next comes to an end.
 */
void pl_layout_wrap_row(struct pl_str text, uint32_t from, uint32_t capacity,
			struct pl_layout_span *span);
/* The same, without the quick road for plain text. */
void pl_layout_wrap_by_cluster(struct pl_str text, uint32_t from, uint32_t capacity,
			       struct pl_layout_span *span);

/*
 * The last byte in [from, to] where a sentence is complete: after . ! ? or their like in other
 * scripts, with any closing quotes and brackets, before a space or the end.
 * Sets *rest to the first byte of what follows. False if no sentence ends there. `to` may not cut a
 * cluster.
 */
bool pl_layout_last_sentence_end(struct pl_str text, uint32_t from, uint32_t to, uint32_t *end,
				 uint32_t *rest);

/* -------------------------------------------------------------------------- blocks */

/* A text to be wrapped: the printed form of one node. */
struct pl_layout_paragraph {
	const struct platen_node *node;
	const struct platen_node *printed; /* see pl_layout_node_printed; NULL: the node itself */
	const struct platen_style *style;
	enum platen_kind kind;
	struct pl_str text;
	const struct pl_run *runs; /* NULL: those of the printed node */
	uint32_t run_count;
	bool says_contd;      /* a cue whose extension has (CONT'D), typed by the writer */
	uint32_t gap;         /* empty rows above it, unless it begins its block */
	uint32_t added_width; /* of what was added at its end: a centred cue is centred without */
};

static inline struct pl_run
pl_layout_run(const struct pl_layout_paragraph *paragraph, uint32_t index)
{
	const struct platen_node *node =
		paragraph->printed != NULL ? paragraph->printed : paragraph->node;
	return paragraph->runs != NULL ? paragraph->runs[index] : pl_node_run(node, index);
}

/* A row of a block, with the rules it carries. */
struct pl_layout_row {
	uint32_t paragraph;  /* index into the block's paragraphs */
	uint32_t start, end; /* bytes of its text which are printed */
	uint32_t next;       /* byte where the next row begins */
	uint32_t width;      /* sixths of a cell */
	uint32_t height;     /* slots; its text stands in the last of them */
	bool ends_paragraph;
	bool is_continued; /* goes on from the row before it, in the same paragraph */
};

/* A place in a block: byte `at` of paragraph `paragraph`. */
struct pl_layout_place {
	uint32_t paragraph;
	uint32_t at;
};

struct pl_layout_block {
	/* the rules */
	struct pl_break_rules rules;
	uint32_t space_above;   /* empty rows, none at the top of a page */
	bool starts_page;       /* forced page break before it */
	bool goes_on;           /* belongs together with the block before: they are of one scene */
	bool ignores_sentences; /* it may be cut after any row, not only where a sentence ends */
	bool is_cuttable;       /* by the rules; else only where it is longer than a page */
	bool is_tail;           /* nothing is printed from here on: it needs no page of its own */
	uint32_t lead;          /* rows of the cue: never cut off, not counted as text */

	/* the rows, only as many as the paginator needs to know (see flow.c, pl_block_fill) */
	struct pl_layout_row *rows;
	uint32_t row_count;
	uint32_t height; /* slots which the rows take */

	/* what they are rows of */
	struct pl_layout_paragraph *paragraphs;
	uint32_t paragraph_count;
	struct pl_layout_place from; /* where it begins: not 0, 0 for what a cut left over */
	enum platen_side side;
	bool is_complete;                      /* `rows` are all of them */
	bool is_rest;                          /* a cut left it over */
	uint32_t generation;                   /* of the arena it is in; see pl_layout_flow */
	bool is_cut;                           /* a rest of it follows on the next page */
	const struct pl_layout_paragraph *cue; /* of a speech; repeated after a cut */
	struct pl_layout_block *beside;        /* right column of a dual dialogue */
	const struct platen_node *node;
	struct pl_str page_label;     /* of the page on which it begins; or empty */
	struct pl_layout_block *next; /* in printing order */
};

/* Where in the source a byte of a paragraph stands, remembered so that finding it for one row after
 * the other takes one walk over the text (sheet.c). */
struct pl_layout_cursor {
	const struct pl_layout_paragraph *paragraph;
	uint32_t run, at, column;
};

/* The rows of a block while it is wrapped; used again for the next, which gets an array of its
 * size.
 */
struct pl_layout_rows {
	struct pl_layout_row *items;
	size_t count, capacity;
	uint32_t in_paragraph; /* of the paragraph of the latest one */
};

/* What the files of this room share while they work on one document. */
struct pl_layout_flow {
	struct pl_arena *arena; /* of the pages */
	/* Blocks, until the page after theirs is full: new ones are in blocks[generation % 2]. If
	 * lines are not asked for, the few that are set are there, too. */
	struct pl_arena blocks[2];
	uint32_t generation;
	const struct pl_layout_settings *settings;
	const struct platen_document *document;
	const struct pl_language *language; /* which capitals it has; or NULL */
	const struct platen_pages *pages;   /* as far as it is ready */
	const struct platen_profile *profile;
	uint32_t lines_per_page;
	/* Texts to be printed; empty: none. (CONT'D) goes after a repeated name, and after the name
	 * of a speaker who goes on. */
	struct pl_str more, contd, auto_contd;
	/* Slots reserved for (CONTINUED) at the bottom of a page whose scene goes on, and for
	 * CONTINUED: at the top of the next page, unless a forced break begins it; 0: these are not
	 * printed. */
	uint32_t bottom_slots, top_slots;
	struct platen_reporter diag;
	bool is_too_large;                           /* there would be more than PLATEN_PAGES_MAX */
	bool is_cancelled;                           /* by the caller's progress */
	bool header_is_reported, footer_is_reported; /* as too long */
	struct pl_layout_rows rows;
	struct pl_layout_cursor cursors[2];    /* the latest first; two columns take turns */
	const struct platen_node **contd_cues; /* of the pages, as they are found */
	size_t contd_count, contd_capacity;
};

/* The node as it is printed: itself, or, if it has notes which are printed, a copy with them in its
 * text (notes.c). False: no memory. */
bool pl_layout_node_printed(struct pl_layout_flow *flow, const struct platen_node *node,
			    const struct platen_node **printed);

/* The arena of new blocks. */
static inline struct pl_arena *
pl_layout_block_arena(struct pl_layout_flow *flow)
{
	return &flow->blocks[flow->generation % 2];
}

/* The arena of lines and their texts. */
static inline struct pl_arena *
pl_layout_line_arena(struct pl_layout_flow *flow)
{
	return flow->pages->has_no_lines ? pl_layout_block_arena(flow) : flow->arena;
}

/* Who spoke: the names of a block, one, or two of a dual dialogue. */
struct pl_layout_speakers {
	struct {
		struct pl_str name;
		bool is_voice_over;
	} who[2];
	uint32_t count;
};

/* What the rule of continued.c remembers. All zero at the start. */
struct pl_layout_continued {
	struct pl_layout_speakers previous, current;
};

/* The blocks in the making. Starts with the first three fields. */
struct pl_layout_maker {
	struct pl_layout_flow *flow;
	const struct platen_node *next, *end; /* nodes: the next one, and the one behind the last */
	struct pl_layout_block *last;         /* block made; NULL: none */
	struct pl_layout_block *tail;         /* the first of blank ones at the end; NULL: none */
	struct pl_layout_continued continued;
	bool starts_page;         /* a forced page break waits for its block */
	struct pl_str page_label; /* so does the label of a page; or empty */
	bool is_in_scene;         /* a scene heading was seen */
};

/* Make the first block, NULL if there is none. False: no memory. */
bool pl_layout_first_block(struct pl_layout_maker *maker, struct pl_layout_block **first);

/* Make what follows `block`, as far as the paginator needs to know when it places `block`: the next
 * block, and whether one with text follows. False: no memory. */
bool pl_layout_need_next_block(struct pl_layout_maker *maker, const struct pl_layout_block *block);

/* All blocks before `block` are gone. */
void pl_layout_free_blocks(struct pl_layout_flow *flow, const struct pl_layout_block *block);

/* Whether a page may end in a row of the block: where a sentence ends, or a paragraph of a speech,
 * or a line of a song; not in the cue, and not inside a parenthetical. The paginator asks this of
 * the few rows near the end of a page: looking for it in all rows was a tenth of the time of
 * `count`. */
bool pl_layout_may_cut(const struct pl_layout_block *block, const struct pl_layout_row *row);

/*
 * Cut `block` in row number `row` of its rows: where the last sentence or paragraph ends in that
 * row if the page may end in it, else after the row. The block keeps what stands before; *rest is
 * the rest, wrapped anew and ready to be placed, with no rows if nothing is left. A block beside it
 * is not looked at. False: no memory.
 */
bool pl_layout_block_cut(struct pl_layout_flow *flow, struct pl_layout_block *block, uint32_t row,
			 struct pl_layout_block **rest);

/* Where the paginator put a block (or what was left of it by cuts). */
struct pl_layout_fragment {
	struct pl_layout_block *block;
	uint32_t slot;  /* of its first row, from 1 */
	uint32_t space; /* empty rows above it which were printed */
};

/* The blocks of a page. */
struct pl_layout_fragments {
	struct pl_layout_fragment *items;
	size_t count, capacity;
	struct pl_layout_break why;         /* it begins where it does */
	const struct pl_layout_block *next; /* begins the next page; NULL: this is the last */
};

/* A page under construction. */
struct pl_layout_sheet {
	struct pl_layout_page *page;
	struct pl_layout_line *lines; /* those of the page, while it is under construction; used
				  again for the next */
	size_t capacity;
};

/* The scenes while pages are set. */
struct pl_layout_scenes {
	struct pl_layout_scene *items;
	uint32_t count;
	size_t capacity;
	uint32_t slots; /* of the last one, so far */
	bool has_ended; /* it has */
};

/* Pages while they are set: of the body, or of front matter. Starts with the first two fields. */
struct pl_layout_setter {
	struct pl_layout_flow *flow;
	bool is_front;
	struct pl_arena arena; /* of `pages` alone, so that it grows in place */
	struct pl_layout_page *pages;
	uint32_t count;
	size_t capacity;
	struct pl_layout_scenes scenes; /* the index of a page is that among `pages` */
	struct pl_layout_sheet sheet;
	struct pl_layout_page page; /* the one on the sheet */
	bool has_position;          /* the page has a row with text, which says where it begins */
	const struct platen_node *scene; /* the last heading; NULL: none yet */
};

/* Break the blocks into pages, and set these. False: no memory, or too many pages. */
bool pl_layout_paginate(struct pl_layout_maker *maker, struct pl_layout_setter *setter);

/* Slots a block takes: those of its taller column. */
uint32_t pl_layout_block_height(const struct pl_layout_block *block);

/* Put fragments and scene numbers on the next page. False: no memory. */
bool pl_layout_set_page(struct pl_layout_setter *setter,
			const struct pl_layout_fragments *fragments);

/* Set the title page, on more than one sheet if it needs them, as the first of pages->pages.
 * `front` pages of front matter and `body` pages will follow. False: no memory. */
bool pl_layout_set_title_pages(struct pl_layout_flow *flow, uint32_t front, uint32_t body,
			       bool is_wanted, struct platen_pages *pages);

/* Find the label which the script gives a page. */
void pl_layout_find_label(const struct pl_layout_fragments *fragments, struct pl_layout_page *page);
/* Give each of the body's pages its label; those the script gives are there. False: no memory. */
bool pl_layout_label_pages(struct pl_layout_flow *flow, struct pl_layout_page *pages,
			   uint32_t count);

/* Report labels which more than one page has, when it is known where pages begin. False: no memory.
 */
bool pl_layout_check_labels(struct pl_layout_flow *flow, const struct pl_layout_page *pages,
			    uint32_t count);

/* Count a page with this index for its scenes. False: no memory. */
bool pl_layout_measure_scenes(struct pl_layout_flow *flow,
			      const struct pl_layout_fragments *fragments, uint32_t page,
			      struct pl_layout_scenes *scenes);

/* --------------------------------------------------------------------- continued.c */

/* Give a cue its printed text: name, extension and, by the rule, (CONT'D). False: no memory. */
bool pl_layout_continued_cue(struct pl_layout_continued *continued, struct pl_layout_flow *flow,
			     struct pl_layout_paragraph *cue);

/* The cue as it is repeated after a page break: always with (CONT'D). False: no memory. */
bool pl_layout_continued_repeat(struct pl_layout_flow *flow, const struct pl_layout_paragraph *cue,
				struct pl_layout_paragraph *repeated);

/* The speech, or dual dialogue, whose cues were just given is over. */
void pl_layout_continued_end_block(struct pl_layout_continued *continued);

/* A scene heading: nobody goes on. */
void pl_layout_continued_end_scene(struct pl_layout_continued *continued);

/* -------------------------------------------------------------------- revisions.c */

/* The newest set which has revised bytes [start, end) of a paragraph's text, if that is to be
 * marked; NULL: none has. */
const struct pl_revision_set *pl_layout_revision_of(const struct pl_layout_flow *flow,
						    const struct pl_layout_paragraph *paragraph,
						    uint32_t start, uint32_t end);
/* The same for all rows of a block, and that beside it. */
const struct pl_revision_set *pl_layout_block_revision(const struct pl_layout_flow *flow,
						       const struct pl_layout_block *block);
const struct pl_revision_set *pl_layout_newer_revision(const struct pl_revision_set *one,
						       const struct pl_revision_set *other);
/* Put a mark beside each line of the sheet which is revised. False: no memory. */
bool pl_layout_put_revision_marks(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet);

/* ------------------------------------------------------------ sheet.c, header.c */

/* A line to be put on a page. */
struct pl_layout_line_spec {
	const struct pl_layout_paragraph *paragraph;
	uint32_t start, end; /* bytes of its text */
	int32_t x;
	int32_t slot;
	enum platen_role role;
	bool is_continued;
	const struct pl_revision_set *revision;
};

/* Put a line on a sheet, its text cut into stretches of one style. False: no memory. */
bool pl_layout_sheet_put(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet,
			 const struct pl_layout_line_spec *spec);

/* Put text on a sheet which is not the writer's. `text` must live as long as the pages; `node` is
 * what it belongs to, or NULL. False: no memory. */
bool pl_layout_sheet_put_added(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet,
			       struct pl_str text, int32_t x, int32_t slot, enum platen_role role,
			       const struct platen_node *node);

/* Nothing more is put on the page, but for `room` lines that will stand before these: give it its
 * lines. False: no memory. */
bool pl_layout_sheet_end(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet, uint32_t room);

/* The slot which the header stands in; it is below 0. */
int32_t pl_layout_header_slot(const struct platen_profile *profile);

/* The most lines which page number, header and footer take. */
uint32_t pl_layout_header_room(const struct pl_layout_flow *flow);

/* Put page number, header and footer on pages which have their labels, and room for these. False:
 * no memory. */
bool pl_layout_set_headers(struct pl_layout_flow *flow, struct pl_layout_page *pages,
			   uint32_t count);

/* Fill in the words in braces of the watermark, which is the same on all pages. */
bool pl_layout_set_watermark(struct pl_layout_flow *flow, struct platen_pages *pages);

/* Left edge of a text which ends at `right`. */
int32_t pl_layout_right_aligned(int32_t right, struct pl_str text);

/* Left edge of a row of `width` sixths in a style. */
int32_t pl_layout_row_left(const struct platen_style *style, uint32_t width, bool is_first);

#endif
