#include "cli/cli.h"

static enum cli_exit
print(struct cli *cli, struct pl_buffer *out)
{
	if (cli->input_count > 0) {
		pl_buffer_fini(out);
		return cli_misused(cli, "'%s' takes no file, but '%s' was given",
				   cli->command->name, cli->inputs[0]);
	}
	enum cli_exit status = cli_publish(cli, out, "-");
	pl_buffer_fini(out);
	return status;
}

static bool
is_written(enum platen_input input)
{
	const struct platen_format *format;
	size_t i = 0;
	while ((format = platen_format_at(i)) != NULL && format->input != input) {
		i++;
	}
	return format != NULL;
}

static void
put_format(struct pl_buffer *out, const char *name, const char *extension, const char *way,
	   const char *summary)
{
	pl_buffer_printf(out, "%-10s %-10s %-3s %s\n", name, extension == NULL ? "-" : extension,
			 way, summary);
}

enum cli_exit
cli_formats(struct cli *cli)
{
	struct pl_buffer out = {0};
	const struct platen_format *format;
	const struct platen_input_format *input;
	for (size_t i = 0; (format = platen_format_at(i)) != NULL; i++) {
		put_format(&out, format->name, format->extension,
			   format->input != PLATEN_INPUT_ANY ? "rw" : "w", format->summary);
	}
	for (size_t i = 0; (input = platen_input_at(i)) != NULL; i++) {
		if (!is_written(input->input)) {
			put_format(&out, input->name, input->extensions[0], "r", input->summary);
		}
	}
	return print(cli, &out);
}

enum cli_exit
cli_rules(struct cli *cli)
{
	struct pl_buffer out = {0};
	struct platen_diagnostic rule;
	for (size_t i = 0; platen_rule(i, &rule); i++) {
		pl_buffer_printf(&out, "%-8s %-8s %s\n", rule.id, cli_severity_word(rule.severity),
				 rule.message);
	}
	return print(cli, &out);
}

enum cli_exit
cli_version(struct cli *cli)
{
	struct pl_buffer out = {0};
	pl_buffer_printf(&out, "platen %s (metrics %d)\n", platen_version(),
			 PLATEN_METRICS_VERSION);
	return print(cli, &out);
}
