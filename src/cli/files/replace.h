/* replace - regular files replaced as a whole, several of them together */
#ifndef CLI_REPLACE_H
#define CLI_REPLACE_H

#include <limits.h>
#include <sys/stat.h>

#include "cli/files/files.h"

/* A file to be replaced. The caller sets the first five, and all else is 0. */
struct cli_replacement {
	const char *path;              /* as the user named it */
	const struct pl_buffer *bytes; /* borrowed */
	char target[PATH_MAX];         /* all links are followed */
	struct stat old;               /* the file which is there */
	bool has_old;
	bool is_new;              /* it is in place */
	char temporary[PATH_MAX]; /* empty: there is none */
	char kept[PATH_MAX + 1];  /* the second name of the old file; empty: it has none */
};

/* Replace all of these, or none. 0, or an errno and the number of the file at which it happened. */
int cli_replace(struct cli_replacement *list, size_t count, size_t *failed);

/*
 * Follow symbolic links to the name to be replaced. realpath cannot: the last target may not exist
 * yet, and /dev/stdout must stay. 0 or an errno.
 */
int cli_follow_links(const char *path, char target[PATH_MAX]);

/* Remove the temporaries that killed runs have left in the folder: those of this user, and older
 * than an hour. */
void cli_sweep(const char *folder);

/* The folder of `target`, whose path is shorter than PATH_MAX. */
void cli_folder_of(const char *target, char folder[PATH_MAX]);

#endif
