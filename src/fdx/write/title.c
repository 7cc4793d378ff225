/*
 * The title page. Final Draft has no keys, only lines, and places them by empty lines. Ours stand
 * where its template has them, so that a reader finds them again by their place:
 *
 *	line 18		Title			centered, bold underlined capitals
 *	line 22		Credit
 *	line 25		Author
 *	line 30		Source
 *	to line 54	Draft date, Contact ...	lower left
 *
 * More lines than the template has push down what follows. Further title pages, which are front
 *matter in the document, come after them. Keys and their order are kept in a note, where the page
 * does not tell them.
 */
#include "fdx/write/writer.h"

#define PAGE_LINES 54
#define LINE_CELLS 66
#define PARAGRAPH_DEPTH 3

static const struct platen_node *
title_page_of(const struct pl_fdx *fdx)
{
	const struct platen_node *first = fdx->job->document->root->first;
	return first != NULL && first->kind == PLATEN_TITLE_PAGE ? first : NULL;
}

/* The next entry with values which goes there, from `entry` on; NULL if there is none. */
static const struct platen_node *
next_entry(const struct platen_node *entry, enum pl_title_place place)
{
	while (entry != NULL && (entry->kind != PLATEN_TITLE_ENTRY || entry->value_count == 0 ||
				 pl_title_place_of(pl_title_role_of(entry->label)) != place)) {
		entry = entry->next;
	}
	return entry;
}

/* -------------------------------------------------------------------- paragraphs */

static const struct pl_fdx_format left_line = PLACING(LEFT, 0, INCH(100), INCH(750), 0);
static const struct pl_fdx_format center_line = PLACING(CENTER, 0, INCH(100), INCH(750), 0);

static void
put_empty_lines(struct pl_fdx *fdx, const struct pl_fdx_format *format, uint32_t count)
{
	while (count-- > 0) {
		pl_fdx_put_plain(fdx, PARAGRAPH_DEPTH, format, PL_FDX_COURIER, (struct pl_str){0});
	}
}

/* A title without emphasis of its own gets what Final Draft's own files have. */
static uint32_t
style_of(const struct platen_node *entry, enum pl_title_place place)
{
	return place == PL_PLACE_TITLE && !pl_node_has_emphasis(entry)
		       ? PLATEN_BOLD | PLATEN_UNDERLINE | PL_FDX_CAPS
		       : 0;
}

/* Lines which Final Draft makes of it in the 6.5 inches of the page. */
static uint32_t
rows_of(struct pl_str line)
{
	uint32_t width = pl_text_width(line);
	return width == 0 ? 1 : (width - 1) / (LINE_CELLS * PL_SIXTHS) + 1;
}

/* One value line, bytes [start, end) of the entry's text. *run is the first run which may reach
 * into it, and moves on. */
static void
put_value(struct pl_fdx *fdx, const struct platen_node *entry, const struct pl_fdx_format *format,
	  uint32_t style, uint32_t *run, uint32_t start, uint32_t end)
{
	pl_fdx_put_indent(fdx, PARAGRAPH_DEPTH);
	pl_fdx_put(fdx, "<Paragraph");
	pl_fdx_put_format(fdx, format, (struct pl_str){0}, (struct pl_str){0});
	pl_fdx_put(fdx, ">\n");
	struct pl_fdx_runs runs = {
		.fdx = fdx,
		.depth = PARAGRAPH_DEPTH + 1,
		.font = PL_FDX_COURIER,
	};
	for (; *run < entry->run_count && entry->runs[*run].start < end; ++*run) {
		const struct pl_run *piece = &entry->runs[*run];
		uint32_t from = piece->start > start ? piece->start : start;
		uint32_t to = piece->end < end ? piece->end : end;
		if (from < to) {
			pl_fdx_put_run(&runs, piece->style | style,
				       pl_str_slice(entry->text, from, to));
		}
		if (piece->end > end) {
			break;
		}
	}
	pl_fdx_end_runs(&runs);
	pl_fdx_put_line(fdx, PARAGRAPH_DEPTH, "</Paragraph>");
}

static uint32_t
put_values(struct pl_fdx *fdx, const struct platen_node *entry, enum pl_title_place place)
{
	struct pl_fdx_lines lines = {entry->text, false};
	struct pl_str line;
	const struct pl_fdx_format *format = place == PL_PLACE_FOOT ? &left_line : &center_line;
	uint32_t style = style_of(entry, place), run = 0, start = 0, count = 0;
	while (pl_fdx_next_line(&lines, &line)) {
		uint32_t end = start + (uint32_t)line.length;
		put_value(fdx, entry, format, style, &run, start, end);
		start = end + 1;
		count += rows_of(line);
	}
	return count;
}

/* All entries which go there; an empty line where there is none. Returns the number of rows. */
static uint32_t
put_place(struct pl_fdx *fdx, const struct platen_node *page, enum pl_title_place place)
{
	uint32_t count = 0;
	const struct platen_node *entry = next_entry(page->first, place);
	for (; entry != NULL; entry = next_entry(entry->next, place)) {
		count += put_values(fdx, entry, place);
	}
	if (count == 0) {
		put_empty_lines(fdx, &center_line, 1);
		count = 1;
	}
	return count;
}

static uint32_t
put_center(struct pl_fdx *fdx, const struct platen_node *page)
{
	static const struct {
		enum pl_title_place place;
		uint32_t empty_before;
	} rows[] = {{PL_PLACE_TITLE, 17},
		    {PL_PLACE_CREDIT, 3},
		    {PL_PLACE_AUTHOR, 2},
		    {PL_PLACE_SOURCE, 4}};
	uint32_t count = 0;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		put_empty_lines(fdx, i == 0 ? &left_line : &center_line, rows[i].empty_before);
		count += rows[i].empty_before + put_place(fdx, page, rows[i].place);
	}
	return count;
}

/* With an empty line between two entries. */
static uint32_t
foot_rows(const struct platen_node *page)
{
	uint32_t count = 0;
	const struct platen_node *entry = next_entry(page->first, PL_PLACE_FOOT);
	for (; entry != NULL; entry = next_entry(entry->next, PL_PLACE_FOOT)) {
		struct pl_fdx_lines lines = {entry->text, false};
		struct pl_str line;
		count += count > 0;
		while (pl_fdx_next_line(&lines, &line)) {
			count += rows_of(line);
		}
	}
	return count;
}

static void
put_foot(struct pl_fdx *fdx, const struct platen_node *page)
{
	const struct platen_node *entry = next_entry(page->first, PL_PLACE_FOOT);
	while (entry != NULL) {
		put_values(fdx, entry, PL_PLACE_FOOT);
		entry = next_entry(entry->next, PL_PLACE_FOOT);
		if (entry != NULL) {
			put_empty_lines(fdx, &left_line, 1);
		}
	}
}

/* The pages between the title page and the body. */
static void
put_front(struct pl_fdx *fdx)
{
	const struct platen_document *document = fdx->job->document;
	const struct platen_node *node = document->body == NULL ? NULL : document->root->first;
	bool starts_page = true;
	for (; node != NULL && node != document->body; node = pl_node_following(node)) {
		starts_page |= node->kind == PLATEN_PAGE_BREAK;
		if (node->style == NULL) {
			continue; /* only what is printed has one */
		}
		const struct pl_fdx_paragraph *origin = node->fdx;
		struct pl_fdx_format format = left_line;
		if (origin != NULL) {
			format = pl_fdx_format_over(origin->format, &origin->type->format);
		}
		format.starts_new_page = starts_page;
		starts_page = false;
		uint32_t run = 0;
		put_value(fdx, node, &format, 0, &run, 0, (uint32_t)node->text.length);
	}
}

bool
pl_fdx_has_title_page(const struct pl_fdx *fdx)
{
	return title_page_of(fdx) != NULL || fdx->job->document->body != NULL ||
	       pl_fdx_part_named(fdx->job->document->fdx, "TitlePage") != NULL;
}

static void
put_title_header(struct pl_fdx *fdx)
{
	static const struct pl_fdx_format right_line = PLACING(RIGHT, 0, INCH(125), INCH(-125), 0);
	pl_fdx_put(fdx, "\n"
			"  <TitlePage>\n"
			"    <HeaderAndFooter FooterFirstPage=\"Yes\" FooterVisible=\"No\""
			" HeaderFirstPage=\"No\" HeaderVisible=\"Yes\" StartingPage=\"1\">\n"
			"      <Header>\n"
			"        <Paragraph");
	pl_fdx_put_format(fdx, &right_line, (struct pl_str){0}, (struct pl_str){0});
	pl_fdx_put(fdx, ">\n          <DynamicLabel");
	pl_fdx_put_font(fdx, PL_FDX_COURIER, 0);
	pl_fdx_put(fdx, " Type=\"Page #\"/>\n          <Text");
	pl_fdx_put_font(fdx, PL_FDX_COURIER, 0);
	pl_fdx_put(fdx, ">.</Text>\n"
			"        </Paragraph>\n"
			"      </Header>\n"
			"      <Footer>\n");
	pl_fdx_put_plain(fdx, 4, &right_line, PL_FDX_COURIER, PL_STR(" "));
	pl_fdx_put(fdx, "      </Footer>\n    </HeaderAndFooter>\n");
}

void
pl_fdx_put_title_page(struct pl_fdx *fdx)
{
	static const struct platen_node nothing = {.kind = PLATEN_TITLE_PAGE};
	const struct platen_node *page = title_page_of(fdx);
	const struct pl_fdx_part *part = pl_fdx_part_named(fdx->job->document->fdx, "TitlePage");
	if (part != NULL) {
		pl_fdx_put(fdx, "\n");
		pl_fdx_copy_part(fdx, part, NULL, 0);
		return;
	}
	if (!pl_fdx_has_title_page(fdx)) {
		return;
	}
	page = page != NULL ? page : &nothing;
	put_title_header(fdx);
	pl_fdx_put(fdx, "    <Content>\n");
	uint32_t used = put_center(fdx, page) + foot_rows(page);
	put_empty_lines(fdx, &left_line, used < PAGE_LINES ? PAGE_LINES - used : 1);
	put_foot(fdx, page);
	put_front(fdx);
	pl_fdx_put(fdx, "    </Content>\n"
			"    <TextState Scaling=\"100\" Selection=\"0,0\" ShowInvisibles=\"No\"/>\n"
			"  </TitlePage>\n");
}

/* ------------------------------------------------------------------------- notes */

/* "Key: first value", further values indented below, as Fountain has them. */
static void
describe(struct pl_buffer *text, const struct platen_node *entry)
{
	if (text->length > 0) {
		pl_buffer_put_byte(text, '\n');
	}
	pl_buffer_put(text, entry->label);
	pl_buffer_put_byte(text, ':');
	struct pl_fdx_lines lines = {entry->text, entry->value_count == 0};
	struct pl_str line;
	const char *separator = " ";
	while (pl_fdx_next_line(&lines, &line)) {
		pl_buffer_put(text, pl_str_of(separator));
		pl_buffer_put(text, line);
		separator = "\n    ";
	}
}

static bool
begins(struct pl_str text, const char *word)
{
	size_t length = strlen(word);
	return text.length >= length &&
	       pl_str_equal_ascii_case(pl_str_slice(text, 0, length), pl_str_of(word));
}

static bool
begins_with_one_of(struct pl_str text, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (begins(text, *words)) {
			return true;
		}
	}
	return false;
}

/* It may be taken for a date, or for a draft's name. */
static bool
seems_dated(struct pl_str text)
{
	static const char *const words[] = {"jan",   "feb", "mar",     "apr", "may", "jun",
					    "jul",   "aug", "sep",     "oct", "nov", "dec",
					    "draft", "rev", "version", NULL};
	size_t others = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool is_word_start = i == 0 || strchr(" ,.;:(/-", text.data[i - 1]) != NULL;
		if (is_word_start &&
		    begins_with_one_of(pl_str_slice(text, i, text.length), words)) {
			return true;
		}
		others += strchr("0123456789/-.", text.data[i]) == NULL;
	}
	return others == 0;
}

/* The value says itself what it is: "written by", "Based on ...", "March 4, 2026", "(c) 2026". */
static bool
says_its_role(struct pl_str text, enum pl_title_role role)
{
	static const char *const sources[] = {"based on ", "adapted from ", NULL};
	static const char *const copyrights[] = {"(c)", "copyright", NULL};
	bool has_digit = false;
	for (size_t i = 0; i < text.length; i++) {
		has_digit |= text.data[i] >= '0' && text.data[i] <= '9';
	}
	switch (role) {
	case PL_TITLE_CREDIT:
		return text.length > 3 &&
		       pl_str_equal_ascii_case(pl_str_slice(text, text.length - 3, text.length),
					       PL_STR(" by"));
	case PL_TITLE_SOURCE: return begins_with_one_of(text, sources);
	case PL_TITLE_COPYRIGHT: return begins_with_one_of(text, copyrights);
	case PL_TITLE_DATE: return has_digit && text.length < 30 && seems_dated(text);
	case PL_TITLE_TITLE:
	case PL_TITLE_AUTHOR: return true;
	case PL_TITLE_CONTACT: return !begins_with_one_of(text, copyrights) && !seems_dated(text);
	case PL_TITLE_NOTES:
	case PL_TITLE_DRAFT:
	case PL_TITLE_CORNER:
	case PL_TITLE_LANGUAGE:
	case PL_TITLE_PAPER:
	case PL_TITLE_PROFILE:
	case PL_TITLE_HEADER:
	case PL_TITLE_FOOTER:
	case PL_TITLE_WATERMARK:
	case PL_TITLE_X_OPTIONS:
	case PL_TITLE_SETTING:
	case PL_TITLE_UNKNOWN: return false;
	}
	return false;
}

static bool
is_told_by_values(const struct platen_node *entry)
{
	enum pl_title_role role = pl_title_role_of(entry->label);
	bool is_one = role == PL_TITLE_CREDIT || role == PL_TITLE_SOURCE;
	if (entry->value_count == 0 || (is_one && entry->value_count > 1)) {
		return false;
	}
	struct pl_fdx_lines lines = {entry->text, false};
	struct pl_str line;
	bool is_told = true;
	while (pl_fdx_next_line(&lines, &line)) {
		is_told = is_told && line.length > 0 && says_its_role(line, role);
	}
	return is_told;
}

/* A reader which has but the page names the keys so, in this order; Authors are two and more. */
static bool
is_told_by_page(const struct platen_node *page)
{
	static const char *const usual[] = {"Title",  "Credit",     "Author",    "Authors",
					    "Source", "Draft date", "Copyright", "Contact"};
	size_t next = 0;
	for (const struct platen_node *entry = page->first; entry != NULL; entry = entry->next) {
		if (entry->kind != PLATEN_TITLE_ENTRY) {
			continue;
		}
		while (next < sizeof(usual) / sizeof(usual[0]) &&
		       !pl_str_equal(entry->label, pl_str_of(usual[next]))) {
			next++;
		}
		bool is_many = pl_str_equal(entry->label, PL_STR("Authors"));
		bool is_author = pl_str_equal(entry->label, PL_STR("Author"));
		if (next++ == sizeof(usual) / sizeof(usual[0]) || !is_told_by_values(entry) ||
		    (is_many && entry->value_count == 1) || (is_author && entry->value_count > 1)) {
			return false;
		}
	}
	return true;
}

/* The page as Fountain has it, for a reader to find keys and order again. Who reads the page which
 * was copied finds again what was found in it, so that only what it does not print needs to be
 * said. */
static void
add_keys(struct pl_fdx *fdx, const struct platen_node *page)
{
	const struct platen_document *document = fdx->job->document;
	bool is_copied = document->title_row_count > 0 &&
			 pl_fdx_part_named(document->fdx, "TitlePage") != NULL;
	struct pl_buffer text;
	if (!is_copied && is_told_by_page(page)) {
		return;
	}
	pl_buffer_init(&text);
	for (const struct platen_node *entry = page->first; entry != NULL; entry = entry->next) {
		bool is_printed =
			pl_title_place_of(pl_title_role_of(entry->label)) != PL_PLACE_NOWHERE;
		if (entry->kind == PLATEN_TITLE_ENTRY && !(is_copied && is_printed)) {
			describe(&text, entry);
		}
	}
	fdx->failed |= text.failed;
	if (text.length > 0) {
		struct pl_str kept = pl_arena_copy(&fdx->arena, pl_buffer_str(&text));
		fdx->failed |= kept.data == NULL;
		pl_fdx_add_note(fdx, "Fountain: title page", kept, 0);
	}
	pl_buffer_fini(&text);
}

static void
add_note(struct pl_fdx *fdx, enum platen_kind kind, struct pl_str text)
{
	if (kind == PLATEN_NOTE) {
		pl_fdx_add_note(fdx, "", text, 0);
	} else if (kind == PLATEN_BONEYARD && fdx->job->options->fdx.boneyard_notes) {
		pl_fdx_add_note(fdx, PL_FDX_BONEYARD, text, 0);
	}
}

void
pl_fdx_add_title_notes(struct pl_fdx *fdx)
{
	const struct platen_node *page = title_page_of(fdx);
	if (page == NULL) {
		return;
	}
	add_keys(fdx, page);
	for (const struct platen_node *node = page->first; node != NULL; node = node->next) {
		add_note(fdx, node->kind, node->text);
		for (const struct pl_comment *comment = node->comments; comment != NULL;
		     comment = comment->next) {
			add_note(fdx, comment->kind, comment->text);
		}
	}
}
