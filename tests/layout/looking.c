/* What is asked of pages and their lines again and again. */
#include "checker.h"

void
expect(struct checker *checker, bool holds, const char *rule, uint32_t page, int32_t slot)
{
	if (!holds && checker->broken.rule == NULL) {
		uint32_t body = page + 1 - checker->pages->title_page_count;
		checker->broken = (struct broken){rule, body, slot};
	}
}

bool
is_body(const struct pl_layout_line *line)
{
	return line->role == PLATEN_ROLE_BODY;
}

const struct pl_layout_line *
first_body_line(const struct pl_layout_page *page)
{
	for (uint32_t i = 0; i < page->line_count; i++) {
		if (is_body(&page->lines[i])) {
			return &page->lines[i];
		}
	}
	return NULL;
}

const struct pl_layout_line *
last_body_line(const struct pl_layout_page *page)
{
	const struct pl_layout_line *last = NULL;
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		if (is_body(line) && (last == NULL || line->slot >= last->slot)) {
			last = line;
		}
	}
	return last;
}

const struct platen_node *
block_of(const struct pl_layout_line *line)
{
	const struct platen_node *node = line->node;
	while (node->parent->parent != NULL) {
		node = node->parent;
	}
	return node;
}

/* The speech, which is the left one for what stands between two; or the block. */
const struct platen_node *
column_of(const struct pl_layout_line *line)
{
	const struct platen_node *parent = line->node->parent;
	if (parent->kind == PLATEN_DUAL_DIALOGUE) {
		return parent->first;
	}
	return parent->kind == PLATEN_SPEECH ? parent : line->node;
}

bool
is_heading(const struct platen_node *block)
{
	return block->kind == PLATEN_SCENE_HEADING || block->kind == PLATEN_SHOT;
}

bool
leads(const struct platen_node *block)
{
	return is_heading(block) || block->kind == PLATEN_SECTION || block->kind == PLATEN_SYNOPSIS;
}

bool
is_dual(const struct pl_layout_line *line)
{
	return block_of(line)->kind == PLATEN_DUAL_DIALOGUE;
}

const struct pl_layout_line *
find_role(const struct pl_layout_page *page, enum platen_role role,
	  const struct platen_node *speech)
{
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		if (line->role == role && (speech == NULL || line->node->parent == speech)) {
			return line;
		}
	}
	return NULL;
}

uint32_t
rows_of(const struct pl_layout_page *page, const struct platen_node *column, bool is_any)
{
	uint32_t rows = 0;
	for (uint32_t i = 0; i < page->line_count; i++) {
		const struct pl_layout_line *line = &page->lines[i];
		bool is_text = line->stretch_count > 0 && line->kind != PLATEN_CHARACTER;
		rows += is_body(line) && column_of(line) == column && (is_any || is_text);
	}
	return rows;
}

bool
is_forced_between(const struct platen_node *before, const struct platen_node *after)
{
	for (const struct platen_node *n = before; n != NULL && n != after; n = n->next) {
		if (n->kind == PLATEN_PAGE_BREAK) {
			return true;
		}
	}
	return false;
}

static bool
is_one_of(uint32_t c, const uint32_t *set, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (set[i] == c) {
			return true;
		}
	}
	return false;
}

bool
ends_sentence(const struct pl_layout_line *line)
{
	static const uint32_t stops[] = {'.',    '!',    '?',    0x2026, 0x203D, 0x061F,
					 0x06D4, 0x0964, 0x0965, 0x0589, 0x1362, 0x3002,
					 0xFF01, 0xFF0E, 0xFF1F, 0xFF61};
	static const uint32_t closers[] = {'\'',   '"',    ')',    ']',    '}',    0xBB,   0x2019,
					   0x201D, 0x201C, 0x203A, 0x300B, 0x300D, 0x300F, 0xFF09};
	bool is_end = false;
	for (uint32_t i = 0; i < line->stretch_count; i++) {
		struct pl_str text = line->stretches[i].text;
		for (size_t at = 0; at < text.length;) {
			uint32_t c;
			at += pl_utf8_decode(text.data + at, text.data + text.length, &c);
			bool is_closer = is_one_of(c, closers, sizeof(closers) / sizeof(*closers));
			is_end = is_one_of(c, stops, sizeof(stops) / sizeof(*stops)) ||
				 (is_end && is_closer);
		}
	}
	return is_end;
}
