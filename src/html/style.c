/*
 * How the elements look: rules for the style sheet, made from the page format in use, which may be
 * the user's own. html.css uses these variables:
 *
 *	--l --w --f	paper: left edge and width of the column, and offset of the first line
 *	--lead		empty lines above each line, halves too
 *	--up		how far all lines are moved up: layout has no half lines, so it sets one
 *			line half a line too low and the next one right; this is half of
 *			the difference
 *	--ws		white-space of the text
 *	--in --out	screen: margins on both sides, in percent of the width of action
 */
#include "html/html.h"

/* How far a centred line may extend beyond its column on both sides. */
#define OUTSIDE (72 * PL_POINT)

/* In the order of the style sheet. */
static const struct {
	enum platen_kind kind;
	const char *class;
} classes[] = {
	{PLATEN_SCENE_HEADING, "heading"},
	{PLATEN_ACTION, "action"},
	{PLATEN_CENTERED, "centered"},
	{PLATEN_LYRIC, "lyric"},
	{PLATEN_CHARACTER, "cue"},
	{PLATEN_PARENTHETICAL, "parenthetical"},
	{PLATEN_DIALOGUE, "dialogue"},
	{PLATEN_TRANSITION, "transition"},
	{PLATEN_SHOT, "shot"},
	{PLATEN_SECTION, "part"},
	{PLATEN_SYNOPSIS, "synopsis"},
	{PLATEN_NOTE, "note"},
};
#define CLASS_COUNT (sizeof(classes) / sizeof(classes[0]))

const char *
pl_html_class(enum platen_kind kind)
{
	size_t i = 0;
	while (i < CLASS_COUNT && classes[i].kind != kind) {
		i++;
	}
	return i < CLASS_COUNT ? classes[i].class : NULL;
}

/* "--l:108.00pt" */
static void
put_variable(struct pl_sink *sink, const char *name, int32_t length)
{
	unsigned size = (unsigned)(length < 0 ? -length : length);
	pl_sink_printf(sink, "%s%s%u.%02upt", name, length < 0 ? "-" : "", size / PL_POINT,
		       size % PL_POINT);
}

static void
put_halves(struct pl_sink *sink, int32_t halves)
{
	int size = halves < 0 ? -halves : halves;
	pl_sink_printf(sink, "%s%d%s", halves < 0 ? "-" : "", size / 2, size % 2 == 1 ? ".5" : "");
}

void
pl_html_put_gap(struct pl_sink *sink, int32_t halves)
{
	pl_sink_put_text(sink, "--gap:");
	put_halves(sink, halves);
}

/* The column on paper. Lines which are not left-aligned may be wider. */
static void
put_box(struct pl_sink *sink, const struct platen_style *style)
{
	int32_t left = style->left, right = style->right, first = 0;
	int32_t outside = left < OUTSIDE ? left : OUTSIDE;
	switch (style->align) {
	case PLATEN_ALIGN_LEFT: first = style->first - left; break;
	case PLATEN_ALIGN_CENTER:
		left -= outside;
		right += outside;
		break;
	case PLATEN_ALIGN_RIGHT: left = 0; break;
	}
	put_variable(sink, "--l:", left);
	put_variable(sink, ";--w:", right - left);
	put_variable(sink, ";--f:", first);
	pl_sink_put_text(sink, ";--lead:");
	put_halves(sink, (int32_t)pl_layout_leading(style));
	pl_sink_put_text(sink, pl_layout_leading(style) % 2 == 1 ? ";--up:3pt" : "");
	/* a blank at the end would move a line which is not left-aligned */
	pl_sink_put_text(sink, style->align == PLATEN_ALIGN_LEFT ? ";--ws:pre" : ";--ws:nowrap");
}

/* `part` of `whole` in percent, at least 0. */
static int
percent(int32_t part, int32_t whole)
{
	return part > 0 && whole > 0 ? (int)((int64_t)part * 100 / whole) : 0;
}

static void
put_letters(struct pl_sink *sink, const struct platen_style *style)
{
	static const char *const aligns[] = {[PLATEN_ALIGN_LEFT] = "start",
					     [PLATEN_ALIGN_CENTER] = "center",
					     [PLATEN_ALIGN_RIGHT] = "end"};
	pl_sink_printf(sink, ";text-align:%s;text-transform:%s%s%s%s", aligns[style->align],
		       style->is_caps ? "uppercase" : "none",
		       style->emphasis & PLATEN_BOLD ? ";font-weight:bold" : "",
		       style->emphasis & PLATEN_ITALIC ? ";font-style:italic" : "",
		       style->emphasis & PLATEN_UNDERLINE ? ";text-decoration:underline" : "");
}

bool
pl_html_is_usual(const struct pl_html *html, const struct platen_style *style)
{
	const struct platen_profile *profile = &html->pages->profile;
	for (int side = 0; side < PLATEN_SIDE_COUNT; side++) {
		for (int kind = 0; kind < PLATEN_KIND_COUNT; kind++) {
			if (style == &profile->styles[side][kind]) {
				return true;
			}
		}
	}
	return false;
}

void
pl_html_put_own_style(struct pl_sink *sink, const struct platen_style *style)
{
	put_box(sink, style);
	put_letters(sink, style);
	pl_sink_put_byte(sink, ';');
}

/* On a screen an element which is not left-aligned uses the whole width. */
static void
put_screen(struct pl_sink *sink, const struct platen_profile *profile,
	   const struct platen_style *style)
{
	const struct platen_style *page = &profile->styles[PLATEN_SIDE_NONE][PLATEN_ACTION];
	bool is_left = style->align == PLATEN_ALIGN_LEFT;
	int32_t width = page->right - page->left;
	pl_sink_printf(sink, ";--in:%d%%;--out:%d%%;--gap:%u",
		       is_left ? percent(style->left - page->left, width) : 0,
		       is_left ? percent(page->right - style->right, width) : 0,
		       (unsigned)style->space_above);
}

static void
put_side(struct pl_html *html, enum platen_side side, const char *parent)
{
	const struct platen_profile *profile = &html->pages->profile;
	struct pl_sink *sink = html->sink;
	for (size_t i = 0; i < CLASS_COUNT; i++) {
		const struct platen_style *style = &profile->styles[side][classes[i].kind];
		if (style->right == 0) {
			continue; /* dual dialogue has no such element */
		}
		pl_sink_printf(sink, "%s.%s {", parent, classes[i].class);
		put_box(sink, style);
		put_letters(sink, style);
		if (side == PLATEN_SIDE_NONE) {
			put_screen(sink, profile, style);
		}
		pl_sink_put_text(sink, "}\n");
	}
}

/* The first mark of a revised line; NULL: there is none. */
static const struct pl_layout_line *
find_mark(const struct platen_pages *pages)
{
	for (uint32_t i = 0; i < pages->page_count; i++) {
		const struct pl_layout_page *page = &pages->pages[i];
		for (uint32_t k = 0; page->revision != NULL && k < page->line_count; k++) {
			if (page->lines[k].role == PLATEN_ROLE_REVISION) {
				return &page->lines[k];
			}
		}
	}
	return NULL;
}

/* Marks of revised lines: on a screen in the margin, on paper where layout has put them. */
static void
put_revision_style(struct pl_html *html)
{
	const struct pl_layout_line *mark = find_mark(html->pages);
	if (mark == NULL || mark->stretch_count == 0) {
		return;
	}
	pl_sink_put_text(html->sink, ".revision {position:absolute;inset-inline-end:1ch;"
				     "text-indent:0;font-weight:normal;font-style:normal}\n"
				     "@media print {.revision {inset-inline-end:auto;"
				     "inset-inline-start:calc(");
	put_variable(html->sink, "", mark->stretches->x);
	pl_sink_put_text(html->sink, " - var(--l))}}\n");
}

void
pl_html_put_styles(struct pl_html *html)
{
	struct pl_sink *sink = html->sink;
	const struct platen_profile *profile = &html->pages->profile;
	put_side(html, PLATEN_SIDE_NONE, "");
	put_side(html, PLATEN_SIDE_LEFT, ".left ");
	put_side(html, PLATEN_SIDE_RIGHT, ".right ");
	put_variable(sink, ":root {--head:", profile->top);
	put_variable(sink, ";--number-top:", PL_HEADER_BASELINE - PL_ASCENT);
	put_variable(sink, ";--number-right:", profile->page_number);
	put_variable(sink, ";--scene-left:", profile->scene_number_left);
	put_variable(sink, ";--scene-right:", profile->scene_number_right);
	pl_sink_put_text(sink, "}\n");
	put_revision_style(html);
	put_variable(sink, "@page {size:", html->pages->width);
	put_variable(sink, " ", html->pages->height);
	pl_sink_put_text(sink, ";margin:0}\n");
}

/* ------------------------------------------------------------------- added lines */

void
pl_html_put_place(struct pl_sink *sink, const struct pl_layout_line *line, bool has_top)
{
	put_variable(sink, "--l:", line->stretch_count > 0 ? line->stretches[0].x : 0);
	if (has_top) {
		put_variable(sink, ";--top:", line->y - PL_ASCENT);
	}
}

void
pl_html_put_indent(struct pl_html *html, const struct pl_layout_line *line)
{
	const struct platen_style *page =
		&html->pages->profile.styles[PLATEN_SIDE_NONE][PLATEN_ACTION];
	int32_t x = line->stretch_count > 0 ? line->stretches[0].x : 0;
	pl_sink_printf(html->sink, ";--in:%d%%", percent(x - page->left, page->right - page->left));
}

void
pl_html_put_margins(struct pl_html *html, const struct pl_layout_page *page, bool with_number)
{
	struct pl_sink *sink = html->sink;
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		if (line->role != PLATEN_ROLE_HEADER && line->role != PLATEN_ROLE_FOOTER &&
		    (line->role != PLATEN_ROLE_PAGE_NUMBER || !with_number)) {
			continue;
		}
		pl_sink_put_text(sink, "<span class=\"margin\" aria-hidden=\"true\" style=\"");
		pl_html_put_place(sink, line, true);
		pl_sink_put_text(sink, "\">");
		for (uint32_t j = 0; j < line->stretch_count; j++) {
			pl_html_put_one_line(sink, line->stretches[j].text);
		}
		pl_sink_put_text(sink, "</span>");
	}
}

/* As large as in the PDF: three quarters of the sheet's diagonal long, which is nearly that of a
 * 3-4-5 triangle, but no letter higher than an inch. */
void
pl_html_put_watermark(struct pl_html *html)
{
	struct pl_sink *sink = html->sink;
	const struct platen_pages *pages = html->pages;
	int64_t width = pl_text_width(pages->watermark) * PL_SIXTH;
	if (width == 0) {
		return;
	}
	int64_t room = ((int64_t)pages->width * 6 + (int64_t)pages->height * 8) * 3 / 40;
	int64_t size = 12 * PL_POINT * room / width;
	pl_sink_put_text(sink, "<p class=\"watermark\" aria-hidden=\"true\" style=\"");
	put_variable(sink, "--size:", size > 72 * PL_POINT ? 72 * PL_POINT : (int32_t)size);
	pl_sink_put_text(sink, "\">");
	pl_html_put_one_line(sink, pages->watermark);
	pl_sink_put_text(sink, "</p>\n");
}
