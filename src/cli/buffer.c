#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

void
cli_buffer_fini(struct cli_buffer *buffer)
{
	free(buffer->data);
	*buffer = (struct cli_buffer){0};
}

/* One byte more than asked for, so that cli_buffer_text always has room for its NUL. */
static bool
reserve(struct cli_buffer *buffer, size_t more)
{
	size_t wanted;
	if (buffer->failed || __builtin_add_overflow(buffer->length, more, &wanted) ||
	    wanted > SIZE_MAX / 2 - 1) {
		buffer->failed = true;
		return false;
	}
	if (wanted < buffer->capacity) {
		return true;
	}
	size_t capacity = buffer->capacity < 256 ? 256 : buffer->capacity * 2;
	capacity = capacity > wanted ? capacity : wanted + 1;
	char *moved = realloc(buffer->data, capacity);
	if (moved == NULL) {
		buffer->failed = true;
		return false;
	}
	buffer->data = moved;
	buffer->capacity = capacity;
	return true;
}

void
cli_put_bytes(struct cli_buffer *buffer, const void *bytes, size_t length)
{
	if (length > 0 && reserve(buffer, length)) {
		memcpy(buffer->data + buffer->length, bytes, length);
		buffer->length += length;
	}
}

void
cli_put(struct cli_buffer *buffer, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0 || !reserve(buffer, (size_t)length)) {
		buffer->failed = true;
		return;
	}
	va_start(arguments, format);
	vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, arguments);
	va_end(arguments);
	buffer->length += (size_t)length;
}

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
cli_put_visible(struct cli_buffer *buffer, const char *text)
{
	while (*text != '\0') {
		size_t length = cli_utf8_length(text);
		if (*text == '\n') {
			cli_put(buffer, "\\n");
			text++;
		} else if (length == 0 || is_control(text)) {
			cli_put(buffer, "\\x%02x", (unsigned)(unsigned char)*text);
			text++;
		} else {
			cli_put_bytes(buffer, text, length);
			text += length;
		}
	}
}

const char *
cli_buffer_text(struct cli_buffer *buffer)
{
	if (!reserve(buffer, 0)) {
		return NULL;
	}
	buffer->data[buffer->length] = '\0';
	return buffer->data;
}

bool
cli_put_to_buffer(void *user, const void *bytes, size_t length)
{
	struct cli_buffer *buffer = user;
	cli_put_bytes(buffer, bytes, length);
	return !buffer->failed;
}
