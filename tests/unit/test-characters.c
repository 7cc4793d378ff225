#include <stdlib.h>

#include "command.h"
#include "unit.h"

#include "unicode/properties.h"

static void
test_decode_gives_a_replacement_for_each_maximal_subpart(void)
{
	struct pl_str bytes = PL_STR("\xF1\x80\x80\xE1\x80\xC2"
				     "b\xED\xA0\x80\xC0\xAF\xF4\x90");
	static const size_t lengths[] = {3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1};
	size_t at = 0;
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		uint32_t code_point;
		size_t length =
			pl_utf8_decode(bytes.data + at, bytes.data + bytes.length, &code_point);
		CHECK_INT(length, lengths[i]);
		CHECK_INT(code_point, i == 3 ? 'b' : PL_REPLACEMENT);
		at += length;
	}
	CHECK_INT(at, bytes.length);
}

static void
test_encode_and_decode_are_inverse(void)
{
	for (uint32_t code_point = 0; code_point < 0x110000; code_point++) {
		char bytes[4];
		uint32_t back;
		size_t length = pl_utf8_encode(code_point, bytes);
		bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
		if (pl_utf8_decode(bytes, bytes + length, &back) != length ||
		    back != (is_surrogate ? PL_REPLACEMENT : code_point) ||
		    !pl_utf8_is_valid((struct pl_str){bytes, length})) {
			CHECK_INT(back, code_point);
			return;
		}
	}
	char bytes[4];
	CHECK_INT(pl_utf8_encode(0x110000, bytes), 3);
	CHECK(memcmp(bytes, "\xEF\xBF\xBD", 3) == 0);
}

static void
test_only_well_formed_bytes_are_valid(void)
{
	CHECK(pl_utf8_is_valid(PL_STR("")));
	CHECK(pl_utf8_is_valid(PL_STR("plain text, more than eight bytes")));
	CHECK(pl_utf8_is_valid(PL_STR("déjà vu — 東京 🙂")));
	CHECK(!pl_utf8_is_valid(PL_STR("\x80")));
	CHECK(!pl_utf8_is_valid(PL_STR("seven..\xC3")));
	CHECK(!pl_utf8_is_valid(PL_STR("\xC0\x80")));
	CHECK(!pl_utf8_is_valid(PL_STR("\xE0\x9F\xBF")));
	CHECK(!pl_utf8_is_valid(PL_STR("\xED\xA0\x80")));
	CHECK(!pl_utf8_is_valid(PL_STR("\xF0\x8F\xBF\xBF")));
	CHECK(!pl_utf8_is_valid(PL_STR("\xF4\x90\x80\x80")));
	CHECK(!pl_utf8_is_valid(PL_STR("\xF5\x80\x80\x80")));
	CHECK(!pl_utf8_is_valid(PL_STR("plain text\xFF, plain text")));
}

static void
test_plain_bytes_are_counted(void)
{
	char bytes[] = "a plain line of two dozen";
	struct pl_str text = {bytes, sizeof(bytes) - 1};
	CHECK_INT(pl_plain_length(text), text.length);
	CHECK_INT(pl_plain_length((struct pl_str){bytes, 0}), 0);
	for (size_t at = 0; at < text.length; at++) {
		for (unsigned byte = 0; byte < 256; byte++) {
			char kept = bytes[at];
			bool is_plain = byte >= ' ' && byte < 0x7F;
			bytes[at] = (char)byte;
			if (pl_plain_length(text) != (is_plain ? text.length : at)) {
				CHECK_INT(byte, at);
			}
			bytes[at] = kept;
		}
	}
}

static void
test_categories(void)
{
	CHECK(pl_is_upper('A') && pl_is_upper(0xC9) && pl_is_upper(0x416) && !pl_is_upper('a'));
	CHECK(pl_is_titlecase(0x1C5) && !pl_is_titlecase('A'));
	CHECK(pl_is_lower('z') && pl_is_lower(0xDF) && !pl_is_lower(0x5D0));
	CHECK(pl_is_letter('q') && pl_is_letter(0x5D0) && pl_is_letter(0x6F22) &&
	      !pl_is_letter('1'));
	CHECK(pl_is_number('7') && pl_is_number(0xB2) && pl_is_number(0x2167) &&
	      !pl_is_number('x'));
	CHECK(pl_is_mark(0x301) && pl_is_mark(0x903) && !pl_is_mark('^'));
	CHECK(pl_is_space_separator(' ') && pl_is_space_separator(0x3000));
	CHECK(!pl_is_space_separator('\t') && !pl_is_space_separator(0x200B));
	CHECK(pl_is_punctuation('!') && pl_is_punctuation('+') && pl_is_punctuation(0x3002));
	CHECK(!pl_is_punctuation('a') && !pl_is_punctuation(' '));
	CHECK(pl_is_cjk(0x6F22) && pl_is_cjk(0x3042) && pl_is_cjk(0xD55C) && pl_is_cjk(0x3002));
	CHECK(!pl_is_cjk('a') && !pl_is_cjk(0x416) && !pl_is_cjk(0x1F600));
	CHECK(pl_is_rtl(0x5D0) && pl_is_rtl(0x627) && !pl_is_rtl('a') && !pl_is_rtl('1'));
	CHECK(!pl_is_letter(0x10FFFF) && !pl_is_letter(0xFFFFFFFF));
}

static void
test_letters_and_accents_compose(void)
{
	CHECK_INT(pl_compose('E', 0x301), 0xC9);
	CHECK_INT(pl_compose(0x1EB8, 0x302), 0x1EC6);
	CHECK_INT(pl_compose(0x413, 0x301), 0x403);
	CHECK_INT(pl_compose('E', 'E'), 0);
	CHECK_INT(pl_compose(0, 0x301), 0);
	CHECK_INT(pl_compose(0x1100, 0x1161), 0xAC00);
	CHECK_INT(pl_compose(0xAC00, 0x11A8), 0xAC01);
	CHECK_INT(pl_compose(0xAC01, 0x11A8), 0);
	CHECK_INT(pl_compose(0xAC00, 0x11C3), 0);
}

static void
test_upper_case_is_simple(void)
{
	CHECK_INT(pl_to_upper('a'), 'A');
	CHECK_INT(pl_to_upper('{'), '{');
	CHECK_INT(pl_to_upper(0xDF), 0xDF);
	CHECK_INT(pl_to_upper(0xE9), 0xC9);
	CHECK_INT(pl_to_upper(0xFF), 0x178);
	CHECK_INT(pl_to_upper(0x131), 'I');
	CHECK_INT(pl_to_upper(0x101), 0x100);
	CHECK_INT(pl_to_upper(0x100), 0x100);
	CHECK_INT(pl_to_upper(0x3C2), 0x3A3);
	CHECK_INT(pl_to_upper(0x10D0), 0x1C90);
	CHECK_INT(pl_to_upper(0x10428), 0x10400);
	CHECK_INT(pl_to_upper(0x5D0), 0x5D0);
	CHECK_INT(pl_to_upper(0x110000), 0x110000);
}

static size_t
columns(const char *text)
{
	return pl_text_columns((struct platen_text){text, strlen(text)});
}

static void
test_terminals_have_columns(void)
{
	CHECK_INT(columns(""), 0);
	CHECK_INT(columns("NORA O'NEIL"), 11);
	CHECK_INT(columns("E\314\201LODIE"), 6);
	CHECK_INT(columns("\346\274\242a"), 3);
	CHECK_INT(columns("\340\256\225"), 1); /* Tamil: wider on paper, not on a terminal */
	CHECK_INT(columns("\360\237\230\200"), 2);
}

int
main(void)
{
	RUN(test_decode_gives_a_replacement_for_each_maximal_subpart);
	RUN(test_encode_and_decode_are_inverse);
	RUN(test_only_well_formed_bytes_are_valid);
	RUN(test_plain_bytes_are_counted);
	RUN(test_categories);
	RUN(test_letters_and_accents_compose);
	RUN(test_upper_case_is_simple);
	RUN(test_terminals_have_columns);
	return unit_end();
}
