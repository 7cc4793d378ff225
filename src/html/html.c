/*
 * HTML: one file, nothing else needed, nothing run. docs/html.md says what is in it.
 *
 * The tree gives the elements and their text, the pages say where a line ends on paper, where a
 * page begins and what platen added there. Both are walked together: the printed lines come in the
 * order of the document (write.h, pl_printed_lines), so the next one says whether a rule is due.
 *
 *	document	  printed lines				file
 *
 *	action -----------> page 1				<p class="action">
 *	speech
 *	  character ------> page 1				<div class="speech"> <p class="cue">
 *	  dialogue -------> page 1				  <p class="dialogue">
 *	           \------> page 2, after (MORE) and a cue	  <div class="page">
 *	                                                          <p class="dialogue rest"> </div>
 *
 * A paragraph which a page cuts becomes two of them, so that a rule never stands inside a
 * paragraph.
 *
 * The empty lines above an element (--gap) are those of the page: with them, with <br class="w">
 * for the lines and a page break at each rule, the style sheet for paper sets each line on its
 * place, in whatever way a browser would have wrapped it.
 */
#include "html/html.h"

/* ------------------------------------------------------------------------ pages */

/* (MORE), which stands behind the last line before a cut, and the cue before the first line after
 * it. */
static const struct pl_line *
added_before_cut(const struct pl_html *html)
{
	const struct pl_printed_lines *printed = &html->printed;
	if (printed->at == 0) {
		return NULL;
	}
	const struct pl_printed *last = &printed->items[printed->at - 1];
	const struct pl_page *page = &html->pages->pages[last->page];
	const struct pl_line *next = last->line + 1;
	return next < page->lines + page->line_count && next->role == PL_ROLE_MORE ? next : NULL;
}

static const struct pl_line *
added_after_cut(const struct pl_html *html)
{
	const struct pl_printed *first = &html->printed.items[html->printed.at];
	const struct pl_line *before = first->line - 1;
	return first->line > html->pages->pages[first->page].lines && before->role == PL_ROLE_CONTD
		       ? before
		       : NULL;
}

/* The line of this role on a page, of which it has one at most; NULL if it has none. */
static const struct pl_line *
find_role(const struct pl_page *page, enum pl_role role)
{
	for (uint32_t i = 0; i < page->line_count; i++) {
		if (page->lines[i].role == role) {
			return &page->lines[i];
		}
	}
	return NULL;
}

/* A line which platen added, if it is there. */
static void
put_added(struct pl_html *html, const char *class, const struct pl_line *line)
{
	struct pl_sink *sink = html->sink;
	if (line == NULL) {
		return;
	}
	pl_sink_put_text(sink, "<span class=\"");
	pl_sink_put_text(sink, class);
	pl_sink_put_text(sink, "\" dir=\"auto\" style=\"");
	pl_html_put_place(sink, line, false);
	int32_t gap = 2 * (line->slot - 1) - html->bottom;
	if (gap > 0) {
		pl_sink_put_byte(sink, ';');
		pl_html_put_gap(sink, gap);
	}
	pl_sink_put_text(sink, "\">");
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		pl_html_put_one_line(sink, line->stretches[i].text);
	}
	pl_sink_put_text(sink, "</span>");
	html->bottom = 2 * line->slot;
}

/* The rule above page `page`. Its id counts, as labels of pages need be neither words nor
 * different. In the right column of a dual dialogue it may be there a second time: it has no id
 * then. */
static void
put_rule(struct pl_html *html, uint32_t page)
{
	struct pl_sink *sink = html->sink;
	struct pl_str label = html->pages->pages[page].label;
	bool is_first = page > html->last_page;
	pl_sink_put_text(sink, "<div class=\"page");
	if (is_first) {
		pl_sink_put_text(sink, "\" id=\"page-");
		pl_sink_put_int(sink, page - html->pages->title_page_count + 1);
		html->last_page = page;
	} else {
		pl_sink_put_text(sink, " again");
	}
	pl_sink_put_text(sink, "\" role=\"separator\" aria-label=\"Page ");
	pl_html_put_one_line(sink, label);
	pl_sink_put_text(sink, "\">");
	put_added(html, "more", added_before_cut(html));
	put_added(html, "scene-bottom",
		  find_role(&html->pages->pages[page - 1], PL_ROLE_SCENE_BOTTOM));
	pl_sink_put_text(sink, "<span class=\"number\">");
	pl_html_put_one_line(sink, label);
	pl_sink_put_text(sink, ".");
	if (is_first) {
		pl_html_put_margins(html, &html->pages->pages[page], false);
	}
	pl_sink_put_text(sink, "</span>");
	html->bottom = 0;
	put_added(html, "scene-top", find_role(&html->pages->pages[page], PL_ROLE_SCENE_TOP));
	put_added(html, html->bottom > 0 ? "contd below" : "contd", added_after_cut(html));
	pl_sink_put_text(sink, "</div>\n");
}

/* Be on the page of the next printed line. */
static void
turn_page(struct pl_html *html)
{
	if (html->printed.at == html->printed.count) {
		return;
	}
	uint32_t page = html->printed.items[html->printed.at].page;
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

/* ------------------------------------------------------------------- paragraphs */

/* Half lines above an element if nothing else is said; the style sheet knows the same numbers. */
static int32_t
usual_gap(const struct pl_line *line)
{
	bool is_sung = line->kind == PLATEN_LYRIC && line->node->parent->kind == PLATEN_SPEECH;
	return is_sung ? 0 : 2 * (int32_t)line->style->space_above;
}

/* What an element is in HTML. A tag of "h" is a heading of `level`. */
struct look {
	const char *class;
	uint32_t level;   /* 0: a paragraph */
	uint32_t section; /* the number which makes its id; 0: it has none */
};

static void
put_tag(struct pl_html *html, const struct look *look, bool is_end)
{
	pl_sink_put_text(html->sink, is_end ? "</" : "<");
	pl_sink_put_text(html->sink, look->level > 0 ? "h" : "p");
	if (look->level > 0) {
		pl_sink_put_int(html->sink, look->level);
	}
	if (is_end) {
		pl_sink_put_text(html->sink, ">\n");
	}
}

/* What the element has of its own: a document may bring styles. */
static void
put_style(struct pl_html *html, const struct pl_line *first, int32_t gap)
{
	struct pl_sink *sink = html->sink;
	bool is_own = !pl_html_is_usual(html, first->style);
	bool has_gap = gap >= -1; /* one which is half a line short is drawn up */
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
put_section_id(struct pl_sink *sink, uint32_t section)
{
	if (section > 0) {
		pl_sink_put_text(sink, " id=\"section-");
		pl_sink_put_int(sink, section);
		pl_sink_put_byte(sink, '"');
	}
}

static void
start_paragraph(struct pl_html *html, const struct look *look, const struct pl_line *first,
		bool is_rest)
{
	struct pl_sink *sink = html->sink;
	int32_t gap =
		2 * (first->slot - 1) - (int32_t)pl_style_leading(first->style) - html->bottom;
	put_tag(html, look, false);
	pl_sink_put_text(sink, " class=\"");
	pl_sink_put_text(sink, look->class);
	pl_sink_put_text(sink, is_rest ? " rest\" dir=\"auto\"" : "\" dir=\"auto\"");
	if (!is_rest) {
		put_section_id(sink, look->section);
	}
	put_style(html, first, gap);
	pl_sink_put_byte(sink, '>');
}

static void
put_scene_number(struct pl_html *html, const struct pl_printed *first, bool is_right)
{
	const struct pl_page *page = &html->pages->pages[first->page];
	const struct pl_line *line = is_right ? first->line + 1 : first->line - 1;
	if (line < page->lines || line >= page->lines + page->line_count ||
	    line->role != PL_ROLE_SCENE_NUMBER || line->node != first->line->node) {
		return;
	}
	pl_sink_put_text(html->sink, is_right ? "<span class=\"number right\" aria-hidden=\"true\">"
					      : "<span class=\"number\">");
	pl_html_put_one_line(html->sink, line->node->label);
	pl_sink_put_text(html->sink, is_right ? "</span>" : " </span>");
}

/* One of the things behind a name; `at` is its place behind the node's text. */
static void
put_behind(struct pl_html *html, const struct pl_html_cursor *cue, size_t at, const char *class,
	   struct pl_str text)
{
	struct pl_sink *sink = html->sink;
	for (size_t i = 1; i < cue->line_count; i++) {
		pl_sink_put_text(sink, cue->lines[i].line->start == at ? "<br class=\"w\">" : "");
	}
	pl_sink_put_text(sink, "<span class=\"");
	pl_sink_put_text(sink, class);
	pl_sink_put_text(sink, "\"> ");
	pl_html_put_one_line(sink, text);
	pl_sink_put_text(sink, "</span>");
}

/* Behind a name: what the writer typed there, and (CONT'D) where layout has added it. */
static void
put_behind_name(struct pl_html *html, const struct pl_html_cursor *cue)
{
	const struct platen_node *node = cue->node;
	size_t at = node->text.length + 1;
	if (node->label.length > 0) {
		put_behind(html, cue, at, "extension", node->label);
		at += node->label.length + 1;
	}
	if (cue->lines[cue->line_count - 1].line->end >= at) {
		put_behind(html, cue, at, "contd", html->pages->contd);
	}
}

static size_t
lines_on_page(const struct pl_printed *lines, size_t count)
{
	size_t here = 1;
	while (here < count && lines[here].page == lines[0].page) {
		here++;
	}
	return here;
}

/* The lines of a paragraph on one page. */
static void
put_part(struct pl_html *html, const struct look *look, struct pl_html_cursor *text, size_t start,
	 size_t end)
{
	const struct platen_node *node = text->node; /* as it is printed */
	const struct pl_printed *first = &text->lines[start];
	bool is_end = end == text->line_count;
	start_paragraph(html, look, first->line, start > 0);
	if (node->kind == PLATEN_SCENE_HEADING && start == 0) {
		put_scene_number(html, first, false);
	}
	uint32_t length = (uint32_t)node->text.length;
	uint32_t to = is_end ? length : text->lines[end].line->start;
	pl_html_put_lines(html->sink, text, to < length ? to : length);
	if (is_end && (length == 0 || node->text.data[length - 1] == '\n')) {
		/* its last line is empty, and a browser shows none which nothing ends */
		pl_sink_put_text(html->sink, "<br>");
	}
	if (node->kind == PLATEN_SCENE_HEADING && start == 0) {
		put_scene_number(html, first, true);
	}
	if (node->kind == PLATEN_CHARACTER && is_end) {
		put_behind_name(html, text);
	}
	put_tag(html, look, true);
	int32_t height = 2 + (int32_t)pl_style_leading(first->line->style);
	html->bottom = 2 * first->line->slot + (int32_t)(end - start - 1) * height;
}

/* A printed element, on as many pages as it covers. */
static void
put_paragraph(struct pl_html *html, const struct platen_node *node, const struct look *look)
{
	struct pl_html_cursor text = {0};
	size_t at = html->printed.at;
	text.line_count = pl_printed_lines_take(&html->printed, node, &text.lines);
	if (text.line_count > 0) {
		text.node = text.lines[0].line->printed;
		text.cut = text.node->cuts;
	}
	for (size_t start = 0; start < text.line_count;) {
		size_t end = start + lines_on_page(text.lines + start, text.line_count - start);
		html->printed.at = at + start;
		turn_page(html);
		put_part(html, look, &text, start, end);
		start = end;
	}
	html->printed.at = at + text.line_count;
}

/* --------------------------------------------------------------------- elements */

static void
end_scene(struct pl_html *html)
{
	pl_sink_put_text(html->sink, html->is_in_scene ? "</section>\n" : "");
	html->is_in_scene = false;
}

static void
start_scene(struct pl_html *html, const struct platen_node *heading)
{
	struct look look = {"heading", html->depth + 2, 0};
	end_scene(html);
	turn_page(html);
	pl_sink_put_text(html->sink, "<section class=\"scene\" id=\"scene-");
	pl_sink_put_int(html->sink, ++html->scene_count);
	pl_sink_put_text(html->sink, "\">\n");
	html->is_in_scene = true;
	put_paragraph(html, heading, &look);
}

static void
put_aside(struct pl_html *html, struct pl_str note)
{
	pl_html_put_note(html->sink, "aside", note);
	pl_sink_put_byte(html->sink, '\n');
}

/* The notes in a line which has no cursor over its text. */
static void
put_notes_below(struct pl_html *html, const struct platen_node *node)
{
	for (const struct pl_cut *cut = node->cuts; cut != NULL; cut = cut->next) {
		if (cut->kind == PLATEN_NOTE) {
			put_aside(html, cut->text);
		}
	}
}

/* The next printed line is one of this node. */
static bool
is_printed(const struct pl_html *html, const struct platen_node *node)
{
	const struct pl_printed_lines *printed = &html->printed;
	return printed->at < printed->count && printed->items[printed->at].line->node == node;
}

/* Sections nest as their levels say, but none is left out in between: headings of a page must not.
 */
static void
put_section(struct pl_html *html, const struct platen_node *section)
{
	if (section->parent->kind != PLATEN_DUAL_DIALOGUE) {
		end_scene(html);
	}
	turn_page(html);
	while (html->depth > 0 && html->levels[html->depth - 1] >= section->level) {
		html->depth--;
	}
	if (html->depth == PL_HTML_DEEPEST) {
		html->depth--;
	}
	html->levels[html->depth++] = section->level;
	bool is_empty = section->text.length == 0;
	struct look look = {"part printed", html->depth + 1, is_empty ? 0 : ++html->section_count};
	if (is_printed(html, section)) {
		put_paragraph(html, section, &look);
		return;
	}
	if (!is_empty) {
		put_tag(html, &look, false);
		pl_sink_put_text(html->sink, " class=\"part\" dir=\"auto\"");
		put_section_id(html->sink, look.section);
		pl_sink_put_byte(html->sink, '>');
		pl_html_put_text(html->sink, section->text);
		put_tag(html, &look, true);
	}
	put_notes_below(html, section);
}

static void
put_synopsis(struct pl_html *html, const struct platen_node *synopsis)
{
	pl_sink_put_text(html->sink, "<p class=\"synopsis\" dir=\"auto\">");
	pl_html_put_text(html->sink, synopsis->text);
	pl_sink_put_text(html->sink, "</p>\n");
	put_notes_below(html, synopsis);
}

/* A section, synopsis or note, on paper only if layout has put it there. */
static void
put_between(struct pl_html *html, const struct platen_node *node)
{
	bool is_note = node->kind == PLATEN_NOTE;
	if (node->kind == PLATEN_SECTION) {
		put_section(html, node);
	} else if (is_printed(html, node)) {
		bool is_spoken = node->parent->kind == PLATEN_SPEECH;
		const char *class = is_note ? "note printed" : "synopsis printed";
		put_paragraph(html, node,
			      &(struct look){is_spoken ? "dialogue printed" : class, 0, 0});
	} else if (is_note) {
		put_aside(html, node->text);
	} else if (node->kind == PLATEN_SYNOPSIS) {
		put_synopsis(html, node);
	}
}

static void
start_dual(struct pl_html *html)
{
	turn_page(html);
	html->dual_bottom = html->bottom;
	pl_sink_put_text(html->sink, "<div class=\"dual\">\n");
}

/* After two columns the page goes on below the longer one. */
static void
end_dual(struct pl_html *html)
{
	pl_sink_put_text(html->sink, "</div>\n");
	if (html->left_page > html->page ||
	    (html->left_page == html->page && html->left_bottom > html->bottom)) {
		html->page = html->left_page;
		html->bottom = html->left_bottom;
	}
}

static void
start_speech(struct pl_html *html, const struct platen_node *speech)
{
	const struct platen_node *parent = speech->parent;
	const char *start = "<div class=\"speech\">\n";
	turn_page(html);
	if (parent->kind == PLATEN_DUAL_DIALOGUE) {
		bool is_left = speech == parent->first;
		start = is_left ? "<div class=\"speech left\">\n"
				: "<div class=\"speech right\">\n";
		html->bottom = html->dual_bottom;
	}
	pl_sink_put_text(html->sink, start);
}

/* What stands between the speeches of a dual dialogue ends the left column where it is printed.
 * Else it is shown between them. */
static void
end_left_speech(struct pl_html *html, const struct platen_node *speech)
{
	const struct pl_printed_lines *printed = &html->printed;
	size_t at = printed->at;
	for (const struct platen_node *n = speech->next; n->kind != PLATEN_SPEECH; n = n->next) {
		if (is_printed(html, n)) {
			put_paragraph(html, n, &(struct look){"dialogue printed", 0, 0});
		}
	}
	pl_sink_put_text(html->sink, "</div>\n");
	html->left_page = html->page;
	html->left_bottom = html->bottom;
	for (const struct platen_node *n = speech->next; n->kind != PLATEN_SPEECH; n = n->next) {
		bool is_done = at < printed->at && printed->items[at].line->node == n;
		while (at < printed->at && printed->items[at].line->node == n) {
			at++;
		}
		if (!is_done) {
			put_between(html, n);
		}
	}
}

static void
end_speech(struct pl_html *html, const struct platen_node *speech)
{
	const struct platen_node *parent = speech->parent;
	if (parent->kind == PLATEN_DUAL_DIALOGUE && speech == parent->first) {
		end_left_speech(html, speech);
	} else {
		pl_sink_put_text(html->sink, "</div>\n");
	}
}

static void
put_cue(struct pl_html *html, const struct platen_node *cue)
{
	/* a cue forced by @ keeps the case it was typed in */
	struct look look = {cue->is_forced ? "cue as-typed" : "cue", 0, 0};
	put_paragraph(html, cue, &look);
}

/* A page break which carries notes has them below the rule. */
static void
put_page_break(struct pl_html *html, const struct platen_node *page_break)
{
	turn_page(html);
	put_notes_below(html, page_break);
}

static void
enter(struct pl_html *html, const struct platen_node *node)
{
	switch (node->kind) {
	case PLATEN_SCENE_HEADING: start_scene(html, node); return;
	case PLATEN_SPEECH: start_speech(html, node); return;
	case PLATEN_DUAL_DIALOGUE: start_dual(html); return;
	case PLATEN_CHARACTER: put_cue(html, node); return;
	case PLATEN_ACTION: put_paragraph(html, node, &(struct look){"action", 0, 0}); return;
	case PLATEN_PARENTHETICAL:
		put_paragraph(html, node, &(struct look){"parenthetical", 0, 0});
		return;
	case PLATEN_DIALOGUE: put_paragraph(html, node, &(struct look){"dialogue", 0, 0}); return;
	case PLATEN_LYRIC: put_paragraph(html, node, &(struct look){"lyric", 0, 0}); return;
	case PLATEN_TRANSITION:
		put_paragraph(html, node, &(struct look){"transition", 0, 0});
		return;
	case PLATEN_SHOT: put_paragraph(html, node, &(struct look){"shot", 0, 0}); return;
	case PLATEN_CENTERED: put_paragraph(html, node, &(struct look){"centered", 0, 0}); return;
	case PLATEN_SECTION:
	case PLATEN_SYNOPSIS:
	case PLATEN_NOTE:
		if (node->parent->kind != PLATEN_DUAL_DIALOGUE) { /* see end_left_speech */
			put_between(html, node);
		}
		return;
	case PLATEN_PAGE_BREAK: put_page_break(html, node); return;
	case PLATEN_BONEYARD: /* the writer took it out */
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_TITLE_ENTRY: return;
	}
}

static void
leave(struct pl_html *html, const struct platen_node *node)
{
	if (node->kind == PLATEN_SPEECH) {
		end_speech(html, node);
	} else if (node->kind == PLATEN_DUAL_DIALOGUE) {
		end_dual(html);
	}
}

static void
put_body(struct pl_html *html)
{
	struct pl_walk walk;
	pl_walk_init(&walk, html->document->root);
	while (pl_walk_next(&walk)) {
		if (walk.visit == PL_ENTER) {
			enter(html, walk.node);
		} else {
			leave(html, walk.node);
		}
	}
	end_scene(html);
}

enum platen_status
pl_write_html(const struct pl_job *job)
{
	struct pl_html html = {
		.sink = job->sink,
		.document = job->document,
		.pages = job->pages,
		.page = job->pages->title_page_count,
		.last_page = job->pages->title_page_count,
	};
	if (!pl_printed_lines_init(&html.printed, job->document, job->pages)) {
		return PLATEN_NO_MEMORY;
	}
	pl_html_put_head(&html);
	pl_sink_put_text(html.sink,
			 "<body>\n<a class=\"skip\" href=\"#page-1\">Skip to the script</a>\n");
	pl_html_put_watermark(&html);
	pl_html_put_nav(&html);
	pl_sink_put_text(html.sink, "<main>\n<article>\n");
	pl_html_put_title_page(&html);
	/* of a title page alone nothing more is printed */
	pl_sink_put_text(html.sink, html.printed.count > 0 ? "<div class=\"script\""
							   : "<div class=\"script unprinted\"");
	pl_sink_put_text(html.sink, " id=\"page-1\" tabindex=\"-1\">\n");
	if (html.printed.count > 0) {
		pl_html_put_margins(&html, &html.pages->pages[html.page], true);
	}
	put_body(&html);
	pl_sink_put_text(html.sink, "</div>\n</article>\n</main>\n</body>\n</html>\n");
	pl_printed_lines_fini(&html.printed);
	return PLATEN_OK;
}
