/*
 * Modules: the parts of platen which need cairo, libxml2 or Pango, loaded on first use, so that a
 * process that only counts pages starts with libc alone. Loading those libraries takes five times
 * as long as counting.
 *
 * They are looked for beside the file that holds this code, as in a build folder; then where they
 * are installed, relative to the library and to the program, since the whole installation may have
 * been moved; then in the folder that was set when platen was built. The environment cannot name a
 * folder.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/base.h"
#include "base/module.h"

/* meson.build defines PL_MODULE_NAMES, PL_MODULE_DIR, the folder in which the modules are
 * installed, PL_MODULE_FROM_BIN, its path from the program's folder, and PL_MODULE_FOLDER, its
 * name. */

/* The folder of the program or library that this code is in, with a slash at its end. */
static bool
own_folder(char folder[PATH_MAX])
{
	Dl_info info;
	if (dladdr((const void *)(uintptr_t)pl_module_load, &info) == 0 || info.dli_fname == NULL) {
		return false;
	}
	/* for a program, dli_fname is argv[0], which need not be a path */
	const char *path = strchr(info.dli_fname, '/') != NULL ? info.dli_fname : "/proc/self/exe";
	if (realpath(path, folder) == NULL) {
		return false;
	}
	char *slash = strrchr(folder, '/');
	slash[1] = '\0';
	return true;
}

static const struct pl_module *
load_from(const char *folder, const char *name)
{
	char path[PATH_MAX + 512];
	snprintf(path, sizeof(path), "%splaten-%s.so", folder, name);
	if (access(path, R_OK) != 0) {
		return NULL;
	}
	void *object = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
	if (object == NULL) {
		return NULL;
	}
	const struct pl_module *module = dlsym(object, "platen_module");
	if (module == NULL || strcmp(module->abi, PL_MODULE_ABI) != 0) {
		dlclose(object);
		return NULL;
	}
	/* never closed, since cairo and Pango cannot be unloaded */
	return module;
}

bool
pl_module_folder(size_t index, char folder[PL_MODULE_FOLDER_SIZE])
{
	static const char *const ways[] = {"", PL_MODULE_FOLDER "/", PL_MODULE_FROM_BIN "/"};
	const size_t way_count = sizeof(ways) / sizeof(ways[0]);
	char own[PATH_MAX] = "";
	if (index > way_count) {
		return false;
	}
	bool is_own = index < way_count && own_folder(own);
	snprintf(folder, PL_MODULE_FOLDER_SIZE, "%s%s", own,
		 is_own ? ways[index] : PL_MODULE_DIR "/");
	return true;
}

const struct pl_module *
pl_module_load(const char *name)
{
	char folder[PL_MODULE_FOLDER_SIZE];
	const struct pl_module *module = NULL;
	for (size_t i = 0; module == NULL && pl_module_folder(i, folder); i++) {
		module = load_from(folder, name);
	}
	return module;
}

void
pl_module_list_missing(struct pl_buffer *out)
{
	static const char *const names[] = {PL_MODULE_NAMES};
	if (PL_IS_STATIC) {
		pl_buffer_put_text(out, "a static build has no Pango, libzip and preview");
		return;
	}
	char folder[PL_MODULE_FOLDER_SIZE];
	const char *separator = "";
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (pl_module_load(names[i]) == NULL) {
			pl_buffer_printf(out, "%splaten-%s.so", separator, names[i]);
			separator = ", ";
		}
	}
	separator = " not found in ";
	for (size_t i = 0; pl_module_folder(i, folder); i++) {
		pl_buffer_printf(out, "%s%s", separator, folder);
		separator = ", ";
	}
}
