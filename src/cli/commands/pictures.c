/*
 * Formats of which a file holds one page, such as png. -o 'page-%03d.png' names the files by
 * number; without %d there can be only one.
 */
#include "cli/commands/commands.h"

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
	const char *percent = strchr(name, '%');
	if (percent == NULL) {
		return false;
	}
	const char *at = percent + 1;
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
	struct cli_run *run;
	const char *output;
	bool is_pattern; /* the output's name is one */
	struct pattern pattern;
	bool is_begun; /* `bytes` are those of a page */
	struct pl_buffer name, bytes;
	enum cli_exit status; /* of the pages which are published */
};

/* Publish the page whose bytes are there. */
static void
publish(struct pictures *pictures)
{
	struct cli_run *run = pictures->run;
	const char *name = pl_buffer_text(&pictures->name);
	pictures->status = name == NULL ? cli_out_of_memory(run->messages, pictures->output)
					: cli_publish(run->files, &pictures->bytes, name);
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

enum cli_exit
cli_write_pictures(struct cli_run *run, const struct cli_screenplay *screenplay, const char *output,
		   bool is_named, const struct platen_format *format,
		   struct platen_write_options *options, enum platen_status *written)
{
	struct pictures pictures = {.run = run, .output = output};
	size_t count = cli_count_pages(screenplay->pages);
	struct platen_sink sink = {pl_buffer_write, &pictures.bytes};
	*written = PLATEN_OK;
	pictures.is_pattern = is_named && read_pattern(output, &pictures.pattern);
	if (!pictures.is_pattern && count > 1) {
		return cli_usage_error(
			run->messages,
			"%zu pages make %zu %s files; name them with -o 'page-%%03d%s', or "
			"choose one with --pages",
			count, count, format->name, format->extension);
	}
	options->next_page = next_page;
	options->next_page_user = &pictures;
	*written = cli_write(format, screenplay, options, &sink);
	if (*written == PLATEN_OK && pictures.is_begun) {
		publish(&pictures);
	}
	pl_buffer_fini(&pictures.name);
	pl_buffer_fini(&pictures.bytes);
	return pictures.status;
}
