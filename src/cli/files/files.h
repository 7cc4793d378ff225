/* files - bytes in, bytes out */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include "cli/messages/messages.h"

/* ----------------------------------------------------------------------- input */

/* The bytes of a file, into an empty buffer. Errors are reported. */
enum cli_exit cli_file_read(const struct cli_messages *messages, const char *path,
			    struct pl_buffer *bytes);

/* The same of an input, which may be standard input. `folder_advice` is what to do if it is a
 * folder; `max_mebibytes` is the limit, 0 the usual one. */
enum cli_exit cli_input_read(const struct cli_messages *messages, const char *input,
			     const char *folder_advice, uint32_t max_mebibytes,
			     struct pl_buffer *bytes);

/* Whether `path` ends in `extension`, in any case, and is more than that. */
bool cli_has_extension(const char *path, const char *extension);
bool cli_is_folder(const char *path);

/* The length of the folder in `path`, the slash included. */
size_t cli_folder_length(const char *path);
/* The absolute path of the file `path` as seen from `folder`, which ends with a slash, or is "" for
 * the current one: without . and .., and with the links of folders resolved. */
void cli_put_absolute(struct pl_buffer *out, const char *folder, const char *path);
/* An absolute path as seen from an absolute folder, which has no slash at its end. */
void cli_put_relative(struct pl_buffer *out, const char *folder, const char *path);

/* The inputs of a run. */
struct cli_inputs {
	char **list; /* as typed; "-" is standard input */
	size_t count;
	char **folders; /* which the list has replaced by what is in them */
	size_t folder_count;
	struct pl_arena arena; /* holds the lists, and the names found in folders */
};

/* Replace folders among the inputs by the screenplays in them, those of one format only unless that
 * is PLATEN_INPUT_ANY. Errors are reported. */
enum cli_exit cli_inputs_expand(const struct cli_messages *messages, struct cli_inputs *inputs,
				enum platen_input only);

/* ---------------------------------------------------------------------- output */

/* What a run writes, and what it must not overwrite. */
struct cli_files {
	const struct cli_messages *messages;
	bool has_output_option;           /* -o is what to name in advice */
	bool is_quiet;                    /* no warnings */
	struct pl_buffer inputs, outputs; /* the identities of files, see cli_files_protect */
	struct pl_buffer swept;           /* those of folders without old temporaries */
	bool protects_outputs;
};

/* Never overwrite this input; from now on, nor what the run has written itself. */
void cli_files_protect(struct cli_files *files, const char *input);

/* Whether both are names of one file that is there. */
bool cli_is_same_file(const char *one, const char *other);

/* CLI_DONE if `path` is none of the protected files; else report that. */
enum cli_exit cli_refuse_protected(const struct cli_files *files, const char *path);

/* Make the folder `path`, and those above it, if they are not there. Errors are reported. */
enum cli_exit cli_folder_make(const struct cli_files *files, const char *path);

/* Write `bytes` to the file `path`, or to standard output if that is "-". Errors, including those
 * of the buffer, are reported. */
enum cli_exit cli_publish(struct cli_files *files, const struct pl_buffer *bytes, const char *path);

/* A file that is to be written. */
struct cli_output {
	struct pl_buffer name, bytes;
	struct cli_output *next;
};

/* The same of a list, as a whole: if one of its regular files cannot be written, none is. */
enum cli_exit cli_publish_all(struct cli_files *files, struct cli_output *outputs);

/* --------------------------------------------------------------------- changes */

/* One state of a file, to be compared with another; all zero if there is no file. */
struct cli_file_state {
	uint64_t device, file;
	int64_t size, seconds, nanoseconds;
};

/* Waits for changes of a file. */
struct cli_changes {
	const char *path;
	int inotify; /* -1: there is none */
	struct cli_file_state state;
};

/* From now on SIGINT, SIGTERM and SIGHUP end the waiting, not the program. */
void cli_changes_begin(struct cli_changes *changes, const char *path);
/* Wait until the file has changed, is there, and is no longer being written. False: a signal ended
 * it. */
bool cli_changes_wait(struct cli_changes *changes);
void cli_changes_end(struct cli_changes *changes);

/* --------------------------------------------------------------------- sandbox */

/* What the process may do from cli_sandbox_enter on. What the kernel cannot enforce is not limited.
 * See sandbox.c. */
struct cli_sandbox {
	int rules;       /* a descriptor; -1: there are none */
	uint64_t rights; /* that the kernel knows */
};

void cli_sandbox_begin(struct cli_sandbox *sandbox);
/* Allow reading the file `path`, or all below the folder. */
void cli_sandbox_read(struct cli_sandbox *sandbox, const char *path);
/* Allow reading the names in the folder of `path`. */
void cli_sandbox_list(struct cli_sandbox *sandbox, const char *path);
/* Allow reading and writing it. */
void cli_sandbox_write(struct cli_sandbox *sandbox, const char *path);
/* Allow what cli_publish does for this output. */
void cli_sandbox_output(struct cli_sandbox *sandbox, const char *path);
/* Call this before there are threads. */
void cli_sandbox_enter(struct cli_sandbox *sandbox);

#endif
