/*
 * html - the parts of the HTML writer
 *
 *	html.c		the file, and the body of the screenplay
 *	html-style.c	how elements look and where they stand, by the page format
 *	html-title.c	what stands before it: head, title page
 *	html-nav.c	the list of scenes
 *	html-text.c	text: escaped, styled, cut into lines
 *	html.css	how it looks on a screen and on paper
 */
#ifndef PL_WRITE_HTML_H
#define PL_WRITE_HTML_H

#include "formats.h"

/* html.css, without its comments; made by embed-css. */
extern const char pl_html_css[];

/* Sections deeper than this are headings of one level: HTML has six, scenes and the title need two.
 */
#define PL_HTML_DEEPEST 4

struct pl_html {
	struct pl_sink *sink;
	const struct platen_document *document;
	const struct platen_pages *pages;
	struct pl_printed_lines printed;

	uint32_t page;      /* index of the page on which the latest line was printed */
	uint32_t last_page; /* the last one whose rule stands in the file */
	/* In half lines from the top of that page, since of one and a half lines of spacing a
	 * browser keeps the halves and layout does not: */
	int32_t bottom;      /* where the latest line ends in a browser */
	int32_t dual_bottom; /* before the dual dialogue which is being written */
	int32_t left_bottom; /* of the last line of its left column */
	uint32_t left_page;

	uint32_t section_count, scene_count; /* written so far: they make the ids */
	bool is_in_scene;
	uint32_t levels[PL_HTML_DEEPEST]; /* of the sections which are open, outermost first */
	uint32_t depth;
};

/* Text between tags or in a quoted attribute. Control characters become blanks. */
void pl_html_put_text(struct pl_sink *sink, struct pl_str text);
/* The same in one line: line feeds are blanks, too. */
void pl_html_put_one_line(struct pl_sink *sink, struct pl_str text);

/* Open the tags which `style` has and `open` has not, after closing those which it has not. */
void pl_html_put_style(struct pl_sink *sink, uint32_t open, uint32_t style);

/* Where the writing of a node's text stands. It begins with the first four set. */
struct pl_html_cursor {
	const struct platen_node *node;
	const struct pl_printed *lines; /* all which the node is printed in */
	size_t line_count;
	const struct pl_cut *cut; /* the next one: at first node->cuts */
	size_t line;
	uint32_t at, run;
	uint32_t style; /* whose tags are open */
};

/* From the cursor to byte `end`: the text with its emphasis, its notes, and marks where lines end
 * on paper. No tag is open afterwards. */
void pl_html_put_lines(struct pl_sink *sink, struct pl_html_cursor *cursor, uint32_t end);

/* A note, of which nothing is printed. */
void pl_html_put_note(struct pl_sink *sink, const char *tag, struct pl_str text);

/* The rules of the page format. */
void pl_html_put_styles(struct pl_html *html);
/* The style is one of the page format; and inside a style attribute, what one of the document's own
 * says. */
bool pl_html_is_usual(const struct pl_html *html, const struct platen_style *style);
void pl_html_put_own_style(struct pl_sink *sink, const struct platen_style *style);
/* Inside a style attribute: empty lines above, in half lines. */
void pl_html_put_gap(struct pl_sink *sink, int32_t halves);
/* Inside a style attribute: where a line stands which platen added. */
void pl_html_put_place(struct pl_sink *sink, const struct pl_line *line, bool has_top);
/* Header and footer of a page, and its number, if that is to be put like them. */
void pl_html_put_margins(struct pl_html *html, const struct pl_page *page, bool with_number);
/* What is drawn across every page, if anything is. */
void pl_html_put_watermark(struct pl_html *html);

void pl_html_put_head(struct pl_html *html);
void pl_html_put_title_page(struct pl_html *html);
/* A list of links to sections and scenes. False if there are none of either. */
bool pl_html_put_nav(struct pl_html *html);

#endif
