/* Each message points at the first place which is past the limit: there is what has to be cut. */
#include "lint/rules.h"

static uint32_t
body_pages(const struct pl_checker *checker)
{
	return platen_pages_count(checker->pages);
}

/* Body page number `number`, from 1; NULL if there is none. */
static const struct pl_layout_page *
page_of(const struct pl_checker *checker, uint32_t number)
{
	bool has_it = number > 0 && number <= body_pages(checker);
	return has_it ? &checker->pages->pages[checker->pages->title_page_count + number - 1]
		      : NULL;
}

static struct platen_position
start_of(const struct pl_layout_page *page)
{
	return page == NULL ? (struct platen_position){.line = 1, .column = 1} : page->from;
}

bool
pl_check_page_limits(struct pl_checker *checker)
{
	const struct platen_check_options *limits = checker->options;
	uint32_t pages = body_pages(checker);
	struct pl_word words[3];
	if (limits->max_pages > 0 && pages > limits->max_pages) {
		const struct pl_layout_page *page = page_of(checker, limits->max_pages + 1);
		pl_report_words(
			checker->diag, PL_MAX_PAGES, page->from,
			(const char *[PL_WORDS_MAX]){pl_word_number(&words[0], pages),
						     pl_word_number(&words[1], limits->max_pages),
						     pl_word_text(&words[2], page->label)});
	}
	if (pages < limits->min_pages) {
		pl_report_words(
			checker->diag, PL_MIN_PAGES, start_of(page_of(checker, pages)),
			(const char *[PL_WORDS_MAX]){pl_word_count(&words[0], pages, "page"),
						     pl_word_number(&words[1], limits->min_pages)});
	}
	return true;
}

bool
pl_check_baseline(struct pl_checker *checker)
{
	const struct platen_check_options *limits = checker->options;
	uint32_t pages = body_pages(checker), baseline = limits->baseline;
	struct pl_word words[5];
	if (limits->has_baseline && !limits->is_in_baseline) {
		pl_report(checker->diag, PL_NO_BASELINE, start_of(page_of(checker, 1)), NULL);
		return true;
	}
	bool is_over = pages > baseline;
	uint32_t drift = is_over ? pages - baseline : baseline - pages;
	if (!limits->has_baseline || drift <= limits->drift) {
		return true;
	}
	const struct pl_layout_page *page =
		page_of(checker, is_over ? baseline + limits->drift + 1 : pages);
	pl_report_words(checker->diag, is_over ? PL_DRIFT_OVER : PL_DRIFT_UNDER, start_of(page),
			(const char *[PL_WORDS_MAX]){
				pl_word_count(&words[0], pages, "page"),
				pl_word_number(&words[1], drift),
				pl_word_number(&words[2], baseline),
				pl_word_number(&words[3], limits->drift),
				pl_word_text(&words[4], page == NULL ? PL_STR("") : page->label)});
	return true;
}

/* ----------------------------------------------------------------------- scenes */

/* How far into a scene a line is: slots before its page, and the slot behind which the scene begins
 * on this one. */
struct depth {
	size_t scene;
	uint32_t page;
	uint32_t above;
	int32_t base, last; /* last: the lowest slot of the page which was seen */
	bool is_reported;
};

static void
go_on(struct depth *depth, const struct pl_checker *checker, const struct pl_printed_walk *printed)
{
	const struct pl_counted_scene *scenes = checker->figures->scenes;
	const struct pl_layout_line *line = printed->line;
	if (printed->page != depth->page) {
		depth->above += (uint32_t)(depth->last - depth->base);
		depth->page = printed->page;
		depth->base = depth->last = line->slot - 1;
	}
	if (line->kind == PLATEN_SCENE_HEADING && scenes[depth->scene].heading != line->node) {
		depth->scene++;
		depth->above = 0;
		depth->base = depth->last;
		depth->is_reported = false;
	}
	depth->last = line->slot > depth->last ? line->slot : depth->last;
}

static void
report_scene(struct depth *depth, const struct pl_checker *checker,
	     const struct pl_layout_line *line)
{
	uint32_t limit = checker->options->max_scene_eighths;
	struct pl_word words[3];
	depth->is_reported = true;
	pl_report_words(
		checker->diag, PL_MAX_SCENE_EIGHTHS, pl_printed_position(line),
		(const char *[PL_WORDS_MAX]){
			pl_word_number(&words[0], checker->figures->scenes[depth->scene].eighths),
			pl_word_number(&words[1], limit), pl_word_number(&words[2], limit + 1)});
}

bool
pl_check_scene_limit(struct pl_checker *checker)
{
	uint64_t limit = checker->options->max_scene_eighths;
	struct pl_printed_walk printed = {.pages = checker->pages};
	struct depth depth = {.page = checker->pages->title_page_count};
	while (limit > 0 && pl_printed_next(&printed)) {
		go_on(&depth, checker, &printed);
		uint64_t slots = depth.above + (uint32_t)(depth.last - depth.base);
		if (!depth.is_reported && checker->figures->scenes[depth.scene].eighths > limit &&
		    8 * slots > limit * checker->pages->lines_per_page) {
			report_scene(&depth, checker, printed.line);
		}
	}
	return true;
}

/* --------------------------------------------------------------------- speeches */

bool
pl_check_speech_limit(struct pl_checker *checker)
{
	const struct platen_figures *figures = checker->figures;
	uint32_t limit = checker->options->max_speech_lines;
	if (limit == 0) {
		return true;
	}
	uint32_t *seen = pl_arena_array(&checker->arena, figures->speech_count + 1, sizeof(*seen));
	struct pl_printed_walk printed = {.pages = checker->pages};
	size_t at = 0;
	while (seen != NULL && pl_printed_next(&printed)) {
		const struct pl_counted_speech *speech = pl_speech_of(figures, printed.line, &at);
		if (speech == NULL || ++seen[speech - figures->speeches] != limit + 1) {
			continue;
		}
		struct pl_word words[4];
		pl_report_words(checker->diag, PL_MAX_SPEECH_LINES,
				pl_printed_position(printed.line),
				(const char *[PL_WORDS_MAX]){
					pl_word_text(&words[0],
						     figures->characters[speech->character].name),
					pl_word_number(&words[1], speech->lines),
					pl_word_number(&words[2], limit),
					pl_word_number(&words[3], limit + 1)});
	}
	return seen != NULL;
}
