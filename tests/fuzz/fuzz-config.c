/* .platen.ini: any text is read or refused with a message, and what --print-config makes of it
 * reads as the same settings. */
#include "fuzz-command.h"

#include <unistd.h>

/* The settings without their origins. */
static void
print(struct pl_buffer *out, const struct cli_settings *settings)
{
	struct pl_buffer all = {0};
	cli_put_settings(&all, settings, NULL, NULL);
	cli_put_profiles(&all, settings);
	struct pl_lines lines = {.rest = pl_buffer_str(&all)};
	struct pl_str line;
	while (pl_lines_next(&lines, &line)) {
		size_t end = line.length;
		while (end > 2 &&
		       !pl_str_starts(pl_str_slice(line, end - 1, line.length), PL_STR("  # "))) {
			end--;
		}
		pl_buffer_put(out, pl_str_slice(line, 0, end > 2 ? end - 1 : line.length));
		pl_buffer_put_byte(out, '\n');
	}
	HOLDS(!all.failed && !out->failed, "there is memory for the settings");
	pl_buffer_fini(&all);
}

static bool
read_text(struct pl_str text, struct pl_buffer *printed)
{
	struct pl_buffer held = {0};
	struct cli_messages messages = {.held = &held};
	struct cli_request request;
	struct fuzz_file file = fuzz_file_open(text);
	enum cli_exit status = fuzz_request(&request, &messages, "config", &file);
	HOLDS(status == CLI_DONE || status == CLI_USAGE, "a configuration is read or refused");
	HOLDS(status == CLI_DONE || held.length > 0, "what is refused is reported");
	HOLDS(pl_utf8_is_valid(pl_buffer_str(&held)), "messages are UTF-8");
	if (status == CLI_DONE) {
		print(printed, &request.settings);
	}
	close(file.fd);
	fuzz_request_fini(&request);
	pl_buffer_fini(&held);
	return status == CLI_DONE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct pl_buffer first = {0}, second = {0};
	if (read_text((struct pl_str){(const char *)bytes, length}, &first)) {
		HOLDS(read_text(pl_buffer_str(&first), &second), "printed settings can be read");
		HOLDS(pl_str_equal(pl_buffer_str(&first), pl_buffer_str(&second)),
		      "printed settings are the same settings");
	}
	pl_buffer_fini(&first);
	pl_buffer_fini(&second);
	return 0;
}
