#include "cli/cli.h"

/* A byte which is not UTF-8 becomes U+FFFD: JSON has no other bytes. */
void
cli_put_json(struct pl_buffer *out, const char *text)
{
	pl_buffer_put_text(out, "\"");
	while (*text != '\0') {
		size_t length = cli_utf8_length(text);
		if (length == 0) {
			pl_buffer_put_text(out, "\\ufffd");
			length = 1;
		} else if (*text == '"' || *text == '\\') {
			pl_buffer_printf(out, "\\%c", *text);
		} else if ((unsigned char)*text < 0x20) {
			pl_buffer_printf(out, "\\u%04x", (unsigned)(unsigned char)*text);
		} else {
			pl_buffer_put(out, (struct pl_str){text, length});
		}
		text += length;
	}
	pl_buffer_put_text(out, "\"");
}
