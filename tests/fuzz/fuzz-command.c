#define _GNU_SOURCE
#include "fuzz-command.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct fuzz_file
fuzz_file_open(struct pl_str content)
{
	struct fuzz_file file = {memfd_create("input", 0), ""};
	HOLDS(file.fd >= 0, "there is memory for a file");
	HOLDS(write(file.fd, content.data, content.length) == (ssize_t)content.length,
	      "the file has its content");
	snprintf(file.path, sizeof(file.path), "/proc/self/fd/%d", file.fd);
	return file;
}

enum cli_exit
fuzz_request(struct cli_request *request, struct cli_messages *messages, const char *option,
	     const struct fuzz_file *file)
{
	static char program[] = "platen", command[] = "check", none[] = "--no-config";
	static char name[128];
	snprintf(name, sizeof(name), "--%s=%s", option, file->path);
	bool is_config = strcmp(option, "config") == 0;
	char *words[] = {program, command, name, is_config ? NULL : none, NULL};
	*request = (struct cli_request){.messages = messages, .settings.commands = cli_commands};
	return cli_request_parse(request, is_config ? 3 : 4, words);
}

void
fuzz_request_fini(struct cli_request *request)
{
	pl_arena_fini(&request->inputs.arena);
	pl_arena_fini(&request->settings.arena);
}
