/*
 * The elements for programs: docs/json.md is the schema. The tree is flattened: a title page
 * becomes its entries, a speech its cue and what follows it.
 */
#include "formats.h"

#define STYLES (PLATEN_BOLD | PLATEN_ITALIC | PLATEN_UNDERLINE)

/* The names which the conformance cases use. */
static const char *
type_name(enum platen_kind kind)
{
	switch (kind) {
	case PLATEN_TITLE_ENTRY: return "title";
	case PLATEN_LYRIC: return "lyrics";
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_SCENE_HEADING:
	case PLATEN_ACTION:
	case PLATEN_SPEECH:
	case PLATEN_DUAL_DIALOGUE:
	case PLATEN_CHARACTER:
	case PLATEN_PARENTHETICAL:
	case PLATEN_DIALOGUE:
	case PLATEN_TRANSITION:
	case PLATEN_SHOT:
	case PLATEN_CENTERED:
	case PLATEN_SECTION:
	case PLATEN_SYNOPSIS:
	case PLATEN_NOTE:
	case PLATEN_BONEYARD:
	case PLATEN_PAGE_BREAK: return platen_kind_name(kind);
	}
	return "";
}

static void
put_escape(struct pl_sink *sink, unsigned char byte)
{
	static const char hex[] = "0123456789abcdef";
	switch (byte) {
	case '\n': pl_sink_put_text(sink, "\\n"); return;
	case '\t': pl_sink_put_text(sink, "\\t"); return;
	case '"': pl_sink_put_text(sink, "\\\""); return;
	case '\\': pl_sink_put_text(sink, "\\\\"); return;
	}
	pl_sink_put_text(sink, "\\u00");
	pl_sink_put_byte(sink, hex[byte >> 4]);
	pl_sink_put_byte(sink, hex[byte & 15]);
}

static void
put_escaped(struct pl_sink *sink, struct pl_str text)
{
	size_t start = 0;
	for (size_t at = 0; at < text.length; at++) {
		unsigned char byte = (unsigned char)text.data[at];
		if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F) {
			pl_sink_put(sink, pl_str_slice(text, start, at));
			put_escape(sink, byte);
			start = at + 1;
		}
	}
	pl_sink_put(sink, pl_str_slice(text, start, text.length));
}

static void
put_string(struct pl_sink *sink, struct pl_str text)
{
	pl_sink_put_byte(sink, '"');
	put_escaped(sink, text);
	pl_sink_put_byte(sink, '"');
}

static void
put_key(struct pl_sink *sink, const char *key)
{
	pl_sink_put_text(sink, ",\"");
	pl_sink_put_text(sink, key);
	pl_sink_put_text(sink, "\":");
}

static void
put_int_field(struct pl_sink *sink, const char *key, uint32_t number)
{
	put_key(sink, key);
	pl_sink_put_int(sink, number);
}

static void
put_string_field(struct pl_sink *sink, const char *key, struct pl_str text)
{
	put_key(sink, key);
	put_string(sink, text);
}

/* One of the runs: `text` in one style. */
static void
put_run(struct pl_sink *sink, struct pl_str text, uint32_t style)
{
	pl_sink_put_text(sink, "{\"text\":");
	put_string(sink, text);
	pl_sink_put_text(sink, (style & PLATEN_BOLD) != 0 ? ",\"bold\":true" : "");
	pl_sink_put_text(sink, (style & PLATEN_ITALIC) != 0 ? ",\"italic\":true" : "");
	pl_sink_put_text(sink, (style & PLATEN_UNDERLINE) != 0 ? ",\"underline\":true" : "");
	pl_sink_put_byte(sink, '}');
}

/* The runs of bytes [start, end) of the text, neighbours of one style joined. `*run` is the first
 * which may reach into them, and moves on. */
static void
put_runs(struct pl_sink *sink, const struct platen_node *node, uint32_t *run, uint32_t start,
	 uint32_t end)
{
	pl_sink_put_byte(sink, '[');
	for (uint32_t at = start; at < end;) {
		while (node->runs[*run].end <= at) {
			++*run;
		}
		uint32_t style = node->runs[*run].style & STYLES, last = *run;
		while (last + 1 < node->run_count && node->runs[last].end < end &&
		       (node->runs[last + 1].style & STYLES) == style) {
			last++;
		}
		uint32_t to = node->runs[last].end < end ? node->runs[last].end : end;
		pl_sink_put_text(sink, at > start ? "," : "");
		put_run(sink, pl_str_slice(node->text, at, to), style);
		at = to;
		*run = last;
	}
	pl_sink_put_byte(sink, ']');
}

static void
put_styled_text(struct pl_sink *sink, const struct platen_node *node)
{
	uint32_t run = 0;
	put_string_field(sink, "text", node->text);
	put_key(sink, "runs");
	put_runs(sink, node, &run, 0, (uint32_t)node->text.length);
}

static void
put_optional_field(struct pl_sink *sink, const char *key, struct pl_str text)
{
	if (text.length > 0) {
		put_string_field(sink, key, text);
	}
}

static void
put_meaning(struct pl_sink *sink, const struct pl_note_meaning *meaning)
{
	if (meaning->class == PL_NOTE_PLAIN) {
		pl_sink_put_text(sink, "null");
		return;
	}
	pl_sink_put_text(sink, "{\"class\":\"");
	pl_sink_put_text(sink, pl_note_class_name(meaning->class));
	pl_sink_put_byte(sink, '"');
	put_optional_field(sink, "color", meaning->color);
	put_optional_field(sink, "name", meaning->name);
	if (meaning->class != PL_NOTE_COLOR) {
		put_string_field(sink, "text", meaning->text);
	}
	pl_sink_put_byte(sink, '}');
}

/* Of the notes which put_notes lists, if one of them says something to a program. */
static void
put_meanings(struct pl_sink *sink, const struct platen_node *node)
{
	uint32_t plain = 0; /* so far, and not yet written */
	bool is_first = true;
	for (const struct pl_cut *cut = node->cuts; cut != NULL; cut = cut->next) {
		if (cut->kind != PLATEN_NOTE) {
			continue;
		}
		struct pl_note_meaning meaning = pl_note_meaning(cut->text);
		if (is_first && meaning.class == PL_NOTE_PLAIN) {
			plain++;
			continue;
		}
		pl_sink_put_text(sink, is_first ? ",\"note_meanings\":[" : ",");
		for (is_first = false; plain > 0; plain--) {
			pl_sink_put_text(sink, "null,");
		}
		put_meaning(sink, &meaning);
	}
	pl_sink_put_text(sink, is_first ? "" : "]");
}

static void
put_notes(struct pl_sink *sink, const struct platen_node *node)
{
	bool is_first = true;
	for (const struct pl_cut *cut = node->cuts; cut != NULL; cut = cut->next) {
		if (cut->kind == PLATEN_NOTE) {
			pl_sink_put_text(sink, is_first ? ",\"notes\":[" : ",");
			put_string(sink, cut->text);
			is_first = false;
		}
	}
	pl_sink_put_text(sink, is_first ? "" : "]");
	put_meanings(sink, node);
}

/* A note which stands alone. */
static void
put_note(struct pl_sink *sink, const struct platen_node *note)
{
	struct pl_note_meaning meaning = pl_note_meaning(note->text);
	put_string_field(sink, "text", note->text);
	if (meaning.class != PL_NOTE_PLAIN) {
		put_key(sink, "meaning");
		put_meaning(sink, &meaning);
	}
}

/* The end of the value line which starts at `at`. */
static uint32_t
value_end(const struct platen_node *entry, uint32_t at)
{
	const char *start = entry->text.data + at;
	const char *line_feed =
		entry->text.length > at ? memchr(start, '\n', entry->text.length - at) : NULL;
	return line_feed == NULL ? (uint32_t)entry->text.length
				 : at + (uint32_t)(line_feed - start);
}

static void
put_title_entry(struct pl_sink *sink, const struct platen_node *entry)
{
	put_string_field(sink, "key", entry->label);
	put_key(sink, "values");
	pl_sink_put_byte(sink, '[');
	for (uint32_t i = 0, at = 0; i < entry->value_count; i++) {
		uint32_t end = value_end(entry, at);
		pl_sink_put_text(sink, i > 0 ? "," : "");
		put_string(sink, pl_str_slice(entry->text, at, end));
		at = end + 1;
	}
	pl_sink_put_byte(sink, ']');
	put_key(sink, "runs");
	pl_sink_put_byte(sink, '[');
	for (uint32_t i = 0, at = 0, run = 0; i < entry->value_count; i++) {
		uint32_t end = value_end(entry, at);
		pl_sink_put_text(sink, i > 0 ? "," : "");
		put_runs(sink, entry, &run, at, end);
		at = end + 1;
	}
	pl_sink_put_byte(sink, ']');
}

static void
put_character(struct pl_sink *sink, const struct platen_node *cue)
{
	const struct platen_node *speech = cue->parent, *dual = speech->parent;
	put_styled_text(sink, cue);
	put_key(sink, "extension");
	if (cue->label.length > 0) {
		put_string(sink, cue->label);
	} else {
		pl_sink_put_text(sink, "null");
	}
	put_key(sink, "dual");
	if (dual == NULL || dual->kind != PLATEN_DUAL_DIALOGUE) {
		pl_sink_put_text(sink, "false");
	} else {
		pl_sink_put_text(sink, dual->first == speech ? "\"left\"" : "\"right\"");
	}
}

static void
put_fields(struct pl_sink *sink, const struct platen_node *node)
{
	switch (node->kind) {
	case PLATEN_TITLE_ENTRY: put_title_entry(sink, node); return;
	case PLATEN_CHARACTER: put_character(sink, node); return;
	case PLATEN_SCENE_HEADING:
		put_styled_text(sink, node);
		put_optional_field(sink, "scene_number", node->label);
		put_optional_field(sink, "color", pl_node_color(node));
		return;
	case PLATEN_SECTION:
		put_int_field(sink, "level", node->level);
		put_string_field(sink, "text", node->text);
		put_optional_field(sink, "color", pl_node_color(node));
		return;
	case PLATEN_ACTION:
	case PLATEN_PARENTHETICAL:
	case PLATEN_DIALOGUE:
	case PLATEN_LYRIC:
	case PLATEN_TRANSITION:
	case PLATEN_SHOT:
	case PLATEN_CENTERED: put_styled_text(sink, node); return;
	case PLATEN_SYNOPSIS:
		put_string_field(sink, "text", node->text);
		put_optional_field(sink, "color", pl_node_color(node));
		return;
	case PLATEN_NOTE: put_note(sink, node); return;
	case PLATEN_BONEYARD: put_string_field(sink, "text", node->text); return;
	case PLATEN_PAGE_BREAK:
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_SPEECH:
	case PLATEN_DUAL_DIALOGUE: return;
	}
}

static bool
is_container(enum platen_kind kind)
{
	return kind == PLATEN_DOCUMENT || kind == PLATEN_TITLE_PAGE || kind == PLATEN_SPEECH ||
	       kind == PLATEN_DUAL_DIALOGUE;
}

/* On which page the element begins, and how many lines of it are printed. */
static void
put_printed(struct pl_sink *sink, const struct platen_node *node, const struct platen_pages *pages,
	    struct pl_printed_lines *printed)
{
	const struct pl_printed *first;
	size_t count = pl_printed_lines_take(printed, node, &first);
	if (count > 0) {
		put_string_field(sink, "page", pages->pages[first->page].label);
		put_int_field(sink, "lines", (uint32_t)count);
	}
}

/* `printed` is NULL unless the layout is wanted. */
static void
put_element(const struct pl_job *job, const struct platen_node *node,
	    struct pl_printed_lines *printed)
{
	struct pl_sink *sink = job->sink;
	pl_sink_put_text(sink, "{\"type\":\"");
	pl_sink_put_text(sink, type_name(node->kind));
	pl_sink_put_byte(sink, '"');
	put_int_field(sink, "line", node->from.line);
	put_int_field(sink, "column", node->from.column);
	put_fields(sink, node);
	if (node->kind != PLATEN_TITLE_ENTRY) {
		put_int_field(sink, "blank_before", node->blank_before);
	}
	put_notes(sink, node);
	if (printed != NULL) {
		put_printed(sink, node, job->pages, printed);
	}
	pl_sink_put_byte(sink, '}');
}

static void
put_elements(const struct pl_job *job, struct pl_printed_lines *printed)
{
	bool is_first = true;
	pl_sink_put_text(job->sink, "{\"schema\":1,\"elements\":[");
	for (const struct platen_node *node = job->document->root; node != NULL;
	     node = pl_node_following(node)) {
		if (!is_container(node->kind)) {
			pl_sink_put_text(job->sink, is_first ? "\n" : ",\n");
			put_element(job, node, printed);
			is_first = false;
		}
	}
	pl_sink_put_text(job->sink, "\n]");
}

/* ------------------------------------------------------------------------ pages */

/* The text as it is printed, from all stretches. */
static void
put_line_text(struct pl_sink *sink, const struct pl_line *line)
{
	put_key(sink, "text");
	pl_sink_put_byte(sink, '"');
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		put_escaped(sink, line->stretches[i].text);
	}
	pl_sink_put_byte(sink, '"');
}

/* Where its first byte was typed; nothing of what platen added. */
static void
put_source(struct pl_sink *sink, const struct pl_line *line)
{
	if (line->stretch_count > 0 && line->stretches[0].from.line > 0) {
		put_int_field(sink, "line", line->stretches[0].from.line);
		put_int_field(sink, "column", line->stretches[0].from.column);
	}
}

static void
put_line(struct pl_sink *sink, const struct pl_line *line)
{
	pl_sink_put_text(sink, "{\"slot\":");
	pl_sink_put_int(sink, line->slot);
	put_key(sink, "x");
	pl_sink_put_int(sink, line->stretch_count > 0 ? line->stretches[0].x : 0);
	put_key(sink, "y");
	pl_sink_put_int(sink, line->y);
	put_string_field(sink, "role", pl_str_of(pl_role_name(line->role)));
	if (line->node != NULL) {
		put_string_field(sink, "type", pl_str_of(type_name(line->kind)));
	}
	put_source(sink, line);
	put_line_text(sink, line);
	pl_sink_put_byte(sink, '}');
}

static void
put_page(struct pl_sink *sink, const struct pl_page *page)
{
	pl_sink_put_text(sink, "{\"label\":");
	if (page->is_title) {
		pl_sink_put_text(sink, "null");
	} else {
		put_string(sink, page->label);
	}
	put_key(sink, "lines");
	pl_sink_put_byte(sink, '[');
	for (uint32_t i = 0; i < page->line_count; i++) {
		pl_sink_put_text(sink, i == 0 ? "\n" : ",\n");
		put_line(sink, &page->lines[i]);
	}
	pl_sink_put_text(sink, "\n]}");
}

static void
put_pages(struct pl_sink *sink, const struct platen_pages *pages)
{
	pl_sink_put_text(sink, ",\n\"pages\":[");
	for (uint32_t i = 0; i < pages->page_count; i++) {
		pl_sink_put_text(sink, i == 0 ? "\n" : ",\n");
		put_page(sink, &pages->pages[i]);
	}
	pl_sink_put_text(sink, "\n]");
}

enum platen_status
pl_write_json(const struct pl_job *job)
{
	struct pl_printed_lines printed;
	if (!job->layout) {
		put_elements(job, NULL);
	} else if (!pl_printed_lines_init(&printed, job->document, job->pages)) {
		return PLATEN_NO_MEMORY;
	} else {
		put_elements(job, &printed);
		pl_printed_lines_fini(&printed);
		put_pages(job->sink, job->pages);
	}
	pl_sink_put_text(job->sink, "}\n");
	return PLATEN_OK;
}
