/* The list of scenes and the sections above them, each with its page. */
#include "html/html.h"

struct nav {
	struct pl_html *html;
	uint32_t sections, scenes; /* listed so far */
	uint32_t scene;            /* index into pages->scenes */
	bool has_numbers;
	bool has_sections; /* they are printed */
};

static const struct pl_layout_scene *
take_scene(struct nav *nav, const struct platen_node *heading)
{
	const struct platen_pages *pages = nav->html->pages;
	while (nav->scene < pages->scene_count) {
		const struct pl_layout_scene *scene = &pages->scenes[nav->scene++];
		if (scene->heading == heading) {
			return scene;
		}
	}
	return NULL;
}

static void
put_scene(struct nav *nav, const struct platen_node *heading)
{
	struct pl_sink *sink = nav->html->sink;
	const struct pl_layout_scene *scene = take_scene(nav, heading);
	pl_sink_put_text(sink, "<li><a href=\"#scene-");
	pl_sink_put_number(sink, ++nav->scenes);
	pl_sink_put_text(sink, "\">");
	if (nav->has_numbers) {
		pl_html_put_span(sink, "class=\"number\"", pl_node_more(heading)->label);
		pl_sink_put_byte(sink, ' ');
	}
	pl_html_put_span(sink, "class=\"heading\" dir=\"auto\"", heading->text);
	if (scene != NULL) {
		pl_sink_put_text(sink, " <span class=\"hidden\">page </span>");
		pl_html_put_span(sink, "class=\"on\"", nav->html->pages->pages[scene->page].label);
	}
	pl_sink_put_text(sink, "</a></li>\n");
}

static void
put_section(struct nav *nav, const struct platen_node *section)
{
	struct pl_sink *sink = nav->html->sink;
	pl_sink_printf(sink, "<li class=\"part\"><a href=\"#section-%u\">",
		       (unsigned)++nav->sections);
	pl_html_put_span(sink, "class=\"heading\" dir=\"auto\"", section->text);
	pl_sink_put_text(sink, "</a></li>\n");
}

static bool
is_listed(const struct nav *nav, const struct platen_node *node)
{
	return node->kind == PLATEN_SCENE_HEADING ||
	       (nav->has_sections && node->kind == PLATEN_SECTION && node->text.length > 0);
}

static bool
has_numbers(const struct platen_node *root)
{
	for (const struct platen_node *n = root->first; n != NULL; n = n->next) {
		if (n->kind == PLATEN_SCENE_HEADING && pl_node_more(n)->label.length > 0) {
			return true;
		}
	}
	return false;
}

static bool
has_sections(const struct platen_pages *pages)
{
	for (size_t i = 0; i < pages->printed_count; i++) {
		if (pages->printed[i].line->kind == PLATEN_SECTION) {
			return true;
		}
	}
	return false;
}

void
pl_html_put_nav(struct pl_html *html)
{
	const struct platen_node *root = html->document->root, *node = root->first;
	struct nav nav = {
		.html = html,
		.has_numbers = has_numbers(root),
		.has_sections = has_sections(html->pages),
	};
	while (node != NULL && !is_listed(&nav, node)) {
		node = node->next;
	}
	if (node == NULL) {
		return;
	}
	pl_sink_put_text(html->sink, "<a id=\"menu\" href=\"#scenes\">Scenes</a>\n"
				     "<nav id=\"scenes\" aria-label=\"Scenes\">\n"
				     "<a class=\"close\" href=\"#menu\">Close</a>\n<ol>\n");
	for (; node != NULL; node = node->next) {
		if (node->kind == PLATEN_SCENE_HEADING) {
			put_scene(&nav, node);
		} else if (is_listed(&nav, node)) {
			put_section(&nav, node);
		}
	}
	pl_sink_put_text(html->sink, "</ol>\n</nav>\n");
}
