/*
 * The title page. Final Draft has no keys, only lines; where they stand and how they begin shows
 * what they are:
 *
 *	centered	first group		Title
 *			"Written by", "by"	Credit
 *			the next		Author
 *			"Based on ..."		Source
 *	at the sides	with a date		Draft date
 *			(c), Copyright		Copyright
 *			the rest		Contact
 *
 * An empty line ends a group; a line with a tab is two, left and right. Further pages (a cast, a
 * quote) are front matter: nodes before the body. Keys of Fountain that have no place on the page
 * come back from the note in which our own writer keeps them. Layout gets the place of each line.
 */
#include "fdx/read/title.h"

/* --------------------------------------------------------------------------- lines */

static void
put_line(struct pl_fdx_title *title, const struct pl_fdx_title_line *line)
{
	struct pl_fdx_title_line *lines =
		pl_arena_grow(&title->reader->arena, title->lines, title->count, &title->capacity,
			      sizeof(*lines));
	if (lines == NULL) {
		pl_fdx_fail(title->reader, PLATEN_NO_MEMORY);
		return;
	}
	title->lines = lines;
	lines[title->count++] = *line;
}

static void
end_group(struct pl_fdx_title *title)
{
	if (title->count > 0) {
		title->lines[title->count - 1].ends_group = true;
	}
}

/* Bytes [start, end) of the paragraph's text. "Written by Nora Okoro" is two lines, but for one in
 * place of the title: "By the Sea". */
static void
add_line(struct pl_fdx_title *title, const struct pl_fdx_paragraph *paragraph, struct pl_str raw,
	 size_t start, size_t end)
{
	struct pl_str text = pl_str_trim_ascii(pl_str_slice(raw, start, end));
	size_t credit = title->count == 0 ? 0 : pl_fdx_title_credit_length(text);
	struct pl_str parts[2] = {
		pl_str_slice(text, 0, credit),
		pl_str_trim_ascii(pl_str_slice(text, credit, text.length)),
	};
	for (size_t i = 0; i < 2; i++) {
		struct pl_fdx_title_line line = {
			.paragraph = paragraph,
			.text = parts[i],
			.start = (uint32_t)(parts[i].data - raw.data),
			.row = title->rows,
			.is_behind_tab = start > 0 && raw.data[start - 1] == '\t',
			.is_centered = paragraph->format->alignment == PL_FDX_CENTER,
			.is_next_line = start > 0 && raw.data[start - 1] == '\n',
		};
		line.end = line.start + (uint32_t)parts[i].length;
		if (parts[i].length > 0) {
			put_line(title, &line);
		}
	}
	if (text.length == 0) {
		end_group(title);
	}
}

static void
add_lines(struct pl_fdx_title *title, const struct pl_fdx_paragraph *paragraph)
{
	struct pl_str raw = pl_fdx_raw_text(title->reader, paragraph);
	if (pl_fdx_lines_before(paragraph->format) > 0) {
		end_group(title);
	}
	size_t start = 0;
	for (size_t at = 0; at <= raw.length; at++) {
		char end = at < raw.length ? raw.data[at] : '\n';
		if (end != '\n' && end != '\t') {
			continue;
		}
		bool is_blank = pl_str_trim_ascii(pl_str_slice(raw, start, at)).length == 0;
		if (!is_blank || end == '\n') {
			add_line(title, paragraph, raw, start, at);
		}
		title->rows += end == '\n';
		start = at + 1;
	}
}

/* The margins are those of the body; a title page has an inch. */
static uint32_t
lines_of_page(const struct pl_setup *setup)
{
	int32_t height = setup->height > 3 * 7200 ? setup->height : 11 * 7200;
	return (uint32_t)((height - 2 * 7200) / 1200);
}

/* Takes the first page's lines and leaves the rest. Empty lines which the page has no room for open
 * the next one, unless that is begun by a break. */
static void
collect(struct pl_fdx_title *title)
{
	uint32_t most = lines_of_page(&title->reader->setup);
	const struct pl_fdx_paragraph *first = title->reader->title.first, *over = NULL, *p = first;
	for (; p != NULL; p = p->next) {
		if (p->format->starts_new_page && p != first) {
			over = p;
			break;
		}
		title->rows += p == first ? 0 : pl_fdx_lines_before(p->format);
		over = over == NULL && title->rows >= most ? p : over;
		if (over != NULL && pl_fdx_has_text(p)) {
			break;
		}
		if (over == NULL) {
			add_lines(title, p);
		}
	}
	title->rest = p == NULL ? NULL : over;
	end_group(title);
}

/* ---------------------------------------------------------------------------- nodes */

/* A title which is underlined capitals, all of it, is that by the template, not by its writer. */
static bool
is_template_title(const struct pl_fdx_title *title)
{
	bool has_title = false;
	const struct pl_fdx_paragraph *before = NULL;
	for (size_t i = 0; i < title->count; i++) {
		const struct pl_fdx_paragraph *paragraph = title->lines[i].paragraph;
		if (title->lines[i].role != PL_TITLE_TITLE || paragraph == before) {
			continue;
		}
		if (!pl_fdx_has_caps(paragraph)) {
			return false;
		}
		has_title = true;
		before = paragraph;
	}
	return has_title;
}

static void
add_value(struct pl_fdx_text *text, struct pl_fdx_title_line *line)
{
	struct platen_node *node = text->node;
	if (node->more->value_count++ > 0) {
		pl_fdx_text_break(text, line->paragraph->from);
	}
	line->node = node;
	line->node_start = (uint32_t)text->bytes.length;
	pl_fdx_text_add(text, line->paragraph, line->start, line->end);
	line->node_end = (uint32_t)text->bytes.length;
	if (line->paragraph->source_end > node->source_end) {
		node->source_end = line->paragraph->source_end;
	}
}

/* An entry of the lines which are its values; none if there is no such line. */
static void
add_entry(struct pl_fdx_title *title, struct platen_node *page, enum pl_title_role role,
	  const char *key, const char *key_of_many)
{
	struct pl_fdx_reader *reader = title->reader;
	bool is_template = role == PL_TITLE_TITLE && title->has_template_title;
	struct pl_fdx_shape shape = {
		.is_plain = is_template,
		.keeps_case = is_template || role != PL_TITLE_TITLE,
	};
	struct pl_fdx_text text = {0};
	for (size_t i = 0; i < title->count; i++) {
		struct pl_fdx_title_line *line = &title->lines[i];
		if (line->role == role && text.node == NULL) {
			pl_fdx_text_init(&text, reader,
					 pl_fdx_append_node(reader, page, PLATEN_TITLE_ENTRY,
							    line->paragraph->from),
					 shape);
		}
		if (line->role == role) {
			add_value(&text, line);
		}
	}
	if (text.node != NULL) {
		pl_fdx_text_end(&text);
		pl_title_entry_set_key(
			title->reader->document, text.node,
			pl_str_of(pl_node_more(text.node)->value_count > 1 ? key_of_many : key));
	}
}

static void
add_entries(struct pl_fdx_title *title, struct platen_node *page)
{
	add_entry(title, page, PL_TITLE_TITLE, "Title", "Title");
	add_entry(title, page, PL_TITLE_CREDIT, "Credit", "Credit");
	add_entry(title, page, PL_TITLE_AUTHOR, "Author", "Authors");
	add_entry(title, page, PL_TITLE_SOURCE, "Source", "Source");
	add_entry(title, page, PL_TITLE_DATE, "Draft date", "Draft date");
	add_entry(title, page, PL_TITLE_COPYRIGHT, "Copyright", "Copyright");
	add_entry(title, page, PL_TITLE_CONTACT, "Contact", "Contact");
}

/* ----------------------------------------------------------------------------- rows */

/* Of Final Draft's own title pages: 1 and 7.5 inches. */
#define TITLE_LEFT 7200
#define TITLE_RIGHT 54000

/* The text of a template's title has none. */
static uint32_t
emphasis_of(const struct pl_fdx_paragraph *paragraph)
{
	const struct pl_fdx_run *first = paragraph->first;
	return first == NULL ? 0 : pl_fdx_run_style(paragraph, first) & PL_FDX_EMPHASIS;
}

static struct platen_style
style_of(const struct pl_fdx_paragraph *paragraph)
{
	const struct pl_fdx_format *format = paragraph->format;
	unsigned box = PL_FDX_HAS_LEFT | PL_FDX_HAS_RIGHT;
	bool has_box = (format->given & box) == box && format->left_indent >= 0 &&
		       format->right_indent > format->left_indent;
	return (struct platen_style){
		.left = has_box ? format->left_indent : TITLE_LEFT,
		.first = has_box ? format->left_indent : TITLE_LEFT,
		.right = has_box ? format->right_indent : TITLE_RIGHT,
		.half_lines = 2,
		.align = pl_fdx_align(format),
		.is_caps = pl_fdx_has_caps(paragraph),
	};
}

/* It has no room beside the line before it, or stands behind a second tab, whose place is unknown.
 */
static bool
is_crowded(const struct pl_fdx_title_line *line, const struct platen_style *style)
{
	size_t cells = (size_t)(style->right - style->left) / 720;
	return line[-1].is_behind_tab || line[-1].text.length + line->text.length >= cells;
}

/* Not for a page whose entries do not hold all of its lines. */
static void
keep_rows(struct pl_fdx_title *title)
{
	struct platen_document *document = title->reader->document;
	struct pl_title_row *rows = pl_fdx_need(title->reader, title->count * sizeof(*rows));
	const struct pl_fdx_paragraph *before = NULL;
	struct platen_style style = {0};
	uint32_t next = 0;
	for (size_t i = 0; rows != NULL && i < title->count; i++) {
		const struct pl_fdx_title_line *line = &title->lines[i];
		bool is_beside = line->row + 1 == next;
		if (line->paragraph != before) {
			style = style_of(line->paragraph);
		}
		if (line->node == NULL ||
		    (is_beside && (!line->is_behind_tab || is_crowded(line, &style)))) {
			return;
		}
		rows[i] = (struct pl_title_row){
			.entry = line->node,
			.start = line->node_start,
			.end = line->node_end,
			.above = is_beside ? 0 : line->row - next,
			.is_beside = is_beside,
			.style = style,
		};
		if (title->has_template_title && line->role == PL_TITLE_TITLE) {
			rows[i].style.emphasis = emphasis_of(line->paragraph);
		}
		if (line->is_behind_tab) {
			/* where a tab leads to is lost, but it is mostly the other side */
			rows[i].style.align = PLATEN_ALIGN_RIGHT;
		}
		before = line->paragraph;
		next = line->row + 1;
	}
	document->title_rows = rows;
	document->title_row_count = title->count;
}

/* --------------------------------------------------------------------- front matter */

static void
add_front(struct pl_fdx_title *title)
{
	struct pl_fdx_reader *reader = title->reader;
	struct platen_node *root = reader->document->root;
	const struct pl_fdx_paragraph *end = title->rest;
	for (const struct pl_fdx_paragraph *p = title->rest; p != NULL; p = p->next) {
		end = pl_fdx_has_text(p) ? p->next : end;
	}
	if (end != title->rest) {
		pl_fdx_build_paragraphs(reader, title->rest, end);
		pl_fdx_append_node(reader, root, PLATEN_PAGE_BREAK,
				   root->last != NULL ? root->last->from : title->rest->from);
	}
}

void
pl_fdx_build_title(struct pl_fdx_reader *reader)
{
	struct pl_fdx_title title = {.reader = reader};
	struct pl_fdx_title_note note = {0};
	pl_fdx_title_note_read(reader, &note);
	collect(&title);
	pl_fdx_title_note_match(&note, &title);
	pl_fdx_title_name_lines(&title);
	title.has_template_title = is_template_title(&title);
	if (title.count > 0 || note.note != NULL) {
		struct platen_node *page = pl_fdx_append_node(
			reader, reader->document->root, PLATEN_TITLE_PAGE,
			title.count > 0 ? title.lines[0].paragraph->from : note.note->from);
		if (!note.holds) {
			add_entries(&title, page);
		}
		pl_fdx_title_note_add(&note, &title, page);
	}
	keep_rows(&title);
	add_front(&title);
}
