/*
 * Folders to the screenplays in them, for -r. Names are sorted byte by byte, so that the same tree
 * gives the same list on every file system; what begins with a dot is left alone, and links to
 * folders are not followed. The list itself is the stack: an entry which is a folder is replaced by
 * what it holds.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

struct paths {
	char **list;
	size_t count, capacity;
};

/* False: no memory, also for the path itself, which is NULL then. It stays the caller's. */
static bool
add(struct paths *paths, char *path)
{
	if (path == NULL) {
		return false;
	}
	if (paths->count == paths->capacity) {
		size_t capacity = paths->capacity == 0 ? 16 : paths->capacity * 2;
		char **moved = realloc(paths->list, capacity * sizeof(*moved));
		if (moved == NULL) {
			return false;
		}
		paths->list = moved;
		paths->capacity = capacity;
	}
	paths->list[paths->count++] = path;
	return true;
}

/* What is in `.` is called by its name alone, as services find it in the repository. */
static char *
join(const char *folder, const char *name)
{
	if (strcmp(folder, ".") == 0) {
		return strdup(name);
	}
	size_t length = strlen(folder);
	bool has_slash = length > 0 && folder[length - 1] == '/';
	char *path = malloc(length + strlen(name) + 2);
	if (path != NULL) {
		memcpy(path, folder, length);
		strcpy(path + length, has_slash ? "" : "/");
		strcat(path + length, name);
	}
	return path;
}

static bool
is_folder(const char *path, bool follows_links)
{
	struct stat about;
	int found = follows_links ? stat(path, &about) : lstat(path, &about);
	return found == 0 && S_ISDIR(about.st_mode);
}

/* .txt in a folder may be anything. */
static bool
is_screenplay(const char *name)
{
	enum platen_input input;
	return cli_input_extension(name, &input) != NULL && !cli_has_extension(name, ".txt");
}

/* Names in a stack: the last comes off first. */
static int
compare_backwards(const void *a, const void *b)
{
	const char *const *one = a, *const *other = b;
	return strcmp(*other, *one);
}

/* Push what is of interest in `folder` on the stack. */
static enum cli_exit
open_folder(const struct cli *cli, const char *folder, struct paths *stack)
{
	DIR *directory = opendir(folder);
	if (directory == NULL && errno == ENOMEM) {
		return cli_refuse(cli, folder, PLATEN_NO_MEMORY);
	}
	if (directory == NULL) {
		cli_error(cli, folder, "cannot read: %s", strerror(errno));
		return CLI_INPUT;
	}
	size_t first = stack->count;
	bool has_memory = true;
	for (const struct dirent *entry; has_memory && (entry = readdir(directory)) != NULL;) {
		if (entry->d_name[0] == '.') {
			continue;
		}
		char *path = join(folder, entry->d_name);
		if (path != NULL && !is_folder(path, false) && !is_screenplay(entry->d_name)) {
			free(path);
			continue;
		}
		has_memory = add(stack, path);
		if (!has_memory) {
			free(path);
		}
	}
	closedir(directory);
	if (!has_memory) {
		return cli_refuse(cli, folder, PLATEN_NO_MEMORY);
	}
	if (stack->count > first) {
		qsort(stack->list + first, stack->count - first, sizeof(*stack->list),
		      compare_backwards);
	}
	return CLI_DONE;
}

/* Everything below `folder`, behind what `found` has. */
static enum cli_exit
walk(const struct cli *cli, char *folder, struct paths *found)
{
	struct paths stack = {0};
	size_t before = found->count;
	enum cli_exit worst = open_folder(cli, folder, &stack);
	while (stack.count > 0) {
		char *path = stack.list[--stack.count];
		enum cli_exit status = CLI_DONE;
		if (is_folder(path, false)) {
			status = open_folder(cli, path, &stack);
			free(path);
		} else if (!add(found, path)) {
			free(path);
			status = cli_refuse(cli, folder, PLATEN_NO_MEMORY);
		}
		worst = status > worst ? status : worst;
	}
	free(stack.list);
	if (worst == CLI_DONE && found->count == before) {
		cli_error(cli, folder, "no screenplay in this folder; name it, or another folder");
		return CLI_INPUT;
	}
	return worst;
}

enum cli_exit
cli_inputs_expand(struct cli *cli)
{
	struct paths found = {0};
	enum cli_exit worst = CLI_DONE;
	if (!cli->options.recursive) {
		return CLI_DONE;
	}
	for (size_t i = 0; i < cli->input_count; i++) {
		char *input = cli->inputs[i];
		enum cli_exit status = CLI_DONE;
		if (!cli_is_stdin(input) && is_folder(input, true)) {
			status = walk(cli, input, &found);
		} else if (!add(&found, input)) {
			status = cli_refuse(cli, input, PLATEN_NO_MEMORY);
		}
		worst = status > worst ? status : worst;
	}
	free(cli->inputs);
	cli->inputs = found.list;
	cli->input_count = found.count;
	return worst;
}
