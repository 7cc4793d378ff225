#include <stdio.h>

#include "lint/rules.h"

static pl_rule_fn *const rules[] = {
	pl_check_page_limits,   pl_check_baseline,
	pl_check_scene_limit,   pl_check_speech_limit,
	pl_check_short_pages,   pl_check_one_word_lines,
	pl_check_long_speeches, pl_check_long_parentheticals,
	pl_check_cue_variants,  pl_check_cue_case,
	pl_check_silent_cues,   pl_check_times,
	pl_check_scene_numbers, pl_check_spaces,
	pl_check_quotes,        pl_check_switches,
};

enum platen_status
pl_check(const struct platen_pages *pages, const struct platen_check_options *options,
	 const struct pl_diag *diag)
{
	struct platen_figures *figures;
	enum platen_status status = pl_figures_new(pages, &figures);
	if (status != PLATEN_OK) {
		return status;
	}
	struct pl_checker checker = {
		.pages = pages,
		.document = pages->document,
		.options = options,
		.figures = figures,
		.diag = diag,
	};
	pl_arena_init(&checker.arena);
	bool is_done = true;
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]) && is_done; i++) {
		is_done = rules[i](&checker);
	}
	pl_arena_fini(&checker.arena);
	platen_figures_free(figures);
	return is_done ? PLATEN_OK : PLATEN_NO_MEMORY;
}

const char *
pl_word_number(struct pl_word *to, uint32_t number)
{
	snprintf(to->text, sizeof(to->text), "%lu", (unsigned long)number);
	return to->text;
}

const char *
pl_word_count(struct pl_word *to, uint32_t number, const char *one)
{
	snprintf(to->text, sizeof(to->text), "%lu %s%s", (unsigned long)number, one,
		 number == 1 ? "" : "s");
	return to->text;
}

const char *
pl_word_text(struct pl_word *to, struct pl_str text)
{
	text = pl_str_clip(text, sizeof(to->text) - 1);
	if (text.length > 0) {
		memcpy(to->text, text.data, text.length);
	}
	to->text[text.length] = '\0';
	return to->text;
}

struct platen_position
pl_text_position(const struct platen_node *node, size_t at)
{
	const struct pl_run *run = NULL;
	for (uint32_t i = 0; i < node->run_count && node->runs[i].start <= at; i++) {
		run = &node->runs[i];
	}
	if (run == NULL) {
		return node->from;
	}
	struct platen_position position = run->from;
	const char *from = node->text.data + run->start, *to = node->text.data + at;
	while (from < to) {
		uint32_t c;
		from += pl_utf8_decode(from, to, &c);
		position.column++;
	}
	position.offset += (uint32_t)(at - run->start);
	return position;
}
