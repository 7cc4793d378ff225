/* fuzz-command - what the targets for the command share: a file in memory, and options for it */
#ifndef PL_FUZZ_COMMAND_H
#define PL_FUZZ_COMMAND_H

#include "fuzz.h"

#include "cli/commands/commands.h"

/* A file in memory, with a name that can be opened. */
struct fuzz_file {
	int fd;
	char path[64];
};

struct fuzz_file fuzz_file_open(struct pl_str content);

/* Read the command line `platen check OPTION=PATH --no-config`, or without the last if the file is
 * the configuration. Messages go to `held`. */
enum cli_exit fuzz_request(struct cli_request *request, struct cli_messages *messages,
			   const char *option, const struct fuzz_file *file);
void fuzz_request_fini(struct cli_request *request);

#endif
