/*
 * The title page, as Final Draft's template has it:
 *
 *	slot 18			THE TITLE			centred on the sheet
 *	     22			Written by
 *	     25			Author
 *	     30			Based on ...
 *	     .
 *	     .	Contact, copyright			Draft date
 *	     54	ending in the last slot		       in the last slot
 *
 * Known keys have their place. Keys which set up a program are not printed. Any other key is
 * printed with its name, lower left, so that nothing the writer typed is lost. What does not fit
 * goes on to another sheet. A title page which a Final Draft file has line by line is set line by
 * line.
 */
#include "layout/flow.h"

#define MIL(mil) ((mil)*72 / 10)
#define FIRST_SLOT 18

enum zone {
	ZONE_CENTER,
	ZONE_LEFT,
	ZONE_RIGHT,
};

/* Where a role is printed. Rows of one zone are printed in this order, then in the order they were
 * typed. */
static const struct place {
	enum pl_title_role role;
	enum zone zone;
	uint32_t gap; /* empty lines above it, unless it is the first of its zone */
} places[] = {
	{PL_TITLE_TITLE, ZONE_CENTER, 0},  {PL_TITLE_CREDIT, ZONE_CENTER, 3},
	{PL_TITLE_AUTHOR, ZONE_CENTER, 2}, {PL_TITLE_SOURCE, ZONE_CENTER, 4},
	{PL_TITLE_NOTES, ZONE_LEFT, 1},    {PL_TITLE_COPYRIGHT, ZONE_LEFT, 1},
	{PL_TITLE_CONTACT, ZONE_LEFT, 1},  {PL_TITLE_CORNER, ZONE_LEFT, 1},
	{PL_TITLE_UNKNOWN, ZONE_LEFT, 0},  {PL_TITLE_DRAFT, ZONE_RIGHT, 0},
	{PL_TITLE_DATE, ZONE_RIGHT, 0},
};
#define PLACE_COUNT (sizeof(places) / sizeof(places[0]))

#define CENTERED .left = MIL(1000), .first = MIL(1000), .right = MIL(7500)

/* As Final Draft's files have it (6 of 6 of the corpus), unless the writer gave it an emphasis of
 * its own. */
static const struct platen_style title_style = {CENTERED, .align = PLATEN_ALIGN_CENTER,
						.is_caps = true,
						.emphasis = PLATEN_BOLD | PLATEN_UNDERLINE};
static const struct platen_style center_style = {CENTERED, .align = PLATEN_ALIGN_CENTER};
static const struct platen_style left_style = {
	.left = MIL(1000), .first = MIL(1000), .right = MIL(4250)};
static const struct platen_style wide_left_style = {CENTERED};
static const struct platen_style right_style = {
	.left = MIL(4250), .first = MIL(4250), .right = MIL(7500), .align = PLATEN_ALIGN_RIGHT};

/* A row in its place; slots count on over the sheets. */
struct title_row {
	struct pl_layout_paragraph *paragraph;
	struct pl_layout_span span;
	uint32_t slot;
};

struct title {
	struct pl_layout_flow *flow;
	const struct platen_node *page;
	struct title_row *rows;
	size_t count, capacity;
	bool has_right, has_credits; /* more than one credit */
};

/* -------------------------------------------------------------------------- rows */

static const struct platen_style *
style_of(const struct title *title, const struct platen_node *entry, enum zone zone)
{
	switch (zone) {
	case ZONE_CENTER:
		return pl_node_more(entry)->role == PL_TITLE_TITLE && !pl_node_has_emphasis(entry)
			       ? &title_style
			       : &center_style;
	case ZONE_RIGHT: return &right_style;
	case ZONE_LEFT: return title->has_right ? &left_style : &wide_left_style;
	}
	return &center_style;
}

/* An unknown key says nothing without its name: "Phone: 555". */
static bool
set_text_with_key(struct title *title, struct pl_layout_paragraph *paragraph)
{
	const struct platen_node *entry = paragraph->node;
	size_t key = pl_node_more(entry)->label.length;
	char *text = pl_arena_alloc(title->flow->arena, key + 2 + entry->text.length);
	struct pl_run *runs = pl_arena_array(title->flow->arena,
					     (size_t)pl_node_run_count(entry) + 1, sizeof(*runs));
	if (text == NULL || runs == NULL) {
		return false;
	}
	memcpy(text, pl_node_more(entry)->label.data, key);
	memcpy(text + key, ": ", 2);
	if (entry->text.length > 0) {
		memcpy(text + key + 2, entry->text.data, entry->text.length);
	}
	runs[0] = (struct pl_run){.end = (uint32_t)key + 2, .from = entry->from};
	for (uint32_t i = 0; i < pl_node_run_count(entry); i++) {
		runs[i + 1] = pl_node_run(entry, i);
		runs[i + 1].start += (uint32_t)key + 2;
		runs[i + 1].end += (uint32_t)key + 2;
	}
	paragraph->text = (struct pl_str){text, key + 2 + entry->text.length};
	paragraph->runs = runs;
	paragraph->run_count = pl_node_run_count(entry) + 1;
	return true;
}

/* The rows of a paragraph's text from byte `start` on, the first at *slot; *slot is then the one
 * after the last. */
static bool
add_paragraph(struct title *title, const struct pl_layout_paragraph *made, uint32_t start,
	      uint32_t *slot)
{
	struct pl_arena *arena = title->flow->arena;
	struct pl_layout_paragraph *paragraph = pl_arena_alloc(arena, sizeof(*paragraph));
	if (paragraph == NULL) {
		return false;
	}
	*paragraph = *made;
	uint32_t capacity =
		pl_layout_style_capacity(paragraph->style->right - paragraph->style->left);
	struct pl_layout_span span = {.next = start};
	do {
		struct title_row *rows = pl_arena_grow(arena, title->rows, title->count,
						       &title->capacity, sizeof(*rows));
		if (rows == NULL) {
			return false;
		}
		title->rows = rows;
		pl_layout_wrap_row(paragraph->text, span.next, capacity, &span);
		rows[title->count++] = (struct title_row){paragraph, span, (*slot)++};
	} while (!span.is_last);
	return true;
}

static bool
add_entry(struct title *title, const struct platen_node *entry, enum zone zone, bool with_key,
	  uint32_t *slot)
{
	struct pl_layout_paragraph paragraph = {
		.node = entry,
		.style = style_of(title, entry, zone),
		.kind = PLATEN_TITLE_ENTRY,
		.text = entry->text,
		.runs = pl_node_more(entry)->runs,
		.run_count = pl_node_run_count(entry),
	};
	return (!with_key || set_text_with_key(title, &paragraph)) &&
	       add_paragraph(title, &paragraph, 0, slot);
}

/* Whether the entry is printed at this place. If there are several credits, names are printed at
 * the place of the credits, in the order of the file: each credit stands above its names. */
static bool
is_at(const struct title *title, const struct platen_node *entry, const struct place *place)
{
	enum pl_title_role role = pl_node_more(entry)->role;
	role = title->has_credits && role == PL_TITLE_AUTHOR ? PL_TITLE_CREDIT : role;
	return entry->kind == PLATEN_TITLE_ENTRY && role == place->role &&
	       (pl_node_more(entry)->value_count > 0 || role == PL_TITLE_UNKNOWN);
}

/* Empty lines above an entry, unless it is the first of its zone. */
static uint32_t
gap_above(const struct title *title, const struct platen_node *entry, const struct place *place,
	  bool is_first_credit)
{
	if (title->has_credits && place->role == PL_TITLE_CREDIT && !is_first_credit) {
		return pl_node_more(entry)->role == PL_TITLE_CREDIT ? 2 : 1;
	}
	return place->gap;
}

/* All entries of a zone, from slot 1 on. *height is their last slot. */
static bool
add_zone(struct title *title, enum zone zone, uint32_t *height)
{
	uint32_t slot = 1;
	for (size_t i = 0; i < PLACE_COUNT; i++) {
		const struct place *place = &places[i];
		bool is_first = true;
		for (const struct platen_node *n = place->zone == zone ? title->page->first : NULL;
		     n != NULL; n = n->next) {
			if (!is_at(title, n, place)) {
				continue;
			}
			slot += slot == 1 ? 0 : gap_above(title, n, place, is_first);
			is_first = false;
			if (!add_entry(title, n, zone, place->role == PL_TITLE_UNKNOWN, &slot)) {
				return false;
			}
		}
	}
	*height = slot - 1;
	return true;
}

static bool
has_right_zone(const struct title *title)
{
	for (const struct platen_node *n = title->page->first; n != NULL; n = n->next) {
		for (size_t i = 0; i < PLACE_COUNT; i++) {
			if (places[i].zone == ZONE_RIGHT && is_at(title, n, &places[i])) {
				return true;
			}
		}
	}
	return false;
}

/* Rows [from, to) move down by `slots`. */
static void
move_down(struct title *title, size_t from, size_t to, uint32_t slots)
{
	for (size_t i = from; i < to; i++) {
		title->rows[i].slot += slots;
	}
}

static uint32_t
larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* The page as its file has it. */
static bool
add_own_rows(struct title *title, uint32_t *last_slot)
{
	const struct platen_document *document = title->flow->document;
	uint32_t slot = 1;
	for (size_t i = 0; i < document->title_row_count; i++) {
		const struct pl_title_row *row = &document->title_rows[i];
		struct pl_layout_paragraph paragraph = {
			.node = row->entry,
			.style = &row->style,
			.kind = PLATEN_TITLE_ENTRY,
			.text = pl_str_slice(row->entry->text, 0, row->end),
			.runs = pl_node_more(row->entry)->runs,
			.run_count = pl_node_run_count(row->entry),
		};
		slot = slot + row->above - row->is_beside;
		if (!add_paragraph(title, &paragraph, row->start, &slot)) {
			return false;
		}
	}
	*last_slot = slot - 1;
	return true;
}

/* The rows of the left and the right zone end in the last slot of the sheet, or begin below the
 * centred ones. These begin further up where that makes one sheet enough. */
static bool
add_by_role(struct title *title, uint32_t *last_slot)
{
	uint32_t lines = title->flow->settings->title_lines, center, left, right;
	title->has_credits = pl_title_has_credits(title->page);
	title->has_right = has_right_zone(title);
	if (!add_zone(title, ZONE_CENTER, &center)) {
		return false;
	}
	size_t first_left = title->count;
	if (!add_zone(title, ZONE_LEFT, &left)) {
		return false;
	}
	size_t first_right = title->count;
	if (!add_zone(title, ZONE_RIGHT, &right)) {
		return false;
	}
	uint32_t foot = larger(left, right), above = FIRST_SLOT - 1;
	/* one empty line between what is centred and what is not */
	uint32_t height = center + (center > 0 && foot > 0) + foot;
	if (above + height > lines && height <= lines) {
		above = lines - height;
	}
	uint32_t top = center > 0 ? above + height - foot : 0;
	uint32_t left_top = left < lines ? larger(lines - left, top) : top;
	uint32_t right_top = right < lines ? larger(lines - right, top) : top;
	move_down(title, 0, first_left, above);
	move_down(title, first_left, first_right, left_top);
	move_down(title, first_right, title->count, right_top);
	*last_slot =
		larger(center > 0 ? above + center : 0,
		       larger(left > 0 ? left_top + left : 0, right > 0 ? right_top + right : 0));
	return true;
}

static bool
add_all(struct title *title, uint32_t *last_slot)
{
	return title->flow->document->title_row_count > 0 ? add_own_rows(title, last_slot)
							  : add_by_role(title, last_slot);
}

/* ------------------------------------------------------------------------- pages */

static bool
put_rows(struct title *title, struct platen_pages *pages, struct pl_layout_sheet *sheets,
	 uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		sheets[i].page = &pages->pages[i];
		sheets[i].page->is_title = true;
		sheets[i].page->from = title->page->from;
	}
	for (size_t i = 0; i < title->count; i++) {
		const struct title_row *row = &title->rows[i];
		uint32_t lines = title->flow->settings->title_lines;
		bool is_first = row->span.start == 0;
		struct pl_layout_line_spec spec = {
			.paragraph = row->paragraph,
			.start = row->span.start,
			.end = row->span.end,
			.x = pl_layout_row_left(row->paragraph->style, row->span.width, is_first),
			.slot = (int32_t)((row->slot - 1) % lines) + 1,
			.role = PLATEN_ROLE_TITLE,
			.is_continued = !is_first,
		};
		if (!pl_layout_sheet_put(title->flow, &sheets[(row->slot - 1) / lines], &spec)) {
			return false;
		}
	}
	for (uint32_t i = 0; i < count; i++) {
		if (!pl_layout_sheet_end(title->flow, &sheets[i], 0)) {
			return false;
		}
	}
	return true;
}

bool
pl_layout_set_title_pages(struct pl_layout_flow *flow, uint32_t front, uint32_t body,
			  bool is_wanted, struct platen_pages *pages)
{
	struct title title = {.flow = flow, .page = flow->document->root->first};
	uint32_t last_slot = 0;
	bool has_page = title.page != NULL && title.page->kind == PLATEN_TITLE_PAGE;
	if (is_wanted && has_page && !add_all(&title, &last_slot)) {
		return false;
	}
	pages->title_page_count = title.count == 0 ? 0
						   : (last_slot + flow->settings->title_lines - 1) /
							     flow->settings->title_lines;
	uint32_t sheet_count = pages->title_page_count;
	pages->title_page_count += front;
	pages->page_count = pages->title_page_count + body;
	if (pages->page_count > PLATEN_PAGES_MAX) {
		flow->is_too_large = true;
		return false;
	}
	pages->pages = pl_arena_array(flow->arena, pages->page_count, sizeof(*pages->pages));
	struct pl_layout_sheet *sheets = pl_arena_array(flow->arena, sheet_count, sizeof(*sheets));
	return pages->pages != NULL && sheets != NULL &&
	       put_rows(&title, pages, sheets, sheet_count);
}
