/*
 * What is set before the command line is read: the nearest .platen.ini, then PLATEN_* variables.
 *
 *	paper = a4
 *	# for one command only
 *	[check]
 *	max-pages = 120
 *	warning = no-PL-330, error=PL-214
 *
 * Keys are the long options. A key that no command has, a value that its option would not take, a
 * section that is neither a command nor a profile: all are errors, also for the commands which do
 *not run now, since a limit that is misspelt is a limit that nobody keeps.
 *
 * Sections [profile NAME] are read first, so that it does not matter where the profiles stand;
 *profile.c says what is in them.
 *
 * Looked for is from the current folder up to the one which holds .git, and no further: outside of
 *a repository in the current folder only. What lies in a folder which others may write to is not
 *obeyed.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/options/options.h"

#define NAME ".platen.ini"

bool
cli_is_configurable(const struct cli_option *option)
{
	static const char *const others[] = {"config", "no-config", "print-config",
					     "help",   "version",   "check",
					     "write",  "diff",      "update-baseline"};
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (strcmp(others[i], option->name) == 0) {
			return false;
		}
	}
	return true;
}

/* --------------------------------------------------------------------- searching */

static bool
has_entry(const char *folder, const char *name)
{
	char path[PATH_MAX];
	struct stat about;
	size_t length = strlen(folder);
	if (length + strlen(name) + 2 > sizeof(path)) {
		return false;
	}
	memcpy(path, folder, length);
	path[length] = '/';
	strcpy(path + length + 1, name);
	return stat(path, &about) == 0;
}

/* The folder above; false at the top. */
static bool
go_up(char *folder)
{
	char *slash = strrchr(folder, '/');
	if (slash == NULL || slash == folder) {
		return false;
	}
	*slash = '\0';
	return true;
}

/* How many folders up the nearest file is, into *levels; false if there is none. */
static bool
find_file(unsigned *levels)
{
	char folder[PATH_MAX];
	if (getcwd(folder, sizeof(folder)) == NULL) {
		return false;
	}
	bool is_found = false;
	unsigned level = 0;
	do {
		if (!is_found && has_entry(folder, NAME)) {
			is_found = true;
			*levels = level;
		}
		if (has_entry(folder, ".git")) {
			return is_found;
		}
		level++;
	} while (go_up(folder));
	return is_found && *levels == 0;
}

/* ----------------------------------------------------------------------- reading */

/* Where the reading stands. */
struct reader {
	struct cli_settings *settings;
	const char *path;
	unsigned line;
	unsigned commands;   /* of the section */
	bool is_profile;     /* it is one of a page format */
	bool reads_profiles; /* what is read this time: these sections, or the others */
};

static enum cli_exit
say_wrong(const struct reader *reader, const char *what, const char *word, const char *hint)
{
	return cli_usage_error(reader->settings->messages, "%s:%u: %s '%s'%s%s", reader->path,
			       reader->line, what, word, hint == NULL ? "" : "; ",
			       hint == NULL ? "" : hint);
}

static char *
trim(char *text)
{
	text += strspn(text, " \t");
	size_t length = strlen(text);
	while (length > 0 && strchr(" \t\r", text[length - 1]) != NULL) {
		text[--length] = '\0';
	}
	return text;
}

/* "a4", or what stands between quotes; behind either a comment may follow. */
static char *
read_value(char *text)
{
	text = trim(text);
	char *end = NULL;
	if (*text == '"') {
		end = strchr(text + 1, '"');
	}
	if (end != NULL) {
		*end = '\0';
		return text + 1;
	}
	for (char *at = text; (at = strchr(at, '#')) != NULL; at++) {
		if (at == text || at[-1] == ' ' || at[-1] == '\t') {
			*at = '\0';
			break;
		}
	}
	return trim(text);
}

/* The name in `[profile NAME`, with what follows it; NULL if this is no such section. */
static char *
profile_name(char *section)
{
	size_t length = strlen("profile");
	bool is_profile = strncmp(section, "profile", length) == 0 &&
			  (section[length] == '\0' || strchr(" \t]", section[length]) != NULL);
	return is_profile ? section + length : NULL;
}

static enum cli_exit
open_command(struct reader *reader, char *name)
{
	char *end = strchr(name, ']');
	if (end != NULL) {
		*end = '\0';
	}
	const struct cli_command *command = cli_command_by_name(reader->settings->commands, name);
	if (end == NULL || command == NULL) {
		return say_wrong(
			reader, "unknown section", name,
			"it must be a command, which 'platen help' lists, or 'profile NAME'");
	}
	reader->commands = command->bit;
	return CLI_DONE;
}

static enum cli_exit
open_profile(const struct reader *reader, char *name)
{
	const struct cli_place place = {reader->path, reader->line};
	char *end = strchr(name, ']');
	if (end == NULL) {
		return say_wrong(reader, "no ']' behind", trim(name), NULL);
	}
	*end = '\0';
	return cli_profile_open(reader->settings, &place, trim(name));
}

/* The profile which is being read is over, if there is one. */
static enum cli_exit
close_profile(const struct reader *reader)
{
	const struct cli_place place = {reader->path, reader->line};
	bool is_open = reader->is_profile && reader->reads_profiles;
	return is_open ? cli_profile_close(reader->settings, &place) : CLI_DONE;
}

static enum cli_exit
open_section(struct reader *reader, char *section)
{
	char *name = profile_name(section);
	enum cli_exit status = close_profile(reader);
	reader->is_profile = name != NULL;
	if (status != CLI_DONE || reader->is_profile != reader->reads_profiles) {
		return status;
	}
	return name != NULL ? open_profile(reader, name) : open_command(reader, section);
}

static enum cli_exit
say_unknown_key(const struct reader *reader, const char *key)
{
	struct cli_hint hint;
	const struct cli_option *option;
	cli_hint_init(&hint, key);
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & reader->commands) != 0 && cli_is_configurable(option)) {
			cli_hint_offer(&hint, option->name);
		}
	}
	if (hint.best == NULL) {
		return say_wrong(reader, "unknown key", key, NULL);
	}
	return cli_usage_error(reader->settings->messages,
			       "%s:%u: unknown key '%s'; did you mean '%s'?", reader->path,
			       reader->line, key, hint.best);
}

/* Try the value with every command which has the key, on a copy; then set it, if ours is one and
 * the section is for it. */
static enum cli_exit
set_key(const struct reader *reader, const char *key, const char *value)
{
	bool is_known = false;
	const struct cli_option *option;
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if (strcmp(option->name, key) != 0 || !cli_is_configurable(option) ||
		    (option->commands & reader->commands) == 0) {
			continue;
		}
		struct cli_settings copy = *reader->settings;
		is_known = true;
		if (!option->set(&copy, option, value)) {
			return cli_usage_error(reader->settings->messages,
					       "%s:%u: %s takes %s, not '%s'", reader->path,
					       reader->line, key, cli_option_wants(option), value);
		}
		if ((option->commands & reader->commands & reader->settings->command->bit) != 0) {
			cli_option_set(reader->settings, option, value, CLI_ORIGIN_FILE,
				       reader->line);
		}
	}
	return is_known ? CLI_DONE : say_unknown_key(reader, key);
}

static bool
is_empty(const char *line)
{
	return *line == '\0' || *line == '#' || *line == ';';
}

static enum cli_exit
read_line(struct reader *reader, char *line)
{
	line = trim(line);
	if (*line == '[') {
		return open_section(reader, line + 1);
	}
	if (reader->is_profile != reader->reads_profiles || is_empty(line)) {
		return CLI_DONE;
	}
	char *equals = strchr(line, '=');
	if (equals == NULL) {
		return say_wrong(reader, "neither 'key = value' nor a section:", line, NULL);
	}
	*equals = '\0';
	const struct cli_place place = {reader->path, reader->line};
	const char *key = trim(line), *value = read_value(equals + 1);
	return reader->reads_profiles ? cli_profile_set(reader->settings, &place, key, value)
				      : set_key(reader, key, value);
}

/* Each line of `text`, which is cut into pieces by it. */
static enum cli_exit
read_lines(struct reader *reader, char *text)
{
	char *line = text + (strncmp(text, "\357\273\277", 3) == 0 ? 3 : 0);
	enum cli_exit status = CLI_DONE;
	while (line != NULL && status == CLI_DONE) {
		char *end = strchr(line, '\n');
		if (end != NULL) {
			*end = '\0';
		}
		reader->line++;
		status = read_line(reader, line);
		line = end == NULL ? NULL : end + 1;
	}
	return status == CLI_DONE ? close_profile(reader) : status;
}

static enum cli_exit
read_profiles(struct cli_settings *settings, const char *path)
{
	struct reader reader = {.settings = settings, .path = path, .reads_profiles = true};
	settings->profiles.count = 0;
	pl_buffer_fini(&settings->profile_text);
	pl_buffer_put(&settings->profile_text,
		      (struct pl_str){settings->config_text.data, settings->config_text.length});
	if (pl_buffer_text(&settings->profile_text) == NULL) {
		return cli_out_of_memory(settings->messages, path);
	}
	enum cli_exit status = read_lines(&reader, settings->profile_text.data);
	settings->options.layout.profiles = settings->profiles.list;
	settings->options.layout.profile_count = settings->profiles.count;
	return status;
}

static enum cli_exit
read_file(struct cli_settings *settings, const char *path)
{
	struct reader reader = {.settings = settings, .path = path, .commands = CLI_ANY};
	pl_buffer_fini(&settings->config_text);
	if (cli_file_read(settings->messages, path, &settings->config_text) != CLI_DONE) {
		return CLI_USAGE;
	}
	if (pl_buffer_text(&settings->config_text) == NULL) {
		return cli_out_of_memory(settings->messages, path);
	}
	enum cli_exit status = read_profiles(settings, path);
	return status == CLI_DONE ? read_lines(&reader, settings->config_text.data) : status;
}

/* ".platen.ini", "../.platen.ini" ...: as seen from here. Owned by settings. */
static const char *
relative_path(struct cli_settings *settings, unsigned levels)
{
	pl_buffer_fini(&settings->config_path);
	while (levels-- > 0) {
		pl_buffer_put_text(&settings->config_path, "../");
	}
	pl_buffer_put_text(&settings->config_path, NAME);
	return pl_buffer_text(&settings->config_path);
}

/* ------------------------------------------------------------------- environment */

void
cli_put_variable(struct pl_buffer *name, const struct cli_option *option)
{
	pl_buffer_put_text(name, "PLATEN_");
	for (const char *at = option->name; *at != '\0'; at++) {
		bool is_small = *at >= 'a' && *at <= 'z';
		pl_buffer_printf(name, "%c", *at == '-' ? '_' : is_small ? *at - 'a' + 'A' : *at);
	}
}

static enum cli_exit
read_variable(struct cli_settings *settings, const struct cli_option *option, const char *name)
{
	const char *value = getenv(name);
	if (value == NULL || *value == '\0' ||
	    cli_option_set(settings, option, value, CLI_ORIGIN_ENVIRONMENT, 0)) {
		return CLI_DONE;
	}
	return cli_usage_error(settings->messages, "%s takes %s, not '%s'", name,
			       cli_option_wants(option), value);
}

static enum cli_exit
read_environment(struct cli_settings *settings)
{
	const struct cli_option *option;
	enum cli_exit status = CLI_DONE;
	for (size_t i = 0; status == CLI_DONE && (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & settings->command->bit) == 0 ||
		    !cli_is_configurable(option)) {
			continue;
		}
		struct pl_buffer variable = {0};
		cli_put_variable(&variable, option);
		const char *name = pl_buffer_text(&variable);
		status = name == NULL ? cli_out_of_memory(settings->messages, "platen")
				      : read_variable(settings, option, name);
		pl_buffer_fini(&variable);
	}
	return status;
}

enum cli_exit
cli_config_read(struct cli_settings *settings)
{
	const char *path = settings->options.config;
	unsigned levels;
	if (path == NULL && !settings->options.no_config && find_file(&levels)) {
		path = relative_path(settings, levels);
		if (path == NULL) {
			return cli_out_of_memory(settings->messages, NAME);
		}
	}
	enum cli_exit status = path == NULL ? CLI_DONE : read_file(settings, path);
	return status == CLI_DONE ? read_environment(settings) : status;
}
