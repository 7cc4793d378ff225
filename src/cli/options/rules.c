/* -W: what is to be made of a message. A list, so that a line of the configuration file holds
 * several. */
#include <string.h>

#include "cli/options/options.h"

static bool
set_one(struct cli_settings *settings, const char *word, size_t length)
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
		    cli_rule_find((struct pl_str){word + skip, length - skip}, &index)) {
			settings->options.filter.rules[index] = (unsigned char)forms[i].setting;
			return true;
		}
	}
	return false;
}

bool
cli_set_rule(struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	static const char between[] = " \t,";
	(void)option;
	bool is_right = *value != '\0';
	for (const char *at = value + strspn(value, between); *at != '\0' && is_right;) {
		size_t length = strcspn(at, between);
		is_right = set_one(settings, at, length);
		at += length;
		at += strspn(at, between);
	}
	return is_right;
}
