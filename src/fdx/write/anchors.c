/*
 * What a template holds by counting characters: locked pages, places of deleted text, words which
 * the spelling checker passes over. They move with the text on which they stand. Where that is gone
 * they go, too, and are counted.
 */
#include <stdio.h>

#include "fdx/write/template.h"
#include "fdx/write/tree.h"

static const struct anchor {
	const char *element, *start, *end; /* attributes; NULL: it is a place, not a stretch */
	enum pl_fdx_gone gone;
} anchors[] = {
	{"LockedPage", "Position", NULL, PL_FDX_GONE_PAGES},
	{"DeletedTextLocation", "Offset", NULL, PL_FDX_GONE_DELETIONS},
	{"Range", "Start", "End", PL_FDX_GONE_WORDS},
};
#define ANCHOR_COUNT (sizeof(anchors) / sizeof(anchors[0]))

enum fate {
	STAYS,
	MOVES,
	GOES,
};

static enum fate
move(struct pl_fdx_writer *writer, xmlNode *node, const char *name, uint64_t *moved)
{
	char digits[PL_DECIMAL_SIZE];
	uint64_t offset;
	if (!pl_fdx_parse_number(pl_fdx_tree_get(node, name), &offset)) {
		return STAYS;
	}
	if (!pl_fdx_template_move(writer->template, offset, moved)) {
		return GOES;
	}
	if (*moved == offset) {
		return STAYS;
	}
	pl_fdx_tree_set(writer, node, name, pl_str_decimal((int64_t)*moved, digits));
	return MOVES;
}

/* A word of which a part is gone is another. */
static enum fate
move_anchor(struct pl_fdx_writer *writer, xmlNode *node, const struct anchor *anchor)
{
	uint64_t start = 0, end = 0, old_start = 0, old_end = 0;
	if (anchor->end == NULL) {
		return move(writer, node, anchor->start, &start);
	}
	pl_fdx_parse_number(pl_fdx_tree_get(node, anchor->start), &old_start);
	pl_fdx_parse_number(pl_fdx_tree_get(node, anchor->end), &old_end);
	enum fate one = move(writer, node, anchor->start, &start);
	enum fate other = move(writer, node, anchor->end, &end);
	bool is_whole = end - start == old_end - old_start;
	return one == GOES || other == GOES || !is_whole ? GOES : one == MOVES ? MOVES : other;
}

static const struct anchor *
find_anchor(const xmlNode *node)
{
	for (size_t i = 0; i < ANCHOR_COUNT; i++) {
		if (pl_fdx_tree_is(node, anchors[i].element)) {
			return &anchors[i];
		}
	}
	return NULL;
}

/* True: something in it is not as it was. */
static bool
move_anchors(struct pl_fdx_writer *writer, xmlNode *root)
{
	bool has_changed = false;
	for (xmlNode *node = root, *next; node != NULL; node = next) {
		const struct anchor *anchor = find_anchor(node);
		enum fate fate = anchor == NULL ? STAYS : move_anchor(writer, node, anchor);
		next = pl_fdx_tree_next(root, node, anchor == NULL);
		has_changed |= fate != STAYS;
		if (fate == GOES) {
			writer->gone[anchor->gone]++;
			pl_fdx_tree_remove(node);
		}
	}
	return has_changed;
}

void
pl_fdx_keep_anchors(struct pl_fdx_writer *writer, const struct pl_fdx_part *part)
{
	xmlDoc *tree = pl_fdx_tree_parse(writer, part->xml);
	if (tree != NULL && move_anchors(writer, xmlDocGetRootElement(tree))) {
		pl_fdx_tree_put(writer, part->lead, tree);
	} else {
		pl_fdx_put_kept(writer, part->lead, part->xml);
	}
	xmlFreeDoc(tree);
}

void
pl_fdx_report_gone(const struct pl_fdx_writer *writer)
{
	static const char *const names[PL_FDX_GONE_COUNT][2] = {
		[PL_FDX_GONE_PAGES] = {"locked page", "locked pages"},
		[PL_FDX_GONE_DELETIONS] = {"place of deleted text", "places of deleted text"},
		[PL_FDX_GONE_WORDS] = {"word which is not checked for spelling",
				       "words which are not checked for spelling"},
		[PL_FDX_GONE_PARAGRAPHS] = {"paragraph's ids, revisions and the like",
					    "paragraphs' ids, revisions and the like"},
	};
	char list[200];
	size_t length = 0;
	for (size_t i = 0; i < PL_FDX_GONE_COUNT; i++) {
		size_t count = writer->gone[i];
		if (count > 0) {
			length += (size_t)snprintf(list + length, sizeof(list) - length, "%s%zu %s",
						   length > 0 ? ", " : "", count,
						   names[i][count > 1]);
		}
	}
	if (length > 0) {
		writer->job->not_kept(writer->job->user, list);
	}
}
