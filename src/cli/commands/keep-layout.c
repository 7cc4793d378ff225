/* The page format of a Final Draft file on its way to Fountain. */
#include "cli/commands/commands.h"

static bool
count_pages(const struct platen_document *document, const struct platen_layout_options *layout,
	    unsigned *count)
{
	struct platen_pages *pages = NULL;
	struct platen_layout_options silent = *layout;
	silent.reporter = (struct platen_reporter){NULL, NULL};
	bool is_counted = platen_pages_new(document, &silent, &pages) == PLATEN_OK;
	*count = is_counted ? (unsigned)platen_pages_count(pages) : 0;
	platen_pages_free(pages);
	return is_counted;
}

/* The pages of the document when it has been written and read again. */
static bool
count_as_fountain(const struct platen_document *document, const struct platen_format *format,
		  const struct platen_layout_options *layout, unsigned *count)
{
	struct pl_buffer bytes = {0};
	struct platen_document *again = NULL;
	struct platen_read_options options = {.size = sizeof(options), .input = format->input};
	bool is_read =
		platen_write(format, document, NULL, NULL,
			     &(struct platen_sink){pl_buffer_write, &bytes}) == PLATEN_OK &&
		platen_document_parse(bytes.data, bytes.length, &options, &again) == PLATEN_OK &&
		count_pages(again, layout, count);
	platen_document_free(again);
	pl_buffer_fini(&bytes);
	return is_read;
}

static void
report_dropped(const struct cli_job *job, const struct platen_format *format,
	       const struct platen_document *document)
{
	const struct platen_layout_options *layout = &job->settings->options.layout;
	unsigned count, as_fountain;
	if (!job->settings->options.filter.quiet &&
	    platen_document_input(document) != PLATEN_INPUT_FOUNTAIN &&
	    count_pages(document, layout, &count) &&
	    count_as_fountain(document, format, layout, &as_fountain) && count != as_fountain) {
		cli_warn(&job->messages,
			 "--drop-layout: %s has %u pages, and the Fountain made of it %u",
			 cli_input_name(job->input), count, as_fountain);
	}
}

void
cli_keep_layout(struct cli_job *job, const struct platen_format *format,
		struct platen_document *document)
{
	if (job->status != CLI_DONE || format->input != PLATEN_INPUT_FOUNTAIN) {
		return;
	}
	if (job->settings->options.drop_layout) {
		report_dropped(job, format, document);
		return;
	}
	struct platen_reporter reporter = cli_findings_reporter(&job->findings);
	enum platen_status status = platen_document_keep_layout(document, &reporter);
	job->status = cli_report_status(&job->messages, job->input, status);
}
