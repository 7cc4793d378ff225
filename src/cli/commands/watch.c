/*
 * Convert again whenever the screenplay is saved. Each time, `convert` writes the outputs, with all
 * its care for files, and shows the pages of the first, to say what changed.
 */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/commands/commands.h"

/* The pages of a build: a hash of the first line of each. */
struct beginnings {
	struct pl_buffer hashes; /* of uint64_t */
	size_t titles;           /* title pages */
};

static size_t
count_of(const struct beginnings *beginnings)
{
	return beginnings->hashes.length / sizeof(uint64_t);
}

/* FNV-1a, 64 bits. */
static uint64_t
hash_line(const struct platen_line *line)
{
	uint64_t hash = 14695981039346656037u;
	struct platen_run run;
	for (size_t i = 0; line != NULL && platen_line_run(line, i, &run); i++) {
		for (size_t j = 0; j < run.text.length; j++) {
			hash = (hash ^ (unsigned char)run.text.data[j]) * 1099511628211u;
		}
	}
	return hash;
}

static const struct platen_line *
first_line(const struct platen_page *page)
{
	const struct platen_line *line;
	size_t i = 0;
	while ((line = platen_page_line(page, i)) != NULL &&
	       platen_line_role(line) != PLATEN_ROLE_BODY) {
		i++;
	}
	return line;
}

static void
note_beginnings(struct beginnings *beginnings, const struct platen_pages *pages)
{
	const struct platen_page *page;
	for (size_t i = 0; (page = platen_pages_at(pages, i)) != NULL; i++) {
		uint64_t hash = hash_line(first_line(page));
		beginnings->titles += platen_page_is_title(page);
		pl_buffer_put(&beginnings->hashes,
			      (struct pl_str){(const char *)&hash, sizeof(hash)});
	}
}

/* The first page, but for the very first, which begins with another line than before; NULL: none
 * does. */
static const struct platen_page *
moved_page(const struct beginnings *before, const struct beginnings *now,
	   const struct platen_pages *pages)
{
	size_t i = now->titles + 1;
	size_t count = count_of(before) < count_of(now) ? count_of(before) : count_of(now);
	if (before->titles != now->titles || before->hashes.failed || now->hashes.failed) {
		return NULL;
	}
	while (i < count &&
	       memcmp(before->hashes.data + i * sizeof(uint64_t),
		      now->hashes.data + i * sizeof(uint64_t), sizeof(uint64_t)) == 0) {
		i++;
	}
	return i < count ? platen_pages_at(pages, i) : NULL;
}

/* "118 -> 119 pages, page 37 moved" */
static void
put_line(struct pl_buffer *out, const struct platen_pages *pages, const struct beginnings *before,
	 const struct beginnings *now)
{
	unsigned count = platen_pages_count(pages);
	size_t old = count_of(before) - before->titles;
	const struct platen_page *moved = moved_page(before, now, pages);
	if (count_of(before) > 0 && old != count) {
		pl_buffer_printf(out, "%zu -> ", old);
	}
	pl_buffer_printf(out, "%u page%s", count, count == 1 ? "" : "s");
	if (moved != NULL) {
		struct platen_text label = platen_page_label(moved);
		pl_buffer_printf(out, ", page %.*s moved", (int)label.length, label.data);
	}
}

/* What became of the screenplay this time. */
struct build {
	const struct beginnings *before;
	struct beginnings now;
	struct pl_buffer line; /* "118 -> 119 pages, page 37 moved" */
};

static void
see(void *user, const struct platen_pages *pages)
{
	struct build *build = user;
	note_beginnings(&build->now, pages);
	put_line(&build->line, pages, build->before, &build->now);
}

/* Convert into one output. What is found becomes part of `diagnostics`. `build` may be NULL. */
static enum cli_exit
convert_into(struct cli_run *run, const char *output, struct cli_diagnostics *diagnostics,
	     struct build *build)
{
	struct cli_settings settings = *run->settings;
	struct cli_files files = {.messages = run->messages, .has_output_option = true};
	struct cli_run own = {
		.request = run->request,
		.settings = &settings,
		.messages = run->messages,
		.diagnostics = diagnostics,
		.files = &files,
		.see = build == NULL ? NULL : see,
		.see_user = build,
	};
	settings.options.output = output;
	enum cli_exit status = cli_convert(&own);
	pl_buffer_fini(&files.inputs);
	pl_buffer_fini(&files.outputs);
	pl_buffer_fini(&files.swept);
	return status;
}

/* Print the lines of `text` which are not in `seen`: outputs have most messages in common. */
static void
print_new(struct pl_index *seen, struct pl_str text)
{
	struct pl_buffer new = {0};
	while (text.length > 0) {
		const char *end = memchr(text.data, '\n', text.length);
		size_t length = end == NULL ? text.length : (size_t)(end - text.data) + 1;
		struct pl_str line = pl_str_slice(text, 0, length);
		struct pl_entry *entry = pl_index_put(seen, line);
		if (entry == NULL || entry->number == PL_NONE) {
			pl_buffer_put(&new, line);
		}
		if (entry != NULL) {
			entry->number = 0;
		}
		text = pl_str_slice(text, length, text.length);
	}
	cli_write_all(STDERR_FILENO, new.data, new.length);
	pl_buffer_fini(&new);
}

/* Into one output after the other, up to one that fails. */
static enum cli_exit
convert_all(struct cli_run *run, struct build *build, size_t counts[CLI_SEVERITIES])
{
	struct pl_str list = pl_str_of(run->settings->options.outputs), word;
	struct pl_arena arena;
	struct pl_index seen = {.arena = &arena};
	enum cli_exit status = CLI_DONE;
	pl_arena_init(&arena);
	for (bool is_first = true; status == CLI_DONE && pl_str_next_word(&list, ",", &word);
	     is_first = false) {
		struct cli_diagnostics diagnostics = {.output = "-",
						      .has_color = run->messages->has_color};
		struct pl_buffer name = {0};
		pl_buffer_put(&name, word);
		const char *output = pl_buffer_text(&name);
		cli_diagnostics_begin(&diagnostics, 0);
		status = output == NULL
				 ? cli_out_of_memory(run->messages, "platen")
				 : convert_into(run, output, &diagnostics, is_first ? build : NULL);
		print_new(&seen, pl_buffer_str(&diagnostics.out));
		if (is_first) {
			memcpy(counts, diagnostics.counts, sizeof(diagnostics.counts));
		}
		pl_buffer_fini(&diagnostics.out);
		pl_buffer_fini(&name);
	}
	pl_arena_fini(&arena);
	return status;
}

static long long
milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Convert, and print the messages and "118 -> 119 pages, page 37 moved, 2 warnings, 14 ms". */
static enum cli_exit
convert_again(struct cli_run *run, struct beginnings *before)
{
	size_t counts[CLI_SEVERITIES] = {0};
	long long begun = milliseconds();
	struct build build = {.before = before};
	enum cli_exit status = convert_all(run, &build, counts);
	if (status == CLI_DONE) {
		cli_put_counts(&build.line, ", ", counts);
		pl_buffer_printf(&build.line, ", %lld ms\n", milliseconds() - begun);
		cli_write_all(STDOUT_FILENO, build.line.data,
			      build.line.failed ? 0 : build.line.length);
		pl_buffer_fini(&before->hashes);
		*before = build.now;
	} else {
		pl_buffer_fini(&build.now.hashes);
	}
	pl_buffer_fini(&build.line);
	return status;
}

enum cli_exit
cli_watch(struct cli_run *run)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	struct beginnings before = {0};
	struct cli_changes changes;
	if (inputs->count != 1 || cli_is_stdin(inputs->list[0])) {
		return cli_usage_error(run->messages,
				       "watch takes one screenplay, which is a file; -o FILE names "
				       "what to write");
	}
	if (run->settings->options.outputs == NULL) {
		return cli_usage_error(run->messages, "name what to write: -o FILE");
	}
	cli_changes_begin(&changes, inputs->list[0]);
	enum cli_exit status = convert_again(run, &before);
	/* if the first conversion fails, so will the next; later, an editor may leave half a file
	 * for a moment */
	while (status == CLI_DONE && cli_changes_wait(&changes)) {
		convert_again(run, &before);
	}
	cli_changes_end(&changes);
	pl_buffer_fini(&before.hashes);
	return status;
}
