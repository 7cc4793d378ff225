/*
 * What is printed of a node: its text, and, where they are asked for, the notes in it, in their
 * brackets.
 *
 *	typed		The lamp [[which? the old one]] turns.
 *	text		The lamp turns.			a note was cut before byte 9
 *	printed		The lamp [[which? the old one]] turns.
 *
 * A node without such notes is printed as it is. Of one with notes a copy is made, whose runs say
 * where in the source each stretch stands, so that lines, pages and messages point there.
 */
#include "layout/block.h"

/* The copy under work. */
struct printed {
	const struct platen_node *node;
	struct platen_node *copy;
	char *text;
	struct pl_run *runs;
	struct pl_cut **next_cut; /* where the next one which stays is hung up */
	uint32_t length, run_count;
	uint32_t at, run;            /* of the node's text, what comes next */
	struct platen_position here; /* of that byte */
	bool is_behind_note;
};

static bool
is_printed_note(enum platen_kind kind, struct pl_str text)
{
	return kind == PLATEN_NOTE && pl_str_trim(text).length > 0 && !pl_note_is_setting(text);
}

static void
put_bytes(struct printed *printed, struct pl_str text)
{
	if (text.length > 0) {
		memcpy(printed->text + printed->length, text.data, text.length);
		printed->length += (uint32_t)text.length;
	}
}

static void
end_run(struct printed *printed, uint32_t start, uint32_t style, struct platen_position from)
{
	if (printed->length > start) {
		printed->runs[printed->run_count++] =
			(struct pl_run){start, printed->length, style, from};
	}
}

/* ------------------------------------------------------------------------- text */

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\n';
}

/* What closes a clause or a quotation, and stands close to what it closes. A quotation mark behind
 * a blank opens one. */
static bool
is_closing(struct pl_str text, uint32_t at)
{
	bool is_behind_blank = at > 0 && is_blank(text.data[at - 1]);
	return strchr(".,;:!?)", text.data[at]) != NULL ||
	       (text.data[at] == '"' && !is_behind_blank);
}

/* Behind a note a word is set off by a space. */
static void
set_off(struct printed *printed)
{
	struct pl_str text = printed->node->text;
	uint32_t at = printed->at;
	if (printed->is_behind_note && !is_blank(text.data[at]) && !is_closing(text, at)) {
		put_bytes(printed, PL_STR(" "));
		printed->runs[printed->run_count - 1].end++;
	}
	printed->is_behind_note = false;
}

static uint32_t
count_code_points(struct pl_str text)
{
	uint32_t count = 0;
	for (size_t i = 0; i < text.length; i++) {
		count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
	}
	return count;
}

/* Of the node's own text what stands before byte `end`. */
static void
put_text(struct printed *printed, uint32_t end)
{
	const struct platen_node *node = printed->node;
	if (printed->at < end) {
		set_off(printed);
	}
	while (printed->at < end) {
		const struct pl_run *run = &node->runs[printed->run];
		if (printed->at == run->start) {
			printed->here = run->from;
		}
		uint32_t to = run->end < end ? run->end : end, start = printed->length;
		struct pl_str part = pl_str_slice(node->text, printed->at, to);
		put_bytes(printed, part);
		end_run(printed, start, run->style, printed->here);
		printed->here.offset += (uint32_t)part.length;
		printed->here.column += count_code_points(part);
		printed->at = to;
		printed->run += to == run->end;
	}
}

/* ------------------------------------------------------------------------ notes */

/* A note and its brackets, a run for each of its lines. */
static void
put_note(struct printed *printed, struct pl_str note, struct platen_position from)
{
	uint32_t start = printed->length;
	put_bytes(printed, PL_STR("[["));
	for (size_t at = 0; at < note.length;) {
		const char *line_feed = memchr(note.data + at, '\n', note.length - at);
		size_t end = line_feed == NULL ? note.length : (size_t)(line_feed - note.data) + 1;
		put_bytes(printed, pl_str_slice(note, at, end));
		if (line_feed != NULL) {
			end_run(printed, start, PLATEN_ITALIC, from);
			from.offset += printed->length - start;
			from.line++;
			from.column = 1;
			start = printed->length;
		}
		at = end;
	}
	put_bytes(printed, PL_STR("]]"));
	end_run(printed, start, PLATEN_ITALIC, from);
}

static void
put_cut_note(struct printed *printed, const struct pl_cut *cut)
{
	if (printed->length > 0 && !is_blank(printed->text[printed->length - 1])) {
		put_bytes(printed, PL_STR(" "));
		printed->runs[printed->run_count - 1].end++;
	}
	put_note(printed, cut->text, cut->from);
	printed->is_behind_note = true;
}

/* Who shows what is not printed still finds it. */
static bool
keep_cut(struct pl_flow *flow, struct printed *printed, const struct pl_cut *cut)
{
	struct pl_cut *copy = pl_arena_alloc(flow->arena, sizeof(*copy));
	if (copy == NULL) {
		return false;
	}
	*copy = *cut;
	copy->at = printed->length;
	copy->next = NULL;
	*printed->next_cut = copy;
	printed->next_cut = &copy->next;
	return true;
}

/* ------------------------------------------------------------------------- copy */

static size_t
count_line_feeds(struct pl_str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++) {
		count += text.data[i] == '\n';
	}
	return count;
}

/* Room for the text, and for what `note` adds to it: brackets, spaces, and a run for each line, and
 * for the rest of the run which it cuts. */
struct room {
	size_t bytes, runs;
};

static void
add_note_room(struct room *room, struct pl_str note)
{
	room->bytes += note.length + 6;
	room->runs += count_line_feeds(note) + 2;
}

static bool
start_copy(struct pl_flow *flow, const struct platen_node *node, struct room room,
	   struct printed *printed)
{
	struct platen_node *copy = pl_arena_alloc(flow->arena, sizeof(*copy));
	*printed = (struct printed){
		.node = node,
		.copy = copy,
		.text = pl_arena_alloc(flow->arena, room.bytes),
		.runs = pl_arena_array(flow->arena, room.runs, sizeof(*printed->runs)),
	};
	if (copy == NULL || printed->text == NULL || printed->runs == NULL) {
		return false;
	}
	*copy = *node;
	copy->cuts = NULL;
	printed->next_cut = &copy->cuts;
	return true;
}

static const struct platen_node *
finish_copy(struct printed *printed)
{
	struct platen_node *copy = printed->copy;
	copy->text = (struct pl_str){printed->text, printed->length};
	copy->runs = printed->runs;
	copy->run_count = printed->run_count;
	return copy;
}

static bool
copy_note(struct pl_flow *flow, const struct platen_node *node, const struct platen_node **copy)
{
	struct room room = {0};
	struct printed printed;
	add_note_room(&room, node->text);
	if (!start_copy(flow, node, room, &printed)) {
		return false;
	}
	if (is_printed_note(PLATEN_NOTE, node->text)) {
		put_note(&printed, node->text, node->from);
	}
	*copy = finish_copy(&printed);
	return true;
}

static bool
copy_with_notes(struct pl_flow *flow, const struct platen_node *node,
		const struct platen_node **copy)
{
	struct room room = {node->text.length, node->run_count};
	struct printed printed;
	for (const struct pl_cut *cut = node->cuts; cut != NULL; cut = cut->next) {
		add_note_room(&room, cut->text);
	}
	if (!start_copy(flow, node, room, &printed)) {
		return false;
	}
	for (const struct pl_cut *cut = node->cuts; cut != NULL; cut = cut->next) {
		put_text(&printed, cut->at);
		if (is_printed_note(cut->kind, cut->text)) {
			put_cut_note(&printed, cut);
		} else if (!keep_cut(flow, &printed, cut)) {
			return false;
		}
	}
	put_text(&printed, (uint32_t)node->text.length);
	*copy = finish_copy(&printed);
	return true;
}

bool
pl_node_printed(struct pl_flow *flow, const struct platen_node *node,
		const struct platen_node **printed)
{
	*printed = node;
	if (!flow->has_notes) {
		return true;
	}
	if (node->kind == PLATEN_NOTE) {
		return copy_note(flow, node, printed);
	}
	return node->cuts == NULL || copy_with_notes(flow, node, printed);
}
