/*
 * Which emphasis marks a line of Fountain gets
 *
 * A span is a stretch of the line in bold, italic or underlined. Underlining is read for itself and
 *may overlap. Spans of stars must nest, so of two which cross one is ended early and begun again:
 *
 *	text	one two three		bold	    ----
 *		    italic--------	italic	    ---------
 *	line	one ***two** three*
 *
 * A reader takes the stars which stand together as one run, and by the length of two runs it
 *decides whether they may match (marks.c, the rule of three). So there are several ways of putting
 *them, and who asks here reads the line again and takes the first one which says what was meant:
 *
 *	LATE	the inner span ends where the outer one does, and begins again
 *	EARLY	the span which is open ends where one that outlasts it begins, and begins again
 *inside APART	every stretch of one style is by itself, underlining included, with as many stars
 *more as the rule of three wants TIGHT	between a letter and punctuation underlining ends before
 *stars and begins again behind them, for then these have punctuation on either side DOUBLE	the
 *same at all stars, and a second underscore where underlining begins or ends with them
 */
#include "fountain/write/writer.h"

enum { BOLD, ITALIC, UNDERLINE, SPAN_COUNT };

static const uint32_t styles[SPAN_COUNT] = {PLATEN_BOLD, PLATEN_ITALIC, PLATEN_UNDERLINE};

#define STAR_STYLES (PLATEN_BOLD | PLATEN_ITALIC)

/* A stretch of the line in one style: the one which is open, else the next one. */
struct span {
	uint32_t style;
	uint32_t run;        /* where to look for the one after it */
	uint32_t start, end; /* PL_NONE: there is no more */
	uint32_t cut;        /* where it ends early, to begin again; PL_NONE: nowhere */
	bool is_open;
};

struct planner {
	const struct pl_fountain_text *text;
	struct span spans[SPAN_COUNT];
	int outer; /* the one of BOLD and ITALIC which was opened first */
	enum pl_fountain_way way;
};

static bool
is_space(uint32_t code_point)
{
	return code_point == '\t' || pl_is_space_separator(code_point);
}

/* A mark does not hold beside a blank: leave those at the edges of a span out of it. */
static void
trim_span(struct pl_str text, struct span *span)
{
	while (span->start < span->end && is_space(pl_code_point_at(text, span->start))) {
		span->start +=
			(uint32_t)pl_blank_at(text.data + span->start, text.data + span->end);
	}
	while (span->start < span->end && is_space(pl_code_point_before(text, span->end))) {
		span->end -= (uint32_t)pl_blank_before(text.data, text.data + span->end);
	}
}

static void
next_span(const struct pl_fountain_text *text, struct span *span)
{
	const struct platen_node *node = text->node;
	const struct pl_run *runs = node->runs;
	span->start = span->end = 0;
	span->cut = PL_NONE;
	while (span->start == span->end) {
		uint32_t first = span->run;
		while (first < node->run_count && runs[first].start < text->end &&
		       (runs[first].style & span->style) == 0) {
			first++;
		}
		uint32_t last = first;
		while (last < node->run_count && runs[last].start < text->end &&
		       (runs[last].style & span->style) != 0) {
			last++;
		}
		span->run = last;
		if (first == last) {
			span->start = span->end = PL_NONE;
			return;
		}
		span->start = runs[first].start > text->start ? runs[first].start : text->start;
		span->end = runs[last - 1].end < text->end ? runs[last - 1].end : text->end;
		trim_span(node->text, span);
	}
}

static bool
opens_at(const struct span *span, uint32_t at)
{
	return !span->is_open && span->start == at;
}

static bool
closes_at(const struct span *span, uint32_t at)
{
	return span->is_open && (span->end == at || span->cut == at);
}

static uint32_t
stars_of(int which)
{
	return which == BOLD ? 2 : 1;
}

/* End an open span, or only its part up to here. */
static void
close_star(struct planner *planner, int which, struct pl_fountain_edge *edge)
{
	struct span *span = &planner->spans[which];
	span->is_open = false;
	edge->stars_closed += stars_of(which);
	if (span->end == edge->at) {
		next_span(planner->text, span);
	} else {
		span->start = edge->at;
		span->cut = PL_NONE;
		trim_span(planner->text->node->text, span);
	}
}

static void
open_star(struct planner *planner, int which, struct pl_fountain_edge *edge)
{
	planner->outer = planner->spans[1 - which].is_open ? planner->outer : which;
	planner->spans[which].is_open = true;
	edge->stars_opened += stars_of(which);
}

/* End the spans which end here. The inner one goes with the outer one. */
static void
close_spans(struct planner *planner, struct pl_fountain_edge *edge)
{
	struct span *spans = planner->spans;
	int outer = planner->outer, inner = 1 - outer;
	bool ends_outer = closes_at(&spans[outer], edge->at);
	if (spans[inner].is_open && (ends_outer || closes_at(&spans[inner], edge->at))) {
		close_star(planner, inner, edge);
	}
	if (ends_outer) {
		close_star(planner, outer, edge);
	}
	if (closes_at(&spans[UNDERLINE], edge->at)) {
		spans[UNDERLINE].is_open = false;
		next_span(planner->text, &spans[UNDERLINE]);
		edge->closes_underline = true;
	}
}

/* End the span which one that begins here would cross. */
static void
split_crossed(struct planner *planner, struct pl_fountain_edge *edge)
{
	for (int open = 0; open < 2; open++) {
		const struct span *span = &planner->spans[open], *other = &planner->spans[1 - open];
		if (span->is_open && opens_at(other, edge->at) && other->end > span->end) {
			close_star(planner, open, edge);
		}
	}
}

/* Begin the spans which begin here, the longer one first. */
static void
open_spans(struct planner *planner, struct pl_fountain_edge *edge)
{
	struct span *spans = planner->spans;
	if (opens_at(&spans[UNDERLINE], edge->at)) {
		spans[UNDERLINE].is_open = true;
		edge->opens_underline = true;
	}
	if (planner->way == PL_FOUNTAIN_EARLY) {
		split_crossed(planner, edge);
	}
	int first = spans[ITALIC].end > spans[BOLD].end ? ITALIC : BOLD;
	for (int i = 0; i < 2; i++) {
		int which = i == 0 ? first : 1 - first;
		if (opens_at(&spans[which], edge->at)) {
			open_star(planner, which, edge);
		}
	}
}

/* Where a span is to be split, but blanks stand before that place: end it before these. */
static void
cut_before_blanks(struct planner *planner)
{
	struct pl_str text = planner->text->node->text;
	for (int open = 0; open < 2; open++) {
		struct span *span = &planner->spans[open];
		const struct span *other = &planner->spans[1 - open];
		if (!span->is_open || other->is_open || other->start >= span->end ||
		    other->end <= span->end) {
			continue;
		}
		struct span part = *span;
		part.end = other->start;
		trim_span(text, &part);
		span->cut = part.end < other->start && part.start < part.end ? part.end : PL_NONE;
	}
}

/* Where the next span begins or ends; PL_NONE if there is none. */
static uint32_t
next_edge(const struct planner *planner)
{
	uint32_t at = PL_NONE;
	for (int i = 0; i < SPAN_COUNT; i++) {
		const struct span *span = &planner->spans[i];
		uint32_t end = span->cut < span->end ? span->cut : span->end;
		uint32_t edge = span->is_open ? end : span->start;
		at = edge < at ? edge : at;
	}
	return at;
}

static bool
add_edge(struct pl_fountain_edges *edges, struct pl_fountain_edge edge)
{
	struct pl_fountain_edge *list = pl_arena_grow(edges->arena, edges->list, edges->count,
						      &edges->capacity, sizeof(*list));
	if (list == NULL) {
		return false;
	}
	edges->list = list;
	list[edges->count++] = edge;
	return true;
}

/*
 * As many stars as begin a stretch of one style, and end it. With 1 for italic, 2 for bold and 3
 * for both the lengths of two runs sum up to a multiple of 3 in two cases only; there a pair of
 * stars more, which is bold once again, helps. tests/unit/write tries all neighbours.
 */
static uint32_t
stars_apart(uint32_t before, uint32_t style, uint32_t after)
{
	bool is_beside_both = before == STAR_STYLES || after == STAR_STYLES;
	bool is_beside_bold = before == PLATEN_BOLD || after == PLATEN_BOLD;
	switch (style) {
	case PLATEN_ITALIC: return 1;
	case PLATEN_BOLD:
		return is_beside_both && before != PLATEN_ITALIC && after != PLATEN_ITALIC ? 4 : 2;
	case STAR_STYLES: return is_beside_bold && before != 0 && after != 0 ? 5 : 3;
	}
	return 0;
}

/* Underscores part two runs of stars, and so what stands before them is no neighbour. */
static bool
has_underscore(const struct pl_fountain_edge *edge)
{
	return edge->closes_underline || edge->opens_underline;
}

/* Stars may both end and begin beside an underscore, but not beside a blank. */
static bool
is_in_word(struct pl_str text, uint32_t at)
{
	return !is_space(pl_code_point_before(text, at)) && !is_space(pl_code_point_at(text, at));
}

static void
set_apart(struct pl_fountain_edges *edges, struct pl_str text)
{
	uint32_t before = 0, style = 0, stars = 0;
	for (size_t i = 0; i < edges->count; i++) {
		struct pl_fountain_edge *edge = &edges->list[i];
		const struct pl_fountain_edge *next = i + 1 < edges->count ? edge + 1 : NULL;
		bool is_last = next == NULL || has_underscore(next);
		if (edge->star_style == style && !is_in_word(text, edge->at)) {
			continue;
		}
		before = has_underscore(edge) ? 0 : style;
		style = edge->star_style;
		edge->stars_closed = stars;
		stars = stars_apart(before, style, is_last ? 0 : next->star_style);
		edge->stars_opened = stars;
	}
}

/* Is one neighbour punctuation and the other one a letter? There stars open or close to one side
 * only. */
static bool
is_lopsided(struct pl_str text, uint32_t at)
{
	uint32_t before = pl_code_point_before(text, at), behind = pl_code_point_at(text, at);
	return !is_space(before) && !is_space(behind) &&
	       pl_is_punctuation(before) != pl_is_punctuation(behind);
}

/* Put underscores on both sides of stars, where the way is to. */
static void
part_stars(const struct planner *planner, enum pl_fountain_way way, struct pl_fountain_edge *edge)
{
	bool goes_on = planner->spans[UNDERLINE].is_open && !edge->opens_underline;
	bool is_parted = (way == PL_FOUNTAIN_TIGHT && goes_on &&
			  is_lopsided(planner->text->node->text, edge->at)) ||
			 (way == PL_FOUNTAIN_DOUBLE && (goes_on || has_underscore(edge)));
	if (is_parted && edge->stars_closed + edge->stars_opened > 0) {
		edge->closes_underline = edge->opens_underline = true;
	}
}

bool
pl_fountain_find_edges(struct pl_fountain_edges *edges, const struct pl_fountain_text *text,
		       enum pl_fountain_way way, uint32_t kept)
{
	struct planner planner = {.text = text, .way = way};
	for (int i = 0; i < SPAN_COUNT; i++) {
		struct span *span = &planner.spans[i];
		*span = (struct span){.style = styles[i] & kept, .run = text->run};
		next_span(text, span);
	}
	edges->count = 0;
	for (uint32_t at; (at = next_edge(&planner)) != PL_NONE;) {
		struct pl_fountain_edge edge = {.at = at};
		close_spans(&planner, &edge);
		open_spans(&planner, &edge);
		if (way == PL_FOUNTAIN_EARLY) {
			cut_before_blanks(&planner);
		}
		edge.star_style = (planner.spans[BOLD].is_open ? PLATEN_BOLD : 0) |
				  (planner.spans[ITALIC].is_open ? PLATEN_ITALIC : 0);
		part_stars(&planner, way, &edge);
		if (!add_edge(edges, edge)) {
			return false;
		}
	}
	if (way == PL_FOUNTAIN_APART) {
		set_apart(edges, text->node->text);
	}
	return true;
}
