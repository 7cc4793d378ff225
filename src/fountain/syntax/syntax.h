/*
 * syntax - what a line of Fountain is, by its text and by its neighbours
 *
 * The reader asks what a line is. The writer asks what the reader would take a line for, and so
 * knows where it must put a marker or a backslash. Both ask here, so they cannot disagree. This
 * room knows nothing of trees or files.
 */
#ifndef PL_FOUNTAIN_SYNTAX_H
#define PL_FOUNTAIN_SYNTAX_H

#include "base/base.h"
#include "language/language.h"
#include "unicode/unicode.h"

/* ------------------------------------------------------------------------- dialects */

/* What a screenplay is read by beyond Fountain 1.1; if all is zero, nothing. */
struct pl_fountain_dialect {
	uint32_t extensions;  /* PLATEN_KNOWN_TRANSITIONS | ... */
	uint32_t by_language; /* those of them which `Language:` adds */
	uint32_t by_options;  /* and `X-Options:` */
	uint32_t off;         /* which neither of them may add */
	struct pl_language_prefixes prefixes;
};

extern const struct pl_fountain_dialect pl_fountain_1_1;

/* Add what the values of `Language:` and `X-Options:` ask for. `language` is NULL if none is known.
 * Returns the first word which is not the name of an extension; empty if there is none. */
struct pl_str pl_fountain_extend_dialect(struct pl_fountain_dialect *dialect,
					 const struct pl_language *language, struct pl_str options);

/* -------------------------------------------------------------- what a line looks like */

/* A backslash before this byte is an escape anywhere in a line. */
bool pl_fountain_is_escapable(char byte);
/* A backslash before this byte is an escape at the start of a line. */
bool pl_fountain_is_escapable_first(char byte);

/* The two bytes of `pair`, [[ ]] and so on, stand at `at`. */
static inline bool
pl_fountain_is_pair(struct pl_str text, size_t at, const char *pair)
{
	return at + 1 < text.length && text.data[at] == pair[0] && text.data[at + 1] == pair[1];
}
/* A backslash stands at `at`, and keeps the next byte from being a mark. */
static inline bool
pl_fountain_is_escape(struct pl_str text, size_t at)
{
	return at + 1 < text.length && text.data[at] == '\\' &&
	       pl_fountain_is_escapable(text.data[at + 1]);
}

/* The line without the emphasis marks around it. */
struct pl_str pl_fountain_drop_marks(struct pl_str line);

/* INT, EXT, EST, I/E ... and a dot or blank, maybe behind emphasis marks. */
bool pl_fountain_has_prefix(struct pl_str line, const struct pl_fountain_dialect *dialect);
/* The same with the prefix in capitals; or in any case, but then with a dot or a time of day, not
 * EST, and no sentence: nobody meant "Est. 1987" or "Int. monologue begins." as a heading. */
bool pl_fountain_has_capital_prefix(struct pl_str line, const struct pl_fountain_dialect *dialect);
bool pl_fountain_has_clear_prefix(struct pl_str line, const struct pl_fountain_dialect *dialect);
bool pl_fountain_has_small_letter(struct pl_str text);
/* What stands behind a number and maybe a word before it, 12. or SCENE 12:; empty if there is
 * nothing, or no number. */
struct pl_str pl_fountain_skip_leading_number(struct pl_str line, struct pl_str *number);
/* A scene heading behind its number: 12 INT., 12A. INT., (12) INT., SCENE 12: INT. The number is
 * not part of *heading, even if it stands at its end once more. */
bool pl_fountain_find_leading_number(struct pl_str line, const struct pl_fountain_dialect *dialect,
				     struct pl_str *number, struct pl_str *heading);
/* Capitals which begin like a heading but are none: INT-, EXTERIOR ... */
bool pl_fountain_is_nearly_heading(struct pl_str line);
/* Three or more = and nothing else; in some dialects `=== 12A`, too. */
bool pl_fountain_is_page_break(struct pl_str line, const struct pl_fountain_dialect *dialect);
/* The label of that page; empty if there is none. */
struct pl_str pl_fountain_page_label(struct pl_str line);
/* The label in a note which says so, as `page 12A`; empty if it says something else. */
struct pl_str pl_fountain_note_label(struct pl_str note);
/* # or a single =: a line which is never printed. */
bool pl_fountain_is_outline(struct pl_str line);
/* Outside balanced brackets there is a capital and no lower-case letter. */
bool pl_fountain_is_capitals(struct pl_str line);
/* Capitals which end in TO: as a word of its own. */
bool pl_fountain_is_transition(struct pl_str line, const struct pl_fountain_dialect *dialect);
/* FADE OUT. and others, which Fountain 1.1 takes for action. */
bool pl_fountain_is_known_transition(struct pl_str line, const struct pl_fountain_dialect *dialect);
/* The same without FADE IN: and the like, which stand at the left on any page, as action does. */
bool pl_fountain_is_plain_transition(struct pl_str line, const struct pl_fountain_dialect *dialect);
/* Starts with ( and ends with ), emphasis marks around it aside. */
bool pl_fountain_is_parenthetical(struct pl_str line, const struct pl_fountain_dialect *dialect);
/* How long the marker is which the line starts with, if it is `marker` or, in some dialects, its
 * full-width form; else 0. */
size_t pl_fountain_marker(struct pl_str line, char marker,
			  const struct pl_fountain_dialect *dialect);
/* The same for the < which a line ends with. */
size_t pl_fountain_end_marker(struct pl_str line, const struct pl_fountain_dialect *dialect);
/* A heading which begins with this needs a backslash behind its dot. */
bool pl_fountain_is_heading_sign(uint32_t code_point);
/* How long the dot of a forced heading is, with that backslash; 0 if there is no dot. */
size_t pl_fountain_heading_marker(struct pl_str line, const struct pl_fountain_dialect *dialect);
/* A line which starts with a full-width marker, in a dialect which has them. */
bool pl_fountain_has_wide_marker(struct pl_str line, const struct pl_fountain_dialect *dialect);
/* A line which starts with ! . @ > ~ # or =. */
bool pl_fountain_has_marker(struct pl_str line);

/* Where the scene number's first hash stands in `heading`, or its length if it has none. */
size_t pl_fountain_find_number(struct pl_str heading);
/* Where the bracketed groups at the end of `cue` begin, or its length if it has none. */
size_t pl_fountain_find_extension(struct pl_str cue, const struct pl_fountain_dialect *dialect);
/* `cue` without the carets at its end. */
struct pl_str pl_fountain_drop_carets(struct pl_str cue);

/* ------------------------------------------------------------------------ precedence */

/* A line among its neighbours. */
struct pl_fountain_line_place {
	const struct pl_fountain_dialect *dialect;
	struct pl_str line;  /* its visible text, without blanks at the edges */
	bool ends_in_blank;  /* typed blanks stand behind it */
	bool is_below_blank; /* the line above counts as blank */
	/* These two matter only if is_below_blank: */
	struct pl_str below; /* the text of the line right below, if it has any */
	bool is_above_text;  /* somebody speaks below */
};

/* Does the line right below count as blank? */
bool pl_fountain_is_above_blank(const struct pl_fountain_line_place *place);

/* Is the line one like `CUT TO: `, whose blank at the end says that it is no transition? */
bool pl_fountain_is_no_transition(const struct pl_fountain_line_place *place);

/* What a line with text is. */
enum pl_fountain_form {
	PL_FORM_ESCAPED,           /* \# not a section */
	PL_FORM_PAGE_BREAK,        /* === */
	PL_FORM_SHOT,              /* !!CLOSE ON THE KEY */
	PL_FORM_FORCED_ACTION,     /* !BANG */
	PL_FORM_SECTION,           /* # Act One */
	PL_FORM_SYNOPSIS,          /* = Mara finds the key. */
	PL_FORM_LYRIC,             /* ~Row, row the boat */
	PL_FORM_CENTERED,          /* > THE END < */
	PL_FORM_FORCED_TRANSITION, /* > FADE OUT. */
	PL_FORM_FORCED_HEADING,    /* .THE ATTIC */
	PL_FORM_FORCED_CUE,        /* @McGraw */
	PL_FORM_HEADING,           /* INT. OFFICE - DAY */
	PL_FORM_TRANSITION,        /* CUT TO: */
	PL_FORM_CUE,               /* MARA (V.O.) */
	PL_FORM_PARENTHETICAL,     /* (softly) */
	PL_FORM_DIALOGUE,
	PL_FORM_ACTION,
};
#define PL_FORM_COUNT 17

/* The form of a line outside speeches; of one inside a speech, where neighbours do not matter. */
enum pl_fountain_form pl_fountain_form_of(const struct pl_fountain_line_place *place);
enum pl_fountain_form pl_fountain_speech_form(struct pl_str line,
					      const struct pl_fountain_dialect *dialect);

/* ------------------------------------------------------------------------ title page */

enum pl_fountain_title_line {
	PL_TITLE_LINE_KEY,
	PL_TITLE_LINE_VALUE,
	PL_TITLE_LINE_STRAY, /* neither indented nor a key: a value if a known key follows */
	PL_TITLE_LINE_END,   /* no line of a title page */
};

struct pl_fountain_title_counts {
	uint32_t keys, known_keys, filled_keys;
};

/* A scan of the lines at the start of a screenplay. Begins as zero but for the dialect. */
struct pl_fountain_title_scan {
	const struct pl_fountain_dialect *dialect;
	struct pl_str indent; /* of the first line: all others must have it, too */
	struct pl_str key;    /* of the line just seen, or of the one above */
	bool is_bare;         /* that key had no value on its line */
	bool is_filled;       /* it has a value */
	/* What was seen last belongs to the title page only if more of it follows: */
	bool is_below_held;  /* an indented line, below held ones */
	bool is_below_stray; /* a known key, below stray lines */
	uint32_t value_from; /* where the value begins in the line just seen */
	struct pl_fountain_title_counts seen;
	struct pl_fountain_title_counts sure; /* of the lines which belong to the title page */
};

/* What the next line is: with the blanks at its edges, but without notes and boneyards. */
enum pl_fountain_title_line pl_fountain_scan_title(struct pl_fountain_title_scan *title,
						   struct pl_str line, bool is_held);

/* Does the line just seen belong to the title page whatever follows? */
bool pl_fountain_is_sure_title(const struct pl_fountain_title_scan *title);

/* Are the lines which surely belong to it a title page? They are if a key is known, or if there are
 * two keys or more and each has a value. */
bool pl_fountain_is_title_page(const struct pl_fountain_title_scan *title);

/* ------------------------------------------------------------------- inside the line */

/* Emphasis and escapes: what happens at byte `start` of a text. */
enum pl_fountain_mark_kind {
	PL_MARK_ESCAPE, /* a backslash which vanishes */
	PL_MARK_STARS,  /* a run of stars */
	PL_MARK_UNDERSCORE,
};

struct pl_fountain_mark {
	enum pl_fountain_mark_kind kind;
	bool can_open, can_close;
	bool is_intraword; /* between letters or digits */
	bool ends_url;     /* behind a URL: without a partner it is part of it */
	uint32_t start, length;
	uint32_t left;  /* stars or underscores without a partner: text */
	uint32_t below; /* the next opener down the stack, or PL_NONE */
	uint32_t italic_closed, bold_closed, underline_closed;
	uint32_t italic_opened, bold_opened, underline_opened;
};

/* The marks of one line; the memory is used again for the next line. */
struct pl_fountain_marks {
	struct pl_arena *arena;
	struct pl_fountain_mark *list;
	size_t count, capacity;
};

/* Find emphasis and escapes in bytes [from, to) of `text`; false when out of memory. */
bool pl_fountain_find_marks(struct pl_fountain_marks *marks, struct pl_str text, uint32_t from,
			    uint32_t to);

/* May a star open or close a span between these two characters, with the span on the side of
 * `inner`? */
bool pl_fountain_is_flanking(uint32_t outer, uint32_t inner);

/* A stretch of the text without marks, in one style; it may be empty. */
struct pl_fountain_range {
	uint32_t start, end;
	uint32_t style; /* PLATEN_BOLD | ... */
};

/* A walk through a line from mark to mark. Begins with `marks`, and `at` where
 * pl_fountain_find_marks began. */
struct pl_fountain_marks_walk {
	const struct pl_fountain_marks *marks;
	uint32_t at;
	size_t next;                      /* the mark behind `at` */
	bool is_in_mark;                  /* its closing part was left */
	uint32_t italic, bold, underline; /* how deep `at` is in each */
};

/* The next stretch up to `to`, where pl_fountain_find_marks ended; false when that is reached. */
bool pl_fountain_next_range(struct pl_fountain_marks_walk *walk, uint32_t to,
			    struct pl_fountain_range *range);

#endif
