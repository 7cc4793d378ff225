/*
 * Doubts: what the reader took as it stands, though the writer probably meant something else. They show
 * only when the whole screenplay is known: a line `NORA` is a doubt where Nora speaks elsewhere.
 *
 * The names of all speakers are folded to capitals and sorted, then each short action line is looked up
 * among them.
 */
#include <stdlib.h>

#include "fountain/passes.h"

/* Nobody is called more than this, in bytes. */
#define NAME_MAX 80

struct names {
	struct pl_str *list;
	size_t count;
};

static int
compare(const void *a, const void *b)
{
	const struct pl_str *one = a, *other = b;
	size_t length = one->length < other->length ? one->length : other->length;
	int order = length == 0 ? 0 : memcmp(one->data, other->data, length);
	return order != 0 ? order : (one->length > other->length) - (one->length < other->length);
}

/* `text` in capitals, into `folded`; false if it is too long for a name. */
static bool
fold(struct pl_str text, char folded[NAME_MAX * 2], struct pl_str *result)
{
	if (text.length == 0 || text.length > NAME_MAX) {
		return false;
	}
	size_t length = 0;
	for (const char *at = text.data, *end = at + text.length; at < end;) {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		length += pl_utf8_encode(pl_to_upper(code_point), folded + length);
	}
	*result = (struct pl_str){folded, length};
	return true;
}

static const struct platen_node *
next_cue(const struct platen_node *node)
{
	do {
		node = pl_node_following(node);
	} while (node != NULL && node->kind != PLATEN_CHARACTER);
	return node;
}

static bool
collect_names(struct pl_reader *reader, struct names *names)
{
	const struct platen_node *root = reader->document->root;
	size_t capacity = 0;
	for (const struct platen_node *cue = next_cue(root); cue != NULL; cue = next_cue(cue)) {
		char folded[NAME_MAX * 2];
		struct pl_str name;
		if (!fold(cue->text, folded, &name)) {
			continue;
		}
		struct pl_str *list = pl_arena_grow(&reader->scratch, names->list, names->count,
						    &capacity, sizeof(*list));
		name = pl_arena_copy(&reader->scratch, name);
		if (list == NULL || name.data == NULL) {
			return false;
		}
		names->list = list;
		names->list[names->count++] = name;
	}
	if (names->count > 0) {
		qsort(names->list, names->count, sizeof(*names->list), compare);
	}
	return true;
}

static bool
is_speaker(const struct names *names, struct pl_str text)
{
	char folded[NAME_MAX * 2];
	struct pl_str name;
	return fold(text, folded, &name) && names->count > 0 &&
	       bsearch(&name, names->list, names->count, sizeof(name), compare) != NULL;
}

/* A name which opens an action paragraph, or is all of it. */
static void
doubt_action(const struct pl_reader *reader, const struct names *names,
	     const struct platen_node *action)
{
	struct pl_str text = action->text, line = text;
	if (action->is_forced || text.length == 0) {
		return;
	}
	const char *end = memchr(text.data, '\n', text.length);
	bool is_alone = end == NULL;
	if (!is_alone) {
		line.length = (size_t)(end - text.data);
	}
	if (is_alone && line.data[0] == '@') {
		pl_report(reader->diag, PL_CUE_ALONE, action->from, NULL);
	} else if (is_speaker(names, line)) {
		bool is_capitals = pl_is_capitals(line);
		if (is_alone && is_capitals) {
			pl_report(reader->diag, PL_CUE_ALONE, action->from, NULL);
		} else if (!is_alone && !is_capitals) {
			pl_report(reader->diag, PL_CUE_LOWER_CASE, action->from, NULL);
		}
	}
}

static bool
is_caseless(struct pl_str text)
{
	size_t letters = 0, caseless = 0;
	for (const char *at = text.data, *end = at + text.length; at < end;) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		letters += pl_is_letter(c);
		caseless += pl_is_letter(c) && !pl_is_upper(c) && !pl_is_lower(c) &&
			    !pl_is_titlecase(c);
	}
	return caseless > letters / 2;
}

/* Nobody speaks, in a script whose letters have no capitals: there a name is only one with @. */
static void
doubt_caseless(const struct pl_reader *reader)
{
	for (const struct platen_node *n = reader->document->root->first; n != NULL; n = n->next) {
		if (n->kind == PLATEN_ACTION && n->text.length > 0 &&
		    memchr(n->text.data, '\n', n->text.length) != NULL && is_caseless(n->text)) {
			pl_report(reader->diag, PL_NO_CUES, n->from, NULL);
			return;
		}
	}
}

static void
doubt_title_page(const struct pl_reader *reader, const struct platen_node *page)
{
	for (const struct platen_node *entry = page->first; entry != NULL; entry = entry->next) {
		if (entry->kind != PLATEN_TITLE_ENTRY) {
			continue;
		}
		if (entry->value_count == 0) {
			pl_report(reader->diag, PL_TITLE_EMPTY, entry->from, NULL);
		} else if (pl_title_role_of(entry->label) == PL_TITLE_UNKNOWN) {
			pl_report(reader->diag, PL_TITLE_UNKNOWN_KEY, entry->from, NULL);
		}
	}
}

bool
pl_fountain_doubt(struct pl_reader *reader)
{
	struct names names = {0};
	if (reader->diag->report == NULL) {
		return true;
	}
	if (!collect_names(reader, &names)) {
		return false;
	}
	for (const struct platen_node *n = reader->document->root->first; n != NULL; n = n->next) {
		if (n->kind == PLATEN_ACTION) {
			doubt_action(reader, &names, n);
		} else if (n->kind == PLATEN_TITLE_PAGE) {
			doubt_title_page(reader, n);
		}
	}
	if (next_cue(reader->document->root) == NULL) {
		doubt_caseless(reader);
	}
	return true;
}
