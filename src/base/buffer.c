/* A growing run of bytes, for results whose length is not known before. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/base.h"

void
pl_buffer_init(struct pl_buffer *buffer)
{
	*buffer = (struct pl_buffer){0};
}

void
pl_buffer_fini(struct pl_buffer *buffer)
{
	free(buffer->data);
	*buffer = (struct pl_buffer){0};
}

bool
pl_buffer_reserve(struct pl_buffer *buffer, size_t more)
{
	size_t wanted;
	if (buffer->failed || __builtin_add_overflow(buffer->length, more, &wanted) ||
	    wanted > SIZE_MAX / 2) {
		buffer->failed = true;
		return false;
	}
	if (wanted <= buffer->capacity) {
		return true;
	}
	size_t capacity = buffer->capacity < 64 ? 128 : buffer->capacity * 2;
	capacity = capacity < wanted ? wanted : capacity;
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
pl_buffer_put(struct pl_buffer *buffer, struct pl_str str)
{
	if (str.length > 0 && pl_buffer_reserve(buffer, str.length)) {
		memcpy(buffer->data + buffer->length, str.data, str.length);
		buffer->length += str.length;
	}
}

void
pl_buffer_put_byte(struct pl_buffer *buffer, char byte)
{
	if (pl_buffer_reserve(buffer, 1)) {
		buffer->data[buffer->length++] = byte;
	}
}

const char *
pl_xml_escape(uint32_t character)
{
	switch (character) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	}
	return NULL;
}

void
pl_buffer_put_xml(struct pl_buffer *buffer, struct pl_str text)
{
	for (size_t i = 0; i < text.length; i++) {
		const char *escape = pl_xml_escape((unsigned char)text.data[i]);
		if (escape != NULL) {
			pl_buffer_put_text(buffer, escape);
		} else {
			pl_buffer_put_byte(buffer, text.data[i]);
		}
	}
}

void
pl_buffer_put_text(struct pl_buffer *buffer, const char *nul_terminated)
{
	pl_buffer_put(buffer, pl_str_of(nul_terminated));
}

void
pl_buffer_printf(struct pl_buffer *buffer, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0 || !pl_buffer_reserve(buffer, (size_t)length + 1)) {
		buffer->failed = true;
		return;
	}
	va_start(arguments, format);
	vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, arguments);
	va_end(arguments);
	buffer->length += (size_t)length;
}

const char *
pl_buffer_text(struct pl_buffer *buffer)
{
	if (!pl_buffer_reserve(buffer, 1)) {
		return NULL;
	}
	buffer->data[buffer->length] = '\0';
	return buffer->data;
}

bool
pl_buffer_write(void *user, const void *bytes, size_t length)
{
	struct pl_buffer *buffer = user;
	pl_buffer_put(buffer, (struct pl_str){bytes, length});
	return !buffer->failed;
}
