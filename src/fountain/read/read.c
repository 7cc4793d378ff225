/* Fountain, from bytes to a document: the order of the passes, and what they read by. */
#include "fountain/read/reader.h"
#include "input/input.h"

struct pl_str
pl_fountain_obey_title(struct pl_fountain_dialect *dialect, const struct platen_document *document,
		       bool obeys_options)
{
	const struct platen_node *options = pl_document_title_entry(document, PL_TITLE_X_OPTIONS);
	return pl_fountain_extend_dialect(dialect, pl_document_language(document),
					  obeys_options && options != NULL ? options->text
									   : PL_STR(""));
}

/* Choose what the rest is read by; the document keeps that. */
static bool
choose_dialect(struct pl_fountain_reader *reader)
{
	struct platen_document *document = reader->document;
	struct pl_str unknown =
		pl_fountain_obey_title(&reader->dialect, document, !reader->ignores_script);
	if (unknown.length > 0) {
		char word[64] = {0};
		unknown = pl_str_clip(unknown, sizeof(word) - 1);
		memcpy(word, unknown.data, unknown.length);
		pl_report(reader->diag, PL_TITLE_OPTION,
			  pl_document_title_entry(document, PL_TITLE_X_OPTIONS)->from, word);
	}
	struct pl_fountain_dialect *copy = pl_arena_alloc(&document->arena, sizeof(*copy));
	if (copy != NULL) {
		*copy = reader->dialect;
	}
	document->dialect = copy;
	document->prefixes = reader->dialect.prefixes;
	return copy != NULL;
}

/* Obey the page format that the script brings along. */
static bool
read_layout(struct pl_fountain_reader *reader)
{
	struct platen_document *document = reader->document;
	struct pl_str bad = PL_STR("");
	bool done = reader->ignores_script || pl_document_read_layout(document, &bad);
	if (bad.length > 0) {
		PL_REPORT(reader->diag, PL_LAYOUT_LINE,
			  pl_document_title_entry(document, PL_TITLE_X_LAYOUT)->from,
			  pl_word_text(bad));
	}
	return done;
}

static bool
read_source(struct pl_fountain_reader *reader)
{
	uint32_t first = 0;
	return pl_fountain_find_spans(reader) && pl_fountain_split_lines(reader) &&
	       pl_fountain_read_title(reader, &first) && choose_dialect(reader) &&
	       pl_fountain_read_blocks(reader, first) && read_layout(reader) &&
	       pl_fountain_warn(reader);
}

static bool
take_options(struct pl_fountain_reader *reader, const struct platen_read_options *options)
{
	bool done = pl_document_keep_prefixes(reader->document, options->prefixes);
	reader->dialect.extensions = options->extensions & ~options->extensions_off;
	reader->dialect.off = options->extensions_off;
	reader->dialect.prefixes = reader->document->prefixes;
	reader->ignores_script = options->by_script == PLATEN_NO;
	reader->splits_dual = options->splits_dual;
	return done;
}

void
pl_fountain_read_as_before(const struct platen_document *document,
			   struct platen_read_options *options)
{
	const struct pl_fountain_dialect *dialect = document->dialect;
	options->extensions = document->extensions;
	if (dialect != NULL) {
		options->extensions = dialect->extensions;
		options->extensions_off = dialect->off;
		options->prefixes = dialect->prefixes.more.data; /* ends in NUL */
	}
}

const struct platen_node *
pl_fountain_extension_entry(const struct platen_document *document, uint32_t extension)
{
	const struct pl_fountain_dialect *dialect = document->dialect;
	if (dialect != NULL && (dialect->by_options & extension) != 0) {
		return pl_document_title_entry(document, PL_TITLE_X_OPTIONS);
	}
	if (dialect != NULL && (dialect->by_language & extension) != 0) {
		return pl_document_title_entry(document, PL_TITLE_LANGUAGE);
	}
	return NULL;
}

/* Highland keeps Fountain in text.md, but that is a name in an archive. */
static void
report_markdown(const struct platen_reporter *diag, const char *name)
{
	const struct platen_position nowhere = {0};
	struct pl_str file = name == NULL ? PL_STR("") : pl_str_of(name);
	if (pl_str_ends_ascii_case(file, PL_STR(".md")) ||
	    pl_str_ends_ascii_case(file, PL_STR(".markdown"))) {
		pl_report(diag, PL_MARKDOWN, nowhere, NULL);
	}
}

static void
reader_fini(struct pl_fountain_reader *reader)
{
	pl_buffer_fini(&reader->visible.buffer);
	pl_buffer_fini(&reader->ahead.buffer);
	pl_buffer_fini(&reader->text.text);
	pl_buffer_fini(&reader->aside.text);
	pl_arena_fini(&reader->scratch);
}

enum platen_status
pl_fountain_read(struct pl_str bytes, bool may_borrow, const struct platen_read_options *options,
		 const struct platen_reporter *diag, struct platen_document **document)
{
	struct platen_document *new = pl_document_new();
	if (new == NULL) {
		return PLATEN_NO_MEMORY;
	}
	new->progress = &options->progress;
	enum platen_status status = pl_input_decode(&new->arena, bytes, may_borrow,
						    options->encoding, diag, &new->source);
	if (status == PLATEN_OK) {
		report_markdown(diag, options->name);
		struct pl_fountain_reader reader = {
			.document = new,
			.diag = diag,
			.is_silent = diag->report == NULL || options->no_warnings,
			.source = new->source,
			.at = new->root->from,
		};
		pl_arena_init(&reader.scratch);
		reader.marks.arena = &reader.scratch;
		bool done = take_options(&reader, options) && read_source(&reader);
		status = done ? PLATEN_OK : PLATEN_NO_MEMORY;
		reader_fini(&reader);
	}
	new->progress = NULL;
	if (new->is_cancelled) {
		status = PLATEN_CANCELLED;
	} else if (new->is_too_large) {
		status = pl_input_refuse_nodes(diag);
	}
	if (status != PLATEN_OK) {
		platen_document_free(new);
		return status;
	}
	*document = new;
	return PLATEN_OK;
}
