/* What docs/rules.md says of a message. The page is compiled in. */
#include "cli/messages/messages.h"

bool
cli_rule_find(struct pl_str id, size_t *index)
{
	const struct platen_rule *rule;
	for (*index = 0; *index < CLI_RULES_MAX && (rule = platen_rule_at(*index)) != NULL;
	     ++*index) {
		if (pl_str_equal_ascii_case(pl_str_of(rule->id), id)) {
			return true;
		}
	}
	return false;
}

/* The page has a heading "### PL-201 (warning)" for each message. */
struct pl_str
cli_rule_page(const char *id)
{
	const char *at = cli_rules_md;
	size_t length = strlen(id);
	while ((at = strstr(at, "\n### ")) != NULL && strncmp(at + 5, id, length) != 0) {
		at++;
	}
	const char *start = at == NULL ? NULL : strstr(at, "\n\n");
	const char *end = start == NULL ? NULL : strstr(start, "\n### ");
	if (start == NULL) {
		return PL_STR("");
	}
	return pl_str_trim_ascii(
		(struct pl_str){start, end == NULL ? strlen(start) : (size_t)(end - start)});
}
