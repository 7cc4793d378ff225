#include "cli/commands/commands.h"

static enum cli_exit
find_contradictions(const struct cli_run *run)
{
	const struct cli_options *set = &run->settings->options;
	const struct cli_inputs *inputs = &run->request->inputs;
	if (inputs->count == 0) {
		return cli_no_input(run);
	}
	if (set->rewrite && (set->check || set->diff)) {
		return cli_usage_error(run->messages, "--write and --%s contradict each other",
				       set->check ? "check" : "diff");
	}
	if (inputs->count > 1 && !set->rewrite && !set->check && !set->diff) {
		return cli_usage_error(run->messages,
				       "%zu inputs cannot share standard output; "
				       "use --write, --check or --diff",
				       inputs->count);
	}
	for (size_t i = 0; i < inputs->count && set->rewrite; i++) {
		if (cli_is_stdin(inputs->list[i])) {
			return cli_usage_error(run->messages,
					       "standard input cannot be written in place");
		}
	}
	return CLI_DONE;
}

/* A file, as it is and in its canonical form. */
struct file {
	const char *name;
	struct pl_buffer bytes, canonical;
	bool is_same; /* both read as the same screenplay */
};

static enum cli_exit
write_canonical(struct cli_run *run, struct file *file, const struct cli_screenplay *screenplay)
{
	struct cli_findings findings;
	cli_findings_init(&findings, file->name, &run->settings->options.filter);
	struct platen_write_options options = {.report = cli_findings_add, .user = &findings};
	struct platen_sink sink = {pl_buffer_write, &file->canonical};
	enum platen_status status = platen_write(cli_format_of(PLATEN_INPUT_FOUNTAIN),
						 screenplay->document, NULL, &options, &sink);
	file->is_same = findings.count == 0;
	cli_findings_settle(&findings, screenplay->document, NULL);
	cli_diagnostics_add(run->diagnostics, run->messages, &findings);
	return cli_report_status(run->messages, file->name, status);
}

static enum cli_exit
make_canonical(struct cli_run *run, struct file *file)
{
	struct cli_settings settings = *run->settings;
	struct cli_screenplay screenplay = {0};
	struct cli_findings findings;
	/* an FDX must not become Fountain under its own name */
	settings.options.read.input = PLATEN_INPUT_FOUNTAIN;
	cli_findings_init(&findings, file->name, &settings.options.filter);
	enum cli_exit status = cli_screenplay_parse(&settings, run->messages, &findings,
						    &file->bytes, &screenplay);
	cli_findings_settle(&findings, screenplay.document, NULL);
	cli_diagnostics_add(run->diagnostics, run->messages, &findings);
	if (status == CLI_DONE) {
		status = write_canonical(run, file, &screenplay);
	}
	cli_screenplay_free(&screenplay);
	return status;
}

/* Do what the options ask for; `out` goes to standard output at the end. */
static enum cli_exit
use(struct cli_run *run, const struct file *file, struct pl_buffer *out)
{
	const struct cli_options *set = &run->settings->options;
	struct pl_str before = pl_buffer_str(&file->bytes), after = pl_buffer_str(&file->canonical);
	bool is_changed = !pl_str_equal(before, after);
	if (set->rewrite && !file->is_same) {
		cli_error(run->messages, file->name,
			  "not written, as it would read as another screenplay");
		return CLI_CHANGED;
	}
	if (set->rewrite) {
		return is_changed ? cli_publish(run->files, &file->canonical, file->name)
				  : CLI_DONE;
	}
	if (set->diff) {
		cli_put_diff(out, file->name, before, after);
	} else if (set->check && is_changed) {
		cli_put_visible(out, file->name);
		pl_buffer_put_byte(out, '\n');
	} else if (!set->check) {
		pl_buffer_put(out, after);
	}
	out->failed |= file->canonical.failed;
	return set->check && is_changed ? CLI_CHANGED : CLI_DONE;
}

enum cli_exit
cli_fmt(struct cli_run *run)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	enum cli_exit worst = find_contradictions(run);
	if (worst != CLI_DONE) {
		return worst;
	}
	struct pl_buffer out = {0};
	for (size_t i = 0; i < inputs->count; i++) {
		struct file file = {.name = inputs->list[i]};
		enum cli_exit status = cli_input_read(run->messages, file.name,
						      "name the files in it", &file.bytes);
		if (status == CLI_DONE) {
			status = make_canonical(run, &file);
		}
		if (status == CLI_DONE) {
			status = use(run, &file, &out);
		}
		worst = cli_worse(worst, status);
		pl_buffer_fini(&file.bytes);
		pl_buffer_fini(&file.canonical);
	}
	if (out.length > 0 || out.failed) {
		return cli_worse(worst, cli_print(run, &out));
	}
	pl_buffer_fini(&out);
	return worst;
}
