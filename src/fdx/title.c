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
#include "fdx/text.h"
#include "fdx/tree.h"

#define PAGE_LINES 54

enum entry {
	TITLE,
	CREDIT,
	AUTHOR,
	SOURCE,
	DRAFT_DATE,
	COPYRIGHT,
	CONTACT,
};
#define ENTRY_COUNT 7

/* A line of the page, and the entry which it goes to. */
struct line {
	const struct pl_draft_paragraph *paragraph;
	struct pl_str text;	/* trimmed, of the raw text */
	uint32_t start, end;	/* bytes of the paragraph's text */
	bool is_centered;
	bool ends_group;	/* an empty line follows, or the end */
	enum entry entry;
};

struct title {
	struct pl_draft *draft;
	struct line *lines;
	size_t count, capacity;
	const struct pl_draft_paragraph *rest;	/* first paragraph of the second page */
};

/* --------------------------------------------------------------------------- lines */

static bool
add_line(struct title *title, const struct pl_draft_paragraph *paragraph, struct pl_str raw,
	 size_t start, size_t end)
{
	struct pl_str text = pl_draft_trim(pl_str_slice(raw, start, end));
	if (text.length == 0) {
		if (title->count > 0) {
			title->lines[title->count - 1].ends_group = true;
		}
		return true;
	}
	struct line *lines = pl_arena_grow(&title->draft->arena, title->lines, title->count,
					   &title->capacity, sizeof(*lines));
	if (lines == NULL) {
		return false;
	}
	title->lines = lines;
	uint32_t at = (uint32_t)(text.data - raw.data);
	lines[title->count++] = (struct line){
		.paragraph = paragraph,
		.text = text,
		.start = at,
		.end = at + (uint32_t)text.length,
		.is_centered = paragraph->format.align == PL_ALIGN_CENTER,
	};
	return true;
}

/* The text of a paragraph as it stands in the file, its runs side by side. */
static struct pl_str
raw_text(struct title *title, const struct pl_draft_paragraph *paragraph)
{
	char *copy = pl_arena_alloc(&title->draft->arena, (size_t)paragraph->length + 1);
	size_t length = 0;
	if (copy != NULL) {
		for (const struct pl_draft_run *run = paragraph->first; run != NULL; run = run->next) {
			memcpy(copy + length, title->draft->pool.data + run->start,
			       run->end - run->start);
			length += run->end - run->start;
		}
	}
	return (struct pl_str){copy, length};
}

/* Sets *count to the lines which the paragraph takes. */
static bool
add_lines(struct title *title, const struct pl_draft_paragraph *paragraph, uint32_t *count)
{
	*count = 1;
	if (paragraph->length == 0) {
		return add_line(title, paragraph, PL_STR(""), 0, 0);
	}
	struct pl_str raw = raw_text(title, paragraph);
	if (raw.data == NULL) {
		return false;
	}
	if (paragraph->format.space_above > 0 && title->count > 0) {
		title->lines[title->count - 1].ends_group = true;
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

/* The lines of the first page. */
static bool
collect(struct title *title)
{
	uint32_t used = 0;
	bool is_first = true;
	const struct pl_draft_paragraph *p = title->draft->title.first;
	for (; p != NULL; p = p->next) {
		uint32_t count, above = is_first ? 0 : (uint32_t)p->format.space_above;
		bool is_next_page = p->format.starts_page && !is_first;
		if (is_next_page ||
		    (used + above >= PAGE_LINES && pl_draft_has_text(title->draft, p))) {
			break;
		}
		if (!add_lines(title, p, &count)) {
			return false;
		}
		used += above + count;
		is_first = false;
	}
	title->rest = p;
	if (title->count > 0) {
		title->lines[title->count - 1].ends_group = true;
	}
	return true;
}

/* -------------------------------------------------------------------------- meaning */

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
begins(struct pl_str text, const char *word)
{
	size_t length = strlen(word);
	return text.length >= length &&
	       pl_str_equal_ascii_case(pl_str_slice(text, 0, length), (struct pl_str){word, length});
}

/* Contains the word, in any case, with no letter before it. */
static bool
has_word(struct pl_str text, const char *word)
{
	for (size_t at = 0; at < text.length; at++) {
		bool is_inside = at > 0 && lower(text.data[at - 1]) >= 'a' &&
				 lower(text.data[at - 1]) <= 'z';
		if (!is_inside && begins(pl_str_slice(text, at, text.length), word)) {
			return true;
		}
	}
	return false;
}

/* "by", "Written by", "Screenplay by": nothing after it but a colon. */
static bool
is_credit(struct pl_str text)
{
	while (text.length > 0 && (text.data[text.length - 1] == ':' ||
				   text.data[text.length - 1] == ' ')) {
		text.length--;
	}
	struct pl_str end = pl_str_slice(text, text.length < 2 ? 0 : text.length - 2, text.length);
	return text.length < 60 && pl_str_equal_ascii_case(end, PL_STR("by")) &&
	       (text.length == 2 || text.data[text.length - 3] == ' ');
}

static bool
is_source(struct pl_str text)
{
	static const char *const beginnings[] = {"based ", "from the ", "adapted ", "inspired ",
						 "suggested ", "after the "};
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++) {
		if (begins(text, beginnings[i])) {
			return true;
		}
	}
	return false;
}

static bool
is_copyright(struct pl_str text)
{
	return begins(text, "(c)") || begins(text, "copyright") ||
	       pl_str_starts(text, PL_STR("\u00A9"));
}

/* "March 4", "2026-01-31", "1/20/2012", "Second draft". */
static bool
is_date(struct pl_str text)
{
	static const char *const words[] = {"draft", "revision", "revised", "rev.", "version"};
	static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
					     "sep", "oct", "nov", "dec"};
	size_t digits = 0, marks = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool is_digit = text.data[i] >= '0' && text.data[i] <= '9';
		digits += is_digit;
		marks += i > 0 && strchr("/-.", text.data[i]) != NULL && text.data[i - 1] >= '0' &&
			 text.data[i - 1] <= '9';
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (has_word(text, words[i])) {
			return true;
		}
	}
	for (size_t i = 0; digits > 0 && i < sizeof(months) / sizeof(months[0]); i++) {
		if (has_word(text, months[i]) && text.length < 30) {
			return true;
		}
	}
	return marks == 2 && digits >= 4 && digits <= 8 && digits + marks == text.length;
}

/* Groups of centered lines, in order. */
static void
name_centered(struct title *title)
{
	enum entry next = TITLE;
	size_t credit = title->count;
	for (size_t i = 0; i < title->count && credit == title->count; i++) {
		credit = title->lines[i].is_centered && is_credit(title->lines[i].text) ? i : credit;
	}
	for (size_t i = 0; i < title->count; i++) {
		struct line *line = &title->lines[i];
		if (!line->is_centered) {
			continue;
		}
		if (i == credit) {
			line->entry = CREDIT;
			next = AUTHOR;
			continue;
		}
		line->entry = is_source(line->text) ? SOURCE : next;
		if (line->ends_group && line->entry == SOURCE) {
			next = SOURCE;
		} else if (line->ends_group && (next == AUTHOR || credit == title->count)) {
			next = next == TITLE ? AUTHOR : SOURCE;
		} else if (line->entry == SOURCE) {
			next = SOURCE;
		}
	}
}

static void
name_sides(struct title *title)
{
	for (size_t i = 0; i < title->count; i++) {
		struct line *line = &title->lines[i];
		if (!line->is_centered) {
			line->entry = is_copyright(line->text) ? COPYRIGHT
				      : is_date(line->text)    ? DRAFT_DATE
							       : CONTACT;
		}
	}
}

static void
name_lines(struct title *title)
{
	bool has_centered = false;
	for (size_t i = 0; i < title->count; i++) {
		has_centered |= title->lines[i].is_centered;
	}
	name_centered(title);
	name_sides(title);
	for (size_t i = 0; i < title->count && !has_centered; i++) {
		title->lines[i].entry = TITLE;
	}
}

/* ---------------------------------------------------------------------------- nodes */

/* A title which is underlined capitals is that by the template, not by its writer. */
static bool
is_template_title(const struct title *title)
{
	for (size_t i = 0; i < title->count; i++) {
		const struct pl_draft_paragraph *paragraph = title->lines[i].paragraph;
		for (const struct pl_draft_run *run = paragraph->first; run != NULL; run = run->next) {
			if (title->lines[i].entry == TITLE &&
			    (pl_draft_run_style(paragraph, run) & PL_DRAFT_CAPS) != 0) {
				return true;
			}
		}
	}
	return false;
}

static bool
set_values(struct title *title, struct platen_node *node, enum entry entry)
{
	struct pl_draft_shape shape = {
		.is_plain = entry == TITLE && is_template_title(title),
		.keeps_case = true,
	};
	struct pl_draft_writing writing;
	bool is_done = true;
	pl_draft_text_init(&writing, title->draft, node, shape);
	for (size_t i = 0; i < title->count && is_done; i++) {
		const struct line *line = &title->lines[i];
		if (line->entry != entry) {
			continue;
		}
		if (node->value_count++ > 0) {
			is_done = pl_draft_text_put(&writing, '\n', 0, line->paragraph->from);
		}
		is_done = is_done && pl_draft_text_add(&writing, line->paragraph, line->start,
						       line->end);
		if (line->paragraph->source_end > node->source_end) {
			node->source_end = line->paragraph->source_end;
		}
	}
	return pl_draft_text_end(&writing) && is_done;
}

static bool
add_entry(struct title *title, struct platen_node *page, enum entry entry)
{
	static const char *const keys[ENTRY_COUNT][2] = {
		[TITLE] = {"Title", "Title"},
		[CREDIT] = {"Credit", "Credit"},
		[AUTHOR] = {"Author", "Authors"},
		[SOURCE] = {"Source", "Source"},
		[DRAFT_DATE] = {"Draft date", "Draft date"},
		[COPYRIGHT] = {"Copyright", "Copyright"},
		[CONTACT] = {"Contact", "Contact"},
	};
	const struct line *first = NULL;
	for (size_t i = 0; i < title->count && first == NULL; i++) {
		first = title->lines[i].entry == entry ? &title->lines[i] : NULL;
	}
	if (first == NULL) {
		return true;
	}
	struct platen_node *node = pl_node_append(title->draft->document, page,
						  PLATEN_TITLE_ENTRY, first->paragraph->from);
	if (node == NULL || !set_values(title, node, entry)) {
		return false;
	}
	node->label = pl_str_of(keys[entry][node->value_count > 1]);
	return true;
}

/* ------------------------------------------------------------- the writer's own note */

/* "Key: value" lines, further values indented; as the writer keeps them. */
static bool
add_kept_line(struct title *title, struct platen_node *page, const struct pl_draft_paragraph *p)
{
	struct pl_draft *draft = title->draft;
	struct pl_str raw = raw_text(title, p);
	if (raw.data == NULL) {
		return false;
	}
	struct platen_node *node = page->last;
	const char *colon = memchr(raw.data, ':', raw.length);
	bool is_value = raw.length > 0 && raw.data[0] == ' ';
	struct pl_draft_writing writing;
	size_t start = 0;
	if (!is_value) {
		if (colon == NULL) {
			return true;
		}
		node = pl_node_append(draft->document, page, PLATEN_TITLE_ENTRY, p->from);
		if (node == NULL) {
			return false;
		}
		start = (size_t)(colon - raw.data) + 1;
		node->label = pl_arena_copy(&draft->document->arena,
					    pl_str_slice(raw, 0, start - 1));
		node->source_end = p->source_end;
		if (node->label.data == NULL) {
			return false;
		}
	}
	if (node == NULL || pl_draft_trim(pl_str_slice(raw, start, raw.length)).length == 0) {
		return true;
	}
	pl_draft_text_init(&writing, draft, node, (struct pl_draft_shape){.keeps_case = true});
	bool is_done = true;
	for (size_t i = 0; i < node->text.length && is_done; i++) {
		/* what the lines before gave it, byte by byte */
		pl_buffer_put_byte(&writing.text, node->text.data[i]);
	}
	writing.runs = node->runs;
	writing.run_count = node->run_count;
	writing.run_capacity = node->run_count;
	if (node->value_count++ > 0) {
		pl_buffer_put_byte(&writing.text, '\n');
	}
	while (start < raw.length && raw.data[start] == ' ') {
		start++;
	}
	is_done = pl_draft_text_add(&writing, p, (uint32_t)start, (uint32_t)raw.length);
	return pl_draft_text_end(&writing) && is_done;
}

static bool
add_kept(struct title *title, struct platen_node *page, const struct pl_draft_note *kept)
{
	for (const struct pl_draft_paragraph *p = kept->body.first; p != NULL; p = p->next) {
		if (!add_kept_line(title, page, p)) {
			return false;
		}
	}
	return true;
}

/* Take the note out of the list. */
static const struct pl_draft_note *
take_kept(struct pl_draft *draft)
{
	struct pl_draft_note *note = draft->notes.first;
	if (note == NULL || note->offset != 0 ||
	    !pl_str_equal(note->name, PL_STR("Fountain: title page"))) {
		return NULL;
	}
	draft->notes.first = note->next;
	draft->notes.last = note->next == NULL ? NULL : draft->notes.last;
	return note;
}

/* --------------------------------------------------------------------- front matter */

static bool
add_front(struct title *title)
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
	struct title title = {.draft = draft};
	const struct pl_draft_note *kept = take_kept(draft);
	if (!collect(&title)) {
		return false;
	}
	name_lines(&title);
	if (title.count > 0 || kept != NULL) {
		struct platen_node *page = pl_node_append(
			draft->document, draft->document->root, PLATEN_TITLE_PAGE,
			title.count > 0 ? title.lines[0].paragraph->from : kept->from);
		if (page == NULL) {
			return false;
		}
		for (enum entry entry = 0; entry < ENTRY_COUNT; entry++) {
			if (!add_entry(&title, page, entry)) {
				return false;
			}
		}
		if (kept != NULL && !add_kept(&title, page, kept)) {
			return false;
		}
	}
	return add_front(&title);
}
