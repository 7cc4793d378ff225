/* commands - one file a command, and what they share */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/files/files.h"
#include "cli/messages/messages.h"
#include "cli/options/options.h"

enum cli_exit cli_check(struct cli *cli);
enum cli_exit cli_completions(struct cli *cli);
enum cli_exit cli_convert(struct cli *cli);
enum cli_exit cli_count(struct cli *cli);
enum cli_exit cli_fmt(struct cli *cli);
enum cli_exit cli_formats(struct cli *cli);
enum cli_exit cli_rules(struct cli *cli);
enum cli_exit cli_help(struct cli *cli);
enum cli_exit cli_version(struct cli *cli);
enum cli_exit cli_pages(struct cli *cli);
enum cli_exit cli_report(struct cli *cli);

/* The help of `command`, or of the program if it is NULL. */
void cli_put_help(struct pl_buffer *out, const struct cli_command *command);

/* ----------------------------------------------------------------- screenplays */

/* Read the file of --fdx-template. On CLI_DONE *document is the caller's; else it has been said
 * why. */
enum cli_exit cli_template_open(const struct cli *cli, struct platen_document **document);

struct cli_screenplay {
	struct platen_document *document;
	struct platen_pages *pages; /* NULL if no pages were asked for */
};

/* ", 3 pages and a title page". */
void cli_put_page_count(struct pl_buffer *out, const struct platen_pages *pages);

/* Leave out the pages of cli->screenplay which --pages does not name. Says what is wrong. */
enum cli_exit cli_pages_choose(struct cli *cli, const char *input);

/* Read, parse and, if `pages`, lay out `input` into cli->screenplay. Says what is wrong. */
enum cli_exit cli_screenplay_read(struct cli *cli, const char *input, bool pages);

/* The same, but what is heard stays with the caller, who settles and publishes it. */
struct cli_findings;
enum cli_exit cli_screenplay_open(struct cli *cli, struct cli_findings *findings, bool pages);
void cli_screenplay_close(struct cli *cli);

/* Parse `bytes`, which are those of `input`, into cli->screenplay. Says what is wrong. */
enum cli_exit cli_screenplay_parse(struct cli *cli, const char *input,
				   const struct pl_buffer *bytes);

/* ------------------------------------------------------------------------ jobs */

struct cli_job {
	const char *input;
	enum cli_exit status;
	uint32_t pages, eighths; /* if status is CLI_DONE */
	struct pl_buffer held;   /* errors, to be told in turn */
	struct cli_findings findings;
	bool is_done;
};

/* Called for each input in order, after what there is to say of it was said. */
typedef void cli_take_fn(struct cli *cli, const struct cli_job *job, void *user);

/* Read, lay out and, for check, check all inputs. The worst status. */
enum cli_exit cli_jobs_run(struct cli *cli, cli_take_fn *take, void *user);

/* Check cli->screenplay against limits and rules. */
enum cli_exit cli_check_screenplay(struct cli *cli, struct cli_findings *findings);

/* What count --format json prints, and --baseline reads: an object a file. Begins as zero. */
struct cli_counts {
	struct pl_buffer json;
	uint64_t pages, eighths;
	size_t files;
};

void cli_counts_add(struct cli_counts *counts, const struct cli_job *job);
/* An object which says this of a file of `pages` pages. */
void cli_counts_copy(struct cli_counts *counts, const char *object, size_t length, uint32_t pages);
void cli_counts_end(struct cli_counts *counts);

/* Page counts from before. Begins as zero. */
struct cli_baseline_entry;
struct cli_baseline {
	struct pl_buffer text;
	struct cli_baseline_entry *entries; /* parts of the text, sorted by the file's name */
	size_t count;
};

/* Read --baseline's file. Says what is wrong; cli_baseline_fini is for the caller in any case. */
enum cli_exit cli_baseline_read(const struct cli *cli, struct cli_baseline *baseline);
void cli_baseline_fini(struct cli_baseline *baseline);
/* The page count which cli->baseline has for an input; false if it has none. */
bool cli_baseline_find(const struct cli *cli, const char *input, uint32_t *pages);
/* Write the counts, which are ended and taken, into --baseline's file. What it says of other files
 * stays. */
enum cli_exit cli_baseline_update(struct cli *cli, struct cli_counts *counts);

/* -------------------------------------------------------------------- pictures */

/* The name has one %d, or %03d, where the number of a page goes, and no other %. */
bool cli_is_pattern(const char *output);

/*
 * Write each page of cli->screenplay to a file of its own and publish it, whole before the next one
 * begins. Says what is wrong with the files; what platen_write answered is in *written.
 */
enum cli_exit cli_write_pictures(struct cli *cli, const char *output, bool is_pattern,
				 const struct platen_format *format,
				 struct platen_write_options *options, enum platen_status *written);

/* What must change to make `after` of `before`, as a unified diff; nothing if they are the same. */
void cli_put_diff(struct pl_buffer *out, const char *name, const struct pl_buffer *before,
		  const struct pl_buffer *after);

#endif
