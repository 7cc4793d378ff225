/*
 * format - the page format which a script brings along: the lines of `X-Layout:`
 *
 *	X-Layout:
 *	    top = 1.0
 *	    dialogue = 2.25 6.0
 *	    dialogue-spacing = 2
 *	    style-1 = 1.0 7.5
 *
 * A line is about the page, about all elements of a kind, or about a numbered style. A paragraph
 * which has a numbered style says so in a note: [[platen: style 1]].
 *
 *	format.c	the keys and their values, both ways
 *	format-read.c	lines to the setup of a document and the styles of its nodes
 *	format-write.c	these to lines
 */
#ifndef PL_FORMAT_H
#define PL_FORMAT_H

#include "command.h"
#include "document/document.h"
#include "unicode/unicode.h"

#define PL_FORMAT_STYLES_MAX 100 /* which have a number */

struct pl_format {
	struct pl_setup setup;
	struct pl_format_style kinds[PLATEN_SIDE_COUNT][PLATEN_KIND_COUNT];
	struct pl_format_style styles[PL_FORMAT_STYLES_MAX + 1]; /* by number, from 1 */
	uint32_t style_count;
	uint32_t front_pages;            /* title pages behind the first */
	uint32_t lines_letter, lines_a4; /* instead of `bottom`; 0: that says it */
};

/* About the page; offsets in struct pl_format. They end with one without a name. */
extern const struct pl_format_key pl_format_page_keys[];
#define PL_FORMAT_ALIGNS "left|center|right" /* in the order of enum platen_align */

/* What is true of a page for which no line says anything. */
struct pl_setup pl_format_usual_setup(void);

/* The value as text; `object` is what the key's offset is in. */
void pl_format_put(struct pl_buffer *out, const struct pl_format_key *key, const void *object);
/* False, and the object is as it was: the text is no such value. A text is kept in the arena. */
bool pl_format_parse(struct pl_arena *arena, const struct pl_format_key *key, struct pl_str text,
		     void *object);
bool pl_format_parse_length(struct pl_str text, int32_t *length);
void pl_format_put_length(struct pl_buffer *out, int32_t length);

/* Word number `number` of "left|center|right"; empty past the end. */
struct pl_str pl_format_word(const char *words, uint32_t number);

/* Where the element is in pl_format.kinds. */
enum platen_side pl_format_side_of(const struct platen_node *node);

#endif
