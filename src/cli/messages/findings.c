/*
 * The library reports what it finds in the order of its passes; a writer wants it in the order of
 * the pages. So diagnostics are kept until the screenplay is read. The page and the line of each
 * are looked up then, in one walk from the first to the last: a hostile megabyte can hold a hundred
 * thousand of them, all on one line.
 */
#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "cli/messages/messages.h"

/* Bytes of a line which are shown on either side of the place. */
#define EXCERPT_MAX 120

void
cli_findings_init(struct cli_findings *findings, const char *input, const struct cli_filter *filter)
{
	*findings = (struct cli_findings){.input = input, .filter = filter};
	pl_arena_init(&findings->arena);
}

void
cli_findings_fini(struct cli_findings *findings)
{
	pl_arena_fini(&findings->arena);
	findings->list = NULL;
	findings->unlisted = NULL;
	findings->count = findings->capacity = 0;
	findings->unlisted_count = findings->unlisted_capacity = 0;
}

/* ------------------------------------------------------------------- collecting */

/* A copy of `text`; "" if out of memory, which the findings remember. */
static const char *
copy(struct cli_findings *findings, struct pl_str text)
{
	struct pl_str copied = pl_arena_copy(&findings->arena, text);
	findings->is_incomplete |= copied.data == NULL;
	return copied.data == NULL ? "" : copied.data;
}

static void
add_unlisted(struct cli_findings *findings, const struct platen_diagnostic *diagnostic,
	     uint32_t rule)
{
	struct cli_unlisted *list =
		pl_arena_grow(&findings->arena, findings->unlisted, findings->unlisted_count,
			      &findings->unlisted_capacity, sizeof(*list));
	if (list == NULL) {
		findings->is_incomplete = true;
		return;
	}
	findings->unlisted = list;
	list[findings->unlisted_count++] =
		(struct cli_unlisted){diagnostic->position, diagnostic->severity, rule};
}

static void
add_listed(struct cli_findings *findings, const struct platen_diagnostic *diagnostic, uint32_t rule)
{
	struct cli_finding *list = pl_arena_grow(&findings->arena, findings->list, findings->count,
						 &findings->capacity, sizeof(*list));
	if (list == NULL) {
		findings->is_incomplete = true;
		return;
	}
	findings->list = list;
	list[findings->count] = (struct cli_finding){
		.id = diagnostic->id,
		.message = copy(findings, pl_str_of(diagnostic->message)),
		.severity = diagnostic->severity,
		.position = diagnostic->position,
		.rule = rule,
		.stands_for = 1,
		.order = (uint32_t)findings->count,
	};
	findings->count++;
}

static void
add(void *user, const struct platen_diagnostic *diagnostic)
{
	struct cli_findings *findings = user;
	size_t rule;
	findings->has_error |= diagnostic->severity == PLATEN_SEVERITY_ERROR;
	if (!cli_rule_find(pl_str_of(diagnostic->id), &rule)) {
		return; /* the catalogue has all of them */
	}
	if (findings->same[rule]++ < CLI_SAME_MAX || findings->filter->lists_all) {
		add_listed(findings, diagnostic, (uint32_t)rule);
	} else {
		add_unlisted(findings, diagnostic, (uint32_t)rule);
	}
}

struct platen_reporter
cli_findings_reporter(struct cli_findings *findings)
{
	return (struct platen_reporter){add, findings};
}

/* -------------------------------------------------------------------- filtering */

bool
cli_filter_is_silent(const struct cli_filter *filter)
{
	bool is_raised = false;
	for (size_t i = 0; i < CLI_RULES_MAX; i++) {
		is_raised |= filter->rules[i] == CLI_RULE_ERROR;
	}
	return filter->quiet && filter->fail_on > PLATEN_SEVERITY_WARNING && !is_raised;
}

/* Whether a finding of a rule counts, and as what. `suppressions` may be NULL. */
static bool
passes(const struct cli_filter *filter, const struct pl_lint_suppressions *suppressions,
       uint32_t rule, struct platen_position position, enum platen_severity *severity)
{
	enum cli_rule_setting setting = (enum cli_rule_setting)filter->rules[rule];
	if (setting == CLI_RULE_OFF ||
	    (setting == CLI_RULE_DEFAULT && *severity == PLATEN_SEVERITY_HINT) ||
	    (suppressions != NULL &&
	     pl_lint_is_suppressed(suppressions, platen_rule_at(rule)->id, position.offset))) {
		return false;
	}
	if (setting != CLI_RULE_DEFAULT) {
		*severity =
			setting == CLI_RULE_ERROR ? PLATEN_SEVERITY_ERROR : PLATEN_SEVERITY_WARNING;
	}
	return true;
}

/* Leave out messages that are switched off. `suppressions` may be NULL. */
static void
filter(struct cli_findings *findings, const struct pl_lint_suppressions *suppressions)
{
	size_t kept = 0;
	for (size_t i = 0; i < findings->count; i++) {
		struct cli_finding *finding = &findings->list[i];
		if (passes(findings->filter, suppressions, finding->rule, finding->position,
			   &finding->severity)) {
			findings->list[kept++] = *finding;
		}
	}
	findings->count = kept;
}

/* The finding that stands for all of a message that are not listed; at first there is none. NULL:
 * no memory. */
static struct cli_finding *
rest_of(struct cli_findings *findings, uint32_t places[CLI_RULES_MAX],
	const struct cli_unlisted *unlisted)
{
	if (places[unlisted->rule] > 0) {
		return &findings->list[places[unlisted->rule] - 1];
	}
	struct cli_finding *list = pl_arena_grow(&findings->arena, findings->list, findings->count,
						 &findings->capacity, sizeof(*list));
	if (list == NULL) {
		findings->is_incomplete = true;
		return NULL;
	}
	findings->list = list;
	list[findings->count] = (struct cli_finding){.id = platen_rule_at(unlisted->rule)->id,
						     .severity = unlisted->severity,
						     .position = unlisted->position,
						     .rule = unlisted->rule,
						     .order = PL_NONE};
	places[unlisted->rule] = (uint32_t)++findings->count;
	return &list[findings->count - 1];
}

/* Of each message with some that are not listed, say how many, at the place of the first. */
static void
add_rests(struct cli_findings *findings, const struct pl_lint_suppressions *suppressions)
{
	uint32_t places[CLI_RULES_MAX] = {0}; /* in the list, from 1 */
	size_t first = findings->count;
	for (size_t i = 0; i < findings->unlisted_count; i++) {
		struct cli_unlisted *unlisted = &findings->unlisted[i];
		if (passes(findings->filter, suppressions, unlisted->rule, unlisted->position,
			   &unlisted->severity)) {
			struct cli_finding *rest = rest_of(findings, places, unlisted);
			if (rest != NULL) {
				rest->stands_for++;
			}
		}
	}
	for (size_t i = first; i < findings->count; i++) {
		struct cli_finding *rest = &findings->list[i];
		char text[64];
		snprintf(text, sizeof(text), "%zu more like this %s not listed", rest->stands_for,
			 rest->stands_for == 1 ? "is" : "are");
		rest->message = copy(findings, pl_str_of(text));
	}
}

/* Note what makes the run fail, and how many there are. */
static void
count_findings(struct cli_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		struct cli_finding *finding = &findings->list[i];
		finding->fails = finding->severity >= findings->filter->fail_on;
		findings->has_failed |= finding->fails;
		findings->total += finding->stands_for;
	}
}

/* By place; what was found at one place keeps the order of discovery. */
static int
compare_places(const void *a, const void *b)
{
	const struct cli_finding *one = a, *other = b;
	int order = pl_compare(one->position.offset, other->position.offset);
	return order != 0 ? order : pl_compare(one->order, other->order);
}

/* -------------------------------------------------------------------- looking up */

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Whether a byte of UTF-8 begins a character. */
static bool
begins_character(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

/* UTF-16 units of the character which a byte begins: two for one of four bytes. */
static uint32_t
utf16_units(char c)
{
	return begins_character(c) ? 1 + ((unsigned char)c >= 0xF0) : 0;
}

/* The walk along the source: byte `at`, which is on line `line`, and its column in UTF-16 units. */
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
	finding->excerpt = copy(findings, (struct pl_str){data + start, end - start});
}

static const char *
find_page(struct cli_findings *findings, const struct cli_finding *finding,
	  const struct platen_pages *pages)
{
	size_t index;
	if (pages == NULL || finding->position.line == 0 ||
	    !platen_pages_find(pages, finding->position, &index)) {
		return "";
	}
	struct platen_text label = platen_page_label(platen_pages_at(pages, index));
	return copy(findings, (struct pl_str){label.data, label.length});
}

/* What gets the edits of a finding. */
struct fixing {
	struct cli_findings *findings;
	struct cli_finding *finding;
	struct cursor cursor;
};

static void
add_edit(void *user, const struct platen_edit *edit)
{
	struct fixing *fixing = user;
	struct cli_finding *finding = fixing->finding;
	struct cli_edit *list =
		pl_arena_grow(&fixing->findings->arena, finding->fix, finding->fix_count,
			      &finding->fix_capacity, sizeof(*list));
	if (list == NULL) {
		fixing->findings->is_incomplete = true;
		return;
	}
	finding->fix = list;
	struct cli_edit *added = &list[finding->fix_count++];
	*added = (struct cli_edit){.start = edit->start, .end = edit->end, .text = edit->text};
	go_to(&fixing->cursor, &edit->start);
	added->utf16_column = fixing->cursor.utf16;
	go_to(&fixing->cursor, &edit->end);
	added->utf16_end_column = fixing->cursor.utf16;
}

/* FNV-1a, 64 bits, the NUL included. */
static uint64_t
hash_text(uint64_t hash, const char *text)
{
	do {
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	} while (*text++ != '\0');
	return hash;
}

/* A message about no line is known by its text. Others have numbers of lines and pages in theirs,
 * which move. */
static const char *
make_fingerprint(struct cli_findings *findings, const struct cli_finding *finding,
		 struct pl_index *seen)
{
	char text[32];
	uint64_t hash = hash_text(14695981039346656037u, finding->id);
	hash = hash_text(hash, finding->position.line == 0 ? finding->message : finding->excerpt);
	int length = snprintf(text, sizeof(text), "%016llx", (unsigned long long)hash);
	struct pl_entry *entry = pl_index_put(seen, pl_str_of(text));
	if (entry == NULL) {
		findings->is_incomplete = true;
		return "";
	}
	entry->number = entry->number == PL_NONE ? 1 : entry->number + 1;
	snprintf(text + length, sizeof(text) - (size_t)length, ":%u", (unsigned)entry->number);
	return copy(findings, pl_str_of(text));
}

void
cli_findings_settle(struct cli_findings *findings, const struct platen_document *document,
		    const struct platen_pages *pages)
{
	static const struct platen_reporter nobody = {NULL, NULL}; /* platen_check reports them */
	struct pl_lint_suppressions *suppressions = NULL;
	struct cursor cursor = {.source = {"", 0}};
	struct pl_index seen = {.arena = &findings->arena};
	if (findings->count == 0) {
		return;
	}
	if (document != NULL) {
		cursor.source = platen_document_source(document);
		findings->is_incomplete |=
			pl_lint_suppressions_new(document, &nobody, &suppressions) != PLATEN_OK;
	}
	filter(findings, suppressions);
	add_rests(findings, suppressions);
	count_findings(findings);
	pl_lint_suppressions_free(suppressions);
	qsort(findings->list, findings->count, sizeof(*findings->list), compare_places);
	for (size_t i = 0; i < findings->count; i++) {
		struct cli_finding *finding = &findings->list[i];
		finding->end_column = finding->position.column;
		finding->utf16_column = finding->utf16_end_column = finding->position.column;
		finding->excerpt = "";
		finding->page = find_page(findings, finding, pages);
		if (finding->position.line > 0 &&
		    finding->position.offset <= cursor.source.length) {
			find_place(findings, finding, &cursor);
		}
		if (document != NULL) {
			struct fixing fixing = {findings, finding, {cursor.source, 0, 0, 0}};
			platen_fix(document, finding->id, finding->position, add_edit, &fixing);
		}
		finding->fingerprint = make_fingerprint(findings, finding, &seen);
	}
}
