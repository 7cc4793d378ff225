/* Page counts as `count --format json` prints them: {"schema":1,"files":[...],"total":N}. */
#include <errno.h>
#include <unistd.h>

#include "cli/commands/commands.h"

void
cli_counts_init(struct cli_counts *counts)
{
	*counts = (struct cli_counts){.names.arena = &counts->arena};
	pl_arena_init(&counts->arena);
}

void
cli_counts_fini(struct cli_counts *counts)
{
	pl_arena_fini(&counts->arena);
}

void
cli_counts_init_baseline(struct cli_counts *counts, const char *baseline)
{
	struct pl_buffer folder = {0};
	cli_counts_init(counts);
	pl_buffer_put(&folder, (struct pl_str){baseline, cli_folder_length(baseline)});
	counts->folder = pl_arena_copy(&counts->arena, pl_buffer_str(&folder)).data;
	counts->failed |= folder.failed || counts->folder == NULL;
	pl_buffer_fini(&folder);
}

/* A file name as it is read back from JSON, where bytes that are not UTF-8 are replaced. */
static void
replace_by_json(struct pl_buffer *name)
{
	struct pl_buffer quoted = {0};
	struct pl_json json = pl_json_to_buffer(&quoted);
	pl_json_str(&json, NULL, pl_buffer_str(name));
	name->length = 0;
	if (!quoted.failed) {
		pl_json_unquote(pl_buffer_str(&quoted), name);
	}
	name->failed |= quoted.failed;
	pl_buffer_fini(&quoted);
}

/* Put the name by which a file is known, whatever its spelling. */
static void
put_name(struct pl_buffer *name, const char *folder, const char *file)
{
	if (cli_is_stdin(file)) {
		pl_buffer_put_text(name, file);
	} else {
		cli_put_absolute(name, folder, file);
	}
	replace_by_json(name);
}

void
cli_counts_add(struct cli_counts *counts, const char *file, uint32_t pages, struct pl_str object)
{
	struct pl_buffer name = {0};
	if (counts->failed) {
		return;
	}
	put_name(&name, counts->folder == NULL ? "" : counts->folder, file);
	struct pl_entry *entry = pl_index_put(&counts->names, pl_buffer_str(&name));
	struct cli_count *list = pl_arena_grow(&counts->arena, counts->list, counts->count,
					       &counts->capacity, sizeof(*list));
	struct pl_str copy = pl_arena_copy(&counts->arena, object);
	counts->failed = name.failed || entry == NULL || list == NULL || copy.data == NULL;
	pl_buffer_fini(&name);
	if (counts->failed) {
		return;
	}
	counts->list = list;
	entry->number = (uint32_t)counts->count;
	list[counts->count++] =
		(struct cli_count){.name = entry->text, .object = copy.data, .pages = pages};
	counts->pages += pages;
}

/* An input as seen from the folder of the baseline, or as it was typed. */
static void
put_file(struct pl_buffer *file, const struct cli_counts *counts, const char *input)
{
	struct pl_buffer folder = {0}, path = {0};
	if (counts->folder == NULL || cli_is_stdin(input)) {
		pl_buffer_put_text(file, input);
		return;
	}
	cli_put_absolute(&folder, counts->folder, "");
	cli_put_absolute(&path, "", input);
	const char *folder_text = pl_buffer_text(&folder), *path_text = pl_buffer_text(&path);
	if (folder_text == NULL || path_text == NULL) {
		file->failed = true;
	} else {
		cli_put_relative(file, folder_text, path_text);
	}
	pl_buffer_fini(&folder);
	pl_buffer_fini(&path);
}

void
cli_counts_add_job(struct cli_counts *counts, const struct cli_job *job)
{
	struct pl_buffer object = {0}, file = {0};
	struct pl_json json = pl_json_to_buffer(&object);
	put_file(&file, counts, job->input);
	const char *name = pl_buffer_text(&file);
	pl_json_begin(&json, NULL, "{");
	pl_json_text(&json, "file", name == NULL ? "" : name);
	pl_json_int(&json, "pages", job->pages);
	pl_json_int(&json, "eighths", job->eighths);
	pl_json_end(&json, "}");
	counts->failed |= object.failed || name == NULL;
	if (!counts->failed) {
		cli_counts_add(counts, name, job->pages, pl_buffer_str(&object));
	}
	counts->eighths += job->eighths;
	pl_buffer_fini(&object);
	pl_buffer_fini(&file);
}

const struct cli_count *
cli_counts_find(const struct cli_counts *counts, struct pl_str name)
{
	const struct pl_entry *entry = pl_index_find(&counts->names, name);
	return entry == NULL ? NULL : &counts->list[entry->number];
}

bool
cli_counts_find_input(const struct cli_counts *counts, const char *input, uint32_t *pages)
{
	struct pl_buffer name = {0};
	put_name(&name, "", input);
	const struct cli_count *count = cli_counts_find(counts, pl_buffer_str(&name));
	bool is_found = count != NULL && !name.failed;
	if (is_found) {
		*pages = count->pages;
	}
	pl_buffer_fini(&name);
	return is_found;
}

bool
cli_counts_put_folders(struct pl_buffer *names, const struct cli_inputs *inputs)
{
	for (size_t i = 0; i < inputs->folder_count && !names->failed; i++) {
		struct pl_buffer path = {0}, name = {0};
		/* the last part of a path may be a link, too */
		pl_buffer_printf(&path, "%s/.", inputs->folders[i]);
		put_name(&name, "", path.failed ? "" : pl_buffer_text(&path));
		pl_buffer_put(names, pl_buffer_str(&name));
		pl_buffer_put(names, (struct pl_str){"/", 2});
		names->failed |= path.failed || name.failed;
		pl_buffer_fini(&path);
		pl_buffer_fini(&name);
	}
	return !names->failed;
}

bool
cli_count_is_gone(const struct cli_count *count, const struct pl_buffer *folders)
{
	const char *at = folders->data, *end = at + folders->length;
	for (; folders->length > 0 && at < end; at += strlen(at) + 1) {
		if (pl_str_starts(count->name, pl_str_of(at))) {
			return access(count->name.data, F_OK) != 0 &&
			       (errno == ENOENT || errno == ENOTDIR);
		}
	}
	return false;
}

void
cli_counts_put(struct pl_buffer *out, const struct cli_counts *counts)
{
	struct pl_json json = pl_json_to_buffer(out);
	pl_json_begin(&json, NULL, "{");
	pl_json_int(&json, "schema", 1);
	pl_json_begin(&json, "files", "[");
	for (size_t i = 0; i < counts->count; i++) {
		pl_json_bare(&json, NULL, counts->list[i].object);
	}
	pl_json_end(&json, "]");
	pl_json_int(&json, "total", (int64_t)counts->pages);
	pl_json_end(&json, "}\n");
}
