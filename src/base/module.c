/*
 * Modules: the parts of platen which need cairo, libxml2 or Pango, loaded on first use, so that a
 * process which only counts pages starts with libc alone (loading those libraries costs five times
 * what counting does).
 *
 * They are looked for beside the object which holds this code (a build folder), then where they are
 * installed: from the library, from the program, both of which may have been moved with all the
 * rest, and where the build said. Never in a place which the environment names.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/base.h"
#include "base/module.h"

/* PL_MODULE_DIR is where the modules are installed, PL_MODULE_WAY the way there from the program's
 * folder; meson.build gives both. */

/* The folder of the program or library which this code is in, with its last slash. */
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
	/* never closed: cairo and Pango do not survive it, and the process ends soon */
	return module;
}

const struct pl_module *
pl_module_load(const char *name)
{
	static const char *const ways[] = {"", "platen/", PL_MODULE_WAY "/"};
	char own[PATH_MAX], folder[PATH_MAX + 256];
	bool has_own = own_folder(own);
	for (size_t i = 0; has_own && i < sizeof(ways) / sizeof(ways[0]); i++) {
		snprintf(folder, sizeof(folder), "%s%s", own, ways[i]);
		const struct pl_module *module = load_from(folder, name);
		if (module != NULL) {
			return module;
		}
	}
	return load_from(PL_MODULE_DIR "/", name);
}
