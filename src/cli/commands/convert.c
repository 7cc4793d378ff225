#include <stddef.h>

#include "cli/commands/commands.h"

/* Where the options send the outputs. */
enum place {
	PLACE_BESIDE, /* beside each input, under its name */
	PLACE_FOLDER, /* -o DIR/: there, under its name */
	PLACE_NAMED,  /* -o FILE */
	PLACE_STDOUT,
};

/* What all inputs of a run become. */
struct conversion {
	struct cli_run *run;
	enum place place;
	const struct platen_format *format;
	struct cli_settings settings;     /* the run's, as the format has them */
	struct pl_buffer font;            /* the file of --font */
	struct platen_document *template; /* of --fdx-template */
};

static bool
has_stdin(const struct cli_inputs *inputs)
{
	for (size_t i = 0; i < inputs->count; i++) {
		if (cli_is_stdin(inputs->list[i])) {
			return true;
		}
	}
	return false;
}

static bool
ends_in_slash(const char *path)
{
	return path[strlen(path) - 1] == '/';
}

static enum place
choose_place(const struct cli_options *options, const struct cli_inputs *inputs)
{
	const char *output = options->output;
	const struct platen_format *format = options->format;
	if (output != NULL && strcmp(output, "-") == 0) {
		return PLACE_STDOUT;
	}
	if (output != NULL) {
		bool is_folder = ends_in_slash(output) || cli_is_folder(output);
		return is_folder ? PLACE_FOLDER : PLACE_NAMED;
	}
	bool is_stream = format != NULL && (format->extension == NULL || has_stdin(inputs));
	return is_stream ? PLACE_STDOUT : PLACE_BESIDE;
}

/* Choose the format of all outputs. */
static enum cli_exit
choose_format(struct conversion *conversion)
{
	const struct cli_options *options = &conversion->run->settings->options;
	const struct cli_messages *messages = conversion->run->messages;
	conversion->format = options->format;
	if (conversion->format == NULL && conversion->place == PLACE_NAMED) {
		conversion->format = platen_format_by_path(options->output);
		if (conversion->format == NULL) {
			return cli_usage_error(messages,
					       "cannot tell the format from '%s'; name it with -f",
					       options->output);
		}
	} else if (conversion->format == NULL && conversion->place == PLACE_STDOUT) {
		return cli_usage_error(messages, "standard output needs a format; name it with -f");
	} else if (conversion->format == NULL) {
		conversion->format = platen_format_at(0);
	}
	return CLI_DONE;
}

static enum cli_exit
find_contradictions(const struct cli_run *run, enum place place)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	if (inputs->count == 0) {
		return cli_no_input(run);
	}
	if (inputs->count > 1 && place == PLACE_NAMED) {
		return cli_usage_error(run->messages,
				       "cannot write %zu inputs to '%s'; name a folder: -o DIR/",
				       inputs->count, run->settings->options.output);
	}
	if (inputs->count > 1 && place == PLACE_STDOUT) {
		return cli_usage_error(
			run->messages,
			"%zu inputs cannot share standard output; name a folder: -o DIR/",
			inputs->count);
	}
	if (has_stdin(inputs) && (place == PLACE_BESIDE || place == PLACE_FOLDER)) {
		return cli_usage_error(run->messages,
				       "cannot name the output after standard input; "
				       "name it with -o FILE");
	}
	return CLI_DONE;
}

/* Report an option which acts on some formats only: those whose flag at `at` is set. */
static enum cli_exit
report_misfit(const struct cli_messages *messages, const char *option, size_t at,
	      const struct platen_format *given)
{
	struct pl_buffer names = {0};
	const struct platen_format *format;
	for (size_t i = 0; (format = platen_format_at(i)) != NULL; i++) {
		if (*((const bool *)(const void *)format + at)) {
			pl_buffer_printf(&names, "%s%s", names.length == 0 ? "" : ", ",
					 format->name);
		}
	}
	const char *list = pl_buffer_text(&names);
	cli_usage_error(messages, "--%s is for %s, not for %s", option, list == NULL ? "" : list,
			given->name);
	pl_buffer_fini(&names);
	return CLI_USAGE;
}

/* A configuration file may have options which do not act on this format. */
static enum cli_exit
find_misfits(const struct conversion *conversion)
{
	static const struct {
		const char *name;
		size_t at;
	} options[] = {
		{"layout", offsetof(struct platen_format, has_layout)},
		{"pages", offsetof(struct platen_format, is_paged)},
		{"dpi", offsetof(struct platen_format, is_raster)},
		{"fdx-template", offsetof(struct platen_format, has_fdx_options)},
	};
	const struct cli_settings *settings = conversion->run->settings;
	const struct platen_format *format = conversion->format;
	const char *output = settings->options.output;
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		bool fits = *((const bool *)(const void *)format + options[i].at);
		if (!fits && cli_option_origin(settings, options[i].name) == CLI_ORIGIN_LINE) {
			return report_misfit(conversion->run->messages, options[i].name,
					     options[i].at, format);
		}
	}
	if (format->is_single && conversion->place == PLACE_NAMED && strchr(output, '%') != NULL &&
	    !cli_is_pattern(output)) {
		return cli_usage_error(conversion->run->messages,
				       "'%s' needs exactly one %%d, or %%03d, for the page number",
				       output);
	}
	return CLI_DONE;
}

/* `input` with the format's extension in place of its own, if that is one of a screenplay:
 * "draft.v2" becomes "draft.v2.pdf". */
static void
put_name(struct pl_buffer *name, const char *input, const struct platen_format *format)
{
	bool has_extension = platen_input_by_path(input) != NULL;
	size_t length = has_extension ? (size_t)(strrchr(input, '.') - input) : strlen(input);
	pl_buffer_put(name, (struct pl_str){input, length});
	pl_buffer_printf(name, "%s%s", format->extension == NULL ? "." : "",
			 format->extension == NULL ? format->name : format->extension);
}

static void
put_output(struct pl_buffer *name, const struct conversion *conversion, const char *input)
{
	const char *output = conversion->settings.options.output, *slash;
	switch (conversion->place) {
	case PLACE_BESIDE: put_name(name, input, conversion->format); break;
	case PLACE_FOLDER:
		slash = strrchr(input, '/');
		pl_buffer_printf(name, "%s%s", output, ends_in_slash(output) ? "" : "/");
		put_name(name, slash == NULL ? input : slash + 1, conversion->format);
		break;
	case PLACE_NAMED: pl_buffer_put_text(name, output); break;
	case PLACE_STDOUT: pl_buffer_put_byte(name, '-'); break;
	}
}

static void
inform_of_writing(const struct conversion *conversion, const char *output,
		  const struct platen_pages *pages)
{
	struct pl_buffer details = {0};
	if (conversion->format->needs_pages) {
		cli_put_page_count(&details, pages);
	}
	if (conversion->settings.options.verbose) {
		pl_buffer_printf(&details, ", %s", conversion->format->summary);
	}
	cli_inform(conversion->run->messages, "wrote",
		   conversion->place == PLACE_STDOUT ? "<stdout>" : output, &details);
}

/* Write the screenplay as `output`. */
static enum cli_exit
write_output(const struct conversion *conversion, const struct cli_screenplay *screenplay,
	     const char *output, struct cli_findings *findings)
{
	struct cli_run *run = conversion->run;
	const struct cli_options *set = &conversion->settings.options;
	struct platen_write_options options = set->write;
	options.report = cli_findings_add;
	options.user = findings;
	options.font = conversion->font.data;
	options.font_length = conversion->font.length;
	options.fdx.template_document = conversion->template;
	struct pl_buffer bytes = {0};
	enum platen_status written;
	enum cli_exit status = CLI_DONE;
	if (conversion->format->is_single) {
		status = cli_write_pictures(run, screenplay, output,
					    conversion->place == PLACE_NAMED, conversion->format,
					    &options, &written);
	} else {
		struct platen_sink sink = {pl_buffer_write, &bytes};
		written = cli_write(conversion->format, screenplay, &options, &sink);
	}
	cli_findings_settle(findings, screenplay->document, screenplay->pages);
	cli_diagnostics_add(run->diagnostics, run->messages, findings);
	if (status == CLI_DONE) {
		bool is_font = written == PLATEN_BAD_FONT || written == PLATEN_WIDE_FONT;
		status = cli_report_status(run->messages, is_font ? set->font : findings->input,
					   written);
	}
	if (status == CLI_DONE && !conversion->format->is_single) {
		status = cli_publish(run->files, &bytes, output);
	}
	pl_buffer_fini(&bytes);
	return status;
}

static enum cli_exit
convert(const struct conversion *conversion, const char *input, const char *output)
{
	struct cli_run *run = conversion->run;
	const struct cli_options *options = &conversion->settings.options;
	struct cli_screenplay screenplay = {0};
	struct cli_run own = *run;
	own.settings = &conversion->settings;
	enum cli_exit status = cli_screenplay_read(
		&own, input, conversion->format->needs_pages || options->write.layout, &screenplay);
	if (status == CLI_DONE && options->pages != NULL) {
		status = cli_pages_choose(run->messages, screenplay.pages, options->pages);
	}
	if (status == CLI_DONE) {
		struct cli_findings findings;
		cli_findings_init(&findings, input, &options->filter);
		status = write_output(conversion, &screenplay, output, &findings);
	}
	bool is_expected = options->output != NULL || conversion->place == PLACE_STDOUT;
	if (status == CLI_DONE && !options->filter.quiet && (!is_expected || options->verbose)) {
		inform_of_writing(conversion, output, screenplay.pages);
	}
	cli_screenplay_free(&screenplay);
	return status;
}

static enum cli_exit
convert_all(const struct conversion *conversion)
{
	const struct cli_inputs *inputs = &conversion->run->request->inputs;
	enum cli_exit worst = CLI_DONE;
	for (size_t i = 0; i < inputs->count; i++) {
		struct pl_buffer name = {0};
		put_output(&name, conversion, inputs->list[i]);
		const char *output = pl_buffer_text(&name);
		enum cli_exit status =
			output == NULL
				? cli_out_of_memory(conversion->run->messages, inputs->list[i])
				: convert(conversion, inputs->list[i], output);
		worst = cli_worse(worst, status);
		pl_buffer_fini(&name);
	}
	return worst;
}

/* Leave out what the format does not have. */
static void
adapt(struct cli_options *options, const struct platen_format *format)
{
	options->write.layout &= format->has_layout;
	options->pages = format->is_paged ? options->pages : NULL;
	if (format->hides_notes) {
		options->layout.notes = options->layout.sections = options->layout.synopses = false;
	}
}

/* The files which options name. */
static enum cli_exit
read_files(struct conversion *conversion)
{
	const struct cli_messages *messages = conversion->run->messages;
	const struct cli_options *options = &conversion->settings.options;
	if (options->fdx_template != NULL && conversion->format->has_fdx_options) {
		enum cli_exit status =
			cli_template_open(messages, options->fdx_template, &conversion->template);
		if (status != CLI_DONE) {
			return status;
		}
	}
	if (options->font == NULL || !conversion->format->is_drawn) {
		return CLI_DONE;
	}
	if (cli_file_read(messages, options->font, &conversion->font) != CLI_DONE) {
		return CLI_RESOURCE;
	}
	/* an empty file is no font either */
	enum platen_status status = conversion->font.length > 0 ? PLATEN_OK : PLATEN_BAD_FONT;
	return cli_report_status(messages, options->font, status);
}

/* Neither the inputs nor the files which options name are overwritten. */
static void
protect_inputs(const struct cli_run *run)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	const struct cli_options *options = &run->settings->options;
	for (size_t i = 0; i < inputs->count; i++) {
		cli_files_protect(run->files, inputs->list[i]);
	}
	if (options->fdx_template != NULL) {
		cli_files_protect(run->files, options->fdx_template);
	}
	if (options->font != NULL) {
		cli_files_protect(run->files, options->font);
	}
}

enum cli_exit
cli_convert(struct cli_run *run)
{
	struct conversion conversion = {
		.run = run,
		.place = choose_place(&run->settings->options, &run->request->inputs),
		.settings = *run->settings,
	};
	enum cli_exit status = find_contradictions(run, conversion.place);
	if (status == CLI_DONE) {
		status = choose_format(&conversion);
	}
	if (status == CLI_DONE) {
		status = find_misfits(&conversion);
	}
	if (status != CLI_DONE) {
		return status;
	}
	adapt(&conversion.settings.options, conversion.format);
	protect_inputs(run);
	status = read_files(&conversion);
	if (status == CLI_DONE) {
		status = convert_all(&conversion);
	}
	platen_document_free(conversion.template);
	pl_buffer_fini(&conversion.font);
	return status;
}
