/*
 * Header and footer. A paragraph of them is one line, cut by tabs into texts, each at a tab stop:
 *
 *	BONES - Ep# - <Tab> {Page #}.		stops at 4.00 (centered) and 7.50 (right)
 *
 * Of the labels in it the number of the page, the date and the revision are filled in when pages
 * are made. The label of the script stays empty.
 */
#include "fdx/read/read.h"

#define STOPS_MAX 32
#define LINES_MAX 8
#define TEXTS_MAX 32      /* of a line */
#define TEXT_MAX 400      /* bytes */
#define CELL 720          /* of a character */
#define NUMBER_CELLS 2    /* for the number of a page, while its length is not known */
#define SHEET_WIDTH 61200 /* if the file has not said it before */

#define REVISION "{revision}"

struct line {
	struct pl_fdx_reader *reader;
	struct pl_buffer text; /* with {page} and {date} for its labels */
	struct pl_fdx_format format;
	int32_t right; /* its right indent, from the left edge */
	struct stop {
		int32_t x;
		enum platen_align align;
	} stops[STOPS_MAX];
	size_t stop_count;
	uint32_t number;
	struct pl_margin_text **end; /* of the list */
};

static void
put_label(struct line *line, const struct pl_fdx_element *element)
{
	struct pl_str type;
	if (pl_fdx_get(element, "Type", &type)) {
		bool is_page = pl_str_equal_ascii_case(type, PL_STR("Page #"));
		bool is_date = pl_str_equal_ascii_case(type, PL_STR("Date"));
		bool is_revision = pl_str_equal_ascii_case(type, PL_STR("Last Revised")) ||
				   pl_str_equal_ascii_case(type, PL_STR("Active Revision")) ||
				   pl_str_equal_ascii_case(type, PL_STR("Collated Revisions"));
		pl_buffer_put_text(&line->text, is_page       ? "{page}"
						: is_date     ? "{date}"
						: is_revision ? REVISION
							      : "");
	}
}

static void
read_stops(struct line *line, const struct pl_fdx_element *element)
{
	for (const struct pl_fdx_element *e = element->first; e != NULL; e = e->next) {
		struct pl_str value;
		struct stop *stop = &line->stops[line->stop_count];
		if (!pl_fdx_is_named(e, "Tabstop") || line->stop_count == STOPS_MAX ||
		    !pl_fdx_get(e, "Position", &value) || !pl_fdx_parse_inches(value, &stop->x)) {
			continue;
		}
		line->stop_count++;
		stop->align = PLATEN_ALIGN_LEFT;
		if (pl_fdx_get(e, "Type", &value)) {
			struct pl_fdx_format format = {.alignment = pl_fdx_parse_alignment(value)};
			stop->align = pl_str_equal_ascii_case(value, PL_STR("Decimal"))
					      ? PLATEN_ALIGN_RIGHT
					      : pl_fdx_align(&format);
		}
	}
}

/* Cells which the text takes, with some number for its page number. */
static int32_t
width_of(struct pl_str text)
{
	int32_t cells = (int32_t)pl_text_width(text) / PL_SIXTHS;
	for (size_t at = 0; at < text.length; at++) {
		struct pl_str rest = pl_str_slice(text, at, text.length);
		if (pl_str_starts(rest, PL_STR("{page}"))) {
			cells -= (int32_t)strlen("{page}") - NUMBER_CELLS;
		} else if (pl_str_starts(rest, PL_STR(REVISION))) {
			cells -= (int32_t)strlen(REVISION);
		}
	}
	return cells * CELL;
}

/* Where a text ends. */
static int32_t
end_of(struct pl_str text, struct stop stop)
{
	int32_t width = width_of(text);
	return stop.x + (stop.align == PLATEN_ALIGN_LEFT     ? width
			 : stop.align == PLATEN_ALIGN_CENTER ? width / 2
							     : 0);
}

/* What stands before the first tab. */
static struct stop
first_stop(const struct line *line)
{
	enum platen_align align = pl_fdx_align(&line->format);
	int32_t left = line->format.left_indent;
	return (struct stop){align == PLATEN_ALIGN_LEFT     ? left
			     : align == PLATEN_ALIGN_CENTER ? (left + line->right) / 2
							    : line->right,
			     align};
}

/* The next stop behind `x`. Where the file has no stops at all the last text of a line is on the
 * right, and others are in the middle. */
static struct stop
stop_behind(const struct line *line, int32_t x, bool is_last)
{
	struct stop found = {x + CELL, PLATEN_ALIGN_LEFT};
	bool is_found = false;
	for (size_t i = 0; i < line->stop_count; i++) {
		const struct stop *stop = &line->stops[i];
		if (stop->x > x && (!is_found || stop->x < found.x)) {
			found = *stop;
			is_found = true;
		}
	}
	if (line->stop_count == 0 && is_last) {
		found = (struct stop){line->right, PLATEN_ALIGN_RIGHT};
	} else if (line->stop_count == 0) {
		found = (struct stop){(line->format.left_indent + line->right) / 2,
				      PLATEN_ALIGN_CENTER};
	}
	return found;
}

static void
add_text(struct line *line, struct pl_str text, struct stop stop)
{
	struct pl_margin_text *made = pl_fdx_need(line->reader, sizeof(*made));
	if (made == NULL) {
		return;
	}
	*made = (struct pl_margin_text){
		.text = pl_fdx_keep(line->reader, text),
		.line = line->number,
		.align = stop.align,
		.x = stop.x,
	};
	*line->end = made;
	line->end = &made->next;
}

/* Blanks at the end of a text are not printed, nor is what no line has room for. */
static struct pl_str
printed_part(struct pl_str text)
{
	text = pl_str_clip(text, TEXT_MAX);
	while (text.length > 0 && pl_is_space(text.data[text.length - 1])) {
		text.length--;
	}
	return text;
}

static void
add_texts(struct line *line)
{
	struct pl_str rest = pl_buffer_str(&line->text);
	struct stop stop = first_stop(line);
	for (size_t count = 0; count < TEXTS_MAX; count++) {
		const char *tab = rest.length == 0 ? NULL : memchr(rest.data, '\t', rest.length);
		size_t length = tab == NULL ? rest.length : (size_t)(tab - rest.data);
		struct pl_str text = printed_part(pl_str_slice(rest, 0, length));
		if (text.length > 0) {
			add_text(line, text, stop);
		}
		if (tab == NULL) {
			return;
		}
		rest = pl_str_slice(rest, length + 1, rest.length);
		bool is_last = rest.length == 0 || memchr(rest.data, '\t', rest.length) == NULL;
		stop = stop_behind(line, end_of(text, stop), is_last);
	}
}

static void
read_line(struct line *line, const struct pl_fdx_element *element)
{
	struct pl_fdx_reader *reader = line->reader;
	int32_t sheet = reader->setup.width > 0 ? reader->setup.width : SHEET_WIDTH;
	line->format = pl_fdx_read_format(reader, element);
	line->right = line->format.right_indent > 0 ? line->format.right_indent
						    : sheet + line->format.right_indent;
	line->text.length = line->stop_count = 0;
	for (const struct pl_fdx_element *e = element->first; e != NULL; e = e->next) {
		if (pl_fdx_is_named(e, "Text")) {
			pl_buffer_put(&line->text, pl_fdx_text_of(reader, e, false));
		} else if (pl_fdx_is_named(e, "DynamicLabel")) {
			put_label(line, e);
		} else if (pl_fdx_is_named(e, "Tabstops")) {
			read_stops(line, e);
		}
	}
	add_texts(line);
	line->number++;
}

void
pl_fdx_read_header(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_setup *setup = &reader->setup;
	for (const struct pl_fdx_element *e = element->first; e != NULL; e = e->next) {
		struct line line = {.reader = reader};
		line.end = pl_fdx_is_named(e, "Header") ? &setup->header : &setup->footer;
		*line.end = NULL;
		setup->has_margin_texts = true;
		for (const struct pl_fdx_element *p = e->first; p != NULL; p = p->next) {
			if (pl_fdx_is_named(p, "Paragraph") && line.number < LINES_MAX) {
				read_line(&line, p);
			}
		}
		if (line.text.failed) {
			pl_fdx_fail(reader, PLATEN_NO_MEMORY);
		}
		pl_buffer_fini(&line.text);
	}
}
