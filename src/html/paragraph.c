/* An element on paper: its lines, on as many pages as they cover. */
#include "html/html.h"

/* <h2, or </h2> and a line feed. */
static void
put_tag(struct pl_sink *sink, const struct pl_html_look *look, bool is_end)
{
	pl_sink_put_text(sink, is_end ? "</" : "<");
	if (look->level > 0) {
		pl_sink_put_byte(sink, 'h');
		pl_sink_put_number(sink, look->level);
	} else {
		pl_sink_put_byte(sink, 'p');
	}
	pl_sink_put_text(sink, is_end ? ">\n" : "");
}

/* Half lines above an element by default; the style sheet has the same numbers. */
static int32_t
usual_gap(const struct pl_layout_line *line)
{
	bool is_sung = line->kind == PLATEN_LYRIC && line->node->parent->kind == PLATEN_SPEECH;
	return is_sung ? 0 : 2 * (int32_t)line->style->space_above;
}

/* What this element has and others of its class do not. */
static void
put_style(struct pl_html *html, const struct pl_layout_line *first, int32_t gap)
{
	struct pl_sink *sink = html->sink;
	bool is_own = !pl_html_is_usual(html, first->style);
	bool has_gap = gap >= -1; /* an element half a line too high is drawn up */
	if (!is_own && (!has_gap || gap == usual_gap(first))) {
		return;
	}
	pl_sink_put_text(sink, " style=\"");
	if (is_own) {
		pl_html_put_own_style(sink, first->style);
	}
	if (has_gap) {
		pl_html_put_gap(sink, gap);
	}
	pl_sink_put_byte(sink, '"');
}

static void
start_paragraph(struct pl_html *html, const struct pl_html_look *look,
		const struct pl_layout_line *first, bool is_rest)
{
	int32_t leading = (int32_t)pl_layout_leading(first->style);
	put_tag(html->sink, look, false);
	pl_sink_put_text(html->sink, " class=\"");
	pl_sink_put_text(html->sink, look->class);
	pl_sink_put_text(html->sink, is_rest ? " rest\" dir=\"auto\"" : "\" dir=\"auto\"");
	if (!is_rest && look->section > 0) {
		pl_sink_printf(html->sink, " id=\"section-%u\"", (unsigned)look->section);
	}
	if (html->has_own_capitals && pl_layout_is_capitals(first->style, first->node)) {
		pl_sink_put_text(html->sink, " lang=\"\"");
	}
	put_style(html, first, 2 * (first->slot - 1) - leading - html->bottom);
	pl_sink_put_byte(html->sink, '>');
}

static void
put_scene_number(struct pl_html *html, const struct pl_layout_printed *first, bool is_right)
{
	const struct pl_layout_page *page = &html->pages->pages[first->page];
	const struct pl_layout_line *line = is_right ? first->line + 1 : first->line - 1;
	if (line < page->lines || line >= page->lines + page->line_count ||
	    line->role != PLATEN_ROLE_SCENE_NUMBER || line->node != first->line->node) {
		return;
	}
	pl_sink_put_text(html->sink, is_right ? "<span class=\"number right\" aria-hidden=\"true\">"
					      : "<span class=\"number\">");
	pl_html_put_one_line(html->sink, pl_node_more(line->node)->label);
	pl_sink_put_text(html->sink, is_right ? "</span>" : " </span>");
}

/* A text after the name of a cue; `at` is its place after the node's text. */
static void
put_after_name(struct pl_sink *sink, const struct pl_html_cursor *cue, size_t at, const char *class,
	       struct pl_str text)
{
	bool begins_line = false;
	for (size_t i = 1; i < cue->line_count; i++) {
		begins_line |= cue->lines[i].line->start == at;
	}
	pl_sink_put_text(sink, begins_line ? "<br class=\"w\">" : "");
	pl_sink_printf(sink, "<span class=\"%s%s\"> ", class, begins_line ? " below" : "");
	if (cue->is_caps) {
		pl_html_put_capitals(sink, text);
	} else {
		pl_html_put_one_line(sink, text);
	}
	pl_sink_put_text(sink, "</span>");
}

/* After a name: its extension, and (CONT'D) where layout has added it. */
static void
put_extension(struct pl_html *html, const struct pl_html_cursor *cue)
{
	const struct platen_node *node = cue->node;
	size_t at = node->text.length + 1;
	if (pl_node_more(node)->label.length > 0) {
		put_after_name(html->sink, cue, at, "extension", pl_node_more(node)->label);
		at += pl_node_more(node)->label.length + 1;
	}
	if (pl_layout_has_contd(cue->lines[cue->line_count - 1].line)) {
		put_after_name(html->sink, cue, at, "contd", html->pages->contd);
	}
}

static size_t
lines_on_page(const struct pl_layout_printed *lines, size_t count)
{
	size_t here = 1;
	while (here < count && lines[here].page == lines[0].page) {
		here++;
	}
	return here;
}

/* Lines [start, end) of an element, which are on one page. */
static void
put_part(struct pl_html *html, const struct pl_html_look *look, struct pl_html_cursor *text,
	 size_t start, size_t end)
{
	const struct platen_node *node = text->node; /* as it is printed */
	const struct pl_layout_printed *first = &text->lines[start];
	bool is_end = end == text->line_count;
	bool has_number = node->kind == PLATEN_SCENE_HEADING && start == 0;
	start_paragraph(html, look, first->line, start > 0);
	if (has_number) {
		put_scene_number(html, first, false);
	}
	uint32_t length = (uint32_t)node->text.length;
	uint32_t to = is_end ? length : text->lines[end].line->start;
	pl_html_put_lines(html->sink, text, to < length ? to : length);
	if (is_end && (length == 0 || node->text.data[length - 1] == '\n')) {
		/* browsers do not show an empty last line without it */
		pl_sink_put_text(html->sink, "<br>");
	}
	if (has_number) {
		put_scene_number(html, first, true);
	}
	if (node->kind == PLATEN_CHARACTER && is_end) {
		put_extension(html, text);
	}
	put_tag(html->sink, look, true);
	int32_t height = 2 + (int32_t)pl_layout_leading(first->line->style);
	html->bottom = 2 * first->line->slot + (int32_t)(end - start - 1) * height;
}

void
pl_html_put_paragraph(struct pl_html *html, const struct platen_node *node,
		      const struct pl_html_look *look)
{
	size_t first = html->at, at = first;
	struct pl_html_cursor text = {.lines = html->pages->printed + first};
	text.line_count = pl_layout_lines_take(html->pages, node, &at);
	if (text.line_count > 0) {
		text.node = text.lines[0].line->printed;
		text.is_caps = pl_layout_is_capitals(text.lines[0].line->style, node);
	}
	for (size_t start = 0; start < text.line_count;) {
		size_t end = start + lines_on_page(text.lines + start, text.line_count - start);
		html->at = first + start;
		pl_html_turn_page(html);
		put_part(html, look, &text, start, end);
		start = end;
	}
	html->at = at;
}
