/*
 * What Final Draft must know to paginate as we do: header, paper, fonts and indents of each type,
 * (MORE) and (CONT'D), scene numbers. Mostly tables and literals.
 *
 * Trimmed settings make Final Draft 13 refuse the file, and without a PageLayout the script is one
 * endless page; hence every element here is complete.
 */
#include <stdio.h>

#include "fdx/write/writer.h"

#define FONT                                                                                       \
	" AdornmentStyle=\"0\" Background=\"#FFFFFFFFFFFF\" Color=\"#000000000000\""               \
	" Font=\"" PL_FDX_COURIER "\" RevisionID=\"0\" Size=\"12\" Style=\"\""

const struct pl_fdx_part *
pl_fdx_part_named(const struct pl_fdx_file *file, const char *name)
{
	const struct pl_fdx_part *part = file == NULL ? NULL : file->parts;
	while (part != NULL && !pl_str_equal(part->name, pl_str_of(name))) {
		part = part->next;
	}
	return part;
}

/* The file's part of this name, as it is; false: there is none. */
static bool
put_part(struct pl_fdx *fdx, const char *name)
{
	const struct pl_fdx_part *part = pl_fdx_part_named(fdx->file, name);
	if (part != NULL) {
		pl_fdx_put(fdx, "\n");
		pl_fdx_copy_part(fdx, part, NULL, 0);
	}
	return part != NULL;
}

/* `N.` at the right of every page but the first. */
void
pl_fdx_put_header(struct pl_fdx *fdx)
{
	if (put_part(fdx, "HeaderAndFooter")) {
		return;
	}
	static const struct pl_fdx_format header = PLACING(LEFT, 0, INCH(125), INCH(-100), 0);
	static const struct pl_fdx_format footer = PLACING(RIGHT, 0, INCH(125), INCH(-125), 0);
	pl_fdx_put(fdx, "\n"
			"  <HeaderAndFooter FooterFirstPage=\"Yes\" FooterVisible=\"No\""
			" HeaderFirstPage=\"No\" HeaderVisible=\"Yes\" StartingPage=\"1\">\n"
			"    <Header>\n"
			"      <Paragraph");
	pl_fdx_put_format(fdx, &header, (struct pl_str){0}, (struct pl_str){0});
	pl_fdx_put(fdx, ">\n"
			"        <Text" FONT ">\t</Text>\n"
			"        <DynamicLabel" FONT " Type=\"Collated Revisions\"/>\n"
			"        <Text" FONT ">\t</Text>\n"
			"        <DynamicLabel" FONT " Type=\"Page #\"/>\n"
			"        <Text" FONT ">.</Text>\n"
			"        <Tabstops>\n"
			"          <Tabstop Position=\"4.50\" Type=\"Center\"/>\n"
			"          <Tabstop");
	pl_fdx_put_inches(fdx, "Position", fdx->job->pages->profile->page_number);
	pl_fdx_put(fdx, " Type=\"Right\"/>\n"
			"        </Tabstops>\n"
			"      </Paragraph>\n"
			"    </Header>\n"
			"    <Footer>\n");
	pl_fdx_put_plain(fdx, 3, &footer, PL_FDX_COURIER, PL_STR(" "));
	pl_fdx_put(fdx, "    </Footer>\n  </HeaderAndFooter>\n");
}

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

#define LINE_POINTS 12
#define MARGIN_POINTS 72

/* Other than standard numbers of lines become a deeper or shallower bottom margin. */
static uint32_t
bottom_margin(struct sheet sheet, uint32_t top, uint32_t lines)
{
	uint32_t depth = 2 * MARGIN_POINTS + sheet.lines * LINE_POINTS;
	uint32_t used = top + lines * LINE_POINTS;
	return used < depth ? depth - used : 0;
}

/* The first baseline stands eight points below the margin. */
static uint32_t
top_margin(const struct platen_profile *profile)
{
	int32_t top = profile->top / PL_POINT;
	return top > 0 ? (uint32_t)top : 0;
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

/* The file's own, but where options said otherwise, or it made no sense. */
static void
copy_page_layout(struct pl_fdx *fdx, const struct pl_fdx_part *part, struct sheet sheet)
{
	const struct platen_pages *pages = fdx->job->pages;
	const struct pl_setup *setup = fdx->job->document->setup;
	struct pl_fdx_change changes[4];
	size_t count = 0;
	char bottom[24], top[24];
	if (!is_sheet_of(setup, pages)) {
		changes[count++] =
			(struct pl_fdx_change){"PageSize", "Height", pl_str_of(sheet.height)};
		changes[count++] =
			(struct pl_fdx_change){"PageSize", "Width", pl_str_of(sheet.width)};
	}
	if (!has_lines_of(setup, pages)) {
		int32_t above = setup->top >= 0 ? setup->top : MARGIN_POINTS * PL_POINT;
		int32_t rest = pages->height - above - (int32_t)pages->lines_per_page * PL_LINE;
		snprintf(top, sizeof(top), "%d", (int)(above / PL_POINT));
		snprintf(bottom, sizeof(bottom), "%d", rest < 0 ? 0 : (int)(rest / PL_POINT));
		changes[count++] =
			(struct pl_fdx_change){"PageLayout", "BottomMargin", pl_str_of(bottom)};
		changes[count++] =
			(struct pl_fdx_change){"PageLayout", "TopMargin", pl_str_of(top)};
	}
	pl_fdx_put(fdx, "\n");
	pl_fdx_copy_part(fdx, part, changes, count);
}

void
pl_fdx_put_page_layout(struct pl_fdx *fdx)
{
	const struct platen_pages *pages = fdx->job->pages;
	struct sheet sheet = sheet_of(pages->paper);
	const struct pl_fdx_part *part = pl_fdx_part_named(fdx->file, "PageLayout");
	if (part != NULL) {
		copy_page_layout(fdx, part, sheet);
		return;
	}
	pl_fdx_put(fdx, "\n"
			"  <PageLayout BackgroundColor=\"#FFFFFFFFFFFF\" BottomMargin=\"");
	uint32_t top = top_margin(pages->profile);
	pl_fdx_put_number(fdx, bottom_margin(sheet, top, pages->lines_per_page));
	pl_fdx_put(fdx, "\" BreakDialogueAndActionAtSentences=\"Yes\" DocumentLeading=\"Normal\""
			" FooterMargin=\"36\" ForegroundColor=\"#000000000000\" HeaderMargin=\"36\""
			" InvisiblesColor=\"#808080808080\" TopMargin=\"");
	pl_fdx_put_number(fdx, top);
	pl_fdx_put(fdx, "\" UsesSmartQuotes=\"Yes\">\n"
			"    <PageSize");
	pl_fdx_put_attribute(fdx, "Height", pl_str_of(sheet.height));
	pl_fdx_put_attribute(fdx, "Width", pl_str_of(sheet.width));
	pl_fdx_put(fdx, "/>\n"
			"    <AutoCastList AddParentheses=\"Yes\" AutomaticallyGenerate=\"Yes\""
			" CastListElement=\"Cast List\"/>\n"
			"  </PageLayout>\n");
}

/* What the pages were made with, in the file's own element if it has one. */
void
pl_fdx_put_mores(struct pl_fdx *fdx)
{
	static const struct pl_fdx_part usual = {.xml = {"<MoresAndContinueds/>", 21}};
	static const char dialogue[] = "DialogueBreaks", scene[] = "SceneBreaks";
	const struct platen_pages *pages = fdx->job->pages;
	const struct pl_fdx_part *part = pl_fdx_part_named(fdx->file, "MoresAndContinueds");
	const struct pl_str yes = PL_STR("Yes"), no = PL_STR("No");
	/* a script which brings its own (CONT'D)s would get them twice; a file of Final Draft's
	 * says itself what it wants */
	bool is_automatic = pages->has_auto_contd && (fdx->file != NULL || !fdx->has_typed_contd);
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
	pl_fdx_put(fdx, "\n");
	pl_fdx_copy_part(fdx, part != NULL ? part : &usual, changes,
			 sizeof(changes) / sizeof(changes[0]));
}

void
pl_fdx_put_scene_number_options(struct pl_fdx *fdx)
{
	if (!put_part(fdx, "SceneNumberOptions") && fdx->has_scene_numbers) {
		const struct platen_profile *profile = fdx->job->pages->profile;
		pl_fdx_put(fdx, "\n  <SceneNumberOptions");
		pl_fdx_put_inches(fdx, "LeftLocation", profile->scene_number_left);
		pl_fdx_put(fdx, " NumberScheme=\"1A\"");
		pl_fdx_put_inches(fdx, "RightLocation", profile->scene_number_right);
		pl_fdx_put(fdx, " ShowNumbersOnLeft=\"Yes\" ShowNumbersOnRight=\"Yes\">\n"
				"    <FontSpec" FONT "/>\n"
				"  </SceneNumberOptions>\n");
	}
}
