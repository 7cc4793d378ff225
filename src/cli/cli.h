/*
 * cli - the program: it reads options and files, calls platen.h, and publishes what comes out
 *
 *	main.c		descriptors, options, command, status
 *	commands/	one file a command, and what they share
 *	options/	the command line, .platen.ini, the environment
 *	files/		bytes in, bytes out
 *	messages/	words to the user, and the forms of diagnostics which programs read
 *
 * `cli_` is shared inside the program, no prefix means static. Data goes to stdout, messages to
 * stderr. The whole output is made in memory before the first byte is published, so that nothing
 * half made is ever seen, and no global state is needed to tidy up after a signal.
 */
#ifndef CLI_H
#define CLI_H

#include "cli/commands/commands.h"

/* All that is known in one run. */
struct cli {
	const struct cli_command *command; /* NULL: none, and no input */
	bool is_bare;                      /* `platen IN`: convert was not named */
	struct cli_options options;
	char **inputs; /* as typed; "-" is stdin */
	size_t input_count;
	struct cli_setting *settings;  /* one for each row of the option table */
	struct pl_buffer config_path;  /* of the .platen.ini which was found */
	struct pl_buffer config_text;  /* which values of options are parts of */
	struct pl_buffer profile_text; /* the same, for profiles */
	struct cli_profiles profiles;
	bool color;       /* of messages */
	bool shows_lines; /* of the source, below messages */
	bool shows_progress;
	struct pl_buffer *held;         /* of a worker: messages, until it is their turn */
	struct pl_buffer told;          /* diagnostics */
	size_t told_count, told_inputs; /* findings and inputs in it */
	bool has_failed;                /* something is at or above --fail-on */
	bool lost_messages;             /* no memory for them */
	struct cli_baseline baseline;
	struct pl_buffer font;               /* the file of --font, where something is drawn */
	struct cli_identities read, written; /* files which must not be overwritten */
	/* The latest one. The next takes its place; the last one is left to the system. */
	struct cli_screenplay screenplay;
};

#endif
