/*
 * What Final Draft must know to paginate as we do: header, paper, fonts and indents of each type,
 * (MORE) and (CONT'D), scene numbers. Mostly tables and literals.
 *
 * Trimmed settings make Final Draft 13 refuse the file, and without a PageLayout the script is one
 * endless page; hence every element here is complete.
 */
#include "write/fdx.h"

#define FONT                                                                                       \
	" AdornmentStyle=\"0\" Background=\"#FFFFFFFFFFFF\" Color=\"#000000000000\""               \
	" Font=\"" PL_FDX_COURIER "\" RevisionID=\"0\" Size=\"12\" Style=\"\""

#define CAPS PL_FDX_ALL_CAPS
#define HIDDEN PL_FDX_HIDDEN
#define OUTLINE (PLATEN_BOLD | PLATEN_ITALIC | PL_FDX_HIDDEN)

/* Indents in inches from the left edge of the paper, as Final Draft 12 has them by default. Lyrics are
 * a type of our own: Final Draft has none, but knows any type which says how it is paginated. */
const struct pl_fdx_settings pl_fdx_settings[PL_FDX_TYPE_COUNT] = {
	[PL_FDX_GENERAL] = {"General", {"Left", "0.00", "1.50", "7.50", 0}, 0,
			    "General", "General", "0", "0", "No", "1"},
	[PL_FDX_SCENE_HEADING] = {"Scene Heading", {"Left", "0.00", "1.50", "7.50", 24}, CAPS,
				  "Scene Heading", "Action", "1", "1", "No", "2"},
	[PL_FDX_ACTION] = {"Action", {"Left", "0.00", "1.50", "7.50", 12}, 0,
			   "Action", "Action", "2", "2", "No", "1"},
	[PL_FDX_CHARACTER] = {"Character", {"Left", "0.00", "3.50", "7.25", 12}, CAPS,
			      "Character", "Dialogue", "3", "3", "No", "1"},
	[PL_FDX_PARENTHETICAL] = {"Parenthetical", {"Left", "-0.10", "3.00", "5.50", 0}, 0,
				  "Parenthetical", "Dialogue", "4", "4", "No", "1"},
	[PL_FDX_DIALOGUE] = {"Dialogue", {"Left", "0.00", "2.50", "6.00", 0}, 0,
			     "Dialogue", "Action", "5", "5", "No", "1"},
	[PL_FDX_TRANSITION] = {"Transition", {"Right", "0.00", "5.50", "7.10", 12}, CAPS,
			       "Transition", "Scene Heading", "6", "6", "No", "1"},
	[PL_FDX_SHOT] = {"Shot", {"Left", "0.00", "1.50", "7.50", 12}, CAPS,
			 "Scene Heading", "Action", "7", "7", "No", "1"},
	[PL_FDX_CAST_LIST] = {"Cast List", {"Left", "0.00", "1.50", "7.50", 0}, CAPS,
			      "Action", "Action", "8", "8", "No", "1"},
	[PL_FDX_LYRICS] = {"Lyrics", {"Left", "0.00", "2.50", "6.00", 0}, PLATEN_ITALIC,
			   "Dialogue", "Lyrics", "", "", "No", "1"},
	[PL_FDX_OUTLINE_BODY] = {"Outline Body", {"Left", "0.00", "1.25", "7.50", 0},
				 PLATEN_ITALIC | HIDDEN, "General", "Outline Body",
				 "Ctrl+0", "Shift+0", "Yes", "0"},
	[PL_FDX_OUTLINE_1] = {"Outline 1", {"Left", "0.00", "1.25", "7.50", 12}, OUTLINE,
			      "General", "Outline Body", "Ctrl+1", "Shift+1", "Yes", "4"},
	[PL_FDX_OUTLINE_2] = {"Outline 2", {"Left", "0.00", "1.38", "7.50", 12}, OUTLINE,
			      "General", "Outline Body", "Ctrl+2", "Shift+2", "Yes", "3"},
	[PL_FDX_OUTLINE_3] = {"Outline 3", {"Left", "0.00", "1.50", "7.50", 12}, OUTLINE,
			      "General", "Outline Body", "Ctrl+3", "Shift+3", "Yes", "2"},
	[PL_FDX_OUTLINE_4] = {"Outline 4", {"Left", "0.00", "1.63", "7.50", 12}, OUTLINE,
			      "General", "Outline Body", "Ctrl+4", "Shift+4", "Yes", "1"},
};

/* The nine standard types always; ours and the outline's where the script has them. The five types of
 * the outline name each other, so they come together. */
static bool
is_wanted(const struct pl_fdx *fdx, enum pl_fdx_type type)
{
	if (type == PL_FDX_LYRICS) {
		return fdx->has_lyrics;
	}
	return type < PL_FDX_LYRICS || fdx->has_outline;
}

static void
put_settings(struct pl_fdx *fdx, const struct pl_fdx_settings *row)
{
	pl_fdx_put(fdx, "\n  <ElementSettings");
	pl_fdx_put_attribute(fdx, "Type", pl_str_of(row->name));
	pl_fdx_put(fdx, ">\n    <FontSpec");
	pl_fdx_put_font(fdx, PL_FDX_COURIER, row->style);
	pl_fdx_put(fdx, "/>\n    <ParagraphSpec");
	pl_fdx_put_format(fdx, &row->format, (struct pl_str){0}, NULL);
	pl_fdx_put(fdx, "/>\n    <Behavior");
	pl_fdx_put_attribute(fdx, "PaginateAs", pl_str_of(row->paginate_as));
	pl_fdx_put_attribute(fdx, "ReturnKey", pl_str_of(row->return_key));
	pl_fdx_put_attribute(fdx, "Shortcut", pl_str_of(row->shortcut));
	pl_fdx_put_attribute(fdx, "WinShortcut", pl_str_of(row->win_shortcut));
	pl_fdx_put(fdx, "/>\n    <Outline");
	pl_fdx_put_attribute(fdx, "CanHide", pl_str_of(row->can_hide));
	pl_fdx_put_attribute(fdx, "Level", pl_str_of(row->outline_level));
	pl_fdx_put(fdx, "/>\n  </ElementSettings>\n");
}

void
pl_fdx_put_element_settings(struct pl_fdx *fdx)
{
	for (enum pl_fdx_type type = 0; type < PL_FDX_TYPE_COUNT; type++) {
		if (is_wanted(fdx, type)) {
			put_settings(fdx, &pl_fdx_settings[type]);
		}
	}
}

/* `N.` at the right of every page but the first. */
void
pl_fdx_put_header(struct pl_fdx *fdx)
{
	static const struct pl_fdx_format header = {"Left", "0.00", "1.25", "-1.00", 0, false};
	static const struct pl_fdx_format footer = {"Right", "0.00", "1.25", "-1.25", 0, false};
	pl_fdx_put(fdx, "\n"
		"  <HeaderAndFooter FooterFirstPage=\"Yes\" FooterVisible=\"No\""
		" HeaderFirstPage=\"No\" HeaderVisible=\"Yes\" StartingPage=\"1\">\n"
		"    <Header>\n"
		"      <Paragraph");
	pl_fdx_put_format(fdx, &header, (struct pl_str){0}, NULL);
	pl_fdx_put(fdx, ">\n"
		"        <Text" FONT ">\t</Text>\n"
		"        <DynamicLabel" FONT " Type=\"Collated Revisions\"/>\n"
		"        <Text" FONT ">\t</Text>\n"
		"        <DynamicLabel" FONT " Type=\"Page #\"/>\n"
		"        <Text" FONT ">.</Text>\n"
		"        <Tabstops>\n"
		"          <Tabstop Position=\"4.50\" Type=\"Center\"/>\n"
		"          <Tabstop Position=\"7.25\" Type=\"Right\"/>\n"
		"        </Tabstops>\n"
		"      </Paragraph>\n"
		"    </Header>\n"
		"    <Footer>\n");
	pl_fdx_put_plain(fdx, 3, &footer, PL_FDX_COURIER, PL_STR(" "));
	pl_fdx_put(fdx, "    </Footer>\n  </HeaderAndFooter>\n");
}

struct sheet {
	const char *height, *width;
	uint32_t lines;		/* with the standard margins */
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
bottom_margin(struct sheet sheet, uint32_t lines)
{
	uint32_t depth = MARGIN_POINTS + sheet.lines * LINE_POINTS;
	return lines * LINE_POINTS < depth ? depth - lines * LINE_POINTS : 0;
}

void
pl_fdx_put_page_layout(struct pl_fdx *fdx)
{
	const struct platen_pages *pages = fdx->job->pages;
	struct sheet sheet = sheet_of(pages == NULL ? PLATEN_LETTER : pages->paper);
	pl_fdx_put(fdx, "\n"
		"  <PageLayout BackgroundColor=\"#FFFFFFFFFFFF\" BottomMargin=\"");
	pl_fdx_put_number(fdx, bottom_margin(sheet, pages == NULL ? sheet.lines
								  : pages->lines_per_page));
	pl_fdx_put(fdx, "\" BreakDialogueAndActionAtSentences=\"Yes\" DocumentLeading=\"Normal\""
		" FooterMargin=\"36\" ForegroundColor=\"#000000000000\" HeaderMargin=\"36\""
		" InvisiblesColor=\"#808080808080\" TopMargin=\"72\" UsesSmartQuotes=\"Yes\">\n"
		"    <PageSize");
	pl_fdx_put_attribute(fdx, "Height", pl_str_of(sheet.height));
	pl_fdx_put_attribute(fdx, "Width", pl_str_of(sheet.width));
	pl_fdx_put(fdx, "/>\n"
		"    <AutoCastList AddParentheses=\"Yes\" AutomaticallyGenerate=\"Yes\""
		" CastListElement=\"Cast List\"/>\n"
		"  </PageLayout>\n");
}

static const char *
yes_or_no(bool is_yes)
{
	return is_yes ? "Yes" : "No";
}

void
pl_fdx_put_mores(struct pl_fdx *fdx)
{
	const struct platen_pages *pages = fdx->job->pages;
	bool has_mores = pages == NULL || pages->has_auto_contd;
	/* a script which brings its own (CONT'D)s would get them twice */
	bool is_automatic = has_mores && !fdx->has_typed_contd;
	pl_fdx_put(fdx, "\n"
		"  <MoresAndContinueds>\n"
		"    <FontSpec" FONT "/>\n"
		"    <DialogueBreaks");
	pl_fdx_put_attribute(fdx, "AutomaticCharacterContinueds",
			     pl_str_of(yes_or_no(is_automatic)));
	pl_fdx_put_attribute(fdx, "BottomOfPage", pl_str_of(yes_or_no(has_mores)));
	pl_fdx_put_attribute(fdx, "DialogueBottom", pages == NULL ? PL_STR("(MORE)") : pages->more);
	pl_fdx_put_attribute(fdx, "DialogueTop", pages == NULL ? PL_STR("(CONT'D)") : pages->contd);
	pl_fdx_put_attribute(fdx, "TopOfNext", pl_str_of(yes_or_no(has_mores)));
	pl_fdx_put(fdx, "/>\n"
		"    <SceneBreaks ContinuedNumber=\"No\" SceneBottom=\"(CONTINUED)\""
		" SceneBottomOfPage=\"No\" SceneTop=\"CONTINUED:\" SceneTopOfNext=\"No\"/>\n"
		"  </MoresAndContinueds>\n");
}

void
pl_fdx_put_scene_number_options(struct pl_fdx *fdx)
{
	if (fdx->has_scene_numbers) {
		pl_fdx_put(fdx, "\n"
			"  <SceneNumberOptions LeftLocation=\"0.75\" NumberScheme=\"1A\""
			" RightLocation=\"7.38\" ShowNumbersOnLeft=\"Yes\""
			" ShowNumbersOnRight=\"Yes\">\n"
			"    <FontSpec" FONT "/>\n"
			"  </SceneNumberOptions>\n");
	}
}
