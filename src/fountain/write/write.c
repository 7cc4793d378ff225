/*
 * Canonical Fountain
 *
 * The tree is written so that reading it again gives the same tree, and writing that again the same
 * bytes. docs/fmt.md says what it looks like.
 */
#include "fountain/write/writer.h"

/* ------------------------------------------------------------------------ neighbours */

/* Does the leaf which was written last count as blank for a line below it? */
static bool
is_like_blank(const struct platen_node *above)
{
	return above->parent == NULL || pl_kind_is(above->kind, PL_UNPRINTED) ||
	       above->kind == PLATEN_PAGE_BREAK || pl_fountain_is_in(above, PLATEN_TITLE_PAGE);
}

/* What the reader sees of a leaf right below a line, as far as it matters there. */
static struct pl_str
text_of(const struct platen_node *node)
{
	if (pl_kind_is(node->kind, PL_OUTLINE)) {
		return PL_STR("#");
	}
	if (node->kind == PLATEN_PAGE_BREAK) {
		return PL_STR("===");
	}
	return node->kind == PLATEN_DIALOGUE || node->kind == PLATEN_ACTION ? node->text
									    : PL_STR("(");
}

/* Look at what stands below the leaf which is to be written. */
static void
look_below(const struct pl_fountain_writer *writer, struct pl_fountain_line_place *line)
{
	struct pl_fountain_place place = writer->place;
	uint32_t blanks = 0;
	const struct platen_node *next = pl_fountain_next_leaf(&place, &blanks);
	if (next != NULL && !pl_fountain_is_comment(next) && blanks == 0) {
		line->below = text_of(next);
	}
	bool is_near;
	while ((is_near = next != NULL && (blanks == 0 || pl_fountain_is_spoken(next))) &&
	       pl_fountain_is_comment(next)) {
		next = pl_fountain_next_leaf(&place, &blanks);
	}
	line->is_above_text = is_near && next->kind != PLATEN_PAGE_BREAK;
}

/* ----------------------------------------------------------------- marks left open */

/* `pair` stands in the run's text; *is_typed becomes false if it was not typed as it stands, but
 * with a backslash or with marks between. A tab became four spaces. */
static bool
run_has_pair(const struct platen_document *document, const struct platen_node *leaf,
	     const struct pl_run *run, const char *pair, bool *is_typed)
{
	const char *typed = document->source.data + run->from.offset;
	const char *end = pl_str_end(document->source);
	bool has_any = false;
	for (uint32_t at = run->start; at < run->end && typed < end; typed++) {
		if (pl_fountain_is_pair(leaf->text, at, pair)) {
			has_any = true;
			*is_typed = *is_typed && at + 1 < run->end &&
				    (typed == document->source.data || typed[-1] != '\\');
		}
		at += *typed == '\t' ? 4 : 1;
	}
	return has_any;
}

static bool
has_pair(struct pl_str text, const char *pair)
{
	const char bytes[] = {pair[0], pair[0], pair[0], pair[0]};
	size_t at = pl_find_any(text, 0, bytes);
	while (at < text.length && !pl_fountain_is_pair(text, at, pair)) {
		at = pl_find_any(text, at + 1, bytes);
	}
	return at < text.length;
}

/* `pair` stands in the leaf's text, and was typed like that wherever it does. */
static bool
has_typed_pair(const struct platen_document *document, const struct platen_node *leaf,
	       const char *pair)
{
	bool has_any = false, is_typed = true;
	if (!has_pair(leaf->text, pair)) {
		return false;
	}
	for (uint32_t i = 0; i < pl_node_run_count(leaf); i++) {
		const struct pl_run run = pl_node_run(leaf, i);
		has_any |= run_has_pair(document, leaf, &run, pair, &is_typed);
	}
	return has_any && is_typed;
}

/* Find out which marks of the leaf stay open: what would close a note has to come before the next
 * empty line. */
static void
find_open_marks(struct pl_fountain_writer *writer, const struct platen_node *leaf)
{
	struct pl_fountain_place place = writer->place;
	const struct platen_document *document = writer->document;
	uint32_t blanks = 0;
	bool is_typed = document->dialect != NULL && pl_node_more(leaf)->comments == NULL &&
			!pl_fountain_is_comment(leaf) && leaf->kind != PLATEN_TITLE_ENTRY;
	writer->keeps_notes = writer->keeps_boneyards = false;
	if (!is_typed) {
		return;
	}
	/* had anything closed it, it would be no text */
	writer->keeps_boneyards = has_typed_pair(document, leaf, "/*");
	if (has_typed_pair(document, leaf, "[[") && !has_pair(leaf->text, "]]")) {
		const struct platen_node *next = pl_fountain_next_leaf(&place, &blanks);
		writer->keeps_notes = next == NULL || (blanks > 0 && !pl_fountain_is_spoken(next));
	}
}

/* --------------------------------------------------------------------- the document */

static void
put_blanks(struct pl_fountain_writer *writer, const struct platen_node *node, uint32_t blanks)
{
	for (uint32_t i = 0; i < blanks; i++) {
		pl_sink_put_text(writer->sink, pl_fountain_is_spoken(node) ? "  \n" : "\n");
	}
}

static bool
put_document(struct pl_fountain_writer *writer)
{
	uint32_t blanks;
	const struct platen_node *above = writer->place.at, *leaf;
	while ((leaf = pl_fountain_next_leaf(&writer->place, &blanks)) != NULL) {
		struct pl_fountain_line_place line = {
			.dialect = writer->dialect,
			.is_below_blank = blanks > 0 || is_like_blank(above),
		};
		put_blanks(writer, leaf, blanks);
		if (!pl_fountain_is_comment(leaf)) {
			look_below(writer, &line);
		}
		find_open_marks(writer, leaf);
		if (!pl_fountain_put_leaf(writer, leaf, line)) {
			return false;
		}
		writer->closing = writer->closing == leaf ? NULL : writer->closing;
		above = leaf;
	}
	return true;
}

enum platen_status
pl_write_fountain(const struct pl_job *job)
{
	const struct platen_document *document = job->document;
	struct pl_fountain_dialect script = pl_fountain_1_1;
	struct pl_fountain_writer writer = {.sink = job->sink,
					    .document = document,
					    .dialect = document->dialect,
					    .place = {.at = document->root}};
	if (writer.dialect == NULL) {
		script.extensions |= document->extensions;
		script.prefixes = document->prefixes;
		pl_fountain_obey_title(&script, document, true);
		writer.dialect = &script;
	}
	pl_arena_init(&writer.arena);
	writer.stretches.arena = writer.marks.arena = &writer.arena;
	writer.above_line.has_any = pl_fountain_has_boneyards(document);
	/* so that an empty line is a slice of something */
	pl_buffer_put_byte(&writer.line, ' ');
	pl_buffer_put_byte(&writer.seen, ' ');
	bool done = !writer.line.failed && !writer.seen.failed && put_document(&writer);
	pl_buffer_fini(&writer.line);
	pl_buffer_fini(&writer.seen);
	pl_arena_fini(&writer.arena);
	return done ? PLATEN_OK : PLATEN_NO_MEMORY;
}
