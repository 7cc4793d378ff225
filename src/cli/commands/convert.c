#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"

/* Where the options send the outputs. */
enum place {
	PLACE_BESIDE, /* beside each input, under its name */
	PLACE_FOLDER, /* -o DIR/: there, under its name */
	PLACE_NAMED,  /* -o FILE */
	PLACE_STDOUT,
};

static bool
is_folder(const char *path)
{
	struct stat about;
	size_t length = strlen(path);
	return path[length - 1] == '/' || (stat(path, &about) == 0 && S_ISDIR(about.st_mode));
}

static bool
has_stdin(const struct cli *cli)
{
	for (size_t i = 0; i < cli->input_count; i++) {
		if (cli_is_stdin(cli->inputs[i])) {
			return true;
		}
	}
	return false;
}

static enum place
choose_place(const struct cli *cli)
{
	const char *output = cli->options.output;
	if (output != NULL) {
		if (strcmp(output, "-") == 0) {
			return PLACE_STDOUT;
		}
		return is_folder(output) ? PLACE_FOLDER : PLACE_NAMED;
	}
	const struct platen_format *format = cli->options.format;
	if (format != NULL && (format->extension == NULL || has_stdin(cli))) {
		return PLACE_STDOUT;
	}
	return PLACE_BESIDE;
}

/* The format of all outputs; NULL after a message. */
static const struct platen_format *
choose_format(const struct cli *cli, enum place place)
{
	const struct platen_format *format = cli->options.format;
	if (format == NULL && place == PLACE_NAMED) {
		format = platen_format_by_path(cli->options.output);
		if (format == NULL) {
			cli_misused(cli, "cannot tell the format from '%s'; say it with -f",
				    cli->options.output);
		}
	} else if (format == NULL && place == PLACE_STDOUT) {
		cli_misused(cli, "standard output needs a format; say it with -f");
	} else if (format == NULL) {
		format = platen_format_at(0);
	}
	return format;
}

static enum cli_exit
find_contradictions(const struct cli *cli, enum place place)
{
	size_t count = cli->input_count;
	if (count == 0) {
		return cli_no_input(cli);
	}
	if (count > 1 && place == PLACE_NAMED) {
		return cli_misused(cli, "%zu inputs cannot all be '%s'; name a folder: -o DIR/",
				   count, cli->options.output);
	}
	if (count > 1 && place == PLACE_STDOUT) {
		return cli_misused(
			cli, "%zu inputs cannot share standard output; name a folder: -o DIR/",
			count);
	}
	if (has_stdin(cli) && (place == PLACE_BESIDE || place == PLACE_FOLDER)) {
		return cli_misused(cli, "standard input has no name to call the output by; "
					"name it with -o FILE");
	}
	return CLI_DONE;
}

/* `input` with the format's extension in place of its own, which is only known to be one if it is
 * a screenplay's: "draft.v2" becomes "draft.v2.pdf". */
static void
put_name(struct pl_buffer *name, const char *input, const struct platen_format *format)
{
	enum platen_input from;
	const char *extension = cli_input_extension(input, &from);
	size_t length = strlen(input) - (extension == NULL ? 0 : strlen(extension));
	pl_buffer_put(name, (struct pl_str){input, length});
	if (format->extension == NULL) {
		pl_buffer_printf(name, ".%s", format->name);
	} else {
		pl_buffer_put_text(name, format->extension);
	}
}

static void
put_output(struct pl_buffer *name, const struct cli *cli, enum place place, const char *input,
	   const struct platen_format *format)
{
	const char *output = cli->options.output, *slash;
	switch (place) {
	case PLACE_BESIDE: put_name(name, input, format); break;
	case PLACE_FOLDER:
		slash = strrchr(input, '/');
		pl_buffer_printf(name, "%s%s", output,
				 output[strlen(output) - 1] == '/' ? "" : "/");
		put_name(name, slash == NULL ? input : slash + 1, format);
		break;
	case PLACE_NAMED: pl_buffer_put_text(name, output); break;
	case PLACE_STDOUT: pl_buffer_put_text(name, "-"); break;
	}
}

static void
say_written(const struct cli *cli, const char *output, const struct platen_format *format)
{
	struct pl_buffer line = {0};
	pl_buffer_put_text(&line, "wrote ");
	cli_put_visible(&line, strcmp(output, "-") == 0 ? "<stdout>" : output);
	if (format->needs_pages) {
		cli_put_page_count(&line, cli->screenplay.pages);
	}
	if (cli->options.verbose) {
		pl_buffer_printf(&line, ", %s", format->summary);
	}
	cli_say(cli, &line);
	pl_buffer_fini(&line);
}

static enum cli_exit
convert(struct cli *cli, const char *input, const char *output, const struct platen_format *format)
{
	bool layout = cli->options.with_layout;
	enum cli_exit status = cli_screenplay_read(cli, input, format->needs_pages || layout);
	if (status != CLI_DONE) {
		return status;
	}
	if (cli->options.pages != NULL && (status = cli_pages_choose(cli, input)) != CLI_DONE) {
		return status;
	}
	bool is_named = cli->options.output != NULL && strcmp(output, cli->options.output) == 0;
	struct cli_findings findings = {.cli = cli, .input = input};
	struct platen_write_options options = {
		.date = cli->options.date,
		.report = cli_findings_hear,
		.user = &findings,
		.layout = layout,
		.fdx = cli->options.fdx,
		.font = cli->font.data,
		.font_length = cli->font.length,
		.dpi = cli->options.dpi,
	};
	struct pl_buffer bytes = {0};
	struct platen_sink sink = {pl_buffer_write, &bytes};
	enum platen_status written;
	if (format->is_single) {
		bool is_pattern = is_named && strchr(output, '%') != NULL;
		status = cli_write_pictures(cli, output, is_pattern, format, &options, &written);
	} else {
		written = platen_write(format, cli->screenplay.document, cli->screenplay.pages,
				       &options, &sink);
	}
	cli_findings_settle(&findings, &cli->screenplay);
	cli_findings_publish(cli, &findings);
	status = status == CLI_DONE ? cli_refuse(cli, input, written) : status;
	if (status == CLI_DONE && !format->is_single) {
		status = cli_publish(cli, &bytes, output);
	}
	pl_buffer_fini(&bytes);
	bool named = cli->options.output != NULL || strcmp(output, "-") == 0;
	if (status == CLI_DONE && !cli->options.quiet && (!named || cli->options.verbose)) {
		say_written(cli, output, format);
	}
	return status;
}

/* Options, and names, which make sense for some formats only. */
static enum cli_exit
find_misfits(const struct cli *cli, enum place place, const struct platen_format *format)
{
	if (cli->options.with_layout && !format->has_layout) {
		return cli_misused(cli, "--layout is for json, not for %s", format->name);
	}
	if (cli->options.pages != NULL && !format->is_paged) {
		return cli_misused(cli, "--pages is for pdf, text, svg and png, not for %s",
				   format->name);
	}
	if (cli->options.dpi != 0 && !format->is_raster && cli_is_from_line(cli, "dpi")) {
		return cli_misused(cli, "--dpi is for png, not for %s", format->name);
	}
	if (format->is_single && place == PLACE_NAMED && strchr(cli->options.output, '%') != NULL &&
	    !cli_is_pattern(cli->options.output)) {
		return cli_misused(
			cli, "'%s' needs exactly one %%d, or %%03d, for the number of the page",
			cli->options.output);
	}
	if (cli->options.fdx_template != NULL && !format->has_fdx_options &&
	    cli_is_from_line(cli, "fdx-template")) {
		return cli_misused(cli, "--fdx-template is for fdx, not for %s", format->name);
	}
	return CLI_DONE;
}

static enum cli_exit
convert_all(struct cli *cli, enum place place, const struct platen_format *format)
{
	enum cli_exit worst = CLI_DONE;
	for (size_t i = 0; i < cli->input_count; i++) {
		struct pl_buffer name = {0};
		put_output(&name, cli, place, cli->inputs[i], format);
		const char *output = pl_buffer_text(&name);
		enum cli_exit status = output == NULL
					       ? cli_refuse(cli, cli->inputs[i], PLATEN_NO_MEMORY)
					       : convert(cli, cli->inputs[i], output, format);
		worst = status > worst ? status : worst;
		pl_buffer_fini(&name);
	}
	return worst;
}

/* An empty file is no font either. */
static bool
read_font(struct cli *cli)
{
	if (cli_file_read(cli, cli->options.font, &cli->font) != CLI_DONE) {
		return false;
	}
	return cli->font.length > 0 ||
	       cli_refuse(cli, cli->options.font, PLATEN_BAD_FONT) == CLI_DONE;
}

enum cli_exit
cli_convert(struct cli *cli)
{
	enum place place = choose_place(cli);
	enum cli_exit worst = find_contradictions(cli, place);
	if (worst != CLI_DONE) {
		return worst;
	}
	const struct platen_format *format = choose_format(cli, place);
	if (format == NULL) {
		return CLI_USAGE;
	}
	if (format->hides_notes) {
		struct platen_layout_options *layout = &cli->options.layout;
		layout->notes = layout->sections = layout->synopses = false;
	}
	worst = find_misfits(cli, place, format);
	if (worst != CLI_DONE) {
		return worst;
	}
	if (!cli_identities_init(cli)) {
		return cli_refuse(cli, "platen", PLATEN_NO_MEMORY);
	}
	struct platen_document *template = NULL;
	if (cli->options.fdx_template != NULL && format->has_fdx_options) {
		worst = cli_template_open(cli, &template);
		if (worst != CLI_DONE) {
			return worst;
		}
		cli->options.fdx.template_document = template;
	}
	bool has_font = cli->options.font == NULL || !format->is_drawn || read_font(cli);
	worst = has_font ? convert_all(cli, place, format) : CLI_RESOURCE;
	platen_document_free(template);
	return worst;
}
