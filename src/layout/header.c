/*
 * Header and footer: a pattern of the writer's, centred at the top and bottom of the page. If it is
 * too long for that, it moves left to leave room for the page number; if it is longer than a line,
 * its end is cut off. A Final Draft file brings its own header and footer, with the page number.
 */
#include "layout/flow.h"

/* Margins of the sheet which stay empty. */
#define EDGE (36 * PL_POINT)
#define DOTS PL_STR("...")
#define NAME PL_STR("{name}")

/* From the lower edge of the sheet to the footer's baseline, as in Final Draft. */
#define FOOTER_MARGIN (36 * PL_POINT)

int32_t
pl_layout_header_slot(const struct platen_profile *profile)
{
	return (PL_HEADER_BASELINE - pl_layout_first_baseline(profile)) / PL_LINE + 1;
}

static int32_t
footer_slot(const struct platen_profile *profile, const struct platen_pages *pages)
{
	return (pages->height - FOOTER_MARGIN - pl_layout_first_baseline(profile)) / PL_LINE + 1;
}

/* What the words in braces stand for. */
struct values {
	struct pl_str page, pages, title, date, revision;
	struct pl_str name; /* empty: {name} is not known */
};

/* The value of the word in braces at the start of `text`; *length is that of the word. False: it is
 * only text. */
static bool
find_value(struct pl_str text, const struct values *values, struct pl_str *value, size_t *length)
{
	const struct {
		struct pl_str word;
		struct pl_str value;
	} words[] = {
		{PL_STR("{page}"), values->page},         {PL_STR("{pages}"), values->pages},
		{PL_STR("{title}"), values->title},       {PL_STR("{date}"), values->date},
		{PL_STR("{revision}"), values->revision}, {NAME, values->name},
	};
	size_t count = sizeof(words) / sizeof(words[0]) - (values->name.length == 0);
	for (size_t i = 0; i < count; i++) {
		struct pl_str start = pl_str_slice(text, 0, words[i].word.length);
		if (text.length >= words[i].word.length &&
		    pl_str_equal_ascii_case(start, words[i].word)) {
			*value = words[i].value;
			*length = words[i].word.length;
			return true;
		}
	}
	return false;
}

/* Fill in a pattern, on one line. */
static void
fill_in(struct pl_buffer *to, struct pl_str pattern, const struct values *values)
{
	for (size_t i = 0; i < pattern.length;) {
		struct pl_str value = pl_str_slice(pattern, i, i + 1);
		size_t length = 1;
		if (value.data[0] == '{') {
			find_value(pl_str_slice(pattern, i, pattern.length), values, &value,
				   &length);
		}
		for (size_t j = 0; j < value.length; j++) {
			pl_buffer_put_byte(to, value.data[j] == '\n' ? ' ' : value.data[j]);
		}
		i += length;
	}
}

/* The length of the word in braces at the start of `text`; 0: there is none. */
static size_t
word_length(struct pl_str text)
{
	size_t end = 1;
	if (text.length == 0 || text.data[0] != '{') {
		return 0;
	}
	while (end < text.length && memchr("{}\n", text.data[end], 3) == NULL) {
		end++;
	}
	return end < text.length && text.data[end] == '}' ? end + 1 : 0;
}

/* Report the words in braces that are unknown, or have no value. */
static void
check_pattern(const struct pl_layout_flow *flow, const struct pl_layout_setting *setting,
	      struct pl_str name, const struct values *values)
{
	const struct platen_position nowhere = {0};
	struct platen_position place = setting->entry == NULL ? nowhere : setting->entry->from;
	for (size_t i = 0; i < setting->text.length; i++) {
		struct pl_str value, rest = pl_str_slice(setting->text, i, setting->text.length);
		size_t length = word_length(rest);
		struct pl_word word = pl_word_text(pl_str_slice(rest, 0, length));
		if (length > 0 && !find_value(rest, values, &value, &length)) {
			PL_REPORT(&flow->diag, PL_PATTERN_WORD, place, word, pl_word_text(name));
		} else if (length > 0 && value.length == 0) {
			char letter = pl_ascii_lower(word.text.data[1]);
			PL_REPORT(&flow->diag, PL_PATTERN_EMPTY, place, word, pl_word_text(name),
				  pl_word_text(letter == 'd' ? PL_STR("set a date with --date")
					       : letter == 't'
						       ? PL_STR("set Title: on the title page")
						       : PL_STR("it is the same on all pages")));
		}
	}
}

/* ------------------------------------------------------------------ of the caller */

/* Where a header or footer goes. */
struct place {
	int32_t slot, right;
	enum platen_role role;
	const char *name;
	bool *is_reported; /* as too long */
};

/* Cut off what there is no room for, and put dots in its place. */
static void
shorten(struct pl_layout_flow *flow, struct pl_buffer *text, uint32_t room,
	const struct platen_node *entry, const struct place *place)
{
	struct pl_layout_span span;
	uint32_t dots = pl_text_width(DOTS);
	pl_layout_wrap_row(pl_buffer_str(text), 0, room > dots ? room - dots : 0, &span);
	text->length = span.end;
	pl_buffer_put(text, DOTS);
	if (!*place->is_reported) {
		const struct platen_position nowhere = {0};
		*place->is_reported = true;
		pl_report(&flow->diag, PL_PATTERN_LONG, entry == NULL ? nowhere : entry->from,
			  place->name);
	}
}

/* False: no memory. */
static bool
put(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet,
    const struct pl_layout_setting *pattern, const struct values *values, const struct place *place)
{
	struct pl_buffer buffer = {0};
	if (pattern->text.length == 0) {
		return true;
	}
	fill_in(&buffer, pattern->text, values);
	uint32_t room = place->right > EDGE ? (uint32_t)(place->right - EDGE) / PL_SIXTH : 0;
	if (!buffer.failed && pl_text_width(pl_buffer_str(&buffer)) > room) {
		shorten(flow, &buffer, room, pattern->entry, place);
	}
	struct pl_str text = pl_arena_copy(pl_layout_line_arena(flow), pl_buffer_str(&buffer));
	bool is_copied = !buffer.failed && text.data != NULL;
	pl_buffer_fini(&buffer);
	if (!is_copied) {
		return false;
	}
	const struct platen_style *style =
		&flow->profile->styles[PLATEN_SIDE_NONE][PLATEN_CENTERED];
	int32_t x = pl_layout_row_left(style, pl_text_width(text), true);
	int32_t most = pl_layout_right_aligned(place->right, text);
	x = x > most ? most : x;
	return pl_layout_sheet_put_added(flow, sheet, text, x < EDGE ? EDGE : x, place->slot,
					 place->role, NULL);
}

/* `N.` at the right, not on the first page, unless the script says which it is. */
static bool
put_page_number(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet, bool is_first)
{
	struct pl_str label = sheet->page->label;
	if (is_first && !sheet->page->has_given_label) {
		return true;
	}
	char *text = pl_arena_alloc(pl_layout_line_arena(flow), label.length + 1);
	if (text == NULL) {
		return false;
	}
	memcpy(text, label.data, label.length);
	text[label.length] = '.';
	struct pl_str number = {text, label.length + 1};
	int32_t x = pl_layout_right_aligned(flow->profile->page_number, number);
	return pl_layout_sheet_put_added(flow, sheet, number, x,
					 pl_layout_header_slot(flow->profile),
					 PLATEN_ROLE_PAGE_NUMBER, NULL);
}

/* ---------------------------------------------------------------- of the document */

static bool
put_own_text(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet,
	     const struct pl_margin_text *own, const struct values *values,
	     const struct place *place)
{
	struct pl_buffer buffer = {0};
	fill_in(&buffer, own->text, values);
	uint32_t room = (uint32_t)flow->pages->width / PL_SIXTH;
	if (!buffer.failed && pl_text_width(pl_buffer_str(&buffer)) > room) {
		shorten(flow, &buffer, room, NULL, place);
	}
	/* nothing may stand where a revision would */
	while (buffer.length > 0 && pl_is_space(buffer.data[buffer.length - 1])) {
		buffer.length--;
	}
	struct pl_str text = pl_arena_copy(pl_layout_line_arena(flow), pl_buffer_str(&buffer));
	bool is_copied = !buffer.failed && text.data != NULL;
	pl_buffer_fini(&buffer);
	if (!is_copied) {
		return false;
	}
	if (text.length == 0) {
		return true;
	}
	int32_t x = own->x > 0 ? own->x : flow->pages->width + own->x;
	int32_t width = (int32_t)pl_text_width(text) * PL_SIXTH;
	x -= own->align == PLATEN_ALIGN_LEFT     ? 0
	     : own->align == PLATEN_ALIGN_CENTER ? width / 2
						 : width;
	bool is_number = pl_str_starts(own->text, PL_STR("{page}"));
	return pl_layout_sheet_put_added(flow, sheet, text, x < 0 ? 0 : x,
					 place->slot + (int32_t)own->line,
					 is_number ? PLATEN_ROLE_PAGE_NUMBER : place->role, NULL);
}

static bool
put_own(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet,
	const struct pl_margin_text *own, const struct values *values, const struct place *place)
{
	while (own != NULL && put_own_text(flow, sheet, own, values, place)) {
		own = own->next;
	}
	return own == NULL;
}

/* The values on a page, or on all; `digits` is room for their number. */
static struct values
values_of(const struct pl_layout_flow *flow, const struct pl_layout_page *page,
	  char digits[PL_DECIMAL_SIZE])
{
	const struct platen_node *title = pl_document_title_entry(flow->document, PL_TITLE_TITLE);
	const char *date = flow->settings->options->date;
	return (struct values){
		.page = page == NULL ? PL_STR("") : page->label,
		.pages = pl_str_decimal(platen_pages_count(flow->pages), digits),
		.title = title == NULL ? PL_STR("") : title->text,
		.date = date == NULL ? PL_STR("") : pl_str_of(date),
		.revision =
			page == NULL || page->revision == NULL ? PL_STR("") : page->revision->name,
	};
}

bool
pl_layout_set_watermark(struct pl_layout_flow *flow, struct platen_pages *pages)
{
	const struct pl_layout_setting *watermark =
		&flow->settings->values[PLATEN_OPTION_WATERMARK];
	char digits[PL_DECIMAL_SIZE];
	struct values values = values_of(flow, NULL, digits);
	struct pl_buffer buffer = {0};
	/* it stays as it is until there is one */
	values.name = flow->settings->options->named_watermark ? NAME : values.name;
	check_pattern(flow, watermark, PL_STR("watermark"), &values);
	fill_in(&buffer, watermark->text, &values);
	pages->watermark = pl_arena_copy(flow->arena, pl_buffer_str(&buffer));
	pages->watermark_pattern = pages->watermark;
	bool is_copied = !buffer.failed && pages->watermark.data != NULL;
	pl_buffer_fini(&buffer);
	return is_copied;
}

enum platen_status
platen_pages_set_name(struct platen_pages *pages, const char *name)
{
	if (pages == NULL || name == NULL) {
		return PLATEN_BAD_ARGUMENT;
	}
	struct pl_str pattern = pages->watermark_pattern;
	struct pl_buffer buffer = {0};
	bool is_named = false;
	for (size_t i = 0; i < pattern.length;) {
		bool is_here = pl_str_starts(pl_str_slice(pattern, i, pattern.length), NAME);
		pl_buffer_put(&buffer, is_here ? pl_str_of(name) : pl_str_slice(pattern, i, i + 1));
		is_named |= is_here;
		i += is_here ? NAME.length : 1;
	}
	struct pl_str text =
		pl_arena_copy(&pages->arena, is_named ? pl_buffer_str(&buffer) : pl_str_of(name));
	bool is_copied = !buffer.failed && text.data != NULL;
	pl_buffer_fini(&buffer);
	if (is_copied) {
		pages->watermark = text;
	}
	return is_copied ? PLATEN_OK : PLATEN_NO_MEMORY;
}

static bool
set_header(struct pl_layout_flow *flow, struct pl_layout_sheet *sheet, bool is_first)
{
	const struct pl_layout_setting *header = &flow->settings->values[PLATEN_OPTION_HEADER];
	const struct pl_layout_setting *footer = &flow->settings->values[PLATEN_OPTION_FOOTER];
	const struct pl_setup *setup = flow->document->setup;
	bool is_own = flow->pages->has_own_styles && setup->has_margin_texts;
	char digits[PL_DECIMAL_SIZE];
	const struct values values = values_of(flow, sheet->page, digits);
	/* the page number, its full stop and a blank */
	int32_t number = (int32_t)pl_text_width(sheet->page->label) * PL_SIXTH + 2 * PL_CELL;
	const struct place head = {pl_layout_header_slot(flow->profile),
				   flow->profile->page_number - number, PLATEN_ROLE_HEADER,
				   "header", &flow->header_is_reported};
	const struct place foot = {footer_slot(flow->profile, flow->pages),
				   flow->pages->width - EDGE, PLATEN_ROLE_FOOTER, "footer",
				   &flow->footer_is_reported};
	bool is_put;
	if (is_first) {
		check_pattern(flow, header, PL_STR("header"), &values);
		check_pattern(flow, footer, PL_STR("footer"), &values);
	}
	if (is_own && header->decider == PL_DECIDED_BY_DEFAULT) {
		bool is_shown = setup->has_header && (!is_first || setup->has_header_first);
		is_put = !is_shown || put_own(flow, sheet, setup->header, &values, &head);
	} else {
		is_put = put_page_number(flow, sheet, is_first) &&
			 put(flow, sheet, header, &values, &head);
	}
	if (is_own && footer->decider == PL_DECIDED_BY_DEFAULT) {
		bool is_shown = setup->has_footer && (!is_first || setup->has_footer_first);
		return is_put && (!is_shown || put_own(flow, sheet, setup->footer, &values, &foot));
	}
	return is_put && put(flow, sheet, footer, &values, &foot);
}

static uint32_t
count_texts(const struct pl_margin_text *text)
{
	uint32_t count = 0;
	for (; text != NULL; text = text->next) {
		count++;
	}
	return count;
}

uint32_t
pl_layout_header_room(const struct pl_layout_flow *flow)
{
	const struct pl_layout_setting *values = flow->settings->values;
	const struct pl_setup *setup = flow->document->setup;
	uint32_t header = 1 + (values[PLATEN_OPTION_HEADER].text.length > 0);
	uint32_t footer = values[PLATEN_OPTION_FOOTER].text.length > 0;
	uint32_t own_header = setup == NULL ? 0 : count_texts(setup->header);
	uint32_t own_footer = setup == NULL ? 0 : count_texts(setup->footer);
	return (header > own_header ? header : own_header) +
	       (footer > own_footer ? footer : own_footer);
}

/* Put the lines of a sheet before those of its page. */
static void
put_before(const struct pl_layout_sheet *sheet, struct pl_layout_page *page)
{
	uint32_t count = sheet->page->line_count;
	page->lines -= count;
	page->line_count += count;
	if (count > 0) {
		memcpy(page->lines, sheet->lines, count * sizeof(*page->lines));
	}
}

/* They stand first on their pages, but say how many pages there are. */
bool
pl_layout_set_headers(struct pl_layout_flow *flow, struct pl_layout_page *pages, uint32_t count)
{
	struct pl_layout_sheet sheet = {0};
	for (uint32_t i = 0; i < count; i++) {
		struct pl_layout_page page = pages[i];
		page.line_count = 0;
		sheet.page = &page;
		if (!set_header(flow, &sheet, i == 0)) {
			return false;
		}
		if (flow->pages->has_no_lines) {
			pl_arena_reset(pl_layout_line_arena(flow));
		} else {
			put_before(&sheet, &pages[i]);
		}
	}
	return true;
}
