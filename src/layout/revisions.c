/*
 * Marks of revised lines. Final Draft prints the mark of a revision set, usually an asterisk, right
 * of each line in which that set has changed something. Of several sets the newest counts.
 */
#include "layout/flow.h"

#define MARK_END (7 * PLATEN_INCH + 3 * PLATEN_INCH / 4)

const struct pl_revision_set *
pl_layout_newer_revision(const struct pl_revision_set *one, const struct pl_revision_set *other)
{
	return one == NULL || (other != NULL && other->number > one->number) ? other : one;
}

/* The revision changed something in the row. One without length is at the end of the text. */
static bool
is_in_row(const struct pl_revision *revision, uint32_t start, uint32_t end, size_t length)
{
	bool is_at_end = revision->start == revision->end;
	return is_at_end ? end >= length : revision->start < end && revision->end > start;
}

/* The number of the first revision which does not end before byte `start`. */
static uint32_t
first_from(const struct platen_node *node, uint32_t start)
{
	uint32_t low = 0, high = pl_node_more(node)->revision_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (pl_node_more(node)->revisions[middle].end < start) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

const struct pl_revision_set *
pl_layout_revision_of(const struct pl_layout_flow *flow,
		      const struct pl_layout_paragraph *paragraph, uint32_t start, uint32_t end)
{
	const struct platen_node *node =
		paragraph->printed != NULL ? paragraph->printed : paragraph->node;
	const struct pl_revision_set *newest = NULL;
	if (!flow->settings->options->revisions) {
		return NULL;
	}
	for (uint32_t i = first_from(node, start); i < pl_node_more(node)->revision_count; i++) {
		const struct pl_revision *revision = &pl_node_more(node)->revisions[i];
		if (revision->start != revision->end && revision->start >= end) {
			break;
		}
		if (is_in_row(revision, start, end, node->text.length)) {
			newest = pl_layout_newer_revision(newest, revision->set);
		}
	}
	return newest;
}

const struct pl_revision_set *
pl_layout_block_revision(const struct pl_layout_flow *flow, const struct pl_layout_block *block)
{
	const struct pl_revision_set *newest = NULL;
	for (uint32_t i = 0; flow->settings->options->revisions && i < block->row_count; i++) {
		const struct pl_layout_row *row = &block->rows[i];
		newest = pl_layout_newer_revision(
			newest, pl_layout_revision_of(flow, &block->paragraphs[row->paragraph],
						      row->start, row->end));
	}
	return newest;
}

/* The newest set of the lines in the slot of line number `index`: two columns share a mark. NULL: a
 * line before it has marked the slot. */
static const struct pl_revision_set *
revision_of_slot(const struct pl_layout_sheet *sheet, uint32_t count, uint32_t index)
{
	const struct pl_revision_set *newest = NULL;
	for (uint32_t i = 0; i < count; i++) {
		const struct pl_layout_line *line = &sheet->lines[i];
		if (line->slot == sheet->lines[index].slot && line->revision != NULL) {
			if (i < index) {
				return NULL;
			}
			newest = pl_layout_newer_revision(newest, line->revision);
		}
	}
	return newest;
}

bool
pl_layout_put_revision_marks(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet)
{
	const struct pl_setup *setup = flow->document->setup;
	uint32_t count = sheet->page->line_count;
	int32_t end = setup != NULL && setup->revision_mark > 0 ? setup->revision_mark : MARK_END;
	for (uint32_t i = 0; i < count; i++) {
		const struct pl_layout_line *line = &sheet->lines[i];
		const struct pl_revision_set *set =
			line->revision == NULL ? NULL : revision_of_slot(sheet, count, i);
		if (set == NULL) {
			continue;
		}
		if (!pl_layout_sheet_put_added(flow, sheet, set->mark,
					       pl_layout_right_aligned(end, set->mark), line->slot,
					       PLATEN_ROLE_REVISION, line->node)) {
			return false;
		}
		sheet->lines[sheet->page->line_count - 1].revision = set;
	}
	return true;
}
