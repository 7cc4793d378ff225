/*
 * The program: descriptors, options, command, status.
 *
 * Data goes to stdout, messages to stderr. A whole output is made in memory before the first byte
 * of it is written, so that a half made one is never seen, and no global state is needed to tidy up
 * after a signal.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/commands/commands.h"

/*
 * The program may be started with descriptors 0 to 2 closed; then the first file opened would
 * become stdout. They are filled with /dev/null, opened the wrong way round, so that using one is
 * still an error.
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

/* Then write fails with EPIPE or EFBIG, which can be handled. */
static void
ignore_signals(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGXFSZ, &ignore, NULL);
}

static bool
wants_color(enum cli_color color)
{
	switch (color) {
	case CLI_COLOR_ALWAYS: return true;
	case CLI_COLOR_NEVER: return false;
	case CLI_COLOR_AUTO: break;
	}
	const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
	bool is_dumb = terminal == NULL || strcmp(terminal, "dumb") == 0;
	return (no == NULL || *no == '\0') && !is_dumb && isatty(STDERR_FILENO) == 1;
}

/* Begin the diagnostics in all forms. Those of check go to stdout, as they are its output, and
 * those of other commands to stderr, unless a file is named. */
static enum cli_exit
begin_diagnostics(const struct cli_request *request, struct cli_diagnostics list[CLI_FORMS_MAX])
{
	const struct cli_options *options = &request->settings.options;
	const struct cli_forms *forms = &options->diagnostics;
	bool is_check = request->settings.command->bit == CLI_CHECK;
	size_t count = forms->count == 0 || options->print_config ? 1 : forms->count;
	for (size_t i = 0; i < count; i++) {
		unsigned form = options->print_config ? 0 : forms->list[i].form;
		const char *file = forms->list[i].file;
		file = file == NULL ? options->diagnostics_output : file;
		if (file == NULL && form != 0) {
			file = is_check ? "-" : "/dev/stderr";
		}
		list[i] = (struct cli_diagnostics){
			.next = i + 1 < count ? &list[i + 1] : NULL,
			.output = options->print_config ? NULL : file,
			.has_color = request->messages->has_color && file == NULL,
			.shows_source = file == NULL && isatty(STDERR_FILENO) == 1,
			.lists_clean = is_check,
		};
		for (size_t j = 0; j < i; j++) {
			if (file != NULL && list[j].output != NULL &&
			    strcmp(file, list[j].output) == 0) {
				return cli_usage_error(
					request->messages,
					"two forms of messages go to %s; name a file for each: "
					"--diagnostics FORM=FILE",
					strcmp(file, "-") == 0 ? "standard output" : file);
			}
		}
		cli_diagnostics_begin(&list[i], form);
	}
	return CLI_DONE;
}

static enum cli_exit
publish_diagnostics(struct cli_run *run)
{
	enum cli_exit worst = CLI_DONE;
	for (struct cli_diagnostics *to = run->diagnostics; to != NULL; to = to->next) {
		if (to->output != NULL) {
			cli_diagnostics_end(to);
			worst = cli_worse(worst, cli_publish(run->files, &to->out, to->output));
		}
	}
	return worst;
}

/* The command may fail because of --fail-on; a failure of the command itself counts more. */
static enum cli_exit
run_command(struct cli_run *run)
{
	/* the others do so when they know what is in the folders of -r */
	if ((run->settings->command->bit & (CLI_COUNT | CLI_CHECK | CLI_FMT)) == 0) {
		cli_run_in_sandbox(run);
	}
	enum cli_exit status = run->settings->command->run(run);
	if (status != CLI_USAGE) {
		status = cli_worse(status, publish_diagnostics(run));
	}
	if (status == CLI_DONE && run->diagnostics->has_failed) {
		return CLI_FOUND;
	}
	return status == CLI_DONE && run->diagnostics->is_incomplete ? CLI_INTERNAL : status;
}

static enum cli_exit
run_request(struct cli_request *request)
{
	const struct cli_options *options = &request->settings.options;
	unsigned command = request->settings.command->bit;
	struct cli_files files = {
		.messages = request->messages,
		.has_output_option = (command & (CLI_CONVERT | CLI_WATCH)) != 0,
		.is_quiet = options->filter.quiet,
	};
	struct cli_diagnostics diagnostics[CLI_FORMS_MAX];
	struct cli_run run = {
		.request = request,
		.settings = &request->settings,
		.messages = request->messages,
		.diagnostics = diagnostics,
		.files = &files,
	};
	if (options->help) {
		return cli_print_help(&run, request->is_bare ? NULL : request->settings.command);
	}
	if (options->version) {
		return cli_version(&run);
	}
	enum cli_exit status = begin_diagnostics(request, diagnostics);
	if (status != CLI_DONE) {
		return status;
	}
	return options->print_config ? cli_print_config(&run) : run_command(&run);
}

/* The memory of the request is not freed piece by piece: the process ends here. */
int
main(int argc, char **argv)
{
	struct cli_messages messages = {0};
	struct cli_request request = {.messages = &messages, .settings.commands = cli_commands};
	if (!fill_descriptors()) {
		exit(CLI_INTERNAL);
	}
	ignore_signals();
	messages.has_color = wants_color(CLI_COLOR_AUTO);
	enum cli_exit status = cli_request_parse(&request, argc, argv);
	if (status == CLI_DONE) {
		messages.has_color = wants_color(request.settings.options.color);
		messages.shows_progress =
			isatty(STDERR_FILENO) == 1 && !request.settings.options.filter.quiet;
		status = run_request(&request);
	}
	exit((int)status);
}
