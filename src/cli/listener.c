/*
 * The reader tells what it finds in the order of its passes; a writer at his desk wants it in the
 * order of his pages. So messages are kept until the screenplay is read, sorted by place, and
 * printed in large pieces: a hostile megabyte can hold a hundred thousand.
 */
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"

#define PIECE ((size_t)64 * 1024)

static bool
reserve(struct cli_listener *listener)
{
	if (listener->count < listener->capacity) {
		return true;
	}
	size_t capacity = listener->capacity == 0 ? 16 : listener->capacity * 2;
	struct cli_heard *moved = realloc(listener->list, capacity * sizeof(*moved));
	if (moved == NULL) {
		return false;
	}
	listener->list = moved;
	listener->capacity = capacity;
	return true;
}

void
cli_listen(void *user, const struct platen_diagnostic *diagnostic)
{
	struct cli_listener *listener = user;
	bool is_error = diagnostic->severity == PLATEN_SEVERITY_ERROR;
	listener->heard_error |= is_error;
	if (listener->cli->options.quiet && !is_error) {
		return;
	}
	if (!reserve(listener)) {
		cli_diagnose(listener->cli, listener->input, diagnostic);
		return;
	}
	size_t start = listener->text.length;
	cli_put_diagnostic(&listener->text, listener->cli, listener->input, diagnostic);
	listener->list[listener->count++] = (struct cli_heard){diagnostic->position.offset, start,
							       listener->text.length - start};
}

/* By place; what was found at one place keeps the order of discovery. */
static int
compare(const void *a, const void *b)
{
	const struct cli_heard *one = a, *other = b;
	if (one->offset != other->offset) {
		return one->offset < other->offset ? -1 : 1;
	}
	return one->start < other->start ? -1 : one->start > other->start;
}

void
cli_listener_end(struct cli_listener *listener)
{
	struct cli_buffer piece = {0};
	if (listener->count > 0) {
		qsort(listener->list, listener->count, sizeof(*listener->list), compare);
	}
	for (size_t i = 0; i < listener->count; i++) {
		const struct cli_heard *heard = &listener->list[i];
		cli_put_bytes(&piece, listener->text.data + heard->start, heard->length);
		if (piece.length >= PIECE || i + 1 == listener->count) {
			cli_write_all(STDERR_FILENO, piece.data, piece.length);
			piece.length = 0;
		}
	}
	cli_buffer_fini(&piece);
	cli_buffer_fini(&listener->text);
	free(listener->list);
}
