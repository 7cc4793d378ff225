/*
 * HTML: one file which needs nothing else and runs nothing. docs/html.md says what is in it.
 *
 * The tree has the elements and their text; the pages say where a line ends on paper, where a page
 * begins and what layout added there. Both are walked together: printed lines come in document
 * order (`printed` in layout.h), so the next one shows whether a rule is due.
 *
 *	document	  printed lines				file
 *
 *	action -----------> page 1				<p class="action">
 *	speech
 *	  character ------> page 1				<div class="speech"> <p class="cue">
 *	  dialogue -------> page 1				  <p class="dialogue">
 *	           \------> page 2, after (MORE) and a cue	  <div class="page">
 *								  <p class="dialogue rest"> </div>
 *
 * A paragraph which continues on the next page becomes two, so that a rule never stands inside a
 * paragraph.
 *
 * The empty lines above an element (--gap) are those of the page. With them, <br class="w"> at line
 * ends and a page break at each rule, the style sheet for paper sets each line in its place,
 * however a browser would have wrapped it.
 */
#include "html/html.h"

static const char spoken[] = "dialogue"; /* a note in a speech */

static void
put_simple(struct pl_html *html, const struct platen_node *node, const char *class)
{
	pl_html_put_paragraph(html, node, &(struct pl_html_look){class, 0, 0});
}

static void
end_scene(struct pl_html *html)
{
	pl_sink_put_text(html->sink, html->is_in_scene ? "</section>\n" : "");
	html->is_in_scene = false;
}

static void
start_scene(struct pl_html *html, const struct platen_node *heading)
{
	struct pl_html_look look = {"heading", html->depth + 2, 0};
	end_scene(html);
	pl_html_turn_page(html);
	pl_sink_printf(html->sink, "<section class=\"scene\" id=\"scene-%u\">\n",
		       (unsigned)++html->scene_count);
	html->is_in_scene = true;
	pl_html_put_paragraph(html, heading, &look);
}

/* Whether the next printed line is one of this node. */
static bool
is_printed(const struct pl_html *html, const struct platen_node *node)
{
	const struct platen_pages *pages = html->pages;
	return html->at < pages->printed_count && pages->printed[html->at].line->node == node;
}

/* Sections nest by their levels, but HTML headings must not skip a level. */
static void
put_section(struct pl_html *html, const struct platen_node *section)
{
	if (section->parent->kind != PLATEN_DUAL_DIALOGUE) {
		end_scene(html);
	}
	pl_html_turn_page(html);
	while (html->depth > 0 && html->levels[html->depth - 1] >= pl_node_more(section)->level) {
		html->depth--;
	}
	if (html->depth == PL_HTML_DEEPEST) {
		html->depth--;
	}
	html->levels[html->depth++] = pl_node_more(section)->level;
	struct pl_html_look look = {pl_html_class(PLATEN_SECTION), html->depth + 1,
				    ++html->section_count};
	pl_html_put_paragraph(html, section, &look);
}

/* A section, synopsis or note, which is in the file only if layout prints it. */
static void
put_between(struct pl_html *html, const struct platen_node *node)
{
	if (!is_printed(html, node)) {
		return;
	}
	if (node->kind == PLATEN_SECTION) {
		put_section(html, node);
	} else {
		bool is_spoken = node->parent->kind == PLATEN_SPEECH;
		put_simple(html, node, is_spoken ? spoken : pl_html_class(node->kind));
	}
}

static void
start_dual(struct pl_html *html)
{
	pl_html_turn_page(html);
	html->dual_bottom = html->bottom;
	pl_sink_put_text(html->sink, "<div class=\"dual\">\n");
}

/* The page continues below the longer column. */
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
	const char *side = "";
	pl_html_turn_page(html);
	if (parent->kind == PLATEN_DUAL_DIALOGUE) {
		side = speech == parent->first ? " left" : " right";
		html->bottom = html->dual_bottom;
	}
	pl_sink_put_text(html->sink, "<div class=\"speech");
	pl_sink_put_text(html->sink, side);
	pl_sink_put_text(html->sink, "\">\n");
}

/* What is printed between the speeches of a dual dialogue is the end of the left column. */
static void
end_left_speech(struct pl_html *html, const struct platen_node *speech)
{
	for (const struct platen_node *n = speech->next; n->kind != PLATEN_SPEECH; n = n->next) {
		if (is_printed(html, n)) {
			put_simple(html, n, spoken);
		}
	}
	pl_sink_put_text(html->sink, "</div>\n");
	html->left_page = html->page;
	html->left_bottom = html->bottom;
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
enter(struct pl_html *html, const struct platen_node *node)
{
	if (node->kind == PLATEN_SCENE_HEADING) {
		start_scene(html, node);
	} else if (node->kind == PLATEN_SPEECH) {
		start_speech(html, node);
	} else if (node->kind == PLATEN_DUAL_DIALOGUE) {
		start_dual(html);
	} else if (node->kind == PLATEN_PAGE_BREAK) {
		pl_html_turn_page(html);
	} else if (node->kind == PLATEN_CHARACTER) {
		/* a cue forced by @ keeps its case */
		put_simple(html, node, node->is_forced ? "cue as-typed" : "cue");
	} else if (pl_kind_is(node->kind, PL_PRINTED)) {
		put_simple(html, node, pl_html_class(node->kind));
	} else if (pl_kind_is(node->kind, PL_UNPRINTED) &&
		   node->parent->kind != PLATEN_DUAL_DIALOGUE) { /* see end_left_speech */
		put_between(html, node);
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
	struct platen_walk walk;
	platen_walk_init(&walk, html->document->root);
	while (platen_walk_next(&walk)) {
		if (walk.visit == PLATEN_ENTER) {
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
	struct pl_str language = pl_document_language_tag(job->document);
	html.has_own_capitals =
		pl_str_starts(language, PL_STR("el")) || pl_str_starts(language, PL_STR("lt"));
	bool is_printed_at_all = html.pages->printed_count > 0;
	pl_html_put_head(&html);
	pl_sink_put_text(html.sink,
			 "<body>\n<a class=\"skip\" href=\"#page-1\">Skip to the script</a>\n");
	pl_html_put_watermark(&html);
	pl_html_put_nav(&html);
	pl_sink_put_text(html.sink, "<main>\n<article>\n");
	pl_html_put_title_page(&html);
	pl_sink_printf(html.sink, "<div class=\"script%s\" id=\"page-1\" tabindex=\"-1\">\n",
		       is_printed_at_all ? "" : " unprinted");
	if (is_printed_at_all) {
		pl_html_put_margins(&html, &html.pages->pages[html.page], true);
	}
	put_body(&html);
	pl_sink_put_text(html.sink, "</div>\n</article>\n</main>\n</body>\n</html>\n");
	return PLATEN_OK;
}
