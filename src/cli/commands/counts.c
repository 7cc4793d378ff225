/* Page counts as `count --format json` prints them: {"schema":1,"files":[...],"total":N}. */
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
cli_counts_add(struct cli_counts *counts, struct pl_str name, uint32_t pages, struct pl_str object)
{
	struct pl_entry *entry = pl_index_put(&counts->names, name);
	struct cli_count *list = pl_arena_grow(&counts->arena, counts->list, counts->count,
					       &counts->capacity, sizeof(*list));
	struct pl_str copy = pl_arena_copy(&counts->arena, object);
	if (entry == NULL || list == NULL || copy.data == NULL) {
		counts->failed = true;
		return;
	}
	counts->list = list;
	entry->number = (uint32_t)counts->count;
	list[counts->count++] =
		(struct cli_count){.name = entry->text, .object = copy.data, .pages = pages};
	counts->pages += pages;
}

/* The name of an input as JSON gives it back: what is not UTF-8 is replaced there. */
static struct pl_str
name_in_json(struct pl_buffer *name, const char *input)
{
	struct pl_buffer quoted = {0};
	struct pl_json json = pl_json_to_buffer(&quoted);
	pl_json_text(&json, NULL, input);
	if (!quoted.failed) {
		pl_json_unquote(pl_buffer_str(&quoted), name);
	}
	name->failed |= quoted.failed;
	pl_buffer_fini(&quoted);
	return pl_buffer_str(name);
}

void
cli_counts_add_job(struct cli_counts *counts, const struct cli_job *job)
{
	struct pl_buffer object = {0}, name = {0};
	struct pl_json json = pl_json_to_buffer(&object);
	pl_json_begin(&json, NULL, "{");
	pl_json_text(&json, "file", job->input);
	pl_json_int(&json, "pages", job->pages);
	pl_json_int(&json, "eighths", job->eighths);
	pl_json_end(&json, "}");
	cli_counts_add(counts, name_in_json(&name, job->input), job->pages, pl_buffer_str(&object));
	counts->eighths += job->eighths;
	counts->failed |= object.failed || name.failed;
	pl_buffer_fini(&object);
	pl_buffer_fini(&name);
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
	const struct cli_count *count = cli_counts_find(counts, name_in_json(&name, input));
	bool is_found = count != NULL && !name.failed;
	if (is_found) {
		*pages = count->pages;
	}
	pl_buffer_fini(&name);
	return is_found;
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
