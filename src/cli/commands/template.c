/* Opening the Final Draft file that `--fdx-template` names. */
#include "cli/commands/commands.h"

static void
report_bad_template(const struct cli_messages *messages, const struct cli_findings *findings)
{
	struct pl_buffer reason = {0};
	for (size_t i = 0; i < findings->count && reason.length == 0; i++) {
		const struct cli_finding *finding = &findings->list[i];
		if (finding->severity == PLATEN_SEVERITY_ERROR) {
			pl_buffer_printf(&reason, " (line %u: %s)",
					 (unsigned)finding->position.line, finding->message);
		}
	}
	const char *text = pl_buffer_text(&reason);
	cli_error(messages, findings->input,
		  "cannot be used as a template: not a Final Draft file%s",
		  text == NULL ? "" : text);
	pl_buffer_fini(&reason);
}

/* Parse `bytes`, which are those of findings->input. */
static enum cli_exit
parse(const struct cli_messages *messages, struct cli_findings *findings,
      const struct pl_buffer *bytes, struct platen_document **document)
{
	struct platen_document *read = NULL;
	struct platen_read_options options = {.size = sizeof(options)};
	options.input = PLATEN_INPUT_FDX;
	options.reporter = cli_findings_reporter(findings);
	enum platen_status status =
		platen_document_parse(bytes->data, bytes->length, &options, &read);
	bool is_other = status == PLATEN_OK && platen_document_input(read) != PLATEN_INPUT_FDX;
	if (status == PLATEN_BAD_INPUT || is_other) {
		platen_document_free(read);
		report_bad_template(messages, findings);
		return CLI_INPUT;
	}
	if (status == PLATEN_OK) {
		*document = read;
	}
	return cli_report_status(messages, findings->input, status);
}

/* Only errors are reported: what a screenplay has no place for is kept in the template. */
enum cli_exit
cli_template_open(const struct cli_messages *messages, const char *path,
		  struct platen_document **document)
{
	struct pl_buffer bytes = {0};
	struct cli_findings findings;
	cli_findings_init(&findings, path, NULL);
	enum cli_exit status = cli_file_read(messages, path, &bytes);
	if (status == CLI_DONE) {
		status = parse(messages, &findings, &bytes, document);
	}
	cli_findings_fini(&findings);
	pl_buffer_fini(&bytes);
	return status;
}
