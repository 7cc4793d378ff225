/*
 * A unified diff of two texts, in the form which patch and git apply read.
 *
 * Where the texts differ, the nearest place is looked for from which they agree again, in a window
 *of some lines; if there is none, a line of each is given up and the search goes on behind it. The
 *result is always right, and not always the shortest. The shortest one (Myers) takes time in
 *proportion to the length of the difference, and a file with other line ends differs in every line;
 *while what a formatter changes is near its place.
 *
 *	a	1 2 3 4		at 2 the texts part; two lines on in a, or
 *	b	1 x 3 4		two in b, they agree: -2 +x
 */
#include <stdlib.h>

#include "cli/commands/commands.h"

#define WINDOW 40
#define CONTEXT 3

struct line {
	const char *text;
	size_t length; /* line end included */
	uint32_t hash;
	bool is_changed; /* not in the other text */
};

struct lines {
	struct line *list;
	size_t count;
};

/* Lines [start, end) of each text, to be printed together. */
struct hunk {
	size_t a_start, a_end, b_start, b_end;
};

static bool
split(struct lines *lines, struct pl_str text)
{
	size_t most = 1;
	for (size_t at = 0; at < text.length; at++) {
		most += text.data[at] == '\n';
	}
	lines->list = calloc(most, sizeof(*lines->list));
	if (lines->list == NULL) {
		return false;
	}
	size_t at = 0;
	while (at < text.length) {
		struct line *line = &lines->list[lines->count++];
		const char *end = memchr(text.data + at, '\n', text.length - at);
		line->text = text.data + at;
		line->length = end == NULL ? text.length - at : (size_t)(end - line->text) + 1;
		line->hash = 2166136261u;
		for (size_t i = 0; i < line->length; i++) {
			line->hash = (line->hash ^ (unsigned char)line->text[i]) * 16777619u;
		}
		at += line->length;
	}
	return true;
}

static bool
is_same(const struct lines *a, size_t i, const struct lines *b, size_t j)
{
	if (i >= a->count || j >= b->count) {
		return i >= a->count && j >= b->count; /* their ends agree */
	}
	const struct line *one = &a->list[i], *other = &b->list[j];
	return one->hash == other->hash && one->length == other->length &&
	       memcmp(one->text, other->text, one->length) == 0;
}

/* Two lines which agree mean little if they are short: blank lines are everywhere. */
static bool
is_anchor(const struct lines *a, size_t i, const struct lines *b, size_t j)
{
	return is_same(a, i, b, j) &&
	       (i >= a->count || a->list[i].length > 2 || is_same(a, i + 1, b, j + 1));
}

/* From lines i and j, which differ, to the nearest which agree. */
static void
give_up(struct lines *a, size_t *i, struct lines *b, size_t *j)
{
	size_t skip_a = *i < a->count, skip_b = *j < b->count;
	for (size_t distance = 1, found = 0; distance <= WINDOW && found == 0; distance++) {
		for (size_t of_a = 0; of_a <= distance && found == 0; of_a++) {
			if (*i + of_a <= a->count && *j + distance - of_a <= b->count &&
			    is_anchor(a, *i + of_a, b, *j + distance - of_a)) {
				skip_a = of_a;
				skip_b = distance - of_a;
				found = 1;
			}
		}
	}
	for (; skip_a > 0; skip_a--) {
		a->list[(*i)++].is_changed = true;
	}
	for (; skip_b > 0; skip_b--) {
		b->list[(*j)++].is_changed = true;
	}
}

static void
compare(struct lines *a, struct lines *b)
{
	size_t i = 0, j = 0;
	while (i < a->count || j < b->count) {
		if (is_same(a, i, b, j)) {
			i++;
			j++;
		} else {
			give_up(a, &i, b, &j);
		}
	}
}

/* ----------------------------------------------------------------------- printing */

static bool
is_changed(const struct lines *lines, size_t at)
{
	return at < lines->count && lines->list[at].is_changed;
}

/* The hunk which begins with the first change at or behind `hunk`'s end; false if there is none.
 * Changes whose context would touch are one hunk. */
static bool
next_hunk(const struct lines *a, const struct lines *b, struct hunk *hunk)
{
	size_t i = hunk->a_end, j = hunk->b_end;
	while (!is_changed(a, i) && !is_changed(b, j)) {
		if (i >= a->count) {
			return false;
		}
		i++;
		j++;
	}
	size_t before = i - hunk->a_end < CONTEXT ? i - hunk->a_end : CONTEXT;
	hunk->a_start = i - before;
	hunk->b_start = j - before;
	for (size_t quiet = 0; quiet <= 2 * CONTEXT && (i < a->count || j < b->count);) {
		if (is_changed(a, i) || is_changed(b, j)) {
			i += is_changed(a, i);
			j += is_changed(b, j);
			hunk->a_end = i;
			hunk->b_end = j;
			quiet = 0;
		} else {
			i++;
			j++;
			quiet++;
		}
	}
	size_t rest = a->count - hunk->a_end;
	hunk->a_end += rest < CONTEXT ? rest : CONTEXT;
	hunk->b_end += rest < CONTEXT ? rest : CONTEXT;
	return true;
}

static void
put_line(struct pl_buffer *out, char sign, const struct line *line)
{
	pl_buffer_put_byte(out, sign);
	pl_buffer_put(out, (struct pl_str){line->text, line->length});
	if (line->text[line->length - 1] != '\n') {
		pl_buffer_put_text(out, "\n\\ No newline at end of file\n");
	}
}

static void
put_range(struct pl_buffer *out, char sign, size_t start, size_t end)
{
	/* of an empty range the line above is named */
	pl_buffer_printf(out, " %c%zu,%zu", sign, start + (end > start), end - start);
}

static void
put_hunk(struct pl_buffer *out, const struct lines *a, const struct lines *b,
	 const struct hunk *hunk)
{
	pl_buffer_put_text(out, "@@");
	put_range(out, '-', hunk->a_start, hunk->a_end);
	put_range(out, '+', hunk->b_start, hunk->b_end);
	pl_buffer_put_text(out, " @@\n");
	size_t i = hunk->a_start, j = hunk->b_start;
	while (i < hunk->a_end || j < hunk->b_end) {
		if (is_changed(a, i)) {
			put_line(out, '-', &a->list[i++]);
		} else if (is_changed(b, j)) {
			put_line(out, '+', &b->list[j++]);
		} else {
			put_line(out, ' ', &a->list[i++]);
			j++;
		}
	}
}

void
cli_put_diff(struct pl_buffer *out, const char *name, struct pl_str before, struct pl_str after)
{
	struct lines a = {0}, b = {0};
	if (!split(&a, before) || !split(&b, after)) {
		out->failed = true;
	} else {
		compare(&a, &b);
		struct hunk hunk = {0};
		for (bool is_first = true; next_hunk(&a, &b, &hunk); is_first = false) {
			if (is_first) {
				pl_buffer_put_text(out, "--- ");
				cli_put_visible(out, name);
				pl_buffer_put_text(out, "\n+++ ");
				cli_put_visible(out, name);
				pl_buffer_put_text(out, "\n");
			}
			put_hunk(out, &a, &b, &hunk);
		}
	}
	free(a.list);
	free(b.list);
}
