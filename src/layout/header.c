/*
 * Header and footer: a pattern of the writer's, set in the middle of the page's head and foot. What
 * is too long for that gives way to the page number, to the left; what is longer than a line loses
 * its end.
 */
#include "layout/flow.h"
#include "layout/wrap.h"

/* What stays white at the edges of the sheet. */
#define EDGE (36 * PL_POINT)
#define DOTS PL_STR("...")

/* From the lower edge of the sheet to the footer's baseline, as Final Draft has it. */
#define FOOTER_MARGIN (36 * PL_POINT)

int32_t
pl_header_slot(const struct platen_profile *profile)
{
	return (PL_HEADER_BASELINE - pl_first_baseline(profile)) / PL_LINE + 1;
}

static int32_t
footer_slot(const struct platen_profile *profile, const struct platen_pages *pages)
{
	return (pages->height - FOOTER_MARGIN - pl_first_baseline(profile)) / PL_LINE + 1;
}

/* What the patterns may speak of. */
struct values {
	struct pl_str page, pages, title, date;
};

/* The value of the word in braces which `text` begins with; *length is that of the word. Other
 * words are only text. */
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
			find_value(pl_str_slice(pattern, i, pattern.length), values, &value,
				   &length);
		}
		for (size_t j = 0; j < value.length; j++) {
			pl_buffer_put_byte(to, value.data[j] == '\n' ? ' ' : value.data[j]);
		}
		i += length;
	}
}

/* Where it may stand, and what becomes known of it. */
struct place {
	int32_t slot, right;
	enum pl_role role;
	const char *name;
	bool *is_told;
};

/* Take from the text what has no room, and put dots in its place. */
static void
shorten(struct pl_flow *flow, struct pl_buffer *text, uint32_t room, struct platen_position from,
	const struct place *place)
{
	struct pl_span span;
	uint32_t dots = pl_text_width(DOTS);
	pl_wrap_row(pl_buffer_str(text), 0, room > dots ? room - dots : 0, &span);
	text->length = span.end;
	pl_buffer_put(text, DOTS);
	if (!*place->is_told) {
		*place->is_told = true;
		pl_report(&flow->diag, PL_PATTERN_LONG, from, place->name);
	}
}

static bool
put(struct pl_flow *flow, struct pl_sheet *sheet, const struct pl_setting *pattern,
    const struct values *values, const struct place *place)
{
	struct pl_buffer buffer;
	pl_buffer_init(&buffer);
	fill_in(&buffer, pattern->text, values);
	uint32_t room = place->right > EDGE ? (uint32_t)(place->right - EDGE) / PL_SIXTH : 0;
	if (!buffer.failed && pl_text_width(pl_buffer_str(&buffer)) > room) {
		const struct platen_position nowhere = {0};
		shorten(flow, &buffer, room,
			pattern->entry == NULL ? nowhere : pattern->entry->from, place);
	}
	struct pl_str text = pl_arena_copy(flow->arena, pl_buffer_str(&buffer));
	bool is_kept = !buffer.failed && text.data != NULL;
	pl_buffer_fini(&buffer);
	if (!is_kept) {
		return false;
	}
	const struct platen_style *style =
		&flow->profile->styles[PLATEN_SIDE_NONE][PLATEN_CENTERED];
	int32_t x = pl_row_left(style, pl_text_width(text), true);
	int32_t most = place->right - (int32_t)pl_text_width(text) * PL_SIXTH;
	x = x > most ? most : x;
	return pl_sheet_put_added(flow, sheet, text, x < EDGE ? EDGE : x, place->slot, place->role,
				  NULL);
}

bool
pl_set_header(struct pl_flow *flow, struct pl_sheet *sheet, const struct platen_pages *pages)
{
	if (flow->header.text.length == 0 && flow->footer.text.length == 0) {
		return true;
	}
	char digits[PL_DECIMAL_SIZE];
	const struct platen_node *title = pl_document_title_entry(flow->document, PL_TITLE_TITLE);
	struct values values = {
		.page = sheet->page->label,
		.pages = pl_str_decimal(platen_pages_count(pages), digits),
		.title = title == NULL ? (struct pl_str){0} : title->text,
		.date = flow->date,
	};
	/* the label, its full stop and a blank */
	int32_t number = (int32_t)pl_text_width(sheet->page->label) * PL_SIXTH + 2 * PL_CELL;
	const struct place head = {pl_header_slot(flow->profile),
				   flow->profile->page_number - number, PL_ROLE_HEADER, "header",
				   &flow->header_is_told};
	const struct place foot = {footer_slot(flow->profile, pages), pages->width - EDGE,
				   PL_ROLE_FOOTER, "footer", &flow->footer_is_told};
	return (flow->header.text.length == 0 || put(flow, sheet, &flow->header, &values, &head)) &&
	       (flow->footer.text.length == 0 || put(flow, sheet, &flow->footer, &values, &foot));
}
