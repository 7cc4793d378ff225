/*
 * XML as small trees, by libxml2's push parser.
 *
 * THE MODEL. A file is one long list of paragraphs and a few other things. A table of the caller's
 * says which elements are lists and which of their children it needs whole. Each of those becomes a
 * tree, is handed over and thrown away, so that memory stays that of the largest paragraph. The
 * rest, four fifths of what Final Draft saves (windows, boards, dictionaries, pictures), is
 * skipped.
 *
 *	FinalDraft		list
 *	    Content		list
 *		Paragraph	whole: handed over with its SceneProperties, Texts ...
 *		Paragraph	whole
 *	    Images		hollow: handed over with its name and its bytes
 *
 * Each element knows its bytes: nodes have their place in the source, and the writer copies XML
 * that it need not understand.
 *
 * REJECTED: xmlTextReader with xmlTextReaderExpand, which makes the same small trees. It does not
 * know their place in the source: the parser runs ahead of the reader, and
 * xmlTextReaderByteConsumed tells where the parser is. In 100,000 paragraphs it was up to 538 bytes
 * off, and two or three paragraphs in a row got the same place. Nodes know their line, but neither
 * column nor byte. In a SAX handler the parser stands at the end of the tag it reports, so the
 * handlers below count bytes exactly; that they build our elements and not libxml2's saves ten
 * allocations a paragraph.
 *
 * HARDENING. libxml2 parses from memory and fetches nothing: a DOCTYPE is refused, so there are no
 * entities; no option but NONET is set; all handlers are ours. Before it sees a byte, a tag that is
 * too long is refused. Depth, text and elements are counted here, since the push parser does not
 * limit them. It never prints: all errors reach our handlers.
 */
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <stdio.h>

#include "fdx/xml.h"

#define CHUNK (16 * 1024)

struct reading {
	struct pl_fdx_xml *xml;
	xmlParserCtxtPtr parser;
	enum platen_status status;
	bool is_broken; /* libxml2 found an error */
	bool has_root;
	struct platen_position at; /* of the latest tag */
	struct pl_fdx_element *open;
	uint32_t skipped;       /* depth in a hollow element */
	const char *counted;    /* the name to count in it */
	struct pl_arena lists;  /* what is open */
	struct pl_arena whole;  /* what will be handed over next */
	uint32_t element_count; /* in `whole`, and the length of their text */
	size_t text_length;
};

static void
stop(struct reading *reading, enum platen_status status)
{
	if (reading->status == PLATEN_OK && !reading->is_broken) {
		reading->status = status;
		reading->xml->where = reading->at;
	}
	xmlStopParser(reading->parser);
}

static void
refuse(struct reading *reading, const char *why)
{
	if (reading->status == PLATEN_OK && !reading->is_broken) {
		snprintf(reading->xml->why, sizeof(reading->xml->why), "%s", why);
	}
	stop(reading, PLATEN_BAD_INPUT);
}

/* -------------------------------------------------------------------------- places */

/* How far libxml2 has read: to the end of the tag it reports; 0 if it does not know. */
static uint32_t
consumed(const struct reading *reading)
{
	long bytes = xmlByteConsumed(reading->parser);
	return bytes > 0 && (size_t)bytes <= reading->xml->source.length ? (uint32_t)bytes : 0;
}

/* The start of the tag. No `<` is in it. */
static struct platen_position
tag_position(struct reading *reading)
{
	struct pl_str source = reading->xml->source;
	uint32_t at = consumed(reading);
	while (at > reading->at.offset && (at == source.length || source.data[at] != '<')) {
		at--;
	}
	if (at > reading->at.offset) {
		pl_position_advance(source, &reading->at, at);
	}
	return reading->at;
}

/* What follows the start tag; libxml2 stands after its last attribute. */
static struct platen_position
inside_position(struct reading *reading)
{
	struct pl_str source = reading->xml->source;
	uint32_t from = consumed(reading);
	from = from > reading->at.offset ? from : reading->at.offset;
	const char *close = memchr(source.data + from, '>', source.length - from);
	if (close != NULL) {
		pl_position_advance(source, &reading->at, (uint32_t)(close + 1 - source.data));
	}
	return reading->at;
}

/* ------------------------------------------------------------------------ elements */

static const struct pl_fdx_xml_rule *
find_rule(const struct reading *reading, const char *name)
{
	static const struct pl_fdx_xml_rule hollow = {0};
	const struct pl_fdx_xml_rule *rule = reading->xml->rules;
	struct pl_str parent = pl_str_of(reading->open->name);
	while (rule->name != NULL &&
	       !(pl_str_equal_ascii_case(pl_str_of(rule->name), pl_str_of(name)) &&
		 pl_str_equal_ascii_case(pl_str_of(rule->parent), parent))) {
		rule++;
	}
	return rule->name != NULL ? rule : &hollow;
}

/* libxml2 passes `&amp;` in attributes as `&#38;`, for a second pass which SAX does not make. */
static struct pl_str
copy_value(struct pl_arena *arena, const xmlChar *start, const xmlChar *end)
{
	static const struct pl_str reference = {"&#38;", 5};
	struct pl_str value = {(const char *)start, (size_t)(end - start)};
	char *copy = pl_arena_alloc(arena, value.length + 1);
	size_t length = 0;
	for (size_t at = 0; copy != NULL && at < value.length; at++) {
		copy[length++] = value.data[at];
		if (value.data[at] == '&' &&
		    pl_str_starts(pl_str_slice(value, at, value.length), reference)) {
			at += reference.length - 1;
		}
	}
	return (struct pl_str){copy, length};
}

/* `list` is libxml2's: name, prefix, namespace, value, end of value. */
static bool
copy_attributes(struct pl_arena *arena, struct pl_fdx_element *element, const xmlChar **list,
		uint32_t count)
{
	element->attributes = pl_arena_array(arena, count, sizeof(*element->attributes));
	for (uint32_t i = 0; element->attributes != NULL && i < count; i++, list += 5) {
		struct pl_fdx_attribute *attribute = &element->attributes[i];
		attribute->name = (const char *)list[0];
		attribute->value = copy_value(arena, list[3], list[4]);
		if (attribute->value.data == NULL) {
			return false;
		}
	}
	element->attribute_count = count;
	return element->attributes != NULL;
}

static struct pl_fdx_element *
new_element(struct reading *reading, enum pl_fdx_mode mode)
{
	struct pl_arena *arena = mode == PL_FDX_LIST ? &reading->lists : &reading->whole;
	struct pl_fdx_element *element = pl_arena_alloc(arena, sizeof(*element)),
			      *parent = reading->open;
	if (element == NULL) {
		stop(reading, PLATEN_NO_MEMORY);
		return NULL;
	}
	element->mode = (uint8_t)mode;
	element->parent = parent;
	element->depth = parent == NULL ? 1 : (uint8_t)(parent->depth + 1);
	if (parent == NULL || parent->mode != PL_FDX_WHOLE) {
		return element;
	}
	if (++reading->element_count > PL_FDX_ELEMENTS_MAX) {
		refuse(reading, "a paragraph has more than 1000000 elements");
	}
	if (parent->last == NULL) {
		parent->first = element;
	} else {
		parent->last->next = element;
	}
	parent->last = element;
	return element;
}

static bool
is_whole(const struct reading *reading)
{
	return reading->open != NULL && reading->open->mode == PL_FDX_WHOLE;
}

/* ------------------------------------------------------------------------ handlers */

static void
start_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
	      int namespace_count, const xmlChar **namespaces, int attribute_count,
	      int defaulted_count, const xmlChar **attributes)
{
	struct reading *reading = user;
	(void)uri, (void)namespace_count, (void)namespaces, (void)defaulted_count;
	if (reading->status != PLATEN_OK) {
		return;
	}
	bool is_root = reading->open == NULL;
	if (!is_root && reading->open->depth + reading->skipped == PL_FDX_DEPTH_MAX) {
		refuse(reading, "its elements are nested deeper than 64");
		return;
	}
	if (!is_root && reading->open->mode == PL_FDX_HOLLOW) {
		reading->skipped++;
		reading->open->counted += reading->counted != NULL &&
					  strcmp(reading->counted, (const char *)name) == 0;
		return;
	}
	enum pl_fdx_mode mode = PL_FDX_LIST;
	if (is_whole(reading)) {
		mode = PL_FDX_WHOLE;
	} else if (!is_root) {
		const struct pl_fdx_xml_rule *rule = find_rule(reading, (const char *)name);
		mode = rule->mode;
		reading->counted = rule->counted;
	}
	struct pl_fdx_element *element = new_element(reading, mode);
	if (element == NULL) {
		return;
	}
	element->name = (const char *)name;
	element->has_prefix = prefix != NULL;
	element->from = tag_position(reading);
	element->inside = inside_position(reading);
	reading->open = element;
	struct pl_arena *arena = mode == PL_FDX_LIST ? &reading->lists : &reading->whole;
	if (mode != PL_FDX_HOLLOW && attribute_count > 0 &&
	    !copy_attributes(arena, element, attributes, (uint32_t)attribute_count)) {
		stop(reading, PLATEN_NO_MEMORY);
	} else if (is_root) {
		reading->has_root = true;
		enum platen_status status = reading->xml->begin(reading->xml->user, element);
		if (status != PLATEN_OK) {
			stop(reading, status);
		}
	}
}

static void
end_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *reading = user;
	struct pl_fdx_element *element = reading->open;
	(void)name, (void)prefix, (void)uri;
	if (reading->status != PLATEN_OK || element == NULL) {
		return;
	}
	if (reading->skipped > 0) {
		reading->skipped--;
		return;
	}
	element->end = consumed(reading);
	reading->open = element->parent;
	if (is_whole(reading)) {
		return;
	}
	enum platen_status status = reading->xml->take(reading->xml->user, element);
	if (status != PLATEN_OK) {
		stop(reading, status);
	}
	pl_arena_reset(&reading->whole);
	reading->element_count = 0;
	reading->text_length = 0;
}

/* A text which the source has as it is becomes one slice of it. Where a reference or a CDATA
 * section stands in it, it becomes several. */
static void
characters(void *user, const xmlChar *bytes, int length)
{
	struct reading *reading = user;
	struct pl_str source = reading->xml->source, more = {(const char *)bytes, (size_t)length};
	if (!is_whole(reading) || reading->status != PLATEN_OK || length <= 0) {
		return;
	}
	struct pl_fdx_element *parent = reading->open, *last = parent->last;
	reading->text_length += more.length;
	if (reading->text_length > PL_FDX_TEXT_MAX) {
		refuse(reading, "a paragraph is longer than 16 MiB");
		return;
	}
	bool goes_on = last != NULL && last->name == NULL;
	size_t at = last == NULL ? parent->inside.offset : last->end;
	bool is_slice = at > 0 && bytes[0] != '&' && more.length <= source.length - at &&
			memcmp(source.data + at, more.data, more.length) == 0;
	if (goes_on && is_slice) {
		last->text.length += more.length;
		last->end += (uint32_t)more.length;
		return;
	}
	struct pl_fdx_element *text = new_element(reading, PL_FDX_WHOLE);
	if (text == NULL) {
		return;
	}
	text->text = is_slice ? (struct pl_str){source.data + at, more.length}
			      : pl_arena_copy(&reading->whole, more);
	text->end = is_slice ? (uint32_t)(at + more.length) : 0;
	if (text->text.data == NULL) {
		stop(reading, PLATEN_NO_MEMORY);
	}
}

static void
refuse_doctype(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	struct reading *reading = user;
	(void)external, (void)system;
	tag_position(reading);
	snprintf(reading->xml->doctype, sizeof(reading->xml->doctype), "%s", (const char *)name);
	refuse(reading, "it has a DOCTYPE, which Final Draft never writes");
}

static const char *
where_it_ends(const struct reading *reading)
{
	return reading->has_root ? "the file ends in the middle" : "there is no element in it";
}

static const char *
explain(const struct reading *reading, const xmlError *error)
{
	switch (error->code) {
	case XML_ERR_NAME_REQUIRED: return "a & or < which is not written as &amp; or &lt;";
	case XML_ERR_INVALID_CHAR: return "a character which XML cannot hold";
	case XML_ERR_TAG_NAME_MISMATCH: return "the end of an element which is not open";
	case XML_ERR_DOCUMENT_END:
		if (reading->has_root && reading->open == NULL) {
			return "something follows the end of the root element";
		}
		return where_it_ends(reading);
	case XML_ERR_TAG_NOT_FINISHED:
	case XML_ERR_GT_REQUIRED: return where_it_ends(reading);
	case XML_ERR_DOCUMENT_EMPTY: return "plain text, no XML";
	case XML_ERR_UNDECLARED_ENTITY: return "an entity which is not known";
	default: return error->message == NULL ? "an error" : error->message;
	}
}

static void
on_error(void *user, xmlErrorPtr error)
{
	struct reading *reading = user;
	struct pl_fdx_xml *xml = reading->xml;
	if (error->code == XML_ERR_NO_MEMORY && reading->status == PLATEN_OK) {
		reading->status = PLATEN_NO_MEMORY;
	}
	if (error->level != XML_ERR_FATAL || reading->is_broken || reading->status != PLATEN_OK) {
		return;
	}
	reading->is_broken = true;
	snprintf(xml->why, sizeof(xml->why), "%s", explain(reading, error));
	xml->why[strcspn(xml->why, "\n")] = '\0';
	xml->is_ill_formed = true;
	uint32_t at = consumed(reading);
	xml->where = (struct platen_position){
		.offset = at > 0 ? at : reading->at.offset,
		.line = error->line > 0 ? (uint32_t)error->line : 1,
		.column = error->int2 > 0 ? (uint32_t)error->int2 : 1,
	};
}

static void
ignore_error(void *user, xmlErrorPtr error)
{
	(void)user;
	(void)error;
}

/* ---------------------------------------------------------------------- the reading */

/*
 * libxml2 compares each attribute of a tag with all before it: a hundred thousand of them take
 * seconds. But it waits for the end of a tag before it looks into it, so one which is too long
 * shows by how far it has fallen behind. So do comments, processing instructions and CDATA
 * sections. Nothing of the kind in Final Draft's files is near 64 KiB long.
 */
static void
check_tag_length(struct reading *reading, size_t pushed)
{
	uint32_t at = consumed(reading);
	if (reading->status == PLATEN_OK && pushed - at > PL_FDX_TAG_MAX) {
		pl_position_advance(reading->xml->source, &reading->at, at);
		refuse(reading, "a tag, comment, processing instruction or CDATA section is longer "
				"than 64 KiB");
	}
}

static void
push(struct reading *reading)
{
	struct pl_str source = reading->xml->source;
	size_t at = 0;
	int error = 0;
	while (at < source.length && error == 0 && reading->status == PLATEN_OK) {
		size_t length = source.length - at < CHUNK ? source.length - at : CHUNK;
		error = xmlParseChunk(reading->parser, source.data + at, (int)length, 0);
		at += length;
		check_tag_length(reading, at);
	}
	if (error == 0 && reading->status == PLATEN_OK) {
		error = xmlParseChunk(reading->parser, NULL, 0, 1);
	}
	/* all but a lack of memory reaches a handler */
	if (error != 0 && reading->status == PLATEN_OK) {
		reading->status = reading->is_broken ? PLATEN_BAD_INPUT : PLATEN_NO_MEMORY;
	}
}

/* libxml2 sets itself up on first use, and two threads which read their first file at once would
 * interfere there. A module's constructor runs once, under the loader's lock. */
__attribute__((constructor)) static void
set_up_libxml2(void)
{
	xmlInitParser();
}

/* With our handlers and no others: by default libxml2 builds a tree and loads things. */
static void
parse(struct reading *reading)
{
	xmlSAXHandler handlers = {
		.initialized = XML_SAX2_MAGIC,
		.internalSubset = refuse_doctype,
		.startElementNs = start_element,
		.endElementNs = end_element,
		.characters = characters,
		.ignorableWhitespace = characters,
		.cdataBlock = characters,
		.serror = on_error,
	};
	reading->parser = xmlCreatePushParserCtxt(&handlers, reading, NULL, 0, NULL);
	if (reading->parser == NULL) {
		reading->status = PLATEN_NO_MEMORY;
		return;
	}
	/* the source is UTF-8, whatever its declaration says */
	xmlCtxtUseOptions(reading->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	push(reading);
	xmlFreeParserCtxt(reading->parser);
}

enum platen_status
pl_fdx_xml_read(struct pl_fdx_xml *xml)
{
	struct reading reading = {.xml = xml, .at = {.line = 1, .column = 1}};
	pl_arena_init(&reading.lists);
	pl_arena_init(&reading.whole);
	/* libxml2 prints when memory runs out, unless this thread's handler says otherwise */
	xmlStructuredErrorFunc handler = xmlStructuredError;
	void *context = xmlStructuredErrorContext;
	xmlSetStructuredErrorFunc(NULL, ignore_error);
	parse(&reading);
	xmlSetStructuredErrorFunc(context, handler);
	pl_arena_fini(&reading.lists);
	pl_arena_fini(&reading.whole);
	return reading.status;
}

/* ------------------------------------------------------------------------ the trees */

const struct pl_fdx_element *
pl_fdx_walk(const struct pl_fdx_element *top, const struct pl_fdx_element *at, bool descends)
{
	if (descends && at->first != NULL) {
		return at->first;
	}
	while (at != top && at->next == NULL) {
		at = at->parent;
	}
	return at == top ? NULL : at->next;
}

bool
pl_fdx_is_named(const struct pl_fdx_element *element, const char *name)
{
	return element->name != NULL && strcmp(element->name, name) == 0;
}

static bool
is_attribute_name(const char *typed, const char *name)
{
	while (*typed != '\0' && *name != '\0') {
		if (*typed == '_') {
			typed++;
		} else if (pl_ascii_lower(*typed++) != pl_ascii_lower(*name++)) {
			return false;
		}
	}
	return *typed == '\0' && *name == '\0';
}

bool
pl_fdx_get(const struct pl_fdx_element *element, const char *name, struct pl_str *value)
{
	for (uint32_t i = 0; i < element->attribute_count; i++) {
		if (is_attribute_name(element->attributes[i].name, name)) {
			*value = element->attributes[i].value;
			return true;
		}
	}
	return false;
}
