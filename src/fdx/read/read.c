/* XML from end to end: source, elements, document. */
#include <stdio.h>

#include "fdx/read/read.h"

/* ------------------------------------------------------------------------ the root */

/* What a file with this root element, or this DOCTYPE, is; NULL if unknown. */
static const char *
name_of_root(const char *root)
{
	static const struct {
		const char *root, *what;
	} known[] = {
		{"html", "a web page (HTML)"},
		{"document", "a Word document"},
		{"office:document", "an OpenDocument file"},
		{"svg", "an SVG image"},
		{"plist", "a property list of Apple's"},
		{"fdx", "a recipe of Living Cookbook"},
	};
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (pl_str_equal_ascii_case(pl_str_of(known[i].root), pl_str_of(root))) {
			return known[i].what;
		}
	}
	return NULL;
}

static void
report_root(const struct pl_fdx_reader *reader, const char *root, struct platen_position where)
{
	char what[160];
	const char *known = name_of_root(root);
	struct pl_str name = pl_str_clip(pl_str_of(root), 60);
	snprintf(what, sizeof(what), "%s (its root element is %.*s)",
		 known != NULL ? known : "XML, but not Final Draft's", (int)name.length, name.data);
	pl_report(reader->diag, PL_NOT_TEXT, where, what);
}

/* Final Draft writes the number of its own version less seven. Any is read. */
static void
read_version(const struct pl_fdx_reader *reader, const struct pl_fdx_element *root)
{
	struct pl_str version;
	char what[100] = "has no Version";
	if (pl_fdx_get(root, "Version", &version)) {
		if (version.length == 1 && version.data[0] >= '1' && version.data[0] <= '6') {
			reader->file->version = (uint32_t)(version.data[0] - '0');
			return;
		}
		version = pl_str_clip(version, 60);
		snprintf(what, sizeof(what), "has the Version '%.*s'", (int)version.length,
			 version.data);
	}
	pl_report(reader->diag, PL_FDX_VERSION, root->from, what);
}

static bool
has_value(const struct pl_fdx_element *element, const char *name, const char *value)
{
	struct pl_str text;
	return pl_fdx_get(element, name, &text) && pl_str_equal_ascii_case(text, pl_str_of(value));
}

static enum platen_status
begin(void *user, const struct pl_fdx_element *root)
{
	struct pl_fdx_reader *reader = user;
	bool is_fdx = pl_fdx_is_named(root, "FinalDraft");
	/* Word's root is a document, too, but always with a prefix */
	bool is_osf = !root->has_prefix &&
		      pl_str_equal_ascii_case(pl_str_of(root->name), PL_STR("document"));
	if (!is_fdx && !is_osf) {
		report_root(reader, root->name, root->from);
		return PLATEN_BAD_INPUT;
	}
	reader->format = is_fdx ? &pl_fdx_elements : &pl_osf_elements;
	reader->xml.rules = reader->format->rules;
	reader->file->input = reader->format->input;
	reader->file->head = pl_str_slice(reader->document->source, 0, root->inside.offset);
	reader->parts_end = root->inside.offset;
	if (is_fdx) {
		reader->file->is_text = has_value(root, "DocumentType", "Text");
		reader->file->is_template = has_value(root, "Template", "Yes");
		read_version(reader, root);
	}
	return PLATEN_OK;
}

/* The children of the root, for the writer of FDX. */
static void
keep_part(struct pl_fdx_reader *reader, const struct pl_fdx_element *element)
{
	struct pl_str source = reader->document->source;
	struct pl_fdx_part *part = pl_fdx_need(reader, sizeof(*part));
	if (++reader->part_count > PL_FDX_PARTS_MAX) {
		strcpy(reader->xml.why, "its root has more than 10000 children");
		pl_fdx_fail(reader, PLATEN_BAD_INPUT);
		return;
	}
	if (part == NULL) {
		return;
	}
	part->name = pl_fdx_keep(reader, pl_str_of(element->name));
	part->xml = pl_str_slice(source, element->from.offset, element->end);
	part->lead = pl_str_slice(source, reader->parts_end, element->from.offset);
	reader->parts_end = element->end;
	if (reader->last_part == NULL) {
		reader->file->parts = part;
	} else {
		reader->last_part->next = part;
	}
	reader->last_part = part;
}

static enum platen_status
take(void *user, const struct pl_fdx_element *element)
{
	struct pl_fdx_reader *reader = user;
	if (element->depth == 2) {
		keep_part(reader, element);
	}
	if (element->parent != NULL && reader->status == PLATEN_OK) {
		reader->format->take(reader, element);
	}
	return reader->status;
}

/* --------------------------------------------------------------------- the reading */

static void
report_why(const struct pl_fdx_reader *reader)
{
	const struct pl_fdx_xml *xml = &reader->xml;
	/* without a prefix Word's root is that of Open Screenplay Format */
	bool is_known_type =
		strcmp(xml->doctype, "document") != 0 && name_of_root(xml->doctype) != NULL;
	if (is_known_type) {
		report_root(reader, xml->doctype, xml->where);
	} else if (xml->why[0] != '\0') {
		enum pl_rule message = xml->is_ill_formed ? PL_FDX_BROKEN : PL_FDX_REFUSED;
		pl_report(reader->diag, message, xml->where, xml->why);
	}
}

static enum platen_status
read_elements(struct pl_fdx_reader *reader)
{
	const struct platen_position nowhere = {0};
	reader->xml.source = reader->document->source;
	reader->xml.begin = begin;
	reader->xml.take = take;
	reader->xml.user = reader;
	enum platen_status status = pl_fdx_xml_read(&reader->xml);
	if (status == PLATEN_BAD_INPUT) {
		report_why(reader);
	} else if (status == PLATEN_OK && reader->file->input == PLATEN_INPUT_OSF &&
		   reader->content == NULL) {
		pl_report(reader->diag, PL_NOT_TEXT, nowhere,
			  "XML, but neither Final Draft's nor Open Screenplay Format");
		return PLATEN_BAD_INPUT;
	}
	return status;
}

static void
build(struct pl_fdx_reader *reader)
{
	if (reader->title.first == NULL) {
		reader->title = reader->info;
	}
	pl_fdx_resolve_types(reader);
	pl_fdx_build_setup(reader);
	pl_fdx_build_title(reader);
	reader->document->prefixes.language = pl_document_language(reader->document);
	pl_fdx_place_notes(reader);
	pl_fdx_build_body(reader);
	pl_fdx_keep_types(reader);
	reader->file->body = reader->body.first;
	reader->document->fdx = reader->file;
}

/* Pages are made for regular leading. */
static void
report_leading(struct pl_fdx_reader *reader)
{
	const struct platen_position nowhere = {0};
	char what[100];
	if (reader->leading != NULL) {
		snprintf(what, sizeof(what), "document leading %s", reader->leading);
	} else {
		snprintf(what, sizeof(what), "leading of %zu paragraph%s", reader->leaded_count,
			 reader->leaded_count == 1 ? "" : "s");
	}
	if (reader->leading != NULL || reader->leaded_count > 0) {
		pl_report(reader->diag, PL_FDX_LEADING, nowhere, what);
	}
}

static enum platen_status
read_file(struct pl_fdx_reader *reader)
{
	reader->file = pl_fdx_need(reader, sizeof(*reader->file));
	reader->no_type = reader->file == NULL ? NULL : pl_fdx_find_type(reader, PL_STR(""));
	if (reader->status != PLATEN_OK) {
		return reader->status;
	}
	reader->file->has_shot_headings = reader->has_shot_headings;
	reader->file->splits_dual = reader->splits_dual;
	enum platen_status status = read_elements(reader);
	if (status != PLATEN_OK) {
		return status;
	}
	build(reader);
	if (reader->status == PLATEN_OK) {
		report_leading(reader);
	}
	return reader->status;
}

enum platen_status
pl_fdx_read_source(struct platen_document *document, const struct platen_read_options *options,
		   const struct platen_reporter *diag)
{
	struct pl_fdx_reader reader = {
		.diag = diag,
		.document = document,
		.has_shot_headings = options->fdx_shot_headings,
		.splits_dual = options->splits_dual,
		/* what a file without settings means: Final Draft's own */
		.setup = {.top = -1,
			  .bottom = -1,
			  .has_more = true,
			  .has_contd = true,
			  .has_auto_contd = true,
			  .has_header = true,
			  .has_footer_first = true},
	};
	document->extensions = options->extensions;
	document->is_reordered = true;
	pl_arena_init(&reader.arena);
	enum platen_status status = pl_document_keep_prefixes(document, options->prefixes)
					    ? read_file(&reader)
					    : PLATEN_NO_MEMORY;
	pl_arena_fini(&reader.arena);
	return status;
}

#if PL_MODULES
#include "base/module.h"

PLATEN_API extern const struct pl_module platen_module;
const struct pl_module platen_module = {PL_MODULE_ABI, (void (*)(void))pl_fdx_read_source};
#endif
