/* Setting one option to a value, and messages about `.platen.ini`. */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>

#include "cli/options/values.h"

static size_t
index_of(const struct cli_option *option)
{
	return (size_t)(option - cli_option_at(0));
}

const char *
cli_settings_keep(struct cli_settings *settings, struct pl_str text)
{
	return pl_arena_copy(&settings->arena, text).data;
}

/* -W is recorded message by message. */
static bool
set_rules(struct cli_settings *settings, const char *text, struct cli_setting setting)
{
	unsigned char rules[CLI_RULES_MAX] = {0};
	bool is_valid = cli_rules_parse(pl_str_of(text), rules);
	for (size_t i = 0; i < CLI_RULES_MAX; i++) {
		if (rules[i] != CLI_RULE_DEFAULT) {
			settings->options.filter.rules[i] = rules[i];
			settings->rules[i] = setting;
		}
	}
	return is_valid;
}

bool
cli_option_set(struct cli_settings *settings, const struct cli_option *option, const char *text,
	       enum cli_origin origin, unsigned line)
{
	struct cli_setting *setting = &settings->list[index_of(option)];
	if (option->value.type == CLI_TYPE_FORMS && setting->origin != origin) {
		settings->options.diagnostics.count = 0; /* those from elsewhere */
	}
	*setting = (struct cli_setting){origin, line};
	if (option->value.type == CLI_TYPE_MESSAGES) {
		return set_rules(settings, text, *setting);
	}
	return cli_value_read(&option->value, text, settings,
			      (char *)&settings->options + option->target);
}

enum cli_origin
cli_option_origin(const struct cli_settings *settings, const char *name)
{
	const struct cli_option *option = cli_option_by_name(name, settings->command->bit);
	return option == NULL ? CLI_ORIGIN_DEFAULT : settings->list[index_of(option)].origin;
}

bool
cli_option_is_on(const struct cli_settings *settings, const char *name)
{
	const struct cli_option *option = cli_option_by_name(name, settings->command->bit);
	bool is_flag = option != NULL && option->value.type == CLI_TYPE_BOOL;
	const char *options = (const char *)&settings->options;
	return !is_flag || *(const bool *)(options + option->target);
}

enum cli_exit
cli_config_error(const struct cli_settings *settings, unsigned line, const char *format, ...)
{
	char text[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	return cli_usage_error(settings->messages, "%s:%u: %s", settings->config_path, line, text);
}

enum cli_exit
cli_config_value_error(const struct cli_settings *settings, const struct pl_ini_line *line,
		       const struct cli_value *value, const char *text)
{
	char name[PATH_MAX + CLI_NAME_SIZE];
	snprintf(name, sizeof(name), "%s:%u: %.*s", settings->config_path, line->number,
		 CLI_STR(line->key));
	return cli_value_error(settings, name, value, text);
}
