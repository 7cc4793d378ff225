/* -W: how messages are reported. It takes a list, so that one line of .platen.ini can hold several.
 */
#include "cli/options/values.h"

static const struct {
	const char *prefix;
	enum cli_rule_setting setting;
} forms[] = {
	{"", CLI_RULE_WARNING},
	{"warning=", CLI_RULE_WARNING},
	{"error=", CLI_RULE_ERROR},
	{"no-", CLI_RULE_OFF},
};
#define FORM_COUNT (sizeof(forms) / sizeof(forms[0]))

static bool
read_one(struct pl_str word, unsigned char settings[CLI_RULES_MAX])
{
	for (size_t i = 0, rule; i < FORM_COUNT; i++) {
		struct pl_str prefix = pl_str_of(forms[i].prefix);
		if (word.length > prefix.length &&
		    pl_str_equal_ascii_case(pl_str_slice(word, 0, prefix.length), prefix) &&
		    cli_rule_find(pl_str_slice(word, prefix.length, word.length), &rule)) {
			settings[rule] = (unsigned char)forms[i].setting;
			return true;
		}
	}
	return false;
}

bool
cli_rules_parse(struct pl_str text, unsigned char settings[CLI_RULES_MAX])
{
	bool is_valid = text.length > 0;
	struct pl_str word;
	while (is_valid && (word = cli_next_word(&text)).length > 0) {
		is_valid = read_one(word, settings);
	}
	return is_valid;
}

bool
cli_rules_put(struct pl_buffer *out, const unsigned char settings[CLI_RULES_MAX])
{
	const struct platen_rule *rule;
	const char *before = "";
	for (size_t i = 0; i < CLI_RULES_MAX && (rule = platen_rule_at(i)) != NULL; i++) {
		if (settings[i] == CLI_RULE_DEFAULT) {
			continue;
		}
		size_t form = 0;
		while (forms[form].setting != settings[i]) {
			form++;
		}
		pl_buffer_printf(out, "%s%s%s", before, forms[form].prefix, rule->id);
		before = ", ";
	}
	return *before != '\0';
}

bool
cli_fixes_parse(struct pl_str text, unsigned char fixes[CLI_RULES_MAX])
{
	bool is_all = pl_str_equal_ascii_case(text, PL_STR("yes")), is_valid = text.length > 0;
	if (is_all || pl_str_equal_ascii_case(text, PL_STR("no"))) {
		memset(fixes, is_all, CLI_RULES_MAX);
		return true;
	}
	struct pl_str word;
	while (is_valid && (word = cli_next_word(&text)).length > 0) {
		size_t rule;
		is_valid = cli_rule_find(word, &rule);
		if (is_valid) {
			fixes[rule] = true;
		}
	}
	return is_valid;
}
