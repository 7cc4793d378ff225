#include "figures/figures.h"

bool
pl_paragraph_next(struct pl_set_paragraph *paragraph)
{
	struct pl_printed_walk *ahead = &paragraph->ahead;
	if (!paragraph->is_begun) {
		paragraph->is_begun = true;
		paragraph->has_ahead = pl_printed_next(ahead);
	}
	if (!paragraph->has_ahead) {
		return false;
	}
	paragraph->node = ahead->line->node;
	paragraph->first_page = ahead->page;
	paragraph->lines = 0;
	do {
		paragraph->last = ahead->line;
		paragraph->page = ahead->page;
		paragraph->lines++;
		paragraph->has_ahead = pl_printed_next(ahead);
	} while (paragraph->has_ahead && ahead->line->node == paragraph->node);
	return true;
}

/*
 * Lines and speeches come in the same order, save that a dual dialogue longer than a page is set
 * left, right, left, right: then the speech is the one before. NULL for a line of no speech, and
 * for a cue.
 */
struct pl_counted_speech *
pl_speech_of(const struct platen_figures *figures, const struct pl_layout_line *line, size_t *at)
{
	const struct platen_node *speech = line->node->parent;
	if (speech->kind != PLATEN_SPEECH || line->kind == PLATEN_CHARACTER) {
		return NULL;
	}
	if (*at > 0 && figures->speeches[*at - 1].node == speech) {
		return &figures->speeches[*at - 1];
	}
	while (*at < figures->speech_count && figures->speeches[*at].node != speech) {
		++*at;
	}
	return *at < figures->speech_count ? &figures->speeches[*at] : NULL;
}

void
pl_figures_count_printed(struct platen_figures *figures)
{
	struct pl_printed_walk printed = {.pages = figures->pages};
	size_t at = 0;
	while (pl_printed_next(&printed)) {
		struct pl_counted_speech *speech = pl_speech_of(figures, printed.line, &at);
		if (speech == NULL) {
			continue;
		}
		struct pl_counted_character *character = &figures->characters[speech->character];
		speech->lines++;
		character->lines++;
		character->pages += character->last_page != printed.page;
		character->last_page = printed.page;
		if (character->first_page == PL_NONE) {
			character->first_page = printed.page;
		}
	}
}
