/* Properties of one page: where its lines stand, and how wide they are. */
#include "checker.h"

static enum platen_side
side_of(const struct pl_layout_line *line)
{
	if (!is_dual(line)) {
		return PLATEN_SIDE_NONE;
	}
	return column_of(line) == block_of(line)->first ? PLATEN_SIDE_LEFT : PLATEN_SIDE_RIGHT;
}

static void
check_width(struct checker *checker, const struct pl_layout_line *line, uint32_t page)
{
	bool is_aside = line->kind == PLATEN_SECTION || line->kind == PLATEN_SYNOPSIS ||
			line->kind == PLATEN_NOTE;
	bool is_spoken = is_aside && line->node->parent->parent != NULL;
	enum platen_kind kind = is_spoken ? PLATEN_DIALOGUE : line->kind;
	const struct platen_style *style = &checker->profile.styles[side_of(line)][kind];
	int32_t left = line->is_continued ? style->left : style->first;
	uint32_t width = 0;
	bool ends_in_hyphen = false;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		struct pl_str text = line->stretches[i].text;
		expect(checker, text.length > 0, "no stretch is empty", page, line->slot);
		width += line->stretches[i].width;
		ends_in_hyphen = text.length > 0 && text.data[text.length - 1] == '-';
	}
	uint32_t hanging = ends_in_hyphen ? PL_SIXTHS : 0;
	expect(checker, width <= pl_layout_style_capacity(style->right - left) + hanging,
	       "no line is wider than its measure", page, line->slot);
}

/* A row of double-spaced text is higher than a page of one line. */
static int32_t
lines_of(const struct checker *checker)
{
	int32_t lines = (int32_t)checker->pages->lines_per_page;
	return lines < 2 ? 2 : lines;
}

/* A page has lines without end where a block is one; so each line is held against the one before.
 */
void
check_slots(struct checker *checker, const struct pl_layout_page *page, uint32_t number)
{
	const struct pl_layout_line *before = NULL;
	int32_t last = 0;
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		if (!is_body(line)) {
			continue;
		}
		expect(checker, line->slot >= 1 && line->slot <= lines_of(checker),
		       "lines stand on the page", number, line->slot);
		bool is_right = before != NULL && is_dual(line) &&
				block_of(line) == block_of(before) &&
				column_of(line) != column_of(before);
		expect(checker, before == NULL || is_right || line->slot > last,
		       "no two lines of a column share a slot", number, line->slot);
		check_width(checker, line, number);
		last = is_right || line->slot > last ? line->slot : last;
		before = line;
	}
	expect(checker, before != NULL, "no page is empty", number, 0);
}

void
check_added(struct checker *checker, const struct pl_layout_page *page, uint32_t number)
{
	int32_t lines = lines_of(checker);
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		int32_t slot = line->slot;
		switch (line->role) {
		case PLATEN_ROLE_MORE:
			expect(checker, slot <= lines + 2, "(MORE) follows its text", number, slot);
			break;
		case PLATEN_ROLE_CONTD:
			expect(checker, slot >= 0, "a cue stands above its text", number, slot);
			break;
		case PLATEN_ROLE_SCENE_BOTTOM:
			expect(checker, slot <= lines + 1, "(CONTINUED) costs one line", number,
			       slot);
			break;
		case PLATEN_ROLE_SCENE_TOP:
			expect(checker, slot <= 1, "CONTINUED: opens its page", number, slot);
			break;
		case PLATEN_ROLE_FOOTER:
			expect(checker, slot > 0, "footers stand at the foot", number, slot);
			break;
		case PLATEN_ROLE_HEADER:
		case PLATEN_ROLE_PAGE_NUMBER:
			expect(checker, slot < 0, "numbers stand in the header", number, slot);
			break;
		case PLATEN_ROLE_TITLE:
			expect(checker, false, "titles stand on the title page", number, slot);
			break;
		case PLATEN_ROLE_BODY:
		case PLATEN_ROLE_SCENE_NUMBER:
		case PLATEN_ROLE_REVISION: break;
		}
	}
}
