/* --fdx-template: a Final Draft file to put the script into. */
#include <stdio.h>

#include "cli/commands/commands.h"

/* The reader's first error. Other messages do not matter: what a screenplay has no place for is
 * kept. */
struct first_error {
	char text[240];
};

static void
hear(void *user, const struct platen_diagnostic *diagnostic)
{
	struct first_error *error = user;
	if (diagnostic->severity == PLATEN_SEVERITY_ERROR && error->text[0] == '\0') {
		snprintf(error->text, sizeof(error->text), " (line %u: %s)",
			 (unsigned)diagnostic->position.line, diagnostic->message);
	}
}

enum cli_exit
cli_template_open(const struct cli_messages *messages, const char *path,
		  struct platen_document **document)
{
	struct pl_buffer bytes = {0};
	struct first_error error = {""};
	enum cli_exit status = cli_file_read(messages, path, &bytes);
	if (status != CLI_DONE) {
		pl_buffer_fini(&bytes);
		return status;
	}
	struct platen_read_options options;
	platen_read_options_init(&options);
	options.input = PLATEN_INPUT_FDX;
	options.report = hear;
	options.user = &error;
	struct platen_document *read = NULL;
	enum platen_status parsed = platen_document_read(bytes.data, bytes.length, &options, &read);
	pl_buffer_fini(&bytes);
	bool is_other = parsed == PLATEN_OK && platen_document_input(read) != PLATEN_INPUT_FDX;
	if (parsed == PLATEN_BAD_INPUT || is_other) {
		platen_document_free(read);
		cli_error(messages, path, "cannot be the template: it is not a Final Draft file%s",
			  error.text);
		return CLI_INPUT;
	}
	if (parsed == PLATEN_OK) {
		*document = read;
	}
	return cli_report_status(messages, path, parsed);
}
