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
 *	2. messages		struct platen_reporter: what platen has to say about a screenplay
 *	3. reading		platen_document_parse
 *	4. the document		its nodes, their texts, and the walk through them
 *	5. laying out		platen_pages_new
 *	6. the pages		their labels and lines
 *	7. writing		platen_write, and where the bytes go
 *	8. checking		platen_check, platen_fix
 *	9. figures		platen_figures_new: scenes, cast, locations, totals
 *
 * These rules hold everywhere:
 *
 * Text is UTF-8, and not NUL-terminated unless it is a `const char *`.
 *
 * The caller owns what functions ending in _new and _parse make, and frees it with the _free
 * function of the same object, which accepts NULL. Every other pointer belongs to the object that
 * it came from, and is valid as long as that object is. A call that fails leaves its
 * out-parameters alone.
 *
 * There is no global state, and no function prints, exits, or reads the locale, the clock or a
 * configuration file. Threads may share an object as long as none of them passes it to a function
 * which takes it without const.
 *
 * Options begin with their size, so that later versions can add some at the end:
 *
 *	struct platen_layout_options options = {.size = sizeof(options), .paper = PLATEN_A4};
 *
 * A member that is zero has its default; NULL in place of the options means defaults for all. A
 * size of 0 gives PLATEN_BAD_ARGUMENT, and so does an option that this version does not know.
 * Structs that the library hands out by pointer may grow at the end, too: do not depend on their
 * size.
 *
 * If memory runs out, a call returns PLATEN_NO_MEMORY. There is one exception that we cannot help:
 * when pages are drawn (pdf, svg, png), cairo, Pango and fontconfig may end the process, or leave
 * something out and not report it, and fontconfig reads its own configuration. A process that must
 * know has to watch for failures in its own malloc.
 */
#ifndef PLATEN_H
#define PLATEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

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
	PLATEN_CANCELLED, /* the caller's struct platen_progress said so */
};

/* An English sentence without a full stop. Static. */
PLATEN_API const char *platen_status_text(enum platen_status status);

/* PLATEN_VERSION of the library which is running. Static. */
PLATEN_API const char *platen_version(void);

/* `length` bytes at `data`, owned by the object that it came from. An empty text may have a NULL
 * pointer. To print it: printf("%.*s", (int)text.length, text.data). */
struct platen_text {
	const char *data;
	size_t length;
};

/* A position in the input. Lines and columns count from 1; a column is a code point. Line 0 means
 * no position, or the input as a whole. `offset` counts bytes of platen_document_source. */
struct platen_position {
	uint32_t offset;
	uint32_t line;
	uint32_t column;
};

/* A choice which may be left open: then what the comment at the option says is done. */
enum platen_choice {
	PLATEN_UNSET,
	PLATEN_YES,
	PLATEN_NO,
};

/*
 * Progress of a long call: `step` is called from time to time, from the thread of the call, with
 * how much is done, and of how much. It returns true to go on; false makes the call return
 * PLATEN_CANCELLED soon. NULL: no progress is reported. A `total` of 0 means that it is not known.
 *
 *	static bool
 *	go_on(void *window, uint64_t done, uint64_t total)
 *	{
 *		show_progress(window, done, total);
 *		return !is_closed(window);
 *	}
 *
 *	options.progress = (struct platen_progress){go_on, window};
 */
struct platen_progress {
	bool (*step)(void *user, uint64_t done, uint64_t total);
	void *user;
};

/* ----------------------------------------------------------------- 2. messages */

enum platen_severity {
	PLATEN_SEVERITY_HINT, /* platen check shows these only if asked to: there are hundreds */
	PLATEN_SEVERITY_NOTE,
	PLATEN_SEVERITY_WARNING,
	PLATEN_SEVERITY_ERROR,
};

/* A message about the screenplay. All pointers are valid until the callback returns. */
struct platen_diagnostic {
	const char *id; /* "PL-214"; permanent, never reused */
	enum platen_severity severity;
	struct platen_position position;
	const char *message; /* a sentence: what was found, and what was done about it */
};

/*
 * Receives the messages: `report` is called for each, in the order in which they are found, before
 * the call that was given the reporter returns. NULL: they are dropped.
 *
 *	static void
 *	print(void *name, const struct platen_diagnostic *found)
 *	{
 *		fprintf(stderr, "%s:%u: %s [%s]\n", (const char *)name,
 *			(unsigned)found->position.line, found->message, found->id);
 *	}
 *
 *	options.reporter = (struct platen_reporter){print, name};
 */
typedef void platen_report_fn(void *user, const struct platen_diagnostic *diagnostic);
struct platen_reporter {
	platen_report_fn *report;
	void *user;
};

/* A row of the catalogue of all messages, as `platen rules` lists it. Static. */
struct platen_rule {
	const char *id;
	enum platen_severity severity;
	const char *message; /* with %s where a word is inserted */
};

/* Message number `index`, from 0; NULL past the end. */
PLATEN_API const struct platen_rule *platen_rule_at(size_t index);

/* A language whose words platen knows. It never grows. The texts are static. */
struct platen_language {
	const char *codes; /* the first is the usual one, others follow after bars: "nb|no" */
	const char *name;  /* in English */
};

/* Words of a language, for one purpose. As above. */
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

/* ------------------------------------------------------------------ 3. reading */

/*
 * Limits, which no screenplay comes near. Input that exceeds one gives PLATEN_TOO_LARGE, and is
 * reported as PL-114.
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

/* How to read. The strings are borrowed until platen_document_parse returns. */
struct platen_read_options {
	size_t size;
	struct platen_reporter reporter;
	struct platen_progress progress; /* in bytes of the source */
	enum platen_input input;         /* the format of the input */
	uint32_t extensions;             /* PLATEN_KNOWN_TRANSITIONS | ...: to switch on */
	uint32_t extensions_off;         /* those that the script cannot switch on */
	enum platen_choice by_script;    /* whether the script can switch them on; unset: yes */
	const char *prefixes;            /* more prefixes of scene headings: "SZENE, BILD" */
	const char *encoding;            /* of Fountain without a byte order mark: "windows-1251" */
	const char *name;                /* of the file, for a message if it is one of Markdown */
	uint32_t max_mebibytes;          /* the longest text, up to PLATEN_MEBIBYTES_MAX; 0: 64 */
	bool fdx_shot_headings;          /* shots in FDX become scene headings */
	bool splits_dual;                /* read dual dialogue as two speeches */
	bool no_warnings; /* do not look for likely mistakes in Fountain, which takes time */
};

struct platen_document;

/*
 * Read a screenplay, in the format which its bytes show: a zip archive is from Highland or Fade In;
 * XML is Final Draft's FDX or Open Screenplay Format; anything else is Fountain 1.1. docs/fdx.md,
 * docs/import.md and docs/fountain.md describe what becomes of them. If the input is an archive,
 * the source is one of its members.
 *
 * `bytes` is copied. It is UTF-8 with or without BOM, UTF-16 with BOM, or else Windows-1252.
 * `options` may be NULL. On PLATEN_OK the caller owns *document. PLATEN_BAD_INPUT: the input is a
 * well-known file type which is not a screenplay, or broken XML; that was reported.
 * PLATEN_NO_MODULE: the module which reads archives, or XML, is not installed.
 *
 *	struct platen_document *document = NULL;
 *	enum platen_status status = platen_document_parse(bytes, length, NULL, &document);
 *	if (status != PLATEN_OK) {
 *		fprintf(stderr, "%s\n", platen_status_text(status));
 *	}
 */
PLATEN_API enum platen_status platen_document_parse(const void *bytes, size_t length,
						    const struct platen_read_options *options,
						    struct platen_document **document);

/* The file in a PDF that was written with an attachment (platen_write_options), which
 * platen_document_parse reads, too. A slice of `pdf`. False: there is none. */
PLATEN_API bool platen_pdf_attachment(const void *pdf, size_t length,
				      struct platen_text *attachment);

PLATEN_API void platen_document_free(struct platen_document *document);

/* The format it was read from: PLATEN_INPUT_FDX, PLATEN_INPUT_OSF or PLATEN_INPUT_FOUNTAIN, in an
 * archive or not. */
PLATEN_API enum platen_input platen_document_input(const struct platen_document *document);

/* The whole input as UTF-8: what positions point into. Owned by the document. */
PLATEN_API struct platen_text platen_document_source(const struct platen_document *document);

/* Number all scene headings 1, 2, 3 ..., whatever numbers the script has. PLATEN_OK or
 * PLATEN_NO_MEMORY. Pages laid out before keep the old numbers. */
PLATEN_API enum platen_status platen_document_renumber(struct platen_document *document);

/* The same for scene headings without a number only. They count on from the largest number before
 * them (13 after 12A) as long as that is less than the next number; scenes for which there is none
 * between get letters (1A between 1 and 2, A1A between 1 and 1A). Numbers which the script has
 * anywhere are skipped. */
PLATEN_API enum platen_status platen_document_number(struct platen_document *document);

/* Put a page break before each scene but the first, and before the sections and synopses which
 * stand directly above its heading. PLATEN_OK or PLATEN_NO_MEMORY; pages as above. */
PLATEN_API enum platen_status platen_document_break_scenes(struct platen_document *document);

/* Write the page format of a document which was read from FDX or the like into its title page, as
 * `X-Layout:`, so that as Fountain it has the same pages. Paragraphs which are not set like others
 * of their kind get a note, [[platen: style 1]]. Nothing is written if the pages are the usual
 * ones. `reporter` gets a message if there are too many styles; it may be NULL. PLATEN_OK or
 * PLATEN_NO_MEMORY. */
PLATEN_API enum platen_status platen_document_keep_layout(struct platen_document *document,
							  const struct platen_reporter *reporter);

/* ------------------------------------------------------------- 4. the document */

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

struct platen_node;

/* The PLATEN_DOCUMENT node. All nodes are owned by the document. */
PLATEN_API const struct platen_node *platen_document_root(const struct platen_document *document);

PLATEN_API enum platen_kind platen_node_kind(const struct platen_node *node);

/* Neighbours in the tree; NULL if there is none. */
PLATEN_API const struct platen_node *platen_node_parent(const struct platen_node *node);
PLATEN_API const struct platen_node *platen_node_first_child(const struct platen_node *node);
PLATEN_API const struct platen_node *platen_node_last_child(const struct platen_node *node);
PLATEN_API const struct platen_node *platen_node_next(const struct platen_node *node);
PLATEN_API const struct platen_node *platen_node_previous(const struct platen_node *node);

/*
 * A walk through a node and all below it: each node is entered and later left, and a node without
 * children is left at once. It needs no memory, and may be given up at any time.
 *
 *	struct platen_walk walk;
 *	platen_walk_init(&walk, platen_document_root(document));
 *	while (platen_walk_next(&walk)) {
 *		if (walk.visit == PLATEN_ENTER) {
 *			puts(platen_kind_name(platen_node_kind(walk.node)));
 *		}
 *	}
 */
enum platen_visit {
	PLATEN_ENTER,
	PLATEN_LEAVE,
};

struct platen_walk {
	const struct platen_node *root, *node;
	enum platen_visit visit;
};

PLATEN_API void platen_walk_init(struct platen_walk *walk, const struct platen_node *root);
/* Move on. True: walk->visit says what happens to walk->node. False: the root has been left. */
PLATEN_API bool platen_walk_next(struct platen_walk *walk);

/* Where the node begins in the source, with its marker, and where its last line ends. Finding the
 * end takes time in proportion to the node's length. */
PLATEN_API struct platen_position platen_node_position(const struct platen_node *node);
PLATEN_API struct platen_position platen_node_end(const struct platen_document *document,
						  const struct platen_node *node);

/* The text without markers, notes, emphasis and escapes; lines are joined by LF. Empty for
 * containers and page breaks. */
PLATEN_API struct platen_text platen_node_text(const struct platen_node *node);

/* The number of a scene heading without its hashes, the extension of a cue with its parentheses, or
 * the key of a title entry. Empty if there is none. */
PLATEN_API struct platen_text platen_node_label(const struct platen_node *node);

/* The level of a section, from 1; 0 for other kinds. */
PLATEN_API uint32_t platen_node_level(const struct platen_node *node);

/* Whether it is what it is by a marker of its own: . ! @ or >. */
PLATEN_API bool platen_node_is_forced(const struct platen_node *node);

/* Styles of text: bits, in any combination. */
#define PLATEN_BOLD 1u
#define PLATEN_ITALIC 2u
#define PLATEN_UNDERLINE 4u

/* A stretch of text in one style. It never grows. */
struct platen_run {
	struct platen_text text;
	uint32_t style;                  /* PLATEN_BOLD | ... */
	struct platen_position position; /* of its first byte; line 0 if it is not in the source */
	int32_t x, width; /* of a line on a page: its left edge, and how wide it is; else 0 */
};

/*
 * Run number `index`, from 0, of the node's text; false past the end. The runs cover the text
 * without gap or overlap, and none crosses an LF: that ends a run, or is a run of its own.
 *
 *	struct platen_run run;
 *	for (size_t i = 0; platen_node_run(node, i, &run); i++) {
 *		const char *mark = (run.style & PLATEN_BOLD) != 0 ? "**" : "";
 *		printf("%s%.*s%s", mark, (int)run.text.length, run.text.data, mark);
 *	}
 */
PLATEN_API bool platen_node_run(const struct platen_node *node, size_t index,
				struct platen_run *run);

/* A note or boneyard inside a node's text, which is without it. Owned by the document. */
struct platen_comment;

/* The first one, in the order of the source, and the one after it; NULL if there is none. */
PLATEN_API const struct platen_comment *platen_node_comment(const struct platen_node *node);
PLATEN_API const struct platen_comment *platen_comment_next(const struct platen_comment *comment);

/* PLATEN_NOTE or PLATEN_BONEYARD. */
PLATEN_API enum platen_kind platen_comment_kind(const struct platen_comment *comment);
/* Without its marks; lines are joined by LF. */
PLATEN_API struct platen_text platen_comment_text(const struct platen_comment *comment);
/* The byte of the node's text before which it stood. */
PLATEN_API size_t platen_comment_place(const struct platen_comment *comment);
/* Where its opening mark is in the source. */
PLATEN_API struct platen_position platen_comment_position(const struct platen_comment *comment);

/* --------------------------------------------------------------- 5. laying out */

/* Lengths on a page are hundredths of a point, measured from the left, or upper, edge of the sheet.
 */
#define PLATEN_INCH 7200

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

/* How a paragraph is set. It never grows. */
struct platen_style {
	int32_t left, right;  /* edges of its column */
	int32_t first;        /* left edge of its first line, which may stand out or in */
	uint32_t space_above; /* empty lines; none at the top of a page */
	uint32_t half_lines;  /* from one line to the next: 2, or 4 for double-spaced text */
	enum platen_align align;
	uint32_t emphasis; /* PLATEN_BOLD | ..., added to the text's own */
	bool is_caps;      /* shown in capitals */
};

/* Where a speech is: on its own, or in a column of a dual dialogue. */
enum platen_side {
	PLATEN_SIDE_NONE,
	PLATEN_SIDE_LEFT,
	PLATEN_SIDE_RIGHT,
};
#define PLATEN_SIDE_COUNT 3

/* Styles in a profile: more than there are kinds, so that later versions can add some. */
#define PLATEN_STYLE_COUNT 32

/*
 * A page format. To make your own, copy the nearest of platen's, set its size and its name, change
 * what should differ, and pass it in platen_layout_options:
 *
 *	struct platen_profile mine = *platen_profile_at(0);
 *	mine.size = sizeof(mine);
 *	mine.name = "mine";
 *	mine.lines_letter = 50;
 *	struct platen_layout_options options = {
 *		.size = sizeof(options), .profile = "mine", .profiles = &mine, .profile_count = 1};
 */
struct platen_profile {
	size_t size;
	const char *name; /* "standard", for --profile and `Profile:` */
	const char *summary;
	uint32_t lines_letter, lines_a4;               /* lines on a page */
	int32_t top;                                   /* margin above the first line */
	int32_t page_number;                           /* right edge of the page number */
	int32_t scene_number_left, scene_number_right; /* outer edges of scene numbers */
	/* As in platen_layout_options; NULL: those of the script's language. */
	const char *more, *contd, *scene_bottom, *scene_top;
	/* By side and enum platen_kind. Elements which platen's own profiles set must be set; all 0
	 * is unset. Where they are unset, shots are set like scene headings, and sections, synopses
	 * and notes like action. */
	struct platen_style styles[PLATEN_SIDE_COUNT][PLATEN_STYLE_COUNT];
};

/* Profile number `index` of platen's own, from 0; the first is the standard one. NULL past the end.
 * Static. */
PLATEN_API const struct platen_profile *platen_profile_at(size_t index);

enum platen_scene_numbers {
	PLATEN_NUMBERS_BY_SCRIPT,
	PLATEN_NUMBERS_NONE,
	PLATEN_NUMBERS_LEFT,
	PLATEN_NUMBERS_RIGHT,
	PLATEN_NUMBERS_BOTH,
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

/* How to lay out. Where a value is left open, the screenplay decides if it can, see enum
 * platen_option, and else what the comment says. The strings are borrowed until platen_pages_new
 * returns. */
struct platen_layout_options {
	size_t size;
	struct platen_reporter reporter; /* of values on the title page */
	struct platen_progress progress; /* in bytes of the source, or more than once over them */
	enum platen_paper paper;
	enum platen_direction direction;
	const char *profile;                   /* NULL: by the script, else "standard" */
	const struct platen_profile *profiles; /* the caller's own, which can also be named */
	size_t profile_count;
	enum platen_scene_numbers scene_numbers; /* by the script, else both; only scenes with
						  * numbers show them */
	enum platen_choice continued;       /* unset: yes; (MORE) and (CONT'D) at page ends, and
					     * (CONT'D) for a speaker who goes on */
	enum platen_choice scene_continued; /* unset: by the script, else no; (CONTINUED) and
					     * CONTINUED: where a scene goes on */
	enum platen_choice title_page;      /* unset: yes; set the title page, if there is one */
	bool notes, sections, synopses;     /* print them; they take lines, and so pages */
	uint32_t lines_per_page;            /* 0: as usual for the paper */
	bool bold_headings;                 /* set scene headings in bold, in any profile */
	uint32_t heading_space;   /* empty lines above scene headings; 0: as in the profile */
	const char *more, *contd; /* NULL: by language; in English "(MORE)", "(CONT'D)" */
	const char *scene_bottom, *scene_top; /* NULL: as above; "(CONTINUED)", "CONTINUED:" */
	/* NULL: by the script, else none. {page}, {pages}, {title} and {date} are replaced. */
	const char *header, *footer;
	const char *watermark; /* NULL: by the script, else none */
	bool named_watermark;  /* platen_pages_set_name fills in {name}, or sets it all */
	const char *date;      /* replaces {date}; NULL: nothing does */
	/* Bits 1u << PLATEN_OPTION_PAPER ...: options set here which the title page overrides. Use
	 * this for settings that are the user's own, and not of this call. */
	uint32_t overridable;
	/* Find where pages begin, but set no lines on them: half the work, and enough to count.
	 * Such pages have labels, positions and lengths, and can be written in formats without
	 * `needs_lines`. Other formats, checking and figures return PLATEN_BAD_ARGUMENT. */
	bool breaks_only;
	/* Mark the lines which a revision of a Final Draft file has changed. {revision} is then the
	 * name of the newest one on the page, in its header. */
	bool revisions;
};

struct platen_pages;

/*
 * Lay a document out. `options` may be NULL. On PLATEN_OK the caller owns *pages. They borrow from
 * the document, which must outlive them.
 *
 *	struct platen_pages *pages = NULL;
 *	if (platen_pages_new(document, NULL, &pages) == PLATEN_OK) {
 *		printf("%u pages\n", (unsigned)platen_pages_count(pages));
 *	}
 *	platen_pages_free(pages);
 *	platen_document_free(document);
 */
PLATEN_API enum platen_status platen_pages_new(const struct platen_document *document,
					       const struct platen_layout_options *options,
					       struct platen_pages **pages);

PLATEN_API void platen_pages_free(struct platen_pages *pages);

/* Set the name of the person whom these pages are for, in place of {name} in the watermark; if that
 * has no {name}, the name is all of it. PLATEN_OK or PLATEN_NO_MEMORY. Nothing is laid out again.
 */
PLATEN_API enum platen_status platen_pages_set_name(struct platen_pages *pages, const char *name);

/* ---------------------------------------------------------------- 6. the pages */

/* The number of pages without title pages, which Final Draft does not count either. */
PLATEN_API uint32_t platen_pages_count(const struct platen_pages *pages);

/* The length of the body in eighths of a page. Of the last page only the part in use counts. */
PLATEN_API uint32_t platen_pages_eighths(const struct platen_pages *pages);

/* A page. Owned by the pages. */
struct platen_page;

/* Page number `index`, from 0, with title pages first; NULL past the end. */
PLATEN_API const struct platen_page *platen_pages_at(const struct platen_pages *pages,
						     size_t index);

/* The page which has this position of the source, as an index for platen_pages_at. False if none
 * has: there are no pages, or the position is before the first. */
PLATEN_API bool platen_pages_find(const struct platen_pages *pages, struct platen_position position,
				  size_t *index);

/* Remove pages: keep[i] says for each page, as platen_pages_at counts them, whether it stays. The
 * others do not change. Only formats which are paged can be written afterwards. */
PLATEN_API void platen_pages_keep(struct platen_pages *pages, const bool *keep);

/* What is printed as the page's number: "12", "12A"; empty on a title page. */
PLATEN_API struct platen_text platen_page_label(const struct platen_page *page);
PLATEN_API bool platen_page_is_title(const struct platen_page *page);
/* Where its first line begins in the source. */
PLATEN_API struct platen_position platen_page_position(const struct platen_page *page);

/* What a printed line is, where it is not simply its element. */
enum platen_role {
	PLATEN_ROLE_BODY,
	PLATEN_ROLE_TITLE, /* on the title page */
	PLATEN_ROLE_PAGE_NUMBER,
	PLATEN_ROLE_SCENE_NUMBER,
	PLATEN_ROLE_MORE,         /* (MORE) */
	PLATEN_ROLE_CONTD,        /* the cue repeated on the next page */
	PLATEN_ROLE_SCENE_BOTTOM, /* (CONTINUED) */
	PLATEN_ROLE_SCENE_TOP,    /* CONTINUED: */
	PLATEN_ROLE_HEADER,
	PLATEN_ROLE_FOOTER,
	PLATEN_ROLE_REVISION, /* the mark beside a revised line */
};

/* The name used in all output: "scene_number". Static. */
PLATEN_API const char *platen_role_name(enum platen_role role);

/* A printed line of one column. Owned by the pages. */
struct platen_line;

/*
 * Line number `index` of the page, from 0; NULL past the end. Lines are in reading order: all of
 * the left column of a dual dialogue, then all of the right one. Several lines may have the same
 * baseline: those two, or a heading and its number.
 *
 *	const struct platen_line *line;
 *	struct platen_run run;
 *	for (size_t i = 0; (line = platen_page_line(page, i)) != NULL; i++) {
 *		for (size_t j = 0; platen_line_run(line, j, &run); j++) {
 *			draw(run.x, platen_line_baseline(line), run.text, run.style);
 *		}
 *	}
 */
PLATEN_API const struct platen_line *platen_page_line(const struct platen_page *page, size_t index);

PLATEN_API enum platen_role platen_line_role(const struct platen_line *line);
/* The node that the line was set from; NULL for page numbers, headers and footers. */
PLATEN_API const struct platen_node *platen_line_node(const struct platen_line *line);
/* From the upper edge of the sheet. Letters are 12 points high. */
PLATEN_API int32_t platen_line_baseline(const struct platen_line *line);
/* Whether it goes on with the paragraph of the line before. */
PLATEN_API bool platen_line_is_continued(const struct platen_line *line);

/* Run number `index` of the line, from 0; false past the end. The text is as printed: in capitals,
 * and with what platen added. */
PLATEN_API bool platen_line_run(const struct platen_line *line, size_t index,
				struct platen_run *run);

/* The size of the sheets. */
PLATEN_API void platen_pages_size(const struct platen_pages *pages, int32_t *width,
				  int32_t *height);

/* ------------------------------------------------------------------ 7. writing */

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
	bool has_attachment;  /* attachment */
	bool has_structure;   /* tagged */
	bool has_watermark;   /* it prints the watermark of the pages */
	bool needs_lines;     /* pages laid out with breaks_only are not enough */
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

/* A sink that writes to a stream, which stays open. Errors that show only when the stream is
 * flushed or closed are the caller's to notice. */
PLATEN_API struct platen_sink platen_sink_to_file(FILE *file);

/* Bytes in memory, which the caller owns; all zero is empty. `data` ends in a NUL that `length`
 * does not count, so that text is a string; it is NULL as long as nothing was written. */
struct platen_memory {
	char *data;
	size_t length, capacity;
};

/*
 * A sink that appends to `memory`, which must outlive it. Where others give PLATEN_IO, this one
 * gives PLATEN_NO_MEMORY.
 *
 *	struct platen_memory memory = {0};
 *	struct platen_sink sink = platen_sink_to_memory(&memory);
 *	const struct platen_format *text = platen_format_by_name("text");
 *	if (platen_write(text, document, pages, NULL, &sink) == PLATEN_OK) {
 *		fputs(memory.data, stdout);
 *	}
 *	platen_memory_free(&memory);
 */
PLATEN_API struct platen_sink platen_sink_to_memory(struct platen_memory *memory);

/* Free the bytes, and make it empty. */
PLATEN_API void platen_memory_free(struct platen_memory *memory);

/* What becomes of sections, and of synopses outside scenes. */
enum platen_fdx_sections {
	PLATEN_SECTIONS_OUTLINE, /* outline paragraphs, which Final Draft hides */
	PLATEN_SECTIONS_NOTE,    /* script notes */
	PLATEN_SECTIONS_DROP,
};

/* How to write. What is pointed to is borrowed until platen_write returns. */
struct platen_write_options {
	size_t size;
	/* Receives messages about characters which no font can draw, and about what the format
	 * cannot express. */
	struct platen_reporter reporter;
	/* pdf, svg, png: in pages; otherwise in bytes written, of an unknown total. */
	struct platen_progress progress;
	int64_t date; /* for formats with a date, in seconds since 1970; 0: none */
	/* json: also state where the elements are printed, for which pages are needed. */
	bool layout;
	/* pdf, svg, png: a TrueType or OpenType font to draw with, instead of Courier Prime. Lines
	 * and pages end where they did. `length` bytes; 0: none. */
	const void *font;
	size_t font_length;
	uint32_t dpi; /* png: dots per inch, 36 to 600; 0: 150 */
	/* pdf: mark headings, cues and so on for screen readers: PDF/UA-1. */
	bool tagged;
	/* pdf: the name of a file to put into it, usually the screenplay's source, and its bytes.
	 * The PDF then is PDF/A-3b. NULL: none. */
	const char *attachment_name;
	const void *attachment;
	size_t attachment_length;
	/* svg, png: called before the bytes of each page, so that these can go to another file.
	 * Pages of the body are numbered from 1, and a title page is 0; removed pages count. Return
	 * false to stop: platen_write then returns PLATEN_IO. NULL: there is one page at most. */
	bool (*next_page)(void *user, uint32_t number);
	void *next_page_user;
	/* fdx: */
	uint32_t fdx_version; /* of the file format, 3 to 6; 0: 5, as in Final Draft 12 */
	enum platen_fdx_sections fdx_sections;
	bool fdx_boneyard_notes; /* boneyards become script notes, instead of being dropped */
	/* A document which was read from FDX. Its script and title page are replaced, and all else
	 * is kept. NULL: none. */
	const struct platen_document *fdx_template;
};

/*
 * Write a document, or its pages, as `format`. `pages` must be pages of this document, or NULL if
 * the format needs none; `options` may be NULL. PLATEN_NO_MODULE, PLATEN_NO_FONT: the module or
 * font which this format needs is not installed. The same arguments and libraries always give the
 * same bytes.
 *
 *	struct platen_sink sink = platen_sink_to_file(stdout);
 *	status = platen_write(platen_format_by_name("fountain"), document, NULL, NULL, &sink);
 */
PLATEN_API enum platen_status platen_write(const struct platen_format *format,
					   const struct platen_document *document,
					   const struct platen_pages *pages,
					   const struct platen_write_options *options,
					   const struct platen_sink *sink);

/* ----------------------------------------------------------------- 8. checking */

/* What to check. docs/rules.md explains each message. */
struct platen_check_options {
	size_t size;
	struct platen_reporter reporter;
	/* Limits; 0: none. */
	uint32_t max_pages, min_pages;
	uint32_t max_scene_eighths;
	uint32_t max_speech_lines; /* printed lines without the cue */
	/* Report speeches with more lines than this, and parentheticals; 0: 27, and 3. */
	uint32_t long_speech, long_parenthetical;
};

/*
 * Report what exceeds a limit, and what the lint rules find. PLATEN_OK means that the check was
 * done, not that nothing was found. Without a reporter, what is found is lost.
 *
 *	struct platen_check_options options = {
 *		.size = sizeof(options), .reporter = {print, name}, .max_pages = 120};
 *	enum platen_status status = platen_check(pages, &options);
 */
PLATEN_API enum platen_status platen_check(const struct platen_pages *pages,
					   const struct platen_check_options *options);

/* A change to the source of a document: from `start` up to `end` it becomes `text`, which is
 * static. */
struct platen_edit {
	struct platen_position start, end;
	const char *text;
};

/* Called for each edit of a fix. */
typedef void platen_edit_fn(void *user, const struct platen_edit *edit);

/*
 * Mend what the message `id` at `position` reports. There are no edits if that needs a guess, or if
 * the document was not read from Fountain. Edits insert and delete blanks, line breaks and marks,
 * and change quotes. They never touch a letter or a digit. They come in the order of the source,
 * and no two of a message overlap.
 */
PLATEN_API void platen_fix(const struct platen_document *document, const char *id,
			   struct platen_position position, platen_edit_fn *put, void *user);

/* ------------------------------------------------------------------ 9. figures */

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

/* Row number `index`, from 0; NULL past the end. Scenes are in the order of the script, characters
 * and locations in the order of their first appearance. Owned by the figures.
 *
 *	const struct platen_scene_figures *scene;
 *	for (size_t i = 0; (scene = platen_figures_scene(figures, i)) != NULL; i++) {
 *		printf("%u/8\n", (unsigned)scene->eighths);
 *	}
 */
PLATEN_API const struct platen_scene_figures *
platen_figures_scene(const struct platen_figures *figures, size_t index);
PLATEN_API const struct platen_character_figures *
platen_figures_character(const struct platen_figures *figures, size_t index);
PLATEN_API const struct platen_location_figures *
platen_figures_location(const struct platen_figures *figures, size_t index);
PLATEN_API const struct platen_sum_figures *
platen_figures_sum(const struct platen_figures *figures);

/* The name of speaker `speaker` in scene `scene`. Both count from 0 and must exist. */
PLATEN_API struct platen_text platen_figures_speaker(const struct platen_figures *figures,
						     size_t scene, size_t speaker);

#ifdef __cplusplus
}
#endif

#endif
