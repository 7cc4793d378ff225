/* Which files a run may still open once it works on its inputs. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/module.h"
#include "cli/commands/commands.h"

/* Where libraries, their tables and the fonts of the system are. */
static const char *const system_paths[] = {
	"/usr",
	"/lib",
	"/lib32",
	"/lib64",
	"/opt",
	"/nix/store",
	"/gnu/store",
	"/run/current-system",
	"/run/host",
	"/etc/fonts",
	"/etc/pango",
	"/etc/ld.so.cache",
	"/etc/ld.so.preload",
	"/etc/locale.alias",
	"/etc/localtime",
	"/etc/nsswitch.conf",
	"/etc/passwd",
	"/var/cache/fontconfig",
	"/var/lib/fonts",
	"/dev/null",
	"/dev/zero",
	"/dev/random",
	"/dev/urandom",
	"/proc/self",
	"/proc/cpuinfo",
	"/proc/meminfo",
	"/sys/devices/system/cpu",
};

/* A path below the folder that a variable names, or below `otherwise` in the home. */
static bool
find_home(char path[PATH_MAX], const char *variable, const char *otherwise, const char *rest)
{
	const char *folder = getenv(variable), *home = getenv("HOME");
	int length = 0;
	if (folder != NULL && *folder != '\0') {
		length = snprintf(path, PATH_MAX, "%s/%s", folder, rest);
	} else if (home != NULL && *home != '\0') {
		length = snprintf(path, PATH_MAX, "%s/%s/%s", home, otherwise, rest);
	}
	return length > 0 && length < PATH_MAX;
}

static void
allow_list(struct cli_sandbox *sandbox, const char *variable, const char *rest)
{
	const char *list = getenv(variable);
	struct pl_str left = pl_str_of(list == NULL ? "" : list), part;
	while (pl_str_next_word(&left, ":", &part)) {
		char path[PATH_MAX];
		int length =
			snprintf(path, sizeof(path), "%.*s/%s", (int)part.length, part.data, rest);
		if (part.length > 0 && length < PATH_MAX) {
			cli_sandbox_read(sandbox, path);
		}
	}
}

/* The configuration of fontconfig may name folders that we do not know. */
static bool
has_own_fontconfig(void)
{
	static const char *const variables[] = {"FONTCONFIG_FILE", "FONTCONFIG_PATH",
						"FONTCONFIG_SYSROOT"};
	static const char *const files[] = {"fontconfig/fonts.conf", "fontconfig/conf.d",
					    "../.fonts.conf"};
	char path[PATH_MAX];
	bool is_own = access("/etc/fonts/local.conf", F_OK) == 0;
	for (size_t i = 0; i < 3; i++) {
		is_own |= getenv(variables[i]) != NULL;
		is_own |= find_home(path, "XDG_CONFIG_HOME", ".config", files[i]) &&
			  access(path, F_OK) == 0;
	}
	return is_own;
}

/* The folder, and what links in it lead to. */
static void
allow_font_folder(struct cli_sandbox *sandbox, const char *folder)
{
	DIR *directory = opendir(folder);
	cli_sandbox_read(sandbox, folder);
	if (directory == NULL) {
		return;
	}
	for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
		char path[PATH_MAX];
		struct stat about;
		int length = snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (length < PATH_MAX && lstat(path, &about) == 0 && S_ISLNK(about.st_mode)) {
			cli_sandbox_read(sandbox, path);
		}
	}
	closedir(directory);
}

static void
allow_fonts(struct cli_sandbox *sandbox)
{
	char path[PATH_MAX];
	if (has_own_fontconfig()) {
		cli_sandbox_read(sandbox, "/");
	}
	if (find_home(path, "XDG_DATA_HOME", ".local/share", "fonts")) {
		allow_font_folder(sandbox, path);
	}
	if (find_home(path, "", "", ".fonts")) {
		allow_font_folder(sandbox, path);
	}
	allow_list(sandbox, "XDG_DATA_DIRS", "fonts");
	if (find_home(path, "XDG_CACHE_HOME", ".cache", "fontconfig")) {
		cli_sandbox_write(sandbox, path);
	}
}

/* The folders that the program's RUNPATH or RPATH names. In an installation outside of
 * system_paths, the libraries of the modules are there, too. */
static void
allow_search_path(struct cli_sandbox *sandbox)
{
#ifdef __GLIBC__
	Dl_serinfo size, *path = NULL;
	void *program = dlopen(NULL, RTLD_LAZY);
	if (program != NULL && dlinfo(program, RTLD_DI_SERINFOSIZE, &size) == 0 &&
	    (path = malloc(size.dls_size)) != NULL) {
		path->dls_size = size.dls_size;
		path->dls_cnt = size.dls_cnt;
		unsigned count = dlinfo(program, RTLD_DI_SERINFO, path) == 0 ? size.dls_cnt : 0;
		for (unsigned i = 0; i < count; i++) {
			cli_sandbox_read(sandbox, path->dls_serpath[i].dls_name);
		}
	}
	free(path);
	if (program != NULL) {
		dlclose(program);
	}
#else
	(void)sandbox;
#endif
}

static void
allow_libraries(struct cli_sandbox *sandbox)
{
	char folder[PL_MODULE_FOLDER_SIZE];
	for (size_t i = 0; i < sizeof(system_paths) / sizeof(system_paths[0]); i++) {
		cli_sandbox_read(sandbox, system_paths[i]);
	}
	for (size_t i = 0; pl_module_folder(i, folder); i++) {
		cli_sandbox_read(sandbox, folder);
	}
	allow_search_path(sandbox);
	allow_list(sandbox, "LD_LIBRARY_PATH", "");
	allow_list(sandbox, "GCONV_PATH", "");
	allow_list(sandbox, "LOCPATH", "");
#ifdef PL_COVERAGE /* the build folder, where counters are written at the end */
	cli_sandbox_write(sandbox, PL_COVERAGE);
#endif
}

/* Whether it names a screenplay. `report` begins with a kind; `pages` ends with page numbers. */
static bool
is_screenplay(const struct cli_run *run, size_t operand)
{
	unsigned command = run->settings->command->bit;
	return command == CLI_REPORT ? operand == 1 : command == CLI_PAGES ? operand == 0 : true;
}

static void
allow_inputs(struct cli_sandbox *sandbox, const struct cli_run *run)
{
	const struct cli_options *options = &run->settings->options;
	const struct cli_inputs *inputs = &run->request->inputs;
	bool is_changed = options->rewrite || memchr(options->fix, 1, sizeof(options->fix)) != NULL;
	for (size_t i = 0; i < inputs->count; i++) {
		const char *input = inputs->list[i], *config;
		bool is_stdin = cli_is_stdin(input);
		cli_sandbox_read(sandbox, is_stdin ? "/dev/stdin" : input);
		if (!is_stdin && is_screenplay(run, i) && access(input, F_OK) != 0) {
			cli_sandbox_list(sandbox, input); /* to name the file that was meant */
		}
		if (cli_config_find(&run->request->inputs.arena, is_stdin ? NULL : input,
				    &config) &&
		    config != NULL) {
			cli_sandbox_read(sandbox, config);
		}
		if (is_changed && !is_stdin) {
			cli_sandbox_output(sandbox, input);
		}
	}
}

static void
allow_files(struct cli_sandbox *sandbox, const struct cli_run *run)
{
	const struct cli_options *options = &run->settings->options;
	const char *const read[] = {options->font, options->fdx_template, options->watermark_list,
				    options->baseline, options->config};
	for (size_t i = 0; i < sizeof(read) / sizeof(read[0]); i++) {
		if (read[i] != NULL) {
			cli_sandbox_read(sandbox, read[i]);
		}
	}
	for (const struct cli_diagnostics *to = run->diagnostics; to != NULL; to = to->next) {
		if (to->output != NULL && strcmp(to->output, "-") != 0) {
			cli_sandbox_output(sandbox, to->output);
		}
	}
	if (options->update_baseline && options->baseline != NULL) {
		cli_sandbox_output(sandbox, options->baseline);
	}
}

/* Where convert writes: to the output, or beside each input. */
static void
allow_outputs(struct cli_sandbox *sandbox, const struct cli_run *run)
{
	const char *output = run->settings->options.output;
	const struct cli_inputs *inputs = &run->request->inputs;
	if (output != NULL && strcmp(output, "-") != 0) {
		cli_sandbox_output(sandbox, output);
	}
	for (size_t i = 0; i < inputs->count && output == NULL; i++) {
		if (!cli_is_stdin(inputs->list[i])) {
			cli_sandbox_output(sandbox, inputs->list[i]);
		}
	}
}

void
cli_run_in_sandbox(const struct cli_run *run)
{
	unsigned command = run->settings->command->bit;
	struct cli_sandbox sandbox;
	if (!run->settings->options.sandbox || (command & CLI_SANDBOXED) == 0) {
		return;
	}
	cli_sandbox_begin(&sandbox);
	allow_libraries(&sandbox);
	allow_inputs(&sandbox, run);
	allow_files(&sandbox, run);
	if (command == CLI_CONVERT) {
		allow_fonts(&sandbox);
		allow_outputs(&sandbox, run);
	}
	cli_sandbox_enter(&sandbox);
}
