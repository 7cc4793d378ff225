/* What comes before the screenplay: the head of the file, and the title page as layout has set it.
 */
#include "html/html.h"

/* ------------------------------------------------------------------------- head */

static void
put_title(struct pl_html *html)
{
	const struct platen_node *title = pl_document_title_entry(html->document, PL_TITLE_TITLE);
	if (title == NULL || title->text.length == 0) {
		pl_sink_put_text(html->sink, "Untitled screenplay");
	} else {
		pl_html_put_one_line(html->sink, title->text);
	}
}

static void
put_meta(struct pl_html *html, const char *name, enum pl_title_role role)
{
	const struct platen_node *entry = pl_document_title_entry(html->document, role);
	for (; entry != NULL; entry = pl_title_entry_next(entry, role)) {
		if (entry->text.length > 0) {
			pl_sink_printf(html->sink, "<meta name=\"%s\" content=\"", name);
			pl_html_put_one_line(html->sink, entry->text);
			pl_sink_put_text(html->sink, "\">\n");
		}
	}
}

void
pl_html_put_head(struct pl_html *html)
{
	struct pl_sink *sink = html->sink;
	struct pl_str language = pl_document_language_tag(html->document);
	pl_sink_put_text(sink, "<!DOCTYPE html>\n<html");
	if (language.length > 0) {
		pl_sink_put_text(sink, " lang=\"");
		pl_html_put_text(sink, language);
		pl_sink_put_byte(sink, '"');
	}
	pl_sink_put_text(sink, html->pages->is_rtl ? " dir=\"rtl\"" : "");
	/* nothing is ever loaded or run, even if somebody adds it to this file later */
	pl_sink_put_text(sink, ">\n<head>\n<meta charset=\"utf-8\">\n"
			       "<meta http-equiv=\"Content-Security-Policy\" "
			       "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
			       "<meta name=\"viewport\" content=\"width=device-width, "
			       "initial-scale=1\">\n"
			       "<meta name=\"color-scheme\" content=\"light dark\">\n"
			       "<meta name=\"generator\" content=\"platen " PLATEN_VERSION "\">\n");
	put_meta(html, "author", PL_TITLE_AUTHOR);
	put_meta(html, "keywords", PL_TITLE_KEYWORDS);
	pl_sink_put_text(sink, "<title>");
	put_title(html);
	pl_sink_put_text(sink, "</title>\n<style>\n");
	pl_sink_put_text(sink, pl_html_css);
	pl_html_put_styles(html);
	pl_sink_put_text(sink, "</style>\n</head>\n");
}

/* ------------------------------------------------------------------- title page */

/* The lines of a sheet, entry by entry, zone by zone. */
struct title {
	struct pl_html *html;
	const struct pl_layout_line *previous; /* NULL at the top of the sheet */
	bool has_heading; /* the title of the screenplay was written, as <h1> */
	bool is_heading;  /* the open entry is that title */
};

static void
end_entry(struct title *title)
{
	pl_sink_put_text(title->html->sink, title->is_heading ? "</h1>\n" : "</p>\n");
}

static void
start_zone(struct title *title, const struct pl_layout_line *line)
{
	static const char *const zones[] = {[PLATEN_ALIGN_LEFT] = "left",
					    [PLATEN_ALIGN_CENTER] = "center",
					    [PLATEN_ALIGN_RIGHT] = "right"};
	struct pl_sink *sink = title->html->sink;
	if (title->previous != NULL) {
		end_entry(title);
		pl_sink_put_text(sink, "</div>\n");
	}
	pl_sink_printf(sink, "<div class=\"%s\" style=\"--slot:%d\">\n", zones[line->align],
		       (int)line->slot);
}

static void
start_entry(struct title *title, const struct pl_layout_line *line, int32_t gap)
{
	struct pl_sink *sink = title->html->sink;
	title->is_heading = !title->has_heading && pl_node_more(line->node)->role == PL_TITLE_TITLE;
	title->has_heading |= title->is_heading;
	pl_sink_printf(sink, "<%s dir=\"auto\"", title->is_heading ? "h1" : "p");
	if (gap > 0) {
		pl_sink_printf(sink, " style=\"--gap:%d\"", (int)gap);
	}
	pl_sink_put_byte(sink, '>');
}

static void
put_line(struct title *title, const struct pl_layout_line *line)
{
	struct pl_sink *sink = title->html->sink;
	const struct pl_layout_line *previous = title->previous;
	bool is_new_zone = previous == NULL || previous->align != line->align;
	if (is_new_zone) {
		start_zone(title, line);
		start_entry(title, line, 0);
	} else if (previous->node != line->node) {
		end_entry(title);
		start_entry(title, line, line->slot - previous->slot - 1);
	} else {
		pl_sink_put_text(sink, "<br>");
	}
	uint32_t style = 0;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		pl_html_put_style(sink, style, line->stretches[i].style);
		style = line->stretches[i].style;
		pl_html_put_one_line(sink, line->stretches[i].text);
	}
	pl_html_put_style(sink, style, 0);
	title->previous = line;
}

static void
put_sheet(struct title *title, const struct pl_layout_page *page)
{
	struct pl_sink *sink = title->html->sink;
	pl_sink_put_text(sink, "<div class=\"sheet\">\n");
	title->previous = NULL;
	for (uint32_t i = 0; i < page->line_count; i++) {
		put_line(title, &page->lines[i]);
	}
	if (title->previous != NULL) {
		end_entry(title);
		pl_sink_put_text(sink, "</div>\n");
	}
	pl_sink_put_text(sink, "</div>\n");
}

void
pl_html_put_title_page(struct pl_html *html)
{
	struct title title = {.html = html};
	const struct platen_pages *pages = html->pages;
	if (pages->title_page_count > 0) {
		pl_sink_put_text(html->sink, "<header class=\"title-page\">\n");
		for (uint32_t i = 0; i < pages->title_page_count; i++) {
			put_sheet(&title, &pages->pages[i]);
		}
		pl_sink_put_text(html->sink, "</header>\n");
	}
	if (!title.has_heading) {
		pl_sink_put_text(html->sink, "<h1 class=\"hidden\">");
		put_title(html);
		pl_sink_put_text(html->sink, "</h1>\n");
	}
}
