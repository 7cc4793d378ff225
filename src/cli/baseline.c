/*
 * The baseline is what `count --format json` printed. Its tokens are walked in one pass; an object of the
 * list has "file" and "pages", in any order and among others. Names are compared as JSON has them,
 * since platen wrote both.
 */
#include <string.h>

#include "cli/jobs.h"

enum cli_exit
cli_baseline_read(struct cli *cli)
{
	const char *path = cli->options.baseline;
	enum cli_exit status = cli_file_read(cli, path, &cli->baseline);
	if (status != CLI_DONE) {
		return status;
	}
	const char *text = cli_buffer_text(&cli->baseline);
	if (text == NULL) {
		return cli_refuse(cli, path, PLATEN_NO_MEMORY);
	}
	if (strstr(text, "\"files\"") == NULL) {
		cli_error(cli, path,
			  "not a baseline; make one with 'platen count --format json IN...', or "
			  "with --update-baseline");
		return CLI_INPUT;
	}
	return CLI_DONE;
}

/* A token: a string with its quotes, a mark, or a run of anything else. Empty at the end. */
static const char *
next_token(const char *at, size_t *length)
{
	at += strspn(at, " \t\r\n");
	*length = 0;
	if (*at == '"') {
		size_t end = 1;
		while (at[end] != '\0' && at[end] != '"') {
			end += at[end] == '\\' && at[end + 1] != '\0' ? 2 : 1;
		}
		*length = end + (at[end] == '"');
	} else if (*at != '\0') {
		*length = strcspn(at, " \t\r\n\"{}[],:");
		*length = *length == 0 ? 1 : *length;
	}
	return at;
}

static bool
is_token(const char *at, size_t length, const char *text)
{
	return strlen(text) == length && memcmp(at, text, length) == 0;
}

static bool
read_pages(const char *at, size_t length, uint32_t *pages)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < length; i++) {
		if (at[i] < '0' || at[i] > '9' || sum > UINT32_MAX / 10) {
			return false;
		}
		sum = sum * 10 + (uint64_t)(at[i] - '0');
	}
	*pages = (uint32_t)sum;
	return length > 0;
}

/* Search the objects of `text` for the one whose file is `name`, a JSON string. */
static bool
search(const char *text, const char *name, uint32_t *pages)
{
	size_t length;
	bool is_file = false, has_pages = false;
	enum { NOTHING, FILE_NAME, PAGES } awaited = NOTHING;
	for (const char *at = next_token(text, &length); length > 0;
	     at = next_token(at + length, &length)) {
		if (*at == '{') {
			is_file = has_pages = false;
		} else if (is_token(at, length, "\"file\"") && awaited == NOTHING) {
			awaited = FILE_NAME;
		} else if (is_token(at, length, "\"pages\"") && awaited == NOTHING) {
			awaited = PAGES;
		} else if (*at == ':') {
			continue;
		} else {
			is_file = awaited == FILE_NAME ? is_token(at, length, name) : is_file;
			has_pages = awaited == PAGES ? read_pages(at, length, pages) : has_pages;
			awaited = NOTHING;
		}
		if (is_file && has_pages) {
			return true;
		}
	}
	return false;
}

bool
cli_baseline_find(const struct cli *cli, const char *input, uint32_t *pages)
{
	struct cli_buffer name = {0};
	cli_put_json(&name, input);
	const char *wanted = cli_buffer_text(&name);
	uint32_t found = 0;
	bool is_found = wanted != NULL && search(cli->baseline.data, wanted, &found);
	if (is_found) {
		*pages = found;
	}
	cli_buffer_fini(&name);
	return is_found;
}
