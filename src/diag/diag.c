#include <stdio.h>

#include "diag/diag.h"

static const struct rule {
	int number;
	const char *id;
	enum platen_severity severity;
	const char *message;
} rules[] = {
#define PL_RULE_ROW(name, number, severity, message) {number, "PL-" #number, severity, message},
	PL_RULES(PL_RULE_ROW)
#undef PL_RULE_ROW
};

#define RULE_COUNT (sizeof(rules) / sizeof(rules[0]))

bool
platen_rule(size_t index, struct platen_diagnostic *rule)
{
	if (index >= RULE_COUNT) {
		return false;
	}
	*rule = (struct platen_diagnostic){
		.id = rules[index].id,
		.severity = rules[index].severity,
		.message = rules[index].message,
	};
	return true;
}

static const struct rule *
find(enum pl_rule number)
{
	size_t i = 0;
	while (rules[i].number != (int)number) {
		i++;
	}
	return &rules[i];
}

/* A word is cut rather than the text of the message around it. */
#define WORD_MAX 300

static void
fill(char *message, size_t size, const char *pattern, const char *const words[PL_WORDS_MAX])
{
	size_t at = 0, word = 0;
	const char *hole;
	while ((hole = strstr(pattern, "%s")) != NULL && at < size) {
		struct pl_str text = pl_str_clip(pl_str_of(words[word++]), WORD_MAX);
		at += (size_t)snprintf(message + at, size - at, "%.*s%.*s", (int)(hole - pattern),
				       pattern, (int)text.length, text.data);
		pattern = hole + 2;
	}
	if (at < size) {
		snprintf(message + at, size - at, "%s", pattern);
	}
}

void
pl_report_words(const struct pl_diag *diag, enum pl_rule number, struct platen_position position,
		const char *const words[PL_WORDS_MAX])
{
	if (diag->report == NULL) {
		return;
	}
	const struct rule *rule = find(number);
	char message[PL_WORDS_MAX * WORD_MAX];
	fill(message, sizeof(message), rule->message, words);
	struct platen_diagnostic diagnostic = {
		.id = rule->id,
		.severity = rule->severity,
		.position = position,
		.message = message,
	};
	diag->report(diag->user, &diagnostic);
}

void
pl_report(const struct pl_diag *diag, enum pl_rule number, struct platen_position position,
	  const char *word)
{
	pl_report_words(diag, number, position, (const char *[PL_WORDS_MAX]){word});
}
