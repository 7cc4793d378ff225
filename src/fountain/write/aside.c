/* What stands beside the screenplay: notes and boneyards, in a line or by themselves. */
#include "fountain/write/writer.h"

static bool
is_pair(struct pl_str text, size_t at, const char *pair)
{
	return at + 1 < text.length && text.data[at] == pair[0] && text.data[at + 1] == pair[1];
}

/* Where the last one of these pairs stands; 0 if there is none. */
static size_t
last_pair(struct pl_str text, const char *pair)
{
	size_t at = text.length;
	while (at > 0 && !is_pair(text, at, pair)) {
		at--;
	}
	return at;
}

/* Put text with a blank in each `mark` before byte `end`, and in what would open or close a
 * boneyard. */
static void
put_parted(struct pl_buffer *out, struct pl_str text, const char *mark, size_t end,
	   struct pl_fountain_yards *yards)
{
	bool was_open =
		yards->is_open; /* before the byte above: a star which opens does not close, too */
	bool is_escaped = false;
	for (size_t at = 0; at < text.length; at++) {
		bool closes = was_open && is_pair(text, at, "*/");
		bool opens = !is_escaped && is_pair(text, at, "/*");
		/* a backslash keeps a note from beginning, not from ending */
		bool is_mark =
			at < end && is_pair(text, at, mark) && (mark[0] != '[' || !is_escaped);
		is_escaped = !is_escaped && text.data[at] == '\\' && at + 1 < text.length &&
			     pl_is_escapable(text.data[at + 1]);
		was_open = yards->is_open;
		yards->is_open |= opens && yards->ahead == 0;
		pl_buffer_put_byte(out, text.data[at]);
		if (closes || (opens && yards->ahead > 0) || is_mark) {
			pl_buffer_put_byte(out, ' ');
		}
	}
}

void
pl_fountain_put_verbatim(struct pl_buffer *out, struct pl_str text, struct pl_fountain_yards *yards)
{
	put_parted(out, text, "[[", last_pair(text, "]]"), yards);
}

static void
put_note(struct pl_buffer *out, struct pl_str text, struct pl_fountain_yards *yards)
{
	pl_buffer_put(out, PL_STR("[["));
	size_t at = 0;
	while (at < text.length) {
		const char *line_feed = memchr(text.data + at, '\n', text.length - at);
		size_t end = line_feed == NULL ? text.length : (size_t)(line_feed - text.data);
		if (at == end) {
			pl_buffer_put(out, PL_STR("  ")); /* an empty line would end the note */
		}
		put_parted(out, pl_str_slice(text, at, end), "]]", end - at, yards);
		if (end < text.length) {
			pl_buffer_put_byte(out, '\n');
		}
		at = end + 1;
	}
	/* a]]] would end a bracket too early */
	pl_buffer_put(out, pl_str_ends(text, PL_STR("]")) ? PL_STR(" ]]") : PL_STR("]]"));
}

static void
put_boneyard(struct pl_buffer *out, struct pl_str text, bool is_alone,
	     struct pl_fountain_yards *yards)
{
	bool is_long = text.length > 0 && memchr(text.data, '\n', text.length) != NULL;
	struct pl_str edge = is_long && is_alone ? PL_STR("\n") : PL_STR(" ");
	struct pl_fountain_yards inside = {.is_open = true};
	yards->ahead--;
	pl_buffer_put(out, PL_STR("/*"));
	pl_buffer_put(out, edge);
	put_parted(out, text, "]]", 0, &inside);
	pl_buffer_put(out, text.length > 0 ? edge : PL_STR(""));
	pl_buffer_put(out, PL_STR("*/"));
}

static void
put_typed(struct pl_buffer *out, struct pl_str typed, struct pl_fountain_yards *yards)
{
	yards->ahead -= yards->ahead > 0;
	pl_buffer_put(out, typed);
}

void
pl_fountain_put_cut(struct pl_buffer *out, const struct pl_cut *cut,
		    struct pl_fountain_yards *yards)
{
	if (cut->typed.length > 0) {
		put_typed(out, cut->typed, yards);
	} else if (cut->kind == PLATEN_NOTE) {
		put_note(out, cut->text, yards);
	} else {
		put_boneyard(out, cut->text, false, yards);
	}
}

void
pl_fountain_put_alone(struct pl_buffer *out, const struct platen_node *node,
		      struct pl_fountain_yards *yards)
{
	if (node->typed.length > 0) {
		put_typed(out, node->typed, yards);
	} else if (node->kind == PLATEN_NOTE) {
		put_note(out, node->text, yards);
	} else {
		put_boneyard(out, node->text, true, yards);
	}
}

/* The one below `# Boneyard` has no marks, but what was typed there may close what stands above. */
static bool
is_yard(const struct platen_node *node)
{
	struct pl_str typed = node->typed;
	if (node->kind != PLATEN_BONEYARD || typed.length == 0) {
		return node->kind == PLATEN_BONEYARD || typed.length > 0;
	}
	return is_pair(typed, 0, "*/") || last_pair(typed, "*/") > 0;
}

uint32_t
pl_fountain_count_yards(const struct platen_document *document)
{
	uint32_t count = 0;
	const struct platen_node *node = document->root;
	for (; node != NULL; node = pl_node_following(node)) {
		count += is_yard(node);
		for (const struct pl_cut *cut = node->cuts; cut != NULL; cut = cut->next) {
			count += cut->kind == PLATEN_BONEYARD || cut->typed.length > 0;
		}
	}
	return count;
}
