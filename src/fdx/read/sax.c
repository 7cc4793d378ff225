/*
 * XML to draft, by libxml2's push parser.
 *
 * THE MODEL. Each open element has a place (elements.c, osf.c); what has none is skipped with all
 * that is in it, which is nine tenths of what Final Draft saves (windows, boards, dictionaries,
 * pictures). A place is never looked for deeper than it can be: Content and Paragraph have
 * namesakes in the title page, in notes and on the board.
 *
 * HARDENING. libxml2 is given memory and nothing to fetch: no DOCTYPE gets past it (so there are no
 * entities), no option but NONET is set, the handlers are ours alone, so no tree is built. Before
 * it sees a byte, a tag which is too long is refused (source.c). Depth, text and the number of
 * paragraphs are counted here, since the push parser counts none of them. It never prints: all
 * errors come to us.
 */
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <stdlib.h>

#include "fdx/read/elements.h"
#include "fdx/read/source.h"

#define CHUNK (64 * 1024)

struct reading {
	struct pl_draft *draft;
	xmlParserCtxtPtr parser;
	struct pl_str source;
	struct platen_position at; /* of the latest tag, or text */
	const struct pl_vocabulary *vocabulary;
	struct pl_draft_element open[PL_DRAFT_DEPTH_MAX + 1];
	uint32_t depth;
	bool is_broken; /* libxml2 found an error */
	struct platen_position broken_at;
	char broken[200];
};

static bool
is_stopped(const struct reading *reading)
{
	return reading->draft->refused != NULL || reading->draft->no_memory;
}

static void
stop_if_wanted(struct reading *reading)
{
	if (is_stopped(reading)) {
		xmlStopParser(reading->parser);
	}
}

static void
refuse(struct reading *reading, const char *why)
{
	if (!is_stopped(reading) && !reading->is_broken) {
		reading->draft->refused = why;
	}
	xmlStopParser(reading->parser);
}

/* -------------------------------------------------------------------------- places */

/* Where the tag which libxml2 is in begins: it stands at the end of it. */
static struct platen_position
tag_position(struct reading *reading)
{
	long consumed = xmlByteConsumed(reading->parser);
	uint32_t at = reading->at.offset;
	if (consumed > (long)at && (size_t)consumed <= reading->source.length) {
		at = (uint32_t)consumed;
		while (at > reading->at.offset && reading->source.data[at] != '<') {
			at--;
		}
	}
	pl_position_advance(reading->source, &reading->at, at);
	return reading->at;
}

/* Where the text of the element begins whose start tag libxml2 is in. */
static struct platen_position
text_position(struct reading *reading)
{
	long consumed = xmlByteConsumed(reading->parser);
	size_t from = consumed > (long)reading->at.offset ? (size_t)consumed : reading->at.offset;
	if (from < reading->source.length) {
		const char *close =
			memchr(reading->source.data + from, '>', reading->source.length - from);
		if (close != NULL) {
			pl_position_advance(reading->source, &reading->at,
					    (uint32_t)(close + 1 - reading->source.data));
		}
	}
	return reading->at;
}

/* -------------------------------------------------------------------- SAX handlers */

static const char *
name_of_root(const char *name)
{
	static const struct {
		const char *root, *what;
	} known[] = {
		{"html", "an HTML page"},
		{"document", "a Word document"},
		{"office:document", "an OpenDocument file"},
		{"svg", "an SVG image"},
		{"plist", "a property list of Apple's"},
		{"fdx", "a recipe of Living Cookbook"},
	};
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (pl_str_equal_ascii_case(pl_str_of(known[i].root), pl_str_of(name))) {
			return known[i].what;
		}
	}
	return NULL;
}

static void
refuse_root(struct reading *reading, const char *name)
{
	char what[160];
	const char *known = name_of_root(name);
	struct pl_str root = pl_str_clip(pl_str_of(name), 60);
	snprintf(what, sizeof(what), "%s (its root element is %.*s)",
		 known != NULL ? known : "XML, but not Final Draft's", (int)root.length, root.data);
	pl_report(reading->draft->diag, PL_NOT_TEXT, tag_position(reading), what);
	refuse(reading, "");
}

static bool
is_version(struct pl_str version)
{
	return version.length == 1 && version.data[0] >= '1' && version.data[0] <= '6';
}

/* Final Draft writes the number of its own version less seven. Any is read. */
static void
check_version(const struct reading *reading, const struct pl_draft_tag *tag)
{
	struct pl_str version;
	if (!pl_tag_find(tag, "Version", &version)) {
		pl_report(reading->draft->diag, PL_FDX_VERSION, tag->from, "has no Version");
	} else if (!is_version(version)) {
		char what[100];
		version = pl_str_clip(version, 60);
		snprintf(what, sizeof(what), "has the Version '%.*s'", (int)version.length,
			 version.data);
		pl_report(reading->draft->diag, PL_FDX_VERSION, tag->from, what);
	}
}

/* Word's root is a document, too, but always with a prefix. */
static void
choose_vocabulary(struct reading *reading, const char *root, bool is_bare)
{
	bool is_osf = is_bare && pl_str_equal_ascii_case(pl_str_of(root), PL_STR("document"));
	reading->vocabulary = is_osf ? &pl_osf_vocabulary : &pl_fdx_vocabulary;
}

static void
start_element(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
	      int namespace_count, const xmlChar **namespaces, int attribute_count,
	      int defaulted_count, const xmlChar **list)
{
	struct reading *reading = user;
	const char *name = (const char *)local;
	(void)uri, (void)namespace_count, (void)namespaces, (void)defaulted_count;
	if (is_stopped(reading)) {
		return;
	}
	if (reading->depth == PL_DRAFT_DEPTH_MAX) {
		refuse(reading, "its elements are nested deeper than 64");
		return;
	}
	struct pl_draft_element *parent = &reading->open[reading->depth++];
	if (parent->place == PL_AT_ROOT) {
		pl_draft_open_part(reading->draft, tag_position(reading).offset);
		stop_if_wanted(reading);
	}
	if (is_stopped(reading)) {
		return;
	}
	struct pl_draft_element *element = parent + 1;
	*element = *parent;
	if (parent->place == PL_AT_FILE_START) {
		choose_vocabulary(reading, name, prefix == NULL);
	}
	reading->vocabulary->find_place(element, name);
	if (parent->place == PL_AT_FILE_START) {
		bool is_fdx = element->place == PL_AT_ROOT;
		reading->draft->file.input = is_fdx ? PLATEN_INPUT_FDX : PLATEN_INPUT_OSF;
	}
	if (parent->place == PL_AT_FILE_START && element->place == PL_AT_NOWHERE) {
		refuse_root(reading, name);
		return;
	}
	if (element->place == PL_AT_NOWHERE) {
		return;
	}
	struct pl_draft_tag tag = {name, list, attribute_count,
				   pl_draft_is_text(element->place) ? text_position(reading)
								    : tag_position(reading)};
	if (element->place == PL_AT_ROOT) {
		check_version(reading, &tag);
	}
	reading->vocabulary->enter(reading->draft, element, parent->place, &tag);
	stop_if_wanted(reading);
}

static void
end_element(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *reading = user;
	(void)local, (void)prefix, (void)uri;
	if (reading->depth == 0 || is_stopped(reading)) {
		return;
	}
	const struct pl_draft_element *element = &reading->open[reading->depth--];
	const struct pl_draft_element *parent = &reading->open[reading->depth];
	bool is_part = parent->place == PL_AT_ROOT;
	if (element->place == PL_AT_NOWHERE && !is_part) {
		return;
	}
	long consumed = xmlByteConsumed(reading->parser);
	bool is_known = consumed > 0 && (size_t)consumed <= reading->source.length;
	uint32_t end = is_known ? (uint32_t)consumed : 0;
	if (is_part) {
		pl_draft_close_part(reading->draft, (const char *)local, end);
	}
	if (element->place != PL_AT_NOWHERE) {
		reading->vocabulary->leave(reading->draft, element, parent, end);
	}
}

static void
characters(void *user, const xmlChar *text, int length)
{
	struct reading *reading = user;
	const struct pl_draft_element *element = &reading->open[reading->depth];
	if (pl_draft_is_text(element->place) && !is_stopped(reading)) {
		pl_draft_add_text(reading->draft, element,
				  (struct pl_str){(const char *)text, (size_t)length});
		stop_if_wanted(reading);
	}
}

static void
refuse_dtd(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)external, (void)system;
	/* without a prefix it is that of Open Screenplay Format */
	bool is_document = strcmp((const char *)name, "document") == 0;
	if (!is_document && name_of_root((const char *)name) != NULL) {
		refuse_root(user, (const char *)name);
	} else {
		refuse(user, "it has a DOCTYPE, which Final Draft never writes");
	}
}

static const char *
explain(const struct reading *reading, const xmlError *error)
{
	bool has_root = reading->vocabulary != NULL;
	switch (error->code) {
	case XML_ERR_NAME_REQUIRED: return "a & or < which is not written as &amp; or &lt;";
	case XML_ERR_INVALID_CHAR: return "a character which XML cannot hold";
	case XML_ERR_TAG_NAME_MISMATCH: return "the end of an element which is not open";
	case XML_ERR_DOCUMENT_END:
	case XML_ERR_TAG_NOT_FINISHED:
	case XML_ERR_GT_REQUIRED:
		return has_root ? "the file ends in the middle" : "there is no element in it";
	case XML_ERR_DOCUMENT_EMPTY: return "plain text, no XML";
	case XML_ERR_UNDECLARED_ENTITY: return "an entity which is not known";
	default: return error->message == NULL ? "an error" : error->message;
	}
}

static void
hear_error(void *user, xmlErrorPtr error)
{
	struct reading *reading = user;
	if (error->code == XML_ERR_NO_MEMORY) {
		reading->draft->no_memory = true;
	}
	bool is_fatal = error->level == XML_ERR_FATAL;
	if (!is_fatal || reading->is_broken || reading->draft->refused != NULL ||
	    reading->draft->no_memory) {
		return;
	}
	reading->is_broken = true;
	snprintf(reading->broken, sizeof(reading->broken), "%s", explain(reading, error));
	reading->broken[strcspn(reading->broken, "\n")] = '\0';
	long consumed = xmlByteConsumed(reading->parser);
	reading->broken_at = (struct platen_position){
		.offset = consumed > 0 && (size_t)consumed <= reading->source.length
				  ? (uint32_t)consumed
				  : reading->at.offset,
		.line = error->line > 0 ? (uint32_t)error->line : 1,
		.column = error->int2 > 0 ? (uint32_t)error->int2 : 1,
	};
}

static void
be_silent(void *user, xmlErrorPtr error)
{
	(void)user;
	(void)error;
}

/* ---------------------------------------------------------------------- the reading */

static void
push(struct reading *reading)
{
	size_t at = 0;
	int status = 0;
	while (at < reading->source.length && status == 0 && !is_stopped(reading)) {
		size_t length = reading->source.length - at;
		length = length < CHUNK ? length : CHUNK;
		status = xmlParseChunk(reading->parser, reading->source.data + at, (int)length, 0);
		at += length;
	}
	if (status == 0 && !is_stopped(reading)) {
		status = xmlParseChunk(reading->parser, NULL, 0, 1);
	}
	/* all else which goes wrong is heard of */
	reading->draft->no_memory |= status != 0 && !is_stopped(reading) && !reading->is_broken;
}

static enum platen_status
verdict(struct reading *reading)
{
	const struct pl_diag *diag = reading->draft->diag;
	if (reading->draft->no_memory) {
		return PLATEN_NO_MEMORY;
	}
	if (reading->draft->refused != NULL) {
		if (reading->draft->refused[0] != '\0') {
			pl_report(diag, PL_FDX_REFUSED, reading->at, reading->draft->refused);
		}
		return PLATEN_BAD_INPUT;
	}
	if (reading->vocabulary == &pl_osf_vocabulary && !reading->is_broken &&
	    !reading->draft->has_body) {
		pl_report(diag, PL_NOT_TEXT, (struct platen_position){0},
			  "XML, but neither Final Draft's nor Open Screenplay Format");
		return PLATEN_BAD_INPUT;
	}
	if (reading->is_broken) {
		pl_report(diag, PL_FDX_BROKEN, reading->broken_at, reading->broken);
		return PLATEN_BAD_INPUT;
	}
	return PLATEN_OK;
}

/* libxml2 sets itself up on first use, and two threads with their first file at once are in each
 * other's way there. A module's constructor runs once, under the loader's lock. */
__attribute__((constructor)) static void
set_up_libxml2(void)
{
	xmlInitParser();
}

/* Our handlers and no others: what libxml2 would do by itself is build a tree and load things. */
static bool
make_parser(struct reading *reading)
{
	xmlSAXHandler handlers = {
		.initialized = XML_SAX2_MAGIC,
		.internalSubset = refuse_dtd,
		.startElementNs = start_element,
		.endElementNs = end_element,
		.characters = characters,
		.ignorableWhitespace = characters,
		.cdataBlock = characters,
		.serror = hear_error,
	};
	reading->parser = xmlCreatePushParserCtxt(&handlers, reading, NULL, 0, NULL);
	if (reading->parser == NULL) {
		return false;
	}
	/* the source is UTF-8 by now, whatever its declaration says */
	xmlCtxtUseOptions(reading->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	return true;
}

enum platen_status
pl_draft_parse(struct pl_draft *draft)
{
	struct reading *reading = calloc(1, sizeof(*reading));
	if (reading == NULL) {
		return PLATEN_NO_MEMORY;
	}
	reading->draft = draft;
	reading->source = draft->document->source;
	reading->at = (struct platen_position){.line = 1, .column = 1};
	reading->open[0].place = PL_AT_FILE_START;
	uint32_t where;
	if (pl_source_has_long_tag(reading->source, &where)) {
		pl_position_advance(reading->source, &reading->at, where);
		reading->draft->refused = "a tag is longer than 64 KiB";
	} else {
		/* libxml2 prints when memory runs out, unless this thread's handler says otherwise
		 */
		xmlStructuredErrorFunc handler = xmlStructuredError;
		void *context = xmlStructuredErrorContext;
		xmlSetStructuredErrorFunc(NULL, be_silent);
		reading->draft->no_memory = !make_parser(reading);
		if (!reading->draft->no_memory) {
			push(reading);
		}
		xmlFreeParserCtxt(reading->parser);
		xmlSetStructuredErrorFunc(context, handler);
	}
	enum platen_status status = verdict(reading);
	free(reading);
	return status;
}
