/* What docs/rules.md says of a message. The page is compiled in. */
#include "cli/messages/messages.h"

/* What follows "PL-" or "PL"; all of it if it does not begin so. */
static struct pl_str
number_of(struct pl_str id)
{
	bool has_letters =
		id.length > 2 && pl_str_equal_ascii_case(pl_str_slice(id, 0, 2), PL_STR("PL"));
	size_t start = !has_letters ? 0 : id.data[2] == '-' ? 3 : 2;
	return pl_str_slice(id, start, id.length);
}

bool
cli_rule_find(struct pl_str id, size_t *index)
{
	const struct platen_rule *rule;
	struct pl_str number = number_of(id);
	for (*index = 0; *index < CLI_RULES_MAX && (rule = platen_rule_at(*index)) != NULL;
	     ++*index) {
		if (pl_str_equal(number_of(pl_str_of(rule->id)), number)) {
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
