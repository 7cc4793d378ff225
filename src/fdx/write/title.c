/*
 * The title page. Final Draft has no keys, only lines, and places them by empty lines. Ours stand
 * where its template has them, so that a reader finds them again by their place:
 *
 *	line 18		Title			centered, bold underlined capitals
 *	line 22		Credit
 *	line 25		Author
 *	line 30		Source
 *	to line 54	Draft date, Contact ...	lower left
 *
 * More lines than the template has push down what follows. Further title pages, which are front
 * matter in the document, come after them. Keys and their order are kept in a note, where the page
 * does not tell them.
 */
#include "fdx/write/writer.h"

#define PAGE_LINES 54
#define LINE_CELLS 66

const struct platen_node *
pl_fdx_title_page(const struct pl_fdx_writer *writer)
{
	const struct platen_node *first = writer->job->document->root->first;
	bool has_page = first != NULL && first->kind == PLATEN_TITLE_PAGE;
	bool is_bare = has_page && first->first == first->last && first->first != NULL &&
		       pl_fdx_is_layout(first->first);
	return has_page && !is_bare ? first : NULL;
}

/* The next entry with values which goes there, from `entry` on; NULL if there is none. */
static const struct platen_node *
next_entry(const struct platen_node *entry, enum pl_title_place place, bool has_credits)
{
	while (entry != NULL &&
	       (entry->kind != PLATEN_TITLE_ENTRY || pl_node_more(entry)->value_count == 0 ||
		pl_title_place_of(pl_node_more(entry)->role, has_credits) != place)) {
		entry = entry->next;
	}
	return entry;
}

/* -------------------------------------------------------------------- paragraphs */

static const struct pl_fdx_format left_line = PL_FDX_PLACED(LEFT, 100, 750, 0, 0);
static const struct pl_fdx_format center_line = PL_FDX_PLACED(CENTER, 100, 750, 0, 0);

static void
put_empty_lines(struct pl_fdx_writer *writer, const struct pl_fdx_format *format, uint32_t count)
{
	while (count-- > 0) {
		pl_fdx_put_line(writer, format, PL_FDX_COURIER, PL_STR(""));
	}
}

/* A title without emphasis of its own gets what Final Draft's own files have. */
static uint32_t
style_of(const struct platen_node *entry, enum pl_title_place place)
{
	return place == PL_PLACE_TITLE && !pl_node_has_emphasis(entry)
		       ? PLATEN_BOLD | PLATEN_UNDERLINE | PL_FDX_CAPS
		       : 0;
}

/* Lines which Final Draft makes of it in the 6.5 inches of the page. */
static uint32_t
rows_of(struct pl_str line)
{
	uint32_t width = pl_text_width(line);
	return width == 0 ? 1 : (width - 1) / (LINE_CELLS * PL_SIXTHS) + 1;
}

/* One value line, bytes [start, end) of the entry's text. *run is the first run which may reach
 * into it, and moves on. */
static void
put_value(struct pl_fdx_writer *writer, const struct platen_node *entry,
	  const struct pl_fdx_format *format, uint32_t style, uint32_t *run, uint32_t start,
	  uint32_t end)
{
	struct pl_fdx_runs runs = {.writer = writer, .font = PL_FDX_COURIER};
	pl_fdx_open_paragraph(writer, format, PL_STR(""), PL_STR(""));
	for (; *run < pl_node_run_count(entry) && pl_node_run(entry, *run).start < end; ++*run) {
		const struct pl_run piece = pl_node_run(entry, *run);
		uint32_t from = piece.start > start ? piece.start : start;
		uint32_t to = piece.end < end ? piece.end : end;
		if (from < to) {
			pl_fdx_put_run(&runs, piece.style | style,
				       pl_str_slice(entry->text, from, to));
		}
		if (piece.end > end) {
			break;
		}
	}
	pl_fdx_end_runs(&runs);
	pl_fdx_close(writer);
}

static uint32_t
put_values(struct pl_fdx_writer *writer, const struct platen_node *entry, enum pl_title_place place)
{
	struct pl_lines lines = {entry->text, false};
	struct pl_str line;
	const struct pl_fdx_format *format = place == PL_PLACE_FOOT ? &left_line : &center_line;
	uint32_t style = style_of(entry, place), run = 0, start = 0, count = 0;
	while (pl_lines_next(&lines, &line)) {
		uint32_t end = start + (uint32_t)line.length;
		put_value(writer, entry, format, style, &run, start, end);
		start = end + 1;
		count += rows_of(line);
	}
	return count;
}

/* All entries which go there; an empty line where there is none. Of several credits, each stands
 * close above its names. Returns the number of rows. */
static uint32_t
put_place(struct pl_fdx_writer *writer, const struct platen_node *page, enum pl_title_place place,
	  bool has_credits)
{
	uint32_t count = 0;
	const struct platen_node *entry = next_entry(page->first, place, has_credits);
	for (; entry != NULL; entry = next_entry(entry->next, place, has_credits)) {
		if (has_credits && place == PL_PLACE_CREDIT && count > 0) {
			bool is_credit = pl_node_more(entry)->role == PL_TITLE_CREDIT;
			put_empty_lines(writer, &center_line, is_credit ? 2 : 1);
			count += is_credit ? 2 : 1;
		}
		count += put_values(writer, entry, place);
	}
	if (count == 0) {
		put_empty_lines(writer, &center_line, 1);
		count = 1;
	}
	return count;
}

static uint32_t
put_center(struct pl_fdx_writer *writer, const struct platen_node *page)
{
	static const struct {
		enum pl_title_place place;
		uint32_t empty_before;
	} rows[] = {{PL_PLACE_TITLE, 17},
		    {PL_PLACE_CREDIT, 3},
		    {PL_PLACE_AUTHOR, 2},
		    {PL_PLACE_SOURCE, 4}};
	uint32_t count = 0;
	bool has_credits = pl_title_has_credits(page);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (has_credits && rows[i].place == PL_PLACE_AUTHOR) {
			continue;
		}
		put_empty_lines(writer, i == 0 ? &left_line : &center_line, rows[i].empty_before);
		count += rows[i].empty_before + put_place(writer, page, rows[i].place, has_credits);
	}
	return count;
}

/* With an empty line between two entries. */
static uint32_t
foot_rows(const struct platen_node *page)
{
	uint32_t count = 0;
	const struct platen_node *entry = next_entry(page->first, PL_PLACE_FOOT, false);
	for (; entry != NULL; entry = next_entry(entry->next, PL_PLACE_FOOT, false)) {
		struct pl_lines lines = {entry->text, false};
		struct pl_str line;
		count += count > 0;
		while (pl_lines_next(&lines, &line)) {
			count += rows_of(line);
		}
	}
	return count;
}

static void
put_foot(struct pl_fdx_writer *writer, const struct platen_node *page)
{
	const struct platen_node *entry = next_entry(page->first, PL_PLACE_FOOT, false);
	while (entry != NULL) {
		put_values(writer, entry, PL_PLACE_FOOT);
		entry = next_entry(entry->next, PL_PLACE_FOOT, false);
		if (entry != NULL) {
			put_empty_lines(writer, &left_line, 1);
		}
	}
}

/* That of its paragraph, or of its style on the page. */
static struct pl_fdx_format
front_format(const struct pl_fdx_writer *writer, const struct platen_node *node)
{
	const struct pl_fdx_paragraph *origin = pl_node_more(node)->fdx;
	const struct platen_style *style = pl_node_more(node)->style;
	if (origin != NULL) {
		return pl_fdx_format_over(origin->format, &origin->type->format);
	}
	if (style == NULL) {
		enum platen_side side = PLATEN_SIDE_NONE;
		style = &writer->job->pages->profile.styles[side][node->kind];
	}
	return pl_fdx_format_of(style);
}

/* The pages between the title page and the body. */
static void
put_front(struct pl_fdx_writer *writer)
{
	const struct platen_document *document = writer->job->document;
	const struct platen_node *node = document->body == NULL ? NULL : document->root->first;
	bool starts_page = true;
	for (; node != NULL && node != document->body; node = pl_node_following(node)) {
		starts_page |= node->kind == PLATEN_PAGE_BREAK;
		if (!pl_kind_is(node->kind, PL_PRINTED)) {
			continue;
		}
		struct pl_fdx_format format = front_format(writer, node);
		format.starts_new_page = starts_page;
		starts_page = false;
		uint32_t run = 0;
		put_value(writer, node, &format, 0, &run, 0, (uint32_t)node->text.length);
	}
}

bool
pl_fdx_has_title_page(const struct pl_fdx_writer *writer)
{
	return pl_fdx_title_page(writer) != NULL || writer->job->document->body != NULL ||
	       pl_fdx_part_named(writer->job->document->fdx, "TitlePage") != NULL;
}

static void
put_text_state(struct pl_fdx_writer *writer)
{
	pl_fdx_open(writer, "TextState");
	pl_fdx_put_attribute(writer, "Scaling", PL_STR("100"));
	pl_fdx_put_attribute(writer, "Selection", PL_STR("0,0"));
	pl_fdx_put_attribute(writer, "ShowInvisibles", PL_STR("No"));
	pl_fdx_close(writer);
}

static void
put_new_title_page(struct pl_fdx_writer *writer)
{
	static const struct platen_node nothing = {.kind = PLATEN_TITLE_PAGE};
	const struct platen_node *page = pl_fdx_title_page(writer);
	page = page != NULL ? page : &nothing;
	pl_fdx_open(writer, "TitlePage");
	pl_fdx_put_title_header(writer);
	pl_fdx_open(writer, "Content");
	uint32_t used = put_center(writer, page) + foot_rows(page);
	put_empty_lines(writer, &left_line, used < PAGE_LINES ? PAGE_LINES - used : 1);
	put_foot(writer, page);
	put_front(writer);
	pl_fdx_close(writer);
	put_text_state(writer);
	pl_fdx_close(writer);
}

/* The one of the script's own file stays as it is. */
void
pl_fdx_put_title_page(struct pl_fdx_writer *writer)
{
	const struct pl_fdx_part *part = pl_fdx_part_named(writer->job->document->fdx, "TitlePage");
	if (part != NULL) {
		pl_fdx_complete_part(writer, "TitlePage", part->xml, NULL, NULL, 0);
	} else if (pl_fdx_has_title_page(writer)) {
		put_new_title_page(writer);
	}
}
