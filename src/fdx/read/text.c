/*
 * The text of a paragraph, as a node has it: runs joined, neighbours which look alike made one,
 * capitals where Final Draft shows capitals (it stores what was typed), line breaks of all kinds as
 * LF.
 */
#include "fdx/read/text.h"

void
pl_draft_text_init(struct pl_draft_writing *writing, struct pl_draft *draft,
		   struct platen_node *node, struct pl_draft_shape shape)
{
	*writing = (struct pl_draft_writing){
		.draft = draft,
		.node = node,
		.shape = shape,
		.runs = &writing->first_run,
		.run_capacity = 1,
	};
	pl_buffer_init(&writing->text);
}

/* A new run, if this character needs one. False: no memory. */
static bool
begin_run(struct pl_draft_writing *writing, uint32_t style, struct platen_position from)
{
	struct pl_run *last =
		writing->run_count == 0 ? NULL : &writing->runs[writing->run_count - 1];
	bool is_line_start =
		writing->text.length > 0 && writing->text.data[writing->text.length - 1] == '\n';
	if (last != NULL && last->style == style && !is_line_start && !writing->has_jumped) {
		return true;
	}
	writing->has_jumped = false;
	struct pl_run *runs =
		pl_arena_grow(&writing->draft->document->arena, writing->runs, writing->run_count,
			      &writing->run_capacity, sizeof(*runs));
	if (runs == NULL) {
		return false;
	}
	writing->runs = runs;
	runs[writing->run_count++] = (struct pl_run){
		.start = (uint32_t)writing->text.length,
		.style = style,
		.from = from,
	};
	return true;
}

static bool
put_bytes(struct pl_draft_writing *writing, struct pl_str bytes, uint32_t emphasis,
	  struct platen_position from)
{
	if (!begin_run(writing, emphasis, from)) {
		return false;
	}
	pl_buffer_put(&writing->text, bytes);
	return !writing->text.failed;
}

bool
pl_draft_text_put(struct pl_draft_writing *writing, uint32_t c, uint32_t style,
		  struct platen_position from)
{
	char bytes[4];
	return put_bytes(writing, (struct pl_str){bytes, pl_utf8_encode(c, bytes)}, style, from);
}

bool
pl_draft_text_break(struct pl_draft_writing *writing, struct platen_position from)
{
	uint32_t style = writing->run_count == 0 ? 0 : writing->runs[writing->run_count - 1].style;
	return pl_draft_text_put(writing, '\n', style, from);
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
put_typed(struct pl_draft_writing *writing, uint32_t c, uint32_t style, struct platen_position from)
{
	uint32_t emphasis = writing->shape.is_plain ? 0 : style & PL_FDX_EMPHASIS;
	if (is_line_break(c)) {
		c = writing->shape.is_one_line ? ' ' : '\n';
	}
	if (c == '\r' ||
	    (writing->shape.is_one_line && writing->text.length == 0 && (c == ' ' || c == '\t'))) {
		return true;
	}
	if (is_control(c)) {
		writing->draft->lost[PL_LOST_CONTROLS]++;
		return true;
	}
	if (c == '\t') {
		return put_bytes(writing, PL_STR("    "), emphasis, from);
	}
	bool is_capital = (style & PL_FDX_CAPS) != 0 && !writing->shape.keeps_case;
	return pl_draft_text_put(writing, is_capital ? pl_to_upper(c) : c, emphasis, from);
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
advance(struct pl_draft_writing *writing, struct platen_position *position, uint32_t c,
	size_t length)
{
	uint32_t reference = reference_length(writing->draft->document->source, position->offset);
	if (reference > 0) {
		writing->has_jumped = true;
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
add_cut(struct pl_draft_writing *writing, const struct pl_draft_note *note)
{
	struct pl_arena *arena = &writing->draft->document->arena;
	struct pl_cut *cut = pl_arena_alloc(arena, sizeof(*cut));
	if (cut == NULL) {
		return false;
	}
	*cut = (struct pl_cut){
		.kind = pl_draft_note_kind(note) == PLATEN_BONEYARD ? PLATEN_BONEYARD : PLATEN_NOTE,
		.at = (uint32_t)writing->text.length,
		.from = note->from,
		.source_end = note->source_end,
	};
	cut->text = pl_draft_note_text(writing->draft, note);
	if (cut->text.data == NULL) {
		return false;
	}
	if (writing->last_cut == NULL) {
		writing->node->cuts = cut;
	} else {
		writing->last_cut->next = cut;
	}
	writing->last_cut = cut;
	return true;
}

/* Notes which stand before byte `at` of the paragraph. */
static bool
add_cuts(struct pl_draft_writing *writing, const struct pl_draft_note **note, uint32_t at)
{
	while (*note != NULL && (*note)->at <= at) {
		if (((*note)->at > 0 || writing->shape.cuts_first) && !add_cut(writing, *note)) {
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
plain_length(const struct pl_draft_writing *writing, const char *at, uint32_t most, uint32_t style,
	     uint32_t from)
{
	struct pl_str source = writing->draft->document->source;
	bool is_asked = (style & PL_FDX_CAPS) != 0 ||
			(writing->shape.is_one_line && writing->text.length == 0);
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
	const struct pl_draft_note *note; /* the next one */
	uint32_t at;                      /* byte of the paragraph's text */
	uint32_t start, end;              /* those which are wanted */
};

/* Put what comes next of a run, one character or a plain stretch. Returns its length; 0: no memory.
 */
static uint32_t
put_next(struct pl_draft_writing *writing, struct adding *adding, struct pl_str rest,
	 uint32_t style, struct platen_position *from)
{
	uint32_t c, length = (uint32_t)pl_utf8_decode(rest.data, rest.data + rest.length, &c);
	if (adding->at >= adding->start && adding->at < adding->end) {
		if (!add_cuts(writing, &adding->note, adding->at)) {
			return 0;
		}
		uint32_t most = adding->end;
		if (adding->note != NULL) {
			most = least(most, adding->note->at);
		}
		most = least(most - adding->at, (uint32_t)rest.length);
		uint32_t plain = plain_length(writing, rest.data, most, style, from->offset);
		if (plain > 0) {
			uint32_t emphasis = writing->shape.is_plain ? 0 : style & PL_FDX_EMPHASIS;
			rest.length = plain;
			length = put_bytes(writing, rest, emphasis, *from) ? plain : 0;
			from->offset += length;
			from->column += length;
			return length;
		}
		if (!put_typed(writing, c, style, *from)) {
			return 0;
		}
	}
	advance(writing, from, c, length);
	return length;
}

static struct pl_draft_spot
find_start(const struct pl_draft_writing *writing, const struct pl_draft_paragraph *paragraph,
	   uint32_t start)
{
	const struct pl_draft_spot *reached = &writing->reached;
	if (reached->paragraph == paragraph && reached->at <= start) {
		return *reached;
	}
	struct pl_draft_spot spot = {.paragraph = paragraph, .run = paragraph->first};
	if (spot.run != NULL) {
		spot.from = spot.run->from;
	}
	return spot;
}

/* Go on to the next run, if all of this one was seen. */
static void
leave_run(struct pl_draft_spot *spot)
{
	while (spot->run != NULL && spot->in_run == spot->run->end - spot->run->start) {
		spot->run = spot->run->next;
		spot->in_run = 0;
		if (spot->run != NULL) {
			spot->from = spot->run->from;
		}
	}
}

bool
pl_draft_text_add(struct pl_draft_writing *writing, const struct pl_draft_paragraph *paragraph,
		  uint32_t start, uint32_t end)
{
	const char *pool = writing->draft->pool.data;
	struct pl_draft_spot spot = find_start(writing, paragraph, start);
	struct adding adding = {
		.note = paragraph->notes.first, .at = spot.at, .start = start, .end = end};
	uint32_t own = paragraph->type->style & PL_FDX_EMPHASIS;
	for (leave_run(&spot); spot.run != NULL && spot.at < end; leave_run(&spot)) {
		uint32_t style = pl_draft_run_style(paragraph, spot.run) & ~own;
		uint32_t at = spot.run->start + spot.in_run;
		struct pl_str rest = {pool + at, spot.run->end - at};
		uint32_t length = put_next(writing, &adding, rest, style, &spot.from);
		if (length == 0) {
			return false;
		}
		spot.in_run += length;
		spot.at = adding.at += length;
	}
	writing->reached = spot;
	return add_cuts(writing, &adding.note, UINT32_MAX);
}

/* Shorten text, runs and cuts to `length` bytes. */
static void
cut_off(struct pl_draft_writing *writing, size_t length)
{
	writing->text.length = length;
	while (writing->run_count > 0 && writing->runs[writing->run_count - 1].start >= length) {
		writing->run_count--;
	}
	for (struct pl_cut *cut = writing->node->cuts; cut != NULL; cut = cut->next) {
		cut->at = cut->at < length ? cut->at : (uint32_t)length;
	}
}

void
pl_draft_text_trim(struct pl_draft_writing *writing)
{
	size_t length = writing->text.length;
	while (length > 0 && writing->text.data[length - 1] == ' ') {
		length--;
	}
	cut_off(writing, length);
}

void
pl_draft_text_shorten(struct pl_draft_writing *writing, size_t length)
{
	cut_off(writing, length);
	pl_draft_text_trim(writing);
}

/* From the writing to the document. */
static bool
keep_first_run(struct pl_draft_writing *writing, struct pl_arena *arena)
{
	if (writing->runs == &writing->first_run && writing->run_count > 0) {
		writing->runs = pl_arena_alloc(arena, sizeof(*writing->runs));
		if (writing->runs != NULL) {
			*writing->runs = writing->first_run;
		}
	}
	return writing->runs != NULL;
}

bool
pl_draft_text_end(struct pl_draft_writing *writing)
{
	struct platen_node *node = writing->node;
	bool is_done = !writing->text.failed;
	for (uint32_t i = 0; i < writing->run_count; i++) {
		writing->runs[i].end = i + 1 < writing->run_count ? writing->runs[i + 1].start
								  : (uint32_t)writing->text.length;
	}
	if (is_done) {
		struct pl_arena *arena = &writing->draft->document->arena;
		struct pl_str text = pl_buffer_str(&writing->text);
		node->text = text.length > 0 ? pl_arena_copy(arena, text) : PL_STR("");
		is_done = node->text.data != NULL && keep_first_run(writing, arena);
		node->runs = writing->run_count > 0 ? writing->runs : NULL;
		node->run_count = writing->run_count;
	}
	pl_buffer_fini(&writing->text);
	return is_done;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char
pl_draft_first(const struct pl_draft *draft, const struct pl_draft_paragraph *paragraph)
{
	for (const struct pl_draft_run *run = paragraph->first; run != NULL; run = run->next) {
		for (uint32_t i = run->start; i < run->end; i++) {
			if (!is_blank(draft->pool.data[i])) {
				return draft->pool.data[i];
			}
		}
	}
	return '\0';
}

char
pl_draft_last(const struct pl_draft *draft, const struct pl_draft_paragraph *paragraph)
{
	char last = '\0';
	for (const struct pl_draft_run *run = paragraph->first; run != NULL; run = run->next) {
		for (uint32_t i = run->end; i > run->start; i--) {
			if (!is_blank(draft->pool.data[i - 1])) {
				last = draft->pool.data[i - 1];
				break;
			}
		}
	}
	return last;
}

bool
pl_draft_has_text(const struct pl_draft *draft, const struct pl_draft_paragraph *paragraph)
{
	return pl_draft_first(draft, paragraph) != '\0';
}

struct pl_str
pl_draft_join(struct pl_draft *draft, const struct pl_draft_paragraphs *paragraphs,
	      struct pl_str separator)
{
	struct platen_node joined = {0};
	struct pl_draft_writing writing;
	pl_draft_text_init(&writing, draft, &joined,
			   (struct pl_draft_shape){.is_plain = true, .keeps_case = true});
	bool is_done = true;
	for (const struct pl_draft_paragraph *p = paragraphs->first; p != NULL && is_done;
	     p = p->next) {
		if (p != paragraphs->first) {
			pl_buffer_put(&writing.text, separator);
		}
		is_done = pl_draft_text_add(&writing, p, 0, UINT32_MAX);
	}
	is_done = pl_draft_text_end(&writing) && is_done;
	return is_done ? joined.text : (struct pl_str){0};
}

enum platen_kind
pl_draft_note_kind(const struct pl_draft_note *note)
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
pl_draft_note_text(struct pl_draft *draft, const struct pl_draft_note *note)
{
	struct pl_str text = pl_draft_join(draft, &note->body, PL_STR("\n"));
	bool is_note = pl_draft_note_kind(note) == PLATEN_NOTE;
	if (text.data == NULL || note->name.length == 0 || !is_note) {
		return text;
	}
	char *named = pl_arena_alloc(&draft->document->arena, note->name.length + 2 + text.length);
	if (named == NULL) {
		return (struct pl_str){0};
	}
	memcpy(named, note->name.data, note->name.length);
	memcpy(named + note->name.length, ": ", 2);
	memcpy(named + note->name.length + 2, text.data, text.length);
	return (struct pl_str){named, note->name.length + 2 + text.length};
}
