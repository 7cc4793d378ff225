/*
 * The pages as typed: one character for each cell, ten to the inch from the left edge of the paper,
 * one line for each slot. First comes the line with the page number, if the page prints one, and a
 * blank line; then the body. A form feed separates pages. What is above slot 1 (a repeated cue)
 * comes first in the body.
 *
 * A wide cluster (a Chinese character) takes as many columns as it covers cells, rounded; so
 * columns to the right of one are near their place, but not exactly there.
 */
#include <stdlib.h>

#include "formats.h"

/* A stretch in its slot and column. They are sorted, so that both columns of a dual dialogue, which
 * come one after the other, are side by side. */
struct piece {
	int32_t slot, x;
	uint32_t order;
	const struct pl_layout_stretch *stretch;
};

static int
by_place(const void *a, const void *b)
{
	const struct piece *p = a, *q = b;
	if (p->slot != q->slot) {
		return p->slot < q->slot ? -1 : 1;
	}
	if (p->x != q->x) {
		return p->x < q->x ? -1 : 1;
	}
	return p->order < q->order ? -1 : p->order > q->order;
}

static uint32_t
columns(uint32_t sixths)
{
	return (sixths + PL_SIXTHS / 2) / PL_SIXTHS;
}

/* Control characters become blanks: a form feed in the script would end the page, and an escape
 * would reach the terminal. */
static void
put_text(struct pl_sink *sink, struct pl_str text)
{
	const char *end = pl_str_end(text);
	for (const char *at = text.data; at < end;) {
		size_t plain = pl_plain_length((struct pl_str){at, (size_t)(end - at)});
		pl_sink_put(sink, (struct pl_str){at, plain});
		at += plain;
		if (at < end) {
			size_t control = pl_control_at(at, end);
			pl_sink_put_byte(sink, control > 0 ? ' ' : *at);
			at += control > 0 ? control : 1;
		}
	}
}

static void
put_row(struct pl_sink *sink, const struct piece *pieces, size_t count)
{
	uint32_t column = 0;
	for (size_t i = 0; i < count; i++) {
		const struct piece *piece = &pieces[i];
		uint32_t wanted = (uint32_t)(piece->x + PL_CELL / 2) / PL_CELL;
		/* text which overprints (a scene number on a long heading) goes after a space */
		uint32_t gap = wanted > column ? wanted - column
					       : (i > 0 && pieces[i - 1].x + 1 < piece->x &&
						  columns(pieces[i - 1].stretch->width) * PL_CELL +
								  (uint32_t)pieces[i - 1].x >
							  (uint32_t)piece->x + PL_CELL);
		pl_sink_put_spaces(sink, gap);
		put_text(sink, piece->stretch->text);
		column += gap + columns(piece->stretch->width);
	}
	pl_sink_put_byte(sink, '\n');
}

static size_t
collect(const struct pl_layout_page *page, struct piece *pieces)
{
	size_t count = 0;
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		for (uint32_t j = 0; j < line->stretch_count; j++) {
			struct piece *piece = &pieces[count];
			piece->slot = line->slot;
			piece->x = line->stretches[j].x;
			piece->order = (uint32_t)count++;
			piece->stretch = &line->stretches[j];
		}
	}
	qsort(pieces, count, sizeof(*pieces), by_place);
	return count;
}

/* Whether there is a page number or a header. A repeated cue, in slot 0, is none. */
static bool
has_header(const struct pl_layout_page *page)
{
	return page->line_count > 0 && page->lines[0].slot < 0;
}

static void
put_page(struct pl_sink *sink, const struct pl_layout_page *page, const struct piece *pieces,
	 size_t count)
{
	int32_t slot = 1;
	size_t i = 0;
	bool in_header = has_header(page);
	while (i < count) {
		size_t end = i;
		while (end < count && pieces[end].slot == pieces[i].slot) {
			end++;
		}
		for (; slot < pieces[i].slot; slot++) {
			pl_sink_put_byte(sink, '\n');
		}
		put_row(sink, pieces + i, end - i);
		if (in_header) {
			pl_sink_put_byte(sink, '\n');
			in_header = false;
		}
		slot = pieces[i].slot < slot ? slot : pieces[i].slot + 1;
		i = end;
	}
}

static size_t
count_stretches(const struct pl_layout_page *page)
{
	size_t count = 0;
	for (uint32_t i = 0; i < page->line_count; i++) {
		count += page->lines[i].stretch_count;
	}
	return count;
}

enum platen_status
pl_write_text(const struct pl_job *job)
{
	const struct platen_pages *pages = job->pages;
	size_t most = 1;
	for (uint32_t i = 0; i < pages->page_count; i++) {
		size_t count = count_stretches(&pages->pages[i]);
		most = count > most ? count : most;
	}
	struct piece *pieces = malloc(most * sizeof(*pieces));
	if (pieces == NULL) {
		return PLATEN_NO_MEMORY;
	}
	for (uint32_t i = 0; i < pages->page_count; i++) {
		if (i > 0) {
			pl_sink_put_byte(job->sink, '\f');
		}
		put_page(job->sink, &pages->pages[i], pieces, collect(&pages->pages[i], pieces));
	}
	free(pieces);
	return PLATEN_OK;
}
