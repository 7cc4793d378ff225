#include "cli/cli.h"

/* A byte which is not UTF-8 becomes U+FFFD: JSON has no other bytes. */
void
cli_put_json(struct cli_buffer *out, const char *text)
{
	cli_put(out, "\"");
	while (*text != '\0') {
		size_t length = cli_utf8_length(text);
		if (length == 0) {
			cli_put(out, "\\ufffd");
			length = 1;
		} else if (*text == '"' || *text == '\\') {
			cli_put(out, "\\%c", *text);
		} else if ((unsigned char)*text < 0x20) {
			cli_put(out, "\\u%04x", (unsigned)(unsigned char)*text);
		} else {
			cli_put_bytes(out, text, length);
		}
		text += length;
	}
	cli_put(out, "\"");
}
