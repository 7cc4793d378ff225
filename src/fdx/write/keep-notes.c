/* Notes of the template, with another text or in another place where they have one. */
#include <stdio.h>

#include "fdx/write/template.h"
#include "fdx/write/tree.h"

/* Where its range is now. */
static void
move_range(const struct pl_fdx_writer *writer, const struct pl_fdx_new_note *note,
	   uint64_t range[2])
{
	uint64_t from = range[0], to = range[1];
	bool is_moved = (note == NULL || note->stays_put) &&
			pl_fdx_template_move(writer->template, from, &range[0]);
	if (!is_moved && note != NULL) {
		range[0] = note->offset;
	}
	if (to <= from || !pl_fdx_template_move(writer->template, to, &range[1]) ||
	    range[1] < range[0]) {
		range[1] = range[0];
	}
}

/* "1702,1712"; false: it has none. */
static bool
parse_range(struct pl_str text, uint64_t range[2])
{
	size_t comma = 0;
	while (comma < text.length && text.data[comma] != ',') {
		comma++;
	}
	return comma < text.length &&
	       pl_fdx_parse_number(pl_str_slice(text, 0, comma), &range[0]) &&
	       pl_fdx_parse_number(pl_str_slice(text, comma + 1, text.length), &range[1]);
}

/* The text as the note has it: its name is before it in Fountain. */
static struct pl_str
without_name(struct pl_str text, struct pl_str name)
{
	bool has_name = name.length > 0 && pl_str_starts(text, name) &&
			text.length > name.length + 1 && text.data[name.length] == ':';
	return has_name ? pl_str_trim(pl_str_slice(text, name.length + 1, text.length)) : text;
}

void
pl_fdx_edit_note(struct pl_fdx_writer *writer, xmlNode *note, struct pl_str text)
{
	struct pl_str name = pl_str_trim(pl_fdx_tree_get(note, "Name"));
	pl_fdx_tree_set_lines(writer, note, without_name(text, name));
}

/* Set where the note stands; false if it stands where it stood. */
static bool
edit_range(struct pl_fdx_writer *writer, xmlNode *root, const struct pl_fdx_new_note *note)
{
	char text[2 * PL_DECIMAL_SIZE + 2];
	uint64_t range[2];
	if (!parse_range(pl_fdx_tree_get(root, "Range"), range)) {
		return false;
	}
	uint64_t from = range[0], to = range[1];
	move_range(writer, note, range);
	if (range[0] == from && range[1] == (to < from ? from : to)) {
		return false;
	}
	snprintf(text, sizeof(text), "%llu,%llu", (unsigned long long)range[0],
		 (unsigned long long)range[1]);
	pl_fdx_tree_set(writer, root, "Range", pl_str_of(text));
	return true;
}

/* A note of the template with what stands before it; *last_id becomes its Id if that is higher. */
static void
put_kept_note(struct pl_fdx_writer *writer, struct pl_str lead, const struct pl_fdx_kept_note *note,
	      uint64_t *last_id)
{
	struct pl_str xml = pl_str_slice(writer->template->document->source, note->from, note->end);
	xmlDoc *tree = pl_fdx_tree_parse(writer, xml);
	xmlNode *root = tree == NULL ? NULL : xmlDocGetRootElement(tree);
	uint64_t id;
	if (root != NULL && pl_fdx_parse_number(pl_fdx_tree_get(root, "Id"), &id)) {
		*last_id = id > *last_id ? id : *last_id;
	}
	if (root != NULL && note->is_edited) {
		pl_fdx_edit_note(writer, root, note->text);
	}
	if (root != NULL && (edit_range(writer, root, note->note) || note->is_edited)) {
		pl_fdx_tree_put(writer, lead, tree);
	} else {
		pl_fdx_put_kept(writer, lead, xml);
	}
	xmlFreeDoc(tree);
}

/* What stands between the notes. The keys of the title page are there, which our reader makes no
 * note of. */
static void
put_gap(struct pl_fdx_writer *writer, struct pl_str gap)
{
	bool is_old =
		writer->has_new_title_page && pl_str_contains(gap, PL_STR("Fountain: title page"));
	if (!is_old && pl_str_trim_ascii(gap).length > 0) {
		pl_fdx_put_kept(writer, gap, PL_STR(""));
	}
}

/* The notes which the script still has, in order, and what stands between them. *id becomes the
 * highest of their Ids. Returns the byte after the last of them. */
static uint32_t
put_kept_notes(struct pl_fdx_writer *writer, uint32_t at, uint32_t end, uint64_t *id)
{
	const struct pl_fdx_template *template = writer->template;
	const struct pl_fdx_kept_note *note = pl_fdx_template_notes(template, at);
	const struct pl_fdx_kept_note *last = pl_fdx_template_notes(template, end);
	for (; note < last; at = note++->end) {
		struct pl_str gap = pl_str_slice(template->document->source, at, note->from);
		bool is_blank = pl_str_trim_ascii(gap).length == 0;
		if (!is_blank) {
			put_gap(writer, gap);
		}
		if (note->is_wanted) {
			put_kept_note(writer, is_blank ? gap : PL_STR(""), note, id);
		}
	}
	return at;
}

/* ScriptNotes, or UnanchoredScriptNotes, of the template. */
void
pl_fdx_keep_notes(struct pl_fdx_writer *writer, const struct pl_fdx_part *part)
{
	struct pl_str source = writer->template->document->source;
	uint32_t from = (uint32_t)(part->xml.data - source.data);
	uint32_t end = from + (uint32_t)part->xml.length, inside = from, tail = end;
	bool takes_new =
		writer->first_note != NULL && pl_str_equal(part->name, PL_STR("ScriptNotes"));
	uint64_t id = 0;
	while (source.data[inside++] != '>') {
	}
	if (inside == end) {
		if (takes_new) {
			pl_fdx_put_notes(writer);
		} else {
			pl_fdx_put_kept(writer, part->lead, part->xml);
		}
		return;
	}
	while (source.data[tail - 1] != '<') {
		tail--;
	}
	for (tail--; tail > inside && pl_is_space(source.data[tail - 1]);) {
		tail--;
	}
	pl_fdx_put_kept(writer, part->lead, PL_STR(""));
	pl_fdx_open_kept(writer, pl_str_slice(source, from, inside), "ScriptNotes");
	uint32_t at = put_kept_notes(writer, inside, tail, &id);
	put_gap(writer, pl_str_slice(source, at, tail > at ? tail : at));
	if (takes_new) {
		pl_fdx_put_new_notes(writer, id);
	}
	pl_fdx_close_kept(writer, pl_str_slice(source, tail > at ? tail : at, end));
}
