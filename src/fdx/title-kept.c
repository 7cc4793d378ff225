/* Keys of Fountain which have no place on the page, from the note of our own writer. */
#include "fdx/title.h"

/* "Key: value" lines, further values indented; as the writer keeps them. */
static bool
add_kept_line(struct pl_draft *draft, struct platen_node *page, const struct pl_draft_paragraph *p)
{
	struct pl_str raw = pl_title_raw_text(draft, p);
	if (raw.data == NULL) {
		return false;
	}
	struct platen_node *node = page->last;
	const char *colon = memchr(raw.data, ':', raw.length);
	bool is_value = raw.length > 0 && raw.data[0] == ' ';
	struct pl_draft_writing writing;
	size_t start = 0;
	if (!is_value) {
		if (colon == NULL) {
			return true;
		}
		node = pl_node_append(draft->document, page, PLATEN_TITLE_ENTRY, p->from);
		if (node == NULL) {
			return false;
		}
		start = (size_t)(colon - raw.data) + 1;
		node->label =
			pl_arena_copy(&draft->document->arena, pl_str_slice(raw, 0, start - 1));
		node->source_end = p->source_end;
		if (node->label.data == NULL) {
			return false;
		}
	}
	if (node == NULL || pl_draft_trim(pl_str_slice(raw, start, raw.length)).length == 0) {
		return true;
	}
	pl_draft_text_init(&writing, draft, node, (struct pl_draft_shape){.keeps_case = true});
	bool is_done = true;
	for (size_t i = 0; i < node->text.length && is_done; i++) {
		/* what the lines before gave it, byte by byte */
		pl_buffer_put_byte(&writing.text, node->text.data[i]);
	}
	writing.runs = node->runs;
	writing.run_count = node->run_count;
	writing.run_capacity = node->run_count;
	if (node->value_count++ > 0) {
		pl_buffer_put_byte(&writing.text, '\n');
	}
	while (start < raw.length && raw.data[start] == ' ') {
		start++;
	}
	is_done = pl_draft_text_add(&writing, p, (uint32_t)start, (uint32_t)raw.length);
	return pl_draft_text_end(&writing) && is_done;
}

bool
pl_title_add_kept(struct pl_draft *draft, struct platen_node *page,
		  const struct pl_draft_note *kept)
{
	for (const struct pl_draft_paragraph *p = kept->body.first; p != NULL; p = p->next) {
		if (!add_kept_line(draft, page, p)) {
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
