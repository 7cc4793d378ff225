/*
 * Lines to nodes
 *
 * Fountain has little block structure: a line is judged by what it looks like, and by whether the
 * lines above and below it are blank. So one walk down the lines does it. It remembers whether the
 * line above counts as blank, which speech is open, and which text goes on if the next line is of
 * its kind.
 *
 *	INT. DINER - NIGHT	scene heading: prefix, blank above and below
 *				empty: ends whatever is open
 *	Rain.			action ...
 *	Nobody looks up.	... goes on
 *				empty
 *	NORA			cue: capitals, blank above, text below; a speech is open now
 *	(dry)			parenthetical
 *	That one's mine.	dialogue
 *				empty: ends the speech
 *
 * What a line may be is a table in order of precedence. It is in syntax/rules.c, since the writer
 * needs it, too. Here the form of a line leads to the function which takes it.
 *
 * A rule looks at its own line, and at whether the lines around it are blank. The one exception is
 * a parenthetical over several lines (speech.c).
 *
 * Notes and boneyards are out of the lines already. One alone on its line becomes a node of its
 * own, in place. Its line counts as blank for the tests of the neighbours, but does not end a
 * speech. docs/fountain.md says how blank lines are counted around it.
 */
#include "fountain/read/blocks.h"

/* Look at what stands below the line: that matters only if it is below a blank one. */
static bool
look_below(struct pl_fountain_blocks *blocks)
{
	struct pl_fountain_reader *reader = blocks->reader;
	struct pl_fountain_line_place *place = &blocks->place;
	uint32_t below = blocks->index + 1;
	place->below = PL_STR("");
	place->is_above_text = false;
	if (!place->is_below_blank) {
		return true;
	}
	while (below < reader->line_count && (reader->lines[below].kind == PL_LINE_HELD ||
					      reader->lines[below].kind == PL_LINE_ASIDE)) {
		below++;
	}
	if (below == reader->line_count || reader->lines[below].kind != PL_LINE_TEXT) {
		return true;
	}
	if (!pl_fountain_show_line(reader, &reader->ahead, below)) {
		return false;
	}
	struct pl_str text = pl_fountain_content(&reader->ahead);
	place->is_above_text = !pl_fountain_is_page_break(text, place->dialect);
	place->below = below == blocks->index + 1 ? text : PL_STR("");
	return true;
}

/* -------------------------------------------------------------------------- forms */

static bool
take_text(struct pl_fountain_blocks *blocks)
{
	struct pl_fountain_line_place *place = &blocks->place;
	if (blocks->speech != NULL) {
		blocks->form = pl_fountain_speech_form(place->line, place->dialect);
		return pl_fountain_takers[blocks->form](blocks);
	}
	place->ends_in_blank = blocks->reader->visible.ends_in_blank;
	if (!look_below(blocks)) {
		return false;
	}
	blocks->form = pl_fountain_form_of(place);
	return pl_fountain_takers[blocks->form](blocks);
}

/* ------------------------------------------------------------- lines without text */

static void
take_empty(struct pl_fountain_blocks *blocks)
{
	pl_fountain_end_speech(blocks);
	blocks->blanks++;
	blocks->place.is_below_blank = true;
}

static void
take_held(struct pl_fountain_blocks *blocks)
{
	if (blocks->speech == NULL) {
		take_empty(blocks);
	} else {
		blocks->held++;
		blocks->blanks++;
	}
}

/* Notes and boneyards with no text beside them. Of the blank lines on either side the larger group
 * counts, not the sum. */
static bool
take_spans(struct pl_fountain_blocks *blocks)
{
	if (!pl_fountain_append_spans(blocks->reader, pl_fountain_parent(blocks), blocks->blanks)) {
		return false;
	}
	blocks->gap = blocks->blanks > blocks->gap ? blocks->blanks : blocks->gap;
	blocks->blanks = blocks->held = 0;
	blocks->open = NULL;
	blocks->place.is_below_blank = true;
	return true;
}

static bool
take_boneyard(struct pl_fountain_blocks *blocks)
{
	pl_fountain_end_speech(blocks);
	if (!take_spans(blocks)) {
		return false;
	}
	blocks->gap = blocks->gap > 0 ? blocks->gap : 1;
	return true;
}

static bool
take_line(struct pl_fountain_blocks *blocks)
{
	switch (pl_fountain_current(blocks)->kind) {
	case PL_LINE_TEXT: return pl_fountain_show_current(blocks) && take_text(blocks);
	case PL_LINE_EMPTY: take_empty(blocks); return true;
	case PL_LINE_HELD: take_held(blocks); return true;
	case PL_LINE_ASIDE: return pl_fountain_show_current(blocks) && take_spans(blocks);
	case PL_LINE_BONEYARD: return pl_fountain_show_current(blocks) && take_boneyard(blocks);
	}
	return true;
}

/* Take what is left below # Boneyard. */
static bool
take_rest(const struct pl_fountain_blocks *blocks)
{
	const struct pl_fountain_reader *reader = blocks->reader;
	uint32_t start = blocks->index, at = start;
	while (at < reader->line_count && (reader->lines[at].kind == PL_LINE_EMPTY ||
					   reader->lines[at].kind == PL_LINE_HELD)) {
		at++;
	}
	return at == reader->line_count ||
	       pl_fountain_append_rest(blocks->reader, reader->lines[at].start, at - start);
}

bool
pl_fountain_read_blocks(struct pl_fountain_reader *reader, uint32_t first)
{
	struct pl_fountain_blocks blocks = {
		.reader = reader,
		.index = first,
		.place = {.dialect = &reader->dialect, .is_below_blank = true},
	};
	for (; blocks.index < reader->line_count && !blocks.is_over; blocks.index++) {
		if (!take_line(&blocks)) {
			return false;
		}
	}
	return pl_fountain_text_end(reader) && take_rest(&blocks);
}
