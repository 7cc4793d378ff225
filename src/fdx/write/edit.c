/*
 * What has changed in a paragraph of the template.
 *
 * Its XML is parsed to a tree, and only what differs between the two scripts is set in it. Both
 * show the paragraph as Fountain does: in capitals, without blanks at its edges, with brackets.
 * What they have in common before and after the change is found again in the text of the file
 * letter by letter, and what stands between is replaced; the runs before and after it stay.
 */
#include "fdx/write/template.h"
#include "fdx/write/tree.h"

/* ------------------------------------------------------------------- the two texts */

/* A text with a style for each byte of it. */
struct shown {
	struct pl_buffer text, styles;
};

static void
put_shown(struct shown *shown, struct pl_str text, uint32_t style)
{
	pl_buffer_put(&shown->text, text);
	for (size_t i = 0; i < text.length; i++) {
		pl_buffer_put_byte(&shown->styles, (char)style);
	}
}

static void
show(const struct platen_node *node, struct shown *shown)
{
	for (uint32_t i = 0; i < pl_node_run_count(node); i++) {
		const struct pl_run run = pl_node_run(node, i);
		put_shown(shown, pl_str_slice(node->text, run.start, run.end), run.style);
	}
	if (node->kind == PLATEN_CHARACTER && pl_node_more(node)->label.length > 0) {
		put_shown(shown, PL_STR(" "), 0);
		put_shown(shown, pl_node_more(node)->label, 0);
	}
}

static void
fini_shown(struct shown *shown)
{
	pl_buffer_fini(&shown->text);
	pl_buffer_fini(&shown->styles);
}

/* Bytes [from, old_to) of the one text became bytes [from, new_to) of the other. */
struct change {
	size_t from, old_to, new_to;
};

static bool
is_inside_character(const struct shown *shown, size_t at)
{
	return at < shown->text.length && ((unsigned char)shown->text.data[at] & 0xC0) == 0x80;
}

static struct change
find_change(const struct shown *old, const struct shown *new)
{
	size_t old_length = old->text.length, new_length = new->text.length;
	size_t least = old_length < new_length ? old_length : new_length, from = 0, after = 0;
	while (from < least && old->text.data[from] == new->text.data[from] &&
	       old->styles.data[from] == new->styles.data[from]) {
		from++;
	}
	while (from > 0 && (is_inside_character(old, from) || is_inside_character(new, from))) {
		from--;
	}
	while (after < least - from &&
	       old->text.data[old_length - 1 - after] == new->text.data[new_length - 1 - after] &&
	       old->styles.data[old_length - 1 - after] ==
		       new->styles.data[new_length - 1 - after]) {
		after++;
	}
	while (after > 0 && is_inside_character(old, old_length - after)) {
		after--;
	}
	return (struct change){from, old_length - after, new_length - after};
}

/* Both bytes around `at` are blanks. */
static bool
is_in_blanks(const struct shown *shown, size_t at)
{
	return at > 0 && at < shown->text.length && shown->text.data[at - 1] == ' ' &&
	       shown->text.data[at] == ' ';
}

/* Blanks which may be a tab in the file change together. */
static struct change
widen(struct change change, const struct shown *old)
{
	if (is_in_blanks(old, change.from)) {
		while (change.from > 0 && old->text.data[change.from - 1] == ' ') {
			change.from--;
		}
	}
	if (is_in_blanks(old, change.old_to)) {
		while (change.old_to < old->text.length && old->text.data[change.old_to] == ' ') {
			change.old_to++;
			change.new_to++;
		}
	}
	return change;
}

/* ------------------------------------------------------------ the text of the file */

static bool
is_blank(uint32_t c)
{
	return c < 0x80 && pl_is_space((char)c);
}

/* A place in the text of the file, and in what Fountain shows of it. */
struct spot {
	size_t raw, shown;
};

/* Go on to byte `shown` of what is shown. False: the letters are others. */
static bool
find_spot(struct pl_str raw, struct pl_str shown, size_t to, struct spot *spot)
{
	while (spot->shown < to) {
		uint32_t c = 0, s = 0;
		size_t c_length =
			spot->raw >= raw.length
				? 0
				: pl_utf8_decode(raw.data + spot->raw, raw.data + raw.length, &c);
		size_t s_length =
			pl_utf8_decode(shown.data + spot->shown, shown.data + shown.length, &s);
		if (c_length > 0 && pl_to_upper(c) == pl_to_upper(s)) {
			spot->raw += c_length;
			spot->shown += s_length;
		} else if (c_length > 0 && is_blank(c)) {
			spot->raw += c_length;
		} else if (is_blank(s) || s == '(' || s == ')') {
			spot->shown += s_length;
		} else {
			return false;
		}
	}
	return true;
}

/* The text of all Texts; false if there is more in one than text. */
static bool
read_texts(const xmlNode *paragraph, struct pl_buffer *raw)
{
	for (const xmlNode *text = paragraph->children; text != NULL; text = text->next) {
		const xmlNode *piece = pl_fdx_tree_is(text, "Text") ? text->children : NULL;
		for (; piece != NULL; piece = piece->next) {
			if (piece->type != XML_TEXT_NODE && piece->type != XML_CDATA_SECTION_NODE) {
				return false;
			}
			pl_buffer_put(raw, pl_str_of((const char *)piece->content));
		}
	}
	return true;
}

/* ------------------------------------------------------------------------- splicing */

struct splice {
	struct pl_fdx_writer *writer;
	const struct pl_fdx_type *type;
	const struct shown *new;
	struct change change;
	size_t from, to; /* bytes of the file's text which are replaced */
	bool is_placed;  /* the new text is in */
};

static uint32_t
style_of(const struct splice *splice, const xmlNode *text)
{
	bool has_style = xmlHasProp(text, (const xmlChar *)"Style") != NULL;
	return has_style ? pl_fdx_parse_style(pl_fdx_tree_get(text, "Style")) : splice->type->style;
}

/* A Text after this one, with the same attributes but for its emphasis. */
static xmlNode *
add_text(const struct splice *splice, xmlNode *text, struct pl_str content, uint32_t style)
{
	char name[PL_FDX_STYLE_SIZE];
	xmlNode *copy = xmlDocCopyNode(text, text->doc, 2);
	if (copy == NULL) {
		splice->writer->failed = true;
		return text;
	}
	xmlAddNextSibling(text, copy);
	if (style != style_of(splice, text)) {
		pl_fdx_format_style(style, name);
		pl_fdx_tree_set(splice->writer, copy, "Style", pl_str_of(name));
	}
	pl_fdx_tree_set_text(splice->writer, copy, content);
	return copy;
}

/* The new text behind `text`, in as many Texts as it has styles. Returns the last one. */
static xmlNode *
add_new_texts(struct splice *splice, xmlNode *text)
{
	const struct shown *new = splice->new;
	uint32_t own = splice->type->style & PL_FDX_EMPHASIS, full = style_of(splice, text);
	xmlNode *last = text;
	splice->is_placed = true;
	for (size_t at = splice->change.from, end; at < splice->change.new_to; at = end) {
		unsigned char style = (unsigned char)new->styles.data[at];
		for (end = at + 1; end < splice->change.new_to &&
				   (unsigned char)new->styles.data[end] == style;) {
			end++;
		}
		last = add_text(splice, last, pl_str_slice(pl_buffer_str(&new->text), at, end),
				(full & ~PL_FDX_EMPHASIS) | (full & own) | style);
	}
	return last;
}

/* Two Texts which look alike side by side are one. */
static void
merge(const struct splice *splice, xmlNode *first, xmlNode *end)
{
	for (xmlNode *text = first, *next; (next = text->next) != end && next != NULL;) {
		if (style_of(splice, text) != style_of(splice, next)) {
			text = next;
			continue;
		}
		xmlNode *piece = next->children;
		if (piece != NULL && text->children != NULL) {
			xmlNodeAddContent(text->children, piece->content);
		} else if (piece != NULL) {
			xmlUnlinkNode(piece);
			xmlAddChild(text, piece);
		}
		xmlUnlinkNode(next);
		xmlFreeNode(next);
	}
}

/* A Text which holds bytes [start, start + content.length) of the text, of which some go. */
static void
splice_text(struct splice *splice, xmlNode *text, size_t start, struct pl_str content)
{
	size_t from = splice->from > start ? splice->from - start : 0;
	size_t to = splice->to > start ? splice->to - start : 0;
	bool takes_new = !splice->is_placed;
	xmlNode *next = text->next, *last = text;
	from = from < content.length ? from : content.length;
	to = to < content.length ? to : content.length;
	struct pl_str tail = pl_str_slice(content, to, content.length);
	pl_fdx_tree_set_text(splice->writer, text, pl_str_slice(content, 0, from));
	last = takes_new ? add_new_texts(splice, last) : last;
	if (tail.length > 0) {
		last = add_text(splice, last, tail, style_of(splice, text));
	}
	if (from == 0 && last != text) {
		xmlNode *empty = text;
		text = text->next;
		xmlUnlinkNode(empty);
		xmlFreeNode(empty);
	} else if (from == 0 && !takes_new) {
		pl_fdx_tree_remove(text);
		return;
	}
	merge(splice, text, next);
}

/* Some of the Text is replaced, or it is where the new text belongs. */
static bool
is_touched(const struct splice *splice, size_t start, size_t end)
{
	return splice->from < splice->to
		       ? start < splice->to && end > splice->from
		       : start <= splice->from && splice->from <= end && !splice->is_placed;
}

static void
splice_texts(struct splice *splice, xmlNode *paragraph)
{
	size_t start = 0;
	for (xmlNode *text = paragraph->children, *next; text != NULL; text = next) {
		next = text->next;
		if (!pl_fdx_tree_is(text, "Text")) {
			continue;
		}
		xmlChar *content = xmlNodeGetContent(text);
		struct pl_str old = content == NULL ? PL_STR("") : pl_str_of((char *)content);
		splice->writer->failed |= content == NULL;
		if (is_touched(splice, start, start + old.length)) {
			splice_text(splice, text, start, old);
		}
		start += old.length;
		xmlFree(content);
	}
}

/* What the change means for offsets into the text. */
static void
move_offsets(const struct splice *splice, struct pl_str raw, struct pl_fdx_place *place)
{
	struct pl_str added = pl_str_slice(pl_buffer_str(&splice->new->text), splice->change.from,
					   splice->change.new_to);
	place->changed_from = pl_fdx_units(pl_str_slice(raw, 0, splice->from));
	place->changed_to =
		place->changed_from + pl_fdx_units(pl_str_slice(raw, splice->from, splice->to));
	place->changed_units = pl_fdx_units(added);
}

/* False: what Fountain shows is not found in the paragraph. */
static bool
edit_text(struct splice *splice, xmlNode *paragraph, const struct shown *old,
	  struct pl_fdx_place *place)
{
	struct pl_buffer buffer = {0};
	struct spot spot = {0};
	bool is_found =
		read_texts(paragraph, &buffer) && pl_fdx_tree_child(paragraph, "Text") != NULL;
	struct pl_str raw = pl_buffer_str(&buffer), shown = pl_buffer_str(&old->text);
	is_found = is_found && find_spot(raw, shown, splice->change.from, &spot);
	splice->from = spot.raw;
	is_found = is_found && find_spot(raw, shown, splice->change.old_to, &spot);
	splice->to = spot.raw;
	if (is_found) {
		splice_texts(splice, paragraph);
		move_offsets(splice, raw, place);
	}
	splice->writer->failed |= buffer.failed;
	pl_buffer_fini(&buffer);
	return is_found;
}

/* The text, if it has changed. */
static bool
edit_texts(struct pl_fdx_writer *writer, xmlNode *paragraph, const struct platen_node *old,
	   const struct platen_node *new, struct pl_fdx_place *place)
{
	struct shown was = {0}, is = {0};
	struct splice splice = {.writer = writer, .type = place->paragraph->type, .new = &is};
	bool is_done = true;
	show(old, &was);
	show(new, &is);
	if (was.text.failed || was.styles.failed || is.text.failed || is.styles.failed) {
		writer->failed = true;
	} else {
		splice.change = find_change(&was, &is);
		bool has_changed = splice.change.from < splice.change.old_to ||
				   splice.change.from < splice.change.new_to;
		splice.change = has_changed ? widen(splice.change, &was) : splice.change;
		is_done = !has_changed || edit_text(&splice, paragraph, &was, place);
	}
	fini_shown(&was);
	fini_shown(&is);
	return is_done;
}

/* ----------------------------------------------------------------------- attributes */

/* What has changed of its place on the page. */
static unsigned
change_format(struct pl_fdx_format *format, const struct pl_fdx_item *old,
	      const struct pl_fdx_item *new)
{
	const struct platen_node *node = new->node;
	unsigned changed = 0;
	if (old->starts_page != new->starts_page) {
		changed |= PL_FDX_HAS_PAGE;
		format->starts_new_page = new->starts_page;
	}
	if (old->node->kind != node->kind) {
		changed |= PL_FDX_HAS_ALIGNMENT;
		format->alignment = node->kind == PLATEN_CENTERED ? PL_FDX_CENTER : PL_FDX_LEFT;
	}
	if (new->counts_blanks && old->node->blank_before != node->blank_before) {
		changed |= PL_FDX_HAS_SPACE;
		format->space_before = (int32_t)node->blank_before * PL_LINE;
	}
	return changed;
}

/* Attributes which place a paragraph stand all together: with one come those which are missing. */
static void
edit_format(struct pl_fdx_writer *writer, xmlNode *paragraph, const struct pl_fdx_item *old,
	    const struct pl_fdx_item *new, const struct pl_fdx_paragraph *source)
{
	struct pl_fdx_format format = pl_fdx_format_over(source->format, &source->type->format);
	struct pl_fdx_spelt spelt[PL_FDX_FORMAT_COUNT];
	unsigned changed = change_format(&format, old, new);
	pl_fdx_spell_format(&format, spelt);
	for (size_t i = 0; changed != 0 && i < PL_FDX_FORMAT_COUNT; i++) {
		if ((spelt[i].bit & changed) != 0 || (source->format->given & spelt[i].bit) == 0) {
			pl_fdx_tree_set(writer, paragraph, spelt[i].name,
					pl_str_of(spelt[i].value));
		}
	}
}

static void
edit_number(struct pl_fdx_writer *writer, xmlNode *paragraph, const struct platen_node *old,
	    const struct platen_node *new)
{
	if (new->kind != PLATEN_SCENE_HEADING ||
	    pl_str_equal(pl_node_more(old)->label, pl_node_more(new)->label)) {
		return;
	}
	if (pl_node_more(new)->label.length > 0) {
		pl_fdx_tree_set(writer, paragraph, "Number", pl_node_more(new)->label);
	} else {
		xmlUnsetProp(paragraph, (const xmlChar *)"Number");
	}
}

/* ----------------------------------------------------------------- scene properties */

static void
edit_color(struct pl_fdx_writer *writer, xmlNode *properties, const struct platen_node *old,
	   const struct platen_node *new)
{
	char text[PL_FDX_COLOR_SIZE];
	struct pl_str color = pl_node_color(new);
	uint32_t rgb;
	if (properties == NULL || pl_str_equal(pl_node_color(old), color)) {
		return;
	}
	if (pl_color_rgb(color, &rgb)) {
		pl_fdx_format_color(rgb, text);
		pl_fdx_tree_set(writer, properties, "Color", pl_str_of(text));
	} else if (color.length == 0) {
		xmlUnsetProp(properties, (const xmlChar *)"Color");
	}
}

static bool
has_same_synopses(const struct platen_node *old, const struct platen_node *new)
{
	do {
		old = pl_fdx_next_synopsis(old);
		new = pl_fdx_next_synopsis(new);
	} while (old != NULL && new != NULL && pl_str_equal(old->text, new->text));
	return old == NULL && new == NULL;
}

/* The synopses of the scene, in place of those which the summary has. */
static void
edit_summary(struct pl_fdx_writer *writer, xmlNode *summary, const struct platen_node *heading)
{
	struct pl_buffer lines = {0};
	const struct platen_node *synopsis = heading;
	while ((synopsis = pl_fdx_next_synopsis(synopsis)) != NULL) {
		pl_buffer_put_text(&lines, lines.length > 0 ? "\n" : "");
		pl_buffer_put(&lines, synopsis->text);
	}
	writer->failed |= lines.failed;
	pl_fdx_tree_set_lines(writer, summary, pl_buffer_str(&lines));
	pl_buffer_fini(&lines);
}

/* True: its summary holds all synopses of the scene. */
static bool
edit_scene(struct pl_fdx_writer *writer, xmlNode *paragraph, const struct platen_node *old,
	   const struct platen_node *new)
{
	xmlNode *properties = pl_fdx_tree_child(paragraph, "SceneProperties");
	xmlNode *summary = properties == NULL ? NULL : pl_fdx_tree_child(properties, "Summary");
	edit_color(writer, properties, old, new);
	if (summary == NULL) {
		return false;
	}
	if (!has_same_synopses(old, new)) {
		edit_summary(writer, summary, new);
	}
	return true;
}

/* ---------------------------------------------------------------------------- notes */

/* Notes inside it: remove those which the script has no more. */
static void
edit_notes(const struct pl_fdx_template *template, xmlNode *paragraph,
	   const struct pl_fdx_paragraph *source)
{
	const struct pl_fdx_kept_note *note = pl_fdx_template_notes(template, source->from.offset);
	const struct pl_fdx_kept_note *end = pl_fdx_template_notes(template, source->source_end);
	for (xmlNode *child = paragraph->children, *next; child != NULL && note < end;
	     child = next) {
		next = child->next;
		if (!pl_fdx_tree_is(child, "ScriptNote")) {
			continue;
		}
		if (!note->is_wanted) {
			pl_fdx_tree_remove(child);
		} else if (note->is_edited) {
			pl_fdx_edit_note(template->writer, child, note->text);
		}
		note++;
	}
}

static xmlDoc *
parse_place(const struct pl_fdx_template *template, const struct pl_fdx_place *place)
{
	const struct pl_fdx_paragraph *source = place->paragraph;
	return pl_fdx_tree_parse(
		template->writer,
		pl_str_slice(template->document->source, source->from.offset, source->source_end));
}

xmlDoc *
pl_fdx_edit_tree(struct pl_fdx_template *template, struct pl_fdx_place *place,
		 const struct pl_fdx_item *old, const struct pl_fdx_item *new, bool *has_synopses)
{
	struct pl_fdx_writer *writer = template->writer;
	const struct pl_fdx_paragraph *source = place->paragraph;
	xmlDoc *tree = parse_place(template, place);
	xmlNode *paragraph = pl_fdx_tree_root(tree);
	if (paragraph == NULL || !edit_texts(writer, paragraph, old->node, new->node, place)) {
		pl_fdx_tree_free(tree);
		return NULL;
	}
	edit_number(writer, paragraph, old->node, new->node);
	edit_format(writer, paragraph, old, new, source);
	edit_notes(template, paragraph, source);
	bool is_scene = new->node->kind == PLATEN_SCENE_HEADING;
	*has_synopses = is_scene && edit_scene(writer, paragraph, old->node, new->node);
	return tree;
}

bool
pl_fdx_edit_paragraph(struct pl_fdx_template *template, struct pl_fdx_place *place,
		      const struct pl_fdx_item *old, const struct pl_fdx_item *new,
		      struct pl_str lead, bool *has_synopses)
{
	xmlDoc *tree = pl_fdx_edit_tree(template, place, old, new, has_synopses);
	if (tree == NULL) {
		return false;
	}
	pl_fdx_tree_put(template->writer, lead, tree);
	pl_fdx_tree_free(tree);
	return true;
}

/* The new node which a paragraph in a dual dialogue is; NULL: none. *at, the number of a new node,
 * moves on to it. All nodes up to `end` are from the template, in its order. */
static const struct pl_fdx_item *
find_inner(const struct pl_fdx_template *template, const struct pl_fdx_paragraph *inner,
	   uint32_t *at, uint32_t end)
{
	const struct platen_node *origin = NULL;
	while (*at < end &&
	       (origin = pl_fdx_template_origin(template, *at))->from.offset < inner->from.offset) {
		++*at;
	}
	bool is_found = *at < end && origin->from.offset == inner->from.offset;
	return is_found ? &template->new.nodes.list[*at] : NULL;
}

/* The texts in a dual dialogue which have changed. */
static bool
edit_inner_texts(struct pl_fdx_template *template, xmlNode *root,
		 const struct pl_fdx_paragraph *inner, uint32_t at, uint32_t end)
{
	bool is_done = true;
	xmlNode *node = pl_fdx_tree_next(root, root, true);
	for (; node != NULL && is_done; node = pl_fdx_tree_next(root, node, true)) {
		if (!pl_fdx_tree_is(node, "Paragraph") || inner == NULL) {
			continue;
		}
		const struct pl_fdx_item *item = find_inner(template, inner, &at, end);
		struct pl_fdx_place inside = {.paragraph = inner};
		if (item != NULL && item->is_edited) {
			is_done = edit_texts(template->writer, node,
					     template->again.nodes.list[item->match].node,
					     item->node, &inside);
		}
		inner = inner->next;
	}
	return is_done;
}

bool
pl_fdx_edit_dual(struct pl_fdx_template *template, struct pl_fdx_place *place, uint32_t at,
		 uint32_t count, struct pl_str lead)
{
	xmlDoc *tree = parse_place(template, place);
	xmlNode *root = tree == NULL ? NULL : xmlDocGetRootElement(tree);
	bool is_done = root != NULL &&
		       edit_inner_texts(template, root, place->paragraph->extras->inner.first, at,
					at + count);
	if (is_done) {
		pl_fdx_tree_put(template->writer, lead, tree);
	}
	xmlFreeDoc(tree);
	return is_done;
}
