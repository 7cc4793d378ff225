/*
 * Messages about what was read as it stands, though the writer probably meant something else. Most
 * need the whole screenplay: a line `NORA` is suspect where Nora speaks elsewhere.
 *
 * The names of all speakers are folded to capitals and counted. Then each short line of action and
 * dialogue is looked up among them.
 */
#include "fountain/read/reader.h"

/* No name is longer than this, in bytes. */
#define NAME_MAX 80

struct names {
	const struct pl_fountain_dialect *dialect;
	struct pl_index cues; /* their numbers: how many cues have the name */
	bool is_play;         /* lines begin with names and colons, see is_play_line */
};

/* Put `text` in capitals into `folded`; false if it is too long for a name. */
static bool
fold(struct pl_str text, char folded[NAME_MAX * 2], struct pl_str *result)
{
	if (text.length == 0 || text.length > NAME_MAX) {
		return false;
	}
	size_t length = 0;
	for (const char *at = text.data, *end = pl_str_end(text); at < end;) {
		uint32_t code_point;
		at += pl_utf8_decode(at, end, &code_point);
		length += pl_utf8_encode(pl_to_upper(code_point), folded + length);
	}
	*result = (struct pl_str){folded, length};
	return true;
}

static const struct platen_node *
next_cue(const struct platen_node *node)
{
	do {
		node = pl_node_following(node);
	} while (node != NULL && node->kind != PLATEN_CHARACTER);
	return node;
}

static bool
collect_names(struct pl_fountain_reader *reader, struct names *names)
{
	const struct platen_node *root = reader->document->root;
	names->cues.arena = &reader->scratch;
	for (const struct platen_node *cue = next_cue(root); cue != NULL; cue = next_cue(cue)) {
		char folded[NAME_MAX * 2];
		struct pl_str name;
		if (!fold(cue->text, folded, &name)) {
			continue;
		}
		struct pl_entry *entry = pl_index_put(&names->cues, name);
		if (entry == NULL) {
			return false;
		}
		entry->number = entry->number == PL_NONE ? 1 : entry->number + 1;
	}
	return true;
}

/* How many cues have this name. */
static uint32_t
count_cues(const struct names *names, struct pl_str text)
{
	char folded[NAME_MAX * 2];
	struct pl_str name;
	const struct pl_entry *entry =
		fold(text, folded, &name) ? pl_index_find(&names->cues, name) : NULL;
	return entry == NULL ? 0 : entry->number;
}

static bool
is_speaker(const struct names *names, struct pl_str text)
{
	return count_cues(names, text) > 0;
}

/* The name in a line which may be a cue: without @, carets and extension. */
static struct pl_str
name_in(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	line = pl_fountain_drop_carets(pl_str_trim(line));
	if (pl_str_starts(line, PL_STR("@"))) {
		line = pl_str_slice(line, 1, line.length);
	}
	return pl_str_trim(pl_str_slice(line, 0, pl_fountain_find_extension(line, dialect)));
}

/* A name of mixed letters, like McCLANE or DeSHAWN: each word has a capital, and at least two of
 * three letters are capitals. */
static bool
is_nearly_capitals(struct pl_str name)
{
	size_t upper = 0, lower = 0, words = 1;
	bool has_capital = false;
	for (const char *at = name.data, *end = pl_str_end(name); at < end;) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		if (c == ' ') {
			if (!has_capital) {
				return false;
			}
			words++;
			has_capital = false;
		} else if (!pl_is_letter(c) && c != '\'' && c != '-' && c != '.') {
			return false;
		}
		has_capital |= pl_is_upper(c);
		upper += pl_is_upper(c);
		lower += pl_is_lower(c);
	}
	return has_capital && words <= 3 && lower > 0 && upper >= 2 * lower;
}

/* Goes through the lines of a node's text. */
struct line_walk {
	const struct platen_node *node;
	size_t next; /* where the next line starts; past the text: there is none */
	uint32_t run;
	struct pl_str line;
	struct platen_position from; /* of the line, in the source */
	bool is_first, is_last;
};

static bool
next_line(struct line_walk *walk)
{
	const struct platen_node *node = walk->node;
	struct pl_str text = node->text;
	if (walk->next > text.length || text.length == 0) {
		return false;
	}
	size_t start = walk->next;
	const char *feed = memchr(text.data + start, '\n', text.length - start);
	size_t end = feed == NULL ? text.length : (size_t)(feed - text.data);
	while (walk->run + 1 < pl_node_run_count(node) &&
	       pl_node_run(node, walk->run).end <= start) {
		walk->run++;
	}
	walk->from = pl_node_run_count(node) > 0 ? pl_node_run(node, walk->run).from : node->from;
	walk->line = pl_str_slice(text, start, end);
	walk->is_first = start == 0;
	walk->is_last = end == text.length;
	walk->next = end + 1;
	return true;
}

/* The line was typed behind a `!` or a backslash, so on purpose. */
static bool
is_marked(const struct pl_fountain_reader *reader, const struct line_walk *walk)
{
	uint32_t at = walk->from.offset;
	return at > 0 && strchr("!\\", reader->source.data[at - 1]) != NULL;
}

/* Would the line be a cue if a blank line were above it? */
static bool
is_name_of_speaker(const struct names *names, struct pl_str line)
{
	struct pl_str name = name_in(line, names->dialect);
	return (pl_fountain_is_capitals(name) || (line.length > 0 && line.data[0] == '@')) &&
	       is_speaker(names, name);
}

static bool
is_below_blank(const struct platen_node *node)
{
	const struct platen_node *above = node->previous;
	return node->blank_before > 0 || above == NULL || above->kind == PLATEN_TITLE_PAGE ||
	       pl_kind_is(above->kind, PL_UNPRINTED) || above->kind == PLATEN_PAGE_BREAK;
}

/* What stands below is action in small letters: the name above it is a slug line. */
static bool
is_above_action(const struct platen_node *node)
{
	const struct platen_node *next = node->next;
	bool is_in_brackets = next != NULL && pl_str_starts(next->text, PL_STR("("));
	return next != NULL && next->kind == PLATEN_ACTION && !is_in_brackets &&
	       pl_fountain_has_small_letter(next->text) && !pl_fountain_is_capitals(next->text);
}

/* A name which is all of a paragraph, or opens one. */
static void
warn_of_first_line(const struct pl_fountain_reader *reader, const struct names *names,
		   const struct line_walk *walk)
{
	struct pl_str name = name_in(walk->line, names->dialect);
	bool is_capitals = pl_fountain_is_capitals(name);
	bool is_forced = walk->line.length > 0 && walk->line.data[0] == '@';
	if (walk->is_last) {
		bool is_name = is_capitals && is_speaker(names, name) &&
			       !pl_fountain_is_plain_transition(name, names->dialect);
		if (is_forced || (is_name && !is_above_action(walk->node))) {
			pl_report(reader->diag, PL_CUE_ALONE, walk->from, NULL);
		}
	} else if (!is_below_blank(walk->node)) {
		if ((is_capitals || is_forced) && is_speaker(names, name)) {
			pl_report(reader->diag, PL_CUE_NOT_ALONE, walk->from, "action");
		}
	} else if (!is_capitals && (is_nearly_capitals(name) || is_speaker(names, name))) {
		pl_report(reader->diag, PL_CUE_LOWER_CASE, walk->from, NULL);
	}
}

/* The text is hardly a name: INSERT - THE CLOCK, SUPER: "ONE DAY", MONTAGE, or a sentence in
 * capitals. */
static bool
is_hardly_name(struct pl_str text)
{
	static const char *const words[] = {
		"INSERT", "SUPER", "TITLE",   "BACK",      "CLOSE",    "CLOSEUP", "ANGLE",
		"POV",    "CUT",   "FADE",    "LATER",     "INTERCUT", "MONTAGE", "SERIES",
		"BEGIN",  "END",   "OMITTED", "FLASHBACK", "CHYRON",   "TEXT",    "WIDE"};
	struct pl_str first = {0}, last = {0}, word, rest = text;
	size_t count = 0;
	while (pl_str_next_word(&rest, " ", &word)) {
		first = count == 0 ? word : first;
		last = word.length > 0 ? word : last;
		count += word.length > 0;
	}
	/* MOMENTS LATER, too */
	bool is_found = count > 5 || pl_str_equal_ascii_case(last, PL_STR("LATER"));
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		is_found |= pl_str_equal_ascii_case(first, pl_str_of(words[i]));
	}
	return is_found || memchr(text.data, ':', text.length) != NULL ||
	       memchr(text.data, ',', text.length) != NULL;
}

/* ------------------------------------------------------------------ lines of a play */

#define PLAY_NAME_WORDS 3
#define PLAY_LINES_MIN 2 /* so many lines of names that speak nowhere make a play */

/* A word of it says that a name is none, but a shot or a text: VARIOUS SHOTS. */
static bool
is_label(struct pl_str name)
{
	static const char *const words[] = {"SHOT",     "SHOTS",   "NOTE",   "NOTES",  "TEXT",
					    "CAPTION",  "CARD",    "SCREEN", "TIME",   "DATE",
					    "LOCATION", "SOUND",   "MUSIC",  "SFX",    "CHYRON",
					    "SIGN",     "VIEW",    "DAY",    "SCENE",  "ACT",
					    "PART",     "MONTAGE", "SERIES", "CAMERA", "CONTINUED"};
	struct pl_str word;
	while (pl_str_next_word(&name, " ", &word)) {
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			if (pl_str_equal_ascii_case(word, pl_str_of(words[i]))) {
				return true;
			}
		}
	}
	return false;
}

static bool
has_letter(struct pl_str text)
{
	uint32_t c = 0;
	for (const char *at = text.data, *end = pl_str_end(text); at < end && !pl_is_letter(c);) {
		at += pl_utf8_decode(at, end, &c);
	}
	return pl_is_letter(c);
}

/* The name in EDWIN: Hello. Empty if the line is something else. */
static struct pl_str
name_before_colon(struct pl_str line, const struct pl_fountain_dialect *dialect)
{
	size_t most = line.length < NAME_MAX ? line.length : NAME_MAX, words = 0;
	const char *colon = most == 0 ? NULL : memchr(line.data, ':', most);
	size_t end = colon == NULL ? line.length : (size_t)(colon - line.data);
	if (colon == NULL || end + 1 >= line.length || !pl_is_space(line.data[end + 1]) ||
	    !has_letter(pl_str_slice(line, end + 1, line.length))) {
		return PL_STR("");
	}
	struct pl_str name = name_in(pl_str_slice(line, 0, end), dialect), rest = name, word;
	while (pl_str_next_word(&rest, " ", &word)) {
		words += word.length > 0;
	}
	bool is_key = pl_title_role_of(name) != PL_TITLE_UNKNOWN; /* PL-247 is about these */
	return words > PLAY_NAME_WORDS || is_key || is_hardly_name(name) ? PL_STR("") : name;
}

/* A speaker and the words in one line. A name which speaks nowhere as Fountain has it must have
 * capitals, and not be the only one. */
static bool
is_play_line(const struct names *names, struct pl_str line)
{
	struct pl_str name = name_before_colon(line, names->dialect);
	return name.length > 0 &&
	       (is_speaker(names, name) ||
		(names->is_play && pl_fountain_is_capitals(name) && !is_label(name)));
}

/* What stands above the first scene may be about the script: GENRE: Drama. */
static bool
has_play_lines(const struct pl_fountain_reader *reader, const struct names *names)
{
	const struct platen_node *node = reader->document->root;
	size_t count = 0;
	bool is_in_scene = false;
	for (; node != NULL; node = pl_node_following(node)) {
		struct line_walk walk = {.node = node};
		if (node->kind == PLATEN_SCENE_HEADING && !is_in_scene) {
			is_in_scene = true;
			count = 0;
		}
		while (node->kind == PLATEN_ACTION && next_line(&walk)) {
			struct pl_str name = name_before_colon(walk.line, names->dialect);
			count += name.length > 0 && pl_fountain_is_capitals(name) &&
				 !is_label(name) && !is_marked(reader, &walk);
		}
	}
	return count >= PLAY_LINES_MIN;
}

static void
warn_of_action(const struct pl_fountain_reader *reader, const struct names *names,
	       const struct platen_node *action)
{
	struct line_walk walk = {.node = action};
	while (next_line(&walk)) {
		if (is_marked(reader, &walk)) {
			continue;
		}
		if (is_play_line(names, walk.line)) {
			pl_report(reader->diag, PL_SPEECH_IN_LINE, walk.from, "action");
		} else if (walk.is_first) {
			warn_of_first_line(reader, names, &walk);
		} else if (!walk.is_last && is_name_of_speaker(names, walk.line)) {
			pl_report(reader->diag, PL_CUE_NOT_ALONE, walk.from, "action");
		}
	}
}

/* A name between the words of two speakers: the blank line above it was forgotten. A name which is
 * called out stands in a line with other words, or has nothing below it. */
static void
warn_of_dialogue(const struct pl_fountain_reader *reader, const struct names *names,
		 const struct platen_node *dialogue)
{
	struct line_walk walk = {.node = dialogue};
	bool is_below_cue = dialogue->previous->kind == PLATEN_CHARACTER;
	while (next_line(&walk)) {
		struct pl_str before = name_before_colon(walk.line, names->dialect);
		if (pl_fountain_is_capitals(before) && is_play_line(names, walk.line) &&
		    !is_marked(reader, &walk)) {
			pl_report(reader->diag, PL_SPEECH_IN_LINE, walk.from, "dialogue");
			continue;
		}
		bool is_between = !(walk.is_first && is_below_cue) &&
				  !(walk.is_last && dialogue->next == NULL);
		if (is_between && !is_marked(reader, &walk) &&
		    is_name_of_speaker(names, walk.line)) {
			pl_report(reader->diag, PL_CUE_NOT_ALONE, walk.from, "dialogue");
		}
	}
}

static void
warn_of_cue(const struct pl_fountain_reader *reader, const struct names *names,
	    const struct platen_node *cue)
{
	if (!cue->is_forced && cue->text.length > 0 && is_hardly_name(cue->text) &&
	    !pl_fountain_is_nearly_heading(cue->text) && /* these two are reported */
	    !pl_fountain_is_plain_transition(cue->text, names->dialect) &&
	    count_cues(names, cue->text) < 2) {
		pl_report(reader->diag, PL_CUE_DOUBTFUL, cue->from, NULL);
	}
}

static bool
is_caseless(struct pl_str text)
{
	size_t letters = 0, caseless = 0;
	for (const char *at = text.data, *end = pl_str_end(text); at < end;) {
		uint32_t c;
		at += pl_utf8_decode(at, end, &c);
		letters += pl_is_letter(c);
		caseless += pl_is_letter(c) && !pl_is_upper(c) && !pl_is_lower(c) &&
			    !pl_is_titlecase(c);
	}
	return caseless > letters / 2;
}

/* There is no cue, in a script whose letters have no capitals: there cues need an @. */
static void
warn_of_caseless(const struct pl_fountain_reader *reader)
{
	for (const struct platen_node *n = reader->document->root->first; n != NULL; n = n->next) {
		if (n->kind == PLATEN_ACTION && n->text.length > 0 &&
		    memchr(n->text.data, '\n', n->text.length) != NULL && is_caseless(n->text)) {
			pl_report(reader->diag, PL_NO_CUES, n->from, NULL);
			return;
		}
	}
}

/* An unknown key is reported where it stands first, in any case. False: no memory. */
static bool
warn_of_title_page(struct pl_fountain_reader *reader, const struct platen_node *page)
{
	struct pl_index unknown = {.arena = &reader->scratch};
	for (const struct platen_node *entry = page->first; entry != NULL; entry = entry->next) {
		if (entry->kind != PLATEN_TITLE_ENTRY) {
			continue;
		}
		if (pl_node_more(entry)->value_count == 0) {
			pl_report(reader->diag, PL_TITLE_EMPTY, entry->from, NULL);
		} else if (pl_node_more(entry)->role == PL_TITLE_UNKNOWN) {
			char folded[NAME_MAX * 2];
			struct pl_str name = pl_node_more(entry)->label;
			fold(pl_node_more(entry)->label, folded, &name);
			struct pl_entry *key = pl_index_put(&unknown, name);
			if (key == NULL) {
				return false;
			}
			if (key->number == PL_NONE) {
				key->number = 0;
				pl_report(reader->diag, PL_TITLE_UNKNOWN_KEY, entry->from, NULL);
			}
		}
	}
	return true;
}

/* --------------------------------------------------------------------------- marks */

/* The mark stands before a word, as one which opens a span does, and can hardly be anything else:
 * a footnote's star, F**K, 2 *3 or a row of stars. */
static bool
is_before_word(const struct pl_fountain_reader *reader, const struct pl_fountain_mark *mark)
{
	struct pl_str text = reader->visible.text;
	bool can_close = mark->kind == PL_MARK_STARS ? mark->can_close : mark->is_intraword;
	uint32_t before = pl_code_point_before(text, mark->start);
	uint32_t behind = pl_code_point_at(text, mark->start + mark->length);
	return mark->can_open && !can_close && mark->length <= 3 &&
	       !pl_is_letter_or_digit(before) &&
	       (pl_is_letter(behind) || behind == '"' || behind == 0x201C);
}

static void
report_mark(const struct pl_fountain_reader *reader, enum pl_rule rule,
	    const struct pl_fountain_mark *mark)
{
	struct platen_position position = reader->at;
	pl_position_advance(reader->source, &position,
			    pl_fountain_source_at(&reader->visible, mark->start));
	pl_report(reader->diag, rule, position, NULL);
}

/* A mark without a partner: one was probably forgotten if other marks of the line have partners, or
 * if it can only have opened a span. A mark with blanks on both sides was never meant as one. */
void
pl_fountain_warn_of_marks(const struct pl_fountain_reader *reader)
{
	const struct pl_fountain_mark *lone = NULL, *opener = NULL;
	bool has_pair = false;
	for (size_t i = 0; i < reader->marks.count; i++) {
		const struct pl_fountain_mark *mark = &reader->marks.list[i];
		has_pair |= mark->left < mark->length && mark->kind != PL_MARK_ESCAPE;
		if (lone == NULL && mark->left > 0 && !mark->ends_url &&
		    (mark->can_open || mark->can_close)) {
			lone = mark;
		}
		if (opener == NULL && mark->left > 0 && is_before_word(reader, mark)) {
			opener = mark;
		}
	}
	if (has_pair && lone != NULL) {
		report_mark(reader, PL_MARK_ALONE, lone);
	} else if (opener != NULL) {
		report_mark(reader, PL_MARK_UNCLOSED, opener);
	}
}

/* ------------------------------------------------------------- the whole screenplay */

bool
pl_fountain_warn(struct pl_fountain_reader *reader)
{
	struct names names = {.dialect = &reader->dialect};
	if (reader->is_silent) {
		return true;
	}
	if (!collect_names(reader, &names)) {
		return false;
	}
	pl_fountain_warn_of_typeset_pages(reader);
	names.is_play = has_play_lines(reader, &names);
	const struct platen_node *root = reader->document->root;
	for (const struct platen_node *n = root; n != NULL; n = pl_node_following(n)) {
		if (n->kind == PLATEN_ACTION) {
			warn_of_action(reader, &names, n);
		} else if (n->kind == PLATEN_DIALOGUE) {
			warn_of_dialogue(reader, &names, n);
		} else if (n->kind == PLATEN_CHARACTER) {
			warn_of_cue(reader, &names, n);
		} else if (n->kind == PLATEN_TITLE_PAGE && !warn_of_title_page(reader, n)) {
			return false;
		}
	}
	if (next_cue(root) == NULL) {
		warn_of_caseless(reader);
	}
	return true;
}
