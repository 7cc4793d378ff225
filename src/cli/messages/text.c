/*
 * The form which editors know from compilers. On a terminal the line follows, and a caret under the
 * place:
 *
 *	coffee.fountain:12:1: warning: the scene heading has no time of day [PL-320]
 *	   12 | INT. KITCHEN
 *	      | ^
 */
#include <string.h>

#include "cli/cli.h"

/* `length` bytes of a line: tabs as they are, what would drive the terminal as a question mark. */
static void
put_shown(struct pl_buffer *out, const char *text, size_t length)
{
	for (const char *at = text, *end = text + length; at < end;) {
		size_t bytes = cli_utf8_length(at);
		bool is_control = (unsigned char)*at < 0x20 || *at == 0x7f || bytes == 0 ||
				  ((unsigned char)at[0] == 0xc2 && (unsigned char)at[1] < 0xa0);
		if (is_control) {
			pl_buffer_put_text(out, *at == '\t' ? "\t" : "?");
		} else {
			pl_buffer_put(out, (struct pl_str){at, bytes});
		}
		at += bytes == 0 ? 1 : bytes;
	}
}

/* Blanks for what stands before the caret, and its tabs, so that the caret comes out below its
 * place. */
static void
put_blank(struct pl_buffer *out, const char *shown)
{
	while (*shown != '\0') {
		size_t length = strcspn(shown, "\t");
		struct platen_text text = {shown, length};
		pl_buffer_printf(out, "%*s", (int)platen_text_columns(text), "");
		pl_buffer_put_text(out, shown[length] == '\t' ? "\t" : "");
		shown += length + (shown[length] == '\t');
	}
}

static void
put_line(struct pl_buffer *out, const struct cli *cli, const struct cli_findings *findings,
	 const struct cli_finding *finding)
{
	const char *excerpt = cli_finding_text(findings, finding->excerpt);
	struct pl_buffer before = {0};
	put_shown(&before, excerpt, finding->caret);
	const char *shown = pl_buffer_text(&before);
	pl_buffer_printf(out, "%5u | ", (unsigned)finding->position.line);
	put_shown(out, excerpt, strlen(excerpt));
	pl_buffer_put_text(out, "\n      | ");
	put_blank(out, shown == NULL ? "" : shown);
	pl_buffer_put_text(out, cli->color ? "\033[1;32m^\033[0m\n" : "^\n");
	out->failed |= before.failed;
	pl_buffer_fini(&before);
}

void
cli_diagnose_text(struct cli *cli, struct pl_buffer *out, const struct cli_findings *findings)
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
