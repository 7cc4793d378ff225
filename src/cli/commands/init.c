/* A script to begin with, and its .platen.ini. Nothing which exists is touched. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "cli/commands/commands.h"

static const struct {
	const char *name, *text;
} templates[] = {
	{"screenplay.fountain", cli_init_fountain},
	{".platen.ini", cli_init_ini},
};
#define TEMPLATE_COUNT (sizeof(templates) / sizeof(templates[0]))

static enum cli_exit
report(const struct cli_run *run, const char *path, int error)
{
	if (error == EEXIST) {
		cli_error(run->messages, path, "exists, and was not overwritten");
	} else {
		cli_errno_error(run->messages, path, "write", error, "");
	}
	return CLI_OUTPUT;
}

/* `path` is made by this call, or there is an error. */
static enum cli_exit
create(const struct cli_run *run, const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0) {
		return report(run, path, errno);
	}
	int error = cli_write_all(fd, text, strlen(text));
	if (close(fd) != 0 && error == 0) {
		error = errno;
	}
	if (error != 0) {
		unlink(path);
		return report(run, path, error);
	}
	cli_inform(run->messages, "wrote", path, &(struct pl_buffer){0});
	return CLI_DONE;
}

static enum cli_exit
make(const struct cli_run *run, struct pl_buffer paths[TEMPLATE_COUNT])
{
	enum cli_exit status = CLI_DONE;
	for (size_t i = 0; i < TEMPLATE_COUNT; i++) {
		if (pl_buffer_text(&paths[i]) == NULL) {
			return cli_out_of_memory(run->messages, "platen");
		}
		if (access(paths[i].data, F_OK) == 0) {
			return report(run, paths[i].data, EEXIST);
		}
	}
	for (size_t i = 0; i < TEMPLATE_COUNT && status == CLI_DONE; i++) {
		status = create(run, paths[i].data, templates[i].text);
	}
	return status;
}

enum cli_exit
cli_init(struct cli_run *run)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	struct pl_buffer paths[TEMPLATE_COUNT] = {{0}};
	const char *folder = inputs->count == 0 ? "" : inputs->list[0];
	if (inputs->count > 1) {
		return cli_usage_error(run->messages, "init takes one folder");
	}
	if (platen_input_by_path(folder) != NULL) {
		return cli_usage_error(
			run->messages,
			"init takes a folder, not the file '%s'; it names the script "
			"itself",
			folder);
	}
	enum cli_exit status = *folder == '\0' ? CLI_DONE : cli_folder_make(run->files, folder);
	for (size_t i = 0; i < TEMPLATE_COUNT; i++) {
		pl_buffer_printf(&paths[i], "%s%s%s", folder, *folder == '\0' ? "" : "/",
				 templates[i].name);
	}
	if (status == CLI_DONE) {
		status = make(run, paths);
	}
	for (size_t i = 0; i < TEMPLATE_COUNT; i++) {
		pl_buffer_fini(&paths[i]);
	}
	return status;
}
