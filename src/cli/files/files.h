/* files - bytes in, bytes out */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include <sys/stat.h>

#include "cli/messages/messages.h"

/* The bytes of `input`, into an empty buffer. Says what is wrong. */
enum cli_exit cli_input_read(const struct cli *cli, const char *input, struct pl_buffer *bytes);

/* The bytes of any file. Says what is wrong. */
enum cli_exit cli_file_read(const struct cli *cli, const char *path, struct pl_buffer *bytes);

/* With -r, put in place of folders among the inputs what is in them. Says what is wrong. */
enum cli_exit cli_inputs_expand(struct cli *cli);

bool cli_is_stdin(const char *input);
/* Whether `path` ends in `extension`, in any case, and is more than that. */
bool cli_has_extension(const char *path, const char *extension);
/* The extension of `path` which says what screenplay is in it, and *input what that is; NULL if it
 * has none of them. */
const char *cli_input_extension(const char *path, enum platen_input *input);

/* ---------------------------------------------------------------------- output */

/* A file's identity; two names of one file have the same. */
struct cli_identity {
	dev_t device;
	ino_t inode;
};

struct cli_identities {
	struct cli_identity *list;
	size_t count, capacity;
};

/* Write all bytes to `fd`: 0, or the errno. */
int cli_write_all(int fd, const void *bytes, size_t length);

/* Publish `bytes` as `path`, or on stdout if that is "-". Says what is wrong. */
enum cli_exit cli_publish(struct cli *cli, const struct pl_buffer *bytes, const char *path);

/* Whether writing to `path` would destroy what this run reads or has written, which is said. */
bool cli_is_taken(const struct cli *cli, const char *path);

/* Remember which files are read, and have room to remember which are written. */
bool cli_identities_init(struct cli *cli);

#endif
