/*
 * Precedence
 *
 * What a line may be is a table, and the first rule that matches takes the line. A second, shorter
 * table holds inside a speech, where nearly everything is just spoken. Markers which a writer typed
 * on purpose come before what is guessed from capitals. The last row takes everything: when in
 * doubt, text is shown in the plainest way, but it is shown.
 *
 * A row which names an extension counts only where that was asked for. Without, this is
 * Fountain 1.1.
 *
 * A rule looks at its own line, and asks of its neighbours only whether they are blank. There is
 * one exception: `FADE IN:` right above a heading is no cue.
 */
#include "fountain/syntax/syntax.h"

struct rule {
	enum pl_fountain_form form;
	bool (*is)(const struct pl_fountain_line_place *place);
	uint32_t extension; /* which must be asked for; 0: Fountain 1.1 */
};

static bool
starts_with(const struct pl_fountain_line_place *place, char marker)
{
	return pl_fountain_marker(place->line, marker, place->dialect) > 0;
}

static bool
is_escaped(const struct pl_fountain_line_place *place)
{
	if (place->line.length < 2 || place->line.data[0] != '\\') {
		return false;
	}
	struct pl_str rest = pl_str_slice(place->line, 1, place->line.length);
	return pl_fountain_is_escapable_first(rest.data[0]) ||
	       pl_fountain_has_wide_marker(rest, place->dialect);
}

static bool
is_page_break(const struct pl_fountain_line_place *place)
{
	return pl_fountain_is_page_break(place->line, place->dialect);
}

static bool
is_forced_action(const struct pl_fountain_line_place *place)
{
	return starts_with(place, '!');
}

static bool
is_shot(const struct pl_fountain_line_place *place)
{
	size_t marker = pl_fountain_marker(place->line, '!', place->dialect);
	struct pl_str rest = pl_str_slice(place->line, marker, place->line.length);
	size_t second = pl_fountain_marker(rest, '!', place->dialect);
	return marker > 0 && second > 0 && rest.length > second;
}

static bool
is_section(const struct pl_fountain_line_place *place)
{
	return starts_with(place, '#');
}

static bool
is_synopsis(const struct pl_fountain_line_place *place)
{
	return pl_fountain_is_outline(place->line);
}

static bool
is_lyric(const struct pl_fountain_line_place *place)
{
	return starts_with(place, '~');
}

static bool
is_centered(const struct pl_fountain_line_place *place)
{
	return starts_with(place, '>') && pl_fountain_end_marker(place->line, place->dialect) > 0;
}

static bool
is_forced_transition(const struct pl_fountain_line_place *place)
{
	size_t marker = pl_fountain_marker(place->line, '>', place->dialect);
	return marker > 0 && place->line.length > marker;
}

/* A star or underscore, or the backslash before one. */
static bool
is_mark(char byte, char next)
{
	return byte == '*' || byte == '_' || (byte == '\\' && (next == '*' || next == '_'));
}

static bool
is_forced_heading(const struct pl_fountain_line_place *place)
{
	struct pl_str line = place->line;
	size_t at = pl_fountain_heading_marker(line, place->dialect);
	if (at == 0 || !place->is_below_blank) {
		return false;
	}
	if (line.data[at - 1] == '\\') {
		return true;
	}
	while (at < line.length &&
	       is_mark(line.data[at], at + 1 < line.length ? line.data[at + 1] : 0)) {
		at++;
	}
	return pl_is_letter_or_digit(pl_code_point_at(line, at));
}

/* There is more than carets and extensions. Marks do not matter: they are never all of a text. */
static bool
has_name(struct pl_str cue, const struct pl_fountain_dialect *dialect)
{
	cue = pl_fountain_drop_carets(cue);
	return pl_str_trim(pl_str_slice(cue, 0, pl_fountain_find_extension(cue, dialect))).length >
	       0;
}

static bool
is_forced_cue(const struct pl_fountain_line_place *place)
{
	if (!starts_with(place, '@') || !place->is_below_blank || !place->is_above_text) {
		return false;
	}
	size_t marker = pl_fountain_marker(place->line, '@', place->dialect);
	return has_name(pl_str_slice(place->line, marker, place->line.length), place->dialect);
}

bool
pl_fountain_is_above_blank(const struct pl_fountain_line_place *place)
{
	return place->below.length == 0 || pl_fountain_is_outline(place->below) ||
	       pl_fountain_is_page_break(place->below, place->dialect);
}

static bool
is_heading(const struct pl_fountain_line_place *place)
{
	return place->is_below_blank && pl_fountain_has_prefix(place->line, place->dialect) &&
	       pl_fountain_is_above_blank(place);
}

/* A heading next to text, or behind its number. */
static bool
is_lenient_heading(const struct pl_fountain_line_place *place)
{
	struct pl_str number, heading;
	bool has_number =
		pl_is_letter_or_digit(pl_code_point_at(place->line, 0)) &&
		pl_fountain_find_leading_number(place->line, place->dialect, &number, &heading);
	return pl_fountain_has_clear_prefix(has_number ? heading : place->line, place->dialect);
}

bool
pl_fountain_is_no_transition(const struct pl_fountain_line_place *place)
{
	return place->ends_in_blank && pl_fountain_is_transition(place->line, place->dialect);
}

static bool
is_known_transition(const struct pl_fountain_line_place *place)
{
	return place->is_below_blank && pl_fountain_is_above_blank(place) &&
	       !pl_fountain_is_no_transition(place) &&
	       pl_fountain_is_known_transition(place->line, place->dialect);
}

static bool
is_transition(const struct pl_fountain_line_place *place)
{
	return place->is_below_blank && !place->ends_in_blank &&
	       !pl_fountain_has_marker(place->line) &&
	       pl_fountain_is_transition(place->line, place->dialect) &&
	       pl_fountain_is_above_blank(place);
}

/* `FADE IN:` right above a heading: nobody is called that, and nobody says `INT. HOUSE`. */
static bool
is_glued_to_heading(const struct pl_fountain_line_place *place)
{
	bool is_close = (place->dialect->extensions & PLATEN_LENIENT_HEADINGS) != 0;
	return (is_close || pl_str_ends(place->line, PL_STR(":"))) &&
	       pl_fountain_has_prefix(place->below, place->dialect);
}

/* The name is in capitals. An extension does not count, also if its brackets are full-width. */
static bool
is_in_capitals(const struct pl_fountain_line_place *place)
{
	struct pl_str cue = pl_fountain_drop_carets(place->line);
	return pl_fountain_is_capitals(
		pl_str_slice(cue, 0, pl_fountain_find_extension(cue, place->dialect)));
}

static bool
is_cue(const struct pl_fountain_line_place *place)
{
	return place->is_below_blank && place->is_above_text &&
	       !pl_fountain_has_marker(place->line) && is_in_capitals(place) &&
	       !pl_fountain_has_prefix(place->line, place->dialect) &&
	       !pl_fountain_is_transition(place->line, place->dialect) &&
	       !is_glued_to_heading(place);
}

static bool
is_parenthetical(const struct pl_fountain_line_place *place)
{
	return pl_fountain_is_parenthetical(place->line, place->dialect);
}

static bool
is_anything(const struct pl_fountain_line_place *place)
{
	(void)place;
	return true;
}

static const struct rule rules[] = {
	{PL_FORM_ESCAPED, is_escaped, 0},
	{PL_FORM_PAGE_BREAK, is_page_break, 0},
	{PL_FORM_SHOT, is_shot, PLATEN_SHOTS},
	{PL_FORM_FORCED_ACTION, is_forced_action, 0},
	{PL_FORM_SECTION, is_section, 0},
	{PL_FORM_SYNOPSIS, is_synopsis, 0},
	{PL_FORM_LYRIC, is_lyric, 0},
	{PL_FORM_CENTERED, is_centered, 0},
	{PL_FORM_FORCED_TRANSITION, is_forced_transition, 0},
	{PL_FORM_FORCED_HEADING, is_forced_heading, 0},
	{PL_FORM_FORCED_CUE, is_forced_cue, 0},
	{PL_FORM_HEADING, is_heading, 0},
	{PL_FORM_HEADING, is_lenient_heading, PLATEN_LENIENT_HEADINGS},
	{PL_FORM_TRANSITION, is_transition, 0},
	{PL_FORM_TRANSITION, is_known_transition, PLATEN_KNOWN_TRANSITIONS},
	{PL_FORM_CUE, is_cue, 0},
	{PL_FORM_ACTION, is_anything, 0},
};

static const struct rule speech_rules[] = {
	{PL_FORM_PAGE_BREAK, is_page_break, 0}, /* ends the speech */
	{PL_FORM_SHOT, is_shot, PLATEN_SHOTS},
	{PL_FORM_FORCED_ACTION, is_forced_action, 0}, /* so does this */
	{PL_FORM_LYRIC, is_lyric, 0},
	{PL_FORM_PARENTHETICAL, is_parenthetical, 0},
	{PL_FORM_ESCAPED, is_escaped, 0},
	{PL_FORM_DIALOGUE, is_anything, 0},
};

static enum pl_fountain_form
first_match(const struct rule *rule, const struct pl_fountain_line_place *place)
{
	while ((rule->extension & ~place->dialect->extensions) != 0 || !rule->is(place)) {
		rule++;
	}
	return rule->form;
}

enum pl_fountain_form
pl_fountain_form_of(const struct pl_fountain_line_place *place)
{
	return first_match(rules, place);
}

enum pl_fountain_form
pl_fountain_speech_form(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	struct pl_fountain_line_place place = {.line = line, .dialect = dialect};
	return first_match(speech_rules, &place);
}
