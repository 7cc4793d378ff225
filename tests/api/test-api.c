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
	CHECK_INT(platen_document_parse(text, strlen(text), NULL, &document), PLATEN_OK);
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
count_any_message(void *user, const struct platen_diagnostic *diagnostic)
{
	(void)diagnostic;
	++*(int *)user;
}

static void
test_messages_arrive(void)
{
	static const char odd[] = "Fog.\nThe lamp [[which one turns.\n";
	struct platen_document *document = NULL;
	int count = 0;
	const struct platen_read_options options = {.size = sizeof(options),
						    .reporter = {count_messages, &count}};
	CHECK_INT(platen_document_parse(odd, sizeof(odd) - 1, &options, &document), PLATEN_OK);
	CHECK_INT(count, 1);
	platen_document_free(document);
}

static int
messages_of(const char *text, bool no_warnings)
{
	struct platen_document *document = NULL;
	int count = 0;
	const struct platen_read_options options = {.size = sizeof(options),
						    .reporter = {count_any_message, &count},
						    .no_warnings = no_warnings};
	CHECK_INT(platen_document_parse(text, strlen(text), &options, &document), PLATEN_OK);
	platen_document_free(document);
	return count;
}

static void
test_likely_mistakes_need_not_be_looked_for(void)
{
	static const char alone[] = "INT. ROOM - DAY\n\nFog.\nINT. YARD - DAY\nRain.\n";
	CHECK_INT(messages_of(alone, false), 1);
	CHECK_INT(messages_of(alone, true), 0);
}

static void
test_rules_have_ids_of_their_own(void)
{
	const struct platen_rule *rule;
	size_t count = 0;
	for (; (rule = platen_rule_at(count)) != NULL; count++) {
		CHECK(strncmp(rule->id, "PL-", 3) == 0);
		for (size_t i = 0; i < count; i++) {
			CHECK(strcmp(rule->id, platen_rule_at(i)->id) != 0);
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

	struct platen_layout_options options = {.size = sizeof(options)};
	options.lines_per_page = 3;
	CHECK_INT(platen_pages_new(document, &options, &pages), PLATEN_OK);
	CHECK(platen_pages_count(pages) > 1);
	platen_pages_free(pages);
	platen_document_free(document);
}

/* ----------------------------------------------------------- options with a size */

static enum platen_status
lay_out_with(const void *options)
{
	struct platen_document *document = parse("A.\n");
	struct platen_pages *pages = NULL;
	enum platen_status status = platen_pages_new(document, options, &pages);
	platen_pages_free(pages);
	platen_document_free(document);
	return status;
}

static void
test_options_of_other_versions(void)
{
	struct platen_layout_options none = {0}, some = {.size = sizeof(some.size)};
	CHECK_INT(lay_out_with(&none), PLATEN_BAD_ARGUMENT);
	CHECK_INT(lay_out_with(&some), PLATEN_OK);
	some.profile = "nobody"; /* beyond its size */
	CHECK_INT(lay_out_with(&some), PLATEN_OK);
	struct {
		struct platen_layout_options known;
		size_t later;
	} newer = {.known = {.size = sizeof(newer)}};
	CHECK_INT(lay_out_with(&newer), PLATEN_OK);
	newer.later = 1;
	CHECK_INT(lay_out_with(&newer), PLATEN_BAD_ARGUMENT);
}

static void
test_a_profile_of_ones_own(void)
{
	struct platen_profile mine = *platen_profile_at(0);
	struct platen_layout_options options = {
		.size = sizeof(options), .profile = "mine", .profiles = &mine, .profile_count = 1};
	mine.name = "mine";
	mine.size = 0;
	CHECK_INT(lay_out_with(&options), PLATEN_BAD_ARGUMENT);
	mine.size = sizeof(mine);
	CHECK_INT(lay_out_with(&options), PLATEN_OK);
	CHECK(strcmp(platen_profile_at(0)->name, "standard") == 0);
}

/* ------------------------------------------------------------------ the document */

static void
test_the_walk_enters_and_leaves(void)
{
	struct platen_document *document = parse("A.\n\nNORA\nOn.\n");
	struct platen_walk walk;
	char seen[256] = "";
	platen_walk_init(&walk, platen_document_root(document));
	while (platen_walk_next(&walk)) {
		strcat(seen, walk.visit == PLATEN_ENTER ? "+" : "-");
		strcat(seen, platen_kind_name(platen_node_kind(walk.node)));
	}
	CHECK(strcmp(seen, "+document+action-action+speech+character-character+dialogue-dialogue"
			   "-speech-document") == 0);
	const struct platen_node *root = platen_document_root(document);
	const struct platen_node *last = platen_node_last_child(root);
	CHECK(platen_node_previous(last) == platen_node_first_child(root));
	CHECK(platen_node_previous(platen_node_first_child(root)) == NULL);
	CHECK(platen_node_last_child(platen_node_last_child(last)) == NULL);
	platen_document_free(document);
}

static void
test_runs_and_comments(void)
{
	struct platen_document *document = parse("!A **bold** one [[ask]] here.\nTwo.\n\nB.\n");
	const struct platen_node *node = platen_node_first_child(platen_document_root(document));
	struct platen_run run;
	size_t count = 0, length = 0;
	for (; platen_node_run(node, count, &run); count++) {
		length += run.text.length;
		CHECK(run.style == (count == 1 ? PLATEN_BOLD : 0u) && run.position.line > 0);
		CHECK(count != 1 || (text_is(run.text, "bold") && run.position.column == 6));
	}
	CHECK(count > 2 && length == platen_node_text(node).length);
	CHECK(platen_node_is_forced(node));
	CHECK_INT(platen_node_end(document, node).line, 2);
	CHECK_INT(platen_node_end(document, node).column, 5);
	const struct platen_comment *comment = platen_node_comment(node);
	CHECK(comment != NULL && text_is(platen_comment_text(comment), "ask"));
	if (comment != NULL) {
		CHECK_INT(platen_comment_kind(comment), PLATEN_NOTE);
		CHECK_INT(platen_comment_position(comment).column, 17);
		CHECK(platen_comment_place(comment) <= platen_node_text(node).length);
		CHECK(platen_comment_next(comment) == NULL);
	}
	CHECK(platen_node_comment(platen_node_next(node)) == NULL);
	platen_document_free(document);
}

/* --------------------------------------------------------------------- the pages */

static void
test_lines_of_a_page(void)
{
	struct platen_document *document = parse("INT. BAR\n\nRain.\n\n===\n\nNORA\n*On.*\n");
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(document, NULL, &pages), PLATEN_OK);
	const struct platen_page *page = platen_pages_at(pages, 1);
	CHECK(page != NULL && text_is(platen_page_label(page), "2"));
	CHECK(platen_pages_at(pages, 2) == NULL);
	int32_t width = 0, height = 0;
	platen_pages_size(pages, &width, &height);
	CHECK_INT(width, 17 * PLATEN_INCH / 2);
	CHECK_INT(height, 11 * PLATEN_INCH);
	const struct platen_line *line;
	size_t body = 0;
	for (size_t i = 0; page != NULL && (line = platen_page_line(page, i)) != NULL; i++) {
		struct platen_run run;
		CHECK(platen_line_run(line, 0, &run) && run.width > 0 && run.x > 0);
		CHECK(platen_line_baseline(line) > 0 && !platen_line_is_continued(line));
		if (platen_line_role(line) == PLATEN_ROLE_PAGE_NUMBER) {
			CHECK(text_is(run.text, "2.") && platen_line_node(line) == NULL);
		} else {
			CHECK_INT(platen_node_kind(platen_line_node(line)),
				  body == 0 ? PLATEN_CHARACTER : PLATEN_DIALOGUE);
			CHECK(body == 0 || (run.style == PLATEN_ITALIC && run.position.line == 8));
			body++;
		}
	}
	CHECK_INT(body, 2);
	CHECK(strcmp(platen_role_name(PLATEN_ROLE_MORE), "more") == 0);
	platen_pages_free(pages);
	platen_document_free(document);
}

static void
test_sinks(void)
{
	struct platen_document *document = parse("Rain.\n");
	const struct platen_format *fountain = platen_format_by_name("fountain");
	struct platen_memory memory = {0};
	struct platen_sink sink = platen_sink_to_memory(&memory);
	CHECK_INT(platen_write(fountain, document, NULL, NULL, &sink), PLATEN_OK);
	CHECK_INT(platen_write(fountain, document, NULL, NULL, &sink), PLATEN_OK);
	CHECK(memory.data != NULL && strcmp(memory.data, "Rain.\nRain.\n") == 0);
	CHECK_INT(memory.length, 12);
	platen_memory_free(&memory);
	CHECK(memory.data == NULL && memory.length == 0);
	FILE *file = tmpfile();
	char bytes[16] = "";
	sink = platen_sink_to_file(file);
	CHECK_INT(platen_write(fountain, document, NULL, NULL, &sink), PLATEN_OK);
	rewind(file);
	CHECK(fread(bytes, 1, sizeof(bytes), file) == 6 && strcmp(bytes, "Rain.\n") == 0);
	fclose(file);
	platen_document_free(document);
}

/* ---------------------------------------------------------------------- progress */

static bool
take_all(void *user, uint32_t number)
{
	(void)user;
	(void)number;
	return true;
}

struct steps {
	uint32_t count, most; /* the last one which goes on */
	uint64_t total;
};

static bool
take_step(void *user, uint64_t done, uint64_t total)
{
	struct steps *steps = user;
	CHECK(total == 0 || done <= total);
	steps->total = total;
	return ++steps->count < steps->most;
}

static bool
take_bytes(void *user, const void *bytes, size_t length)
{
	(void)user;
	(void)bytes;
	(void)length;
	return true;
}

static void
test_long_work_can_be_cancelled(void)
{
	static char text[200000];
	for (size_t i = 0; i + 1 < sizeof(text); i++) {
		text[i] = "Rain.\n\n"[i % 7];
	}
	struct steps steps = {.most = UINT32_MAX};
	struct platen_read_options read = {.size = sizeof(read), .progress = {take_step, &steps}};
	struct platen_document *document = NULL;
	CHECK_INT(platen_document_parse(text, strlen(text), &read, &document), PLATEN_OK);
	CHECK(steps.count > 10 && steps.total == strlen(text));
	steps = (struct steps){.most = 5};
	struct platen_document *other = NULL;
	CHECK_INT(platen_document_parse(text, strlen(text), &read, &other), PLATEN_CANCELLED);
	CHECK(steps.count == 5 && other == NULL);

	struct platen_layout_options layout = {.size = sizeof(layout),
					       .progress = {take_step, &steps}};
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(document, &layout, &pages), PLATEN_CANCELLED);
	CHECK(steps.count == 6 && pages == NULL);
	steps = (struct steps){.most = UINT32_MAX};
	CHECK_INT(platen_pages_new(document, &layout, &pages), PLATEN_OK);
	CHECK_INT(steps.count, platen_pages_count(pages));

	const struct platen_format *format;
	const struct platen_sink sink = {take_bytes, NULL};
	struct platen_write_options write = {
		.size = sizeof(write), .next_page = take_all, .progress = {take_step, &steps}};
	for (size_t i = 0; (format = platen_format_at(i)) != NULL; i++) {
		steps = (struct steps){.most = 2};
		CHECK_INT(platen_write(format, document, pages, &write, &sink), PLATEN_CANCELLED);
		CHECK_INT(steps.count, 2);
		CHECK_INT(steps.total, format->is_drawn ? platen_pages_count(pages) : 0);
	}
	platen_pages_free(pages);
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

static void
test_every_format_writes(void)
{
	struct platen_document *document = parse(script);
	struct platen_pages *pages = NULL;
	CHECK_INT(platen_pages_new(document, NULL, &pages), PLATEN_OK);
	const struct platen_format *format;
	const struct platen_write_options options = {.size = sizeof(options),
						     .next_page = take_all};
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
	struct platen_write_options options = {.size = sizeof(options), .dpi = 35};
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
	const struct platen_write_options options = {
		.size = sizeof(options), .font = "no font", .font_length = 7};
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
	CHECK_INT(platen_document_parse(NULL, 1, NULL, &document), PLATEN_BAD_ARGUMENT);
	CHECK_INT(platen_document_parse("", 0, NULL, NULL), PLATEN_BAD_ARGUMENT);
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
	CHECK_INT(platen_document_parse("%PDF-1.7\n", 9, NULL, &document), PLATEN_BAD_INPUT);
	CHECK(document == NULL);
}

/* The length is checked before the bytes are read. */
static void
test_limits_are_kept(void)
{
	static const size_t mebibyte = 1024 * 1024;
	struct platen_document *document = NULL;
	CHECK_INT(platen_document_parse("x", PLATEN_MEBIBYTES * mebibyte + 1, NULL, &document),
		  PLATEN_TOO_LARGE);
	struct platen_read_options options = {.size = sizeof(options)};
	options.max_mebibytes = PLATEN_MEBIBYTES_MAX;
	CHECK_INT(platen_document_parse("x", (size_t)PLATEN_INPUT_MAX + 1, &options, &document),
		  PLATEN_TOO_LARGE);
	options.max_mebibytes = PLATEN_MEBIBYTES_MAX + 1;
	CHECK_INT(platen_document_parse("x", 1, &options, &document), PLATEN_BAD_ARGUMENT);
	CHECK(document == NULL);
	char *text = malloc(mebibyte + 1);
	if (text == NULL) {
		return;
	}
	memset(text, '=', mebibyte + 1);
	options.max_mebibytes = 1;
	CHECK_INT(platen_document_parse(text, mebibyte + 1, &options, &document), PLATEN_TOO_LARGE);
	CHECK(document == NULL);
	CHECK_INT(platen_document_parse(text, mebibyte, &options, &document), PLATEN_OK);
	platen_document_free(document);
	document = NULL;
	for (size_t i = 0; i < mebibyte; i++) {
		text[i] = "a\n\n===\n\n"[i % 8];
	}
	CHECK_INT(platen_document_parse(text, mebibyte, &options, &document), PLATEN_OK);
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
		if (platen_document_parse(script, sizeof(script) - 1, NULL, &document) ==
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
	RUN(test_likely_mistakes_need_not_be_looked_for);
	RUN(test_rules_have_ids_of_their_own);
	RUN(test_pages_are_counted);
	RUN(test_options_of_other_versions);
	RUN(test_a_profile_of_ones_own);
	RUN(test_the_walk_enters_and_leaves);
	RUN(test_runs_and_comments);
	RUN(test_lines_of_a_page);
	RUN(test_sinks);
	RUN(test_every_format_writes);
	RUN(test_long_work_can_be_cancelled);
	RUN(test_pages_of_their_own);
	RUN(test_other_fonts_are_refused);
	RUN(test_formats_are_found);
	RUN(test_wrong_arguments_are_refused);
	RUN(test_other_files_are_named);
	RUN(test_limits_are_kept);
	RUN(test_threads_do_not_meet);
	return unit_end();
}
