/* Commands which a GitHub workflow finds in the log and shows beside the lines of a pull request.
 */
#include <string.h>

#include "cli/cli.h"

/* `special` characters are percent-encoded: % and line ends in a message, : and , in a property,
 * too. */
static void
put_escaped(struct cli_buffer *out, const char *text, const char *special)
{
	for (; *text != '\0'; text++) {
		if (strchr(special, *text) != NULL) {
			cli_put(out, "%%%02X", (unsigned)(unsigned char)*text);
		} else {
			cli_put_bytes(out, text, 1);
		}
	}
}

static const char *
command_of(enum platen_severity severity)
{
	return severity == PLATEN_SEVERITY_NOTE ? "notice" : cli_severity_word(severity);
}

void
cli_diagnose_github(struct cli *cli, struct cli_buffer *out, const struct cli_findings *findings)
{
	(void)cli;
	for (size_t i = 0; i < findings->count; i++) {
		const struct cli_finding *finding = &findings->list[i];
		cli_put(out, "::%s file=", command_of(finding->severity));
		put_escaped(out, cli_input_name(findings->input), "%\r\n:,");
		if (finding->position.line > 0) {
			cli_put(out, ",line=%u,endLine=%u,col=%u,endColumn=%u",
				(unsigned)finding->position.line, (unsigned)finding->position.line,
				(unsigned)finding->position.column, (unsigned)finding->end_column);
		}
		cli_put(out, ",title=%s::", finding->id);
		put_escaped(out, cli_finding_text(findings, finding->message), "%\r\n");
		cli_put(out, "\n");
	}
}
