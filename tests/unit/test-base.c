/* base: slices, arena, buffer, sink. */
#include "unit.h"

#include "base/scan.h"

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
	char room[PL_DECIMAL_SIZE];
	CHECK_STR(pl_str_decimal(0, room), "0");
	CHECK_STR(pl_str_decimal(120, room), "120");
	CHECK_STR(pl_str_decimal(UINT32_MAX, room), "4294967295");
	CHECK_STR(pl_str_decimal(INT64_MIN, room), "-9223372036854775808");
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
	struct platen_sink to = {pl_buffer_write, &got};
	pl_buffer_init(&got);
	pl_sink_init(&sink, &to, NULL);
	char digits[PL_DECIMAL_SIZE];
	pl_sink_put(&sink, pl_str_decimal(INT64_MIN, digits));
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
	pl_sink_init(&sink, &to, NULL);
	pl_sink_put_spaces(&sink, 3 * sizeof(sink.bytes));
	CHECK_INT(pl_sink_finish(&sink), PLATEN_IO);
	CHECK_INT(pl_sink_finish(&sink), PLATEN_IO);
	CHECK_INT(calls, 1);
}

static void
test_a_buffer_prints_and_ends_in_nul(void)
{
	struct pl_buffer buffer = {0};
	CHECK_STR(pl_str_of(pl_buffer_text(&buffer)), "");
	for (int i = 0; i < 1000; i++) {
		pl_buffer_printf(&buffer, "%d,", i);
	}
	pl_buffer_put_text(&buffer, "end");
	CHECK_INT(buffer.length, 10 * 2 + 90 * 3 + 900 * 4 + 3);
	CHECK_STR(pl_str_of(pl_buffer_text(&buffer) + buffer.length - 7), "999,end");
	pl_buffer_fini(&buffer);
	struct pl_buffer failed = {.failed = true};
	pl_buffer_printf(&failed, "more");
	CHECK(pl_buffer_text(&failed) == NULL && failed.length == 0);
}

static void
test_json_is_written_with_its_commas(void)
{
	struct pl_buffer buffer = {0};
	struct pl_json json = pl_json_to_buffer(&buffer);
	pl_json_begin(&json, NULL, "{");
	pl_json_int(&json, "a", -12);
	pl_json_begin(&json, "list", "[");
	for (int i = 0; i < 2; i++) {
		pl_json_break_line(&json);
		pl_json_begin(&json, NULL, "[");
		pl_json_end(&json, "]");
	}
	pl_json_break_line(&json);
	pl_json_end(&json, "]");
	pl_json_bare(&json, "b", "null");
	pl_json_begin_string(&json, "c");
	pl_json_put_text(&json, PL_STR("1\"\\"));
	pl_json_put_text(&json, PL_STR("\n\x01\x7F\xFF\u00E9"));
	pl_json_end_string(&json);
	pl_json_text(&json, "d", "");
	pl_json_end(&json, "}");
	CHECK_STR(pl_buffer_str(&buffer), "{\"a\":-12,\"list\":[\n[],\n[]\n],\"b\":null,\"c\":"
					  "\"1\\\"\\\\\\n\\u0001\\u007f\uFFFD\u00E9\",\"d\":\"\"}");
	pl_buffer_fini(&buffer);
}

static void
test_json_is_read_token_by_token(void)
{
	static const char *const tokens[] = {"{", "\"a\\\"b\"", ":", "-1.5e3", ",",
					     "[", "true",       "]", "}",      "\"open"};
	struct pl_str rest = PL_STR(" {\"a\\\"b\":-1.5e3 ,\n[true]}\"open");
	for (size_t i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++) {
		CHECK_STR(pl_json_token(&rest), tokens[i]);
	}
	CHECK_INT(pl_json_token(&rest).length, 0);
}

static void
check_unquoted(struct pl_str token, const char *expected)
{
	struct pl_buffer buffer = {0};
	pl_json_unquote(token, &buffer);
	CHECK_STR(pl_buffer_str(&buffer), expected);
	pl_buffer_fini(&buffer);
}

static void
test_json_strings_lose_their_escapes(void)
{
	check_unquoted(PL_STR("\"\\\"\\\\\\/\\n\\t\""), "\"\\/\n\t");
	check_unquoted(PL_STR("\"\\u00e9\\uD83D\\uDE00!\""), "\u00E9\U0001F600!");
	check_unquoted(PL_STR("\"\\uD83Dx\""), "\uFFFDx");
	check_unquoted(PL_STR("\"\\u12\""), "u12");
	check_unquoted(PL_STR("\"open\\"), "open\\");
	check_unquoted(PL_STR("\""), "");
}

static void
check_ini_line(struct pl_ini *ini, unsigned number, enum pl_ini_kind kind, const char *key,
	       const char *value)
{
	struct pl_ini_line line = {0};
	CHECK(pl_ini_next(ini, &line));
	CHECK_INT(line.number, number);
	CHECK_INT(line.kind, kind);
	CHECK_STR(line.key, key);
	CHECK_STR(line.value, value);
}

static void
test_ini_is_read_line_by_line(void)
{
	struct pl_ini ini = {{PL_STR("\xEF\xBB\xBF a = b # c\r\n\n# d = e\n; f\n[ g ] # h\n[i\nj\n"
				     "k=\"l # \" m\nn = # o\np = #q#r\ns = \"t\nu = v=w\n"
				     "x = \"\"Salt\" - {page}\"  # y\nz = \"\"{\" # \"\n"),
			      false},
			     0};
	check_ini_line(&ini, 1, PL_INI_KEY, "a", "b");
	check_ini_line(&ini, 5, PL_INI_SECTION, "g", "");
	check_ini_line(&ini, 6, PL_INI_BROKEN, "[i", "");
	check_ini_line(&ini, 7, PL_INI_BROKEN, "j", "");
	check_ini_line(&ini, 8, PL_INI_KEY, "k", "l # ");
	check_ini_line(&ini, 9, PL_INI_KEY, "n", "");
	check_ini_line(&ini, 10, PL_INI_KEY, "p", "");
	check_ini_line(&ini, 11, PL_INI_KEY, "s", "\"t");
	check_ini_line(&ini, 12, PL_INI_KEY, "u", "v=w");
	check_ini_line(&ini, 13, PL_INI_KEY, "x", "\"Salt\" - {page}");
	check_ini_line(&ini, 14, PL_INI_KEY, "z", "\"{");
	struct pl_ini_line line;
	CHECK(!pl_ini_next(&ini, &line));
	ini = (struct pl_ini){0};
	CHECK(!pl_ini_next(&ini, &line));
}

/* ------------------------------------------------------------------------- scan */

/* The 16-byte steps say what the byte by byte loops say, whatever the bytes and where they lie. */
static void
test_steps_of_sixteen_bytes_miss_nothing(void)
{
	static const char odd[] = "[]\\*\n\t\x7F\xC3";
	char room[128];
	uint32_t dice = 1;
	for (unsigned round = 0; round < 20000; round++) {
		size_t from = round % 32, length = dice % 80;
		for (size_t i = 0; i < sizeof(room); i++) {
			dice = dice * 1664525 + 1013904223;
			bool is_odd = dice >> 27 == 0;
			room[i] =
				is_odd ? odd[(dice >> 8) % (sizeof(odd) - 1)] : (char)(dice >> 24);
			room[i] = round % 2 == 0 && !is_odd ? 'a' : room[i];
		}
		struct pl_str text = {room + from, length};
		CHECK_INT(pl_plain_length(text), pl_plain_length_by_byte(text, 0));
		CHECK_INT(pl_find_any(text, length / 3, "[]\\*"),
			  pl_find_any_by_byte(text, length / 3, "[]\\*"));
		CHECK_INT(pl_plain_until(text.data, text.data + length, "[]\\*a"),
			  pl_plain_until_by_byte(text, 0, "[]\\*a"));
		CHECK_INT(pl_plain_until(text.data, text.data + length, "[]\\*"),
			  pl_plain_until_by_byte(text, 0, "[]\\*"));
	}
}

static void
test_plain_text_may_be_long(void)
{
	char room[600];
	memset(room, 'a', sizeof(room));
	CHECK_INT(pl_plain_until(room, room + sizeof(room), "[]\\*"), sizeof(room));
	for (size_t at = 0; at < sizeof(room); at++) {
		room[at] = at % 2 == 0 ? '*' : '\n';
		CHECK_INT(pl_plain_until(room, room + sizeof(room), "[]\\*"), at);
		room[at] = 'a';
	}
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
	RUN(test_a_buffer_prints_and_ends_in_nul);
	RUN(test_json_is_written_with_its_commas);
	RUN(test_json_is_read_token_by_token);
	RUN(test_json_strings_lose_their_escapes);
	RUN(test_ini_is_read_line_by_line);
	RUN(test_steps_of_sixteen_bytes_miss_nothing);
	RUN(test_plain_text_may_be_long);
	return unit_end();
}
