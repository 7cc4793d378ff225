/*
 * Content: the script itself, one paragraph an element.
 *
 * Text stands as it was typed; capitals of headings, cues and transitions are the type's business.
 * What is an element in Fountain but not in Final Draft goes with a neighbour: a page break with
 * the next printed paragraph, the synopsis of a scene with its heading, a note with an offset.
 * Sections and other synopses are outline paragraphs, which Final Draft hides.
 */
#include "fdx/write/writer.h"

struct body {
	struct pl_fdx_writer *writer;
	const struct pl_layout_scene *scene, *scenes_end; /* the next scenes, as laid out */
	bool has_printed;
	bool starts_page;    /* a page break waits for the next printed paragraph */
	bool follows_action; /* the last printed element was one whose typed blank lines count */
	bool in_summary;     /* a synopsis here has been written with its heading */
	bool is_dual;        /* inside DualDialogue */
	size_t contd;        /* of the cues with an added (CONT'D): those written so far */
};

/* ------------------------------------------------------------------ paragraphs */

/* A paragraph to be written. */
struct paragraph {
	const struct platen_node *node;
	const struct pl_fdx_type *type;
	struct pl_fdx_format format;
	uint32_t style;  /* the type's, or another for all of it */
	bool has_format; /* the eight attributes are written, even if they are the type's */
	struct pl_str number;
};

/* The style which a script brings along for this node, where no file says how it is set; or NULL.
 */
static const struct platen_style *
own_style(const struct body *body, const struct platen_node *node)
{
	const struct pl_fdx_writer *writer = body->writer;
	bool is_by_script = writer->file == NULL && pl_node_more(node)->fdx == NULL &&
			    writer->job->pages->has_own_styles;
	return is_by_script ? pl_node_more(node)->style : NULL;
}

static struct paragraph
make_paragraph(const struct body *body, const struct platen_node *node)
{
	struct paragraph paragraph = {.node = node, .type = pl_fdx_type_of(body->writer, node)};
	const struct pl_fdx_paragraph *source = pl_fdx_source_of(body->writer, node);
	paragraph.style = paragraph.type->style;
	paragraph.has_format = source != NULL && source->format->given != 0;
	paragraph.format = paragraph.has_format
				   ? pl_fdx_format_over(source->format, &source->type->format)
				   : paragraph.type->format;
	const struct platen_style *style = own_style(body, node);
	if (style != NULL) {
		paragraph.format = pl_fdx_format_of(style);
		paragraph.style = pl_fdx_style_of(style) | (paragraph.type->style & PL_FDX_CAPS);
	}
	return paragraph;
}

/* One which takes a page break before it along. Whether a paragraph that comes from no file starts
 * a page is up to the script, whatever its type says. */
static struct paragraph
make_printed(struct body *body, const struct platen_node *node)
{
	struct paragraph paragraph = make_paragraph(body, node);
	bool has_source = pl_fdx_source_of(body->writer, node) != NULL;
	paragraph.format.starts_new_page =
		body->starts_page || (has_source && paragraph.format.starts_new_page);
	body->starts_page = false;
	body->has_printed = true;
	body->in_summary = false;
	return paragraph;
}

static bool
is_same(const struct pl_fdx_format *one, const struct pl_fdx_format *other)
{
	return one->space_before == other->space_before &&
	       one->starts_new_page == other->starts_new_page &&
	       one->left_indent == other->left_indent && one->right_indent == other->right_indent &&
	       one->first_indent == other->first_indent && one->half_lines == other->half_lines &&
	       one->alignment == other->alignment;
}

static void
open_paragraph(struct body *body, const struct paragraph *paragraph)
{
	bool has_format =
		paragraph->has_format || !is_same(&paragraph->format, &paragraph->type->format);
	pl_fdx_open_paragraph(body->writer, has_format ? &paragraph->format : NULL,
			      paragraph->number, paragraph->type->name);
}

/* ------------------------------------------------------------------------ text */

/* Capitals would show some of it otherwise. */
static bool
has_lower_case(struct pl_str text)
{
	const char *at = text.data, *end = pl_str_end(text);
	while (at < end) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		if (pl_is_lower(c) && pl_to_upper(c) != c) {
			return true;
		}
	}
	return false;
}

/*
 * The paragraph's style, which a run adds to. The type shows in capitals what was typed in lower
 * case, except a cue which keeps its case (@McTavish; layout has the same rule) and text which
 * comes from a file: there capitals are in the text already.
 */
static uint32_t
style_of(const struct paragraph *paragraph, struct pl_str text)
{
	const struct platen_node *node = paragraph->node;
	bool keeps_case = pl_node_more(node)->fdx != NULL
				  ? has_lower_case(text)
				  : node->kind == PLATEN_CHARACTER && node->is_forced &&
					    (has_lower_case(node->text) ||
					     has_lower_case(pl_node_more(node)->label));
	return paragraph->style & ~(keeps_case ? PL_FDX_CAPS : 0);
}

/* Whether the cue gets the (CONT'D) which layout has added. */
static bool
has_contd(struct body *body, const struct platen_node *cue)
{
	const struct platen_pages *pages = body->writer->job->pages;
	bool is_next = body->writer->types_contd && body->contd < pages->contd_count &&
		       pages->contd_cues[body->contd] == cue;
	body->contd += is_next;
	return is_next;
}

/* Bytes [start, end) of the text, as one paragraph. *run is the first run which may reach into
 * them, and moves on. */
static uint64_t
put_runs(struct body *body, const struct paragraph *paragraph, uint32_t *run, uint32_t start,
	 uint32_t end)
{
	const struct platen_node *node = paragraph->node;
	struct pl_fdx_runs runs = {.writer = body->writer, .own_style = paragraph->type->style};
	for (; *run < pl_node_run_count(node) && pl_node_run(node, *run).start < end; ++*run) {
		const struct pl_run piece = pl_node_run(node, *run);
		uint32_t from = piece.start > start ? piece.start : start;
		struct pl_str text =
			pl_str_slice(node->text, from, piece.end < end ? piece.end : end);
		pl_fdx_put_run(&runs, piece.style | style_of(paragraph, text), text);
		if (piece.end > end) {
			break;
		}
	}
	if (node->kind == PLATEN_CHARACTER && pl_node_more(node)->label.length > 0) {
		uint32_t style = style_of(paragraph, pl_node_more(node)->label);
		pl_fdx_put_run(&runs, style, PL_STR(" "));
		pl_fdx_put_run(&runs, style, pl_node_more(node)->label);
	}
	if (node->kind == PLATEN_CHARACTER && has_contd(body, node)) {
		uint32_t style = style_of(paragraph, body->writer->job->pages->contd);
		pl_fdx_put_run(&runs, style, PL_STR(" "));
		pl_fdx_put_run(&runs, style, body->writer->job->pages->contd);
	}
	pl_fdx_end_runs(&runs);
	return runs.units;
}

/* The rest of an open paragraph. */
static void
finish_paragraph(struct body *body, const struct paragraph *paragraph)
{
	uint32_t run = 0;
	uint64_t units = put_runs(body, paragraph, &run, 0, (uint32_t)paragraph->node->text.length);
	pl_fdx_close(body->writer);
	pl_fdx_add_notes_of(body->writer, paragraph->node, body->writer->offset, !body->is_dual,
			    false);
	if (!body->is_dual) {
		body->writer->offset += units + 1;
	}
}

static void
put_paragraph(struct body *body, struct paragraph paragraph)
{
	open_paragraph(body, &paragraph);
	finish_paragraph(body, &paragraph);
}

/* Each line is a paragraph: of a song, which is one element in Fountain, so that the page may end
 * after it; of a parenthetical which is two paragraphs in its file. */
static void
put_lines(struct body *body, const struct paragraph *paragraph)
{
	const struct platen_node *node = paragraph->node;
	struct pl_lines lines = {.rest = node->text};
	struct pl_str line;
	uint32_t start = 0, run = 0;
	uint64_t units = 0;
	while (pl_lines_next(&lines, &line)) {
		uint32_t end = start + (uint32_t)line.length;
		open_paragraph(body, paragraph);
		units += put_runs(body, paragraph, &run, start, end) + 1;
		pl_fdx_close(body->writer);
		start = end + 1;
	}
	pl_fdx_add_notes_of(body->writer, node, body->writer->offset, !body->is_dual, false);
	body->writer->offset += body->is_dual ? 0 : units;
}

/* Write the node as the template has it; false: it is new. */
static bool
put_kept(struct body *body, const struct platen_node *node)
{
	if (!pl_fdx_keep_node(body->writer, node)) {
		return false;
	}
	if (pl_kind_is(node->kind, PL_PRINTED)) {
		body->has_printed = true;
		body->starts_page = false;
		/* synopses which are not in the paragraph come after it */
		body->in_summary = false;
	}
	return true;
}

/* -------------------------------------------------------------- scene headings */

/* The layout lists scenes in the order of their headings. */
static const struct pl_layout_scene *
take_scene(struct body *body, const struct platen_node *heading)
{
	while (body->scene < body->scenes_end && body->scene->heading == NULL) {
		body->scene++;
	}
	if (body->scene == body->scenes_end || body->scene->heading != heading) {
		return NULL;
	}
	return body->scene++;
}

static void
put_scene_heading(struct body *body, const struct platen_node *node)
{
	const struct pl_layout_scene *scene = take_scene(body, node);
	if (put_kept(body, node)) {
		return;
	}
	struct paragraph paragraph = make_printed(body, node);
	paragraph.number = pl_node_more(node)->label;
	open_paragraph(body, &paragraph);
	pl_fdx_put_scene_properties(body->writer, node, scene);
	finish_paragraph(body, &paragraph);
	body->writer->has_scene_numbers |= pl_node_more(node)->label.length > 0;
	body->in_summary = true;
}

/* ---------------------------------------------------- action, centered, lyrics */

static const struct platen_style *
page_style(const struct body *body, enum platen_kind kind)
{
	return &body->writer->job->pages->profile.styles[PLATEN_SIDE_NONE][kind];
}

/* Between action, centered text and lyrics the page has as many blank lines as were typed,
 * elsewhere what is usual. That is one line above lyrics, too, but their type is made for speeches.
 */
static void
place_stacked(const struct body *body, struct paragraph *paragraph)
{
	const struct platen_node *node = paragraph->node;
	struct pl_fdx_format *format = &paragraph->format;
	bool is_on_page = body->writer->file == NULL, starts_new_page = format->starts_new_page;
	bool is_placed = own_style(body, node) != NULL && !pl_node_more(node)->rules.is_stacked;
	if (pl_fdx_source_of(body->writer, node) != NULL || is_placed) {
		return;
	}
	if (is_on_page) {
		*format = pl_fdx_format_of(page_style(body, node->kind));
		format->starts_new_page = starts_new_page;
	} else if (node->kind == PLATEN_LYRIC) {
		format->space_before = PL_LINE;
	} else if (node->kind == PLATEN_CENTERED) {
		format->alignment = PL_FDX_CENTER;
	}
	if (body->follows_action && (is_on_page || node->blank_before != 1)) {
		format->space_before = (int32_t)node->blank_before * PL_LINE;
	}
}

static void
put_stacked(struct body *body, const struct platen_node *node)
{
	if (put_kept(body, node)) {
		return;
	}
	struct paragraph paragraph = make_printed(body, node);
	place_stacked(body, &paragraph);
	if (node->kind == PLATEN_CENTERED && body->writer->file == NULL &&
	    own_style(body, node) == NULL) {
		paragraph.style = pl_fdx_style_of(page_style(body, PLATEN_CENTERED));
	}
	put_paragraph(body, paragraph);
	body->writer->has_lyrics |= node->kind == PLATEN_LYRIC;
}

/* ---------------------------------------------------- sections, synopses, notes */

/* Hidden text, whatever the paragraph was which it comes from. */
static void
put_outline(struct body *body, const struct platen_node *node)
{
	struct paragraph paragraph = make_paragraph(body, node);
	if ((paragraph.type->style & PL_FDX_HIDDEN) == 0) {
		paragraph.type = &pl_fdx_standard_types[pl_fdx_usual_type(node)].type;
		paragraph.format = paragraph.type->format;
		paragraph.style = paragraph.type->style;
		paragraph.has_format = false;
	}
	put_paragraph(body, paragraph);
	body->writer->has_outline = true;
}

/* A section or synopsis as a note of this name. */
static void
add_outline_note(struct body *body, const char *name, const struct platen_node *node)
{
	struct pl_fdx_writer *writer = body->writer;
	size_t marks = pl_node_more(node)->level > 0 ? pl_node_more(node)->level + 1 : 0;
	char *text = pl_arena_alloc(&writer->arena, marks + node->text.length + 1);
	if (text == NULL) {
		writer->failed = true;
		return;
	}
	memset(text, '#', marks);
	if (marks > 0) {
		text[marks - 1] = ' ';
	}
	if (node->text.length > 0) {
		memcpy(text + marks, node->text.data, node->text.length);
	}
	pl_fdx_add_note(writer, name, (struct pl_str){text, marks + node->text.length},
			writer->offset);
}

/* A section or synopsis, in one of the three ways. Notes inside it are kept even if it is not. */
static void
put_structure(struct body *body, const struct platen_node *node)
{
	bool is_section = node->kind == PLATEN_SECTION;
	enum platen_fdx_sections way = body->writer->job->options->fdx_sections;
	body->in_summary = body->in_summary && !is_section;
	if (way == PLATEN_SECTIONS_OUTLINE && !body->in_summary) {
		put_outline(body, node);
		return;
	}
	if (way == PLATEN_SECTIONS_NOTE && !body->in_summary) {
		add_outline_note(body, is_section ? "Fountain: section" : "Fountain: synopsis",
				 node);
	}
	pl_fdx_add_notes_of(body->writer, node, body->writer->offset, false, false);
}

/* The paragraph which a note was in its Final Draft file, else a script note. */
static void
put_note(struct body *body, const struct platen_node *node)
{
	struct pl_fdx_writer *writer = body->writer;
	if (node->kind != PLATEN_NOTE || pl_fdx_source_of(writer, node) == NULL) {
		pl_fdx_add_notes_of(writer, node, writer->offset, false, false);
		return;
	}
	struct paragraph paragraph = make_paragraph(body, node);
	uint32_t run = 0;
	open_paragraph(body, &paragraph);
	writer->offset += 1 + put_runs(body, &paragraph, &run, 0, (uint32_t)node->text.length);
	pl_fdx_close(writer);
}

/* Other elements are left to the caller. */
static void
put_unprinted(struct body *body, const struct platen_node *node)
{
	if (put_kept(body, node)) {
		return;
	}
	if (node->kind == PLATEN_SECTION || node->kind == PLATEN_SYNOPSIS) {
		put_structure(body, node);
	} else {
		put_note(body, node);
	}
}

/* -------------------------------------------------------------------- speeches */

/* One child of a speech; true if it is spoken. */
static bool
put_spoken(struct body *body, const struct platen_node *node)
{
	bool is_cue = node->kind == PLATEN_CHARACTER;
	if (!body->is_dual && put_kept(body, node)) {
		return !is_cue;
	}
	if (node->kind == PLATEN_NOTE || node->kind == PLATEN_BONEYARD) {
		put_note(body, node);
		return false;
	}
	struct paragraph paragraph =
		is_cue && !body->is_dual ? make_printed(body, node) : make_paragraph(body, node);
	body->writer->has_lyrics |= node->kind == PLATEN_LYRIC;
	const struct pl_fdx_paragraph *source = pl_fdx_source_of(body->writer, node);
	/* "(looking about" and "the room)" */
	bool is_in_two = source != NULL && node->source_end > source->source_end;
	if ((node->kind == PLATEN_LYRIC && pl_node_more(node)->fdx == NULL) || is_in_two) {
		put_lines(body, &paragraph);
	} else {
		put_paragraph(body, paragraph);
	}
	return !is_cue;
}

static bool
put_speech(struct body *body, const struct platen_node *speech)
{
	bool has_spoken = false;
	for (const struct platen_node *node = speech->first; node != NULL; node = node->next) {
		has_spoken |= put_spoken(body, node);
	}
	return has_spoken;
}

/* A column must have more than its cue. */
static void
put_column(struct body *body, const struct platen_node *speech)
{
	static const struct platen_node empty = {.kind = PLATEN_DIALOGUE};
	if (!put_speech(body, speech)) {
		put_paragraph(body, make_paragraph(body, &empty));
	}
}

static uint32_t
space_above_dual(const struct body *body)
{
	const struct platen_style(*styles)[PLATEN_STYLE_COUNT] =
		body->writer->job->pages->profile.styles;
	uint32_t left = styles[PLATEN_SIDE_LEFT][PLATEN_CHARACTER].space_above;
	uint32_t right = styles[PLATEN_SIDE_RIGHT][PLATEN_CHARACTER].space_above;
	return left > right ? left : right;
}

/* What is not printed and stands between the two speeches comes before both, as DualDialogue has no
 * place for it. */
static void
put_dual_dialogue(struct body *body, const struct platen_node *dual)
{
	struct pl_fdx_writer *writer = body->writer;
	if (pl_fdx_keep_dual(writer, dual)) {
		body->has_printed = true;
		body->starts_page = body->in_summary = false;
		return;
	}
	for (const struct platen_node *node = dual->first; node != NULL; node = node->next) {
		put_unprinted(body, node);
	}
	struct paragraph outer = make_printed(body, dual);
	if (pl_fdx_source_of(writer, dual) == NULL) {
		outer.has_format = true;
		outer.format.space_before = (int32_t)space_above_dual(body) * PL_LINE;
	}
	open_paragraph(body, &outer);
	pl_fdx_open(writer, "DualDialogue");
	body->is_dual = true;
	for (const struct platen_node *node = dual->first; node != NULL; node = node->next) {
		if (node->kind == PLATEN_SPEECH) {
			put_column(body, node);
		}
	}
	body->is_dual = false;
	pl_fdx_close(writer);
	pl_fdx_open(writer, "Text");
	pl_fdx_put_text(writer, PL_STR(""));
	pl_fdx_close(writer);
	pl_fdx_close(writer);
	writer->offset += 3;
}

/* ------------------------------------------------------------------ the script */

static void
put_plain(struct body *body, const struct platen_node *node)
{
	if (put_kept(body, node)) {
		return;
	}
	struct paragraph paragraph = make_printed(body, node);
	paragraph.number = pl_node_more(node)->label;
	put_paragraph(body, paragraph);
	body->writer->has_scene_numbers |= pl_node_more(node)->label.length > 0;
}

static void
put_element(struct body *body, const struct platen_node *node)
{
	if (node->kind == PLATEN_SCENE_HEADING) {
		put_scene_heading(body, node);
	} else if (node->kind == PLATEN_SPEECH) {
		put_speech(body, node);
	} else if (node->kind == PLATEN_DUAL_DIALOGUE) {
		put_dual_dialogue(body, node);
	} else if (node->kind == PLATEN_PAGE_BREAK) {
		body->starts_page = body->has_printed;
	} else if (pl_kind_is(node->kind, PL_STACKED)) {
		put_stacked(body, node);
	} else if (pl_kind_is(node->kind, PL_PRINTED)) {
		put_plain(body, node);
	} else if (pl_kind_is(node->kind, PL_UNPRINTED)) {
		put_unprinted(body, node);
	}
}

/* Final Draft adds (CONT'D) to all cues or none: a script which has typed some gets the others
 * typed, too. A Final Draft file says itself what it wants. */
static bool
types_contd(const struct pl_fdx_writer *writer)
{
	const struct platen_pages *pages = writer->job->pages;
	const struct platen_node *node = writer->job->document->root;
	bool has_typed = false;
	while (pages->has_auto_contd && writer->file == NULL && node != NULL && !has_typed) {
		has_typed =
			node->kind == PLATEN_CHARACTER && pl_layout_says_contd(node, pages->contd);
		node = pl_node_following(node);
	}
	return has_typed;
}

void
pl_fdx_put_body(struct pl_fdx_writer *writer)
{
	static const struct platen_node empty = {.kind = PLATEN_ACTION};
	const struct platen_document *document = writer->job->document;
	const struct platen_pages *pages = writer->job->pages;
	struct body body = {.writer = writer, .scene = pages->scenes, .scenes_end = pages->scenes};
	if (pages->scene_count > 0) {
		body.scenes_end += pages->scene_count;
	}
	writer->types_contd = types_contd(writer);
	for (const struct platen_node *front = document->body == NULL ? NULL : document->root;
	     front != NULL && front != document->body; front = pl_node_following(front)) {
		has_contd(&body, front);
	}
	if (!pl_fdx_open_kept_content(writer)) {
		pl_fdx_open(writer, "Content");
	}
	/* front matter is on the title page */
	const struct platen_node *node =
		document->body != NULL ? document->body : document->root->first;
	for (; node != NULL; node = node->next) {
		put_element(&body, node);
		if (!pl_kind_is(node->kind, PL_UNPRINTED)) {
			body.follows_action = pl_kind_is(node->kind, PL_STACKED);
		}
	}
	if (writer->offset == 0) {
		put_paragraph(&body, make_paragraph(&body, &empty));
	}
	if (!pl_fdx_close_kept_content(writer)) {
		pl_fdx_close(writer);
	}
}
