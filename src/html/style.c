/*
 * How the elements look: rules of the style sheet, made of the page format in use, which may be one
 * of the reader's own. html.css says what they are for:
 *
 *	--l --w --f	paper: left edge, width, and how far the first line stands out
 *	--lead		empty lines above each line
 *	--up		... and how far all are drawn up: where layout, which has no half lines,
 * sets one line too low and the next one right, it is half of the difference
 *	--ws		what becomes of blanks
 *	--in --out	screen: what is left free on either side, in parts of the width of action
 */
#include "html/html.h"

/* How far a line may stand out on both sides of a box it is centred in. */
#define OUTSIDE (72 * PL_POINT)

static const struct {
	enum platen_kind kind;
	const char *class;
} classes[] = {
	{PLATEN_SCENE_HEADING, ".heading"},
	{PLATEN_ACTION, ".action"},
	{PLATEN_CENTERED, ".centered"},
	{PLATEN_LYRIC, ".lyric"},
	{PLATEN_CHARACTER, ".cue"},
	{PLATEN_PARENTHETICAL, ".parenthetical"},
	{PLATEN_DIALOGUE, ".dialogue"},
	{PLATEN_TRANSITION, ".transition"},
	{PLATEN_SHOT, ".shot"},
	{PLATEN_SECTION, ".part.printed"},
	{PLATEN_SYNOPSIS, ".synopsis.printed"},
	{PLATEN_NOTE, ".note.printed"},
};

/* Hundredths of a point as a CSS length. */
static void
put_length(struct pl_sink *sink, int32_t length)
{
	int32_t size = length < 0 ? -length : length;
	pl_sink_put_text(sink, length < 0 ? "-" : "");
	pl_sink_put_int(sink, size / PL_POINT);
	pl_sink_put_byte(sink, '.');
	pl_sink_put_int(sink, size / 10 % 10);
	pl_sink_put_int(sink, size % 10);
	pl_sink_put_text(sink, "pt");
}

static void
put_variable(struct pl_sink *sink, const char *name, int32_t length)
{
	pl_sink_put_text(sink, name);
	put_length(sink, length);
}

static void
put_halves(struct pl_sink *sink, int32_t halves)
{
	pl_sink_put_text(sink, halves < 0 ? "-" : "");
	halves = halves < 0 ? -halves : halves;
	pl_sink_put_int(sink, halves / 2);
	pl_sink_put_text(sink, halves % 2 == 1 ? ".5" : "");
}

void
pl_html_put_gap(struct pl_sink *sink, int32_t halves)
{
	pl_sink_put_text(sink, "--gap:");
	put_halves(sink, halves);
}

/* The box on paper. Lines which are not set from the left may be longer than it. */
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
	put_halves(sink, (int32_t)pl_style_leading(style));
	pl_sink_put_text(sink, pl_style_leading(style) % 2 == 1 ? ";--up:3pt" : "");
	/* a blank at the end of a line would be seen where lines are not set from the left */
	pl_sink_put_text(sink, style->align == PLATEN_ALIGN_LEFT ? ";--ws:pre" : ";--ws:nowrap");
}

/* `part` of `whole` in percent, not below 0. */
static void
put_part(struct pl_sink *sink, const char *name, int32_t part, int32_t whole)
{
	pl_sink_put_text(sink, name);
	pl_sink_put_int(sink, part > 0 && whole > 0 ? (int64_t)part * 100 / whole : 0);
	pl_sink_put_text(sink, "%");
}

static void
put_letters(struct pl_sink *sink, const struct platen_style *style)
{
	static const char *const aligns[] = {[PLATEN_ALIGN_LEFT] = "start",
					     [PLATEN_ALIGN_CENTER] = "center",
					     [PLATEN_ALIGN_RIGHT] = "right"};
	bool is_bold = (style->emphasis & PLATEN_BOLD) != 0;
	bool is_italic = (style->emphasis & PLATEN_ITALIC) != 0;
	bool is_underlined = (style->emphasis & PLATEN_UNDERLINE) != 0;
	pl_sink_put_text(sink, ";text-align:");
	pl_sink_put_text(sink, aligns[style->align]);
	pl_sink_put_text(sink,
			 style->is_caps ? ";text-transform:uppercase" : ";text-transform:none");
	pl_sink_put_text(sink, is_bold ? ";font-weight:bold" : "");
	pl_sink_put_text(sink, is_italic ? ";font-style:italic" : "");
	pl_sink_put_text(sink, is_underlined ? ";text-decoration:underline" : "");
}

bool
pl_html_is_usual(const struct pl_html *html, const struct platen_style *style)
{
	const struct platen_profile *profile = html->pages->profile;
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

/* On a screen an element which is not set from the left has all of the width. */
static void
put_screen(struct pl_sink *sink, const struct platen_profile *profile,
	   const struct platen_style *style)
{
	const struct platen_style *page = &profile->styles[PLATEN_SIDE_NONE][PLATEN_ACTION];
	bool is_left = style->align == PLATEN_ALIGN_LEFT;
	int32_t width = page->right - page->left;
	put_part(sink, ";--in:", is_left ? style->left - page->left : 0, width);
	put_part(sink, ";--out:", is_left ? page->right - style->right : 0, width);
	pl_sink_put_text(sink, ";--gap:");
	pl_sink_put_int(sink, style->space_above);
}

static void
put_side(struct pl_html *html, enum platen_side side, const char *parent)
{
	const struct platen_profile *profile = html->pages->profile;
	struct pl_sink *sink = html->sink;
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		const struct platen_style *style = &profile->styles[side][classes[i].kind];
		if (style->right == 0) {
			continue; /* no such element there */
		}
		pl_sink_put_text(sink, parent);
		pl_sink_put_text(sink, classes[i].class);
		pl_sink_put_text(sink, " {");
		put_box(sink, style);
		put_letters(sink, style);
		if (side == PLATEN_SIDE_NONE) {
			put_screen(sink, profile, style);
		}
		pl_sink_put_text(sink, "}\n");
	}
}

void
pl_html_put_styles(struct pl_html *html)
{
	struct pl_sink *sink = html->sink;
	const struct platen_profile *profile = html->pages->profile;
	put_side(html, PLATEN_SIDE_NONE, "");
	put_side(html, PLATEN_SIDE_LEFT, ".left ");
	put_side(html, PLATEN_SIDE_RIGHT, ".right ");
	put_variable(sink, ":root {--head:", profile->top);
	put_variable(sink, ";--number-top:", PL_HEADER_BASELINE - PL_ASCENT);
	put_variable(sink, ";--number-right:", profile->page_number);
	put_variable(sink, ";--scene-left:", profile->scene_number_left);
	put_variable(sink, ";--scene-right:", profile->scene_number_right);
	put_variable(sink, "}\n@page {size:", html->pages->width);
	put_variable(sink, " ", html->pages->height);
	pl_sink_put_text(sink, ";margin:0}\n");
}

/* ------------------------------------------------------------------- added lines */

void
pl_html_put_place(struct pl_sink *sink, const struct pl_line *line, bool has_top)
{
	put_variable(sink, "--l:", line->stretch_count > 0 ? line->stretches[0].x : 0);
	if (has_top) {
		put_variable(sink, ";--top:", line->y - PL_ASCENT);
	}
}

void
pl_html_put_margins(struct pl_html *html, const struct pl_page *page, bool with_number)
{
	struct pl_sink *sink = html->sink;
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_line *line = &page->lines[i];
		if (line->role != PL_ROLE_HEADER && line->role != PL_ROLE_FOOTER &&
		    (line->role != PL_ROLE_PAGE_NUMBER || !with_number)) {
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
