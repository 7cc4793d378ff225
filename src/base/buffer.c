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

static bool
reserve(struct pl_buffer *buffer, size_t more)
{
	size_t wanted;
	if (buffer->failed || __builtin_add_overflow(buffer->length, more, &wanted)) {
		buffer->failed = true;
		return false;
	}
	if (wanted <= buffer->capacity) {
		return true;
	}
	size_t capacity = buffer->capacity < 128 ? 128 : buffer->capacity;
	while (capacity < wanted) {
		if (__builtin_mul_overflow(capacity, (size_t)2, &capacity)) {
			capacity = wanted;
		}
	}
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
	if (str.length > 0 && reserve(buffer, str.length)) {
		memcpy(buffer->data + buffer->length, str.data, str.length);
		buffer->length += str.length;
	}
}

void
pl_buffer_put_byte(struct pl_buffer *buffer, char byte)
{
	if (reserve(buffer, 1)) {
		buffer->data[buffer->length++] = byte;
	}
}
