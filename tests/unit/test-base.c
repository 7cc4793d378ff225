/* base: slices, arena, buffer, sink. */
#include "unit.h"

static void
test_text_is_clipped_between_characters(void)
{
	CHECK_STR(pl_str_clip(PL_STR("abc"), 3), "abc");
	CHECK_STR(pl_str_clip(PL_STR("abc"), 2), "ab");
	CHECK_STR(pl_str_clip(PL_STR("a\u20AC"), 3), "a");
	CHECK_STR(pl_str_clip(PL_STR("\u20AC"), 0), "");
}

static void
test_endings_are_compared_in_any_case(void)
{
	CHECK(pl_str_ends_ascii_case(PL_STR("A.FDX"), PL_STR(".fdx")));
	CHECK(pl_str_ends_ascii_case(PL_STR(".fdx"), PL_STR(".fdx")));
	CHECK(!pl_str_ends_ascii_case(PL_STR("fdx"), PL_STR(".fdx")));
	CHECK(!pl_str_ends_ascii_case(PL_STR("\u00C9"), PL_STR("\u00E9")));
}

static void
test_numbers_have_all_their_digits(void)
{
	char room[10];
	CHECK_STR(pl_str_decimal(0, room), "0");
	CHECK_STR(pl_str_decimal(120, room), "120");
	CHECK_STR(pl_str_decimal(UINT32_MAX, room), "4294967295");
}

static void
test_an_array_in_an_arena_keeps_its_elements(void)
{
	struct pl_arena arena;
	size_t capacity = 0;
	uint32_t *list = NULL;
	pl_arena_init(&arena);
	for (uint32_t i = 0; i < 100000; i++) {
		list = pl_arena_grow(&arena, list, i, &capacity, sizeof(*list));
		list[i] = i;
	}
	CHECK_INT(list[0], 0);
	CHECK_INT(list[77777], 77777);
	CHECK(pl_arena_alloc(&arena, SIZE_MAX) == NULL);
	CHECK(pl_arena_array(&arena, SIZE_MAX / 2, 4) == NULL);
	CHECK(pl_arena_copy(&arena, PL_STR("")).data != NULL);
	pl_arena_fini(&arena);
}

static bool
put(void *user, const void *bytes, size_t length)
{
	struct pl_buffer *to = user;
	pl_buffer_put(to, (struct pl_str){bytes, length});
	return true;
}

static bool
refuse(void *user, const void *bytes, size_t length)
{
	(void)bytes;
	(void)length;
	++*(int *)user;
	return false;
}

static void
test_a_sink_passes_all_bytes_on(void)
{
	static struct pl_sink sink;
	struct pl_buffer got;
	struct platen_sink to = {put, &got};
	pl_buffer_init(&got);
	pl_sink_init(&sink, &to);
	pl_sink_put_int(&sink, INT64_MIN);
	pl_sink_put_quoted(&sink, PL_STR("a\"\n\x1f"));
	CHECK_INT(pl_sink_finish(&sink), PLATEN_OK);
	CHECK_STR(pl_buffer_str(&got), "-9223372036854775808\"a\\\"\\n\\x1F\"");
	got.length = 0;
	pl_sink_put_spaces(&sink, sizeof(sink.bytes) - 1);
	pl_sink_put(&sink, PL_STR("ab"));
	pl_sink_put(&sink, (struct pl_str){sink.bytes, 0});
	CHECK_INT(pl_sink_finish(&sink), PLATEN_OK);
	CHECK_INT(got.length, sizeof(sink.bytes) + 1);
	CHECK_STR(pl_str_slice(pl_buffer_str(&got), got.length - 3, got.length), " ab");
	pl_buffer_fini(&got);
}

static void
test_the_error_of_a_sink_sticks(void)
{
	static struct pl_sink sink;
	int calls = 0;
	struct platen_sink to = {refuse, &calls};
	pl_sink_init(&sink, &to);
	pl_sink_put_spaces(&sink, 3 * sizeof(sink.bytes));
	CHECK_INT(pl_sink_finish(&sink), PLATEN_IO);
	CHECK_INT(pl_sink_finish(&sink), PLATEN_IO);
	CHECK_INT(calls, 1);
}

int
main(void)
{
	RUN(test_text_is_clipped_between_characters);
	RUN(test_endings_are_compared_in_any_case);
	RUN(test_numbers_have_all_their_digits);
	RUN(test_an_array_in_an_arena_keeps_its_elements);
	RUN(test_a_sink_passes_all_bytes_on);
	RUN(test_the_error_of_a_sink_sticks);
	return unit_end();
}
