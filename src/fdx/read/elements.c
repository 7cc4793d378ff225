/* Elements of Final Draft's XML to paragraphs and notes. */
#include "fdx/read/read.h"

static const struct pl_fdx_xml_rule rules[] = {
	{"FinalDraft", "Content", PL_FDX_LIST, NULL},
	{"Content", "Paragraph", PL_FDX_WHOLE, NULL},
	{"FinalDraft", "TitlePage", PL_FDX_LIST, NULL},
	{"TitlePage", "Content", PL_FDX_LIST, NULL},
	{"FinalDraft", "ScriptNotes", PL_FDX_LIST, NULL},
	{"ScriptNotes", "ScriptNote", PL_FDX_WHOLE, NULL},
	{"FinalDraft", "UnanchoredScriptNotes", PL_FDX_LIST, NULL},
	{"UnanchoredScriptNotes", "ScriptNote", PL_FDX_WHOLE, NULL},
	{"FinalDraft", "Watermarking", PL_FDX_WHOLE, NULL},
	{"FinalDraft", "HeaderAndFooter", PL_FDX_WHOLE, NULL},
	{"FinalDraft", "PageLayout", PL_FDX_WHOLE, NULL},
	{"FinalDraft", "ElementSettings", PL_FDX_WHOLE, NULL},
	{"FinalDraft", "MoresAndContinueds", PL_FDX_WHOLE, NULL},
	{"FinalDraft", "SceneNumberOptions", PL_FDX_WHOLE, NULL},
	{"FinalDraft", "Outlines", PL_FDX_WHOLE, NULL},
	{"FinalDraft", "Revisions", PL_FDX_WHOLE, NULL},
	{"FinalDraft", "LockedPages", PL_FDX_HOLLOW, "LockedPage"},
	{"FinalDraft", "DeletedText", PL_FDX_HOLLOW, "DeletedTextLocation"},
	{"FinalDraft", "TagData", PL_FDX_HOLLOW, "Tag"},
	{"FinalDraft", "DisplayBoards", PL_FDX_HOLLOW, "Item"},
	{0},
};

/* ---------------------------------------------------------------------------- text */

/* Hand-edited files indent text like the elements around it: these blanks are not part of the text.
 */
static struct pl_str
trim_layout(struct pl_str text)
{
	size_t start = 0, end = text.length;
	if (end < 4 || !pl_str_starts(text, PL_STR("\n  "))) {
		return text;
	}
	while (end > 0 && text.data[end - 1] == ' ') {
		end--;
	}
	if (text.data[end - 1] != '\n') {
		return text;
	}
	while (end > start && (text.data[end - 1] == ' ' || text.data[end - 1] == '\n')) {
		end--;
	}
	while (start < end && (text.data[start] == ' ' || text.data[start] == '\n')) {
		start++;
	}
	return pl_str_slice(text, start, end);
}

static void
read_revision(struct pl_fdx_reader *reader, struct pl_fdx_run *run,
	      const struct pl_fdx_element *element)
{
	struct pl_str value;
	uint64_t number;
	pl_fdx_count_loss(reader, element, "RevisionID", "0", PL_FDX_LOST_REVISIONS);
	if (pl_fdx_get(element, "RevisionID", &value) && pl_fdx_parse_number(value, &number) &&
	    number <= PL_FDX_REVISION_MAX) {
		run->revision = (uint32_t)number;
	}
}

#define BLACK "#000000000000"
#define WHITE "#FFFFFFFFFFFF"

/* A value other than the usual one. */
static bool
has_value(const struct pl_fdx_element *element, const char *name, const char *usual)
{
	struct pl_str value;
	return pl_fdx_get(element, name, &value) && value.length > 0 &&
	       !pl_str_equal(value, pl_str_of(usual));
}

static bool
has_color(const struct pl_fdx_element *element)
{
	return has_value(element, "Color", BLACK) || has_value(element, "Background", WHITE);
}

/* Other than the Courier that everything is set in. */
static bool
has_font(const struct pl_fdx_element *element)
{
	struct pl_str font;
	return has_value(element, "Size", "12") ||
	       (pl_fdx_get(element, "Font", &font) && font.length > 0 &&
		!pl_str_starts(font, PL_STR("Courier")));
}

static bool
has_elements(const struct pl_fdx_element *element)
{
	const struct pl_fdx_element *e = element->first;
	while (e != NULL && e->name == NULL) {
		e = e->next;
	}
	return e != NULL;
}

/* Some programs write emphasis as a Text in a Text. */
static void
read_text(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
	  const struct pl_fdx_element *element)
{
	struct pl_str style, text = pl_fdx_text_of(reader, element, false),
			     trimmed = trim_layout(text);
	struct platen_position from = element->inside;
	if (trimmed.data != text.data) {
		pl_position_advance(reader->document->source, &from,
				    from.offset + (uint32_t)(trimmed.data - text.data));
	}
	struct pl_fdx_run *run = pl_fdx_add_run(reader, paragraph, from, trimmed);
	if (run == NULL) {
		return;
	}
	paragraph->is_repaired |= trimmed.data != text.data || has_elements(element);
	run->has_style = pl_fdx_get(element, "Style", &style);
	run->style = run->has_style ? pl_fdx_parse_style(style) : 0;
	read_revision(reader, run, element);
	pl_fdx_count_loss(reader, element, "TagNumber", "", PL_FDX_LOST_TAGS);
	reader->file->losses[PL_FDX_LOST_COLORS] += has_color(element);
	reader->file->losses[PL_FDX_LOST_FONTS] += has_font(element);
	reader->file->losses[PL_FDX_LOST_STRIKEOUTS] += (run->style & PL_FDX_STRIKEOUT) != 0;
}

/* ---------------------------------------------------------------------- paragraphs */

/* Cards without a color are white, and some programs have black for none. */
static void
read_color(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
	   const struct pl_fdx_element *element)
{
	struct pl_str value;
	uint32_t rgb;
	if (pl_fdx_get(element, "Color", &value) && pl_fdx_parse_color(value, &rgb) && rgb != 0 &&
	    rgb != 0xFFFFFF) {
		struct pl_fdx_extras *extras = pl_fdx_need_extras(reader, paragraph);
		if (extras != NULL) {
			extras->has_color = true;
			extras->color = rgb;
		}
	}
}

static void
read_number(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
	    const struct pl_fdx_element *element)
{
	struct pl_str number = {0};
	pl_fdx_keep_attribute(reader, element, "Number", &number);
	/* some programs write "(null)" for none */
	if (number.length == 0 || pl_str_equal(number, PL_STR("(null)"))) {
		paragraph->is_repaired |= number.length > 0;
		return;
	}
	struct pl_fdx_extras *extras = pl_fdx_need_extras(reader, paragraph);
	if (extras != NULL) {
		extras->number = number;
	}
}

/* Beat writes Centered for Center. */
static bool
has_odd_alignment(const struct pl_fdx_element *element)
{
	struct pl_str value;
	bool is_odd = pl_fdx_get(element, "Alignment", &value);
	for (enum pl_fdx_alignment i = PL_FDX_LEFT; is_odd && i <= PL_FDX_FULL; i++) {
		is_odd = !pl_str_equal(value, pl_str_of(pl_fdx_alignment_names[i]));
	}
	return is_odd;
}

/* The paragraph with its attributes, without what is in it. NULL: the reader has failed. */
static struct pl_fdx_paragraph *
read_attributes(struct pl_fdx_reader *reader, struct pl_fdx_paragraphs *list,
		const struct pl_fdx_element *element)
{
	struct pl_fdx_paragraph *paragraph = pl_fdx_add_paragraph(reader, list, element->from);
	struct pl_str type;
	if (paragraph == NULL) {
		return NULL;
	}
	paragraph->source_end = element->end;
	if (pl_fdx_get(element, "Type", &type)) {
		pl_fdx_set_type(reader, paragraph, type);
	}
	read_number(reader, paragraph, element);
	struct pl_fdx_format format = pl_fdx_read_format(reader, element);
	pl_fdx_set_format(reader, paragraph, &format);
	paragraph->is_repaired |= has_odd_alignment(element);
	pl_fdx_count_loss(reader, element, "Label", "", PL_FDX_LOST_LABELS);
	pl_fdx_count_loss(reader, element, "Bookmark", "", PL_FDX_LOST_BOOKMARKS);
	pl_fdx_count_loss(reader, element, "id", "", PL_FDX_LOST_IDS);
	read_color(reader, paragraph, element);
	return paragraph;
}

/* A paragraph of Texts. */
static void
read_plain(struct pl_fdx_reader *reader, struct pl_fdx_paragraphs *list,
	   const struct pl_fdx_element *element)
{
	struct pl_fdx_paragraph *paragraph = read_attributes(reader, list, element);
	const struct pl_fdx_element *e = paragraph == NULL ? NULL : element->first;
	for (; e != NULL; e = e->next) {
		if (pl_fdx_is_named(e, "Text")) {
			read_text(reader, paragraph, e);
		}
		reader->file->losses[PL_FDX_LOST_PICTURES] += pl_fdx_is_named(e, "Picture");
	}
}

/* The Paragraphs in an element. Texts side by side without one around them are one. */
static void
read_plain_list(struct pl_fdx_reader *reader, struct pl_fdx_paragraphs *list,
		const struct pl_fdx_element *element)
{
	struct pl_fdx_paragraph *bare = NULL;
	for (const struct pl_fdx_element *e = element->first; e != NULL; e = e->next) {
		if (pl_fdx_is_named(e, "Paragraph")) {
			read_plain(reader, list, e);
			bare = NULL;
		} else if (pl_fdx_is_named(e, "Text")) {
			bare = bare != NULL ? bare : pl_fdx_add_paragraph(reader, list, e->inside);
			if (bare == NULL) {
				return;
			}
			read_text(reader, bare, e);
			bare->source_end = e->end;
		}
	}
}

/* A note or a summary, which is not printed: its fonts and colors are nobody's loss. */
static void
read_aside(struct pl_fdx_reader *reader, struct pl_fdx_paragraphs *list,
	   const struct pl_fdx_element *element)
{
	size_t losses[PL_FDX_LOSS_COUNT];
	memcpy(losses, reader->file->losses, sizeof(losses));
	read_plain_list(reader, list, element);
	memcpy(reader->file->losses, losses, sizeof(losses));
}

/* Our own notes have no author, and the first date there is. */
static bool
has_details(const struct pl_fdx_element *note)
{
	return has_value(note, "Author", "") || has_value(note, "WriterName", "") ||
	       has_value(note, "Type", "") || has_value(note, "DateTime", "19700101T000000") ||
	       has_value(note, "DateModified", "19700101T000000") ||
	       has_value(note, "Color", BLACK);
}

static struct pl_fdx_note *
read_note(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_fdx_note *note = pl_fdx_need(reader, sizeof(*note));
	if (note != NULL) {
		note->from = element->from;
		note->source_end = element->end;
		pl_fdx_keep_attribute(reader, element, "Name", &note->name);
		reader->file->losses[PL_FDX_LOST_NOTE_DETAILS] += has_details(element);
		read_aside(reader, &note->body, element);
	}
	return note;
}

/* A note of Final Draft 8 to 11, at its place among the Texts. */
static void
read_note_inside(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
		 const struct pl_fdx_element *element)
{
	struct pl_fdx_note *note = read_note(reader, element);
	struct pl_fdx_extras *extras = note == NULL ? NULL : pl_fdx_need_extras(reader, paragraph);
	if (extras != NULL) {
		note->at = paragraph->length;
		pl_fdx_append_note(&extras->notes, note);
	}
}

/* SceneProperties. */
static void
read_scene(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
	   const struct pl_fdx_element *element)
{
	struct pl_fdx_extras *extras = pl_fdx_need_extras(reader, paragraph);
	if (extras == NULL) {
		return;
	}
	pl_fdx_count_loss(reader, element, "Title", "", PL_FDX_LOST_SCENE_TITLES);
	pl_fdx_keep_attribute(reader, element, "Title", &extras->scene_title);
	read_color(reader, paragraph, element);
	for (const struct pl_fdx_element *e = element->first; e != NULL;
	     e = pl_fdx_walk(element, e, pl_fdx_is_named(e, "SceneArcBeats"))) {
		if (pl_fdx_is_named(e, "Summary")) {
			read_aside(reader, &extras->summary, e);
		}
		reader->file->losses[PL_FDX_LOST_ARC_BEATS] +=
			pl_fdx_is_named(e, "CharacterArcBeat");
	}
}

/* The text without blanks at its edges which a line break stands among. */
static struct pl_str
trim_lines(struct pl_str text)
{
	struct pl_str inner = pl_str_trim_ascii(text);
	struct pl_str before = {text.data, (size_t)(inner.data - text.data)};
	struct pl_str after = pl_str_slice(text, before.length + inner.length, text.length);
	size_t start = before.length > 0 && memchr(before.data, '\n', before.length) != NULL
			       ? before.length
			       : 0;
	size_t end = after.length > 0 && memchr(after.data, '\n', after.length) != NULL
			     ? text.length - after.length
			     : text.length;
	return pl_str_slice(text, start, end);
}

/* Words which stand in the paragraph itself: hand-made files have them. */
static void
read_bare_text(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
	       const struct pl_fdx_element *element)
{
	struct pl_str text = trim_lines(element->text);
	struct platen_position from = element->from;
	if (pl_fdx_is_source(reader, text)) {
		pl_position_advance(reader->document->source, &from,
				    (uint32_t)(text.data - reader->document->source.data));
	}
	pl_fdx_add_run(reader, paragraph, from, pl_fdx_keep(reader, text));
	paragraph->is_repaired = true;
}

/* A child of a paragraph which Final Draft's files have, or other programs' for the same. */
static bool
is_known_child(const struct pl_fdx_element *element)
{
	static const char *const names[] = {
		"Text", "SceneProperties", "ScriptNote",   "DualDialogue", "DualDialog",
		"Alts", "Tabstops",        "OmittedScene", "Picture",      "SpellCheckIgnoreLists"};
	bool is_known = element->name == NULL;
	for (size_t i = 0; !is_known && i < sizeof(names) / sizeof(names[0]); i++) {
		is_known = pl_fdx_is_named(element, names[i]);
	}
	return is_known;
}

/* What is in a paragraph of the body, but for paragraphs. */
static void
read_content(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *paragraph,
	     const struct pl_fdx_element *element)
{
	for (const struct pl_fdx_element *e = element->first; e != NULL; e = e->next) {
		if (pl_fdx_is_named(e, "Text")) {
			read_text(reader, paragraph, e);
		} else if (pl_fdx_is_named(e, "SceneProperties")) {
			read_scene(reader, paragraph, e);
		} else if (pl_fdx_is_named(e, "ScriptNote")) {
			read_note_inside(reader, paragraph, e);
		} else if (e->name == NULL && pl_str_trim_ascii(e->text).length > 0) {
			read_bare_text(reader, paragraph, e);
		}
		reader->file->losses[PL_FDX_LOST_ALTERNATES] += pl_fdx_is_named(e, "Alts");
		reader->file->losses[PL_FDX_LOST_TABSTOPS] += pl_fdx_is_named(e, "Tabstops");
		reader->file->losses[PL_FDX_LOST_PICTURES] += pl_fdx_is_named(e, "Picture");
		reader->file->losses[PL_FDX_LOST_UNKNOWN] += !is_known_child(e);
	}
	paragraph->type->is_used = true;
}

static enum pl_fdx_inner
inner_of(const struct pl_fdx_element *element)
{
	if (pl_fdx_is_named(element, "OmittedScene")) {
		return PL_FDX_INNER_OMITTED;
	}
	bool is_dual =
		pl_fdx_is_named(element, "DualDialogue") || pl_fdx_is_named(element, "DualDialog");
	return is_dual ? PL_FDX_INNER_DUAL : PL_FDX_INNER_NONE;
}

/* A DualDialogue or an OmittedScene begins. The first one says what all paragraphs in this one are.
 */
static struct pl_fdx_extras *
open_inner(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *outer, enum pl_fdx_inner kind)
{
	struct pl_fdx_extras *extras = pl_fdx_need_extras(reader, outer);
	if (extras == NULL) {
		return NULL;
	}
	if (extras->inner_kind == PL_FDX_INNER_NONE) {
		extras->inner_kind = kind;
	}
	if (kind == PL_FDX_INNER_OMITTED && outer->type == reader->no_type) {
		pl_fdx_set_type(reader, outer, PL_STR("Scene Heading"));
	}
	return extras;
}

/* The paragraphs in a paragraph. Those of a dual dialogue in a dual dialogue belong to the outer
 * one. */
static void
read_inner(struct pl_fdx_reader *reader, struct pl_fdx_paragraph *outer,
	   const struct pl_fdx_element *element)
{
	struct pl_fdx_extras *extras = NULL;
	bool descends;
	for (const struct pl_fdx_element *e = element->first; e != NULL;
	     e = pl_fdx_walk(element, e, descends)) {
		enum pl_fdx_inner kind = inner_of(e);
		bool is_inner =
			pl_fdx_is_named(e, "Paragraph") && inner_of(e->parent) != PL_FDX_INNER_NONE;
		bool opens = kind != PL_FDX_INNER_NONE && pl_fdx_is_named(e->parent, "Paragraph");
		descends = is_inner || opens;
		if (opens && (extras = open_inner(reader, outer, kind)) == NULL) {
			return;
		}
		outer->is_repaired |= opens && pl_fdx_is_named(e, "DualDialog");
		if (!is_inner) {
			continue;
		}
		struct pl_fdx_paragraph *paragraph = read_attributes(reader, &extras->inner, e);
		if (paragraph == NULL) {
			return;
		}
		read_content(reader, paragraph, e);
		outer->is_repaired |= paragraph->is_repaired;
	}
}

static void
read_body_paragraph(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_fdx_paragraph *paragraph = read_attributes(reader, &reader->body, element);
	if (paragraph != NULL) {
		read_content(reader, paragraph, element);
		read_inner(reader, paragraph, element);
	}
}

/* ------------------------------------------------------------------------ the root */

static void
read_root_note(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_fdx_note *note = read_note(reader, element);
	struct pl_str range;
	if (note != NULL) {
		bool has_range = pl_fdx_is_named(element->parent, "ScriptNotes") &&
				 pl_fdx_get(element, "Range", &range) &&
				 pl_fdx_parse_number(range, &note->offset);
		pl_fdx_append_note(has_range ? &reader->notes : &reader->unanchored, note);
	}
}

static bool
has_type_font(const struct pl_fdx_element *settings)
{
	bool has_one = false;
	for (const struct pl_fdx_element *e = settings->first; e != NULL; e = e->next) {
		has_one |= pl_fdx_is_named(e, "FontSpec") && (has_font(e) || has_color(e));
	}
	return has_one;
}

static void
read_root_child(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	static const struct {
		const char *name;
		enum pl_fdx_loss loss;
	} counted[] = {
		{"LockedPages", PL_FDX_LOST_LOCKED_PAGES},
		{"DeletedText", PL_FDX_LOST_DELETIONS},
		{"TagData", PL_FDX_LOST_TAGS},
		{"DisplayBoards", PL_FDX_LOST_BEATS},
	};
	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++) {
		if (pl_fdx_is_named(element, counted[i].name)) {
			reader->file->losses[counted[i].loss] += element->counted;
		}
	}
	reader->file->losses[PL_FDX_LOST_TYPE_FONTS] +=
		pl_fdx_is_named(element, "ElementSettings") && has_type_font(element);
	reader->file->losses[PL_FDX_LOST_WATERMARK] +=
		pl_fdx_is_named(element, "Watermarking") &&
		(has_value(element, "Text", "") ||
		 pl_str_trim(pl_fdx_text_of(reader, element, true)).length > 0);
	if (pl_fdx_is_named(element, "HeaderAndFooter")) {
		pl_fdx_read_header(reader, element);
	}
	if (pl_fdx_is_named(element, "Revisions")) {
		pl_fdx_read_revisions(reader, element);
	}
	pl_fdx_read_settings(reader, element);
}

/* Content and Paragraph have namesakes on the title page, in notes and on the board. */
static void
take(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	const struct pl_fdx_element *parent = element->parent;
	if (element->depth == 2) {
		read_root_child(reader, element);
	} else if (pl_fdx_is_named(element, "ScriptNote")) {
		read_root_note(reader, element);
	} else if (!pl_fdx_is_named(element, "Paragraph")) {
		return;
	} else if (parent->depth > 2) {
		read_plain(reader, &reader->title, element);
	} else {
		/* another Content is none of the script */
		if (reader->content == NULL) {
			reader->content = parent;
			reader->file->body_from = parent->inside.offset;
		}
		if (parent == reader->content) {
			read_body_paragraph(reader, element);
		}
	}
}

const struct pl_fdx_format_reader pl_fdx_elements = {PLATEN_INPUT_FDX, rules, take};
