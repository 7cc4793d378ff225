/*
 * A production's file with another script in it: --fdx-template.
 *
 * Final Draft's files hold far more than a screenplay: revision sets, tags, the beat board,
 * reports. A template is such a file. Its Content and title page are replaced; of every other child
 * of the root the bytes are kept, but of those which count characters of the old script, and would
 * now point anywhere. What the template lacks is put in where Final Draft has it.
 */
#include "fdx/write/writer.h"

/* Children of the root in the order of the file format. */
static const char *const order[] = {
	"Content",
	"Watermarking",
	"HeaderAndFooter",
	"SpellCheckIgnoreLists",
	"PageLayout",
	"WindowState",
	"TextState",
	"UserDocumentData",
	"ElementSettings",
	"TitlePage",
	"ScriptNoteDefinitions",
	"UnanchoredScriptNotes",
	"SmartType",
	"MoresAndContinueds",
	"LockedPages",
	"Revisions",
	"DeletedText",
	"SplitState",
	"Macros",
	"Actors",
	"Cast",
	"SceneNumberOptions",
	"CastList",
	"CharacterHighlighting",
	"CharacterNavigatorPreferences",
	"SceneNavigatorPreferences",
	"ScriptNavigatorPreferences",
	"TagsNavigatorPreferences",
	"AltCollection",
	"TargetScriptLength",
	"ListItems",
	"DisplayBoards",
	"Writers",
	"WriterMarkup",
	"TagData",
	"Characters",
	"ScriptNotes",
	"Navigator",
	"Images",
	"Outlines",
};
#define ORDER_COUNT (sizeof(order) / sizeof(order[0]))

/* They count characters of the script which the template had. */
static const char *const counting[] = {"UnanchoredScriptNotes", "LockedPages", "DeletedText"};

/* What we have to put, in the order of the file format. */
static const struct piece {
	const char *name;
	void (*put)(struct pl_fdx *fdx);
} pieces[] = {
	{"Content", pl_fdx_put_body},
	{"HeaderAndFooter", pl_fdx_put_header},
	{"PageLayout", pl_fdx_put_page_layout},
	{"ElementSettings", pl_fdx_put_missing_settings},
	{"TitlePage", pl_fdx_put_title_page},
	{"SmartType", pl_fdx_put_smart_type},
	{"MoresAndContinueds", pl_fdx_put_mores},
	{"SceneNumberOptions", pl_fdx_put_scene_number_options},
	{"ScriptNotes", pl_fdx_put_notes},
};
#define PIECE_COUNT (sizeof(pieces) / sizeof(pieces[0]))

/* Its place in the order, from 1; 0 for names which are not in it. */
static size_t
rank_of(struct pl_str name)
{
	for (size_t i = 0; i < ORDER_COUNT; i++) {
		if (pl_str_equal(name, pl_str_of(order[i]))) {
			return i + 1;
		}
	}
	return 0;
}

static bool
is_counting(struct pl_str name)
{
	for (size_t i = 0; i < sizeof(counting) / sizeof(counting[0]); i++) {
		if (pl_str_equal(name, pl_str_of(counting[i]))) {
			return true;
		}
	}
	return false;
}

/* Ours stands in the place of the template's. */
static bool
is_replaced(const struct pl_fdx *fdx, struct pl_str name)
{
	return pl_str_equal(name, PL_STR("Content")) || pl_str_equal(name, PL_STR("ScriptNotes")) ||
	       (pl_str_equal(name, PL_STR("TitlePage")) && pl_fdx_has_title_page(fdx));
}

struct filling {
	struct pl_fdx *fdx;
	bool is_put[PIECE_COUNT];
	bool is_due[PIECE_COUNT]; /* the template has no part of this name left */
};

static void
put_piece(struct filling *filling, size_t piece)
{
	if (!filling->is_put[piece]) {
		filling->is_put[piece] = true;
		pieces[piece].put(filling->fdx);
	}
}

/* What the template lacks, and belongs before its next part. The script comes first: what is
 * missing is known when it has been written. */
static void
put_due(struct filling *filling, size_t rank)
{
	for (size_t i = 0; i < PIECE_COUNT; i++) {
		if (filling->is_due[i] && rank_of(pl_str_of(pieces[i].name)) < rank &&
		    (i == 0 || filling->is_put[0])) {
			put_piece(filling, i);
		}
	}
}

/* The words which are not to be marked stay; where they stood is not kept. */
static void
put_ignore_lists(struct pl_fdx *fdx, struct pl_str xml)
{
	static const struct pl_str open = {"<IgnoredRanges>", 15}, close = {"</IgnoredRanges>", 16};
	size_t from = 0, to = xml.length;
	while (from < xml.length && !pl_str_starts(pl_str_slice(xml, from, xml.length), open)) {
		from++;
	}
	while (to > from && !pl_str_ends(pl_str_slice(xml, 0, to), close)) {
		to--;
	}
	if (to == from) {
		pl_fdx_put_bytes(fdx, xml);
		return;
	}
	pl_fdx_put_bytes(fdx, pl_str_slice(xml, 0, from));
	pl_fdx_put(fdx, "<IgnoredRanges/>");
	pl_fdx_put_bytes(fdx, pl_str_slice(xml, to, xml.length));
}

static void
keep(struct pl_fdx *fdx, const struct pl_fdx_part *part)
{
	pl_fdx_put(fdx, "\n  ");
	if (pl_str_equal(part->name, PL_STR("SpellCheckIgnoreLists"))) {
		put_ignore_lists(fdx, part->xml);
	} else {
		pl_fdx_put_bytes(fdx, part->xml);
	}
	pl_fdx_put(fdx, "\n");
}

static void
put_part(struct filling *filling, const struct pl_fdx_part *part)
{
	put_due(filling, rank_of(part->name));
	if (is_counting(part->name)) {
		return;
	}
	if (!is_replaced(filling->fdx, part->name)) {
		keep(filling->fdx, part);
		return;
	}
	for (size_t i = 0; i < PIECE_COUNT; i++) {
		if (pl_str_equal(part->name, pl_str_of(pieces[i].name))) {
			put_piece(filling, i);
		}
	}
}

/* The root's start tag; the declaration is ours, as the bytes are UTF-8 whatever the template was.
 * A root without children, or with a prefix to its name, is none which could be kept. */
static void
put_head(struct pl_fdx *fdx)
{
	struct pl_str head = fdx->file->head, tag = PL_STR("<FinalDraft");
	while (head.length > 0 && head.data[head.length - 1] != '>') {
		head.length--;
	}
	size_t from = head.length;
	while (from > 0 && !pl_str_starts(pl_str_slice(head, from, head.length), tag)) {
		from--;
	}
	if (!pl_str_starts(pl_str_slice(head, from, head.length), tag)) {
		pl_fdx_put_head(fdx);
		return;
	}
	pl_fdx_put(fdx, PL_FDX_DECLARATION);
	pl_fdx_put_bytes(fdx, pl_str_slice(head, from, head.length));
	pl_fdx_put(fdx, "\n");
}

void
pl_fdx_fill_template(struct pl_fdx *fdx)
{
	struct filling filling = {.fdx = fdx};
	for (size_t i = 0; i < PIECE_COUNT; i++) {
		filling.is_due[i] = pl_fdx_part_named(fdx->file, pieces[i].name) == NULL ||
				    pieces[i].put == pl_fdx_put_missing_settings;
	}
	put_head(fdx);
	for (const struct pl_fdx_part *part = fdx->file->parts; part != NULL; part = part->next) {
		put_part(&filling, part);
	}
	put_due(&filling, ORDER_COUNT + 1);
	put_due(&filling, ORDER_COUNT + 1);
}
