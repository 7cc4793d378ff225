/* Each message points at the first place past the limit: what must be cut starts there. */
#include "lint/rules.h"

/* Page number `number` of the body, from 1; an empty page where there is none. */
static struct pl_layout_page
body_page(const struct platen_pages *pages, uint32_t number)
{
	bool has_it = number > 0 && number <= platen_pages_count(pages);
	return has_it ? pages->pages[pages->title_page_count + number - 1]
		      : (struct pl_layout_page){.from = {.line = 1, .column = 1}};
}

bool
pl_lint_page_limits(struct pl_lint *lint)
{
	const struct platen_check_options *limits = lint->options;
	uint32_t pages = platen_pages_count(lint->pages);
	if (limits->max_pages > 0 && pages > limits->max_pages) {
		struct pl_layout_page page = body_page(lint->pages, limits->max_pages + 1);
		PL_REPORT(lint->diag, PL_MAX_PAGES, page.from, pl_word_number(pages),
			  pl_word_number(limits->max_pages), pl_word_text(page.label));
	}
	if (pages < limits->min_pages) {
		PL_REPORT(lint->diag, PL_MIN_PAGES, body_page(lint->pages, pages).from,
			  pl_word_count(pages, "page"), pl_word_number(limits->min_pages));
	}
	return true;
}

bool
pl_lint_baseline(struct pl_lint *lint)
{
	const struct pl_lint_baseline *baseline = lint->baseline;
	uint32_t pages = platen_pages_count(lint->pages);
	if (baseline != NULL && !baseline->is_known) {
		pl_report(lint->diag, PL_NO_BASELINE, body_page(lint->pages, 1).from, NULL);
	}
	if (baseline == NULL || !baseline->is_known) {
		return true;
	}
	bool is_over = pages > baseline->pages;
	uint32_t drift = is_over ? pages - baseline->pages : baseline->pages - pages;
	if (drift <= baseline->drift) {
		return true;
	}
	struct pl_layout_page page =
		body_page(lint->pages, is_over ? baseline->pages + baseline->drift + 1 : pages);
	PL_REPORT(lint->diag, is_over ? PL_DRIFT_OVER : PL_DRIFT_UNDER, page.from,
		  pl_word_count(pages, "page"), pl_word_number(drift),
		  pl_word_number(baseline->pages), pl_word_number(baseline->drift),
		  pl_word_text(page.label));
	return true;
}

/* The title page sets `option` to another value than the caller. */
static void
report_option(const struct pl_lint *lint, enum platen_option option, const char *name)
{
	struct pl_layout_option_value own, usual;
	if (!pl_layout_option(lint->document, lint->layout, option, &own) ||
	    !pl_layout_option(NULL, lint->layout, option, &usual) || own.entry == NULL ||
	    own.decider != PL_DECIDED_BY_SCRIPT ||
	    pl_str_equal((struct pl_str){own.text.data, own.text.length},
			 (struct pl_str){usual.text.data, usual.text.length})) {
		return;
	}
	struct pl_str key = pl_node_more(own.entry)->label;
	PL_REPORT(lint->diag, PL_TITLE_DECIDES, own.entry->from, pl_word_text(key),
		  pl_word_text(pl_str_of(name)));
}

/* A limit on pages could be kept by another page format. */
bool
pl_lint_title_page(struct pl_lint *lint)
{
	const struct platen_check_options *limits = lint->options;
	const struct platen_node *layout =
		pl_document_title_entry(lint->document, PL_TITLE_X_LAYOUT);
	struct pl_layout_option_value profile;
	bool has_limit = limits->max_pages > 0 || limits->min_pages > 0 || lint->baseline != NULL;
	if (!has_limit || lint->layout == NULL) {
		return true;
	}
	report_option(lint, PLATEN_OPTION_PAPER, "paper");
	report_option(lint, PLATEN_OPTION_PROFILE, "profile");
	if (layout != NULL && lint->document->setup != NULL &&
	    pl_layout_option(lint->document, lint->layout, PLATEN_OPTION_PROFILE, &profile) &&
	    profile.decider == PL_DECIDED_BY_DEFAULT) {
		PL_REPORT(lint->diag, PL_TITLE_DECIDES, layout->from,
			  pl_word_text(pl_node_more(layout)->label),
			  pl_word_text(PL_STR("profile")));
	}
	return true;
}

/* ----------------------------------------------------------------------- scenes */

/* How far into its scene a line is: the slots on earlier pages, and the slot after which the scene
 * begins on this one. */
struct depth {
	size_t scene;
	uint32_t page;
	uint32_t above;
	int32_t base, last; /* last: the lowest slot seen on the page */
	bool is_reported;
};

static void
advance(struct depth *depth, const struct pl_lint *lint, const struct pl_layout_line *line,
	uint32_t page)
{
	const struct pl_figures_scene *scenes = lint->figures->scenes;
	if (page != depth->page) {
		depth->above += (uint32_t)(depth->last - depth->base);
		depth->page = page;
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
report_scene(struct depth *depth, const struct pl_lint *lint, const struct pl_layout_line *line)
{
	uint32_t limit = lint->options->max_scene_eighths;
	depth->is_reported = true;
	PL_REPORT(lint->diag, PL_MAX_SCENE_EIGHTHS, pl_layout_position(line),

		  pl_word_number(lint->figures->scenes[depth->scene].eighths),
		  pl_word_number(limit), pl_word_number(limit + 1));
}

static void
meet_line(struct depth *depth, const struct pl_lint *lint, const struct pl_layout_line *line,
	  uint32_t page)
{
	uint64_t limit = lint->options->max_scene_eighths;
	advance(depth, lint, line, page);
	uint64_t slots = depth->above + (uint32_t)(depth->last - depth->base);
	if (!depth->is_reported && lint->figures->scenes[depth->scene].eighths > limit &&
	    8 * slots > limit * lint->pages->lines_per_page) {
		report_scene(depth, lint, line);
	}
}

/* In page order, since slots count down a page. */
bool
pl_lint_scene_limit(struct pl_lint *lint)
{
	const struct platen_pages *pages = lint->pages;
	struct depth depth = {.page = pages->title_page_count};
	bool has_limit = lint->options->max_scene_eighths > 0;
	for (uint32_t i = depth.page; has_limit && i < pages->page_count; i++) {
		const struct pl_layout_page *page = &pages->pages[i];
		for (uint32_t j = 0; j < page->line_count; j++) {
			if (page->lines[j].role == PLATEN_ROLE_BODY) {
				meet_line(&depth, lint, &page->lines[j], i);
			}
		}
	}
	return true;
}

/* --------------------------------------------------------------------- speeches */

bool
pl_lint_speech_limit(struct pl_lint *lint)
{
	const struct platen_figures *figures = lint->figures;
	uint32_t limit = lint->options->max_speech_lines;
	const struct platen_pages *pages = lint->pages;
	size_t at = 0, seen = 0;
	for (size_t i = 0; limit > 0 && i < pages->printed_count; i++) {
		const struct pl_layout_line *line = pages->printed[i].line;
		const struct pl_figures_speech *speech = pl_figures_speech_of(figures, line, &at);
		seen = speech == NULL ? 0 : seen + 1;
		if (seen == (size_t)limit + 1) {
			PL_REPORT(lint->diag, PL_MAX_SPEECH_LINES, pl_layout_position(line),
				  pl_word_text(figures->characters[speech->character].name),
				  pl_word_number(speech->lines), pl_word_number(limit),
				  pl_word_number(limit + 1));
		}
	}
	return true;
}
