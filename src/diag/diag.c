/* The one way out for messages about a screenplay: words go into the message of a rule. */
#include <stdio.h>

#include "diag/diag.h"

static const struct row {
	int number;
	struct platen_rule rule;
} rows[] = {
#define PL_RULE_ROW(name, number, severity, message) {number, {"PL-" #number, severity, message}},
	PL_RULES(PL_RULE_ROW)
#undef PL_RULE_ROW
};

#define RULE_COUNT (sizeof(rows) / sizeof(rows[0]))

const struct platen_rule *
platen_rule_at(size_t index)
{
	return index < RULE_COUNT ? &rows[index].rule : NULL;
}

static const struct platen_rule *
find(enum pl_rule number)
{
	size_t i = 0;
	while (rows[i].number != (int)number) {
		i++;
	}
	return &rows[i].rule;
}

/* A long word is cut, and not the text of the message around it. */
#define WORD_MAX 300
#define MESSAGE_MAX 2000 /* the longest has five words */

static size_t
put_word(char *to, size_t size, const struct pl_word *word)
{
	struct pl_str text = word->text;
	char number[64];
	if (text.data == NULL) {
		const char *noun = word->noun == NULL ? "" : word->noun;
		int length = snprintf(number, sizeof(number), "%lu%s%s%s",
				      (unsigned long)word->number, *noun == '\0' ? "" : " ", noun,
				      *noun == '\0' || word->number == 1 ? "" : "s");
		text = (struct pl_str){number, (size_t)length};
	}
	text = pl_str_clip(text, WORD_MAX);
	return (size_t)snprintf(to, size, "%.*s", (int)text.length, text.data);
}

static void
fill(char message[MESSAGE_MAX], const char *pattern, const struct pl_word *words)
{
	size_t at = 0;
	const char *hole;
	for (; (hole = strstr(pattern, "%s")) != NULL; pattern = hole + 2) {
		at += (size_t)snprintf(message + at, MESSAGE_MAX - at, "%.*s",
				       (int)(hole - pattern), pattern);
		at += put_word(message + at, MESSAGE_MAX - at, words++);
	}
	snprintf(message + at, MESSAGE_MAX - at, "%s", pattern);
}

void
pl_report_words(const struct platen_reporter *diag, enum pl_rule number,
		struct platen_position position, const struct pl_word *words)
{
	if (diag->report == NULL) {
		return;
	}
	const struct platen_rule *rule = find(number);
	char message[MESSAGE_MAX];
	fill(message, rule->message, words);
	struct platen_diagnostic diagnostic = {
		.id = rule->id,
		.severity = rule->severity,
		.position = position,
		.message = message,
	};
	diag->report(diag->user, &diagnostic);
}

void
pl_report(const struct platen_reporter *diag, enum pl_rule number, struct platen_position position,
	  const char *word)
{
	PL_REPORT(diag, number, position, pl_word_text(pl_str_of(word == NULL ? "" : word)));
}
