/* The message which lists what a document has no place for. */
#include <stdio.h>

#include "fdx/read/read.h"

static const char *const names[PL_FDX_DROPPED_COUNT][2] = {
	[PL_FDX_DROPPED_REVISIONS] = {"revised stretch of text", "revised stretches of text"},
	[PL_FDX_DROPPED_DELETIONS] = {"place of deleted text", "places of deleted text"},
	[PL_FDX_DROPPED_LOCKED_PAGES] = {"locked page", "locked pages"},
	[PL_FDX_DROPPED_TAGS] = {"tag", "tags"},
	[PL_FDX_DROPPED_LABELS] = {"header label", "header labels"},
	[PL_FDX_DROPPED_BOOKMARKS] = {"bookmark", "bookmarks"},
	[PL_FDX_DROPPED_ALTERNATES] = {"paragraph's alternates", "paragraphs' alternates"},
	[PL_FDX_DROPPED_PICTURES] = {"picture", "pictures"},
	[PL_FDX_DROPPED_TABSTOPS] = {"set of tab stops", "sets of tab stops"},
	[PL_FDX_DROPPED_STRIKEOUTS] = {"struck out stretch", "struck out stretches"},
	[PL_FDX_DROPPED_COLORS] = {"coloured stretch of text", "coloured stretches of text"},
	[PL_FDX_DROPPED_SCENE_TITLES] = {"scene title (only FDX keeps it)",
					 "scene titles (only FDX keeps them)"},
	[PL_FDX_DROPPED_ARC_BEATS] = {"arc beat", "arc beats"},
	[PL_FDX_DROPPED_NUMBERS] = {"number of a paragraph which is no scene heading",
				    "numbers of paragraphs which are no scene headings"},
	[PL_FDX_DROPPED_BEATS] = {"item of the beat board", "items of the beat board"},
	[PL_FDX_DROPPED_CONTROLS] = {"control character", "control characters"},
	[PL_FDX_DROPPED_HEADERS] = {"text of header or footer", "texts of header or footer"},
};

void
pl_fdx_report_dropped(struct pl_fdx_reader *reader)
{
	const struct platen_position nowhere = {0};
	char list[300];
	size_t length = 0;
	for (size_t i = 0; i < PL_FDX_DROPPED_COUNT; i++) {
		size_t count = reader->dropped[i];
		if (count > 0 && length < sizeof(list)) {
			int put = snprintf(list + length, sizeof(list) - length, "%s%zu %s",
					   length > 0 ? ", " : "", count, names[i][count > 1]);
			length += put > 0 ? (size_t)put : 0;
		}
	}
	if (length > 0) {
		pl_report(reader->diag, PL_FDX_LOST, nowhere, list);
	}
}
