#include "cli/findings.h"

static enum cli_exit
print(struct cli *cli, struct cli_buffer *out)
{
	if (cli->input_count > 0) {
		cli_buffer_fini(out);
		return cli_misused(cli, "'%s' takes no file, but '%s' was given",
				   cli->command->name, cli->inputs[0]);
	}
	enum cli_exit status = cli_publish(cli, out, "-");
	cli_buffer_fini(out);
	return status;
}

enum cli_exit
cli_formats(struct cli *cli)
{
	struct cli_buffer out = {0};
	const struct platen_format *format;
	for (size_t i = 0; (format = platen_format_at(i)) != NULL; i++) {
		cli_put(&out, "%-10s %-10s %s\n", format->name,
			format->extension == NULL ? "-" : format->extension, format->summary);
	}
	return print(cli, &out);
}

enum cli_exit
cli_rules(struct cli *cli)
{
	struct cli_buffer out = {0};
	struct platen_diagnostic rule;
	for (size_t i = 0; platen_rule(i, &rule); i++) {
		cli_put(&out, "%-8s %-8s %s\n", rule.id, cli_severity_word(rule.severity),
			rule.message);
	}
	return print(cli, &out);
}

enum cli_exit
cli_version(struct cli *cli)
{
	struct cli_buffer out = {0};
	cli_put(&out, "platen %s (metrics %d)\n", platen_version(), PLATEN_METRICS_VERSION);
	return print(cli, &out);
}
