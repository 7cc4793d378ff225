/*
 * What Final Draft must know to paginate as we do, beside the types of paragraph: header, paper,
 * (MORE) and (CONT'D), scene numbers. Settings of a file which was read are written again with what
 * has changed; else the usual ones are. parts.c completes both: Final Draft 13 refuses a file with
 * incomplete settings, and without a PageLayout the script is one endless page.
 */
#include <stdio.h>

#include "fdx/write/writer.h"

/* The XML of the file's part; empty if there is no file, or no such part in it. */
static struct pl_str
xml_of(const struct pl_fdx_writer *writer, const char *name)
{
	const struct pl_fdx_part *part = pl_fdx_part_named(writer->file, name);
	return part == NULL ? PL_STR("") : part->xml;
}

/* ---------------------------------------------------------------------- header */

/* The paragraph of the header, or footer, `name`. */
static void
open_margin(struct pl_fdx_writer *writer, const char *name, const char *alignment,
	    const char *right)
{
	const struct pl_fdx_change changes[] = {
		{"Paragraph", "Alignment", pl_str_of(alignment)},
		{"Paragraph", "LeftIndent", PL_STR("1.25")},
		{"Paragraph", "RightIndent", pl_str_of(right)},
	};
	pl_fdx_open(writer, name);
	pl_fdx_open_usual(writer, name, "Paragraph", changes, 3);
}

static void
close_margin(struct pl_fdx_writer *writer)
{
	pl_fdx_close(writer);
	pl_fdx_close(writer);
}

static void
put_margin_text(struct pl_fdx_writer *writer, const char *text)
{
	pl_fdx_open_usual(writer, "Paragraph", "Text", NULL, 0);
	pl_fdx_put_text(writer, pl_str_of(text));
	pl_fdx_close(writer);
}

static void
put_label(struct pl_fdx_writer *writer, const char *type)
{
	const struct pl_fdx_change change = {"DynamicLabel", "Type", pl_str_of(type)};
	pl_fdx_open_usual(writer, "Paragraph", "DynamicLabel", &change, 1);
	pl_fdx_close(writer);
}

static void
put_tabstop(struct pl_fdx_writer *writer, const char *position, const char *type)
{
	const struct pl_fdx_change changes[] = {
		{"Tabstop", "Position", pl_str_of(position)},
		{"Tabstop", "Type", pl_str_of(type)},
	};
	pl_fdx_open_usual(writer, "Tabstops", "Tabstop", changes, 2);
	pl_fdx_close(writer);
}

static void
put_footer(struct pl_fdx_writer *writer)
{
	open_margin(writer, "Footer", "Right", "-1.25");
	put_margin_text(writer, " ");
	close_margin(writer);
}

/* `N.` at the right of every page but the first. */
static void
put_usual_header(struct pl_fdx_writer *writer)
{
	char right[PL_FDX_NUMBER_SIZE];
	pl_fdx_format_inches(writer->job->pages->profile.page_number, right);
	pl_fdx_open_usual(writer, NULL, "HeaderAndFooter", NULL, 0);
	open_margin(writer, "Header", "Left", "-1.00");
	put_margin_text(writer, "\t");
	put_label(writer, "Collated Revisions");
	put_margin_text(writer, "\t");
	put_label(writer, "Page #");
	put_margin_text(writer, ".");
	pl_fdx_open(writer, "Tabstops");
	put_tabstop(writer, "4.50", "Center");
	put_tabstop(writer, right, "Right");
	pl_fdx_close(writer);
	close_margin(writer);
	put_footer(writer);
	pl_fdx_close(writer);
}

void
pl_fdx_put_header(struct pl_fdx_writer *writer)
{
	struct pl_str xml = xml_of(writer, "HeaderAndFooter");
	if (xml.length > 0) {
		pl_fdx_complete_part(writer, "HeaderAndFooter", xml, NULL, NULL, 0);
	} else {
		put_usual_header(writer);
	}
}

void
pl_fdx_put_title_header(struct pl_fdx_writer *writer)
{
	pl_fdx_open_usual(writer, "TitlePage", "HeaderAndFooter", NULL, 0);
	open_margin(writer, "Header", "Right", "-1.25");
	put_label(writer, "Page #");
	put_margin_text(writer, ".");
	close_margin(writer);
	put_footer(writer);
	pl_fdx_close(writer);
}

/* ----------------------------------------------------------------------- paper */

#define LINE_POINTS 12
#define MARGIN_POINTS 72

struct sheet {
	const char *height, *width;
	uint32_t lines; /* with the standard margins */
};

static struct sheet
sheet_of(enum platen_paper paper)
{
	return paper == PLATEN_A4 ? (struct sheet){"11.69", "8.26", 58}
				  : (struct sheet){"11.00", "8.50", 54};
}

/* Other than standard numbers of lines become a deeper or shallower bottom margin. */
static uint32_t
bottom_margin(struct sheet sheet, uint32_t top, uint32_t lines)
{
	uint32_t depth = 2 * MARGIN_POINTS + sheet.lines * LINE_POINTS;
	uint32_t used = top + lines * LINE_POINTS;
	return used < depth ? depth - used : 0;
}

#define SAME_SHEET PL_POINT /* Final Draft's A4 is 8.26 in wide */

static bool
is_sheet_of(const struct pl_setup *setup, const struct platen_pages *pages)
{
	int32_t width = setup->width - pages->width, height = setup->height - pages->height;
	return setup->height > 0 && width <= SAME_SHEET && -width <= SAME_SHEET &&
	       height <= SAME_SHEET && -height <= SAME_SHEET;
}

static bool
has_lines_of(const struct pl_setup *setup, const struct platen_pages *pages)
{
	int32_t room = pages->height - setup->top - setup->bottom;
	return setup->top >= 0 && room / PL_LINE == (int32_t)pages->lines_per_page;
}

struct margins {
	uint32_t top, bottom;
};

/* Those of the file, where options set another number of lines. */
static struct margins
margins_on_sheet(const struct pl_setup *setup, const struct platen_pages *pages)
{
	int32_t top = setup->top >= 0 ? setup->top : MARGIN_POINTS * PL_POINT;
	int32_t rest = pages->height - top - (int32_t)pages->lines_per_page * PL_LINE;
	return (struct margins){(uint32_t)(top / PL_POINT),
				rest < 0 ? 0 : (uint32_t)(rest / PL_POINT)};
}

/* Those of the page format. The first baseline stands eight points below the margin. */
static struct margins
margins_of_profile(struct sheet sheet, const struct platen_pages *pages)
{
	int32_t points = pages->profile.top / PL_POINT;
	uint32_t top = points > 0 ? (uint32_t)points : 0;
	return (struct margins){top, bottom_margin(sheet, top, pages->lines_per_page)};
}

/* Of a file's own layout only that is changed which options changed, or which made no sense. */
void
pl_fdx_put_page_layout(struct pl_fdx_writer *writer)
{
	const struct platen_pages *pages = writer->job->pages;
	const struct pl_setup *setup = writer->job->document->setup;
	struct pl_str xml = xml_of(writer, "PageLayout");
	struct sheet sheet = sheet_of(pages->paper);
	struct pl_fdx_change changes[4];
	size_t count = 0;
	char bottom[PL_DECIMAL_SIZE], top[PL_DECIMAL_SIZE];
	if (xml.length == 0 || !is_sheet_of(setup, pages)) {
		changes[count++] =
			(struct pl_fdx_change){"PageSize", "Height", pl_str_of(sheet.height)};
		changes[count++] =
			(struct pl_fdx_change){"PageSize", "Width", pl_str_of(sheet.width)};
	}
	if (xml.length == 0 || !has_lines_of(setup, pages)) {
		struct margins margins = xml.length == 0 ? margins_of_profile(sheet, pages)
							 : margins_on_sheet(setup, pages);
		changes[count++] = (struct pl_fdx_change){"PageLayout", "BottomMargin",
							  pl_str_decimal(margins.bottom, bottom)};
		changes[count++] = (struct pl_fdx_change){"PageLayout", "TopMargin",
							  pl_str_decimal(margins.top, top)};
	}
	pl_fdx_complete_part(writer, "PageLayout", xml, NULL, changes, count);
}

/* ---------------------------------------------------------------------- breaks */

/* What the pages were made with. */
void
pl_fdx_put_mores(struct pl_fdx_writer *writer)
{
	static const char dialogue[] = "DialogueBreaks", scene[] = "SceneBreaks";
	const struct platen_pages *pages = writer->job->pages;
	const struct pl_str yes = PL_STR("Yes"), no = PL_STR("No");
	bool is_automatic = pages->has_auto_contd && !writer->types_contd;
	const struct pl_fdx_change changes[] = {
		{dialogue, "AutomaticCharacterContinueds", is_automatic ? yes : no},
		{dialogue, "BottomOfPage", pages->has_more ? yes : no},
		{dialogue, "DialogueBottom", pages->more},
		{dialogue, "DialogueTop", pages->contd},
		{dialogue, "TopOfNext", pages->has_contd ? yes : no},
		{scene, "SceneBottom", pages->scene_bottom},
		{scene, "SceneBottomOfPage", pages->has_scene_bottom ? yes : no},
		{scene, "SceneTop", pages->scene_top},
		{scene, "SceneTopOfNext", pages->has_scene_top ? yes : no},
	};
	pl_fdx_complete_part(writer, "MoresAndContinueds", xml_of(writer, "MoresAndContinueds"),
			     NULL, changes, sizeof(changes) / sizeof(changes[0]));
}

/* Those of the script's own file. */
void
pl_fdx_put_revisions(struct pl_fdx_writer *writer)
{
	struct pl_str xml = xml_of(writer, "Revisions");
	if (writer->completes && xml.length > 0) {
		pl_fdx_complete_part(writer, "Revisions", xml, NULL, NULL, 0);
	}
}

void
pl_fdx_put_scene_number_options(struct pl_fdx_writer *writer)
{
	static const char name[] = "SceneNumberOptions";
	const struct platen_profile *profile = &writer->job->pages->profile;
	struct pl_str xml = xml_of(writer, name);
	char left[PL_FDX_NUMBER_SIZE], right[PL_FDX_NUMBER_SIZE];
	if (xml.length > 0) {
		pl_fdx_complete_part(writer, name, xml, NULL, NULL, 0);
	} else if (writer->has_scene_numbers) {
		pl_fdx_format_inches(profile->scene_number_left, left);
		pl_fdx_format_inches(profile->scene_number_right, right);
		const struct pl_fdx_change changes[] = {
			{name, "LeftLocation", pl_str_of(left)},
			{name, "RightLocation", pl_str_of(right)},
		};
		pl_fdx_complete_part(writer, name, xml, NULL, changes, 2);
	}
}

/* ------------------------------------------------------------------------- outlines */

#define USUAL_VERSION 5
#define VERSION_WITH_PARAGRAPHS 6 /* of the file: Final Draft 13 */

uint32_t
pl_fdx_version_of(const struct pl_fdx_writer *writer)
{
	uint32_t asked = writer->job->options->fdx_version;
	uint32_t own = writer->template_file != NULL ? writer->template_file->version : 0;
	return asked != 0 ? asked : own != 0 ? own : USUAL_VERSION;
}

/* Sections and synopses are not printed, unless the script's own file prints them. */
void
pl_fdx_put_outlines(struct pl_fdx_writer *writer)
{
	const struct pl_setup *setup = writer->job->document->setup;
	bool is_shown = writer->source != NULL && setup != NULL && setup->has_outline;
	if (!is_shown && !writer->has_outline) {
		return;
	}
	pl_fdx_open(writer, "Outlines");
	if (pl_fdx_version_of(writer) < VERSION_WITH_PARAGRAPHS) {
		pl_fdx_put_attribute(writer, "Hidden", is_shown ? PL_STR("No") : PL_STR("Yes"));
	} else {
		pl_fdx_put_attribute(writer, "Paragraphs",
				     is_shown ? PL_STR("Show") : PL_STR("Hide"));
	}
	pl_fdx_close(writer);
}
