/*
 * The list of scenes, with the sections above them, each with its page.
 */
#include "html/html.h"

struct nav {
	struct pl_html *html;
	uint32_t sections, scenes; /* listed so far */
	uint32_t scene;            /* index into pages->scenes */
	bool has_numbers;
};

static const struct pl_scene *
take_scene(struct nav *nav, const struct platen_node *heading)
{
	const struct platen_pages *pages = nav->html->pages;
	while (nav->scene < pages->scene_count) {
		const struct pl_scene *scene = &pages->scenes[nav->scene++];
		if (scene->heading == heading) {
			return scene;
		}
	}
	return NULL;
}

static void
put_link(struct pl_sink *sink, const char *what, uint32_t number)
{
	pl_sink_put_text(sink, "<a href=\"#");
	pl_sink_put_text(sink, what);
	pl_sink_put_byte(sink, '-');
	pl_sink_put_int(sink, number);
	pl_sink_put_text(sink, "\">");
}

static void
put_span(struct pl_sink *sink, const char *attributes, struct pl_str text)
{
	pl_sink_put_text(sink, "<span class=\"");
	pl_sink_put_text(sink, attributes);
	pl_sink_put_text(sink, "\">");
	pl_html_put_one_line(sink, text);
	pl_sink_put_text(sink, "</span>");
}

static void
put_scene(struct nav *nav, const struct platen_node *heading)
{
	struct pl_html *html = nav->html;
	struct pl_sink *sink = html->sink;
	const struct pl_scene *scene = take_scene(nav, heading);
	pl_sink_put_text(sink, "<li>");
	put_link(sink, "scene", ++nav->scenes);
	if (nav->has_numbers) {
		put_span(sink, "number", heading->label);
		pl_sink_put_byte(sink, ' ');
	}
	put_span(sink, "heading\" dir=\"auto", heading->text);
	if (scene != NULL) {
		pl_sink_put_text(sink, " <span class=\"hidden\">page </span>");
		put_span(sink, "on", html->pages->pages[scene->page].label);
	}
	pl_sink_put_text(sink, "</a></li>\n");
}

static void
put_section(struct nav *nav, const struct platen_node *section)
{
	struct pl_sink *sink = nav->html->sink;
	pl_sink_put_text(sink, "<li class=\"part\">");
	put_link(sink, "section", ++nav->sections);
	put_span(sink, "heading\" dir=\"auto", section->text);
	pl_sink_put_text(sink, "</a></li>\n");
}

static bool
is_listed(const struct platen_node *node)
{
	return node->kind == PLATEN_SCENE_HEADING ||
	       (node->kind == PLATEN_SECTION && node->text.length > 0);
}

static bool
has_numbers(const struct platen_node *root)
{
	for (const struct platen_node *n = root->first; n != NULL; n = n->next) {
		if (n->kind == PLATEN_SCENE_HEADING && n->label.length > 0) {
			return true;
		}
	}
	return false;
}

bool
pl_html_put_nav(struct pl_html *html)
{
	const struct platen_node *root = html->document->root, *node = root->first;
	struct nav nav = {.html = html, .has_numbers = has_numbers(root)};
	while (node != NULL && !is_listed(node)) {
		node = node->next;
	}
	if (node == NULL) {
		return false;
	}
	pl_sink_put_text(html->sink, "<a id=\"menu\" href=\"#scenes\">Scenes</a>\n"
				     "<nav id=\"scenes\" aria-label=\"Scenes\">\n"
				     "<a class=\"close\" href=\"#menu\">Close</a>\n<ol>\n");
	for (; node != NULL; node = node->next) {
		if (node->kind == PLATEN_SCENE_HEADING) {
			put_scene(&nav, node);
		} else if (is_listed(node)) {
			put_section(&nav, node);
		}
	}
	pl_sink_put_text(html->sink, "</ol>\n</nav>\n");
	return true;
}
