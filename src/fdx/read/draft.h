/*
 * draft - a Final Draft file as it stands, before it is a document
 *
 *	bytes --source.c--> UTF-8 --sax.c--> draft --tree.c--> document
 *
 * The script comes first in the file; the settings which say what its types mean, and the notes
 *which hang on to its text by number, come after it. So the whole file is taken down before the
 *first node is made: paragraphs with their attributes and runs, nothing decided. All text of the
 *file stands in one pool; runs are slices of it.
 */
#ifndef PL_DRAFT_H
#define PL_DRAFT_H

#include "fdx/fdx.h"

/* Limits. Larger than any script, small enough that what is made to hurt is refused at once. */
#define PL_DRAFT_DEPTH_MAX 64
#define PL_DRAFT_TAG_MAX (64u * 1024)
#define PL_DRAFT_TEXT_MAX (16u * 1024 * 1024) /* of one paragraph */
#define PL_DRAFT_PARAGRAPHS_MAX 1000000u
#define PL_DRAFT_PARTS_MAX 10000u /* children of the root */

/* ------------------------------------------------------------------- what is lost */

/* What a Final Draft file can have and a document has no place for. */
enum pl_lost {
	PL_LOST_REVISIONS,
	PL_LOST_DELETIONS,
	PL_LOST_LOCKED_PAGES,
	PL_LOST_TAGS,
	PL_LOST_LABELS,
	PL_LOST_BOOKMARKS,
	PL_LOST_ALTERNATES,
	PL_LOST_PICTURES,
	PL_LOST_TABSTOPS,
	PL_LOST_STRIKEOUTS,
	PL_LOST_COLORS,
	PL_LOST_FONTS,
	PL_LOST_SCENE_TITLES,
	PL_LOST_ARC_BEATS,
	PL_LOST_NUMBERS,
	PL_LOST_BEATS,
	PL_LOST_CONTROLS,
	PL_LOST_HEADERS,
};
#define PL_LOST_COUNT 18

/* ---------------------------------------------------------------------- paragraphs */

/* A Text element. */
struct pl_draft_run {
	struct pl_draft_run *next;
	uint32_t start, end; /* bytes of the pool */
	uint32_t style;      /* instead of the type's, if has_style, else added to it */
	bool has_style;
	struct platen_position from; /* of its first byte */
};

struct pl_draft_paragraphs {
	struct pl_draft_paragraph *first, *last;
};

/* A ScriptNote. */
struct pl_draft_note {
	struct pl_draft_note *next;
	struct platen_position from;
	uint32_t source_end;
	struct pl_str name;
	struct pl_draft_paragraphs body;
	struct pl_draft_paragraph
		*bare;   /* of `body`, the latest which is made of Text without a Paragraph */
	uint64_t offset; /* of those at the root: where its range begins */
	uint32_t at;     /* byte of its paragraph's text */
};

struct pl_draft_notes {
	struct pl_draft_note *first, *last;
};

/* What the paragraphs in a paragraph are. */
enum pl_draft_inner {
	PL_INNER_NONE,
	PL_INNER_DUAL,
	PL_INNER_OMITTED,
};

struct pl_draft_paragraph {
	struct pl_draft_paragraph *next;
	struct platen_position from;
	uint32_t source_end;
	struct pl_draft_type *type;
	struct pl_str number;
	const struct pl_fdx_format *format; /* its own, be it empty */
	struct pl_draft_run *first, *last;
	uint32_t length;                    /* bytes of its runs */
	struct pl_draft_paragraphs summary; /* of a scene heading */
	enum pl_draft_inner inner_kind;
	struct pl_draft_paragraphs inner;
	struct pl_str scene_title;   /* of a scene, beside its heading */
	bool has_color;              /* of a scene: */
	uint32_t color;              /* 0xRRGGBB */
	bool is_beside;              /* of a dual dialogue; OSF says it of each paragraph */
	uint32_t cue_count;          /* in `inner`, as far as OSF is read */
	struct pl_draft_notes notes; /* in the order of `at` */
};

/* --------------------------------------------------------------------------- types */

/* A type of paragraph, standard or the writer's own: what its ElementSettings say. */
struct pl_draft_type {
	struct pl_draft_type *next; /* in its bucket */
	struct pl_str name;
	struct pl_str paginate_as;
	struct pl_fdx_format format;
	uint32_t style;
	bool has_style;
	/* by pl_draft_resolve_types: */
	enum pl_fdx_role role;
	uint32_t level;  /* of a section */
	bool is_unknown; /* nothing says what it is */
	bool is_told;    /* that it is unknown */
	struct pl_rules rules;
	const struct platen_style
		*node_style; /* of its paragraphs which have no format of their own */
	/* what the document keeps of it: */
	struct pl_draft_type *after; /* in order of appearance */
	bool is_used;                /* in the script */
	struct pl_fdx_part *settings;
	struct pl_fdx_type *kept;
	const struct pl_fdx_paragraph
		*fdx; /* of its paragraphs which have no format of their own */
};

#define PL_DRAFT_BUCKETS 256

/* ----------------------------------------------------------------------- the file */

struct pl_draft {
	const struct pl_diag *diag;
	struct platen_document *document;
	bool has_shot_headings; /* shots are to be scene headings */
	struct pl_arena arena;  /* of all that the document does not keep */
	struct pl_buffer pool;  /* all text */
	struct pl_draft_type *types[PL_DRAFT_BUCKETS];
	struct pl_draft_type *first_type, *last_type; /* in order of appearance */
	struct pl_draft_type *no_type;                /* of paragraphs without one */
	struct pl_draft_paragraphs body, title;
	struct pl_draft_paragraphs headers; /* and footers */
	struct pl_draft_notes notes;        /* of the root, with offsets */
	struct pl_draft_notes unanchored;
	struct pl_draft_paragraphs info; /* a title page for a file which has none */
	struct pl_setup setup;
	struct pl_fdx_file file;
	struct pl_fdx_part *last_part;
	uint32_t part_count;
	bool has_body; /* the Content was there */
	uint32_t paragraph_count;
	const char *refused; /* why no more is read, or NULL */
	bool no_memory;
	size_t lost[PL_LOST_COUNT];
};

/* Fill the draft from its document's source. PLATEN_BAD_INPUT: the diag was told why. */
enum platen_status pl_draft_parse(struct pl_draft *draft);

/* Bytes to UTF-8: document->source. */
enum platen_status pl_draft_decode(struct pl_draft *draft, struct pl_str bytes);

/* The type of this name; case and blanks around it do not matter. NULL: no memory. */
struct pl_draft_type *pl_draft_type(struct pl_draft *draft, struct pl_str name);

/* The paragraph is of the type of this name. */
void pl_draft_set_type(struct pl_draft *draft, struct pl_draft_paragraph *paragraph,
		       struct pl_str name);

/* The paragraph's own format is a copy of this one. */
void pl_draft_set_format(struct pl_draft *draft, struct pl_draft_paragraph *paragraph,
			 const struct pl_fdx_format *format);

/* Decide what all types are and how they stand on the page. False: no memory. */
bool pl_draft_resolve_types(struct pl_draft *draft);

/* How this paragraph stands on the page; NULL: no memory. */
const struct platen_style *pl_draft_style(struct pl_draft *draft,
					  const struct pl_draft_paragraph *paragraph);

/* A child of the root, from byte `start` of the source on; and its end. */
void pl_draft_open_part(struct pl_draft *draft, uint32_t start);
void pl_draft_close_part(struct pl_draft *draft, const char *name, uint32_t end);

/* Give the document the types, for who writes them again. False: no memory. */
bool pl_draft_keep_file(struct pl_draft *draft);

/* What the document keeps of this paragraph; NULL: no memory. */
const struct pl_fdx_paragraph *pl_draft_origin(struct pl_draft *draft,
					       const struct pl_draft_paragraph *paragraph);

/* Hang the notes of the root on to the paragraphs of the body. False: no memory. */
bool pl_draft_place_notes(struct pl_draft *draft);

/* The nodes. False: no memory. */
bool pl_draft_build_title(struct pl_draft *draft);
bool pl_draft_build_body(struct pl_draft *draft);
bool pl_draft_build_setup(struct pl_draft *draft);

/* Tell in one message what was not kept. */
void pl_draft_report_lost(struct pl_draft *draft);

#endif
