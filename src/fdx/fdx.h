/*
 * fdx - Final Draft's XML
 *
 * What both directions share: the types of paragraph (types.c), attribute values (values.c), the
 * words of title pages (title.c), and what a document keeps of the file it was read from. read/
 * makes a document of a file, write/ makes a file of a document.
 */
#ifndef PL_FDX_H
#define PL_FDX_H

#include "diag/diag.h"
#include "document/document.h"
#include "unicode/unicode.h"

/* ------------------------------------------------------------------------- reading */

/* Read `bytes` as FDX or Open Screenplay Format; platen_document_parse says the rest. On PLATEN_OK
 * *document is the caller's. */
enum platen_status pl_fdx_read(struct pl_str bytes, const struct platen_read_options *options,
			       const struct platen_reporter *diag,
			       struct platen_document **document);

/* Read the source of an FDX document again, as it was before the document was edited. On PLATEN_OK
 * *again is the caller's; it borrows the source. */
enum platen_status pl_fdx_read_again(const struct platen_document *document,
				     struct platen_document **again);

/* The file is Final Draft's own, and complete: what is not in the script can be kept as it is. */
bool pl_fdx_is_own_file(const struct pl_fdx_file *file);
/* Its paragraphs can be kept, once its settings are completed. */
bool pl_fdx_is_template(const struct pl_fdx_file *file);

/* The reader in its module: fill a new document from its source. */
typedef enum platen_status pl_fdx_read_fn(struct platen_document *document,
					  const struct platen_read_options *options,
					  const struct platen_reporter *diag);
pl_fdx_read_fn pl_fdx_read_source;

/* ---------------------------------------------------------------- attribute values */

/* Both enums in the order of their names. */
enum pl_fdx_alignment {
	PL_FDX_LEFT,
	PL_FDX_CENTER,
	PL_FDX_RIGHT,
	PL_FDX_FULL,
};
enum pl_fdx_leading {
	PL_FDX_REGULAR,
	PL_FDX_TIGHT,
	PL_FDX_VERY_TIGHT,
	PL_FDX_LOOSE,
};
extern const char *const pl_fdx_alignment_names[];
extern const char *const pl_fdx_leading_names[];

/* Style tokens beyond PLATEN_BOLD, PLATEN_ITALIC and PLATEN_UNDERLINE. The last two vary another
 * bit, which is set with them. */
#define PL_FDX_CAPS 8u
#define PL_FDX_HIDDEN 16u
#define PL_FDX_STRIKEOUT 32u
#define PL_FDX_WORD_UNDERLINE 64u
#define PL_FDX_SMALL_CAPS 128u
#define PL_FDX_EMPHASIS (PLATEN_BOLD | PLATEN_ITALIC | PLATEN_UNDERLINE)

/*
 * Parse a value, whatever program spelt it; case and blanks around it do not matter. False, and the
 * out-parameter as it was: it makes no sense.
 */
/* "-12.345", to thousandths; at most 10,000 either way. Further decimals are ignored. */
bool pl_fdx_parse_thousandths(struct pl_str text, int32_t *thousandths);
/* "1.50" inches to hundredths of a point; at most 100 inches either way. */
bool pl_fdx_parse_inches(struct pl_str text, int32_t *length);
/* "72" or "12.5" points to hundredths of a point; at most 100 inches either way. */
bool pl_fdx_parse_points(struct pl_str text, int32_t *length);
/* "1", "1.5" or "2" lines to half lines, at least 2. */
bool pl_fdx_parse_spacing(struct pl_str text, uint32_t *half_lines);
/* Digits; the first number of "12,15". */
bool pl_fdx_parse_number(struct pl_str text, uint64_t *number);
/* "#RRRRGGGGBBBB" or "#RRGGBB" to 0xRRGGBB. */
bool pl_fdx_parse_color(struct pl_str text, uint32_t *rgb);
/* These accept any text: what is unknown is No, Left, no style. */
bool pl_fdx_parse_yes(struct pl_str text);
enum pl_fdx_alignment pl_fdx_parse_alignment(struct pl_str text);
bool pl_fdx_parse_leading(struct pl_str text, enum pl_fdx_leading *leading);
uint32_t pl_fdx_parse_style(struct pl_str text);

/* A style as Final Draft spells it: "Bold+Italic". */
#define PL_FDX_STYLE_SIZE 80
void pl_fdx_format_style(uint32_t style, char text[PL_FDX_STYLE_SIZE]);

/* -------------------------------------------------------------- formats and types */

/* The eight attributes which place a paragraph. Final Draft writes all of them or none; other
 * programs write some. Lengths in hundredths of a point. */
struct pl_fdx_format {
	unsigned given; /* PL_FDX_HAS_...: the attributes which are there */
	enum pl_fdx_alignment alignment;
	enum pl_fdx_leading leading;
	int32_t left_indent;  /* from the left edge of the paper */
	int32_t right_indent; /* from the left edge; 0 and less: from the right one */
	int32_t first_indent; /* from left_indent */
	int32_t space_before; /* at least 0 */
	uint32_t half_lines;  /* 2: single-spaced */
	bool starts_new_page;
};

#define PL_FDX_HAS_ALIGNMENT 1u
#define PL_FDX_HAS_LEADING 2u
#define PL_FDX_HAS_LEFT 4u
#define PL_FDX_HAS_RIGHT 8u
#define PL_FDX_HAS_FIRST 16u
#define PL_FDX_HAS_SPACE 32u
#define PL_FDX_HAS_SPACING 64u
#define PL_FDX_HAS_PAGE 128u
#define PL_FDX_HAS_ALL 255u

/* All of it: indents in hundredths of an inch from the left edge of the paper, the first one from
 * the left indent, space before in points. */
#define PL_FDX_INCH 7200
#define PL_FDX_PLACED(alignment_, left, right, first, space)                                       \
	{                                                                                          \
		.given = PL_FDX_HAS_ALL, .alignment = PL_FDX_##alignment_,                         \
		.left_indent = (left) * (PL_FDX_INCH / 100),                                       \
		.right_indent = (right) * (PL_FDX_INCH / 100),                                     \
		.first_indent = (first) * (PL_FDX_INCH / 100), .space_before = (space)*100,        \
		.half_lines = 2                                                                    \
	}

/* The format's own values, and those of `under` where it has none. */
struct pl_fdx_format pl_fdx_format_over(const struct pl_fdx_format *format,
					const struct pl_fdx_format *under);

/* As layout knows it: Full is set as Left. */
enum platen_align pl_fdx_align(const struct pl_fdx_format *format);
/* space_before in lines: half a line counts as a whole one, and the 11 points of Final Draft 9 too.
 */
uint32_t pl_fdx_lines_before(const struct pl_fdx_format *format);

/* A type of paragraph: one which Final Draft begins with, or one which a file defines or uses. The
 * second half is the reader's. */
struct pl_fdx_type {
	struct pl_fdx_type *next; /* in order of appearance */
	struct pl_str name, paginate_as;
	struct pl_fdx_format format;
	uint32_t style;               /* PLATEN_BOLD | ... | PL_FDX_CAPS ... */
	struct pl_fdx_part *settings; /* its ElementSettings; NULL: the file has none */
	bool is_used;                 /* in the script */

	bool has_style;        /* its settings say one */
	enum platen_kind kind; /* of its nodes; action may also be centered, by its alignment */
	uint32_t level;        /* of a section */
	bool is_unknown;       /* nothing says what it is */
	bool is_general;       /* paginated as General */
	struct pl_break_rules rules;           /* for page breaks */
	const struct platen_style *node_style; /* of its paragraphs without a format */
	struct pl_fdx_type *next_in_bucket;
};

/* The types which have a meaning of their own. We write the first PL_FDX_WRITTEN_COUNT; all are
 * read. */
enum pl_fdx_standard {
	PL_FDX_GENERAL,
	PL_FDX_SCENE_HEADING,
	PL_FDX_ACTION,
	PL_FDX_CHARACTER,
	PL_FDX_PARENTHETICAL,
	PL_FDX_DIALOGUE,
	PL_FDX_TRANSITION,
	PL_FDX_SHOT,
	PL_FDX_CAST_LIST,
	PL_FDX_LYRICS,
	PL_FDX_OUTLINE_BODY,
	PL_FDX_OUTLINE_1,
	PL_FDX_OUTLINE_2,
	PL_FDX_OUTLINE_3,
	PL_FDX_OUTLINE_4,
	PL_FDX_NEW_ACT,
	PL_FDX_END_OF_ACT,
	PL_FDX_COLD_OPENING,
	PL_FDX_SEQUENCE,
	PL_FDX_SUMMARY,
	PL_FDX_NOTE,
	PL_FDX_DIALOG, /* other programs' names */
	PL_FDX_LYRIC,
	PL_FDX_SINGING,
};
#define PL_FDX_WRITTEN_COUNT 15
#define PL_FDX_STANDARD_COUNT 24

struct pl_fdx_standard_type {
	struct pl_fdx_type type; /* as Final Draft has it in a new screenplay */
	struct {
		const char *return_key, *shortcut, *win_shortcut, *can_hide, *outline_level;
	} behavior; /* of its ElementSettings; NULL: we do not write it */
};
extern const struct pl_fdx_standard_type pl_fdx_standard_types[PL_FDX_STANDARD_COUNT];

/* The standard type of this name, in any case; NULL: there is none. */
const struct pl_fdx_standard_type *pl_fdx_standard_named(struct pl_str name);

/* -------------------------------------------------------- lines of a title page */

/* What the line says on its own: SOURCE, CREDIT, COPYRIGHT, DRAFT, DATE, CONTACT or UNKNOWN. */
enum pl_title_role pl_fdx_title_look(struct pl_str text);
/* How many bytes of "Written by Nora Okoro" are the credit; 0: it has none. */
size_t pl_fdx_title_credit_length(struct pl_str text);
/* "Nora", "&" and "Bo" are one group of lines, however far apart. */
bool pl_fdx_title_joins_names(struct pl_str text);

/* An entry which holds the page format (document/format.h). In FDX the settings say the same. */
static inline bool
pl_fdx_is_layout(const struct platen_node *node)
{
	return node->kind == PLATEN_TITLE_ENTRY && pl_node_more(node)->role == PL_TITLE_X_LAYOUT;
}

/* ------------------------------------------------------------------------- losses */

/* What a Final Draft file may hold and a format, or a new file, does not. */
enum pl_fdx_loss {
	PL_FDX_LOST_REVISIONS,
	PL_FDX_LOST_DELETIONS,
	PL_FDX_LOST_LOCKED_PAGES,
	PL_FDX_LOST_TAGS,
	PL_FDX_LOST_LABELS,
	PL_FDX_LOST_BOOKMARKS,
	PL_FDX_LOST_ALTERNATES,
	PL_FDX_LOST_PICTURES,
	PL_FDX_LOST_TABSTOPS,
	PL_FDX_LOST_STRIKEOUTS,
	PL_FDX_LOST_COLORS,
	PL_FDX_LOST_FONTS,
	PL_FDX_LOST_TYPE_FONTS,
	PL_FDX_LOST_TYPES,
	PL_FDX_LOST_SCENE_TITLES,
	PL_FDX_LOST_ARC_BEATS,
	PL_FDX_LOST_SHOT_NUMBERS,
	PL_FDX_LOST_NUMBERS,
	PL_FDX_LOST_NOTE_DETAILS,
	PL_FDX_LOST_IDS,
	PL_FDX_LOST_BEATS,
	PL_FDX_LOST_WATERMARK,
	PL_FDX_LOST_UNKNOWN,
	PL_FDX_LOST_CONTROLS,
};
#define PL_FDX_LOSS_COUNT 24

enum pl_fdx_target {
	PL_FDX_TO_FOUNTAIN,
	PL_FDX_TO_PAGES,
	PL_FDX_TO_DATA,     /* the document, but for what only the file has */
	PL_FDX_TO_NEW_FILE, /* FDX, made of the document */
};

/* Say what of a script FDX has no place for, and how it can be kept. */
void pl_fdx_report_left_out(const struct platen_document *document,
			    const struct platen_write_options *options);

struct pl_fdx_file;
/* List in one message what of the file is lost on the way there. */
void pl_fdx_report_losses(const struct pl_fdx_file *file, enum pl_fdx_target target,
			  bool shows_revisions, const struct platen_reporter *diag);

/* ------------------------------------------- what a document keeps of its FDX file */

/* A Text element, or a piece of one. */
struct pl_fdx_run {
	struct pl_fdx_run *next;
	struct pl_str text;
	uint32_t style; /* instead of the type's, if has_style, else added to it */
	bool has_style;
	uint32_t revision;           /* the number of the set which has revised it; 0: none */
	struct platen_position from; /* of its first byte */
};

struct pl_fdx_paragraphs {
	struct pl_fdx_paragraph *first, *last;
};

struct pl_fdx_notes {
	struct pl_fdx_note *first, *last;
};

/* What the paragraphs in a paragraph are. */
enum pl_fdx_inner {
	PL_FDX_INNER_NONE,
	PL_FDX_INNER_DUAL,
	PL_FDX_INNER_OMITTED,
};

/* What few paragraphs have. */
struct pl_fdx_extras {
	struct pl_str number;
	struct pl_fdx_notes notes; /* in the order of `at` */
	struct pl_fdx_paragraphs inner;
	enum pl_fdx_inner inner_kind;
	/* of a scene heading: */
	struct pl_str scene_title; /* beside its text */
	struct pl_fdx_paragraphs summary;
	bool has_color;
	uint32_t color; /* 0xRRGGBB */
};

/* A paragraph as the file has it. node->fdx is the one which a node was made of. */
struct pl_fdx_paragraph {
	struct pl_fdx_paragraph *next;
	struct platen_position from;
	uint32_t source_end;
	uint32_t length;  /* bytes of its runs */
	bool is_repaired; /* Final Draft would not read it as it was meant */
	struct pl_fdx_type *type;
	const struct pl_fdx_format *format; /* its own; there may be nothing in it */
	struct pl_fdx_run *first, *last;
	const struct pl_fdx_extras *extras; /* never NULL */
};

/* A child of the root. */
struct pl_fdx_part {
	struct pl_fdx_part *next;
	struct pl_str name;
	struct pl_str lead;             /* of the source: what stands before it */
	struct pl_str xml;              /* of the source */
	const struct pl_fdx_type *type; /* whose settings it is; NULL: there are later ones, or it
					   is something else */
};

#define PL_FDX_BUCKETS 256

/* The file (document->fdx). All is owned by the document. */
struct pl_fdx_file {
	enum platen_input input;             /* FDX, or OSF, of which only the types are kept */
	bool is_text;                        /* a text document, not a script */
	bool is_template;                    /* a template, not a script */
	uint32_t version;                    /* one which Final Draft has written; 0: another */
	bool has_shot_headings, splits_dual; /* options which it was read with */
	size_t losses[PL_FDX_LOSS_COUNT];    /* how many there are of each */
	struct pl_str head;                  /* of the source, to the end of the root's start tag */
	const struct pl_fdx_part *parts;     /* in the order of the file */
	struct pl_fdx_type *types;           /* which have settings, or are used in the script */
	const struct pl_fdx_paragraph *body; /* its first paragraph */
	uint32_t body_from;                  /* byte of the source after the start tag of Content */
	struct pl_fdx_type *buckets[PL_FDX_BUCKETS]; /* all types, by name */
};

/* The file's type of this name, in any case; NULL if it has none. */
struct pl_fdx_type *pl_fdx_type_named(const struct pl_fdx_file *file, struct pl_str name);
void pl_fdx_add_type(struct pl_fdx_file *file, struct pl_fdx_type *type);

#endif
