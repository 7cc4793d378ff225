/*
 * The children of the root: ours, and with --fdx-template those of a production's file.
 *
 * Final Draft's files hold far more than a screenplay: revision sets, tags, the beat board,
 * reports. A template is such a file. Of each child of its root the bytes are kept, but for what
 * has changed in it. What the template lacks is put where Final Draft has it. A file without a
 * template is one whose template lacks everything.
 */
#include "fdx/write/writer.h"

/* In the order of the file format. */
static const struct child {
	const char *name;
	void (*put)(struct pl_fdx_writer *writer); /* ours; NULL: we write none */
	/* The template's, with what has changed; NULL: as it is. */
	void (*keep)(struct pl_fdx_writer *writer, const struct pl_fdx_part *part);
} children[] = {
	{"Content", pl_fdx_put_body, NULL},
	{"Watermarking", NULL, NULL},
	{"HeaderAndFooter", pl_fdx_put_header, NULL},
	{"SpellCheckIgnoreLists", NULL, pl_fdx_keep_anchors},
	{"PageLayout", pl_fdx_put_page_layout, NULL},
	{"WindowState", NULL, NULL},
	{"TextState", NULL, NULL},
	{"UserDocumentData", NULL, NULL},
	{"ElementSettings", pl_fdx_put_element_settings, NULL},
	{"TitlePage", pl_fdx_put_title_page, pl_fdx_keep_title_page},
	{"ScriptNoteDefinitions", NULL, NULL},
	{"UnanchoredScriptNotes", NULL, pl_fdx_keep_notes},
	{"SmartType", pl_fdx_put_smart_type, NULL},
	{"MoresAndContinueds", pl_fdx_put_mores, NULL},
	{"LockedPages", NULL, pl_fdx_keep_anchors},
	{"Revisions", pl_fdx_put_revisions, NULL},
	{"DeletedText", NULL, pl_fdx_keep_anchors},
	{"SplitState", NULL, NULL},
	{"Macros", NULL, NULL},
	{"Actors", NULL, NULL},
	{"Cast", NULL, NULL},
	{"SceneNumberOptions", pl_fdx_put_scene_number_options, NULL},
	{"CastList", NULL, NULL},
	{"CharacterHighlighting", NULL, NULL},
	{"CharacterNavigatorPreferences", NULL, NULL},
	{"SceneNavigatorPreferences", NULL, NULL},
	{"ScriptNavigatorPreferences", NULL, NULL},
	{"TagsNavigatorPreferences", NULL, NULL},
	{"AltCollection", NULL, NULL},
	{"TargetScriptLength", NULL, NULL},
	{"ListItems", NULL, NULL},
	{"DisplayBoards", NULL, NULL},
	{"Writers", NULL, NULL},
	{"WriterMarkup", NULL, NULL},
	{"TagData", NULL, NULL},
	{"Characters", NULL, NULL},
	{"ScriptNotes", pl_fdx_put_notes, pl_fdx_keep_notes},
	{"Navigator", NULL, NULL},
	{"Images", NULL, NULL},
	{"Outlines", pl_fdx_put_outlines, NULL},
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

/* It is written from the template's: of a file by another program, which may be incomplete, all
 * settings are; of one by Final Draft those which options may have changed. */
static bool
is_completed(const struct pl_fdx_writer *writer, const struct child *child)
{
	bool is_changed = child->put == pl_fdx_put_page_layout || child->put == pl_fdx_put_mores;
	bool is_setting = child->put != NULL && child->keep == NULL &&
			  child->put != pl_fdx_put_smart_type && child->put != pl_fdx_put_outlines;
	return (writer->completes && (is_setting || child->put == pl_fdx_put_title_page)) ||
	       (writer->job->completes_template && is_changed);
}

/* There is one Content: no other one is the script's. */
static void
put_part(struct filling *filling, const struct pl_fdx_part *part)
{
	struct pl_fdx_writer *writer = filling->writer;
	size_t child = find_child(part->name);
	bool is_known = child < CHILD_COUNT;
	put_missing(filling, is_known ? child : 0);
	if (is_known && (child == 0 || is_completed(writer, &children[child]))) {
		put_ours(filling, child);
	} else if (is_known && children[child].keep != NULL) {
		children[child].keep(writer, part);
	} else {
		pl_fdx_put_kept(writer, part->lead, part->xml);
	}
}

/* What we write and the template lacks. Settings of types are added to those it has. */
static bool
is_missing(const struct pl_fdx_writer *writer, const struct child *child)
{
	bool is_added_to = child->put == pl_fdx_put_element_settings;
	return child->put != NULL &&
	       (is_added_to || pl_fdx_part_named(writer->template_file, child->name) == NULL);
}

/* Other programs have them in another order. Those which Final Draft does not know come last. */
static void
put_in_order(struct filling *filling, const struct pl_fdx_part *parts)
{
	for (size_t child = 0; child <= CHILD_COUNT; child++) {
		for (const struct pl_fdx_part *part = parts; part != NULL; part = part->next) {
			if (find_child(part->name) == child) {
				put_part(filling, part);
			}
		}
	}
}

void
pl_fdx_put_children(struct pl_fdx_writer *writer)
{
	const struct pl_fdx_file *template = writer->template_file;
	struct filling filling = {.writer = writer};
	for (size_t i = 0; i < CHILD_COUNT; i++) {
		filling.is_missing[i] = is_missing(writer, &children[i]);
	}
	const struct pl_fdx_part *part = template == NULL ? NULL : template->parts;
	if (writer->job->completes_template) {
		put_in_order(&filling, part);
	} else {
		for (; part != NULL; part = part->next) {
			put_part(&filling, part);
		}
	}
	put_missing(&filling, CHILD_COUNT);
	pl_fdx_report_gone(writer);
}
