/* What a Final Draft file holds and another format, or a new file, does not. */
#include <stdio.h>

#include "fdx/fdx.h"

#define FOUNTAIN (1u << PL_FDX_TO_FOUNTAIN)
#define PAGES (1u << PL_FDX_TO_PAGES)
#define DATA (1u << PL_FDX_TO_DATA)
#define NEW (1u << PL_FDX_TO_NEW_FILE)
#define FORMATS (FOUNTAIN | DATA | NEW) /* which may hold what is not printed */
#define ALL (FORMATS | PAGES)

static const struct {
	unsigned lost_in;
	const char *one, *many;
} losses[PL_FDX_LOSS_COUNT] = {
	[PL_FDX_LOST_REVISIONS] = {ALL, "revised stretch of text", "revised stretches of text"},
	[PL_FDX_LOST_DELETIONS] = {FORMATS, "place of deleted text", "places of deleted text"},
	[PL_FDX_LOST_LOCKED_PAGES] = {ALL, "locked page", "locked pages"},
	[PL_FDX_LOST_TAGS] = {FORMATS, "tag", "tags"},
	[PL_FDX_LOST_LABELS] = {ALL, "header label", "header labels"},
	[PL_FDX_LOST_BOOKMARKS] = {FORMATS, "bookmark", "bookmarks"},
	[PL_FDX_LOST_ALTERNATES] = {FORMATS, "paragraph's alternates", "paragraphs' alternates"},
	[PL_FDX_LOST_PICTURES] = {ALL, "picture", "pictures"},
	[PL_FDX_LOST_TABSTOPS] = {ALL, "set of tab stops", "sets of tab stops"},
	[PL_FDX_LOST_STRIKEOUTS] = {ALL, "struck out stretch", "struck out stretches"},
	[PL_FDX_LOST_COLORS] = {ALL, "coloured stretch of text", "coloured stretches of text"},
	[PL_FDX_LOST_FONTS] = {ALL, "stretch in a font or size of its own",
			       "stretches in a font or size of their own"},
	[PL_FDX_LOST_TYPE_FONTS] = {ALL, "type with a font, size or colour of its own",
				    "types with a font, size or colour of their own"},
	[PL_FDX_LOST_TYPES] = {FOUNTAIN, "paragraph of a type which Fountain does not have",
			       "paragraphs of types which Fountain does not have"},
	[PL_FDX_LOST_SCENE_TITLES] = {FOUNTAIN | DATA, "scene title", "scene titles"},
	[PL_FDX_LOST_ARC_BEATS] = {FORMATS, "arc beat", "arc beats"},
	[PL_FDX_LOST_SHOT_NUMBERS] = {FOUNTAIN, "number of a shot (--fdx-shot=heading keeps it)",
				      "numbers of shots (--fdx-shot=heading keeps them)"},
	[PL_FDX_LOST_NUMBERS] = {ALL, "number of a paragraph which is no scene heading or shot",
				 "numbers of paragraphs which are no scene headings or shots"},
	[PL_FDX_LOST_NOTE_DETAILS] = {FORMATS, "note's author, date, type or colour",
				      "notes' authors, dates, types or colours"},
	[PL_FDX_LOST_IDS] = {FORMATS, "paragraph's id", "paragraphs' ids"},
	[PL_FDX_LOST_BEATS] = {FORMATS, "item of the beat board", "items of the beat board"},
	[PL_FDX_LOST_WATERMARK] = {ALL, "watermark (--watermark prints one)", "watermarks"},
	[PL_FDX_LOST_UNKNOWN] = {ALL, "element which platen does not know",
				 "elements which platen does not know"},
	[PL_FDX_LOST_CONTROLS] = {ALL, "control character", "control characters"},
};

/* Which of them it is, and what to do. */
static const char *const where[] = {
	[PL_FDX_TO_FOUNTAIN] = "in Fountain (--fdx-template brings it back into the file)",
	[PL_FDX_TO_PAGES] = "on the pages",
	[PL_FDX_TO_DATA] = "in this format",
	[PL_FDX_TO_NEW_FILE] = "in the new file (the old one as --fdx-template keeps it)",
};

void
pl_fdx_report_losses(const struct pl_fdx_file *file, enum pl_fdx_target target,
		     bool shows_revisions, const struct platen_reporter *diag)
{
	const struct platen_position nowhere = {0};
	char list[900];
	size_t length = 0;
	for (enum pl_fdx_loss i = 0; i < PL_FDX_LOSS_COUNT; i++) {
		size_t count = file->losses[i];
		bool is_shown = i == PL_FDX_LOST_REVISIONS && shows_revisions;
		if (count == 0 || (losses[i].lost_in & 1u << target) == 0 || is_shown) {
			continue;
		}
		const char *hint = i != PL_FDX_LOST_REVISIONS || target != PL_FDX_TO_PAGES ? ""
				   : count == 1 ? " (--revisions marks it)"
						: " (--revisions marks them)";
		int put = snprintf(list + length, sizeof(list) - length, "%s%zu %s%s",
				   length > 0 ? ", " : "", count,
				   count == 1 ? losses[i].one : losses[i].many, hint);
		length += put > 0 && (size_t)put < sizeof(list) - length ? (size_t)put : 0;
		list[length] = '\0';
	}
	if (length > 0) {
		PL_REPORT(diag, PL_FDX_LOST, nowhere, pl_word_text(pl_str_of(where[target])),
			  pl_word_text((struct pl_str){list, length}));
	}
}

/* --------------------------------------------------------------------- a script in FDX */

#define LEVEL_MAX 4 /* of Final Draft's outline */

/* Boneyards in the text of a node. */
static size_t
count_boneyards(const struct platen_node *node)
{
	size_t count = node->kind == PLATEN_BONEYARD;
	const struct pl_comment *comment = pl_node_more(node)->comments;
	for (; comment != NULL; comment = comment->next) {
		count += comment->kind == PLATEN_BONEYARD;
	}
	return count;
}

struct left_out {
	size_t boneyards, levels;
};

static struct left_out
count_left_out(const struct platen_document *document)
{
	struct left_out count = {0};
	const struct platen_node *node = document == NULL ? NULL : document->root;
	for (; node != NULL; node = pl_node_following(node)) {
		count.boneyards += count_boneyards(node);
		count.levels +=
			node->kind == PLATEN_SECTION && pl_node_more(node)->level > LEVEL_MAX;
	}
	return count;
}

/* A template still has its omitted scenes, which are boneyards in a script made of it. */
void
pl_fdx_report_left_out(const struct platen_document *document,
		       const struct platen_write_options *options)
{
	char list[200], *end = list + sizeof(list), *at = list;
	struct left_out here = count_left_out(document);
	size_t kept = count_left_out(options->fdx_template).boneyards;
	bool drops = !options->fdx_boneyard_notes && here.boneyards > kept;
	size_t boneyards = drops ? here.boneyards - kept : 0;
	size_t levels = options->fdx_sections == PLATEN_SECTIONS_OUTLINE ? here.levels : 0;
	if (boneyards > 0) {
		at += snprintf(at, (size_t)(end - at),
			       "%zu boneyard%s (--fdx-boneyard=note keeps %s)", boneyards,
			       boneyards == 1 ? "" : "s", boneyards == 1 ? "it" : "them");
	}
	if (levels > 0) {
		at += snprintf(at, (size_t)(end - at),
			       "%sthe level of %zu section%s below the fourth "
			       "(--fdx-sections=note keeps it)",
			       at > list ? ", " : "", levels, levels == 1 ? "" : "s");
	}
	if (at > list) {
		pl_report(&options->reporter, PL_FDX_LEFT_OUT, (struct platen_position){0}, list);
	}
}
