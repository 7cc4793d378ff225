/*
 * unit - what the unit tests are written with
 *
 *	static void
 *	test_it_adds(void)
 *	{
 *		CHECK(1 + 1 == 2);
 *		CHECK_INT(1 + 1, 2);
 *		CHECK_STR(pl_str_of("a"), "a");
 *	}
 *
 *	int
 *	main(void)
 *	{
 *		RUN(test_it_adds);
 *		return unit_end();
 *	}
 *
 * Prints a line of TAP for each test, `ok - NAME` or `not ok - NAME`, which tests/run counts.
 */
#ifndef PL_UNIT_H
#define PL_UNIT_H

#include <stdio.h>
#include <string.h>

#include "base/base.h"

static int unit_count, unit_failures, unit_failed_tests;

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			printf("# %s:%d: %s\n", __FILE__, __LINE__, #condition);                   \
			unit_failures++;                                                           \
		}                                                                                  \
	} while (0)

#define CHECK_INT(got, expected)                                                                   \
	do {                                                                                       \
		long long unit_got = (long long)(got), unit_expected = (long long)(expected);      \
		if (unit_got != unit_expected) {                                                   \
			printf("# %s:%d: %s is %lld, not %lld\n", __FILE__, __LINE__, #got,        \
			       unit_got, unit_expected);                                           \
			unit_failures++;                                                           \
		}                                                                                  \
	} while (0)

#define CHECK_STR(got, expected)                                                                   \
	do {                                                                                       \
		struct pl_str unit_got = (got), unit_expected = pl_str_of(expected);               \
		if (!pl_str_equal(unit_got, unit_expected)) {                                      \
			printf("# %s:%d: %s is '%.*s', not '%s'\n", __FILE__, __LINE__, #got,      \
			       (int)unit_got.length, unit_got.data == NULL ? "" : unit_got.data,   \
			       unit_expected.data);                                                \
			unit_failures++;                                                           \
		}                                                                                  \
	} while (0)

#define RUN(test)                                                                                  \
	do {                                                                                       \
		unit_failures = 0;                                                                 \
		test();                                                                            \
		unit_failed_tests += unit_failures > 0;                                            \
		printf("%s - %s\n", unit_failures > 0 ? "not ok" : "ok", #test);                   \
		unit_count++;                                                                      \
	} while (0)

static int
unit_end(void)
{
	printf("1..%d\n", unit_count);
	return unit_failed_tests > 0;
}

#endif
