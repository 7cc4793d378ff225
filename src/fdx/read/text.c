/*
 * The text of a paragraph, as a node has it: runs joined, neighbours which look alike made one,
 * capitals where Final Draft shows capitals (it stores what was typed), line breaks of all kinds as
 * LF.
 */
#include "fdx/read/text.h"

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
	};
	pl_buffer_init(&text->bytes);
}

/* A new run, if this character needs one. False: no memory. */
static bool
begin_run(struct pl_fdx_text *text, uint32_t style, struct platen_position from)
{
	struct pl_run *last = text->run_count == 0 ? NULL : &text->runs[text->run_count - 1];
	bool is_line_start =
		text->bytes.length > 0 && text->bytes.data[text->bytes.length - 1] == '\n';
	if (last != NULL && last->style == style && !is_line_start && !text->has_jumped) {
		return true;
	}
	text->has_jumped = false;
	struct pl_run *runs = pl_arena_grow(&text->reader->document->arena, text->runs,
					    text->run_count, &text->run_capacity, sizeof(*runs));
	if (runs == NULL) {
		return false;
	}
	text->runs = runs;
	runs[text->run_count++] = (struct pl_run){
		.start = (uint32_t)text->bytes.length,
		.style = style,
		.from = from,
	};
	return true;
}

static bool
put_bytes(struct pl_fdx_text *text, struct pl_str bytes, uint32_t emphasis,
	  struct platen_position from)
{
	if (!begin_run(text, emphasis, from)) {
		return false;
	}
	pl_buffer_put(&text->bytes, bytes);
	return !text->bytes.failed;
}

bool
pl_fdx_text_put(struct pl_fdx_text *text, uint32_t c, uint32_t style, struct platen_position from)
{
	char bytes[4];
	return put_bytes(text, (struct pl_str){bytes, pl_utf8_encode(c, bytes)}, style, from);
}

bool
pl_fdx_text_break(struct pl_fdx_text *text, struct platen_position from)
{
	uint32_t style = text->run_count == 0 ? 0 : text->runs[text->run_count - 1].style;
	return pl_fdx_text_put(text, '\n', style, from);
}

static bool
is_line_break(uint32_t c)
{
	return c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Those which XML lets through and a terminal obeys. */
static bool
is_control(uint32_t c)
{
	return c >= 0x7F && c <= 0x9F;
}

/* One character of the file. Blanks before a text of one line are not taken. */
static bool
put_typed(struct pl_fdx_text *text, uint32_t c, uint32_t style, struct platen_position from)
{
	uint32_t emphasis = text->shape.is_plain ? 0 : style & PL_FDX_EMPHASIS;
	if (is_line_break(c)) {
		c = text->shape.is_one_line ? ' ' : '\n';
	}
	if (c == '\r' ||
	    (text->shape.is_one_line && text->bytes.length == 0 && (c == ' ' || c == '\t'))) {
		return true;
	}
	if (is_control(c)) {
		text->reader->dropped[PL_FDX_DROPPED_CONTROLS]++;
		return true;
	}
	if (c == '\t') {
		return put_bytes(text, PL_STR("    "), emphasis, from);
	}
	bool is_capital = (style & PL_FDX_CAPS) != 0 && !text->shape.keeps_case;
	return pl_fdx_text_put(text, is_capital ? pl_to_upper(c) : c, emphasis, from);
}

#define REFERENCE_MAX 16

/* How long the reference at this place of the source is, &amp; or &#38;, which is one character; 0:
 * there is none. What XML calls CDATA has none, though it may look so: the column is wrong there.
 */
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
advance(struct pl_fdx_text *text, struct platen_position *position, uint32_t c, size_t length)
{
	uint32_t reference = reference_length(text->reader->document->source, position->offset);
	if (reference > 0) {
		text->has_jumped = true;
		position->offset += reference;
		position->column += reference;
		return;
	}
	position->offset += (uint32_t)length;
	position->column++;
	if (c == '\n') {
		position->line++;
		position->column = 1;
	}
}

static bool
add_comment(struct pl_fdx_text *text, const struct pl_fdx_note *note)
{
	struct pl_arena *arena = &text->reader->document->arena;
	struct pl_comment *comment = pl_arena_alloc(arena, sizeof(*comment));
	if (comment == NULL) {
		return false;
	}
	*comment = (struct pl_comment){
		.kind = pl_fdx_note_kind(note) == PLATEN_BONEYARD ? PLATEN_BONEYARD : PLATEN_NOTE,
		.at = (uint32_t)text->bytes.length,
		.from = note->from,
		.source_end = note->source_end,
	};
	comment->text = pl_fdx_note_text(text->reader, note);
	if (comment->text.data == NULL) {
		return false;
	}
	if (text->last_comment == NULL) {
		text->node->comments = comment;
	} else {
		text->last_comment->next = comment;
	}
	text->last_comment = comment;
	return true;
}

/* Notes which stand before byte `at` of the paragraph. */
static bool
add_cuts(struct pl_fdx_text *text, const struct pl_fdx_note **note, uint32_t at)
{
	while (*note != NULL && (*note)->at <= at) {
		if (((*note)->at > 0 || text->shape.comments_first) && !add_comment(text, *note)) {
			return false;
		}
		*note = (*note)->next;
	}
	return true;
}

static uint32_t
least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* So that looking for the end of what is plain costs no more than going there, however near it is.
 */
#define PLAIN_MAX 256

/* How many bytes from `at` on, which stand at `from` in the source, are plain: nothing has to be
 * asked of them one by one. There may be more. */
static uint32_t
plain_length(const struct pl_fdx_text *text, const char *at, uint32_t most, uint32_t style,
	     uint32_t from)
{
	struct pl_str source = text->reader->document->source;
	bool is_asked =
		(style & PL_FDX_CAPS) != 0 || (text->shape.is_one_line && text->bytes.length == 0);
	if (is_asked || from >= source.length) {
		return 0;
	}
	most = least(least(most, PLAIN_MAX), (uint32_t)source.length - from);
	uint32_t plain = (uint32_t)pl_plain_length((struct pl_str){at, most});
	const char *reference = memchr(source.data + from, '&', plain);
	return reference == NULL ? plain : (uint32_t)(reference - source.data) - from;
}

/* What of a paragraph is being added. */
struct adding {
	const struct pl_fdx_note *note; /* the next one */
	uint32_t at;                    /* byte of the paragraph's text */
	uint32_t start, end;            /* those which are wanted */
};

/* Put what comes next of a run, one character or a plain stretch. Returns its length; 0: no memory.
 */
static uint32_t
put_next(struct pl_fdx_text *text, struct adding *adding, struct pl_str rest, uint32_t style,
	 struct platen_position *from)
{
	uint32_t c, length = (uint32_t)pl_utf8_decode(rest.data, rest.data + rest.length, &c);
	if (adding->at >= adding->start && adding->at < adding->end) {
		if (!add_cuts(text, &adding->note, adding->at)) {
			return 0;
		}
		uint32_t most = adding->end;
		if (adding->note != NULL) {
			most = least(most, adding->note->at);
		}
		most = least(most - adding->at, (uint32_t)rest.length);
		uint32_t plain = plain_length(text, rest.data, most, style, from->offset);
		if (plain > 0) {
			uint32_t emphasis = text->shape.is_plain ? 0 : style & PL_FDX_EMPHASIS;
			rest.length = plain;
			length = put_bytes(text, rest, emphasis, *from) ? plain : 0;
			from->offset += length;
			from->column += length;
			return length;
		}
		if (!put_typed(text, c, style, *from)) {
			return 0;
		}
	}
	advance(text, from, c, length);
	return length;
}

static struct pl_fdx_spot
find_start(const struct pl_fdx_text *text, const struct pl_fdx_paragraph *paragraph, uint32_t start)
{
	const struct pl_fdx_spot *reached = &text->reached;
	if (reached->paragraph == paragraph && reached->at <= start) {
		return *reached;
	}
	struct pl_fdx_spot spot = {.paragraph = paragraph, .run = paragraph->first};
	if (spot.run != NULL) {
		spot.from = spot.run->from;
	}
	return spot;
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

bool
pl_fdx_text_add(struct pl_fdx_text *text, const struct pl_fdx_paragraph *paragraph, uint32_t start,
		uint32_t end)
{
	struct pl_fdx_spot spot = find_start(text, paragraph, start);
	struct adding adding = {
		.note = paragraph->extras->notes.first, .at = spot.at, .start = start, .end = end};
	uint32_t own = paragraph->type->style & PL_FDX_EMPHASIS;
	for (leave_run(&spot); spot.run != NULL && spot.at < end; leave_run(&spot)) {
		uint32_t style = pl_fdx_run_style(paragraph, spot.run) & ~own;
		struct pl_str rest =
			pl_str_slice(spot.run->text, spot.in_run, spot.run->text.length);
		uint32_t length = put_next(text, &adding, rest, style, &spot.from);
		if (length == 0) {
			return false;
		}
		spot.in_run += length;
		spot.at = adding.at += length;
	}
	text->reached = spot;
	return add_cuts(text, &adding.note, UINT32_MAX);
}

/* Shorten text, runs and comments to `length` bytes. */
static void
cut_off(struct pl_fdx_text *text, size_t length)
{
	text->bytes.length = length;
	while (text->run_count > 0 && text->runs[text->run_count - 1].start >= length) {
		text->run_count--;
	}
	for (struct pl_comment *comment = text->node->comments; comment != NULL;
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

/* Most texts have one run, which has no memory of its own until it is kept. */
static bool
keep_first_run(struct pl_fdx_text *text, struct pl_arena *arena)
{
	if (text->runs == &text->first_run && text->run_count > 0) {
		text->runs = pl_arena_alloc(arena, sizeof(*text->runs));
		if (text->runs != NULL) {
			*text->runs = text->first_run;
		}
	}
	return text->runs != NULL;
}

bool
pl_fdx_text_end(struct pl_fdx_text *text)
{
	struct platen_node *node = text->node;
	bool is_done = !text->bytes.failed;
	for (uint32_t i = 0; i < text->run_count; i++) {
		text->runs[i].end = i + 1 < text->run_count ? text->runs[i + 1].start
							    : (uint32_t)text->bytes.length;
	}
	if (is_done) {
		struct pl_arena *arena = &text->reader->document->arena;
		struct pl_str bytes = pl_buffer_str(&text->bytes);
		node->text = bytes.length > 0 ? pl_arena_copy(arena, bytes) : PL_STR("");
		is_done = node->text.data != NULL && keep_first_run(text, arena);
		node->runs = text->run_count > 0 ? text->runs : NULL;
		node->run_count = text->run_count;
	}
	pl_buffer_fini(&text->bytes);
	return is_done;
}

uint32_t
pl_fdx_run_style(const struct pl_fdx_paragraph *paragraph, const struct pl_fdx_run *run)
{
	return run->has_style ? run->style : paragraph->type->style | run->style;
}

char
pl_fdx_first(const struct pl_fdx_paragraph *paragraph)
{
	for (const struct pl_fdx_run *run = paragraph->first; run != NULL; run = run->next) {
		struct pl_str trimmed = pl_str_trim_ascii(run->text);
		if (trimmed.length > 0) {
			return trimmed.data[0];
		}
	}
	return '\0';
}

char
pl_fdx_last(const struct pl_fdx_paragraph *paragraph)
{
	char last = '\0';
	for (const struct pl_fdx_run *run = paragraph->first; run != NULL; run = run->next) {
		struct pl_str trimmed = pl_str_trim_ascii(run->text);
		last = trimmed.length > 0 ? trimmed.data[trimmed.length - 1] : last;
	}
	return last;
}

bool
pl_fdx_has_text(const struct pl_fdx_paragraph *paragraph)
{
	return pl_fdx_first(paragraph) != '\0';
}

struct pl_str
pl_fdx_raw_text(struct pl_fdx_reader *reader, const struct pl_fdx_paragraph *paragraph)
{
	char *copy = pl_arena_alloc(&reader->arena, (size_t)paragraph->length + 1);
	size_t length = 0;
	for (const struct pl_fdx_run *run = paragraph->first; run != NULL && copy != NULL;
	     run = run->next) {
		memcpy(copy + length, run->text.data, run->text.length);
		length += run->text.length;
	}
	return (struct pl_str){copy, length};
}

struct pl_str
pl_fdx_join(struct pl_fdx_reader *reader, const struct pl_fdx_paragraphs *paragraphs,
	    struct pl_str separator)
{
	struct platen_node joined = {0};
	struct pl_fdx_text text;
	pl_fdx_text_init(&text, reader, &joined,
			 (struct pl_fdx_shape){.is_plain = true, .keeps_case = true});
	bool is_done = true;
	for (const struct pl_fdx_paragraph *p = paragraphs->first; p != NULL && is_done;
	     p = p->next) {
		if (p != paragraphs->first) {
			pl_buffer_put(&text.bytes, separator);
		}
		is_done = pl_fdx_text_add(&text, p, 0, UINT32_MAX);
	}
	is_done = pl_fdx_text_end(&text) && is_done;
	return is_done ? joined.text : (struct pl_str){0};
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
	struct pl_str text = pl_fdx_join(reader, &note->body, PL_STR("\n"));
	bool is_note = pl_fdx_note_kind(note) == PLATEN_NOTE;
	if (text.data == NULL || note->name.length == 0 || !is_note) {
		return text;
	}
	char *named = pl_arena_alloc(&reader->document->arena, note->name.length + 2 + text.length);
	if (named == NULL) {
		return (struct pl_str){0};
	}
	memcpy(named, note->name.data, note->name.length);
	memcpy(named + note->name.length, ": ", 2);
	memcpy(named + note->name.length + 2, text.data, text.length);
	return (struct pl_str){named, note->name.length + 2 + text.length};
}
