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
 * limit that is misspelt would never be checked. Names of files are relative to the folder of the
 * configuration.
 *
 * The file is searched for from the folder of the input up to the one that holds .git, or the root.
 * A file that somebody else has put into a folder that everybody can write to, such as /tmp, is
 * ignored.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/options/values.h"

#define NAME ".platen.ini"

/* ------------------------------------------------------------------- searching */

/* Whether there is a file `name` in the folder which is the first `length` bytes of `path`. The
 * path becomes that of the file. */
static bool
has_file(char path[PATH_MAX], size_t length, const char *name, struct stat *about)
{
	size_t size = strlen(name) + 1;
	path[length] = '/';
	if (length + 1 + size > PATH_MAX) {
		return false;
	}
	memcpy(path + length + 1, name, size);
	return stat(path, about) == 0;
}

/* Find the nearest file of the folder `path` and those above; `path` becomes that of the file. */
static bool
find_above(char path[PATH_MAX])
{
	struct stat about, folder;
	for (size_t length = strlen(path);; length--) {
		bool is_open =
			has_file(path, length, ".", &folder) && (folder.st_mode & S_IWOTH) != 0;
		if (has_file(path, length, NAME, &about) &&
		    (!is_open || about.st_uid == geteuid())) {
			return true;
		}
		if (length == 0 || has_file(path, length, ".git", &about)) {
			return false;
		}
		while (path[length - 1] != '/') {
			length--;
		}
	}
}

bool
cli_config_find(struct pl_arena *arena, const char *input, const char **found)
{
	char path[PATH_MAX];
	struct pl_buffer start = {0}, here = {0}, relative = {0};
	bool is_folder = input != NULL && cli_is_folder(input);
	*found = NULL;
	pl_buffer_printf(&start, "%s%s", input == NULL ? "" : input, is_folder ? "/" : "");
	const char *from = pl_buffer_text(&start);
	if (from == NULL) {
		return false;
	}
	start.length = cli_folder_length(from);
	pl_buffer_put_byte(&start, '.');
	from = pl_buffer_text(&start);
	bool has_memory = from != NULL;
	if (has_memory && realpath(from, path) != NULL) {
		path[strcmp(path, "/") == 0 ? 0 : strlen(path)] = '\0';
		if (find_above(path)) {
			cli_put_absolute(&here, "", "");
			const char *current = pl_buffer_text(&here);
			cli_put_relative(&relative, current == NULL ? "" : current, path);
			*found = pl_arena_copy(arena, pl_buffer_str(&relative)).data;
			has_memory = current != NULL && !relative.failed && *found != NULL;
		}
	}
	pl_buffer_fini(&start);
	pl_buffer_fini(&here);
	pl_buffer_fini(&relative);
	return has_memory;
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

static bool
is_file(const struct cli_value *value)
{
	return value->type == CLI_TYPE_WORD && strcmp(value->words, "FILE") == 0;
}

/* The value of a line. The name of a file is relative to the folder of the configuration. NULL: out
 * of memory. */
static const char *
value_of(struct cli_settings *settings, const struct pl_ini_line *line, bool is_name)
{
	struct pl_buffer path = {0};
	bool is_relative = is_name && line->value.length > 0 && line->value.data[0] != '/' &&
			   !pl_str_equal(line->value, PL_STR("-"));
	if (is_relative) {
		size_t folder = cli_folder_length(settings->config_path);
		pl_buffer_put(&path, (struct pl_str){settings->config_path, folder});
	}
	pl_buffer_put(&path, line->value);
	const char *text = path.failed ? NULL : cli_settings_keep(settings, pl_buffer_str(&path));
	pl_buffer_fini(&path);
	return text;
}

/* Set the option if our command has it. If not, the value is still checked. */
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
	const struct cli_option *option;
	bool is_known = false;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & commands) == 0 || option->is_line_only ||
		    !pl_str_equal_ascii_case(line->key, pl_str_of(option->name))) {
			continue;
		}
		const char *text = value_of(settings, line, is_file(&option->value));
		if (text == NULL) {
			return cli_out_of_memory(settings->messages, settings->config_path);
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

static bool
is_text(struct pl_str str)
{
	return pl_utf8_is_valid(str) &&
	       (str.length == 0 || memchr(str.data, '\0', str.length) == NULL);
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
		if (!is_text(line.key) || !is_text(line.value)) {
			return cli_config_error(settings, line.number,
						"this is not UTF-8; save the file as UTF-8");
		}
	}
	return CLI_DONE;
}

/* Profiles are read first, because other keys may name them. */
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
cli_config_read(struct cli_settings *settings, const char *nearest)
{
	struct pl_buffer text = {0};
	const struct cli_options *options = &settings->options;
	settings->config_path = options->no_config ? NULL : nearest;
	if (options->config != NULL) {
		settings->config_path = options->config;
	}
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

extern char **environ;

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

/* Whether an option has the variable `name`. If not, the hint has seen the variables of all
 * options; `best` is room for its answer. */
static bool
is_variable(struct pl_str name, struct cli_hint *hint, char best[CLI_NAME_SIZE])
{
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		char variable[CLI_NAME_SIZE];
		cli_option_variable(option, variable);
		if (option->is_line_only) {
			continue;
		}
		if (pl_str_equal(pl_str_of(variable), name)) {
			return true;
		}
		cli_hint_offer(hint, pl_str_of(variable));
		if (hint->best.data == variable) {
			memcpy(best, variable, sizeof(variable));
			hint->best.data = best;
		}
	}
	return false;
}

void
cli_environment_check(const struct cli_settings *settings)
{
	const struct pl_str prefix = PL_STR("PLATEN_");
	for (char **entry = environ; *entry != NULL; entry++) {
		char best[CLI_NAME_SIZE];
		struct cli_hint hint;
		struct pl_str name = {*entry, strcspn(*entry, "=")};
		cli_hint_init(&hint, name);
		if (pl_str_starts(name, prefix) && !is_variable(name, &hint, best)) {
			cli_warn(settings->messages, "no option has the variable %.*s%s%.*s%s",
				 CLI_STR(name), CLI_HINT(hint));
		}
	}
}
