/* The reader's small parts, which no whole file shows one by one. */
#include "unit.h"

#include "fdx/read/title.h"
#include "input/input.h"

#define NONE INT32_MAX

static int32_t
inches(const char *text)
{
	int32_t length = NONE;
	return pl_fdx_parse_inches(pl_str_of(text), &length) ? length : NONE;
}

static int32_t
points(const char *text)
{
	int32_t length = NONE;
	return pl_fdx_parse_points(pl_str_of(text), &length) ? length : NONE;
}

static void
test_inches(void)
{
	CHECK_INT(inches("1.50"), 10800);
	CHECK_INT(inches(" -0.10 "), -720);
	CHECK_INT(inches("+8"), 57600);
	CHECK_INT(inches(".5"), 3600);
	CHECK_INT(inches("1.00049"), 7200);
	CHECK_INT(inches("100"), 720000);
	CHECK_INT(inches("101"), NONE);
	const char *const none[] = {"",
				    " ",
				    "-",
				    ".",
				    "nan",
				    "inf",
				    "1e3",
				    "1,5",
				    "1.2.3",
				    "0x10",
				    "1 2",
				    "999999999999",
				    "-99999999999999999999999999999999999999"};
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		CHECK_INT(inches(none[i]), NONE);
	}
}

static void
test_points(void)
{
	CHECK_INT(points("72"), 7200);
	CHECK_INT(points("12.5"), 1250);
	CHECK_INT(points("1.0"), 100);
	CHECK_INT(points("-3"), -300);
	CHECK_INT(points("1e9"), NONE);
}

static void
test_numbers(void)
{
	uint64_t number = 7;
	CHECK(pl_fdx_parse_number(PL_STR(" 12,15"), &number) && number == 12);
	CHECK(pl_fdx_parse_number(PL_STR("0"), &number) && number == 0);
	number = 7;
	CHECK(!pl_fdx_parse_number(PL_STR("-1"), &number) && number == 7);
	CHECK(!pl_fdx_parse_number(PL_STR("99999999999999999999"), &number) && number == 7);
	CHECK(!pl_fdx_parse_number(PL_STR("12;15"), &number));
	CHECK(!pl_fdx_parse_number(PL_STR(""), &number));
}

static void
test_yes(void)
{
	CHECK(pl_fdx_parse_yes(PL_STR("Yes")) && pl_fdx_parse_yes(PL_STR(" TRUE")));
	CHECK(!pl_fdx_parse_yes(PL_STR("No")) && !pl_fdx_parse_yes(PL_STR("")));
	CHECK(!pl_fdx_parse_yes(PL_STR("Yes, please")));
}

static void
test_styles(void)
{
	CHECK_INT(pl_fdx_parse_style(PL_STR("Bold+Italic + underline")),
		  PLATEN_BOLD | PLATEN_ITALIC | PLATEN_UNDERLINE);
	CHECK_INT(pl_fdx_parse_style(PL_STR("SmallCaps")), PL_FDX_CAPS | PL_FDX_SMALL_CAPS);
	CHECK_INT(pl_fdx_parse_style(PL_STR("+Boldly+WordUnderline+")),
		  PLATEN_UNDERLINE | PL_FDX_WORD_UNDERLINE);
	CHECK_INT(pl_fdx_parse_style(PL_STR("")), 0);
}

static void
test_style_spelling(void)
{
	char text[PL_FDX_STYLE_SIZE];
	static const char *const all = "Bold+Italic+WordUnderline+Strikeout+SmallCaps+HiddenText";
	pl_fdx_format_style(pl_fdx_parse_style(pl_str_of(all)), text);
	CHECK(strcmp(text, all) == 0);
	pl_fdx_format_style(PLATEN_UNDERLINE | PL_FDX_CAPS, text);
	CHECK(strcmp(text, "Underline+AllCaps") == 0);
	pl_fdx_format_style(0, text);
	CHECK(strcmp(text, "") == 0);
}

static void
test_credits(void)
{
	static const struct {
		const char *text;
		size_t length;
	} lines[] = {
		{"by", 2},
		{"by Nora", 2},
		{"Written by:", 11},
		{"A Screenplay by Bo", 15},
		{"By the Sea", 0},
		{"Von Stroheim", 0},
		{"Drehbuch von", 12},
		{"Stand by Me", 0},
		{"based on the novel by Bo", 0},
		{"", 0},
		{"written", 0},
		{"the the the the the the the the by", 0},
	};
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		CHECK_INT(pl_fdx_title_credit_length(pl_str_of(lines[i].text)), lines[i].length);
	}
}

static void
test_types_are_found_in_any_case(void)
{
	struct pl_fdx_file file = {0};
	struct pl_fdx_reader reader = {.document = pl_document_new(), .file = &file};
	struct pl_fdx_type *type = pl_fdx_find_type(&reader, PL_STR(" Scene Heading "));
	CHECK(type != NULL && type == pl_fdx_find_type(&reader, PL_STR("scene heading")));
	CHECK(type != pl_fdx_find_type(&reader, PL_STR("Scene")));
	platen_document_free(reader.document);
}

/* ----------------------------------------------------------------------------- XML */

static const struct pl_fdx_xml_rule rules[] = {
	{"r", "list", PL_FDX_LIST, NULL},
	{"list", "p", PL_FDX_WHOLE, NULL},
	{"r", "board", PL_FDX_HOLLOW, "item"},
	{0},
};

static enum platen_status
begin(void *user, const struct pl_fdx_element *root)
{
	struct pl_fdx_xml *xml = user;
	xml->rules = rules;
	CHECK(pl_fdx_is_named(root, "r"));
	return PLATEN_OK;
}

static size_t took, runs;

/* The bytes of each element begin with its tag and end with it; its text is where it says. */
static enum platen_status
take(void *user, const struct pl_fdx_element *element)
{
	const struct pl_fdx_xml *xml = user;
	took++;
	CHECK(xml->source.data[element->from.offset] == '<');
	CHECK(xml->source.data[element->end - 1] == '>');
	CHECK(xml->source.data[element->inside.offset - 1] == '>');
	struct pl_str value;
	if (pl_fdx_is_named(element, "board")) {
		CHECK_INT(element->counted, 2);
		CHECK(element->first == NULL && !pl_fdx_get(element, "a", &value));
	}
	if (pl_fdx_is_named(element, "p")) {
		CHECK(pl_fdx_get(element, "scenenumber", &value) &&
		      pl_str_equal(value, PL_STR("1&2 &#38;")));
		CHECK_INT(element->from.line, 2);
		CHECK_INT(element->from.column, 4);
	}
	for (const struct pl_fdx_element *e = element->first; e != NULL;
	     e = pl_fdx_walk(element, e, true)) {
		if (e->name == NULL) {
			static const char *const texts[] = {"caf\u00e9 ", "<b>", "a",
							    "&",          "b",   "\n"};
			CHECK(runs < 6 && pl_str_equal(e->text, pl_str_of(texts[runs])));
			bool is_slice = e->text.data >= xml->source.data &&
					e->text.data < xml->source.data + xml->source.length;
			CHECK(is_slice == (runs == 0 || runs == 2 || runs == 5));
			runs++;
		}
	}
	return PLATEN_OK;
}

static void
test_xml_is_read_as_small_trees(void)
{
	struct pl_fdx_xml xml = {
		.source = PL_STR(
			"<r><list><!-- <p> -->\n\u00e9\u00e9 <p Scene_Number='1&amp;2 &amp;#38;'>"
			"caf\u00e9 <i x='>'/><![CDATA[<b>]]><t >a&amp;b</t\n>\n</p></list>"
			"<board a='b'><item><item/></item><x/></board></r>\n"),
		.begin = begin,
		.take = take,
	};
	xml.user = &xml;
	CHECK_INT(pl_fdx_xml_read(&xml), PLATEN_OK);
	CHECK_INT(took, 4);
	CHECK_INT(runs, 6);
}

static enum platen_status
read_tag(size_t length, char quoted)
{
	static char bytes[2 * PL_FDX_TAG_MAX];
	memcpy(bytes, "<r a='", 6);
	memset(bytes + 6, quoted, length - 6);
	memcpy(bytes + length - 6, "'></r>", 6);
	struct pl_fdx_xml xml = {.source = {bytes, length}, .begin = begin, .take = take};
	xml.user = &xml;
	enum platen_status status = pl_fdx_xml_read(&xml);
	return status;
}

static void
test_long_tags_are_refused(void)
{
	CHECK_INT(read_tag(PL_FDX_TAG_MAX / 2, 'a'), PLATEN_OK);
	CHECK_INT(read_tag(2 * PL_FDX_TAG_MAX, 'a'), PLATEN_BAD_INPUT);
	CHECK_INT(read_tag(2 * PL_FDX_TAG_MAX, '>'), PLATEN_BAD_INPUT);
}

static enum pl_input_kind
kind_of(struct pl_str bytes)
{
	return pl_input_type_of(bytes).kind;
}

static void
test_types_of_files(void)
{
	CHECK_INT(kind_of(PL_STR("<?xml version=\"1.0\"?>")), PL_INPUT_XML);
	CHECK_INT(kind_of(PL_STR("\xEF\xBB\xBF \n<FinalDraft/>")), PL_INPUT_XML);
	CHECK_INT(kind_of(PL_STR("\xFF\xFE<\0?\0x\0m\0l\0")), PL_INPUT_XML);
	CHECK_INT(kind_of(PL_STR("\0<\0?\0x\0m\0l")), PL_INPUT_XML);
	CHECK_INT(kind_of(PL_STR("<document>")), PL_INPUT_XML);
	CHECK_INT(kind_of(PL_STR("<htmx>")), PL_INPUT_TEXT);
	CHECK_INT(kind_of(PL_STR("<?x")), PL_INPUT_TEXT);
	CHECK_INT(kind_of(PL_STR("")), PL_INPUT_TEXT);
	CHECK_INT(kind_of(PL_STR("\xFF\xFE")), PL_INPUT_TEXT);
	CHECK_INT(kind_of(PL_STR("PK\x03\x04")), PL_INPUT_ARCHIVE);
	CHECK_INT(kind_of(PL_STR("%PDF-1.7")), PL_INPUT_FOREIGN);
	CHECK_INT(kind_of(PL_STR("<HTML>")), PL_INPUT_FOREIGN);
	CHECK_INT(kind_of(PL_STR("<?xml?><!DOCTYPE html><html>")), PL_INPUT_FOREIGN);
	CHECK_INT(kind_of(PL_STR("\n <html lang=\"en\">")), PL_INPUT_FOREIGN);
	CHECK_INT(kind_of(PL_STR("<htmlish>")), PL_INPUT_TEXT);
	CHECK_INT(kind_of(PL_STR("<head><title>x</title>")), PL_INPUT_FOREIGN);
	CHECK_INT(kind_of(PL_STR("\n<BODY class=x>")), PL_INPUT_FOREIGN);
	CHECK_INT(kind_of(PL_STR("<header>")), PL_INPUT_TEXT);
	CHECK_INT(kind_of(PL_STR("From: <Saved by Blink>\r\nContent-Type: multipart/related;")),
		  PL_INPUT_FOREIGN);
	CHECK_INT(kind_of(PL_STR("MIME-Version: 1.0\nContent-Type: multipart/related;")),
		  PL_INPUT_FOREIGN);
	CHECK_INT(kind_of(PL_STR("From: a reader\nTitle: x")), PL_INPUT_TEXT);
	CHECK_INT(kind_of(PL_STR("a\0b\0c\0d\0e\0f\0g\0")), PL_INPUT_WIDE);
	CHECK(strcmp(pl_input_type_of(PL_STR("<?xml?>\n<FinalDraft>")).name,
		     "a Final Draft file (FDX, which platen convert turns into Fountain)") == 0);
	CHECK_INT(pl_input_type_of(PL_STR("\xFE\xFF\0I\0N")).encoding, PL_UTF16_BE);
}

int
main(void)
{
	RUN(test_inches);
	RUN(test_points);
	RUN(test_numbers);
	RUN(test_yes);
	RUN(test_styles);
	RUN(test_style_spelling);
	RUN(test_credits);
	RUN(test_types_are_found_in_any_case);
	RUN(test_xml_is_read_as_small_trees);
	RUN(test_long_tags_are_refused);
	RUN(test_types_of_files);
	return unit_end();
}
