/* Figures that need pages: the printed lines of each scene and character. */
#include "figures/figures.h"

struct pl_figures_speech *
pl_figures_speech_of(const struct platen_figures *figures, const struct pl_layout_line *line,
		     size_t *at)
{
	const struct platen_node *speech = line->node->parent;
	if (speech->kind != PLATEN_SPEECH || line->kind == PLATEN_CHARACTER) {
		return NULL;
	}
	while (figures->speeches[*at].node != speech) {
		++*at;
	}
	return &figures->speeches[*at];
}

void
pl_figures_count_printed(struct platen_figures *figures)
{
	struct pl_layout_lines lines = {0};
	size_t at = 0;
	while (pl_layout_lines_next(figures->pages, &lines)) {
		struct pl_figures_speech *speech =
			pl_figures_speech_of(figures, lines.first->line, &at);
		if (speech == NULL) {
			continue;
		}
		struct pl_figures_character *character = &figures->characters[speech->character];
		speech->lines += (uint32_t)lines.count;
		character->lines += (uint32_t)lines.count;
		for (size_t i = 0; i < lines.count; i++) {
			uint32_t page = lines.first[i].page;
			if (character->first_page == PL_NONE) {
				character->first_page = page;
			}
			/* the same name may speak on both sides of a dual dialogue, which go over
			 * the same pages */
			if (character->last_page == PL_NONE || character->last_page < page) {
				character->pages++;
				character->last_page = page;
			}
		}
	}
}
