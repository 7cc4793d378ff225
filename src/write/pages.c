/*
 * The pages as layout made them, for goldens: every number which a page writer is given, in
 * integers, one printed line on each line. Equal on every machine.
 *
 *	page "2" from 31:1
 *	  0 6800 contd character 25200 "NORA (CONT'D)"
 *	  1 8000 body dialogue 18000 "That one's " 25920 bi "mine"
 *	  2 9200 body dialogue+ 18000 "and stays so."
 *
 * Slot, baseline, role and kind (`+`: continues the line before it); then for each stretch its left
 * edge, style letters (b, i, u) and text. Lengths in hundredths of a point.
 */
#include "formats.h"

static void
put_line(struct pl_sink *sink, const struct pl_layout_line *line)
{
	pl_sink_printf(sink, "  %d %d %s %s%s", (int)line->slot, (int)line->y,
		       platen_role_name(line->role), platen_kind_name(line->kind),
		       line->is_continued ? "+" : "");
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		const struct pl_layout_stretch *stretch = &line->stretches[i];
		pl_sink_printf(sink, " %d%s%s%s%s ", (int)stretch->x,
			       stretch->style != 0 ? " " : "",
			       stretch->style & PLATEN_BOLD ? "b" : "",
			       stretch->style & PLATEN_ITALIC ? "i" : "",
			       stretch->style & PLATEN_UNDERLINE ? "u" : "");
		pl_sink_put_quoted(sink, stretch->text);
	}
	pl_sink_put_byte(sink, '\n');
}

static void
put_page(struct pl_sink *sink, const struct pl_layout_page *page)
{
	pl_sink_put_text(sink, page->is_title ? "title page" : "page ");
	if (!page->is_title) {
		pl_sink_put_quoted(sink, page->label);
	}
	pl_sink_printf(sink, " from %u:%u\n", (unsigned)page->from.line,
		       (unsigned)page->from.column);
	for (uint32_t i = 0; i < page->line_count; i++) {
		put_line(sink, &page->lines[i]);
	}
}

static void
put_scene(struct pl_sink *sink, const struct platen_pages *pages,
	  const struct pl_layout_scene *scene)
{
	pl_sink_put_text(sink, "scene ");
	pl_sink_put_quoted(sink, scene->heading->text);
	pl_sink_put_text(sink, " page ");
	pl_sink_put_quoted(sink, pages->pages[scene->page].label);
	pl_sink_printf(sink, " eighths %u\n", (unsigned)scene->eighths);
}

enum platen_status
pl_write_pages(const struct pl_job *job)
{
	const struct platen_pages *pages = job->pages;
	pl_sink_printf(job->sink, "sheet %d %d lines %u\n", (int)pages->width, (int)pages->height,
		       (unsigned)pages->lines_per_page);
	for (uint32_t i = 0; i < pages->page_count; i++) {
		put_page(job->sink, &pages->pages[i]);
	}
	for (uint32_t i = 0; i < pages->scene_count; i++) {
		if (pages->scenes[i].heading != NULL) {
			put_scene(job->sink, pages, &pages->scenes[i]);
		}
	}
	return PLATEN_OK;
}
