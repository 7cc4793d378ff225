/*
 * Each allocation of the core fails in turn, in this process: once it alone, once it and all after
 * it. Each call must say so, and nothing may stay allocated: LeakSanitizer looks at the end of the
 * program. tests/memory/test_memory.py does the same to the whole command, without that.
 *
 * The linker sends the core's calls of malloc here (--wrap), and no library's.
 */
#include <stdlib.h>

#include "formats.h"
#include "layout/layout.h"
#include "unit.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static unsigned long seen, fail_at; /* 0: none fails */
static bool goes_on;

static bool
fails(void)
{
	seen++;
	return fail_at > 0 && (seen == fail_at || (goes_on && seen > fail_at));
}

void *
__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *old, size_t size)
{
	return fails() ? NULL : __real_realloc(old, size);
}

/* ------------------------------------------------------------------------- one run */

/* Often enough for arrays and arenas to grow. */
#define TIMES 100

static const char title[] = "Title: _Salt_\nAuthor: Ines Halloran\nX-Options: shots\n\n";
static const char scenes[] = "/* cut */ INT. KITCHEN - DAY #1#\n\n"
			     "A kettle, [[which one?]] on its *way* to **boiling**. \\*\n\n"
			     "NORA (O.S.)\n(shouting)\nIs it on?\n\nBO ^\nIt is on.\n\n"
			     "# One\n\n= They wait.\n\n> THE END <\n\n[[page 12A]]\n===\n\n"
			     "INT. QUAY\nRain.\n\nNORA\n~ La la\n\nCUT TO:\n\n\xff\n";

static char text[sizeof(title) + TIMES * sizeof(scenes)];

static void
make_text(void)
{
	strcpy(text, title);
	for (int i = 0; i < TIMES; i++) {
		strcat(text, scenes);
	}
}

static void
ignore(void *user, const struct platen_diagnostic *diagnostic)
{
	(void)user, (void)diagnostic;
}

static bool
take(void *user, const void *data, size_t length)
{
	(void)data;
	*(size_t *)user += length;
	return true;
}

static bool
is_expected(enum platen_status status)
{
	return status == PLATEN_OK || (status == PLATEN_NO_MEMORY && fail_at > 0);
}

static bool
write_all(const struct platen_document *document, const struct platen_pages *pages)
{
	const struct pl_writer *writer;
	bool is_right = true;
	size_t bytes = 0;
	struct platen_sink sink = {take, &bytes};
	for (size_t i = 0; (writer = pl_writer_at(i)) != NULL; i++) {
		if (writer->write != NULL) {
			is_right &= is_expected(
				platen_write(&writer->format, document, pages, NULL, &sink));
		}
	}
	return is_right;
}

static bool
use(const struct platen_document *document)
{
	struct platen_check_options checks = {.size = sizeof(checks), .reporter = {ignore, NULL}};
	struct platen_figures *figures = NULL;
	struct platen_pages *pages = NULL;
	enum platen_status status = platen_pages_new(document, NULL, &pages);
	bool is_right = is_expected(status);
	if (status == PLATEN_OK) {
		is_right &= is_expected(platen_check(pages, &checks));
		is_right &= is_expected(platen_figures_new(pages, &figures));
		is_right &= write_all(document, pages);
	}
	platen_figures_free(figures);
	platen_pages_free(pages);
	return is_right;
}

/* Whether each call returned what it may. */
static bool
run(void)
{
	struct platen_read_options reading = {.size = sizeof(reading), .reporter = {ignore, NULL}};
	struct platen_document *document = NULL;
	seen = 0;
	enum platen_status status = platen_document_parse(text, strlen(text), &reading, &document);
	bool is_right = is_expected(status);
	if (status == PLATEN_OK) {
		is_right &= use(document);
	}
	platen_document_free(document);
	return is_right;
}

/* --------------------------------------------------------------------------- tests */

static void
test_nothing_fails(void)
{
	fail_at = 0;
	CHECK(run());
	CHECK(seen > 10);
}

static void
fail_each(void)
{
	bool is_right = true, has_failed = true;
	for (fail_at = 1; is_right && has_failed; fail_at++) {
		is_right = run();
		has_failed = seen >= fail_at;
	}
	printf("# %lu allocations\n", fail_at - 2);
	CHECK(is_right);
	CHECK(fail_at > 10);
}

static void
test_each_fails_alone(void)
{
	goes_on = false;
	fail_each();
}

static void
test_each_fails_and_all_after_it(void)
{
	goes_on = true;
	fail_each();
}

int
main(void)
{
	make_text();
	RUN(test_nothing_fails);
	RUN(test_each_fails_alone);
	RUN(test_each_fails_and_all_after_it);
	return unit_end();
}
