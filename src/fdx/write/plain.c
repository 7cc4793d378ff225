/*
 * What the writer does where libxml2 would come in, if there is no Final Draft file to keep
 * anything of: nothing. The module platen-fdx has keep.c, template.c, anchors.c and tree.c in place
 * of this file.
 */
#include "fdx/write/tree.h"

void
pl_fdx_tree_listen(struct pl_fdx_writer *writer)
{
	(void)writer;
}

xmlDoc *
pl_fdx_tree_parse(struct pl_fdx_writer *writer, struct pl_str xml)
{
	(void)writer, (void)xml;
	return NULL;
}

xmlNode *
pl_fdx_tree_root(xmlDoc *tree)
{
	(void)tree;
	return NULL;
}

void
pl_fdx_tree_free(xmlDoc *tree)
{
	(void)tree;
}

void
pl_fdx_template_open(struct pl_fdx_writer *writer)
{
	(void)writer;
}

bool
pl_fdx_keep_node(struct pl_fdx_writer *writer, const struct platen_node *node)
{
	(void)writer, (void)node;
	return false;
}

bool
pl_fdx_keep_dual(struct pl_fdx_writer *writer, const struct platen_node *dual)
{
	(void)writer, (void)dual;
	return false;
}

bool
pl_fdx_keep_note(struct pl_fdx_writer *writer, const struct platen_node *node,
		 const struct pl_comment *comment, uint64_t offset, bool stays_put)
{
	(void)writer, (void)node, (void)comment, (void)offset, (void)stays_put;
	return false;
}

bool
pl_fdx_open_kept_content(struct pl_fdx_writer *writer)
{
	(void)writer;
	return false;
}

bool
pl_fdx_close_kept_content(struct pl_fdx_writer *writer)
{
	(void)writer;
	return false;
}

void
pl_fdx_keep_title_page(struct pl_fdx_writer *writer, const struct pl_fdx_part *part)
{
	(void)writer, (void)part;
}

void
pl_fdx_keep_notes(struct pl_fdx_writer *writer, const struct pl_fdx_part *part)
{
	(void)writer, (void)part;
}

void
pl_fdx_keep_anchors(struct pl_fdx_writer *writer, const struct pl_fdx_part *part)
{
	(void)writer, (void)part;
}

void
pl_fdx_report_gone(const struct pl_fdx_writer *writer)
{
	(void)writer;
}
