/* The styles of a line: which stretches it has, and whether the reader finds them again. */
#include "fountain/write/writer.h"

static bool
append(struct pl_fountain_stretches *stretches, struct pl_str text, uint32_t style)
{
	struct pl_fountain_stretch *list =
		pl_arena_grow(stretches->arena, stretches->list, stretches->count,
			      &stretches->capacity, sizeof(*list));
	if (list == NULL) {
		return false;
	}
	stretches->list = list;
	list[stretches->count++] = (struct pl_fountain_stretch){.text = text, .style = style};
	return true;
}

/* Add `text`, to the last stretch if it goes on with it. */
static bool
add(struct pl_fountain_stretches *stretches, struct pl_str text, uint32_t style)
{
	struct pl_fountain_stretch *last =
		stretches->count == 0 ? NULL : &stretches->list[stretches->count - 1];
	bool goes_on = last != NULL && last->style == style &&
		       last->text.data + last->text.length == text.data;
	if (goes_on) {
		last->text.length += text.length;
	}
	return goes_on || text.length == 0 || append(stretches, text, style);
}

/* Bytes [*start, *end) of `text` without what marks cannot stand before, or behind. */
static void
trim(struct pl_str text, size_t *start, size_t *end, bool narrows)
{
	uint32_t outer, inner;
	while (*start < *end) {
		outer = pl_code_point_before(text, *start);
		size_t length = pl_utf8_decode(text.data + *start, text.data + *end, &inner);
		if (pl_fountain_is_flanking(narrows ? outer : 0, inner)) {
			break;
		}
		*start += length;
	}
	while (*start < *end) {
		outer = *end < text.length ? pl_code_point_at(text, *end) : 0;
		inner = pl_code_point_before(text, *end);
		if (pl_fountain_is_flanking(narrows ? outer : 0, inner)) {
			break;
		}
		do {
			--*end;
		} while (*start < *end && ((unsigned char)text.data[*end] & 0xC0) == 0x80);
	}
}

/* Marks do not hold beside blanks: those between two runs get the style of both. */
bool
pl_fountain_find_stretches(struct pl_fountain_stretches *stretches,
			   const struct pl_fountain_line *line, bool narrows)
{
	const struct platen_node *node = line->node;
	struct pl_str text = pl_str_slice(node->text, line->start, line->end);
	size_t at = line->indent;
	uint32_t shared = 0; /* by the text before and the blanks behind it */
	stretches->count = 0;
	for (uint32_t i = line->run; i < pl_node_run_count(node) && !line->is_verbatim; i++) {
		const struct pl_run run = pl_node_run(node, i);
		if (run.start >= line->end) {
			break;
		}
		size_t start = run.start > line->start + at ? run.start - line->start : at;
		size_t end = (run.end < line->end ? run.end : line->end) - line->start;
		if (start < end) {
			trim(text, &start, &end, narrows && run.style != 0);
		}
		shared &= run.style;
		if (start >= end) {
			continue;
		}
		if (!add(stretches, pl_str_slice(text, at, start), shared) ||
		    !add(stretches, pl_str_slice(text, start, end), run.style)) {
			return false;
		}
		shared = run.style;
		at = end;
	}
	bool done = add(stretches, pl_str_slice(text, at, text.length), 0);
	for (size_t i = 0; i < sizeof(line->label) / sizeof(line->label[0]); i++) {
		done = done && add(stretches, line->label[i], 0);
	}
	return done && append(stretches, PL_STR(""), 0);
}

/* How a blank looks does not matter. */
static bool
is_blank(struct pl_str text, size_t at)
{
	return ((unsigned char)text.data[at] & 0xC0) == 0x80 ||
	       pl_blank_at(text.data + at, text.data + text.length) > 0;
}

/* Where the comparison is. */
struct check {
	struct pl_str seen;
	struct pl_fountain_stretch *stretch, *last;
	size_t at; /* of the stretch's text: what should come next */
};

/* Move on to the stretch which byte `at` of what is seen belongs to. */
static void
find_stretch(struct check *check, uint32_t at)
{
	while (check->stretch < check->last && at >= check->stretch[1].seen_start) {
		check->stretch->is_misread |= check->at < check->stretch->text.length;
		check->stretch++;
		check->at = 0;
	}
}

/* Take a byte which was read as text. */
static void
check_byte(struct check *check, uint32_t at, uint32_t style)
{
	find_stretch(check, at);
	struct pl_fountain_stretch *stretch = check->stretch;
	bool is_right = check->at < stretch->text.length &&
			stretch->text.data[check->at] == check->seen.data[at] &&
			(style == stretch->style || is_blank(stretch->text, check->at));
	stretch->is_misread |= !is_right;
	check->at += is_right;
}

bool
pl_fountain_check_stretches(struct pl_fountain_stretches *stretches,
			    const struct pl_fountain_marks *marks, struct pl_str seen,
			    uint32_t from)
{
	struct pl_fountain_stretch *last = stretches->list + stretches->count - 1;
	struct check check = {.seen = seen, .stretch = stretches->list, .last = last};
	struct pl_fountain_marks_walk walk = {.marks = marks, .at = from};
	struct pl_fountain_range range;
	while (pl_fountain_next_range(&walk, (uint32_t)seen.length, &range)) {
		for (uint32_t at = range.start; at < range.end; at++) {
			check_byte(&check, at, range.style);
		}
	}
	find_stretch(&check, PL_NONE);
	last->is_misread |= check.at < last->text.length;
	bool is_right = true;
	for (const struct pl_fountain_stretch *i = stretches->list; i <= last; i++) {
		is_right = is_right && !i->is_misread;
	}
	return is_right;
}
