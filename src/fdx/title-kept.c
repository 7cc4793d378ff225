/* Keys of Fountain which have no place on the page, from the note of our own writer. */
#include "fdx/title.h"

/* The key which the line begins with; empty: it is a value of the one before. */
static struct pl_str
key_of(struct pl_str line)
{
	const char *colon = line.length == 0 || line.data[0] == ' '
				    ? NULL
				    : memchr(line.data, ':', line.length);
	return colon == NULL ? PL_STR("") : pl_str_slice(line, 0, (size_t)(colon - line.data));
}

/* The line, from byte `start` on, as a value. */
static bool
add_value(struct pl_draft_writing *writing, const struct pl_draft_paragraph *line,
	  struct pl_str raw, size_t start)
{
	while (start < raw.length && raw.data[start] == ' ') {
		start++;
	}
	if (start == raw.length) {
		return true;
	}
	bool is_first = writing->node->value_count++ == 0;
	return (is_first || pl_draft_text_put(writing, '\n', 0, line->from)) &&
	       pl_draft_text_add(writing, line, (uint32_t)start, (uint32_t)raw.length);
}

/* "Key: value", and the lines of further values below, which are indented. Sets *line to the next key's. */
static bool
add_entry(struct pl_draft *draft, struct platen_node *page, const struct pl_draft_paragraph **line)
{
	struct platen_node *node =
		pl_node_append(draft->document, page, PLATEN_TITLE_ENTRY, (*line)->from);
	struct pl_str raw = pl_title_raw_text(draft, *line), key = {0};
	if (node == NULL || raw.data == NULL) {
		return false;
	}
	key = key_of(raw);
	node->label = pl_arena_copy(&draft->document->arena,
				    key.length > 0 ? key : PL_STR("Notes"));
	struct pl_draft_writing writing;
	pl_draft_text_init(&writing, draft, node, (struct pl_draft_shape){.keeps_case = true});
	bool is_done = node->label.data != NULL;
	size_t start = key.length + (key.length > 0);
	do {
		is_done = is_done && add_value(&writing, *line, raw, start);
		node->source_end = (*line)->source_end;
		*line = (*line)->next;
		raw = *line == NULL ? PL_STR("") : pl_title_raw_text(draft, *line);
		start = 0;
		is_done = is_done && raw.data != NULL;
	} while (is_done && *line != NULL && key_of(raw).length == 0);
	return pl_draft_text_end(&writing) && is_done;
}

/* "Key: value" lines, as the writer keeps them. */
bool
pl_title_add_kept(struct pl_draft *draft, struct platen_node *page,
		  const struct pl_draft_note *kept)
{
	const struct pl_draft_paragraph *line = kept->body.first;
	while (line != NULL) {
		if (!add_entry(draft, page, &line)) {
			return false;
		}
	}
	return true;
}

/* Take the note out of the list. */
const struct pl_draft_note *
pl_title_take_kept(struct pl_draft *draft)
{
	struct pl_draft_note *note = draft->notes.first;
	if (note == NULL || note->offset != 0 ||
	    !pl_str_equal(note->name, PL_STR("Fountain: title page"))) {
		return NULL;
	}
	draft->notes.first = note->next;
	draft->notes.last = note->next == NULL ? NULL : draft->notes.last;
	return note;
}
