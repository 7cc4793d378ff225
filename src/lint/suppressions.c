/*
 * Notes that switch messages off and on:
 *
 *	[[platen: off PL-302 PL-320]]
 *
 * A note on lines of its own counts until the script ends or another note says `on`. A note inside
 * an element counts for that element.
 */
#include <stdlib.h>

#include "lint/rules.h"

/* Bytes of the source in which a message is switched off. */
struct span {
	uint32_t start, end;
};

/* A message's spans, in the order of the source. None overlaps another. */
struct spans {
	struct span *list;
	size_t count, capacity;
};

struct pl_lint_suppressions {
	struct pl_arena arena;
	struct spans *rules; /* as many as the catalogue has */
	const struct platen_reporter *diag;
};

/* The index of an id in the catalogue; the number of its messages if it is not there. */
static size_t
find_rule(struct pl_str id)
{
	const struct platen_rule *rule;
	size_t i = 0;
	while ((rule = platen_rule_at(i)) != NULL &&
	       !pl_str_equal_ascii_case(id, pl_str_of(rule->id))) {
		i++;
	}
	return i;
}

static bool
is_between_words(char c)
{
	return pl_is_space(c) || c == ',';
}

/* Take the next word from *text; empty at the end. */
static struct pl_str
next_word(struct pl_str *text)
{
	size_t start = 0, end;
	while (start < text->length && is_between_words(text->data[start])) {
		start++;
	}
	for (end = start; end < text->length && !is_between_words(text->data[end]);) {
		end++;
	}
	struct pl_str word = pl_str_slice(*text, start, end);
	*text = pl_str_slice(*text, end, text->length);
	return word;
}

/* Switch a message off or on in `span`; what is off already stays so. */
static bool
apply(struct pl_lint_suppressions *suppressions, struct spans *spans, bool is_off, struct span span)
{
	struct span *last = spans->count == 0 ? NULL : &spans->list[spans->count - 1];
	bool is_covered = last != NULL && span.start < last->end;
	if (!is_off && is_covered && span.end == UINT32_MAX) {
		last->end = span.start;
	}
	if (!is_off || is_covered) {
		return true;
	}
	struct span *list = pl_arena_grow(&suppressions->arena, spans->list, spans->count,
					  &spans->capacity, sizeof(*list));
	if (list == NULL) {
		return false;
	}
	spans->list = list;
	list[spans->count++] = span;
	return true;
}

static bool
read_note(struct pl_lint_suppressions *suppressions, struct pl_str text,
	  struct platen_position position, struct span span)
{
	if (!pl_str_equal_ascii_case(next_word(&text), PL_STR("platen:"))) {
		return true;
	}
	struct pl_str word = next_word(&text);
	bool is_off = pl_str_equal_ascii_case(word, PL_STR("off"));
	if (!is_off && !pl_str_equal_ascii_case(word, PL_STR("on"))) {
		return true;
	}
	while ((word = next_word(&text)).length > 0) {
		size_t rule = find_rule(word);
		if (platen_rule_at(rule) == NULL) {
			PL_REPORT(suppressions->diag, PL_OFF_UNKNOWN, position, pl_word_text(word));
		} else if (!apply(suppressions, &suppressions->rules[rule], is_off, span)) {
			return false;
		}
	}
	return true;
}

static bool
read_node(struct pl_lint_suppressions *suppressions, const struct platen_node *node)
{
	if (node->kind == PLATEN_NOTE) {
		struct span rest = {node->from.offset, UINT32_MAX};
		return read_note(suppressions, node->text, node->from, rest);
	}
	struct span element = {node->from.offset, node->source_end};
	for (const struct pl_comment *comment = pl_node_more(node)->comments; comment != NULL;
	     comment = comment->next) {
		if (comment->kind == PLATEN_NOTE &&
		    !read_note(suppressions, comment->text, comment->from, element)) {
			return false;
		}
	}
	return true;
}

static bool
read_document(struct pl_lint_suppressions *suppressions, const struct platen_document *document)
{
	const struct platen_node *node = document->root;
	suppressions->rules = pl_arena_array(&suppressions->arena, find_rule(PL_STR("")),
					     sizeof(*suppressions->rules));
	for (; node != NULL && suppressions->rules != NULL; node = pl_node_following(node)) {
		if (!read_node(suppressions, node)) {
			return false;
		}
	}
	return suppressions->rules != NULL;
}

enum platen_status
pl_lint_suppressions_new(const struct platen_document *document, const struct platen_reporter *diag,
			 struct pl_lint_suppressions **suppressions)
{
	struct pl_lint_suppressions *made = calloc(1, sizeof(*made));
	if (made == NULL) {
		return PLATEN_NO_MEMORY;
	}
	pl_arena_init(&made->arena);
	made->diag = diag;
	if (!read_document(made, document)) {
		pl_lint_suppressions_free(made);
		return PLATEN_NO_MEMORY;
	}
	made->diag = NULL;
	*suppressions = made;
	return PLATEN_OK;
}

void
pl_lint_suppressions_free(struct pl_lint_suppressions *suppressions)
{
	if (suppressions != NULL) {
		pl_arena_fini(&suppressions->arena);
		free(suppressions);
	}
}

static bool
is_within(const struct spans *spans, uint32_t offset)
{
	size_t low = 0, high = spans->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (spans->list[middle].start <= offset) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low > 0 && offset < spans->list[low - 1].end;
}

bool
pl_lint_is_suppressed(const struct pl_lint_suppressions *suppressions, const char *id,
		      uint32_t offset)
{
	size_t index = find_rule(pl_str_of(id));
	const struct platen_rule *rule = platen_rule_at(index);
	return rule != NULL && rule->severity != PLATEN_SEVERITY_ERROR &&
	       is_within(&suppressions->rules[index], offset);
}

bool
pl_lint_suppressions(struct pl_lint *lint)
{
	struct pl_lint_suppressions *suppressions;
	enum platen_status status =
		pl_lint_suppressions_new(lint->document, lint->diag, &suppressions);
	if (status == PLATEN_OK) {
		pl_lint_suppressions_free(suppressions);
	}
	return status == PLATEN_OK;
}
