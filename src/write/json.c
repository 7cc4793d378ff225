/*
 * The elements for programs: docs/json.md is the schema. The tree is flattened: a title page
 * becomes its entries, a speech its cue and what follows it.
 */
#include "formats.h"

#define STYLES (PLATEN_BOLD | PLATEN_ITALIC | PLATEN_UNDERLINE)

/* One of the runs: `text` in one style. */
static void
put_run(struct pl_json *json, struct pl_str text, uint32_t style)
{
	static const struct {
		uint32_t bit;
		const char *key;
	} styles[] = {
		{PLATEN_BOLD, "bold"}, {PLATEN_ITALIC, "italic"}, {PLATEN_UNDERLINE, "underline"}};
	pl_json_begin(json, NULL, "{");
	pl_json_str(json, "text", text);
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
		if ((style & styles[i].bit) != 0) {
			pl_json_bare(json, styles[i].key, "true");
		}
	}
	pl_json_end(json, "}");
}

/* The runs of bytes [start, end) of the text, neighbours of one style joined. `*run` is the first
 * which may reach into them, and moves on. */
static void
put_runs(struct pl_json *json, const char *key, const struct platen_node *node, uint32_t *run,
	 uint32_t start, uint32_t end)
{
	pl_json_begin(json, key, "[");
	for (uint32_t at = start; at < end;) {
		while (pl_node_run(node, *run).end <= at) {
			++*run;
		}
		uint32_t style = pl_node_run(node, *run).style & STYLES, last = *run;
		while (last + 1 < pl_node_run_count(node) && pl_node_run(node, last).end < end &&
		       (pl_node_run(node, last + 1).style & STYLES) == style) {
			last++;
		}
		uint32_t to = pl_node_run(node, last).end < end ? pl_node_run(node, last).end : end;
		put_run(json, pl_str_slice(node->text, at, to), style);
		at = to;
		*run = last;
	}
	pl_json_end(json, "]");
}

static void
put_styled_text(struct pl_json *json, const struct platen_node *node)
{
	uint32_t run = 0;
	pl_json_str(json, "text", node->text);
	put_runs(json, "runs", node, &run, 0, (uint32_t)node->text.length);
}

static void
put_optional(struct pl_json *json, const char *key, struct pl_str text)
{
	if (text.length > 0) {
		pl_json_str(json, key, text);
	}
}

static void
put_meaning(struct pl_json *json, const char *key, const struct pl_note_meaning *meaning)
{
	if (meaning->class == PL_NOTE_PLAIN) {
		pl_json_bare(json, key, "null");
		return;
	}
	pl_json_begin(json, key, "{");
	pl_json_text(json, "class", pl_note_class_name(meaning->class));
	put_optional(json, "color", meaning->color);
	put_optional(json, "name", meaning->name);
	if (meaning->class != PL_NOTE_COLOR) {
		pl_json_str(json, "text", meaning->text);
	}
	pl_json_end(json, "}");
}

/* The texts of the notes in an element, or what each of them says to a program. */
static void
put_note_list(struct pl_json *json, const char *key, const struct pl_comment *first,
	      bool is_meaning)
{
	pl_json_begin(json, key, "[");
	for (const struct pl_comment *note = first; note != NULL; note = note->next) {
		if (note->kind == PLATEN_NOTE && is_meaning) {
			struct pl_note_meaning meaning = pl_note_meaning(note->text);
			put_meaning(json, NULL, &meaning);
		} else if (note->kind == PLATEN_NOTE) {
			pl_json_str(json, NULL, note->text);
		}
	}
	pl_json_end(json, "]");
}

static void
put_notes(struct pl_json *json, const struct platen_node *node)
{
	bool has_note = false, has_meaning = false;
	for (const struct pl_comment *note = pl_node_more(node)->comments; note != NULL;
	     note = note->next) {
		bool is_note = note->kind == PLATEN_NOTE;
		has_note |= is_note;
		has_meaning |= is_note && pl_note_meaning(note->text).class != PL_NOTE_PLAIN;
	}
	if (has_note) {
		put_note_list(json, "notes", pl_node_more(node)->comments, false);
	}
	if (has_meaning) {
		put_note_list(json, "note_meanings", pl_node_more(node)->comments, true);
	}
}

/* A note which stands alone. */
static void
put_note(struct pl_json *json, const struct platen_node *note)
{
	struct pl_note_meaning meaning = pl_note_meaning(note->text);
	pl_json_str(json, "text", note->text);
	if (meaning.class != PL_NOTE_PLAIN) {
		put_meaning(json, "meaning", &meaning);
	}
}

/* The value lines of an entry: the text of each, or its runs. */
static void
put_values(struct pl_json *json, const char *key, const struct platen_node *entry, bool as_runs)
{
	struct pl_lines lines = {.rest = entry->text};
	struct pl_str line;
	uint32_t at = 0, run = 0;
	pl_json_begin(json, key, "[");
	for (uint32_t i = 0; i < pl_node_more(entry)->value_count && pl_lines_next(&lines, &line);
	     i++) {
		if (as_runs) {
			put_runs(json, NULL, entry, &run, at, at + (uint32_t)line.length);
		} else {
			pl_json_str(json, NULL, line);
		}
		at += (uint32_t)line.length + 1;
	}
	pl_json_end(json, "]");
}

/* `is_known` is false for what is null in JSON. */
static void
put_nullable(struct pl_json *json, const char *key, struct pl_str text, bool is_known)
{
	if (is_known) {
		pl_json_str(json, key, text);
	} else {
		pl_json_bare(json, key, "null");
	}
}

static void
put_character(struct pl_json *json, const struct platen_node *cue)
{
	const struct platen_node *speech = cue->parent, *dual = speech->parent;
	put_styled_text(json, cue);
	put_nullable(json, "extension", pl_node_more(cue)->label,
		     pl_node_more(cue)->label.length > 0);
	if (dual == NULL || dual->kind != PLATEN_DUAL_DIALOGUE) {
		pl_json_bare(json, "dual", "false");
	} else {
		pl_json_text(json, "dual", dual->first == speech ? "left" : "right");
	}
}

static void
put_fields(struct pl_json *json, const struct platen_node *node)
{
	if (node->kind == PLATEN_TITLE_ENTRY) {
		pl_json_str(json, "key", pl_node_more(node)->label);
		put_values(json, "values", node, false);
		put_values(json, "runs", node, true);
	} else if (node->kind == PLATEN_CHARACTER) {
		put_character(json, node);
	} else if (node->kind == PLATEN_NOTE) {
		put_note(json, node);
	} else if (pl_kind_is(node->kind, PL_PRINTED)) {
		put_styled_text(json, node);
	} else if (node->kind != PLATEN_PAGE_BREAK) {
		if (node->kind == PLATEN_SECTION) {
			pl_json_int(json, "level", pl_node_more(node)->level);
		}
		pl_json_str(json, "text", node->text);
	}
	if (node->kind == PLATEN_SCENE_HEADING || node->kind == PLATEN_SHOT) {
		put_optional(json, "scene_number", pl_node_more(node)->label);
	}
	put_optional(json, "color", pl_node_color(node));
}

/* On which page the element begins, and how many lines of it are printed. */
static void
put_printed(struct pl_json *json, const struct platen_node *node, const struct platen_pages *pages,
	    size_t *printed)
{
	size_t first = *printed, count = pl_layout_lines_take(pages, node, printed);
	if (count > 0) {
		pl_json_str(json, "page", pages->pages[pages->printed[first].page].label);
		pl_json_int(json, "lines", (uint32_t)count);
	}
}

/* `printed` counts the printed lines of the elements so far. */
static void
put_element(struct pl_json *json, const struct pl_job *job, const struct platen_node *node,
	    size_t *printed)
{
	pl_json_begin(json, NULL, "{");
	pl_json_text(json, "type", platen_kind_name(node->kind));
	pl_json_int(json, "line", node->from.line);
	pl_json_int(json, "column", node->from.column);
	put_fields(json, node);
	if (node->kind != PLATEN_TITLE_ENTRY) {
		pl_json_int(json, "blank_before", node->blank_before);
	}
	put_notes(json, node);
	if (job->options->layout) {
		put_printed(json, node, job->pages, printed);
	}
	pl_json_end(json, "}");
}

static void
put_elements(struct pl_json *json, const struct pl_job *job)
{
	size_t printed = 0;
	pl_json_begin(json, "elements", "[");
	for (const struct platen_node *node = job->document->root; node != NULL;
	     node = pl_node_following(node)) {
		if (!pl_kind_is(node->kind, PL_CONTAINER)) {
			pl_json_break_line(json);
			put_element(json, job, node, &printed);
		}
	}
	pl_json_break_line(json);
	pl_json_end(json, "]");
}

/* ------------------------------------------------------------------------ pages */

/* The text as it is printed, from all stretches. */
static void
put_line_text(struct pl_json *json, const struct pl_layout_line *line)
{
	pl_json_begin_string(json, "text");
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		pl_json_put_text(json, line->stretches[i].text);
	}
	pl_json_end_string(json);
}

/* Where its first byte was typed; nothing of what platen added. */
static void
put_source(struct pl_json *json, const struct pl_layout_line *line)
{
	if (line->stretch_count > 0 && line->stretches[0].from.line > 0) {
		pl_json_int(json, "line", line->stretches[0].from.line);
		pl_json_int(json, "column", line->stretches[0].from.column);
	}
}

static void
put_line(struct pl_json *json, const struct pl_layout_line *line)
{
	pl_json_begin(json, NULL, "{");
	pl_json_int(json, "slot", line->slot);
	pl_json_int(json, "x", line->stretch_count > 0 ? line->stretches[0].x : 0);
	pl_json_int(json, "y", line->y);
	pl_json_text(json, "role", platen_role_name(line->role));
	if (line->node != NULL) {
		pl_json_text(json, "type", platen_kind_name(line->kind));
	}
	put_source(json, line);
	put_line_text(json, line);
	pl_json_end(json, "}");
}

static void
put_page(struct pl_json *json, const struct pl_layout_page *page)
{
	pl_json_begin(json, NULL, "{");
	put_nullable(json, "label", page->label, !page->is_title);
	pl_json_begin(json, "lines", "[");
	for (uint32_t i = 0; i < page->line_count; i++) {
		pl_json_break_line(json);
		put_line(json, &page->lines[i]);
	}
	pl_json_break_line(json);
	pl_json_end(json, "]");
	pl_json_end(json, "}");
}

static void
put_pages(struct pl_json *json, const struct platen_pages *pages)
{
	pl_json_break_line(json);
	pl_json_begin(json, "pages", "[");
	for (uint32_t i = 0; i < pages->page_count; i++) {
		pl_json_break_line(json);
		put_page(json, &pages->pages[i]);
	}
	pl_json_break_line(json);
	pl_json_end(json, "]");
}

enum platen_status
pl_write_json(const struct pl_job *job)
{
	struct pl_json json = pl_json_to_sink(job->sink);
	pl_json_begin(&json, NULL, "{");
	pl_json_int(&json, "schema", 2);
	put_elements(&json, job);
	if (job->options->layout) {
		put_pages(&json, job->pages);
	}
	pl_json_end(&json, "}");
	pl_sink_put_byte(job->sink, '\n');
	return PLATEN_OK;
}
