/*
 * Open Screenplay Format, what Fade In keeps in its archives, into the same draft.
 *
 *	document
 *	    info @title @written_by		styles / style @name @basestylename
 *	    paragraphs / para @note @synopsis @number
 *		style @basestylename @align	(@basestyle in other versions)
 *		text @bold @italic @underline ...
 *	    titlepage / para
 *
 * What a paragraph is stands in a child of it. Case and underscores of names differ from version to
 * version (Para, para; BaseStyleName, basestylename), and so do marks in the text: older files have
 * <b> and <br> written out there. Pages are Final Draft's standard ones: the styles of the file say
 * how its own pages look, which is another thing.
 */
#include "fdx/read/elements.h"

static const struct step {
	enum pl_draft_place from;
	const char *name;
	enum pl_draft_place to;
} steps[] = {
	{PL_AT_FILE_START, "document", PL_OSF_ROOT},
	{PL_OSF_ROOT, "info", PL_OSF_INFO},
	{PL_OSF_ROOT, "styles", PL_OSF_STYLES},
	{PL_OSF_STYLES, "style", PL_OSF_STYLE},
	{PL_OSF_ROOT, "paragraphs", PL_OSF_BODY},
	{PL_OSF_BODY, "para", PL_OSF_PARAGRAPH},
	{PL_OSF_ROOT, "titlepage", PL_OSF_TITLE},
	{PL_OSF_TITLE, "para", PL_OSF_PARAGRAPH},
	{PL_OSF_PARAGRAPH, "style", PL_OSF_PARAGRAPH_STYLE},
	{PL_OSF_PARAGRAPH, "text", PL_OSF_TEXT},
};

static void
find_place(struct pl_draft_element *element, const char *name)
{
	if (element->place == PL_OSF_TEXT) {
		return; /* what is marked up within a text is text, too */
	}
	enum pl_draft_place from = element->place;
	element->place = PL_AT_NOWHERE;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if (steps[i].from == from &&
		    pl_str_equal_ascii_case(pl_str_of(steps[i].name), pl_str_of(name))) {
			element->place = steps[i].to;
		}
	}
}

/* ------------------------------------------------------------------------- paragraphs */

static bool
is_set(const struct pl_draft_tag *tag, const char *name)
{
	struct pl_str value;
	return pl_tag_find(tag, name, &value) &&
	       (pl_str_equal(pl_str_trim_ascii(value), PL_STR("1")) || pl_fdx_parse_yes(value));
}

/* A paragraph whose text is the attribute; NULL if there is none, or no memory. */
static struct pl_draft_paragraph *
paragraph_of(struct pl_draft *draft, const struct pl_draft_tag *tag, const char *name,
	     struct pl_draft_paragraphs *list)
{
	struct pl_str text = {0};
	pl_tag_take_text(draft, tag, name, &text);
	if (text.length == 0) {
		return NULL;
	}
	struct pl_draft_paragraph *paragraph = pl_draft_add_paragraph(draft, list, tag->from);
	struct pl_draft_element element = {.paragraph = paragraph};
	if (paragraph == NULL) {
		return NULL;
	}
	element.run = pl_draft_add_run(draft, paragraph, tag->from);
	if (element.run != NULL) {
		pl_draft_add_text(draft, &element, text);
	}
	return paragraph;
}

static void
take_note(struct pl_draft *draft, struct pl_draft_paragraph *paragraph,
	  const struct pl_draft_tag *tag)
{
	struct pl_draft_paragraphs body = {0};
	if (paragraph_of(draft, tag, "note", &body) == NULL) {
		return;
	}
	struct pl_draft_note *note = pl_arena_alloc(&draft->arena, sizeof(*note));
	if (note == NULL) {
		draft->no_memory = true;
		return;
	}
	note->from = tag->from;
	note->source_end = tag->from.offset;
	note->body = body;
	paragraph->notes = (struct pl_draft_notes){note, note};
}

static void
open_paragraph(struct pl_draft *draft, struct pl_draft_element *element, enum pl_draft_place from,
	       const struct pl_draft_tag *tag)
{
	/* the body's is put in its place when it ends: then it is known if it is one of a pair of
	 * columns */
	struct pl_draft_paragraphs *list = from == PL_OSF_TITLE ? &draft->title : NULL;
	struct pl_draft_paragraph *paragraph = pl_draft_add_paragraph(draft, list, tag->from);
	element->paragraph = paragraph;
	if (paragraph == NULL) {
		return;
	}
	pl_tag_take_text(draft, tag, "number", &paragraph->number);
	pl_tag_take_text(draft, tag, "scenenumber", &paragraph->number);
	take_note(draft, paragraph, tag);
	paragraph_of(draft, tag, "synopsis", &paragraph->summary);
	pl_tag_count_lost(draft, tag, "bookmark", "", PL_LOST_BOOKMARKS);
	paragraph->is_beside = is_set(tag, "dual") || is_set(tag, "dualdialogue");
}

/* The names which differ from Final Draft's. */
static struct pl_str
type_name(struct pl_str style)
{
	static const char *const others[][2] = {{"Normal Text", "General"}, {"Singing", "Lyrics"}};
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (pl_str_equal_ascii_case(style, pl_str_of(others[i][0]))) {
			return pl_str_of(others[i][1]);
		}
	}
	return style;
}

static struct pl_str
base_style(const struct pl_draft_tag *tag)
{
	struct pl_str name = {0};
	if (!pl_tag_find(tag, "basestylename", &name) || name.length == 0) {
		pl_tag_find(tag, "basestyle", &name);
	}
	return type_name(pl_str_trim_ascii(name));
}

static void
take_paragraph_style(struct pl_draft *draft, struct pl_draft_paragraph *paragraph,
		     const struct pl_draft_tag *tag)
{
	pl_draft_set_type(draft, paragraph, base_style(tag));
	paragraph->is_beside |= is_set(tag, "dual") || is_set(tag, "dualdialogue");
	struct pl_fdx_format format = {0};
	pl_tag_take_alignment(tag, "align", &format);
	if (is_set(tag, "pagebreakbefore")) {
		format.given |= PL_FDX_HAS_PAGE;
		format.starts_new_page = true;
	}
	if (format.given != 0) {
		pl_draft_set_format(draft, paragraph, &format);
	}
}

/* A style of the writer's own is what it is based on. */
static void
take_style(struct pl_draft *draft, const struct pl_draft_tag *tag)
{
	struct pl_str name = {0}, base = base_style(tag);
	pl_tag_find(tag, "name", &name);
	struct pl_draft_type *type = pl_draft_type(draft, type_name(name));
	if (type == NULL) {
		draft->no_memory = true;
		return;
	}
	type->paginate_as = pl_arena_copy(&draft->arena, base);
	draft->no_memory |= type->paginate_as.data == NULL;
}

static void
open_text(struct pl_draft *draft, struct pl_draft_element *element, const struct pl_draft_tag *tag)
{
	static const struct {
		const char *name;
		uint32_t style;
	} styles[] = {
		{"bold", PLATEN_BOLD},
		{"italic", PLATEN_ITALIC},
		{"underline", PLATEN_UNDERLINE},
		{"allcaps", PL_FDX_CAPS},
	};
	element->run = pl_draft_add_run(draft, element->paragraph, tag->from);
	for (size_t i = 0; element->run != NULL && i < sizeof(styles) / sizeof(styles[0]); i++) {
		element->run->style |= is_set(tag, styles[i].name) ? styles[i].style : 0;
	}
	draft->lost[PL_LOST_STRIKEOUTS] += is_set(tag, "strikeout");
	pl_tag_count_lost(draft, tag, "revision", "0", PL_LOST_REVISIONS);
}

/* A title page for a file which has none. */
static void
take_info(struct pl_draft *draft, const struct pl_draft_tag *tag)
{
	static const char *const names[] = {"title", "writtenby"};
	static const struct pl_fdx_format centered = {.given = PL_FDX_HAS_ALIGNMENT,
						      .alignment = PL_FDX_CENTER};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct pl_draft_paragraph *line = paragraph_of(draft, tag, names[i], &draft->info);
		if (line != NULL) {
			line->format = &centered;
			pl_draft_add_paragraph(draft, &draft->info, tag->from);
		}
	}
}

static void
enter(struct pl_draft *draft, struct pl_draft_element *element, enum pl_draft_place from,
      const struct pl_draft_tag *tag)
{
	if (element->place == PL_OSF_INFO) {
		take_info(draft, tag);
	} else if (element->place == PL_OSF_STYLE) {
		take_style(draft, tag);
	} else if (element->place == PL_OSF_BODY) {
		draft->has_body = true;
	} else if (element->place == PL_OSF_PARAGRAPH) {
		open_paragraph(draft, element, from, tag);
	} else if (element->place == PL_OSF_PARAGRAPH_STYLE) {
		take_paragraph_style(draft, element->paragraph, tag);
	} else if (element->place == PL_OSF_TEXT && from == PL_OSF_PARAGRAPH) {
		open_text(draft, element, tag);
	} else if (element->place == PL_OSF_TEXT &&
		   pl_str_equal_ascii_case(pl_str_of(tag->name), PL_STR("br"))) {
		pl_draft_add_text(draft, element, PL_STR("\n"));
	}
}

/* ------------------------------------------------------------------- marks in the text */

static const struct mark {
	const char *name;
	uint32_t style;
	bool has_value; /* <font=...>, <font name=...> */
} marks[] = {
	{"b", PLATEN_BOLD, false}, {"i", PLATEN_ITALIC, false}, {"u", PLATEN_UNDERLINE, false},
	{"br", 0, false},          {"font", 0, true},           {"size", 0, true},
	{"bgcolor", 0, true},
};
#define MARK_COUNT (sizeof(marks) / sizeof(marks[0]))
#define MARK_LENGTH_MAX 200

/* The mark which `text` begins with, and how many bytes it takes; NULL if it begins with none. */
static const struct mark *
find_mark(struct pl_str text, bool *ends, uint32_t *length)
{
	size_t most = text.length < MARK_LENGTH_MAX ? text.length : MARK_LENGTH_MAX;
	const char *close = memchr(text.data, '>', most);
	if (close == NULL) {
		return NULL;
	}
	size_t at = 1, end = (size_t)(close - text.data);
	*ends = text.data[at] == '/';
	at += *ends;
	end -= end > at && text.data[end - 1] == '/';
	*length = (uint32_t)(close - text.data) + 1;
	for (size_t i = 0; i < MARK_COUNT; i++) {
		size_t name = strlen(marks[i].name);
		bool is_longer = end - at > name;
		if (end - at >= name &&
		    pl_str_equal_ascii_case(pl_str_slice(text, at, at + name),
					    pl_str_of(marks[i].name)) &&
		    (!is_longer ||
		     (marks[i].has_value && strchr(" =", text.data[at + name]) != NULL))) {
			return &marks[i];
		}
	}
	return NULL;
}

/* Cut the run at its marks. They stay in the pool, but in no run. */
static void
read_marks(struct pl_draft *draft, struct pl_draft_paragraph *paragraph, struct pl_draft_run *run)
{
	char *pool = draft->pool.data;
	uint32_t end = run->end, length;
	bool ends;
	for (uint32_t at = run->start; at < end; at++) {
		const struct mark *mark =
			pool[at] != '<'
				? NULL
				: find_mark((struct pl_str){pool + at, end - at}, &ends, &length);
		if (mark == NULL) {
			continue;
		}
		bool is_break = strcmp(mark->name, "br") == 0;
		if (is_break) {
			pool[at] = '\n';
		}
		paragraph->length -= length - is_break;
		run->end = at + is_break;
		struct pl_draft_run *rest = pl_draft_add_run(draft, paragraph, run->from);
		if (rest == NULL) {
			return;
		}
		rest->from.offset += at + length - run->start;
		rest->from.column += at + length - run->start;
		rest->style = ends ? run->style & ~mark->style : run->style | mark->style;
		rest->start = at + length;
		rest->end = end;
		run = rest;
		at += length - 1;
	}
}

/* ------------------------------------------------------------------------------ ends */

/* Paragraphs which stand beside each other share one around them, as Final Draft has it: one for
 * two speeches. */
static void
put_beside(struct pl_draft *draft, struct pl_draft_paragraph *paragraph)
{
	static const struct pl_fdx_format spaced = {.given = PL_FDX_HAS_SPACE,
						    .space_before = 1200};
	struct pl_draft_paragraph *outer = draft->body.last;
	bool is_cue = pl_str_equal_ascii_case(paragraph->type->name, PL_STR("Character"));
	if (outer == NULL || outer->inner_kind != PL_INNER_DUAL ||
	    (is_cue && outer->cue_count == 2)) {
		outer = pl_draft_add_paragraph(draft, &draft->body, paragraph->from);
		if (outer == NULL) {
			return;
		}
		pl_draft_set_type(draft, outer, PL_STR("General"));
		outer->inner_kind = PL_INNER_DUAL;
		outer->format = &spaced;
	}
	outer->cue_count += is_cue;
	outer->source_end = paragraph->source_end;
	pl_draft_append(&outer->inner, paragraph);
}

static void
leave(struct pl_draft *draft, const struct pl_draft_element *element,
      const struct pl_draft_element *parent, uint32_t end)
{
	struct pl_draft_paragraph *paragraph = element->paragraph;
	if (element->place == PL_OSF_TEXT && parent->place == PL_OSF_PARAGRAPH) {
		read_marks(draft, paragraph, element->run);
	}
	if (element->place == PL_OSF_PARAGRAPH) {
		paragraph->source_end = end > paragraph->source_end ? end : paragraph->source_end;
		if (parent->place == PL_OSF_BODY && paragraph->is_beside) {
			put_beside(draft, paragraph);
		} else if (parent->place == PL_OSF_BODY) {
			pl_draft_append(&draft->body, paragraph);
		}
	}
	if (element->place == PL_OSF_ROOT && draft->title.first == NULL) {
		draft->title = draft->info;
	}
}

const struct pl_vocabulary pl_osf_vocabulary = {find_place, enter, leave};
