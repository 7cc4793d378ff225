/*
 * A unified diff of two texts, in the form which patch and git apply read.
 *
 * Where the texts differ, the nearest lines from which they agree again are looked for, in a window
 * of some lines; if there are none, a line of each is given up and the search goes on behind it.
 * The result is always right, and not always the shortest. The shortest one (Myers) takes time in
 * proportion to the length of the difference, and in a file with other line ends every line
 * differs; but what a formatter changes is near its place.
 *
 *	a	1 2 3 4		at 2 the texts part; one line on in
 *	b	1 x 3 4		either of them they agree: -2 +x
 */
#include "cli/commands/commands.h"

#define WINDOW 40
#define CONTEXT 3

struct lines {
	struct pl_str *list; /* line ends included */
	size_t count;
};

/* A line of either text: '-' only of the first, '+' only of the second, ' ' of both. */
struct edit {
	char sign;
	struct pl_str line;
};

struct edits {
	struct edit *list;
	size_t count;
};

static bool
split(struct pl_arena *arena, struct pl_str text, struct lines *lines)
{
	size_t capacity = 0;
	for (size_t at = 0; at < text.length;) {
		const char *end = memchr(text.data + at, '\n', text.length - at);
		size_t next = end == NULL ? text.length : (size_t)(end - text.data) + 1;
		lines->list = pl_arena_grow(arena, lines->list, lines->count, &capacity,
					    sizeof(*lines->list));
		if (lines->list == NULL) {
			return false;
		}
		lines->list[lines->count++] = pl_str_slice(text, at, next);
		at = next;
	}
	return true;
}

/* Whether lines i and j are the same; their ends are. */
static bool
is_same(const struct lines *a, size_t i, const struct lines *b, size_t j)
{
	if (i >= a->count || j >= b->count) {
		return i >= a->count && j >= b->count;
	}
	return pl_str_equal(a->list[i], b->list[j]);
}

/* Whether the texts agree from lines i and j on. A short line alone means little: blank lines are
 * everywhere. */
static bool
is_anchor(const struct lines *a, size_t i, const struct lines *b, size_t j)
{
	return i <= a->count && j <= b->count && is_same(a, i, b, j) &&
	       (i >= a->count || a->list[i].length > 2 || is_same(a, i + 1, b, j + 1));
}

/* Move from lines *i and *j, which differ, to the nearest lines that agree. */
static void
skip_difference(const struct lines *a, size_t *i, const struct lines *b, size_t *j)
{
	for (size_t distance = 1; distance <= WINDOW; distance++) {
		for (size_t of_a = 0; of_a <= distance; of_a++) {
			if (is_anchor(a, *i + of_a, b, *j + distance - of_a)) {
				*i += of_a;
				*j += distance - of_a;
				return;
			}
		}
	}
	*i += *i < a->count;
	*j += *j < b->count;
}

static void
add(struct edits *edits, char sign, const struct lines *lines, size_t start, size_t end)
{
	for (; start < end; start++) {
		edits->list[edits->count++] = (struct edit){sign, lines->list[start]};
	}
}

/* `edits` has room for the lines of both. */
static void
compare(const struct lines *a, const struct lines *b, struct edits *edits)
{
	for (size_t i = 0, j = 0; i < a->count || j < b->count;) {
		size_t a_end = i, b_end = j;
		while (!is_same(a, a_end, b, b_end)) {
			skip_difference(a, &a_end, b, &b_end);
		}
		add(edits, '-', a, i, a_end);
		add(edits, '+', b, j, b_end);
		i = a_end;
		j = b_end;
		if (i < a->count) {
			add(edits, ' ', a, i++, a_end + 1);
			j++;
		}
	}
}

/* ----------------------------------------------------------------------- printing */

/* The number of lines that edits [start, end) have in the text whose own lines are marked with
 * `sign`. */
static size_t
count_lines(const struct edits *edits, char sign, size_t start, size_t end)
{
	size_t count = 0;
	for (; start < end; start++) {
		count += edits->list[start].sign == ' ' || edits->list[start].sign == sign;
	}
	return count;
}

static void
put_range(struct pl_buffer *out, char sign, size_t before, size_t count)
{
	/* of an empty range the line above is named */
	pl_buffer_printf(out, " %c%zu,%zu", sign, before + (count > 0), count);
}

static void
put_edit(struct pl_buffer *out, const struct edit *edit)
{
	pl_buffer_put_byte(out, edit->sign);
	pl_buffer_put(out, edit->line);
	if (!pl_str_ends(edit->line, PL_STR("\n"))) {
		pl_buffer_put_text(out, "\n\\ No newline at end of file\n");
	}
}

/* The end of the hunk whose first change is at `at`: changes whose context would touch are one. */
static size_t
find_end(const struct edits *edits, size_t at)
{
	size_t end = at;
	for (; at < edits->count && at - end <= 2 * CONTEXT; at++) {
		end = edits->list[at].sign != ' ' ? at + 1 : end;
	}
	return edits->count - end < CONTEXT ? edits->count : end + CONTEXT;
}

static void
put_hunks(struct pl_buffer *out, const char *name, const struct edits *edits)
{
	size_t a_lines = 0, b_lines = 0; /* before the hunk */
	bool is_first = true;
	for (size_t at = 0, done = 0; at < edits->count; at++) {
		if (edits->list[at].sign == ' ') {
			continue;
		}
		size_t start = at - done < CONTEXT ? done : at - CONTEXT, end = find_end(edits, at);
		size_t a_count = count_lines(edits, '-', start, end);
		size_t b_count = count_lines(edits, '+', start, end);
		a_lines += start - done;
		b_lines += start - done;
		if (is_first) {
			pl_buffer_put_text(out, "--- ");
			cli_put_visible(out, name);
			pl_buffer_put_text(out, "\n+++ ");
			cli_put_visible(out, name);
			pl_buffer_put_byte(out, '\n');
			is_first = false;
		}
		pl_buffer_put_text(out, "@@");
		put_range(out, '-', a_lines, a_count);
		put_range(out, '+', b_lines, b_count);
		pl_buffer_put_text(out, " @@\n");
		for (; start < end; start++) {
			put_edit(out, &edits->list[start]);
		}
		a_lines += a_count;
		b_lines += b_count;
		done = end;
		at = end - 1;
	}
}

void
cli_put_diff(struct pl_buffer *out, const char *name, struct pl_str before, struct pl_str after)
{
	struct pl_arena arena;
	struct lines a = {0}, b = {0};
	struct edits edits = {0};
	pl_arena_init(&arena);
	if (split(&arena, before, &a) && split(&arena, after, &b)) {
		edits.list = pl_arena_array(&arena, a.count + b.count + 1, sizeof(*edits.list));
	}
	if (edits.list == NULL) {
		out->failed = true;
	} else {
		compare(&a, &b, &edits);
		put_hunks(out, name, &edits);
	}
	pl_arena_fini(&arena);
}
