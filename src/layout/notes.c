/*
 * The text of a node with its notes, where these are to be printed, in their brackets:
 *
 *	typed		The lamp [[which? the old one]] turns.
 *	text		The lamp turns.			a note stood before byte 9
 *	printed		The lamp [[which? the old one]] turns.
 *
 * A node without such notes is printed as it is. A node with notes gets a copy, whose runs have the
 * source position of each stretch, so that lines, pages and messages point there.
 */
#include "layout/flow.h"

/* A copy in the making. */
struct copy {
	struct pl_arena *arena;
	const struct platen_node *node;
	struct platen_node *made;
	struct pl_buffer text;
	struct pl_run *runs;
	size_t run_count, run_room;
	struct pl_revision *revisions;
	uint32_t revision_count;
	size_t revision_capacity;
	struct pl_comment **next_comment; /* where the next comment that stays is linked */
	uint32_t at, run;                 /* in the node's text: what is copied next */
	struct platen_position here;      /* of that byte */
	bool is_after_note;
	bool no_memory;
};

static bool
is_printed_note(enum platen_kind kind, struct pl_str text)
{
	return kind == PLATEN_NOTE && pl_str_trim(text).length > 0 && !pl_note_is_setting(text);
}

/* ------------------------------------------------------------------------- text */

/* All text since byte `start` is a run. */
static void
end_run(struct copy *copy, size_t start, uint32_t style, struct platen_position from)
{
	if (copy->text.length == start) {
		return;
	}
	struct pl_run *runs = pl_arena_grow(copy->arena, copy->runs, copy->run_count,
					    &copy->run_room, sizeof(*runs));
	if (runs == NULL) {
		copy->no_memory = true;
		return;
	}
	copy->runs = runs;
	runs[copy->run_count++] =
		(struct pl_run){(uint32_t)start, (uint32_t)copy->text.length, style, from};
}

/* Add a space to the last run. */
static void
put_space(struct copy *copy)
{
	pl_buffer_put_byte(&copy->text, ' ');
	if (copy->run_count > 0) {
		copy->runs[copy->run_count - 1].end++;
	}
}

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\n';
}

/* Whether the character closes a clause or a quotation, so that no space goes before it. A
 * quotation mark after a blank opens one. */
static bool
is_closing(struct pl_str text, uint32_t at)
{
	bool is_after_blank = at > 0 && is_blank(text.data[at - 1]);
	return strchr(".,;:!?)", text.data[at]) != NULL ||
	       (text.data[at] == '"' && !is_after_blank);
}

/* Bytes [from, to) of the node's text have been copied to byte `at`. */
static void
copy_revisions(struct copy *copy, uint32_t from, uint32_t to, uint32_t at)
{
	const struct platen_node *node = copy->node;
	for (uint32_t i = 0; i < pl_node_more(node)->revision_count; i++) {
		const struct pl_revision *revision = &pl_node_more(node)->revisions[i];
		uint32_t start = revision->start > from ? revision->start : from;
		uint32_t end = revision->end < to ? revision->end : to;
		if (start >= end) {
			continue;
		}
		struct pl_revision *grown =
			pl_arena_grow(copy->arena, copy->revisions, copy->revision_count,
				      &copy->revision_capacity, sizeof(*grown));
		if (grown == NULL) {
			copy->no_memory = true;
			return;
		}
		copy->revisions = grown;
		grown[copy->revision_count++] =
			(struct pl_revision){at + (start - from), at + (end - from), revision->set};
	}
}

/* Copy the node's own text up to byte `end`. After a note, a space goes before a word. */
static void
copy_text(struct copy *copy, uint32_t end)
{
	struct pl_str text = copy->node->text;
	if (copy->at < end) {
		if (copy->is_after_note && !is_blank(text.data[copy->at]) &&
		    !is_closing(text, copy->at)) {
			put_space(copy);
		}
		copy->is_after_note = false;
	}
	while (copy->at < end) {
		const struct pl_run in = pl_node_run(copy->node, copy->run), *run = &in;
		if (copy->at == run->start) {
			copy->here = run->from;
		}
		uint32_t to = run->end < end ? run->end : end;
		size_t start = copy->text.length;
		struct pl_str part = pl_str_slice(text, copy->at, to);
		pl_buffer_put(&copy->text, part);
		end_run(copy, start, run->style, copy->here);
		copy_revisions(copy, copy->at, to, (uint32_t)start);
		copy->here.offset += (uint32_t)part.length;
		copy->here.column += (uint32_t)pl_utf8_count(part);
		copy->at = to;
		copy->run += to == run->end;
	}
}

/* ------------------------------------------------------------------------ notes */

/* A note in its brackets, with a run for each of its lines. */
static void
put_note(struct copy *copy, struct pl_str note, struct platen_position from)
{
	size_t start = copy->text.length;
	pl_buffer_put(&copy->text, PL_STR("[["));
	for (size_t at = 0; at < note.length; at++) {
		pl_buffer_put_byte(&copy->text, note.data[at]);
		if (note.data[at] == '\n') {
			end_run(copy, start, PLATEN_ITALIC, from);
			from.offset += (uint32_t)(copy->text.length - start);
			from.line++;
			from.column = 1;
			start = copy->text.length;
		}
	}
	pl_buffer_put(&copy->text, PL_STR("]]"));
	end_run(copy, start, PLATEN_ITALIC, from);
}

static void
put_inner_note(struct copy *copy, const struct pl_comment *comment)
{
	size_t length = copy->text.length;
	if (length > 0 && !is_blank(copy->text.data[length - 1])) {
		put_space(copy);
	}
	put_note(copy, comment->text, comment->from);
	copy->is_after_note = true;
}

/* Keep a comment that is not printed, for writers that show it elsewhere. */
static void
keep_comment(struct copy *copy, const struct pl_comment *comment)
{
	struct pl_comment *kept = pl_arena_alloc(copy->arena, sizeof(*kept));
	if (kept == NULL) {
		copy->no_memory = true;
		return;
	}
	*kept = *comment;
	kept->at = (uint32_t)copy->text.length;
	kept->next = NULL;
	*copy->next_comment = kept;
	copy->next_comment = &kept->next;
}

static void
fill(struct copy *copy)
{
	const struct platen_node *node = copy->node;
	if (node->kind == PLATEN_NOTE) {
		if (is_printed_note(PLATEN_NOTE, node->text)) {
			put_note(copy, node->text, node->from);
		}
		return;
	}
	for (const struct pl_comment *comment = pl_node_more(node)->comments; comment != NULL;
	     comment = comment->next) {
		copy_text(copy, comment->at);
		if (is_printed_note(comment->kind, comment->text)) {
			put_inner_note(copy, comment);
		} else {
			keep_comment(copy, comment);
		}
	}
	copy_text(copy, (uint32_t)node->text.length);
}

bool
pl_layout_node_printed(struct pl_layout_flow *flow, const struct platen_node *node,
		       const struct platen_node **printed)
{
	*printed = node;
	if (!flow->settings->options->notes ||
	    (node->kind != PLATEN_NOTE && pl_node_more(node)->comments == NULL)) {
		return true;
	}
	struct platen_node *made = pl_arena_alloc(flow->arena, sizeof(*made));
	struct pl_node_more *more = pl_arena_alloc(flow->arena, sizeof(*more));
	if (made == NULL || more == NULL) {
		return false;
	}
	*made = *node;
	*more = *pl_node_more(node);
	made->more = more;
	more->comments = NULL;
	struct copy copy = {
		.arena = flow->arena, .node = node, .made = made, .next_comment = &more->comments};
	fill(&copy);
	made->text = pl_arena_copy(flow->arena, pl_buffer_str(&copy.text));
	more->runs = copy.runs;
	more->run_count = (uint32_t)copy.run_count;
	more->revisions = copy.revisions;
	more->revision_count = copy.revision_count;
	bool is_done = made->text.data != NULL && !copy.text.failed && !copy.no_memory;
	pl_buffer_fini(&copy.text);
	*printed = made;
	return is_done;
}
