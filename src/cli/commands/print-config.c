/* --print-config: the settings of a command, or of all. */
#include "cli/commands/commands.h"

/* Without a command: the settings of each. */
static enum cli_exit
put_all_commands(struct pl_buffer *out, struct cli_request *request)
{
	const struct cli_command *command = request->settings.commands;
	enum cli_exit status = CLI_DONE;
	for (; status == CLI_DONE && command->name != NULL; command++) {
		if (cli_option_by_name("config", command->bit) != NULL) {
			status = cli_settings_resolve(&request->settings, request, command,
						      request->settings.config_path);
			cli_put_settings(out, &request->settings, NULL, NULL);
		}
	}
	return status;
}

/* Read the screenplay for its title page. Only errors are reported. */
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
		cli_put_settings(out, run->settings, screenplay.document, input);
	}
	cli_screenplay_free(&screenplay);
	return status;
}

enum cli_exit
cli_print_config(struct cli_run *run)
{
	struct pl_buffer out = {0};
	bool is_named = !run->request->is_bare || run->request->inputs.count > 0;
	enum cli_exit status =
		is_named ? put_named_command(&out, run) : put_all_commands(&out, run->request);
	if (status == CLI_DONE) {
		cli_put_profiles(&out, run->settings);
		return cli_print(run, &out);
	}
	pl_buffer_fini(&out);
	return status;
}
