/*
 * title - the title page in the making: its lines, and what they are
 *
 *	title.c		lines of paragraphs, entries of lines, further title pages
 *	title-names.c	what a line is
 *	title-kept.c	keys of Fountain, from the note which our own writer keeps them in
 */
#ifndef PL_DRAFT_TITLE_H
#define PL_DRAFT_TITLE_H

#include "fdx/read/tree.h"

enum pl_title_entry {
	PL_ENTRY_TITLE,
	PL_ENTRY_CREDIT,
	PL_ENTRY_AUTHOR,
	PL_ENTRY_SOURCE,
	PL_ENTRY_DRAFT_DATE,
	PL_ENTRY_COPYRIGHT,
	PL_ENTRY_CONTACT,
};
#define PL_ENTRY_COUNT 7

/* What a line says on its own. */
enum pl_title_look {
	PL_LOOK_PLAIN,
	PL_LOOK_CREDIT,    /* Written by */
	PL_LOOK_SOURCE,    /* Based on the novel */
	PL_LOOK_DATE,      /* March 4, 2021 */
	PL_LOOK_DRAFT,     /* Second draft */
	PL_LOOK_COPYRIGHT, /* (c) 2021 */
	PL_LOOK_CONTACT,   /* nora@example.com */
};

/* A line of the page, and the entry which it goes to. */
struct pl_title_line {
	const struct pl_draft_paragraph *paragraph;
	struct pl_str text;  /* trimmed, of the raw text */
	uint32_t start, end; /* bytes of the paragraph's text */
	uint32_t row;        /* of the page, from 0, if each takes but one */
	bool is_behind_tab;
	bool is_centered;
	bool ends_group;   /* an empty line follows, or the end */
	bool is_next_line; /* of the paragraph which the line before is of */
	enum pl_title_look look;
	enum pl_title_entry entry;
	const struct platen_node *node; /* the entry, and where in its text the line stands */
	uint32_t node_start, node_end;
};

struct pl_draft_title {
	struct pl_draft *draft;
	struct pl_title_line *lines;
	size_t count, capacity;
	uint32_t rows;                         /* of the page, so far */
	const struct pl_draft_paragraph *rest; /* first paragraph of the second page */
};

/* How many bytes of "Written by Nora Okoro" are the credit; 0: none. */
size_t pl_title_credit_length(struct pl_str text);

/* Give each line its entry. */
void pl_title_name_lines(struct pl_draft_title *title);

/* The text of a paragraph as it stands in the file, its runs side by side; in the draft's arena.
 * .data is NULL: no memory. */
struct pl_str pl_title_raw_text(struct pl_draft *draft, const struct pl_draft_paragraph *paragraph);

/* The note with the keys, line by line. All zero: there is none. */
struct pl_title_kept {
	const struct pl_draft_note *note;
	struct pl_title_kept_line {
		const struct pl_draft_paragraph *paragraph;
		struct pl_str key; /* empty: a further value of the one above */
		struct pl_str value;
		uint32_t start; /* of the value, in the paragraph */
		enum pl_title_place place;
		/* where the page has it; NULL: nowhere */
		const struct pl_draft_paragraph *printed;
		uint32_t printed_start, printed_end;
	} * lines;
	size_t count;
	bool holds; /* the page is as the note says */
	bool has_template_title;
};

/* Take the note out of the draft's, if it is there. False: no memory. */
bool pl_title_read_kept(struct pl_draft *draft, struct pl_title_kept *kept);
/* Compare it with the page. */
void pl_title_match_kept(struct pl_title_kept *kept, struct pl_draft_title *title);
/* Its entries: all of them if it holds, else those which are not printed. False: no memory. */
bool pl_title_add_kept(struct pl_draft *draft, struct platen_node *page,
		       const struct pl_title_kept *kept);

#endif
