/*
 * Content: the script itself, one paragraph an element.
 *
 * Text stands as it was typed; capitals of headings, cues and transitions are the type's business.
 * What Fountain has as an element of its own and Final Draft does not is carried by a neighbour: a
 * page break by the next printed paragraph, the synopsis of a scene by its heading, a note by an
 * offset. Sections and other synopses are outline paragraphs, which Final Draft hides.
 */
#include "unicode/unicode.h"
#include "write/fdx.h"

#define LINE_POINTS 12

struct body {
	struct pl_fdx *fdx;
	const struct pl_scene *scene, *scenes_end; /* the next scenes, as laid out */
	bool has_printed;
	bool starts_page;	/* a page break waits for the next printed paragraph */
	bool follows_action;	/* the last printed element was one whose typed blank lines count */
	bool in_summary;	/* a synopsis here has been written with its heading */
	bool is_dual;		/* inside DualDialogue */
};

/* ------------------------------------------------------------------- paragraphs */

/* The format of the next printed paragraph, which takes a page break with it. */
static struct pl_fdx_format
printed_format(struct body *body, enum pl_fdx_type type)
{
	struct pl_fdx_format format = pl_fdx_settings[type].format;
	format.starts_new_page = body->starts_page;
	body->starts_page = false;
	body->has_printed = true;
	body->in_summary = false;
	return format;
}

static bool
is_own_format(const struct pl_fdx_format *format, const struct pl_fdx_format *own)
{
	return format->space_before == own->space_before &&
	       format->starts_new_page == own->starts_new_page &&
	       strcmp(format->alignment, own->alignment) == 0;
}

static uint32_t
depth_of(const struct body *body)
{
	return body->is_dual ? 4 : 2;
}

static void
open_paragraph(struct body *body, enum pl_fdx_type type, const struct pl_fdx_format *format,
	       struct pl_str number)
{
	const struct pl_fdx_settings *settings = &pl_fdx_settings[type];
	bool is_own = format == NULL || is_own_format(format, &settings->format);
	pl_fdx_put_indent(body->fdx, depth_of(body));
	pl_fdx_put(body->fdx, "<Paragraph");
	pl_fdx_put_format(body->fdx, is_own ? NULL : format, number, settings->name);
	pl_fdx_put(body->fdx, ">\n");
}

static void
close_paragraph(struct body *body)
{
	pl_fdx_put_line(body->fdx, depth_of(body), "</Paragraph>");
}

static bool
has_lower_case(struct pl_str text)
{
	const char *at = text.data, *end = text.data + text.length;
	while (at < end) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		if (pl_is_lower(c)) {
			return true;
		}
	}
	return false;
}

/* A cue which keeps its lower case (@McTavish) must not be shown in capitals; layout has the same rule. */
static uint32_t
style_of(enum pl_fdx_type type, const struct platen_node *node)
{
	if (type == PL_FDX_CHARACTER && node->is_forced &&
	    (has_lower_case(node->text) || has_lower_case(node->label))) {
		return 0;
	}
	return pl_fdx_settings[type].style;
}

static uint64_t
put_runs(struct body *body, enum pl_fdx_type type, const struct platen_node *node)
{
	uint32_t style = style_of(type, node);
	struct pl_fdx_runs runs = {
		.fdx = body->fdx,
		.depth = depth_of(body) + 1,
		.own_style = pl_fdx_settings[type].style,
	};
	for (uint32_t i = 0; i < node->run_count; i++) {
		const struct pl_run *run = &node->runs[i];
		pl_fdx_put_run(&runs, run->style | style,
			       pl_str_slice(node->text, run->start, run->end));
	}
	if (type == PL_FDX_CHARACTER && node->label.length > 0) {
		pl_fdx_put_run(&runs, style, PL_STR(" "));
		pl_fdx_put_run(&runs, style, node->label);
	}
	pl_fdx_end_runs(&runs);
	return runs.units;
}

/* Notes which stood inside the text of the paragraph that begins at the present offset; of a text
 * which does not count they hang on to the offset itself. */
static void
add_cut_notes(struct body *body, const struct platen_node *node, bool is_counted)
{
	uint64_t offset = body->fdx->offset;
	uint32_t at = 0;
	for (const struct pl_cut *cut = node->cuts; cut != NULL; cut = cut->next) {
		if (cut->kind != PLATEN_NOTE) {
			continue;
		}
		if (is_counted) {
			offset += pl_fdx_units(pl_str_slice(node->text, at, cut->at));
			at = cut->at;
		}
		pl_fdx_add_note(body->fdx, "", cut->text, offset);
	}
}

static void
finish_paragraph(struct body *body, enum pl_fdx_type type, const struct platen_node *node)
{
	uint64_t units = put_runs(body, type, node);
	close_paragraph(body);
	add_cut_notes(body, node, !body->is_dual);
	if (!body->is_dual) {
		body->fdx->offset += units + 1;
	}
}

/* `format` NULL: the type's own. */
static void
put_paragraph(struct body *body, enum pl_fdx_type type, const struct pl_fdx_format *format,
	      const struct platen_node *node)
{
	open_paragraph(body, type, format, (struct pl_str){0});
	finish_paragraph(body, type, node);
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

static void
put_scene_properties(struct body *body, const struct platen_node *heading)
{
	struct pl_fdx *fdx = body->fdx;
	const struct pl_scene *scene = take_scene(body, heading);
	const struct platen_node *synopsis = next_synopsis(heading);
	if (scene == NULL && synopsis == NULL) {
		return;
	}
	pl_fdx_put_indent(fdx, 3);
	pl_fdx_put(fdx, "<SceneProperties");
	if (scene != NULL) {
		pl_fdx_put(fdx, " Length=\"");
		put_eighths(fdx, scene->eighths);
		pl_fdx_put(fdx, "\"");
		pl_fdx_put_attribute(fdx, "Page", fdx->job->pages->pages[scene->page].label);
	}
	pl_fdx_put(fdx, " Title=\"\"");
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
	struct pl_fdx_format format = printed_format(body, PL_FDX_SCENE_HEADING);
	open_paragraph(body, PL_FDX_SCENE_HEADING, &format, node->label);
	put_scene_properties(body, node);
	finish_paragraph(body, PL_FDX_SCENE_HEADING, node);
	body->fdx->has_scene_numbers |= node->label.length > 0;
	body->in_summary = true;
}

/* -------------------------------------------------------- action, centered, lyric */

/* Between these the page has as many blank lines as were typed, elsewhere one. */
static uint32_t
points_above(const struct body *body, const struct platen_node *node)
{
	return LINE_POINTS * (body->follows_action ? node->blank_before : 1);
}

static void
put_action(struct body *body, const struct platen_node *node, const char *alignment)
{
	struct pl_fdx_format format = printed_format(body, PL_FDX_ACTION);
	format.alignment = alignment;
	format.space_before = points_above(body, node);
	put_paragraph(body, PL_FDX_ACTION, &format, node);
}

static void
put_lyric(struct body *body, const struct platen_node *node)
{
	struct pl_fdx_format format = printed_format(body, PL_FDX_LYRICS);
	format.space_before = points_above(body, node);
	put_paragraph(body, PL_FDX_LYRICS, &format, node);
	body->fdx->has_lyrics = true;
}

/* ------------------------------------------------------ sections, synopses, notes */

static void
put_section(struct body *body, const struct platen_node *node)
{
	uint32_t level = node->level < 1 ? 1 : node->level > 4 ? 4 : node->level;
	put_paragraph(body, (enum pl_fdx_type)(PL_FDX_OUTLINE_1 + level - 1), NULL, node);
	body->fdx->has_outline = true;
	body->in_summary = false;
}

static void
put_synopsis(struct body *body, const struct platen_node *node)
{
	if (body->in_summary) {
		add_cut_notes(body, node, false);
		return;
	}
	put_paragraph(body, PL_FDX_OUTLINE_BODY, NULL, node);
	body->fdx->has_outline = true;
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
	}
}

/* ---------------------------------------------------------------------- speeches */

static void
put_cue(struct body *body, const struct platen_node *node)
{
	if (body->is_dual) {
		put_paragraph(body, PL_FDX_CHARACTER, NULL, node);
		return;
	}
	struct pl_fdx_format format = printed_format(body, PL_FDX_CHARACTER);
	put_paragraph(body, PL_FDX_CHARACTER, &format, node);
}

/* One child of a speech; true if it is something said. */
static bool
put_said(struct body *body, const struct platen_node *node)
{
	switch (node->kind) {
	case PLATEN_CHARACTER:
		put_cue(body, node);
		return false;
	case PLATEN_PARENTHETICAL:
		put_paragraph(body, PL_FDX_PARENTHETICAL, NULL, node);
		return true;
	case PLATEN_DIALOGUE:
		put_paragraph(body, PL_FDX_DIALOGUE, NULL, node);
		return true;
	case PLATEN_LYRIC:
		put_paragraph(body, PL_FDX_LYRICS, NULL, node);
		body->fdx->has_lyrics = true;
		return true;
	case PLATEN_NOTE:
		pl_fdx_add_note(body->fdx, "", node->text, body->fdx->offset);
		return false;
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_TITLE_ENTRY:
	case PLATEN_SCENE_HEADING:
	case PLATEN_ACTION:
	case PLATEN_SPEECH:
	case PLATEN_DUAL_DIALOGUE:
	case PLATEN_TRANSITION:
	case PLATEN_CENTERED:
	case PLATEN_SECTION:
	case PLATEN_SYNOPSIS:
	case PLATEN_BONEYARD:
	case PLATEN_PAGE_BREAK:
		return false;
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
		put_paragraph(body, PL_FDX_DIALOGUE, NULL, &silence);
	}
}

/* What is not said but stands between the two speeches comes before both: inside is no place. */
static void
put_dual_dialogue(struct body *body, const struct platen_node *dual)
{
	struct pl_fdx *fdx = body->fdx;
	for (const struct platen_node *node = dual->first; node != NULL; node = node->next) {
		put_hidden(body, node);
	}
	struct pl_fdx_format format = printed_format(body, PL_FDX_GENERAL);
	format.space_before = LINE_POINTS;
	open_paragraph(body, PL_FDX_GENERAL, &format, (struct pl_str){0});
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
	case PLATEN_ACTION: put_action(body, node, "Left"); break;
	case PLATEN_CENTERED: put_action(body, node, "Center"); break;
	case PLATEN_LYRIC: put_lyric(body, node); break;
	case PLATEN_SPEECH: put_speech(body, node); break;
	case PLATEN_DUAL_DIALOGUE: put_dual_dialogue(body, node); break;
	case PLATEN_TRANSITION: {
		struct pl_fdx_format format = printed_format(body, PL_FDX_TRANSITION);
		put_paragraph(body, PL_FDX_TRANSITION, &format, node);
		break;
	}
	case PLATEN_SECTION:
	case PLATEN_SYNOPSIS:
	case PLATEN_NOTE: put_hidden(body, node); break;
	case PLATEN_PAGE_BREAK: body->starts_page = body->has_printed; break;
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_TITLE_ENTRY:
	case PLATEN_CHARACTER:
	case PLATEN_PARENTHETICAL:
	case PLATEN_DIALOGUE:
	case PLATEN_BONEYARD: break;
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
	if (pages != NULL && pages->scene_count > 0) {
		body.scene = pages->scenes;
		body.scenes_end = pages->scenes + pages->scene_count;
	}
	pl_fdx_put(fdx, "\n  <Content>\n");
	for (const struct platen_node *node = fdx->job->document->root->first; node != NULL;
	     node = node->next) {
		put_element(&body, node);
		if (!is_unprinted(node->kind)) {
			body.follows_action = node->kind == PLATEN_ACTION ||
					      node->kind == PLATEN_CENTERED ||
					      node->kind == PLATEN_LYRIC;
		}
	}
	if (fdx->offset == 0) {
		put_paragraph(&body, PL_FDX_ACTION, NULL, &nothing);
	}
	pl_fdx_put(fdx, "  </Content>\n");
}
