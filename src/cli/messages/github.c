/* Commands which a GitHub workflow finds in the log and shows beside the lines of a pull request.
 */
#include <string.h>

#include "cli/cli.h"

/* `special` characters are percent-encoded: % and line ends in a message, : and , in a property,
 * too. */
static void
put_escaped(struct pl_buffer *out, const char *text, const char *special)
{
	for (; *text != '\0'; text++) {
		if (strchr(special, *text) != NULL) {
			pl_buffer_printf(out, "%%%02X", (unsigned)(unsigned char)*text);
		} else {
			pl_buffer_put_byte(out, *text);
		}
	}
}

static const char *
command_of(enum platen_severity severity)
{
	return severity == PLATEN_SEVERITY_NOTE ? "notice" : cli_severity_word(severity);
}

void
cli_diagnose_github(struct cli *cli, struct pl_buffer *out, const struct cli_findings *findings)
{
	(void)cli;
	for (size_t i = 0; i < findings->count; i++) {
		const struct cli_finding *finding = &findings->list[i];
		pl_buffer_printf(out, "::%s file=", command_of(finding->severity));
		put_escaped(out, cli_input_name(findings->input), "%\r\n:,");
		if (finding->position.line > 0) {
			pl_buffer_printf(
				out, ",line=%u,endLine=%u,col=%u,endColumn=%u",
				(unsigned)finding->position.line, (unsigned)finding->position.line,
				(unsigned)finding->position.column, (unsigned)finding->end_column);
		}
		pl_buffer_printf(out, ",title=%s::", finding->id);
		put_escaped(out, cli_finding_text(findings, finding->message), "%\r\n");
		pl_buffer_put_text(out, "\n");
	}
}
