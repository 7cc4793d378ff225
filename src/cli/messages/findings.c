/*
 * The reader tells what it finds in the order of its passes; a writer at his desk wants it in the
 * order of his pages. So messages are kept until the screenplay is read. What is told of a place
 * (its page, its line) is looked up then, in one walk from the first finding to the last: a hostile
 * megabyte can hold a hundred thousand, all on one line.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* Of a line, on either side of the place. */
#define EXCERPT_MAX 120

/* ---------------------------------------------------------------------- hearing */

static bool
reserve(struct cli_findings *findings)
{
	if (findings->count < findings->capacity) {
		return true;
	}
	size_t capacity = findings->capacity == 0 ? 16 : findings->capacity * 2;
	struct cli_finding *moved = realloc(findings->list, capacity * sizeof(*moved));
	if (moved == NULL) {
		return false;
	}
	findings->list = moved;
	findings->capacity = capacity;
	return true;
}

/* A copy of `length` bytes with a NUL behind them. */
static size_t
keep(struct cli_findings *findings, const char *text, size_t length)
{
	size_t place = findings->text.length;
	pl_buffer_put(&findings->text, (struct pl_str){text, length});
	pl_buffer_put_byte(&findings->text, '\0');
	return place;
}

const char *
cli_finding_text(const struct cli_findings *findings, size_t place)
{
	return findings->text.data + place;
}

void
cli_findings_hear(void *user, const struct platen_diagnostic *diagnostic)
{
	struct cli_findings *findings = user;
	findings->heard_error |= diagnostic->severity == PLATEN_SEVERITY_ERROR;
	if (!reserve(findings)) {
		findings->is_short_of_memory = true;
		return;
	}
	findings->list[findings->count] = (struct cli_finding){
		.id = diagnostic->id,
		.severity = diagnostic->severity,
		.position = diagnostic->position,
		.order = (uint32_t)findings->count,
		.message = keep(findings, diagnostic->message, strlen(diagnostic->message)),
	};
	findings->count++;
	findings->is_short_of_memory |= findings->text.failed;
}

/* --------------------------------------------------------------------- settling */

/* What -W says of a message: false if it is off. */
static bool
weigh(const struct cli *cli, struct cli_finding *finding)
{
	switch (cli_rule_setting(cli, finding->id)) {
	case CLI_RULE_DEFAULT: return true;
	case CLI_RULE_OFF: return false;
	case CLI_RULE_WARNING: finding->severity = PLATEN_SEVERITY_WARNING; return true;
	case CLI_RULE_ERROR: finding->severity = PLATEN_SEVERITY_ERROR; return true;
	}
	return true;
}

static bool
is_silenced(const struct platen_silence *silence, const struct cli_finding *finding)
{
	struct platen_diagnostic diagnostic = {.id = finding->id, .position = finding->position};
	return silence != NULL && platen_silence_covers(silence, &diagnostic);
}

/* Leave out what is switched off. `silence` may be NULL. */
static void
sift(struct cli_findings *findings, const struct platen_silence *silence)
{
	const struct cli_options *options = &findings->cli->options;
	size_t kept = 0;
	for (size_t i = 0; i < findings->count; i++) {
		struct cli_finding *finding = &findings->list[i];
		if (is_silenced(silence, finding) || !weigh(findings->cli, finding)) {
			continue;
		}
		findings->has_failed |= finding->severity >= options->fail_on;
		if (!options->quiet || finding->severity == PLATEN_SEVERITY_ERROR) {
			findings->list[kept++] = *finding;
		}
	}
	findings->count = kept;
}

/* By place; what was found at one place keeps the order of discovery. */
static int
compare(const void *a, const void *b)
{
	const struct cli_finding *one = a, *other = b;
	if (one->position.offset != other->position.offset) {
		return one->position.offset < other->position.offset ? -1 : 1;
	}
	return one->order < other->order ? -1 : one->order > other->order;
}

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* A byte of UTF-8 which begins a character; one of four bytes is two units of UTF-16. */
static bool
begins_character(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

static uint32_t
utf16_units(char c)
{
	return begins_character(c) ? 1 + ((unsigned char)c >= 0xF0) : 0;
}

/* The walk along the source: column in UTF-16 of byte `at` of line `line`. */
struct cursor {
	struct platen_text source;
	uint32_t line, at, utf16;
};

static void
go_to(struct cursor *cursor, const struct platen_position *place)
{
	if (cursor->line != place->line || cursor->at > place->offset) {
		uint32_t start = place->offset;
		while (start > 0 && !is_line_end(cursor->source.data[start - 1])) {
			start--;
		}
		cursor->line = place->line;
		cursor->at = start;
		cursor->utf16 = 1;
	}
	for (; cursor->at < place->offset; cursor->at++) {
		cursor->utf16 += utf16_units(cursor->source.data[cursor->at]);
	}
}

/* The line as it was typed, from and to EXCERPT_MAX bytes around the place at most. */
static void
find_place(struct cli_findings *findings, struct cli_finding *finding, struct cursor *cursor)
{
	const char *data = cursor->source.data;
	size_t place = finding->position.offset, start = place, end = place;
	go_to(cursor, &finding->position);
	finding->end_column = finding->position.column;
	finding->utf16_column = finding->utf16_end_column = cursor->utf16;
	while (start > 0 && place - start < EXCERPT_MAX && !is_line_end(data[start - 1])) {
		start--;
	}
	while (start < place && !begins_character(data[start])) {
		start++;
	}
	while (end < cursor->source.length && !is_line_end(data[end]) &&
	       (end - place < EXCERPT_MAX || !begins_character(data[end]))) {
		finding->end_column += begins_character(data[end]);
		finding->utf16_end_column += utf16_units(data[end]);
		end++;
	}
	finding->caret = (uint32_t)(place - start);
	finding->excerpt = keep(findings, data + start, end - start);
}

static void
find_page(struct cli_findings *findings, struct cli_finding *finding,
	  const struct platen_pages *pages)
{
	struct platen_page_info page = {.label = {"", 0}};
	size_t index;
	if (pages != NULL && finding->position.line > 0 &&
	    platen_pages_find(pages, finding->position, &index)) {
		platen_pages_at(pages, index, &page);
	}
	finding->page = keep(findings, page.label.data, page.label.length);
}

static void
look_up(struct cli_findings *findings, const struct cli_screenplay *screenplay)
{
	struct cursor cursor = {.source = {"", 0}};
	if (screenplay->document != NULL) {
		cursor.source = platen_document_source(screenplay->document);
	}
	for (size_t i = 0; i < findings->count; i++) {
		struct cli_finding *finding = &findings->list[i];
		find_page(findings, finding, screenplay->pages);
		if (finding->position.line > 0 &&
		    finding->position.offset <= cursor.source.length) {
			find_place(findings, finding, &cursor);
		} else {
			finding->excerpt = keep(findings, "", 0);
			finding->end_column = finding->position.column;
			finding->utf16_column = finding->utf16_end_column =
				finding->position.column;
		}
	}
}

void
cli_findings_settle(struct cli_findings *findings, const struct cli_screenplay *screenplay)
{
	struct platen_silence *silence = NULL;
	if (findings->count > 0 && screenplay->document != NULL &&
	    platen_silence_new(screenplay->document, &silence) != PLATEN_OK) {
		findings->is_short_of_memory = true;
	}
	sift(findings, silence);
	platen_silence_free(silence);
	if (findings->count > 0) {
		qsort(findings->list, findings->count, sizeof(*findings->list), compare);
	}
	look_up(findings, screenplay);
	findings->is_short_of_memory |= findings->text.failed;
	if (findings->text.failed) {
		findings->count = 0;
	}
}
