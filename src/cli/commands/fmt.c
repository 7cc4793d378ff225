#include <string.h>

#include "cli/cli.h"

static enum cli_exit
find_contradictions(const struct cli *cli)
{
	const struct cli_options *set = &cli->options;
	if (cli->input_count == 0) {
		return cli_no_input(cli);
	}
	if (set->write && (set->check || set->diff)) {
		return cli_misused(cli, "--write and --%s contradict each other",
				   set->check ? "check" : "diff");
	}
	if (cli->input_count > 1 && !set->write && !set->check && !set->diff) {
		return cli_misused(cli,
				   "%zu inputs cannot share standard output; "
				   "use --write, --check or --diff",
				   cli->input_count);
	}
	for (size_t i = 0; i < cli->input_count && set->write; i++) {
		if (cli_is_stdin(cli->inputs[i])) {
			return cli_misused(cli, "standard input cannot be written in place");
		}
	}
	return CLI_DONE;
}

static bool
are_equal(const struct pl_buffer *a, const struct pl_buffer *b)
{
	return a->length == b->length &&
	       (a->length == 0 || memcmp(a->data, b->data, a->length) == 0);
}

/* The canonical form of the screenplay which was parsed last. *is_same: it says the same. */
static enum cli_exit
make_canonical(struct cli *cli, const char *input, struct pl_buffer *canonical, bool *is_same)
{
	struct cli_findings findings = {.cli = cli, .input = input};
	struct platen_write_options options = {.report = cli_findings_hear, .user = &findings};
	struct platen_sink sink = {pl_buffer_write, canonical};
	enum platen_status status = platen_write(platen_format_by_name("fountain"),
						 cli->screenplay.document, NULL, &options, &sink);
	*is_same = findings.count == 0;
	cli_findings_settle(&findings, &cli->screenplay);
	cli_findings_publish(cli, &findings);
	return cli_refuse(cli, input, status);
}

/* Tell of a file what the options ask for; `out` goes to standard output at the end. */
static enum cli_exit
tell(struct cli *cli, const char *input, const struct pl_buffer *bytes,
     const struct pl_buffer *canonical, struct pl_buffer *out)
{
	const struct cli_options *set = &cli->options;
	bool is_changed = !are_equal(bytes, canonical);
	if (set->write) {
		return is_changed ? cli_publish(cli, canonical, input) : CLI_DONE;
	}
	if (set->diff) {
		cli_put_diff(out, input, bytes, canonical);
	} else if (set->check && is_changed) {
		cli_put_visible(out, input);
		pl_buffer_put_text(out, "\n");
	} else if (!set->check) {
		pl_buffer_put(out, (struct pl_str){canonical->data, canonical->length});
	}
	return set->check && is_changed ? CLI_CHANGED : CLI_DONE;
}

static enum cli_exit
format(struct cli *cli, const char *input, struct pl_buffer *out)
{
	struct pl_buffer bytes = {0}, canonical = {0};
	bool is_same = false;
	enum cli_exit status = cli_input_read(cli, input, &bytes);
	if (status == CLI_DONE) {
		status = cli_screenplay_parse(cli, input, &bytes);
	}
	if (status == CLI_DONE) {
		status = make_canonical(cli, input, &canonical, &is_same);
	}
	if (status == CLI_DONE && cli->options.write && !is_same) {
		cli_error(cli, input, "not written, since it would be another screenplay");
		status = CLI_CHANGED;
	} else if (status == CLI_DONE) {
		status = tell(cli, input, &bytes, &canonical, out);
	}
	pl_buffer_fini(&bytes);
	pl_buffer_fini(&canonical);
	return status;
}

enum cli_exit
cli_fmt(struct cli *cli)
{
	enum cli_exit worst = find_contradictions(cli);
	if (worst != CLI_DONE) {
		return worst;
	}
	/* an FDX must not become Fountain under its own name */
	cli->options.from = PLATEN_INPUT_FOUNTAIN;
	struct pl_buffer out = {0};
	for (size_t i = 0; i < cli->input_count; i++) {
		enum cli_exit status = format(cli, cli->inputs[i], &out);
		worst = status > worst ? status : worst;
	}
	if (out.length > 0 || out.failed) {
		enum cli_exit status = cli_publish(cli, &out, "-");
		worst = status > worst ? status : worst;
	}
	pl_buffer_fini(&out);
	return worst;
}
