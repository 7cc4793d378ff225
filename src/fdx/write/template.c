/*
 * A production's file, into which a script is put.
 *
 * What Fountain does not show (revisions, labels, tags, ids, fonts, alternates, scene properties)
 * hangs on the paragraphs of the template. So those which the script still has are copied byte for
 * byte. To know which these are, the script is not compared with the template but with what becomes
 * of the template when it makes the same trip, to Fountain and back (platen-write.c sends it):
 * whatever the trip does to a paragraph, it did to both.
 *
 *	old	the template, with its paragraphs
 *	again	the template after the trip; in the order of `old`
 *	new	the script: `again`, and what was done to it since
 *
 * `old` and `again` show the same letters, so they are put side by side by those. Where the trip
 * made one node of two paragraphs, or two of one, they stay together as a block. A block which the
 * script still has, node by node, is copied. A paragraph of which Fountain shows nothing goes with
 * the one before it.
 */
#include <stdlib.h>

#include "fdx/write/template.h"

/* --------------------------------------------------------------------------- places */

static uint64_t
count_units(const struct pl_fdx_paragraph *paragraph)
{
	uint64_t units = 0;
	if (paragraph->extras->inner_kind == PL_FDX_INNER_DUAL) {
		return 2;
	}
	for (const struct pl_fdx_run *run = paragraph->first; run != NULL; run = run->next) {
		units += pl_fdx_units(run->text);
	}
	return units;
}

static bool
list_places(struct pl_fdx_template *template)
{
	const struct pl_fdx_paragraph *first = template->document->fdx->body;
	uint64_t offset = 0;
	for (const struct pl_fdx_paragraph *p = first; p != NULL; p = p->next) {
		template->place_count++;
	}
	template->places = pl_arena_array(&template->writer->arena, template->place_count + 1u,
					  sizeof(*template->places));
	if (template->places == NULL) {
		return false;
	}
	struct pl_fdx_place *place = template->places;
	for (const struct pl_fdx_paragraph *p = first; p != NULL; p = p->next, place++) {
		*place = (struct pl_fdx_place){p, .offset = offset, .units = count_units(p)};
		offset += place->units + 1;
	}
	return true;
}

static int
compare_places(const void *key, const void *element)
{
	uint32_t offset = *(const uint32_t *)key;
	const struct pl_fdx_place *place = element;
	return offset < place->paragraph->from.offset   ? -1
	       : offset >= place->paragraph->source_end ? 1
							: 0;
}

/* The paragraph in which this byte of the template stands; NULL: in none of the body. */
struct pl_fdx_place *
pl_fdx_template_place(const struct pl_fdx_template *template, uint32_t offset)
{
	return template->place_count == 0
		       ? NULL
		       : bsearch(&offset, template->places, template->place_count,
				 sizeof(*template->places), compare_places);
}

bool
pl_fdx_template_move(const struct pl_fdx_template *template, uint64_t offset, uint64_t *moved)
{
	uint32_t low = 0, high = template->place_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (template->places[middle].offset <= offset) {
			low = middle;
		} else {
			high = middle;
		}
	}
	const struct pl_fdx_place *place = &template->places[low];
	uint64_t inside = high == 0 ? 0 : offset - place->offset;
	bool is_changed = high > 0 && inside > place->changed_from && inside < place->changed_to;
	if (high == 0 || !place->is_written || is_changed) {
		return false;
	}
	if (inside >= place->changed_to) {
		inside += place->changed_units - (place->changed_to - place->changed_from);
	}
	*moved = place->new_offset + inside;
	return true;
}

/* --------------------------------------------------------------------------- blocks */

/* The paragraphs which the nodes of a stretch are made of, as a block. */
static struct pl_fdx_block
make_block(const struct pl_fdx_template *template, const struct pl_fdx_stretch *stretch)
{
	struct pl_fdx_block block = {.first = stretch->other_first,
				     .end = stretch->other_end,
				     .old_first = stretch->first,
				     .old_end = stretch->end};
	for (uint32_t i = stretch->first; i < stretch->end; i++) {
		uint32_t from = template->old.nodes.list[i].node->from.offset;
		const struct pl_fdx_place *place = pl_fdx_template_place(template, from);
		if (place != NULL) {
			uint32_t at = (uint32_t)(place - template->places);
			bool is_first = block.place_end == 0;
			block.place_first =
				is_first || at < block.place_first ? at : block.place_first;
			block.place_end = at >= block.place_end ? at + 1 : block.place_end;
		}
	}
	return block;
}

static void
add_block(struct pl_fdx_template *template, struct pl_fdx_block block)
{
	struct pl_fdx_block *last =
		template->block_count == 0 ? NULL : &template->blocks[template->block_count - 1];
	bool has_place = block.place_end > 0;
	if (last != NULL && has_place && block.place_first < last->place_end) {
		last->end = block.end;
		last->old_end = block.old_end;
		last->place_end =
			block.place_end > last->place_end ? block.place_end : last->place_end;
	} else {
		template->blocks[template->block_count++] = block;
	}
	for (uint32_t i = block.first; i < block.end; i++) {
		template->block_of[i] = template->block_count - 1;
	}
}

/* Put `old` and `again` side by side. */
static void
build_blocks(struct pl_fdx_template *template)
{
	struct pl_fdx_stretch stretch = {0};
	const struct pl_fdx_items *old = &template->old.nodes, *again = &template->again.nodes;
	while (pl_fdx_next_stretch(old, again, &stretch)) {
		bool is_single = stretch.end - stretch.first == 1 &&
				 stretch.other_end - stretch.other_first == 1;
		if (stretch.other_end > stretch.other_first) {
			add_block(template, make_block(template, &stretch));
		}
		for (uint32_t i = stretch.other_first; i < stretch.other_end; i++) {
			template->origin_of[i] = is_single ? stretch.first : PL_NONE;
		}
	}
	uint32_t next = template->place_count;
	for (uint32_t i = template->block_count; i-- > 0;) {
		struct pl_fdx_block *block = &template->blocks[i];
		block->hidden_end = next;
		next = block->place_end > 0 ? block->place_first : next;
	}
}

static void
pair_notes(struct pl_fdx_template *template)
{
	struct pl_fdx_stretch stretch = {0};
	const struct pl_fdx_items *old = &template->old.notes, *again = &template->again.notes;
	while (pl_fdx_next_stretch(old, again, &stretch)) {
		bool is_even =
			stretch.end - stretch.first == stretch.other_end - stretch.other_first;
		for (uint32_t i = stretch.other_first; i < stretch.other_end; i++) {
			template->note_of[i] =
				is_even ? stretch.first + (i - stretch.other_first) : PL_NONE;
		}
	}
}

/* ---------------------------------------------------------------------------- notes */

static int
compare_notes(const void *a, const void *b)
{
	const struct pl_fdx_kept_note *one = a, *other = b;
	return one->from < other->from ? -1 : one->from > other->from;
}

static void
add_note(struct pl_fdx_template *template, struct platen_position from, uint32_t end, bool is_node)
{
	template->notes[template->note_count++] =
		(struct pl_fdx_kept_note){.from = from.offset, .end = end, .is_node = is_node};
}

struct pl_fdx_kept_note *
pl_fdx_template_notes(const struct pl_fdx_template *template, uint32_t offset)
{
	uint32_t low = 0, high = template->note_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (template->notes[middle].from < offset) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return template->notes + low;
}

/* A node which is no paragraph is a note. */
static void
list_notes(struct pl_fdx_template *template)
{
	const struct pl_fdx_items *nodes = &template->old.nodes, *notes = &template->old.notes;
	for (size_t i = 0; i < nodes->count; i++) {
		if (pl_node_more(nodes->list[i].node)->fdx == NULL) {
			add_note(template, nodes->list[i].node->from,
				 nodes->list[i].node->source_end, true);
		}
	}
	for (size_t i = 0; i < notes->count; i++) {
		const struct pl_comment *comment = notes->list[i].comment;
		if (!pl_fdx_is_color_note(notes->list[i].node, comment)) {
			add_note(template, comment->from, comment->source_end, false);
		}
	}
	if (template->note_count > 1) {
		qsort(template->notes, template->note_count, sizeof(*template->notes),
		      compare_notes);
	}
}

static struct pl_fdx_kept_note *
note_at(const struct pl_fdx_template *template, uint32_t from)
{
	struct pl_fdx_kept_note *note = pl_fdx_template_notes(template, from);
	bool is_found = note < template->notes + template->note_count && note->from == from;
	return is_found ? note : NULL;
}

/* The template has the node, or the comment inside it. *note is its note; NULL: in the file it is
 * something else, as the colour of a scene. */
static bool
has_note(const struct pl_fdx_template *template, const struct platen_node *node,
	 const struct pl_comment *comment, struct pl_fdx_kept_note **note)
{
	uint32_t at = template == NULL ? PL_NONE : pl_fdx_template_find(template, node);
	if (at == PL_NONE) {
		return false;
	}
	const struct pl_fdx_item *item = &template->new.nodes.list[at];
	const struct platen_node *origin = pl_fdx_template_origin(template, at);
	if (comment == NULL) {
		*note = origin == NULL ? NULL : note_at(template, origin->from.offset);
		return origin != NULL;
	}
	item = &template->new.notes.list[item->first_note];
	while (item->comment != comment) {
		item++;
	}
	uint32_t old = item->match == PL_NONE ? PL_NONE : template->note_of[item->match];
	if (old == PL_NONE) {
		return false;
	}
	*note = note_at(template, template->old.notes.list[old].comment->from.offset);
	return true;
}

/* The paragraph which new node number `at` is from; NULL: it is new, or from none. */
static struct pl_fdx_place *
place_of(const struct pl_fdx_template *template, uint32_t at)
{
	const struct platen_node *origin =
		at < template->new.nodes.count ? pl_fdx_template_origin(template, at) : NULL;
	return origin == NULL ? NULL : pl_fdx_template_place(template, origin->from.offset);
}

/* The script has the note which begins at this byte of the template. One in a paragraph is still
 * there if the script has it with that: new node number `host`. */
static void
want_note(struct pl_fdx_template *template, uint32_t from, const struct pl_fdx_item *item,
	  uint32_t host)
{
	struct pl_fdx_kept_note *note = note_at(template, from);
	const struct pl_fdx_place *place = pl_fdx_template_place(template, from);
	if (note != NULL && (place == NULL || place == place_of(template, host))) {
		note->is_wanted = true;
		note->is_edited = item->is_edited;
		note->text = item->comment != NULL ? item->comment->text : item->node->text;
	}
}

/* Which notes and paragraphs the script still has. A note before a text is a node of its own. */
static void
want_all(struct pl_fdx_template *template)
{
	const struct pl_fdx_items *nodes = &template->new.nodes, *notes = &template->new.notes;
	for (uint32_t i = 0; i < nodes->count; i++) {
		const struct platen_node *origin = pl_fdx_template_origin(template, i);
		struct pl_fdx_place *place = place_of(template, i);
		if (origin != NULL && pl_node_more(origin)->fdx == NULL) {
			want_note(template, origin->from.offset, &nodes->list[i], i + 1);
		} else if (place != NULL) {
			place->is_wanted = true;
		}
	}
	for (uint32_t i = 0; i < notes->count; i++) {
		uint32_t match = notes->list[i].match;
		uint32_t old = match == PL_NONE ? PL_NONE : template->note_of[match];
		if (old != PL_NONE) {
			want_note(template, template->old.notes.list[old].comment->from.offset,
				  &notes->list[i],
				  pl_fdx_template_find(template, notes->list[i].node));
		}
	}
}

/* ------------------------------------------------------------------------ new nodes */

static int
compare_nodes(const void *a, const void *b)
{
	uintptr_t one = (uintptr_t)(*(const struct pl_fdx_item *const *)a)->node;
	uintptr_t other = (uintptr_t)(*(const struct pl_fdx_item *const *)b)->node;
	return one < other ? -1 : one > other;
}

static int
compare_with_node(const void *node, const void *element)
{
	uintptr_t one = (uintptr_t)node;
	uintptr_t other = (uintptr_t)(*(const struct pl_fdx_item *const *)element)->node;
	return one < other ? -1 : one > other;
}

/* The number of the node in template->new; PL_NONE: it is not in it. */
uint32_t
pl_fdx_template_find(const struct pl_fdx_template *template, const struct platen_node *node)
{
	const struct pl_fdx_items *new = &template->new.nodes;
	const struct pl_fdx_item **found =
		new->count == 0 ? NULL
				: bsearch(node, template->order, new->count,
					  sizeof(*template->order), compare_with_node);
	return found == NULL ? PL_NONE : (uint32_t)(*found - new->list);
}

const struct platen_node *
pl_fdx_template_origin(const struct pl_fdx_template *template, uint32_t at)
{
	uint32_t match = at == PL_NONE ? PL_NONE : template->new.nodes.list[at].match;
	uint32_t origin = match == PL_NONE ? PL_NONE : template->origin_of[match];
	return origin == PL_NONE ? NULL : template->old.nodes.list[origin].node;
}

static void
sort_nodes(struct pl_fdx_template *template)
{
	const struct pl_fdx_items *new = &template->new.nodes;
	for (size_t i = 0; i < new->count; i++) {
		template->order[i] = &new->list[i];
	}
	if (new->count > 1) {
		qsort(template->order, new->count, sizeof(struct pl_fdx_item *), compare_nodes);
	}
}

/* ------------------------------------------------------------------------ the whole */

static bool
need_arrays(struct pl_fdx_template *template)
{
	struct pl_arena *arena = &template->writer->arena;
	size_t again = template->again.nodes.count + 1, new = template->new.nodes.count + 1;
	template->blocks = pl_arena_array(arena, again, sizeof(*template->blocks));
	template->block_of = pl_arena_array(arena, again, sizeof(uint32_t));
	template->origin_of = pl_arena_array(arena, again, sizeof(uint32_t));
	template->note_of =
		pl_arena_array(arena, template->again.notes.count + 1, sizeof(uint32_t));
	template->notes =
		pl_arena_array(arena, template->old.nodes.count + template->old.notes.count + 1,
			       sizeof(*template->notes));
	template->order = pl_arena_array(arena, new, sizeof(*template->order));
	template->is_done = pl_arena_array(arena, new, sizeof(bool));
	return template->blocks != NULL && template->block_of != NULL &&
	       template->origin_of != NULL && template->note_of != NULL &&
	       template->notes != NULL && template->order != NULL && template->is_done != NULL &&
	       list_places(template);
}

static bool
is_same(const struct pl_fdx_items *old, const struct pl_fdx_items *new)
{
	bool is_same = old->count == new->count;
	for (uint32_t i = 0; is_same && i < new->count; i++) {
		is_same = new->list[i].match == i && !new->list[i].is_edited;
	}
	return is_same;
}

static bool
has_same(struct pl_fdx_matcher *matcher, const struct pl_job *job, bool is_printed)
{
	return pl_fdx_matcher_title(matcher, job->template_again, is_printed) ==
	       pl_fdx_matcher_title(matcher, job->document, is_printed);
}

static bool
build(struct pl_fdx_template *template, const struct pl_job *job)
{
	struct pl_fdx_matcher *matcher = &template->matcher;
	pl_fdx_matcher_list(matcher, template->document, PL_FDX_OLD, &template->old);
	pl_fdx_matcher_list(matcher, job->template_again, PL_FDX_AGAIN, &template->again);
	pl_fdx_matcher_list(matcher, job->document, PL_FDX_NEW, &template->new);
	struct pl_fdx_writer *writer = template->writer;
	writer->has_same_title = has_same(matcher, job, true);
	writer->has_new_title_page = !writer->has_same_title || !has_same(matcher, job, false);
	if (matcher->failed || !need_arrays(template)) {
		return false;
	}
	pl_fdx_match(&template->again.nodes, &template->new.nodes);
	pl_fdx_match(&template->again.notes, &template->new.notes);
	writer->is_unchanged = !writer->has_new_title_page &&
			       is_same(&template->again.nodes, &template->new.nodes) &&
			       is_same(&template->again.notes, &template->new.notes);
	build_blocks(template);
	pair_notes(template);
	sort_nodes(template);
	list_notes(template);
	want_all(template);
	return true;
}

void
pl_fdx_template_open(struct pl_fdx_writer *writer)
{
	const struct pl_job *job = writer->job;
	struct pl_fdx_template *template = pl_arena_alloc(&writer->arena, sizeof(*template));
	if (template == NULL) {
		writer->failed = true;
		return;
	}
	template->writer = writer;
	template->document = job->options->fdx_template;
	pl_fdx_matcher_init(&template->matcher, &writer->arena);
	writer->failed |= !build(template, job);
	pl_fdx_matcher_fini(&template->matcher);
	writer->template = template;
}

/* It is written anew if it is at the root of the template, else with the paragraph it is in. */
bool
pl_fdx_keep_note(struct pl_fdx_writer *writer, const struct platen_node *node,
		 const struct pl_comment *comment, uint64_t offset, bool stays_put)
{
	struct pl_fdx_kept_note *kept;
	if (!has_note(writer->template, node, comment, &kept)) {
		return false;
	}
	const struct pl_fdx_place *place =
		kept == NULL ? NULL : pl_fdx_template_place(writer->template, kept->from);
	if (kept != NULL && place == NULL) {
		kept->note = pl_arena_alloc(&writer->arena, sizeof(*kept->note));
		if (kept->note == NULL) {
			writer->failed = true;
			return false;
		}
		kept->note->offset = offset;
		kept->note->stays_put = stays_put;
	}
	return place == NULL || (kept->is_wanted && place->is_wanted);
}
