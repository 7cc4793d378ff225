/* `platen convert`: which inputs become which outputs, in which format, and writing them. */
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

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
	struct pl_buffer font;            /* the file of --font */
	struct platen_document *template; /* of --fdx-template */
	struct cli_names names;           /* of --watermark-list */
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

/* A device, a pipe and the like; false if there is no such file. */
static bool
is_special(const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 && !S_ISREG(about.st_mode);
}

/* Only a character device is opened: the reader of a pipe would take the closing for the end. */
static bool
is_terminal(const char *path)
{
	struct stat about;
	bool is_device = stat(path, &about) == 0 && S_ISCHR(about.st_mode);
	int file = is_device ? open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK) : -1;
	bool is_one = file >= 0 && isatty(file) == 1;
	if (file >= 0) {
		close(file);
	}
	return is_one;
}

/* Choose the format of all outputs. */
static enum cli_exit
choose_format(struct conversion *conversion)
{
	const struct cli_options *options = &conversion->run->settings->options;
	const struct cli_messages *messages = conversion->run->messages;
	const struct platen_format *format = options->format;
	if (format == NULL && conversion->place == PLACE_STDOUT) {
		return cli_usage_error(messages, "standard output needs a format; name it with -f");
	}
	if (format == NULL && conversion->place == PLACE_NAMED) {
		format = platen_format_by_path(options->output);
		if (format == NULL && !is_special(options->output)) {
			return cli_unknown_extension(messages, options->output);
		}
	}
	conversion->format = format == NULL ? platen_format_at(0) : format;
	bool is_shown = conversion->place == PLACE_STDOUT
				? isatty(STDOUT_FILENO) == 1
				: conversion->place == PLACE_NAMED && is_terminal(options->output);
	if (conversion->format->is_binary && is_shown) {
		return cli_usage_error(messages,
				       "%s is not for a terminal; name a file with -o FILE",
				       conversion->format->name);
	}
	return CLI_DONE;
}

/* Whether an input is meant to be the output: one of several, as in `platen IN OUT.pdf`. */
static bool
is_meant_as_output(const char *input)
{
	return platen_format_by_path(input) != NULL &&
	       (platen_input_by_path(input) == NULL || access(input, F_OK) != 0);
}

static enum cli_exit
find_contradictions(const struct cli_run *run, enum place place)
{
	const struct cli_inputs *inputs = &run->request->inputs;
	if (inputs->count == 0) {
		return cli_no_input(run);
	}
	const char *last = inputs->list[inputs->count - 1];
	if (inputs->count > 1 && run->settings->options.output == NULL &&
	    is_meant_as_output(last)) {
		return cli_usage_error(run->messages,
				       "to write '%s', name it with -o; nothing was written", last);
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

/* Report an option that acts only on formats whose flag at `at` is set. */
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

/* Only options on the command line are reported: a configuration file is for all formats. */
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
		{"tagged", offsetof(struct platen_format, has_structure)},
		{"attach-source", offsetof(struct platen_format, has_attachment)},
		{"watermark-list", offsetof(struct platen_format, has_watermark)},
		{"fdx-template", offsetof(struct platen_format, has_fdx_options)},
	};
	const struct cli_settings *settings = conversion->run->settings;
	const struct platen_format *format = conversion->format;
	const char *output = settings->options.output;
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		bool fits = *((const bool *)(const void *)format + options[i].at);
		if (!fits && cli_option_is_on(settings, options[i].name) &&
		    cli_option_origin(settings, options[i].name) == CLI_ORIGIN_LINE) {
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
	bool has_extension =
		platen_input_by_path(input) != NULL || cli_has_extension(input, ".pdf");
	size_t length = has_extension ? (size_t)(strrchr(input, '.') - input) : strlen(input);
	pl_buffer_put(name, (struct pl_str){input, length});
	pl_buffer_printf(name, "%s%s", format->extension == NULL ? "." : "",
			 format->extension == NULL ? format->name : format->extension);
}

static void
put_output(struct pl_buffer *name, const struct conversion *conversion, const char *input)
{
	const char *output = conversion->run->settings->options.output, *slash;
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

/* Drop the options that do not apply to the format. */
static void
adapt(struct cli_options *options, const struct platen_format *format)
{
	options->write.layout &= format->has_layout;
	options->pages = format->is_paged ? options->pages : NULL;
	options->layout.breaks_only = !format->needs_lines && !options->write.layout;
	options->layout.named_watermark = options->watermark_list != NULL && format->has_watermark;
	if (format->hides_notes) {
		options->layout.notes = options->layout.sections = options->layout.synopses = false;
	}
}

/* ------------------------------------------------------------------------ inputs */

/* What an input has become. */
struct result {
	struct pl_buffer name; /* of the output, or the pattern of several */
	struct cli_output *outputs;
	struct pl_buffer details; /* ", 3 pages" */
};

/* The input is a PDF, and the output is to be the source attached to it. */
static bool
wants_source(const struct conversion *conversion, const struct cli_options *set,
	     const struct cli_screenplay *screenplay)
{
	struct pl_str bytes = pl_buffer_str(&screenplay->bytes), source = screenplay->source;
	bool is_attached = source.length != bytes.length;
	return is_attached && !set->renumber && !set->number_scenes && !set->scene_on_new_page &&
	       conversion->format->input == platen_document_input(screenplay->document) &&
	       !pl_str_starts(source, PL_STR("PK"));
}

/* The name of the source inside a PDF. */
static const char *
name_of_source(const char *input, const struct cli_screenplay *screenplay)
{
	const char *slash = strrchr(input, '/');
	if (cli_is_stdin(input) || cli_has_extension(input, ".pdf")) {
		bool is_fdx = platen_document_input(screenplay->document) == PLATEN_INPUT_FDX;
		return is_fdx ? "script.fdx" : "script.fountain";
	}
	return slash == NULL ? input : slash + 1;
}

/* Write an output for each name, all of the same pages. */
static enum cli_exit
write_names(const struct conversion *conversion, struct cli_job *job,
	    const struct cli_screenplay *screenplay, struct platen_write_options *options,
	    struct result *result, enum platen_status *written)
{
	const struct cli_name *name = conversion->names.first;
	struct cli_output **end = &result->outputs;
	struct cli_messages messages = job->messages;
	struct cli_progress progress;
	struct platen_progress all = cli_progress_begin(&progress, &messages, name->output);
	enum cli_exit status = CLI_DONE;
	messages.shows_progress = false; /* of one file */
	*written = PLATEN_OK;
	for (size_t i = 1; name != NULL && status == CLI_DONE && *written == PLATEN_OK; i++) {
		progress.name = name->output;
		if (all.step != NULL) {
			all.step(all.user, i, conversion->names.count);
		}
		*written = platen_pages_set_name(screenplay->pages, name->text);
		if (*written == PLATEN_OK) {
			status = cli_outputs_write(&messages, screenplay, name->output, true,
						   conversion->format, options, end, written);
		}
		for (; *end != NULL; end = &(*end)->next) {
		}
		name = name->next;
	}
	cli_progress_end(&progress);
	return status;
}

static enum cli_exit
write_outputs(const struct conversion *conversion, struct cli_job *job,
	      const struct cli_options *set, const struct cli_screenplay *screenplay,
	      struct result *result)
{
	struct platen_write_options options = set->write;
	const char *name = pl_buffer_text(&result->name);
	enum platen_status written;
	if (name == NULL) {
		return cli_out_of_memory(&job->messages, job->input);
	}
	options.reporter = cli_findings_reporter(&job->findings);
	options.font = conversion->font.data;
	options.font_length = conversion->font.length;
	options.fdx_template = conversion->template;
	if (set->attach_source) {
		options.attachment = screenplay->source.data;
		options.attachment_length = screenplay->source.length;
		options.attachment_name = name_of_source(job->input, screenplay);
	}
	if (wants_source(conversion, set, screenplay)) {
		return cli_outputs_copy(name, screenplay->source, &result->outputs)
			       ? CLI_DONE
			       : cli_out_of_memory(&job->messages, job->input);
	}
	enum cli_exit status =
		conversion->names.first != NULL
			? write_names(conversion, job, screenplay, &options, result, &written)
			: cli_outputs_write(&job->messages, screenplay, name,
					    conversion->place == PLACE_NAMED, conversion->format,
					    &options, &result->outputs, &written);
	bool is_font = written == PLATEN_BAD_FONT || written == PLATEN_WIDE_FONT;
	const char *font = conversion->run->settings->options.font;
	return status == CLI_DONE
		       ? cli_report_status(&job->messages, is_font ? font : job->input, written)
		       : status;
}

/* --scene-numbers prints the numbers that are there; say so if there are none. */
static void
check_scene_numbers(const struct cli_job *job, const struct platen_document *document)
{
	struct platen_walk walk;
	size_t count = 0;
	bool is_numbered = false;
	if (cli_option_origin(job->settings, "scene-numbers") != CLI_ORIGIN_LINE ||
	    job->settings->options.layout.scene_numbers == PLATEN_NUMBERS_NONE ||
	    job->settings->options.filter.quiet) {
		return;
	}
	platen_walk_init(&walk, platen_document_root(document));
	while (platen_walk_next(&walk)) {
		if (platen_node_kind(walk.node) == PLATEN_SCENE_HEADING) {
			count++;
			is_numbered |= platen_node_label(walk.node).length > 0;
		}
	}
	if (count > 0 && !is_numbered) {
		cli_warn(&job->messages,
			 "--scene-numbers prints nothing, as no scene of %s has a number; "
			 "--number-scenes numbers them",
			 cli_input_name(job->input));
	}
}

static void
convert(const struct conversion *conversion, struct cli_job *job, struct result *result)
{
	const struct platen_format *format = conversion->format;
	struct cli_settings settings = *job->settings;
	struct cli_options *options = &settings.options;
	const struct cli_run *run = conversion->run;
	struct cli_screenplay screenplay = {0};
	adapt(options, format);
	bool has_pages = format->needs_pages || options->write.layout || run->see != NULL;
	job->status = cli_screenplay_open(&settings, &job->messages, &job->findings, has_pages,
					  &screenplay);
	if (job->status == CLI_DONE && run->see != NULL) {
		run->see(run->see_user, screenplay.pages);
	}
	cli_keep_layout(job, format, screenplay.document);
	if (job->status == CLI_DONE && options->pages != NULL) {
		job->status = cli_pages_choose(&job->messages, screenplay.pages, options->pages);
	}
	if (job->status == CLI_DONE) {
		job->status = write_outputs(conversion, job, options, &screenplay, result);
	}
	if (job->status == CLI_DONE && format->needs_pages) {
		check_scene_numbers(job, screenplay.document);
		cli_put_page_count(&result->details, screenplay.pages);
	}
	cli_job_close(job, &screenplay);
}

static void
work(void *user, struct cli_job *job)
{
	const struct conversion *conversion = user;
	struct result *result = calloc(1, sizeof(*result));
	if (result == NULL) {
		job->status = cli_out_of_memory(&job->messages, job->input);
		return;
	}
	job->result = result;
	put_output(&result->name, conversion, job->input);
	convert(conversion, job, result);
}

/* A file which may be somebody's work is overwritten only if the user named it, also as the one
 * which the script is written into. */
static enum cli_exit
refuse_implied(const struct conversion *conversion, const char *path)
{
	const struct cli_run *run = conversion->run;
	const struct cli_options *options = &run->settings->options;
	bool is_allowed =
		conversion->place != PLACE_BESIDE || options->force ||
		(conversion->template != NULL && cli_is_same_file(options->fdx_template, path)) ||
		conversion->format->input == PLATEN_INPUT_ANY;
	enum cli_exit status = is_allowed ? CLI_DONE : cli_refuse_protected(run->files, path);
	if (is_allowed || status != CLI_DONE || access(path, F_OK) != 0) {
		return status;
	}
	cli_error(run->messages, path,
		  "exists, and was not overwritten; name it with -o, or use --force%s",
		  conversion->format->has_fdx_options
			  ? ", or --fdx-template to keep what it holds beside the script"
			  : "");
	return CLI_OUTPUT;
}

/* The folder of a file. */
static enum cli_exit
make_folder(const struct cli_run *run, const char *path)
{
	struct pl_buffer folder = {0};
	pl_buffer_put(&folder, (struct pl_str){path, cli_folder_length(path)});
	const char *name = pl_buffer_text(&folder);
	enum cli_exit status = name == NULL         ? cli_out_of_memory(run->messages, path)
			       : folder.length == 0 ? CLI_DONE
						    : cli_folder_make(run->files, name);
	pl_buffer_fini(&folder);
	return status;
}

static enum cli_exit
publish(const struct conversion *conversion, struct result *result)
{
	struct cli_run *run = conversion->run;
	enum cli_exit status = CLI_DONE;
	if (conversion->place == PLACE_FOLDER) {
		status = cli_folder_make(run->files, run->settings->options.output);
	} else if (conversion->names.first != NULL) {
		status = make_folder(run, conversion->names.first->output);
	}
	struct cli_output *output = result->outputs;
	for (; output != NULL && status == CLI_DONE; output = output->next) {
		const char *name = pl_buffer_text(&output->name);
		if (name == NULL) {
			return cli_out_of_memory(run->messages, "platen");
		}
		status = refuse_implied(conversion, name);
	}
	return status == CLI_DONE ? cli_publish_all(run->files, result->outputs) : status;
}

static void
inform_of_writing(const struct conversion *conversion, const struct cli_options *options,
		  struct result *result)
{
	const char *output = pl_buffer_text(&result->name);
	bool is_expected = conversion->run->settings->options.output != NULL ||
			   conversion->place == PLACE_STDOUT;
	if (options->filter.quiet || (is_expected && !options->verbose) || output == NULL) {
		return;
	}
	if (options->verbose) {
		pl_buffer_printf(&result->details, ", %s", conversion->format->summary);
	}
	cli_inform(conversion->run->messages, "wrote",
		   conversion->place == PLACE_STDOUT ? "<stdout>" : output, &result->details);
}

static void
take(void *user, struct cli_job *job)
{
	const struct conversion *conversion = user;
	struct result *result = job->result;
	if (job->status == CLI_DONE) {
		job->status = publish(conversion, result);
	}
	if (job->status == CLI_DONE) {
		inform_of_writing(conversion, &job->settings->options, result);
	}
	if (result != NULL) {
		cli_outputs_free(result->outputs);
		pl_buffer_fini(&result->name);
		pl_buffer_fini(&result->details);
		free(result);
	}
}

/* --------------------------------------------------------------------------- run */

/* The files which options name. */
static enum cli_exit
read_files(struct conversion *conversion)
{
	const struct cli_messages *messages = conversion->run->messages;
	const struct cli_options *options = &conversion->run->settings->options;
	if (options->fdx_template != NULL && conversion->format->has_fdx_options) {
		enum cli_exit status =
			cli_template_open(messages, options->fdx_template, &conversion->template);
		if (status != CLI_DONE) {
			return status;
		}
	}
	if (options->watermark_list != NULL && conversion->format->has_watermark) {
		enum cli_exit status = cli_names_read(conversion->run, &conversion->names);
		if (status != CLI_DONE) {
			return status;
		}
	}
	if (options->font == NULL || !conversion->format->is_drawn) {
		return CLI_DONE;
	}
	if (access(options->font, F_OK) != 0 && strpbrk(options->font, "./") == NULL) {
		cli_error(messages, options->font,
			  "--font takes the file of a font; 'fc-list' says where each is");
		return CLI_RESOURCE;
	}
	if (cli_file_read(messages, options->font, &conversion->font) != CLI_DONE) {
		return CLI_RESOURCE;
	}
	/* an empty file is no font either */
	enum platen_status status = conversion->font.length > 0 ? PLATEN_OK : PLATEN_BAD_FONT;
	return cli_report_status(messages, options->font, status);
}

/* Neither the inputs nor the files which options name are overwritten, but for the Final Draft file
 * which the script is written into: it has been read by then. */
static void
protect_inputs(const struct conversion *conversion)
{
	const struct cli_run *run = conversion->run;
	const struct cli_inputs *inputs = &run->request->inputs;
	const struct cli_options *options = &run->settings->options;
	for (size_t i = 0; i < inputs->count; i++) {
		cli_files_protect(run->files, inputs->list[i]);
	}
	const char *template = conversion->format->has_fdx_options ? NULL : options->fdx_template;
	const char *const files[] = {template, options->font, options->watermark_list};
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		if (files[i] != NULL) {
			cli_files_protect(run->files, files[i]);
		}
	}
}

enum cli_exit
cli_convert(struct cli_run *run)
{
	struct conversion conversion = {
		.run = run,
		.place = choose_place(&run->settings->options, &run->request->inputs),
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
	protect_inputs(&conversion);
	status = read_files(&conversion);
	if (status == CLI_DONE) {
		status = cli_jobs_run(run, work, take, &conversion);
	}
	platen_document_free(conversion.template);
	cli_names_fini(&conversion.names);
	pl_buffer_fini(&conversion.font);
	return status;
}
