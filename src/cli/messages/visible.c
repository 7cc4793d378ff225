/* Text for a terminal: control characters made visible, severities coloured. */
#include "cli/messages/messages.h"

static const struct {
	const char *word, *color;
} severities[] = {
	[PLATEN_SEVERITY_HINT] = {"hint", "\033[1;36m"},
	[PLATEN_SEVERITY_NOTE] = {"note", "\033[1;36m"},
	[PLATEN_SEVERITY_WARNING] = {"warning", "\033[1;35m"},
	[PLATEN_SEVERITY_ERROR] = {"error", "\033[1;31m"},
};

const char *
cli_severity_word(enum platen_severity severity)
{
	return severities[severity].word;
}

void
cli_put_severity(struct pl_buffer *out, enum platen_severity severity, bool has_color)
{
	pl_buffer_printf(out, "%s%s:%s ", has_color ? severities[severity].color : "",
			 severities[severity].word, has_color ? "\033[0m" : "");
}

/* C0, DEL and C1, but not what is only the sign of ill-formed bytes. */
static bool
is_control(uint32_t code_point)
{
	return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

void
cli_put_visible(struct pl_buffer *out, const char *text)
{
	for (const char *at = text, *end = text + strlen(text); at < end;) {
		uint32_t code_point;
		size_t length = pl_utf8_decode(at, end, &code_point);
		struct pl_str bytes = {at, length};
		bool is_well_formed = code_point != PL_REPLACEMENT || pl_utf8_is_valid(bytes);
		if (*at == '\n') {
			pl_buffer_put_text(out, "\\n");
		} else if (is_well_formed && !is_control(code_point)) {
			pl_buffer_put(out, bytes);
		} else {
			for (size_t i = 0; i < length; i++) {
				pl_buffer_printf(out, "\\x%02x", (unsigned)(unsigned char)at[i]);
			}
		}
		at += length;
	}
}
