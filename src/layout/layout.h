/*
 * layout - document to pages
 *
 * Integers only; no files, no clock, no fonts. The result is a list of pages, each a list of lines
 * at fixed places: writers translate it and decide nothing.
 *
 * Units: lengths and positions count hundredths of a point from the page's top left corner
 * (PL_POINT = 100), widths of text sixths of a cell. A cell is 7.2 pt, a line 12 pt.
 */
#ifndef PL_LAYOUT_H
#define PL_LAYOUT_H

#include "command.h"
#include "diag/diag.h"
#include "document/document.h"
#include "unicode/unicode.h"

#define PL_POINT 100
#define PL_CELL (72 * PL_POINT / 10)
#define PL_SIXTH (PL_CELL / PL_SIXTHS)
#define PL_LINE (12 * PL_POINT)

/* Enough for any sheet; a page of more lines is a mistake, and sums of slots stay small. */
#define PL_LINES_PER_PAGE_MAX 10000

/* From the upper edge of a line to its baseline, and from that of the sheet to the header's. */
#define PL_ASCENT (8 * PL_POINT)
#define PL_HEADER_BASELINE (44 * PL_POINT)

/* Baseline of the first line of a page. */
static inline int32_t
pl_layout_first_baseline(const struct platen_profile *profile)
{
	return profile->top + PL_ASCENT;
}

/* Half lines which stay empty above each line: 2 in double-spaced text. */
static inline uint32_t
pl_layout_leading(const struct platen_style *style)
{
	return style->half_lines > 2 ? style->half_lines - 2 : 0;
}

/* A stretch of a line in one style. */
struct pl_layout_stretch {
	struct pl_str text;          /* borrowed from the document or owned by the pages */
	int32_t x;                   /* its left edge */
	uint32_t width;              /* sixths of a cell */
	uint32_t style;              /* PLATEN_BOLD | ... */
	struct platen_position from; /* source of its first byte; line 0 where there is none */
};

/* One printed line of one column. Two lines of dual dialogue, or a heading and its number, may
 * share a slot. In reading order: all of the left column of a dual dialogue, then all of the right
 * one. */
struct pl_layout_line {
	int32_t y;    /* baseline */
	int32_t slot; /* line position on the page, 1 = first body line; 0 and
		       * below stand in the header, past the last in the footer */
	enum platen_role role : 8;
	enum platen_kind kind : 8; /* of the element it belongs to */
	enum platen_align align : 8;
	bool is_continued : 1; /* same paragraph of text goes on from the line before */
	uint32_t stretch_count;

	/* Of a body line: the bytes of the text of `printed` which are on it. Behind the end of a
	 * cue's name follow its extension and (CONT'D), each after a space. */
	uint32_t start, end;

	const struct platen_node *node;    /* that element; NULL for page numbers */
	const struct platen_node *printed; /* the same, or a copy with its notes in the text */
	const struct platen_style
		*style; /* of the element; alive as long as the pages and the document are */

	/* The newest set which has revised the line, if such lines are marked; or whose mark it is.
	 * NULL: none. */
	const struct pl_revision_set *revision;

	struct pl_layout_stretch *stretches;
};

struct pl_layout_page {
	struct pl_layout_break why;
	struct pl_str label; /* "12", as printed; empty for the title page */
	/* The same in reports of scenes and in FDX: Final Draft counts from 1 there, whatever
	 * number the first page has. */
	struct pl_str scene_label;
	uint32_t number;      /* of the body from 1; a title page is 0, of several the first */
	bool has_given_label; /* the script says it */
	bool is_title;
	struct pl_layout_line *lines;
	uint32_t line_count;
	uint32_t last_slot;                     /* of the body text: what of the page is used */
	const struct pl_revision_set *revision; /* the newest of its lines; NULL: none */
	struct platen_position from;            /* source of the first body line */
};

/* A scene: where it starts and how long it is. `heading` is NULL for text before the first one. */
struct pl_layout_scene {
	const struct platen_node *heading;
	uint32_t page;    /* index into pages[] */
	uint32_t eighths; /* of a page; see scenes.c */
};

/* A printed line and the index of its page. */
struct pl_layout_printed {
	const struct pl_layout_line *line;
	uint32_t page;
};

struct platen_pages {
	struct pl_arena arena;
	const struct platen_document *document;
	enum platen_paper paper;       /* never BY_SCRIPT */
	int32_t width, height;         /* of the sheet */
	struct platen_profile profile; /* where things are on it; without its strings */
	bool is_as_file;           /* no option has changed the page setup of a Final Draft file */
	bool has_revisions;        /* revised lines are marked */
	bool has_own_styles;       /* but elements which bring a style of their own stand by that */
	bool has_changed_headings; /* options changed the style of scene headings */
	uint32_t lines_per_page;
	bool has_more, has_contd;             /* printed where a page cuts a speech */
	bool has_auto_contd;                  /* (CONT'D) is added for speakers who go on */
	bool has_scene_bottom, has_scene_top; /* printed where a page cuts a scene */
	struct pl_str more, contd, scene_bottom, scene_top; /* the texts in use, printed or not */
	bool is_rtl; /* most is written from right to left, and the pages are mirrored */
	struct pl_str watermark;         /* drawn across every page; empty: none */
	struct pl_str watermark_pattern; /* the same before a name was set */
	bool has_no_lines;               /* see platen_layout_options.breaks_only */
	struct pl_layout_page *pages;    /* title page first, if any */
	uint32_t page_count;
	uint32_t title_page_count;
	struct pl_layout_scene *scenes;
	uint32_t scene_count;
	/* The printed lines of the script in document order, front matter first. A walk through the
	 * tree finds the lines of each node one after the other. What platen added (numbers,
	 * (MORE), repeated cues) is not among them, but next to such a line in the lines of its
	 * page. */
	struct pl_layout_printed *printed;
	size_t printed_count;
	/* The cues to which (CONT'D) was added, in document order. */
	const struct platen_node **contd_cues;
	size_t contd_count;
};

/* Whether `next` begins where `stretch` ends: both are drawn as one text. */
static inline bool
pl_layout_are_adjacent(const struct pl_layout_stretch *stretch,
		       const struct pl_layout_stretch *next)
{
	return stretch->x + (int32_t)stretch->width * PL_SIXTH == next->x;
}

/* Lay out; platen_pages_new says the rest. */
enum platen_status pl_layout(const struct platen_document *document,
			     const struct platen_layout_options *options,
			     struct platen_pages **pages);

/* Whether two screenplays have the same lines at the same places, but for scene numbers. */
bool pl_layout_is_same(const struct platen_pages *a, const struct platen_pages *b);

/* How elements are set where neither the script nor the caller says it. */
void pl_layout_usual_styles(struct pl_format_style usual[PLATEN_SIDE_COUNT][PLATEN_KIND_COUNT]);

/* Where the text of a printed line begins in the source. */
struct platen_position pl_layout_position(const struct pl_layout_line *line);

/* The printed lines of one element of the body. Starts as zero. */
struct pl_layout_lines {
	const struct pl_layout_printed *first;
	size_t count;
};

/* Move on to the next element; false after the last one. */
bool pl_layout_lines_next(const struct platen_pages *pages, struct pl_layout_lines *lines);

/* The number of lines of `node` which come next in `printed`, whose place is *at; they are passed.
 */
size_t pl_layout_lines_take(const struct platen_pages *pages, const struct platen_node *node,
			    size_t *at);

/* Whether the text of an element is printed in capitals. A cue forced by @ keeps the case it was
 * typed in (Fountain 1.1, Character). */
static inline bool
pl_layout_is_capitals(const struct platen_style *style, const struct platen_node *node)
{
	return style->is_caps && !(node->kind == PLATEN_CHARACTER && node->is_forced);
}

/* Whether the writer typed (CONT'D), or `contd`, into a cue, in one of its many forms. */
bool pl_layout_says_contd(const struct platen_node *cue, struct pl_str contd);

/* Whether layout added (CONT'D) to a cue; `last` is its last line. */
static inline bool
pl_layout_has_contd(const struct pl_layout_line *last)
{
	size_t extension = pl_node_more(last->node)->label.length;
	return last->end > last->printed->text.length + (extension > 0 ? extension + 1 : 0);
}

/* Collect the printed lines; pl_layout calls it last. False: no memory. */
bool pl_layout_collect_printed(struct platen_pages *pages);

#endif
