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
#include <unistd.h>

#include "cli/cli.h"

#define NAME ".platen.ini"

/* Options which make no sense in a file, as they say which file, or what to do instead. */
static bool
is_configurable(const struct cli_option *option)
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
	struct cli *cli;
	const char *path;
	unsigned line;
	unsigned commands;   /* of the section */
	bool is_profile;     /* it is one of a page format */
	bool reads_profiles; /* what is read this time: these sections, or the others */
};

static enum cli_exit
say_wrong(const struct reader *reader, const char *what, const char *word, const char *hint)
{
	return cli_misused(reader->cli, "%s:%u: %s '%s'%s%s", reader->path, reader->line, what,
			   word, hint == NULL ? "" : "; ", hint == NULL ? "" : hint);
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
	const struct cli_command *command = cli_command_by_name(name);
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
	return cli_profile_open(reader->cli, &place, trim(name));
}

/* The profile which is being read is over, if there is one. */
static enum cli_exit
close_profile(const struct reader *reader)
{
	const struct cli_place place = {reader->path, reader->line};
	bool is_open = reader->is_profile && reader->reads_profiles;
	return is_open ? cli_profile_close(reader->cli, &place) : CLI_DONE;
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
		if ((option->commands & reader->commands) != 0 && is_configurable(option)) {
			cli_hint_offer(&hint, option->name);
		}
	}
	if (hint.best == NULL) {
		return say_wrong(reader, "unknown key", key, NULL);
	}
	return cli_misused(reader->cli, "%s:%u: unknown key '%s'; did you mean '%s'?", reader->path,
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
		if (strcmp(option->name, key) != 0 || !is_configurable(option) ||
		    (option->commands & reader->commands) == 0) {
			continue;
		}
		struct cli copy = *reader->cli;
		is_known = true;
		if (!option->set(&copy, option, value)) {
			return cli_misused(reader->cli, "%s:%u: %s takes %s, not '%s'",
					   reader->path, reader->line, key,
					   cli_option_wants(option), value);
		}
		if ((option->commands & reader->commands & reader->cli->command->bit) != 0) {
			cli_option_set(reader->cli, option, value, CLI_ORIGIN_FILE, reader->line);
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
	return reader->reads_profiles ? cli_profile_set(reader->cli, &place, key, value)
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
read_profiles(struct cli *cli, const char *path)
{
	struct reader reader = {.cli = cli, .path = path, .reads_profiles = true};
	cli->profiles.count = 0;
	pl_buffer_fini(&cli->profile_text);
	pl_buffer_put(&cli->profile_text,
		      (struct pl_str){cli->config_text.data, cli->config_text.length});
	if (pl_buffer_text(&cli->profile_text) == NULL) {
		return cli_refuse(cli, path, PLATEN_NO_MEMORY);
	}
	enum cli_exit status = read_lines(&reader, cli->profile_text.data);
	cli->options.layout.profiles = cli->profiles.list;
	cli->options.layout.profile_count = cli->profiles.count;
	return status;
}

static enum cli_exit
read_file(struct cli *cli, const char *path)
{
	struct reader reader = {.cli = cli, .path = path, .commands = CLI_ANY};
	pl_buffer_fini(&cli->config_text);
	if (cli_file_read(cli, path, &cli->config_text) != CLI_DONE) {
		return CLI_USAGE;
	}
	if (pl_buffer_text(&cli->config_text) == NULL) {
		return cli_refuse(cli, path, PLATEN_NO_MEMORY);
	}
	enum cli_exit status = read_profiles(cli, path);
	return status == CLI_DONE ? read_lines(&reader, cli->config_text.data) : status;
}

/* ".platen.ini", "../.platen.ini" ...: as seen from here. Owned by cli. */
static const char *
relative_path(struct cli *cli, unsigned levels)
{
	pl_buffer_fini(&cli->config_path);
	while (levels-- > 0) {
		pl_buffer_put_text(&cli->config_path, "../");
	}
	pl_buffer_put_text(&cli->config_path, NAME);
	return pl_buffer_text(&cli->config_path);
}

/* ------------------------------------------------------------------- environment */

/* --max-pages is PLATEN_MAX_PAGES. */
static void
put_variable(struct pl_buffer *name, const struct cli_option *option)
{
	pl_buffer_put_text(name, "PLATEN_");
	for (const char *at = option->name; *at != '\0'; at++) {
		bool is_small = *at >= 'a' && *at <= 'z';
		pl_buffer_printf(name, "%c", *at == '-' ? '_' : is_small ? *at - 'a' + 'A' : *at);
	}
}

static enum cli_exit
read_variable(struct cli *cli, const struct cli_option *option, const char *name)
{
	const char *value = getenv(name);
	if (value == NULL || *value == '\0' ||
	    cli_option_set(cli, option, value, CLI_ORIGIN_ENVIRONMENT, 0)) {
		return CLI_DONE;
	}
	return cli_misused(cli, "%s takes %s, not '%s'", name, cli_option_wants(option), value);
}

static enum cli_exit
read_environment(struct cli *cli)
{
	const struct cli_option *option;
	enum cli_exit status = CLI_DONE;
	for (size_t i = 0; status == CLI_DONE && (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & cli->command->bit) == 0 || !is_configurable(option)) {
			continue;
		}
		struct pl_buffer variable = {0};
		put_variable(&variable, option);
		const char *name = pl_buffer_text(&variable);
		status = name == NULL ? cli_refuse(cli, "platen", PLATEN_NO_MEMORY)
				      : read_variable(cli, option, name);
		pl_buffer_fini(&variable);
	}
	return status;
}

enum cli_exit
cli_config_read(struct cli *cli)
{
	const char *path = cli->options.config;
	unsigned levels;
	if (path == NULL && !cli->options.no_config && find_file(&levels)) {
		path = relative_path(cli, levels);
		if (path == NULL) {
			return cli_refuse(cli, NAME, PLATEN_NO_MEMORY);
		}
	}
	enum cli_exit status = path == NULL ? CLI_DONE : read_file(cli, path);
	return status == CLI_DONE ? read_environment(cli) : status;
}

/* ---------------------------------------------------------------------- printing */

void
cli_put_config_value(struct pl_buffer *out, const char *value)
{
	size_t length = strlen(value);
	bool is_plain = length > 0 && strchr(value, '#') == NULL && value[0] != ' ' &&
			value[0] != '"' && value[length - 1] != ' ';
	pl_buffer_put_text(out, is_plain ? "" : "\"");
	cli_put_visible(out, value);
	pl_buffer_put_text(out, is_plain ? "" : "\"");
}

static const char *
config_path(const struct cli *cli)
{
	return cli->options.config == NULL ? cli->config_path.data : cli->options.config;
}

/* The screenplay which was named; NULL if there is none. */
static const char *
title_input(const struct cli *cli)
{
	size_t at = cli->command->bit == CLI_REPORT;
	return at < cli->input_count ? cli->inputs[at] : NULL;
}

static void
put_origin(struct pl_buffer *out, const struct cli *cli, const struct cli_option *option,
	   const struct cli_setting *setting)
{
	pl_buffer_put_text(out, "  # ");
	switch (setting->origin) {
	case CLI_ORIGIN_DEFAULT: pl_buffer_put_text(out, "default"); break;
	case CLI_ORIGIN_FILE:
		cli_put_visible(out, config_path(cli));
		pl_buffer_printf(out, ":%u", setting->line);
		break;
	case CLI_ORIGIN_ENVIRONMENT: put_variable(out, option); break;
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
		char c = text.data[i];
		c = is_choice && c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		pl_buffer_put_byte(value, c);
	}
}

/* Layout leaves alone what it does not know. */
static bool
is_known(const struct cli *cli, const struct cli_option *option, const char *value)
{
	struct platen_profile ours;
	if (option->set == cli_set_profile) {
		return cli_profile_by_name(cli, value, &ours) != NULL;
	}
	return strchr(option->argument, '|') == NULL || cli_choose(option->argument, value) >= 0;
}

/* What the title page of the screenplay says. `Language:` is more than one option: only that it
 * decides is told. */
static void
put_title_setting(struct pl_buffer *out, const struct cli *cli, const struct cli_option *option,
		  const struct platen_node *entry)
{
	struct pl_buffer text = {0};
	struct platen_text key = platen_node_label(entry);
	const char *value = "yes", *ignored = "";
	if (option->argument != NULL) {
		put_title_value(&text, option, entry);
		value = pl_buffer_text(&text);
	}
	if (value != NULL && option->argument != NULL && !is_known(cli, option, value)) {
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
	cli_put_visible(out, cli_input_name(title_input(cli)));
	pl_buffer_printf(out, ":%u, %.*s:\n", (unsigned)platen_node_position(entry).line,
			 (int)key.length, key.data);
	out->failed |= text.failed;
	pl_buffer_fini(&text);
}

static void
put_setting(struct pl_buffer *out, const struct cli *cli, const struct cli_option *option,
	    const struct cli_setting *setting)
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
	put_origin(out, cli, option, setting);
}

static void
put_command(struct pl_buffer *out, const struct cli *cli)
{
	const struct cli_option *option;
	pl_buffer_printf(out, "[%s]\n", cli->command->name);
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if ((option->commands & cli->command->bit) == 0 || !is_configurable(option)) {
			continue;
		}
		const struct platen_node *entry = cli_title_entry(cli, option);
		if (entry != NULL) {
			put_title_setting(out, cli, option, entry);
		} else {
			put_setting(out, cli, option, &cli->settings[i]);
		}
	}
}

/* Without a command: each as it would see its options. */
static enum cli_exit
put_all_commands(struct pl_buffer *out, struct cli *cli)
{
	const char *config = cli->options.config;
	bool no_config = cli->options.no_config;
	enum cli_exit status = CLI_DONE;
	for (size_t i = 0; status == CLI_DONE && (cli->command = cli_command_at(i)) != NULL; i++) {
		if (cli_option_by_name("config", cli->command->bit) == NULL) {
			continue;
		}
		cli_options_reset(cli);
		cli->options.config = config;
		cli->options.no_config = no_config;
		status = cli_config_read(cli);
		put_command(out, cli);
	}
	cli->command = cli_command_by_name("convert");
	return status;
}

/* Errors are told; what else there is to say of the screenplay is not asked for. */
static enum cli_exit
read_title_page(struct cli *cli)
{
	const char *input = title_input(cli);
	bool takes_more = cli->command->bit == CLI_REPORT || cli->command->bit == CLI_PAGES;
	if (input == NULL || cli->options.recursive) {
		return CLI_DONE;
	}
	if (cli->input_count > 1 && !takes_more) {
		return cli_misused(
			cli, "--print-config shows the title page of one screenplay at a time");
	}
	cli->options.quiet = true;
	cli->options.diagnostics = 0;
	return cli_screenplay_read(cli, input, false);
}

enum cli_exit
cli_config_print(struct cli *cli)
{
	struct pl_buffer out = {0};
	enum cli_exit status = read_title_page(cli);
	if (status != CLI_DONE) {
		return status;
	}
	if (cli->is_bare && cli->input_count == 0) {
		status = put_all_commands(&out, cli);
	} else {
		put_command(&out, cli);
	}
	cli_put_profiles(&out, cli, config_path(cli));
	if (status == CLI_DONE) {
		status = cli_publish(cli, &out, "-");
	}
	pl_buffer_fini(&out);
	return status;
}
