/* A page under construction: lines, and their text cut into stretches of one style. */
#include "layout/flow.h"

/* -------------------------------------------------------------------- stretches */

/* The run which holds byte `at` of the paragraph's text. */
static uint32_t
find_run(const struct pl_layout_paragraph *paragraph, uint32_t at)
{
	uint32_t low = 0, high = paragraph->run_count;
	while (low + 1 < high) {
		uint32_t middle = low + (high - low) / 2;
		if (pl_layout_run(paragraph, middle).start <= at) {
			low = middle;
		} else {
			high = middle;
		}
	}
	return low;
}

/* The cursor of a paragraph, or one which can be sent there. */
static struct pl_layout_cursor *
cursor_of(struct pl_layout_flow *flow, const struct pl_layout_paragraph *paragraph)
{
	if (flow->cursors[0].paragraph != paragraph) {
		struct pl_layout_cursor latest = flow->cursors[0];
		flow->cursors[0] = flow->cursors[1];
		flow->cursors[1] = latest;
	}
	return &flow->cursors[0];
}

static struct platen_position
position_of(struct pl_layout_flow *flow, const struct pl_layout_paragraph *paragraph, uint32_t run,
	    uint32_t at)
{
	const struct pl_run run_of_it = pl_layout_run(paragraph, run), *in = &run_of_it;
	if (in->from.line == 0) {
		return in->from; /* not the writer's text */
	}
	struct pl_layout_cursor *cursor = cursor_of(flow, paragraph);
	if (cursor->paragraph != paragraph || cursor->run != run || cursor->at > at) {
		*cursor = (struct pl_layout_cursor){paragraph, run, in->start, in->from.column};
	}
	const char *end = pl_str_end(paragraph->text);
	while (cursor->at < at) {
		uint32_t c, plain = (uint32_t)pl_plain_length(
				    pl_str_slice(paragraph->text, cursor->at, at));
		cursor->at += plain;
		cursor->column += plain;
		if (cursor->at == at) {
			break;
		}
		cursor->at += (uint32_t)pl_utf8_decode(paragraph->text.data + cursor->at, end, &c);
		cursor->column++;
	}
	struct platen_position position = in->from;
	position.offset += at - in->start;
	position.column = cursor->column;
	return position;
}

/* Sets *text to a copy in capitals. A capital may be longer than its small letter, in bytes. */
static bool
capitalise(struct pl_layout_flow *flow, struct pl_str *text)
{
	char *copy = pl_arena_alloc(pl_layout_line_arena(flow), text->length * 2 + 4);
	if (copy == NULL) {
		return false;
	}
	*text = (struct pl_str){copy, pl_language_capitals(flow->language, *text, copy)};
	return true;
}

static bool
add_stretch(struct pl_layout_flow *flow, struct pl_layout_line *line,
	    const struct pl_layout_paragraph *paragraph, uint32_t run, uint32_t start, uint32_t end)
{
	struct pl_layout_stretch *stretch = &line->stretches[line->stretch_count];
	*stretch = (struct pl_layout_stretch){
		.text = pl_str_slice(paragraph->text, start, end),
		.style = pl_layout_run(paragraph, run).style | paragraph->style->emphasis,
		.from = position_of(flow, paragraph, run, start),
	};
	stretch->width = pl_text_width(stretch->text);
	line->stretch_count++;
	return !pl_layout_is_capitals(paragraph->style, paragraph->node) ||
	       capitalise(flow, &stretch->text);
}

static uint32_t
earlier(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Neighbouring runs of one style (a note was cut from between them) are one stretch. */
static bool
add_stretches(struct pl_layout_flow *flow, struct pl_layout_line *line,
	      const struct pl_layout_line_spec *spec)
{
	const struct pl_layout_paragraph *paragraph = spec->paragraph;
	if (spec->start >= spec->end) {
		return true;
	}
	uint32_t run = find_run(paragraph, spec->start);
	uint32_t last = find_run(paragraph, spec->end - 1);
	line->stretches = pl_arena_array(pl_layout_line_arena(flow), last - run + 1,
					 sizeof(*line->stretches));
	if (line->stretches == NULL) {
		return false;
	}
	int32_t x = spec->x;
	for (uint32_t start = spec->start; start < spec->end;) {
		uint32_t first = run;
		uint32_t style = pl_layout_run(paragraph, first).style;
		while (run < last && pl_layout_run(paragraph, run + 1).style == style) {
			run++;
		}
		uint32_t end = earlier(pl_layout_run(paragraph, run).end, spec->end);
		if (!add_stretch(flow, line, paragraph, first, start, end)) {
			return false;
		}
		struct pl_layout_stretch *stretch = &line->stretches[line->stretch_count - 1];
		stretch->x = x;
		x += (int32_t)stretch->width * PL_SIXTH;
		start = end;
		run++;
	}
	return true;
}

int32_t
pl_layout_row_left(const struct platen_style *style, uint32_t width, bool is_first)
{
	int32_t drawn = (int32_t)width * PL_SIXTH;
	switch (style->align) {
	case PLATEN_ALIGN_LEFT: return is_first ? style->first : style->left;
	case PLATEN_ALIGN_CENTER: return style->left + (style->right - style->left - drawn) / 2;
	case PLATEN_ALIGN_RIGHT: return style->right - drawn;
	}
	return style->left;
}

bool
pl_layout_sheet_put(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet,
		    const struct pl_layout_line_spec *spec)
{
	struct pl_layout_page *page = sheet->page;
	struct pl_layout_line *lines = pl_arena_grow(flow->arena, sheet->lines, page->line_count,
						     &sheet->capacity, sizeof(*lines));
	if (lines == NULL) {
		return false;
	}
	sheet->lines = lines;
	struct pl_layout_line *line = &lines[page->line_count++];
	*line = (struct pl_layout_line){
		.y = pl_layout_first_baseline(flow->profile) + (spec->slot - 1) * PL_LINE,
		.slot = spec->slot,
		.role = spec->role,
		.kind = spec->paragraph->kind,
		.node = spec->paragraph->node,
		.printed = spec->paragraph->printed != NULL ? spec->paragraph->printed
							    : spec->paragraph->node,
		.is_continued = spec->is_continued,
		.align = spec->paragraph->style->align,
		.style = spec->paragraph->style,
		.start = spec->start,
		.end = spec->end,
		.revision = spec->revision,
	};
	return add_stretches(flow, line, spec);
}

bool
pl_layout_sheet_end(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet, uint32_t room)
{
	struct pl_layout_page *page = sheet->page;
	page->lines = pl_arena_array(pl_layout_line_arena(flow), page->line_count + room,
				     sizeof(*page->lines));
	if (page->lines == NULL) {
		return false;
	}
	page->lines += room;
	if (page->line_count == 0) {
		return true;
	}
	memcpy(page->lines, sheet->lines, page->line_count * sizeof(*page->lines));
	return true;
}

/* ---------------------------------------------------------------- added by platen */

bool
pl_layout_sheet_put_added(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet,
			  struct pl_str text, int32_t x, int32_t slot, enum platen_role role,
			  const struct platen_node *node)
{
	static const struct platen_style style;
	struct pl_run run = {.end = (uint32_t)text.length};
	struct pl_layout_paragraph paragraph = {
		.node = node,
		.style = &style,
		.kind = node == NULL ? PLATEN_DOCUMENT : node->kind,
		.text = text,
		.runs = &run,
		.run_count = 1,
	};
	struct pl_layout_line_spec spec = {
		.paragraph = &paragraph,
		.end = run.end,
		.x = x,
		.slot = slot,
		.role = role,
	};
	return pl_layout_sheet_put(flow, sheet, &spec);
}

int32_t
pl_layout_right_aligned(int32_t right, struct pl_str text)
{
	return right - (int32_t)pl_text_width(text) * PL_SIXTH;
}
