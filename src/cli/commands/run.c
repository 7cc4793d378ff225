/* What most commands begin with: their inputs, and printing a result. */
#include "cli/commands/commands.h"

enum cli_exit
cli_print(struct cli_run *run, struct pl_buffer *out)
{
	enum cli_exit status = cli_publish(run->files, out, "-");
	pl_buffer_fini(out);
	return status;
}

enum cli_exit
cli_no_input(const struct cli_run *run)
{
	return cli_usage_error(run->messages,
			       "no input; name a screenplay, or - for standard input");
}

enum cli_exit
cli_inputs_prepare(struct cli_run *run)
{
	struct cli_inputs *inputs = &run->request->inputs;
	if (inputs->count == 0) {
		return cli_no_input(run);
	}
	bool is_fmt = run->settings->command->bit == CLI_FMT;
	enum cli_exit status = CLI_DONE;
	if (run->settings->options.recursive) {
		status = cli_inputs_expand(run->messages, inputs,
					   is_fmt ? PLATEN_INPUT_FOUNTAIN : PLATEN_INPUT_ANY);
	}
	cli_run_in_sandbox(run);
	return status;
}

const struct platen_format *
cli_format_of(enum platen_input input)
{
	const struct platen_format *format;
	size_t i = 0;
	while ((format = platen_format_at(i)) != NULL && format->input != input) {
		i++;
	}
	return format;
}
