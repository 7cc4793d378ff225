/*
 * failing-malloc - preloaded, it lets the allocation number FAIL_AT fail, and those after it if
 * FAIL_ON is set. At the end it writes to the file FAIL_LOG how many there were.
 *
 * The C library's own functions are reached by the names it keeps for this: no dlsym, which
 * allocates.
 */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *old, size_t size);

static unsigned long seen, fail_at;
static int fails_on;

/* Runs before main, after the loader: what fails is the program's, not its start. */
__attribute__((constructor)) static void
begin(void)
{
	const char *at = getenv("FAIL_AT");
	fails_on = getenv("FAIL_ON") != NULL;
	fail_at = at == NULL ? 0 : strtoul(at, NULL, 10);
	seen = 0;
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("FAIL_LOG");
	int file = path == NULL ? -1 : open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (file < 0) {
		return;
	}
	char digits[24];
	size_t at = sizeof(digits);
	unsigned long number = seen;
	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	ssize_t written = write(file, digits + at, sizeof(digits) - at);
	(void)written;
	close(file);
}

static int
fails(void)
{
	seen++;
	if (fail_at == 0 || seen < fail_at || (seen > fail_at && !fails_on)) {
		return 0;
	}
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}
