/*
 * The text of a node, put together line by line: what remains of each line when marks and spans are
 * out of it, where each stretch of it came from, and its style. Line breaks become LF, tabs four
 * spaces.
 */
#include "fountain/read/reader.h"

/* A visible line on its way into a text. */
struct transfer {
	struct pl_fountain_reader *reader;
	const struct pl_fountain_visible *visible;
	struct pl_fountain_text *to;
	size_t piece, span;             /* of the visible line, the next ones */
	struct platen_position at;      /* of the last run */
	struct platen_position span_at; /* of the last span */
};

static bool
add_run(struct pl_fountain_reader *reader, struct pl_fountain_text *text, struct pl_run run)
{
	struct pl_run *runs = pl_arena_grow(&reader->scratch, text->runs, text->run_count,
					    &text->run_capacity, sizeof(*runs));
	if (runs == NULL) {
		return false;
	}
	text->runs = runs;
	runs[text->run_count++] = run;
	return true;
}

/* Start a line. The LF has no style: it belongs to the run before it if that has none, else to one
 * of its own. */
static bool
start_line(struct pl_fountain_reader *reader, struct pl_fountain_text *text,
	   struct platen_position at)
{
	text->next_source = PL_NONE;
	if (text->line_count++ == 0) {
		return true;
	}
	pl_buffer_put_byte(&text->text, '\n');
	if (text->run_count > 0 && text->runs[text->run_count - 1].style == 0) {
		text->runs[text->run_count - 1].end++;
		return !text->text.failed;
	}
	uint32_t end = (uint32_t)text->text.length;
	return !text->text.failed && add_run(reader, text, (struct pl_run){end - 1, end, 0, at});
}

static void
reset(struct pl_fountain_text *text, struct platen_node *node)
{
	text->node = node;
	text->line_count = 0;
	text->text.length = 0;
	text->run_count = 0;
	text->first_comment = text->last_comment = NULL;
}

/* The text, owned by the document. Nearly always it stands in the source as it is, and needs no
 * copy.
 */
static struct pl_str
keep_text(struct pl_fountain_reader *reader, const struct pl_fountain_text *text)
{
	struct pl_str kept = pl_buffer_str(&text->text), source = reader->source;
	size_t from = text->run_count == 0 ? source.length : text->runs[0].from.offset;
	if (kept.length > 0 && kept.length <= source.length - from &&
	    memcmp(source.data + from, kept.data, kept.length) == 0) {
		return pl_str_slice(source, from, from + kept.length);
	}
	return pl_arena_copy(&reader->document->arena, kept);
}

/* Copy text and runs to the node. */
static bool
copy_to_node(struct pl_fountain_reader *reader, const struct pl_fountain_text *text,
	     struct platen_node *node)
{
	node->text = keep_text(reader, text);
	return node->text.data != NULL &&
	       pl_node_set_runs(reader->document, node, text->runs, text->run_count);
}

/* ----------------------------------------------------------------- visible bytes */

/* Add visible bytes [from, to), which lie in one piece and hold no tab but at `from`, from source
 * byte `source` on. */
static bool
put_stretch(struct transfer *transfer, uint32_t from, uint32_t to, uint32_t source, uint32_t style)
{
	struct pl_fountain_text *text = transfer->to;
	bool is_tab = transfer->visible->text.data[from] == '\t';
	size_t start = text->text.length;
	pl_buffer_put(&text->text,
		      is_tab ? PL_STR("    ") : pl_str_slice(transfer->visible->text, from, to));
	if (text->text.failed) {
		return false;
	}
	bool goes_on = text->run_count > 0 && text->next_source == source &&
		       text->runs[text->run_count - 1].style == style;
	text->next_source = source + (to - from);
	if (goes_on) {
		text->runs[text->run_count - 1].end = (uint32_t)text->text.length;
		return true;
	}
	pl_position_advance(transfer->reader->source, &transfer->at, source);
	const char *typed = transfer->reader->source.data + source;
	struct pl_run run = {
		.start = (uint32_t)start,
		.end = (uint32_t)text->text.length,
		.style = style,
		.from = transfer->at,
		.is_escaped = source > 0 && typed[-1] == '\\' && (*typed == '*' || *typed == '_'),
	};
	return add_run(transfer->reader, text, run);
}

/* Where the stretch ends which begins at `from`: before a tab or the next piece. */
static uint32_t
stretch_end(const struct transfer *transfer, uint32_t from, uint32_t to)
{
	const struct pl_fountain_visible *visible = transfer->visible;
	if (visible->text.data[from] == '\t') {
		return from + 1;
	}
	if (transfer->piece + 1 < visible->piece_count &&
	    visible->pieces[transfer->piece + 1].at < to) {
		to = visible->pieces[transfer->piece + 1].at;
	}
	const char *tab = memchr(visible->text.data + from, '\t', to - from);
	return tab == NULL ? to : (uint32_t)(tab - visible->text.data);
}

/* Add visible bytes [from, to), which no span stands among. */
static bool
put_bytes(struct transfer *transfer, uint32_t from, uint32_t to, uint32_t style)
{
	const struct pl_fountain_visible *visible = transfer->visible;
	while (from < to) {
		while (transfer->piece + 1 < visible->piece_count &&
		       visible->pieces[transfer->piece + 1].at <= from) {
			transfer->piece++;
		}
		const struct pl_fountain_piece *piece = &visible->pieces[transfer->piece];
		uint32_t end = stretch_end(transfer, from, to);
		if (!put_stretch(transfer, from, end, piece->source + (from - piece->at), style)) {
			return false;
		}
		from = end;
	}
	return true;
}

/* --------------------------------------------------------------- insides of spans */

/* Add the line of bytes [start, end), in which `boneyard` is the first one there may be. */
static bool
put_inside_line(struct pl_fountain_reader *reader, uint32_t start, uint32_t end, size_t boneyard,
		struct platen_position *at)
{
	struct pl_fountain_visible *visible = &reader->ahead;
	if (!pl_fountain_show_range(reader, visible, start, end, &reader->boneyards, boneyard) ||
	    !start_line(reader, &reader->aside, *at)) {
		return false;
	}
	struct transfer transfer = {
		.reader = reader, .visible = visible, .to = &reader->aside, .at = *at};
	bool is_indented = reader->aside.line_count > 1 && visible->from < visible->to;
	bool done = put_bytes(&transfer, is_indented ? 0 : visible->from, visible->to, 0);
	*at = transfer.at;
	return done;
}

/* The end of the line at `at`; `*boneyard` is the next one, whose line breaks do not count. */
static uint32_t
inside_line_end(const struct pl_fountain_reader *reader, uint32_t at, uint32_t end,
		size_t *boneyard)
{
	const struct pl_fountain_spans *all = &reader->boneyards;
	const char *source = reader->source.data;
	while (at < end) {
		if (*boneyard < all->count && all->data[*boneyard].start == at) {
			at = all->data[(*boneyard)++].end;
		} else if (pl_line_break_at(source + at, source + end) > 0) {
			break;
		} else {
			at++;
		}
	}
	return at;
}

/* Bytes [*start, *end) without blanks and line breaks at the edges. */
static void
trim_inside(struct pl_str source, uint32_t *start, uint32_t *end)
{
	const char *a = source.data + *start, *b = source.data + *end;
	size_t length;
	while (a < b && (length = pl_blank_at(a, b) + pl_line_break_at(a, b)) > 0) {
		a += length;
	}
	for (const char *last = b; a < b; b = last) {
		do {
			last--;
		} while (last > a && ((unsigned char)*last & 0xC0) == 0x80);
		if (pl_blank_at(last, b) + pl_line_break_at(last, b) == 0) {
			break;
		}
	}
	*start = (uint32_t)(a - source.data);
	*end = (uint32_t)(b - source.data);
}

/* Fill reader->aside with the lines of bytes [start, end), without the boneyards from number
 * `boneyard` on, and without blanks at their ends. */
static bool
put_inside(struct pl_fountain_reader *reader, uint32_t start, uint32_t end, size_t boneyard,
	   struct platen_position at)
{
	const char *source = reader->source.data;
	trim_inside(reader->source, &start, &end);
	reset(&reader->aside, NULL);
	while (start < end) {
		size_t first = boneyard;
		uint32_t line_end = inside_line_end(reader, start, end, &boneyard);
		if (!put_inside_line(reader, start, line_end, first, &at)) {
			return false;
		}
		start = line_end;
		start += start < end ? (uint32_t)pl_line_break_at(source + start, source + end) : 0;
	}
	return true;
}

/* Copy bytes [start, to) of the source, with LF for line ends. */
static bool
copy_typed(struct pl_fountain_reader *reader, uint32_t start, uint32_t to, struct pl_str *typed)
{
	char *copy = pl_arena_alloc(&reader->document->arena, to - start);
	const char *at = reader->source.data + start, *end = reader->source.data + to;
	if (copy == NULL) {
		return false;
	}
	*typed = (struct pl_str){copy, 0};
	while (at < end) {
		size_t length = pl_line_break_at(at, end);
		copy[typed->length++] = length > 0 ? '\n' : *at;
		at += length > 0 ? length : 1;
	}
	return true;
}

/* Fill reader->aside with what stands inside the span. A boneyard in a note is not part of its
 * text, so such a note is kept as it was typed, too. */
static bool
put_inside_span(struct pl_fountain_reader *reader, const struct pl_fountain_span *span,
		struct platen_position at, struct pl_str *typed)
{
	const struct pl_fountain_spans *boneyards = &reader->boneyards;
	size_t nested = span->kind == PLATEN_NOTE ? span->nested : boneyards->count;
	if (nested < boneyards->count && boneyards->data[nested].start < span->end &&
	    !copy_typed(reader, span->start, span->end, typed)) {
		return false;
	}
	return put_inside(reader, span->start + 2, span->end - 2, nested, at);
}

static bool
keep_typed(struct pl_fountain_reader *reader, struct platen_node *node, struct pl_str typed)
{
	if (typed.length == 0) {
		return true;
	}
	struct pl_node_more *more = pl_node_need_more(reader->document, node);
	if (more != NULL) {
		more->typed = typed;
	}
	return more != NULL;
}

/* Label the page if the note, in `node` or a node itself, says [[page 12A]]. */
static bool
label_by_note(struct pl_fountain_reader *reader, struct platen_node *node, enum platen_kind kind,
	      struct pl_str note)
{
	struct pl_str label = kind == PLATEN_NOTE ? pl_fountain_note_label(note) : PL_STR("");
	return pl_fountain_label_page(reader, node, label);
}

/* ------------------------------------------------------- visible bytes and spans */

static bool
put_span(struct transfer *transfer, const struct pl_fountain_span *span)
{
	struct pl_fountain_reader *reader = transfer->reader;
	struct pl_fountain_text *to = transfer->to;
	struct pl_arena *arena = &reader->document->arena;
	pl_position_advance(reader->source, &transfer->span_at, span->start);
	struct pl_comment *comment = pl_arena_alloc(arena, sizeof(*comment));
	if (comment == NULL || !put_inside_span(reader, span, transfer->span_at, &comment->typed)) {
		return false;
	}
	comment->kind = span->kind;
	comment->at = (uint32_t)to->text.length;
	comment->text = pl_arena_copy(arena, pl_buffer_str(&reader->aside.text));
	comment->from = transfer->span_at;
	comment->source_end = span->end;
	if (to->last_comment != NULL) {
		to->last_comment->next = comment;
	} else {
		to->first_comment = comment;
	}
	to->last_comment = comment;
	return comment->text.data != NULL &&
	       label_by_note(reader, to->node, comment->kind, comment->text);
}

/* Add the spans up to byte `up_to` of the visible line. */
static bool
put_spans(struct transfer *transfer, uint32_t up_to)
{
	const struct pl_fountain_visible *visible = transfer->visible;
	while (transfer->span < visible->span_count && visible->spans[transfer->span].at <= up_to) {
		if (!put_span(transfer, visible->spans[transfer->span++].span)) {
			return false;
		}
	}
	return true;
}

/* Add visible bytes [from, to) with the spans before and among them. */
static bool
put_range(struct transfer *transfer, uint32_t from, uint32_t to, uint32_t style)
{
	const struct pl_fountain_visible *visible = transfer->visible;
	while (from < to) {
		if (!put_spans(transfer, from)) {
			return false;
		}
		bool has_span = transfer->span < visible->span_count &&
				visible->spans[transfer->span].at < to;
		uint32_t end = has_span ? visible->spans[transfer->span].at : to;
		if (!put_bytes(transfer, from, end, style)) {
			return false;
		}
		from = end;
	}
	return true;
}

/* Bytes [from, to) with the marks which pl_fountain_find_marks found there. */
static bool
put_marked(struct transfer *transfer, uint32_t from, uint32_t to)
{
	struct pl_fountain_marks_walk walk = {.marks = &transfer->reader->marks, .at = from};
	struct pl_fountain_range range;
	while (pl_fountain_next_range(&walk, to, &range)) {
		if (!put_range(transfer, range.start, range.end, range.style)) {
			return false;
		}
	}
	return true;
}

/* The indentation of an action line, without what nobody sees: form feeds and such. */
static bool
put_indentation(struct transfer *transfer, uint32_t length)
{
	struct pl_str text = transfer->visible->text;
	for (uint32_t at = 0, end; at < length; at = end) {
		uint32_t blank;
		end = at + (uint32_t)pl_utf8_decode(text.data + at, text.data + length, &blank);
		bool is_seen = blank == '\t' || pl_is_space_separator(blank);
		if (is_seen && !put_range(transfer, at, end, 0)) {
			return false;
		}
	}
	return true;
}

/* ------------------------------------------------------------------- the calls */

struct platen_node *
pl_fountain_append(struct pl_fountain_reader *reader, struct platen_node *parent,
		   enum platen_kind kind, uint32_t offset)
{
	struct platen_position position = reader->at;
	pl_position_advance(reader->source, &position, offset);
	return pl_node_append(reader->document, parent, kind, position);
}

bool
pl_fountain_label_page(struct pl_fountain_reader *reader, struct platen_node *node,
		       struct pl_str label)
{
	while (node->parent != NULL && node->parent != reader->document->root) {
		node = node->parent;
	}
	if (label.length == 0 || pl_node_more(node)->page_label.length > 0) {
		return true;
	}
	struct pl_node_more *more = pl_node_need_more(reader->document, node);
	if (more == NULL) {
		return false;
	}
	more->page_label = pl_arena_copy(&reader->document->arena, label);
	return more->page_label.data != NULL;
}

void
pl_fountain_extend(struct platen_node *node, uint32_t end)
{
	for (; node != NULL; node = node->parent) {
		node->source_end = end > node->source_end ? end : node->source_end;
	}
}

bool
pl_fountain_text_begin(struct pl_fountain_reader *reader, struct platen_node *node)
{
	if (!pl_fountain_text_end(reader)) {
		return false;
	}
	reset(&reader->text, node);
	return true;
}

static struct transfer
transfer_of(struct pl_fountain_reader *reader)
{
	return (struct transfer){
		.reader = reader,
		.visible = &reader->visible,
		.to = &reader->text,
		.at = reader->at,
		.span_at = reader->at,
	};
}

bool
pl_fountain_text_inline(struct pl_fountain_reader *reader, uint32_t indentation, uint32_t from,
			uint32_t to)
{
	struct transfer transfer = transfer_of(reader);
	if (!pl_fountain_find_marks(&reader->marks, reader->visible.text, from, to)) {
		return false;
	}
	pl_fountain_warn_of_marks(reader);
	return start_line(reader, &reader->text, reader->at) &&
	       put_indentation(&transfer, indentation) && put_marked(&transfer, from, to) &&
	       put_spans(&transfer, UINT32_MAX);
}

bool
pl_fountain_text_verbatim(struct pl_fountain_reader *reader, uint32_t from, uint32_t to)
{
	struct transfer transfer = transfer_of(reader);
	return start_line(reader, &reader->text, reader->at) && put_range(&transfer, from, to, 0) &&
	       put_spans(&transfer, UINT32_MAX);
}

bool
pl_fountain_text_spans(struct pl_fountain_reader *reader)
{
	struct transfer transfer = transfer_of(reader);
	return put_spans(&transfer, UINT32_MAX);
}

bool
pl_fountain_text_empty_line(struct pl_fountain_reader *reader)
{
	return start_line(reader, &reader->text, reader->at);
}

void
pl_fountain_text_truncate(struct pl_fountain_reader *reader, size_t end)
{
	struct pl_fountain_text *text = &reader->text;
	text->text.length = end;
	while (text->run_count > 0 && text->runs[text->run_count - 1].start >= end) {
		text->run_count--;
	}
	if (text->run_count > 0) {
		text->runs[text->run_count - 1].end = (uint32_t)end;
	}
	for (struct pl_comment *comment = text->first_comment; comment != NULL;
	     comment = comment->next) {
		comment->at = comment->at < end ? comment->at : (uint32_t)end;
	}
}

bool
pl_fountain_text_end(struct pl_fountain_reader *reader)
{
	struct platen_node *node = reader->text.node;
	if (node == NULL) {
		return true;
	}
	reader->text.node = NULL;
	if (reader->text.first_comment != NULL) {
		struct pl_node_more *more = pl_node_need_more(reader->document, node);
		if (more == NULL) {
			return false;
		}
		more->comments = reader->text.first_comment;
	}
	return copy_to_node(reader, &reader->text, node);
}

bool
pl_fountain_append_spans(struct pl_fountain_reader *reader, struct platen_node *parent,
			 uint32_t blank_before)
{
	struct platen_position at = reader->at;
	for (size_t i = 0; i < reader->visible.span_count; i++) {
		const struct pl_fountain_span *span = reader->visible.spans[i].span;
		pl_position_advance(reader->source, &at, span->start);
		struct platen_node *node = pl_node_append(reader->document, parent, span->kind, at);
		struct pl_str typed = {0};
		if (node == NULL || !put_inside_span(reader, span, at, &typed) ||
		    !keep_typed(reader, node, typed) ||
		    !copy_to_node(reader, &reader->aside, node) ||
		    !label_by_note(reader, node, node->kind, node->text)) {
			return false;
		}
		node->blank_before = i == 0 ? blank_before : 0;
		pl_fountain_extend(node, span->end);
	}
	return true;
}

bool
pl_fountain_append_rest(struct pl_fountain_reader *reader, uint32_t start, uint32_t blank_before)
{
	uint32_t end = (uint32_t)reader->source.length;
	trim_inside(reader->source, &start, &end);
	struct platen_node *node =
		pl_fountain_append(reader, reader->document->root, PLATEN_BONEYARD, start);
	if (node == NULL || !put_inside(reader, start, end, reader->boneyards.count, node->from) ||
	    !copy_to_node(reader, &reader->aside, node)) {
		return false;
	}
	node->blank_before = blank_before;
	pl_fountain_extend(node, end);
	struct pl_str typed;
	return copy_typed(reader, start, end, &typed) && keep_typed(reader, node, typed);
}
