/*
 * For -r: folders are replaced by the screenplays in them. Names are sorted byte by byte, so that
 * the same tree gives the same list on every file system; names that begin with a dot are left out,
 * and links to folders are not followed. The list of what is found is a stack, too: a folder is
 * taken off it, and what it holds put on.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cli/files/files.h"

struct paths {
	struct pl_arena *arena;
	enum platen_input only; /* files of this format; PLATEN_INPUT_ANY: of all */
	char **list;
	size_t count, capacity;
};

/* False if memory runs out, or ran out for `path`, which is NULL then. */
static bool
add(struct paths *paths, char *path)
{
	char **list = pl_arena_grow(paths->arena, paths->list, paths->count, &paths->capacity,
				    sizeof(*list));
	if (path == NULL || list == NULL) {
		return false;
	}
	paths->list = list;
	list[paths->count++] = path;
	return true;
}

/* A file in `.` is named without `./`: so services find it in the repository. */
static char *
join(struct pl_arena *arena, const char *folder, const char *name)
{
	size_t length = strcmp(folder, ".") == 0 ? 0 : strlen(folder);
	char *path = pl_arena_alloc(arena, length + strlen(name) + 2);
	if (path != NULL) {
		memcpy(path, folder, length);
		strcpy(path + length, length == 0 || folder[length - 1] == '/' ? "" : "/");
		strcat(path + length, name);
	}
	return path;
}

static bool
is_folder_itself(const char *path)
{
	struct stat about;
	return lstat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* .txt in a folder may be anything. */
static bool
is_screenplay(const char *name, enum platen_input only)
{
	const struct platen_input_format *format = platen_input_by_path(name);
	return format != NULL && !cli_has_extension(name, ".txt") &&
	       (only == PLATEN_INPUT_ANY || only == format->input);
}

/* The last one on a stack is taken first. */
static int
compare_backwards(const void *a, const void *b)
{
	const char *const *one = a, *const *other = b;
	return strcmp(*other, *one);
}

/* Put the folders and screenplays in `folder` on the stack. */
static enum cli_exit
open_folder(const struct cli_messages *messages, const char *folder, struct paths *stack)
{
	DIR *directory = opendir(folder);
	if (directory == NULL && errno == ENOMEM) {
		return cli_out_of_memory(messages, folder);
	}
	if (directory == NULL) {
		cli_errno_error(messages, folder, "read", errno, "");
		return CLI_INPUT;
	}
	size_t first = stack->count;
	bool has_memory = true;
	for (const struct dirent *entry; has_memory && (entry = readdir(directory)) != NULL;) {
		if (entry->d_name[0] != '.') {
			char *path = join(stack->arena, folder, entry->d_name);
			bool is_wanted = path == NULL || is_folder_itself(path) ||
					 is_screenplay(entry->d_name, stack->only);
			has_memory = !is_wanted || add(stack, path);
		}
	}
	closedir(directory);
	if (!has_memory) {
		return cli_out_of_memory(messages, folder);
	}
	if (stack->count > first) {
		qsort(stack->list + first, stack->count - first, sizeof(*stack->list),
		      compare_backwards);
	}
	return CLI_DONE;
}

/* Add all screenplays below `folder` to `found`. */
static enum cli_exit
walk(const struct cli_messages *messages, char *folder, struct paths *found)
{
	struct paths stack = {.arena = found->arena, .only = found->only};
	size_t before = found->count;
	enum cli_exit worst = open_folder(messages, folder, &stack);
	while (stack.count > 0) {
		char *path = stack.list[--stack.count];
		enum cli_exit status = CLI_DONE;
		if (is_folder_itself(path)) {
			status = open_folder(messages, path, &stack);
		} else if (!add(found, path)) {
			status = cli_out_of_memory(messages, folder);
		}
		worst = cli_worse(worst, status);
	}
	if (worst == CLI_DONE && found->count == before) {
		cli_error(messages, folder,
			  "no screenplay in this folder; name a file, or another folder");
		return CLI_INPUT;
	}
	return worst;
}

enum cli_exit
cli_inputs_expand(const struct cli_messages *messages, struct cli_inputs *inputs,
		  enum platen_input only)
{
	struct paths found = {.arena = &inputs->arena, .only = only};
	struct paths folders = {.arena = &inputs->arena};
	enum cli_exit worst = CLI_DONE;
	for (size_t i = 0; i < inputs->count; i++) {
		char *input = inputs->list[i];
		enum cli_exit status = CLI_DONE;
		if (!cli_is_stdin(input) && cli_is_folder(input)) {
			status = add(&folders, input) ? walk(messages, input, &found)
						      : cli_out_of_memory(messages, input);
		} else if (!add(&found, input)) {
			status = cli_out_of_memory(messages, input);
		}
		worst = cli_worse(worst, status);
	}
	inputs->list = found.list;
	inputs->count = found.count;
	inputs->folders = folders.list;
	inputs->folder_count = folders.count;
	return worst;
}
