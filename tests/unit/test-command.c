/* What the command asks of the library beside platen.h. */
#include "command.h"
#include "unit.h"

static struct platen_document *
parse(const char *text)
{
	struct platen_document *document = NULL;
	CHECK_INT(platen_document_parse(text, strlen(text), NULL, &document), PLATEN_OK);
	return document;
}

static bool
text_is(struct platen_text text, const char *expected)
{
	return pl_str_equal((struct pl_str){text.data, text.length}, pl_str_of(expected));
}

/* An option of `document` is `text`, and `decider` decided. */
static bool
option_is(const struct platen_document *document, const struct platen_layout_options *options,
	  enum platen_option option, const char *text, enum pl_layout_decider decider)
{
	struct pl_layout_option_value value;
	return pl_layout_option(document, options, option, &value) && text_is(value.text, text) &&
	       value.decider == decider;
}

static void
test_the_title_page_sets_options(void)
{
	struct platen_document *document =
		parse("Paper: A4\nLang: de\nProfile: none\nHeader:  {page} \n"
		      "X-Options: shots; known-transitions\n\nRain.\n");
	struct platen_layout_options options = {.size = sizeof(options)};
	CHECK(option_is(document, &options, PLATEN_OPTION_PAPER, "a4", PL_DECIDED_BY_SCRIPT));
	CHECK(option_is(document, &options, PLATEN_OPTION_MORE, "(FORTS.)", PL_DECIDED_BY_SCRIPT));
	CHECK(option_is(document, &options, PLATEN_OPTION_HEADER, "{page}", PL_DECIDED_BY_SCRIPT));
	CHECK(option_is(document, &options, PLATEN_OPTION_FOOTER, "", PL_DECIDED_BY_DEFAULT));
	CHECK(option_is(document, &options, PLATEN_OPTION_PROFILE, "standard",
			PL_DECIDED_BY_DEFAULT));
	options.paper = PLATEN_LETTER;
	options.more = "(ON)";
	options.profile = "STAGE";
	options.footer = "x";
	CHECK(option_is(document, &options, PLATEN_OPTION_PAPER, "letter", PL_DECIDED_BY_CALLER));
	CHECK(option_is(document, &options, PLATEN_OPTION_MORE, "(ON)", PL_DECIDED_BY_CALLER));
	options.overridable = 1u << PLATEN_OPTION_PAPER | 1u << PLATEN_OPTION_MORE |
			      1u << PLATEN_OPTION_PROFILE | 1u << PLATEN_OPTION_FOOTER;
	CHECK(option_is(document, &options, PLATEN_OPTION_PAPER, "a4", PL_DECIDED_BY_SCRIPT));
	CHECK(option_is(document, &options, PLATEN_OPTION_MORE, "(FORTS.)", PL_DECIDED_BY_SCRIPT));
	/* a value which means nothing does not override */
	CHECK(option_is(document, &options, PLATEN_OPTION_PROFILE, "stage", PL_DECIDED_BY_CALLER));
	CHECK(option_is(document, &options, PLATEN_OPTION_FOOTER, "x", PL_DECIDED_BY_CALLER));
	options.profile = "nobody";
	struct pl_layout_option_value value;
	CHECK(!pl_layout_option(document, &options, PLATEN_OPTION_PAPER, &value));
	platen_document_free(document);
}

static void
test_the_title_page_switches_extensions_on(void)
{
	static const char text[] = "Language: zh\nX-Options: shots; known-transitions\n\nRain.\n";
	struct platen_read_options options = {.size = sizeof(options)};
	options.extensions_off = PLATEN_SHOTS;
	struct platen_document *document = NULL;
	CHECK_INT(platen_document_parse(text, sizeof(text) - 1, &options, &document), PLATEN_OK);
	const struct platen_node *language =
		platen_node_first_child(platen_node_first_child(platen_document_root(document)));
	CHECK(pl_fountain_extension_entry(document, PLATEN_WIDE_MARKERS) == language);
	CHECK(pl_fountain_extension_entry(document, PLATEN_KNOWN_TRANSITIONS) ==
	      platen_node_next(language));
	CHECK(pl_fountain_extension_entry(document, PLATEN_SHOTS) == NULL);
	CHECK(pl_fountain_extension_entry(document, PLATEN_LOCKED_PAGES) == NULL);
	platen_document_free(document);
}

int
main(void)
{
	RUN(test_the_title_page_sets_options);
	RUN(test_the_title_page_switches_extensions_on);
	return unit_end();
}
