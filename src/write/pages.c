/*
 * The laid out pages as a golden: every number which a page writer is given, in integers, one
 * printed line a line. Equal on every machine.
 *
 *	page "2" from 31:1
 *	  0 6800 contd character 25200 "NORA (CONT'D)"
 *	  1 8000 body dialogue 18000 "That one's " 25920 bi "mine"
 *	  2 9200 body dialogue+ 18000 "and stays so."
 *
 * Slot, baseline, role and kind (`+`: goes on from the line before); then for each stretch its left
 * edge, style letters (b, i, u) and text. Lengths in hundredths of a point.
 */
#include "formats.h"

static void
put_stretch(struct pl_sink *sink, const struct pl_stretch *stretch)
{
	pl_sink_put_byte(sink, ' ');
	pl_sink_put_int(sink, stretch->x);
	if (stretch->style != 0) {
		pl_sink_put_byte(sink, ' ');
	}
	if ((stretch->style & PLATEN_BOLD) != 0) {
		pl_sink_put_byte(sink, 'b');
	}
	if ((stretch->style & PLATEN_ITALIC) != 0) {
		pl_sink_put_byte(sink, 'i');
	}
	if ((stretch->style & PLATEN_UNDERLINE) != 0) {
		pl_sink_put_byte(sink, 'u');
	}
	pl_sink_put_byte(sink, ' ');
	pl_sink_put_quoted(sink, stretch->text);
}

static void
put_line(struct pl_sink *sink, const struct pl_line *line)
{
	pl_sink_put_text(sink, "  ");
	pl_sink_put_int(sink, line->slot);
	pl_sink_put_byte(sink, ' ');
	pl_sink_put_int(sink, line->y);
	pl_sink_put_byte(sink, ' ');
	pl_sink_put_text(sink, pl_role_name(line->role));
	pl_sink_put_byte(sink, ' ');
	pl_sink_put_text(sink, platen_kind_name(line->kind));
	if (line->is_continued) {
		pl_sink_put_byte(sink, '+');
	}
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		put_stretch(sink, &line->stretches[i]);
	}
	pl_sink_put_byte(sink, '\n');
}

static void
put_page(struct pl_sink *sink, const struct pl_page *page)
{
	pl_sink_put_text(sink, page->is_title ? "title page" : "page ");
	if (!page->is_title) {
		pl_sink_put_quoted(sink, page->label);
	}
	pl_sink_put_text(sink, " from ");
	pl_sink_put_int(sink, page->from.line);
	pl_sink_put_byte(sink, ':');
	pl_sink_put_int(sink, page->from.column);
	pl_sink_put_byte(sink, '\n');
	for (uint32_t i = 0; i < page->line_count; i++) {
		put_line(sink, &page->lines[i]);
	}
}

enum platen_status
pl_write_pages(const struct pl_job *job)
{
	const struct platen_pages *pages = job->pages;
	pl_sink_put_text(job->sink, "sheet ");
	pl_sink_put_int(job->sink, pages->width);
	pl_sink_put_byte(job->sink, ' ');
	pl_sink_put_int(job->sink, pages->height);
	pl_sink_put_text(job->sink, " lines ");
	pl_sink_put_int(job->sink, pages->lines_per_page);
	pl_sink_put_byte(job->sink, '\n');
	for (uint32_t i = 0; i < pages->page_count; i++) {
		put_page(job->sink, &pages->pages[i]);
	}
	for (uint32_t i = 0; i < pages->scene_count; i++) {
		const struct pl_scene *scene = &pages->scenes[i];
		if (scene->heading == NULL) {
			continue;
		}
		pl_sink_put_text(job->sink, "scene ");
		pl_sink_put_quoted(job->sink, scene->heading->text);
		pl_sink_put_text(job->sink, " page ");
		pl_sink_put_quoted(job->sink, pages->pages[scene->page].label);
		pl_sink_put_text(job->sink, " eighths ");
		pl_sink_put_int(job->sink, scene->eighths);
		pl_sink_put_byte(job->sink, '\n');
	}
	return PLATEN_OK;
}
