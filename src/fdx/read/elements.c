/*
 * The elements of the file which mean something to us: where they stand, and what is taken down of
 * them. A place is what an open element is; a table says which element of which place leads to
 * which, and what it does not name is skipped with all that is in it.
 */
#include "fdx/read/elements.h"

static const struct step {
	enum pl_draft_place from;
	const char *name;
	enum pl_draft_place to;
	enum pl_lost lost;
} steps[] = {
	{PL_AT_FILE_START, "FinalDraft", PL_AT_ROOT, 0},
	{PL_AT_ROOT, "Content", PL_AT_BODY, 0},
	{PL_AT_BODY, "Paragraph", PL_AT_BODY_PARAGRAPH, 0},
	{PL_AT_BODY_PARAGRAPH, "Text", PL_AT_BODY_TEXT, 0},
	{PL_AT_BODY_TEXT, "Text", PL_AT_BODY_TEXT, 0},
	{PL_AT_BODY_PARAGRAPH, "SceneProperties", PL_AT_SCENE, 0},
	{PL_AT_BODY_PARAGRAPH, "ScriptNote", PL_AT_NOTE, 0},
	{PL_AT_BODY_PARAGRAPH, "DualDialogue", PL_AT_DUAL, 0},
	{PL_AT_BODY_PARAGRAPH, "DualDialog", PL_AT_DUAL, 0},
	{PL_AT_BODY_PARAGRAPH, "OmittedScene", PL_AT_OMITTED, 0},
	{PL_AT_BODY_PARAGRAPH, "Alts", PL_AT_COUNTED, PL_LOST_ALTERNATES},
	{PL_AT_BODY_PARAGRAPH, "Tabstops", PL_AT_COUNTED, PL_LOST_TABSTOPS},
	{PL_AT_BODY_PARAGRAPH, "Picture", PL_AT_COUNTED, PL_LOST_PICTURES},
	{PL_AT_DUAL, "Paragraph", PL_AT_BODY_PARAGRAPH, 0},
	{PL_AT_OMITTED, "Paragraph", PL_AT_BODY_PARAGRAPH, 0},
	{PL_AT_SCENE, "Summary", PL_AT_SUMMARY, 0},
	{PL_AT_SCENE, "SceneArcBeats", PL_AT_SCENE, 0},
	{PL_AT_SCENE, "CharacterArcBeat", PL_AT_COUNTED, PL_LOST_ARC_BEATS},
	{PL_AT_SUMMARY, "Paragraph", PL_AT_SUMMARY_PARAGRAPH, 0},
	{PL_AT_SUMMARY_PARAGRAPH, "Text", PL_AT_SUMMARY_TEXT, 0},
	{PL_AT_ROOT, "ScriptNotes", PL_AT_NOTES, 0},
	{PL_AT_NOTES, "ScriptNote", PL_AT_NOTE, 0},
	{PL_AT_ROOT, "UnanchoredScriptNotes", PL_AT_UNANCHORED, 0},
	{PL_AT_UNANCHORED, "ScriptNote", PL_AT_NOTE, 0},
	{PL_AT_NOTE, "Paragraph", PL_AT_NOTE_PARAGRAPH, 0},
	{PL_AT_NOTE_PARAGRAPH, "Text", PL_AT_NOTE_TEXT, 0},
	{PL_AT_NOTE, "Text", PL_AT_NOTE_TEXT, 0},
	{PL_AT_ROOT, "ElementSettings", PL_AT_SETTINGS, 0},
	{PL_AT_SETTINGS, "FontSpec", PL_AT_FONT_SPEC, 0},
	{PL_AT_SETTINGS, "ParagraphSpec", PL_AT_PARAGRAPH_SPEC, 0},
	{PL_AT_SETTINGS, "Behavior", PL_AT_BEHAVIOR, 0},
	{PL_AT_ROOT, "TitlePage", PL_AT_TITLE, 0},
	{PL_AT_TITLE, "Content", PL_AT_TITLE_BODY, 0},
	{PL_AT_TITLE_BODY, "Paragraph", PL_AT_TITLE_PARAGRAPH, 0},
	{PL_AT_TITLE_PARAGRAPH, "Text", PL_AT_TITLE_TEXT, 0},
	{PL_AT_TITLE_PARAGRAPH, "Picture", PL_AT_COUNTED, PL_LOST_PICTURES},
	{PL_AT_ROOT, "HeaderAndFooter", PL_AT_HEADERS, 0},
	{PL_AT_HEADERS, "Header", PL_AT_HEADER, 0},
	{PL_AT_HEADERS, "Footer", PL_AT_HEADER, 0},
	{PL_AT_HEADER, "Paragraph", PL_AT_HEADER_PARAGRAPH, 0},
	{PL_AT_HEADER_PARAGRAPH, "Text", PL_AT_HEADER_TEXT, 0},
	{PL_AT_ROOT, "PageLayout", PL_AT_PAGE_LAYOUT, 0},
	{PL_AT_PAGE_LAYOUT, "PageSize", PL_AT_PAGE_SIZE, 0},
	{PL_AT_ROOT, "MoresAndContinueds", PL_AT_MORES, 0},
	{PL_AT_MORES, "DialogueBreaks", PL_AT_DIALOGUE_BREAKS, 0},
	{PL_AT_MORES, "SceneBreaks", PL_AT_SCENE_BREAKS, 0},
	{PL_AT_ROOT, "SceneNumberOptions", PL_AT_NUMBER_OPTIONS, 0},
	{PL_AT_ROOT, "LockedPages", PL_AT_COUNTED, PL_LOST_LOCKED_PAGES},
	{PL_AT_ROOT, "DeletedText", PL_AT_COUNTED, PL_LOST_DELETIONS},
	{PL_AT_ROOT, "TagData", PL_AT_COUNTED, PL_LOST_TAGS},
	{PL_AT_ROOT, "DisplayBoards", PL_AT_COUNTED, PL_LOST_BEATS},
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

static void
refuse(struct pl_draft *draft, const char *why)
{
	draft->refused = draft->refused == NULL ? why : draft->refused;
}

/* Memory from the draft's arena. */
static void *
need(struct pl_draft *draft, size_t size)
{
	void *memory = pl_arena_alloc(&draft->arena, size);
	draft->no_memory |= memory == NULL;
	return memory;
}

void
pl_draft_append(struct pl_draft_paragraphs *list, struct pl_draft_paragraph *paragraph)
{
	if (list->last == NULL) {
		list->first = paragraph;
	} else {
		list->last->next = paragraph;
	}
	list->last = paragraph;
}

struct pl_draft_paragraph *
pl_draft_add_paragraph(struct pl_draft *draft, struct pl_draft_paragraphs *list,
		       struct platen_position from)
{
	if (++draft->paragraph_count > PL_DRAFT_PARAGRAPHS_MAX) {
		refuse(draft, "it has more than 1000000 paragraphs");
		return NULL;
	}
	static const struct pl_fdx_format no_format = {0};
	struct pl_draft_paragraph *paragraph = need(draft, sizeof(*paragraph));
	if (paragraph == NULL) {
		return NULL;
	}
	paragraph->type = draft->no_type;
	paragraph->format = &no_format;
	paragraph->from = from;
	paragraph->source_end = from.offset;
	if (list != NULL) {
		pl_draft_append(list, paragraph);
	}
	return paragraph;
}

/* Cards without a colour are white, and some programs have black for none. */
static void
take_color(struct pl_draft_paragraph *paragraph, const struct pl_draft_tag *tag)
{
	struct pl_str value;
	uint32_t rgb;
	if (pl_tag_find(tag, "Color", &value) && pl_fdx_parse_color(value, &rgb) && rgb != 0 &&
	    rgb != 0xFFFFFF) {
		paragraph->has_color = true;
		paragraph->color = rgb;
	}
}

static void
open_paragraph(struct pl_draft *draft, struct pl_draft_element *element,
	       struct pl_draft_paragraphs *list, const struct pl_draft_tag *tag)
{
	struct pl_draft_paragraph *paragraph = pl_draft_add_paragraph(draft, list, tag->from);
	struct pl_str type;
	if (paragraph == NULL) {
		return;
	}
	if (pl_tag_find(tag, "Type", &type)) {
		pl_draft_set_type(draft, paragraph, type);
	}
	pl_tag_take_text(draft, tag, "Number", &paragraph->number);
	if (pl_str_equal(paragraph->number, PL_STR("(null)"))) {
		paragraph->number.length = 0; /* how some programs print that there is none */
	}
	struct pl_fdx_format format = {0};
	if (pl_tag_take_format(tag, &format)) {
		pl_draft_set_format(draft, paragraph, &format);
	}
	pl_tag_count_lost(draft, tag, "Label", "", PL_LOST_LABELS);
	pl_tag_count_lost(draft, tag, "Bookmark", "", PL_LOST_BOOKMARKS);
	take_color(paragraph, tag);
	element->paragraph = paragraph;
}

struct pl_draft_run *
pl_draft_add_run(struct pl_draft *draft, struct pl_draft_paragraph *paragraph,
		 struct platen_position from)
{
	struct pl_draft_run *run = need(draft, sizeof(*run));
	if (run == NULL) {
		return NULL;
	}
	run->start = run->end = (uint32_t)draft->pool.length;
	run->from = from;
	if (paragraph->last == NULL) {
		paragraph->first = run;
	} else {
		paragraph->last->next = run;
	}
	paragraph->last = run;
	return run;
}

static void
open_text(struct pl_draft *draft, struct pl_draft_element *element, const struct pl_draft_tag *tag)
{
	struct pl_draft_run *run = pl_draft_add_run(draft, element->paragraph, tag->from);
	struct pl_str style;
	if (run == NULL) {
		return;
	}
	run->has_style = pl_tag_find(tag, "Style", &style);
	run->style = run->has_style ? pl_fdx_parse_style(style) : 0;
	pl_tag_count_lost(draft, tag, "RevisionID", "0", PL_LOST_REVISIONS);
	pl_tag_count_lost(draft, tag, "TagNumber", "", PL_LOST_TAGS);
	pl_tag_count_lost(draft, tag, "Color", "#000000000000", PL_LOST_COLORS);
	draft->lost[PL_LOST_STRIKEOUTS] += (run->style & PL_FDX_STRIKEOUT) != 0;
	element->run = run;
}

/* Texts of a note side by side, without a Paragraph around them, are one. */
static void
open_bare_text(struct pl_draft *draft, struct pl_draft_element *element,
	       const struct pl_draft_tag *tag)
{
	struct pl_draft_note *note = element->note;
	if (note->bare == NULL || note->bare != note->body.last) {
		open_paragraph(draft, element, &note->body, tag);
		note->bare = note->body.last;
	}
	element->paragraph = note->bare;
	if (element->paragraph != NULL) {
		open_text(draft, element, tag);
	}
}

static void
open_note(struct pl_draft *draft, struct pl_draft_element *element, enum pl_draft_place from,
	  const struct pl_draft_tag *tag)
{
	struct pl_draft_note *note = need(draft, sizeof(*note));
	if (note == NULL) {
		return;
	}
	struct pl_draft_notes *list = &draft->unanchored;
	struct pl_str range;
	note->from = tag->from;
	note->source_end = note->from.offset;
	pl_tag_take_text(draft, tag, "Name", &note->name);
	if (from == PL_AT_BODY_PARAGRAPH) {
		list = &element->paragraph->notes;
		note->at = element->paragraph->length;
	} else if (from == PL_AT_NOTES && pl_tag_find(tag, "Range", &range) &&
		   pl_fdx_parse_number(range, &note->offset)) {
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
open_settings(struct pl_draft *draft, struct pl_draft_element *element,
	      const struct pl_draft_tag *tag)
{
	struct pl_str name = {0};
	pl_tag_find(tag, "Type", &name);
	element->type = pl_draft_type(draft, name);
	if (element->type == NULL) {
		draft->no_memory = true;
	}
}

static void
take_font_spec(struct pl_draft_type *type, const struct pl_draft_tag *tag)
{
	struct pl_str style = {0};
	pl_tag_find(tag, "Style", &style);
	type->style = pl_fdx_parse_style(style) & (PL_FDX_EMPHASIS | PL_FDX_CAPS | PL_FDX_HIDDEN);
	type->has_style = true;
}

static void
take_page_layout(struct pl_draft *draft, const struct pl_draft_tag *tag)
{
	pl_tag_take_points(tag, "TopMargin", &draft->setup.top);
	pl_tag_take_points(tag, "BottomMargin", &draft->setup.bottom);
}

static void
take_dialogue_breaks(struct pl_draft *draft, struct pl_setup *setup, const struct pl_draft_tag *tag)
{
	pl_tag_take_word(draft, tag, "DialogueBottom", &setup->more);
	pl_tag_take_word(draft, tag, "DialogueTop", &setup->contd);
	pl_tag_take_yes(tag, "BottomOfPage", &setup->has_more);
	pl_tag_take_yes(tag, "TopOfNext", &setup->has_contd);
	pl_tag_take_yes(tag, "AutomaticCharacterContinueds", &setup->has_auto_contd);
}

static void
take_scene_breaks(struct pl_draft *draft, struct pl_setup *setup, const struct pl_draft_tag *tag)
{
	pl_tag_take_word(draft, tag, "SceneBottom", &setup->scene_bottom);
	pl_tag_take_word(draft, tag, "SceneTop", &setup->scene_top);
	pl_tag_take_yes(tag, "SceneBottomOfPage", &setup->has_scene_bottom);
	pl_tag_take_yes(tag, "SceneTopOfNext", &setup->has_scene_top);
}

/* A dual dialogue in a dual dialogue belongs to the outer one, with all that is in it. */
static void
open_body_paragraph(struct pl_draft *draft, struct pl_draft_element *element,
		    enum pl_draft_place from, const struct pl_draft_tag *tag)
{
	if (from == PL_AT_BODY) {
		open_paragraph(draft, element, &draft->body, tag);
		element->outer = element->paragraph;
	} else {
		open_paragraph(draft, element, &element->outer->inner, tag);
	}
}

static void
open_inner(struct pl_draft_element *element, enum pl_draft_inner kind)
{
	if (element->outer->inner_kind == PL_INNER_NONE) {
		element->outer->inner_kind = kind;
	}
}

static void
count_element(struct pl_draft *draft, enum pl_lost lost, enum pl_draft_place from, const char *name)
{
	const char *wanted = NULL;
	for (size_t i = 0; i < sizeof(counted_children) / sizeof(counted_children[0]); i++) {
		if (counted_children[i].lost == lost) {
			wanted = counted_children[i].child;
		}
	}
	bool is_counted = wanted == NULL ? from != PL_AT_COUNTED : strcmp(name, wanted) == 0;
	draft->lost[lost] += is_counted;
}

static void
enter(struct pl_draft *draft, struct pl_draft_element *element, enum pl_draft_place from,
      const struct pl_draft_tag *tag)
{
	switch (element->place) {
	case PL_AT_BODY:
		/* another Content is none of ours */
		element->place = draft->has_body ? PL_AT_NOWHERE : PL_AT_BODY;
		draft->has_body = true;
		break;
	case PL_AT_BODY_PARAGRAPH:
		open_body_paragraph(draft, element, from, tag);
		if (element->paragraph != NULL) {
			element->paragraph->type->is_used = true;
		}
		break;
	case PL_AT_SUMMARY_PARAGRAPH:
		open_paragraph(draft, element, &element->paragraph->summary, tag);
		break;
	case PL_AT_NOTE_PARAGRAPH: open_paragraph(draft, element, &element->note->body, tag); break;
	case PL_AT_TITLE_PARAGRAPH: open_paragraph(draft, element, &draft->title, tag); break;
	case PL_AT_HEADER_PARAGRAPH: open_paragraph(draft, element, &draft->headers, tag); break;
	case PL_AT_BODY_TEXT:
		/* some programs have emphasis as a Text in a Text */
		if (from != PL_AT_BODY_TEXT) {
			open_text(draft, element, tag);
		}
		break;
	case PL_AT_NOTE_TEXT:
		if (from == PL_AT_NOTE) {
			open_bare_text(draft, element, tag);
		} else {
			open_text(draft, element, tag);
		}
		break;
	case PL_AT_HEADER_TEXT:
	case PL_AT_SUMMARY_TEXT:
	case PL_AT_TITLE_TEXT: open_text(draft, element, tag); break;
	case PL_AT_SCENE:
		pl_tag_count_lost(draft, tag, "Title", "", PL_LOST_SCENE_TITLES);
		pl_tag_take_text(draft, tag, "Title", &element->paragraph->scene_title);
		take_color(element->paragraph, tag);
		break;
	case PL_AT_DUAL: open_inner(element, PL_INNER_DUAL); break;
	case PL_AT_OMITTED:
		open_inner(element, PL_INNER_OMITTED);
		if (element->outer->type == draft->no_type) {
			pl_draft_set_type(draft, element->outer, PL_STR("Scene Heading"));
		}
		break;
	case PL_AT_NOTE: open_note(draft, element, from, tag); break;
	case PL_AT_SETTINGS: open_settings(draft, element, tag); break;
	case PL_AT_FONT_SPEC: take_font_spec(element->type, tag); break;
	case PL_AT_PARAGRAPH_SPEC: pl_tag_take_format(tag, &element->type->format); break;
	case PL_AT_BEHAVIOR:
		pl_tag_take_text(draft, tag, "PaginateAs", &element->type->paginate_as);
		break;
	case PL_AT_PAGE_LAYOUT: take_page_layout(draft, tag); break;
	case PL_AT_PAGE_SIZE:
		pl_tag_take_inches(tag, "Height", &draft->setup.height);
		pl_tag_take_inches(tag, "Width", &draft->setup.width);
		break;
	case PL_AT_DIALOGUE_BREAKS: take_dialogue_breaks(draft, &draft->setup, tag); break;
	case PL_AT_SCENE_BREAKS: take_scene_breaks(draft, &draft->setup, tag); break;
	case PL_AT_NUMBER_OPTIONS:
		pl_tag_take_inches(tag, "LeftLocation", &draft->setup.scene_number_left);
		pl_tag_take_inches(tag, "RightLocation", &draft->setup.scene_number_right);
		break;
	case PL_AT_COUNTED: count_element(draft, element->lost, from, tag->name); break;
	case PL_AT_NOWHERE:
	case PL_AT_FILE_START:
	case PL_AT_ROOT:
	case PL_AT_SUMMARY:
	case PL_AT_NOTES:
	case PL_AT_UNANCHORED:
	case PL_AT_TITLE:
	case PL_AT_TITLE_BODY:
	case PL_AT_HEADERS:
	case PL_AT_HEADER:
	case PL_AT_MORES:
	case PL_OSF_ROOT:
	case PL_OSF_INFO:
	case PL_OSF_STYLES:
	case PL_OSF_STYLE:
	case PL_OSF_BODY:
	case PL_OSF_TITLE:
	case PL_OSF_PARAGRAPH:
	case PL_OSF_PARAGRAPH_STYLE:
	case PL_OSF_TEXT: break;
	}
}

/* Where the element leads from where its parent is. */
static void
find_place(struct pl_draft_element *element, const char *name)
{
	enum pl_draft_place from = element->place;
	if (from == PL_AT_COUNTED) {
		return;
	}
	element->place = PL_AT_NOWHERE;
	for (size_t i = 0; from != PL_AT_NOWHERE && i < sizeof(steps) / sizeof(steps[0]); i++) {
		if (steps[i].from == from && strcmp(steps[i].name, name) == 0) {
			element->place = steps[i].to;
			element->lost = steps[i].lost;
			return;
		}
	}
}

bool
pl_draft_is_text(enum pl_draft_place place)
{
	return place == PL_AT_BODY_TEXT || place == PL_AT_SUMMARY_TEXT ||
	       place == PL_AT_NOTE_TEXT || place == PL_AT_TITLE_TEXT ||
	       place == PL_AT_HEADER_TEXT || place == PL_OSF_TEXT;
}

void
pl_draft_add_text(struct pl_draft *draft, const struct pl_draft_element *element,
		  struct pl_str text)
{
	pl_buffer_put(&draft->pool, text);
	draft->no_memory |= draft->pool.failed;
	element->run->end = (uint32_t)draft->pool.length;
	element->paragraph->length += (uint32_t)text.length;
	if (element->paragraph->length > PL_DRAFT_TEXT_MAX) {
		refuse(draft, "a paragraph is longer than 16 MiB");
	}
}

/* Hand-edited files have Text laid out like the elements around it: blanks which nobody typed. */
static void
trim_layout(struct pl_draft *draft, struct pl_draft_run *run, struct pl_draft_paragraph *paragraph)
{
	const char *pool = draft->pool.data;
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
	pl_position_advance(draft->document->source, &run->from,
			    run->from.offset + start - run->start);
	run->start = start;
	run->end = end;
}

static void
leave(struct pl_draft *draft, const struct pl_draft_element *element,
      const struct pl_draft_element *parent, uint32_t end)
{
	if (element->run != NULL && element->run != parent->run) {
		trim_layout(draft, element->run, element->paragraph);
	}
	if (element->paragraph != NULL && end > element->paragraph->source_end) {
		element->paragraph->source_end = end;
	}
	if (element->place == PL_AT_SETTINGS && element->type != NULL) {
		element->type->settings = draft->last_part;
	}
	if (element->note != NULL && end > element->note->source_end) {
		element->note->source_end = end;
	}
}

const struct pl_vocabulary pl_fdx_vocabulary = {find_place, enter, leave};
