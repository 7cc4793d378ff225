/* Paths in one form, whatever their spelling: for comparing them, and for naming files. */
#define _XOPEN_SOURCE 700 /* realpath */
#include <limits.h>
#include <stdlib.h>

#include "cli/files/files.h"

/* The length of the folder in `path`, the slash included. */
size_t
cli_folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* Append `path` to the folder `out`, which has no slash at its end. */
static void
put_parts(struct pl_buffer *out, const char *path)
{
	struct pl_str rest = pl_str_of(path), part;
	while (pl_str_next_word(&rest, "/", &part)) {
		if (pl_str_equal(part, PL_STR(".."))) {
			while (out->length > 0 && out->data[--out->length] != '/') {
			}
		} else if (part.length > 0 && !pl_str_equal(part, PL_STR("."))) {
			pl_buffer_put_byte(out, '/');
			pl_buffer_put(out, part);
		}
	}
}

/* `folder` with all links resolved, and no slash at its end; "" is the current one. False: it does
 * not exist. */
static bool
put_resolved(struct pl_buffer *out, const char *folder)
{
	char resolved[PATH_MAX];
	if (realpath(*folder == '\0' ? "." : folder, resolved) == NULL) {
		return false;
	}
	pl_buffer_put_text(out, strcmp(resolved, "/") == 0 ? "" : resolved);
	return true;
}

void
cli_put_absolute(struct pl_buffer *out, const char *folder, const char *path)
{
	struct pl_buffer parent = {0};
	size_t length = cli_folder_length(path);
	pl_buffer_printf(&parent, "%s%.*s", *path == '/' ? "" : folder, (int)length, path);
	const char *text = pl_buffer_text(&parent);
	if (text == NULL) {
		out->failed = true;
	} else if (put_resolved(out, text)) {
		put_parts(out, path + length);
	} else {
		/* there is no such folder, so the names must do */
		put_resolved(out, *path == '/' ? "/" : folder);
		put_parts(out, path);
	}
	pl_buffer_fini(&parent);
}

void
cli_put_relative(struct pl_buffer *out, const char *folder, const char *path)
{
	size_t same = 0; /* the length of the folder that both are in */
	for (size_t i = 0;; i++) {
		if (path[i] == '/' && (folder[i] == '/' || folder[i] == '\0')) {
			same = i;
		}
		if (folder[i] == '\0' || folder[i] != path[i]) {
			break;
		}
	}
	for (const char *at = folder + same; (at = strchr(at, '/')) != NULL; at++) {
		pl_buffer_put_text(out, "../");
	}
	pl_buffer_put_text(out, path + same + 1);
}
