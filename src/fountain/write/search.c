/*
 * How many stars
 *
 * Where bold or italic begins or ends there is a run of stars, and it is its length which says what
 *it does. This is a search for lengths which say what is meant. It goes from run to run, and each
 *time from the few stacks of open stars which may stand there to those which may stand behind the
 *run; a length is out where the reader (marks.c) would let it close another run than it should, or
 *where the style behind it is wrong. Whether a run may open or close at all is known by then.
 *
 *	text	one two three		bold	----		both	    --- italic	       -----
 *	line	****one *two****** three*
 *
 * The stars of an entry which is open are italic if there is one, bold if there are two, both if
 *three; more of them are bold once again, which changes nothing but the length.
 */
#include "fountain/write/writer.h"

#define DEPTH_MAX 4
#define RUN_MAX 7
#define STACKS_MAX 12 /* at one run */

struct entry {
	uint32_t length; /* of its run */
	uint32_t left;   /* stars which are not closed */
	bool can_close;
};

struct pl_fountain_stack {
	struct entry entries[DEPTH_MAX];
	uint32_t depth;
	uint32_t run;  /* length of the run which led here */
	size_t before; /* the stack before that */
};

static bool
is_match(const struct entry *opener, uint32_t length, bool can_open)
{
	if (!opener->can_close && !can_open) {
		return true;
	}
	return (opener->length + length) % 3 != 0 || (opener->length % 3 == 0 && length % 3 == 0);
}

/* The entry which a run closes, PL_NONE if there is none. */
static uint32_t
find_opener(const struct pl_fountain_stack *stack, const struct pl_mark *mark)
{
	for (uint32_t i = stack->depth; i > 0; i--) {
		if (is_match(&stack->entries[i - 1], stack->run, mark->can_open)) {
			return i - 1;
		}
	}
	return PL_NONE;
}

static uint32_t
style_of(const struct pl_fountain_stack *stack)
{
	uint32_t style = 0;
	for (uint32_t i = 0; i < stack->depth; i++) {
		style |= stack->entries[i].left % 2 == 1 ? PLATEN_ITALIC : 0;
		style |= stack->entries[i].left >= 2 ? PLATEN_BOLD : 0;
	}
	return style;
}

/* Put a run of stack->run stars at `mark`; false if it would not do what it should. */
static bool
put_run(struct pl_fountain_stack *stack, const struct pl_mark *mark, uint32_t style)
{
	uint32_t left = stack->run;
	while (mark->can_close && left > 0) {
		uint32_t found = find_opener(stack, mark);
		if (found == PL_NONE) {
			break;
		}
		struct entry *top = &stack->entries[stack->depth - 1];
		bool is_bold = top->left >= 2 && left >= 2;
		if (found != stack->depth - 1 || (!is_bold && top->left % 2 == 0)) {
			return false;
		}
		top->left -= is_bold ? 2 : 1;
		left -= is_bold ? 2 : 1;
		stack->depth -= top->left == 0;
	}
	if (left > 0) {
		if (!mark->can_open || stack->depth == DEPTH_MAX) {
			return false;
		}
		stack->entries[stack->depth++] = (struct entry){stack->run, left, mark->can_close};
	}
	return style_of(stack) == style;
}

static bool
add_stack(struct pl_fountain_search *search, const struct pl_fountain_stack *stack)
{
	struct pl_fountain_stack *list = pl_arena_grow(search->arena, search->list, search->count,
						       &search->capacity, sizeof(*list));
	if (list == NULL) {
		return false;
	}
	search->list = list;
	list[search->count++] = *stack;
	return true;
}

static bool
is_same(const struct pl_fountain_stack *a, const struct pl_fountain_stack *b)
{
	bool same = a->depth == b->depth;
	for (uint32_t i = 0; same && i < a->depth; i++) {
		const struct entry *one = &a->entries[i], *other = &b->entries[i];
		same = one->left == other->left && one->length % 3 == other->length % 3 &&
		       one->can_close == other->can_close;
	}
	return same;
}

static bool
is_new(const struct pl_fountain_search *search, size_t from, const struct pl_fountain_stack *stack)
{
	for (size_t i = from; i < search->count; i++) {
		if (is_same(&search->list[i], stack)) {
			return false;
		}
	}
	return search->count - from < STACKS_MAX;
}

/* From stacks [from, to) over the run at `mark` to those behind it. */
static bool
step(struct pl_fountain_search *search, size_t from, size_t to, const struct pl_mark *mark,
     uint32_t style)
{
	for (uint32_t run = 1; run <= RUN_MAX; run++) {
		for (size_t i = from; i < to; i++) {
			struct pl_fountain_stack stack = search->list[i];
			stack.run = run;
			stack.before = i;
			if (put_run(&stack, mark, style) && is_new(search, to, &stack) &&
			    !add_stack(search, &stack)) {
				return false;
			}
		}
	}
	return true;
}

static void
set_stars(struct pl_fountain_edge *edge, uint32_t stars)
{
	edge->stars_closed = edge->closes_underline ? stars : 0;
	edge->stars_opened = edge->closes_underline ? 0 : stars;
}

/* Set the stars of all edges, from the last one back. */
static void
set_all(struct pl_fountain_edges *edges, const struct pl_fountain_search *search, size_t last)
{
	const struct pl_fountain_stack *stack = &search->list[last];
	for (size_t i = edges->count; i > 0; i--) {
		struct pl_fountain_edge *edge = &edges->list[i - 1];
		if (edge->stars_closed + edge->stars_opened > 0) {
			set_stars(edge, stack->run);
			stack = &search->list[stack->before];
		}
	}
}

void
pl_fountain_mark_runs(struct pl_fountain_edges *edges)
{
	uint32_t style = 0;
	for (size_t i = 0; i < edges->count; i++) {
		set_stars(&edges->list[i], edges->list[i].star_style != style);
		style = edges->list[i].star_style;
	}
}

bool
pl_fountain_count_stars(struct pl_fountain_edges *edges, struct pl_fountain_search *search,
			const struct pl_marks *marks, bool *found)
{
	static const struct pl_fountain_stack nothing_open;
	size_t from = 0, mark = 0;
	*found = false;
	search->count = 0;
	if (!add_stack(search, &nothing_open)) {
		return false;
	}
	for (size_t i = 0; i < edges->count; i++) {
		const struct pl_fountain_edge *edge = &edges->list[i];
		if (edge->stars_closed + edge->stars_opened == 0) {
			continue;
		}
		while (mark < marks->count && marks->list[mark].kind != PL_MARK_STARS) {
			mark++;
		}
		size_t to = search->count;
		if (mark == marks->count || from == to) {
			return true;
		}
		if (!step(search, from, to, &marks->list[mark++], edge->star_style)) {
			return false;
		}
		from = to;
	}
	for (size_t i = from; i < search->count && !*found; i++) {
		if (search->list[i].depth == 0) {
			set_all(edges, search, i);
			*found = true;
		}
	}
	return true;
}
