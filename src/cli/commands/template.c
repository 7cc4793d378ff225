/* --fdx-template: a Final Draft file to put the script into. */
#include <stdio.h>

#include "cli/cli.h"

/* The first error of its reader. Notes are not told: what a screenplay has no place for is kept
 * here. */
struct hearing {
	char error[240];
};

static void
hear(void *user, const struct platen_diagnostic *diagnostic)
{
	struct hearing *hearing = user;
	if (diagnostic->severity == PLATEN_SEVERITY_ERROR && hearing->error[0] == '\0') {
		snprintf(hearing->error, sizeof(hearing->error), " (line %u: %s)",
			 (unsigned)diagnostic->position.line, diagnostic->message);
	}
}

enum cli_exit
cli_template_open(const struct cli *cli, struct platen_document **document)
{
	const char *path = cli->options.fdx_template;
	struct pl_buffer bytes = {0};
	struct hearing hearing = {""};
	enum cli_exit status = cli_file_read(cli, path, &bytes);
	if (status != CLI_DONE) {
		pl_buffer_fini(&bytes);
		return status;
	}
	struct platen_read_options options;
	platen_read_options_init(&options);
	options.input = PLATEN_INPUT_FDX;
	options.report = hear;
	options.user = &hearing;
	struct platen_document *read = NULL;
	enum platen_status parsed = platen_document_read(bytes.data, bytes.length, &options, &read);
	pl_buffer_fini(&bytes);
	bool is_other = parsed == PLATEN_OK && platen_document_input(read) != PLATEN_INPUT_FDX;
	if (parsed == PLATEN_BAD_INPUT || is_other) {
		platen_document_free(read);
		cli_error(cli, path, "cannot be the template: it is not a Final Draft file%s",
			  hearing.error);
		return CLI_INPUT;
	}
	if (parsed == PLATEN_OK) {
		*document = read;
	}
	return cli_refuse(cli, path, parsed);
}
