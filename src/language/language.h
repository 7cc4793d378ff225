/*
 * language - the words that screenplays of a language are made of
 *
 * languages.c has one row a language, and language.c finds words in it. Lists of words have
 * bars between the words. Words are in capitals, as they are typed or printed on a page, and
 * composed (NFC); they are found in any case and form.
 */
#ifndef PL_LANGUAGE_H
#define PL_LANGUAGE_H

#include "base/base.h"

/* What a key of the title page is for. */
enum pl_title_role {
	PL_TITLE_TITLE,
	PL_TITLE_CREDIT,
	PL_TITLE_AUTHOR,
	PL_TITLE_SOURCE,
	PL_TITLE_NOTES,
	PL_TITLE_COPYRIGHT,
	PL_TITLE_CONTACT,
	PL_TITLE_DRAFT, /* which one: "Blue revision" */
	PL_TITLE_DATE,
	PL_TITLE_CORNER, /* TL: ... BR:, of another program's title page */
	/* From here on keys are for programs and are not printed. */
	PL_TITLE_KEYWORDS, /* by which the script is to be found */
	PL_TITLE_LANGUAGE,
	PL_TITLE_DIRECTION,
	PL_TITLE_PAPER,
	PL_TITLE_PROFILE,
	PL_TITLE_HEADER,
	PL_TITLE_FOOTER,
	PL_TITLE_WATERMARK,
	PL_TITLE_X_OPTIONS,
	PL_TITLE_X_LAYOUT,
	PL_TITLE_SETTING, /* another one: Font:, X-Anything: */
	PL_TITLE_UNKNOWN,
};
#define PL_TITLE_ROLE_COUNT 21 /* without PL_TITLE_UNKNOWN */

/* An index of pl_language.times, behind those of enum platen_daytime. */
#define PL_TIME_SAME PLATEN_DAYTIME_COUNT

struct pl_language {
	const char *codes; /* ISO 639-1, or longer language tags; the first is the usual one */
	const char *name;  /* in English */

	/* Scene headings, without the dot behind a prefix: INT. OFFICE - DAY. Prefixes by enum
	 * platen_setting; times of day by enum platen_daytime, and PL_TIME_SAME for those which are
	 * as in the scene before. */
	const char *prefixes[PLATEN_SETTING_COUNT];
	const char *times[PLATEN_DAYTIME_COUNT + 1];
	/* Times count in every screenplay, for headings begin with INT in most languages; but not
	 * those that mean something else in another one: DEN is a day in Czech. */
	const char *own_times;

	const char *endings;     /* of a transition: TO: */
	const char *transitions; /* that have no such ending: FADE OUT */
	const char *openings;    /* such that begin a scene, and stand at the left: FADE IN */

	/* Printed where a speech or a scene goes on. NULL: as in English. */
	const char *more, *contd, *scene_bottom, *scene_top;

	/* Keys of the title page. They count in every screenplay: a reader meets them before it
	 * knows the language. */
	const char *title_keys[PL_TITLE_ROLE_COUNT];

	bool has_dotted_i;   /* its capital is U+0130, and that of U+0131 is I */
	bool drops_dots;     /* capitals of i and j lose a combining dot */
	bool drops_accents;  /* capitals have none: Greek */
	bool has_wide_signs; /* on its keyboards: U+FF01 for an exclamation mark */
};

/* The table. English is its first row, which is there without being named. */
extern const struct pl_language pl_language_rows[];
extern const size_t pl_language_row_count;

/* The language called "de", "de-AT" or "German"; NULL if it is unknown. Of several codes that
 * `name` begins with, the longest counts: zh-TW, not zh. Static. */
const struct pl_language *pl_language_by_name(struct pl_str name);

/* The language's (MORE) and so on, or English's. All are static and not NULL. */
struct pl_language_continued {
	const char *more, *contd, *scene_bottom, *scene_top;
};
struct pl_language_continued pl_language_continued(const struct pl_language *language);

/* The capital of a character, as pl_to_upper, but of i in languages which have a dotted capital.
 * `language` may be NULL. */
uint32_t pl_language_upper(const struct pl_language *language, uint32_t character);

/* Write `text` in capitals to `copy`, which has room for 2 * text.length + 4 bytes; returns their
 * number. Each character becomes one, or a mark of it none, so the width stays. */
size_t pl_language_capitals(const struct pl_language *language, struct pl_str text, char *copy);

/* `text` has `word` in it, in any case and form. Nothing has an empty word. */
bool pl_language_contains(struct pl_str text, struct pl_str word);

/* ------------------------------------------------------------------- scene headings */

/* What scene headings begin with, beyond the prefixes of English. All zero: nothing. */
struct pl_language_prefixes {
	const struct pl_language *language; /* NULL: none */
	struct pl_str more; /* further prefixes with commas between, as `--prefix` has them */
};

/* The length of the prefix that `line` begins with, in any case and without its dot; 0 if it begins
 * with none. A dot or a blank follows the prefix. Of several the longest is found. */
size_t pl_language_prefix_length(const struct pl_language_prefixes *prefixes, struct pl_str line);

/* A scene heading, INT. DINER - KITCHEN - NIGHT, taken apart. The texts are slices of its text. */
struct pl_language_heading {
	struct pl_str prefix; /* "INT"; empty if there is none */
	enum platen_setting setting;
	struct pl_str location; /* "DINER - KITCHEN" */
	struct pl_str time;     /* "NIGHT"; empty if there is none */
	bool has_time; /* also true for INT. DINER NIGHT, which cannot be taken apart safely */
	enum platen_daytime daytime;
	bool is_same_time; /* CONTINUOUS: the time of day is that of the scene before */
};

void pl_language_read_heading(const struct pl_language_prefixes *prefixes, struct pl_str text,
			      struct pl_language_heading *heading);

/* A language other than English in which `line` begins like a scene heading: of several, one that
 * has a word for the time of day in it. NULL: there is none. */
const struct pl_language *pl_language_of_heading(struct pl_str line);

/* One of the separators that a time of day stands behind is in the line. Fast. */
bool pl_language_has_dash(struct pl_str line);

/* The last word of `text` is a time of day. */
bool pl_language_ends_in_time(const struct pl_language *language, struct pl_str text);

/* ---------------------------------------------------------------------- transitions */

/* `line`, in capitals, ends as a transition does: in TO:, or as the language has it. */
bool pl_language_ends_transition(const struct pl_language *language, struct pl_str line);

/* `line`, without the dot or colon at its end, is a known transition, in any case: FADE OUT. */
bool pl_language_is_transition(const struct pl_language *language, struct pl_str line);
/* It is one that begins a scene: FADE IN. */
bool pl_language_is_opening(const struct pl_language *language, struct pl_str line);

/* ----------------------------------------------------------------------- title page */

/* The role of a key of the title page, as typed; case and `_` for a space do not matter. */
enum pl_title_role pl_title_role_of(struct pl_str key);

#endif
