/*
 * Canonical Fountain
 *
 * The tree is written so that reading it again gives the same tree, and writing that again the same
 * bytes. docs/fmt.md says what it looks like.
 *
 * The leaves of the tree are written one after the other. What stands between two of them is
 * decided by blanks_before alone, from the two and from what was written since the last leaf that
 * is printed. So the writer can look ahead, too: whether a line in capitals needs a marker depends
 * on the line below it.
 */
#include "fountain/write/writer.h"

/* ------------------------------------------------------------------ between the leaves */

/* Also a shot of a Final Draft file, which is written as action if shots are not known. */
static bool
is_action(const struct platen_node *node)
{
	return node->kind == PLATEN_ACTION || (node->kind == PLATEN_SHOT && node->fdx != NULL);
}

/* Between two of these the blank lines are printed as they were typed. */
static bool
is_stacked(const struct platen_node *node)
{
	return is_action(node) || node->kind == PLATEN_CENTERED ||
	       (node->kind == PLATEN_LYRIC && !pl_fountain_is_in(node, PLATEN_SPEECH));
}

/* Below the cue of a speech, where blank lines are held ones. */
static bool
is_spoken(const struct platen_node *node)
{
	return pl_fountain_is_in(node, PLATEN_SPEECH) && node->kind != PLATEN_CHARACTER;
}

/* Would two paragraphs be one if no blank line stood between them? */
static bool
goes_on(const struct platen_node *above, const struct platen_node *node)
{
	return is_action(above) == is_action(node) && above->parent == node->parent &&
	       (is_action(node) || above->kind == node->kind);
}

/* Of the blank lines on both sides of what is not printed the larger group counts. */
static uint32_t
larger_group(const struct pl_fountain_place *place, uint32_t wanted)
{
	return wanted > place->gap ? wanted : wanted > 0;
}

/* How many blank lines to write between what was written and `node`, the next leaf. */
static uint32_t
blanks_before(const struct pl_fountain_place *place, const struct platen_node *node)
{
	const struct platen_node *above = place->at;
	if (above->parent == NULL || pl_fountain_is_in(node, PLATEN_TITLE_PAGE)) {
		return 0;
	}
	if (is_spoken(node)) {
		bool is_counted = pl_fountain_is_comment(node) || node->blank_before > place->gap;
		return is_counted ? node->blank_before : 0;
	}
	if (pl_fountain_is_silent(above)) {
		return 0;
	}
	if (pl_fountain_is_in(above, PLATEN_SPEECH) ||
	    pl_fountain_is_in(above, PLATEN_TITLE_PAGE)) {
		return 1;
	}
	if (pl_kind_is(node->kind, PL_UNPRINTED)) {
		return node->blank_before > 0;
	}
	if (place->printed != NULL && is_stacked(place->printed) && is_stacked(node)) {
		uint32_t blanks = larger_group(place, node->blank_before);
		return blanks == 0 && goes_on(above, node) ? 1 : blanks;
	}
	return 1;
}

const struct platen_node *
pl_fountain_next_leaf(struct pl_fountain_place *place, uint32_t *blanks)
{
	const struct platen_node *node = place->at;
	do {
		node = pl_node_following(node);
	} while (node != NULL && node->first != NULL);
	if (node == NULL) {
		return NULL;
	}
	*blanks = blanks_before(place, node);
	place->at = node;
	if (pl_kind_is(node->kind, PL_UNPRINTED)) {
		place->gap = *blanks > place->gap ? *blanks : place->gap;
	} else {
		place->gap = 0;
		place->printed = node;
	}
	return node;
}

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
	while ((is_near = next != NULL && (blanks == 0 || is_spoken(next))) &&
	       pl_fountain_is_comment(next)) {
		next = pl_fountain_next_leaf(&place, &blanks);
	}
	line->is_above_text = is_near && next->kind != PLATEN_PAGE_BREAK;
}

/* --------------------------------------------------------------------- the document */

static void
put_blanks(struct pl_fountain_writer *writer, const struct platen_node *node, uint32_t blanks)
{
	for (uint32_t i = 0; i < blanks; i++) {
		pl_sink_put_text(writer->sink, is_spoken(node) ? "  \n" : "\n");
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
	struct pl_fountain_writer writer = {
		.sink = job->sink, .dialect = document->dialect, .place = {.at = document->root}};
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
