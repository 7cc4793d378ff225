/*
 * check --fix. The fixes of all messages are applied together, which can bring out further
 * messages: a heading that was set free may be one without an empty line below. So this is repeated
 * until no message has a fix.
 */
#include <stdlib.h>

#include "cli/commands/commands.h"

/* One round mends nearly everything, and each round goes on from the one before. */
#define ROUNDS_MAX 8

/* Check `bytes`. The caller frees the findings, even after an error. */
static enum cli_exit
find_messages(const struct cli_settings *settings, const struct cli_job *job,
	      const struct pl_buffer *bytes, struct cli_findings *findings,
	      struct cli_screenplay *screenplay)
{
	cli_findings_init(findings, job->input, &settings->options.filter);
	enum cli_exit status =
		cli_screenplay_make(settings, &job->messages, findings, bytes, true, screenplay);
	if (status == CLI_DONE) {
		struct platen_check_options options = settings->options.limits;
		options.reporter = cli_findings_reporter(findings);
		status = cli_report_status(&job->messages, job->input,
					   platen_check(screenplay->pages, &options));
	}
	cli_findings_settle(findings, screenplay->document, screenplay->pages);
	return status;
}

static int
compare_edits(const void *a, const void *b)
{
	const struct cli_edit *one = *(const struct cli_edit *const *)a;
	const struct cli_edit *other = *(const struct cli_edit *const *)b;
	int order = pl_compare(one->start.offset, other->start.offset);
	return order != 0 ? order : pl_compare(one->end.offset, other->end.offset);
}

/* The edits of all findings in the order of the source; *count of them. NULL: no memory. */
static const struct cli_edit **
collect_edits(struct cli_findings *findings, size_t *count)
{
	size_t most = 0;
	for (size_t i = 0; i < findings->count; i++) {
		most += findings->list[i].fix_count;
	}
	const struct cli_edit **edits = pl_arena_array(&findings->arena, most + 1, sizeof(*edits));
	*count = 0;
	for (size_t i = 0; i < findings->count && edits != NULL; i++) {
		for (size_t j = 0; j < findings->list[i].fix_count; j++) {
			edits[(*count)++] = &findings->list[i].fix[j];
		}
	}
	if (edits != NULL) {
		qsort(edits, *count, sizeof(*edits), compare_edits);
	}
	return edits;
}

/* Two messages may ask for the same empty line. An edit that overlaps the one before it is left to
 * the next round. Returns how many were applied. */
static size_t
apply(struct pl_str source, const struct cli_edit **edits, size_t count, struct pl_buffer *out)
{
	const struct cli_edit *last = NULL;
	size_t at = 0, applied = 0;
	for (size_t i = 0; i < count; i++) {
		const struct cli_edit *edit = edits[i];
		if (edit->start.offset < at ||
		    (last != NULL && last->start.offset == edit->start.offset)) {
			continue;
		}
		pl_buffer_put(out, pl_str_slice(source, at, edit->start.offset));
		pl_buffer_put_text(out, edit->text);
		at = edit->end.offset;
		last = edit;
		applied++;
	}
	pl_buffer_put(out, pl_str_slice(source, at, source.length));
	return applied;
}

/* The settings, with a filter that shows only the messages to be mended. */
static struct cli_settings
settings_of(const struct cli_job *job)
{
	struct cli_settings settings = *job->settings;
	struct cli_filter *filter = &settings.options.filter;
	/* --diff alone shows what --fix would change */
	bool has_choice = memchr(settings.options.fix, 1, CLI_RULES_MAX) != NULL;
	filter->quiet = settings.options.verbose = false;
	filter->lists_all = true;
	for (size_t i = 0; i < CLI_RULES_MAX && platen_rule_at(i) != NULL; i++) {
		if (has_choice && !settings.options.fix[i]) {
			filter->rules[i] = CLI_RULE_OFF;
		} else if (filter->rules[i] == CLI_RULE_DEFAULT) {
			filter->rules[i] = CLI_RULE_WARNING; /* hints, too */
		}
	}
	return settings;
}

/* Mend fix->after once. *is_done: there was nothing to mend. */
static enum cli_exit
mend(const struct cli_settings *settings, const struct cli_job *job, struct cli_fix *fix,
     bool *is_done)
{
	static const struct pl_str mark = {"\xEF\xBB\xBF", 3};
	struct cli_findings findings;
	struct cli_screenplay screenplay = {0};
	struct pl_buffer mended = {0};
	size_t count = 0;
	enum cli_exit status = find_messages(settings, job, &fix->after, &findings, &screenplay);
	const struct cli_edit **edits =
		status == CLI_DONE ? collect_edits(&findings, &count) : NULL;
	*is_done = count == 0;
	fix->is_fountain = screenplay.document != NULL &&
			   platen_document_input(screenplay.document) == PLATEN_INPUT_FOUNTAIN;
	if (status == CLI_DONE && edits == NULL) {
		status = cli_out_of_memory(&job->messages, job->input);
	} else if (count > 0) {
		struct platen_text text = platen_document_source(screenplay.document);
		struct pl_str source = {text.data, text.length}, bytes = pl_buffer_str(&fix->after);
		size_t start = pl_str_starts(bytes, mark) ? mark.length : 0;
		pl_buffer_put(&mended, pl_str_slice(bytes, 0, start));
		fix->places += apply(source, edits, count, &mended);
		if (!pl_str_equal(pl_str_slice(bytes, start, bytes.length), source)) {
			cli_error(&job->messages, job->input,
				  "not mended, as it is not UTF-8; 'platen fmt --write' converts "
				  "it");
			status = CLI_INPUT;
		}
		pl_buffer_fini(&fix->after);
		fix->after = mended;
	}
	cli_findings_fini(&findings);
	cli_screenplay_free(&screenplay);
	return status;
}

enum cli_exit
cli_fix_find(const struct cli_job *job, struct cli_fix *fix)
{
	struct cli_settings settings = settings_of(job);
	enum cli_exit status = cli_input_read(&job->messages, job->input, "-r reads what is in it",
					      settings.options.read.max_mebibytes, &fix->before);
	bool is_done = false;
	pl_buffer_put(&fix->after, pl_buffer_str(&fix->before));
	for (int i = 0; i < ROUNDS_MAX && status == CLI_DONE && !is_done; i++) {
		status = mend(&settings, job, fix, &is_done);
	}
	return status;
}

void
cli_fix_fini(struct cli_fix *fix)
{
	pl_buffer_fini(&fix->before);
	pl_buffer_fini(&fix->after);
}
