/*
 * html - the parts of the HTML writer
 *
 *	html.c		the file, and the elements of the screenplay
 *	paragraph.c	an element on paper: its lines, and the pages which it covers
 *	rule.c		the rule between two pages, and what layout added there
 *	nav.c		the list of scenes
 *	title.c		what comes before the screenplay: head, title page
 *	style.c		how elements look and where they are, by the page format
 *	text.c		text: escaped, styled, split into lines
 *	html.css	how all of it looks on a screen and on paper
 *
 * Each file calls only files below it.
 */
#ifndef PL_HTML_H
#define PL_HTML_H

#include "formats.h"

/* html.css without its comments; made by embed-css. */
extern const char pl_html_css[];

/* Deeper sections are headings of this level: HTML has six, and scenes and the title need two. */
#define PL_HTML_DEEPEST 4

struct pl_html {
	struct pl_sink *sink;
	const struct platen_document *document;
	const struct platen_pages *pages;
	size_t at; /* in the printed lines of `pages`: what was written so far */

	uint32_t page;      /* index of the page of the latest line */
	uint32_t last_page; /* the last page whose rule is in the file */
	/* In half lines from the top of that page, since browsers keep the half lines of one and a
	 * half lines of spacing, and layout does not: */
	int32_t bottom;      /* where the latest line ends in a browser */
	int32_t dual_bottom; /* the same, before the current dual dialogue */
	int32_t left_bottom; /* the same, of the last line of its left column */
	uint32_t left_page;  /* index of the page of that line */

	uint32_t section_count, scene_count; /* written so far: they make the ids */
	bool is_in_scene;
	bool has_own_capitals; /* of the language, in browsers: Greek ones have no accents */
	uint32_t levels[PL_HTML_DEEPEST]; /* of the open sections, outermost first */
	uint32_t depth;
};

/* ------------------------------------------------------------------------ text.c */

/* Text between tags or in a quoted attribute. Control characters become blanks. */
void pl_html_put_text(struct pl_sink *sink, struct pl_str text);
/* The same on one line: line feeds become blanks, too. */
void pl_html_put_one_line(struct pl_sink *sink, struct pl_str text);
/* The same of text which the style sheet shows in capitals: these are those of layout. */
void pl_html_put_capitals(struct pl_sink *sink, struct pl_str text);
/* <span ATTRIBUTES>text</span>, on one line. */
void pl_html_put_span(struct pl_sink *sink, const char *attributes, struct pl_str text);

/* From style `open` to `style`: close and open tags. */
void pl_html_put_style(struct pl_sink *sink, uint32_t open, uint32_t style);

/* Where writing a node's text has come to. The first four are set by the caller. */
struct pl_html_cursor {
	const struct platen_node *node;
	const struct pl_layout_printed *lines; /* all lines of the node */
	size_t line_count;
	bool is_caps;
	size_t line;
	uint32_t at, run;
	uint32_t style; /* whose tags are open */
};

/* The text from the cursor to byte `end`, with its emphasis and marks where lines end on
 * paper. Leaves no tag open. */
void pl_html_put_lines(struct pl_sink *sink, struct pl_html_cursor *cursor, uint32_t end);

/* ----------------------------------------------------------------------- style.c */

/* The class of a printed element, "heading"; NULL if it has none. Static. */
const char *pl_html_class(enum platen_kind kind);

/* The rules of the page format, for the style sheet. */
void pl_html_put_styles(struct pl_html *html);

/* Whether the style is one of the page format, not one of the document's own. */
bool pl_html_is_usual(const struct pl_html *html, const struct platen_style *style);

/* These are for inside a style attribute: a style of the document's own; empty lines above, in half
 * lines; where a line which layout added begins on a screen, in percent of the width of action; and
 * its place on paper. */
void pl_html_put_own_style(struct pl_sink *sink, const struct platen_style *style);
void pl_html_put_gap(struct pl_sink *sink, int32_t halves);
void pl_html_put_indent(struct pl_html *html, const struct pl_layout_line *line);
void pl_html_put_place(struct pl_sink *sink, const struct pl_layout_line *line, bool has_top);

/* Header and footer of a page, with its number if that is to look like them. */
void pl_html_put_margins(struct pl_html *html, const struct pl_layout_page *page, bool with_number);
/* The watermark, if there is one. */
void pl_html_put_watermark(struct pl_html *html);

/* -------------------------------------------------------------- rule.c, paragraph.c */

/* Go to the page of the next printed line. */
void pl_html_turn_page(struct pl_html *html);

/* What an element is in HTML. */
struct pl_html_look {
	const char *class;
	uint32_t level;   /* of a heading; 0: a paragraph */
	uint32_t section; /* number which makes its id; 0: no id */
};

/* An element, on as many pages as its printed lines cover. */
void pl_html_put_paragraph(struct pl_html *html, const struct platen_node *node,
			   const struct pl_html_look *look);

/* ------------------------------------------------------------------ title.c, nav.c */

void pl_html_put_head(struct pl_html *html);
void pl_html_put_title_page(struct pl_html *html);
/* Links to sections and scenes, if there are any. */
void pl_html_put_nav(struct pl_html *html);

#endif
