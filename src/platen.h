/*
 * platen - screenplays in Fountain, set on Final Draft's pages
 *
 * Copyright (c) 2026 The platen authors. SPDX-License-Identifier: MIT
 *
 * This header is the whole public interface, to be read from top to bottom:
 *
 *	bytes --platen_document_parse--> document --platen_pages_new--> pages
 *	                                     |                            |
 *	                                     +------- platen_write -------+--> sink
 *
 *	1. results		enum platen_status
 *	2. messages		struct platen_diagnostic, what is to be said about a screenplay
 *	3. the document		platen_document_*, and its nodes: platen_node_*
 *	4. the pages		platen_pages_*
 *	5. writing		platen_format_*, platen_write
 *	6. checking		platen_check, limits and lint rules; platen_silence_*
 *	7. figures		platen_figures_*, scenes, cast, locations, sums
 *
 * Rules which hold everywhere. Text is UTF-8 and not NUL-terminated unless it is a `const char *`.
 * Nothing here is global: two threads may work on two documents. No function prints, exits, reads
 * the locale, the clock or a configuration file. A `_free` function takes NULL. An out-parameter is
 * left alone when the call fails. (Not ours to promise: where a PDF is drawn, fontconfig reads its
 *own configuration, and cairo, Pango and fontconfig may end the process when memory runs out.)
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

/* The rules which turn text into a page count. It grows when the same text gets other pages. */
#define PLATEN_METRICS_VERSION 1

#if defined(__GNUC__)
#define PLATEN_API __attribute__((visibility("default")))
#else
#define PLATEN_API
#endif

/* ------------------------------------------------------------------ 1. results */

/* What a call answers: whether it could do its job. It says nothing about the screenplay, which may
 * be odd but never wrong: Fountain has no invalid input. */
enum platen_status {
	PLATEN_OK,
	PLATEN_NO_MEMORY,
	PLATEN_IO,        /* the sink refused bytes */
	PLATEN_TOO_LARGE, /* input over PLATEN_INPUT_MAX */
	PLATEN_NO_FONT,   /* a font is missing */
	PLATEN_NO_MODULE, /* a part of platen which needs another library is missing */
	PLATEN_UNKNOWN_FORMAT,
	PLATEN_BAD_ARGUMENT,
	PLATEN_BAD_INPUT, /* not a screenplay: a PDF, a zip, broken XML, ... */
	PLATEN_BAD_FONT,  /* the caller's font is neither TrueType nor OpenType */
	PLATEN_WIDE_FONT, /* it is not monospaced, or not 0.6 em wide */
};

/* One English sentence without a full stop. Static. */
PLATEN_API const char *platen_status_text(enum platen_status status);

/* The version of the library which is running, like PLATEN_VERSION. Static. */
PLATEN_API const char *platen_version(void);

/* ----------------------------------------------------------------- 2. messages */

enum platen_severity {
	PLATEN_SEVERITY_NOTE,
	PLATEN_SEVERITY_WARNING,
	PLATEN_SEVERITY_ERROR,
};

/* A place in the input. Lines and columns count from 1; a column is a code point. Line 0: no place,
 * the whole input is meant. `offset` counts bytes of the input as UTF-8 (after decoding). */
struct platen_position {
	uint32_t offset;
	uint32_t line;
	uint32_t column;
};

/* One message about the screenplay. All pointers live until the callback returns. */
struct platen_diagnostic {
	const char *id; /* "PL-214", permanent: never reused, never another meaning */
	enum platen_severity severity;
	struct platen_position position;
	const char *message; /* one sentence: what was found, and what was done about it */
};

/* Called for each message, in the order of discovery. */
typedef void platen_report_fn(void *user, const struct platen_diagnostic *diagnostic);

/* The catalogue of all messages, for `platen rules` and for tests: rule `index`, counted from 0.
 * False past the end. The strings are static; `message` is the pattern, with %s where a word goes.
 */
PLATEN_API bool platen_rule(size_t index, struct platen_diagnostic *rule);

/* ------------------------------------------------------------- 3. the document */

/*
 * The kinds of node, each as it looks in the source. The tree is flat but for three containers:
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
	PLATEN_TITLE_ENTRY,   /* Author: N. Okoro			key, and its values as lines */
	PLATEN_SCENE_HEADING, /* INT. DINER - NIGHT #12A#		text, number */
	PLATEN_ACTION,        /* Rain. Nobody looks up. */
	PLATEN_SPEECH,        /* a cue and what follows it */
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
	PLATEN_BONEYARD,      /* cut by slash-star ... star-slash	alone on its line(s) */
	PLATEN_PAGE_BREAK,    /* === */
	PLATEN_SHOT,          /* !!CLOSE ON THE KEY			with PLATEN_SHOTS */
};
#define PLATEN_KIND_COUNT 19

/* The name which goldens, JSON and messages use: "scene_heading". Static. */
PLATEN_API const char *platen_kind_name(enum platen_kind kind);

/* How a stretch of text looks; bits, any mixture. */
#define PLATEN_BOLD 1u
#define PLATEN_ITALIC 2u
#define PLATEN_UNDERLINE 4u

/* Text of a node: `length` bytes at `data`. Owned by the document and alive until it is freed. */
struct platen_text {
	const char *data;
	size_t length;
};

/* How many columns of a terminal the text takes, so that tables and carets stand where they should:
 * two for an ideograph, none for a combining mark. */
PLATEN_API size_t platen_text_columns(struct platen_text text);

struct platen_document;
struct platen_node;

/* The longest input read, in bytes; above it parsing answers PLATEN_TOO_LARGE. */
#define PLATEN_INPUT_MAX (256u * 1024 * 1024)

/*
 * Read a screenplay: Highland's or Fade In's, if the bytes are a zip archive; Final Draft's FDX or
 * Open Screenplay Format, if they begin as XML does; else Fountain 1.1. What is made of them,
 * docs/fdx.md, docs/import.md and docs/fountain.md say. Of an archive one member is read, and it is
 * the source.
 *
 * `bytes` is copied. UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252. `report` may be
 * NULL. On PLATEN_OK *document is the caller's, to be freed with platen_document_free.
 * PLATEN_BAD_INPUT: the bytes are of another, well-known file type, or broken XML; `report` was
 * told. PLATEN_NO_MODULE: the module which unpacks archives, or reads XML, is not installed.
 */
PLATEN_API enum platen_status platen_document_parse(const void *bytes, size_t length,
						    platen_report_fn *report, void *user,
						    struct platen_document **document);

/* What the bytes are. */
enum platen_input {
	PLATEN_INPUT_ANY, /* they themselves say it, as for platen_document_parse */
	PLATEN_INPUT_FOUNTAIN,
	PLATEN_INPUT_FDX,
	PLATEN_INPUT_HIGHLAND, /* an archive with Fountain in it, or Fountain */
	PLATEN_INPUT_OSF,
	PLATEN_INPUT_FADEIN, /* an archive with OSF in it, or OSF */
};

/* One input format, as `platen formats` lists it. Static. */
struct platen_input_format {
	enum platen_input input;
	const char *name;          /* "fdx": the word for --from */
	const char *extensions[4]; /* ".fdx", ..., NULL */
	const char *summary;
};

/* Input format number `index`, from 0; NULL past the end. */
PLATEN_API const struct platen_input_format *platen_input_at(size_t index);
/* The input format whose extension the path has, in any case; NULL: there is none. */
PLATEN_API const struct platen_input_format *platen_input_by_path(const char *path);

/* What Fountain 1.1 has not; bits, any mixture. A script may ask for them itself, on its title
 * page: `X-Options: known-transitions`. docs/fountain.md tells of each. */
#define PLATEN_KNOWN_TRANSITIONS 1u /* FADE OUT. needs no > */
#define PLATEN_LENIENT_HEADINGS 2u  /* INT. HOUSE needs no blank lines, and is reported without */
#define PLATEN_LOCKED_PAGES 4u      /* === 12A */
#define PLATEN_SHOTS 16u            /* !!CLOSE ON THE KEY */
#define PLATEN_STOP_AT_BONEYARD 32u /* # Boneyard, and all below is one */
#define PLATEN_WIDE_MARKERS 8u /* full-width ones; by themselves for Chinese, Japanese, Korean */

/* How to read. Fill it with platen_read_options_init, then change what should differ. The strings
 * are borrowed until platen_document_read returns. */
struct platen_read_options {
	enum platen_input input;  /* PLATEN_INPUT_ANY */
	uint32_t extensions;      /* 0: Fountain 1.1, and what the script asks for */
	uint32_t extensions_off;  /* 0; those which the script cannot switch on */
	bool obeys_script;        /* true: X-Options: of its title page counts */
	const char *prefixes;     /* NULL; "SZENE, BILD": headings begin so, too */
	bool fdx_shot_headings;   /* false; true: shots in FDX are read as scene headings */
	platen_report_fn *report; /* may be NULL */
	void *user;
};

PLATEN_API void platen_read_options_init(struct platen_read_options *options);

/* As platen_document_parse, by these options; NULL for the defaults. */
PLATEN_API enum platen_status platen_document_read(const void *bytes, size_t length,
						   const struct platen_read_options *options,
						   struct platen_document **document);

PLATEN_API void platen_document_free(struct platen_document *document);

/* The entry of the title page which switched this extension on when the document was read:
 * `X-Options:`, or `Language:` for PLATEN_WIDE_MARKERS. NULL if none did. */
PLATEN_API const struct platen_node *
platen_document_extension_entry(const struct platen_document *document, uint32_t extension);

/* The PLATEN_DOCUMENT node. Owned by the document, as all nodes are. */
PLATEN_API const struct platen_node *platen_document_root(const struct platen_document *document);

/* What it was read from: PLATEN_INPUT_FDX, PLATEN_INPUT_OSF, be it in an archive, or
 * PLATEN_INPUT_FOUNTAIN. */
PLATEN_API enum platen_input platen_document_input(const struct platen_document *document);

/* The whole input as UTF-8, which positions are offsets into. Owned by the document. */
PLATEN_API struct platen_text platen_document_source(const struct platen_document *document);

PLATEN_API enum platen_kind platen_node_kind(const struct platen_node *node);

/* Neighbours in the tree; NULL where there is none. */
PLATEN_API const struct platen_node *platen_node_first_child(const struct platen_node *node);
PLATEN_API const struct platen_node *platen_node_next(const struct platen_node *node);
PLATEN_API const struct platen_node *platen_node_parent(const struct platen_node *node);

/* Where the node begins in the source, its marker included. */
PLATEN_API struct platen_position platen_node_position(const struct platen_node *node);

/* Number the scene headings 1, 2, 3 ..., instead of what the script says. PLATEN_OK or
 * PLATEN_NO_MEMORY. Pages laid out before keep the old numbers. */
PLATEN_API enum platen_status platen_document_renumber(struct platen_document *document);

/* Number only those which have no number. They count on from the largest number above, 13 behind
 * 12A, and leave out what the script has somewhere itself. Else as platen_document_renumber. */
PLATEN_API enum platen_status platen_document_number(struct platen_document *document);

/* What the writer typed, without markers, notes, emphasis and escapes; lines joined by LF. Empty
 * for containers and page breaks. */
PLATEN_API struct platen_text platen_node_text(const struct platen_node *node);

/* Scene number without its hashes; extension of a cue with its brackets; key of a title entry.
 * Empty where there is none. */
PLATEN_API struct platen_text platen_node_label(const struct platen_node *node);

/* Depth of a section, from 1; 0 for other kinds. */
PLATEN_API uint32_t platen_node_level(const struct platen_node *node);

/* -------------------------------------------------------------------- 4. pages */

enum platen_paper {
	PLATEN_PAPER_BY_SCRIPT, /* the title page's `Paper: A4`, else Letter */
	PLATEN_LETTER,          /* 8.5 x 11 in, 54 lines */
	PLATEN_A4,              /* 210 x 297 mm, 58 lines */
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

/* Where a speech stands: alone, or in a column of a dual dialogue. */
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
	const char *name; /* "standard": the word for --profile and `Profile:` */
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

/* platen's own profile number `index`, from 0, the standard one first; its strings are static.
 * False past the end. */
PLATEN_API bool platen_profile_at(size_t index, struct platen_profile *profile);

enum platen_scene_numbers {
	PLATEN_NUMBERS_NONE,
	PLATEN_NUMBERS_LEFT,
	PLATEN_NUMBERS_RIGHT,
	PLATEN_NUMBERS_BOTH,
};

/* Options which the screenplay may set itself: by keys of its title page, or, if it is a Final
 * Draft file, by its page setup. */
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
};
#define PLATEN_OPTION_COUNT 10

/*
 * How to lay out. Fill it with platen_layout_options_init, then change what should differ. What is
 * left NULL, or BY_SCRIPT, the screenplay decides, else the defaults; see enum platen_option. The
 * strings are borrowed until platen_pages_new returns.
 */
struct platen_layout_options {
	enum platen_paper paper;                 /* PLATEN_PAPER_BY_SCRIPT */
	const char *profile;                     /* NULL: by script, else "standard" */
	const struct platen_profile *profiles;   /* the caller's own, which may be named, too */
	size_t profile_count;                    /* 0 */
	enum platen_scene_numbers scene_numbers; /* PLATEN_NUMBERS_BOTH: where the script has any */
	bool continued; /* true: (MORE) and (CONT'D) at page ends and for a speaker who goes on */
	bool scene_continued; /* false: (CONTINUED) and CONTINUED: where a scene goes on */
	bool title_page;      /* true: set the title page, if there is one */
	bool notes, sections, synopses; /* false; true: print them. They take lines, and so pages */
	uint32_t lines_per_page;        /* 0: the paper's own */
	const char *more, *contd;       /* NULL: by language; English: "(MORE)" "(CONT'D)" */
	const char *scene_bottom, *scene_top; /* NULL: "(CONTINUED)" "CONTINUED:" */
	const char *header, *footer;          /* NULL: by script, else none. {page} {pages} {title}
					       * {date} stand for what they say */
	const char *watermark;                /* NULL: by script, else none */
	const char *date;                     /* what {date} stands for; NULL: nothing */
	/* 0; bits, 1u << PLATEN_OPTION_PAPER ...: options set here which the title page overrides
	 */
	uint32_t yields;
	platen_report_fn
		*report; /* told of values on the title page which mean nothing; may be NULL */
	void *user;
};

PLATEN_API void platen_layout_options_init(struct platen_layout_options *options);

/* Who decided the value of an option. */
enum platen_origin {
	PLATEN_ORIGIN_DEFAULT,
	PLATEN_ORIGIN_CALLER, /* platen_layout_options */
	PLATEN_ORIGIN_SCRIPT,
};

struct platen_option_value {
	struct platen_text text; /* "a4"; empty: none, or a sheet which has no name */
	enum platen_origin origin;
	/* The entry of the title page which decided, or, if another did, whose value means nothing;
	 * NULL: none. */
	const struct platen_node *entry;
};

/* What platen_pages_new takes an option for, without laying out. The text is owned by the document,
 * by `options` or static. False: `options` name a profile which does not exist, or is no page. */
PLATEN_API bool platen_document_option(const struct platen_document *document,
				       const struct platen_layout_options *options,
				       enum platen_option option,
				       struct platen_option_value *value);

struct platen_pages;

/* Lay a document out. `options` may be NULL for the defaults. On PLATEN_OK *pages is the caller's,
 * to be freed with platen_pages_free; it borrows text from the document, which must outlive it. */
PLATEN_API enum platen_status platen_pages_new(const struct platen_document *document,
					       const struct platen_layout_options *options,
					       struct platen_pages **pages);

PLATEN_API void platen_pages_free(struct platen_pages *pages);

/* Pages of the body: the title page is not counted, as Final Draft does not count it. */
PLATEN_API uint32_t platen_pages_count(const struct platen_pages *pages);

/* Why a page begins where it does. `the block` is the paragraph, or speech with its cue, which did
 * not fit on the page before. */
enum platen_page_reason {
	PLATEN_PAGE_FIRST,  /* it is the first */
	PLATEN_PAGE_FORCED, /* === */
	PLATEN_PAGE_FULL,   /* the block moved as a whole */
	PLATEN_PAGE_CUT,    /* the block was cut at a sentence, or between paragraphs of a speech */
	PLATEN_PAGE_KEPT,   /* the block moved, and a heading above it with it */
	PLATEN_PAGE_PULLED, /* the block is a transition, and took along what stood above it */
	PLATEN_PAGE_SCENE_CONTINUED, /* what stood last made room for (CONTINUED) */
	PLATEN_PAGE_LAST_RESORT, /* the block is longer than a page, cut where the page was full */
};

struct platen_page_break {
	enum platen_page_reason reason;
	const struct platen_node *block; /* NULL for the first page */
	bool is_rest;                    /* only the rest of it was to be placed, after a cut */
	bool is_forced;                  /* it did not have to fit: a page break stands before it */
	uint32_t left;                   /* lines which were left for it on the page before */
	uint32_t kept;                   /* those of them which stay free for (CONTINUED) */
	uint32_t rows;      /* its lines of text; of a dual dialogue, those of the taller column */
	bool has_more_rows; /* and there are more: nobody looked further than a page */
	uint32_t fit;       /* the lines of text which fit */
	bool may_be_cut;    /* rule 1 of docs/pages.md speaks of blocks like it, and then: */
	uint32_t cut_from, cut_to; /* a cut in one of these lines leaves two on either side; none if
				    * cut_from > cut_to */
	bool is_cut;               /* the page begins inside a paragraph or a speech */
};

struct platen_page_info {
	struct platen_text label; /* "12"; empty for a title page */
	bool is_title;
	struct platen_position position; /* of its first line in the source */
	struct platen_page_break why;    /* it begins there */
};

/* Page number `index`, from 0, title pages first. False past the end. */
PLATEN_API bool platen_pages_at(const struct platen_pages *pages, size_t index,
				struct platen_page_info *info);

/* Which page holds this place of the source: its index, as platen_pages_at counts. False: none
 * does, as the script has no pages or the place is before the first one. */
PLATEN_API bool platen_pages_find(const struct platen_pages *pages, struct platen_position position,
				  size_t *index);

/* Leave pages out: keep[i] says of each page, as platen_pages_at counts them, whether it stays.
 * What is printed on them stays what it is. For formats which are paged; the others need all pages.
 */
PLATEN_API void platen_pages_keep(struct platen_pages *pages, const bool *keep);

/* Length of the body in eighths of a page, of the last page as much as is used; 3 pages have at
 * most 24. */
PLATEN_API uint32_t platen_pages_eighths(const struct platen_pages *pages);

/* ------------------------------------------------------------------ 5. writing */

/* One output format, as `platen formats` lists it. Static. */
struct platen_format {
	const char *name;      /* "pdf": the word for --format */
	const char *extension; /* ".pdf", or NULL where no extension chooses it */
	const char *summary;
	bool needs_pages; /* platen_write must be given pages */
	bool is_paged;    /* it writes pages, of which some may be left out */
	bool hides_notes; /* it never prints notes, sections and synopses: lay out without them */
	enum platen_input input; /* the format to read it as; PLATEN_INPUT_ANY: it cannot be read */
	/* Which of platen_write_options it heeds, beside `date`: */
	bool is_drawn;        /* font */
	bool is_raster;       /* dpi */
	bool is_single;       /* next_page, as each page is a file of its own */
	bool has_layout;      /* layout */
	bool has_fdx_options; /* fdx */
};

/* Format number `index`, from 0; NULL past the end. */
PLATEN_API const struct platen_format *platen_format_at(size_t index);

/* The format of this name, or which a file of this name should have; NULL if there is none. */
PLATEN_API const struct platen_format *platen_format_by_name(const char *name);
PLATEN_API const struct platen_format *platen_format_by_path(const char *path);

/* Where bytes go. `write` takes all `length` bytes or returns false, once and for all: it is not
 * called again, and platen_write answers PLATEN_IO. */
struct platen_sink {
	bool (*write)(void *user, const void *bytes, size_t length);
	void *user;
};

/* What becomes of sections, and of synopses which are under no scene heading. */
enum platen_fdx_sections {
	PLATEN_SECTIONS_OUTLINE, /* outline, which Final Draft hides */
	PLATEN_SECTIONS_NOTE,    /* script notes */
	PLATEN_SECTIONS_DROP,
};

/* How to write FDX; all zero is the default. */
struct platen_fdx_options {
	uint32_t version; /* the number in the file, 3 to 6; 0: 5, Final Draft 12's */
	enum platen_fdx_sections sections;
	bool boneyard_notes; /* boneyards become script notes; else they are dropped */
	/* A document which was read from FDX: only the script and the title page are new, all else
	 * is kept as it is in that file. NULL: none. Borrowed. */
	const struct platen_document *template_document;
};

/* Options of the writers; all zero is the default. */
struct platen_write_options {
	int64_t date; /* seconds since 1970 for the formats which carry a date; 0: none */
	/* Told of characters which no font can draw, and of what Fountain cannot say; may be NULL.
	 */
	platen_report_fn *report;
	void *user;
	bool layout; /* json: say where the elements are printed, too; platen_write must be given
			pages */
	struct platen_fdx_options fdx;
	/* pdf, svg and png: draw with this font, TrueType or OpenType, instead of Courier Prime. No
	 * line or page ends elsewhere for it. `length` bytes, borrowed until platen_write returns;
	 * 0: none. */
	const void *font;
	size_t font_length;
	uint32_t dpi; /* png: dots to the inch, 36 to 600; 0: 150 */
	/* svg and png: called before the bytes of each page, so that they can be sent to another
	 * file. Pages of the body count from 1, a title page before them is 0; those which were
	 * left out count. False: no more is wanted, and platen_write answers PLATEN_IO. NULL: there
	 * is one page, or none. */
	bool (*next_page)(void *user, uint32_t number);
	void *next_page_user;
};

/*
 * Write a document, or its pages, as `format`. `pages` are pages of this document; they may be NULL
 * where the format does not need them, and so may `options`. PLATEN_NO_MODULE, PLATEN_NO_FONT: the
 * module or font which this format needs is not installed. The same arguments and libraries always
 * give the same bytes.
 */
PLATEN_API enum platen_status platen_write(const struct platen_format *format,
					   const struct platen_document *document,
					   const struct platen_pages *pages,
					   const struct platen_write_options *options,
					   const struct platen_sink *sink);

/* ---------------------------------------------------------------- 6. checking */

/*
 * What to hold a screenplay to. Fill it with platen_check_options_init, then set what is wanted. A
 * limit of 0 is none. docs/rules.md says what each message is about.
 */
struct platen_check_options {
	uint32_t max_pages, min_pages;
	uint32_t max_scene_eighths;
	uint32_t max_speech_lines;   /* printed lines without the cue */
	bool has_baseline;           /* compare with a page count from before */
	bool is_in_baseline;         /* there is one; else that is reported */
	uint32_t baseline, drift;    /* pages, and how many more or less are let pass */
	uint32_t long_speech;        /* 27 lines: from there on a speech is worth a word */
	uint32_t long_parenthetical; /* 3 lines */
	bool one_word_lines; /* false; true: report each last line of one word (PL-302), not only
			      * those which cost more than their line (PL-303, PL-306) */
	platen_report_fn *report;
	void *user;
};

PLATEN_API void platen_check_options_init(struct platen_check_options *options);

/* Report what is over a limit, and what the lint rules find. PLATEN_OK says that it was done, not
 * that nothing was found. `options` may be NULL for the defaults, which report to nobody. */
PLATEN_API enum platen_status platen_check(const struct platen_pages *pages,
					   const struct platen_check_options *options);

/*
 * What the script's own notes switch off: [[platen: off PL-330]]. A note on lines of its own holds
 * from there on, until [[platen: on PL-330]]; inside an element it holds for the element. Errors
 * are not switched off. The caller frees *silence; it borrows nothing.
 */
struct platen_silence;
PLATEN_API enum platen_status platen_silence_new(const struct platen_document *document,
						 struct platen_silence **silence);
PLATEN_API void platen_silence_free(struct platen_silence *silence);

/* Whether a message about this document is switched off where it points. */
PLATEN_API bool platen_silence_covers(const struct platen_silence *silence,
				      const struct platen_diagnostic *diagnostic);

/* ----------------------------------------------------------------- 7. figures */

/* Where a scene plays, by its heading. */
enum platen_setting {
	PLATEN_NO_SETTING,
	PLATEN_INT,
	PLATEN_EXT, /* EST., too */
	PLATEN_INT_EXT,
};
#define PLATEN_SETTING_COUNT 4

/* When it plays. DUSK is neither day nor night; CONTINUOUS is as the scene before. */
enum platen_daytime {
	PLATEN_TIME_OTHER,
	PLATEN_DAY,
	PLATEN_NIGHT,
};
#define PLATEN_DAYTIME_COUNT 3

/* Texts of the figures are alive as long as the figures, the pages and the document are. Words are
 * those of the printed text without headings and cues; lines of speeches are counted without their
 * cues. */
struct platen_scene_figures {
	struct platen_position position;
	struct platen_text number; /* as printed; empty if there is none */
	struct platen_text heading, location, time;
	enum platen_setting setting;
	enum platen_daytime daytime;
	struct platen_text page; /* the label of the page on which it begins */
	uint32_t eighths, words, speeches;
	uint32_t speaker_count;
};

struct platen_character_figures {
	struct platen_text name; /* NORA, NORA (V.O.) and NORA (CONT'D) are one; as typed first */
	uint32_t scenes, speeches, words, lines;
	struct platen_text first_page, last_page;
	uint32_t pages; /* on which there is a line of this speaker */
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

/* Count. On PLATEN_OK *figures is the caller's, to be freed with platen_figures_free; it borrows
 * from the pages and their document, which must outlive it. */
struct platen_figures;
PLATEN_API enum platen_status platen_figures_new(const struct platen_pages *pages,
						 struct platen_figures **figures);
PLATEN_API void platen_figures_free(struct platen_figures *figures);

/* Row number `index`, from 0; false past the end. Scenes stand in the order of the script,
 * characters and locations in that of their first appearance. */
PLATEN_API bool platen_figures_scene(const struct platen_figures *figures, size_t index,
				     struct platen_scene_figures *scene);
PLATEN_API bool platen_figures_character(const struct platen_figures *figures, size_t index,
					 struct platen_character_figures *character);
PLATEN_API bool platen_figures_location(const struct platen_figures *figures, size_t index,
					struct platen_location_figures *location);
PLATEN_API void platen_figures_sum(const struct platen_figures *figures,
				   struct platen_sum_figures *sum);

/* The name of speaker number `speaker` of scene number `scene`; both from 0 and within bounds. */
PLATEN_API struct platen_text platen_figures_speaker(const struct platen_figures *figures,
						     size_t scene, size_t speaker);

#ifdef __cplusplus
}
#endif

#endif
