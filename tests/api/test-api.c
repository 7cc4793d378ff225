/*
 * The public interface, used as a program outside would use it: platen.h and the shared library.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "platen.h"
#include "unit.h"

static const char script[] = "Title: Fog\n"
			     "\n"
			     "INT. LAMP ROOM - NIGHT #7A#\n"
			     "\n"
			     "The lamp [[which?]] turns.\n"
			     "\n"
			     "NORA (O.S.)\n"
			     "On.\n"
			     "\n"
			     "## The cellar\n";

static struct platen_document *
parse(const char *text)
{
	struct platen_document *document = NULL;
	CHECK_INT(platen_document_parse(text, strlen(text), NULL, NULL, &document), PLATEN_OK);
	return document;
}

static bool
text_is(struct platen_text text, const char *expected)
{
	return text.length == strlen(expected) && memcmp(text.data, expected, text.length) == 0;
}

/* The first node of a kind, in document order. */
static const struct platen_node *
find(const struct platen_node *node, enum platen_kind kind)
{
	while (node != NULL && platen_node_kind(node) != kind) {
		const struct platen_node *next = platen_node_first_child(node);
		while (next == NULL && node != NULL) {
			next = platen_node_next(node);
			node = platen_node_parent(node);
		}
		node = next;
	}
	return node;
}

static void
test_the_tree_can_be_read(void)
{
	struct platen_document *document = parse(script);
	const struct platen_node *root = platen_document_root(document);
	CHECK_INT(platen_node_kind(root), PLATEN_DOCUMENT);
	CHECK(platen_node_parent(root) == NULL);

	const struct platen_node *heading = find(root, PLATEN_SCENE_HEADING);
	CHECK(heading != NULL);
	if (heading != NULL) {
		CHECK(text_is(platen_node_text(heading), "INT. LAMP ROOM - NIGHT"));
		CHECK(text_is(platen_node_label(heading), "7A"));
		CHECK_INT(platen_node_position(heading).line, 3);
		CHECK_INT(platen_node_position(heading).column, 1);
		CHECK_INT(platen_node_position(heading).offset, 12);
		CHECK(platen_node_parent(heading) == root);
	}
	const struct platen_node *cue = find(root, PLATEN_CHARACTER);
	CHECK(cue != NULL && text_is(platen_node_text(cue), "NORA"));
	CHECK(cue != NULL && text_is(platen_node_label(cue), "(O.S.)"));
	const struct platen_node *section = find(root, PLATEN_SECTION);
	CHECK(section != NULL && platen_node_level(section) == 2);
	CHECK(find(root, PLATEN_LYRIC) == NULL);
	platen_document_free(document);
}

static void
test_kinds_have_names(void)
{
	for (int kind = 0; kind < PLATEN_KIND_COUNT; kind++) {
		const char *name = platen_kind_name((enum platen_kind)kind);
		CHECK(name != NULL && *name != '\0');
		for (int other = 0; other < kind; other++) {
			CHECK(strcmp(name, platen_kind_name((enum platen_kind)other)) != 0);
		}
	}
}

static void
count_messages(void *user, const struct platen_diagnostic *diagnostic)
{
	int *count = user;
	CHECK(diagnostic->id != NULL && diagnostic->message != NULL);
	CHECK_INT(diagnostic->position.line, 2);
	(*count)++;
}

static void
test_messages_arrive(void)
{
	static const char odd[] = "Fog.\nThe lamp [[which one turns.\n";
	struct platen_document *document = NULL;
	int count = 0;
	CHECK_INT(platen_document_parse(odd, sizeof(odd) - 1, count_messages, &count, &document),
		  PLATEN_OK);
	CHECK_INT(count, 1);
	platen_document_free(document);
}

static void
test_rules_have_ids_of_their_own(void)
{
	struct platen_diagnostic rule, other;
	size_t count = 0;
	for (; platen_rule(count, &rule); count++) {
		CHECK(strncmp(rule.id, "PL-", 3) == 0);
		for (size_t i = 0; i < count && platen_rule(i, &other); i++) {
			CHECK(strcmp(rule.id, other.id) != 0);
		}
	}
	CHECK(count > 0);
}

static void
test_pages_are_counted(void)
{
	struct platen_document *document = parse(script);
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(document, NULL, &pages), PLATEN_OK);
	CHECK_INT(platen_pages_count(pages), 1);
	CHECK(platen_pages_eighths(pages) >= 1 && platen_pages_eighths(pages) <= 8);
	platen_pages_free(pages);

	struct platen_layout_options options;
	platen_layout_options_init(&options);
	options.lines_per_page = 3;
	CHECK_INT(platen_pages_new(document, &options, &pages), PLATEN_OK);
	CHECK(platen_pages_count(pages) > 1);
	platen_pages_free(pages);
	platen_document_free(document);
}

/* An option of `document` is `text`, and `origin` decided. */
static bool
option_is(const struct platen_document *document, const struct platen_layout_options *options,
	  enum platen_option option, const char *text, enum platen_origin origin)
{
	struct platen_option_value value;
	return platen_document_option(document, options, option, &value) &&
	       text_is(value.text, text) && value.origin == origin;
}

static void
test_the_title_page_sets_options(void)
{
	struct platen_document *document =
		parse("Paper: A4\nLang: de\nProfile: none\nHeader:  {page} \n"
		      "X-Options: shots; known-transitions\n\nRain.\n");
	struct platen_layout_options options;
	platen_layout_options_init(&options);
	CHECK(option_is(document, &options, PLATEN_OPTION_PAPER, "a4", PLATEN_ORIGIN_SCRIPT));
	CHECK(option_is(document, &options, PLATEN_OPTION_MORE, "(FORTS.)", PLATEN_ORIGIN_SCRIPT));
	CHECK(option_is(document, &options, PLATEN_OPTION_HEADER, "{page}", PLATEN_ORIGIN_SCRIPT));
	CHECK(option_is(document, &options, PLATEN_OPTION_FOOTER, "", PLATEN_ORIGIN_DEFAULT));
	CHECK(option_is(document, &options, PLATEN_OPTION_PROFILE, "standard",
			PLATEN_ORIGIN_DEFAULT));
	options.paper = PLATEN_LETTER;
	options.more = "(ON)";
	options.profile = "STAGE";
	options.footer = "x";
	CHECK(option_is(document, &options, PLATEN_OPTION_PAPER, "letter", PLATEN_ORIGIN_CALLER));
	CHECK(option_is(document, &options, PLATEN_OPTION_MORE, "(ON)", PLATEN_ORIGIN_CALLER));
	options.yields = 1u << PLATEN_OPTION_PAPER | 1u << PLATEN_OPTION_MORE |
			 1u << PLATEN_OPTION_PROFILE | 1u << PLATEN_OPTION_FOOTER;
	CHECK(option_is(document, &options, PLATEN_OPTION_PAPER, "a4", PLATEN_ORIGIN_SCRIPT));
	CHECK(option_is(document, &options, PLATEN_OPTION_MORE, "(FORTS.)", PLATEN_ORIGIN_SCRIPT));
	/* a value which means nothing does not override */
	CHECK(option_is(document, &options, PLATEN_OPTION_PROFILE, "stage", PLATEN_ORIGIN_CALLER));
	CHECK(option_is(document, &options, PLATEN_OPTION_FOOTER, "x", PLATEN_ORIGIN_CALLER));
	options.profile = "nobody";
	struct platen_option_value value;
	CHECK(!platen_document_option(document, &options, PLATEN_OPTION_PAPER, &value));
	platen_document_free(document);
}

static void
test_the_title_page_switches_extensions_on(void)
{
	static const char text[] = "Language: zh\nX-Options: shots; known-transitions\n\nRain.\n";
	struct platen_read_options options;
	platen_read_options_init(&options);
	options.extensions_off = PLATEN_SHOTS;
	struct platen_document *document = NULL;
	CHECK_INT(platen_document_read(text, sizeof(text) - 1, &options, &document), PLATEN_OK);
	const struct platen_node *language =
		platen_node_first_child(platen_node_first_child(platen_document_root(document)));
	CHECK(platen_document_extension_entry(document, PLATEN_WIDE_MARKERS) == language);
	CHECK(platen_document_extension_entry(document, PLATEN_KNOWN_TRANSITIONS) ==
	      platen_node_next(language));
	CHECK(platen_document_extension_entry(document, PLATEN_SHOTS) == NULL);
	CHECK(platen_document_extension_entry(document, PLATEN_LOCKED_PAGES) == NULL);
	platen_document_free(document);
}

static bool
count_bytes(void *user, const void *bytes, size_t length)
{
	size_t *count = user;
	CHECK(bytes != NULL || length == 0);
	*count += length;
	return true;
}

static bool
refuse(void *user, const void *bytes, size_t length)
{
	(void)user;
	(void)bytes;
	return length == 0;
}

static bool
take_all(void *user, uint32_t number)
{
	(void)user;
	(void)number;
	return true;
}

static void
test_every_format_writes(void)
{
	struct platen_document *document = parse(script);
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(document, NULL, &pages), PLATEN_OK);
	const struct platen_format *format;
	const struct platen_write_options options = {.next_page = take_all};
	size_t formats = 0;
	for (; (format = platen_format_at(formats)) != NULL; formats++) {
		size_t count = 0;
		const struct platen_sink sink = {count_bytes, &count}, refusing = {refuse, NULL};
		CHECK_INT(platen_write(format, document, pages, &options, &sink), PLATEN_OK);
		CHECK(count > 0);
		CHECK_INT(platen_write(format, document, pages, &options, &refusing), PLATEN_IO);
		CHECK(platen_format_by_name(format->name) == format);
	}
	CHECK(formats > 0);
	platen_pages_free(pages);
	platen_document_free(document);
}

static bool
take_page(void *user, uint32_t number)
{
	uint32_t *seen = user;
	return number == (*seen)++ && number < 2;
}

static void
test_pages_of_their_own(void)
{
	struct platen_document *document = parse("Title: T\n\nA.\n\n===\n\nB.\n");
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(document, NULL, &pages), PLATEN_OK);
	size_t count = 0;
	uint32_t seen = 0;
	const struct platen_sink sink = {count_bytes, &count};
	const struct platen_format *svg = platen_format_by_name("svg"),
				   *png = platen_format_by_path("a.PNG");
	struct platen_write_options options = {.dpi = 35};
	CHECK(svg->is_single && svg->is_paged && png->is_single);
	CHECK_INT(platen_write(png, document, pages, NULL, &sink), PLATEN_BAD_ARGUMENT);
	options.next_page = take_page;
	options.next_page_user = &seen;
	CHECK_INT(platen_write(png, document, pages, &options, &sink), PLATEN_BAD_ARGUMENT);
	CHECK(count == 0 && seen == 0);
	options.dpi = 36;
	CHECK_INT(platen_write(png, document, pages, &options, &sink), PLATEN_IO);
	CHECK(count > 0 && seen == 3); /* the title page is 0, and 2 was one too many */
	platen_pages_keep(pages, (const bool[]){false, true, false});
	seen = 1;
	CHECK_INT(platen_write(svg, document, pages, &options, &sink), PLATEN_OK);
	CHECK(seen == 2);
	CHECK_INT(platen_write(svg, document, pages, NULL, &sink), PLATEN_OK);
	platen_pages_free(pages);
	platen_document_free(document);
}

static void
test_other_fonts_are_refused(void)
{
	struct platen_document *document = parse("A.\n");
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(document, NULL, &pages), PLATEN_OK);
	size_t count = 0;
	const struct platen_sink sink = {count_bytes, &count};
	const struct platen_write_options options = {.font = "no font", .font_length = 7};
	const struct platen_format *format;
	for (size_t i = 0; (format = platen_format_at(i)) != NULL; i++) {
		count = 0;
		CHECK_INT(platen_write(format, document, pages, &options, &sink),
			  format->is_drawn ? PLATEN_BAD_FONT : PLATEN_OK);
		CHECK((count == 0) == format->is_drawn);
	}
	platen_pages_free(pages);
	platen_document_free(document);
}

static void
test_formats_are_found(void)
{
	CHECK(platen_format_by_name("papyrus") == NULL);
	CHECK(platen_format_by_path("draft.papyrus") == NULL);
	CHECK(platen_format_by_path("pdf") == NULL);
	const struct platen_format *pdf = platen_format_by_path("DRAFT.PDF");
	CHECK(pdf != NULL && strcmp(pdf->name, "pdf") == 0);
}

static void
test_wrong_arguments_are_refused(void)
{
	struct platen_document *document = NULL;
	CHECK_INT(platen_document_parse(NULL, 1, NULL, NULL, &document), PLATEN_BAD_ARGUMENT);
	CHECK_INT(platen_document_parse("", 0, NULL, NULL, NULL), PLATEN_BAD_ARGUMENT);
	CHECK(document == NULL);
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(NULL, NULL, &pages), PLATEN_BAD_ARGUMENT);
	CHECK(pages == NULL);
	platen_pages_free(NULL);
	platen_document_free(NULL);
}

static void
test_other_files_are_named(void)
{
	struct platen_document *document = NULL;
	CHECK_INT(platen_document_parse("%PDF-1.7\n", 9, NULL, NULL, &document), PLATEN_BAD_INPUT);
	CHECK(document == NULL);
}

/* The length is checked before the bytes are read. */
static void
test_limits_are_kept(void)
{
	static const size_t mebibyte = 1024 * 1024;
	struct platen_document *document = NULL;
	CHECK_INT(
		platen_document_parse("x", PLATEN_MEBIBYTES * mebibyte + 1, NULL, NULL, &document),
		PLATEN_TOO_LARGE);
	struct platen_read_options options;
	platen_read_options_init(&options);
	options.max_mebibytes = PLATEN_MEBIBYTES_MAX;
	CHECK_INT(platen_document_read("x", (size_t)PLATEN_INPUT_MAX + 1, &options, &document),
		  PLATEN_TOO_LARGE);
	options.max_mebibytes = PLATEN_MEBIBYTES_MAX + 1;
	CHECK_INT(platen_document_read("x", 1, &options, &document), PLATEN_BAD_ARGUMENT);
	CHECK(document == NULL);
	char *text = malloc(mebibyte + 1);
	if (text == NULL) {
		return;
	}
	memset(text, '=', mebibyte + 1);
	options.max_mebibytes = 1;
	CHECK_INT(platen_document_read(text, mebibyte + 1, &options, &document), PLATEN_TOO_LARGE);
	CHECK(document == NULL);
	CHECK_INT(platen_document_read(text, mebibyte, &options, &document), PLATEN_OK);
	platen_document_free(document);
	document = NULL;
	for (size_t i = 0; i < mebibyte; i++) {
		text[i] = "a\n\n===\n\n"[i % 8];
	}
	CHECK_INT(platen_document_read(text, mebibyte, &options, &document), PLATEN_OK);
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(document, NULL, &pages), PLATEN_TOO_LARGE);
	CHECK(pages == NULL);
	platen_document_free(document);
	free(text);
}

static void *
count_pages(void *result)
{
	uint32_t *count = result;
	for (int i = 0; i < 50; i++) {
		struct platen_document *document = NULL;
		struct platen_pages *pages = NULL;
		if (platen_document_parse(script, sizeof(script) - 1, NULL, NULL, &document) ==
			    PLATEN_OK &&
		    platen_pages_new(document, NULL, &pages) == PLATEN_OK) {
			*count += platen_pages_count(pages);
		}
		platen_pages_free(pages);
		platen_document_free(document);
	}
	return NULL;
}

static void
test_threads_do_not_meet(void)
{
	pthread_t threads[8];
	uint32_t counts[8] = {0};
	for (size_t i = 0; i < 8; i++) {
		CHECK_INT(pthread_create(&threads[i], NULL, count_pages, &counts[i]), 0);
	}
	for (size_t i = 0; i < 8; i++) {
		pthread_join(threads[i], NULL);
		CHECK_INT(counts[i], 50);
	}
}

int
main(void)
{
	RUN(test_the_tree_can_be_read);
	RUN(test_kinds_have_names);
	RUN(test_messages_arrive);
	RUN(test_rules_have_ids_of_their_own);
	RUN(test_pages_are_counted);
	RUN(test_the_title_page_sets_options);
	RUN(test_the_title_page_switches_extensions_on);
	RUN(test_every_format_writes);
	RUN(test_pages_of_their_own);
	RUN(test_other_fonts_are_refused);
	RUN(test_formats_are_found);
	RUN(test_wrong_arguments_are_refused);
	RUN(test_other_files_are_named);
	RUN(test_limits_are_kept);
	RUN(test_threads_do_not_meet);
	return unit_end();
}
