/*
 * Elements of another file as trees of libxml2's.
 *
 * SAFETY. The reader has accepted these bytes as part of the file, so they are well-formed, nested
 * at most 64 deep, and there is no DOCTYPE which entities could come from. libxml2 is given memory
 * and no right to fetch anything. Where its own limits refuse the bytes nonetheless (10 MB of text
 * in one piece), there is no tree.
 */
#include "fdx/write/tree.h"

/* libxml2 sets itself up on first use, and two threads with their first file at once would get in
 * each other's way. A module's constructor runs once, under the loader's lock. */
__attribute__((constructor)) static void
set_up_libxml2(void)
{
	xmlInitParser();
}

static void
hear_error(void *user, xmlErrorPtr error)
{
	struct pl_fdx_writer *writer = user;
	writer->has_xml_error = true;
	writer->failed |= error->code == XML_ERR_NO_MEMORY;
}

/* Without a handler for this thread libxml2 prints when memory runs out. Whatever fails in a tree,
 * the writer has failed. */
void
pl_fdx_tree_listen(struct pl_fdx_writer *writer)
{
	xmlSetStructuredErrorFunc(writer, hear_error);
}

xmlDoc *
pl_fdx_tree_parse(struct pl_fdx_writer *writer, struct pl_str xml)
{
	if (xml.length == 0) {
		return NULL;
	}
	writer->has_xml_error = false;
	xmlDoc *tree = xmlReadMemory(xml.data, (int)xml.length, NULL, NULL, XML_PARSE_NONET);
	/* memory may run out without an error */
	writer->failed |= tree == NULL && !writer->has_xml_error;
	return tree;
}

xmlNode *
pl_fdx_tree_root(xmlDoc *tree)
{
	return tree == NULL ? NULL : xmlDocGetRootElement(tree);
}

void
pl_fdx_tree_free(xmlDoc *tree)
{
	xmlFreeDoc(tree);
}

/* For libxml2. It would print an error returned here; the buffer remembers its own. */
static int
collect(void *buffer, const char *bytes, int length)
{
	pl_buffer_put(buffer, (struct pl_str){bytes, (size_t)length});
	return length;
}

/* The tree as bytes, into `buffer`; false: no memory. */
static bool
serialise(xmlDoc *tree, struct pl_buffer *buffer)
{
	/* without it attributes get references instead of UTF-8 */
	tree->encoding = xmlStrdup((const xmlChar *)"UTF-8");
	xmlOutputBuffer *output = xmlOutputBufferCreateIO(collect, NULL, buffer, NULL);
	bool is_done = tree->encoding != NULL && output != NULL;
	if (is_done) {
		xmlNodeDumpOutput(output, tree, xmlDocGetRootElement(tree), 0, 0, "UTF-8");
	}
	is_done = xmlOutputBufferClose(output) >= 0 && is_done;
	return is_done && !buffer->failed;
}

void
pl_fdx_tree_put(struct pl_fdx_writer *writer, struct pl_str lead, xmlDoc *tree)
{
	struct pl_buffer buffer;
	pl_buffer_init(&buffer);
	writer->failed |= !serialise(tree, &buffer);
	pl_fdx_put_kept(writer, lead, pl_buffer_str(&buffer));
	pl_buffer_fini(&buffer);
}

bool
pl_fdx_tree_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       xmlStrcasecmp(node->name, (const xmlChar *)name) == 0;
}

xmlNode *
pl_fdx_tree_child(const xmlNode *parent, const char *name)
{
	xmlNode *child = parent->children;
	while (child != NULL && !pl_fdx_tree_is(child, name)) {
		child = child->next;
	}
	return child;
}

xmlNode *
pl_fdx_tree_next(const xmlNode *top, xmlNode *node, bool descends)
{
	if (descends && node->children != NULL && node->type == XML_ELEMENT_NODE) {
		return node->children;
	}
	while (node != top && node->next == NULL) {
		node = node->parent;
	}
	return node == top ? NULL : node->next;
}

void
pl_fdx_tree_remove(xmlNode *node)
{
	xmlNode *blank = node->prev;
	if (blank != NULL && xmlIsBlankNode(blank)) {
		xmlUnlinkNode(blank);
		xmlFreeNode(blank);
	}
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

/* In any case; NULL if there is none. */
static xmlAttr *
find_attribute(const xmlNode *node, const char *name)
{
	xmlAttr *attribute = node->properties;
	while (attribute != NULL && xmlStrcasecmp(attribute->name, (const xmlChar *)name) != 0) {
		attribute = attribute->next;
	}
	return attribute;
}

struct pl_str
pl_fdx_tree_get(const xmlNode *node, const char *name)
{
	const xmlAttr *attribute = find_attribute(node, name);
	const xmlNode *text = attribute == NULL ? NULL : attribute->children;
	return text == NULL || text->content == NULL ? PL_STR("")
						     : pl_str_of((const char *)text->content);
}

/* Final Draft has attributes in ASCII order. Those of other programs may be in another: one that is
 * there stays in its place. */
void
pl_fdx_tree_set(struct pl_fdx_writer *writer, xmlNode *node, const char *name, struct pl_str value)
{
	struct pl_str copy = pl_arena_copy(&writer->arena, value);
	const xmlAttr *own = find_attribute(node, name);
	xmlAttr *next = node->properties;
	if (copy.data == NULL) {
		writer->failed = true;
		return;
	}
	while (next != NULL && xmlStrcasecmp(next->name, (const xmlChar *)name) < 0) {
		next = next->next;
	}
	const xmlChar *key = own != NULL ? own->name : (const xmlChar *)name;
	xmlAttr *set = xmlSetProp(node, key, (const xmlChar *)copy.data);
	writer->failed |= set == NULL;
	if (set == NULL || own != NULL || next == NULL) {
		return;
	}
	/* libxml2 has put it last */
	set->prev->next = NULL;
	set->prev = next->prev;
	set->next = next;
	next->prev = set;
	if (set->prev == NULL) {
		node->properties = set;
	} else {
		set->prev->next = set;
	}
}

void
pl_fdx_tree_set_text(struct pl_fdx_writer *writer, xmlNode *element, struct pl_str text)
{
	struct pl_buffer buffer;
	pl_buffer_init(&buffer);
	pl_fdx_put_clean(&buffer, text);
	xmlFreeNodeList(element->children);
	element->children = element->last = NULL;
	if (buffer.length > 0) {
		const xmlChar *bytes = (const xmlChar *)buffer.data;
		xmlNode *node = xmlNewTextLen(bytes, (int)buffer.length);
		writer->failed |= node == NULL;
		xmlAddChild(element, node);
	}
	writer->failed |= buffer.failed;
	pl_buffer_fini(&buffer);
}

/* Keep of the Texts in a paragraph the first, with this text. */
static void
set_line(struct pl_fdx_writer *writer, xmlNode *paragraph, struct pl_str line)
{
	xmlNode *text = pl_fdx_tree_child(paragraph, "Text");
	if (text == NULL) {
		text = xmlNewChild(paragraph, NULL, (const xmlChar *)"Text", NULL);
	}
	if (text == NULL) {
		writer->failed = true;
		return;
	}
	for (xmlNode *other = text->next, *next; other != NULL; other = next) {
		next = other->next;
		if (pl_fdx_tree_is(other, "Text")) {
			pl_fdx_tree_remove(other);
		}
	}
	pl_fdx_tree_set_text(writer, text, line);
}

static bool
has_line(struct pl_fdx_writer *writer, const xmlNode *paragraph, struct pl_str line)
{
	struct pl_buffer text = {0};
	for (const xmlNode *node = paragraph->children; node != NULL; node = node->next) {
		xmlChar *content = pl_fdx_tree_is(node, "Text") ? xmlNodeGetContent(node) : NULL;
		pl_buffer_put_text(&text, content == NULL ? "" : (const char *)content);
		xmlFree(content);
	}
	bool is_same = pl_str_equal(pl_buffer_str(&text), line);
	writer->failed |= text.failed;
	pl_buffer_fini(&text);
	return is_same;
}

/* The Paragraph after this one, or one like it. NULL: the writer has failed. */
static xmlNode *
next_line(struct pl_fdx_writer *writer, xmlNode *parent, xmlNode *last)
{
	xmlNode *next = last == NULL ? parent->children : last->next;
	while (next != NULL && !pl_fdx_tree_is(next, "Paragraph")) {
		next = next->next;
	}
	if (next == NULL && last == NULL) {
		next = xmlNewChild(parent, NULL, (const xmlChar *)"Paragraph", NULL);
	} else if (next == NULL) {
		next = xmlDocCopyNode(last, last->doc, 1);
		next = next == NULL ? NULL : xmlAddNextSibling(last, next);
	}
	writer->failed |= next == NULL;
	return next;
}

void
pl_fdx_tree_set_lines(struct pl_fdx_writer *writer, xmlNode *parent, struct pl_str text)
{
	struct pl_lines lines = {text, false};
	struct pl_str line;
	xmlNode *last = NULL;
	while (pl_lines_next(&lines, &line) && !writer->failed) {
		last = next_line(writer, parent, last);
		if (last != NULL && !has_line(writer, last, line)) {
			set_line(writer, last, line);
		}
	}
	for (xmlNode *old = last == NULL ? NULL : last->next, *next; old != NULL; old = next) {
		next = old->next;
		if (pl_fdx_tree_is(old, "Paragraph")) {
			pl_fdx_tree_remove(old);
		}
	}
}
