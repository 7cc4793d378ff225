#include "cli/messages/messages.h"

size_t
cli_utf8_length(const char *text)
{
	const unsigned char *byte = (const unsigned char *)text;
	if (byte[0] == 0) {
		return 0;
	}
	if (byte[0] < 0x80) {
		return 1;
	}
	size_t length = byte[0] >= 0xf0 ? 4 : byte[0] >= 0xe0 ? 3 : 2;
	if (byte[0] < 0xc2 || byte[0] > 0xf4 || (byte[0] == 0xe0 && byte[1] < 0xa0) ||
	    (byte[0] == 0xed && byte[1] > 0x9f) || (byte[0] == 0xf0 && byte[1] < 0x90) ||
	    (byte[0] == 0xf4 && byte[1] > 0x8f)) {
		return 0;
	}
	for (size_t i = 1; i < length; i++) {
		if (byte[i] < 0x80 || byte[i] > 0xbf) {
			return 0;
		}
	}
	return length;
}

/* C0, DEL, and C1, which UTF-8 writes as C2 80 to C2 9F. */
static bool
is_control(const char *character)
{
	unsigned char first = (unsigned char)character[0];
	return first < 0x20 || first == 0x7f ||
	       (first == 0xc2 && (unsigned char)character[1] < 0xa0);
}

void
cli_put_visible(struct pl_buffer *buffer, const char *text)
{
	while (*text != '\0') {
		size_t length = cli_utf8_length(text);
		if (*text == '\n') {
			pl_buffer_put_text(buffer, "\\n");
			text++;
		} else if (length == 0 || is_control(text)) {
			pl_buffer_printf(buffer, "\\x%02x", (unsigned)(unsigned char)*text);
			text++;
		} else {
			pl_buffer_put(buffer, (struct pl_str){text, length});
			text += length;
		}
	}
}
