/*
 * Canonical Fountain
 *
 * The tree is written so that reading it again gives the same tree, and writing that again the same
 * bytes. docs/fmt.md says what it looks like.
 *
 * The leaves of the tree are written one after the other; what stands between two of them is
 * decided by blanks_before alone, from the two and from what was written since the last one that is
 * printed. So it can be asked ahead, too: whether a line in capitals needs a marker hangs on the
 * line below it. That a line needs one is what syntax/rules.c says of the line as it would stand
 * there.
 */
#include "fountain/write/writer.h"

/* ------------------------------------------------------------------ between the leaves */

static bool
is_outline(enum platen_kind kind)
{
	return kind == PLATEN_SECTION || kind == PLATEN_SYNOPSIS;
}

/* Also a shot of a Final Draft file, which is written as one if shots are not known. */
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

const struct platen_node *
pl_fountain_next_leaf(const struct platen_node *node)
{
	do {
		node = pl_node_following(node);
	} while (node != NULL && node->first != NULL);
	return node;
}

static uint32_t
larger_group(const struct pl_fountain_writer *writer, uint32_t wanted)
{
	if (wanted > writer->gap) {
		return wanted;
	}
	return wanted > 0 ? 1 : 0;
}

/* In a speech, blank lines are held ones and all of them are kept. */
static uint32_t
held_before(const struct pl_fountain_writer *writer, const struct platen_node *node)
{
	if (pl_fountain_is_cut(node->kind) || node->blank_before > writer->gap) {
		return node->blank_before;
	}
	return 0;
}

static bool
goes_on(const struct platen_node *above, const struct platen_node *node)
{
	return is_action(above) == is_action(node) && above->parent == node->parent &&
	       (is_action(node) || above->kind == node->kind);
}

/* How many blank lines to write between what was written and `node`, the next leaf. */
static uint32_t
blanks_before(const struct pl_fountain_writer *writer, const struct platen_node *node)
{
	const struct platen_node *above = writer->above;
	if (above == NULL || pl_fountain_is_in(node, PLATEN_TITLE_PAGE)) {
		return 0;
	}
	if (pl_fountain_is_in(node, PLATEN_SPEECH) && node->kind != PLATEN_CHARACTER) {
		return held_before(writer, node);
	}
	if (pl_fountain_is_silent(above)) {
		return 0;
	}
	if (pl_fountain_is_in(above, PLATEN_SPEECH) ||
	    pl_fountain_is_in(above, PLATEN_TITLE_PAGE)) {
		return 1;
	}
	if (pl_fountain_is_cut(node->kind) || is_outline(node->kind)) {
		return node->blank_before > 0;
	}
	if (writer->printed != NULL && is_stacked(writer->printed) && is_stacked(node)) {
		uint32_t blanks = larger_group(writer, node->blank_before);
		return blanks == 0 && goes_on(above, node) ? 1 : blanks;
	}
	return 1;
}

static void
note_written(struct pl_fountain_writer *writer, const struct platen_node *node, uint32_t blanks)
{
	writer->above = node;
	if (pl_fountain_is_cut(node->kind) || is_outline(node->kind)) {
		writer->gap = blanks > writer->gap ? blanks : writer->gap;
	} else {
		writer->gap = 0;
		writer->printed = node;
	}
}

static void
put_blanks(struct pl_fountain_writer *writer, const struct platen_node *node, uint32_t blanks)
{
	bool is_held = pl_fountain_is_in(node, PLATEN_SPEECH) && node->kind != PLATEN_CHARACTER;
	for (uint32_t i = 0; i < blanks; i++) {
		pl_sink_put_text(writer->sink, is_held ? "  \n" : "\n");
	}
}

/* ------------------------------------------------------------------------ neighbours */

/* What the reader sees right below the leaf which was written last, as far as it matters. */
static struct pl_str
text_below(const struct pl_fountain_writer *writer, const struct platen_node *leaf)
{
	const struct platen_node *next = pl_fountain_next_leaf(leaf);
	if (next == NULL || pl_fountain_is_cut(next->kind) || blanks_before(writer, next) > 0) {
		return PL_STR("");
	}
	switch (next->kind) {
	case PLATEN_SECTION:
	case PLATEN_SYNOPSIS: return PL_STR("#");
	case PLATEN_PAGE_BREAK: return PL_STR("===");
	case PLATEN_DIALOGUE:
	case PLATEN_ACTION: return next->text;
	case PLATEN_DOCUMENT:
	case PLATEN_TITLE_PAGE:
	case PLATEN_TITLE_ENTRY:
	case PLATEN_SCENE_HEADING:
	case PLATEN_SPEECH:
	case PLATEN_DUAL_DIALOGUE:
	case PLATEN_CHARACTER:
	case PLATEN_PARENTHETICAL:
	case PLATEN_LYRIC:
	case PLATEN_TRANSITION:
	case PLATEN_SHOT:
	case PLATEN_CENTERED:
	case PLATEN_NOTE:
	case PLATEN_BONEYARD: break;
	}
	return PL_STR("(");
}

/* Would a cue, which was written last, find somebody speaking below? */
static bool
is_above_text(const struct pl_fountain_writer *writer, const struct platen_node *leaf)
{
	struct pl_fountain_writer ahead = {
		.above = writer->above, .printed = writer->printed, .gap = writer->gap};
	const struct platen_node *next = leaf;
	while ((next = pl_fountain_next_leaf(next)) != NULL) {
		uint32_t blanks = blanks_before(&ahead, next);
		bool is_held =
			pl_fountain_is_in(next, PLATEN_SPEECH) && next->kind != PLATEN_CHARACTER;
		if (blanks > 0 && !is_held) {
			return false;
		}
		if (!pl_fountain_is_cut(next->kind)) {
			return next->kind != PLATEN_PAGE_BREAK;
		}
		note_written(&ahead, next, blanks);
	}
	return false;
}

/* Does what stands above the leaf count as blank? */
static bool
is_blank_above(const struct platen_node *above, uint32_t blanks)
{
	return blanks > 0 || above == NULL || pl_fountain_is_cut(above->kind) ||
	       is_outline(above->kind) || above->kind == PLATEN_PAGE_BREAK ||
	       pl_fountain_is_in(above, PLATEN_TITLE_PAGE);
}

static bool
put_document(struct pl_fountain_writer *writer, const struct platen_document *document)
{
	const struct platen_node *leaf = pl_fountain_next_leaf(document->root);
	for (; leaf != NULL; leaf = pl_fountain_next_leaf(leaf)) {
		const struct platen_node *above = writer->above;
		uint32_t blanks = blanks_before(writer, leaf);
		put_blanks(writer, leaf, blanks);
		note_written(writer, leaf, blanks);
		struct pl_line_place place = {.dialect = writer->dialect,
					      .is_below_blank = is_blank_above(above, blanks)};
		if (!pl_fountain_is_cut(leaf->kind)) {
			place.below = text_below(writer, leaf);
			place.is_above_text = is_above_text(writer, leaf);
		}
		if (!pl_fountain_put_leaf(writer, leaf, place)) {
			return false;
		}
	}
	return true;
}

/* What the title page, which is written, too, will say to who reads it. */
static void
add_script_dialect(struct pl_dialect *dialect, const struct platen_document *document)
{
	const struct platen_node *language = pl_document_setting(document, PL_SETTING_LANGUAGE);
	const struct platen_node *options = pl_document_setting(document, PL_SETTING_OPTIONS);
	struct pl_str unknown;
	if (language != NULL) {
		pl_dialect_set_language(dialect, language->text);
	}
	if (options != NULL) {
		pl_dialect_add_options(dialect, options->text, &unknown);
	}
}

enum platen_status
pl_write_fountain(const struct pl_job *job)
{
	struct pl_dialect script = pl_fountain_1_1;
	script.extensions |= job->document->extensions;
	struct pl_fountain_writer writer = {.sink = job->sink, .dialect = job->document->dialect};
	if (writer.dialect == NULL) {
		add_script_dialect(&script, job->document);
		writer.dialect = &script;
	}
	bool done = pl_fountain_speller_init(&writer.speller);
	writer.speller.kept.ahead = pl_fountain_count_yards(job->document);
	done = done && put_document(&writer, job->document);
	pl_fountain_speller_fini(&writer.speller);
	return done ? PLATEN_OK : PLATEN_NO_MEMORY;
}
