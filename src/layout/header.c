/* Header and footer: a pattern of the writer's, set in the middle of the page's head and foot. */
#include "layout/block.h"

/* From the lower edge of the sheet to the footer's baseline, as Final Draft has it. */
#define FOOTER_MARGIN (36 * PL_POINT)

int32_t
pl_header_slot(const struct pl_profile *profile)
{
	return (profile->header_baseline - profile->first_baseline) / PL_LINE + 1;
}

static int32_t
footer_slot(const struct pl_profile *profile, const struct platen_pages *pages)
{
	return (pages->height - FOOTER_MARGIN - profile->first_baseline) / PL_LINE + 1;
}

/* What the patterns may speak of. */
struct values {
	struct pl_str page, pages, title, date;
};

/* The value of the word in braces which `text` begins with; *length is that of the word. Other words
 * are only text. */
static bool
find_value(struct pl_str text, const struct values *values, struct pl_str *value, size_t *length)
{
	const struct {
		struct pl_str word;
		struct pl_str value;
	} words[] = {
		{PL_STR("{page}"), values->page},
		{PL_STR("{pages}"), values->pages},
		{PL_STR("{title}"), values->title},
		{PL_STR("{date}"), values->date},
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (pl_str_starts(text, words[i].word)) {
			*value = words[i].value;
			*length = words[i].word.length;
			return true;
		}
	}
	return false;
}

/* One line of it: what would break it becomes a blank. */
static void
fill_in(struct pl_buffer *to, struct pl_str pattern, const struct values *values)
{
	for (size_t i = 0; i < pattern.length;) {
		struct pl_str value = pl_str_slice(pattern, i, i + 1);
		size_t length = 1;
		if (value.data[0] == '{') {
			find_value(pl_str_slice(pattern, i, pattern.length), values, &value, &length);
		}
		for (size_t j = 0; j < value.length; j++) {
			pl_buffer_put_byte(to, value.data[j] == '\n' ? ' ' : value.data[j]);
		}
		i += length;
	}
}

static bool
put(struct pl_flow *flow, struct pl_sheet *sheet, struct pl_str pattern,
    const struct values *values, int32_t slot, enum pl_role role)
{
	struct pl_buffer buffer;
	pl_buffer_init(&buffer);
	fill_in(&buffer, pattern, values);
	struct pl_str text = pl_arena_copy(flow->arena, pl_buffer_str(&buffer));
	bool is_kept = !buffer.failed && text.data != NULL;
	pl_buffer_fini(&buffer);
	const struct pl_style *style = &flow->profile->styles[PL_SIDE_NONE][PLATEN_CENTERED];
	int32_t x = is_kept ? pl_row_left(style, pl_text_width(text), true) : 0;
	return is_kept && pl_sheet_put_added(flow, sheet, text, x, slot, role, NULL);
}

/* Decimal digits of `number` in the last bytes of `digits`. */
static struct pl_str
decimal(uint32_t number, char digits[10])
{
	size_t at = 10;
	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	return (struct pl_str){digits + at, 10 - at};
}

bool
pl_set_header(struct pl_flow *flow, struct pl_sheet *sheet, const struct platen_pages *pages)
{
	if (flow->header.length == 0 && flow->footer.length == 0) {
		return true;
	}
	char digits[10];
	const struct platen_node *title = pl_document_title_entry(flow->document, "title");
	struct values values = {
		.page = sheet->page->label,
		.pages = decimal(pages->page_count - pages->title_page_count, digits),
		.title = title == NULL ? (struct pl_str){0} : title->text,
		.date = flow->date,
	};
	return (flow->header.length == 0 || put(flow, sheet, flow->header, &values,
						pl_header_slot(flow->profile), PL_ROLE_HEADER)) &&
	       (flow->footer.length == 0 ||
		put(flow, sheet, flow->footer, &values, footer_slot(flow->profile, pages),
		    PL_ROLE_FOOTER));
}
