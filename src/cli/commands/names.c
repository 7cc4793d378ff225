/*
 * --watermark-list: a file with a name in each line. One output is written for each, with the name
 * as its watermark, and under the name: -o 'out/{name}.pdf'.
 */
#include "cli/commands/commands.h"

#define WORD PL_STR("{name}")

/* Where {name} begins in `output`; NULL if it is not there. */
static const char *
find_word(const char *output)
{
	return output == NULL ? NULL : strstr(output, "{name}");
}

/* The name as part of a file name: no folder, no hidden file, no page number. */
static void
put_as_file_name(struct pl_buffer *out, struct pl_str name)
{
	for (size_t i = 0; i < name.length; i++) {
		unsigned char byte = (unsigned char)name.data[i];
		bool is_plain = byte > ' ' && byte != 0x7F && strchr("/\\:*?\"<>|%", byte) == NULL;
		bool is_hidden = i == 0 && byte == '.';
		pl_buffer_put_byte(out, (is_plain && !is_hidden) || byte == ' ' ? (char)byte : '_');
	}
}

static void
put_output(struct pl_buffer *out, const char *output, struct pl_str name)
{
	const char *at;
	for (; (at = find_word(output)) != NULL; output = at + WORD.length) {
		pl_buffer_put(out, (struct pl_str){output, (size_t)(at - output)});
		put_as_file_name(out, name);
	}
	pl_buffer_put_text(out, output);
}

/* The next line with a name in it. */
static bool
next_name(struct pl_lines *lines, struct pl_str *name)
{
	while (pl_lines_next(lines, name)) {
		*name = pl_str_trim_ascii(*name);
		if (name->length > 0) {
			return true;
		}
	}
	return false;
}

/* Append a name. *is_new: no other has the same file. False: no memory. */
static bool
add_name(struct cli_names *names, const char *output, struct pl_str name, bool *is_new)
{
	struct pl_buffer path = {0};
	put_output(&path, output, name);
	struct cli_name *made = pl_arena_alloc(&names->arena, sizeof(*made));
	struct pl_entry *entry =
		path.failed ? NULL : pl_index_put(&names->outputs, pl_buffer_str(&path));
	if (made != NULL && entry != NULL) {
		*made = (struct cli_name){
			.text = pl_arena_copy(&names->arena, name).data,
			.output = pl_arena_copy(&names->arena, pl_buffer_str(&path)).data,
		};
		*is_new = entry->number == PL_NONE;
		entry->number = 0;
		*names->end = made;
		names->end = &made->next;
		names->count++;
	}
	pl_buffer_fini(&path);
	return entry != NULL && made != NULL && made->text != NULL && made->output != NULL;
}

enum cli_exit
cli_names_read(const struct cli_run *run, struct cli_names *names)
{
	const struct cli_options *set = &run->settings->options;
	struct pl_buffer file = {0};
	if (find_word(set->output) == NULL) {
		return cli_usage_error(run->messages,
				       "--watermark-list makes a file for each name; "
				       "name them with -o 'out/{name}.pdf'");
	}
	enum cli_exit status = cli_file_read(run->messages, set->watermark_list, &file);
	struct pl_str text = pl_buffer_str(&file), name;
	size_t mark = pl_str_starts(text, PL_STR("\xEF\xBB\xBF")) ? 3 : 0;
	struct pl_lines lines = {.rest = pl_str_slice(text, mark, text.length)};
	if (status == CLI_DONE && !pl_utf8_is_valid(text)) {
		cli_error(run->messages, set->watermark_list, "not a list of names in UTF-8");
		status = CLI_RESOURCE;
	}
	pl_arena_init(&names->arena);
	names->outputs.arena = &names->arena;
	names->end = &names->first;
	while (status == CLI_DONE && next_name(&lines, &name)) {
		bool is_new = true;
		if (!add_name(names, set->output, name, &is_new)) {
			status = cli_out_of_memory(run->messages, set->watermark_list);
		} else if (!is_new) {
			cli_error(run->messages, set->watermark_list,
				  "has '%.*s' twice, or another name that makes the same file name",
				  (int)name.length, name.data);
			status = CLI_RESOURCE;
		}
	}
	if (status == CLI_DONE && names->first == NULL) {
		cli_error(run->messages, set->watermark_list, "has no names");
		status = CLI_RESOURCE;
	}
	pl_buffer_fini(&file);
	return status;
}

void
cli_names_fini(struct cli_names *names)
{
	if (names->end != NULL) {
		pl_arena_fini(&names->arena);
	}
}
