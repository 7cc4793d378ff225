/*
 * title - the title page being built: its lines, and what they are
 *
 *	title.c		lines of paragraphs, entries of lines, further title pages
 *	title-lines.c	what a line is
 *	title-note.c	keys of Fountain, from the note in which our own writer keeps them
 */
#ifndef PL_FDX_TITLE_H
#define PL_FDX_TITLE_H

#include "fdx/read/text.h"

/* A line of the page. */
struct pl_fdx_title_line {
	const struct pl_fdx_paragraph *paragraph;
	struct pl_str text;  /* trimmed, of the raw text */
	uint32_t start, end; /* bytes of the paragraph's text */
	uint32_t row;        /* of the page, from 0, if each takes but one */
	bool is_behind_tab;
	bool is_centered;
	bool ends_group;   /* an empty line follows, or the end */
	bool is_next_line; /* of the paragraph which the line before is of */
	enum pl_title_role
		look; /* what it says on its own: UNKNOWN, CREDIT, SOURCE, DATE, DRAFT ... */
	enum pl_title_role role;        /* the entry which it goes to: DATE for drafts, too */
	const struct platen_node *node; /* the entry, and where in its text the line stands */
	uint32_t node_start, node_end;
};

struct pl_fdx_title {
	struct pl_fdx_reader *reader;
	struct pl_fdx_title_line *lines;
	size_t count, capacity;
	bool has_template_title;             /* its emphasis is the template's */
	uint32_t rows;                       /* of the page, so far */
	const struct pl_fdx_paragraph *rest; /* first paragraph of the second page */
};

/* Give each line its entry. */
void pl_fdx_title_name_lines(struct pl_fdx_title *title);

/* The note with the keys, line by line. All zero: there is none. */
struct pl_fdx_title_note {
	const struct pl_fdx_note *note;
	struct pl_fdx_title_note_line {
		const struct pl_fdx_paragraph *paragraph;
		struct pl_str key; /* empty: a further value of the one above */
		struct pl_str value;
		uint32_t start; /* of the value, in the paragraph */
		enum pl_title_place place;
		/* where the page has it; NULL: nowhere */
		const struct pl_fdx_paragraph *printed;
		uint32_t printed_start, printed_end;
	} * lines;
	size_t count;
	bool holds; /* the page is as the note says */
};

/* Take the note out of the reader's, if it is there. */
void pl_fdx_title_note_read(struct pl_fdx_reader *reader, struct pl_fdx_title_note *note);
/* Compare it with the page. */
void pl_fdx_title_note_match(struct pl_fdx_title_note *note, struct pl_fdx_title *title);
/* Add its entries: all of them if it holds, else those which are not printed. */
void pl_fdx_title_note_add(const struct pl_fdx_title_note *note, const struct pl_fdx_title *title,
			   struct platen_node *page);

#endif
