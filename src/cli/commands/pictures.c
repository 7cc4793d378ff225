/*
 * svg and png: each page is a file of its own. -o 'page-%03d.png' names them by number; without %d
 * there can be only one.
 */
#include <string.h>

#include "cli/cli.h"

#define WIDTH_MAX 9

/* `%d` or `%03d` in a name. */
struct pattern {
	size_t start, end; /* of the conversion */
	int width;
};

/* False: the name has no %, or something else behind it, or two of them. */
static bool
read_pattern(const char *name, struct pattern *pattern)
{
	const char *percent = strchr(name, '%'), *at = percent + 1;
	if (percent == NULL) {
		return false;
	}
	pattern->width = 0;
	if (*at == '0') {
		at++;
		if (*at < '1' || *at > '0' + WIDTH_MAX) {
			return false;
		}
		pattern->width = *at++ - '0';
	}
	pattern->start = (size_t)(percent - name);
	pattern->end = (size_t)(at - name) + 1;
	return *at == 'd' && strchr(at, '%') == NULL;
}

bool
cli_is_pattern(const char *output)
{
	struct pattern pattern;
	return read_pattern(output, &pattern);
}

struct pictures {
	struct cli *cli;
	const char *output;
	bool is_pattern;
	struct pattern pattern;
	bool is_begun; /* `bytes` are those of a page */
	struct pl_buffer name, bytes;
	enum cli_exit status; /* of the pages which are published */
};

/* Publish the page whose bytes are there. */
static void
publish(struct pictures *pictures)
{
	struct cli *cli = pictures->cli;
	const char *name = pl_buffer_text(&pictures->name);
	if (name == NULL) {
		pictures->status = cli_refuse(cli, pictures->output, PLATEN_NO_MEMORY);
	} else {
		pictures->status = cli_publish(cli, &pictures->bytes, name);
	}
	pictures->bytes.length = 0;
	pictures->is_begun = false;
}

static bool
next_page(void *user, uint32_t number)
{
	struct pictures *pictures = user;
	const struct pattern *pattern = &pictures->pattern;
	if (pictures->is_begun) {
		publish(pictures);
	}
	pictures->name.length = 0;
	if (pictures->is_pattern) {
		pl_buffer_printf(&pictures->name, "%.*s%0*u%s", (int)pattern->start,
				 pictures->output, pattern->width, (unsigned)number,
				 pictures->output + pattern->end);
	} else {
		pl_buffer_put_text(&pictures->name, pictures->output);
	}
	pictures->is_begun = true;
	return pictures->status == CLI_DONE;
}

static size_t
count_pages(const struct platen_pages *pages)
{
	size_t count = 0;
	struct platen_page_info page;
	while (platen_pages_at(pages, count, &page)) {
		count++;
	}
	return count;
}

enum cli_exit
cli_write_pictures(struct cli *cli, const char *output, bool is_pattern,
		   const struct platen_format *format, struct platen_write_options *options,
		   enum platen_status *written)
{
	struct pictures pictures = {.cli = cli, .output = output, .is_pattern = is_pattern};
	size_t count = count_pages(cli->screenplay.pages);
	struct platen_sink sink = {pl_buffer_write, &pictures.bytes};
	*written = PLATEN_OK;
	if (!is_pattern && count > 1) {
		return cli_misused(
			cli,
			"%zu pages are %zu files in %s; name them by -o 'page-%%03d%s', or "
			"choose one by --pages",
			count, count, format->name, format->extension);
	}
	if (is_pattern) {
		read_pattern(output, &pictures.pattern);
	}
	options->next_page = next_page;
	options->next_page_user = &pictures;
	*written = platen_write(format, cli->screenplay.document, cli->screenplay.pages, options,
				&sink);
	if (*written == PLATEN_OK && pictures.is_begun) {
		publish(&pictures);
	}
	pl_buffer_fini(&pictures.name);
	pl_buffer_fini(&pictures.bytes);
	return pictures.status;
}
