/*
 * The baseline is what `count --format json` printed. Its tokens are walked in one pass; an object
 * of the list has "file" and "pages", in any order and among others. Names are compared as JSON has
 * them, since platen wrote both.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* A part of the text. */
struct slice {
	const char *data;
	size_t length;
};

/* An object of the list. */
struct cli_baseline_entry {
	struct slice object; /* as it stands there, braces included */
	struct slice name;   /* a JSON string */
	uint32_t pages;
};

/* ----------------------------------------------------------------------- reading */

/* The token at or behind `at`: a string with its quotes, a mark, or a run of anything else. Empty
 * at the end. */
static struct slice
next_token(const char *at)
{
	at += strspn(at, " \t\r\n");
	size_t length = 0;
	if (*at == '"') {
		length = 1;
		while (at[length] != '\0' && at[length] != '"') {
			length += at[length] == '\\' && at[length + 1] != '\0' ? 2 : 1;
		}
		length += at[length] == '"';
	} else if (*at != '\0') {
		length = strcspn(at, " \t\r\n\"{}[],:");
		length = length == 0 ? 1 : length;
	}
	return (struct slice){at, length};
}

static bool
is_token(struct slice token, const char *text)
{
	return strlen(text) == token.length && memcmp(token.data, text, token.length) == 0;
}

static bool
read_pages(struct slice token, uint32_t *pages)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < token.length; i++) {
		char c = token.data[i];
		if (c < '0' || c > '9' || sum > UINT32_MAX / 10) {
			return false;
		}
		sum = sum * 10 + (uint64_t)(c - '0');
	}
	*pages = (uint32_t)sum;
	return token.length > 0;
}

/* The next entry behind *at, which moves behind it; false at the end. */
static bool
next_entry(const char **at, struct cli_baseline_entry *entry)
{
	enum { NOTHING, FILE_NAME, PAGES } awaited = NOTHING;
	bool has_name = false, has_pages = false;
	entry->object.data = NULL;
	for (struct slice token = next_token(*at); token.length > 0; token = next_token(*at)) {
		*at = token.data + token.length;
		if (*token.data == ':') {
			continue;
		}
		if (*token.data == '{') {
			entry->object.data = token.data;
			has_name = has_pages = false;
		} else if (*token.data == '}') {
			if (entry->object.data != NULL && has_name && has_pages) {
				entry->object.length = (size_t)(*at - entry->object.data);
				return true;
			}
			entry->object.data = NULL;
		} else if (awaited == FILE_NAME) {
			entry->name = token;
			has_name = *token.data == '"';
		} else if (awaited == PAGES) {
			has_pages = read_pages(token, &entry->pages);
		} else if (is_token(token, "\"file\"") || is_token(token, "\"pages\"")) {
			awaited = token.data[1] == 'f' ? FILE_NAME : PAGES;
			continue;
		}
		awaited = NOTHING;
	}
	return false;
}

static int
compare(const void *a, const void *b)
{
	const struct cli_baseline_entry *one = a, *other = b;
	if (one->name.length != other->name.length) {
		return one->name.length < other->name.length ? -1 : 1;
	}
	return memcmp(one->name.data, other->name.data, one->name.length);
}

/* Make the entries of the text; false: no memory. */
static bool
read_entries(struct cli_baseline *baseline)
{
	struct cli_baseline_entry entry;
	size_t capacity = 0;
	const char *at = pl_buffer_text(&baseline->text);
	while (at != NULL && next_entry(&at, &entry)) {
		if (baseline->count == capacity) {
			capacity = capacity == 0 ? 64 : capacity * 2;
			struct cli_baseline_entry *moved =
				realloc(baseline->entries, capacity * sizeof(*moved));
			if (moved == NULL) {
				return false;
			}
			baseline->entries = moved;
		}
		baseline->entries[baseline->count++] = entry;
	}
	if (baseline->count > 0) {
		qsort(baseline->entries, baseline->count, sizeof(entry), compare);
	}
	return at != NULL;
}

static const struct cli_baseline_entry *
find(const struct cli_baseline *baseline, struct slice name)
{
	struct cli_baseline_entry wanted = {.name = name};
	return baseline->count == 0 ? NULL
				    : bsearch(&wanted, baseline->entries, baseline->count,
					      sizeof(wanted), compare);
}

enum cli_exit
cli_baseline_read(const struct cli *cli, struct cli_baseline *baseline)
{
	const char *path = cli->options.baseline;
	enum cli_exit status = cli_file_read(cli, path, &baseline->text);
	if (status != CLI_DONE) {
		return status;
	}
	if (!read_entries(baseline)) {
		return cli_refuse(cli, path, PLATEN_NO_MEMORY);
	}
	/* a baseline of no files has their total, at least */
	bool has_counts = baseline->count > 0 || strstr(baseline->text.data, "\"total\"") != NULL;
	if (!has_counts || strstr(baseline->text.data, "\"files\"") == NULL) {
		cli_error(cli, path,
			  cli->options.update_baseline
				  ? "not a baseline, so it is not overwritten; name another file"
				  : "not a baseline; make one with 'platen count --format json "
				    "IN...', or with --update-baseline");
		return CLI_INPUT;
	}
	return CLI_DONE;
}

void
cli_baseline_fini(struct cli_baseline *baseline)
{
	pl_buffer_fini(&baseline->text);
	free(baseline->entries);
	*baseline = (struct cli_baseline){0};
}

bool
cli_baseline_find(const struct cli *cli, const char *input, uint32_t *pages)
{
	struct pl_buffer name = {0};
	cli_put_json(&name, input);
	const struct cli_baseline_entry *entry =
		find(&cli->baseline, (struct slice){name.data, name.length});
	pl_buffer_fini(&name);
	if (entry != NULL) {
		*pages = entry->pages;
	}
	return entry != NULL;
}

/* ---------------------------------------------------------------------- updating */

static void
copy(struct cli_counts *to, const struct cli_baseline_entry *entry)
{
	cli_counts_copy(to, entry->object.data, entry->object.length, entry->pages);
}

/* The files of `before` in their order, with the new counts of those which have one; behind them
 * the new files. How many stay as they were. */
static size_t
merge(struct cli_counts *to, const struct cli_baseline *before, const struct cli_baseline *now)
{
	struct cli_baseline_entry entry;
	size_t kept = 0;
	const char *at = before->text.data;
	while (at != NULL && next_entry(&at, &entry)) {
		const struct cli_baseline_entry *counted = find(now, entry.name);
		copy(to, counted == NULL ? &entry : counted);
		kept += counted == NULL;
	}
	at = now->text.data;
	while (next_entry(&at, &entry)) {
		if (find(before, entry.name) == NULL) {
			copy(to, &entry);
		}
	}
	cli_counts_end(to);
	return kept;
}

static void
say_written(const struct cli *cli, size_t counted, size_t kept)
{
	struct pl_buffer line = {0};
	pl_buffer_put_text(&line, "wrote ");
	cli_put_visible(&line, cli->options.baseline);
	pl_buffer_printf(&line, ", %zu file%s", counted, counted == 1 ? "" : "s");
	if (kept > 0) {
		pl_buffer_printf(&line, "; %zu which %s not named stay%s", kept,
				 kept == 1 ? "was" : "were", kept == 1 ? "s" : "");
	}
	cli_say(cli, &line);
	pl_buffer_fini(&line);
}

/* A stream, and a file which the shell has just made for one, has nothing to keep. */
static bool
has_baseline(const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
}

enum cli_exit
cli_baseline_update(struct cli *cli, struct cli_counts *counts)
{
	const char *path = cli->options.baseline;
	struct cli_baseline before = {0}, now = {.text = counts->json};
	struct cli_counts merged = {0};
	enum cli_exit status = cli_is_taken(cli, path) ? CLI_OUTPUT : CLI_DONE;
	if (status == CLI_DONE && has_baseline(path)) {
		status = cli_baseline_read(cli, &before);
	}
	if (status == CLI_DONE && !read_entries(&now)) {
		status = cli_refuse(cli, path, PLATEN_NO_MEMORY);
	}
	if (status == CLI_DONE) {
		size_t kept = merge(&merged, &before, &now);
		status = cli_publish(cli, &merged.json, path);
		if (status == CLI_DONE && !cli->options.quiet) {
			say_written(cli, counts->files, kept);
		}
	}
	counts->json = (struct pl_buffer){0};
	cli_baseline_fini(&before);
	cli_baseline_fini(&now);
	pl_buffer_fini(&merged.json);
	return status;
}
