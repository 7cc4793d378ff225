/*
 * The source in a PDF that platen made with --attach-source. This is no parser of PDF:
 * draw/archive.c has written the end of the file, where an object as it stands here is the source,
 * not compressed.
 *
 *	6 0 obj
 *	<< /Type /EmbeddedFile ... /Length 1234 >>
 *	stream
 *	...
 *	xref
 *	6 1
 *	0000012345 00000 n
 *	trailer
 *	...
 *	startxref
 *	23456
 *	%%EOF
 */
#include <stdlib.h>

#include "input/input.h"

#define TRAILER_MAX 1024 /* how far before the end startxref is looked for */
#define DIGITS_MAX 12
#define KEYS_MAX 256 /* bytes of what an object says of the file in it */

/* Read the number at the start of *text, which moves behind it. SIZE_MAX: there is none. */
static size_t
read_number(struct pl_str *text)
{
	size_t number = 0, length = 0;
	while (length < text->length && length < DIGITS_MAX && pl_is_digit(text->data[length])) {
		number = number * 10 + (size_t)(text->data[length++] - '0');
	}
	*text = pl_str_slice(*text, length, text->length);
	return length == 0 ? SIZE_MAX : number;
}

/* *text begins with `word` and moves behind it. */
static bool
skip(struct pl_str *text, const char *word)
{
	bool is_there = pl_str_starts(*text, pl_str_of(word));
	*text = pl_str_slice(*text, is_there ? strlen(word) : 0, text->length);
	return is_there;
}

/* The same, of the next place where `word` stands on the line, if that is near. */
static bool
skip_to(struct pl_str *text, const char *word)
{
	for (int i = 0; i < KEYS_MAX && text->length > 0 && text->data[0] != '\n' &&
			!pl_str_starts(*text, pl_str_of(word));
	     i++) {
		*text = pl_str_slice(*text, 1, text->length);
	}
	return skip(text, word);
}

static struct pl_str
behind(struct pl_str pdf, size_t offset)
{
	return pl_str_slice(pdf, offset < pdf.length ? offset : pdf.length, pdf.length);
}

/* The object at the start of `text` is a file. */
static bool
is_file(struct pl_str text, struct pl_str *source)
{
	if (read_number(&text) == SIZE_MAX || !skip(&text, " 0 obj\n<< /Type /EmbeddedFile ") ||
	    !skip_to(&text, "/Length ")) {
		return false;
	}
	size_t length = read_number(&text);
	if (!skip(&text, " >>\nstream\n") || length > text.length) {
		return false;
	}
	*source = pl_str_slice(text, 0, length);
	return pl_str_starts(behind(text, length), PL_STR("\nendstream\n"));
}

/* The cross-reference section that the end of the file names; empty if there is none. */
static struct pl_str
last_references(struct pl_str pdf)
{
	size_t start = pdf.length > TRAILER_MAX ? pdf.length - TRAILER_MAX : 0;
	struct pl_str end = pl_str_slice(pdf, start, pdf.length), place = {0};
	struct pl_lines lines = {.rest = end};
	for (struct pl_str line; pl_lines_next(&lines, &line);) {
		place = pl_str_equal(line, PL_STR("startxref")) ? lines.rest : place;
	}
	struct pl_str references = behind(pdf, read_number(&place));
	return skip(&references, "xref\n") ? references : (struct pl_str){0};
}

bool
pl_input_pdf_source(struct pl_str pdf, struct pl_str *source)
{
	if (!pl_str_starts(pdf, PL_STR("%PDF-"))) {
		return false;
	}
	struct pl_str references = last_references(pdf);
	while (read_number(&references) != SIZE_MAX && skip(&references, " 1\n")) {
		if (is_file(behind(pdf, read_number(&references)), source)) {
			return true;
		}
		if (!skip(&references, " 00000 n \n")) {
			break;
		}
	}
	return false;
}
