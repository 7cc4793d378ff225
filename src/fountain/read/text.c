/*
 * The text of a node, put together line by line: what remains of each line when marks and cuts are
 * out of it, where each stretch of it came from and how it looks. Line breaks become LF, tabs four
 * spaces.
 */
#include "fountain/read/reader.h"

/* A line on its way from a view into a builder. */
struct transfer {
	struct pl_fountain_reader *reader;
	const struct pl_fountain_visible *view;
	struct pl_fountain_text *to;
	size_t piece, cut;             /* of the view, the next ones */
	struct platen_position at;     /* of the last run */
	struct platen_position cut_at; /* of the last cut */
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

/* Start a line; the LF belongs to the run before it, and to one of its own if there is none. */
static bool
start_line(struct pl_fountain_reader *reader, struct pl_fountain_text *text,
	   struct platen_position at)
{
	text->next_source = PL_NONE;
	if (text->line_count++ == 0) {
		return true;
	}
	pl_buffer_put_byte(&text->text, '\n');
	if (text->run_count > 0) {
		text->runs[text->run_count - 1].end++;
		return !text->text.failed;
	}
	return !text->text.failed && add_run(reader, text, (struct pl_run){0, 1, 0, at});
}

static void
reset(struct pl_fountain_text *text, struct platen_node *node)
{
	text->node = node;
	text->line_count = 0;
	text->text.length = 0;
	text->run_count = 0;
	text->first_cut = text->last_cut = NULL;
}

/* Copy text and runs to where the document keeps them. */
static bool
copy_out(struct pl_fountain_reader *reader, const struct pl_fountain_text *text,
	 struct pl_str *copy, struct pl_run **runs)
{
	struct pl_arena *arena = &reader->document->arena;
	*copy = pl_arena_copy(arena, pl_buffer_str(&text->text));
	if (copy->data == NULL) {
		return false;
	}
	if (runs == NULL || text->run_count == 0) {
		return true;
	}
	*runs = pl_arena_array(arena, text->run_count, sizeof(**runs));
	if (*runs == NULL) {
		return false;
	}
	memcpy(*runs, text->runs, text->run_count * sizeof(**runs));
	return true;
}

/* ------------------------------------------------------------- from view to builder */

/* Add view bytes [from, to), which lie in one piece and hold no tab but at `from`, from source byte
 * `source` on. */
static bool
put_stretch(struct transfer *transfer, uint32_t from, uint32_t to, uint32_t source, uint32_t style)
{
	struct pl_fountain_text *text = transfer->to;
	bool is_tab = transfer->view->text.data[from] == '\t';
	size_t start = text->text.length;
	pl_buffer_put(&text->text,
		      is_tab ? PL_STR("    ") : pl_str_slice(transfer->view->text, from, to));
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
	struct pl_run run = {(uint32_t)start, (uint32_t)text->text.length, style, transfer->at};
	return add_run(transfer->reader, text, run);
}

/* The text of a note or boneyard, without marks: its lines without blanks at their ends. */
static bool put_inside(struct pl_fountain_reader *reader, const struct pl_fountain_span *cut,
		       struct platen_position at);

/* Bytes [start, end) of the source, with LF for line ends. */
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

/* A boneyard in a note is not part of its text: keep such a note as it was typed, too. */
static bool
keep_typed(struct pl_fountain_reader *reader, const struct pl_fountain_span *cut,
	   struct pl_str *typed)
{
	const struct pl_fountain_spans *boneyards = &reader->boneyards;
	if (cut->kind != PLATEN_NOTE || cut->nested >= boneyards->count ||
	    boneyards->data[cut->nested].start >= cut->end) {
		return true;
	}
	return copy_typed(reader, cut->start, cut->end, typed);
}

/* [[page 12A]], in `node` or as a node. */
static bool
label_by_note(struct pl_fountain_reader *reader, struct platen_node *node, enum platen_kind kind,
	      struct pl_str note)
{
	struct pl_str label = kind == PLATEN_NOTE ? pl_fountain_note_label(note) : PL_STR("");
	return pl_fountain_label_page(reader, node, label);
}

static bool
put_cut(struct transfer *transfer, const struct pl_fountain_span *cut)
{
	struct pl_fountain_reader *reader = transfer->reader;
	struct pl_fountain_text *to = transfer->to;
	pl_position_advance(reader->source, &transfer->cut_at, cut->start);
	struct pl_cut *out = pl_arena_alloc(&reader->document->arena, sizeof(*out));
	reset(&reader->aside, NULL);
	if (out == NULL || !put_inside(reader, cut, transfer->cut_at) ||
	    !copy_out(reader, &reader->aside, &out->text, NULL) ||
	    !keep_typed(reader, cut, &out->typed)) {
		return false;
	}
	out->kind = cut->kind;
	out->at = (uint32_t)to->text.length;
	out->from = transfer->cut_at;
	out->source_end = cut->end;
	if (to->last_cut != NULL) {
		to->last_cut->next = out;
	} else {
		to->first_cut = out;
	}
	to->last_cut = out;
	return label_by_note(reader, to->node, out->kind, out->text);
}

static bool
put_cuts(struct transfer *transfer, uint32_t up_to)
{
	const struct pl_fountain_visible *view = transfer->view;
	while (transfer->cut < view->cut_count && view->cuts[transfer->cut].at <= up_to) {
		if (!put_cut(transfer, view->cuts[transfer->cut++].cut)) {
			return false;
		}
	}
	return true;
}

/* Where the stretch ends which begins at `from`: before a tab, a cut or the next piece. */
static uint32_t
stretch_end(const struct transfer *transfer, uint32_t from, uint32_t to)
{
	const struct pl_fountain_visible *view = transfer->view;
	if (transfer->piece + 1 < view->piece_count && view->pieces[transfer->piece + 1].at < to) {
		to = view->pieces[transfer->piece + 1].at;
	}
	if (transfer->cut < view->cut_count && view->cuts[transfer->cut].at < to) {
		to = view->cuts[transfer->cut].at;
	}
	if (view->text.data[from] == '\t') {
		return from + 1;
	}
	const char *tab = memchr(view->text.data + from, '\t', to - from);
	return tab == NULL ? to : (uint32_t)(tab - view->text.data);
}

static bool
put_range(struct transfer *transfer, uint32_t from, uint32_t to, uint32_t style)
{
	const struct pl_fountain_visible *view = transfer->view;
	while (from < to) {
		while (transfer->piece + 1 < view->piece_count &&
		       view->pieces[transfer->piece + 1].at <= from) {
			transfer->piece++;
		}
		if (!put_cuts(transfer, from)) {
			return false;
		}
		const struct pl_fountain_piece *piece = &view->pieces[transfer->piece];
		uint32_t end = stretch_end(transfer, from, to);
		if (!put_stretch(transfer, from, end, piece->source + (from - piece->at), style)) {
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

/* ---------------------------------------------------------------- insides of cuts */

static bool
put_inside_line(struct pl_fountain_reader *reader, uint32_t start, uint32_t end, size_t boneyard,
		struct platen_position *at)
{
	struct pl_fountain_visible *view = &reader->ahead;
	if (!pl_fountain_show_range(reader, view, start, end, &reader->boneyards, boneyard) ||
	    !start_line(reader, &reader->aside, *at)) {
		return false;
	}
	view->cut_count = 0; /* keep_typed has those in a note */
	struct transfer transfer = {
		.reader = reader, .view = view, .to = &reader->aside, .at = *at};
	bool is_indented = reader->aside.line_count > 1 && view->from < view->to;
	bool done = put_range(&transfer, is_indented ? 0 : view->from, view->to, 0);
	*at = transfer.at;
	return done;
}

/* The end of the line at `at`; `*boneyard` is the next one, whose line breaks do not count. */
static uint32_t
inside_line_end(const struct pl_fountain_reader *reader, uint32_t at, uint32_t end,
		size_t *boneyard)
{
	const char *source = reader->source.data;
	while (at < end) {
		const struct pl_fountain_spans *all = &reader->boneyards;
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
	while (a < b) {
		const char *last = b - 1;
		while (last > a && ((unsigned char)*last & 0xC0) == 0x80) {
			last--;
		}
		if (pl_blank_at(last, b) + pl_line_break_at(last, b) == 0) {
			break;
		}
		b = last;
	}
	*start = (uint32_t)(a - source.data);
	*end = (uint32_t)(b - source.data);
}

/* The lines of bytes [start, end), without the boneyards from number `boneyard` on. */
static bool
put_inside_lines(struct pl_fountain_reader *reader, uint32_t start, uint32_t end, size_t boneyard,
		 struct platen_position at)
{
	while (start < end) {
		size_t first = boneyard;
		uint32_t line_end = inside_line_end(reader, start, end, &boneyard);
		if (!put_inside_line(reader, start, line_end, first, &at)) {
			return false;
		}
		const char *source = reader->source.data;
		start = line_end;
		start += start < end ? (uint32_t)pl_line_break_at(source + start, source + end) : 0;
	}
	return true;
}

static bool
put_inside(struct pl_fountain_reader *reader, const struct pl_fountain_span *cut,
	   struct platen_position at)
{
	uint32_t start = cut->start + 2, end = cut->end - 2;
	size_t boneyard = cut->kind == PLATEN_NOTE ? cut->nested : reader->boneyards.count;
	trim_inside(reader->source, &start, &end);
	return put_inside_lines(reader, start, end, boneyard, at);
}

/* ----------------------------------------------------------------- the room's calls */

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
	if (label.length == 0 || node->page_label.length > 0) {
		return true;
	}
	node->page_label = pl_arena_copy(&reader->document->arena, label);
	return node->page_label.data != NULL;
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
		.view = &reader->view,
		.to = &reader->text,
		.at = reader->at,
		.cut_at = reader->at,
	};
}

/* The mark stands before a word, as one which opens a span does, and cannot be anything else:
 * neither a footnote's star nor F**K, 2 *3 or a row of stars. */
static bool
is_before_word(const struct pl_fountain_reader *reader, const struct pl_fountain_mark *mark)
{
	struct pl_str text = reader->view.text;
	bool can_close = mark->kind == PL_MARK_STARS ? mark->can_close : mark->is_intraword;
	uint32_t before = pl_code_point_before(text, mark->start);
	uint32_t behind = pl_code_point_at(text, mark->start + mark->length);
	return mark->can_open && !can_close && mark->length <= 3 &&
	       !pl_is_letter_or_digit(before) &&
	       (pl_is_letter(behind) || behind == '"' || behind == 0x201C);
}

static void
report_mark(const struct pl_fountain_reader *reader, enum pl_rule rule,
	    const struct pl_fountain_mark *mark)
{
	struct platen_position position = reader->at;
	pl_position_advance(reader->source, &position,
			    pl_fountain_source_at(&reader->view, mark->start));
	pl_report(reader->diag, rule, position, NULL);
}

/* A mark without a partner: likely one was forgotten, if the line has some which have partners, or
 * if it could only have opened a span. A mark with blanks on both sides was never meant as one. */
static void
report_lone_mark(const struct pl_fountain_reader *reader)
{
	const struct pl_fountain_mark *lone = NULL, *opener = NULL;
	bool has_pair = false;
	for (size_t i = 0; i < reader->marks.count; i++) {
		const struct pl_fountain_mark *mark = &reader->marks.list[i];
		has_pair |= mark->left < mark->length && mark->kind != PL_MARK_ESCAPE;
		if (lone == NULL && mark->left > 0 && (mark->can_open || mark->can_close)) {
			lone = mark;
		}
		if (opener == NULL && mark->left > 0 && is_before_word(reader, mark)) {
			opener = mark;
		}
	}
	if (has_pair && lone != NULL) {
		report_mark(reader, PL_MARK_ALONE, lone);
	} else if (opener != NULL) {
		report_mark(reader, PL_MARK_UNCLOSED, opener);
	}
}

/* The indentation of an action line, without what nobody sees: form feeds and such. */
static bool
put_indentation(struct transfer *transfer, uint32_t length)
{
	struct pl_str text = transfer->view->text;
	uint32_t at = 0;
	while (at < length) {
		uint32_t code_point;
		uint32_t end = at + (uint32_t)pl_utf8_decode(text.data + at, text.data + length,
							     &code_point);
		if ((code_point == '\t' || pl_is_space_separator(code_point)) &&
		    !put_range(transfer, at, end, 0)) {
			return false;
		}
		at = end;
	}
	return true;
}

bool
pl_fountain_text_inline(struct pl_fountain_reader *reader, uint32_t indentation, uint32_t from,
			uint32_t to)
{
	struct transfer transfer = transfer_of(reader);
	if (!pl_fountain_find_marks(&reader->marks, reader->view.text, from, to)) {
		return false;
	}
	report_lone_mark(reader);
	return start_line(reader, &reader->text, reader->at) &&
	       put_indentation(&transfer, indentation) && put_marked(&transfer, from, to) &&
	       put_cuts(&transfer, UINT32_MAX);
}

bool
pl_fountain_text_verbatim(struct pl_fountain_reader *reader, uint32_t from, uint32_t to)
{
	struct transfer transfer = transfer_of(reader);
	return start_line(reader, &reader->text, reader->at) && put_range(&transfer, from, to, 0) &&
	       put_cuts(&transfer, UINT32_MAX);
}

bool
pl_fountain_text_spans(struct pl_fountain_reader *reader)
{
	struct transfer transfer = transfer_of(reader);
	return put_cuts(&transfer, UINT32_MAX);
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
	for (struct pl_cut *cut = text->first_cut; cut != NULL; cut = cut->next) {
		cut->at = cut->at < end ? cut->at : (uint32_t)end;
	}
}

bool
pl_fountain_text_end(struct pl_fountain_reader *reader)
{
	struct pl_fountain_text *text = &reader->text;
	struct platen_node *node = text->node;
	if (node == NULL) {
		return true;
	}
	text->node = NULL;
	node->run_count = (uint32_t)text->run_count;
	node->cuts = text->first_cut;
	return copy_out(reader, text, &node->text, &node->runs);
}

void
pl_fountain_extend(struct platen_node *node, uint32_t end)
{
	for (; node != NULL; node = node->parent) {
		node->source_end = end > node->source_end ? end : node->source_end;
	}
}

bool
pl_fountain_append_spans(struct pl_fountain_reader *reader, struct platen_node *parent,
			 uint32_t blank_before)
{
	struct platen_position at = reader->at;
	for (size_t i = 0; i < reader->view.cut_count; i++) {
		const struct pl_fountain_span *cut = reader->view.cuts[i].cut;
		pl_position_advance(reader->source, &at, cut->start);
		struct platen_node *node = pl_node_append(reader->document, parent, cut->kind, at);
		if (node == NULL) {
			return false;
		}
		node->blank_before = i == 0 ? blank_before : 0;
		pl_fountain_extend(node, cut->end);
		reset(&reader->aside, NULL);
		if (!put_inside(reader, cut, node->from) ||
		    !copy_out(reader, &reader->aside, &node->text, &node->runs) ||
		    !keep_typed(reader, cut, &node->typed)) {
			return false;
		}
		node->run_count = (uint32_t)reader->aside.run_count;
		if (!label_by_note(reader, node, node->kind, node->text)) {
			return false;
		}
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
	if (node == NULL) {
		return false;
	}
	node->blank_before = blank_before;
	pl_fountain_extend(node, end);
	reset(&reader->aside, NULL);
	if (!put_inside_lines(reader, start, end, reader->boneyards.count, node->from) ||
	    !copy_out(reader, &reader->aside, &node->text, &node->runs) ||
	    !copy_typed(reader, start, end, &node->typed)) {
		return false;
	}
	node->run_count = (uint32_t)reader->aside.run_count;
	return true;
}
