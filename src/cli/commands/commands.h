/* commands - one file a command, and what they share */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/files/files.h"
#include "cli/messages/messages.h"
#include "cli/options/options.h"

/* Called with the pages that convert has laid out. */
typedef void cli_see_fn(void *user, const struct platen_pages *pages);

/* What a command works with. */
struct cli_run {
	struct cli_request *request;
	const struct cli_settings *settings; /* the request's */
	const struct cli_messages *messages;
	struct cli_diagnostics *diagnostics;
	struct cli_files *files;
	cli_see_fn *see; /* NULL: not called */
	void *see_user;
};

/* The table of commands. It ends with a row without a name. */
extern const struct cli_command cli_commands[];

enum cli_exit cli_check(struct cli_run *run);
enum cli_exit cli_completions(struct cli_run *run);
enum cli_exit cli_convert(struct cli_run *run);
enum cli_exit cli_count(struct cli_run *run);
enum cli_exit cli_explain(struct cli_run *run);
enum cli_exit cli_fmt(struct cli_run *run);
enum cli_exit cli_formats(struct cli_run *run);
enum cli_exit cli_help(struct cli_run *run);
enum cli_exit cli_languages(struct cli_run *run);
enum cli_exit cli_pages(struct cli_run *run);
enum cli_exit cli_report(struct cli_run *run);
enum cli_exit cli_rules(struct cli_run *run);
enum cli_exit cli_init(struct cli_run *run);
enum cli_exit cli_preview(struct cli_run *run);
enum cli_exit cli_version(struct cli_run *run);
enum cli_exit cli_watch(struct cli_run *run);

/* The files which init writes. */
extern const char cli_init_fountain[], cli_init_ini[];

/* --help: of `command`, or of the program if it is NULL. */
enum cli_exit cli_print_help(struct cli_run *run, const struct cli_command *command);
/* --print-config */
enum cli_exit cli_print_config(struct cli_run *run);

/* From now on the process opens no files but those that this run may need, where the kernel can
 * enforce it, unless --no-sandbox is given (sandbox.c). */
void cli_run_in_sandbox(const struct cli_run *run);

/* Publish what a command prints, and free it. */
enum cli_exit cli_print(struct cli_run *run, struct pl_buffer *out);

/* The error of a command without an input. Returns CLI_USAGE. */
enum cli_exit cli_no_input(const struct cli_run *run);

/* With --recursive, replace folders by the screenplays in them. Errors are reported; CLI_USAGE if
 * there is no input. */
enum cli_exit cli_inputs_prepare(struct cli_run *run);

/* The format which writes what can be read as `input`; NULL if there is none. */
const struct platen_format *cli_format_of(enum platen_input input);

/* ----------------------------------------------------------------- screenplays */

/* A file, parsed and laid out as the settings say. All zero is none. */
struct cli_screenplay {
	struct platen_document *document;
	struct platen_pages *pages; /* NULL if they were not wanted */
	struct pl_buffer bytes;     /* of the input, with --attach-source or of a PDF; else empty */
	struct pl_str source;       /* these, or what is attached to the PDF */
};

void cli_screenplay_free(struct cli_screenplay *screenplay);

/* As platen_write; but if memory runs out while something is drawn, ends the program. */
enum platen_status cli_write(const struct platen_format *format,
			     const struct cli_screenplay *screenplay,
			     const struct platen_write_options *options,
			     const struct platen_sink *sink);

/* Parse `bytes`, the content of findings->input. Errors are reported, and messages added to the
 * findings. The caller frees the screenplay, even after an error. */
enum cli_exit cli_screenplay_parse(const struct cli_settings *settings,
				   const struct cli_messages *messages,
				   struct cli_findings *findings, const struct pl_buffer *bytes,
				   struct cli_screenplay *screenplay);

/* The same; also lay it out if `has_pages`. */
enum cli_exit cli_screenplay_make(const struct cli_settings *settings,
				  const struct cli_messages *messages,
				  struct cli_findings *findings, const struct pl_buffer *bytes,
				  bool has_pages, struct cli_screenplay *screenplay);

/* The same for an input, which is read first. */
enum cli_exit cli_screenplay_open(const struct cli_settings *settings,
				  const struct cli_messages *messages,
				  struct cli_findings *findings, bool has_pages,
				  struct cli_screenplay *screenplay);

/* The same; the messages go to the diagnostics of the run. */
enum cli_exit cli_screenplay_read(struct cli_run *run, const char *input, bool has_pages,
				  struct cli_screenplay *screenplay);

/* ", 3 pages and a title page". */
void cli_put_page_count(struct pl_buffer *out, const struct platen_pages *pages);

/* The number of pages, title pages included. */
size_t cli_count_pages(const struct platen_pages *pages);

/* Keep only the pages in `range`, such as 12-20,44. Errors are reported. */
enum cli_exit cli_pages_choose(const struct cli_messages *messages, struct platen_pages *pages,
			       const char *range);

/* Read the file of --fdx-template. On CLI_DONE *document is the caller's; errors are reported. */
enum cli_exit cli_template_open(const struct cli_messages *messages, const char *path,
				struct platen_document **document);

/* ------------------------------------------------------------------------ jobs */

/* An input of a command which works on several inputs at a time. */
struct cli_job {
	const char *input;
	const struct cli_settings *settings;
	struct cli_messages messages; /* held until the input's turn */
	struct pl_buffer held;
	struct cli_findings findings;
	enum cli_exit status;
	uint32_t pages, eighths; /* if that is CLI_DONE */
	void *result;            /* for the command's own use */
	bool is_done;
};

/* Work on one input, maybe in another thread. It adds the findings and settles them. */
typedef void cli_work_fn(void *user, struct cli_job *job);
/* Use the result, which may change the status. Called in the main thread and in the order of the
 * inputs. */
typedef void cli_take_fn(void *user, struct cli_job *job);

/* Work on all inputs, --jobs of them at a time. Returns the worst status. */
enum cli_exit cli_jobs_run(struct cli_run *run, cli_work_fn *work, cli_take_fn *take, void *user);

/* Read and lay out the job's input and note its length; then settle its findings. Both are parts of
 * a cli_work_fn. `bytes` is the content of the input; NULL: read it. */
void cli_job_open(struct cli_job *job, const struct pl_buffer *bytes,
		  struct cli_screenplay *screenplay);
void cli_job_close(struct cli_job *job, struct cli_screenplay *screenplay);

/* Bring the page format of a Final Draft file into its title page, if it is to be Fountain;
 * --drop-layout: say what that changes. */
void cli_keep_layout(struct cli_job *job, const struct platen_format *format,
		     struct platen_document *document);

/* ---------------------------------------------------------------------- counts */

/* The page count of a file, as `count --format json` prints it and --baseline reads it. */
struct cli_count {
	const char *object; /* in JSON */
	struct pl_str name; /* of the file, in one form for all spellings */
	uint32_t pages;
};

struct cli_counts {
	struct pl_arena arena;
	const char *folder; /* of the baseline; NULL: file names are as typed */
	struct cli_count *list;
	size_t count, capacity;
	struct pl_index names; /* to places in the list */
	uint64_t pages, eighths;
	bool failed; /* memory ran out; check it once, after adding all */
};

void cli_counts_init(struct cli_counts *counts);
/* The same for the counts of a baseline, where file names are relative to its folder. */
void cli_counts_init_baseline(struct cli_counts *counts, const char *baseline);
void cli_counts_fini(struct cli_counts *counts);
void cli_counts_add(struct cli_counts *counts, const char *file, uint32_t pages,
		    struct pl_str object);
void cli_counts_add_job(struct cli_counts *counts, const struct cli_job *job);
/* NULL if there is no count of this name. */
const struct cli_count *cli_counts_find(const struct cli_counts *counts, struct pl_str name);
/* The pages of an input; false if it has no count. */
bool cli_counts_find_input(const struct cli_counts *counts, const char *input, uint32_t *pages);
/* Put the folders of -r, each by the name by which files in it begin, with a NUL at its end. False:
 * no memory. */
bool cli_counts_put_folders(struct pl_buffer *names, const struct cli_inputs *inputs);
/* Whether the file should be in one of these folders, but does not exist. */
bool cli_count_is_gone(const struct cli_count *count, const struct pl_buffer *folders);
void cli_counts_put(struct pl_buffer *out, const struct cli_counts *counts);

/* Read the file of --baseline into `counts`, which must be empty. Errors are reported. */
enum cli_exit cli_baseline_read(struct cli_run *run, struct cli_counts *counts);
/* Report the files of the baseline which have gone from the folders of -r. `counts` has those which
 * are there. */
void cli_baseline_find_gone(struct cli_run *run, const struct cli_counts *baseline,
			    const struct cli_counts *counts);
/* Write the counts to the file of --baseline. Counts of other files in it are kept,
 * unless they have gone from the folders of -r. */
enum cli_exit cli_baseline_update(struct cli_run *run, const struct cli_counts *counts);

/* --------------------------------------------------------------------- outputs */

/* The error of an output whose name says no format. Returns CLI_USAGE. */
enum cli_exit cli_unknown_extension(const struct cli_messages *messages, const char *path);

/* Whether the name has one %d or %03d, for the page number, and no other %. */
bool cli_is_pattern(const char *output);

/*
 * Write the screenplay into memory: one output, or one for each page, for which `name` may be a
 * pattern if the user gave it. The outputs are put into the list *outputs, which must be NULL
 * before; the caller frees it, even after an error. Wrong use is reported. *written is the status
 * of platen_write.
 */
enum cli_exit cli_outputs_write(const struct cli_messages *messages,
				const struct cli_screenplay *screenplay, const char *name,
				bool is_named, const struct platen_format *format,
				const struct platen_write_options *options,
				struct cli_output **outputs, enum platen_status *written);
/* The same of a single output with these bytes. False if out of memory. */
bool cli_outputs_copy(const char *name, struct pl_str bytes, struct cli_output **outputs);
void cli_outputs_free(struct cli_output *outputs);

/* ----------------------------------------------------------------------- names */

/* A recipient of --watermark-list. */
struct cli_name {
	const char *text, *output; /* the name, and the file for it */
	struct cli_name *next;
};

/* All zero is none. */
struct cli_names {
	struct pl_arena arena;
	struct cli_name *first, **end;
	size_t count;
	struct pl_index outputs;
};

/* Read the file of --watermark-list. Errors are reported; cli_names_fini frees in any case. */
enum cli_exit cli_names_read(const struct cli_run *run, struct cli_names *names);
void cli_names_fini(struct cli_names *names);

/* ------------------------------------------------------------------------- fix */

/* An input, and what --fix makes of it. */
struct cli_fix {
	struct pl_buffer before, after;
	size_t places; /* which are mended */
	size_t left;   /* messages about what it makes */
	bool is_fountain;
};

/* Read the job's input, and mend what the messages of --fix report. Errors are reported. Call
 * cli_fix_fini afterwards, even after an error. */
enum cli_exit cli_fix_find(const struct cli_job *job, struct cli_fix *fix);
void cli_fix_fini(struct cli_fix *fix);

/* ------------------------------------------------------------------------ diff */

/* A unified diff from `before` to `after`; nothing if they are equal. */
void cli_put_diff(struct pl_buffer *out, const char *name, struct pl_str before,
		  struct pl_str after);

#endif
