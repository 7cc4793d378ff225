/*
 * --pages 12-20,44: which pages are written. A page is called by the label printed on it, so 12A is
 * one if the script has it. An open end, as in 12- or -12, is that of the script.
 */
#include <stdlib.h>

#include "cli/commands/commands.h"

struct range {
	const struct platen_pages *pages;
	size_t first; /* page of the body */
	size_t count; /* of all pages */
};

static struct pl_str
label_of(const struct range *range, size_t page)
{
	struct platen_text label = platen_page_label(platen_pages_at(range->pages, page));
	return (struct pl_str){label.data, label.length};
}

/* The page with this label; range->count if there is none. */
static size_t
find_page(const struct range *range, struct pl_str label)
{
	for (size_t i = range->first; i < range->count; i++) {
		if (pl_str_equal(label_of(range, i), label)) {
			return i;
		}
	}
	return range->count;
}

/* Mark the pages of one item of the list; false if there are none. */
static bool
mark(const struct range *range, struct pl_str item, bool *keep)
{
	const char *dash = item.length == 0 ? NULL : memchr(item.data, '-', item.length);
	size_t before = dash == NULL ? item.length : (size_t)(dash - item.data);
	size_t from = find_page(range, pl_str_slice(item, 0, before)), to = from;
	if (dash != NULL) {
		struct pl_str end = pl_str_slice(item, before + 1, item.length);
		from = before == 0 ? range->first : from;
		to = end.length == 0 ? range->count - 1 : find_page(range, end);
	}
	if (item.length == 0 || from > to || to >= range->count) {
		return false;
	}
	for (size_t i = from; i <= to; i++) {
		keep[i] = true;
	}
	return true;
}

static enum cli_exit
report_missing(const struct cli_messages *messages, const struct range *range, struct pl_str item)
{
	if (range->first == range->count) {
		return cli_usage_error(messages, "--pages: the script has no page");
	}
	struct pl_str first = label_of(range, range->first);
	struct pl_str last = label_of(range, range->count - 1);
	if (range->first + 1 == range->count) {
		return cli_usage_error(messages,
				       "--pages: the script has no page '%.*s'; it has page %.*s",
				       (int)item.length, item.data, (int)first.length, first.data);
	}
	return cli_usage_error(messages,
			       "--pages: the script has no page '%.*s'; it has pages %.*s to %.*s",
			       (int)item.length, item.data, (int)first.length, first.data,
			       (int)last.length, last.data);
}

static enum cli_exit
mark_all(const struct cli_messages *messages, const struct range *range, const char *list,
	 bool *keep)
{
	for (const char *at = list;;) {
		size_t length = strcspn(at, ",");
		if (!mark(range, (struct pl_str){at, length}, keep)) {
			return report_missing(messages, range, (struct pl_str){at, length});
		}
		if (at[length] == '\0') {
			return CLI_DONE;
		}
		at += length + 1;
	}
}

enum cli_exit
cli_pages_choose(const struct cli_messages *messages, struct platen_pages *pages, const char *list)
{
	struct range range = {.pages = pages, .count = cli_count_pages(pages)};
	range.first = range.count - platen_pages_count(pages);
	bool *keep = calloc(range.count + 1, sizeof(*keep));
	if (keep == NULL) {
		return cli_out_of_memory(messages, "platen");
	}
	enum cli_exit status = mark_all(messages, &range, list, keep);
	if (status == CLI_DONE) {
		platen_pages_keep(pages, keep);
	}
	free(keep);
	return status;
}
