/*
 * The baseline of check: what `count --format json` printed. It is read in one pass over its
 * tokens. An entry is an object with "file" and "pages", in any order and among other members,
 * which are kept when the baseline is updated.
 */
#include <sys/stat.h>
#include <unistd.h>

#include "cli/commands/commands.h"

/* ----------------------------------------------------------------------- reading */

static bool
read_pages(struct pl_str token, uint32_t *pages)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < token.length; i++) {
		sum = sum * 10 + (uint64_t)(token.data[i] - '0');
		if (!pl_is_digit(token.data[i]) || sum > UINT32_MAX) {
			return false;
		}
	}
	*pages = (uint32_t)sum;
	return token.length > 0;
}

/* An entry, as far as its members have been read. */
struct entry {
	const char *start; /* of the object; NULL: outside of one */
	struct pl_str name;
	uint32_t pages;
	bool has_name, has_pages;
};

/* Add the entry whose object ends at `end`, if it has a name and a page count. */
static void
add_entry(struct cli_counts *counts, const struct entry *entry, const char *end)
{
	struct pl_buffer name = {0};
	if (entry->start == NULL || !entry->has_name || !entry->has_pages) {
		return;
	}
	pl_json_unquote(entry->name, &name);
	const char *text = pl_buffer_text(&name);
	if (text == NULL) {
		counts->failed = true;
	} else {
		cli_counts_add(counts, text, entry->pages,
			       (struct pl_str){entry->start, (size_t)(end - entry->start)});
	}
	pl_buffer_fini(&name);
}

static void
read_entries(struct cli_counts *counts, struct pl_str rest)
{
	struct entry entry = {0};
	struct pl_str key = {0};
	for (struct pl_str token; (token = pl_json_token(&rest)).length > 0;) {
		struct pl_str member = key;
		key = (struct pl_str){0};
		if (*token.data == ':') {
			key = member;
		} else if (*token.data == '{') {
			entry = (struct entry){.start = token.data};
		} else if (*token.data == '}') {
			add_entry(counts, &entry, rest.data);
			entry.start = NULL;
		} else if (pl_str_equal(member, PL_STR("\"file\""))) {
			entry.name = token;
			entry.has_name = *token.data == '"';
		} else if (pl_str_equal(member, PL_STR("\"pages\""))) {
			entry.has_pages = read_pages(token, &entry.pages);
		} else {
			key = token;
		}
	}
}

enum cli_exit
cli_baseline_read(struct cli_run *run, struct cli_counts *counts)
{
	const struct cli_options *options = &run->settings->options;
	const char *path = options->baseline;
	struct pl_buffer bytes = {0};
	if (!options->update_baseline && access(path, F_OK) != 0) {
		cli_error(run->messages, path, "no such baseline; --update-baseline writes it");
		return CLI_INPUT;
	}
	enum cli_exit status = cli_file_read(run->messages, path, &bytes);
	const char *text = pl_buffer_text(&bytes);
	if (status == CLI_DONE && text == NULL) {
		status = cli_out_of_memory(run->messages, path);
	}
	if (status != CLI_DONE) {
		pl_buffer_fini(&bytes);
		return status;
	}
	struct pl_str str = pl_buffer_str(&bytes);
	read_entries(counts, str);
	/* JSON is UTF-8 without NUL; a baseline without files still has a total */
	bool is_one = pl_utf8_is_valid(str) && strlen(text) == str.length &&
		      strstr(text, "\"files\"") != NULL &&
		      (counts->count > 0 || strstr(text, "\"total\"") != NULL);
	pl_buffer_fini(&bytes);
	if (counts->failed) {
		return cli_out_of_memory(run->messages, path);
	}
	if (!is_one) {
		cli_error(run->messages, path,
			  options->update_baseline
				  ? "not a baseline, so it is not overwritten; name another file"
				  : "not a baseline; make one with 'platen count --format json "
				    "IN...', or with --update-baseline");
		return CLI_INPUT;
	}
	return CLI_DONE;
}

/* ---------------------------------------------------------------------- comparing */

/* Report that a file of the baseline is not there, as a message about it. */
static void
report_gone(struct cli_run *run, const struct cli_count *count)
{
	struct pl_buffer here = {0}, path = {0};
	struct cli_findings findings;
	size_t index;
	cli_put_absolute(&here, "", "");
	const char *folder = pl_buffer_text(&here);
	if (folder != NULL) {
		cli_put_relative(&path, folder, count->name.data);
	}
	const char *name = pl_buffer_text(&path);
	if (name != NULL && cli_rule_find(PL_STR("PL-908"), &index)) {
		const struct platen_rule *rule = platen_rule_at(index);
		struct platen_diagnostic gone = {
			.id = rule->id, .severity = rule->severity, .message = rule->message};
		cli_findings_init(&findings, name, &run->settings->options.filter);
		struct platen_reporter reporter = cli_findings_reporter(&findings);
		reporter.report(reporter.user, &gone);
		cli_findings_settle(&findings, NULL, NULL);
		cli_diagnostics_add(run->diagnostics, run->messages, &findings);
	}
	run->diagnostics->is_incomplete |= name == NULL;
	pl_buffer_fini(&here);
	pl_buffer_fini(&path);
}

void
cli_baseline_find_gone(struct cli_run *run, const struct cli_counts *baseline,
		       const struct cli_counts *counts)
{
	struct pl_buffer folders = {0};
	run->diagnostics->is_incomplete |= !cli_counts_put_folders(&folders, &run->request->inputs);
	for (size_t i = 0; i < baseline->count && !folders.failed; i++) {
		const struct cli_count *count = &baseline->list[i];
		if (cli_counts_find(counts, count->name) == NULL &&
		    cli_count_is_gone(count, &folders)) {
			report_gone(run, count);
		}
	}
	pl_buffer_fini(&folders);
}

/* ---------------------------------------------------------------------- updating */

/* A name in one form stays as it is. */
static void
copy_count(struct cli_counts *to, const struct cli_count *count)
{
	cli_counts_add(to, count->name.data, count->pages, pl_str_of(count->object));
}

/* What becomes of the files of a baseline which are not among those counted now. */
struct others {
	size_t kept, removed;
};

/* The files of `before` in their order, with new counts where there are any, without those that are
 * gone from `folders`; then the files that are new. */
static struct others
merge(struct cli_counts *to, const struct cli_counts *before, const struct cli_counts *now,
      const struct pl_buffer *folders)
{
	struct others others = {0};
	for (size_t i = 0; i < before->count; i++) {
		const struct cli_count *old = &before->list[i];
		const struct cli_count *count = cli_counts_find(now, old->name);
		bool is_gone = count == NULL && cli_count_is_gone(old, folders);
		others.kept += count == NULL && !is_gone;
		others.removed += is_gone;
		if (!is_gone) {
			copy_count(to, count == NULL ? old : count);
		}
	}
	for (size_t i = 0; i < now->count; i++) {
		const struct cli_count *count = &now->list[i];
		if (cli_counts_find(before, count->name) == NULL) {
			copy_count(to, count);
		}
	}
	return others;
}

static void
inform_of_writing(const struct cli_run *run, size_t counted, struct others others)
{
	struct pl_buffer details = {0};
	pl_buffer_printf(&details, ", %zu file%s", counted, counted == 1 ? "" : "s");
	if (others.kept > 0) {
		pl_buffer_printf(&details, "; %zu not named %s kept", others.kept,
				 others.kept == 1 ? "was" : "were");
	}
	if (others.removed > 0) {
		pl_buffer_printf(&details, "; %zu not there any more %s removed", others.removed,
				 others.removed == 1 ? "was" : "were");
	}
	cli_inform(run->messages, "wrote", run->settings->options.baseline, &details);
}

/* A stream has no old counts to keep. Neither has an empty file, which the shell may have made for
 * the output. */
static bool
has_baseline(const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
}

enum cli_exit
cli_baseline_update(struct cli_run *run, const struct cli_counts *counts)
{
	const char *path = run->settings->options.baseline;
	struct cli_counts before, merged;
	struct pl_buffer out = {0}, folders = {0};
	cli_counts_init_baseline(&before, path);
	cli_counts_init(&merged);
	enum cli_exit status = cli_refuse_protected(run->files, path);
	if (status == CLI_DONE && has_baseline(path)) {
		status = cli_baseline_read(run, &before);
	}
	if (status == CLI_DONE) {
		out.failed = !cli_counts_put_folders(&folders, &run->request->inputs);
		struct others others = merge(&merged, &before, counts, &folders);
		cli_counts_put(&out, &merged);
		out.failed |= counts->failed || merged.failed;
		status = cli_publish(run->files, &out, path);
		if (status == CLI_DONE && !run->settings->options.filter.quiet) {
			inform_of_writing(run, counts->count, others);
		}
	}
	pl_buffer_fini(&out);
	pl_buffer_fini(&folders);
	cli_counts_fini(&before);
	cli_counts_fini(&merged);
	return status;
}
