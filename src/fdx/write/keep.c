/* Paragraphs of the template, as they are or with what has changed in them. */
#include "fdx/write/template.h"
#include "fdx/write/tree.h"

/* ---------------------------------------------------------------------- unchanged */

/* The white space before a paragraph. */
static struct pl_str
lead_of(const struct pl_fdx_template *template, const struct pl_fdx_place *place)
{
	uint32_t from = place == template->places ? template->document->fdx->body_from
						  : place[-1].paragraph->source_end;
	return pl_str_slice(template->document->source, from, place->paragraph->from.offset);
}

/* The paragraph has been written. */
static void
end_place(const struct pl_fdx_template *template, struct pl_fdx_place *place)
{
	uint64_t *offset = &template->writer->offset;
	place->is_written = true;
	place->new_offset = *offset;
	*offset +=
		place->units + 1 + place->changed_units - (place->changed_to - place->changed_from);
}

static void
put_place(struct pl_fdx_template *template, struct pl_fdx_place *place)
{
	pl_fdx_put_kept(template->writer, lead_of(template, place),
			pl_str_slice(template->document->source, place->paragraph->from.offset,
				     place->paragraph->source_end));
	end_place(template, place);
}

static void
put_places(struct pl_fdx_template *template, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		put_place(template, &template->places[i]);
	}
}

/* New nodes from number `at` on are those of the block, none changed. */
static bool
has_block(const struct pl_fdx_template *template, uint32_t at, const struct pl_fdx_block *block)
{
	const struct pl_fdx_items *new = &template->new.nodes;
	for (uint32_t i = block->first; i < block->end; i++, at++) {
		if (at >= new->count || new->list[at].match != i || new->list[at].is_edited) {
			return false;
		}
	}
	return true;
}

/* The nodes of the block are in the file, from this offset on, and their notes go with them. */
static void
end_block(struct pl_fdx_template *template, uint32_t at, const struct pl_fdx_block *block,
	  uint64_t offset, bool stays_put)
{
	for (uint32_t i = block->first; i < block->end; i++, at++) {
		template->is_done[at] = true;
		pl_fdx_add_notes_of(template->writer, template->new.nodes.list[at].node, offset,
				    stays_put, stays_put);
	}
}

static void
put_block(struct pl_fdx_template *template, uint32_t at, const struct pl_fdx_block *block)
{
	uint64_t offset = template->writer->offset;
	if (block->place_end > 0) {
		put_places(template, block->place_first, block->hidden_end);
	}
	end_block(template, at, block, offset, true);
}

/* ------------------------------------------------------------------------- changed */

/* The paragraph which new node number `at` is, if it is the only one of the block. */
static struct pl_fdx_place *
place_to_edit(const struct pl_fdx_template *template, uint32_t at, const struct pl_fdx_block *block)
{
	const struct platen_node *origin = pl_fdx_template_origin(template, at);
	struct pl_fdx_place *place = &template->places[block->place_first];
	if (origin == NULL || block->place_end != block->place_first + 1 || place->is_written) {
		return NULL;
	}
	/* what is left of an omitted scene is a boneyard in the same paragraph */
	bool is_main = origin->from.offset == place->paragraph->from.offset &&
		       origin->kind != PLATEN_BONEYARD;
	return is_main && place->paragraph->extras->inner_kind != PL_FDX_INNER_DUAL ? place : NULL;
}

/* What else is in the paragraph goes with it: boneyards, and synopses if it has them all. */
static void
take_others(struct pl_fdx_template *template, uint32_t at, const struct pl_fdx_block *block,
	    bool has_synopses)
{
	const struct pl_fdx_items *new = &template->new.nodes;
	const struct platen_node *synopsis = has_synopses ? new->list[at].node : NULL;
	for (uint32_t i = at + 1; i < new->count; i++) {
		uint32_t match = new->list[i].match;
		bool is_inside = match != PL_NONE && match >= block->first && match < block->end;
		const struct platen_node *node = new->list[i].node;
		if (node->kind == PLATEN_BONEYARD && is_inside) {
			template->is_done[i] = true;
		} else if (synopsis != NULL && pl_fdx_next_synopsis(synopsis) == node) {
			template->is_done[i] = true;
			synopsis = node;
		} else if (node->kind != PLATEN_NOTE && node->kind != PLATEN_BONEYARD) {
			return;
		}
	}
}

/* The paragraph is written anew: notes which stood before it are no more in it. */
static void
give_up_notes(struct pl_fdx_template *template, struct pl_fdx_place *place)
{
	const struct pl_fdx_paragraph *paragraph = place->paragraph;
	struct pl_fdx_kept_note *note = pl_fdx_template_notes(template, paragraph->from.offset);
	struct pl_fdx_kept_note *end = pl_fdx_template_notes(template, paragraph->source_end);
	place->is_wanted = false;
	for (; note < end; note++) {
		if (note->is_wanted && note->is_node) {
			pl_fdx_add_note(template->writer, "", note->text, template->writer->offset);
		}
	}
}

static bool
put_edited(struct pl_fdx_template *template, uint32_t at, const struct pl_fdx_block *block)
{
	const struct pl_fdx_item *item = &template->new.nodes.list[at];
	struct pl_fdx_place *place = place_to_edit(template, at, block);
	bool has_synopses = false;
	if (place == NULL) {
		return false;
	}
	if (!pl_fdx_edit_paragraph(template, place, &template->again.nodes.list[item->match], item,
				   lead_of(template, place), &has_synopses)) {
		give_up_notes(template, place);
		return false;
	}
	end_place(template, place);
	template->is_done[at] = true;
	pl_fdx_add_notes_of(template->writer, item->node, place->new_offset, true, false);
	take_others(template, at, block, has_synopses);
	put_places(template, block->place_end, block->hidden_end);
	return true;
}

/* The paragraphs which the edits leave, in order. */
static void
put_lines(struct pl_fdx_template *template, const struct pl_fdx_block *block,
	  const struct pl_fdx_edit *edits)
{
	for (uint32_t i = block->place_first; i < block->place_end; i++) {
		struct pl_fdx_place *place = &template->places[i];
		const struct pl_fdx_edit *edit = &edits[i - block->place_first];
		if (edit->tree != NULL) {
			pl_fdx_tree_put(template->writer, lead_of(template, place), edit->tree);
			end_place(template, place);
		} else if (!edit->is_gone) {
			put_place(template, place);
		}
	}
	put_places(template, block->place_end, block->hidden_end);
}

/* New node number `at` is all of the block: several paragraphs, of which some may have changed. */
static bool
put_edited_lines(struct pl_fdx_template *template, uint32_t at, const struct pl_fdx_block *block)
{
	uint32_t count = block->place_end - block->place_first;
	if (block->end != block->first + 1 || count < 2) {
		return false;
	}
	struct pl_fdx_edit *edits = pl_arena_array(&template->writer->arena, count, sizeof(*edits));
	if (edits == NULL) {
		template->writer->failed = true;
		return false;
	}
	bool is_done = pl_fdx_edit_lines(template, at, block, edits);
	if (is_done) {
		put_lines(template, block, edits);
		template->is_done[at] = true;
	}
	for (uint32_t i = 0; i < count; i++) {
		pl_fdx_tree_free(edits[i].tree);
	}
	return is_done;
}

/* The script has the block, but it is written anew, without what hangs on its paragraphs. */
static bool
count_given_up(struct pl_fdx_template *template, const struct pl_fdx_block *block)
{
	for (uint32_t i = block->place_first; i < block->place_end; i++) {
		struct pl_fdx_place *place = &template->places[i];
		template->writer->gone[PL_FDX_GONE_PARAGRAPHS] +=
			!place->is_written && !place->is_given_up;
		place->is_given_up = true;
	}
	return false;
}

/* New node number `at` is from a further title page, which Fountain does not tell from the body. */
static bool
is_front(const struct pl_fdx_template *template, uint32_t at)
{
	const struct platen_node *origin = pl_fdx_template_origin(template, at);
	return origin != NULL && pl_node_more(origin)->fdx != NULL &&
	       pl_fdx_template_place(template, origin->from.offset) == NULL;
}

/* A paragraph of the block is not as Final Draft would read it, or an option asks for something
 * else. A production's template is not repaired. */
static bool
is_rewritten(const struct pl_fdx_template *template, const struct platen_node *node,
	     const struct pl_fdx_block *block)
{
	const struct pl_job *job = template->writer->job;
	bool is_outline = node->kind == PLATEN_SECTION || node->kind == PLATEN_SYNOPSIS;
	bool is_it = is_outline && job->options->fdx_sections != PLATEN_SECTIONS_OUTLINE;
	for (uint32_t i = block->place_first; i < block->place_end; i++) {
		is_it |= template->places[i].paragraph->is_repaired;
	}
	return is_it && job->completes_template;
}

/* The block is written anew, without what its paragraphs are. */
static bool
give_up_block(struct pl_fdx_template *template, const struct pl_fdx_block *block)
{
	for (uint32_t i = block->place_first; i < block->place_end; i++) {
		if (template->places[i].is_wanted) {
			give_up_notes(template, &template->places[i]);
		}
	}
	return false;
}

bool
pl_fdx_keep_node(struct pl_fdx_writer *writer, const struct platen_node *node)
{
	struct pl_fdx_template *template = writer->template;
	uint32_t at = template == NULL ? PL_NONE : pl_fdx_template_find(template, node);
	if (at == PL_NONE || template->is_done[at]) {
		return at != PL_NONE;
	}
	uint32_t match = template->new.nodes.list[at].match;
	if (match == PL_NONE) {
		return false;
	}
	const struct pl_fdx_block *block = &template->blocks[template->block_of[match]];
	if (is_rewritten(template, node, block)) {
		return give_up_block(template, block);
	}
	if (has_block(template, at, block)) {
		put_block(template, at, block);
		return true;
	}
	template->is_done[at] = is_front(template, at);
	return template->is_done[at] || put_edited(template, at, block) ||
	       put_edited_lines(template, at, block) || count_given_up(template, block);
}

static void
keep_front(struct pl_fdx_writer *writer, const struct pl_fdx_part *part)
{
	struct pl_fdx_template *template = writer->template;
	struct pl_str source = template->document->source;
	uint32_t at = (uint32_t)(part->xml.data - source.data);
	uint32_t end = at + (uint32_t)part->xml.length;
	pl_fdx_put_kept(writer, part->lead, PL_STR(""));
	for (uint32_t i = 0; i < template->new.nodes.count; i++) {
		const struct pl_fdx_item *item = &template->new.nodes.list[i];
		if (!item->is_edited || !is_front(template, i)) {
			continue;
		}
		struct pl_fdx_place place = {
			pl_node_more(pl_fdx_template_origin(template, i))->fdx};
		uint32_t from = place.paragraph->from.offset;
		bool has_synopses;
		if (from >= at && from < end &&
		    pl_fdx_edit_paragraph(template, &place,
					  &template->again.nodes.list[item->match], item,
					  pl_str_slice(source, at, from), &has_synopses)) {
			at = place.paragraph->source_end;
		}
	}
	pl_fdx_put_kept(writer, pl_str_slice(source, at, end), PL_STR(""));
}

/* The template's stays if the script has the same one, or none. */
void
pl_fdx_keep_title_page(struct pl_fdx_writer *writer, const struct pl_fdx_part *part)
{
	if (writer->has_same_title || !pl_fdx_has_title_page(writer)) {
		keep_front(writer, part);
	} else {
		pl_fdx_put_title_page(writer);
	}
}

/* The new nodes in a dual dialogue: the number of the first, and how many there are; 0: it is new.
 */
static uint32_t
count_in_dual(const struct pl_fdx_template *template, const struct platen_node *dual, uint32_t *at)
{
	const struct platen_node *first = dual, *last = dual;
	while (first != NULL && pl_kind_is(first->kind, PL_CONTAINER)) {
		first = pl_node_following(first);
	}
	while (last->last != NULL) {
		last = last->last;
	}
	*at = first == NULL ? PL_NONE : pl_fdx_template_find(template, first);
	uint32_t end = pl_fdx_template_find(template, last);
	bool is_known = *at != PL_NONE && end != PL_NONE && end >= *at &&
			template->new.nodes.list[*at].match != PL_NONE;
	return is_known ? end - *at + 1 : 0;
}

/* The nodes are those of the block, in order, edited or not. */
static bool
has_edited_block(const struct pl_fdx_template *template, uint32_t at,
		 const struct pl_fdx_block *block)
{
	for (uint32_t i = block->first; i < block->end; i++, at++) {
		if (template->new.nodes.list[at].match != i ||
		    pl_fdx_template_origin(template, at) == NULL) {
			return false;
		}
	}
	return block->place_end == block->place_first + 1;
}

bool
pl_fdx_keep_dual(struct pl_fdx_writer *writer, const struct platen_node *dual)
{
	struct pl_fdx_template *template = writer->template;
	uint32_t at, count = template == NULL ? 0 : count_in_dual(template, dual, &at);
	/* in its paragraph there may be more than the two speeches, which came first */
	if (count == 0 || template->is_done[at]) {
		return count > 0;
	}
	uint32_t match = template->new.nodes.list[at].match;
	const struct pl_fdx_block *block = &template->blocks[template->block_of[match]];
	struct pl_fdx_place *place = &template->places[block->place_first];
	if (block->place_end == 0) {
		return false;
	}
	if (is_rewritten(template, dual, block)) {
		return give_up_block(template, block);
	}
	if (has_block(template, at, block)) {
		put_block(template, at, block);
		return true;
	}
	if (block->end - block->first != count || place->is_written ||
	    !has_edited_block(template, at, block) ||
	    !pl_fdx_edit_dual(template, place, at, count, lead_of(template, place))) {
		return false;
	}
	end_place(template, place);
	end_block(template, at, block, place->new_offset, false);
	put_places(template, block->place_end, block->hidden_end);
	return true;
}

/* --------------------------------------------------------------------- the content */

/* The part which the body stands in; NULL: there is no template, or nothing in its body. */
static const struct pl_fdx_part *
content_of(const struct pl_fdx_template *template)
{
	if (template == NULL || template->place_count == 0) {
		return NULL;
	}
	const struct pl_fdx_part *part = template->document->fdx->parts;
	const char *inside = template->document->source.data + template->document->fdx->body_from;
	while (part != NULL && part->xml.data + part->xml.length < inside) {
		part = part->next;
	}
	return part;
}

bool
pl_fdx_open_kept_content(struct pl_fdx_writer *writer)
{
	struct pl_fdx_template *template = writer->template;
	const struct pl_fdx_part *part = content_of(template);
	if (part == NULL) {
		return false;
	}
	const char *inside = template->document->source.data + template->document->fdx->body_from;
	struct pl_str tag = {part->xml.data, (size_t)(inside - part->xml.data)};
	pl_fdx_put_kept(writer, part->lead, PL_STR(""));
	pl_fdx_open_kept(writer, tag, "Content");
	uint32_t first = template->place_count;
	for (uint32_t i = 0; i < template->block_count && first == template->place_count; i++) {
		const struct pl_fdx_block *block = &template->blocks[i];
		first = block->place_end > 0 ? block->place_first : first;
	}
	put_places(template, 0, first);
	return true;
}

bool
pl_fdx_close_kept_content(struct pl_fdx_writer *writer)
{
	struct pl_fdx_template *template = writer->template;
	const struct pl_fdx_part *part = content_of(template);
	if (part == NULL) {
		return false;
	}
	uint32_t end = template->places[template->place_count - 1].paragraph->source_end;
	const char *last = template->document->source.data + end;
	pl_fdx_close_kept(
		writer, (struct pl_str){last, (size_t)(part->xml.data + part->xml.length - last)});
	return true;
}
