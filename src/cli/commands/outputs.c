/*
 * The files that a screenplay is written to: one, or in formats such as png one for each page. Then
 * -o 'page-%03d.png' names them by number; without %d there can be only one.
 */
#include <stdlib.h>

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

struct writing {
	const char *name;
	bool is_pattern; /* the name is one */
	struct pattern pattern;
	struct cli_output **last; /* the output that is being written */
};

static bool
begin(struct writing *writing)
{
	if (*writing->last != NULL) {
		writing->last = &(*writing->last)->next;
	}
	*writing->last = calloc(1, sizeof(**writing->last));
	return *writing->last != NULL;
}

static bool
next_page(void *user, uint32_t number)
{
	struct writing *writing = user;
	const struct pattern *pattern = &writing->pattern;
	if (!begin(writing)) {
		return false;
	}
	struct pl_buffer *name = &(*writing->last)->name;
	if (writing->is_pattern) {
		pl_buffer_printf(name, "%.*s%0*u%s", (int)pattern->start, writing->name,
				 pattern->width, (unsigned)number, writing->name + pattern->end);
	} else {
		pl_buffer_put_text(name, writing->name);
	}
	return true;
}

static bool
put(void *user, const void *bytes, size_t length)
{
	struct writing *writing = user;
	return pl_buffer_write(&(*writing->last)->bytes, bytes, length);
}

enum cli_exit
cli_outputs_write(const struct cli_messages *messages, const struct cli_screenplay *screenplay,
		  const char *name, bool is_named, const struct platen_format *format,
		  const struct platen_write_options *options, struct cli_output **outputs,
		  enum platen_status *written)
{
	struct writing writing = {.name = name, .last = outputs};
	struct platen_write_options own = *options;
	struct platen_sink sink = {put, &writing};
	size_t count = format->is_single ? cli_count_pages(screenplay->pages) : 1;
	writing.is_pattern = format->is_single && is_named && read_pattern(name, &writing.pattern);
	*written = PLATEN_NO_MEMORY;
	if (!writing.is_pattern && count > 1) {
		return cli_usage_error(
			messages,
			"%zu pages make %zu %s files; name them with -o 'page-%%03d%s', or "
			"choose one with --pages",
			count, count, format->name, format->extension);
	}
	if (format->is_single) {
		own.next_page = next_page;
		own.next_page_user = &writing;
	} else if (!next_page(&writing, 0)) {
		return CLI_DONE;
	}
	struct cli_progress progress;
	own.progress = cli_progress_begin(&progress, messages, name);
	*written = cli_write(format, screenplay, &own, &sink);
	cli_progress_end(&progress);
	return CLI_DONE;
}

bool
cli_outputs_copy(const char *name, struct pl_str bytes, struct cli_output **outputs)
{
	struct writing writing = {.name = name, .last = outputs};
	return next_page(&writing, 0) && put(&writing, bytes.data, bytes.length);
}

void
cli_outputs_free(struct cli_output *outputs)
{
	while (outputs != NULL) {
		struct cli_output *next = outputs->next;
		pl_buffer_fini(&outputs->name);
		pl_buffer_fini(&outputs->bytes);
		free(outputs);
		outputs = next;
	}
}

enum cli_exit
cli_unknown_extension(const struct cli_messages *messages, const char *path)
{
	const struct platen_format *format;
	const char *dot = strrchr(path, '.');
	struct cli_hint hint;
	cli_hint_init(&hint, pl_str_of(dot == NULL ? "" : dot));
	for (size_t i = 0; (format = platen_format_at(i)) != NULL; i++) {
		if (format->extension != NULL) {
			cli_hint_offer(&hint, pl_str_of(format->extension));
		}
	}
	if (hint.best.length > 0) {
		return cli_usage_error(messages,
				       "cannot tell the format from '%s'; did you mean %.*s? -f "
				       "names one",
				       path, (int)hint.best.length, hint.best.data);
	}
	return cli_usage_error(
		messages,
		"cannot tell the format from '%s'; %sname it with -f ('platen formats' lists them)",
		path, dot == NULL ? "give it an extension such as .pdf, or " : "");
}
