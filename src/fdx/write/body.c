/*
 * Content: the script itself, one paragraph an element.
 *
 * Text stands as it was typed; capitals of headings, cues and transitions are the type's business.
 * What Fountain has as an element of its own and Final Draft does not is carried by a neighbour: a
 * page break by the next printed paragraph, the synopsis of a scene by its heading, a note by an
 * offset. Sections and other synopses are outline paragraphs, which Final Draft hides.
 */
#include <stdio.h>

#include "unicode/unicode.h"
#include "fdx/write/writer.h"

struct body {
	struct pl_fdx *fdx;
	const struct pl_scene *scene, *scenes_end; /* the next scenes, as laid out */
	bool has_printed;
	bool starts_page;    /* a page break waits for the next printed paragraph */
	bool follows_action; /* the last printed element was one whose typed blank lines count */
	bool in_summary;     /* a synopsis here has been written with its heading */
	bool is_dual;        /* inside DualDialogue */
};

/* ------------------------------------------------------------------- paragraphs */

static uint32_t
depth_of(const struct body *body)
{
	return body->is_dual ? 4 : 2;
}

static bool
is_same(const struct pl_fdx_format *one, const struct pl_fdx_format *other)
{
	return one->space_before == other->space_before &&
	       one->starts_new_page == other->starts_new_page &&
	       one->left_indent == other->left_indent && one->right_indent == other->right_indent &&
	       one->alignment == other->alignment;
}

/* A paragraph in the making. */
struct paragraph {
	const struct platen_node *node;
	const struct pl_fdx_type *type;
	struct pl_fdx_format format;
	uint32_t style;  /* the type's, or another for all of it */
	bool has_format; /* it says so itself: the eight attributes are written */
	struct pl_str number;
};

static struct paragraph
make_paragraph(const struct body *body, enum pl_fdx_standard usual, const struct platen_node *node)
{
	struct paragraph paragraph = {.node = node};
	paragraph.type = pl_fdx_type_of(body->fdx, node, usual);
	paragraph.style = paragraph.type->style;
	const struct pl_fdx_paragraph *origin = pl_fdx_origin(body->fdx, node);
	paragraph.has_format = origin != NULL && origin->format->given != 0;
	paragraph.format = paragraph.has_format
				   ? pl_fdx_format_over(origin->format, &origin->type->format)
				   : paragraph.type->format;
	return paragraph;
}

/* The next printed paragraph, which takes a page break with it. */
static struct paragraph
make_printed(struct body *body, enum pl_fdx_standard usual, const struct platen_node *node)
{
	struct paragraph paragraph = make_paragraph(body, usual, node);
	paragraph.format.starts_new_page |= body->starts_page;
	if (pl_fdx_origin(body->fdx, node) == NULL) {
		/* a type which starts pages does so here if the script does */
		paragraph.format.starts_new_page = body->starts_page;
	}
	body->starts_page = false;
	body->has_printed = true;
	body->in_summary = false;
	return paragraph;
}

static void
open_paragraph(struct body *body, const struct paragraph *paragraph)
{
	bool has_format =
		paragraph->has_format || !is_same(&paragraph->format, &paragraph->type->format);
	pl_fdx_put_indent(body->fdx, depth_of(body));
	pl_fdx_put(body->fdx, "<Paragraph");
	pl_fdx_put_format(body->fdx, has_format ? &paragraph->format : NULL, paragraph->number,
			  paragraph->type->name);
	pl_fdx_put(body->fdx, ">\n");
}

static void
close_paragraph(struct body *body)
{
	pl_fdx_put_line(body->fdx, depth_of(body), "</Paragraph>");
}

/* Some of it is shown otherwise in capitals. */
static bool
has_lower_case(struct pl_str text)
{
	const char *at = text.data, *end = text.data + text.length;
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
 * The paragraph's style, which a run adds to. What was typed in lower case is shown in capitals by
 * the type, but for a cue which keeps its case (@McTavish; layout has the same rule) and for a text
 * which comes from a file: there capitals have been put into the text.
 */
static uint32_t
style_of(const struct paragraph *paragraph, struct pl_str text)
{
	const struct platen_node *node = paragraph->node;
	bool keeps_case = node->fdx != NULL ? has_lower_case(text)
					    : node->kind == PLATEN_CHARACTER && node->is_forced &&
						      (has_lower_case(node->text) ||
						       has_lower_case(node->label));
	return paragraph->style & ~(keeps_case ? PL_FDX_CAPS : 0);
}

static uint64_t
put_runs(struct body *body, const struct paragraph *paragraph)
{
	const struct platen_node *node = paragraph->node;
	struct pl_fdx_runs runs = {
		.fdx = body->fdx,
		.depth = depth_of(body) + 1,
		.own_style = paragraph->type->style,
	};
	for (uint32_t i = 0; i < node->run_count; i++) {
		const struct pl_run *run = &node->runs[i];
		struct pl_str text = pl_str_slice(node->text, run->start, run->end);
		pl_fdx_put_run(&runs, run->style | style_of(paragraph, text), text);
	}
	if (node->kind == PLATEN_CHARACTER && node->label.length > 0) {
		uint32_t style = style_of(paragraph, node->label);
		pl_fdx_put_run(&runs, style, PL_STR(" "));
		pl_fdx_put_run(&runs, style, node->label);
	}
	pl_fdx_end_runs(&runs);
	return runs.units;
}

/* A note which its reader made of the colour of a scene, an attribute in Final Draft's files: it
 * stands where its heading does. */
static bool
is_attribute(const struct platen_node *node, const struct pl_comment *comment)
{
	return node->kind == PLATEN_SCENE_HEADING && node->fdx != NULL &&
	       comment->kind == PLATEN_NOTE && comment->from.offset == node->from.offset;
}

/* That, be there notes with other colours or not; else the writer's. */
static struct pl_str
color_of(const struct platen_node *heading)
{
	for (const struct pl_comment *comment = heading->comments; comment != NULL;
	     comment = comment->next) {
		if (is_attribute(heading, comment)) {
			return comment->text;
		}
	}
	return pl_node_color(heading);
}

/* Notes which stood inside the text of the paragraph that begins at the present offset; of a text
 * which does not count they hang on to the offset itself. */
static void
add_cut_notes(struct body *body, const struct platen_node *node, bool is_counted)
{
	uint64_t offset = body->fdx->offset;
	uint32_t at = 0;
	for (const struct pl_comment *comment = node->comments; comment != NULL;
	     comment = comment->next) {
		bool is_note = comment->kind == PLATEN_NOTE;
		if ((!is_note && !body->fdx->job->options->fdx.boneyard_notes) ||
		    is_attribute(node, comment)) {
			continue;
		}
		if (is_counted) {
			offset += pl_fdx_units(pl_str_slice(node->text, at, comment->at));
			at = comment->at;
		}
		pl_fdx_add_note(body->fdx, is_note ? "" : PL_FDX_BONEYARD, comment->text, offset);
	}
}

static void
finish_paragraph(struct body *body, const struct paragraph *paragraph)
{
	uint64_t units = put_runs(body, paragraph);
	close_paragraph(body);
	add_cut_notes(body, paragraph->node, !body->is_dual);
	if (!body->is_dual) {
		body->fdx->offset += units + 1;
	}
}

static void
put_paragraph(struct body *body, const struct paragraph *paragraph)
{
	open_paragraph(body, paragraph);
	finish_paragraph(body, paragraph);
}

/* One which neither starts a page nor stands otherwise than its type. */
static void
put_plain(struct body *body, enum pl_fdx_standard usual, const struct platen_node *node)
{
	struct paragraph paragraph = make_paragraph(body, usual, node);
	put_paragraph(body, &paragraph);
}

/* --------------------------------------------------------------- scene headings */

/* The layout lists scenes in the order of their headings. */
static const struct pl_scene *
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

/* The synopsis straight after a heading, or after a line of its synopsis. */
static const struct platen_node *
next_synopsis(const struct platen_node *node)
{
	do {
		node = node->next;
	} while (node != NULL && (node->kind == PLATEN_NOTE || node->kind == PLATEN_BONEYARD));
	return node != NULL && node->kind == PLATEN_SYNOPSIS ? node : NULL;
}

/* "3/8", "1", "1 2/8". */
static void
put_eighths(struct pl_fdx *fdx, uint32_t eighths)
{
	uint32_t whole = eighths / 8, rest = eighths % 8;
	if (whole > 0 || rest == 0) {
		pl_fdx_put_number(fdx, whole);
	}
	if (rest > 0) {
		pl_fdx_put(fdx, whole > 0 ? " " : "");
		pl_fdx_put_number(fdx, rest);
		pl_fdx_put(fdx, "/8");
	}
}

static void
put_summary(struct pl_fdx *fdx, const struct platen_node *synopsis)
{
	pl_fdx_put_line(fdx, 4, "<Summary>");
	for (; synopsis != NULL; synopsis = next_synopsis(synopsis)) {
		pl_fdx_put_plain(fdx, 5, &pl_fdx_card, PL_FDX_COURIER, synopsis->text);
	}
	pl_fdx_put_line(fdx, 4, "</Summary>");
	pl_fdx_put_line(fdx, 4, "<SceneArcBeats/>");
}

/* The writer's colour of the scene: sixteen bits a channel. */
static void
put_color(struct pl_fdx *fdx, uint32_t rgb)
{
	char text[sizeof("#RRRRGGGGBBBB")];
	unsigned red = rgb >> 16 & 255, green = rgb >> 8 & 255, blue = rgb & 255;
	snprintf(text, sizeof(text), "#%04X%04X%04X", red * 257, green * 257, blue * 257);
	pl_fdx_put_attribute(fdx, "Color", pl_str_of(text));
}

static void
put_scene_properties(struct body *body, const struct platen_node *heading)
{
	struct pl_fdx *fdx = body->fdx;
	const struct pl_scene *scene = take_scene(body, heading);
	const struct platen_node *synopsis = next_synopsis(heading);
	uint32_t rgb;
	bool has_color = pl_color_rgb(color_of(heading), &rgb);
	struct pl_str title = heading->fdx != NULL ? heading->fdx->extras->scene_title : PL_STR("");
	if (scene == NULL && synopsis == NULL && !has_color && title.length == 0) {
		return;
	}
	pl_fdx_put_indent(fdx, 3);
	pl_fdx_put(fdx, "<SceneProperties");
	if (has_color) {
		put_color(fdx, rgb);
	}
	if (scene != NULL) {
		pl_fdx_put(fdx, " Length=\"");
		put_eighths(fdx, scene->eighths);
		pl_fdx_put(fdx, "\"");
		pl_fdx_put_attribute(fdx, "Page", fdx->job->pages->pages[scene->page].label);
	}
	pl_fdx_put_attribute(fdx, "Title", title);
	if (synopsis == NULL) {
		pl_fdx_put(fdx, "/>\n");
		return;
	}
	pl_fdx_put(fdx, ">\n");
	put_summary(fdx, synopsis);
	pl_fdx_put_line(fdx, 3, "</SceneProperties>");
}

static void
put_scene_heading(struct body *body, const struct platen_node *node)
{
	struct paragraph paragraph = make_printed(body, PL_FDX_SCENE_HEADING, node);
	paragraph.number = node->label;
	open_paragraph(body, &paragraph);
	put_scene_properties(body, node);
	finish_paragraph(body, &paragraph);
	body->fdx->has_scene_numbers |= node->label.length > 0;
	body->in_summary = true;
}

/* ------------------------------------------------- action, centered, lyric, transition */

static const struct platen_style *
page_style(const struct body *body, enum platen_kind kind)
{
	return &body->fdx->job->pages->profile->styles[PLATEN_SIDE_NONE][kind];
}

/* As the page format has it. */
static void
place_on_page(const struct body *body, struct paragraph *paragraph)
{
	bool starts_new_page = paragraph->format.starts_new_page;
	paragraph->format = pl_fdx_format_of(page_style(body, paragraph->node->kind));
	paragraph->format.starts_new_page = starts_new_page;
	if (body->follows_action) {
		paragraph->format.space_before = (int32_t)paragraph->node->blank_before * PL_LINE;
	}
}

/* Between action, centered and lyrics the page has as many blank lines as were typed, elsewhere
 * what is usual; that is one, but a lyric's type is made for speeches. */
static void
place_stacked(const struct body *body, struct paragraph *paragraph)
{
	const struct platen_node *node = paragraph->node;
	if (pl_fdx_origin(body->fdx, node) != NULL) {
		return;
	}
	if (body->fdx->file == NULL) {
		place_on_page(body, paragraph);
	} else if (node->kind != PLATEN_LYRIC) {
		paragraph->format.alignment = node->kind == PLATEN_CENTERED
						      ? PL_FDX_CENTER
						      : paragraph->type->format.alignment;
	} else if (!body->follows_action || node->blank_before == 1) {
		paragraph->format.space_before = PL_LINE;
	}
	if (body->follows_action && node->blank_before != 1) {
		paragraph->format.space_before = (int32_t)node->blank_before * PL_LINE;
	}
}

static void
put_stacked(struct body *body, const struct platen_node *node)
{
	enum pl_fdx_standard type = node->kind == PLATEN_LYRIC ? PL_FDX_LYRICS : PL_FDX_ACTION;
	struct paragraph paragraph = make_printed(body, type, node);
	place_stacked(body, &paragraph);
	if (node->kind == PLATEN_CENTERED && body->fdx->file == NULL) {
		paragraph.style = pl_fdx_style_of(page_style(body, PLATEN_CENTERED));
	}
	put_paragraph(body, &paragraph);
	body->fdx->has_lyrics |= type == PL_FDX_LYRICS;
}

static void
put_transition(struct body *body, const struct platen_node *node)
{
	struct paragraph paragraph = make_printed(body, PL_FDX_TRANSITION, node);
	put_paragraph(body, &paragraph);
}

static void
put_shot(struct body *body, const struct platen_node *node)
{
	struct paragraph paragraph = make_printed(body, PL_FDX_SHOT, node);
	put_paragraph(body, &paragraph);
}

/* ------------------------------------------------------ sections, synopses, notes */

/* Hidden text, whatever the paragraph was which it comes from. */
static void
put_outline(struct body *body, enum pl_fdx_standard usual, const struct platen_node *node)
{
	struct paragraph paragraph = make_paragraph(body, usual, node);
	if ((paragraph.type->style & PL_FDX_HIDDEN) == 0) {
		paragraph.type = &pl_fdx_standard_types[usual].type;
		paragraph.format = paragraph.type->format;
		paragraph.style = paragraph.type->style;
		paragraph.has_format = false;
	}
	put_paragraph(body, &paragraph);
	body->fdx->has_outline = true;
}

static bool
is_outline(const struct body *body)
{
	return body->fdx->job->options->fdx.sections == PLATEN_SECTIONS_OUTLINE;
}

/* What is no outline is a note under this name, or dropped; the notes in it are not. */
static void
add_outline_note(struct body *body, const char *name, const struct platen_node *node)
{
	struct pl_fdx *fdx = body->fdx;
	size_t marks = node->level > 0 ? node->level + 1 : 0;
	if (fdx->job->options->fdx.sections == PLATEN_SECTIONS_NOTE) {
		char *text = pl_arena_alloc(&fdx->arena, marks + node->text.length + 1);
		if (text == NULL) {
			fdx->failed = true;
			return;
		}
		memset(text, '#', marks);
		if (marks > 0) {
			text[marks - 1] = ' ';
		}
		if (node->text.length > 0) {
			memcpy(text + marks, node->text.data, node->text.length);
		}
		pl_fdx_add_note(fdx, name, (struct pl_str){text, marks + node->text.length},
				fdx->offset);
	}
	add_cut_notes(body, node, false);
}

static void
put_section(struct body *body, const struct platen_node *node)
{
	body->in_summary = false;
	if (!is_outline(body)) {
		add_outline_note(body, "Fountain: section", node);
		return;
	}
	uint32_t level = node->level < 1 ? 1 : node->level > 4 ? 4 : node->level;
	put_outline(body, (enum pl_fdx_standard)(PL_FDX_OUTLINE_1 + level - 1), node);
}

static void
put_synopsis(struct body *body, const struct platen_node *node)
{
	if (body->in_summary) {
		add_cut_notes(body, node, false);
	} else if (is_outline(body)) {
		put_outline(body, PL_FDX_OUTLINE_BODY, node);
	} else {
		add_outline_note(body, "Fountain: synopsis", node);
	}
}

/* Elements which are not printed; others are left to their caller. */
static void
put_hidden(struct body *body, const struct platen_node *node)
{
	if (node->kind == PLATEN_SECTION) {
		put_section(body, node);
	} else if (node->kind == PLATEN_SYNOPSIS) {
		put_synopsis(body, node);
	} else if (node->kind == PLATEN_NOTE) {
		pl_fdx_add_note(body->fdx, "", node->text, body->fdx->offset);
	} else if (node->kind == PLATEN_BONEYARD && body->fdx->job->options->fdx.boneyard_notes) {
		pl_fdx_add_note(body->fdx, PL_FDX_BONEYARD, node->text, body->fdx->offset);
	}
}

/* ---------------------------------------------------------------------- speeches */

static void
put_cue(struct body *body, const struct platen_node *node)
{
	struct paragraph paragraph = body->is_dual ? make_paragraph(body, PL_FDX_CHARACTER, node)
						   : make_printed(body, PL_FDX_CHARACTER, node);
	put_paragraph(body, &paragraph);
}

/* One child of a speech; true if it is something said. */
static bool
put_said(struct body *body, const struct platen_node *node)
{
	switch (node->kind) {
	case PLATEN_CHARACTER: put_cue(body, node); return false;
	case PLATEN_PARENTHETICAL: put_plain(body, PL_FDX_PARENTHETICAL, node); return true;
	case PLATEN_DIALOGUE: put_plain(body, PL_FDX_DIALOGUE, node); return true;
	case PLATEN_LYRIC:
		put_plain(body, PL_FDX_LYRICS, node);
		body->fdx->has_lyrics = true;
		return true;
	case PLATEN_NOTE:
	case PLATEN_BONEYARD: put_hidden(body, node); return false;
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_TITLE_ENTRY:
	case PLATEN_SCENE_HEADING:
	case PLATEN_ACTION:
	case PLATEN_SPEECH:
	case PLATEN_DUAL_DIALOGUE:
	case PLATEN_TRANSITION:
	case PLATEN_SHOT:
	case PLATEN_CENTERED:
	case PLATEN_SECTION:
	case PLATEN_SYNOPSIS:
	case PLATEN_PAGE_BREAK: return false;
	}
	return false;
}

static bool
put_speech(struct body *body, const struct platen_node *speech)
{
	bool has_said = false;
	for (const struct platen_node *node = speech->first; node != NULL; node = node->next) {
		has_said |= put_said(body, node);
	}
	return has_said;
}

/* A column must have more than its cue. */
static void
put_column(struct body *body, const struct platen_node *speech)
{
	static const struct platen_node silence = {.kind = PLATEN_DIALOGUE};
	if (!put_speech(body, speech)) {
		put_plain(body, PL_FDX_DIALOGUE, &silence);
	}
}

static uint32_t
space_above_dual(const struct body *body)
{
	const struct platen_style(*styles)[PLATEN_KIND_COUNT] =
		body->fdx->job->pages->profile->styles;
	uint32_t left = styles[PLATEN_SIDE_LEFT][PLATEN_CHARACTER].space_above;
	uint32_t right = styles[PLATEN_SIDE_RIGHT][PLATEN_CHARACTER].space_above;
	return left > right ? left : right;
}

/* What is not said but stands between the two speeches comes before both: inside is no place. */
static void
put_dual_dialogue(struct body *body, const struct platen_node *dual)
{
	struct pl_fdx *fdx = body->fdx;
	for (const struct platen_node *node = dual->first; node != NULL; node = node->next) {
		put_hidden(body, node);
	}
	struct paragraph outer = make_printed(body, PL_FDX_GENERAL, dual);
	if (pl_fdx_origin(fdx, dual) == NULL) {
		outer.has_format = true;
		outer.format.space_before = (int32_t)space_above_dual(body) * PL_LINE;
	}
	open_paragraph(body, &outer);
	pl_fdx_put_line(fdx, 3, "<DualDialogue>");
	body->is_dual = true;
	for (const struct platen_node *node = dual->first; node != NULL; node = node->next) {
		if (node->kind == PLATEN_SPEECH) {
			put_column(body, node);
		}
	}
	body->is_dual = false;
	pl_fdx_put_line(fdx, 3, "</DualDialogue>");
	pl_fdx_put_line(fdx, 3, "<Text></Text>");
	close_paragraph(body);
	fdx->offset += 3;
}

/* -------------------------------------------------------------------- the script */

static void
put_element(struct body *body, const struct platen_node *node)
{
	switch (node->kind) {
	case PLATEN_SCENE_HEADING: put_scene_heading(body, node); break;
	case PLATEN_ACTION:
	case PLATEN_CENTERED:
	case PLATEN_LYRIC: put_stacked(body, node); break;
	case PLATEN_SPEECH: put_speech(body, node); break;
	case PLATEN_DUAL_DIALOGUE: put_dual_dialogue(body, node); break;
	case PLATEN_TRANSITION: put_transition(body, node); break;
	case PLATEN_SHOT: put_shot(body, node); break;
	case PLATEN_SECTION:
	case PLATEN_SYNOPSIS:
	case PLATEN_NOTE:
	case PLATEN_BONEYARD: put_hidden(body, node); break;
	case PLATEN_PAGE_BREAK: body->starts_page = body->has_printed; break;
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_TITLE_ENTRY:
	case PLATEN_CHARACTER:
	case PLATEN_PARENTHETICAL:
	case PLATEN_DIALOGUE: break;
	}
}

static bool
is_unprinted(enum platen_kind kind)
{
	return kind == PLATEN_SECTION || kind == PLATEN_SYNOPSIS || kind == PLATEN_NOTE ||
	       kind == PLATEN_BONEYARD;
}

void
pl_fdx_put_body(struct pl_fdx *fdx)
{
	static const struct platen_node nothing = {.kind = PLATEN_ACTION};
	const struct platen_pages *pages = fdx->job->pages;
	struct body body = {.fdx = fdx};
	if (pages->scene_count > 0) {
		body.scene = pages->scenes;
		body.scenes_end = pages->scenes + pages->scene_count;
	}
	pl_fdx_put(fdx, "\n  <Content>\n");
	const struct platen_document *document = fdx->job->document;
	const struct platen_node *node = document->root->first;
	/* front matter is on the title page */
	for (node = document->body != NULL ? document->body : node; node != NULL;
	     node = node->next) {
		put_element(&body, node);
		if (!is_unprinted(node->kind)) {
			body.follows_action = node->kind == PLATEN_ACTION ||
					      node->kind == PLATEN_CENTERED ||
					      node->kind == PLATEN_LYRIC;
		}
	}
	if (fdx->offset == 0) {
		put_plain(&body, PL_FDX_ACTION, &nothing);
	}
	pl_fdx_put(fdx, "  </Content>\n");
}
