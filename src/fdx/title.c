/*
 * The title page. Final Draft has no keys, only lines; what they are is told from where they stand and
 * how they begin:
 *
 *	centered	first group		Title
 *			"Written by", "by"	Credit
 *			the next		Author
 *			"Based on ..."		Source
 *	at the sides	with a date		Draft date
 *			(c), Copyright		Copyright
 *			the rest		Contact
 *
 * An empty line ends a group; a line with a tab is two, left and right. Further pages (a cast, a quote)
 * are front matter: nodes before the body. Keys of Fountain which have no place on the page come back
 * from the note which our own writer keeps them in.
 */
#include "fdx/title.h"

/* --------------------------------------------------------------------------- lines */

static bool
put_line(struct pl_draft_title *title, const struct pl_title_line *line)
{
	struct pl_title_line *lines = pl_arena_grow(&title->draft->arena, title->lines,
						    title->count, &title->capacity, sizeof(*lines));
	if (lines == NULL) {
		return false;
	}
	title->lines = lines;
	lines[title->count++] = *line;
	return true;
}

static void
end_group(struct pl_draft_title *title)
{
	if (title->count > 0) {
		title->lines[title->count - 1].ends_group = true;
	}
}

/* Bytes [start, end) of the paragraph's text. "Written by Nora Okoro" is two lines, but for one in place of
 * the title: "By the Sea". */
static bool
add_line(struct pl_draft_title *title, const struct pl_draft_paragraph *paragraph,
	 struct pl_str raw, size_t start, size_t end)
{
	struct pl_str text = pl_draft_trim(pl_str_slice(raw, start, end));
	if (text.length == 0) {
		end_group(title);
		return true;
	}
	size_t credit = title->count == 0 ? 0 : pl_title_credit_length(text);
	struct pl_str parts[2] = {
		pl_str_slice(text, 0, credit),
		pl_draft_trim(pl_str_slice(text, credit, text.length)),
	};
	for (size_t i = 0; i < 2; i++) {
		struct pl_title_line line = {
			.paragraph = paragraph,
			.text = parts[i],
			.start = (uint32_t)(parts[i].data - raw.data),
			.is_centered = paragraph->format.align == PL_ALIGN_CENTER,
			.is_next_line = start > 0 && raw.data[start - 1] == '\n',
		};
		line.end = line.start + (uint32_t)parts[i].length;
		if (parts[i].length > 0 && !put_line(title, &line)) {
			return false;
		}
	}
	return true;
}

/* The text of a paragraph as it stands in the file, its runs side by side. */
struct pl_str
pl_title_raw_text(struct pl_draft *draft, const struct pl_draft_paragraph *paragraph)
{
	char *copy = pl_arena_alloc(&draft->arena, (size_t)paragraph->length + 1);
	size_t length = 0;
	if (copy != NULL) {
		for (const struct pl_draft_run *run = paragraph->first; run != NULL;
		     run = run->next) {
			memcpy(copy + length, draft->pool.data + run->start, run->end - run->start);
			length += run->end - run->start;
		}
	}
	return (struct pl_str){copy, length};
}

/* Sets *count to the lines which the paragraph takes. */
static bool
add_lines(struct pl_draft_title *title, const struct pl_draft_paragraph *paragraph, uint32_t *count)
{
	*count = 1;
	if (paragraph->length == 0) {
		return add_line(title, paragraph, PL_STR(""), 0, 0);
	}
	struct pl_str raw = pl_title_raw_text(title->draft, paragraph);
	if (raw.data == NULL) {
		return false;
	}
	if (paragraph->format.space_above > 0) {
		end_group(title);
	}
	size_t start = 0;
	for (size_t at = 0; at <= raw.length; at++) {
		bool is_break = at < raw.length && (raw.data[at] == '\n' || raw.data[at] == '\t');
		if (at < raw.length && !is_break) {
			continue;
		}
		bool is_blank_half = at < raw.length && raw.data[at] == '\t' &&
				     pl_draft_trim(pl_str_slice(raw, start, at)).length == 0;
		if (!is_blank_half && !add_line(title, paragraph, raw, start, at)) {
			return false;
		}
		*count += at < raw.length && raw.data[at] == '\n';
		start = at + 1;
	}
	return true;
}

/* The margins are those of the body; a title page has an inch. */
static uint32_t
lines_of_page(const struct pl_setup *setup)
{
	int32_t height = setup->height > 3 * 7200 ? setup->height : 11 * 7200;
	return (uint32_t)((height - 2 * 7200) / 1200);
}

/* The lines of the first page. */
static bool
collect(struct pl_draft_title *title)
{
	uint32_t used = 0, most = lines_of_page(title->draft->document->setup);
	bool is_first = true;
	const struct pl_draft_paragraph *p = title->draft->title.first;
	for (; p != NULL; p = p->next) {
		uint32_t count, above = is_first ? 0 : (uint32_t)p->format.space_above;
		bool is_next_page = p->format.starts_page && !is_first;
		if (is_next_page ||
		    (used + above >= most && pl_draft_has_text(title->draft, p))) {
			break;
		}
		if (!add_lines(title, p, &count)) {
			return false;
		}
		used += above + count;
		is_first = false;
	}
	title->rest = p;
	end_group(title);
	return true;
}

/* ---------------------------------------------------------------------------- nodes */

/* A title which is underlined capitals is that by the template, not by its writer. */
static bool
is_template_title(const struct pl_draft_title *title)
{
	const struct pl_draft_paragraph *before = NULL;
	for (size_t i = 0; i < title->count; i++) {
		const struct pl_draft_paragraph *paragraph = title->lines[i].paragraph;
		if (title->lines[i].entry != PL_ENTRY_TITLE || paragraph == before) {
			continue;
		}
		for (const struct pl_draft_run *run = paragraph->first; run != NULL;
		     run = run->next) {
			if ((pl_draft_run_style(paragraph, run) & PL_DRAFT_CAPS) != 0) {
				return true;
			}
		}
		before = paragraph;
	}
	return false;
}

static bool
set_values(struct pl_draft_title *title, struct platen_node *node, enum pl_title_entry entry)
{
	struct pl_draft_shape shape = {
		.is_plain = entry == PL_ENTRY_TITLE && is_template_title(title),
		.keeps_case = true,
	};
	struct pl_draft_writing writing;
	bool is_done = true;
	pl_draft_text_init(&writing, title->draft, node, shape);
	for (size_t i = 0; i < title->count && is_done; i++) {
		const struct pl_title_line *line = &title->lines[i];
		if (line->entry != entry) {
			continue;
		}
		if (node->value_count++ > 0) {
			is_done = pl_draft_text_break(&writing, line->paragraph->from);
		}
		is_done = is_done &&
			  pl_draft_text_add(&writing, line->paragraph, line->start, line->end);
		if (line->paragraph->source_end > node->source_end) {
			node->source_end = line->paragraph->source_end;
		}
	}
	return pl_draft_text_end(&writing) && is_done;
}

static bool
add_entry(struct pl_draft_title *title, struct platen_node *page, enum pl_title_entry entry)
{
	static const char *const keys[PL_ENTRY_COUNT][2] = {
		[PL_ENTRY_TITLE] = {"Title", "Title"},
		[PL_ENTRY_CREDIT] = {"Credit", "Credit"},
		[PL_ENTRY_AUTHOR] = {"Author", "Authors"},
		[PL_ENTRY_SOURCE] = {"Source", "Source"},
		[PL_ENTRY_DRAFT_DATE] = {"Draft date", "Draft date"},
		[PL_ENTRY_COPYRIGHT] = {"Copyright", "Copyright"},
		[PL_ENTRY_CONTACT] = {"Contact", "Contact"},
	};
	const struct pl_title_line *first = NULL;
	for (size_t i = 0; i < title->count && first == NULL; i++) {
		first = title->lines[i].entry == entry ? &title->lines[i] : NULL;
	}
	if (first == NULL) {
		return true;
	}
	struct platen_node *node = pl_node_append(title->draft->document, page, PLATEN_TITLE_ENTRY,
						  first->paragraph->from);
	if (node == NULL || !set_values(title, node, entry)) {
		return false;
	}
	node->label = pl_str_of(keys[entry][node->value_count > 1]);
	return true;
}

/* --------------------------------------------------------------------- front matter */

static bool
add_front(struct pl_draft_title *title)
{
	struct pl_draft *draft = title->draft;
	const struct pl_draft_paragraph *end = title->rest;
	for (const struct pl_draft_paragraph *p = title->rest; p != NULL; p = p->next) {
		end = pl_draft_has_text(draft, p) ? p->next : end;
	}
	if (end == title->rest) {
		return true;
	}
	return pl_draft_build_paragraphs(draft, title->rest, end) &&
	       pl_node_append(draft->document, draft->document->root, PLATEN_PAGE_BREAK,
			      draft->document->root->last->from) != NULL;
}

bool
pl_draft_build_title(struct pl_draft *draft)
{
	struct pl_draft_title title = {.draft = draft};
	struct pl_title_kept kept = {0};
	if (!pl_title_read_kept(draft, &kept) || !collect(&title)) {
		return false;
	}
	pl_title_match_kept(&kept, &title);
	pl_title_name_lines(&title);
	kept.has_template_title = is_template_title(&title);
	if (title.count > 0 || kept.note != NULL) {
		struct platen_node *page = pl_node_append(
			draft->document, draft->document->root, PLATEN_TITLE_PAGE,
			title.count > 0 ? title.lines[0].paragraph->from : kept.note->from);
		if (page == NULL) {
			return false;
		}
		for (enum pl_title_entry entry = 0; entry < PL_ENTRY_COUNT && !kept.holds; entry++) {
			if (!add_entry(&title, page, entry)) {
				return false;
			}
		}
		if (!pl_title_add_kept(draft, page, &kept)) {
			return false;
		}
	}
	return add_front(&title);
}
