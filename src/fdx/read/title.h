/*
 * title - the title page in the making: its lines, and what they are
 *
 *	title.c		lines of paragraphs, entries of lines, further title pages
 *	title-names.c	what a line is
 *	title-kept.c	keys of Fountain, from the note which our own writer keeps them in
 */
#ifndef PL_FDX_TITLE_H
#define PL_FDX_TITLE_H

#include "fdx/read/build.h"

enum pl_fdx_title_entry {
	PL_FDX_ENTRY_TITLE,
	PL_FDX_ENTRY_CREDIT,
	PL_FDX_ENTRY_AUTHOR,
	PL_FDX_ENTRY_SOURCE,
	PL_FDX_ENTRY_DRAFT_DATE,
	PL_FDX_ENTRY_COPYRIGHT,
	PL_FDX_ENTRY_CONTACT,
};
#define PL_FDX_ENTRY_COUNT 7

/* What a line says on its own. */
enum pl_fdx_title_look {
	PL_FDX_LOOK_PLAIN,
	PL_FDX_LOOK_CREDIT,    /* Written by */
	PL_FDX_LOOK_SOURCE,    /* Based on the novel */
	PL_FDX_LOOK_DATE,      /* March 4, 2021 */
	PL_FDX_LOOK_DRAFT,     /* Second draft */
	PL_FDX_LOOK_COPYRIGHT, /* (c) 2021 */
	PL_FDX_LOOK_CONTACT,   /* nora@example.com */
};

/* A line of the page, and the entry which it goes to. */
struct pl_fdx_title_line {
	const struct pl_fdx_paragraph *paragraph;
	struct pl_str text;  /* trimmed, of the raw text */
	uint32_t start, end; /* bytes of the paragraph's text */
	uint32_t row;        /* of the page, from 0, if each takes but one */
	bool is_behind_tab;
	bool is_centered;
	bool ends_group;   /* an empty line follows, or the end */
	bool is_next_line; /* of the paragraph which the line before is of */
	enum pl_fdx_title_look look;
	enum pl_fdx_title_entry entry;
	const struct platen_node *node; /* the entry, and where in its text the line stands */
	uint32_t node_start, node_end;
};

struct pl_fdx_title {
	struct pl_fdx_reader *reader;
	struct pl_fdx_title_line *lines;
	size_t count, capacity;
	uint32_t rows;                       /* of the page, so far */
	const struct pl_fdx_paragraph *rest; /* first paragraph of the second page */
};

/* How many bytes of "Written by Nora Okoro" are the credit; 0: none. */
size_t pl_fdx_title_credit_length(struct pl_str text);

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
	bool has_template_title;
};

/* Take the note out of the draft's, if it is there. False: no memory. */
bool pl_fdx_title_note_read(struct pl_fdx_reader *reader, struct pl_fdx_title_note *kept);
/* Compare it with the page. */
void pl_fdx_title_note_match(struct pl_fdx_title_note *kept, struct pl_fdx_title *title);
/* Its entries: all of them if it holds, else those which are not printed. False: no memory. */
bool pl_fdx_title_note_add(struct pl_fdx_reader *reader, struct platen_node *page,
			   const struct pl_fdx_title_note *kept);

#endif
