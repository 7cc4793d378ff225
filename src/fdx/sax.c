/*
 * XML to draft, by libxml2's push parser.
 *
 * THE MODEL. Each open element has a place, and a table says which element of which place leads to
 * which. What the table does not name is skipped with all that is in it, which is nine tenths of what
 * Final Draft saves (windows, boards, dictionaries, pictures). A place is never looked for deeper than
 * the table says: Content and Paragraph have namesakes in the title page, in notes and on the board.
 *
 * HARDENING. libxml2 is given memory and nothing to fetch: no DOCTYPE gets past it (so there are no
 * entities), no option but NONET is set, the handlers are ours alone, so no tree is built. Before it
 * sees a byte, a tag which is too long is refused (source.c). Depth, text and the number of paragraphs
 * are counted here, since the push parser counts none of them. It never prints: all errors come to us.
 */
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <stdlib.h>

#include "fdx/source.h"

#define CHUNK (64 * 1024)

enum place {
	NOWHERE, /* what is below is skipped */
	FILE_START,
	ROOT,
	BODY,
	BODY_PARAGRAPH,
	BODY_TEXT,
	SCENE,
	SUMMARY,
	SUMMARY_PARAGRAPH,
	SUMMARY_TEXT,
	DUAL,
	OMITTED,
	NOTES,
	UNANCHORED,
	NOTE,
	NOTE_PARAGRAPH,
	NOTE_TEXT,
	SETTINGS,
	FONT_SPEC,
	PARAGRAPH_SPEC,
	BEHAVIOR,
	TITLE,
	TITLE_BODY,
	TITLE_PARAGRAPH,
	TITLE_TEXT,
	PAGE_LAYOUT,
	PAGE_SIZE,
	MORES,
	DIALOGUE_BREAKS,
	SCENE_BREAKS,
	NUMBER_OPTIONS,
	COUNTED, /* something which is lost; `lost` of the row says what */
};

static const struct step {
	enum place from;
	const char *name;
	enum place to;
	enum pl_lost lost;
} steps[] = {
	{FILE_START, "FinalDraft", ROOT, 0},
	{ROOT, "Content", BODY, 0},
	{BODY, "Paragraph", BODY_PARAGRAPH, 0},
	{BODY_PARAGRAPH, "Text", BODY_TEXT, 0},
	{BODY_PARAGRAPH, "SceneProperties", SCENE, 0},
	{BODY_PARAGRAPH, "ScriptNote", NOTE, 0},
	{BODY_PARAGRAPH, "DualDialogue", DUAL, 0},
	{BODY_PARAGRAPH, "DualDialog", DUAL, 0},
	{BODY_PARAGRAPH, "OmittedScene", OMITTED, 0},
	{BODY_PARAGRAPH, "Alts", COUNTED, PL_LOST_ALTERNATES},
	{BODY_PARAGRAPH, "Tabstops", COUNTED, PL_LOST_TABSTOPS},
	{BODY_PARAGRAPH, "Picture", COUNTED, PL_LOST_PICTURES},
	{DUAL, "Paragraph", BODY_PARAGRAPH, 0},
	{OMITTED, "Paragraph", BODY_PARAGRAPH, 0},
	{SCENE, "Summary", SUMMARY, 0},
	{SCENE, "SceneArcBeats", SCENE, 0},
	{SCENE, "CharacterArcBeat", COUNTED, PL_LOST_ARC_BEATS},
	{SUMMARY, "Paragraph", SUMMARY_PARAGRAPH, 0},
	{SUMMARY_PARAGRAPH, "Text", SUMMARY_TEXT, 0},
	{ROOT, "ScriptNotes", NOTES, 0},
	{NOTES, "ScriptNote", NOTE, 0},
	{ROOT, "UnanchoredScriptNotes", UNANCHORED, 0},
	{UNANCHORED, "ScriptNote", NOTE, 0},
	{NOTE, "Paragraph", NOTE_PARAGRAPH, 0},
	{NOTE_PARAGRAPH, "Text", NOTE_TEXT, 0},
	{ROOT, "ElementSettings", SETTINGS, 0},
	{SETTINGS, "FontSpec", FONT_SPEC, 0},
	{SETTINGS, "ParagraphSpec", PARAGRAPH_SPEC, 0},
	{SETTINGS, "Behavior", BEHAVIOR, 0},
	{ROOT, "TitlePage", TITLE, 0},
	{TITLE, "Content", TITLE_BODY, 0},
	{TITLE_BODY, "Paragraph", TITLE_PARAGRAPH, 0},
	{TITLE_PARAGRAPH, "Text", TITLE_TEXT, 0},
	{TITLE_PARAGRAPH, "Picture", COUNTED, PL_LOST_PICTURES},
	{ROOT, "PageLayout", PAGE_LAYOUT, 0},
	{PAGE_LAYOUT, "PageSize", PAGE_SIZE, 0},
	{ROOT, "MoresAndContinueds", MORES, 0},
	{MORES, "DialogueBreaks", DIALOGUE_BREAKS, 0},
	{MORES, "SceneBreaks", SCENE_BREAKS, 0},
	{ROOT, "SceneNumberOptions", NUMBER_OPTIONS, 0},
	{ROOT, "LockedPages", COUNTED, PL_LOST_LOCKED_PAGES},
	{ROOT, "DeletedText", COUNTED, PL_LOST_DELETIONS},
	{ROOT, "TagData", COUNTED, PL_LOST_TAGS},
	{ROOT, "DisplayBoards", COUNTED, PL_LOST_BEATS},
};

/* In these only the children of this name are counted. */
static const struct {
	enum pl_lost lost;
	const char *child;
} counted_children[] = {
	{PL_LOST_LOCKED_PAGES, "LockedPage"},
	{PL_LOST_DELETIONS, "DeletedTextLocation"},
	{PL_LOST_TAGS, "Tag"},
	{PL_LOST_BEATS, "Item"},
};

/* An open element. */
struct element {
	enum place place;
	enum pl_lost lost;
	struct pl_draft_paragraph *paragraph;
	struct pl_draft_paragraph *outer; /* the child of Content it is in, or is */
	struct pl_draft_note *note;
	struct pl_draft_type *type;
	struct pl_draft_run *run;
};

struct reading {
	struct pl_draft *draft;
	xmlParserCtxtPtr parser;
	struct pl_str source;
	struct platen_position at;	/* of the latest tag, or text */
	struct element open[PL_DRAFT_DEPTH_MAX + 1];
	uint32_t depth;
	uint32_t paragraph_count;
	bool has_body;
	const char *refused;		/* why nothing more is read */
	bool no_memory;
	bool is_broken;			/* libxml2 found an error */
	struct platen_position broken_at;
	char broken[200];
};

static void
stop(struct reading *reading)
{
	xmlStopParser(reading->parser);
}

static void
refuse(struct reading *reading, const char *why)
{
	if (reading->refused == NULL && !reading->is_broken) {
		reading->refused = why;
	}
	stop(reading);
}

/* Memory from the draft's arena; NULL ends the reading. */
static void *
need(struct reading *reading, size_t size)
{
	void *memory = pl_arena_alloc(&reading->draft->arena, size);
	if (memory == NULL) {
		reading->no_memory = true;
		stop(reading);
	}
	return memory;
}

/* ---------------------------------------------------------------------- attributes */

struct attributes {
	const xmlChar **list;
	int count;
	struct reading *reading;
};

/* The value as libxml2 holds it; false if there is none. */
static bool
find(const struct attributes *attributes, const char *name, struct pl_str *value)
{
	for (int i = 0; i < attributes->count; i++) {
		const xmlChar **attribute = attributes->list + 5 * (ptrdiff_t)i;
		if (strcmp((const char *)attribute[0], name) == 0) {
			*value = (struct pl_str){(const char *)attribute[3],
						 (size_t)(attribute[4] - attribute[3])};
			return true;
		}
	}
	return false;
}

/* A copy with a NUL behind it. libxml2 hands out `&amp;` in attributes as `&#38;`, for a second pass which SAX does not make. */
static struct pl_str
keep(const struct attributes *attributes, struct pl_str value, struct pl_arena *arena)
{
	static const struct pl_str reference = {"&#38;", 5};
	char *copy = pl_arena_alloc(arena, value.length + 1);
	if (copy == NULL) {
		attributes->reading->no_memory = true;
		stop(attributes->reading);
		return (struct pl_str){0};
	}
	size_t length = 0;
	for (size_t at = 0; at < value.length; at++) {
		copy[length++] = value.data[at];
		if (pl_str_starts(pl_str_slice(value, at, value.length), reference)) {
			at += reference.length - 1;
		}
	}
	return (struct pl_str){copy, length};
}

/* Of a text which the document keeps. */
static void
take_text(const struct attributes *attributes, const char *name, struct pl_str *to)
{
	struct pl_str value;
	if (find(attributes, name, &value)) {
		*to = keep(attributes, pl_draft_trim(value),
			   &attributes->reading->draft->document->arena);
	}
}

static void
take_word(const struct attributes *attributes, const char *name, const char **to)
{
	struct pl_str word = {0};
	take_text(attributes, name, &word);
	if (word.data != NULL) {
		*to = word.data;
	}
}

static void
take_yes(const struct attributes *attributes, const char *name, bool *to)
{
	struct pl_str value;
	if (find(attributes, name, &value)) {
		*to = pl_draft_parse_yes(value);
	}
}

static void
take_inches(const struct attributes *attributes, const char *name, int32_t *to)
{
	struct pl_str value;
	if (find(attributes, name, &value)) {
		pl_draft_parse_inches(value, to);
	}
}

static void
take_points(const struct attributes *attributes, const char *name, int32_t *to)
{
	struct pl_str value;
	if (find(attributes, name, &value)) {
		pl_draft_parse_points(value, to);
	}
}

static void
take_length(const struct attributes *attributes, const char *name, unsigned bit,
	    struct pl_draft_format *format, int32_t *to)
{
	struct pl_str value;
	if (find(attributes, name, &value) && pl_draft_parse_inches(value, to)) {
		format->given |= bit;
	}
}

static void
take_alignment(const struct attributes *attributes, struct pl_draft_format *format)
{
	struct pl_str value;
	if (!find(attributes, "Alignment", &value)) {
		return;
	}
	value = pl_draft_trim(value);
	format->given |= PL_FORMAT_ALIGN;
	format->align = PL_ALIGN_LEFT;
	if (pl_str_equal_ascii_case(value, PL_STR("right"))) {
		format->align = PL_ALIGN_RIGHT;
	} else if (pl_str_equal_ascii_case(value, PL_STR("center")) ||
		   pl_str_equal_ascii_case(value, PL_STR("centered"))) {
		format->align = PL_ALIGN_CENTER;
	}
}

/* Points, or lines, to whole lines: 11 points are one, as 12 are; a half counts as a whole. */
static int32_t
lines_of(int32_t length, int32_t line)
{
	return length <= 0 ? 0 : (length + line / 2) / line;
}

static void
take_format(const struct attributes *attributes, struct pl_draft_format *format)
{
	struct pl_str value;
	int32_t length;
	take_alignment(attributes, format);
	take_length(attributes, "FirstIndent", PL_FORMAT_FIRST, format, &format->first);
	take_length(attributes, "LeftIndent", PL_FORMAT_LEFT, format, &format->left);
	take_length(attributes, "RightIndent", PL_FORMAT_RIGHT, format, &format->right);
	if (find(attributes, "SpaceBefore", &value) && pl_draft_parse_points(value, &length)) {
		format->given |= PL_FORMAT_SPACE;
		format->space_above = lines_of(length, 1200);
	}
	if (find(attributes, "Spacing", &value) && pl_draft_parse_points(value, &length)) {
		format->given |= PL_FORMAT_LEADING;
		format->leading = lines_of(length - 100, 100);
	}
	if (find(attributes, "StartsNewPage", &value)) {
		format->given |= PL_FORMAT_PAGE;
		format->starts_page = pl_draft_parse_yes(value);
	}
}

static bool
has_value(const struct attributes *attributes, const char *name, const char *usual)
{
	struct pl_str value;
	return find(attributes, name, &value) && value.length > 0 &&
	       !pl_str_equal(value, pl_str_of(usual));
}

static void
count_lost(const struct attributes *attributes, const char *name, const char *usual,
	   enum pl_lost lost)
{
	attributes->reading->draft->lost[lost] += has_value(attributes, name, usual);
}

/* ------------------------------------------------------------------------ elements */

/* Where the tag which libxml2 is in begins: it stands at the end of it. */
static struct platen_position
tag_position(struct reading *reading)
{
	long consumed = xmlByteConsumed(reading->parser);
	uint32_t at = reading->at.offset;
	if (consumed > (long)at && (size_t)consumed <= reading->source.length) {
		at = (uint32_t)consumed;
		while (at > reading->at.offset && reading->source.data[at] != '<') {
			at--;
		}
	}
	pl_position_advance(reading->source, &reading->at, at);
	return reading->at;
}

/* Where the text of the element begins whose start tag libxml2 is in. */
static struct platen_position
text_position(struct reading *reading)
{
	long consumed = xmlByteConsumed(reading->parser);
	size_t from = consumed > (long)reading->at.offset ? (size_t)consumed : reading->at.offset;
	if (from < reading->source.length) {
		const char *close = memchr(reading->source.data + from, '>',
					   reading->source.length - from);
		if (close != NULL) {
			pl_position_advance(reading->source, &reading->at,
					  (uint32_t)(close + 1 - reading->source.data));
		}
	}
	return reading->at;
}

static void
append_paragraph(struct pl_draft_paragraphs *list, struct pl_draft_paragraph *paragraph)
{
	if (list->last == NULL) {
		list->first = paragraph;
	} else {
		list->last->next = paragraph;
	}
	list->last = paragraph;
}

static void
open_paragraph(struct reading *reading, struct element *element,
	       struct pl_draft_paragraphs *list, const struct attributes *attributes)
{
	struct pl_draft *draft = reading->draft;
	if (++reading->paragraph_count > PL_DRAFT_PARAGRAPHS_MAX) {
		refuse(reading, "it has more than 200000 paragraphs");
		return;
	}
	struct pl_draft_paragraph *paragraph = need(reading, sizeof(*paragraph));
	if (paragraph == NULL) {
		return;
	}
	struct pl_str type = {0};
	find(attributes, "Type", &type);
	paragraph->type = pl_draft_type(draft, type);
	if (paragraph->type == NULL) {
		reading->no_memory = true;
		stop(reading);
		return;
	}
	paragraph->from = tag_position(reading);
	paragraph->source_end = paragraph->from.offset;
	take_text(attributes, "Number", &paragraph->number);
	take_format(attributes, &paragraph->format);
	count_lost(attributes, "Label", "", PL_LOST_LABELS);
	count_lost(attributes, "Bookmark", "", PL_LOST_BOOKMARKS);
	append_paragraph(list, paragraph);
	element->paragraph = paragraph;
}

static void
open_text(struct reading *reading, struct element *element, const struct attributes *attributes)
{
	struct pl_draft_paragraph *paragraph = element->paragraph;
	struct pl_draft_run *run = need(reading, sizeof(*run));
	if (run == NULL) {
		return;
	}
	struct pl_str style;
	run->has_style = find(attributes, "Style", &style);
	run->style = run->has_style ? pl_draft_parse_style(style) : 0;
	run->start = run->end = (uint32_t)reading->draft->pool.length;
	tag_position(reading);
	run->from = text_position(reading);
	count_lost(attributes, "RevisionID", "0", PL_LOST_REVISIONS);
	count_lost(attributes, "TagNumber", "", PL_LOST_TAGS);
	count_lost(attributes, "Color", "#000000000000", PL_LOST_COLORS);
	reading->draft->lost[PL_LOST_STRIKEOUTS] += (run->style & PL_DRAFT_STRIKEOUT) != 0;
	if (paragraph->last == NULL) {
		paragraph->first = run;
	} else {
		paragraph->last->next = run;
	}
	paragraph->last = run;
	element->run = run;
}

static void
open_note(struct reading *reading, struct element *element, enum place from,
	  const struct attributes *attributes)
{
	struct pl_draft *draft = reading->draft;
	struct pl_draft_note *note = need(reading, sizeof(*note));
	if (note == NULL) {
		return;
	}
	struct pl_draft_notes *list = &draft->unanchored;
	struct pl_str range;
	note->from = tag_position(reading);
	note->source_end = note->from.offset;
	take_text(attributes, "Name", &note->name);
	if (from == BODY_PARAGRAPH) {
		list = &element->paragraph->notes;
		note->at = element->paragraph->length;
	} else if (from == NOTES && find(attributes, "Range", &range) &&
		   pl_draft_parse_number(range, &note->offset)) {
		list = &draft->notes;
	}
	if (list->last == NULL) {
		list->first = note;
	} else {
		list->last->next = note;
	}
	list->last = note;
	element->note = note;
}

static void
open_settings(struct reading *reading, struct element *element,
	      const struct attributes *attributes)
{
	struct pl_str name = {0};
	find(attributes, "Type", &name);
	element->type = pl_draft_type(reading->draft, name);
	if (element->type == NULL) {
		reading->no_memory = true;
		stop(reading);
	}
}

static void
take_font_spec(struct pl_draft_type *type, const struct attributes *attributes)
{
	struct pl_str style = {0};
	find(attributes, "Style", &style);
	type->style = pl_draft_parse_style(style);
	type->has_style = true;
}

static void
take_page_layout(struct pl_draft *draft, const struct attributes *attributes)
{
	draft->has_layout = true;
	take_points(attributes, "TopMargin", &draft->setup.top);
	take_points(attributes, "BottomMargin", &draft->setup.bottom);
}

static void
take_dialogue_breaks(struct pl_setup *setup, const struct attributes *attributes)
{
	take_word(attributes, "DialogueBottom", &setup->more);
	take_word(attributes, "DialogueTop", &setup->contd);
	take_yes(attributes, "BottomOfPage", &setup->has_more);
	take_yes(attributes, "TopOfNext", &setup->has_contd);
	take_yes(attributes, "AutomaticCharacterContinueds", &setup->has_auto_contd);
}

static void
take_scene_breaks(struct pl_setup *setup, const struct attributes *attributes)
{
	take_word(attributes, "SceneBottom", &setup->scene_bottom);
	take_word(attributes, "SceneTop", &setup->scene_top);
	take_yes(attributes, "SceneBottomOfPage", &setup->has_scene_bottom);
	take_yes(attributes, "SceneTopOfNext", &setup->has_scene_top);
}

/* A dual dialogue in a dual dialogue belongs to the outer one, with all that is in it. */
static void
open_body_paragraph(struct reading *reading, struct element *element, enum place from,
		    const struct attributes *attributes)
{
	if (from == BODY) {
		open_paragraph(reading, element, &reading->draft->body, attributes);
		element->outer = element->paragraph;
	} else {
		open_paragraph(reading, element, &element->outer->inner, attributes);
	}
}

static void
open_inner(struct element *element, enum pl_draft_inner kind)
{
	if (element->outer->inner_kind == PL_INNER_NONE) {
		element->outer->inner_kind = kind;
	}
}

static void
count_element(struct reading *reading, enum pl_lost lost, enum place from, const char *name)
{
	const char *wanted = NULL;
	for (size_t i = 0; i < sizeof(counted_children) / sizeof(counted_children[0]); i++) {
		if (counted_children[i].lost == lost) {
			wanted = counted_children[i].child;
		}
	}
	bool is_counted = wanted == NULL ? from != COUNTED : strcmp(name, wanted) == 0;
	reading->draft->lost[lost] += is_counted;
}

/* `element` begins as a copy of its parent, which stands at `from`; its own place is known. */
static void
enter(struct reading *reading, struct element *element, enum place from, const char *name,
      const struct attributes *attributes)
{
	struct pl_draft *draft = reading->draft;
	switch (element->place) {
	case BODY:
		/* another Content is none of ours */
		element->place = reading->has_body ? NOWHERE : BODY;
		reading->has_body = true;
		break;
	case BODY_PARAGRAPH:
		open_body_paragraph(reading, element, from, attributes);
		break;
	case SUMMARY_PARAGRAPH:
		open_paragraph(reading, element, &element->paragraph->summary, attributes);
		break;
	case NOTE_PARAGRAPH:
		open_paragraph(reading, element, &element->note->body, attributes);
		break;
	case TITLE_PARAGRAPH:
		open_paragraph(reading, element, &draft->title, attributes);
		break;
	case BODY_TEXT:
	case SUMMARY_TEXT:
	case NOTE_TEXT:
	case TITLE_TEXT: open_text(reading, element, attributes); break;
	case SCENE: count_lost(attributes, "Title", "", PL_LOST_SCENE_TITLES); break;
	case DUAL: open_inner(element, PL_INNER_DUAL); break;
	case OMITTED: open_inner(element, PL_INNER_OMITTED); break;
	case NOTE: open_note(reading, element, from, attributes); break;
	case SETTINGS: open_settings(reading, element, attributes); break;
	case FONT_SPEC: take_font_spec(element->type, attributes); break;
	case PARAGRAPH_SPEC: take_format(attributes, &element->type->format); break;
	case BEHAVIOR: take_text(attributes, "PaginateAs", &element->type->paginate_as); break;
	case PAGE_LAYOUT: take_page_layout(draft, attributes); break;
	case PAGE_SIZE:
		take_inches(attributes, "Height", &draft->setup.height);
		take_inches(attributes, "Width", &draft->setup.width);
		break;
	case DIALOGUE_BREAKS: take_dialogue_breaks(&draft->setup, attributes); break;
	case SCENE_BREAKS: take_scene_breaks(&draft->setup, attributes); break;
	case NUMBER_OPTIONS:
		take_inches(attributes, "LeftLocation", &draft->setup.scene_number_left);
		take_inches(attributes, "RightLocation", &draft->setup.scene_number_right);
		break;
	case COUNTED: count_element(reading, element->lost, from, name); break;
	case NOWHERE:
	case FILE_START:
	case ROOT:
	case SUMMARY:
	case NOTES:
	case UNANCHORED:
	case TITLE:
	case TITLE_BODY:
	case MORES: break;
	}
}

/* Where the element leads from where its parent is. */
static void
find_place(struct element *element, const char *name)
{
	enum place from = element->place;
	if (from == COUNTED) {
		return;
	}
	element->place = NOWHERE;
	for (size_t i = 0; from != NOWHERE && i < sizeof(steps) / sizeof(steps[0]); i++) {
		if (steps[i].from == from && strcmp(steps[i].name, name) == 0) {
			element->place = steps[i].to;
			element->lost = steps[i].lost;
			return;
		}
	}
}

/* -------------------------------------------------------------------- SAX handlers */

static const char *
name_of_root(const char *name)
{
	static const struct {
		const char *root, *what;
	} known[] = {
		{"html", "an HTML page"},
		{"document", "an Open Screenplay Format file"},
		{"office:document", "an OpenDocument file"},
		{"svg", "an SVG image"},
		{"fdx", "a recipe of Living Cookbook"},
	};
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i].root, name) == 0) {
			return known[i].what;
		}
	}
	return "XML, but not Final Draft's";
}

static void
refuse_root(struct reading *reading, const char *name)
{
	char what[160];
	snprintf(what, sizeof(what), "%s (its root element is %.60s)", name_of_root(name), name);
	pl_report(reading->draft->diag, PL_NOT_TEXT, tag_position(reading), what);
	refuse(reading, "");
}

static void
start_element(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
	      int namespace_count, const xmlChar **namespaces, int attribute_count,
	      int defaulted_count, const xmlChar **list)
{
	struct reading *reading = user;
	const char *name = (const char *)local;
	(void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted_count;
	if (reading->refused != NULL || reading->no_memory) {
		return;
	}
	if (reading->depth == PL_DRAFT_DEPTH_MAX) {
		refuse(reading, "its elements are nested deeper than 64");
		return;
	}
	struct element *parent = &reading->open[reading->depth++];
	struct element *element = parent + 1;
	*element = *parent;
	find_place(element, name);
	if (parent->place == FILE_START && element->place != ROOT) {
		refuse_root(reading, name);
		return;
	}
	struct attributes attributes = {list, attribute_count, reading};
	enter(reading, element, parent->place, name, &attributes);
}

/* Hand-edited files have Text laid out like the elements around it: blanks which nobody typed. */
static void
trim_layout(struct pl_draft_run *run, struct pl_draft_paragraph *paragraph, const char *pool)
{
	uint32_t start = run->start, end = run->end;
	if (end - start < 4 || memcmp(pool + start, "\n  ", 3) != 0) {
		return;
	}
	while (end > start && pool[end - 1] == ' ') {
		end--;
	}
	if (pool[end - 1] != '\n') {
		return;
	}
	while (end > start && (pool[end - 1] == ' ' || pool[end - 1] == '\n')) {
		end--;
	}
	while (start < end && (pool[start] == ' ' || pool[start] == '\n')) {
		start++;
	}
	paragraph->length -= (run->end - run->start) - (end - start);
	run->start = start;
	run->end = end;
}

static void
end_element(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *reading = user;
	(void)local, (void)prefix, (void)uri;
	if (reading->depth == 0 || reading->refused != NULL || reading->no_memory) {
		return;
	}
	struct element *element = &reading->open[reading->depth--];
	long consumed = xmlByteConsumed(reading->parser);
	uint32_t end = consumed > 0 && (size_t)consumed <= reading->source.length
			       ? (uint32_t)consumed : 0;
	if (element->run != NULL && element->run != reading->open[reading->depth].run) {
		trim_layout(element->run, element->paragraph, reading->draft->pool.data);
	}
	if (element->paragraph != NULL && end > element->paragraph->source_end) {
		element->paragraph->source_end = end;
	}
	if (element->note != NULL && end > element->note->source_end) {
		element->note->source_end = end;
	}
}

static void
characters(void *user, const xmlChar *text, int length)
{
	struct reading *reading = user;
	struct element *element = &reading->open[reading->depth];
	struct pl_buffer *pool = &reading->draft->pool;
	bool is_text = element->place == BODY_TEXT || element->place == SUMMARY_TEXT ||
		       element->place == NOTE_TEXT || element->place == TITLE_TEXT;
	if (!is_text || element->run == NULL || reading->refused != NULL) {
		return;
	}
	pl_buffer_put(pool, (struct pl_str){(const char *)text, (size_t)length});
	if (pool->failed) {
		reading->no_memory = true;
		stop(reading);
		return;
	}
	element->run->end = (uint32_t)pool->length;
	element->paragraph->length += (uint32_t)length;
	if (element->paragraph->length > PL_DRAFT_TEXT_MAX) {
		refuse(reading, "a paragraph is longer than 16 MiB");
	}
}

static void
refuse_dtd(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	refuse(user, "it has a DOCTYPE, which Final Draft never writes");
}

static const char *
explain(const xmlError *error)
{
	switch (error->code) {
	case XML_ERR_NAME_REQUIRED: return "a & or < which is not written as &amp; or &lt;";
	case XML_ERR_INVALID_CHAR: return "a character which XML cannot hold";
	case XML_ERR_TAG_NAME_MISMATCH: return "the end of an element which is not open";
	case XML_ERR_DOCUMENT_END:
	case XML_ERR_TAG_NOT_FINISHED:
	case XML_ERR_GT_REQUIRED: return "the file ends in the middle";
	case XML_ERR_DOCUMENT_EMPTY: return "no XML";
	case XML_ERR_UNDECLARED_ENTITY: return "an entity which is not known";
	default: return error->message == NULL ? "an error" : error->message;
	}
}

static void
hear_error(void *user, xmlErrorPtr error)
{
	struct reading *reading = user;
	if (error->code == XML_ERR_NO_MEMORY) {
		reading->no_memory = true;
	}
	bool is_fatal = error->level == XML_ERR_FATAL;
	if (!is_fatal || reading->is_broken || reading->refused != NULL || reading->no_memory) {
		return;
	}
	reading->is_broken = true;
	snprintf(reading->broken, sizeof(reading->broken), "%s", explain(error));
	reading->broken[strcspn(reading->broken, "\n")] = '\0';
	long consumed = xmlByteConsumed(reading->parser);
	reading->broken_at = (struct platen_position){
		.offset = consumed > 0 && (size_t)consumed <= reading->source.length
				  ? (uint32_t)consumed : reading->at.offset,
		.line = error->line > 0 ? (uint32_t)error->line : 1,
		.column = error->int2 > 0 ? (uint32_t)error->int2 : 1,
	};
}

static void
be_silent(void *user, xmlErrorPtr error)
{
	(void)user;
	(void)error;
}

/* ---------------------------------------------------------------------- the reading */

static void
push(struct reading *reading)
{
	size_t at = 0;
	int status = 0;
	while (at < reading->source.length && status == 0 && reading->refused == NULL &&
	       !reading->no_memory) {
		size_t length = reading->source.length - at;
		length = length < CHUNK ? length : CHUNK;
		status = xmlParseChunk(reading->parser, reading->source.data + at, (int)length, 0);
		at += length;
	}
	if (status == 0 && reading->refused == NULL && !reading->no_memory) {
		status = xmlParseChunk(reading->parser, NULL, 0, 1);
	}
	if (status != 0 && !reading->is_broken) {
		hear_error(reading, &(xmlError){.code = status, .level = XML_ERR_FATAL});
	}
}

static enum platen_status
verdict(struct reading *reading)
{
	const struct pl_diag *diag = reading->draft->diag;
	if (reading->no_memory) {
		return PLATEN_NO_MEMORY;
	}
	if (reading->refused != NULL) {
		if (reading->refused[0] != '\0') {
			pl_report(diag, PL_FDX_REFUSED, reading->at, reading->refused);
		}
		return PLATEN_BAD_INPUT;
	}
	if (reading->is_broken) {
		pl_report(diag, PL_FDX_BROKEN, reading->broken_at, reading->broken);
		return PLATEN_BAD_INPUT;
	}
	return PLATEN_OK;
}

/* Our handlers and no others: what libxml2 would do by itself is build a tree and load things. */
static bool
make_parser(struct reading *reading)
{
	xmlSAXHandler handlers = {
		.initialized = XML_SAX2_MAGIC,
		.internalSubset = refuse_dtd,
		.startElementNs = start_element,
		.endElementNs = end_element,
		.characters = characters,
		.ignorableWhitespace = characters,
		.cdataBlock = characters,
		.serror = hear_error,
	};
	reading->parser = xmlCreatePushParserCtxt(&handlers, reading, NULL, 0, NULL);
	if (reading->parser == NULL) {
		return false;
	}
	/* the source is UTF-8 by now, whatever its declaration says */
	xmlCtxtUseOptions(reading->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	return true;
}

enum platen_status
pl_draft_parse(struct pl_draft *draft)
{
	struct reading *reading = calloc(1, sizeof(*reading));
	if (reading == NULL) {
		return PLATEN_NO_MEMORY;
	}
	reading->draft = draft;
	reading->source = draft->document->source;
	reading->at = (struct platen_position){.line = 1, .column = 1};
	reading->open[0].place = FILE_START;
	uint32_t where;
	if (pl_source_has_long_tag(reading->source, &where)) {
		pl_position_advance(reading->source, &reading->at, where);
		reading->refused = "a tag is longer than 64 KiB";
	} else {
		/* libxml2 prints when memory runs out, unless this thread's handler says otherwise */
		xmlStructuredErrorFunc handler = xmlStructuredError;
		void *context = xmlStructuredErrorContext;
		xmlSetStructuredErrorFunc(NULL, be_silent);
		reading->no_memory = !make_parser(reading);
		if (!reading->no_memory) {
			push(reading);
		}
		xmlFreeParserCtxt(reading->parser);
		xmlSetStructuredErrorFunc(context, handler);
	}
	enum platen_status status = verdict(reading);
	free(reading);
	return status;
}
