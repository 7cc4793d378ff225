/* The list of rules, and running them all. */
#include "lint/rules.h"

/* Lines; see struct platen_check_options. */
#define LONG_SPEECH 27
#define LONG_PARENTHETICAL 3

static pl_lint_rule_fn *const rules[] = {
	pl_lint_page_limits,     pl_lint_baseline,      pl_lint_title_page,
	pl_lint_scene_limit,     pl_lint_speech_limit,  pl_lint_short_pages,
	pl_lint_one_word_lines,  pl_lint_long_speeches, pl_lint_long_parentheticals,
	pl_lint_cue_variants,    pl_lint_cue_case,      pl_lint_silent_cues,
	pl_lint_times,           pl_lint_scene_numbers, pl_lint_mixed_styles,
	pl_lint_unpaired_quotes, pl_lint_line_ends,     pl_lint_suppressions,
};

enum platen_status
pl_lint(const struct platen_pages *pages, const struct platen_check_options *options,
	const struct pl_lint_baseline *baseline, const struct platen_layout_options *layout)
{
	struct platen_check_options filled = *options;
	filled.long_speech = options->long_speech == 0 ? LONG_SPEECH : options->long_speech;
	filled.long_parenthetical =
		options->long_parenthetical == 0 ? LONG_PARENTHETICAL : options->long_parenthetical;
	struct platen_figures *figures;
	enum platen_status status = pl_figures_new(pages, &figures);
	if (status != PLATEN_OK) {
		return status;
	}
	struct pl_lint lint = {
		.pages = pages,
		.document = pages->document,
		.options = &filled,
		.baseline = baseline,
		.layout = layout,
		.figures = figures,
		.diag = &filled.reporter,
	};
	pl_arena_init(&lint.arena);
	bool is_done = true;
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]) && is_done; i++) {
		is_done = rules[i](&lint);
	}
	pl_arena_fini(&lint.arena);
	platen_figures_free(figures);
	return is_done ? PLATEN_OK : PLATEN_NO_MEMORY;
}
