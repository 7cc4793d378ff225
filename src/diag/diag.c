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

void
pl_report(const struct pl_diag *diag, enum pl_rule number, struct platen_position position,
	  const char *word)
{
	if (diag->report == NULL) {
		return;
	}
	const struct rule *rule = find(number);
	const char *hole = strstr(rule->message, "%s");
	char message[400];
	if (hole == NULL) {
		snprintf(message, sizeof(message), "%s", rule->message);
	} else {
		snprintf(message, sizeof(message), "%.*s%.300s%s", (int)(hole - rule->message),
			 rule->message, word, hole + 2);
	}
	struct platen_diagnostic diagnostic = {
		.id = rule->id,
		.severity = rule->severity,
		.position = position,
		.message = message,
	};
	diag->report(diag->user, &diagnostic);
}
