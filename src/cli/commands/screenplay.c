/* From a file to a document and its pages, with the settings of that file. */
#include "cli/commands/commands.h"
#include "command.h"

void
cli_screenplay_free(struct cli_screenplay *screenplay)
{
	platen_pages_free(screenplay->pages);
	platen_document_free(screenplay->document);
	pl_buffer_fini(&screenplay->bytes);
	*screenplay = (struct cli_screenplay){0};
}

/* The message that says why an input cannot be read was reported already. */
static enum cli_exit
report_status(const struct cli_messages *messages, const struct cli_findings *findings,
	      enum platen_status status)
{
	bool is_input = status == PLATEN_BAD_INPUT || status == PLATEN_TOO_LARGE;
	return is_input && findings->has_error
		       ? CLI_INPUT
		       : cli_report_status(messages, findings->input, status);
}

/* The bytes belong to somebody else, or they, or what they hold, will be attached to a PDF. */
static bool
is_needed_again(const struct cli_settings *settings, const struct pl_buffer *bytes,
		const struct cli_screenplay *screenplay)
{
	struct platen_text attachment;
	return bytes != &screenplay->bytes || settings->options.attach_source ||
	       platen_pdf_attachment(bytes->data, bytes->length, &attachment);
}

/* Parse the bytes of the screenplay, which the document may then own. */
static enum platen_status
parse_own(const struct platen_read_options *options, struct cli_screenplay *screenplay)
{
	struct pl_buffer *bytes = &screenplay->bytes;
	bool is_taken;
	enum platen_status status = pl_document_parse_taking(bytes->data, bytes->length, options,
							     &screenplay->document, &is_taken);
	if (is_taken) {
		*bytes = (struct pl_buffer){0};
	}
	return status;
}

enum cli_exit
cli_screenplay_parse(const struct cli_settings *settings, const struct cli_messages *messages,
		     struct cli_findings *findings, const struct pl_buffer *bytes,
		     struct cli_screenplay *screenplay)
{
	const char *input = findings->input;
	struct platen_read_options options = settings->options.read;
	options.reporter = cli_findings_reporter(findings);
	options.name = input;
	/* `check` is for them; else a fifth of the instructions of `convert -q -f fdx` */
	options.no_warnings = settings->command->bit != CLI_CHECK &&
			      cli_filter_is_silent(&settings->options.filter);
	const struct platen_input_format *named = platen_input_by_path(input);
	/* .txt may be anything */
	if (options.input == PLATEN_INPUT_ANY && named != NULL &&
	    named->input != PLATEN_INPUT_FOUNTAIN) {
		options.input = named->input;
	}
	enum platen_status status = is_needed_again(settings, bytes, screenplay)
					    ? platen_document_parse(bytes->data, bytes->length,
								    &options, &screenplay->document)
					    : parse_own(&options, screenplay);
	if (status == PLATEN_OK && settings->options.renumber) {
		status = platen_document_renumber(screenplay->document);
	} else if (status == PLATEN_OK && settings->options.number_scenes) {
		status = platen_document_number(screenplay->document);
	}
	if (status == PLATEN_OK && settings->options.scene_on_new_page) {
		status = platen_document_break_scenes(screenplay->document);
	}
	return report_status(messages, findings, status);
}

void
cli_put_page_count(struct pl_buffer *out, const struct platen_pages *pages)
{
	unsigned count = platen_pages_count(pages);
	const struct platen_page *first = platen_pages_at(pages, 0);
	bool has_title = first != NULL && platen_page_is_title(first);
	pl_buffer_printf(out, ", %u page%s%s", count, count == 1 ? "" : "s",
			 has_title ? " and a title page" : "");
}

static enum cli_exit
lay_out(const struct cli_settings *settings, const struct cli_messages *messages,
	struct cli_findings *findings, struct cli_screenplay *screenplay)
{
	struct platen_layout_options layout = settings->options.layout;
	layout.reporter = cli_findings_reporter(findings);
	layout.breaks_only |= settings->command->bit == CLI_COUNT;
	enum platen_status status =
		platen_pages_new(screenplay->document, &layout, &screenplay->pages);
	bool will_write = settings->command->bit == CLI_CONVERT; /* and inform the user then */
	if (status == PLATEN_OK && settings->options.verbose && !will_write) {
		struct pl_buffer details = {0};
		cli_put_page_count(&details, screenplay->pages);
		cli_inform(messages, "read", cli_input_name(findings->input), &details);
	}
	return report_status(messages, findings, status);
}

enum cli_exit
cli_screenplay_make(const struct cli_settings *settings, const struct cli_messages *messages,
		    struct cli_findings *findings, const struct pl_buffer *bytes, bool has_pages,
		    struct cli_screenplay *screenplay)
{
	enum cli_exit status =
		cli_screenplay_parse(settings, messages, findings, bytes, screenplay);
	return status == CLI_DONE && has_pages ? lay_out(settings, messages, findings, screenplay)
					       : status;
}

/* Keep the bytes of the input if they are needed once more. */
static void
keep_source(const struct cli_settings *settings, struct cli_screenplay *screenplay)
{
	struct pl_buffer *bytes = &screenplay->bytes;
	struct platen_text attachment;
	if (platen_pdf_attachment(bytes->data, bytes->length, &attachment)) {
		screenplay->source = (struct pl_str){attachment.data, attachment.length};
	} else if (settings->options.attach_source) {
		screenplay->source = pl_buffer_str(bytes);
	} else {
		pl_buffer_fini(bytes);
	}
}

enum cli_exit
cli_screenplay_open(const struct cli_settings *settings, const struct cli_messages *messages,
		    struct cli_findings *findings, bool has_pages,
		    struct cli_screenplay *screenplay)
{
	bool takes_folders = cli_option_by_name("recursive", settings->command->bit) != NULL;
	enum cli_exit status =
		cli_input_read(messages, findings->input,
			       takes_folders ? "-r reads what is in it" : "name the files in it",
			       settings->options.read.max_mebibytes, &screenplay->bytes);
	if (status == CLI_DONE) {
		status = cli_screenplay_make(settings, messages, findings, &screenplay->bytes,
					     has_pages, screenplay);
		keep_source(settings, screenplay);
	}
	return status;
}

enum cli_exit
cli_screenplay_read(struct cli_run *run, const char *input, bool has_pages,
		    struct cli_screenplay *screenplay)
{
	struct cli_findings findings;
	cli_findings_init(&findings, input, &run->settings->options.filter);
	enum cli_exit status =
		cli_screenplay_open(run->settings, run->messages, &findings, has_pages, screenplay);
	cli_findings_settle(&findings, screenplay->document, screenplay->pages);
	cli_diagnostics_add(run->diagnostics, run->messages, &findings);
	return status;
}

size_t
cli_count_pages(const struct platen_pages *pages)
{
	size_t count = 0;
	while (platen_pages_at(pages, count) != NULL) {
		count++;
	}
	return count;
}
