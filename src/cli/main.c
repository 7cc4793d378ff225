#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"

/*
 * Descriptors 0 to 2 may be closed by who starts us; then the first file opened would become
 * stdout. They are filled with /dev/null, opened the wrong way round: using one is still an error.
 */
static bool
fill_descriptors(void)
{
	static const int flags[] = {O_WRONLY, O_RDONLY, O_RDONLY};
	for (int fd = 0; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", flags[fd]) != fd) {
			return false;
		}
	}
	return true;
}

/* Then write answers EPIPE and EFBIG, which can be handled. */
static void
ignore_signals(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGXFSZ, &ignore, NULL);
}

static bool
is_color_wanted(enum cli_color color)
{
	switch (color) {
	case CLI_COLOR_ALWAYS: return true;
	case CLI_COLOR_NEVER: return false;
	case CLI_COLOR_AUTO: break;
	}
	const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
	bool dumb = terminal == NULL || cli_equal_any_case(terminal, "dumb");
	return (no == NULL || *no == '\0') && !dumb && isatty(STDERR_FILENO) == 1;
}

static enum cli_exit
print_help(struct cli *cli)
{
	struct pl_buffer out = {0};
	cli_put_help(&out, cli->is_bare ? NULL : cli->command);
	enum cli_exit status = cli_publish(cli, &out, "-");
	pl_buffer_fini(&out);
	return status;
}

/* A message as grave as --fail-on says is a failure, but what went wrong itself is worse. */
static enum cli_exit
run_command(struct cli *cli)
{
	bool is_terminal = isatty(STDERR_FILENO) == 1;
	cli->shows_lines = is_terminal;
	cli->shows_progress = is_terminal && !cli->options.quiet && cli->input_count > 1;
	cli_diagnostics_begin(cli);
	bool has_date = cli_option_by_name("date", cli->command->bit) != NULL;
	enum cli_exit status = has_date ? cli_date_find(cli) : CLI_DONE;
	status = status == CLI_DONE ? cli->command->run(cli) : status;
	enum cli_exit told = status == CLI_USAGE ? CLI_DONE : cli_diagnostics_end(cli);
	status = told > status ? told : status;
	if (status == CLI_DONE && cli->has_failed) {
		return CLI_FOUND;
	}
	return status == CLI_DONE && cli->lost_messages ? CLI_INTERNAL : status;
}

static enum cli_exit
run(struct cli *cli, int argc, char **argv)
{
	cli->color = is_color_wanted(CLI_COLOR_AUTO);
	enum cli_exit status = cli_options_parse(cli, argc, argv);
	if (status != CLI_DONE) {
		return status;
	}
	cli->color = is_color_wanted(cli->options.color);
	if (cli->options.help) {
		return print_help(cli);
	}
	if (cli->options.version) {
		cli->input_count = 0;
		return cli_version(cli);
	}
	if (cli->options.print_config) {
		return cli_config_print(cli);
	}
	return run_command(cli);
}

/* `cli` lives until the process ends, so what it holds is not given back piece by piece. */
int
main(int argc, char **argv)
{
	struct cli cli = {0};
	if (!fill_descriptors()) {
		exit(CLI_INTERNAL);
	}
	ignore_signals();
	exit((int)run(&cli, argc, argv));
}
