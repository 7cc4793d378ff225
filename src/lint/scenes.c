/* Rules about scenes: headings without a time of day, scene numbers out of order. */
#include "lint/rules.h"

/* Many writers give no times by style: report a heading only if nine of ten have one. */
bool
pl_lint_times(struct pl_lint *lint)
{
	const struct platen_figures *figures = lint->figures;
	size_t headings = 0, without = 0;
	for (size_t i = 0; i < figures->scene_count; i++) {
		headings += figures->scenes[i].parts.prefix.length > 0;
		without += figures->scenes[i].parts.prefix.length > 0 &&
			   !figures->scenes[i].parts.has_time;
	}
	for (size_t i = 0; i < figures->scene_count && 10 * without <= headings; i++) {
		const struct pl_figures_scene *scene = &figures->scenes[i];
		if (scene->parts.prefix.length > 0 && !scene->parts.has_time) {
			pl_report(lint->diag, PL_NO_TIME_OF_DAY, scene->heading->from, NULL);
		}
	}
	return true;
}

static bool
are_of_two_lengths(struct pl_str a, struct pl_str b)
{
	return a.length > 0 && b.length > 0 && a.length != b.length;
}

/* 12AA may come before or after 12B, as the writer likes. */
static bool
is_before(const struct pl_scene_number *a, const struct pl_scene_number *b)
{
	bool is_open = a->digits == b->digits && (are_of_two_lengths(a->before, b->before) ||
						  are_of_two_lengths(a->after, b->after));
	return !is_open && pl_scene_number_precedes(a, b);
}

/* The last scene in its place, and its number. */
struct last {
	const struct platen_node *heading; /* NULL: none yet */
	struct pl_scene_number number;
};

static void
check_order(const struct pl_lint *lint, const struct platen_node *heading, struct last *last)
{
	struct pl_scene_number number;
	if (!pl_scene_number_read(pl_node_more(heading)->label, &number)) {
		return;
	}
	if (last->heading != NULL && is_before(&number, &last->number)) {
		/* one mistake: the scenes after this one are compared with the one before it */
		PL_REPORT(lint->diag, PL_NUMBER_ORDER, heading->from,
			  pl_word_text(pl_node_more(heading)->label),
			  pl_word_text(pl_node_more(last->heading)->label));
		return;
	}
	*last = (struct last){heading, number};
}

bool
pl_lint_scene_numbers(struct pl_lint *lint)
{
	const struct platen_figures *figures = lint->figures;
	struct pl_index numbers = {.arena = &lint->arena};
	struct last last = {0};
	for (size_t i = 0; i < figures->scene_count; i++) {
		const struct platen_node *heading = figures->scenes[i].heading;
		if (heading == NULL || pl_node_more(heading)->label.length == 0) {
			continue;
		}
		struct pl_entry *entry = pl_index_put(&numbers, pl_node_more(heading)->label);
		if (entry == NULL) {
			return false;
		}
		if (entry->number == PL_NONE) {
			entry->number = heading->from.line;
			check_order(lint, heading, &last);
		} else {
			PL_REPORT(lint->diag, PL_NUMBER_TWICE, heading->from,
				  pl_word_text(pl_node_more(heading)->label),
				  pl_word_number(entry->number));
		}
	}
	return true;
}
