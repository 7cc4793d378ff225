/* The tree as platen.h shows it. */
#include "document/document.h"
#include "unicode/unicode.h"

static struct platen_text
text_of(struct pl_str text)
{
	return (struct platen_text){text.data, text.length};
}

enum platen_kind
platen_node_kind(const struct platen_node *node)
{
	return node->kind;
}

const struct platen_node *
platen_node_first_child(const struct platen_node *node)
{
	return node->first;
}

const struct platen_node *
platen_node_last_child(const struct platen_node *node)
{
	return node->last;
}

const struct platen_node *
platen_node_previous(const struct platen_node *node)
{
	return node->previous;
}

const struct platen_node *
platen_node_next(const struct platen_node *node)
{
	return node->next;
}

const struct platen_node *
platen_node_parent(const struct platen_node *node)
{
	return node->parent;
}

struct platen_position
platen_node_position(const struct platen_node *node)
{
	return node->from;
}

struct platen_text
platen_node_text(const struct platen_node *node)
{
	return text_of(node->text);
}

struct platen_text
platen_node_label(const struct platen_node *node)
{
	return text_of(pl_node_more(node)->label);
}

uint32_t
platen_node_level(const struct platen_node *node)
{
	return pl_node_more(node)->level;
}

bool
platen_node_is_forced(const struct platen_node *node)
{
	return node->is_forced;
}

struct platen_position
platen_node_end(const struct platen_document *document, const struct platen_node *node)
{
	struct platen_position end = node->from;
	pl_position_advance(document->source, &end, node->source_end);
	return end;
}

bool
platen_node_run(const struct platen_node *node, size_t index, struct platen_run *run)
{
	if (index >= pl_node_run_count(node)) {
		return false;
	}
	const struct pl_run found = pl_node_run(node, (uint32_t)index);
	*run = (struct platen_run){
		.text = text_of(pl_str_slice(node->text, found.start, found.end)),
		.style = found.style,
		.position = found.from,
	};
	return true;
}

static const struct pl_comment *
comment_of(const struct platen_comment *comment)
{
	return (const struct pl_comment *)(const void *)comment;
}

const struct platen_comment *
platen_node_comment(const struct platen_node *node)
{
	return (const struct platen_comment *)(const void *)pl_node_more(node)->comments;
}

const struct platen_comment *
platen_comment_next(const struct platen_comment *comment)
{
	return (const struct platen_comment *)(const void *)comment_of(comment)->next;
}

enum platen_kind
platen_comment_kind(const struct platen_comment *comment)
{
	return comment_of(comment)->kind;
}

struct platen_text
platen_comment_text(const struct platen_comment *comment)
{
	return text_of(comment_of(comment)->text);
}

size_t
platen_comment_place(const struct platen_comment *comment)
{
	return comment_of(comment)->at;
}

struct platen_position
platen_comment_position(const struct platen_comment *comment)
{
	return comment_of(comment)->from;
}
