/* The baseline of check: any JSON, or what only looks like it, is read or refused with a message,
 * and what is written for it reads as the same counts. */
#include "fuzz-command.h"

#include <unistd.h>

static bool
read_text(struct pl_str text, struct pl_buffer *written)
{
	struct pl_buffer held = {0};
	struct cli_messages messages = {.held = &held};
	struct cli_request request;
	struct cli_counts counts;
	struct cli_files files = {.messages = &messages};
	struct fuzz_file file = fuzz_file_open(text);
	HOLDS(fuzz_request(&request, &messages, "baseline", &file) == CLI_DONE,
	      "options are right");
	struct cli_run run = {&request, &request.settings, &messages, NULL, &files};
	cli_counts_init_baseline(&counts, "/a/baseline.json");
	enum cli_exit status = cli_baseline_read(&run, &counts);
	HOLDS(status == CLI_DONE || status == CLI_INPUT, "a baseline is read or refused");
	HOLDS(status == CLI_DONE || held.length > 0, "what is refused is reported");
	if (status == CLI_DONE) {
		cli_counts_put(written, &counts);
		HOLDS(!written->failed, "there is memory for the counts");
	}
	close(file.fd);
	cli_counts_fini(&counts);
	fuzz_request_fini(&request);
	pl_buffer_fini(&held);
	return status == CLI_DONE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct pl_buffer first = {0}, second = {0};
	if (read_text((struct pl_str){(const char *)bytes, length}, &first)) {
		HOLDS(read_text(pl_buffer_str(&first), &second), "a written baseline can be read");
		HOLDS(pl_str_equal(pl_buffer_str(&first), pl_buffer_str(&second)),
		      "a written baseline has the same counts");
	}
	pl_buffer_fini(&first);
	pl_buffer_fini(&second);
	return 0;
}
