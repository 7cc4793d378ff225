/* Commands which a GitHub workflow finds in the log and shows beside the lines of a pull request.
 */
#include "cli/messages/messages.h"

/* `special` characters are percent-encoded: % and line ends in a message; in a property also : and
 * the comma. */
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

static void
put(struct cli_diagnostics *to, const struct cli_findings *findings,
    const struct cli_finding *finding)
{
	struct pl_buffer *out = &to->out;
	bool is_note = finding->severity == PLATEN_SEVERITY_NOTE;
	pl_buffer_printf(out,
			 "::%s file=", is_note ? "notice" : cli_severity_word(finding->severity));
	put_escaped(out, cli_input_name(findings->input), "%\r\n:,");
	if (finding->position.line > 0) {
		pl_buffer_printf(out, ",line=%u,endLine=%u,col=%u,endColumn=%u",
				 (unsigned)finding->position.line, (unsigned)finding->position.line,
				 (unsigned)finding->position.column, (unsigned)finding->end_column);
	}
	pl_buffer_printf(out, ",title=%s::", finding->id);
	put_escaped(out, finding->message, "%\r\n");
	pl_buffer_put_byte(out, '\n');
}

const struct cli_form cli_form_github = {.name = "github", .put = put};
