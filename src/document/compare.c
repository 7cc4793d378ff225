/*
 * Are two documents the same screenplay? They are if their elements are the same, one by one: kind,
 * text, emphasis, notes. Positions in the source, markers, blank lines which are not printed, kinds
 * of blanks and styles of a document's own are not compared: formats differ in these. Two
 * consecutive elements of dialogue may have become one of two lines: Final Draft has paragraphs
 * where Fountain has lines.
 */
#include "document/document.h"
#include "unicode/unicode.h"

/* Where the comparison stands in an element of the other document. */
struct place {
	const struct platen_node *node;
	uint32_t start,
		end;  /* bytes of its text: what the element of the first document should be */
	uint32_t run; /* the one at `start`, or before it */
	const struct pl_comment *comment; /* the next one */
};

/* Blank lines above it are printed if it follows one of its like. */
static bool
is_stacked(const struct platen_node *node)
{
	return node != NULL && node->parent != NULL && node->parent->kind == PLATEN_DOCUMENT &&
	       pl_kind_is(node->kind, PL_STACKED);
}

static bool
is_followed_by_its_like(const struct platen_node *node)
{
	return node->parent != NULL && node->parent->kind == PLATEN_SPEECH && node->next != NULL &&
	       node->next->kind == node->kind && pl_kind_is(node->kind, PL_SPOKEN);
}

/* Let `place` be behind the line which it was at, if the element of the first document ends there
 * and goes on in the next one, `*node`. */
static bool
go_on(struct place *place, const struct platen_node **node)
{
	struct pl_str text = place->node->text;
	if (!is_followed_by_its_like(*node) || place->end >= text.length ||
	    text.data[place->end] != '\n') {
		return false;
	}
	*node = (*node)->next;
	place->start = place->end + 1;
	return true;
}

/* The style of byte `at`; `*run` moves on to it. */
static uint32_t
style_at(const struct platen_node *node, size_t at, uint32_t *run)
{
	while (pl_node_run(node, *run).end <= at) {
		++*run;
	}
	return pl_node_run(node, *run).style;
}

/* Every byte has the same style in both. */
static bool
has_same_runs(const struct platen_node *a, const struct place *b)
{
	uint32_t run = 0, other = b->run;
	for (size_t at = 0; at < a->text.length;) {
		if (style_at(a, at, &run) != style_at(b->node, b->start + at, &other)) {
			return false;
		}
		size_t end = pl_node_run(a, run).end,
		       other_end = pl_node_run(b->node, other).end - b->start;
		at = end < other_end ? end : other_end;
	}
	return true;
}

/* The first stretch which looks other in `b`; empty if there is none. */
static struct pl_str
other_style(const struct platen_node *a, struct place *b)
{
	uint32_t run = 0;
	size_t start = 0, end = 0; /* of the stretch */
	if (has_same_runs(a, b)) {
		return (struct pl_str){0};
	}
	for (size_t at = 0; at < a->text.length && (end == 0 || end == at);) {
		const char *byte = a->text.data + at;
		size_t blank = *byte == '\n' ? 1 : pl_blank_at(byte, a->text.data + a->text.length);
		bool is_other = blank > 0 ? end > 0
					  : style_at(a, at, &run) !=
						    style_at(b->node, b->start + at, &b->run);
		start = end > 0 ? start : at;
		at += blank > 0 ? blank : 1;
		end = is_other ? at : end;
	}
	return pl_str_trim(pl_str_slice(a->text, end > 0 ? start : 0, end));
}

/* The line of the text in which `b` begins to have another one. */
static struct pl_str
other_line(const struct platen_node *a, const struct place *b)
{
	struct pl_str text = a->text,
		      other = pl_str_slice(b->node->text, b->start, b->node->text.length);
	size_t start = 0, at = 0;
	while (at < text.length &&
	       (start == at || (at < other.length && text.data[at] == other.data[at]))) {
		start = text.data[at++] == '\n' ? at : start;
	}
	text = pl_str_slice(text, start, text.length);
	const char *end = text.length == 0 ? NULL : memchr(text.data, '\n', text.length);
	text.length = end == NULL ? text.length : (size_t)(end - text.data);
	return text.length == 0 ? pl_node_more(a)->label : text;
}

static bool
same_comments(const struct pl_comment *a, struct place *b)
{
	for (; a != NULL; a = a->next, b->comment = b->comment->next) {
		if (b->comment == NULL || a->kind != b->comment->kind ||
		    b->start + a->at != b->comment->at ||
		    !pl_str_equal(a->text, b->comment->text) ||
		    !pl_str_equal(a->typed, b->comment->typed)) {
			return false;
		}
	}
	return b->comment == NULL || b->end < b->node->text.length;
}

/* Readers that do not support shots make action of them. */
static bool
same_kind(const struct platen_node *a, const struct platen_node *b)
{
	return a->kind == b->kind || (a->kind == PLATEN_SHOT && b->kind == PLATEN_ACTION);
}

static bool
same_place(const struct platen_node *a, const struct platen_node *b)
{
	return same_kind(a, b) && (a->parent == NULL) == (b->parent == NULL) &&
	       (a->parent == NULL || a->parent->kind == b->parent->kind) &&
	       (a->first == NULL) == (b->first == NULL);
}

static bool
same_text(const struct platen_node *a, const struct place *b)
{
	/* an empty text has no address */
	return a->text.length == b->end - b->start &&
	       (a->text.length == 0 ||
		memcmp(a->text.data, b->node->text.data + b->start, a->text.length) == 0);
}

/* What is other in `b` than in `a`, and of which words; NULL if nothing is. `above` is what is
 * printed above `a`. */
static const char *
difference(const struct platen_node *a, struct place *b, const struct platen_node *above,
	   struct pl_str *words)
{
	size_t left = b->node->text.length - b->start, length = a->text.length;
	bool is_whole = length == left || (is_followed_by_its_like(a) && length < left &&
					   b->node->text.data[b->start + length] == '\n');
	b->end = is_whole ? b->start + (uint32_t)length : (uint32_t)b->node->text.length;
	*words = a->text;
	if (!same_text(a, b) ||
	    !pl_str_equal(pl_node_more(a)->label, pl_node_more(b->node)->label) ||
	    pl_node_more(a)->level != pl_node_more(b->node)->level ||
	    pl_node_more(a)->value_count != pl_node_more(b->node)->value_count) {
		*words = other_line(a, b);
		return "has another text";
	}
	struct pl_str other = other_style(a, b);
	if (other.length > 0) {
		*words = other;
		return "has other emphasis";
	}
	if (!same_comments(pl_node_more(a)->comments, b) ||
	    !pl_str_equal(pl_node_more(a)->typed, pl_node_more(b->node)->typed)) {
		return "has another note";
	}
	if (is_stacked(above) && is_stacked(a) && pl_node_more(a)->style == NULL &&
	    a->blank_before != b->node->blank_before) {
		return "has another number of blank lines above";
	}
	return NULL;
}

/* `node`, or what follows if it is an empty line of dialogue above others: in Fountain that is a
 * blank line, which is no element. */
static const struct platen_node *
skip_empty(const struct platen_node *node)
{
	while (node != NULL && node->text.length == 0 && pl_node_more(node)->comments == NULL &&
	       is_followed_by_its_like(node)) {
		node = node->next;
	}
	return node;
}

void
pl_document_compare(const struct platen_document *one, const struct platen_document *other,
		    pl_differs_fn *differs, void *user)
{
	const struct platen_node *a = one->root, *b = other->root, *printed = NULL, *last = a;
	while (a != NULL && b != NULL && same_place(a, b)) {
		struct place place = {.node = b, .comment = pl_node_more(b)->comments};
		do {
			struct pl_str words;
			const char *what = difference(a, &place, printed, &words);
			if (what != NULL) {
				differs(user, a, words, what);
			}
		} while (go_on(&place, &a));
		if (a->first == NULL && !pl_kind_is(a->kind, PL_UNPRINTED)) {
			printed = a;
		}
		last = a;
		a = skip_empty(pl_node_following(a));
		b = pl_node_following(b);
	}
	if (a != NULL || b != NULL) {
		a = a != NULL ? a : last;
		differs(user, a, a->first != NULL ? a->first->text : a->text, "is another element");
	}
}
