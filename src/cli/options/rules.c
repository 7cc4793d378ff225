/* -W: what is to be made of a message. A list, so that a line of the configuration file holds
 * several. */
#include <string.h>

#include "cli/cli.h"

/* The place of an id in the catalogue; false if it is not there. */
static bool
find_rule(const char *id, size_t length, size_t *index)
{
	struct platen_diagnostic rule;
	for (*index = 0; *index < CLI_RULES_MAX && platen_rule(*index, &rule); ++*index) {
		if (cli_equal_any_case_n(rule.id, id, length)) {
			return true;
		}
	}
	return false;
}

static bool
set_one(struct cli *cli, const char *word, size_t length)
{
	static const struct {
		const char *prefix;
		enum cli_rule_setting setting;
	} forms[] = {
		{"no-", CLI_RULE_OFF},
		{"error=", CLI_RULE_ERROR},
		{"warning=", CLI_RULE_WARNING},
		{"", CLI_RULE_WARNING},
	};
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		size_t skip = strlen(forms[i].prefix), index;
		if (length > skip && memcmp(word, forms[i].prefix, skip) == 0 &&
		    find_rule(word + skip, length - skip, &index)) {
			cli->options.rules[index] = (unsigned char)forms[i].setting;
			return true;
		}
	}
	return false;
}

bool
cli_set_rule(struct cli *cli, const struct cli_option *option, const char *value)
{
	static const char between[] = " \t,";
	(void)option;
	bool is_right = *value != '\0';
	for (const char *at = value + strspn(value, between); *at != '\0' && is_right;) {
		size_t length = strcspn(at, between);
		is_right = set_one(cli, at, length);
		at += length;
		at += strspn(at, between);
	}
	return is_right;
}

enum cli_rule_setting
cli_rule_setting(const struct cli *cli, const char *id)
{
	size_t index;
	bool is_known = find_rule(id, strlen(id), &index);
	return is_known ? (enum cli_rule_setting)cli->options.rules[index] : CLI_RULE_DEFAULT;
}
