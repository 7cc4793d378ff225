/*
 * The children of the root: ours, and with --fdx-template those of a production's file.
 *
 * Final Draft's files hold far more than a screenplay: revision sets, tags, the beat board,
 * reports. A template is such a file. Its Content and title page are replaced. Of every other child
 * of the root the bytes are kept, except of those which count characters of the old script and
 * would now point anywhere. What the template lacks is put where Final Draft has it. A file without
 * a template is one whose template lacks everything.
 */
#include "fdx/write/writer.h"

enum fate { /* of a template's part */
	    KEPT,
	    REPLACED,
	    REPLACED_BY_OURS, /* if we have one; else it is kept */
	    ADDED_TO,         /* kept, and ours follow it */
	    DROPPED,          /* it counts characters of the old script */
	    EMPTIED,          /* kept without what counts characters: the words which are not to be
				 marked stay, the places where they are do not */
};

/* In the order of the file format. */
static const struct child {
	const char *name;
	void (*put)(struct pl_fdx_writer *writer); /* ours; NULL: we write none */
	enum fate fate;
} children[] = {
	{"Content", pl_fdx_put_body, REPLACED},
	{"Watermarking", NULL, KEPT},
	{"HeaderAndFooter", pl_fdx_put_header, KEPT},
	{"SpellCheckIgnoreLists", NULL, EMPTIED},
	{"PageLayout", pl_fdx_put_page_layout, KEPT},
	{"WindowState", NULL, KEPT},
	{"TextState", NULL, KEPT},
	{"UserDocumentData", NULL, KEPT},
	{"ElementSettings", pl_fdx_put_element_settings, ADDED_TO},
	{"TitlePage", pl_fdx_put_title_page, REPLACED_BY_OURS},
	{"ScriptNoteDefinitions", NULL, KEPT},
	{"UnanchoredScriptNotes", NULL, DROPPED},
	{"SmartType", pl_fdx_put_smart_type, KEPT},
	{"MoresAndContinueds", pl_fdx_put_mores, KEPT},
	{"LockedPages", NULL, DROPPED},
	{"Revisions", NULL, KEPT},
	{"DeletedText", NULL, DROPPED},
	{"SplitState", NULL, KEPT},
	{"Macros", NULL, KEPT},
	{"Actors", NULL, KEPT},
	{"Cast", NULL, KEPT},
	{"SceneNumberOptions", pl_fdx_put_scene_number_options, KEPT},
	{"CastList", NULL, KEPT},
	{"CharacterHighlighting", NULL, KEPT},
	{"CharacterNavigatorPreferences", NULL, KEPT},
	{"SceneNavigatorPreferences", NULL, KEPT},
	{"ScriptNavigatorPreferences", NULL, KEPT},
	{"TagsNavigatorPreferences", NULL, KEPT},
	{"AltCollection", NULL, KEPT},
	{"TargetScriptLength", NULL, KEPT},
	{"ListItems", NULL, KEPT},
	{"DisplayBoards", NULL, KEPT},
	{"Writers", NULL, KEPT},
	{"WriterMarkup", NULL, KEPT},
	{"TagData", NULL, KEPT},
	{"Characters", NULL, KEPT},
	{"ScriptNotes", pl_fdx_put_notes, REPLACED},
	{"Navigator", NULL, KEPT},
	{"Images", NULL, KEPT},
	{"Outlines", pl_fdx_put_outlines, KEPT},
};
#define CHILD_COUNT (sizeof(children) / sizeof(children[0]))

/* The number of its row; CHILD_COUNT: Final Draft has no such child. */
static size_t
find_child(struct pl_str name)
{
	size_t i = 0;
	while (i < CHILD_COUNT && !pl_str_equal(name, pl_str_of(children[i].name))) {
		i++;
	}
	return i;
}

struct filling {
	struct pl_fdx_writer *writer;
	bool is_missing[CHILD_COUNT]; /* of those we write: the template has none, or needs more */
	bool is_put[CHILD_COUNT];
};

static void
put_ours(struct filling *filling, size_t child)
{
	if (!filling->is_put[child]) {
		filling->is_put[child] = true;
		children[child].put(filling->writer);
	}
}

/* What the template lacks and which belongs before `end`. The script comes first: what else is
 * needed is known when it has been written. */
static void
put_missing(struct filling *filling, size_t end)
{
	for (size_t i = 0; i < end; i++) {
		if (filling->is_missing[i] && (i == 0 || filling->is_put[0])) {
			put_ours(filling, i);
		}
	}
}

static void
put_part(struct filling *filling, const struct pl_fdx_part *part)
{
	struct pl_fdx_writer *writer = filling->writer;
	size_t child = find_child(part->name);
	bool is_known = child < CHILD_COUNT;
	put_missing(filling, is_known ? child : 0);
	enum fate fate = is_known ? children[child].fate : KEPT;
	if (fate == REPLACED_BY_OURS) {
		fate = pl_fdx_has_title_page(writer) ? REPLACED : KEPT;
	}
	if (fate == REPLACED) {
		put_ours(filling, child);
	} else if (fate == EMPTIED) {
		pl_fdx_put_emptied(writer, part->xml, "IgnoredRanges");
	} else if (fate != DROPPED) {
		pl_fdx_put_source(writer, part->xml);
	}
}

void
pl_fdx_put_children(struct pl_fdx_writer *writer)
{
	const struct pl_fdx_file *template = writer->template_file;
	struct filling filling = {.writer = writer};
	for (size_t i = 0; i < CHILD_COUNT; i++) {
		const struct child *child = &children[i];
		filling.is_missing[i] =
			child->put != NULL && (child->fate == ADDED_TO ||
					       pl_fdx_part_named(template, child->name) == NULL);
	}
	const struct pl_fdx_part *part = template == NULL ? NULL : template->parts;
	for (; part != NULL; part = part->next) {
		put_part(&filling, part);
	}
	put_missing(&filling, CHILD_COUNT);
}
