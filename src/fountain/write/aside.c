/* What stands beside the screenplay: notes and boneyards, in a line or as nodes, and outlines. */
#include "fountain/write/writer.h"

/* Where the last one of these pairs stands; 0 if there is none. */
static size_t
last_pair(struct pl_str text, const char *pair)
{
	size_t at = text.length;
	while (at > 0 && !pl_fountain_is_pair(text, at, pair)) {
		at--;
	}
	return at;
}

/* Put text with a blank inside each `mark` before byte `end`, and inside what would open or close a
 * boneyard. */
static void
put_parted(struct pl_buffer *out, struct pl_str text, const char *mark, size_t end,
	   struct pl_fountain_boneyards *boneyards)
{
	bool was_open = boneyards->is_open; /* a star which opens does not close, too */
	bool is_escaped = false;
	for (size_t at = 0; at < text.length; at++) {
		bool closes = was_open && pl_fountain_is_pair(text, at, "*/");
		bool opens = !is_escaped && pl_fountain_is_pair(text, at, "/*");
		/* a backslash keeps a note from beginning, not from ending */
		bool is_mark = at < end && pl_fountain_is_pair(text, at, mark) &&
			       (mark[0] != '[' || !is_escaped);
		is_escaped = !is_escaped && pl_fountain_is_escape(text, at);
		was_open = boneyards->is_open;
		boneyards->is_open |= opens && !boneyards->has_any;
		pl_buffer_put_byte(out, text.data[at]);
		if (closes || (opens && boneyards->has_any) || is_mark) {
			pl_buffer_put_byte(out, ' ');
		}
	}
}

void
pl_fountain_put_verbatim(struct pl_buffer *out, struct pl_str text,
			 struct pl_fountain_boneyards *boneyards)
{
	put_parted(out, text, "[[", last_pair(text, "]]"), boneyards);
}

static void
put_note(struct pl_buffer *out, struct pl_str text, struct pl_fountain_boneyards *boneyards)
{
	struct pl_lines lines = {text, text.length == 0};
	struct pl_str line;
	pl_buffer_put(out, PL_STR("[["));
	while (pl_lines_next(&lines, &line)) {
		bool is_last = lines.has_ended;
		if (line.length == 0 && !is_last) {
			pl_buffer_put(out, PL_STR("  ")); /* an empty line would end the note */
		}
		put_parted(out, line, "]]", line.length, boneyards);
		pl_buffer_put(out, is_last ? PL_STR("") : PL_STR("\n"));
	}
	/* a]]] would end a bracket too early */
	pl_buffer_put(out, pl_str_ends(text, PL_STR("]")) ? PL_STR(" ]]") : PL_STR("]]"));
}

static void
put_boneyard(struct pl_buffer *out, struct pl_str text, bool is_node)
{
	bool is_long = pl_fountain_line_end(text, 0) < text.length;
	struct pl_str edge = is_long && is_node ? PL_STR("\n") : PL_STR(" ");
	struct pl_fountain_boneyards inside = {.is_open = true};
	pl_buffer_put(out, PL_STR("/*"));
	pl_buffer_put(out, edge);
	put_parted(out, text, "]]", 0, &inside);
	pl_buffer_put(out, text.length > 0 ? edge : PL_STR(""));
	pl_buffer_put(out, PL_STR("*/"));
}

void
pl_fountain_put_aside(struct pl_buffer *out, enum platen_kind kind, struct pl_str text,
		      struct pl_str typed, bool is_node, struct pl_fountain_boneyards *boneyards)
{
	if (typed.length > 0) {
		pl_buffer_put(out, typed);
	} else if (kind == PLATEN_NOTE) {
		put_note(out, text, boneyards);
	} else {
		put_boneyard(out, text, is_node);
	}
}

bool
pl_fountain_has_boneyards(const struct platen_document *document)
{
	bool has_any = false;
	const struct platen_node *node = document->root;
	for (; node != NULL && !has_any; node = pl_node_following(node)) {
		/* what is kept as it was typed may close one, too */
		has_any = node->kind == PLATEN_BONEYARD || pl_node_more(node)->typed.length > 0;
		for (const struct pl_comment *comment = pl_node_more(node)->comments;
		     comment != NULL; comment = comment->next) {
			has_any |= comment->kind == PLATEN_BONEYARD || comment->typed.length > 0;
		}
	}
	return has_any;
}
