/*
 * One line of Fountain
 *
 * The text of a node is what the reader made of a line; this is the way back. Emphasis becomes
 * marks, notes go where they stood, and text which would be read as markup gets a backslash.
 *
 * Two kinds of markup are known by the byte before: what opens or closes a note or boneyard, and a
 * backslash which would be an escape. They get their backslash where the next byte is put.
 *
 * Whether a star or an underscore is a mark depends on all the others in the line: in `2 * 3` or
 * `log_file` none is. The writer does not know these rules a second time. It builds the line, lets
 * the reader's own pass (syntax/marks.c) read it, and compares. If that finds something else, each
 * star and underscore of the text gets a backslash. If that does not help either, Fountain cannot
 * express this emphasis, and both are tried with less of it:
 *
 *	WHOLE		all of it
 *	NARROWED	not on punctuation which keeps a mark from being read: of x(y) in bold, only
 *			the y stays bold behind the x
 *	PARTLY		nor on the stretches which were misread
 *	NONE		none
 *
 * The last one is always read as meant, so no word is lost. And a line with less emphasis is
 * written like one which never had more, so that writing it again changes nothing.
 * platen-write.c finds out what was lost, by reading the file again, and reports PL-610.
 *
 * The marks are those one would type. Underlining is read independently of stars and may overlap
 * with them. Bold and italic must nest: of two which cross, the inner one ends with the outer one
 * and begins again.
 *
 *	text	one two three		bold	-------
 *		    ---------		italic	    ---------
 *	line	**one *two*** *three*
 *
 * Rejected: a search for numbers of stars which express what the plain marks do not, as in
 * ****a*b******c* for a bold, a bold italic and an italic letter. It was as long as the rest of the
 * writer, for words which nobody writes.
 */
#include "fountain/write/writer.h"
#include "input/input.h"

enum emphasis {
	WHOLE,
	NARROWED,
	PARTLY,
	NONE,
};

#define STARS (PLATEN_BOLD | PLATEN_ITALIC)

/* Which stars and underscores of the text get a backslash. */
enum escapes {
	PLAIN,       /* none */
	AS_TYPED,    /* those which were typed with one */
	ALL_ESCAPED, /* all */
};

/* A line while it is built. */
struct build {
	struct pl_fountain_writer *writer;
	const struct pl_fountain_line *line;
	enum escapes escapes;
	uint32_t run; /* of the node: the first which may begin at the next mark */
	const struct pl_comment *comment; /* the next one */
	uint32_t at;                      /* of the node's text: what comes next */
	uint32_t open;                    /* emphasis: PLATEN_BOLD | ... */
	uint32_t inner;     /* of bold and italic, the one which was opened inside the other */
	char last;          /* the byte of text put last, unless it has a backslash; a star which is
			     * a mark, too */
	bool is_first_last; /* that byte begins the line */
	bool has_marks;     /* a star or underscore was put */
	struct pl_fountain_stretch *stretch; /* the one which is being put */
};

/* ------------------------------------------------------------------------- bytes */

static void
put(struct build *build, struct pl_str bytes)
{
	pl_buffer_put(&build->writer->line, bytes);
	pl_buffer_put(&build->writer->seen, bytes);
}

static void
put_byte(struct build *build, char byte)
{
	put(build, (struct pl_str){&byte, 1});
}

/* May a marker begin with this byte? The full-width ones begin with the last. In a dialect without
 * those a backslash too many does no harm. */
static bool
is_first_of_marker(char byte)
{
	return pl_fountain_is_escapable_first(byte) || byte == '\xEF';
}

/* Before `byte`: put a backslash before the last byte, if the two would be markup together. */
static void
part_from(struct build *build, char byte)
{
	char last = build->last;
	struct pl_fountain_writer *writer = build->writer;
	bool opens_note = last == '[' && byte == '[', opens_boneyard = last == '/' && byte == '*';
	writer->boneyards.is_open |= opens_boneyard && writer->keeps_boneyards;
	if ((opens_note && !writer->keeps_notes) || (opens_boneyard && !writer->keeps_boneyards) ||
	    (last == '\\' && (pl_fountain_is_escapable(byte) ||
			      (build->is_first_last && is_first_of_marker(byte))))) {
		build->writer->line.length--;
		build->writer->seen.length--;
		put_byte(build, '\\');
		put_byte(build, last);
	}
	build->last = '\0';
}

/* Put emphasis marks. Where a star behind a slash opens a boneyard, the stretches on both sides are
 * misread. */
static void
put_marks(struct build *build, char mark, uint32_t count)
{
	struct pl_fountain_boneyards *boneyards = &build->writer->boneyards;
	bool opens = mark == '*' && build->last == '/' && !boneyards->is_open;
	if (count == 0) {
		return;
	}
	if (opens && boneyards->has_any) {
		build->stretch[-1].is_misread = build->stretch->is_misread = true;
	}
	boneyards->is_open |= opens && !boneyards->has_any;
	build->last = build->last == '/' ? '\0' : build->last;
	part_from(build, mark);
	for (uint32_t i = 0; i < count; i++) {
		put_byte(build, mark);
	}
	/* the star which opens does not close, too */
	build->last = mark == '*' && (!opens || count > 1) ? '*' : '\0';
	build->has_marks = true;
}

/* -------------------------------------------------------------------------- text */

/* The mark at `at` in the node's text was typed with a backslash. Of a label this is not kept, so
 * all of its marks count as such: written again, they stay the same. */
static bool
is_typed_escape(struct build *build, const char *at)
{
	const struct platen_node *node = build->line->node;
	const char *text = node->text.data;
	if (at < text || at >= text + node->text.length) { /* of a label */
		return true;
	}
	uint32_t offset = (uint32_t)(at - text);
	while (build->run < pl_node_run_count(node) &&
	       pl_node_run(node, build->run).start < offset) {
		build->run++;
	}
	return build->run < pl_node_run_count(node) &&
	       pl_node_run(node, build->run).start == offset &&
	       pl_node_run(node, build->run).is_escaped;
}

static void
put_special(struct build *build, const char *at)
{
	char byte = *at;
	bool is_mark = byte == '*' || byte == '_';
	bool closes = byte == '/' && build->last == '*' && build->writer->boneyards.is_open;
	bool is_behind_slash = byte == '*' && build->last == '/';
	bool is_asked = build->escapes == ALL_ESCAPED ||
			(build->escapes == AS_TYPED && is_mark && is_typed_escape(build, at));
	bool is_escaped = closes || (is_mark && is_asked && !is_behind_slash);
	bool opens = is_behind_slash && build->writer->keeps_boneyards;
	part_from(build, is_escaped ? '\\' : byte);
	build->is_first_last = build->writer->seen.length == build->line->indent;
	if (is_escaped) {
		put_byte(build, '\\');
	}
	put_byte(build, byte);
	build->last = closes || opens ? '\0' : byte;
	build->has_marks |= is_mark;
}

static void
put_text(struct build *build, struct pl_str text)
{
	for (size_t at = 0, plain; at < text.length;) {
		for (plain = at; at < text.length && !pl_fountain_is_escapable(text.data[at]);
		     at++) {
		}
		if (at > plain) {
			part_from(build, text.data[plain]);
			put(build, pl_str_slice(text, plain, at));
		}
		if (at < text.length) {
			put_special(build, &text.data[at++]);
		}
	}
}

/* -------------------------------------------------------------------------- comments */

/* Is there exactly one blank at the end of what is seen, behind something visible? */
static bool
is_behind_one_blank(struct pl_str seen)
{
	size_t blank = pl_blank_before(seen.data, seen.data + seen.length);
	return blank > 0 && seen.length > blank &&
	       pl_blank_before(seen.data, seen.data + seen.length - blank) == 0;
}

/* Does a comment look better with a blank behind it? It may have one at the start of the line, and
 * where one stands before it. */
static bool
wants_blank_behind(const struct build *build, struct pl_str seen)
{
	struct pl_str rest = pl_str_slice(build->line->node->text, build->at, build->line->end);
	if (pl_str_trim(seen).length == 0) {
		return rest.length == 0 || pl_blank_at(rest.data, rest.data + rest.length) == 0;
	}
	return is_behind_one_blank(seen) &&
	       (rest.length == 0 || strchr(".,;:!?)", rest.data[0]) == NULL);
}

/* Put the comments which stand here. The reader joins the blanks on both sides of a comment to one,
 * and drops those at the edges of a line; so there may be one on both sides wherever there is one
 * in the text. */
static void
put_comments(struct build *build, bool is_before_mark)
{
	struct pl_fountain_writer *writer = build->writer;
	for (; build->comment != NULL && build->comment->at <= build->at;
	     build->comment = build->comment->next) {
		struct pl_str seen = pl_buffer_str(&writer->seen);
		bool is_last = build->at == build->line->end && seen.length > 0 && !is_before_mark;
		part_from(build, build->comment->kind == PLATEN_NOTE ? '[' : '/');
		if (is_last && pl_blank_before(writer->line.data,
					       writer->line.data + writer->line.length) == 0) {
			pl_buffer_put_byte(&writer->line, ' ');
		}
		pl_fountain_put_aside(&writer->line, build->comment->kind, build->comment->text,
				      build->comment->typed, false, &writer->boneyards);
		if (!is_last && wants_blank_behind(build, seen)) {
			pl_buffer_put_byte(&writer->line, ' ');
		}
	}
}

/* ------------------------------------------------------------------------- marks */

static uint32_t
stars_of(uint32_t style)
{
	return ((style & PLATEN_BOLD) != 0 ? 2 : 0) + ((style & PLATEN_ITALIC) != 0 ? 1 : 0);
}

/* Close what is not in `style`. What was opened inside bold or italic is closed with that. */
static void
close_marks(struct build *build, uint32_t style)
{
	uint32_t closed = build->open & ~style;
	if ((closed & STARS & ~build->inner) != 0) {
		closed |= build->inner;
	}
	put_marks(build, '*', stars_of(closed));
	put_marks(build, '_', (closed & PLATEN_UNDERLINE) != 0);
	build->open &= ~closed;
	build->inner &= ~closed;
}

/* Open what is missing of `style`. Underscores stand outside, since stars before punctuation need
 * punctuation or a blank on their other side. */
static void
open_marks(struct build *build, uint32_t style)
{
	uint32_t opened = style & ~build->open;
	if ((build->open & STARS) != 0) {
		build->inner = opened & STARS;
	}
	put_marks(build, '_', (opened & PLATEN_UNDERLINE) != 0);
	put_marks(build, '*', stars_of(opened));
	build->open |= opened;
}

/* -------------------------------------------------------------------- the whole line */

/* Put bytes of the node's text, or of the label behind it, with the comments among them. */
static void
put_stretch(struct build *build, struct pl_str text)
{
	const struct pl_fountain_line *line = build->line;
	while (text.length > 0 && build->at < line->end) {
		size_t length = text.length;
		if (build->comment != NULL && build->comment->at < build->at + length) {
			length = build->comment->at - build->at;
		}
		struct pl_str part = pl_str_slice(text, 0, length);
		if (!line->is_verbatim) {
			put_text(build, part);
		} else {
			struct pl_buffer *out = &build->writer->line;
			size_t from = out->length;
			pl_fountain_put_verbatim(out, part, &build->writer->boneyards);
			pl_buffer_put(&build->writer->seen,
				      pl_str_slice(pl_buffer_str(out), from, out->length));
		}
		build->at += (uint32_t)length;
		text = pl_str_slice(text, length, text.length);
		if (text.length > 0) {
			put_comments(build, false);
		}
	}
	put_text(build, text);
}

/* Put a stretch with the marks before it. Those which open stand behind blanks. */
static void
put_marked(struct build *build, struct pl_fountain_stretch *stretch)
{
	struct pl_str text = stretch->text;
	size_t solid = 0, blank;
	build->stretch = stretch;
	close_marks(build, stretch->style);
	bool opens = (stretch->style & ~build->open) != 0;
	put_comments(build, opens);
	while (opens && (blank = pl_blank_at(text.data + solid, text.data + text.length)) > 0) {
		solid += blank;
	}
	stretch->seen_start = (uint32_t)build->writer->seen.length;
	put_stretch(build, pl_str_slice(text, 0, solid));
	if (opens) {
		put_comments(build, true);
		open_marks(build, stretch->style);
	}
	if (solid == 0) { /* not before: a backslash may have been put before the last byte */
		stretch->seen_start = (uint32_t)build->writer->seen.length;
	}
	put_stretch(build, pl_str_slice(text, solid, text.length));
}

/* Do blanks stand on both sides of the marker? A comment would join them, unless the marker parts
 * them.
 */
static bool
is_in_indentation(const struct pl_fountain_line *line)
{
	const char *bytes = line->node->text.data;
	uint32_t at = line->start + line->indent;
	return line->indent > 0 && at < line->end && pl_blank_at(bytes + at, bytes + line->end) > 0;
}

static void
put_indentation(struct build *build)
{
	const struct pl_fountain_line *line = build->line;
	struct pl_fountain_writer *writer = build->writer;
	put(build, pl_str_slice(line->node->text, line->start, line->start + line->indent));
	writer->marker_at = writer->line.length;
	put_comments(build, true);
	if (!is_in_indentation(line)) {
		writer->marker_at = writer->line.length;
	}
}

/* Put the line; returns where the text begins in what is seen. The last stretch is empty. */
static uint32_t
put_line(struct build *build)
{
	struct pl_fountain_writer *writer = build->writer;
	writer->line.length = writer->seen.length = 0;
	writer->boneyards = writer->above_line;
	put_indentation(build);
	uint32_t from = (uint32_t)writer->seen.length;
	for (size_t i = 0; i < writer->stretches.count; i++) {
		writer->stretches.list[i].is_misread = false;
	}
	for (size_t i = 0; i < writer->stretches.count; i++) {
		put_marked(build, &writer->stretches.list[i]);
	}
	return from;
}

/* ----------------------------------------------------------------------- attempts */

/* Find the stretches of the line, with as much emphasis as is to be kept. */
static bool
plan(struct pl_fountain_writer *writer, const struct pl_fountain_line *line, enum emphasis kept)
{
	struct pl_fountain_stretches *stretches = &writer->stretches;
	if (kept == WHOLE || kept == NARROWED) {
		return pl_fountain_find_stretches(stretches, line, kept == NARROWED);
	}
	for (size_t i = 0; i < stretches->count; i++) {
		struct pl_fountain_stretch *stretch = &stretches->list[i];
		stretch->style = kept == NONE || stretch->is_misread ? 0 : stretch->style;
	}
	return true;
}

static bool
has_escape(const struct pl_fountain_line *line)
{
	const struct platen_node *node = line->node;
	uint32_t run = line->run;
	while (run < pl_node_run_count(node) && pl_node_run(node, run).start < line->end &&
	       !(pl_node_run(node, run).is_escaped &&
		 pl_node_run(node, run).start >= line->start)) {
		run++;
	}
	return run < pl_node_run_count(node) && pl_node_run(node, run).start < line->end;
}

/* A mark of the line just built has no partner, but may be taken for one whose partner was
 * forgotten. */
static bool
has_lone_mark(const struct pl_fountain_marks *marks)
{
	size_t at = 0;
	while (at < marks->count && (marks->list[at].kind == PL_MARK_ESCAPE ||
				     marks->list[at].left == 0 || marks->list[at].is_intraword ||
				     !(marks->list[at].can_open || marks->list[at].can_close))) {
		at++;
	}
	return at < marks->count;
}

/* Build the line once. Sets *is_right if it is read as meant. */
static bool
build_once(struct pl_fountain_writer *writer, const struct pl_fountain_line *line,
	   enum escapes escapes, bool *is_right)
{
	struct build build = {
		.writer = writer,
		.line = line,
		.escapes = escapes,
		.comment = line->comment,
		.at = line->start + line->indent,
		.run = line->run,
	};
	uint32_t from = put_line(&build);
	if (writer->line.failed || writer->seen.failed) {
		return false;
	}
	struct pl_str seen = pl_buffer_str(&writer->seen);
	uint32_t to = (uint32_t)seen.length;
	if (build.has_marks && !pl_fountain_find_marks(&writer->marks, seen, from, to)) {
		return false;
	}
	*is_right = !build.has_marks ||
		    pl_fountain_check_stretches(&writer->stretches, &writer->marks, seen, from);
	if (build.has_marks && escapes == PLAIN && has_escape(line)) {
		*is_right &= !has_lone_mark(&writer->marks);
	}
	return true;
}

bool
pl_fountain_build_line(struct pl_fountain_writer *writer, const struct pl_fountain_line *line,
		       struct pl_str *seen)
{
	bool is_right = false;
	for (enum emphasis kept = WHOLE; kept <= NONE && !is_right; kept++) {
		if (!plan(writer, line, kept)) {
			return false;
		}
		enum escapes escapes = line->escapes_all ? ALL_ESCAPED : PLAIN;
		for (; escapes <= ALL_ESCAPED && !is_right; escapes++) {
			if (!build_once(writer, line, escapes, &is_right)) {
				return false;
			}
		}
	}
	*seen = pl_str_trim(pl_buffer_str(&writer->seen));
	return true;
}

void
pl_fountain_begin(struct pl_fountain_writer *writer, struct pl_str bytes)
{
	if (!writer->has_text && pl_str_starts(pl_str_trim(bytes), PL_STR("<!--"))) {
		pl_sink_put_byte(writer->sink, '!');
	} else if (!writer->has_text && pl_input_type_of(bytes).kind != PL_INPUT_TEXT) {
		bool is_tag = pl_str_starts(pl_str_trim(bytes), PL_STR("<"));
		pl_sink_put_byte(writer->sink, is_tag ? '!' : '\n');
	}
	writer->has_text = true;
}

void
pl_fountain_write_line(struct pl_fountain_writer *writer, struct pl_str before,
		       struct pl_str marker, struct pl_str behind)
{
	struct pl_sink *sink = writer->sink;
	struct pl_str line = pl_buffer_str(&writer->line);
	while (behind.length == 0 && pl_str_ends(line, PL_STR(" "))) {
		line.length--;
	}
	size_t at = writer->marker_at < line.length ? writer->marker_at : line.length;
	if (before.length == 0 && marker.length == 0) {
		pl_fountain_begin(writer, line);
	}
	pl_sink_put(sink, line.length == 0 && behind.length == 0 ? pl_str_trim(before) : before);
	pl_sink_put(sink, pl_str_slice(line, 0, at));
	pl_sink_put(sink, marker);
	pl_sink_put(sink, pl_str_slice(line, at, line.length));
	pl_sink_put(sink, behind);
	pl_sink_put_byte(sink, '\n');
	writer->has_text = true;
	writer->above_line = writer->boneyards;
}

bool
pl_fountain_put_line(struct pl_fountain_writer *writer, const struct pl_fountain_line *line,
		     struct pl_str before, struct pl_str behind)
{
	struct pl_str seen;
	bool done = pl_fountain_build_line(writer, line, &seen);
	if (done) {
		pl_fountain_write_line(writer, before, PL_STR(""), behind);
	}
	return done;
}

struct pl_fountain_line
pl_fountain_first_line(const struct platen_node *node)
{
	return (struct pl_fountain_line){
		.node = node,
		.end = (uint32_t)pl_fountain_line_end(node->text, 0),
		.comment = pl_node_more(node)->comments,
	};
}

bool
pl_fountain_next_line(struct pl_fountain_line *line)
{
	const struct platen_node *node = line->node;
	if (line->end == node->text.length) {
		return false;
	}
	line->start = line->end + 1;
	line->end = (uint32_t)pl_fountain_line_end(node->text, line->start);
	while (line->run < pl_node_run_count(node) &&
	       pl_node_run(node, line->run).end <= line->start) {
		line->run++;
	}
	while (line->comment != NULL && line->comment->at < line->start) {
		line->comment = line->comment->next;
	}
	line->indent = 0;
	line->escapes_all = false;
	return true;
}
