/*
 * --pages 12-20,44: which pages are written. Pages are called by what is printed on them, so 12A is
 * one if the script has it. An end left open, 12- or -12, is that of the script.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

struct range {
	const struct platen_pages *pages;
	size_t first; /* page of the body */
	size_t count; /* of all pages */
};

/* The page whose label is `length` bytes at `label`; range->count if there is none. */
static size_t
find_page(const struct range *range, const char *label, size_t length)
{
	struct platen_page_info page;
	for (size_t i = range->first; platen_pages_at(range->pages, i, &page); i++) {
		if (page.label.length == length && memcmp(page.label.data, label, length) == 0) {
			return i;
		}
	}
	return range->count;
}

/* Mark what one item of the list names; false if it names nothing. */
static bool
mark(const struct range *range, const char *item, size_t length, bool *keep)
{
	const char *dash = memchr(item, '-', length);
	size_t before = dash == NULL ? length : (size_t)(dash - item), after = length - before;
	size_t from = find_page(range, item, before), to = from;
	if (dash != NULL) {
		from = before == 0 ? range->first : from;
		to = after == 1 ? range->count - 1 : find_page(range, dash + 1, after - 1);
	}
	if (length == 0 || from > to || to >= range->count) {
		return false;
	}
	for (size_t i = from; i <= to; i++) {
		keep[i] = true;
	}
	return true;
}

static enum cli_exit
mark_all(struct cli *cli, const struct range *range, bool *keep)
{
	const char *at = cli->options.pages;
	for (;;) {
		size_t length = strcspn(at, ",");
		if (!mark(range, at, length, keep)) {
			return cli_misused(cli, "--pages: the script has no page '%.*s'",
					   (int)length, at);
		}
		if (at[length] == '\0') {
			return CLI_DONE;
		}
		at += length + 1;
	}
}

enum cli_exit
cli_pages_choose(struct cli *cli, const char *input)
{
	struct platen_pages *pages = cli->screenplay.pages;
	struct range range = {.pages = pages};
	struct platen_page_info page;
	while (platen_pages_at(pages, range.count, &page)) {
		range.count++;
	}
	range.first = range.count - platen_pages_count(pages);
	bool *keep = calloc(range.count + 1, sizeof(*keep));
	if (keep == NULL) {
		return cli_refuse(cli, input, PLATEN_NO_MEMORY);
	}
	enum cli_exit status = mark_all(cli, &range, keep);
	if (status == CLI_DONE) {
		platen_pages_keep(pages, keep);
	}
	free(keep);
	return status;
}
