/*
 * The cascade: each option of a command gets its value from the strongest place that sets it. The
 * library reads the title page, which is one of these places; it is told which options the title
 * page may override.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/options/values.h"

static void
reset(struct cli_settings *settings, const struct cli_command *command)
{
	struct cli_options *options = &settings->options;
	pl_arena_fini(&settings->arena);
	*settings = (struct cli_settings){
		.messages = settings->messages,
		.commands = settings->commands,
		.command = command,
		.options = {.filter.fail_on = PLATEN_SEVERITY_ERROR, .jobs = 1, .sandbox = true},
	};
	pl_arena_init(&settings->arena);
	/* the library's defaults, where --print-config is to show them */
	options->read = (struct platen_read_options){.size = sizeof(options->read),
						     .by_script = PLATEN_YES};
	options->layout = (struct platen_layout_options){
		.size = sizeof(options->layout), .continued = PLATEN_YES, .title_page = PLATEN_YES};
	options->write = (struct platen_write_options){.size = sizeof(options->write), .dpi = 150};
	options->limits = (struct platen_check_options){.size = sizeof(options->limits)};
}

/* SOURCE_DATE_EPOCH counts where nothing else sets the date. */
static enum cli_exit
read_epoch(struct cli_settings *settings)
{
	const struct cli_option *date = cli_option_by_name("date", settings->command->bit);
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	if (date == NULL || cli_option_origin(settings, "date") != CLI_ORIGIN_DEFAULT ||
	    epoch == NULL || *epoch == '\0' ||
	    cli_option_set(settings, date, epoch, CLI_ORIGIN_EPOCH, 0)) {
		return CLI_DONE;
	}
	return cli_usage_error(settings->messages,
			       "SOURCE_DATE_EPOCH is '%s', not seconds since 1970", epoch);
}

/* Tell the library which options the title page overrides: those of the file. It must not switch on
 * extensions that were switched off elsewhere. */
static void
rank_title_page(struct cli_settings *settings)
{
	struct platen_read_options *read = &settings->options.read;
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		enum cli_origin origin = settings->list[i].origin;
		uint32_t bit = option->value.first;
		if (option->script != PLATEN_OPTION_NONE && origin == CLI_ORIGIN_FILE) {
			settings->options.layout.overridable |= 1u << option->script;
		}
		if (option->value.type == CLI_TYPE_BIT && origin > CLI_ORIGIN_FILE &&
		    (read->extensions & bit) == 0) {
			read->extensions_off |= bit;
		}
	}
}

static enum cli_exit
format_date(struct cli_settings *settings)
{
	struct pl_buffer date = {0};
	if (settings->options.write.date == 0) {
		return CLI_DONE;
	}
	cli_date_put_day(&date, settings->options.write.date);
	settings->options.layout.date = cli_settings_keep(settings, pl_buffer_str(&date));
	pl_buffer_fini(&date);
	return settings->options.layout.date == NULL
		       ? cli_out_of_memory(settings->messages, "platen")
		       : CLI_DONE;
}

/* Of two options which exclude each other, one from the file gives way to one from elsewhere. */
static enum cli_exit
find_contradictions(struct cli_settings *settings)
{
	struct cli_options *options = &settings->options;
	if (options->renumber && options->number_scenes) {
		bool yields = cli_option_origin(settings, "renumber") == CLI_ORIGIN_FILE;
		bool other_yields = cli_option_origin(settings, "number-scenes") == CLI_ORIGIN_FILE;
		options->renumber = !yields;
		options->number_scenes = !other_yields;
		if (yields == other_yields) {
			return cli_usage_error(
				settings->messages,
				"--renumber and --number-scenes contradict each other");
		}
	}
	if (options->all && settings->command->bit != CLI_HELP) {
		return cli_usage_error(settings->messages, "--all goes with --help");
	}
	if (options->filter.quiet && options->verbose) {
		return cli_usage_error(settings->messages,
				       "--quiet and --verbose contradict each other");
	}
	return CLI_DONE;
}

/* Limits, and the messages about them. */
static const struct {
	const char *option, *id;
} limits[] = {
	{"max-pages", "PL-901"},        {"min-pages", "PL-902"}, {"max-scene-eighths", "PL-903"},
	{"max-speech-lines", "PL-904"}, {"baseline", "PL-905"},  {"baseline", "PL-906"},
	{"baseline", "PL-907"},         {"baseline", "PL-908"},
};

/* A limit counts, and counts as an error, unless a place at least as strong as the one that set it
 * takes that back. */
static void
keep_limits(struct cli_settings *settings)
{
	for (size_t i = 0, rule; i < sizeof(limits) / sizeof(limits[0]); i++) {
		if (!cli_rule_find(pl_str_of(limits[i].id), &rule)) {
			continue;
		}
		const struct cli_setting *by = &settings->rules[rule];
		unsigned char *setting = &settings->options.filter.rules[rule];
		bool is_weaker = *setting == CLI_RULE_OFF || *setting == CLI_RULE_WARNING;
		if (!is_weaker || cli_option_origin(settings, limits[i].option) <= by->origin) {
			continue;
		}
		*setting = CLI_RULE_DEFAULT;
		if (!settings->options.filter.quiet) {
			bool is_file = by->origin == CLI_ORIGIN_FILE;
			char line[16];
			snprintf(line, sizeof(line), ":%u", by->line);
			cli_warn(settings->messages,
				 "%s stays an error, as --%s is given; %s%s says otherwise",
				 limits[i].id, limits[i].option,
				 is_file ? settings->config_path : "PLATEN_WARNING",
				 is_file ? line : "");
		}
	}
}

static enum cli_exit
read_outside(struct cli_settings *settings, const struct cli_request *request, const char *nearest)
{
	const struct cli_options *options = &settings->options;
	cli_line_read_early(settings, request);
	if (options->help || options->version ||
	    cli_option_by_name("config", settings->command->bit) == NULL) {
		return CLI_DONE;
	}
	if (options->config != NULL && options->no_config) {
		return cli_usage_error(settings->messages,
				       "--config and --no-config contradict each other");
	}
	enum cli_exit status = cli_config_read(settings, nearest);
	return status == CLI_DONE ? cli_environment_read(settings) : status;
}

enum cli_exit
cli_settings_resolve(struct cli_settings *settings, const struct cli_request *request,
		     const struct cli_command *command, const char *nearest)
{
	reset(settings, command);
	enum cli_exit status = read_outside(settings, request, nearest);
	if (status == CLI_DONE) {
		status = cli_line_read(settings, request);
	}
	if (status != CLI_DONE || settings->options.help || settings->options.version) {
		return status;
	}
	status = read_epoch(settings);
	if (status == CLI_DONE) {
		status = format_date(settings);
	}
	rank_title_page(settings);
	keep_limits(settings);
	return status == CLI_DONE ? find_contradictions(settings) : status;
}

/* The input whose folder decides for the run as a whole; NULL: there is none. */
static const char *
first_input(const struct cli_request *request)
{
	size_t at = request->settings.command->operands == NULL ? 0 : 1;
	const char *input = at < request->inputs.count ? request->inputs.list[at] : NULL;
	return input == NULL || cli_is_stdin(input) ? NULL : input;
}

enum cli_exit
cli_settings_of(struct cli_request *request, const char *input,
		const struct cli_settings **settings)
{
	struct cli_settings *list = &request->settings;
	const struct cli_options *options = &list->options;
	const char *path;
	*settings = list;
	if (options->config != NULL || options->no_config) {
		return CLI_DONE;
	}
	if (!cli_config_find(&request->inputs.arena, cli_is_stdin(input) ? NULL : input, &path)) {
		return cli_out_of_memory(request->messages, input);
	}
	for (struct cli_settings *one = list; one != NULL; one = one->next) {
		const char *own = one->config_path;
		if (own == path || (own != NULL && path != NULL && strcmp(own, path) == 0)) {
			*settings = one;
			return one->status;
		}
	}
	struct cli_settings *added = pl_arena_alloc(&request->inputs.arena, sizeof(*added));
	if (added == NULL) {
		return cli_out_of_memory(request->messages, input);
	}
	added->messages = list->messages;
	added->commands = list->commands;
	*settings = added;
	enum cli_exit status = cli_settings_resolve(added, request, list->command, path);
	added->status = status;
	added->next = list->next;
	list->next = added;
	return status;
}

enum cli_exit
cli_request_parse(struct cli_request *request, int argc, char **argv)
{
	struct cli_settings *settings = &request->settings;
	pl_arena_init(&request->inputs.arena);
	request->inputs.list = pl_arena_array(&request->inputs.arena, (size_t)argc + 1,
					      sizeof(*request->inputs.list));
	settings->messages = request->messages;
	if (argc <= 1) {
		return cli_usage_error(request->messages, "no command and no input");
	}
	if (request->inputs.list == NULL) {
		return cli_out_of_memory(request->messages, "platen");
	}
	request->words = argv + 1;
	cli_line_find_command(request);
	request->messages->command = settings->command->name;
	enum cli_exit status = cli_line_check(request);
	const char *nearest;
	if (status != CLI_DONE) {
		return status;
	}
	if (!cli_config_find(&request->inputs.arena, first_input(request), &nearest)) {
		return cli_out_of_memory(request->messages, "platen");
	}
	status = cli_settings_resolve(settings, request, settings->command, nearest);
	if (status == CLI_DONE && cli_option_by_name("config", settings->command->bit) != NULL) {
		cli_environment_check(settings);
	}
	return status;
}
