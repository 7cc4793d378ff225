/*
 * Layout: what must hold on the pages of any script under any options. tests/layout/test_properties.py
 * asks the finer questions, of scripts which look like scripts.
 */
#include "fuzz.h"

#include "layout/style.h"

static uint64_t
printed_in(struct pl_str text)
{
	uint64_t count = 0;
	for (const char *at = text.data, *end = at + text.length; at < end;) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		count += c != ' ' && c != '\n' && !pl_is_space_separator(c);
	}
	return count;
}

static bool
is_printed(const struct platen_node *node)
{
	switch (node->kind) {
	case PLATEN_SCENE_HEADING:
	case PLATEN_ACTION:
	case PLATEN_CHARACTER:
	case PLATEN_PARENTHETICAL:
	case PLATEN_DIALOGUE:
	case PLATEN_LYRIC:
	case PLATEN_TRANSITION:
	case PLATEN_CENTERED: return true;
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_TITLE_ENTRY:
	case PLATEN_SPEECH:
	case PLATEN_DUAL_DIALOGUE:
	case PLATEN_SECTION:
	case PLATEN_SYNOPSIS:
	case PLATEN_NOTE:
	case PLATEN_BONEYARD:
	case PLATEN_PAGE_BREAK: return false;
	}
	return false;
}

/* Cues are left out where (CONT'D) may have been added to them. */
static uint64_t
printed_in_document(const struct platen_document *document, bool with_cues)
{
	uint64_t count = 0;
	for (const struct platen_node *n = document->root; n != NULL; n = pl_node_following(n)) {
		bool is_cue = n->kind == PLATEN_CHARACTER;
		if (is_printed(n) && (with_cues || !is_cue)) {
			count += printed_in(n->text) + (is_cue ? printed_in(n->label) : 0);
		}
	}
	return count;
}

static uint64_t
printed_on_pages(const struct platen_pages *pages, bool with_cues)
{
	uint64_t count = 0;
	for (uint32_t i = 0; i < pages->page_count; i++) {
		const struct pl_page *page = &pages->pages[i];
		for (uint32_t j = 0; j < page->line_count; j++) {
			const struct pl_line *line = &page->lines[j];
			bool is_wanted = line->role == PL_ROLE_BODY &&
					 (with_cues || line->kind != PLATEN_CHARACTER);
			for (uint32_t k = 0; is_wanted && k < line->stretch_count; k++) {
				count += printed_in(line->stretches[k].text);
			}
		}
	}
	return count;
}

static void
check_width(const struct pl_line *line, const struct pl_profile *profile)
{
	const struct platen_node *node = line->node;
	bool is_dual = node->parent->parent != NULL &&
		       node->parent->parent->kind == PLATEN_DUAL_DIALOGUE;
	const struct pl_style *style =
		&profile->styles[is_dual ? PL_SIDE_LEFT : PL_SIDE_NONE][node->kind];
	int32_t left = line->is_continued ? style->left : style->first_left;
	uint32_t width = 0;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		HOLDS(line->stretches[i].text.length > 0, "no stretch is empty");
		width += line->stretches[i].width;
	}
	/* one hyphen may hang over */
	HOLDS(width <= pl_style_capacity(style->right - left) + PL_SIXTHS, "lines fit their box");
}

/* Slots of a line's column are used from top to bottom, once each. Notes, of a dual dialogue: its right
 * column begins above where the left one ended. */
static void
check_body_line(const struct platen_pages *pages, const struct pl_line *line,
		const struct pl_line *before)
{
	int32_t lines = (int32_t)pages->lines_per_page;
	/* a line of double-spaced text is higher than a page of one line */
	HOLDS(line->slot >= 1 && line->slot <= (lines < 2 ? 2 : lines), "lines stand on the page");
	if (before != NULL && line->slot <= before->slot) {
		const struct platen_node *dual = line->node->parent->parent;
		HOLDS(dual != NULL && dual->kind == PLATEN_DUAL_DIALOGUE &&
			      before->node->parent->parent == dual &&
			      before->node->parent != line->node->parent,
		      "no two lines of a column share a slot");
	}
}

static void
check_page(const struct platen_pages *pages, const struct pl_page *page,
	   const struct pl_profile *profile)
{
	int32_t lines = (int32_t)pages->lines_per_page;
	const struct pl_line *before = NULL;
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_line *line = &page->lines[i];
		switch (line->role) {
		case PL_ROLE_BODY:
			check_body_line(pages, line, before);
			if (profile != NULL) {
				check_width(line, profile);
			}
			before = line;
			break;
		case PL_ROLE_MORE:
			HOLDS(line->slot <= (lines < 2 ? 2 : lines) + 2, "(MORE) follows its text");
			break;
		case PL_ROLE_SCENE_BOTTOM:
			HOLDS(line->slot <= lines, "(CONTINUED) is in the page's budget");
			break;
		case PL_ROLE_SCENE_TOP:
			HOLDS(line->slot == 1, "CONTINUED: opens the page");
			break;
		case PL_ROLE_CONTD:
			HOLDS(line->slot >= 0, "a cue stands above its text");
			break;
		case PL_ROLE_PAGE_NUMBER:
			HOLDS(line->slot < 0, "page numbers stand in the header");
			break;
		case PL_ROLE_TITLE:
			HOLDS(page->is_title, "title lines stand on the title page");
			break;
		case PL_ROLE_SCENE_NUMBER: break;
		}
	}
	HOLDS(page->is_title || before != NULL, "no page is empty");
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct platen_document *document = fuzz_parse(bytes, length);
	if (document == NULL) {
		return 0;
	}
	struct fuzz_choices choices = {bytes, length};
	struct platen_layout_options options;
	struct platen_pages *pages = fuzz_lay_out(document, &choices, &options);
	const struct pl_profile *profile =
		options.profile == NULL ? NULL : pl_profile_by_name(pl_str_of(options.profile));
	for (uint32_t i = 0; i < pages->page_count; i++) {
		HOLDS(pages->pages[i].is_title == (i < pages->title_page_count),
		      "title pages come first");
		check_page(pages, &pages->pages[i], profile);
	}
	bool with_cues = !options.continued;
	HOLDS(printed_in_document(document, with_cues) == printed_on_pages(pages, with_cues),
	      "no character of the script is lost or printed twice");
	platen_pages_free(pages);
	platen_document_free(document);
	return 0;
}
