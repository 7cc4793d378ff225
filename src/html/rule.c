/* The rule between two pages, and the lines which layout added there. */
#include "html/html.h"

/* (MORE), which follows the last line before a cut; NULL if there is none. */
static const struct pl_layout_line *
find_more(const struct pl_html *html)
{
	if (html->at == 0) {
		return NULL;
	}
	const struct pl_layout_printed *last = &html->pages->printed[html->at - 1];
	const struct pl_layout_page *page = &html->pages->pages[last->page];
	const struct pl_layout_line *next = last->line + 1;
	return next < page->lines + page->line_count && next->role == PLATEN_ROLE_MORE ? next
										       : NULL;
}

/* The repeated cue, which precedes the first line after a cut; NULL if there is none. */
static const struct pl_layout_line *
find_contd(const struct pl_html *html)
{
	const struct pl_layout_printed *first = &html->pages->printed[html->at];
	bool is_first = first->line == html->pages->pages[first->page].lines;
	return !is_first && first->line[-1].role == PLATEN_ROLE_CONTD ? first->line - 1 : NULL;
}

/* The line of a role which a page has once at most; NULL if it has none. */
static const struct pl_layout_line *
find_role(const struct pl_layout_page *page, enum platen_role role)
{
	for (uint32_t i = 0; i < page->line_count; i++) {
		if (page->lines[i].role == role) {
			return &page->lines[i];
		}
	}
	return NULL;
}

/* The number of the scene beside CONTINUED:, if it is there. */
static void
put_number(struct pl_html *html, const struct pl_layout_page *page,
	   const struct pl_layout_line *top, bool is_right)
{
	const struct pl_layout_line *line = is_right ? top + 1 : top - 1;
	if (line < page->lines || line >= page->lines + page->line_count ||
	    line->role != PLATEN_ROLE_SCENE_NUMBER || line->slot != top->slot) {
		return;
	}
	pl_sink_put_text(html->sink, is_right ? "<span class=\"scene-number right\" "
						"aria-hidden=\"true\">"
					      : "<span class=\"scene-number\">");
	pl_html_put_one_line(html->sink, pl_node_more(line->node)->label);
	pl_sink_put_text(html->sink, is_right ? "</span>" : " </span>");
}

/* `line` of the page may be NULL: then nothing is written. */
static void
put_added(struct pl_html *html, const char *class, const struct pl_layout_page *page,
	  const struct pl_layout_line *line)
{
	struct pl_sink *sink = html->sink;
	if (line == NULL) {
		return;
	}
	pl_sink_printf(sink, "<span class=\"%s\" dir=\"auto\" style=\"", class);
	pl_html_put_place(sink, line, false);
	if (line->role == PLATEN_ROLE_MORE || line->role == PLATEN_ROLE_CONTD) {
		pl_html_put_indent(html, line);
	}
	int32_t gap = 2 * (line->slot - 1) - html->bottom;
	if (gap != 0) {
		pl_sink_put_byte(sink, ';');
		pl_html_put_gap(sink, gap);
	}
	pl_sink_put_text(sink, "\">");
	put_number(html, page, line, false);
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		pl_html_put_one_line(sink, line->stretches[i].text);
	}
	put_number(html, page, line, true);
	pl_sink_put_text(sink, "</span>");
	html->bottom = 2 * line->slot;
}

/* The rule above page `index`. Its id is a count, as labels need be neither words nor unique. The
 * right column of a dual dialogue may repeat the rule, then without an id. */
static void
put_rule(struct pl_html *html, uint32_t index)
{
	struct pl_sink *sink = html->sink;
	const struct pl_layout_page *page = &html->pages->pages[index];
	bool is_repeated = index <= html->last_page;
	pl_sink_put_text(sink, is_repeated ? "<div class=\"page again" : "<div class=\"page");
	if (!is_repeated) {
		pl_sink_printf(sink, "\" id=\"page-%u",
			       (unsigned)(index - html->pages->title_page_count + 1));
		html->last_page = index;
	}
	pl_sink_put_text(sink, "\" role=\"separator\" aria-label=\"Page ");
	pl_html_put_one_line(sink, page->label);
	pl_sink_put_text(sink, "\">");
	put_added(html, "more", page - 1, find_more(html));
	put_added(html, "scene-bottom", page - 1, find_role(page - 1, PLATEN_ROLE_SCENE_BOTTOM));
	pl_sink_put_text(sink, "<span class=\"number\">");
	pl_html_put_one_line(sink, page->label);
	pl_sink_put_byte(sink, '.');
	if (!is_repeated) {
		pl_html_put_margins(html, page, false);
	}
	pl_sink_put_text(sink, "</span>");
	html->bottom = 0;
	put_added(html, "scene-top", page, find_role(page, PLATEN_ROLE_SCENE_TOP));
	put_added(html, "contd", page, find_contd(html));
	pl_sink_put_text(sink, "</div>\n");
}

void
pl_html_turn_page(struct pl_html *html)
{
	if (html->at == html->pages->printed_count) {
		return;
	}
	uint32_t page = html->pages->printed[html->at].page;
	if (page == html->page) {
		return;
	}
	if (page > html->page) {
		put_rule(html, page);
	} else {
		html->bottom = 0;
	}
	html->page = page;
}
