/*
 * Writing, and memory that runs out while something is drawn.
 *
 * cairo, Pango, FreeType and fontconfig pass over many allocations that fail: a glyph, a font or a
 * whole page is missing then, and yet no call fails. Over others they crash. So while something
 * is drawn, the first allocation that fails ends the program. Nothing is half done by then, since
 * all of an output is in memory before the first byte of it is written.
 *
 * For that the program has an allocator, which passes each call on to the C library's, or to one
 * that was preloaded. The libraries use it, as names of the program come before those of libraries.
 *
 * Rejected: to count failures and return PLATEN_NO_MEMORY (cairo often crashes before it returns);
 * to draw in a child process (it would need the same allocator to know); to read the PDF back (a
 * glyph that was never put into it is no error in it); to draw twice and compare (twice the time).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/commands/commands.h"

#if defined(__has_feature)
#define HAS_FEATURE(name) __has_feature(name)
#else
#define HAS_FEATURE(name) 0
#endif
/* Sanitizers have allocators of their own. */
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) &&                             \
	!HAS_FEATURE(address_sanitizer) && !HAS_FEATURE(thread_sanitizer) &&                       \
	!HAS_FEATURE(memory_sanitizer)
#define HAS_ALLOCATOR 1
#else
#define HAS_ALLOCATOR 0
#endif

/* How many threads draw. Pango has threads of its own, which work for them. */
static atomic_uint drawing;

#if HAS_ALLOCATOR

/* `result`, if it is memory. (Where none is asked for there is some, too: for cairo a NULL is a
 * failure even then.) */
static void *
demand(void *result)
{
	static const char message[] =
		"platen: error: out of memory while a page was drawn; the file was not written; "
		"close other programs, or split the screenplay\n";
	if (result == NULL && drawing > 0) {
		cli_write_all(STDERR_FILENO, message, sizeof(message) - 1);
		_exit(CLI_INTERNAL);
	}
	return result;
}

/* The functions that would be called if these were not here. */
static struct {
	void *(*malloc)(size_t size);
	void *(*calloc)(size_t count, size_t size);
	void *(*realloc)(void *old, size_t size);
} next;

/* At the first call, when there is one thread. */
static void
find_next(void)
{
	/* C has no cast from an object to a function */
	void *found[] = {dlsym(RTLD_NEXT, "malloc"), dlsym(RTLD_NEXT, "calloc"),
			 dlsym(RTLD_NEXT, "realloc")};
	_Static_assert(sizeof(next) == sizeof(found), "one pointer each");
	memcpy(&next, found, sizeof(next));
}

void *
malloc(size_t size)
{
	if (next.malloc == NULL) {
		find_next();
	}
	return demand(next.malloc(size));
}

void *
calloc(size_t count, size_t size)
{
	if (next.malloc == NULL) {
		find_next();
	}
	return demand(next.calloc(count, size));
}

void *
realloc(void *old, size_t size)
{
	if (next.malloc == NULL) {
		find_next();
	}
	void *moved = next.realloc(old, size);
	return size == 0 ? moved : demand(moved);
}

#endif

enum platen_status
cli_write(const struct platen_format *format, const struct cli_screenplay *screenplay,
	  const struct platen_write_options *options, const struct platen_sink *sink)
{
	drawing += format->is_drawn;
	enum platen_status status =
		platen_write(format, screenplay->document, screenplay->pages, options, sink);
	drawing -= format->is_drawn;
	return status;
}
