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

/*
 * Productions number scenes 1, 2, 3. Scenes added later are 12A and 12B after 12, or A12 before it.
 * So compare the digits first, then the letters before them (A12 precedes 12), then those after.
 * The order of other numbers, such as 2.10 or 1-A-3, is the writer's.
 */
struct number {
	uint64_t digits;
	struct pl_str before, after;
};

static bool
has_only_letters(struct pl_str text)
{
	for (const char *at = text.data, *end = pl_str_end(text); at < end;) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		if (!pl_is_letter(c)) {
			return false;
		}
	}
	return true;
}

/* False if the number is not digits with letters around them. */
static bool
read_number(struct pl_str text, struct number *number)
{
	size_t start = 0;
	while (start < text.length && !pl_is_digit(text.data[start])) {
		start++;
	}
	size_t end = start;
	number->digits = 0;
	while (end < text.length && pl_is_digit(text.data[end]) && end - start < 18) {
		number->digits = number->digits * 10 + (uint64_t)(text.data[end] - '0');
		end++;
	}
	number->before = pl_str_slice(text, 0, start);
	number->after = pl_str_slice(text, end, text.length);
	return end > start && has_only_letters(number->before) && has_only_letters(number->after);
}

/* Z precedes AA. */
static int
compare_letters(struct pl_str a, struct pl_str b)
{
	if (a.length != b.length) {
		return a.length < b.length ? -1 : 1;
	}
	return a.length == 0 ? 0 : memcmp(a.data, b.data, a.length);
}

static bool
is_before(const struct number *a, const struct number *b)
{
	if (a->digits != b->digits) {
		return a->digits < b->digits;
	}
	bool a_leads = a->before.length > 0, b_leads = b->before.length > 0;
	if (a_leads != b_leads) {
		return a_leads;
	}
	int order = compare_letters(a->before, b->before);
	return order != 0 ? order < 0 : compare_letters(a->after, b->after) < 0;
}

/* The last scene in its place, and its number. */
struct last {
	const struct platen_node *heading; /* NULL: none yet */
	struct number number;
};

static void
check_order(const struct pl_lint *lint, const struct platen_node *heading, struct last *last)
{
	struct number number;
	if (!read_number(pl_node_more(heading)->label, &number)) {
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
