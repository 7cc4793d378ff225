/*
 * The form which editors know from compilers. On a terminal the line follows, and a caret under the
 * place:
 *
 *	coffee.fountain:12:1: warning: the scene heading has no time of day [PL-320]
 *	   12 | INT. KITCHEN
 *	      | ^
 */
#include "command.h"
#include "cli/messages/messages.h"

/* A line as the terminal may show it: tabs as they are, other control characters as question marks.
 */
static void
put_line(struct pl_buffer *out, struct pl_str line)
{
	for (const char *at = line.data, *end = pl_str_end(line); at < end;) {
		uint32_t code_point;
		size_t length = pl_utf8_decode(at, end, &code_point);
		bool is_control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
		if (is_control && *at != '\t') {
			pl_buffer_put_byte(out, '?');
		} else {
			pl_buffer_put(out, (struct pl_str){at, length});
		}
		at += length;
	}
}

/* Spaces as wide as the text before the caret, and its tabs. */
static void
put_indent(struct pl_buffer *out, struct pl_str text)
{
	for (size_t at = 0, end; at < text.length; at = end + 1) {
		const char *tab = memchr(text.data + at, '\t', text.length - at);
		end = tab == NULL ? text.length : (size_t)(tab - text.data);
		struct platen_text part = {text.data + at, end - at};
		pl_buffer_printf(out, "%*s%s", (int)pl_text_columns(part), "",
				 tab == NULL ? "" : "\t");
	}
}

static void
put_source(struct cli_diagnostics *to, const struct cli_finding *finding)
{
	struct pl_str line = pl_str_of(finding->excerpt);
	struct pl_buffer before = {0};
	put_line(&before, pl_str_slice(line, 0, finding->caret));
	pl_buffer_printf(&to->out, "%5u | ", (unsigned)finding->position.line);
	put_line(&to->out, line);
	pl_buffer_put_text(&to->out, "\n      | ");
	put_indent(&to->out, pl_buffer_str(&before));
	pl_buffer_put_text(&to->out, to->has_color ? "\033[1;32m^\033[0m\n" : "^\n");
	to->out.failed |= before.failed;
	pl_buffer_fini(&before);
}

static void
put(struct cli_diagnostics *to, const struct cli_findings *findings,
    const struct cli_finding *finding)
{
	if (findings->filter->quiet && !finding->fails) {
		return; /* programs get all */
	}
	cli_put_visible(&to->out, cli_input_name(findings->input));
	if (finding->position.line > 0) {
		pl_buffer_printf(&to->out, ":%u:%u", (unsigned)finding->position.line,
				 (unsigned)finding->position.column);
	}
	pl_buffer_put_text(&to->out, ": ");
	cli_put_severity(&to->out, finding->severity, to->has_color);
	cli_put_visible(&to->out, finding->message);
	pl_buffer_printf(&to->out, " [%s]\n", finding->id);
	if (to->shows_source && finding->position.line > 0) {
		put_source(to, finding);
	}
}

const struct cli_form cli_form_text = {.name = "text", .put = put};
