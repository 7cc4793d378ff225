/* The screenplay in a browser, as HTML, which follows the file. */
#include <stdio.h>
#include <sys/random.h>
#include <unistd.h>

#include "cli/commands/commands.h"
#include "serve/serve.h"

/* 128 bits in hexadecimal digits. */
#define TOKEN_SIZE 33

struct preview {
	struct cli_run *run;
	const struct pl_serve_calls *calls;
	struct pl_serve *serve;
	struct pl_buffer html; /* what is shown */
};

static bool
make_token(char token[TOKEN_SIZE])
{
	unsigned char bytes[TOKEN_SIZE / 2];
	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes)) {
		return false;
	}
	for (size_t i = 0; i < sizeof(bytes); i++) {
		snprintf(token + 2 * i, 3, "%02x", bytes[i]);
	}
	return true;
}

/* ------------------------------------------------------------------ what changed */

/* Where the line begins, in front of byte `at`, which begins an element; 0 if there is none. */
static size_t
element_before(struct pl_str html, size_t at)
{
	while (at > 0 &&
	       !(html.data[at - 1] == '\n' && at + 1 < html.length && html.data[at] == '<' &&
		 html.data[at + 1] >= 'a' && html.data[at + 1] <= 'z')) {
		at--;
	}
	return at;
}

/* The first element below <main> which differs; 0 if there is none. */
static size_t
find_change(struct pl_str before, struct pl_str now)
{
	static const char mark[] = "<main>\n";
	const char *old = before.length == 0 ? NULL : strstr(before.data, mark);
	const char *new = strstr(now.data, mark);
	if (old == NULL || new == NULL) {
		return 0;
	}
	size_t start = (size_t)(new - now.data), same = strlen(mark);
	while (old[same] != '\0' && old[same] == new[same]) {
		same++;
	}
	size_t found = element_before(now, start + same);
	return found > start ? found : 0;
}

/* The id of the element which begins at byte `at`; empty if it has none. */
static struct pl_str
id_of(struct pl_str html, size_t at)
{
	static const struct pl_str mark = {" id=\"", 5};
	size_t start = at;
	while (html.data[start] != '>' &&
	       !pl_str_starts(pl_str_slice(html, start, html.length), mark)) {
		start++;
	}
	size_t end = start += html.data[start] == '>' ? 0 : mark.length;
	while (html.data[end] != '"' && html.data[end] != '>') {
		end++;
	}
	return pl_str_slice(html, start, end);
}

/* Show `now`; the browser goes to what differs from the page before. Both end in NUL. */
static bool
show(struct preview *preview, struct pl_str now)
{
	size_t at = find_change(pl_buffer_str(&preview->html), now), name = at;
	struct pl_str id = at == 0 ? PL_STR("") : id_of(now, at);
	if (at == 0 || id.length > 0) {
		return preview->calls->show(preview->serve, now, id);
	}
	struct pl_buffer page = {0};
	while (now.data[name] != ' ' && now.data[name] != '>') {
		name++;
	}
	pl_buffer_put(&page, pl_str_slice(now, 0, name));
	pl_buffer_put_text(&page, " id=\"change\"");
	pl_buffer_put(&page, pl_str_slice(now, name, now.length));
	bool is_shown = !page.failed && preview->calls->show(preview->serve, pl_buffer_str(&page),
							     PL_STR("change"));
	pl_buffer_fini(&page);
	return is_shown;
}

/* ------------------------------------------------------------------------ the loop */

static enum cli_exit
write_html(struct preview *preview, struct pl_buffer *html)
{
	struct cli_run *run = preview->run;
	struct cli_screenplay screenplay = {0};
	struct platen_write_options options = run->settings->options.write;
	const struct platen_sink sink = {pl_buffer_write, html};
	enum cli_exit status =
		cli_screenplay_read(run, run->request->inputs.list[0], true, &screenplay);
	if (status == CLI_DONE) {
		status = cli_report_status(
			run->messages, run->request->inputs.list[0],
			cli_write(platen_format_by_name("html"), &screenplay, &options, &sink));
	}
	cli_screenplay_free(&screenplay);
	return status;
}

/* Print the messages each time, as `convert` does. */
static enum cli_exit
update(struct preview *preview)
{
	struct pl_buffer html = {0};
	enum cli_exit status = write_html(preview, &html);
	bool is_same = pl_str_equal(pl_buffer_str(&html), pl_buffer_str(&preview->html));
	if (status == CLI_DONE && !is_same &&
	    (pl_buffer_text(&html) == NULL || !show(preview, pl_buffer_str(&html)))) {
		status = cli_out_of_memory(preview->run->messages, "platen");
	}
	if (status == CLI_DONE) {
		pl_buffer_fini(&preview->html);
		preview->html = html;
	} else {
		pl_buffer_fini(&html);
	}
	return status;
}

static enum cli_exit
run_server(struct preview *preview, struct cli_changes *changes)
{
	char token[TOKEN_SIZE];
	unsigned port;
	struct pl_buffer address = {0};
	if (!make_token(token)) {
		cli_error(preview->run->messages, "platen", "the system has no random numbers");
		return CLI_INTERNAL;
	}
	preview->serve = preview->calls->start(token, &port);
	if (preview->serve == NULL) {
		cli_error(preview->run->messages, "platen", "cannot listen on 127.0.0.1");
		return CLI_RESOURCE;
	}
	enum cli_exit status = update(preview);
	if (status == CLI_DONE) {
		pl_buffer_printf(&address, "http://127.0.0.1:%u/%s/\n", port, token);
		cli_write_all(STDOUT_FILENO, address.data, address.failed ? 0 : address.length);
		pl_buffer_fini(&address);
	}
	while (status == CLI_DONE && cli_changes_wait(changes)) {
		update(preview);
	}
	preview->calls->stop(preview->serve);
	return status;
}

enum cli_exit
cli_preview(struct cli_run *run)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	struct preview preview = {.run = run, .calls = pl_serve_calls()};
	struct cli_changes changes;
	if (inputs->count != 1 || cli_is_stdin(inputs->list[0])) {
		return cli_usage_error(run->messages,
				       "preview takes one screenplay, which is a file");
	}
	if (preview.calls == NULL) {
		return cli_report_status(run->messages, "platen", PLATEN_NO_MODULE);
	}
	cli_changes_begin(&changes, inputs->list[0]);
	enum cli_exit status = run_server(&preview, &changes);
	cli_changes_end(&changes);
	pl_buffer_fini(&preview.html);
	return status;
}
