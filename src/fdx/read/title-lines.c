/* What the lines of a title page are: Final Draft has no keys, so their words and places tell. */
#include "fdx/read/title.h"

/* ----------------------------------------------------------------------------- groups */

/* What is known of the centered lines so far. */
struct centered {
	enum pl_title_role next; /* what a plain line is */
	bool has_title;          /* a group has ended */
	bool has_credit;         /* there is a line of credit on the page */
	bool is_credited;        /* and it was met */
};

static void
name_centered_line(struct pl_fdx_title_line *line, struct centered *state)
{
	enum pl_title_role look = line->look;
	if (look == PL_TITLE_CREDIT) {
		line->role = state->is_credited ? PL_TITLE_AUTHOR : PL_TITLE_CREDIT;
		state->is_credited = true;
		state->has_title = true;
		state->next = PL_TITLE_AUTHOR;
	} else if (look == PL_TITLE_UNKNOWN || !state->has_title) {
		line->role = state->next;
	} else if (look == PL_TITLE_SOURCE || look == PL_TITLE_CONTACT) {
		line->role = state->next = look;
	} else {
		line->role = look == PL_TITLE_COPYRIGHT ? PL_TITLE_COPYRIGHT : PL_TITLE_DATE;
	}
}

static void
end_group(struct centered *state, bool is_joined)
{
	state->has_title = true;
	if (state->next == PL_TITLE_TITLE && !state->has_credit) {
		state->next = PL_TITLE_AUTHOR;
	} else if (state->next != PL_TITLE_TITLE && !is_joined) {
		state->next = PL_TITLE_SOURCE;
	}
}

static void
name_centered(struct pl_fdx_title *title)
{
	struct centered state = {.next = PL_TITLE_TITLE};
	for (size_t i = 0; i < title->count; i++) {
		state.has_credit |=
			title->lines[i].is_centered && title->lines[i].look == PL_TITLE_CREDIT;
	}
	for (size_t i = 0; i < title->count; i++) {
		struct pl_fdx_title_line *line = &title->lines[i];
		if (!line->is_centered) {
			continue;
		}
		name_centered_line(line, &state);
		if (line->ends_group) {
			bool is_joined =
				pl_fdx_title_joins_names(line->text) ||
				(i + 1 < title->count && pl_fdx_title_joins_names(line[1].text)) ||
				line->look == PL_TITLE_CREDIT;
			end_group(&state, is_joined);
		}
	}
}

static void
name_sides(struct pl_fdx_title *title)
{
	enum pl_title_role before = PL_TITLE_UNKNOWN;
	for (size_t i = 0; i < title->count; i++) {
		struct pl_fdx_title_line *line = &title->lines[i];
		enum pl_title_role look = line->look;
		if (look == PL_TITLE_UNKNOWN && line->is_next_line && before == PL_TITLE_DRAFT) {
			look = PL_TITLE_DRAFT; /* "Draft" and its "information", in one paragraph */
		}
		before = look;
		if (!line->is_centered) {
			bool is_date = look == PL_TITLE_DATE || look == PL_TITLE_DRAFT;
			line->role = is_date                      ? PL_TITLE_DATE
				     : look == PL_TITLE_COPYRIGHT ? PL_TITLE_COPYRIGHT
								  : PL_TITLE_CONTACT;
		}
	}
}

/* The line after the group which line number `from` is in; all of them, if there is no such line.
 */
static size_t
end_of_group(const struct pl_fdx_title *title, size_t from)
{
	while (from < title->count && !title->lines[from].ends_group) {
		from++;
	}
	return from < title->count ? from + 1 : title->count;
}

/* A page on which nothing is centered, or only by tabs: what comes up to the names, which follow
 * the credit, is taken for centered; without a credit it is all Title. */
static void
center_by_words(struct pl_fdx_title *title)
{
	size_t end = title->count;
	for (size_t i = 0; i < title->count; i++) {
		if (title->lines[i].is_centered) {
			return;
		}
		if (end == title->count && title->lines[i].look == PL_TITLE_CREDIT) {
			end = i + 1;
		}
	}
	end = end_of_group(title, end);
	if (end < title->count && title->lines[end].look == PL_TITLE_SOURCE) {
		end++;
	}
	for (size_t i = 0; i < end; i++) {
		title->lines[i].is_centered = true;
	}
}

void
pl_fdx_title_name_lines(struct pl_fdx_title *title)
{
	for (size_t i = 0; i < title->count; i++) {
		title->lines[i].look = pl_fdx_title_look(title->lines[i].text);
	}
	center_by_words(title);
	name_centered(title);
	name_sides(title);
}
