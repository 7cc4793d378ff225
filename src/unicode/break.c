/*
 * break - where a line may end
 *
 * The model. Two clusters and the run of spaces between them, if there is one, make a boundary:
 *
 *	   before  spaces  after
 *	  ... w o  r d _ _  w o r d - w o r d ...
 *	           ^     |            |         a line may end at the bars: after the last
 *	           left  right                  space of a run, and after a hyphen
 *
 * Each boundary is decided by `left`, a word with all that matters of the text before it, and
 * `right`, the cluster after it. So the walk is linear and needs no stack, and a copy of it can go
 * on from any place.
 *
 * Whose rules. Pages must break where Final Draft's do, and about 12,000 of its paragraphs show
 * what it does with English: a line may end after a run of spaces, and after every U+002D, also
 * within `--` and before a digit, a full stop or a closing quote. Nowhere else: not after `/`, not
 * after `...` or `|`. That is less than Unicode's UAX #14 grants and, for the hyphen, more. What
 * those paragraphs do not show is taken from UAX #14 (15.1, for quotation marks 16), by class of
 * character:
 *
 *   - Hyphens other than U+002D, en dashes, Tibetan tsheg (BA): a line may end after them.
 *   - Em dash (B2): a line may end after it and never before it, spaces apart. A dash which opens
 *     (Spanish `hola -dijo`, French `- Bonjour` at the start of a line, in em dashes) stays with
 *     what it opens.
 *   - Between ideographs, kana and Hangul syllables, and between them and Latin letters, a line may
 *     end, but for kinsoku: none begins with a closing bracket, a full stop, a small kana or a
 *     prolonged sound mark, none ends with an opening bracket. Chinese shares the curly quotes with
 *     English; beside an ideograph they open and close, beside a letter they hold on to it.
 *   - Thai, Lao, Khmer and Burmese write no spaces, and their words are found with a dictionary. We
 *     have none, since a page count must not depend on the edition of a dictionary. A line may end
 *     where a syllable certainly does: in Thai and Lao before a vowel which is written before its
 *     consonant, and after the marks of repetition and abbreviation; in Khmer before a consonant
 *     with a vowel or a consonant below it, since a bare one may end the syllable; in Burmese and
 *     others before any but a consonant whose mark says that it does. Where there is no such place,
 *     it ends between two orthographic clusters: not before a vowel sign or a final mark, not after
 *     a vowel which is written before its consonant, not inside a stack. Zero width spaces are the
 *     writer's cure.
 *   - No-break spaces (U+00A0, U+202F), word joiners and zero width joiners hold; zero width spaces
 *     let go. A soft hyphen does nothing, since a line which ended there would need a hyphen drawn
 *     that is not in the text.
 *
 * French sets `!`, `?`, `:`, `;` and the inside of guillemets off with a space, which few writers
 * type as a no-break space. Breaking there is wrong in French, and not breaking is wrong in
 * English, where Final Draft breaks after every space: `word - word`, `( beat )`, `" hello "`, ` :)
 * `. So the plain space holds only where English has none:
 *
 *   - after a guillemet which opens (it stands at the start, after a space or an opening mark) and
 *     before one which closes (before a space, the end or closing punctuation). This tells French
 *     « oui » from German »ja«, whose closing mark is followed by a space that must let go.
 *   - before `!` and `?`, alone or in a run of them, or one `:` or `;`, where a space, the end or a
 *     guillemet follows (behind `!` and `?` any closing mark: `:)` is a face), and exactly one
 *     space stands before. Two spaces are somebody's layout.
 *
 * Rejected: Pango, ICU and libthai, whose answers change with the version and with the dictionaries
 * installed; a table of class pairs, which is smaller on paper but hides the reasons; inserting
 * no-break spaces into the text, which would not come back out of a round trip.
 */
#include "unicode/break.h"

/* One side of a boundary. */
struct side {
	enum pl_line line;
	bool is_wide; /* East_Asian_Width F, W or H, and no emoji: brackets and stops under kinsoku
		       */
};

static struct side
side_of(uint32_t code_point)
{
	const struct pl_property *property = pl_property_of(code_point);
	return (struct side){(enum pl_line)property->line,
			     (property->flags & (PL_IS_EAST_ASIAN | PL_IS_PICTOGRAPHIC)) ==
				     PL_IS_EAST_ASIAN};
}

/* Ideographs, kana, Hangul, emoji and full-width forms: lines may end between them. */
static bool
is_ideographic(struct side side)
{
	return side.is_wide || side.line == PL_LINE_ID || side.line == PL_LINE_HANGUL ||
	       side.line == PL_LINE_CB;
}

static bool
is_south_east(struct side side)
{
	return side.line == PL_LINE_SA || side.line == PL_LINE_SA_LEADING ||
	       side.line == PL_LINE_SA_TRAILING;
}

static bool
is_guillemet(uint32_t code_point, struct side side, enum pl_line line)
{
	/* « » ‹ › */
	return side.line == line && (code_point == 0xAB || code_point == 0xBB ||
				     code_point == 0x2039 || code_point == 0x203A);
}

/* Punctuation that cannot begin a line (LB13, LB16, LB21, LB22). */
static bool
is_closing(struct side side)
{
	return side.line == PL_LINE_CL || side.line == PL_LINE_CP || side.line == PL_LINE_EX ||
	       side.line == PL_LINE_IS || side.line == PL_LINE_SY || side.line == PL_LINE_NS ||
	       side.line == PL_LINE_IN || side.line == PL_LINE_QU_PF;
}

/*
 * Whether a guillemet or a dash directly after `before` opens something. After a closing quote or
 * an apostrophe a guillemet does (French `l'« ami »`), but not a dash. Of two dashes the first
 * decides, and so does a quotation mark, since “ closes in German.
 */
static bool
is_opened_by(uint32_t left, struct side before, struct side cluster)
{
	bool is_dash = cluster.line == PL_LINE_B2 || cluster.line == PL_LINE_BA;
	if (before.line == PL_LINE_QU_PI || (before.line == PL_LINE_B2 && is_dash)) {
		return (left & PL_LEFT_OPENS) != 0;
	}
	return before.line == PL_LINE_OP || before.line == PL_LINE_GL ||
	       before.line == PL_LINE_ZW ||
	       (!is_dash && (before.line == PL_LINE_QU || before.line == PL_LINE_QU_PF ||
			     before.line == PL_LINE_B2));
}

/* What stays on the line whatever is before it: spaces and zero width spaces, after which a line
 * may end, and line feeds (LB6, LB7). */
static bool
is_end_of_run(struct side after)
{
	return after.line == PL_LINE_SP || after.line == PL_LINE_BK || after.line == PL_LINE_ZW;
}

uint32_t
pl_left_with_cluster(uint32_t left, uint32_t first)
{
	struct side before = side_of(left & PL_LEFT_CODE_POINT);
	bool leads = (left & PL_LEFT_IS_START) != 0;
	bool is_apart = leads || (left & PL_LEFT_SPACE) != 0;
	struct side cluster = side_of(first);
	if (cluster.line == PL_LINE_BK) {
		return PL_LEFT_IS_START;
	}
	/* format characters and soft hyphens belong to what they follow (LB9) */
	if (cluster.line == PL_LINE_CM && !is_apart && before.line != PL_LINE_ZW) {
		return left;
	}
	bool opens = is_apart || is_opened_by(left, before, cluster);
	return first | (opens ? PL_LEFT_OPENS : 0) | (leads ? PL_LEFT_LEADS : 0);
}

/* ------------------------------------------------------------- without a space between */

/* Whether a syllable of Thai, Lao or Khmer certainly ends between two clusters. */
static bool
is_end_of_syllable(uint32_t before, struct side after, const struct pl_right *right)
{
	uint32_t next = right->first;
	if (next >= 0x0E00 && next < 0x0F00) {
		bool is_repeated = before == 0x0E46 || before == 0x0EC6;    /* ๆ ໆ */
		bool is_abbreviated = before == 0x0E2F || before == 0x0EAF; /* ฯ ຯ */
		return after.line == PL_LINE_SA_LEADING || is_repeated || is_abbreviated;
	}
	if (next >= 0x1780 && next < 0x1800) {
		bool is_vowel = next >= 0x17A3 && next <= 0x17B3;
		return is_vowel || !right->is_bare;
	}
	return true;
}

/* Thai and its kin among themselves; see the essay. */
static enum pl_break
south_east_break(uint32_t left, const struct pl_right *right)
{
	struct side before = side_of(left & PL_LEFT_CODE_POINT), after = side_of(right->first);
	if (before.line == PL_LINE_SA_LEADING || after.line == PL_LINE_SA_TRAILING ||
	    right->is_killed) {
		return PL_BREAK_NO;
	}
	bool is_certain = is_end_of_syllable(left & PL_LEFT_CODE_POINT, after, right);
	return is_certain ? PL_BREAK_MAY : PL_BREAK_POOR;
}

/* At least one side is ideographic; neither is a dash, a hyphen or glue. */
static bool
is_allowed_by_kinsoku(struct side before, struct side after)
{
	if (is_closing(after) || after.line == PL_LINE_BA || after.line == PL_LINE_HY ||
	    after.line == PL_LINE_QU || after.line == PL_LINE_PO) {
		return false;
	}
	if (before.line == PL_LINE_OP || before.line == PL_LINE_QU ||
	    before.line == PL_LINE_QU_PI || before.line == PL_LINE_BB ||
	    before.line == PL_LINE_PR) {
		return false;
	}
	/* a currency or percent sign stays with its number and with letters (LB24, LB25) */
	if (after.line == PL_LINE_PR) {
		return is_ideographic(before) && !is_closing(before);
	}
	if (before.line == PL_LINE_PO) {
		return after.line != PL_LINE_AL && after.line != PL_LINE_NU &&
		       after.line != PL_LINE_OP;
	}
	return true;
}

static bool
is_allowed(uint32_t left, const struct pl_right *right)
{
	struct side before = side_of(left & PL_LEFT_CODE_POINT), after = side_of(right->first);
	if (is_end_of_run(after)) {
		return false;
	}
	if (before.line == PL_LINE_ZW) {
		return true;
	}
	if (after.line == PL_LINE_WJ || (left & PL_LEFT_GLUES) != 0 || before.line == PL_LINE_GL ||
	    before.line == PL_LINE_WJ || after.line == PL_LINE_GL || after.line == PL_LINE_CM ||
	    after.line == PL_LINE_B2) {
		return false;
	}
	if (before.line == PL_LINE_HY) {
		return !(after.is_wide && is_closing(after));
	}
	if (before.line == PL_LINE_B2 || before.line == PL_LINE_BA) {
		return (left & PL_LEFT_OPENS) == 0 && !is_closing(after) &&
		       after.line != PL_LINE_QU && after.line != PL_LINE_BA &&
		       after.line != PL_LINE_HY;
	}
	return (is_ideographic(before) || is_ideographic(after)) &&
	       is_allowed_by_kinsoku(before, after);
}

enum pl_break
pl_break_between(uint32_t left, const struct pl_right *right)
{
	bool is_glued = (left & PL_LEFT_GLUES) != 0;
	if (!is_glued && is_south_east(side_of(left & PL_LEFT_CODE_POINT)) &&
	    is_south_east(side_of(right->first))) {
		return south_east_break(left, right);
	}
	return is_allowed(left, right) ? PL_BREAK_MAY : PL_BREAK_NO;
}

/* -------------------------------------------------------------------- after spaces */

static const char *
behind_first(const struct pl_right *right)
{
	uint32_t first;
	return right->at + pl_utf8_decode(right->at, right->end, &first);
}

/* What follows a mark. The end of the text counts as the end of a line. */
static struct side
side_at(const char *at, const char *end, uint32_t *code_point)
{
	if (at == end) {
		*code_point = '\n';
	} else {
		pl_utf8_decode(at, end, code_point);
	}
	return side_of(*code_point);
}

static bool
is_end_of_word(struct side side)
{
	return side.line == PL_LINE_SP || side.line == PL_LINE_BK || side.line == PL_LINE_GL ||
	       side.line == PL_LINE_ZW;
}

/* French `!`, `?`, `:` and `;` after a plain space. */
static bool
is_detached_mark(const struct pl_right *right)
{
	const uint32_t greek_question_mark = 0x37E; /* the same as `;` in NFC */
	bool is_exclaimed = right->first == '!' || right->first == '?';
	if (!is_exclaimed && right->first != ':' && right->first != ';' &&
	    right->first != greek_question_mark) {
		return false;
	}
	const char *at = behind_first(right);
	while (is_exclaimed && at < right->end && (*at == '!' || *at == '?')) {
		at++;
	}
	uint32_t next;
	struct side side = side_at(at, right->end, &next);
	return is_end_of_word(side) || is_guillemet(next, side, PL_LINE_QU_PF) ||
	       (is_exclaimed && (is_closing(side) || side.line == PL_LINE_QU));
}

/* A guillemet after a plain space that closes what is before the space (LB15b). */
static bool
is_closing_guillemet(const struct pl_right *right, struct side side)
{
	if (!is_guillemet(right->first, side, PL_LINE_QU_PF)) {
		return false;
	}
	uint32_t next;
	struct side behind = side_at(behind_first(right), right->end, &next);
	return is_end_of_word(behind) || is_closing(behind) || behind.line == PL_LINE_QU;
}

/* Whether what is before the spaces opens something, and so stays with what follows them. */
static bool
holds_over_spaces(uint32_t left, struct side before)
{
	uint32_t code_point = left & PL_LEFT_CODE_POINT;
	const uint32_t en_dash = 0x2013;
	bool is_dash = before.line == PL_LINE_B2 || code_point == en_dash;
	bool is_opening_guillemet =
		(left & PL_LEFT_OPENS) != 0 && is_guillemet(code_point, before, PL_LINE_QU_PI);
	return is_opening_guillemet || (is_dash && (left & PL_LEFT_LEADS) != 0) ||
	       (before.line == PL_LINE_OP && before.is_wide);
}

bool
pl_break_is_allowed_after_spaces(uint32_t left, const struct pl_right *right)
{
	struct side before = side_of(left & PL_LEFT_CODE_POINT), after = side_of(right->first);
	if (is_end_of_run(after)) {
		return false;
	}
	if (after.line == PL_LINE_WJ) {
		return before.line == PL_LINE_ZW;
	}
	if ((left & PL_LEFT_IS_START) != 0 || before.line == PL_LINE_ZW) {
		return true;
	}
	bool is_one_space = (left & PL_LEFT_SPACES) == 0;
	/* Thai sets its mark of repetition off with a space */
	bool is_repetition = after.line == PL_LINE_SA_TRAILING && is_one_space;
	return !is_repetition && !holds_over_spaces(left, before) &&
	       !(after.is_wide && is_closing(after)) && !is_closing_guillemet(right, after) &&
	       !(is_one_space && is_detached_mark(right));
}
