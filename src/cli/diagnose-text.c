/*
 * The form which editors know from compilers. On a terminal the line follows, and a caret under the
 * place:
 *
 *	coffee.fountain:12:1: warning: the scene heading has no time of day [PL-320]
 *	   12 | INT. KITCHEN
 *	      | ^
 */
#include "cli/findings.h"

/* What stands before the caret: blanks, and the tabs as they are, so that it comes out below. */
static void
put_caret(struct cli_buffer *out, const struct cli *cli, const char *excerpt, uint32_t bytes)
{
	cli_put(out, "      | ");
	for (uint32_t i = 0; i < bytes; i++) {
		bool is_inside = ((unsigned char)excerpt[i] & 0xC0) == 0x80;
		cli_put(out, "%s", is_inside ? "" : excerpt[i] == '\t' ? "\t" : " ");
	}
	cli_put(out, cli->color ? "\033[1;32m^\033[0m\n" : "^\n");
}

static void
put_line(struct cli_buffer *out, const struct cli *cli, const struct cli_findings *findings,
	 const struct cli_finding *finding)
{
	const char *excerpt = cli_finding_text(findings, finding->excerpt);
	cli_put(out, "%5u | ", (unsigned)finding->position.line);
	for (const char *at = excerpt; *at != '\0';) {
		size_t length = cli_utf8_length(at);
		bool is_control = (unsigned char)*at < 0x20 || *at == 0x7f || length == 0 ||
				  ((unsigned char)at[0] == 0xc2 && (unsigned char)at[1] < 0xa0);
		if (is_control) {
			cli_put(out, *at == '\t' ? "\t" : "?");
		} else {
			cli_put_bytes(out, at, length);
		}
		at += length == 0 ? 1 : length;
	}
	cli_put(out, "\n");
	put_caret(out, cli, excerpt, finding->caret);
}

void
cli_diagnose_text(struct cli *cli, struct cli_buffer *out, const struct cli_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct cli_finding *finding = &findings->list[i];
		struct platen_diagnostic diagnostic = {
			.id = finding->id,
			.severity = finding->severity,
			.position = finding->position,
			.message = cli_finding_text(findings, finding->message),
		};
		cli_put_diagnostic(out, cli, findings->input, &diagnostic);
		if (cli->shows_lines && finding->position.line > 0) {
			put_line(out, cli, findings, finding);
		}
	}
}
