/* Parentheticals over several lines: (a bracket which opens a line, and one which ends a later
 * one). */
#include "fountain/read/reader.h"

/* An opening bracket at the start of a line, waiting for its closing one. */
struct opening {
	uint32_t line;
	size_t depth; /* brackets open before it */
};

struct groups {
	struct pl_fountain_reader *reader;
	struct opening *openings; /* a stack */
	size_t count, capacity;
	size_t depth; /* brackets open now */
};

static bool
push(struct groups *groups, uint32_t line)
{
	struct opening *openings =
		pl_arena_grow(&groups->reader->scratch, groups->openings, groups->count,
			      &groups->capacity, sizeof(*openings));
	if (openings == NULL) {
		return false;
	}
	groups->openings = openings;
	openings[groups->count++] = (struct opening){line, groups->depth};
	return true;
}

/* Go through the brackets of line `index`. */
static bool
scan_brackets(struct groups *groups, struct pl_str line, uint32_t index)
{
	for (size_t at = 0; at < line.length; at++) {
		if (line.data[at] == '(') {
			if (at == 0 && !push(groups, index)) {
				return false;
			}
			groups->depth++;
		} else if (line.data[at] == ')' && groups->depth > 0) {
			groups->depth--;
			if (groups->count == 0 ||
			    groups->openings[groups->count - 1].depth != groups->depth) {
				continue;
			}
			uint32_t opening = groups->openings[--groups->count].line;
			if (at == line.length - 1 && opening < index) {
				groups->reader->lines[opening].group_end = index;
			}
		}
	}
	return true;
}

bool
pl_fountain_find_groups(struct pl_fountain_reader *reader, uint32_t first)
{
	struct groups groups = {.reader = reader};
	for (uint32_t i = first; i < reader->line_count; i++) {
		enum pl_fountain_line_kind kind = reader->lines[i].kind;
		if (kind == PL_LINE_EMPTY || kind == PL_LINE_BONEYARD) {
			break;
		}
		if (!pl_fountain_show_line(reader, &reader->ahead, i)) {
			return false;
		}
		struct pl_str line = pl_fountain_content(&reader->ahead);
		if (pl_fountain_is_page_break(line, &reader->dialect) ||
		    pl_fountain_marker(line, '!', &reader->dialect) > 0) {
			break;
		}
		if (kind != PL_LINE_TEXT || pl_fountain_marker(line, '~', &reader->dialect) > 0) {
			groups.count = groups.depth = 0;
			continue;
		}
		if (!scan_brackets(&groups, pl_fountain_drop_marks(line), i)) {
			return false;
		}
	}
	return true;
}
