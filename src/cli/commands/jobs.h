/* jobs - the inputs of count and check, one or several at a time */
#ifndef CLI_JOBS_H
#define CLI_JOBS_H

#include "cli/messages/findings.h"

struct cli_job {
	const char *input;
	enum cli_exit status;
	uint32_t pages, eighths; /* if status is CLI_DONE */
	struct cli_buffer held;  /* errors, to be told in turn */
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
	struct cli_buffer json;
	uint64_t pages, eighths;
	size_t files;
};

void cli_counts_add(struct cli_counts *counts, const struct cli_job *job);
/* An object which says this of a file of `pages` pages. */
void cli_counts_copy(struct cli_counts *counts, const char *object, size_t length, uint32_t pages);
void cli_counts_end(struct cli_counts *counts);

/* Read --baseline's file. Says what is wrong; cli_baseline_fini is for the caller in any case. */
enum cli_exit cli_baseline_read(const struct cli *cli, struct cli_baseline *baseline);
void cli_baseline_fini(struct cli_baseline *baseline);
/* The page count which cli->baseline has for an input; false if it has none. */
bool cli_baseline_find(const struct cli *cli, const char *input, uint32_t *pages);
/* Write the counts, which are ended and taken, into --baseline's file. What it says of other files
 * stays. */
enum cli_exit cli_baseline_update(struct cli *cli, struct cli_counts *counts);

#endif
