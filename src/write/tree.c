/*
 * The parsed document, for goldens and for debugging. One node on each line, children indented:
 *
 *	kind LINE:COLUMN [START,END) label="..." page="..." level=N blanks=N values=N forced
 *		color="..." "text"
 *	| START-END LINE:COLUMN bold italic	a run, if the node has emphasis
 *	^ AT note LINE:COLUMN "text"		what was removed before byte AT of the text
 *
 * (The first two lines are one.) A note with a meaning for programs has class=... color="..."
 * name="..." before its text. Offsets are bytes of the decoded source. What is zero, empty or false
 * is not written. This format is for reading and for diff; it may change in any version.
 */
#include "formats.h"

#define INDENT 2

static void
put_position(struct pl_sink *sink, struct platen_position position)
{
	pl_sink_printf(sink, " %u:%u", (unsigned)position.line, (unsigned)position.column);
}

/* " NAME=NUMBER", unless it is 0. */
static void
put_number(struct pl_sink *sink, const char *name, uint32_t number)
{
	if (number > 0) {
		pl_sink_printf(sink, " %s=%u", name, (unsigned)number);
	}
}

/* ' NAME="TEXT"', unless it is empty. */
static void
put_text(struct pl_sink *sink, const char *name, struct pl_str text)
{
	if (text.length > 0) {
		pl_sink_printf(sink, " %s=", name);
		pl_sink_put_quoted(sink, text);
	}
}

static void
put_meaning(struct pl_sink *sink, enum platen_kind kind, struct pl_str text)
{
	struct pl_note_meaning meaning = {0};
	if (kind == PLATEN_NOTE) {
		meaning = pl_note_meaning(text);
	}
	if (meaning.class != PL_NOTE_PLAIN) {
		pl_sink_printf(sink, " class=%s", pl_note_class_name(meaning.class));
		put_text(sink, "color", meaning.color);
		put_text(sink, "name", meaning.name);
	}
}

static void
put_run(struct pl_sink *sink, struct pl_run run)
{
	pl_sink_printf(sink, "| %u-%u", (unsigned)run.start, (unsigned)run.end);
	put_position(sink, run.from);
	pl_sink_printf(sink, "%s%s%s\n", run.style & PLATEN_BOLD ? " bold" : "",
		       run.style & PLATEN_ITALIC ? " italic" : "",
		       run.style & PLATEN_UNDERLINE ? " underline" : "");
}

static void
put_comment(struct pl_sink *sink, const struct pl_comment *comment)
{
	pl_sink_printf(sink, "^ %u %s", (unsigned)comment->at, platen_kind_name(comment->kind));
	put_position(sink, comment->from);
	put_meaning(sink, comment->kind, comment->text);
	pl_sink_put_byte(sink, ' ');
	pl_sink_put_quoted(sink, comment->text);
	pl_sink_put_byte(sink, '\n');
}

static void
put_node(struct pl_sink *sink, const struct platen_node *node)
{
	pl_sink_put_text(sink, platen_kind_name(node->kind));
	put_position(sink, node->from);
	pl_sink_printf(sink, " [%u,%u)", (unsigned)node->from.offset, (unsigned)node->source_end);
	put_text(sink, "label", pl_node_more(node)->label);
	put_text(sink, "page", pl_node_more(node)->page_label);
	put_number(sink, "level", pl_node_more(node)->level);
	put_number(sink, "blanks", node->blank_before);
	put_number(sink, "values", pl_node_more(node)->value_count);
	pl_sink_put_text(sink, node->is_forced ? " forced" : "");
	put_text(sink, "color", pl_node_color(node));
	put_meaning(sink, node->kind, node->text);
	if (node->text.length > 0) {
		pl_sink_put_byte(sink, ' ');
		pl_sink_put_quoted(sink, node->text);
	}
	pl_sink_put_byte(sink, '\n');
}

enum platen_status
pl_write_tree(const struct pl_job *job)
{
	struct pl_sink *sink = job->sink;
	struct platen_walk walk;
	size_t depth = 0;
	platen_walk_init(&walk, job->document->root);
	while (platen_walk_next(&walk)) {
		const struct platen_node *node = walk.node;
		if (walk.visit == PLATEN_LEAVE) {
			depth--;
			continue;
		}
		pl_sink_put_spaces(sink, INDENT * depth);
		put_node(sink, node);
		depth++;
		uint32_t runs = pl_node_has_emphasis(node) ? pl_node_run_count(node) : 0;
		for (uint32_t i = 0; i < runs; i++) {
			pl_sink_put_spaces(sink, INDENT * depth);
			put_run(sink, pl_node_run(node, i));
		}
		for (const struct pl_comment *comment = pl_node_more(node)->comments;
		     comment != NULL; comment = comment->next) {
			pl_sink_put_spaces(sink, INDENT * depth);
			put_comment(sink, comment);
		}
	}
	return PLATEN_OK;
}
