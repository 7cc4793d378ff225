/* tree - elements of another file as trees of libxml2's. See tree.c. */
#ifndef PL_FDX_TREE_H
#define PL_FDX_TREE_H

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "fdx/write/writer.h"

/* NULL: there is nothing to parse, or the writer has failed, or libxml2's limits are too low. The
 * caller frees it. */
xmlDoc *pl_fdx_tree_parse(struct pl_fdx_writer *writer, struct pl_str xml);
/* NULL of NULL. */
xmlNode *pl_fdx_tree_root(xmlDoc *tree);
void pl_fdx_tree_free(xmlDoc *tree);
/* Write it as pl_fdx_put_kept does. */
void pl_fdx_tree_put(struct pl_fdx_writer *writer, struct pl_str lead, xmlDoc *tree);

/* Names are compared without regard to case. */
bool pl_fdx_tree_is(const xmlNode *node, const char *name);
/* The first child of this name; NULL if there is none. */
xmlNode *pl_fdx_tree_child(const xmlNode *parent, const char *name);
/* The node after this one in `top`, in the order of the file, without those in it if it does not
 * descend; NULL at the end. */
xmlNode *pl_fdx_tree_next(const xmlNode *top, xmlNode *node, bool descends);
/* The text, less what XML cannot hold, in place of all that is in the element. */
void pl_fdx_tree_set_text(struct pl_fdx_writer *writer, xmlNode *element, struct pl_str text);
/* The Paragraphs of `parent` become the lines of the text; those which have their line stay. */
void pl_fdx_tree_set_lines(struct pl_fdx_writer *writer, xmlNode *parent, struct pl_str text);
/* Remove and free it, with the white space before it. */
void pl_fdx_tree_remove(xmlNode *node);

/* Another text for a ScriptNote, as Fountain has it: with its name (notes.c). */
void pl_fdx_edit_note(struct pl_fdx_writer *writer, xmlNode *note, struct pl_str text);

/* An attribute's value; empty if there is none. Valid until it is set. */
struct pl_str pl_fdx_tree_get(const xmlNode *node, const char *name);
void pl_fdx_tree_set(struct pl_fdx_writer *writer, xmlNode *node, const char *name,
		     struct pl_str value);

#endif
