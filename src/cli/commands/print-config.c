/* --print-config: what each option is, and where that comes from. */
#include "cli/commands/commands.h"

static const char *
config_path(const struct cli_settings *settings)
{
	return settings->options.config == NULL ? settings->config_path.data
						: settings->options.config;
}

static void
put_origin(struct pl_buffer *out, const struct cli_settings *settings,
	   const struct cli_option *option, const struct cli_setting *setting)
{
	pl_buffer_put_text(out, "  # ");
	switch (setting->origin) {
	case CLI_ORIGIN_DEFAULT: pl_buffer_put_text(out, "default"); break;
	case CLI_ORIGIN_FILE:
		cli_put_visible(out, config_path(settings));
		pl_buffer_printf(out, ":%u", setting->line);
		break;
	case CLI_ORIGIN_ENVIRONMENT: cli_put_variable(out, option); break;
	case CLI_ORIGIN_LINE: pl_buffer_put_text(out, "command line"); break;
	}
	pl_buffer_put_text(out, "\n");
}

/* The text of an entry; what is chosen from a list is written as the list has it. */
static void
put_title_value(struct pl_buffer *value, const struct cli_option *option,
		const struct platen_node *entry)
{
	struct platen_text text = platen_node_text(entry);
	bool is_choice = strchr(option->argument, '|') != NULL;
	for (size_t i = 0; i < text.length; i++) {
		pl_buffer_put_byte(value, is_choice ? pl_ascii_lower(text.data[i]) : text.data[i]);
	}
}

/* Layout leaves alone what it does not know. */
static bool
is_known(const struct cli_settings *settings, const struct cli_option *option, const char *value)
{
	struct platen_profile ours;
	if (option->set == cli_set_profile) {
		return cli_profile_by_name(settings, value, &ours) != NULL;
	}
	return strchr(option->argument, '|') == NULL || cli_choose(option->argument, value) >= 0;
}

/* What the title page of the screenplay says. `Language:` is more than one option: only that it
 * decides is told. */
static void
put_title_setting(struct pl_buffer *out, const struct cli_settings *settings, const char *input,
		  const struct cli_option *option, const struct platen_node *entry)
{
	struct pl_buffer text = {0};
	struct platen_text key = platen_node_label(entry);
	const char *value = "yes", *ignored = "";
	if (option->argument != NULL) {
		put_title_value(&text, option, entry);
		value = pl_buffer_text(&text);
	}
	if (value != NULL && option->argument != NULL && !is_known(settings, option, value)) {
		value = option->initial;
		ignored = "default, not ";
	}
	if (value == NULL || cli_equal_any_case_n("Language", key.data, key.length)) {
		pl_buffer_printf(out, "# %s is not set", option->name);
	} else {
		pl_buffer_printf(out, "%s = ", option->name);
		cli_put_config_value(out, value);
	}
	pl_buffer_printf(out, "  # %s", ignored);
	cli_put_visible(out, cli_input_name(input));
	pl_buffer_printf(out, ":%u, %.*s:\n", (unsigned)platen_node_position(entry).line,
			 (int)key.length, key.data);
	out->failed |= text.failed;
	pl_buffer_fini(&text);
}

static void
put_setting(struct pl_buffer *out, const struct cli_settings *settings,
	    const struct cli_option *option, const struct cli_setting *setting)
{
	bool is_flag = option->argument == NULL;
	const char *value = setting->value;
	if (setting->origin == CLI_ORIGIN_DEFAULT) {
		value = is_flag ? "no" : option->initial;
	} else if (value == NULL) {
		value = "yes";
	}
	if (value == NULL) {
		pl_buffer_printf(out, "# %s is not set", option->name);
	} else {
		pl_buffer_printf(out, "%s = ", option->name);
		cli_put_config_value(out, value);
	}
	put_origin(out, settings, option, setting);
}

static void
put_command(struct pl_buffer *out, const struct cli_settings *settings, const char *input,
	    const struct platen_document *document)
{
	const struct cli_option *option;
	pl_buffer_printf(out, "[%s]\n", settings->command->name);
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & settings->command->bit) == 0 ||
		    !cli_is_configurable(option)) {
			continue;
		}
		const struct platen_node *entry = cli_title_entry(settings, document, option);
		if (entry != NULL) {
			put_title_setting(out, settings, input, option, entry);
		} else {
			put_setting(out, settings, option, &settings->list[i]);
		}
	}
}

/* Without a command: each as it would see its options. */
static enum cli_exit
put_all_commands(struct pl_buffer *out, struct cli_settings *settings)
{
	const char *config = settings->options.config;
	bool no_config = settings->options.no_config;
	enum cli_exit status = CLI_DONE;
	settings->command = settings->commands;
	for (; status == CLI_DONE && settings->command->name != NULL; settings->command++) {
		if (cli_option_by_name("config", settings->command->bit) != NULL) {
			cli_settings_reset(settings);
			settings->options.config = config;
			settings->options.no_config = no_config;
			status = cli_config_read(settings);
			put_command(out, settings, NULL, NULL);
		}
	}
	return status;
}

/* Read the screenplay, for its title page. Only errors are of interest. */
static enum cli_exit
read_title_page(const struct cli_run *run, const char *input, struct cli_screenplay *screenplay)
{
	struct cli_settings settings = *run->settings;
	struct cli_run own = *run;
	own.settings = &settings;
	settings.options.filter.quiet = true;
	return cli_screenplay_read(&own, input, false, screenplay);
}

static enum cli_exit
put_named_command(struct pl_buffer *out, struct cli_run *run)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	unsigned command = run->settings->command->bit;
	size_t at = command == CLI_REPORT;
	struct cli_screenplay screenplay = {0};
	enum cli_exit status = CLI_DONE;
	const char *input = at < inputs->count ? inputs->list[at] : NULL;
	if (input != NULL && !run->settings->options.recursive) {
		if (inputs->count > 1 && command != CLI_REPORT && command != CLI_PAGES) {
			return cli_usage_error(run->messages,
					       "--print-config shows the title page of one "
					       "screenplay at a time");
		}
		status = read_title_page(run, input, &screenplay);
	}
	if (status == CLI_DONE) {
		put_command(out, run->settings, input, screenplay.document);
	}
	cli_screenplay_free(&screenplay);
	return status;
}

enum cli_exit
cli_print_config(struct cli_run *run)
{
	struct pl_buffer out = {0};
	bool is_named = !run->request->is_bare || run->request->inputs.count > 0;
	enum cli_exit status = is_named ? put_named_command(&out, run)
					: put_all_commands(&out, &run->request->settings);
	if (status == CLI_DONE) {
		cli_put_profiles(&out, run->settings, config_path(run->settings));
		return cli_print(run, &out);
	}
	pl_buffer_fini(&out);
	return status;
}
