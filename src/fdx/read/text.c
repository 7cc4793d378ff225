/*
 * The text of a paragraph, as a node has it: runs joined, neighbors that look alike merged,
 * capitals where Final Draft shows capitals (it stores what was typed), line breaks of all kinds as
 * LF.
 */
#include "fdx/read/text.h"

/* A node which memory ran out for is made all the same, and is in no tree. Nearly all have a
 * paragraph or a style, so all have node->more. */
struct platen_node *
pl_fdx_append_node(struct pl_fdx_reader *reader, struct platen_node *parent, enum platen_kind kind,
		   struct platen_position from)
{
	struct platen_node *node = pl_node_append(reader->document, parent, kind, from);
	if (node == NULL || pl_node_need_more(reader->document, node) == NULL) {
		pl_fdx_fail(reader, PLATEN_NO_MEMORY);
		reader->spare_more = pl_node_nothing_more;
		reader->spare = (struct platen_node){.kind = kind, .more = &reader->spare_more};
		return &reader->spare;
	}
	return node;
}

void
pl_fdx_set_plain_text(struct platen_node *node, struct pl_str text)
{
	node->text = text;
}

void
pl_fdx_text_init(struct pl_fdx_text *text, struct pl_fdx_reader *reader, struct platen_node *node,
		 struct pl_fdx_shape shape)
{
	*text = (struct pl_fdx_text){
		.reader = reader,
		.node = node,
		.shape = shape,
		.runs = &text->first_run,
		.run_capacity = 1,
		.last_comment = &node->more->comments,
	};
}

/* A new run, if this character needs one. */
static void
begin_run(struct pl_fdx_text *text, uint32_t style, struct platen_position from)
{
	struct pl_run *last = text->run_count == 0 ? NULL : &text->runs[text->run_count - 1];
	bool is_line_start =
		text->bytes.length > 0 && text->bytes.data[text->bytes.length - 1] == '\n';
	if (last != NULL && last->style == style && !is_line_start && !text->has_jumped) {
		return;
	}
	text->has_jumped = false;
	struct pl_run *runs = pl_arena_grow(&text->reader->document->arena, text->runs,
					    text->run_count, &text->run_capacity, sizeof(*runs));
	if (runs == NULL) {
		pl_fdx_fail(text->reader, PLATEN_NO_MEMORY);
		return;
	}
	text->runs = runs;
	runs[text->run_count++] = (struct pl_run){
		.start = (uint32_t)text->bytes.length,
		.style = style,
		.from = from,
	};
}

static void
put_bytes(struct pl_fdx_text *text, struct pl_str bytes, uint32_t style,
	  struct platen_position from)
{
	begin_run(text, text->shape.is_plain ? 0 : style & PL_FDX_EMPHASIS, from);
	pl_buffer_put(&text->bytes, bytes);
}

void
pl_fdx_text_put(struct pl_fdx_text *text, uint32_t c, uint32_t style, struct platen_position from)
{
	char bytes[4];
	put_bytes(text, (struct pl_str){bytes, pl_utf8_encode(c, bytes)}, style, from);
}

void
pl_fdx_text_break(struct pl_fdx_text *text, struct platen_position from)
{
	pl_fdx_text_put(text, '\n', 0, from);
}

static bool
is_line_break(uint32_t c)
{
	return c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Those which XML allows and a terminal obeys. */
static bool
is_control(uint32_t c)
{
	return c >= 0x7F && c <= 0x9F;
}

/* Blanks before a text of one line are left out. */
static bool
is_at_start_of_line(const struct pl_fdx_text *text)
{
	return text->shape.is_one_line && text->bytes.length == 0;
}

/* One character of the file. */
static void
put_typed(struct pl_fdx_text *text, uint32_t c, uint32_t style, struct platen_position from)
{
	if (is_line_break(c)) {
		c = text->shape.is_one_line ? ' ' : '\n';
		style = text->shape.is_one_line ? style : 0;
	}
	if (c == '\r' || (is_at_start_of_line(text) && (c == ' ' || c == '\t'))) {
		return;
	}
	if (is_control(c)) {
		text->reader->file->losses[PL_FDX_LOST_CONTROLS]++;
	} else if (c == '\t') {
		put_bytes(text, PL_STR("    "), style, from);
	} else {
		const struct pl_language *language = text->reader->document->prefixes.language;
		bool is_capital = (style & PL_FDX_CAPS) != 0 && !text->shape.keeps_case;
		pl_fdx_text_put(text, is_capital ? pl_language_upper(language, c) : c, style, from);
	}
}

/* ------------------------------------------------------- paragraphs, with their notes */

#define REFERENCE_MAX 16

/* How long the reference at this place of the source is, &amp; or &#38;, which is one character; 0:
 * there is none. A CDATA section has none, though it may look so: the column is wrong there. */
static uint32_t
reference_length(struct pl_str source, uint32_t at)
{
	if (at >= source.length || source.data[at] != '&') {
		return 0;
	}
	size_t most = source.length - at < REFERENCE_MAX ? source.length - at : REFERENCE_MAX;
	const char *end = memchr(source.data + at, ';', most);
	return end == NULL ? 0 : (uint32_t)(end - source.data) + 1 - at;
}

/* Move on over one character of the source. */
static void
advance(struct pl_fdx_text *text, uint32_t c, uint32_t length)
{
	struct platen_position *from = &text->spot.from;
	uint32_t reference = reference_length(text->reader->document->source, from->offset);
	text->has_jumped |= reference > 0;
	from->offset += reference > 0 ? reference : length;
	from->column += reference > 0 ? reference : 1;
	if (c == '\n' && reference == 0) {
		from->line++;
		from->column = 1;
	}
}

/* Notes which stand before byte `at` of the paragraph. */
static void
add_comments(struct pl_fdx_text *text, uint32_t at)
{
	const struct pl_fdx_note *note;
	for (; (note = text->spot.note) != NULL && note->at <= at; text->spot.note = note->next) {
		if (note->at == 0 && !text->shape.comments_first) {
			continue;
		}
		struct pl_comment *comment = pl_fdx_need(text->reader, sizeof(*comment));
		if (comment == NULL) {
			return;
		}
		bool is_boneyard = pl_fdx_note_kind(note) == PLATEN_BONEYARD;
		*comment = (struct pl_comment){
			.kind = is_boneyard ? PLATEN_BONEYARD : PLATEN_NOTE,
			.at = (uint32_t)text->bytes.length,
			.text = pl_fdx_note_text(text->reader, note),
			.from = note->from,
			.source_end = note->source_end,
		};
		*text->last_comment = comment;
		text->last_comment = &comment->next;
	}
}

/* Put what comes next, up to byte `end` of the paragraph: a stretch of printable ASCII if nothing
 * is to be done about it, else one character. What stands before `start` is passed over. Returns
 * its length. */
static uint32_t
put_next(struct pl_fdx_text *text, uint32_t style, uint32_t start, uint32_t end)
{
	struct pl_fdx_spot *spot = &text->spot;
	struct pl_str rest = pl_str_slice(spot->run->text, spot->in_run, spot->run->text.length);
	uint32_t c;
	bool is_wanted = spot->at >= start;
	if (is_wanted) {
		add_comments(text, spot->at);
	}
	if (is_wanted && (style & PL_FDX_CAPS) == 0 && !is_at_start_of_line(text) &&
	    pl_fdx_is_source(text->reader, rest)) {
		end = spot->note != NULL && spot->note->at < end ? spot->note->at : end;
		size_t most = rest.length < end - spot->at ? rest.length : end - spot->at;
		uint32_t plain = (uint32_t)pl_plain_length(pl_str_slice(rest, 0, most));
		if (plain > 0) {
			put_bytes(text, pl_str_slice(rest, 0, plain), style, spot->from);
			spot->from.offset += plain;
			spot->from.column += plain;
			return plain;
		}
	}
	uint32_t length = (uint32_t)pl_utf8_decode(rest.data, rest.data + rest.length, &c);
	if (is_wanted) {
		put_typed(text, c, style, spot->from);
	}
	advance(text, c, length);
	return length;
}

/* Go on to the next run, if all of this one was seen. */
static void
leave_run(struct pl_fdx_spot *spot)
{
	while (spot->run != NULL && spot->in_run == spot->run->text.length) {
		spot->run = spot->run->next;
		spot->in_run = 0;
		if (spot->run != NULL) {
			spot->from = spot->run->from;
		}
	}
}

void
pl_fdx_text_add(struct pl_fdx_text *text, const struct pl_fdx_paragraph *paragraph, uint32_t start,
		uint32_t end)
{
	struct pl_fdx_spot *spot = &text->spot;
	if (spot->paragraph != paragraph || spot->at > start) {
		*spot = (struct pl_fdx_spot){
			.paragraph = paragraph,
			.run = paragraph->first,
			.note = paragraph->extras->notes.first,
		};
		spot->from = spot->run != NULL ? spot->run->from : paragraph->from;
	}
	uint32_t own = paragraph->type->style & PL_FDX_EMPHASIS;
	for (leave_run(spot); spot->run != NULL && spot->at < end; leave_run(spot)) {
		uint32_t style = pl_fdx_run_style(paragraph, spot->run) & ~own;
		size_t before = text->bytes.length;
		uint32_t length = put_next(text, style, start, end);
		pl_fdx_text_revise(text, before, spot->run->revision);
		spot->in_run += length;
		spot->at += length;
	}
	add_comments(text, UINT32_MAX);
}

/* ------------------------------------------------------------------------- the node */

/* Shorten text, runs and comments to `length` bytes. */
static void
cut_off(struct pl_fdx_text *text, size_t length)
{
	text->bytes.length = length;
	while (text->run_count > 0 && text->runs[text->run_count - 1].start >= length) {
		text->run_count--;
	}
	for (struct pl_comment *comment = pl_node_more(text->node)->comments; comment != NULL;
	     comment = comment->next) {
		comment->at = comment->at < length ? comment->at : (uint32_t)length;
	}
}

void
pl_fdx_text_trim(struct pl_fdx_text *text)
{
	const char *bytes = text->bytes.data;
	size_t length = text->bytes.length, blank;
	while (length > 0 && (blank = pl_blank_before(bytes, bytes + length)) > 0) {
		length -= blank;
	}
	cut_off(text, length);
}

void
pl_fdx_text_shorten(struct pl_fdx_text *text, size_t length)
{
	cut_off(text, length);
	pl_fdx_text_trim(text);
}

void
pl_fdx_text_end(struct pl_fdx_text *text)
{
	struct platen_node *node = text->node;
	for (uint32_t i = 0; i < text->run_count; i++) {
		text->runs[i].end = i + 1 < text->run_count ? text->runs[i + 1].start
							    : (uint32_t)text->bytes.length;
	}
	if (text->bytes.failed ||
	    !pl_node_set_runs(text->reader->document, node, text->runs, text->run_count)) {
		pl_fdx_fail(text->reader, PLATEN_NO_MEMORY);
	} else {
		node->text = pl_fdx_keep(text->reader, pl_buffer_str(&text->bytes));
		pl_fdx_text_end_revisions(text);
	}
	pl_buffer_fini(&text->bytes);
}

/* ------------------------------------------------------------- texts of paragraphs */

struct pl_str
pl_fdx_join(struct pl_fdx_reader *reader, const struct pl_fdx_paragraphs *paragraphs,
	    const char *separator)
{
	struct pl_node_more more = {0};
	struct platen_node joined = {.more = &more};
	struct pl_fdx_text text;
	pl_fdx_text_init(&text, reader, &joined,
			 (struct pl_fdx_shape){.is_plain = true, .keeps_case = true});
	for (const struct pl_fdx_paragraph *p = paragraphs->first; p != NULL; p = p->next) {
		pl_buffer_put_text(&text.bytes, p == paragraphs->first ? "" : separator);
		pl_fdx_text_add(&text, p, 0, UINT32_MAX);
	}
	pl_fdx_text_end(&text);
	return joined.text;
}

enum platen_kind
pl_fdx_note_kind(const struct pl_fdx_note *note)
{
	static const struct {
		const char *name;
		enum platen_kind kind;
	} names[] = {
		{"Fountain: boneyard", PLATEN_BONEYARD},
		{"Fountain: section", PLATEN_SECTION},
		{"Fountain: synopsis", PLATEN_SYNOPSIS},
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (pl_str_equal(note->name, pl_str_of(names[i].name))) {
			return names[i].kind;
		}
	}
	return PLATEN_NOTE;
}

struct pl_str
pl_fdx_note_text(struct pl_fdx_reader *reader, const struct pl_fdx_note *note)
{
	struct pl_str text = pl_fdx_join(reader, &note->body, "\n");
	if (note->name.length == 0 || pl_fdx_note_kind(note) != PLATEN_NOTE) {
		return text;
	}
	struct pl_buffer named = {0};
	pl_buffer_put(&named, note->name);
	pl_buffer_put_text(&named, ": ");
	pl_buffer_put(&named, text);
	if (named.failed) {
		pl_fdx_fail(reader, PLATEN_NO_MEMORY);
	} else {
		text = pl_fdx_keep(reader, pl_buffer_str(&named));
	}
	pl_buffer_fini(&named);
	return text;
}
