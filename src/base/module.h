/* module - code that is loaded when it is first used. See module.c. */
#ifndef PL_MODULE_H
#define PL_MODULE_H

#include "base/base.h"

/*
 * What a module exports, under the name `platen_module`. `abi` must equal PL_MODULE_ABI, so that a
 * module of another build is refused. The room that asks for a module knows the type of its
 * `function`: a writer's write function, or the shaper's entry.
 */
struct pl_module {
	const char *abi;
	void (*function)(void);
};
#define PL_MODULE_ABI "platen " PLATEN_VERSION " 1"

/* The module platen-NAME.so; NULL if it is not there or of another build. */
const struct pl_module *pl_module_load(const char *name);

/* Folder number `index` in which modules are looked for, with a slash at its end; false past the
 * last. */
#define PL_MODULE_FOLDER_SIZE (4096 + 256)
bool pl_module_folder(size_t index, char folder[PL_MODULE_FOLDER_SIZE]);

/* Append which modules cannot be loaded, and the folders in which they are looked for; or what a
 * static build lacks. */
void pl_module_list_missing(struct pl_buffer *out);

#endif
