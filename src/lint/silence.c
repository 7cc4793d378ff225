/*
 * Notes which switch messages off and on:
 *
 *	[[platen: off PL-302 PL-320]]
 *
 * A note that stands alone is a switch: it holds until the script ends or another note says `on`. A
 * note inside an element speaks of that element only.
 */
#include <stdlib.h>

#include "lint/rules.h"

/* Bytes of the source. */
struct stretch {
	uint32_t start, end;
};

/* In the order of the source; none overlaps another. */
struct stretches {
	struct stretch *list;
	size_t count, capacity;
};

/* What is switched off of one message. */
struct rule {
	struct stretches switched, elements;
	bool is_off; /* the last of `switched` is still open */
};

struct platen_silence {
	struct pl_arena arena;
	struct rule *rules; /* as many as the catalogue has */
	const struct pl_diag *diag;
};

/* --------------------------------------------------------------------- catalogue */

static size_t
rule_count(void)
{
	struct platen_diagnostic rule;
	size_t count = 0;
	while (platen_rule(count, &rule)) {
		count++;
	}
	return count;
}

/* The place of an id in the catalogue, its length if it is not there. */
static size_t
find_rule(struct pl_str id)
{
	struct platen_diagnostic rule;
	size_t i = 0;
	while (platen_rule(i, &rule) && !pl_str_equal_ascii_case(id, pl_str_of(rule.id))) {
		i++;
	}
	return i;
}

/* ------------------------------------------------------------------------- notes */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == ',';
}

/* The next word of *text, which moves behind it; empty at the end. */
static struct pl_str
next_word(struct pl_str *text)
{
	size_t start = 0, end;
	while (start < text->length && is_blank(text->data[start])) {
		start++;
	}
	for (end = start; end < text->length && !is_blank(text->data[end]);) {
		end++;
	}
	struct pl_str word = pl_str_slice(*text, start, end);
	*text = pl_str_slice(*text, end, text->length);
	return word;
}

static bool
add(struct platen_silence *silence, struct stretches *to, uint32_t start, uint32_t end)
{
	struct stretch *grown =
		pl_arena_grow(&silence->arena, to->list, to->count, &to->capacity, sizeof(*grown));
	if (grown == NULL) {
		return false;
	}
	to->list = grown;
	grown[to->count++] = (struct stretch){start, end};
	return true;
}

/* A note and what it speaks of: `element` is NULL for one that stands alone. */
struct place {
	const struct platen_node *element;
	struct platen_position from;
};

static bool
turn(struct platen_silence *silence, struct rule *rule, bool is_off, const struct place *place)
{
	if (place->element != NULL) {
		const struct platen_node *element = place->element;
		struct stretches *elements = &rule->elements;
		bool is_known = elements->count > 0 &&
				elements->list[elements->count - 1].start == element->from.offset;
		return !is_off || is_known ||
		       add(silence, elements, element->from.offset, element->source_end);
	}
	if (is_off == rule->is_off) {
		return true;
	}
	rule->is_off = is_off;
	if (is_off) {
		return add(silence, &rule->switched, place->from.offset, UINT32_MAX);
	}
	rule->switched.list[rule->switched.count - 1].end = place->from.offset;
	return true;
}

static bool
read_note(struct platen_silence *silence, struct pl_str text, const struct place *place)
{
	const size_t count = rule_count();
	struct pl_str word = next_word(&text);
	if (!pl_str_equal_ascii_case(word, PL_STR("platen:"))) {
		return true;
	}
	word = next_word(&text);
	bool is_off = pl_str_equal_ascii_case(word, PL_STR("off"));
	if (!is_off && !pl_str_equal_ascii_case(word, PL_STR("on"))) {
		return true;
	}
	while ((word = next_word(&text)).length > 0) {
		size_t rule = find_rule(word);
		struct pl_word shown;
		if (rule == count) {
			pl_report(silence->diag, PL_OFF_UNKNOWN, place->from,
				  pl_word_text(&shown, word));
		} else if (!turn(silence, &silence->rules[rule], is_off, place)) {
			return false;
		}
	}
	return true;
}

static bool
read_node(struct platen_silence *silence, const struct platen_node *node)
{
	if (node->kind == PLATEN_NOTE) {
		struct place place = {NULL, node->from};
		return read_note(silence, node->text, &place);
	}
	for (const struct pl_comment *comment = node->comments; comment != NULL;
	     comment = comment->next) {
		struct place place = {node, comment->from};
		if (comment->kind == PLATEN_NOTE && !read_note(silence, comment->text, &place)) {
			return false;
		}
	}
	return true;
}

static bool
read_document(struct platen_silence *silence, const struct platen_document *document)
{
	const struct platen_node *node = document->root;
	silence->rules = pl_arena_array(&silence->arena, rule_count(), sizeof(*silence->rules));
	for (; node != NULL && silence->rules != NULL; node = pl_node_following(node)) {
		if (!read_node(silence, node)) {
			return false;
		}
	}
	return silence->rules != NULL;
}

enum platen_status
pl_silence_new(const struct platen_document *document, const struct pl_diag *diag,
	       struct platen_silence **silence)
{
	struct platen_silence *made = calloc(1, sizeof(*made));
	if (made == NULL) {
		return PLATEN_NO_MEMORY;
	}
	pl_arena_init(&made->arena);
	made->diag = diag;
	if (!read_document(made, document)) {
		platen_silence_free(made);
		return PLATEN_NO_MEMORY;
	}
	made->diag = NULL;
	*silence = made;
	return PLATEN_OK;
}

void
platen_silence_free(struct platen_silence *silence)
{
	if (silence != NULL) {
		pl_arena_fini(&silence->arena);
		free(silence);
	}
}

/* ----------------------------------------------------------------------- asking */

static bool
holds(const struct stretches *stretches, uint32_t offset)
{
	size_t low = 0, high = stretches->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (stretches->list[middle].start <= offset) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low > 0 && offset < stretches->list[low - 1].end;
}

bool
platen_silence_covers(const struct platen_silence *silence,
		      const struct platen_diagnostic *diagnostic)
{
	struct platen_diagnostic own;
	size_t rule = find_rule(pl_str_of(diagnostic->id));
	if (!platen_rule(rule, &own) || own.severity == PLATEN_SEVERITY_ERROR) {
		return false;
	}
	uint32_t offset = diagnostic->position.offset;
	return holds(&silence->rules[rule].switched, offset) ||
	       holds(&silence->rules[rule].elements, offset);
}

bool
pl_check_switches(struct pl_checker *checker)
{
	struct platen_silence *silence;
	if (pl_silence_new(checker->document, checker->diag, &silence) != PLATEN_OK) {
		return false;
	}
	platen_silence_free(silence);
	return true;
}
