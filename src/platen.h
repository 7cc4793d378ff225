/*
 * platen - sets Fountain screenplays on Final Draft's pages
 *
 * Copyright (c) 2026 The platen authors. SPDX-License-Identifier: MIT
 *
 * This header is the whole public interface. Read it from top to bottom:
 *
 *	bytes --platen_document_parse--> document --platen_pages_new--> pages
 *	                                     |                            |
 *	                                     +------- platen_write -------+--> sink
 *
 *	1. results		enum platen_status
 *	2. messages		struct platen_diagnostic: what platen has to say about a screenplay
 *	3. the document		platen_document_*, and its nodes, platen_node_*
 *	4. the pages		platen_pages_*
 *	5. writing		platen_format_*, platen_write
 *	6. checking		platen_check, platen_suppressions_*, platen_fix
 *	7. figures		platen_figures_*: scenes, cast, locations, totals
 *
 * These rules hold everywhere. Text is UTF-8, and not NUL-terminated unless it is a `const char *`.
 * There is no global state: two threads may work on two documents. No function prints, exits, or
 * reads the locale, the clock or a configuration file. `_free` functions accept NULL. A call which
 * fails leaves its out-parameters alone. (There is one exception which we cannot help: when a PDF
 * is drawn, fontconfig reads its own configuration, and if memory runs out, cairo, Pango and
 * fontconfig may end the process, or draw too little without a word. A process that must know has
 * to see failures in its own malloc, as the program does in cli/commands/memory.c.)
 */
#ifndef PLATEN_H
#define PLATEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PLATEN_VERSION "0.1.0"

/* The version of the rules for layout. It grows when the same text gets different pages. */
#define PLATEN_METRICS_VERSION 1

#if defined(__GNUC__)
#define PLATEN_API __attribute__((visibility("default")))
#else
#define PLATEN_API
#endif

/* ------------------------------------------------------------------ 1. results */

/* Whether a call could do its job. This says nothing about the screenplay, which may be odd but
 * never wrong: Fountain has no invalid input. */
enum platen_status {
	PLATEN_OK,
	PLATEN_NO_MEMORY,
	PLATEN_IO,        /* the sink failed */
	PLATEN_TOO_LARGE, /* over a limit: see PLATEN_INPUT_MAX */
	PLATEN_NO_FONT,   /* a font is missing */
	PLATEN_NO_MODULE, /* the part of platen which needs another library is missing */
	PLATEN_UNKNOWN_FORMAT,
	PLATEN_BAD_ARGUMENT,
	PLATEN_BAD_INPUT, /* not a screenplay: a PDF, a zip, broken XML, ... */
	PLATEN_BAD_FONT,  /* the caller's font is not TrueType or OpenType */
	PLATEN_WIDE_FONT, /* its letters are not all 0.6 em wide */
};

/* An English sentence without a full stop. Static. */
PLATEN_API const char *platen_status_text(enum platen_status status);

/* PLATEN_VERSION of the library which is running. Static. */
PLATEN_API const char *platen_version(void);

/* ----------------------------------------------------------------- 2. messages */

enum platen_severity {
	PLATEN_SEVERITY_HINT, /* platen check shows these only if asked to: there are hundreds */
	PLATEN_SEVERITY_NOTE,
	PLATEN_SEVERITY_WARNING,
	PLATEN_SEVERITY_ERROR,
};

/* A position in the input. Lines and columns count from 1; a column is a code point. Line 0 means
 * no position, or the input as a whole. `offset` counts bytes of the decoded input, which is UTF-8.
 */
struct platen_position {
	uint32_t offset;
	uint32_t line;
	uint32_t column;
};

/* A message about the screenplay. All pointers are valid until the callback returns. */
struct platen_diagnostic {
	const char *id; /* "PL-214"; permanent, never reused */
	enum platen_severity severity;
	struct platen_position position;
	const char *message; /* a sentence: what was found, and what was done about it */
};

/* Called for each message, in the order in which they are found. */
typedef void platen_report_fn(void *user, const struct platen_diagnostic *diagnostic);

/* Message number `index`, from 0, of the catalogue of all messages; false past the end. The strings
 * are static; `message` has %s where a word is inserted. */
PLATEN_API bool platen_rule(size_t index, struct platen_diagnostic *rule);

/* A language whose words platen knows. Static. */
struct platen_language {
	const char *codes; /* the first is the usual one, others follow after bars: "nb|no" */
	const char *name;  /* in English */
};

/* Words of a language, for one purpose. Static. */
struct platen_language_words {
	const char *group; /* "prefixes", "times", "transitions", "continued" or "title_keys" */
	const char *name;  /* within the group: "int", "night", "more", "author" */
	const char *words; /* with bars between them: "INNEN|INNEN/AUSSEN"; NULL: none */
};

/* Language number `index`, from 0; false past the end. The first is English. */
PLATEN_API bool platen_language_at(size_t index, struct platen_language *language);

/* Words number `index`, from 0, of language number `language`; false past the end. All languages
 * have the same groups and names, in the same order, a group together. */
PLATEN_API bool platen_language_words(size_t language, size_t index,
				      struct platen_language_words *words);

/* ------------------------------------------------------------- 3. the document */

/*
 * The kinds of node, each with its look in the source. The tree is flat except for three
 * containers:
 *
 *	document
 *	+-- title page
 *	|   +-- title entry ...
 *	+-- section, synopsis, scene heading, action, centered, lyric, transition,
 *	|   page break, note, boneyard ...
 *	+-- speech
 *	|   +-- character, then parenthetical, dialogue, lyric, note, boneyard ...
 *	+-- dual dialogue
 *	    +-- speech (left), then note, boneyard, section, synopsis ..., speech (right)
 */
enum platen_kind {
	PLATEN_DOCUMENT,
	PLATEN_TITLE_PAGE,
	PLATEN_TITLE_ENTRY,   /* Author: N. Okoro			key; its values are lines */
	PLATEN_SCENE_HEADING, /* INT. DINER - NIGHT #12A#		text, number */
	PLATEN_ACTION,        /* Rain. Nobody looks up. */
	PLATEN_SPEECH,        /* a cue and what belongs to it */
	PLATEN_DUAL_DIALOGUE, /* two speeches side by side */
	PLATEN_CHARACTER,     /* NORA (V.O.) ^			text, extension */
	PLATEN_PARENTHETICAL, /* (not looking up) */
	PLATEN_DIALOGUE,      /* That one's mine. */
	PLATEN_LYRIC,         /* ~And the kettle sings at nine */
	PLATEN_TRANSITION,    /* CUT TO:    > FADE OUT. */
	PLATEN_CENTERED,      /* > THE END < */
	PLATEN_SECTION,       /* ## The regulars			text, level */
	PLATEN_SYNOPSIS,      /* = They both want the cup. */
	PLATEN_NOTE,          /* [[ask legal]]			alone on its line(s) */
	PLATEN_BONEYARD,      /* text between slash-star and star-slash, on lines of its own */
	PLATEN_PAGE_BREAK,    /* === */
	PLATEN_SHOT,          /* !!CLOSE ON THE KEY			if PLATEN_SHOTS is on */
};
#define PLATEN_KIND_COUNT 19

/* The name used in all output: "scene_heading". Static. */
PLATEN_API const char *platen_kind_name(enum platen_kind kind);

/* Styles of text: bits, in any combination. */
#define PLATEN_BOLD 1u
#define PLATEN_ITALIC 2u
#define PLATEN_UNDERLINE 4u

/* `length` bytes at `data`. The text of a node is owned by its document. */
struct platen_text {
	const char *data;
	size_t length;
};

/* How many columns the text takes in a terminal: two for an ideograph, none for a combining mark.
 */
PLATEN_API size_t platen_text_columns(struct platen_text text);

struct platen_document;
struct platen_node;

/*
 * Limits, which no screenplay comes near. What exceeds one gives PLATEN_TOO_LARGE, and `report` is
 * called with PL-114.
 *
 * Text: the bytes of an input, or, in an archive, those of its unpacked screenplay. The caller may
 * choose another limit, up to PLATEN_INPUT_MAX bytes. An archive may not unpack to more than 1 MiB
 * and PLATEN_UNPACK_MAX times its own size either.
 */
#define PLATEN_MEBIBYTES 64u
#define PLATEN_MEBIBYTES_MAX 256u
#define PLATEN_INPUT_MAX (PLATEN_MEBIBYTES_MAX * 1024 * 1024)
#define PLATEN_UNPACK_MAX 100u
#define PLATEN_NODES_MAX 1000000u /* of a document */
#define PLATEN_PAGES_MAX 100000u

/*
 * Read a screenplay, in the format which its bytes show: a zip archive is from Highland or Fade In;
 * XML is Final Draft's FDX or Open Screenplay Format; anything else is Fountain 1.1. docs/fdx.md,
 * docs/import.md and docs/fountain.md describe what becomes of them. If the input is an archive,
 * the source is one of its members.
 *
 * `bytes` is copied. It is UTF-8 with or without BOM, UTF-16 with BOM, or else Windows-1252.
 * `report` may be NULL. On PLATEN_OK the caller owns *document and frees it with
 * platen_document_free. PLATEN_BAD_INPUT: the input is a well-known file type which is not a
 * screenplay, or broken XML; `report` was called. PLATEN_NO_MODULE: the module which reads
 * archives, or XML, is not installed.
 */
PLATEN_API enum platen_status platen_document_parse(const void *bytes, size_t length,
						    platen_report_fn *report, void *user,
						    struct platen_document **document);

/* The format of the input. */
enum platen_input {
	PLATEN_INPUT_ANY, /* as the bytes show, see platen_document_parse */
	PLATEN_INPUT_FOUNTAIN,
	PLATEN_INPUT_FDX,
	PLATEN_INPUT_HIGHLAND, /* Fountain in an archive, or Fountain */
	PLATEN_INPUT_OSF,
	PLATEN_INPUT_FADEIN, /* OSF in an archive, or OSF */
};

/* An input format, as `platen formats` lists it. Static. */
struct platen_input_format {
	enum platen_input input;
	const char *name;          /* "fdx", for --from */
	const char *extensions[4]; /* ".fdx", ..., NULL */
	const char *summary;
};

/* Input format number `index`, from 0; NULL past the end. */
PLATEN_API const struct platen_input_format *platen_input_at(size_t index);
/* The input format with the extension of this path, in any case; NULL if there is none. */
PLATEN_API const struct platen_input_format *platen_input_by_path(const char *path);

/* Extensions of Fountain 1.1: bits, in any combination. A script can switch them on itself, on its
 * title page: `X-Options: known-transitions`. docs/fountain.md describes them. */
#define PLATEN_KNOWN_TRANSITIONS 1u /* FADE OUT. needs no > */
#define PLATEN_LENIENT_HEADINGS 2u  /* INT. HOUSE needs no blank lines around it; reported */
#define PLATEN_LOCKED_PAGES 4u      /* === 12A */
#define PLATEN_WIDE_MARKERS 8u      /* full-width markers; on by default for zh, ja and ko */
#define PLATEN_SHOTS 16u            /* !!CLOSE ON THE KEY */
#define PLATEN_STOP_AT_BONEYARD 32u /* all below the section # Boneyard is a boneyard */

/* How to read. platen_read_options_init sets the defaults, which the comments state. The strings
 * are borrowed until platen_document_read returns. */
struct platen_read_options {
	enum platen_input input;  /* PLATEN_INPUT_ANY */
	uint32_t extensions;      /* 0; extensions to switch on */
	uint32_t extensions_off;  /* 0; those that the script cannot switch on */
	bool obeys_script;        /* true; whether the script can switch them on, by `X-Options:` */
	const char *prefixes;     /* NULL; more prefixes of scene headings: "SZENE, BILD" */
	const char *encoding;     /* NULL; of Fountain without a byte order mark: "windows-1251" */
	const char *name;         /* NULL; of the file, for a message if it is one of Markdown */
	uint32_t max_mebibytes;   /* 0; the longest text, up to PLATEN_MEBIBYTES_MAX; 0: 64 */
	bool fdx_shot_headings;   /* false; whether shots in FDX become scene headings */
	bool splits_dual;         /* false; read dual dialogue as two speeches */
	platen_report_fn *report; /* may be NULL */
	void *user;
};

PLATEN_API void platen_read_options_init(struct platen_read_options *options);

/* As platen_document_parse, with options; NULL for the defaults. */
PLATEN_API enum platen_status platen_document_read(const void *bytes, size_t length,
						   const struct platen_read_options *options,
						   struct platen_document **document);

PLATEN_API void platen_document_free(struct platen_document *document);

/* The title entry which switched this extension on when the document was read: `X-Options:`, or
 * `Language:` for PLATEN_WIDE_MARKERS. NULL if none did. */
PLATEN_API const struct platen_node *
platen_document_extension_entry(const struct platen_document *document, uint32_t extension);

/* The PLATEN_DOCUMENT node. All nodes are owned by the document. */
PLATEN_API const struct platen_node *platen_document_root(const struct platen_document *document);

/* The format it was read from: PLATEN_INPUT_FDX, PLATEN_INPUT_OSF or PLATEN_INPUT_FOUNTAIN, in an
 * archive or not. */
PLATEN_API enum platen_input platen_document_input(const struct platen_document *document);

/* The whole input as UTF-8: what positions point into. Owned by the document. */
PLATEN_API struct platen_text platen_document_source(const struct platen_document *document);

PLATEN_API enum platen_kind platen_node_kind(const struct platen_node *node);

/* Neighbours in the tree; NULL if there is none. */
PLATEN_API const struct platen_node *platen_node_first_child(const struct platen_node *node);
PLATEN_API const struct platen_node *platen_node_next(const struct platen_node *node);
PLATEN_API const struct platen_node *platen_node_parent(const struct platen_node *node);

/* Where the node begins in the source, with its marker. */
PLATEN_API struct platen_position platen_node_position(const struct platen_node *node);

/* Number all scene headings 1, 2, 3 ..., whatever numbers the script has. PLATEN_OK or
 * PLATEN_NO_MEMORY. Pages laid out before keep the old numbers. */
PLATEN_API enum platen_status platen_document_renumber(struct platen_document *document);

/* The same for scene headings without a number only. They count on from the largest number before
 * them (13 after 12A), and skip numbers which the script has anywhere. */
PLATEN_API enum platen_status platen_document_number(struct platen_document *document);

/* Put a page break before each scene but the first, and before the sections and synopses which
 * stand directly above its heading. PLATEN_OK or PLATEN_NO_MEMORY; pages as above. */
PLATEN_API enum platen_status platen_document_break_scenes(struct platen_document *document);

/* The text without markers, notes, emphasis and escapes; lines are joined by LF. Empty for
 * containers and page breaks. */
PLATEN_API struct platen_text platen_node_text(const struct platen_node *node);

/* The number of a scene heading without its hashes, the extension of a cue with its parentheses, or
 * the key of a title entry. Empty if there is none. */
PLATEN_API struct platen_text platen_node_label(const struct platen_node *node);

/* The level of a section, from 1; 0 for other kinds. */
PLATEN_API uint32_t platen_node_level(const struct platen_node *node);

/* -------------------------------------------------------------------- 4. pages */

enum platen_paper {
	PLATEN_PAPER_BY_SCRIPT, /* as the title page says, `Paper: A4`; else Letter */
	PLATEN_LETTER,          /* 8.5 x 11 in, 54 lines */
	PLATEN_A4,              /* 210 x 297 mm, 58 lines */
};

enum platen_direction {
	PLATEN_DIRECTION_BY_SCRIPT, /* as the title page says, `Direction: rtl`; else auto */
	PLATEN_DIRECTION_AUTO,      /* that of most of the letters which are printed */
	PLATEN_LEFT_TO_RIGHT,
	PLATEN_RIGHT_TO_LEFT, /* the page is the mirror image of the other */
};

enum platen_align {
	PLATEN_ALIGN_LEFT,
	PLATEN_ALIGN_CENTER,
	PLATEN_ALIGN_RIGHT,
};

/* Lengths on a page are hundredths of a point, measured from the left edge of the sheet. */
#define PLATEN_INCH 7200

/* How a paragraph is set. */
struct platen_style {
	int32_t left, right;  /* edges of its column */
	int32_t first;        /* left edge of its first line, which may stand out or in */
	uint32_t space_above; /* empty lines; none at the top of a page */
	uint32_t half_lines;  /* from one line to the next: 2, or 4 for double-spaced text */
	enum platen_align align;
	uint32_t emphasis; /* PLATEN_BOLD | ..., added to the text's own */
	bool is_caps;      /* shown in capitals */
};

/* What a field of struct platen_style holds, and in which type. */
enum platen_unit {
	PLATEN_UNIT_LENGTH,     /* int32_t */
	PLATEN_UNIT_LINES,      /* uint32_t */
	PLATEN_UNIT_HALF_LINES, /* uint32_t */
	PLATEN_UNIT_ALIGN,      /* enum platen_align */
	PLATEN_UNIT_EMPHASIS,   /* uint32_t */
	PLATEN_UNIT_BOOL,       /* bool */
};

/* A field of struct platen_style, for programs which read or show styles field by field. */
struct platen_style_field {
	const char *name; /* "spacing" */
	enum platen_unit unit;
	size_t offset;    /* in struct platen_style */
	int32_t min, max; /* what a profile may set it to */
};

/* Field number `index`, from 0; NULL past the end. Static. */
PLATEN_API const struct platen_style_field *platen_style_field_at(size_t index);

/* Where a speech is: on its own, or in a column of a dual dialogue. */
enum platen_side {
	PLATEN_SIDE_NONE,
	PLATEN_SIDE_LEFT,
	PLATEN_SIDE_RIGHT,
};
#define PLATEN_SIDE_COUNT 3

/*
 * A page format. To make your own, let platen_profile_at fill in the nearest of platen's, change
 * what should differ, and pass it in platen_layout_options.
 */
struct platen_profile {
	const char *name; /* "standard", for --profile and `Profile:` */
	const char *summary;
	uint32_t lines_letter, lines_a4;               /* lines on a page */
	int32_t top;                                   /* margin above the first line */
	int32_t page_number;                           /* right edge of the page number */
	int32_t scene_number_left, scene_number_right; /* outer edges of scene numbers */
	/* As in platen_layout_options; NULL: those of the script's language. */
	const char *more, *contd, *scene_bottom, *scene_top;
	/* Elements which platen's own profiles set must be set; all 0 is unset. Where they are
	 * unset, shots are set like scene headings, and sections, synopses and notes like action.
	 */
	struct platen_style styles[PLATEN_SIDE_COUNT][PLATEN_KIND_COUNT];
};

/* Profile number `index` of platen's own, from 0; the first is the standard one. Its strings are
 * static. False past the end. */
PLATEN_API bool platen_profile_at(size_t index, struct platen_profile *profile);

enum platen_scene_numbers {
	PLATEN_NUMBERS_BY_SCRIPT,
	PLATEN_NUMBERS_NONE,
	PLATEN_NUMBERS_LEFT,
	PLATEN_NUMBERS_RIGHT,
	PLATEN_NUMBERS_BOTH,
};

enum platen_scene_continued {
	PLATEN_SCENE_CONTINUED_BY_SCRIPT,
	PLATEN_SCENE_CONTINUED_YES,
	PLATEN_SCENE_CONTINUED_NO,
};

/* Options which the screenplay can set itself: by keys of its title page, or, in a Final Draft
 * file, by its page setup. */
enum platen_option {
	PLATEN_OPTION_NONE,
	PLATEN_OPTION_PAPER,   /* Paper: A4 */
	PLATEN_OPTION_PROFILE, /* Profile: stage */
	PLATEN_OPTION_MORE,    /* Language: de, and so the next three */
	PLATEN_OPTION_CONTD,
	PLATEN_OPTION_SCENE_BOTTOM,
	PLATEN_OPTION_SCENE_TOP,
	PLATEN_OPTION_HEADER, /* Header: {title} */
	PLATEN_OPTION_FOOTER,
	PLATEN_OPTION_WATERMARK,
	PLATEN_OPTION_DIRECTION,     /* Direction: rtl */
	PLATEN_OPTION_SCENE_NUMBERS, /* these two only by a Final Draft file */
	PLATEN_OPTION_SCENE_CONTINUED,
};
#define PLATEN_OPTION_COUNT 13

/*
 * How to lay out. platen_layout_options_init sets the defaults, which the comments state. Where
 * they are NULL or BY_SCRIPT the screenplay decides; see enum platen_option. The strings are
 * borrowed until platen_pages_new returns.
 */
struct platen_layout_options {
	enum platen_paper paper;               /* PLATEN_PAPER_BY_SCRIPT */
	enum platen_direction direction;       /* PLATEN_DIRECTION_BY_SCRIPT */
	const char *profile;                   /* NULL: by the script, else "standard" */
	const struct platen_profile *profiles; /* the caller's own, which can also be named */
	size_t profile_count;                  /* 0 */
	enum platen_scene_numbers
		scene_numbers; /* BY_SCRIPT, else both sides; only scenes with numbers show them */
	bool continued; /* true; (MORE) and (CONT'D) at page ends, (CONT'D) for a speaker who goes
			   on */
	enum platen_scene_continued scene_continued; /* BY_SCRIPT, else no; (CONTINUED) and
							CONTINUED: where a scene goes on */
	bool title_page;                             /* true; set the title page, if there is one */
	bool notes, sections, synopses; /* false; print them. They take lines, and so pages */
	uint32_t lines_per_page;        /* 0: as usual for the paper */
	bool bold_headings;             /* false; set scene headings in bold, in any profile */
	uint32_t heading_space;         /* empty lines above scene headings; 0: as in the profile */
	const char *more, *contd;       /* NULL: by language; in English "(MORE)", "(CONT'D)" */
	const char *scene_bottom, *scene_top; /* NULL: as above; "(CONTINUED)", "CONTINUED:" */
	const char *header, *footer;          /* NULL: by the script, else none. {page}, {pages},
					       * {title} and {date} are replaced */
	const char *watermark;                /* NULL: by the script, else none */
	const char *date;                     /* replaces {date}; NULL: nothing does */
	/* 0; bits 1u << PLATEN_OPTION_PAPER ...: options set here which the title page overrides */
	uint32_t yields;
	platen_report_fn *report; /* gets messages about values on the title page; may be NULL */
	void *user;
};

PLATEN_API void platen_layout_options_init(struct platen_layout_options *options);

/* Where the value of an option comes from. */
enum platen_origin {
	PLATEN_ORIGIN_DEFAULT,
	PLATEN_ORIGIN_CALLER, /* platen_layout_options */
	PLATEN_ORIGIN_SCRIPT,
};

struct platen_option_value {
	struct platen_text text; /* "a4"; empty: none, or a sheet without a name */
	enum platen_origin origin;
	/* The title entry which decided; if something else did, the entry whose value is not valid.
	 * NULL: none. */
	const struct platen_node *entry;
};

/* The value of an option which platen_pages_new would use; `document` may be NULL, for one that
 * sets nothing. The text is static, or owned by the document or by `options`. False: `options`
 * names a profile which does not exist, or makes no page. */
PLATEN_API bool platen_document_option(const struct platen_document *document,
				       const struct platen_layout_options *options,
				       enum platen_option option,
				       struct platen_option_value *value);

struct platen_pages;

/* Lay a document out. `options` may be NULL for the defaults. On PLATEN_OK the caller owns *pages
 * and frees it with platen_pages_free. It borrows text from the document, which must outlive it. */
PLATEN_API enum platen_status platen_pages_new(const struct platen_document *document,
					       const struct platen_layout_options *options,
					       struct platen_pages **pages);

PLATEN_API void platen_pages_free(struct platen_pages *pages);

/* The number of pages without title pages, which Final Draft does not count either. */
PLATEN_API uint32_t platen_pages_count(const struct platen_pages *pages);

/* Why a page begins where it does. "The block" is the paragraph, or the speech with its cue, which
 * did not fit on the page before. */
enum platen_page_reason {
	PLATEN_PAGE_FIRST,  /* the first page */
	PLATEN_PAGE_FORCED, /* === */
	PLATEN_PAGE_FULL,   /* the block moved whole */
	PLATEN_PAGE_CUT,    /* the block was cut at a sentence, or between paragraphs of a speech */
	PLATEN_PAGE_KEPT,   /* the block moved, and a heading above it with it */
	PLATEN_PAGE_PULLED, /* the block is a transition, and moved with what is above it */
	PLATEN_PAGE_SCENE_CONTINUED, /* the last block moved to make room for (CONTINUED) */
	PLATEN_PAGE_LAST_RESORT, /* the block is longer than a page, and was cut where the page was
				    full */
};

struct platen_page_break {
	enum platen_page_reason reason;
	const struct platen_node *block; /* NULL for the first page */
	bool is_rest;                    /* an earlier page has the first part of the block */
	bool is_forced;                  /* a page break precedes the block, so it need not fit */
	uint32_t left;                   /* lines which the page before had left for it */
	uint32_t kept;                   /* those of them reserved for (CONTINUED) */
	uint32_t rows;      /* its lines of text; in a dual dialogue, those of the longer column */
	bool has_more_rows; /* there are more than `rows`: only about a page is counted */
	uint32_t fit;       /* the lines of text which fitted */
	bool may_be_cut;    /* rule 1 of docs/pages.md allows it; then the next two count */
	uint32_t cut_from, cut_to; /* a cut in these lines leaves two on either side; there are
				    * none if cut_from > cut_to */
	bool is_cut;               /* the page begins inside a paragraph or speech */
};

struct platen_page_info {
	struct platen_text label; /* "12"; empty on a title page */
	bool is_title;
	struct platen_position position; /* where its first line begins in the source */
	struct platen_page_break why;    /* it begins there */
};

/* Page number `index`, from 0, with title pages first; false past the end. */
PLATEN_API bool platen_pages_at(const struct platen_pages *pages, size_t index,
				struct platen_page_info *info);

/* The page which has this position of the source, as an index for platen_pages_at. False if none
 * has: there are no pages, or the position is before the first. */
PLATEN_API bool platen_pages_find(const struct platen_pages *pages, struct platen_position position,
				  size_t *index);

/* Remove pages: keep[i] says for each page, as platen_pages_at counts them, whether it stays. The
 * others do not change. Only formats which are paged can be written afterwards. */
PLATEN_API void platen_pages_keep(struct platen_pages *pages, const bool *keep);

/* The length of the body in eighths of a page. Of the last page only the part in use counts. */
PLATEN_API uint32_t platen_pages_eighths(const struct platen_pages *pages);

/* ------------------------------------------------------------------ 5. writing */

/* An output format, as `platen formats` lists it. Static. */
struct platen_format {
	const char *name;      /* "pdf", for --format */
	const char *extension; /* ".pdf"; NULL if no extension selects it */
	const char *summary;
	bool needs_pages; /* platen_write must be given pages */
	bool is_paged;    /* it writes pages, of which some may be left out */
	bool is_binary;   /* not text: nothing for a terminal */
	bool hides_notes; /* it never prints notes, sections and synopses: lay out without them */
	enum platen_input input; /* the format to read it as; PLATEN_INPUT_ANY: it cannot be read */
	/* Which of platen_write_options it uses, apart from `date`: */
	bool is_drawn;        /* font */
	bool is_raster;       /* dpi */
	bool is_single;       /* next_page, as each page is a file of its own */
	bool has_layout;      /* layout */
	bool has_fdx_options; /* fdx */
};

/* Format number `index`, from 0; NULL past the end. The first is the default. */
PLATEN_API const struct platen_format *platen_format_at(size_t index);

/* The format with this name, or for a file with this name; NULL if there is none. */
PLATEN_API const struct platen_format *platen_format_by_name(const char *name);
PLATEN_API const struct platen_format *platen_format_by_path(const char *path);

/* Where bytes go. `write` takes all `length` bytes or returns false. Then it is not called again,
 * and platen_write returns PLATEN_IO. */
struct platen_sink {
	bool (*write)(void *user, const void *bytes, size_t length);
	void *user;
};

/* What becomes of sections, and of synopses outside scenes. */
enum platen_fdx_sections {
	PLATEN_SECTIONS_OUTLINE, /* outline paragraphs, which Final Draft hides */
	PLATEN_SECTIONS_NOTE,    /* script notes */
	PLATEN_SECTIONS_DROP,
};

/* How to write FDX. All zero is the default. */
struct platen_fdx_options {
	uint32_t version; /* of the file format, 3 to 6; 0: 5, as in Final Draft 12 */
	enum platen_fdx_sections sections;
	bool boneyard_notes; /* boneyards become script notes, instead of being dropped */
	/* A document which was read from FDX. Its script and title page are replaced, and all else
	 * is kept. NULL: none. Borrowed. */
	const struct platen_document *template_document;
};

/* How to write. All zero is the default. */
struct platen_write_options {
	int64_t date; /* for formats with a date, in seconds since 1970; 0: none */
	/* Gets messages about characters which no font can draw, and about what Fountain cannot
	 * express; may be NULL. */
	platen_report_fn *report;
	void *user;
	bool layout; /* json: also state where the elements are printed, for which pages are needed
		      */
	struct platen_fdx_options fdx;
	/* pdf, svg, png: a TrueType or OpenType font to draw with, instead of Courier Prime. Lines
	 * and pages end where they did. `length` bytes, borrowed until platen_write returns; 0:
	 * none. */
	const void *font;
	size_t font_length;
	uint32_t dpi; /* png: dots per inch, 36 to 600; 0: 150 */
	/* svg, png: called before the bytes of each page, so that these can go to another file.
	 * Pages of the body are numbered from 1, and a title page is 0; removed pages count. Return
	 * false to stop: platen_write then returns PLATEN_IO. NULL: there is one page at most. */
	bool (*next_page)(void *user, uint32_t number);
	void *next_page_user;
};

/*
 * Write a document, or its pages, as `format`. `pages` must be pages of this document, or NULL if
 * the format needs none; `options` may be NULL. PLATEN_NO_MODULE, PLATEN_NO_FONT: the module or
 * font which this format needs is not installed. The same arguments and libraries always give the
 * same bytes.
 */
PLATEN_API enum platen_status platen_write(const struct platen_format *format,
					   const struct platen_document *document,
					   const struct platen_pages *pages,
					   const struct platen_write_options *options,
					   const struct platen_sink *sink);

/* ---------------------------------------------------------------- 6. checking */

/*
 * What to check. platen_check_options_init sets the defaults. A limit of 0 is none. docs/rules.md
 * explains each message.
 */
struct platen_check_options {
	uint32_t max_pages, min_pages;
	uint32_t max_scene_eighths;
	uint32_t max_speech_lines;   /* printed lines without the cue */
	bool has_baseline;           /* compare with an earlier page count */
	bool is_in_baseline;         /* there is one; otherwise that is reported */
	uint32_t baseline, drift;    /* pages, and the difference which is allowed */
	uint32_t long_speech;        /* 27; report speeches with more lines */
	uint32_t long_parenthetical; /* 3; the same for parentheticals */
	platen_report_fn *report;
	void *user;
};

PLATEN_API void platen_check_options_init(struct platen_check_options *options);

/* Report what exceeds a limit, and what the lint rules find. PLATEN_OK means that the check was
 * done, not that nothing was found. `options` may be NULL for the defaults, which report nothing.
 */
PLATEN_API enum platen_status platen_check(const struct platen_pages *pages,
					   const struct platen_check_options *options);

/*
 * The messages which notes in the script switch off: [[platen: off PL-330]]. On lines of its own
 * such a note counts from there on, until [[platen: on PL-330]]; inside an element it counts for
 * that element. Errors cannot be switched off. The caller frees *suppressions, which borrows
 * nothing.
 */
struct platen_suppressions;
PLATEN_API enum platen_status platen_suppressions_new(const struct platen_document *document,
						      struct platen_suppressions **suppressions);
PLATEN_API void platen_suppressions_free(struct platen_suppressions *suppressions);

/* Whether a message about the same document is switched off at its position. */
PLATEN_API bool platen_is_suppressed(const struct platen_suppressions *suppressions,
				     const struct platen_diagnostic *diagnostic);

/* A change to the source of a document: from `start` up to `end` it becomes `text`, which is
 * static. */
struct platen_edit {
	struct platen_position start, end;
	const char *text;
};

/* Called for each edit of a fix. */
typedef void platen_edit_fn(void *user, const struct platen_edit *edit);

/*
 * Mend what a message about a document reports. There are no edits if that needs a guess, or if the
 * document was not read from Fountain. Edits insert and delete blanks, line breaks and marks, and
 * change quotes. They never touch a letter or a digit. They come in the order
 * of the source, and no two of a message overlap.
 */
PLATEN_API void platen_fix(const struct platen_document *document,
			   const struct platen_diagnostic *diagnostic, platen_edit_fn *put,
			   void *user);

/* ----------------------------------------------------------------- 7. figures */

/* Where a scene takes place, by its heading. */
enum platen_setting {
	PLATEN_NO_SETTING,
	PLATEN_INT,
	PLATEN_EXT, /* also EST. */
	PLATEN_INT_EXT,
};
#define PLATEN_SETTING_COUNT 4

/* When it takes place. DUSK is neither day nor night; CONTINUOUS is the time of the scene before.
 */
enum platen_daytime {
	PLATEN_TIME_OTHER,
	PLATEN_DAY,
	PLATEN_NIGHT,
};
#define PLATEN_DAYTIME_COUNT 3

/* The texts are valid as long as the figures, the pages and the document. Words are those of the
 * printed text without headings and cues; lines of speeches do not include their cues. */
struct platen_scene_figures {
	struct platen_position position;
	struct platen_text number; /* as printed; empty: none */
	struct platen_text heading, location, time;
	enum platen_setting setting;
	enum platen_daytime daytime;
	struct platen_text page; /* label of the page on which it begins */
	uint32_t eighths, words, speeches;
	uint32_t speaker_count;
};

struct platen_character_figures {
	struct platen_text name; /* as first typed; NORA, NORA (V.O.) and NORA (CONT'D) are one */
	uint32_t scenes, speeches, words, lines;
	struct platen_text first_page, last_page;
	uint32_t pages; /* with a line of this speaker */
};

struct platen_location_figures {
	struct platen_text name;
	enum platen_setting setting; /* PLATEN_INT_EXT: both occur */
	uint32_t scenes, eighths;
	uint32_t day, night; /* scenes */
	struct platen_text first_page;
};

struct platen_sum_figures {
	uint32_t pages, eighths;
	uint32_t scenes, speeches, characters, locations;
	uint32_t words, dialogue_words;
	struct platen_part_figures {
		uint32_t scenes, eighths;
	} parts[PLATEN_SETTING_COUNT][PLATEN_DAYTIME_COUNT];
};

/* Count. On PLATEN_OK the caller owns *figures and frees it with platen_figures_free. It borrows
 * from the pages and their document, which must outlive it. */
struct platen_figures;
PLATEN_API enum platen_status platen_figures_new(const struct platen_pages *pages,
						 struct platen_figures **figures);
PLATEN_API void platen_figures_free(struct platen_figures *figures);

/* Row number `index`, from 0; false past the end. Scenes are in the order of the script, characters
 * and locations in the order of their first appearance. */
PLATEN_API bool platen_figures_scene(const struct platen_figures *figures, size_t index,
				     struct platen_scene_figures *scene);
PLATEN_API bool platen_figures_character(const struct platen_figures *figures, size_t index,
					 struct platen_character_figures *character);
PLATEN_API bool platen_figures_location(const struct platen_figures *figures, size_t index,
					struct platen_location_figures *location);
PLATEN_API void platen_figures_sum(const struct platen_figures *figures,
				   struct platen_sum_figures *sum);

/* The name of speaker `speaker` in scene `scene`. Both count from 0 and must exist. */
PLATEN_API struct platen_text platen_figures_speaker(const struct platen_figures *figures,
						     size_t scene, size_t speaker);

#ifdef __cplusplus
}
#endif

#endif
