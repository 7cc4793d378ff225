/*
 * The settings from outside the command line: the nearest .platen.ini, and PLATEN_* variables.
 *
 *	paper = a4
 *	# for one command only
 *	[check]
 *	max-pages = 120
 *	warning = no-PL-330, error=PL-214
 *
 * Keys are the long options. An unknown key, a value that its option does not take, and a section
 * that is neither a command nor a profile are errors, even where they are for other commands: a
 * limit that is misspelt would never be checked.
 *
 * The file is searched for from the current folder up to the one that holds .git. Outside of a
 * repository only the current folder counts: a folder above may be one that others can write to.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cli/options/values.h"

#define NAME ".platen.ini"

/* ------------------------------------------------------------------- searching */

/* Whether there is a file `name` in `folder`, which is empty or ends with a slash; and its status.
 */
static bool
has_file(const struct pl_buffer *folder, const char *name, struct stat *about)
{
	struct pl_buffer path = {0};
	pl_buffer_put(&path, pl_buffer_str(folder));
	pl_buffer_put_text(&path, name);
	const char *text = pl_buffer_text(&path);
	bool is_there = text != NULL && stat(text, about) == 0;
	pl_buffer_fini(&path);
	return is_there;
}

static bool
is_root(const struct pl_buffer *folder)
{
	struct stat here, above;
	return !has_file(folder, ".", &here) || !has_file(folder, "..", &above) ||
	       (here.st_dev == above.st_dev && here.st_ino == above.st_ino);
}

/* The nearest file, as seen from the current folder: "../.platen.ini". False: there is none. */
static bool
find_file(struct pl_buffer *path)
{
	struct pl_buffer folder = {0};
	struct stat about;
	bool is_found = has_file(&folder, NAME, &about), is_here = is_found;
	bool is_repository = has_file(&folder, ".git", &about);
	pl_buffer_put_text(path, is_found ? NAME : "");
	while (!is_repository && !folder.failed && !is_root(&folder)) {
		pl_buffer_put_text(&folder, "../");
		if (!is_found && has_file(&folder, NAME, &about)) {
			is_found = true;
			pl_buffer_put(path, pl_buffer_str(&folder));
			pl_buffer_put_text(path, NAME);
		}
		is_repository = has_file(&folder, ".git", &about);
	}
	pl_buffer_fini(&folder);
	return is_repository ? is_found : is_here;
}

/* --------------------------------------------------------------------- reading */

static enum cli_exit
report_unknown_key(const struct cli_settings *settings, const struct pl_ini_line *line,
		   unsigned commands)
{
	struct cli_hint hint = cli_hint_option(line->key, commands, true);
	return cli_config_error(settings, line->number, "unknown key '%.*s'%s%.*s%s",
				CLI_STR(line->key), CLI_HINT(hint));
}

/* Set the option if our command has it. If not, the value is checked all the same. */
static bool
set_option(struct cli_settings *settings, const struct cli_option *option, unsigned commands,
	   const char *text, unsigned line)
{
	struct cli_options copy = settings->options;
	if ((option->commands & commands & settings->command->bit) != 0) {
		return cli_option_set(settings, option, text, CLI_ORIGIN_FILE, line);
	}
	return cli_value_read(&option->value, text, settings, (char *)&copy + option->target);
}

/* A key of the section for `commands`: of the options which have its name, one may be ours. */
static enum cli_exit
read_key(struct cli_settings *settings, const struct pl_ini_line *line, unsigned commands)
{
	const char *text = cli_settings_keep(settings, line->value);
	const struct cli_option *option;
	bool is_known = false;
	if (text == NULL) {
		return cli_out_of_memory(settings->messages, settings->config_path);
	}
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & commands) == 0 || option->is_line_only ||
		    !pl_str_equal(pl_str_of(option->name), line->key)) {
			continue;
		}
		is_known = true;
		if (!set_option(settings, option, commands, text, line->number)) {
			return cli_config_value_error(settings, line, &option->value, text);
		}
	}
	return is_known ? CLI_DONE : report_unknown_key(settings, line, commands);
}

/* A section begins: *bits are the commands that it is for, none if it is a profile. */
static enum cli_exit
open_section(struct cli_settings *settings, const struct pl_ini_line *line, unsigned *bits)
{
	struct pl_str profile;
	const char *name = cli_settings_keep(settings, line->key);
	if (name == NULL) {
		return cli_out_of_memory(settings->messages, settings->config_path);
	}
	const struct cli_command *command = cli_command_by_name(settings->commands, name);
	*bits = command == NULL ? 0 : command->bit;
	if (command != NULL || cli_is_profile_section(line->key, &profile)) {
		return CLI_DONE;
	}
	return cli_config_error(settings, line->number,
				"unknown section '%s'; it must be a command, which 'platen help' "
				"lists, or 'profile NAME'",
				name);
}

static enum cli_exit
read_keys(struct cli_settings *settings, struct pl_ini ini)
{
	struct pl_ini_line line;
	unsigned bits = CLI_ANY;
	enum cli_exit status = CLI_DONE;
	while (status == CLI_DONE && pl_ini_next(&ini, &line)) {
		if (line.kind == PL_INI_SECTION) {
			status = open_section(settings, &line, &bits);
		} else if (bits != 0) {
			status = read_key(settings, &line, bits);
		}
	}
	return status;
}

static enum cli_exit
find_broken_line(const struct cli_settings *settings, struct pl_ini ini)
{
	struct pl_ini_line line;
	while (pl_ini_next(&ini, &line)) {
		if (line.kind == PL_INI_BROKEN) {
			const char *what = line.key.data[0] == '['
						   ? "no ']' behind"
						   : "neither 'key = value' nor a section:";
			return cli_config_error(settings, line.number, "%s '%.*s'", what,
						CLI_STR(line.key));
		}
	}
	return CLI_DONE;
}

/* Profiles come before what may name them, wherever they stand. */
static enum cli_exit
read_text(struct cli_settings *settings, struct pl_str text)
{
	const struct pl_ini ini = {{text, false}, 0};
	enum cli_exit status = find_broken_line(settings, ini);
	if (status == CLI_DONE) {
		status = cli_profiles_read(settings, ini);
	}
	return status == CLI_DONE ? read_keys(settings, ini) : status;
}

enum cli_exit
cli_config_read(struct cli_settings *settings)
{
	struct pl_buffer path = {0}, text = {0};
	settings->config_path = settings->options.config;
	if (settings->config_path == NULL && !settings->options.no_config && find_file(&path)) {
		settings->config_path = cli_settings_keep(settings, pl_buffer_str(&path));
		if (path.failed || settings->config_path == NULL) {
			pl_buffer_fini(&path);
			return cli_out_of_memory(settings->messages, NAME);
		}
	}
	pl_buffer_fini(&path);
	if (settings->config_path == NULL) {
		return CLI_DONE;
	}
	enum cli_exit status = CLI_USAGE;
	if (cli_file_read(settings->messages, settings->config_path, &text) == CLI_DONE) {
		status = read_text(settings, pl_buffer_str(&text));
	}
	pl_buffer_fini(&text);
	return status;
}

/* ----------------------------------------------------------------- environment */

void
cli_option_variable(const struct cli_option *option, char name[CLI_NAME_SIZE])
{
	size_t length = (size_t)snprintf(name, CLI_NAME_SIZE, "PLATEN_%s", option->name);
	for (size_t i = 0; i < length; i++) {
		bool is_small = name[i] >= 'a' && name[i] <= 'z';
		name[i] = name[i] == '-' ? '_' : is_small ? (char)(name[i] - 'a' + 'A') : name[i];
	}
}

enum cli_exit
cli_environment_read(struct cli_settings *settings)
{
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		char name[CLI_NAME_SIZE];
		if ((option->commands & settings->command->bit) == 0 || option->is_line_only) {
			continue;
		}
		cli_option_variable(option, name);
		const char *text = getenv(name);
		if (text != NULL && *text != '\0' &&
		    !cli_option_set(settings, option, text, CLI_ORIGIN_ENVIRONMENT, 0)) {
			return cli_value_error(settings, name, &option->value, text);
		}
	}
	return CLI_DONE;
}
