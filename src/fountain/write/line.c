/*
 * One line of Fountain
 *
 * The text of a node is what the reader made of a line; this is the way back. Emphasis becomes
 * marks, notes go where they stood, and what would be taken for markup gets a backslash.
 *
 * Two kinds of markup are told by the byte before alone, and are met where a byte is put: what
 * opens or closes a note or boneyard, and a backslash which would be one.
 *
 * Whether a star or underscore is a mark depends on all the others in the line: in `2 * 3` or
 * `log_file` none is. Rather than to know the rules of emphasis a second time, the line is made
 * without backslashes, read by the reader's own pass, and compared with what was meant, byte by
 * byte and style by style. If it says something else, those stars and underscores of the text which
 * were taken for marks get a backslash, then all of them; then the marks are put in another way
 * (fountain-marks.c). So a line which is written says what was meant, whatever the rules are.
 *
 * Some emphasis cannot be said at all (docs/fmt.md). Then underlining is left out, or all but that,
 * or all: the words are never lost. platen_write reads what it has written and reports it.
 */
#include "fountain/write/writer.h"

/* A star or underscore of the text. */
struct pl_fountain_literal {
	uint32_t at;     /* in what is seen */
	bool is_misread; /* the reader takes it for a mark */
};

enum escapes {
	NO_ESCAPES,
	ESCAPES_MISREAD,
	ESCAPES_ALL,
};

/* What the line ends in: as far as it matters for the byte behind it. */
enum ending {
	ENDS_PLAIN,
	ENDS_IN_BACKSLASH,       /* all of these are text, and without a backslash before them */
	ENDS_IN_FIRST_BACKSLASH, /* at the start of the line it is an escape before a marker, too */
	ENDS_IN_BRACKET,
	ENDS_IN_SLASH,
	ENDS_IN_ESCAPED_SLASH,
	ENDS_IN_STAR, /* text or mark */
};

/* How the marks of a line are put. */
struct way {
	enum pl_fountain_way marks;
	bool keeps_slashes; /* underlining ends between a slash and a star, if it ends there */
	uint32_t styles;    /* those which are written */
};

/* One attempt at a line. */
struct spelling {
	struct pl_fountain_speller *speller;
	const struct pl_fountain_text *text;
	const struct way *way;
	enum escapes escapes;
	enum ending ending;
	const struct pl_cut *cut;      /* the next one */
	size_t edge;                   /* the next one */
	size_t literal_count;          /* those seen so far */
	size_t bare_before, bare_from; /* those which get no backslash */
	uint32_t at;                   /* of the node's text */
	bool escapes_first;  /* the star or underscore which is text and begins the line */
	bool opens_boneyard; /* so it cannot be written like this */
	bool failed;         /* out of memory */
};

bool
pl_fountain_speller_init(struct pl_fountain_speller *speller)
{
	*speller = (struct pl_fountain_speller){0};
	pl_arena_init(&speller->arena);
	speller->edges.arena = speller->search.arena = speller->marks.arena = &speller->arena;
	/* so that an empty line is a slice of something */
	pl_buffer_put_byte(&speller->line, ' ');
	pl_buffer_put_byte(&speller->seen, ' ');
	pl_buffer_put_byte(&speller->tail, ' ');
	return !speller->line.failed && !speller->seen.failed && !speller->tail.failed;
}

void
pl_fountain_speller_fini(struct pl_fountain_speller *speller)
{
	pl_buffer_fini(&speller->line);
	pl_buffer_fini(&speller->seen);
	pl_buffer_fini(&speller->tail);
	pl_arena_fini(&speller->arena);
}

void
pl_fountain_keep(struct pl_fountain_speller *speller)
{
	speller->kept = speller->yards;
}

/* ------------------------------------------------------------------------- bytes */

static void
put(struct spelling *spelling, struct pl_str bytes)
{
	pl_buffer_put(&spelling->speller->line, bytes);
	pl_buffer_put(&spelling->speller->seen, bytes);
}

static void
put_byte(struct spelling *spelling, char byte)
{
	put(spelling, (struct pl_str){&byte, 1});
}

/* Put a backslash before the byte which was put last. */
static void
escape_last(struct spelling *spelling)
{
	struct pl_fountain_speller *speller = spelling->speller;
	char byte = speller->line.data[speller->line.length - 1];
	speller->line.length--;
	speller->seen.length--;
	put_byte(spelling, '\\');
	put_byte(spelling, byte);
}

/* May a marker begin with this byte? The full-width ones begin with the last: whether the dialect
 * has them does not matter, as a backslash too many does no harm before a backslash. */
static bool
is_first_of_marker(char byte)
{
	return pl_is_escapable_first(byte) || byte == '\xEF';
}

/* Before a byte of markup or text, not of a backslash which escapes it: keep what is before text.
 */
static void
part_from(struct spelling *spelling, char byte)
{
	enum ending ending = spelling->ending;
	bool is_first = ending == ENDS_IN_FIRST_BACKSLASH;
	if ((ending == ENDS_IN_BRACKET && byte == '[') ||
	    ((ending == ENDS_IN_BACKSLASH || is_first) && pl_is_escapable(byte)) ||
	    (is_first && is_first_of_marker(byte))) {
		escape_last(spelling);
	}
	spelling->ending = ENDS_PLAIN;
}

static void
put_mark(struct spelling *spelling, char mark, uint32_t count)
{
	struct pl_fountain_yards *yards = &spelling->speller->yards;
	if (count == 0) {
		return;
	}
	bool opens = mark == '*' && spelling->ending == ENDS_IN_SLASH && !yards->is_open;
	spelling->opens_boneyard |= opens && yards->ahead > 0;
	yards->is_open |= opens;
	part_from(spelling, mark);
	for (uint32_t i = 0; i < count; i++) {
		put_byte(spelling, mark);
	}
	/* the star which opens does not close, too */
	spelling->ending = mark == '*' && (!opens || count > 1) ? ENDS_IN_STAR : ENDS_PLAIN;
}

/* -------------------------------------------------------------------------- text */

/* The next star or underscore of the text: does it get a backslash? Its place is noted. */
static bool
is_escaped(struct spelling *spelling)
{
	struct pl_fountain_speller *speller = spelling->speller;
	size_t index = spelling->literal_count++;
	if (index == speller->literal_count) {
		struct pl_fountain_literal *literals =
			pl_arena_grow(&speller->arena, speller->literals, speller->literal_count,
				      &speller->literal_capacity, sizeof(*literals));
		if (literals == NULL) {
			spelling->failed = true;
			return false;
		}
		speller->literals = literals;
		literals[speller->literal_count++] = (struct pl_fountain_literal){0};
	}
	speller->literals[index].at = (uint32_t)speller->seen.length;
	if (index < spelling->bare_before || index >= spelling->bare_from) {
		return false;
	}
	return spelling->escapes == ESCAPES_ALL || (index == 0 && spelling->escapes_first) ||
	       (spelling->escapes == ESCAPES_MISREAD && speller->literals[index].is_misread);
}

static void
put_star(struct spelling *spelling)
{
	enum ending before = spelling->ending;
	bool wants_backslash = is_escaped(spelling);
	if (before == ENDS_IN_SLASH || before == ENDS_IN_ESCAPED_SLASH) {
		/* one backslash makes text of both */
		if (before == ENDS_IN_SLASH) {
			escape_last(spelling);
		}
		wants_backslash = false;
	}
	part_from(spelling, wants_backslash ? '\\' : '*');
	put(spelling, wants_backslash ? PL_STR("\\*") : PL_STR("*"));
	spelling->ending = ENDS_IN_STAR;
}

static void
put_underscore(struct spelling *spelling)
{
	bool wants_backslash = is_escaped(spelling);
	part_from(spelling, wants_backslash ? '\\' : '_');
	put(spelling, wants_backslash ? PL_STR("\\_") : PL_STR("_"));
}

static void
put_slash(struct spelling *spelling)
{
	bool closes = spelling->ending == ENDS_IN_STAR && spelling->speller->yards.is_open;
	part_from(spelling, '/');
	put(spelling, closes ? PL_STR("\\/") : PL_STR("/"));
	spelling->ending = closes ? ENDS_IN_ESCAPED_SLASH : ENDS_IN_SLASH;
}

static void
put_special(struct spelling *spelling, char byte)
{
	switch (byte) {
	case '*': put_star(spelling); return;
	case '_': put_underscore(spelling); return;
	case '/': put_slash(spelling); return;
	}
	part_from(spelling, byte);
	if (byte == '\\') {
		const struct pl_fountain_text *text = spelling->text;
		bool is_first = text->before.length == 0 && text->marker == 0 &&
				spelling->speller->seen.length == text->indent;
		spelling->ending = is_first ? ENDS_IN_FIRST_BACKSLASH : ENDS_IN_BACKSLASH;
	} else if (byte == '[') {
		spelling->ending = ENDS_IN_BRACKET;
	}
	put_byte(spelling, byte);
}

static void
put_text(struct spelling *spelling, struct pl_str text)
{
	for (size_t at = 0, plain; at < text.length;) {
		for (plain = at; at < text.length && !pl_is_escapable(text.data[at]); at++) {
		}
		if (at > plain) {
			part_from(spelling, text.data[plain]);
			put(spelling, pl_str_slice(text, plain, at));
		}
		if (at < text.length) {
			put_special(spelling, text.data[at++]);
		}
	}
}

/* -------------------------------------------------------------------------- cuts */

/* Is there exactly one blank at the end of what is seen, behind something visible? */
static bool
is_behind_one_blank(struct pl_str seen)
{
	size_t blank = pl_blank_before(seen.data, seen.data + seen.length);
	return blank > 0 && seen.length > blank &&
	       pl_blank_before(seen.data, seen.data + seen.length - blank) == 0;
}

/* Does a cut look better with a blank behind it? It may have one at the start of the line, and
 * where one stands before it. */
static bool
wants_blank_behind(const struct spelling *spelling, struct pl_str seen)
{
	const struct pl_fountain_text *text = spelling->text;
	char next = spelling->at < text->end ? text->node->text.data[spelling->at] : '\0';
	if (pl_str_trim(seen).length == 0) {
		return true;
	}
	return is_behind_one_blank(seen) && (next == '\0' || strchr(".,;:!?)", next) == NULL);
}

/* Put the cuts which stand here. The reader joins the blanks on both sides of a cut to one, and
 * drops those at the edges of a line; so there may be one on both sides wherever there is one in
 * the text. */
static void
put_cuts(struct spelling *spelling, bool has_mark_behind)
{
	const struct pl_fountain_text *text = spelling->text;
	struct pl_fountain_speller *speller = spelling->speller;
	struct pl_buffer *line = &speller->line;
	for (; spelling->cut != NULL && spelling->cut->at <= spelling->at;
	     spelling->cut = spelling->cut->next) {
		bool is_note = spelling->cut->kind == PLATEN_NOTE;
		struct pl_str seen = pl_buffer_str(&speller->seen);
		bool is_first = seen.length == 0;
		bool is_last = spelling->at == text->end && !is_first && !has_mark_behind;
		part_from(spelling, is_note ? '[' : '/');
		if (is_last && pl_blank_before(line->data, line->data + line->length) == 0) {
			pl_buffer_put_byte(line, ' ');
		}
		pl_fountain_put_cut(line, spelling->cut, &speller->yards);
		if (is_first || (!is_last && wants_blank_behind(spelling, seen))) {
			pl_buffer_put_byte(line, ' ');
		}
	}
}

/* -------------------------------------------------------------------- the whole line */

static const struct pl_fountain_edge *
next_edge(const struct spelling *spelling)
{
	const struct pl_fountain_edges *edges = &spelling->speller->edges;
	return spelling->edge < edges->count ? &edges->list[spelling->edge] : NULL;
}

/* What stands between two bytes of the text. Underscores stand outside the stars, since a star
 * needs punctuation or a blank on its outer side when the text inside begins with punctuation; but
 * between a slash and a star anything is better than nothing. */
static void
put_between(struct spelling *spelling)
{
	const struct pl_fountain_edge *edge = next_edge(spelling);
	if (edge == NULL || edge->at > spelling->at) {
		put_cuts(spelling, false);
		return;
	}
	spelling->edge++;
	bool is_behind_slash =
		spelling->ending == ENDS_IN_SLASH || spelling->ending == ENDS_IN_ESCAPED_SLASH;
	bool closes = edge->closes_underline, opens = edge->opens_underline;
	bool is_first = (closes && opens) || (is_behind_slash && spelling->way->keeps_slashes);
	spelling->speller->has_slashes |= is_behind_slash;
	put_mark(spelling, '_', is_first && (closes || opens));
	if (is_behind_slash && edge->stars_closed > 0) {
		put_cuts(spelling, true);
	}
	put_mark(spelling, '*', edge->stars_closed);
	put_mark(spelling, '_', closes && !is_first);
	put_cuts(spelling, edge->stars_opened > 0);
	put_mark(spelling, '_', opens && !is_first);
	put_mark(spelling, '*', edge->stars_opened);
	put_mark(spelling, '_', closes && opens);
}

/* Where something stands between two bytes next. */
static uint32_t
next_stop(const struct spelling *spelling)
{
	uint32_t stop = spelling->text->end;
	const struct pl_fountain_edge *edge = next_edge(spelling);
	if (edge != NULL && edge->at < stop) {
		stop = edge->at;
	}
	if (spelling->cut != NULL && spelling->cut->at < stop) {
		stop = spelling->cut->at;
	}
	return stop;
}

static void
put_stretch(struct spelling *spelling, uint32_t stop)
{
	const struct pl_fountain_text *text = spelling->text;
	struct pl_str stretch = pl_str_slice(text->node->text, spelling->at, stop);
	if (!text->is_verbatim) {
		put_text(spelling, stretch);
	} else {
		struct pl_buffer *line = &spelling->speller->line;
		size_t from = line->length;
		pl_fountain_put_verbatim(line, stretch, &spelling->speller->yards);
		pl_buffer_put(&spelling->speller->seen,
			      pl_str_slice(pl_buffer_str(line), from, line->length));
	}
	spelling->at = stop;
}

/* A backslash before a star would not make text of the line, but of the star: which is as good if
 * that is text. Before an emphasis mark there can be none. */
static void
put_marker(struct spelling *spelling)
{
	const struct pl_fountain_text *text = spelling->text;
	const struct pl_fountain_edge *edge = next_edge(spelling);
	char first = spelling->at < text->end ? text->node->text.data[spelling->at] : '\0';
	bool begins_with_mark = edge != NULL && edge->at == spelling->at;
	spelling->escapes_first = text->marker == '\\' && (first == '*' || first == '_');
	if (text->marker != 0 && !spelling->escapes_first &&
	    (text->marker != '\\' || !begins_with_mark)) {
		put_byte(spelling, text->marker);
	}
}

/* Do blanks stand on both sides? A cut joins them, unless the marker parts them. */
static bool
is_in_indentation(const struct pl_fountain_text *text)
{
	const char *bytes = text->node->text.data;
	uint32_t at = text->start + text->indent;
	return text->indent > 0 && at < text->end && pl_blank_at(bytes + at, bytes + text->end) > 0;
}

/* Returns where the text begins in what is seen. */
static uint32_t
put_line(struct spelling *spelling)
{
	const struct pl_fountain_text *text = spelling->text;
	struct pl_fountain_speller *speller = spelling->speller;
	put(spelling, text->before);
	put(spelling, pl_str_slice(text->node->text, text->start, text->start + text->indent));
	spelling->at = text->start + text->indent;
	if (is_in_indentation(text)) {
		put_marker(spelling);
		put_cuts(spelling, true);
	} else {
		put_cuts(spelling, true);
		put_marker(spelling);
	}
	uint32_t from = (uint32_t)speller->seen.length;
	put_between(spelling);
	while (spelling->at < text->end) {
		put_stretch(spelling, next_stop(spelling));
		put_between(spelling);
	}
	put_text(spelling, pl_buffer_str(&speller->tail));
	return from;
}

/* ------------------------------------------------------------------- what is read */

/* What is meant, while it is compared with what is read. */
struct meant {
	const struct pl_fountain_text *text;
	struct pl_str tail;
	uint32_t at, run; /* of the node's text; behind its end, of the tail */
	uint32_t styles;
};

static bool
is_next(struct meant *meant, char byte, uint32_t style)
{
	const struct platen_node *node = meant->text->node;
	uint32_t at = meant->at++, end = meant->text->end;
	if (at >= end) {
		return at - end < meant->tail.length && meant->tail.data[at - end] == byte;
	}
	while (node->runs[meant->run].end <= at) {
		meant->run++;
	}
	/* how a blank looks is not said */
	bool is_blank = byte == ' ' ||
			pl_blank_at(node->text.data + at, node->text.data + end) > 0 ||
			((unsigned char)byte & 0xC0) == 0x80;
	return node->text.data[at] == byte &&
	       (is_blank || style == (node->runs[meant->run].style & meant->styles));
}

static bool
are_next(struct meant *meant, struct pl_str bytes, uint32_t style)
{
	for (size_t at = 0; at < bytes.length; at++) {
		if (!is_next(meant, bytes.data[at], style)) {
			return false;
		}
	}
	return true;
}

/* Does a reader find in what is seen, from `from` on, what was meant? */
static bool
reads_as_meant(const struct spelling *spelling, uint32_t from)
{
	const struct pl_fountain_speller *speller = spelling->speller;
	const struct pl_fountain_text *text = spelling->text;
	struct pl_str seen = pl_buffer_str(&speller->seen);
	struct meant meant = {
		.text = text,
		.tail = pl_buffer_str(&speller->tail),
		.at = text->start + text->indent,
		.run = text->run,
		.styles = spelling->way->styles,
	};
	struct pl_marks_walk walk = {.marks = &speller->marks, .at = from};
	struct pl_styled_range range;
	while (pl_marks_next(&walk, (uint32_t)seen.length, &range)) {
		if (!are_next(&meant, pl_str_slice(seen, range.start, range.end), range.style)) {
			return false;
		}
	}
	return meant.at == text->end + meant.tail.length;
}

/* Find the stars and underscores of the text which were taken for marks. */
static void
find_misread(struct spelling *spelling)
{
	struct pl_fountain_speller *speller = spelling->speller;
	size_t mark = 0;
	for (size_t i = 0; i < spelling->literal_count; i++) {
		struct pl_fountain_literal *literal = &speller->literals[i];
		const struct pl_mark *marks = speller->marks.list;
		while (mark < speller->marks.count &&
		       marks[mark].start + marks[mark].length <= literal->at) {
			mark++;
		}
		bool is_in = mark < speller->marks.count && marks[mark].start <= literal->at;
		uint32_t closed =
			is_in ? marks[mark].italic_closed + 2 * marks[mark].bold_closed : 0;
		uint32_t text = is_in ? marks[mark].start + closed : 0;
		literal->is_misread =
			is_in && marks[mark].kind != PL_MARK_ESCAPE &&
			(literal->at < text || literal->at >= text + marks[mark].left);
		speller->has_misread |= literal->is_misread;
	}
}

/* ----------------------------------------------------------------------- attempts */

/* Find which stars and underscores may get a backslash: bare are those at the edges, if they are
 * kept so. */
static void
find_bare(struct spelling *spelling)
{
	const struct pl_fountain_text *text = spelling->text;
	size_t count = 0, at_start = 0, at_end = 0;
	for (uint32_t at = text->start; at < text->end; at++) {
		char byte = text->node->text.data[at];
		bool is_literal = byte == '*' || byte == '_';
		count += is_literal;
		at_start += is_literal && at == text->start + at_start;
		at_end = is_literal ? at_end + 1 : 0;
	}
	spelling->bare_before = text->keeps_start ? at_start : 0;
	spelling->bare_from = text->keeps_end ? count - at_end : SIZE_MAX;
}

static struct spelling
start_line(struct pl_fountain_speller *speller, const struct pl_fountain_text *text)
{
	speller->line.length = speller->seen.length = speller->tail.length = 0;
	speller->yards = speller->kept;
	if (text->label.length > 0) {
		struct pl_str mark = {&text->label_mark, text->label_mark != 0};
		pl_buffer_put_byte(&speller->tail, ' ');
		pl_buffer_put(&speller->tail, mark);
		pl_buffer_put(&speller->tail, text->label);
		pl_buffer_put(&speller->tail, mark);
	}
	struct spelling spelling = {.speller = speller, .text = text, .cut = text->cut};
	find_bare(&spelling);
	return spelling;
}

/* Make the line once; false when memory runs out. Sets *done if it says what was meant. */
static bool
spell_once(struct pl_fountain_speller *speller, const struct pl_fountain_text *text,
	   const struct way *way, enum escapes escapes, bool *done)
{
	struct spelling spelling = start_line(speller, text);
	spelling.way = way;
	spelling.escapes = escapes;
	uint32_t from = put_line(&spelling);
	if (spelling.failed || speller->line.failed || speller->seen.failed ||
	    speller->tail.failed) {
		return false;
	}
	bool is_plain = speller->edges.count == 0 && spelling.literal_count == 0;
	if (is_plain || text->is_verbatim) {
		*done = true;
		return true;
	}
	if (!pl_marks_find(&speller->marks, pl_buffer_str(&speller->seen), from,
			   (uint32_t)speller->seen.length)) {
		return false;
	}
	*done = !spelling.opens_boneyard && reads_as_meant(&spelling, from);
	speller->has_literals = spelling.literal_count > 0;
	speller->has_misread = false;
	if (!*done && escapes == NO_ESCAPES) {
		find_misread(&spelling);
	}
	return true;
}

/* With as many backslashes as are needed. */
static bool
spell_way(struct pl_fountain_speller *speller, const struct pl_fountain_text *text,
	  const struct way *way, bool *done)
{
	if (!text->escapes_all && !spell_once(speller, text, way, NO_ESCAPES, done)) {
		return false;
	}
	bool has_misread = !text->escapes_all && speller->has_misread;
	if (!*done && has_misread && !spell_once(speller, text, way, ESCAPES_MISREAD, done)) {
		return false;
	}
	bool helps = text->escapes_all || speller->has_literals;
	return *done || !helps || spell_once(speller, text, way, ESCAPES_ALL, done);
}

/* With as many stars as are needed: where they may open and close shows when the line is read. */
static bool
spell_search(struct pl_fountain_speller *speller, const struct pl_fountain_text *text,
	     const struct way *way, bool *done)
{
	bool found;
	pl_fountain_mark_runs(&speller->edges);
	if (!spell_once(speller, text, way, ESCAPES_ALL, done)) {
		return false;
	}
	if (*done) {
		return true;
	}
	if (!pl_fountain_count_stars(&speller->edges, &speller->search, &speller->marks, &found)) {
		return false;
	}
	return !found || spell_way(speller, text, way, done);
}

/* Try all ways, with those styles which are in `styles`; as spell_once. */
static bool
spell_styles(struct pl_fountain_speller *speller, const struct pl_fountain_text *text,
	     uint32_t styles, bool *done)
{
	bool has_marks = true;
	speller->has_slashes = false;
	for (int i = 0; i < 4 * PL_FOUNTAIN_WAY_COUNT && has_marks && !*done; i++) {
		struct way way = {
			.marks = (enum pl_fountain_way)(i % PL_FOUNTAIN_WAY_COUNT),
			.keeps_slashes = (i / PL_FOUNTAIN_WAY_COUNT) % 2 == 0,
			.styles = styles,
		};
		bool searches = i / PL_FOUNTAIN_WAY_COUNT >= 2;
		if (!way.keeps_slashes && !speller->has_slashes) {
			continue;
		}
		if (!pl_fountain_find_edges(&speller->edges, text, way.marks, styles)) {
			return false;
		}
		has_marks = speller->edges.count > 0;
		if (searches ? !spell_search(speller, text, &way, done)
			     : !spell_way(speller, text, &way, done)) {
			return false;
		}
	}
	return true;
}

bool
pl_fountain_spell(struct pl_fountain_speller *speller, const struct pl_fountain_text *text)
{
	static const uint32_t kept[] = {PLATEN_BOLD | PLATEN_ITALIC | PLATEN_UNDERLINE,
					PLATEN_BOLD | PLATEN_ITALIC, PLATEN_UNDERLINE, 0};
	bool done = false;
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]) && !done; i++) {
		uint32_t styles = text->is_verbatim ? 0 : kept[i];
		if (!spell_styles(speller, text, styles, &done)) {
			return false;
		}
	}
	pl_buffer_put(&speller->line, text->behind);
	pl_buffer_put(&speller->seen, text->behind);
	return !speller->line.failed && !speller->seen.failed;
}
