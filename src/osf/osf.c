/*
 * Open Screenplay Format, which Fade In keeps in its archives.
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
#include "fdx/read/read.h"

static const struct pl_fdx_xml_rule rules[] = {
	{"document", "info", PL_FDX_WHOLE, NULL},   {"document", "styles", PL_FDX_LIST, NULL},
	{"styles", "style", PL_FDX_WHOLE, NULL},    {"document", "paragraphs", PL_FDX_LIST, NULL},
	{"paragraphs", "para", PL_FDX_WHOLE, NULL}, {"document", "titlepage", PL_FDX_LIST, NULL},
	{"titlepage", "para", PL_FDX_WHOLE, NULL},  {0},
};

static bool
is_named(const struct pl_fdx_element *element, const char *name)
{
	return element->name != NULL &&
	       pl_str_equal_ascii_case(pl_str_of(element->name), pl_str_of(name));
}

static bool
is_set(const struct pl_fdx_element *element, const char *name)
{
	struct pl_str value;
	return pl_fdx_get(element, name, &value) &&
	       (pl_str_equal(pl_str_trim_ascii(value), PL_STR("1")) || pl_fdx_parse_yes(value));
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

static void
add_run(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
	struct platen_position from, struct pl_str text, uint32_t style)
{
	struct pl_fdx_run *run = pl_fdx_add_run(reader, paragraph, from, text);
	if (run != NULL) {
		run->style = style;
	}
}

/* The text as runs, cut at its marks. */
static void
add_marked_text(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
		struct platen_position from, struct pl_str text, uint32_t style)
{
	size_t start = 0;
	for (size_t at = 0; at < text.length; at++) {
		bool ends;
		uint32_t length;
		struct pl_str rest = pl_str_slice(text, at, text.length);
		const struct mark *mark =
			text.data[at] != '<' ? NULL : find_mark(rest, &ends, &length);
		if (mark == NULL) {
			continue;
		}
		add_run(reader, paragraph, from, pl_str_slice(text, start, at), style);
		from.offset += (uint32_t)(at - start);
		from.column += (uint32_t)(at - start);
		if (strcmp(mark->name, "br") == 0) {
			add_run(reader, paragraph, from, PL_STR("\n"), style);
		}
		from.offset += length;
		from.column += length;
		style = ends ? style & ~mark->style : style | mark->style;
		start = at + length;
		at = start - 1;
	}
	add_run(reader, paragraph, from, pl_str_slice(text, start, text.length), style);
}

/* ------------------------------------------------------------------------- paragraphs */

/* A paragraph whose text is the attribute; NULL if there is none, or no memory. */
static struct pl_fdx_paragraph *
paragraph_of(struct pl_fdx_reader *reader, const struct pl_fdx_element *element, const char *name,
	     struct pl_fdx_paragraphs *list)
{
	struct pl_str text = {0};
	pl_fdx_keep_attribute(reader, element, name, &text);
	if (text.length == 0) {
		return NULL;
	}
	struct pl_fdx_paragraph *paragraph = pl_fdx_add_paragraph(reader, list, element->from);
	if (paragraph != NULL) {
		pl_fdx_add_run(reader, paragraph, element->from, text);
	}
	return paragraph;
}

/* What stands in the paragraph's attributes, apart from `dual`. */
static void
read_attributes(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
		const struct pl_fdx_element *element)
{
	struct pl_fdx_extras extras = {0}, *kept;
	pl_fdx_keep_attribute(reader, element, "number", &extras.number);
	pl_fdx_keep_attribute(reader, element, "scenenumber", &extras.number);
	pl_fdx_count_loss(reader, element, "bookmark", "", PL_FDX_LOST_BOOKMARKS);
	struct pl_fdx_paragraphs body = {0};
	if (paragraph_of(reader, element, "note", &body) != NULL) {
		struct pl_fdx_note *note = pl_fdx_need(reader, sizeof(*note));
		if (note != NULL) {
			note->from = element->from;
			note->source_end = element->from.offset;
			note->body = body;
			pl_fdx_append_note(&extras.notes, note);
		}
	}
	paragraph_of(reader, element, "synopsis", &extras.summary);
	bool has_any = extras.number.length > 0 || extras.notes.first != NULL ||
		       extras.summary.first != NULL;
	if (has_any && (kept = pl_fdx_need_extras(reader, paragraph)) != NULL) {
		*kept = extras;
	}
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
base_style(const struct pl_fdx_element *element)
{
	struct pl_str name = {0};
	if (!pl_fdx_get(element, "basestylename", &name) || name.length == 0) {
		pl_fdx_get(element, "basestyle", &name);
	}
	return type_name(pl_str_trim_ascii(name));
}

static void
read_style(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
	   const struct pl_fdx_element *element)
{
	struct pl_fdx_format format = {0};
	struct pl_str value;
	pl_fdx_set_type(reader, paragraph, base_style(element));
	if (pl_fdx_get(element, "align", &value)) {
		format.given |= PL_FDX_HAS_ALIGNMENT;
		format.alignment = pl_fdx_parse_alignment(value);
	}
	if (is_set(element, "pagebreakbefore")) {
		format.given |= PL_FDX_HAS_PAGE;
		format.starts_new_page = true;
	}
	pl_fdx_set_format(reader, paragraph, &format);
}

static void
read_text(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
	  const struct pl_fdx_element *element)
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
	uint32_t style = 0;
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
		style |= is_set(element, styles[i].name) ? styles[i].style : 0;
	}
	reader->file->losses[PL_FDX_LOST_STRIKEOUTS] += is_set(element, "strikeout");
	pl_fdx_count_loss(reader, element, "revision", "0", PL_FDX_LOST_REVISIONS);
	/* what is marked up within a text is text, too */
	add_marked_text(reader, paragraph, element->inside, pl_fdx_text_of(reader, element, true),
			style);
}

/* Paragraphs which stand beside each other share one around them, as Final Draft has it: one for
 * two speeches. */
static void
put_beside(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph)
{
	static const struct pl_fdx_format spaced = {.given = PL_FDX_HAS_SPACE,
						    .space_before = 1200};
	struct pl_fdx_paragraph *outer = reader->body.last;
	size_t cues = 0;
	bool is_cue = pl_str_equal_ascii_case(paragraph->type->name, PL_STR("Character"));
	const struct pl_fdx_paragraph *inner = outer == NULL ? NULL : outer->extras->inner.first;
	for (; is_cue && inner != NULL; inner = inner->next) {
		cues += pl_str_equal_ascii_case(inner->type->name, PL_STR("Character"));
	}
	if (outer == NULL || outer->extras->inner_kind != PL_FDX_INNER_DUAL || cues == 2) {
		outer = pl_fdx_add_paragraph(reader, &reader->body, paragraph->from);
		if (outer == NULL) {
			return;
		}
		pl_fdx_set_type(reader, outer, PL_STR("General"));
		outer->format = &spaced;
	}
	struct pl_fdx_extras *extras = pl_fdx_need_extras(reader, outer);
	if (extras != NULL) {
		extras->inner_kind = PL_FDX_INNER_DUAL;
		pl_fdx_append(&extras->inner, paragraph);
		outer->source_end = paragraph->source_end;
	}
}

static void
read_paragraph(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_fdx_paragraph *paragraph = pl_fdx_add_paragraph(reader, NULL, element->from);
	bool is_dual = is_set(element, "dual") || is_set(element, "dualdialogue");
	if (paragraph == NULL) {
		return;
	}
	paragraph->source_end = element->end;
	read_attributes(reader, paragraph, element);
	for (const struct pl_fdx_element *e = element->first; e != NULL; e = e->next) {
		if (is_named(e, "style")) {
			read_style(reader, paragraph, e);
			is_dual |= is_set(e, "dual") || is_set(e, "dualdialogue");
		} else if (is_named(e, "text")) {
			read_text(reader, paragraph, e);
		}
	}
	if (is_named(element->parent, "titlepage")) {
		pl_fdx_append(&reader->title, paragraph);
	} else if (is_dual) {
		put_beside(reader, paragraph);
	} else {
		pl_fdx_append(&reader->body, paragraph);
	}
}

/* ------------------------------------------------------------------------ the root */

/* A style of the writer's own is what it is based on. */
static void
read_own_style(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_str name = {0};
	pl_fdx_get(element, "name", &name);
	struct pl_fdx_type *type = pl_fdx_find_type(reader, type_name(name));
	if (type != NULL) {
		type->paginate_as = pl_fdx_keep(reader, base_style(element));
	}
}

/* A title page for a file which has none. */
static void
read_info(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	static const char *const names[] = {"title", "writtenby"};
	static const struct pl_fdx_format centered = {.given = PL_FDX_HAS_ALIGNMENT,
						      .alignment = PL_FDX_CENTER};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct pl_fdx_paragraph *line =
			paragraph_of(reader, element, names[i], &reader->info);
		if (line != NULL) {
			line->format = &centered;
			pl_fdx_add_paragraph(reader, &reader->info, element->from);
		}
	}
}

static void
take(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	if (is_named(element, "para")) {
		read_paragraph(reader, element);
	} else if (is_named(element, "info")) {
		read_info(reader, element);
	} else if (is_named(element, "style")) {
		read_own_style(reader, element);
	} else if (is_named(element, "paragraphs")) {
		reader->content = element;
	}
}

const struct pl_fdx_format_reader pl_osf_elements = {PLATEN_INPUT_OSF, rules, take};
