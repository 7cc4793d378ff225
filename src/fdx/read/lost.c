/* One message with all that a document has no place for. */
#include <stdio.h>
#include <string.h>

#include "fdx/read/draft.h"

static const char *const names[PL_LOST_COUNT][2] = {
	[PL_LOST_REVISIONS] = {"revised stretch of text", "revised stretches of text"},
	[PL_LOST_DELETIONS] = {"place of deleted text", "places of deleted text"},
	[PL_LOST_LOCKED_PAGES] = {"locked page", "locked pages"},
	[PL_LOST_TAGS] = {"tag", "tags"},
	[PL_LOST_LABELS] = {"header label", "header labels"},
	[PL_LOST_BOOKMARKS] = {"bookmark", "bookmarks"},
	[PL_LOST_ALTERNATES] = {"paragraph's alternates", "paragraphs' alternates"},
	[PL_LOST_PICTURES] = {"picture", "pictures"},
	[PL_LOST_TABSTOPS] = {"set of tab stops", "sets of tab stops"},
	[PL_LOST_STRIKEOUTS] = {"struck out stretch", "struck out stretches"},
	[PL_LOST_COLORS] = {"coloured stretch of text", "coloured stretches of text"},
	[PL_LOST_FONTS] = {"change of font", "changes of font"},
	[PL_LOST_SCENE_TITLES] = {"scene title (only FDX keeps it)",
				  "scene titles (only FDX keeps them)"},
	[PL_LOST_ARC_BEATS] = {"arc beat", "arc beats"},
	[PL_LOST_NUMBERS] = {"number of a paragraph which is no scene heading",
			     "numbers of paragraphs which are no scene headings"},
	[PL_LOST_BEATS] = {"item of the beat board", "items of the beat board"},
	[PL_LOST_CONTROLS] = {"control character", "control characters"},
	[PL_LOST_HEADERS] = {"text of header or footer", "texts of header or footer"},
};

/* Tabs, and the full stop behind the page number, which we print, too, are no loss. */
static bool
has_words(const struct pl_draft *draft, const struct pl_draft_paragraph *paragraph)
{
	for (const struct pl_draft_run *run = paragraph->first; run != NULL; run = run->next) {
		for (uint32_t at = run->start; at < run->end; at++) {
			if (strchr(" \t\n.", draft->pool.data[at]) == NULL) {
				return true;
			}
		}
	}
	return false;
}

void
pl_draft_report_lost(struct pl_draft *draft)
{
	const struct platen_position nowhere = {0};
	char list[300];
	size_t length = 0;
	for (const struct pl_draft_paragraph *p = draft->headers.first; p != NULL; p = p->next) {
		draft->lost[PL_LOST_HEADERS] += has_words(draft, p);
	}
	for (size_t i = 0; i < PL_LOST_COUNT; i++) {
		size_t count = draft->lost[i];
		if (count > 0 && length < sizeof(list)) {
			int put = snprintf(list + length, sizeof(list) - length, "%s%zu %s",
					   length > 0 ? ", " : "", count, names[i][count > 1]);
			length += put > 0 ? (size_t)put : 0;
		}
	}
	if (length > 0) {
		pl_report(draft->diag, PL_FDX_LOST, nowhere, list);
	}
}
